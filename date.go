package chancery

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Date is a day, month, year, interval or choice in EDTF (ISO 8601-2, level 1
// with the sets [a..b] of level 2). The empty Date is unknown.
//
//	2025-03-08               that day
//	2025-11, 2024            some day in it, or all of it
//	2025-03-06/2025-03-08    lasted from the first to the second
//	2026-01-21/..            began, and has no known end
//	[2025-03-06..2025-03-08] on one day within
//	[..2025-01-31]           on that day or before
//	XXXX-08-08               that day of an unknown year
type Date string

// Day is a civil day, counted from 1970-01-01.
type Day int

// The days beyond every other, for ends that are open.
const (
	FirstDay Day = -1 << 30
	LastDay  Day = 1 << 30
)

// DayOf is the day of a civil date; months and days past their ends roll over.
func DayOf(year, month, day int) Day {
	return Day(time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

// Civil is the year, month and day.
func (d Day) Civil() (year, month, day int) {
	y, m, dd := d.time().Date()
	return y, int(m), dd
}

// Weekday of the day.
func (d Day) Weekday() time.Weekday { return d.time().Weekday() }

func (d Day) time() time.Time { return time.Unix(int64(d)*86400, 0).UTC() }

// Date is the day as EDTF.
func (d Day) Date() Date {
	if d == FirstDay || d == LastDay {
		return ".."
	}
	return Date(d.time().Format("2006-01-02"))
}

// ParseDate checks that s is a date in the forms above.
func ParseDate(s string) (Date, error) {
	d := Date(s)
	if s == "" {
		return d, nil
	}
	if strings.HasPrefix(s, "XXXX-") && len(s) == 10 {
		if _, _, ok := Date("2000" + s[4:]).Bounds(); ok {
			return d, nil
		}
	}
	if _, _, ok := d.Bounds(); !ok {
		return "", Errorf(Invalid, "%q is no EDTF date; write 2025-03-08, 2025-03, 2025-03-06/2025-03-08 or [..2025-01-31]", s)
	}
	return d, nil
}

// Bounds gives the first and last day that the date can mean; ok is false for
// an unknown or malformed date and for one whose year is unknown.
func (d Date) Bounds() (first, last Day, ok bool) {
	s := string(d)
	a, b := s, s
	switch {
	case s == "":
		return 0, 0, false
	case strings.HasPrefix(s, "[") && strings.HasSuffix(s, "]"):
		var found bool
		if a, b, found = strings.Cut(s[1:len(s)-1], ".."); !found {
			return 0, 0, false
		}
	case strings.Contains(s, "/"):
		a, b, _ = strings.Cut(s, "/")
	}
	first, ok1 := edge(a, false)
	last, ok2 := edge(b, true)
	if !ok1 || !ok2 || first > last || (first == FirstDay && last == LastDay) {
		return 0, 0, false
	}
	return first, last, true
}

// edge is the first or last day of a plain date; ".." and "" are open ends.
func edge(s string, last bool) (Day, bool) {
	if s == "" || s == ".." {
		if last {
			return LastDay, true
		}
		return FirstDay, true
	}
	var n [3]int
	parts := strings.Split(s, "-")
	if len(parts) > 3 || len(parts[0]) != 4 {
		return 0, false
	}
	for i, p := range parts {
		v, err := strconv.ParseUint(p, 10, 16) // takes no sign
		if err != nil || (i > 0 && len(p) != 2) {
			return 0, false
		}
		n[i] = int(v)
	}
	year, month, day := n[0], n[1], n[2]
	switch len(parts) {
	case 1:
		if last {
			return DayOf(year, 12, 31), true
		}
		return DayOf(year, 1, 1), true
	case 2:
		if month < 1 || month > 12 {
			return 0, false
		}
		if last {
			return DayOf(year, month+1, 1) - 1, true
		}
		return DayOf(year, month, 1), true
	}
	at := DayOf(year, month, day)
	if y, m, d := at.Civil(); y != year || m != month || d != day {
		return 0, false
	}
	return at, true
}

// Overlaps reports whether the two dates can share a day when each is widened
// by slack days; false when either is unknown.
func (d Date) Overlaps(e Date, slack int) bool {
	a, b, ok1 := d.Bounds()
	c, f, ok2 := e.Bounds()
	return ok1 && ok2 && c <= addDays(b, slack) && a <= addDays(f, slack)
}

// addDays moves a day, but leaves the open ends where they are.
func addDays(d Day, n int) Day {
	if d == FirstDay || d == LastDay {
		return d
	}
	return d + Day(n)
}

// Within is the EDTF for one day in the range; one day stands for itself.
func Within(first, last Day) Date {
	if first == last {
		return first.Date()
	}
	return Date(fmt.Sprintf("[%s..%s]", open(first), open(last)))
}

// Lasting is the EDTF for the whole range; one day stands for itself.
func Lasting(first, last Day) Date {
	if first == last {
		return first.Date()
	}
	return Date(string(first.Date()) + "/" + string(last.Date()))
}

func open(d Day) string {
	if d == FirstDay || d == LastDay {
		return ""
	}
	return string(d.Date())
}

// Width is the number of days that the date leaves open; -1 when it is
// unknown or has an open end.
func (d Date) Width() int {
	a, b, ok := d.Bounds()
	if !ok || a == FirstDay || b == LastDay {
		return -1
	}
	return int(b-a) + 1
}
