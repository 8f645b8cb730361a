package brief_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"chancery"
	"chancery/internal/brief"
	"chancery/internal/index"
	"chancery/internal/prose"
	"chancery/internal/recordtest"
	"chancery/internal/web/messages"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files anew")

func write(t *testing.T, rec *chancery.Record, a, b string) string {
	t.Helper()
	return string(writeAs(t, rec, brief.Query{A: a, B: b}, brief.Markdown))
}

func writeAs(t *testing.T, rec *chancery.Record, q brief.Query, f brief.Format) []byte {
	t.Helper()
	if q.Words == nil {
		q.Words = in(t, "en")
	}
	var out bytes.Buffer
	n, err := brief.New(index.New(rec), q)
	if err == nil {
		err = n.Write(&out, f)
	}
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func in(t testing.TB, language string) *messages.Words {
	t.Helper()
	w, err := messages.In(language)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

var golden = map[string][2]string{
	"state-organisation.md": {"Ghana", "OSCE"},
	"state.md":              {"GHA", ""},
	"person.md":             {"blahova", ""},
	"person-person.md":      {"Blahova", "asiedu"},
	"assembly.md":           {"OSCE PA", "Gana"},
	"nothing.md":            {"Iceland", "OSCE PA"},
}

func TestGolden(t *testing.T) {
	rec := recordtest.Sample(t)
	for name, actors := range golden {
		compare(t, name, write(t, rec, actors[0], actors[1]))
	}
	both := brief.Query{A: "GHA", B: "OSCE"}
	for _, language := range []string{"tr", "fr"} {
		both.Words = in(t, language)
		compare(t, "state-organisation."+language+".md", string(writeAs(t, rec, both, brief.Markdown)))
		compare(t, "acts-pair."+language+".md", string(writeAs(t, recordtest.Acts(t), brief.Query{A: "KEN", B: "NOR", Words: both.Words}, brief.Markdown)))
	}
	compare(t, "since.md", string(writeAs(t, rec, brief.Query{A: "GHA", Since: "2031-03-05"}, brief.Markdown)))
	compare(t, "about.md", string(writeAs(t, rec, brief.Query{A: "GHA", About: "Border Security"}, brief.Markdown)))
	compare(t, "page.html", string(writeAs(t, rec, brief.Query{A: "GHA", B: "OSCE", Since: "2031"}, brief.HTML)))
	acts := recordtest.Acts(t)
	compare(t, "acts-pair.md", write(t, acts, "KEN", "NOR"))
	compare(t, "acts-state.md", write(t, acts, "Kenya", ""))
}

func compare(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

// TestJSON holds that the JSON form says what the page says.
func TestJSON(t *testing.T) {
	rec := recordtest.Sample(t)
	out := writeAs(t, rec, brief.Query{A: "GHA", B: "OSCE"}, brief.JSON)
	var got struct {
		Actors   []struct{ ID, Type, Name string }
		Sections []struct {
			Title string
			Items []struct {
				Text    string
				Sources []int
			}
		}
		Sources []struct {
			Number       int
			Name, Report string
			Outlets      []string
			Published    *string
			Quote        *string
		}
	}
	if err := json.Unmarshal(out, &got); err != nil {
		t.Fatal(err)
	}
	page := slash.ReplaceAllString(write(t, rec, "GHA", "OSCE"), "$1")
	items := 0
	for _, s := range got.Sections {
		for _, it := range s.Items {
			items++
			if first, _, _ := strings.Cut(it.Text, "; "); !strings.Contains(page, "- "+first) || len(it.Sources) == 0 {
				t.Errorf("%q, sources %v: not on the page", it.Text, it.Sources)
			}
		}
	}
	if n := strings.Count(page, "\n- ") - len(got.Sources); items != n || items < 10 {
		t.Errorf("%d items, on the page %d", items, n)
	}
	if len(got.Actors) != 2 || got.Actors[0].ID != "GHA" || got.Actors[1].Type != "organisation" {
		t.Errorf("actors %+v", got.Actors)
	}
	for i, s := range got.Sources {
		if s.Number != i+1 || s.Report == "" || s.Quote == nil || !strings.Contains(page, s.Name) {
			t.Errorf("source %+v", s)
		}
	}
}

// TestEscape holds that names read as they are, and that only what Markdown
// would take for its own is escaped.
func TestEscape(t *testing.T) {
	for reportName, want := range map[string]string{
		"004_b2_tr.txt":  "004_b2_tr.txt",
		"_b_.txt":        `\_b\_.txt`,
		"a~b~ ~c":        `a\~b\~ ~c`,
		"R&D &amp; more": `R\&D \&amp; more`,
	} {
		rec := recordtest.Sample(t)
		for i := range rec.Reports {
			rec.Reports[i].Name = reportName
		}
		if got := write(t, rec, "GHA", ""); !strings.Contains(got, "] "+want+", ") {
			t.Errorf("%q is not in\n%s", want, got)
		}
	}
}

var (
	bullet = regexp.MustCompile(`^- .*\S \[\d+\](\[\d+\])*\.$`)
	cited  = regexp.MustCompile(`\[(\d+)\]`)
	entry  = regexp.MustCompile(`^- \[(\d+)\] (.+)$`)
	words  = regexp.MustCompile(`“(.*)”$`)
	slash  = regexp.MustCompile("\\\\([\\\\`*\\[\\]<>~_&])")
)

// check holds that every line is a heading, an item that ends with its
// sources, or a source; that what is cited is listed, and all that is listed
// cited, in the order in which it first appears; and that the words of each
// source stand in the report.
func check(t *testing.T, rec *chancery.Record, text string) {
	t.Helper()
	body, sources, listed := strings.Cut(text, "\n## Sources\n")
	next := 1
	for line := range strings.Lines(body) {
		line = strings.TrimSuffix(line, "\n")
		if line == "" || strings.HasPrefix(line, "#") || strings.HasPrefix(line, "~ stands before") {
			continue
		}
		if !bullet.MatchString(line) {
			t.Errorf("this does not end with its sources: %s", line)
		}
		for _, m := range cited.FindAllStringSubmatch(slash.ReplaceAllString(line, ""), -1) {
			if n, _ := strconv.Atoi(m[1]); n > next {
				t.Errorf("%d is cited before %d: %s", n, next, line)
			} else if n == next {
				next++
			}
		}
	}
	if !listed && next > 1 {
		t.Fatal("there is no list of sources")
	}
	n := 0
	for line := range strings.Lines(strings.TrimSpace(sources)) {
		n++
		m := entry.FindStringSubmatch(strings.TrimSuffix(line, "\n"))
		if m == nil || m[1] != strconv.Itoa(n) {
			t.Errorf("this is not source %d: %s", n, line)
			continue
		}
		quote := words.FindStringSubmatch(m[2])
		if quote == nil {
			t.Errorf("source %d has no words: %s", n, line)
			continue
		}
		plain := strings.TrimSuffix(slash.ReplaceAllString(quote[1], "$1"), "…")
		if utf8.RuneCountInString(plain) > 200 {
			t.Errorf("the words of source %d are too long", n)
		}
		if !slices.ContainsFunc(rec.Reports, func(r chancery.Report) bool { return strings.Contains(prose.Clean(r.Text), plain) }) {
			t.Errorf("no report has the words %q", plain)
		}
	}
	if n != next-1 {
		t.Errorf("%d sources are listed, %d cited", n, next-1)
	}
}

func TestEverySentenceIsCited(t *testing.T) {
	rec := recordtest.Sample(t)
	for _, actors := range golden {
		check(t, rec, write(t, rec, actors[0], actors[1]))
	}
	for _, a := range rec.Actors {
		check(t, rec, write(t, rec, a.ID, ""))
		for _, b := range rec.Actors {
			if a.ID != b.ID {
				check(t, rec, write(t, rec, a.ID, b.ID))
			}
		}
	}
}

// TestHostileText holds that names cannot break out of their line, cite what
// does not exist, or become links.
func TestHostileText(t *testing.T) {
	bad := "Eve [1][99].\n# Head\n\x1b[2J\u202e![x](http://a.example) <b> `code` **bold** _so_ &lt;" + strings.Repeat("long", 2000)
	rec := recordtest.Sample(t)
	for i := range rec.Actors {
		rec.Actors[i].Name += bad
	}
	for i := range rec.Reports {
		rec.Reports[i].Name, rec.Reports[i].Chain = bad, []string{bad}
	}
	for i := range rec.Events {
		e := &rec.Events[i]
		e.Name, e.Topics, e.Frameworks = bad, []string{bad}, []string{bad}
		e.Place = &chancery.Place{Name: bad, Country: bad}
		for k := range e.Participants {
			e.Participants[k].Name, e.Participants[k].Office = bad, &chancery.Office{Text: bad, Of: bad}
		}
	}
	for i := range rec.Statements {
		rec.Statements[i].Value.Quote, rec.Statements[i].Value.Name = bad, bad
	}
	text := write(t, rec, "GHA", "")
	check(t, rec, text)
	if strings.ContainsFunc(text, func(r rune) bool { return r != '\n' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r)) }) {
		t.Error("there are control characters")
	}
	if m := regexp.MustCompile(`(^|[^\\])(<|\*\*|` + "`" + `|\]\()`).FindString(text); m != "" {
		t.Errorf("%q is Markdown", m)
	}
	for line := range strings.Lines(text) {
		if n := utf8.RuneCountInString(line); n > 4000 {
			t.Errorf("a line has %d letters", n)
		}
	}
}

func TestSameRecordSameBytes(t *testing.T) {
	rec := recordtest.Sample(t)
	for _, actors := range golden {
		want := write(t, rec, actors[0], actors[1])
		for seed := range uint64(5) {
			if diff := cmp.Diff(want, write(t, recordtest.Shuffled(rec, seed), actors[0], actors[1])); diff != "" {
				t.Errorf("%v in order %d (-want +got):\n%s", actors, seed, diff)
			}
		}
	}
}

// TestNoWordsNoSentence takes away the claims: nothing is left to rest on.
func TestNoWordsNoSentence(t *testing.T) {
	rec := recordtest.Sample(t)
	rec.Claims = nil
	if got, want := write(t, rec, "GHA", "OSCE"), "# Brief: Ghana (GHA) and OSCE\n\n## Nothing more in the record\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestErrors(t *testing.T) {
	rec := recordtest.Sample(t)
	for _, test := range []struct {
		a, b string
		code chancery.Code
	}{
		{"", "", chancery.NotFound},
		{"Ruritania", "", chancery.NotFound},
		{"GHA", "Ruritania", chancery.NotFound},
		{"delegation", "", chancery.Invalid},
		{"Ghana", "gana", chancery.Invalid},
	} {
		_, err := brief.New(index.New(rec), brief.Query{A: test.a, B: test.b, Words: in(t, "en")})
		var known *chancery.Error
		if !errors.As(err, &known) || known.Code != test.code {
			t.Errorf("New of %q, %q: %v, want code %s", test.a, test.b, err, test.code)
		}
	}
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

func TestBrokenOutput(t *testing.T) {
	n, err := brief.New(index.New(recordtest.Sample(t)), brief.Query{A: "GHA", Words: in(t, "en")})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range brief.Formats() {
		if err := n.Write(broken{}, f); !errors.Is(err, io.ErrClosedPipe) {
			t.Errorf("%s: got %v", f, err)
		}
	}
}

func BenchmarkWrite(b *testing.B) {
	rec := recordtest.Sample(b)
	w := in(b, "en")
	for _, f := range brief.Formats() {
		b.Run(string(f), func(b *testing.B) {
			for b.Loop() {
				n, err := brief.New(index.New(rec), brief.Query{A: "GHA", B: "OSCE", Words: w})
				if err == nil {
					err = n.Write(io.Discard, f)
				}
				if err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
