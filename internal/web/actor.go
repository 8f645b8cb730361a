package web

import (
	"cmp"
	"net/url"
	"slices"
	"strings"

	"chancery"
	"chancery/internal/desk"
	"chancery/internal/follow"
	"chancery/internal/index"
	"chancery/internal/name"
	"chancery/internal/prose"
)

// mostListed is how many events, statements and other things a page lists.
const mostListed = 20

// actorPage is all that the record has of an actor.
type actorPage struct {
	ID          string
	Name        string
	Type        chancery.ActorType
	ActsFor     []link
	Names       []nameForm
	Offices     []held // that the actor held
	Holders     []held // of the actor's own offices
	Memberships []membershipLine
	Contacts    contacts
	Groups      []group
	Statements  []said
	AllSaid     int
	Naming      []said // of others, that name it
	Figures     []series
	Reports     []reportLine
	AllReports  int
	Timeline    string
	Brief       string
	Follow      *button
}

// nameForm is a spelling of a name.
type nameForm struct {
	Text, Language string
	Count          int
	Looks          string // of letters of two scripts: what it looks like
}

// held is that somebody held an office.
type held struct {
	Title       string
	Of, Holder  link
	From, Until chancery.Date
	First, Last chancery.Date // seen
	Sources     []quote
	Follow      *button

	office chancery.Office
}

// contacts are the engagements that took place.
type contacts struct {
	Count       int
	First, Last *item
	Met         []met
}

type met struct {
	Who      link
	Of       link
	Count    int
	Relation string // address
}

// group is a list of events under a heading, which is a message.
type group struct {
	Heading string
	Count   int
	Items   []item
	All     string // address of them all; empty where all are here
}

// series is figures that count one thing.
type series struct {
	What, Unit, Scope string
	Figures           []figure
}

type figure struct {
	Value  string
	Since  chancery.Date
	AsOf   chancery.Date
	Source quote
}

func (v *visit) actor() (any, error) {
	id := v.PathValue("id")
	a := v.Actor(id)
	if a == nil {
		return nil, chancery.Errorf(chancery.NotFound, "the record has no actor %s", prose.Cut(prose.Clean(id), mostName))
	}
	if a.ID != id {
		return nil, &moved{actorURL(a.ID)}
	}
	events := v.NewestWith(a.ID)
	p := actorPage{
		ID: prose.Clean(a.ID), Name: prose.Cut(cmp.Or(index.CommonName(a.ID, v.Tag), prose.Clean(v.Name(a.ID))), mostName), Type: a.Type, Timeline: timelineURL("actor", a.ID), Brief: "/brief?" + url.Values{"a": {a.ID}}.Encode(),
		Contacts: v.contacts(a, events), Figures: v.series(events),
	}
	for _, of := range index.ActsFor(a, events) {
		p.ActsFor = append(p.ActsFor, v.actorLink(of))
	}
	for _, f := range a.Names[:min(len(a.Names), 3*mostListed)] {
		form := nameForm{Text: short(f.Text), Language: spoken(f.Language), Count: f.Count}
		if name.Mixed(f.Text) != "" {
			form.Looks = short(name.LooksLike(f.Text))
		}
		p.Names = append(p.Names, form)
	}
	for _, h := range v.HoldingsOf(a.ID) {
		if h.Holder == a.ID {
			p.Offices = append(p.Offices, v.held(h))
		}
		if a.Type != chancery.Person && h.Office.Of != "" && h.Office.Of == a.ID && len(p.Holders) < 3*mostListed {
			p.Holders = append(p.Holders, v.held(h))
		}
	}
	slices.SortStableFunc(p.Offices, func(x, y held) int { return cmp.Compare(index.Earliest(x.First), index.Earliest(y.First)) })
	for _, m := range v.MembershipsOf(a.ID) {
		line := v.membership(&m.Value)
		line.Sources = v.claimed(m.Claims, "membership")
		p.Memberships = append(p.Memberships, line)
	}
	follows, err := v.follower()
	if err != nil {
		return nil, err
	}
	p.Follow = follows(follow.File{Kind: follow.Actor, A: a.ID}, "")
	followOffices(p.Offices, follows)
	followOffices(p.Holders, follows)
	p.Groups = v.groups(events, p.Timeline)
	said := v.SaidBy(a.ID)
	p.AllSaid, p.Statements = len(said), v.saidAll(said, mostListed)
	if p.Naming, err = v.naming(a); err != nil {
		return nil, err
	}
	p.AllReports = len(a.Reports)
	p.Reports = v.newestReports(a.Reports)
	return p, nil
}

// leastName is how many bytes the name of a person has at least to be looked for by
// its last word.
const leastName = 4

