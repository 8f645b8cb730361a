package merge

import (
	"cmp"
	"slices"
	"strconv"

	"chancery"
	"chancery/internal/name"

	"golang.org/x/text/language"
)

// item is one event claim as it is compared.
type item struct {
	claim, report int
	kind          chancery.Kind
	modality      chancery.Modality
	context       bool
	part          bool   // the report tells of it as part of a visit or conference
	name          string // of a conference, without the word for it
	plover        string
	when          window
	published     day
	label         string   // the place for people
	cities        []string // its names, in Latin
	geo           int
	country       string
	inherited     bool     // the place is that of the visit
	subjects      []string // topics and frameworks
	things        []string // what an act is about, in the report's language
	parties       []string // sorted codes of whom the participants act for; of persons whose report does not say, by what others say
	seats         []seat
}

// seat is a participant of an item.
type seat struct {
	actor   int
	sort    seatSort
	of      string
	title   name.Title
	role    chancery.Role
	implied bool // there only as the leader of a delegation that is
}

type seatSort int

const (
	seatPerson seatSort = iota
	seatOffice          // an office whose holder is not named
	seatBody            // an organisation, body or delegation
	seatParty           // a state or organisation as such
)

// day is the day a report was published, when that is known.
type day struct {
	chancery.Day
	known bool
}

// near reports whether both days are known and no more than n apart.
func (d day) near(e day, n int) bool {
	return d.known && e.known && max(d.Day-e.Day, e.Day-d.Day) <= chancery.Day(n)
}

// window is when an event may have been.
type window struct {
	first, last chancery.Day
	basis       windowBasis
}

type windowBasis int

const (
	noDate        windowBasis = iota // only last may be known: the day of publication
	onPublication                    // fallen back on the day of publication
	softDate                         // inferred
	statedDate
)

// How many days a report may lag behind undated news, and a plan run ahead.
const (
	newsLag    = 14
	actLag     = 3
	planAhead  = 120
	wideDays   = 31 // a date wider than this is no more than a month or a year
	narrowDays = 7
)

// daysTo is how many days lie between the two; above 0 when they do not meet.
func (w window) daysTo(v window) chancery.Day { return max(w.first-v.last, v.first-w.last) }

func (w window) wide() bool { return w.last-w.first >= wideDays }

// readItems prepares every event claim but its participants, which need the
// actors first.
func (f *folding) readItems() {
	for i := range f.claims {
		c := &f.claims[i]
		if c.Event == nil {
			continue
		}
		e := c.Event
		it := &item{claim: i, report: f.report[i], kind: e.Kind, modality: e.Modality, context: c.Context,
			name: name.Gathering(e.Name), plover: e.Plover.Event}
		it.published = f.days[it.report]
		it.when = whenOf(e, it)
		it.setPlace(e.Place)
		it.subjects = slices.Concat(e.Topics, e.Frameworks)
		it.things = f.things(i)
		it.parties = partiesOf(e)
		f.items[i] = it
	}
	for i, it := range f.items {
		if it == nil {
			continue
		}
		v, ok := f.byID[f.claims[i].PartOf]
		it.part = ok && f.claims[v].Event != nil && f.report[v] == it.report
		if it.part && len(it.cities) == 0 && it.geo == 0 && it.country == "" {
			it.setPlace(f.claims[v].Event.Place)
			it.inherited = true
		}
	}
}

func (it *item) setPlace(p *chancery.Place) {
	if p == nil {
		return
	}
	it.geo, it.country, it.label = p.GeoNames, p.Country, p.Name
	for _, n := range append([]string{p.Name}, p.Aka...) {
		if n = name.Latin(n); n != "" {
			it.cities = append(it.cities, n)
		}
	}
}

// city is one name for the city, the same in all languages where it is a known
// one; empty for none.
func (it *item) city() string {
	switch {
	case it.geo != 0:
		return strconv.Itoa(it.geo)
	case len(it.cities) > 0:
		return it.cities[0]
	}
	return ""
}

