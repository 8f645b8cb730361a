package tag

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"

	"chancery/internal/gazetteer"
	"chancery/internal/lang"
	"chancery/internal/nlp"
	"chancery/internal/nlp/morph"
	"chancery/internal/nlp/perceptron"
)

// How the models are learnt: how often the treebanks are gone through, how
// often a feature must be there, and which weights are left out, in times of
// their mean.
const (
	epochs      = 8
	times       = 3 // that weights are learnt, each time in another order
	leastCount  = 2
	pruneUPOS   = 0.5
	pruneFeats  = 0.8
	pruneLemma  = 0.5
	leastRule   = 3    // words by which a rule must be shown
	leastUsual  = 3    // times that a word must be there to have a usual part of speech
	usualShare  = 0.05 // of a word's times, for a part of speech to be usual
	leastCommon = 2    // times that a word must be there without a capital to be a common one
)

// Training is what a tagger is learnt from.
type Training struct {
	Pack      lang.Pack
	Gazetteer *gazetteer.Gazetteer
	Morph     *morph.Analyser // nil where the language has none
	Gold      *nlp.Text       // words with their part of speech, features and lemma
	Words     []nlp.Token     // more words, each by itself, with the same
	Seed      uint64
	Progress  func(message string)
}

// trainer learns one tagger.
type trainer struct {
	Training
	t        *Tagger
	examples [][]nlp.Token
	golds    [][]morph.Reading // what each word is, as far as the morphology can say it
	random   *rand.Rand
	numbers  map[string]int  // classes of parts of speech
	forms    map[uint32]int  // how many forms show a lemma, by lemmaKey
	shows    map[uint32]bool // which do, by lemmaKey and form in lower case
	s        sentence
}

// Train learns a tagger. The same training gives the same tagger.
func Train(ctx context.Context, from Training) (*Tagger, error) {
	tr := &trainer{Training: from, random: rand.New(rand.NewPCG(from.Seed, 1)), numbers: map[string]int{}}
	tr.t = &Tagger{pack: from.Pack, gaz: from.Gazetteer, morph: from.Morph, values: map[string]uint16{}, usual: map[uint32]uint32{}}
	tr.prepare()
	tr.listParts()
	if len(tr.t.parts) > mostParts {
		return nil, fmt.Errorf("tag: the treebanks have %d parts of speech, at most %d", len(tr.t.parts), mostParts)
	}
	tr.listUsual()
	for _, step := range []func(context.Context) error{tr.learnLemmas, tr.learnUPOS, tr.learnFeats} {
		if err := step(ctx); err != nil {
			return nil, fmt.Errorf("tag: %w", err)
		}
	}
	tr.t.start()
	return tr.t, nil
}

// prepare cuts the treebanks into examples.
func (tr *trainer) prepare() {
	for _, at := range tr.Gold.Sentences {
		tokens := tr.Gold.Tokens[at.First:at.Last]
		golds := make([]morph.Reading, len(tokens))
		for i := range tokens {
			golds[i] = tr.goldOf(&tokens[i])
		}
		tr.examples = append(tr.examples, tokens)
		tr.golds = append(tr.golds, golds)
	}
}

// goldOf is the treebank's analysis, or the reading of the morphology that
// comes closest: treebanks do not agree with each other, nor with it.
func (tr *trainer) goldOf(token *nlp.Token) morph.Reading {
	gold := morph.Reading{UPOS: token.UPOS, Feats: token.Feats, Lemma: token.Lemma}
	if tr.Morph == nil {
		return gold
	}
	most := 0
	for _, r := range tr.Morph.Readings(nil, token) {
		if score := likeness(&r, token); score > most {
			gold, most = r, score
		}
	}
	return gold
}

