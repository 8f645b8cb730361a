package clause

import (
	"slices"
	"strings"

	"chancery/internal/entity"
)

// orderVerb analyses a verb in a language where position and prepositions mark
// the relations.
func (s *Sentence) orderVerb(first, last int, act bool) Predicate {
	p := Predicate{First: first, Last: last, Verb: first}
	passive := s.passive(first)
	subj, obj, by := Subject, Object, "by"
	if passive {
		subj, by = Object, Subject
		p.Passive = true
	}
	g := s.subject(first, 0)
	if act && s.performed(first) { // "I want to thank X" thanks
		p.Present = true
		p.add(subj, s.quotedBy(first))
		s.rightward(&p, last, obj, by)
		return p
	}
	if w := s.governor(first); act && w >= 0 {
		if s.at("commands", w) > 0 { // "asked X to condemn Y": X has not done it
			p.Mood = Supposed
			return p
		}
		g = s.subject(w, 0)
	}
	if by, ok := s.decided(first); act && ok {
		g = by
	}
	if g < 0 && !s.finite(first) {
		g, _ = s.after(last)
	}
	g = s.orBehind(first, last, g)
	if !passive && s.firstPerson(first) {
		g = s.quotedBy(first)
	}
	p.add(subj, g)
	if passive {
		p.add("between", s.parted(first))
	}
	if rel, g := s.whom(p); g >= 0 {
		p.add(rel, g)
	}
	p.add(Inviter, s.inviter(first))
	s.cliticObject(&p, first)
	s.rightward(&p, last, obj, by)
	if g := s.inverted(first, last); g >= 0 && !p.has(subj) && !p.has(obj) {
		p.add(subj, g)
	}
	if act && passive && s.at("commands", first) > 0 && !slices.ContainsFunc(p.Args, func(a Arg) bool { return a.Rel == Subject }) {
		p.add(Subject, s.agent(first)) // "were told to leave by X"
	}
	if act && g >= 0 {
		p.add(Speaker, s.reportedBy(g))
	}
	if !passive && !slices.ContainsFunc(p.Args, func(a Arg) bool { return a.Rel == Subject || a.Rel == Object }) {
		for i, a := range p.Args { // "a declaration signed by X", taken for a past tense
			if a.Rel == "by" {
				p.Args[i].Rel = Subject
			}
		}
	}
	s.mood(&p, first, act)
	return p
}

// whom is the group that a relative pronoun behind a preposition takes up before the
// subject of a predicate, and its relation: "X, with whom he signed a treaty"; -1
// for none.
func (s *Sentence) whom(p Predicate) (string, int) {
	for _, a := range p.Args {
		k := s.Groups[a.Group].First - 1
		if k < 2 || s.at("relatives", k) == 0 {
			continue
		}
		rel := s.prep(k - 1)
		i := k - 2
		if s.word(i) == "," {
			i--
		}
		if g := s.groupAt(i); rel != "" && g >= 0 {
			return rel, g
		}
	}
	return "", -1
}

// inviter is the group at whose invitation, told at the head of the sentence, what a
// predicate at item v tells was done: "At the invitation of X, Y visited Z"; -1 for
// none.
func (s *Sentence) inviter(v int) int {
	if g := s.invited(v); g >= 0 { // "his invitation to X to visit"
		i := s.Groups[g].First - 2
		if s.at("invitations", i) == 0 {
			i = v - 2
		}
		if s.owned(i - 1) {
			return s.groupAt(i - 2)
		}
		return s.groupAt(i - 1)
	}
	for i := 1; i < min(v, 4); i++ {
		if s.at("invitations", i) > 0 && s.prepIs(i+1, "of") {
			return s.groupAt(i + 2)
		}
	}
	return -1
}

// parted is the group behind "between" in the subject of a passive verb: "a treaty
// between X and Y was signed"; -1 for none.
func (s *Sentence) parted(v int) int {
	for i := v - 1; i > 0; i-- {
		if s.upos(i) == "VERB" || s.boundary(i) || s.word(i) == "," {
			return -1
		}
		if g := s.groupAt(i); g >= 0 {
			i = s.Groups[g].First
			if s.prepIs(i-1, "between") {
				return g
			}
		}
	}
	return -1
}