func partiesOf(e *chancery.Happening) []string {
	var codes []string
	for _, p := range e.Participants {
		if of := partyOf(&p); of != "" {
			codes = append(codes, of)
		}
	}
	slices.Sort(codes)
	return slices.Compact(codes)
}

// partyOf is the code of whom a participant acts for.
func partyOf(p *chancery.Participant) string {
	switch {
	case p.Of != "":
		return p.Of
	case p.Office != nil:
		return p.Office.Of
	case p.Type == chancery.State:
		return p.Name
	}
	return ""
}

func whenOf(e *chancery.Happening, it *item) window {
	if a, b, ok := e.Date.Bounds(); ok {
		w := window{a, b, statedDate}
		switch {
		case a == chancery.FirstDay && !it.context:
			w.first = b - newsLag
		case b == chancery.LastDay:
			w.last = a + newsLag
		}
		switch e.DateBasis {
		case chancery.Published:
			return window{addDays(w.first, -actLag), addDays(w.last, 1), onPublication}
		case chancery.Inferred:
			return window{addDays(w.first, -1), addDays(w.last, 1), softDate}
		}
		return w
	}
	switch {
	case !it.published.known:
		return window{chancery.FirstDay, chancery.LastDay, noDate}
	case it.context:
		return window{chancery.FirstDay, it.published.Day, noDate}
	case e.Modality == chancery.Planned:
		return window{it.published.Day - 1, it.published.Day + planAhead, onPublication}
	case e.Kind.Engagement():
		return window{it.published.Day - newsLag, it.published.Day + 1, onPublication}
	}
	return window{it.published.Day - actLag, it.published.Day + 1, onPublication}
}

func addDays(d chancery.Day, n int) chancery.Day {
	if d == chancery.FirstDay || d == chancery.LastDay {
		return d
	}
	return d + chancery.Day(n)
}

// seatItems gives the items their participants as resolved actors.
func (f *folding) seatItems() {
	leaders := map[[2]int]int{} // report and delegation: its leader
	for i, it := range f.items {
		if it == nil {
			continue
		}
		for k, p := range f.claims[i].Event.Participants {
			if d := f.delegationNamed(it.report, p.Leads); d != none && f.seats[i][k] != none {
				if _, known := leaders[[2]int{it.report, d}]; !known {
					leaders[[2]int{it.report, d}] = f.seats[i][k]
				}
			}
		}
	}
	for i, it := range f.items {
		if it != nil {
			f.seatItem(it, f.claims[i].Event, leaders)
		}
	}
}

func (f *folding) seatItem(it *item, e *chancery.Happening, leaders map[[2]int]int) {
	it.parties = nil
	for k, p := range e.Participants {
		a := f.seats[it.claim][k]
		if a == none {
			continue
		}
		s := seat{actor: a, of: cmp.Or(partyOf(&p), f.actors[a].of), role: p.Role, sort: f.actors[a].seat}
		if p.OfBase == chancery.Inferred && s.sort == seatPerson { // other reports may know better
			s.of = f.actors[a].of
		}
		if p.Office != nil {
			s.title = name.ParseTitle(p.Office.Title, p.Office.Text)
		}
		it.seats = append(it.seats, s)
		if s.of != "" {
			it.parties = append(it.parties, s.of)
		}
	}
	slices.Sort(it.parties)
	it.parties = slices.Compact(it.parties)
	for _, s := range it.seats {
		leader, ok := leaders[[2]int{it.report, s.actor}]
		if ok && !slices.ContainsFunc(it.seats, func(t seat) bool { return t.actor == leader }) {
			it.seats = append(it.seats, seat{actor: leader, sort: f.actors[leader].seat, of: s.of, role: s.role, implied: true})
		}
	}
}

// isState reports whether the code is a state's or territory's: ISO 3166-1
// alpha-3, and two in common use beside it.
func isState(code string) bool {
	if code == "XKX" || code == "KKTC" {
		return true
	}
	if len(code) != 3 {
		return false
	}
	r, err := language.ParseRegion(code)
	return err == nil && r.ISO3() == code && r.IsCountry()
}
