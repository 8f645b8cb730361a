package framework_test

import (
	"bufio"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"chancery"
	"chancery/data"
	"chancery/internal/entity"
	"chancery/internal/framework"
	"chancery/internal/lang"
	"chancery/internal/readtest"
	"chancery/internal/timex"
)

var update = flag.Bool("update", false, "write the last column of the golden file anew")

// tool is what reads one language, up to memberships.
type tool struct {
	readtest.Language
	times  *timex.Reader
	reader *framework.Reader
	code   string
}

func tools(t testing.TB) []tool {
	t.Helper()
	var out []tool
	for _, l := range readtest.Languages(t, "framework.yaml") {
		times, err := timex.Load(data.FS, l.Pack.Code)
		if err != nil {
			t.Fatal(err)
		}
		reader, err := framework.New(data.FS, l.Pack, l.Gazetteer)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, tool{l, times, reader, l.Pack.Code})
	}
	return out
}

// source analyses a text up to what the reader needs.
func (x tool) source(t testing.TB, text string) framework.Source {
	t.Helper()
	report := chancery.Report{ID: "r1", Language: x.code, Published: "2025-06-12", Text: text}
	doc := x.Read(t, text, entity.Context{Published: report.Published})
	return framework.Source{Report: &report, Doc: doc, Times: x.times.Find(doc.Text), Version: "1"}
}

func (x tool) read(t testing.TB, text string) []chancery.Claim {
	t.Helper()
	return x.reader.Read(x.source(t, text))
}

func show(m *chancery.Membership) string {
	parts := []string{m.Party, m.Framework}
	if m.Since != "" {
		parts = append(parts, string(m.Since))
	}
	if m.Until != "" {
		parts = append(parts, "until", string(m.Until))
	}
	if m.Status != "member" {
		parts = append(parts, m.Status)
	}
	if m.Succeeds != "" {
		parts = append(parts, "after", m.Succeeds)
	}
	return strings.Join(parts, " ")
}

func TestExamples(t *testing.T) {
	for _, x := range tools(t) {
		for _, r := range x.reader.Rules() {
			id := x.code + "." + r.ID
			by := func(text string) string {
				var out []string
				for _, c := range x.read(t, text) {
					if c.Sources[0].Rule == id {
						out = append(out, show(c.Membership))
					}
				}
				return strings.Join(out, "; ")
			}
			for _, e := range r.Examples {
				if got := by(e.Text); got != e.Yields {
					t.Errorf("%s: rule %s: %s\n got %q\nwant %q", r.Where, r.ID, e.Text, got, e.Yields)
				}
			}
			for _, text := range r.Counter {
				if got := by(text); got != "" {
					t.Errorf("%s: rule %s: %s\n got %q\nwant nothing", r.Where, r.ID, text, got)
				}
			}
		}
	}
}

const goldenHead = `# Source: the project; licence Apache-2.0
# Memberships are party, framework, since, "until" and a date, status other than member, "after" and the older framework; parted by " | ". The report is of 2025-06-12.
language	text	memberships
`

