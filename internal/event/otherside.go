package event

import (
	"cmp"
	"slices"

	"chancery"
	"chancery/internal/clause"
	"chancery/internal/entity"
	"chancery/internal/rule"
)

// partners fills the role that only the contact told of before can fill: in
// "X called Y. X thanked him for the help", and in languages that leave the
// pronoun out, the other party of that contact. What stays unfilled is dropped.
func (s *session) partners() {
	kept := s.drafts[:0:0]
	for _, d := range s.drafts {
		if d.rule != nil && d.rule.Frame != nil {
			role := d.rule.Frame.Party
			if role != "" && !hasRole(d, role) {
				d.slots = append(d.slots, s.otherParty(d, role)...)
				if !hasRole(d, role) && (d.kind == chancery.KindRequest || d.kind == chancery.KindCriticism || d.kind == chancery.KindPraise && s.objectless(d)) && !d.alone {
					d.slots = append(d.slots, s.spokenAgainst(d, role)...)
				}
				if !hasRole(d, role) && d.kind == chancery.KindOffer {
					d.slots = append(d.slots, s.quarrel(d, role)...)
				}
				if !hasRole(d, role) && d.kind == chancery.KindSanction {
					d.slots = append(d.slots, s.aimedAt(d, role)...)
				}
				if !hasRole(d, role) && d.rule.Frame.Pair {
					d.slots = append(d.slots, s.otherState(d, role)...)
				}
				if !hasRole(d, role) && !s.mutual(d) && !d.alone {
					continue
				}
			}
		}
		if d.rule != nil && d.rule.Frame != nil && (d.kind == chancery.KindAid && d.rule.Frame.Pair || d.kind == chancery.KindExpulsion) && len(s.side(d, acts)) == 0 {
			d.slots = append(d.slots, s.giver(d)...)
		}
		kept = append(kept, d)
	}
	s.drafts = kept
}

// objectless reports whether "it", or what the act is about, stands where its object
// would: "thanked it for the ships", "thanked for the ships".
func (s *session) objectless(d draft) bool {
	if d.pred[1] >= len(s.doc.Text.Tokens) {
		return false
	}
	next := s.doc.Text.Tokens[d.pred[1]].Lower
	return slices.Contains(s.r.words.It, next) || slices.Contains(s.r.words.Content, next)
}

// aimedAt is the state that a report names most, where a sanction does not say whom it is
// aimed at: "Hollanda, beş subayı kara listeye aldı" in a report about Peru. It is
// inferred; nobody where that is the state of who acts, or no state is named twice.
func (s *session) aimedAt(d draft, role chancery.Role) []slot {
	count := map[string]int{}
	best := -1
	for i, m := range s.doc.Mentions {
		if _, ok := s.r.gaz.State(m.Of); !ok || m.Actor < 0 || m.Label != entity.State && m.Label != entity.People {
			continue
		}
		count[m.Of]++
		if best < 0 || count[m.Of] > count[s.doc.Mentions[best].Of] {
			best = i
		}
	}
	if best < 0 || count[s.doc.Mentions[best].Of] < 2 || s.actsFor(d, s.doc.Mentions[best].Of) {
		return nil
	}
	return s.partySlots(best, role)
}

// giver is the other of the two states that the report speaks of, where one received
// help that nobody is said to have given, or its envoys have to go and nobody is said to
// have told them: "the trucks were handed over".
func (s *session) giver(d draft) []slot {
	main := s.mainStates()
	receivers := s.side(d, isActedOn)
	if len(main) < 2 || len(receivers) == 0 {
		return nil
	}
	for k, of := range main[:2] {
		if s.doc.Actors[receivers[0]].Of != of {
			continue
		}
		other := main[1-k]
		i := slices.IndexFunc(s.doc.Mentions, func(m entity.Mention) bool { return m.Of == other && m.Label == entity.State && m.Actor >= 0 })
		if i >= 0 {
			return []slot{{i, s.doc.Mentions[i].Actor, chancery.Initiator}}
		}
	}
	return nil
}

