package web

import (
	"fmt"
	"slices"
	"strings"

	"chancery"
	"chancery/internal/index"
	"chancery/internal/prose"
)

// eventPage is all that the record has of an event.
type eventPage struct {
	ID         string
	Item       item
	Above      []item // the visit or conference that it is part of
	Fields     []field
	Conflicts  []conflict
	Settings   []setting
	History    []historyLine
	Origins    []link
	Reports    []telling
	Statements []said
	Answers    []answer
	AnswerTo   []item
	Joined     []judgement
	Apart      []judgement
	PartWhy    string // why it is part of the other; a message
	Claims     int
	Confidence string
	Settable   []string
}

// field is one value with the words that it rests on. It has no links: whoever
// clicks it wants to see its words.
type field struct {
	Name   string // the field's own, for its label
	Text   string
	Date   chancery.Date
	Party  *party
	Basis  chancery.Basis // of what no report states
	Due    bool
	Quotes []quote
}

// conflict is a field with its versions, side by side.
type conflict struct {
	Field    string
	Accounts []version
}

type version struct {
	Value  string
	Date   chancery.Date // of a conflict about the date
	Quotes []quote
}

// setting is a value that a person set.
type setting struct {
	Field, Value, Was, By, Why, Decision string
}

type historyLine struct {
	Modality chancery.Modality
	Date     chancery.Date
	Report   link
}

// telling is a report with the sentence that tells of the event.
type telling struct {
	quote
	Claim string
}

// answer is an event that answers another.
type answer struct {
	How   chancery.How
	About string
	Item  item
}

// judgement is what was thought of two claims.
type judgement struct {
	Verdict chancery.Verdict
	By      string // empty: the program
	Score   string
	Why     string
	A, B    link // the reports of the claims
	ClaimA  string
	ClaimB  string
	Other   *item
	Day     chancery.Date
}

func (v *visit) event() (any, error) {
	id := v.PathValue("id")
	e := v.Event(id)
	if e == nil {
		if e = v.EventOf(id); e == nil {
			return nil, chancery.Errorf(chancery.NotFound, "the record has no event %s", prose.Cut(id, mostName))
		}
	}
	if e.ID != id { // it was merged into another
		return nil, &moved{withQuery(eventURL(e.ID), v.URL.RawQuery)}
	}
	p := eventPage{ID: e.ID, Item: v.item(e), Fields: v.fields(e), Claims: len(e.Claims), Confidence: fmt.Sprintf("%.2f", e.Confidence), Settable: chancery.Settable()}
	p.Item.URL = "" // this is its page
	p.Item.Parts = v.items(v.Parts(e), v.tree, deepest)
	if parent := v.Parent(e); parent != nil {
		p.Above = append(p.Above, v.item(parent))
		p.PartWhy = v.partWhy(e, parent)
	}
	for _, c := range e.Conflicts {
		p.Conflicts = append(p.Conflicts, v.conflict(&c))
	}
	for _, s := range e.Settings {
		p.Settings = append(p.Settings, setting{prose.Clean(s.Field), prose.Clean(s.Value), prose.Clean(s.Was), prose.Clean(s.By), prose.Clean(s.Why), s.Decision})
	}
	p.History = v.history(e)
	for _, o := range e.Origins {
		if r := v.Report(o); r != nil { // a report that names no source is its own
			p.Origins = append(p.Origins, link{short(r.Name), reportURL(r.ID)})
		} else {
			p.Origins = append(p.Origins, link{Text: short(o)})
		}
	}
	for _, c := range v.Telling(e) {
		if r := v.Report(c.Report); r != nil {
			p.Reports = append(p.Reports, telling{v.tellingOf(r, c), c.ID})
		}
	}
	p.Statements = v.saidAll(v.SaidAt(e.ID), mostListed)
	for _, a := range e.Answers {
		if to := v.Event(a.Event); to != nil {
			p.Answers = append(p.Answers, answer{a.How, v.about(a.About), v.item(to)})
		}
	}
	for _, q := range v.AnswerTo(e) {
		p.AnswerTo = append(p.AnswerTo, v.item(q))
	}
	v.judgements(e, &p)
	return p, nil
}

func (v *visit) about(things []string) string {
	var out []string
	for _, t := range things {
		out = append(out, v.Label("topic", t))
	}
	return strings.Join(out, ", ")
}

// tellingOf is the sentence of the report that tells of the event.
func (v *visit) tellingOf(r *chancery.Report, c *chancery.Claim) quote {
	q := quote{Report: v.reportLine(r), Language: spoken(r.Language), URL: reportURL(r.ID), Context: c.Context}
	for _, one := range index.TellingSentence(r.Text, c) {
		q.Runs = append(q.Runs, run{prose.Visible(one.Text), one.Marked})
	}
	if at, ok := c.Source("event"); ok {
		q.URL, q.Rule = wordsURL(r.ID, at.Start), prose.Clean(at.Rule)
	}
	return q
}

// partWhy is the message that says how it is known that an event is part of
// another.
func (v *visit) partWhy(e, parent *chancery.Event) string {
	for _, c := range v.Telling(e) {
		if v.EventOf(c.PartOf) == parent {
			return "event.part.told"
		}
	}
	return "event.part.inferred"
}

