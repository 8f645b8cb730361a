package perceptron

import "chancery/internal/nlp/packed"

// Append writes the model to b.
func (m *Model) Append(b *packed.Builder) {
	b.Strings(m.classes)
	keys := m.index.sorted()
	b.Keys(keys)
	for _, key := range keys {
		row, _ := m.index.find(key)
		b.Uint(uint64(m.first[row+1] - m.first[row] - 1))
	}
	// Classes and weights stand apart, since they compress better so.
	for _, key := range keys {
		row, _ := m.index.find(key)
		var before uint16
		for _, c := range m.class[m.first[row]:m.first[row+1]] {
			b.Uint(uint64(c - before))
			before = c
		}
	}
	for _, key := range keys {
		row, _ := m.index.find(key)
		for _, w := range m.weight[m.first[row]:m.first[row+1]] {
			b.Uint(uint64(uint8(w)))
		}
	}
}

// Parse reads a model that Append wrote. A fault is left in p.
func Parse(p *packed.Parser) *Model {
	m := &Model{classes: p.Strings()}
	keys := p.Keys()
	m.index = newIndex(len(keys))
	m.first = make([]uint32, 1, len(keys)+1)
	weights := uint64(0)
	for i, key := range keys {
		if key == 0 || i > 0 && key == keys[i-1] {
			p.Fail("a key is there twice")
			return m
		}
		m.index.add(key)
		weights += p.Uint(uint64(len(m.classes))) + 1
		if weights > uint64(p.Left()) { // each needs two bytes more
			p.Fail("there are too many weights")
			return m
		}
		m.first = append(m.first, uint32(weights))
	}
	n := int(weights)
	m.class, m.weight = make([]uint16, n), make([]int8, n)
	for i := range keys {
		var before uint64
		for k := m.first[i]; k < m.first[i+1]; k++ {
			before += p.Uint(1 << 16)
			if before >= uint64(len(m.classes)) {
				p.Fail("a class is not there")
				before = 0
			}
			m.class[k] = uint16(before)
		}
	}
	for i := range m.weight {
		m.weight[i] = int8(p.Uint(255))
	}
	return m
}
