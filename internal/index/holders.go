package index

import (
	"cmp"
	"slices"
	"strings"

	"chancery"
	"chancery/internal/gazetteer"
	"chancery/internal/name"
)

// Held is an answer to who held an office on a date: from what reports show, or
// from the table of leaders.
type Held struct {
	Name   string
	Actor  string          // id; empty for whom the record does not know
	Office chancery.Office // as the source has it
	From   chancery.Date   // since when, as the source tells, or when the holder was first seen
	Until  chancery.Date   // until when; empty where the source tells no end
	Seen   []Sighting      // those that the answer rests on; none for the table
	Basis  chancery.Basis  // Stated where a report shows the holder in office on the date
	Table  string          // the table's file; empty for what reports show
}

// Answer is what is known of who held an office on a date.
type Answer struct {
	Office  chancery.Office
	On      chancery.Date // empty: now, as far as is known
	Holders []Held        // of equal worth; empty when the answer is not known
	Near    []Held        // when it is not known: who held the office before and after
}

// WhoHeld finds who held an office on a date, from the record's tenures, the
// offices in which people took part in events, and the table of leaders. Offices
// are the same when their titles are, in any wording, and they are of one party.
//
// A report that shows the holder in office on a day of the date states the
// answer. Else it is inferred: from somebody seen in office before and after,
// with nobody else between; else from the table. Without a date the answer is who
// was seen last. Nobody is supposed to hold an office on before the first or after
// the last sighting.
func (x *Index) WhoHeld(office chancery.Office, on chancery.Date, leaders *gazetteer.Leaders) Answer {
	out := Answer{Office: office, On: on}
	title := name.ParseTitle(office.Title, office.Text)
	seen := x.holdersOf(title, office.Of)
	if on == "" {
		out.Holders = x.latest(seen)
		if out.Holders == nil {
			out.Holders = fromTable(leaders.Latest(title, office.Of), office)
		}
		return out
	}
	for i := range seen {
		h := &seen[i]
		if told(h.From) != "" && told(h.Until) != "" && within(on, h.From, h.Until) {
			out.Holders = append(out.Holders, x.held(h, h.Seen, chancery.Stated))
		} else if at := sightingsOn(h, on); len(at) > 0 {
			basis := chancery.Inferred
			if slices.ContainsFunc(at, func(s Sighting) bool { return shows(s.Date, on) }) {
				basis = chancery.Stated
			}
			out.Holders = append(out.Holders, x.held(h, at, basis))
		}
	}
	if out.Holders == nil {
		out.Holders = x.between(seen, on)
	}
	if out.Holders == nil {
		out.Holders = fromTable(leaders.Holding(title, office.Of, on), office)
	}
	if out.Holders == nil {
		out.Near = x.near(seen, on)
	}
	return out
}

// holdersOf are the holdings of the office, in any wording of it, each holder once.
func (x *Index) holdersOf(title name.Title, of string) []Holding {
	var out []Holding
	for _, h := range x.Holdings() {
		if h.Office.Of != of || !name.ParseTitle(h.Office.Title, h.Office.Text).Equal(title) {
			continue
		}
		at := slices.IndexFunc(out, func(o Holding) bool { return o.Holder == h.Holder && (h.Holder != "" || o.Name == h.Name) })
		if at < 0 {
			out = append(out, h)
			continue
		}
		o := &out[at]
		o.From, o.Until = cmp.Or(o.From, h.From), cmp.Or(o.Until, h.Until)
		o.Seen = x.inOrder(append(slices.Clone(o.Seen), h.Seen...))
	}
	return out
}

func (x *Index) held(h *Holding, seen []Sighting, basis chancery.Basis) Held {
	out := Held{Name: h.Name, Actor: h.Holder, Office: h.Office, From: h.From, Until: h.Until, Seen: seen, Basis: basis}
	for _, s := range h.Seen { // unknown dates come first
		if first, last, ok := s.Date.Bounds(); ok && told(s.Date) != "" {
			out.From, out.Until = cmp.Or(out.From, first.Date()), cmp.Or(h.Until, last.Date())
		}
	}
	return out
}

