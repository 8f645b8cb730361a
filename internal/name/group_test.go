package name_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"chancery/data"
	"chancery/internal/name"
)

// listed are the words of a list of the gazetteer.
func listed(tb testing.TB, file string) []string {
	raw, err := data.FS.ReadFile("gazetteer/" + file)
	if err != nil {
		tb.Fatal(err)
	}
	var out []string
	for line := range strings.Lines(string(raw)) {
		if line[0] != '#' {
			out = append(out, strings.Fields(line)...)
		}
	}
	return out
}

// crowd invents n different names from the lists of the gazetteer. Some given
// names and surnames are much more common than others, as they are in the world.
func crowd(tb testing.TB, n int) []*name.Name {
	given, family := listed(tb, "givennames.tsv"), listed(tb, "surnames.tsv")
	rnd := rand.New(rand.NewPCG(1, uint64(n)))
	pick := func(from []string) string { return from[int(rnd.Float64()*rnd.Float64()*float64(len(from)))] }
	seen := map[string]bool{}
	var out []*name.Name
	for len(out) < n {
		s := pick(given) + " " + pick(family)
		if rnd.IntN(3) == 0 {
			s = pick(given) + " " + s
		}
		if !seen[s] {
			seen[s] = true
			out = append(out, name.Parse(s))
		}
	}
	return out
}

// How long it takes to find the likely pairs of so many names.
func BenchmarkAlike(b *testing.B) {
	for _, n := range []int{1000, 10000, 100000} {
		names := crowd(b, n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			compared, likely := 0, 0
			for b.Loop() {
				compared, likely = 0, 0
				name.Alike(names, func(int, int) bool { compared++; return true }, func(_, _ int, s float64) {
					if s >= name.Likely {
						likely++
					}
				})
			}
			b.ReportMetric(float64(compared)/float64(n), "compared/name")
			b.ReportMetric(float64(likely)/float64(n), "likely/name")
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/name")
		})
	}
}

// Alike finds what comparing every two names finds.
func TestAlikeMissesNothing(t *testing.T) {
	raw, err := os.ReadFile("testdata/pairs.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	for line := range strings.Lines(string(raw)) {
		if f := strings.Split(line, "\t"); !strings.HasPrefix(line, "#") {
			texts = append(texts, f[0], f[1])
		}
	}
	slices.Sort(texts)
	texts = slices.Compact(texts)
	names := crowd(t, 300)
	for _, s := range texts {
		names = append(names, name.Parse(s))
	}
	type pair struct{ a, b int }
	found := map[pair]float64{}
	name.Alike(names, func(int, int) bool { return true }, func(a, b int, s float64) { found[pair{a, b}] = s })
	likely := 0
	for b := range names {
		for a := range b {
			s := names[a].Same(names[b])
			if got, ok := found[pair{a, b}]; ok && got != s {
				t.Errorf("names %d and %d score %v and %v", a, b, s, got)
			}
			if s >= name.Likely {
				likely++
				if found[pair{a, b}] == 0 {
					t.Errorf("%q and %q score %.2f and are not found", texts[max(0, a-300)], texts[max(0, b-300)], s)
				}
			}
		}
	}
	t.Logf("%d likely pairs of %d names", likely, len(names))
}
