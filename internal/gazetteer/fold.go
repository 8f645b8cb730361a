package gazetteer

import (
	"unicode"
	"unicode/utf8"

	"chancery/internal/name"
)

// foldedUpTo is the end of the letters whose fold is looked up in a table:
// all of Latin, Greek, Cyrillic, Armenian, Hebrew and Arabic.
const foldedUpTo = 0x700

// folder does what name.Fold does, one word at a time and without allocating
// for the scripts of foldedUpTo.
type folder struct {
	table [foldedUpTo]string
}

func newFolder() *folder {
	f := &folder{}
	for r := rune(utf8.RuneSelf); r < foldedUpTo; r++ {
		f.table[r] = name.Fold(string(r))
	}
	return f
}

// key is a name under way: its folded parts, each after a space but the first,
// and which parts begin with a capital or are all capitals.
type key struct {
	text     []byte
	parts    int
	capital  uint32 // bit i: part i begins with an upper-case letter
	capitals uint32 // bit i: part i has two or more letters, none of them lower-case
}

// class of a rune inside a name.
type class uint8

const (
	gap   class = iota // ends a part
	mark               // belongs to the letter before it
	digit              // a digit
	lower              // a letter that is not upper-case
	upper              // an upper-case letter
)

func classOf(r rune) class {
	switch {
	case 'a' <= r && r <= 'z':
		return lower
	case 'A' <= r && r <= 'Z':
		return upper
	case '0' <= r && r <= '9':
		return digit
	case r < utf8.RuneSelf:
		return gap
	case r == utf8.RuneError || unicode.Is(unicode.Mn, r):
		return mark
	case unicode.IsUpper(r):
		return upper
	case unicode.IsLetter(r):
		return lower
	case unicode.IsDigit(r):
		return digit
	}
	return gap
}

// add appends the parts of a word.
func (f *folder) add(k key, word string) key {
	letters, all := 0, true // of the part under way: its letters, and whether all are upper-case
	inside := false
	for _, r := range word {
		c := classOf(r)
		switch {
		case c == mark:
			continue
		case c == gap:
			k = k.end(letters, all)
			inside, letters, all = false, 0, true
			continue
		case !inside:
			inside = true
			k = k.begin(c == upper)
		}
		if c == upper || c == lower {
			letters++
		}
		all = all && c == upper
		k.text = f.rune(k.text, r)
	}
	return k.end(letters, all)
}

// begin starts a part.
func (k key) begin(capital bool) key {
	if k.parts > 0 {
		k.text = append(k.text, ' ')
	}
	if capital {
		k.capital |= 1 << k.parts // beyond 32 parts: no bit, which no name needs
	}
	k.parts++
	return k
}

// end closes the part under way, if there is one.
func (k key) end(letters int, all bool) key {
	if letters > 1 && all {
		k.capitals |= 1 << (k.parts - 1)
	}
	return k
}

func (f *folder) rune(b []byte, r rune) []byte {
	switch {
	case 'A' <= r && r <= 'Z':
		return append(b, byte(r)+'a'-'A')
	case r < utf8.RuneSelf:
		return append(b, byte(r))
	case r < foldedUpTo:
		return append(b, f.table[r]...)
	}
	return append(b, name.Fold(string(r))...)
}
