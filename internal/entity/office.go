package entity

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"chancery"
	"chancery/internal/gazetteer"
	"chancery/internal/nlp"
)

// office is an office as it stands in the text: the tokens [first, last) of its
// title, and what follows from its complements.
type office struct {
	first, last int    // the title; the state or organisation that it is of may stand inside
	plain       int    // the first token behind the words of rank
	headEnd     int    // the token after the head
	end         int    // the token after everything that belongs to it
	parts       [2]int // of two offices of one holder: the end of the first, the beginning of the second; else zero
	head        string
	envoy       bool // sent to somebody: what stands behind "to" is a posting
	plural      bool
	adjective   bool // whom it is of is said by an adjective behind the head
	several     bool // the words are a plural, told of one holder of several
	of          string
	ofEntry     gazetteer.Entry
	ofSpan      chancery.Span
	ofs         []owner  // several, of a plural: "the foreign ministers of X, Y and Z"
	cuts        [][2]int // tokens inside the title that only say whose it is, in order
	lead        [2]int   // words of rank before the owner: "former" of "the former Norwegian president"
	bodyWord    string   // the body that the office is of, of a party that the text names elsewhere
	inBody      bool     // the title ends in the name of a body, which may go on: "Ministry" of "Ministry of Defence"
}

// owner is a state or organisation that stands before an office or a name.
type owner struct {
	first, last int
	named       int // the token after its name; last without the sign of the possessive
	code        string
	entry       gazetteer.Entry
	genitive    bool
	pronoun     bool   // his, their
	word        string // of a body that the text has named before: "the Assembly's"
}

// office reads an office that begins at i, its words in the order of languages
// that put the head first: [rank] [portfolio] HEAD [of|for|to ...].
func (f *finder) office(i int) (office, bool) {
	o := office{first: i, plain: f.ranks(i)}
	if f.r.w.inflected && i > f.first {
		if n, _ := f.r.w.headed.at(f.t, i-1); n > 1 { // "во главе с": nobody's head
			return o, false
		}
	}
	for p := o.plain; p < f.last && p-o.plain < 8; {
		if n, entry := f.r.w.heads.at(f.t, p); n > 0 && !f.describing(p, n) && !(f.r.w.portfolio.has(f.t, p) && f.r.w.heads.has(f.t, p+n)) {
			o.head, o.last, o.headEnd = entry, p+n, p+n
			f.uncase(p, n, entry)
			break
		}
		if f.r.w.follows {
			return o, false
		}
		n, entry := f.r.w.portfolio.at(f.t, p)
		if n == 1 && f.t[p].UPOS == "VERB" && f.t[p].Lower != entry { // "pressed Prime Minister X", but "press secretary"
			return o, false
		}
		if n == 0 {
			if n, _ = f.r.w.bodies.at(f.t, p); n > 0 && f.genitive(p+n) && f.officeAfter(p+n+1) { // "foreign ministry's press secretary"
				o.cuts = append(o.cuts, [2]int{p + n, p + n + 1})
				n++
			}
		}
		if n == 0 {
			n, _ = f.r.w.joins.at(f.t, p)
			if n > 0 && p == o.plain {
				return o, false
			}
		}
		if n == 0 {
			if n, entry = f.r.w.ranks.at(f.t, p); n > 0 {
				f.uncase(p, n, entry)
			}
		}
		if n == 0 && capitalised(f.form(p)) { // "Sovereign Council Chairman"
			if b := f.bodyAt(p); f.r.w.heads.has(f.t, p+b) {
				n = b
			}
		}
		if n == 0 {
			return o, false
		}
		p += n
	}
	if o.head == "" {
		return o, false
	}
	if base, ok := f.r.w.affixed[o.head]; ok {
		o.head = base
	}
	if single, ok := f.r.w.plurals[o.head]; ok {
		o.plural = !f.r.w.inflected || !strings.Contains(o.head, " ") || f.pluralHead(o) // "главы МИД" is the genitive, too
		o.head = single
	} else if f.r.w.inflected {
		o.plural = f.pluralHead(o)
	} else if last := f.t[o.last-1]; last.Feats.Get("Number") == "Plur" && !strings.HasSuffix(o.head, last.Lower) {
		o.plural = true // known by its lemma
	}
	if first := f.t[o.headEnd-len(strings.Fields(o.head))]; f.r.w.follows && !o.plural && first.Feats.Get("Number") == "Plur" && !strings.HasPrefix(o.head, first.Lower+" ") { // "chefs de la diplomatie"
		o.plural = true
	}
	o.envoy = f.sent(o)
	o.end = o.last
	if n, _ := f.r.w.trailing.at(f.t, o.last); n > 0 {
		o.cuts = append(o.cuts, [2]int{o.last, o.last + n})
		o.last += n
		o.end = o.last
	}
	f.complements(&o)
	return o, true
}

