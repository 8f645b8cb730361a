package merge_test

import (
	"fmt"
	"strings"
	"testing"

	"chancery"
	"chancery/internal/merge"
)

// corpus makes n event claims: every meeting is told by four reports in two
// spellings, among two hundred persons of forty states over three years.
func corpus(n int) ([]chancery.Report, []chancery.Claim) {
	given := []string{"Marta", "Jonas", "Şule", "Dušan", "Aino", "Rui", "Ilse", "Tarik", "Vesna", "Pavel"}
	family := []string{"Almada", "Kovač", "Solheim", "Babić", "Haugen", "Çelik", "Aalto", "Ferrer", "Novák", "Salgado",
		"Lindqvist", "Petrov", "Moreau", "Silva", "Yıldız", "Horvat", "Nagy", "Rossi", "Berg", "Duarte"}
	states := []string{"PRT", "HRV", "NOR", "TUR", "FIN", "ESP", "CZE", "SWE", "FRA", "HUN"}
	person := func(k int) string {
		return fmt.Sprintf("%s %s; %s; Minister of Affairs %d", given[k%10], family[k/10%20], states[k%10], k%40)
	}
	start := chancery.DayOf(2030, 1, 1)
	var rs []chancery.Report
	var cs []chancery.Claim
	for i := range n {
		story := i / 4
		day := start + chancery.Day(story*7%1009)
		r := report(fmt.Sprintf("r%06d %s %s", i, []string{"en", "tr"}[i%2], (day + chancery.Day(i%2)).Date()))
		a, b := story%200, (story*13+story/200+7)%200
		date := "-"
		if i%3 != 0 {
			date = string(day.Date())
		}
		rs = append(rs, r)
		cs = append(cs, event(fmt.Sprintf("c%06d %s meeting %s", i, r.ID, date), person(a), person(b)).Claim)
	}
	return rs, cs
}

func benchmark(b *testing.B, n int) {
	rs, cs := corpus(n)
	b.ReportAllocs()
	for b.Loop() {
		rec, err := merge.Fold(rs, cs, nil)
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(len(rec.Events)), "events")
	}
}

func BenchmarkFold1000(b *testing.B)  { benchmark(b, 1000) }
func BenchmarkFold10000(b *testing.B) { benchmark(b, 10000) }

// persons makes n claims of as many persons, three spellings to a person, of
// forty states: names that share their words with hundreds of others.
func persons(n int) ([]chancery.Report, []chancery.Claim) {
	syllables := []string{"ba", "mar", "tin", "go", "ras", "vi", "lo", "dan", "ke", "sho", "nul", "per"}
	word := func(k int, end string) string {
		s := syllables[k%12] + syllables[k/12%12] + syllables[k/144%12]
		return strings.ToUpper(s[:1]) + s[1:] + end
	}
	var rs []chancery.Report
	var cs []chancery.Claim
	for i := range n {
		k := i / 3
		given, family := word(k%300, "a"), word(k/300*7+k%300*11, []string{"ov", "off", "ow"}[i%3])
		r := report(fmt.Sprintf("r%06d en %s", i, (chancery.DayOf(2030, 1, 1) + chancery.Day(i%900)).Date()))
		rs = append(rs, r)
		cs = append(cs, event(fmt.Sprintf("c%06d %s statement -", i, r.ID), fmt.Sprintf("%s %s; S%02d; Minister of Trade; initiator", given, family, k%40)).Claim)
	}
	return rs, cs
}

// How the time to tell persons apart grows with their number.
func BenchmarkPersons(b *testing.B) {
	for _, n := range []int{1000, 10000, 100000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			rs, cs := persons(n)
			for b.Loop() {
				rec, err := merge.Fold(rs, cs, nil)
				if err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(float64(len(rec.Actors)), "actors")
			}
		})
	}
}

// crowd makes n claims of visits by as many persons between two states, all within
// two days: what no key keeps apart.
func crowd(n int) ([]chancery.Report, []chancery.Claim) {
	var rs []chancery.Report
	var cs []chancery.Claim
	all, claims := persons(3 * n)
	for i := range n {
		r := all[i]
		r.Published = "2031-04-03"
		name := claims[3*i].Event.Participants[0].Name
		rs = append(rs, r)
		cs = append(cs, event(fmt.Sprintf("c%06d %s visit 2031-04-0%d Lisbon/PRT", i, r.ID, 1+i%2),
			name+"; HRV; Minister of Trade; visitor", vesna+"; host").Claim)
	}
	return rs, cs
}

// How the time grows with the number of events that only people tell apart.
func BenchmarkCrowd(b *testing.B) {
	for _, n := range []int{100, 400, 1600} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			rs, cs := crowd(n)
			for b.Loop() {
				rec, err := merge.Fold(rs, cs, nil)
				if err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(float64(len(rec.Events)), "events")
			}
		})
	}
}
