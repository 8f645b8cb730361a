package clause

import (
	"chancery/internal/entity"
)

// freeGoal is the item of the city or state that a journey goes to, where words stand
// in any order: behind a preposition with the accusative, else where somebody is, in
// the clause of the predicate; -1 for none.
func (s *Sentence) freeGoal(p Predicate) int {
	x := s.stretches()[s.stretchOf(p.First)]
	in := []stretch{x}
	if p.Verb >= 0 || !p.Noun {
		in = s.clauseFrom(p.First)
	}
	within := -1
	for _, y := range in {
		for i := y.first; i < y.last; i++ {
			if !s.locality(i) || p.Noun && i < p.First && p.Verb < 0 {
				continue
			}
			k := i - 1
			for k >= y.first && (s.upos(k) == "ADJ" || s.at("towns", k) > 0 || s.adjective(k)) {
				k--
			}
			prep, at := s.preposition(k)
			n := at - 1
			if prep == "" && !p.Noun && !p.Passive && s.at("journeys", p.First) > 0 && s.reachedBy(i, y.first) {
				return i
			}
			if prep == "" || n >= y.first && s.noun(n) && (n < p.First || n >= p.Last) && s.at("visits", n) == 0 && s.at("times", n) == 0 {
				continue
			}
			switch s.prepositional(prep, s.caseAt(i)) {
			case "to":
				return i
			case "in", "on":
				if s.oneForm(Group{First: i, Last: i + 1, Members: []int{s.Items[i].Mention}}) {
					return i
				}
				if within < 0 {
					within = i
				}
			}
		}
	}
	return within
}

// freeThemes are the mentions of whose thing or act the object of a predicate speaks,
// where words stand in any order: "осудил действия Норвегии", "приветствовал норвежскую
// инициативу".
func (s *Sentence) freeThemes(p Predicate) []int {
	for _, x := range s.clauseFrom(p.First) {
		for i := x.first; i < x.last; i++ {
			if i >= p.First && i < p.Last {
				continue
			}
			m := s.Items[i].Mention
			if m < 0 || p.Noun && i < p.First {
				continue
			}
			if s.adjective(i) && i+1 < x.last && (s.noun(i+1) || s.upos(i+1) == "ADJ") {
				if c := s.Items[i].Feats.Get("Case"); c != "Nom" || p.Passive {
					return s.listedWith(i)
				}
				continue
			}
			g := s.groupAt(i)
			if s.doc.Mentions[m].Label != entity.Place && g < 0 {
				continue
			}
			if f := s.themeAt(i, x.first); f >= 0 && (f >= p.Last || f < p.First) {
				return s.listedWith(i)
			}
		}
	}
	return nil
}

// themeAt is the item of the noun on which the mention at item i depends: in the genitive
// right behind it, or behind a preposition of place; -1 for none.
func (s *Sentence) themeAt(i, from int) int {
	if i > from && s.noun(i-1) && s.Items[i-1].Feats.Get("Case") != "Nom" {
		if c := s.caseAt(i); c == "Gen" || c == "Acc" || s.oneForm(Group{First: i, Last: i + 1, Members: []int{s.Items[i].Mention}}) {
			return i - 1
		}
	}
	return -1
}

// reachedBy reports whether the place at item i can be the object of a verb of journeys:
// it stands in the accusative or has one form, and depends on no noun before it.
func (s *Sentence) reachedBy(i, from int) bool {
	c := s.caseAt(i)
	return (c == "Acc" || s.oneForm(Group{First: i, Last: i + 1, Members: []int{s.Items[i].Mention}})) && !(i > from && s.noun(i-1))
}
