package view

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"chancery"
	"chancery/internal/index"
	"chancery/internal/name"
	"chancery/internal/prose"
)

// dossier is all that the record has of an actor.
type dossier struct {
	What        string              `json:"type"` // "actor"
	Actor       actorRow            `json:"actor"`
	Absorbed    list[string]        `json:"absorbed"` // ids that mean this actor, too
	Names       list[nameRow]       `json:"names"`
	Rulings     list[rulingRow]     `json:"rulings"` // what people decided on who it is
	ActsFor     list[string]        `json:"acts_for"`
	Offices     list[officeRow]     `json:"offices"` // that the actor held
	Holders     list[officeRow]     `json:"holders"` // of the actor's own offices
	Memberships list[membershipRow] `json:"memberships"`
	Contacts    contacts            `json:"contacts"`
	Events      list[eventRow]      `json:"events"` // newest first
	Statements  list[statementRow]  `json:"statements"`
	Reports     list[reportRow]     `json:"reports"`
	Totals      *totals             `json:"totals,omitempty"` // of a dossier that is given in parts

	skip   func(*partyRow) bool // the actor's own side
	titled string
}

// totals are how long the lists of a dossier are in all.
type totals struct {
	Names       int `json:"names"`
	Offices     int `json:"offices"`
	Holders     int `json:"holders"`
	Memberships int `json:"memberships"`
	Events      int `json:"events"`
	Statements  int `json:"statements"`
	Reports     int `json:"reports"`
}

// cut leaves of each list at most so many, from skip on.
func (d *dossier) cut(skip, most int) {
	d.Totals = &totals{len(d.Names), len(d.Offices), len(d.Holders), len(d.Memberships), len(d.Events), len(d.Statements), len(d.Reports)}
	d.Names, d.Offices, d.Holders = d.Names.part(skip, most), d.Offices.part(skip, most), d.Holders.part(skip, most)
	d.Memberships, d.Events = d.Memberships.part(skip, most), d.Events.part(skip, most)
	d.Statements, d.Reports = d.Statements.part(skip, most), d.Reports.part(skip, most)
}

type nameRow struct {
	Text     string `json:"text"`
	Language opt    `json:"language"`
	Count    int    `json:"count"`
	Looks    opt    `json:"looks_like"` // of a form with letters of two scripts in a word
}

func newName(f chancery.NameForm) nameRow {
	n := nameRow{Text: prose.Clean(f.Text), Language: language(f.Language), Count: f.Count}
	if name.Mixed(f.Text) != "" {
		n.Looks = opt(prose.Clean(name.LooksLike(f.Text)))
	}
	return n
}

// officeRow is that somebody held an office.
type officeRow struct {
	Title  opt          `json:"title"`
	Of     opt          `json:"of"`
	Holder opt          `json:"holder"`
	Name   opt          `json:"holder_name"`
	From   opt          `json:"from"`
	Until  opt          `json:"until"`
	Seen   list[string] `json:"seen"` // EDTF, oldest first

	dates string
}

type membershipRow struct {
	Party     opt `json:"party"`
	Framework opt `json:"framework"`
	Since     opt `json:"since"`
	Until     opt `json:"until"`
	Status    opt `json:"status"`

	words string
}

// contacts counts the engagements that took place.
type contacts struct {
	Count int           `json:"count"`
	First opt           `json:"first"`
	Last  opt           `json:"last"`
	Most  list[metWith] `json:"meets_most"`
}

type metWith struct {
	ID    opt `json:"id"`
	Name  opt `json:"name"`
	Of    opt `json:"of"`
	Count int `json:"count"`
}

type statementRow struct {
	ID         opt          `json:"id"`
	Speaker    opt          `json:"speaker_name"`
	Collective bool         `json:"collective"`
	Form       opt          `json:"form"`
	Quote      opt          `json:"quote"`
	About      list[string] `json:"about"`
	Stance     opt          `json:"stance"`
	Date       opt          `json:"date"`
	Event      opt          `json:"event"`
	Reports    list[string] `json:"reports"` // names

	when string
}

// reportRow names a report.
type reportRow struct {
	ID        opt `json:"id"`
	Name      opt `json:"name"`
	Outlets   opt `json:"outlets"` // "publisher < agency < the party that it repeats"
	Published opt `json:"published"`
	Language  opt `json:"language"`

	when string
}

