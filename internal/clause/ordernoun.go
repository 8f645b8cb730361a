package clause

import (
	"strings"

	"chancery/internal/entity"
)

// orderNoun analyses a noun: its owner, what follows it, and the subject of
// the verb that carries it.
func (s *Sentence) orderNoun(first, last int) Predicate {
	p := Predicate{First: first, Last: last, Noun: true, Verb: -1}
	s.ownerOf(&p, first)
	if g := s.groupAt(first - 1); g >= 0 && s.actor(first-1) {
		p.add("mod", g)
	}
	if g, v := s.heldBy(last); v >= 0 {
		p.Verb = v
		p.add(Subject, g)
		s.rightward(&p, v+1, "", "by")
		s.mood(&p, v, false)
		if s.calledOff(first, v) {
			p.Mood = Called
		}
		s.adjectives(&p, first)
		return p
	}
	own := len(p.Args) > 0 && p.Args[0].Rel == Owner && !s.possessive(s.Groups[p.Args[0].Group].First) && s.adjunct(first) && s.WithWhom(last) // "agreed to it after X's talks with Y"
	if v := s.carrier(first); v >= 0 && !own {
		p.Verb = v
		switch {
		case s.adjunct(first) && s.prepIs(last, "between"): // "during the meeting between X and Y, Z signed"
		case s.passive(v) && s.adjunct(first): // "during the visit, X was received by Y"
			p.add(Subject, s.subjectOf(v, v+1))
		case s.passive(v) && s.gives(v): // "X was handed a note"
			p.add("to", s.subject(v, 0))
			p.add("by", s.agent(v))
		case s.passive(v):
			p.add("by", s.agent(v))
		default:
			p.add(Subject, s.subjectOf(v, v+1))
			if s.gives(v) && v+1 < first {
				p.add("to", s.groupAt(v+1))
			}
			if !s.adjunct(first) {
				s.between(&p, v+1, first)
			}
		}
	}
	main := p.Verb
	if p.Verb < 0 && !own {
		var g int
		g, main = s.after(last)
		p.add(Subject, g)
	}
	s.rightward(&p, last, "", "by")
	p.add(Inviter, s.inviter(first))
	if main >= 0 && s.adjunct(first) && !s.WithWhom(last) {
		s.told(&p, main)
	}
	if p.Verb < 0 && !s.adjunct(first) {
		if v := s.follower(last); v >= 0 {
			p.Verb = v
			if s.Items[v].Lemma != "follow" { // "the expulsion follows a row over remarks by X"
				s.rightward(&p, v+1, "", "by")
			}
		}
	}
	if p.Verb >= 0 {
		s.mood(&p, p.Verb, false)
	} else if s.ahead(last) {
		p.Mood, p.Open = Coming, true
	}
	if p.Verb >= 0 {
		if p.Mood == Supposed && p.Verb >= last && s.at("happen", p.Verb) > 0 && s.negated(p.Verb) || p.Mood == Coming && s.undone(p.Verb) {
			p.Mood = Called // "the visit did not take place", "had been planned but was called off"
		}
	}
	if p.Mood == Told && p.Verb >= 0 && p.Verb < first && s.is("be", p.Verb) && s.comingBetween(p.Verb+1, first) { // "is set for a visit"
		p.Mood = Coming
	}
	if p.Mood == Told && p.Verb < 0 && s.purposeOf(first) {
		p.Mood = Coming
	}
	if p.Mood == Told && (p.Verb < 0 && main >= 0 && s.adjunct(first) && !s.afterwards(first) && s.coming(main) || s.appointed(last, p.Verb)) {
		p.Mood = Coming
	}
	if s.g.bare && (p.Mood == Told || p.Mood == Coming) && s.fallsThrough(last) {
		p.Mood = Called
	}
	if p.Mood == Told && p.Present && p.Verb >= 0 && s.at("lasting", p.Verb) > 0 { // "effectue une visite"
		p.Mood = Ongoing
	}
	if p.Mood == Told && s.isOff(last) {
		p.Mood = Called
	}
	if p.Verb < 0 && p.Mood == Told && s.opensWith(first) && s.undone(last) {
		p.Mood = Called // "a meeting that was due on Friday did not go ahead"
	}
	s.adjectives(&p, first)
	if (p.Mood == Told || p.Mood == Coming) && s.at("none", first-1) > 0 {
		p.Mood = Denied // "no meeting took place"
	}
	if p.Mood == Told && (p.Verb >= 0 && p.Present && s.is("be", p.Verb) || p.Verb < 0 && s.word(first-1) != "" && s.aside(first)) {
		p.Mood = Ongoing // "is on a visit to", "X, on a visit to"
	}
	return p
}

