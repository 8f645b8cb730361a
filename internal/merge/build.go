package merge

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"chancery"
	"chancery/internal/name"
)

// record writes everything down but the judgements.
func (f *folding) record(clusters []*cluster, parents []int, people *rulings) *chancery.Record {
	rec := &chancery.Record{Reports: f.reports, Claims: f.claims, Absorbed: map[string]string{}}
	f.markClaims()
	rec.Events = make([]chancery.Event, len(clusters))
	events := make([]*entry, len(clusters))
	told := told{claims: f.byID, events: events, of: make([]int, len(f.claims))}
	for i := range told.of {
		told.of[i] = none
	}
	for n, c := range clusters {
		events[n] = f.event(c, &rec.Events[n])
		for _, i := range c.claims {
			told.of[i] = n
			if id := f.claims[i].ID; id != events[n].ID {
				rec.Absorbed[id] = events[n].ID
			}
		}
	}
	for n, e := range events {
		if p := parents[n]; p != none {
			e.PartOf = events[p].ID
		}
	}
	f.apply(told, people.settings)
	for n := range events {
		inherit(events, parents, n)
	}
	for n, e := range events {
		f.suppose(e, clusters[n])
	}
	f.answers(events, clusters)
	if !f.eventsAlone {
		f.fillClaims(clusters, events)
		f.rows(rec, people, told)
	}
	slices.SortFunc(rec.Events, func(a, b chancery.Event) int { // which leaves the entries behind
		return cmp.Or(cmp.Compare(firstDay(a.Date), firstDay(b.Date)), cmp.Compare(a.ID, b.ID))
	})
	f.listActors(rec)
	return rec
}

// told says which event a claim tells of.
type told struct {
	claims map[string]int // by id
	of     []int          // of a claim: its event, or none
	events []*entry
}

// by is the event that a claim tells of; nil where there is none.
func (t *told) by(claim string) *entry {
	if i, ok := t.claims[claim]; ok && t.of[i] != none {
		return t.events[t.of[i]]
	}
	return nil
}

// firstDay sorts events; those without a day come last.
func firstDay(d chancery.Date) chancery.Day {
	if first, last, ok := d.Bounds(); ok {
		if first == chancery.FirstDay {
			return last
		}
		return first
	}
	return chancery.LastDay
}

// markClaims sets the actor ids in the claims' participants.
func (f *folding) markClaims() {
	for i := range f.claims {
		if f.claims[i].Event == nil {
			continue
		}
		for k := range f.claims[i].Event.Participants {
			p := &f.claims[i].Event.Participants[k]
			if a := f.seats[i][k]; a != none {
				p.ID = f.actors[a].id
			}
			if d := f.delegationNamed(f.report[i], p.Leads); d != none {
				p.Leads = f.actors[d].id
			}
		}
	}
}

// entry is an event of the record, with the claims that its date and place are
// taken from.
type entry struct {
	*chancery.Event
	dateFrom, placeFrom int // claims, or none
}

