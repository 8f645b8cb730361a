package merge

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"chancery"
	"chancery/internal/name"
)

// rows fills the record's statements, figures, memberships and tenures.
func (f *folding) rows(rec *chancery.Record, people *rulings, told told) {
	rec.Statements = gather(f, people, rec.Absorbed, func(c *chancery.Claim, i int) (string, *chancery.Statement) {
		if c.Statement == nil {
			return "", nil
		}
		s := *c.Statement
		if e := told.by(s.Event); e != nil {
			s.Event = e.ID
		} else {
			s.Event = ""
		}
		if a := f.speaker[i]; a != none {
			s.Speaker = f.actors[a].id
		}
		return s.Speaker + "\x00" + name.Fold(s.Name) + "\x00" + name.Fold(s.Quote), &s
	}, func(a, b *chancery.Statement) bool { return a.Form == b.Form && a.Speaker != "" && a.Quote != "" }, uniteStatements)

	rec.Figures = gather(f, people, rec.Absorbed, func(c *chancery.Claim, _ int) (string, *chancery.Figure) {
		if c.Figure == nil {
			return "", nil
		}
		v := *c.Figure
		return fmt.Sprintf("%v\x00%s\x00%s\x00%s", v.Value, name.Fold(v.Unit), name.Fold(v.What), name.Fold(v.Scope)), &v
	}, func(a, b *chancery.Figure) bool { return agree(a.Since, b.Since) }, uniteFigures)

	rec.Memberships = gather(f, people, rec.Absorbed, func(c *chancery.Claim, _ int) (string, *chancery.Membership) {
		if c.Membership == nil {
			return "", nil
		}
		m := *c.Membership
		return m.Party + "\x00" + name.Fold(cmp.Or(m.Framework, m.Name)) + "\x00" + m.Status, &m
	}, func(a, b *chancery.Membership) bool { return agree(a.Since, b.Since) && agree(a.Until, b.Until) }, uniteMemberships)

	rec.Tenures = gather(f, people, rec.Absorbed, func(c *chancery.Claim, i int) (string, *chancery.Tenure) {
		if c.Tenure == nil {
			return "", nil
		}
		t := *c.Tenure
		if a := f.speaker[i]; a != none {
			t.Holder = f.actors[a].id
		}
		return t.Holder + "\x00" + t.Office.Of + "\x00" + name.ParseTitle(t.Office.Title, t.Office.Text).Key(), &t
	}, func(a, b *chancery.Tenure) bool {
		return a.Holder != "" && agree(a.From, b.From) && agree(a.Until, b.Until)
	}, uniteTenures)
	for i := range rec.Tenures {
		boundTenure(&rec.Tenures[i].Value)
	}
}

// gather joins claims of one sort into rows: those with one key, where fits
// says that two can be one row, and those that people rule the same. No claim
// enters a row with one that it does not fit, or that people keep it from.
func gather[T any](f *folding, people *rulings, absorbed map[string]string, read func(*chancery.Claim, int) (string, *T), fits func(a, b *T) bool, unite func(into, more *T)) []chancery.Stored[T] {
	type part struct {
		claim int
		value *T
	}
	var rows [][]part
	byKey := map[string][]int{}
	rowOf := map[string]int{}
	for i := range f.claims {
		key, value := read(&f.claims[i], i)
		if value == nil {
			continue
		}
		id := f.claims[i].ID
		at := none
		for _, r := range byKey[key] {
			if !slices.ContainsFunc(rows[r], func(p part) bool {
				return !fits(p.value, value) || people.on(f.claims[p.claim].ID, id) == chancery.Different
			}) {
				at = r
				break
			}
		}
		if at == none {
			at = len(rows)
			rows = append(rows, nil)
			byKey[key] = append(byKey[key], at)
		}
		rows[at] = append(rows[at], part{i, value})
		rowOf[id] = at
	}
	for _, pair := range people.same {
		x, okX := rowOf[pair[0]]
		y, okY := rowOf[pair[1]]
		if !okX || !okY || x == y {
			continue
		}
		if slices.ContainsFunc(rows[x], func(p part) bool {
			return slices.ContainsFunc(rows[y], func(q part) bool {
				return people.on(f.claims[p.claim].ID, f.claims[q.claim].ID) == chancery.Different
			})
		}) {
			continue
		}
		for _, p := range rows[y] {
			rowOf[f.claims[p.claim].ID] = x
		}
		rows[x] = append(rows[x], rows[y]...)
		rows[y] = nil
	}
	var out []chancery.Stored[T]
	for _, parts := range rows {
		if len(parts) == 0 {
			continue
		}
		slices.SortFunc(parts, func(p, q part) int { return strings.Compare(f.claims[p.claim].ID, f.claims[q.claim].ID) })
		row := chancery.Stored[T]{ID: f.claims[parts[0].claim].ID, Value: *parts[0].value}
		for n, p := range parts {
			row.Claims = append(row.Claims, f.claims[p.claim].ID)
			if n > 0 {
				unite(&row.Value, p.value)
				absorbed[f.claims[p.claim].ID] = row.ID
			}
		}
		out = append(out, row)
	}
	slices.SortFunc(out, func(a, b chancery.Stored[T]) int { return strings.Compare(a.ID, b.ID) })
	return out
}

