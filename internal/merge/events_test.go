package merge_test

import (
	"strings"
	"testing"

	"chancery"
)

const (
	vesna  = "Vesna Kovač; HRV; Minister of Foreign Affairs"
	pedro  = "Pedro Almada; PRT; Minister of Foreign Affairs"
	ingrid = "Ingrid Solheim; NOR; Prime Minister"
)

func TestOneEvent(t *testing.T) {
	cases := []struct {
		name    string
		reports []string
		claims  []claim
		want    string
	}{
		{"two languages and scripts, no shared words", []string{"r1 en 2031-04-03", "r2 ru 2031-04-03"}, []claim{
			event("a r1 meeting 2031-04-02 Lisbon/PRT", vesna, pedro),
			event("b r2 meeting 2031-04-02 Lisbon/PRT", "Весна Ковач; HRV; Minister of Foreign Affairs", "Педро Алмада; PRT; Minister of Foreign Affairs"),
		}, "a b"},
		{"a surname-first name and a spelling variant", []string{"r1 en 2031-04-03", "r2 tr 2031-04-03"}, []claim{
			event("a r1 call 2031-04-02", "Jeyran Shirinova; AZE", ingrid),
			event("b r2 call 2031-04-02", "Şirinova Ceyran; AZE", "Solheim Ingrid; NOR"),
		}, "a b"},
		{"the same two met again months later", []string{"r1 en 2031-04-03", "r2 en 2031-09-03"}, []claim{
			event("a r1 meeting 2031-04-02 Lisbon/PRT", vesna, pedro),
			event("b r2 meeting 2031-09-02 Lisbon/PRT", vesna, pedro),
		}, "a; b"},
		{"undated news months apart", []string{"r1 en 2031-04-03", "r2 en 2031-09-03"}, []claim{
			event("a r1 meeting - Lisbon/PRT", vesna, pedro),
			event("b r2 meeting - Lisbon/PRT", vesna, pedro),
		}, "a; b"},
		{"undated news of the same days", []string{"r1 en 2031-04-03", "r2 en 2031-04-04"}, []claim{
			event("a r1 meeting -", vesna, pedro),
			event("b r2 meeting -", vesna, pedro),
		}, "a b"},
		{"undated, told two days after", []string{"r1 en 2031-04-03", "r2 en 2031-04-04"}, []claim{
			event("a r1 meeting 2031-04-02 Lisbon/PRT", vesna, pedro),
			event("b r2 meeting -", vesna, pedro),
		}, "a b"},
		{"undated, told eleven days after", []string{"r1 en 2031-04-03", "r2 en 2031-04-13"}, []claim{
			event("a r1 meeting 2031-04-02 Lisbon/PRT", vesna, pedro),
			event("b r2 meeting -", vesna, pedro),
		}, "a; b"},
		{"undated, told eleven days after with the city", []string{"r1 en 2031-04-03", "r2 en 2031-04-13"}, []claim{
			event("a r1 meeting 2031-04-02 Lisbon/PRT", vesna, pedro),
			event("b r2 meeting - Lisbon/PRT", vesna, pedro),
		}, "a b"},
		{"no date and no day of publication, but people and city", []string{"r1 en 2031-04-03", "r2 en -"}, []claim{
			event("a r1 meeting 2031-04-02 Lisbon/PRT", vesna, pedro),
			event("b r2 meeting - Lisbon/PRT", vesna, pedro),
		}, "a b"},
		{"no date, no place, no office in common", []string{"r1 en 2031-04-03", "r2 en -"}, []claim{
			event("a r1 meeting 2031-04-02 Lisbon/PRT", vesna, pedro),
			event("b r2 meeting -", vesna, pedro),
		}, "a; b"},
		{"no date and no place, but people of four states", []string{"r1 en 2031-04-03", "r2 tr -"}, []claim{
			event("a r1 meeting 2031-04-02 Lisbon/PRT", vesna, pedro, ingrid, "Janis Kalnins; LVA", "Ruth Mbeki; KEN"),
			event("b r2 meeting -", vesna, pedro, ingrid, "Janis Kalnins; LVA"),
		}, "a b"},
		{"no date and no place, and people of three states", []string{"r1 en 2031-04-03", "r2 tr -"}, []claim{
			event("a r1 meeting 2031-04-02 Lisbon/PRT", "Vesna Kovač; HRV", "Pedro Almada; PRT", "Ingrid Solheim; NOR", "Janis Kalnins; LVA"),
			event("b r2 meeting -", "Vesna Kovač; HRV", "Pedro Almada; PRT", "Ingrid Solheim; NOR"),
		}, "a; b"},
		{"an undated report that fits two meetings joins neither", []string{"r1 en 2031-04-03", "r2 en 2031-09-03", "r3 en -"}, []claim{
			event("a r1 meeting 2031-04-02 Lisbon/PRT", vesna, pedro),
			event("b r2 meeting 2031-09-02 Lisbon/PRT", vesna, pedro),
			event("c r3 meeting - Lisbon/PRT", vesna, pedro),
		}, "a; b; c"},
		{"another counterpart of the same state", []string{"r1 en 2031-04-03", "r2 en 2031-04-03"}, []claim{
			event("a r1 meeting 2031-04-02 Lisbon/PRT", vesna, pedro),
			event("b r2 meeting 2031-04-02 Lisbon/PRT", vesna, "Rui Salgado; PRT; Speaker of Parliament"),
		}, "a; b"},
		{"another holder of one office", []string{"r1 en 2031-04-03", "r2 en 2031-04-03"}, []claim{
			event("a r1 meeting 2031-04-02 Lisbon/PRT", vesna, pedro),
			event("b r2 meeting 2031-04-02 Lisbon/PRT", vesna, "Rui Salgado; PRT; Foreign Minister"),
		}, "a; b"},
		{"another minister, unnamed", []string{"r1 en 2031-04-03", "r2 en 2031-04-03"}, []claim{
			event("a r1 meeting 2031-04-02 Lisbon/PRT", vesna, pedro),
			event("b r2 meeting 2031-04-02 Lisbon/PRT", vesna, "; PRT; Minister of Defence"),
		}, "a; b"},
		{"the same minister, unnamed", []string{"r1 en 2031-04-03", "r2 en 2031-04-03"}, []claim{
			event("a r1 meeting 2031-04-02 Lisbon/PRT", vesna, pedro),
			event("b r2 meeting 2031-04-02 Lisbon/PRT", vesna, "; PRT; Foreign Minister"),
		}, "a b"},
		{"another state", []string{"r1 en 2031-04-03", "r2 en 2031-04-03"}, []claim{
			event("a r1 meeting 2031-04-02 Lisbon/PRT", vesna, pedro),
			event("b r2 meeting 2031-04-02 Lisbon/PRT", vesna, ingrid),
		}, "a; b"},
		{"a third party at the table", []string{"r1 en 2031-04-03", "r2 en 2031-04-03"}, []claim{
			event("a r1 meeting 2031-04-02 Lisbon/PRT", vesna, pedro),
			event("b r2 meeting 2031-04-02 Lisbon/PRT", vesna, pedro, ingrid),
		}, "a; b"},
		{"two and three at table, each told twice", []string{"r1 en 2031-04-03", "r2 en 2031-04-03"}, []claim{
			event("a r1 meeting 2031-04-02 Lisbon/PRT", vesna, pedro),
			event("b r1 meeting 2031-04-02 Lisbon/PRT", vesna, pedro, ingrid),
			event("c r2 meeting 2031-04-02 Lisbon/PRT", vesna, pedro, ingrid),
			event("d r2 meeting 2031-04-02 Lisbon/PRT", vesna, pedro),
		}, "a d; b c"},
		{"another country", []string{"r1 en 2031-04-03", "r2 en 2031-04-03"}, []claim{
			event("a r1 meeting 2031-04-02 Lisbon/PRT", vesna, pedro),
			event("b r2 meeting 2031-04-02 Zagreb/HRV", vesna, pedro),
		}, "a; b"},
		{"a visit and its meeting", []string{"r1 en 2031-04-03", "r2 en 2031-04-03"}, []claim{
			event("a r1 visit 2031-04-02 Lisbon/PRT", vesna+"; visitor"),
			event("b r2 meeting 2031-04-02 Lisbon/PRT", vesna, pedro),
		}, "a; b"},
		{"a denied meeting", []string{"r1 en 2031-04-03", "r2 en 2031-04-03"}, []claim{
			event("a r1 meeting 2031-04-02 Lisbon/PRT", vesna, pedro),
			event("b r2 meeting 2031-04-02 Lisbon/PRT", vesna, pedro).modality(chancery.Denied),
		}, "a; b"},
		{"praise has a direction", []string{"r1 en 2031-04-03", "r2 en 2031-04-03"}, []claim{
			event("a r1 praise 2031-04-02", vesna+"; initiator", pedro+"; recipient"),
			event("b r2 praise 2031-04-02", vesna+"; recipient", pedro+"; initiator"),
			event("c r2 praise 2031-04-02", vesna+"; initiator", pedro+"; recipient"),
		}, "a c; b"},
		{"spoken of as signing and as agreement", []string{"r1 en 2031-04-03", "r2 en 2031-04-03"}, []claim{
			event("a r1 signing 2031-04-02 Lisbon/PRT", vesna, pedro),
			event("b r2 agreement 2031-04-02 Lisbon/PRT", vesna, pedro),
		}, "a b"},
		{"a repetition in one report", []string{"r1 en 2031-04-03"}, []claim{
			event("a r1 meeting 2031-04-02 Lisbon/PRT", vesna, pedro),
			event("b r1 meeting -", vesna, pedro),
		}, "a b"},
		{"two meetings of one report", []string{"r1 en 2031-04-09"}, []claim{
			event("a r1 meeting 2031-04-02 Lisbon/PRT", vesna, pedro),
			event("b r1 meeting 2031-04-05 Porto/PRT", vesna, pedro),
		}, "a; b"},
		{"a summit under its name in two languages, once without a date", []string{"r1 en 2031-09-03", "r2 tr 2031-10-03"}, []claim{
			event("a r1 conference 2031-08-08 Lisbon/PRT", "; HRV", "; NOR").called("Lisbon Summit").background(),
			event("b r2 conference - Lisbon/PRT", "; HRV").called("Lizbon Zirvesi").background(),
		}, "a b"},
		{"nobody at the summit, and no place, but its name within the year", []string{"r1 en 2031-09-03", "r2 tr 2031-10-03", "r3 en 2034-10-03"}, []claim{
			event("a r1 conference 2031-08-08 -").called("Lisbon Summit").background(),
			event("b r2 conference - -", "; HRV").called("Lizbon Zirvesi").background(),
			event("c r3 conference - -", "; HRV").called("Lisbon Summit").background(),
		}, "a b; c"},
		{"a conference whose name is translated", []string{"r1 en 2031-09-03", "r2 fr 2031-09-03"}, []claim{
			event("a r1 conference 2031-09-02 Lisbon/PRT", vesna, pedro).called("Fourth Conference on Fisheries"),
			event("b r2 conference 2031-09 Lisbon/PRT", vesna).called("IVe Conférence sur la pêche"),
		}, "a b"},
		{"another conference of the same language", []string{"r1 en 2031-09-03", "r2 en 2031-09-03"}, []claim{
			event("a r1 conference 2031-09-02 Lisbon/PRT", vesna, pedro).called("Fourth Conference on Fisheries"),
			event("b r2 conference 2031-09 Lisbon/PRT", vesna).called("Ports Conference"),
		}, "a; b"},
		{"an inferred state that another report corrects", []string{"r1 en 2031-04-03", "r2 en 2031-04-03"}, []claim{
			event("a r1 meeting 2031-04-02 Lisbon/PRT", "Vesna Kovač; PRT?; Minister of Foreign Affairs", pedro),
			event("b r2 meeting 2031-04-02 Lisbon/PRT", vesna, pedro),
		}, "a b"},
		{"a visit, and a call on somebody during it", []string{"r1 en -", "r2 en 2031-04-03"}, []claim{
			event("a r1 visit - Lisbon/PRT", vesna+"; visitor"),
			event("b r2 visit 2031-04-01/2031-04-03 Lisbon/PRT", vesna+"; visitor"),
			event("c r2 visit 2031-04-01/2031-04-03 Lisbon/PRT", vesna+"; visitor", "Croatian House; HRV; ; host").partOf("b"),
		}, "a b; c"},
		{"a visit by its first day and by its last", []string{"r1 en 2031-04-02", "r2 en 2031-04-05"}, []claim{
			event("a r1 visit 2031-04-02 /PRT", vesna+"; visitor"),
			event("b r2 visit 2031-04-05 /PRT", vesna+"; visitor"),
		}, "a b"},
		{"back within the week", []string{"r1 en 2031-04-02", "r2 en 2031-04-07"}, []claim{
			event("a r1 visit 2031-04-02 /PRT", vesna+"; visitor"),
			event("b r2 visit 2031-04-07 /PRT", vesna+"; visitor"),
		}, "a; b"},
		{"stages of a visit in one report", []string{"r1 en 2031-04-04"}, []claim{
			event("a r1 visit 2031-04-02 Porto/PRT", vesna+"; visitor"),
			event("b r1 visit 2031-04-04 /PRT", vesna+"; visitor", "; PRT; ; host").modality(chancery.Ongoing),
		}, "a b"},
		{"a visit and the next in one report", []string{"r1 en 2031-04-04"}, []claim{
			event("a r1 visit 2031-04-02 Porto/PRT", vesna+"; visitor"),
			event("b r1 visit 2031-04-04 /PRT", vesna+"; visitor", "; PRT; ; host").modality(chancery.Planned),
			event("c r1 visit 2031-03-02 /PRT", vesna+"; visitor", "; PRT; ; host"),
			event("d r1 visit 2031-04-03 /HRV", vesna+"; visitor"),
		}, "a; b; c; d"},
		{"an organisation's conference, once without its name", []string{"r1 en 2031-09-03", "r2 tr 2031-09-03"}, []claim{
			event("a r1 conference 2031-09-02 Lisbon/PRT", "; NATO", vesna).called("NATO Summit"),
			event("b r2 conference 2031-09-02 Lisbon/PRT", "; NATO"),
		}, "a b"},
		{"conferences of two organisations in one city", []string{"r1 en 2031-09-03", "r2 tr 2031-09-03"}, []claim{
			event("a r1 conference 2031-09-02 Lisbon/PRT", "; NATO", "; HRV").called("NATO Summit"),
			event("b r2 conference 2031-09-02 Lisbon/PRT", "; OSCE", "; HRV"),
		}, "a; b"},
		{"an organisation's conference and its next", []string{"r1 en 2031-09-03", "r2 tr 2031-09-03"}, []claim{
			event("a r1 conference 2031-09-02 Lisbon/PRT", "; NATO", "; HRV").called("NATO Summit"),
			event("b r2 conference 2032-09-02 Lisbon/PRT", "; NATO", "; HRV").modality(chancery.Planned),
		}, "a; b"},
		{"agreed that year, at talks where something else was signed", []string{"r1 en 2031-04-03", "r2 tr 2031-04-03", "r3 en 2032-04-03"}, []claim{
			event("a r1 signing 2031-04-02 Lisbon/PRT", vesna, pedro),
			event("b r1 agreement 2031-04-02 Lisbon/PRT", vesna, pedro).about("energy"),
			event("c r2 signing 2031-04-02 Lisbon/PRT", vesna, pedro),
			event("d r3 agreement 2031 Lisbon/PRT", vesna, pedro).about("energy"),
		}, "a c; b d"},
		{"agreed that year, on what nobody says", []string{"r1 en 2031-04-03", "r3 en 2032-04-03"}, []claim{
			event("a r1 agreement 2031-04-02 Lisbon/PRT", vesna, pedro).about("fisheries"),
			event("b r1 agreement 2031-04-02 Lisbon/PRT", vesna, pedro).about("energy"),
			event("c r3 agreement 2031 Lisbon/PRT", vesna, pedro),
		}, "a; b; c"},
		{"undated background is not the news", []string{"r1 en 2031-04-03", "r2 en 2032-04-03"}, []claim{
			event("a r1 visit 2031-04-02 Lisbon/PRT", vesna+"; visitor"),
			event("b r2 visit - Lisbon/PRT", vesna+"; visitor").background(),
		}, "a; b"},
		{"dated background is", []string{"r1 en 2031-04-03", "r2 en 2032-04-03"}, []claim{
			event("a r1 visit 2031-04-02 Lisbon/PRT", vesna+"; visitor"),
			event("b r2 visit 2031 Lisbon/PRT", vesna+"; visitor").background(),
		}, "a b"},
		{"parties without persons need place and date", []string{"r1 en 2031-04-03", "r2 en 2031-04-03", "r3 en 2031-04-03"}, []claim{
			event("a r1 meeting 2031-04-02 Lisbon/PRT", "; HRV", "; NOR"),
			event("b r2 meeting 2031-04-02 Lisbon/PRT", "; HRV", "; NOR"),
			event("c r3 meeting 2031-04-02", "; HRV", "; NOR"),
		}, "a b; c"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			wantGroups(t, fold(t, reports(c.reports...), claims(c.claims...)), c.want)
		})
	}
}

