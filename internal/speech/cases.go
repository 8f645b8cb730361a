package speech

import (
	"slices"
	"unicode"

	"chancery/internal/entity"
	"chancery/internal/nlp"
)

// caseCues finds the verbs of speech of a unit, with their speakers, in a
// language that shows the subject by case: verbs stand last, and what is said
// before them.
func (s *session) caseCues(u unit) []cue {
	var out []cue
	from := u.first // where the clause of the next finite verb begins
	for i := u.first; i < u.last; {
		if s.within[i] != none || s.over[i] != none {
			i++
			continue
		}
		c, ok := s.accordingLast(u, i, from)
		if !ok {
			c, ok = s.verbLast(u, i, from, out)
		}
		if !ok {
			i++
			continue
		}
		if n := len(out); n > 0 && out[n-1].inner {
			if !c.passive && !c.source { // "said that X had said"
				out = out[:n-1]
			} else if c.passive && (c.who.voice || c.who.unknown) { // X said it, the ministry passes it on
				out[n-1].inner, out[n-1].last = false, c.last
				from, i = c.last, c.last
				continue
			}
		}
		out = append(out, c)
		if s.finite(c.last - 1) {
			from = c.last
		}
		i = c.last
	}
	if n := len(out); n > 0 && out[n-1].inner {
		out = out[:n-1]
	}
	return out
}

// accordingLast reads "X'e göre", and the views of somebody: "X'in ifadesiyle".
func (s *session) accordingLast(u unit, i, from int) (cue, bool) {
	c := cue{first: i, last: i + 1, end: i + 1, subject: i, source: true, own: true}
	if s.is(s.w.Ones, i) {
		if _, n := s.w.according.at(s.t, i+1); n > 0 {
			c.last, c.end = i+1+n, i+1+n
			c.who = s.again(i, i+1)
			return c, !c.who.unknown
		}
	}
	_, n := s.w.according.at(s.t, i)
	_, v := s.w.views.at(s.t, i)
	_, in := s.w.viewIn.at(s.t, i)
	switch {
	case n > 0 && i > u.first:
		c.last, c.end = i+n, i+n
		if m := s.over[i-1]; m != none {
			x := s.doc.Mentions[m]
			if x.Case != "Dat" || !s.speaks(m) && x.Label != entity.Place {
				return cue{}, false
			}
			c.who, c.subject = s.of(m), x.First
			return c, c.who.name != ""
		}
		if s.w.documents.before(s.t, i-1) > 0 {
			c.who, c.subject = s.paperLast(from, i-1)
			return c, true
		}
		if s.w.views.before(s.t, i-1) > 0 && i-2 >= u.first {
			return s.viewLast(c, i-2)
		}
	case v > 0 && in > 0 && i > u.first:
		return s.viewLast(c, i-1)
	}
	return cue{}, false
}

// viewLast is the cue of a view whose owner ends with token k.
func (s *session) viewLast(c cue, k int) (cue, bool) {
	m := s.over[k]
	if m == none || s.doc.Mentions[m].Case != "Gen" || !s.speaks(m) {
		return cue{}, false
	}
	c.who, c.subject = s.of(m), s.doc.Mentions[m].First
	return c, c.who.name != ""
}

// paperLast is whose document token i speaks of, and where its words begin.
func (s *session) paperLast(from, i int) (speaker, int) {
	const reach = 10
	for k := i - 1; k >= from && k > i-reach; k-- {
		if s.is(s.w.Joint, k) {
			return speaker{actor: none, collective: true, at: s.doc.Text.Span(k, i+1)}, k
		}
		if s.form(k) == "," || s.form(k) == ";" {
			break
		}
		m := s.over[k]
		if m == none || !s.speaks(m) {
			continue
		}
		x := s.doc.Mentions[m]
		if x.Case == "Abl" || x.Case == "Gen" || s.is(s.w.By, x.Last) {
			who := s.of(m)
			who.voice = true
			s.owner = &who
			return who, x.First
		}
		k = x.First
	}
	who := s.paper(i, i+1)
	who.voice = true
	return who, i
}

