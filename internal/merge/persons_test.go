package merge_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"chancery"
	"chancery/internal/merge"

	"github.com/google/go-cmp/cmp"
)

// ruled is a decision on people on a day of May: "a:Name b:Name | c:Name" are the
// claims of each side with what they call the person, spaces written as _.
func ruled(act chancery.Act, sides string, day int) chancery.Decision {
	d := chancery.Decision{At: time.Date(2031, 5, day, 9, 0, 0, 0, time.UTC), By: "desk officer", Act: act, Why: "as the embassy says"}
	on, and, _ := strings.Cut(sides, "|")
	for _, side := range []struct {
		into *[]chancery.Target
		spec string
	}{{&d.On, on}, {&d.And, and}} {
		for _, s := range strings.Fields(side.spec) {
			claim, called, _ := strings.Cut(s, ":")
			*side.into = append(*side.into, chancery.Target{Claim: claim, Sort: chancery.SortEvent, Name: strings.ReplaceAll(called, "_", " ")})
		}
	}
	return identified(d)
}

// whoIs says which claims speak of one person, each by the last word of the
// name there: "a b; c", the least first.
func whoIs(rec *chancery.Record) string {
	of := map[string][]string{}
	for _, c := range rec.Claims {
		if c.Event == nil {
			continue
		}
		for k, p := range c.Event.Participants {
			if p.Type == chancery.Person && p.Name != "" {
				at := c.ID
				if k > 0 {
					at += fmt.Sprint(k)
				}
				of[p.ID] = append(of[p.ID], at)
			}
		}
	}
	var out []string
	for _, claims := range of {
		slices.Sort(claims)
		out = append(out, strings.Join(claims, " "))
	}
	slices.Sort(out)
	return strings.Join(out, "; ")
}

