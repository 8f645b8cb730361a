package name

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// letters that carry no combining mark, yet are plain Latin letters to a reader
// who types without them.
var plain = map[rune]string{'ı': "i", 'İ': "i", 'ə': "e", 'Ə': "e", 'ł': "l", 'Ł': "l", 'đ': "d", 'Đ': "d",
	'ø': "o", 'Ø': "o", 'ß': "ss", 'æ': "ae", 'Æ': "ae", 'œ': "oe", 'Œ': "oe", 'ð': "d", 'þ': "th", 'Þ': "th", 'Ð': "d"}

// Fold reduces a text to lower-case letters and digits without accents, words
// parted by one space: what a person types who has no such keyboard. "Šekerovska"
// and "sekerovska" fold alike, so do "IĞDIR" and "Iğdır".
func Fold(s string) string {
	b := make([]byte, 0, len(s))
	gap := false
	for i, width := 0, 0; i < len(s); i += width {
		r, n := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(s[i:])
		}
		width = n
		if r == utf8.RuneError && n == 1 {
			continue
		}
		b, gap = appendFolded(b, foldRune(r), gap)
	}
	return string(b)
}

// parting stands in a folded letter for what parts words.
const parting = 0

// appendFolded adds a folded letter; gap says that a word ended before it.
func appendFolded(b []byte, folded string, gap bool) ([]byte, bool) {
	for i := range len(folded) {
		if folded[i] == parting {
			gap = true
			continue
		}
		if gap && len(b) > 0 {
			b = append(b, ' ')
		}
		gap = false
		b = append(b, folded[i])
	}
	return b, gap
}

// tabled is the end of the letters whose fold stands in a table: those of
// Latin, Greek, Cyrillic, Armenian and Hebrew.
const tabled = 0x600

var folds = sync.OnceValue(func() *[tabled]string {
	var t [tabled]string
	for r := range rune(tabled) {
		t[r] = newFold(r)
	}
	return &t
})

// foldRune is one letter folded: none for a mark, several for some.
func foldRune(r rune) string {
	if r < tabled {
		return folds()[r]
	}
	return newFold(r)
}

func newFold(r rune) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(string(r)) {
		switch p, ok := plain[r]; {
		case ok:
			b.WriteString(p)
		case unicode.Is(unicode.Mn, r):
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteRune(unicode.ToLower(r))
		default:
			b.WriteByte(parting)
		}
	}
	return b.String()
}
