package entity

import (
	"slices"
	"strings"

	"chancery"
	"chancery/internal/gazetteer"
)

// headLast reads the phrase that begins at token i in a language that puts the
// head of an office last, before the name of its holder: OWNER [portfolio] HEAD
// [rank] NAME. It gives i when nothing begins there.
func (f *finder) headLast(i int) ([]Mention, int) {
	if m, ok := f.hyphened(i); ok {
		return []Mention{m}, i + 1
	}
	if n, _ := f.r.w.two.at(f.t, i); n > 0 { // "iki cumhurbaşkanı"
		if o, ok := f.officeLast(i + n); ok && !f.titledName(o.end) {
			return []Mention{{First: i, Last: o.end, Label: Group, Head: o.head, Plural: true, NameSpan: f.span(i, o.end), Actor: -1, Count: 2, Case: f.caseOf(o.end)}}, o.end
		}
	}
	if m, end := f.states(i); end > i {
		return []Mention{m}, end
	}
	if n, _ := f.r.w.guests.at(f.t, i); n > 0 { // "konuk bakan": the visitor spoken of
		if o, ok := f.officeLast(i + n); ok && !f.titledName(o.end) {
			c := f.caseOf(o.end)
			if c == "" && o.end == i+n+1 && f.t[i+n].Feats.Get("Person[psor]") != "" { // "konuk bakanı": of nothing, so the ending is that of a case
				c = "Acc"
			}
			return []Mention{{First: i, Last: o.end, Label: Pronoun, Head: "guest", NameSpan: f.span(i, o.end), Case: c, Actor: -1}}, o.end
		}
	}
	own := f.ownerLast(i)
	if k := f.skip(f.r.w.ranks, i); k > i && own.code == "" { // "eski Norveç Cumhurbaşkanı"
		if w := f.ownerLast(k); w.code != "" {
			if o, ok := f.officeLast(w.last); ok && !o.plural {
				o.lead = [2]int{i, k}
				return f.holderLast(i, o, w)
			}
		}
	}
	at := max(i, own.last)
	if ms, end := f.delegationLast(i, at, own); end > i {
		return ms, end
	}
	if n, _ := f.r.w.capitals.at(f.t, at); n > 0 && own.code != "" {
		if _, hn := f.hit(at + n); hn == 0 { // "Norveç'in başkentinde", but not "başkenti Oslo'da"
			if m, end := f.capital(i, at, own); end > i {
				m.Case = f.caseOf(end)
				return []Mention{m}, end
			}
		}
	}
	if ms, end := f.ownersLast(i); end > i {
		return ms, end
	}
	if n, _ := f.r.w.counterpart.at(f.t, at); n > 0 {
		return f.counterpartLast(i, at, n, own)
	}
	if o, ok := f.officeLast(at); ok && !f.premises(o) && !f.assembly(o) {
		if own.code == "" || !f.suffixed(own.last-1) || own.genitive {
			return f.holderLast(i, o, own)
		}
	}
	if m, end := f.bodyLast(i, at, own); end > i {
		return []Mention{m}, end
	}
	if own.code != "" && (!f.suffixed(own.last-1) || own.genitive) {
		if m, end := f.people(i, at, own); end > i {
			return []Mention{m}, end
		}
	}
	k := f.honorifics(at)
	if o, ok := f.officeLast(k); ok && k > at { // "Sayın Cumhurbaşkanı"
		return f.holderLast(i, o, own)
	}
	if end := f.name(k, k > at); end > k && (own.code == "" || own.genitive || f.t[own.last-1].Feats.Get("Case") == "Abl") {
		m := f.person(i, end, k, end)
		m.Bare = end-k == 1 && k == at && own.code == ""
		if own.code != "" {
			m.Of, m.OfSpan, m.OfBasis = own.code, f.span(own.first, own.last), chancery.Stated
		}
		return []Mention{m}, end
	}
	if e, n := f.hit(i); n > 0 && e.Kind != gazetteer.Framework {
		return []Mention{f.plain(i, i, n, e)}, i + n
	}
	if n, _ := f.r.w.both.at(f.t, i); n > 0 && f.t[min(i+n, f.last-1)].UPOS != "NOUN" && !capitalised(f.form(i+n)) { // "ikili, ...", but not "ikili görüşme"
		return []Mention{{First: i, Last: i + n, Label: Group, Head: "both", NameSpan: f.span(i, i+n), Case: f.caseOf(i + n), Actor: -1}}, i + n
	}
	if n, _ := f.r.w.others.at(f.t, i); n > 0 && f.declined(i+n-1) && !f.titledName(i+n) { // "ev sahibinden", "konuğuna"
		return []Mention{{First: i, Last: i + n, Label: Pronoun, Head: "object", Name: f.words(i, i+n), NameSpan: f.span(i, i+n), Case: f.t[i+n-1].Feats.Get("Case"), Actor: -1}}, i + n
	}
	if object := f.r.w.objects.has(f.t, i); object || f.r.w.pronouns.has(f.t, i) && f.t[i].UPOS != "DET" { // "kendisini", but not the "o" of "o gün"
		m := Mention{First: i, Last: i + 1, Label: Pronoun, Name: f.form(i), NameSpan: f.span(i, i+1), Case: f.caseOf(i + 1), Actor: -1}
		if object || m.Case != "" {
			m.Head = "object"
		}
		return []Mention{m}, i + 1
	}
	return nil, i
}

