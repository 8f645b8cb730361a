package intake

import (
	"strings"
	"unicode"

	"chancery"
	"chancery/internal/name"
)

// ownDate is a date of the report's own, with what tells how good it is.
type ownDate struct {
	chancery.ReportDate
	label label
	line  int // the line in which it stands; -1 for the header
}

// header reads the first words of a stored report, " date 2026-01-22" or
// " date 2026-01", and returns the date and where the rest begins. A label of
// the archive, it stands in the very first line.
func header(text string) (ownDate, int, bool) {
	start := len(text) - len(strings.TrimLeft(text, " \t\n"))
	rest, ok := strings.CutPrefix(text[start:], "date ")
	if !ok {
		return ownDate{}, 0, false
	}
	n := 0
	for n < len(rest) && n < len("2006-01-02") && (rest[n] == '-' || '0' <= rest[n] && rest[n] <= '9') {
		n++
	}
	date, err := chancery.ParseDate(rest[:n])
	if err != nil || n < len("2006-01") || n < len(rest) && rest[n] != ' ' && rest[n] != '\n' && rest[n] != '\t' {
		return ownDate{}, 0, false
	}
	end := start + len("date ") + n
	return ownDate{
		ReportDate: chancery.ReportDate{Source: chancery.DateHeader, Date: date, Span: chancery.Span{Start: start, End: end}},
		label:      published,
		line:       -1,
	}, end, true
}

// The greatest stretch of a line in which a date is looked for: a line of
// labels, and the beginning of a line of narrative.
const (
	labelLineBytes = 400
	beginningBytes = 240
	stampBytes     = 60 // a date that opens a line has its first number here
)

// tokensOf cuts at most limit bytes of a line, after the parts marked at its
// beginning, into tokens.
func (p *page) tokensOf(i, limit int) []token {
	return tokens(p.text, p.beginning(chancery.Span{Start: p.startOf(i), End: p.lines[i].End}, limit))
}

// takeRest marks what the parts at the beginning of line i leave of it.
func (p *page) takeRest(i int, kind chancery.PartKind) {
	p.mark(i, kind, chancery.Span{Start: p.startOf(i), End: p.lines[i].End})
	p.lines[i].taken = true
}

// beginning is at most limit bytes of a span, cut between characters.
func (p *page) beginning(span chancery.Span, limit int) chancery.Span {
	if span.Len() > limit {
		span.End = span.Start + limit
		for span.End > span.Start && !isRuneStart(p.text[span.End]) {
			span.End--
		}
	}
	return span
}

func isRuneStart(b byte) bool { return b&0xC0 != 0x80 }

// wordsOfTitle is how many words beside a date make a line a headline with a
// date in it, rather than a line of labels.
const wordsOfTitle = 4

// markStamps finds the dates on lines that are no narrative, and at the very
// beginning of those that are, and marks them as the header of the page. A line
// that is a dateline and no more is marked as such.
func (r *Reader) markStamps(p *page, report *chancery.Report, s *sources) []ownDate {
	var found []ownDate
	for i, l := range p.lines {
		switch {
		case l.taken || l.Len() > labelLineBytes && !l.narrative:
		case l.narrative:
			found = append(found, r.stampAtStart(p, i)...)
		default:
			if d, ok := r.datelineAt(p, i); ok && d.date.Date != "" {
				p.take(i, chancery.PartDateline)
				found = append(found, r.note(report, p, s, d)...)
				continue
			}
			found = append(found, r.stampsOfLine(p, i, report)...)
		}
	}
	return found
}

// stampsOfLine reads a line of labels. In a headline with a date only the date
// is marked.
func (r *Reader) stampsOfLine(p *page, i int, report *chancery.Report) []ownDate {
	t := p.tokensOf(i, labelLineBytes)
	stamps := r.calendar.stamps(t)
	if len(stamps) == 0 {
		return nil
	}
	bylined := r.markBylineBeside(p, i, stamps, report)
	titled := !bylined && wordsBeside(t, stamps) >= wordsOfTitle && !strings.ContainsAny(p.in(i), "|•·")
	var found []ownDate
	for _, s := range stamps {
		if titled && (!s.alone || s.year == 0) {
			continue
		}
		found = append(found, ownDate{ReportDate: chancery.ReportDate{Source: chancery.DateVisible, Date: s.edtf(), Span: s.dateSpan(t)}, label: s.label, line: i})
		if titled || bylined {
			p.mark(i, chancery.PartHeader, s.whole)
		}
	}
	switch {
	case bylined:
		p.lines[i].taken = true
	case !titled:
		p.takeRest(i, chancery.PartHeader)
	}
	return found
}

