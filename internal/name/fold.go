// Package name compares the names of people across spellings and scripts, and
// gives keys by which names that may be one can be found.
//
// Letters, sounds and titles are data (data/names). Two names are compared by
// sound, word by word; Same gives the score and says what the thresholds mean.
package name

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// letters that carry no combining mark, yet are plain Latin letters to a reader
// who types without them.
var plain = strings.NewReplacer("ı", "i", "İ", "i", "ə", "e", "Ə", "e", "ł", "l", "Ł", "l", "đ", "d", "Đ", "d",
	"ø", "o", "Ø", "o", "ß", "ss", "æ", "ae", "Æ", "ae", "œ", "oe", "Œ", "oe", "ð", "d", "þ", "th")

// Fold reduces a text to lower-case letters and digits without accents, words
// parted by one space: what a person types who has no such keyboard. "Šekerinska"
// and "sekerinska" fold alike, so do "IĞDIR" and "Iğdır".
func Fold(s string) string {
	var b strings.Builder
	gap := false
	for _, r := range norm.NFKD.String(plain.Replace(strings.ToValidUTF8(s, ""))) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if gap && b.Len() > 0 {
				b.WriteByte(' ')
			}
			gap = false
			b.WriteRune(unicode.ToLower(r))
		default:
			gap = true
		}
	}
	return b.String()
}
