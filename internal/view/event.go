package view

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"chancery"
	"chancery/internal/index"
	"chancery/internal/prose"
)

// eventView is all that the record has of an event.
type eventView struct {
	What       string             `json:"type"` // "event"
	Event      eventRow           `json:"event"`
	Confidence float64            `json:"confidence"`
	Parent     *eventRow          `json:"parent"` // the visit or conference that it is part of
	Parts      list[eventRow]     `json:"parts"`
	Fields     list[fieldRow]     `json:"fields"`
	Conflicts  list[conflictRow]  `json:"conflicts"`
	Settings   list[settingRow]   `json:"settings"`
	History    list[historyRow]   `json:"modality_history"`
	Origins    list[string]       `json:"origins"`
	Reports    list[tellingRow]   `json:"reports"`
	Statements list[statementRow] `json:"statements"`
	Answers    list[answerRow]    `json:"answers"`   // to what was asked, offered or promised
	AnswerTo   list[eventRow]     `json:"answer_to"` // what this event answers
	Claims     list[string]       `json:"claims"`

	claims []string // short ids
}

// fieldRow is one value with the words that it rests on.
type fieldRow struct {
	Field string       `json:"field"`
	Value string       `json:"value"`
	Words list[quoted] `json:"sources"`
}

// quoted is the words of a report.
type quoted struct {
	Report opt    `json:"report"` // its name
	Quote  string `json:"quote"`
	Rule   opt    `json:"rule"`
	Claim  opt    `json:"claim"`
}

// answerRow is an event that answers another, and how.
type answerRow struct {
	How   opt          `json:"how"`
	About list[string] `json:"about"` // what both have in common
	Event eventRow     `json:"event"`
}

type conflictRow struct {
	Field  string              `json:"field"`
	Values list[conflictValue] `json:"values"`
}

type conflictValue struct {
	Value   string       `json:"value"`
	Reports list[string] `json:"reports"` // names

	words string
}

type historyRow struct {
	Modality opt `json:"modality"`
	Date     opt `json:"date"`
	Report   opt `json:"report"`
}

// tellingRow is a report with the sentence that tells of the event.
type tellingRow struct {
	Report   reportRow       `json:"report"`
	Claim    opt             `json:"claim"`
	Context  bool            `json:"context"`
	Sentence list[prose.Run] `json:"sentence"`
}

func (x lookup) eventView(e *chancery.Event) *eventView {
	v := &eventView{What: "event", Event: x.event(e), Confidence: e.Confidence, Fields: x.fields(e), Origins: x.origins(e), Claims: e.Claims}
	if parent := x.Parent(e); parent != nil {
		row := x.event(parent)
		v.Parent = &row
	}
	for _, part := range x.Parts(e) {
		v.Parts = append(v.Parts, x.event(part))
	}
	for _, a := range e.Answers {
		if answer := x.Event(a.Event); answer != nil {
			v.Answers = append(v.Answers, answerRow{opt(a.How), cleaned(a.About), x.event(answer)})
		}
	}
	for _, q := range x.AnswerTo(e) {
		v.AnswerTo = append(v.AnswerTo, x.event(q))
	}
	for _, c := range e.Conflicts {
		v.Conflicts = append(v.Conflicts, x.conflict(&c))
	}
	for _, s := range e.Settings {
		v.Settings = append(v.Settings, setting(s))
	}
	for _, m := range e.ModalityHistory {
		row := historyRow{Modality: opt(m.Modality), Date: opt(m.Date)}
		if r := x.ReportOf(m.Claim); r != nil {
			row.Report = opt(prose.Clean(r.Name))
		}
		v.History = append(v.History, row)
	}
	for _, c := range x.Telling(e) {
		v.claims = append(v.claims, x.Short(c.ID))
		if r := x.Report(c.Report); r != nil {
			v.Reports = append(v.Reports, tellingRow{x.report(r), opt(c.ID), c.Context, index.TellingSentence(r.Text, c)})
		}
	}
	v.Statements = x.statements(x.SaidAt(e.ID))
	return v
}

