package view

import (
	"cmp"
	"fmt"
	"io"
	"strings"

	"chancery"
	"chancery/internal/ask"
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

// Answer answers a question, with the reports' words or the table that the answer
// rests on. The error is NotFound when it is not known; of who held an office, what
// is known of the time before and after is written even then.
func Answer(w io.Writer, rec *chancery.Record, q ask.Question, leaders *gazetteer.Leaders, s Style) error {
	v, err := answerTo(rec, q, leaders)
	if err != nil {
		return err
	}
	p := newPage(s)
	v.show(p)
	if err := p.writeTo(w); err != nil {
		return err
	}
	return v.err()
}

// AnswerJSON writes the answer as one object.
func AnswerJSON(w io.Writer, rec *chancery.Record, q ask.Question, leaders *gazetteer.Leaders) error {
	v, err := answerTo(rec, q, leaders)
	if err != nil {
		return err
	}
	if err := writeJSON(w, v); err != nil {
		return err
	}
	return v.err()
}

// answered is an answer of one sort.
type answered interface {
	show(*page)
	err() error
}

func answerTo(rec *chancery.Record, q ask.Question, leaders *gazetteer.Leaders) (answered, error) {
	if q.Sort == ask.Holder {
		return answer(rec, q.Office, q.On, leaders), nil
	}
	x := lookup{index.New(rec)}
	events, err := q.Events(x.Index)
	if err != nil {
		return nil, err
	}
	v := &eventsAnswer{Known: len(events) > 0}
	for _, e := range events {
		v.shown.entries = append(v.shown.entries, v.shown.entry(x, e, index.Tree{}))
		one := answerEvent{eventRow: v.shown.entries[len(v.shown.entries)-1].row}
		for _, c := range x.Telling(e) {
			report := x.ReportOf(c.ID)
			if report == nil || len(one.Sources) == mostAnswering {
				continue
			}
			one.Sources = append(one.Sources, seenRow{Date: opt(report.Published), Claim: opt(c.ID), Report: opt(report.ID), Name: opt(prose.Clean(report.Name)), Quote: opt(x.shows(c))})
		}
		v.Events = append(v.Events, one)
	}
	return v, nil
}

// mostAnswering is how many reports are quoted for an event that answers.
const mostAnswering = 4

// eventsAnswer is an answer in events.
type eventsAnswer struct {
	Known  bool              `json:"known"`
	Events list[answerEvent] `json:"events"`

	shown timeline // the events
}

// answerEvent is an event with the words that it rests on.
type answerEvent struct {
	eventRow
	Sources list[seenRow] `json:"sources"`
}

func (v *eventsAnswer) err() error {
	if v.Known {
		return nil
	}
	return chancery.Errorf(chancery.NotFound, "no report of the record tells of it")
}

func (v *eventsAnswer) show(p *page) {
	for i, e := range v.shown.entries {
		v.shown.showEntry(p, e, "", "", 0)
		for _, s := range v.Events[i].Sources {
			p.text("    ", "    ", dim, prose.Cut(string(s.Name), mostName)+": "+prose.Quote(string(s.Quote), mostQuote))
		}
	}
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
