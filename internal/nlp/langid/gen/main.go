//go:build ignore

// Gen converts the tables of the Efficient Language Detector (npm package eld,
// files src/ngrams/small.js and large.js) to data/langid/ngrams.tsv.
//
//	go run internal/nlp/langid/gen/main.go FOLDER-OF-ELD OUTPUT
package main

import (
	"bufio"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// A selection takes the most telling n-grams of some languages from a table,
// and raises their scores by so many hundredths.
type selection struct {
	table     string
	languages []string
	most      int
	raise     int
}

// The languages are those told apart by n-grams; the others have a script of
// their own. Scripts whose letters have two bytes need the large table: four
// bytes are two letters there. Russian texts fit their n-grams a little worse
// than those of its neighbours fit theirs, so that names and foreign words
// would tip the scales. Languages that are never the answer need few n-grams,
// since those that they are told from fit their texts badly.
var selections = []selection{
	{"small.js", strings.Fields("az de en es fr it nl pl pt tr"), 5000, 0},
	{"large.js", strings.Fields("ar bg fa sr uk"), 5000, 0},
	{"large.js", strings.Fields("ru"), 5000, 2},
	{"small.js", strings.Fields("be ca cs da et eu fi hr hu is ku lt lv ms no ro sk sl sq sv tl ur vi yo"), 500, 0},
}

// baseline was subtracted from every score of the tables to keep them small.
const baseline = 53

var (
	quotedByte = regexp.MustCompile(`'((?:[^'\\]|\\.)*)'`)
	language   = regexp.MustCompile(`(\d+):'([a-z]+)'`)
	ngram      = regexp.MustCompile(`(?:'((?:[^'\\]|\\.)*)'|([^\s'{},:]+)):\{((?:\d+:\d+,?)+)\}`)
)

func main() {
	if len(os.Args) != 3 {
		log.Fatal("usage: gen FOLDER-OF-ELD OUTPUT")
	}
	if err := convert(os.Args[1], os.Args[2]); err != nil {
		log.Fatal(err)
	}
}

// gram is an n-gram in printable form with its score.
type gram struct {
	text  string
	score int
}

func convert(folder, output string) error {
	bytesOf, err := dictionary(filepath.Join(folder, "src/dictionary.js"))
	if err != nil {
		return err
	}
	f, err := os.Create(output)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(f)
	fmt.Fprintln(w, "# Source: Efficient Language Detector 2.1.0 (npm eld, small and large tables), (c) 2023 Nito T.M.; licence Apache-2.0; changed: converted, the most telling n-grams of each language kept, Russian scores raised by 2%")
	fmt.Fprintln(w, "# language, score, n-grams of bytes; _ is the edge of a word; a byte from 80 up is written as the letter U+0100 above it")
	for _, s := range selections {
		grams, err := table(filepath.Join(folder, "src/ngrams", s.table), bytesOf)
		if err != nil {
			return err
		}
		for _, code := range s.languages {
			write(w, code, best(grams[code], s.most, s.raise))
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return f.Close()
}

// table reads the n-grams of all languages from a file of eld.
func table(name string, bytesOf map[rune]byte) (map[string][]gram, error) {
	raw, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	head, body, _ := strings.Cut(string(raw), "ngrams:{")
	codes := map[string]string{}
	for _, m := range language.FindAllStringSubmatch(head, -1) {
		codes[m[1]] = m[2]
	}
	grams := map[string][]gram{}
	for _, m := range ngram.FindAllStringSubmatch(body, -1) {
		text, err := decode(strings.ReplaceAll(m[1], `\'`, `'`)+m[2], bytesOf)
		if err != nil {
			return nil, err
		}
		for pair := range strings.SplitSeq(m[3], ",") {
			id, score, _ := strings.Cut(pair, ":")
			n, err := strconv.Atoi(score)
			if err != nil {
				return nil, fmt.Errorf("score of %q: %w", text, err)
			}
			grams[codes[id]] = append(grams[codes[id]], gram{text, n})
		}
	}
	return grams, nil
}

// best are the n-grams that score most, in order, with their scores raised.
func best(list []gram, most, raise int) []gram {
	slices.SortFunc(list, func(a, b gram) int {
		if a.score != b.score {
			return b.score - a.score
		}
		return strings.Compare(a.text, b.text)
	})
	list = list[:min(most, len(list))]
	for i, g := range list {
		list[i].score += ((g.score+baseline)*raise + 50) / 100
	}
	return list
}

// write writes the n-grams of a language, those of one score on one line.
func write(w *bufio.Writer, code string, list []gram) {
	for i := 0; i < len(list); {
		fmt.Fprintf(w, "%s\t%d\t", code, list[i].score)
		j := i
		for ; j < len(list) && list[j].score == list[i].score; j++ {
			if j > i {
				w.WriteByte(' ')
			}
			w.WriteString(list[j].text)
		}
		w.WriteByte('\n')
		i = j
	}
}

// dictionary reads which byte each character of eld's n-grams stands for. Many
// unused bytes are given as a space there; the space itself is byte 32.
func dictionary(name string) (map[rune]byte, error) {
	raw, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	_, list, _ := strings.Cut(string(raw), "dictionary = [")
	m := map[rune]byte{}
	for i, q := range quotedByte.FindAllStringSubmatch(list, -1) {
		r := []rune(strings.TrimPrefix(q[1], `\`))
		if len(r) != 1 {
			return nil, fmt.Errorf("dictionary entry %d is %q", i, q[1])
		}
		m[r[0]] = byte(i)
	}
	m[' '] = ' '
	return m, nil
}

func decode(s string, bytesOf map[rune]byte) (string, error) {
	var b strings.Builder
	for _, r := range s {
		c, ok := bytesOf[r]
		switch {
		case !ok:
			return "", fmt.Errorf("n-gram %q holds %q, which is not in the dictionary", s, r)
		case c == ' ':
			b.WriteByte('_')
		case c < 0x80:
			b.WriteByte(c)
		default:
			b.WriteRune(0x100 + rune(c))
		}
	}
	return b.String(), nil
}
