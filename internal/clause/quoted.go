package clause

import "slices"

// firstPerson reports whether the subject right before the verb at item v, or
// that of a verb it is joined to, is "I" or "we" of somebody quoted.
func (s *Sentence) firstPerson(v int) bool {
	if s.g.loose && s.Items[v].Feats.Get("Person") == "1" { // "Agradezco a X"
		return s.quoted(v)
	}
	for prev, conj := s.joinedTo(v); prev >= 0; prev, conj = s.joinedTo(v) {
		for i := conj + 1; i < v; i++ {
			if s.upos(i) == "PRON" || s.Items[i].Mention >= 0 {
				return s.speaksHere(i) && s.quoted(v)
			}
		}
		v = prev
	}
	i := v - 1
	for ; s.upos(i) == "AUX" || s.upos(i) == "ADV" || s.upos(i) == "PART"; i-- {
	}
	return s.speaksHere(i) && s.quoted(v)
}

// speaksHere reports whether a nominative pronoun of the first person stands at
// item i.
func (s *Sentence) speaksHere(i int) bool {
	return i >= 0 && s.Items[i].Feats.Get("Person") == "1" && s.Items[i].Feats.Get("Case") == "Nom"
}

// quoted reports whether item i stands within quotation marks.
func (s *Sentence) quoted(i int) bool {
	open := false
	for k := range s.Items[:i] {
		switch s.word(k) {
		case "“", "«":
			open = true
		case "”", "»":
			open = false
		case "\"":
			open = !open
		}
	}
	return open
}

// performed reports whether a verb is one that is done by saying so, and who speaks
// says that he wishes to: "I want to thank X", "let me thank X".
func (s *Sentence) performed(v int) bool {
	if s.at("performed", v) == 0 {
		return false
	}
	i := v - 1
	if s.upos(i) == "PRON" && s.Items[i].Feats.Get("Person") == "1" && s.upos(i-1) == "VERB" && s.Items[i-1].Lemma == "let" {
		return true
	}
	for i--; s.upos(i) == "ADV"; i-- {
	}
	if s.upos(v-1) != "PART" || s.at("wishing", i) == 0 {
		return false
	}
	for i--; s.upos(i) == "AUX" || s.upos(i) == "ADV"; i-- {
	}
	return s.speaksHere(i)
}

// Unvoiced reports whether the subject of a verb is "we" and the sentence does not
// say who speaks.
func (s *Sentence) Unvoiced(p Predicate) bool {
	if s.g.marking != "position" || p.Noun || p.Passive || slices.ContainsFunc(p.Args, func(a Arg) bool { return a.Rel == Subject }) {
		return false
	}
	if s.performed(p.First) {
		return s.quotedBy(p.First) < 0
	}
	i := p.First - 1
	for ; s.upos(i) == "AUX" || s.upos(i) == "ADV" || s.upos(i) == "PART"; i-- {
	}
	return s.speaksHere(i) && s.quotedBy(p.First) < 0
}

// Voice is the group of who says what the sentence quotes; -1 for none.
func (s *Sentence) Voice() int {
	if !slices.ContainsFunc(s.Items, func(it Item) bool { return it.Lower == "\"" || it.Lower == "”" || it.Lower == "“" }) {
		return -1
	}
	return s.quotedBy(-1)
}

// quotedBy is the group of who says, in the same sentence, what stands within
// quotation marks at item v: "“We thank Norway,” X said"; -1 for none.
func (s *Sentence) quotedBy(v int) int {
	for i := range s.Items {
		if i == v || s.at("tellers", i) == 0 || s.upos(i) != "VERB" || s.quoted(i) {
			continue
		}
		if g := s.groupAt(i + 1); g >= 0 && s.quotes(i-1) { // "“...,” said X"
			return g
		}
		if g := s.subjectOf(i, i+1); g >= 0 {
			return g
		}
	}
	return -1
}

// reportedBy is the group of who says what the clause with the subject group g
// tells: "X said that Norway condemned"; -1 for none.
func (s *Sentence) reportedBy(g int) int {
	i := s.Groups[g].First - 1
	if k := i - 1; s.upos(i) == "CCONJ" && s.word(k) == "," && k > 0 && s.at("tellers", k-1) > 0 && s.upos(k-1) == "VERB" { // "it was late, she said, and X"
		i = k - 1
	}
	if s.at("that", i) > 0 {
		i--
	}
	if told := s.groupAt(i); told >= 0 { // "told Y that"
		i = s.Groups[told].First - 1
	}
	if i < 0 || s.at("tellers", i) == 0 || !s.finite(i) || s.upos(i) != "VERB" {
		return -1
	}
	if by := s.subject(i, 0); by != g {
		return by
	}
	return -1
}

