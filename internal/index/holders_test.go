package index_test

import (
	"fmt"
	"strings"
	"testing"

	"chancery"
	"chancery/data"
	"chancery/internal/gazetteer"
	"chancery/internal/index"
	"chancery/internal/recordtest"
)

// terms is a record of one office: Anna Berg seen in it twice, Tor Eikeland later,
// and a former holder, who is none.
func terms(t *testing.T) *chancery.Record {
	b := recordtest.New(t)
	rec := b.Record()
	add := func(n int, date chancery.Date, name string, office chancery.Office) {
		report, claim := fmt.Sprintf("r%d", n), fmt.Sprintf("c%d", n)
		text := office.Text + " " + name + " spoke."
		b.Report(chancery.Report{ID: report, Name: report + ".txt", Outlet: "Fjord Post", Language: "en", Published: date, Text: text})
		b.Claim(chancery.Claim{ID: claim, Report: report, Tenure: &chancery.Tenure{Name: name, Office: office, Seen: date}},
			"holder", "tenure", name, "office", "tenure", office.Text)
		id := strings.ToLower(strings.ReplaceAll(name, " ", "-"))
		b.Actors(chancery.Actor{ID: id, Type: chancery.Person, Name: name})
		rec.Tenures = append(rec.Tenures, chancery.Stored[chancery.Tenure]{ID: "t" + claim, Value: chancery.Tenure{Holder: id, Name: name, Office: office, Seen: date}, Claims: []string{claim}})
	}
	minister := chancery.Office{Title: "Minister of Foreign Affairs", Text: "Foreign Minister", Of: "NOR"}
	add(1, "2031-01-10", "Anna Berg", minister)
	add(2, "2031-03-20", "Anna Berg", chancery.Office{Title: "Foreign Minister", Text: "Foreign Minister", Of: "NOR"})
	add(3, "2031-06-01", "Tor Eikeland", minister)
	add(4, "2031-02-01", "Ruth Mbeki", chancery.Office{Title: "Former Minister of Foreign Affairs", Text: "Former Foreign Minister", Of: "NOR"})
	add(5, "2031-02-01", "Ramon Ortega", chancery.Office{Title: "Minister of Foreign Affairs", Text: "Foreign Minister", Of: "PER"})
	return rec
}

func TestWhoHeld(t *testing.T) {
	leaders, err := gazetteer.LoadLeaders(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	x := index.New(terms(t))
	minister := chancery.Office{Title: "Minister of Foreign Affairs", Of: "NOR"}
	for _, c := range []struct {
		name   string
		office chancery.Office
		on     chancery.Date
		want   string
	}{
		{"seen on the day", minister, "2031-01-10", "Anna Berg stated"},
		{"seen in the month", minister, "2031-03", "Anna Berg stated"},
		{"another wording", chancery.Office{Title: "Foreign Minister", Of: "NOR"}, "2031-01-10", "Anna Berg stated"},
		{"two in one year", minister, "2031", "Anna Berg stated, Tor Eikeland stated"},
		{"between two sightings of one", minister, "2031-02-01", "Anna Berg inferred"},
		{"between two holders", minister, "2031-05-01", "not known; Anna Berg 2031-03-20, Tor Eikeland 2031-06-01"},
		{"before all", minister, "2030-05-01", "not known; Anna Berg 2031-01-10"},
		{"after all", minister, "2032-05-01", "not known; Tor Eikeland 2031-06-01"},
		{"now", minister, "", "Tor Eikeland inferred"},
		{"of another state", chancery.Office{Title: "Minister of Foreign Affairs", Of: "PER"}, "2031-02-01", "Ramon Ortega stated"},
		{"of nobody", chancery.Office{Title: "Minister of Foreign Affairs", Of: "LVA"}, "2031-02-01", "not known"},
		{"a deputy is another office", chancery.Office{Title: "Deputy Minister of Foreign Affairs", Of: "NOR"}, "2031-01-10", "not known"},
		{"the table", chancery.Office{Title: "President", Of: "LVA"}, "2021-03-01", "Egils Levits inferred data/gazetteer/leaders.tsv"},
		{"a day of change", chancery.Office{Title: "President", Of: "LVA"}, "2023-07-08", "Egils Levits inferred data/gazetteer/leaders.tsv, Edgars Rinkevics inferred data/gazetteer/leaders.tsv"},
		{"after the table's end", chancery.Office{Title: "President", Of: "LVA"}, "2031-07-08", "not known"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := answer(x.WhoHeld(c.office, c.on, leaders)); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func answer(a index.Answer) string {
	var out []string
	for _, h := range a.Holders {
		out = append(out, strings.TrimSpace(strings.Join([]string{h.Name, string(h.Basis), h.Table}, " ")))
	}
	if len(out) > 0 {
		return strings.Join(out, ", ")
	}
	for _, h := range a.Near {
		out = append(out, h.Name+" "+string(h.Seen[0].Date))
	}
	return strings.TrimSuffix("not known; "+strings.Join(out, ", "), "; ")
}
