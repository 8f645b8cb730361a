package framework

import (
	"slices"
	"strings"

	"chancery"
	"chancery/internal/entity"
	"chancery/internal/gazetteer"
	"chancery/internal/nlp"
	"chancery/internal/rule"
	"chancery/internal/timex"
)

// Labels of the items that patterns see.
const (
	labelState     = "STATE"
	labelCity      = "CITY" // that stands for its state's government
	labelAdjective = "ADJ"
	labelOrg       = "ORG"
	labelFramework = "FRAMEWORK"
	labelPair      = "PAIR" // "OSCE-ASEAN"
	labelPerson    = "PERSON"
	labelDate      = "DATE"
)

// framework is what parties belong to.
type framework struct {
	id    string // short name, or the name where there is none
	name  string
	known bool // to the gazetteer
	typ   string
	of    []string // codes of the parties in its name, states first
}

// item is a token, or a name or date as one.
type item struct {
	rule.Item
	of    string        // STATE, CITY, ADJ, ORG: code of the party
	pair  []string      // PAIR: codes of the parties
	frame framework     // FRAMEWORK, ORG
	time  int           // DATE: index into Source.Times
	name  chancery.Span // the words without bracket and tail
}

// scene is a sentence as the rules see it.
type scene struct {
	n     int
	items []item
}

func (sc *scene) forRules() *rule.Sentence {
	out := make([]rule.Item, len(sc.items))
	for i, it := range sc.items {
		out[i] = it.Item
	}
	return rule.NewSentence(out)
}

// scene cuts sentence n into items: dates, names of frameworks and parties,
// people, and the words between.
func (s *session) scene(n int) *scene {
	sent := s.doc.Text.Sentences[n]
	sc := &scene{n: n}
	for i := sent.First; i < sent.Last; {
		it := s.itemAt(i, sent.Last)
		sc.items = append(sc.items, it)
		i = it.Last
	}
	s.uses(sc)
	return sc
}

func (s *session) itemAt(i, end int) item {
	if it, ok := s.dateAt(i, end); ok {
		return it
	}
	known, isKnown := s.knownAt(i, end)
	if it, ok := s.nameAt(i, end); ok && (!isKnown || it.Last > known.Last) {
		return s.tail(it, end)
	}
	if isKnown {
		return s.tail(known, end)
	}
	if last := s.personAt(i, end); last > i {
		return s.label(i, last, labelPerson)
	}
	if pair := s.partiesIn(i, i+1); len(pair) > 1 {
		it := s.label(i, i+1, labelPair)
		it.pair = pair
		return it
	}
	return s.label(i, i+1, "")
}

// label makes an item of the tokens [first, last).
func (s *session) label(first, last int, label string) item {
	t := s.doc.Text.Tokens[last-1]
	it := item{Item: rule.Item{First: first, Last: last, Label: label, Form: t.Form, Lower: t.Lower, Lemma: t.Base, UPOS: t.UPOS, Feats: t.Feats}, time: -1}
	it.name = s.doc.Text.Span(first, last)
	return it
}

func (s *session) dateAt(i, end int) (item, bool) {
	k, ok := slices.BinarySearchFunc(s.src.Times, i, func(m timex.Mention, at int) int { return m.First - at })
	if !ok || s.src.Times[k].Last > end {
		return item{}, false
	}
	m := s.src.Times[k]
	switch m.Kind {
	case timex.Date, timex.Range, timex.Since, timex.Until:
		it := s.label(i, m.Last, labelDate)
		it.time = k
		return it, true
	}
	return item{}, false
}