// governor is the verb that an infinitive with "to" hangs on; -1 where the verb
// is no such infinitive.
func (s *Sentence) governor(v int) int {
	before, ok := s.beforeInfinitive(v)
	if !ok {
		return -1
	}
	for i := before; i >= 0; i-- {
		if s.upos(i) == "VERB" && (s.Items[i].Feats.Get("VerbForm") != "Ger" || !s.participial(i)) && !s.putIn(i) {
			return i
		}
		if s.boundary(i) {
			break
		}
	}
	return -1
}

// decided is the group whose decision the infinitive at item v says: "X's decision to
// halt the aid", "the decision by X to halt it", "X took the decision to halt it"; -1
// where it is not named. It is false where the infinitive hangs on no such noun.
func (s *Sentence) decided(v int) (int, bool) {
	before, ok := s.beforeInfinitive(v)
	if !ok {
		return -1, false
	}
	i, by := before, -1
	if g := s.groupAt(i); g >= 0 && s.g.adpositions[s.word(s.Groups[g].First-1)] == "by" {
		i, by = s.Groups[g].First-2, g
	}
	if s.at("chances", i) > 0 { // "took the opportunity to thank X"
		for i--; s.upos(i) == "DET"; i-- {
		}
		switch s.Items[max(0, i)].Lemma {
		case "take", "use", "seize":
			return s.subject(i, 0), true
		}
		return -1, false
	}
	if s.at("decisions", i) == 0 || s.upos(i) != "NOUN" {
		return -1, false
	}
	if by >= 0 {
		return by, true
	}
	for i--; s.upos(i) == "ADJ" || s.upos(i) == "NOUN" || s.upos(i) == "DET"; i-- {
	}
	switch {
	case s.owned(i):
		return s.groupAt(i - 1), true
	case s.possessive(i):
		return s.groupAt(i), true
	case s.upos(i) == "VERB" && s.Items[i].Lemma == "take":
		return s.subject(i, 0), true
	}
	return -1, true
}

// putIn reports whether a verb ends an aside of a few words between commas:
// ", her office says,".
func (s *Sentence) putIn(v int) bool {
	if s.word(v+1) != "," {
		return false
	}
	for i := v - 1; i > v-5 && i > 0; i-- {
		if s.word(i) == "," {
			return true
		}
	}
	return false
}

// passive reports whether a verb is passive: a participle after a form of be,
// or one that stands behind a noun.
func (s *Sentence) passive(i int) bool {
	if s.g.bare {
		return s.barePassive(i)
	}
	if s.givenNext(i) {
		return true
	}
	if s.Items[i].Feats.Get("Voice") != "Pass" || s.onlyVerb(i) {
		return false
	}
	k := i - 1
	for ; s.upos(k) == "ADV" || s.upos(k) == "PART" || s.upos(k) == "ADJ" && s.upos(k-1) == "AUX"; k-- { // "has outright rejected"
	}
	if k >= 0 && s.is("have", k) { // "had punished" is a past tense
		return false
	}
	if s.upos(k) == "AUX" {
		return s.is("be", k) || k == i-1
	}
	if s.first(i) && (s.takesObject(i+1) || s.upos(i+1) == "CCONJ" && s.finite(i+2) && s.takesObject(i+3) || s.inserted(i+1) > 0 || s.alone(i)) || s.behindRelative(i) {
		return false
	}
	for j := k; j >= 0 && j > i-7 && s.Items[j].Mention < 0 && s.word(j) != ","; j-- {
		if s.is("have", j) { // "has for some time urged"
			return false
		}
		if s.upos(j) == "VERB" {
			break
		}
	}
	if prev, _ := s.joinedTo(i); prev >= 0 && s.takesObject(i+1) && s.toldIn(prev) >= 0 && s.subject(prev, 0) < 0 { // "said the dam was broken and promised repairs"
		return false
	}
	prev, _ := s.joinedTo(i) // "met X and called on Y": a past tense that was taken for a participle
	return prev < 0 || !s.finite(prev) || s.passive(prev)
}

// behindRelative reports whether the relative clause of a subject ends with the
// comma before the verb at item i, which has an object: "X, who was there, held
// talks".
func (s *Sentence) behindRelative(i int) bool {
	if s.word(i-1) != "," || !s.takesObject(i+1) {
		return false
	}
	verb := false
	for k := i - 2; k > 1 && s.word(k) != "," && !s.boundary(k); k-- {
		verb = verb || s.finite(k)
		if s.at("relatives", k) > 0 {
			return verb && s.word(k-1) == "," && s.groupAt(k-2) >= 0 && !s.governed(s.Groups[s.groupAt(k-2)].First)
		}
	}
	return false
}

