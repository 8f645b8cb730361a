package tag

import (
	"fmt"
	"maps"
	"math"
	"slices"

	"chancery/internal/gazetteer"
	"chancery/internal/lang"
	"chancery/internal/nlp"
	"chancery/internal/nlp/morph"
	"chancery/internal/nlp/packed"
	"chancery/internal/nlp/perceptron"
)

// Bytes are the tagger's models. With the same morphology Parse makes an equal
// tagger of them.
func (t *Tagger) Bytes() []byte {
	var b packed.Builder
	t.upos.Append(&b)
	t.feats.Append(&b)
	for _, bundles := range t.bundles {
		b.Uint(uint64(len(bundles)))
		for _, one := range bundles {
			b.String(string(one.feats))
		}
	}
	keys := slices.Sorted(maps.Keys(t.usual))
	b.Keys(keys)
	for _, k := range keys {
		b.Uint(uint64(t.usual[k]))
	}
	if t.morph == nil {
		t.lemmas.append(&b)
	}
	return b.Bytes()
}

func (l *lemmas) append(b *packed.Builder) {
	l.model.Append(b)
	b.Uint(uint64(len(l.rules)))
	b.Uint(uint64(l.common))
	for _, bits := range l.shown {
		b.Uint(uint64(bits))
	}
	for _, r := range l.rules {
		b.String(r.strip)
		b.String(r.add)
		b.Uint(uint64(perceptron.Bit(r.keep) | perceptron.Bit(r.whole)<<1))
	}
	keys := slices.Sorted(maps.Keys(l.memory))
	b.Keys(keys)
	for _, k := range keys {
		b.Uint(uint64(l.memory[k]))
	}
	b.Keys(slices.Sorted(maps.Keys(l.known)))
}

// Parse makes a tagger of what Bytes gave. The morphology must be the one that
// the tagger was trained with; nil for none.
func Parse(raw []byte, pack lang.Pack, g *gazetteer.Gazetteer, m *morph.Analyser) (*Tagger, error) {
	p := packed.NewParser(raw)
	t := &Tagger{pack: pack, gaz: g, morph: m, values: map[string]uint16{}, usual: map[uint32]uint32{}}
	t.upos, t.feats = perceptron.Parse(p), perceptron.Parse(p)
	if len(t.upos.Classes()) == 0 || len(t.upos.Classes()) > mostParts {
		p.Fail("there are too few or too many parts of speech")
	}
	values := t.feats.Classes()
	if len(values) == 0 || values[len(values)-1] != "" {
		p.Fail("the features have no class for lemmas")
		values = []string{""}
	}
	for n, name := range values[:len(values)-1] {
		t.values[name] = uint16(n)
	}
	for n, name := range t.upos.Classes() {
		t.parts = append(t.parts, newPart(n, name))
		list := make([]bundle, 0, p.Len())
		for range cap(list) {
			list = append(list, t.newBundle(nlp.Feats(p.String())))
		}
		t.bundles = append(t.bundles, list)
	}
	for _, k := range p.Keys() {
		t.usual[k] = uint32(p.Uint(math.MaxUint32))
	}
	if m == nil {
		t.lemmas = parseLemmas(p)
	}
	if err := p.End(); err != nil {
		return nil, fmt.Errorf("tag: %w", err)
	}
	t.start()
	return t, nil
}

func parseLemmas(p *packed.Parser) lemmas {
	model := perceptron.Parse(p)
	if len(model.Classes()) != 1 {
		p.Fail("lemmas have other than one class")
	}
	rules := make([]rule, p.Len())
	common := int(p.Uint(uint64(len(rules))))
	shown := make([]uint32, common)
	for i := range shown {
		shown[i] = uint32(p.Uint(math.MaxUint32))
	}
	for i := range rules {
		rules[i].strip, rules[i].add = p.String(), p.String()
		flags := p.Uint(3)
		rules[i].keep, rules[i].whole = flags&1 != 0, flags&2 != 0
	}
	l := newLemmas(rules, common)
	l.model, l.shown = model, shown
	for _, k := range p.Keys() {
		n := p.Uint(1 << 16)
		if n >= uint64(len(rules)) {
			p.Fail("a rule is not there")
			break
		}
		l.memory[k] = uint16(n)
	}
	for _, k := range p.Keys() {
		l.known[k] = true
	}
	return l
}
