package clause

import "chancery/internal/entity"

// Dropped reports whether the subject of a verb is left out, as languages that
// mark it on the verb do: a clause in the active without a group or a bare noun
// that could be it.
func (s *Sentence) Dropped(p Predicate) bool {
	if s.g.loose {
		return s.leftOutHere(&p, false)
	}
	if s.g.marking != "case" || p.Noun || p.Passive || p.Verb < 0 || !s.missing(&p, Subject) || !s.missing(&p, Speaker) {
		return false
	}
	f := s.Items[p.Verb].Feats
	if form := f.Get("VerbForm"); f.Get("Person") != "" && f.Get("Person") != "3" || form != "Fin" && form != "Conv" && !(form == "Part" && f.Get("Case") == "Acc") {
		return false
	}
	for i := s.start(p.First); i < p.First-1; i++ {
		u := s.upos(i)
		if f := s.Items[i].Feats; f.Get("VerbForm") == "Vnoun" && f.Get("Case") == "Nom" && f.Get("Person[psor]") != "" && s.upos(i+1) != "ADP" { // "X'in kapatması ... durdurdu"
			return false
		}
		if (u == "NOUN" || u == "PROPN" || u == "PRON") && s.Items[i].Mention < 0 && s.Items[i].Feats.Get("Case") == "Nom" && s.at("times", i) == 0 &&
			s.upos(i+1) != "NOUN" && s.upos(i+1) != "ADP" && s.upos(i+1) != "VERB" {
			return false
		}
	}
	return true
}

// Received reports whether what a passive verb is done to is left out: a finite clause
// without a group or a bare noun that could be it.
func (s *Sentence) Received(p Predicate) bool {
	if s.g.loose {
		return !p.Noun && s.leftOutHere(&p, true)
	}
	if s.g.marking != "case" || p.Noun || !p.Passive || p.Verb < 0 || !s.missing(&p, Object) || s.Items[p.Verb].Feats.Get("VerbForm") != "Fin" {
		return false
	}
	for i := s.start(p.First); i < p.First; i++ {
		if s.locality(i) && s.doc.Mentions[s.Items[i].Mention].Case == "" {
			return false
		}
		if u := s.upos(i); (u == "NOUN" || u == "PROPN" || u == "PRON") && s.Items[i].Mention < 0 && s.Items[i].Feats.Get("Case") == "Nom" && s.at("times", i) == 0 && (s.upos(i+1) != "NOUN" || s.Items[i+1].Feats.Get("Case") == "Ins") && s.upos(i+1) != "ADP" { // "verdiği yer takdirle karşılandı"
			return false
		}
	}
	return true
}

// himself reports whether a group is no more than "kendisi" without case: it stresses a
// subject that the clause leaves out.
func (s *Sentence) himself(g Group) bool {
	m := s.doc.Mentions[g.Members[0]]
	return len(g.Members) == 1 && m.Label == entity.Pronoun && m.Head == "" && m.Case == ""
}