// WithWhom reports whether the words behind a noun, which ends before item last,
// say who took part in it.
func (s *Sentence) WithWhom(last int) bool {
	switch s.prep(last) {
	case "with", "between", "among", "of":
		return true
	}
	return false
}

// told adds to talks that stand beside a verb of speech to whom it speaks: who is
// told something at a meeting was there.
func (s *Sentence) told(p *Predicate, v int) {
	n := s.at("addresses", v)
	switch {
	case n == 0:
	case s.passive(v):
		p.add(Addressee, s.subject(v, 0))
	case s.groupAt(v+n) >= 0:
		p.add(Addressee, s.groupAt(v+n))
	default:
		for i := v + n; i < len(s.Items) && !s.boundary(i) && !s.finite(i); i++ {
			if s.prepIs(i, "to") && s.groupAt(i+1) >= 0 {
				p.add(Addressee, s.groupAt(i+1))
				return
			}
		}
	}
}

// calledOff reports whether the verb before a noun, or one in the passive behind
// its relative clause, calls it off.
func (s *Sentence) calledOff(noun, relative int) bool {
	if c := s.carrier(noun); c >= 0 && s.at("cancel", c) > 0 {
		return true
	}
	return s.undone(relative + 1)
}

// opensWith reports whether nothing but an article and adjectives stands before the noun
// at item i in its sentence, or behind a dateline.
func (s *Sentence) opensWith(i int) bool {
	for i--; i >= 0 && !s.dash(i); i-- {
		if u := s.upos(i); u != "DET" && u != "ADJ" {
			return false
		}
	}
	return true
}

// undone reports whether a verb in the passive behind item v calls off what
// the clause of v tells.
func (s *Sentence) undone(v int) bool {
	for i := v + 1; i < len(s.Items); i++ {
		if s.at("happen", i) > 1 && s.upos(i) == "VERB" && s.negated(i) { // "a meeting that was due on Friday did not go ahead"
			return true
		}
		if s.at("cancel", i) > 0 && (s.upos(i-1) == "AUX" || s.at("cancel", i) > 1 && s.upos(i) == "AUX") { // "is off"
			return true
		}
	}
	return false
}

// between adds the groups with their prepositions that stand between a verb and the
// noun that it carries: "conveyed to X its objection".
func (s *Sentence) between(p *Predicate, from, to int) {
	for i := from; i < to; i++ {
		switch rel := s.prep(i); rel {
		case "to", "with", "on":
			k := i + 1
			for s.upos(k) == "DET" || s.upos(k) == "ADJ" {
				k++
			}
			if g := s.groupAt(k); k < to && g >= 0 && !s.owned(s.Groups[g].Last) {
				p.add(rel, g)
			}
		}
	}
}

