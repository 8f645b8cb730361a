package lang_test

import (
	"testing"

	"pgregory.net/rapid"

	"chancery/internal/lang"
)

func TestUpperAndLower(t *testing.T) {
	for _, c := range []struct{ casing, lower, upper string }{
		{"turkish", "türkiye ısı", "TÜRKİYE ISI"},
		{"", "island", "ISLAND"},
	} {
		p := lang.Pack{Casing: c.casing}
		if got := p.Upper(c.lower); got != c.upper {
			t.Errorf("upper case of %q is %q, want %q", c.lower, got, c.upper)
		}
		if got := p.Lower(c.upper); got != c.lower {
			t.Errorf("lower case of %q is %q, want %q", c.upper, got, c.lower)
		}
	}
}

// TestTurkishCaseReturns: no letter of the language is lost on the way up.
func TestTurkishCaseReturns(t *testing.T) {
	p := lang.Pack{Casing: "turkish"}
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.StringOf(rapid.SampledFrom([]rune("abcçdefgğhıijklmnoöprsştuüvyzəqx"))).Draw(t, "word")
		if got := p.Lower(p.Upper(word)); got != word {
			t.Errorf("%q has become %q", word, got)
		}
	})
}
