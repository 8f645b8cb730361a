package morph

import (
	"maps"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"chancery/internal/nlp"
)

// stemRules say which words inflect, and where their stems change.
type stemRules struct {
	Paradigm       map[string]string `yaml:"paradigm"`
	VerbsSoftening []string          `yaml:"verbs_softening"`
	VerbDrops      string            `yaml:"verb_drops"`
	Alternates     map[string]string `yaml:"alternates"`
	LosingVowel    []string          `yaml:"losing_vowel"`
	Doubling       []string          `yaml:"doubling"`
	Fronted        []string          `yaml:"fronted"`
}

// stem is one way in which a word of the lexicon begins.
type stem struct {
	lemma  string
	start  int
	sound  sound
	need   need
	weight float32
}

// inflection reads words by stem and suffixes.
type inflection struct {
	*paradigms
	stems        map[string][]stem
	starts       map[string]int          // by part of speech
	nameSuffixes map[string][]nameSuffix // by what is written after the apostrophe
	size         map[string]float64      // words counted, by part of speech
}

// nameSuffix is what a suffix after an apostrophe says.
type nameSuffix struct {
	node
	cost float32
}

// How likely a word is that the lexicon does not have, in words counted; and
// how much less so with every letter that the stem has and the suffixes not.
const (
	unknownCount  = 0.5
	commonForm    = 0.01 // how many names look like a form of a common noun
	verbForm      = 0.3  // and how many like one of a verb only
	capitalVerb   = 0.02 // how much rarer capitals are on verbs than on nouns
	unlistedHead  = 0.5  // how many of the unlisted words with a capital at a sentence's head are names
	perLetter     = 2.3
	longestStem   = 24 // runes
	leastGuessed  = 2  // letters of a guessed stem
	longestSuffix = 12 // bytes of a suffix after an apostrophe
)

func (a *Analyser) loadInflection() error {
	r := &a.rules
	if len(r.Paradigms) == 0 {
		return nil
	}
	b, err := newBuilder(&r.Letters, r.Paradigms, func(is analysis) (int, error) { return a.context(is, "") })
	if err != nil {
		return err
	}
	in := &inflection{paradigms: b.p, stems: map[string][]stem{}, starts: map[string]int{}, size: map[string]float64{}}
	for _, upos := range slices.Sorted(maps.Keys(r.Stems.Paradigm)) {
		if in.starts[upos], err = b.node(key{r.Stems.Paradigm[upos], analysis{UPOS: upos}}); err != nil {
			return err
		}
	}
	dropped, err := b.node(key{r.Stems.VerbDrops, analysis{UPOS: "VERB"}})
	if err != nil {
		return err
	}
	in.addStems(a, dropped)
	in.listNameSuffixes()
	a.inflection = in
	return nil
}

// addStems moves the words that inflect from the lexicon to the stems.
func (in *inflection) addStems(a *Analyser, dropped int) {
	for _, entries := range a.lexicon {
		for _, e := range entries {
			in.size[e.UPOS] += e.count
		}
	}
	s := &a.rules.Stems
	for _, name := range slices.Sorted(maps.Keys(a.model.ids)) {
		if upos, _, _ := strings.Cut(name, "."); upos == a.unknown.name.UPOS {
			in.size[upos] += math.Exp(float64(a.model.prior[a.model.ids[name]])) * a.model.total
		}
	}
	softening, losing, doubling, fronted := set(s.VerbsSoftening), set(s.LosingVowel), set(s.Doubling), set(s.Fronted)
	for _, form := range slices.Sorted(maps.Keys(a.lexicon)) {
		var rest []entry
		for _, e := range a.lexicon[form] {
			start, ok := in.starts[e.UPOS]
			if !ok || e.Feats != "" {
				rest = append(rest, e)
				continue
			}
			st := stem{e.lemma, start, in.letter.of(form), anything, float32(math.Log(e.count / in.size[e.UPOS]))}
			in.add(form, st)
			verb := e.UPOS == "VERB"
			if soft, ok := in.letter.softened(form); ok && (!verb || softening[form]) {
				in.addBeforeVowel(soft, st)
			}
			if verb && st.sound&endsInVowel != 0 {
				short := strings.TrimSuffix(form, lastLetter(form))
				drop := st
				drop.start, drop.sound = dropped, in.letter.of(short)
				in.add(short, drop)
			}
			if !verb && losing[form] {
				in.addBeforeVowel(in.letter.withoutVowel(form), st)
			}
			if !verb && doubling[form] {
				in.addBeforeVowel(form+lastLetter(form), st)
			}
			if !verb && fronted[form] {
				st.sound |= frontVowel
				in.add(form, st)
				if soft, ok := in.letter.softened(form); ok {
					in.addBeforeVowel(soft, st)
				}
			}
		}
		a.lexicon[form] = rest
	}
	for _, form := range slices.Sorted(maps.Keys(s.Alternates)) {
		for _, st := range in.stems[s.Alternates[form]] {
			if st.start == in.starts["VERB"] {
				st.sound = in.letter.of(form)
				in.add(form, st)
			}
		}
	}
}

