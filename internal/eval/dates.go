package eval

import (
	"regexp"
	"strconv"
	"strings"

	"chancery"
)

// days is the first and last day that a date can mean.
type days struct{ first, last chancery.Day }

// The calendar's ends, which stand for an open beginning and an open end.
func earliest() chancery.Day { return chancery.DayOf(1, 1, 1) }
func latest() chancery.Day   { return chancery.DayOf(9999, 12, 31) }

var (
	qualifiers = strings.NewReplacer("~", "", "?", "", "%", "")
	edtfSet    = regexp.MustCompile(`^[\[{](.*)[\]}]$`)
	edtfDay    = regexp.MustCompile(`^([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?`)
)

// bounds reads an EDTF date, interval or set more leniently than
// chancery.Date does: gold and other programs' exports may qualify a date,
// list several or add a time of day.
func bounds(edtf string) (days, bool) {
	if edtf == "" {
		return days{}, false
	}
	text := qualifiers.Replace(edtf)
	var from, to string
	if inner := edtfSet.FindStringSubmatch(text); inner != nil {
		members := strings.Split(inner[1], ",")
		from, _, _ = strings.Cut(members[0], "..")
		to = afterLast(members[len(members)-1], "..")
	} else {
		from, _, _ = strings.Cut(text, "/")
		to = afterLast(text, "/")
	}
	first, ok1 := edge(from, false)
	last, ok2 := edge(to, true)
	return days{first, last}, ok1 && ok2
}

func afterLast(s, sep string) string {
	if at := strings.LastIndex(s, sep); at >= 0 {
		return s[at+len(sep):]
	}
	return s
}

// edge is the first or last day of a plain date; a month that no year has
// leaves the year alone.
func edge(s string, last bool) (chancery.Day, bool) {
	if s == "" || s == ".." {
		if last {
			return latest(), true
		}
		return earliest(), true
	}
	m := edtfDay.FindStringSubmatch(s)
	if m == nil {
		return 0, false
	}
	year, month, day := number(m[1]), number(m[2]), number(m[3])
	if year == 0 {
		return 0, false
	}
	if m[2] != "" && (month < 1 || month > 12) {
		month, m[3] = 0, ""
	}
	switch {
	case m[3] != "":
		d := chancery.DayOf(year, month, day)
		y, mo, dd := d.Civil()
		return d, y == year && mo == month && dd == day
	case month > 0 && last:
		return chancery.DayOf(year, month+1, 1) - 1, year < 9999 || month < 12
	case month > 0:
		return chancery.DayOf(year, month, 1), true
	case last:
		return chancery.DayOf(year, 12, 31), true
	}
	return chancery.DayOf(year, 1, 1), true
}

// number reads digits that a pattern has found; no digits are 0.
func number(digits string) int {
	n, _ := strconv.Atoi(digits)
	return n
}

// overlap reports whether the dates can share a day when the gold date is
// widened by slack days; known is false when either date is unknown.
func overlap(gold, system string, slack int) (shared, known bool) {
	g, ok1 := bounds(gold)
	s, ok2 := bounds(system)
	if !ok1 || !ok2 {
		return false, false
	}
	return pad(g.first, -slack) <= s.last && s.first <= pad(g.last, slack), true
}

func pad(d chancery.Day, n int) chancery.Day {
	if d == earliest() || d == latest() {
		return d
	}
	return d + chancery.Day(n)
}

// rightDate holds when the dates overlap and the system's is not much vaguer
// than the gold: at most twice as wide, or a week; or open on one side with
// the other end right.
func rightDate(gold, system string, slack int) bool {
	if shared, _ := overlap(gold, system, slack); !shared {
		return false
	}
	g, _ := bounds(gold)
	s, _ := bounds(system)
	near := func(x, y chancery.Day) bool { return max(x-y, y-x) <= chancery.Day(slack+1) }
	if s.first == earliest() || s.last == latest() {
		before := s.first == earliest() && (g.first == earliest() || near(s.last, g.last))
		after := s.last == latest() && (g.last == latest() || near(s.first, g.first))
		return before != after
	}
	if g.last == latest() || g.first == earliest() {
		return true
	}
	return s.last-s.first <= max(7, 2*(g.last-g.first+chancery.Day(2*slack)))
}
