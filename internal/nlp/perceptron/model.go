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
	index   index
	first   []uint32 // where the entries of a row begin; one more than rows
	class   []uint16
	weight  []int8
}

// Classes are the names of the classes, in the order of their numbers.
func (m *Model) Classes() []string { return m.classes }

// Add implements Weights.
func (m *Model) Add(scores []int32, features []uint32) {
	for _, f := range features {
		row, ok := m.index.find(f)
		if !ok {
			continue
		}
		for i := m.first[row]; i < m.first[row+1]; i++ {
			scores[m.class[i]] += int32(m.weight[i])
		}
	}
}

// index numbers keys, by open addressing. Key 0 stands for an empty place, so
// the feature 0 has no row.
type index struct {
	keys  []uint32
	rows  []uint32
	used  int
	shift int
}

// newIndex makes room for n keys.
func newIndex(n int) index {
	size := bits.Len(uint(n*3/2 + 1))
	return index{keys: make([]uint32, 1<<size), rows: make([]uint32, 1<<size), shift: 32 - size}
}

func (x *index) find(key uint32) (row uint32, ok bool) {
	mask := uint32(len(x.keys) - 1)
	for at := key * 0x9e3779b1 >> x.shift; ; at = (at + 1) & mask {
		switch x.keys[at] {
		case key:
			return x.rows[at], key != 0
		case 0:
			return 0, false
		}
	}
}

// add numbers a new key with the next row.
func (x *index) add(key uint32) (row uint32) {
	if key == 0 {
		return 0
	}
	if x.used*4 >= len(x.keys)*3 {
		x.grow()
	}
	row = uint32(x.used)
	x.put(key, row)
	x.used++
	return row
}

func (x *index) put(key, row uint32) {
	mask := uint32(len(x.keys) - 1)
	at := key * 0x9e3779b1 >> x.shift
	for x.keys[at] != 0 {
		at = (at + 1) & mask
	}
	x.keys[at], x.rows[at] = key, row
}

func (x *index) grow() {
	old := *x
	*x = index{keys: make([]uint32, 2*len(old.keys)), rows: make([]uint32, 2*len(old.keys)), used: old.used, shift: old.shift - 1}
	for i, key := range old.keys {
		if key != 0 {
			x.put(key, old.rows[i])
		}
	}
}

// sorted are the keys that have a row, in order.
func (x *index) sorted() []uint32 {
	keys := make([]uint32, 0, x.used)
	for _, key := range x.keys {
		if key != 0 {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	return keys
}
