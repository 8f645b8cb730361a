package merge_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"chancery"
	"chancery/internal/merge"

	"github.com/google/go-cmp/cmp"
)

// decide is a decision on the claims a and b, made on a day of May.
func decide(a, b string, act chancery.Act, day int) chancery.Decision {
	d := chancery.Decision{At: time.Date(2031, 5, day, 9, 0, 0, 0, time.UTC), By: "desk officer", Act: act, Why: "as the ministry says",
		On: []chancery.Target{{Claim: a, Sort: chancery.SortEvent}}}
	if act != chancery.ActReject {
		d.And = []chancery.Target{{Claim: b, Sort: chancery.SortEvent}}
	}
	return identified(d)
}

func identified(d chancery.Decision) chancery.Decision {
	if err := d.Identify(); err != nil {
		panic(err)
	}
	return d
}

func undo(d chancery.Decision, day int) chancery.Decision {
	return identified(chancery.Decision{At: time.Date(2031, 5, day, 9, 0, 0, 0, time.UTC), By: "desk officer", Act: chancery.ActUndo, Undoes: d.ID})
}

func set(claim, field, value string, day int) chancery.Decision {
	return identified(chancery.Decision{At: time.Date(2031, 5, day, 9, 0, 0, 0, time.UTC), By: "desk officer", Act: chancery.ActSet, Field: field, Value: value, Why: "I was there",
		On: []chancery.Target{{Claim: claim, Sort: chancery.SortEvent}}})
}

// threeAndOne are three reports of one meeting, and another of another.
func threeAndOne() ([]chancery.Report, []chancery.Claim) {
	return reports("r1 en 2031-04-03", "r2 en 2031-04-03", "r3 en 2031-04-03", "r4 en 2031-09-03"), claims(
		event("a r1 meeting 2031-04-02 Lisbon/PRT", vesna, pedro),
		event("b r2 meeting 2031-04-02 Lisbon/PRT", vesna, pedro),
		event("c r3 meeting 2031-04-02 Lisbon/PRT", vesna, pedro),
		event("d r4 meeting 2031-09-02 Zagreb/HRV", ingrid, pedro))
}

func TestPeopleDecide(t *testing.T) {
	r, cs := threeAndOne()
	split := decide("a", "c", chancery.ActSplit, 1)
	split.On, split.And = append(split.On, chancery.Target{Claim: "b", Sort: chancery.SortEvent}), append(split.And, chancery.Target{Claim: "gone", Sort: chancery.SortEvent})
	same := decide("a", "d", chancery.ActSame, 1)
	undone := undo(same, 2)
	cases := []struct {
		name      string
		decisions []chancery.Decision
		want      string
	}{
		{"nothing said", nil, "a b c; d"},
		{"same, against every feature", []chancery.Decision{same}, "a b c d"},
		{"the pair turned round", []chancery.Decision{decide("d", "a", chancery.ActSame, 1)}, "a b c d"},
		{"different of a pair", []chancery.Decision{decide("a", "b", chancery.ActDifferent, 1)}, "a c; b; d"},
		{"different of all", []chancery.Decision{decide("a", "b", chancery.ActDifferent, 1), decide("a", "c", chancery.ActDifferent, 1), decide("b", "c", chancery.ActDifferent, 1)}, "a; b; c; d"},
		{"unsure takes the program's link away, not the others", []chancery.Decision{decide("a", "b", chancery.ActUnsure, 1)}, "a b c; d"},
		{"different splits same and same", []chancery.Decision{decide("a", "d", chancery.ActSame, 1), decide("b", "d", chancery.ActSame, 2), decide("a", "b", chancery.ActDifferent, 3)}, "a c; b d"},
		{"the later of two on one pair", []chancery.Decision{decide("a", "d", chancery.ActSame, 1), decide("a", "d", chancery.ActDifferent, 2)}, "a b c; d"},
		{"the other way about", []chancery.Decision{decide("a", "d", chancery.ActSame, 2), decide("a", "d", chancery.ActDifferent, 1)}, "a b c d"},
		{"on claims that are gone", []chancery.Decision{decide("a", "x", chancery.ActSame, 1)}, "a b c; d"},
		{"two leave together", []chancery.Decision{split}, "a b; c; d"},
		{"a claim that does not count", []chancery.Decision{decide("b", "", chancery.ActReject, 1)}, "a c; d"},
		{"undone", []chancery.Decision{same, undone}, "a b c; d"},
		{"and done again", []chancery.Decision{same, undone, undo(undone, 3)}, "a b c d"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) { wantGroups(t, fold(t, r, cs, c.decisions...), c.want) })
	}
}

