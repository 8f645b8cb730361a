package event

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"chancery"
	"chancery/internal/clause"
	"chancery/internal/entity"
	"chancery/internal/nlp"
)

// unnamed stands for the state of an official named without one.
const unnamed = "-"

// lendBeside infers for whom officials act who are named without a state: as the
// one listed before them, else as the state whose press calls nobody else by that
// title, the organisation at whose seat they were met, or the state to which the
// envoy is posted whom they met.
func (s *session) lendBeside() {
	for i := range s.drafts {
		d := &s.drafts[i]
		s.lendList(*d)
		for _, x := range d.slots {
			if a := s.unowned(x); a != nil {
				if of := s.r.words.Sole[a.Office.Title]; of != "" {
					a.Lend(of)
				} else if of := s.seat(d); of != "" {
					a.Lend(of)
				} else if of := s.postingOf(*d, x); of != "" {
					a.Lend(of)
				} else if of := s.recaller(*d, x); of != "" {
					a.Lend(of)
				} else if of := s.locative(x); of != "" {
					a.Lend(of)
				} else if of := s.sender(d, x); of != "" {
					a.Lend(of)
				}
			}
		}
	}
}

// lendList lets an official act for whom the one listed before acts; "the two"
// are no list, and where the language marks case, only the last of a list has one.
func (s *session) lendList(d draft) {
	for k, x := range d.slots {
		if a := s.unowned(x); a != nil && k > 0 && d.slots[k-1].role == x.role && d.slots[k-1].mention < x.mention && s.sameSentence(d.slots[k-1], x) { // who signs with the envoy to his state
			if of := s.posting(s.doc.Actors[d.slots[k-1].actor]); of != "" {
				a.Lend(of)
				continue
			}
		}
		if a := s.unowned(x); a != nil && k > 0 && d.slots[k-1].role == x.role && d.slots[k-1].mention != x.mention && s.personal(d.slots[k-1].mention) && s.doc.Mentions[d.slots[k-1].mention].Case == "" &&
			(s.sameSentence(d.slots[k-1], x) || !slices.Contains(d.beside, d.slots[k-1].actor)) {
			if before := s.doc.Actors[d.slots[k-1].actor]; before.Of != "" && !s.twins(*a, before) {
				a.Lend(before.Of)
			}
		}
	}
}

// twins reports whether two people hold an office that a state has once: "President
// X and President Y" are of two states.
func (s *session) twins(a, b entity.Actor) bool {
	return a.Office != nil && b.Office != nil && a.Office.Title == b.Office.Title && a.Name != "" && b.Name != "" &&
		slices.ContainsFunc(a.Heads, func(h string) bool { return slices.Contains(s.r.words.Single, h) })
}

// oneOfTwins leaves out who holds the office of another, unless he is the host: of two
// foreign ministers no more than one is at home.
func (s *session) oneOfTwins(hosts []slot) []slot {
	return slices.DeleteFunc(slices.Clone(hosts), func(x slot) bool {
		return x.role != chancery.Host && slices.ContainsFunc(hosts, func(y slot) bool {
			return y.actor != x.actor && s.twins(s.doc.Actors[x.actor], s.doc.Actors[y.actor])
		})
	})
}

// hasTwin reports whether somebody of the state holds the office of an actor in an event
// of both.
func (s *session) hasTwin(actor int, of string) bool {
	return slices.ContainsFunc(s.drafts, func(d draft) bool {
		all := s.actors(d)
		return slices.Contains(all, actor) && slices.ContainsFunc(all, func(y int) bool {
			return y != actor && s.doc.Actors[y].Of == of && s.twins(s.doc.Actors[actor], s.doc.Actors[y])
		})
	})
}

// lendHere infers for whom the others act: the state where it happened, when
// nobody else is of it; at last, the report's own state.
func (s *session) lendHere() {
	home := s.homeState()
	for i := range s.drafts {
		d := &s.drafts[i]
		if d.place == nil || d.kind == chancery.KindVisit || d.kind == chancery.KindConference && d.mood == clause.Coming || slices.Contains(s.r.words.Seats, d.place.place.Name) {
			continue
		}
		for _, x := range d.slots { // the report's own official, away from home
			if a := s.unowned(x); a != nil && x.role == chancery.Initiator && home != "" && home == s.doc.Home {
				a.Lend(home)
			}
		}
		var hosts []slot
		for _, x := range d.slots {
			if s.unowned(x) != nil && !s.others(d, x, d.place.place.Country) && !s.guest(d, x) && !s.visits(x.actor, d.place.place.Country) && !s.besideVisitor(d, x) {
				hosts = append(hosts, x)
			}
		}
		for _, x := range s.oneOfTwins(hosts) {
			s.doc.Actors[x.actor].Lend(d.place.place.Country)
		}
	}
	s.lendVisited()
	for i := range s.doc.Actors {
		if a := &s.doc.Actors[i]; a.Type == chancery.Person && a.Of == "" && a.Office != nil && home != "" && !s.visits(i, home) && !s.hasTwin(i, home) && !(home != s.doc.Home && s.dealsWith(i, home)) {
			a.Lend(home)
		}
	}
	s.lendDelegation()
	s.lendCompatriot()
	s.lendBody()
}