// assembly reports whether plural office holders give their name to what they sit
// in: "Devlet Başkanları Zirvesi".
func (f *finder) assembly(o office) bool {
	return o.plural && !f.suffixed(o.end-1) && capitalised(f.form(o.end)) && f.r.w.assemblies.has(f.t, o.end)
}

// counterpartLast reads "Norveçli mevkidaşı X": an office holder like the one
// spoken of.
func (f *finder) counterpartLast(start, at, n int, own owner) ([]Mention, int) {
	m := Mention{First: start, Last: at + n, Label: Holder, Actor: -1, NameSpan: f.span(at, at+n), Case: f.caseOf(at + n)}
	if k := f.honorifics(at + n); !f.suffixed(at+n-1) && m.Case == "" {
		if end := f.name(k, true); end > k {
			m = f.person(start, end, k, end)
		}
	}
	m.Head = "counterpart"
	if own.code != "" {
		m.Of, m.OfSpan, m.OfBasis = own.code, f.span(own.first, own.last), chancery.Stated
	}
	return []Mention{m}, m.Last
}

// ownersLast reads "Norveç ve Letonya dışişleri bakanları": one holder of the
// office for each state.
func (f *finder) ownersLast(i int) ([]Mention, int) {
	owns := f.list(i)
	if len(owns) < 2 || f.form(owns[len(owns)-1].first-1) == "," { // "Peru, Kenya bakanlarını": the first acts
		return nil, i
	}
	at := owns[len(owns)-1].last
	o, ok := f.officeLast(at)
	if !ok || !o.plural {
		return nil, i
	}
	o.plural, o.several = false, true
	if !f.suffixed(o.end - 1) {
		if ms, end := f.paired(i, o.end, owns); end > o.end {
			for n := range ms {
				f.setOffice(&ms[n], o, owns[n])
			}
			return ms, end
		}
	}
	var out []Mention
	for n, w := range owns {
		m := Mention{First: w.first, Last: w.last, Label: Holder, Actor: -1, Definite: true}
		f.setOffice(&m, o, w)
		m.NameSpan = f.span(w.first, w.last)
		if n == len(owns)-1 {
			m.Last, m.Case = o.end, f.caseOf(o.end)
		}
		out = append(out, m)
	}
	return out, o.end
}

