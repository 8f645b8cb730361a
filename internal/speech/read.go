package speech

import (
	"slices"

	"chancery"
	"chancery/internal/entity"
)

// unit reads one unit: its quotations with who speaks them, then its reported
// speech.
func (s *session) unit(u unit) {
	var mine []int
	for i := u.first; i < u.last; i++ {
		if q := s.within[i]; q != none && !slices.Contains(mine, q) {
			mine = append(mine, q)
		}
	}
	for _, q := range mine {
		s.spoken[q] = s.isSpoken(u, s.quotes[q])
	}
	mine = slices.DeleteFunc(mine, func(q int) bool { return !s.spoken[q] })
	var cues []cue
	if s.w.Marking == "case" {
		cues = s.caseCues(u)
	} else {
		cues = s.positionCues(u)
	}
	s.endedWith(u)
	if w := s.waiting; w != nil && (w.unit.at < u.at-1 || len(cues) == 0 || len(mine) > 0) {
		s.settle(nil)
	}
	if len(cues) == 0 && s.w.Marking == "position" {
		s.verbsQuoted(u)
	}
	used := s.direct(u, mine, cues)
	s.indirect(u, cues, used)
	if len(cues) == 0 && len(mine) == 0 && s.w.Marking == "position" {
		if who, ok := s.replied(u); ok {
			s.pending, s.pendingAt = &who, u.at
		}
	}
	s.issued(u)
	if w := s.waiting; w != nil && w.unit.at < u.at {
		s.settle(nil)
	}
}

// verbsQuoted reads the quotations that begin with the verb of speech of their
// sentence: "The statement 'condemns the attack'".
func (s *session) verbsQuoted(u unit) {
	for i := u.first + 1; i < u.last; i++ {
		n := s.within[i]
		if n == none || s.spoken[n] || s.quotes[n].first != i {
			continue
		}
		q := s.quotes[n]
		if c, _ := s.entry(q.in); c.last == 0 || !s.finite(q.in) || s.over[q.in] != none {
			continue
		}
		if who, _, ok, own := s.subjectLeft(u, i-1, nil); ok && own {
			s.quoted(u, q, who, cue{first: q.in, last: q.in})
		}
	}
}

// isSpoken reports whether a quotation is what somebody says, not a title or a
// word that the reporter keeps apart from his own.
func (s *session) isSpoken(u unit, q quote) bool {
	n := s.wordsIn(q.in, q.out)
	if q.first > u.first && n == 1 && s.is(s.w.Negation, q.first-1) {
		return false
	}
	if s.r.w.Marking == "case" && q.last < u.last {
		if _, k := s.w.say.at(s.t, q.last); k > 0 && s.t[q.last+k-1].UPOS == "VERB" {
			return true
		}
		if _, k := s.w.quoting.at(s.t, q.last); k > 0 {
			return true
		}
	}
	begins := q.first == u.first || s.doc.Text.Sentences[s.doc.Text.SentenceOf(q.first)].First == q.first
	if begins && n > 1 {
		if _, ok := s.replyBehind(u, q); ok {
			return true
		}
	}
	colon := q.first > u.first && s.form(q.first-1) == ":"
	comma := q.first > u.first && (s.form(q.first-1) == "," || s.form(q.first-1) == ";")
	ended := s.t[q.out-1].UPOS == "PUNCT"
	verb := s.verbal(q.in, q.out)
	said := begins || verb
	if said && (s.w.Marking == "position" && ended && (s.form(q.out-1) == "," || begins) || q.last < u.last && s.form(q.last) == ",") {
		for k := q.last; k < min(u.last, q.last+14) && !s.mark(k); k++ {
			if c, _ := s.entry(k); c.last > 0 && s.t[k].UPOS == "VERB" && s.over[k] == none {
				return true
			}
		}
	}
	switch {
	case comma && ended && (s.resumed(q) || n > 1 && s.spoke(q.first-2)):
		return true
	case colon && (n >= 3 || n >= 1 && ended):
		return true
	case n >= 3 && verb && (begins || comma):
		return true
	case n >= 1 && begins && ended:
		return true
	case n >= 3 && verb && q.first > u.first:
		if c, _ := s.entryBefore(q.first - 1); c {
			return true
		}
	}
	return false
}

// entryBefore reports whether a verb of speech ends with token i.
func (s *session) entryBefore(i int) (bool, int) {
	n := max(s.w.say.before(s.t, i), s.w.quoting.before(s.t, i))
	return n > 0 && s.t[i].UPOS == "VERB" && s.w.Marking == "position", n
}

