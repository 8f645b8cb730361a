// Package langid tells in which language a text is written: by its script
// first, then by the n-grams and the letters of its words.
//
// The n-gram tables and the way a word is cut into n-grams are those of the
// Efficient Language Detector by Nito T.M. (Apache-2.0). Unlike it, the package
// counts every occurrence, and holds letters against a language that does not
// use them. Some languages are known only as neighbours: their texts are
// recognised so that they are not taken for those of another language, and
// are Undetermined.
package langid

import (
	"math/bits"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Undetermined is the BCP 47 code of a text whose language is not known.
const Undetermined = "und"

const (
	window      = 4096    // bytes of the text that are looked at
	longest     = 70      // bytes of a word that are looked at
	fewLetters  = 3       // a text with fewer says nothing
	strangeCost = 100     // what a letter costs a language that does not use it; an n-gram scores about as much
	lackCost    = 6       // what each letter costs a language none of whose needed letters are there
	fewStrange  = 2       // strange letters from which a language can be ruled out; one may be a slip
	strangeIn   = 25      // it is, when more than one of so many letters are strange
	ruledOut    = 1 << 30 // a cost that no score outweighs
)

// word is a lower-case word of a text. A name was written with a capital, or
// stands first, where it may be the rest of one that was cut.
type word struct {
	text string
	name bool
}

// Identify returns the BCP 47 code of the language in which most of the
// beginning of the text is written, or Undetermined when the text has too few
// letters or is in a language that is not known. The text may hold any bytes.
func (id *Identifier) Identify(text string) string {
	if len(text) > window {
		text = text[:window]
	}
	words := words(text)
	main := id.mainScript(words)
	if main < 0 {
		return Undetermined
	}
	if only := id.scripts[main].only; only != "" {
		return only
	}
	return id.best(words, main)
}

// words are the lower-case words of the text. Addresses, handles, codes with
// digits and abbreviations in capitals are left out: they are of no language.
func words(text string) []word {
	var words []word
	for _, field := range strings.Fields(strings.ToValidUTF8(text, " ")) {
		if strings.ContainsAny(field, "@#0123456789") || strings.Contains(field, "://") || strings.HasPrefix(field, "www.") {
			continue
		}
		for _, w := range strings.FieldsFunc(field, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) }) {
			if lower := lower(w); len(w) > 5 || len(w) == 1 || w != strings.ToUpper(w) || w == lower {
				words = append(words, word{lower, w != lower || len(words) == 0})
			}
		}
	}
	return words
}

// lower maps İ to i, without the combining dot that Unicode adds.
func lower(w string) string { return strings.ToLower(strings.ReplaceAll(w, "İ", "i")) }

// mainScript is the script of most letters; -1 when there are too few letters
// or most are in a script that no language has.
func (id *Identifier) mainScript(words []word) int {
	counts := make([]int, len(id.scripts))
	other := 0
	for _, w := range words {
		for _, r := range w.text {
			at := id.scriptOf(r)
			if at < 0 {
				other++
				continue
			}
			counts[at] += id.scripts[at].weight
		}
	}
	best := 0
	for i, n := range counts {
		if n > counts[best] {
			best = i
		}
	}
	if counts[best] < fewLetters || counts[best] < other {
		return -1
	}
	return best
}

func (id *Identifier) scriptOf(r rune) int {
	for i, s := range id.scripts {
		if unicode.Is(s.table, r) {
			return i
		}
	}
	return -1
}

// best is the language of the script whose n-grams fit the words best, less
// its costs, if it reaches its least score.
func (id *Identifier) best(words []word, main int) string {
	sums := make([]int, len(id.languages))
	n := 0
	for _, w := range words {
		if r, _ := utf8.DecodeRuneInString(w.text); id.scriptOf(r) == main {
			n += id.addScores(w.text, sums)
		}
	}
	first, most := -1, 0
	for i, cost := range id.costs(words, main) {
		if sum := sums[i] - cost; id.languages[i].script == main && sum > most {
			first, most = i, sum
		}
	}
	if first < 0 || id.languages[first].least < 0 || most < id.languages[first].least*n {
		return Undetermined
	}
	return id.languages[first].code
}

// costs are what the letters of the words take from the score of each language
// of the script: for letters that it does not use, except in names, which keep
// their letters in every language; and for the lack of letters that it needs.
func (id *Identifier) costs(words []word, main int) []int {
	strange := make([]int, len(id.languages))
	s := id.scripts[main]
	letters, common := 0, 0
	for _, w := range words {
		for _, r := range w.text {
			if !unicode.Is(s.table, r) {
				continue
			}
			letters++
			if w.name {
				continue
			}
			common++
			for without := s.languages &^ id.usedBy(r); without != 0; without &= without - 1 {
				strange[bits.TrailingZeros64(without)]++
			}
		}
	}
	costs := make([]int, len(id.languages))
	for i, l := range id.languages {
		costs[i] = strangeCost * strange[i]
		if !uses(words, l.needed) {
			costs[i] += lackCost * letters
		}
		if strange[i] >= fewStrange && strange[i]*strangeIn > common {
			costs[i] = ruledOut
		}
	}
	return costs
}

// usedBy are the languages that use the letter, a bit for each.
func (id *Identifier) usedBy(r rune) uint64 {
	if int(r) < len(id.alphabets) {
		return id.alphabets[r]
	}
	return 0
}

// uses reports whether one of the letters, where there are any, is in the words.
func uses(words []word, letters string) bool {
	return letters == "" || slices.ContainsFunc(words, func(w word) bool { return strings.ContainsAny(w.text, letters) })
}

// addScores adds the scores of a word's n-grams to the sums and returns how
// many n-grams the word has. They are four bytes long and begin every three
// bytes; a space stands for the edge of the word.
func (id *Identifier) addScores(w string, sums []int) int {
	w = w[:min(len(w), longest)]
	n := 0
	look := func(start bool, gram string, end bool) {
		for at := id.grams[gramKey(start, gram, end)]; at > 0; at = id.scores[at].before {
			sums[id.scores[at].language] += int(id.scores[at].value)
		}
		n++
	}
	j := 0
	for ; j+4 < len(w); j += 3 {
		look(j == 0, w[j:j+4], false)
	}
	look(j == 0, w[max(0, len(w)-4):], true)
	return n
}
