package clause

// mood reads how a verb is put from the words before it, and, unless it tells of
// an act itself, from what it means.
func (s *Sentence) mood(p *Predicate, v int, act bool) {
	it := s.Items[v]
	prev, own := s.joinedTo(v)
	if prev >= 0 && s.base(prev) && s.base(v) && s.upos(v-1) != "AUX" { // "will meet X and visit Y"
		s.mood(p, prev, act)
		if !act && s.at("coming", v) > 0 && (p.Mood == Told || p.Mood == Ongoing) { // "is here to help X and prepare for talks"
			p.Mood = Coming
		}
		return
	}
	if s.conditioned(v) || act && s.talkedOf(v) {
		p.Mood = Supposed
		return
	}
	if w := s.mainVerb(v); w >= 0 && s.coming(w) { // "after visiting X, will travel to Y"
		p.Mood = Coming
		return
	}
	if w := s.accompanied(v, v-1); w >= 0 { // "will visit X, meeting Y"
		s.mood(p, w, true)
		return
	}
	tense := it.Feats.Get("Tense")
	p.Past, p.Present = tense == "Past", tense == "Pres"
	if s.participial(v) && s.upos(v-1) != "AUX" { // "X and Y, meeting in Oslo, agreed": the time is that of the main verb
		p.Past, p.Present = s.mainPast(v), false
	}
	switch {
	case act:
	case s.at("deny", v) > 0:
		p.Mood = Denied
	case s.at("cancel", v) > 0:
		p.Mood = Called
	case s.at("wishes", v) > 0:
		p.Mood = Supposed
		return
	case s.at("coming", v) > 0:
		p.Mood = Coming
	}
	ongoing := it.Feats.Get("VerbForm") == "Ger" || s.participial(v)
	negated, be := false, false
	before, infinitive := v-2, s.upos(v-1) == "PART" && v > 0
	if s.g.bare {
		before, infinitive = s.beforeInfinitive(v)
		s.byForm(p, v)
	}
	if _, ok := s.decided(v); act && ok {
		p.Past, p.Present = true, false
		return
	}
	if act && infinitive && s.upos(before) == "NOUN" { // "the decision to suspend", "ordered residents to leave": not done yet
		p.Mood = Supposed
		return
	}
	if p.Mood == Told && (infinitive && s.headline(v) || s.toBeDone(v)) {
		p.Mood = Coming
	}
	if infinitive && p.Mood == Told {
		k := before
		for s.upos(k) == "ADV" {
			k--
		}
		if s.upos(k) == "AUX" && s.is("be", k) && s.word(k) != "been" { // "are still to meet", but "has been to see"
			p.Mood = Coming
		}
	}
	if s.unfulfilled(v) || s.thwarted(v) {
		p.Mood = Called
		return
	}
	reach := 9
	if infinitive { // what governs it may stand before a place and a date
		reach = 16
	}
	for i := v - 1; i > own && i > v-reach; i-- {
		if i = s.opening(i); s.dash(i) {
			break
		}
		if p.Noun && p.First <= i && i < p.Last { // "an offer of help came": the noun itself
			continue
		}
		if s.boundary(i) && s.at("supposed", i) == 0 {
			if (act || !p.Past && s.upos(i-1) == "VERB") && s.at("that", i) > 0 && s.at("supposed", i-1) > 0 { // "demanded that X withdraw", "to ensure that they meet"
				p.Mood = Supposed
				return
			}
			break
		}
		switch {
		case infinitive && !act && s.intends(i, v): // "wants to see X in June"
			if p.Mood == Told {
				p.Mood = Coming
			}
		case s.at("supposed", i) > 0 && s.upos(i) != "PROPN" && !(act && p.Passive && s.upos(i) == "NOUN"): // but not the month of May, nor "the offer was welcomed"
			p.Mood = Supposed
			return
		case s.at("cancel", i) > 0:
			p.Mood = Called
			return
		case s.at("deny", i) > 0:
			p.Mood = Denied
			return
		case s.at("coming", i) > 0 && s.upos(i) == "NOUN" && s.upos(i+1) == "AUX" && !infinitive: // "the invitation was extended"
		case s.at("coming", i) > 0 && !(act && s.upos(i) == "NOUN"): // but not "the plan was criticised"
			if p.Mood == Told {
				p.Mood = Coming
			}
		case s.at("negation", i) > 0:
			negated = true
		case s.upos(i) == "AUX":
			be = be || s.is("be", i)
			if s.Items[i].Feats.Get("Tense") == "Past" {
				p.Past = true
			}
		case infinitive && s.upos(i) == "VERB": // what governs it: "will travel to meet"
			if p.Mood == Told && !negated {
				s.mood(p, i, false)
				return
			}
			i = -1
		case s.clitic(i):
		case s.actor(i) && !s.governed(i) || s.word(i) == ",":
			if !infinitive && i < v-1 && p.Mood == Told && !negated {
				i = -1
			}
		}
	}
	switch {
	case negated && (p.Mood == Coming || ongoing || be):
		p.Mood = Called
	case negated:
		p.Mood = Supposed
	case ongoing && be && p.Mood == Told:
		p.Mood = Ongoing
	}
}

