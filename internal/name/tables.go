package name

import (
	"bufio"
	"bytes"
	"fmt"
	"io/fs"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"

	"chancery/data"
)

// tables are the files below data/names, in the shape that the comparison uses.
type tables struct {
	letters  map[rune]string     // a letter of any script as Latin letters
	latins   [tabled]string      // the same folded, where it is a letter of another script
	spokens  [tabled]string      // and where it is any
	spelling map[byte][]spelling // by first letter, longest first
	near     [0x80][0x80]edit    // what it costs to take one sound for the other
	words    map[string]string   // folded word: title, particle or son
	families map[string][]kin    // by sound
	given    map[string]gender   // given names, by sound

	forms       map[string]bool // legal forms, words parted by a space
	longestForm int
	bodies      map[string]bool   // words that only organisations have
	written     map[string]string // short for
	numbers     map[string]string

	looks                         map[rune]rune   // letters of other scripts: the Latin one that looks the same
	traditional                   map[rune]rune   // Chinese characters: the simplified form
	characters                    map[rune]string // in Pinyin
	inPinyin, inWade, inPalladius *romanisation

	gatherings []string          // words for gatherings; * for any ending
	officeAs   map[string]string // word of an office: what it is taken as
	officeRank []rankWord
	leads      []string // words for who leads a body
	variants   int      // how many families there are
	posts      []postWord
	levels     []postWord
	single     [][]string // words that together make an office one of its kind
}

type spelling struct{ written, sound string }

// gender is a set of who bears a given name: women, men, or some people.
type gender uint8

const (
	anybody gender = 1 << iota
	women
	men
)

// kin says that a word is a form of a name.
type kin struct {
	family int
	short  bool // a short form of it
}

// loaded reads the embedded tables once. They are part of the program, so a
// fault in them is a fault of the build.
var loaded = sync.OnceValue(func() *tables {
	t, err := load(data.FS)
	if err != nil {
		panic(err)
	}
	return t
})

