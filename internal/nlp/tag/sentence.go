package tag

import (
	"unicode/utf8"

	"chancery/internal/gazetteer"
	"chancery/internal/nlp"
	"chancery/internal/nlp/morph"
	"chancery/internal/nlp/perceptron"
)

// sentence is what is known of one sentence's words. Slices of words have some
// empty ones at either end, so that features may look there.
type sentence struct {
	tokens   []nlp.Token
	words    []word
	readings []morph.Reading // what the morphology says, word after word
	first    []int           // where each word's readings begin; one more than words
	masks    []uint32        // which parts of speech each word may have
	says     []uint32        // hashes of what the morphology says
	tags     []uint32        // hashes of the parts of speech that were chosen
	parts    []*part         // the same; without empty ones
	bundles  []uint32        // hashes of the features that were chosen
	features []uint32
	scores   []int32
}

// pad is the number of empty words at either end.
const pad = 2

// load looks at the words of a sentence.
func (t *Tagger) load(s *sentence, tokens []nlp.Token, known knows) {
	s.tokens = tokens
	s.words, s.readings, s.first, s.masks, s.says = s.words[:0], s.readings[:0], s.first[:0], s.masks[:0], s.says[:0]
	s.tags, s.parts, s.bundles = s.tags[:0], s.parts[:0], s.bundles[:0]
	s.border(1)
	titled := isTitled(tokens)
	head := true
	for i := range tokens {
		w := newWord(&tokens[i])
		w.usual = t.usual[w.lower]
		if w.marks&markCapital != 0 {
			w.known = t.known(&tokens[i])
		}
		if w.usual == 0 {
			w.lemmas = t.lemmas.parts(t.parts, tokens[i].Lower, w.lower, known)
		}
		if titled {
			w.marks |= markTitled
		}
		if head {
			w.marks |= markHead
		}
		head = head && w.marks&(markLetter|markDigit) == 0
		s.words = append(s.words, w)
		s.first = append(s.first, len(s.readings))
		if t.morph != nil {
			s.readings = t.morph.Readings(s.readings, &tokens[i])
		}
		s.masks = append(s.masks, t.mask(&w, s.readings[s.first[i]:]))
		s.says = append(s.says, sayingOf(s.readings[s.first[i]:]))
		s.tags = append(s.tags, 0)
		s.bundles = append(s.bundles, 0)
		s.parts = append(s.parts, nil)
	}
	s.first = append(s.first, len(s.readings))
	s.border(2)
}

func (s *sentence) border(with uint32) {
	for range pad {
		s.words = append(s.words, word{lower: with, form: with, shape: with, usual: with})
		s.masks = append(s.masks, with)
		s.says = append(s.says, with)
		s.tags = append(s.tags, with)
		s.bundles = append(s.bundles, with)
	}
}

// mask has the bits of the parts of speech among a word's readings; all bits
// when there are none. A word that is known as the name of a state or the like,
// and has no listed reading, is a name.
func (t *Tagger) mask(w *word, readings []morph.Reading) (mask uint32) {
	var names uint32
	listed := false
	for k := range readings {
		listed = listed || readings[k].Source == morph.Listed
		for p := range t.parts {
			if t.parts[p].name != readings[k].UPOS {
				continue
			}
			mask |= t.parts[p].bit
			if t.parts[p].name == name {
				names = t.parts[p].bit
			}
		}
	}
	switch {
	case mask == 0:
		return ^uint32(0)
	case names != 0 && !listed && w.known&ambiguousBit == 0 && w.known&thingBits != 0:
		return names
	}
	return mask
}

// thingBits are those of states, cities, regions and organisations.
const thingBits = kindBit<<gazetteer.State | kindBit<<gazetteer.City | kindBit<<gazetteer.Region | kindBit<<gazetteer.Organisation

// sayingOf hashes what matters of the readings to the words beside, whatever
// their order.
func sayingOf(readings []morph.Reading) (hash uint32) {
	for k := range readings {
		hash ^= outline(&readings[k])
		for j := range k {
			if outline(&readings[j]) == outline(&readings[k]) {
				hash ^= outline(&readings[k])
				break
			}
		}
	}
	return hash
}