// ranks passes over the words of rank at i. A word that heads offices, too, is a
// rank only before another word of an office: "chief negotiator", but "chief of
// staff".
func (f *finder) ranks(i int) int {
	for {
		n, entry := f.r.w.ranks.at(f.t, i)
		if n == 0 {
			return i
		}
		f.uncase(i, n, entry)
		if f.r.w.heads.has(f.t, i) && !f.r.w.heads.has(f.t, i+n) && !f.r.w.portfolio.has(f.t, i+n) && !f.r.w.bodies.has(f.t, i+n) && !f.r.w.ranks.has(f.t, i+n) {
			return i
		}
		i += n
	}
}

// officeAfter reports whether the words at token i, of rank, portfolio or body, end in
// the head of an office.
func (f *finder) officeAfter(i int) bool {
	const reach = 4
	for p := f.ranks(i); p < f.last && p < i+reach; {
		if f.r.w.heads.has(f.t, p) {
			return true
		}
		n, _ := f.r.w.portfolio.at(f.t, p)
		if n == 0 {
			n, _ = f.r.w.bodies.at(f.t, p)
		}
		if n == 0 {
			return false
		}
		p += n
	}
	return false
}

// sent reports whether the head, alone or with words of rank before it, is that
// of an envoy.
func (f *finder) sent(o office) bool {
	if f.r.w.envoys[o.head] {
		return true
	}
	for p := o.first; p < o.last; p++ {
		if n, entry := f.r.w.heads.at(f.t, p); p+n == o.last && f.r.w.envoys[entry] {
			return true
		}
	}
	return false
}

// complements reads what follows the head: "of Foreign Affairs", "of the
// Political Committee", "for Political Affairs", "of Georgia", "to Norway".
func (f *finder) complements(o *office) {
	for {
		if f.qualified(o) {
			continue
		}
		n, _ := f.r.w.links.at(f.t, o.end)
		if n == 0 && f.r.w.inflected && f.genitiveAt(o.end) && (f.attach(o, o.end, o.end) || f.unlisted(o)) { // "министр торговли Перу"
			continue
		}
		if n == 0 || !f.attach(o, o.end, f.skip(f.r.w.articles, o.end+n)) {
			return
		}
	}
}

// unlisted passes over words in the genitive that no list has, between a head and the
// state that it is of: "секретарь Высшего совета обороны Перу".
func (f *finder) unlisted(o *office) bool {
	const reach = 4
	if o.of != "" || o.head == "body" {
		return false
	}
	for k := o.end; k < f.last && k <= o.end+reach; k++ {
		if e, n := f.hit(k); n > 0 {
			if k == o.end || e.Kind != gazetteer.State || f.t[k].Feats.Get("Case") != "Gen" {
				return false
			}
			o.end, o.last = k, k
			return true
		}
		t := &f.t[k]
		if t.UPOS != "ADJ" && t.UPOS != "NOUN" || t.Feats.Get("Case") != "Gen" {
			return false
		}
	}
	return false
}

