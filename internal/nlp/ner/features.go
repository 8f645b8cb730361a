package ner

import (
	"unicode"
	"unicode/utf8"

	"chancery/internal/nlp"
	"chancery/internal/nlp/perceptron"
)

// sentence is what is known of one sentence, and the buffers of its decoding.
type sentence struct {
	tokens []nlp.Token
	words  []word // with pad empty ones at either end
	buf    []uint32
	marks  []int
	names  []nlp.Name
	emit   []int32 // weights of the marks of one word
	turn   []int32 // of a mark after another
	score  []int32 // of the best way to a mark, by word
	back   []int32 // the mark before on that way
	parts  []string
}

const pad = 3

// word is what features are made of.
type word struct {
	lower, stem, shape, upos, lemma uint32
	prefix                          [4]uint32
	suffix                          [4]uint32
	known                           uint32 // what the gazetteer takes it for, and where in the name it stands
	given, family                   bool
	clue                            uint32
	capital                         bool
	run                             run
}

// run is the row of capitalised words that a word stands in.
type run struct {
	length, at    int
	before, after int // words of the sentence, by number with pad
	first, last   int
}

func (s *sentence) load(n *Namer, tokens []nlp.Token) {
	s.tokens = tokens
	s.words = s.words[:0]
	for range pad {
		s.words = append(s.words, word{lower: 1, stem: 1, shape: 1, upos: 1, lemma: 1})
	}
	for i := range tokens {
		s.words = append(s.words, newWord(&tokens[i], n))
	}
	for range pad {
		s.words = append(s.words, word{lower: 2, stem: 2, shape: 2, upos: 2, lemma: 2})
	}
	s.look(n)
	s.runs()
}

func newWord(t *nlp.Token, n *Namer) word {
	first, _ := utf8.DecodeRuneInString(t.Form)
	w := word{
		lower: perceptron.Hash(t.Lower), shape: perceptron.Shape(t.Form), upos: perceptron.Hash(t.UPOS), lemma: perceptron.Hash(t.Base),
		stem: perceptron.Hash(n.pack.Lower(t.Stem)), capital: unicode.IsUpper(first),
	}
	w.given = w.capital && n.gaz.IsGivenName(t.Stem)
	w.family = w.capital && n.gaz.IsFamilyName(t.Stem)
	w.clue = n.clues[t.Lower] | n.clues[t.Base]
	perceptron.Prefixes(w.prefix[:], t.Lower)
	perceptron.Suffixes(w.suffix[:], t.Lower)
	return w
}

// longestKnown is how many words a name of the gazetteer may have.
const longestKnown = 10

// look notes what the gazetteer knows.
func (s *sentence) look(n *Namer) {
	for i := 0; i < len(s.tokens); {
		if !s.words[i+pad].capital {
			i++
			continue
		}
		s.parts = s.parts[:0]
		for k := i; k < min(len(s.tokens), i+longestKnown); k++ {
			s.parts = append(s.parts, s.tokens[k].Stem)
		}
		entries, length := n.gaz.Longest(n.pack.Code, s.parts)
		var kinds uint32
		for _, e := range entries {
			kinds |= 1 << e.Kind
			if e.Ambiguous {
				kinds |= 1 << 20
			}
		}
		for k := range length {
			at := uint32(0)
			if k > 0 {
				at = 1
			}
			if k == length-1 {
				at += 2
			}
			s.words[i+k+pad].known = kinds<<2 | at
		}
		i += max(length, 1)
	}
}

// runs notes the rows of capitalised words.
func (s *sentence) runs() {
	for i := pad; i < len(s.words)-pad; {
		if !s.words[i].capital {
			s.words[i].run = run{before: i - 1, after: i + 1, first: i, last: i}
			i++
			continue
		}
		end := i
		for end < len(s.words)-pad && s.words[end].capital {
			end++
		}
		for k := i; k < end; k++ {
			s.words[k].run = run{length: end - i, at: k - i, before: i - 1, after: end, first: i, last: end - 1}
		}
		i = end
	}
}

func (s *sentence) add(template, value uint32) {
	s.buf = append(s.buf, perceptron.Feature(template, value))
}

// turnFeature is the feature of the mark before.
func turnFeature(mark int) uint32 { return perceptron.Feature(1000, uint32(mark)) }

