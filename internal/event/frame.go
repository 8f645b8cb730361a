package event

import (
	"slices"
	"strings"

	"chancery"
	"chancery/internal/clause"
	"chancery/internal/entity"
	"chancery/internal/rule"
)

// frame adds the draft that a predicate fills, if it fills what the frame needs.
func (s *session) frame(found []draft, sent *clause.Sentence, ru *rule.Rule, p clause.Predicate, n int) []draft {
	if ru.Yields == chancery.KindOther && sent.Asks() || verbal(ru.Yields) && sent.Content(p) {
		return found
	}
	if ru.Yields == chancery.KindConference && p.Noun && s.besideTheTime(p, sent) {
		return found
	}
	dropped := s.dropped(sent, ru, p, n)
	left := ""
	if len(dropped) > 0 {
		left = leftOut(p)
	}
	if !s.filled(sent, ru, p, left) {
		return found
	}
	d := draft{rule: ru, sentence: n, kind: ru.Yields, mood: p.Mood, past: p.Past, present: p.Present, part: -1, each: ru.Each, body: true,
		pred: [2]int{sent.Items[p.First].First, sent.Items[p.Last-1].Last}, verb: -1}
	if p.Noun && p.Verb >= 0 {
		d.verb = sent.Items[p.Verb].First
	}
	d.heading = p.Noun && p.Mood == clause.Told && !sent.Positional() && !sent.Finite()
	d.open = p.Open
	d.alone = slices.ContainsFunc(ru.Frame.Alone, func(ws []string) bool { return sent.HoldsNear(p.First, p.Last, ws) })
	d.under = -1
	if g := sent.Governor(p); g >= 0 {
		d.under = sent.Items[g].First
	}
	span := s.doc.Text.Span(d.pred[0], d.pred[1])
	if s.othersVisit(ru, sent, p) {
		p.Args = slices.DeleteFunc(slices.Clone(p.Args), func(a clause.Arg) bool { return a.Rel == clause.Subject })
		d.past, d.present, d.verb, d.mood = false, false, -1, clause.Told
	}
	end := s.told(sent, p)
	for _, a := range s.spokenFor(sent, ru, p.Args, p.Passive) {
		role, ok := roleOf(ru, a.Rel)
		if !ok && a.Rel == "with" {
			role, ok = ru.Frame.Args[sent.Coordinate(p, a)]
		}
		g := sent.Groups[a.Group]
		if !ok || ru.Yields == chancery.KindOther && g.First >= end {
			continue
		}
		if a.Rel == clause.Owner && s.ownWord(p, g) {
			continue
		}
		span = span.Cover(s.doc.Text.Span(sent.Items[g.First].First, sent.Items[g.Last-1].Last))
		var added []slot
		for _, m := range g.Members {
			if s.unofficial(ru, m) {
				continue
			}
			if !ru.Yields.Engagement() {
				added = append(added, s.partySlots(m, role)...)
			} else if s.meets(m) {
				added = append(added, s.slots(m, role)...)
			}
		}
		d.slots = append(d.slots, added...)
		d.listPartner(s.partnerRel(ru, p, a.Rel), added)
	}
	d.slots = append(d.slots, dropped...)
	s.hostAtHome(&d, sent, p)
	if !ru.Yields.Engagement() {
		s.itself(&d, sent, p)
		s.notOneself(&d)
	}
	if !s.notTheObject(&d) {
		return found
	}
	s.government(&d, sent, p)
	s.capitals(&d, sent, p)
	s.modifier(&d, sent, p)
	s.theme(&d, sent, p)
	if ru.Frame.Resume && len(d.slots) == 0 {
		s.resume(&d)
	}
	s.byTeller(&d, sent, p)
	s.toTeller(&d, sent, p)
	s.toTold(&d, sent, p)
	s.beyond(&d, sent, p)
	s.ownState(&d)
	if s.themeless(d) {
		return found
	}
	slices.SortStableFunc(d.slots, func(a, b slot) int { return a.mention - b.mention })
	s.withoutBodies(&d)
	s.withoutStates(&d)
	s.lendList(d)
	s.donor(&d)
	s.post(&d)
	s.accredited(&d)
	s.series(&d, sent, p)
	if sent.Positional() || !sent.Crowded() {
		s.protagonist(&d, p)
	}
	if s.headcount(d) || d.kind != chancery.KindAppointment && !s.official(d) { // who is appointed need not hold an office yet
		return found
	}
	if s.parties(d) < max(1, ru.Frame.Least) || d.kind == chancery.KindMeeting && p.Noun && p.Verb < 0 && len(s.people(d)) == 0 {
		return found
	}
	if p.Verb >= 0 {
		v := sent.Items[p.Verb]
		span = span.Cover(s.doc.Text.Span(v.First, v.Last))
	}
	d.clause = span
	if ru.Modality != "" {
		d.mood = moodOf(ru.Modality)
	}
	d.mood = s.scheduled(d.mood, p, n)
	if ru.Present != "" && d.mood == clause.Told && p.Present && !p.Past && !s.furniture(d.pred[0]) && !s.inTitle(d.pred[0]) {
		d.mood = moodOf(ru.Present) // "arrives on Sunday": a timetable
	}
	if sent.Denial(p.First) {
		d.mood = clause.Denied
	}
	if sent.Doubted(p.First) {
		return found
	}
	d.earlier = s.earlier(sent, p) || ru.Yields.Engagement() && sent.Earlier(p)
	s.when(&d, sent, p)
	if ru.Modality == chancery.Planned && sent.Earlier(p) { // "martta davet etmişti": when the invitation was made
		d.date = dated{}
	}
	s.where(&d, sent, p)
	s.stateHosts(&d)
	if s.habit(d, sent, p) {
		return found
	}
	if (d.mood == clause.Told || d.mood == clause.Ongoing && d.verb < 0) && d.present && !d.past && d.kind.Engagement() && s.ahead(d) {
		d.mood = clause.Coming // "travels on Saturday", "is meeting X on Saturday"
	}
	if d.mood == clause.Told && d.present && !d.past && d.kind.Engagement() && s.goesOn(d) {
		d.mood = clause.Coming
	}
	if d.mood == clause.Supposed || d.kind == chancery.KindStatement && off(d.mood) { // what will be said is no news yet
		return found
	}
	if ru.Later != "" && d.mood == clause.Coming {
		d.kind = ru.Later
		d.mood = clause.Told // it is the promise that was made
	}
	if !s.retype(&d) {
		return found
	}
	return append(found, s.perGoal(d, sent, s.goals(sent, ru, p))...)
}

