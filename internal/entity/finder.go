package entity

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"chancery"
	"chancery/internal/gazetteer"
	"chancery/internal/nlp"
)

// finder reads the mentions of one sentence.
type finder struct {
	r           *Reader
	t           []nlp.Token // all tokens up to the sentence's end, so that nothing reaches beyond it
	first, last int
	source      string
	hits        []hit           // by token, from first
	known       map[string]bool // first and last words of the full names in the text
	surnames    map[string]bool // last words of them
	spoken      map[string]bool // states that the text speaks of
	kinds       []nlp.NameType  // what the name is of that each token lies in
	passed      map[int]int     // by token: where what begins there and names nobody ends
	uncased     map[int]string  // by token, where words are inflected: what stands for it in a title
}

// hit is a known name that begins at a token.
type hit struct {
	n       int
	entries []gazetteer.Entry
}

func (f *finder) sentence() []Mention {
	f.uncased = map[int]string{}
	f.mark()
	phrase := f.headFirst
	if f.r.w.headLast {
		phrase = f.headLast
	}
	var out []Mention
	for i := f.first; i < f.last; {
		if end := f.passed[i]; end > i {
			i = end
			continue
		}
		ms, end := phrase(i)
		if end <= i {
			i++
			continue
		}
		if len(out) > 0 && len(ms) > 0 {
			f.ofPair(out[len(out)-1], &ms[0])
		}
		out = append(out, ms...)
		i = end
	}
	if f.r.w.inflected {
		for i := range out {
			out[i].Case = f.headCase(out[i])
			if i > 0 && out[i].Label == Holder && out[i-1].Label == Holder && out[i].Head == out[i-1].Head && !f.noun(out[i]) { // "президенты Перу и Кении"
				out[i].Case = out[i-1].Case
			}
		}
	}
	for i := range out {
		out[i].Money = (out[i].Label == State || out[i].Label == Adjective) && f.r.w.currencies.has(f.t, out[i].Last)
	}
	for i := 1; i < len(out); i++ {
		out[i].Leads = out[i].Label == Person && out[i-1].Label == Delegation && f.r.w.headed.has(f.t, out[i].Last)
	}
	return out
}

// ofPair lets an office of something between two states be of the one named
// first: "Norveç-Peru Dostluk Grubu Başkanı".
func (f *finder) ofPair(pair Mention, m *Mention) {
	if !f.r.w.headLast || pair.Label != Pair || m.Office == nil || m.Of != "" {
		return
	}
	for i := pair.Last; i < m.First; i++ {
		if !capitalised(f.form(i)) {
			return
		}
	}
	m.Of, m.OfSpan, m.OfBasis = pair.Codes[0], pair.NameSpan, chancery.Inferred
	m.Office.Of = m.Of
}

// mark looks up every token, longest known name first, and leaves out what is
// more likely a common word or part of a person's name.
func (f *finder) mark() {
	f.hits = make([]hit, f.last-f.first)
	forms := make([]string, 0, f.last-f.first)
	for _, t := range f.t[f.first:f.last] {
		forms = append(forms, strings.TrimLeft(t.Stem, "@#"))
	}
	for i := 0; i < len(forms); {
		if e, ok := f.homeland(f.first + i); ok {
			f.hits[i] = hit{1, []gazetteer.Entry{e}}
			i++
			continue
		}
		if e, n := f.realmOf(f.first+i, forms[i:]); n > 0 {
			f.hits[i] = hit{n, []gazetteer.Entry{e}}
			i += n
			continue
		}
		entries, n := f.r.g.Longest(f.r.pack.Code, forms[i:])
		if f.r.w.follows && n > 1 && entries[0].Kind == gazetteer.City && f.r.w.articles.has(f.t, f.first+i) { // "La Unión Africana": no town of that name
			if other, _ := f.r.g.Longest(f.r.pack.Code, forms[i+1:]); len(other) > 0 && other[0].Kind == gazetteer.Organisation {
				i++
				continue
			}
		}
		if w, _ := f.r.w.wider.at(f.t, f.first+i); w > n {
			i += w
			continue
		}
		if n == 0 || f.partOfName(f.first+i, n, entries[0]) || f.common(f.first+i, n) || n == 1 && (!capitalised(forms[i]) && !((f.r.w.follows || f.r.w.inflected) && entries[0].Kind == gazetteer.Adjective) || f.known[forms[i]] && entries[0].Kind == gazetteer.City && !f.r.w.within.has(f.t, f.first+i-1)) {
			i++
			continue
		}
		if k, _ := f.r.w.articles.at(f.t, f.first+i); k == 1 && n > 1 && (!capitalised(forms[i]) || entries[0].Kind == gazetteer.State) { // "the Emirates": names stand behind their article
			i, n = i+1, n-1
		}
		if entries[0].Kind == gazetteer.State {
			n += f.realm(f.first + i + n)
		}
		n += f.shortened(f.first+i+n, entries[0])
		f.hits[i] = hit{n, f.nearest(entries)}
		i += n
	}
	f.passed = map[int]int{}
	f.belonging()
}