// TestPeopleSet: what a person sets is the event's, the reports' words stay.
func TestPeopleSet(t *testing.T) {
	r, cs := threeAndOne()
	for field, c := range map[string]struct {
		value, was string
		is         func(*chancery.Event) string
	}{
		"date":     {"2031-04-01", "2031-04-02", func(e *chancery.Event) string { return string(e.Date) }},
		"kind":     {"call", "meeting", func(e *chancery.Event) string { return string(e.Kind) }},
		"modality": {"denied", "occurred", func(e *chancery.Event) string { return string(e.Modality) }},
		"place":    {"Porto, PRT", "Lisbon, PRT", func(e *chancery.Event) string { return e.Place.Name + ", " + e.Place.Country }},
		"name":     {"Lisbon talks", "", func(e *chancery.Event) string { return e.Name }},
	} {
		t.Run(field, func(t *testing.T) {
			d := set("b", field, c.value, 1)
			rec := fold(t, r, cs, d)
			e := eventOf(t, rec, "a")
			if got := c.is(e); got != c.value {
				t.Errorf("the event has %q, want %q", got, c.value)
			}
			want := []chancery.Setting{{Field: field, Value: c.value, Was: c.was, By: "desk officer", Why: "I was there", Decision: d.ID}}
			if diff := cmp.Diff(want, e.Settings); diff != "" {
				t.Error(diff)
			}
			for _, claim := range rec.Claims {
				if claim.ID == "b" && (claim.Event.Date != "2031-04-02" || claim.Event.Kind != chancery.KindMeeting || len(claim.Filled) > 0) {
					t.Errorf("the claim was changed: %+v", claim.Event)
				}
			}
			if diff := cmp.Diff(fold(t, r, cs), fold(t, r, cs, d, undo(d, 2))); diff != "" {
				t.Errorf("undone it leaves:\n%s", diff)
			}
		})
	}
}

func TestPeopleTakeSomebodyOut(t *testing.T) {
	r, cs := threeAndOne()
	d := set("a", chancery.FieldAbsent, "", 1)
	d.And = []chancery.Target{{Claim: "a", Sort: chancery.SortEvent, Name: "Pedro Almada"}}
	e := eventOf(t, fold(t, r, cs, d), "b")
	if len(e.Participants) != 1 || e.Participants[0].Name != "Vesna Kovač" {
		t.Errorf("there are %+v", e.Participants)
	}
	if len(e.Settings) != 1 || e.Settings[0].Value != "Pedro Almada" {
		t.Errorf("the settings are %+v", e.Settings)
	}
}

