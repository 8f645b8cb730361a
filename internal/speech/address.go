package speech

import (
	"chancery"
	"chancery/internal/entity"
)

// address makes a statement of a text that somebody speaks or writes himself: a
// heading says whose speech or message it is, and what follows is told by "I".
// Nobody else is quoted then.
func (s *session) address() {
	const longest = 60 // tokens of such a heading
	for i := range s.t {
		if s.paragraph[i] > 3 {
			return
		}
		if s.over[i] != none || !s.w.speeches.begins(s.t, i) || !s.is(s.w.By, i+1) {
			continue
		}
		m := s.personBehind(i + 2)
		begin := s.nextParagraph(i)
		if m == none || begin == 0 || begin-i > longest || !s.firstPerson(begin) || s.namedAfter(s.doc.Mentions[m].Actor, begin) {
			continue
		}
		who := s.of(m)
		if who.unknown || who.name == "" {
			continue
		}
		pieces := s.textFrom(begin)
		if len(pieces) == 0 {
			continue
		}
		s.read = append(s.read, span{Start: s.t[begin].Start, End: s.t[len(s.t)-1].End})
		s.drafts = append(s.drafts, draft{who: who, form: chancery.Direct, quotes: pieces, unit: unit{at: none}, posted: true, rule: "address"})
		return
	}
}

// personBehind is the mention of a person at token i, or behind an article there.
func (s *session) personBehind(i int) int {
	for i < len(s.t) && s.over[i] == none && s.is(s.w.Articles, i) {
		i++
	}
	if i >= len(s.t) || s.over[i] == none || s.doc.Mentions[s.over[i]].Label != entity.Person {
		return none
	}
	return s.over[i]
}

// nextParagraph is the first token of the paragraph behind that of token i; 0 for
// none.
func (s *session) nextParagraph(i int) int {
	for k := i; k < len(s.t); k++ {
		if s.paragraph[k] != s.paragraph[i] {
			return k
		}
	}
	return 0
}

// firstPerson reports whether the text from a token on is told by "I": the word
// stands in it more than once, outside quotations.
func (s *session) firstPerson(from int) bool {
	self, group := 0, 0
	for i := from; i < len(s.t); i++ {
		switch {
		case s.within[i] != none:
		case s.is(s.w.Me, i):
			self++
		case s.is(s.w.Us, i):
			group++
		}
	}
	return self > 0 && self+group > 1
}

// namedAfter reports whether an actor is named from a token on.
func (s *session) namedAfter(actor, from int) bool {
	for _, x := range s.doc.Mentions {
		if x.First >= from && x.Actor == actor && x.Label == entity.Person {
			return true
		}
	}
	return false
}

// textFrom is the paragraphs from a token on that are text of the report and have
// a verb.
func (s *session) textFrom(from int) []span {
	var out []span
	for from < len(s.t) {
		to := s.nextParagraph(from)
		if to == 0 {
			to = len(s.t)
		}
		p := s.doc.Text.Span(from, to)
		if s.verbal(from, to) && !s.src.Report.Aside(p.Start, p.End-1) {
			out = append(out, p)
		}
		from = to
	}
	return out
}