func TestPlansBecomeHistory(t *testing.T) {
	visit := func(spec string, m chancery.Modality) claim {
		return event(spec, vesna+"; visitor", "; PRT; ; host").modality(m)
	}
	r := reports("r1 en 2031-03-01", "r2 en 2031-03-20", "r3 en 2031-04-03", "r4 en 2031-03-25")
	held := fold(t, r, claims(
		visit("a r3 visit 2031-04-02 Lisbon/PRT", chancery.Occurred),
		visit("b r1 visit 2031-04-01 Lisbon/PRT", chancery.Planned),
		visit("c r2 visit 2031-04-02 Lisbon/PRT", chancery.Planned)))
	wantGroups(t, held, "a b c")
	e := held.Events[0]
	if e.Modality != chancery.Occurred || e.Date != "2031-04-02" || len(e.Conflicts) > 0 {
		t.Errorf("the visit is %s on %s with conflicts %v; a plan's date is no conflict", e.Modality, e.Date, e.Conflicts)
	}
	var steps []string
	for _, s := range e.ModalityHistory {
		steps = append(steps, s.Claim+" "+string(s.Modality))
	}
	if got := strings.Join(steps, ", "); got != "b planned, c planned, a occurred" {
		t.Errorf("the history is %q", got)
	}
	called := fold(t, r, claims(
		visit("b r1 visit 2031-04-01 Lisbon/PRT", chancery.Planned),
		visit("d r4 visit 2031-04-01 Lisbon/PRT", chancery.Cancelled)))
	wantGroups(t, called, "b d")
	if m := called.Events[0].Modality; m != chancery.Cancelled {
		t.Errorf("the visit is %s in the end", m)
	}
}