// verbLast reads a verb of speech that begins at token i.
func (s *session) verbLast(u unit, i, from int, before []cue) (cue, bool) {
	c, _ := s.entry(i)
	if c.last == 0 || c.last > u.last {
		return cue{}, false
	}
	v := c.last - 1
	if s.is(s.w.Nominal, v) {
		if c.last < u.last && s.t[c.last].UPOS == "PUNCT" {
			return s.activeLast(u, c, from, before)
		}
		return cue{}, false
	}
	if s.t[v].UPOS != "VERB" {
		if !c.quoting || !s.afterQuote(u, i) {
			return cue{}, false
		}
		return s.activeLast(u, c, from, before)
	}
	if s.clausal(c, from) || s.feat(v, "Person") == "1" || s.feat(v, "Polarity") == "Neg" || s.feat(v, "Tense") == "Fut" || s.feat(v, "Mood") != "" && s.feat(v, "Mood") != "Ind" {
		return cue{}, false
	}
	if s.feat(v, "Voice") == "Pass" {
		return s.passiveLast(u, c, from)
	}
	if _, n := s.w.passive.at(s.t, i); n == c.last-c.first && !s.active(i, n) {
		return cue{}, false
	}
	switch s.feat(v, "VerbForm") {
	case "Part":
		return s.participle(u, c, from)
	case "Fin", "Conv":
		return s.activeLast(u, c, from, before)
	}
	return cue{}, false
}

// clausal reports whether a verb that is speech only behind a clause has none.
func (s *session) clausal(c cue, from int) bool {
	if s.feat(c.last-1, "Aspect") == "Prog" && s.is(s.w.Wanting, c.last-1) {
		return true
	}
	if _, n := s.w.clausal.at(s.t, c.first); n < c.last-c.first {
		return false
	}
	const reach = 4
	for i := c.first - 1; i >= from && i >= c.first-reach; i-- {
		if s.inSpoken(i) || s.feat(i, "VerbForm") == "Part" && s.feat(i, "Person[psor]") != "" || s.feat(i, "VerbForm") == "Vnoun" {
			return false
		}
	}
	return true
}

// active reports whether an entry of n tokens at token i is speech in the
// active voice, too.
func (s *session) active(i, n int) bool {
	for _, p := range []phrases{s.w.say, s.w.act, s.w.quoting} {
		if _, k := p.at(s.t, i); k == n {
			return true
		}
	}
	return false
}

// afterQuote reports whether a quotation of words ends before token i.
func (s *session) afterQuote(u unit, i int) bool {
	return i > u.first && s.within[i-1] != none && s.spoken[s.within[i-1]]
}

// participle reads "söyleyen X" and "X'in söylediği".
func (s *session) participle(u unit, c cue, from int) (cue, bool) {
	if s.feat(c.last-1, "Person[psor]") == "" {
		if s.feat(c.last-1, "Tense") == "Past" || c.last >= u.last || s.inSpoken(c.last) {
			return cue{}, false
		}
		if m := s.over[c.last]; m != none && s.speaks(m) {
			c.who, c.own, c.subject = s.of(m), true, from
			return c, c.who.name != ""
		}
		if _, n := s.w.collectives.at(s.t, c.last); n > 0 {
			c.who, c.own, c.subject = s.several(c.last, c.last+n), true, from
			return c, true
		}
		return cue{}, false
	}
	for k := c.first - 1; k >= from; k-- {
		m := s.over[k]
		if m == none {
			continue
		}
		x := s.doc.Mentions[m]
		if x.Case == "Gen" && s.speaks(m) && x.Label != entity.State {
			c.who, c.own, c.subject = s.of(m), true, x.First
			if _, n := s.w.according.at(s.t, c.last); n > 0 {
				c.last, c.end, c.source, c.act = c.last+n, c.last+n, true, false
				return c, c.who.name != ""
			}
			c.inner = true
			return c, c.who.name != ""
		}
		k = x.First
	}
	return cue{}, false
}

// passiveLast reads "vurgulandı": who speaks is whose document it is, or whom
// the sentence names as doing it; else nobody is named.
func (s *session) passiveLast(u unit, c cue, from int) (cue, bool) {
	v := c.last - 1
	if _, n := s.w.passive.at(s.t, c.first); n != c.last-c.first {
		if _, n = s.w.say.at(s.t, c.first); n != c.last-c.first {
			return cue{}, false
		}
	}
	form := s.feat(v, "VerbForm")
	if form != "Fin" && form != "Conv" || s.feat(v, "Aspect") == "Prog" || s.feat(v, "Tense") == "Pres" {
		return cue{}, false
	}
	c.passive, c.own, c.act = true, true, true
	c.who, c.subject = speaker{actor: none, unknown: true}, from
	for k := from; k < c.first; k++ {
		if s.inSpoken(k) {
			continue
		}
		if _, n := s.w.nobodies.at(s.t, k); n > 0 && s.over[k] == none {
			return cue{}, false
		}
		if s.is(s.w.By, k) && k > from && s.over[k-1] != none && s.speaks(s.over[k-1]) && (k+1 >= len(s.t) || s.feat(k+1, "VerbForm") != "Part") {
			c.who = s.of(s.over[k-1])
			return c, true
		}
		if s.w.documents.before(s.t, k) > 0 && s.over[k] == none && (s.feat(k, "Case") == "Loc" || s.feat(k, "Case") == "Dat" && s.is(s.w.According, k+1)) {
			c.who, _ = s.paperLast(from, k)
		}
	}
	return c, true
}