// event folds the claims of one cluster into an event of the record.
func (f *folding) event(c *cluster, into *chancery.Event) *entry {
	e := &entry{Event: into, dateFrom: none, placeFrom: none}
	e.Kind = f.kindOf(c)
	reports, origins := map[string]bool{}, map[string]string{}
	topics, frameworks, things := map[string]bool{}, map[string]bool{}, map[string]bool{}
	nameVotes := votes{}
	for _, i := range c.claims {
		told := f.claims[i].Event
		e.Claims = append(e.Claims, f.claims[i].ID)
		r := &f.reports[f.report[i]]
		reports[r.ID] = true
		origin := f.origin[f.report[i]]
		if was, ok := origins[name.Fold(origin)]; !ok || origin < was {
			origins[name.Fold(origin)] = origin
		}
		for _, t := range told.Topics {
			topics[t] = true
		}
		for _, t := range told.Frameworks {
			frameworks[t] = true
		}
		for _, t := range told.Things {
			things[t] = true
		}
		nameVotes.cast(told.Name, 1+yes(r.Language == "en"))
	}
	slices.Sort(e.Claims)
	e.ID = e.Claims[0]
	e.Reports = slices.Sorted(maps.Keys(reports))
	e.Origins = slices.Sorted(maps.Values(origins))
	e.Topics, e.Frameworks = slices.Sorted(maps.Keys(topics)), slices.Sorted(maps.Keys(frameworks))
	e.Things = slices.Sorted(maps.Keys(things))
	e.Name = nameVotes.winner()
	e.ModalityHistory = f.history(c)
	e.Modality = outcome(e.ModalityHistory)
	telling := f.agreeing(c, e.Modality)
	e.Plover = f.plover(telling)
	e.Participants = slices.Clone(f.participants(c)) // gathering leaves room for more
	f.setDate(e, telling)
	f.setPlace(e, telling)
	if e.Place == nil { // what was planned is the best that is known
		if f.setPlace(e, c.claims); e.Place != nil {
			e.Place.Basis = chancery.Inferred
		}
	}
	f.hostConflict(e, c)
	e.Confidence = confidence(e, c)
	return e
}

// history lists what the reports say of the event's modality, by their dates;
// reports without a date come last.
func (f *folding) history(c *cluster) []chancery.ModalityChange {
	var steps []chancery.ModalityChange
	for _, i := range c.claims {
		steps = append(steps, chancery.ModalityChange{Modality: f.claims[i].Event.Modality, Date: f.reports[f.report[i]].Published, Claim: f.claims[i].ID})
	}
	slices.SortFunc(steps, func(a, b chancery.ModalityChange) int {
		return cmp.Or(cmp.Compare(firstDay(a.Date), firstDay(b.Date)), cmp.Compare(certainty(a.Modality), certainty(b.Modality)), cmp.Compare(a.Claim, b.Claim))
	})
	return steps
}

// certainty orders modalities told on one day: what has happened stands above
// what was meant to.
func certainty(m chancery.Modality) int {
	return slices.Index([]chancery.Modality{chancery.Planned, chancery.Cancelled, chancery.Ongoing, chancery.Occurred}, m)
}

// outcome is the modality in the end: the last that is more than a plan, and
// of what has happened, occurred rather than ongoing.
func outcome(steps []chancery.ModalityChange) chancery.Modality {
	last := steps[0].Modality
	for _, s := range steps {
		switch {
		case s.Modality == chancery.Planned && last != chancery.Planned:
		case s.Modality == chancery.Ongoing && last == chancery.Occurred:
		default:
			last = s.Modality
		}
	}
	return last
}

// agreeing are the claims with the final modality, whose dates and places
// hold; a plan's may have changed.
func (f *folding) agreeing(c *cluster, m chancery.Modality) []int {
	held := func(m chancery.Modality) bool { return m == chancery.Occurred || m == chancery.Ongoing }
	var out []int
	for _, i := range c.claims {
		if k := f.items[i].modality; k == m || held(k) && held(m) {
			out = append(out, i)
		}
	}
	return out
}

func (f *folding) plover(claims []int) chancery.Plover {
	types, modes, contexts := votes{}, votes{}, map[string]bool{}
	for _, i := range claims {
		p := f.claims[i].Event.Plover
		types.cast(p.Event, 1)
		for _, x := range p.Contexts {
			contexts[x] = true
		}
	}
	out := chancery.Plover{Event: types.winner(), Contexts: slices.Sorted(maps.Keys(contexts))}
	for _, i := range claims {
		if p := f.claims[i].Event.Plover; p.Event == out.Event {
			modes.cast(p.Mode, 1)
		}
	}
	out.Mode = modes.winner()
	return out
}

// votes counts values; the empty value is none.
type votes map[string]int

func (v votes) cast(value string, weight int) {
	if value != "" {
		v[value] += weight
	}
}

