package name

import (
	"slices"
	"strings"
	"unicode"
)

// A Chinese name has two to four syllables; so many readings are kept of one
// that can be cut or read in more than one way.
const (
	leastSyllables = 2
	mostSyllables  = 4
	mostReadings   = 16
)

// romanisation is a way to write Chinese syllables: as written, their Pinyin.
type romanisation struct {
	pinyin  map[string][]string
	longest int
	joined  bool // a word may be several syllables
}

func newRomanisation(joined bool) *romanisation {
	return &romanisation{pinyin: map[string][]string{}, joined: joined}
}

func (y *romanisation) add(written, pinyin string) {
	if !slices.Contains(y.pinyin[written], pinyin) {
		y.pinyin[written] = append(y.pinyin[written], pinyin)
		y.longest = max(y.longest, len(written))
	}
}

// readChinese finds how the name can be read as a Chinese one: by its
// characters, or when all its words are syllables of Pinyin, failing that of
// Wade-Giles, in Cyrillic of Palladius.
func (n *Name) readChinese(s string, fields []field) {
	t := loaded()
	var syllables []string
	other := false
	for _, r := range s {
		if unicode.Is(unicode.Han, r) {
			syllables = append(syllables, t.characters[t.simplify(r)])
		} else if unicode.IsLetter(r) {
			other = true
		}
	}
	if len(syllables) > 0 {
		n.han = true
		if !other && len(syllables) >= leastSyllables && len(syllables) <= mostSyllables && !slices.Contains(syllables, "") {
			n.pinyin = []string{sorted(syllables)}
			n.chinese = t.chineseWords([][]string{syllables[:1], syllables[1:]})
		}
		return
	}
	if len(fields) == 0 || len(fields) > mostSyllables {
		return
	}
	systems := []*romanisation{t.inPinyin, t.inWade}
	words := make([]string, len(fields))
	for i, f := range fields {
		words[i] = f.latin
	}
	if strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Cyrillic, r) }) {
		systems = systems[:0]
		for i, f := range fields {
			words[i] = strings.ReplaceAll(Fold(f.text), " ", "")
		}
		systems = append(systems, t.inPalladius)
	}
	for _, system := range systems {
		readings := system.read(words)
		if len(readings) == 0 {
			continue
		}
		n.wade = system == t.inWade
		n.chinese = t.chineseWords(readings[0])
		for _, r := range readings {
			if key := sorted(slices.Concat(r...)); !slices.Contains(n.pinyin, key) {
				n.pinyin = append(n.pinyin, key)
			}
		}
		return
	}
}

// read gives the readings of a name by its words, none when a word has none.
func (y *romanisation) read(words []string) [][][]string {
	readings := [][][]string{nil}
	for _, w := range words {
		var next [][][]string
		for _, of := range y.syllables(w, mostSyllables) {
			for _, r := range readings {
				if len(next) < mostReadings {
					next = append(next, append(slices.Clone(r), of))
				}
			}
		}
		readings = next
	}
	return slices.DeleteFunc(readings, func(r [][]string) bool {
		n := len(slices.Concat(r...))
		return n < leastSyllables || n > mostSyllables
	})
}

// syllables are the ways to cut a word into at most so many syllables.
func (y *romanisation) syllables(w string, most int) [][]string {
	if most == 0 {
		return nil
	}
	var out [][]string
	for end := min(len(w), y.longest); end > 0; end-- {
		for _, p := range y.pinyin[w[:end]] {
			if end == len(w) {
				out = append(out, []string{p})
				continue
			}
			if !y.joined {
				break
			}
			for _, rest := range y.syllables(w[end:], most-1) {
				out = append(out, append([]string{p}, rest...))
			}
		}
	}
	return out
}

// sorted is one key of the syllables, whichever end the surname stands at.
func sorted(syllables []string) string {
	out := slices.Clone(syllables)
	slices.Sort(out)
	return strings.Join(out, " ")
}

// chineseWords are the words as they sound, as languages write them that do not
// use Pinyin.
func (t *tables) chineseWords(words [][]string) []word {
	var out []word
	for _, syllables := range words {
		var b strings.Builder
		for _, s := range syllables {
			for _, i := range [][2]string{{"zh", "dzh"}, {"x", "sh"}, {"q", "ch"}, {"z", "dz"}, {"c", "ts"}, {"r", "zh"}} {
				if rest, ok := strings.CutPrefix(s, i[0]); ok && !strings.HasPrefix(s, "ch") {
					s = i[1] + rest
					break
				}
			}
			b.WriteString(s)
		}
		sound := t.sounds(b.String())
		out = append(out, word{sound: sound, whole: hear(sound), consonants: hear(consonants(sound)), weight: 1})
	}
	return out
}

// simplify gives a traditional character in its simplified form.
func (t *tables) simplify(r rune) rune {
	if s, ok := t.traditional[r]; ok {
		return s
	}
	return r
}
