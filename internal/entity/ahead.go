package entity

import "strings"

// ahead is the mention behind the comma of whom a pronoun in a participle at the head
// of a sentence means: "Praising his hosts, X said"; -1 where it is not so.
func (l *linker) ahead(at int) int {
	t := l.d.Text
	sent := t.Sentences[t.SentenceOf(l.d.Mentions[at].First)]
	first := t.Tokens[sent.First]
	if l.r.w.headLast || first.UPOS != "VERB" || !strings.HasSuffix(first.Lower, "ing") {
		return -1
	}
	comma := -1
	for i := l.d.Mentions[at].Last; i < sent.Last && comma < 0; i++ {
		if t.Tokens[i].Form == "," {
			comma = i
		}
	}
	for i, m := range l.d.Mentions[:at] {
		if m.First >= sent.First && (m.Label == Person || m.Label == Holder) && i < at {
			return -1
		}
	}
	for k := at + 1; k < len(l.d.Mentions) && comma >= 0 && l.d.Mentions[k].First <= comma+1; k++ {
		m := l.d.Mentions[k]
		if m.First != comma+1 || m.Last >= sent.Last {
			continue
		}
		if u := t.Tokens[m.Last].UPOS; m.Label == Person && (u == "VERB" || u == "AUX" || u == "ADV") {
			return k
		}
		return -1
	}
	return -1
}
