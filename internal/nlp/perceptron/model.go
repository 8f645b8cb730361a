// Package perceptron has linear models over hashed features, learnt with the
// averaged perceptron (M. Collins, "Discriminative training methods for hidden
// Markov models", EMNLP 2002). A learnt model holds few and small numbers and
// sums whole numbers only, so that it says the same on every processor.
package perceptron

import (
	"math/bits"
	"slices"
)

// Weights add up what features say for each class.
type Weights interface {
	// Add adds the weights of the features to scores, one for each class.
	Add(scores []int32, features []uint32)
}

// Model is a learnt table of weights. It never changes, so many goroutines may
// use one.
type Model struct {
	classes []string
	index   index   // of a feature: where its entries begin
	entries []entry // those of a feature in a row
}

// entry is what a feature says for a class: the weight in the highest byte, then
// whether it is the last of its feature, then the class. It is one number, so
// that it is loaded at once.
type entry uint32

const lastEntry entry = 1 << 16

func newEntry(class uint16, weight int8) entry {
	return entry(uint32(uint8(weight))<<24 | uint32(class))
}

func (e entry) class() uint16 { return uint16(e) }
func (e entry) weight() int8  { return int8(e >> 24) }
func (e entry) last() bool    { return e&lastEntry != 0 }

// Classes are the names of the classes, in the order of their numbers.
func (m *Model) Classes() []string { return m.classes }

// ahead is how many features are looked up before their weights are added:
// nearly all time goes by in waiting for memory, and look-ups that do not depend
// on each other wait together.
const ahead = 16

// Add implements Weights.
func (m *Model) Add(scores []int32, features []uint32) {
	var found [ahead]uint32
	for len(features) > 0 {
		some := features[:min(ahead, len(features))]
		features = features[len(some):]
		n := 0
		for _, f := range some {
			if at, ok := m.index.find(f); ok {
				found[n] = at
				n++
			}
		}
		for _, at := range found[:n] {
			for _, e := range m.entries[at:] {
				scores[e.class()] += int32(e.weight())
				if e.last() {
					break
				}
			}
		}
	}
}

// of are the entries of a feature.
func (m *Model) of(feature uint32) []entry {
	at, ok := m.index.find(feature)
	if !ok {
		return nil
	}
	n := 1
	for !m.entries[int(at)+n-1].last() {
		n++
	}
	return m.entries[at:][:n]
}

// add gives a new feature its entries, one or more.
func (m *Model) add(feature uint32, entries []entry) {
	m.index.add(feature, uint32(len(m.entries)))
	m.entries = append(m.entries, entries...)
	m.entries[len(m.entries)-1] |= lastEntry
}

// index gives keys a number, by open addressing. Key 0 stands for an empty
// place, so the feature 0 has no number.
type index struct {
	slots []slot
	used  int
	shift int
}

// slot is a key with its number, side by side so that one look at the memory
// finds both.
type slot struct{ key, number uint32 }

// newIndex makes room for n keys.
func newIndex(n int) index {
	size := bits.Len(uint(n*3/2 + 1))
	return index{slots: make([]slot, 1<<size), shift: 32 - size}
}

func (x *index) find(key uint32) (number uint32, ok bool) {
	mask := uint32(len(x.slots) - 1)
	for at := key * 0x9e3779b1 >> x.shift; ; at = (at + 1) & mask {
		switch s := x.slots[at&mask]; s.key {
		case key:
			return s.number, key != 0
		case 0:
			return 0, false
		}
	}
}

// add gives a new key its number.
func (x *index) add(key, number uint32) {
	if key == 0 {
		return
	}
	if x.used*4 >= len(x.slots)*3 {
		x.grow()
	}
	x.put(slot{key, number})
	x.used++
}

func (x *index) put(s slot) {
	mask := uint32(len(x.slots) - 1)
	at := s.key * 0x9e3779b1 >> x.shift
	for x.slots[at].key != 0 {
		at = (at + 1) & mask
	}
	x.slots[at] = s
}

func (x *index) grow() {
	old := *x
	*x = index{slots: make([]slot, 2*len(old.slots)), used: old.used, shift: old.shift - 1}
	for _, s := range old.slots {
		if s.key != 0 {
			x.put(s)
		}
	}
}

// sorted are the keys that have a number, in order.
func (x *index) sorted() []uint32 {
	keys := make([]uint32, 0, x.used)
	for _, s := range x.slots {
		if s.key != 0 {
			keys = append(keys, s.key)
		}
	}
	slices.Sort(keys)
	return keys
}