// shortened is the length of the brackets at token i that hold the short form of the
// organisation or state before them: "the United Arab Emirates (UAE)". Where the head
// of a phrase comes last, its case stands before them; they are no part of the name.
func (f *finder) shortened(i int, e gazetteer.Entry) int {
	if f.r.w.headLast || f.form(i) != "(" || f.form(i+2) != ")" {
		return 0
	}
	short := f.form(i + 1)
	others, n := f.r.g.Longest(f.r.pack.Code, []string{f.t[i+1].Stem})
	same := func(o gazetteer.Entry) bool { return o.Kind == e.Kind && o.ID == e.ID }
	switch {
	case n == 1 && slices.ContainsFunc(others, same):
		return 3
	case n == 0 && e.Kind == gazetteer.Organisation && len(short) > 1 && strings.ToUpper(short) == short && strings.ToLower(short) != short:
		return 3
	}
	return 0
}

// belonging passes over an organisation that only says where a state belongs: "the
// NATO member Norway", "fellow Arctic Council (AC) state Norway".
func (f *finder) belonging() {
	for i := f.first; i < f.last; i++ {
		e, n := f.hit(i)
		if n == 0 || e.Kind != gazetteer.Organisation || e.Country != "" {
			continue
		}
		w, _ := f.r.w.belonging.at(f.t, i+n)
		if w == 0 {
			continue
		}
		if s, m := f.hit(i + n + w); m > 0 && s.Kind == gazetteer.State {
			f.passed[i] = i + n + w
		}
	}
}

// realm is the number of tokens from i on that make a state's name its full one:
// "Kenya Cumhuriyeti".
func (f *finder) realm(i int) int {
	if !f.r.w.headLast || f.suffixed(i-1) || !capitalised(f.form(i)) {
		return 0
	}
	n, _ := f.r.w.realms.at(f.t, i)
	return n
}

// realmOf reads the full name of a state that begins at token i with what sort of state
// it is: "République du Kenya".
func (f *finder) realmOf(i int, forms []string) (gazetteer.Entry, int) {
	if !f.r.w.follows || !capitalised(f.form(i)) {
		return gazetteer.Entry{}, 0
	}
	n, _ := f.r.w.realms.at(f.t, i)
	if n == 0 || !f.r.w.goesOn.has(f.t, i+n) {
		return gazetteer.Entry{}, 0
	}
	q := f.skip(f.r.w.articles, f.skip(f.r.w.goesOn, i+n))
	if q >= f.last {
		return gazetteer.Entry{}, 0
	}
	if entries, k := f.r.g.Longest(f.r.pack.Code, forms[q-i:]); k > 0 && entries[0].Kind == gazetteer.State {
		return entries[0], q + k - i
	}
	return gazetteer.Entry{}, 0
}

// partOfName reports whether a small city of a state that the text does not speak of
// is but the first word of another name: "at Temple Gardens".
func (f *finder) partOfName(i, n int, e gazetteer.Entry) bool {
	k := i + n
	if f.r.w.headLast || e.Kind != gazetteer.City || e.Capital || f.spoken[e.Country] || k >= f.last || !capitalised(f.form(k)) || !f.t[k].Space {
		return false
	}
	if u := f.t[k].UPOS; u != "PROPN" && u != "NOUN" {
		return false
	}
	if _, more := f.r.g.Longest(f.r.pack.Code, f.stems(k)); more > 0 || f.known[f.t[k].Stem] {
		return false
	}
	for _, list := range []phrases{f.r.w.notNames, f.r.w.heads, f.r.w.honorifics, f.r.w.portfolio, f.r.w.ranks, f.r.w.bodies} {
		if list.has(f.t, k) {
			return false
		}
	}
	return !f.r.g.IsGivenName(f.t[k].Stem)
}

