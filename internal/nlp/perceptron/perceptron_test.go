package perceptron_test

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"chancery/internal/nlp/packed"
	"chancery/internal/nlp/perceptron"
)

// example is a decision with its features.
type example struct {
	features []uint32
	class    int
}

// parity are decisions that need the pair of two values, with noise beside.
func parity(n int, random *rand.Rand) []example {
	out := make([]example, n)
	for i := range out {
		a, b := uint32(random.IntN(4)), uint32(random.IntN(4))
		f := []uint32{perceptron.Feature(1, a), perceptron.Feature(2, b), perceptron.Feature(3, perceptron.Pair(a, b)), perceptron.Feature(4, random.Uint32N(1000))}
		out[i] = example{f, int(a+b) % 3}
	}
	return out
}

func train(from []example, least uint8) *perceptron.Trainer {
	t := perceptron.NewTrainer([]string{"zero", "one", "two"})
	for _, e := range from {
		t.Count(e.features)
	}
	t.Start(least)
	for range 10 {
		for _, e := range from {
			if got := best(t, e.features); got != e.class {
				t.Update(e.features, e.class, 1)
				t.Update(e.features, got, -1)
			}
			t.Step()
		}
	}
	return t
}

func best(w perceptron.Weights, features []uint32) int {
	var scores [3]int32
	w.Add(scores[:], features)
	return slices.Index(scores[:], slices.Max(scores[:]))
}

func right(w perceptron.Weights, on []example) float64 {
	n := 0
	for _, e := range on {
		if best(w, e.features) == e.class {
			n++
		}
	}
	return float64(n) / float64(len(on))
}

func TestLearns(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 1))
	trainer := train(parity(2000, random), 2)
	unseen := parity(1000, random)
	for prune, want := range map[float64]float64{0: 1, 0.5: 1, 1000: 0} {
		m := trainer.Model(prune)
		if got := right(m, unseen); got < want {
			t.Errorf("pruned at %v times the mean, %.3f are right, want %.3f", prune, got, want)
		}
	}
	// Without the feature of the pair there is nothing to learn from.
	for i := range unseen {
		unseen[i].features[2] = 0
	}
	if got := right(trainer.Model(0), unseen); got > 0.8 {
		t.Errorf("%.3f are right without the feature that tells", got)
	}
}

func TestRareFeaturesAreLeftOut(t *testing.T) {
	few := []example{{[]uint32{7}, 1}, {[]uint32{8}, 2}, {[]uint32{8}, 2}}
	m := train(few, 2).Model(0)
	if got := best(m, []uint32{7}); got != 0 {
		t.Errorf("a feature that was seen once leads to class %d", got)
	}
	if got := best(m, []uint32{8}); got != 2 {
		t.Errorf("a feature that was seen twice leads to class %d, want 2", got)
	}
}

func TestModelOfNothing(t *testing.T) {
	trainer := perceptron.NewTrainer([]string{"a", "b"})
	trainer.Start(1)
	m := trainer.Model(1)
	var scores [2]int32
	m.Add(scores[:], []uint32{0, 1, 1 << 31})
	if scores != [2]int32{} || len(m.Classes()) != 2 {
		t.Errorf("scores %v, classes %v", scores, m.Classes())
	}
}

func bytesOf(m *perceptron.Model) []byte {
	var b packed.Builder
	m.Append(&b)
	return b.Bytes()
}

func TestSameTrainingSameBytes(t *testing.T) {
	once := bytesOf(train(parity(500, rand.New(rand.NewPCG(5, 5))), 1).Model(0.5))
	again := bytesOf(train(parity(500, rand.New(rand.NewPCG(5, 5))), 1).Model(0.5))
	if !bytes.Equal(once, again) {
		t.Error("the same training gave other bytes")
	}
	if other := bytesOf(train(parity(500, rand.New(rand.NewPCG(5, 6))), 1).Model(0.5)); bytes.Equal(once, other) {
		t.Error("another training gave the same bytes")
	}
}

func TestReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		seed := rapid.Uint64().Draw(t, "seed")
		random := rand.New(rand.NewPCG(seed, 1))
		m := train(parity(rapid.IntRange(0, 60).Draw(t, "examples"), random), 1).Model(0.2)
		raw := bytesOf(m)
		p := packed.NewParser(raw)
		back := perceptron.Parse(p)
		if p.Err() != nil || !p.Done() {
			t.Fatalf("error %v, done %v", p.Err(), p.Done())
		}
		if !bytes.Equal(bytesOf(back), raw) || !slices.Equal(back.Classes(), m.Classes()) {
			t.Fatal("the model read back is another")
		}
		for _, e := range parity(20, random) {
			var a, b [3]int32
			m.Add(a[:], e.features)
			back.Add(b[:], e.features)
			if a != b {
				t.Fatalf("scores %v became %v", a, b)
			}
		}
	})
}

// FuzzParse: no bytes are too strange to be refused.
func FuzzParse(f *testing.F) {
	good := bytesOf(train(parity(50, rand.New(rand.NewPCG(1, 2))), 1).Model(0))
	f.Add(good)
	f.Add(good[:len(good)/2])
	f.Add([]byte{0})
	f.Add([]byte{1, 1, 'x', 255, 255, 255, 255, 15})
	f.Fuzz(func(t *testing.T, raw []byte) {
		p := packed.NewParser(raw)
		m := perceptron.Parse(p)
		if p.Err() != nil {
			return
		}
		scores := make([]int32, len(m.Classes()))
		m.Add(scores, []uint32{0, 1, 2, 1 << 31})
	})
}

func TestHash(t *testing.T) {
	// The value is fixed by the function's definition; models depend on it.
	if got := perceptron.Hash("foobar"); got != 0xbf9cf968 {
		t.Errorf("hash of foobar is %#x", got)
	}
	if perceptron.Next(perceptron.Hash("fooba"), 'r') != perceptron.Hash("foobar") {
		t.Error("a hash does not grow by a byte")
	}
	if perceptron.Pair(1, 2) == perceptron.Pair(2, 1) || perceptron.Feature(1, 2) == perceptron.Feature(2, 1) {
		t.Error("the order of values does not matter")
	}
}

func BenchmarkAdd(b *testing.B) {
	random := rand.New(rand.NewPCG(1, 2))
	on := parity(1000, random)
	m := train(on, 1).Model(0)
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		best(m, on[i%len(on)].features)
		i++
	}
}
