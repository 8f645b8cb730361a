// Package tag finds the part of speech, the features and the lemma of every
// word. Linear models choose: for the part of speech from the word and those
// beside it, from left to right; for the features attribute by attribute, the
// best of the bundles that the treebanks show; for the lemma among rules that
// change the end of a word. Where a language has a morphology, it says what a
// word may be, and the models choose among that.
package tag

import (
	"strings"
	"sync"
	"unicode/utf8"

	"chancery/internal/gazetteer"
	"chancery/internal/lang"
	"chancery/internal/nlp"
	"chancery/internal/nlp/morph"
	"chancery/internal/nlp/perceptron"
)

// Tagger is the stage for one language. It never changes.
type Tagger struct {
	pack    lang.Pack
	gaz     *gazetteer.Gazetteer
	morph   *morph.Analyser // nil where the language has none
	parts   []part          // by class of upos
	upos    *perceptron.Model
	values  map[string]uint16 // "Case=Nom": class of feats
	bundles [][]bundle        // by class of upos; empty with a morphology
	feats   *perceptron.Model // its last class is for the lemmas of readings
	usual   map[uint32]uint32 // what a word usually is, by its hash
	lemmas  lemmas
	scratch sync.Pool
}

// part is a part of speech.
type part struct {
	number int
	name   string
	hash   uint32
	bit    uint32

	verb, auxiliary, divides bool
}

// bundle is a set of features that goes together.
type bundle struct {
	feats  nlp.Feats
	values []uint16 // classes of the model
}

// Name is "tag".
func (t *Tagger) Name() string { return "tag" }

// Requires the tokens and sentences of a text.
func (t *Tagger) Requires() []string { return []string{"tokens", "sentences"} }

// Assigns lemma, part of speech and features.
func (t *Tagger) Assigns() []string { return []string{"lemma", "upos", "feats"} }

// Apply fills UPOS, Feats, Lemma, Base and Common of every token.
func (t *Tagger) Apply(text *nlp.Text) error {
	s := t.scratch.Get().(*sentence)
	defer func() {
		if s.tokens = nil; cap(s.words) <= mostKept {
			t.scratch.Put(s)
		}
	}()
	for _, at := range text.Sentences {
		t.tag(s, text.Tokens[at.First:at.Last])
	}
	if t.morph != nil && t.morph.Unmarked() {
		t.stems(text)
	}
	return nil
}

// mostKept is how many words the buffers may hold that are kept for the next
// text.
const mostKept = 4096

func (t *Tagger) tag(s *sentence, tokens []nlp.Token) {
	t.load(s, tokens, t.lemmas.knows)
	for i := range tokens {
		s.settle(i, &t.parts[t.part(s, t.upos, i)])
	}
	for i := range tokens {
		token := &tokens[i]
		is := t.settled(s, i)
		s.bundles[i+pad] = perceptron.Hash(string(is.Feats))
		token.UPOS, token.Feats, token.Lemma, token.Clitic = is.UPOS, is.Feats, is.Lemma, is.Clitic
		if token.Base = is.Lemma; t.morph == nil {
			token.Base = t.pack.Lower(is.Lemma)
		} else if is.UPOS == name {
			token.Lemma = t.cased(token, is.Lemma)
		}
		token.Common = nlp.Analysis{}
		if is.UPOS == name {
			token.Common = t.common(s, i)
		}
	}
}

// name is the part of speech of names.
const name = "PROPN"

// settled is the analysis of word i for the part of speech that was chosen.
func (t *Tagger) settled(s *sentence, i int) morph.Reading {
	r := t.reading(s, t.feats, i)
	if t.morph == nil {
		s.bundles[i+pad] = perceptron.Hash(string(r.Feats))
		r.Lemma = t.lemmas.of(s, i)
	}
	return r
}

