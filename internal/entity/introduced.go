package entity

import (
	"slices"

	"chancery"
	"chancery/internal/name"
)

// introduction is how many sentences behind an office without a name the report may
// give its holder's name.
const introduction = 3

// introduced joins offices that open a report without a name to the people whom it
// names behind them with the same office and without a state: "The presidents of Peru
// and Kenya met. Presidents X and Y", "Peru's president and Kenya's envoy spoke.
// President X said". Several are taken in the order in which they were told of.
func (l *linker) introduced(to map[int]int) {
	first := l.firstMentions()
	for i := range l.d.Mentions {
		if m := &l.d.Mentions[i]; m.Label == Group && m.Count > 0 && m.Office != nil && m.Members == nil && m.Head != bothStates {
			m.Members = l.namedLater(i, first)
		}
	}
	waits := func(n int) bool {
		a := l.d.Actors[n]
		_, joined := to[n]
		return !joined && a.Type == chancery.Person && a.Name == "" && a.Of != "" && a.Office != nil && first[n] >= 0
	}
	for n := range l.d.Actors {
		if waits(n) {
			if k := l.likeWhom(n, first); k >= 0 {
				to[n] = k
			}
		}
	}
	done := map[string]bool{}
	for n := range l.d.Actors {
		a := &l.d.Actors[n]
		if !waits(n) {
			continue
		}
		title := name.Fold(a.Office.Title)
		if done[title] {
			continue
		}
		done[title] = true
		offices, people := l.ofTitle(title, to, first)
		if len(offices) != len(people) || !l.introduces(offices, people, first, to) {
			continue
		}
		for i, k := range offices {
			l.d.Actors[people[i]].Lend(l.d.Actors[k].Of)
			to[k] = people[i]
		}
	}
}

// firstMentions is the first mention of each actor; -1 for one without any of its own.
func (l *linker) firstMentions() []int {
	out := make([]int, len(l.d.Actors))
	for n := range out {
		out[n] = -1
	}
	for i := len(l.d.Mentions) - 1; i >= 0; i-- {
		if n := l.d.Mentions[i].Actor; n >= 0 {
			out[n] = i
		}
	}
	return out
}

// ofTitle are the offices of states that nobody is named to hold, and the people named
// with that office and without a state, each in the order of the text.
func (l *linker) ofTitle(title string, to map[int]int, first []int) (offices, people []int) {
	for n, a := range l.d.Actors {
		if a.Type != chancery.Person || a.Office == nil || a.Former || first[n] < 0 || name.Fold(a.Office.Title) != title {
			continue
		}
		_, joined := to[n]
		switch {
		case a.Name == "" && a.Of != "" && !joined:
			offices = append(offices, n)
		case a.Name != "" && a.Of == "":
			people = append(people, n)
		}
	}
	byText := func(i, j int) int { return first[i] - first[j] }
	slices.SortFunc(offices, byText)
	slices.SortFunc(people, byText)
	return offices, people
}

// introduces reports whether the people are named soon behind the offices, and may be
// their holders: the one of the report's own state, two that are named together as the
// offices were, or one who was told of beside somebody of another state and office.
func (l *linker) introduces(offices, people, first []int, to map[int]int) bool {
	for i, k := range offices {
		if gap := l.sentenceOf(first[people[i]]) - l.sentenceOf(first[k]); gap < 1 || gap > introduction {
			return false
		}
	}
	switch len(offices) {
	case 1:
		return l.d.Actors[offices[0]].Of == l.home(l.c) || l.besideAnother(offices[0], first, to)
	case 2:
		return l.sentenceOf(first[offices[0]]) == l.sentenceOf(first[offices[1]]) && l.sentenceOf(first[people[0]]) == l.sentenceOf(first[people[1]])
	}
	return false
}

// besideAnother reports whether somebody of another state or organisation, with a name
// or another office, stands in the sentence that first tells of an office.
func (l *linker) besideAnother(office int, first []int, to map[int]int) bool {
	a := l.d.Actors[office]
	for i, m := range l.d.Mentions {
		if m.Actor < 0 || l.sentenceOf(i) != l.sentenceOf(first[office]) {
			continue
		}
		n := m.Actor
		if k, ok := to[n]; ok {
			n = k
		}
		b := l.d.Actors[n]
		if b.Type == chancery.Person && b.Office != nil && b.Of != "" && b.Of != a.Of && (b.Name != "" || name.Fold(b.Office.Title) != name.Fold(a.Office.Title)) {
			return true
		}
	}
	return false
}

// likeWhom is the one person of its state whom the report names in office soon behind
// an office that the text calls no more than a counterpart's: "Norway's trade minister
// and her Peruvian counterpart. Peru's economy minister, X"; -1 for none.
func (l *linker) likeWhom(office int, first []int) int {
	a, m := l.d.Actors[office], l.d.Mentions[first[office]]
	like := false
	for i := m.First; i < m.Last; i++ {
		like = like || l.r.w.counterpart.has(l.d.Text.Tokens, i)
	}
	if !like {
		return -1
	}
	found := -1
	for k, b := range l.d.Actors {
		if b.Type != chancery.Person || b.Name == "" || b.Of != a.Of || b.Office == nil || b.Former {
			continue
		}
		gap := l.sentenceOf(first[k]) - l.sentenceOf(first[office])
		if found >= 0 || gap < 1 || gap > introduction {
			return -1
		}
		found = k
	}
	return found
}

func (l *linker) sentenceOf(mention int) int { return l.d.Text.SentenceOf(l.d.Mentions[mention].First) }
