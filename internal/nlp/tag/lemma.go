package tag

import (
	"strings"
	"unicode/utf8"

	"chancery/internal/nlp/morph"
	"chancery/internal/nlp/perceptron"
)

// rule leads from a form to its lemma.
type rule struct {
	strip, add string
	keep       bool // the form's capitals stay; else the rule starts from lower case
	whole      bool // nothing of the form stays, as from "me" to "I"
}

// ruleFor is the rule that leads from a form to a lemma.
func ruleFor(form, lower, lemma string) rule {
	same := common(lower, lemma)
	if form != lower {
		if kept := common(form, lemma); kept >= same {
			return rule{form[kept:], lemma[kept:], true, kept == 0}
		}
	}
	return rule{lower[same:], lemma[same:], false, same == 0}
}

// common is the length in bytes of the letters that two words begin with alike.
func common(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	for n > 0 && (n < len(a) && !utf8.RuneStart(a[n]) || n < len(b) && !utf8.RuneStart(b[n])) {
		n--
	}
	return n
}

// stem is what the rule leaves of a form; false where the form has another
// ending.
func (r *rule) stem(form, lower string) (string, bool) {
	if r.keep {
		lower = form
	}
	stem, ok := strings.CutSuffix(lower, r.strip)
	return stem, ok && (!r.whole || stem == "")
}

// apply is the lemma by the rule, or false where the form has another ending.
func (r *rule) apply(form, lower string) (string, bool) {
	stem, ok := r.stem(form, lower)
	return stem + r.add, ok
}

// lemmaOf hashes the lemma that the rule makes of a stem.
func (r *rule) lemmaOf(stem string) uint32 {
	h := perceptron.Hash(stem)
	for i := range len(r.add) {
		h = perceptron.Next(h, r.add[i])
	}
	return h
}

// hash of the rule, without what it says of capitals.
func (r *rule) hash() uint32 {
	return perceptron.Pair(perceptron.Hash(r.strip), perceptron.Hash(r.add))
}

// lemmas finds lemmas by rules. Frequent and odd forms are remembered with
// their rule; for others a model chooses among the common rules.
type lemmas struct {
	rules   []rule
	common  int              // the first so many are common
	shown   []uint32         // bits of the parts of speech that show each common rule
	ending  map[string][]int // common rules by what they strip
	longest int              // bytes that one of them strips
	memory  map[uint32]uint16
	known   map[uint32]bool // lemmas, by lemmaKey
	model   *perceptron.Model
}

// lemmaKey stands for a lemma with its part of speech; both are hashes.
func lemmaKey(tag, lemma uint32) uint32 { return perceptron.Feature(tag, lemma) }

// knows says whether a lemma is known with a part of speech, by another word
// than a certain one; all are hashes.
type knows func(tag, lemma, word uint32) bool

// knows says whether a lemma is known with a part of speech, by any word.
func (l *lemmas) knows(tag, lemma, _ uint32) bool { return l.known[lemmaKey(tag, lemma)] }

// parts has the bits of the parts of speech of which the word may be a form, by
// the common rules and the lemmas that are known.
func (l *lemmas) parts(parts []part, lower string, word uint32, known knows) (mask uint32) {
	for cut := max(1, len(lower)-l.longest); cut <= len(lower); cut++ {
		for _, n := range l.ending[lower[cut:]] {
			if l.rules[n].keep {
				continue
			}
			lemma := l.rules[n].lemmaOf(lower[:cut])
			for p := range parts {
				if mask&parts[p].bit == 0 && l.shown[n]&parts[p].bit != 0 && known(parts[p].hash, lemma, word) {
					mask |= parts[p].bit
				}
			}
		}
	}
	return mask
}

// newLemmas lists the rules by their endings.
func newLemmas(rules []rule, common int) lemmas {
	l := lemmas{rules: rules, common: common, ending: map[string][]int{}, memory: map[uint32]uint16{}, known: map[uint32]bool{}}
	for n, r := range rules[:common] {
		l.ending[r.strip] = append(l.ending[r.strip], n)
		l.longest = max(l.longest, len(r.strip))
	}
	return l
}

// memoryKeys stand for word i of a sentence with its part of speech, with its
// features and without.
func memoryKeys(s *sentence, i int) [2]uint32 {
	form, tag := s.words[i+pad].form, s.tags[i+pad]
	return [2]uint32{perceptron.Feature(form, perceptron.Pair(tag, s.bundles[i+pad])), perceptron.Feature(form, tag)}
}

