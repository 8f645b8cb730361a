package entity

import (
	"slices"

	"chancery"
	"chancery/internal/gazetteer"
)

// people reads the phrase of people who stand for a state or organisation:
// "Norwegian troops", "Norway's security forces", "citizens of Norway",
// "Norwegians". They are that party, with their sector; who they are stays
// open. It gives start when there is none.
func (f *finder) people(start, at int, own owner) (Mention, int) {
	if own.code == "" {
		return f.peopleOf(start, at)
	}
	p := at
	for p < f.last && p < at+3 && !f.r.w.peoples.has(f.t, p) && f.describes(p) {
		p++
	}
	n, word := f.r.w.peoples.at(f.t, p)
	if n == 0 {
		return f.nation(start, at, own)
	}
	for f.r.w.peoples.has(f.t, p+n) { // "army troops"
		k, w := f.r.w.peoples.at(f.t, p+n)
		n, word = n+k, w
	}
	if capitalised(f.form(p+n)) && f.name(p+n, true) > p+n { // "Norwegian journalist X": somebody named
		return Mention{}, start
	}
	return f.crowd(start, p+n, own.code, f.span(own.first, own.last), word), p + n
}

// describes reports whether a word can stand between an owner and people:
// "Norwegian riot police", "Norveç savaş uçakları".
func (f *finder) describes(i int) bool {
	switch f.t[i].UPOS {
	case "ADJ", "NOUN", "NUM":
		_, n := f.hit(i)
		return n == 0 && !capitalised(f.form(i))
	}
	return false
}

// peopleOf reads "citizens of Norway", "troops from Norway", and of those who
// belong where they act "rebels in Norway", "demonstrators in Oslo".
func (f *finder) peopleOf(start, at int) (Mention, int) {
	p := at
	for p < f.last && p < at+3 && !f.r.w.peoples.has(f.t, p) && (f.describes(p) || f.t[p].UPOS == "ADJ") && f.hits[p-f.first].n == 0 { // "Kurdish refugees in Norway"
		p++
	}
	n, word := f.r.w.peoples.at(f.t, p)
	at = p
	if n == 0 || !f.r.w.links.has(f.t, at+n) {
		return Mention{}, start
	}
	within := f.r.w.within.has(f.t, at+n)
	if f.r.w.toward.has(f.t, at+n) && !within || within && f.r.w.sectors[word] == "MIL" {
		return Mention{}, start
	}
	q := f.skip(f.r.w.articles, at+n+1)
	e, hn := f.party(q)
	if city, cn := f.hit(q); within && cn > 0 && city.Kind == gazetteer.City {
		e, hn = city, cn
	}
	if hn == 0 || e.Kind == gazetteer.Adjective {
		return Mention{}, start
	}
	return f.crowd(start, q+hn, code(e), f.span(q, q+hn), word), q + hn
}

// nation reads the name of a people that stands alone, in the plural.
func (f *finder) nation(start, at int, own owner) (Mention, int) {
	if own.entry.Kind != gazetteer.Adjective || own.genitive || at >= f.last || f.r.w.headLast {
		return Mention{}, start
	}
	if f.t[own.last-1].Feats.Get("Number") != "Plur" || slices.Contains([]string{"NOUN", "PROPN", "ADJ"}, f.t[at].UPOS) {
		return Mention{}, start
	}
	return f.crowd(start, own.last, own.code, f.span(own.first, own.last), ""), own.last
}

func (f *finder) crowd(first, last int, of string, ofSpan chancery.Span, word string) Mention {
	return Mention{First: first, Last: last, Label: People, NameSpan: f.span(first, last), Case: f.caseOf(last), Actor: -1, Plural: true,
		Of: of, OfSpan: ofSpan, OfBasis: chancery.Stated, Sector: f.r.w.sectors[word]}
}

// sector is PLOVER's sector of the office or body at tokens [first, last): what
// one of its words says, else that of the organisation which it is of, else the
// government's.
func (f *finder) sector(first, last int, of gazetteer.Entry) string {
	for i := first; i < last; i++ {
		if n, word := f.r.w.branches.at(f.t, i); n > 0 {
			return f.r.w.branch[word]
		}
	}
	if of.Kind == gazetteer.Organisation && of.Sector != "" {
		return of.Sector
	}
	return "GOV"
}

// partyOf is the type and key of the actor that a code stands for.
func (l *linker) partyOf(code string) (chancery.ActorType, string) {
	if _, ok := l.r.g.State(code); ok {
		return chancery.State, "party:" + code
	}
	return chancery.Organisation, "party:" + code
}
