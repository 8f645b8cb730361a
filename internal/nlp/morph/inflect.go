package morph

import (
	"errors"
	"maps"
	"math/bits"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"chancery/internal/nlp"
)

// stemRules say which words inflect, and where their stems change.
type stemRules struct {
	Paradigm       map[string]string `yaml:"paradigm"`
	Follows        map[string]string `yaml:"follows"`
	Figures        string            `yaml:"figures"`
	BareName       bareName          `yaml:"bare_name"`
	NameMarks      string            `yaml:"name_marks"`
	VerbsSoftening []string          `yaml:"verbs_softening"`
	VerbDrops      drops             `yaml:"verb_drops"`
	ShortSoftening []string          `yaml:"short_softening"`
	LosingVowel    []string          `yaml:"losing_vowel"`
	BeforeVowel    map[string]string `yaml:"before_vowel"`
	Fronted        []string          `yaml:"fronted"`
	Special        []special         `yaml:"special"`
}

// drops says what follows verbs that have lost the vowel at their end, and
// which vowel that is where nobody knows the verb.
type drops struct {
	Paradigm string `yaml:"paradigm"`
	Letter   string `yaml:"letter"`
}

// bareName says how names take suffixes without a mark between.
type bareName struct {
	Paradigm string   `yaml:"paradigm"`
	Unlisted bool     `yaml:"unlisted"` // only words that have no other reading
	Usual    bool     `yaml:"usual"`    // no mark ever stands there, so the suffixes tell what the stem is
	Before   []string `yaml:"before"`   // words before which a name has no suffix: "ilə"
	Ends     []string `yaml:"ends"`     // how names end that are no shorter name with a suffix: "-ova"
}

// special are words that begin with another paradigm than their part of speech:
// with that one too, or instead of their own. Stems are further stems of words,
// by what they look like.
type special struct {
	UPOS     string            `yaml:"upos"`
	Paradigm string            `yaml:"paradigm"`
	Instead  bool              `yaml:"instead"`
	Words    []string          `yaml:"words"`
	Stems    map[string]string `yaml:"stems"`
}

// stem is one way in which a word of the lexicon begins.
type stem struct {
	analysis
	lemma string
	start int // paradigm
	sound sound
	need  need
	rank  int
}

// inflection reads words by stem and suffixes.
type inflection struct {
	*paradigms
	stems        map[string][]stem
	starts       map[string]int // paradigm, by part of speech
	figures      int            // paradigm of a number's suffixes behind a mark; endID for none
	bareName     int            // paradigm of a name's suffixes without a mark before them; endID for none
	bareUnlisted bool           // only for words that have no other reading
	dropped      int            // paradigm of verbs without the vowel at their end; endID for none
	lost         rune           // that vowel of unknown verbs, as suffixes write it
	nameMarks    string         // what stands before a name's suffix, besides apostrophes
}

// What a stem needs to be guessed, and how much rarer than a listed one it is.
const (
	longestStem  = 24 // runes
	leastGuessed = 2  // letters of a guessed stem
	leastName    = 3  // letters of a name whose suffix no mark sets off
	perCount     = 2  // how much a doubled count raises the rank
	perLetter    = 2  // how much a letter of a guessed stem lowers it
)

func (a *Analyser) loadInflection() error {
	r := &a.rules
	p, err := newParadigms(&r.Letters, r.Paradigms, a.followed())
	if err != nil {
		return err
	}
	in := &inflection{paradigms: p, stems: map[string][]stem{}, starts: map[string]int{},
		bareUnlisted: r.Stems.BareName.Unlisted, nameMarks: r.Stems.NameMarks}
	for _, upos := range slices.Sorted(maps.Keys(r.Stems.Paradigm)) {
		if in.starts[upos], err = p.id(r.Stems.Paradigm[upos]); err != nil {
			return err
		}
	}
	in.figures = in.starts[r.Unknown.Number.UPOS]
	for _, optional := range []struct {
		name string
		to   *int
	}{{r.Stems.Figures, &in.figures}, {r.Stems.BareName.Paradigm, &in.bareName}, {r.Stems.VerbDrops.Paradigm, &in.dropped}} {
		if optional.name == "" {
			continue
		}
		if *optional.to, err = p.id(optional.name); err != nil {
			return err
		}
	}
	if in.lost, _ = utf8.DecodeRuneInString(r.Stems.VerbDrops.Letter); in.lost == utf8.RuneError && in.dropped != endID {
		return errors.New("verb_drops names no letter")
	}
	if err := in.addStems(a); err != nil {
		return err
	}
	a.inflection = in
	return nil
}