// likeness counts in what a reading agrees with the treebank. Part of speech and
// lemma count most, and case twice.
func likeness(r *morph.Reading, token *nlp.Token) int {
	score := 1
	if r.Lemma == token.Base {
		score += 4
	}
	if r.UPOS == token.UPOS {
		score += 3
	}
	for part := range strings.SplitSeq(string(token.Feats), "|") {
		name, value, _ := strings.Cut(part, "=")
		if value == "" || r.Feats.Get(name) != value {
			continue
		}
		score++
		if name == "Case" {
			score++
		}
	}
	return score
}

// listParts numbers parts of speech and features, in the order of their names.
func (tr *trainer) listParts() {
	upos, values, bundles := map[string]bool{}, map[string]bool{}, map[string]map[nlp.Feats]bool{}
	for _, golds := range tr.golds {
		for _, g := range golds {
			upos[g.UPOS] = true
			if bundles[g.UPOS] == nil {
				bundles[g.UPOS] = map[nlp.Feats]bool{}
			}
			bundles[g.UPOS][g.Feats] = true
			for part := range strings.SplitSeq(string(g.Feats), "|") {
				if part != "" {
					values[part] = true
				}
			}
		}
	}
	for n, name := range slices.Sorted(maps.Keys(values)) {
		tr.t.values[name] = uint16(n)
	}
	for n, name := range slices.Sorted(maps.Keys(upos)) {
		tr.numbers[name] = n
		tr.t.parts = append(tr.t.parts, newPart(n, name))
		var list []bundle
		if tr.Morph == nil {
			for _, feats := range slices.Sorted(maps.Keys(bundles[name])) {
				list = append(list, tr.t.newBundle(feats))
			}
		}
		tr.t.bundles = append(tr.t.bundles, list)
	}
}

func newPart(n int, name string) part {
	return part{number: n, name: name, hash: perceptron.Hash(name), bit: 1 << n,
		verb: name == "VERB", auxiliary: name == "AUX", divides: name == "PUNCT" || name == "SCONJ" || name == "CCONJ"}
}

func (t *Tagger) newBundle(feats nlp.Feats) bundle {
	b := bundle{feats: feats}
	for part := range strings.SplitSeq(string(feats), "|") {
		if v, ok := t.values[part]; ok {
			b.values = append(b.values, v)
		}
	}
	return b
}

// listUsual notes what each word usually is: the parts of speech that it has
// often enough, the commonest of them, and whether it is a common word, seen
// without a capital and as no name.
func (tr *trainer) listUsual() {
	counts := map[uint32][]int{}
	common := map[uint32]int{}
	count := func(h uint32, part, times int) {
		if counts[h] == nil {
			counts[h] = make([]int, len(tr.t.parts))
		}
		counts[h][part] += times
	}
	for k, tokens := range tr.examples {
		for i := range tokens {
			h := perceptron.Hash(tokens[i].Lower)
			upos := tr.golds[k][i].UPOS
			count(h, tr.numbers[upos], 1)
			if tokens[i].Form == tokens[i].Lower && upos != "PROPN" && upos != "X" {
				common[h]++
			}
		}
	}
	for i := range tr.Words {
		if n, ok := tr.numbers[tr.Words[i].UPOS]; ok {
			h := perceptron.Hash(tr.Words[i].Lower)
			count(h, n, leastCommon)
			common[h] += leastCommon
		}
	}
	for h, count := range counts {
		total, best := 0, 0
		for n, c := range count {
			total += c
			if c > count[best] {
				best = n
			}
		}
		var usual uint32
		for n, c := range count {
			if float64(c) >= usualShare*float64(total) {
				usual |= 1 << (n + usualBits)
			}
		}
		if total >= leastUsual {
			usual |= uint32(best + 1)
		}
		if common[h] >= leastCommon {
			usual |= commonBit
		}
		if total >= leastUsual || common[h] >= leastCommon {
			tr.t.usual[h] = usual
		}
	}
}

// usualBits are the low bits of what a word usually is: they number the
// commonest part of speech. The highest bit is that of common words.
const (
	usualBits = 6
	commonBit = 1 << 31
	mostParts = 31 - usualBits
)