// direct makes statements of the quotations of a unit, those of one speaker
// one. It gives the cues, by their first token, that only say who speaks a
// quotation.
func (s *session) direct(u unit, quotes []int, cues []cue) map[int]bool {
	used := map[int]bool{}
	for _, n := range quotes {
		q := s.quotes[n]
		k := s.cueOf(u, q, cues)
		if k != none {
			used[cues[k].first] = !s.clauseBetween(cues[k], q) && !s.clauseBefore(u, cues[k], q)
			if v := cues[k].last - 1; cues[k].quoting && s.t[v].UPOS != "VERB" && k+1 < len(cues) {
				used[cues[k+1].first] = true // "sözleriyle övdü"
			}
			s.quoted(u, q, cues[k].who, cues[k])
			continue
		}
		if who, ok := s.colon(u, q); ok {
			s.quoted(u, q, who, cue{first: q.first, last: q.first})
			continue
		}
		if m := s.signed(q); m != none {
			s.quoted(u, q, s.of(m), cue{first: q.first, last: q.first})
			continue
		}
		if who, ok := s.replyBehind(u, q); ok {
			s.quoted(u, q, who, cue{first: q.last, last: q.last})
			continue
		}
		if who, ok := s.opened(q); ok {
			s.quoted(u, q, who, cue{first: q.first, last: q.first})
			continue
		}
		s.unattributed(u, q)
	}
	return used
}

// signed is the person whose name stands behind a dash behind a quotation; none
// where there is no such.
func (s *session) signed(q quote) int {
	k := q.last
	if k+1 >= len(s.t) || s.paragraph[k+1] != s.paragraph[q.first] || !s.dash(k) || s.over[k+1] == none || s.doc.Mentions[s.over[k+1]].Label != entity.Person {
		return none
	}
	return s.over[k+1]
}

// clauseBetween reports whether a clause of what is said stands between a verb of
// speech and the quotation behind it: "said the line may open, 'if X can count'".
func (s *session) clauseBetween(c cue, q quote) bool {
	const few = 3
	return s.w.Marking == "position" && c.last <= q.first && !c.quoting && !c.act && !s.broken(c.last, q.first) && s.wordsIn(c.end, q.first) > few && s.verbal(c.end, q.first)
}

// clauseBefore reports whether a clause of what is said stands before who says it,
// in a sentence that goes on with a quotation: "He had met her, X said, 'and liked
// it'".
func (s *session) clauseBefore(u unit, c cue, q quote) bool {
	first := max(u.first, s.doc.Text.Sentences[s.doc.Text.SentenceOf(c.subject)].First)
	if s.w.Marking != "position" || c.last > q.first || c.quoting || c.act || !c.own || s.form(c.subject-1) != "," || c.subject <= first || s.wordsIn(first, c.subject) < 3 {
		return false
	}
	for i := first; i < c.subject; i++ {
		if s.within[i] != none {
			return false
		}
	}
	return s.verbal(first, c.subject) && s.t[first].UPOS != "SCONJ" && s.t[first].UPOS != "VERB" && !s.is(s.w.Breaks, first)
}

// cueOf is the cue that says who speaks a quotation: the one right behind it,
// else the nearest before it, else the nearest.
func (s *session) cueOf(u unit, q quote, cues []cue) int {
	best, least := none, 1<<30
	for k, c := range cues {
		away := 0
		switch {
		case c.first >= q.last:
			away = max(min(c.first, max(c.subject, q.last))-q.last, 0) * 2
			if s.w.Marking == "case" {
				away = c.first - q.last
			}
			if s.broken(q.last, c.first) {
				away += 40
			}
		case c.last <= q.first:
			if c.quoting && !s.leads(c.end, q.first) {
				continue
			}
			away = (q.first-c.end)*2 + 5
			if s.broken(c.last, q.first) {
				away += 10
			}
		default:
			continue
		}
		if away < least {
			best, least = k, away
		}
	}
	return best
}

// leads reports whether a verb that is speech beside a quotation only stands
// beside the one that begins at token first: a colon or comma lies between, or
// no more than a few words.
func (s *session) leads(end, first int) bool {
	const few = 3
	return s.wordsIn(end, first) <= few || s.form(first-1) == ":" || s.form(first-1) == ","
}

// broken reports whether a sentence ends among the tokens.
func (s *session) broken(first, last int) bool {
	return first < last && first < len(s.t) && s.doc.Text.SentenceOf(first) != s.doc.Text.SentenceOf(last-1)
}

