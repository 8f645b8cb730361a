package clause

import "chancery/internal/nlp"

// described reports whether a relative participle stands right before a group: what is
// before that belongs to the participle, "Oslo'ya gelen X".
func (s *Sentence) described(g Group) bool {
	f := nlp.Feats("")
	if i := g.First - 1; s.upos(i) == "VERB" {
		f = s.Items[i].Feats
	}
	return f.Get("VerbForm") == "Part" && f.Get("Person[psor]") == ""
}

// listGoesOn reports whether the actor at item j is followed by more of a list that
// ends, behind a conjunction, without case or postposition.
func (s *Sentence) listGoesOn(j int) bool {
	for s.actor(j) && s.doc.Mentions[s.Items[j].Mention].Case == "" {
		k := j + 1
		if s.word(k) == "," {
			j = k + 1
			continue
		}
		n := s.at("coordinate", k)
		if n == 0 || !s.actor(k+n) || s.doc.Mentions[s.Items[k+n].Mention].Case != "" {
			return false
		}
		_, governed := s.g.adpositions[s.word(k+n+1)]
		return !governed
	}
	return false
}
