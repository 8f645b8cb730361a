package entity

import (
	"slices"
	"strings"

	"chancery"
	"chancery/internal/gazetteer"
)

// headFirst reads the phrase that begins at token i in a language that puts
// the head of an office before its complements, and gives its mentions and the
// token after it. It gives i when nothing begins there.
func (f *finder) headFirst(i int) ([]Mention, int) {
	if m, ok := f.hyphened(i); ok {
		return []Mention{m}, i + 1
	}
	start := i
	if f.t[i].Feats.Get("Clitic") == "Yes" { // "l'a reçu"
		if !f.r.w.objects.has(f.t, i) {
			return nil, i
		}
		return []Mention{{First: i, Last: i + 1, Label: Pronoun, Head: "object", Name: f.form(i), NameSpan: f.span(i, i+1), Actor: -1}}, i + 1
	}
	if q := f.skip(f.r.w.quantities, i); q > i { // "thousands of Norwegian students"
		if ms, end := f.headFirst(q); end > q && (ms[0].Label == People || ms[0].Label == Group && f.r.w.residents[ms[0].Head] && f.t[i].Feats.Get("Number") == "Plur") {
			ms[0].First = i
			return ms, end
		}
	}
	if q := f.skip(f.r.w.quantifiers, i); q > i { // "various committee heads"
		if o, ok := f.office(q); ok && o.plural {
			return f.holders(start, o, owner{})
		}
	}
	if ms, end := f.residents(i); end > i {
		return ms, end
	}
	if f.t[i].UPOS != "SCONJ" && f.t[i].Feats.Get("PronType") != "Rel" && !f.r.w.possessives.has(f.t, i+1) { // "said that President X came", "denied that its minister came"
		i = f.skip(f.r.w.articles, i)
	}
	two := i
	if f.r.w.two.has(f.t, start) { // "both presidents"
		two = start
	}
	if n, _ := f.r.w.two.at(f.t, two); n > 0 { // "the two foreign ministers"
		if o, ok := f.office(two + n); ok && o.plural && o.of == "" {
			m := Mention{First: start, Last: o.end, Label: Group, Head: o.head, Plural: true, NameSpan: f.span(i, o.end), Actor: -1, Count: 2, OfStates: n > 1}
			f.setOffice(&m, o, owner{})
			return f.counted(m, o)
		}
	}
	if m, end := f.three(start, i); end > start {
		return []Mention{m}, end
	}
	if m, end := f.states(start); end > start {
		return []Mention{m}, end
	}
	if ms, end := f.ofEach(start, i); end > start {
		return ms, end
	}
	own := f.owner(i)
	if ms, end := f.ranked(start, i, own); end > start {
		return ms, end
	}
	at := max(i, own.last)
	if n, _ := f.r.w.settlements.at(f.t, at); n > 0 && f.genitive(at+n) { // "the city's mayor, X"
		if o, ok := f.office(at + n + 1); ok && !o.plural && f.r.w.local[o.head] {
			return f.holder(start, o, own)
		}
	}
	if m, end := f.capital(start, at, own); end > start {
		return []Mention{m}, end
	}
	if ms, end := f.allDelegations(start, i); end > start {
		return ms, end
	}
	if ms, end := f.delegation(start, at, own); end > start {
		return ms, end
	}
	if m, end := f.teamFrom(start, at); end > start && own.last == 0 {
		return []Mention{m}, end
	}
	if m, end := f.officials(start, at, own); end > start {
		return []Mention{m}, end
	}
	if ms, end := f.officialsOf(start, at); end > start {
		return ms, end
	}
	if ms, end := f.counterparts(start, i); end > start {
		return ms, end
	}
	for before, q := at, f.honorific(at); q > before && own.last == 0; before, q = q, f.honorific(q) { // "the Hon. Minister of Trade, Mrs X", "HRH Crown Prince X"
		if o, ok := f.office(q); ok && !o.plural && !f.premises(o) && capitalised(f.form(q)) && (q == f.honorifics(at) || f.titledName(o.end)) {
			if ms, end := f.holder(start, o, own); end > start {
				return ms, end
			}
		}
	}
	if o, ok := f.office(at); ok && !f.premises(o) && (own.last > 0 || f.led(start, i) || capitalised(f.form(at)) || o.plural && o.of != "" || f.titledName(o.end) || f.bareHolder(o)) { // "met members of the Kenyan parliament"
		if ms, end := f.holder(start, o, own); end > start {
			return ms, end
		}
	}
	if m, end := f.body(start, at, own); end > start {
		return []Mention{m}, end
	}
	if m, end := f.institution(start, at); end > start && own.last == 0 {
		return []Mention{m}, end
	}
	if m, end := f.people(start, at, own); end > start {
		return []Mention{m}, end
	}
	if m, end := f.named(start, at, own); end > start {
		return []Mention{m}, end
	}
	if m, end := f.elliptic(start, own); end > start {
		return []Mention{m}, end
	}
	if ms, end := f.guest(start, i, own); end > start {
		return ms, end
	}
	if e, n := f.hit(start); start+n > i && e.Kind == gazetteer.City { // a name with its article: "The Hague"
		i = start
	}
	if e, n := f.hit(i); n > 0 && e.Kind != gazetteer.Framework {
		return []Mention{f.plain(start, i, n, e)}, i + n
	}
	if n, _ := f.r.w.both.at(f.t, start); n > 0 && f.t[min(start+n, f.last-1)].UPOS != "NOUN" && !capitalised(f.form(start+n)) {
		return []Mention{{First: start, Last: start + n, Label: Group, Head: "both", NameSpan: f.span(start, start+n), Actor: -1}}, start + n
	}
	if i == start && f.object(i) {
		return []Mention{{First: i, Last: i + 1, Label: Pronoun, Head: "object", Name: f.form(i), NameSpan: f.span(i, i+1), Actor: -1}}, i + 1
	}
	if n, _ := f.r.w.possessives.at(f.t, i); n > 0 && i == start && f.singular(i) {
		return []Mention{{First: i, Last: i + n, Label: Possessive, NameSpan: f.span(i, i+n), Actor: -1}}, i + n
	}
	if f.r.w.pronouns.has(f.t, i) && i == start {
		return []Mention{{First: i, Last: i + 1, Label: Pronoun, Name: f.form(i), NameSpan: f.span(i, i+1), Actor: -1}}, i + 1
	}
	return nil, start
}

