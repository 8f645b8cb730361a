package speech

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"chancery"
	"chancery/internal/entity"
	"chancery/internal/name"
)

// turn is what one voice of a transcript says: the label that opens it, and the
// tokens behind its colon up to the next label.
type turn struct {
	label       [2]int // tokens
	first, last int
	weak        bool // in no capitals: a label only where it is of somebody known
}

// longestLabel is the most tokens of a label, its colon included.
const longestLabel = 8

// turns makes a statement of each answer in the transcript of a briefing or an
// interview. A report is one when the label of somebody known stands before
// several paragraphs, or when one says that a question follows. Whoever asks
// makes no statement; what he says of others is read like the rest of a report.
func (s *session) turns() {
	all, labels := s.labelled(), s.labelling()
	count := map[string]int{}
	asked, known := false, false
	for _, t := range all {
		who, found := s.voiceOf(t, labels)
		label := s.labelOf(t)
		if found {
			label = who.name
		}
		count[label]++
		asked = asked || s.is(s.w.Questions, t.label[0])
		known = known || found && count[label] > 1
	}
	for _, t := range all {
		who, found := s.voiceOf(t, labels)
		if !asked && !(known && found) || t.weak && !found {
			continue
		}
		s.labels[t.label[0]] = t.first
		if s.is(s.w.Questions, t.label[0]) {
			continue
		}
		var pieces []span
		for from := t.first; from < t.last; {
			to := from + 1
			for to < t.last && s.paragraph[to] == s.paragraph[from] {
				to++
			}
			p := s.doc.Text.Span(from, to)
			if !s.src.Report.Aside(p.Start, p.End-1) {
				pieces = append(pieces, p)
			}
			from = to
		}
		if len(pieces) == 0 {
			continue
		}
		s.read = append(s.read, s.doc.Text.Span(t.first, t.last))
		s.drafts = append(s.drafts, draft{who: who, form: chancery.Direct, quotes: pieces, unit: unit{at: none}, posted: true, rule: "turn"})
	}
}

// labelled are the paragraphs that open with a label and a colon, with all up to
// the next one, or up to one that opens like a label; the last is its paragraph
// alone.
func (s *session) labelled() []turn {
	var out []turn
	for i := range s.t {
		if i > 0 && s.paragraph[i] == s.paragraph[i-1] {
			continue
		}
		end, colon, weak := s.label(i)
		if colon == 0 || colon+1 >= len(s.t) || s.paragraph[colon+1] != s.paragraph[i] {
			continue
		}
		if n := len(out); n > 0 {
			out[n-1].last = s.nextLabel(out[n-1].last, i)
		}
		last := colon + 1
		for last < len(s.t) && s.paragraph[last] == s.paragraph[i] {
			last++
		}
		out = append(out, turn{label: [2]int{i, end}, first: colon + 1, last: last, weak: weak})
	}
	return out
}

// nextLabel is the first token of a paragraph between two tokens that opens with
// some words with capitals and a colon; else the second token.
func (s *session) nextLabel(from, until int) int {
	for i := from; i < until; i++ {
		if s.paragraph[i] == s.paragraph[i-1] {
			continue
		}
		for k := i; k < min(until, i+longestLabel); k++ {
			if s.form(k) == ":" {
				return i
			}
			if r := []rune(s.t[k].Form)[0]; unicode.IsLetter(r) && !unicode.IsUpper(r) {
				break
			}
		}
	}
	return until
}

// label is where the label which begins at token i ends, and its colon: words in
// capitals, the name or office of a person, or the word for a question; something
// in brackets may stand before the colon. 0 where there is none. The place at the
// head of a piece of news is no label, nor is the name before a quotation.
func (s *session) label(i int) (end, colon int, weak bool) {
	if m := s.over[i]; m != none && (s.doc.Mentions[m].Label == entity.Person || s.doc.Mentions[m].Label == entity.Holder) {
		end, weak = s.doc.Mentions[m].Last, s.doc.Mentions[m].Label == entity.Holder
		if colon = s.colonBehind(end); colon > 0 {
			return end, colon, weak
		}
	}
	if s.is(s.w.Questions, i) || s.is(s.w.Answers, i) {
		if colon = s.colonBehind(i + 1); colon > 0 {
			return i + 1, colon, false
		}
		if unicode.IsUpper([]rune(s.t[i].Form)[0]) { // "Q." and "A."
			switch {
			case strings.HasSuffix(s.t[i].Form, "."):
				return i + 1, i, false
			case s.form(i+1) == "." && s.near(i+1):
				return i + 1, i + 1, false
			}
		}
	}
	colon = s.capitals(i)
	return colon, colon, false
}

