package web_test

import (
	"strconv"
	"strings"
	"testing"

	"chancery"
	"chancery/internal/recordtest"
)

// engagementAt is an engagement at a place.
func engagementAt(id string, kind chancery.Kind, at *chancery.Place) chancery.Event {
	return chancery.Event{ID: id, Happening: chancery.Happening{Kind: kind, Modality: chancery.Occurred, Date: "2031-05-04", Place: at}, Reports: []string{"r1"}}
}

// mapped is a record with engagements at places that are known in all ways.
func mapped() *chancery.Record {
	oslo := func(basis chancery.Basis) *chancery.Place {
		return &chancery.Place{Name: "Oslo", Country: "NOR", Lat: 59.91, Lon: 10.75, Basis: basis}
	}
	return &chancery.Record{
		Reports: []chancery.Report{{ID: "r1", Name: "one.txt", Published: "2031-05-05", Language: "en"}},
		Events: []chancery.Event{
			engagementAt("e1", chancery.KindMeeting, oslo(chancery.Stated)),
			engagementAt("e2", chancery.KindMeeting, oslo(chancery.Stated)),
			engagementAt("e3", chancery.KindVisit, oslo(chancery.Inferred)),
			engagementAt("e4", chancery.KindVisit, &chancery.Place{Name: "Lisbon", Country: "PRT", Lat: 38.72, Lon: -9.13, Basis: chancery.Inferred}),
			engagementAt("e5", chancery.KindCall, nil),
			engagementAt("e6", chancery.KindVisit, &chancery.Place{Country: "GHA", Basis: chancery.Stated}),
			engagementAt("e7", chancery.KindVisit, &chancery.Place{Name: "Nowhere Harbour", Lat: 590, Lon: 10, Basis: chancery.Stated}),
			engagementAt("e8", chancery.KindRequest, oslo(chancery.Stated)), // no engagement
		},
	}
}

// TestMap holds what stands on the map and in its table, that both say the same, and
// that stated and inferred places have marks of another shape.
func TestMap(t *testing.T) {
	site := newSite(t, stillOf(mapped()))
	p := open(t, site, "/map")
	if said := p.one("main").words(); !strings.Contains(said, "7 engagements; of 1 no place is known") || !strings.Contains(said, "Natural Earth") || !strings.Contains(said, "no opinion on any border") {
		t.Errorf("the page says %q", said)
	}
	svg := p.one("figure").one("svg")
	want := map[string]struct {
		circles, diamonds int
		row               string
	}{
		"Oslo (Norway): place that a report states 2, inferred place 1":     {1, 1, "Oslo Norway 2 1"},
		"Lisbon (Portugal): place that a report states 0, inferred place 1": {0, 1, "Lisbon Portugal 0 1"},
	}
	marks := svg.all("a")
	if len(marks) != len(want) {
		t.Errorf("%d marks, want %d", len(marks), len(want))
	}
	rows := map[string]bool{}
	for _, r := range p.one("tbody").all("tr") {
		rows[r.words()] = true
	}
	for _, m := range marks {
		w, ok := want[attribute(m.Node, "aria-label")]
		if !ok || m.one("title").words() != attribute(m.Node, "aria-label") || len(m.all("circle")) != w.circles || len(m.all("polygon")) != w.diamonds || !rows[w.row] {
			t.Errorf("a mark says %q, %d circles, %d diamonds; rows %v", attribute(m.Node, "aria-label"), len(m.all("circle")), len(m.all("polygon")), rows)
		}
	}
	if len(rows) != 4 {
		t.Errorf("the table has %v", rows)
	}
	for row := range rows {
		off := strings.Contains(row, "not on the map")
		if wantOff := strings.HasPrefix(row, "Ghana") || strings.HasPrefix(row, "Nowhere Harbour"); off != wantOff {
			t.Errorf("the row %q", row)
		}
	}
}

// TestMapLeadsToTheTimeline holds that every mark and row leads to as many events as
// it says, under the filters of the map.
func TestMapLeadsToTheTimeline(t *testing.T) {
	for name, site := range map[string]struct {
		record  *chancery.Record
		queries []string
	}{
		"places": {mapped(), []string{"", "?kind=meeting", "?place=Oslo", "?until=2030"}},
		"sample": {recordtest.Sample(t), []string{"", "?actor=GHA", "?topic=trade"}},
	} {
		h := newSite(t, stillOf(site.record))
		followed := 0
		for _, q := range site.queries {
			for _, r := range open(t, h, "/map"+q).all("tr") {
				cells := r.all("td")
				if len(cells) != 3 {
					continue
				}
				stated, err1 := strconv.Atoi(cells[1].words())
				inferred, err2 := strconv.Atoi(cells[2].words())
				to := attribute(r.one("a").Node, "href")
				if err1 != nil || err2 != nil {
					t.Fatalf("%s%s: %q", name, q, r.words())
				}
				lead, _, _ := strings.Cut(open(t, h, to).all("p", "lead")[0].words(), " ")
				if strings.HasPrefix(r.words(), "Ghana") && name == "sample" {
					continue // the towns of a country are places of their own
				}
				if lead != strconv.Itoa(stated+inferred) {
					t.Errorf("%s%s: %q leads to %s events, by %s", name, q, r.words(), lead, to)
				}
				followed++
			}
		}
		if followed == 0 {
			t.Errorf("%s: no row was followed", name)
		}
	}
}
