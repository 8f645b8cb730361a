package speech

import (
	"slices"

	"chancery"
	"chancery/internal/entity"
)

// guest is whom "the guest" or "the host" means: the one person who comes, or
// receives, in what the report told before; none where it does not say.
func (s *session) guest(m int) int {
	x := s.doc.Mentions[m]
	role := chancery.Visitor
	switch {
	case x.Of != "":
		return none
	case s.w.hosts.before(s.t, x.Last-1) > 0:
		role = chancery.Host
	case s.w.visitors.before(s.t, x.Last-1) == 0:
		return none
	}
	found := none
	for _, c := range s.src.Events {
		e, ok := c.Source("event")
		if c.Event == nil || !ok || e.Start > s.t[x.First].Start {
			continue
		}
		for _, p := range c.Event.Participants {
			n := s.personNamed(p.Name)
			if p.Role != role || n == none || n == found {
				continue
			}
			if found != none {
				return none
			}
			found = n
		}
	}
	return found
}

// personNamed is the person of a name; none where there is no such.
func (s *session) personNamed(written string) int {
	return slices.IndexFunc(s.doc.Actors, func(a entity.Actor) bool {
		return written != "" && a.Type == chancery.Person && a.Name == written
	})
}