// homeland is the state that "our country" means in a language of one state.
func (f *finder) homeland(i int) (gazetteer.Entry, bool) {
	if !ours(f.t[i]) || !f.r.w.homeland.has(f.t, i) {
		return gazetteer.Entry{}, false
	}
	return f.r.g.State(f.r.w.home)
}

// nearest puts a place of a state that the text speaks of before a place of the
// same name elsewhere.
func (f *finder) nearest(entries []gazetteer.Entry) []gazetteer.Entry {
	if k := entries[0].Kind; k != gazetteer.City && k != gazetteer.Region || entries[0].Capital || f.spoken[entries[0].Country] {
		return entries
	}
	n := slices.IndexFunc(entries, func(e gazetteer.Entry) bool {
		return (e.Kind == gazetteer.City || e.Kind == gazetteer.Region) && f.spoken[e.Country]
	})
	if n < 0 {
		return entries
	}
	return append([]gazetteer.Entry{entries[n]}, slices.Delete(slices.Clone(entries), n, n+1)...)
}

// common reports whether the n words are a body's common name, which is of no
// state by itself: "Parliament", "Foreign Office". Some are that of one
// organisation, too, unless a state has it: "the Security Council of Armenia".
func (f *finder) common(i, n int) bool {
	if k, _ := f.r.w.generic.at(f.t, i); k == n {
		return true
	}
	if k, _ := f.r.w.shared.at(f.t, i); k != n {
		return false
	}
	state := func(first int) bool {
		entries, _ := f.r.g.Longest(f.r.pack.Code, f.stems(first))
		return len(entries) > 0 && (entries[0].Kind == gazetteer.State || entries[0].Kind == gazetteer.Adjective)
	}
	if ln, _ := f.r.w.links.at(f.t, i+n); ln > 0 && state(f.skip(f.r.w.articles, i+n+ln)) {
		return true
	}
	before := i - 1
	if before >= f.first && f.genitive(before) {
		before--
	}
	return before >= f.first && state(before)
}

// stems are the words from i on as the gazetteer knows them.
func (f *finder) stems(i int) []string {
	var out []string
	for ; i < f.last && len(out) < 6; i++ {
		out = append(out, f.t[i].Stem)
	}
	return out
}

// hit gives the known name that begins at token i.
func (f *finder) hit(i int) (gazetteer.Entry, int) {
	if i < f.first || i >= f.last || f.hits[i-f.first].n == 0 {
		return gazetteer.Entry{}, 0
	}
	h := f.hits[i-f.first]
	return h.entries[0], h.n
}

// party gives the known state, adjective of a state, or organisation at i.
func (f *finder) party(i int) (gazetteer.Entry, int) {
	e, n := f.hit(i)
	switch {
	case n == 0:
	case e.Kind == gazetteer.State || e.Kind == gazetteer.Adjective || e.Kind == gazetteer.Organisation:
		return e, n
	}
	return gazetteer.Entry{}, 0
}

// partyOrSeat is the party named at token i, or the capital of a state, which
// stands for it: "her colleague in Lima".
func (f *finder) partyOrSeat(i int) (gazetteer.Entry, int) {
	if e, n := f.hit(i); n > 0 && e.Kind == gazetteer.City && e.Capital {
		return e, n
	}
	return f.party(i)
}

// code is the party that an entry stands for.
func code(e gazetteer.Entry) string {
	switch {
	case e.Kind == gazetteer.City || e.Kind == gazetteer.Organisation && e.Country != "":
		return e.Country
	case e.Organ:
		return e.Parent
	}
	return e.ID
}

func capitalised(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r) || unicode.IsTitle(r)
}

func (f *finder) lower(i int) string {
	if i < f.first || i >= f.last {
		return ""
	}
	return f.t[i].Lower
}

func (f *finder) form(i int) string {
	if i < f.first || i >= f.last {
		return ""
	}
	return f.t[i].Form
}

