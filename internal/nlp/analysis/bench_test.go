package analysis_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"chancery/data"
	"chancery/internal/nlp"
	"chancery/internal/nlp/analysis"
)

// news is a text to measure on: the reports of examples in the language, or the
// sentences that are there for tests.
func news(b *testing.B, code string) string {
	b.Helper()
	files, err := filepath.Glob("../../../examples/reports/" + code + "-*.txt")
	if err != nil {
		b.Fatal(err)
	}
	if len(files) == 0 {
		files = []string{"../../../corpus/" + code + "/names-test.txt"}
	}
	var all strings.Builder
	for _, name := range files {
		raw, err := os.ReadFile(name)
		if err != nil {
			b.Fatal(err)
		}
		all.Write(raw)
		all.WriteString("\n\n")
	}
	return strings.NewReplacer("[PER ", "", "[ORG ", "", "[LOC ", "", "]", "").Replace(all.String())
}

func perToken(b *testing.B, tokens int) {
	b.ReportMetric(float64(tokens)/b.Elapsed().Seconds(), "tokens/s")
}

// BenchmarkStages measures each stage on the words of the ones before it.
func BenchmarkStages(b *testing.B) {
	for _, p := range packs(b) {
		a, source := load(b, p.Code), news(b, p.Code)
		tagged, err := a.Parse(b.Context(), source)
		if err != nil {
			b.Fatal(err)
		}
		n := len(tagged.Tokens)
		b.Run("cut/"+p.Code, func(b *testing.B) {
			b.ReportAllocs()
			tokens := 0
			for b.Loop() {
				a.Cut(source)
				tokens += n
			}
			perToken(b, tokens)
		})
		for _, stage := range []struct {
			name string
			run  func(*nlp.Text) error
		}{{"tag", a.Tag}, {"names", a.Name}} {
			b.Run(stage.name+"/"+p.Code, func(b *testing.B) {
				b.ReportAllocs()
				tokens := 0
				for b.Loop() {
					if err := stage.run(tagged); err != nil {
						b.Fatal(err)
					}
					tokens += n
				}
				perToken(b, tokens)
			})
		}
	}
}

// BenchmarkParse measures the way from raw text to names.
func BenchmarkParse(b *testing.B) {
	for _, p := range packs(b) {
		a, source := load(b, p.Code), news(b, p.Code)
		b.Run(p.Code, func(b *testing.B) {
			b.ReportAllocs()
			tokens := 0
			for b.Loop() {
				t, err := a.Parse(b.Context(), source)
				if err != nil {
					b.Fatal(err)
				}
				tokens += len(t.Tokens)
			}
			perToken(b, tokens)
		})
	}
}

func BenchmarkLoad(b *testing.B) {
	g, err := world()
	if err != nil {
		b.Fatal(err)
	}
	for _, p := range packs(b) {
		b.Run(p.Code, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := analysis.Load(data.FS, p, g); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