func TestMemberships(t *testing.T) {
	const name = "testdata/memberships.tsv"
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	byCode := map[string]tool{}
	for _, x := range tools(t) {
		byCode[x.code] = x
	}
	var fresh strings.Builder
	fresh.WriteString(goldenHead)
	count := map[string]int{}
	for sc := bufio.NewScanner(f); sc.Scan(); {
		line := sc.Text()
		if strings.HasPrefix(line, "#") || strings.HasPrefix(line, "language\t") {
			continue
		}
		code, rest, _ := strings.Cut(line, "\t")
		text, want, _ := strings.Cut(rest, "\t")
		x, ok := byCode[code]
		if !ok {
			t.Fatalf("no language %q", code)
		}
		count[code]++
		var got []string
		for _, c := range x.read(t, text) {
			got = append(got, show(c.Membership))
		}
		joined := strings.Join(got, " | ")
		if joined != want && !*update {
			t.Errorf("%s: %s\n got %s\nwant %s", code, text, joined, want)
		}
		fmt.Fprintf(&fresh, "%s\t%s\t%s\n", code, text, joined)
	}
	if count["en"] < 150 || count["tr"] < 100 {
		t.Errorf("too few texts: %v", count)
	}
	if *update {
		if err := os.WriteFile(name, []byte(fresh.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// Evidence is verbatim and gives the clause, the party, the framework and the
// dates; ids are each claim's own.
func TestEvidence(t *testing.T) {
	for _, x := range tools(t) {
		if x.code != "en" {
			continue
		}
		text := "Togo joined the Sahel Rivers Compact in 1988. That pact was replaced in 2004 by the Sahel Basin Union."
		claims := x.read(t, text)
		if len(claims) != 2 {
			t.Fatalf("got %d claims, want 2", len(claims))
		}
		if claims[0].ID == claims[1].ID {
			t.Error("two claims have one id")
		}
		want := []map[string]string{
			{"party": "Togo", "framework": "Sahel Rivers Compact", "since": "1988", "until": "2004"},
			{"framework": "Sahel Basin Union", "since": "2004", "succeeds": "pact"},
		}
		for i, c := range claims {
			if c.Sort != chancery.SortMembership || c.Report != "r1" || c.Rules != "1" {
				t.Errorf("%s is not a membership of the report", show(c.Membership))
			}
			if clause, ok := c.Source("membership"); !ok || clause.Len() > 300 {
				t.Errorf("%s rests on %q", show(c.Membership), clause.Quote)
			}
			for _, e := range c.Sources {
				if e.Quote != e.In(text) {
					t.Errorf("%s: %s quotes %q", show(c.Membership), e.Field, e.Quote)
				}
			}
			for field, words := range want[i] {
				if e, _ := c.Source(field); e.Quote != words {
					t.Errorf("%s: %s rests on %q, want %q", show(c.Membership), field, e.Quote, words)
				}
			}
		}
	}
}

// A rule without an example and a counter-example does not load, and the error
// names file and line.
func TestLoadFaults(t *testing.T) {
	const head = "years: after\nrules:\n- id: x\n  does: joins\n  pattern: "
	const examples = "\n  examples: [{text: a, yields: b}]\n  counter: [c]\n"
	for _, c := range []struct{ text, fault string }{
		{head + "joins", "example"},
		{head + "joins\n  examples: [{text: a, yields: b}]", "counter-example"},
		{head + "'{NOBODY}'" + examples, "NOBODY"},
		{head + "'%nolist'" + examples, "nolist"},
		{strings.Replace(head, "joins", "eats", 1) + "a" + examples, "eats"},
		{head + "a" + examples + "- id: x\n  does: joins\n  pattern: a" + examples, "twice"},
		{strings.Replace(head, "joins", "joins\n  status: best", 1) + "a" + examples, "best"},
		{"years: never\n", "never"},
		{"colour: red\n", "colour"},
	} {
		clause, err := fs.ReadFile(data.FS, "lang/en/clause.yaml")
		if err != nil {
			t.Fatal(err)
		}
		fsys := fstest.MapFS{"lang/en/clause.yaml": {Data: clause}, "lang/en/framework.yaml": {Data: []byte(c.text)}}
		_, err = framework.New(fsys, lang.Pack{Code: "en", Folder: "lang/en"}, nil)
		if err == nil || !strings.Contains(err.Error(), c.fault) || !strings.Contains(err.Error(), "framework.yaml") {
			t.Errorf("%q: error is %v", c.fault, err)
		}
	}
}

func BenchmarkRead(b *testing.B) {
	x := tools(b)[0]
	src := x.source(b, strings.Repeat("The envoys met for an hour in the old town hall of Oslo. Malta joined the Council of Europe in 1965 and the European Union in 2004; the ministers praised the work of both. ", 20))
	for b.Loop() {
		x.reader.Read(src)
	}
}