// led reports whether an article stands before token i: at token start, or in the link
// before it.
func (f *finder) led(start, i int) bool {
	return i > start || start > f.first && f.r.w.fused.has(f.t, start-1)
}

// three reads "the three", "the three foreign ministers": the three people spoken
// of.
func (f *finder) three(start, i int) (Mention, int) {
	m := Mention{First: start, Label: Group, Plural: true, Actor: -1, Count: 3}
	n, _ := f.r.w.three.at(f.t, i)
	if n == 0 || i == start && n == 1 {
		return Mention{}, start
	}
	if o, ok := f.office(i + n); ok && o.plural && o.of == "" {
		m.Last, m.Head = o.end, o.head
	} else if u := f.t[min(i+n, f.last-1)].UPOS; u == "VERB" || u == "AUX" || u == "ADV" {
		m.Last, m.Head = i+n, "both"
	} else {
		return Mention{}, start
	}
	m.NameSpan = f.span(start, m.Last)
	return m, m.Last
}

// ranked reads an office whose words of rank stand before its owner: "the former
// Norwegian president".
func (f *finder) ranked(start, i int, own owner) ([]Mention, int) {
	k := f.skip(f.r.w.ranks, i)
	if own.code != "" || k == i {
		return nil, start
	}
	if own = f.owner(k); own.code == "" {
		return nil, start
	}
	o, ok := f.office(own.last)
	if !ok || o.plural {
		return nil, start
	}
	o.lead = [2]int{i, k}
	return f.holder(start, o, own)
}

// premises reports whether the office only names a building or street:
// "Ambassador Hotel", "Chancellor X Foundation".
func (f *finder) premises(o office) bool {
	for i := o.end; i < f.last && !f.suffixed(i-1) && capitalised(f.form(i)) && i-o.end < 3; i++ {
		if f.r.w.sites.has(f.t, i) {
			return true
		}
	}
	return false
}

// capital reads "the Norwegian capital": the city.
func (f *finder) capital(start, at int, own owner) (Mention, int) {
	n, _ := f.r.w.capitals.at(f.t, at)
	if n > 0 && own.code == "" {
		if _, list := f.adjectives(at + n); f.r.w.follows && len(list) == 1 { // "la capitale norvégienne"
			own = list[0]
			n = own.last - at
		}
	}
	if n == 0 || own.code == "" {
		return Mention{}, start
	}
	e, ok := f.r.g.Capital(own.code)
	if !ok {
		return Mention{}, start
	}
	m := f.plain(start, start, at+n-start, e)
	m.Name = e.Name
	return m, at + n
}

// object reports whether the word is a pronoun in the place of an object:
// "received him", "will receive her."
func (f *finder) object(i int) bool {
	if !f.r.w.objects.has(f.t, i) || f.r.w.follows && f.r.w.objects[f.lower(i)] == nil { // "il", whose lemma is "lui"
		return false
	}
	if i+1 >= f.last {
		return true
	}
	if f.r.w.inflected && f.t[i+1].UPOS == "VERB" { // "его встретил министр"
		return true
	}
	switch f.t[i+1].UPOS {
	case "PUNCT", "ADP", "ADV", "CCONJ", "SCONJ", "PART", "DET": // "handed her a letter"
		return true
	}
	return false
}

// singular reports whether a possessive is of one person.
func (f *finder) singular(i int) bool { return f.r.w.personal.has(f.t, i) }

// titledName reports whether a name follows an office at i.
func (f *finder) titledName(i int) bool {
	j := f.honorifics(i)
	return f.name(j, true) > j
}

