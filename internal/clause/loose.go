package clause

import (
	"strings"

	"chancery/internal/entity"
)

// This file has what is particular to languages of fixed prepositions whose subjects may
// stand behind their verb, "llegó a Quito el canciller X", or be left out, "se reunió con
// X", and where a person who is an object is marked by a preposition.

// Loose reports whether subjects may stand behind their verb or be left out, in a language
// that otherwise marks relations by position.
func (s *Sentence) Loose() bool { return s.g.loose }

// subjectOf is the group that is the subject of the verb at item v, before or behind it.
func (s *Sentence) subjectOf(v, last int) int {
	return s.orBehind(v, last, s.subject(v, 0))
}

// orBehind is the group behind the verb at item v that is its subject, else g.
func (s *Sentence) orBehind(v, last, g int) int {
	if b := s.postposed(v, last, g); b >= 0 {
		return b
	}
	return g
}

// verbStart is the first item of the auxiliaries, adverbs and pronouns before the verb at
// item v.
func (s *Sentence) verbStart(v int) int {
	for s.upos(v-1) == "AUX" || s.upos(v-1) == "ADV" || s.clitic(v-1) {
		v--
	}
	return v
}

// conjugated reports whether the verb at item v, or its first auxiliary, is finite.
func (s *Sentence) conjugated(v int) bool {
	if s.finite(v) {
		return true
	}
	for k := v - 1; k >= 0 && (s.upos(k) == "AUX" || s.upos(k) == "ADV" || s.clitic(k)); k-- {
		if s.upos(k) == "AUX" && s.Items[k].Feats.Get("VerbForm") == "Fin" {
			return true
		}
	}
	return false
}

// postposed is the group behind the verb at item v, which ends before item last, that is
// its subject; left is the group before it that would be; -1 for none.
func (s *Sentence) postposed(v, last, left int) int {
	const reach = 16
	if !s.g.loose || v < 0 || !s.conjugated(v) {
		return -1
	}
	k := s.verbStart(v) - 1
	if left >= 0 && s.groupAt(k) == left {
		return -1
	}
	for i := last; i < len(s.Items) && i < last+reach; i++ {
		if g := s.groupAt(i); g >= 0 {
			gr := s.Groups[g]
			if s.actor(i) && !s.governed(gr.First) && s.upos(gr.First-1) != "CCONJ" {
				if s.standsAlone(v, last, gr, left) {
					return g
				}
				return -1
			}
			i = gr.Last - 1
			continue
		}
		if u := s.upos(i); u == "PART" || u == "VERB" || u == "AUX" || u == "PUNCT" || s.boundary(i) || s.at("relatives", i) > 0 {
			return -1
		}
	}
	return -1
}

// standsAlone reports whether a group behind a verb, without a preposition, is its
// subject: persons who are known, since as objects they would have one; whoever comes;
// a state or body right behind a verb that nobody stands before.
func (s *Sentence) standsAlone(v, last int, gr Group, left int) bool {
	m := s.doc.Mentions[gr.Members[0]]
	t := s.doc.Text.Tokens[s.Items[gr.First].First]
	if gr.First > 0 && s.upos(gr.First-1) == "DET" && s.Items[gr.First-1].Mention < 0 {
		t = s.doc.Text.Tokens[s.Items[gr.First-1].First]
	}
	known := t.UPOS == "DET" && t.Feats.Get("Definite") != "Ind" || t.UPOS == "PROPN" || left < 0 && t.UPOS == "NOUN"
	switch m.Label {
	case entity.State, entity.Org:
		if left >= 0 || s.at("journeys", v) > 0 || s.at("stages", v) > 0 || s.is("be", v) {
			return false
		}
		for i := last; i < gr.First; i++ {
			if s.upos(i) != "ADV" && s.upos(i) != "DET" {
				return false
			}
		}
		return known
	case entity.Place, entity.Adjective, entity.Possessive, entity.Pair:
		return false
	}
	return known || s.at("moving", v) > 0 || s.reflexive(v)
}

// leftOutHere reports whether the subject of a predicate, of a passive what it is done to,
// is left out at the head of its sentence: no actor and no noun that could be it stands
// before the verb, nor right behind.
func (s *Sentence) leftOutHere(p *Predicate, passive bool) bool {
	v, rel := p.Verb, Subject
	if passive {
		rel = Object
	}
	if v < 0 || (p.Passive && !p.Noun) != passive || p.has(rel) || p.has(Speaker) || p.has(Owner) || !s.conjugated(v) || s.passive(v) != passive {
		return false
	}
	if p.Noun && (s.at("light", v) == 0 || s.reflexive(v) || v > p.First) {
		return false
	}
	if prev, _ := s.joinedTo(v); prev >= 0 { // "se reunió con X y fue recibido por Y"
		q := Predicate{First: prev, Last: prev + 1, Verb: prev, Passive: s.passive(prev)}
		return s.subjectOf(prev, prev+1) < 0 && s.leftOutHere(&q, q.Passive)
	}
	first := s.verbStart(v)
	start := s.start(first)
	if start > 0 && s.word(start-1) != ";" {
		return false
	}
	for i := first; i <= v; i++ {
		if f := s.Items[i].Feats; f.Get("VerbForm") == "Fin" && (f.Get("Person") != "3" || f.Get("Number") != "Sing" || f.Get("Mood") == "Sub") {
			return false
		}
	}
	for i := start; i < first; i++ {
		if s.actor(i) && !s.governed(i) {
			return false
		}
		if u := s.upos(i); s.Items[i].Mention < 0 && (u == "NOUN" || u == "PROPN" || u == "PRON" || u == "VERB") && !s.governed(i) && !(s.possessive(i-1) && s.governed(i-1)) && s.at("times", i) == 0 && s.at("times", i+1) == 0 {
			return false
		}
	}
	if p.Noun {
		return true
	}
	i := p.Last
	for s.upos(i) == "ADV" {
		i++
	}
	return !(s.upos(i) == "DET" && s.upos(i+1) == "NOUN" && s.at("times", i+1) == 0 && (s.at("moving", v) > 0 || strings.HasPrefix(s.Items[v].Lemma, "se-")))
}

// looseTopic is the subject of the first finite verb of the sentence; -1 for none.
func (s *Sentence) looseTopic() int {
	for v := range s.Items {
		if s.upos(v) != "VERB" || !s.conjugated(v) || s.at("relatives", s.verbStart(v)-1) > 0 {
			continue
		}
		if g := s.subjectOf(v, v+1); g >= 0 {
			return g
		}
	}
	return -1
}

// comingBefore reports whether a word that puts an event into the future stands before
// the clause of the subjunctive at item v: "se espera que llegue".
func (s *Sentence) comingBefore(v int) bool {
	for i := v - 1; i > 0; i-- {
		if s.at("that", i) > 0 {
			for k := i - 1; k >= 0 && k > i-4; k-- {
				if s.at("coming", k) > 0 {
					return true
				}
			}
			return false
		}
	}
	return false
}
