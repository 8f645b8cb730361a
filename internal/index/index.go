// Package index finds things in a record: by id, by what a user types, and by
// who took part in what. Views and briefs stand on it.
//
// Everything comes in an order that depends only on what the record holds, not
// on the order of its lists.
package index

import (
	"cmp"
	"slices"
	"strings"

	"chancery"
)

// Index is a record that can be looked things up in. It does not change the
// record, and the record must not change while the index is used. Any number of
// goroutines may use one index; what it returns is not to be changed.
type Index struct {
	Reports     []*chancery.Report // by name and id
	Claims      []*chancery.Claim  // by report and order
	Events      []*chancery.Event  // by Earliest, last day, wholes before parts, and where they are told first
	Actors      []*chancery.Actor  // by id, like all below
	Statements  []*chancery.Stored[chancery.Statement]
	Figures     []*chancery.Stored[chancery.Figure]
	Memberships []*chancery.Stored[chancery.Membership]
	Tenures     []*chancery.Stored[chancery.Tenure]
	Judgements  []*chancery.Judgement // by claims; people's before the program's

	absorbed map[string]string
	reports  map[string]*chancery.Report
	claims   map[string]*chancery.Claim
	order    map[string]int // of a claim: its place in Claims
	events   map[string]*chancery.Event
	actors   map[string]*chancery.Actor
	eventOf  map[string]*chancery.Event // of a claim
	parts    map[string][]*chancery.Event
	ids      []string // of reports, claims and events, sorted
	lists    lists
}

// New makes the index of a record.
func New(rec *chancery.Record) *Index {
	x := &Index{
		absorbed: rec.Absorbed,
		reports:  map[string]*chancery.Report{}, claims: map[string]*chancery.Claim{}, order: map[string]int{}, events: map[string]*chancery.Event{},
		actors: map[string]*chancery.Actor{}, eventOf: map[string]*chancery.Event{}, parts: map[string][]*chancery.Event{},
	}
	x.Reports = sorted(rec.Reports, func(a, b *chancery.Report) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
	})
	place := map[string]int{}
	for i, r := range x.Reports {
		place[r.ID] = i
		x.reports[r.ID] = r
	}
	x.Claims = sorted(rec.Claims, func(a, b *chancery.Claim) int {
		return cmp.Or(cmp.Compare(place[a.Report], place[b.Report]), cmp.Compare(a.Order, b.Order), cmp.Compare(a.ID, b.ID))
	})
	for i, c := range x.Claims {
		x.claims[c.ID], x.order[c.ID] = c, i
	}
	x.Events = x.inTime(rec.Events)
	x.Actors = sorted(rec.Actors, func(a, b *chancery.Actor) int { return cmp.Compare(a.ID, b.ID) })
	nameStates(x.Actors)
	x.Statements, x.Figures = rows(rec.Statements), rows(rec.Figures)
	x.Memberships, x.Tenures = rows(rec.Memberships), rows(rec.Tenures)
	x.Judgements = sorted(rec.Judgements, func(a, b *chancery.Judgement) int {
		byProgram := func(j *chancery.Judgement) int {
			if j.By == chancery.Program {
				return 1
			}
			return 0
		}
		return cmp.Or(cmp.Compare(a.A, b.A), cmp.Compare(a.B, b.B), byProgram(a)-byProgram(b), b.At.Compare(a.At),
			cmp.Compare(a.By, b.By), cmp.Compare(a.Verdict, b.Verdict), cmp.Compare(a.Why, b.Why))
	})
	x.fill()
	x.lists = x.newLists()
	return x
}

func (x *Index) fill() {
	for _, r := range x.Reports {
		x.ids = append(x.ids, r.ID)
	}
	for _, c := range x.Claims {
		x.ids = append(x.ids, c.ID)
	}
	for _, a := range x.Actors {
		x.actors[a.ID] = a
	}
	for _, e := range x.Events {
		x.events[e.ID] = e
		x.ids = append(x.ids, e.ID)
		for _, c := range e.Claims {
			x.eventOf[c] = e
		}
	}
	slices.Sort(x.ids)
	x.ids = slices.Compact(x.ids)
	for _, e := range x.Events {
		if p := x.Parent(e); p != nil {
			x.parts[p.ID] = append(x.parts[p.ID], e)
		}
	}
}

