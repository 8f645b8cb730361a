package intake

import (
	"fmt"
	"strings"

	"chancery"
)

// farApart is the number of days between a page's date and the dateline beyond
// which the page's is not this report's: a clock of the site, or a slip.
const farApart = 31

// publishedDay chooses the day of publication among the report's own dates, in
// text order: the archive's header first (made finer by another date within its
// month), then the page's date, then the dateline. A header that the text
// contradicts gives way. First is the line in which the narrative begins. The
// day of an embedded post is never chosen.
func publishedDay(dates []ownDate, first int) chancery.Date {
	var head, line chancery.Date
	for _, d := range dates {
		switch {
		case d.Source == chancery.DateHeader:
			head = d.Date
		case d.Source == chancery.DateDateline && line == "":
			line = d.Date
		}
	}
	visible := visibleDay(dates, first)
	if head != "" {
		for _, finer := range []chancery.Date{visible, withYear(line, head)} {
			if isDay(finer) && head.Overlaps(finer, 0) {
				return finer
			}
		}
		if told := contradiction(dates, first, head, line); told != "" {
			return told
		}
		return head
	}
	switch {
	case visible == "" && hasYear(line):
		return line
	case visible != "" && hasYear(line) && !visible.Overlaps(line, farApart):
		return line
	}
	return visible
}

// contradiction is the day of the text that the archive's header cannot stand
// beside: a dateline after it or long before it, or a date of the page above
// the narrative that is another, unless it tells of a change or is a clock of
// the site, which goes on after the report. Days next to each other are one day
// in two time zones.
func contradiction(dates []ownDate, first int, head, line chancery.Date) chancery.Date {
	_, day, _ := head.Bounds()
	if isDay(line) && !line.Overlaps(chancery.Lasting(day-farApart, day), 1) {
		return line
	}
	for _, d := range dates {
		above := d.Source == chancery.DateVisible && d.label != updated && d.line <= first && isDay(d.Date)
		if !above || d.Date.Overlaps(head, 1) {
			continue
		}
		if at, _, _ := d.Date.Bounds(); d.label == published || at < day+farApart {
			return d.Date
		}
	}
	return ""
}

// visibleDay is the date that the page shows as the report's: above the
// narrative the one nearest to it, else the first below. A date labelled as
// that of a change counts only where there is no other.
func visibleDay(dates []ownDate, first int) chancery.Date {
	for _, wanted := range []func(label) bool{
		func(l label) bool { return l != updated },
		func(l label) bool { return l == updated },
	} {
		above, aboveLine, below := chancery.Date(""), -1, chancery.Date("")
		for _, d := range dates {
			switch {
			case d.Source != chancery.DateVisible || !hasYear(d.Date) || !wanted(d.label):
			case d.line <= first:
				if d.line > aboveLine {
					above, aboveLine = d.Date, d.line
				}
			case below == "":
				below = d.Date
			}
		}
		if above != "" {
			return above
		}
		if below != "" {
			return below
		}
	}
	return ""
}

func hasYear(d chancery.Date) bool { return d != "" && !strings.HasPrefix(string(d), "XXXX") }

// isDay reports a date of one known day.
func isDay(d chancery.Date) bool { return d.Width() == 1 }

// leapGap is the greatest number of years between two 29ths of February.
const leapGap = 8

// withYear gives a day without a year the one that makes it the last such day
// up to the day after the reference. It stays as it is without a reference.
func withYear(d, reference chancery.Date) chancery.Date {
	monthDay, ok := strings.CutPrefix(string(d), "XXXX")
	_, last, known := reference.Bounds()
	if !ok || !known || last == chancery.LastDay {
		return d
	}
	year, _, _ := (last + 1).Civil()
	for y := year; y >= year-leapGap; y-- {
		candidate := chancery.Date(fmt.Sprintf("%04d%s", y, monthDay))
		if day, _, ok := candidate.Bounds(); ok && day <= last+1 {
			return candidate
		}
	}
	return d
}

// openingDay is the date with which the narrative begins, if it does: "On 5 May
// 2024 ...". News of a day tells it first. A year that it leaves out is that of
// an embedded post of the same day.
func (r *Reader) openingDay(p *page, dates []ownDate) chancery.Date {
	if p.first == len(p.lines) {
		return ""
	}
	t := p.tokensOf(p.first, beginningBytes)
	for i := 0; i < min(len(t), 3); i++ {
		if m, ok := r.calendar.dateAt(t, i); ok && m.day != 0 {
			return knownYear(m, dates)
		}
		if key := t[i].fold(); !r.calendar.articles[key] && !r.calendar.weekdays[key] && !t[i].is(",") {
			return ""
		}
	}
	return ""
}

func knownYear(m dateMatch, dates []ownDate) chancery.Date {
	if m.year != 0 {
		return m.edtf()
	}
	for _, d := range dates {
		if hasYear(d.Date) && strings.HasSuffix(string(d.Date), string(m.edtf()[len("XXXX"):])) {
			return d.Date
		}
	}
	return ""
}
