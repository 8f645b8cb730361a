package event

import (
	"slices"

	"chancery"
	"chancery/internal/clause"
	"chancery/internal/entity"
	"chancery/internal/nlp"
)

// seatOfSubject is the relation of place of a rule whose events happen in the
// capital of the state that does them.
const seatOfSubject = "seat-of-subj"

// saying reports whether events of a kind are words or decisions, which have a
// place only where their own clause states one.
func saying(k chancery.Kind) bool {
	switch k {
	case chancery.KindPraise, chancery.KindCriticism, chancery.KindRequest, chancery.KindOffer, chancery.KindPledge, chancery.KindStatement, chancery.KindSanction, chancery.KindLetter, chancery.KindAgreement:
		return true
	}
	return false
}

// whereOf is the item of the "where" that opens the clause of a predicate;
// -1 where the clause is none of place.
func (s *session) whereOf(sent *clause.Sentence, p clause.Predicate) int {
	for i := p.First - 1; i > 0; i-- {
		it := sent.Items[i]
		if it.Mention >= 0 {
			continue
		}
		if slices.Contains(s.r.words.Where, it.Lower) {
			return i
		}
		if it.Form == ";" || slices.Contains(s.r.words.Clauses, it.Lower) {
			return -1
		}
	}
	return -1
}

// antecedent is the place that a "where" speaks of, which stands right before
// it: "travelled to Oslo, where", "went on to the capital, where".
func (s *session) antecedent(sent *clause.Sentence, where int) *placed {
	for i := where - 1; i >= 0 && i >= where-3; i-- {
		it := sent.Items[i]
		if it.Mention >= 0 {
			return s.placeOf(it.Mention)
		}
		if slices.Contains(s.r.words.Capital, it.Lower) {
			return s.capital(it.First, s.doc.Text.Span(it.First, it.Last))
		}
		if it.UPOS != "PUNCT" && it.UPOS != "NOUN" {
			return nil
		}
	}
	return nil
}

// comesFrom reports whether a mention of a place is where somebody or something
// comes from.
func (s *session) comesFrom(m entity.Mention) bool {
	return m.Case == "Abl" || m.First > 0 && slices.Contains(s.r.words.From, s.doc.Text.Tokens[m.First-1].Lower)
}

// besides reports whether the place of a draft stands in the clause of its own
// verb, not of one told of within it: "urged those who are to meet in Oslo".
func (s *session) besides(d *draft) bool {
	tokens := s.doc.Text.Tokens
	at := slices.IndexFunc(tokens, func(t nlp.Token) bool { return t.End > d.place.span.Start })
	if at < 0 || s.verbsBetween(at, at+1, d.pred) > 0 {
		return false
	}
	a, b := min(at, d.pred[1]), max(at, d.pred[0])
	if a < at && s.between(d.pred[1], at, s.r.words.Content) { // "over an attack on a ferry in Bergen"
		return false
	}
	return !s.between(a, b, s.r.words.Clauses) && !s.between(a, b, s.r.words.That)
}

// aside reports whether a token before a predicate stands in a clause of its own
// between commas: "X, who was born in Oslo, met Y".
func (s *session) aside(at, pred int) bool {
	tokens := s.doc.Text.Tokens
	if at >= pred || !s.between(at, pred, []string{","}) {
		return false
	}
	for at > 0 && tokens[at-1].UPOS != "PUNCT" {
		at--
	}
	return slices.Contains(s.r.words.Clauses, tokens[at].Lower)
}

// townOf reports whether a city is named behind a word for what it is, and that
// where something happens: "in the old port of Bergen".
func (s *session) townOf(sent *clause.Sentence, i int) bool {
	if i < 3 || !slices.Contains(s.r.words.Of, sent.Items[i-1].Lower) || !slices.Contains(s.r.words.Towns, sent.Items[i-2].Lower) {
		return false
	}
	for k := i - 3; k >= 0 && k > i-8; k-- {
		it := sent.Items[k]
		if slices.Contains(s.r.words.In, it.Lower) {
			return true
		}
		if it.UPOS == "VERB" || it.UPOS == "PUNCT" || it.UPOS == "ADP" {
			return false
		}
	}
	return false
}

// earlier reports whether a word such as "previously" puts a predicate before
// what the report is about: "The two last met in Oslo".
func (s *session) earlier(sent *clause.Sentence, p clause.Predicate) bool {
	for i := range p.First {
		near := !sent.Positional() || i > p.First-3
		if near && longest(sent, s.r.earlier, i) > 0 {
			return true
		}
	}
	return false
}

