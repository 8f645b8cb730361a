package merge_test

import (
	"testing"

	"chancery"
)

// What guest and host say to each other on a visit is part of it, in the report
// that tells of both, or by its date in another.
func TestSaidOnTheVisit(t *testing.T) {
	const guest, host, speaker = vesna + "; visitor", pedro, "Helena Duarte; PRT; Speaker of Parliament"
	visit := event("v r1 visit 2031-04-02/2031-04-04 Lisbon/PRT", guest, "; PRT; ; host")
	meeting := event("m r1 meeting 2031-04-03 Lisbon/PRT", vesna, host).partOf("v")
	published := func(c claim) claim {
		c.Event.Date, c.Event.DateBasis = "[2031-04-02..2031-04-04]", chancery.Published
		return c
	}
	r := reports("r1 en 2031-04-04", "r2 tr 2031-04-04", "r3 tr 2031-04-20")
	for _, c := range []struct {
		name string
		act  claim
		want string
	}{
		{"the guest thanks the host", acts("a r1 praise 2031-04-03", vesna, host), "v"},
		{"the guest asks the host's state", acts("a r1 request 2031-04-03", vesna, "; PRT"), "v"},
		{"one who met the guest asks the guest's state", acts("a r1 request 2031-04-03", host, "; HRV"), "v"},
		{"told in the same report without a date", published(acts("a r1 offer -", vesna, host)), "v"},
		{"dated in another report", acts("a r2 praise 2031-04-03", vesna, "; PRT"), "v"},
		{"undated in another report", published(acts("a r2 praise -", vesna, "; PRT")), ""},
		{"after the visit", acts("a r3 praise 2031-04-10", vesna, host), ""},
		{"by one who was not there", acts("a r1 criticism 2031-04-03", speaker, "; HRV"), ""},
		{"to a third state", acts("a r1 praise 2031-04-03", vesna, "; NOR"), ""},
		{"among the hosts", acts("a r1 criticism 2031-04-03", host, "; PRT"), ""},
		{"told as background", acts("a r1 praise 2031-04-03", vesna, host).background(), ""},
		{"planned for later", acts("a r1 aid 2031-04-03", host, "; HRV").modality(chancery.Planned), ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := eventOf(t, fold(t, r, claims(visit, meeting, c.act)), "a")
			if e.PartOf != c.want {
				t.Errorf("the %s is part of %q, want %q", e.Kind, e.PartOf, c.want)
			}
			if e.Place != nil {
				t.Errorf("words have the place %+v", e.Place)
			}
		})
	}
	came := event("v r1 visit 2031-04-02 Lisbon/PRT", guest, "; PRT; ; host")
	if e := eventOf(t, fold(t, r, claims(came, published(acts("a r1 praise -", vesna, host)))), "a"); e.PartOf != "v" || e.Date != "[2031-04-02..2031-04-04]" {
		t.Errorf("the thanks are part of %q, on %s; only the day on which the guest came is known", e.PartOf, e.Date)
	}
	called := visit.modality(chancery.Cancelled)
	if p := eventOf(t, fold(t, r, claims(called, acts("a r1 praise 2031-04-03", vesna, host))), "a").PartOf; p != "" {
		t.Errorf("the thanks are part of %s, which was called off", p)
	}
}

// A visit of last year and its meeting, both told in passing, belong together;
// news does not belong to what was told in passing.
func TestPastVisitAndItsMeeting(t *testing.T) {
	r := reports("r1 en 2031-09-03")
	visit := event("v r1 visit 2031-04 Lisbon/PRT", vesna+"; visitor").background()
	for name, c := range map[string]struct {
		meeting claim
		want    string
	}{
		"both in passing":           {event("m r1 meeting 2031-04 Lisbon/PRT", vesna, pedro).background().partOf("v"), "v"},
		"a date that is as old":     {event("m r1 meeting 2031-04 Lisbon/PRT", vesna, pedro).partOf("v"), "v"},
		"news":                      {event("m r1 meeting 2031-09-02 Lisbon/PRT", vesna, pedro).partOf("v"), ""},
		"in passing without a date": {event("m r1 meeting - Lisbon/PRT", vesna, pedro).background().partOf("v"), ""},
	} {
		if p := eventOf(t, fold(t, r, claims(visit, c.meeting)), "m").PartOf; p != c.want {
			t.Errorf("%s: the meeting is part of %q, want %q", name, p, c.want)
		}
	}
}

