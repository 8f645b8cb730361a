package merge_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"chancery"
	"chancery/internal/merge"
)

func TestZZ(t *testing.T) {
	raw, err := os.ReadFile(os.Getenv("GOLD"))
	if err != nil {
		t.Skip()
	}
	quiet := os.Getenv("QUIET") != ""
	var rs []chancery.Report
	var cs []chancery.Claim
	gold := map[string]string{}
	parent := map[string]string{}
	desc := map[string]string{}
	for line := range strings.Lines(string(raw)) {
		var d goldReport
		if err := json.Unmarshal([]byte(line), &d); err != nil {
			t.Fatal(err)
		}
		var x struct {
			Events []struct {
				PartOf string `json:"part_of"`
				Topics []string
				Main   bool
			}
		}
		json.Unmarshal([]byte(line), &x)
		rs = append(rs, chancery.Report{ID: d.Doc, Name: d.Doc, Language: d.Lang, Published: chancery.Date(d.Published)})
		for n := range d.Events {
			c := goldClaim(&d, n)
			gold[c.ID] = d.Events[n].ID
			parent[c.ID] = x.Events[n].PartOf
			for m := range d.Events {
				if x.Events[n].PartOf != "" && d.Events[m].ID == x.Events[n].PartOf {
					k := c.Event.Kind
					if k.Engagement() {
						c.PartOf = d.Doc + "." + itoa(m)
					}
				}
			}
			b, _ := json.Marshal(d.Events[n])
			desc[c.ID] = string(b)
			cs = append(cs, c)
		}
	}
	rec, err := merge.Fold(rs, cs, nil)
	if err != nil {
		t.Fatal(err)
	}
	of := map[string]string{}
	evs := map[string]*chancery.Event{}
	for i, e := range rec.Events {
		evs[e.ID] = &rec.Events[i]
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
				if !quiet {
					t.Logf("MISSED\n  %s %s\n  %s %s", a.ID, desc[a.ID], b.ID, desc[b.ID])
					why(t, rec, a.ID, b.ID)
				}
			case got:
				wrong++
				if !quiet {
					t.Logf("WRONG\n  %s %s\n  %s %s", a.ID, desc[a.ID], b.ID, desc[b.ID])
					why(t, rec, a.ID, b.ID)
				}
			}
		}
	}
	t.Logf("%.0f right, %.0f wrong, %.0f missed: precision %.3f recall %.3f", right, wrong, missed, right/(right+wrong), right/(right+missed))
	var pn, pt int
	for _, c := range cs {
		if parent[c.ID] == "" {
			continue
		}
		pn++
		p := evs[of[c.ID]].PartOf
		ok := false
		for _, x := range cs {
			if p != "" && gold[x.ID] == parent[c.ID] && of[x.ID] == p {
				ok = true
			}
		}
		if ok {
			pt++
		} else if !quiet {
			t.Logf("PART %s %s: %q", c.ID, desc[c.ID], p)
		}
	}
	t.Logf("part_of %d of %d", pt, pn)
}

func itoa(n int) string { b, _ := json.Marshal(n); return string(b) }

func why(t *testing.T, rec *chancery.Record, a, b string) {
	for _, j := range rec.Judgements {
		if j.A == min(a, b) && j.B == max(a, b) {
			t.Logf("   %s %.2f", j.Why, j.Score)
		}
	}
}