// withoutHouse lets a body of nobody known act for the report's own state in an
// act that names no subject: "was summoned to the ministry". Where that state is
// on the other side, or there is none, the body is no more than a house.
func (s *session) withoutHouse(d *draft) {
	if d.rule == nil || d.rule.Frame == nil || d.rule.Frame.Args[clause.Subject] != "" || !s.nobodys(*d) {
		return
	}
	home := s.doc.Home
	for _, x := range d.slots {
		if s.bodyOfNobody(x) != nil {
			home = cmp.Or(s.bodyBefore(x), home)
		}
	}
	if home != "" && !s.actsFor(*d, home) {
		for _, x := range d.slots {
			if a := s.bodyOfNobody(x); a != nil {
				a.Lend(home)
			}
		}
		return
	}
	d.slots = slices.DeleteFunc(d.slots, func(x slot) bool { return acts(x.role) })
}

// spokenAgainst is the one other party of the sentence before, where who acts in d
// is named there, too: "X said that Norway had let it sink. She demanded an inquiry".
func (s *session) spokenAgainst(d draft, role chancery.Role) []slot {
	if d.sentence == 0 || s.skipped(d.sentence-1) {
		return nil
	}
	before := s.doc.Text.Sentences[d.sentence-1]
	var out []slot
	spoke := false
	for i, m := range s.doc.Within(before.First, before.Last) {
		of := s.ofMention(i)
		if m.Label == entity.Place {
			of = s.cityState(i)
		}
		switch {
		case m.Actor >= 0 && slices.ContainsFunc(d.slots, func(x slot) bool { return x.actor == m.Actor }):
			spoke = true
		case of == "" || s.actsFor(d, of):
		case len(out) == 0:
			out = s.partySlots(i, role)
		case s.doc.Actors[out[0].actor].Of != of:
			return nil
		}
	}
	if !spoke {
		return nil
	}
	return out
}

// quarrel are the two parties of the act told last, at most two sentences back,
// where who acts in d is neither: whoever offers to mediate, offers it to them.
func (s *session) quarrel(d draft, role chancery.Role) []slot {
	for i := len(s.drafts) - 1; i >= 0; i-- {
		c := s.drafts[i]
		if c.kind.Engagement() || c.pred == d.pred || c.sentence > d.sentence || c.sentence < d.sentence-2 || len(s.side(c, acts)) == 0 || len(s.side(c, isActedOn)) == 0 {
			continue
		}
		var out []slot
		asked := s.several(c) // of two parties that a third one called on, they alone
		for _, x := range c.slots {
			of := s.doc.Actors[x.actor].Of
			switch {
			case asked && acts(x.role):
			case of == "" || s.actsFor(d, of):
				return nil
			default:
				x.role = role
				out = append(out, x)
			}
		}
		return out
	}
	return nil
}

// several reports whether those an act was done to are of two parties or more.
func (s *session) several(d draft) bool {
	parties := map[string]bool{}
	for _, n := range s.side(d, isActedOn) {
		parties[s.doc.Actors[n].Of] = true
	}
	return len(parties) > 1
}

// otherState is the other of the two states that the report speaks of, where
// who acts is of one of them: help that a report about A and B tells A to have
// given went to B. It is inferred.
func (s *session) otherState(d draft, role chancery.Role) []slot {
	main := s.mainStates()
	actors := s.side(d, acts)
	if len(main) < 2 || len(actors) == 0 {
		return nil
	}
	of := s.doc.Actors[actors[0]].Of
	var others []string
	switch of {
	case "":
		return nil
	case main[0]:
		others = main[1:]
	case main[1]:
		others = main[:1]
	default:
		if d.kind != chancery.KindOffer {
			return nil
		}
		others = main // a third one offers its services to both
	}
	var out []slot
	for _, other := range others {
		i := slices.IndexFunc(s.doc.Mentions, func(m entity.Mention) bool { return m.Of == other && m.Label == entity.State && m.Actor >= 0 })
		if i >= 0 {
			out = append(out, slot{i, s.doc.Mentions[i].Actor, role})
		}
	}
	return out
}

// mutual reports whether those who act are of two parties: what they promise or
// offer, they promise each other.
func (s *session) mutual(d draft) bool {
	parties := map[string]bool{}
	for _, n := range s.side(d, acts) {
		if of := s.doc.Actors[n].Of; of != "" {
			parties[of] = true
		}
	}
	return len(parties) > 1
}

