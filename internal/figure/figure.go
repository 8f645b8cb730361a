// Package figure reads the numbers that count something of a report's subject:
// people killed or expelled, states supplied, sums of money, shares, years of
// cooperation; with what they count, within what bounds, and since when. Dates,
// ages, numbers of articles and small numbers that only point back ("the two
// ministers") are no figures.
//
// What a language says is data: lang/<code>/figure.yaml. The package holds the
// reader of numbers and the search for what is counted.
package figure

import (
	"fmt"
	"io/fs"
	"slices"

	"chancery"
	"chancery/internal/entity"
	"chancery/internal/lang"
	"chancery/internal/timex"
)

// Reader reads the figures of one language. It is safe for many goroutines.
type Reader struct {
	pack  lang.Pack
	words *words
}

// New reads lang/<code>/figure.yaml. A fault in it is an error that names the
// file.
func New(fsys fs.FS, pack lang.Pack) (*Reader, error) {
	w, err := loadWords(fsys, pack)
	if err != nil {
		return nil, fmt.Errorf("figure: %w", err)
	}
	return &Reader{pack: pack, words: w}, nil
}

// Source is everything that a report gives the reader.
type Source struct {
	Report  *chancery.Report
	Doc     *entity.Doc
	Times   []timex.Mention
	Version string // of the rules
}

// Read gives the report's figure claims in the order of the text, each figure
// once, and each range as its two bounds. The sources of a claim have the fields
// figure (the clause), value and, where the text states them, since and as_of. A
// figure holds as of the date stated, else as of the month of the report.
func (r *Reader) Read(src Source) []chancery.Claim {
	s := &session{r: r, w: r.words, src: src, doc: src.Doc}
	s.mark()
	for n := range src.Doc.Text.Sentences {
		if !s.skip(n) {
			s.sentence(n)
		}
	}
	return s.claims()
}

// use is why a token cannot be a number that counts.
type use uint8

const (
	free use = iota
	named
	dated
	lasting // inside a length of time
)

// session is the reading of one report.
type session struct {
	r      *Reader
	w      *words
	src    Source
	doc    *entity.Doc
	uses   []use  // by token
	origin []bool // by token: an adjective or people of a state
	drafts []draft
}

// draft is a figure as one clause tells it.
type draft struct {
	rule      string
	sentence  int
	value     float64
	low       float64 // the lesser bound of a range, as a share of value; 0 for none
	unit      string
	head      string // lemma of what is counted
	what      string
	scope     []string
	since     chancery.Date
	sinceAt   chancery.Span
	sinceRule string
	asOf      chancery.Date
	asOfAt    chancery.Span
	asOfRule  string
	number    [2]int // tokens
	last      int    // token behind what is counted
	minor     bool   // a small number of things
	resume    int    // token from which to read on; 0 for the one behind the number
}

// mark notes which tokens belong to names and dates.
func (s *session) mark() {
	t := s.doc.Text.Tokens
	s.uses, s.origin = make([]use, len(t)), make([]bool, len(t))
	for _, m := range s.doc.Mentions {
		for i := m.First; i < m.Last; i++ {
			if !m.NameSpan.Contains(t[i].Span) {
				continue
			}
			switch m.Label {
			case entity.Adjective, entity.People:
				s.origin[i] = m.OfSpan.Contains(t[i].Span)
			case entity.Person:
				if _, word := s.w.Numbers.addend(t[i].Lower); !word { // "Twenty-one" with a capital is no name
					s.uses[i] = named
				}
			case entity.Org, entity.State, entity.Place:
				s.uses[i] = named
			}
		}
	}
	for _, m := range s.src.Times {
		what := dated
		if m.Kind == timex.Duration {
			what = lasting
		}
		for i := m.First; i < m.Last; i++ {
			s.uses[i] = what
		}
	}
}

// skip reports whether sentence n is no running text, or too long to be read.
func (s *session) skip(n int) bool {
	sent, t := s.doc.Text.Sentences[n], s.doc.Text.Tokens
	return sent.Last-sent.First > entity.LongestSentence || s.src.Report.Aside(t[sent.First].Start, t[sent.Last-1].Start)
}

// sentence finds the figures of sentence n.
func (s *session) sentence(n int) {
	sent := s.doc.Text.Sentences[n]
	c := &cut{session: s, n: n, first: sent.First, last: sent.Last, from: len(s.drafts)}
	for i := sent.First; i < sent.Last; {
		if d, ok := c.jubilee(i); ok {
			s.drafts = append(s.drafts, d)
			i = d.last
			continue
		}
		num, ok := c.number(i)
		if !ok {
			i++
			continue
		}
		if d, ok := c.figure(i, num); ok {
			s.drafts = append(s.drafts, d)
			i = max(d.number[1], d.resume, i+1)
			continue
		}
		i += num.tokens
	}
	c.inventory()
	c.fates()
	c.sinces()
	c.holds()
	c.bounds()
}

// bounds makes two figures of each range: the least and the most that it may be.
func (c *cut) bounds() {
	for k := c.from; k < len(c.drafts); k++ {
		d := c.drafts[k]
		if d.low == 0 {
			continue
		}
		low := d
		low.value, low.low = d.value*d.low, 0
		low.scope = append(slices.Clone(d.scope), c.w.Bounds[0])
		d.low, d.scope = 0, append(slices.Clone(d.scope), c.w.Bounds[1])
		c.drafts = slices.Replace(c.drafts, k, k+1, low, d)
		k++
	}
}

// inventory drops the small numbers of things from a sentence that lists many:
// "three vehicles, two tunnels, a gun".
func (c *cut) inventory() {
	const most = 2
	n := 0
	for _, d := range c.drafts[c.from:] {
		if d.minor {
			n++
		}
	}
	if n > most {
		c.drafts = slices.DeleteFunc(c.drafts, func(d draft) bool { return d.minor && d.sentence == c.n })
	}
}
