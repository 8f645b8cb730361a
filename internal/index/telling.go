package index

import (
	"chancery"
	"chancery/internal/prose"
)

// TellingSentence is the sentence of a report that a claim was read from, with
// the words of its fields marked; nil when the claim has no words.
func TellingSentence(text string, c *chancery.Claim) []prose.Run {
	var whole, marks []chancery.Span
	for _, s := range c.Sources {
		if s.Start < 0 || s.End > len(text) || s.Empty() {
			continue
		}
		if s.Field == "event" {
			whole = append(whole, s.Span)
		} else {
			marks = append(marks, s.Span)
		}
	}
	if len(whole) == 0 {
		whole = marks
	}
	if len(whole) == 0 {
		return nil
	}
	around := prose.Sentence(text, whole[0])
	var inside []chancery.Span
	for _, m := range marks {
		if around.Contains(m) {
			inside = append(inside, m)
		}
	}
	if len(inside) == 0 {
		inside = whole[:1]
	}
	return prose.Runs(text, around, inside)
}
