package intake

import (
	"slices"
	"strings"

	"chancery"
)

// sources are the names of those through whose hands a report went.
type sources struct {
	publishers []string // named as such by the page
	carriers   []string // told this, by their own words
	agencies   []string // cited
	primary    string   // whose statement it repeats
	outlet     string   // the first carrier that is no agency
}

// carry adds an outlet that tells the report.
func (s *sources) carry(outlets *outlets, name string) {
	if name == "" {
		return
	}
	s.carriers = append(s.carriers, name)
	if known, ok := outlets.lookup(name); s.outlet == "" && (!ok || !known.agency) {
		s.outlet = name
	}
}

func (s *sources) addPrimary(party string) {
	if s.primary == "" {
		s.primary = party
	}
}

// add notes what a rule found.
func (s *sources) add(outlets *outlets, f finding) {
	switch f.rule.Yields {
	case yieldPublisher:
		if f.outlet != "" {
			s.publishers = append(s.publishers, f.outlet)
		}
	case yieldCarrier:
		s.carry(outlets, f.outlet)
	}
	if f.agency != "" {
		s.agencies = append(s.agencies, f.agency)
	}
	s.addPrimary(f.party)
}

// chain is the publisher, empty when unknown, and everybody from the publisher
// to the party whose statement it is, each once.
func (s *sources) chain() (outlet string, chain []string) {
	for _, name := range slices.Concat(s.publishers, []string{s.outlet}, s.carriers, s.agencies, []string{s.primary}) {
		if name != "" && !slices.Contains(chain, name) {
			chain = append(chain, name)
		}
	}
	if len(s.publishers)+len(s.carriers) > 0 {
		outlet = chain[0]
	}
	return outlet, chain
}

// byline is what the language's rules of by-lines find in s.
func (p *pack) byline(s string, outlets *outlets) (finding, bool) {
	for _, rule := range p.Rules {
		if rule.Yields != yieldByline {
			continue
		}
		if found := rule.find(s, p, outlets); len(found) > 0 {
			return found[0], true
		}
	}
	return finding{}, false
}

// markBylines takes the lines that say who wrote the report; the first name is
// the author's.
func (r *Reader) markBylines(p *page, report *chancery.Report) {
	for i, l := range p.lines {
		if l.taken || l.narrative {
			continue
		}
		f, ok := p.pack.byline(p.in(i), r.outlets)
		if !ok {
			continue
		}
		span := chancery.Span{Start: l.Start + f.start, End: l.Start + f.end}
		p.mark(i, chancery.PartByline, span)
		p.lines[i].taken = span == l.Span
		if report.Author == "" {
			report.Author = f.party
		}
	}
}

// markCreditLines takes the lines that name an outlet and no more, or word it
// as the language's rules say; and reads the outlet with which a line of labels
// begins.
func (r *Reader) markCreditLines(p *page, s *sources) {
	for i, l := range p.lines {
		if l.narrative {
			continue
		}
		if l.taken {
			if l.begins(chancery.PartHeader) {
				s.carry(r.outlets, r.leadingOutlet(p.in(i)))
			}
			continue
		}
		if found := p.pack.credit(p.in(i), whereLine, r.outlets); len(found) > 0 {
			s.add(r.outlets, found[0])
			p.take(i, chancery.PartCredit)
		} else if known, ok := r.outlets.lookup(p.in(i)); ok {
			s.carry(r.outlets, known.name)
			p.take(i, chancery.PartCredit)
		} else if isDomain.MatchString(p.in(i)) {
			s.carry(r.outlets, p.in(i))
			p.take(i, chancery.PartCredit)
		}
	}
}

// leadingOutlet is the listed outlet before the first sign of a line, or "".
func (r *Reader) leadingOutlet(s string) string {
	if i := strings.IndexAny(s, "|),(:•"); i > 0 {
		s = s[:i]
	}
	if known, ok := r.outlets.lookup(s); ok {
		return known.name
	}
	return ""
}

// credit is what the language's rules of sources find in s.
func (p *pack) credit(s string, place where, outlets *outlets) []finding {
	var found []finding
	for _, rule := range p.Rules {
		if rule.Where != place {
			continue
		}
		switch rule.Yields {
		case yieldPublisher, yieldCarrier, yieldAgency, yieldPrimary:
			found = append(found, rule.find(s, p, outlets)...)
		}
	}
	slices.SortStableFunc(found, func(a, b finding) int { return a.start - b.start })
	return found
}

// leadBytes is how far into the narrative a party may be named as the one whose
// statement the report repeats.
const leadBytes = 1500

// markLead reads the credits with which the narrative begins.
func (r *Reader) markLead(p *page, s *sources) {
	if p.first == len(p.lines) {
		return
	}
	start := p.startOf(p.first)
	for _, f := range p.pack.credit(p.text[start:p.lines[p.first].End], whereLead, r.outlets) {
		s.add(r.outlets, f)
		if f.rule.Mark {
			p.mark(p.first, chancery.PartCredit, chancery.Span{Start: start + f.start, End: start + f.end})
		}
	}
}

// markCredits reads the credits within the narrative.
func (r *Reader) markCredits(p *page, s *sources) {
	for i := p.first; i <= p.last; i++ {
		l := p.lines[i]
		if l.taken {
			continue
		}
		for _, f := range p.pack.credit(p.in(i), whereText, r.outlets) {
			span := chancery.Span{Start: l.Start + f.start, End: l.Start + f.end}
			if f.rule.Yields == yieldPrimary && span.Start > p.lines[p.first].Start+leadBytes {
				continue
			}
			s.add(r.outlets, f)
			if f.rule.Mark {
				p.mark(i, chancery.PartCredit, span)
			}
		}
	}
}
