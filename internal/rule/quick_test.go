package rule_test

import (
	"strings"
	"testing"

	"chancery/internal/rule"

	"pgregory.net/rapid"
)

// drawn is a random pattern over few words, so that many sentences nearly match.
func drawn(t *rapid.T, depth int) string {
	kinds := []string{"word", "lemma", "list", "label", "any", "test", "negative", "gap", "start", "end"}
	if depth > 0 {
		kinds = append(kinds, "alt", "repeat", "not", "capture", "seq", "seq", "seq")
	}
	word := func() string { return rapid.SampledFrom([]string{"a", "b", "meet", "held"}).Draw(t, "word") }
	inner := func() string { return "(" + drawn(t, depth-1) + ")" }
	switch rapid.SampledFrom(kinds).Draw(t, "kind") {
	case "lemma":
		return "~" + word()
	case "list":
		return "%talk"
	case "label":
		return "<PERSON>"
	case "any":
		return "<ACTOR>"
	case "test":
		return "[lower=" + word() + "/" + word() + "]"
	case "negative":
		return "[lower!=" + word() + "]"
	case "gap":
		return ".."
	case "start":
		return "^"
	case "end":
		return "$"
	case "alt":
		return "(" + drawn(t, depth-1) + " | " + drawn(t, depth-1) + ")"
	case "repeat":
		return inner() + rapid.SampledFrom([]string{"?", "*", "+"}).Draw(t, "often")
	case "not":
		return "!" + inner()
	case "capture":
		return "x:" + inner()
	case "seq":
		return drawn(t, depth-1) + " " + drawn(t, depth-1)
	}
	return word()
}

// Find looks first whether a sentence holds what the pattern needs. That look
// must never hide a match: trying every place says the same.
func TestQuickLookHidesNothing(t *testing.T) {
	found, passed := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		p, err := rule.Compile(drawn(t, 3), lists)
		if err != nil {
			t.Fatal(err)
		}
		in := items(strings.Join(rapid.SliceOfN(rapid.SampledFrom([]string{"a", "b", "held/hold", "met/meet", "talks/talk", "PERSON=Anna", "STATE=PER", ","}), 0, 6).Draw(t, "items"), " "))
		var first, last int
		matches := false
		for at := 0; at < len(in) && !matches; at++ {
			m, ok := p.MatchAt(in, at)
			matches = ok && m.Last > at
			first, last = m.First, m.Last
		}
		got := p.Find(rule.NewSentence(in))
		if matches != (len(got) > 0) || matches && (got[0].First != first || got[0].Last != last) {
			t.Fatalf("Find gives %v, trying every place %v [%d,%d)", got, matches, first, last)
		}
		found += len(got)
		passed++
	})
	if found < passed/20 {
		t.Errorf("%d matches in %d sentences are too few to tell", found, passed)
	}
}
