package entity

import (
	"strings"

	"chancery/internal/gazetteer"
)

// composed is the English title of a head-first office in a language whose entity.yaml
// lists heads (titles) and fields of work (english) in English: "Minister of Foreign
// Affairs and Cooperation" of "ministre des Affaires étrangères et de la Coopération".
// Words that no list knows stay as they are. The tokens are [first, last).
func (f *finder) composed(o office, first, last int, ranks []string) string {
	w := f.r.w
	n, entry := w.heads.at(f.t, first)
	title, known := w.titles[entry]
	if !known {
		title = capital(entry)
	}
	var out strings.Builder
	out.WriteString(title)
	joined := "" // what stands before the next field: a link, or the sign of a list
	for i := first + max(n, 1); i < last; {
		if end := cutAt(o.cuts, i); end > i {
			i = end
			continue
		}
		if jn, _ := w.joins.at(f.t, i); jn > 0 || f.form(i) == "," {
			joined = map[bool]string{true: " and ", false: ", "}[jn > 0]
			i += max(jn, 1)
			continue
		}
		if ln, _ := w.links.at(f.t, i); ln > 0 {
			if joined == "" {
				joined = f.linkOf(o, i)
			}
			i = f.skip(w.articles, i+ln)
			continue
		}
		word, n := f.englishAt(i)
		if joined == "" {
			joined = " "
		}
		out.WriteString(joined + word)
		joined = ""
		i += n
	}
	if o.last > first && len(w.titles) > 0 { // one that the list has as a whole
		if whole, ok := w.titles[f.keyOf(first, last, o.cuts)]; ok {
			out.Reset()
			out.WriteString(whole)
		}
	}
	text := out.String()
	if there, ok := w.titlesOf[o.of][f.keyOf(first, last, o.cuts)]; ok {
		text = there
	}
	for i := len(ranks) - 1; i >= 0; i-- {
		if shown := w.rankTitles[ranks[i]]; shown != "" {
			text = capital(shown) + " " + text
		}
	}
	return text
}

// cutAt is the end of the cut that begins at token i; i where none does.
func cutAt(cuts [][2]int, i int) int {
	for _, c := range cuts {
		if c[0] == i {
			return c[1]
		}
	}
	return i
}

// linkOf is the English word for the link at token i.
func (f *finder) linkOf(o office, i int) string {
	switch {
	case f.r.w.toward.has(f.t, i) && o.envoy:
		return " to "
	case f.r.w.fields.has(f.t, i):
		return " for "
	}
	return " of "
}

// englishAt is the English for the field of work, body or party at token i, and its
// length in tokens.
func (f *finder) englishAt(i int) (string, int) {
	fn, entry := f.r.w.fieldWords.at(f.t, i)
	e, n := f.hit(i)
	if fn > 0 && fn >= n {
		return f.r.w.english[entry], fn
	}
	if n > 0 && e.Kind != gazetteer.Adjective {
		return e.Name, n
	}
	if hn, head := f.r.w.heads.at(f.t, i); hn > 0 && f.r.w.titles[head] != "" { // "envoyé spécial du secrétaire général"
		return "the " + f.r.w.titles[head], hn
	}
	return capital(f.form(i)), 1
}

// keyOf is the text of the tokens in lower case, parted by spaces, without the cuts.
func (f *finder) keyOf(first, last int, cuts [][2]int) string {
	var ws []string
	for i := first; i < last; {
		if end := cutAt(cuts, i); end > i {
			i = end
			continue
		}
		ws = append(ws, f.lower(i))
		i++
	}
	return strings.Join(ws, " ")
}
