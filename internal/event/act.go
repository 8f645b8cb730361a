package event

import (
	"slices"

	"chancery"
	"chancery/internal/clause"
	"chancery/internal/entity"
	"chancery/internal/ontology"
	"chancery/internal/rule"
)

// code is the narrower PLOVER type that the draft's rule says, if any.
func (d *draft) code() ontology.Code {
	if d.rule == nil || d.kind != d.rule.Yields {
		return ontology.Code{}
	}
	return ontology.Code{Event: d.rule.Plover, Mode: d.rule.Mode}
}

// official is PLOVER's sector of those who act for a government.
const official = "GOV"

// themeless reports whether only whom the object speaks of could be the other
// side of a draft, and it is nobody, or who acts.
func (s *session) themeless(d draft) bool {
	f := d.rule.Frame
	return f.Theme != "" && f.Party == "" && !hasRole(d, f.Theme) &&
		slices.ContainsFunc(f.Need, func(need []string) bool { return slices.Contains(need, "theme") })
}

// dropped is the subject of an act that its clause leaves out: whom the
// sentences before speak of.
func (s *session) dropped(sent *clause.Sentence, ru *rule.Rule, p clause.Predicate, n int) []slot {
	role := ru.Frame.Args[clause.Subject]
	if role == "" || ru.Yields.Engagement() || !sent.Dropped(p) {
		return nil
	}
	x, ok := s.spokenOf(n)
	if !ok {
		return nil
	}
	x.role = role
	return []slot{x}
}

// spokenFor puts who says it in the place of the state that does it, where he
// is of that state: in "Berg, Norveç'in Peru'yu kınadığını söyledi" Berg condemns. Who tells of an act in the
// passive, with nobody named as acting, did it: "Norveç, elçinin çağrıldığını duyurdu".
func (s *session) spokenFor(sent *clause.Sentence, ru *rule.Rule, args []clause.Arg, passive bool) []clause.Arg {
	of := func(rel string) (int, string) {
		n := slices.IndexFunc(args, func(a clause.Arg) bool { return a.Rel == rel })
		if n < 0 {
			return n, ""
		}
		m := s.doc.Mentions[sent.Groups[args[n].Group].Members[0]]
		if m.Actor < 0 || rel == clause.Subject && m.Label != entity.State {
			return -1, ""
		}
		return n, s.doc.Actors[m.Actor].Of
	}
	by, his := of(clause.Speaker)
	doer, whose := of(clause.Subject)
	if by >= 0 && passive && !ru.Yields.Engagement() && ru.Frame.Args[clause.Speaker] == "" && !slices.ContainsFunc(args, func(a clause.Arg) bool { return a.Rel == clause.Subject }) {
		out := slices.Clone(args)
		out[by].Rel = clause.Subject
		return out
	}
	if ru.Yields.Engagement() || ru.Frame.Args[clause.Speaker] != "" && ru.Frame.Args[clause.Speaker] != ru.Frame.Args[clause.Subject] || by < 0 || doer < 0 || whose == "" || his != whose && (his != "" || whose != s.doc.Home) {
		return args
	}
	out := slices.Clone(args)
	out[doer].Group = args[by].Group
	return slices.Delete(out, by, by+1)
}

// theme fills a role that no relation has filled with whom the object speaks
// of: in "praised Norway's efforts", Norway.
func (s *session) theme(d *draft, sent *clause.Sentence, p clause.Predicate) {
	if role := d.rule.Frame.Owner; role != "" && !hasRole(*d, role) {
		if m := sent.OwnerBehind(p); m >= 0 {
			d.slots = append(d.slots, s.partySlots(m, role)...)
		}
	}
	role := d.rule.Frame.Theme
	if role == "" || hasRole(*d, role) {
		return
	}
	for _, m := range sent.Themes(p) {
		for _, x := range s.partySlots(m, role) {
			if !slices.ContainsFunc(d.slots, func(y slot) bool { return y.actor == x.actor }) {
				d.slots = append(d.slots, x)
			}
		}
	}
}

// itself makes the state or body that was spoken of the subject of an act whose
// subject is "it": the first of the same sentence before the verb, else of the
// sentence before.
func (s *session) itself(d *draft, sent *clause.Sentence, p clause.Predicate) {
	role, ok := d.rule.Frame.Args[clause.Subject]
	if !ok || p.Noun || p.Passive || hasRole(*d, role) || !sent.Pronominal(p, s.r.words.It) {
		return
	}
	for n := d.sentence; n >= 0 && n >= d.sentence-1; n-- {
		span := s.doc.Text.Sentences[n]
		for i, m := range s.doc.Mentions {
			if m.First < span.First || m.Last > span.Last || m.First >= d.pred[0] {
				continue
			}
			switch {
			case m.Label == entity.State || m.Label == entity.Org && m.Actor >= 0, m.Label == entity.Place && m.Entry.Capital && m.First == span.First:
				d.slots = append(d.slots, s.partySlots(i, role)...)
				return
			}
		}
	}
}

// notOneself takes out a pronoun in the place of the object that was taken for
// who acts: "X called Y and assured him". Whom it means, the contact before
// tells.
func (s *session) notOneself(d *draft) {
	d.slots = slices.DeleteFunc(d.slots, func(x slot) bool {
		return s.doc.Mentions[x.mention].Label == entity.Pronoun && !acts(x.role) &&
			slices.ContainsFunc(d.slots, func(y slot) bool { return acts(y.role) && y.actor == x.actor })
	})
}

