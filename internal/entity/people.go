package entity

import (
	"slices"
	"strings"

	"chancery"
	"chancery/internal/gazetteer"
	"chancery/internal/name"
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

// peopleOf reads "citizens of Norway", "troops from Norway".
func (f *finder) peopleOf(start, at int) (Mention, int) {
	n, word := f.r.w.peoples.at(f.t, at)
	if n == 0 || !f.r.w.links.has(f.t, at+n) || f.r.w.toward.has(f.t, at+n) {
		return Mention{}, start
	}
	q := f.skip(f.r.w.articles, at+n+1)
	e, hn := f.party(q)
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

// institution reads a body that was named before, by its common word alone:
// "the ministry".
func (f *finder) institution(start, at int) (Mention, int) {
	n, word := f.r.w.bodies.at(f.t, at)
	if n == 0 || start == at || f.r.w.links.has(f.t, at+n) {
		return Mention{}, start
	}
	return Mention{First: start, Last: at + n, Label: Org, Head: institution, Name: word, NameSpan: f.span(at, at+n), Actor: -1, Case: f.caseOf(at + n), Definite: true}, at + n
}

// Heads of mentions that stand for what was named before.
const (
	institution = "institution" // a body
	bothStates  = "states"      // the two states that the report speaks of
)

// states reads "both countries", "the two sides": the two states spoken of; and
// in a language that puts the head of an office last the holders of an office
// of each: "iki ülkenin dışişleri bakanları".
func (f *finder) states(i int) (Mention, int) {
	count := 2
	n, _ := f.r.w.pairs.at(f.t, i)
	if n == 0 {
		count = 3
		n, _ = f.r.w.trios.at(f.t, i)
	}
	if n == 0 {
		return Mention{}, i
	}
	m := Mention{First: i, Last: i + n, Label: Group, Head: bothStates, NameSpan: f.span(i, i+n), Actor: -1, Plural: true, Count: count, Case: f.caseOf(i + n)}
	if m.Case == "Gen" && f.r.w.headLast {
		if o, ok := f.officeLast(i + n); ok && o.plural {
			o.plural, o.several = false, true
			f.setOffice(&m, o, owner{})
			m.Last, m.Case, m.Plural, m.Head = o.end, f.caseOf(o.end), true, bothStates
			m.OfficeHead = o.head
		}
	}
	return m, m.Last
}

// institution gives a mention such as "the ministry" the body named last that
// has the word in its name; none, when there is none.
func (l *linker) institution(m *Mention, at int) int {
	for i := at - 1; i >= 0; i-- {
		o := l.d.Mentions[i]
		if o.Label == Org && o.Head != institution && o.Actor >= 0 && l.d.Actors[o.Actor].Type == chancery.Body &&
			slices.Contains(strings.Fields(name.Fold(o.Name)), name.Fold(m.Name)) {
			m.Of, m.OfBasis = o.Of, o.OfBasis
			return o.Actor
		}
	}
	return -1
}

// states are the states that the mentions before one speak of last, count of
// them; the report's own fills a gap of one.
func (l *linker) states(at, count int) []int {
	var out []int
	for i := at - 1; i >= 0 && len(out) < count; i-- {
		if n := l.state(l.d.Mentions[i].Of); n >= 0 && !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	if n := l.state(l.r.w.home); len(out) == count-1 && n >= 0 && !slices.Contains(out, n) {
		out = append(out, n)
	}
	if len(out) < count {
		return nil
	}
	slices.Sort(out)
	return out
}

// state is the actor of a state; -1 where the code is of none.
func (l *linker) state(code string) int {
	e, ok := l.r.g.State(code)
	if !ok {
		return -1
	}
	return l.keyed(&Mention{Label: State, Name: e.Name, Of: code, OfBasis: chancery.Stated})
}

// officials are those who hold the mention's office in each of the states: the
// people whom the text has named before, in the report's own state perhaps
// without it, else the offices.
func (l *linker) officials(m *Mention, states []int) []int {
	var out []int
	for _, n := range states {
		of := l.d.Actors[n].Of
		k := slices.IndexFunc(l.d.Actors, func(a Actor) bool {
			return a.Type == chancery.Person && a.Name != "" && hasHead(a.Heads, m.OfficeHead) && m.short(a) &&
				(a.Of == of || a.Of == "" && of == l.r.w.home)
		})
		if k < 0 {
			o := *m.Office
			o.Of = of
			k = l.add("office:"+of+":"+name.Fold(o.Title), Actor{Type: chancery.Person, Of: of, OfBasis: chancery.Inferred,
				Office: &o, OfficeAt: m.OfficeSpan, Heads: []string{m.OfficeHead}})
		}
		out = append(out, k)
	}
	return out
}

// partyOf is the type and key of the actor that a code stands for.
func (l *linker) partyOf(code string) (chancery.ActorType, string) {
	if _, ok := l.r.g.State(code); ok {
		return chancery.State, "party:" + code
	}
	return chancery.Organisation, "party:" + code
}
