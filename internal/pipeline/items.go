package pipeline

import (
	"strings"

	"chancery"
)

// item is a part of a report that is read by itself, and where it begins in the text.
type item struct {
	report chancery.Report
	offset int
}

// items cuts a round-up at the lines that begin with datelines of several places: each
// item has its own place, day and people. Any other report is one item.
func items(r chancery.Report) []item {
	var heads []chancery.Part
	places := map[string]bool{}
	for _, p := range r.Parts {
		if p.Kind == chancery.PartDateline && opens(r.Text, p.Start) && p.Start < len(r.Text) {
			heads = append(heads, p)
			places[placeOf(p.In(r.Text))] = true
		}
	}
	if len(heads) < 2 || len(places) < 2 {
		return []item{{report: r}}
	}
	out := make([]item, 0, len(heads))
	for n, head := range heads {
		span := chancery.Span{Start: lineStart(r.Text, head.Start), End: len(r.Text)}
		if n == 0 {
			span.Start = 0
		}
		if n+1 < len(heads) {
			span.End = lineStart(r.Text, heads[n+1].Start)
		}
		out = append(out, item{within(r, span, head), span.Start})
	}
	return out
}

// within is the report of one item: its text, and of the report's parts and dates
// those that lie in it. The dateline at its head gives place and day.
func within(r chancery.Report, span chancery.Span, head chancery.Part) chancery.Report {
	out := r
	out.Text = span.In(r.Text)
	out.Parts, out.Dates = nil, nil
	for _, p := range r.Parts {
		if span.Contains(p.Span) {
			p.Start, p.End = p.Start-span.Start, p.End-span.Start
			out.Parts = append(out.Parts, p)
		}
	}
	for _, d := range r.Dates {
		if !span.Contains(d.Span) {
			continue
		}
		if d.Source == chancery.DateDateline && head.Contains(d.Span) {
			out.Published, out.PublishedBasis = d.Date, chancery.Stated
		}
		d.Span.Start, d.Span.End = d.Span.Start-span.Start, d.Span.End-span.Start
		out.Dates = append(out.Dates, d)
	}
	out.Dateline = placeOf(head.In(r.Text))
	if span.Start > 0 {
		out.Title = ""
	}
	return out
}

// placeOf is the name of the place that a dateline begins with, as written.
func placeOf(dateline string) string {
	if i := strings.IndexAny(dateline, ",.(/|:–—-"); i >= 0 {
		dateline = dateline[:i]
	}
	return strings.TrimSpace(dateline)
}

// bullets may stand before the dateline of an item.
const bullets = " \t*•·▪■●◦‣►–—-"

// opens reports whether nothing but bullets stands on a line before a byte.
func opens(text string, at int) bool {
	return strings.Trim(text[lineStart(text, at):at], bullets) == ""
}

// lineStart is where the line of a byte begins.
func lineStart(text string, at int) int { return strings.LastIndexByte(text[:at], '\n') + 1 }
