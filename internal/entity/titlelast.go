package entity

import (
	"strings"

	"chancery/internal/gazetteer"
	"chancery/internal/nlp"
)

// composer puts the English title of a head-last office together from left to
// right.
type composer struct {
	f      *finder
	w      *words
	p      int // the next token
	last   int
	parts  []string // the titles of the offices so far
	ranks  string   // words of rank before the next head
	joined bool     // the next head is of another office than the last one

	fields []string // of work, in English, before the next head
	house  string   // the body in which the next office is
	leader string   // what the head of that body is called; empty for the usual word
	place  gazetteer.Entry
	charge bool // the field is what somebody is "in charge of"
}

// titleLast composes the English title of a head-last office: the longest known
// phrases, with the fields of work, the bodies and the places before them and the
// ranks before and behind. A title of which a part is not known stays as the text
// has it.
func (w *words) titleLast(f *finder, o office, text string) string {
	c := &composer{f: f, w: w, p: o.first, last: o.last, joined: true}
	for _, entry := range f.ranksIn(o.lead[0], o.lead[1]) {
		c.rank(entry)
	}
	for c.p < c.last {
		pending := len(c.fields) > 0 || c.house != ""
		switch {
		case pending && c.detail(), c.head(), !pending && c.detail():
		case c.rankWord(), c.join():
		default:
			return text
		}
	}
	if len(c.parts) == 0 || len(c.fields) > 0 {
		return text
	}
	return strings.Join(c.parts, " and ")
}

// head reads a known title, or the head of one.
func (c *composer) head() bool {
	english, n := c.f.longest(c.w.titles, c.p, c.last)
	if n == 0 {
		return false
	}
	_, head := c.f.r.w.heads.at(c.f.t, c.p)
	title := c.with(english, c.w.prepositions[head])
	switch ranks := strings.TrimSpace(c.ranks); {
	case strings.HasPrefix(ranks, "-"): // "President-elect"
		title += ranks
	case ranks != "":
		title = ranks + " " + title
	}
	if !c.joined { // "Special Representative of the Secretary General"
		title += " of the " + c.parts[len(c.parts)-1]
		c.parts = c.parts[:len(c.parts)-1]
	}
	c.parts = append(c.parts, title)
	c.p += n
	c.ranks, c.joined, c.fields, c.house, c.leader, c.place, c.charge = "", false, nil, "", "", gazetteer.Entry{}, false
	return true
}

// with is a title with what stands before it in the text.
func (c *composer) with(english, preposition string) string {
	if preposition == "" || c.charge {
		preposition = "for"
	}
	if c.house != "" {
		if c.leader != "" && c.w.presiding.has(c.f.t, c.p) {
			english = c.leader
		}
		english += " of the " + c.house
	}
	if len(c.fields) > 0 {
		english += " " + preposition + " " + listed(c.fields)
	}
	if e := c.place; e.Name != "" {
		name := e.Name
		if e.Kind == gazetteer.Organisation {
			name = e.ID
		}
		if state, ok := c.f.r.g.State(e.Country); ok && preposition == "to" && e.Capital {
			name = state.Name
		}
		english += " " + preposition + " " + name
	}
	return english
}

// listed is a list in running text: "A, B and C".
func listed(items []string) string {
	last := len(items) - 1
	if last == 0 {
		return items[0]
	}
	return strings.Join(items[:last], ", ") + " and " + items[last]
}

// detail reads a field of work, a body, a place, or a word between these and the
// head.
func (c *composer) detail() bool {
	if english, n := c.f.longest(c.w.english, c.p, c.last); n > 0 {
		c.fields = append(c.fields, english)
		c.p += n
		return true
	}
	if english, n := c.f.longest(c.w.houses, c.p, c.last); n > 0 {
		c.house, c.leader, _ = strings.Cut(english, "/")
		if len(c.fields) > 0 {
			c.house = listed(c.fields) + " " + c.house
		}
		if c.place.Name != "" {
			c.house += " to " + c.place.Name
		}
		c.fields, c.place = nil, gazetteer.Entry{}
		c.p += n
		return true
	}
	if n, _ := c.w.between.at(c.f.t, c.p); n > 0 {
		c.charge = len(c.fields) > 0
		c.p += n
		return true
	}
	if e, n := c.f.hit(c.p); n > 0 && e.Kind != gazetteer.Framework {
		c.place = e
		c.p += n
		return true
	}
	return false
}

// rankWord reads a word of rank: one behind a head belongs to that.
func (c *composer) rankWord() bool {
	n, entry := c.w.ranks.at(c.f.t, c.p)
	if n == 0 {
		return false
	}
	c.rank(entry)
	c.p += n
	return true
}

func (c *composer) rank(entry string) {
	switch rank := c.w.rankTitles[entry]; {
	case rank == "": // new: no part of the title
	case c.joined:
		c.ranks += rank + " "
	default:
		at := len(c.parts) - 1
		c.parts[at] = rank + " " + c.parts[at]
	}
}

// join passes over a word or comma between fields or offices.
func (c *composer) join() bool {
	n, _ := c.w.joins.at(c.f.t, c.p)
	if n == 0 && c.f.form(c.p) == "," {
		n = 1
	}
	c.p += n
	c.joined = c.joined || n > 0 && len(c.fields) == 0
	return n > 0
}

// longest is the value of the longest entry that begins at token p and ends
// before last, and its length in tokens.
func (f *finder) longest(entries map[string]string, p, last int) (string, int) {
	for q := last; q > p; q-- {
		for _, form := range []func(*nlp.Token) string{func(t *nlp.Token) string { return t.Base }, bare} {
			if v, ok := entries[f.spelled(p, q, form)]; ok {
				return v, q - p
			}
		}
	}
	return "", 0
}

// spelled joins one form of each of the tokens [first, last).
func (f *finder) spelled(first, last int, form func(*nlp.Token) string) string {
	var b strings.Builder
	for i := first; i < last; i++ {
		if i > first {
			b.WriteByte(' ')
		}
		b.WriteString(form(&f.t[i]))
	}
	return b.String()
}