// inSentence reports whether one of the words stands in a draft's sentence.
func (s *session) inSentence(d draft, words []string) bool {
	sent := s.doc.Text.Sentences[d.sentence]
	return s.between(sent.First, sent.Last, words)
}

// stateNear is the state of the city or state named last before a token.
func (s *session) stateNear(before int) string {
	for i := len(s.doc.Mentions) - 1; i >= 0; i-- {
		m := s.doc.Mentions[i]
		if m.Last > before || s.comesFrom(m) {
			continue
		}
		switch m.Label {
		case entity.Place:
			return m.Entry.Country
		case entity.State:
			return m.Of
		}
	}
	return ""
}

// cityIn adds to a place of which only the state is inferred the city of that
// state in which the same people were last told to meet, or in which the
// conference is that the report is about; else, for who receives somebody, that
// of the dateline. It is inferred.
func (s *session) cityIn(d draft, state string) *placed {
	for k := len(s.drafts) - 1; k >= 0; k-- {
		o := s.drafts[k]
		if o.sentence > d.sentence || o.place == nil || o.place.place.Name == "" || o.place.place.Country != state || saying(o.kind) || s.context(o) && o.kind != chancery.KindConference || s.wellPast(o) || off(o.mood) {
			continue
		}
		if o.kind == chancery.KindConference || shares(s.people(d), s.people(o)) {
			return inferred(o.place)
		}
	}
	if span, ok := s.dateline(); ok && d.kind == chancery.KindMeeting {
		if p := s.datelinePlace(span); p != nil && p.place.Country == state {
			return inferred(p)
		}
	}
	return nil
}

// inferred is a place that another sentence states.
func inferred(p *placed) *placed {
	q := *p
	q.place.Basis = chancery.Inferred
	return &q
}

// atConference gives contact that is told without a place behind the conference
// that the report is about the place of that, and the conference itself that of
// the dateline.
func (s *session) atConference() {
	main := s.mainConference()
	if main < 0 {
		return
	}
	c := &s.drafts[main]
	if span, ok := s.dateline(); ok && c.place == nil {
		if p := s.datelinePlace(span); p != nil {
			c.place = inferred(p)
		}
	}
	if c.place == nil {
		return
	}
	for i := range s.drafts {
		d := &s.drafts[i]
		if d.place != nil || d.sentence < c.sentence || d.kind != chancery.KindMeeting && d.kind != chancery.KindSigning || off(d.mood) || d.earlier || s.context(*d) && d.date.date != "" {
			continue
		}
		if c.date.date != "" && d.date.date != "" && !c.date.date.Overlaps(d.date.date, 1) {
			continue
		}
		d.place = inferred(c.place)
		if first, last, ok := c.date.date.Bounds(); ok && d.date.date == "" && last-first < 7 {
			d.date = dated{date: chancery.Within(first, last), basis: chancery.Inferred}
		}
	}
}

// mainConference is the conference that the report tells of first; -1 where it
// tells of something else before, or only of one that is still to come.
func (s *session) mainConference() int {
	for i, d := range s.drafts {
		if d.kind == chancery.KindConference && !off(d.mood) && !s.wellPast(d) {
			return i
		}
		if d.kind.Engagement() && !s.inTitle(d.pred[0]) {
			return -1
		}
	}
	return -1
}

// elsewhere reports whether two places lie in different states; regions of the
// world lie in none.
func elsewhere(a, b *placed) bool {
	return a != nil && b != nil && a.place.Country != "" && b.place.Country != "" && a.place.Country != b.place.Country
}

// titleCity gives what happened in a state of which the text does not say where
// the city of that state in which the title says it happened.
func (s *session) titleCity() {
	for i := range s.drafts {
		d := &s.drafts[i]
		if d.place == nil || d.place.place.Name != "" || d.sentence > s.newsEnds() {
			continue
		}
		for k, m := range s.doc.Mentions {
			if m.Label == entity.Place && m.Entry.Country == d.place.place.Country && s.inTitle(m.First) && s.titled(*d, m) {
				d.place = s.placeOf(k)
				break
			}
		}
	}
}

// titled reports whether a city in the title is where a draft happened: of a
// visit where it goes, else where the title says something is.
func (s *session) titled(d draft, m entity.Mention) bool {
	if d.kind == chancery.KindVisit && (m.Case == "Dat" || m.Case == "Acc") {
		return true
	}
	return m.Case == "Loc" || m.First > 0 && slices.Contains(s.r.words.In, s.doc.Text.Tokens[m.First-1].Lower)
}

// newsEnds is the sentence behind the one that tells the news first.
func (s *session) newsEnds() int {
	for _, d := range s.drafts {
		if !s.inTitle(d.pred[0]) {
			return d.sentence + 1
		}
	}
	return 0
}