// origins are the parties that the reports go back to. A report that names none
// is its own origin.
func (x lookup) origins(e *chancery.Event) list[string] {
	var out []string
	for _, o := range e.Origins {
		if r := x.Report(o); r != nil {
			o = r.Name
		}
		out = append(out, o)
	}
	return cleaned(out)
}

func (x lookup) conflict(c *chancery.Conflict) conflictRow {
	row := conflictRow{Field: prose.Clean(c.Field)}
	for _, v := range c.Values {
		value := conflictValue{Value: prose.Clean(v.Value), words: prose.Cut(prose.Clean(v.Value), mostName)}
		if c.Field == "date" {
			value.words = prose.Date(chancery.Date(v.Value))
		}
		for _, id := range v.Claims {
			if r := x.ReportOf(id); r != nil {
				value.Reports = append(value.Reports, prose.Clean(r.Name))
			}
		}
		slices.Sort(value.Reports)
		value.Reports = slices.Compact(value.Reports)
		row.Values = append(row.Values, value)
	}
	return row
}

// fields are the event's values, each with its words; then the words of
// fields that have no value of their own here. A delegation whose leader is
// there has one row with the leader.
func (x lookup) fields(e *chancery.Event) list[fieldRow] {
	var rows list[fieldRow]
	g := x.Grounds(e)
	shown := map[string]bool{}
	add := func(field, value string, words []index.Words) {
		if value != "" {
			rows = append(rows, fieldRow{Field: field, Value: value, Words: x.quotes(words)})
		}
	}
	own := func(field, value string) {
		add(field, value, g.Fields[field])
		shown[field] = value != ""
	}
	row := x.event(e)
	own(index.FieldKind, string(row.Kind))
	own("name", string(row.Name))
	own("modality", string(row.Modality))
	if row.due {
		own("date", "due "+basis(row.When, row.DateBasis))
	} else {
		own("date", basis(row.When, row.DateBasis))
	}
	if p := row.Place; p != nil {
		own("place", basis(p.label(), p.Basis))
	}
	for i, of := range index.Seats(e) {
		if of == i {
			add(index.FieldParticipant, row.Participants[i].inFull(), g.Participants[i])
		}
	}
	own("topics", shortList(row.Topics))
	own("frameworks", shortList(row.Frameworks))
	own("things", shortList(row.Things))
	for _, field := range g.Names {
		if !shown[field] {
			rows = append(rows, fieldRow{Field: prose.Clean(field), Words: x.quotes(g.Fields[field])})
		}
	}
	return rows
}

func (x lookup) quotes(words []index.Words) list[quoted] {
	var out list[quoted]
	for _, w := range words {
		q := quoted{Quote: prose.Clean(w.Quote), Rule: opt(prose.Clean(w.Rule)), Claim: opt(w.Claim.ID)}
		if r := x.Report(w.Claim.Report); r != nil {
			q.Report = opt(prose.Clean(r.Name))
		}
		out = append(out, q)
	}
	return out
}

// inFull is the participant with whom it acts for, and how that is known.
func (p *partyRow) inFull() string {
	value := p.label()
	switch of := p.actsFor(); {
	case of != "":
		value += ", for " + of
	case p.inferred():
		value = notStated + value
	}
	if p.inferred() {
		value += " (inferred)"
	}
	return value
}

// basis is the value with how it is known, when no report states it.
func basis(value string, how opt) string {
	switch {
	case value == "":
	case how == opt(chancery.Published):
		return notStated + value + " (the day of the report)"
	case how == opt(chancery.Inferred):
		return notStated + value + " (inferred)"
	case how == opt(chancery.Judged):
		return value + " (set by a person)"
	}
	return value
}

