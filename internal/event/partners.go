package event

import (
	"slices"
	"strings"

	"chancery"
	"chancery/internal/clause"
	"chancery/internal/entity"
	"chancery/internal/rule"
	"chancery/internal/timex"
)

// split makes one draft of each partner where the text tells them apart.
func (s *session) split(d draft) []draft {
	if len(d.partners) > 1 {
		return s.byPreposition(d)
	}
	if !d.each && !s.separate(d) {
		return []draft{d}
	}
	var ones, many []slot
	for _, x := range d.slots {
		if x.role == chancery.Initiator || x.role == chancery.Visitor || x.role == chancery.Host && d.kind == chancery.KindVisit {
			ones = append(ones, x)
		} else {
			many = append(many, x)
		}
	}
	if len(many) < 2 && len(ones) >= 2 && len(many) == 1 { // "received X and Y separately" in the passive
		ones, many = many, ones
	}
	if len(many) < 2 {
		return []draft{d}
	}
	var out []draft
	for _, x := range many {
		one := d
		one.slots = append(slices.Clone(ones), x)
		out = append(out, one)
	}
	return out
}

// byPreposition makes one draft of each partner who has a preposition of his
// own: "signed with X and with Y".
func (s *session) byPreposition(d draft) []draft {
	var out []draft
	for n, with := range d.partners {
		one := d
		one.slots, one.partners = nil, nil
		for _, x := range d.slots {
			mine := slices.Contains(with, x)
			if mine || !slices.ContainsFunc(d.partners, func(p []slot) bool { return slices.Contains(p, x) }) {
				one.slots = append(one.slots, x)
			}
		}
		s.settle(&one, with[len(with)-1].mention, s.upTo(d, n))
		out = append(out, one)
	}
	return out
}

// upTo is the token at which what is told of one of several partners ends: the next
// partner, or the end of the sentence.
func (s *session) upTo(d draft, partner int) int {
	if partner+1 < len(d.partners) {
		return s.doc.Mentions[d.partners[partner+1][0].mention].First
	}
	return s.doc.Text.Sentences[d.sentence].Last
}

// settle gives a draft the date and the city that stand between the mention of its
// partner and a token: "with X on Monday in Oslo and with Y on Tuesday in Riga".
func (s *session) settle(d *draft, partner, end int) {
	from := s.doc.Mentions[partner].Last
	for _, t := range s.src.Times {
		if t.First < from || t.Last > end || t.Kind != timex.Date && t.Kind != timex.Range || s.verbsBetween(t.First, t.Last, [2]int{from - 1, from}) > 0 {
			continue
		}
		if date, ok := t.Resolve(s.src.Report.Published, way(*d)); ok {
			d.date = dated{date, chancery.Stated, s.doc.Text.Span(t.First, t.Last), t.Rule}
			break
		}
	}
	for i, m := range s.doc.Within(from+1, end) {
		if m.Label == entity.Place && slices.Contains(s.r.words.In, s.doc.Text.Tokens[m.First-1].Lower) && s.verbsBetween(m.First, m.Last, [2]int{from - 1, from}) == 0 {
			d.place = s.placeOf(i)
			return
		}
	}
}

// listPartner notes those of one partner, where a draft is told of each apart.
func (d *draft) listPartner(rel string, added []slot) {
	if len(added) == 0 {
		return
	}
	switch rel {
	case "with":
		d.partners = append(d.partners, added)
	case clause.Object:
		d.met = added
	case clause.Another:
		if len(d.partners) == 0 && len(d.met) > 0 {
			d.partners = append(d.partners, d.met)
		}
		d.partners = append(d.partners, added)
	}
}

// partnerRel is the relation in which a group counts as a partner: of several behind
// "by" of a passive verb, each received apart from the others: "was received by X and
// by Y".
func (s *session) partnerRel(ru *rule.Rule, p clause.Predicate, rel string) string {
	if rel != clause.Subject || !p.Passive || ru.Yields != chancery.KindMeeting {
		return rel
	}
	n := 0
	for _, a := range p.Args {
		if a.Rel == clause.Subject {
			n++
		}
	}
	if n > 1 {
		return "with"
	}
	return rel
}

// protagonist adds to a meeting, call or signing that names only the other
// side whom the report was speaking of: the first person of the sentence
// before, or of the one before that.
func (s *session) protagonist(d *draft, p clause.Predicate) {
	if d.kind != chancery.KindMeeting && d.kind != chancery.KindCall && d.kind != chancery.KindSigning || len(d.slots) == 0 || slices.ContainsFunc(d.slots, func(x slot) bool { return x.role == chancery.Initiator }) {
		return
	}
	for _, a := range p.Args {
		if a.Rel != "with" && a.Rel != "to" {
			return
		}
	}
	if x, ok := s.spokenOf(d.sentence); ok && !slices.Contains(s.actors(*d), x.actor) {
		d.slots = append([]slot{x}, d.slots...)
	}
}

// spokenOf is the first person of the sentence before, or of the one before
// that, as an initiator.
func (s *session) spokenOf(sentence int) (slot, bool) {
	if x, ok := s.topic(sentence); ok {
		return x, true
	}
	sentence = s.heading(sentence-1) + 1
	for n := sentence - 1; n >= 0 && n >= sentence-2; n-- {
		if s.skipped(n) {
			continue
		}
		sent := s.doc.Text.Sentences[n]
		for i, m := range s.doc.Within(sent.First, sent.Last) {
			if m.Actor >= 0 && (m.Label == entity.Person || m.Label == entity.Pronoun || m.Label == entity.Holder) {
				return slot{i, m.Actor, chancery.Initiator}, true
			}
		}
	}
	return slot{}, false
}

