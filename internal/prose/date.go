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

// Calendar is how a language words dates. In each of the phrases %s stands for
// the date.
type Calendar struct {
	Months                                      [12]string // short
	NoDate                                      string     // an unknown date; without %s
	NoYear                                      string     // a day of an unknown year
	OnOrBefore, OnOrAfter, Within, Until, Since string
}

func english() *Calendar {
	return &Calendar{
		Months: [12]string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"},
		NoDate: NoDate, NoYear: "%s, year not known",
		OnOrBefore: "on or before %s", OnOrAfter: "on or after %s", Within: "within %s", Until: "until %s", Since: "since %s",
	}
}

// Date is the date in plain English, as Calendar.Date words it.
func Date(d chancery.Date) string { return english().Date(d) }

// Date is the date in words, as precise as it is and no more: "8 Mar 2025",
// "6-8 Mar 2025" (lasted), "within 6-8 Mar 2025" (one day of them), "Nov 2025",
// "on or before 31 Jan 2025", "since 21 Jan 2026", "8 Aug, year not known". A
// malformed date is given as it is, made safe to print and not too long.
func (c *Calendar) Date(d chancery.Date) string {
	s := string(d)
	if s == "" {
		return c.NoDate
	}
	if day, ok := c.yearless(s); ok {
		return phrase(c.NoYear, day)
	}
	if _, _, ok := d.Bounds(); !ok {
		return Cut(Clean(s), 40)
	}
	if set, ok := strings.CutPrefix(s, "["); ok {
		from, to, _ := strings.Cut(strings.TrimSuffix(set, "]"), "..")
		return c.spell(from, to, c.OnOrBefore, c.OnOrAfter, c.Within)
	}
	if from, to, ok := strings.Cut(s, "/"); ok {
		return c.spell(from, to, c.Until, c.Since, "%s")
	}
	return c.say(parse(s))
}

func phrase(words, date string) string { return strings.Replace(words, "%s", date, 1) }

// spell joins the ends of a range in the phrase for its kind. An end is empty
// or ".." when it is open.
func (c *Calendar) spell(from, to, before, after, within string) string {
	switch {
	case from == "" || from == "..":
		return phrase(before, c.say(parse(to)))
	case to == "" || to == "..":
		return phrase(after, c.say(parse(from)))
	}
	return phrase(within, c.between(parse(from), parse(to)))
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

func (c *Calendar) say(d civil) string {
	switch {
	case d.month == 0:
		return fmt.Sprintf("%04d", d.year)
	case d.day == 0:
		return fmt.Sprintf("%s %04d", c.Months[d.month-1], d.year)
	}
	return fmt.Sprintf("%d %s %04d", d.day, c.Months[d.month-1], d.year)
}

// between leaves out of the first end what the second says again.
func (c *Calendar) between(a, b civil) string {
	switch {
	case a == b:
		return c.say(a)
	case a.month == 0 && b.month == 0:
		return c.say(a) + "-" + c.say(b)
	case a.year != b.year || (a.day == 0) != (b.day == 0) || a.month == 0 || b.month == 0:
		return c.say(a) + " - " + c.say(b)
	case a.day == 0:
		return c.Months[a.month-1] + "-" + c.say(b)
	case a.month == b.month:
		return fmt.Sprintf("%d-%s", a.day, c.say(b))
	}
	return fmt.Sprintf("%d %s - %s", a.day, c.Months[a.month-1], c.say(b))
}

// yearless is the day of a date whose year is unknown.
func (c *Calendar) yearless(s string) (string, bool) {
	if !strings.HasPrefix(s, "XXXX-") {
		return "", false
	}
	d := parse(s[len("XXXX-"):])
	if d.year < 1 || d.year > 12 || d.month < 1 { // the month comes first here
		return "", false
	}
	return fmt.Sprintf("%d %s", d.month, c.Months[d.year-1]), true
}
