package ner

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"chancery/internal/nlp"
)

// agreement makes the names of one report agree: what is a name in one place is
// one in others, too. A person is also known by the last word of the name, and
// an organisation by the abbreviation in brackets behind it.
type agreement struct {
	tokens  []nlp.Token
	known   map[string]nlp.NameType // by spelling
	strong  map[string]bool         // known from a longer name
	longest int                     // words of a known name
}

// agree is the names of some sentences, with those that follow from them.
func agree(tokens []nlp.Token, sentences []nlp.Sentence, names []nlp.Name) []nlp.Name {
	a := agreement{tokens, map[string]nlp.NameType{}, map[string]bool{}, 1}
	seen := map[string]int{}
	for _, n := range names {
		key := a.spelling(n.First, n.Last)
		if seen[key]++; n.Last-n.First > 1 || seen[key] == sure {
			a.learn(n)
		}
	}
	var out []nlp.Name
	for _, s := range sentences {
		for i := s.First; i < s.Last; {
			if len(names) > 0 && names[0].First == i {
				out = append(out, a.corrected(names[0]))
				i, names = names[0].Last, names[1:]
				continue
			}
			end := s.Last
			if len(names) > 0 {
				end = min(end, names[0].First)
			}
			if n, ok := a.at(i, end, s.First); ok {
				out = append(out, n)
				i = n.Last
				continue
			}
			i++
		}
	}
	return out
}

// sure is how often one word must have been found to be a name.
const sure = 2

// learn notes a name and what else it may be called.
func (a *agreement) learn(n nlp.Name) {
	words := n.Last - n.First
	a.note(a.spelling(n.First, n.Last), n.Type, words, false)
	last := a.tokens[n.Last-1].Stem
	if n.Type == nlp.Person && words > 1 && utf8.RuneCountInString(last) > 2 {
		a.note(last, n.Type, 1, true)
	}
	if n.Type == nlp.Organisation && words > 1 && n.Last+2 < len(a.tokens) && a.tokens[n.Last].Form == "(" && a.tokens[n.Last+2].Form == ")" {
		if short := a.tokens[n.Last+1].Stem; isAbbreviation(short) {
			a.note(short, n.Type, 1, true)
		}
	}
}

func (a *agreement) note(key string, t nlp.NameType, words int, strong bool) {
	if words > longestKnown {
		return
	}
	if _, ok := a.known[key]; !ok || strong && !a.strong[key] {
		a.known[key], a.strong[key] = t, strong
		a.longest = max(a.longest, words)
	}
}

// isAbbreviation holds for "OSCE": at least two letters, nearly all capitals.
func isAbbreviation(s string) bool {
	capitals, others := 0, 0
	for _, r := range s {
		if unicode.IsUpper(r) {
			capitals++
		} else {
			others++
		}
	}
	return capitals > 1 && others <= 1
}

// corrected gives a name of one word the type that a longer name gives it.
func (a *agreement) corrected(n nlp.Name) nlp.Name {
	if key := a.tokens[n.First].Stem; n.Last-n.First == 1 && a.strong[key] {
		n.Type = a.known[key]
	}
	return n
}

// at is the known name that begins at token i and ends before end. At the head
// of a sentence a capital alone does not make a name.
func (a *agreement) at(i, end, head int) (nlp.Name, bool) {
	r, _ := utf8.DecodeRuneInString(a.tokens[i].Form)
	if !unicode.IsUpper(r) || i == head && a.tokens[i].UPOS != "PROPN" {
		return nlp.Name{}, false
	}
	for last := min(end, i+a.longest); last > i; last-- {
		if t, ok := a.known[a.spelling(i, last)]; ok {
			return nlp.Name{First: i, Last: last, Type: t}, true
		}
	}
	return nlp.Name{}, false
}

// spelling is the words of a name without the suffix behind the apostrophe of
// the last one.
func (a *agreement) spelling(first, last int) string {
	if last-first == 1 {
		return a.tokens[first].Stem
	}
	var b strings.Builder
	for _, t := range a.tokens[first : last-1] {
		b.WriteString(t.Form)
		b.WriteByte(' ')
	}
	b.WriteString(a.tokens[last-1].Stem)
	return b.String()
}