// followed are the features of the listed words that suffixes may follow.
func (a *Analyser) followed() map[string]bool {
	names := map[string]bool{}
	for _, entries := range a.lexicon {
		for _, e := range entries {
			if _, ok := a.rules.Stems.Follows[e.UPOS]; ok {
				addNames(names, e.Feats)
			}
		}
	}
	return names
}

// stemmer makes the stems of words. Its maps are those of rules, to look up.
type stemmer struct {
	*inflection
	rules                             *stemRules
	softening, short, losing, fronted map[string]bool
	instead                           map[string]int           // paradigm, by part of speech and word
	further                           map[string][]furtherStem // likewise
}

// furtherStem is another stem of a word.
type furtherStem struct {
	form  string
	start int
}

// addStems moves the words that inflect from the lexicon to the stems, and adds
// what may follow words that stay there.
func (in *inflection) addStems(a *Analyser) error {
	s := &a.rules.Stems
	m := stemmer{in, s, set(s.VerbsSoftening), set(s.ShortSoftening), set(s.LosingVowel), set(s.Fronted),
		map[string]int{}, map[string][]furtherStem{}}
	if err := m.readSpecial(); err != nil {
		return err
	}
	for _, form := range slices.Sorted(maps.Keys(a.lexicon)) {
		var rest []entry
		for _, e := range a.lexicon[form] {
			stays, err := m.add(form, e)
			if err != nil {
				return err
			}
			if stays {
				rest = append(rest, e)
			}
		}
		a.lexicon[form] = rest
	}
	return nil
}

func (m *stemmer) readSpecial() error {
	for _, sp := range m.rules.Special {
		start, err := m.id(sp.Paradigm)
		if err != nil {
			return err
		}
		for _, word := range sp.Words {
			if id := sp.UPOS + " " + word; sp.Instead {
				m.instead[id] = start
			} else {
				m.further[id] = append(m.further[id], furtherStem{word, start})
			}
		}
		for _, form := range slices.Sorted(maps.Keys(sp.Stems)) {
			id := sp.UPOS + " " + sp.Stems[form]
			m.further[id] = append(m.further[id], furtherStem{form, start})
		}
	}
	return nil
}

// add adds the stems of an entry, and says whether it stays in the lexicon.
func (m *stemmer) add(form string, e entry) (stays bool, err error) {
	st := stem{e.analysis, e.lemma, endID, m.letter.of(form), anything, perCount * bits.Len(uint(e.count))}
	if start, ok := m.starts[e.UPOS]; ok && e.Feats == "" {
		st.start = start
		if other, ok := m.instead[e.UPOS+" "+form]; ok {
			st.start = other
		}
		if e.UPOS == "VERB" {
			m.addVerb(form, st)
		} else {
			m.addNominal(form, st)
		}
	} else {
		stays = true
		if name, ok := m.rules.Follows[e.UPOS]; ok {
			st.start, err = m.id(name)
			m.put(form, st)
		}
	}
	for _, f := range m.further[e.UPOS+" "+form] {
		st.start, st.sound = f.start, m.letter.of(f.form)
		m.put(f.form, st)
	}
	return stays, err
}

func (m *stemmer) put(form string, s stem) { m.stems[form] = append(m.stems[form], s) }

func (m *stemmer) putBeforeVowel(form string, s stem) {
	s.need = aVowel
	s.sound = s.sound&^endsVoiceless | m.letter.of(form)&endsVoiceless
	m.put(form, s)
}