func (x lookup) dossier(a *chancery.Actor) *dossier {
	d := &dossier{
		What: "actor", Actor: actorRow{opt(a.ID), opt(a.Type), opt(prose.Clean(a.Name)), opt(prose.Clean(a.Of))},
		Absorbed: x.Answers(a.ID), titled: titled(a),
		skip: func(p *partyRow) bool { return string(p.ID) == a.ID || string(p.Of) == a.ID || string(p.Leads) == a.ID },
	}
	for _, f := range a.Names {
		d.Names = append(d.Names, newName(f))
	}
	for _, r := range a.Rulings {
		d.Rulings = append(d.Rulings, ruling(r))
	}
	for _, h := range x.Holdings() {
		if h.Holder == a.ID {
			d.Offices = append(d.Offices, office(&h))
		}
		if a.Type != chancery.Person && h.Office.Of != "" && h.Office.Of == a.ID {
			d.Holders = append(d.Holders, office(&h))
		}
	}
	for _, m := range x.Memberships {
		if m.Value.Party == a.ID || m.Value.Framework == a.ID {
			d.Memberships = append(d.Memberships, membership(&m.Value))
		}
	}
	events := x.NewestWith(a.ID)
	for _, e := range events {
		d.Events = append(d.Events, x.event(e))
	}
	d.ActsFor = cleaned(index.ActsFor(a, events))
	d.Contacts = x.contacts(a, events)
	d.Statements = x.statements(x.SaidBy(a.ID))
	for _, r := range x.Reports {
		if slices.Contains(a.Reports, r.ID) {
			d.Reports = append(d.Reports, x.report(r))
		}
	}
	return d
}

// language is empty for an undetermined language.
func language(tag string) opt {
	if tag == "und" {
		return ""
	}
	return opt(prose.Clean(tag))
}

func office(h *index.Holding) officeRow {
	row := officeRow{
		Title: opt(index.OfficeName(h.Office)), Of: opt(prose.Clean(h.Office.Of)), Holder: opt(h.Holder), Name: opt(prose.Clean(h.Name)),
		From: opt(h.From), Until: opt(h.Until),
	}
	var dates []chancery.Date
	for _, s := range h.Seen {
		if s.Date != "" {
			row.Seen = append(row.Seen, string(s.Date))
			dates = append(dates, s.Date)
		}
	}
	var parts []string
	if h.From != "" {
		parts = append(parts, "from "+prose.Date(h.From))
	}
	if h.Until != "" {
		parts = append(parts, "until "+prose.Date(h.Until))
	}
	switch n := len(dates); {
	case n == 1:
		parts = append(parts, "seen "+prose.Date(dates[0]))
	case n > 1:
		parts = append(parts, fmt.Sprintf("seen first %s, last %s", prose.Date(dates[0]), prose.Date(dates[n-1])))
	case len(parts) == 0:
		parts = append(parts, prose.NoDate)
	}
	row.dates = strings.Join(parts, ", ")
	return row
}

func membership(m *chancery.Membership) membershipRow {
	row := membershipRow{
		Party: opt(prose.Clean(m.Party)), Framework: opt(prose.Clean(cmp.Or(m.Framework, m.Name))),
		Since: opt(m.Since), Until: opt(m.Until), Status: opt(prose.Clean(m.Status)),
	}
	row.words = fmt.Sprintf("%s: %s", row.Party, row.Framework)
	if row.Status != "" {
		row.words += ", " + string(row.Status)
	}
	if m.Since != "" {
		row.words += ", since " + prose.Date(m.Since)
	}
	if m.Until != "" {
		row.words += ", until " + prose.Date(m.Until)
	}
	return row
}

const mostMet = 5

func (x lookup) contacts(a *chancery.Actor, events []*chancery.Event) contacts {
	c := x.Contacts(a, events)
	out := contacts{Count: c.Count}
	if c.First != nil {
		out.First, out.Last = opt(c.First.Date), opt(c.Last.Date)
	}
	for _, m := range c.Met[:min(len(c.Met), mostMet)] {
		row := metWith{ID: opt(prose.Clean(m.ID)), Name: opt(prose.Clean(x.Name(m.ID))), Count: m.Count}
		if a.Type == chancery.Person {
			p := x.participant(m.As)
			row.Name, row.Of = cmp.Or(p.Name, p.Office), p.Of
		}
		out.Most = append(out.Most, row)
	}
	return out
}

