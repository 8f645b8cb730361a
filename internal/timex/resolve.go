package timex

import (
	"fmt"

	"chancery"
)

// scene is what a resolution depends on.
type scene struct {
	ref    chancery.Day
	known  bool // ref is given
	way    Way
	anchor *Mention
	year   int // for a day and month without a year, when ref is not known; 0 for none
}

// value is a resolved date.
type value struct {
	first, last chancery.Day
	unit        unit // day, month or year when it is just that; noUnit for others
	edtf        chancery.Date
}

func dayValue(d chancery.Day) value { return value{d, d, day, d.Date()} }

func monthValue(y, m int) value {
	first := chancery.DayOf(y, m, 1)
	y, m, _ = first.Civil()
	return value{first, chancery.DayOf(y, m+1, 1) - 1, month, chancery.Date(fmt.Sprintf("%04d-%02d", y, m))}
}

func yearValue(y int) value {
	return value{chancery.DayOf(y, 1, 1), chancery.DayOf(y, 12, 31), year, chancery.Date(fmt.Sprintf("%04d", y))}
}

// loose is some day from first to last.
func loose(first, last chancery.Day) value {
	return value{first, last, noUnit, chancery.Within(first, last)}
}

// begin and end are the edges in EDTF, no finer than they were told.
func (v value) begin() chancery.Date {
	if v.unit != noUnit {
		return v.edtf
	}
	return v.first.Date()
}

func (v value) end() chancery.Date {
	if v.unit != noUnit {
		return v.edtf
	}
	return v.last.Date()
}

// distance is how many days v is from the day; 0 when it holds the day.
func (v value) distance(d chancery.Day) int {
	switch {
	case d < v.first:
		return int(v.first - d)
	case d > v.last:
		return int(d - v.last)
	}
	return 0
}

func (s scene) eval(n *node) (value, bool) {
	switch n.op {
	case opCalendar:
		return s.calendar(n)
	case opPeriod:
		return s.period(n)
	case opOffset:
		return s.offset(n)
	case opNear:
		return s.near(n)
	case opDecade:
		return value{chancery.DayOf(n.year, 1, 1), chancery.DayOf(n.year+9, 12, 31), noUnit,
			chancery.Date(fmt.Sprintf("[%04d..%04d]", n.year, n.year+9))}, n.year%10 == 0
	case opRecent:
		return s.recent(n)
	case opWithin:
		return s.within(n)
	case opSame:
		return s.same(n)
	case opRange, opBoth:
		return s.pair(n)
	case opPart, opElapsed, opNth, opEdge, opSince, opAfter, opUntil, opBefore:
		switch {
		case len(n.args) > 0:
		case n.op == opNth && n.anchored:
			v, ok := s.told()
			if !ok {
				return value{}, false
			}
			return nth(n, v)
		case n.op == opNth:
			return s.nthOfYear(n)
		default:
			return value{}, false
		}
		v, ok := s.eval(n.args[0])
		if !ok {
			return value{}, false
		}
		return s.derive(n, v)
	}
	return value{}, false
}

// derive computes what depends on one other date.
func (s scene) derive(n *node, v value) (value, bool) {
	switch n.op {
	case opPart:
		return part(v, n.portion), true
	case opElapsed:
		return s.elapsed(n, v)
	case opNth:
		return nth(n, v)
	case opEdge:
		return edge(n, v)
	case opSince:
		return value{v.first, chancery.LastDay, noUnit, v.begin() + "/.."}, true
	case opAfter:
		return loose(v.last+1, chancery.LastDay), true
	case opUntil:
		return value{chancery.FirstDay, v.last, noUnit, "[.." + v.end() + "]"}, true
	}
	return loose(chancery.FirstDay, v.first-1), true // opBefore
}