// addVerb adds a verb's stem, the softened one, and the one that has lost its
// last vowel.
func (m *stemmer) addVerb(form string, st stem) {
	if st.sound&endsInVowel != 0 && m.dropped != endID {
		short := strings.TrimSuffix(form, lastLetter(form))
		m.put(short, stem{st.analysis, st.lemma, m.dropped, m.letter.of(short), anything, st.rank})
	}
	before, ok := m.rules.BeforeVowel[form]
	if !ok && m.softening[form] {
		before, ok = m.letter.softened(form)
	}
	if ok {
		m.putBeforeVowel(before, st)
		st.need = noVowel
	}
	m.put(form, st)
}

// addNominal adds a stem, and what it is before a vowel. Whether a stem softens
// differs from writer to writer, so that both stay possible.
func (m *stemmer) addNominal(form string, st stem) {
	if m.fronted[form] {
		st.sound |= frontVowel
	}
	before, given := m.rules.BeforeVowel[form]
	if !given && m.losing[form] {
		before, given = m.letter.withoutVowel(form), true
		m.putSoftened(before, st)
	}
	if given {
		m.putBeforeVowel(before, st)
		st.need = noVowel
	} else if m.short[form] || m.letter.vowels(form) > 1 {
		m.putSoftened(form, st)
	}
	m.put(form, st)
}

func (m *stemmer) putSoftened(form string, st stem) {
	if soft, ok := m.letter.softened(form); ok {
		m.putBeforeVowel(soft, st)
	}
}

func set(words []string) map[string]bool {
	m := make(map[string]bool, len(words))
	for _, w := range words {
		m[w] = true
	}
	return m
}

// nameSuffixes are the ways in which what begins at a place in a word may be
// the suffixes of a name or number. Foreign names sound otherwise than they are
// written, so that every sound may stand before them.
func (in *inflection) nameSuffixes(upos, word string, at int) []ending {
	var out []ending
	start := in.starts[upos]
	if r, _ := utf8.DecodeRuneInString(word); unicode.IsDigit(r) {
		start = in.figures
	}
	w := in.walk(word, 0, analysis{UPOS: upos})
	w.found = func(e ending) { out = addCheapest(out, e) }
	w.from(place{start, at, anySound, anything, true})
	return out
}

// addCheapest adds an ending unless there is one that says the same, of which
// the cheaper stays.
func addCheapest(to []ending, e ending) []ending {
	for i, old := range to {
		if old.analysis == e.analysis && old.clitic == e.clitic {
			to[i].cost = min(old.cost, e.cost)
			return to
		}
	}
	return append(to, e)
}

// Readings appends all analyses of a token to a list, whatever stands beside it.
// There is at least one.
func (a *Analyser) Readings(to []Reading, token *nlp.Token) []Reading {
	begin := len(to)
	word, boundary, mark := a.parts(token)
	first, _ := utf8.DecodeRuneInString(word)
	if unicode.IsLetter(first) {
		to = a.inflectedWord(to, token, word, boundary)
	} else {
		to = a.inflectedMark(to, first, token, word, boundary)
	}
	to = unblocked(to, begin)
	for i := begin; i < len(to); i++ {
		if c := &to[i].Clitic; c.Lemma != "" {
			c.At = placeIn(token, c.At, boundary, mark)
		}
	}
	return to
}

// unblocked leaves out causatives of verbs whose causative is listed as a verb
// of its own ("yürüt-" is no longer "make walk"), and passives where the verb of
// its own is much commoner ("katıl-" is no longer "be added").
func unblocked(rs []Reading, begin int) []Reading {
	out := rs[:begin]
	for i := begin; i < len(rs); i++ {
		r := &rs[i]
		if r.UPOS != "VERB" || r.Source != Listed || !slices.ContainsFunc(rs[begin:], func(o Reading) bool { return blocks(&o, r) }) {
			out = append(out, *r)
		}
	}
	return out
}

// muchCommoner is by how much ranks differ then.
const muchCommoner = 6

// blocks says whether a reading has a longer stem than another, and else says
// the same but for the voice.
func blocks(longer, r *Reading) bool {
	if longer.UPOS != r.UPOS || longer.Source != Listed || len(longer.Lemma) <= len(r.Lemma) || !strings.HasPrefix(longer.Lemma, r.Lemma) {
		return false
	}
	voice, ok := strings.CutPrefix(string(r.Feats), string(longer.Feats))
	return ok && (voice == "" || voice == "|Voice=Cau" || voice == "|Voice=Pass" && longer.Rank >= r.Rank+muchCommoner)
}

