package view

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"chancery"
	"chancery/internal/index"
	"chancery/internal/name"
	"chancery/internal/prose"
)

// Explain writes how something was read and merged: of an event the claims,
// the rule and the words of each, and every judgement on them; of a claim the
// same for itself; of an actor the names that were taken for one. Things are
// found as Show finds them, with the same errors.
func Explain(w io.Writer, rec *chancery.Record, what string, s Style) error {
	v, err := findExplanation(rec, what)
	if err != nil {
		return err
	}
	p := newPage(s)
	v.show(p)
	return p.writeTo(w)
}

// ExplainJSON writes the same as one JSON object; its field "type" says which
// of actor, event, report and claim it is.
func ExplainJSON(w io.Writer, rec *chancery.Record, what string) error {
	v, err := findExplanation(rec, what)
	if err != nil {
		return err
	}
	return writeJSON(w, v)
}

func findExplanation(rec *chancery.Record, what string) (shower, error) {
	x := lookup{index.New(rec)}
	f, err := x.Find(what)
	if err != nil {
		return nil, err
	}
	switch {
	case f.Actor != nil:
		return x.identity(f.Actor), nil
	case f.Event != nil:
		return x.reading(f.Event), nil
	case f.Report != nil:
		return x.reportView(f.Report), nil
	}
	return x.claimView(f.Claim), nil
}

// reading is how an event came to be in the record.
type reading struct {
	What   string             `json:"type"` // "event"
	Event  eventRow           `json:"event"`
	Claims list[claimView]    `json:"claims"`
	PartOf opt                `json:"part_of_why"` // why it belongs to its visit or conference
	Joined list[judgementRow] `json:"joined"`      // pairs within the event
	Apart  list[judgementRow] `json:"not_joined"`  // pairs of a claim of it and another's
}

// claimView is a claim with the words and rules of its fields.
type claimView struct {
	What    string             `json:"type"` // "claim"
	Claim   claimRow           `json:"claim"`
	Report  reportRow          `json:"report"`
	Rules   opt                `json:"rules"` // version
	PartOf  opt                `json:"part_of"`
	Sources list[sourceRow]    `json:"sources"`
	Judged  list[judgementRow] `json:"judgements"`

	partOf string
}

type sourceRow struct {
	Field string `json:"field"`
	Quote string `json:"quote"`
	Rule  opt    `json:"rule"`
}

// judgementRow is a judgement on two claims.
type judgementRow struct {
	A       string  `json:"a"`
	B       string  `json:"b"`
	Verdict string  `json:"verdict"`
	By      string  `json:"by"`
	Score   float64 `json:"score"`
	Why     opt     `json:"why"`
	Other   opt     `json:"other_event"` // the event of the claim that is not of this one

	shortA, shortB, other string
	at                    string
}

func (x lookup) reading(e *chancery.Event) *reading {
	v := &reading{What: "event", Event: x.event(e)}
	for _, c := range x.Telling(e) {
		claim := x.claimView(c)
		claim.Judged = nil // said below, of all claims together
		v.Claims = append(v.Claims, *claim)
	}
	if parent := x.Parent(e); parent != nil {
		v.PartOf = opt(x.belongs(e, parent))
	}
	for _, j := range x.JudgedOf(e) {
		a, b := x.EventOf(j.A) == e, x.EventOf(j.B) == e
		switch {
		case a && b:
			v.Joined = append(v.Joined, x.judgement(j, ""))
		case a:
			v.Apart = append(v.Apart, x.judgement(j, j.B))
		case b:
			v.Apart = append(v.Apart, x.judgement(j, j.A))
		}
	}
	return v
}

// belongs says why the event is part of its parent.
func (x lookup) belongs(e, parent *chancery.Event) string {
	row := x.event(parent)
	why := "its own report does not say so; inferred from visitor, place and time"
	for _, id := range e.Claims {
		if c := x.Claim(id); c != nil && x.EventOf(c.PartOf) == parent {
			why = fmt.Sprintf("claim %s says so", x.Short(id))
			break
		}
	}
	return fmt.Sprintf("%s (%s): %s", row.headline(), row.short, why)
}