// owner reads a state, its adjective, an organisation or a possessive before
// an office: "Norway's", "Norwegian", "NATO", "his".
func (f *finder) owner(i int) owner {
	if n, _ := f.r.w.honorifics.at(f.t, i); n > 1 { // "His Excellency"
		return owner{}
	}
	if n, _ := f.r.w.possessives.at(f.t, i); n > 0 {
		return owner{first: i, last: i + n, pronoun: true}
	}
	e, n := f.hit(i)
	if n == 0 {
		if bn, word := f.r.w.bodies.at(f.t, i); bn > 0 && capitalised(f.form(i)) && (f.lower(i+bn) == "'s" || f.lower(i+bn) == "’s") {
			return owner{first: i, last: i + bn + 1, word: word, genitive: true}
		}
	}
	if n == 0 || e.Kind == gazetteer.Framework || e.Kind == gazetteer.Region || f.r.w.inflected && e.Kind != gazetteer.Adjective { // "прибыл в Перу министр"
		return owner{}
	}
	o := owner{first: i, last: i + n, named: i + n, code: code(e), entry: e}
	if w := f.lower(o.last); w == "'s" || w == "’s" || w == "'" || w == "’" {
		o.last++
		o.genitive = true
	}
	if (e.Kind == gazetteer.City || f.r.w.follows && e.Kind != gazetteer.Adjective) && !o.genitive {
		return owner{}
	}
	return o
}

// tail passes over the words behind an office that say what it is for, though no list
// knows them, where the name of its holder follows between commas: "the minister for
// the blue economy, X,". It gives the end of the office where that is not so.
func (f *finder) tail(o office) int {
	const reach = 9
	if !f.r.w.links.has(f.t, o.end) && !f.r.w.joins.has(f.t, o.end) && (o.end == o.headEnd || f.t[min(o.end, f.last-1)].UPOS != "NOUN") {
		return o.end
	}
	for k := o.end; k < f.last && k < o.end+reach; k++ {
		if f.form(k) == "," {
			q := f.honorifics(k + 1)
			end := f.name(q, true)
			if end-q >= 2 && k > o.end+1 && f.form(end) == "," && !f.r.w.heads.has(f.t, q) {
				return k
			}
			return o.end
		}
		switch f.t[k].UPOS {
		case "NOUN", "PROPN", "ADJ", "DET", "NUM", "ADP", "PART", "CCONJ", "ADV", "X":
		default:
			if f.form(k) != "-" && f.form(k) != "–" {
				return o.end
			}
		}
	}
	return o.end
}

// honorifics passes over Mr., H.E., Senator and ranks such as General.
func (f *finder) honorifics(i int) int {
	for {
		j := f.honorific(i)
		if j == i {
			return i
		}
		i = j
	}
}

// honorific passes over one of them, if there is one.
func (f *finder) honorific(i int) int {
	if n, _ := f.r.w.honorifics.at(f.t, i); n > 0 {
		return i + n
	}
	n, _ := f.r.w.military.at(f.t, i)
	return i + n
}

// holder reads what follows an office: a second office joined to it, the name
// of its holder, and the state after the name.
func (f *finder) holder(start int, o office, own owner) ([]Mention, int) {
	if f.genitive(o.end) && o.of == "" && own.code != "" { // "the Norwegian president's envoy"
		if aide, ok := f.office(o.end + 1); ok && f.r.w.aides[aide.head] && !o.plural {
			o = aide
		}
	}
	if ms, end := f.acting(start, o, own); end > start {
		return ms, end
	}
	f.join(&o, own)
	f.apposed(&o)
	if o.plural {
		return f.holders(start, o, own)
	}
	if t := f.tail(o); t > o.end {
		o.last, o.end = t, t
	}
	k := f.honorifics(o.end)
	if f.form(k) == "," {
		q := f.honorifics(k + 1)
		if a := f.skip(f.r.w.articles, k+1); f.r.w.follows && a > k+1 && f.honorifics(a) > a { // "le ministre, le général X,"
			q = f.honorifics(a)
		}
		if f.name(q, true)-q >= 2 && !f.r.w.heads.has(f.t, q) && (capitalised(f.form(o.first)) || f.r.w.follows && f.led(start, o.first) || own.code != "" || o.of != "" || own.pronoun && f.ends(f.name(q, true)) || start < o.first && f.form(f.ofAfter(&Mention{}, f.name(q, true))) == ",") && f.closed(f.name(q, true)) {
			k = q
		}
	}
	bracket := 0
	if f.form(k) == "(" { // "the Leader of the Opposition (Hon. X)"
		if q := f.honorifics(k + 1); f.name(q, true)-q >= 2 && f.form(f.name(q, true)) == ")" {
			k, bracket = q, 1
		}
	}
	if end := f.name(k, true); end > k && f.inCaseOf(o, k, end) {
		m := f.person(start, end, k, end)
		f.setOffice(&m, o, own)
		m.Last = f.ofAfter(&m, end) + bracket
		return f.aide(m)
	}
	if own.pronoun && o.end == o.first+1 && f.r.w.things[f.lower(o.first)] && !capitalised(f.form(o.first)) { // "shook his head"
		return nil, start
	}
	m := Mention{First: start, Last: o.end, Label: Holder, Case: f.caseOf(o.end), Actor: -1, Definite: start < o.first || f.r.w.inflected}
	f.setOffice(&m, o, own)
	m.NameSpan = m.OfficeSpan
	if own.pronoun && m.Of == "" {
		m.Definite = false
	}
	return []Mention{m}, o.end
}