// colon is the speaker whose name and a colon stand before a quotation.
func (s *session) colon(u unit, q quote) (speaker, bool) {
	k := q.first - 2
	if k < u.first || s.form(q.first-1) != ":" {
		return speaker{}, false
	}
	m := s.over[k]
	if m == none || s.doc.Mentions[m].Label != entity.Person { // "X, in a speech to the assembly:", "X smiles:"
		if x := s.opening(s.doc.Text.Sentences[s.doc.Text.SentenceOf(k)].First, k); x != none {
			m = x
		}
	}
	if m == none && s.t[k].UPOS == "NOUN" { // "X's answer:"
		for k--; k > u.first && (s.t[k].Inner || s.t[k].UPOS == "ADJ") && s.over[k] == none; k-- {
		}
		if m = s.over[k]; m != none && s.doc.Mentions[m].Label == entity.Possessive {
			who := s.taken(m)
			return who, who.name != ""
		}
	}
	if m == none || !s.speaks(m) {
		return speaker{}, false
	}
	who := s.of(m)
	return who, who.name != ""
}

// opening is the mention of a person that is the only one among the tokens
// [first, last) and not behind a preposition; none for several.
func (s *session) opening(first, last int) int {
	found := none
	for i := first; i < last; i++ {
		m := s.over[i]
		if m == none || m == found || s.doc.Mentions[m].Label != entity.Person {
			continue
		}
		if i > 0 && s.t[i-1].UPOS == "ADP" { // "X, on Radio Y:"
			continue
		}
		if found != none {
			return none
		}
		found = m
	}
	return found
}

// quoted adds a quotation to the statement of its speaker in this unit, or
// makes one.
func (s *session) quoted(u unit, q quote, who speaker, c cue) {
	if s.repeats(q, who) {
		return
	}
	if n := len(s.drafts); n > 0 {
		d := &s.drafts[n-1]
		if d.unit.at == u.at && d.form == chancery.Direct && !d.posted && d.who.same(who) {
			d.quotes = append(d.quotes, q.pieces...)
			return
		}
	}
	s.add(draft{who: who, form: chancery.Direct, quotes: q.pieces, unit: u, cue: [2]int{c.first, c.last}, from: q.first, rule: "quoted"})
}

// add keeps a draft, and remembers who spoke, and whose document its sentence
// names.
func (s *session) add(d draft) {
	s.drafts = append(s.drafts, d)
	if d.who.unknown {
		return
	}
	s.doer = len(s.drafts) - 1
	if d.who.name == "" {
		return
	}
	who := d.who
	if d.cue[0] < d.cue[1] && s.is(s.w.Issue, d.cue[0]) && !who.collective { // "wrote on his account": a text of his
		s.owner = &who
		return
	}
	for i := d.unit.first; i < d.unit.last; i++ {
		if s.over[i] != none || s.within[i] != none || s.w.documents.before(s.t, i) == 0 || s.w.documents.begins(s.t, i+1) {
			continue
		}
		if who.collective && !s.is(s.w.Joint, i-1) {
			continue
		}
		if m := s.sender(i); m != none {
			who = s.of(m)
			who.unknown = who.unknown || s.person(who) && s.doc.Actors[who.actor].Name == "" || who.actor == none && s.doc.Mentions[m].Label == entity.Holder
		}
		s.owner = &who
		return
	}
}

// sender is the mention of whom a document is from, which ends with token i: "a
// message from X"; none where that is not said.
func (s *session) sender(i int) int {
	if s.w.Marking != "position" || !s.is(s.w.By, i+1) || i+2 >= len(s.t) || s.over[i+2] == none || !s.speaks(s.over[i+2]) {
		return none
	}
	return s.over[i+2]
}

// unattributed reads a quotation whose sentence does not say who speaks: it
// goes on with the statement before when nothing but it stands there; the
// sentence before may announce it.
func (s *session) unattributed(u unit, q quote) {
	alone := s.wordsIn(u.first, q.first) == 0 && s.wordsIn(q.last, u.last) == 0
	if n := len(s.drafts); n > 0 {
		d := &s.drafts[n-1]
		near := u.at-d.unit.at <= 1
		if d.form == chancery.Direct && !d.posted && near && (alone || d.unit.at == u.at) && !s.repeats(q, d.who) {
			d.quotes = append(d.quotes, q.pieces...)
			d.unit = u
			return
		}
		if near && alone && s.announced(u) {
			s.quoted(u, q, d.who, cue{first: q.first, last: q.first})
			return
		}
	}
	if who, ok := s.announcedBy(u); ok && alone {
		s.quoted(u, q, who, cue{first: q.first, last: q.first})
		return
	}
	if !alone {
		return
	}
	s.waiting = &waiting{quote: q, unit: u}
	if d := s.last(); d != nil && d.unit.at == u.at-1 && (d.unit.paragraph == u.opens || d.unit.paragraph == u.opens-1 && !d.who.collective) && d == &s.drafts[len(s.drafts)-1] {
		s.waiting.who = &d.who
	} else if who, ok := s.aboutBefore(u); ok {
		s.waiting.who = &who
	}
}

// waiting is a quotation that stands alone: the next sentence may say who
// speaks. If not, it is who spoke in the sentence before, of the same paragraph or of
// the one before.
type waiting struct {
	quote quote
	unit  unit
	who   *speaker // in the sentence before; nil for nobody
}

