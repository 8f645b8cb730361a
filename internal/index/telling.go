package index

import (
	"chancery"
	"chancery/internal/prose"
)

// TellingSentence is the sentence of a report that a claim was read from, with
// the words of its fields marked; nil when the claim has no words.
func TellingSentence(text string, c *chancery.Claim) []prose.Run {
	around, marks := telling(text, c)
	if around.Empty() {
		return nil
	}
	return prose.Runs(text, around, marks)
}

// TellingSpan is where that sentence stands; empty when the claim has no words.
func TellingSpan(text string, c *chancery.Claim) chancery.Span {
	around, _ := telling(text, c)
	return around
}

func telling(text string, c *chancery.Claim) (around chancery.Span, inside []chancery.Span) {
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
		return chancery.Span{}, nil
	}
	around = prose.Sentence(text, whole[0])
	for _, m := range marks {
		if around.Contains(m) {
			inside = append(inside, m)
		}
	}
	if len(inside) == 0 {
		inside = whole[:1]
	}
	return around, inside
}
