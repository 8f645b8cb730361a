package event

import (
	"slices"

	"chancery"
	"chancery/internal/clause"
	"chancery/internal/entity"
)

// received lets an office without a name that a host receives be the visitor of whom the
// report has told, and not his counterpart, who was named last: "X came to Oslo and met
// his counterpart, Y. Then the president received the minister".
func (s *session) received() {
	for i := range s.drafts {
		d := &s.drafts[i]
		if d.kind != chancery.KindMeeting || len(s.side(*d, func(r chancery.Role) bool { return r == chancery.Host })) != 1 {
			continue
		}
		for k, x := range d.slots {
			m := s.doc.Mentions[x.mention]
			if x.role != chancery.Visitor || m.Label != entity.Holder || m.Name != "" || m.Of != "" {
				continue
			}
			if v := s.visitorBefore(i, m.Head); v >= 0 && v != x.actor && !s.goesOut(x.actor) {
				d.slots[k].actor = v
			}
		}
	}
}

// visitorBefore is the one person with the head of an office who came on a visit of which
// a draft before i tells; -1 for none, or where there are two.
func (s *session) visitorBefore(i int, head string) int {
	found := -1
	for _, v := range s.drafts[:i] {
		if v.kind != chancery.KindVisit || v.mood != clause.Told && v.mood != clause.Ongoing {
			continue
		}
		for _, n := range s.visitors(v) {
			if a := s.doc.Actors[n]; a.Type != chancery.Person || !slices.Contains(a.Heads, head) {
				continue
			}
			if found >= 0 && found != n {
				return -1
			}
			found = n
		}
	}
	return found
}

// goesOut reports whether an actor visits in any draft.
func (s *session) goesOut(actor int) bool {
	return slices.ContainsFunc(s.drafts, func(d draft) bool {
		return d.kind == chancery.KindVisit && slices.Contains(s.visitors(d), actor)
	})
}
