package clause

import (
	"slices"

	"chancery/internal/entity"
)

// listing reports whether item i is a colon before phrases that say with whom and
// for what, to the end of the sentence: "signed twice: for trade with X, ...".
func (s *Sentence) listing(i int) bool {
	prep := s.prep(i + 1)
	if s.word(i) != ":" || prep != "with" && prep != "for" {
		return false
	}
	for k := i + 1; k < len(s.Items); k++ {
		if s.finite(k) {
			return false
		}
	}
	return true
}

// several reports whether a group is no more than a word for people spoken of: "both".
func (s *Sentence) several(group int) bool {
	m := s.Groups[group].Members
	return len(m) == 1 && s.doc.Mentions[m[0]].Label == entity.Group
}

// enumerated adds the actors who are listed behind the colon at item i, each perhaps
// with a relative clause, up to the end of the sentence: "received two visitors: X, who
// stayed for coffee, and Y". They fill the place of the object, or that of the partner
// whom a preposition has left open; each is one more than the one before.
func (s *Sentence) enumerated(p *Predicate, i int, object bool, open string) {
	rel := open
	if object && rel == "" {
		rel = Object
	}
	if k := slices.IndexFunc(p.Args, func(a Arg) bool { return a.Rel == Object && s.several(a.Group) }); rel == "" && k >= 0 { // "saw both men: X on Tuesday and Y on Thursday"
		rel = Object
		p.Args = slices.Delete(p.Args, k, k+1)
	}
	first := i + 1
	if s.upos(first) == "DET" {
		first++
	}
	if rel == "" || s.groupAt(first) < 0 || !s.actor(first) || s.finite(s.behind(s.Groups[s.groupAt(first)].Last-1)) {
		return
	}
	for k := first; k < len(s.Items); k++ {
		if s.at("relatives", k) > 0 {
			for k++; k < len(s.Items) && s.word(k) != "," && s.word(k) != ";"; k++ {
			}
			continue
		}
		if s.finite(k) {
			return
		}
		if g := s.groupAt(k); g >= 0 && s.actor(k) {
			if before := s.word(k - 1); k == first || before == "," || before == ";" || s.upos(k-1) == "CCONJ" || s.upos(k-1) == "DET" {
				p.add(rel, g)
				rel = Another
			}
			k = s.Groups[g].Last - 1
		}
	}
}

// pastScene reports whether the phrase of place or time that a preposition opened
// has its noun already when a group begins, which is then no part of it: "received at
// the palace on Monday the ambassador".
func (s *Sentence) pastScene(rel string, g Group) bool {
	switch rel {
	case "at", "in", "on", "during":
	case "to": // where one word says at, in and to: "a reçu à Oslo l'ambassadeur"
		if m := s.Items[g.First-1].Mention; !s.g.bare || m >= 0 && s.doc.Mentions[m].Label != entity.Place {
			return false
		}
	default:
		return false
	}
	if s.finite(s.behind(g.Last - 1)) {
		return false
	}
	if before := s.Items[g.First-1]; before.Mention >= 0 { // "in Oslo the ambassador"
		return s.doc.Mentions[before.Mention].Label == entity.Place
	}
	u := s.upos(g.First - 1)
	return u == "NOUN" || u == "PROPN"
}

// alsoBefore reports whether a conjunction stands before item i, at once or before an
// adverb between commas: "and, separately, Y".
func (s *Sentence) alsoBefore(i int) bool {
	if s.word(i-1) == "," && s.upos(i-2) == "ADV" && s.word(i-3) == "," {
		i -= 3
	}
	return s.upos(i-1) == "CCONJ"
}

// dated reports whether a group stands behind a comma in a list whose members each
// have a date or place of their own: "saw X on Friday, Y on Saturday and Z".
func (s *Sentence) dated(g Group) bool {
	if s.word(g.First-1) != "," || s.upos(g.First-2) != "PROPN" && s.upos(g.First-2) != "NOUN" {
		return false
	}
	if s.prep(g.Last) == "" || s.prepIs(g.Last, "of") {
		return false
	}
	for i := g.Last; i < len(s.Items) && i < g.Last+14 && !s.boundary(i) && !s.finite(i); i++ {
		if s.upos(i) == "CCONJ" {
			return true
		}
	}
	return false
}

// resumes is the conjunction behind the relative clause that begins at item i, where
// it goes on with a list of actors; 0 where it does not.
func (s *Sentence) resumes(i int) int {
	if s.at("relatives", i) == 0 || s.word(i-1) != "," {
		return 0
	}
	for k := i + 1; k < len(s.Items)-2 && k < i+20 && !s.boundary(k); k++ {
		if s.word(k) == "," {
			if s.upos(k+1) == "CCONJ" && s.actor(k+2) && !s.finite(s.behind(k+2)) {
				return k + 1
			}
			return 0
		}
	}
	return 0
}

// inserted is the comma that ends a phrase with a preposition between commas, right
// behind a verb, before an actor; 0 where there is none.
func (s *Sentence) inserted(comma int) int {
	if s.prep(comma+1) == "" && !(s.g.bare && (s.upos(comma+1) == "NOUN" || s.upos(comma+1) == "ADV")) || s.upos(comma-1) == "PUNCT" || s.Items[comma-1].Mention >= 0 {
		return 0
	}
	for i := comma + 2; i < len(s.Items) && i < comma+10; i++ {
		if s.word(i) == "," && s.actor(min(i+1, len(s.Items)-1)) {
			return i
		}
		if s.Items[i].Mention >= 0 && s.actor(i) && !(s.g.bare && s.governed(i)) || s.upos(i) == "VERB" || s.boundary(i) {
			return 0
		}
	}
	return 0
}