// first reports whether no verb stands before the one at item v, so that it is
// the predicate of its sentence: "X on Monday rejected".
func (s *Sentence) first(v int) bool {
	subject := false
	for i := v - 1; i >= 0; i-- {
		if u := s.upos(i); u == "VERB" && !s.participial(i) || u == "AUX" {
			return false
		}
		subject = subject || s.actor(i)
	}
	return subject
}

// alone reports whether no finite verb follows the one at item v up to the end
// of its clause, so that it is no participle behind the subject of that verb.
func (s *Sentence) alone(v int) bool {
	for i := v + 1; i < len(s.Items); i++ {
		switch {
		case s.word(i) == "," || s.boundary(i) || s.at("supposed", i) > 0 || s.at("relatives", i) > 0:
			return true
		case s.prepIs(i, "by") && i == v+1 && s.actor(i+1) || s.finite(i) && !s.afterParticle(i):
			return false
		}
	}
	return true
}

// afterParticle reports whether the verb at item i stands behind "to", and is no
// finite one.
func (s *Sentence) afterParticle(i int) bool { return s.upos(i-1) == "PART" }

// takesObject reports whether an object begins at item i.
func (s *Sentence) takesObject(i int) bool {
	if i >= len(s.Items) {
		return false
	}
	switch s.upos(i) {
	case "DET", "NUM", "ADJ", "NOUN":
		return true
	}
	return s.Items[i].Mention >= 0
}

// joinedTo is the verb before the conjunction that stands before the verb at
// item v, and the item of the conjunction; the two verbs have the same subject:
// "X met Y, called on Z and will visit W". It is -1 where the verb is not so
// joined.
func (s *Sentence) joinedTo(v int) (prev, conj int) {
	i := v - 1
	for ; s.upos(i) == "AUX" || s.upos(i) == "ADV" || s.upos(i) == "PART" || s.quotes(i) && s.upos(i-1) == "CCONJ"; i-- { // "called X and “urged"
	}
	conj = i
	if s.upos(i) != "CCONJ" && !(s.word(i) == "," && s.series(v)) || s.participial(v) {
		return -1, -1
	}
	wished := false // a verb stood between that only says what was asked for
	for i--; i >= 0; i-- {
		switch {
		case wished && s.at("that", i) > 0 && s.upos(i-1) == "VERB": // "proposed that talks be held, and offered"
			continue
		case s.word(conj-1) == "," && s.at("that", i) > 0 && s.at("tellers", i-1) > 0 && s.upos(i-1) == "VERB": // "said that X had come, and thanked"
			return i - 1, conj
		case s.boundary(i) || s.at("relatives", i) > 0:
			return -1, -1
		case s.upos(i) == "VERB" && s.upos(i-1) == "PART" && s.at("negation", i-1) == 0 && !s.base(v): // "told X to wait, and asked Y"
		case s.upos(i) == "VERB" && !s.participial(i):
			if s.pastFinite(v) && s.describes(i) {
				continue
			}
			if s.pastFinite(v) && (s.afterParticle(i) || s.base(i) && !s.pastFinite(i) || s.upos(i-1) == "AUX" && s.word(i-1) == "be") { // "asked X to come and thanked Y", "whether Y could help, and thanked"
				wished = true
				continue
			}
			return i, conj
		}
	}
	return -1, -1
}

// describes reports whether a participle stands before the noun that it describes:
// "40 stranded students".
func (s *Sentence) describes(i int) bool {
	if s.finite(i) || s.upos(i+1) != "NOUN" && s.upos(i+1) != "ADJ" {
		return false
	}
	switch s.upos(i - 1) {
	case "DET", "NUM", "ADJ", "ADP":
		return true
	}
	return false
}

// pastFinite reports whether a verb is a past tense by its tag.
func (s *Sentence) pastFinite(v int) bool {
	f := s.Items[v].Feats
	return f.Get("Tense") == "Past" && f.Get("VerbForm") == "Fin"
}

// series reports whether a verb behind a comma is one of several that end with
// "and" and another verb.
func (s *Sentence) series(v int) bool {
	for i := v + 1; i < len(s.Items) && i < v+20; i++ {
		switch {
		case s.boundary(i) || s.at("relatives", i) > 0 || s.prepIs(i, "by"):
			return false
		case s.upos(i) == "VERB":
			k := i - 1
			for ; s.upos(k) == "AUX" || s.upos(k) == "ADV"; k-- {
			}
			if s.upos(k) == "CCONJ" {
				return true
			}
		}
	}
	return false
}