func (v *visit) history(e *chancery.Event) []historyLine {
	var out []historyLine
	for _, m := range e.ModalityHistory {
		line := historyLine{Modality: m.Modality, Date: m.Date}
		if r := v.ReportOf(m.Claim); r != nil {
			line.Report = link{short(r.Name), reportURL(r.ID)}
		}
		out = append(out, line)
	}
	if !slices.ContainsFunc(out, func(h historyLine) bool { return h.Modality != out[0].Modality }) {
		return nil // nothing changed
	}
	return out
}

// fields are the event's values, each with its words; then the words of fields
// that have no value of their own here.
func (v *visit) fields(e *chancery.Event) []field {
	var out []field
	g := v.Grounds(e)
	shown := map[string]bool{}
	add := func(f field) {
		f.Quotes, shown[f.Name] = v.quotes(g.Fields[f.Name]), true
		out = append(out, f)
	}
	add(field{Name: index.FieldKind, Text: v.Label("kind", e.Kind)})
	if e.Name != "" {
		add(field{Name: "name", Text: short(e.Name)})
	}
	if e.Modality != "" {
		add(field{Name: "modality", Text: v.Label("modality", e.Modality)})
	}
	if e.Date != "" {
		add(field{Name: "date", Date: e.Date, Basis: unstated(e.DateBasis), Due: v.Due(e) != ""})
	}
	if p := v.place(e.Place); p.Text != "" {
		add(field{Name: "place", Text: p.Text, Basis: unstated(e.Place.Basis)})
	}
	for i, of := range index.Seats(e) {
		if of == i {
			p := v.party(&e.Participants[i]).bare()
			one := field{Name: index.FieldParticipant, Party: &p, Quotes: v.quotes(g.Participants[i])}
			if p.Inferred {
				one.Basis = chancery.Inferred
			}
			out = append(out, one)
		}
	}
	for _, list := range []struct {
		name   string
		values []string
	}{{"topics", e.Topics}, {"frameworks", e.Frameworks}, {"things", e.Things}} {
		if len(list.values) > 0 {
			add(field{Name: list.name, Text: v.values(list.name, list.values)})
		}
	}
	for _, name := range g.Names {
		if !shown[name] {
			add(field{Name: name})
		}
	}
	return out
}

func (v *visit) values(name string, values []string) string {
	var out []string
	for _, value := range values {
		switch name {
		case "topics":
			out = append(out, v.Label("topic", value))
		case "frameworks":
			out = append(out, v.actorLink(value).Text)
		default:
			out = append(out, short(value))
		}
	}
	return strings.Join(out, ", ")
}

// unstated is the basis of a value that no report states, else empty.
func unstated(b chancery.Basis) chancery.Basis {
	if b == chancery.Stated {
		return ""
	}
	return b
}

// quotes are the words, those of one stretch of a report once.
func (v *visit) quotes(words []index.Words) []quote {
	var out []quote
	seen := map[string]bool{}
	for _, w := range words {
		at := fmt.Sprint(w.Claim.Report, w.Start, w.End)
		if q, ok := v.quoted(w.Claim, w.Evidence); ok && !seen[at] {
			seen[at] = true
			out = append(out, q)
		}
	}
	return out
}

func (v *visit) conflict(c *chancery.Conflict) conflict {
	out := conflict{Field: prose.Clean(c.Field)}
	for _, value := range c.Values {
		a := version{Value: v.valueOf(c.Field, value.Value)}
		if c.Field == "date" {
			a.Date = chancery.Date(value.Value)
		}
		for _, id := range value.Claims {
			if claim := v.Claim(id); claim != nil {
				a.Quotes = append(a.Quotes, v.wordsOf(claim, c.Field)...)
			}
		}
		out.Accounts = append(out.Accounts, a)
	}
	return out
}

// wordsOf are the words of a claim for a field, else for the event itself.
func (v *visit) wordsOf(c *chancery.Claim, name string) []quote {
	for _, f := range []string{name, "event"} {
		if at, ok := c.Source(f); ok {
			if q, ok := v.quoted(c, at); ok {
				return []quote{q}
			}
		}
	}
	return nil
}

// valueOf is the value of a field in words.
func (v *visit) valueOf(name, value string) string {
	switch name {
	case "kind", "modality":
		return v.Label(name, value)
	}
	return short(value)
}

func (v *visit) judgements(e *chancery.Event, p *eventPage) {
	for _, j := range v.JudgedOf(e) {
		a, b := v.EventOf(j.A) == e, v.EventOf(j.B) == e
		one := judgement{Verdict: j.Verdict, Score: fmt.Sprintf("%.2f", j.Score), Why: prose.Clean(j.Why), A: v.claimLink(j.A), B: v.claimLink(j.B), ClaimA: j.A, ClaimB: j.B}
		if j.By != chancery.Program {
			one.By, one.Score = prose.Clean(j.By), ""
		}
		if !j.At.IsZero() {
			one.Day = chancery.Date(j.At.UTC().Format("2006-01-02"))
		}
		if a && b {
			p.Joined = append(p.Joined, one)
			continue
		}
		other := j.B
		if b {
			other = j.A
		}
		if there := v.EventOf(other); there != nil {
			row := v.item(there)
			one.Other = &row
		}
		p.Apart = append(p.Apart, one)
	}
}

// claimLink is a claim by its report.
func (v *visit) claimLink(id string) link {
	if r := v.ReportOf(id); r != nil {
		return link{short(r.Name), reportURL(r.ID)}
	}
	return link{Text: id}
}