// common is what word i is without a capital: by its listed readings, or by what
// it usually is; empty where it is no common word.
func (t *Tagger) common(s *sentence, i int) nlp.Analysis {
	usual := s.words[i+pad].usual
	if t.morph != nil {
		usual = 0
		for _, r := range s.candidates(i) {
			for p := range t.parts {
				if r.Source == morph.Listed && r.UPOS == t.parts[p].name {
					usual |= t.parts[p].bit<<usualBits | commonBit
				}
			}
		}
	}
	if usual&commonBit == 0 {
		return nlp.Analysis{}
	}
	was, bundle := s.parts[i], s.bundles[i+pad]
	defer func() {
		s.settle(i, was)
		s.bundles[i+pad] = bundle
	}()
	for _, upos := range [...]string{"NOUN", "ADJ"} {
		for p := range t.parts {
			if t.parts[p].name == upos && usual>>usualBits&t.parts[p].bit != 0 {
				s.settle(i, &t.parts[p])
				r := t.settled(s, i)
				return nlp.Analysis{UPOS: upos, Feats: r.Feats, Base: t.pack.Lower(r.Lemma)}
			}
		}
	}
	return nlp.Analysis{}
}

// part is the class of word i's part of speech: the one with the highest score
// among those that the morphology allows.
func (t *Tagger) part(s *sentence, w perceptron.Weights, i int) int {
	scores := s.zeros(len(t.parts))
	w.Add(scores, s.uposFeatures(i))
	mask := s.masks[i+pad]
	best := -1
	for c, score := range scores {
		if mask&t.parts[c].bit != 0 && (best < 0 || score > scores[best]) {
			best = c
		}
	}
	return best
}

// reading chooses the features of word i for its part of speech, and its lemma
// where the morphology gives one.
func (t *Tagger) reading(s *sentence, w perceptron.Weights, i int) morph.Reading {
	p := s.parts[i]
	if t.morph == nil {
		return morph.Reading{UPOS: p.name, Feats: t.bundle(s, w, i)}
	}
	if k := t.candidate(s, w, i); k >= 0 {
		return s.candidates(i)[k]
	}
	return morph.Reading{UPOS: p.name, Lemma: s.tokens[i].Lower}
}

// candidate is the number of the reading of word i whose features and lemma
// have the highest score; -1 when none has the word's part of speech.
func (t *Tagger) candidate(s *sentence, w perceptron.Weights, i int) int {
	candidates := s.candidates(i)
	best, most, several := -1, int32(0), false
	for k := range candidates {
		if candidates[k].UPOS == s.parts[i].name {
			several = best >= 0
			best = k
		}
	}
	if !several {
		return best
	}
	scores := s.zeros(len(t.values) + 1)
	w.Add(scores, s.featsFeatures(i))
	best = -1
	for k := range candidates {
		if candidates[k].UPOS != s.parts[i].name {
			continue
		}
		scores[len(t.values)] = 0
		w.Add(scores, s.lemmaOf(i, &candidates[k]))
		if sum := t.sum(scores, candidates[k].Feats) + scores[len(t.values)]; best < 0 || sum > most {
			best, most = k, sum
		}
	}
	return best
}

// sum is the score of a reading's features.
func (t *Tagger) sum(scores []int32, feats nlp.Feats) (sum int32) {
	for part := range strings.SplitSeq(string(feats), "|") {
		if v, ok := t.values[part]; ok {
			sum += scores[v]
		}
	}
	return sum
}

// bundle is the one with the highest score for the part of speech of word i.
func (t *Tagger) bundle(s *sentence, w perceptron.Weights, i int) nlp.Feats {
	bundles := t.bundles[s.parts[i].number]
	if len(bundles) == 1 {
		return bundles[0].feats
	}
	scores := s.zeros(len(t.values) + 1)
	w.Add(scores, s.featsFeatures(i))
	best, most := nlp.Feats(""), int32(0)
	for k, b := range bundles {
		var sum int32
		for _, v := range b.values {
			sum += scores[v]
		}
		if k == 0 || sum > most {
			best, most = b.feats, sum
		}
	}
	return best
}

// cased is a lemma with the capitals that a treebank gives it: a name's as in
// its form, no other's.
func (t *Tagger) cased(token *nlp.Token, lemma string) string {
	if token.UPOS != "PROPN" {
		return lemma
	}
	var b strings.Builder
	form := token.Form
	for _, r := range lemma {
		f, n := utf8.DecodeRuneInString(form)
		if n == 0 || t.pack.Lower(form[:n]) != string(r) {
			break
		}
		b.WriteRune(f)
		form = form[n:]
	}
	same := utf8.RuneCountInString(b.String())
	for _, r := range lemma {
		if same--; same < 0 {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// start makes the tagger ready for Apply.
func (t *Tagger) start() {
	t.scratch.New = func() any { return new(sentence) }
}
