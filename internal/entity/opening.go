package entity

import (
	"strings"

	"chancery"
	"chancery/internal/nlp"
)

// opens joins the office that a report opens with to the person whom it names
// right behind as one known already: "Norway's foreign minister says the port will
// open. X told reporters in Lima". Who is somebody else would be introduced himself.
func (l *linker) opens() {
	if l.r.w.headLast {
		return
	}
	a := l.opening()
	if a < 0 {
		return
	}
	from := l.d.Mentions[a]
	at := l.d.Text.SentenceOf(from.First)
	for i := a + 1; i < len(l.d.Mentions); i++ {
		m := &l.d.Mentions[i]
		switch s := l.d.Text.SentenceOf(m.First); {
		case s == at && (m.Label == Person && !l.titled(*m) || m.Label == Holder):
			return
		case s == at:
			continue
		case s > at+2 || m.Label == Holder && m.Actor != from.Actor && (m.Actor < 0 || l.d.Actors[m.Actor].Name == ""):
			return
		case m.Label != Person:
			continue
		}
		if !l.bare(*m) || l.replaced(i) {
			return
		}
		b, office := &l.d.Actors[m.Actor], l.d.Actors[from.Actor]
		b.Office, b.OfficeAt, b.Heads = office.Office, office.OfficeAt, office.Heads
		if b.Of == "" || b.OfBasis != chancery.Stated {
			b.Of, b.OfBasis = office.Of, office.OfBasis
		}
		for k := range l.d.Mentions {
			if l.d.Mentions[k].Actor == from.Actor {
				l.d.Mentions[k].Actor = m.Actor
			}
		}
		return
	}
}

// opening is the mention of an office without a name in the first sentence that tells
// of somebody; -1 where that sentence names somebody, or is a heading.
func (l *linker) opening() int {
	for i, m := range l.d.Mentions {
		if m.Label != Person && m.Label != Holder && m.Label != Group && m.Label != Delegation || l.titled(m) {
			continue
		}
		s := l.d.Text.Sentences[l.d.Text.SentenceOf(m.First)]
		if l.d.Text.Tokens[s.Last-1].UPOS != "PUNCT" { // a heading
			continue
		}
		if m.Label != Holder || m.Actor < 0 || m.Plural || m.Former || m.Of == "" && !m.Definite || strings.HasPrefix(m.Head, "counterpart") {
			return -1
		}
		if a := l.d.Actors[m.Actor]; a.Type != chancery.Person || a.Name != "" || a.Office == nil {
			return -1
		}
		return i
	}
	return -1
}

// titled reports whether a mention is of a person whose office the report tells.
func (l *linker) titled(m Mention) bool {
	return m.Label == Person && m.Actor >= 0 && l.d.Actors[m.Actor].Office != nil
}

// bare reports whether a mention is of a person whose office the report does not tell,
// who is the subject of a sentence and by no more than a name of several words.
func (l *linker) bare(m Mention) bool {
	if m.Actor < 0 || len(strings.Fields(m.Name)) < 2 || m.Office != nil {
		return false
	}
	if a := l.d.Actors[m.Actor]; a.Office != nil || a.Of != "" && a.OfBasis == chancery.Stated {
		return false
	}
	t := l.d.Text.Tokens
	if m.Last >= len(t) {
		return false
	}
	before, behind := nlp.Token{UPOS: "PUNCT"}, t[m.Last]
	if m.First > 0 {
		before = t[m.First-1]
	}
	verb := func(x nlp.Token) bool { return x.UPOS == "VERB" || x.UPOS == "AUX" }
	if before.UPOS == "PUNCT" || before.UPOS == "CCONJ" || before.UPOS == "SCONJ" || before.UPOS == "ADV" {
		return verb(behind) || behind.UPOS == "ADV" && verb(t[min(m.Last+1, len(t)-1)])
	}
	return verb(before) && m.First > 1 && t[m.First-2].UPOS == "PUNCT" && behind.UPOS == "PUNCT" && behind.Form != "," // "'No,' said X."
}

// replaced reports whether a sentence tells what the person of mention i does to
// somebody else, who is "him" or "her" there.
func (l *linker) replaced(i int) bool {
	m := l.d.Mentions[i]
	s := l.d.Text.SentenceOf(m.First)
	for k := i + 1; k < len(l.d.Mentions) && l.d.Text.SentenceOf(l.d.Mentions[k].First) == s; k++ {
		x, t := l.d.Mentions[k], l.d.Text.Tokens
		object := x.Label == Pronoun && x.Head == "object" || x.Label == Possessive && x.Last < len(t) && t[x.Last].UPOS == "PUNCT" // "her"
		if object && (t[x.First-1].UPOS == "VERB" || t[x.First-1].UPOS == "ADP") {
			return true
		}
	}
	return false
}