// parts is a token in lower case without the mark before a name's suffix, the
// place of the mark (0 for none) and its length.
func (a *Analyser) parts(token *nlp.Token) (word string, boundary, mark int) {
	word = token.Lower
	at := -1
	if token.Stem != token.Form {
		at = strings.LastIndexAny(word, "'’‘ʼ`´′＇")
	} else if a.nameMarks != "" {
		at = strings.LastIndexAny(word, a.nameMarks)
	}
	if at <= 0 {
		return word, 0, 0
	}
	_, mark = utf8.DecodeRuneInString(word[at:])
	joined := word[:at] + word[at+mark:]
	if token.Stem == token.Form && len(a.nameSuffixes(a.uposOf(word), joined, at)) == 0 {
		return word, 0, 0
	}
	return joined, at, mark
}

// uposOf is what a word is that may be a name or a number.
func (a *Analyser) uposOf(word string) string {
	if r, _ := utf8.DecodeRuneInString(word); unicode.IsDigit(r) {
		return a.rules.Unknown.Number.UPOS
	}
	return a.rules.Unknown.Name.UPOS
}

// placeIn is the byte of the token's Form at a byte of the word that parts
// makes of it. A clitic at the boundary begins with the mark.
func placeIn(token *nlp.Token, at, boundary, mark int) int {
	if at > boundary {
		at += mark
	}
	runes := utf8.RuneCountInString(token.Lower[:at])
	for i := range token.Form {
		if runes == 0 {
			return i
		}
		runes--
	}
	return len(token.Form)
}

// inflectedWord reads what begins with a letter.
func (a *Analyser) inflectedWord(to []Reading, token *nlp.Token, word string, boundary int) []Reading {
	begin := len(to)
	to = a.listedAs(to, token.Lower)
	to = a.known(to, word, boundary)
	listed, capital := len(to), capital(token.Form)
	if listed == begin && (!capital || boundary == 0) {
		to = a.guessed(to, word, boundary)
	}
	if !capital && len(to) > begin {
		return to
	}
	to = a.names(to, token, word, boundary)
	if boundary == 0 && (listed == begin || !a.bareUnlisted) {
		to = a.bareNames(to, word)
	}
	return to
}

// listedAs appends what the lexicon says of a form that has no suffixes.
func (a *Analyser) listedAs(to []Reading, lower string) []Reading {
	for _, e := range a.lexicon[lower] {
		to = append(to, Reading{UPOS: e.UPOS, Feats: e.Feats, Lemma: e.lemma, Rank: perCount * bits.Len(uint(e.count))})
	}
	return to
}

// known appends the readings with a stem of the lexicon.
func (in *inflection) known(to []Reading, word string, boundary int) []Reading {
	begin := len(to)
	w := in.walk(word, boundary, analysis{})
	runes := 0
	for at := range word {
		if at > 0 {
			to = in.withStem(to, begin, w, at)
		}
		if runes++; runes > longestStem {
			return to
		}
	}
	return in.withStem(to, begin, w, len(word))
}

func (in *inflection) withStem(to []Reading, begin int, w *walk, at int) []Reading {
	for _, st := range in.stems[w.word[:at]] {
		w.stem = st.analysis
		w.found = func(e ending) { to = addBest(to, begin, e.of(st.lemma, Listed, st.rank)) }
		w.from(place{st.start, at, st.sound, st.need, w.boundary == 0})
	}
	return to
}

// of is the reading of a stem with this ending.
func (e ending) of(lemma string, source Source, rank int) Reading {
	if e.lemma != "" {
		lemma = e.lemma
	}
	return Reading{e.UPOS, e.Feats, lemma, e.clitic, source, rank - e.cost}
}

// addBest adds a reading unless there is one that says the same, of which the
// likelier stays.
func addBest(to []Reading, begin int, r Reading) []Reading {
	for i := begin; i < len(to); i++ {
		old := &to[i]
		if old.UPOS == r.UPOS && old.Feats == r.Feats && old.Lemma == r.Lemma && old.Clitic == r.Clitic {
			old.Rank = max(old.Rank, r.Rank)
			return to
		}
	}
	return append(to, r)
}