// heldBy reads a relative clause behind a noun in which the noun is the object:
// who did it, and the verb, as in "the visit that X was to pay", "the talks
// which X held". The verb is -1 where there is none.
func (s *Sentence) heldBy(last int) (group, verb int) {
	if s.g.bare && s.at("that", last) > 0 {
		if g, v := s.heldByBehind(last + 1); v >= 0 {
			return g, v
		}
	}
	if s.at("that", last) == 0 || s.groupAt(last+1) < 0 || !s.actor(last+1) {
		return -1, -1
	}
	g := s.groupAt(last + 1)
	for i := s.Groups[g].Last; i < len(s.Items); i++ {
		switch s.upos(i) {
		case "AUX", "PART", "ADV":
		case "VERB":
			if s.at("light", i) > 0 {
				return g, i
			}
			return -1, -1
		case "PUNCT": // the comma that ends an apposition
			if s.word(i) != "," || i > s.Groups[g].Last {
				return -1, -1
			}
		default:
			return -1, -1
		}
	}
	return -1, -1
}

// aside reports whether a noun stands in a phrase with "on" between commas,
// right behind its owner.
func (s *Sentence) aside(first int) bool {
	for i := first - 1; i > 0 && i > first-6; i-- {
		if s.opensAside(i) {
			return s.word(i-1) == "," && s.groupAt(i-2) >= 0
		}
		if s.Items[i].Mention >= 0 || s.word(i) == "," {
			return false
		}
	}
	return false
}

// ownerOf reads "X's" or "his" before a noun, over adjectives.
func (s *Sentence) ownerOf(p *Predicate, first int) {
	for i := first - 1; i >= 0 && i > first-6; i-- {
		if s.owned(i) {
			p.add(Owner, s.groupAt(i-1))
			return
		}
		if s.Items[i].Mention >= 0 {
			if s.doc.Mentions[s.Items[i].Mention].Label == entity.Possessive {
				p.add(Owner, s.groupAt(i))
				return
			}
			if s.doc.Mentions[s.Items[i].Mention].Label == entity.Adjective {
				continue
			}
			return
		}
		switch u := s.upos(i); {
		case u == "ADJ" || u == "NUM" || u == "NOUN" || u == "ADV" || u == "DET" || u == "VERB" && s.modifies(i, first):
		case s.opensAside(i) && s.word(i-1) == ",": // "X, on a working visit to Y,"
			p.add(Owner, s.groupAt(i-2))
			return
		case s.opensAside(i):
			if g := s.groupAt(i - 1); g >= 0 && strings.HasSuffix(s.Items[i-1].Form, ",") {
				p.add(Owner, g)
			}
			return
		default:
			return
		}
	}
}

// carrier is the verb before a noun that the noun is the object of, or that
// leads to it by a preposition ("is on a visit"): a light verb. -1 for none.
func (s *Sentence) carrier(first int) int {
	adjunct := s.adjunct(first)
	reach := 12
	if adjunct { // "will speak to the press at noon on Monday, following a lunch"
		reach = 20
	}
	for i := first - 1; i >= 0 && i > first-reach; i-- {
		if s.at("adjunct", i) > 0 { // "following his meeting": no verb of anybody
			continue
		}
		if f := s.Items[i].Feats.Get("VerbForm"); s.upos(i) == "VERB" && (f == "Ger" || f == "Part") && s.modifies(i, first) {
			continue
		}
		if s.upos(i) == "VERB" || s.upos(i) == "AUX" {
			if adjunct {
				return i
			}
			if s.at("light", i) > 0 || s.purpose(i, first) || s.at("cancel", i) > 0 || s.at("coming", i) > 0 || s.at("wishes", i) > 0 {
				if s.upos(i) == "AUX" && !s.is("be", i) && !s.is("have", i) {
					continue
				}
				return i
			}
			return -1
		}
		if s.boundary(i) && !(adjunct && s.at("adjunct", i) > 0) {
			return -1
		}
		if s.actor(i) && s.of[i] >= 0 && !s.governed(s.Groups[s.of[i]].First) && !s.owned(i+1) && !(adjunct && s.addressed(s.Groups[s.of[i]].First)) {
			v := s.Groups[s.of[i]].First - 1
			if s.gives(v) || s.g.loose && s.upos(v) == "VERB" && (adjunct || s.at("light", v) > 0) { // "sostuvo el canciller X una reunión con Y"
				return v
			}
			return -1
		}
	}
	return -1
}

