package index

import (
	"cmp"
	"slices"

	"chancery"
	"chancery/internal/name"
)

// Series is the figures that count one thing in one scope, the newest first.
type Series []*chancery.Stored[chancery.Figure]

// counted are all series, and where the figures of each report stand in them.
type counted struct {
	series []Series
	in     map[string][]seat
}

// seat is the place of a figure: the series, and the row in it.
type seat struct{ series, row int32 }

// Series are the figures of the reports that tell of the events, by what they
// count, scope and unit.
func (x *Index) Series(events []*chancery.Event) []Series {
	all := x.lists.figures()
	var seats []seat
	reports := map[string]bool{}
	for _, e := range events {
		for _, r := range e.Reports {
			if !reports[r] {
				reports[r] = true
				seats = append(seats, all.in[r]...)
			}
		}
	}
	slices.SortFunc(seats, func(a, b seat) int { return cmp.Or(cmp.Compare(a.series, b.series), cmp.Compare(a.row, b.row)) })
	seats = slices.Compact(seats)
	var out []Series
	for i, s := range seats {
		if i == 0 || seats[i-1].series != s.series {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], all.series[s.series][s.row])
	}
	return out
}

// allSeries are the series of all figures: by what they count, scope and unit, and
// in each the newest first.
func (x *Index) allSeries() counted {
	type key struct{ what, scope, unit string }
	at := map[key]*Series{}
	var keys []key
	for _, f := range x.Figures {
		k := key{name.Fold(f.Value.What), name.Fold(f.Value.Scope), name.Fold(f.Value.Unit)}
		if at[k] == nil {
			at[k] = &Series{}
			keys = append(keys, k)
		}
		*at[k] = append(*at[k], f)
	}
	slices.SortFunc(keys, func(a, b key) int {
		return cmp.Or(cmp.Compare(a.what, b.what), cmp.Compare(a.scope, b.scope), cmp.Compare(a.unit, b.unit))
	})
	out := counted{in: map[string][]seat{}}
	for i, k := range keys {
		s := *at[k]
		slices.SortStableFunc(s, func(a, b *chancery.Stored[chancery.Figure]) int {
			return cmp.Compare(lastDay(b.Value.AsOf), lastDay(a.Value.AsOf))
		})
		out.series = append(out.series, s)
		for row, f := range s {
			for _, id := range f.Claims {
				if c := x.claims[id]; c != nil {
					out.in[c.Report] = append(out.in[c.Report], seat{int32(i), int32(row)})
				}
			}
		}
	}
	return out
}