// features are those of word i.
func (s *sentence) features(i int) []uint32 {
	i += pad
	s.buf = s.buf[:0]
	w := &s.words[i]
	s.add(1, 0)
	s.add(2, w.lower)
	s.add(3, w.stem)
	s.add(4, w.shape)
	s.add(5, w.lemma)
	for n := range w.prefix {
		s.add(10+uint32(n), w.prefix[n])
		s.add(20+uint32(n), w.suffix[n])
	}
	for d := -2; d <= 2; d++ {
		o, k := &s.words[i+d], uint32(d+3)
		s.add(30+k, o.upos)
		s.add(40+k, o.known)
		s.add(50+k, perceptron.Pair(perceptron.Bit(o.given), perceptron.Bit(o.capital)))
		if d != 0 {
			s.add(60+k, o.lower)
			s.add(70+k, o.shape)
			s.add(80+k, perceptron.Pair(o.lemma, w.shape))
		}
	}
	s.add(90, s.words[i-3].lower)
	s.add(91, s.words[i+3].lower)
	b, a := &s.words[i-1], &s.words[i+1]
	s.add(100, perceptron.Pair(b.lower, w.lower))
	s.add(101, perceptron.Pair(w.lower, a.lower))
	s.add(102, perceptron.Pair(b.upos, w.upos))
	s.add(103, perceptron.Pair(w.upos, a.upos))
	s.add(104, perceptron.Pair(b.shape, w.shape))
	s.add(105, perceptron.Pair(w.shape, a.shape))
	s.add(106, perceptron.Pair(w.upos, w.shape))
	s.add(107, perceptron.Pair(w.known, w.upos))
	s.add(108, perceptron.Pair(b.known, w.known))
	s.add(109, perceptron.Pair(w.known, a.known))
	s.add(110, perceptron.Pair(perceptron.Pair(b.shape, w.shape), a.shape))
	s.add(111, perceptron.Pair(perceptron.Pair(perceptron.Bit(b.given), perceptron.Bit(w.given)), perceptron.Bit(a.given)))
	s.add(112, perceptron.Pair(w.known, perceptron.Bit(w.given)))
	s.add(117, perceptron.Pair(perceptron.Pair(perceptron.Bit(b.family), perceptron.Bit(w.family)), perceptron.Bit(a.family)))
	s.add(118, perceptron.Pair(perceptron.Pair(perceptron.Bit(b.given), perceptron.Bit(w.given)), perceptron.Pair(perceptron.Bit(w.family), perceptron.Bit(a.family))))
	s.add(119, perceptron.Pair(w.known, perceptron.Bit(w.family)))
	s.add(113, perceptron.Pair(b.clue, perceptron.Pair(w.clue, a.clue)))
	s.add(114, perceptron.Pair(b.clue, perceptron.Pair(perceptron.Bit(w.given), perceptron.Bit(w.capital))))
	s.add(115, perceptron.Pair(w.clue, perceptron.Pair(perceptron.Bit(a.given), perceptron.Bit(a.capital))))
	s.add(116, perceptron.Pair(w.clue, perceptron.Pair(perceptron.Bit(b.capital), perceptron.Bit(w.capital))))
	if w.capital {
		r := w.run
		where := perceptron.Pair(uint32(min(r.length, 5)), uint32(min(r.at, 4)))
		s.add(120, where)
		s.add(121, s.words[r.before].lower)
		s.add(122, s.words[r.after].lower)
		s.add(123, perceptron.Pair(where, s.words[r.last].stem))
		s.add(124, perceptron.Pair(where, s.words[r.first].stem))
		s.add(125, perceptron.Pair(where, s.words[r.before].upos))
		s.add(126, perceptron.Pair(where, s.words[r.after].upos))
		s.add(127, s.words[r.last].lemma)
		s.add(128, perceptron.Pair(where, perceptron.Bit(s.words[r.first].given)))
		s.add(129, perceptron.Pair(where, perceptron.Bit(r.first == pad)))
		s.add(130, perceptron.Pair(where, perceptron.Pair(s.words[r.first].clue, s.words[r.last].clue)))
		s.add(131, perceptron.Pair(where, s.words[r.before].clue))
		s.add(132, perceptron.Pair(where, s.words[r.after].clue))
		s.add(133, perceptron.Pair(where, s.words[r.last].known))
	}
	return s.buf
}