// skip passes over any number of entries of p.
func (f *finder) skip(p phrases, i int) int {
	for {
		n, _ := p.at(f.t, i)
		if n == 0 {
			return i
		}
		i += n
	}
}

func (f *finder) span(first, last int) chancery.Span {
	if first >= last {
		return chancery.Span{}
	}
	return chancery.Span{Start: f.t[first].Start, End: f.t[last-1].End}
}

// words is the text of the tokens, the last one without the suffix after its
// apostrophe, on one line; the last word of an office or body stands as listed.
func (f *finder) words(first, last int) string {
	if first >= last {
		return ""
	}
	s := f.source[f.t[first].Start:f.t[last-1].End]
	if f.r.w.inflected {
		return f.inNominative(first, last)
	}
	if l := f.t[last-1]; l.Stem != l.Form && strings.HasPrefix(l.Form, l.Stem) {
		s = s[:len(s)-len(l.Form)+len(l.Stem)]
	} else if f.r.w.headLast {
		s = s[:len(s)-len(l.Form)] + f.uninflected(l)
	}
	return strings.Join(strings.Fields(s), " ")
}

// uninflected is the form of a word without the case behind it, and without the
// suffix that says that it is ours, where the lists of offices, bodies and
// delegations have it: "bakanlığı" of "bakanlığından", "bakan" of "bakanımız".
func (f *finder) uninflected(t nlp.Token) string {
	if c := t.Feats.Get("Case"); !ours(t) && (c == "" || c == "Nom") {
		return t.Form
	}
	listed := func(w string) bool {
		return f.r.w.bodies[w] != nil || f.r.w.heads[w] != nil || f.r.w.delegations[w] != nil
	}
	form, lower := []rune(t.Form), []rune(t.Lower)
	if base := []rune(t.Base); t.Feats.Get("Person[psor]") != "3" && listed(t.Base) && strings.HasPrefix(t.Lower, t.Base) && len(base) <= len(form) {
		return string(form[:len(base)])
	}
	for n := min(len(form), len(lower)); n > 2; n-- {
		if listed(string(lower[:n])) {
			return string(form[:n])
		}
		if lower[n-1] == 'ğ' && listed(string(lower[:n-1])+"k") { // "bakanlığa"
			return string(form[:n-1]) + "k"
		}
	}
	return t.Form
}

// longestName is how many words a person's name has at most; longer runs are
// headings and lists.
const longestName = 6

// name reads the name of a person that begins at i and gives the token after
// it; i itself when there is none. titled says that an office or honorific
// stands before it, so that one capitalised word is enough.
func (f *finder) name(i int, titled bool) int {
	if !f.nameWord(i, titled) {
		return i
	}
	proper := f.proper(i)
	j, small := i+1, 0
	for j < f.last && !f.suffixed(j-1) && j-i-small <= longestName {
		n := f.small(j)
		switch {
		case f.twoPeople(i, j):
			return f.nameEnd(i, j, titled, proper)
		case n > 0 && f.nameWord(j+n, true) && f.t[j].Space && (f.t[j].UPOS != "CCONJ" || !f.known[f.t[j-1].Stem]): // not "X de Y'yi", X too
			j += n
			small += n
		case (f.t[j].Space || initial(f.form(j-1))) && f.nameWord(j, true) && (f.r.w.heads[f.t[j].Lower] == nil || f.r.g.IsGivenName(f.t[j].Stem)):
			proper = proper || f.proper(j)
			j++
		case f.form(j) == "." && j == i+1 && utf8.RuneCountInString(f.t[i].Form) == 1 && f.nameWord(j+1, true): // an initial
			j++
		default:
			return f.nameEnd(i, j, titled, proper)
		}
	}
	return f.nameEnd(i, j, titled, proper)
}

// initial reports whether a word is a letter with a stop, behind which a surname may stand
// without a space: "A.Rzalı".
func initial(form string) bool {
	r, n := utf8.DecodeRuneInString(form)
	return unicode.IsUpper(r) && form[n:] == "."
}

// small is the number of the small words inside a name that begin at token j: "von
// der".
func (f *finder) small(j int) int {
	const most = 3
	n := 0
	for n < most {
		k, _ := f.r.w.particles.at(f.t, j+n)
		if k == 0 {
			break
		}
		n += k
	}
	return n
}

