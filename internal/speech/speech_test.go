package speech_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"chancery"
	"chancery/data"
	"chancery/internal/pipeline"
)

// spoken is a statement as a case expects it: who speaks ("?" for nobody named,
// with a "+" for several), the form, and words that the quote holds.
type spoken struct{ who, form, words string }

// cases are the texts below testdata/<language>, each with the statements that
// stand in it: paragraphs, lines that begin with ">", an empty line.
func cases(t *testing.T, language string) (texts []string, want [][]spoken) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("testdata", language, "*.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		raw, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for block := range bytes.SplitSeq(bytes.TrimSpace(raw), []byte("\n\n")) {
			var text []string
			var all []spoken
			for line := range strings.SplitSeq(string(block), "\n") {
				rest, ok := strings.CutPrefix(line, "> ")
				if !ok {
					text = append(text, line)
					continue
				}
				parts := strings.Split(rest, " | ")
				if len(parts) != 3 {
					t.Fatalf("%s: %q is not speaker, form and words", f, line)
				}
				all = append(all, spoken{parts[0], parts[1], parts[2]})
			}
			texts, want = append(texts, strings.Join(text, "\n")), append(want, all)
		}
	}
	return texts, want
}

func pipe(t testing.TB) *pipeline.Pipeline {
	t.Helper()
	p, err := pipeline.New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// statements are the claims of that sort in a text.
func statements(t testing.TB, p *pipeline.Pipeline, r chancery.Report) []chancery.Claim {
	t.Helper()
	claims, err := p.Read(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	var out []chancery.Claim
	for _, c := range claims {
		if c.Statement != nil {
			out = append(out, c)
		}
	}
	return out
}

func who(s *chancery.Statement) string {
	out := s.Name
	if out == "" && !s.Collective {
		out = "?"
	}
	if s.Collective {
		out = strings.TrimSpace(out + " +")
	}
	return out
}

// TestCases reads sentences and short reports and compares who said what.
func TestCases(t *testing.T) {
	p := pipe(t)
	for _, language := range p.Languages() {
		texts, want := cases(t, language)
		if len(texts) < 150 {
			t.Errorf("language %s has %d cases, at least 150 are wanted", language, len(texts))
		}
		for n, text := range texts {
			t.Run(fmt.Sprintf("%s/%d", language, n), func(t *testing.T) {
				got := statements(t, p, chancery.Report{ID: "r", Name: "r.txt", Language: language, Text: text, Published: "2025-05-15"})
				right := len(got) == len(want[n])
				for k := 0; right && k < len(got); k++ {
					s, w := got[k].Statement, want[n][k]
					right = who(s) == w.who && string(s.Form) == w.form && strings.Contains(s.Quote, w.words)
				}
				if !right {
					var b strings.Builder
					for _, c := range got {
						fmt.Fprintf(&b, "\n got > %s | %s | %s", who(c.Statement), c.Statement.Form, c.Statement.Quote)
					}
					for _, w := range want[n] {
						fmt.Fprintf(&b, "\nwant > %s | %s | %s", w.who, w.form, w.words)
					}
					t.Errorf("%s%s", text, b.String())
				}
			})
		}
	}
}
