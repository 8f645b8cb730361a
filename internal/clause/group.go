package clause

import (
	"strings"

	"chancery/internal/entity"
)

// group joins actors that are listed together.
func (s *Sentence) group() {
	s.of = make([]int, len(s.Items))
	for i := range s.of {
		s.of[i] = -1
	}
	for i := 0; i < len(s.Items); i++ {
		if m := s.Items[i].Mention; m >= 0 && s.doc.Mentions[m].Label == entity.Possessive {
			s.of[i] = len(s.Groups)
			s.Groups = append(s.Groups, Group{First: i, Last: i + 1, Members: []int{m}})
			continue
		}
		if !s.actor(i) {
			continue
		}
		g := Group{First: i, Last: i + 1, Members: []int{s.Items[i].Mention}}
		for {
			next := s.joined(g)
			if next < 0 {
				break
			}
			g.Members = append(g.Members, s.Items[next].Mention)
			g.Last = next + 1
		}
		for k := g.First; k < g.Last; k++ {
			s.of[k] = len(s.Groups)
		}
		s.Groups = append(s.Groups, g)
		i = g.Last - 1
	}
}

// joined is the item of the actor that a group goes on with; -1 when it ends.
func (s *Sentence) joined(g Group) int {
	i := g.Last
	last := s.doc.Mentions[s.Items[i-1].Mention]
	if s.g.marking == "case" && last.Case != "" && last.Label != entity.Delegation {
		return -1
	}
	if last.Label == entity.Delegation || last.Label == entity.Group {
		j := i
		if s.word(j) == "," {
			j++
		}
		if n := s.at("leads", j); n > 0 && s.actor(j+n) {
			return j + n
		}
		if s.g.marking == "case" && s.actor(j) && s.at("leads", j+1) > 0 { // "heyet, X başkanlığında"
			return j
		}
	}
	if n := s.at("leads", i); s.g.marking == "case" && n > 0 && s.actor(i+n) && s.doc.Mentions[s.Items[i+n].Mention].Label == entity.Delegation {
		return i + n
	}
	j := i
	comma := s.word(j) == "," || strings.HasSuffix(s.Items[i-1].Form, ",")
	if s.word(j) == "," {
		j++
	}
	n := max(s.at("coordinate", j), s.at("accompany", j))
	j += n
	if n > 0 && s.word(j) == "," && s.upos(j+1) == "ADV" && s.word(j+2) == "," { // "saw X and, separately, Y"
		j += 3
	}
	if (n == 0 && !comma) || !s.actor(j) {
		return -1
	}
	if s.g.marking == "free" {
		if !s.sameCase(g, i-1, j) {
			return -1
		}
		return j
	}
	if s.newClause(g, j, comma) || s.g.marking == "case" && n == 0 && s.afterSubject(g, j) {
		return -1
	}
	return j
}

// afterSubject reports whether a comma parts the subject of a clause from what
// follows, in a language that writes one there: the first actor of the clause
// stands alone, and people are not listed with states.
func (s *Sentence) afterSubject(g Group, j int) bool {
	if a, b := s.doc.Mentions[s.Items[g.Last-1].Mention], s.doc.Mentions[s.Items[j].Mention]; !a.OfficeSpan.Empty() && a.OfficeSpan == b.OfficeSpan { // "Norveç, Peru ve Kenya dışişleri bakanları"
		return false
	}
	if s.people(g.First) != s.people(j) {
		return true
	}
	if s.allSubjects(j) {
		return false
	}
	if len(g.Members) > 1 && s.at("coordinate", g.Last-2) > 0 { // "A ve B, C'yi kabul etti"
		return true
	}
	for k := g.First - 1; k >= 0; k-- {
		if s.word(k) == ":" {
			return len(g.Members) == 1 && s.nextFinite(j) >= 0
		}
		if s.actor(k) {
			switch s.doc.Mentions[s.Items[k].Mention].Case {
			case "Gen", "Loc", "Abl": // no subject
			default:
				return len(g.Members) == 1 && s.described(g) && !s.listGoesOn(j)
			}
		}
		if s.boundary(k) || s.finite(k) {
			break
		}
	}
	return len(g.Members) == 1
}