// calendar completes the fields from the period around them, or by choosing the
// occurrence that fits the way.
func (s scene) calendar(n *node) (value, bool) {
	c := *n
	if len(n.args) > 0 {
		outer, ok := s.eval(n.args[0])
		if !ok || !c.putInto(outer) {
			return value{}, false
		}
		if c.weekday != 0 && c.day == 0 {
			return dayValue(monday(outer.first) + chancery.Day(c.weekday-1)), true
		}
	}
	switch {
	case c.year != 0:
		return c.occurrence(c.year)
	case !s.known && s.year != 0 && c.month != 0 && c.day != 0:
		return c.occurrence(s.year)
	case !s.known:
		return value{}, false
	}
	way := s.way
	if way == Unknown && c.month == 0 && c.weekday != 0 {
		way = Past // a weekday without a tense is mostly one that has been
	}
	all := c.around(s.ref)
	if v, ok := s.choose(c.onWeekday(all, s.ref), way, c.grace(way)); ok {
		return v, true
	}
	return s.choose(all, way, c.grace(way))
}

// putInto takes year and month from the period that the date lies in.
func (n *node) putInto(outer value) bool {
	y, m, _ := outer.first.Civil()
	switch {
	case outer.unit == year:
		n.year = y
	case outer.unit == month && n.month == 0:
		n.year, n.month = y, m
	case n.weekday != 0 && n.day == 0:
		return outer.last-outer.first < 7
	default:
		return false
	}
	return n.month != 0 || n.season != 0
}

// occurrence is the date in the given year.
func (n *node) occurrence(y int) (value, bool) {
	switch {
	case n.season != 0:
		return loose(chancery.DayOf(y, n.season, 1), chancery.DayOf(y, n.season+3, 1)-1), true
	case n.month == 0:
		return yearValue(y), n.day == 0
	case n.day == 0:
		return monthValue(y, n.month), true
	}
	d := chancery.DayOf(y, n.month, n.day)
	_, m, _ := d.Civil()
	return dayValue(d), m == n.month
}

// around are the occurrences near the day of reference, in order of time.
func (n *node) around(ref chancery.Day) []value {
	var vs []value
	y, m, _ := ref.Civil()
	switch {
	case n.month != 0 || n.season != 0:
		for year := y - 8; year <= y+8; year++ {
			if v, ok := n.occurrence(year); ok {
				vs = append(vs, v)
			}
		}
	case n.day != 0:
		for k := -3; k <= 3; k++ {
			d := chancery.DayOf(y, m+k, n.day)
			if _, _, got := d.Civil(); got == n.day {
				vs = append(vs, dayValue(d))
			}
		}
	case n.weekday != 0:
		for k := -2; k <= 2; k++ {
			vs = append(vs, dayValue(monday(ref)+chancery.Day(7*k+n.weekday-1)))
		}
	}
	return vs
}

// onWeekday are the days that fall on the weekday told with them and lie within
// some eighteen months. A weekday that fits none was a slip of the writer.
func (n *node) onWeekday(vs []value, ref chancery.Day) []value {
	var right []value
	for _, v := range vs {
		if n.weekday != 0 && v.unit == day && v.distance(ref) <= 550 && isoWeekday(v.first) == n.weekday {
			right = append(right, v)
		}
	}
	return right
}

// grace is how many days on the other side of the report a day of a month may
// still lie. One told as past may be a week ahead, since a report may be dated
// by its first version. One told as planned may be weeks back ("had been planned
// for 10 March"): nobody leaves the year out of a day eleven months ahead.
func (n *node) grace(way Way) int {
	switch {
	case n.month == 0 || n.day == 0:
		return 0
	case way == Future:
		return 30
	}
	return 7
}

func isoWeekday(d chancery.Day) int { return (int(d.Weekday())+6)%7 + 1 }

// monday is the first day of the week that holds d.
func monday(d chancery.Day) chancery.Day { return d - chancery.Day(isoWeekday(d)-1) }

// choose takes from occurrences in order of time the one that fits the way:
// the last that has begun, the first that has not ended, or the nearest.
func (s scene) choose(vs []value, way Way, grace int) (value, bool) {
	var best value
	found := false
	for _, v := range vs {
		fits := !found || v.distance(s.ref) < best.distance(s.ref)
		switch way {
		case Past:
			fits = v.first <= s.ref+chancery.Day(grace)
		case Future:
			fits = !found && v.last >= s.ref-chancery.Day(grace)
		}
		if fits {
			best, found = v, true
		}
	}
	return best, found
}

