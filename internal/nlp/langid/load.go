package langid

import (
	"fmt"
	"io/fs"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	mostLanguages = 64 // the alphabets are sets of so many bits
	baseline      = 53 // subtracted from every score of the tables to keep them small
	kanaWeight    = 8  // Japanese text has one kana for every few Han characters, Chinese has none
)

// Identifier holds the tables. It is safe for use by many goroutines.
type Identifier struct {
	languages []language
	scripts   []script
	alphabets []uint64         // by letter: the languages that use it, a bit for each
	grams     map[uint64]int32 // by n-gram: where its last score stands
	scores    []score
}

type language struct {
	code   string
	script int
	needed string // letters of which a longer text has at least one; empty for none
	least  int    // score that its own texts reach for each n-gram; negative when it is never the answer
}

type script struct {
	table     *unicode.RangeTable
	weight    int    // how many letters one of its letters counts for
	languages uint64 // those that are written in it, a bit for each
	only      string // the language, where the script has one alone
}

// score is what an n-gram scores for one language. Those of an n-gram are
// linked, which loads faster than a slice for each.
type score struct {
	language uint8
	value    uint16
	before   int32 // where the n-gram's score before this stands; 0 for none
}

// Load reads langid/languages.tsv and langid/ngrams.tsv. An error names the
// file and line.
func Load(fsys fs.FS) (*Identifier, error) {
	id := &Identifier{grams: make(map[uint64]int32, 1<<16), scores: make([]score, 1, 1<<16)}
	if err := lines(fsys, "langid/languages.tsv", 5, id.addLanguage); err != nil {
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
	at := len(id.languages)
	if at == mostLanguages {
		return fmt.Errorf("more than %d languages", mostLanguages)
	}
	l := language{code: cells[0], needed: strings.Trim(cells[3], "-"), least: -1}
	if cells[4] != "-" {
		least, err := strconv.ParseUint(cells[4], 10, 16)
		if err != nil {
			return fmt.Errorf("least score: %w", err)
		}
		l.least = int(least)
	}
	var err error
	if l.script, err = id.addScript(cells[1], l.code); err != nil {
		return err
	}
	id.languages = append(id.languages, l)
	s := &id.scripts[l.script]
	s.languages |= 1 << at
	for _, r := range strings.Trim(cells[2], "-") {
		if !unicode.Is(s.table, r) {
			return fmt.Errorf("letter %q is not %s", r, cells[1])
		}
		for int(r) >= len(id.alphabets) {
			id.alphabets = append(id.alphabets, 0)
		}
		id.alphabets[r] |= 1 << at
	}
	return nil
}

// addScript returns where the script stands, which is new or was that of
// another language before.
func (id *Identifier) addScript(name, code string) (int, error) {
	table, ok := unicode.Scripts[name]
	if !ok {
		return 0, fmt.Errorf("unknown script %q", name)
	}
	for i := range id.scripts {
		if id.scripts[i].table == table {
			id.scripts[i].only = ""
			return i, nil
		}
	}
	weight := 1
	if name == "Hiragana" || name == "Katakana" {
		weight = kanaWeight
	}
	id.scripts = append(id.scripts, script{table: table, weight: weight, only: code})
	return len(id.scripts) - 1, nil
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
	v, err := strconv.ParseUint(value, 10, 8)
	if err != nil {
		return fmt.Errorf("score: %w", err)
	}
	for gram := range strings.SplitSeq(list, " ") {
		key, err := parseGram(gram)
		if err != nil {
			return err
		}
		id.scores = append(id.scores, score{uint8(at), uint16(v + baseline), id.grams[key]})
		id.grams[key] = int32(len(id.scores) - 1)
	}
	return nil
}

// parseGram turns the printable form of an n-gram into its key.
func parseGram(gram string) (uint64, error) {
	var key uint64
	n := 0
	for _, r := range gram {
		n++
		switch {
		case r == '_':
			key = key<<8 | ' '
		case r < utf8.RuneSelf:
			key = key<<8 | uint64(r)
		case 0x180 <= r && r <= 0x1FF:
			key = key<<8 | uint64(r-0x100)
		default:
			return 0, fmt.Errorf("n-gram %q: %q stands for no byte", gram, r)
		}
	}
	if n > 8 {
		return 0, fmt.Errorf("n-gram %q: longer than eight bytes", gram)
	}
	return key, nil
}

// gramKey packs the bytes of an n-gram, eight at most, into a number.
func gramKey(start bool, gram string, end bool) uint64 {
	var key uint64
	if start {
		key = ' '
	}
	for i := range len(gram) {
		key = key<<8 | uint64(gram[i])
	}
	if end {
		key = key<<8 | ' '
	}
	return key
}
