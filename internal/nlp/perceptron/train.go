package perceptron

import (
	"math"
	"slices"
)

// Trainer learns the weights of a model. It is for one goroutine.
type Trainer struct {
	classes []string
	counts  map[uint32]uint8 // while features are being counted
	index   index
	weight  []int32 // by row and class
	total   []int64 // of weight times the step at which it came
	step    int64
	before  []float64 // averages of what was learnt before
}

// NewTrainer makes a trainer for these classes, at most 65,536.
func NewTrainer(classes []string) *Trainer {
	return &Trainer{classes: slices.Clone(classes), counts: map[uint32]uint8{}, step: 1}
}

// Count counts features. All that may matter is to be counted before Start.
func (t *Trainer) Count(features []uint32) {
	for _, f := range features {
		if n := t.counts[f]; n < math.MaxUint8 {
			t.counts[f] = n + 1
		}
	}
}

// Start makes room for the features that were counted at least so often. Other
// features count for nothing afterwards.
func (t *Trainer) Start(least uint8) {
	var keys []uint32
	for f, n := range t.counts {
		if n >= least && f != 0 {
			keys = append(keys, f)
		}
	}
	slices.Sort(keys)
	t.counts = nil
	t.index = newIndex(len(keys))
	for row, f := range keys {
		t.index.add(f, uint32(row))
	}
	t.weight = make([]int32, len(keys)*len(t.classes))
	t.total = make([]int64, len(t.weight))
}

// Classes are the names of the classes, in the order of their numbers.
func (t *Trainer) Classes() []string { return t.classes }

// Add implements Weights.
func (t *Trainer) Add(scores []int32, features []uint32) {
	for _, f := range features {
		if row, ok := t.index.find(f); ok {
			for c, w := range t.weight[int(row)*len(t.classes):][:len(t.classes)] {
				scores[c] += w
			}
		}
	}
}

// Update adds a number to the weights of the features for one class.
func (t *Trainer) Update(features []uint32, class int, by int32) {
	for _, f := range features {
		if row, ok := t.index.find(f); ok {
			at := int(row)*len(t.classes) + class
			t.weight[at] += by
			t.total[at] += t.step * int64(by)
		}
	}
}

// Step marks the end of one decision: weights are averaged over all of them.
func (t *Trainer) Step() { t.step++ }

// Again forgets the weights and keeps the features, to learn in another order.
// What was learnt goes into the model as well.
func (t *Trainer) Again() {
	t.before = t.averages()
	clear(t.weight)
	clear(t.total)
	t.step = 1
}

// averages are the weights averaged over all steps, and summed over all times
// that they were learnt.
func (t *Trainer) averages() []float64 {
	average := make([]float64, len(t.weight))
	for i, w := range t.weight {
		average[i] = float64(w) - float64(t.total[i])/float64(t.step)
	}
	for i, w := range t.before {
		average[i] += w
	}
	return average
}

// Model averages the weights, leaves out those that are smaller than prune
// times the mean, and scales the largest to 127. Clipping large weights would
// hurt much more than this rounding of small ones.
func (t *Trainer) Model(prune float64) *Model {
	average := t.averages()
	var sum, most float64
	n := 0
	for i := range average {
		if a := math.Abs(average[i]); a > 0 {
			sum += a
			most = max(most, a)
			n++
		}
	}
	m := &Model{classes: t.classes, index: newIndex(0)}
	if n == 0 {
		return m
	}
	least := max(prune*sum/float64(n), most/254)
	for _, key := range t.index.sorted() {
		row, _ := t.index.find(key)
		var entries []entry
		for c, a := range average[int(row)*len(t.classes):][:len(t.classes)] {
			if math.Abs(a) >= least {
				entries = append(entries, newEntry(uint16(c), int8(math.Round(a/most*127))))
			}
		}
		if len(entries) > 0 {
			m.add(key, entries)
		}
	}
	return m
}