// allSubjects reports whether the state at item j goes on a list that ends, behind a
// conjunction, in one without case or postposition: in "Norveç, Peru ve Kenya kınadı"
// all three act, but not in "Norveç, Peru ve Kenya'yı kınadı".
func (s *Sentence) allSubjects(j int) bool {
	state := func(i int) bool {
		return s.actor(i) && s.doc.Mentions[s.Items[i].Mention].Label == entity.State && s.doc.Mentions[s.Items[i].Mention].Case == ""
	}
	for state(j) {
		k := j + 1
		if s.word(k) == "," {
			j = k + 1
			continue
		}
		n := s.at("coordinate", k)
		if n == 0 || !state(k+n) {
			return false
		}
		end := k + n + 1
		_, governed := s.g.adpositions[s.word(end)]
		return !governed && end < len(s.Items) && s.Items[end].Mention < 0 && !s.compound(end, len(s.Items))
	}
	return false
}

func (s *Sentence) people(i int) bool {
	switch s.doc.Mentions[s.Items[i].Mention].Label {
	case entity.State, entity.Org:
		return false
	}
	return true
}

// newClause reports whether the actor at j begins a clause of its own rather
// than ending the list: "A met B, and C said".
func (s *Sentence) newClause(g Group, j int, comma bool) bool {
	a, b := s.doc.Mentions[s.Items[g.First].Mention], s.doc.Mentions[s.Items[j].Mention]
	if s.g.marking == "case" {
		return false
	}
	if comma && (a.Label == entity.State || a.Label == entity.Org) && b.Label != a.Label && s.upos(g.First-1) == "ADP" { // "In Norway, X"
		return true
	}
	if s.owned(j+1) && s.people(j) && !s.people(g.First) && s.governed(g.First) { // "X's visits to Norway and Y's talks"
		return true
	}
	if b.Label == entity.Pronoun && len(g.Members) > 0 {
		return true
	}
	before := false
	for k := g.First - 1; k >= 0 && s.at("relatives", k) == 0 && s.word(k) != ":" && s.word(k) != ";"; k-- {
		if f := s.Items[k].Feats.Get("VerbForm"); s.finite(k) && f != "Part" && f != "Ger" {
			before = true
			break
		}
	}
	u := s.upos(g.First - 1)
	opening := !before && (u == "ADP" || u == "VERB") && s.word(j-1) == "," && s.adverbial(g.First)                           // "After talks with A, B said", "Having met A, B said"
	if !before && !opening || s.prepIs(g.First-1, "between") || s.at("that", g.First-1) > 0 && s.upos(g.First-1) == "SCONJ" { // "said that X and Y are"
		return false
	}
	for opening && s.upos(j+1) == "CCONJ" && s.actor(j+2) { // "With A looking on, B and C signed"
		j += 2
	}
	return s.finite(s.behind(j))
}

// adverbial reports whether the clause in which item i stands opens with a phrase of
// time, place or circumstance, and not with its subject: "After talks with A, B said".
func (s *Sentence) adverbial(i int) bool {
	for i > 0 && !s.dash(i-1) && !s.boundary(i-1) && s.word(i-1) != "," {
		i--
	}
	switch s.upos(i) {
	case "NOUN", "PROPN", "ADJ":
		return false
	}
	return true
}

// behind is the item behind the actor at item j, over what the actor owns, adverbs and
// the comma that ends an apposition: "the president, X, said", "Parliament's press
// service said".
func (s *Sentence) behind(j int) int {
	k := j + 1
	if s.owned(j) || s.owned(k) {
		for s.owned(k) || s.upos(k) == "NOUN" || s.upos(k) == "ADJ" {
			k++
		}
	}
	if s.word(k) == "," && strings.Contains(s.Items[j].Form, ",") {
		k++
	}
	for s.upos(k) == "ADV" {
		k++
	}
	return k
}
