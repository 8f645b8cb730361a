package merge_test

import (
	"errors"
	"testing"
	"time"

	"chancery"
	"chancery/internal/merge"

	"github.com/google/go-cmp/cmp"
)

func ruling(a, b string, v chancery.Verdict, day int) chancery.Judgement {
	return chancery.Judgement{A: a, B: b, Verdict: v, By: "desk officer", At: time.Date(2031, 5, day, 9, 0, 0, 0, time.UTC)}
}

func TestPeopleDecide(t *testing.T) {
	r := reports("r1 en 2031-04-03", "r2 en 2031-04-03", "r3 en 2031-04-03", "r4 en 2031-09-03")
	cs := claims(
		event("a r1 meeting 2031-04-02 Lisbon/PRT", vesna, pedro),
		event("b r2 meeting 2031-04-02 Lisbon/PRT", vesna, pedro),
		event("c r3 meeting 2031-04-02 Lisbon/PRT", vesna, pedro),
		event("d r4 meeting 2031-09-02 Zagreb/HRV", ingrid, pedro))
	cases := []struct {
		name    string
		rulings []chancery.Judgement
		want    string
	}{
		{"nothing said", nil, "a b c; d"},
		{"same, against every feature", []chancery.Judgement{ruling("a", "d", chancery.Same, 1)}, "a b c d"},
		{"the pair turned round", []chancery.Judgement{ruling("d", "a", chancery.Same, 1)}, "a b c d"},
		{"different of a pair", []chancery.Judgement{ruling("a", "b", chancery.Different, 1)}, "a c; b; d"},
		{"different of all", []chancery.Judgement{ruling("a", "b", chancery.Different, 1), ruling("a", "c", chancery.Different, 1), ruling("b", "c", chancery.Different, 1)}, "a; b; c; d"},
		{"unsure takes the program's link away, not the others", []chancery.Judgement{ruling("a", "b", chancery.Unsure, 1)}, "a b c; d"},
		{"different splits same and same", []chancery.Judgement{ruling("a", "d", chancery.Same, 1), ruling("b", "d", chancery.Same, 2), ruling("a", "b", chancery.Different, 3)}, "a c; b d"},
		{"the later of two on one pair", []chancery.Judgement{ruling("a", "d", chancery.Same, 1), ruling("a", "d", chancery.Different, 2)}, "a b c; d"},
		{"the other way about", []chancery.Judgement{ruling("a", "d", chancery.Same, 2), ruling("a", "d", chancery.Different, 1)}, "a b c d"},
		{"on claims that are gone", []chancery.Judgement{ruling("a", "x", chancery.Same, 1)}, "a b c; d"},
		{"the program's own count for nothing", []chancery.Judgement{{A: "a", B: "b", Verdict: chancery.Different, By: chancery.Program}}, "a b c; d"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) { wantGroups(t, fold(t, r, cs, c.rulings...), c.want) })
	}
}

func TestUndoGivesTheRecordBack(t *testing.T) {
	r := reports("r1 en 2031-04-03", "r2 en 2031-04-03")
	cs := claims(
		event("a r1 meeting 2031-04-02 Lisbon/PRT", vesna, pedro),
		event("b r2 meeting 2031-04-02 Lisbon/PRT", vesna, pedro))
	before := fold(t, r, cs)
	between := fold(t, r, cs, ruling("a", "b", chancery.Different, 1))
	if cmp.Equal(before, between) {
		t.Fatal("the judgement changed nothing")
	}
	if len(between.Judgements) == 0 || between.Judgements[0].By != "desk officer" {
		t.Errorf("the person's judgement is not in the record: %+v", between.Judgements)
	}
	// What the program concluded under the judgement, and hands back, decides nothing.
	after := fold(t, r, cs, between.Judgements[1:]...)
	if diff := cmp.Diff(before, after); diff != "" {
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
