package view

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"chancery"
	"chancery/internal/index"
	"chancery/internal/prose"
)

// Query says which timeline is wanted.
type Query struct {
	Actors []string        // none, one or two names, codes or ids; all must take part
	Kinds  []chancery.Kind // none: of every kind
	Style
}

// Timeline writes the events in order of date, with the meetings of a visit
// below it. An actor that the record does not have is a NotFound error, a name
// of several an Invalid one.
func Timeline(w io.Writer, rec *chancery.Record, q Query) error {
	t, err := newTimeline(rec, q)
	if err != nil {
		return err
	}
	p := newPage(q.Style)
	t.show(p)
	return p.writeTo(w)
}

// TimelineJSON writes the same events, as {"actors": [...], "events": [...]};
// parts of an event come after it and name it as part_of. Style is not used.
func TimelineJSON(w io.Writer, rec *chancery.Record, q Query) error {
	t, err := newTimeline(rec, q)
	if err != nil {
		return err
	}
	out := struct {
		Actors list[actorRow] `json:"actors"`
		Events list[eventRow] `json:"events"`
	}{}
	for _, a := range t.actors {
		out.Actors = append(out.Actors, actorRow{opt(a.ID), opt(a.Type), opt(prose.Clean(a.Name)), opt(a.Of)})
	}
	var add func(entries []*entry)
	add = func(entries []*entry) {
		for _, e := range entries {
			out.Events = append(out.Events, e.row)
			add(e.parts)
		}
	}
	for _, s := range t.sections() {
		add(s.entries)
	}
	return writeJSON(w, out)
}

// actorRow names an actor.
type actorRow struct {
	ID   opt `json:"id"`
	Type opt `json:"type"`
	Name opt `json:"name"`
	Of   opt `json:"of"`
}

// timeline is the events that were asked for.
type timeline struct {
	actors  []*chancery.Actor
	entries []*entry // those that are part of no other
	kinds   string   // those that were asked for, in words
	count   int      // events that answer; those above them are shown too
	reports int
	code    int // columns for the party's code
}

// entry is an event with what is shown below it.
type entry struct {
	row   eventRow
	date  chancery.Date
	parts []*entry
}

func newTimeline(rec *chancery.Record, q Query) (*timeline, error) {
	names := q.Actors
	if len(names) > 2 {
		return nil, chancery.Errorf(chancery.Invalid, "a timeline is of at most two actors, not %d; put a name of several words in quotation marks", len(names))
	}
	x := lookup{index.New(rec)}
	actors, err := x.FindActors(names...)
	if err != nil {
		return nil, err
	}
	t := &timeline{reports: len(x.Reports), actors: actors, kinds: kindList(q.Kinds)}
	var ids []string
	for _, a := range actors {
		ids = append(ids, a.ID)
	}
	found := x.Select(index.Filter{Actors: ids, Kinds: q.Kinds})
	t.count = found.Len()
	tree := found.Tree()
	for _, e := range tree.Tops() {
		t.entries = append(t.entries, t.entry(x, e, tree))
	}
	return t, nil
}

// kindList names the kinds, in their usual order.
func kindList(kinds []chancery.Kind) string {
	var out []string
	for _, k := range chancery.Kinds() {
		if slices.Contains(kinds, k) {
			out = append(out, string(k))
		}
	}
	return prose.List(out)
}

const mostCode = 12

func (t *timeline) entry(x lookup, e *chancery.Event, tree index.Tree) *entry {
	out := &entry{row: x.event(e), date: e.Date}
	for _, s := range out.row.sides() {
		t.code = min(max(t.code, prose.Width(marked(s.of, s.inferred))), mostCode+1)
	}
	for _, part := range tree.Parts(e) {
		out.parts = append(out.parts, t.entry(x, part, tree))
	}
	return out
}

// section is a stretch of the timeline under one heading.
type section struct {
	title   string
	entries []*entry
}