// lendEnvoy infers that an envoy without a state, who acts in the state from which the
// report comes, is of the one other state that the report speaks of.
func (s *session) lendEnvoy() {
	for _, d := range s.drafts {
		for _, x := range d.slots {
			a := s.unowned(x)
			if a == nil || !s.resident(*a) {
				continue
			}
			here := s.datelineOf(d.sentence)
			if here == nil || elsewhere(d.place, here) {
				continue
			}
			if of := s.theOther(here.place.Country); of != "" {
				a.Lend(of)
			}
		}
	}
}

// theOther is the one state besides another of which the report speaks, or of which
// it speaks most; empty where there is none.
func (s *session) theOther(here string) string {
	if main := s.mainStates(); len(main) == 2 {
		switch here {
		case main[0]:
			return main[1]
		case main[1]:
			return main[0]
		}
	}
	var found []string
	for _, m := range s.doc.Mentions {
		of := m.Of
		if m.Label == entity.Place {
			of = m.Entry.Country
		}
		if s.ofState(of) && of != here && !slices.Contains(found, of) {
			found = append(found, of)
		}
	}
	if len(found) != 1 {
		return ""
	}
	return found[0]
}

// lendBody infers that a ministry or other body which acts and of which the text
// does not say whose it is, is of the state that the language's press leaves out.
func (s *session) lendBody() {
	for _, d := range s.drafts {
		for _, x := range d.slots {
			if a := s.bodyOfNobody(x); a != nil && acts(x.role) {
				if of := cmp.Or(s.bodyBefore(x), s.doc.Home); of != "" {
					a.Lend(of)
				}
			}
		}
	}
}

// bodyBefore is whom a body named by one word ("Bakanlık") is of where the body named
// last before it is a state's by the text, in a language that writes the owner first.
func (s *session) bodyBefore(x slot) string {
	m := s.doc.Mentions[x.mention]
	sent := s.doc.Text.SentenceOf(m.First)
	if s.r.grammar.Sentence(s.doc, sent).Positional() || strings.Contains(s.doc.Actors[x.actor].Name, " ") {
		return ""
	}
	const reach = 4 // sentences
	for i := x.mention - 1; i >= 0 && s.doc.Mentions[i].First >= s.doc.Text.Sentences[max(0, sent-reach)].First; i-- {
		if b := s.doc.Mentions[i]; b.Label == entity.Org && b.Head == "body" && s.sameSort(b.Name, s.doc.Actors[x.actor].Name) {
			if s.ofState(b.Of) {
				return b.Of
			}
			return ""
		}
	}
	return ""
}

// sameSort reports whether a body's full name ends in the word that another is called
// by alone: "Norveç Dışişleri Bakanlığı", "Bakanlık".
func (s *session) sameSort(full, alone string) bool {
	const stem = 5 // letters; what follows is the ending
	words := strings.Fields(full)
	a, b := []rune(strings.ToLower(alone)), []rune(strings.ToLower(words[len(words)-1]))
	return len(words) > 1 && len(a) > stem && len(b) > stem && slices.Equal(a[:stem], b[:stem])
}

// besideVisitor reports whether an official attends what somebody on a visit to
// the place receives guests for: then he is no more at home there.
func (s *session) besideVisitor(d *draft, x slot) bool {
	return x.role == chancery.Attendee && slices.ContainsFunc(d.slots, func(y slot) bool {
		return y.role == chancery.Host && s.visits(y.actor, d.place.place.Country)
	})
}

