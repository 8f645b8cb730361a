package analysis_test

import (
	"strings"
	"testing"
	"time"
)

// TestLongTexts: the cost of a text grows with its length, whatever it is made
// of. Four times the text may take twelve times as long, since machines are
// busy; where cost grows with the square it takes sixteen.
func TestLongTexts(t *testing.T) {
	const size, more, most = 20_000, 4, 12
	for name, piece := range map[string]string{
		"one word":            "a",
		"one hyphened word":   "a-",
		"stops":               ".",
		"apostrophes":         "a'",
		"a sentence of nouns": "guests ",
		"names":               "Lena ",
		"abbreviations":       "(OSCE) ",
		"verbs":               "met ",
		"suffixes":            "larından",
		"brackets":            "[(\"",
	} {
		for _, code := range []string{"az", "en", "tr"} {
			a := load(t, code)
			took := func(n int) time.Duration {
				begun := time.Now()
				if _, err := a.Parse(t.Context(), strings.Repeat(piece, n/len(piece))); err != nil {
					t.Fatal(err)
				}
				return time.Since(begun)
			}
			took(size) // warms up
			short, long := took(size), took(size*more)
			if long > most*short && long > time.Second {
				t.Errorf("%s: %s: %d bytes took %v, %d bytes %v", code, name, size, short, size*more, long)
			}
		}
	}
}