func TestPeopleName(t *testing.T) {
	r, cs := threeAndOne()
	d := identified(chancery.Decision{At: time.Date(2031, 5, 1, 9, 0, 0, 0, time.UTC), By: "desk officer", Act: chancery.ActRename, Value: "Vesna Kovač-Horvat", Why: "married",
		On: []chancery.Target{{Claim: "gone", Name: "Vesna Kovač", Sort: chancery.SortEvent}, {Claim: "b", Name: "Vesna Kovač", Sort: chancery.SortEvent}}})
	rec := fold(t, r, cs, d)
	e := eventOf(t, rec, "a")
	if p := e.Participants[0]; p.Name != "Vesna Kovač-Horvat" || !slices.Contains(p.Aka, "Vesna Kovač") {
		t.Errorf("the participant is %+v", p)
	}
	if !slices.ContainsFunc(rec.Actors, func(a chancery.Actor) bool { return a.ID == e.Participants[0].ID && a.Name == "Vesna Kovač-Horvat" }) {
		t.Errorf("the actors are %+v", rec.Actors)
	}
	if before := eventOf(t, fold(t, r, cs), "a"); before.Participants[0].ID != e.Participants[0].ID {
		t.Errorf("the id was %s and is %s", before.Participants[0].ID, e.Participants[0].ID)
	}
}

// TestDecisionsFindTheirClaims: newer rules read the same words under other ids,
// and a decision still holds; of other words it does not.
func TestDecisionsFindTheirClaims(t *testing.T) {
	r, cs := threeAndOne()
	for i := range cs {
		cs[i].Sources = []chancery.Evidence{{Field: "event", Span: chancery.Span{Start: 10, End: 60}, Quote: "They met in Lisbon."}}
	}
	d := decide("a", "d", chancery.ActSame, 1)
	d.On, d.And = []chancery.Target{chancery.TargetOf(&cs[0], "")}, []chancery.Target{chancery.TargetOf(&cs[3], "")}
	reread := slices.Clone(cs)
	reread[0].ID, reread[3].ID = "a2", "d2"
	reread[0].Sources = []chancery.Evidence{{Field: "event", Span: chancery.Span{Start: 12, End: 58}, Quote: "met in Lisbon"}}
	wantGroups(t, fold(t, r, reread, d), "a2 b c d2")
	reread[3].Sources = []chancery.Evidence{{Field: "event", Span: chancery.Span{Start: 55, End: 90}, Quote: "Nobody came."}}
	wantGroups(t, fold(t, r, reread, d), "a2 b c; d2")
}

func TestUndoGivesTheRecordBack(t *testing.T) {
	r, cs := threeAndOne()
	before := fold(t, r, cs)
	decisions := []chancery.Decision{decide("a", "b", chancery.ActDifferent, 1), decide("c", "", chancery.ActReject, 2), set("d", "date", "2031-09-05", 3)}
	between := fold(t, r, cs, decisions...)
	if cmp.Equal(before, between) {
		t.Fatal("the decisions changed nothing")
	}
	if !slices.ContainsFunc(between.Judgements, func(j chancery.Judgement) bool { return j.By == "desk officer" }) {
		t.Errorf("the person's judgement is not in the record: %+v", between.Judgements)
	}
	for _, d := range slices.Clone(decisions) {
		decisions = append(decisions, undo(d, 9))
	}
	if diff := cmp.Diff(before, fold(t, r, cs, decisions...)); diff != "" {
		t.Errorf("the record is not as before:\n%s", diff)
	}
}

func TestFaultyInput(t *testing.T) {
	good := event("a r1 meeting 2031-04-02 Lisbon/PRT", vesna, pedro)
	empty := good
	empty.Event = nil
	cases := map[string]struct {
		reports []chancery.Report
		claims  []chancery.Claim
	}{
		"a claim of an unknown report": {nil, claims(good)},
		"two claims with one id":       {reports("r1 en -"), claims(good, good)},
		"two reports with one id":      {reports("r1 en -", "r1 en -"), nil},
		"a claim without a body":       {reports("r1 en -"), claims(empty)},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			_, err := merge.Fold(c.reports, c.claims, nil)
			var e *chancery.Error
			if !errors.As(err, &e) || e.Code != chancery.Invalid {
				t.Errorf("the error is %v", err)
			}
		})
	}
	if rec, err := merge.Fold(nil, nil, nil); err != nil || len(rec.Events) != 0 {
		t.Errorf("nothing folds to %+v, %v", rec, err)
	}
}
