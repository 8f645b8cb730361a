package web

import (
	"cmp"
	"net/url"
	"slices"
	"strings"

	"chancery"
	"chancery/internal/index"
	"chancery/internal/prose"
)

// link is a text that leads somewhere, or not.
type link struct{ Text, URL string }

// The addresses of things.
func eventURL(id string) string  { return "/events/" + url.PathEscape(id) }
func reportURL(id string) string { return "/reports/" + url.PathEscape(id) }
func actorURL(id string) string  { return "/actors/" + url.PathEscape(id) }

func timelineURL(key, value string) string {
	return "/timeline?" + url.Values{key: {value}}.Encode()
}

// mostName is how much of a name or a title is shown, in columns.
const mostName = 120

func short(s string) string { return prose.Cut(prose.Clean(s), mostName) }

// actorLink is an actor or party by its id; of states by the usual name.
func (v *visit) actorLink(id string) link {
	if id == "" {
		return link{}
	}
	l := link{Text: prose.Cut(v.Party(v.Index, id), mostName)}
	if a := v.Actor(id); a != nil {
		l.URL = actorURL(a.ID)
	}
	return l
}

// party is a participant as pages show it.
type party struct {
	Name       link   // without a text where no report names it
	Delegation link   // that it leads
	Office     string // with ~ where no report words it
	Supposed   string // who held the office by the program's table, where no report names the holder
	Role       chancery.Role
	Of         link // whom it acts for, where that is not itself
	Itself     bool // acts for nobody but itself
	Inferred   bool // no report states whom it acts for or, where it acts for itself, that it took part
}

func (v *visit) party(p *chancery.Participant) party {
	of := index.PartyOf(p)
	out := party{Role: p.Role, Inferred: p.OfBase == chancery.Inferred}
	if p.Office != nil {
		out.Office = prose.Cut(index.OfficeName(*p.Office), mostName)
	}
	if p.Supposed != nil {
		out.Supposed = short(p.Supposed.Name)
	}
	if out.Itself = of == p.ID; !out.Itself {
		out.Of = v.actorLink(of)
	}
	if p.Leads != "" {
		out.Delegation = v.delegation(p.Leads, of)
	}
	if p.Type == chancery.Delegation {
		out.Name = v.delegation(cmp.Or(p.ID, p.Name), of)
		return out
	}
	out.Name.Text = short(v.ParticipantName(p))
	if a := v.Actor(cmp.Or(p.ID, of)); a != nil && out.Name.Text != "" {
		out.Name.URL = actorURL(a.ID)
		if a.Type == chancery.State || a.Type == chancery.Organisation {
			out.Name.Text = v.actorLink(a.ID).Text
		}
	}
	return out
}

// bare is the participant without links.
func (p party) bare() party {
	p.Name.URL, p.Delegation.URL, p.Of.URL = "", "", ""
	return p
}

// delegation is a delegation by its id; one without a name of its own is named
// after its party.
func (v *visit) delegation(id, of string) link {
	l := v.actorLink(id)
	if !strings.Contains(v.Name(id), " ") && of != "" {
		l.Text = v.T("delegation.of", v.actorLink(of).Text)
	}
	return l
}

// side is those who act for one party.
type side struct {
	Of       link
	Inferred bool
	People   []party
}

// item is an event as lists show it.
type item struct {
	URL       string
	Kind      chancery.Kind
	Plover    string // of what has no kind of its own
	Name      string
	Date      chancery.Date
	DateBasis chancery.Basis
	Due       bool          // the date is that by which something is due
	Told      chancery.Date // of an act without a date: when it was first told
	Imprecise bool          // more than one day can be meant
	Modality  chancery.Modality
	Status    chancery.Status
	Place     place
	By, To    []party // of an act: who did it to whom
	Sides     []side  // of contact
	Topics    []link
	Reports   int
	Origins   int
	Differ    []string // fields on which reports differ
	InPassing bool
	Parts     []item
}

// place is where something was.
type place struct {
	Text     string
	URL      string
	Inferred bool
}

func (v *visit) place(p *chancery.Place) place {
	if p == nil {
		return place{}
	}
	out := place{Text: short(p.Name), Inferred: p.Basis == chancery.Inferred}
	if p.Country != "" {
		country := prose.Cut(v.Party(v.Index, p.Country), mostName)
		if out.Text == "" {
			out.Text = country
		} else if country != out.Text {
			out.Text += ", " + country
		}
	}
	if where := cmp.Or(p.Name, p.Country); where != "" {
		out.URL = timelineURL("place", where)
	}
	return out
}

// item is the event alone; its parts are left to whoever lists them.
func (v *visit) item(e *chancery.Event) item {
	out := item{
		URL: eventURL(e.ID), Kind: e.Kind, Name: short(e.Name), Date: e.Date, DateBasis: e.DateBasis, Due: v.Due(e) != "",
		Imprecise: e.Date.Width() != 1 && !strings.Contains(string(e.Date), "/"), Modality: e.Modality, Status: e.Status,
		Place: v.place(e.Place), Reports: len(e.Reports), Origins: len(e.Origins), InPassing: v.Background(e),
	}
	if e.Kind == chancery.KindOther {
		out.Plover = strings.TrimSpace(prose.Clean(e.Plover.Event + " " + e.Plover.Mode))
	}
	if e.Date == "" && !e.Kind.Engagement() {
		out.Told = v.FirstTold(e)
	}
	for _, t := range e.Topics {
		out.Topics = append(out.Topics, link{v.Label("topic", t), timelineURL("topic", t)})
	}
	for _, f := range e.Frameworks {
		out.Topics = append(out.Topics, v.actorLink(f))
	}
	for _, c := range e.Conflicts {
		out.Differ = append(out.Differ, prose.Clean(c.Field))
	}
	for i, of := range index.Seats(e) {
		if of != i {
			continue
		}
		p := &e.Participants[i]
		if e.Kind.Engagement() {
			out.Sides = v.seated(out.Sides, p)
		} else if p.Role == chancery.Recipient || p.Role == chancery.Host {
			out.To = append(out.To, v.party(p))
		} else {
			out.By = append(out.By, v.party(p))
		}
	}
	return out
}

