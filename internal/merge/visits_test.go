package merge_test

import (
	"testing"

	"chancery"
)

// One report tells of the visit and a meeting, the other of another meeting,
// with no place: the second is a meeting of the same visit.
func TestHalvesOfOneVisit(t *testing.T) {
	r := reports("r1 en 2031-04-03", "r2 tr 2031-04-02")
	cs := claims(
		event("a r1 meeting -", "Helena Duarte; PRT; Speaker of Parliament; host", "Vesna Kovač; HRV; Minister of Foreign Affairs; visitor"),
		event("b r2 visit 2031-04-02 Lisbon/PRT", "Vesna Kovac; HRV; Minister of Foreign Affairs; visitor"),
		event("c r2 meeting -", "Vesna Kovac; HRV; Minister of Foreign Affairs; visitor", pedro+"; host").partOf("b"))
	rec := fold(t, r, cs)
	wantGroups(t, rec, "a; b; c")
	for _, id := range []string{"a", "c"} {
		e := eventOf(t, rec, id)
		if e.PartOf != "b" {
			t.Errorf("%s is part of %q", id, e.PartOf)
		}
		if e.Place == nil || e.Place.Name != "Lisbon" || e.Place.Basis != chancery.Inferred {
			t.Errorf("%s has place %+v, not the visit's as inferred", id, e.Place)
		}
		if e.Date != "2031-04-02" || e.DateBasis != chancery.Inferred {
			t.Errorf("%s has date %s (%s), not the visit's as inferred", id, e.Date, e.DateBasis)
		}
	}
	if cs[0].Event.Place != nil || cs[0].Event.Participants[0].ID != "" {
		t.Error("folding changed the claims that it was given")
	}
	if got := filled(t, rec, "a"); got != "date from b, place from b" {
		t.Errorf("claim a has filled %s", got)
	}
	if h := claimOf(t, rec, "a").Event; h.Place.Name != "Lisbon" || h.Place.Basis != chancery.Inferred || h.Date != "2031-04-02" || h.DateBasis != chancery.Inferred {
		t.Errorf("claim a has %s (%s), %+v", h.Date, h.DateBasis, h.Place)
	}
	if got := filled(t, rec, "b"); got != "" {
		t.Errorf("the visit, which lacks nothing, has filled %s", got)
	}
}

func TestNotOnTheVisit(t *testing.T) {
	visit := event("v r1 visit 2031-04-02/2031-04-04 Lisbon/PRT", vesna+"; visitor")
	cases := map[string]claim{
		"another person":                event("m r2 meeting 2031-04-03 Lisbon/PRT", ingrid, pedro),
		"a week later":                  event("m r2 meeting 2031-04-11", vesna, pedro),
		"in another country":            event("m r2 meeting 2031-04-03 Zagreb/HRV", vesna, pedro),
		"with nobody of the host's":     event("m r2 meeting 2031-04-03", vesna, ingrid),
		"told as background":            event("m r2 meeting 2031-04-03 Lisbon/PRT", vesna, pedro).background(),
		"denied":                        event("m r2 meeting 2031-04-03 Lisbon/PRT", vesna, pedro).modality(chancery.Denied),
		"published long after, undated": event("m r3 meeting -", vesna, pedro),
	}
	r := reports("r1 en 2031-04-04", "r2 en 2031-04-04", "r3 en 2031-04-20")
	for name, m := range cases {
		t.Run(name, func(t *testing.T) {
			if p := eventOf(t, fold(t, r, claims(visit, m)), "m").PartOf; p != "" {
				t.Errorf("the meeting is part of %s", p)
			}
		})
	}
	off := event("w r1 visit 2031-04-02/2031-04-04 Lisbon/PRT", vesna+"; visitor").modality(chancery.Cancelled)
	if p := eventOf(t, fold(t, r, claims(off, event("m r2 meeting 2031-04-03", vesna, pedro))), "m").PartOf; p != "" {
		t.Errorf("a meeting is part of %s, which was called off", p)
	}
	if p := eventOf(t, fold(t, r, claims(visit, event("m r2 meeting 2031-04-03", vesna, pedro).modality(chancery.Cancelled))), "m").PartOf; p != "v" {
		t.Errorf("a meeting called off on the visit is part of %q", p)
	}
	control := event("m r2 meeting 2031-04-05", vesna, pedro)
	if p := eventOf(t, fold(t, r, claims(visit, control)), "m").PartOf; p != "v" {
		t.Errorf("a meeting a day after the visit is part of %q", p)
	}
}

