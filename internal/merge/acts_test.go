package merge_test

import (
	"strings"
	"testing"

	"chancery"
)

// acts tells an act of two parties: who does it, and to whom.
func acts(spec, by, to string) claim {
	return event(spec, by+"; initiator", to+"; recipient")
}

const (
	anna  = "Anna Berg; NOR; Minister of Foreign Affairs"
	ruth  = "Ruth Mbeki; KEN; President"
	nor   = "; NOR; "
	ken   = "; KEN; "
	per   = "; PER; "
	lucia = "Lucia Ramos; PER; Minister of Foreign Affairs"
)

// TestActs: what outlets tell of praise, blame, requests, sanctions and
// expulsions is one event when the same parties do it to the same on one day and
// about one subject, and only then.
func TestActs(t *testing.T) {
	for _, kind := range []string{"praise", "criticism", "request", "sanction", "expulsion", "aid", "offer", "pledge"} {
		k := " " + kind + " "
		for _, c := range []struct {
			name    string
			reports []string
			claims  []claim
			want    string
		}{
			{"states alone, day and subject", []string{"r1 en 2031-04-03", "r2 tr 2031-04-03"}, []claim{
				acts("a r1"+k+"2031-04-02", nor, ken).about("energy"),
				acts("b r2"+k+"2031-04-02", nor, ken).about("energy"),
			}, "a b"},
			{"a minister in one, the state in the other", []string{"r1 en 2031-04-03", "r2 tr 2031-04-03"}, []claim{
				acts("a r1"+k+"2031-04-02", anna, ken).about("energy"),
				acts("b r2"+k+"2031-04-02", nor, ken).about("energy"),
			}, "a b"},
			{"the same people, undated news of one day", []string{"r1 en 2031-04-03", "r2 tr 2031-04-03"}, []claim{
				acts("a r1"+k+"-", anna, ruth),
				acts("b r2"+k+"-", anna, ruth),
			}, "a b"},
			{"states alone, undated news of one day, one thing", []string{"r1 en 2031-04-03", "r2 en 2031-04-03"}, []claim{
				acts("a r1"+k+"-", nor, ken).things("tugboat", "port"),
				acts("b r2"+k+"-", nor, ken).things("port"),
			}, "a b"},
			{"states alone, undated, nothing said of what", []string{"r1 en 2031-04-03", "r2 en 2031-04-04"}, []claim{
				acts("a r1"+k+"-", nor, ken),
				acts("b r2"+k+"-", nor, ken),
			}, "a; b"},
			{"the other direction", []string{"r1 en 2031-04-03", "r2 en 2031-04-03"}, []claim{
				acts("a r1"+k+"2031-04-02", anna, ruth).about("energy"),
				acts("b r2"+k+"2031-04-02", ruth, anna).about("energy"),
			}, "a; b"},
			{"to somebody else", []string{"r1 en 2031-04-03", "r2 en 2031-04-03"}, []claim{
				acts("a r1"+k+"2031-04-02", anna, ruth).about("energy"),
				acts("b r2"+k+"2031-04-02", anna, lucia).about("energy"),
			}, "a; b"},
			{"to somebody else of that state", []string{"r1 en 2031-04-03", "r2 en 2031-04-03"}, []claim{
				acts("a r1"+k+"2031-04-02", anna, ruth).about("energy"),
				acts("b r2"+k+"2031-04-02", anna, "Omar Otieno; KEN; Speaker of Parliament").about("energy"),
			}, "a; b"},
			{"to somebody in one report, to the state in the other", []string{"r1 en 2031-04-03", "r2 en 2031-04-03"}, []claim{
				acts("a r1"+k+"2031-04-02", anna, ruth).about("energy"),
				acts("b r2"+k+"2031-04-02", anna, ken).about("energy"),
			}, "a b"},
			{"the same people, dated by one, told as about other things", []string{"r1 en 2031-04-02", "r2 tr 2031-04-03"}, []claim{
				acts("a r1"+k+"2031-04-02", anna, ruth).about("energy"),
				acts("b r2"+k+"-", anna, ruth).about("trade"),
			}, "a b"},
			{"congratulations in one, what on in the other", []string{"r1 en 2031-04-03", "r2 tr 2031-04-04"}, []claim{
				acts("a r1"+k+"-", anna, ruth).about("congratulations"),
				acts("b r2"+k+"-", anna, ruth).about("elections"),
			}, "a b"},
			{"by somebody else", []string{"r1 en 2031-04-03", "r2 en 2031-04-03"}, []claim{
				acts("a r1"+k+"2031-04-02", anna, ruth).about("energy"),
				acts("b r2"+k+"2031-04-02", lucia, ruth).about("energy"),
			}, "a; b"},
			{"another subject a day later", []string{"r1 en 2031-04-03", "r2 en 2031-04-04"}, []claim{
				acts("a r1"+k+"2031-04-02", anna, ruth).about("energy"),
				acts("b r2"+k+"2031-04-03", anna, ruth).about("migration"),
			}, "a; b"},
			{"another subject, undated, published on other days", []string{"r1 en 2031-04-03", "r2 en 2031-04-04"}, []claim{
				acts("a r1"+k+"-", anna, ruth).about("energy"),
				acts("b r2"+k+"-", anna, ruth).about("migration"),
			}, "a; b"},
			{"another subject on one day, states alone", []string{"r1 en 2031-04-03", "r2 en 2031-04-03"}, []claim{
				acts("a r1"+k+"2031-04-02", nor, ken).about("energy"),
				acts("b r2"+k+"2031-04-02", nor, ken).about("migration"),
			}, "a; b"},
			{"two subjects in one report", []string{"r1 en 2031-04-03"}, []claim{
				acts("a r1"+k+"2031-04-02", anna, ruth).about("energy"),
				acts("b r1"+k+"2031-04-02", anna, ruth).about("migration"),
			}, "a; b"},
			{"the same again a week later", []string{"r1 en 2031-04-03", "r2 en 2031-04-10"}, []claim{
				acts("a r1"+k+"2031-04-02", anna, ruth).about("energy"),
				acts("b r2"+k+"2031-04-09", anna, ruth).about("energy"),
			}, "a; b"},
			{"the same again, undated, a week later", []string{"r1 en 2031-04-03", "r2 en 2031-04-10"}, []claim{
				acts("a r1"+k+"-", anna, ruth).about("energy"),
				acts("b r2"+k+"-", anna, ruth).about("energy"),
			}, "a; b"},
			{"denied by the other outlet", []string{"r1 en 2031-04-03", "r2 en 2031-04-03"}, []claim{
				acts("a r1"+k+"2031-04-02", anna, ruth).about("energy"),
				acts("b r2"+k+"2031-04-02", anna, ruth).about("energy").modality(chancery.Denied),
			}, "a; b"},
			{"both directions, each told twice", []string{"r1 en 2031-04-03", "r2 tr 2031-04-03"}, []claim{
				acts("a r1"+k+"2031-04-02", nor, ken).about("energy"),
				acts("b r1"+k+"2031-04-02", ken, nor).about("energy"),
				acts("c r2"+k+"2031-04-02", ken, nor).about("energy"),
				acts("d r2"+k+"2031-04-02", nor, ken).about("energy"),
			}, "a d; b c"},
		} {
			t.Run(kind+"/"+c.name, func(t *testing.T) {
				wantGroups(t, fold(t, reports(c.reports...), claims(c.claims...)), c.want)
			})
		}
	}
}

