package speech

import (
	"slices"

	"chancery/internal/entity"
)

// replyBehind is who speaks a quotation behind which a noun tells what it is: "'No,' came
// the answer", "'No' was the reply of X". Where the text does not say whose, it is who
// the sentence before is about.
func (s *session) replyBehind(u unit, q quote) (speaker, bool) {
	k := q.last
	if s.form(k) == "," {
		k++
	}
	if s.w.Marking == "position" && s.is(s.w.It, k) && s.is(s.w.Comes, k+1) && s.pending != nil && s.pendingAt == u.at-1 { // "it ran"
		return *s.pending, true
	}
	if s.w.Marking != "position" || k+1 >= u.last || s.over[k] != none || !s.is(s.w.Copulas, k) && !s.is(s.w.Comes, k) {
		return speaker{}, false
	}
	if who, ok := s.putSo(u, k+1); ok || s.is(s.w.That, k+1) {
		return who, ok
	}
	return s.reply(u, k+1)
}

// putSo is who spoke, behind a form of be: "was how X put it", "was all that X said".
func (s *session) putSo(u unit, k int) (speaker, bool) {
	from := k
	if s.is(s.w.Whole, k) {
		k++
	}
	if s.is(s.w.That, k) {
		k++
	}
	if k == from {
		return speaker{}, false
	}
	who, _, ok := s.nounsRight(u, k)
	return who, ok && who.name != "" && !who.collective
}

// reply is whose answer or message the words from token k on tell of.
func (s *session) reply(u unit, k int) (speaker, bool) {
	const reach = 8
	for i := k; i < min(u.last, k+reach) && (s.over[i] != none || s.t[i].UPOS != "PUNCT" && s.t[i].UPOS != "VERB"); i++ {
		if s.over[i] == none && s.w.replies.begins(s.t, i) {
			return s.replyOf(u, i)
		}
	}
	return speaker{}, false
}

// replyOf is whose the answer on token i is: by a possessive before it, or a preposition
// behind it, or by the sentence before.
func (s *session) replyOf(u unit, i int) (speaker, bool) {
	p := i - 1
	for p >= u.first && s.over[p] == none && (s.t[p].UPOS == "ADJ" || s.t[p].Inner || s.t[p].UPOS == "PART") {
		p--
	}
	if p >= u.first && s.over[p] != none {
		m := s.over[p]
		if s.doc.Mentions[m].Label == entity.Possessive {
			who := s.taken(m)
			return who, who.name != ""
		}
		if s.speaks(m) && p < i-1 {
			who := s.of(m)
			return who, who.name != ""
		}
		return speaker{}, false
	}
	if s.is(s.w.By, i+1) || s.is(s.w.Of, i+1) {
		if who, _, ok := s.nounRight(u, i+2); ok {
			return who, who.name != "" || who.unknown
		}
		return speaker{}, false
	}
	if p >= u.first && s.is(s.w.Definite, p) {
		return s.aboutBefore(u)
	}
	return speaker{}, false
}

// aboutBefore is the person whom the sentence before a unit, of the same paragraph or one
// by itself, is about, when it names no other.
func (s *session) aboutBefore(u unit) (speaker, bool) {
	n := s.doc.Text.SentenceOf(u.first) - 1
	if n < 0 || s.w.Marking != "position" {
		return speaker{}, false
	}
	sent := s.doc.Text.Sentences[n]
	if p := s.paragraph[sent.First]; p != s.paragraph[u.first] && (p != s.paragraph[u.first]-1 || s.paragraphStart(sent.First) != sent.First || s.t[sent.Last-1].UPOS != "PUNCT") {
		return speaker{}, false
	}
	who, ok := s.mainSubject(unit{first: sent.First, last: sent.Last}, sent.Last)
	if !ok || who.unknown || who.name == "" || !s.person(who) {
		return speaker{}, false
	}
	for i := sent.First; i < sent.Last; i++ {
		if m := s.over[i]; m != none && s.doc.Mentions[m].Actor != who.actor && s.speaksHimself(m) {
			return speaker{}, false
		}
	}
	return who, true
}

// speaksHimself reports whether a mention is of a person.
func (s *session) speaksHimself(m int) bool {
	return slices.Contains([]entity.Label{entity.Person, entity.Holder, entity.Pronoun, entity.Pair, entity.People, entity.Group, entity.Delegation}, s.doc.Mentions[m].Label)
}

