// Package nlp is the container that the reading stages share: a report's text
// cut into sentences and tokens, each token with its place in the text and what
// the stages found out about it. Field names follow Universal Dependencies.
package nlp

import (
	"strings"

	"chancery"
)

// Analysis is what a word is.
type Analysis struct {
	UPOS  string
	Feats Feats
	Base  string // the lemma in lower case
}

// Clitic is a suffix that Universal Dependencies makes a word of its own.
type Clitic struct {
	At    int    // byte of the token's Form where it begins, 0 where there is no clitic
	Lemma string // "ki", or "i" for the copula
	UPOS  string // empty where the token's analysis is that of both together
	Feats Feats  // its own; empty as UPOS
}

// Token is one syntactic word. In a text that was cut its words are always
// Text.Source[Start:End].
type Token struct {
	chancery.Span
	Form   string   // as written
	Lower  string   // lower case by the rules of the language
	Lemma  string   // as in a treebank, a name's with its capital; the form when nothing better is known
	Base   string   // the lemma in lower case, by the rules of the language: what rules compare
	UPOS   string   // universal part of speech; empty when no stage assigned one
	Feats  Feats    // universal features
	Common Analysis // of a name: what the word is without its capital; empty where it is no common word
	Clitic Clitic
	Stem   string // a name without the suffix after its apostrophe ("Bakü" of "Bakü'yü"); else Form
	Space  bool   // white space stands before the token
	Inner  bool   // a further word of the same written token as the word before: "n't" of "don't"
	Joined bool   // cut off from the token before, with which the reading takes it for one: "-" and "long" of "week-long"
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
	Names     []Name // in the order of the text; they do not overlap
}

// NameType says what a name is of.
type NameType string

// The types of names.
const (
	Person       NameType = "PER"
	Organisation NameType = "ORG"
	Location     NameType = "LOC"
)

// Name is the half-open range of tokens [First, Last) of a Text, within one
// sentence, that names somebody or something.
type Name struct {
	First, Last int
	Type        NameType
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
