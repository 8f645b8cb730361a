package segment_test

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"chancery"
	"chancery/internal/nlp"
	"chancery/internal/nlp/segment"
)

// marked is a text whose tokens end at "|" and sentences at "#", which stand
// for nothing in it; white space ends a token, too.
func marked(text string) *nlp.Text {
	t := &nlp.Text{}
	var source strings.Builder
	start, first := 0, 0
	cut := func() {
		if at := source.Len(); at > start {
			t.Tokens = append(t.Tokens, nlp.Token{Span: chancery.Span{Start: start, End: at}})
		}
	}
	for _, r := range text {
		switch r {
		case '|':
			cut()
			start = source.Len()
		case ' ', '\n':
			cut()
			source.WriteRune(r)
			start = source.Len()
		case '#':
			cut()
			start = source.Len()
			t.Sentences = append(t.Sentences, nlp.Sentence{First: first, Last: len(t.Tokens)})
			first = len(t.Tokens)
		default:
			source.WriteRune(r)
		}
	}
	t.Source = source.String()
	return t
}

// written is a text as marked reads it, within one paragraph.
func written(t *nlp.Text) string {
	var b strings.Builder
	for _, s := range t.Sentences {
		for i, k := range t.Tokens[s.First:s.Last] {
			if k.Space && b.Len() > 0 {
				b.WriteByte(' ')
			} else if i > 0 {
				b.WriteByte('|')
			}
			b.WriteString(k.Form)
		}
		b.WriteByte('#')
	}
	return b.String()
}

// lessons show what the rules do otherwise: hyphens are cut but after "co", and
// "Ltd." does not end a sentence before a capital.
func lessons() *nlp.Text {
	var b strings.Builder
	for _, w := range []string{"week", "month", "north", "blue"} {
		for _, v := range []string{"long", "old", "wide", "deep"} {
			fmt.Fprintf(&b, "A %s|-|%s talk|.# We co-%sed it|.# Acme Ltd. Works paid|.# ", w, v, v)
		}
	}
	return marked(strings.TrimSpace(b.String()))
}

func learnt(t testing.TB) *segment.Segmenter {
	t.Helper()
	gold := []*nlp.Text{lessons()}
	s, err := segment.Train(context.Background(), segment.Training{Segmenter: load(t, "en"), Tokens: gold, Sentences: gold, Seed: 1, Progress: func(string) {}})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestTrainedCuts(t *testing.T) {
	rules, trained := load(t, "en"), learnt(t)
	for _, c := range []struct{ text, byRule, learnt string }{
		{"A year-long talk.", "A year-long talk|.#", "A year|-|long talk|.#"},
		{"We co-hosted it.", "We co-hosted it|.#", "We co-hosted it|.#"},
		{"Acme Ltd. Works paid. So did we.", "Acme Ltd. Works paid|.# So did we|.#", "Acme Ltd. Works paid|.# So did we|.#"},
		{"They didn't go.", "They did|n't go|.#", "They did|n't go|.#"},
	} {
		if got := written(rules.Segment(c.text)); got != c.byRule {
			t.Errorf("by rule:  got %s, want %s", got, c.byRule)
		}
		if got := written(trained.Segment(c.text)); got != c.learnt {
			t.Errorf("learnt: got %s, want %s", got, c.learnt)
		}
	}
}

// TestJoined: what the model cuts and the rules do not is marked, and so is
// what the rules cut off a word.
func TestJoined(t *testing.T) {
	var joined, inner []string
	for _, k := range learnt(t).Segment("A year-long talk didn't end.").Tokens {
		if k.Joined {
			joined = append(joined, k.Form)
		}
		if k.Inner {
			inner = append(inner, k.Form)
		}
	}
	if got := strings.Join(joined, " "); got != "- long" {
		t.Errorf("joined are %q, want - and long", got)
	}
	if got := strings.Join(inner, " "); got != "n't" {
		t.Errorf("inner are %q, want n't", got)
	}
}

func TestModelsReadBack(t *testing.T) {
	trained := learnt(t)
	raw := trained.Bytes()
	if !bytes.Equal(raw, learnt(t).Bytes()) {
		t.Error("the same training gave other bytes")
	}
	back, err := load(t, "en").WithModels(raw)
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"A year-long talk.", "We co-hosted it. Did we?"} {
		if a, b := trained.Segment(text), back.Segment(text); !slices.Equal(a.Tokens, b.Tokens) || !slices.Equal(a.Sentences, b.Sentences) {
			t.Errorf("%s is cut to %s, before %s", text, written(b), written(a))
		}
	}
	if _, err := load(t, "en").WithModels(raw[:len(raw)-1]); err == nil {
		t.Error("cut models are taken")
	}
}

// TestTrainedCoversAll: with a model, too, every visible rune lies in one token
// and tokens stand in order.
func TestTrainedCoversAll(t *testing.T) {
	trained := learnt(t)
	rapid.Check(t, func(t *rapid.T) {
		source := rapid.StringOfN(rapid.SampledFrom([]rune("ab Z.-'’\n?!\"(“é1,…")), 0, 60, -1).Draw(t, "source")
		covered(t, trained.Segment(source))
	})
}

// covered checks that tokens and sentences cover a text.
func covered(t *rapid.T, text *nlp.Text) {
	at := 0
	for _, k := range text.Tokens {
		if k.Start < at || k.End <= k.Start || text.Source[k.Start:k.End] != k.Form {
			t.Fatalf("token %+v after byte %d", k, at)
		}
		if gap := strings.TrimSpace(text.Source[at:k.Start]); gap != "" {
			t.Fatalf("%q lies in no token", gap)
		}
		at = k.End
	}
	if rest := strings.TrimSpace(text.Source[at:]); rest != "" {
		t.Fatalf("%q lies in no token", rest)
	}
	first := 0
	for _, s := range text.Sentences {
		if s.First != first || s.Last <= first {
			t.Fatalf("sentence %+v begins behind token %d", s, first)
		}
		first = s.Last
	}
	if first != len(text.Tokens) {
		t.Fatalf("%d tokens of %d are in sentences", first, len(text.Tokens))
	}
}
