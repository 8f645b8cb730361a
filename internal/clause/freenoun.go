package clause

import (
	"slices"

	"chancery/internal/entity"
)

// freeNoun analyses a noun where case and preposition mark the relations.
func (s *Sentence) freeNoun(first, last int) Predicate {
	p := Predicate{First: first, Last: last, Noun: true, Verb: -1}
	x := s.stretches()[s.stretchOf(first)]
	s.freeOwner(&p, first, x.first)
	s.freeBehind(&p, first, last)
	c := s.Items[first].Feats.Get("Case")
	for i := first; i < last; i++ {
		if s.upos(i) == "NOUN" {
			c = s.Items[i].Feats.Get("Case")
			break
		}
	}
	prep := s.nounPreposition(first, x.first)
	v := x.verb
	if v < 0 {
		for _, y := range s.clauseFrom(first) {
			if y.verb >= 0 {
				v = y.verb
			}
		}
	}
	if w := s.partOf(first, last, x); w >= 0 {
		v = w
	}
	s.freeCarrier(&p, v, c, prep)
	s.freeAdjectives(&p, first)
	if p.Mood == Told && s.at("appointed", last) > 0 {
		p.Mood = Coming
	}
	return p
}

// partOf is the participle or converb that carries a noun among the items of a stretch:
// "находящийся с визитом", "провёл ..., обсудив"; -1 for none.
func (s *Sentence) partOf(first, last int, x stretch) int {
	if x.verb >= 0 {
		return -1
	}
	for i := x.first; i < x.last; i++ {
		if s.Items[i].Mention < 0 && s.upos(i) == "VERB" && (i < first || i >= last) && (s.full(i) && (x.opener == participial || i < first) || s.Items[i].Feats.Get("VerbForm") == "Conv" || s.Items[i].Feats.Get("VerbForm") == "Inf") {
			return i
		}
	}
	return -1
}

// nounPreposition is the preposition before a noun, over adjectives and the like.
func (s *Sentence) nounPreposition(first, from int) string {
	k := first - 1
	for k >= from && (s.upos(k) == "ADJ" || s.upos(k) == "DET" || s.upos(k) == "NUM" || s.adjective(k) || s.full(k) || s.owning(k)) {
		k--
	}
	if k < from {
		return ""
	}
	prep, _ := s.preposition(k)
	return prep
}

// owning reports whether "his" or the like stands at item k.
func (s *Sentence) owning(k int) bool {
	m := s.Items[k].Mention
	return m >= 0 && s.doc.Mentions[m].Label == entity.Possessive
}

// freeOwner reads "his" before a noun.
func (s *Sentence) freeOwner(p *Predicate, first, from int) {
	for k := first - 1; k >= from && (s.upos(k) == "ADJ" || s.upos(k) == "DET" || s.upos(k) == "NUM" || s.adjective(k) || s.owning(k)); k-- {
		if s.owning(k) {
			p.add(Owner, s.groupAt(k))
			return
		}
	}
}

// freeBehind adds what stands behind a noun: whose it is, and what prepositions say, up
// to a verb or the end of the clause.
func (s *Sentence) freeBehind(p *Predicate, first, last int) {
	in := s.clauseFrom(first)
	own := s.stretchOf(first)
	all := s.stretches()
	for _, f := range s.freeGroups(in) {
		g := s.Groups[f.group]
		if g.First < last {
			continue
		}
		if s.crosses(last, g.First) || s.stretchOf(g.First) != own && all[s.stretchOf(g.First)].first > g.First {
			break
		}
		switch {
		case f.noun >= 0 && f.noun >= last && f.rel == Owner:
			if s.at("invitations", f.noun) > 0 {
				p.add(Inviter, f.group)
			} else if s.at("sides", f.noun) > 0 {
				p.add("by", f.group)
			} else if s.at("heads", f.noun) > 0 {
				p.add(Owner, f.group)
			}
		case f.noun >= last && (f.rel == "with" || f.rel == "to" || f.rel == "from") && s.doc.Mentions[s.Groups[f.group].Members[0]].Label == entity.State:
		case f.rel == Owner, (f.rel == Object || f.rel == Subject && s.oneForm(g)) && s.genitiveLike(g):
			p.add(Owner, f.group)
		case f.rel == Subject || f.rel == Object || f.rel == "nested":
		default:
			p.add(f.rel, f.group)
		}
	}
}

// genitiveLike reports whether a group without a preposition may stand in the genitive.
func (s *Sentence) genitiveLike(g Group) bool {
	c := s.caseAt(g.First)
	return c == "Gen" || c == "Acc" && s.animate(g) || s.oneForm(g)
}

// crosses reports whether a verb stands among the items [from, to).
func (s *Sentence) crosses(from, to int) bool {
	for i := from; i < to; i++ {
		if s.Items[i].Mention < 0 && (s.finite(i) || s.upos(i) == "VERB" && !s.full(i)) {
			return true
		}
	}
	return false
}