// apposed takes the office behind an honorary one and a comma for that of its holder:
// "ministre d'État, ministre des Affaires étrangères, X".
func (f *finder) apposed(o *office) {
	if !f.r.w.honorary[o.head] || f.form(o.end) != "," || o.plural {
		return
	}
	p, ok := f.office(o.end + 1)
	if !ok || p.plural || !f.titledName(p.end) && !(f.form(p.end) == "," && f.titledName(p.end+1)) {
		return
	}
	if p.of == "" {
		p.of, p.ofEntry, p.ofSpan = o.of, o.ofEntry, o.ofSpan
	}
	*o = p
}

// aide reads the aide behind the name of somebody in office, who acts for the same
// party: "Prime Minister X's special envoy Y".
func (f *finder) aide(m Mention) ([]Mention, int) {
	if m.Of == "" || !f.genitive(m.Last) {
		return []Mention{m}, m.Last
	}
	o, ok := f.office(m.Last + 1)
	if !ok || !f.r.w.aides[o.head] || o.plural || o.of != "" {
		return []Mention{m}, m.Last
	}
	ms, end := f.holder(m.Last+1, o, owner{})
	for i := range ms {
		if ms[i].Of == "" && ms[i].Office != nil {
			ms[i].Of, ms[i].OfSpan, ms[i].OfBasis, ms[i].Office.Of = m.Of, m.OfSpan, m.OfBasis, m.Of
		}
	}
	return append([]Mention{m}, ms...), end
}

// ends reports whether a comma or the end of a sentence stands at token i.
func (f *finder) ends(i int) bool { return i >= f.last || f.form(i) == "," || f.form(i) == "." }

// closed reports whether an apposition can end before token i.
func (f *finder) closed(i int) bool {
	if i >= f.last {
		return true
	}
	switch f.form(i) {
	case ",", ".", ";", ":", ")", "(", "—", "–", "-", "?", "!":
		return true
	}
	u := f.t[i].UPOS
	return u == "VERB" || u == "AUX" || u == "ADP" || u == "CCONJ" || u == "ADV" || u == "SCONJ"
}

// join adds a second office of the same holder: "State Councilor and Foreign
// Minister", "Deputy Prime Minister - Foreign Minister".
func (f *finder) join(o *office, own owner) {
	if o.plural || o.of != "" {
		return
	}
	j, _ := f.r.w.joins.at(f.t, o.end)
	if w := f.form(o.end); j == 0 && (w == "-" || w == "–" || w == "/") {
		j = 1
	}
	if j == 0 || !capitalised(f.form(o.end+j)) {
		return
	}
	second, ok := f.office(o.end + j)
	if !ok || second.plural {
		return
	}
	if own.code == "" && second.of == "" && !f.titledName(second.end) && f.form(o.first-1) != "," {
		return
	}
	o.parts = [2]int{o.last, second.first}
	o.last, o.end, o.of, o.ofEntry, o.ofSpan = second.last, second.end, second.of, second.ofEntry, second.ofSpan
	o.cuts = append(o.cuts, second.cuts...)
	o.head, o.envoy = second.head, second.envoy
}

// acting reads a holder whose post at home stands beside the chair of an
// organisation: "Iceland's Prime Minister and OSCE Chairperson-in-Office X",
// "the OSCE Chairperson-in-Office, Prime Minister of Iceland X". The chair is
// the one acted in. With an article in between they are two people.
func (f *finder) acting(start int, o office, own owner) ([]Mention, int) {
	q := o.end
	if j, _ := f.r.w.joins.at(f.t, q); j > 0 {
		q += j
	} else if f.form(q) == "," && f.chair(o, own) {
		q++
	} else {
		return nil, start
	}
	if o.plural || f.r.w.articles.has(f.t, q) || !capitalised(f.form(o.first)) {
		return nil, start
	}
	next := f.owner(q)
	p, ok := f.office(max(q, next.last))
	if !ok || p.plural || next.code == "" && p.of == "" || f.chair(o, own) == f.chair(p, next) || !f.titledName(p.end) {
		return nil, start
	}
	k := f.honorifics(p.end)
	end := f.name(k, true)
	m := f.person(start, end, k, end)
	if f.chair(o, own) {
		f.setOffice(&m, o, own)
	} else {
		f.setOffice(&m, p, next)
	}
	return []Mention{m}, m.Last
}

// chair reports whether the office is the chair of an organisation of states.
func (f *finder) chair(o office, own owner) bool {
	e := own.entry
	if o.of != "" {
		e = o.ofEntry
	}
	return f.r.w.chairs[o.head] && e.Kind == gazetteer.Organisation && e.Country == ""
}

