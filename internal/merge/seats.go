package merge

import (
	"slices"
	"strings"

	"chancery"
	"chancery/internal/name"
)

// Parts for people in common.
const (
	firstPerson, nextPerson, mostPeople  = 3.0, 1.5, 6.0
	impliedPerson                        = 2.0
	firstOffice, nextOffice, mostOffices = 2.0, 1.0, 4.0
	eachBody, mostBodies                 = 1.5, 3.0
	otherPersons                         = -3.0
	crowd                                = 3   // as many persons in common outweigh one or two who are not
	tableParties                         = 4   // persons of as many parties in common hardly meet twice in a season
	strangers                            = 0.5 // names below this are surely not one person's
)

// people weighs who takes part.
func (f *folding) people(c *comparison, a, b *item) {
	sa, sb := compared(a), compared(b)
	m := match(sa, sb)
	var who []string
	points := 0.0
	for _, p := range m.persons {
		worth := firstPerson
		switch {
		case points > 0:
			worth = nextPerson
		case sa[p[0]].implied || sb[p[1]].implied:
			worth = impliedPerson
		}
		points = min(points+worth, mostPeople)
		who = append(who, f.actors[sa[p[0]].actor].shown)
	}
	slices.Sort(who)
	c.crowd = len(m.persons) >= crowd
	c.table = partiesAmong(sa, m.persons) >= tableParties
	c.people += points
	c.add(points, strings.Join(slices.Compact(who), " and "))
	offices := 0.0
	for i := range m.offices {
		if i == 0 {
			offices += firstOffice
		} else {
			offices = min(offices+nextOffice, mostOffices)
		}
	}
	if offices > 0 {
		c.office = true
		c.people += offices
		c.add(offices, "the same office")
	}
	if bodies := min(eachBody*float64(len(m.bodies)), mostBodies); bodies > 0 {
		c.people += bodies
		c.add(bodies, f.actors[sa[m.bodies[0][0]].actor].shown)
	}
	if of := convener(a, b); of != "" {
		c.add(eachBody, "of "+of)
	}
	f.strangers(c, a, b, sa, sb, m)
	sides(c, a, b)
}

// convener is the organisation whose conference both tell of, or none.
func convener(a, b *item) string {
	if a.kind != chancery.KindConference || b.kind != chancery.KindConference {
		return ""
	}
	for _, p := range a.parties {
		if !isState(p) && slices.Contains(b.parties, p) {
			return p
		}
	}
	return ""
}

// compared are the seats that tell events of the kind apart: of a visit the
// visitors', of all others everybody's.
func compared(it *item) []seat {
	if it.kind == chancery.KindVisit {
		return visitors(it)
	}
	return it.seats
}

// visitors are those who come; all but the hosts where the report gives
// nobody that part.
func visitors(it *item) []seat {
	var come, rest []seat
	for _, s := range it.seats {
		switch s.role {
		case chancery.Visitor, chancery.Initiator:
			come = append(come, s)
		case chancery.Host:
		default:
			rest = append(rest, s)
		}
	}
	if len(come) > 0 {
		return come
	}
	return rest
}

// matches pairs the seats of two items, by index, each used once.
type matches struct {
	persons, offices, bodies [][2]int
	usedA, usedB             []bool
}

func match(sa, sb []seat) *matches {
	m := &matches{usedA: make([]bool, len(sa)), usedB: make([]bool, len(sb))}
	pair := func(into *[][2]int, ok func(s, t seat) bool) {
		for i, s := range sa {
			for j, t := range sb {
				if !m.usedA[i] && !m.usedB[j] && ok(s, t) {
					m.usedA[i], m.usedB[j] = true, true
					*into = append(*into, [2]int{i, j})
				}
			}
		}
	}
	pair(&m.persons, func(s, t seat) bool {
		return s.sort == seatPerson && s.actor == t.actor && !s.implied && !t.implied
	})
	pair(&m.persons, func(s, t seat) bool { return s.sort == seatPerson && s.actor == t.actor })
	pair(&m.offices, func(s, t seat) bool {
		return (s.sort == seatOffice || t.sort == seatOffice) && s.sort <= seatOffice && t.sort <= seatOffice &&
			(s.actor == t.actor || s.of != "" && s.of == t.of && s.title.Compatible(t.title))
	})
	pair(&m.bodies, func(s, t seat) bool { return s.sort == seatBody && s.actor == t.actor })
	return m
}

