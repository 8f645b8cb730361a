package merge_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"chancery"
	"chancery/internal/merge"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// world draws reports and claims in which much is nearly the same, so that the
// order in which things are tried could matter.
func world(t *rapid.T) ([]chancery.Report, []chancery.Claim, []chancery.Decision) {
	people := []string{vesna, pedro, ingrid, "Весна Ковач; HRV; Minister of Foreign Affairs", "Vesna Kovacs; HRV", "Kovač; HRV; Foreign Minister",
		"Kovač; PRT", "Vesna Kovač", "; HRV; Minister of Foreign Affairs", "; PRT", "the delegation; HRV; ; visitor", "Rui Salgado; PRT; President; host",
		"Vesna Kovač; HRV; Minister of Foreign Affairs; visitor", "Ola Haugen; NOR; Representative; visitor; the delegation", "the delegation to the ILO; NOR",
		"several; PRT; Committee Head", "; PRT; Chair of the Trade Committee", "Ana Reis; PRT; Chair of the Trade Committee", "; PRT; Head of the Legal Committee",
		"Vesna Kovač; PRT?; Minister of Foreign Affairs"}
	var rs []chancery.Report
	var cs []chancery.Claim
	for r := range rapid.IntRange(1, 6).Draw(t, "reports") {
		rs = append(rs, report(fmt.Sprintf("r%d %s %s", r, rapid.SampledFrom([]string{"en", "tr", "ru"}).Draw(t, "language"),
			rapid.SampledFrom([]string{"2031-04-03", "2031-04-05", "2031-06-01", "-"}).Draw(t, "published"))))
		for k := range rapid.IntRange(0, 4).Draw(t, "claims") {
			c := event(fmt.Sprintf("c%d%d r%d %s %s %s", (r*7+k*3)%10, r*5+k, r,
				rapid.SampledFrom([]string{"meeting", "visit", "meeting", "praise", "conference", "request", "aid"}).Draw(t, "kind"),
				rapid.SampledFrom([]string{"-", "2031-04-02", "2031-04-03", "2031-04-01/2031-04-04", "2031"}).Draw(t, "date"),
				rapid.SampledFrom([]string{"-", "Lisbon/PRT", "/PRT", "Zagreb/HRV"}).Draw(t, "place")),
				rapid.SliceOfNDistinct(rapid.SampledFrom(people), 1, 6, rapid.ID[string]).Draw(t, "people")...)
			c.Event.Topics = rapid.SampledFrom([][]string{nil, nil, {"energy"}}).Draw(t, "topics")
			c.Context = rapid.IntRange(0, 4).Draw(t, "context") == 0
			c.Event.Modality = rapid.SampledFrom([]chancery.Modality{chancery.Occurred, chancery.Occurred, chancery.Planned, chancery.Cancelled}).Draw(t, "modality")
			if c.Event.Date != "" && rapid.Bool().Draw(t, "published") {
				c.Event.DateBasis = chancery.Published
			}
			c.Order = k
			if k > 0 {
				c.PartOf = cs[len(cs)-1].ID
			}
			cs = append(cs, c.Claim)
			cs = append(cs, chancery.Claim{ID: fmt.Sprintf("s%d%d", r, k), Report: c.Report, Sort: chancery.SortStatement, Order: k,
				Statement: &chancery.Statement{Name: rapid.SampledFrom([]string{"Kovač", "Pedro Almada", ""}).Draw(t, "speaker"), Quote: "We agree.", Event: c.ID}})
		}
	}
	var js []chancery.Decision
	if len(cs) > 2 {
		for range rapid.IntRange(0, 3).Draw(t, "decisions") {
			a, b := rapid.SampledFrom(cs).Draw(t, "a").ID, rapid.SampledFrom(cs).Draw(t, "b").ID
			js = append(js, decide(a, b, rapid.SampledFrom([]chancery.Act{chancery.ActSame, chancery.ActDifferent, chancery.ActReject}).Draw(t, "verdict"), rapid.IntRange(1, 2).Draw(t, "day")))
		}
	}
	return rs, cs, js
}

type folder func([]chancery.Report, []chancery.Claim, []chancery.Decision) (*chancery.Record, error)