// A report that names only one of the two must not tie two meetings together.
func TestNoChaining(t *testing.T) {
	r := reports("r1 en 2031-04-03", "r2 en 2031-04-03", "r3 en 2031-04-03")
	rec := fold(t, r, claims(
		event("a r1 meeting 2031-04-02 Lisbon/PRT", vesna, pedro),
		event("b r2 meeting 2031-04-02 Lisbon/PRT", vesna, "; PRT"),
		event("c r3 meeting 2031-04-02 Lisbon/PRT", vesna, "Rui Salgado; PRT; Speaker of Parliament")))
	if eventOf(t, rec, "a") == eventOf(t, rec, "c") {
		t.Error("the middle report joined the meetings of two different persons")
	}
	if len(eventOf(t, rec, "b").Claims) != 2 {
		t.Errorf("the middle report belongs to one of them: %s", groups(rec))
	}
}

func TestConflictsStandSideBySide(t *testing.T) {
	r := reports("r1 en 2031-04-05", "r2 en 2031-04-05")
	rec := fold(t, r, claims(
		event("a r1 meeting 2031-04-02 Lisbon/PRT", vesna, pedro),
		event("b r2 meeting 2031-04-03 Lisbon/PRT", vesna, pedro)))
	wantGroups(t, rec, "a b")
	e := rec.Events[0]
	if len(e.Conflicts) != 1 || e.Conflicts[0].Field != "date" || len(e.Conflicts[0].Values) != 2 ||
		e.Conflicts[0].Values[1].Value != "2031-04-03" || e.Conflicts[0].Values[1].Claims[0] != "b" {
		t.Errorf("conflicts are %+v", e.Conflicts)
	}
	rec = fold(t, r, claims(
		event("a r1 visit 2031-04-01/2031-04-04 Lisbon/PRT", vesna+"; visitor"),
		event("b r2 visit 2031-04-03 Lisbon/PRT", vesna+"; visitor")))
	if e := rec.Events[0]; len(e.Conflicts) != 0 || e.Date != "2031-04-01/2031-04-04" {
		t.Errorf("a day within the visit is no conflict, and says less: %s %+v", e.Date, e.Conflicts)
	}
}

