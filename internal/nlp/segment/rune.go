package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// apostrophes are the marks that reports use for one.
const apostrophes = "'’‘ʼ`´′＇"

func isApostrophe(r rune) bool {
	switch r {
	case '\'', '’', '‘', 'ʼ', '`', '´', '′', '＇':
		return true
	}
	return false
}

// isHyphen holds for the dashes that join two words; the long dash never does.
func isHyphen(r rune) bool { return r == '-' || r == '‐' || r == '‑' || r == '–' }

// isWord holds for the runes that words and numbers are made of.
func isWord(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || isDigit(r) || r == '_'
	}
	return !isApostrophe(r) && (unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsNumber(r))
}

func isDigit(r rune) bool { return '0' <= r && r <= '9' }

// isInvisible holds for soft hyphens, joiners and byte order marks: inside a
// word they belong to it, elsewhere they count as white space.
func isInvisible(r rune) bool { return r >= utf8.RuneSelf && unicode.Is(unicode.Cf, r) }

func isBlank(r rune) bool { return unicode.IsSpace(r) || isInvisible(r) || r < ' ' }

// isPicture holds for emoji and the runes that modify them.
func isPicture(r rune) bool {
	return r >= utf8.RuneSelf && (unicode.In(r, unicode.So, unicode.Sk, unicode.Mn) || isInvisible(r))
}

// isClosing holds for what may stand between a full stop and the end of its
// sentence. A straight quote is one when no space stands before it.
func isClosing(r rune) bool {
	return r == '"' || r == '\'' || r == '“' || r == '‘' || unicode.In(r, unicode.Pe, unicode.Pf)
}

func isLineEnd(r rune) bool {
	return r == '\n' || r == '\u0085' || r == '\u2028' || r == '\u2029'
}

func first(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

func lastApostrophe(form string) (at, width int) {
	at = strings.LastIndexAny(form, apostrophes)
	if at < 0 {
		return at, 0
	}
	_, width = utf8.DecodeRuneInString(form[at:])
	return at, width
}

func plainApostrophes(s string) string {
	return strings.Map(func(r rune) rune {
		if isApostrophe(r) {
			return '\''
		}
		return r
	}, s)
}
