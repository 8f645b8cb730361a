package rule

import "slices"

// Sentence is the items of one sentence, ready to be searched with many patterns.
type Sentence struct {
	Items []Item
	holds map[string]bool // the lower forms and lemmas of its items, and the labels in angle brackets
}

// NewSentence takes the items of one sentence, which must not change any more.
func NewSentence(items []Item) *Sentence {
	s := &Sentence{Items: items, holds: make(map[string]bool, 2*len(items))}
	for i := range items {
		s.holds[items[i].Lower] = true
		s.holds[items[i].Lemma] = true
		s.holds[angled(items[i].Label)] = true
	}
	return s
}

func angled(label string) string { return "<" + label + ">" }

// possible reports whether the sentence holds everything that a pattern needs.
// Most patterns need a word that most sentences lack.
func (s *Sentence) possible(needs []need) bool {
	for _, n := range needs {
		if !slices.ContainsFunc(n, func(word string) bool { return s.holds[word] }) {
			return false
		}
	}
	return true
}

// need is what a sentence must hold one of, if a pattern shall match in it: words
// or labels in angle brackets.
type need []string

// narrowest is the need with the fewest words; of none, none.
func narrowest(needs []need) need {
	if len(needs) == 0 {
		return nil
	}
	return slices.MinFunc(needs, func(a, b need) int { return len(a) - len(b) })
}

func (s seq) needs(l Lists) (all []need) {
	for _, n := range s {
		all = append(all, n.needs(l)...)
	}
	return all
}

// needs of several ways are the narrowest of each together; there are none when
// one of the ways needs nothing.
func (a alt) needs(l Lists) []need {
	var any need
	for _, n := range a {
		one := narrowest(n.needs(l))
		if one == nil {
			return nil
		}
		any = append(any, one...)
	}
	return []need{any}
}

func (r repeat) needs(l Lists) []need {
	if r.min <= 0 {
		return nil
	}
	return r.n.needs(l)
}

func (c capture) needs(l Lists) []need { return c.n.needs(l) }
func (not) needs(Lists) []need         { return nil }
func (gap) needs(Lists) []need         { return nil }
func (edge) needs(Lists) []need        { return nil }

func (l list) needs(lists Lists) []need {
	any := need{}
	for _, words := range lists[l.name] {
		if len(words) == 0 {
			return nil
		}
		any = append(any, words[0])
	}
	return []need{any}
}

func (t test) needs(Lists) (all []need) {
	switch t.label {
	case "":
	case anyActor:
		var any need
		for _, label := range actorLabels {
			any = append(any, angled(label))
		}
		all = append(all, any)
	default:
		all = append(all, need{angled(t.label)})
	}
	for _, c := range t.conds {
		if !c.not && (c.key == "lower" || c.key == "lemma") {
			all = append(all, c.values)
		}
	}
	return all
}