// ownerLast reads the state or organisation before an office or name. A
// genitive or ablative suffix keeps it an owner; another case does not.
func (f *finder) ownerLast(i int) owner {
	e, n := f.hit(i)
	if n == 0 || e.Kind == gazetteer.Framework || e.Kind == gazetteer.Region {
		return owner{}
	}
	if e.Kind == gazetteer.City && f.t[i+n-1].Feats.Get("Case") != "Gen" {
		return owner{}
	}
	o := owner{first: i, last: i + n, code: code(e), entry: e}
	switch f.t[o.last-1].Feats.Get("Case") {
	case "Gen":
		o.genitive = true
	case "", "Nom", "Abl":
		if bn, _ := f.r.w.behalf.at(f.t, o.last); bn > 0 {
			o.last += bn
			o.genitive = true
		} else if bn, _ := f.r.w.actingFor.at(f.t, o.last); bn > 0 && f.titledOffice(o.last+bn) { // "sənədi Çin tərəfindən isə nazir X imzalayıb"
			o.last += bn
			o.genitive = true
		} else if f.r.w.sideBySide && o.last < f.last && f.t[o.last].Feats.Get("Case") == "Loc" { // "Keniya Perudakı səfirini geri çağırıb": the state acts
			return owner{}
		}
	default:
		return owner{}
	}
	k := o.last
	for ; k < o.last+5 && capitalised(f.form(k)) && !f.suffixed(k) && !f.r.w.heads.has(f.t, k); k++ {
	}
	if f.form(k) != "(" || f.form(k+2) != ")" || strings.ToUpper(f.form(k+1)) != f.form(k+1) {
		return o
	}
	if e, n := f.hit(k + 1); n == 1 && e.Kind == gazetteer.Organisation { // "Birleşmiş Milletler Barış Gücü (UNIFIL)"
		o.entry, o.code, o.last = e, code(e), k+3
	} else if k == o.last { // "Kenya Cumhuriyeti (KC) Başbakanı"
		o.last += 3
	}
	return o
}

// titledOffice reports whether an office with the name of its holder begins at token i.
func (f *finder) titledOffice(i int) bool {
	o, ok := f.officeLast(i)
	return ok && !o.plural && f.titledName(o.end)
}

// officeLast reads [where to] [portfolio] HEAD [RANK], and a second office joined
// to it.
func (f *finder) officeLast(i int) (office, bool) {
	o := office{first: i}
	for p := i; p < f.last && p-i < 9; {
		body, _ := f.r.w.bodies.at(f.t, p)
		if n, entry := f.r.w.heads.at(f.t, p); n > 0 && body <= n { // "Temsilciler Meclisi Başkanı" is none of representatives
			o.head, o.last = entry, p+n
			break
		}
		n := f.partLast(i, p)
		if n == 0 || p > i && f.suffixed(p) && !f.r.w.between.has(f.t, p+n) && !f.bodyOf(p) {
			return o, false
		}
		p += n
	}
	if o.head == "" {
		return o, false
	}
	if e, n := f.hit(i); n > 0 && e.Kind == gazetteer.City && f.r.w.local[o.head] {
		o.of, o.ofEntry, o.ofSpan = e.Country, e, f.span(i, i+n)
	}
	for !f.suffixed(o.last - 1) {
		n, _ := f.r.w.ranksBehind.at(f.t, o.last)
		if n == 0 {
			break
		}
		o.last += n
	}
	for n := 0; n < 2 && o.last < f.last && !f.suffixed(o.last-1); n++ { // "Genel Sekreteri Kişisel Temsilcisi"
		k := f.skip(f.r.w.ranks, o.last)
		hn, entry := f.r.w.nested.at(f.t, k)
		if hn == 0 {
			break
		}
		o.head, o.last = entry, k+hn
	}
	if single, ok := f.r.w.plurals[o.head]; ok {
		o.plural, o.head = true, single
	} else if f.t[o.last-1].Feats.Get("Number") == "Plur" {
		o.plural = true
	}
	o.end = o.last
	if j, _ := f.r.w.joins.at(f.t, o.last); j > 0 && !f.suffixed(o.last-1) {
		from := o.last + j
		if e := f.ownerLast(from).entry; e.Kind != 0 && (e.Kind != gazetteer.Organisation || e.Country == "") { // an office of another party
			return o, true
		}
		for n := 0; n < 3 && from < f.last && capitalised(f.form(from)) && !f.suffixed(from); n++ { // a party's or body's name before the second office
			if _, ok := f.officeLast(from); ok {
				break
			}
			from++
		}
		if second, ok := f.officeLast(from); ok && !second.plural && (from == o.last+j || f.titledName(second.end)) {
			o.end = second.end
			if from == o.last+j { // else it is a post in a party or club, beside the public one
				o.last = second.last
			}
		}
	}
	return o, true
}

