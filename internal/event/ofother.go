package event

import (
	"slices"
	"strings"

	"chancery/internal/clause"
	"chancery/internal/nlp"
	"chancery/internal/timex"
)

// ofContent reports whether an expression of time behind an act belongs to what
// it is about, not to when it was done: "thanked him for the help of last
// year", "promised to come in May". A day with a preposition of its own is the
// act's all the same: "gave two boats to the fishermen of Fiji on Tuesday".
func (s *session) ofContent(t timex.Mention, d *draft, sent *clause.Sentence, day bool) bool {
	if d.kind.Engagement() || t.First < d.pred[1] || !sent.Positional() {
		return false
	}
	content := false
	for i := d.pred[1]; i < t.First; i++ {
		switch u := s.doc.Text.Tokens[i].UPOS; {
		case u == "VERB" || u == "SCONJ" || u == "PART" && s.doc.Text.Tokens[i+1].UPOS == "VERB":
			return true
		case u == "ADP":
			content = content && !day || slices.Contains(s.r.words.Content, s.doc.Text.Tokens[i].Lower)
		}
	}
	return content
}

// owns reports whether an expression of time belongs to another noun than the
// draft's: as its owner ("this year's chair"), or behind it ("the vote of 12
// March").
func (s *session) owns(t timex.Mention, d *draft) bool {
	tokens := s.doc.Text.Tokens
	if k := t.First - 1; k > 0 && slices.Contains(s.r.words.Of, tokens[k].Lower) && tokens[k-1].UPOS == "NOUN" && d.pred[1] != k {
		return true
	}
	if t.Last >= len(tokens) {
		return false
	}
	w := tokens[t.Last].Lower
	venue := t.First > 0 && slices.Contains(s.r.words.Venues, tokens[t.First-1].Lower) // "at last year's forum"
	return (w == "'s" || w == "’s") && !venue && (d.pred[0] < t.Last || d.pred[0] > t.Last+3)
}

// yearFor reports whether an expression is a bare year, or years, that something is
// for, such as "plans for 2031", "the programme for 2031-2035".
func (s *session) yearFor(t timex.Mention) bool {
	if t.First == 0 || !slices.Contains(s.r.words.For, s.doc.Text.Tokens[t.First-1].Lower) {
		return false
	}
	return !slices.ContainsFunc(s.doc.Text.Tokens[t.First:t.Last], func(x nlp.Token) bool {
		from, to, _ := strings.Cut(strings.ReplaceAll(x.Form, "–", "-"), "-")
		return from != "" && !numeral(from) || to != "" && !numeral(to)
	})
}

// ofNext reports whether an expression behind a predicate opens the next clause, before
// its subject and verb: "rang X on Monday, on Tuesday he saw Y".
func (s *session) ofNext(t timex.Mention, d *draft) bool {
	tokens := s.doc.Text.Tokens
	k := t.First - 1
	for k > d.pred[1] && (tokens[k].UPOS == "ADP" || tokens[k].UPOS == "CCONJ") {
		k--
	}
	if k <= d.pred[1] || tokens[k].Form != "," || t.Last >= len(tokens) {
		return false
	}
	for _, m := range s.doc.Within(t.Last, min(t.Last+16, len(tokens))) {
		u := ""
		if m.Last < len(tokens) {
			u = tokens[m.Last].UPOS
		}
		return m.First == t.Last && (u == "VERB" || u == "AUX")
	}
	return false
}

// spell reports whether an expression says for how long nothing of the kind had been:
// "the first visit in eleven years".
func (s *session) spell(t timex.Mention, d *draft) bool {
	tokens := s.doc.Text.Tokens
	if t.First < d.pred[1] || !slices.Contains(s.r.words.In, tokens[t.First].Lower) || !slices.Contains(s.r.words.Spells, tokens[t.Last-1].Base) {
		return false
	}
	return s.between(max(s.doc.Text.Sentences[d.sentence].First, d.pred[0]-4), d.pred[0], s.r.words.Firsts)
}
