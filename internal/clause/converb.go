package clause

import (
	"slices"
	"strings"
)

// converbHead is the verbal noun that a converb leads up to in its clause, as of
// the "giderek" in "X'in Oslo'ya giderek Y ile görüşmesi"; -1 where a finite
// verb or a relative participle comes first, or the converb has a subject of its own
// and the verbal noun another: "X, Y ile buluşarak verginin kaldırılmasını istedi".
func (s *Sentence) converbHead(v int) int {
	if s.meanwhile(v, v+1) {
		return -1
	}
	own := s.ownSubject(v)
	for i := v + 1; i < len(s.Items) && !s.boundary(i) && !s.finite(i); i++ {
		f := s.Items[i].Feats
		if own && s.Items[i].Mention < 0 && s.upos(i) == "NOUN" && f.Get("Case") == "Gen" {
			return -1
		}
		switch {
		case f.Get("VerbForm") == "Part" && f.Get("Case") == "":
			return -1
		case f.Get("VerbForm") == "Vnoun" || f.Get("VerbForm") == "Part" && f.Get("Person[psor]") != "":
			return i
		case s.at("deverbal", i) > 0 && f.Get("Person[psor]") != "":
			return i
		}
	}
	return -1
}

// ownSubject reports whether a group without case, and none in the genitive, stands
// before the converb at item v in its clause.
func (s *Sentence) ownSubject(v int) bool {
	found := false
	for i := s.start(v); i < v; i++ {
		if g := s.groupAt(i); g >= 0 {
			if s.genitive(s.Groups[g]) && !s.owns(g, v) {
				return false
			}
			found = found || s.relation(s.Groups[g], v) == ""
			i = s.Groups[g].Last - 1
		}
	}
	return found
}

// converbSubject makes the genitive before a converb its subject, where a verbal
// noun behind it takes both.
func (s *Sentence) converbSubject(p *Predicate, first int, act bool) {
	if s.converbHead(p.Verb) < 0 {
		return
	}
	s.nominalised(p, first, act)
}

// governedMood puts a converb as the verbal noun that governs it is put: "giderek
// görüşmesi bekleniyor" is planned as a whole.
func (s *Sentence) governedMood(p *Predicate, v int) {
	g := s.converbHead(v)
	if g < 0 || p.Mood != Told {
		return
	}
	outer := Predicate{First: p.First, Last: g + 1}
	s.caseMood(&outer, g, false)
	if w := s.nextVerb(g + 1); s.upos(g) == "NOUN" && w >= 0 {
		above := outer
		if s.caseMood(&above, w, false); above.Mood != Told {
			outer = above
		}
	}
	p.Mood = outer.Mood
}

// meanwhile reports whether a converb that has a subject of its own ends a clause among
// the items [first, last): "X konuşurken, Y", "X geldiğinde Y".
func (s *Sentence) meanwhile(first, last int) bool {
	for i := first; i < last; i++ {
		if s.upos(i) == "VERB" && slices.ContainsFunc(s.g.meanwhile, func(end string) bool { return strings.HasSuffix(s.Items[i].Lower, end) }) {
			return true
		}
	}
	return false
}

// Topic is the first group without case or postposition, where a language marks the
// subject so: whom the sentence is about; -1 for none.
func (s *Sentence) Topic() int {
	if s.g.loose {
		return s.looseTopic()
	}
	if s.g.marking != "case" {
		return -1
	}
	return s.nominative(0, len(s.Items))
}

// toCome reports whether the verb at item v has the form of the future tense but
// describes the noun behind it: "toplanacak zirve".
func (s *Sentence) toCome(v int) bool {
	f := s.Items[v].Feats
	return f.Get("VerbForm") == "Fin" && f.Get("Tense") == "Fut" && s.upos(v) == "VERB" && !s.finite(v)
}

// comer makes the group right behind such a verb its subject. What stands without case
// before it is of another verb.
func (s *Sentence) comer(p *Predicate, v int) {
	p.Args = slices.DeleteFunc(p.Args, func(a Arg) bool {
		return (a.Rel == Subject || a.Rel == Object) && s.relation(s.Groups[a.Group], v) == ""
	})
	if g := s.groupAt(v + 1); g >= 0 && s.voice(v) != "Pass" {
		p.add(Subject, g)
	}
}