// besideTheTime reports whether a noun only says before or after what something is
// done: "Ahead of the summit, X met Y".
func (s *session) besideTheTime(p clause.Predicate, sent *clause.Sentence) bool {
	for i := p.First - 1; i >= 0 && i > p.First-7; i-- {
		if slices.Contains(s.r.words.Ahead, sent.Items[i].Lower) {
			return true
		}
		if sent.Items[i].UPOS == "VERB" || sent.Items[i].UPOS == "PUNCT" {
			return false
		}
	}
	return false
}

// othersVisit reports whether a visit is that of a person who is not the subject of
// the verb before it: "X and Y discussed Z's visit to Peru".
func (s *session) othersVisit(ru *rule.Rule, sent *clause.Sentence, p clause.Predicate) bool {
	if ru.Yields != chancery.KindVisit || !p.Noun {
		return false
	}
	owner, subject := -1, -1
	for _, a := range p.Args {
		switch a.Rel {
		case clause.Owner:
			owner = sent.Groups[a.Group].Members[0]
		case clause.Subject:
			subject = sent.Groups[a.Group].Members[0]
		}
	}
	return owner >= 0 && subject >= 0 && s.doc.Mentions[owner].Label == entity.Person && s.doc.Mentions[owner].Actor != s.doc.Mentions[subject].Actor
}

// meets reports whether a mention can be of somebody in contact: not people or a
// capital that stand for a state, nor a body of nobody known.
func (s *session) meets(mention int) bool {
	switch m := s.doc.Mentions[mention]; m.Label {
	case entity.People:
		return m.Sector == official
	case entity.Place:
		return false
	case entity.Org:
		return m.Head != entity.Institution || s.doc.Actors[m.Actor].Of != ""
	}
	return true
}

// ownWord reports whether an owner is no more than "his" or "her" beside a
// subject: it speaks of that subject.
func (s *session) ownWord(p clause.Predicate, owner clause.Group) bool {
	return s.doc.Mentions[owner.Members[0]].Label == entity.Possessive &&
		slices.ContainsFunc(p.Args, func(a clause.Arg) bool { return a.Rel == clause.Subject })
}

// unofficial reports whether a mention is of people who are no party to what the
// rule yields: those met in a place to any act of diplomacy.
func (s *session) unofficial(ru *rule.Rule, mention int) bool {
	m := s.doc.Mentions[mention]
	return m.Label == entity.People && m.Local && ru.Yields != chancery.KindOther && !ru.Yields.Engagement()
}

