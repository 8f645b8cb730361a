package event

import (
	"cmp"
	"slices"

	"chancery"
	"chancery/internal/clause"
)

// topic is whom the sentences before are about, where a language leaves the subject
// out: the person who is the subject of the last of them that names one, else, of a
// sentence without one, who acts in what it tells.
func (s *session) topic(sentence int) (slot, bool) {
	const reach = 4 // sentences
	for n := sentence - 1; n >= 0 && n >= sentence-reach && !s.skipped(n); n-- {
		sent := s.r.grammar.Sentence(s.doc, n)
		if sent.Positional() && !sent.Loose() { // no subject is left out there
			return slot{}, false
		}
		if g := sent.Topic(); g >= 0 {
			m := sent.Groups[g].Members[0]
			if a := s.doc.Mentions[m].Actor; a >= 0 && s.doc.Actors[a].Type == chancery.Person {
				return slot{m, a, chancery.Initiator}, true
			}
			return slot{}, false
		}
		for i := len(s.drafts) - 1; i >= 0 && s.drafts[i].sentence >= n; i-- {
			for _, x := range s.drafts[i].slots {
				if s.drafts[i].sentence == n && acts(x.role) && s.doc.Actors[x.actor].Type == chancery.Person {
					x.role = chancery.Initiator
					return x, true
				}
			}
		}
	}
	return slot{}, false
}

// leftOut is the relation of what a clause leaves out and the sentences before tell: its
// subject, or of a passive what it is done to.
func leftOut(p clause.Predicate) string {
	if p.Passive {
		return clause.Object
	}
	return clause.Subject
}

// homeland is the state of the subject of the sentence, else of whom the sentences
// before are about, for who comes to "his country": "X, ülkesine gelen Y'yi kabul etti".
func (s *session) homeland(sent *clause.Sentence, p clause.Predicate) *placed {
	at, whose := s.ownCountry(sent, p)
	if whose.actor < 0 {
		return nil
	}
	e, ok := s.r.gaz.State(cmp.Or(s.doc.Actors[whose.actor].Of, s.doc.Home))
	if !ok {
		return nil
	}
	return &placed{chancery.Place{Country: e.ID, Basis: chancery.Inferred}, s.doc.Text.Span(sent.Items[at].First, sent.Items[at].Last)}
}

// hostAtHome adds to a visit the person to whose country somebody comes.
func (s *session) hostAtHome(d *draft, sent *clause.Sentence, p clause.Predicate) {
	if d.kind != chancery.KindVisit || sent.Positional() {
		return
	}
	if _, x := s.ownCountry(sent, p); x.actor >= 0 && s.doc.Actors[x.actor].Type == chancery.Person {
		x.role = chancery.Host
		d.slots = append(d.slots, x)
	}
}

// wasThere puts a stay that ends at an item into the past where the place says so, and
// gives it to whom the sentences before are about where nobody is named: "Pazartesi
// Oslo'daydı".
func (s *session) wasThere(d *draft, sent *clause.Sentence, item int) {
	if d.kind != chancery.KindVisit || d.mood != clause.Ongoing || !sent.Gone(item) {
		return
	}
	d.mood, d.past = clause.Told, true
	if len(d.slots) > 0 {
		return
	}
	if x, ok := s.topic(d.sentence); ok {
		x.role = chancery.Visitor
		d.slots = []slot{x}
	}
}

// stateHosts makes a visit of it that a state, not a person, receives somebody: "Kenya,
// X'i ağırladı".
func (s *session) stateHosts(d *draft) {
	if d.kind != chancery.KindMeeting || !hasRole(*d, chancery.Host) || !slices.ContainsFunc(d.slots, func(x slot) bool {
		return x.role == chancery.Visitor && s.personal(x.mention)
	}) {
		return
	}
	var home *placed
	for _, x := range d.slots {
		if x.role == chancery.Host && s.doc.Actors[x.actor].Type != chancery.State {
			return
		}
		if home == nil && x.role == chancery.Host {
			home = s.placeOf(x.mention)
		}
	}
	d.kind = chancery.KindVisit
	if d.place == nil {
		d.place = home
	}
}

// ownCountry is the item of "his country" before the verb of a predicate, and whose it
// is, who is not the subject of the predicate; an actor of -1 for nobody.
func (s *session) ownCountry(sent *clause.Sentence, p clause.Predicate) (item int, whose slot) {
	none := slot{actor: -1}
	const reach = 6 // words before the verb
	at := -1
	for i := p.First - 1; i >= 0 && i >= p.First-reach && sent.Items[i].UPOS != "VERB"; i-- {
		if sent.Items[i].Mention < 0 && slices.Contains(s.r.words.Homelands, sent.Items[i].Lower) {
			at = i
		}
	}
	if at < 0 {
		return at, none
	}
	whose = none
	if g := sent.Topic(); g >= 0 {
		m := sent.Groups[g].Members[0]
		whose = slot{mention: m, actor: s.doc.Mentions[m].Actor}
	} else if x, ok := s.topic(s.doc.Text.SentenceOf(sent.Items[0].First)); ok {
		whose = x
	}
	if slices.ContainsFunc(p.Args, func(a clause.Arg) bool {
		return a.Rel == clause.Subject && s.doc.Mentions[sent.Groups[a.Group].Members[0]].Actor == whose.actor
	}) {
		return at, none
	}
	return at, whose
}
