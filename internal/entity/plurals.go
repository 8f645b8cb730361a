package entity

import (
	"slices"

	"chancery"
	"chancery/internal/gazetteer"
)

// counted are the holders of an office of two states whom their names follow: "the
// presidents of the two countries, X and Y,", "the two foreign ministers, X and Y"; the
// group itself where none do.
func (f *finder) counted(m Mention, o office) ([]Mention, int) {
	if f.form(m.Last) != "," {
		return []Mention{m}, m.Last
	}
	names, end := f.names(m.Last + 1)
	if len(names) != 2 || !f.closed(end) {
		return []Mention{m}, m.Last
	}
	o.plural, o.several = false, true
	for n := range names {
		named := names[n]
		f.setOffice(&names[n], o, owner{})
		names[n].Owner = n + 1
		if named.Of != "" {
			names[n].Of, names[n].OfSpan, names[n].OfBasis, names[n].Office.Of = named.Of, named.OfSpan, named.OfBasis, named.Of
		}
	}
	names[0].First = m.First
	if f.form(end) == "," {
		end++
		names[1].Last = end
	}
	return names, end
}

// eachOf reads a plural office with the state and the name of each holder: "the
// ambassadors of Norway, X, of Latvia, Y, and of Peru, Z". The group is that of the
// first state.
func (f *finder) eachOf(start int, o office, group Mention) ([]Mention, int) {
	if group.Of == "" || f.form(group.Last) != "," {
		return nil, start
	}
	var out []Mention
	of, ofSpan, first, end := group.Of, group.OfSpan, start, group.Last
	for {
		q := f.honorifics(end + 1)
		e := f.name(q, true)
		if f.form(end) != "," || e-q < 2 {
			break
		}
		m := f.person(first, e, q, e)
		one := o
		one.of, one.ofSpan = of, ofSpan
		f.setOffice(&m, one, owner{})
		out, end = append(out, m), e
		k := e
		if f.form(k) == "," {
			k++
		}
		jn, _ := f.r.w.joins.at(f.t, k)
		k += jn
		ln, _ := f.r.w.links.at(f.t, k)
		first = k
		k = f.skip(f.r.w.articles, k+ln)
		p, n := f.party(k)
		if ln == 0 || n == 0 || k == e || p.Kind == gazetteer.Adjective {
			break
		}
		of, ofSpan, end = code(p), f.span(k, k+n), k+n
	}
	if len(out) < 2 {
		return nil, start
	}
	return out, out[len(out)-1].Last
}

// teamFrom reads "a five-member team from the World Bank": people of a party, who act
// like a delegation of it.
func (f *finder) teamFrom(start, at int) (Mention, int) {
	p := at
	for p < f.last && p < at+4 && !f.r.w.teams.has(f.t, p) && (f.t[p].UPOS == "ADJ" || f.t[p].UPOS == "NUM" || f.t[p].UPOS == "NOUN" || f.t[p].UPOS == "ADV") && !capitalised(f.form(p)) {
		p++
	}
	n, _ := f.r.w.teams.at(f.t, p)
	if n == 0 || !f.r.w.origins.has(f.t, p+n) || start == at {
		return Mention{}, start
	}
	q := f.skip(f.r.w.articles, p+n+1)
	e, hn := f.party(q)
	if hn == 0 || e.Kind == gazetteer.Adjective || f.genitive(q+hn) {
		return Mention{}, start
	}
	last := q + hn
	return Mention{First: start, Last: last, Label: Delegation, Name: f.words(at, last), NameSpan: f.span(start, last), Actor: -1, Definite: true,
		Of: code(e), OfSpan: f.span(q, q+hn), OfBasis: chancery.Stated, Sector: f.sector(p, last, e)}, last
}

// allDelegations reads "Norwegian and Latvian delegations": one of each state.
func (f *finder) allDelegations(start, i int) ([]Mention, int) {
	owns := f.list(i)
	if len(owns) < 2 || slices.ContainsFunc(owns, func(o owner) bool { return o.entry.Kind != gazetteer.Adjective || o.genitive }) {
		return nil, start
	}
	last := owns[len(owns)-1].last
	n, _ := f.r.w.delegations.at(f.t, last)
	if n == 0 || f.t[last+n-1].Feats.Get("Number") != "Plur" {
		return nil, start
	}
	var out []Mention
	for k, o := range owns {
		first, end := f.article(o.first), o.last
		if k == 0 {
			first = start
		}
		if k == len(owns)-1 {
			end = last + n
		}
		out = append(out, Mention{First: first, Last: end, Label: Delegation, Name: f.words(o.first, o.last), NameSpan: f.span(o.first, o.last), Actor: -1, Definite: true,
			Of: o.code, OfSpan: f.span(o.first, o.last), OfBasis: chancery.Stated, Sector: "GOV"})
	}
	return out, last + n
}