// TestPeopleDecideWhoIsOne: people join two names and part one, whatever the
// program thinks, and what they undo leaves the bytes that were there.
func TestPeopleDecideWhoIsOne(t *testing.T) {
	rs := reports("r1 en 2031-01-10", "r2 en 2031-04-10", "r3 en 2031-07-10", "r4 en 2031-10-10", "r5 en 2032-01-10", "r6 en 2032-03-10")
	said := func(spec, who string) claim { return event(spec, who+"; initiator") }
	bergs := []claim{ // one person, as the program sees it, and somebody else
		said("a r1 statement -", "Anna Berg; SWE; Minister of Trade"), said("b r2 statement -", "Anna Berg; SWE; Minister of Trade"),
		said("c r3 statement -", "Anna Berg; SWE; Judge"), said("d r4 statement -", "Karin Holm; SWE; Minister of Trade"),
	}
	cases := []struct {
		name      string
		claims    []claim
		decisions []chancery.Decision
		want      string
	}{
		{"nothing said", bergs, nil, "a b c; d"},
		{"two names are one person", bergs, []chancery.Decision{ruled(chancery.ActSame, "a:Anna_Berg | d:Karin_Holm", 1)}, "a b c d"},
		{"the pair turned round", bergs, []chancery.Decision{ruled(chancery.ActSame, "d:Karin_Holm | c:Anna_Berg", 1)}, "a b c d"},
		{"one name is two people", bergs, []chancery.Decision{ruled(chancery.ActSplit, "c:Anna_Berg | a:Anna_Berg b:Anna_Berg", 1)}, "a b; c; d"},
		{"who leaves stays gone when some of the rest is not there", bergs, []chancery.Decision{ruled(chancery.ActSplit, "c:Anna_Berg | gone:Anna_Berg b:Anna_Berg", 1)}, "a b; c; d"},
		{"two splits are three people", bergs, []chancery.Decision{ruled(chancery.ActSplit, "c:Anna_Berg | a:Anna_Berg b:Anna_Berg", 1), ruled(chancery.ActSplit, "b:Anna_Berg | a:Anna_Berg", 2)}, "a; b; c; d"},
		{"unsure is enough to part them", bergs, []chancery.Decision{ruled(chancery.ActUnsure, "c:Anna_Berg | a:Anna_Berg b:Anna_Berg", 1)}, "a b; c; d"},
		{"unsure gives way to one that joins both", bergs, []chancery.Decision{ruled(chancery.ActUnsure, "c:Anna_Berg | a:Anna_Berg b:Anna_Berg", 1),
			ruled(chancery.ActSame, "c:Anna_Berg | d:Karin_Holm", 2), ruled(chancery.ActSame, "a:Anna_Berg | d:Karin_Holm", 3)}, "a b c d"},
		{"different does not", bergs, []chancery.Decision{ruled(chancery.ActDifferent, "c:Anna_Berg | a:Anna_Berg b:Anna_Berg", 1),
			ruled(chancery.ActSame, "c:Anna_Berg | d:Karin_Holm", 2), ruled(chancery.ActSame, "a:Anna_Berg | d:Karin_Holm", 3)}, "a b d; c"},
		{"the later holds", bergs, []chancery.Decision{ruled(chancery.ActSplit, "c:Anna_Berg | a:Anna_Berg b:Anna_Berg", 1), ruled(chancery.ActSame, "a:Anna_Berg b:Anna_Berg | c:Anna_Berg", 2)}, "a b c; d"},
		{"and the other way about", bergs, []chancery.Decision{ruled(chancery.ActSame, "a:Anna_Berg b:Anna_Berg | c:Anna_Berg", 1), ruled(chancery.ActSplit, "c:Anna_Berg | a:Anna_Berg b:Anna_Berg", 2)}, "a b; c; d"},
		{"of a claim that is not there", bergs, []chancery.Decision{ruled(chancery.ActSame, "a:Anna_Berg | x:Karin_Holm", 1)}, "a b c; d"},
		{"of a name that is not there", bergs, []chancery.Decision{ruled(chancery.ActSame, "a:Anna_Berg | d:Karin_Lund", 1)}, "a b c; d"},
		{"a spelling that the program joins", []claim{said("a r1 statement -", "Anna Berg; SWE; Minister of Trade"), said("b r2 statement -", "Anna Bergh; SWE; Minister of Trade")},
			[]chancery.Decision{ruled(chancery.ActDifferent, "a:Anna_Berg | b:Anna_Bergh", 1)}, "a; b"},
		{"a spelling that the program joins, left alone", []claim{said("a r1 statement -", "Anna Berg; SWE; Minister of Trade"), said("b r2 statement -", "Anna Bergh; SWE; Minister of Trade")}, nil, "a b"},
		{"a name made to deceive", []claim{said("a r1 statement -", "Anna Berg; SWE; Minister of Trade"), said("b r2 statement -", "Аnna Berg; SWE; Minister of Trade")},
			[]chancery.Decision{ruled(chancery.ActSame, "a:Anna_Berg | b:Аnna_Berg", 1)}, "a b"},
		{"a new report goes by the office", append(slices.Clone(bergs), said("e r5 statement -", "Anna Berg; SWE; Judge"), said("f r6 statement -", "Anna Berg; SWE; Minister of Trade")),
			[]chancery.Decision{ruled(chancery.ActSplit, "c:Anna_Berg | a:Anna_Berg b:Anna_Berg", 1)}, "a b f; c e; d"},
		{"and without one to most", append(slices.Clone(bergs), said("e r5 statement -", "Anna Berg; SWE; ")),
			[]chancery.Decision{ruled(chancery.ActSplit, "c:Anna_Berg | a:Anna_Berg b:Anna_Berg", 1)}, "a b e; c; d"},
		{"two of one name in one report", []claim{event("a r1 statement -", "Anna Berg; SWE; Minister of Trade; initiator"), event("b r1 statement -", "Anna Berg; SWE; Judge; initiator")},
			[]chancery.Decision{ruled(chancery.ActSplit, "b:Anna_Berg | a:Anna_Berg", 1)}, "a; b"},
		{"by office and time, wrongly", []claim{said("a r1 statement -", "Anna Berg; SWE; Minister of Trade"), said("b r2 statement -", "Anna Berg; SWE; Ambassador"), said("c r3 statement -", "Anna Berg; SWE; Minister of Trade"),
			said("d r4 statement -", "Anna Berg; SWE; Ambassador"), said("e r5 statement -", "Anna Berg; SWE; Minister of Trade")},
			[]chancery.Decision{ruled(chancery.ActSame, "a:Anna_Berg | b:Anna_Berg", 1)}, "a b c d e"},
		{"of two states", []claim{said("a r1 statement -", "Anna Berg; SWE; Minister of Trade"), said("b r2 statement -", "Anna Berg; NOR; Ambassador")},
			[]chancery.Decision{ruled(chancery.ActSame, "a:Anna_Berg | b:Anna_Berg", 1)}, "a b"},
		{"surnames", []claim{said("a r1 statement -", "Berg; SWE; Minister of Trade"), said("b r2 statement -", "Berg; SWE; Minister of Trade"), said("c r3 statement -", "Karin Holm; SWE; Judge"), said("d r4 statement -", "Lund; SWE; Judge")},
			[]chancery.Decision{ruled(chancery.ActSame, "a:Berg | c:Karin_Holm", 1)}, "a b c; d"},
		{"two surnames", []claim{said("a r1 statement -", "Berg; SWE; Minister of Trade"), said("b r2 statement -", "Berg; SWE; Minister of Trade"), said("d r4 statement -", "Lund; SWE; Judge")},
			[]chancery.Decision{ruled(chancery.ActSame, "d:Lund | b:Berg", 1)}, "a b d"},
		{"one surname is two people", []claim{said("a r1 statement -", "Berg; SWE; Minister of Trade"), said("b r2 statement -", "Berg; SWE; Minister of Trade")},
			[]chancery.Decision{ruled(chancery.ActSplit, "a:Berg | b:Berg", 1)}, "a; b"},
		{"one surname is two people, and one of them has a full name", []claim{said("a r1 statement -", "Berg; SWE; Minister of Trade"), said("b r2 statement -", "Berg; SWE; Minister of Trade"), said("c r3 statement -", "Karin Holm; SWE; Judge")},
			[]chancery.Decision{ruled(chancery.ActSplit, "a:Berg | b:Berg", 1), ruled(chancery.ActSame, "a:Berg | c:Karin_Holm", 2)}, "a c; b"},
		{"a surname is not the one of the full name", []claim{said("a r1 statement -", "Berg; SWE; Minister of Trade"), said("b r2 statement -", "Anna Berg; SWE; Minister of Trade")},
			[]chancery.Decision{ruled(chancery.ActDifferent, "a:Berg | b:Anna_Berg", 1)}, "a; b"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			before := fold(t, rs, claims(c.claims...))
			rec := fold(t, rs, claims(c.claims...), c.decisions...)
			if got := whoIs(rec); got != c.want {
				t.Errorf("the persons are %s, want %s", got, c.want)
			}
			seen := map[string]bool{}
			for _, a := range rec.Actors {
				if a.ID == "" || seen[a.ID] {
					t.Errorf("an actor has no id, or that of another: %+v", a)
				}
				seen[a.ID] = true
			}
			all := slices.Clone(c.decisions)
			for _, d := range c.decisions {
				all = append(all, undo(d, 9))
			}
			if diff := cmp.Diff(before, fold(t, rs, claims(c.claims...), all...)); diff != "" {
				t.Errorf("undone it leaves:\n%s", diff)
			}
			slices.Reverse(all)
			turned := slices.Clone(c.decisions)
			slices.Reverse(turned)
			if diff := cmp.Diff(rec, fold(t, rs, claims(c.claims...), turned...)); diff != "" {
				t.Errorf("in another order it is:\n%s", diff)
			}
		})
	}
}