// within reports whether all days of a date lie in an interval.
func within(on, from, until chancery.Date) bool {
	first, last, ok := on.Bounds()
	since, _, ok1 := from.Bounds()
	_, to, ok2 := until.Bounds()
	return ok && ok1 && ok2 && since <= first && last <= to
}

// shows reports whether what was seen then was so on the date: on a day of it, or
// over all of it.
func shows(seen, on chancery.Date) bool {
	first, last, _ := on.Bounds()
	return within(seen, first.Date(), last.Date()) || strings.Contains(string(seen), "/") && within(on, seen, seen)
}

// sightingsOn are the sightings of a holder that may be on the date; a sighting
// of which only an end is known is none.
func sightingsOn(h *Holding, on chancery.Date) []Sighting {
	var out []Sighting
	for _, s := range h.Seen {
		if s.Date.Width() >= 0 && told(s.Date) != "" && s.Date.Overlaps(on, 0) {
			out = append(out, s)
		}
	}
	return out
}

// around are the last sighting before the date and the first after it; nil where
// there is none.
func around(h *Holding, on chancery.Date) (before, after *Sighting) {
	first, last, _ := on.Bounds()
	for i := range h.Seen {
		s := &h.Seen[i]
		from, to, ok := s.Date.Bounds()
		switch {
		case !ok || told(s.Date) == "":
		case to < first:
			before = s
		case from > last && after == nil:
			after = s
		}
	}
	return before, after
}

// between is the one who was seen in office before and after the date while
// nobody else was seen in it between.
func (x *Index) between(seen []Holding, on chancery.Date) []Held {
	for i := range seen {
		before, after := around(&seen[i], on)
		if before == nil || after == nil {
			continue
		}
		_, from, _ := before.Date.Bounds()
		to, _, _ := after.Date.Bounds()
		other := slices.ContainsFunc(seen, func(h Holding) bool {
			return h.Holder != seen[i].Holder && slices.ContainsFunc(h.Seen, func(s Sighting) bool {
				first, last, ok := s.Date.Bounds()
				return ok && first <= to && last >= from
			})
		})
		if !other {
			return []Held{x.held(&seen[i], []Sighting{*before, *after}, chancery.Inferred)}
		}
	}
	return nil
}

// latest is who was seen last in the office.
func (x *Index) latest(seen []Holding) []Held {
	var best *Holding
	for i := range seen {
		if h := &seen[i]; told(h.Last().Date) != "" && (best == nil || lastDay(h.Last().Date) > lastDay(best.Last().Date)) {
			best = h
		}
	}
	if best == nil {
		return nil
	}
	return []Held{x.held(best, []Sighting{best.Last()}, chancery.Inferred)}
}

// near are those seen in the office nearest to the date, the one before first.
func (x *Index) near(seen []Holding, on chancery.Date) []Held {
	var prior, next *Held
	for i := range seen {
		before, after := around(&seen[i], on)
		if before != nil && (prior == nil || lastDay(before.Date) > lastDay(prior.Seen[0].Date)) {
			h := x.held(&seen[i], []Sighting{*before}, chancery.Stated)
			prior = &h
		}
		if after != nil && (next == nil || Earliest(after.Date) < Earliest(next.Seen[0].Date)) {
			h := x.held(&seen[i], []Sighting{*after}, chancery.Stated)
			next = &h
		}
	}
	var out []Held
	for _, h := range []*Held{prior, next} {
		if h != nil {
			out = append(out, *h)
		}
	}
	return out
}

func fromTable(leaders []gazetteer.Leader, office chancery.Office) []Held {
	var out []Held
	for _, l := range leaders {
		out = append(out, Held{Name: l.Name, Office: chancery.Office{Title: cmp.Or(l.Title, office.Title), Of: l.State},
			From: l.Since, Until: l.Until, Basis: chancery.Inferred, Table: gazetteer.LeadersFile})
	}
	return out
}
