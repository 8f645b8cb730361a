// Package nlp is the container that the reading stages share: a report's text
// cut into sentences and tokens, each token with its place in the text and what
// the stages found out about it. Field names follow Universal Dependencies.
package nlp

import (
	"strings"

	"chancery"
)

// Token is one syntactic word. Its words are always Text.Source[Start:End].
type Token struct {
	chancery.Span
	Form   string // as written
	Lower  string // lower case by the rules of the language
	Lemma  string // lower case; the form itself when nothing better is known
	UPOS   string // universal part of speech; empty when no stage assigned one
	Feats  Feats  // universal features
	Head   int    // index in the sentence of the governing token; -1 for the root or when not parsed
	DepRel string // universal relation to the head; empty when not parsed
	Stem   string // a name without the suffix after its apostrophe ("Bakü" of "Bakü'yü"); else Form
	Space  bool   // white space stands before the token
}

// Feats is a list of universal features as in CoNLL-U, "Case=Acc|Number=Sing",
// sorted by name; empty for none.
type Feats string

// Get returns the value of a feature; empty when it is absent.
func (f Feats) Get(name string) string {
	for part := range strings.SplitSeq(string(f), "|") {
		if k, v, ok := strings.Cut(part, "="); ok && k == name {
			return v
		}
	}
	return ""
}

// Sentence is the half-open range of tokens [First, Last) of a Text.
type Sentence struct {
	First, Last int
	Paragraph   int // counted from 0
}

// Text is one report's text under analysis.
type Text struct {
	Source    string
	Language  string // BCP 47
	Tokens    []Token
	Sentences []Sentence
}

// SentenceOf is the index of the sentence that holds the token.
func (t *Text) SentenceOf(token int) int {
	lo, hi := 0, len(t.Sentences)
	for lo < hi {
		mid := (lo + hi) / 2
		if t.Sentences[mid].Last <= token {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

// Span covers the tokens [first, last).
func (t *Text) Span(first, last int) chancery.Span {
	if first >= last {
		return chancery.Span{}
	}
	return chancery.Span{Start: t.Tokens[first].Start, End: t.Tokens[last-1].End}
}

// Stage is one step of the analysis. It must be pure and safe for use by many
// goroutines at once.
type Stage interface {
	Name() string
	Requires() []string // what other stages must have assigned: "tokens", "lemma", "upos" ...
	Assigns() []string
	Apply(*Text) error
}
