package speech

import (
	"slices"
	"strings"
	"unicode"

	"chancery"
	"chancery/internal/entity"
	"chancery/internal/name"
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
			} else if c.passive && c.who.unknown && !c.who.voice { // nobody named tells that X said it
				out = out[:n-1]
			} else if c.passive && c.who.voice { // X said it, the ministry passes it on
				out[n-1].inner, out[n-1].last = false, c.last
				from, i = c.last, c.last
				continue
			}
		}
		if n := len(out); n > 0 && c.own && c.after > 0 && s.bareQuoting(out[n-1]) { // "'...' deyə X bildirib"
			out = out[:n-1]
		}
		out = append(out, c)
		if s.ahead(c) {
			break // all the rest is what is said
		}
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

// bareQuoting reports whether a cue is no more than the converb that ends a
// quotation, without a subject beside it.
func (s *session) bareQuoting(c cue) bool {
	_, n := s.w.quoting.at(s.t, c.first)
	return n == 1 && !c.passive && !c.source && c.after == 0 && c.last == c.first+1 && s.feat(c.first, "VerbForm") == "Conv"
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
		if k := max(s.w.hearsay.before(s.t, i-1), s.w.passive.before(s.t, i-1)); k > 0 && s.feat(i-1, "Case") == "Dat" && s.feat(i-1, "Voice") == "Pass" { // "bildirildiğine göre"
			c.who, c.subject = speaker{actor: none, unknown: true}, i-k
			return c, true
		}
		if s.feat(i-1, "Case") == "Dat" && (s.w.agents.before(s.t, i-1) > 0 || s.w.collectives.before(s.t, i-1) > 0) { // "yetkililere göre"
			c.who, c.subject = speaker{actor: none, unknown: true, voice: true}, i-1
			return c, true
		}
		if s.w.views.before(s.t, i-1) > 0 && i-2 >= u.first {
			return s.viewLast(c, i-2)
		}
	case v > 0 && in > 0 && i > u.first, v > 0 && i > u.first && s.feat(i+v-1, "Case") == "Nom" && s.viewEnds(u):
		return s.viewLast(c, i-1)
	}
	return cue{}, false
}