// inTime are the events by Earliest, last day, wholes before parts, and where they
// are told first. The keys are worked out once: reading dates costs more than
// sorting.
func (x *Index) inTime(events []chancery.Event) []*chancery.Event {
	type keyed struct {
		event       *chancery.Event
		first, last chancery.Day
		told        int
	}
	all := make([]keyed, len(events))
	for i := range events {
		e := &events[i]
		all[i] = keyed{e, Earliest(e.Date), latest(e.Date), x.told(e)}
	}
	slices.SortFunc(all, func(a, b keyed) int {
		return cmp.Or(cmp.Compare(a.first, b.first), cmp.Compare(a.last, b.last),
			cmp.Compare(min(len(a.event.PartOf), 1), min(len(b.event.PartOf), 1)), cmp.Compare(a.told, b.told), cmp.Compare(a.event.ID, b.event.ID))
	})
	out := make([]*chancery.Event, len(all))
	for i := range all {
		out[i] = all[i].event
	}
	return out
}

// sorted are pointers to the items, in order.
func sorted[T any](items []T, by func(a, b *T) int) []*T {
	out := make([]*T, len(items))
	for i := range items {
		out[i] = &items[i]
	}
	slices.SortFunc(out, by)
	return out
}

func rows[T any](items []chancery.Stored[T]) []*chancery.Stored[T] {
	return sorted(items, func(a, b *chancery.Stored[T]) int { return cmp.Compare(a.ID, b.ID) })
}

// Earliest is the day by which an event stands in a timeline: the first that
// its date can mean, or the last where the first is open. An unknown date comes
// after all others.
func Earliest(d chancery.Date) chancery.Day {
	first, last, ok := d.Bounds()
	switch {
	case !ok:
		return chancery.LastDay
	case first == chancery.FirstDay:
		return last
	}
	return first
}

// told is the place of the event's first claim, in order of the reports and of
// their text.
func (x *Index) told(e *chancery.Event) int {
	first := len(x.Claims)
	for _, id := range e.Claims {
		if at, ok := x.order[id]; ok {
			first = min(first, at)
		}
	}
	return first
}

// Latest is the day by which an event stands where the newest come first: the
// last that its date can mean, or the first where the last is open. An unknown
// date comes after all others.
func Latest(d chancery.Date) chancery.Day {
	first, last, ok := d.Bounds()
	switch {
	case !ok:
		return chancery.LastDay
	case last == chancery.LastDay:
		return first
	}
	return last
}

func latest(d chancery.Date) chancery.Day {
	if _, last, ok := d.Bounds(); ok {
		return last
	}
	return chancery.LastDay
}

// Report is the report with the id, or nil.
func (x *Index) Report(id string) *chancery.Report { return x.reports[id] }

// Claim is the claim with the id, or nil.
func (x *Index) Claim(id string) *chancery.Claim { return x.claims[id] }

// Event is the event with the id, or with an id that it has absorbed, or nil.
func (x *Index) Event(id string) *chancery.Event { return x.events[x.resolve(id, x.hasEvent)] }

// Actor is the actor with the id, or with an id that it has absorbed, or nil.
func (x *Index) Actor(id string) *chancery.Actor { return x.actors[x.resolve(id, x.hasActor)] }

// EventOf is the event that the claim is part of, or nil.
func (x *Index) EventOf(claim string) *chancery.Event { return x.eventOf[claim] }

func (x *Index) hasEvent(id string) bool { return x.events[id] != nil }
func (x *Index) hasActor(id string) bool { return x.actors[id] != nil }

// resolve follows absorbed ids until one is known.
func (x *Index) resolve(id string, known func(string) bool) string {
	for range len(x.absorbed) {
		next, merged := x.absorbed[id]
		if known(id) || !merged {
			break
		}
		id = next
	}
	return id
}

// Answers are the ids that were merged away and that id answers for, sorted.
func (x *Index) Answers(id string) []string {
	var out []string
	for old := range x.absorbed {
		if old != id && x.resolve(old, func(s string) bool { return s == id }) == id {
			out = append(out, old)
		}
	}
	slices.Sort(out)
	return out
}

// Parent is the visit or conference that the event belongs to, or nil. An event
// that would belong to itself, directly or through others, has none.
func (x *Index) Parent(e *chancery.Event) *chancery.Event {
	if e.PartOf == "" {
		return nil
	}
	parent := x.Event(e.PartOf)
	above := parent
	for range x.Events { // no chain is longer
		if above == nil {
			break
		}
		if above == e {
			return nil
		}
		above = x.Event(above.PartOf)
	}
	return parent
}

// Parts are the events that belong to the visit or conference, in order.
func (x *Index) Parts(e *chancery.Event) []*chancery.Event { return x.parts[e.ID] }

