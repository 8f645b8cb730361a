package brief

import (
	"fmt"
	"slices"

	"chancery"
	"chancery/internal/index"
	"chancery/internal/prose"
)

// asked tells what was asked, offered and promised, each with what came of it:
// what is still open first, then the newest.
func (n *note) asked() {
	for _, part := range []struct {
		title string
		kind  chancery.Kind
	}{{"Asked", chancery.KindRequest}, {"Offered", chancery.KindOffer}, {"Promised", chancery.KindPledge}} {
		events := index.NewestFirst(n.among(func(e *chancery.Event) bool { return e.Kind == part.kind && e.Status != "" && !n.Background(e) }))
		slices.SortStableFunc(events, func(a, b *chancery.Event) int {
			return bool2int(b.Status == chancery.StatusOpen) - bool2int(a.Status == chancery.StatusOpen)
		})
		n.section("%s%s", part.title, of(len(events), mostActs))
		for _, e := range events[:min(len(events), mostActs)] {
			n.askedFor(e)
		}
	}
}

// askedFor writes what one side asked, offered or promised, with its words,
// and then each answer, on its own sources.
func (n *note) askedFor(e *chancery.Event) {
	on := n.on(e.Claims)
	if len(on) == 0 {
		return
	}
	words := fmt.Sprintf("%s; %s: %s", e.Status, n.toldOn(e), n.deed(e))
	if about := n.about(e); about != "" {
		words += ", about " + about
	}
	if due := n.Due(e); due != "" {
		words += ", due " + prose.Date(due)
	}
	if _, quote := on[0].quote(n.Report(on[0].claim.Report).Text); quote != "" {
		words += ": " + quoted(quote)
	}
	parts := []Part{{capital(words), n.cite(on)}}
	for _, a := range e.Answers {
		answer := n.Event(a.Event)
		if answer == nil {
			continue
		}
		verb := "met by "
		if a.How == chancery.Refuses {
			verb = "refused by "
		}
		if on := n.on(answer.Claims); len(on) > 0 {
			parts = append(parts, Part{verb + n.deed(answer) + ", " + n.toldOn(answer), n.cite(on)})
		}
	}
	n.item(parts...)
}

// about is what an act is about: topics, frameworks, and the reports' own words
// for the things in quotation marks.
func (n *note) about(e *chancery.Event) string {
	var out []string
	for _, t := range slices.Concat(e.Topics, e.Frameworks) {
		out = append(out, safe(t))
	}
	for _, id := range e.Claims {
		c := n.Claim(id)
		if c == nil {
			continue
		}
		var words []string
		for _, s := range c.Sources {
			if s.Field == "things" {
				words = append(words, quoted(s.Quote))
			}
		}
		if len(words) > 0 { // one report's are enough
			return prose.List(append(out, words...))
		}
	}
	return prose.List(out)
}

// toldOn is when an act was done: its date, or, where that is unknown or no more
// than a term, the day of the first report.
func (n *note) toldOn(e *chancery.Event) string {
	if e.Date != "" && n.Due(e) == "" {
		return when(e)
	}
	if d := n.FirstTold(e); d != "" {
		return "reported " + prose.Date(d)
	}
	return prose.Date(e.Date)
}