// settle makes a statement of a quotation that has waited for a speaker: who,
// when the sentence after it names one; else nobody, when it is long enough to
// be no heading.
func (s *session) settle(who *speaker) {
	w := s.waiting
	if w == nil {
		return
	}
	s.waiting = nil
	const full = 8
	if who == nil {
		who = w.who
	}
	if who != nil {
		s.quoted(w.unit, w.quote, *who, cue{first: w.quote.first, last: w.quote.first})
	} else if s.wordsIn(w.quote.in, w.quote.out) >= full && s.t[w.quote.out-1].UPOS == "PUNCT" {
		s.quoted(w.unit, w.quote, speaker{actor: none, unknown: true}, cue{first: w.quote.first, last: w.quote.first})
	}
}

// announced reports whether the sentence before a unit ends with a colon.
func (s *session) announced(u unit) bool { return u.first > 0 && s.form(u.first-1) == ":" }

// announcedBy is the speaker of the sentence before a unit, when that says no
// more than that somebody speaks: "Berg put it this way:".
func (s *session) announcedBy(u unit) (speaker, bool) {
	if s.pending != nil && s.pendingAt == u.at-1 {
		return *s.pending, true
	}
	if s.w.Marking != "position" || !s.announced(u) {
		return speaker{}, false
	}
	before := s.doc.Text.Sentences[s.doc.Text.SentenceOf(u.first-1)]
	for i := before.First; i < before.Last; i++ { // "X issued the following statement:"
		if s.over[i] == none && s.w.documents.before(s.t, i) > 0 {
			who, ok := s.mainSubject(unit{first: before.First, last: before.Last}, before.Last)
			return who, ok && !who.unknown
		}
	}
	return speaker{}, false
}

// indirect makes statements of the verbs of speech of a unit that do not only
// introduce a quotation: one for each speaker in turn.
func (s *session) indirect(u unit, cues []cue, used map[int]bool) {
	all := cues
	cues = s.ownWords(u, cues)
	until := s.untilFrame(u, all, cues)
	type part struct {
		first, last int
		cues        []cue
		all         []cue
	}
	var parts []part
	for _, c := range cues {
		idle := c.quoting && !used[c.first] && !(s.w.Marking == "position" && s.aside(c, u.last))
		if idle && len(cues) > 1 {
			continue
		}
		if n := len(parts); n == 0 || !parts[n-1].all[0].who.same(c.who) || parts[n-1].all[0].who.unknown != c.who.unknown || s.ahead(c) {
			from := u.first
			if n > 0 {
				from = s.border(parts[n-1].all[len(parts[n-1].all)-1], c)
				if from < 0 {
					continue // told by whom the clause before quotes
				}
				parts[n-1].last = from
			}
			parts = append(parts, part{first: from, last: until})
		}
		p := &parts[len(parts)-1]
		p.all = append(p.all, c)
		if !used[c.first] && !idle {
			p.cues = append(p.cues, c)
		}
	}
	for _, p := range parts {
		if len(p.cues) > 0 {
			if i := slices.IndexFunc(p.all, func(c cue) bool { return c.first == p.cues[0].first }); i > 0 && s.w.Marking == "case" && used[p.all[i-1].first] {
				p.first = max(p.first, p.all[i-1].last) // behind "dedi" of the quotation before
			}
			s.reported(u, p.first, p.last, p.cues)
		} else if len(used) == 0 {
			s.contentless(u, p.all[len(p.all)-1].who)
		}
	}
}

// contentless keeps who a sentence says to speak without saying what: of the
// quotation before it, else of the one behind it.
func (s *session) contentless(u unit, who speaker) {
	if s.waiting != nil && s.waiting.unit.at == u.at-1 {
		s.settle(&who)
		return
	}
	s.pending, s.pendingAt = &who, u.at
}

