package clause

import (
	"slices"
	"strings"

	"chancery/internal/entity"
)

// This file has what is particular to languages in which an infinitive is known by its
// form rather than by a particle, pronouns that are objects stand before their verb, and
// one auxiliary serves the passive and the perfect of some verbs.

// prep is the relation that the adposition which ends at item i marks; empty for none.
// One of several words is known by its last.
func (s *Sentence) prep(i int) string {
	for _, p := range s.g.phrasal {
		if s.wordsAt(i-len(p.words)+1, p.words) {
			return p.rel
		}
	}
	if s.g.bare && s.upos(i) == "DET" { // "des ministres": an article
		return ""
	}
	return s.g.adpositions[s.word(i)]
}

// prepFrom is the relation that the adposition which begins at item i marks, and the
// number of its words; 0 for none.
func (s *Sentence) prepFrom(i int) (string, int) {
	for _, p := range s.g.phrasal {
		if s.wordsAt(i, p.words) {
			return p.rel, len(p.words)
		}
	}
	if rel := s.prep(i); rel != "" {
		return rel, 1
	}
	return "", 0
}

// prepIs reports whether the adposition named rel in English stands at item i.
func (s *Sentence) prepIs(i int, rel string) bool {
	if s.g.bare {
		return s.prep(i) == rel
	}
	return s.word(i) == rel
}

// is reports whether a verb of the list stands at item i by its lemma: "be", "have".
func (s *Sentence) is(list string, i int) bool {
	if i < 0 || i >= len(s.Items) {
		return false
	}
	for _, ws := range s.g.lists[list] {
		if s.Items[i].Lemma == ws[0] {
			return true
		}
	}
	return false
}

// opensAside reports whether a word such as the "on" of "X, on a visit to Y," stands at
// item i.
func (s *Sentence) opensAside(i int) bool { return s.at("asides", i) > 0 }

// beforeInfinitive is the item before the infinitive at item v, its particle and the
// pronouns between. It is false where the verb is none, or where an auxiliary governs it.
func (s *Sentence) beforeInfinitive(v int) (int, bool) {
	if !s.g.bare {
		return v - 2, s.upos(v-1) == "PART" && s.at("negation", v-1) == 0
	}
	if v < 0 || v >= len(s.Items) || s.Items[v].Feats.Get("VerbForm") != "Inf" {
		return -1, false
	}
	i := v - 1
	for s.upos(i) == "ADV" || s.clitic(i) || s.upos(i) == "AUX" && s.Items[i].Feats.Get("VerbForm") == "Inf" { // "a décidé d'être reçu"
		i--
	}
	if s.upos(i) == "AUX" {
		return -1, false
	}
	if s.upos(i) == "PART" {
		i--
	}
	return i, true
}

// leadsToInfinitive reports whether an infinitive begins at item i: with its particle,
// or with a pronoun before it.
func (s *Sentence) leadsToInfinitive(i int) bool {
	if s.upos(i) == "VERB" && s.upos(i-1) != "AUX" {
		return s.Items[i].Feats.Get("VerbForm") == "Inf"
	}
	if s.upos(i) != "PART" {
		return false
	}
	for i++; s.upos(i) == "ADV" || s.clitic(i); i++ {
	}
	return s.upos(i) == "VERB" || s.upos(i) == "AUX"
}

// clitic reports whether the pronoun of an object stands before its verb at item i.
func (s *Sentence) clitic(i int) bool {
	if !s.g.bare || i < 0 || i >= len(s.Items) || s.Items[i].Mention < 0 {
		return false
	}
	m := s.doc.Mentions[s.Items[i].Mention]
	return m.Label == entity.Pronoun && m.Head == "object"
}

// cliticObject adds the pronoun that stands before the verb at item v and its
// auxiliaries: "l'a reçu", "lui a remis une note".
func (s *Sentence) cliticObject(p *Predicate, v int) {
	if !s.g.bare {
		return
	}
	for i := v - 1; i >= 0 && (s.upos(i) == "AUX" || s.upos(i) == "ADV" || s.clitic(i)); i-- {
		if !s.clitic(i) {
			continue
		}
		rel := Object
		if s.at("to_whom", i) > 0 || slices.ContainsFunc(s.g.lists["to_whom"], func(ws []string) bool { return s.Items[i].Lower == ws[0] }) {
			rel = "to"
		}
		p.add(rel, s.groupAt(i))
	}
}

// barePassive reports whether a participle is passive: behind a form of "be", unless
// the verb is one of those whose perfect has it or is reflexive; without an auxiliary
// as the participle that it is joined to, else always.
func (s *Sentence) barePassive(v int) bool {
	f := s.Items[v].Feats
	if f.Get("VerbForm") != "Part" || f.Get("Tense") == "Pres" || s.at("moving", v) > 0 || s.reflexive(v) {
		return false
	}
	k := v - 1
	for s.upos(k) == "ADV" || s.upos(k) == "PART" || s.clitic(k) || s.upos(k) == "PRON" && len(s.word(k)) > 0 && s.word(k)[0] == '-' {
		k--
	}
	if s.upos(k) == "AUX" {
		return s.is("be", k)
	}
	if prev, _ := s.joinedTo(v); prev >= 0 && s.Items[prev].Feats.Get("VerbForm") == "Part" {
		j := prev - 1
		for s.upos(j) == "ADV" || s.clitic(j) {
			j--
		}
		if s.upos(j) == "AUX" {
			return s.barePassive(prev)
		}
	}
	return true
}