// qualified reads the adjective of a state, or a list of them, that stands behind the
// words of an office or body: "ministre norvégien des Affaires étrangères".
func (f *finder) qualified(o *office) bool {
	if !f.r.w.follows || o.of != "" {
		return false
	}
	at, list := f.adjectives(o.end)
	if len(list) == 0 || len(list) > 1 && !o.plural && o.head != "body" {
		return false
	}
	last := list[len(list)-1].last
	if len(list) > 1 && o.plural {
		o.ofs = list
	}
	o.of, o.ofEntry, o.ofSpan = list[0].code, list[0].entry, f.span(list[0].first, list[0].last)
	if o.end == o.last {
		o.last = at
	}
	if at > o.end {
		o.last = at
	}
	o.cuts = append(o.cuts, [2]int{at, last})
	o.end, o.adjective = last, true
	if f.continues(last) { // the title goes on behind it
		o.last = last
	}
	return true
}

// continues reports whether a link and a field of work stand at token i.
func (f *finder) continues(i int) bool {
	n, _ := f.r.w.links.at(f.t, i)
	return n > 0 && f.portfolioLike(f.skip(f.r.w.articles, i+n))
}

// adjectives are the adjectives of states, or of an organisation, that stand at token i or behind at most
// two other adjectives there, with the token at which the first of them begins.
func (f *finder) adjectives(i int) (at int, list []owner) {
	const others = 2
	at = i
	for n := 0; n < others && at < f.last && f.t[at].UPOS == "ADJ" && !capitalised(f.form(at)) && f.hits[at-f.first].n == 0; n++ {
		at++
	}
	for q := at; ; {
		e, n := f.party(q)
		if n == 0 || e.Kind != gazetteer.Adjective || capitalised(f.form(q)) {
			return at, list
		}
		list = append(list, owner{first: q, last: q + n, code: code(e), entry: e})
		q += n
		if jn, _ := f.r.w.joins.at(f.t, q); jn > 0 {
			q += jn
		} else if f.form(q) == "," {
			q++
		} else {
			return at, list
		}
	}
}

// attach reads one complement: its link stands at token at, its words begin at q.
// It reports whether there was one and more may follow.
func (f *finder) attach(o *office, at, q int) bool {
	if f.r.w.inflected && f.r.w.origins.has(f.t, at) { // "отозвал посла из Перу"
		return false
	}
	toward, field := f.r.w.toward.has(f.t, at), f.r.w.fields.has(f.t, at)
	if f.r.w.aides[o.head] && f.servesNamed(at, q) {
		return false
	}
	if f.r.w.aides[o.head] && f.served(o, at, q) {
		return true
	}
	e, n := f.hit(q)
	place := n > 0 && (e.Kind == gazetteer.City || e.Kind == gazetteer.Region)
	if p, pn := f.party(q); pn > 0 && f.bodyAt(q+pn) == 0 && !f.posted(q+pn) && (p.Kind != gazetteer.Adjective || f.r.w.follows && pn == 1 && capitalised(f.form(q))) { // "roi des Belges"
		switch {
		case toward && !o.envoy:
			return false
		case toward:
			o.end = q + pn
		case field && !toward && !f.r.w.voices[o.head]: // "for Sudan"
			list := f.list(q)
			o.end = list[len(list)-1].last
		default:
			return f.owned(o, at, q)
		}
		o.last = o.end
		return true
	}
	if place && (toward && o.envoy || field && !toward || f.local(o, e)) {
		o.end = q + n
		o.last = o.end
		return true
	}
	if f.r.w.inflected && toward && o.envoy && f.r.w.portfolio.has(f.t, q) && !capitalised(f.form(q)) { // "вызвал посла Перу в связи с"
		return false
	}
	if toward && !o.envoy && (o.head == "body" || !field && !f.houses(q)) {
		return false
	}
	had, inBody := o.of != "", o.inBody
	o.inBody = false
	end := f.complement(q, o)
	if end == q || had && !o.adjective && !field && !toward && !(inBody && f.r.w.portfolio.has(f.t, q)) {
		return false
	}
	if b, _ := f.r.w.bodies.at(f.t, q); q+b == end && o.of == "" { // "of the Parliament": one that the text names
		o.bodyWord = f.lower(q)
	}
	o.end, o.last = end, end
	return true
}

