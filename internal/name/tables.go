package name

import (
	"bufio"
	"bytes"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"sync"

	"chancery/data"
)

// tables are the files below data/names, in the shape that the comparison uses.
type tables struct {
	letters  map[rune]string     // a letter of any script as Latin letters
	spelling map[byte][]spelling // by first letter, longest first
	near     map[[2]byte]float64 // what it costs to take one sound for the other
	words    map[string]string   // folded word: title or particle

	gatherings []string          // words for gatherings; * for any ending
	officeAs   map[string]string // word of an office: what it is taken as
	officeRank []rankWord
	leads      []string   // words for who leads a body
	single     [][]string // words that together make an office one of its kind
}

type spelling struct{ written, sound string }

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
	t := &tables{letters: map[rune]string{}, spelling: map[byte][]spelling{}, near: map[[2]byte]float64{}, words: map[string]string{}, officeAs: map[string]string{}}
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
	err = rows(fsys, "names/near.tsv", 3, func(f []string) error {
		cost, err := strconv.ParseFloat(f[2], 64)
		if err != nil || len(f[0]) != 1 || len(f[1]) != 1 || cost <= 0 || cost >= 1 {
			return fmt.Errorf("want two sounds and a cost between 0 and 1")
		}
		t.near[[2]byte{f[0][0], f[1][0]}] = cost
		t.near[[2]byte{f[1][0], f[0][0]}] = cost
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = rows(fsys, "names/words.tsv", 2, func(f []string) error {
		switch f[1] {
		case title, particle:
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
	return t, rows(fsys, "names/offices.tsv", 3, t.addOffice)
}

const (
	title     = "title"
	particle  = "particle"
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
