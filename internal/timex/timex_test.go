package timex_test

import (
	"bufio"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"go.yaml.in/yaml/v4"

	"chancery"
	"chancery/data"
	"chancery/internal/lang"
	"chancery/internal/nlp"
	"chancery/internal/nlp/segment"
	"chancery/internal/timex"
)

var update = flag.Bool("update", false, "write the last column of the golden file anew")

const goldenHead = `# Source: the project; licence Apache-2.0
# Mentions are words=date, with the kind where it is not date, parted by "; ".
language	report	way	sentence	mentions
`

// tool is what reads one language.
type tool struct {
	*segment.Segmenter
	*timex.Reader
}

// tools has every language that has a time.yaml.
func tools(t testing.TB) map[string]tool {
	t.Helper()
	packs, err := lang.LoadReaders(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]tool{}
	for _, p := range packs {
		if _, err := fs.Stat(data.FS, path.Join(p.Folder, "time.yaml")); err != nil {
			continue
		}
		s, err := segment.Load(data.FS, p)
		if err != nil {
			t.Fatal(err)
		}
		r, err := timex.Load(data.FS, p.Code)
		if err != nil {
			t.Fatal(err)
		}
		found[p.Code] = tool{s, r}
	}
	return found
}

// meaning is the date of a mention, or its kind where it has none.
func meaning(m timex.Mention, ref chancery.Date, way timex.Way) string {
	if d, ok := m.Resolve(ref, way); ok {
		return string(d)
	}
	return string(m.Kind)
}

// TestExamples runs what the rules themselves say of what they read.
func TestExamples(t *testing.T) {
	for code, tool := range tools(t) {
		raw, err := fs.ReadFile(data.FS, path.Join("lang", code, "time.yaml"))
		if err != nil {
			t.Fatal(err)
		}
		var f struct {
			Reference chancery.Date `yaml:"reference"`
			Rules     []struct {
				ID, Is, As string
				Examples   map[string]string
				Counter    []string
			} `yaml:"rules"`
		}
		if err := yaml.Unmarshal(raw, &f); err != nil {
			t.Fatal(err)
		}
		for _, r := range f.Rules {
			id := code + "/time/" + r.ID
			for text, want := range r.Examples {
				var got []string
				fired := r.As == ""
				for _, m := range tool.Find(tool.Segment(text)) {
					got = append(got, meaning(m, f.Reference, timex.Unknown))
					fired = fired || m.Rule == id
				}
				if g := strings.Join(got, "; "); g != want {
					t.Errorf("%s: %q gives %q, want %q", id, text, g, want)
				} else if !fired && !helper(r.Is) {
					t.Errorf("%s: %q is read by another rule", id, text)
				}
			}
			for _, text := range r.Counter {
				for _, m := range tool.Find(tool.Segment(text)) {
					if m.Rule == id || r.As == "" && string(m.Kind) == r.Is {
						t.Errorf("%s: %q gives %s", id, text, meaning(m, f.Reference, timex.Unknown))
					}
				}
			}
		}
	}
}

// helper reports whether the symbol is only used inside other rules, so that a
// mention may bear another rule's name.
func helper(is string) bool {
	return !slices.Contains([]string{"date", "range", "duration", "recurring", "since", "until"}, is)
}

