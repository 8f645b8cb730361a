package merge_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"chancery"
	"chancery/internal/merge"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

const heads = "several; ILO; Committee Head = various committee heads"

func dated(c claim, d chancery.Date, b chancery.Basis) claim {
	c.Event.Date, c.Event.DateBasis = d, b
	return c
}

func TestFilledDates(t *testing.T) {
	r := reports("r1 en 2031-04-03", "r2 en 2031-04-03")
	stated := event("b r2 meeting 2031-04-02 Lisbon/PRT", vesna, pedro)
	meeting := event("a r1 meeting - Lisbon/PRT", vesna, pedro)
	cases := []struct {
		name  string
		claim claim
		date  chancery.Date
		basis chancery.Basis
		fills string
	}{
		{"none", meeting, "2031-04-02", chancery.Inferred, "date from b"},
		{"the day of publication", dated(event("a r1 meeting - Lisbon/PRT", vesna, pedro), "[2031-04-01..2031-04-03]", chancery.Published), "2031-04-02", chancery.Inferred, "date from b"},
		{"one that its own report infers", dated(event("a r1 meeting - Lisbon/PRT", vesna, pedro), "[2031-04-01..2031-04-03]", chancery.Inferred), "[2031-04-01..2031-04-03]", chancery.Inferred, ""},
		{"one that its own report states", event("a r1 meeting 2031-04 Lisbon/PRT", vesna, pedro), "2031-04", chancery.Stated, ""},
		{"one a day apart", event("a r1 meeting 2031-04-03 Lisbon/PRT", vesna, pedro), "2031-04-03", chancery.Stated, ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			rec := fold(t, r, claims(c.claim, stated))
			wantGroups(t, rec, "a b")
			h := claimOf(t, rec, "a").Event
			if h.Date != c.date || h.DateBasis != c.basis || filled(t, rec, "a") != c.fills {
				t.Errorf("the claim has %s (%s), filled %q", h.Date, h.DateBasis, filled(t, rec, "a"))
			}
		})
	}
}

// Undated news of a visit's meeting lies in what the visit and the days before
// publication have in common.
func TestVisitNarrowsPublication(t *testing.T) {
	rec := fold(t, reports("r1 en 2031-04-03", "r2 en 2031-04-04"), claims(
		dated(event("a r1 meeting -", vesna, pedro), "[2031-04-01..2031-04-03]", chancery.Published),
		event("b r2 visit 2031-04-02/2031-04-04 Lisbon/PRT", vesna+"; visitor")))
	e := eventOf(t, rec, "a")
	if e.PartOf != "b" || e.Date != "[2031-04-02..2031-04-03]" || e.DateBasis != chancery.Inferred {
		t.Errorf("the meeting is part of %q, on %s (%s)", e.PartOf, e.Date, e.DateBasis)
	}
	if got := filled(t, rec, "a"); got != "date from b, place from b" {
		t.Errorf("claim a has filled %s", got)
	}
}

func TestFilledPlaces(t *testing.T) {
	stated := event("b r2 meeting 2031-04-02 Lisbon/PRT", vesna, pedro)
	cases := map[string]string{"-": "Lisbon inferred", "/PRT": "Lisbon inferred", "Lisbon/PRT": "Lisbon stated", "Porto/PRT": "Porto stated"}
	for own, want := range cases {
		t.Run(own, func(t *testing.T) {
			rec := fold(t, reports("r1 en 2031-04-03", "r2 en 2031-04-03"), claims(event("a r1 meeting 2031-04-02 "+own, vesna, pedro), stated))
			wantGroups(t, rec, "a b")
			p := claimOf(t, rec, "a").Event.Place
			if got := p.Name + " " + string(p.Basis); got != want {
				t.Errorf("the claim's place is %s, want %s", got, want)
			}
			if fills := filled(t, rec, "a"); (fills == "place from b") != (p.Basis == chancery.Inferred) {
				t.Errorf("the claim has filled %q", fills)
			}
		})
	}
}