// sections are the years, then what has no date, then what is only background.
func (t *timeline) sections() []section {
	var out []section
	undated, background := section{title: "Date not known"}, section{title: "Background, told in passing"}
	for _, e := range t.entries {
		day := index.Earliest(e.date)
		switch {
		case e.row.Background:
			background.entries = append(background.entries, e)
		case day == chancery.LastDay:
			undated.entries = append(undated.entries, e)
		default:
			year, _, _ := day.Civil()
			title := fmt.Sprint(year)
			if len(out) == 0 || out[len(out)-1].title != title {
				out = append(out, section{title: title})
			}
			out[len(out)-1].entries = append(out[len(out)-1].entries, e)
		}
	}
	slices.SortStableFunc(undated.entries, func(a, b *entry) int { return cmp.Compare(index.Earliest(a.row.told), index.Earliest(b.row.told)) })
	for _, s := range []section{undated, background} {
		if len(s.entries) > 0 {
			out = append(out, s)
		}
	}
	return out
}

func (t *timeline) show(p *page) {
	var names []string
	for _, a := range t.actors {
		names = append(names, titled(a))
	}
	who := prose.List(names)
	if t.count == 0 {
		switch {
		case t.kinds != "" && who == "":
			p.text("", "", plain, "No event of the kind "+t.kinds+".")
		case t.kinds != "":
			p.text("", "", plain, "No event of "+who+" of the kind "+t.kinds+".")
		case who == "":
			p.text("", "", plain, "The record has no events yet; chancery read adds reports.")
		case len(names) == 2:
			p.text("", "", plain, "No event of "+who+" together. Ask for one of them alone to see all that it has.")
		default:
			p.text("", "", plain, "No event of "+who+".")
		}
		return
	}
	if who == "" {
		who = fmt.Sprintf("All events from %s", prose.Count(t.reports, "report"))
	}
	head := who + ": " + prose.Count(t.count, "event")
	if t.kinds != "" {
		head += " of the kind " + t.kinds
	}
	p.text("", "", bold, head)
	legend := false
	for _, s := range t.sections() {
		p.section(s.title)
		for _, e := range s.entries {
			t.showEntry(p, e, "", "", 0)
			legend = legend || e.marked()
		}
	}
	if legend {
		p.line("")
		p.text("", "", dim, notStated+" not stated: the day of the report, or inferred")
	}
}

func (e *entry) marked() bool {
	for _, part := range e.parts {
		if part.marked() {
			return true
		}
	}
	return e.row.inferred()
}

// titled is a name with its code, where the two differ.
func titled(a *chancery.Actor) string {
	name, id := prose.Clean(a.Name), prose.Clean(a.ID)
	if (a.Type == chancery.State || a.Type == chancery.Organisation) && name != id && name != "" {
		return fmt.Sprintf("%s (%s)", name, id)
	}
	if name == "" {
		return id
	}
	return name
}

// deepest is how far parts of parts are indented.
const deepest = 3

// showEntry writes an event: first stands before its headline, rest before all
// that follows.
func (t *timeline) showEntry(p *page, e *entry, first, rest string, depth int) {
	body := plain
	if e.row.Background {
		body = dim
	}
	head := e.row
	if depth > 0 && head.Place.label() == head.above.label() {
		head.Place = nil // said above
	}
	inner := rest + "  "
	if len(e.parts) > 0 && depth < deepest {
		inner = rest + "│ "
	}
	p.headed(first, inner+"  ", e.row.paint(), head.headline(), e.row.short)
	for _, s := range e.row.sides() {
		code := prose.Cut(s.of, mostCode)
		if s.of == "" {
			code = "?"
		}
		code = marked(code, s.inferred)
		gap := strings.Repeat(" ", max(t.code+2-prose.Width(code), 1))
		lead := inner + code + gap
		p.text(lead, inner+strings.Repeat(" ", prose.Width(code+gap)), body, strings.Join(s.people, "; "))
	}
	p.text(inner, inner, dim, e.row.resting())
	for i, part := range e.parts {
		if depth >= deepest {
			t.showEntry(p, part, first, rest, depth)
			continue
		}
		if i == len(e.parts)-1 {
			t.showEntry(p, part, rest+"└ ", rest+"  ", depth+1)
		} else {
			t.showEntry(p, part, rest+"├ ", rest+"│ ", depth+1)
		}
	}
}