// near is the last such date before the reference, the next after it, or the one
// in the same week or year. An anchored one counts from the date told before.
func (s scene) near(n *node) (value, bool) {
	if n.anchored {
		base, ok := s.base(n)
		if s.ref, s.known = base.first, ok; n.n > 0 {
			s.ref = base.last
		}
	}
	if !s.known {
		return value{}, false
	}
	c := *n
	c.op = opCalendar
	y, _, _ := s.ref.Civil()
	switch {
	case n.n == 0 && n.month+n.season != 0:
		return c.occurrence(y)
	case n.n == 0:
		return dayValue(monday(s.ref) + chancery.Day(n.weekday-1)), n.weekday != 0
	}
	var best value
	found := false
	for _, v := range c.around(s.ref) {
		if n.n < 0 && v.last < s.ref || n.n > 0 && v.first > s.ref && !found {
			best, found = v, true
		}
	}
	return best, found
}

// period is the day, week, month, year and so on that holds the base, moved by n.
func (s scene) period(n *node) (value, bool) {
	base, ok := s.base(n)
	return periodAt(base.first, n.unit, n.n, s.way), ok && n.unit >= day
}

// base is what an expression counts from: args[0], the date told before, or the
// reference. In a report of the past nothing is counted ahead of the reference:
// "in three days" is then a length, and "a week later" counts from what the text
// leaves unsaid.
func (s scene) base(n *node) (value, bool) {
	switch {
	case len(n.args) > 0:
		return s.eval(n.args[0])
	case n.anchored && s.anchor != nil:
		return s.told()
	case n.n > 0 && s.way == Past && (n.anchored || n.op == opOffset):
		return value{}, false
	}
	return value{first: s.ref, last: s.ref}, s.known
}

func periodAt(at chancery.Day, u unit, n int, way Way) value {
	y, m, _ := at.Civil()
	switch u {
	case week:
		first := monday(at) + chancery.Day(7*n)
		return loose(first, first+6)
	case weekend:
		first := monday(at) + 5 + chancery.Day(7*n)
		if n == 0 && way == Past && first > at {
			first -= 7
		}
		return loose(first, first+1)
	case month:
		return monthValue(y, m+n)
	case quarter:
		return months(y, (m-1)/3*3+1+3*n, 3)
	case half:
		return months(y, (m-1)/6*6+1+6*n, 6)
	case year:
		return yearValue(y + n)
	case decade:
		return loose(chancery.DayOf(y/10*10+10*n, 1, 1), chancery.DayOf(y/10*10+10*n+9, 12, 31))
	case century:
		return loose(chancery.DayOf((y-1)/100*100+1+100*n, 1, 1), chancery.DayOf((y-1)/100*100+100+100*n, 12, 31))
	}
	return dayValue(at + chancery.Day(n))
}

// months is some day in the given number of months from month m on.
func months(y, m, number int) value {
	return loose(chancery.DayOf(y, m, 1), chancery.DayOf(y, m+number, 1)-1)
}

// offset counts units from the base.
func (s scene) offset(n *node) (value, bool) {
	amount := n.n * max(n.count, 1)
	from, ok := s.base(n)
	if amount > 0 {
		return shifted(from.last, n.unit, amount), ok
	}
	return shifted(from.first, n.unit, amount), ok
}

// told resolves the mention that this one refers to.
func (s scene) told() (value, bool) {
	told := s.anchor
	if told == nil {
		return value{}, false
	}
	s.anchor, s.year = s.anchor.anchor, s.anchor.year
	return s.eval(told.expr)
}

// shifted moves a day by a number of units. Weeks are exact, as people count
// them; of months and years only the month or the year is certain.
func shifted(at chancery.Day, u unit, amount int) value {
	y, _, _ := at.Civil()
	switch u {
	case minute:
		return dayValue(at)
	case hour:
		return dayValue(at + chancery.Day(amount/24))
	case day:
		return dayValue(at + chancery.Day(amount))
	case week:
		return dayValue(at + chancery.Day(7*amount))
	case decade:
		return loose(chancery.DayOf(y+10*amount, 1, 1), chancery.DayOf(y+10*amount, 12, 31))
	}
	return periodAt(at, u, amount, Unknown)
}

