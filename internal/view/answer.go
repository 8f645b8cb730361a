package view

import (
	"cmp"
	"fmt"
	"io"
	"strings"

	"chancery"
	"chancery/internal/gazetteer"
	"chancery/internal/index"
	"chancery/internal/name"
	"chancery/internal/prose"
)

// answerView is who held an office on a date.
type answerView struct {
	Office   askedOffice   `json:"office"`
	On       opt           `json:"on"`
	Known    bool          `json:"known"`
	Holders  list[heldRow] `json:"holders"`
	Near     list[heldRow] `json:"near"` // who was seen in it before and after, when the answer is not known
	question string
}

type askedOffice struct {
	Title opt `json:"title"`
	Of    opt `json:"of"`
}

type heldRow struct {
	Name   opt           `json:"name"`
	Actor  opt           `json:"actor"`
	Office askedOffice   `json:"office"`
	From   opt           `json:"from"`
	Until  opt           `json:"until"`
	Basis  opt           `json:"basis"`
	Table  opt           `json:"table"` // the file that it is inferred from; null for what reports show
	Seen   list[seenRow] `json:"seen"`

	from, until chancery.Date
}

// seenRow is a day on which a report shows the holder in office.
type seenRow struct {
	Date   opt `json:"date"`
	Claim  opt `json:"claim"`
	Report opt `json:"report"`
	Name   opt `json:"name"` // of the report
	Quote  opt `json:"quote"`

	when string
}

// Holder answers who held the office on the date, with the reports' words or the
// table that the answer rests on. The error is NotFound when it is not known; what
// is known of the time before and after is written even then.
func Holder(w io.Writer, rec *chancery.Record, office chancery.Office, on chancery.Date, leaders *gazetteer.Leaders, s Style) error {
	v := answer(rec, office, on, leaders)
	p := newPage(s)
	v.show(p)
	if err := p.writeTo(w); err != nil {
		return err
	}
	return v.err()
}

// HolderJSON writes the answer as one object.
func HolderJSON(w io.Writer, rec *chancery.Record, office chancery.Office, on chancery.Date, leaders *gazetteer.Leaders) error {
	v := answer(rec, office, on, leaders)
	if err := writeJSON(w, v); err != nil {
		return err
	}
	return v.err()
}

func answer(rec *chancery.Record, office chancery.Office, on chancery.Date, leaders *gazetteer.Leaders) *answerView {
	x := lookup{index.New(rec)}
	a := x.WhoHeld(office, on, leaders)
	v := &answerView{Office: askedOf(office), On: opt(on), Known: len(a.Holders) > 0, question: index.OfficeName(office) + " of " + prose.Clean(x.Name(office.Of))}
	if on != "" {
		v.question += ", " + prose.Date(on)
	}
	for i := range a.Holders {
		v.Holders = append(v.Holders, x.held(&a.Holders[i]))
	}
	for i := range a.Near {
		v.Near = append(v.Near, x.held(&a.Near[i]))
	}
	return v
}

func askedOf(o chancery.Office) askedOffice {
	return askedOffice{opt(prose.Clean(cmp.Or(o.Title, o.Text))), opt(prose.Clean(o.Of))}
}

func (x lookup) held(h *index.Held) heldRow {
	row := heldRow{Name: opt(prose.Clean(h.Name)), Actor: opt(prose.Clean(h.Actor)), Office: askedOf(h.Office),
		From: opt(h.From), Until: opt(h.Until), Basis: opt(h.Basis), Table: opt(h.Table), from: h.From, until: h.Until}
	for _, s := range h.Seen {
		for _, c := range x.telling(s.Claims, h.Name) {
			r := seenRow{Date: opt(s.Date), Claim: opt(c.ID), Report: opt(c.Report), Quote: opt(x.shows(c)), when: prose.Date(s.Date)}
			if report := x.ReportOf(c.ID); report != nil {
				r.Name = opt(prose.Clean(report.Name))
			}
			row.Seen = append(row.Seen, r)
		}
	}
	return row
}

// telling are the claims whose words show the holder's name, or all when none
// does.
func (x lookup) telling(ids []string, holder string) []*chancery.Claim {
	words := strings.Fields(name.Fold(holder))
	var all, named []*chancery.Claim
	for _, id := range ids {
		c := x.Claim(id)
		if c == nil {
			continue
		}
		all = append(all, c)
		if len(words) > 0 && strings.Contains(name.Fold(x.shows(c)), words[len(words)-1]) {
			named = append(named, c)
		}
	}
	if named != nil {
		return named
	}
	return all
}

// mostOfHolding is how many bytes of a report may show an office with its holder.
const mostOfHolding = 200

// shows is the words that show a holder in office: of a tenure those from the
// office to the name, of an event its sentence.
func (x lookup) shows(c *chancery.Claim) string {
	if at, ok := c.Source("event"); ok {
		return at.Quote
	}
	holder, ok1 := c.Source("holder")
	office, ok2 := c.Source("office")
	report := x.ReportOf(c.ID)
	if !ok1 || !ok2 || report == nil {
		return cmp.Or(holder.Quote, office.Quote)
	}
	whole := chancery.Span{Start: min(holder.Start, office.Start), End: max(holder.End, office.End)}
	if whole.Len() > mostOfHolding {
		return holder.Quote
	}
	return whole.In(report.Text)
}

func (v *answerView) err() error {
	if v.Known {
		return nil
	}
	return chancery.Errorf(chancery.NotFound, "no report and no table shows who was %s", v.question)
}

func (v *answerView) show(p *page) {
	for i := range v.Holders {
		v.Holders[i].show(p)
	}
	if len(v.Near) > 0 {
		p.section("Not known; seen in the office before or after")
		for i := range v.Near {
			v.Near[i].show(p)
		}
	}
}

func (h *heldRow) show(p *page) {
	line := prose.Cut(string(h.Name), mostName) + ", " + prose.Cut(string(h.Office.Title), mostName)
	if h.Office.Of != "" {
		line += fmt.Sprintf(" (%s)", h.Office.Of)
	}
	p.text("", "  ", bold, marked(line, h.Basis == opt(chancery.Inferred)))
	if h.Table != "" {
		p.text("  ", "    ", plain, interval(h.from, h.until)+"inferred from "+string(h.Table))
		return
	}
	if len(h.Seen) > 0 && h.from != "" && h.from != h.until {
		p.text("  ", "    ", plain, strings.TrimSuffix(interval(h.from, h.until), ", ")+" as far as reports show")
	}
	for _, s := range h.Seen {
		p.text("  ", "    ", plain, fmt.Sprintf("seen %s, %s", cmp.Or(s.when, "date not known"), prose.Cut(string(s.Name), mostName)))
		if s.Quote != "" {
			p.text("    ", "    ", dim, prose.Quote(string(s.Quote), mostQuote))
		}
	}
}

// interval is "since DATE until DATE, ".
func interval(from, until chancery.Date) string {
	var parts []string
	if from != "" {
		parts = append(parts, "from "+prose.Date(from))
	}
	if until != "" {
		parts = append(parts, "to "+prose.Date(until))
	}
	if len(parts) == 0 {
		return ""
	}
	return strings.Join(parts, " ") + ", "
}