// base reports whether a verb is in its base form.
func (s *Sentence) base(i int) bool { return s.Items[i].Lower == s.Items[i].Lemma }

// participial reports whether a verb is in -ing.
func (s *Sentence) participial(i int) bool {
	if s.g.bare {
		f := s.Items[i].Feats
		return f.Get("VerbForm") == "Part" && f.Get("Tense") == "Pres"
	}
	return strings.HasSuffix(s.Items[i].Lower, "ing")
}

// onlyVerb reports whether a participle behind a comma is the one verb of its
// sentence: then it is a past tense that was taken for a participle.
func (s *Sentence) onlyVerb(i int) bool {
	if s.word(i-1) != "," {
		return false
	}
	for k := range s.Items {
		if k != i && (s.upos(k) == "VERB" || s.upos(k) == "AUX") {
			return s.finite(k) && k > i && s.claimed(i, k)
		}
	}
	return true
}

// claimed reports whether a comma parts two verbs, as before "he said".
func (s *Sentence) claimed(i, k int) bool {
	for j := i + 1; j < k; j++ {
		if s.word(j) == "," {
			return true
		}
	}
	return false
}

// subject finds the group that is the subject of the verb at item v.
func (s *Sentence) subject(v, depth int) int {
	if depth > 4 {
		return -1
	}
	if prev, _ := s.joinedTo(v); prev >= 0 {
		if g := s.subject(prev, depth+1); g >= 0 {
			return g
		}
		if w := s.toldIn(prev); w >= 0 {
			return s.subject(w, depth+1)
		}
	}
	if g := s.invited(v); g >= 0 {
		return g
	}
	if g := s.blamed(v); g >= 0 {
		return g
	}
	if w := s.governor(v); w >= 0 && s.at("commands", w) == 0 && !s.passive(w) { // "rang X to thank Y": who rang
		if g := s.orBehind(w, w+1, s.subject(w, depth+1)); g >= 0 {
			return g
		}
	}
	i := v - 1
	for ; i >= 0; i-- {
		if s.clitic(i) {
			continue
		}
		if u := s.upos(i); s.Items[i].Mention >= 0 || u != "AUX" && u != "ADV" && u != "PART" && !s.quotes(i) {
			break
		}
	}
	if n := s.at("relatives", i); n > 0 || s.at("relatives", i+1) > 0 && i+1 < v {
		k := i - 1
		if n == 0 {
			k = i
		}
		if s.word(k) == "," {
			k--
		}
		return s.groupAt(k)
	}
	if v := s.teller(i); v >= 0 {
		return s.subject(v, depth+1)
	}
	if g := s.theySaid(i, depth); g >= 0 {
		return g
	}
	if g := s.thankedFor(v, i); g >= 0 {
		return g
	}
	if w := s.accompanied(v, i); w >= 0 {
		return s.subject(w, depth+1)
	}
	if s.at("homelands", i) > 0 && s.possessive(i-1) { // "told X that her country had asked"
		for k := i - 2; k >= 0; k-- {
			if s.finite(k) && s.upos(k) == "VERB" {
				return s.subject(k, depth+1)
			}
		}
		return s.groupAt(i - 1)
	}
	if s.commonSubject(i) || s.impersonal(i) || s.demonstrative(i) || s.putBetween(i) {
		return -1
	}
	if g := s.parenthesis(i); g >= 0 {
		return g
	}
	if g := s.relativeAside(i); g >= 0 {
		return g
	}
	for ; i >= 0; i-- {
		if s.clitic(i) {
			continue
		}
		if s.actor(i) {
			g := s.of[i]
			gr := s.Groups[g]
			if s.prepIs(gr.First-1, "for") && s.prepIs(gr.Last, "to") { // "for X to come"
				return g
			}
			if s.owned(gr.Last) || s.governed(gr.First) || s.objectOfInfinitive(gr.First) && i < v-1 {
				i = gr.First
				continue
			}
			return g
		}
		if s.boundary(i) {
			if s.quotes(i) && s.term(i) { // "X, whose “patience” is thin, expelled"
				continue
			}
			return -1
		}
		if s.upos(i) == "VERB" {
			switch s.Items[i].Feats.Get("VerbForm") {
			case "Part":
				if s.passive(i) && s.upos(i-1) != "AUX" {
					continue
				}
			}
			return s.subject(i, depth+1)
		}
	}
	return -1
}