// whose is the mention of the person to whom the possessive in "his guest, X" belongs: the first one
// named before it in the sentence, else in the one before; -1 for none.
func (l *linker) whose(at int) int {
	m := l.d.Mentions[at]
	for n := l.sentenceOf(at); n >= 0 && n >= l.sentenceOf(at)-1; n-- {
		for i, x := range l.d.Mentions[:at] {
			if l.d.Text.SentenceOf(x.First) == n && x.Actor >= 0 && x.Actor != m.Actor && l.d.Actors[x.Actor].Type == chancery.Person && (x.Label == Person || x.Label == Holder || x.Label == Pronoun) {
				return i
			}
		}
	}
	return -1
}

// apposed are the two people whom "the two foreign ministers" right behind their names
// calls so: "Norway's X and Latvia's Y, the two foreign ministers,". They hold that
// office, if the text has told no other.
func (l *linker) apposed(m *Mention, at int) []int {
	if m.Count != 2 || m.Office == nil || at < 2 || l.d.Text.Tokens[m.First-1].Form != "," {
		return nil
	}
	a, b := l.d.Mentions[at-2], l.d.Mentions[at-1]
	if a.Label != Person || b.Label != Person || a.Actor < 0 || b.Actor < 0 || a.Actor == b.Actor || b.Last < m.First-1 || !l.listedWith(a.Last, b.First) {
		return nil
	}
	for _, n := range []int{a.Actor, b.Actor} {
		if x := &l.d.Actors[n]; x.Office == nil {
			o := *m.Office
			o.Of = x.Of
			x.Office, x.OfficeAt, x.Heads = &o, m.OfficeSpan, []string{m.Head}
		}
	}
	return []int{min(a.Actor, b.Actor), max(a.Actor, b.Actor)}
}

// namedLater are the two or three people of different states whom the report names soon
// behind a group such as "the two transport ministers" with that office; nil where there
// are not just so many.
func (l *linker) namedLater(at int, first []int) []int {
	m := l.d.Mentions[at]
	var out []int
	var of []string
	for n, a := range l.d.Actors {
		if a.Type != chancery.Person || a.Name == "" || a.Office == nil || a.Former || first[n] < 0 || !hasHead(a.Heads, m.Head) || !m.short(a) {
			continue
		}
		gap := l.sentenceOf(first[n]) - l.sentenceOf(at)
		if gap < 1 || gap > introduction-1 {
			return nil
		}
		if a.Of != "" && slices.Contains(of, a.Of) {
			return nil
		}
		out, of = append(out, n), append(of, a.Of)
	}
	if len(out) != m.Count {
		return nil
	}
	return out
}

// longestEach is how many words "her üçü de" and its like have at most.
const longestEach = 3

// eachHolds gives an office to the people listed before it, where words before it say
// that as many of them hold it: "X, Y and Z came; all three are deputy ministers". It
// reports whether the office is theirs, and so nobody else's.
func (l *linker) eachHolds(m *Mention, at int) bool {
	count := 0
	for k := range longestEach {
		if n, words := l.r.w.each.at(l.d.Text.Tokens, m.First-k-1); n == k+1 {
			count = l.r.w.eachCount[words]
		}
	}
	var people []int
	first := l.d.Text.Sentences[l.d.Text.SentenceOf(m.First)].First
	for i := at - 1; i >= 0 && l.d.Mentions[i].First >= first && len(people) < count; i-- {
		if p := l.d.Mentions[i]; p.Label == Person && p.Actor >= 0 && l.d.Actors[p.Actor].Office == nil {
			people = append(people, p.Actor)
		}
	}
	if count == 0 || len(people) < count {
		return false
	}
	for _, p := range people {
		a, o := &l.d.Actors[p], *m.Office
		o.Of = a.Of
		a.Office, a.OfficeAt, a.Heads = &o, m.OfficeSpan, append(a.Heads, m.Head)
	}
	return true
}