// ownWords leaves out a ministry's "said in a statement" beside what somebody
// else is told to have said: it is where the report has it from. And what
// nobody named has said is somebody's, when he is named as telling it: "The
// talks were described as useful, X said".
func (s *session) ownWords(u unit, cues []cue) []cue {
	if len(cues) < 2 {
		return cues
	}
	if s.asFrame(u, cues[0]) {
		return cues[:1]
	}
	frame := func(c cue) bool {
		const rest = 6 // words behind "X said in a statement on Monday"
		last := c.end
		for last < u.last && s.form(last) != ";" && !(s.form(last) == "," && (s.is(s.w.And, last+1) || s.is(s.w.Breaks, last+1))) {
			last++
		}
		return !c.passive && (c.source || (!c.act || c.bare) && (c.inverted || c.subject > u.first && s.form(c.subject-1) == "," && (s.wordsIn(c.end, last) <= rest || !s.verbal(c.end, last))))
	}
	cues = slices.DeleteFunc(slices.Clone(cues), func(c cue) bool {
		return c.who.voice && frame(c) && slices.ContainsFunc(cues, func(o cue) bool {
			if s.untold(c.who) && !s.verbal(o.end, c.subject) {
				return false
			}
			return o.first != c.first && !o.who.unknown && !o.who.same(c.who) && !o.source && (!o.who.voice && !o.who.collective || !s.personal(c.who))
		})
	})
	framed := slices.IndexFunc(cues, func(c cue) bool { return frame(c) && (!c.who.unknown || s.personal(c.who)) })
	if framed < 0 {
		return cues
	}
	f := cues[framed]
	return slices.DeleteFunc(cues, func(c cue) bool {
		theirs := (c.who.unknown || c.who.collective && s.person(f.who)) && c.act || c.who.voice && !s.personal(c.who) && s.personal(f.who)                                                      // "Oslo believes that, its spokesman X said"
		theirs = theirs || s.untold(f.who) && c.own && c.first < f.first && !s.verbal(c.end, f.subject)                                                                                          // "X repeated the request, diplomats said"
		theirs = theirs || s.person(f.who) && !f.who.voice && !c.who.voice && c.act && c.own && !c.who.same(f.who) && s.form(f.subject-1) == "," && !f.inverted && s.wordsIn(f.end, u.last) == 0 // "X had asked for five, Y conceded"
		return theirs && c.first != f.first && (c.first < f.first || f.source)
	})
}

// told reports whether the clause before who says it is what is said, and nothing
// behind it up to the next verb of speech: "The port is closed, X said in Oslo; he
// added".
func (s *session) told(c cue, begin, next int) bool {
	if !c.own || s.form(c.subject-1) != "," || s.is(s.w.That, c.end) || !s.verbal(begin, c.subject) || s.verbal(c.end, next) {
		return false
	}
	switch s.t[begin].UPOS {
	case "SCONJ", "ADP", "VERB", "ADV":
		return false
	}
	return true
}

// asFrame reports whether a verb of speech opens a unit as "As X stressed, Y had
// confirmed it": all behind it is what X says.
func (s *session) asFrame(u unit, c cue) bool {
	return s.w.Marking == "position" && c.own && !c.source && c.subject > u.first && c.subject <= u.first+2 && s.is(s.w.As, c.subject-1) && s.form(c.end) == ","
}

// untilFrame is where what is said ends before ", X said" at the end of a unit,
// which was left out of its cues.
func (s *session) untilFrame(u unit, all, kept []cue) int {
	if len(kept) == 0 || s.w.Marking == "case" || len(all) == len(kept) {
		return u.last
	}
	c, last := all[len(all)-1], kept[len(kept)-1]
	if c.first == last.first || last.source || s.asFrame(u, last) || !c.own || c.inverted || c.source || c.subject <= last.end || s.form(c.subject-1) != "," {
		return u.last
	}
	return c.subject - 1
}

// border is the first token of the clause of cue c, which has another speaker
// than the cue before; -1 when c stands within what that one says.
func (s *session) border(before, c cue) int {
	if s.w.Marking == "case" {
		return before.last
	}
	if !c.own {
		return -1
	}
	start := c.subject
	if c.inverted {
		start = c.first
	}
	if start <= before.first {
		return -1
	}
	if s.answering(start) {
		return start - 2
	}
	if start < before.last || !s.parted(before.last, start) {
		for i := before.end; i < start; i++ {
			if s.form(i) == ";" {
				return i + 1
			}
		}
		return -1
	}
	for i := start - 1; i >= before.end; i-- {
		if s.form(i) == ";" {
			return i + 1
		}
	}
	return start
}

// reported makes a statement of the cues of one speaker in the tokens [first,
// last).
func (s *session) reported(u unit, first, last int, cues []cue) {
	last = s.clauseEnd(last, cues)
	a, b := s.content(first, last, cues)
	if a >= b || s.wordsIn(a, b) == 0 {
		s.contentless(u, cues[len(cues)-1].who)
		return
	}
	who := cues[0].who
	if (who.collective || who.unknown) && !slices.ContainsFunc(cues, func(c cue) bool { return !c.topical }) {
		return // what was talked about
	}
	if who.folk && !slices.ContainsFunc(cues, s.worded) {
		return
	}
	for b > a+1 && s.over[b-1] == none && s.within[b-1] == none && (s.is(s.w.And, b-1) || s.is(s.w.Breaks, b-1) || s.t[b-1].UPOS == "PUNCT") {
		b--
	}
	what := s.trimmed(a, b)
	if who.voice && !s.person(who) && (!who.unknown || who.paper) && s.sourcing(a, b, cues[0].source) && !slices.ContainsFunc(cues, func(c cue) bool { return c.act && !c.bare && !c.passive }) {
		s.credit(u, who)
		return
	}
	if w := s.waiting; w != nil && w.unit.at < u.at {
		s.settle(nil) // a quotation that waits stands before this
	}
	begins := first
	if c := cues[0]; c.own && c.subject > first && a >= c.subject {
		first = c.subject // what stands before the speaker is another clause, or sets the scene
	}
	whole := s.trimmed(s.outer(first, last, cues))
	s.add(draft{who: who, form: chancery.Indirect, quotes: []span{what}, whole: whole, unit: u, cue: [2]int{cues[0].first, cues[0].last}, from: begins, rule: rule(cues[0])})
}

