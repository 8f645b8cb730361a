package index_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"chancery"
	"chancery/internal/index"
	"chancery/internal/recordtest"
)

// what names whatever was found.
func what(f index.Found) string {
	switch {
	case f.Actor != nil:
		return "actor " + f.Actor.ID
	case f.Event != nil:
		return "event " + f.Event.ID
	case f.Report != nil:
		return "report " + f.Report.Name
	}
	return "claim " + f.Claim.ID
}

func TestFind(t *testing.T) {
	x := index.New(recordtest.Sample(t))
	for query, want := range map[string]string{
		"Žofia Blahová":       "actor zofia-blahova-1",
		"BLAHOVA":             "actor zofia-blahova-1", // whole form, without accent
		"zofia":               "actor zofia-blahova-1", // beginning
		"asiedu":              "actor kwabena-asiedu-mensah",
		"rafnsdott":           "actor solrun-hrafnsdottir", // middle of a word
		"GHA":                 "actor GHA",
		"ghana":               "actor GHA", // a whole name before the delegation that has the word
		"Gana":                "actor GHA",
		"Blahová Žofia":       "actor zofia-blahova-1", // surname first
		"Mensah Kwabena":      "actor kwabena-asiedu-mensah",
		"Hrafnsdotir":         "actor solrun-hrafnsdottir", // by its sound
		"zhofia blahowa":      "actor zofia-blahova-1",
		"Oskce":               "actor OSCE", // one word that sounds so, before those with more
		"agit":                "actor OSCE",
		"osce":                "actor OSCE", // before OSCE PA
		"parliamentary":       "actor OSCE PA",
		"harbour":             "event " + recordtest.Forum,
		"november":            "report november.txt",
		"november.txt":        "report november.txt",
		"fisheries":           "report fisheries-call.txt",
		"r300000000000003":    "report speaker.txt",
		"r30000":              "report speaker.txt",
		recordtest.Visit:      "event " + recordtest.Visit,
		recordtest.Visit[:8]:  "event " + recordtest.Visit,
		"ca21000000000000":    "claim ca21000000000000", // a claim of the visit
		"cb31000000000000":    "event " + recordtest.Received,
		recordtest.AbsorbedID: "actor zofia-blahova-1",
		"ca18000000000000":    "claim ca18000000000000",
	} {
		f, err := x.Find(query)
		if err != nil {
			t.Errorf("Find(%q): %v", query, err)
		} else if got := what(f); got != want {
			t.Errorf("Find(%q) is %s, want %s", query, got, want)
		}
	}
}

func TestFindFails(t *testing.T) {
	x := index.New(recordtest.Sample(t))
	for _, test := range []struct {
		query string
		code  chancery.Code
		says  []string
	}{
		{"Ruritania", chancery.NotFound, []string{`the record has no actor, event or report named "Ruritania"; chancery timeline lists what there is`}},
		{"", chancery.NotFound, []string{"no actor"}},
		{"...", chancery.NotFound, []string{"no actor"}},
		{"\u202e\x1b[2J", chancery.NotFound, []string{`\u202e\x1b[2J`}},
		{"delegation", chancery.Invalid, []string{"GHA:delegation  delegation of the Parliament of Ghana, delegation of GHA", "OSCE:delegation"}},
		{"ca1", chancery.NotFound, []string{"no actor"}}, // too short for an id
	} {
		_, err := x.Find(test.query)
		var known *chancery.Error
		if !errors.As(err, &known) || known.Code != test.code {
			t.Errorf("Find(%q): %v, want code %s", test.query, err, test.code)
			continue
		}
		for _, s := range test.says {
			if !strings.Contains(err.Error(), s) {
				t.Errorf("Find(%q): %q does not say %q", test.query, err, s)
			}
		}
	}
}