// TestRulingsAreShown: whom people decided on says so, with name and reason.
func TestRulingsAreShown(t *testing.T) {
	rs := reports("r1 en 2031-01-10", "r2 en 2031-04-10")
	cs := claims(event("a r1 statement -", "Anna Berg; SWE; Minister of Trade; initiator"), event("b r2 statement -", "Karin Holm; SWE; Judge; initiator"))
	row := func(d chancery.Decision, name, actor string) []chancery.Ruling {
		verdict := chancery.Verdict(d.Act)
		return []chancery.Ruling{{Verdict: verdict, Name: name, Actor: actor, By: "desk officer", Why: "as the embassy says", Decision: d.ID}}
	}
	same, different := ruled(chancery.ActSame, "a:Anna_Berg | b:Karin_Holm", 1), ruled(chancery.ActDifferent, "a:Anna_Berg | b:Karin_Holm", 1)
	for _, c := range []struct {
		decision chancery.Decision
		want     map[string][]chancery.Ruling
	}{
		{same, map[string][]chancery.Ruling{"anna-berg": row(same, "Karin Holm", "")}},
		{different, map[string][]chancery.Ruling{"anna-berg": row(different, "Karin Holm", "karin-holm"), "karin-holm": row(different, "Anna Berg", "anna-berg")}},
	} {
		got := map[string][]chancery.Ruling{}
		for _, a := range fold(t, rs, cs, c.decision).Actors {
			if len(a.Rulings) > 0 {
				got[a.ID] = a.Rulings
			}
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Error(diff)
		}
	}
}