// official reports whether anybody in a draft acts for a state or organisation,
// or holds an office that is not a minor one.
//
// An act of the kind other is told of a state or organisation: the research
// standard codes nobody else.
func (s *session) official(d draft) bool {
	if d.rule.Yields == chancery.KindOther {
		return slices.ContainsFunc(d.slots, func(x slot) bool { return s.doc.Actors[x.actor].Of != "" })
	}
	return slices.ContainsFunc(d.slots, func(x slot) bool {
		a := s.doc.Actors[x.actor]
		if a.Of != "" || a.Type != chancery.Person {
			return true
		}
		return slices.ContainsFunc(a.Heads, func(h string) bool { return !slices.Contains(s.r.words.Minor, h) })
	}) || s.calledOfficials(d)
}

// calledOfficials reports whether two people of whom the text says no office are called
// officials soon behind: "X and Y sat down for talks. The diplomats of Peru and Kenya
// will then answer questions".
func (s *session) calledOfficials(d draft) bool {
	const reach = 2 // sentences
	if d.kind != chancery.KindMeeting {
		return false
	}
	people := s.people(d)
	if len(people) != 2 || slices.ContainsFunc(people, func(n int) bool { return len(strings.Fields(s.doc.Actors[n].Name)) < 2 }) {
		return false
	}
	last := s.doc.Text.Sentences[min(d.sentence+reach, len(s.doc.Text.Sentences)-1)].Last
	var of []string
	for _, m := range s.doc.Within(s.doc.Text.Sentences[d.sentence].Last, last) {
		if m.Label != entity.Holder && m.Label != entity.Delegation || m.Head == "" || m.Of == "" || slices.Contains(s.r.words.Minor, m.Head) {
			continue
		}
		if a := m.Actor; a >= 0 && (s.doc.Actors[a].Type == chancery.Delegation || s.doc.Actors[a].Name == "") && !slices.Contains(of, m.Of) {
			of = append(of, m.Of)
		}
	}
	return len(of) == 2
}

// withoutBodies takes ministries and other bodies out of talks between people:
// there they name a building, or whose people they are.
func (s *session) withoutBodies(d *draft) {
	if d.kind != chancery.KindMeeting && d.kind != chancery.KindCall || len(s.people(*d)) < 2 {
		return
	}
	d.slots = slices.DeleteFunc(d.slots, func(x slot) bool { return s.doc.Actors[x.actor].Type == chancery.Body })
}

// withoutStates takes "both countries" out of what people do for them.
func (s *session) withoutStates(d *draft) {
	if !d.kind.Engagement() || d.kind == chancery.KindVisit || len(s.people(*d)) < 2 {
		return
	}
	d.slots = slices.DeleteFunc(d.slots, func(x slot) bool {
		m := s.doc.Mentions[x.mention]
		return m.Label == entity.Group && m.Office == nil && s.doc.Actors[x.actor].Type == chancery.State
	})
}

// parties counts the actors of a draft; a delegation and who leads it are one,
// the ministers of several states more than one.
func (s *session) parties(d draft) int {
	n := len(s.actors(d))
	for _, x := range d.slots {
		if s.leads(d, x) != "" {
			n--
		}
		if s.doc.Mentions[x.mention].Many {
			n++
		}
	}
	return n
}

// cued reports whether the sentence has the words that a frame asks for and,
// unless they count in the clause alone, none that it bars. Where the verb stands
// last, only those in the predicate's own clause count.
func cued(sent *clause.Sentence, ru *rule.Rule) bool {
	f := ru.Frame
	return (len(f.Cue) == 0 || slices.ContainsFunc(f.Cue, sent.Speaks)) && (!sent.Positional() || ownClause(ru) || ru.Yields == chancery.KindMeeting || !slices.ContainsFunc(f.Bar, sent.Holds))
}

// barred reports whether the clause of the predicate at items [first, last) has
// words that the frame bars there.
func barred(sent *clause.Sentence, ru *rule.Rule, first, last int) bool {
	if ru.Yields == chancery.KindMeeting && sent.Positional() { // "spoke by phone with X and met Y"
		return slices.ContainsFunc(ru.Frame.Bar, func(ws []string) bool { return sent.HoldsBeside(first, last, ws) })
	}
	return ownClause(ru) && slices.ContainsFunc(ru.Frame.Bar, func(ws []string) bool { return sent.HoldsNear(first, last, ws) })
}

// ownClause reports whether what a rule bars counts in the clause of its
// predicate alone: a sentence may tell of several acts.
func ownClause(ru *rule.Rule) bool { return actual(ru.Yields) }

// actual reports whether a kind is of acts between parties, and not only a type of
// them.
func actual(k chancery.Kind) bool { return !k.Engagement() && k != chancery.KindOther }

