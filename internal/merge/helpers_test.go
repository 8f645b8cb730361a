package merge_test

import (
	"slices"
	"strings"
	"testing"

	"chancery"
	"chancery/internal/merge"
)

// report makes one: "id language published outlet>agency>source"; - is unknown.
func report(spec string) chancery.Report {
	f := strings.Fields(strings.ReplaceAll(spec, " - ", " \x00 ")) // "-" stands for an unknown date
	r := chancery.Report{ID: f[0], Name: f[0] + ".txt", Language: f[1]}
	if f[2] != "\x00" {
		r.Published, r.PublishedBasis = chancery.Date(f[2]), chancery.Stated
	}
	if len(f) > 3 {
		r.Chain = strings.Split(f[3], ">")
		r.Outlet = r.Chain[0]
	}
	return r
}

// who makes a participant: "Name; OF; Title; role; leads", where later parts
// may be missing, and OF? is only inferred. A title "a = b" is a in English and b as written. A name
// "the ..." is a delegation's, an empty name with no title a party as such;
// "several" are a group of holders of the office.
func who(spec string) chancery.Participant {
	f := append(strings.Split(spec, ";"), "", "", "", "")
	for i := range f {
		f[i] = strings.TrimSpace(f[i])
	}
	p := chancery.Participant{Name: f[0], Of: f[1], OfBase: chancery.Stated, Type: chancery.Person, Role: chancery.Attendee, Leads: f[4]}
	if of, guess := strings.CutSuffix(f[1], "?"); guess {
		p.Of, p.OfBase = of, chancery.Inferred
	}
	if f[3] != "" {
		p.Role = chancery.Role(f[3])
	}
	switch {
	case strings.HasPrefix(p.Name, "the "):
		p.Type = chancery.Delegation
	case p.Name == "" && f[2] == "":
		p.Type = chancery.State
	}
	if p.Name == "several" {
		p.Name, p.Type = "", chancery.Delegation
	}
	if f[2] != "" {
		title, text, both := strings.Cut(f[2], " = ")
		if !both {
			text = title
		}
		p.Office = &chancery.Office{Title: title, Text: text, Of: p.Of}
	}
	return p
}

// claim is an event claim under construction.
type claim struct{ chancery.Claim }

// event starts a claim: "id report kind date City/COUNTRY"; - is unknown.
func event(spec string, people ...string) claim {
	f := append(strings.Fields(spec), "-", "-")
	h := &chancery.Happening{Kind: chancery.Kind(f[2]), Modality: chancery.Occurred}
	if f[3] != "-" {
		h.Date, h.DateBasis = chancery.Date(f[3]), chancery.Stated
	}
	if f[4] != "-" {
		city, country, _ := strings.Cut(f[4], "/")
		h.Place = &chancery.Place{Name: city, Country: country, Basis: chancery.Stated}
	}
	for _, p := range people {
		h.Participants = append(h.Participants, who(p))
	}
	return claim{chancery.Claim{ID: f[0], Report: f[1], Sort: chancery.SortEvent, Event: h}}
}

func (c claim) modality(m chancery.Modality) claim { c.Event.Modality = m; return c }
func (c claim) partOf(id string) claim             { c.PartOf = id; return c }
func (c claim) background() claim                  { c.Context = true; return c }
func (c claim) about(topics ...string) claim       { c.Event.Topics = topics; return c }
func (c claim) things(things ...string) claim      { c.Event.Things = things; return c }
func (c claim) plover(event string) claim          { c.Event.Plover.Event = event; return c }
func (c claim) called(name string) claim           { c.Event.Name = name; return c }

func claims(cs ...claim) []chancery.Claim {
	var out []chancery.Claim
	for i, c := range cs {
		c.Order = i
		out = append(out, c.Claim)
	}
	return out
}

func reports(specs ...string) []chancery.Report {
	var out []chancery.Report
	for _, s := range specs {
		out = append(out, report(s))
	}
	return out
}

func fold(t *testing.T, r []chancery.Report, c []chancery.Claim, decisions ...chancery.Decision) *chancery.Record {
	t.Helper()
	rec, err := merge.Fold(r, c, decisions)
	if err != nil {
		t.Fatal(err)
	}
	return rec
}

// groups are the claims of the record's events: "a b; c".
func groups(rec *chancery.Record) string {
	var out []string
	for _, e := range rec.Events {
		out = append(out, strings.Join(e.Claims, " "))
	}
	slices.Sort(out)
	return strings.Join(out, "; ")
}

func wantGroups(t *testing.T, rec *chancery.Record, want string) {
	t.Helper()
	if got := groups(rec); got != want {
		t.Errorf("events are %q, want %q", got, want)
		for _, j := range rec.Judgements {
			t.Logf("%s %s %.2f %s", j.A, j.B, j.Score, j.Why)
		}
	}
}

func eventOf(t *testing.T, rec *chancery.Record, claim string) *chancery.Event {
	t.Helper()
	for i := range rec.Events {
		if slices.Contains(rec.Events[i].Claims, claim) {
			return &rec.Events[i]
		}
	}
	t.Fatalf("no event has claim %s", claim)
	return nil
}

func claimOf(t *testing.T, rec *chancery.Record, id string) *chancery.Claim {
	t.Helper()
	for i := range rec.Claims {
		if rec.Claims[i].ID == id {
			return &rec.Claims[i]
		}
	}
	t.Fatalf("the record has no claim %s", id)
	return nil
}

// filled is what the record has filled in a claim: "date from b, participants
// jane-roe from c".
func filled(t *testing.T, rec *chancery.Record, id string) string {
	t.Helper()
	var out []string
	for _, f := range claimOf(t, rec, id).Filled {
		out = append(out, strings.Join(strings.Fields(f.Field+" "+f.Actor+" from "+f.From), " "))
	}
	return strings.Join(out, ", ")
}

func actorIDs(rec *chancery.Record, typ chancery.ActorType) string {
	var out []string
	for _, a := range rec.Actors {
		if a.Type == typ {
			out = append(out, a.ID)
		}
	}
	return strings.Join(out, " ")
}

// people of an event by actor id.
func seated(e *chancery.Event) string {
	var out []string
	for _, p := range e.Participants {
		out = append(out, p.ID)
	}
	slices.Sort(out)
	return strings.Join(out, " ")
}
