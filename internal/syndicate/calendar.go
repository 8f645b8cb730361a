package syndicate

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"chancery"
	"chancery/internal/brief"
	"chancery/internal/prose"
)

// mostDays is how many days one day of which is meant are still shown, as a range.
const mostDays = 7

// Calendar writes the contacts among the events, a day or several each. One that is
// planned is tentative, one that was called off cancelled. What was denied is left
// out, and so is that of which nobody knows the date within a week; how many these
// are stands in the description.
func Calendar(w io.Writer, v *View) error {
	var contacts []*chancery.Event
	vague := 0
	for _, e := range v.Events {
		switch {
		case !e.Kind.Engagement() || e.Modality == chancery.Denied:
		case dated(e.Date):
			contacts = append(contacts, e)
		default:
			vague++
		}
	}
	c := calendar{w: w}
	c.line("BEGIN", "VCALENDAR")
	c.line("VERSION", "2.0")
	c.line("PRODID", "-//Chancery//Chancery//EN")
	c.line("CALSCALE", "GREGORIAN")
	c.line("UID", uuid("view", v.Key))
	c.text("NAME", prose.Clean(v.Title))
	c.text("X-WR-CALNAME", prose.Clean(v.Title)) // what NAME is for older programs
	if vague > 0 {
		c.text("DESCRIPTION", v.Words.T("calendar.vague", vague))
	}
	if v.Page != "" {
		c.line("URL", v.Page)
	}
	for _, e := range contacts {
		v.contact(&c, e)
	}
	if len(contacts) == 0 { // a calendar must hold something
		for _, l := range [][2]string{
			{"BEGIN", "VTIMEZONE"}, {"TZID", "Etc/UTC"}, {"BEGIN", "STANDARD"}, {"DTSTART", "19700101T000000"},
			{"TZOFFSETFROM", "+0000"}, {"TZOFFSETTO", "+0000"}, {"END", "STANDARD"}, {"END", "VTIMEZONE"},
		} {
			c.line(l[0], l[1])
		}
	}
	c.line("END", "VCALENDAR")
	if c.err != nil {
		return fmt.Errorf("syndicate: writing the calendar: %w", c.err)
	}
	return nil
}

// dated reports whether the date is days that can be shown: those that it lasted,
// or a few one of which is meant.
func dated(d chancery.Date) bool {
	days := d.Width()
	return days > 0 && (!vague(d) || days <= mostDays)
}

// vague reports whether not all of the days of the date are meant.
func vague(d chancery.Date) bool { return d.Width() != 1 && !strings.Contains(string(d), "/") }

func (v *View) contact(c *calendar, e *chancery.Event) {
	first, last, _ := e.Date.Bounds()
	_, told := v.told(e)
	c.line("BEGIN", "VEVENT")
	c.line("UID", uuid("event", e.ID))
	c.line("DTSTAMP", told.Format("20060102T150405Z"))
	c.line("DTSTART;VALUE=DATE", at(first).Format("20060102"))
	c.line("DTEND;VALUE=DATE", at(last+1).Format("20060102")) // the day after the last
	headline, text := brief.Headline(v.Index, v.Words, e), v.text(e)
	if vague(e.Date) {
		headline, text = "~ "+headline, append(text, v.Words.T("calendar.within"))
	}
	c.text("SUMMARY", headline)
	if where := brief.Where(v.Index, v.Words, e); where != "" {
		c.text("LOCATION", where)
	}
	c.text("DESCRIPTION", strings.Join(text, "\n"))
	c.text("CATEGORIES", v.Words.Label("kind", e.Kind))
	c.line("STATUS", status(e.Modality))
	c.line("TRANSP", "TRANSPARENT") // the reader's own time is free
	if p := v.Index.Parent(e); p != nil {
		c.line("RELATED-TO", uuid("event", p.ID))
	}
	if v.URL != nil {
		c.line("URL", v.URL(e.ID))
	}
	c.line("END", "VEVENT")
}

// status is what the standard calls a modality.
func status(m chancery.Modality) string {
	switch m {
	case chancery.Planned:
		return "TENTATIVE"
	case chancery.Cancelled:
		return "CANCELLED"
	}
	return "CONFIRMED"
}

// calendar writes content lines. After an error nothing more is written.
type calendar struct {
	w   io.Writer
	err error
}

// text is a line whose value is a text.
func (c *calendar) text(name, value string) { c.line(name, escaped(value)) }

func (c *calendar) line(name, value string) {
	if c.err == nil {
		_, c.err = io.WriteString(c.w, folded(name+":"+value))
	}
}

// escaped is a text as a value (RFC 5545, 3.3.11). Control characters, which no value
// can have, become spaces, and what is no UTF-8 U+FFFD.
func escaped(s string) string {
	var b strings.Builder
	for _, r := range strings.ToValidUTF8(strings.ReplaceAll(s, "\r\n", "\n"), "\uFFFD") {
		switch {
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\\' || r == ';' || r == ',':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r < ' ' || r == 0x7f:
			b.WriteByte(' ')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// mostOctets is how long a line is, without its end (RFC 5545, 3.1).
const mostOctets = 75

// folded is a line with its end, broken between letters where it is too long.
func folded(line string) string {
	var b strings.Builder
	n := 0
	for _, r := range line {
		size := utf8.RuneLen(r)
		if n+size > mostOctets {
			b.WriteString("\r\n ")
			n = 1
		}
		b.WriteRune(r)
		n += size
	}
	b.WriteString("\r\n")
	return b.String()
}