// objectOfInfinitive reports whether what begins at item i stands behind an infinitive
// with "to" that hangs on a noun: "the decision to expel two diplomats was".
func (s *Sentence) objectOfInfinitive(i int) bool {
	for i--; s.upos(i) == "DET" || s.upos(i) == "NUM" || s.upos(i) == "ADJ"; i-- {
	}
	if s.upos(i) != "VERB" {
		return false
	}
	_, ok := s.decided(i)
	return ok
}

// invited is the group that an invitation before the infinitive at item v is for:
// "an invitation to X to visit Y"; -1 for none.
func (s *Sentence) invited(v int) int {
	last, ok := s.beforeInfinitive(v)
	if !ok && s.upos(v-1) != "PART" {
		return -1
	}
	if !ok {
		last = v - 2
	}
	if s.at("invitations", last) > 0 {
		return s.givenTo(v)
	}
	if s.word(last) == "," {
		last--
	}
	g := s.groupAt(last)
	if g < 0 || !s.actor(last) {
		return -1
	}
	first := s.Groups[g].First
	if (s.prepIs(first-1, "to") || s.prepIs(first-1, "for")) && s.at("invitations", first-2) > 0 {
		return g
	}
	return -1
}

// givenTo is the group to whom the verb before an infinitive gives an invitation:
// "handed X an invitation to visit Y"; -1 for none.
func (s *Sentence) givenTo(v int) int {
	for i := v - 3; i >= 0 && !s.boundary(i); i-- {
		if s.upos(i) == "VERB" {
			if !s.gives(i) {
				return -1
			}
			if s.passive(i) {
				return s.subject(i, 1)
			}
			return s.groupAt(i + 1)
		}
	}
	return -1
}

// accompanied is the verb that a participle behind the comma at item i goes with:
// "X visited Y last week, meeting Z"; -1 where the actor before the comma is what
// the participle is of: "X and Y, meeting in Oslo, agreed".
func (s *Sentence) accompanied(v, i int) int {
	if s.word(i) != "," && s.at("boundaries", i) == 0 || !s.participial(v) { // "left after holding talks"
		return -1
	}
	for k := i - 1; k >= 0 && s.at("relatives", k) == 0 && !s.boundary(k); k-- {
		if s.upos(k) == "VERB" && (s.finite(k) || s.upos(k-1) == "AUX") {
			return k
		}
	}
	return -1
}

// theySaid is the group of several that say what "they" at item i do: "X and Y said
// they would come"; -1 where it is not so.
func (s *Sentence) theySaid(i, depth int) int {
	if i < 1 || s.Items[i].Mention < 0 || s.doc.Mentions[s.Items[i].Mention].Label != entity.Group || s.doc.Text.Tokens[s.Items[i].First].UPOS != "PRON" {
		return -1
	}
	if s.at("that", i-1) > 0 {
		i--
	}
	if i--; s.upos(i) != "VERB" || s.at("tellers", i) == 0 {
		return -1
	}
	if g := s.subject(i, depth+1); g >= 0 && s.Several(s.Groups[g]) {
		return g
	}
	return -1
}

// thankedFor is whom another gerund before the comma at item i is told of, in a list of
// what somebody is thanked or blamed for: "thanked X for building, providing"; -1
// where the gerund at item v is none of such a list.
func (s *Sentence) thankedFor(v, i int) int {
	if s.word(i) != "," || !s.participial(v) {
		return -1
	}
	for k := i - 1; k > 0 && !s.finite(k) && s.at("relatives", k) == 0; k-- {
		if s.upos(k) == "VERB" && s.participial(k) {
			if g := s.blamed(k); g >= 0 {
				return g
			}
		}
	}
	return -1
}

// relativeAside is the subject before a relative clause that ends with the comma
// at item i: "X, which denies the charge, expelled"; -1 for none.
func (s *Sentence) relativeAside(i int) int {
	if s.word(i) != "," {
		return -1
	}
	for k := i - 1; k > 0; k-- {
		switch {
		case s.word(k) == "," && s.at("relatives", k+1) > 0:
			g := s.groupAt(k - 1)
			if g < 0 || s.governed(s.Groups[g].First) {
				return -1
			}
			return g
		case s.word(k) == "," || s.word(k) == ";" || s.word(k) == ":" || s.quotes(k):
			return -1
		}
	}
	return -1
}