// naming are statements of others in whose words the actor is named: a person by the
// last word of the name, all others by the whole.
func (v *visit) naming(a *chancery.Actor) ([]said, error) {
	words := name.Fold(v.Name(a.ID))
	if last := words[strings.LastIndex(words, " ")+1:]; a.Type == chancery.Person && len(last) >= leastName {
		words = last
	}
	found, _, err := v.site.record.Search(v.Context(), desk.Query{Words: `"` + words + `"`, Statements: true}, 0, 3*mostListed)
	if err != nil {
		return nil, err
	}
	var out []*chancery.Stored[chancery.Statement]
	for _, f := range found {
		if s := v.StatementOf(f.Claim); s != nil && !v.CoversActor(a.ID, s.Value.Speaker) && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return v.saidAll(out, mostListed), nil
}

// newestReports are the reports of these ids that were published last.
func (v *visit) newestReports(ids []string) []reportLine {
	places := make([]int32, 0, len(ids))
	for _, id := range ids {
		if at, known := v.reportedAt[id]; known {
			places = append(places, at)
		}
	}
	slices.Sort(places)
	places = slices.Compact(places)
	var out []reportLine
	for _, at := range places[:min(len(places), mostListed)] {
		out = append(out, v.reportLine(v.reported[at]))
	}
	return out
}

// claimed are the words of the claims for a field, one of each, of the first few.
func (v *visit) claimed(claims []string, field string) []quote {
	var out []quote
	for _, id := range claims[:min(len(claims), mostSources)] {
		c := v.Claim(id)
		if c == nil || len(c.Sources) == 0 {
			continue
		}
		at, ok := c.Source(field)
		if !ok {
			at = c.Sources[0]
		}
		if q, ok := v.quoted(c, at); ok {
			out = append(out, q)
		}
	}
	return out
}

func (v *visit) held(h *index.Holding) held {
	out := held{
		Title: prose.Cut(index.OfficeName(h.Office), mostName), Of: v.actorLink(h.Office.Of), From: h.From, Until: h.Until,
		Holder: link{Text: short(h.Name)}, office: h.Office,
	}
	if v.Actor(h.Holder) != nil {
		out.Holder = v.actorLink(h.Holder)
	}
	for _, s := range h.Seen {
		if s.Date != "" {
			out.First, out.Last = cmp.Or(out.First, s.Date), s.Date
		}
	}
	out.Sources = v.claimed(h.Last().Claims, "office")
	return out
}

func (v *visit) contacts(a *chancery.Actor, events []*chancery.Event) contacts {
	c := v.Contacts(a, events)
	out := contacts{Count: c.Count}
	if c.First != nil {
		first, last := v.item(c.First), v.item(c.Last)
		out.First, out.Last = &first, &last
	}
	for _, m := range c.Met[:min(len(c.Met), mostListed/2)] {
		one := met{Who: v.actorLink(m.ID), Count: m.Count}
		if v.Actor(m.ID) != nil {
			one.Relation = relationURL(a.ID, m.ID)
		}
		if a.Type == chancery.Person {
			p := v.party(m.As)
			if one.Who.Text = p.Name.Text; one.Who.Text == "" {
				one.Who.Text = p.Office
			}
			one.Of = p.Of
		}
		out.Met = append(out.Met, one)
	}
	return out
}

// groups are the events by what they are, newest first.
func (v *visit) groups(events []*chancery.Event, all string) []group {
	var out []group
	for _, g := range []struct {
		heading string
		holds   func(*chancery.Event) bool
	}{
		{"group.engagements", func(e *chancery.Event) bool { return e.Kind.Engagement() }},
		{"group.asked", func(e *chancery.Event) bool { return e.Status != "" }},
		{"group.acts", func(e *chancery.Event) bool { return true }},
	} {
		var found, rest []*chancery.Event
		for _, e := range events {
			if g.holds(e) {
				found = append(found, e)
			} else {
				rest = append(rest, e)
			}
		}
		events = rest
		if len(found) == 0 {
			continue
		}
		one := group{Heading: g.heading, Count: len(found), Items: v.flat(found, mostListed)}
		if len(found) > mostListed {
			one.All = all
		}
		out = append(out, one)
	}
	return out
}

// mostSeries is how many series of figures a page has.
const mostSeries = 12

func (v *visit) series(events []*chancery.Event) []series {
	var out []series
	all := v.Series(events)
	for _, s := range all[:min(len(all), mostSeries)] {
		one := series{What: short(s[0].Value.What), Unit: short(s[0].Value.Unit), Scope: short(s[0].Value.Scope)}
		for _, f := range s[:min(len(s), mostListed)] {
			row := figure{Value: number(f.Value.Value), Since: f.Value.Since, AsOf: f.Value.AsOf}
			if sources := v.claimed(f.Claims, "value"); len(sources) > 0 {
				row.Source = sources[0]
			}
			one.Figures = append(one.Figures, row)
		}
		out = append(out, one)
	}
	return out
}
