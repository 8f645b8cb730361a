package merge_test

import (
	"strings"
	"testing"

	"chancery"
)

// One name in one state may be two persons, by office and time, and two names
// one, by office.
func TestPersonsByOfficeAndTime(t *testing.T) {
	cases := []struct {
		name    string
		reports []string
		claims  []claim
		want    string
	}{
		{"two posts by turns are two persons", []string{"r1 en 2031-01-10", "r2 en 2031-04-10", "r3 en 2031-07-10", "r4 en 2031-10-10", "r5 en 2032-01-10"}, []claim{
			event("a r1 statement -", "Anna Berg; SWE; Minister of Trade; initiator"),
			event("b r2 statement -", "Anna Berg; SWE; Ambassador; initiator"),
			event("c r3 statement -", "Anna Berg; SWE; Minister of Trade; initiator"),
			event("d r4 statement -", "Anna Berg; SWE; Ambassador; initiator"),
			event("e r5 statement -", "Anna Berg; SWE; Minister of Trade; initiator"),
		}, "anna-berg-swe anna-berg-swe-2"},
		{"and whoever has neither post is neither of them", []string{"r1 en 2031-01-10", "r2 en 2031-04-10", "r3 en 2031-07-10", "r4 en 2031-10-10", "r5 en 2032-01-10", "r6 en 2031-05-05"}, []claim{
			event("a r1 statement -", "Anna Berg; SWE; Minister of Trade; initiator"),
			event("b r2 statement -", "Anna Berg; SWE; Ambassador; initiator"),
			event("c r3 statement -", "Anna Berg; SWE; Minister of Trade; initiator"),
			event("d r4 statement -", "Anna Berg; SWE; Ambassador; initiator"),
			event("e r5 statement -", "Anna Berg; SWE; Minister of Trade; initiator"),
			event("f r6 statement -", "Anna Berg; SWE; ; initiator"),
		}, "anna-berg-swe anna-berg-swe-2 anna-berg-swe-3"},
		{"one report that is out of step is no second person", []string{"r1 en 2031-01-10", "r2 en 2031-04-10", "r3 en 2031-07-10"}, []claim{
			event("a r1 statement -", "Anna Berg; SWE; Minister of Trade; initiator"),
			event("b r2 statement -", "Anna Berg; SWE; Ambassador; initiator"),
			event("c r3 statement -", "Anna Berg; SWE; Minister of Trade; initiator"),
		}, "anna-berg"},
		{"one post after the other is a career", []string{"r1 en 2031-01-10", "r2 en 2031-04-10", "r3 en 2032-07-10", "r4 en 2032-10-10"}, []claim{
			event("a r1 statement -", "Anna Berg; SWE; Ambassador; initiator"),
			event("b r2 statement -", "Anna Berg; SWE; Ambassador; initiator"),
			event("c r3 statement -", "Anna Berg; SWE; Minister of Trade; initiator"),
			event("d r4 statement -", "Anna Berg; SWE; Minister of Trade; initiator"),
		}, "anna-berg"},
		{"a member of parliament may be a minister", []string{"r1 en 2031-01-10", "r2 en 2031-04-10", "r3 en 2031-07-10", "r4 en 2031-10-10", "r5 en 2032-01-10"}, []claim{
			event("a r1 statement -", "Anna Berg; SWE; Minister of Trade; initiator"),
			event("b r2 statement -", "Anna Berg; SWE; Member of Parliament; initiator"),
			event("c r3 statement -", "Anna Berg; SWE; Minister of Trade; initiator"),
			event("d r4 statement -", "Anna Berg; SWE; Member of Parliament; initiator"),
			event("e r5 statement -", "Anna Berg; SWE; Minister of Trade; initiator"),
		}, "anna-berg"},
		{"a former post excludes nothing", []string{"r1 en 2031-01-10", "r2 en 2031-04-10", "r3 en 2031-07-10", "r4 en 2031-10-10", "r5 en 2032-01-10"}, []claim{
			event("a r1 statement -", "Anna Berg; SWE; Minister of Trade; initiator"),
			event("b r2 statement -", "Anna Berg; SWE; Former Ambassador; initiator"),
			event("c r3 statement -", "Anna Berg; SWE; Minister of Trade; initiator"),
			event("d r4 statement -", "Anna Berg; SWE; Former Ambassador; initiator"),
			event("e r5 statement -", "Anna Berg; SWE; Minister of Trade; initiator"),
		}, "anna-berg"},
		{"half a century apart", []string{"r1 en 1971-01-10", "r2 en 2031-04-10"}, []claim{
			event("a r1 statement -", "Anna Berg; SWE; Minister of Trade; initiator"),
			event("b r2 statement -", "Anna Berg; SWE; Minister of Trade; initiator"),
		}, "anna-berg-swe anna-berg-swe-2"},
		{"an event long ago in a report of today", []string{"r1 en 2031-04-10", "r2 en 2031-04-11"}, []claim{
			event("a r1 statement 1971-03-02", "Anna Berg; SWE; Minister of Trade; initiator"),
			event("b r2 statement -", "Anna Berg; SWE; Minister of Trade; initiator"),
		}, "anna-berg-swe anna-berg-swe-2"},
		{"a generation apart in other offices", []string{"r1 en 2006-01-10", "r2 en 2031-04-10"}, []claim{
			event("a r1 statement -", "Anna Berg; SWE; Judge; initiator"),
			event("b r2 statement -", "Anna Berg; SWE; Minister of Trade; initiator"),
		}, "anna-berg-swe anna-berg-swe-2"},
		{"and in the same one", []string{"r1 en 2006-01-10", "r2 en 2031-04-10"}, []claim{
			event("a r1 statement -", "Anna Berg; SWE; Minister of Trade; initiator"),
			event("b r2 statement -", "Anna Berg; SWE; Minister of Trade; initiator"),
		}, "anna-berg"},
		{"some years apart in other offices", []string{"r1 en 2019-01-10", "r2 en 2031-04-10"}, []claim{
			event("a r1 statement -", "Anna Berg; SWE; Judge; initiator"),
			event("b r2 statement -", "Anna Berg; SWE; Minister of Trade; initiator"),
		}, "anna-berg"},
		{"other spellings are held apart by time as well", []string{"r1 en 1971-01-10", "r2 ru 2031-04-10"}, []claim{
			event("a r1 statement -", "Dušana Šarkić; SRB; Minister of Trade; initiator"),
			event("b r2 statement -", "Душана Шаркич; SRB; Minister of Trade; initiator"),
		}, "dusana-sarkic dushana-sharkich"},
		{"a slip of a letter, in one office", []string{"r1 en 2031-01-10", "r2 en 2031-04-10"}, []claim{
			event("a r1 statement -", "Henrik Maltovan; FIN; Minister of Trade; initiator"),
			event("b r2 statement -", "Henrik Maltoran; FIN; Minister of Trade; initiator"),
		}, "henrik-maltoran"},
		{"the same without an office", []string{"r1 en 2031-01-10", "r2 en 2031-04-10"}, []claim{
			event("a r1 statement -", "Henrik Maltovan; FIN; ; initiator"),
			event("b r2 statement -", "Henrik Maltoran; FIN; ; initiator"),
		}, "henrik-maltoran henrik-maltovan"},
		{"in an office that many hold", []string{"r1 en 2031-01-10", "r2 en 2031-04-10"}, []claim{
			event("a r1 statement -", "Henrik Maltovan; FIN; Member of Parliament; initiator"),
			event("b r2 statement -", "Henrik Maltoran; FIN; Member of Parliament; initiator"),
		}, "henrik-maltoran henrik-maltovan"},
		{"or years apart", []string{"r1 en 2021-01-10", "r2 en 2031-04-10"}, []claim{
			event("a r1 statement -", "Henrik Maltovan; FIN; Minister of Trade; initiator"),
			event("b r2 statement -", "Henrik Maltoran; FIN; Minister of Trade; initiator"),
		}, "henrik-maltoran henrik-maltovan"},
		{"another given name is no slip", []string{"r1 tr 2031-01-10", "r2 tr 2031-04-10"}, []claim{
			event("a r1 statement -", "Ahmet Aslanbey; TUR; Minister of Trade; initiator"),
			event("b r2 statement -", "Mehmet Aslanbey; TUR; Minister of Trade; initiator"),
		}, "ahmet-aslanbey mehmet-aslanbey"},
		{"an initial", []string{"r1 en 2031-01-10", "r2 en 2031-04-10"}, []claim{
			event("a r1 statement -", "Marta Oliveira; PRT; Minister of Trade; initiator"),
			event("b r2 statement -", "M. Oliveira; PRT; ; initiator"),
		}, "m-oliveira"},
		{"an initial that two persons have", []string{"r1 en 2031-01-10", "r2 en 2031-04-10", "r3 en 2031-04-10"}, []claim{
			event("a r1 statement -", "Marta Oliveira; PRT; Minister of Trade; initiator"),
			event("b r2 statement -", "M. Oliveira; PRT; ; initiator"),
			event("c r3 statement -", "Miguel Oliveira; PRT; Ambassador; initiator"),
		}, "m-oliveira marta-oliveira miguel-oliveira"},
		{"two spellings of one report's own event are two persons", []string{"r1 en 2031-01-10"}, []claim{
			event("a r1 meeting 2031-01-09", "Omar Rashid; JOR; Minister of Trade", "Omer Rachid Sami; JOR", "; EST"),
		}, "omar-rashid omer-rachid-sami"},
		{"of two reports they are one", []string{"r1 en 2031-01-10", "r2 en 2031-01-10"}, []claim{
			event("a r1 meeting 2031-01-09", "Omar Rashid; JOR; Minister of Trade", "; EST"),
			event("b r2 meeting 2031-01-09", "Omer Rachid Sami; JOR", "; EST"),
		}, "omar-rashid"},
		{"a Cyrillic letter in a Latin word joins nobody", []string{"r1 en 2031-01-10", "r2 en 2031-01-10"}, []claim{
			event("a r1 statement -", "Anna Berg; SWE; Minister of Trade; initiator"),
			event("b r2 statement -", "Аnna Berg; SWE; Minister of Trade; initiator"),
		}, "anna-berg anna-berg-mixed-script"},
		{"nor within one report", []string{"r1 en 2031-01-10"}, []claim{
			event("a r1 statement -", "Anna Berg; SWE; Minister of Trade; initiator"),
			event("b r1 statement -", "Аnna Berg; SWE; Minister of Trade; initiator"),
		}, "anna-berg anna-berg-mixed-script"},
		{"but it is itself", []string{"r1 en 2031-01-10", "r2 en 2031-01-10"}, []claim{
			event("a r1 statement -", "Аnna Berg; SWE; Minister of Trade; initiator"),
			event("b r2 statement -", "Berg Аnna; SWE; Minister of Trade; initiator"),
		}, "anna-berg-mixed-script"},
		{"a name in Cyrillic as a whole is no such thing", []string{"r1 en 2031-01-10", "r2 ru 2031-01-10"}, []claim{
			event("a r1 statement -", "Anna Berg; SWE; Minister of Trade; initiator"),
			event("b r2 statement -", "Анна Берг; SWE; Minister of Trade; initiator"),
		}, "anna-berg"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := actorIDs(fold(t, reports(c.reports...), claims(c.claims...)), chancery.Person); got != c.want {
				t.Errorf("the persons are %s, want %s", got, c.want)
			}
		})
	}
}

// A speaker whose name has a Cyrillic letter in a Latin word is not the person
// whom it looks like.
func TestMixedScriptSpeaker(t *testing.T) {
	said := func(as string) claim {
		return claim{chancery.Claim{ID: "s", Report: "r1", Sort: chancery.SortStatement, Order: 1, Statement: &chancery.Statement{Name: as, Quote: "We agree."}}}
	}
	for as, want := range map[string]string{"Anna Berg": "anna-berg", "Berg": "anna-berg", "Аnna Berg": "", "Веrg": ""} {
		rec := fold(t, reports("r1 en 2031-01-10"), claims(event("a r1 meeting 2031-01-09", "Anna Berg; SWE; Minister of Trade", "; EST"), said(as)))
		var got []string
		for _, s := range rec.Statements {
			got = append(got, s.Value.Speaker)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("the speaker called %q is %q, want %q", as, got, want)
		}
	}
}
