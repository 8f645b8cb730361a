package view

import (
	"cmp"
	"fmt"
	"strconv"

	"chancery"
	"chancery/internal/index"
	"chancery/internal/prose"
)

// reportView is a report and what was read from it.
type reportView struct {
	What   string         `json:"type"` // "report"
	Report reportRow      `json:"report"`
	URL    opt            `json:"url"`
	Author opt            `json:"author"`
	Title  opt            `json:"title"`
	Basis  opt            `json:"published_basis"`
	SHA256 opt            `json:"sha256"`
	Claims list[claimRow] `json:"claims"`
}

// claimRow is a claim in one line.
type claimRow struct {
	ID      opt           `json:"id"`
	Sort    opt           `json:"sort"`
	Summary string        `json:"summary"`
	Context bool          `json:"context"`
	Event   opt           `json:"event"`  // the event of the record that it is part of
	Quote   opt           `json:"quote"`  // the claim's own words
	Filled  list[fillRow] `json:"filled"` // what is not of its report

	short, event string
}

// fillRow is a value that the record has put into a claim.
type fillRow struct {
	Field  string `json:"field"`
	Value  string `json:"value"`
	Report opt    `json:"report"` // the name of the one that it is from
	Claim  opt    `json:"claim"`

	short string
}

func (x lookup) reportView(r *chancery.Report) *reportView {
	v := &reportView{
		What: "report", Report: x.report(r), URL: opt(prose.Clean(r.URL)), Author: opt(prose.Clean(r.Author)),
		Title: opt(prose.Clean(r.Title)), Basis: opt(r.PublishedBasis), SHA256: opt(r.SHA256),
	}
	for _, c := range x.ClaimsOf(r.ID) {
		v.Claims = append(v.Claims, x.claim(c))
	}
	return v
}

func (x lookup) claim(c *chancery.Claim) claimRow {
	row := claimRow{ID: opt(c.ID), Sort: opt(c.Sort), Summary: x.summary(c), Context: c.Context, short: x.Short(c.ID)}
	for _, f := range c.Filled {
		row.Filled = append(row.Filled, x.filled(c, f))
	}
	if e := x.EventOf(c.ID); e != nil {
		row.Event, row.event = opt(e.ID), x.Short(e.ID)
	}
	if len(c.Sources) > 0 {
		row.Quote = opt(prose.Clean(c.Sources[0].Quote))
	}
	if s, ok := c.Source("event"); ok {
		row.Quote = opt(prose.Clean(s.Quote))
	}
	return row
}

// filled is what was put into the claim, and where it is from.
func (x lookup) filled(c *chancery.Claim, f chancery.Fill) fillRow {
	row := fillRow{Field: index.FieldOf(prose.Clean(f.Field)), Claim: opt(f.From), short: x.Short(f.From)}
	if r := x.ReportOf(f.From); r != nil {
		row.Report = opt(prose.Clean(r.Name))
	}
	if c.Event == nil {
		return row
	}
	event := x.event(&chancery.Event{ID: c.ID, Happening: *c.Event})
	switch row.Field {
	case "date":
		row.Value = event.When
	case "place":
		row.Value = event.Place.label()
	case index.FieldParticipant:
		for i := range event.Participants {
			if c.Event.Participants[i].ID == f.Actor {
				row.Value = event.Participants[i].label()
			}
		}
	}
	return row
}

// words are the value and where it is from.
func (f *fillRow) words() string {
	out := f.Field
	if f.Value != "" {
		out += " " + notStated + f.Value
	}
	return out + fmt.Sprintf(", filled from %s (%s)", prose.Cut(string(cmp.Or(f.Report, "another report")), mostName), f.short)
}

// summary is what the claim asserts, in one line.
func (x lookup) summary(c *chancery.Claim) string {
	switch {
	case c.Event != nil:
		row := x.event(&chancery.Event{ID: c.ID, Happening: *c.Event})
		for i := range row.Participants {
			row.Participants[i].filled = index.Filled(c, c.Event.Participants[i].ID)
		}
		return row.brief(func(*partyRow) bool { return false })
	case c.Statement != nil:
		s := c.Statement
		out := speaker(prose.Clean(s.Name), s.Collective)
		if s.Form != "" {
			out += fmt.Sprintf(" (%s)", s.Form)
		}
		return out
	case c.Tenure != nil:
		t := c.Tenure
		out := prose.Cut(prose.Clean(t.Name), mostName) + ", " + index.OfficeName(t.Office)
		if t.Office.Of != "" {
			out += fmt.Sprintf(" (%s)", prose.Clean(t.Office.Of))
		}
		return out
	case c.Membership != nil:
		return membership(c.Membership).words
	case c.Figure != nil:
		return figure(c.Figure)
	}
	return string(c.Sort)
}

// figure is the number with its unit, what it counts, scope and dates.
func figure(f *chancery.Figure) string {
	out := strconv.FormatFloat(f.Value, 'f', -1, 64)
	if f.Unit != "" {
		out += " " + prose.Clean(f.Unit)
	}
	if f.What != "" && f.What != f.Unit {
		out += ", " + prose.Quote(f.What, mostName)
	}
	if f.Scope != "" {
		out += ", scope " + prose.Quote(f.Scope, mostName)
	}
	if f.Since != "" {
		out += ", since " + prose.Date(f.Since)
	}
	if f.AsOf != "" {
		out += ", as of " + prose.Date(f.AsOf)
	}
	return out
}

func (v *reportView) show(p *page) {
	p.headed("", "  ", bold, prose.Cut(string(v.Report.Name), mostName), string(v.Report.ID))
	p.field("outlet", prose.Cut(string(v.Report.Outlets), 2*mostName))
	p.field("published", basis(v.Report.when, v.Basis))
	p.field("language", string(v.Report.Language))
	p.field("title", prose.Cut(string(v.Title), 2*mostName))
	p.field("author", prose.Cut(string(v.Author), mostName))
	p.field("address", string(v.URL))
	p.section(fmt.Sprintf("What was read from it (%d)", len(v.Claims)))
	for i := range v.Claims {
		v.Claims[i].show(p)
	}
}

// show writes the claim with its words below it.
func (c *claimRow) show(p *page) {
	line := fmt.Sprintf("%s: %s", c.Sort, c.Summary)
	if c.Context {
		line += ", in passing"
	}
	right := c.short
	if c.event != "" && c.event != c.short {
		right += " in " + c.event
	}
	p.headed("  ", "    ", plain, line, right)
	if c.Quote != "" {
		p.text("    ", "    ", dim, prose.Quote(string(c.Quote), mostQuote))
	}
	for i := range c.Filled {
		p.text("    ", "      ", dim, c.Filled[i].words())
	}
}
