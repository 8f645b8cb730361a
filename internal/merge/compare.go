package merge

import (
	"fmt"
	"slices"
	"strings"

	"chancery"
	"chancery/internal/name"
)

// SameFrom is the sum from which two claims tell of one event, if nothing stands
// between them.
const SameFrom = 5.0

// Other verdicts by the sum of the parts; see the package's description.
const (
	unsureFrom = 3.0
	surest     = 8.0 // the score from which a link is as strong as can be
	barrier    = -2.5
	enough     = 3.0 // for people, where dates do not help
)

// comparison is what two items have in common, and what stands against it.
type comparison struct {
	score   float64
	people  float64
	crowd   bool // so many persons in common that one more or less means little
	table   bool // persons of so many parties in common that one table is enough to tell it by
	place   float64
	worst   float64 // the heaviest part that stands against
	hard    string  // why they cannot be one, whatever the score
	dated   bool    // dates are known of both
	precise bool    // and no wider than a month
	office  bool
	named   bool // names of conferences that agree, at least in part
	called  bool // the same name
	why     []string
}

func (c *comparison) add(points float64, why string) {
	c.score += points
	c.worst = min(c.worst, points)
	if why != "" {
		c.why = append(c.why, why)
	}
}

func (c *comparison) refuse(format string, args ...any) {
	if c.hard == "" {
		c.hard = fmt.Sprintf(format, args...)
	}
}

// verdict turns the sum into a judgement's verdict.
func (c *comparison) verdict() chancery.Verdict {
	switch {
	case c.hard != "" || c.score < unsureFrom:
		return chancery.Different
	case c.score < SameFrom,
		!c.dated && !c.named && !c.table && (c.people < enough || c.place < placeCity && !c.office),
		!c.precise && !c.named && c.people < enough:
		return chancery.Unsure
	}
	return chancery.Same
}

// blocks reports whether the comparison keeps the two out of one cluster.
func (c *comparison) blocks() bool { return c.hard != "" || c.worst <= barrier }

// compare weighs two event claims.
func (f *folding) compare(a, b *item) *comparison {
	c := &comparison{}
	kinds(c, a, b)
	if c.hard != "" {
		return c
	}
	f.byName(c, a, b)
	dates(c, a, b)
	places(c, a, b)
	if c.hard != "" {
		return c
	}
	f.people(c, a, b)
	parties(c, a, b)
	subjects(c, a, b)
	if a.report == b.report && c.hard == "" {
		switch {
		case stages(a, b):
			c.add(1, "stages of one visit")
		case !repeats(c, a, b):
			c.refuse("two of one report")
		}
	}
	return c
}

// manners are topics that say how something is done, not what it is about.
var manners = []string{"congratulations", "condolences", "protocol", "video conference"}

// subjects weighs what the two are about. Acts of the same two parties follow
// each other fast, so that another subject on another day is another act.
func subjects(c *comparison, a, b *item) {
	about := func(it *item) bool {
		return slices.ContainsFunc(it.subjects, func(topic string) bool { return !slices.Contains(manners, topic) })
	}
	switch {
	case shareCode(a.subjects, b.subjects) || shareCode(a.things, b.things):
		c.add(0.5, "the same subject")
	case a.kind.Engagement() || !about(a) || !about(b):
	case oneDay(a, b):
		c.add(-1, "other subjects")
	default:
		c.refuse("other subjects on other days")
	}
}

// oneDay reports whether the two may be of one day: they are dated so or, where
// neither is dated, were published on one.
func oneDay(a, b *item) bool {
	dated := func(it *item) bool { return it.when.basis >= softDate && !it.when.wide() }
	if dated(a) || dated(b) {
		v, w := a.telling(), b.telling()
		return v.first <= w.last && w.first <= v.last
	}
	return a.published.near(b.published, 0)
}

// nearKinds are kinds that reports confuse.
var nearKinds = [][2]chancery.Kind{{chancery.KindSigning, chancery.KindAgreement}, {chancery.KindMeeting, chancery.KindConference}}

// comparable reports whether claims of the two kinds can tell of one event.
func comparable(a, b chancery.Kind) bool {
	return a == b || slices.ContainsFunc(nearKinds, func(k [2]chancery.Kind) bool { return k == [2]chancery.Kind{a, b} || k == [2]chancery.Kind{b, a} })
}

func kinds(c *comparison, a, b *item) {
	switch {
	case !comparable(a.kind, b.kind):
		c.refuse("a %s and a %s", a.kind, b.kind)
	case a.kind != b.kind && (a.loose() || b.loose()):
		c.add(-2, fmt.Sprintf("%s or %s", a.kind, b.kind))
	case a.kind != b.kind:
		c.add(-1, fmt.Sprintf("%s or %s", a.kind, b.kind))
	case a.kind == chancery.KindOther && a.plover != b.plover:
		c.refuse("different acts")
	}
	if a.kind == chancery.KindVisit && a.part != b.part {
		c.add(-1.5, "one is a call during a visit")
	}
	if (a.modality == chancery.Denied) != (b.modality == chancery.Denied) {
		c.refuse("one report denies it")
	}
}

