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

// finder reads the mentions of one sentence.
type finder struct {
	r           *Reader
	t           []nlp.Token // all tokens up to the sentence's end, so that nothing reaches beyond it
	first, last int
	source      string
	hits        []hit           // by token, from first
	known       map[string]bool // first and last words of the full names in the text
	spoken      map[string]bool // states that the text speaks of
	kinds       []nlp.NameType  // what the name is of that each token lies in
}

// hit is a known name that begins at a token.
type hit struct {
	n       int
	entries []gazetteer.Entry
}

func (f *finder) sentence() []Mention {
	f.mark()
	phrase := f.headFirst
	if f.r.w.headLast {
		phrase = f.headLast
	}
	var out []Mention
	for i := f.first; i < f.last; {
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
		entries, n := f.r.g.Longest(f.r.pack.Code, forms[i:])
		if n == 0 || f.common(f.first+i, n) || n == 1 && (!capitalised(forms[i]) || f.known[forms[i]] && entries[0].Kind == gazetteer.City) {
			i++
			continue
		}
		f.hits[i] = hit{n, f.nearest(entries)}
		i += n
	}
}

// homeland is the state that "our country" means in a language of one state.
func (f *finder) homeland(i int) (gazetteer.Entry, bool) {
	if !f.ours(i) || !f.r.w.homeland.has(f.t, i) {
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
// state by itself: "Parliament", "Foreign Office".
func (f *finder) common(i, n int) bool {
	k, _ := f.r.w.generic.at(f.t, i)
	return k == n
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

// code is the party that an entry stands for.
func code(e gazetteer.Entry) string {
	if e.Kind == gazetteer.City || e.Kind == gazetteer.Organisation && e.Country != "" {
		return e.Country
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
// apostrophe, on one line.
func (f *finder) words(first, last int) string {
	if first >= last {
		return ""
	}
	s := f.source[f.t[first].Start:f.t[last-1].End]
	if l := f.t[last-1]; l.Stem != l.Form && strings.HasPrefix(l.Form, l.Stem) {
		s = s[:len(s)-len(l.Form)+len(l.Stem)]
	}
	return strings.Join(strings.Fields(s), " ")
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
	j := i + 1
	for j < f.last && !f.suffixed(j-1) && j-i <= longestName {
		n, _ := f.r.w.particles.at(f.t, j)
		switch {
		case n > 0 && f.nameWord(j+n, true) && f.t[j].Space && (f.t[j].UPOS != "CCONJ" || !f.known[f.t[j-1].Stem]): // not "X de Y'yi", X too
			j += n
		case f.t[j].Space && f.nameWord(j, true) && (f.r.w.heads[f.t[j].Lower] == nil || f.r.g.IsGivenName(f.t[j].Stem)):
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

func (f *finder) nameEnd(i, j int, titled, proper bool) int {
	if f.site(j) && !f.suffixed(j-1) || j-i > longestName || !titled && j-i == 1 && f.place(i) || (!titled && (j-i < 2 && !f.proper(i) || !proper)) {
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

func (f *finder) suffixed(i int) bool { return f.t[i].Stem != f.t[i].Form }

// nameWord reports whether token i can be part of a person's name.
func (f *finder) nameWord(i int, inside bool) bool {
	if i < f.first || i >= f.last {
		return false
	}
	t := f.t[i]
	if !capitalised(t.Form) && !f.joined(t.Form) || f.r.w.notNames.has(f.t, i) || f.r.w.bodies.has(f.t, i) || f.r.w.delegations.has(f.t, i) || f.r.w.sites.has(f.t, i) {
		return false
	}
	if e, n := f.hit(i); n > 0 {
		given := f.r.g.IsGivenName(t.Stem)
		switch {
		case e.Kind == gazetteer.City:
			if !inside && !given || inside && f.suffixed(i) && !given {
				return false
			}
		case n > 1 || !given:
			return false
		}
	}
	if f.known[t.Stem] {
		return true
	}
	if inside {
		if f.r.w.honorifics.has(f.t, i) && i+1 < f.last && capitalised(f.t[i+1].Form) {
			return false
		}
		return !f.r.w.ranks.has(f.t, i)
	}
	return f.proper(i)
}

// joined reports whether a word is a name behind a particle and hyphen:
// "el-Masri".
func (f *finder) joined(form string) bool {
	particle, name, ok := strings.Cut(form, "-")
	return ok && capitalised(name) && f.r.w.particles[particle] != nil
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
	m := Mention{First: first, Last: last, Label: Person, Name: f.words(nameFirst, nameLast),
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
	text := f.words(o.first, o.last)
	title := f.r.w.title(o, f.ownTitle(o))
	if f.r.w.headLast {
		text = f.nominative(o.first, o.last, f.r.w.heads)
		title = f.r.w.titleLast(f, o, text)
	}
	if _, ok := f.r.w.legislators[o.head]; ok && own.entry.Sector == "LEG" {
		title = f.r.w.member
	} else if _, ok := f.r.w.presiding[o.head]; ok && own.entry.Sector == "LEG" {
		title = f.r.w.speaker
	}
	m.Office = &chancery.Office{Text: text, Title: title, Of: o.of}
	m.OfficeSpan = f.span(o.first, o.last)
	m.Head, m.Plural = o.head, o.plural
	switch {
	case o.of != "":
		m.Of, m.OfSpan = o.of, o.ofSpan
	case own.code != "":
		m.Of, m.OfSpan = own.code, f.span(own.first, own.last)
	}
	m.OwnerWord = own.word
	for i := o.first; i < o.last; i++ {
		m.Former = m.Former || f.r.w.former.has(f.t, i)
	}
	if m.Of != "" {
		m.OfBasis = chancery.Stated
	} else if f.ours(o.last-1) && f.r.w.home != "" { // "Büyükelçimiz"
		m.Of, m.OfBasis = f.r.w.home, chancery.Inferred
	}
	m.Office.Of = m.Of
}

// ours reports whether a suffix says of the word that it is ours.
func (f *finder) ours(i int) bool {
	x := f.t[i].Feats
	return x.Get("Person[psor]") == "1" && x.Get("Number[psor]") == "Plur"
}

// nominative is the text of the tokens with the last in the nominative, in a
// language that puts the suffix right behind the word: what the list has of it
// instead, the form that is somebody's where the word has a suffix of that.
func (f *finder) nominative(first, last int, list phrases) string {
	text := f.words(first, last)
	t := f.t[last-1]
	if t.Stem != t.Form || !f.ours(last-1) && f.caseOf(last) == "" {
		return text
	}
	best := t.Base
	if t.Feats.Get("Person[psor]") == "3" {
		for w := range list {
			if strings.HasPrefix(t.Lower, w) && len(w) > len(best) {
				best = w
			}
		}
	}
	if !strings.HasPrefix(t.Lower, best) || len(t.Lower) != len(t.Form) {
		return text
	}
	return strings.TrimSuffix(text, t.Form) + t.Form[:len(best)]
}

// ownTitle is the words of a title without the state that stands inside:
// "President of the Congress" of "President of the Peruvian Congress".
func (f *finder) ownTitle(o office) string {
	for i := o.first + 1; o.of != "" && i < o.last; i++ {
		if e, n := f.party(i); n > 0 && e.Kind == gazetteer.Adjective && i+n < o.last {
			return f.words(o.first, i) + " " + f.words(i+n, o.last)
		}
	}
	return f.words(o.first, o.last)
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
		if n == 0 || entries[0].Kind != gazetteer.State {
			return Mention{}, false
		}
		codes = append(codes, entries[0].ID)
	}
	return Mention{First: i, Last: i + 1, Label: Pair, NameSpan: f.span(i, i+1), Actor: -1, Codes: codes}, true
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
		m.Label, m.Of = Org, e.ID
	default:
		m.Label = Place
	}
	m.OfSpan, m.OfBasis = m.NameSpan, chancery.Stated
	return m
}