// winner has most votes; of equals it is the least.
func (v votes) winner() string {
	best := ""
	for _, value := range slices.Sorted(maps.Keys(v)) {
		if best == "" || v[value] > v[best] {
			best = value
		}
	}
	return best
}

// setDate takes the most precise date that some report states and most others
// allow, and one that is inferred before a stated year; for what lasts, one that
// says from when to when. Stated dates that cannot all hold are a conflict.
func (f *folding) setDate(e *entry, claims []int) {
	order := []chancery.Basis{chancery.Stated, chancery.Inferred, chancery.Published}
	bestRank, from := []int{}, none
	told := map[int]chancery.Date{}
	for _, i := range claims {
		told[i] = f.dateTold(e.Kind, i, claims)
	}
	stated := map[string][]string{}
	for _, i := range claims {
		date, basis := told[i], slices.Index(order, f.claims[i].Event.DateBasis)
		if date == "" {
			continue
		}
		if f.claims[i].Event.DateBasis == chancery.Stated {
			stated[string(date)] = append(stated[string(date)], f.claims[i].ID)
		}
		allowed := 0
		for _, j := range claims {
			allowed += yes(date.Overlaps(told[j], 0))
		}
		width := date.Width()
		if width < 0 {
			width = 1 << 20
		}
		if width > wideDays && !strings.Contains(string(date), "/") { // a year says less than the day of a report
			basis = len(order)
		}
		lasting := 1 - yes((e.Kind == chancery.KindVisit || e.Kind == chancery.KindConference) && strings.Contains(string(date), "/") && width < wideDays)
		rank := []int{basis, -allowed, lasting, width}
		if from == none || slices.Compare(rank, bestRank) < 0 || slices.Equal(rank, bestRank) && date < told[from] {
			bestRank, from = rank, i
		}
	}
	if from == none {
		return
	}
	e.Date, e.DateBasis, e.dateFrom = told[from], f.claims[from].Event.DateBasis, from
	dates := slices.Sorted(maps.Keys(stated))
	for i, d := range dates {
		if slices.ContainsFunc(dates[i+1:], func(x string) bool { return !chancery.Date(d).Overlaps(chancery.Date(x), 0) }) {
			e.Conflicts = append(e.Conflicts, conflict("date", stated))
			return
		}
	}
}

// dateTold is the date that a claim gives; of the stages of a visit, the days from
// the first to the last that its report gives.
func (f *folding) dateTold(kind chancery.Kind, claim int, claims []int) chancery.Date {
	date := f.claims[claim].Event.Date
	first, last, ok := date.Bounds()
	if kind != chancery.KindVisit || f.claims[claim].Event.DateBasis != chancery.Stated || !ok {
		return date
	}
	alone := true
	for _, i := range claims {
		a, b, ok := f.claims[i].Event.Date.Bounds()
		if i != claim && ok && f.report[i] == f.report[claim] && f.claims[i].Event.DateBasis == chancery.Stated {
			first, last, alone = min(first, a), max(last, b), false
		}
	}
	if alone || last-first > narrowDays {
		return date
	}
	return chancery.Lasting(first, last)
}

// conflict lists the values of a field with their claims.
func conflict(field string, values map[string][]string) chancery.Conflict {
	c := chancery.Conflict{Field: field}
	for _, v := range slices.Sorted(maps.Keys(values)) {
		slices.Sort(values[v])
		c.Values = append(c.Values, chancery.ConflictValue{Value: v, Claims: values[v]})
	}
	return c
}