// twoPeople reports whether i and j are the surnames of two people of the text,
// side by side where a language needs no comma: "Berg Arai'ye teşekkür etti". Where it
// never has one, a given name behind a word that is none begins another's name.
func (f *finder) twoPeople(i, j int) bool {
	given := func(k int) bool {
		return f.r.g.IsGivenName(f.t[k].Form) || f.known[f.t[k].Stem] && !f.surnames[f.t[k].Stem] // the first word of somebody's name
	}
	if f.r.w.sideBySide && j > i+1 && given(j) && !given(j-1) && f.nameWord(j+1, true) {
		return true
	}
	return f.r.w.headLast && j == i+1 && f.surnames[f.t[i].Stem] && f.surnames[f.t[j].Stem]
}

func (f *finder) nameEnd(i, j int, titled, proper bool) int {
	small := 0
	for k := i + 1; k < j; k++ {
		if f.r.w.particles.has(f.t, k) {
			small++
		}
	}
	if f.site(j) && !f.suffixed(j-1) || j-i-small > longestName || !titled && j-i == 1 && f.place(i) || (!titled && (j-i < 2 && !f.proper(i) || !proper)) {
		return i
	}
	if f.form(j) == "(" && f.form(j+2) == ")" && (f.lower(j+1) == "jr" || f.lower(j+1) == "jr." || f.lower(j+1) == "sr") {
		j += 3
	}
	return j
}

// place reports whether the word lies in the name of a place, and nothing else
// tells that it is a person's.
func (f *finder) place(i int) bool {
	return f.kinds[i] == nlp.Location && !f.r.g.IsGivenName(f.t[i].Stem) && !f.known[f.t[i].Stem]
}

// site reports whether a capitalised word at i or behind one adjective makes
// what stands before it the name of a building, outlet or prize: "X Airport",
// "X International Airport".
func (f *finder) site(i int) bool {
	for k := i; k < f.last && k < i+2 && capitalised(f.form(k)); k++ {
		if f.r.w.sites.has(f.t, k) {
			return true
		}
	}
	return false
}

// suffixed reports whether a suffix of case ends the name that the word at token i is the
// last of. Where none is marked off, the head of an office is no name: "Prezidentin".
func (f *finder) suffixed(i int) bool {
	t := f.t[i]
	if f.r.w.inflected || t.Stem == t.Form {
		return false
	}
	rest, ok := strings.CutPrefix(t.Form, t.Stem)
	r, _ := utf8.DecodeRuneInString(rest)
	return !ok || !unicode.IsLetter(r) || f.r.w.heads[t.Base] == nil
}

// nameWord reports whether token i can be part of a person's name.
func (f *finder) nameWord(i int, inside bool) bool {
	if i < f.first || i >= f.last {
		return false
	}
	t := f.t[i]
	if !capitalised(t.Form) && !f.joined(t.Form) || f.noName(i) || f.r.w.bodies.has(f.t, i) || f.bodyForm(i) || f.r.w.delegations.has(f.t, i) || f.r.w.sites.has(f.t, i) {
		return false
	}
	if e, n := f.hit(i); n > 0 {
		given := f.r.g.IsGivenName(t.Stem)
		if f.r.w.sideBySide && inside && e.Kind == gazetteer.State { // "Baş nazir X Suriyaya"
			given = false
		}
		switch {
		case n == 1 && inside && f.surname(i):
		case e.Kind == gazetteer.City:
			c := t.Feats.Get("Case")
			where := f.r.w.headLast && f.suffixed(i) && (c == "Loc" || !inside && e.Capital && !f.known[t.Stem] && (c == "Dat" || c == "Abl")) // "Trump Riyad'da", "Washington'a": nobody is called so
			surname := f.r.w.headLast && (c == "Gen" || c == "Ins") && i > f.first && f.r.g.IsGivenName(f.t[i-1].Form)                         // "Lloyd Austin'in"
			if where || !inside && !given || inside && f.suffixed(i) && !given && !surname {
				return false
			}
		case n > 1 || !given:
			return false
		}
	}
	if f.known[t.Stem] {
		return true
	}
	if f.r.w.headLast && f.r.w.portfolio.has(f.t, i) && (f.r.w.bodies.has(f.t, i+1) || f.r.w.heads.has(f.t, i+1)) && !f.r.g.IsGivenName(t.Stem) { // "büyükelçisi Dışişleri Bakanlığına"
		return false
	}
	if inside {
		if f.r.w.honorifics.has(f.t, i) && i+1 < f.last && capitalised(f.t[i+1].Form) {
			return i > f.first && f.r.w.inner.has(f.t, i) && f.r.g.IsGivenName(f.t[i-1].Stem) // "Hassan Sheikh Omar"
		}
		return !f.r.w.ranks.has(f.t, i)
	}
	return f.proper(i)
}

