package event

import (
	"cmp"
	"slices"
	"strings"

	"chancery"
	"chancery/internal/clause"
)

// strongest keeps, of drafts of one kind that share a predicate or the same
// people, the one that names most of them.
func strongest(found []draft) []draft {
	all := slices.Clone(found)
	found = slices.DeleteFunc(found, func(d draft) bool {
		return slices.ContainsFunc(all, func(o draft) bool { return outdone(d, o) })
	})
	slices.SortStableFunc(found, func(a, b draft) int { // what is our own kind goes before what is but a type
		return cmp.Or(other(a)-other(b), len(b.slots)-len(a.slots), (b.pred[1]-b.pred[0])-(a.pred[1]-a.pred[0]))
	})
	var out []draft
	for _, d := range found {
		n := slices.IndexFunc(out, func(o draft) bool { return sameTelling(o, d) })
		if n < 0 {
			out = append(out, d)
			continue
		}
		if out[n].name == "" && d.kind == out[n].kind { // a named summit that a frame has found too
			out[n].name = d.name
		}
		if p := out[n].place; d.kind == out[n].kind && d.place != nil && (p == nil || p.place.Name == "" && p.place.Country == d.place.place.Country) {
			out[n].place = d.place // the city of one, the state of the other
		}
	}
	slices.SortStableFunc(out, func(a, b draft) int { return a.pred[0] - b.pred[0] })
	return out
}

// other is 1 for a draft whose kind says least of what was done, else 0.
func other(d draft) int {
	if d.kind == chancery.KindOther || d.kind == chancery.KindStatement {
		return 1
	}
	return 0
}

// outdone reports whether another draft tells what a draft's verb means: a
// longer phrase that holds it ("called on"), or a noun that it carries ("sent a
// request").
func outdone(d, by draft) bool {
	if other(by) > other(d) { // what is but a type does not stand above our own kinds
		return false
	}
	if (d.kind == by.kind || d.kind == chancery.KindAid && verbal(by.kind)) && !d.kind.Engagement() && d.under >= by.pred[0] && d.under < by.pred[1] { // "summoned X to protest"
		return true
	}
	if d.kind == chancery.KindOther && by.kind.Engagement() && by.mood == clause.Coming && (d.pred == by.pred || by.verb >= d.pred[0] && by.verb < d.pred[1]) { // "will sign": the signing to come
		return true
	}
	holds := d.pred[0] <= by.pred[0] && by.pred[1] <= d.pred[1]
	if !by.kind.Engagement() && d.rule != nil && d.rule.Frame != nil && d.verb < 0 && by.verb >= d.pred[0] && by.verb < d.pred[1] && !holds {
		return true
	}
	return (!d.kind.Engagement() || !by.kind.Engagement()) && by.pred[0] <= d.pred[0] && d.pred[1] <= by.pred[1] && by.pred[1]-by.pred[0] > d.pred[1]-d.pred[0]
}

// sameTelling reports whether two drafts of one sentence tell of one event.
func sameTelling(a, b draft) bool {
	if a.kind == chancery.KindVisit && b.kind == a.kind && a.place != nil && b.place != nil && a.place.place.Country != b.place.place.Country {
		return false // one journey, two states
	}
	overlap := a.pred[0] < b.pred[1] && b.pred[0] < a.pred[1]
	if overlap && (a.kind == b.kind || a.kind.Engagement() == b.kind.Engagement()) {
		return true
	}
	if a.kind != b.kind || a.code().Event != b.code().Event || a.code().Mode != b.code().Mode && a.code().Mode != "" && b.code().Mode != "" {
		return false
	}
	shared := 0
	for _, x := range b.slots {
		if slices.ContainsFunc(a.slots, func(y slot) bool {
			return y.actor == x.actor && (a.kind.Engagement() || acts(x.role) == acts(y.role)) // an act and its answer are two
		}) {
			shared++
		}
	}
	return shared == len(b.slots) && shared > 0 && a.mood == b.mood && a.date.date == b.date.date
}

// lower is the tokens' lower-case forms between spaces.
func (s *session) lower(first, last int) string {
	var b strings.Builder
	b.WriteByte(' ')
	for _, t := range s.doc.Text.Tokens[first:last] {
		b.WriteString(t.Lower)
		b.WriteByte(' ')
	}
	return b.String()
}