func (x lookup) statements(said []*chancery.Stored[chancery.Statement]) list[statementRow] {
	var out list[statementRow]
	for _, s := range said {
		out = append(out, x.statement(s))
	}
	return out
}

func (x lookup) statement(s *chancery.Stored[chancery.Statement]) statementRow {
	v := &s.Value
	row := statementRow{
		ID: opt(s.ID), Speaker: opt(prose.Clean(v.Name)), Collective: v.Collective, Form: opt(v.Form), Quote: opt(prose.Clean(v.Quote)), About: cleaned(v.About),
		Stance: opt(v.Stance), Date: opt(v.Date), Event: opt(v.Event),
	}
	date := v.Date
	for _, c := range s.Claims {
		if r := x.ReportOf(c); r != nil {
			row.Reports = append(row.Reports, prose.Clean(r.Name))
			date = cmp.Or(date, r.Published)
		}
	}
	row.when = prose.Date(date)
	return row
}

func (x lookup) report(r *chancery.Report) reportRow {
	return reportRow{
		ID: opt(r.ID), Name: opt(prose.Clean(r.Name)), Outlets: opt(prose.Clean(index.Outlets(r))),
		Published: opt(r.Published), Language: language(r.Language), when: prose.Date(r.Published),
	}
}

// label is the report in one line.
func (r *reportRow) label() string {
	out := prose.Cut(string(r.Name), mostName)
	if r.Outlets != "" {
		out += ", " + prose.Cut(string(r.Outlets), 2*mostName)
	}
	out += ", " + r.when
	if r.Language != "" {
		out += fmt.Sprintf(" (%s)", r.Language)
	}
	return out
}

// mostShown is how many events and statements a dossier lists.
const mostShown = 20

func (d *dossier) show(p *page) {
	head := prose.Cut(d.titled, 2*mostName) + ", " + string(cmp.Or(d.Actor.Type, "actor"))
	if len(d.ActsFor) > 0 {
		head += " of " + shortList(d.ActsFor)
	}
	p.headed("", "  ", bold, head, prose.Cut(prose.Clean(string(d.Actor.ID)), p.width/2))
	d.showNames(p)
	for i := range d.Rulings {
		p.field("judged", d.Rulings[i].words())
	}
	for _, o := range d.Offices {
		p.field("office", prose.Cut(string(o.Title), mostName)+o.party()+", "+o.dates)
	}
	if d.Contacts.Count > 0 {
		p.field("contacts", d.contactWords())
	}
	d.showHolders(p)
	if len(d.Memberships) > 0 {
		p.section("Memberships")
		for _, m := range d.Memberships {
			p.text("  ", "    ", plain, m.words)
		}
	}
	if len(d.Events) == 0 {
		p.line("")
		p.text("  ", "  ", plain, "No event of it is in the record; others are only said to be of it.")
	}
	d.showEvents(p)
	d.showStatements(p)
	if len(d.Reports) > 0 {
		p.section(fmt.Sprintf("Reports (%d)", len(d.Reports)))
		for _, r := range d.Reports {
			p.text("  ", "    ", plain, r.label())
		}
	}
}

// party is the office's party in brackets.
func (o *officeRow) party() string {
	if o.Of == "" {
		return ""
	}
	return fmt.Sprintf(" (%s)", o.Of)
}

func (d *dossier) showNames(p *page) {
	var names []string
	for _, n := range d.Names {
		shown := prose.Cut(n.Text, mostName)
		if n.Language != "" {
			shown += fmt.Sprintf(" (%s, %d)", n.Language, n.Count)
		} else {
			shown += fmt.Sprintf(" (%d)", n.Count)
		}
		if n.Looks != "" {
			shown += fmt.Sprintf(" [letters of two scripts; looks like %s]", prose.Cut(string(n.Looks), mostName))
		}
		names = append(names, shown)
	}
	p.field("names", strings.Join(names, "; "))
}

func (d *dossier) contactWords() string {
	c := &d.Contacts
	out := fmt.Sprint(c.Count)
	switch {
	case c.First == "":
	case c.First == c.Last:
		out += ", " + prose.Date(chancery.Date(c.First))
	default:
		out += ", first " + prose.Date(chancery.Date(c.First)) + ", last " + prose.Date(chancery.Date(c.Last))
	}
	var most []string
	for _, m := range c.Most {
		who := prose.Cut(string(cmp.Or(m.Name, m.ID)), mostName)
		if m.Of != "" {
			who += fmt.Sprintf(" (%s)", m.Of)
		}
		most = append(most, fmt.Sprintf("%s %d times", who, m.Count))
	}
	if len(most) > 0 {
		out += "; met most: " + strings.ReplaceAll(prose.List(most), " 1 times", " once")
	}
	return out
}

