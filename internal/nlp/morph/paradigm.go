package morph

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"chancery/internal/nlp"
)

// suffix is a line of morph.yaml's paradigms.
type suffix struct {
	Suffix    string    `yaml:"suffix"`
	Feats     nlp.Feats `yaml:"feats"`
	UPOS      string    `yaml:"upos"`
	To        string    `yaml:"to"`
	After     string    `yaml:"after"`
	Syllables string    `yaml:"syllables"`
	When      nlp.Feats `yaml:"when"`
	Splits    string    `yaml:"splits"`
	Lemma     bool      `yaml:"lemma"`
	Cost      int       `yaml:"cost"`
}

// paradigms is the network of suffixes. Every way through it from a start to
// the end is an inflection.
type paradigms struct {
	ids    map[string]int
	arcs   [][]arc  // by paradigm
	names  []string // of features, in the order in which they are written
	letter *letters
}

// The paradigm that ends a word.
const (
	end   = "end"
	endID = 0
)

// arc is a suffix that may follow, or nothing at all.
type arc struct {
	forms  *[sounds + 1][]surface // nil for nothing
	begins [256]bool              // first bytes of forms, to pass over an arc soon
	after  after
	when   []setting
	upos   string // empty where it stays the same
	feats  []setting
	lemma  bool
	splits string // lemma of the clitic that begins here; empty for none
	cost   int
	to     int // paradigm
}

// setting is a feature, by its place in names, with a value.
type setting struct {
	name  int
	value string
}

// after is what an arc asks of the letters before it.
type after struct {
	vowel, consonant bool
	one, more        bool // syllables
	letter           string
}

// mostFeatures is how many features all suffixes of a language may know.
const mostFeatures = 24

// newParadigms makes the network. known are features that words may have
// besides those of the suffixes.
func newParadigms(l *letters, from map[string][]suffix, known map[string]bool) (*paradigms, error) {
	for _, name := range slices.Sorted(maps.Keys(l.Variants)) {
		if n := len(l.Variants[name]); n != 1 && n != 2 && n != 4 {
			return nil, fmt.Errorf("letter %s has %d variants, want 1, 2 or 4", name, n)
		}
	}
	p := &paradigms{ids: map[string]int{end: endID}, arcs: make([][]arc, len(from)+1), names: featureNames(from, known), letter: l}
	if len(p.names) > mostFeatures {
		return nil, fmt.Errorf("paradigms know %d features, at most %d", len(p.names), mostFeatures)
	}
	names := slices.Sorted(maps.Keys(from))
	for i, name := range names {
		p.ids[name] = i + 1
	}
	for _, name := range names {
		for _, s := range from[name] {
			a, err := p.arc(s)
			if err != nil {
				return nil, fmt.Errorf("paradigm %s: suffix %q %w", name, s.Suffix, err)
			}
			p.arcs[p.ids[name]] = append(p.arcs[p.ids[name]], a)
		}
	}
	for _, name := range names {
		if p.returns(p.ids[name], p.ids[name], map[int]bool{}) {
			return nil, fmt.Errorf("paradigm %s leads to itself with no suffix between", name)
		}
	}
	return p, nil
}

// returns says whether arcs without a suffix lead from a paradigm to another.
func (p *paradigms) returns(from, to int, seen map[int]bool) bool {
	for _, a := range p.arcs[from] {
		if a.forms != nil || seen[a.to] {
			continue
		}
		if a.to == to {
			return true
		}
		seen[a.to] = true
		if p.returns(a.to, to, seen) {
			return true
		}
	}
	return false
}

// featureNames are all features that suffixes add and those that are known,
// sorted as in CoNLL-U, which does not regard case.
func featureNames(from map[string][]suffix, known map[string]bool) []string {
	names := maps.Clone(known)
	for _, suffixes := range from {
		for _, s := range suffixes {
			addNames(names, s.Feats)
		}
	}
	return slices.SortedFunc(maps.Keys(names), func(a, b string) int {
		return cmp.Or(strings.Compare(strings.ToLower(a), strings.ToLower(b)), strings.Compare(a, b))
	})
}

func addNames(to map[string]bool, f nlp.Feats) {
	for part := range strings.SplitSeq(string(f), "|") {
		if name, _, ok := strings.Cut(part, "="); ok {
			to[name] = true
		}
	}
}

func (p *paradigms) arc(s suffix) (arc, error) {
	to, ok := p.ids[s.To]
	if !ok {
		return arc{}, fmt.Errorf("leads to %q, which there is not", s.To)
	}
	if s.Syllables != "" && s.Syllables != "one" && s.Syllables != "more" {
		return arc{}, fmt.Errorf("asks for %q syllables, which may be \"one\" or \"more\"", s.Syllables)
	}
	when := p.settings(nil, s.When)
	if s.When != "" && len(when) <= strings.Count(string(s.When), "|") {
		return arc{}, fmt.Errorf("asks for features %s, which nothing gives", s.When)
	}
	a := arc{
		after:  after{vowel: s.After == "vowel", consonant: s.After == "consonant", one: s.Syllables == "one", more: s.Syllables == "more"},
		when:   when,
		upos:   s.UPOS,
		feats:  p.settings(nil, s.Feats),
		lemma:  s.Lemma,
		splits: s.Splits,
		cost:   s.Cost,
		to:     to,
	}
	if !a.after.vowel && !a.after.consonant {
		a.after.letter = s.After
	}
	if s.Suffix != "" {
		a.forms = p.letter.writeAll(s.Suffix)
		for _, f := range a.forms[anySound] {
			if f.text == "" {
				return arc{}, errors.New("is nothing after some sounds")
			}
			a.begins[f.text[0]] = true
		}
	}
	return a, nil
}