// ofAfter reads "of Norway" or "from Norway" behind a name and gives the token
// after it.
func (f *finder) ofAfter(m *Mention, end int) int {
	if f.form(end) == "(" && m.Of == "" { // "X (Norway)"
		if e, n := f.party(end + 1); n > 0 && f.form(end+1+n) == ")" {
			m.Of, m.OfSpan, m.OfBasis = code(e), f.span(end+1, end+1+n), chancery.Stated
			return end + n + 2
		}
	}
	if m.Of != "" || !f.r.w.links.has(f.t, end) || f.r.w.toward.has(f.t, end) {
		return end
	}
	q := f.skip(f.r.w.articles, end+1)
	e, n := f.party(q)
	if n == 0 || e.Kind == gazetteer.Adjective {
		return end
	}
	m.Of, m.OfSpan, m.OfBasis = code(e), f.span(q, q+n), chancery.Stated
	if m.Office != nil {
		m.Office.Of = m.Of
	}
	return q + n
}

// holders reads a plural office: one mention for each state it is of, or for
// each name that follows, or a group.
func (f *finder) holders(start int, o office, own owner) ([]Mention, int) {
	k := o.end
	if w := f.form(k); w == ":" || w == "," {
		k++
	}
	names, end := f.names(k)
	if len(names) == 0 {
		end = o.end
	}
	if len(names) == 1 && k > o.end { // "the ministers, X said": no list
		names, end = nil, o.end
	}
	single := o
	single.plural, single.several = false, true
	var out []Mention
	switch {
	case len(names) > 0:
		for n, m := range names {
			if n == 0 {
				m.First = start
			}
			named := m
			f.setOffice(&m, single, own)
			if named.Of != "" {
				m.Of, m.OfSpan, m.OfBasis, m.Office.Of = named.Of, named.OfSpan, named.OfBasis, named.Of
			}
			if own.pronoun {
				m.Owner = n + 1
			}
			if len(o.ofs) > 1 && len(o.ofs) == len(names) {
				m.Of, m.OfSpan, m.OfBasis = o.ofs[n].code, f.span(o.ofs[n].first, o.ofs[n].last), chancery.Stated
				m.Office.Of = m.Of
			}
			out = append(out, m)
		}
	case len(o.ofs) > 1:
		for n, w := range o.ofs {
			first := f.article(w.first)
			if n == 0 {
				first = start
			}
			one := single
			one.of, one.ofSpan = w.code, f.span(w.first, w.last)
			m := Mention{First: first, Last: w.last, Label: Holder, Actor: -1, Definite: true}
			f.setOffice(&m, one, owner{})
			m.NameSpan = m.OfSpan
			out = append(out, m)
		}
	default:
		if ms, e := f.bodies(start, single, own); e > start {
			return ms, e
		}
		m := Mention{First: start, Last: o.end, Label: Group, Actor: -1, Case: f.caseOf(o.end), Definite: f.r.w.articles.has(f.t, start) && own.last == 0}
		f.setOffice(&m, single, own)
		m.NameSpan, m.Plural = m.OfficeSpan, true
		_, state := f.r.g.State(m.Of)
		m.Many = m.Of != "" && !state || m.Of == "" && o.end > o.last
		if n, _ := f.r.w.pairs.at(f.t, o.end+1); n > 0 && f.r.w.links.has(f.t, o.end) && !f.r.w.toward.has(f.t, o.end) { // "of the two countries"
			m.Last, m.Count, m.OfStates, m.OfficeHead = o.end+1+n, 2, true, m.Head
			return f.counted(m, o)
		}
		if ms, e := f.eachOf(start, single, m); e > start {
			return ms, e
		}
		out = append(out, m)
	}
	return out, end
}

// names reads people's names that are listed from token k on, each with the state
// behind it, and gives the token after them.
func (f *finder) names(k int) (names []Mention, end int) {
	for q := f.honorifics(k); ; {
		e := f.name(q, true)
		if e == q {
			return names, end
		}
		m := f.person(q, e, q, e)
		e = f.ofAfter(&m, e)
		m.Last = e
		names, end = append(names, m), e
		n := e
		if f.form(n) == "," {
			n++
		}
		if jn, _ := f.r.w.joins.at(f.t, n); jn > 0 {
			n += jn
		}
		if n == e {
			return names, end
		}
		q = f.honorifics(n)
	}
}

// bodies reads "the Directors of the A Committee, the B Committee and the C
// Committee": one holder for each body.
func (f *finder) bodies(start int, o office, own owner) ([]Mention, int) {
	type part struct{ first, last int }
	var parts []part
	n, _ := f.r.w.links.at(f.t, o.first+len(strings.Fields(o.head)))
	if n == 0 || o.end == o.last && f.bodyBefore(o.last) == 0 {
		return nil, start
	}
	end := o.end
	for q := o.end; ; {
		if f.form(q) == "," {
			q++
		}
		if jn, _ := f.r.w.joins.at(f.t, q); jn > 0 {
			q += jn
		}
		a := f.skip(f.r.w.articles, q)
		b := f.bodyAt(a)
		if q == end || a == q || b == 0 {
			break
		}
		parts = append(parts, part{a, a + b})
		end = a + b
		q = end
	}
	if len(parts) == 0 {
		return nil, start
	}
	m := Mention{First: start, Last: o.end, Label: Holder, Actor: -1, Definite: true}
	f.setOffice(&m, o, own)
	m.NameSpan = m.OfficeSpan
	out := []Mention{m}
	head := f.r.w.plurals[strings.ToLower(f.words(o.first, o.first+1))]
	if head == "" {
		head = o.head
	}
	for _, p := range parts {
		b := Mention{First: f.article(p.first), Last: p.last, Label: Holder, Actor: -1, Definite: true, Head: o.head, Of: m.Of, OfBasis: m.OfBasis}
		text := head + " of the " + f.words(p.first, p.last)
		b.Office = &chancery.Office{Text: f.words(p.first, p.last), Title: capital(text), Of: m.Of}
		b.OfficeSpan = f.span(p.first, p.last)
		b.NameSpan = b.OfficeSpan
		out = append(out, b)
	}
	return out, end
}

