package event

import (
	"slices"

	"chancery"
	"chancery/internal/clause"
	"chancery/internal/entity"
	"chancery/internal/rule"
)

// banReach is how many sentences before the one that goes on with it a ban may stand.
const banReach = 2

// barring reports whether events of a kind shut somebody out: a list of names may go
// on with them.
func barring(k chancery.Kind) bool {
	return k == chancery.KindSanction || k == chancery.KindExpulsion
}

// lastBan is the sanction or expulsion told last, at most banReach sentences before
// sentence n; -1 for none, and where one sentence tells of several.
func (s *session) lastBan(n int) int {
	last := -1
	for i := len(s.drafts) - 1; i >= 0 && s.drafts[i].sentence >= n-banReach; i-- {
		d := s.drafts[i]
		if !barring(d.kind) || d.sentence == n || d.mood == clause.Denied {
			continue
		}
		if last >= 0 {
			if s.drafts[last].sentence == d.sentence {
				return -1
			}
			break
		}
		last = i
	}
	return last
}

// alsoBarred adds to the ban told last those of whom a sentence says that they are on
// the same list: "X and Y are on it as well".
func (s *session) alsoBarred(sent *clause.Sentence, n int) {
	items := sent.ForRules()
	for _, p := range s.r.listed {
		for _, m := range p.Find(items) {
			at := s.lastBan(n)
			if at < 0 {
				return
			}
			d := &s.drafts[at]
			for _, c := range m.Captures {
				for _, x := range s.captured(sent, c, chancery.Recipient) {
					if !slices.Contains(s.actors(*d), x.actor) {
						d.slots = append(d.slots, x)
					}
				}
			}
			s.restsOn(d, n)
		}
	}
}

// oneBan makes one of two expulsions of the same person by the same state that are told
// right after each other: "X has three days to leave Peru. The ministry declared him
// persona non grata on Thursday".
func (s *session) oneBan() {
	for i := 0; i+1 < len(s.drafts); i++ {
		for k := i + 1; k < len(s.drafts) && s.drafts[k].sentence <= s.drafts[i].sentence+banReach; k++ {
			if s.sameBan(s.drafts[i], s.drafts[k]) {
				s.joinBans(&s.drafts[i], s.drafts[k])
				s.drafts = slices.Delete(s.drafts, k, k+1)
				k--
			}
		}
	}
}

// sameBan reports whether two drafts tell of one expulsion: the same people leave, and a
// state and its ministry, or the same, send them.
func (s *session) sameBan(a, b draft) bool {
	if a.kind != chancery.KindExpulsion || b.kind != chancery.KindExpulsion || a.mood != b.mood || len(s.people(a)) == 0 || elsewhere(a.place, b.place) || a.date.date != "" && b.date.date != "" && !a.date.date.Overlaps(b.date.date, 1) {
		return false
	}
	return slices.Equal(s.side(a, isActedOn), s.side(b, isActedOn)) && (len(s.side(b, acts)) == 0 || slices.Equal(s.side(a, acts), s.side(b, acts)) || len(s.side(b, acts)) == 1 && s.actsForState(a, s.side(b, acts)[0]))
}

// joinBans adds to an expulsion what the second telling of it says more precisely.
func (s *session) joinBans(a *draft, b draft) {
	if len(s.side(b, acts)) > 0 {
		a.slots = append(slices.DeleteFunc(slices.Clone(b.slots), func(x slot) bool { return !acts(x.role) }), slices.DeleteFunc(a.slots, func(x slot) bool { return acts(x.role) })...)
	}
	if a.date.date == "" {
		a.date = b.date
	}
	a.also = append(a.also, b.clause)
}

// madePublic gives a ban told before, for which nobody but a state is named, the
// ministry or official of that state who is then said to have announced it, and the
// day: "Forty officials may no longer enter Peru. The foreign ministry announced the
// ban on Monday". What the sentence seems to tell by itself is dropped.
func (s *session) madePublic(sent *clause.Sentence, n int) {
	items := sent.ForRules()
	for _, p := range s.r.announced {
		for _, m := range p.Find(items) {
			at := s.lastBan(n)
			if at < 0 {
				return
			}
			var who []slot
			var verb clause.Predicate
			for _, c := range m.Captures {
				switch c.Name {
				case "a":
					who = s.captured(sent, c, chancery.Initiator)
				case "v":
					verb = sent.Verb(c.First, c.Last)
				}
			}
			d := &s.drafts[at]
			if len(who) != 1 || !s.actsForState(*d, who[0].actor) {
				continue
			}
			if a := &s.doc.Actors[who[0].actor]; a.Of == "" {
				a.Lend(s.doc.Actors[s.side(*d, acts)[0]].Of)
			}
			d.slots = append(who, slices.DeleteFunc(d.slots, func(x slot) bool { return acts(x.role) })...)
			if d.date.date == "" {
				probe := draft{sentence: n, kind: d.kind, mood: verb.Mood, past: verb.Past, pred: [2]int{sent.Items[verb.First].First, sent.Items[verb.Last-1].Last}}
				s.when(&probe, sent, verb)
				d.date = probe.date
			}
			s.restsOn(d, n)
			s.drafts = slices.DeleteFunc(s.drafts, func(o draft) bool {
				return o.sentence == n && o.kind == chancery.KindStatement && s.side(o, acts)[0] == who[0].actor
			})
		}
	}
}

// actsForState reports whether one state alone is said to have done what a draft
// tells, and an actor may act for it: it is of that state, or of none that the text
// has named so far.
func (s *session) actsForState(d draft, actor int) bool {
	doers, a := s.side(d, acts), s.doc.Actors[actor]
	if len(doers) != 1 || s.doc.Actors[doers[0]].Type != chancery.State {
		return false
	}
	return a.Type != chancery.State && (a.Of == "" || a.Of == s.doc.Actors[doers[0]].Of)
}

// captured are the people, bodies and states that a capture names, each in the role.
func (s *session) captured(sent *clause.Sentence, c rule.Capture, role chancery.Role) []slot {
	var out []slot
	for k := c.First; k < c.Last; k++ {
		if sent.Items[k].Feats.Get("PronType") == "Rel" { // what is told of one of them
			break
		}
		if m := sent.Items[k].Mention; m >= 0 && (s.personal(m) || s.doc.Mentions[m].Label == entity.Org) {
			out = append(out, s.slots(m, role)...)
		}
	}
	return out
}

// restsOn makes a sentence one of those that a draft rests on.
func (s *session) restsOn(d *draft, n int) {
	tokens := s.doc.Text.Sentences[n]
	d.also = append(d.also, s.doc.Text.Span(tokens.First, tokens.Last))
}