// TestNamesInCommonUse holds that a state that the reports name by its
// officials only has its usual name, and is found by it in any language.
func TestNamesInCommonUse(t *testing.T) {
	rec := &chancery.Record{Actors: []chancery.Actor{
		{ID: "NOR", Type: chancery.State, Name: "NOR"}, {ID: "NATO", Type: chancery.Organisation, Name: "NATO"},
		{ID: "anna-norway", Type: chancery.Person, Name: "Anna Norway"},
	}}
	x := index.New(rec)
	for query, want := range map[string]string{"norway": "NOR", "Norveç": "NOR", "Норвегия": "NOR", "OTAN": "NATO", "north atlantic alliance": "NATO"} {
		if a, err := x.FindActor(query); err != nil || a.ID != want {
			t.Errorf("FindActor(%q): %v, %v; want %s", query, a, err, want)
		}
	}
	if got := x.Name("NOR"); got != "Norway" || rec.Actors[0].Name != "NOR" {
		t.Errorf("the state is called %q, in the record %q", got, rec.Actors[0].Name)
	}
}

// TestManyCandidates holds that an error does not list a whole record.
func TestManyCandidates(t *testing.T) {
	rec := &chancery.Record{}
	for i := range 30 {
		rec.Actors = append(rec.Actors, chancery.Actor{ID: fmt.Sprintf("smith-%02d", i), Type: chancery.Person, Name: "John Smith"})
	}
	_, err := index.New(rec).FindActor("smith")
	if err == nil || !strings.Contains(err.Error(), "smith-09") || strings.Contains(err.Error(), "smith-10") || !strings.Contains(err.Error(), "and 20 more") {
		t.Errorf("got %v", err)
	}
}

func TestFindActorSkipsOthers(t *testing.T) {
	x := index.New(recordtest.Sample(t))
	if a, err := x.FindActor("solrun"); err != nil || a.ID != "solrun-hrafnsdottir" {
		t.Errorf("got %v, %v", a, err)
	}
	var known *chancery.Error
	if _, err := x.FindActor("november"); !errors.As(err, &known) || known.Code != chancery.NotFound {
		t.Errorf("got %v, want not found", err)
	}
}

func ids(events []*chancery.Event) (out []string) {
	for _, e := range events {
		out = append(out, e.ID)
	}
	return out
}

func TestWith(t *testing.T) {
	x := index.New(recordtest.Sample(t))
	for _, test := range []struct {
		actors []string
		want   []string
	}{
		{[]string{"OSCE PA"}, []string{recordtest.Session, recordtest.Assembly}},
		{[]string{"GHA", "ISL"}, []string{recordtest.Call, recordtest.PutOff}},
		{[]string{"GHA:delegation"}, []string{recordtest.Session, recordtest.Assembly}}, // through its leader
		{[]string{"zofia-blahova-1", "OSCE"}, []string{recordtest.Speaker}},             // her delegation; not she alone
		{[]string{"ISL", "OSCE"}, nil},
	} {
		if got := ids(x.With(test.actors...)); !slices.Equal(got, test.want) {
			t.Errorf("With(%v) = %v, want %v", test.actors, got, test.want)
		}
	}
}

// TestBodies walks a chain of bodies, and one that bites its tail.
func TestBodies(t *testing.T) {
	x := index.New(&chancery.Record{Actors: []chancery.Actor{
		{ID: "NOR"}, {ID: "ministry", Of: "NOR"}, {ID: "desk", Of: "ministry"}, {ID: "a", Of: "b"}, {ID: "b", Of: "a"},
	}})
	clerk := &chancery.Participant{ID: "clerk", Of: "desk"}
	if !x.Covers("NOR", clerk) || x.Covers("SWE", clerk) {
		t.Error("the clerk of the desk of the ministry acts for NOR alone")
	}
	if x.Covers("NOR", &chancery.Participant{ID: "c", Of: "a"}) {
		t.Error("a circle of bodies belongs to nobody")
	}
	if x.Covers("", &chancery.Participant{}) {
		t.Error("nobody covers nobody")
	}
}