// article is the token of the article before i, or i where there is none.
func (f *finder) article(i int) int {
	if f.r.w.articles.has(f.t, i-1) {
		i--
	}
	if f.r.w.follows && i > f.first && f.r.w.goesOn.has(f.t, i-1) { // "du Niger, du Mali": the link stands again
		i--
	}
	return i
}

// bodyBefore is 1 when the word before i heads the name of a body.
func (f *finder) bodyBefore(i int) int {
	n, _ := f.r.w.bodies.at(f.t, i-1)
	return n
}

// inCapital is the state in whose capital a ministry or government sits that ends before
// token q, and the capital's words: "the foreign ministry in Oslo"; empty for none.
func (f *finder) inCapital(q int) (string, chancery.Span) {
	if q == 0 || !f.r.w.seated.has(f.t, q-1) || !f.r.w.toward.has(f.t, q) {
		return "", chancery.Span{}
	}
	e, n := f.hit(q + 1)
	if n == 0 || !e.Capital {
		return "", chancery.Span{}
	}
	return e.Government, f.span(q+1, q+1+n)
}

// named reads a person's name and the apposition behind it: "X, Norway's
// foreign minister,", "X of Norway", "X (Norway's foreign minister)".
func (f *finder) named(start, at int, own owner) (Mention, int) {
	i := f.honorifics(at)
	end := f.name(i, i > at)
	if end == i && own.genitive {
		end = f.name(i, f.t[min(i, f.last-1)].UPOS == "PROPN")
	}
	if end == i || i == at && own.last == 0 && f.article(at) != at && !f.r.w.follows && !f.r.w.two.has(f.t, at-1) || (own.last > 0 && !own.genitive && own.entry.Kind != gazetteer.Adjective && own.entry.Kind != gazetteer.State) {
		return Mention{}, start
	}
	if e, n := f.hit(i); n > 0 && e.Kind == gazetteer.City && end-i == 1 && i == at && own.code == "" && !f.known[f.t[i].Stem] { // "in Sofia"
		return Mention{}, start
	}
	m := f.person(start, end, i, end)
	m.Bare = end-i == 1 && i == at && own.code == ""
	if own.code != "" {
		m.Of, m.OfSpan, m.OfBasis = own.code, f.span(own.first, own.last), chancery.Stated
	}
	m.Last = f.ofAfter(&m, end)
	f.apposition(&m)
	return m, m.Last
}

// apposition attaches the office that stands between commas, dashes or in
// brackets behind a name.
func (f *finder) apposition(m *Mention) {
	q := m.Last
	opening := f.form(q)
	if opening != "," && opening != "(" && opening != "–" && opening != "—" {
		return
	}
	q++
	if n, _ := f.r.w.postnominals.at(f.t, q); n > 0 && f.form(q+n) == "," { // "X, M.P., Minister of Trade"
		q += n + 1
	}
	if w := f.lower(q); (w == "who" || w == "which") && f.t[q+1].Base == "be" {
		q += 2
	}
	if n, _ := f.r.w.possessives.at(f.t, q); n > 0 && f.r.w.guests.has(f.t, q+n) { // "X, his host and Norway's foreign minister,"
		if j, _ := f.r.w.joins.at(f.t, q+n+1); j > 0 {
			q += n + 1 + j
		}
	}
	q = f.skip(f.r.w.articles, q)
	if f.colleague(m, q, opening) {
		return
	}
	own := f.owner(q)
	o, ok := f.office(max(q, own.last))
	if !ok || o.plural || own.pronoun {
		return
	}
	f.join(&o, own)
	if f.titledName(o.end) && !f.closed(o.end) {
		return
	}
	end := o.end
	second := f.second(&o, own, &end)
	if !f.closed(end) {
		return
	}
	keep := m.Of
	f.setOffice(m, o, own)
	if m.Of == "" && keep != "" {
		m.Of, m.OfBasis, m.Office.Of = keep, chancery.Stated, keep
	}
	if second != nil {
		f.setOffice(m, second.office, second.owner)
	}
	m.Last = end
	if w := f.form(end); (opening == "," && w == ",") || (opening == "(" && w == ")") || (w == opening) {
		m.Last++
	}
}

type owned struct {
	office office
	owner  owner
}

