package merge_test

import (
	"fmt"
	"strings"
	"testing"

	"chancery"
)

// wire is a story as an agency sends it out.
const wire = `Foreign Minister Vesna Kovač of Croatia met her Portuguese counterpart Pedro Almada in Lisbon on Wednesday, the ministry said.
The two discussed the fishing grounds off the Azores, the new ferry and the exchange of teachers, and agreed to set up a working group before summer.
Almada will come to Zagreb in the autumn. The last visit of a Portuguese minister to Croatia was eight years ago, when the embassy was reopened.`

// told gives the reports texts, and each a claim of one meeting.
func told(texts ...string) ([]chancery.Report, []claim) {
	var rs []chancery.Report
	var cs []claim
	for i, text := range texts {
		r := report(fmt.Sprintf("r%03d en 2031-04-03 Outlet%d", i, i))
		r.Text = text
		rs = append(rs, r)
		cs = append(cs, event(fmt.Sprintf("c%03d r%03d meeting 2031-04-02 Lisbon/PRT", i, i), vesna, pedro))
	}
	return rs, cs
}

// TestCopiesAreOneOrigin: what outlets print of one wire story, cut and touched
// up, is one origin; what they write themselves is not, even by one pattern.
func TestCopiesAreOneOrigin(t *testing.T) {
	cases := []struct {
		name  string
		texts []string
		want  int
	}{
		{"the same words", []string{wire, wire, wire}, 1},
		{"in capitals, with other signs", []string{wire, strings.ToUpper(strings.ReplaceAll(wire, ",", " -"))}, 1},
		{"without its last sentence", []string{wire, wire[:strings.Index(wire, " The last visit")]}, 1},
		{"a word changed here and there", []string{wire, strings.NewReplacer("Wednesday", "2 April", "summer", "July").Replace(wire)}, 1},
		{"stories of their own", []string{wire,
			"In Lisbon Pedro Almada received Vesna Kovač. Croatia's foreign minister brought a draft on ferries, and both sides spoke of fish. A group of officials is to go on with it before summer, her office told this paper."}, 2},
		{"one pattern, two meetings of which each tells", []string{
			"Foreign Minister Vesna Kovač met Pedro Almada in Lisbon on Wednesday. They discussed bilateral relations, trade and regional questions of common interest.",
			"Minister Kovač was received by Mr Almada in the Portuguese capital. They discussed energy, tourism and questions of common interest to Europe."}, 2},
		{"nothing to compare", []string{"", "", "Kovač met Almada."}, 3},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			rs, cs := told(c.texts...)
			rec := fold(t, rs, claims(cs...))
			if got := eventOf(t, rec, "c000").Origins; len(got) != c.want {
				t.Errorf("the origins are %q, want %d", got, c.want)
			}
		})
	}
}

// TestPlantedFalsehood: two hundred outlets with one claim are one origin.
func TestPlantedFalsehood(t *testing.T) {
	texts := []string{"Pedro Almada was at home in Porto all week, his office told this paper, and met nobody from abroad. The mayor, who saw him at the market on Wednesday, says the same."}
	for i := range 200 {
		texts = append(texts, wire+fmt.Sprintf("\nRead more on our page %d.", i))
	}
	rs, cs := told(texts...)
	cs[0] = event("c000 r000 meeting 2031-04-02 Porto/PRT", pedro)
	rec := fold(t, rs, claims(cs...))
	if e := eventOf(t, rec, "c001"); len(e.Reports) != 200 || len(e.Origins) != 1 {
		t.Errorf("%d reports have %d origins", len(e.Reports), len(e.Origins))
	}
}

// TestTranslationsAreOneOrigin: a report that tells the same events in the same
// order in another language, within a day, is no second source; one that tells
// fewer of them, or names an agency of its own, is.
func TestTranslationsAreOneOrigin(t *testing.T) {
	days := []string{"2031-04-02", "2031-04-05", "2031-04-09", "2031-04-14", "2031-04-20"}
	story := func(id, report string, n int) []claim {
		var out []claim
		for k, day := range days[:n] {
			c := event(fmt.Sprintf("%s%d %s meeting %s Lisbon/PRT", id, k, report, day), vesna, pedro)
			c.Order = k
			out = append(out, c)
		}
		return out
	}
	cases := []struct {
		name, first, second string
		told, want          int
	}{
		{"the same", "r1 en 2031-04-21 Planet", "r2 tr 2031-04-21 Haber", 5, 1},
		{"less", "r1 en 2031-04-21 Planet", "r2 tr 2031-04-21 Haber", 3, 2},
		{"in one language", "r1 en 2031-04-21 Planet", "r2 en 2031-04-21 Haber", 5, 2},
		{"two agencies", "r1 en 2031-04-21 Planet>Wire", "r2 tr 2031-04-21 Haber>Ajans", 5, 2},
		{"days later", "r1 en 2031-04-21 Planet", "r2 tr 2031-04-26 Haber", 5, 2},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			rec := fold(t, reports(c.first, c.second), claims(append(story("a", "r1", 5), story("b", "r2", c.told)...)...))
			if got := eventOf(t, rec, "a0").Origins; len(got) != c.want {
				t.Errorf("the origins are %q, want %d", got, c.want)
			}
		})
	}
}