// viewEnds reports whether a unit ends with a word that says that what stands
// before it is a view: "yönünde".
func (s *session) viewEnds(u unit) bool {
	for i := u.last - 1; i > u.first; i-- {
		if s.t[i].UPOS != "PUNCT" {
			return s.is(s.w.ViewIs, i)
		}
	}
	return false
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
		if m == none && (s.feat(k, "Case") == "Abl" || s.feat(k+1, "VerbForm") == "Part") && unicode.IsUpper([]rune(s.t[k].Form)[0]) {
			if who := s.office(from, k); who.name != "" {
				s.owner = &who
				return who, k
			}
		}
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

// office is the body, no mention of its own, whose name ends with token k in the
// ablative: "Peru Cumhurbaşkanlığından", of which only Peru is a mention.
func (s *session) office(from, k int) speaker {
	first := k
	for first > from && (s.over[first-1] != none || unicode.IsUpper([]rune(s.t[first-1].Form)[0])) && s.t[first-1].UPOS != "PUNCT" {
		first--
	}
	written := s.written(first, k+1)
	for _, e := range s.w.Oblique {
		if cut, ok := strings.CutSuffix(written, e); ok {
			return speaker{actor: none, name: cut, at: s.doc.Text.Span(first, k+1), voice: true}
		}
	}
	return speaker{actor: none, unknown: true}
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
	if _, n := s.w.govern.at(s.t, c.last); n > 0 && s.feat(v, "VerbForm") == "Vnoun" && s.feat(v, "Case") != "" { // "söylemekle yetindi"
		c.last, c.end = c.last+n, c.last+n
		v = c.last - 1
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
	_, passive := s.w.passive.at(s.t, i)
	_, hearsay := s.w.hearsay.at(s.t, i)
	if n := c.last - c.first; (passive == n || hearsay == n) && !s.active(i, n) {
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
			x := s.doc.Mentions[m]
			if x.Label == entity.Holder && x.Last < u.last && s.over[x.Last] == none && s.finite(x.Last) {
				return cue{}, false // "ilk kutlayan lider oldu": of somebody else
			}
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
	told := s.hearsay(c, from) || s.afterQuote(u, c.first) || s.ahead(c)
	if !told {
		_, passive := s.w.passive.at(s.t, c.first)
		_, say := s.w.say.at(s.t, c.first)
		if n := c.last - c.first; passive != n && (say != n || !s.behindClause(c, from)) {
			return cue{}, false
		}
	}
	form := s.feat(v, "VerbForm")
	if form != "Fin" && form != "Conv" || !told && (s.feat(v, "Aspect") == "Prog" || s.feat(v, "Tense") == "Pres") {
		return cue{}, false
	}
	c.passive, c.own, c.act, c.quoting = true, true, true, false
	c.who, c.subject = speaker{actor: none, unknown: true}, from
	for k := from; k < c.first; k++ {
		if s.inSpoken(k) {
			continue
		}
		if s.is(s.w.Negation, k) && s.mark(k+1) { // "ne 'evet' dendi"
			return cue{}, false
		}
		if _, n := s.w.nobodies.at(s.t, k); n > 0 && s.tells(k+n-1) {
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

// hearsay reports whether a passive tells, right behind its clause, what is said:
// "gideceği konuşuluyor".
func (s *session) hearsay(c cue, from int) bool {
	_, n := s.w.hearsay.at(s.t, c.first)
	return n == c.last-c.first && s.behindClause(c, from)
}

// behindClause reports whether a verb stands behind the clause that it tells.
func (s *session) behindClause(c cue, from int) bool {
	k := c.first - 1
	for k > from && s.over[k] == none && (s.t[k].UPOS == "ADV" || s.t[k].UPOS == "PART" || s.t[k].UPOS == "NOUN" && s.feat(k, "Case") == "Loc" || s.is(s.w.Subjects, k)) {
		k--
	}
	if k < from || s.over[k] != none || s.feat(k, "VerbForm") != "Part" {
		return false
	}
	return s.feat(k, "Person[psor]") != "" || s.feat(k, "Tense") == "Fut"
}

// tells reports whether the noun that ends with token i is where something is
// told, or who tells it: "haberlerde", "uzmanlara göre", "uzmanlar tarafından".
func (s *session) tells(i int) bool {
	switch s.feat(i, "Case") {
	case "Loc", "Abl":
		return true
	case "Dat":
		return s.is(s.w.According, i+1)
	case "Nom", "":
		return s.is(s.w.By, i+1)
	}
	return false
}

// activeLast reads a verb of speech with its subject.
func (s *session) activeLast(u unit, c cue, from int, before []cue) (cue, bool) {
	from = s.clauseBegin(from, c.first)
	if n := len(before); n > 0 && s.form(before[n-1].last) == "," && s.feat(before[n-1].last-1, "VerbForm") == "Conv" { // "X 'evet' derken, Y 'hayır' dedi"
		if x, _, b := s.nominativeAt(u, before[n-1].last+1); b > 0 && b <= c.first && s.person(x) {
			from = before[n-1].last + 1
		}
	}
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

// clauseBegin is the first token behind the last semicolon among the tokens that
// has a subject behind it; from where there is none.
func (s *session) clauseBegin(from, until int) int {
	for k := until - 1; k > from; k-- {
		if s.form(k) != ";" || s.inSpoken(k) {
			continue
		}
		if _, _, _, ok := s.subjectOf(unit{first: k + 1, last: until}, k+1, until); ok {
			return k + 1
		}
		return from
	}
	return from
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
		if end := s.particle(k, x.Last); x.First == k && end > 0 {
			return s.known(k, end), k, end
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
	if end := s.unknownName(k); end > k {
		if cut := s.particle(k, end); cut > 0 {
			return s.known(k, cut), k, cut
		}
		if nominative(end - k) {
			return s.named(k, end), k, end
		}
	}
	if _, n := s.w.collectives.at(s.t, k); n > 0 && nominative(n) {
		return s.several(k, k+n), k, k + n
	}
	if _, n := s.w.agents.at(s.t, k); n > 0 && nominative(n) && k > u.first && s.t[k-1].UPOS == "NUM" {
		return s.several(k-1, k+n), k - 1, k + n
	}
	if _, n := s.w.agents.at(s.t, k); n > 0 && nominative(n) && (s.form(k+n) == "," || k > u.first && s.is(s.w.Indefinite, k-1)) {
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

// particle is the particle behind a subject that was taken for a part of the name
// on the tokens [first, last): the words before it end like the name of a person.
// 0 where there is none.
func (s *session) particle(first, last int) int {
	for i := first + 1; i < last-1; i++ {
		if s.is(s.w.Subjects, i) && slices.ContainsFunc(s.doc.Actors, func(a entity.Actor) bool {
			return a.Type == chancery.Person && endsWith(a.Name, s.t[i-1].Form) && !strings.Contains(a.Name, s.t[i-1].Form+" "+s.t[i].Form)
		}) {
			return i
		}
	}
	return 0
}

// known is the person whose last name ends the tokens [first, last), else their
// words.
func (s *session) known(first, last int) speaker {
	n := s.surname(s.t[last-1].Form, none)
	if n == none {
		return s.named(first, last)
	}
	return speaker{actor: n, name: s.doc.Actors[n].Name, at: s.doc.Text.Span(first, last)}
}

// surname is the person, not the actor given, whose name ends with a word; none
// for several persons.
func (s *session) surname(word string, not int) int {
	found := none
	for n, a := range s.doc.Actors {
		if n == not || a.Type != chancery.Person || !endsWith(a.Name, word) {
			continue
		}
		if found != none {
			return none
		}
		found = n
	}
	return found
}

// endsWith reports whether a name ends with a word.
func endsWith(whole, word string) bool {
	return strings.HasSuffix(" "+name.Fold(whole), " "+name.Fold(word))
}

// unknownName is the token behind the name of a person or, before a comma, of a body,
// not known from elsewhere, that begins at token k; 0 where none does.
func (s *session) unknownName(k int) int {
	at, ok := slices.BinarySearchFunc(s.doc.Text.Names, k, func(n nlp.Name, k int) int { return n.First - k })
	if s.abbreviation(k) && s.form(k+1) == "," {
		return k + 1
	}
	if !ok {
		return s.titled(k)
	}
	if s.t[k].UPOS != "PROPN" {
		return 0
	}
	x := s.doc.Text.Names[at]
	if x.Type == nlp.Person || x.Type == nlp.Organisation && s.form(x.Last) == "," {
		return x.Last
	}
	return 0
}

// titled is the token behind the name of a body, several words with capitals of
// which the last is a noun, that begins at token k and that a comma follows; 0
// where none does.
func (s *session) titled(k int) int {
	end := k
	for end < len(s.t) && s.over[end] == none && s.within[end] == none && unicode.IsUpper([]rune(s.t[end].Form)[0]) {
		end++
	}
	if end-k < 2 || s.form(end) != "," || s.feat(end-1, "Person[psor]") == "" {
		return 0
	}
	return end
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