// setPlace takes the place that most reports state, a city before a country;
// other stated countries, or cities unless it is a visit, are a conflict.
func (f *folding) setPlace(e *entry, claims []int) {
	type option struct {
		claim int
		place *chancery.Place
		rank  []int
	}
	count := map[string]int{}
	key := func(p *chancery.Place) string { return p.Country + "\x00" + name.Latin(p.Name) }
	var options []option
	countries, cities := map[string][]string{}, map[string][]string{}
	aka := map[string]map[string]bool{}
	for _, i := range claims {
		p := f.claims[i].Event.Place
		if p == nil {
			continue
		}
		count[key(p)]++
		if aka[key(p)] == nil {
			aka[key(p)] = map[string]bool{}
		}
		for _, a := range p.Aka {
			aka[key(p)][a] = true
		}
		options = append(options, option{claim: i, place: p})
		if p.Basis != chancery.Stated {
			continue
		}
		if p.Country != "" {
			countries[p.Country] = append(countries[p.Country], f.claims[i].ID)
		}
		if p.Name != "" {
			cities[p.Name] = append(cities[p.Name], f.claims[i].ID)
		}
	}
	for n := range options {
		p := options[n].place
		options[n].rank = []int{-yes(p.Basis == chancery.Stated), -yes(p.Name != ""), -count[key(p)], -yes(p.GeoNames != 0)}
	}
	slices.SortStableFunc(options, func(a, b option) int {
		return cmp.Or(slices.Compare(a.rank, b.rank), cmp.Compare(key(a.place), key(b.place)), cmp.Compare(a.place.Name, b.place.Name))
	})
	if len(options) == 0 {
		return
	}
	best := *options[0].place
	best.Aka = slices.Sorted(maps.Keys(aka[key(&best)]))
	e.Place, e.placeFrom = &best, options[0].claim
	switch {
	case len(countries) > 1:
		e.Conflicts = append(e.Conflicts, conflict("place", countries))
	case len(cities) > 1 && e.Kind != chancery.KindVisit && !oneCity(f, claims):
		e.Conflicts = append(e.Conflicts, conflict("place", cities))
	}
}

// oneCity reports whether all stated cities are one, however it is written.
func oneCity(f *folding, claims []int) bool {
	for n, i := range claims {
		for _, j := range claims[n+1:] {
			a, b := f.items[i], f.items[j]
			if !a.inherited && !b.inherited && len(a.cities) > 0 && len(b.cities) > 0 && !sameCity(a, b) {
				return false
			}
		}
	}
	return true
}

// hostConflict lists the hosts when two reports name others of them.
func (f *folding) hostConflict(e *entry, c *cluster) {
	hosts := map[string][]string{}
	for _, i := range c.claims {
		var of []string
		for _, p := range f.claims[i].Event.Participants {
			if p.Role == chancery.Host && partyOf(&p) != "" {
				of = append(of, partyOf(&p))
			}
		}
		slices.Sort(of)
		if of = slices.Compact(of); len(of) > 0 {
			k := strings.Join(of, ", ")
			hosts[k] = append(hosts[k], f.claims[i].ID)
		}
	}
	keys := slices.Sorted(maps.Keys(hosts))
	for i, a := range keys {
		for _, b := range keys[i+1:] {
			if !slices.ContainsFunc(strings.Split(a, ", "), func(p string) bool { return slices.Contains(strings.Split(b, ", "), p) }) {
				e.Conflicts = append(e.Conflicts, conflict("host", hosts))
				return
			}
		}
	}
}

// confidence is the formula of the package's description.
func confidence(e *entry, c *cluster) float64 {
	origins := 1.0
	for range e.Origins {
		origins /= 2
	}
	named := 0
	office := false
	for _, p := range e.Participants {
		named += yes(p.Name != "" || p.Office != nil || p.Type == chancery.State)
		office = office || p.Office != nil
	}
	stated := yes(e.DateBasis == chancery.Stated) + yes(e.Place != nil && e.Place.Basis == chancery.Stated) + yes(named > 1) + yes(office)
	weakest := 1.0
	if c.weakest > 0 {
		weakest = min(1, max(0, (c.weakest-unsureFrom)/(surest-unsureFrom)))
	}
	sum := 0.4*(1-origins) + 0.3*float64(stated)/4 + 0.3*weakest
	return float64(int(sum*100+0.5)) / 100
}