// surname reports whether the name of a state or its people is somebody's surname: behind
// a given name, or a title where the text has shown it to be one, and before no noun.
func (f *finder) surname(i int) bool {
	if f.r.w.headLast || i <= f.first || i+1 < f.last && slices.Contains([]string{"NOUN", "PROPN", "ADJ", "CCONJ"}, f.t[i+1].UPOS) {
		return false
	}
	return f.r.g.IsGivenName(f.t[i-1].Stem) && capitalised(f.form(i-1)) || f.known[f.t[i].Stem] && f.r.w.honorifics.has(f.t, i-1)
}

// noName reports whether the word is one of those that begin no name. A given name
// that only has such a word for its lemma is a name: "Marta".
func (f *finder) noName(i int) bool {
	if f.r.w.months.has(f.t, i) && (f.number(i-1) || f.number(i+1) || f.r.w.years.has(f.t, i+1) || i > f.first && f.r.w.monthAfter.has(f.t, i-1)) { // "13 May", "in May", "May last year"
		return true
	}
	if f.openingCase(i) {
		return true
	}
	n, entry := f.r.w.notNames.at(f.t, i)
	return n > 0 && (n > 1 || entry == bare(&f.t[i]) || !f.r.g.IsGivenName(f.t[i].Form))
}

// number reports whether a numeral stands at token i of the sentence.
func (f *finder) number(i int) bool {
	return i >= f.first && i < f.last && f.t[i].UPOS == "NUM"
}

// joined reports whether a word is a name behind a particle and hyphen:
// "el-Masri", "es-Sabbah".
func (f *finder) joined(form string) bool {
	particle, name, ok := strings.Cut(form, "-")
	return ok && capitalised(name) && (f.r.w.particles[particle] != nil || f.r.w.prefixes[particle] != nil)
}

// proper reports whether the word is a name by itself rather than a common
// word with a capital.
func (f *finder) proper(i int) bool {
	return f.t[i].UPOS == "PROPN" || f.kinds[i] == nlp.Person || f.r.g.IsGivenName(f.t[i].Stem) || f.known[f.t[i].Stem]
}

// caseOf is the case of a phrase that ends before token end.
func (f *finder) caseOf(end int) string {
	c := f.t[end-1].Feats.Get("Case")
	if c == "Nom" {
		return ""
	}
	return c
}

func (f *finder) person(first, last, nameFirst, nameLast int) Mention {
	sector := ""
	for k := first; k < nameFirst; k++ {
		if f.r.w.military.has(f.t, k) {
			sector = "MIL"
		}
	}
	for k := nameFirst; k < nameLast && f.r.w.inflected; k++ {
		f.uncased[k] = f.t[k].Stem
	}
	m := Mention{Sector: sector, First: first, Last: last, Label: Person, Name: f.words(nameFirst, nameLast),
		NameSpan: f.span(nameFirst, nameLast), Case: f.caseOf(nameLast), Actor: -1, Definite: true}
	if f.r.w.headLast && !f.suffixed(nameLast-1) { // a name's suffix stands behind an apostrophe: "Çetin" is no genitive
		m.Case = ""
	} else if t := f.t[nameLast-1]; m.Case == "" && t.Feats.Get("Case") == "" && strings.HasPrefix(t.Form, t.Stem) { // "Yeter'in" was read as a verb
		m.Case = f.r.w.nameCases[strings.TrimLeft(t.Form[len(t.Stem):], "'’")]
	}
	return m
}