// Teller is the group of who is said to have told what a predicate says, before it
// or at the end of the sentence; -1 for none.
func (s *Sentence) Teller(p Predicate, tells func(item int) bool) int {
	for v := p.First - 1; v >= 0; v-- {
		if s.at("tellers", v) > 0 && s.upos(v) == "VERB" && s.finite(v) {
			return s.subject(v, 0)
		}
	}
	for i := s.Attribution(tells); i < len(s.Items); i++ {
		if i < p.Last {
			return -1
		}
		if g := s.groupAt(i); g >= 0 && s.actor(i) {
			return g
		}
	}
	return -1
}

// toldIn is the verb of speech whose content the verb at item v is, without a
// word that opens it: "X said the gauges were broken and promised". It is -1
// where there is none.
func (s *Sentence) toldIn(v int) int {
	for i := v - 1; i >= 0 && !s.boundary(i) && s.word(i) != "," && s.at("relatives", i) == 0; i-- {
		if s.upos(i) == "VERB" {
			if s.at("tellers", i) > 0 && s.finite(i) {
				return i
			}
			return -1
		}
	}
	return -1
}

// blamed is the group right before "for", "of" or "from" and the gerund at item
// v: "thanked X for sending", "accused X of breaking". It is -1 where there is
// none, and where the sentence says that who speaks did it: "apologised to X for".
func (s *Sentence) blamed(v int) int {
	if s.Items[v].Feats.Get("VerbForm") != "Ger" && !s.participial(v) {
		return -1
	}
	i := v - 1
	for ; s.upos(i) == "ADV"; i-- {
	}
	if !s.prepIs(i, "for") && !s.prepIs(i, "of") && !s.prepIs(i, "from") {
		return -1
	}
	g := s.groupAt(i - 1)
	if g < 0 || !s.actor(i-1) {
		return -1
	}
	for k := s.Groups[g].First - 1; k >= 0 && !s.boundary(k); k-- {
		if s.upos(k) == "VERB" || s.upos(k) == "NOUN" {
			if s.at("sorry", k) > 0 {
				return -1
			}
			return g
		}
	}
	return g
}

// givenNext reports whether a verb of giving is joined to a passive one, with
// nothing but adverbs before it: "was summoned and handed a note".
func (s *Sentence) givenNext(v int) bool {
	if !s.gives(v) || s.base(v) {
		return false
	}
	prev, conj := s.joinedTo(v)
	if prev < 0 || !s.passive(prev) {
		return false
	}
	for i := conj + 1; i < v; i++ {
		if s.upos(i) != "ADV" {
			return false
		}
	}
	return s.upos(v+1) == "DET" || s.upos(v+1) == "NUM" || s.upos(v+1) == "ADJ" || s.upos(v+1) == "NOUN"
}

// gives reports whether a verb at item v takes to whom something is given as its
// object: "handed X a note".
func (s *Sentence) gives(v int) bool { return s.upos(v) == "VERB" && s.at("giving", v) > 0 }

// quotes reports whether a quotation mark stands at item i.
func (s *Sentence) quotes(i int) bool {
	switch s.word(i) {
	case "“", "”", "\"", "'", "‘", "’", "«", "»":
		return true
	}
	return false
}

// teller is the verb of speech whose subject the pronoun at item i means: "X
// said it would", "X announced that they had"; -1 for none.
func (s *Sentence) teller(i int) int {
	if i < 1 || s.Items[i].Mention >= 0 || s.upos(i) != "PRON" || s.Items[i].Feats.Get("PronType") == "Dem" || s.at("relatives", i) > 0 || s.at("that", i) > 0 {
		return -1
	}
	if s.at("that", i-1) > 0 {
		i--
	}
	for i--; s.upos(i) == "PROPN" || s.upos(i) == "ADP" || s.upos(i) == "ADV"; i-- { // "said on Monday it would"
	}
	if s.upos(i) != "VERB" {
		return -1
	}
	return i
}
