package view

import (
	"fmt"
	"io"
	"slices"

	"chancery"
	"chancery/internal/index"
	"chancery/internal/prose"
)

// Found is what a search found of a sort: the best first, and how many there are
// in all.
type Found[T any] struct {
	Best []T
	All  int
}

// Results are what a search for words found. A sort that was not asked for is nil.
type Results struct {
	Words      string
	Actors     *Found[*chancery.Actor]
	Statements *Found[*chancery.Stored[chancery.Statement]]
	Reports    *Found[*chancery.Report]
}

// Search writes what was found, with the words marked.
func Search(w io.Writer, x *index.Index, found Results, s Style) error {
	p, l := newPage(s), lookup{x}
	if f := found.Actors; f != nil {
		p.found("Actors", len(f.Best), f.All)
		for _, a := range f.Best {
			p.headed("  ", "    ", plain, l.who(a), prose.Cut(prose.Clean(a.ID), p.width/2))
		}
	}
	if f := found.Statements; f != nil {
		p.found("Statements", len(f.Best), f.All)
		for _, said := range f.Best {
			l.showSaid(p, said, found.Words)
		}
	}
	if f := found.Reports; f != nil {
		p.found("Reports", len(f.Best), f.All)
		for _, r := range f.Best {
			l.showFound(p, r, found.Words)
		}
	}
	return p.writeTo(w)
}

// found begins a sort of what was found.
func (p *page) found(title string, shown, all int) {
	if shown < all {
		title += fmt.Sprintf(" (the best %d of %d)", shown, all)
	} else {
		title += fmt.Sprintf(" (%d)", all)
	}
	p.section(title)
}

// who is an actor in one line.
func (x lookup) who(a *chancery.Actor) string {
	out := prose.Cut(titled(a), mostName) + ", " + string(a.Type)
	if a.Of != "" {
		out += " of " + prose.Cut(prose.Clean(a.Of), mostName)
	}
	return out
}

// showSaid writes a statement with its reports.
func (x lookup) showSaid(p *page, said *chancery.Stored[chancery.Statement], words string) {
	row := x.statement(said)
	line := row.when + ", " + speaker(string(row.Speaker), row.Collective)
	if row.Form != "" {
		line += fmt.Sprintf(" (%s)", row.Form)
	}
	p.text("  ", "    ", bold, line)
	if said.Value.Quote != "" {
		p.marked("    ", "    ", slices.Concat([]prose.Run{{Text: "“"}}, index.Marked(said.Value.Quote, words), []prose.Run{{Text: "”"}}))
	}
	for _, id := range said.Claims {
		if r := x.ReportOf(id); r != nil {
			row := x.report(r)
			p.text("    ", "      ", dim, row.label())
		}
	}
}

// showFound writes a report with the sentence in which the words stand.
func (x lookup) showFound(p *page, r *chancery.Report, words string) {
	row := x.report(r)
	p.headed("  ", "    ", bold, row.label(), x.Short(r.ID))
	p.marked("    ", "    ", index.Snippet(r.Text, words))
}
