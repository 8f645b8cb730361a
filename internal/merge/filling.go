package merge

import (
	"cmp"
	"fmt"
	"slices"
	"sync"

	"chancery"
	"chancery/data"
	"chancery/internal/gazetteer"
	"chancery/internal/name"
)

// leaders is part of the program, so a fault in it is a fault of the build.
var leaders = sync.OnceValue(func() *gazetteer.Leaders {
	l, err := gazetteer.LoadLeaders(data.FS)
	if err != nil {
		panic(fmt.Errorf("merge: %w", err))
	}
	return l
})

// longestReign is the width in days of a date on which one person can be
// supposed to have held an office throughout.
const longestReign = 31

// suppose tells who held the offices of an event whose holders no report names,
// where the table of leaders knows one person for all of its date; else for that
// of its newest report. It is no name of the participant: no report gives it.
func (f *folding) suppose(e *entry, c *cluster) {
	on := e.Date
	if w := on.Width(); w < 0 || w > longestReign {
		on = ""
		for _, i := range c.claims {
			if d := f.reports[f.report[i]].Published; d.Width() >= 0 && d.Width() <= longestReign && firstDay(d) != chancery.LastDay && (on == "" || firstDay(d) > firstDay(on)) {
				on = d
			}
		}
	}
	for k := range e.Participants {
		p := &e.Participants[k]
		if p.Type != chancery.Person || p.Name != "" || p.Office == nil {
			continue
		}
		title := name.ParseTitle(p.Office.Title, p.Office.Text)
		if held := leaders().Holding(title, partyOf(p), on); title.Single() && len(held) == 1 {
			p.Supposed = &chancery.Supposed{Name: held[0].Name, From: gazetteer.LeadersFile}
		}
	}
}

// fillClaims puts into the record's copies of the claims what their events
// know from other claims, as inferred, and notes where it is from. A report's
// own words are never overwritten: only what it leaves open is filled, and the
// day of publication, which says nothing about the event, gives way to a date.
func (f *folding) fillClaims(clusters []*cluster, events []*entry) {
	for n, c := range clusters {
		for _, i := range c.claims {
			f.fillDate(i, events[n])
			f.fillPlace(i, events[n])
			f.fillNames(i)
		}
	}
	for _, c := range clusters {
		for _, i := range c.claims {
			f.fillGroups(i, c)
		}
	}
}

func (f *folding) fillDate(i int, e *entry) {
	h := f.claims[i].Event
	better := h.DateBasis == chancery.Published && e.DateBasis != chancery.Published && h.Date.Overlaps(e.Date, 0)
	if e.dateFrom == none || h.Date != "" && !better { // nothing, or no report's
		return
	}
	h.Date, h.DateBasis = e.Date, chancery.Inferred
	f.note(i, "date", none, e.dateFrom)
}

func (f *folding) fillPlace(i int, e *entry) {
	if h := f.claims[i].Event; e.placeFrom != none && tellsMore(e.Place, h.Place) {
		h.Place = inferred(e.Place)
		f.note(i, "place", none, e.placeFrom)
	}
}

// fillNames names the holders of offices whom another report names.
func (f *folding) fillNames(i int) {
	for k, a := range f.seats[i] {
		if from, found := f.named[ref{i, k}]; found {
			f.claims[i].Event.Participants[k].Name = f.actors[a].shown
			f.note(i, "participants", a, from)
		}
	}
}

// note records that the claim's field was filled from another claim.
func (f *folding) note(i int, field string, actor, from int) {
	fill := chancery.Fill{Field: field, From: f.claims[from].ID}
	if actor != none {
		fill.Actor = f.actors[actor].id
	}
	f.claims[i].Filled = append(f.claims[i].Filled, fill)
}

// isGroup reports whether the participant is several unnamed people who hold
// offices of one kind: "committee heads".
func isGroup(p *chancery.Participant) bool {
	return p.Type == chancery.Delegation && p.Office != nil && cmp.Or(p.Office.Title, p.Office.Text) != ""
}

// fillGroups adds to a claim that has a group the people whom another report
// of the event lists in its stead. The group stays.
func (f *folding) fillGroups(i int, c *cluster) {
	for k := range f.seats[i] {
		group := f.claims[i].Event.Participants[k]
		if !isGroup(&group) {
			continue
		}
		for _, m := range f.membersOf(i, &group, c) {
			a := f.seats[m.claim][m.k]
			p := f.claims[m.claim].Event.Participants[m.k]
			p.Role, p.OfBase, p.Leads = group.Role, chancery.Inferred, ""
			f.claims[i].Event.Participants = append(f.claims[i].Event.Participants, p)
			f.note(i, "participants", a, m.claim)
			if from, found := f.named[m]; found {
				f.note(i, "participants", a, from)
			}
		}
	}
}

// several is the least number of people that a group stands for.
const several = 2

// membersOf finds the members of a group of claim i: people in the claims of
// other reports who hold offices of its kind for its party. Each is given once,
// as the least claim has it.
func (f *folding) membersOf(i int, group *chancery.Participant, c *cluster) []ref {
	others := slices.Clone(c.claims)
	slices.SortFunc(others, func(a, b int) int { return cmp.Compare(f.claims[a].ID, f.claims[b].ID) })
	here := map[int]bool{}
	for _, a := range f.seats[i] {
		here[a] = true
	}
	var out []ref
	for _, j := range others {
		if f.report[j] == f.report[i] {
			continue
		}
		found := f.listed(j, group, f.across(i, group))
		if len(found) < several {
			continue
		}
		for _, m := range found {
			if a := f.seats[j][m.k]; !here[a] {
				here[a] = true
				out = append(out, m)
			}
		}
	}
	return out
}

// across are the parties that sit on another side than the group in its claim.
func (f *folding) across(i int, group *chancery.Participant) []string {
	var out []string
	for k := range f.seats[i] {
		if p := &f.claims[i].Event.Participants[k]; p.Role != group.Role && partyOf(p) != "" {
			out = append(out, partyOf(p))
		}
	}
	return out
}

// listed are the people in claim j who can belong to the group; none when they
// act for more than one party.
func (f *folding) listed(j int, group *chancery.Participant, across []string) []ref {
	title, party := name.ParseTitle(group.Office.Title, group.Office.Text), partyOf(group)
	var out []ref
	for k, a := range f.seats[j] {
		p := &f.claims[j].Event.Participants[k]
		of := partyOf(p)
		if a == none || p.Type != chancery.Person || p.Office == nil || slices.Contains(across, of) ||
			!title.Includes(name.ParseTitle(p.Office.Title, p.Office.Text)) {
			continue
		}
		if of != "" && party != "" && of != party {
			if partyOf(group) == "" {
				return nil
			}
			continue
		}
		party = cmp.Or(party, of)
		out = append(out, ref{j, k})
	}
	return out
}