func load(fsys fs.FS) (*tables, error) {
	t := &tables{letters: map[rune]string{}, spelling: map[byte][]spelling{}, families: map[string][]kin{}, given: map[string]gender{}, forms: map[string]bool{}, bodies: map[string]bool{}, written: map[string]string{}, numbers: map[string]string{},
		looks: map[rune]rune{}, traditional: map[rune]rune{}, characters: map[rune]string{}, inPinyin: newRomanisation(true), inWade: newRomanisation(false), inPalladius: newRomanisation(true), words: map[string]string{}, officeAs: map[string]string{}}
	err := rows(fsys, "names/letters.tsv", 3, func(f []string) error {
		r := []rune(f[0])
		if len(r) != 1 {
			return fmt.Errorf("%q is not one letter", f[0])
		}
		t.letters[r[0]] = f[1]
		return nil
	})
	if err != nil {
		return nil, err
	}
	for r := range rune(tabled) {
		t.latins[r], t.spokens[r] = t.newLatin(r), t.newSpoken(r)
	}
	err = rows(fsys, "names/sounds.tsv", 2, func(f []string) error {
		if f[0] == "" || f[1] == "" {
			return fmt.Errorf("an empty field")
		}
		t.spelling[f[0][0]] = append(t.spelling[f[0][0]], spelling{f[0], f[1]})
		return nil
	})
	if err != nil {
		return nil, err
	}
	for _, s := range t.spelling {
		slices.SortStableFunc(s, func(a, b spelling) int { return len(b.written) - len(a.written) })
	}
	for a := range t.near {
		for b := range t.near[a] {
			t.near[a][b] = step(wholeCost)
		}
	}
	err = rows(fsys, "names/near.tsv", 3, func(f []string) error {
		cost, err := strconv.ParseFloat(f[2], 64)
		if err != nil || len(f[0]) != 1 || len(f[1]) != 1 || cost <= 0 || cost >= 1 {
			return fmt.Errorf("want two sounds and a cost between 0 and 1")
		}
		whole := step(int(math.Round(cost * wholeCost)))
		t.near[f[0][0]][f[1][0]], t.near[f[1][0]][f[0][0]] = whole, whole
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = rows(fsys, "names/words.tsv", 2, func(f []string) error {
		switch f[1] {
		case title, particle, sonOf:
			t.words[Fold(f[0])] = f[1]
		case gathering:
			t.gatherings = append(t.gatherings, f[0])
		default:
			return fmt.Errorf("%q is no kind of word", f[1])
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	for _, file := range []struct {
		name   string
		fields int
		add    func([]string) error
	}{
		{"names/variants", 3, t.addVariants}, {"names/forms", 3, t.addForm}, {"names/traditional", 2, t.addTraditional}, {"names/confusables", 2, t.addLook}, {"names/chinese", 4, t.addChinese}, {"names/offices", 3, t.addOffice},
		{"gazetteer/givennames", 1, t.addGiven}, {"gazetteer/genders", 2, t.addGender},
	} {
		if err := rows(fsys, file.name+".tsv", file.fields, file.add); err != nil {
			return nil, err
		}
	}
	return t, nil
}

func (t *tables) addVariants(f []string) error {
	if f[1] != "short" && f[1] != "spelt" {
		return fmt.Errorf("%q is no kind of variant", f[1])
	}
	t.variants++
	add := func(form string, short bool) {
		sound := string(t.sounds(form))
		t.families[sound] = append(t.families[sound], kin{t.variants, short})
	}
	add(f[0], false)
	for form := range strings.SplitSeq(f[2], "|") {
		add(form, f[1] == "short")
	}
	return nil
}

func (t *tables) addGiven(f []string) error {
	for n := range strings.FieldsSeq(f[0]) {
		t.given[string(t.sounds(n))] |= anybody
	}
	return nil
}

func (t *tables) addGender(f []string) error {
	as := map[string]gender{"f": women, "m": men}[f[0]]
	for n := range strings.FieldsSeq(f[1]) {
		t.given[string(t.sounds(n))] |= anybody | as
	}
	return nil
}

func (t *tables) addForm(f []string) error {
	switch f[1] {
	case "form":
		t.forms[f[0]] = true
		t.longestForm = max(t.longestForm, len(strings.Fields(f[0])))
	case "body":
		t.bodies[f[0]] = true
	case "as":
		t.written[f[0]] = f[2]
	case "number":
		t.numbers[f[0]] = f[2]
	default:
		return fmt.Errorf("%q is no kind of word", f[1])
	}
	return nil
}

func (t *tables) addTraditional(f []string) error {
	simple := []rune(f[0])
	if len(simple) != 1 {
		return fmt.Errorf("%q is not one character", f[0])
	}
	for _, r := range f[1] {
		t.traditional[r] = simple[0]
	}
	return nil
}

func (t *tables) addLook(f []string) error {
	from, to := []rune(f[0]), []rune(f[1])
	if len(from) != 1 || len(to) != 1 {
		return fmt.Errorf("want two letters")
	}
	t.looks[from[0]] = to[0]
	return nil
}

func (t *tables) addChinese(f []string) error {
	t.inPinyin.add(f[0], f[0])
	for i, system := range []*romanisation{t.inWade, t.inPalladius} {
		for written := range strings.SplitSeq(f[i+1], "|") {
			if written != "" {
				system.add(Fold(written), f[0])
			}
		}
	}
	for _, r := range f[3] {
		t.characters[r] = f[0]
	}
	return nil
}

const (
	title     = "title"
	particle  = "particle"
	sonOf     = "son" // a particle behind or before which the father's name stands
	gathering = "gathering"
)

// rows calls each for every line of the file that is no comment, with its
// fields; an error names the file and the line.
func rows(fsys fs.FS, name string, fields int, each func([]string) error) error {
	raw, err := fs.ReadFile(fsys, name)
	if err != nil {
		return fmt.Errorf("name: reading %s: %w", name, err)
	}
	sc := bufio.NewScanner(bytes.NewReader(raw))
	for line := 1; sc.Scan(); line++ {
		if strings.HasPrefix(sc.Text(), "#") || sc.Text() == "" {
			continue
		}
		f := strings.Split(sc.Text(), "\t")
		if len(f) != fields {
			return fmt.Errorf("name: %s:%d: %d fields, not %d", name, line, len(f), fields)
		}
		if err := each(f); err != nil {
			return fmt.Errorf("name: %s:%d: %w", name, line, err)
		}
	}
	return sc.Err()
}
