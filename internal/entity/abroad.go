package entity

import (
	"slices"
	"strings"

	"chancery"
	"chancery/internal/gazetteer"
)

// residents reads envoys of several states of whom only the number, or that they are
// foreign, is said: "the ten foreign ambassadors".
func (f *finder) residents(start int) ([]Mention, int) {
	i := f.skip(f.r.w.articles, start)
	if f.r.w.two.has(f.t, i) || f.r.w.two.has(f.t, start) { // of whom the text may say more
		return nil, start
	}
	first := i
	for i < f.last && f.t[i].UPOS == "NUM" {
		i++
	}
	i = f.skip(f.r.w.abroad, f.skip(f.r.w.quantifiers, i))
	o, ok := f.office(i)
	if !ok || !o.plural || !f.r.w.residents[o.head] || len(o.ofs) > 1 {
		return nil, start
	}
	end := f.membership(o.end)
	if end == o.end && (i == first || o.of != "") {
		return nil, start
	}
	if end > o.end && o.of == "" { // "from African" is no part of the office
		o.last, o.end = o.headEnd, o.headEnd
	}
	ms, last := f.holders(start, o, owner{})
	if last == o.end && len(ms) == 1 {
		ms[0].Last, last = end, end
	}
	return ms, last
}

// membership passes over whose envoys are meant where that is several states: "of
// twelve African countries", "'s member states". It gives i where nothing says so.
func (f *finder) membership(i int) int {
	const reach = 6
	for k := i; k < f.last && k < i+reach; k++ {
		if n, _ := f.r.w.memberships.at(f.t, k); n > 1 || n > 0 && (k > i || f.t[k].UPOS == "NOUN") {
			return k + n
		}
		switch u := f.t[k].UPOS; {
		case u == "ADJ" || u == "NUM" || u == "PART" || u == "PROPN" || u == "NOUN" || u == "DET":
		case k == i && (f.r.w.links.has(f.t, k) || f.r.w.origins.has(f.t, k)):
		default:
			return i
		}
	}
	return i
}

// guest reads "the visitor", "his Norwegian guest", "the guest from Riga": somebody
// spoken of, or who is named right behind: "his guest, President X".
func (f *finder) guest(start, i int, own owner) ([]Mention, int) {
	at := max(i, own.last)
	if own.pronoun { // "his Norwegian guest"
		if adj := f.owner(at); adj.code != "" && !adj.genitive {
			own, at = adj, adj.last
		}
	}
	n, _ := f.r.w.guests.at(f.t, at)
	if n == 0 && start < i && f.native(own) { // "received the Paraguayan afterwards"
		return []Mention{{First: start, Last: own.last, Label: Pronoun, Head: native, NameSpan: f.span(own.first, own.last), Actor: -1, Of: own.code, OfSpan: f.span(own.first, own.last), Entry: own.entry}}, own.last
	}
	if n == 0 || at == start || f.t[at+n-1].Feats.Get("Number") == "Plur" {
		return nil, start
	}
	m := Mention{First: start, Last: at + n, Label: Pronoun, Head: "guest", NameSpan: f.span(at, at+n), Actor: -1, Of: own.code}
	if own.code != "" {
		m.OfSpan = f.span(own.first, own.last)
	}
	if f.r.w.links.has(f.t, m.Last) && (f.r.w.origins.has(f.t, m.Last) || !f.apart(m.Last)) && !f.home(&m) {
		return nil, start
	}
	if f.form(m.Last) != "," {
		return []Mention{m}, m.Last
	}
	ms, end := f.headFirst(m.Last + 1)
	if end == m.Last+1 || ms[0].Label != Person || !f.closed(end) {
		return []Mention{m}, m.Last
	}
	ms[0].First = start
	if f.r.w.possessives.has(f.t, start) {
		ms[0].Guest = f.lower(at + n - 1)
	}
	if ms[0].Of == "" && m.Of != "" {
		ms[0].Of, ms[0].OfSpan, ms[0].OfBasis = m.Of, m.OfSpan, chancery.Stated
		if ms[0].Office != nil {
			ms[0].Office.Of = m.Of
		}
	}
	return ms, end
}

// native reports whether a word such as "Paraguayan" stands for somebody of that
// state: no noun follows, and it does not mean the whole people, as "the Dutch" does.
func (f *finder) native(own owner) bool {
	if own.entry.Kind != gazetteer.Adjective || own.genitive || own.last != own.first+1 {
		return false
	}
	word := f.lower(own.first)
	if slices.ContainsFunc(f.r.w.nations, func(end string) bool { return strings.HasSuffix(word, end) }) {
		return false
	}
	if own.last >= f.last {
		return true
	}
	switch f.t[own.last].UPOS {
	case "NOUN", "ADJ", "PROPN", "NUM", "PART", "CCONJ":
		return false
	}
	return f.form(own.last) != "-"
}

// home reads where a guest is from, "from Riga": the state of the city.
func (f *finder) home(m *Mention) bool {
	if !f.r.w.origins.has(f.t, m.Last) {
		return false
	}
	q := f.skip(f.r.w.articles, m.Last+1)
	e, n := f.hit(q)
	if n == 0 || e.Kind != gazetteer.City && e.Kind != gazetteer.State {
		return false
	}
	m.Of, m.OfSpan, m.Last = code(e), f.span(q, q+n), q+n
	return true
}