func (d *dossier) showHolders(p *page) {
	if len(d.Holders) == 0 {
		return
	}
	p.section("Offices and who held them")
	title := opt("")
	for _, h := range d.Holders {
		if h.Title != title {
			p.text("  ", "  ", bold, prose.Cut(string(h.Title), mostName))
			title = h.Title
		}
		p.text("    ", "      ", plain, prose.Cut(string(h.Name), mostName)+", "+h.dates)
	}
}

func (d *dossier) showEvents(p *page) {
	for _, part := range []struct {
		title string
		holds func(*eventRow) bool
	}{
		{"Engagements, newest first", func(r *eventRow) bool { return chancery.Kind(r.Kind).Engagement() && !r.Background }},
		{"Asked, offered and promised, newest first", func(r *eventRow) bool { return r.Status != "" && !r.Background }},
		{"Other acts, newest first", func(r *eventRow) bool {
			return !chancery.Kind(r.Kind).Engagement() && r.Status == "" && !r.Background
		}},
		{"Background, told in passing", func(r *eventRow) bool { return r.Background }},
	} {
		var rows []*eventRow
		for i := range d.Events {
			if part.holds(&d.Events[i]) {
				rows = append(rows, &d.Events[i])
			}
		}
		if len(rows) == 0 {
			continue
		}
		slices.SortStableFunc(rows, newerTold)
		p.section(fmt.Sprintf("%s (%d)", part.title, len(rows)))
		for _, r := range rows[:min(len(rows), mostShown)] {
			p.headed("  ", "    ", r.paint(), r.brief(d.skip), r.short)
		}
		p.more(len(rows), "chancery timeline "+shellWord(string(d.Actor.ID))+" lists all")
	}
}

// newerTold puts acts without a date behind those that have one, what was told
// last first.
func newerTold(a, b *eventRow) int {
	rank := func(r *eventRow) int {
		switch {
		case r.Date != "":
			return 0
		case r.told != "":
			return 1
		}
		return 2
	}
	return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(index.Earliest(b.told), index.Earliest(a.told)))
}

// brief is the event in one line, of contact with those whom skip does not hold
// for.
func (r *eventRow) brief(skip func(*partyRow) bool) string {
	out := r.headline()
	if with := r.with(skip); with != "" && r.deed() == "" {
		out += " · with " + with
	}
	return out
}

// more says how many of a list are not shown, and what shows them.
func (p *page) more(n int, hint string) {
	if n > mostShown {
		p.text("  ", "    ", dim, fmt.Sprintf("and %d more; %s", n-mostShown, hint))
	}
}

// shellWord is the word as a shell takes it.
func shellWord(s string) string {
	if strings.ContainsFunc(s, func(r rune) bool {
		return r != '-' && r != '_' && (r < '0' || r > '9') && (r|0x20 < 'a' || r|0x20 > 'z')
	}) {
		return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
	}
	return s
}

func (d *dossier) showStatements(p *page) {
	if len(d.Statements) == 0 {
		return
	}
	p.section(fmt.Sprintf("Said (%d)", len(d.Statements)))
	for _, s := range d.Statements[:min(len(d.Statements), mostShown)] {
		p.text("  ", "    ", plain, s.words())
	}
	p.more(len(d.Statements), "chancery export statements has all")
}

const mostQuote = 300

// speaker is who said something, in words. A report may name several only as
// such, or nobody.
func speaker(name string, collective bool) string {
	switch {
	case name != "":
		return prose.Cut(name, mostName)
	case collective:
		return "several, not named"
	}
	return "speaker not named"
}

// words are the statement in one line; what was said stands in quotation marks.
func (s *statementRow) words() string {
	out := s.when + ", " + speaker(string(s.Speaker), s.Collective)
	if s.Form != "" {
		out += fmt.Sprintf(" (%s)", s.Form)
	}
	if s.Quote != "" {
		out += ": " + prose.Quote(string(s.Quote), mostQuote)
	}
	if len(s.About) > 0 {
		out += ", about " + shortList(s.About)
	}
	if len(s.Reports) > 0 {
		out += " [" + shortList(s.Reports) + "]"
	}
	return out
}
