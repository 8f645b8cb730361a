package name_test

import (
	"testing"

	"chancery/internal/name"
)

func TestMixed(t *testing.T) {
	for _, c := range []struct{ in, mixed, looks string }{
		{"Anna Berg", "", "Anna Berg"},
		{"Аnna Berg", "Аnna", "Anna Berg"},              // Cyrillic А
		{"Anna Веrg", "Веrg", "Anna Berg"},              // Cyrillic Ве
		{"Anna Berg-Νоvаk", "Νоvаk", "Anna Berg-Novak"}, // Greek Ν, Cyrillic о, а
		{"Анна Berg", "", "Анна Berg"},                  // two scripts, each in words of its own
		{"Анна Берг", "", "Анна Берг"},
		{"Şule Łęcka-Øst", "", "Şule Łęcka-Øst"},
		{"e\u0301a Müller", "", "e\u0301a Müller"},
		{"木村さん", "", "木村さん"},
		{"Naomiナオミ", "Naomiナオミ", "Naomiナオミ"},
		{"O'Neil 3rd", "", "O'Neil 3rd"},
		{"", "", ""},
	} {
		if got := name.Mixed(c.in); got != c.mixed {
			t.Errorf("Mixed(%q) = %q, want %q", c.in, got, c.mixed)
		}
		if got := name.LooksLike(c.in); got != c.looks {
			t.Errorf("LooksLike(%q) = %q, want %q", c.in, got, c.looks)
		}
		if s := name.Same(c.in, c.looks); c.in != c.looks && s > name.Surname {
			t.Errorf("Same(%q, %q) = %.2f: it is not whom it looks like", c.in, c.looks, s)
		}
	}
}
