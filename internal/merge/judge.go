package merge

import (
	"cmp"
	"slices"

	"chancery"
)

// rulings are people's judgements: the last on each pair.
type rulings struct {
	all []chancery.Judgement // every one, in a stable order
	of  map[[2]string]chancery.Verdict
	// same holds the pairs ruled the same, the newest first.
	same [][2]string
}

// rule sorts people's judgements out. Of several on one pair the latest holds;
// at one moment, different does.
func rule(judgements []chancery.Judgement) *rulings {
	r := &rulings{of: map[[2]string]chancery.Verdict{}}
	for _, j := range judgements {
		if j.By == chancery.Program {
			continue
		}
		if j.A > j.B {
			j.A, j.B = j.B, j.A
		}
		r.all = append(r.all, j)
	}
	slices.SortFunc(r.all, func(a, b chancery.Judgement) int {
		return cmp.Or(b.At.Compare(a.At), cmp.Compare(a.Verdict, b.Verdict), cmp.Compare(a.A, b.A), cmp.Compare(a.B, b.B), cmp.Compare(a.By, b.By), cmp.Compare(a.Why, b.Why))
	})
	for _, j := range r.all {
		pair := [2]string{j.A, j.B}
		if _, later := r.of[pair]; later || j.A == j.B {
			continue
		}
		r.of[pair] = j.Verdict
		if j.Verdict == chancery.Same {
			r.same = append(r.same, pair)
		}
	}
	return r
}

// on is what people say of two claims; empty when they say nothing.
func (r *rulings) on(a, b string) chancery.Verdict {
	if a > b {
		a, b = b, a
	}
	return r.of[[2]string{a, b}]
}