// second reads another office after "and" with an owner of its own: "Foreign
// Minister of Norway and OSCE Chairperson-in-Office". The post in an
// organisation is the one that the holder acts in.
func (f *finder) second(o *office, own owner, end *int) *owned {
	j, _ := f.r.w.joins.at(f.t, o.end)
	if j == 0 {
		return nil
	}
	q := o.end + j
	for n := 0; n < 4 && q < f.last; n++ {
		next := f.owner(f.skip(f.r.w.articles, q))
		if next.code != "" {
			p, ok := f.office(next.last)
			if !ok || f.titledName(p.end) {
				return nil
			}
			*end = p.end
			if next.entry.Kind == gazetteer.Organisation {
				return &owned{p, next}
			}
			return nil
		}
		if f.lower(q) != "this" && f.lower(q) != "year" && f.lower(q) != "'s" && f.lower(q) != "’s" && f.lower(q) != "current" {
			return nil
		}
		q++
	}
	return nil
}

// delegation reads "a high-level Norwegian delegation to the NATO Parliamentary
// Assembly". Who leads it is a mention of its own.
func (f *finder) delegation(start, at int, own owner) ([]Mention, int) {
	p := at
	for n := 0; n < 4 && p < f.last; n++ {
		if dn, _ := f.r.w.delegations.at(f.t, p); dn > 0 {
			m := Mention{First: start, Last: p + dn, Label: Delegation, Actor: -1, Case: f.caseOf(p + dn), Definite: true, Sector: f.sector(at, p+dn, own.entry)}
			if own.code != "" {
				m.Of, m.OfSpan, m.OfBasis = own.code, f.span(own.first, own.last), chancery.Stated
			}
			if _, list := f.adjectives(m.Last); f.r.w.follows && len(list) == 1 { // "une délégation parlementaire norvégienne"
				m.Of, m.OfSpan, m.OfBasis, m.Last = list[0].code, f.span(list[0].first, list[0].last), chancery.Stated, list[0].last
				m.Sector = f.sector(at, m.Last, list[0].entry)
			}
			if at := m.Last + f.bodyAt(m.Last); f.r.w.inflected && m.Of == "" && f.genitiveAt(at) { // "делегация Перу", "делегация МИД Перу"
				if e, pn := f.party(at); pn > 0 && e.Kind != gazetteer.Adjective {
					m.Of, m.OfSpan, m.OfBasis, m.Last = code(e), f.span(at, at+pn), chancery.Stated, at+pn
				}
			}
			f.delegationLinks(&m)
			m.Name = f.words(f.skip(f.r.w.articles, start), m.Last)
			if _, entry := f.r.w.delegations.at(f.t, p); f.r.w.inflected && p == start { // "делегацию Перу"
				f.uncase(p, dn, entry)
				m.Name = f.inNominative(start, m.Last)
			}
			m.NameSpan = f.span(start, m.Last)
			return []Mention{m}, m.Last
		}
		if o := f.owner(p); o.code != "" && own.code == "" {
			own = o
			p = o.last
			continue
		}
		if u := f.t[p].UPOS; u != "ADJ" && u != "NOUN" && f.r.w.portfolio[f.t[p].Lower] == nil {
			return nil, start
		}
		p++
	}
	return nil, start
}

// officials reads "Norwegian officials", "the Turkish side": people of a party,
// who act like a delegation of it.
func (f *finder) officials(start, at int, own owner) (Mention, int) {
	p := at
	if jn, _ := f.r.w.joins.at(f.t, p); jn > 0 && own.entry.Kind == gazetteer.Adjective { // "Norwegian and Latvian negotiators"
		if e, n := f.party(p + jn); n > 0 && e.Kind == gazetteer.Adjective && f.r.w.groups.has(f.t, p+jn+n) {
			return Mention{First: start, Last: p, Label: Delegation, Name: f.words(own.first, own.last), NameSpan: f.span(own.first, own.last),
				Actor: -1, Of: own.code, OfSpan: f.span(own.first, own.last), OfBasis: chancery.Stated, Head: "officials", Sector: f.sector(p, p+jn+n+1, own.entry)}, p
		}
	}
	for n := 0; n < 2 && p < f.last && (f.t[p].UPOS == "ADJ" || f.r.w.follows && f.t[p].UPOS == "NUM"); n++ {
		p++
	}
	n, _ := f.r.w.groups.at(f.t, p)
	if n > 0 && own.code == "" && f.r.w.follows {
		if _, list := f.adjectives(p + n); len(list) == 1 { // "des responsables norvégiens"
			own = list[0]
			n = own.last - p
		}
	}
	if n == 0 || own.code == "" {
		return Mention{}, start
	}
	return Mention{First: start, Last: p + n, Label: Delegation, Name: f.words(f.skip(f.r.w.articles, start), p+n), NameSpan: f.span(start, p+n),
		Actor: -1, Of: own.code, OfSpan: f.span(own.first, own.last), OfBasis: chancery.Stated, Head: "officials", Sector: f.sector(at, p+n, own.entry)}, p + n
}

