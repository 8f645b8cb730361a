// Package langid tells in which language a text is written: by its script
// first, then by the n-grams of its words.
//
// The n-gram tables and the way a word is cut into n-grams are those of the
// Efficient Language Detector by Nito T.M. (Apache-2.0). Unlike it, the package
// counts every occurrence, and rules out a language whose alphabet lacks the
// letters that the text uses.
package langid

import (
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Undetermined is the BCP 47 code of a text whose language is not known.
const Undetermined = "und"

const (
	window     = 4096 // bytes of the text that are looked at
	longest    = 70   // bytes of a word that are looked at
	baseline   = 53   // subtracted from every score of the tables to keep them small
	fewLetters = 3    // a text with fewer says nothing
	fewCommon  = 12   // nor do fewer in its words that are no names
	foreign    = 0.02 // share of letters that a text may borrow from other alphabets
	telling    = 40   // letters from which a language's frequent letters must occur
	leastScore = 25   // a language scores 33 or more in its own texts, others score less
	leastLead  = 1.02 // by how much the best language must be above the second
	commonLead = 1.05 // the same, where only the words that are no names are scored
)

// Identifier holds the tables. It is safe for use by many goroutines.
type Identifier struct {
	languages []language
	scripts   []script
	grams     map[string][]score
}

type language struct {
	code     string
	script   int
	letters  string // beyond the basic ones of its script
	frequent string // letters of which a longer text has at least one; empty for none
}

// word is a lower-case word of a text; a name was written with a capital.
type word struct {
	text string
	name bool
}

type script struct {
	table *unicode.RangeTable
	basic func(rune) bool // letters that every language of the script may use
	only  string          // the language, where the script has one alone
}

type score struct {
	language int
	value    int
}

// Load reads langid/languages.tsv and langid/ngrams.tsv. An error names the
// file and line.
func Load(fsys fs.FS) (*Identifier, error) {
	id := &Identifier{grams: make(map[string][]score, 1<<14)}
	if err := lines(fsys, "langid/languages.tsv", 4, id.addLanguage); err != nil {
		return nil, err
	}
	if err := lines(fsys, "langid/ngrams.tsv", 3, id.addGrams); err != nil {
		return nil, err
	}
	return id, nil
}

// lines calls add with the columns of every line that is no comment.
func lines(fsys fs.FS, name string, columns int, add func([]string) error) error {
	raw, err := fs.ReadFile(fsys, name)
	if err != nil {
		return fmt.Errorf("langid: reading %s: %w", name, err)
	}
	n := 0
	for line := range strings.Lines(string(raw)) {
		n++
		if line = strings.TrimSuffix(line, "\n"); strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(line, "\t")
		if len(cells) != columns {
			return fmt.Errorf("langid: %s:%d: %d columns, not %d", name, n, len(cells), columns)
		}
		if err := add(cells); err != nil {
			return fmt.Errorf("langid: %s:%d: %w", name, n, err)
		}
	}
	return nil
}

func (id *Identifier) addLanguage(cells []string) error {
	code, scriptName := cells[0], cells[1]
	table, ok := unicode.Scripts[scriptName]
	if !ok {
		return fmt.Errorf("unknown script %q", scriptName)
	}
	at := -1
	for i, s := range id.scripts {
		if s.table == table {
			at = i
			id.scripts[i].only = ""
		}
	}
	if at < 0 {
		at = len(id.scripts)
		id.scripts = append(id.scripts, script{table: table, basic: basic(scriptName), only: code})
	}
	id.languages = append(id.languages, language{code: code, script: at,
		letters: strings.Trim(cells[2], "-"), frequent: strings.Trim(cells[3], "-")})
	return nil
}

// basic is the test for the letters that need not be listed for a language.
func basic(scriptName string) func(rune) bool {
	switch scriptName {
	case "Latin":
		return func(r rune) bool { return r < utf8.RuneSelf }
	case "Cyrillic":
		return func(r rune) bool { return 'а' <= r && r <= 'я' }
	case "Arabic":
		return func(r rune) bool { return 'ء' <= r && r <= 'ي' }
	}
	return func(rune) bool { return true }
}

func (id *Identifier) addGrams(cells []string) error {
	code, value, list := cells[0], cells[1], cells[2]
	at := -1
	for i, l := range id.languages {
		if l.code == code {
			at = i
		}
	}
	if at < 0 {
		return fmt.Errorf("language %q is not in languages.tsv", code)
	}
	v, err := strconv.Atoi(value)
	if err != nil {
		return fmt.Errorf("score: %w", err)
	}
	for gram := range strings.SplitSeq(list, " ") {
		key, err := gramBytes(gram)
		if err != nil {
			return err
		}
		id.grams[key] = append(id.grams[key], score{at, v + baseline})
	}
	return nil
}

// gramBytes turns the printable form of an n-gram into its bytes.
func gramBytes(gram string) (string, error) {
	b := make([]byte, 0, 8)
	for _, r := range gram {
		switch {
		case r == '_':
			b = append(b, ' ')
		case r < utf8.RuneSelf:
			b = append(b, byte(r))
		case 0x180 <= r && r <= 0x1FF:
			b = append(b, byte(r-0x100))
		default:
			return "", fmt.Errorf("n-gram %q: %q stands for no byte", gram, r)
		}
	}
	return string(b), nil
}

// Identify returns the BCP 47 code of the language in which most of the
// beginning of the text is written, or Undetermined when the text has too few
// letters, is in a language without tables, or two languages are too close.
// The text may hold any bytes.
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
				words = append(words, word{lower, w != lower})
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
			counts[at]++
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

// best is the language of the script whose n-grams fit best. A text full of
// foreign names fits none; its other words are asked then.
func (id *Identifier) best(words []word, main int) string {
	if l := id.fitting(words, words, main, leastLead); l != Undetermined {
		return l
	}
	common := slices.DeleteFunc(slices.Clone(words), func(w word) bool { return w.name })
	letters := 0
	for _, w := range common {
		letters += utf8.RuneCountInString(w.text)
	}
	if letters < fewCommon {
		return Undetermined
	}
	return id.fitting(common, words, main, commonLead)
}

// fitting is the language whose n-grams fit the scored words best, among those
// in which all words of the text may stand. It must lead by so much.
func (id *Identifier) fitting(scored, all []word, main int, lead float64) string {
	sums := make([]int, len(id.languages))
	n := 0
	for _, w := range scored {
		if r, _ := utf8.DecodeRuneInString(w.text); id.scriptOf(r) == main {
			n += id.addScores(w.text, sums)
		}
	}
	if n == 0 {
		return Undetermined
	}
	first, second := -1, 0
	for i, l := range id.languages {
		if l.script != main || id.excluded(l, all) {
			continue
		}
		switch {
		case first < 0:
			first = i
		case sums[i] > sums[first]:
			first, second = i, sums[first]
		case sums[i] > second:
			second = sums[i]
		}
	}
	if first < 0 || sums[first] < leastScore*n || float64(sums[first]) < lead*float64(second) {
		return Undetermined
	}
	return id.languages[first].code
}

// excluded reports whether the words cannot be of the language: they use more
// letters that are not in its alphabet than borrowed words explain, or lack
// those that it always uses. Names do not count for the former: they keep
// their letters in every language.
func (id *Identifier) excluded(l language, words []word) bool {
	letters, common, strange := 0, 0, 0
	frequent := l.frequent == ""
	s := id.scripts[l.script]
	for _, w := range words {
		for _, r := range w.text {
			if !unicode.Is(s.table, r) {
				continue
			}
			letters++
			frequent = frequent || strings.ContainsRune(l.frequent, r)
			if w.name {
				continue
			}
			common++
			if !s.basic(r) && !strings.ContainsRune(l.letters, r) {
				strange++
			}
		}
	}
	return float64(strange) > foreign*float64(common) || !frequent && letters >= telling
}

// addScores adds the scores of a word's n-grams to the sums and returns how
// many n-grams the word has. They are four bytes long and begin every three
// bytes; a space stands for the edge of the word.
func (id *Identifier) addScores(w string, sums []int) int {
	if len(w) > longest {
		w = w[:longest]
	}
	var buf [8]byte
	n := 0
	look := func(start bool, gram string, end bool) {
		key := buf[:0]
		if start {
			key = append(key, ' ')
		}
		key = append(key, gram...)
		if end {
			key = append(key, ' ')
		}
		for _, s := range id.grams[string(key)] {
			sums[s.language] += s.value
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
