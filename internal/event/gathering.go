package event

import (
	"slices"

	"chancery"
	"chancery/internal/clause"
)

// tookPart adds to the conference told of before those of whom a sentence such as
// "The forum brings together X and Y" or "The meeting was attended by X" says that
// they took part.
func (s *session) tookPart(sent *clause.Sentence, n int) {
	noun := s.gatheringNoun(sent)
	if noun < 0 {
		return
	}
	v := -1
	for i := noun + 1; i < len(sent.Items) && i < noun+8 && v < 0; i++ {
		if longest(sent, s.r.attended, i) > 0 && sent.Verbal(i, i+1) {
			v = i
		}
	}
	at := s.conference(sent, noun, n)
	if v < 0 || at < 0 {
		return
	}
	var slots []slot
	for _, a := range sent.Verb(v, v+longest(sent, s.r.attended, v)).Args {
		if g := sent.Groups[a.Group]; g.First > v {
			for _, m := range g.Members {
				if s.meets(m) {
					slots = append(slots, s.slots(m, chancery.Attendee)...)
				}
			}
		}
	}
	if len(slots) == 0 {
		return
	}
	s.drafts = slices.DeleteFunc(s.drafts, func(d draft) bool { // what the sentence seems to tell by itself
		return d.sentence == n && (d.kind == chancery.KindMeeting || d.kind == chancery.KindConference)
	})
	d := &s.drafts[at]
	for _, x := range slots {
		if !slices.Contains(s.actors(*d), x.actor) {
			d.slots = append(d.slots, x)
		}
	}
	tokens := s.doc.Text.Sentences[n]
	d.also = append(d.also, s.doc.Text.Span(tokens.First, tokens.Last))
}

// gatheringNoun is the item of a noun such as "forum" behind the article that opens
// a sentence; -1 for none.
func (s *session) gatheringNoun(sent *clause.Sentence) int {
	if len(sent.Items) == 0 || !slices.Contains(s.r.words.Again, sent.Items[0].Lower) {
		return -1
	}
	for i := 1; i < len(sent.Items) && i < 6 && sent.Items[i].Mention < 0; i++ {
		if slices.Contains(s.r.words.Gatherings, sent.Items[i].Lower) {
			return i
		}
	}
	return -1
}

// conference is the place among the drafts of the conference that a noun takes up:
// the last of those told before sentence n that is called by the same word, or else
// was told of right before; -1 for none.
func (s *session) conference(sent *clause.Sentence, noun, n int) int {
	for i := len(s.drafts) - 1; i >= 0; i-- {
		d := s.drafts[i]
		if d.kind != chancery.KindConference || d.sentence == n {
			continue
		}
		head := s.doc.Text.Tokens[d.pred[1]-1].Lower
		if head == sent.Items[noun].Lower || d.sentence >= n-2 {
			return i
		}
	}
	return -1
}

// sameGathering reports whether an unnamed conference is called by the same word as
// one told of before, with an article that takes it up.
func (s *session) sameGathering(a, b draft) bool {
	t := s.doc.Text.Tokens
	if a.kind != chancery.KindConference || b.name != "" || t[a.pred[1]-1].Lower != t[b.pred[1]-1].Lower || b.rule == nil || len(b.rule.Frame.Nouns) == 0 {
		return false
	}
	for i := b.pred[0] - 1; i >= max(0, b.pred[0]-3); i-- {
		if slices.Contains(s.r.words.Again, t[i].Lower) {
			return a.place == nil || b.place == nil || a.place.place.Country == b.place.place.Country
		}
	}
	return false
}