func (f *folding) byName(c *comparison, a, b *item) {
	switch {
	case a.name == "" || b.name == "":
	case name.Same(a.name, b.name) >= name.Sure:
		c.named, c.called = true, true
		c.add(3.5, "the same name")
	case slices.ContainsFunc(strings.Fields(a.name), func(w string) bool {
		return len(w) > 4 && slices.Contains(strings.Fields(b.name), w)
	}):
		c.named = true
		c.add(1, "a word of the name")
	case f.reports[a.report].Language != f.reports[b.report].Language: // translated, it may share no word
		c.add(-0.5, "other names in another language")
	default:
		c.add(-2, "other names")
	}
}

// Days between reports that give no date and may still mean one event.
const (
	newsApart = 4
	promptly  = 2
	longAfter = 7
	actsApart = 1
	planApart = 14
	planSlack = 3
	stay      = 3                    // of a visit one report has the first day, another the last
	mostSlack = max(planSlack, stay) // what lies further apart is never one event
	// lastOfName is how far back an undated mention of a summit reaches: it
	// means the last one that bore the name.
	lastOfName = 366
)

func dates(c *comparison, a, b *item) {
	v, w := a.when, b.when
	slack := chancery.Day(1)
	if (a.modality == chancery.Planned) != (b.modality == chancery.Planned) {
		slack = planSlack
	} else if a.kind == chancery.KindVisit {
		slack = stay
	}
	gap := v.daysTo(w)
	if v.basis == noDate || w.basis == noDate {
		if gap > slack {
			c.refuse("one came after the other was told")
		} else if (a.context || b.context) && !c.named && a.name+b.name == "" {
			c.refuse("background without a date")
		} else if c.called && (-gap <= lastOfName || v.basis == w.basis && a.published.near(b.published, lastOfName)) {
			c.add(1.5, "the last of that name")
		}
		return
	}
	c.dated, c.precise = true, !v.wide() && !w.wide()
	switch {
	case gap > slack:
		c.refuse("%s and %s", spoken(v), spoken(w))
	case v.basis == onPublication && w.basis == onPublication:
		if days := apartFor(a, b); a.published.near(b.published, days) || !a.published.known || !b.published.known {
			c.add(1, "published within days")
		} else {
			c.add(-1.5, "published days apart")
		}
	case gap > 0:
		c.add(0.25, daysApart(gap))
	case late(a, b) > longAfter:
		c.add(-1.5, "told long after")
	case late(a, b) > promptly:
	case !c.precise:
		c.add(0.5, spoken(narrower(v, w)))
	case v == w && v.basis == statedDate && v.first < v.last && v.last-v.first <= narrowDays:
		c.add(2.5, "both "+spoken(v))
	case v.basis == statedDate && w.basis == statedDate && v.last-v.first <= narrowDays && w.last-w.first <= narrowDays:
		c.add(2, spoken(narrower(v, w)))
	default:
		c.add(1, spoken(narrower(v, w)))
	}
}

// late is how many days after the event the one of the two that has no date was
// published; 0 when that is not so.
func late(a, b *item) chancery.Day {
	if a.when.basis != onPublication {
		a, b = b, a
	}
	if a.when.basis != onPublication || b.when.basis == onPublication || !a.published.known || a.modality == chancery.Planned {
		return 0
	}
	return max(0, a.published.Day-b.when.last)
}

func daysApart(days chancery.Day) string {
	if days == 1 {
		return "a day apart"
	}
	return fmt.Sprintf("%d days apart", days)
}

func apartFor(a, b *item) int {
	switch {
	case a.modality == chancery.Planned && b.modality == chancery.Planned:
		return planApart
	case a.kind.Engagement():
		return newsApart
	}
	return actsApart
}

func narrower(v, w window) window {
	if w.last-w.first < v.last-v.first {
		return w
	}
	return v
}

// spoken is a window for people: "22 Jan 2026", "6 to 8 Mar 2025".
func spoken(w window) string {
	const months = "JanFebMarAprMayJunJulAugSepOctNovDec"
	one := func(d chancery.Day) string {
		y, m, n := d.Civil()
		return fmt.Sprintf("%d %s %d", n, months[3*m-3:3*m], y)
	}
	switch {
	case w.first == chancery.FirstDay:
		return "until " + one(w.last)
	case w.last == chancery.LastDay:
		return "from " + one(w.first)
	case w.first == w.last:
		return one(w.first)
	}
	return one(w.first) + " to " + one(w.last)
}

// Parts for the place.
const (
	placeCity       = 1.0 // the least that a city in common gives
	placeStated     = 1.5
	placeConference = 2.0 // whose guests each report picks for itself
	placeCountry    = 0.75
)

