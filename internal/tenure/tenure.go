// Package tenure reads who holds which office: every person whom a report names
// with an office of a known state or organisation was seen in it on the day of
// the report.
package tenure

import (
	"slices"

	"chancery"
	"chancery/internal/entity"
)

// rule is the name under which the claims stand in the evidence.
const rule = "tenure.named-with-office"

// Source is a report with its mentions.
type Source struct {
	Report  *chancery.Report
	Doc     *entity.Doc
	Version string // of the rules
}

// Read gives one claim for each person with an office, in the order in which
// the report names them. Former holders, holders without a name, and offices
// of which the text does not say whose they are give none. Seen is empty when
// the report's day is not known.
func Read(src Source) []chancery.Claim {
	var out []chancery.Claim
	text := src.Report.Text
	for n, a := range src.Doc.Actors {
		if a.Type != chancery.Person || a.Name == "" || a.Office == nil || a.Former || a.Of == "" || a.OfBasis != chancery.Stated {
			continue
		}
		at := nameOf(src.Doc, n, a.OfficeAt)
		if at.Empty() || a.OfficeAt.Empty() {
			continue
		}
		t := chancery.Tenure{Name: a.Name, Office: *a.Office, Seen: day(src.Report.Published)}
		c := chancery.Claim{Report: src.Report.ID, Sort: chancery.SortTenure, Rules: src.Version, Tenure: &t}
		c.ID = chancery.ClaimID(c.Report, "tenure", a.OfficeAt.In(text), []string{a.Name})
		for slices.ContainsFunc(out, func(o chancery.Claim) bool { return o.ID == c.ID }) { // two of one name
			c.ID = chancery.ClaimID(c.ID, "again", "", nil)
		}
		for _, e := range []struct {
			field string
			span  chancery.Span
		}{{"holder", at}, {"office", a.OfficeAt}} {
			c.Sources = append(c.Sources, chancery.Evidence{Field: e.field, Span: e.span, Quote: e.span.In(text), Rule: rule})
		}
		out = append(out, c)
	}
	return out
}

// nameOf is the actor's name nearest to its office.
func nameOf(d *entity.Doc, actor int, office chancery.Span) chancery.Span {
	var best chancery.Span
	for _, m := range d.Mentions {
		if m.Actor != actor || m.Label != entity.Person {
			continue
		}
		if best.Empty() || distance(m.NameSpan, office) < distance(best, office) {
			best = m.NameSpan
		}
	}
	return best
}

func distance(a, b chancery.Span) int { return max(a.Start-b.End, b.Start-a.End, 0) }

// day keeps a date only when it is one day.
func day(d chancery.Date) chancery.Date {
	if d.Width() == 1 {
		return d
	}
	return ""
}
