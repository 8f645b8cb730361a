package brief

import (
	"slices"

	"chancery"
	"chancery/internal/index"
)

// asked tells what was asked, offered and promised, each with what came of it:
// what is still open first, then the newest.
func (n *note) asked() {
	for _, part := range []struct {
		title string
		kind  chancery.Kind
	}{
		{n.T("brief.section.asked"), chancery.KindRequest},
		{n.T("brief.section.offered"), chancery.KindOffer},
		{n.T("brief.section.promised"), chancery.KindPledge},
	} {
		events := index.NewestFirst(n.among(func(e *chancery.Event) bool { return e.Kind == part.kind && e.Status != "" && !n.Background(e) }))
		slices.SortStableFunc(events, func(a, b *chancery.Event) int {
			return bool2int(b.Status == chancery.StatusOpen) - bool2int(a.Status == chancery.StatusOpen)
		})
		n.part(part.title, len(events), mostActs)
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
	words := n.T("brief.asked", n.Label("status", e.Status), n.toldOn(e), n.deed(e)) + n.put("brief.about", n.asksFor(e))
	if due := n.Due(e); due != "" {
		words += n.T("brief.due", n.Date(due))
	}
	if _, quote := on[0].quote(n.Report(on[0].claim.Report).Text); quote != "" {
		words = n.T("brief.says", words, quoted(quote))
	}
	parts := []Part{{n.capital(words), n.cite(on)}}
	for _, a := range e.Answers {
		answer := n.Event(a.Event)
		if answer == nil {
			continue
		}
		how := n.T("brief.met", n.deed(answer), n.toldOn(answer))
		if a.How == chancery.Refuses {
			how = n.T("brief.refused", n.deed(answer), n.toldOn(answer))
		}
		if on := n.on(answer.Claims); len(on) > 0 {
			parts = append(parts, Part{how, n.cite(on)})
		}
	}
	n.item(parts...)
}

// asksFor is what an act is about: topics, frameworks, and the reports' own words
// for the things in quotation marks.
func (n *note) asksFor(e *chancery.Event) string {
	out := n.subjects(e)
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
			return n.List(append(out, words...))
		}
	}
	return n.List(out)
}