// settings appends what features say; those without a place in names are left
// out.
func (p *paradigms) settings(to []setting, f nlp.Feats) []setting {
	for part := range strings.SplitSeq(string(f), "|") {
		name, value, _ := strings.Cut(part, "=")
		if i := slices.Index(p.names, name); i >= 0 {
			to = append(to, setting{i, value})
		}
	}
	return to
}

// id is the number of the paradigm with this name.
func (p *paradigms) id(name string) (int, error) {
	id, ok := p.ids[name]
	if !ok {
		return 0, fmt.Errorf("there is no paradigm %q", name)
	}
	return id, nil
}

// met says whether the letters so far, which end in sound s, are as asked.
func (a *after) met(l *letters, before string, s sound) bool {
	vowel := s == anySound || s&endsInVowel != 0
	consonant := s == anySound || s&endsInVowel == 0
	if a.vowel && !vowel || a.consonant && !consonant || !strings.HasSuffix(before, a.letter) {
		return false
	}
	return !a.one && !a.more || a.one == (l.vowels(before) < 2)
}

// walk is one search through the network.
type walk struct {
	p        *paradigms
	word     string   // in lower case
	boundary int      // where one suffix must begin; 0 for anywhere
	stem     analysis // what the word is before its suffixes
	path     []step
	found    func(ending)
}

func (p *paradigms) walk(word string, boundary int, stem analysis) *walk {
	return &walk{p: p, word: word, boundary: boundary, stem: stem, path: make([]step, 0, 16)}
}

// place is how far a way through the network has come.
type place struct {
	paradigm int
	pos      int // in the word
	sound    sound
	need     need
	crossed  bool // the boundary lies behind
}

// step is one arc of a way: where it begins in the word, and how it is written
// where nothing follows.
type step struct {
	*arc
	at   int
	hard string
}

// ending is a whole way through the network.
type ending struct {
	analysis
	lemma  string // empty for that of the stem
	cost   int
	clitic nlp.Clitic
}

// from follows all ways from a place.
func (w *walk) from(at place) {
	at.crossed = at.crossed || at.pos == w.boundary
	if at.paradigm == endID {
		if at.pos == len(w.word) && at.crossed && at.need != aVowel {
			w.found(w.ending())
		}
		return
	}
	arcs := w.p.arcs[at.paradigm]
	for i := range arcs {
		a := &arcs[i]
		if a.forms != nil && (at.pos == len(w.word) || !a.begins[w.word[at.pos]]) {
			continue
		}
		if !a.after.met(w.p.letter, w.word[:at.pos], at.sound) || !w.meets(a.when) {
			continue
		}
		if a.forms == nil {
			next := at
			next.paradigm = a.to
			w.step(step{a, at.pos, ""}, next)
			continue
		}
		for _, f := range a.forms[at.sound] {
			if f.follows(at.need) && strings.HasPrefix(w.word[at.pos:], f.text) {
				w.step(step{a, at.pos, f.hard}, place{a.to, at.pos + len(f.text), f.sound, f.need, at.crossed})
			}
		}
	}
}

// step follows all ways that begin with a step to a place.
func (w *walk) step(s step, to place) {
	w.path = append(w.path, s)
	w.from(to)
	w.path = w.path[:len(w.path)-1]
}

// meets says whether the features so far include these.
func (w *walk) meets(wanted []setting) bool {
	for _, s := range wanted {
		if w.value(s.name) != s.value {
			return false
		}
	}
	return true
}

// value is that of a feature so far.
func (w *walk) value(name int) string {
	for _, s := range slices.Backward(w.path) {
		for _, f := range s.feats {
			if f.name == name {
				return f.value
			}
		}
		if s.upos != "" {
			return ""
		}
	}
	return w.stem.Feats.Get(w.p.names[name])
}

// ending is what the path so far means. Of two clitics the second stays with
// the first.
func (w *walk) ending() ending {
	var e ending
	var buffer [4]setting
	is := collected{upos: w.stem.UPOS}
	is.set(w.p.settings(buffer[:0], w.stem.Feats))
	parted, done := false, false
	for _, s := range w.path {
		e.cost += s.cost
		if done {
			continue
		}
		parts := s.splits != "" && s.upos != ""
		switch {
		case parts && parted:
			done = true
			continue
		case parts:
			parted = true
			e.analysis = is.analysis(w.p.names)
			e.clitic = nlp.Clitic{At: s.at, Lemma: s.splits}
		case s.splits != "" && e.clitic.Lemma == "":
			e.clitic = nlp.Clitic{At: s.at, Lemma: s.splits}
		}
		if s.lemma {
			e.lemma = w.word[:s.at] + s.hard
		}
		if s.upos != "" {
			is = collected{upos: s.upos}
		}
		is.set(s.feats)
	}
	if parted {
		last := is.analysis(w.p.names)
		e.clitic.UPOS, e.clitic.Feats = last.UPOS, last.Feats
	} else {
		e.analysis = is.analysis(w.p.names)
	}
	return e
}

// collected is an analysis while it grows.
type collected struct {
	upos   string
	values [mostFeatures]string // by name; empty for none
}

// set adds features; they replace those that are there.
func (c *collected) set(feats []setting) {
	for _, f := range feats {
		c.values[f.name] = f.value
	}
}

func (c *collected) analysis(names []string) analysis {
	var feats strings.Builder
	for i, name := range names {
		if c.values[i] == "" {
			continue
		}
		if feats.Len() > 0 {
			feats.WriteByte('|')
		} else {
			feats.Grow(96)
		}
		feats.WriteString(name)
		feats.WriteByte('=')
		feats.WriteString(c.values[i])
	}
	return analysis{c.upos, nlp.Feats(feats.String())}
}
