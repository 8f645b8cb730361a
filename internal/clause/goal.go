package clause

import (
	"slices"
	"strings"

	"chancery/internal/entity"
)

// Goal is the item of the city or state that a journey goes to: behind the
// predicate, or before it with the case of a goal; -1 for none.
func (s *Sentence) Goal(p Predicate) int {
	switch s.g.marking {
	case "case":
		return s.caseGoal(p)
	case "free":
		return s.freeGoal(p)
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
	if s.g.marking == "case" && s.headGoal(p) < 0 {
		return s.goalsUpTo(i)
	}
	return s.GoalsFrom(i)
}

// goalsUpTo are the goals of a journey whose last is item i, where the verb stands last:
// "Oslo, Bergen ve Riga'yı", "önce Oslo'ya, ardından Riga'ya".
func (s *Sentence) goalsUpTo(i int) []int {
	out := []int{s.Items[i].Mention}
	last := s.doc.Mentions[s.Items[i].Mention].Case
	for k := i - 1; k >= 0; {
		parted := false
		for n := 0; k >= 0 && n < 5 && s.Items[k].Mention < 0; n++ { // "Oslo'yu, bu ay da Riga'yı"
			mark := s.word(k) == "," || s.at("coordinate", k) > 0 || s.at("onward", k) > 0 || s.upos(k) == "CCONJ"
			if u := s.upos(k); !mark && u != "DET" && u != "NUM" && u != "ADV" && u != "ADJ" && s.at("times", k) == 0 {
				break
			}
			parted = parted || mark
			k--
		}
		if !parted || !s.locality(k) {
			break
		}
		if c := s.doc.Mentions[s.Items[k].Mention].Case; c != last && c != "" {
			break
		}
		out = append([]int{s.Items[k].Mention}, out...)
		k--
	}
	return out
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

// Gone reports whether a place in the locative, the last mention up to item i, bears the
// ending of a past: "Oslo'daydı".
func (s *Sentence) Gone(i int) bool {
	for ; i >= 0 && s.Items[i].Mention < 0; i-- {
	}
	return i >= 0 && slices.ContainsFunc(s.g.gone, func(end string) bool { return strings.HasSuffix(s.Items[i].Lower, end) })
}

// locality reports whether item i is a place or state; no item is none.
func (s *Sentence) locality(i int) bool {
	if i < 0 || i >= len(s.Items) || s.Items[i].Mention < 0 {
		return false
	}
	l := s.doc.Mentions[s.Items[i].Mention].Label
	return l == entity.Place || l == entity.State
}