// A visit planned for some time in a season has the meetings of that season.
func TestMeetingKeepsThePlan(t *testing.T) {
	r := reports("r1 en 2031-01-04", "r2 tr 2031-03-05")
	plan := event("v r1 visit 2031-02/2031-04 /PRT", vesna+"; visitor", "; PRT; ; host").modality(chancery.Planned)
	for date, want := range map[string]string{"2031-03-04": "v", "2031-07-04": "", "2031": ""} {
		if p := eventOf(t, fold(t, r, claims(plan, event("m r2 meeting "+date+" Lisbon/PRT", vesna, pedro))), "m").PartOf; p != want {
			t.Errorf("a meeting of %s is part of %q, want %q", date, p, want)
		}
	}
	wide := event("v r1 visit 2031 /PRT", vesna+"; visitor", "; PRT; ; host").modality(chancery.Planned)
	if p := eventOf(t, fold(t, r, claims(wide, event("m r2 meeting 2031-03-04 Lisbon/PRT", vesna, pedro))), "m").PartOf; p != "" {
		t.Errorf("a visit some time in the year has the meeting: %q", p)
	}
}

// What is held or signed in the city of a conference on its days, in the report
// that tells of it, is part of it.
func TestHeldAtTheConference(t *testing.T) {
	r := reports("r1 en 2031-04-04", "r2 en 2031-04-04")
	forum := event("f r1 conference 2031-04-02/2031-04-03 Lisbon/PRT", "; PRT").called("Lisbon Forum").background()
	for _, c := range []struct {
		name  string
		forum claim
		other claim
		want  string
	}{
		{"a signing on its second day", forum, event("m r1 signing 2031-04-03 Lisbon/PRT", anna, ruth), "f"},
		{"a meeting of one of its guests", event("f r1 conference 2031-04-02 Lisbon/PRT", "; PRT", "; NOR"), event("m r1 meeting 2031-04-02 Lisbon/PRT", anna, ruth), "f"},
		{"a meeting of others", event("f r1 conference 2031-04-02 Lisbon/PRT", "; PRT", "; FIN"), event("m r1 meeting 2031-04-02 Lisbon/PRT", anna, ruth), ""},
		{"in another city", forum, event("m r1 signing 2031-04-03 Porto/PRT", anna, ruth), ""},
		{"a week before", forum, event("m r1 signing 2031-03-26 Lisbon/PRT", anna, ruth), ""},
		{"in another report", forum, event("m r2 signing 2031-04-03 Lisbon/PRT", anna, ruth), ""},
		{"still to come", forum, event("m r1 signing 2031-04-03 Lisbon/PRT", anna, ruth).modality(chancery.Planned), ""},
		{"long ago", event("f r1 conference 2030-04-02 Lisbon/PRT", "; PRT").background(), event("m r1 signing 2030-04-02 Lisbon/PRT", anna, ruth).background(), ""},
	} {
		if p := eventOf(t, fold(t, r, claims(c.forum, c.other)), "m").PartOf; p != c.want {
			t.Errorf("%s: it is part of %q, want %q", c.name, p, c.want)
		}
	}
}

// Others of the visitor's party who meet or sign in the country on the days of the
// visit do so as part of it, where one report tells of both.
func TestHeldOnTheVisit(t *testing.T) {
	r := reports("r1 en 2031-04-04", "r2 en 2031-04-04")
	visit := event("v r1 visit 2031-04-02/2031-04-04 Lisbon/PRT", vesna+"; visitor", "; PRT; ; host")
	const member, host = "Dario Babić; HRV; Member of Parliament", "Helena Duarte; PRT; Speaker of Parliament"
	second := event("w r1 visit 2031-04-03 Lisbon/PRT", "Marin Horvat; HRV; Minister of Trade; visitor", "; PRT; ; host")
	for _, c := range []struct {
		name   string
		claims []claim
		want   string
	}{
		{"a member of the delegation meets a host", []claim{event("m r1 meeting 2031-04-03 Porto/PRT", member, host)}, "v"},
		{"the states sign", []claim{event("m r1 signing 2031-04-03 Lisbon/PRT", "; HRV", "; PRT")}, "v"},
		{"in another report", []claim{event("m r2 meeting 2031-04-03 Porto/PRT", member, host)}, ""},
		{"in another country", []claim{event("m r1 meeting 2031-04-03 Zagreb/HRV", member, host)}, ""},
		{"a week before", []claim{event("m r1 meeting 2031-03-26 Lisbon/PRT", member, host)}, ""},
		{"without the hosts", []claim{event("m r1 meeting 2031-04-03 Lisbon/PRT", member, ingrid)}, ""},
		{"to be held yet", []claim{event("m r1 meeting 2031-04-04 Lisbon/PRT", member, host).modality(chancery.Planned)}, ""},
		{"on which of two visits nobody says", []claim{second, event("m r1 meeting 2031-04-03 Lisbon/PRT", member, host)}, ""},
	} {
		if p := eventOf(t, fold(t, r, claims(append([]claim{visit}, c.claims...)...)), "m").PartOf; p != c.want {
			t.Errorf("%s: it is part of %q, want %q", c.name, p, c.want)
		}
	}
}
