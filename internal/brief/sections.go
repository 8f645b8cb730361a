package brief

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"chancery"
	"chancery/internal/index"
	"chancery/internal/name"
)

// How many items a section has at most.
const (
	mostPeople     = 6
	mostContacts   = 10
	mostTopics     = 8
	mostActs       = 8
	mostStatements = 8
	mostFigures    = 8
	mostUnknown    = 8
)

// among are the brief's events that hold, in order.
func (n *note) among(holds func(*chancery.Event) bool) []*chancery.Event {
	return slices.DeleteFunc(slices.Clone(n.events), func(e *chancery.Event) bool { return !holds(e) })
}

// tell writes a sentence for each of the events, at most so many.
func (n *note) tell(events []*chancery.Event, most int) {
	for _, e := range events[:min(len(events), most)] {
		n.sentence(n.telling(e), n.on(e.Claims)...)
	}
}

// people says who acts for the actors, and in what office each was last seen.
func (n *note) people() {
	here := map[string]bool{}
	for _, e := range n.events {
		for _, p := range e.Participants {
			here[p.ID] = true
		}
	}
	for _, a := range n.actors {
		n.section(n.T("brief.section.people", n.actorName(a.ID)))
		held := slices.Clone(n.HoldingsOf(a.ID))
		slices.SortStableFunc(held, func(x, y *index.Holding) int { return cmp.Compare(x.Holder, y.Holder) })
		held = newest(held, func(h *index.Holding) chancery.Date { return h.Last().Date })
		slices.SortStableFunc(held, func(x, y *index.Holding) int { return bool2int(here[y.Holder]) - bool2int(here[x.Holder]) })
		for _, h := range held[:min(len(held), mostPeople)] {
			n.sentence(n.holding(h), n.newest(h.Last().Claims)...)
		}
	}
}

func bool2int(b bool) int {
	if b {
		return 1
	}
	return 0
}

// day orders dates from old to new; the unknown one is older than all.
func day(d chancery.Date) chancery.Day {
	if _, last, ok := d.Bounds(); ok {
		return last
	}
	return chancery.FirstDay
}

// newest are the items with the newest dates first, each date read once; those of
// one date stay in order.
func newest[T any](items []T, date func(T) chancery.Date) []T {
	days := make([]chancery.Day, len(items))
	order := make([]int, len(items))
	for i, item := range items {
		days[i], order[i] = day(date(item)), i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(days[b], days[a]) })
	out := make([]T, len(items))
	for i, at := range order {
		out[i] = items[at]
	}
	return out
}

func (n *note) holding(h *index.Holding) string {
	out := n.officeName(h.Office)
	if party := n.called(h.Office.Of); party != "" && !strings.Contains(name.Fold(out), name.Fold(n.Name(h.Office.Of))) {
		out = n.T("brief.office", out, party)
	}
	out += n.dated("brief.from", h.From) + n.dated("brief.until", h.Until) + n.dated("brief.seen", h.Last().Date)
	return n.T("brief.says", safe(h.Name), out)
}

// dated is the message with the date put in, or nothing where that is unknown.
func (n *note) dated(key string, d chancery.Date) string {
	if d == "" {
		return ""
	}
	return n.T(key, n.Date(d))
}

// newest is the ground in the report that was published last.
func (n *note) newest(claims []string) []ground {
	claims = slices.DeleteFunc(slices.Clone(claims), func(id string) bool { return n.ReportOf(id) == nil })
	if len(claims) == 0 {
		return nil
	}
	best := slices.MaxFunc(claims, func(a, b string) int {
		return cmp.Compare(day(n.ReportOf(a).Published), day(n.ReportOf(b).Published))
	})
	return n.on([]string{best})
}

