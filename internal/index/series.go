package index

import (
	"cmp"
	"slices"

	"chancery"
	"chancery/internal/name"
)

// Series is the figures that count one thing in one scope, the newest first.
type Series []*chancery.Stored[chancery.Figure]

// Series are the figures of the reports that tell of the events, by what they
// count, scope and unit.
func (x *Index) Series(events []*chancery.Event) []Series {
	type key struct{ what, unit, scope string }
	reports := map[string]bool{}
	for _, e := range events {
		for _, r := range e.Reports {
			reports[r] = true
		}
	}
	var all []*Series
	at := map[key]*Series{}
	for _, f := range x.Figures {
		if !slices.ContainsFunc(f.Claims, func(id string) bool { c := x.claims[id]; return c != nil && reports[c.Report] }) {
			continue
		}
		k := key{name.Fold(f.Value.What), name.Fold(f.Value.Unit), name.Fold(f.Value.Scope)}
		if at[k] == nil {
			at[k] = &Series{}
			all = append(all, at[k])
		}
		*at[k] = append(*at[k], f)
	}
	slices.SortStableFunc(all, func(a, b *Series) int {
		x, y := (*a)[0].Value, (*b)[0].Value
		return cmp.Or(cmp.Compare(x.What, y.What), cmp.Compare(x.Scope, y.Scope), cmp.Compare(x.Unit, y.Unit))
	})
	out := make([]Series, len(all))
	for i, s := range all {
		slices.SortStableFunc(*s, func(a, b *chancery.Stored[chancery.Figure]) int {
			return cmp.Compare(lastDay(b.Value.AsOf), lastDay(a.Value.AsOf))
		})
		out[i] = *s
	}
	return out
}