// Background reports whether every report tells of the event in passing only,
// not as its news.
func (x *Index) Background(e *chancery.Event) bool {
	n := 0
	for _, id := range e.Claims {
		if c := x.claims[id]; c != nil {
			if !c.Context {
				return false
			}
			n++
		}
	}
	return n > 0
}

// ShortID is the least number of letters of an id that is shown.
const ShortID = 8

// Short is the beginning of the id of a report, claim or event, long enough
// that Find knows what is meant.
func (x *Index) Short(id string) string {
	at, ok := slices.BinarySearch(x.ids, id)
	if !ok {
		return id
	}
	n := ShortID
	for _, near := range []int{at - 1, at + 1} {
		if near >= 0 && near < len(x.ids) {
			n = max(n, common(id, x.ids[near])+1)
		}
	}
	return id[:min(n, len(id))]
}

func common(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// Name is the name of an actor or code: as most reports write it, or the code
// itself where the record has no name.
func (x *Index) Name(id string) string {
	if a := x.Actor(id); a != nil && a.Name != "" {
		return a.Name
	}
	return id
}

// DelegationName is the name of a delegation, by its id; one that is called no
// more than a delegation is named after the party.
func (x *Index) DelegationName(id, party string) string {
	known := x.Name(id)
	if !strings.Contains(known, " ") && party != "" {
		return "delegation of " + party
	}
	return known
}

// PartyOf is whom the participant acts for; empty when that is unknown.
func PartyOf(p *chancery.Participant) string {
	switch {
	case p.Of != "":
		return p.Of
	case p.Office != nil:
		return p.Office.Of
	}
	return ""
}

// Covers reports whether the participant is the actor or acts for it: a state
// covers its ministers and its delegations, a delegation its leader, a person
// only itself.
func (x *Index) Covers(actor string, p *chancery.Participant) bool {
	if actor == p.ID || actor == p.Leads {
		return actor != ""
	}
	of := PartyOf(p)
	for range len(x.Actors) + 1 { // a chain of bodies cannot be longer
		if of == actor {
			return actor != ""
		}
		body := x.Actor(of)
		if body == nil {
			return false
		}
		of = body.Of
	}
	return false
}

// CoversActor reports whether the other actor is the first or acts for it.
func (x *Index) CoversActor(actor, other string) bool {
	p := chancery.Participant{ID: other}
	if a := x.Actor(other); a != nil {
		p.Of = a.Of
	}
	return x.Covers(actor, &p)
}

// Together reports whether every one of the actors takes part in the event,
// each by a participant of its own.
func (x *Index) Together(e *chancery.Event, actors ...string) bool {
	return x.seat(e, actors, make([]bool, len(e.Participants)))
}

func (x *Index) seat(e *chancery.Event, actors []string, taken []bool) bool {
	if len(actors) == 0 {
		return true
	}
	for i := range e.Participants {
		if taken[i] || !x.Covers(actors[0], &e.Participants[i]) {
			continue
		}
		taken[i] = true
		if x.seat(e, actors[1:], taken) {
			return true
		}
		taken[i] = false
	}
	return false
}

// With are the events in which all of the actors take part, in order.
func (x *Index) With(actors ...string) []*chancery.Event {
	switch len(actors) {
	case 0:
		return x.Events
	case 1:
		return x.lists.taking()[actors[0]]
	}
	few := x.lists.taking()[actors[0]]
	for _, a := range actors[1:] {
		if other := x.lists.taking()[a]; len(other) < len(few) {
			few = other
		}
	}
	var out []*chancery.Event
	for _, e := range few {
		if x.Together(e, actors...) {
			out = append(out, e)
		}
	}
	return out
}

// NewestFirst turns events that are in order round; those without a date stay
// at the end.
func NewestFirst(events []*chancery.Event) []*chancery.Event {
	type dated struct {
		event       *chancery.Event
		first, last chancery.Day
	}
	all := make([]dated, len(events))
	for i, e := range events {
		all[i] = dated{e, Earliest(e.Date), Latest(e.Date)}
	}
	slices.SortStableFunc(all, func(a, b dated) int {
		if a.first == chancery.LastDay || b.first == chancery.LastDay {
			return cmp.Compare(a.first, b.first)
		}
		return cmp.Or(cmp.Compare(b.last, a.last), cmp.Compare(b.first, a.first))
	})
	out := make([]*chancery.Event, len(all))
	for i := range all {
		out[i] = all[i].event
	}
	return out
}

// Outlets are the publisher and those it repeats, "publisher < agency".
func Outlets(r *chancery.Report) string {
	if len(r.Chain) > 0 {
		return strings.Join(r.Chain, " < ")
	}
	return r.Outlet
}