// recent is the time of so many units that ends with the reference, or some day
// in that which begins on the day after it.
func (s scene) recent(n *node) (value, bool) {
	amount := n.n * max(n.count, 1)
	edge := moved(s.ref, n.unit, amount)
	if amount > 0 {
		return loose(s.ref+1, edge), s.known && s.ref < edge
	}
	return value{edge, s.ref, noUnit, chancery.Lasting(edge, s.ref)}, s.known && edge < s.ref
}

// within is some day in the time of so many units that begins with the
// reference. Told as having happened, "within two days" is a length.
func (s scene) within(n *node) (value, bool) {
	return loose(s.ref, moved(s.ref, n.unit, n.count)), s.known && s.way != Past
}

// moved is the day that lies so many units from another; units of the clock move
// nothing.
func moved(at chancery.Day, u unit, amount int) chancery.Day {
	y, m, d := at.Civil()
	switch u {
	case day:
		return at + chancery.Day(amount)
	case week:
		return at + chancery.Day(7*amount)
	case month:
		return chancery.DayOf(y, m+amount, d)
	case quarter:
		return chancery.DayOf(y, m+3*amount, d)
	case year:
		return chancery.DayOf(y+amount, m, d)
	case decade:
		return chancery.DayOf(y+10*amount, m, d)
	}
	return at
}

// same is the day, month or year of the date told before.
func (s scene) same(n *node) (value, bool) {
	v, ok := s.told()
	if !ok || n.unit == day {
		return v, ok
	}
	return periodAt(v.first, n.unit, 0, Unknown), true
}

// pair resolves both ends. Each takes from the other what it does not say:
// "3-5 April", "April 3 to April 2, 2025", "from Monday to Thursday".
func (s scene) pair(n *node) (value, bool) {
	if len(n.args) != 2 {
		return value{}, false
	}
	a, b := *n.args[0], *n.args[1]
	if a.op == opCalendar && b.op == opCalendar {
		fill(&a, &b)
		if once := n.args[0].month == 0 || n.args[1].month == 0; once && b.day != 0 && a.day > b.day {
			return value{}, false // "8 to 6 March": one of the days is wrong
		}
	}
	from, ok := s.eval(&a)
	to, ok2 := s.eval(&b)
	switch {
	case ok && b.open() && !a.open():
		to, ok2 = scene{ref: from.last}.choose(b.around(from.last), Future, 0)
	case ok2 && a.open():
		from, ok = scene{ref: to.first}.choose(a.around(to.first), Past, 0)
	}
	if !ok || !ok2 || from.first > to.last {
		return value{}, false
	}
	if n.op == opBoth && from.last+1 < to.first {
		return loose(from.first, to.last), true
	}
	if from == to {
		return from, true
	}
	return value{from.first, to.last, noUnit, from.begin() + "/" + to.end()}, true
}

// open reports whether the date recurs, so that the other end of a range says
// which is meant: a day and month without a year, or a weekday.
func (n *node) open() bool { return n.op == opCalendar && n.year == 0 && len(n.args) == 0 }

// fill gives each end of a range the month, year and outer period of the other.
func fill(a, b *node) {
	if len(b.args) > 0 && len(a.args) == 0 && a.year == 0 {
		a.args = b.args
	}
	if len(a.args) > 0 && len(b.args) == 0 && b.year == 0 {
		b.args = a.args
	}
	if a.day != 0 && b.day != 0 {
		switch {
		case a.month == 0:
			a.month = b.month
		case b.month == 0:
			b.month = a.month
		}
	}
	if a.year != 0 && b.year == 0 && len(b.args) == 0 {
		if b.year = a.year; b.month < a.month {
			b.year++
		}
	}
	if b.year != 0 && a.year == 0 && len(a.args) == 0 && (a.month != 0 || a.season != 0) {
		if a.year = b.year; a.month > b.month || a.month == b.month && a.day > b.day {
			a.year--
		}
	}
}