// activeLast reads a verb of speech with its subject.
func (s *session) activeLast(u unit, c cue, from int, before []cue) (cue, bool) {
	who, start, end, ok := s.subjectOf(u, from, c.first)
	if ok && who.nobody {
		return cue{}, false
	}
	if ok {
		c.who, c.subject, c.own, c.after = who, start, true, end
		return c, who.name != "" || who.collective || who.unknown
	}
	if m := s.behind(u, c.last); m != none && s.finite(c.last-1) {
		c.who, c.subject, c.own = s.of(m), from, true
		return c, c.who.name != ""
	}
	c.subject = from
	for k := from; k < c.first; k++ {
		if s.within[k] == none && s.over[k] == none && s.w.documents.before(s.t, k) > 0 && s.feat(k, "Case") == "Loc" {
			c.who, _ = s.paperLast(from, k)
			c.own = true
			return c, true
		}
	}
	if n := len(before); n > 0 && !before[n-1].passive {
		c.who = before[n-1].who
		return c, true
	}
	c.own = true
	c.who = s.dropped(u, c.last-1)
	return c, true
}

// behind is the mention that follows the verb at the end of its sentence.
func (s *session) behind(u unit, i int) int {
	if i >= u.last || s.over[i] == none || !s.speaks(s.over[i]) {
		return none
	}
	x := s.doc.Mentions[s.over[i]]
	if x.Case != "" && x.Case != "Nom" || x.Last < u.last && s.t[x.Last].UPOS != "PUNCT" {
		return none
	}
	return s.over[i]
}

// dropped is who speaks when a clause names no subject: who spoke last, else
// the subject of the sentence before.
func (s *session) dropped(u unit, verb int) speaker {
	plural := s.feat(verb, "Number") == "Plur"
	if d := s.last(); d != nil && !d.who.unknown && s.recent(d, u.first) && (!plural || d.who.collective) {
		return s.again(verb, verb)
	}
	if plural {
		return speaker{actor: none, collective: true}
	}
	n := s.doc.Text.SentenceOf(u.first) - 1
	if n >= 0 && s.doc.Text.Sentences[n].Paragraph == s.doc.Text.Sentences[n+1].Paragraph {
		sent := s.doc.Text.Sentences[n]
		before := unit{first: sent.First, last: sent.Last}
		if who, _, _, ok := s.subjectOf(before, sent.First, sent.Last); ok && !who.nobody && who.actor != none {
			who.at = span{}
			return who
		}
	}
	return speaker{actor: none, unknown: true}
}

// subjectOf is the first nominative in [from, until) that can speak; one with a
// comma or a particle such as "ise" behind it before one without. It stands on
// the tokens [start, end).
func (s *session) subjectOf(u unit, from, until int) (who speaker, start, end int, ok bool) {
	for k := from; k < until; {
		if s.inSpoken(k) {
			k++
			continue
		}
		x, a, b := s.nominativeAt(u, k)
		if b == 0 {
			k++
			continue
		}
		marked := b < until && (s.form(b) == "," || s.is(s.w.Subjects, b))
		if marked || !ok || who.voice && !x.voice && x.actor != none { // rather a person than a state that may go with a noun
			who, start, end, ok = x, a, b, true
		}
		if marked {
			return who, start, end, true
		}
		k = b
	}
	return who, start, end, ok
}

