package view

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"chancery"
	"chancery/internal/index"
	"chancery/internal/merge"
	"chancery/internal/prose"
)

// decisionRow is one line of the log.
type decisionRow struct {
	ID     string          `json:"id"`
	At     string          `json:"at"`
	By     string          `json:"by"`
	Act    string          `json:"act"`
	On     list[targetRow] `json:"on"`
	And    list[targetRow] `json:"and"`
	Field  opt             `json:"field"`
	Value  opt             `json:"value"`
	Undoes opt             `json:"undoes"`
	Why    opt             `json:"why"`
	Holds  bool            `json:"holds"` // it was not undone
}

type targetRow struct {
	Claim  string `json:"claim"`
	Report string `json:"report"`
	Name   opt    `json:"name"`
	Quote  string `json:"quote"`
}

// Log writes what people decided, the newest first, with the words that each
// decision rests on.
func Log(w io.Writer, decisions []chancery.Decision, s Style) error {
	p := newPage(s)
	rows := log(decisions)
	if len(rows) == 0 {
		p.line("Nobody has decided anything yet; chancery judge --help says how.")
	}
	for _, r := range rows {
		with := bold
		state := ""
		if !r.Holds {
			with, state = dim, " (undone)"
		}
		p.headed("", "  ", with, r.words()+state, r.ID)
		p.text("  ", "  ", dim, strings.TrimSuffix(fmt.Sprintf("%s, %s: %s", r.At, r.By, r.Why), ": "))
		for _, t := range append(slices.Clone(r.On[:min(len(r.On), 3)]), r.And[:min(len(r.And), 3)]...) {
			p.text("    ", "     ", plain, prose.Quote(t.Quote, mostQuote))
		}
	}
	return p.writeTo(w)
}

// LogJSON writes the same as one JSON list.
func LogJSON(w io.Writer, decisions []chancery.Decision) error {
	return writeJSON(w, list[decisionRow](log(decisions)))
}

func log(decisions []chancery.Decision) []decisionRow {
	undone := chancery.Undone(decisions)
	all := slices.Clone(decisions)
	slices.SortStableFunc(all, func(a, b chancery.Decision) int { return cmp.Or(b.At.Compare(a.At), cmp.Compare(b.ID, a.ID)) })
	var rows []decisionRow
	for _, d := range all {
		rows = append(rows, decisionRow{ID: d.ID, At: d.At.UTC().Format("2006-01-02 15:04"), By: prose.Clean(d.By), Act: string(d.Act), On: targets(d.On), And: targets(d.And),
			Field: opt(d.Field), Value: opt(prose.Clean(d.Value)), Undoes: opt(d.Undoes), Why: opt(prose.Clean(d.Why)), Holds: !undone[d.ID]})
	}
	return rows
}

func targets(all []chancery.Target) []targetRow {
	var out []targetRow
	for _, t := range all {
		out = append(out, targetRow{Claim: t.Claim, Report: t.Report, Name: opt(prose.Clean(t.Name)), Quote: prose.Clean(t.Quote)})
	}
	return out
}

// words is what was decided.
func (r *decisionRow) words() string {
	claims := prose.Count(len(r.On), "claim")
	if len(r.On) > 0 && r.On[0].Name != "" {
		claims = string(r.On[0].Name)
	}
	switch chancery.Act(r.Act) {
	case chancery.ActUndo:
		return "undo " + string(r.Undoes)
	case chancery.ActReject:
		return "reject " + claims
	case chancery.ActRename:
		return "rename " + claims + " to " + string(r.Value)
	case chancery.ActSet:
		value := string(r.Value)
		return "set " + string(r.Field) + " to " + value + " in " + claims
	}
	other := prose.Count(len(r.And), "other")
	if len(r.And) > 0 && r.And[0].Name != "" {
		other = string(r.And[0].Name)
	}
	if r.Act == string(chancery.ActSplit) && claims == other {
		return fmt.Sprintf("split %s of %s from those of %s", claims, prose.Count(len(r.On), "claim"), prose.Count(len(r.And), "other"))
	}
	if r.Act == string(chancery.ActSplit) {
		return "split " + claims + " from " + other
	}
	return r.Act + ": " + claims + " and " + other
}

// doubtRow is a pair of events or of people that the program is not sure of.
type doubtRow struct {
	A       sideRow `json:"a"`
	B       sideRow `json:"b"`
	Verdict string  `json:"verdict"` // what the program made of them
	Score   float64 `json:"score"`   // of events their points, of people how alike their names are, from 0 to 1
	Why     string  `json:"why"`
}

// question is what is to be decided.
func (r *doubtRow) question() string {
	if r.A.Actor != nil {
		return "One person"
	}
	return "One event"
}

// sideRow is an event, or a person, with a claim that tells of it.
type sideRow struct {
	Event  *eventRow `json:"event"`
	Actor  *actorRow `json:"actor"`
	Claim  opt       `json:"claim"`
	Report opt       `json:"report"` // its name
	Quote  opt       `json:"quote"`

	short string
}

func (s *sideRow) head() (paint, string) {
	if s.Actor != nil {
		return plain, string(s.Actor.Name) + strings.TrimSuffix(" ("+string(s.Actor.Of)+")", " ()")
	}
	return s.Event.paint(), s.Event.headline()
}

