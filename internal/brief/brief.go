// Package brief writes one page of Markdown about an actor, or about two and
// what is between them: what a desk officer reads before a meeting.
//
// Every sentence is put together from the record by a template and ends with
// the numbers of its sources, which are listed at the end with the words that
// it rests on. The same record gives the same bytes.
package brief

import (
	"cmp"
	"fmt"
	"io"
	"slices"

	"chancery"
	"chancery/internal/index"
	"chancery/internal/prose"
)

// Note is a brief.
type Note struct {
	Actors   []*chancery.Actor
	Sections []Section
	Sources  []Source // those that parts name by number, from 1
	names    []string // of the actors, as the heading has them
}

// Section is a heading with its items; some say all by their heading.
type Section struct {
	Title string
	Items []Item
}

// Item is a line: one part, or several with sources of their own.
type Item []Part

// Part is words with the numbers of what they rest on, sorted.
type Part struct {
	Words   string
	Sources []int
}

// Source is a report with the words that something rests on.
type Source struct {
	Report *chancery.Report
	Quote  string // empty when there are none
	Start  int    // of the words in the report's text
}

// New makes the brief on actor a, or on a and b when b is not empty. They are
// names, codes or ids; a state or organisation stands for all who act for it. An
// actor that the record does not have is a NotFound error, a name of several an
// Invalid one.
func New(x *index.Index, a, b string) (*Note, error) {
	n := &note{Index: x, number: map[[2]string]int{}}
	queries := []string{a}
	if b != "" {
		queries = append(queries, b)
	}
	actors, err := n.FindActors(queries...)
	if err != nil {
		return nil, err
	}
	n.actors = actors
	n.compose()
	n.out.Actors = actors
	for _, a := range actors {
		n.out.names = append(n.out.names, n.actorName(a.ID))
	}
	return &n.out, nil
}

// Write writes New of a record as Markdown.
func Write(w io.Writer, rec *chancery.Record, a, b string) error {
	n, err := New(index.New(rec), a, b)
	if err != nil {
		return err
	}
	_, err = io.WriteString(w, n.Markdown())
	return err
}

// JSON writes the same as one JSON object, for other programs: "actors",
// "sections" with the text of each item and the numbers of its sources, and
// "sources". It fails as Write does.
func JSON(w io.Writer, rec *chancery.Record, a, b string) error {
	n, err := New(index.New(rec), a, b)
	if err != nil {
		return err
	}
	return n.JSON(w)
}

// note is a brief being written.
type note struct {
	*index.Index
	actors  []*chancery.Actor
	events  []*chancery.Event // in which all of them take part, in order
	told    map[string]bool   // the reports that tell of one of them
	said    []*chancery.Stored[chancery.Statement]
	out     Note
	number  map[[2]string]int // of a report and its words: place in the sources, from 1
	heading string            // that is due before the next item
}

func (n *note) compose() {
	var ids []string
	for _, a := range n.actors {
		ids = append(ids, a.ID)
	}
	n.events, n.told = n.With(ids...), map[string]bool{}
	for _, e := range n.events {
		for _, r := range e.Reports {
			n.told[r] = true
		}
	}
	n.said = n.concerning()
	n.people()
	if len(n.events) == 0 && len(n.actors) == 2 {
		n.out.Sections = append(n.out.Sections, Section{Title: "No event of both together in the record"})
	}
	n.contacts()
	n.topics()
	n.asked()
	n.acts()
	n.statements()
	n.figures()
	n.memberships()
	n.plans()
	n.differences()
	n.unknowns()
	if len(n.out.Sources) == 0 {
		n.out.Sections = append(n.out.Sections, Section{Title: "Nothing more in the record"})
	}
}

// section names the part that the next sentences belong to; a part without a
// sentence does not appear.
func (n *note) section(format string, args ...any) {
	n.heading = fmt.Sprintf(format, args...)
}

// sentence writes the words with the numbers of what they rest on. What rests
// on nothing is not written.
func (n *note) sentence(words string, on ...ground) {
	if len(on) > 0 {
		n.item(Part{capital(words), n.cite(on)})
	}
}

func (n *note) item(parts ...Part) {
	if n.heading != "" {
		n.out.Sections = append(n.out.Sections, Section{Title: n.heading})
		n.heading = ""
	}
	last := &n.out.Sections[len(n.out.Sections)-1]
	last.Items = append(last.Items, parts)
}

// capital begins the words with a capital letter.
func capital(words string) string {
	if words == "" || words[0] < 'a' || words[0] > 'z' {
		return words
	}
	return string(words[0]-'a'+'A') + words[1:]
}

// ground is a claim, and the fields of it that a sentence rests on; the first
// that it has words for is quoted.
type ground struct {
	claim  *chancery.Claim
	fields []string
}

const mostCited = 4

// on are the grounds of a sentence: of the claims one of each report, those of
// new origins first, at most four.
func (n *note) on(claims []string, fields ...string) []ground {
	var fresh, rest []ground
	reports, origins := map[string]bool{}, map[string]bool{}
	for _, id := range claims {
		c, r := n.Claim(id), n.ReportOf(id)
		if c == nil || r == nil || reports[r.ID] {
			continue
		}
		reports[r.ID] = true
		origin := cmp.Or(r.Outlet, r.ID)
		if len(r.Chain) > 0 {
			origin = r.Chain[len(r.Chain)-1]
		}
		if origins[origin] {
			rest = append(rest, ground{c, fields})
		} else {
			fresh = append(fresh, ground{c, fields})
		}
		origins[origin] = true
	}
	all := append(fresh, rest...)
	return all[:min(len(all), mostCited)]
}

// cite gives the numbers of the grounds, and enters those that are new into the
// list of sources.
func (n *note) cite(on []ground) []int {
	var numbers []int
	for _, g := range on {
		report := n.Report(g.claim.Report)
		start, quote := g.quote(report.Text)
		key := [2]string{report.ID, quote}
		if n.number[key] == 0 {
			n.out.Sources = append(n.out.Sources, Source{report, quote, start})
			n.number[key] = len(n.out.Sources)
		}
		numbers = append(numbers, n.number[key])
	}
	slices.Sort(numbers)
	return slices.Compact(numbers)
}

// quote is the place and the words of the first field that has any; else of the event's own
// clause; else all words of the claim in one stretch, where that is short.
func (g ground) quote(text string) (start int, words string) {
	for _, f := range append(slices.Clone(g.fields), "event") {
		if e, ok := g.claim.Source(f); ok {
			return e.Start, e.Quote
		}
	}
	var all chancery.Span
	for _, e := range g.claim.Sources {
		all = all.Cover(e.Span)
	}
	switch {
	case len(g.claim.Sources) == 0:
		return 0, ""
	case all.Len() <= mostQuote && all.Start >= 0 && all.End <= len(text):
		return all.Start, all.In(text)
	}
	return g.claim.Sources[0].Start, g.claim.Sources[0].Quote
}

const mostQuote = 200

const mostName = 100

// safe is a name from the record on one line, not too long.
func safe(s string) string { return prose.Cut(prose.Clean(s), mostName) }

// quoted is a report's words in quotation marks.
func quoted(s string) string { return prose.Quote(s, mostQuote) }
