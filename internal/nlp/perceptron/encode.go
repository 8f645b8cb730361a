package perceptron

import "chancery/internal/nlp/packed"

// Append writes the model to b.
func (m *Model) Append(b *packed.Builder) {
	b.Strings(m.classes)
	keys := m.index.sorted()
	b.Keys(keys)
	for _, key := range keys {
		b.Uint(uint64(len(m.of(key)) - 1))
	}
	// Classes and weights stand apart, since they compress better so.
	for _, key := range keys {
		var before uint16
		for _, e := range m.of(key) {
			b.Uint(uint64(e.class() - before))
			before = e.class()
		}
	}
	for _, key := range keys {
		for _, e := range m.of(key) {
			b.Uint(uint64(uint8(e.weight())))
		}
	}
}

// Parse reads a model that Append wrote. A fault is left in p.
func Parse(p *packed.Parser) *Model {
	m := &Model{classes: p.Strings()}
	keys := p.Keys()
	m.index = newIndex(len(keys))
	ends := make([]uint32, 0, len(keys)) // of each key's entries
	weights := uint64(0)
	for i, key := range keys {
		if key == 0 || i > 0 && key == keys[i-1] {
			p.Fail("a key is there twice")
			return m
		}
		m.index.add(key, uint32(weights))
		weights += p.Uint(uint64(len(m.classes))) + 1
		if weights > uint64(p.Left()) { // each needs two bytes more
			p.Fail("there are too many weights")
			return m
		}
		ends = append(ends, uint32(weights))
	}
	m.entries = make([]entry, weights)
	at := uint32(0)
	for _, end := range ends {
		var before uint64
		for ; at < end; at++ {
			before += p.Uint(1 << 16)
			if before >= uint64(len(m.classes)) {
				p.Fail("a class is not there")
				before = 0
			}
			m.entries[at] = newEntry(uint16(before), 0)
		}
		m.entries[end-1] |= lastEntry
	}
	for i, e := range m.entries {
		m.entries[i] = e&lastEntry | newEntry(e.class(), int8(p.Uint(255)))
	}
	return m
}