// otherParty are those of the contact or act told last before d, at most two
// sentences back, in which who acts in d took part, that act for somebody else.
func (s *session) otherParty(d draft, role chancery.Role) []slot {
	actors := s.actors(d)
	for i := len(s.drafts) - 1; i >= 0; i-- {
		c := s.drafts[i]
		if d.alone && c.kind.Engagement() { // whom one met has not done what one condemns
			continue
		}
		if c.kind == chancery.KindConference || c.kind == chancery.KindStatement || c.pred == d.pred || c.sentence > d.sentence || c.sentence < d.sentence-2 || !shares(actors, s.actors(c)) && !s.sameParties(actors, s.actors(c)) && (c.kind.Engagement() || !s.colleagues(actors, s.actors(c))) {
			continue
		}
		var out []slot
		for _, x := range c.slots {
			a := s.doc.Actors[x.actor]
			if slices.Contains(actors, x.actor) || a.Of == "" || c.kind.Engagement() && a.Type != chancery.Person && (c.kind != chancery.KindVisit || d.kind != chancery.KindPraise) || slices.ContainsFunc(actors, func(y int) bool { return s.doc.Actors[y].Of == a.Of }) {
				continue
			}
			x.role = role
			out = append(out, x)
		}
		if len(out) == 0 && d.kind == chancery.KindPraise {
			out = s.visited(c, role)
		}
		if len(out) > 0 {
			return out
		}
	}
	return nil
}

// visited is the state of the city that a visit went to.
func (s *session) visited(c draft, role chancery.Role) []slot {
	if c.kind != chancery.KindVisit || c.place == nil {
		return nil
	}
	sent := s.doc.Text.Sentences[c.sentence]
	i := slices.IndexFunc(s.doc.Mentions, func(m entity.Mention) bool {
		return m.First >= sent.First && m.Last <= sent.Last && m.Label == entity.Place && m.Entry.Country == c.place.place.Country
	})
	if i < 0 {
		return nil
	}
	return s.partySlots(i, role)
}

// remarker is the mention of whose remarks or step of the sentence before an act
// speaks: "Peru closed the port. Kenya condemned the move". It is -1 where the
// object is no such word, or nobody of another party is named there.
func (s *session) remarker(sent *clause.Sentence, ru *rule.Rule, p clause.Predicate) int {
	if !verbal(ru.Yields) || len(sent.Items) == 0 || (p.Passive || !sent.TakesUp(p, s.r.words.Remarks)) && !sent.TakenUp(p, s.r.words.Remarks) {
		return -1
	}
	here := s.doc.Text.SentenceOf(sent.Items[0].First)
	if here == 0 || s.skipped(here-1) {
		return -1
	}
	own := ""
	for _, a := range p.Args {
		if a.Rel == clause.Subject {
			m := sent.Groups[a.Group].Members[0]
			own = cmp.Or(s.ofMention(m), s.cityState(m))
		}
	}
	if m, same := s.steps[here-1]; same && s.ofMention(m) != own { // "Peru condemned the move. Norway welcomed the step"
		return m
	}
	before := s.doc.Text.Sentences[here-1]
	for i, m := range s.doc.Within(before.First, before.Last) {
		if m.Actor >= 0 && m.Label != entity.Possessive {
			if of := s.ofMention(i); of != "" && of != own {
				return i
			}
		}
	}
	return s.measureBefore(here, own)
}

// measureReach is how many sentences before it a step may have been told.
const measureReach = 4

// measureBefore is the mention of who took the expulsion or sanction that is told
// shortly before a sentence, if that is another party than its own; -1 for none.
func (s *session) measureBefore(sentence int, own string) int {
	for k := len(s.drafts) - 1; k >= 0; k-- {
		d := s.drafts[k]
		if d.kind != chancery.KindExpulsion && d.kind != chancery.KindSanction || d.sentence < sentence-measureReach {
			continue
		}
		for _, x := range d.slots {
			if of := s.ofMention(x.mention); x.role == chancery.Initiator && of != "" && of != own {
				return x.mention
			}
		}
	}
	return -1
}