// local takes the city of a local office as part of its title: "Mayor of Riga".
func (f *finder) local(o *office, e gazetteer.Entry) bool {
	if !f.r.w.local[o.head] {
		return false
	}
	if o.of == "" {
		o.of = e.Country
	}
	return true
}

// houses reports whether a body in which an office may be stands at q: "at the
// Norwegian Ministry of Foreign Affairs".
func (f *finder) houses(q int) bool {
	_, n := f.party(q)
	return f.bodyAt(q+n) > 0
}

// served reads the office that an aide serves: "of the UN Secretary-General".
// One without an article and owner before it is that of a person named behind.
func (f *finder) served(o *office, at, q int) bool {
	n, _ := f.r.w.links.at(f.t, at)
	e, pn := f.party(q)
	k := q + pn
	if f.genitive(k) {
		k++
	}
	inner, ok := f.office(k)
	if !ok || inner.plural || k == at+n && !f.r.w.fused.has(f.t, at) || o.of != "" {
		return false
	}
	if pn > 0 {
		o.of, o.ofEntry, o.ofSpan = code(e), e, f.span(q, q+pn)
		o.cuts = append(o.cuts, [2]int{q, k})
	}
	if inner.of != "" {
		o.of, o.ofEntry, o.ofSpan = inner.of, inner.ofEntry, inner.ofSpan
	}
	o.cuts = append(o.cuts, inner.cuts...)
	o.end, o.last = inner.end, inner.last
	return true
}

// servesNamed reports whether an office whose holder is named stands behind the link at
// token at, with no article before it: "for Norwegian Foreign Minister X".
func (f *finder) servesNamed(at, q int) bool {
	n, _ := f.r.w.links.at(f.t, at)
	if q != at+n {
		return false
	}
	_, pn := f.party(q)
	k := q + pn
	if f.genitive(k) {
		k++
	}
	inner, ok := f.office(k)
	if !ok || inner.plural || !f.titledName(inner.end) {
		return false
	}
	first := f.honorifics(inner.end)
	return f.inCaseOf(inner, first, f.name(first, true))
}

// genitive reports whether the token is the sign of a possessive.
func (f *finder) genitive(i int) bool {
	w := f.lower(i)
	return w == "'s" || w == "’s" || w == "'" || w == "’"
}

// owned reads the party that an office is of, at q behind a link at token at.
func (f *finder) owned(o *office, at, q int) bool {
	e, n := f.party(q)
	if o.of != "" && o.of == code(e) && o.ofEntry.Kind == gazetteer.Organisation && e.Kind == gazetteer.State { // "of the Assembly of the Republic of Portugal"
		o.end = q + n
		return true
	}
	if o.of != "" {
		return false
	}
	o.of, o.ofEntry, o.ofSpan = code(e), e, f.span(q, q+n)
	o.ofs = f.list(q)
	o.end = o.ofs[len(o.ofs)-1].last
	if !o.plural {
		o.end = q + n
	}
	if e.Kind == gazetteer.Organisation && e.Country != "" && e.Sector != "PTY" && !o.plural && at == o.headEnd && !f.r.w.alone[o.head] {
		o.last = o.end // "President of the Assembly of the Republic", not the state's
		return true
	}
	o.cuts = append(o.cuts, [2]int{at, o.end})
	if !f.genitive(o.end) {
		return true
	}
	b := f.bodyAt(o.end + 1) // "of Norway's mission to NATO"
	if b == 0 {
		return false
	}
	o.cuts[len(o.cuts)-1] = [2]int{q, o.end + 1}
	o.end += 1 + b
	o.last = o.end
	if n, _ := f.r.w.toward.at(f.t, o.end); n > 0 {
		p := f.skip(f.r.w.articles, o.end+n)
		if e, hn := f.party(p); hn > 0 && e.Kind == gazetteer.Organisation {
			o.end = p + hn
			o.last = o.end
		}
	}
	return false
}

