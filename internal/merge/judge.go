package merge

import (
	"cmp"
	"slices"
	"strings"

	"chancery"
	"chancery/internal/name"
)

// rulings are people's decisions that hold, on the claims that are there.
type rulings struct {
	all      []chancery.Judgement // on pairs of claims, the newest first
	of       map[[2]string]chancery.Verdict
	same     [][2]string // the pairs ruled the same, the newest first
	rejected map[string]bool
	settings []setting // the oldest first
	names    []naming  // the oldest first
	people   []ruling  // on two people, the oldest first
}

// setting is a field of an event that somebody set.
type setting struct {
	claims []string // the event is that of the first that is still there
	actor  []naming // of "absent"
	by     chancery.Setting
}

// naming is an actor, as one claim calls it, and what somebody calls it.
type naming struct{ claim, written, name string }

// rule sorts people's decisions out. Of several on one pair the latest holds;
// at one moment, different does.
func rule(decisions []chancery.Decision, claims []chancery.Claim) *rulings {
	r := &rulings{of: map[[2]string]chancery.Verdict{}, rejected: map[string]bool{}}
	if len(decisions) == 0 {
		return r
	}
	find := newFinder(claims)
	for _, d := range chancery.InForce(decisions) {
		on, and := find.all(d.On), find.all(d.And)
		switch {
		case d.OnPeople():
			r.people = append(r.people, ruling{namings(on), namings(and), verdictOf(d.Act), &d})
		case d.Act == chancery.ActReject:
			for _, t := range on {
				r.rejected[t.Claim] = true
			}
		case d.Act == chancery.ActRename:
			for _, t := range on {
				r.names = append(r.names, naming{t.Claim, t.Name, d.Value})
			}
		case d.Act == chancery.ActSet:
			s := setting{by: chancery.Setting{Field: d.Field, Value: d.Value, By: d.By, Why: d.Why, Decision: d.ID}}
			for _, t := range on {
				s.claims = append(s.claims, t.Claim)
			}
			s.actor = namings(and)
			r.settings = append(r.settings, s)
		default:
			r.judge(&d, on, and)
		}
	}
	slices.SortFunc(r.all, func(a, b chancery.Judgement) int {
		return cmp.Or(b.At.Compare(a.At), cmp.Compare(a.Verdict, b.Verdict), cmp.Compare(a.A, b.A), cmp.Compare(a.B, b.B), cmp.Compare(a.By, b.By), cmp.Compare(a.Why, b.Why))
	})
	for _, j := range r.all {
		pair := [2]string{j.A, j.B}
		if _, later := r.of[pair]; later {
			continue
		}
		r.of[pair] = j.Verdict
		if j.Verdict == chancery.Same {
			r.same = append(r.same, pair)
		}
	}
	return r
}

func namings(targets []chancery.Target) []naming {
	var out []naming
	for _, t := range targets {
		out = append(out, naming{claim: t.Claim, written: t.Name})
	}
	return out
}

// verdictOf is what an act says of two things: who splits them says that they are
// not one.
func verdictOf(act chancery.Act) chancery.Verdict {
	if act == chancery.ActSplit {
		return chancery.Different
	}
	return chancery.Verdict(act)
}

// judge notes what a decision says of pairs of claims. One pair is enough to
// join two events; to keep them apart, every pair is.
func (r *rulings) judge(d *chancery.Decision, on, and []chancery.Target) {
	verdict := verdictOf(d.Act)
	if verdict == chancery.Same && len(on) > 0 && len(and) > 0 {
		on, and = on[:1], and[:1]
	}
	for _, a := range on {
		for _, b := range and {
			if a.Claim != b.Claim {
				r.all = append(r.all, chancery.Judgement{A: min(a.Claim, b.Claim), B: max(a.Claim, b.Claim), Verdict: verdict, By: d.By, Why: d.Why, At: d.At})
			}
		}
	}
}

// on is what people say of two claims; empty when they say nothing.
func (r *rulings) on(a, b string) chancery.Verdict {
	if a > b {
		a, b = b, a
	}
	return r.of[[2]string{a, b}]
}

// accepted are the claims that nobody rejected; what pointed at a rejected one
// points nowhere.
func (r *rulings) accepted(claims []chancery.Claim) []chancery.Claim {
	if len(r.rejected) == 0 {
		return claims
	}
	var out []chancery.Claim
	for _, c := range claims {
		if r.rejected[c.ID] {
			continue
		}
		if r.rejected[c.PartOf] {
			c.PartOf = ""
		}
		if c.Statement != nil && r.rejected[c.Statement.Event] {
			said := *c.Statement
			said.Event = ""
			c.Statement = &said
		}
		out = append(out, c)
	}
	return out
}

// finder finds the claims that decisions were made on.
type finder struct {
	claims   []chancery.Claim
	known    map[string]bool
	byReport map[string][]int
}

func newFinder(claims []chancery.Claim) *finder {
	f := &finder{claims: claims, known: make(map[string]bool, len(claims)), byReport: map[string][]int{}}
	for i := range claims {
		f.known[claims[i].ID] = true
		f.byReport[claims[i].Report] = append(f.byReport[claims[i].Report], i)
	}
	return f
}

