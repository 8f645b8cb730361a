package intake

import (
	"unicode"
	"unicode/utf8"

	"chancery"
	"chancery/internal/name"
)

type tokenKind int

const (
	number tokenKind = iota // a run of digits of any script
	word                    // a run of letters and their marks
	sign                    // any other character but a space
)

// token is a piece of a line, with its place in the report's text.
type token struct {
	kind tokenKind
	chancery.Span
	text  string
	value int // of a number; -1 when it is too long to be part of a date
	gap   int // spaces before it, a tab counting two
}

// tokens cuts a stretch of text into pieces.
func tokens(text string, span chancery.Span) []token {
	var out []token
	gap := 0
	for i := span.Start; i < span.End; {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case r == '\t':
			gap += 2
			i += size
			continue
		case unicode.IsSpace(r):
			gap++
			i += size
			continue
		}
		t := token{kind: kindOf(r), gap: gap, Span: chancery.Span{Start: i, End: i + size}}
		for t.kind != sign && t.End < span.End {
			r, size := utf8.DecodeRuneInString(text[t.End:])
			if kindOf(r) != t.kind && !unicode.IsMark(r) {
				break
			}
			t.End += size
		}
		t.text = t.In(text)
		if t.kind == number {
			t.value = valueOf(t.text)
		}
		out = append(out, t)
		i, gap = t.End, 0
	}
	return out
}

func kindOf(r rune) tokenKind {
	switch {
	case unicode.IsDigit(r):
		return number
	case unicode.IsLetter(r):
		return word
	}
	return sign
}

// valueOf reads digits of any script: the ten of a script follow one another
// in Unicode, so a digit's value is its distance from the first of them.
func valueOf(digits string) int {
	value, n := 0, 0
	for _, r := range digits {
		if !unicode.IsDigit(r) {
			continue
		}
		if n++; n > 4 {
			return -1
		}
		d := 0
		for d < 9 && unicode.IsDigit(r-rune(d)-1) {
			d++
		}
		value = value*10 + d
	}
	return value
}

func (t token) is(signs ...string) bool {
	for _, s := range signs {
		if t.text == s {
			return true
		}
	}
	return false
}

// digits is the number of digits of a number.
func (t token) digits() int { return utf8.RuneCountInString(t.text) }

// fold is the token's key in the calendar.
func (t token) fold() string { return name.Fold(t.text) }

// capital reports a word that begins with an upper-case letter.
func (t token) capital() bool {
	r, _ := utf8.DecodeRuneInString(t.text)
	return t.kind == word && (unicode.IsUpper(r) || unicode.IsTitle(r))
}

// shouted reports a word of two letters or more without a lower-case one.
func (t token) shouted() bool { return t.capital() && isShouted(t.text) && t.End-t.Start > 1 }

func isShouted(s string) bool {
	letters := false
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
		letters = letters || unicode.IsUpper(r)
	}
	return letters
}
