package entity

import (
	"slices"

	"chancery"
	"chancery/internal/gazetteer"
)

// counterparts reads "his Turkish counterpart X", "her German, Turkish and
// Albanian colleagues": office holders like the one spoken of.
func (f *finder) counterparts(start, i int) ([]Mention, int) {
	pn, _ := f.r.w.possessives.at(f.t, i)
	q := i + pn
	var owns []owner
	for q < f.last && len(owns) < 8 {
		if e, n := f.party(q); n > 0 {
			owns = append(owns, owner{first: q, last: q + n, code: code(e), entry: e})
			q += n
			if f.lower(q) == "'s" || f.lower(q) == "’s" {
				q++
			}
			continue
		}
		if jn, _ := f.r.w.joins.at(f.t, q); len(owns) > 0 && (f.form(q) == "," || jn > 0) {
			q += max(1, jn)
			again, _ := f.r.w.possessives.at(f.t, q) // "both his Norwegian and his Latvian colleagues"
			q += again
			continue
		}
		break
	}
	cn, _ := f.r.w.counterpart.at(f.t, q)
	for cn == 0 && pn > 0 && q < f.last && f.t[q].UPOS == "ADJ" { // "his visiting counterpart"
		q++
		cn, _ = f.r.w.counterpart.at(f.t, q)
	}
	end := q + cn
	if cn > 0 && f.r.w.follows && len(owns) == 0 {
		if _, list := f.adjectives(end); len(list) > 0 { // "son homologue norvégien"
			owns, end = list, list[len(list)-1].last
		}
	}
	if cn == 0 || (pn == 0 && len(owns) == 0) {
		return nil, start
	}
	if len(owns) < 2 {
		from := end
		if n, _ := f.r.w.links.at(f.t, end); n > 0 && len(owns) == 0 { // "his counterpart from Norway"
			if e, hn := f.partyOrSeat(f.skip(f.r.w.articles, end+n)); hn > 0 {
				p := f.skip(f.r.w.articles, end+n)
				if list := f.list(p); len(list) > 1 && f.t[from-1].Feats.Get("Number") == "Plur" { // "her counterparts from X and Y"
					last := list[len(list)-1].last
					if ms, e := f.paired(start, last, list); e > last {
						return ms, e
					}
					return f.colleagues(start, from, list), last
				}
				owns = append(owns, owner{first: p, last: p + hn, code: code(e), entry: e})
				end = p + hn
				if b := f.bodyAt(end + 1); b > 0 && f.genitive(end) { // "from Norway's parliament"
					end += 1 + b
				}
			}
		}
		k := end
		if f.form(k) == "," {
			k++
		}
		if ms, e := f.names(k); len(owns) == 0 && len(ms) > 1 && f.t[from-1].Feats.Get("Number") == "Plur" { // "her counterparts, X of Norway and Y of Latvia"
			ms[0].First = start
			for i := range ms {
				ms[i].Head = "counterpart"
			}
			return ms, e
		}
		k = f.honorifics(k)
		m := Mention{First: start, Last: end, Label: Holder, Head: "counterpart", Actor: -1, NameSpan: f.span(q, from)}
		if o, ok := f.office(k); ok && !o.plural && o.of == "" && f.name(o.end, true) > o.end { // "her counterpart, Foreign Minister X"
			k = o.end
		}
		if e := f.name(k, true); e > k {
			m = f.person(start, e, k, e)
			m.Head = "counterpart"
			if len(owns) == 0 {
				m.Last = f.ofAfter(&m, e)
			}
		}
		if len(owns) == 1 {
			m.Of, m.OfSpan, m.OfBasis = owns[0].code, f.span(owns[0].first, owns[0].last), chancery.Stated
		}
		return []Mention{m}, m.Last
	}
	if ms, e := f.paired(start, end, owns); e > end {
		return ms, e
	}
	return f.colleagues(start, end, owns), end
}