func (n *note) contacts() {
	events := index.NewestFirst(n.among(func(e *chancery.Event) bool { return index.Took(e) && !n.Background(e) }))
	n.part(n.T("brief.section.contacts"), len(events), mostContacts)
	n.tell(events, mostContacts)
	passing := index.NewestFirst(n.among(func(e *chancery.Event) bool { return index.Took(e) && n.Background(e) }))
	n.part(n.T("brief.section.passing"), len(passing), mostActs)
	n.tell(passing, mostActs)
}

// topics counts what the contacts were about.
func (n *note) topics() {
	n.section(n.T("brief.section.topics"))
	type topic struct {
		name   string
		events []*chancery.Event // newest first
	}
	var all []*topic
	at := map[string]*topic{}
	for _, e := range index.NewestFirst(n.among(func(e *chancery.Event) bool { return index.Took(e) && !n.Background(e) })) {
		for _, t := range append(slices.Clone(e.Topics), e.Frameworks...) {
			if at[t] == nil {
				at[t] = &topic{name: t}
				all = append(all, at[t])
			}
			at[t].events = append(at[t].events, e)
		}
	}
	slices.SortStableFunc(all, func(a, b *topic) int {
		return cmp.Or(len(b.events)-len(a.events), cmp.Compare(day(b.events[0].Date), day(a.events[0].Date)), cmp.Compare(a.name, b.name))
	})
	for _, t := range all[:min(len(all), mostTopics)] {
		words := n.T("brief.says", n.subjectName(t.name), n.N(len(t.events), "brief.contacts")) + n.dated("brief.latest", t.events[0].Date)
		var claims []string
		for _, e := range t.events {
			claims = append(claims, e.Claims...)
		}
		n.sentence(words, n.on(slices.DeleteFunc(claims, func(id string) bool { return !about(n.Claim(id), t.name) }))...)
	}
}

// about reports whether the claim itself has the topic or framework.
func about(c *chancery.Claim, topic string) bool {
	return c != nil && c.Event != nil && (slices.Contains(c.Event.Topics, topic) || slices.Contains(c.Event.Frameworks, topic))
}

func (n *note) acts() {
	events := index.NewestFirst(n.among(func(e *chancery.Event) bool {
		return !e.Kind.Engagement() && e.Status == "" && !n.Background(e)
	}))
	n.part(n.T("brief.section.acts"), len(events), mostActs)
	n.tell(events, mostActs)
}

// statements are what the actors' side said at these events or in the reports
// of them, and what was said at them by nobody named.
func (n *note) statements() {
	said := newest(n.said, n.saidOn)
	n.part(n.T("brief.section.said"), len(said), mostStatements)
	for _, s := range said[:min(len(said), mostStatements)] {
		n.sentence(n.statement(s), n.on(s.Claims, "quote")...)
	}
}

// concerning are the statements that the brief is about, by id: only those are
// looked at that can be.
func (n *note) concerning() []*chancery.Stored[chancery.Statement] {
	here := map[*chancery.Event]bool{}
	var all []*chancery.Stored[chancery.Statement]
	for _, a := range n.actors {
		all = append(all, n.SaidBy(a.ID)...)
	}
	for _, e := range n.events {
		here[e] = true
		all = append(all, n.SaidAt(e.ID)...)
	}
	for report := range n.told {
		for _, c := range n.ClaimsOf(report) {
			if s := n.StatementOf(c.ID); s != nil {
				all = append(all, s)
			}
		}
	}
	all = slices.DeleteFunc(all, func(s *chancery.Stored[chancery.Statement]) bool { return !n.concerns(s, here) })
	slices.SortFunc(all, func(a, b *chancery.Stored[chancery.Statement]) int { return cmp.Compare(a.ID, b.ID) })
	return slices.Compact(all)
}

func (n *note) concerns(s *chancery.Stored[chancery.Statement], events map[*chancery.Event]bool) bool {
	if s.Value.Quote == "" || !n.coversSaid(s, n.saidOn(s)) {
		return false
	}
	at := n.Event(s.Value.Event)
	here := at != nil && events[at] || at == nil && n.reported(s.Claims)
	if s.Value.Speaker == "" {
		return here
	}
	ours := slices.ContainsFunc(n.actors, func(a *chancery.Actor) bool { return n.CoversActor(a.ID, s.Value.Speaker) })
	return ours && (here || len(n.actors) == 1)
}

