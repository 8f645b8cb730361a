package clause

// thing reports whether a clause that a conjunction makes what is said has a common
// noun as its subject, so that it shares none: "X deyib ki, layihə kömək edəcək". A
// thing of somebody's does not count: "ölkəsi kömək edəcək".
func (s *Sentence) thing(pred int) bool {
	i := s.start(pred)
	for i < pred && s.upos(i) == "PUNCT" {
		i++
	}
	k := i - 1
	for k > 0 && s.upos(k) == "PUNCT" {
		k--
	}
	if k < 0 || s.upos(k) != "SCONJ" {
		return false
	}
	for owned := false; i+1 < pred; i++ {
		g := s.groupAt(i)
		f := s.Items[i].Feats
		switch {
		case g >= 0 && s.genitive(s.Groups[g]):
			owned = true
			i = s.Groups[g].Last - 1
		case g >= 0 || s.upos(i) == "PRON":
			return false
		case s.upos(i) != "NOUN" || s.at("times", i) > 0:
		case f.Get("Case") == "Gen":
			owned = true
		case f.Get("Case") != "Nom" || s.upos(i+1) == "NOUN" && s.Items[i+1].Feats.Get("Person[psor]") != "" || s.upos(i+1) == "ADP":
		default:
			return f.Get("Person[psor]") == "" || owned
		}
	}
	return false
}
