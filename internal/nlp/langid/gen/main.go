//go:build ignore

// Gen converts the tables of the Efficient Language Detector (npm package eld,
// file src/ngrams/extrasmall.js) to data/langid/ngrams.tsv.
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

// languages are those told apart by n-grams; the others have a script of their own.
var languages = strings.Fields("ar az bg de en es fa fr it pt ru sr tr uk")

// kept is how many n-grams stay for each language, those most telling first.
const kept = 1300

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

func convert(folder, output string) error {
	bytesOf, err := dictionary(filepath.Join(folder, "src/dictionary.js"))
	if err != nil {
		return err
	}
	raw, err := os.ReadFile(filepath.Join(folder, "src/ngrams/extrasmall.js"))
	if err != nil {
		return err
	}
	head, body, _ := strings.Cut(string(raw), "ngrams:{")
	codes := map[string]string{}
	for _, m := range language.FindAllStringSubmatch(head, -1) {
		codes[m[1]] = m[2]
	}
	type gram struct {
		text  string
		score int
	}
	grams := map[string][]gram{}
	for _, m := range ngram.FindAllStringSubmatch(body, -1) {
		text, err := decode(strings.ReplaceAll(m[1], `\'`, `'`)+m[2], bytesOf)
		if err != nil {
			return err
		}
		for pair := range strings.SplitSeq(m[3], ",") {
			id, score, _ := strings.Cut(pair, ":")
			n, err := strconv.Atoi(score)
			if err != nil {
				return fmt.Errorf("score of %q: %w", text, err)
			}
			grams[codes[id]] = append(grams[codes[id]], gram{text, n})
		}
	}
	f, err := os.Create(output)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(f)
	fmt.Fprintln(w, "# Source: Efficient Language Detector 2.1.0 (npm eld, extrasmall table), (c) 2023 Nito T.M.; licence Apache-2.0; changed: converted, the", kept, "most telling n-grams of each language kept")
	fmt.Fprintln(w, "# language, score, n-grams of bytes; _ is the edge of a word; a byte from 80 up is written as the letter U+0100 above it")
	for _, code := range languages {
		list := grams[code]
		slices.SortFunc(list, func(a, b gram) int {
			if a.score != b.score {
				return b.score - a.score
			}
			return strings.Compare(a.text, b.text)
		})
		list = list[:min(kept, len(list))]
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
	if err := w.Flush(); err != nil {
		return err
	}
	return f.Close()
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