// Pronominal reports whether the subject of the predicate is one of the words,
// such as "it", right before the verb and its auxiliaries.
func (s *Sentence) Pronominal(p Predicate, words []string) bool {
	i := p.First - 1
	for s.upos(i) == "AUX" || s.upos(i) == "ADV" {
		i--
	}
	return slices.Contains(words, s.word(i))
}

// parenthesis is the subject before what stands between commas up to item i:
// "X, an ally of Y, said", "X, here until tonight, met Y"; -1 for none.
func (s *Sentence) parenthesis(i int) int {
	if s.word(i) != "," {
		return -1
	}
	for k := i - 1; k > 0; k-- {
		if s.word(k) == "," {
			g := s.groupAt(k - 1)
			if g < 0 || !s.actor(k-1) || s.governed(s.Groups[g].First) || s.upos(s.Groups[g].First-1) == "VERB" || s.at("relatives", k+1) > 0 {
				return -1
			}
			return g
		}
		if s.upos(k) == "VERB" && s.finite(k) || s.word(k) == ";" || s.word(k) == ":" || s.quotes(k) {
			return -1
		}
	}
	return -1
}

// commonSubject reports whether the phrase that ends at item i is a common
// noun that is itself the subject of the verb behind it: "goods had come".
func (s *Sentence) commonSubject(i int) bool {
	if u := s.upos(i); i < 0 || s.Items[i].Mention >= 0 || u != "NOUN" && u != "PRON" {
		return false
	}
	for k := i; k >= 0; k-- {
		if s.prep(k) != "" || s.Items[k].Mention >= 0 || s.word(k) == ")" { // "the X (Y) group"
			return false
		}
		switch s.upos(k) {
		case "NOUN", "ADJ", "NUM", "DET", "PRON":
		case "PUNCT", "CCONJ", "SCONJ":
			return k < i && !s.crowd(k-1) // "Norwegian helicopters and tanks"
		default:
			return false
		}
	}
	return true
}

// impersonal reports whether the phrase that ends at item i is "it" behind a noun,
// the subject of a clause about that noun: "the data it promised".
func (s *Sentence) impersonal(i int) bool {
	return s.Items[max(0, i)].Feats.Get("Gender") == "Neut" && s.upos(i) == "PRON" && s.upos(i-1) == "NOUN"
}

// demonstrative reports whether "this" or "that" at item i is itself the subject of
// the verb behind it: "saying this will help".
func (s *Sentence) demonstrative(i int) bool {
	if i < 0 || s.Items[i].Feats.Get("PronType") != "Dem" || s.Items[i].Mention >= 0 {
		return false
	}
	return i == 0 || s.upos(i-1) != "VERB" || s.participial(i-1) || s.at("tellers", i-1) > 0
}

// putBetween reports whether who says something stands between commas that end at
// item i, behind a common noun that is the subject of the verb: "The meeting, X said,
// would help".
func (s *Sentence) putBetween(i int) bool {
	if s.word(i) != "," || s.at("tellers", i-1) == 0 || s.upos(i-1) != "VERB" {
		return false
	}
	for k := i - 2; k > 0 && k > i-12; k-- {
		if s.word(k) == "," {
			return s.upos(k-1) == "NOUN" && s.commonSubject(k-1)
		}
		if s.finite(k) {
			return false
		}
	}
	return false
}

// crowd reports whether people of a state stand at item i.
func (s *Sentence) crowd(i int) bool {
	return s.actor(i) && s.doc.Mentions[s.Items[i].Mention].Label == entity.People
}

// after is the subject of the main clause behind a participle or phrase that
// opens the sentence, and the item behind it: "Speaking by phone, X and Y agreed".
func (s *Sentence) after(i int) (group, verb int) {
	for k := 0; k < i; k++ {
		if s.actor(k) {
			return -1, -1
		}
	}
	for comma := false; i < len(s.Items); i++ {
		if s.word(i) == "," {
			comma = true
		}
		if g := s.groupAt(i); g >= 0 {
			if v := s.behind(s.Groups[g].Last - 1); comma && !s.governed(s.Groups[g].First) && s.finite(v) {
				return g, v
			}
			i = s.Groups[g].Last - 1
		}
		if s.finite(i) {
			return -1, -1
		}
	}
	return -1, -1
}

