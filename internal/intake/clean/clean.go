// Package clean makes text from outside safe to keep and compare: one
// character set, one normal form, one kind of line end, and no characters that
// hide, turn round or pile up.
package clean

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Text returns s as valid UTF-8 in NFC with LF line ends. It removes control
// characters but tab and newline, noncharacters, bidirectional controls, soft
// hyphens, tag characters, zero-width characters (ZWJ and ZWNJ stay where a
// script or an emoji needs them) and what else is not drawn, makes every kind of
// space a plain one, and keeps at most marks combining marks on a base.
// Text(Text(s)) is Text(s).
//
// The order of steps follows Unicode TR36 and UAX #15: what is taken out may
// bring marks together, so normalisation comes after every removal.
func Text(s string, marks int) string {
	s = norm.NFC.String(strings.Map(keep, newlines.Replace(strings.ToValidUTF8(s, "\uFFFD"))))
	s = norm.NFC.String(dropJoiners(s))
	return cutMarks(s, marks)
}

const (
	zwnj = '\u200C'
	zwj  = '\u200D'
)

// newlines makes every line end LF: CR LF, CR, vertical tab, form feed, next
// line, line separator and paragraph separator.
var newlines = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\v", "\n", "\f", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n")

// hidden are the characters that no reader sees: fillers, zero-width
// characters, bidirectional and other format controls, tags, and the selectors of
// variants, but for those of emoji: bytes can be hidden in a row of them.
var hidden = &unicode.RangeTable{
	R16: []unicode.Range16{
		{Lo: 0x00AD, Hi: 0x00AD, Stride: 1}, {Lo: 0x034F, Hi: 0x034F, Stride: 1}, {Lo: 0x061C, Hi: 0x061C, Stride: 1},
		{Lo: 0x115F, Hi: 0x1160, Stride: 1}, {Lo: 0x17B4, Hi: 0x17B5, Stride: 1}, {Lo: 0x180B, Hi: 0x180F, Stride: 1}, {Lo: 0x200B, Hi: 0x200B, Stride: 1}, {Lo: 0x200E, Hi: 0x200F, Stride: 1},
		{Lo: 0x202A, Hi: 0x202E, Stride: 1}, {Lo: 0x2060, Hi: 0x206F, Stride: 1}, {Lo: 0x3164, Hi: 0x3164, Stride: 1},
		{Lo: 0xFDD0, Hi: 0xFDEF, Stride: 1}, {Lo: 0xFE00, Hi: 0xFE0D, Stride: 1}, {Lo: 0xFEFF, Hi: 0xFEFF, Stride: 1}, {Lo: 0xFFA0, Hi: 0xFFA0, Stride: 1},
		{Lo: 0xFFF0, Hi: 0xFFFC, Stride: 1},
	},
	R32: []unicode.Range32{
		{Lo: 0x13430, Hi: 0x1343F, Stride: 1}, {Lo: 0x1BCA0, Hi: 0x1BCA3, Stride: 1}, {Lo: 0x1D173, Hi: 0x1D17A, Stride: 1},
		{Lo: 0xE0000, Hi: 0xE0FFF, Stride: 1},
	},
}

// keep maps a character to itself, a space to the plain one, and what must go
// to -1.
func keep(r rune) rune {
	switch {
	case r == '\n' || r == '\t':
		return r
	case unicode.IsControl(r), unicode.Is(hidden, r), r&0xFFFE == 0xFFFE:
		return -1
	case unicode.Is(unicode.Zs, r):
		return ' '
	}
	return r
}

// joining are the scripts in which ZWJ and ZWNJ change the form of a letter.
var joining = []*unicode.RangeTable{
	unicode.Arabic, unicode.Syriac, unicode.Nko, unicode.Mongolian, unicode.Devanagari, unicode.Bengali, unicode.Gurmukhi,
	unicode.Gujarati, unicode.Oriya, unicode.Tamil, unicode.Telugu, unicode.Kannada, unicode.Malayalam, unicode.Sinhala,
	unicode.Khmer, unicode.Myanmar, unicode.Tibetan,
}

// dropJoiners removes every ZWJ and ZWNJ that does not follow a letter of a
// joining script, and every ZWJ that does not stand between two pictures.
func dropJoiners(s string) string {
	if !strings.ContainsRune(s, zwj) && !strings.ContainsRune(s, zwnj) {
		return s
	}
	var b strings.Builder
	var last, base rune // of what is kept; base is last without its marks
	for i, r := range s {
		if r == zwj || r == zwnj {
			next, _ := utf8.DecodeRuneInString(s[i+len(string(r)):])
			if !(last != zwj && last != zwnj && unicode.In(base, joining...)) && !(r == zwj && pictured(last) && isPicture(next)) {
				continue
			}
		}
		b.WriteRune(r)
		last = r
		if !unicode.Is(unicode.Mn, r) {
			base = r
		}
	}
	return b.String()
}

// isPicture reports an emoji; those of the older blocks count too.
func isPicture(r rune) bool {
	return 0x1F000 <= r && r <= 0x1FAFF || 0x2190 <= r && r <= 0x2BFF
}

// pictured reports the end of an emoji: the sign itself, or the variation
// selector after it.
func pictured(r rune) bool { return isPicture(r) || r == 0xFE0F }

// cutMarks drops the combining marks beyond limit on one base. Joiners do not
// begin a new base. A part of a text in NFC is in NFC, and the marks that stay
// keep the next base from joining with this one, so the result is in NFC.
func cutMarks(s string, limit int) string {
	run := 0
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsMark(r):
			if run++; run > limit {
				return -1
			}
		case r != zwj && r != zwnj:
			run = 0
		}
		return r
	}, s)
}
