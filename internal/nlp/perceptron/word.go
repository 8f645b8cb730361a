package perceptron

import (
	"unicode"
	"unicode/utf8"
)

// Shape hashes the kinds of characters of a word, each kind in a row once or
// twice: "Xxx" for "Oslo", "XX" for "NATO".
func Shape(form string) uint32 {
	h := Start
	var before byte
	run := 0
	for _, r := range form {
		kind := kindOf(r)
		if kind != before {
			before, run = kind, 0
		}
		if run++; run <= 2 {
			h = Next(h, kind)
		}
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
	case r == '’':
		return '\''
	case r < utf8.RuneSelf:
		return byte(r)
	}
	return '?'
}

// Prefixes fills to with the hashes of the word's first one, two, three ...
// characters; those of the whole word where it has no more.
func Prefixes(to []uint32, word string) {
	h := Start
	for n := range to {
		_, size := utf8.DecodeRuneInString(word)
		for i := range size {
			h = Next(h, word[i])
		}
		word = word[size:]
		to[n] = h
	}
}

// Suffixes is like Prefixes for the last characters, hashed backwards.
func Suffixes(to []uint32, word string) {
	h := Start
	for n := range to {
		_, size := utf8.DecodeLastRuneInString(word)
		for i := range size {
			h = Next(h, word[len(word)-1-i])
		}
		word = word[:len(word)-size]
		to[n] = h
	}
}
