package clause_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chancery/data"
	"chancery/internal/clause"
	"chancery/internal/entity"
	"chancery/internal/readtest"
)

var update = flag.Bool("update", false, "write what is found into the golden files")

// tool reads one language up to its clauses.
type tool struct {
	readtest.Language
	grammar *clause.Grammar
}

func tools(t testing.TB) map[string]tool {
	t.Helper()
	out := map[string]tool{}
	for _, l := range readtest.Languages(t, "clause.yaml") {
		grammar, err := clause.Load(data.FS, l.Pack)
		if err != nil {
			t.Fatal(err)
		}
		out[l.Pack.Code] = tool{l, grammar}
	}
	return out
}

// TestPredicates reads the sentences of testdata/<language>.txt. Each stands
// behind "verb WORDS:", "act WORDS:" or "noun WORDS:", which say the predicate to
// look at; below it stand its mood, whom it takes in which relation, and of an
// act whose thing it deals with.
func TestPredicates(t *testing.T) {
	for code, x := range tools(t) {
		t.Run(code, func(t *testing.T) {
			file := filepath.Join("testdata", code+".txt")
			raw, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var out []string
			for line := range strings.Lines(string(raw)) {
				line = strings.TrimSuffix(line, "\n")
				if strings.HasPrefix(line, "  ") {
					continue
				}
				out = append(out, line)
				if line != "" && !strings.HasPrefix(line, "#") {
					out = append(out, x.predicate(t, line))
				}
			}
			got := strings.Join(out, "\n") + "\n"
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(strings.Split(string(raw), "\n"), strings.Split(got, "\n")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// predicate is what a line of the file must have below it.
func (x tool) predicate(t *testing.T, line string) string {
	t.Helper()
	head, text, ok := strings.Cut(line, ": ")
	sort, words, ok2 := strings.Cut(head, " ")
	if !ok || !ok2 {
		t.Fatalf("%q: write \"verb WORDS: sentence\", \"act WORDS: sentence\" or \"noun WORDS: sentence\"", line)
	}
	doc := x.Read(t, text, entity.Context{Published: "2025-05-15"})
	sent := x.grammar.Sentence(doc, 0)
	ws := strings.Fields(words)
	for i := range sent.Items {
		if !sent.WordsAt(i, ws) {
			continue
		}
		switch {
		case sort == "noun":
			return show(doc, sent, sent.Noun(i, i+len(ws)))
		case sort == "act" && sent.Acting(i, i+len(ws)):
			p := sent.Act(i, i+len(ws))
			out := show(doc, sent, p)
			for _, m := range sent.Themes(p) {
				out += "; theme=" + name(doc, doc.Mentions[m])
			}
			if sent.Dropped(p) {
				out += "; subject left out"
			}
			return out
		case sort == "act":
		case sent.Verbal(i, i+len(ws)):
			return show(doc, sent, sent.Verb(i, i+len(ws)))
		}
	}
	return "  no such predicate"
}

func show(doc *entity.Doc, sent *clause.Sentence, p clause.Predicate) string {
	moods := map[clause.Mood]string{clause.Told: "told", clause.Ongoing: "ongoing", clause.Coming: "coming", clause.Called: "called off", clause.Denied: "denied", clause.Supposed: "supposed"}
	parts := []string{moods[p.Mood]}
	for _, a := range p.Args {
		var who []string
		for _, m := range sent.Groups[a.Group].Members {
			who = append(who, name(doc, doc.Mentions[m]))
		}
		parts = append(parts, a.Rel+"="+strings.Join(who, "+"))
	}
	for i, m := range sent.Goals(p) {
		parts = append(parts, fmt.Sprintf("%s=%s", []string{"goal", "and"}[min(i, 1)], name(doc, doc.Mentions[m])))
	}
	return "  " + strings.Join(parts, "; ")
}

func name(doc *entity.Doc, m entity.Mention) string {
	if m.Name != "" {
		return m.Name
	}
	return strings.Join(strings.Fields(doc.Text.Span(m.First, m.Last).In(doc.Text.Source)), " ")
}
