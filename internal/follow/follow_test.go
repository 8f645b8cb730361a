package follow_test

import (
	"fmt"
	"strings"
	"testing"

	"chancery"
	"chancery/internal/follow"
	"chancery/internal/index"
)

// telling is a record of one event that each report tells of with one claim; of those
// with a ~ it is background.
func telling(e chancery.Event, reports ...string) *chancery.Record {
	rec := &chancery.Record{Actors: []chancery.Actor{{ID: "NOR", Type: chancery.State}, {ID: "PRT", Type: chancery.State}}}
	e.ID = "e1"
	e.Participants = []chancery.Participant{{ID: "NOR", Type: chancery.State}, {ID: "PRT", Type: chancery.State, Office: &chancery.Office{Title: "Minister of Foreign Affairs", Of: "PRT"}}}
	for _, name := range reports {
		name, passing := strings.CutPrefix(name, "~")
		rec.Reports = append(rec.Reports, chancery.Report{ID: name, Name: name})
		rec.Claims = append(rec.Claims, chancery.Claim{ID: "c" + name, Report: name, Sort: chancery.SortEvent, Event: &e.Happening, Context: passing})
		e.Claims, e.Reports = append(e.Claims, "c"+name), append(e.Reports, name)
	}
	rec.Events = []chancery.Event{e}
	return rec
}

func happened(date chancery.Date, place string, m chancery.Modality) chancery.Event {
	e := chancery.Event{Happening: chancery.Happening{Kind: chancery.KindMeeting, Date: date, Modality: m}}
	if place != "" {
		e.Place = &chancery.Place{Name: place, Country: "PRT"}
	}
	return e
}

// TestNew holds what is said of an event that reports a and b told of, when c comes.
func TestNew(t *testing.T) {
	planned := happened("2031-05", "", chancery.Planned)
	differing := happened("2031-05", "", chancery.Planned)
	differing.Conflicts = []chancery.Conflict{{Field: "date", Values: []chancery.ConflictValue{{Value: "2031-05"}, {Value: "2031-06-01"}}}}
	more := differing
	more.Conflicts = []chancery.Conflict{{Field: "date", Values: append(differing.Conflicts[0].Values[:2:2], chancery.ConflictValue{Value: "2031-07"})}}
	for name, test := range map[string]struct {
		before chancery.Event
		now    chancery.Event
		told   string // how c tells of it
		want   string
	}{
		"told again":            {planned, planned, "c", "known"},
		"in passing":            {planned, planned, "~c", "1 in passing"},
		"another day":           {planned, happened("2031-05-20", "", chancery.Planned), "c", "known, date 2031-05 > 2031-05-20"},
		"a place is known":      {planned, happened("2031-05", "Lisbon", chancery.Planned), "c", "known, place  > Lisbon (PRT)"},
		"it took place":         {planned, happened("2031-05", "", chancery.Occurred), "c", "known, modality planned > occurred"},
		"changed in passing":    {planned, happened("2031-05", "", chancery.Cancelled), "~c", "known, modality planned > cancelled"},
		"reports differ":        {planned, differing, "c", "known, date differs: 2031-05 / 2031-06-01"},
		"they differed before":  {differing, differing, "c", "known"},
		"they differ even more": {differing, more, "c", "known, date differs: 2031-05 / 2031-06-01 / 2031-07"},
	} {
		known := follow.NewKnown(telling(test.before, "a", "b"))
		x := index.New(telling(test.now, "a", "b", test.told))
		got := follow.New(x, []follow.File{{Kind: follow.Actor, A: "NOR"}}, 2, 3, map[string]bool{"c": true}, known)
		if words := inWords(got); words != test.want || got.Reports != 1 || got.Waiting {
			t.Errorf("%s: %q, want %q", name, words, test.want)
		}
	}
}

// inWords says what is new in the first file.
func inWords(t follow.Today) string {
	var out []string
	for _, n := range t.Files[0].News {
		if n.Known {
			out = append(out, "known")
		} else {
			out = append(out, "new")
		}
		for _, c := range n.Changes {
			if c.Differ {
				out = append(out, c.Field+" differs: "+c.Now)
			} else {
				out = append(out, c.Field+" "+c.Was+" > "+c.Now)
			}
		}
	}
	if p := t.Files[0].Passing; p > 0 {
		out = append(out, fmt.Sprint(p, " in passing"))
	}
	return strings.Join(out, ", ")
}

// TestFilter holds to which files an event belongs.
func TestFilter(t *testing.T) {
	e := happened("2031-05-20", "Lisbon", chancery.Occurred)
	e.Topics = []string{"trade"}
	rec := telling(e, "a")
	rec.Absorbed = map[string]string{"norge": "NOR"}
	x := index.New(rec)
	for _, test := range []struct {
		f    follow.File
		want bool
	}{
		{follow.File{Kind: follow.Actor, A: "NOR"}, true},
		{follow.File{Kind: follow.Actor, A: "norge"}, true}, // it was found to be the same
		{follow.File{Kind: follow.Actor, A: "GHA"}, false},
		{follow.File{Kind: follow.Pair, A: "PRT", B: "NOR"}, true},
		{follow.File{Kind: follow.Pair, A: "PRT", B: "GHA"}, false},
		{follow.File{Kind: follow.Office, A: "minister of foreign affairs", B: "PRT"}, true},
		{follow.File{Kind: follow.Office, A: "Minister of Foreign Affairs", B: "NOR"}, false},
		{follow.File{Kind: follow.Office, A: "Minister", B: "PRT"}, false},
		{follow.File{Kind: follow.Topic, A: "trade"}, true},
		{follow.File{Kind: follow.Topic, A: "visa"}, false},
		{follow.File{Kind: follow.Place, A: "lisbon"}, true},
		{follow.File{Kind: follow.Place, A: "PRT"}, true},
		{follow.File{Kind: follow.Place, A: "Oslo"}, false},
	} {
		if got := x.Select(test.f.Filter(x)).Len() == 1; got != test.want {
			t.Errorf("%+v: %v", test.f, got)
		}
		before := test.f
		if err := test.f.Identify(); err != nil || test.f.ID == "" {
			t.Errorf("%+v: %v", before, err)
		}
	}
}
