package merge_test

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"chancery"
	"chancery/internal/merge"
)

// goldReport is one annotated report; see the README beside the gold.
type goldReport struct {
	Doc, Lang, Published string
	Events               []struct {
		ID, Kind, Name, Modality, Date string
		Plover                         string
		Initiator                      []int
		Place                          struct{ City, Country string }
		Participants                   []struct {
			Name, Office, Of, Type string
			OfficeEn               string `json:"office_en"`
			Aka                    []string
		}
	}
}

// What a perfect reader would claim of the annotated reports must be merged as
// they are annotated: events with one id are one, all others apart.
func TestGoldEvents(t *testing.T) {
	raw, err := os.ReadFile("../../../shared/gold/dev/gold.jsonl")
	if err != nil {
		t.Skip("the annotated reports are not here")
	}
	var rs []chancery.Report
	var cs []chancery.Claim
	gold := map[string]string{}
	for line := range strings.Lines(string(raw)) {
		var d goldReport
		if err := json.Unmarshal([]byte(line), &d); err != nil {
			t.Fatal(err)
		}
		rs = append(rs, chancery.Report{ID: d.Doc, Name: d.Doc, Language: d.Lang, Published: chancery.Date(d.Published)})
		for n := range d.Events {
			c := goldClaim(&d, n)
			gold[c.ID] = d.Events[n].ID
			cs = append(cs, c)
		}
	}
	rec, err := merge.Fold(rs, cs, nil)
	if err != nil {
		t.Fatal(err)
	}
	of := map[string]string{}
	for _, e := range rec.Events {
		for _, c := range e.Claims {
			of[c] = e.ID
		}
	}
	var right, wrong, missed float64
	for i, a := range cs {
		for _, b := range cs[i+1:] {
			want, got := gold[a.ID] != "" && gold[a.ID] == gold[b.ID], of[a.ID] == of[b.ID]
			switch {
			case a.Report == b.Report:
			case want && got:
				right++
			case want:
				missed++
			case got:
				wrong++
				t.Errorf("%s and %s became one event", a.ID, b.ID)
			}
		}
	}
	recall := right / (right + missed)
	t.Logf("%.0f pairs right, %.0f wrong, %.0f missed: recall %.3f", right, wrong, missed, recall)
	if recall < 0.9 {
		t.Errorf("recall fell to %.3f", recall)
	}
}

func goldClaim(d *goldReport, n int) chancery.Claim {
	e := d.Events[n]
	h := &chancery.Happening{Kind: chancery.Kind(e.Kind), Name: e.Name, Modality: chancery.Modality(e.Modality), Date: chancery.Date(e.Date)}
	h.Plover.Event = e.Plover
	if e.Modality == "" {
		h.Modality = chancery.Occurred
	}
	if e.Date != "" {
		h.DateBasis = chancery.Stated
	}
	if e.Place.City+e.Place.Country != "" {
		h.Place = &chancery.Place{Name: e.Place.City, Country: e.Place.Country, Basis: chancery.Stated}
	}
	for _, p := range e.Participants {
		q := chancery.Participant{Name: p.Name, Aka: p.Aka, Of: p.Of, Type: chancery.ActorType(p.Type), Role: chancery.Attendee, OfBase: chancery.Stated}
		if p.Office != "" {
			q.Office = &chancery.Office{Title: p.OfficeEn, Text: p.Office, Of: p.Of}
		}
		h.Participants = append(h.Participants, q)
	}
	for _, k := range e.Initiator {
		h.Participants[k].Role = chancery.Initiator
		if h.Kind == chancery.KindVisit {
			h.Participants[k].Role = chancery.Visitor
		}
	}
	return chancery.Claim{ID: fmt.Sprintf("%s.%d", d.Doc, n), Report: d.Doc, Sort: chancery.SortEvent, Order: n, Event: h}
}