func set(words []string) map[string]bool {
	m := make(map[string]bool, len(words))
	for _, w := range words {
		m[w] = true
	}
	return m
}

func (in *inflection) add(form string, s stem) { in.stems[form] = append(in.stems[form], s) }

func (in *inflection) addBeforeVowel(form string, s stem) {
	s.need = aVowel
	s.sound = s.sound&^endsVoiceless | in.letter.of(form)&endsVoiceless
	in.add(form, s)
}

// listNameSuffixes writes down every suffix of a name after every sound:
// foreign names sound otherwise than they are written.
func (in *inflection) listNameSuffixes() {
	in.nameSuffixes = map[string][]nameSuffix{}
	for _, upos := range []string{"PROPN", "NUM"} {
		start, ok := in.starts[upos]
		if !ok {
			continue
		}
		for s := range sound(sounds) {
			in.listFrom(start, "", s, 0)
		}
	}
}

func (in *inflection) listFrom(at int, text string, s sound, cost float32) {
	nd := in.nodes[at]
	if nd.final && text != "" {
		in.addNameSuffix(text, nameSuffix{nd, cost})
	}
	for _, a := range nd.arcs {
		if a.forms == nil {
			in.listFrom(a.to, text, s, cost+a.cost)
			continue
		}
		for _, f := range a.forms[s] {
			if f.text != "" && len(text)+len(f.text) <= longestSuffix {
				in.listFrom(a.to, text+f.text, f.sound, cost+a.cost)
			}
		}
	}
}

func (in *inflection) addNameSuffix(text string, n nameSuffix) {
	for i, old := range in.nameSuffixes[text] {
		if old.is == n.is {
			in.nameSuffixes[text][i].cost = min(old.cost, n.cost)
			return
		}
	}
	in.nameSuffixes[text] = append(in.nameSuffixes[text], n)
}

// weightOf is the weight of a word counted so often among those of its part of
// speech.
func (in *inflection) weightOf(upos string, count float64) float32 {
	return float32(math.Log(count / max(in.size[upos], 1000)))
}

// inflected appends the readings of a token by stem and suffixes.
func (a *Analyser) inflected(to []reading, token *nlp.Token, telling bool) []reading {
	begin := len(to)
	in := a.inflection
	word, boundary := token.Lower, 0
	if token.Stem != token.Form {
		at := strings.LastIndexAny(word, "'’‘ʼ`´′＇")
		_, n := utf8.DecodeRuneInString(word[at:])
		word, boundary = word[:at]+word[at+n:], at
	}
	first, _ := utf8.DecodeRuneInString(word)
	if !unicode.IsLetter(first) {
		return a.inflectedMark(to, first, token, word, boundary)
	}
	for _, e := range a.lexicon[token.Lower] {
		e.weight += float32(math.Log(a.totals[token.Lower] / a.model.total))
		to = append(to, e.reading)
	}
	to = in.known(to, word, boundary)
	listed := len(to)
	capital, all := capitals(token.Form)
	if listed == begin && (!capital || boundary == 0) {
		to = in.guessed(to, word, boundary)
	}
	if !capital && len(to) > begin {
		return to
	}
	if telling {
		share := float32(math.Log(commonCapital))
		if all {
			share = float32(math.Log(commonCapitals))
		}
		for i := begin; i < len(to); i++ {
			to[i].weight += share
			if to[i].UPOS == "VERB" {
				to[i].weight += float32(math.Log(capitalVerb))
			}
		}
	}
	return a.names(to, token, word, boundary, a.nameWeight(telling, to[begin:listed]))
}

// known appends the readings with a stem of the lexicon.
func (in *inflection) known(to []reading, word string, boundary int) []reading {
	begin := len(to)
	w := walk{p: in.paradigms, word: word, boundary: boundary}
	runes := 0
	for at := range word {
		if at > 0 {
			to = in.withStem(to, begin, &w, at)
		}
		if runes++; runes > longestStem {
			return to
		}
	}
	return in.withStem(to, begin, &w, len(word))
}

func (in *inflection) withStem(to []reading, begin int, w *walk, at int) []reading {
	for _, st := range in.stems[w.word[:at]] {
		w.found = func(nd node, lemmaEnd int, cost float32) {
			lemma := st.lemma
			if lemmaEnd > 0 {
				lemma = in.dictionaryForm(w.word[:lemmaEnd])
			}
			to = addBest(to, begin, reading{nd.is, lemma, nd.context, st.weight - cost})
		}
		w.from(st.start, at, st.sound, st.need, w.boundary == 0, 0, 0)
	}
	return to
}

