package event

import (
	"slices"
	"unicode/utf8"

	"chancery"
	"chancery/internal/clause"
	"chancery/internal/nlp"
)

// thing is a common noun that says what an act is about.
type thing struct {
	word string // its lemma, in lower case
	span chancery.Span
}

// shortestThing is the least number of letters of a word that tells one thing
// from another.
const shortestThing = 3

// things are the common nouns that say what an act, or something signed, is
// about: those in the predicate's own clause, on the side where the language
// has its objects, without those that say where it was done, and without words
// such as "help" that fit any act (event.yaml, vague). An act of which the text
// says no more has none.
func (s *session) things(d draft) []thing {
	if d.kind.Engagement() && d.kind != chancery.KindSigning {
		return nil
	}
	tokens := s.doc.Text.Sentences[d.sentence]
	sent := s.r.grammar.Sentence(s.doc, d.sentence)
	from, to := d.pred[1], tokens.Last
	if !sent.Positional() {
		from, to = tokens.First, d.pred[0]
	}
	if d.rule != nil && d.rule.Pattern != nil {
		from, to = min(from, d.pred[0]), max(to, d.pred[1])
	}
	known := s.known(sent, tokens)
	var out []thing
	for i := from; i < to; i++ {
		t := s.doc.Text.Tokens[i]
		if t.UPOS != "NOUN" || utf8.RuneCountInString(t.Base) < shortestThing || slices.Contains(s.r.words.Vague, t.Base) || known[i-tokens.First] || s.staged(i) || s.verbsBetween(i, i+1, d.pred) > 0 {
			continue
		}
		if !slices.ContainsFunc(out, func(x thing) bool { return x.word == t.Base }) {
			out = append(out, thing{t.Base, s.doc.Text.Span(i, i+1)})
		}
	}
	return out
}

// known marks the tokens of a sentence that belong to a name, an office or an
// expression of time.
func (s *session) known(sent *clause.Sentence, tokens nlp.Sentence) []bool {
	out := make([]bool, tokens.Last-tokens.First)
	mark := func(first, last int) {
		for i := max(first, tokens.First); i < min(last, tokens.Last); i++ {
			out[i-tokens.First] = true
		}
	}
	for _, it := range sent.Items {
		if it.Mention >= 0 {
			mark(it.First, it.Last)
		}
	}
	for _, t := range s.src.Times {
		mark(t.First, t.Last)
	}
	return out
}

// staged reports whether a noun says where something was done: "at a press
// conference", "zirvede".
func (s *session) staged(i int) bool {
	tokens := s.doc.Text.Tokens
	if tokens[i].Feats.Get("Case") == "Loc" {
		return true
	}
	for i--; i >= 0; i-- {
		switch tokens[i].UPOS {
		case "DET", "ADJ", "NUM", "NOUN", "PROPN":
			continue
		}
		return slices.Contains(s.r.words.In, tokens[i].Lower)
	}
	return false
}
