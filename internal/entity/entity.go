// Package entity finds who and what a text speaks of: people with their
// offices, office holders without a name, states, organisations, delegations
// and places; and which mentions are of one actor.
package entity

import (
	"fmt"
	"io/fs"

	"chancery"
	"chancery/internal/gazetteer"
	"chancery/internal/lang"
	"chancery/internal/nlp"
)

// Label is the sort of a mention. Patterns and frames see it.
type Label string

const (
	Person     Label = "PERSON"     // somebody named
	Holder     Label = "HOLDER"     // an office without a name
	State      Label = "STATE"      // a state, or its capital or people where they stand for it
	Org        Label = "ORG"        // an organisation or body
	Delegation Label = "DELEGATION" // a delegation, team, mission of visitors
	Group      Label = "GROUP"      // several office holders at once, without names
	Place      Label = "PLACE"      // a city
	Adjective  Label = "ADJ"        // "Turkish", "Azerbaijani": of a state, no actor
	Pronoun    Label = "PRON"
)

// Mention is a stretch of tokens that speaks of one actor or place.
type Mention struct {
	First, Last int // tokens, half-open; office, name and apposition together
	Label       Label
	Name        string // of a person, as written, nominative; English name of the others
	NameSpan    chancery.Span
	Office      *chancery.Office
	OfficeSpan  chancery.Span
	Of          string // state or organisation; empty when unknown
	OfSpan      chancery.Span
	OfBasis     chancery.Basis
	Head        string // the office's head word, for "the minister"
	Plural      bool
	Case        string // Universal Dependencies' Case of the whole phrase; empty for Nom
	Entry       gazetteer.Entry
	Actor       int // index into Doc.Actors; -1 for places and adjectives
	Definite    bool
	To          string // of a delegation: the organisation or state it is sent to
}

// Actor is everything that one report says of one actor.
type Actor struct {
	Type     chancery.ActorType
	Name     string   // fullest form; empty for an office holder without a name
	Aka      []string // other forms, as written
	Office   *chancery.Office
	OfficeAt chancery.Span
	Of       string
	OfBasis  chancery.Basis
	Key      string // what makes it one actor within the report
	To       string
	Heads    []string // head words of its offices
}

// Doc is a text with its mentions, in text order and without overlap, and the
// actors behind them.
type Doc struct {
	Text     *nlp.Text
	Mentions []Mention
	Actors   []Actor
}

// Context is what is known of a report before its text is read.
type Context struct {
	Published chancery.Date
	Dateline  string // the place, as written
	Skip      func(offset int) bool
}

// Reader finds the mentions of one language. It is safe for many goroutines.
type Reader struct {
	pack lang.Pack
	w    *words
	g    *gazetteer.Gazetteer
}

// New reads lang/<code>/entity.yaml.
func New(fsys fs.FS, pack lang.Pack, g *gazetteer.Gazetteer) (*Reader, error) {
	w, err := loadWords(fsys, pack)
	if err != nil {
		return nil, fmt.Errorf("entity: %w", err)
	}
	return &Reader{pack: pack, w: w, g: g}, nil
}

// Read finds the mentions of an analysed text.
func (r *Reader) Read(t *nlp.Text, c Context) *Doc {
	d := &Doc{Text: t}
	for _, s := range t.Sentences {
		if c.Skip != nil && c.Skip(t.Tokens[s.First].Start) && c.Skip(t.Tokens[s.Last-1].Start) {
			continue
		}
		f := &finder{r: r, t: t.Tokens[:s.Last], first: s.First, last: s.Last, source: t.Source}
		d.Mentions = append(d.Mentions, f.sentence()...)
	}
	r.link(d, c)
	return d
}