// TestCircleOfParts holds that events which are part of each other are part of
// nothing, and none is lost.
func TestCircleOfParts(t *testing.T) {
	x := index.New(&chancery.Record{Events: []chancery.Event{{ID: "a", PartOf: "b"}, {ID: "b", PartOf: "a"}, {ID: "c", PartOf: "a"}, {ID: "d", PartOf: "gone"}, {ID: "e", PartOf: "e"}}})
	for _, e := range x.Events {
		if p := x.Parent(e); p != nil && e.ID != "c" {
			t.Errorf("%s is part of %s", e.ID, p.ID)
		}
	}
	if got := ids(x.Parts(x.Event("a"))); !slices.Equal(got, []string{"c"}) {
		t.Errorf("parts of a: %v", got)
	}
}

func TestShort(t *testing.T) {
	x := index.New(&chancery.Record{Events: []chancery.Event{{ID: "c0123456789a"}, {ID: "c0123456799b"}, {ID: "cffffffffffa"}, {ID: "c1"}}})
	for id, want := range map[string]string{"c0123456789a": "c012345678", "cffffffffffa": "cfffffff", "c1": "c1", "unknown": "unknown"} {
		if got := x.Short(id); got != want {
			t.Errorf("Short(%s) = %s, want %s", id, got, want)
		}
	}
	for _, e := range x.Events {
		if f, err := x.Find(x.Short(e.ID)); err != nil || f.Event != e {
			t.Errorf("the short id of %s finds %v, %v", e.ID, f.Event, err)
		}
	}
}

func TestOrder(t *testing.T) {
	dates := []chancery.Date{"2024", "[..2025-01-31]", "2025-02-01", "2025-02-01/2025-02-09", "2025-11", "", "XXXX-08-08"}
	var rec chancery.Record
	for i, d := range dates {
		rec.Events = append(rec.Events, chancery.Event{ID: fmt.Sprint("e", i), Happening: chancery.Happening{Date: d}})
	}
	for seed := range uint64(5) {
		x := index.New(recordtest.Shuffled(&rec, seed))
		if got, want := ids(x.Events), []string{"e0", "e1", "e2", "e3", "e4", "e5", "e6"}; !slices.Equal(got, want) {
			t.Errorf("got %v, want %v", got, want)
		}
		if got, want := ids(index.NewestFirst(x.Events)), []string{"e4", "e3", "e2", "e1", "e0", "e5", "e6"}; !slices.Equal(got, want) {
			t.Errorf("newest first: got %v, want %v", got, want)
		}
	}
}

func TestHoldings(t *testing.T) {
	got := map[string]string{}
	for _, h := range index.New(recordtest.Sample(t)).Holdings() {
		line := h.Name
		for _, s := range h.Seen {
			line += fmt.Sprintf(" %s%v", s.Date, s.Claims)
		}
		got[h.Office.Of+" "+h.Office.Title] = line
	}
	for office, want := range map[string]string{
		"OSCE Deputy Secretary General": "Žofia Blahová 2031-03-04[cb21000000000000 cb41000000000000 cc32000000000000] " +
			"[2031-03-04..2031-03-05][ca11000000000000 ca21000000000000] 2031-03-05[ca19000000000000]",
		"OSCE PA Secretary General": "Teodor Lindqvist [cb29000000000000] [2030-11-06..2030-11-08][cb94000000000000]", // of the day of the event, by the report that names the holder
		"GHA Speaker of Parliament": "Efua Dankwa-Ofori 2031-03-04[cc32000000000000]",                                 // the report's day: the event has none
	} {
		if got[office] != want {
			t.Errorf("%s: got %s, want %s", office, got[office], want)
		}
	}
}

// TestDue: a pledge with a date that lies ahead is due then; a request told
// after its day, and an event that waits for nothing, are not.
func TestDue(t *testing.T) {
	x := index.New(recordtest.Acts(t))
	for id, want := range map[string]chancery.Date{recordtest.Promised: "2031-07-01", recordtest.Asked: "", recordtest.Handed: ""} {
		if got := x.Due(x.Event(id)); got != want {
			t.Errorf("%s is due %q, want %q", id, got, want)
		}
	}
	if got := x.FirstTold(x.Event(recordtest.Handed)); got != "2031-05-03" {
		t.Errorf("told first %q", got)
	}
}
