package intake

import (
	"fmt"
	"regexp"
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

// headDay is the one full date that the lines above the narrative name, such as
// "Transcript of the briefing, 20 May 2022", else the one in an address there:
// "example.org/2022/11/23/talks". It is none where they name several.
func (r *Reader) headDay(p *page) chancery.Date {
	var day chancery.Date
	for i := range p.lines {
		if p.lines[i].narrative && strings.ContainsRune(".?!…”\"", lastRune(p.in(i))) {
			break
		}
		for _, d := range r.daysOf(p, i) {
			if day != "" && day != d {
				return ""
			}
			day = d
		}
	}
	if m := addressDay.FindStringSubmatch(p.text[:p.firstByte()]); day == "" && m != nil {
		if d, err := chancery.ParseDate(m[1] + "-" + m[2] + "-" + m[3]); err == nil {
			return d
		}
	}
	return day
}

// addressDay is the day in the address of a page.
var addressDay = regexp.MustCompile(`://[^\s/]+/(?:[^\s/]+/)*(\d{4})/(\d{2})/(\d{2})/`)

// firstByte is where the narrative begins.
func (p *page) firstByte() int {
	if p.first == len(p.lines) {
		return len(p.text)
	}
	return p.lines[p.first].Start
}

// daysOf are the full dates at the beginning of line i that stand apart: at its head
// or behind a sign, a weekday or a time. "Talks of 14 May" tells of something else.
func (r *Reader) daysOf(p *page, i int) []chancery.Date {
	var out []chancery.Date
	t := tokens(p.text, p.beginning(p.lines[i].Span, beginningBytes))
	for k := 0; k < len(t); k++ {
		if m, ok := r.calendar.dateAt(t, k); ok && m.day != 0 && m.year != 0 && r.apart(t, k) {
			out = append(out, m.edtf())
			k = m.next - 1
		}
	}
	return out
}

// apart reports whether what begins at token k stands at the head of a line or behind
// a sign, a weekday or a time, and is not the end of a range.
func (r *Reader) apart(t []token, k int) bool {
	if k == 0 {
		return true
	}
	before := t[k-1]
	if before.kind == word {
		return r.calendar.weekdays[before.fold()] || before.is("AM", "PM", "am", "pm")
	}
	return before.kind != number && !(k > 1 && t[k-2].kind == number && before.is("-", "–", "—"))
}

// openingDay is the date with which the narrative begins, if it does: "On 5 May
// 2024 ...", or the one behind a weekday in its first sentence: "received on Monday,
// September 6, 2021". News of a day tells it first. A year that it leaves out is
// that of an embedded post of the same day.
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
			break
		}
	}
	return r.weekdayDate(t)
}

// weekdayDate is the full date that stands behind its weekday in a first sentence.
func (r *Reader) weekdayDate(t []token) chancery.Date {
	for i := 0; i+2 < len(t) && !t[i].is("."); i++ {
		if !r.calendar.weekdays[t[i].fold()] {
			continue
		}
		k := i + 1
		if t[k].is(",") {
			k++
		}
		if m, ok := r.calendar.dateAt(t, k); ok && m.day != 0 && m.year != 0 {
			return m.edtf()
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