// A summit that is only named gets its day and city from the report that has
// them.
func TestFilledSummit(t *testing.T) {
	rec := fold(t, reports("r1 en 2031-09-03", "r2 tr 2031-09-03"), claims(
		event("a r1 conference - -", "; HRV").called("Lisbon Summit").background(),
		event("b r2 conference 2031-08-08 Lisbon/PRT").called("Lizbon Zirvesi").background()))
	wantGroups(t, rec, "a b")
	if h := claimOf(t, rec, "a").Event; h.Date != "2031-08-08" || h.Place == nil || h.Place.Name != "Lisbon" || len(h.Participants) != 1 {
		t.Errorf("the claim has %s, %+v, %+v", h.Date, h.Place, h.Participants)
	}
	if h := claimOf(t, rec, "b").Event; len(h.Participants) != 0 {
		t.Errorf("a report that names nobody has %+v", h.Participants)
	}
}

// people of a claim: "Name, title or party, role, basis of party".
func people(c *chancery.Claim) string {
	var out []string
	for _, p := range c.Event.Participants {
		who := p.Name
		switch {
		case who != "":
		case p.Office != nil:
			who = p.Office.Title
		default:
			who = p.Of
		}
		out = append(out, fmt.Sprintf("%s %s %s", who, p.Role, p.OfBase))
	}
	return strings.Join(out, ", ")
}

func TestFilledGroups(t *testing.T) {
	r := reports("r1 en 2031-04-03", "r2 en 2031-04-03", "r3 en 2031-04-03")
	listed := []string{"; WHO", ingrid, "Lucía Ferrer; ILO; Director General", "; ILO; Director of the Trade Committee", "; ILO; Chair of the Legal Committee"}
	with := func(group string) claim {
		return event("a r1 meeting 2031-04-02 Geneva/CHE", "; WHO", ingrid+"; initiator", "Lucía Ferrer; ILO; Director General", group)
	}
	without := "WHO participant stated, Ingrid Solheim initiator stated, Lucía Ferrer participant stated, "
	both := ", Director of the Trade Committee participant inferred, Chair of the Legal Committee participant inferred"
	cases := []struct{ name, group, want string }{
		{"of the same organisation", heads, without + "Committee Head participant stated" + both},
		{"of nobody says whom", "several; ; Committee Head", without + "Committee Head participant stated" + both},
		{"of another organisation", "several; WHO; Committee Head", without + "Committee Head participant stated"},
		{"on the other side", "several; NOR; Committee Head; initiator", without + "Committee Head initiator stated"},
		{"of another kind", "several; ILO; Department Head", without + "Department Head participant stated"},
		{"of another rank", "several; ILO; Deputy Committee Head", without + "Deputy Committee Head participant stated"},
		{"of no kind", "several; ILO; Head", without + "Head participant stated"},
		{"one person", "; ILO; Committee Head", without + "Committee Head participant stated"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			rec := fold(t, r, claims(with(c.group), event("b r2 meeting 2031-04-02 Geneva/CHE", listed...)))
			wantGroups(t, rec, "a b")
			if got := people(claimOf(t, rec, "a")); got != c.want {
				t.Errorf("the claim has %s", got)
			}
			if got := len(claimOf(t, rec, "b").Filled); got != 0 {
				t.Errorf("the report that lists them has %d fields filled", got)
			}
		})
	}
	// One is not several; a member whom a third report names has that name.
	few := fold(t, r, claims(with(heads), event("b r2 meeting 2031-04-02 Geneva/CHE", listed[:4]...)))
	if got := filled(t, few, "a"); got != "" {
		t.Errorf("one committee's head stands for several: %s", got)
	}
	named := fold(t, r, claims(with(heads), event("b r2 meeting 2031-04-02 Geneva/CHE", listed...),
		event("c r3 meeting 2031-04-02 Geneva/CHE", "; WHO", ingrid, "Lucía Ferrer; ILO; Director General", "Amina Toure; ILO; Chair of the Legal Committee")))
	wantGroups(t, named, "a b c")
	if got := filled(t, named, "a"); got != "participants office:ILO:director-of-the-trade-committee from b, participants amina-toure from b, participants amina-toure from c" {
		t.Errorf("the claim has filled %s", got)
	}
	if got := people(claimOf(t, named, "a")); !strings.HasSuffix(got, "Amina Toure participant inferred") {
		t.Errorf("the claim has %s", got)
	}
}