// of is the lemma of word i.
func (l *lemmas) of(s *sentence, i int) string {
	token := &s.tokens[i]
	for _, key := range memoryKeys(s, i) {
		if n, ok := l.memory[key]; ok {
			if lemma, ok := l.rules[n].apply(token.Form, token.Lower); ok {
				return lemma
			}
		}
	}
	best := l.best(s, l.model, i, l.knows)
	if best < 0 {
		return token.Form
	}
	lemma, _ := l.rules[best].apply(token.Form, token.Lower)
	return lemma
}

// best is the number of the common rule with the highest score; -1 when none
// applies.
func (l *lemmas) best(s *sentence, w perceptron.Weights, i int, known knows) int {
	token := &s.tokens[i]
	best, most := -1, int32(0)
	var scores [1]int32
	try := func(form string, keep bool) {
		for cut := max(0, len(form)-l.longest); cut <= len(form); cut++ {
			for _, n := range l.ending[form[cut:]] {
				if l.rules[n].keep != keep || !l.applies(s, n, i) {
					continue
				}
				scores[0] = 0
				w.Add(scores[:], s.lemmaFeatures(i, &l.rules[n], known))
				if best < 0 || scores[0] > most || scores[0] == most && n < best {
					best, most = n, scores[0]
				}
			}
		}
	}
	try(token.Lower, false)
	if token.Form != token.Lower {
		try(token.Form, true)
	}
	return best
}

// applies says whether rule n may lead from word i to its lemma.
func (l *lemmas) applies(s *sentence, n, i int) bool {
	token := &s.tokens[i]
	_, ok := l.rules[n].stem(token.Form, token.Lower)
	return ok
}

// lemmaFeatures are those of a rule for word i.
func (s *sentence) lemmaFeatures(i int, r *rule, known knows) []uint32 {
	token := &s.tokens[i]
	s.features = s.features[:0]
	w := &s.words[i+pad]
	tag, bundle := s.tags[i+pad], s.bundles[i+pad]
	h := r.hash()
	keep := perceptron.Bit(r.keep)
	s.add(200, h)
	s.add(201, perceptron.Pair(h, tag))
	s.add(202, perceptron.Pair(h, perceptron.Pair(tag, bundle)))
	ending := perceptron.Pair(h, bundle)
	for n, suffix := range w.suffixes {
		s.add(210+uint32(n), perceptron.Pair(ending, suffix))
		s.add(220+uint32(n), perceptron.Pair(perceptron.Pair(h, tag), suffix))
	}
	s.add(230, perceptron.Pair(perceptron.Pair(h, tag), w.prefixes[2]))
	s.add(240, perceptron.Pair(keep, tag))
	s.add(241, perceptron.Pair(keep, perceptron.Pair(tag, w.marks)))
	s.add(242, perceptron.Pair(keep, w.lower))
	s.add(243, perceptron.Pair(keep, perceptron.Pair(tag, bundle)))
	s.add(244, perceptron.Pair(keep, perceptron.Pair(tag, w.suffixes[1])))
	if stem, _ := r.stem(token.Form, token.Lower); known(tag, r.lemmaOf(stem), w.lower) {
		s.add(250, tag)
		s.add(251, perceptron.Pair(tag, h))
	}
	return s.features
}

// lemmaOf are the features of a reading's lemma for word i.
func (s *sentence) lemmaOf(i int, r *morph.Reading) []uint32 {
	s.features = s.features[:0]
	lower := s.tokens[i].Lower
	n := common(lower, r.Lemma)
	change := perceptron.Pair(perceptron.Hash(lower[n:]), perceptron.Hash(r.Lemma[n:]))
	upos, feats := perceptron.Hash(r.UPOS), perceptron.Hash(string(r.Feats))
	s.add(260, perceptron.Pair(upos, perceptron.Hash(r.Lemma)))
	s.add(261, perceptron.Pair(upos, change))
	s.add(262, perceptron.Pair(feats, change))
	s.add(263, perceptron.Pair(upos, uint32(len(lower)-n)))
	s.add(264, perceptron.Pair(upos, uint32(n)))
	rank := uint32(max(r.Rank, -20) + 20)
	s.add(265, perceptron.Pair(uint32(r.Source), rank))
	s.add(266, perceptron.Pair(upos, perceptron.Pair(uint32(r.Source), rank)))
	return s.features
}