// guessed appends readings with stems that the lexicon does not have: the
// fewer letters the suffixes leave for the stem, the likelier.
func (in *inflection) guessed(to []Reading, word string, boundary int) []Reading {
	begin := len(to)
	w := in.walk(word, boundary, analysis{})
	letters := 0
	vowel := false
	var s sound = frontVowel
	for at, r := range word {
		if letters >= leastGuessed && vowel {
			to = in.withGuess(to, begin, w, at, letters, s)
		}
		s = in.letter.add(s, r)
		vowel = vowel || in.letter.vowel(r)
		if letters++; letters > longestStem {
			break
		}
	}
	return in.withGuess(to, begin, w, len(word), letters, s)
}

// guessCost is how much rarer unknown words of a part of speech are.
var guessCost = []struct {
	upos string
	cost int
}{{"NOUN", 0}, {"ADJ", 2}, {"VERB", 3}}

func (in *inflection) withGuess(to []Reading, begin int, w *walk, at, letters int, s sound) []Reading {
	try := func(upos, stem string, start, cost int) {
		w.stem = analysis{UPOS: upos}
		w.found = func(e ending) {
			if r := e.of(stem, Guessed, -cost-perLetter*letters); !in.listed(r.UPOS, r.Lemma) {
				to = addBest(to, begin, r)
			}
		}
		w.from(place{start, at, s, anything, w.boundary == 0})
	}
	for _, g := range guessCost {
		start, ok := in.starts[g.upos]
		if !ok || g.upos == "VERB" && len(w.word)-at < 2 || g.upos == "ADJ" && at < len(w.word) {
			continue
		}
		try(g.upos, w.word[:at], start, g.cost)
		if g.upos == "VERB" && in.dropped != endID {
			try(g.upos, w.word[:at]+in.letter.variant(in.lost, s), in.dropped, g.cost)
		}
	}
	return to
}

// listed says whether a word is among the stems, so that all its forms are
// known.
func (in *inflection) listed(upos, word string) bool {
	return slices.ContainsFunc(in.stems[word], func(st stem) bool { return st.lemma == word && st.UPOS == upos })
}

// names appends what a capitalised word is as a name.
func (a *Analyser) names(to []Reading, token *nlp.Token, word string, boundary int) []Reading {
	is := a.rules.Unknown.Name
	name := Reading{UPOS: is.UPOS, Feats: is.Feats, Lemma: token.Lower, Source: Named}
	if boundary == 0 {
		return append(to, name)
	}
	begin := len(to)
	for _, e := range a.nameSuffixes(is.UPOS, word, boundary) {
		to = append(to, e.of(word[:boundary], Named, 0))
	}
	if len(to) == begin {
		name.Lemma = word[:boundary]
		to = append(to, name)
	}
	return to
}

// bareNames appends what a word is as a name with suffixes that no mark sets
// off.
func (a *Analyser) bareNames(to []Reading, word string) []Reading {
	if a.bareName == endID {
		return to
	}
	begin := len(to)
	w := a.walk(word, 0, analysis{UPOS: a.rules.Unknown.Name.UPOS})
	letters := 0
	var s sound = frontVowel
	for at, r := range word {
		if letters >= leastName && letters <= longestStem {
			w.found = func(e ending) { to = addBest(to, begin, e.of(word[:at], Named, 0)) }
			w.from(place{a.bareName, at, s, anything, true})
		}
		s = a.letter.add(s, r)
		letters++
	}
	return to
}

// inflectedMark reads numbers and what has no letters.
func (a *Analyser) inflectedMark(to []Reading, first rune, token *nlp.Token, word string, boundary int) []Reading {
	begin := len(to)
	if to = a.listedAs(to, token.Lower); len(to) > begin {
		return to
	}
	if !unicode.IsDigit(first) {
		return append(to, a.mark(first, token))
	}
	if boundary > 0 {
		for _, e := range a.nameSuffixes(a.rules.Unknown.Number.UPOS, word, boundary) {
			to = append(to, e.of(word[:boundary], Marked, 0))
		}
		if len(to) > begin {
			return to
		}
	}
	return append(to, a.number(token))
}