// Queue writes the pairs of claims that the program is least sure of and nobody
// has judged, the least sure first, at most so many; then as many pairs of people.
func Queue(w io.Writer, rec *chancery.Record, most int, s Style) error {
	p := newPage(s)
	rows, left := queue(rec, most)
	if len(rows) == 0 {
		p.line("The program is in doubt about nothing.")
	}
	for n, r := range rows {
		if n > 0 {
			p.line("")
		}
		p.text("", "   ", bold, fmt.Sprintf("%d. %s? The program says %s, %.2f", n+1, r.question(), r.Verdict, r.Score))
		for _, side := range []sideRow{r.A, r.B} {
			with, head := side.head()
			p.headed("   ", "     ", with, head, side.short)
			if side.Quote != "" {
				p.text("     ", "      ", dim, prose.Quote(string(side.Quote), mostQuote)+" ["+prose.Cut(string(side.Report), mostName)+"]")
			}
		}
		p.text("   ", "   ", dim, r.Why)
		p.text("   ", "   ", plain, fmt.Sprintf("chancery judge same|different|unsure %s %s --why TEXT", r.A.short, r.B.short))
	}
	if left > 0 {
		p.line("")
		p.line(fmt.Sprintf("%d more; --most shows them.", left))
	}
	return p.writeTo(w)
}

// QueueJSON writes the same as one JSON list.
func QueueJSON(w io.Writer, rec *chancery.Record, most int) error {
	rows, _ := queue(rec, most)
	return writeJSON(w, list[doubtRow](rows))
}

func queue(rec *chancery.Record, most int) (rows []doubtRow, left int) {
	x := lookup{index.New(rec)}
	doubts := x.Doubts(merge.SameFrom)
	for _, j := range doubts[:min(len(doubts), most)] {
		rows = append(rows, doubtRow{A: x.side(j.A), B: x.side(j.B), Verdict: string(j.Verdict), Score: j.Score, Why: prose.Clean(j.Why)})
	}
	people := merge.Doubts(rec)
	for _, d := range people[:min(len(people), most)] {
		rows = append(rows, doubtRow{A: x.personSide(d.A), B: x.personSide(d.B), Verdict: string(chancery.Different), Score: d.Score, Why: d.Why})
	}
	return rows, len(doubts) + len(people) - len(rows)
}

func (x lookup) side(claim string) sideRow {
	event := x.event(x.EventOf(claim))
	side := sideRow{Event: &event}
	side.tell(x, claim)
	side.short = x.Short(claim)
	return side
}

// personSide is a person with the first claim that names him or her.
func (x lookup) personSide(a *chancery.Actor) sideRow {
	side := sideRow{Actor: &actorRow{opt(a.ID), opt(a.Type), opt(prose.Clean(a.Name)), opt(prose.Clean(a.Of))}}
	for _, c := range x.Claims {
		if merge.Called(c, a.ID) != "" {
			side.tell(x, c.ID)
			break
		}
	}
	side.short = a.ID
	return side
}

// tell puts the words of a claim to a side.
func (s *sideRow) tell(x lookup, claim string) {
	s.Claim = opt(claim)
	if c := x.Claim(claim); c != nil {
		s.Quote = opt(prose.Clean(chancery.TargetOf(c, "").Quote))
	}
	if r := x.ReportOf(claim); r != nil {
		s.Report = opt(prose.Clean(r.Name))
	}
}

// rulingRow is that a person decided whether an actor is one with another.
type rulingRow struct {
	Verdict  string `json:"verdict"`
	Name     string `json:"name"`  // of the other
	Actor    opt    `json:"actor"` // null where it is this actor
	By       string `json:"by"`
	Why      opt    `json:"why"`
	Decision string `json:"decision"`
}

func ruling(r chancery.Ruling) rulingRow {
	return rulingRow{Verdict: string(r.Verdict), Name: prose.Clean(r.Name), Actor: opt(r.Actor), By: prose.Clean(r.By), Why: opt(prose.Clean(r.Why)), Decision: r.Decision}
}

func (r *rulingRow) words() string {
	out := map[chancery.Verdict]string{chancery.Same: "one with ", chancery.Different: "not ", chancery.Unsure: "perhaps "}[chancery.Verdict(r.Verdict)] + r.Name
	if r.Actor != "" {
		out += " [" + prose.Clean(string(r.Actor)) + "]"
	}
	return out + saidBy(r.By, r.Why)
}

// settingRow is a field that a person set.
type settingRow struct {
	Field    string `json:"field"`
	Value    string `json:"value"`
	Was      opt    `json:"was"`
	By       string `json:"by"`
	Why      opt    `json:"why"`
	Decision string `json:"decision"`
}

func setting(s chancery.Setting) settingRow {
	return settingRow{Field: s.Field, Value: prose.Clean(s.Value), Was: opt(prose.Clean(s.Was)), By: prose.Clean(s.By), Why: opt(prose.Clean(s.Why)), Decision: s.Decision}
}

// words is what was set, and by whom.
func (s *settingRow) words() string {
	out := s.Value
	if s.Was != "" {
		out += fmt.Sprintf(", by the reports %s", s.Was)
	}
	return out + saidBy(s.By, s.Why)
}

// saidBy is who decided, and why.
func saidBy(by string, why opt) string {
	if why != "" {
		by += ": " + string(why)
	}
	return " (" + by + ")"
}
