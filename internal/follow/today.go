package follow

import (
	"fmt"
	"slices"
	"strings"

	"chancery"
	"chancery/internal/index"
	"chancery/internal/prose"
)

// Today is what is new for somebody since they looked last.
type Today struct {
	Seen    int64 // the last arrival that they have seen
	UpTo    int64 // the last arrival that this is about: what to mark as seen
	Reports int   // that came in between
	Files   []Fresh
	Waiting bool // what changed of what was known is still being worked out
}

// Fresh is what is new in a file.
type Fresh struct {
	File
	News    []News // newest first
	Passing int    // events of the file that new reports tell of in passing only
}

// News is an event that new reports tell as their news, or by which what was known
// of it has changed.
type News struct {
	Event   *chancery.Event
	Known   bool               // older reports tell of it, too
	Changes []Change           // of what was known
	Reports []*chancery.Report // the new ones that tell of it, in order
}

// Change is how what is known of an event differs from what was known.
type Change struct {
	Field    string // date, place or modality; or the field on which reports differ now
	Was, Now string // empty where it is not known
	Differ   bool   // reports differ, and Now has what they say
}

// New works out what is new, out of the record and of what was known; known is nil
// where that is still to come.
func New(x *index.Index, files []File, seen, upTo int64, fresh map[string]bool, known *Known) Today {
	t := Today{Seen: seen, UpTo: upTo, Reports: len(fresh), Waiting: known == nil}
	touched := touchedBy(x, fresh)
	newest := slices.DeleteFunc(slices.Clone(x.Newest()), func(e *chancery.Event) bool { return touched[e] == nil })
	for _, f := range files {
		out := Fresh{File: f}
		asked := x.Select(f.Filter(x))
		for _, e := range newest {
			if !asked.Has(e) {
				continue
			}
			one := touched[e]
			n := News{Event: e, Known: one.before != "", Reports: one.reports}
			if known != nil {
				n.Changes = known.changes(e, one.before)
			}
			if one.news || len(n.Changes) > 0 {
				out.News = append(out.News, n)
			} else {
				out.Passing++
			}
		}
		t.Files = append(t.Files, out)
	}
	return t
}

// touch is what new reports do to an event.
type touch struct {
	news    bool   // one tells it as its news
	before  string // a claim of an older report; empty where none tells of it
	reports []*chancery.Report
}

// touchedBy are the events of which new reports tell.
func touchedBy(x *index.Index, fresh map[string]bool) map[*chancery.Event]*touch {
	out := map[*chancery.Event]*touch{}
	for _, r := range x.Reports {
		if !fresh[r.ID] {
			continue
		}
		for _, c := range x.ClaimsOf(r.ID) {
			e := x.EventOf(c.ID)
			if e == nil {
				continue
			}
			if out[e] == nil {
				out[e] = &touch{before: older(x, e, fresh)}
			}
			out[e].news = out[e].news || !c.Context
			if !slices.Contains(out[e].reports, r) {
				out[e].reports = append(out[e].reports, r)
			}
		}
	}
	return out
}

// older is the first claim of the event that is of no new report.
func older(x *index.Index, e *chancery.Event, fresh map[string]bool) string {
	for _, c := range x.Telling(e) {
		if !fresh[c.Report] {
			return c.ID
		}
	}
	return ""
}

// Known is what was known at a mark, as far as it is compared.
type Known struct {
	events []then
	of     map[string]int // of a claim: its place in events
}

// then is an event as it was known.
type then struct {
	date     chancery.Date
	place    string
	modality chancery.Modality
	differ   map[string]int // how many values of a field there were
}

// NewKnown keeps of a record what is compared.
func NewKnown(rec *chancery.Record) *Known {
	k := &Known{of: map[string]int{}}
	for i := range rec.Events {
		e := &rec.Events[i]
		for _, id := range e.Claims {
			k.of[id] = len(k.events)
		}
		k.events = append(k.events, then{e.Date, placeName(e.Place), e.Modality, valuesOf(e)})
	}
	return k
}

func valuesOf(e *chancery.Event) map[string]int {
	if len(e.Conflicts) == 0 {
		return nil
	}
	out := map[string]int{}
	for _, c := range e.Conflicts {
		out[c.Field] = len(c.Values)
	}
	return out
}

func placeName(p *chancery.Place) string {
	switch {
	case p == nil:
		return ""
	case p.Name == "" || p.Country == "":
		return p.Name + p.Country
	}
	return fmt.Sprintf("%s (%s)", p.Name, p.Country)
}

// changes are how the event differs from what was known of it, by the claim.
func (k *Known) changes(e *chancery.Event, claim string) []Change {
	at, ok := k.of[claim]
	if !ok {
		return nil
	}
	was := &k.events[at]
	var out []Change
	add := func(field, before, now string) {
		if before != now {
			out = append(out, Change{Field: field, Was: prose.Clean(before), Now: prose.Clean(now)})
		}
	}
	add("date", string(was.date), string(e.Date))
	add("place", was.place, placeName(e.Place))
	add("modality", string(was.modality), string(e.Modality))
	for _, c := range e.Conflicts {
		if len(c.Values) <= was.differ[c.Field] {
			continue
		}
		var values []string
		for _, v := range c.Values {
			values = append(values, prose.Clean(v.Value))
		}
		out = append(out, Change{Field: c.Field, Now: strings.Join(values, " / "), Differ: true})
	}
	return out
}