// part is the portion of v, in hundredths: of a year in whole months, of others
// in days.
func part(v value, portion [2]int) value {
	if v.unit == year {
		y, _, _ := v.first.Civil()
		return loose(chancery.DayOf(y, 1+share(12, portion[0]), 1), chancery.DayOf(y, 1+share(12, portion[1]), 1)-1)
	}
	days := int(v.last-v.first) + 1
	first := v.first + chancery.Day(share(days, portion[0]))
	return loose(first, max(first, v.first+chancery.Day(share(days, portion[1])-1)))
}

// share is so many hundredths of a number, rounded.
func share(number, hundredths int) int { return (number*hundredths + 50) / 100 }

// elapsed is v up to the reference, or from it on.
func (s scene) elapsed(n *node, v value) (value, bool) {
	if n.n < 0 {
		v.last = min(v.last, s.ref)
	} else {
		v.first = max(v.first, s.ref)
	}
	return loose(v.first, v.last), s.known && v.first <= v.last
}

// edge is the first units of v, for n < 0 the last: some day of "the first six
// months of 2025".
func edge(n *node, v value) (value, bool) {
	at := loose(v.first, moved(v.first, n.unit, n.count)-1)
	if n.n < 0 {
		at = loose(moved(v.last+1, n.unit, -n.count), v.last)
	}
	return at, v.first <= at.first && at.first <= at.last && at.last <= v.last
}

// nthOfYear is the nth quarter or half of the year that fits the way.
func (s scene) nthOfYear(n *node) (value, bool) {
	var vs []value
	y, _, _ := s.ref.Civil()
	for year := y - 1; year <= y+1; year++ {
		if v, ok := nth(n, yearValue(year)); ok {
			vs = append(vs, v)
		}
	}
	v, ok := s.choose(vs, s.way, 0)
	return v, ok && s.known
}

// nth is the count-th day, weekday, week, weekend, month, quarter or half of v,
// the last for n < 0. The weeks of a year are those of ISO 8601, which begin on
// Mondays and lie in the year of their Thursday; those of a month or a quarter
// count from its first day, or back from its last.
func nth(n *node, v value) (value, bool) {
	switch {
	case n.weekday != 0:
		d := nthWeekday(n, v, n.weekday)
		return dayValue(d), v.distance(d) == 0
	case n.unit == week && v.unit == year:
		d := nthWeekday(n, v, 4)
		return loose(monday(d), monday(d)+6), v.distance(d) == 0
	case n.unit == weekend:
		d := nthWeekday(n, v, 6)
		return loose(d, d+1), v.distance(d) == 0
	}
	size := map[unit]int{month: 1, quarter: 3, half: 6}[n.unit]
	y, m, _ := v.first.Civil()
	var at value
	switch {
	case n.unit == day && n.n < 0:
		at = dayValue(v.last)
	case n.unit == day:
		at = dayValue(v.first + chancery.Day(n.count-1))
	case n.unit == week && n.n < 0:
		at = loose(v.last-6, v.last)
	case n.unit == week:
		first := v.first + chancery.Day(7*(n.count-1))
		at = loose(first, min(first+6, v.last))
	case size == 0:
		return value{}, false
	case n.n < 0:
		y, m, _ = v.last.Civil()
		at = months(y, m-size+1, size)
	default:
		at = months(y, m+size*(n.count-1), size)
	}
	if n.unit == month {
		y, m, _ = at.first.Civil()
		at = monthValue(y, m)
	}
	return at, at.first >= v.first && at.last <= v.last && at.first <= at.last
}

// nthWeekday is the count-th such weekday from the first day of v on, or the
// last of v.
func nthWeekday(n *node, v value, weekday int) chancery.Day {
	if n.n < 0 {
		return v.last - chancery.Day((isoWeekday(v.last)-weekday+7)%7)
	}
	return v.first + chancery.Day((weekday-isoWeekday(v.first)+7)%7+7*(n.count-1))
}
