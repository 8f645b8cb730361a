package entity

import (
	"strings"

	"chancery/internal/gazetteer"
)

// inNominative is the text of the tokens on one line, in a language that inflects
// names and offices: the words of offices as they are listed, those of names by their
// nominative.
func (f *finder) inNominative(first, last int) string {
	var b strings.Builder
	for i := first; i < last; i++ {
		if i > first {
			b.WriteString(f.source[f.t[i-1].End:f.t[i].Start])
		}
		form := f.t[i].Form
		if base, ok := f.uncased[i]; ok && f.r.pack.Lower(form) != f.r.pack.Lower(base) {
			form = base
		}
		b.WriteString(form)
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// uncase notes that an entry stands for the n tokens from i on, in the nominative,
// where words are inflected.
func (f *finder) uncase(i, n int, entry string) {
	if !f.r.w.inflected {
		return
	}
	ws := strings.Fields(entry)
	for k := 0; k < n && k < len(ws) && len(ws) == n; k++ {
		f.uncased[i+k] = ws[k]
	}
}

// headCase is the case of a mention in a language that inflects names and puts the
// head first: that of its first noun or name, else of its first word that has one.
// Adjectives agree with what follows them.
func (f *finder) headCase(m Mention) string {
	other := ""
	for i := m.First; i < m.Last; i++ {
		c := f.t[i].Feats.Get("Case")
		if c == "" || f.t[i].UPOS == "ADP" {
			continue
		}
		switch f.t[i].UPOS {
		case "NOUN", "PROPN":
			return nominative(c)
		}
		if other == "" {
			other = c
		}
	}
	return nominative(other)
}

// noun reports whether a mention has a common noun.
func (f *finder) noun(m Mention) bool {
	for i := m.First; i < m.Last; i++ {
		if f.t[i].UPOS == "NOUN" {
			return true
		}
	}
	return false
}

// nominative leaves the nominative out.
func nominative(c string) string {
	if c == "Nom" {
		return ""
	}
	return c
}

// genitiveAt reports whether the word at token i can be whose or what an office is of:
// it stands in the genitive, or has no cases.
func (f *finder) genitiveAt(i int) bool {
	if i >= f.last {
		return false
	}
	switch c := f.t[i].Feats.Get("Case"); c {
	case "Gen", "":
		return f.t[i].UPOS != "ADP" && f.t[i].UPOS != "VERB" && f.t[i].UPOS != "PUNCT"
	case "Acc": // of people it looks like the genitive
		return f.t[i].UPOS == "NOUN" && f.t[i].Feats.Get("Animacy") == "Anim" || f.t[i].UPOS == "PROPN" && f.t[i].Stem == f.t[i].Form
	default:
		return f.t[i].Stem == f.t[i].Form && f.t[i].UPOS == "PROPN"
	}
}

// pluralHead reports whether the first noun of an office's head is a plural.
func (f *finder) pluralHead(o office) bool {
	for i := o.headEnd - len(strings.Fields(o.head)); i < o.headEnd; i++ {
		if i >= f.first && f.t[i].UPOS == "NOUN" {
			return f.t[i].Feats.Get("Number") == "Plur"
		}
	}
	return false
}

// bareHolder reports whether an office in small letters, in a language without
// articles, is somebody's: it says whose it is, or no noun follows that would.
func (f *finder) bareHolder(o office) bool {
	if !f.r.w.inflected || o.plural {
		return false
	}
	if o.of != "" || o.end >= f.last {
		return true
	}
	t := &f.t[o.end]
	return !((t.UPOS == "NOUN" || t.UPOS == "ADJ" || t.UPOS == "PROPN") && t.Feats.Get("Case") == "Gen")
}

// composedHere is the English title of an office in a language that inflects words and puts
// the head first, made of the titles of its head and ranks and the English of the
// fields behind it; false where a part is not known, or the whole title is listed.
func (f *finder) composedHere(o office, ranks []string) (string, bool) {
	w := f.r.w
	if !w.inflected || o.plural || o.several || o.parts[1] > 0 {
		return "", false
	}
	if _, ok := w.titles[f.r.pack.Lower(f.uncut(o.plain, o.last, o.cuts))]; ok {
		return "", false
	}
	head, ok := w.titles[o.head]
	if !ok {
		return "", false
	}
	var fields []string
	for p := o.headEnd; p < o.last; {
		if k := f.cutAt(o, p); k > p {
			p = k
			continue
		}
		if english, n := f.longest(w.english, p, o.last); n > 0 {
			fields = append(fields, english)
			p += n
			continue
		}
		if n, _ := w.joins.at(f.t, p); n > 0 || f.form(p) == "," {
			p += max(n, 1)
			continue
		}
		if n, _ := w.links.at(f.t, p); n > 0 {
			p += n
			continue
		}
		if e, n := f.hit(p); n > 0 && w.toward.has(f.t, p-1) {
			name := e.Name
			if e.Kind == gazetteer.Organisation {
				name = e.ID
			}
			head += " to " + name
			p += n
			continue
		}
		return "", false
	}
	if len(fields) > 0 {
		preposition := w.prepositions[o.head]
		if preposition == "" {
			preposition = "of"
		}
		head += " " + preposition + " " + listed(fields)
	}
	for i := len(ranks) - 1; i >= 0; i-- {
		if shown := w.rankTitles[ranks[i]]; shown != "" {
			head = capital(shown) + " " + head
		}
	}
	return head, true
}

// cutAt is the end of the cut of a title that begins at token p; p where none does.
func (f *finder) cutAt(o office, p int) int {
	for _, c := range o.cuts {
		if c[0] == p {
			return c[1]
		}
	}
	return p
}

// inCaseOf reports whether the name at tokens [first, last) stands in the case of the
// office before it, where names are inflected: in "указом президента Перу X назначен" the
// president is somebody else.
func (f *finder) inCaseOf(o office, first, last int) bool {
	if !f.r.w.inflected || o.end < first {
		return true
	}
	head := ""
	for i := o.headEnd - len(strings.Fields(o.head)); i < o.headEnd; i++ {
		if i >= f.first && f.t[i].UPOS == "NOUN" && head == "" {
			head = f.t[i].Feats.Get("Case")
		}
	}
	if head == "" || head == "Nom" {
		return true
	}
	for i := first; i < last; i++ {
		t := &f.t[i]
		if t.Feats.Get("Case") != "Nom" || t.UPOS != "PROPN" {
			return true
		}
	}
	return false
}