// intends reports whether the verb at item i says, in the present, what its own
// subject means to do: the infinitive of item v follows at once.
func (s *Sentence) intends(i, v int) bool {
	return s.at("intents", i) > 0 && s.upos(i) == "VERB" && s.Items[i].Feats.Get("Tense") == "Pres" && i == v-2 && !s.negated(i)
}

// talkedOf reports whether the gerund at item v is no more than what a verb before
// it talks or thinks about: "spoke about sending help", "discussed at length working
// together".
func (s *Sentence) talkedOf(v int) bool {
	if !s.participial(v) {
		return false
	}
	i := v - 1
	for ; s.upos(i) == "ADV"; i-- {
	}
	if s.at("topical", i) > 0 {
		return true
	}
	for k := i; k >= 0 && k > i-3 && s.Items[k].Mention < 0 && s.word(k) != "," && s.upos(k) != "CCONJ"; k-- {
		if s.upos(k) == "VERB" {
			return s.at("considered", k) > 0
		}
	}
	return false
}

// headline reports whether an infinitive is the verb of a heading: "X and Y to sign".
func (s *Sentence) headline(v int) bool {
	if s.groupAt(v-2) < 0 || !s.actor(v-2) {
		return false
	}
	for k := range s.Items {
		if k != v && s.finite(k) {
			return false
		}
	}
	return s.Groups[s.groupAt(v-2)].First == 0
}

// toBeDone reports whether a passive verb stands behind a noun and "to be": "the
// papers to be signed".
func (s *Sentence) toBeDone(v int) bool {
	return s.word(v-1) == "be" && s.upos(v-2) == "PART" && (s.upos(v-3) == "NOUN" || s.upos(v-3) == "PROPN")
}

// mainVerb is the verb of the main clause beside the gerund at item v behind
// "after", "before" and the like: the one behind the comma that ends its phrase, else
// the one before it; -1 where the item is no such gerund.
func (s *Sentence) mainVerb(v int) int {
	if !s.participial(v) || s.at("adjunct", v-1) == 0 || s.upos(v-1) == "DET" {
		return -1
	}
	if _, w := s.after(v + 1); w >= 0 {
		return w
	}
	for k := v - 2; k >= 0 && s.word(k) != ","; k-- {
		if s.finite(k) {
			return k
		}
	}
	return -1
}

// coming reports whether the finite verb or auxiliary at item w puts its clause
// into the future.
func (s *Sentence) coming(w int) bool {
	for k := w; k < len(s.Items) && k < w+4; k++ {
		switch s.upos(k) {
		case "AUX", "ADV", "PART", "ADJ":
			if s.at("coming", k) > 0 && s.Items[k].Lemma != "would" {
				return true
			}
		case "VERB":
			var q Predicate
			s.mood(&q, k, false)
			return q.Mood == Coming
		default:
			return false
		}
	}
	return false
}

// unfulfilled reports whether a verb stands in the perfect behind a form of be and
// "to": "was to have met" says that it came to nothing.
func (s *Sentence) unfulfilled(v int) bool {
	if !s.is("have", v-1) || s.upos(v-2) != "PART" {
		return false
	}
	k := v - 3
	for k > v-8 && k >= 0 && s.upos(k) != "AUX" && s.upos(k) != "VERB" && s.Items[k].Mention < 0 { // "was this week to have met"
		k--
	}
	return s.upos(k) == "AUX" && s.is("be", k)
}

// thwarted reports whether an infinitive stands behind "had been scheduled" or the
// like and the sentence goes on with "but": it came to nothing.
func (s *Sentence) thwarted(v int) bool {
	if s.upos(v-1) != "PART" {
		return false
	}
	k := v - 2
	if s.at("coming", k) == 0 || !s.is("be", k-1) || s.word(k-2) != "had" {
		return false
	}
	for i := v + 1; i < len(s.Items); i++ {
		if s.word(i) == "but" && s.word(i-1) == "," {
			return true
		}
	}
	return false
}

// mainPast reports whether the finite verb that follows item v, or else the one
// before it, is in a past tense.
func (s *Sentence) mainPast(v int) bool {
	for i := v + 1; i < len(s.Items); i++ {
		if s.finite(i) {
			return s.Items[i].Feats.Get("Tense") == "Past"
		}
	}
	for i := v - 1; i >= 0; i-- {
		if s.finite(i) {
			return s.Items[i].Feats.Get("Tense") == "Past"
		}
	}
	return false
}

