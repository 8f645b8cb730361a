// Package entity finds who and what a text speaks of: people with their
// offices, office holders without a name, states, organisations, delegations
// and places; and which mentions are of one actor.
package entity

import (
	"fmt"
	"io/fs"
	"iter"
	"slices"
	"strings"

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
	Possessive Label = "POSS"   // "his", "her"
	Pair       Label = "PAIR"   // two states in one word, "Norway-Latvia"
	People     Label = "PEOPLE" // people of a state who stand for it: "Norwegian troops", "Latvians"
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
	Codes       []string // of a pair: the two states
	Members     []int    // of "the two ministers", "both": the actors meant
	Many        bool     // of office holders: each is of another state, "EU foreign ministers"
	Money       bool     // of a state: it only says whose money is counted, "US dollars"
	Counted     bool     // of a group: "four ministers", how many and not who
	Count       int      // of "both countries", "the two ministers", "the three": how many are meant
	OfStates    bool     // of office holders: "the ministers of the two countries"
	OfficeHead  string   // of the officials of several states: the office's head word
	Owner       int      // of one of several under "their": its place among them, from 1
	Actor       int      // index into Doc.Actors; -1 for places and adjectives
	Definite    bool
	Former      bool             // the office is a former one
	Bare        bool             // one word, with nothing beside it that makes it a person's name
	OwnerWord   string           // "assembly" of "the Assembly's Secretary General": an organisation named before
	Leads       bool             // of a person: heads the delegation named right before, "a delegation with X at its head"
	To          string           // of a delegation: the organisation or state it is sent to
	Sector      string           // PLOVER's: MIL for troops, GOV for a minister; empty for a state
	Gender      gazetteer.Gender // that a pronoun or a title tells
	Principal   bool             // whose envoy or adviser is named right behind, and who takes no part
	Local       bool             // people known by where they are: "demonstrators in Oslo"
	Guest       string           // of a person: what a possessive before calls him, "his guest, X"
	Whose       int              // the mention of whose guest or host a person is called; -1 for none
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
	Heads    []string         // head words of its offices
	Gender   gazetteer.Gender // of a person, by title or given name; empty when unknown
	Former   bool             // the text calls it a former holder of its office
}

// Doc is a text with its mentions, in text order and without overlap, and the
// actors behind them.
type Doc struct {
	Text     *nlp.Text
	Mentions []Mention
	Actors   []Actor
	Home     string // the state whose officials the report leaves without one; empty when unknown
}

// Within are the mentions that lie in the tokens [first, last), each with its
// place among the mentions.
func (d *Doc) Within(first, last int) iter.Seq2[int, Mention] {
	return func(yield func(int, Mention) bool) {
		at, _ := slices.BinarySearchFunc(d.Mentions, first, func(m Mention, first int) int { return m.First - first })
		for ; at < len(d.Mentions) && d.Mentions[at].First < last; at++ {
			if m := d.Mentions[at]; m.Last <= last && !yield(at, m) {
				return
			}
		}
	}
}

// Context is what is known of a report before its text is read.
type Context struct {
	Published chancery.Date
	Dateline  string                // the place, as written
	Outlets   []string              // who publishes and who writes: no actors
	Skip      func(offset int) bool // reports whether a byte of the text is no narrative: a header, by-line, credit
}

// LongestSentence is the most tokens that a sentence may have to be read. What
// is longer is no sentence but a list or a table, or meant to exhaust the
// reader.
const LongestSentence = 400

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

// mentions reads every sentence that is not skipped. known are words that the
// text has shown to be names of people, surnames those of them that end a name,
// states those that it speaks of.
func (r *Reader) mentions(t *nlp.Text, c Context, known, surnames, states map[string]bool) []Mention {
	var out []Mention
	kinds := namedBy(t)
	for _, s := range t.Sentences {
		if s.Last-s.First > LongestSentence {
			continue
		}
		if c.Skip != nil && c.Skip(t.Tokens[s.First].Start) && c.Skip(t.Tokens[s.Last-1].Start) {
			continue
		}
		f := &finder{r: r, t: t.Tokens[:s.Last], first: s.First, last: s.Last, source: t.Source, known: known, surnames: surnames, spoken: states, kinds: kinds}
		for _, m := range f.sentence() {
			if c.Skip == nil || !c.Skip(t.Tokens[m.First].Start) {
				out = append(out, m)
			}
		}
	}
	return out
}

// namedBy is the type of the name that each token lies in; empty outside names.
func namedBy(t *nlp.Text) []nlp.NameType {
	out := make([]nlp.NameType, len(t.Tokens))
	for _, n := range t.Names {
		for i := n.First; i < n.Last; i++ {
			out[i] = n.Type
		}
	}
	return out
}

// conjoined reports whether a small word stands in a name that is a conjunction
// as well, so that the words may be of two names.
func conjoined(t *nlp.Text, m Mention) bool {
	return slices.ContainsFunc(t.Tokens[m.First:m.Last], func(x nlp.Token) bool {
		return x.UPOS == "CCONJ" && x.Start > m.NameSpan.Start && x.End < m.NameSpan.End
	})
}

// Read finds the mentions of an analysed text.
func (r *Reader) Read(t *nlp.Text, c Context) *Doc {
	d := &Doc{Text: t}
	known, surnames, states := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, m := range r.mentions(t, c, nil, nil, nil) {
		states[m.Of] = true
		if ws := strings.Fields(m.Name); m.Label == Person && !m.Bare && len(ws) > 1 && !conjoined(t, m) {
			known[ws[0]], known[ws[len(ws)-1]] = true, true
			surnames[ws[len(ws)-1]] = true
		}
	}
	d.Mentions = r.mentions(t, c, known, surnames, states)
	if r.w.headLast {
		r.governments(d)
	}
	r.link(d, c)
	return d
}

// governments makes states of the cities whose names stand for a government:
// one that opens a clause without case and stands apart from it, and those of
// the sentence that stand in a case of whom it deals with: "Moskova, Kiev'i
// suçladı".
func (r *Reader) governments(d *Doc) {
	for i := range d.Mentions {
		m := &d.Mentions[i]
		if m.Label != Place || m.Entry.Government == "" || m.Case != "" {
			continue
		}
		s := d.Text.Sentences[d.Text.SentenceOf(m.First)]
		if m.First != s.First && d.Text.Tokens[m.First-1].Form != ";" || m.Last >= s.Last || !r.apart(d.Text.Tokens, m.Last) {
			continue
		}
		if i+1 < len(d.Mentions) && d.Mentions[i+1].First == m.Last+1 && d.Mentions[i+1].Case == "" { // a list
			continue
		}
		r.govern(m)
		for k := i + 1; k < len(d.Mentions) && d.Mentions[k].Last <= s.Last; k++ {
			x := &d.Mentions[k]
			if x.Label == Place && x.Entry.Government != "" && slices.Contains([]string{"Acc", "Dat", "Gen", "Abl", "Ins"}, x.Case) {
				r.govern(x)
			}
		}
	}
}

// apart reports whether a comma or a particle parts the subject of a sentence
// from what follows.
func (r *Reader) apart(t []nlp.Token, i int) bool {
	return t[i].Form == "," || t[i].UPOS == "CCONJ" && !r.w.joins.has(t, i)
}

func (r *Reader) govern(m *Mention) {
	if e, ok := r.g.State(m.Entry.Government); ok {
		m.Label, m.Name, m.Of, m.OfSpan, m.OfBasis = State, e.Name, e.ID, m.NameSpan, chancery.Stated
	}
}
