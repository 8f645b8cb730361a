package figure

import (
	"math"
	"strings"
	"testing"

	"chancery/data"
	"chancery/internal/lang"
)

func numeralsOf(t testing.TB, code string) *numerals {
	t.Helper()
	w, err := loadWords(data.FS, lang.Pack{Code: code, Folder: "lang/" + code})
	if err != nil {
		t.Fatal(err)
	}
	return &w.Numbers
}

func TestNumbers(t *testing.T) {
	for _, c := range []struct {
		code, words string
		value       float64
		tokens      int
	}{
		{"en", "383", 383, 1},
		{"en", "12,000 people", 12000, 1},
		{"en", "1,234,567.5", 1234567.5, 1},
		{"en", "2.5 billion", 2.5e9, 2},
		{"en", "€120 million", 120e6, 2},
		{"en", "$1.5bn", 1.5e9, 1},
		{"en", "us$40 million", 40e6, 2},
		{"en", "twenty-five officials", 25, 1},
		{"en", "one hundred and twenty days", 120, 4},
		{"en", "two thousand three hundred", 2300, 4},
		{"en", "a hundred doctors", 100, 2},
		{"en", "two dozen", 24, 2},
		{"en", "three million two hundred thousand", 3.2e6, 5},
		{"en", "30-year-long cooperation", 30, 1},
		{"en", "two three", 2, 1},
		{"en", "100 and 20", 100, 1},
		{"en", "hundred", 0, 0},
		{"en", "a dog", 0, 0},
		{"en", "1,23,4", 0, 0},
		{"en", "5.", 0, 0},
		{"en", "12:30", 0, 0},
		{"en", "22.01.2026", 0, 0},
		{"en", "thousand million", 0, 0},
		{"en", "99999999999999999999", 0, 0},
		{"en", "half a million", 5e5, 3},
		{"en", "half the people", 0, 0},
		{"en", "a dozen ships", 12, 2},
		{"tr", "yarım milyon", 5e5, 2},
		{"tr", "iki buçuk milyar", 2.5e9, 3},
		{"tr", "1.040 kişi", 1040, 1},
		{"tr", "2,5 milyar", 2.5e9, 2},
		{"tr", "2.5 milyar", 2.5e9, 2},
		{"tr", "2 bin 100", 2100, 3},
		{"tr", "on iki bin beş yüz", 12500, 5},
		{"tr", "yüz elli", 150, 2},
		{"tr", "bin", 1000, 1},
		{"tr", "on altı", 16, 2},
		{"tr", "iki milyon üç yüz bin", 2.3e6, 5},
	} {
		n, ok := numeralsOf(t, c.code).read(strings.Fields(c.words), 0)
		if ok != (c.tokens > 0) || ok && (n.value != c.value || n.tokens != c.tokens) {
			t.Errorf("%s %q: got %v in %d tokens, want %v in %d", c.code, c.words, n.value, n.tokens, c.value, c.tokens)
		}
	}
}

// Of a sum of money the million stays with the unit.
func TestScale(t *testing.T) {
	for words, want := range map[string]float64{"120 million": 120, "1.5bn": 1.5, "2 million 100": 2000100, "500 thousand": 500000} {
		n, ok := numeralsOf(t, "en").read(strings.Fields(words), 0)
		if v, _ := scaled(n, "EUR"); !ok || v != want {
			t.Errorf("%q: %v, want %v", words, v, want)
		}
	}
}

func FuzzNumber(f *testing.F) {
	for _, s := range []string{"2 bin 100", "€1.5bn", "one hundred and five", "1,234,567", "30-year-long", "a a a", "$", "-", "1.2.3,4", "yüz yüz bin"} {
		f.Add(s)
	}
	en, tr := numeralsOf(f, "en"), numeralsOf(f, "tr")
	f.Fuzz(func(t *testing.T, s string) {
		words := strings.Fields(s)
		for _, l := range []*numerals{en, tr} {
			for at := range words {
				n, ok := l.read(words, at)
				if !ok {
					continue
				}
				if n.tokens < 1 || at+n.tokens > len(words) {
					t.Fatalf("%q at %d takes %d tokens", s, at, n.tokens)
				}
				if !(n.value > 0) || math.IsInf(n.value, 0) || n.scale < 1 {
					t.Fatalf("%q at %d is %v, scale %v", s, at, n.value, n.scale)
				}
				again, _ := l.read(words, at)
				if again != n {
					t.Fatalf("%q at %d is read in two ways", s, at)
				}
			}
		}
	})
}
