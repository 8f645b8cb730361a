// Package speech reads what was said: quotations and reported speech, with who
// said it, as far as the text tells. A speaker that the text does not give
// stays unknown; what the reporter, observers or the press say is no statement
// of anybody's.
//
// What a language says is data: lang/<code>/speech.yaml. The package finds the
// quotation marks, the verbs of speech, their subjects by position or by case,
// and whom pronouns, bare offices and "the statement" take up.
package speech

import (
	"fmt"
	"io/fs"
	"slices"

	"chancery"
	"chancery/internal/entity"
	"chancery/internal/gazetteer"
	"chancery/internal/lang"
	"chancery/internal/nlp"
	"chancery/internal/ontology"
	"chancery/internal/timex"
)

// Reader reads the statements of one language. It is safe for many goroutines.
type Reader struct {
	pack lang.Pack
	w    *words
	onto *ontology.Ontology
}

// New reads lang/<code>/speech.yaml. A fault in it is an error that names the
// file.
func New(fsys fs.FS, pack lang.Pack, onto *ontology.Ontology) (*Reader, error) {
	w, err := loadWords(fsys, pack, onto)
	if err != nil {
		return nil, fmt.Errorf("speech: %w", err)
	}
	return &Reader{pack: pack, w: w, onto: onto}, nil
}

// Source is everything that a report gives the reader.
type Source struct {
	Report  *chancery.Report
	Doc     *entity.Doc
	Times   []timex.Mention
	Events  []chancery.Claim // the report's events
	Version string           // of the rules
}

// Read gives the report's statement claims in the order of the text. The
// sources of a claim have the fields quote (the words; several where a
// quotation is interrupted or long), statement (of reported speech the clause
// with who says it), speaker and date where the text states them.
func (r *Reader) Read(src Source) []chancery.Claim {
	if r.outOfScope(src) {
		return nil
	}
	s := &session{r: r, w: r.w, src: src, doc: src.Doc, t: src.Doc.Text.Tokens, doer: none, genders: map[int]gazetteer.Gender{}, labels: map[int]int{}}
	s.cover()
	s.quotations()
	s.posts()
	s.turns()
	if len(s.labels) == 0 {
		s.address()
	}
	for _, u := range s.units() {
		s.unit(u)
	}
	s.settle(nil)
	return s.claims()
}

// outOfScope reports whether a report speaks of sport, show business or
// companies: it has such words, and more of them than officials of states.
func (r *Reader) outOfScope(src Source) bool {
	n := 0
	for _, t := range src.Doc.Text.Tokens {
		if r.w.outside[t.Lower] || r.w.outside[t.Base] {
			n++
		}
	}
	officials := 0
	for _, a := range src.Doc.Actors {
		if a.Type == chancery.State || a.Office != nil && a.Of != "" && a.OfBasis == chancery.Stated {
			officials++
		}
	}
	return n >= 3 && n > officials || n >= 2 && officials == 0
}

const none = -1

// session is the reading of one report.
type session struct {
	r       *Reader
	w       *words
	src     Source
	doc     *entity.Doc
	t       []nlp.Token
	times   map[int]int // first token of the expression of time that ends with a token
	over    []int       // by token: the mention that covers it, or none
	quotes  []quote
	within  []int  // by token: the quotation that it stands in, marks included, or none
	spoken  []bool // by quotation: words of a speaker, no title and no single word
	drafts  []draft
	doer    int                      // draft of who spoke last, or none
	owner   *speaker                 // of the document spoken of last
	source  *draft                   // who the report last had an event from
	saying  *speaker                 // of the clause before, within a sentence that is being read
	genders map[int]gazetteer.Gender // by actor: that pronouns so far tell
	read    []span                   // embedded posts and answers, which are statements as a whole

	paragraph []int       // by token
	labels    map[int]int // by first token of a transcript's label: the token behind it

	waiting   *waiting // a quotation whose speaker the next sentence may name
	pending   *speaker // of a sentence that only says that somebody speaks
	pendingAt int      // that sentence's unit
	back      int      // how many sentences back "he" is being looked for
}

type span = chancery.Span

// unit is the tokens [first, last) of sentences that quotations hold together.
type unit struct {
	first, last int
	paragraph   int
	at          int // its place among the units
	opens       int // paragraph in which it begins
}

// draft is a statement being put together.
type draft struct {
	who    speaker
	form   chancery.Form
	quotes []span // pieces of what was said
	whole  span   // the clause with its attribution; empty for a quotation
	unit   unit
	cue    [2]int // tokens of the verb of speech; equal for none
	from   int    // first token
	date   chancery.Date
	dateAt span
	rule   string
	posted bool
	again  []span // where the report repeats a post
}