// strangers weighs the persons that only one of the reports has.
func (f *folding) strangers(c *comparison, a, b *item, sa, sb []seat, m *matches) {
	inCommon := map[string]bool{}
	for _, p := range m.persons {
		inCommon[sa[p[0]].of], inCommon[sb[p[1]].of] = true, true
	}
	counted := map[string]bool{}
	for i, s := range sa {
		for j, t := range sb {
			if m.usedA[i] || m.usedB[j] || s.sort > seatOffice || t.sort > seatOffice || s.implied || t.implied {
				continue
			}
			x, y := f.actors[s.actor].shown, f.actors[t.actor].shown
			unnamed := s.sort == seatOffice || t.sort == seatOffice
			switch {
			case s.of == "" || s.of != t.of:
			case unnamed && !(s.title.Single() && t.title.Single() && !s.title.Compatible(t.title)): // may be one and the same
			case !unnamed && f.alike(s.actor, t.actor):
			case !unnamed && s.title.Equal(t.title) && s.title.Single():
				c.refuse("%s and %s in one office", x, y)
			case !c.crowd && !counted[s.of] && !inCommon[s.of] && (table(a, b) || a.kind == chancery.KindAppointment || !a.kind.Engagement() && s.role == t.role):
				counted[s.of] = true
				c.add(otherPersons, "not "+x+" but "+y)
			}
		}
	}
	if a.kind == chancery.KindVisit && len(m.persons)+len(m.offices)+len(m.bodies) == 0 && anybody(sa) && anybody(sb) {
		c.refuse("other visitors")
	}
}

// alike reports whether two actors' names could be one person's after all.
func (f *folding) alike(a, b int) bool {
	pair := [2]int{min(a, b), max(a, b)}
	same, known := f.names[pair]
	if !known {
		same = f.parse(a).Same(f.parse(b)) >= strangers
		f.names[pair] = same
	}
	return same
}

// parse is the name by which the actor goes, made ready to be compared.
func (f *folding) parse(a int) *name.Name {
	if f.parsed[a] == nil {
		f.parsed[a] = name.Parse(f.actors[a].shown)
	}
	return f.parsed[a]
}

func anybody(seats []seat) bool {
	return slices.ContainsFunc(seats, func(s seat) bool { return s.sort == seatPerson })
}

// Parts for who acts on whom; see the package's description.
const (
	sameSide     = 1.0
	sameTogether = 1.0
)

// sides sees to it that the same side acts, and on the same: praise and blame
// have a direction. What parties do together has none.
func sides(c *comparison, a, b *item) {
	switch {
	case a.kind.Engagement():
		return
	case a.kind == chancery.KindAgreement || a.kind == chancery.KindExercise:
		if len(a.parties) > 1 && slices.Equal(a.parties, b.parties) {
			c.add(sameTogether, "the same together")
		}
		return
	}
	side(c, partiesIn(a, chancery.Initiator), partiesIn(b, chancery.Initiator), "acts")
	side(c, partiesIn(a, chancery.Recipient), partiesIn(b, chancery.Recipient), "is acted on")
}

// side compares the parties on one side of an act.
func side(c *comparison, x, y []string, does string) {
	switch {
	case len(x) == 0 || len(y) == 0:
	case !shareCode(x, y):
		c.refuse("%s %s, not %s", x[0], does, y[0])
	case slices.Equal(x, y):
		c.add(sameSide, strings.Join(x, ", ")+" "+does)
	}
}

// partiesIn are the parties that have a role in an act, sorted.
func partiesIn(it *item, role chancery.Role) []string {
	var out []string
	for _, s := range it.seats {
		if s.role == role && s.of != "" {
			out = append(out, s.of)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// partiesAmong counts the parties for which the persons that both have act.
func partiesAmong(seats []seat, common [][2]int) int {
	var parties []string
	for _, p := range common {
		if of := seats[p[0]].of; of != "" && !slices.Contains(parties, of) {
			parties = append(parties, of)
		}
	}
	return len(parties)
}
