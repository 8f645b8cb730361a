package event

import (
	"slices"

	"chancery"
	"chancery/internal/clause"
	"chancery/internal/entity"
)

// theySame lets "they" behind a contact in the same sentence mean those in contact:
// "X met Y, and they agreed".
func (s *session) theySame(found []draft) {
	for i := range found {
		for k, x := range found[i].slots {
			m := s.doc.Mentions[x.mention]
			if m.Head != "both" || m.Label != entity.Group {
				continue
			}
			n := slices.IndexFunc(found, func(o draft) bool {
				return o.kind.Engagement() && o.kind != chancery.KindVisit && o.pred[1] <= m.First && len(s.people(o)) > 1 &&
					!slices.ContainsFunc(o.slots, func(y slot) bool { return y.mention == x.mention })
			})
			if n < 0 {
				continue
			}
			var met []slot
			for _, a := range s.people(found[n]) {
				met = append(met, slot{x.mention, a, x.role})
			}
			others := slices.DeleteFunc(slices.Clone(found[i].slots), func(y slot) bool { return y.mention == x.mention })
			found[i].slots = slices.Insert(others, min(k, len(others)), met...)
			break
		}
	}
}

// together reports whether the report has named people in one breath: in a draft, or
// in one sentence up to two before that of the mention that takes them up.
func (s *session) together(members []int, mention int) bool {
	if s.inContact(members) {
		return true
	}
	here := s.doc.Text.SentenceOf(s.doc.Mentions[mention].First)
	for n := here; n >= 0 && n >= here-2; n-- {
		sent := s.doc.Text.Sentences[n]
		left := slices.Clone(members)
		for i, m := range s.doc.Within(sent.First, sent.Last) {
			if i != mention {
				left = slices.DeleteFunc(left, func(a int) bool { return a == m.Actor })
			}
		}
		if len(left) == 0 {
			return true
		}
	}
	return false
}

// inContact reports whether the report has told of something that people did together.
func (s *session) inContact(members []int) bool {
	return slices.ContainsFunc(s.drafts, func(d draft) bool { return within(members, s.actors(d)) })
}

// notTheObject lets a pronoun that was taken for whom the same verb names as its
// object mean somebody else: "He also praised X" is said of who was spoken of before
// X. It is false where nobody else was.
func (s *session) notTheObject(d *draft) bool {
	for i, x := range d.slots {
		if s.doc.Mentions[x.mention].Label != entity.Pronoun || !acts(x.role) {
			continue
		}
		n := slices.IndexFunc(d.slots, func(y slot) bool {
			l := s.doc.Mentions[y.mention].Label
			return !acts(y.role) && y.actor == x.actor && (l == entity.Person || l == entity.Holder)
		})
		if n < 0 {
			continue
		}
		other := s.otherSpoken(d.sentence, x)
		if other < 0 {
			return false
		}
		d.slots[i].actor = other
	}
	return true
}

// otherSpoken is the person named first before a pronoun in its sentence, else in one
// of the four before, who is not the actor that it was taken for; -1 where there is
// none.
func (s *session) otherSpoken(sentence int, x slot) int {
	for n := sentence; n >= 0 && n >= sentence-4; n-- {
		if s.skipped(n) {
			continue
		}
		sent := s.doc.Text.Sentences[n]
		for i, m := range s.doc.Within(sent.First, sent.Last) {
			if i >= x.mention {
				break
			}
			if m.Actor >= 0 && m.Actor != x.actor && (m.Label == entity.Person || m.Label == entity.Pronoun) && s.doc.Actors[m.Actor].Type == chancery.Person {
				return m.Actor
			}
		}
	}
	return -1
}

// perHost makes one meeting of each of several hosts of different states whom
// somebody called on: nobody is received by two states at once.
func (s *session) perHost(d draft) []draft {
	if d.kind != chancery.KindMeeting || d.rule == nil || d.rule.Frame == nil || d.rule.Frame.Args[clause.Object] != chancery.Host {
		return []draft{d}
	}
	var hosts []slot
	states := map[string]bool{}
	for _, x := range d.slots {
		if x.role == chancery.Host {
			hosts = append(hosts, x)
			states[s.doc.Actors[x.actor].Of] = true
		}
	}
	if len(hosts) < 2 || len(states) != len(hosts) || states[""] {
		return []draft{d}
	}
	var out []draft
	for _, h := range hosts {
		one := d
		one.slots = slices.DeleteFunc(slices.Clone(d.slots), func(x slot) bool { return x.role == chancery.Host && x.actor != h.actor })
		out = append(out, one)
	}
	return out
}

// possessor corrects a possessive that was taken for somebody who stands in the
// draft already: "X was her host" speaks of whom the sentence before was about.
func (s *session) possessor(d draft, mention int, slots []slot) []slot {
	if s.doc.Mentions[mention].Label != entity.Possessive || len(slots) != 1 || !slices.Contains(s.actors(d), slots[0].actor) {
		return slots
	}
	x, ok := s.spokenOf(d.sentence)
	if !ok || slices.Contains(s.actors(d), x.actor) {
		return nil
	}
	x.role = slots[0].role
	return []slot{x}
}
