package entity

import (
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
	first, last int // the title, without the state or organisation that it is of
	end         int // the token after everything that belongs to it
	head        string
	rank        string // lower-case words of rank: deputy, former
	plural      bool
	several     bool // the words are a plural, told of one holder of several
	of          string
	ofSpan      chancery.Span
	ofs         []owner // several, of a plural: "the foreign ministers of X, Y and Z"
}

// owner is a state or organisation that stands before an office or a name.
type owner struct {
	first, last int
	code        string
	entry       gazetteer.Entry
	genitive    bool
	pronoun     bool   // his, their
	word        string // of a body that the text has named before: "the Assembly's"
}

// office reads an office that begins at i, its words in the order of languages
// that put the head first: [rank] [portfolio] HEAD [of|for|to ...].
func (f *finder) office(i int) (office, bool) {
	o := office{first: i}
	k := f.skip(f.r.w.ranks, i)
	o.rank = strings.ToLower(f.words(i, k))
	for p := k; p < f.last && p-k < 8; {
		if n, entry := f.r.w.heads.at(f.t, p); n > 0 && !(f.r.w.portfolio.has(f.t, p) && f.r.w.heads.has(f.t, p+n)) {
			o.head, o.last = entry, p+n
			break
		}
		n, _ := f.r.w.portfolio.at(f.t, p)
		if n == 0 {
			n, _ = f.r.w.bodies.at(f.t, p)
		}
		if n == 0 {
			n, _ = f.r.w.joins.at(f.t, p)
			if n > 0 && p == k {
				return o, false
			}
		}
		if n == 0 {
			n, _ = f.r.w.ranks.at(f.t, p)
		}
		if n == 0 {
			return o, false
		}
		p += n
	}
	if o.head == "" {
		return o, false
	}
	if single, ok := f.r.w.plurals[o.head]; ok {
		o.plural, o.head = true, single
	}
	f.complements(&o)
	return o, true
}

// complements reads what follows the head: "of Foreign Affairs", "of the
// Political Committee", "for Political Affairs", "of Georgia", "to Norway".
func (f *finder) complements(o *office) {
	o.end = o.last
	for {
		n, _ := f.r.w.links.at(f.t, o.end)
		if n == 0 {
			return
		}
		q := f.skip(f.r.w.articles, o.end+n)
		toward := f.r.w.toward.has(f.t, o.end)
		if e, hn := f.party(q); hn > 0 && f.bodyAt(q+hn) == 0 && e.Kind != gazetteer.Adjective {
			if toward {
				if !f.r.w.envoys[o.head] {
					return
				}
				o.end = q + hn
				if o.of == "" {
					o.last = o.end
				}
				continue
			}
			if o.of != "" {
				return
			}
			o.of, o.ofSpan = code(e), f.span(q, q+hn)
			o.ofs = f.list(q)
			o.end = o.ofs[len(o.ofs)-1].last
			if !o.plural {
				o.end = q + hn
			}
			if w := f.lower(o.end); w == "'s" || w == "’s" { // "of Norway's mission to NATO"
				b := f.bodyAt(o.end + 1)
				if b == 0 {
					return
				}
				o.end += 1 + b
				o.last = o.end
				if n, _ := f.r.w.toward.at(f.t, o.end); n > 0 {
					p := f.skip(f.r.w.articles, o.end+n)
					if e, hn := f.party(p); hn > 0 && e.Kind == gazetteer.Organisation {
						o.end = p + hn
						o.last = o.end
					}
				}
				return
			}
			continue
		}
		if e, hn := f.hit(q); hn > 0 && e.Kind == gazetteer.City && toward && f.r.w.envoys[o.head] {
			o.end = q + hn
			if o.of == "" {
				o.last = o.end
			}
			continue
		}
		if toward && !f.r.w.envoys[o.head] {
			return
		}
		had := o.of != ""
		e := f.complement(q, o)
		if e == q || had {
			return
		}
		o.end, o.last = e, e
	}
}

// complement reads the words of one complement, from q.
func (f *finder) complement(q int, o *office) int {
	end := q
	for p := q; p < f.last; {
		n, _ := f.r.w.portfolio.at(f.t, p)
		if n == 0 {
			n, _ = f.r.w.bodies.at(f.t, p)
		}
		if n > 0 {
			p += n
			end = p
			continue
		}
		if e, hn := f.party(p); hn > 0 {
			if e.Kind == gazetteer.Adjective || e.Kind == gazetteer.Organisation && f.bodyAt(p+hn) > 0 { // "of the Azerbaijani Parliament"
				if b := f.bodyAt(p + hn); b > 0 {
					if o.of == "" {
						o.of, o.ofSpan = code(e), f.span(p, p+hn)
					}
					return p + hn + b
				}
			}
			return end
		}
		if jn, _ := f.r.w.joins.at(f.t, p); jn > 0 && p > q {
			after := f.skip(f.r.w.articles, p+jn)
			if f.portfolioLike(after) {
				p = after
				continue
			}
			return end
		}
		if !f.portfolioLike(p) {
			return end
		}
		p++
		end = p
	}
	return end
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
		i = f.skip(f.r.w.articles, j)
	}
}

// title is the English title of an office.
func (w *words) title(o office, text string) string {
	key := strings.ToLower(text)
	if o.plural || o.several {
		for many, one := range w.plurals {
			if one == o.head && strings.Contains(" "+key+" ", " "+many+" ") {
				text = strings.TrimSpace(strings.Replace(" "+key+" ", " "+many+" ", " "+one+" ", 1))
				key = text
				break
			}
		}
	}
	if t, ok := w.titles[key]; ok {
		return t
	}
	rest := strings.TrimSpace(strings.TrimPrefix(key, o.rank))
	rank, known := w.rankTitles[o.rank]
	if t, ok := w.titles[rest]; ok && o.rank != "" {
		if known && rank == "" {
			return t
		}
		return capital(o.rank) + " " + t
	}
	if known && rank == "" && o.rank != "" { // "former": the office itself has another title
		return capital(rest)
	}
	return capital(text)
}

// capital gives each word of a title a capital, but for the small ones.
func capital(s string) string {
	ws := strings.Fields(s)
	for i, x := range ws {
		switch x {
		case "of", "the", "for", "and", "to", "in", "at", "on":
		default:
			r, n := utf8.DecodeRuneInString(x)
			ws[i] = string(unicode.ToUpper(r)) + x[n:]
		}
	}
	return strings.Join(ws, " ")
}
