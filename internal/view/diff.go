package view

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"chancery"
	"chancery/internal/index"
	"chancery/internal/prose"
)

// diffView is what changed from one record to another.
type diffView struct {
	Reports counted            `json:"reports"`
	New     list[eventRow]     `json:"events_new"`
	Gone    list[eventRow]     `json:"events_gone"`
	Changed list[changedRow]   `json:"events_changed"`
	Rows    map[string]counted `json:"rows"` // statements, figures, memberships, tenures, actors
}

// counted is how many there are now, and how many of them were not there before
// and are there no more.
type counted struct {
	Now  int `json:"now"`
	New  int `json:"new"`
	Gone int `json:"gone"`
}

// changedRow is an event that both records have, with the fields that differ.
type changedRow struct {
	Event  eventRow           `json:"event"`
	Fields list[changedField] `json:"fields"`
}

type changedField struct {
	Field string `json:"field"`
	Was   opt    `json:"was"`
	Is    opt    `json:"is"`
}

// Diff writes what changed from an older record to a newer one: events that are
// new, gone, or told otherwise, and the counts of all else. An event is the same
// as the older record's when they share a claim.
func Diff(w io.Writer, before, after *chancery.Record, s Style) error {
	v := diff(before, after)
	p := newPage(s)
	v.show(p)
	return p.writeTo(w)
}

// DiffJSON writes the same as one JSON object.
func DiffJSON(w io.Writer, before, after *chancery.Record) error {
	return writeJSON(w, diff(before, after))
}

func diff(before, after *chancery.Record) *diffView {
	was, is := lookup{index.New(before)}, lookup{index.New(after)}
	v := &diffView{Rows: map[string]counted{}}
	v.Reports = countBoth(ids(before.Reports, func(r *chancery.Report) string { return r.ID }), ids(after.Reports, func(r *chancery.Report) string { return r.ID }))
	v.Rows["statements"] = countBoth(ids(before.Statements, storedID), ids(after.Statements, storedID))
	v.Rows["figures"] = countBoth(ids(before.Figures, storedID), ids(after.Figures, storedID))
	v.Rows["memberships"] = countBoth(ids(before.Memberships, storedID), ids(after.Memberships, storedID))
	v.Rows["tenures"] = countBoth(ids(before.Tenures, storedID), ids(after.Tenures, storedID))
	v.Rows["actors"] = countBoth(ids(before.Actors, func(a *chancery.Actor) string { return a.ID }), ids(after.Actors, func(a *chancery.Actor) string { return a.ID }))
	met := map[*chancery.Event]bool{}
	for _, e := range is.Events {
		old := was.sharing(e)
		if old == nil {
			v.New = append(v.New, is.event(e))
			continue
		}
		met[old] = true
		if fields := changes(was.event(old), is.event(e)); len(fields) > 0 {
			v.Changed = append(v.Changed, changedRow{is.event(e), fields})
		}
	}
	for _, e := range was.Events {
		if !met[e] {
			v.Gone = append(v.Gone, was.event(e))
		}
	}
	return v
}

func storedID[T any](s *chancery.Stored[T]) string { return s.ID }

func ids[T any](all []T, id func(*T) string) map[string]bool {
	out := map[string]bool{}
	for i := range all {
		out[id(&all[i])] = true
	}
	return out
}

func countBoth(before, after map[string]bool) counted {
	c := counted{Now: len(after)}
	for id := range after {
		if !before[id] {
			c.New++
		}
	}
	for id := range before {
		if !after[id] {
			c.Gone++
		}
	}
	return c
}

// sharing is the event of this record that has most claims in common with
// another record's.
func (x lookup) sharing(e *chancery.Event) *chancery.Event {
	count := map[*chancery.Event]int{}
	var best *chancery.Event
	for _, id := range e.Claims {
		if mine := x.EventOf(id); mine != nil {
			count[mine]++
			if best == nil || count[mine] > count[best] {
				best = mine
			}
		}
	}
	return best
}

// changes are the fields in which two rows of one event differ.
func changes(was, is eventRow) []changedField {
	var out []changedField
	add := func(field, a, b string) {
		if a != b {
			out = append(out, changedField{field, opt(a), opt(b)})
		}
	}
	add("kind", string(was.Kind), string(is.Kind))
	add("name", string(was.Name), string(is.Name))
	add("modality", string(was.Modality), string(is.Modality))
	add("status", string(was.Status), string(is.Status))
	add("date", was.when(), is.when())
	add("place", where(was.Place), where(is.Place))
	add("participants", who(was.Participants), who(is.Participants))
	add("reports", prose.Count(was.Reports, "report"), prose.Count(is.Reports, "report"))
	return out
}

func where(p *placeRow) string {
	if p == nil {
		return ""
	}
	return p.label()
}

func who(all []partyRow) string {
	var out []string
	for i := range all {
		out = append(out, all[i].coded())
	}
	slices.Sort(out)
	return strings.Join(out, ", ")
}

func (v *diffView) show(p *page) {
	p.line(fmt.Sprintf("%s now: %d new, %d gone.", prose.Count(v.Reports.Now, "report"), v.Reports.New, v.Reports.Gone))
	events := func(name string, rows []eventRow) {
		if len(rows) == 0 {
			return
		}
		p.section(fmt.Sprintf("%s (%d)", name, len(rows)))
		for i := range rows {
			p.headed("  ", "    ", rows[i].paint(), rows[i].headline(), rows[i].short)
		}
	}
	events("New events", v.New)
	events("Events that are gone", v.Gone)
	if len(v.Changed) > 0 {
		p.section(fmt.Sprintf("Events told otherwise (%d)", len(v.Changed)))
		for i := range v.Changed {
			c := &v.Changed[i]
			p.headed("  ", "    ", c.Event.paint(), c.Event.headline(), c.Event.short)
			for _, f := range c.Fields {
				p.text("    ", "      ", dim, fmt.Sprintf("%s: %s, was %s", f.Field, orNothing(f.Is), orNothing(f.Was)))
			}
		}
	}
	p.section("All else")
	for _, name := range []string{"actors", "statements", "figures", "memberships", "tenures"} {
		c := v.Rows[name]
		p.field(name, fmt.Sprintf("%d now: %d new, %d gone", c.Now, c.New, c.Gone))
	}
}

func orNothing(o opt) string {
	if o == "" {
		return "nothing"
	}
	return string(o)
}
