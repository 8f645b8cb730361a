package desk

import (
	"context"

	"chancery"
	"chancery/internal/store"
)

// Known says on which part of the record a record as known on a day rests.
type Known struct {
	On      chancery.Day
	Reports int // published on that day or before
	Later   int // published afterwards
	Undated int // of an unknown day: left out, since nobody can say that they were known
}

// RecordAsKnown folds what could be known at the end of a day: the reports
// published until then, whenever they were read, and what people had decided.
// A report that gives no more than a month counts from that month's last day.
func (d *Desk) RecordAsKnown(ctx context.Context, on chancery.Day) (*chancery.Record, Known, error) {
	c, err := d.store.Load(ctx)
	if err != nil {
		return nil, Known{On: on}, err
	}
	then, known := knownOn(c, on)
	rec, err := fold(then)
	return rec, known, err
}

// EventsAsKnown is to RecordAsKnown what Events is to Record.
func (d *Desk) EventsAsKnown(ctx context.Context, on chancery.Day) (*chancery.Record, Known, error) {
	c, sketches, err := d.outline(ctx)
	if err != nil {
		return nil, Known{On: on}, err
	}
	then, known := knownOn(c, on)
	rec, err := foldOutline(then, sketches)
	return rec, known, err
}

// knownOn is the part of the contents that was known on a day.
func knownOn(c store.Contents, on chancery.Day) (then store.Contents, known Known) {
	known.On = on
	there := map[string]bool{}
	for _, r := range c.Reports {
		_, last, ok := r.Published.Bounds()
		switch {
		case !ok || last == chancery.LastDay:
			known.Undated++
		case last > on:
			known.Later++
		default:
			there[r.ID] = true
			then.Reports = append(then.Reports, r)
		}
	}
	known.Reports = len(then.Reports)
	for _, claim := range c.Claims {
		if there[claim.Report] {
			then.Claims = append(then.Claims, claim)
		}
	}
	for _, u := range c.Unread {
		if there[u.Report] {
			then.Unread = append(then.Unread, u)
		}
	}
	for _, decision := range c.Decisions {
		if at := decision.At.UTC(); chancery.DayOf(at.Year(), int(at.Month()), at.Day()) <= on {
			then.Decisions = append(then.Decisions, decision)
		}
	}
	return then, known
}
