package index

import (
	"cmp"
	"slices"
	"strings"

	"chancery"
	"chancery/internal/name"
)

// Answers to questions that are asked again and again, as events: the newest
// first, none where the record does not know.

// LastContact is the newest engagement of both that took place on a known day.
func (x *Index) LastContact(a, b *chancery.Actor) []*chancery.Event {
	for _, e := range NewestFirst(x.With(a.ID, b.ID)) {
		if Took(e) && Earliest(e.Date) != chancery.LastDay {
			return []*chancery.Event{e}
		}
	}
	return nil
}

// AskedOf are the requests of the first to the second, those that are still open
// first. About is a topic, a thing or other words of the request; empty for all.
func (x *Index) AskedOf(a, b *chancery.Actor, about string) []*chancery.Event {
	var out []*chancery.Event
	for _, e := range NewestFirst(x.With(a.ID, b.ID)) {
		asks := func(p chancery.Participant) bool { return p.Role == chancery.Initiator && x.Covers(a.ID, &p) }
		asked := func(p chancery.Participant) bool { return p.Role != chancery.Initiator && x.Covers(b.ID, &p) }
		if e.Kind == chancery.KindRequest && slices.ContainsFunc(e.Participants, asks) && slices.ContainsFunc(e.Participants, asked) && x.speaksOf(e, about) {
			out = append(out, e)
		}
	}
	return OpenFirst(out)
}

// OpenFirst sorts events, and gives them: those that are open before all others.
func OpenFirst(events []*chancery.Event) []*chancery.Event {
	open := func(e *chancery.Event) int {
		if e.Status == chancery.StatusOpen {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(events, func(a, b *chancery.Event) int { return cmp.Compare(open(a), open(b)) })
	return events
}

// leastWord is how many bytes of a word are compared at least: "mine" is in "mines".
const leastWord = 4

// speaksOf reports whether each word is in the topics, the things or the quoted
// words of an event; an "s" or other ending may differ.
func (x *Index) speaksOf(e *chancery.Event, words string) bool {
	all := append(append(slices.Clone(e.Topics), e.Things...), e.Frameworks...)
	for _, id := range e.Claims {
		if c := x.Claim(id); c != nil {
			if at, ok := c.Source("event"); ok {
				all = append(all, at.Quote)
			}
		}
	}
	text := " " + name.Fold(strings.Join(all, " "))
	return !slices.ContainsFunc(strings.Fields(name.Fold(words)), func(w string) bool {
		return !strings.Contains(text, " "+w[:max(len(w)-1, min(len(w), leastWord))])
	})
}

// VisitsTo are the visits to a state, or to a place by its name, within a date; of
// those who came, by is one of them or whom they act for. Nil is anybody, an empty
// date any time.
func (x *Index) VisitsTo(place string, by *chancery.Actor, on chancery.Date) []*chancery.Event {
	f := Filter{Kinds: []chancery.Kind{chancery.KindVisit}, Places: []string{place}, From: on, Until: on}
	if found := x.Named(place); len(found) == 1 && found[0].Type == chancery.State {
		f.Places = []string{found[0].ID}
	}
	var out []*chancery.Event
	for _, e := range x.Select(f).Newest() {
		came := func(p chancery.Participant) bool { return p.Role == chancery.Visitor && x.Covers(by.ID, &p) }
		if by == nil || slices.ContainsFunc(e.Participants, came) {
			out = append(out, e)
		}
	}
	return out
}