func (x lookup) claimView(c *chancery.Claim) *claimView {
	v := &claimView{What: "claim", Claim: x.claim(c), Rules: opt(prose.Clean(c.Rules)), PartOf: opt(c.PartOf)}
	if r := x.Report(c.Report); r != nil {
		v.Report = x.report(r)
	}
	if c.PartOf != "" {
		v.partOf = x.Short(c.PartOf)
	}
	for _, s := range c.Sources {
		v.Sources = append(v.Sources, sourceRow{prose.Clean(s.Field), prose.Clean(s.Quote), opt(prose.Clean(s.Rule))})
	}
	for _, j := range x.Judgements {
		switch c.ID {
		case j.A:
			v.Judged = append(v.Judged, x.judgement(j, j.B))
		case j.B:
			v.Judged = append(v.Judged, x.judgement(j, j.A))
		}
	}
	return v
}

// judgement is the row; other is the claim whose event is to be named.
func (x lookup) judgement(j *chancery.Judgement, other string) judgementRow {
	row := judgementRow{
		A: j.A, B: j.B, Verdict: string(j.Verdict), By: prose.Clean(j.By), Score: j.Score, Why: opt(prose.Clean(j.Why)),
		shortA: x.Short(j.A), shortB: x.Short(j.B),
	}
	if e := x.EventOf(other); e != nil {
		event := x.event(e)
		row.Other, row.other = opt(e.ID), fmt.Sprintf("%s (%s)", event.headline(), event.short)
	}
	if !j.At.IsZero() {
		row.at = ", " + prose.Date(chancery.Date(j.At.UTC().Format("2006-01-02")))
	}
	return row
}

func (v *reading) show(p *page) {
	p.headed("", "  ", bold, v.Event.headline(), string(v.Event.ID))
	p.section(fmt.Sprintf("Read from (%d)", len(v.Claims)))
	for i := range v.Claims {
		v.Claims[i].showSources(p)
	}
	p.section("Why these are one event")
	if len(v.Claims) == 1 {
		p.text("  ", "  ", plain, "There is one claim only.")
	}
	showJudgements(p, v.Joined)
	if v.PartOf != "" {
		p.section("What it is part of")
		p.text("  ", "    ", plain, string(v.PartOf))
	}
	if len(v.Apart) > 0 {
		p.section("What else was compared")
		showJudgements(p, v.Apart)
	}
}

// showSources writes the claim and, line by line, field, words and rule.
func (v *claimView) showSources(p *page) {
	line := v.Claim.Summary
	if v.Claim.Context {
		line += ", in passing"
	}
	p.headed("  ", "    ", bold, line, v.Claim.short)
	about := prose.Cut(string(v.Report.Name), mostName) + ", rules " + string(v.Rules)
	if v.partOf != "" {
		about += ", part of " + v.partOf
	}
	p.text("    ", "    ", dim, about)
	for _, s := range v.Sources {
		p.text(fmt.Sprintf("    %-*s ", labelWidth, prose.Cut(s.Field, labelWidth)), strings.Repeat(" ", labelWidth+5), plain,
			fmt.Sprintf("%s by %s", prose.Quote(s.Quote, mostQuote), prose.Cut(string(s.Rule), mostName)))
	}
	for i := range v.Claim.Filled {
		p.text(fmt.Sprintf("    %-*s ", labelWidth, "not in it"), strings.Repeat(" ", labelWidth+5), dim, v.Claim.Filled[i].words())
	}
}

func (v *claimView) show(p *page) {
	p.headed("", "  ", bold, fmt.Sprintf("claim: %s", v.Claim.Sort), string(v.Claim.ID))
	p.field("report", v.Report.label())
	if v.Claim.event != "" {
		p.field("event", v.Claim.event)
	}
	p.section("Read as")
	v.showSources(p)
	if len(v.Judged) > 0 {
		p.section("Compared with")
		showJudgements(p, v.Judged)
	}
}

// showJudgements lists what was judged the same, then what was doubtful, then
// what was kept apart.
func showJudgements(p *page, rows []judgementRow) {
	order := []string{string(chancery.Same), string(chancery.Unsure), string(chancery.Different)}
	rows = slices.Clone(rows)
	slices.SortStableFunc(rows, func(a, b judgementRow) int { return slices.Index(order, a.Verdict) - slices.Index(order, b.Verdict) })
	for _, j := range rows[:min(len(rows), mostShown)] {
		by := fmt.Sprintf("%s, score %.2f", j.By, j.Score)
		if j.By != chancery.Program {
			by = "judged by " + j.By + j.at
		}
		p.text("  ", "    ", plain, fmt.Sprintf("%s and %s: %s (%s)", j.shortA, j.shortB, j.Verdict, by))
		if j.Why != "" {
			p.text("    ", "    ", dim, string(j.Why))
		}
		if j.other != "" {
			p.text("    ", "      ", dim, "the other is of: "+j.other)
		}
	}
	p.more(len(rows), "--json lists all")
}