// nominativeAt is the speaker in the nominative whose words begin at token k, on
// the tokens [first, last); last is 0 when there is none.
func (s *session) nominativeAt(u unit, k int) (who speaker, first, last int) {
	if _, n := s.w.nobodies.at(s.t, k); n > 0 && (s.feat(k+n-1, "Case") == "Nom" || s.feat(k+n-1, "Case") == "") && !s.is(s.w.Postposed, k+n) {
		return speaker{actor: none, nobody: true}, k, k + n
	}
	if m := s.over[k]; m != none {
		x := s.doc.Mentions[m]
		if x.Label == entity.Place && x.First == k && x.Case == "" && x.Entry.Capital && s.form(x.Last) == "," {
			return s.capital(m), k, x.Last
		}
		if x.First != k || !s.speaks(m) || x.Case != "" && x.Case != "Nom" {
			return speaker{}, 0, 0
		}
		end := s.list(m)
		if end > x.Last {
			return s.joint(k, end), k, end
		}
		if x.Label == entity.State && s.is(s.w.Sides, x.Last) && s.feat(x.Last, "Case") == "Nom" {
			at := s.doc.Text.Span(k, x.Last+1)
			return speaker{actor: none, name: s.written(k, x.Last+1), at: at, voice: true}, k, x.Last + 1
		}
		if s.is(s.w.Postposed, x.Last) || s.is(s.w.And, x.Last) || s.bound(x) {
			return speaker{}, 0, 0
		}
		who := s.of(m)
		return who, k, x.Last
	}
	nominative := func(n int) bool {
		c := s.feat(k+n-1, "Case")
		return (c == "Nom" || c == "") && !s.is(s.w.Postposed, k+n) && !s.is(s.w.And, k+n)
	}
	if _, n := s.w.collectives.at(s.t, k); n > 0 && nominative(n) {
		return s.several(k, k+n), k, k + n
	}
	if end := s.unknownName(k); end > k && nominative(end-k) {
		return s.named(k, end), k, end
	}
	if _, n := s.w.agents.at(s.t, k); n > 0 && nominative(n) && s.form(k+n) == "," {
		return speaker{actor: none, unknown: true, voice: true}, k, k + n
	}
	if s.is(s.w.They, k) && nominative(1) {
		if d := s.last(); d != nil && d.who.collective && s.recent(d, k) {
			return s.again(k, k+1), k, k + 1
		}
		return speaker{actor: none, collective: true, at: s.doc.Text.Span(k, k+1)}, k, k + 1
	}
	return speaker{}, 0, 0
}

// unknownName is the token behind the name of a person or, before a comma, of a body,
// not known from elsewhere, that begins at token k; 0 where none does.
func (s *session) unknownName(k int) int {
	at, ok := slices.BinarySearchFunc(s.doc.Text.Names, k, func(n nlp.Name, k int) int { return n.First - k })
	if s.abbreviation(k) && s.form(k+1) == "," {
		return k + 1
	}
	if !ok || s.t[k].UPOS != "PROPN" {
		return 0
	}
	x := s.doc.Text.Names[at]
	if x.Type == nlp.Person || x.Type == nlp.Organisation && s.form(x.Last) == "," {
		return x.Last
	}
	return 0
}

// abbreviation reports whether token k is written in capitals only.
func (s *session) abbreviation(k int) bool {
	n := 0
	for _, r := range s.t[k].Form {
		if !unicode.IsUpper(r) {
			return false
		}
		n++
	}
	return n > 1
}

// bound reports whether a state or body stands before a noun that it belongs to:
// "Norveç heyeti", "NATO üyesi".
func (s *session) bound(x entity.Mention) bool {
	if x.Label != entity.State && x.Label != entity.Org && x.Label != entity.Pair || x.Last >= len(s.t) {
		return false
	}
	t := s.t[x.Last]
	if s.over[x.Last] != none {
		return true
	}
	return t.UPOS == "NOUN" && t.Feats.Get("Person[psor]") != "" && !s.is(s.w.Subjects, x.Last)
}

// list is the token behind a list of nominatives that mention m begins; that
// behind the mention when it begins none.
func (s *session) list(m int) int {
	end := s.doc.Mentions[m].Last
	whole := end
	for {
		k := end
		and := s.is(s.w.And, k)
		if !and && s.form(k) != "," {
			return whole
		}
		k++
		if k >= len(s.t) || s.over[k] == none || !s.speaks(s.over[k]) || s.doc.Mentions[s.over[k]].First != k {
			return whole
		}
		x := s.doc.Mentions[s.over[k]]
		if x.Case != "" && x.Case != "Nom" || s.bound(x) {
			return whole
		}
		end = x.Last
		if and {
			whole = end
		}
	}
}