// seated puts the participant to its side. What a report states stands apart
// from what is inferred.
func (v *visit) seated(sides []side, p *chancery.Participant) []side {
	one, of := v.party(p), v.actorLink(index.PartyOf(p))
	at := slices.IndexFunc(sides, func(s side) bool { return s.Of == of && s.Inferred == one.Inferred })
	if at < 0 {
		at = len(sides)
		sides = append(sides, side{Of: of, Inferred: one.Inferred})
	}
	sides[at].People = append(sides[at].People, one)
	return sides
}

// items are the events with their parts in the tree, as far as depth.
func (v *visit) items(events []*chancery.Event, tree index.Tree, depth int) []item {
	out := make([]item, len(events))
	for i, e := range events {
		out[i] = v.item(e)
		if depth > 0 {
			out[i].Parts = v.items(tree.Parts(e), tree, depth-1)
		}
	}
	return out
}

// flat are the events without their parts.
func (v *visit) flat(events []*chancery.Event, most int) []item {
	return v.items(events[:min(len(events), most)], index.Tree{}, 0)
}

// quote is words of a report, with where they stand.
type quote struct {
	Report   reportLine
	Language string // of the report, for the browser
	Runs     []run
	URL      string // of the words in their report
	Rule     string
	Context  bool // told in passing
}

// run is a stretch of a quotation.
type run struct {
	Text   string
	Marked bool
}

// quoted shows the sentence around the words of a claim's field.
func (v *visit) quoted(c *chancery.Claim, s chancery.Evidence) (quote, bool) {
	r := v.Report(c.Report)
	if r == nil || s.Start < 0 || s.End > len(r.Text) || s.Empty() {
		return quote{}, false
	}
	return v.cited(r, s.Span, []chancery.Span{s.Span}, s.Rule, c.Context), true
}

func (v *visit) cited(r *chancery.Report, around chancery.Span, marks []chancery.Span, rule string, context bool) quote {
	q := quote{Report: v.reportLine(r), Language: spoken(r.Language), URL: wordsURL(r.ID, around.Start), Rule: prose.Clean(rule), Context: context}
	for _, one := range prose.Runs(r.Text, prose.Sentence(r.Text, around), marks) {
		q.Runs = append(q.Runs, run{prose.Visible(one.Text), one.Marked})
	}
	return q
}

// spoken is the language of a text for the attribute lang; empty when unknown.
func spoken(tag string) string {
	if tag == "und" {
		return ""
	}
	return prose.Clean(tag)
}

// reportLine is a report in one line.
type reportLine struct {
	Name      link
	Outlets   string // publisher < agency < the party that it repeats
	Published chancery.Date
	Basis     chancery.Basis
	Language  string
	Title     string
}

func (v *visit) reportLine(r *chancery.Report) reportLine {
	return reportLine{
		Name: link{short(r.Name), reportURL(r.ID)}, Outlets: prose.Cut(prose.Clean(index.Outlets(r)), 2*mostName),
		Published: r.Published, Basis: r.PublishedBasis, Language: spoken(r.Language), Title: prose.Cut(prose.Clean(r.Title), 2*mostName),
	}
}

// said is a statement in one line.
type said struct {
	Speaker    link
	Collective bool
	Form       chancery.Form
	Quote      string
	Language   string
	About      []link
	Stance     string
	Date       chancery.Date
	Event      string // address
	Told       int    // claims that say so
	Sources    []quote
}

// mostSources is how many reports are quoted for a thing in a list.
const mostSources = 5

func (v *visit) said(s *chancery.Stored[chancery.Statement]) said {
	x := &s.Value
	out := said{Collective: x.Collective, Form: x.Form, Quote: prose.Clean(x.Quote), Stance: x.Stance, Date: x.Date, Speaker: link{Text: short(x.Name)}}
	if a := v.Actor(x.Speaker); a != nil {
		out.Speaker = v.actorLink(a.ID)
	}
	for _, t := range x.About {
		out.About = append(out.About, link{v.Label("topic", t), timelineURL("topic", t)})
	}
	if e := v.Event(x.Event); e != nil {
		out.Event = eventURL(e.ID)
	}
	for _, id := range s.Claims {
		c, r := v.Claim(id), v.ReportOf(id)
		if c == nil || r == nil {
			continue
		}
		out.Date, out.Language = cmp.Or(out.Date, r.Published), cmp.Or(out.Language, spoken(r.Language))
		if out.Told++; len(out.Sources) == mostSources {
			continue
		}
		for _, field := range []string{"quote", "statement"} {
			if e, ok := c.Source(field); ok {
				if q, ok := v.quoted(c, e); ok {
					out.Sources = append(out.Sources, q)
					break
				}
			}
		}
	}
	return out
}

func (v *visit) saidAll(all []*chancery.Stored[chancery.Statement], most int) []said {
	var out []said
	for _, s := range all[:min(len(all), most)] {
		out = append(out, v.said(s))
	}
	return out
}
