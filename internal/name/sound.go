package name

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Latin is Fold of the name in Latin letters: "Сергей" and "Sergey" give the
// same. Cyrillic, Greek, Armenian, Georgian and Arabic letters are romanised one
// by one in the usual English way; other scripts stay as they are.
func Latin(s string) string {
	t := loaded()
	var b strings.Builder
	for _, r := range strings.ToLower(s) {
		if to, ok := t.romanise(r); ok && !unicode.Is(unicode.Latin, r) {
			b.WriteString(to)
		} else {
			b.WriteRune(r)
		}
	}
	return Fold(b.String())
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

// word is one word of a name.
type word struct {
	sound    string // in the letters of data/names/sounds.tsv
	weight   float64
	initial  bool // one letter that stands for a name
	particle bool
}

// article is written together with its word in Arabic, apart in Latin letters.
const article = "ال"

// The weight of a word in a name, next to 1 for a plain word.
const (
	particleWeight = 0.2
	initialWeight  = 0.5
)

// split cuts a name into its words: titles in front dropped while two words
// remain, joined words ("AnnaSmith") parted. bare is true when the name comes
// from a script that leaves vowels out.
func split(s string) (words []word, bare bool) {
	t := loaded()
	fields := strings.FieldsFunc(part(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) && !isApostrophe(r) })
	for i, f := range fields {
		bare = bare || strings.ContainsFunc(f, func(r rune) bool { return unicode.Is(unicode.Arabic, r) })
		folded := Latin(f)
		if folded == "" {
			continue
		}
		w := word{sound: t.sounds(strings.TrimPrefix(f, article)), weight: 1}
		switch {
		case t.words[folded] == particle:
			w.particle, w.weight = true, particleWeight
		case len([]rune(folded)) == 1:
			w.initial, w.weight = true, initialWeight
		}
		if t.words[folded] == title && len(words) == 0 && len(fields)-i > 2 {
			continue
		}
		words = append(words, w)
	}
	return words, bare
}

func isApostrophe(r rune) bool { return strings.ContainsRune("'’ʼ‘`´", r) }

// part puts a space before a capital inside a word; "McAdam" keeps its two.
func part(s string) string {
	var b strings.Builder
	var run []rune
	for _, r := range s {
		lower := len(run) > 2 && unicode.IsLower(run[len(run)-1])
		if lower && unicode.IsUpper(r) {
			b.WriteByte(' ')
			run = run[:0]
		}
		if unicode.IsLetter(r) {
			run = append(run, r)
		} else {
			run = run[:0]
		}
		b.WriteRune(r)
	}
	return b.String()
}

// sounds writes one word in sounds, doubled ones once.
func (t *tables) sounds(s string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(s) {
		if to, ok := t.romanise(r); ok {
			b.WriteString(to)
		} else if !isApostrophe(r) {
			b.WriteRune(r)
		}
	}
	letters := strings.ReplaceAll(Fold(b.String()), " ", "")
	if strings.HasSuffix(letters, "ff") {
		letters = letters[:len(letters)-2] + "v"
	}
	var out []byte
	put := func(c byte) {
		if len(out) == 0 || out[len(out)-1] != c {
			out = append(out, c)
		}
	}
	for i := 0; i < len(letters); {
		sound, width := letters[i:i+1], 1
		for _, p := range t.spelling[letters[i]] {
			if strings.HasPrefix(letters[i:], p.written) {
				sound, width = p.sound, len(p.written)
				break
			}
		}
		for k := range len(sound) {
			put(sound[k])
		}
		i += width
	}
	return string(out)
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

// blocks are the consonants' classes for Keys; letters that languages exchange
// share one, vowels have none.
var blocks = map[byte]byte{'b': 'P', 'p': 'P', 'v': 'V', 'f': 'V', 'd': 'T', 't': 'T', 's': 'S', 'S': 'S', 'z': 'S',
	'c': 'K', 'C': 'K', 'J': 'K', 'j': 'K', 'K': 'K', 'k': 'K', 'q': 'K', 'g': 'K', 'h': 'K', 'x': 'K',
	'l': 'L', 'r': 'R', 'm': 'M', 'n': 'M'}

// Keys are coarse keys of the words of a name, sorted: names that Same finds
// alike nearly always share one. Initials and particles give none.
func Keys(s string) []string {
	words, _ := split(s)
	var keys []string
	for _, w := range words {
		if w.initial || w.particle {
			continue
		}
		key := []byte{}
		for i := range len(w.sound) {
			c, ok := blocks[w.sound[i]]
			if !ok && w.sound[i] >= 0x80 {
				c, ok = w.sound[i], true
			}
			if ok && (len(key) == 0 || key[len(key)-1] != c) && len(key) < 4 {
				key = append(key, c)
			}
		}
		if len(key) < 2 {
			key = append([]byte(w.sound), key...)
		}
		keys = append(keys, string(key))
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// Bare reports whether the name is a single word beside titles, particles and
// initials: a surname alone.
func Bare(s string) bool {
	words, _ := split(s)
	n := 0
	for _, w := range words {
		if !w.particle && !w.initial {
			n++
		}
	}
	return n < 2 && !slices.ContainsFunc(words, func(w word) bool { return w.initial })
}