// TestDoubts: people whose names are nearly the same, the same, or look alike are
// doubted until somebody rules on them; who met, or act for two states, are not.
func TestDoubts(t *testing.T) {
	rs := reports("r1 en 1971-01-10", "r2 en 2031-04-10")
	said := func(spec, who string) claim { return event(spec, who+"; initiator") }
	for _, c := range []struct {
		name      string
		claims    []claim
		decisions []chancery.Decision
		want      string
	}{
		{"letters of two scripts", []claim{said("a r1 statement -", "Anna Berg; SWE; Judge"), said("b r2 statement -", "Аnna Berg; SWE; Judge")}, nil, "anna-berg anna-berg-mixed-script: one name has letters of two scripts and looks like the other"},
		{"half a century", []claim{said("a r1 statement -", "Anna Berg; SWE; Judge"), said("b r2 statement -", "Anna Berg; SWE; Judge")}, nil, "anna-berg-swe anna-berg-swe-2: one name, kept apart by party, office or time"},
		{"a slip of a letter", []claim{said("a r1 statement -", "Anna Lindquist; SWE; Judge"), said("b r2 statement -", "Anna Lindkvisst; SWE; Member of Parliament")}, nil, "anna-lindkvisst anna-lindquist: the names are nearly the same"},
		{"other people", []claim{said("a r1 statement -", "Anna Berg; SWE; Judge"), said("b r2 statement -", "Karin Holm; SWE; Judge")}, nil, ""},
		{"of two states", []claim{said("a r1 statement -", "Anna Berg; SWE; Judge"), said("b r2 statement -", "Anna Berg; NOR; Judge")}, nil, ""},
		{"who meet", []claim{event("a r1 meeting -", "Anna Berg; SWE; Judge", "Anne Berg; SWE; Judge")}, nil, ""},
		{"ruled different", []claim{said("a r1 statement -", "Anna Berg; SWE; Judge"), said("b r2 statement -", "Аnna Berg; SWE; Judge")}, []chancery.Decision{ruled(chancery.ActDifferent, "a:Anna_Berg | b:Аnna_Berg", 1)}, ""},
		{"ruled unsure", []claim{said("a r1 statement -", "Anna Berg; SWE; Judge"), said("b r2 statement -", "Аnna Berg; SWE; Judge")}, []chancery.Decision{ruled(chancery.ActUnsure, "a:Anna_Berg | b:Аnna_Berg", 1)}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, d := range merge.Doubts(fold(t, rs, claims(c.claims...), c.decisions...)) {
				got = append(got, d.A.ID+" "+d.B.ID+": "+d.Why)
			}
			if strings.Join(got, "; ") != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
