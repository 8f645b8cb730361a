package event

import (
	"slices"

	"chancery"
	"chancery/internal/clause"
	"chancery/internal/timex"
)

// entry reports whether sentence n is one of a timetable: a date, a colon, and what
// is on then, without a verb, as in "On Tuesday: talks with X; lunch with Y."
func (s *session) entry(n int) bool {
	if n <= 0 {
		return false
	}
	tokens, sent := s.doc.Text.Tokens, s.doc.Text.Sentences[n]
	dated := slices.ContainsFunc(s.src.Times, func(t timex.Mention) bool {
		return t.First >= sent.First && t.First <= sent.First+1 && t.Last < sent.Last && tokens[t.Last].Form == ":" && t.Kind == timex.Date
	})
	if !dated {
		return false
	}
	for i := sent.First; i < sent.Last; i++ {
		if finite(tokens[i]) && !clause.ListHead(tokens, i) {
			return false
		}
	}
	return true
}

// dayLabel is the date at the head of the paragraph of sentence n, before a colon: "MONDAY:
// Norway's president begins a visit to Peru."
func (s *session) dayLabel(n int) (timex.Mention, bool) {
	text := s.doc.Text
	first := n
	for first > 0 && text.Sentences[first-1].Paragraph == text.Sentences[n].Paragraph {
		first--
	}
	sent := text.Sentences[first]
	i := slices.IndexFunc(s.src.Times, func(t timex.Mention) bool {
		return t.First >= sent.First && t.First <= sent.First+1 && t.Last < len(text.Tokens) && text.Tokens[t.Last].Form == ":" && t.Kind == timex.Date
	})
	if i < 0 {
		return timex.Mention{}, false
	}
	return s.src.Times[i], true
}

// ofLabel gives a draft without a date that of the label of its paragraph, and what is
// told there in the present or without a verb is still to come, unless the day is over.
func (s *session) ofLabel(d *draft) {
	t, ok := s.dayLabel(d.sentence)
	if !ok || d.past || d.mood != clause.Told && d.mood != clause.Ongoing && d.mood != clause.Coming {
		return
	}
	ahead := *d
	ahead.mood = clause.Coming
	date, ok := t.Resolve(s.src.Report.Published, way(ahead))
	if !ok {
		return
	}
	if d.date.date == "" {
		d.date = dated{date, chancery.Stated, s.doc.Text.Span(t.First, t.Last), t.Rule}
	}
	_, last, known := date.Bounds()
	published, _, day := s.src.Report.Published.Bounds()
	if d.mood != clause.Coming && known && day && last >= published && d.kind.Engagement() {
		d.mood = clause.Coming
	}
}

// heading is the sentence that a timetable stands under, where n is one of its
// entries; else n itself.
func (s *session) heading(n int) int {
	for s.entry(n) {
		n--
	}
	return n
}

// goesOn reports whether a contact in the present tense goes on with the programme of
// which the sentences before have told what is still to come: "X will be in Oslo on
// Monday. There he meets Y".
func (s *session) goesOn(d draft) bool {
	if s.furniture(d.pred[0]) || s.inTitle(d.pred[0]) {
		return false
	}
	for i := len(s.drafts) - 1; i >= 0 && s.drafts[i].sentence >= d.sentence-2; i-- {
		if o := s.drafts[i]; o.sentence < d.sentence && o.kind.Engagement() && shares(s.people(o), s.people(d)) {
			return o.mood == clause.Coming
		}
	}
	return false
}

// scheduled gives an entry of a timetable the tense of what it stands under: it is
// still to come unless that speaks of the past.
func (s *session) scheduled(mood clause.Mood, p clause.Predicate, n int) clause.Mood {
	above := s.heading(n)
	if above == n || mood != clause.Told || p.Verb >= 0 {
		return mood
	}
	sent := s.doc.Text.Sentences[above]
	tokens := s.doc.Text.Tokens[sent.First:sent.Last]
	if i := slices.IndexFunc(tokens, finite); i >= 0 && tokens[i].Feats.Get("Tense") == "Past" {
		return mood
	}
	return clause.Coming
}
