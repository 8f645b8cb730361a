package analysis_test

import (
	"strings"
	"testing"
)

// TestClitics: what Parse takes apart, with the places in the text; in capitals
// the bytes of a letter are others than in lower case.
func TestClitics(t *testing.T) {
	for _, c := range []struct{ code, text, want string }{
		{"tr", "Ankara'daki toplantı", "Ankara'da+ki/ankara'da+ki toplantı/toplantı"},
		{"tr", "ANKARA'DAKİ TOPLANTI", "ANKARA'DA+Kİ/ankara'da+ki TOPLANTI/toplantı"},
		{"en", "They can't", "They/they ca+n't/ca+n't"},
	} {
		text, err := load(t, c.code).Parse(t.Context(), c.text)
		if err != nil {
			t.Fatal(err)
		}
		var forms, lowers []string
		for _, k := range text.Tokens {
			if c.text[k.Start:k.End] != k.Form {
				t.Errorf("%q: %q stands at %v", c.text, k.Form, k.Span)
			}
			if k.Inner {
				forms[len(forms)-1] += "+" + k.Form
				lowers[len(lowers)-1] += "+" + k.Lower
				continue
			}
			forms, lowers = append(forms, k.Form), append(lowers, k.Lower)
		}
		var got []string
		for i := range forms {
			got = append(got, forms[i]+"/"+lowers[i])
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%q is cut to %s, want %s", c.text, strings.Join(got, " "), c.want)
		}
	}
}
