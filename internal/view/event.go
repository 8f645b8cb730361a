package view

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"chancery"
	"chancery/internal/name"
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
	Report   reportRow `json:"report"`
	Claim    opt       `json:"claim"`
	Context  bool      `json:"context"`
	Sentence list[run] `json:"sentence"`
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
	for _, q := range x.Events {
		if slices.ContainsFunc(q.Answers, func(a chancery.Answer) bool { return x.Event(a.Event) == e }) {
			v.AnswerTo = append(v.AnswerTo, x.event(q))
		}
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
	for _, c := range x.Claims {
		if x.EventOf(c.ID) != e {
			continue
		}
		v.claims = append(v.claims, x.Short(c.ID))
		if r := x.Report(c.Report); r != nil {
			v.Reports = append(v.Reports, tellingRow{x.report(r), opt(c.ID), c.Context, telling(r.Text, c)})
		}
	}
	v.Statements = x.said(func(s *chancery.Statement) bool { return s.Event == e.ID })
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

// The rows of fields that are not one value of their own.
const (
	fieldEvent       = "event"
	fieldParticipant = "participant"
)

// fields are the event's values, each with its words; then the words of
// fields that have no value of their own here. A delegation whose leader is
// there has one row with the leader.
func (x lookup) fields(e *chancery.Event) list[fieldRow] {
	var rows list[fieldRow]
	add := func(field, value string) {
		if value != "" {
			rows = append(rows, fieldRow{Field: field, Value: value})
		}
	}
	row := x.event(e)
	add("kind", string(row.Kind))
	add("name", string(row.Name))
	add("modality", string(row.Modality))
	if row.due {
		add("date", "due "+basis(row.When, row.DateBasis))
	} else {
		add("date", basis(row.When, row.DateBasis))
	}
	if p := row.Place; p != nil {
		add("place", basis(p.label(), p.Basis))
	}
	seat := make([]int, len(row.Participants)) // the row of each participant
	for i, of := range row.rows() {
		if of == i {
			seat[i] = len(rows)
			add(fieldParticipant, row.Participants[i].inFull())
		}
	}
	for i, of := range row.rows() {
		seat[i] = seat[of]
	}
	add("topics", shortList(row.Topics))
	add("frameworks", shortList(row.Frameworks))
	add("things", shortList(row.Things))
	known := make([][]string, len(e.Participants))
	for i := range e.Participants {
		known[i] = x.forms(&e.Participants[i])
	}
	for _, c := range x.Claims {
		if x.EventOf(c.ID) == e {
			rows = x.addWords(rows, seat, &seats{event: e, claim: c, forms: known, last: -1})
		}
	}
	return rows
}

// rows are, for each participant, the one whose row it shares: of a delegation
// its leader, of all others itself.
func (r *eventRow) rows() []int {
	out := make([]int, len(r.Participants))
	for i := range r.Participants {
		out[i] = i
		for k, leader := range r.Participants {
			if leader.Leads != "" && leader.Leads == r.Participants[i].ID && k != i {
				out[i] = k
				break
			}
		}
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

// addWords puts a claim's words to the rows that they speak for, or to rows
// of their own at the end.
func (x lookup) addWords(rows list[fieldRow], seat []int, who *seats) list[fieldRow] {
	for _, s := range who.claim.Sources {
		field, at := singular(s.Field), -1
		switch field {
		case fieldParticipant, "office", "of", "role", "leads":
			if at = who.of(field, s.Quote); at >= 0 {
				at = seat[at]
			}
		default:
			at = slices.IndexFunc(rows, func(r fieldRow) bool { return r.Field == field })
		}
		if at < 0 {
			at = slices.IndexFunc(rows, func(r fieldRow) bool { return r.Field == field && r.Value == "" })
		}
		if at < 0 {
			at = len(rows)
			rows = append(rows, fieldRow{Field: field})
		}
		rows[at].Words = append(rows[at].Words, x.quoted(who.claim, s))
	}
	return rows
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

func (x lookup) quoted(c *chancery.Claim, s chancery.Evidence) quoted {
	q := quoted{Quote: prose.Clean(s.Quote), Rule: opt(prose.Clean(s.Rule)), Claim: opt(c.ID)}
	if r := x.Report(c.Report); r != nil {
		q.Report = opt(prose.Clean(r.Name))
	}
	return q
}

// singular is the name of the row that shows a field.
func singular(field string) string {
	field = prose.Clean(field)
	switch field {
	case fieldEvent:
		return "kind"
	case "participants":
		return fieldParticipant
	}
	return field
}

// seats finds the participant that words of a claim are about: the one whom
// they name, else the one whose turn it is, since a claim gives the words of
// its participants in their order, each before those of the office.
type seats struct {
	event *chancery.Event
	claim *chancery.Claim
	forms [][]string // of each participant of the event, folded: by what it is known
	next  int        // participant of the claim
	last  int        // participant of the event that was found last, or -1
}

// of is the place of the participant in the event, or -1.
func (s *seats) of(field, quote string) int {
	named := s.named(name.Fold(quote))
	if field != fieldParticipant {
		if s.last < 0 {
			s.last = named
		}
		return s.last
	}
	s.last = named
	if k := s.next; named < 0 && k < len(s.claim.Event.Participants) {
		id := s.claim.Event.Participants[k].ID
		s.last = slices.IndexFunc(s.event.Participants, func(p chancery.Participant) bool { return p.ID == id && id != "" })
	}
	s.next++
	return s.last
}

// named is the participant that the folded words name best, or -1.
func (s *seats) named(words string) int {
	best, most := -1, 0
	for i := range s.event.Participants {
		if n := naming(s.forms[i], words); n > most {
			best, most = i, n
		}
	}
	return best
}

// forms are the names and the office of a participant, folded.
func (x lookup) forms(p *chancery.Participant) []string {
	forms := append([]string{p.Name}, p.Aka...)
	if p.Office != nil {
		forms = append(forms, p.Office.Text, p.Office.Title)
	}
	if a := x.Actor(p.ID); a != nil {
		for _, f := range a.Names {
			forms = append(forms, f.Text)
		}
	}
	for i, f := range forms {
		forms[i] = name.Fold(f)
	}
	return forms
}

// naming is how many letters of the folded words a form of a name has in common
// with them, when one holds the other.
func naming(forms []string, words string) int {
	most := 0
	for _, f := range forms {
		if f != "" && words != "" && (strings.Contains(words, f) || strings.Contains(f, words)) {
			most = max(most, min(len(f), len(words)))
		}
	}
	return most
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