// owned reports whether a genitive stands at item i.
func (s *Sentence) owned(i int) bool {
	w := s.word(i)
	return w == "'s" || w == "’s" || w == "'" || w == "’"
}

// governed reports whether a preposition stands before item i, at once or
// before articles, adjectives and an owner: "from the country's embassy".
func (s *Sentence) governed(i int) bool {
	for i--; i >= 0; i-- {
		if s.prep(i) != "" {
			return true
		}
		switch u := s.upos(i); {
		case s.owned(i):
			i--
		case u == "DET" || u == "ADJ" || u == "NUM":
		default:
			return false
		}
	}
	return false
}

func (s *Sentence) boundary(i int) bool {
	switch s.word(i) {
	case ";", ":", "?", "!", "—":
		return true
	case "“", "”", "\"":
		return s.g.marking == "position" || !s.term(i)
	case "«", "»":
		return s.g.bare && !s.term(i)
	}
	if s.upos(i-1) == "ADP" { // "to that effect"
		return false
	}
	return s.at("boundaries", i) > 0
}

// term reports whether a quotation mark stands around a term rather than speech:
// a few words without a verb.
func (s *Sentence) term(i int) bool {
	far := 5
	if s.g.bare { // "« avec la plus grande fermeté »"
		far = 9
	}
	for _, step := range []int{1, -1} {
		for k := i + step; k >= 0 && k < len(s.Items) && k != i+far*step && !s.finite(k); k += step {
			if w := s.word(k); w == "“" || w == "”" || w == "\"" || s.g.bare && (w == "«" || w == "»") {
				return true
			}
		}
	}
	return false
}

func (s *Sentence) groupAt(i int) int {
	if i < 0 || i >= len(s.of) {
		return -1
	}
	return s.of[i]
}

