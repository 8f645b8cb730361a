package tag

import (
	"unicode"
	"unicode/utf8"

	"chancery/internal/nlp"
	"chancery/internal/nlp/perceptron"
)

// longestAffix is how many letters of a word's beginning and end are looked at.
const (
	longestPrefix = 4
	longestSuffix = 7
)

// word is what features are made of.
type word struct {
	lower    uint32
	form     uint32
	shape    uint32
	prefixes [longestPrefix]uint32 // by length less one; that of the whole word where it is shorter
	suffixes [longestSuffix]uint32
	usual    uint32 // what the word usually is
	known    uint32 // what the gazetteer knows of it
	lemmas   uint32 // what a word without a usual part of speech may be, by lemmas that are known
	marks    uint32 // capital, digit, hyphen
}

// The marks of a word, beside its shape.
const (
	markCapital = 1 << iota
	markCapitals
	markDigit
	markHyphen
	markLetter
	markTitled // in a headline whose words all have capitals
	markHead   // nothing but punctuation stands before
)

// newWord looks at a token.
func newWord(token *nlp.Token) word {
	w := word{lower: perceptron.Hash(token.Lower), form: perceptron.Hash(token.Form), shape: shape(token.Form), marks: marks(token.Form)}
	end := 0
	h := perceptron.Start
	for n := range w.prefixes {
		_, size := utf8.DecodeRuneInString(token.Lower[end:])
		for range size {
			h = perceptron.Next(h, token.Lower[end])
			end++
		}
		w.prefixes[n] = h
	}
	begin := len(token.Lower)
	h = perceptron.Start
	for n := range w.suffixes {
		_, size := utf8.DecodeLastRuneInString(token.Lower[:begin])
		for range size {
			begin--
			h = perceptron.Next(h, token.Lower[begin])
		}
		w.suffixes[n] = h
	}
	return w
}

// shape is the kinds of letters of a word, each kind in a row once or twice:
// "Xxx" for "Oslo", "XX" for "NATO".
func shape(form string) uint32 {
	h := perceptron.Start
	var before byte
	run := 0
	for _, r := range form {
		kind := kindOf(r)
		if kind == before {
			if run++; run > 2 {
				continue
			}
		} else {
			before, run = kind, 1
		}
		h = perceptron.Next(h, kind)
	}
	return h
}

func kindOf(r rune) byte {
	switch {
	case unicode.IsUpper(r):
		return 'X'
	case unicode.IsLetter(r):
		return 'x'
	case unicode.IsDigit(r):
		return '9'
	case r == '\'' || r == '’':
		return '\''
	case r < utf8.RuneSelf:
		return byte(r)
	}
	return '?'
}

func marks(form string) uint32 {
	var m uint32
	lower := false
	for i, r := range form {
		switch {
		case unicode.IsUpper(r):
			m |= markLetter
			if i == 0 {
				m |= markCapital | markCapitals
			}
		case unicode.IsLetter(r):
			m |= markLetter
			lower = true
		case unicode.IsDigit(r):
			m |= markDigit
		case r == '-':
			m |= markHyphen
		}
	}
	if lower || utf8.RuneCountInString(form) < 2 {
		m &^= markCapitals
	}
	return m
}