func (v *eventView) show(p *page) {
	e := &v.Event
	p.headed("", "  ", e.paint(), e.headline(), string(e.ID))
	if v.Parent != nil {
		p.headed("  part of ", "          ", plain, v.Parent.headline(), v.Parent.short)
	}
	rests := fmt.Sprintf("%s from %s", prose.Count(e.Reports, "report"), prose.Count(e.Origins, "origin"))
	if len(v.Origins) > 0 {
		rests += fmt.Sprintf(" (%s)", shortList(v.Origins))
	}
	p.text("  ", "  ", dim, fmt.Sprintf("%s; confidence %.2f", rests, v.Confidence))
	v.showAnswers(p)
	v.showFields(p)
	v.showDifferences(p)
	v.showReports(p)
	if len(v.Statements) > 0 {
		p.section(fmt.Sprintf("Said (%d)", len(v.Statements)))
		for _, s := range v.Statements[:min(len(v.Statements), mostShown)] {
			p.text("  ", "    ", plain, s.words())
		}
		p.more(len(v.Statements), "chancery export statements has all")
	}
	if len(v.Parts) > 0 {
		p.section("Belongs to it")
		for i := range v.Parts {
			part := &v.Parts[i]
			p.headed("  ", "    ", part.paint(), part.brief(func(*partyRow) bool { return false }), part.short)
		}
	}
	p.section("Merged from")
	p.text("  ", "  ", plain, strings.Join(v.claims, ", ")+"; chancery explain "+e.short+" says why")
}

// showAnswers tells what came of what was asked, offered or promised, and what
// the event itself answers.
func (v *eventView) showAnswers(p *page) {
	switch {
	case len(v.Answers) > 0:
		p.section("What came of it")
	case v.Event.Status == opt(chancery.StatusOpen):
		p.text("  ", "  ", plain, "open: no report tells of an answer")
	}
	for i := range v.Answers {
		a := &v.Answers[i]
		p.headed("  "+string(a.How)+": ", "    ", a.Event.paint(), a.Event.headline(), a.Event.short)
		p.text("    ", "    ", dim, "both about "+shortList(a.About))
	}
	if len(v.AnswerTo) == 0 {
		return
	}
	p.section("In answer to")
	for i := range v.AnswerTo {
		q := &v.AnswerTo[i]
		p.headed("  ", "    ", q.paint(), q.headline(), q.short)
	}
}

func (v *eventView) showFields(p *page) {
	p.section("Fields and the words they rest on")
	for _, f := range v.Fields {
		p.field(f.Field, cmp.Or(f.Value, "(no value)"))
		seen := map[string]bool{}
		for _, q := range f.Words {
			line := fmt.Sprintf("%s [%s]", prose.Quote(q.Quote, mostQuote), prose.Cut(string(q.Report), mostName))
			if !seen[line] {
				p.text(strings.Repeat(" ", labelWidth+3), strings.Repeat(" ", labelWidth+4), dim, line)
			}
			seen[line] = true
		}
	}
}

func (v *eventView) showDifferences(p *page) {
	if len(v.History) > 1 && slices.ContainsFunc(v.History, func(h historyRow) bool { return h.Modality != v.History[0].Modality }) {
		p.section("How it stood, report by report")
		for _, h := range v.History {
			p.text("  ", "    ", plain, fmt.Sprintf("%s: %s [%s]", prose.Date(chancery.Date(h.Date)), h.Modality, prose.Cut(string(h.Report), mostName)))
		}
	}
	if len(v.Settings) > 0 {
		p.section("Set by people")
		for i := range v.Settings {
			p.field(v.Settings[i].Field, v.Settings[i].words())
		}
	}
	if len(v.Conflicts) == 0 {
		return
	}
	p.section("Where reports differ")
	for _, c := range v.Conflicts {
		for i, value := range c.Values {
			label := ""
			if i == 0 {
				label = c.Field
			}
			p.field(prose.Cut(label, labelWidth), value.words+" ["+shortList(value.Reports)+"]")
		}
	}
}

func (v *eventView) showReports(p *page) {
	p.section(fmt.Sprintf("Reports (%d)", v.Event.Reports))
	for i := range v.Reports {
		r := &v.Reports[i]
		line := r.Report.label()
		if r.Context {
			line += ", in passing"
		}
		p.text("  ", "    ", bold, line)
		if len(r.Sentence) > 0 {
			p.marked("    ", "    ", r.Sentence)
		}
	}
}