// reported reports whether one of the claims is of a report that tells of one
// of the events.
func (n *note) reported(claims []string) bool {
	return slices.ContainsFunc(claims, func(id string) bool { c := n.Claim(id); return c != nil && n.told[c.Report] })
}

// saidOn is the statement's date, else that of its first dated report.
func (n *note) saidOn(s *chancery.Stored[chancery.Statement]) chancery.Date {
	date := s.Value.Date
	for _, id := range s.Claims {
		if r := n.ReportOf(id); r != nil {
			date = cmp.Or(date, r.Published)
		}
	}
	return date
}

func (n *note) statement(s *chancery.Stored[chancery.Statement]) string {
	v := &s.Value
	who := n.T("brief.speaker")
	switch {
	case v.Speaker != "":
		who = n.actorName(v.Speaker)
	case v.Name != "":
		who = quoted(v.Name)
	case v.Collective:
		who = n.T("brief.several")
	}
	if v.Form == chancery.Indirect {
		who = n.T("brief.indirect", who)
	}
	if d := n.saidOn(s); d != "" {
		who += ", " + n.Date(d)
	}
	return n.T("brief.says", who, quoted(v.Quote))
}

// figures are those of the reports that tell of the events, the newest of a
// scope before the older ones.
func (n *note) figures() {
	all := n.series()
	n.part(n.T("brief.section.figures"), len(all), mostFigures)
	for _, s := range all[:min(len(all), mostFigures)] {
		var values []string
		var claims []string
		for _, f := range s[:min(len(s), mostCited)] {
			values = append(values, n.figureValue(&f.Value))
			claims = append(claims, f.Claims...)
		}
		words := values[0]
		if f := &s[0].Value; f.What != "" && f.What != f.Unit {
			words += n.T("brief.counting", quoted(f.What))
		}
		if s[0].Value.Scope != "" {
			words += n.T("brief.scope", quoted(s[0].Value.Scope))
		}
		if len(values) > 1 {
			words += n.T("brief.earlier", n.List(values[1:]))
		}
		n.sentence(words, n.on(claims)...)
	}
}

func (n *note) figureValue(f *chancery.Figure) string {
	out := strconv.FormatFloat(f.Value, 'f', -1, 64)
	if f.Unit != "" {
		out += " " + safe(f.Unit)
	}
	if f.Since != "" {
		out = n.T("brief.since", out, n.Date(f.Since))
	}
	if f.AsOf != "" {
		out = n.T("brief.asof", out, n.Date(f.AsOf))
	}
	return out
}

// memberships of the actors, and of the parties for which persons among them
// act.
func (n *note) memberships() {
	n.section(n.T("brief.section.memberships"))
	ours := func(code string) bool {
		return code != "" && slices.ContainsFunc(n.actors, func(a *chancery.Actor) bool { return a.ID == code || a.Of == code })
	}
	for _, m := range n.Memberships {
		v := &m.Value
		if !ours(v.Party) && !ours(v.Framework) || !n.coversMembership(v) {
			continue
		}
		words := n.T("brief.member", n.partyName(v.Party), safe(cmp.Or(v.Framework, v.Name, n.T("brief.framework"))))
		if v.Status != "" {
			words = n.T("brief.says", words, n.Label("membership", v.Status))
		}
		words += n.dated("brief.membersince", v.Since) + n.dated("brief.until", v.Until) + n.put("brief.following", safe(v.Succeeds))
		n.sentence(words, n.on(m.Claims)...)
	}
}