func TestOriginsAreNotOutlets(t *testing.T) {
	meeting := func(id, report string) claim {
		return event(id+" "+report+" meeting 2031-04-02 Lisbon/PRT", vesna, pedro)
	}
	repeated := fold(t, reports("r1 en 2031-04-03 Planet>Ministry", "r2 en 2031-04-03 Courier>Wire>Ministry", "r3 tr 2031-04-03 Haber>ministry"),
		claims(meeting("a", "r1"), meeting("b", "r2"), meeting("c", "r3")))
	apart := fold(t, reports("r1 en 2031-04-03 Planet", "r2 en 2031-04-03 Courier", "r3 tr 2031-04-03"),
		claims(meeting("a", "r1"), meeting("b", "r2"), meeting("c", "r3")))
	if got := repeated.Events[0].Origins; len(got) != 1 || got[0] != "Ministry" {
		t.Errorf("one statement in three outlets has origins %q", got)
	}
	if got := apart.Events[0].Origins; len(got) != 3 {
		t.Errorf("three outlets of their own have origins %q", got)
	}
	if repeated.Events[0].Confidence >= apart.Events[0].Confidence {
		t.Errorf("repetition gives as much confidence (%.2f) as three origins (%.2f)", repeated.Events[0].Confidence, apart.Events[0].Confidence)
	}
}