// inherit gives an event the place and date of the visit that it is part of,
// as inferred: a place where it has none or only the country of it, a date
// where it has none or only the day of publication.
func inherit(events []*entry, parents []int, n int) {
	p := parents[n]
	if p == none {
		return
	}
	inherit(events, parents, p)
	e, visit := events[n], events[p]
	if tellsMore(visit.Place, e.Place) && (e.Kind.Engagement() && e.Kind != chancery.KindCall || e.Kind == chancery.KindAgreement) {
		e.Place, e.placeFrom = inferred(visit.Place), visit.placeFrom
	}
	if !e.Kind.Engagement() && visit.Date.Width() == 1 { // the day on which they came; words may have been on the next
		return
	}
	if e.Date == "" {
		e.Date = visit.Date
		if first, last, ok := visit.Date.Bounds(); ok && e.Kind != chancery.KindVisit {
			e.Date = chancery.Within(first, last)
		}
	} else if e.DateBasis == chancery.Published && visit.DateBasis != chancery.Published && e.Date.Overlaps(visit.Date, 0) {
		e.Date = common(e.Date, visit.Date)
	} else {
		return
	}
	if e.Date != "" {
		e.DateBasis, e.dateFrom = chancery.Inferred, visit.dateFrom
	}
}

// tellsMore reports whether place a says more than b: a place instead of none,
// or the city instead of its country.
func tellsMore(a, b *chancery.Place) bool {
	return a != nil && (b == nil || b.Basis != chancery.Judged && b.Name == "" && a.Name != "" && a.Country == b.Country)
}

func inferred(p *chancery.Place) *chancery.Place {
	place := *p
	place.Basis = chancery.Inferred
	return &place
}

// common is a day within both of two dates that overlap.
func common(a, b chancery.Date) chancery.Date {
	first, last, _ := a.Bounds()
	from, until, _ := b.Bounds()
	return chancery.Within(max(first, from), min(last, until))
}

// listActors writes the actors that somebody or something in the record still
// points at, and lets the ids of the others resolve.
func (f *folding) listActors(rec *chancery.Record) {
	used := make([]bool, len(f.actors))
	for i := range f.claims {
		for _, a := range f.seats[i] {
			if a != none {
				used[a] = true
			}
		}
		if a := f.speaker[i]; a != none {
			used[a] = true
		}
	}
	for _, a := range f.delegations {
		used[a] = true
	}
	rulings := f.rulingsOn()
	byID := map[string]*chancery.Actor{}
	for n, a := range f.actors {
		if !used[n] && a.seat == seatOffice {
			continue
		}
		row := chancery.Actor{ID: a.id, Type: a.typ, Name: a.shown, Of: a.of, Rulings: rulings[n]}
		for form, count := range a.forms {
			row.Names = append(row.Names, chancery.NameForm{Text: form.text, Language: form.language, Count: count})
		}
		slices.SortFunc(row.Names, func(x, y chancery.NameForm) int {
			return cmp.Or(cmp.Compare(y.Count, x.Count), cmp.Compare(x.Text, y.Text), cmp.Compare(x.Language, y.Language))
		})
		for r := range a.reports {
			row.Reports = append(row.Reports, f.reports[r].ID)
		}
		slices.Sort(row.Reports)
		byID[a.id] = &row
	}
	for _, a := range f.actors {
		for _, old := range a.others {
			if _, taken := rec.Absorbed[old]; !taken && byID[old] == nil {
				rec.Absorbed[old] = a.id
			}
		}
	}
	f.absorbOffices(rec, used)
	for _, id := range slices.Sorted(maps.Keys(byID)) {
		rec.Actors = append(rec.Actors, *byID[id])
	}
}

// absorbOffices lets the id of an office that is nowhere without a holder any
// more answer to the person who was found to hold it, where that is one.
func (f *folding) absorbOffices(rec *chancery.Record, used []bool) {
	for office, people := range f.filled {
		if used[office] || len(people) != 1 {
			continue
		}
		for a := range people {
			rec.Absorbed[f.actors[office].id] = f.actors[a].id
		}
	}
}