func (n *note) plans() {
	is := func(m chancery.Modality) []*chancery.Event {
		return n.among(func(e *chancery.Event) bool { return e.Kind.Engagement() && e.Modality == m })
	}
	n.section(n.T("brief.section.planned"))
	n.tell(is(chancery.Planned), mostContacts)
	n.section(n.T("brief.section.cancelled"))
	n.tell(is(chancery.Cancelled), mostContacts)
	n.section(n.T("brief.section.denied"))
	n.tell(is(chancery.Denied), mostContacts)
}

// differences puts the values of a field on which reports differ side by side,
// each with its own sources.
func (n *note) differences() {
	n.section(n.T("brief.section.differ"))
	for _, e := range index.NewestFirst(n.events) {
		for _, s := range e.Settings {
			n.item(Part{n.set(e, &s), n.cite(n.on(e.Claims))})
		}
		for _, c := range e.Conflicts {
			words := n.T("brief.field", n.field(c.Field), n.named(e))
			var values []Part
			for _, v := range c.Values {
				on := n.on(v.Claims, c.Field)
				if len(on) == 0 {
					continue
				}
				value := quoted(v.Value)
				if c.Field == "date" {
					value = n.Date(chancery.Date(v.Value))
				}
				if len(values) == 0 {
					value = n.T("brief.says", n.capital(words), value)
				}
				values = append(values, Part{value, n.cite(on)})
			}
			if len(values) > 1 {
				n.item(values...)
			}
		}
	}
}

// set says what a person set, and against what.
func (n *note) set(e *chancery.Event, s *chancery.Setting) string {
	words := n.T("brief.set", n.T("brief.field", n.field(s.Field), n.named(e)), safe(s.Value), safe(s.By)) + n.put("brief.setwas", safe(s.Was))
	if s.Why != "" {
		words = n.T("brief.says", words, quoted(s.Why))
	}
	return n.capital(words)
}

// field is what a field of an event is called.
func (n *note) field(f string) string { return safe(n.Label("brieffield", f)) }

// unknowns are what the reports leave open.
func (n *note) unknowns() {
	n.section(n.T("brief.section.unknown"))
	left := mostUnknown
	open := func(words string, on []ground) {
		if left > 0 && len(on) > 0 {
			n.sentence(words, on...)
			left--
		}
	}
	for _, e := range index.NewestFirst(n.events) {
		if n.Background(e) {
			continue
		}
		date, place := missing(e)
		var lacking []string
		if date {
			lacking = append(lacking, n.T("brief.nodate"))
		}
		if place {
			lacking = append(lacking, n.T("brief.noplace"))
		}
		if len(lacking) > 0 {
			words := n.T("brief.unstated", n.List(lacking), n.named(e))
			if date && e.Date != "" {
				words += n.shown(e.DateBasis)
			}
			open(words, n.on(e.Claims))
		}
		var unnamed []string
		for i := range e.Participants {
			if p := &e.Participants[i]; p.Name == "" && p.Office != nil && p.Type == chancery.Person {
				unnamed = append(unnamed, n.participant(p))
			}
		}
		if len(unnamed) > 0 {
			open(n.T("brief.officeonly", n.named(e), n.List(unnamed)), n.on(e.Claims))
		}
	}
	for _, s := range n.said {
		if s.Value.Name == "" && !s.Value.Collective {
			open(n.T("brief.unsaid", quoted(s.Value.Quote)), n.on(s.Claims, "quote"))
		}
	}
}

// shown says where a date comes from that no report states.
func (n *note) shown(basis chancery.Basis) string {
	switch basis {
	case chancery.Published:
		return n.T("brief.shown.published")
	case chancery.Inferred:
		return n.T("brief.shown.inferred")
	}
	return ""
}

// missing is what no report states of a contact: when and where it was.
func missing(e *chancery.Event) (date, place bool) {
	if !e.Kind.Engagement() {
		return false, false
	}
	date = e.Date == "" || e.DateBasis == chancery.Published || e.DateBasis == chancery.Inferred
	return date, e.Kind != chancery.KindCall && (e.Place == nil || e.Place.Basis == chancery.Inferred)
}
