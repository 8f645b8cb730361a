package tag

import (
	"unicode"
	"unicode/utf8"

	"chancery/internal/nlp"
	"chancery/internal/nlp/perceptron"
)

// How many letters of a word's beginning and end are looked at.
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
	w := word{lower: perceptron.Hash(token.Lower), form: perceptron.Hash(token.Form), shape: perceptron.Shape(token.Form), marks: marks(token.Form)}
	perceptron.Prefixes(w.prefixes[:], token.Lower)
	perceptron.Suffixes(w.suffixes[:], token.Lower)
	return w
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
