package speech

import (
	"slices"

	"chancery"
	"chancery/internal/entity"
)

// address makes a statement of a text that somebody speaks or writes himself: its
// heading says whose speech or message it is, or a sentence that what follows is
// his statement, and it is told by "I" or "we". Nobody else is quoted then.
func (s *session) address() {
	who, begin, end := s.headedBy()
	if begin == 0 {
		who, begin = s.followedBy()
		end = len(s.t)
	}
	if begin == 0 {
		who, begin, end = s.signedLetter()
	}
	if begin == 0 || who.unknown || who.name == "" {
		return
	}
	pieces := s.textOf(begin, end)
	if len(pieces) == 0 {
		return
	}
	s.read = append(s.read, span{Start: s.t[begin].Start, End: s.t[end-1].End})
	s.drafts = append(s.drafts, draft{who: who, form: chancery.Direct, quotes: pieces, unit: unit{at: none}, posted: true, rule: "address"})
}

// headParagraphs is within how many paragraphs the heading of a speech stands.
const headParagraphs = 4

// headedBy reads the heading of a speech, "Remarks by X" or "Press statement" with
// the line "X, minister of Y" below it, and gives the text behind it.
func (s *session) headedBy() (who speaker, begin, end int) {
	m, speech, verbal := none, false, false
	for i := range s.t {
		if s.paragraph[i] > headParagraphs {
			break
		}
		if i == 0 || s.paragraph[i] != s.paragraph[i-1] {
			verbal = s.verbal(i, s.paragraphEnd(i))
			if speech && m == none && !verbal {
				m = s.personBehind(i)
			}
		}
		if s.over[i] != none || verbal || !s.w.speeches.begins(s.t, i) {
			continue
		}
		speech = true
		k := i + 1
		if k < len(s.t) && s.feat(k, "VerbForm") == "Part" { // "statement delivered by"
			k++
		}
		if s.is(s.w.By, k) {
			m = s.personBehind(k + 1)
		}
		if m != none {
			break
		}
	}
	if m == none {
		return speaker{}, 0, 0
	}
	begin = s.nextParagraph(s.doc.Mentions[m].First)
	if begin == 0 || !s.firstPerson(begin) || s.namedAfter(s.doc.Mentions[m].Actor, begin) {
		return speaker{}, 0, 0
	}
	return s.of(m), begin, len(s.t)
}

// followedBy reads a paragraph that ends with a colon and says that somebody made
// the statement which follows, without quotation marks.
func (s *session) followedBy() (speaker, int) {
	for i := range s.t {
		if s.paragraph[i] > headParagraphs {
			break
		}
		next := s.nextParagraph(i)
		if next == 0 || s.form(next-1) != ":" || s.within[next] != none || s.over[i] != none || s.w.documents.before(s.t, i) == 0 || !s.is(s.w.Following, i-1) {
			continue
		}
		if who, ok := s.mainSubject(unit{first: s.paragraphStart(i), last: next}, next); ok && !who.collective {
			return who, next
		}
	}
	return speaker{}, 0
}

// signedLetter reads a letter: a salutation near its beginning, a name alone at its
// end, and "I" between.
func (s *session) signedLetter() (speaker, int, int) {
	begin := none
	for i := range s.t {
		if s.paragraph[i] > headParagraphs {
			break
		}
		if (i == 0 || s.paragraph[i] != s.paragraph[i-1]) && s.is(s.w.Salutes, i) {
			begin = i
			break
		}
	}
	if begin == none || !s.firstPerson(begin) {
		return speaker{}, 0, 0
	}
	for last := len(s.t); last > begin; {
		first := s.paragraphStart(last - 1)
		if s.verbal(first, last) {
			break
		}
		if m := s.over[first]; m != none && s.doc.Mentions[m].Label == entity.Person && first > begin {
			return s.of(m), begin, first
		}
		last = first
	}
	return speaker{}, 0, 0
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
	if k := s.paragraphEnd(i); k < len(s.t) {
		return k
	}
	return 0
}

// paragraphEnd is the token behind the paragraph of token i.
func (s *session) paragraphEnd(i int) int {
	k, _ := slices.BinarySearch(s.paragraph, s.paragraph[i]+1)
	return k
}

// paragraphStart is the first token of the paragraph of token i.
func (s *session) paragraphStart(i int) int {
	k, _ := slices.BinarySearch(s.paragraph, s.paragraph[i])
	return k
}

// firstPerson reports whether the text from a token on is told by "I", or by "we"
// where nothing is quoted: the word stands in it more than once.
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
	quoted := slices.ContainsFunc(s.quotes, func(q quote) bool { return q.first >= from && s.verbal(q.in, q.out) })
	return self > 0 && self+group > 1 || group > 1 && !quoted
}

// namedAfter reports whether an actor is named from a token on.
func (s *session) namedAfter(actor, from int) bool {
	return slices.ContainsFunc(s.doc.Mentions, func(x entity.Mention) bool {
		return x.First >= from && x.Actor == actor && x.Label == entity.Person
	})
}

// textOf is the paragraphs among the tokens [from, until) that are text of the
// report and have a verb.
func (s *session) textOf(from, until int) []span {
	var out []span
	for from < until {
		to := s.paragraphEnd(from)
		p := s.doc.Text.Span(from, to)
		if s.verbal(from, to) && !s.src.Report.Aside(p.Start, p.End-1) {
			out = append(out, p)
		}
		from = to
	}
	return out
}