// worded reports whether a verb tells words, not what somebody does or what
// something shows.
func (s *session) worded(c cue) bool {
	if s.w.Marking == "case" {
		return !c.act || c.bare
	}
	return !c.act || c.bare && (s.is(s.w.That, c.end) || c.own && s.form(c.subject-1) == ",") && !s.w.talksSay.begins(s.t, c.first)
}

// clauseEnd is where the clause of the cues ends: where the verb stands last,
// behind it; else before a semicolon behind which somebody else is the subject.
func (s *session) clauseEnd(last int, cues []cue) int {
	c := cues[len(cues)-1]
	if s.w.Marking == "case" {
		if c.source || s.ahead(c) {
			return last
		}
		return c.last
	}
	for i := c.end; i < last-1; i++ {
		if s.form(i) != ";" {
			continue
		}
		if m := s.over[i+1]; m != none && s.speaks(m) && !s.of(m).same(c.who) {
			return i
		}
	}
	return last
}

// ahead reports whether a verb of speech that stands last has what is said behind
// it nevertheless: "bildirib ki, ...".
func (s *session) ahead(c cue) bool {
	return s.w.Marking == "case" && !c.source && s.is(s.w.That, c.last)
}

// passive is the rule of statements whose speaker the text leaves out.
const passive = "passive"

func rule(c cue) string {
	switch {
	case c.passive:
		return passive
	case c.source:
		return "according"
	}
	return "reported"
}

// outer is the clause with its attribution, without spoken quotations before
// or behind it.
func (s *session) outer(first, last int, cues []cue) (int, int) {
	for i := first; i < cues[0].first; i++ {
		if s.inSpoken(i) {
			first = i + 1
		}
	}
	end := cues[len(cues)-1].last
	for i := end; i < last; i++ {
		if s.inSpoken(i) {
			return first, i
		}
	}
	return first, last
}

// person reports whether a speaker is a person of the report.
func (s *session) person(who speaker) bool {
	return who.actor != none && s.doc.Actors[who.actor].Type == chancery.Person
}

// untold reports whether a speaker is somebody, or are several, without a name:
// that others did something is then told by nobody named.
func (s *session) untold(who speaker) bool {
	return who.unknown && s.personal(who) || s.w.Marking == "position" && who.collective
}

// personal reports whether a speaker is a person, named or not: "an official".
func (s *session) personal(who speaker) bool {
	return s.person(who) || s.w.Marking == "position" && who.unknown && who.voice && !who.paper
}

// sourcing reports whether the tokens tell of an engagement: that the report has
// as an event, or by a verb of contact, or by what talks were about. Then who is
// named with them is the report's source.
func (s *session) sourcing(first, last int, according bool) bool {
	what := s.trimmed(first, last)
	if _, n := s.w.talks.at(s.t, s.skipWords(first)); n > 0 && according {
		return true
	}
	for i := first; i < last; i++ {
		if s.over[i] != none {
			continue
		}
		if s.is(s.w.Negation, i) {
			return false // "had not met" is what somebody says
		}
		if _, n := s.w.contacts.at(s.t, i); n > 0 && (s.t[i].UPOS == "VERB" || s.t[i+n-1].UPOS == "VERB") {
			return !s.is(s.w.Negation, i+n)
		}
		if s.w.Marking == "position" && s.t[i].UPOS == "VERB" {
			break // the first verb tells what it is about
		}
	}
	engaged := false
	for _, c := range s.src.Events {
		if c.Event == nil || !slices.ContainsFunc(c.Sources, func(e chancery.Evidence) bool { return e.Field == "event" && e.Overlaps(what) }) {
			continue
		}
		if c.Event.Kind == chancery.KindStatement {
			return false
		}
		engaged = engaged || c.Event.Kind.Engagement()
	}
	return engaged
}

