package index

import (
	"cmp"
	"math"
	"slices"

	"chancery"
)

// Took reports whether the event is contact that took place.
func Took(e *chancery.Event) bool {
	return e.Kind.Engagement() && (e.Modality == chancery.Occurred || e.Modality == chancery.Ongoing)
}

// Contacts are the engagements of an actor that took place.
type Contacts struct {
	Count       int
	First, Last *chancery.Event // that have a date; nil when none has one
	Met         []Met           // whom the actor met most first, then by id
}

// Met is somebody whom an actor met.
type Met struct {
	ID    string
	As    *chancery.Participant // as when they met last
	Count int                   // engagements
}

// Contacts counts whom the actor met in events that are newest first: for a
// person the persons of other parties, for a party the other parties.
func (x *Index) Contacts(a *chancery.Actor, events []*chancery.Event) Contacts {
	var out Contacts
	met := map[string]*Met{}
	for _, e := range events {
		if !Took(e) {
			continue
		}
		out.Count++
		if Earliest(e.Date) != chancery.LastDay {
			out.First, out.Last = e, cmp.Or(out.Last, e)
		}
		here := map[string]bool{}
		for i := range e.Participants {
			p := &e.Participants[i]
			id := p.ID
			if a.Type != chancery.Person {
				id = PartyOf(p)
			} else if p.Type != chancery.Person {
				continue
			}
			if id == "" || x.Covers(a.ID, p) || here[id] || a.Of != "" && x.Covers(a.Of, p) {
				continue
			}
			here[id] = true
			if met[id] == nil {
				met[id] = &Met{ID: id, As: p}
			}
			met[id].Count++
		}
	}
	for _, m := range met {
		out.Met = append(out.Met, *m)
	}
	slices.SortFunc(out.Met, func(a, b Met) int { return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.ID, b.ID)) })
	return out
}

// ActsFor are the parties for which the actor took part in the events, its own
// first.
func ActsFor(a *chancery.Actor, events []*chancery.Event) []string {
	var out []string
	add := func(of string) {
		if of != "" && of != a.ID && !slices.Contains(out, of) {
			out = append(out, of)
		}
	}
	add(a.Of)
	for _, e := range events {
		for i := range e.Participants {
			if e.Participants[i].ID == a.ID {
				add(PartyOf(&e.Participants[i]))
			}
		}
	}
	return out
}

// Doubts are the judgements of the program that nobody has answered and whose
// score is near the line from which on claims are one event, the nearest first.
func (x *Index) Doubts(line float64) []*chancery.Judgement {
	judged := map[[2]string]bool{}
	var out []*chancery.Judgement
	for _, j := range x.Judgements { // people's come before the program's
		a, b := x.EventOf(j.A), x.EventOf(j.B)
		if a == nil || b == nil {
			continue
		}
		pair := [2]string{min(a.ID, b.ID), max(a.ID, b.ID)}
		switch {
		case j.By != chancery.Program:
			judged[pair] = true
		case j.Verdict == chancery.Unsure && a != b && !judged[pair], a == b && j.Score < line+0.5:
			out = append(out, j)
		}
	}
	slices.SortStableFunc(out, func(a, b *chancery.Judgement) int {
		return cmp.Compare(math.Abs(a.Score-line), math.Abs(b.Score-line))
	})
	return out
}

// ParticipantName is what a participant goes by: in the record where it has a
// name; of a participant without a name and office the party. It is empty for
// the holder of an office whom no report names.
func (x *Index) ParticipantName(p *chancery.Participant) string {
	nameless := p.Office == nil || OfficeName(*p.Office) == ""
	switch known := x.Actor(p.ID); {
	case p.Type == chancery.Delegation:
		return x.DelegationName(cmp.Or(p.ID, p.Name), PartyOf(p))
	case known != nil && (p.Name != "" || nameless):
		return known.Name
	case p.Name == "" && nameless:
		return x.Name(PartyOf(p))
	}
	return p.Name
}