func places(c *comparison, a, b *item) {
	switch {
	case a.country != "" && b.country != "" && a.country != b.country:
		switch {
		case a.inherited || b.inherited || a.kind == chancery.KindCall:
		case a.kind.Engagement() || a.kind == chancery.KindExercise:
			c.refuse("%s and %s", a.country, b.country)
		default:
			c.add(-1, a.country+" and "+b.country)
		}
	case sameCity(a, b):
		c.place = placeStated
		if a.inherited || b.inherited {
			c.place = placeCity
		} else if a.kind == chancery.KindConference && b.kind == chancery.KindConference {
			c.place = placeConference
		}
		c.add(c.place, a.label)
	case len(a.cities) > 0 && len(b.cities) > 0:
		switch {
		case a.inherited || b.inherited:
		case a.kind == chancery.KindVisit:
			c.add(-0.5, a.label+" and "+b.label)
		default:
			c.add(-2, a.label+" and "+b.label)
		}
	case a.country != "" && a.country == b.country:
		c.place = placeCountry
		c.add(placeCountry, a.country)
	}
}

func sameCity(a, b *item) bool {
	if len(a.cities) == 0 || len(b.cities) == 0 {
		return false
	}
	if a.geo != 0 && a.geo == b.geo {
		return true
	}
	return slices.ContainsFunc(a.cities, func(x string) bool {
		return slices.ContainsFunc(b.cities, func(y string) bool { return x == y || name.Same(x, y) >= name.Sure })
	})
}

// repeats reports whether two claims of one report say the same twice: the
// same actors of at least two parties, and nothing against it.
func repeats(c *comparison, a, b *item) bool {
	if a.kind != b.kind || a.modality != b.modality || a.context != b.context || len(a.parties) < 2 || c.worst < 0 {
		return false
	}
	if a.when.first > b.when.last || b.when.first > a.when.last {
		return false
	}
	return slices.Equal(seated(a), seated(b))
}

// stages reports whether two claims of one report tell of the same visitors in
// one country: when they came, and when they left.
func stages(a, b *item) bool {
	if a.kind != chancery.KindVisit || b.kind != chancery.KindVisit || a.context != b.context || a.part != b.part || !took(a) || !took(b) {
		return false
	}
	guests := persons(visitors(a))
	return a.country != "" && a.country == b.country && len(guests) > 0 && slices.Equal(guests, persons(visitors(b)))
}

// took reports whether the event took place, or was taking place.
func took(it *item) bool {
	return it.modality == chancery.Occurred || it.modality == chancery.Ongoing
}

// persons lists the persons of the seats, sorted.
func persons(seats []seat) []int {
	var out []int
	for _, s := range seats {
		if s.sort == seatPerson && !s.implied {
			out = append(out, s.actor)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// seated lists the actors at the table, sorted.
func seated(it *item) []int {
	var out []int
	for _, s := range it.seats {
		if !s.implied {
			out = append(out, s.actor)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// table reports whether one of the two is contact of those who sit at one
// table, so that another counterpart means another event.
func table(a, b *item) bool {
	sits := func(k chancery.Kind) bool {
		return k == chancery.KindMeeting || k == chancery.KindCall || k == chancery.KindSigning
	}
	return sits(a.kind) || sits(b.kind)
}

func parties(c *comparison, a, b *item) {
	if len(a.parties) == 0 || len(b.parties) == 0 {
		return
	}
	common, onlyA, onlyB := 0, 0, 0
	for _, p := range a.parties {
		if slices.Contains(b.parties, p) {
			common++
		} else {
			onlyA++
		}
	}
	onlyB = len(b.parties) - common
	switch {
	case common == 0 && c.called: // of one conference each report names its own people
	case common == 0 && c.people == 0:
		c.refuse("%s and %s", strings.Join(a.parties, ", "), strings.Join(b.parties, ", "))
	case onlyA == 0 && onlyB == 0 && common > 2:
		c.add(2, strings.Join(a.parties, ", "))
	case onlyA == 0 && onlyB == 0 && common > 1:
		c.add(1.5, strings.Join(a.parties, ", "))
	case onlyA == 0 && onlyB == 0 && table(a, b):
		c.add(-0.5, "nobody on the other side")
	case onlyA == 0 && onlyB == 0:
		c.add(1, a.parties[0])
	case c.crowd:
		c.add(-0.5, "other parties beside them")
	case onlyA > 0 && onlyB > 0 && table(a, b):
		c.add(-4, "other parties")
	case onlyA > 0 && onlyB > 0 && common > 0 && a.kind == chancery.KindConference:
		c.add(0.5, "some parties of both")
	case onlyA > 0 && onlyB > 0:
	case common == 2 && onlyA+onlyB > 0 && table(a, b):
		c.add(-3.5, "a third party at the table")
	default:
		c.add(0.5, "fewer parties in one")
	}
}
