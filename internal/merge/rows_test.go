package merge_test

import (
	"fmt"
	"testing"

	"chancery"
)

func TestRows(t *testing.T) {
	r := reports("r1 en 2031-04-03", "r2 en 2031-06-03")
	cs := claims(
		event("e1 r1 meeting 2031-04-02 Lisbon/PRT", vesna, pedro),
		event("e2 r2 meeting 2031-04-02 Lisbon/PRT", vesna, pedro))
	add := func(id, report string, sort chancery.Sort, set func(*chancery.Claim)) {
		c := chancery.Claim{ID: id, Report: report, Sort: sort, Order: len(cs)}
		set(&c)
		cs = append(cs, c)
	}
	figure := func(id, report string, value float64, scope string, asOf chancery.Date) {
		add(id, report, chancery.SortFigure, func(c *chancery.Claim) {
			c.Figure = &chancery.Figure{Value: value, Unit: "persons", What: "Displaced", Scope: scope, AsOf: asOf}
		})
	}
	figure("f1", "r1", 120, "coast", "2031-04")
	figure("f2", "r2", 120, "Coast", "2031-06")
	figure("f3", "r2", 140, "coast", "2031-06")
	figure("f4", "r2", 120, "hills", "2031-06")
	membership := func(id, report, party, framework string, since chancery.Date) {
		add(id, report, chancery.SortMembership, func(c *chancery.Claim) {
			c.Membership = &chancery.Membership{Party: party, Framework: framework, Since: since, Status: "member"}
		})
	}
	membership("m1", "r1", "HRV", "Adriatic Charter", "2003")
	membership("m2", "r2", "HRV", "Adriatic Charter", "2003-05-02")
	membership("m3", "r2", "HRV", "Adriatic Charter", "")
	membership("m4", "r2", "HRV", "Adriatic Charter", "2010")
	membership("m5", "r2", "PRT", "Adriatic Charter", "2003")
	tenure := func(id, report, holder, title string, seen, until chancery.Date) {
		add(id, report, chancery.SortTenure, func(c *chancery.Claim) {
			c.Tenure = &chancery.Tenure{Name: holder, Office: chancery.Office{Title: title, Of: "HRV"}, Seen: seen, Until: until}
		})
	}
	tenure("t1", "r1", "Vesna Kovač", "Minister of Foreign Affairs", "2031-04-03", "")
	tenure("t2", "r2", "Vesna Kovac", "Foreign Minister", "2031-06-03", "")
	tenure("t3", "r2", "Luka Babić", "former Foreign Minister", "2031-06-03", "")
	tenure("t4", "r2", "Luka Babić", "Mayor", "2020", "2021")
	statement := func(id, report, speaker, event, quote string) {
		add(id, report, chancery.SortStatement, func(c *chancery.Claim) {
			c.Statement = &chancery.Statement{Name: speaker, Event: event, Quote: quote, Form: chancery.Direct}
		})
	}
	statement("s1", "r1", "Kovač", "e1", "We agree.")
	statement("s2", "r2", "Vesna Kovač", "e2", "We agree.")
	statement("s3", "r2", "Vesna Kovač", "e2", "We do not.")
	statement("s4", "r2", "", "e2", "We agree.")
	statement("s5", "r2", "Zoran Perić", "e2", "We agree.")
	rec := fold(t, r, cs, decide("f1", "f4", chancery.ActSame, 1), decide("m1", "m2", chancery.ActDifferent, 1))

	type row struct{ want, got string }
	check := func(sort string, rows []row) {
		for _, r := range rows {
			if r.got != r.want {
				t.Errorf("%s: got  %s\nwant %s", sort, r.got, r.want)
			}
		}
	}
	var got string
	for _, f := range rec.Figures {
		got += fmt.Sprintf("%s%v %v %s %s; ", f.ID, f.Claims, f.Value.Value, f.Value.Scope, f.Value.AsOf)
	}
	check("figures", []row{{"f1[f1 f2 f4] 120 coast 2031-06; f3[f3] 140 coast 2031-06; ", got}})
	got = ""
	for _, m := range rec.Memberships {
		got += fmt.Sprintf("%s%v %s; ", m.ID, m.Claims, m.Value.Since)
	}
	check("memberships", []row{{"m1[m1 m3] 2003; m2[m2] 2003-05-02; m4[m4] 2010; m5[m5] 2003; ", got}})
	got = ""
	for _, x := range rec.Tenures {
		got += fmt.Sprintf("%s%v %s %s|%s|%s; ", x.ID, x.Claims, x.Value.Holder, x.Value.From, x.Value.Seen, x.Value.Until)
	}
	check("tenures", []row{{"t1[t1 t2] vesna-kovac [..2031-04-03]|2031-04-03/2031-06-03|[2031-06-03..]; " +
		"t3[t3] luka-babic |2031-06-03|; t4[t4] luka-babic [..2020-01-01]|2020|2021; ", got}})
	got = ""
	for _, s := range rec.Statements {
		got += fmt.Sprintf("%s%v %s %s; ", s.ID, s.Claims, s.Value.Speaker, s.Value.Event)
	}
	check("statements", []row{{"s1[s1] vesna-kovac e1; s2[s2] vesna-kovac e1; s3[s3] vesna-kovac e1; s4[s4]  e1; s5[s5]  e1; ", got}})
	for old, now := range map[string]string{"f4": "f1", "m3": "m1", "t2": "t1", "e2": "e1"} {
		if rec.Absorbed[old] != now {
			t.Errorf("%s answers to %q", old, rec.Absorbed[old])
		}
	}
}