// outline hashes a reading's part of speech and what it is in its clause.
func outline(r *morph.Reading) uint32 {
	h := perceptron.Pair(perceptron.Hash(r.UPOS), uint32(r.Source))
	for _, name := range [...]string{"Case", "VerbForm", "Person[psor]"} {
		h = perceptron.Pair(h, perceptron.Hash(r.Feats.Get(name)))
	}
	return h
}

// candidates are the readings of word i.
func (s *sentence) candidates(i int) []morph.Reading { return s.readings[s.first[i]:s.first[i+1]] }

// settle notes the part of speech of word i.
func (s *sentence) settle(i int, p *part) {
	s.parts[i], s.tags[i+pad] = p, p.hash
}

// zeros are n scores.
func (s *sentence) zeros(n int) []int32 {
	if cap(s.scores) < n {
		s.scores = make([]int32, n)
	}
	s.scores = s.scores[:n]
	clear(s.scores)
	return s.scores
}

// isTitled says whether capitals tell nothing in the sentence, since most of
// its long words have one.
func isTitled(tokens []nlp.Token) bool {
	words, capitals := 0, 0
	for i := range tokens {
		m := marks(tokens[i].Form)
		if m&markLetter == 0 || utf8.RuneCountInString(tokens[i].Form) < 4 {
			continue
		}
		words++
		if m&markCapital != 0 {
			capitals++
		}
	}
	return words >= 4 && capitals*10 > words*9
}

// add appends a feature.
func (s *sentence) add(template, value uint32) {
	s.features = append(s.features, perceptron.Feature(template, value))
}

// uposFeatures are the features of word i, given the parts of speech before it.
func (s *sentence) uposFeatures(i int) []uint32 {
	i += pad
	s.features = s.features[:0]
	w := &s.words[i]
	b1, b2, a1, a2 := &s.words[i-1], &s.words[i-2], &s.words[i+1], &s.words[i+2]
	t1 := s.tags[i-1]
	tt := perceptron.Pair(s.tags[i-2], t1)
	s.add(1, 0)
	s.add(2, w.lower)
	s.add(3, w.form)
	s.add(4, w.shape)
	s.add(5, w.marks)
	s.add(6, w.usual)
	for n, h := range w.prefixes {
		s.add(10+uint32(n), h)
	}
	for n, h := range w.suffixes {
		s.add(20+uint32(n), h)
	}
	s.add(30, b1.lower)
	s.add(31, b2.lower)
	s.add(32, a1.lower)
	s.add(33, a2.lower)
	s.add(34, perceptron.Pair(b1.lower, w.lower))
	s.add(35, perceptron.Pair(w.lower, a1.lower))
	s.add(36, perceptron.Pair(b1.lower, a1.lower))
	s.add(37, b1.suffixes[2])
	s.add(38, a1.suffixes[2])
	s.add(39, a1.usual)
	s.add(40, a2.usual)
	s.add(41, perceptron.Pair(a1.usual, a2.usual))
	s.add(42, perceptron.Pair(w.usual, a1.usual))
	s.add(43, b1.usual)
	s.add(50, t1)
	s.add(51, tt)
	s.add(52, perceptron.Pair(t1, w.lower))
	s.add(53, perceptron.Pair(tt, w.lower))
	s.add(54, perceptron.Pair(t1, w.suffixes[2]))
	s.add(55, perceptron.Pair(t1, a1.usual))
	s.add(56, perceptron.Pair(tt, w.usual))
	s.add(57, perceptron.Pair(perceptron.Pair(t1, w.usual), a1.usual))
	s.add(58, perceptron.Pair(t1, w.shape))
	s.add(59, perceptron.Pair(t1, a1.suffixes[2]))
	s.add(60, perceptron.Pair(w.marks, a1.marks))
	s.add(61, perceptron.Pair(w.marks, b1.marks))
	s.add(62, perceptron.Pair(w.marks, w.suffixes[1]))
	s.add(63, perceptron.Pair(w.marks, w.usual))
	s.add(65, perceptron.Pair(w.known, w.marks))
	s.add(66, perceptron.Pair(b1.known, w.marks))
	s.add(67, perceptron.Pair(a1.known, w.marks))
	s.add(68, perceptron.Pair(w.known, w.usual))
	s.add(69, perceptron.Pair(w.known, perceptron.Pair(b1.known, w.marks)))
	if w.lemmas != 0 {
		s.add(44, w.lemmas)
		s.add(45, perceptron.Pair(w.lemmas, t1))
		s.add(46, perceptron.Pair(w.lemmas, w.suffixes[0]))
		s.add(47, perceptron.Pair(w.lemmas, w.marks))
		s.add(48, perceptron.Pair(w.lemmas, a1.usual))
	}
	if len(s.readings) > 0 {
		s.morphFeatures(i, t1)
	}
	return s.features
}