// purpose reports whether a noun stands behind "for" and a place to which the verb at
// item v leads: "slipped into Oslo for talks". Right behind its verb, "for" would say
// what is wanted: "called for talks".
func (s *Sentence) purpose(v, noun int) bool {
	i := noun - 1
	for s.upos(i) == "ADJ" || s.upos(i) == "DET" || s.upos(i) == "NUM" || s.upos(i) == "NOUN" || s.upos(i) == "VERB" && s.modifies(i, noun) {
		i--
	}
	if s.prep(i) != "for" {
		return false
	}
	for k := v + 1; k < i; k++ {
		if s.locality(k) {
			switch s.prep(k - 1) {
			case "in", "to", "at":
				return true
			}
		}
	}
	return false
}

// addressed reports whether a verb of speech that takes whom it speaks to as its
// object stands right before item i: "told X".
func (s *Sentence) addressed(i int) bool {
	for k := i - 1; k >= 0 && k > i-4; k-- {
		if n := s.at("addresses", k); n > 0 && k+n == i {
			return true
		}
	}
	return false
}

// adjunct reports whether a noun stands behind "after", "during" and the like:
// who does what the verb says took part in it.
func (s *Sentence) adjunct(first int) bool {
	for i := first - 1; i >= 0 && i > first-7; i-- {
		if s.at("adjunct", i) > 0 {
			return true
		}
		if m := s.Items[i].Mention; m >= 0 { // "at the UN conference"
			if l := s.doc.Mentions[m].Label; l != entity.Org && l != entity.Adjective && l != entity.State && l != entity.Possessive {
				return false
			}
			continue
		}
		if u := s.upos(i); u != "DET" && u != "PRON" && u != "ADJ" && u != "NOUN" && u != "NUM" && !s.prepIs(i, "of") { // "after two days of talks"
			return false
		}
	}
	return false
}

// modifies reports whether only adjectives and nouns stand between a participle
// and the noun that it describes: "a working visit".
func (s *Sentence) modifies(i, noun int) bool {
	for k := i + 1; k < noun; k++ {
		if u := s.upos(k); u != "ADJ" && u != "NOUN" && u != "CCONJ" {
			return false
		}
	}
	u := s.upos(i - 1)
	return u == "DET" || u == "ADJ" || u == "ADP" || u == "VERB" && (s.finite(i-1) || s.at("light", i-1) > 0) || s.owned(i-1) || s.possessive(i-1)
}

// possessive reports whether item i is "his", "their".
func (s *Sentence) possessive(i int) bool {
	return i >= 0 && s.Items[i].Mention >= 0 && s.doc.Mentions[s.Items[i].Mention].Label == entity.Possessive
}

// follower is the verb behind a noun that is its subject: "the visit was
// postponed", "talks took place".
func (s *Sentence) follower(last int) int {
	for i := last; i < len(s.Items) && i < last+16; i++ {
		if s.upos(i) == "VERB" && !s.participle(i) {
			if s.upos(i-1) != "AUX" && s.laterVerb(i) { // "a meeting scheduled for Friday has been put off"
				continue
			}
			if s.at("light", i) > 0 || s.at("cancel", i) > 0 || s.at("cancel", i-1) > 0 || s.at("coming", i) > 0 || s.at("happen", i) > 0 {
				return i
			}
			return -1
		}
		if s.boundary(i) || s.at("relatives", i) > 0 {
			return -1
		}
		if s.g.bare && s.actor(i) && !s.governed(s.Groups[s.of[i]].First) && s.word(s.Groups[s.of[i]].First-1) == "," { // "en visite à Oslo, X a été reçu"
			return -1
		}
	}
	return -1
}

// isOff reports whether the first form of be behind a noun, which ends before item
// last, says that it is called off: "the meeting with X in Oslo is off, too".
func (s *Sentence) isOff(last int) bool {
	for i := last; i < len(s.Items) && i < last+16 && !s.boundary(i) && s.word(i) != ","; i++ {
		if s.upos(i) == "AUX" {
			return s.at("cancel", i) > 1
		}
		if s.finite(i) {
			return false
		}
	}
	return false
}

