package merge

import (
	"cmp"
	"slices"

	"chancery"
	"chancery/internal/name"
)

// Fold makes the record from every claim of every report, under people's
// decisions; the program's judgements are worked out anew. The arguments are
// not changed, and may come in any order. A claim of an unknown report, without
// a body, or with the id of another is an Invalid error. Decisions on claims
// that are not there decide nothing.
func Fold(reports []chancery.Report, claims []chancery.Claim, decisions []chancery.Decision) (*chancery.Record, error) {
	in := Input{Reports: slices.Clone(reports), Sketches: &Sketches{}, Claims: slices.Clone(claims), Decisions: decisions}
	for i := range in.Reports {
		in.Sketches.Add(&in.Reports[i])
	}
	for i := range in.Claims {
		if c := &in.Claims[i]; c.Event != nil {
			event := *c.Event
			event.Participants = slices.Clone(event.Participants)
			c.Event = &event
		}
	}
	return FoldInput(in)
}

// Input is what a record is folded from.
type Input struct {
	Reports   []chancery.Report // their texts may be left out, since
	Sketches  *Sketches         // all have been added to these
	Claims    []chancery.Claim
	Decisions []chancery.Decision

	// Events and actors alone are wanted: of the claims the record says then only
	// where they stand, and beside its reports it has nothing else. Only claims of
	// events, tenures and memberships matter.
	EventsAlone bool
}

// FoldInput is Fold for a large record: what it is given becomes part of the
// record, is changed, and must not be used any more. Sources of claims may be
// left out, but not of reports on which decisions rest.
func FoldInput(in Input) (*chancery.Record, error) {
	rulings := rule(in.Decisions, in.Claims)
	f, err := arrange(in.Reports, rulings.accepted(in.Claims))
	if err != nil {
		return nil, err
	}
	f.ruled = rulings.people
	f.eventsAlone = in.EventsAlone
	f.readItems()
	f.cast()
	f.rename(rulings.names)
	f.seatItems()
	grouped := f.cluster(rulings)
	clusters := grouped.clusters()
	var judgements []chancery.Judgement
	if !f.eventsAlone {
		judgements = append(slices.Clone(rulings.all), grouped.judgements()...)
	}
	f.origin = f.origins(in.Sketches, clusters)
	in.Sketches = nil // for the garbage collector: from here on memory is short
	f.fillOffices(clusters)
	parents := f.findVisits(clusters)
	f.fillFromVisits(clusters, parents)
	rec := f.record(clusters, parents, rulings)
	rec.Judgements = judgements
	if in.EventsAlone {
		for i, c := range rec.Claims {
			rec.Claims[i] = chancery.Claim{ID: c.ID, Report: c.Report, Sort: c.Sort, Rules: c.Rules, Order: c.Order, PartOf: c.PartOf, Context: c.Context}
		}
	}
	return rec, nil
}

// folding is the work in progress on one fold.
type folding struct {
	reports []chancery.Report
	days    []day            // of a report: when it was published
	claims  []chancery.Claim // by report and order
	report  []int            // of a claim: its report
	origin  []string         // of a report: the party that it goes back to
	byID    map[string]int   // claim id: claim
	items   []*item          // of a claim: what is compared; nil unless an event
	actors  []*actor
	seats   [][]int  // of a claim and participant: the actor, or -1
	speaker []int    // of a claim: who speaks or holds the office, or -1
	ruled   []ruling // on people, the oldest first

	eventsAlone bool // are wanted, and no reasons

	parties     map[string]int       // by code: the actor
	names       map[[2]int]bool      // of two actors: whether their names are alike
	parsed      map[int]*name.Name   // of an actor: its name
	delegations map[delegation]int   // by report and name: the actor
	filled      map[int]map[int]bool // of an office's actor: the persons found to hold it
	named       map[ref]int          // of a participant found to hold an office: the claim that names it
}

// none stands for an actor, cluster or claim that there is not.
const none = -1

// arrange sorts the input and checks it.
func arrange(reports []chancery.Report, claims []chancery.Claim) (*folding, error) {
	f := &folding{reports: reports, claims: claims, byID: make(map[string]int, len(claims)), filled: map[int]map[int]bool{}, named: map[ref]int{}, names: map[[2]int]bool{}, parsed: map[int]*name.Name{}}
	slices.SortFunc(f.reports, func(a, b chancery.Report) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
	})
	at := make(map[string]int, len(reports))
	for i, r := range f.reports {
		if _, twice := at[r.ID]; twice {
			return nil, chancery.Errorf(chancery.Invalid, "report %s is there twice", r.ID)
		}
		at[r.ID] = i
		_, last, known := r.Published.Bounds()
		f.days = append(f.days, day{last, known && last != chancery.LastDay})
	}
	slices.SortFunc(f.claims, func(a, b chancery.Claim) int {
		return cmp.Or(cmp.Compare(at[a.Report], at[b.Report]), cmp.Compare(a.Order, b.Order), cmp.Compare(a.ID, b.ID))
	})
	f.report = make([]int, len(claims))
	f.speaker = make([]int, len(claims))
	f.items = make([]*item, len(claims))
	f.seats = make([][]int, len(claims))
	for i := range f.claims {
		c := &f.claims[i]
		r, known := at[c.Report]
		if !known {
			return nil, chancery.Errorf(chancery.Invalid, "claim %s is of report %q, which is not there", c.ID, c.Report)
		}
		if _, twice := f.byID[c.ID]; twice {
			return nil, chancery.Errorf(chancery.Invalid, "claim %s is there twice", c.ID)
		}
		if !hasBody(c) {
			return nil, chancery.Errorf(chancery.Invalid, "claim %s is a claim of %q without one", c.ID, c.Sort)
		}
		f.report[i], f.byID[c.ID], f.speaker[i] = r, i, none
		if c.Event != nil {
			c.Filled = nil
			f.seats[i] = make([]int, len(c.Event.Participants))
			for k := range f.seats[i] {
				f.seats[i][k] = none
			}
		}
	}
	return f, nil
}

func hasBody(c *chancery.Claim) bool {
	switch c.Sort {
	case chancery.SortEvent:
		return c.Event != nil
	case chancery.SortStatement:
		return c.Statement != nil
	case chancery.SortTenure:
		return c.Tenure != nil
	case chancery.SortMembership:
		return c.Membership != nil
	case chancery.SortFigure:
		return c.Figure != nil
	}
	return false
}