// officialsOf reads "officials from Norway and Latvia": people of each party, who act
// like a delegation of it.
func (f *finder) officialsOf(start, at int) ([]Mention, int) {
	if f.r.w.follows && at < f.last && f.t[at].UPOS == "NUM" { // "tres funcionarios de Noruega"
		at++
	}
	n, _ := f.r.w.groups.at(f.t, at)
	if n == 0 || f.t[at+n-1].Feats.Get("Number") != "Plur" || !f.r.w.links.has(f.t, at+n) || f.r.w.toward.has(f.t, at+n) || f.r.w.fields.has(f.t, at+n) {
		return nil, start
	}
	owns := f.list(f.skip(f.r.w.articles, at+n+1))
	if len(owns) == 0 || slices.ContainsFunc(owns, func(o owner) bool { return o.entry.Kind == gazetteer.Adjective }) || f.genitive(owns[len(owns)-1].last) {
		return nil, start
	}
	var out []Mention
	for i, o := range owns {
		first := f.article(o.first)
		if i == 0 {
			first = start
		}
		out = append(out, Mention{First: first, Last: o.last, Label: Delegation, Name: f.words(f.skip(f.r.w.articles, first), o.last), NameSpan: f.span(first, o.last),
			Actor: -1, Of: o.code, OfSpan: f.span(o.first, o.last), OfBasis: chancery.Stated, Head: "officials", Sector: f.sector(at, o.last, o.entry)})
	}
	return out, owns[len(owns)-1].last
}

// delegationLinks reads whose a delegation is and to whom it is sent.
func (f *finder) delegationLinks(m *Mention) {
	for {
		n, _ := f.r.w.links.at(f.t, m.Last)
		toward := f.r.w.toward.has(f.t, m.Last)
		if n == 0 {
			return
		}
		q := f.skip(f.r.w.articles, m.Last+n)
		if bn := f.bodyAt(q); bn > 0 && !toward && f.r.w.links.has(f.t, q+bn) { // "of the Parliament of Norway"
			q = f.skip(f.r.w.articles, q+bn+1)
		}
		e, hn := f.party(q)
		if bn := f.bodyAt(q + hn); hn > 0 && e.Kind == gazetteer.Adjective && bn > 0 && m.Of == "" { // "of the Norwegian Senate"
			m.Of, m.OfSpan, m.OfBasis = code(e), f.span(q, q+hn), chancery.Stated
			m.Last = q + hn + bn
			continue
		}
		if hn == 0 || e.Kind == gazetteer.Adjective {
			return
		}
		if toward {
			if e.Kind != gazetteer.Organisation {
				return
			}
			m.To = code(e)
		} else if m.Of == "" {
			m.Of, m.OfSpan, m.OfBasis = code(e), f.span(q, q+hn), chancery.Stated
		}
		m.Last = q + hn
		if short, n := f.party(m.Last + 1); n > 0 && code(short) == code(e) && f.form(m.Last) == "(" && f.form(m.Last+1+n) == ")" { // "of the Arctic Council (AC)"
			m.Last += n + 2
		}
	}
}

// body reads the name of a ministry, parliament or other body: "the Norwegian
// Foreign Ministry", "the Ministry of Finance of Norway".
func (f *finder) body(start, at int, own owner) (Mention, int) {
	n := f.bodyAt(at)
	seat, seated := f.inCapital(at + n)
	if n == 0 || (!capitalised(f.form(at)) && own.code == "" && seated.Empty() && !f.r.w.follows && !f.r.w.inflected) {
		return Mention{}, start
	}
	if e, hn := f.hit(at); f.r.w.follows && hn > n && e.Kind == gazetteer.Organisation { // "la Commission européenne"
		return Mention{}, start
	}
	end := at + n
	for p := at; p < end; p++ {
		if k, entry := f.r.w.bodies.at(f.t, p); k > 0 {
			f.uncase(p, k, entry)
		}
	}
	o := office{last: end, end: end, head: "body"}
	f.complements(&o)
	if f.r.w.follows && !capitalised(f.form(at)) && o.of == "" && o.last == end && seated.Empty() || f.r.w.inflected && o.of == "" && own.code == "" && !capitalised(f.form(at)) { // "le ministère": one that the text has named
		return Mention{}, start
	}
	m := Mention{First: start, Last: o.end, Label: Org, Name: f.words(f.skip(f.r.w.articles, start), max(o.last, end)),
		NameSpan: f.span(at, o.end), Actor: -1, Case: f.caseOf(o.end), Definite: true, Head: "body", Sector: f.sector(at, o.end, own.entry)}
	switch {
	case own.code != "":
		m.Of, m.OfSpan, m.OfBasis = own.code, f.span(own.first, own.last), chancery.Stated
		m.Name = f.words(at, max(o.last, end))
	case o.of != "":
		m.Of, m.OfSpan, m.OfBasis = o.of, o.ofSpan, chancery.Stated
	case seat != "":
		m.Of, m.OfSpan, m.OfBasis = seat, seated, chancery.Stated
	default:
		if e, ok := f.r.g.Organisation(m.Name); ok && e.Country != "" { // "the Kremlin"
			m.Of, m.OfSpan, m.OfBasis = e.Country, m.NameSpan, chancery.Stated
		}
	}
	if q := f.skip(f.r.w.toward, o.end); start == f.first && q > o.end { // "The Embassy of Norway in Lima said": where it sits is not where something happened
		if e, hn := f.hit(q); hn > 0 && e.Kind == gazetteer.City && q+hn < f.last && (f.t[q+hn].UPOS == "VERB" || f.t[q+hn].UPOS == "AUX") {
			m.Last = q + hn
		}
	}
	return m, m.Last
}
