package merge_test

import (
	"testing"

	"chancery/internal/gazetteer"
)

// Who held an office by the table of leaders stands beside it, in events only, and
// never where a report names somebody.
func TestSupposed(t *testing.T) {
	cases := []struct {
		name   string
		report string
		event  claim
		want   string
	}{
		{"on the event's day", "r1 en 2021-05-01", event("a r1 meeting 2021-03-01", "; LVA; President", "Anna Berg; NOR; Prime Minister"), "Egils Levits"},
		{"on the report's day", "r1 en 2021-05-01", event("a r1 meeting -", "; LVA; President", "Anna Berg; NOR; Prime Minister"), "Egils Levits"},
		{"on no day", "r1 en -", event("a r1 meeting -", "; LVA; President", "Anna Berg; NOR; Prime Minister"), ""},
		{"a day of change", "r1 en 2023-07-08", event("a r1 meeting 2023-07-08", "; LVA; President", "Anna Berg; NOR; Prime Minister"), ""},
		{"after the table's end", "r1 en 2031-07-08", event("a r1 meeting 2031-07-08", "; LVA; President", "Anna Berg; NOR; Prime Minister"), ""},
		{"named", "r1 en 2021-05-01", event("a r1 meeting 2021-03-01", "Janis Kalnins; LVA; President", "Anna Berg; NOR; Prime Minister"), ""},
		{"an office that the table lacks", "r1 en 2021-05-01", event("a r1 meeting 2021-03-01", "; LVA; Minister of Foreign Affairs", "Anna Berg; NOR; Prime Minister"), ""},
		{"a former holder", "r1 en 2021-05-01", event("a r1 meeting 2021-03-01", "; LVA; Former President", "Anna Berg; NOR; Prime Minister"), ""},
		{"a president of another house", "r1 en 2021-05-01", event("a r1 meeting 2021-03-01", "; LVA; President of the Senate", "Anna Berg; NOR; Prime Minister"), ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			rec := fold(t, reports(c.report), claims(c.event))
			for _, p := range rec.Claims[0].Event.Participants {
				if p.Supposed != nil {
					t.Errorf("the claim supposes %s", p.Supposed.Name)
				}
			}
			p := rec.Events[0].Participants[0]
			got := ""
			if p.Supposed != nil {
				got = p.Supposed.Name
				if p.Name != "" || p.Supposed.From != gazetteer.LeadersFile {
					t.Errorf("%q is named, from %q", p.Name, p.Supposed.From)
				}
			}
			if got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
