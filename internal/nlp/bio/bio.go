// Package bio reads texts in which names are marked: a word and its tag on each
// line with a tab between, an empty line after each sentence. The tag is O
// outside names; B-PER begins a name and I-PER goes on with it.
//
// Collections differ in their labels. Here they are brought to the three types
// of the program, as Universal NER has them
// (https://www.universalner.org/guidelines/) after NorNE
// (https://github.com/ltgoslo/norne); types is the table. Places that have a
// government are locations, and so are buildings and other facilities.
// Nationalities, titles, works, events, dates and numbers are no names of these
// three types, whatever a collection makes of them.
package bio

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"chancery"
	"chancery/internal/lang"
	"chancery/internal/nlp"
)

// types are the labels that name persons, organisations and locations. Names
// with any other label are left out.
var types = map[string]nlp.NameType{
	"PER":    nlp.Person,
	"PERSON": nlp.Person,
	"ORG":    nlp.Organisation,
	"LOC":    nlp.Location,
	"GPE":    nlp.Location, // a place with a government (OntoNotes)
	"FAC":    nlp.Location, // a building, airport or bridge (OntoNotes)
	"LOCORG": nlp.Location, // a place that acts as a body (factRuEval)
}

// Sentence is a sentence with the names in it.
type Sentence struct {
	Words  []string
	Names  []nlp.Name // by the places of their words in Words
	marked []nlp.Name // all that are marked, with their labels for types
}

// Typed are the names of the program's three types, and those with a label
// that more gives a type.
func (s *Sentence) Typed(more map[string]string) []nlp.Name {
	var out []nlp.Name
	for _, name := range s.marked {
		kind, ok := types[string(name.Type)]
		if other, also := more[string(name.Type)]; also {
			kind, ok = nlp.NameType(other), true
		}
		if ok {
			out = append(out, nlp.Name{First: name.First, Last: name.Last, Type: kind})
		}
	}
	return out
}

// The ceilings: of a line in bytes, of a sentence in words.
const (
	longestLine = 1 << 16
	mostWords   = 10_000
)

// Read reads sentences to the end of r. A line that cannot be of the format is
// an error with its number; so is one that is not UTF-8 or too long.
//
// A name also begins at I- where no name of that label goes on, as in the
// script conlleval (https://www.clips.uantwerpen.be/conll2000/chunking/output.html).
func Read(r io.Reader) ([]Sentence, error) {
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, longestLine)
	var out []Sentence
	var p parser
	for n := 1; lines.Scan(); n++ {
		line := lines.Text()
		if strings.TrimSpace(line) != "" {
			if err := p.read(line); err != nil {
				return nil, fmt.Errorf("bio: line %d: %w", n, err)
			}
			continue
		}
		out = p.finish(out)
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("bio: reading: %w", err)
	}
	return p.finish(out), nil
}

// parser reads the lines of one sentence.
type parser struct {
	words []string
	names []nlp.Name // with labels for types
}

func (p *parser) read(line string) error {
	word, tag, ok := strings.Cut(line, "\t")
	switch {
	case !utf8.ValidString(line):
		return errors.New("not UTF-8")
	case !ok || word == "" || strings.Contains(tag, "\t"):
		return errors.New("want a word and its tag, with a tab between")
	case len(p.words) == mostWords:
		return fmt.Errorf("a sentence of more than %d words; an empty line ends one", mostWords)
	}
	position, label, _ := strings.Cut(tag, "-")
	switch {
	case tag == "O":
	case position == "I" && p.goesOn(label):
		p.names[len(p.names)-1].Last++
	case (position == "B" || position == "I") && label != "":
		p.names = append(p.names, nlp.Name{First: len(p.words), Last: len(p.words) + 1, Type: nlp.NameType(label)})
	default:
		return fmt.Errorf("tag %q, want O, B- or I- with a label", tag)
	}
	p.words = append(p.words, word)
	return nil
}

// goesOn says whether a name of that label ends before the next word.
func (p *parser) goesOn(label string) bool {
	if len(p.names) == 0 {
		return false
	}
	name := p.names[len(p.names)-1]
	return name.Last == len(p.words) && string(name.Type) == label
}

// finish adds the sentence, if there is one, and begins the next.
func (p *parser) finish(to []Sentence) []Sentence {
	if len(p.words) == 0 {
		return to
	}
	s := Sentence{Words: p.words, marked: p.names}
	s.Names = s.Typed(nil)
	*p = parser{}
	return append(to, s)
}

// Text is the sentences as a text that is cut but not analysed, with its names:
// a sentence a line, with a space before every further word, since the format
// does not say where there was one. Every form is its own lemma. Stem gives a
// form without the suffix after its apostrophe, as the segmenter of the
// language does.
func Text(sentences []Sentence, pack lang.Pack, stem func(form string) string) *nlp.Text {
	t := &nlp.Text{Language: pack.Code}
	var source strings.Builder
	for n, s := range sentences {
		first := len(t.Tokens)
		for i, form := range s.Words {
			if i > 0 {
				source.WriteByte(' ')
			}
			start := source.Len()
			source.WriteString(form)
			lower := pack.Lower(form)
			t.Tokens = append(t.Tokens, nlp.Token{
				Span: chancery.Span{Start: start, End: source.Len()},
				Form: form, Lower: lower, Lemma: form, Base: lower, Stem: stem(form), Space: start > 0,
			})
		}
		source.WriteByte('\n')
		t.Sentences = append(t.Sentences, nlp.Sentence{First: first, Last: len(t.Tokens), Paragraph: n})
		for _, name := range s.Names {
			t.Names = append(t.Names, nlp.Name{First: first + name.First, Last: first + name.Last, Type: name.Type})
		}
	}
	t.Source = source.String()
	return t
}