// setOffice puts an office and whom it is of on a mention.
func (f *finder) setOffice(m *Mention, o office, own owner) {
	entry := o.ofEntry
	if o.of == "" {
		entry = own.entry
	}
	_, legislator := f.r.w.legislators[o.head]
	_, presides := f.r.w.presiding[o.head]
	title := ""
	switch legislature := own.entry.Sector == "LEG" || f.r.w.inflected && entry.Sector == "LEG"; {
	case legislature && legislator:
		title = f.r.w.member
	case legislature && presides && (own.entry.Country != "" || f.r.w.inflected && entry.Country != "") && f.bare(o):
		title = f.r.w.speaker
	case f.r.w.headLast:
		title = f.r.w.titleLast(f, o, f.words(o.first, o.last))
		if e := own.entry; stateBody(e) {
			title = e.Name + " " + title
		}
	default:
		title = f.titleFirst(o, own)
	}
	if entry.Organ {
		title += " of the " + entry.Name
	}
	if of, ok := f.r.w.organTitles[strings.ToLower(f.words(o.first, o.last))]; ok && entry.Kind == gazetteer.Organisation && entry.Country == "" {
		title = of
	}
	first := o.first
	if e := own.entry; o.of == "" && own.first < first && (e.Organ || e.Kind == gazetteer.Organisation && e.Country != "") {
		first = own.first // the body's name is part of what the office is called: "State Duma Chairman"
	}
	m.Office = &chancery.Office{Text: f.words(first, o.last), Title: title}
	if f.r.w.follows { // "ministre des Affaires étrangères" of "ministre norvégien des Affaires étrangères"
		m.Office.Text = f.uncut(first, o.last, o.cuts)
	}
	m.OfficeSpan = f.span(first, o.last)
	m.Head, m.Plural = o.head, o.plural
	switch {
	case o.of != "":
		m.Of, m.OfSpan = o.of, o.ofSpan
	case own.code != "":
		m.Of, m.OfSpan = own.code, f.span(own.first, own.last)
	default:
		if of := f.implied(o); of != "" {
			m.Of, m.OfSpan = of, m.OfficeSpan
		}
	}
	m.OwnerWord = cmp.Or(own.word, o.bodyWord)
	m.Former = f.past(o.first, o.last) || f.past(o.lead[0], o.lead[1])
	if m.Of != "" {
		m.OfBasis = chancery.Stated
	} else if ours(f.t[o.last-1]) && f.r.w.home != "" { // "Büyükelçimiz"
		m.Of, m.OfBasis = f.r.w.home, chancery.Inferred
	}
	m.Office.Of = m.Of
	m.Sector = f.sector(o.first, o.end, own.entry)
	if m.Former {
		m.Sector = "ELI"
	}
}

// ours reports whether a suffix says of the word that it is ours.
func ours(t nlp.Token) bool {
	return t.Feats.Get("Person[psor]") == "1" && t.Feats.Get("Number[psor]") == "Plur"
}

// stateBody reports whether the entry is a body of a state other than its
// parliament.
func stateBody(e gazetteer.Entry) bool {
	return e.Kind == gazetteer.Organisation && e.Country != "" && e.Sector != "LEG" && e.Sector != "PTY"
}

// bare reports whether the title is no more than its head, perhaps with a rank.
func (f *finder) bare(o office) bool {
	n, entry := f.r.w.heads.at(f.t, o.first)
	return n > 0 && entry == o.head
}

// implied is the party that an office can only be of: "European Commissioner".
func (f *finder) implied(o office) string {
	for i := o.first; i < o.last; i++ {
		if n, entry := f.r.w.heads.at(f.t, i); n > 0 {
			return f.r.w.implied[entry]
		}
	}
	return ""
}

// past reports whether one of the words puts an office into the past: "former",
// "ex-minister".
func (f *finder) past(first, last int) bool {
	for i := first; i < last; i++ {
		prefix, _, hyphen := strings.Cut(f.lower(i), "-")
		if f.r.w.former.has(f.t, i) || hyphen && f.r.w.former[prefix] != nil {
			return true
		}
	}
	return false
}

