package entity

import (
	"cmp"
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
	if e, n := f.hit(at); own.code == "" && n > 0 && e.Kind == gazetteer.Region && e.Country != "" { // "Darfur rebels"
		own = owner{first: at, last: at + n, code: e.Country, entry: e}
		at += n
	}
	if own.code == "" {
		return f.peopleOf(start, at)
	}
	p := at
	for p < f.last && p < at+3 && !f.r.w.peoples.has(f.t, p) && f.describes(p) {
		p++
	}
	n, word := f.r.w.peoples.at(f.t, p)
	if n == 0 {
		if f.allied(own) {
			return f.crowd(start, own.last, own.code, f.span(own.first, own.last), ""), own.last
		}
		return f.nation(start, at, own)
	}
	for n > 0 && f.r.w.peoples.has(f.t, p+n) { // "army troops"
		k, w := f.r.w.peoples.at(f.t, p+n)
		n, word = n+k, w
	}
	if !f.r.w.headLast && f.r.w.heads.has(f.t, p+n) { // "Norway's ports minister": an office, whose portfolio they are
		return Mention{}, start
	}
	if capitalised(f.form(p+n)) && f.name(p+n, true) > p+n { // "Norwegian journalist X": somebody named
		return Mention{}, start
	}
	if f.firstOfCompound(p + n) {
		return Mention{}, start
	}
	m := f.crowd(start, p+n, own.code, f.span(own.first, own.last), word)
	if f.r.w.headLast && own.entry.Kind != gazetteer.Adjective && f.t[p+n-1].Feats.Get("Person[psor]") == "" {
		m.Case = "" // "Norveç askerleri": the ending is that of the compound, not a case
	}
	return m, p + n
}

// allied reports whether more states are listed behind a state or its adjective,
// and people of all of them: "Norwegian and Latvian warships". The other states
// follow as mentions of their own.
func (f *finder) allied(own owner) bool {
	if own.genitive || own.entry.Kind != gazetteer.Adjective && own.entry.Kind != gazetteer.State {
		return false
	}
	all := f.list(own.first)
	if len(all) < 2 {
		return false
	}
	p := all[len(all)-1].last
	if f.r.w.headLast && f.caseOf(p) != "" { // "Norveç, Kenya'yı gemileri bırakmaya çağırdı"
		return false
	}
	for k := p; k < p+3 && k < f.last; k++ {
		if f.r.w.peoples.has(f.t, k) {
			return true
		}
		if !f.describes(k) {
			return false
		}
	}
	return false
}