// The bits of what the gazetteer knows of a word: from kindBit on those of the
// kinds of things that it may name.
const (
	givenBit = 1 << iota
	familyBit
	ambiguousBit
	kindBit
)

// known is what the gazetteer knows of a word with a capital.
func (t *Tagger) known(token *nlp.Token) (bits uint32) {
	if t.gaz.IsGivenName(token.Stem) {
		bits |= givenBit
	}
	if t.gaz.IsFamilyName(token.Stem) {
		bits |= familyBit
	}
	words := [1]string{token.Stem}
	entries, _ := t.gaz.Longest(t.pack.Code, words[:])
	for _, e := range entries[:min(1, len(entries))] {
		bits |= kindBit << e.Kind
		if e.Ambiguous {
			bits |= ambiguousBit
		}
	}
	return bits
}

// morphFeatures adds what the morphology says of word i and its neighbours.
func (s *sentence) morphFeatures(i int, t1 uint32) {
	mask, says := s.masks[i], s.says[i]
	s.add(82, perceptron.Pair(s.words[i].known, mask))
	s.add(70, mask)
	s.add(71, says)
	s.add(72, s.masks[i+1])
	s.add(73, s.says[i+1])
	s.add(74, s.says[i-1])
	s.add(75, perceptron.Pair(mask, s.masks[i+1]))
	s.add(76, perceptron.Pair(says, s.says[i+1]))
	s.add(77, perceptron.Pair(mask, t1))
	s.add(78, perceptron.Pair(says, t1))
	s.add(79, perceptron.Pair(perceptron.Pair(mask, s.masks[i+1]), t1))
	s.add(80, perceptron.Pair(s.masks[i-1], mask))
	s.add(81, perceptron.Pair(mask, s.words[i].marks))
}

