package merge_test

import (
	"fmt"
	"strings"
	"testing"
)

// What says too little of its own is one where two reports tell the same news and
// nothing else in them could be meant.
func TestOneStory(t *testing.T) {
	call := func(id, report string) claim { return event(id+" "+report+" call 2031-04-02", anna, ruth) }
	demand := func(id, report string) claim { return acts(id+" "+report+" request 2031-04-02", nor, ken) }
	r := reports("r1 en 2031-04-03", "r2 tr 2031-04-04", "r3 en 2031-04-04")
	for _, c := range []struct {
		name   string
		claims []claim
		want   string
	}{
		{"the same news in both", []claim{call("a", "r1"), demand("b", "r1"), call("c", "r2"), acts("d r2 request -", nor, ken)}, "a c; b d"},
		{"a ministry in one, the state in the other", []claim{
			call("a", "r1"), acts("b r1 request -", "; NOR; Deputy Minister of Energy", ken), call("c", "r2"), acts("d r2 request -", nor, "; KEN; Ambassador")}, "a c; b d"},
		{"nothing else in common", []claim{demand("b", "r1"), acts("d r2 request -", nor, ken)}, "b; d"},
		{"another call", []claim{call("a", "r1"), demand("b", "r1"), event("c r2 call 2031-04-02", anna, lucia), acts("d r2 request -", nor, ken)}, "a; b; c; d"},
		{"in common only as background", []claim{call("a", "r1").background(), demand("b", "r1"), call("c", "r2").background(), acts("d r2 request -", nor, ken)}, "a c; b; d"},
		{"two that could be meant", []claim{call("a", "r1"), demand("b", "r1"), call("c", "r2"), acts("d r2 request -", nor, ken).about("energy"), acts("e r2 request -", nor, ken).about("trade")}, "a c; b; d; e"},
		{"the other direction", []claim{call("a", "r1"), demand("b", "r1"), call("c", "r2"), acts("d r2 request -", ken, nor)}, "a c; b; d"},
		{"other subjects", []claim{call("a", "r1"), demand("b", "r1").about("energy"), call("c", "r2"), acts("d r2 request -", nor, ken).about("trade")}, "a c; b; d"},
		{"no story through what a story joined", []claim{
			call("a", "r1"), event("h r1 call 2031-04-01", anna, lucia), demand("b", "r1"),
			call("c", "r2"), acts("d r2 request 2031-04-02", nor, ken), acts("e r2 offer 2031-04-02", nor, ken),
			event("i r3 call 2031-04-01", anna, lucia), acts("f r3 offer -", nor, ken), acts("g r3 request -", nor, ken)}, "a c; b d g; e; f; h i"},
	} {
		t.Run(c.name, func(t *testing.T) { wantGroups(t, fold(t, r, claims(c.claims...)), c.want) })
	}

	rec := fold(t, r, claims(call("a", "r1"), demand("b", "r1"), call("c", "r2"), acts("d r2 request -", nor, ken)))
	for _, j := range rec.Judgements {
		if j.A == "b" && !strings.Contains(j.Why, "both reports tell of the call of 2 Apr 2031") {
			t.Errorf("the judgement says %q", j.Why)
		}
	}
}

// A digest of the day has something in common with every report.
func TestDigestIsNoStory(t *testing.T) {
	var cs []claim
	for i := range 6 {
		for _, r := range []string{"r1", "r2"} {
			cs = append(cs, event(fmt.Sprintf("%s%d %s meeting 2031-04-02", r, i, r), fmt.Sprintf("%s Person%d; FIN", strings.ToUpper(r), i), fmt.Sprintf("%s Guest%d; EST", strings.ToUpper(r), i)))
		}
	}
	cs = append(cs, event("a r1 call 2031-04-02", anna, ruth), event("b r2 call 2031-04-02", anna, ruth),
		acts("c r1 request 2031-04-02", nor, ken), acts("d r2 request -", nor, ken))
	rec := fold(t, reports("r1 en 2031-04-03", "r2 tr 2031-04-04"), claims(cs...))
	if eventOf(t, rec, "a") != eventOf(t, rec, "b") || eventOf(t, rec, "c") == eventOf(t, rec, "d") {
		t.Errorf("events are %s", groups(rec))
	}
}
