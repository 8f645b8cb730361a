package merge_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"chancery"
	"chancery/internal/merge"
)

func TestScratch(t *testing.T) {
	for _, file := range []string{"../../../shared/gold/dev/gold.jsonl", "../../examples/gold.jsonl"} {
		raw, _ := os.ReadFile(file)
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
		for i, a := range cs {
			for _, b := range cs[i+1:] {
				want, got := gold[a.ID] != "" && gold[a.ID] == gold[b.ID], of[a.ID] == of[b.ID]
				if a.Report != b.Report && want != got {
					t.Logf("%s %s want %v (%s %s)", a.ID, b.ID, want, gold[a.ID], gold[b.ID])
					for _, j := range rec.Judgements {
						if j.A == min(a.ID, b.ID) && j.B == max(a.ID, b.ID) {
							t.Log(j.Why, j.Score)
						}
					}
				}
			}
		}
	}
}