// describes reports whether a word can stand between an owner and people:
// "Norwegian riot police", "Norveç savaş uçakları".
func (f *finder) describes(i int) bool {
	switch f.t[i].UPOS {
	case "ADJ", "NOUN", "NUM":
		if c := f.t[i].Feats.Get("Case"); f.r.w.headLast && (c != "" && c != "Nom" || f.t[i].Feats.Get("Person[psor]") != "") { // "Peru arasında iş birliği"
			return false
		}
		_, n := f.hit(i)
		return n == 0 && (!capitalised(f.form(i)) || f.r.w.headLast && f.r.w.portfolio.has(f.t, i)) // "Pakistan Deniz Kuvvetleri"
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
	if n > 0 && f.r.w.follows {
		if _, list := f.adjectives(at + n); len(list) > 0 { // "les troupes norvégiennes"
			own := list[0]
			return f.crowd(start, own.last, own.code, f.span(own.first, own.last), word), own.last
		}
	}
	if n > 0 && f.r.w.inflected {
		e, hn := f.hit(at + n)
		if end := at + n + hn; hn > 0 && e.Kind == gazetteer.State && f.t[at+n].Feats.Get("Case") == "Gen" && !f.r.w.joins.has(f.t, end) { // "власти Норвегии", but not those of two
			return f.crowd(start, end, code(e), f.span(at+n, end), word), end
		}
	}
	if n == 0 || !f.r.w.links.has(f.t, at+n) {
		return Mention{}, start
	}
	within := f.r.w.within.has(f.t, at+n)
	if f.r.w.toward.has(f.t, at+n) && !within || within && f.r.w.sectors[word] == "MIL" {
		return Mention{}, start
	}
	q := f.skip(f.r.w.articles, at+n+1)
	e, hn := f.seat(&q, true)
	if hn == 0 || e.Kind == gazetteer.Adjective {
		return Mention{}, start
	}
	if f.r.w.settlements.has(f.t, at) && f.within(start) { // "met in the border town of X": where, not whom
		return Mention{}, start
	}
	m := f.crowd(start, q+hn, code(e), f.span(q, q+hn), word)
	m.Local = within
	return m, q + hn
}

// within reports whether a word such as "in" leads the noun phrase that goes on at
// token i.
func (f *finder) within(i int) bool {
	for i--; i > f.first && (f.t[i].UPOS == "DET" || f.t[i].UPOS == "ADJ" || f.t[i].UPOS == "NOUN"); i-- {
	}
	return i >= f.first && f.r.w.within.has(f.t, i)
}

// nation reads the name of a people that stands alone, in the plural.
func (f *finder) nation(start, at int, own owner) (Mention, int) {
	if own.entry.Kind != gazetteer.Adjective || own.genitive || at >= f.last || f.r.w.headLast {
		return Mention{}, start
	}
	if f.t[own.last-1].Feats.Get("Number") != "Plur" || slices.Contains([]string{"NOUN", "PROPN", "ADJ"}, f.t[at].UPOS) {
		return Mention{}, start
	}
	m := f.crowd(start, own.last, own.code, f.span(own.first, own.last), "")
	if f.r.w.links.has(f.t, own.last) { // "Latvians in Norway"
		q := f.skip(f.r.w.articles, own.last+1)
		if e, hn := f.seat(&q, f.r.w.within.has(f.t, own.last)); hn > 0 && e.Kind == gazetteer.State && !(f.r.w.toward.has(f.t, own.last) && !f.r.w.within.has(f.t, own.last)) {
			m.Of, m.OfSpan, m.Last, m.Local = e.ID, f.span(q, q+hn), q+hn, true
			m.NameSpan = f.span(start, m.Last)
		}
	}
	return m, m.Last
}

// seat is the state that people belong to, at token *q or behind one word of
// direction; within a city or region too, which stands for its state. It moves
// *q to the name.
func (f *finder) seat(q *int, within bool) (gazetteer.Entry, int) {
	for k := *q; k < *q+2 && k < f.last; k++ {
		if e, n := f.party(k); n > 0 {
			if place, pn := f.hit(k + n); e.Kind == gazetteer.Adjective && pn > 0 && place.Country != "" { // "the Norwegian city of"
				n += pn
				e, _ = f.r.g.State(place.Country)
			}
			*q = k
			return e, n
		}
		if e, n := f.hit(k); within && n > 0 && e.Country != "" {
			*q = k
			state, ok := f.r.g.State(e.Country)
			if !ok {
				return gazetteer.Entry{}, 0
			}
			return state, n
		}
		if f.t[k].UPOS != "ADJ" {
			break
		}
	}
	return gazetteer.Entry{}, 0
}

func (f *finder) crowd(first, last int, of string, ofSpan chancery.Span, word string) Mention {
	return Mention{First: first, Last: last, Label: People, NameSpan: f.span(first, last), Case: f.caseOf(last), Actor: -1, Plural: true,
		Of: of, OfSpan: ofSpan, OfBasis: chancery.Stated, Sector: f.r.w.sectors[word]}
}

// institution reads a body that was named before, by its common word alone:
// "the ministry".
func (f *finder) institution(start, at int) (Mention, int) {
	n, word := f.r.w.bodies.at(f.t, at)
	if _, hn := f.hit(at); f.r.w.follows && hn > n { // "la Commission européenne"
		return Mention{}, start
	}
	if n == 0 || !f.led(start, at) || f.r.w.links.has(f.t, at+n) && !f.apart(at+n) {
		return Mention{}, start
	}
	return Mention{First: start, Last: at + n, Label: Org, Head: Institution, Name: word, NameSpan: f.span(at, at+n), Actor: -1, Case: f.caseOf(at + n), Definite: true}, at + n
}

// apart reports whether a preposition at token i begins a phrase of time or place rather
// than the rest of a name: "the ministry on Monday", "the ministry in the morning".
func (f *finder) apart(i int) bool {
	if i+1 >= f.last || f.r.w.naming.has(f.t, i) {
		return false
	}
	q := f.skip(f.r.w.articles, i+1)
	return f.r.w.notNames.has(f.t, q) || q < f.last && !capitalised(f.form(q)) && !f.r.w.portfolio.has(f.t, q)
}

// Heads of mentions that stand for what was named before.
const (
	Institution = "institution" // a body: "the ministry"
	bothStates  = "states"      // the two states that the report speaks of
	native      = "native"      // somebody of a state: "the Paraguayan"
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
// has the word in its name; a body of nobody known, when there is none.
func (l *linker) institution(m *Mention, at int) int {
	for i := at - 1; i >= 0; i-- {
		o := l.d.Mentions[i]
		if o.Label == Org && o.Head != Institution && o.Actor >= 0 && l.d.Actors[o.Actor].Type == chancery.Body &&
			slices.Contains(strings.Fields(name.Fold(o.Name)), name.Fold(m.Name)) {
			m.Of, m.OfBasis = o.Of, o.OfBasis
			return o.Actor
		}
	}
	// a body that nothing names stands for a party that is to be inferred
	return l.add("body::"+name.Fold(m.Name), Actor{Type: chancery.Body, Name: m.Name})
}

// states are the states that the mentions before one speak of most, count of
// them: those of its own sentence, where they are so many; of those spoken of as
// often, whose cities and people are named more, then the later. The report's own
// fills a gap of one where countries are meant, and not two sides.
func (l *linker) states(at, count int) []int {
	m := l.d.Mentions[at]
	dealtWith := m.Case == "Acc" || m.Case == "Dat" || l.objectOfVerb(m)
	n := l.d.Text.SentenceOf(m.First)
	codes := l.statesIn(n, at)
	if len(codes) == count && !dealtWith {
		return l.stateActors(codes)
	}
	if len(codes) == 1 && n > 0 && !l.r.w.headLast { // "Peru and Kenya signed. Norway praised both countries"
		if before := l.statesIn(n-1, at); len(before) == count && !slices.Contains(before, codes[0]) {
			return l.stateActors(before)
		}
	}
	codes = nil
	times, people := map[string]int{}, map[string]int{}
	here := l.d.Text.Sentences[l.d.Text.SentenceOf(m.First)].First
	for i := at - 1; i >= 0; i-- {
		x := l.d.Mentions[i]
		people[l.standsFor(x)]++
		of := x.Of
		if n := x.Actor; of == "" && n >= 0 {
			of = l.d.Actors[n].Of
		}
		if _, ok := l.r.g.State(of); !ok || dealtWith && x.First >= here && x.Case == "" { // who acts is none of them
			continue
		}
		if times[of] == 0 {
			codes = append(codes, of)
		}
		times[of]++
	}
	countries := false
	for i := m.First; i < m.Last; i++ {
		countries = countries || l.r.w.homeland.has(l.d.Text.Tokens, i)
	}
	if _, ok := l.r.g.State(l.r.w.home); ok && countries && !dealtWith && len(codes) == count-1 && times[l.r.w.home] == 0 {
		codes = append(codes, l.r.w.home)
	}
	if len(codes) < count {
		return nil
	}
	slices.SortStableFunc(codes, func(a, b string) int { return cmp.Or(times[b]-times[a], people[b]-people[a]) })
	return l.stateActors(codes[:count])
}

// objectOfVerb reports whether a mention stands right behind a verb, or the verb's
// preposition, in a language whose objects do: "urged both sides", "called on both
// governments".
func (l *linker) objectOfVerb(m Mention) bool {
	if l.r.w.headLast || m.First < 2 {
		return false
	}
	t := l.d.Text.Tokens
	if m.Last < len(t) && (t[m.Last].UPOS == "VERB" || t[m.Last].UPOS == "AUX") { // "said both sides agreed"
		return false
	}
	k := m.First - 1
	if w := t[k].Lower; w == "on" || w == "upon" || w == "to" {
		k--
	}
	return t[k].UPOS == "VERB"
}

// statesIn are the states that the mentions of a sentence before one mention are of.
func (l *linker) statesIn(n, at int) []string {
	var out []string
	sent := l.d.Text.Sentences[n]
	for i := at - 1; i >= 0 && l.d.Mentions[i].First >= sent.First; i-- {
		if l.d.Mentions[i].Last > sent.Last {
			continue
		}
		of := l.standsFor(l.d.Mentions[i])
		if _, ok := l.r.g.State(of); ok && !slices.Contains(out, of) {
			out = append(out, of)
		}
	}
	return out
}

// stateActors are the actors of states.
func (l *linker) stateActors(codes []string) []int {
	var out []int
	for _, of := range codes {
		out = append(out, l.state(of))
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

// standsFor is the state or organisation that a mention is of: by its own words,
// of a city the state, of who was named before the party acted for.
func (l *linker) standsFor(m Mention) string {
	switch {
	case m.Of != "":
		return m.Of
	case m.Label == Place:
		return m.Entry.Country
	case m.Actor >= 0:
		return l.d.Actors[m.Actor].Of
	}
	return ""
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