// lendVisited infers that an official without a state whom a visitor from home
// deals with is of the state visited, where no place is told.
func (s *session) lendVisited() {
	for _, d := range s.drafts {
		if d.place != nil || d.kind == chancery.KindVisit || len(s.actors(d)) != 2 {
			continue
		}
		for _, x := range d.slots {
			a := s.unowned(x)
			if a == nil {
				continue
			}
			if of := s.visitedBy(d, x.actor); of != "" {
				a.Lend(of)
			}
		}
	}
}

// visitedBy is the state, other than the report's own, that the other side of a
// draft has gone to; empty when the actor has gone anywhere too.
func (s *session) visitedBy(d draft, actor int) string {
	of := ""
	for _, v := range s.drafts {
		if v.kind != chancery.KindVisit || v.place == nil || v.mood == clause.Denied {
			continue
		}
		for _, x := range v.slots {
			if x.role != chancery.Visitor {
				continue
			}
			if x.actor == actor {
				return ""
			}
			if c := v.place.place.Country; c != s.doc.Home && slices.Contains(s.actors(d), x.actor) && s.doc.Actors[x.actor].Of == s.doc.Home && s.doc.Home != "" {
				of = c
			}
		}
	}
	return of
}

// lendDelegation infers that a delegation without a state that goes abroad is of
// the report's own.
func (s *session) lendDelegation() {
	for _, d := range s.drafts {
		if d.kind != chancery.KindVisit || d.place == nil || s.doc.Home == "" || d.place.place.Country == s.doc.Home {
			continue
		}
		for _, x := range d.slots {
			if a := &s.doc.Actors[x.actor]; x.role == chancery.Visitor && a.Type == chancery.Delegation && a.Of == "" && a.Office == nil && s.doc.Mentions[x.mention].Label == entity.Delegation {
				a.Lend(s.doc.Home)
			}
		}
	}
}

// lendCompatriot infers that somebody named in full without office and state,
// whom an official of another state calls or meets, is of the state that the
// language's press leaves out.
func (s *session) lendCompatriot() {
	if s.doc.Home == "" {
		return
	}
	for _, d := range s.drafts {
		if d.kind != chancery.KindMeeting && d.kind != chancery.KindCall || len(d.slots) != 2 {
			continue
		}
		for k, x := range d.slots {
			a := &s.doc.Actors[x.actor]
			words := strings.Fields(a.Name)
			if a.Type != chancery.Person || a.Of != "" || a.Office != nil || x.role == chancery.Visitor || len(words) < 2 || !s.r.gaz.IsGivenName(words[0]) {
				continue
			}
			if of := s.doc.Actors[d.slots[1-k].actor].Of; of != "" && of != s.doc.Home {
				a.Lend(s.doc.Home)
			}
		}
	}
}

// lendExpelled infers that people who have to leave, and of whom the text does not say for
// whom they act, are of the one state whose embassy or consulate it speaks of beside that
// of those who expel them.
func (s *session) lendExpelled() {
	for _, d := range s.drafts {
		if d.kind != chancery.KindExpulsion {
			continue
		}
		var of []string
		for _, m := range s.doc.Mentions {
			if m.Of != "" && m.OfBasis == chancery.Stated && s.mission(m) && !slices.Contains(of, m.Of) &&
				!slices.ContainsFunc(d.slots, func(x slot) bool { return acts(x.role) && s.doc.Actors[x.actor].Of == m.Of }) {
				of = append(of, m.Of)
			}
		}
		if len(of) != 1 {
			continue
		}
		for _, x := range d.slots {
			if a := &s.doc.Actors[x.actor]; isActedOn(x.role) && a.Type == chancery.Person && a.Of == "" {
				a.Lend(of[0])
			}
		}
	}
}

// mission reports whether a mention is of a state or its embassy or consulate, with the
// word for that in it or beside it: "the embassy of Peru", "the Peruvian consulate".
func (s *session) mission(m entity.Mention) bool {
	const before = 3 // words
	if m.Label != entity.Org && m.Label != entity.State && m.Label != entity.Adjective {
		return false
	}
	t := s.doc.Text.Tokens
	return slices.ContainsFunc(t[max(0, m.First-before):min(len(t), m.Last+1)], func(x nlp.Token) bool { return slices.Contains(s.r.words.Missions, x.Base) })
}

