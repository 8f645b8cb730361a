// Package syndicate writes the events of a view for programs that come again to see
// what is new: as a feed (Atom, RFC 4287) and as a calendar (iCalendar, RFC 5545).
//
// All times are days on which reports were published. The same events give the
// same bytes, whenever they are asked for.
package syndicate

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"time"

	"chancery"
	"chancery/internal/brief"
	"chancery/internal/index"
	"chancery/internal/prose"
	"chancery/internal/web/messages"
)

// View is the events that a program asks for.
type View struct {
	Index  *index.Index
	Words  *messages.Words
	Title  string
	Key    string // what is asked for; views of another key are others
	Events []*chancery.Event

	// Addresses, where there are any; else empty and nil.
	Self string // of the feed
	Page string // of the view for people
	URL  func(event string) string
}

// MediaTypes of the two forms.
const (
	AtomType     = "application/atom+xml; charset=utf-8"
	CalendarType = "text/calendar; charset=utf-8"
)

// uuid is made of what names a thing, so that it stays the same (RFC 9562, version
// 8).
func uuid(sort, name string) string {
	sum := sha256.Sum256([]byte(sort + "\x00" + name))
	b := sum[:16]
	b[6], b[8] = b[6]&0x0f|0x80, b[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}

// told are the days on which the first and the newest report of an event were
// published; 1970 where none is dated.
func (v *View) told(e *chancery.Event) (first, last time.Time) {
	var from, until chancery.Day
	known := false
	for _, id := range e.Reports {
		r := v.Index.Report(id)
		if r == nil {
			continue
		}
		day, _, ok := r.Published.Bounds()
		switch {
		case !ok || day == chancery.FirstDay:
		case !known:
			from, until, known = day, day, true
		default:
			from, until = min(from, day), max(until, day)
		}
	}
	return at(from), at(until)
}

func at(d chancery.Day) time.Time {
	year, month, day := d.Civil()
	return time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
}

// mostQuote and mostQuoted are how long the words of a report are that go with an
// event, in columns, and of how many reports there are some.
const (
	mostQuote  = 200
	mostQuoted = 4
)

// quotes are the words of an event in its reports, a line for each report.
func (v *View) quotes(e *chancery.Event) []string {
	var out []string
	met := map[string]bool{}
	for _, c := range v.Index.Telling(e) {
		r := v.Index.Report(c.Report)
		words, ok := c.Source("event")
		if r == nil || !ok || met[r.ID] || len(out) == mostQuoted {
			continue
		}
		met[r.ID] = true
		from := fmt.Sprintf("%s, %s", prose.Clean(cmp.Or(r.Outlet, r.Name)), v.Words.Date(r.Published))
		if r.Private {
			from += ", " + v.Words.T("brief.private")
		}
		out = append(out, v.Words.T("brief.says", prose.Cut(from, mostQuote), prose.Quote(words.Quote, mostQuote)))
	}
	return out
}

// text is an event in a sentence, and the words that it rests on.
func (v *View) text(e *chancery.Event) []string {
	return append([]string{brief.Tell(v.Index, v.Words, e)}, v.quotes(e)...)
}