// A delegation's leader is at the meetings where only the delegation is named;
// an office is filled by another report, and offices that differ stay apart.
func TestDelegationAndOffices(t *testing.T) {
	r := reports("r1 en - Courier", "r2 en 2031-03-08 Planet")
	rec := fold(t, r, claims(
		event("a r1 visit - Geneva/CHE", "the Norwegian delegation; NOR; ; visitor", "Ola Haugen; NOR; Representative; visitor; the Norwegian delegation"),
		event("b r1 meeting -", "the Norwegian delegation; NOR", "Lucía Ferrer; ILO; Director General", "; ILO; department heads").partOf("a"),
		event("c r2 visit 2031-03-06/2031-03-08 Geneva/CHE", "the Norwegian delegation to the ILO Council; NOR; ; visitor", "Ola Haugen; NOR; Member of Parliament; visitor; the Norwegian delegation to the ILO Council"),
		event("d r2 meeting -", "the Norwegian delegation to the ILO Council; NOR", "; ILO; Director General = the Organisation's Director General", "; ILO; Director of the Legal Department").partOf("c"),
		event("e r2 meeting -", "the Norwegian delegation to the ILO Council; NOR", "; WHO; Director of the Legal Department").partOf("c")))
	wantGroups(t, rec, "a c; b d; e")
	visit := eventOf(t, rec, "a")
	if visit.Date != "2031-03-06/2031-03-08" || visit.DateBasis != chancery.Stated {
		t.Errorf("the visit is dated %s (%s)", visit.Date, visit.DateBasis)
	}
	const delegation = "delegation:NOR:ilo-council"
	meeting := eventOf(t, rec, "b")
	if got := seated(meeting); got != delegation+" lucia-ferrer office:ILO:department-heads office:ILO:director-of-the-legal-department" {
		t.Errorf("at the meeting were %s", got)
	}
	if meeting.PartOf != "a" || eventOf(t, rec, "e").PartOf != "a" {
		t.Error("the meetings do not belong to the visit")
	}
	if meeting.Date != "[2031-03-06..2031-03-08]" || meeting.DateBasis != chancery.Inferred {
		t.Errorf("the meeting is dated %s (%s)", meeting.Date, meeting.DateBasis)
	}
	if p := claimOf(t, rec, "d").Event.Participants[1]; p.ID != "lucia-ferrer" || p.Name != "Lucía Ferrer" || p.Office.Text != "the Organisation's Director General" || p.OfBase != chancery.Stated {
		t.Errorf("the claim's office is %+v: its holder is known, its words stay", p)
	}
	if got := filled(t, rec, "d"); got != "date from c, place from a, participants lucia-ferrer from b" {
		t.Errorf("claim d has filled %s", got)
	}
	if claimOf(t, rec, "a").Event.Participants[1].Leads != delegation {
		t.Errorf("the leader leads %q", claimOf(t, rec, "a").Event.Participants[1].Leads)
	}
	for old, now := range map[string]string{"office:ILO:director-general": "lucia-ferrer", "delegation:NOR:ola-haugen": delegation} {
		if rec.Absorbed[old] != now {
			t.Errorf("%s answers to %q, want %s", old, rec.Absorbed[old], now)
		}
	}
}

// The holder named at one meeting of a visit fills the office at the visit.
func TestOfficeFilledWithinVisit(t *testing.T) {
	rec := fold(t, reports("r1 en 2031-04-03", "r2 en 2031-04-03"), claims(
		event("a r1 visit 2031-04-02 Lisbon/PRT", "; HRV; Minister of Foreign Affairs; visitor", "; PRT; President; host"),
		event("b r2 visit 2031-04-02 Lisbon/PRT", vesna+"; visitor"),
		event("c r2 meeting 2031-04-02 Lisbon/PRT", vesna, "Rui Salgado; PRT; President").partOf("b")))
	wantGroups(t, rec, "a b; c")
	e := eventOf(t, rec, "a")
	if got := seated(e); got != "rui-salgado vesna-kovac" {
		t.Fatalf("on the visit were %s", got)
	}
	for _, p := range e.Participants {
		if p.ID == "rui-salgado" && (p.Name != "Rui Salgado" || p.OfBase != chancery.Inferred) {
			t.Errorf("the host is %+v: the name comes from another event, so it is inferred", p)
		}
	}
}

// Two stories that mention one summit stay two stories.
func TestBackgroundJoinsNoStories(t *testing.T) {
	rec := fold(t, reports("r1 en 2031-04-03", "r2 en 2031-06-03"), claims(
		event("a r1 meeting 2031-04-02 Lisbon/PRT", vesna, pedro).partOf("s"),
		event("s r1 conference 2031-01-08 Oslo/NOR", "; HRV", "; PRT").called("Oslo Summit").background(),
		event("b r2 meeting 2031-06-02 Zagreb/HRV", vesna, pedro).partOf("z"),
		event("z r2 conference 2031-01-08 Oslo/NOR", "; HRV", "; PRT").called("Oslo Summit").background()))
	wantGroups(t, rec, "a; b; s z")
	for _, e := range rec.Events {
		if e.PartOf != "" {
			t.Errorf("%s is part of %s, which is background", e.ID, e.PartOf)
		}
	}
}

// A planned visit's place is all that is known of the place where it was held.
func TestPlanGivesPlace(t *testing.T) {
	rec := fold(t, reports("r1 en 2031-04-01", "r2 en 2031-04-03"), claims(
		event("a r1 meeting 2031-04-02 Lisbon/PRT", vesna, pedro).modality(chancery.Planned),
		event("b r2 meeting 2031-04-02", vesna, pedro)))
	wantGroups(t, rec, "a b")
	if p := rec.Events[0].Place; p == nil || p.Name != "Lisbon" || p.Basis != chancery.Inferred {
		t.Errorf("the place is %+v", p)
	}
}