// content is the tokens of what is said by the cues among the tokens [first,
// last); empty when nothing is.
func (s *session) content(first, last int, cues []cue) (int, int) {
	first, last = s.outer(first, last, cues)
	c := cues[0]
	if s.w.Marking == "case" {
		if s.ahead(c) {
			return s.skipMarks(c.last+1, last), last
		}
		return s.contentLast(first, last, cues)
	}
	if s.acts(c) {
		return 0, 0
	}
	if m := s.over[min(c.end, last-1)]; m != none && s.is(s.w.Clausal, c.first) && s.clauseAfter(s.doc.Mentions[m].Last, last) { // "told Parliament he would go"
		c.end = s.doc.Mentions[m].Last
	}
	if c.end > c.last && s.form(c.end-1) == ":" { // told openly
		return c.end, last
	}
	begin := s.lead(first, c.subject)
	aside := begin < last && s.is(s.w.Breaks, begin) || begin > first && s.is(s.w.Breaks, begin-1) // "While Y signed, X said"
	for i := begin; i < c.subject; i++ {
		if s.form(i) == ";" {
			begin = i + 1
		}
	}
	switch {
	case c.source:
		if s.inserted(c, begin, last) {
			return begin, last
		}
		after := s.skipMarks(s.behindSource(c, last), last)
		if s.wordsIn(after, last) >= s.wordsIn(begin, c.subject) {
			return after, last
		}
		return begin, c.subject
	case c.act && c.passive:
		return begin, last
	}
	if s.is(s.w.As, c.subject-1) && s.form(c.end) == "," && s.wordsIn(begin, c.subject) <= 1 {
		return s.skipMarks(c.end, last), last
	}
	const reach = 14
	for i := c.last; i < min(last, c.last+reach) && (i == c.last || !c.act && !c.bare); i++ {
		if s.is(s.w.That, i) && (i == c.last || s.t[i].UPOS == "SCONJ" || i+1 < last && s.t[i+1].UPOS != "VERB" && s.t[i+1].UPOS != "AUX") && s.form(i+1) != "," && s.form(i+1) != "." {
			return i + 1, last
		}
		if s.over[i] == none && (s.finite(i) || s.t[i].UPOS == "VERB") {
			break
		}
	}
	if c.act {
		if s.idle(c.end, last) && c.own && (s.wordsIn(c.end, last) == 0 || s.form(c.subject-1) == "," && s.verbal(begin, c.subject)) {
			if s.verbal(begin, c.subject) {
				return begin, c.subject
			}
			return 0, 0
		}
		if c.own && c.subject > begin && s.form(c.subject-1) == "," && s.form(c.end) == "," && s.wordsIn(begin, c.subject) > 0 {
			return begin, last
		}
		return c.first, last
	}
	if s.inserted(c, begin, last) {
		return begin, last
	}
	if c.inverted && s.verbal(begin, c.subject) {
		if len(cues) > 1 {
			return begin, last
		}
		return begin, c.subject
	}
	if len(cues) > 1 && s.told(c, begin, cues[1].subject) {
		return begin, last
	}
	if len(cues) > 1 || !c.own {
		return s.skipMarks(c.end, last), last
	}
	if s.verbal(c.end, last) && (s.wordsIn(begin, c.subject) < 2 || !s.clauseMark(c.subject-1) || !s.verbal(begin, c.subject) || s.t[begin].UPOS == "SCONJ" || s.t[begin].UPOS == "VERB" || aside || s.is(s.w.Breaks, c.subject-1)) { // "Asked about it, X said"
		return s.skipMarks(c.end, last), last
	}
	if s.broughtOn(c, last) && s.verbal(begin, c.subject) { // "It was drawn, she said, by a monk"
		return begin, last
	}
	if s.wordsIn(begin, c.subject) == 0 && s.clauseAfter(c.end, last) {
		return s.skipMarks(c.end, last), last
	}
	trails := s.form(c.subject-1) == "," && s.wordsIn(c.end, last) <= 1
	if s.wordsIn(begin, c.subject) >= 2 && c.own && (s.verbal(begin, c.subject) || c.inverted || trails) {
		return begin, c.subject
	}
	if c.own && s.form(c.subject-1) == "," && s.form(c.end) == "," && !s.verbal(c.end, last) && s.wordsIn(begin, c.subject) >= 2 { // "Not now, she said, and not later"
		return begin, last
	}
	if c.bare || c.end < last && s.t[c.end].UPOS == "VERB" && s.feat(c.end, "VerbForm") != "Inf" && !s.finite(c.end) { // "suggested closing the port"
		return c.first, last
	}
	return 0, 0
}

// acts reports whether a verb tells what somebody did in answer: "answered by
// closing the border".
func (s *session) acts(c cue) bool {
	const reach = 6
	for i := c.last; i+1 < min(len(s.t), c.last+reach) && s.t[i].UPOS != "PUNCT" && !s.finite(i); i++ {
		if s.is(s.w.Doer, i) && s.feat(i+1, "VerbForm") == "Part" && s.feat(i+1, "Tense") == "Pres" {
			if e, _ := s.entry(i + 1); e.last > 0 && (s.is(s.w.That, e.last) || s.mark(e.last)) { // "by saying that"
				return false
			}
			return true
		}
	}
	return false
}