// clauseOf is the range of items around [first, last) up to the next conjunction
// that begins what else was done, dash, semicolon, or word that opens a clause.
func (s *Sentence) clauseOf(first, last int) (from, to int) {
	for from = first; from > 0 && !s.opensClause(from-1); from-- {
	}
	for to = last; to < len(s.Items) && !s.opensClause(to); to++ {
	}
	return from, to
}

// opensClause reports whether another clause begins at item i.
func (s *Sentence) opensClause(i int) bool {
	if s.dash(i) || s.boundary(i) || s.at("relatives", i) > 0 {
		return true
	}
	if s.upos(i) != "CCONJ" {
		return false
	}
	i++
	if g := s.groupAt(i); g >= 0 {
		i = s.Groups[g].Last
	}
	for s.upos(i) == "ADV" {
		i++
	}
	return s.finite(i)
}

// opening is the item of the bracket that the one at item i closes; i itself
// where it closes none. What stands in brackets governs nothing outside.
func (s *Sentence) opening(i int) int {
	if s.word(i) != ")" {
		return i
	}
	for k := i - 1; k >= 0; k-- {
		if s.word(k) == "(" {
			return k
		}
	}
	return i
}

// dash reports whether a dash between words stands at item i, as behind a
// dateline.
func (s *Sentence) dash(i int) bool {
	w := s.word(i)
	return w == "-" || w == "–"
}

// conditioned reports whether the clause of a verb opens with "if" or the like:
// no other finite verb and no comma stands between, but for those that part a
// list of actors.
func (s *Sentence) conditioned(v int) bool {
	for i := v - 1; i >= 0; i-- {
		switch {
		case s.at("conditions", i) > 0:
			return true
		case s.upos(i) == "VERB" && s.finite(i), s.word(i) == ",", s.word(i) == ";", s.word(i) == ":":
			return false
		case s.upos(i) == "SCONJ":
			return false
		}
	}
	return false
}

// negated reports whether a negation stands right before a verb.
func (s *Sentence) negated(v int) bool {
	for i := v - 1; i >= 0 && i > v-4; i-- {
		if s.at("negation", i) > 0 {
			return true
		}
	}
	return false
}

// adjectives reads "planned", "cancelled" before a noun.
func (s *Sentence) adjectives(p *Predicate, first int) {
	for i := first - 1; i >= 0 && i > first-7; i-- {
		if s.Items[i].Mention >= 0 || s.word(i) == "," {
			return
		}
		if i < first-4 && s.at("plans", i) == 0 { // "preparations for the 2025 state visit"
			continue
		}
		switch {
		case s.at("plans", i) > 0 && (p.Verb > first || p.Mood == Told): // what the verb tells is told of the plan
			p.Mood = Coming
		case s.at("planned", i) > 0:
			if p.Mood == Told {
				p.Mood = Coming
			}
		case s.at("cancel", i) > 0:
			p.Mood = Called
		case s.at("supposed", i) > 0:
			p.Mood = Supposed
		}
	}
}

// Opens reports whether a clause may begin at item i: the sentence, or what
// stands behind a comma or a conjunction.
func (s *Sentence) Opens(i int) bool {
	if s.g.marking != "position" {
		return false
	}
	switch u := s.upos(i - 1); u {
	case "CCONJ", "SCONJ", "PUNCT":
		return true
	}
	return i == 0
}

// Happens reports whether the verb behind a noun that ends before item last says
// that it took place or will.
func (s *Sentence) Happens(last int) bool {
	v := s.follower(last)
	return v >= 0 && (s.at("happen", v) > 0 || s.passive(v))
}

// Perfect reports whether the verb of a predicate stands in the present perfect:
// "have met".
func (s *Sentence) Perfect(p Predicate) bool {
	if s.g.marking != "position" || p.Verb < 0 {
		return false
	}
	i := p.Verb - 1
	for s.upos(i) == "ADV" {
		i--
	}
	return s.upos(i) == "AUX" && s.is("have", i) && s.Items[i].Feats.Get("Tense") == "Pres"
}

// CancelsBefore reports whether a verb that calls something off stands right before
// item i, its object.
func (s *Sentence) CancelsBefore(i int) bool {
	return i > 0 && s.upos(i-1) == "VERB" && s.at("cancel", i-1) > 0 && s.at("supposed", i-2) == 0
}

// Annulled reports whether the clause that goes on at item i says of its subject
// that it is called off or did not take place.
func (s *Sentence) Annulled(i int) bool {
	for ; i < len(s.Items) && s.word(i) != "," && !s.boundary(i); i++ {
		switch {
		case s.at("supposed", i) > 0 || s.at("relatives", i) > 0:
			return false
		case s.at("cancel", i) > 0 || s.at("happen", i) > 0 && s.negated(i):
			return true
		case s.upos(i) == "VERB" && s.finite(i) && !s.is("have", i):
			return false
		}
	}
	return false
}