// lendPair infers for whom an official acts whom the report names without a
// state, from the other side: in a report about two states, who deals with one
// of them acts for the other.
func (s *session) lendPair() {
	main := s.mainStates()
	if len(main) < 2 || s.doc.Home != "" {
		return
	}
	for _, d := range s.drafts {
		for _, x := range d.slots {
			a := s.unowned(x)
			if a == nil {
				a = s.bodyOfNobody(x)
			}
			if a == nil {
				continue
			}
			var across []string
			for _, y := range d.slots {
				if of := s.doc.Actors[y.actor].Of; y.role != x.role && of != "" && !slices.Contains(across, of) {
					across = append(across, of)
				}
			}
			if len(across) != 1 {
				continue
			}
			other := main[1]
			if across[0] == main[1] {
				other = main[0]
			}
			if slices.Contains(main, across[0]) && !s.dealsWith(x.actor, other) {
				a.Lend(other)
			}
		}
	}
}

// dealsWith reports whether an actor confers with somebody whom the text says to act
// for the state: then he acts for another.
func (s *session) dealsWith(actor int, state string) bool {
	return slices.ContainsFunc(s.drafts, func(d draft) bool {
		return d.kind.Engagement() && slices.Contains(s.actors(d), actor) && slices.ContainsFunc(d.slots, func(y slot) bool {
			b := s.doc.Actors[y.actor]
			return y.actor != actor && b.Type == chancery.Person && b.Of == state && b.OfBasis == chancery.Stated
		})
	})
}

// mainStates are the two states that the report speaks of most, where both are
// named twice at least and no third comes near; nil where there are no two.
func (s *session) mainStates() []string {
	count := map[string]int{}
	for _, m := range s.doc.Mentions {
		of := m.Of
		if m.Label == entity.Place {
			of = m.Entry.Country
		}
		if _, ok := s.r.gaz.State(of); ok {
			count[of]++
		}
	}
	states := slices.SortedFunc(maps.Keys(count), func(a, b string) int { return cmp.Or(count[b]-count[a], cmp.Compare(a, b)) })
	if len(states) < 2 || count[states[1]] < 2 || len(states) > 2 && count[states[2]]*2 > count[states[1]] {
		return nil
	}
	rest := 0
	for _, of := range states[2:] {
		rest += count[of]
	}
	if rest > count[states[0]]+count[states[1]] { // a list of many
		return nil
	}
	return states[:2]
}

// visits reports whether an actor is told to come to the state: then it is of
// another.
func (s *session) visits(actor int, state string) bool {
	return slices.ContainsFunc(s.drafts, func(d draft) bool {
		return d.kind == chancery.KindVisit && d.place != nil && d.place.place.Country == state &&
			slices.ContainsFunc(d.slots, func(x slot) bool { return x.actor == actor && x.role == chancery.Visitor })
	})
}

// homeState is the state whose officials the report leaves without one: its
// own, if the report speaks of it or of one other at most; else the one state
// that visitors come to. The press names the state of the others and leaves out
// its own, so a report about several others has a home only when the official
// named first stands without a state.
func (s *session) homeState() string {
	foreign := map[string]bool{}
	first := ""
	for _, m := range s.doc.Mentions {
		switch m.Label {
		case entity.State, entity.Adjective, entity.Place:
			of := m.Of
			if m.Label == entity.Place {
				of = m.Entry.Country
			}
			if of == s.doc.Home {
				return s.doc.Home
			}
			foreign[of] = true
		case entity.Person, entity.Holder:
			if m.Of == s.doc.Home && s.doc.Home != "" {
				return s.doc.Home
			}
			if m.Of != "" {
				foreign[m.Of] = true
			}
			if first == "" && m.Office != nil {
				first = cmp.Or(m.Of, unnamed)
			}
		}
	}
	if len(foreign) == 0 {
		return s.doc.Home
	}
	for _, d := range s.drafts {
		if d.kind == chancery.KindVisit && d.place != nil && d.sentence <= s.drafts[0].sentence+2 {
			if s.doc.Home != "" && s.ownVisitor(d) {
				return s.doc.Home
			}
			return d.place.place.Country
		}
	}
	if len(foreign) > 1 && first != unnamed {
		return ""
	}
	return s.doc.Home
}

// postingOf is the state to which somebody on the other side of an official is
// posted: "the prime minister met the Kenyan ambassador to Norway".
func (s *session) postingOf(d draft, x slot) string {
	for _, y := range d.slots {
		if s.doc.Actors[y.actor].Of == "" {
			continue
		}
		if y.role != x.role && (y.role != chancery.Attendee || x.role == chancery.Host) { // no envoy beside the visitor from home
			if of := s.posting(s.doc.Actors[y.actor]); of != "" {
				return of
			}
		}
	}
	return ""
}

