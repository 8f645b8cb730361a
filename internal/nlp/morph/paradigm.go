package morph

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"chancery/internal/nlp"
)

// suffix is a line of morph.yaml's paradigms.
type suffix struct {
	Suffix string    `yaml:"suffix"`
	Feats  nlp.Feats `yaml:"feats"`
	UPOS   string    `yaml:"upos"`
	To     string    `yaml:"to"`
	After  string    `yaml:"after"`
	Lemma  bool      `yaml:"lemma"`
	Cost   float32   `yaml:"cost"`
}

// end is the name of the paradigm that ends a word.
const end = "end"

// node is a place in a word: what may follow, given what has been seen.
type node struct {
	arcs    []arc
	final   bool
	is      analysis
	context int
}

// arc is a suffix that may follow, or nothing at all.
type arc struct {
	forms *[sounds][]surface // nil for nothing
	after after
	lemma bool
	cost  float32
	to    int // index of a node
}

// after is what an arc asks of the letters before it.
type after struct {
	vowel, consonant bool
	letter           string
}

// paradigms is the network of all nodes. Every way through it from a start to
// a final node is an inflection.
type paradigms struct {
	nodes  []node
	letter *letters
}

// builder makes the network: a node for every paradigm together with the part
// of speech and features collected on the way.
type builder struct {
	p       *paradigms
	from    map[string][]suffix
	forms   map[string]*[sounds][]surface
	nodes   map[key]int
	context func(analysis) (int, error)
}

type key struct {
	paradigm string
	analysis
}

func newBuilder(l *letters, from map[string][]suffix, context func(analysis) (int, error)) (*builder, error) {
	for _, name := range slices.Sorted(maps.Keys(from)) {
		for _, s := range from[name] {
			if _, ok := from[s.To]; !ok && s.To != end {
				return nil, fmt.Errorf("paradigm %s: suffix %q leads to %q, which there is not", name, s.Suffix, s.To)
			}
		}
	}
	return &builder{
		p:       &paradigms{letter: l},
		from:    from,
		forms:   map[string]*[sounds][]surface{},
		nodes:   map[key]int{},
		context: context,
	}, nil
}

// node is the index of the node for a paradigm and an analysis; it is made
// with all that follows when it is new.
func (b *builder) node(k key) (int, error) {
	if at, ok := b.nodes[k]; ok {
		return at, nil
	}
	at := len(b.p.nodes)
	b.nodes[k] = at
	b.p.nodes = append(b.p.nodes, node{is: k.analysis})
	if k.paradigm == end {
		id, err := b.context(k.analysis)
		if err != nil {
			return 0, err
		}
		b.p.nodes[at].final, b.p.nodes[at].context = true, id
		return at, nil
	}
	var arcs []arc
	for _, s := range b.from[k.paradigm] {
		next := key{s.To, analysis{k.UPOS, merge(k.Feats, s.Feats)}}
		if s.UPOS != "" {
			next.analysis = analysis{s.UPOS, s.Feats}
		}
		to, err := b.node(next)
		if err != nil {
			return 0, err
		}
		arcs = append(arcs, arc{b.write(s.Suffix), afterOf(s.After), s.Lemma, s.Cost, to})
	}
	b.p.nodes[at].arcs = arcs
	return at, nil
}

func afterOf(s string) after {
	switch s {
	case "vowel":
		return after{vowel: true}
	case "consonant":
		return after{consonant: true}
	}
	return after{letter: s}
}

// write is how a suffix is written after each sound.
func (b *builder) write(suffix string) *[sounds][]surface {
	if suffix == "" {
		return nil
	}
	if forms, ok := b.forms[suffix]; ok {
		return forms
	}
	var forms [sounds][]surface
	for s := range sound(sounds) {
		forms[s] = b.p.letter.write(suffix, s)
	}
	b.forms[suffix] = &forms
	return &forms
}

// merge adds features; those of the second replace those of the first.
func merge(a, b nlp.Feats) nlp.Feats {
	if a == "" || b == "" {
		return a + b
	}
	values := map[string]string{}
	for _, f := range []nlp.Feats{a, b} {
		for part := range strings.SplitSeq(string(f), "|") {
			name, value, _ := strings.Cut(part, "=")
			values[name] = value
		}
	}
	var parts []string
	for _, name := range slices.SortedFunc(maps.Keys(values), byName) {
		parts = append(parts, name+"="+values[name])
	}
	return nlp.Feats(strings.Join(parts, "|"))
}

// byName sorts as CoNLL-U does, without regard to case.
func byName(a, b string) int { return strings.Compare(strings.ToLower(a), strings.ToLower(b)) }

// walk is one search through the network.
type walk struct {
	p        *paradigms
	word     string // in lower case
	boundary int    // where one suffix must begin; 0 for anywhere
	found    func(at node, lemmaEnd int, cost float32)
}

// from follows all ways from a node at a place in the word.
func (w *walk) from(at, pos int, s sound, n need, crossed bool, lemmaEnd int, cost float32) {
	nd := &w.p.nodes[at]
	crossed = crossed || pos == w.boundary
	if nd.final && pos == len(w.word) {
		if crossed && n != aVowel {
			w.found(*nd, lemmaEnd, cost)
		}
		return
	}
	for i := range nd.arcs {
		a := &nd.arcs[i]
		if a.after.vowel && s&endsInVowel == 0 || a.after.consonant && s&endsInVowel != 0 ||
			a.after.letter != "" && !strings.HasSuffix(w.word[:pos], a.after.letter) {
			continue
		}
		if a.forms == nil {
			w.from(a.to, pos, s, n, crossed, lemmaEnd, cost+a.cost)
			continue
		}
		for _, f := range a.forms[s] {
			if n == aVowel && !f.vowel || n == noVowel && f.vowel || !strings.HasPrefix(w.word[pos:], f.text) {
				continue
			}
			next := lemmaEnd
			if a.lemma {
				next = pos + len(f.text)
			}
			w.from(a.to, pos+len(f.text), f.sound, f.need, crossed, next, cost+a.cost)
		}
	}
}