// rows reads a table, without comments and header.
func rows(t testing.TB, name string, columns int) [][]string {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var all [][]string
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan(); n++ {
		if line := lines.Text(); line != "" && line[0] != '#' {
			row := strings.Split(line, "\t")
			if len(row) != columns {
				t.Fatalf("%s:%d: %d columns, want %d", name, n, len(row), columns)
			}
			all = append(all, row)
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return all[1:]
}

// TestGolden reads sentences: language, day of the report, way, sentence, and
// the mentions as words=date (kind) parted by "; ".
func TestGolden(t *testing.T) {
	tools := tools(t)
	ways := map[string]timex.Way{"past": timex.Past, "future": timex.Future, "unknown": timex.Unknown}
	const name = "testdata/golden.tsv"
	table := rows(t, name, 5)
	var now strings.Builder
	now.WriteString(goldenHead)
	for _, row := range table {
		tool, ref, sentence := tools[row[0]], chancery.Date(row[1]), row[3]
		way, known := ways[row[2]]
		if !known || tool.Reader == nil {
			t.Fatalf("row %q: unknown way or language", row)
		}
		text := tool.Segment(sentence)
		got := describe(tool.Find(text), text, ref, way)
		fmt.Fprintf(&now, "%s\t%s\n", strings.Join(row[:4], "\t"), got)
		if got != row[4] && !*update {
			t.Errorf("%s %s %s: %s\n got %s\nwant %s", row[0], ref, row[2], sentence, got, row[4])
		}
	}
	if *update {
		if err := os.WriteFile(name, []byte(now.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if len(table) < 150 {
		t.Errorf("%d rows, want 150 and more", len(table))
	}
}

func describe(mentions []timex.Mention, text *nlp.Text, ref chancery.Date, way timex.Way) string {
	var out []string
	for _, m := range mentions {
		words := text.Span(m.First, m.Last).In(text.Source)
		d, _ := m.Resolve(ref, way)
		s := fmt.Sprintf("%s=%s", words, d)
		if m.Kind != timex.Date {
			s += " (" + string(m.Kind) + ")"
		}
		out = append(out, s)
	}
	return strings.Join(out, "; ")
}

func TestLoadRefuses(t *testing.T) {
	const tail = "examples: {x: y}, counter: [z]}]"
	for _, c := range []struct{ yaml, want string }{
		{"reference: 2024-10-16\nrules: [{id: a, is: date, as: fly, patterns: [x], " + tail, `unknown operation "fly"`},
		{"reference: 2024-10-16\nrules: [{id: a, is: date, patterns: ['<cheese>'], " + tail, "<cheese> is not defined"},
		{"reference: 2024-10-16\nrules: [{id: a, is: date, patterns: ['[x] <date> y'], " + tail, "<date> begins with itself"},
		{"reference: 2024-10-16\nrules: [{id: a, is: date, patterns: ['(x'], " + tail, `missing ")"`},
		{"reference: 2024-10-16\nrules: [{id: a, is: date, patterns: ['[x]'], " + tail, "matches no words"},
		{"reference: 2024-10-16\nrules: [{id: a, is: date, patterns: ['x~dat'], " + tail, `unknown case "dat"`},
		{"reference: 2024-10-16\nrules: [{id: a, is: date, patterns: [x]}]", "needs an example"},
		{"reference: 2024-10-16\nrules: [{id: a, is: date, patterns: [x], " + tail, "needs a computation"},
		{"reference: 2024-10-16\nrules: [{id: a, is: y, patterns: ['x ^ y'], " + tail, "words before it"},
		{"reference: 2024-10-16\nwords: {planet: {1: [mars]}}", `unknown class "planet"`},
		{"rules: []", "reference"},
		{"reference: 2024-10-16\nrulez: []", "rulez"},
	} {
		_, err := timex.Load(fstest.MapFS{"lang/xx/time.yaml": {Data: []byte(c.yaml)}}, "xx")
		if err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), "lang/xx/time.yaml") {
			t.Errorf("%s:\n error %v, want the file and %q", c.yaml, err, c.want)
		}
	}
}

// FuzzFind holds for every text: mentions lie in order within one sentence each,
// and what they mean is EDTF.
func FuzzFind(f *testing.F) {
	tools := tools(f)
	for _, s := range []string{
		"They met on 3-5 April 2025, two days after 12 May, and three days later in December of that year.",
		"3 Nisan 2023'ten 5 Nisan'a kadar; üç gün sonra, 9999 yıl sonra, Kartal 2022'de.",
		"between the end of the second half of Q3 2024 and 31/31/2024 \xff",
	} {
		f.Add(s, "2025-06-18")
	}
	f.Add("yesterday, last week, in July", "2025-06")
	f.Fuzz(func(t *testing.T, source, published string) {
		ref, err := chancery.ParseDate(published)
		if err != nil {
			ref = ""
		}
		source = strings.ToValidUTF8(source, "")
		for code, tool := range tools {
			text := tool.Segment(source)
			end := 0
			for _, m := range tool.Find(text) {
				if m.First < end || m.Last <= m.First || m.Last > len(text.Tokens) || text.SentenceOf(m.First) != text.SentenceOf(m.Last-1) {
					t.Fatalf("%s: mention [%d, %d) after %d", code, m.First, m.Last, end)
				}
				end = m.Last
				for _, way := range []timex.Way{timex.Unknown, timex.Past, timex.Future} {
					d, ok := m.Resolve(ref, way)
					if _, err := chancery.ParseDate(string(d)); err != nil || ok != (d != "") {
						t.Fatalf("%s: %s on %q gives %q, %v", code, m.Rule, ref, d, ok)
					}
				}
			}
		}
	})
}

func BenchmarkFind(b *testing.B) {
	tools := tools(b)
	for _, c := range []struct{ code, text string }{
		{"en", "The two ministers, who had met in Oslo on 3 April 2025, spoke again last week about trade, transit and the border. " +
			"Their deputies will meet on Thursday. The council, founded in 1994, has forty members and a budget of 120 million. "},
		{"tr", "3 Nisan 2025'te Oslo'da görüşen iki bakan geçen hafta ticaret ve sınır konularını yeniden ele aldı. " +
			"Yardımcıları perşembe günü buluşacak. 1994 yılında kurulan konseyin kırk üyesi ve 120 milyonluk bütçesi var. "},
	} {
		text := tools[c.code].Segment(strings.Repeat(c.text, 20))
		b.Run(c.code, func(b *testing.B) {
			b.SetBytes(int64(len(text.Source)))
			for b.Loop() {
				tools[c.code].Find(text)
			}
		})
	}
}
