package name

import (
	"strings"
	"unicode"
)

// together are the scripts that one word may have beside each other: those of
// Chinese, Japanese and Korean, by the augmented script sets of UTS #39.
var together = []*unicode.RangeTable{unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Bopomofo}

// Mixed is the first word of the name that has letters of two scripts, as
// "Аnna" whose first letter is Cyrillic, or empty. Such a word is a fault of
// typing or made to deceive (Unicode Technical Standard #39, mixed-script
// confusables). Words in scripts of their own beside each other are no such thing.
func Mixed(s string) string {
	if !strings.ContainsFunc(s, func(r rune) bool { return r >= 0x80 && !unicode.Is(unicode.Latin, r) }) {
		return ""
	}
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) }) {
		first := ""
		for _, r := range w {
			script := scriptOf(r)
			if first == "" {
				first = script
			} else if script != "" && script != first {
				return w
			}
		}
	}
	return ""
}

// LooksLike is the name with the letters of other scripts, in words that have
// letters of two, as the Latin letters that they look like: "Anna" for "Аnna".
func LooksLike(s string) string {
	t := loaded()
	for {
		w := Mixed(s)
		plain := strings.Map(func(r rune) rune {
			if to, ok := t.looks[r]; ok {
				return to
			}
			return r
		}, w)
		if plain == w {
			return s
		}
		s = strings.ReplaceAll(s, w, plain)
	}
}

// scriptOf is the name of the letter's script, or empty for a mark or a letter
// that scripts share. The scripts of together count as one.
func scriptOf(r rune) string {
	switch {
	case r < 0x80 || unicode.Is(unicode.Latin, r):
		return "Latin"
	case unicode.IsMark(r) || unicode.In(r, unicode.Common, unicode.Inherited):
		return ""
	case unicode.In(r, together...):
		return "Han"
	}
	for _, script := range []string{"Cyrillic", "Greek", "Arabic", "Armenian", "Georgian", "Hebrew"} {
		if unicode.Is(unicode.Scripts[script], r) {
			return script
		}
	}
	for name, table := range unicode.Scripts {
		if unicode.Is(table, r) {
			return name
		}
	}
	return ""
}