// complement reads the words of one complement, from q.
func (f *finder) complement(q int, o *office) int {
	end := q
	for p := q; p < f.last; {
		n, _ := f.r.w.portfolio.at(f.t, p)
		if n == 0 {
			n, _ = f.r.w.bodies.at(f.t, p)
			o.inBody = n > 0
		}
		if n > 0 {
			p += n
			end = p
			if b := f.bodyAt(p + 1); o.inBody && b > 0 && f.genitive(p) { // "the parliament's defence committee"
				return p + 1 + b
			}
			continue
		}
		if e, hn := f.party(p); hn > 0 {
			b := f.bodyAt(p + hn)
			if b == 0 && f.posted(p+hn) {
				b, _ = f.r.w.delegations.at(f.t, p+hn)
			}
			if b > 0 && (e.Kind == gazetteer.Adjective || e.Kind == gazetteer.Organisation) { // "of the Azerbaijani Parliament"
				if o.of == "" {
					o.of, o.ofEntry, o.ofSpan = code(e), e, f.span(p, p+hn)
				}
				if e.Kind == gazetteer.Adjective {
					o.cuts = append(o.cuts, [2]int{p, p + hn})
				}
				o.inBody = true
				end = p + hn + b
				if inner := f.bodyAt(end + 1); inner > 0 && f.genitive(end) { // "of the Azerbaijani parliament's defence committee"
					return end + 1 + inner
				}
				return end
			}
			return end
		}
		if jn, _ := f.r.w.joins.at(f.t, p); jn > 0 && p > q {
			after := f.skip(f.r.w.articles, f.skip(f.r.w.goesOn, p+jn))
			if f.portfolioLike(after) {
				p = after
				continue
			}
			return end
		}
		if p > q && f.form(p) == "," && f.listed(f.again(p+1)) {
			p = f.again(p + 1)
			continue
		}
		if !f.portfolioLike(p) {
			return end
		}
		p++
		end = p
	}
	return end
}

// posted reports whether the word is a delegation with a capital, which is a
// standing mission: "the EU Delegation to Armenia".
func (f *finder) posted(i int) bool {
	return capitalised(f.form(i)) && f.r.w.delegations.has(f.t, i)
}

// listed reports whether fields of work stand at i that end a list: "Peace and
// Security".
func (f *finder) listed(i int) bool {
	for p := i; p < f.last; {
		if n, _ := f.r.w.portfolio.at(f.t, p); n > 0 {
			p += n
			continue
		}
		n, _ := f.r.w.joins.at(f.t, p)
		return n > 0 && p > i && f.r.w.portfolio.has(f.t, f.again(p+n))
	}
	return false
}

// again passes over the link and article that stand before each field of work of a list,
// in a language that says them again: "de l'Énergie, de l'Eau et du Climat". In others an
// article begins the next office or body.
func (f *finder) again(i int) int {
	if len(f.r.w.goesOn) == 0 {
		return i
	}
	return f.skip(f.r.w.articles, f.skip(f.r.w.goesOn, i))
}

// portfolioLike reports whether the word can name a field of work: a common
// word with a capital, or one of the language's list.
func (f *finder) portfolioLike(i int) bool {
	if f.r.w.portfolio.has(f.t, i) || f.r.w.bodies.has(f.t, i) {
		return true
	}
	if i >= f.last || !capitalised(f.form(i)) || f.kinds[i] == nlp.Person {
		return false
	}
	switch f.t[i].UPOS {
	case "NOUN", "ADJ", "X", "":
	default:
		return false
	}
	return !f.r.g.IsGivenName(f.form(i)) && !f.r.w.honorifics.has(f.t, i) && !f.r.w.notNames.has(f.t, i) && !f.r.w.heads.has(f.t, i)
}

