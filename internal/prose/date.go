// Package prose puts values of the record into plain English for people to
// read: dates with their precision, lists, and names that are safe to print.
package prose

import (
	"fmt"
	"strconv"
	"strings"

	"chancery"
)

// NoDate is how an unknown date reads.
const NoDate = "date not known"

// Date is the date in words, as precise as it is and no more: "8 Mar 2025",
// "6-8 Mar 2025" (lasted), "within 6-8 Mar 2025" (one day of them), "Nov 2025",
// "on or before 31 Jan 2025", "since 21 Jan 2026", "8 Aug, year not known". A
// malformed date is given as it is, made safe to print and not too long.
func Date(d chancery.Date) string {
	s := string(d)
	if s == "" {
		return NoDate
	}
	if day, ok := yearless(s); ok {
		return day + ", year not known"
	}
	if _, _, ok := d.Bounds(); !ok {
		return Cut(Clean(s), 40)
	}
	if set, ok := strings.CutPrefix(s, "["); ok {
		from, to, _ := strings.Cut(strings.TrimSuffix(set, "]"), "..")
		return spell(from, to, "on or before ", "on or after ", "within ")
	}
	if from, to, ok := strings.Cut(s, "/"); ok {
		return spell(from, to, "until ", "since ", "")
	}
	return parse(s).String()
}

// Of is the date as it follows what it is the date of: "of 8 Mar 2025", but
// "within 6-8 Mar 2025" and "on or before 31 Jan 2025".
func Of(d chancery.Date) string {
	words := Date(d)
	if words[0] >= 'a' && words[0] <= 'z' {
		return words
	}
	return "of " + words
}

// spell joins the ends of a range behind the word for its kind. An end is
// empty or ".." when it is open.
func spell(from, to, before, after, within string) string {
	switch {
	case from == "" || from == "..":
		return before + parse(to).String()
	case to == "" || to == "..":
		return after + parse(from).String()
	}
	return within + between(parse(from), parse(to))
}

// civil is a day, a month or a year; what is not known is 0.
type civil struct{ year, month, day int }

func parse(s string) civil {
	var n [3]int
	for i, part := range strings.SplitN(s, "-", 3) {
		n[i], _ = strconv.Atoi(part) // Bounds has checked that they are numbers
	}
	return civil{n[0], n[1], n[2]}
}

func (c civil) String() string {
	switch {
	case c.month == 0:
		return fmt.Sprintf("%04d", c.year)
	case c.day == 0:
		return fmt.Sprintf("%s %04d", month(c.month), c.year)
	}
	return fmt.Sprintf("%d %s %04d", c.day, month(c.month), c.year)
}

// between leaves out of the first end what the second says again.
func between(a, b civil) string {
	switch {
	case a == b:
		return a.String()
	case a.month == 0 && b.month == 0:
		return a.String() + "-" + b.String()
	case a.year != b.year || (a.day == 0) != (b.day == 0) || a.month == 0 || b.month == 0:
		return a.String() + " - " + b.String()
	case a.day == 0:
		return month(a.month) + "-" + b.String()
	case a.month == b.month:
		return fmt.Sprintf("%d-%s", a.day, b)
	}
	return fmt.Sprintf("%d %s - %s", a.day, month(a.month), b)
}

// yearless is the day of a date whose year is unknown.
func yearless(s string) (string, bool) {
	if !strings.HasPrefix(s, "XXXX-") {
		return "", false
	}
	c := parse(s[len("XXXX-"):])
	if c.year < 1 || c.year > 12 || c.month < 1 { // the month comes first here
		return "", false
	}
	return fmt.Sprintf("%d %s", c.month, month(c.year)), true
}

func month(n int) string {
	return [...]string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}[n-1]
}
