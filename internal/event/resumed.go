package event

import (
	"slices"

	"chancery"
	"chancery/internal/clause"
	"chancery/internal/entity"
	"chancery/internal/rule"
)

// resumed lets a clause that names no one, such as "but the meeting has been
// called off" or "No such talks took place", say of the event told last that it
// is off or was not held.
func (s *session) resumed(sent *clause.Sentence, n int) {
	for at, it := range sent.Items {
		if it.Mention < 0 && slices.Contains(s.r.words.It, it.Lower) && sent.CancelsBefore(at) { // "and had to cancel it"
			s.annul(it.First, n, func(chancery.Kind) bool { return true }, clause.Called)
			continue
		}
		if it.Mention >= 0 || !sent.Opens(at) {
			continue
		}
		if slices.Contains(s.r.words.It, it.Lower) && sent.Annulled(at+1) {
			s.annul(it.First, n, func(chancery.Kind) bool { return true }, clause.Called)
			continue
		}
		none := longest(sent, s.r.none, at)
		if none == 0 && !slices.Contains(s.r.words.Again, it.Lower) {
			continue
		}
		kinds, last := s.noun(sent, at+max(1, none))
		switch {
		case len(kinds) == 0 || sent.WithWhom(last):
		case none > 0:
			s.annul(it.First, n, func(k chancery.Kind) bool { return slices.Contains(kinds, k) }, clause.Denied)
		case sent.Annulled(last):
			s.annul(it.First, n, func(k chancery.Kind) bool { return slices.Contains(kinds, k) }, clause.Called)
		}
	}
}

// cuedBefore reports whether a sentence that opens with "it" takes up the document of
// the sentence before: "Norway and Peru have an agreement. It was signed by X and Y".
func (s *session) cuedBefore(sent *clause.Sentence, ru *rule.Rule, n int) bool {
	if ru.Yields != chancery.KindSigning || n == 0 || len(sent.Items) == 0 || !slices.Contains(s.r.words.It, sent.Items[0].Lower) {
		return false
	}
	return slices.ContainsFunc(ru.Frame.Cue, s.r.grammar.Sentence(s.doc, n-1).Speaks)
}

// noun is the kinds of contact that a noun at item i, or behind two words that
// describe it, tells of, and the item behind it.
func (s *session) noun(sent *clause.Sentence, i int) (kinds []chancery.Kind, last int) {
	for k := i; k < i+3 && k < len(sent.Items) && len(kinds) == 0; k++ {
		for n := range s.r.rules {
			ru := &s.r.rules[n]
			if ru.Frame == nil || !ru.Yields.Engagement() {
				continue
			}
			if w := longest(sent, ru.Frame.Nouns, k); w > 0 {
				kinds, last = append(kinds, ru.Yields), max(last, k+w)
			}
		}
	}
	if of := last + 1; len(kinds) > 0 && last < len(sent.Items) && slices.Contains(s.r.words.Of, sent.Items[last].Lower) && of < len(sent.Items) { // "the round of talks"
		if more, end := s.noun(sent, of); len(more) > 0 && end == of+1 {
			return more, end
		}
	}
	return kinds, last
}

// annul gives a mood to the last draft before a token, in its sentence n or the
// two before: only what was still to come can be called off.
func (s *session) annul(token, n int, fits func(chancery.Kind) bool, mood clause.Mood) {
	for i := len(s.drafts) - 1; i >= 0 && s.drafts[i].sentence >= n-2; i-- {
		d := &s.drafts[i]
		if !d.kind.Engagement() || d.pred[1] > token || d.name != "" || !fits(d.kind) {
			continue
		}
		if mood == clause.Denied || d.mood == clause.Coming {
			d.mood = mood
			sent := s.doc.Text.Sentences[n]
			d.also = append(d.also, s.doc.Text.Span(sent.First, sent.Last))
		}
		return
	}
}

// another adds the event of which a clause such as "The previous round took place in
// Oslo in March" or "A further session is set for Monday" tells, between those who
// conferred in the event told last.
func (s *session) another(sent *clause.Sentence, n int) {
	for at := range sent.Items {
		if sent.Items[at].Mention < 0 && slices.Contains(s.r.words.Another, sent.Items[at].Lower) && s.determined(sent, at) && s.oneMore(sent, at, n) {
			return
		}
	}
}

// determined reports whether an article or possessive stands before item at, or is it.
func (s *session) determined(sent *clause.Sentence, at int) bool {
	if sent.Items[at].UPOS == "DET" {
		return true
	}
	if at == 0 {
		return false
	}
	it := sent.Items[at-1]
	return it.UPOS == "DET" || it.UPOS == "PRON" || it.Mention >= 0 && s.doc.Mentions[it.Mention].Label == entity.Possessive
}

// oneMore adds the event that the noun behind item at tells of, and reports whether it
// is one more of those told before.
func (s *session) oneMore(sent *clause.Sentence, at, n int) bool {
	kinds, last := s.noun(sent, at+1)
	if !slices.Contains(kinds, chancery.KindMeeting) || sent.WithWhom(last) {
		return false
	}
	p := sent.Noun(last-1, last)
	if p.Mood == clause.Supposed || p.Mood != clause.Coming && !sent.Happens(last) {
		return false
	}
	o, ok := s.conferredLast(n)
	if !ok {
		return false
	}
	d := draft{rule: o.rule, sentence: n, kind: chancery.KindMeeting, mood: p.Mood, past: p.Past, present: p.Present, part: -1, body: true, verb: -1, under: -1,
		pred: [2]int{sent.Items[last-1].First, sent.Items[last-1].Last}, earlier: !off(p.Mood), slots: slices.DeleteFunc(slices.Clone(o.slots), func(x slot) bool { return slices.Contains(o.beside, x.actor) })}
	s.when(&d, sent, p)
	s.where(&d, sent, p)
	d.clause = s.doc.Text.Span(d.pred[0], d.pred[1])
	if d.date.date == "" && (d.place == nil || !off(p.Mood)) {
		return false
	}
	if slices.ContainsFunc(s.drafts, func(x draft) bool { return x.sentence == n && x.kind == d.kind && shares(s.people(x), s.people(d)) }) { // told by its own words
		return true
	}
	s.drafts = append(s.drafts, d)
	return true
}

// conferredLast is the last contact of two or more parties told before sentence n:
// that of counterparts, before a visitor's courtesy calls.
func (s *session) conferredLast(n int) (draft, bool) {
	var best draft
	found := false
	for i := len(s.drafts) - 1; i >= 0 && s.drafts[i].sentence >= n-seriesReach; i-- {
		o := s.drafts[i]
		if o.sentence >= n || o.kind != chancery.KindMeeting && o.kind != chancery.KindCall || s.parties(o) < 2 || o.mood == clause.Denied {
			continue
		}
		if s.peers(o) {
			return o, true
		}
		if !found {
			best, found = o, true
		}
	}
	return best, found
}
