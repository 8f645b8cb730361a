// Package segment cuts a report's text into tokens, sentences and paragraphs.
// What differs between languages (abbreviations, endings after an apostrophe,
// ordinals written with a full stop) is read from the language's segment.yaml.
package segment

import (
	"fmt"
	"io/fs"
	"path"
	"strings"
	"unicode/utf8"

	"chancery"
	"chancery/internal/lang"
	"chancery/internal/nlp"
	"chancery/internal/nlp/perceptron"
)

// Segmenter cuts texts of one language. It never changes after Load, so many
// goroutines may use one.
type Segmenter struct {
	pack          lang.Pack
	abbreviations map[string]abbreviation
	starters      map[string]bool
	clitics       map[string]bool // lower case, with "'" for every apostrophe
	elisions      map[string]bool // lower case, with "'" for the apostrophe that ends them
	enclitics     map[string]bool // lower case, each with the hyphen that begins it
	splits        map[string]int
	domains       map[string]bool
	inner         map[string]bool
	ordinalDigits int
	suffixes      bool
	bare          string            // letters that are suffixes by themselves and begin no other
	joints        *perceptron.Model // where tokens end; nil when the rules alone decide
	ends          *perceptron.Model // where sentences end; likewise
}

type abbreviation uint8

const (
	none         abbreviation = iota
	title                     // never ends a sentence
	mayEnd                    // ends one before a starter
	beforeNumber              // is an abbreviation only before a number
)

type rules struct {
	Titles        []string       `yaml:"titles"`
	Abbreviations []string       `yaml:"abbreviations"`
	BeforeNumber  []string       `yaml:"before_number"`
	Starters      []string       `yaml:"starters"`
	Clitics       []string       `yaml:"clitics"`
	Elisions      []string       `yaml:"elisions"`
	Enclitics     []string       `yaml:"enclitics"`
	Splits        map[string]int `yaml:"splits"`
	Domains       []string       `yaml:"domains"`
	OrdinalDigits int            `yaml:"ordinal_digits"`
	Suffixes      bool           `yaml:"suffixes_after_apostrophe"`
	Bare          string         `yaml:"bare_suffixes"`
	Inner         []string       `yaml:"inner_apostrophe"`
}

// Load reads the pack's segment.yaml. An unknown field, an abbreviation in two
// lists or a split outside its word is an error that names the file.
func Load(fsys fs.FS, pack lang.Pack) (*Segmenter, error) {
	name := path.Join(pack.Folder, "segment.yaml")
	var r rules
	if err := lang.ReadYAML(fsys, name, &r); err != nil {
		return nil, err
	}
	s := &Segmenter{
		pack:          pack,
		abbreviations: map[string]abbreviation{},
		starters:      set(r.Starters),
		clitics:       set(r.Clitics),
		elisions:      set(r.Elisions),
		enclitics:     set(r.Enclitics),
		splits:        r.Splits,
		domains:       set(r.Domains),
		inner:         set(r.Inner),
		ordinalDigits: r.OrdinalDigits,
		suffixes:      r.Suffixes,
		bare:          r.Bare,
	}
	for word, at := range r.Splits {
		if at <= 0 || at >= len(word) {
			return nil, fmt.Errorf("segment: %s: split of %q after byte %d", name, word, at)
		}
	}
	for _, class := range []struct {
		words []string
		as    abbreviation
	}{{r.Titles, title}, {r.Abbreviations, mayEnd}, {r.BeforeNumber, beforeNumber}} {
		for _, w := range class.words {
			if s.abbreviations[w] != none && class.as != beforeNumber {
				return nil, fmt.Errorf("segment: %s: abbreviation %q is listed twice", name, w)
			}
			if s.abbreviations[w] == none {
				s.abbreviations[w] = class.as
			}
		}
	}
	return s, nil
}

func set(words []string) map[string]bool {
	m := make(map[string]bool, len(words))
	for _, w := range words {
		m[w] = true
	}
	return m
}

// Segment cuts source into tokens, sentences and paragraphs. Spans are bytes
// of source; the tokens stand in order and do not overlap, and every rune that
// is neither white space nor invisible lies in one. Invalid UTF-8 is kept, a
// byte a token.
func (s *Segmenter) Segment(source string) *nlp.Text {
	text := &nlp.Text{Source: source, Language: s.pack.Code}
	s.divide(text)
	return text
}

// Name is "segment".
func (s *Segmenter) Name() string { return "segment" }

// Requires the source of a text.
func (s *Segmenter) Requires() []string { return []string{"source"} }

// Assigns tokens and sentences.
func (s *Segmenter) Assigns() []string { return []string{"tokens", "sentences"} }

// Apply cuts the source of a text, as Segment does.
func (s *Segmenter) Apply(text *nlp.Text) error {
	s.divide(text)
	return nil
}

func (s *Segmenter) divide(text *nlp.Text) {
	sc := scanner{Segmenter: s, source: text.Source, pieces: make([]piece, 0, len(text.Source)/5+1)}
	sc.scan()
	text.Tokens = s.tokens(text.Source, sc.pieces)
	text.Sentences = s.sentences(text.Source, text.Tokens)
}

// token makes a token of a part of source.
func (s *Segmenter) token(source string, start, end int) nlp.Token {
	form := source[start:end]
	lower := s.pack.Lower(form)
	return nlp.Token{Span: chancery.Span{Start: start, End: end}, Form: form, Lower: lower, Lemma: form, Base: lower, Stem: s.stem(form, lower)}
}

// Stem is the form without the suffix after its apostrophe, where the language
// has such ones: "Bakü" of "Bakü'yü". Else it is the form.
func (s *Segmenter) Stem(form string) string { return s.stem(form, s.pack.Lower(form)) }

// stem is the form without the suffix after its apostrophe.
func (s *Segmenter) stem(form, lower string) string {
	if !s.suffixes {
		return form
	}
	at, width := lastApostrophe(form)
	if at <= 0 || at+width >= len(form) {
		return form
	}
	name, suffix := form[:at], form[at+width:]
	if !isSuffix(name, suffix) || s.foreign(name, suffix) || s.inner[plainApostrophes(lower)] {
		return form
	}
	return name
}

// foreign reports whether what stands behind an apostrophe begins like a suffix
// that has nothing behind it, and goes on: "Ra'am", but not "15'er".
func (s *Segmenter) foreign(name, suffix string) bool {
	r, n := utf8.DecodeRuneInString(suffix)
	return n < len(suffix) && !isDigit(rune(name[len(name)-1])) && strings.ContainsRune(s.bare, r)
}

// isSuffix tells the suffix of a name from its second half: "NATO'nun" and
// "NATO'NUN" against "O'Brien".
func isSuffix(name, suffix string) bool {
	if strings.ToLower(suffix) == suffix {
		return true
	}
	return len(name) > 1 && strings.ToUpper(name) == name && strings.ToUpper(suffix) == suffix
}