// knownAt is the name of the gazetteer that begins at token i, where the text's
// people do not say otherwise.
func (s *session) knownAt(i, end int) (item, bool) {
	if !capital(s.doc.Text.Tokens[i].Form) {
		return item{}, false
	}
	e, n := s.longest(i, end)
	if n == 0 {
		return item{}, false
	}
	if s.personAt(i, end) > i && n == 1 && e.Kind != gazetteer.Organisation && e.Kind != gazetteer.Framework {
		return item{}, false
	}
	var it item
	switch {
	case e.Kind == gazetteer.Framework:
		it = s.label(i, i+n, labelFramework)
		it.frame = framework{id: e.ID, name: e.Name, known: true, typ: e.Type, of: s.partiesIn(i, i+n)}
	case e.Kind == gazetteer.Organisation && e.Country == "":
		it = s.label(i, i+n, labelOrg)
		it.of, it.frame = e.ID, framework{id: e.ID, name: e.Name, known: true, typ: "organisation"}
	case e.Kind == gazetteer.State:
		it = s.label(i, i+n, labelState)
		it.of = e.ID
	case e.Kind == gazetteer.Adjective:
		it = s.label(i, i+n, labelAdjective)
		it.of = e.ID
	case e.Kind == gazetteer.City && e.Government != "":
		it = s.label(i, i+n, labelCity)
		it.of = e.Government
	default:
		return item{}, false
	}
	return it, true
}

// longest is the known name that begins at token i.
func (s *session) longest(i, end int) (gazetteer.Entry, int) {
	forms := make([]string, 0, 12)
	for k := i; k < end && k < i+12; k++ {
		forms = append(forms, s.doc.Text.Tokens[k].Stem)
	}
	entries, n := s.r.gaz.Longest(s.r.pack.Code, forms)
	if t := s.doc.Text.Tokens; n == 0 && i+2 < end && t[i+1].Form == "+" && !t[i+1].Space && !t[i+2].Space { // "C5+1"
		if entries, n = s.r.gaz.Longest(s.r.pack.Code, []string{t[i].Form + "+" + t[i+2].Stem}); n == 1 {
			n = 3
		}
	}
	if n == 0 {
		return gazetteer.Entry{}, 0
	}
	return entries[0], n
}

// personAt is the end of the named person that begins at token i; i itself when
// there is none.
func (s *session) personAt(i, end int) int {
	n, found := slices.BinarySearchFunc(s.doc.Mentions, i, func(m entity.Mention, i int) int { return m.First - i })
	if !found {
		n--
	}
	if n < 0 {
		return i
	}
	m := s.doc.Mentions[n]
	if m.Label != entity.Person || m.Actor < 0 || m.NameSpan.Start != s.doc.Text.Tokens[i].Start {
		return i
	}
	last := i
	for last < end && s.doc.Text.Tokens[last].Start < m.NameSpan.End {
		w := s.doc.Text.Tokens[last].Lower
		if s.r.words.Heads[w] != "" || s.r.words.Chairs[w] != "" { // "Finnish Chairpersonship"
			return i
		}
		last++
	}
	return last
}

// uses notes in the features of each name how it is used: Use=Attr before a
// noun ("NATO summit"), Use=Gen with a genitive ("NATO's"); and for frameworks
// Type, Known=Yes, and Joint=Yes for one named after its parties.
func (s *session) uses(sc *scene) {
	t := s.doc.Text.Tokens
	for i := range sc.items {
		it := &sc.items[i]
		if it.Label != labelOrg && it.Label != labelFramework {
			continue
		}
		feats := []string{string(it.Feats), "Type=" + it.frame.typ}
		if it.frame.known {
			feats = append(feats, "Known=Yes")
		}
		if len(it.frame.of) > 1 {
			feats = append(feats, "Joint=Yes")
		}
		if i+1 < len(sc.items) {
			next := sc.items[i+1]
			c := it.Feats.Get("Case")
			switch {
			case c != "" && c != "Nom": // its own case says how it is used
			case slices.Contains(s.r.words.Genitive, next.Lower):
				feats = append(feats, "Use=Gen")
			case next.Form == "-" && !t[next.First].Space, next.Label == labelPerson, next.Label == labelOrg, next.Label == labelFramework,
				next.Label == "" && (next.UPOS == "NOUN" || next.UPOS == "PROPN"):
				feats = append(feats, "Use=Attr")
			}
		}
		it.Feats = nlp.Feats(strings.Join(feats, "|"))
	}
}
