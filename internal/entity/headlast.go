package entity

import (
	"strings"

	"chancery"
	"chancery/internal/gazetteer"
	"chancery/internal/nlp"
)

// headLast reads the phrase that begins at token i in a language that puts the
// head of an office last, before the name of its holder: OWNER [portfolio] HEAD
// [rank] NAME. It gives i when nothing begins there.
func (f *finder) headLast(i int) ([]Mention, int) {
	if m, ok := f.hyphened(i); ok {
		return []Mention{m}, i + 1
	}
	if m, end := f.states(i); end > i {
		return []Mention{m}, end
	}
	if n, _ := f.r.w.two.at(f.t, i); n > 0 { // "iki cumhurbaşkanı"
		if o, ok := f.officeLast(i + n); ok && !f.titledName(o.end) {
			return []Mention{{First: i, Last: o.end, Label: Group, Head: o.head, Plural: true, NameSpan: f.span(i, o.end), Actor: -1, Two: true, Case: f.caseOf(o.end)}}, o.end
		}
	}
	if n, _ := f.r.w.guests.at(f.t, i); n > 0 { // "konuk bakan": the visitor spoken of
		if o, ok := f.officeLast(i + n); ok && !f.titledName(o.end) {
			return []Mention{{First: i, Last: o.end, Label: Pronoun, Head: "guest", NameSpan: f.span(i, o.end), Case: f.caseOf(o.end), Actor: -1}}, o.end
		}
	}
	own := f.ownerLast(i)
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
	if o, ok := f.officeLast(at); ok {
		if own.code == "" || !f.suffixed(own.last-1) || own.genitive {
			return f.holderLast(i, o, own)
		}
	}
	if m, end := f.bodyLast(i, at, own); end > i {
		return []Mention{m}, end
	}
	if own.code != "" {
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
	return nil, i
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
	if len(owns) < 2 {
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
		}
	default:
		return owner{}
	}
	return o
}

// officeLast reads [portfolio] HEAD [RANK], and a second office joined to it.
func (f *finder) officeLast(i int) (office, bool) {
	o := office{first: i}
	for p := i; p < f.last && p-i < 7; {
		if n, entry := f.r.w.heads.at(f.t, p); n > 0 {
			o.head, o.last = entry, p+n
			break
		}
		n, _ := f.r.w.portfolio.at(f.t, p)
		if e, hn := f.hit(p); p == i && hn > 0 && (e.Kind == gazetteer.City || e.Kind == gazetteer.State && i > f.first && f.caseOf(i) == "Gen") { // "Ankara Büyükelçisi", "Norveç'in Lüksemburg Büyükelçisi"
			if _, head := f.r.w.heads.at(f.t, p+hn); f.r.w.envoys[head] && (!f.suffixed(p+hn-1) || f.t[p+hn-1].Feats.Get("Case") == "Loc") {
				p += hn
				continue
			}
		}
		if n == 0 {
			n, _ = f.r.w.ranks.at(f.t, p)
		}
		if n == 0 {
			n, _ = f.r.w.bodies.at(f.t, p)
		}
		if n == 0 && p > i {
			n, _ = f.r.w.joins.at(f.t, p)
		}
		if n == 0 && p > i && f.form(p) == "," && f.r.w.portfolio.has(f.t, p+1) { // "Yatırım, Sanayi ve Ticaret"
			n = 1
		}
		if n == 0 && capitalised(f.form(p)) && !f.r.g.IsGivenName(f.form(p)) && !f.r.w.honorifics.has(f.t, p) && f.lemmaIn(p+1, f.r.w.ministers) {
			n = 1 // a field of work that the list does not know
		}
		if n == 0 && capitalised(f.form(p)) && !f.r.g.IsGivenName(f.form(p)) && !f.suffixed(p) && f.lemmaIn(p+1, f.r.w.bodies) {
			n = 1 // "Anayasa" of "Anayasa Mahkemesi Başkanı"
		}
		if n == 0 || f.suffixed(p) {
			return o, false
		}
		p += n
	}
	if o.head == "" {
		return o, false
	}
	for !f.suffixed(o.last - 1) {
		n, entry := f.r.w.ranks.at(f.t, o.last)
		if n == 0 {
			break
		}
		o.rank = entry
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
	if !f.suffixed(o.end - 1) {
		k := f.honorifics(o.end)
		if end := f.name(k, true); end > k {
			m := f.person(start, end, k, end)
			f.setOffice(&m, o, own)
			return []Mention{m}, end
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
			m := Mention{First: start, Last: p + n, Label: Delegation, Name: f.nominative(start, p+n, f.r.w.delegations), NameSpan: f.span(start, p+n), Actor: -1,
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
			m := Mention{First: start, Last: end, Label: Org, Name: f.words(at, end), NameSpan: f.span(at, end), Actor: -1,
				Case: f.caseOf(end), Definite: true, Head: "body"}
			if own.code != "" {
				m.Of, m.OfSpan, m.OfBasis = own.code, f.span(own.first, own.last), chancery.Stated
			}
			return m, end
		}
		if f.suffixed(p) || (!f.r.w.portfolio.has(f.t, p) && !f.r.w.joins.has(f.t, p) && !capitalised(f.form(p))) {
			return Mention{}, start
		}
	}
	return Mention{}, start
}

// titleLast composes the English title of a head-last office from its parts:
// the longest known phrase, and the rank behind it.
func (w *words) titleLast(f *finder, o office, text string) string {
	var parts []string
	prefix := ""
	for p := o.first; p < o.last; {
		best, english := 0, ""
		for q := o.last; q > p; q-- {
			t, ok := w.titles[f.lemmas(p, q)]
			if !ok {
				t, ok = w.titles[f.spelled(p, q, bare)]
			}
			if ok {
				best, english = q-p, t
				break
			}
		}
		if best == 0 {
			if n, entry := w.ranks.at(f.t, p); n > 0 {
				if w.rankTitles[entry] == "" { // former, new: no part of the title
					p += n
					continue
				}
				if len(parts) == 0 {
					prefix += w.rankTitles[entry] + " "
				} else {
					parts[len(parts)-1] = w.rankTitles[entry] + " " + parts[len(parts)-1]
				}
				p += n
				continue
			}
			if n, _ := w.joins.at(f.t, p); n > 0 {
				p += n
				continue
			}
			if e, n := f.hit(p); n > 0 && e.Kind == gazetteer.City { // where an ambassador is posted
				p += n
				continue
			}
			return text
		}
		parts = append(parts, prefix+english)
		prefix = ""
		p += best
	}
	return strings.Join(parts, " and ")
}

// lemmaIn reports whether the token's lemma or form is an entry of p.
func (f *finder) lemmaIn(i int, p phrases) bool { return i < f.last && p.has(f.t, i) }

// lemmas is the tokens' lemmas, parted by spaces.
func (f *finder) lemmas(first, last int) string {
	return f.spelled(first, last, func(t nlp.Token) string { return t.Base })
}

// spelled joins one form of each of the tokens [first, last).
func (f *finder) spelled(first, last int, form func(nlp.Token) string) string {
	var b strings.Builder
	for i := first; i < last; i++ {
		if i > first {
			b.WriteByte(' ')
		}
		b.WriteString(form(f.t[i]))
	}
	return b.String()
}