// bodyAt is the length of a body's head word at i, with at most two words
// before it: "Parliament", "Foreign Ministry".
func (f *finder) bodyAt(i int) int {
	for p := i; p < f.last && p < i+4; p++ {
		if n, _ := f.r.w.bodies.at(f.t, p); n > 0 {
			return p + n - i
		}
		if f.r.w.inflected && f.t[p].UPOS != "ADJ" { // the head stands first, behind adjectives
			return 0
		}
		if !f.portfolioLike(p) && !f.r.w.joins.has(f.t, p) && !f.nameOfBody(p) {
			return 0
		}
	}
	return 0
}

// nameOfBody reports whether a capitalised word can stand in the name of a body
// though the lexicon does not know it.
func (f *finder) nameOfBody(i int) bool {
	return capitalised(f.form(i)) && f.t[i].UPOS == "PROPN" && f.kinds[i] != nlp.Person && !f.r.g.IsGivenName(f.form(i)) && !f.r.w.heads.has(f.t, i) && !f.r.w.honorifics.has(f.t, i) && !f.r.w.notNames.has(f.t, i)
}

// list reads parties that are listed from i: "X, Y and Z". There is one at i.
func (f *finder) list(i int) []owner {
	var out []owner
	for {
		e, n := f.party(i)
		if n == 0 {
			return out
		}
		out = append(out, owner{first: i, last: i + n, code: code(e), entry: e})
		j := i + n
		if f.form(j) == "," {
			j++
		}
		if jn, _ := f.r.w.joins.at(f.t, j); jn > 0 {
			j += jn
		}
		if j == i+n {
			return out
		}
		i = f.skip(f.r.w.articles, f.skip(f.r.w.goesOn, j))
	}
}

// title is the English title of an office of the words, with its ranks before
// it.
func (w *words) title(o office, ranks []string, text string) string {
	text = w.usual(text)
	key := strings.ToLower(text)
	if o.plural || o.several {
		for many, one := range w.plurals {
			if one == o.head && strings.Contains(" "+key+" ", " "+many+" ") {
				key = strings.TrimSpace(strings.Replace(" "+key+" ", " "+many+" ", " "+one+" ", 1))
				text = key
				break
			}
		}
	}
	if t, ok := w.titles[strings.Join(append(slices.Clone(ranks), key), " ")]; ok {
		return t
	}
	out, known := w.titles[key]
	if !known {
		out = capital(text)
	}
	for _, r := range slices.Backward(ranks) {
		if shown := w.rankTitles[r]; shown != "" { // "new" is no part of a title
			out = capital(shown) + " " + out
		}
	}
	return out
}

// usual puts the usual spelling for each word that has another one:
// "secretary-general".
func (w *words) usual(text string) string {
	ws := strings.Fields(text)
	for i, x := range ws {
		if as, ok := w.spelled[strings.ToLower(x)]; ok {
			ws[i] = as
		}
	}
	return strings.Join(ws, " ")
}

// capital gives each word of a title a capital, but for the small ones.
func capital(s string) string {
	ws := strings.Fields(s)
	for i, x := range ws {
		switch x {
		case "of", "the", "for", "and", "to", "in", "at", "on":
		default:
			r, n := utf8.DecodeRuneInString(x)
			if strings.HasPrefix(x[n:], "'") { // "d'affaires"
				continue
			}
			ws[i] = string(unicode.ToUpper(r)) + x[n:]
		}
	}
	return strings.Join(ws, " ")
}

// describing reports whether the one word at token i, which could be an office, is an
// adjective behind its noun: "relaciones diplomáticas".
func (f *finder) describing(i, n int) bool {
	return f.r.w.follows && n == 1 && f.t[i].UPOS == "ADJ" && !capitalised(f.form(i)) && i > f.first && f.t[i-1].UPOS == "NOUN"
}