// toTeller fills the other side of an offer, pledge or request that nothing else
// has filled with who tells of it, where he acts for another party: "Norway has
// promised to send back the ship, Peru's foreign minister said".
func (s *session) toTeller(d *draft, sent *clause.Sentence, p clause.Predicate) {
	role := d.rule.Frame.Party
	if role == "" || hasRole(*d, role) || p.Passive || d.kind != chancery.KindOffer && d.kind != chancery.KindPledge && d.kind != chancery.KindRequest {
		return
	}
	g := sent.Teller(p, func(i int) bool { return s.tells(sent, i) })
	if g < 0 || s.partyless(*d) {
		return
	}
	for _, x := range s.partySlots(sent.Groups[g].Members[0], role) {
		if of := s.doc.Actors[x.actor].Of; of != "" && !s.actsFor(*d, of) {
			d.slots = append(d.slots, x)
		}
	}
}

// toTold fills the other side of an act in words that a participle tells with whom its
// sentence speaks to: "told Y that the ships were late, praising the crews".
func (s *session) toTold(d *draft, sent *clause.Sentence, p clause.Predicate) {
	role := d.rule.Frame.Party
	if role == "" || hasRole(*d, role) || !verbal(d.kind) {
		return
	}
	if g := sent.Told(p); g >= 0 {
		for _, m := range sent.Groups[g].Members {
			d.slots = append(d.slots, s.partySlots(m, role)...)
		}
	}
}

// byTeller lets who tells of a complaint that nobody is said to have made, and
// acts for another party than whom it went to, have made it: "the ambassador was
// summoned, Norway's foreign ministry said".
func (s *session) byTeller(d *draft, sent *clause.Sentence, p clause.Predicate) {
	role := d.rule.Frame.Args[clause.Subject]
	if d.kind != chancery.KindCriticism || d.rule.Mode != "disapprove" || role == "" || hasRole(*d, role) || !p.Passive && !p.Noun {
		return
	}
	g := sent.Teller(p, func(i int) bool { return s.tells(sent, i) })
	if g < 0 {
		return
	}
	for _, x := range s.partySlots(sent.Groups[g].Members[0], role) {
		if of := s.doc.Actors[x.actor].Of; of != "" && !slices.ContainsFunc(d.slots, func(y slot) bool { return s.doc.Actors[y.actor].Of == of }) {
			d.slots = append(d.slots, x)
		}
	}
}

// colleagues reports whether somebody on one side acts for the same party as
// somebody on the other.
func (s *session) colleagues(x, y []int) bool {
	return slices.ContainsFunc(x, func(a int) bool {
		of := s.doc.Actors[a].Of
		return of != "" && slices.ContainsFunc(y, func(b int) bool { return s.doc.Actors[b].Of == of })
	})
}

// sameParties reports whether a state or organisation on one side is whom
// those on the other act for.
func (s *session) sameParties(x, y []int) bool {
	party := func(n int) bool { return s.doc.Actors[n].Type != chancery.Person }
	for _, a := range x {
		for _, b := range y {
			if (party(a) || party(b)) && s.doc.Actors[a].Of != "" && s.doc.Actors[a].Of == s.doc.Actors[b].Of {
				return true
			}
		}
	}
	return false
}

// voice is who speaks in sentence n where the sentence itself does not say so: whose
// name and a colon open its paragraph, or who is quoted in the sentence before.
func (s *session) voice(n int, role chancery.Role) []slot {
	if m := s.label(n); m >= 0 {
		return s.partySlots(m, role)
	}
	if n == 0 || s.doc.Text.Sentences[n-1].Paragraph != s.doc.Text.Sentences[n].Paragraph {
		return nil
	}
	before := s.r.grammar.Sentence(s.doc, n-1)
	g := before.Voice()
	if g < 0 {
		return nil
	}
	m := before.Groups[g].Members[0]
	return s.partySlots(m, role)
}

// label is the mention of who speaks in sentence n of a transcript: whose name and a
// colon open the last paragraph that opens with a label; -1 for none.
func (s *session) label(n int) int {
	const reach = 20 // sentences
	t := s.doc.Text
	for ; n >= 0 && n > n-reach; n-- {
		sent := t.Sentences[n]
		if n > 0 && t.Sentences[n-1].Paragraph == sent.Paragraph {
			continue
		}
		for i, m := range s.doc.Within(sent.First, sent.Last) {
			if m.First == sent.First && m.Actor >= 0 && m.Last < len(t.Tokens) && t.Tokens[m.Last].Form == ":" {
				return i
			}
		}
		for i := sent.First; i < min(sent.First+4, sent.Last); i++ {
			if t.Tokens[i].Form == ":" { // "QUESTION:"
				return -1
			}
		}
	}
	return -1
}