// bodyOf reports whether a word for a body owns what follows, where no mark stands before
// its ending: "Xarici İşlər Nazirliyinin sözçüsü".
func (f *finder) bodyOf(p int) bool {
	return f.r.w.sideBySide && f.r.w.bodies.has(f.t, p) && f.t[p].Feats.Get("Case") == "Gen"
}

// partLast is the number of tokens at p that can stand in an office that began at
// i and whose head is still to come; 0 when there are none.
func (f *finder) partLast(i, p int) int {
	if p == i {
		if n := f.postingLast(p); n > 0 {
			return n
		}
	}
	longest := 0
	for _, list := range []phrases{f.r.w.portfolio, f.r.w.ranks, f.r.w.bodies, f.r.w.between} {
		n, _ := list.at(f.t, p)
		longest = max(longest, n)
	}
	if longest > 0 {
		return longest
	}
	if n, _ := f.r.w.joins.at(f.t, p); n > 0 && p > i {
		return n
	}
	if p > i && f.form(p) == "," && f.r.w.portfolio.has(f.t, p+1) { // "Yatırım, Sanayi ve Ticaret"
		return 1
	}
	if !capitalised(f.form(p)) || f.r.g.IsGivenName(f.form(p)) || f.r.w.honorifics.has(f.t, p) || f.pair(p) {
		return 0
	}
	if f.openingCase(p) || p == f.first && slices.Contains([]string{"ADV", "ADP", "CCONJ", "SCONJ"}, f.t[p].UPOS) { // "Görüşmede bakan", "Sonra bakan"
		return 0
	}
	switch next := p + 1; {
	case f.lemmaIn(next, f.r.w.ministers), f.lemmaIn(next, f.r.w.between), // a field of work that the list does not know
		f.lemmaIn(next, f.r.w.bodies) && !f.suffixed(p): // "Anayasa" of "Anayasa Mahkemesi Başkanı"
		return 1
	}
	return 0
}

// postingLast is the number of tokens at p that name where an envoy is posted or
// what an office of a city is of: "Ankara Büyükelçisi", "NATO Daimi Temsilcisi".
func (f *finder) postingLast(p int) int {
	e, n := f.hit(p)
	if n == 0 || e.Kind == gazetteer.Framework || f.suffixed(p+n-1) && f.t[p+n-1].Feats.Get("Case") != "Loc" {
		return 0
	}
	q := p + n
	if dn, _ := f.r.w.delegations.at(f.t, q); dn > 0 && capitalised(f.form(q)) && f.r.w.heads.has(f.t, q+dn) { // "AB Türkiye Delegasyonu Başkanı"
		return n + dn
	}
	for q < f.last {
		if hn, head := f.r.w.heads.at(f.t, q); hn > 0 {
			if f.r.w.envoys[head] || f.r.w.local[head] && e.Kind == gazetteer.City {
				return n
			}
			return 0
		}
		step := 0
		for _, list := range []phrases{f.r.w.ranks, f.r.w.between, f.r.w.portfolio} {
			k, _ := list.at(f.t, q)
			step = max(step, k)
		}
		if step == 0 {
			return 0
		}
		q += step
	}
	return 0
}

// holderLast reads the rank and name behind an office.
func (f *finder) holderLast(start int, o office, own owner) ([]Mention, int) {
	if o.plural {
		m := Mention{First: start, Last: o.end, Label: Group, Actor: -1, Case: f.caseOf(o.end), Plural: true}
		f.setOffice(&m, o, own)
		m.NameSpan = m.OfficeSpan
		if cn, _ := f.r.w.consisting.at(f.t, o.end); cn > 0 { // "a delegation consisting of ambassadors"
			if dn, _ := f.r.w.delegations.at(f.t, o.end+cn); dn > 0 {
				m.Label, m.Last = Delegation, o.end+cn+dn
				m.Case = f.caseOf(m.Last)
				return []Mention{m}, m.Last
			}
		}
		return f.namesAfter(m, o, own)
	}
	if own.code != "" && f.caseOf(o.end) == "Gen" { // "Genel Sekreteri'nin Libya Özel Temsilcisi"
		aide, ok := f.officeLast(o.end)
		if ok && !aide.plural && f.r.w.nested.has(f.t, aide.end-1) {
			o = aide
		}
	}
	if !f.suffixed(o.end-1) && !f.declined(o.end-1) {
		k := f.regnal(f.honorifics(o.end))
		if end := f.name(k, true); end > k {
			m := f.person(start, end, k, end)
			f.setOffice(&m, o, own)
			if aide, ok := f.officeLast(end); ok && m.Case == "Gen" && !aide.plural && f.r.w.nested.has(f.t, aide.end-1) { // "Genel Sekreteri X'in Libya Özel Temsilcisi Y"
				m.Principal = true
				ms, last := f.holderLast(end, aide, own)
				return append([]Mention{m}, ms...), last
			}
			return []Mention{m}, end
		}
		if ms, end := f.actingLast(start, o, own); end > start {
			return ms, end
		}
	}
	m := Mention{First: start, Last: o.end, Label: Holder, Actor: -1, Case: f.caseOf(o.end), Definite: true}
	f.setOffice(&m, o, own)
	m.NameSpan = m.OfficeSpan
	if start > f.first && own.code == "" && f.t[start-1].UPOS == "NUM" { // "dört bakan": how many, not who
		m.Label, m.Plural, m.Counted, m.Definite = Group, true, true, false
	}
	return []Mention{m}, o.end
}

