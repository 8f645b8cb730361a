package name

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Latin is Fold of the name in Latin letters: "Сергей" and "Sergey" give the
// same. The letters of data/names/letters.tsv are romanised one by one in the
// usual English way; other scripts stay as they are, and so does a word with
// letters of two scripts.
func Latin(s string) string {
	if mixed := Mixed(s); mixed != "" {
		return Fold(s)
	}
	t := loaded()
	b := make([]byte, 0, len(s))
	gap := false
	for _, r := range strings.ToLower(hangul(s)) {
		b, gap = appendFolded(b, t.latin(r), gap)
	}
	return string(b)
}

// latin is a lower-case letter in folded Latin letters.
func (t *tables) latin(r rune) string {
	if r < tabled {
		return t.latins[r]
	}
	return t.newLatin(r)
}

func (t *tables) newLatin(r rune) string {
	if to, ok := t.romanise(r); ok && !unicode.Is(unicode.Latin, r) {
		return foldAll(to)
	}
	return foldRune(r)
}

// spoken is a lower-case letter in the letters that sounds.tsv spells with.
func (t *tables) spoken(r rune) string {
	if r < tabled {
		return t.spokens[r]
	}
	return t.newSpoken(r)
}

func (t *tables) newSpoken(r rune) string {
	if to, ok := t.romanise(r); ok {
		return foldAll(to)
	}
	if isApostrophe(r) {
		return ""
	}
	return foldRune(t.simplify(r))
}

func foldAll(s string) string {
	var b strings.Builder
	for _, r := range s {
		b.WriteString(foldRune(r))
	}
	return b.String()
}

// hangul takes the syllables of Korean apart, into letters.
func hangul(s string) string {
	if !strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Hangul, r) }) {
		return s
	}
	return norm.NFD.String(s)
}

// romanise gives a letter in Latin letters, one with an accent like the one
// without unless the table has it.
func (t *tables) romanise(r rune) (string, bool) {
	to, ok := t.letters[r]
	if !ok && r >= 0x80 && !unicode.Is(unicode.Latin, r) {
		base, _ := utf8.DecodeRuneInString(norm.NFD.String(string(r)))
		to, ok = t.letters[base]
	}
	return to, ok
}

// sounds writes one word in sounds, doubled ones once.
func (t *tables) sounds(s string) []rune {
	b := make([]byte, 0, len(s))
	for _, r := range strings.ToLower(hangul(s)) {
		for _, c := range []byte(t.spoken(r)) {
			if c != parting {
				b = append(b, c)
			}
		}
	}
	letters := string(b)
	if strings.HasSuffix(letters, "ff") {
		letters = letters[:len(letters)-2] + "v"
	}
	out := make([]rune, 0, len(letters))
	put := func(c rune) {
		if len(out) == 0 || out[len(out)-1] != c {
			out = append(out, c)
		}
	}
	for i := 0; i < len(letters); {
		r, width := utf8.DecodeRuneInString(letters[i:])
		written := false
		for _, p := range t.spelling[letters[i]] {
			if strings.HasPrefix(letters[i:], p.written) {
				for _, c := range p.sound {
					put(c)
				}
				width, written = len(p.written), true
				break
			}
		}
		if !written {
			put(r)
		}
		i += width
	}
	return out
}

// Gathering is the name of a summit or conference in Latin letters, without
// the words that say what it is: "Lisbon Summit" and "Lizbon Zirvesi" keep
// only the city. It is empty when nothing else is left.
func Gathering(s string) string {
	t := loaded()
	words := slices.DeleteFunc(strings.Fields(Latin(s)), func(w string) bool {
		return slices.ContainsFunc(t.gatherings, func(g string) bool {
			stem, any := strings.CutSuffix(g, "*")
			return w == g || any && strings.HasPrefix(w, stem)
		})
	})
	return strings.Join(words, " ")
}