// dateSpan is the date's place, without a full stop after it.
func (m dateMatch) dateSpan(t []token) chancery.Span {
	last := m.next - 1
	if t[last].is(".") {
		last--
	}
	return chancery.Span{Start: t[m.first].Start, End: t[last].End}
}

// markBylineBeside marks a by-line before the first or after the last stamp of
// a line.
func (r *Reader) markBylineBeside(p *page, i int, stamps []stamp, report *chancery.Report) bool {
	l := p.lines[i]
	for _, side := range []chancery.Span{
		{Start: l.Start, End: stamps[0].whole.Start},
		{Start: stamps[len(stamps)-1].whole.End, End: l.End},
	} {
		words := strings.Trim(side.In(p.text), " \t|,:;()/•·–—-")
		if f, ok := p.pack.byline(words, r.outlets); ok {
			p.mark(i, chancery.PartByline, side)
			if report.Author == "" {
				report.Author = f.party
			}
			return true
		}
	}
	return false
}

// markLabels takes what is left of lines that hold nothing but labels of dates
// that are missing.
func (r *Reader) markLabels(p *page) {
	for i, l := range p.lines {
		if !l.taken && !l.narrative && l.Len() <= labelLineBytes && r.calendar.isLabel(p.tokensOf(i, labelLineBytes)) {
			p.takeRest(i, chancery.PartHeader)
		}
	}
}

func wordsBeside(t []token, stamps []stamp) int {
	n := 0
	for _, tok := range t {
		inside := false
		for _, s := range stamps {
			inside = inside || s.whole.Contains(tok.Span)
		}
		if tok.kind == word && !inside {
			n++
		}
	}
	return n
}

// isLabel reports a line of nothing but the labels of dates that are missing,
// such as "Published: Updated:".
func (c *calendar) isLabel(t []token) bool {
	var words []token
	flush := func() bool {
		key := name.Fold(joinText(words))
		words = nil
		return c.published[key] || c.updated[key]
	}
	seen := false
	for _, tok := range t {
		switch {
		case tok.kind == word:
			words = append(words, tok)
		case !tok.is(":", "-", "|"):
			return false
		case len(words) > 0:
			if !flush() {
				return false
			}
			seen = true
		}
	}
	return seen && len(words) == 0
}

// stampAtStart finds a date that opens a line of narrative, when a time or a
// label shows that the page put it there.
func (r *Reader) stampAtStart(p *page, i int) []ownDate {
	near := p.beginning(chancery.Span{Start: p.startOf(i), End: p.lines[i].End}, stampBytes)
	if !strings.ContainsFunc(near.In(p.text), unicode.IsDigit) {
		return nil
	}
	t := p.tokensOf(i, beginningBytes)
	stamps := r.calendar.stamps(t)
	if len(stamps) == 0 {
		return nil
	}
	s := stamps[0]
	if s.whole.Start != p.startOf(i) || !s.timed && s.label == unlabelled {
		return nil
	}
	p.mark(i, chancery.PartHeader, s.whole)
	return []ownDate{{ReportDate: chancery.ReportDate{Source: chancery.DateVisible, Date: s.edtf(), Span: s.dateSpan(t)}, label: s.label, line: i}}
}

// startOf is where a line goes on after the parts marked at its beginning.
func (p *page) startOf(i int) int {
	at := p.lines[i].Start
	for moved := true; moved; {
		moved = false
		for _, q := range p.lines[i].parts {
			if q.Start <= at && at < q.End {
				at, moved = q.End, true
			}
		}
		rest := p.text[at:p.lines[i].End]
		if trimmed := strings.TrimLeft(rest, " \t|"); len(trimmed) < len(rest) {
			at, moved = at+len(rest)-len(trimmed), true
		}
	}
	return at
}

// markPostDates reads the day of each embedded post after its handle.
func (p *page) markPostDates(c *calendar, posts []post) []ownDate {
	var found []ownDate
	for _, post := range posts {
		t := tokens(p.text, p.beginning(post.after, beginningBytes))
		for i := 0; i < len(t) && i < 8; i++ {
			if m, ok := c.dateAt(t, i); ok {
				found = append(found, ownDate{ReportDate: chancery.ReportDate{Source: chancery.DatePost, Date: m.edtf(), Span: m.dateSpan(t)}})
				break
			}
		}
	}
	return found
}