// ahead reports whether the first verb behind a noun puts off to the future what
// it tells of the noun: "the trip to X will include".
func (s *Sentence) ahead(last int) bool {
	for i := last; i < len(s.Items) && i < last+12 && (!s.boundary(i) || s.quotes(i)) && s.word(i) != ","; i++ {
		if s.upos(i) == "AUX" {
			return s.at("coming", i) > 0 && s.Items[i].Lemma != "would" || s.is("be", i) && s.upos(i+1) == "ADJ" && s.at("coming", i+1) > 0 // "is set for Friday"
		}
		if s.finite(i) {
			return false
		}
	}
	return false
}

// comingBetween reports whether a word that puts things into the future stands in
// items [from, to).
func (s *Sentence) comingBetween(from, to int) bool {
	for i := from; i < to; i++ {
		if s.at("coming", i) > 0 {
			return true
		}
	}
	return false
}

// purposeOf reports whether a noun is what a journey still to come is for: "is
// expected to travel to X after his trip for talks with Y".
func (s *Sentence) purposeOf(first int) bool {
	i := first - 1
	for s.upos(i) == "ADJ" || s.upos(i) == "DET" || s.upos(i) == "NOUN" {
		i--
	}
	if !s.prepIs(i, "for") {
		return false
	}
	for i--; i >= 0 && !s.boundary(i) || i >= 0 && s.at("adjunct", i) > 0; i-- {
		if s.upos(i) == "VERB" {
			var q Predicate
			s.mood(&q, i, false)
			return q.Mood == Coming
		}
	}
	return false
}

// appointed reports whether a participle or "to be" behind a noun says that what it
// tells is still to come: "the meeting of X and Y to be held in May", "the summit
// scheduled for Friday"; but not where the verb at item v carries the noun.
func (s *Sentence) appointed(last, v int) bool {
	for i := last; i < len(s.Items) && i < last+16 && s.at("relatives", i) == 0; i++ {
		if s.word(i) == "," && i+1 < len(s.Items) && s.Items[i-1].Mention >= 0 && s.Items[i+1].Mention >= 0 { // in a list
			continue
		}
		if s.word(i) == "," || s.boundary(i) || s.finite(i) && s.at("set_for", i) == 0 {
			return false
		}
		if n := s.at("set_for", i); n > 0 {
			return s.upos(i-1) != "AUX" && (v < 0 || v >= i && v < i+n)
		}
	}
	return false
}

// laterVerb reports whether a verb with an auxiliary follows in the clause, so
// that the one at item i was a participle.
func (s *Sentence) laterVerb(i int) bool {
	aside := s.word(i-1) == "," || s.word(i-2) == "," && s.upos(i-1) == "ADV" // "the visit, first set for March, was"
	for k := i + 1; k < len(s.Items) && k < i+16 && !s.boundary(k); k++ {
		if s.word(k) == "," {
			if !aside {
				return false
			}
			aside = false
		}
		if s.upos(k) == "AUX" {
			return true
		}
		if s.upos(k) == "VERB" {
			return false
		}
	}
	return false
}

// participle reports whether a passive participle merely describes the noun
// before it.
func (s *Sentence) participle(i int) bool {
	if s.Items[i].Feats.Get("VerbForm") != "Part" {
		return false
	}
	for k := i - 1; k >= 0 && k > i-4; k-- {
		if s.upos(k) == "AUX" {
			return false
		}
		if s.upos(k) != "ADV" && s.upos(k) != "PART" {
			return true
		}
	}
	return true
}

// agent is the group behind "by" of a passive verb.
func (s *Sentence) agent(v int) int {
	for i := v + 1; i < len(s.Items) && i < v+20; i++ {
		if s.prepIs(i, "by") {
			return s.groupAt(i + 1)
		}
		if s.boundary(i) {
			return -1
		}
	}
	return -1
}