// all are the targets whose claims are there, under the ids that these have.
func (f *finder) all(targets []chancery.Target) []chancery.Target {
	var out []chancery.Target
	for _, t := range targets {
		if t.Claim = f.id(t); t.Claim != "" && !slices.ContainsFunc(out, func(o chancery.Target) bool { return o.Claim == t.Claim && o.Name == t.Name }) {
			out = append(out, t)
		}
	}
	return out
}

// Unfound counts the decisions that hold and of which no claim is there.
func Unfound(decisions []chancery.Decision, claims []chancery.Claim) int {
	find, n := newFinder(claims), 0
	for _, d := range chancery.InForce(decisions) {
		n += yes(len(find.all(d.On)) == 0)
	}
	return n
}

// id is the target's own, or that of the claim of its sort which rests on most
// of its words: newer rules may read the same words under another id. It is
// empty where there is no such claim.
func (f *finder) id(t chancery.Target) string {
	if f.known[t.Claim] {
		return t.Claim
	}
	best, most := "", 0
	for _, i := range f.byReport[t.Report] {
		c := &f.claims[i]
		if c.Sort != t.Sort {
			continue
		}
		now := chancery.TargetOf(c, "")
		if common := min(now.Span.End, t.Span.End) - max(now.Span.Start, t.Span.Start); common > most || common == most && common > 0 && c.ID < best {
			best, most = c.ID, common
		}
	}
	if 2*most < t.Span.Len() {
		return ""
	}
	return best
}

// rename gives actors the names that people gave them.
func (f *folding) rename(names []naming) {
	for _, n := range names {
		if a := f.called(n); a != none {
			f.actors[a].shown, f.actors[a].renamed = n.name, true
		}
	}
}

// called is the actor whom a claim calls so, or none.
func (f *folding) called(n naming) int {
	i, ok := f.byID[n.claim]
	if !ok {
		return none
	}
	if f.claims[i].Event == nil {
		return f.speaker[i]
	}
	written := name.Fold(n.written)
	for k, p := range f.claims[i].Event.Participants {
		if slices.ContainsFunc(append([]string{label(&p)}, p.Aka...), func(s string) bool { return name.Fold(s) == written }) {
			return f.seats[i][k]
		}
	}
	return none
}

// Called is what an event's claim of the record calls an actor; empty where it
// does not speak of it, or gives it no name, office or party.
func Called(c *chancery.Claim, actor string) string {
	if c.Event == nil {
		return ""
	}
	for i := range c.Event.Participants {
		if p := &c.Event.Participants[i]; p.ID == actor {
			return label(p)
		}
	}
	return ""
}

// label is what a claim calls a participant: the name, else the title, else the
// party for which it stands.
func label(p *chancery.Participant) string {
	if p.Name != "" || p.Office == nil {
		return cmp.Or(p.Name, p.Of)
	}
	return cmp.Or(p.Office.Text, p.Office.Title, p.Of)
}

// apply gives events the values that people set.
func (f *folding) apply(told told, settings []setting) {
	for _, s := range settings {
		if at := slices.IndexFunc(s.claims, func(id string) bool { return told.by(id) != nil }); at >= 0 {
			f.set(told.by(s.claims[at]), s)
		}
	}
}

// set gives an event one value, and keeps beside it what it was before.
func (f *folding) set(e *entry, s setting) {
	by := s.by
	switch by.Field {
	case "kind":
		by.Was, e.Kind = string(e.Kind), chancery.Kind(by.Value)
	case "modality":
		by.Was, e.Modality = string(e.Modality), chancery.Modality(by.Value)
	case "name":
		by.Was, e.Name = e.Name, by.Value
	case "date":
		by.Was = string(e.Date)
		e.Date, e.DateBasis, e.dateFrom = chancery.Date(by.Value), chancery.Judged, none
	case "place":
		if e.Place != nil {
			by.Was = strings.TrimPrefix(e.Place.Name+", "+e.Place.Country, ", ")
		}
		e.Place, e.placeFrom = f.placeCalled(by.Value), none
	case chancery.FieldAbsent:
		k := slices.IndexFunc(e.Participants, func(p chancery.Participant) bool {
			return slices.ContainsFunc(s.actor, func(n naming) bool { a := f.called(n); return a != none && f.actors[a].id == p.ID })
		})
		if k < 0 {
			return
		}
		by.Value = f.shownOf(e.Participants[k].ID, label(&e.Participants[k]))
		e.Participants = slices.Delete(e.Participants, k, k+1)
	}
	e.Settings = append(e.Settings, by)
}

// placeCalled is the place "City, CCC" or "CCC", with what some claim knows of it.
func (f *folding) placeCalled(value string) *chancery.Place {
	city, country, both := strings.Cut(value, ",")
	if !both {
		city, country = "", city
	}
	city, country = strings.TrimSpace(city), strings.TrimSpace(country)
	for i := range f.claims {
		if h := f.claims[i].Event; h != nil && h.Place != nil && h.Place.Name == city && h.Place.Country == country {
			known := *h.Place
			known.Aka, known.Basis = nil, chancery.Judged
			return &known
		}
	}
	return &chancery.Place{Name: city, Country: country, Basis: chancery.Judged}
}

// shownOf is the name by which an actor goes, else the fallback.
func (f *folding) shownOf(id, fallback string) string {
	for _, a := range f.actors {
		if a.id == id {
			return a.shown
		}
	}
	return fallback
}
