package clause

import "chancery/internal/entity"

// Goal is the item of the city or state that a journey goes to: behind the
// predicate, or before it with the case of a goal; -1 for none.
func (s *Sentence) Goal(p Predicate) int {
	if s.g.marking == "case" {
		return s.caseGoal(p)
	}
	from := p.Last
	if p.Noun && p.Verb >= p.Last {
		from = p.Last
	}
	for i := from; i < len(s.Items) && i < from+14; i++ {
		if s.locality(i) {
			switch s.word(i - 1) {
			case "of", "from", "with", "by", "between", "'s", "’s", "and":
				continue
			}
			if i == from || s.word(i-1) != "," {
				return i
			}
			continue
		}
		if p.Noun && i == p.Last && s.at("that", i) > 0 { // "a trip that took her to"
			for k := i + 1; k < i+6; k++ {
				if s.word(k) == "to" && s.locality(k+1) {
					return k + 1
				}
			}
		}
		if s.boundary(i) || s.finite(i) || s.word(i) == "," && s.upos(i+1) == "DET" {
			return -1
		}
	}
	return -1
}

// Goals are the mentions of the states or cities that a journey goes to, more
// than one where they are listed together or one behind the other.
func (s *Sentence) Goals(p Predicate) []int {
	i := s.Goal(p)
	if i < 0 {
		return nil
	}
	return s.GoalsFrom(i)
}

// GoalsFrom are the goals of a journey whose first is item i: "Oslo and Bergen",
// "Oslo on Monday and on to Bergen".
func (s *Sentence) GoalsFrom(i int) []int {
	out := []int{s.Items[i].Mention}
	for k := i + 1; k < len(s.Items); k++ {
		j := k
		if s.word(j) == "," {
			j++
		}
		j += s.at("coordinate", j)
		if j == k || !s.locality(j) || s.g.marking == "position" && s.finite(j+1) {
			break
		}
		out = append(out, s.Items[j].Mention)
		k, i = j, j
	}
	const reach = 12
	for k := i + 1; k < len(s.Items) && k < i+reach; k++ {
		if n := s.at("onward", k); n > 0 && s.locality(k+n) {
			out = append(out, s.Items[k+n].Mention)
			k, i = k+n, k+n
			continue
		}
		if s.boundary(k) || s.finite(k) {
			break
		}
	}
	return out
}

// locality reports whether item i is a place or state; no item is none.
func (s *Sentence) locality(i int) bool {
	if i >= len(s.Items) || s.Items[i].Mention < 0 {
		return false
	}
	l := s.doc.Mentions[s.Items[i].Mention].Label
	return l == entity.Place || l == entity.State
}