// posting is the state to which somebody is posted, by the title; empty for none.
func (s *session) posting(a entity.Actor) string {
	if a.Office == nil {
		return ""
	}
	for _, posted := range []string{" to ", " in "} {
		_, where, _ := strings.Cut(a.Office.Title, posted)
		if found, n := s.r.gaz.Longest("en", strings.Fields(strings.TrimPrefix(where, "the "))); n > 0 && found[0].Country != "" && found[0].Country != a.Of {
			return found[0].Country
		}
	}
	return ""
}

// sameSentence reports whether two mentions stand in one sentence.
func (s *session) sameSentence(a, b slot) bool {
	t := s.doc.Text
	return t.SentenceOf(s.doc.Mentions[a.mention].First) == t.SentenceOf(s.doc.Mentions[b.mention].First)
}

// ownVisitor reports whether an official without a state pays a visit: the press
// leaves out its own.
func (s *session) ownVisitor(d draft) bool {
	return slices.ContainsFunc(d.slots, func(x slot) bool { return x.role == chancery.Visitor && s.unowned(x) != nil })
}

// locative is a state in the locative a few words before a mention: "Norveç'te
// göreve gelen Dışişleri Bakanı X".
func (s *session) locative(x slot) string {
	for i := x.mention - 1; i >= 0; i-- {
		m := s.doc.Mentions[i]
		if s.doc.Mentions[x.mention].First-m.Last > 4 {
			return ""
		}
		if m.Label == entity.State && m.Case == "Loc" {
			return m.Of
		}
	}
	return ""
}

// recaller is the state that withdraws an envoy, who is its own.
func (s *session) recaller(d draft, x slot) string {
	if d.rule == nil || d.rule.Mode != "withdraw" || !isActedOn(x.role) {
		return ""
	}
	for _, y := range d.slots {
		if of := s.doc.Actors[y.actor].Of; acts(y.role) && of != "" {
			return of
		}
	}
	return ""
}

// sender is the one state, besides the host, that a visit's sentence names before
// the visitor:
// "Norway has put off the visit that Prime Minister X was to pay to Latvia".
func (s *session) sender(d *draft, x slot) string {
	if d.kind != chancery.KindVisit || x.role != chancery.Visitor || d.place == nil {
		return ""
	}
	sent := s.doc.Text.Sentences[d.sentence]
	found := ""
	for _, m := range s.doc.Within(sent.First, sent.Last) {
		if m.Label != entity.State && m.Label != entity.Adjective || m.Of == d.place.place.Country || m.First > s.doc.Mentions[x.mention].First {
			continue
		}
		if found != "" && found != m.Of {
			return ""
		}
		found = m.Of
	}
	return found
}

// unowned is the actor of a slot when it holds an office of nobody known.
func (s *session) unowned(x slot) *entity.Actor {
	a := &s.doc.Actors[x.actor]
	if a.Type != chancery.Person || a.Office == nil || a.Of != "" {
		return nil
	}
	return a
}

// bodyOfNobody is the actor of a slot when it is a body, such as "the ministry",
// of which the text does not say whose it is.
func (s *session) bodyOfNobody(x slot) *entity.Actor {
	a := &s.doc.Actors[x.actor]
	if a.Type != chancery.Body || a.Of != "" {
		return nil
	}
	return a
}

// guest reports whether somebody on the other side is unowned too, so that it
// is the other who is at home.
func (s *session) guest(d *draft, x slot) bool {
	return (x.role == chancery.Initiator || x.role == chancery.Visitor) && slices.ContainsFunc(d.slots, func(y slot) bool {
		return y.role != chancery.Initiator && y.role != chancery.Visitor && s.unowned(y) != nil
	})
}

// others reports whether somebody else in a draft is of the state: then it is
// no host.
func (s *session) others(d *draft, x slot, of string) bool {
	return slices.ContainsFunc(d.slots, func(y slot) bool { return y.actor != x.actor && s.doc.Actors[y.actor].Of == of })
}

// seat is the organisation at whose headquarters a draft's sentence is set.
func (s *session) seat(d *draft) string {
	sent := s.doc.Text.Sentences[d.sentence]
	for _, m := range s.doc.Within(sent.First, sent.Last) {
		if m.Label != entity.Org || m.First == sent.First {
			continue
		}
		if e, ok := s.r.gaz.Organisation(m.Of); ok && strings.HasSuffix(e.ID, " HQ") && slices.Contains(s.r.words.In, s.doc.Text.Tokens[m.First-1].Lower) {
			return e.Parent
		}
	}
	return ""
}