// rightward collects what follows a predicate up to the end of its clause.
func (s *Sentence) rightward(p *Predicate, from int, rel, by string) {
	late := rel == Object // an object may still come, behind place and time
	listed := ""          // the relation of the last actor, where another may follow behind its date
	among := false        // behind "between" and a noun, whose "of" says between whom
	nested := false       // behind another noun, whose "of" is its own
	deep := false         // behind whose thing the noun is about: "dissatisfaction with X's dealings with Y"
	scene := false        // behind "during"
	doing := false        // behind a gerund: what it does, others do
	quarrel := false      // behind a noun of what lies between states, whose "with" is its own
	purpose := false      // behind "for" and a noun, whose "with" is its own: "travels for talks with X"
	open := ""            // the relation of a partner who is counted and not named yet: "with two visitors: X and Y"
	thing := false        // behind the object, where it is no actor: "signed papers for the goods with X"
	for i := from; i < len(s.Items); i++ {
		if g := s.groupAt(i); g >= 0 {
			i = s.Groups[g].Last - 1
			if s.owned(s.Groups[g].Last) || !s.actor(i) {
				deep = deep || p.Noun && rel != "" && s.owned(s.Groups[g].Last)
				continue
			}
			if rel == "with" && (doing || quarrel && (p.Noun || p.has(Object))) && s.doc.Mentions[s.Groups[g].Members[0]].Label == entity.State { // "talks aimed at ending a quarrel with X"
				rel = "nested"
			}
			if next := s.Groups[g].Last; rel == "with" && s.upos(next) == "VERB" && s.participial(next) {
				rel = "" // "with X looking on"
			}
			if late && (rel == "" && s.word(s.Groups[g].First-1) != "," || s.pastScene(rel, s.Groups[g])) { // "received in Oslo on Monday the ambassador"
				rel = Object
			}
			if dated := s.dated(s.Groups[g]); listed != "" && (dated || s.alsoBefore(s.Groups[g].First)) && !s.finite(s.behind(i)) { // "met X on Monday and Y on Tuesday"
				if rel == "" && !dated && s.upos(s.Groups[g].First-1) == "CCONJ" { // "met X, here for a day, and Y"
					p.add("with", g)
				} else {
					p.add(Another, g)
				}
				rel = ""
				if dated {
					continue
				}
			}
			if rel != "" && rel != "nested" {
				p.add(rel, g)
				late = late && s.g.bare && (rel == "to" || rel == "in") && s.locality(s.Groups[g].First) // "recevra au Vatican X"
			}
			listed, open = "", ""
			if rel == Object || rel == "with" {
				listed = rel
			}
			rel = ""
			continue
		}
		w := s.word(i)
		if p.First != i && s.infinitive(i) {
			return
		}
		if n := s.at("adverbials", i); n > 0 { // "a félicité par téléphone X"
			i += n - 1
			continue
		}
		if prep, n := s.prepFrom(i); prep != "" {
			i += n - 1
			rel = prep
			if prep == "by" {
				rel = by
				if !p.Noun && !p.Passive && s.upos(i-1) == "NOUN" { // "over remarks by X"
					rel = "nested"
				}
			}
			if prep == "with" || prep == "to" {
				open = prep
			}
			among = prep == "between" || prep == "of" && among
			scene = prep == "during" || scene
			if prep == "between" && (scene && !p.Noun || p.Noun && i > p.Last && s.at("between_states", i-1) > 0) { // "signed it during a meeting between X and Y", "come at a time of tensions between"
				rel = "nested"
			}
			if deep && prep == "with" {
				rel = "nested"
			}
			thing = thing || nested && s.at("journeys", from-1) == 0
			purpose = prep == "for" && !thing || purpose && prep == "with"
			if prep == "with" && nested && purpose && !p.Noun {
				rel = "nested"
			}
			if prep == "of" && nested && among { // "between the ministries of X and Y"
				rel = "between"
				nested = false
				continue
			}
			if prep == "of" && nested {
				rel = "nested"
				late = false
				if s.at("invitations", i-1) > 0 { // "at the invitation of X"
					rel = Inviter
				}
			}
			nested = false
			continue
		}
		if k := s.resumes(i); k > 0 && listed != "" { // "met X, who was there, and Y"
			i, rel = k, ""
			continue
		}
		if s.listing(i) {
			rel, nested, purpose = "", true, false
			continue
		}
		if s.word(i) == ":" {
			s.enumerated(p, i, late && !p.Noun, open)
			return
		}
		if s.quotes(i) && s.term(i) { // "condemned “in the firmest terms” the arrest"
			continue
		}
		if w == "as" && s.capacity(i+1) { // "her first visit as President to Kenya"
			i++
			rel = ""
			continue
		}
		if s.boundary(i) || s.at("relatives", i) > 0 {
			return
		}
		nested = nested || s.upos(i) == "NOUN" && !(p.Noun && s.bareComplement(i))
		quarrel = s.at("between_states", i) > 0 || quarrel && s.upos(i) != "NOUN"
		if w == "," {
			if s.upos(i+1) == "NUM" { // inside a date
				continue
			}
			next := i + 1
			if s.upos(next) == "CCONJ" { // "meetings with X, and with Y"
				next++
			}
			if p.Noun && s.prep(next) == "" && (listed == "" || s.resumes(i+1) == 0) {
				return
			}
			if g := s.groupAt(i + 1); late && s.upos(i-1) == "NUM" && g >= 0 && !s.finite(s.behind(s.Groups[g].Last-1)) { // "received on Monday, 5 May 2031, the ambassador"
				rel = Object
				continue
			}
			if n := s.inserted(i); late && n > 0 { // "received, in a brief ceremony, the ambassador"
				i, rel = n, Object
				continue
			}
			rel = ""
			late = false
			continue
		}
		if gerund := s.participial(i) && s.upos(i) == "VERB"; gerund && s.at("boundaries", i-1) > 0 { // "met X a day after seeing Y"
			return
		} else if gerund && s.prep(i-1) != "" {
			doing = true
		}
		if s.word(i-1) == "," && s.upos(i) == "VERB" && s.participial(i) { // ", holding talks with Z"
			return
		}
		if s.finite(i) || s.upos(i) == "VERB" && s.coordinated(i) || s.g.bare && i > from && s.upos(i) == "VERB" && s.word(i-1) == "," {
			return
		}
	}
}

// capacity reports whether an office without a name stands at item i: "as President".
func (s *Sentence) capacity(i int) bool {
	return i < len(s.Items) && s.Items[i].Mention >= 0 && s.doc.Mentions[s.Items[i].Mention].Label == entity.Holder || s.upos(i) == "PROPN" && s.Items[i].Mention < 0
}

// coordinated reports whether a conjunction stands before a verb, at once or
// before an adverb: it is the next thing that the subject did.
func (s *Sentence) coordinated(i int) bool {
	for i--; s.upos(i) == "ADV"; i-- {
	}
	return s.upos(i) == "CCONJ"
}