// broughtOn reports whether who says it stands between commas, and the clause goes on
// behind with what a preposition opens, or what something was.
func (s *session) broughtOn(c cue, last int) bool {
	return c.own && !c.inverted && s.form(c.subject-1) == "," && s.form(c.end) == "," && c.end+1 < last && (s.t[c.end+1].UPOS == "ADP" || s.is(s.w.Copulas, c.subject-2) || s.is(s.w.Perfect, c.subject-2)) && !s.verbal(c.end, last)
}

// idle reports whether the tokens say no more than when or where something was
// said: "on Monday", "in her closing remarks".
func (s *session) idle(first, last int) bool {
	if s.wordsIn(first, last) == 0 {
		return true
	}
	return s.over[first] == none && s.t[first].UPOS == "ADP" && !s.verbal(first, last)
}

// clauseAfter reports whether a clause without "that" begins at token i, whose
// verb may be taken for a participle: "both sides wanted".
func (s *session) clauseAfter(i, last int) bool {
	if i >= last || s.over[i] == none && s.t[i].UPOS != "DET" && s.t[i].UPOS != "PRON" && s.t[i].UPOS != "NOUN" && s.t[i].UPOS != "PROPN" && s.t[i].UPOS != "NUM" {
		return false
	}
	for k := i + 1; k < last && s.t[k].UPOS != "PUNCT"; k++ {
		if s.over[k] == none && (s.t[k].UPOS == "VERB" || s.t[k].UPOS == "AUX") {
			return true
		}
		if s.over[k] == none && s.t[k].UPOS == "ADP" && (s.t[i].UPOS != "DET" || s.is(s.w.Clausal, i-1)) {
			return false
		}
	}
	return false
}

// inserted reports whether the cue stands within the clause that it tells of:
// "The port, he reminded them, had been closed."
func (s *session) inserted(c cue, begin, last int) bool {
	const reach = 6
	if !c.own || c.subject <= begin || !s.clauseMark(c.subject-1) || s.verbal(begin, c.subject) && s.t[max(c.subject-2, begin)].UPOS != "AUX" && !s.is(s.w.Perfect, c.subject-2) { // "It would, he said, cost"
		return false
	}
	for i := c.end; i < min(last, c.end+reach); i++ {
		if s.form(i) == "," {
			k := i + 1
			for k < last && (s.is(s.w.Negation, k) || s.t[k].UPOS == "ADV" || s.t[k].UPOS == "AUX") {
				k++
			}
			return s.verbal(i, last) || k < last && s.t[k].UPOS == "VERB"
		}
	}
	return false
}

// aside reports whether "he went on" stands apart by commas from what is said.
func (s *session) aside(c cue, last int) bool {
	if begin := s.doc.Text.Sentences[s.doc.Text.SentenceOf(c.first)].First; begin < c.first && s.t[begin].UPOS == "VERB" { // "Asked if she would go, X laughed."
		return false
	}
	return c.own && !c.who.unknown && c.subject > 0 && (s.form(c.subject-1) == "," || s.is(s.w.As, c.subject-1)) && (c.end >= last || s.t[c.end].UPOS == "PUNCT")
}

// behindSource is the comma that ends the words for a source, where one stands
// near: "According to a statement by X on its website, ...".
func (s *session) behindSource(c cue, last int) int {
	const reach = 14
	for i := c.end; i < min(last, c.end+reach); i++ {
		if s.form(i) == "," {
			return i
		}
		if s.over[i] == none && s.finite(i) {
			break
		}
	}
	return c.end
}

// lead is first without a conjunction that opens the clause.
func (s *session) lead(first, until int) int {
	for first < until && (s.t[first].UPOS == "PUNCT" && s.within[first] == none || s.is(s.w.And, first)) {
		first++
	}
	return first
}

func (s *session) skipMarks(i, last int) int {
	for i < last && s.t[i].UPOS == "PUNCT" && s.within[i] == none {
		i++
	}
	return i
}

// contentLast is the content where the verb stands last: what is between the
// subject and the last verb.
func (s *session) contentLast(first, last int, cues []cue) (int, int) {
	c, end := cues[0], cues[len(cues)-1]
	if c.source && len(cues) == 1 {
		after := s.skipMarks(c.end, last)
		return after, last
	}
	from := first
	if c.after > first && c.after <= end.first {
		from = c.after
	}
	for from < end.first && (s.is(s.w.Subjects, from) || s.is(s.w.And, from) || s.t[from].UPOS == "PUNCT" && s.within[from] == none) {
		from++
	}
	until := end.first
	if end.act {
		until = end.last
	}
	return from, until
}