// filled reports whether a predicate has the arguments that a frame needs.
// One that is left out, and known from before, is there.
func (s *session) filled(sent *clause.Sentence, ru *rule.Rule, p clause.Predicate, left string) bool {
	for _, need := range ru.Frame.Need {
		if !slices.ContainsFunc(need, func(n string) bool {
			return left != "" && strings.TrimSuffix(n, "!") == left || s.fills(sent, ru, p, n)
		}) {
			return false
		}
	}
	f := ru.Frame
	if !sent.Positional() && sent.Around(p, f.Bar) {
		return false
	}
	return (len(f.Next) == 0 || sent.Follows(p, f.Next)) && !sent.Follows(p, f.NotNext) && !sent.Beside(p, f.Apart)
}

func (s *session) fills(sent *clause.Sentence, ru *rule.Rule, p clause.Predicate, need string) bool {
	switch need {
	case "place":
		return s.goal(sent, ru, p) != nil
	case "passive":
		return p.Passive
	case "owner":
		return sent.OwnerBehind(p) >= 0
	case "theme":
		return slices.ContainsFunc(sent.Themes(p), func(m int) bool { return !s.unofficial(ru, m) }) || s.remarker(sent, ru, p) >= 0
	case "beyond":
		d := draft{rule: ru}
		s.beyond(&d, sent, p)
		return len(d.slots) > 0
	case "party":
		return true // known when the whole report has been read
	}
	if need == clause.Subject && !ru.Yields.Engagement() && (sent.Pronominal(p, s.r.words.It) || sent.Pronominal(p, s.r.words.They) && s.severalBefore(sent, s.doc.Text.SentenceOf(sent.Items[0].First), p.First) != nil || s.cityState(sent.City(p)) != "") || need == "mod" && sent.Modifier(p) >= 0 {
		return true
	}
	if s.addressed(sent, ru, p, need) >= 0 {
		return true
	}
	rel, several := strings.CutSuffix(need, "+")
	rel, person := strings.CutSuffix(rel, "!")
	return slices.ContainsFunc(p.Args, func(a clause.Arg) bool {
		if a.Rel != rel {
			return false
		}
		members := sent.Groups[a.Group].Members
		return (!several || sent.Several(sent.Groups[a.Group])) && (!person || slices.ContainsFunc(members, func(m int) bool {
			return s.personal(m) || s.doc.Mentions[m].Label == entity.People && !ru.Yields.Engagement()
		}))
	})
}

// slots are the actors of one mention in a role: several for "the two
// ministers".
func (s *session) slots(mention int, role chancery.Role) []slot {
	m := s.doc.Mentions[mention]
	members := m.Members
	if m.Label == entity.Group && m.Head != "both" && m.Office != nil && len(members) == 2 && m.Count == 2 && !s.together(members, mention) { // "Both leaders discussed", right behind the contact of others
		if met := s.justMet(mention, nil); len(met) == 2 && !slices.ContainsFunc(met, func(a int) bool {
			return !slices.Contains(s.doc.Actors[a].Heads, m.Head) && !slices.Contains(s.r.words.Minor, m.Head)
		}) {
			members = met
		}
	}
	if m.Head == "both" {
		if met := s.justMet(mention, members); met != nil {
			members = met
		} else if len(members) > 1 && s.doc.Text.Tokens[m.First].UPOS == "PRON" && !s.together(members, mention) { // "they", of nobody in particular
			return nil
		}
	}
	if len(members) == 0 {
		return []slot{{mention, m.Actor, role}}
	}
	var out []slot
	for _, a := range members {
		out = append(out, slot{mention, a, role})
	}
	return out
}

// justMet are the people of the contact told of last, up to two sentences before
// a mention such as "they" that names nobody new, or up to six where one of those
// spoken of last was there; nil where somebody stands before it in its sentence,
// or nobody met.
func (s *session) justMet(mention int, spokenOf []int) []int {
	const near, far = 2, 6
	n := s.doc.Text.SentenceOf(s.doc.Mentions[mention].First)
	first := s.doc.Text.Sentences[n].First
	for i := mention - 1; i >= 0 && s.doc.Mentions[i].First >= first; i-- {
		if s.doc.Mentions[i].Label == entity.Person || s.doc.Mentions[i].Label == entity.Holder {
			return nil
		}
	}
	for i := len(s.drafts) - 1; i >= 0 && s.drafts[i].sentence >= n-far; i-- {
		d := s.drafts[i]
		people := s.people(d)
		if d.sentence == n || d.kind == chancery.KindVisit || !d.kind.Engagement() || len(people) < 2 {
			continue
		}
		if d.sentence < n-near && !slices.ContainsFunc(spokenOf, func(a int) bool { return slices.Contains(people, a) }) {
			return nil
		}
		return people
	}
	return nil
}

// personal reports whether a mention is of people, not of a state or body.
func (s *session) personal(mention int) bool {
	switch s.doc.Mentions[mention].Label {
	case entity.State, entity.Org, entity.People, entity.Place:
		return false
	}
	return true
}
