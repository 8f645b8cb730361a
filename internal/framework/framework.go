// Package framework reads which states and organisations belong to which
// agreement, programme, forum or organisation, since when and until when, and
// which framework followed another. What a language says is data:
// lang/<code>/framework.yaml holds its words and patterns. The package holds
// the search for the framework, for the party and for the year.
package framework

import (
	"fmt"
	"io/fs"

	"chancery"
	"chancery/internal/clause"
	"chancery/internal/entity"
	"chancery/internal/gazetteer"
	"chancery/internal/lang"
	"chancery/internal/timex"
)

// Reader reads the memberships of one language. It is safe for many goroutines.
type Reader struct {
	pack    lang.Pack
	grammar *clause.Grammar
	gaz     *gazetteer.Gazetteer
	words   *words
	rules   []Rule
}

// New reads lang/<code>/framework.yaml. A rule without an example and a
// counter-example is an error that names file and line.
func New(fsys fs.FS, pack lang.Pack, gaz *gazetteer.Gazetteer) (*Reader, error) {
	g, err := clause.Load(fsys, pack)
	if err != nil {
		return nil, fmt.Errorf("framework: %w", err)
	}
	w, rules, err := load(fsys, pack, g.Lists())
	if err != nil {
		return nil, fmt.Errorf("framework: %w", err)
	}
	return &Reader{pack: pack, grammar: g, gaz: gaz, words: w, rules: rules}, nil
}

// Rules are the rules of the language, for tests and the codebook.
func (r *Reader) Rules() []Rule { return r.rules }

// Source is everything that a report gives the reader.
type Source struct {
	Report  *chancery.Report
	Doc     *entity.Doc
	Times   []timex.Mention
	Version string // of the rules
}

// Read gives the report's membership claims in the order of the text, at most
// one for a party, a framework and a year. The sources of a claim have the
// fields membership (the clause), party, framework, since, until and succeeds.
func (r *Reader) Read(src Source) []chancery.Claim {
	s := &session{r: r, src: src, doc: src.Doc, short: map[string]framework{}}
	for n := range src.Doc.Text.Sentences {
		if s.skip(n) {
			continue
		}
		s.sentence(n)
	}
	return s.claims()
}

// session is the reading of one report.
type session struct {
	r      *Reader
	src    Source
	doc    *entity.Doc
	short  map[string]framework // short names that the text defines: "(ECT)"
	known  []spoken             // frameworks of drafts, in the order of the text
	drafts []draft
}

// draft is a membership as one clause tells it.
type draft struct {
	rule      *Rule
	sentence  int
	party     string
	partyAt   chancery.Span // empty when the party is taken from what was said before
	framework framework
	frameAt   chancery.Span
	status    string
	since     dated
	until     dated
	older     framework // the framework that this one followed
	olderAt   chancery.Span
	clause    chancery.Span
}

// spoken is a framework and the byte at which it is named.
type spoken struct {
	frame framework
	at    int
}

// dated is a date and the words that give it.
type dated struct {
	date chancery.Date
	span chancery.Span
	rule string
	open bool // says from when on: "since 1994"
}

// skip reports whether sentence n is no running text.
func (s *session) skip(n int) bool {
	sent, t := s.doc.Text.Sentences[n], s.doc.Text.Tokens
	return s.src.Report.Aside(t[sent.First].Start, t[sent.Last-1].Start)
}

// sentence finds the memberships of sentence n.
func (s *session) sentence(n int) {
	sc := s.scene(n)
	if len(s.known) == 0 && !sc.namesAny() { // nothing that a party could belong to
		return
	}
	ruled := sc.forRules()
	for i := range s.r.rules {
		ru := &s.r.rules[i]
		for _, m := range ru.pattern.Find(ruled) {
			s.match(sc, ru, m)
		}
	}
}