// freeCarrier finds what the verb at item v says of a noun with a case and a
// preposition: who holds the talks, that they take place, that they are called off.
func (s *Sentence) freeCarrier(p *Predicate, v int, c, prep string) {
	if v < 0 {
		return
	}
	happens := (c == "Nom" || c == "Acc") && prep == "" && (s.at("happen", v) > 0 || s.freePassive(v) || s.Items[v].Feats.Get("Voice") == "Mid" && (s.at("coming", v) > 0 || s.at("cancel", v) > 0))
	object := (c == "Acc" || c == "Gen" || c == "Ins" || c == "Dat" || c == "Nom") && prep == "" && !happens
	at := s.adjunctAt(p.First)
	switch {
	case prep != "" && s.at("about", at) > 0 && at > 0 && s.at("claims", at-1) > 0 && (s.at("deny", v) > 0 || s.at("refuted", v) > 0): // "опроверг сообщения о встрече"
		p.Mood = Denied
	case happens:
		p.Verb = v
		if s.freePassive(v) || s.at("light", v) > 0 {
			s.freeAgent(p, v)
		}
		s.freeMood(p, v, false)
	case object && s.at("light", v) > 0, prep != "" && s.at("journeys", v) > 0, s.at("cancel", v) > 0 && prep == "", s.at("coming", v) > 0 && prep == "":
		p.Verb = v
		p.add(s.subjectRel(v), s.freeSubjectOf(v))
		s.freePartners(p, v)
		s.freeMood(p, v, false)
	case prep != "" && s.at("adjunct", at) > 0:
		main := s.freeSubjectOf(v)
		if owner := p.has(Owner) && p.has("with") || p.has("between") || s.severalOwners(p); main >= 0 && !owner && s.at("tellers", v)+s.at("discussing", v) > 0 {
			p.add(Subject, main)
		}
		p.Verb = -1
		var q Predicate
		s.freeMood(&q, v, false)
		p.Past, p.Present = q.Past, q.Present
		if q.Mood == Coming {
			p.Mood = Coming
		}
	case prep == "" && object && s.at("tellers", v) == 0:
		p.Mood = Supposed
	case prep != "" && s.at("about", at) > 0 && s.at("tellers", v) == 0:
		p.Mood = Supposed
	}
}

// severalOwners reports whether those whose a noun is are more than one.
func (s *Sentence) severalOwners(p *Predicate) bool {
	return slices.ContainsFunc(p.Args, func(a Arg) bool { return a.Rel == Owner && s.Several(s.Groups[a.Group]) })
}

// adjunctAt is the item of the preposition before the noun at item first.
func (s *Sentence) adjunctAt(first int) int {
	k := first - 1
	for k >= 0 && (s.upos(k) == "ADJ" || s.upos(k) == "DET" || s.upos(k) == "NUM" || s.adjective(k) || s.full(k) || s.owning(k)) {
		k--
	}
	_, at := s.preposition(k)
	return max(0, at)
}

// subjectRel is the relation in which the subject of a verb stands to the noun that the
// verb carries.
func (s *Sentence) subjectRel(v int) string {
	if s.freePassive(v) {
		return "to"
	}
	return Subject
}

// freeSubjectOf is the subject of a finite verb, participle or converb; -1 for none.
func (s *Sentence) freeSubjectOf(v int) int {
	if s.full(v) {
		return s.ofParticiple(v)
	}
	if s.Items[v].Feats.Get("VerbForm") == "Conv" || s.Items[v].Feats.Get("VerbForm") == "Inf" {
		if g := s.freeSubject(v); g >= 0 {
			return g
		}
		return s.freeShared(v)
	}
	return s.freeSubject(v)
}

// freeAgent adds who does what a passive verb, or one such as "состоялся", says of a
// noun: in the instrumental, or with the partner beside the verb.
func (s *Sentence) freeAgent(p *Predicate, v int) {
	for _, f := range s.freeGroups(s.clauseFrom(v)) {
		if f.rel == "by" && s.freePassive(v) {
			p.add("by", f.group)
		}
	}
	s.freePartners(p, v)
}

// freePartners adds those who stand with a preposition before the noun in its clause:
// "с X состоялась встреча", "У X был разговор с Y", and to whom something is given.
func (s *Sentence) freePartners(p *Predicate, v int) {
	for _, f := range s.freeGroups(s.clauseFrom(v)) {
		if f.nested || s.otherVerbs(f, v, v, v+1) || f.noun >= 0 && f.noun != v && f.noun != p.Last-1 && s.doc.Mentions[s.Groups[f.group].Members[0]].Label == entity.State {
			continue
		}
		switch f.rel {
		case "with", "between", "at", "to", "among":
			p.add(f.rel, f.group)
		}
	}
}

// freeAdjectives reads "planned", "cancelled" before a noun.
func (s *Sentence) freeAdjectives(p *Predicate, first int) {
	for k := first - 1; k >= 0 && k > first-6 && s.word(k) != ","; k-- {
		switch {
		case s.Items[k].Mention >= 0 && !s.adjective(k) && !s.owning(k):
			return
		case s.at("planned", k) > 0 && (p.Mood == Told || p.Mood == Supposed):
			p.Mood = Coming
		case s.at("plans", k) > 0 && p.Mood == Told:
			p.Mood = Coming
		case s.at("cancel", k) > 0 && s.upos(k) != "VERB" || s.at("cancel", k) > 0 && s.full(k):
			p.Mood = Called
		case s.at("supposed", k) > 0:
			p.Mood = Supposed
		case s.at("none", k) > 0:
			p.Mood = Denied
		case s.upos(k) == "VERB" && !s.full(k):
			return
		}
	}
}