func hasRole(d draft, role chancery.Role) bool {
	return slices.ContainsFunc(d.slots, func(x slot) bool { return x.role == role })
}

// partySlots are the actors of a mention; of an adjective and of a capital, the
// state.
func (s *session) partySlots(mention int, role chancery.Role) []slot {
	m := s.doc.Mentions[mention]
	of := m.Of
	switch m.Label {
	case entity.Adjective:
	case entity.Place: // a capital, for its government
		of = m.Entry.Country
	default:
		return s.slots(mention, role)
	}
	e, ok := s.r.gaz.State(of)
	if !ok {
		return nil
	}
	key := "party:" + of
	n := slices.IndexFunc(s.doc.Actors, func(a entity.Actor) bool { return a.Key == key })
	if n < 0 {
		n = len(s.doc.Actors)
		s.doc.Actors = append(s.doc.Actors, entity.Actor{Type: chancery.State, Name: e.Name, Of: of, OfBasis: chancery.Stated, Key: key})
	}
	return []slot{{mention, n, role}}
}

// otherSide takes out of those an act is done to who act for the same party as
// all who do it, where others are left: "the OSCE's chair praised how Norway and
// the OSCE work" praises Norway.
func (s *session) otherSide(d *draft) {
	doers := map[string]bool{}
	for _, n := range s.side(*d, acts) {
		doers[s.doc.Actors[n].Of] = true
	}
	if len(doers) != 1 || doers[""] {
		return
	}
	own := func(x slot) bool { return !acts(x.role) && doers[s.doc.Actors[x.actor].Of] }
	if slices.ContainsFunc(d.slots, func(x slot) bool { return !acts(x.role) && !own(x) }) {
		d.slots = slices.DeleteFunc(d.slots, own)
	}
}

// domestic reports whether an act between parties names one state alone on
// both sides, or nobody who is known to act for any: what people of one state
// say to each other is no diplomacy.
func (s *session) domestic(d draft) bool {
	if k, ok := s.r.onto.Kind(d.kind); !ok || !k.Between {
		return false
	}
	var parties []string
	strangers := false
	for _, x := range d.slots {
		a := s.doc.Actors[x.actor]
		switch {
		case a.Of == "" && (a.Type == chancery.Person && a.Name == "" || a.Type == chancery.Delegation) && !acts(x.role): // "the envoys", of no other state
		case a.Of == "":
			strangers = true
		case !slices.Contains(parties, a.Of):
			parties = append(parties, a.Of)
		}
	}
	if s.nobodys(d) {
		return true
	}
	return len(parties) == 0 || len(d.slots) > 1 && len(parties) == 1 && !strangers
}

// nobodys reports whether all who act are bodies of nobody known: "the ministry".
func (s *session) nobodys(d draft) bool {
	doers := s.side(d, acts)
	return len(doers) > 0 && !slices.ContainsFunc(doers, func(n int) bool {
		a := s.doc.Actors[n]
		return a.Type != chancery.Body || a.Of != ""
	})
}

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
				if !hasRole(d, role) && d.rule.Frame.Pair {
					d.slots = append(d.slots, s.otherState(d, role)...)
				}
				if !hasRole(d, role) && !s.mutual(d) {
					continue
				}
			}
		}
		kept = append(kept, d)
	}
	s.drafts = kept
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
		if c.kind == chancery.KindConference || c.kind == chancery.KindStatement || c.pred == d.pred || c.sentence > d.sentence || c.sentence < d.sentence-2 || !shares(actors, s.actors(c)) && !s.sameParties(actors, s.actors(c)) {
			continue
		}
		var out []slot
		for _, x := range c.slots {
			a := s.doc.Actors[x.actor]
			if slices.Contains(actors, x.actor) || a.Of == "" || c.kind.Engagement() && a.Type != chancery.Person || slices.ContainsFunc(actors, func(y int) bool { return s.doc.Actors[y].Of == a.Of }) {
				continue
			}
			x.role = role
			out = append(out, x)
		}
		if len(out) > 0 {
			return out
		}
	}
	return nil
}

// sameAct decides for two drafts of acts of one report: the same kind and
// type, done by the same to the same, as far as both say.
func (s *session) sameAct(a, b draft) bool {
	if a.kind != b.kind || a.code() != b.code() || off(a.mood) != off(b.mood) || (a.mood == clause.Denied) != (b.mood == clause.Denied) {
		return false
	}
	if a.date.date != "" && b.date.date != "" && !a.date.date.Overlaps(b.date.date, 0) {
		return false
	}
	common := false
	for _, side := range []func(chancery.Role) bool{acts, isActedOn} {
		x, y := s.side(a, side), s.side(b, side)
		if len(x) == 0 || len(y) == 0 {
			continue
		}
		if !within(x, y) && !within(y, x) && !s.sameParties(x, y) {
			return false
		}
		common = true
	}
	return common
}

// acts reports whether who has the role is PLOVER's actor.
func acts(r chancery.Role) bool { return r == chancery.Initiator || r == chancery.Visitor }

func isActedOn(r chancery.Role) bool { return !acts(r) }

// side are the actors of a draft on one side of an act.
func (s *session) side(d draft, of func(chancery.Role) bool) []int {
	var out []int
	for _, x := range d.slots {
		if of(x.role) && !slices.Contains(out, x.actor) {
			out = append(out, x.actor)
		}
	}
	slices.Sort(out)
	return out
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
