package entity

import "chancery"

// its gives "its minister" the party that the sentence has named first before it or,
// failing that, the sentence before; not one in the genitive or behind a preposition.
func (l *linker) its(m *Mention, at int) {
	t := l.d.Text
	if m.Of != "" || m.Office == nil || !l.r.w.ownWords.has(t.Tokens, m.First) {
		return
	}
	here := t.SentenceOf(m.First)
	found := -1
	for i, sentence := at-1, here; i >= 0; i-- {
		o := l.d.Mentions[i]
		if n := t.SentenceOf(o.First); n < here-1 || found >= 0 && n < sentence {
			break
		} else if (o.Label == State || o.Label == Org && o.Head != Institution) && o.Of != "" && !l.owns(o) && (o.First == 0 || t.Tokens[o.First-1].UPOS != "ADP") {
			found, sentence = i, n
		}
	}
	if found >= 0 {
		o := l.d.Mentions[found]
		m.Of, m.OfSpan, m.OfBasis = o.Of, o.NameSpan, chancery.Inferred
		m.Office.Of = m.Of
	}
}

// objectOf is whom a pronoun in the place of an object means: not the subject, who
// is named right before it, but whom the sentence named first or, failing that, the
// sentence before named last.
func (l *linker) objectOf(at int) int {
	t := l.d.Text
	here := t.SentenceOf(l.d.Mentions[at].First)
	subject, first, last := -1, -1, -1
	for i := at - 1; i >= 0; i-- {
		m := l.d.Mentions[i]
		s := t.SentenceOf(m.First)
		if s < here-1 {
			break
		}
		if m.Actor < 0 || m.Label != Person && m.Label != Holder && m.Label != Pronoun || l.inCapacity(m) {
			continue
		}
		if s == here && subject < 0 {
			if l.objectBefore(m, l.d.Mentions[at].First) && !l.contrary(at, m.Actor) {
				return m.Actor
			}
			subject = m.Actor
			continue
		}
		if l.contrary(at, m.Actor) {
			continue
		}
		switch {
		case m.Actor == subject:
		case s == here:
			first = m.Actor
		case last < 0 || l.r.w.follows: // of whom the sentence before speaks: "X a rencontré Y. Z l'a reçu"
			last = m.Actor
		}
	}
	if first >= 0 {
		return first
	}
	return last
}

// objectBefore reports whether a mention is the object of a verb that is joined to the
// one before token at: "summoned the ambassador and told him".
func (l *linker) objectBefore(m Mention, at int) bool {
	t := l.d.Text.Tokens
	if m.First == 0 || t[m.First-1].UPOS != "VERB" && t[m.First-1].UPOS != "ADP" {
		return false
	}
	for i := m.Last; i < at; i++ {
		if t[i].UPOS == "CCONJ" {
			return true
		}
	}
	return false
}
