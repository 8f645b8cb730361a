package merge

import (
	"cmp"
	"slices"

	"chancery"
	"chancery/internal/name"
)

// career is when a person was seen, and in which offices.
type career struct {
	seen    stretch
	offices []tenure
}

// tenure is an office in which a person was seen, and on which days.
type tenure struct {
	title name.Title
	days  []chancery.Day
}

// stretch is the days from the first to the last sighting; none is known when
// it is not.
type stretch struct {
	first, last chancery.Day
	known       bool
}

// How long a person is taken to be in public life, in days.
const (
	publicLife  = 40 * 365 // with no sighting for so long it is another person,
	otherOffice = 20 * 365 // and for so long when the offices are others, too
	handover    = 31       // in which one who changes posts may be seen in both
)

func (s *stretch) add(o stretch) {
	switch {
	case !o.known:
	case !s.known:
		*s = o
	default:
		s.first, s.last = min(s.first, o.first), max(s.last, o.last)
	}
}

// add notes that the person was seen, in an office when there is a title.
func (c *career) add(title *name.Title, on stretch) {
	c.seen.add(on)
	if title == nil {
		return
	}
	i := slices.IndexFunc(c.offices, func(t tenure) bool { return t.title == *title })
	if i < 0 {
		i = len(c.offices)
		c.offices = append(c.offices, tenure{title: *title})
	}
	if on.known {
		c.offices[i].days = append(c.offices[i].days, on.last)
	}
}

func (c *career) join(o *career) {
	c.seen.add(o.seen)
	for _, t := range o.offices {
		c.add(&t.title, stretch{})
		at := slices.IndexFunc(c.offices, func(u tenure) bool { return u.title == t.title })
		c.offices[at].days = append(c.offices[at].days, t.days...)
	}
}

// apart reports whether one person cannot have had both careers: a working life
// lies between them, or half of one and they have no office in common; or both
// were seen by turns, within a year, in posts that fill a person's days.
func (c *career) apart(o *career) bool { return c.longAgo(o) || c.byTurns(o) }

func (c *career) longAgo(o *career) bool {
	if !c.seen.known || !o.seen.known {
		return false
	}
	gap := max(c.seen.first-o.seen.last, o.seen.first-c.seen.last)
	return gap > publicLife || gap > otherOffice && len(c.offices) > 0 && len(o.offices) > 0 && !c.share(o, name.Title.Compatible)
}

// byTurns reports whether the holder of a post in c was seen in it before and
// after the holder of one in o, or the other way round, twice within a year.
func (c *career) byTurns(o *career) bool {
	return c.share(o, func(t, u name.Title) bool {
		return t.Excludes(u) && (between(c.daysIn(t), o.daysIn(u)) || between(o.daysIn(u), c.daysIn(t)))
	})
}

// share reports whether an office of c and one of o are as they should.
func (c *career) share(o *career, as func(t, u name.Title) bool) bool {
	return slices.ContainsFunc(c.offices, func(t tenure) bool {
		return slices.ContainsFunc(o.offices, func(u tenure) bool { return as(t.title, u.title) })
	})
}

// daysIn are the days on which a holder of a post of that sort was seen, sorted.
func (c *career) daysIn(post name.Title) []chancery.Day {
	var days []chancery.Day
	for _, t := range c.offices {
		if t.title.Post() == post.Post() && !t.title.Former() {
			days = append(days, t.days...)
		}
	}
	slices.Sort(days)
	return slices.Compact(days)
}

// between reports whether two of the days of one lie between days of the other
// that are no more than a year apart, with time for a change of posts.
func between(one, other []chancery.Day) bool {
	found := 0
	for _, d := range one {
		before, _ := slices.BinarySearch(other, d-handover)
		after, _ := slices.BinarySearch(other, d+handover)
		if before > 0 && after < len(other) && other[after]-other[before-1] <= holderDays {
			found++
		}
	}
	return found >= 2
}

// oneOffice reports whether both held the same office of its kind, within a year.
func (c *career) oneOffice(o *career) bool {
	for _, t := range c.offices {
		for _, u := range o.offices {
			if t.title.Single() && u.title.Single() && t.title.Compatible(u.title) && withinYear(t.days, u.days) {
				return true
			}
		}
	}
	return false
}

func withinYear(a, b []chancery.Day) bool {
	return slices.ContainsFunc(a, func(d chancery.Day) bool {
		return slices.ContainsFunc(b, func(e chancery.Day) bool { return max(d-e, e-d) <= holderDays })
	})
}

// seenOn is when the claim shows somebody: on the date of its event where that is
// stated, else on the day of its report.
func (f *folding) seenOn(claim int) stretch {
	if it := f.items[claim]; it != nil && it.when.basis == statedDate && !it.when.wide() {
		return stretch{it.when.first, it.when.last, true}
	}
	d := f.days[f.report[claim]]
	return stretch{d.Day, d.Day, d.known}
}

// lives parts those of one name and party into persons.
func lives(locals []*local, all []int) [][]int {
	var out [][]int
	for _, part := range ages(locals, all) {
		out = append(out, posts(locals, part)...)
	}
	return out
}

// ages parts them by time. Who has no date stands with the others only when
// these are one.
func ages(locals []*local, all []int) [][]int {
	slices.SortFunc(all, func(i, j int) int {
		a, b := locals[i].career.seen, locals[j].career.seen
		return cmp.Or(yes(b.known)-yes(a.known), cmp.Compare(a.first, b.first), cmp.Compare(i, j))
	})
	var parts [][]int
	var undated []int
	var now career
	for _, i := range all {
		c := &locals[i].career
		switch {
		case !c.seen.known:
			undated = append(undated, i)
			continue
		case len(parts) == 0 || now.longAgo(c):
			parts, now = append(parts, nil), career{}
		}
		parts[len(parts)-1] = append(parts[len(parts)-1], i)
		now.join(c)
	}
	switch {
	case len(undated) == 0:
	case len(parts) == 1:
		parts[0] = append(parts[0], undated...)
	default:
		parts = append(parts, undated)
	}
	return parts
}

// posts parts them by post where two were held by turns. Who was seen in none is
// then a person apart.
func posts(locals []*local, all []int) [][]int {
	var whole career
	for _, i := range all {
		whole.join(&locals[i].career)
	}
	if !whole.byTurns(&whole) {
		return [][]int{all}
	}
	var parts [][]int
	var held [][]name.Title
	var none []int
	for _, i := range all {
		var own []name.Title
		for _, t := range locals[i].career.offices {
			if t.title.Post() != "" && !t.title.Former() {
				own = append(own, t.title)
			}
		}
		if len(own) == 0 {
			none = append(none, i)
			continue
		}
		p := slices.IndexFunc(held, func(titles []name.Title) bool {
			return !slices.ContainsFunc(titles, func(t name.Title) bool { return slices.ContainsFunc(own, t.Excludes) })
		})
		if p < 0 {
			p = len(parts)
			parts, held = append(parts, nil), append(held, nil)
		}
		parts[p], held[p] = append(parts[p], i), append(held[p], own...)
	}
	if len(none) > 0 {
		parts = append(parts, none)
	}
	return parts
}