// agree reports whether both dates can hold; an unknown one agrees with all.
func agree(a, b chancery.Date) bool { return a == "" || b == "" || a == b || a.Overlaps(b, 0) }

// precise is the narrower of two dates.
func precise(a, b chancery.Date) chancery.Date {
	wa, wb := a.Width(), b.Width()
	switch {
	case a == "":
		return b
	case b == "":
		return a
	case wa < 0 && wb >= 0, wb >= 0 && wb < wa, wa == wb && b < a:
		return b
	}
	return a
}

// later is the date that ends later.
func later(a, b chancery.Date) chancery.Date {
	_, x, okA := a.Bounds()
	_, y, okB := b.Bounds()
	if !okA || okB && (y > x || y == x && b > a) {
		return b
	}
	return a
}

func uniteStatements(s, more *chancery.Statement) {
	s.About = append(slices.Clone(s.About), more.About...)
	slices.Sort(s.About)
	s.About = slices.Compact(s.About)
	s.Date = precise(s.Date, more.Date)
	s.Stance = cmp.Or(s.Stance, more.Stance)
	s.Event = cmp.Or(s.Event, more.Event)
}

func uniteFigures(v, more *chancery.Figure) {
	v.Since, v.AsOf = precise(v.Since, more.Since), later(v.AsOf, more.AsOf)
}

func uniteMemberships(m, more *chancery.Membership) {
	m.Since, m.Until = precise(m.Since, more.Since), precise(m.Until, more.Until)
	m.Framework, m.Name, m.Succeeds = cmp.Or(m.Framework, more.Framework), cmp.Or(m.Name, more.Name), cmp.Or(m.Succeeds, more.Succeeds)
}

// uniteTenures keeps in Seen the whole stretch of days on which the holder was
// seen.
func uniteTenures(t, more *chancery.Tenure) {
	t.From, t.Until = precise(t.From, more.From), precise(t.Until, more.Until)
	t.Name = fullest(votes{t.Name: 1, more.Name: 1})
	first, last, ok := t.Seen.Bounds()
	a, b, also := more.Seen.Bounds()
	switch {
	case !also:
	case !ok:
		t.Seen = more.Seen
	default:
		t.Seen = chancery.Lasting(min(first, a), max(last, b))
	}
}

// boundTenure says of an unknown beginning and end what follows from the days
// on which the holder was seen in office.
func boundTenure(t *chancery.Tenure) {
	first, last, ok := t.Seen.Bounds()
	if !ok || name.ParseTitle(t.Office.Title, t.Office.Text).Former() {
		return
	}
	if _, until, known := t.Until.Bounds(); known && until < first {
		return
	}
	if t.From == "" && first != chancery.FirstDay {
		t.From = chancery.Within(chancery.FirstDay, first)
	}
	if t.Until == "" && last != chancery.LastDay {
		t.Until = chancery.Within(last, chancery.LastDay)
	}
}