// titleFirst is the English title of a head-first office. A state's body other
// than its parliament is named with it: "State Department Spokesperson".
func (f *finder) titleFirst(o office, own owner) string {
	lead := f.ranksIn(o.lead[0], o.lead[1])
	if n := len(lead); n > 0 && slices.Contains(f.r.w.ordinals, lead[n-1]) { // "the first Kenyan minister to visit Peru"
		lead = lead[:n-1]
	}
	ranks := append(lead, f.ranksIn(o.first, o.plain)...)
	if prefix, _, ok := strings.Cut(f.lower(o.plain), "-"); ok && f.r.w.former[prefix] != nil { // "ex-president"
		ranks = append(ranks, prefix)
	}
	if len(f.r.w.english) > 0 && !f.r.w.inflected {
		if end, next := o.parts[0], o.parts[1]; next > 0 {
			plain := f.ranks(next)
			return f.composed(o, o.plain, end, ranks) + " and " + f.composed(o, plain, o.last, f.ranksIn(next, plain))
		}
		return f.composed(o, o.plain, o.last, ranks)
	}
	if end, next := o.parts[0], o.parts[1]; next > 0 {
		plain := f.ranks(next)
		return f.r.w.title(o, ranks, f.uncut(o.plain, end, o.cuts)) + " and " + f.r.w.title(o, f.ranksIn(next, plain), f.uncut(plain, o.last, o.cuts))
	}
	title := f.r.w.title(o, ranks, f.uncut(o.plain, o.last, o.cuts))
	if c, ok := f.composedHere(o, ranks); ok {
		title = c
	}
	if o.of == "" && stateBody(own.entry) {
		title = f.words(own.first, own.named) + " " + title
	}
	return title
}

// ranksIn are the entries of words of rank among the tokens.
func (f *finder) ranksIn(first, last int) []string {
	var out []string
	for i := first; i < last; {
		n, entry := f.r.w.ranks.at(f.t, i)
		if n == 0 {
			i++
			continue
		}
		out = append(out, entry)
		i += n
	}
	return out
}

// uncut is the text of the tokens without those of the cuts.
func (f *finder) uncut(first, last int, cuts [][2]int) string {
	var out []string
	for _, c := range cuts {
		if c[0] >= first && c[1] <= last {
			out = append(out, f.words(first, c[0]))
			first = c[1]
		}
	}
	return strings.Join(strings.Fields(strings.Join(append(out, f.words(first, last)), " ")), " ")
}

// hyphened reads two states in one word, "Norway-Latvia": what lies between
// them, not what they do.
func (f *finder) hyphened(i int) (Mention, bool) {
	a, b, ok := strings.Cut(f.t[i].Stem, "-")
	if !ok || !capitalised(a) || !capitalised(b) {
		return Mention{}, false
	}
	var codes []string
	for _, w := range []string{a, b} {
		entries, n := f.r.g.Longest(f.r.pack.Code, []string{w})
		if n == 0 || entries[0].Kind != gazetteer.State && (entries[0].Kind != gazetteer.Adjective || !f.thing(i+1)) { // "Norwegian-Latvian talks"
			return Mention{}, false
		}
		codes = append(codes, entries[0].ID)
	}
	return Mention{First: i, Last: i + 1, Label: Pair, NameSpan: f.span(i, i+1), Actor: -1, Codes: codes}, true
}

// thing reports whether a common noun that is no office stands at token i, at once or
// behind an adjective.
func (f *finder) thing(i int) bool {
	if i < f.last && f.t[i].UPOS == "ADJ" {
		i++
	}
	return i < f.last && f.t[i].UPOS == "NOUN" && f.t[i].Lower == f.t[i].Form && !f.r.w.heads.has(f.t, i)
}

// pair reports whether a word is of two states: what lies between them is of
// neither alone.
func (f *finder) pair(i int) bool {
	_, ok := f.hyphened(i)
	return ok
}

// plain is the mention of a known name that is nothing more.
func (f *finder) plain(first, at, n int, e gazetteer.Entry) Mention {
	m := Mention{First: first, Last: at + n, Name: e.Name, NameSpan: f.span(at, at+n), Entry: e, Case: f.caseOf(at + n), Actor: -1, Definite: true}
	switch e.Kind {
	case gazetteer.State:
		m.Label, m.Of = State, e.ID
	case gazetteer.Adjective:
		m.Label, m.Of = Adjective, e.ID
	case gazetteer.Organisation:
		m.Label, m.Of, m.Sector = Org, code(e), e.Sector
	default:
		m.Label = Place
	}
	m.OfSpan, m.OfBasis = m.NameSpan, chancery.Stated
	return m
}