// identity is the names that were taken for one actor.
type identity struct {
	What     string        `json:"type"` // "actor"
	Actor    actorRow      `json:"actor"`
	Absorbed list[string]  `json:"absorbed"`
	Names    list[formRow] `json:"names"`

	titled string
}

// formRow is a form of the name with where it was met and how it fits the
// actor's own.
type formRow struct {
	nameRow
	Fits    string       `json:"fits"`
	Offices list[string] `json:"offices"` // in which reports show it
	Of      list[string] `json:"of"`
	Reports list[string] `json:"reports"` // names
}

func (x lookup) identity(a *chancery.Actor) *identity {
	v := &identity{
		What: "actor", Actor: actorRow{opt(a.ID), opt(a.Type), opt(prose.Clean(a.Name)), opt(prose.Clean(a.Of))},
		Absorbed: x.Answers(a.ID), titled: titled(a),
	}
	at := map[string][]int{}
	for i, f := range a.Names {
		v.Names = append(v.Names, formRow{nameRow: newName(f), Fits: fits(a.Name, f.Text)})
		at[f.Text] = append(at[f.Text], i)
	}
	for _, c := range x.Claims {
		r := x.Report(c.Report)
		if c.Event == nil || r == nil {
			continue
		}
		for k := range c.Event.Participants {
			p := &c.Event.Participants[k]
			if p.ID != a.ID || index.Filled(c, a.ID) {
				continue
			}
			for _, form := range append([]string{p.Name}, p.Aka...) {
				for _, i := range at[form] {
					if f := &v.Names[i]; f.Language == "" || f.Language == language(r.Language) {
						f.met(p, r)
					}
				}
			}
		}
	}
	return v
}

// met notes in what office and report the form stands.
func (f *formRow) met(p *chancery.Participant, r *chancery.Report) {
	add := func(to *list[string], s string) {
		if s = prose.Clean(s); s != "" && !slices.Contains(*to, s) {
			*to = append(*to, s)
		}
	}
	if p.Office != nil {
		add(&f.Offices, index.OfficeName(*p.Office))
	}
	add(&f.Of, index.PartyOf(p))
	add(&f.Reports, r.Name)
}

// fits says how a form of a name answers to the name itself.
func fits(full, form string) string {
	a, b := name.Fold(full), name.Fold(form)
	switch words := strings.Fields(a); {
	case name.Mixed(form) != "":
		return fmt.Sprintf("%q has letters of two scripts, so the program joins it to no other name", prose.Clean(name.Mixed(form)))
	case full == form:
		return "the name itself"
	case a == b:
		return "the same letters without accents"
	case b == "":
		return "no letters"
	case !slices.ContainsFunc(strings.Fields(b), func(w string) bool { return !slices.Contains(words, w) }):
		return "part of the name"
	}
	return "another spelling"
}

func (v *identity) show(p *page) {
	p.headed("", "  ", bold, prose.Cut(v.titled, 2*mostName)+", "+string(v.Actor.Type), prose.Cut(prose.Clean(string(v.Actor.ID)), p.width/2))
	p.section("Names taken for one")
	for _, f := range v.Names {
		line := prose.Quote(f.Text, mostName)
		if f.Language != "" {
			line += fmt.Sprintf(" (%s)", f.Language)
		}
		line += fmt.Sprintf(", %d times: %s", f.Count, f.Fits)
		line = strings.Replace(line, ", 1 times:", ", once:", 1)
		if len(f.Offices) > 0 {
			line += "; as " + shortList(f.Offices)
		}
		if len(f.Of) > 0 {
			line += "; for " + shortList(f.Of)
		}
		p.text("  ", "    ", plain, line)
		if len(f.Reports) > 0 {
			p.text("      ", "      ", dim, "in "+shortList(f.Reports))
		}
	}
	if len(v.Absorbed) > 0 {
		p.section("Ids that answer here, too")
		p.text("  ", "  ", plain, prose.Cut(prose.Clean(strings.Join(v.Absorbed, ", ")), 1000))
	}
}