// addBest adds a reading unless there is one of the same lemma and analysis,
// of which the likelier stays.
func addBest(to []reading, begin int, r reading) []reading {
	for i := begin; i < len(to); i++ {
		if to[i].analysis == r.analysis && to[i].lemma == r.lemma {
			to[i].weight = max(to[i].weight, r.weight)
			return to
		}
	}
	return append(to, r)
}

// dictionaryForm undoes the softening of a lemma's last letter.
func (in *inflection) dictionaryForm(lemma string) string {
	for _, variants := range in.letter.Variants {
		if len(variants) == 2 && variants[1] == lastLetter(lemma) && in.letter.Soften[variants[0]] == variants[1] {
			return strings.TrimSuffix(lemma, variants[1]) + variants[0]
		}
	}
	return lemma
}

// guessed appends readings with stems that the lexicon does not have: the
// fewer letters the suffixes leave for the stem, the likelier.
func (in *inflection) guessed(to []reading, word string, boundary int) []reading {
	begin := len(to)
	w := walk{p: in.paradigms, word: word, boundary: boundary}
	letters := 0
	vowel := false
	var s sound = frontVowel
	for at, r := range word {
		if letters >= leastGuessed && vowel {
			to = in.withGuess(to, begin, &w, at, letters, s)
		}
		s = in.letter.add(s, r)
		vowel = vowel || in.letter.vowel(r)
		if letters++; letters > longestStem {
			break
		}
	}
	to = in.withGuess(to, begin, &w, len(word), letters, s)
	best := float32(math.Inf(-1))
	for _, r := range to[begin:] {
		best = max(best, r.weight)
	}
	for i := begin; i < len(to); i++ {
		to[i].weight += in.weightOf("NOUN", unknownCount) - best
	}
	return to
}

// guessCost is how much rarer unknown words of a part of speech are.
var guessCost = []struct {
	upos string
	cost float32
}{{"NOUN", 0}, {"ADJ", 2}, {"VERB", 3}}

func (in *inflection) withGuess(to []reading, begin int, w *walk, at, letters int, s sound) []reading {
	for _, g := range guessCost {
		start, ok := in.starts[g.upos]
		if !ok || g.upos == "VERB" && len(w.word)-at < 2 || g.upos == "ADJ" && at < len(w.word) {
			continue
		}
		w.found = func(nd node, lemmaEnd int, cost float32) {
			lemma := w.word[:at]
			if lemmaEnd > 0 {
				lemma = in.dictionaryForm(w.word[:lemmaEnd])
			}
			to = addBest(to, begin, reading{nd.is, lemma, nd.context, -cost - g.cost - perLetter*float32(letters)})
		}
		w.from(start, at, s, anything, w.boundary == 0, 0, 0)
	}
	return to
}

// nameWeight is the weight of a name whose form is listed with these readings,
// or with none.
func (a *Analyser) nameWeight(telling bool, listed []reading) float32 {
	count := unknownCount
	verb := func(r reading) bool { return r.UPOS == "VERB" }
	switch {
	case len(listed) == 0 && !telling:
		count *= unlistedHead
	case len(listed) > 0 && !slices.ContainsFunc(listed, func(r reading) bool { return !verb(r) }):
		count *= verbForm
	case len(listed) > 0:
		count *= commonForm
	}
	if len(listed) > 0 && !telling {
		count *= headName
	}
	return a.inflection.weightOf(a.unknown.name.UPOS, count)
}

// names appends what a capitalised word is as a name.
func (a *Analyser) names(to []reading, token *nlp.Token, word string, boundary int, weight float32) []reading {
	upos := a.unknown.name.UPOS
	if boundary == 0 {
		name := a.unknown.name
		name.lemma, name.weight = token.Lower, weight
		return append(to, name)
	}
	begin := len(to)
	for _, n := range a.inflection.nameSuffixes[word[boundary:]] {
		if n.is.UPOS == upos {
			to = append(to, reading{n.is, word[:boundary], n.context, weight - n.cost})
		}
	}
	if len(to) == begin {
		name := a.unknown.name
		name.lemma, name.weight = word[:boundary], weight
		to = append(to, name)
	}
	return to
}

// inflectedMark reads numbers and what has no letters.
func (a *Analyser) inflectedMark(to []reading, first rune, token *nlp.Token, word string, boundary int) []reading {
	begin := len(to)
	for _, e := range a.lexicon[token.Lower] {
		to = append(to, e.reading)
	}
	if len(to) > begin {
		return to
	}
	if !unicode.IsDigit(first) {
		return a.names(append(to, a.mark(first, token)), token, word, boundary, a.nameWeight(true, nil))
	}
	if boundary > 0 {
		for _, n := range a.inflection.nameSuffixes[word[boundary:]] {
			if n.is.UPOS == a.unknown.number.UPOS {
				to = append(to, reading{n.is, word[:boundary], n.context, -n.cost})
			}
		}
		if len(to) > begin {
			return to
		}
	}
	return append(to, a.number(token))
}
