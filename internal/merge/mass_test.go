package merge_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// mass invents what many outlets tell of a busy month: ministers of six states
// who meet, call and thank each other every day, often the same two again. Each
// event is told by two to four reports, in more or less detail. It returns the
// claims with the number of the true event of each.
func mass(seed uint64, events int) (rs []string, cs []claim, truth map[string]int) {
	rnd := rand.New(rand.NewPCG(seed, 7))
	states := []string{"FIN", "EST", "NOR", "KEN", "PER", "PRT"}
	cities := []string{"Helsinki/FIN", "Tallinn/EST", "Oslo/NOR", "Nairobi/KEN", "Lima/PER", "Lisbon/PRT"}
	posts := []string{"President", "Minister of Foreign Affairs", "Minister of Defence", "Ambassador", "Minister of Trade"}
	given := []string{"Anna", "Henrik", "Ruth", "Pedro", "Ilse", "Tarik", "Lucia"}
	family := []string{"Berg", "Aalto", "Mbeki", "Almada", "Haugen", "Ferrer", "Tamm", "Otieno", "Quispe", "Salgado", "Lind"}
	topics := []string{"energy", "trade", "migration", "fisheries"}
	truth = map[string]int{}
	for n := range events {
		a := rnd.IntN(len(states))
		b := (a + 1 + rnd.IntN(len(states)-1)) % len(states)
		p, q := rnd.IntN(len(posts)), rnd.IntN(len(posts))
		kind := []string{"meeting", "meeting", "call", "praise", "request"}[rnd.IntN(5)]
		day := 1 + rnd.IntN(28)
		topic := topics[rnd.IntN(len(topics))]
		who := func(state, post int, role string) string {
			name := fmt.Sprintf("%s %s", given[(state*5+post*3)%len(given)], family[(state*7+post)%len(family)])
			switch rnd.IntN(6) {
			case 0:
				name = ""
			case 1:
				name = family[(state*7+post)%len(family)]
			}
			if rnd.IntN(12) == 0 { // the state for its minister
				return fmt.Sprintf("; %s; ; %s", states[state], role)
			}
			return fmt.Sprintf("%s; %s; %s; %s", name, states[state], posts[post], role)
		}
		for range 2 + rnd.IntN(3) {
			id := fmt.Sprintf("c%05d", len(cs))
			published := min(30, day+rnd.IntN(2))
			r := fmt.Sprintf("r%05d %s 2031-04-%02d", len(rs), []string{"en", "tr"}[rnd.IntN(2)], published)
			date, place := fmt.Sprintf("2031-04-%02d", day), "-"
			if rnd.IntN(4) == 0 {
				date = "-"
			}
			if kind == "meeting" && rnd.IntN(3) > 0 {
				place = cities[a]
			}
			roles := []string{"", ""}
			if kind == "praise" || kind == "request" {
				roles = []string{"initiator", "recipient"}
			}
			c := event(fmt.Sprintf("%s r%05d %s %s %s", id, len(rs), kind, date, place), who(a, p, roles[0]), who(b, q, roles[1]))
			if rnd.IntN(2) == 0 {
				c = c.about(topic)
			}
			rs, cs = append(rs, r), append(cs, c)
			truth[id] = n
		}
	}
	return rs, cs, truth
}

// Many meetings of the same states in the same days do not run together.
func TestMassStaysApart(t *testing.T) {
	for seed := range uint64(3) {
		rs, cs, truth := mass(seed, 200)
		rec := fold(t, reports(rs...), claims(cs...))
		right, wrong, all, most := 0, 0, 0, 0
		for _, e := range rec.Events {
			most = max(most, len(e.Claims))
			for i, a := range e.Claims {
				for _, b := range e.Claims[i+1:] {
					if truth[a] == truth[b] {
						right++
					} else {
						wrong++
					}
				}
			}
		}
		of := map[int]int{}
		for _, n := range truth {
			of[n]++
		}
		for _, n := range of {
			all += n * (n - 1) / 2
		}
		precision, recall := float64(right)/float64(right+wrong), float64(right)/float64(all)
		t.Logf("seed %d: %d claims, %d events; precision %.3f, recall %.3f, the largest of %d claims", seed, len(cs), len(rec.Events), precision, recall, most)
		if precision < 0.95 || recall < 0.95 || most > 8 {
			t.Errorf("seed %d: of %d claims: precision %.3f, recall %.3f, the largest event has %d claims", seed, len(cs), precision, recall, most)
		}
	}
}