// actingLast reads a holder whose post at home stands beside the chair of an
// organisation, or another post in the same one: "Finlandiya Dışişleri Bakanı ve
// AGİT Dönem Başkanı X". The chair is the one acted in.
func (f *finder) actingLast(start int, o office, own owner) ([]Mention, int) {
	q := o.end
	if j, _ := f.r.w.joins.at(f.t, q); j > 0 {
		q += j
	} else if f.form(q) == "," && f.chair(o, own) {
		q++
	} else {
		return nil, start
	}
	next := f.ownerLast(q)
	p, ok := f.officeLast(max(q, next.last))
	if !ok || p.plural || next.code == "" || f.suffixed(p.end-1) || !f.titledName(p.end) || f.chair(o, own) == f.chair(p, next) && own.code != next.code && !f.envoy(o, own, next) {
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
	return []Mention{m}, end
}

// envoy reports whether an office is that of somebody's envoy, and both it and
// the next one are of organisations: "BM Özel Temsilcisi ve Barış Gücü Misyon Şefi X"
// is one person.
func (f *finder) envoy(o office, own, next owner) bool {
	return f.r.w.nested.has(f.t, o.end-1) && own.entry.Kind == gazetteer.Organisation && next.entry.Kind == gazetteer.Organisation
}

// regnal skips the number of a monarch before the name: "Kral 3. Harald", "Kral
// III. Harald".
func (f *finder) regnal(i int) int {
	if i >= f.last {
		return i
	}
	if f.t[i].Feats.Get("NumType") == "Ord" {
		return i + 1
	}
	if w := f.t[i].Form; len(w) > 1 && strings.HasSuffix(w, ".") && strings.Trim(w, "IVX.") == "" && (i+1 >= f.last || f.t[i+1].Space) { // not the initial of "V.Rzalı"
		return i + 1
	}
	return i
}

// declined reports whether a word has a case behind its possessive ending, so
// that no name follows: "büyükelçisini", but not "bakanı".
func (f *finder) declined(i int) bool {
	c := f.t[i].Feats.Get("Case")
	return c != "" && c != "Nom" && f.t[i].Feats.Get("Person[psor]") != ""
}

// namesAfter reads the names listed behind a plural office: "savunma bakan
// yardımcıları A, B ve C".
func (f *finder) namesAfter(group Mention, o office, own owner) ([]Mention, int) {
	o.plural = false
	var out []Mention
	end := o.end
	for q := f.honorifics(o.end); !f.suffixed(o.end - 1); {
		e := f.name(q, true)
		if e == q {
			break
		}
		m := f.person(end, e, q, e)
		if len(out) == 0 {
			m.First = group.First
		}
		f.setOffice(&m, o, own)
		out = append(out, m)
		end = e
		n := e
		if f.form(n) == "," {
			n++
		}
		if j, _ := f.r.w.joins.at(f.t, n); j > 0 {
			n += j
		}
		if n == e {
			break
		}
		q = f.honorifics(n)
	}
	if len(out) < 2 {
		return []Mention{group}, o.end
	}
	return out, end
}

// delegationLast reads "Norveç heyeti", "ABD'li heyet".
func (f *finder) delegationLast(start, at int, own owner) ([]Mention, int) {
	for p := at; p < f.last && p < at+3; p++ {
		if n, _ := f.r.w.delegations.at(f.t, p); n > 0 {
			m := Mention{First: start, Last: p + n, Label: Delegation, Name: f.words(start, p+n), NameSpan: f.span(start, p+n), Actor: -1,
				Case: f.caseOf(p + n), Definite: true, Plural: f.t[p+n-1].Feats.Get("Number") == "Plur"}
			if own.code != "" {
				m.Of, m.OfSpan, m.OfBasis = own.code, f.span(own.first, own.last), chancery.Stated
			}
			return []Mention{m}, m.Last
		}
		if f.t[p].UPOS != "ADJ" && !f.r.w.portfolio.has(f.t, p) {
			return nil, start
		}
	}
	return nil, start
}

// bodyLast reads "Norveç Dışişleri Bakanlığı", "Cumhurbaşkanlığı".
func (f *finder) bodyLast(start, at int, own owner) (Mention, int) {
	if f.r.w.joins.has(f.t, at) {
		return Mention{}, start
	}
	for p := at; p < f.last && p < at+5; p++ {
		if n, _ := f.r.w.bodies.at(f.t, p); n > 0 {
			end := p + n
			for !f.suffixed(end-1) && f.r.w.bodies.has(f.t, end) {
				end++
			}
			if !capitalised(f.form(p)) || f.site(end) && !f.suffixed(end-1) { // "Cumhurbaşkanlığı Sarayı" is a building
				return Mention{}, start
			}
			if e, known := f.hit(at); known == end-at && e.Kind == gazetteer.Organisation { // "Avrupa Konseyi'ni"
				return Mention{}, start
			}
			m := Mention{First: start, Last: end, Label: Org, Name: f.words(at, end), NameSpan: f.span(at, end), Actor: -1,
				Case: f.caseOf(end), Definite: true, Head: "body"}
			if own.code != "" {
				m.Of, m.OfSpan, m.OfBasis = own.code, f.span(own.first, own.last), chancery.Stated
			}
			return m, end
		}
		if f.suffixed(p) || f.pair(p) || (!f.r.w.portfolio.has(f.t, p) && !f.r.w.joins.has(f.t, p) && !capitalised(f.form(p))) {
			return Mention{}, start
		}
	}
	return Mention{}, start
}

// lemmaIn reports whether the token's lemma or form is an entry of p.
func (f *finder) lemmaIn(i int, p phrases) bool { return i < f.last && p.has(f.t, i) }

// bodyForm reports whether the word at token i is one for a body with an ending of case
// that the analysis took for a part of a name: "Büyükelçiliğine".
func (f *finder) bodyForm(i int) bool {
	if !f.r.w.headLast {
		return false
	}
	const longest = 4 // letters of the ending
	w := f.t[i].Lower
	for n := 1; n <= longest && n < len(w); n++ {
		if slices.ContainsFunc(f.r.w.bodies[w[:len(w)-n]], func(ws []string) bool { return len(ws) == 1 }) {
			return true
		}
	}
	return false
}

// firstOfCompound reports whether a noun that ends before token i is but the first of a
// compound: "esir takası", which is no captive.
func (f *finder) firstOfCompound(i int) bool {
	if !f.r.w.headLast || i >= f.last || f.suffixed(i-1) || f.t[i-1].Feats.Get("Person[psor]") != "" || f.t[i-1].Feats.Get("Number") == "Plur" {
		return false
	}
	next := f.t[i]
	return next.UPOS == "NOUN" && next.Form == next.Lower && next.Feats.Get("Person[psor]") != ""
}

// openingCase reports whether the word that opens the sentence is a common noun in an
// oblique case: "Çıkışta Berg, ...".
func (f *finder) openingCase(i int) bool {
	if !f.r.w.headLast || i != f.first || f.t[i].UPOS != "NOUN" || f.suffixed(i) || f.r.g.IsGivenName(f.t[i].Form) || f.known[f.t[i].Stem] {
		return false
	}
	switch f.t[i].Feats.Get("Case") {
	case "Loc", "Abl", "Ins":
		return true
	}
	return false
}