// TestActsOfManyParties: what several do together has no direction.
func TestActsOfManyParties(t *testing.T) {
	r := reports("r1 en 2031-04-03", "r2 tr 2031-04-03")
	together := func(spec string, parties ...string) claim { return event(spec, parties...).about("energy") }
	wantGroups(t, fold(t, r, claims(
		together("a r1 agreement 2031-04-02", nor+"; initiator", ken),
		together("b r2 agreement 2031-04-02", ken+"; initiator", nor))), "a b")
	wantGroups(t, fold(t, r, claims(
		together("a r1 exercise 2031-04-01/2031-04-05 Mombasa/KEN", nor+"; initiator", ken),
		together("b r2 exercise 2031-04-01/2031-04-05 /KEN", ken+"; initiator", nor))), "a b")
	wantGroups(t, fold(t, r, claims(
		together("a r1 agreement 2031-04-02", nor+"; initiator", ken),
		together("b r2 agreement 2031-04-02", nor+"; initiator", per))), "a; b")
	wantGroups(t, fold(t, r, claims(
		together("a r1 other 2031-04-02", nor+"; initiator", ken+"; recipient").plover("REJECT"),
		together("b r2 other 2031-04-02", nor+"; initiator", ken+"; recipient").plover("THREATEN"))), "a; b")
}

// TestPlannedActsBecomeHistory: an act that was announced and then took place
// is one event that tells of both.
func TestPlannedActsBecomeHistory(t *testing.T) {
	for _, kind := range []string{"aid", "sanction", "exercise", "expulsion"} {
		c := func(spec string, m chancery.Modality) claim {
			return acts(strings.Replace(spec, "KIND", kind, 1), nor, ken).about("energy").modality(m)
		}
		rec := fold(t, reports("r1 en 2031-03-20", "r2 en 2031-04-03"), claims(
			c("a r1 KIND 2031-04-02", chancery.Planned),
			c("b r2 KIND 2031-04-02", chancery.Occurred)))
		wantGroups(t, rec, "a b")
		e := eventOf(t, rec, "a")
		if e.Modality != chancery.Occurred || len(e.ModalityHistory) != 2 || e.ModalityHistory[0].Modality != chancery.Planned {
			t.Errorf("%s is %s, with the history %v", kind, e.Modality, e.ModalityHistory)
		}
		off := fold(t, reports("r1 en 2031-03-20", "r2 en 2031-04-01"), claims(
			c("a r1 KIND 2031-04-02", chancery.Planned),
			c("b r2 KIND 2031-04-02", chancery.Cancelled)))
		if e := eventOf(t, off, "a"); len(e.Claims) != 2 || e.Modality != chancery.Cancelled {
			t.Errorf("%s is %s, of %v", kind, e.Modality, e.Claims)
		}
	}
}
