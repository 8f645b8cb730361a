package analysis_test

import (
	"strings"
	"testing"
	"time"
)

// TestLongTexts: the cost of a text grows with its length, whatever it is made
// of.
func TestLongTexts(t *testing.T) {
	const size = 200_000
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
		for _, code := range []string{"en", "tr", "az"} {
			a := load(t, code)
			begun := time.Now()
			if _, err := a.Parse(t.Context(), strings.Repeat(piece, size/len(piece))); err != nil {
				t.Fatal(err)
			}
			if took := time.Since(begun); took > 10*time.Second {
				t.Errorf("%s: %s of %d bytes took %v", code, name, size, took)
			}
		}
	}
}