func TestJudgementsExplainThemselves(t *testing.T) {
	rec := fold(t, reports("r1 en 2031-04-03", "r2 tr 2031-04-03"), claims(
		event("a r1 meeting 2031-04-02 Lisbon/PRT", vesna, pedro),
		event("b r2 meeting 2031-04-02 Lisbon/PRT", vesna, pedro)))
	if len(rec.Judgements) != 1 {
		t.Fatalf("judgements are %+v", rec.Judgements)
	}
	j := rec.Judgements[0]
	const why = "same: 2 Apr 2031; Lisbon; Pedro Almada and Vesna Kovač; HRV, PRT; in en and tr"
	if j.A != "a" || j.B != "b" || j.By != chancery.Program || j.Verdict != chancery.Same || j.Why != why || j.Score != 9.5 || !j.At.IsZero() {
		t.Errorf("the judgement is %+v", j)
	}
	if got := rec.Absorbed["b"]; got != "a" {
		t.Errorf("claim b answers to %q", got)
	}
}

// The first and the last day of a visit in one report are when it lasted, and no
// contradiction; in two reports they are one.
func TestStagesOfAVisit(t *testing.T) {
	guest, ministry := vesna+"; visitor", "; PRT; ; host"
	one := fold(t, reports("r1 en 2031-04-04"), claims(
		event("a r1 visit 2031-04-02 Porto/PRT", guest, ministry), event("b r1 visit 2031-04-04 /PRT", guest, ministry)))
	if e := one.Events[0]; len(one.Events) != 1 || e.Date != "2031-04-02/2031-04-04" || len(e.Conflicts) > 0 {
		t.Errorf("the visit lasted %s, with conflicts %v", e.Date, e.Conflicts)
	}
	two := fold(t, reports("r1 en 2031-04-04", "r2 en 2031-04-04"), claims(
		event("a r1 visit 2031-04-02 /PRT", guest, ministry), event("b r2 visit 2031-04-04 /PRT", guest, ministry)))
	if e := two.Events[0]; len(two.Events) != 1 || len(e.Conflicts) != 1 {
		t.Errorf("the reports contradict each other, but the conflicts are %v", e.Conflicts)
	}
}

// A year says less than the days of a report on the same event.
func TestYearIsNoDate(t *testing.T) {
	told := event("a r1 meeting - Lisbon/PRT", vesna, pedro)
	told.Event.Date, told.Event.DateBasis = "[2031-04-01..2031-04-03]", chancery.Published
	rec := fold(t, reports("r1 en 2031-04-03", "r2 en 2032-04-03"), claims(told, event("b r2 meeting 2031 Lisbon/PRT", vesna, pedro).background()))
	if e := rec.Events[0]; len(rec.Events) != 1 || e.Date != "[2031-04-01..2031-04-03]" || e.DateBasis != chancery.Published {
		t.Errorf("the meeting was on %s (%s)", e.Date, e.DateBasis)
	}
}