// A person's judgement that two claims differ takes back what one gave the
// other.
func TestFillingIsUndone(t *testing.T) {
	r := reports("r1 en 2031-04-03", "r2 en 2031-04-03")
	cs := claims(event("a r1 meeting - Lisbon/PRT", vesna, pedro), event("b r2 meeting 2031-04-02 Lisbon/PRT", vesna, pedro))
	if got := filled(t, fold(t, r, cs), "a"); got != "date from b" {
		t.Fatalf("the claim has filled %q", got)
	}
	rec := fold(t, r, cs, decide("a", "b", chancery.ActDifferent, 1))
	if h := claimOf(t, rec, "a").Event; h.Date != "" || filled(t, rec, "a") != "" {
		t.Errorf("the claim has %s, filled %q", h.Date, filled(t, rec, "a"))
	}
}

// Whatever is folded: what a report gives stays, what is filled is marked and
// names a claim that gives it, and a claim that is alone is filled with nothing.
func TestFillingKeepsReports(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rs, cs, js := world(t)
		before := map[string]chancery.Claim{}
		for _, c := range cs {
			before[c.ID] = c
		}
		rec, err := merge.Fold(rs, cs, js)
		if err != nil {
			t.Fatal(err)
		}
		alone := map[string]bool{}
		for _, e := range rec.Events {
			alone[e.ID] = len(e.Claims) == 1 && e.PartOf == "" && !slices.ContainsFunc(rec.Events, func(part chancery.Event) bool { return part.PartOf == e.ID })
		}
		for i := range rec.Claims {
			c, was := &rec.Claims[i], before[rec.Claims[i].ID]
			if len(was.Filled) > 0 {
				t.Fatalf("folding has written %v into the claim that it was given", was.Filled)
			}
			if c.Event == nil {
				continue
			}
			fields := map[string]bool{}
			for _, f := range c.Filled {
				fields[f.Field] = true
				if before[f.From].Event == nil || f.From == c.ID {
					t.Fatalf("claim %s is filled from %q", c.ID, f.From)
				}
			}
			if alone[c.ID] && len(c.Filled) > 0 {
				t.Fatalf("claim %s is alone and has filled %v", c.ID, c.Filled)
			}
			if !fields["date"] && c.Event.Date != was.Event.Date || fields["date"] && (was.Event.DateBasis == chancery.Stated || c.Event.DateBasis != chancery.Inferred) {
				t.Fatalf("claim %s had the date %s (%s) and has %s (%s)", c.ID, was.Event.Date, was.Event.DateBasis, c.Event.Date, c.Event.DateBasis)
			}
			if diff := cmp.Diff(was.Event.Place, c.Event.Place); (diff != "") != fields["place"] || fields["place"] && (c.Event.Place.Basis != chancery.Inferred || was.Event.Place != nil && was.Event.Place.Name != "") {
				t.Fatalf("claim %s, filled %v, has another place:\n%s", c.ID, c.Filled, diff)
			}
			for k, p := range was.Event.Participants {
				if p.Name != "" && c.Event.Participants[k].Name != p.Name {
					t.Fatalf("claim %s had %s and has %s", c.ID, p.Name, c.Event.Participants[k].Name)
				}
			}
			if !fields["participants"] && len(c.Event.Participants) != len(was.Event.Participants) {
				t.Fatalf("claim %s has more people than its report, unmarked", c.ID)
			}
		}
	})
}
