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
	"regexp"
	"slices"
	"strings"

	"chancery"
	"chancery/internal/index"
	"chancery/internal/prose"
)

// Write writes the brief on actor a, or on a and b when b is not empty. They
// are names, codes or ids; a state or organisation stands for all who act for
// it. An actor that the record does not have is a NotFound error, a name of
// several an Invalid one.
func Write(w io.Writer, rec *chancery.Record, a, b string) error {
	n := &note{Index: index.New(rec), number: map[[2]string]int{}}
	for _, query := range []string{a, b} {
		if query == "" && len(n.actors) > 0 {
			continue
		}
		actor, err := n.FindActor(query)
		if err != nil {
			return err
		}
		n.actors = append(n.actors, actor)
	}
	if len(n.actors) == 2 && n.actors[0] == n.actors[1] {
		return chancery.Errorf(chancery.Invalid, "both names are those of %s; name another actor, or one only", safe(n.actors[0].Name))
	}
	n.compose()
	_, err := io.WriteString(w, n.page.String())
	return err
}

// note is a brief being written.
type note struct {
	*index.Index
	actors  []*chancery.Actor
	events  []*chancery.Event // in which all of them take part, in order
	page    strings.Builder
	sources []string          // of the list at the end
	number  map[[2]string]int // of a report and its words: place in sources, from 1
	heading string            // that is due before the next sentence
}

func (n *note) compose() {
	var names, ids []string
	for _, a := range n.actors {
		names = append(names, n.actorName(a.ID))
		ids = append(ids, a.ID)
	}
	n.events = n.With(ids...)
	fmt.Fprintf(&n.page, "# Brief: %s\n", prose.List(names))
	n.people()
	if len(n.events) == 0 && len(n.actors) == 2 {
		n.page.WriteString("\n## No event of both together in the record\n")
	}
	n.contacts()
	n.topics()
	n.acts()
	n.statements()
	n.figures()
	n.memberships()
	n.plans()
	n.differences()
	n.unknowns()
	if len(n.sources) == 0 {
		n.page.WriteString("\n## Nothing more in the record\n")
		return
	}
	n.page.WriteString("\n## Sources\n\n")
	for i, s := range n.sources {
		fmt.Fprintf(&n.page, "- [%d] %s\n", i+1, s)
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
	if len(on) == 0 {
		return
	}
	n.line(capital(words) + " " + n.cite(on))
}

// line writes one item of the list.
func (n *note) line(words string) {
	if n.heading != "" {
		fmt.Fprintf(&n.page, "\n## %s\n\n", n.heading)
		n.heading = ""
	}
	fmt.Fprintf(&n.page, "- %s.\n", words)
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

// cite gives the numbers of the grounds, "[1][4]", and enters those that are
// new into the list of sources.
func (n *note) cite(on []ground) string {
	var numbers []int
	for _, g := range on {
		quote := g.quote(n.Report(g.claim.Report).Text)
		key := [2]string{g.claim.Report, quote}
		if n.number[key] == 0 {
			n.sources = append(n.sources, n.source(g.claim.Report, quote))
			n.number[key] = len(n.sources)
		}
		numbers = append(numbers, n.number[key])
	}
	slices.Sort(numbers)
	var out strings.Builder
	for _, i := range slices.Compact(numbers) {
		fmt.Fprintf(&out, "[%d]", i)
	}
	return out.String()
}

// quote is the words of the first field that has any; else of the event's own
// clause; else all words of the claim in one stretch, where that is short.
func (g ground) quote(text string) string {
	for _, f := range append(slices.Clone(g.fields), "event") {
		if e, ok := g.claim.Source(f); ok {
			return e.Quote
		}
	}
	var all chancery.Span
	for _, e := range g.claim.Sources {
		all = all.Cover(e.Span)
	}
	switch {
	case len(g.claim.Sources) == 0:
		return ""
	case all.Len() <= mostQuote && all.Start >= 0 && all.End <= len(text):
		return all.In(text)
	}
	return g.claim.Sources[0].Quote
}

const mostQuote = 200

// source is the entry of a report in the list: name, outlets, date, words.
func (n *note) source(report, quote string) string {
	r := n.Report(report)
	parts := []string{safe(r.Name)}
	if chain := r.Chain; len(chain) > 0 {
		var outlets []string
		for _, o := range chain {
			outlets = append(outlets, safe(o))
		}
		parts = append(parts, strings.Join(outlets, ", citing "))
	} else if r.Outlet != "" {
		parts = append(parts, safe(r.Outlet))
	}
	parts = append(parts, prose.Date(r.Published))
	out := strings.Join(parts, ", ")
	if quote != "" {
		out += ": " + quoted(quote)
	}
	return out
}

const mostName = 100

// Letters that mean something in Markdown: always, between no letters, and
// before letters only.
var (
	always  = regexp.MustCompile("[\\\\`*\\[\\]<>~]")
	atEdge  = regexp.MustCompile(`\b_\B|\B_\b|\B_\B`)
	atStart = regexp.MustCompile(`&([#A-Za-z])`)
)

// markdown is a clean text that Markdown shows as it is.
func markdown(clean string) string {
	clean = always.ReplaceAllString(clean, `\$0`)
	clean = atEdge.ReplaceAllString(clean, `\_`)
	return atStart.ReplaceAllString(clean, `\&$1`)
}

// safe is a name from the record on one line, not too long.
func safe(s string) string { return markdown(prose.Cut(prose.Clean(s), mostName)) }

// quoted is a report's words in quotation marks.
func quoted(s string) string { return markdown(prose.Quote(s, mostQuote)) }
