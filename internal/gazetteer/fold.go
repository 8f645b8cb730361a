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

// add appends the parts of a word.
func (f *folder) add(k key, word string) key {
	inside := false // a part has begun
	letters, lower := 0, 0
	end := func() {
		if inside && letters > 1 && lower == 0 && k.parts <= 32 {
			k.capitals |= 1 << (k.parts - 1)
		}
		inside, letters, lower = false, 0, 0
	}
	for _, r := range word {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			if !unicode.Is(unicode.Mn, r) && r != utf8.RuneError {
				end()
			}
			continue
		}
		if !inside {
			inside = true
			if k.parts > 0 {
				k.text = append(k.text, ' ')
			}
			if unicode.IsUpper(r) && k.parts < 32 {
				k.capital |= 1 << k.parts
			}
			k.parts++
		}
		if unicode.IsLetter(r) {
			letters++
		}
		if !unicode.IsUpper(r) {
			lower++
		}
		k.text = f.rune(k.text, r)
	}
	end()
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