// colleagues makes one office holder of each state that is listed before or
// behind "colleagues"; the phrase begins at start and ends no earlier than end.
func (f *finder) colleagues(start, end int, owns []owner) []Mention {
	var out []Mention
	for n, o := range owns {
		first, last := f.article(o.first), o.last
		if f.r.w.possessives.has(f.t, first-1) { // "and his Latvian colleagues"
			first--
		}
		if n == 0 {
			first = start
		}
		if n == len(owns)-1 {
			last = max(last, end)
		}
		out = append(out, Mention{First: first, Last: last, Label: Holder, Head: "counterpart", Actor: -1, Of: o.code,
			OfSpan: f.span(o.first, o.last), NameSpan: f.span(o.first, o.last), OfBasis: chancery.Stated})
	}
	return out
}

// paired reads the names behind "his Cypriot and Greek colleagues, X and Y": one
// of each state, in order.
func (f *finder) paired(start, end int, owns []owner) ([]Mention, int) {
	q := end
	if f.form(q) == "," || f.form(q) == ":" {
		q++
	}
	var out []Mention
	for n, own := range owns {
		k := f.honorifics(q)
		e := f.name(k, true)
		if e == k {
			return nil, end
		}
		m := f.person(k, e, k, e)
		if n == 0 {
			m.First = start
		}
		m.Head, m.Of, m.OfSpan, m.OfBasis = "counterpart", own.code, f.span(own.first, own.last), chancery.Stated
		out = append(out, m)
		end, q = e, e
		if f.form(q) == "," {
			q++
		}
		if jn, _ := f.r.w.joins.at(f.t, q); jn > 0 {
			q += jn
		}
	}
	return out, end
}

// genitives reads "Norway's and Latvia's": the states that are listed so from token
// i on.
func (f *finder) genitives(i int) []owner {
	var out []owner
	for {
		o := f.owner(i)
		if !o.genitive || o.entry.Kind != gazetteer.State {
			return out
		}
		out = append(out, o)
		j := o.last
		if f.form(j) == "," {
			j++
		}
		jn, _ := f.r.w.joins.at(f.t, j)
		if j+jn == o.last {
			return out
		}
		i = j + jn
	}
}

// colleague attaches "his Norwegian counterpart" behind a name: the office is that
// of who was spoken of before.
func (f *finder) colleague(m *Mention, q int, opening string) bool {
	ms, end := f.counterparts(q, q)
	if len(ms) != 1 || ms[0].Label != Holder || ms[0].Of == "" && m.Of == "" || !f.closed(end) {
		return false
	}
	m.Head, m.Last = "counterpart", end
	if m.Of == "" {
		m.Of, m.OfSpan, m.OfBasis = ms[0].Of, ms[0].OfSpan, ms[0].OfBasis
	}
	if opening == "," && f.form(end) == "," || opening == "(" && f.form(end) == ")" {
		m.Last++
	}
	return true
}

// elliptic reads "Latvia's, X," behind somebody in office: the one of that state, too.
func (f *finder) elliptic(start int, own owner) (Mention, int) {
	if !own.genitive || own.entry.Kind != gazetteer.State || f.form(own.last) != "," || start == f.first {
		return Mention{}, start
	}
	k := f.honorifics(own.last + 1)
	e := f.name(k, true)
	if e-k < 2 || !f.closed(e) {
		return Mention{}, start
	}
	m := f.person(start, e, k, e)
	m.Head, m.Of, m.OfSpan, m.OfBasis = "counterpart", own.code, f.span(own.first, own.last), chancery.Stated
	return m, m.Last
}

// ofEach reads "the Norwegian and Latvian foreign ministers, X and Y": one
// holder of each state, in order.
func (f *finder) ofEach(start, i int) ([]Mention, int) {
	owns := f.list(i)
	if len(owns) < 2 || slices.ContainsFunc(owns, func(o owner) bool { return o.entry.Kind != gazetteer.Adjective && o.entry.Kind != gazetteer.State }) {
		owns = f.genitives(i)
	}
	if len(owns) < 2 {
		return nil, start
	}
	o, ok := f.office(owns[len(owns)-1].last)
	if !ok || !o.plural || o.of != "" {
		return nil, start
	}
	o.ofs = owns
	return f.holders(start, o, owner{})
}