// separate reports whether the draft's sentence says that partners were met
// one by one.
func (s *session) separate(d draft) bool {
	sent := s.doc.Text.Sentences[d.sentence]
	if s.tellsApart(s.lower(sent.First, sent.Last)) {
		return true
	}
	if d.sentence+1 >= len(s.doc.Text.Sentences) || !s.ofTalks(d.sentence+1) { // "In the separate calls"
		return false
	}
	next := s.doc.Text.Sentences[d.sentence+1]
	return s.tellsApart(s.lower(next.First, min(next.First+4, next.Last)))
}

// tellsApart reports whether words between spaces hold one that tells partners apart.
func (s *session) tellsApart(lower string) bool {
	return slices.ContainsFunc(s.r.words.Separate, func(w string) bool {
		before, behind, parted := strings.Cut(w, " .. ") // "first X, then Y"
		_, rest, ok := strings.Cut(lower, " "+before+" ")
		return ok && (!parted || strings.Contains(" "+rest, " "+behind+" "))
	})
}

// roleOf is the role of a relation in a rule: another has that of the object, or of
// the partner.
func roleOf(ru *rule.Rule, rel string) (chancery.Role, bool) {
	if rel == clause.Another && ru.Yields.Engagement() {
		rel = "with"
		if _, ok := ru.Frame.Args[clause.Object]; ok {
			rel = clause.Object
		}
	}
	role, ok := ru.Frame.Args[rel]
	return role, ok
}

// goals are the mentions of the goals of a journey: those behind the predicate, or
// those in one of the rule's relations of place.
func (s *session) goals(sent *clause.Sentence, ru *rule.Rule, p clause.Predicate) []int {
	if out := sent.Goals(p); len(out) > 0 {
		return out
	}
	for _, a := range p.Args {
		if slices.Contains(ru.Frame.Place, a.Rel) {
			return sent.Groups[a.Group].Members
		}
	}
	return nil
}

// perGoal makes one visit of each of several states or cities that are its
// goals: "a trip to X and Y", "flew to X on Monday and on to Y on Tuesday".
func (s *session) perGoal(d draft, sent *clause.Sentence, goals []int) []draft {
	if d.kind != chancery.KindVisit || len(goals) < 2 {
		return []draft{d}
	}
	var out []draft
	days := s.respective(d, goals)
	for n, g := range goals {
		pl := s.placeOf(g)
		if pl == nil {
			continue
		}
		one := d
		one.place = pl
		one.slots = slices.DeleteFunc(slices.Clone(d.slots), func(x slot) bool { return slices.Contains(goals, x.mention) && x.mention != g })
		if days != nil {
			one.date = days[n]
		} else if !sent.Positional() {
			s.dateBeforeGoal(&one, g)
		} else if n > 0 {
			s.dateOfGoal(&one, g)
		}
		out = append(out, one)
	}
	return out
}

// respective are the dates of several goals in their order, where a sentence says behind
// them as many dates and that they are parted: "to X and Y on Monday and Tuesday
// respectively"; nil where it does not.
func (s *session) respective(d draft, goals []int) []dated {
	sent := s.doc.Text.Sentences[d.sentence]
	last := s.doc.Mentions[goals[len(goals)-1]].Last
	if !s.tellsApart(s.lower(last, sent.Last)) {
		return nil
	}
	var out []dated
	for _, t := range s.src.Times {
		if t.First < last || t.Last > sent.Last || t.Kind != timex.Date && t.Kind != timex.Range {
			continue
		}
		date, ok := t.Resolve(s.src.Report.Published, way(d))
		if !ok {
			return nil
		}
		if first, end, _ := date.Bounds(); t.Kind == timex.Range && int(end-first) == len(goals)-1 { // "on Monday and Tuesday"
			for day := first; day <= end; day++ {
				out = append(out, dated{chancery.Within(day, day), chancery.Stated, s.doc.Text.Span(t.First, t.Last), t.Rule})
			}
			continue
		}
		out = append(out, dated{date, chancery.Stated, s.doc.Text.Span(t.First, t.Last), t.Rule})
	}
	if len(out) != len(goals) {
		return nil
	}
	return out
}

// dateBeforeGoal gives a journey to one of several goals the date that stands right
// before that goal: "geçen ay Oslo'yu, bu ay da Riga'yı ziyaret etti".
func (s *session) dateBeforeGoal(d *draft, goal int) {
	first := s.doc.Mentions[goal].First
	for _, t := range s.src.Times {
		if t.Last > first || t.Last < first-1 || t.Kind != timex.Date && t.Kind != timex.Range {
			continue
		}
		if date, ok := t.Resolve(s.src.Report.Published, way(*d)); ok {
			d.date = dated{date, chancery.Stated, s.doc.Text.Span(t.First, t.Last), t.Rule}
		}
	}
}

// dateOfGoal gives a journey to a further goal the date that stands right behind
// that goal.
func (s *session) dateOfGoal(d *draft, goal int) {
	last := s.doc.Mentions[goal].Last
	for _, t := range s.src.Times {
		if t.First < last || t.First > last+1 || t.Kind != timex.Date && t.Kind != timex.Range {
			continue
		}
		if date, ok := t.Resolve(s.src.Report.Published, way(*d)); ok {
			d.date = dated{date, chancery.Stated, s.doc.Text.Span(t.First, t.Last), t.Rule}
		}
	}
}