// replied is who a sentence without a verb of speech says to have answered or sent a
// message, which the quotation behind it is: "The answer from X was blunt."
func (s *session) replied(u unit) (speaker, bool) {
	for i := u.first; i < u.last; i++ {
		if s.over[i] != none || s.within[i] != none || !s.w.replies.begins(s.t, i) {
			continue
		}
		verb := i + 1
		for verb < u.last && (s.over[verb] != none || !s.finite(verb)) {
			verb++
		}
		if verb < u.last && (s.is(s.w.Copulas, verb) || s.is(s.w.Comes, verb)) { // it is the subject
			return s.replyOf(u, i)
		}
		if before := i - 2; before > u.first && s.is(s.w.Indefinite, i-1) && s.is(s.w.Perfect, before) { // "X had a message for Y"
			who, _, ok, own := s.subjectLeft(u, before-1, nil)
			return who, ok && own && who.name != ""
		}
		return speaker{}, false
	}
	return speaker{}, false
}

// opened is who a sentence that ends with a colon before a quotation is about, where it
// tells of a document or an answer: "X put out a note of one line: 'No'".
func (s *session) opened(q quote) (speaker, bool) {
	if q.first == 0 || s.form(q.first-1) != ":" || s.w.Marking != "position" {
		return speaker{}, false
	}
	sent := s.doc.Text.Sentences[s.doc.Text.SentenceOf(q.first-1)]
	for i := sent.First; i < q.first; i++ {
		if s.over[i] == none && (s.w.documents.before(s.t, i) > 0 || s.w.replies.begins(s.t, i)) {
			if who, ok := s.replyOf(unit{first: sent.First, last: q.first}, i); ok && who.name != "" && !who.collective {
				return who, true
			}
			who, ok := s.mainSubject(unit{first: sent.First, last: q.first}, q.first)
			return who, ok && (who.name != "" || who.unknown)
		}
	}
	return speaker{}, false
}

// resumed reports whether a quotation goes on with one that stands before it in its
// sentence, over the words that say who speaks: "'It was,' X said, 'a long way.'"
func (s *session) resumed(q quote) bool {
	const most = 12
	sent := s.doc.Text.Sentences[s.doc.Text.SentenceOf(q.first)]
	verb := false
	for i := q.first - 1; i > sent.First && i > q.first-most; i-- {
		if n := s.within[i]; n != none {
			return verb && s.spoken[n]
		}
		if c, _ := s.entry(i); c.last > 0 && s.over[i] == none && s.t[i].UPOS == "VERB" {
			verb = true
		}
	}
	return false
}

// seen reports whether "as" stands behind the verb on token i, and words in quotation
// marks behind it: "sees the deal as 'a door'".
func (s *session) seen(i int) bool {
	const reach = 12
	as := false
	for k := i + 1; k < min(len(s.t), i+reach); k++ {
		switch {
		case as && s.mark(k):
			return true
		case s.over[k] == none && s.is(s.w.As, k):
			as = true
		case s.t[k].UPOS == "PUNCT" || s.over[k] == none && s.finite(k):
			return false
		}
	}
	return false
}

// viewer reads "For X, it is 'a door'": a sentence that opens with whose view it tells,
// in words of his own.
func (s *session) viewer(u unit, i int) (cue, bool) {
	const reach = 16
	if i+1 >= u.last || !s.is(s.w.Viewers, i) || s.doc.Text.Sentences[s.doc.Text.SentenceOf(i)].First != i || s.over[i+1] == none {
		return cue{}, false
	}
	m := s.over[i+1]
	x := s.doc.Mentions[m]
	if x.Label != entity.Person && x.Label != entity.Holder && x.Label != entity.State {
		return cue{}, false
	}
	is := false
	for k := x.Last; k < min(u.last, x.Last+reach); k++ {
		switch {
		case is && s.mark(k):
			who := s.of(m)
			return cue{first: i, last: x.Last, end: x.Last, subject: i, who: who, source: true, own: true}, who.name != ""
		case s.over[k] == none && s.finite(k):
			if !s.is(s.w.Copulas, k) {
				return cue{}, false
			}
			is = true
		case is && s.t[k].UPOS == "PUNCT":
			return cue{}, false
		}
	}
	return cue{}, false
}

// spoke reports whether a verb of speech ends with token i.
func (s *session) spoke(i int) bool {
	if i < 0 || s.over[i] != none {
		return false
	}
	ok, _ := s.entryBefore(i)
	return ok
}

// endedWith gives a quotation that waits to who a unit says to have ended with it:
// "With these words, X left."
func (s *session) endedWith(u unit) {
	if w := s.waiting; w == nil || w.unit.at != u.at-1 {
		return
	}
	if s.is(s.w.That, u.first) && s.is(s.w.Copulas, u.first+1) { // "That was all X said"
		if who, ok := s.putSo(u, u.first+2); ok {
			s.settle(&who)
		}
		return
	}
	if !s.w.therewith.begins(s.t, u.first) {
		return
	}
	if who, ok := s.mainSubject(u, u.last); ok && who.name != "" {
		s.settle(&who)
	}
}
