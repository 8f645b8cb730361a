package framework

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"chancery/internal/gazetteer"
	"chancery/internal/nlp"
)

// longestName is the number of tokens that a name may have.
const longestName = 12

// nameAt reads a capitalised name that the gazetteer does not know: one whose
// first or last word is a head, or that its own short name follows in brackets.
func (s *session) nameAt(i, end int) (item, bool) {
	t := s.doc.Text.Tokens
	if f, ok := s.short[t[i].Stem]; ok {
		it := s.label(i, i+1, labelFramework)
		it.frame = f
		return it, true
	}
	if !s.beginsName(i, end) {
		return item{}, false
	}
	ends, joined := s.nameEnds(i, min(end, i+longestName))
	for _, last := range slices.Backward(ends) {
		if last-i < 2 {
			break
		}
		typ, short := s.headOf(i, last), s.bracketed(last, end)
		confirmed := short != "" && abbreviates(short, t[i:last])
		switch {
		case joined > 0 && last > joined && !confirmed:
			continue
		case typ == "" && !confirmed:
			continue
		case typ == "":
			typ = "organisation"
		}
		it := s.label(i, last, labelFramework)
		name := s.words(i, last)
		it.frame = framework{id: name, name: name, typ: typ, of: s.partiesIn(i, last)}
		if short != "" {
			it.frame.id = short
		}
		return it, true
	}
	return item{}, false
}

// beginsName reports whether a name of several words may begin at token i. A
// state without an article begins none, for it may be the subject of what follows.
func (s *session) beginsName(i, end int) bool {
	t := s.doc.Text.Tokens
	if !capital(t[i].Form) || inflected(t[i]) || slices.Contains([]string{"DET", "PRON", "ADP", "SCONJ", "CCONJ", "ADV"}, t[i].UPOS) {
		return false
	}
	e, n := s.longest(i, end)
	return n == 0 || e.Kind != gazetteer.State || i > 0 && t[i-1].UPOS == "DET"
}

// nameEnds are the places where a name that begins at token i may end, and the
// place of the first "and" in it; 0 for none.
func (s *session) nameEnds(i, end int) (ends []int, joined int) {
	t := s.doc.Text.Tokens
	for k := i; k < end; k++ {
		_, date := s.dateAt(k, end)
		switch {
		case date:
			return ends, joined
		case capital(t[k].Form):
			ends = append(ends, k+1)
			if inflected(t[k]) {
				return ends, joined
			}
		case slices.Contains(s.r.words.Joins, t[k].Lower):
			if joined == 0 {
				joined = k
			}
		case !slices.Contains(s.r.words.Inside, t[k].Lower):
			return ends, joined
		}
	}
	return ends, joined
}

// headOf is the type that a name's last word makes, or its first before a small
// word ("Charter of"); empty for none.
func (s *session) headOf(first, last int) string {
	t := s.doc.Text.Tokens
	article := slices.ContainsFunc(t[first:last], func(k nlp.Token) bool { return k.UPOS == "DET" })
	for _, w := range []string{t[last-1].Lower, s.r.pack.Lower(t[last-1].Stem), t[last-1].Base} {
		if typ := s.r.words.Heads[w]; typ != "" && !article { // "State of the Union" is no union
			return typ
		}
	}
	if slices.Contains(s.r.words.Inside, t[first+1].Lower) {
		return s.r.words.Heads[t[first].Lower]
	}
	return ""
}

// bracketed is the short name in brackets at token i; empty for none.
func (s *session) bracketed(i, end int) string {
	t := s.doc.Text.Tokens
	if i+2 >= end || t[i].Form != "(" || t[i+2].Form != ")" || len(capitals(t[i+1].Form)) < 2 {
		return ""
	}
	return t[i+1].Form
}

// tail adds to a name the short name in brackets and a word such as
// "programme" that belong to it.
func (s *session) tail(it item, end int) item {
	if it.Label != labelFramework && it.Label != labelOrg {
		return it
	}
	t := s.doc.Text.Tokens
	if short := s.bracketed(it.Last, end); short != "" {
		if !it.frame.known {
			s.short[short] = it.frame
		}
		it.Last += 3
	}
	if it.Last < end && slices.ContainsFunc([]string{t[it.Last].Lower, t[it.Last].Base}, func(w string) bool { return slices.Contains(s.r.words.Tails, w) }) {
		it.Feats = t[it.Last].Feats
		it.Last++
	}
	return it
}

// partiesIn are the parties that hyphens join in a name, states first:
// "Norway-EU Agreement", "the NATO-Georgia Commission".
func (s *session) partiesIn(first, last int) []string {
	var states, others []string
	for _, t := range s.doc.Text.Tokens[first:last] {
		parts := strings.Split(strings.ReplaceAll(t.Stem, "#", ""), "-")
		if len(parts) < 2 {
			continue
		}
		for _, part := range parts {
			entries, n := s.r.gaz.Longest(s.r.pack.Code, []string{part})
			switch {
			case n == 0 || !capital(part):
			case entries[0].Kind == gazetteer.State:
				states = append(states, entries[0].ID)
			case entries[0].Kind == gazetteer.Organisation:
				others = append(others, entries[0].ID)
			}
		}
	}
	return append(states, others...)
}

// words is the text of the tokens, the last one without its suffix.
func (s *session) words(first, last int) string {
	span := s.doc.Text.Span(first, last)
	l := s.doc.Text.Tokens[last-1]
	if inflected(l) {
		span.End = l.Start + len(l.Stem)
	}
	return strings.Join(strings.Fields(span.In(s.doc.Text.Source)), " ")
}

// inflected reports whether a name has a suffix after an apostrophe.
func inflected(t nlp.Token) bool {
	return t.Stem != t.Form && strings.HasPrefix(t.Form, t.Stem)
}

func capital(form string) bool {
	r, _ := utf8.DecodeRuneInString(form)
	return unicode.IsUpper(r)
}

func capitals(s string) []rune {
	var out []rune
	for _, r := range s {
		if unicode.IsUpper(r) {
			out = append(out, r)
		}
	}
	return out
}

// abbreviates reports whether the capitals of a short name are first letters of
// the name's words, in their order, from the first word on.
func abbreviates(short string, name []nlp.Token) bool {
	want := capitals(short)
	at := 0
	for i, t := range name {
		r, _ := utf8.DecodeRuneInString(t.Form)
		if at < len(want) && unicode.ToUpper(r) == want[at] {
			at++
		} else if i == 0 {
			return false
		}
	}
	return at == len(want)
}