// featsFeatures are the features of word i, given all parts of speech and the
// features of the words before it.
func (s *sentence) featsFeatures(i int) []uint32 {
	i += pad
	s.features = s.features[:0]
	w := &s.words[i]
	b1, a1 := &s.words[i-1], &s.words[i+1]
	t := s.tags[i]
	s.add(100, t)
	s.add(101, perceptron.Pair(t, w.lower))
	s.add(102, perceptron.Pair(t, w.shape))
	s.add(103, perceptron.Pair(t, w.marks))
	for n, h := range w.suffixes[:5] {
		s.add(110+uint32(n), perceptron.Pair(t, h))
	}
	s.add(120, perceptron.Pair(t, b1.lower))
	s.add(121, perceptron.Pair(t, a1.lower))
	s.add(122, perceptron.Pair(t, s.words[i-2].lower))
	s.add(123, perceptron.Pair(t, s.words[i+2].lower))
	s.add(124, perceptron.Pair(perceptron.Pair(t, w.lower), b1.lower))
	s.add(125, perceptron.Pair(perceptron.Pair(t, w.lower), a1.lower))
	s.add(126, perceptron.Pair(t, b1.suffixes[2]))
	s.add(127, perceptron.Pair(t, a1.suffixes[2]))
	s.add(128, perceptron.Pair(t, s.tags[i-1]))
	s.add(129, perceptron.Pair(t, s.tags[i+1]))
	s.add(130, perceptron.Pair(perceptron.Pair(t, s.tags[i-1]), s.tags[i-2]))
	s.add(131, perceptron.Pair(perceptron.Pair(t, s.tags[i+1]), s.tags[i+2]))
	s.add(132, perceptron.Pair(perceptron.Pair(t, s.tags[i-1]), s.tags[i+1]))
	s.add(133, perceptron.Pair(t, s.bundles[i-1]))
	s.add(134, perceptron.Pair(perceptron.Pair(t, s.bundles[i-1]), s.bundles[i-2]))
	s.add(135, perceptron.Pair(perceptron.Pair(t, w.lower), s.tags[i-1]))
	s.add(136, perceptron.Pair(perceptron.Pair(t, w.suffixes[1]), s.tags[i-1]))
	s.add(137, perceptron.Pair(perceptron.Pair(t, w.suffixes[1]), s.bundles[i-1]))
	v := s.verbs(i)
	s.add(145, perceptron.Pair(perceptron.Pair(t, w.suffixes[1]), v.left))
	s.add(146, perceptron.Pair(perceptron.Pair(t, w.suffixes[1]), perceptron.Pair(v.left, v.right)))
	s.add(147, perceptron.Pair(perceptron.Pair(t, w.suffixes[1]), v.auxiliary))
	s.add(148, perceptron.Pair(perceptron.Pair(t, v.auxiliary), perceptron.Pair(v.left, v.right)))
	s.add(149, perceptron.Pair(perceptron.Pair(t, v.left), perceptron.Pair(v.right, a1.lower)))
	s.add(150, perceptron.Pair(perceptron.Pair(t, v.left), perceptron.Pair(v.right, s.tags[i+1])))
	frame := perceptron.Pair(perceptron.Pair(w.suffixes[1], s.tags[i-1]), perceptron.Pair(s.tags[i+1], v.before))
	s.add(151, perceptron.Pair(t, frame))
	s.add(152, perceptron.Pair(frame, perceptron.Pair(v.left, v.right)))
	s.add(153, perceptron.Pair(w.lower, s.tags[i+1]))
	s.add(154, perceptron.Pair(w.lower, perceptron.Pair(v.auxiliary, v.left)))
	s.add(155, perceptron.Pair(perceptron.Pair(w.suffixes[1], s.tags[i-2]), perceptron.Pair(s.tags[i-1], s.tags[i+1])))
	if len(s.readings) > 0 {
		s.add(140, s.says[i])
		s.add(141, perceptron.Pair(s.says[i], s.says[i+1]))
		s.add(142, perceptron.Pair(s.says[i], s.bundles[i-1]))
		s.add(143, perceptron.Pair(s.says[i], s.tags[i+1]))
		s.add(144, perceptron.Pair(s.says[i-1], s.says[i]))
	}
	return s.features
}

// around is what verbs stand about a word: how many before and after it in its
// clause, and before it in its sentence, two for more; and the last auxiliary
// before it in its clause, 0 for none.
type around struct{ left, right, before, auxiliary uint32 }

// longestClause is how many words are looked at on either side of a word.
const longestClause = 50

// verbs counts the verbs about word i, which has pads before it. A comma, a
// conjunction and the like end the clause.
func (s *sentence) verbs(i int) (v around) {
	for k := i - 1; k >= max(pad, i-longestClause) && !s.parts[k-pad].divides; k-- {
		switch p := s.parts[k-pad]; {
		case p.auxiliary && v.auxiliary == 0:
			v.auxiliary = s.words[k].lower
			fallthrough
		case p.auxiliary || p.verb:
			v.left = min(v.left+1, 2)
		}
	}
	for k := i - 1; k >= max(pad, i-longestClause) && v.before < 2; k-- {
		if p := s.parts[k-pad]; p.auxiliary || p.verb {
			v.before++
		}
	}
	for k := i + 1; k < min(len(s.words)-pad, i+longestClause) && !s.parts[k-pad].divides; k++ {
		if p := s.parts[k-pad]; p.auxiliary || p.verb {
			v.right = min(v.right+1, 2)
		}
	}
	return v
}