// cover notes which mention stands over each token, and where times stand.
func (s *session) cover() {
	s.times = map[int]int{}
	for _, m := range s.src.Times {
		if m.Kind == timex.Date {
			s.times[m.Last-1] = m.First
		}
	}
	s.over = make([]int, len(s.t))
	for i := range s.over {
		s.over[i] = none
	}
	for n, m := range s.doc.Mentions {
		for i := m.First; i < m.Last; i++ {
			s.over[i] = n
		}
	}
}

// units joins the sentences over which a quotation goes on, and leaves out the
// parts of the report that are no running text.
func (s *session) units() []unit {
	var out []unit
	sentences := s.doc.Text.Sentences
	for n := 0; n < len(sentences); n++ {
		u := unit{first: sentences[n].First, last: sentences[n].Last, paragraph: sentences[n].Paragraph, opens: sentences[n].Paragraph}
		for n+1 < len(sentences) && s.held(u.last) {
			n++
			u.last, u.paragraph = sentences[n].Last, sentences[n].Paragraph
		}
		if behind, ok := s.labels[u.first]; ok {
			u.first = min(behind, u.last-1)
		}
		u.first = s.behindDateline(u)
		if u.last-u.first > entity.LongestSentence*4 || s.left(u) {
			continue
		}
		u.at = len(out)
		out = append(out, u)
	}
	return out
}

// behindDateline is the first token of a unit that is no part of a dateline.
func (s *session) behindDateline(u unit) int {
	for _, p := range s.src.Report.Parts {
		if p.Kind != chancery.PartDateline || p.Start > s.t[u.first].Start || p.End <= s.t[u.first].Start {
			continue
		}
		i := u.first
		for i < u.last-1 && (s.t[i].Start < p.End || s.t[i].UPOS == "PUNCT" && !s.mark(i)) {
			i++
		}
		return i
	}
	return u.first
}

// held reports whether a quotation reaches over the border before token i.
func (s *session) held(i int) bool {
	q := s.within[i]
	return q != none && s.quotes[q].first < i
}

// left reports whether a unit is not read: a headline, a by-line, an embedded
// post or an answer that is a statement already.
func (s *session) left(u unit) bool {
	first, last := s.t[u.first].Start, s.t[u.last-1].Start
	if s.src.Report.Aside(first, last) || s.heading(u) {
		return true
	}
	return slices.ContainsFunc(s.read, func(p span) bool { return p.Start <= first && last < p.End })
}

// heading reports whether a unit is a paragraph of few words that no mark ends, as
// headings and the points of a summary are.
func (s *session) heading(u unit) bool {
	const few = 12
	if q := s.within[u.first]; q != none && s.signed(s.quotes[q]) != none { // a quotation with who said it below
		return false
	}
	begins := u.first == 0 || s.paragraph[u.first-1] != s.paragraph[u.first]
	ends := u.last == len(s.t) || s.paragraph[u.last] != s.paragraph[u.last-1]
	return begins && ends && s.t[u.last-1].UPOS != "PUNCT" && s.wordsIn(u.first, u.last) <= few
}

// is reports whether token i is, by form or lemma, one of the words.
func (s *session) is(list []string, i int) bool {
	if i < 0 || i >= len(s.t) {
		return false
	}
	return slices.Contains(list, s.t[i].Lower) || s.t[i].Base != "" && slices.Contains(list, s.t[i].Base)
}

func (s *session) form(i int) string {
	if i < 0 || i >= len(s.t) {
		return ""
	}
	return s.t[i].Form
}

func (s *session) feat(i int, name string) string {
	if i < 0 || i >= len(s.t) {
		return ""
	}
	return s.t[i].Feats.Get(name)
}

// finite reports whether token i is a finite verb.
func (s *session) finite(i int) bool {
	return (s.t[i].UPOS == "VERB" || s.t[i].UPOS == "AUX") && s.feat(i, "VerbForm") == "Fin"
}

// verbal reports whether a finite verb stands among the tokens.
func (s *session) verbal(first, last int) bool {
	for i := first; i < last; i++ {
		if s.finite(i) {
			return true
		}
	}
	return false
}

// wordsIn counts the words among the tokens.
func (s *session) wordsIn(first, last int) int {
	n := 0
	for i := first; i < last; i++ {
		if s.t[i].UPOS != "PUNCT" {
			n++
		}
	}
	return n
}