// rounds calls learn with the number of each example, in random order, epoch
// after epoch, and all of that several times. Learn gives how many of how many
// decisions were right.
func (tr *trainer) rounds(ctx context.Context, p *perceptron.Trainer, what string, n int, learn func(k int) (right, all int)) error {
	order := tr.random.Perm(n)
	for epoch := range epochs * times {
		if epoch > 0 && epoch%epochs == 0 {
			p.Again()
		}
		right, all := 0, 0
		for _, k := range order {
			r, a := learn(k)
			right, all = right+r, all+a
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		tr.Progress(fmt.Sprintf("%s: round %d of %d, %.2f%% right", what, epoch+1, epochs*times, 100*float64(right)/float64(max(all, 1))))
		tr.random.Shuffle(n, func(i, j int) { order[i], order[j] = order[j], order[i] })
	}
	return nil
}

// learnUPOS learns the choice of parts of speech.
func (tr *trainer) learnUPOS(ctx context.Context) error {
	s := &tr.s
	names := make([]string, len(tr.t.parts))
	for n, p := range tr.t.parts {
		names[n] = p.name
	}
	p := perceptron.NewTrainer(names)
	for k, tokens := range tr.examples {
		tr.load(tokens)
		for i := range tokens {
			p.Count(s.uposFeatures(i))
			s.settle(i, &tr.t.parts[tr.numbers[tr.golds[k][i].UPOS]])
		}
	}
	p.Start(leastCount)
	err := tr.rounds(ctx, p, "parts of speech", len(tr.examples), func(k int) (right, all int) {
		tokens := tr.examples[k]
		tr.load(tokens)
		for i := range tokens {
			gold, got := tr.numbers[tr.golds[k][i].UPOS], tr.t.part(s, p, i)
			if got == gold {
				right++
			} else {
				p.Update(s.features, gold, 1)
				p.Update(s.features, got, -1)
			}
			p.Step()
			s.settle(i, &tr.t.parts[got])
		}
		return right, len(tokens)
	})
	tr.t.upos = p.Model(pruneUPOS)
	return err
}

// load looks at the words of an example. What a word may be by its known lemma
// must not come from the word itself.
func (tr *trainer) load(tokens []nlp.Token) {
	tr.t.load(&tr.s, tokens, tr.otherForm)
}

// otherForm says whether a lemma is known by another word than the given one.
func (tr *trainer) otherForm(tag, lemma, word uint32) bool {
	key := lemmaKey(tag, lemma)
	n := tr.forms[key]
	if tr.shows[perceptron.Pair(key, word)] {
		n--
	}
	return n > 0
}

// settleGold notes what the words of an example are.
func (tr *trainer) settleGold(k int) {
	tr.load(tr.examples[k])
	for i, g := range tr.golds[k] {
		tr.s.settle(i, &tr.t.parts[tr.numbers[g.UPOS]])
	}
}

// learnFeats learns the choice of features for the right part of speech.
func (tr *trainer) learnFeats(ctx context.Context) error {
	s := &tr.s
	p := perceptron.NewTrainer(append(slices.Sorted(maps.Keys(tr.t.values)), ""))
	for k, golds := range tr.golds {
		tr.settleGold(k)
		for i, g := range golds {
			p.Count(s.featsFeatures(i))
			s.bundles[i+pad] = perceptron.Hash(string(g.Feats))
			for c := range s.candidates(i) {
				p.Count(s.lemmaOf(i, &s.candidates(i)[c]))
			}
		}
	}
	p.Start(leastCount)
	err := tr.rounds(ctx, p, "features", len(tr.examples), func(k int) (right, all int) {
		tr.settleGold(k)
		for i, g := range tr.golds[k] {
			got := tr.t.reading(s, p, i)
			if got.Feats == g.Feats && (tr.Morph == nil || got.Lemma == g.Lemma) {
				right++
			} else {
				tr.correct(p, i, &g, &got)
			}
			p.Step()
			s.bundles[i+pad] = perceptron.Hash(string(got.Feats))
		}
		return right, len(tr.golds[k])
	})
	tr.t.feats = p.Model(pruneFeats)
	return err
}

// correct changes the weights so that the right reading of word i gains on the
// one that was chosen.
func (tr *trainer) correct(p *perceptron.Trainer, i int, gold, got *morph.Reading) {
	s := &tr.s
	s.featsFeatures(i)
	tr.reward(p, gold.Feats, got.Feats, 1)
	tr.reward(p, got.Feats, gold.Feats, -1)
	if tr.Morph != nil {
		p.Update(s.lemmaOf(i, gold), len(tr.t.values), 1)
		p.Update(s.lemmaOf(i, got), len(tr.t.values), -1)
	}
}

// reward adds to the weights of the features that one bundle has and the other
// has not.
func (tr *trainer) reward(p *perceptron.Trainer, has, other nlp.Feats, by int32) {
	for part := range strings.SplitSeq(string(has), "|") {
		name, value, _ := strings.Cut(part, "=")
		if v, ok := tr.t.values[part]; ok && other.Get(name) != value {
			p.Update(tr.s.features, int(v), by)
		}
	}
}

// learnLemmas lists the rules and learns the choice among them. A morphology
// needs none.
func (tr *trainer) learnLemmas(ctx context.Context) error {
	if tr.Morph != nil {
		return nil
	}
	words := tr.lemmaWords()
	tr.t.lemmas = newLemmas(rulesOf(words))
	l, s := &tr.t.lemmas, &tr.s
	numbers := map[rule]int{}
	for n, r := range l.rules {
		numbers[r] = n
	}
	tr.know(words)
	l.shown = tr.shownBy(words, numbers)
	p := perceptron.NewTrainer([]string{""})
	for k := range words {
		words[k].load(tr)
		for n := range l.rules[:l.common] {
			if l.applies(s, n, 0) {
				p.Count(s.lemmaFeatures(0, &l.rules[n], tr.otherForm))
			}
		}
	}
	p.Start(leastCount)
	err := tr.rounds(ctx, p, "lemmas", len(words), func(k int) (right, all int) {
		gold := numbers[words[k].rule]
		if gold >= l.common {
			return 0, 0
		}
		words[k].load(tr)
		got := l.best(s, p, 0, tr.otherForm)
		if got < 0 {
			return 0, 1
		}
		if got == gold {
			right++
		} else {
			p.Update(s.lemmaFeatures(0, &l.rules[gold], tr.otherForm), 0, 1)
			p.Update(s.lemmaFeatures(0, &l.rules[got], tr.otherForm), 0, -1)
		}
		p.Step()
		return right, 1
	})
	l.model = p.Model(pruneLemma)
	tr.remember(words, numbers)
	return err
}

// shownBy are the parts of speech that show each common rule.
func (tr *trainer) shownBy(words []lemmaWord, numbers map[rule]int) []uint32 {
	l := &tr.t.lemmas
	counts := make([]map[string]int, l.common)
	for i := range counts {
		counts[i] = map[string]int{}
	}
	shown := make([]uint32, l.common)
	for _, w := range words {
		n := numbers[w.rule]
		if n >= l.common {
			continue
		}
		if counts[n][w.gold.UPOS]++; counts[n][w.gold.UPOS] == leastRule {
			shown[n] |= tr.t.parts[tr.numbers[w.gold.UPOS]].bit
		}
	}
	return shown
}

// know notes which lemmas there are.
func (tr *trainer) know(words []lemmaWord) {
	tr.forms, tr.shows = map[uint32]int{}, map[uint32]bool{}
	for k := range words {
		key := words[k].lemmaKey()
		shown := perceptron.Pair(key, perceptron.Hash(words[k].token[0].Lower))
		if !tr.shows[shown] {
			tr.shows[shown] = true
			tr.forms[key]++
		}
	}
	tr.t.lemmas.known = map[uint32]bool{}
	for key := range tr.forms {
		tr.t.lemmas.known[key] = true
	}
}

// remember notes the rules of forms that are frequent, and of those that the
// model gets wrong. A form's commonest analysis counts where the features are
// others.
func (tr *trainer) remember(words []lemmaWord, numbers map[rule]int) {
	l, s := &tr.t.lemmas, &tr.s
	slices.SortStableFunc(words, func(a, b lemmaWord) int { return b.count - a.count })
	for k := range words {
		w := &words[k]
		w.load(tr)
		gold := numbers[w.rule]
		if w.count < 2 && gold < l.common && l.best(s, l.model, 0, l.knows) == gold {
			continue
		}
		keys := memoryKeys(s, 0)
		l.memory[keys[0]] = uint16(gold)
		if _, ok := l.memory[keys[1]]; !ok {
			l.memory[keys[1]] = uint16(gold)
		}
	}
}

// lemmaWord is a form with what it is, and the rule to its lemma.
type lemmaWord struct {
	token []nlp.Token // one
	gold  morph.Reading
	rule  rule
	count int
}

// lemmaKey stands for the word's lemma.
func (w *lemmaWord) lemmaKey() uint32 {
	stem, _ := w.rule.stem(w.token[0].Form, w.token[0].Lower)
	return lemmaKey(perceptron.Hash(w.gold.UPOS), w.rule.lemmaOf(stem))
}

// load makes the word the only one of the trainer's sentence.
func (w *lemmaWord) load(tr *trainer) {
	s := &tr.s
	tr.load(w.token)
	s.words[pad].marks &^= markHead
	s.settle(0, &tr.t.parts[tr.numbers[w.gold.UPOS]])
	s.bundles[pad] = perceptron.Hash(string(w.gold.Feats))
}

// lemmaWords are the distinct forms of the treebanks, each with its commonest
// lemma.
func (tr *trainer) lemmaWords() []lemmaWord {
	type key struct {
		form, upos string
		feats      nlp.Feats
	}
	counts := map[key]map[string]int{}
	tokens := map[key]nlp.Token{}
	for _, sentence := range append(tr.examples, tr.Words) {
		for _, token := range sentence {
			if _, ok := tr.numbers[token.UPOS]; !ok || token.Lemma == "" {
				continue
			}
			k := key{token.Form, token.UPOS, token.Feats}
			if counts[k] == nil {
				counts[k] = map[string]int{}
				tokens[k] = token
			}
			counts[k][token.Lemma]++
		}
	}
	var words []lemmaWord
	for k, token := range tokens {
		w := lemmaWord{token: []nlp.Token{token}, gold: morph.Reading{UPOS: k.upos, Feats: k.feats}}
		most := 0
		for _, lemma := range slices.Sorted(maps.Keys(counts[k])) {
			n := counts[k][lemma]
			w.count += n
			if n > most {
				w.rule, most = ruleFor(token.Form, token.Lower, lemma), n
			}
		}
		words = append(words, w)
	}
	slices.SortFunc(words, func(a, b lemmaWord) int {
		return strings.Compare(a.token[0].Form+"\t"+a.gold.UPOS+"\t"+string(a.gold.Feats), b.token[0].Form+"\t"+b.gold.UPOS+"\t"+string(b.gold.Feats))
	})
	return words
}

// rulesOf are all rules in a fixed order: first those that enough words show,
// which are so many.
func rulesOf(words []lemmaWord) (rules []rule, common int) {
	counts := map[rule]int{}
	for _, w := range words {
		if counts[w.rule]++; w.rule.whole {
			counts[w.rule] = 1
		}
	}
	rules = slices.SortedFunc(maps.Keys(counts), func(a, b rule) int {
		if c := counts[b] - counts[a]; c != 0 {
			return c
		}
		return cmp.Or(strings.Compare(a.strip, b.strip), strings.Compare(a.add, b.add), int(perceptron.Bit(a.keep))-int(perceptron.Bit(b.keep)))
	})
	for common < len(rules) && counts[rules[common]] >= leastRule {
		common++
	}
	return rules, common
}