// ordered reports how the records of the input and of a shuffle of it differ.
func ordered(f folder, rs []chancery.Report, cs []chancery.Claim, js []chancery.Decision, seed uint64) (string, error) {
	first, err := f(rs, cs, js)
	if err != nil {
		return "", err
	}
	rs, cs, js = slices.Clone(rs), slices.Clone(cs), slices.Clone(js)
	rnd := rand.New(rand.NewPCG(seed, 1))
	rnd.Shuffle(len(rs), func(i, j int) { rs[i], rs[j] = rs[j], rs[i] })
	rnd.Shuffle(len(cs), func(i, j int) { cs[i], cs[j] = cs[j], cs[i] })
	rnd.Shuffle(len(js), func(i, j int) { js[i], js[j] = js[j], js[i] })
	second, err := f(rs, cs, js)
	if err != nil {
		return "", err
	}
	return cmp.Diff(first, second), nil
}

func TestOrderDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rs, cs, js := world(t)
		diff, err := ordered(merge.Fold, rs, cs, js, rapid.Uint64().Draw(t, "seed"))
		if err != nil {
			t.Fatal(err)
		}
		if diff != "" {
			t.Fatalf("another order gives another record:\n%s", diff)
		}
	})
}

// A fold that looks at who came first is found out by the same check.
func TestOrderCheckNotices(t *testing.T) {
	firstCome := func(rs []chancery.Report, cs []chancery.Claim, js []chancery.Decision) (*chancery.Record, error) {
		rec, err := merge.Fold(rs, cs, js)
		if err == nil {
			rec.Events[0].ID = cs[0].ID
		}
		return rec, err
	}
	rs := reports("r1 en 2031-04-03")
	cs := claims(event("a r1 meeting 2031-04-02", vesna, pedro), event("b r1 visit 2031-04-02", ingrid+"; visitor"), event("c r1 call 2031-04-02", ingrid, pedro))
	for seed := range uint64(20) {
		if diff, err := ordered(firstCome, rs, cs, nil, seed); err != nil {
			t.Fatal(err)
		} else if diff != "" {
			return
		}
	}
	t.Error("twenty shuffles did not show that the fold depends on the order")
}

// Whatever is folded: every event claim is in one event, ids resolve, nothing
// is above itself, and people's last word on a pair is kept.
func TestRecordHoldsTogether(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rs, cs, js := world(t)
		rec, err := merge.Fold(rs, cs, js)
		if err != nil {
			t.Fatal(err)
		}
		actors, events, of := map[string]bool{}, map[string]*chancery.Event{}, map[string]string{}
		for _, a := range rec.Actors {
			if actors[a.ID] || a.ID == "" {
				t.Fatalf("two actors are called %q", a.ID)
			}
			actors[a.ID] = true
		}
		for i := range rec.Events {
			e := &rec.Events[i]
			events[e.ID] = e
			if !slices.IsSorted(e.Claims) || e.ID != e.Claims[0] || e.Confidence < 0 || e.Confidence > 1 {
				t.Fatalf("event %+v", e)
			}
			for _, c := range e.Claims {
				if of[c] != "" {
					t.Fatalf("claim %s is in two events", c)
				}
				of[c] = e.ID
			}
			for _, p := range e.Participants {
				if !actors[p.ID] || p.Leads != "" && !actors[p.Leads] {
					t.Fatalf("participant %+v is no actor", p)
				}
			}
		}
		for _, c := range rec.Claims {
			if c.Event != nil && of[c.ID] == "" {
				t.Fatalf("claim %s is in no event", c.ID)
			}
		}
		for old, now := range rec.Absorbed {
			if rec.Absorbed[now] != "" || actors[old] || events[old] != nil {
				t.Fatalf("%s answers to %s", old, now)
			}
		}
		for _, e := range rec.Events {
			for at, steps := e.PartOf, 0; at != ""; at, steps = events[at].PartOf, steps+1 {
				if steps > len(rec.Events) || events[at] == nil {
					t.Fatalf("event %s is part of %s without end", e.ID, e.PartOf)
				}
			}
		}
		for _, j := range rec.Judgements {
			if j.By == chancery.Program && (j.Verdict == chancery.Same) != (of[j.A] == of[j.B]) {
				t.Fatalf("%+v, but the record says otherwise", j)
			}
		}
	})
}