// colonBehind is the colon at token i, or behind the bracket that opens there,
// when what follows it is no quotation; 0 for none.
func (s *session) colonBehind(i int) int {
	if s.form(i) == "(" {
		for k := i + 1; k < min(len(s.t), i+longestLabel); k++ {
			if s.form(k) == ")" {
				i = k + 1
				break
			}
		}
	}
	if s.form(i) == ":" && i+1 < len(s.t) && !s.mark(i+1) {
		return i
	}
	return 0
}

// capitals is the colon behind words in capitals that begin at token i.
func (s *session) capitals(i int) int {
	letters := 0
	for k := i; k < min(len(s.t), i+longestLabel); k++ {
		if s.form(k) == ":" {
			if letters == 0 || k+1 < len(s.t) && s.mark(k+1) {
				return 0
			}
			return k
		}
		if m := s.over[k]; m != none && (s.doc.Mentions[m].Label == entity.Place || s.doc.Mentions[m].Label == entity.State) {
			return 0
		}
		for _, r := range s.t[k].Form {
			switch {
			case unicode.IsUpper(r):
				letters++
			case unicode.IsLetter(r) || unicode.IsDigit(r):
				return 0
			}
		}
	}
	return 0
}

func (s *session) labelOf(t turn) string {
	return name.Fold(s.doc.Text.Span(t.label[0], t.label[1]).In(s.doc.Text.Source))
}

// voiceOf is whom a label means: the person of that last name, whom it stands
// for otherwise, or the name as it is written, which is nobody found; of an
// answer, the person named first.
func (s *session) voiceOf(t turn, labels *labelling) (who speaker, found bool) {
	first, last := t.label[0], t.label[1]
	at := s.doc.Text.Span(first, last)
	if s.is(s.w.Answers, first) {
		for m, x := range s.doc.Mentions {
			if x.Label == entity.Person && x.Actor != none {
				out := s.of(m)
				out.at = at
				return out, true
			}
		}
		return speaker{actor: none, unknown: true}, false
	}
	if n, known := labels.surnames[lastWord(s.labelOf(t))]; known {
		return speaker{actor: n, name: s.doc.Actors[n].Name, at: at}, true
	}
	if m := s.over[last-1]; m != none && s.speaks(m) {
		if who := s.of(m); !who.unknown && who.name != "" {
			who.at = at
			return who, true
		}
	}
	if n, known := labels.initials[s.t[first].Form]; known && n != none && last-first == 1 {
		return speaker{actor: n, name: s.doc.Actors[n].Name, at: at}, true
	}
	for first < last-1 && slices.Contains(s.w.Titles, s.t[first].Lower) {
		first++
	}
	return speaker{actor: none, name: s.written(first, last), at: at}, false
}

// labelling is by what a label can mean the persons of a report.
type labelling struct {
	surnames map[string]int // by the last word of the name, folded: who was named first
	initials map[string]int // by the first letters of two words or more: the one person; none for several
}

func (s *session) labelling() *labelling {
	l := &labelling{map[string]int{}, map[string]int{}}
	for n, a := range s.doc.Actors {
		if a.Type != chancery.Person {
			continue
		}
		if last := lastWord(name.Fold(a.Name)); last != "" {
			if _, taken := l.surnames[last]; !taken {
				l.surnames[last] = n
			}
		}
		words := strings.Fields(a.Name)
		if len(words) < 2 {
			continue
		}
		var first []rune
		for _, w := range words {
			r, _ := utf8.DecodeRuneInString(w)
			first = append(first, r)
		}
		if _, taken := l.initials[string(first)]; taken {
			n = none
		}
		l.initials[string(first)] = n
	}
	return l
}

func lastWord(s string) string {
	words := strings.Fields(s)
	if len(words) == 0 {
		return ""
	}
	return words[len(words)-1]
}