// reflexive reports whether a verb has a pronoun of its own subject before it.
func (s *Sentence) reflexive(v int) bool {
	const mark = "se-"
	l := s.Items[v].Lemma
	return len(l) > len(mark) && l[:len(mark)] == mark
}

// byForm reads the mood that the form of a verb or of its first auxiliary says by itself:
// the future, and the conditional of what is said to come, or only said.
func (s *Sentence) byForm(p *Predicate, v int) {
	k := v
	for s.upos(k-1) == "AUX" || s.upos(k-1) == "ADV" || s.clitic(k-1) {
		k--
	}
	for ; k <= v; k++ {
		if s.upos(k) != "AUX" && s.upos(k) != "VERB" {
			continue
		}
		f := s.Items[k].Feats
		switch {
		case f.Get("Tense") == "Fut":
			p.Mood, p.Past = Coming, false
		case (f.Get("Mood") == "Cnd" || s.wouldBe(k)) && s.at("coming", k) == 0:
			p.Mood = Supposed
			if s.toldToCome(k) {
				p.Mood, p.Past = Coming, false
			}
		case s.g.loose && f.Get("Mood") == "Sub": // "está previsto que viaje", "quizás viaje"
			p.Mood, p.Past = Supposed, false
			if s.comingBefore(k) {
				p.Mood = Coming
			}
		case f.Get("Tense") == "Imp":
			p.Past = true
		}
		return
	}
}

// wouldBe reports whether a verb is the infinitive of its lemma with one of the
// endings of the conditional: "rencontrerait", whatever it was taken for.
func (s *Sentence) wouldBe(i int) bool {
	it := s.Items[i]
	stem := strings.TrimSuffix(it.Lemma[strings.IndexByte(it.Lemma, '-')+1:], "e")
	for _, ws := range s.g.lists["conditional"] {
		if it.UPOS == "VERB" && it.Lower == stem+ws[0] {
			return true
		}
	}
	return false
}

// toldToCome reports whether a word such as "announced" stands before the clause of the
// conditional at item v.
func (s *Sentence) toldToCome(v int) bool {
	for i := v - 1; i >= 0; i-- {
		if s.at("hearsay", i) > 0 {
			return true
		}
	}
	return false
}

// bareComplement reports whether a noun stands right behind "of" without an article, and
// only says of what sort the noun before is: "visite de travail".
func (s *Sentence) bareComplement(i int) bool {
	return s.g.bare && s.upos(i-1) == "ADP" && s.prep(i-1) == "of" && s.at("articled", i-1) == 0
}

// inverted is the group that stands right behind a verb whose subject nothing before it
// is, at the end of what was quoted or behind a relative: "« ... », a déclaré X"; -1 for
// none.
func (s *Sentence) inverted(first, last int) int {
	if !s.g.bare {
		return -1
	}
	k := first - 1
	for s.upos(k) == "AUX" || s.upos(k) == "ADV" {
		k--
	}
	if !s.quotes(k) && !(s.word(k) == "," && s.quotes(k-1)) {
		return -1
	}
	return s.groupAt(last)
}

// heldByBehind reads a relative clause in which the subject stands behind the verb: "la
// visite qu'effectue X", "la visite que doit effectuer X".
func (s *Sentence) heldByBehind(i int) (group, verb int) {
	verb = -1
	for ; i < len(s.Items); i++ {
		switch {
		case s.upos(i) == "AUX" || s.upos(i) == "ADV":
		case s.upos(i) == "VERB" && verb < 0 && s.at("light", i) > 0:
			verb = i
		case verb >= 0 && s.groupAt(i) >= 0 && s.actor(i):
			if g := s.groupAt(i); !s.governed(s.Groups[g].First) {
				return g, verb
			}
		case verb >= 0 && (s.upos(i) == "NOUN" || s.upos(i) == "ADP" || s.upos(i) == "NUM" || s.upos(i) == "DET" || s.locality(i)): // "lundi à Oslo"
		default:
			return -1, -1
		}
	}
	return -1, -1
}

// infinitive reports whether an infinitive with "to" begins at item i; a verb that
// was taken for an adjective shows by the article behind it: "to free the crew".
func (s *Sentence) infinitive(i int) bool {
	if s.upos(i) == "PART" && s.upos(i+1) == "VERB" {
		return true
	}
	if s.g.bare {
		return s.leadsToInfinitive(i)
	}
	return s.word(i) == "to" && s.upos(i+1) == "ADJ" && i+2 < len(s.Items) && s.doc.Text.Tokens[s.Items[i+2].First].UPOS == "DET"
}

// fallsThrough reports whether the words behind a noun, which ends before item last, say
// that it does not take place: "n'aura pas lieu", "a été reportée".
func (s *Sentence) fallsThrough(last int) bool {
	for i := last; i < len(s.Items) && s.word(i) != ";" && s.at("that", i) == 0; i++ {
		if s.at("fails", i) > 0 {
			return true
		}
	}
	return false
}

// afterwards reports whether the noun at item first is what the act follows, so that it
// is over though the act is to come: "à l'issue d'un entretien".
func (s *Sentence) afterwards(first int) bool {
	const far = 7
	for i := first - 1; s.g.bare && i >= 0 && i >= first-far && s.word(i) != ","; i-- {
		if s.at("afterwards", i) > 0 {
			return true
		}
	}
	return false
}
