// Package ner finds the names of persons, organisations and places. A linear
// model gives each word of a sentence a mark: that it begins, continues or ends
// a name of some type, is one by itself, or is outside (BILOU; L. Ratinov and
// D. Roth, "Design challenges and misconceptions in named entity recognition",
// CoNLL 2009). The best row of marks for the whole sentence is taken.
package ner

import (
	"slices"
	"sync"

	"chancery/internal/gazetteer"
	"chancery/internal/lang"
	"chancery/internal/nlp"
	"chancery/internal/nlp/perceptron"
)

// Namer is the stage for one language. It never changes.
type Namer struct {
	pack    lang.Pack
	gaz     *gazetteer.Gazetteer
	clues   clues
	model   *perceptron.Model
	labels  []nlp.NameType // of the names that are marked; not all are shown
	may     []bool         // which mark may come after which: after*classes+before
	scratch sync.Pool
}

// Name is "names".
func (n *Namer) Name() string { return "names" }

// Requires tagged tokens.
func (n *Namer) Requires() []string { return []string{"tokens", "sentences", "upos", "lemma"} }

// Assigns names.
func (n *Namer) Assigns() []string { return []string{"names"} }

// Apply lists the names of a text.
func (n *Namer) Apply(text *nlp.Text) error {
	s := n.scratch.Get().(*sentence)
	defer func() {
		if s.tokens = nil; cap(s.words) <= mostKept {
			n.scratch.Put(s)
		}
	}()
	text.Names = text.Names[:0]
	for from := 0; from < len(text.Sentences); from += report {
		begin := len(text.Names)
		part := text.Sentences[from:min(from+report, len(text.Sentences))]
		for _, at := range part {
			if at.Last-at.First > longest {
				continue
			}
			s.load(n, text.Tokens[at.First:at.Last])
			for _, name := range n.names(s, n.model) {
				if shown(name.Type) {
					text.Names = append(text.Names, nlp.Name{First: at.First + name.First, Last: at.First + name.Last, Type: name.Type})
				}
			}
		}
		text.Names = append(text.Names[:begin], agree(text.Tokens, part, text.Names[begin:])...)
	}
	return nil
}

// longest is how many words a sentence may have: what is longer is a list or a
// table, or meant to exhaust the reader, and no name is looked for in it.
const longest = 4096

// mostKept is how many words the buffers may hold that are kept for the next
// text.
const mostKept = 4096

// report is the number of sentences within which a name is taken for the same.
const report = 150

// shown says whether names of the type are among the results: others are
// learnt to be told apart from them.
func shown(t nlp.NameType) bool {
	return t == nlp.Person || t == nlp.Organisation || t == nlp.Location
}

// The marks of a label follow each other: mark 0 is outside, then come begin,
// inside, last and unit of the first label, and so on.
const (
	begin = iota + 1
	inside
	last
	unit
	perLabel = unit
)

// position is which of the four a mark is, and of which label; 0 for outside.
func position(mark int) (position, label int) {
	if mark == 0 {
		return 0, -1
	}
	return (mark-1)%perLabel + 1, (mark - 1) / perLabel
}

// follows says whether mark b may come after mark a; both may be 0.
func follows(a, b int) bool {
	pa, la := position(a)
	pb, lb := position(b)
	open := pa == begin || pa == inside
	return open == (pb == inside || pb == last) && (!open || la == lb)
}

// names are the best names of a sentence by the weights (Viterbi's algorithm).
func (n *Namer) names(s *sentence, w perceptron.Weights) []nlp.Name {
	n.decode(s, w)
	s.names = s.names[:0]
	first := 0
	for i, mark := range s.marks {
		p, label := position(mark)
		if p == begin || p == unit {
			first = i
		}
		if p == last || p == unit {
			s.names = append(s.names, nlp.Name{First: first, Last: i + 1, Type: n.labels[label]})
		}
	}
	return s.names
}

// decode sets the marks of the sentence.
func (n *Namer) decode(s *sentence, w perceptron.Weights) {
	classes := len(n.labels)*perLabel + 1
	s.emit = resize(s.emit, classes)
	s.score = resize(s.score, classes*(len(s.tokens)+1))
	s.back = resize(s.back, classes*(len(s.tokens)+1))
	s.turn = resize(s.turn, classes*classes)
	for a := range classes {
		s.buf = append(s.buf[:0], turnFeature(a))
		w.Add(s.turn[a*classes:][:classes], s.buf)
	}
	for c := 1; c < classes; c++ {
		s.score[c] = impossible
	}
	for i := range s.tokens {
		clear(s.emit)
		w.Add(s.emit, s.features(i))
		before, after := s.score[i*classes:][:classes], s.score[(i+1)*classes:][:classes]
		for b := range classes {
			best, from := int32(impossible), int32(0)
			for a := range classes {
				if before[a] > impossible && n.may[b*classes+a] {
					if score := before[a] + s.turn[a*classes+b]; score > best {
						best, from = score, int32(a)
					}
				}
			}
			after[b], s.back[(i+1)*classes+b] = best, from
			if best > impossible {
				after[b] += s.emit[b]
			}
		}
	}
	s.marks = resize(s.marks, len(s.tokens))
	end := s.score[len(s.tokens)*classes:][:classes]
	best := 0
	for c := range classes {
		if p, _ := position(c); p != begin && p != inside && end[c] > end[best] {
			best = c
		}
	}
	for i := len(s.tokens) - 1; i >= 0; i-- {
		s.marks[i] = best
		best = int(s.back[(i+1)*classes+best])
	}
}

// impossible is less than any score of a sentence.
const impossible = -1 << 30

// resize makes a slice of n zeros, in the same memory where it is enough.
func resize[T any](s []T, n int) []T {
	s = slices.Grow(s[:0], n)[:n]
	clear(s)
	return s
}
