package speech

import (
	"chancery"
	"chancery/internal/entity"
)

// cue is a verb or phrase that says that somebody said something.
type cue struct {
	first, last int // tokens
	subject     int // first token of who speaks, where the clause has it before the cue; else first
	who         speaker
	act         bool // speech by itself, whatever stands beside it
	quoting     bool // speech only beside a quotation
	passive     bool
	source      bool // "according to": names where all the rest is from
	inverted    bool // "said X"
	own         bool // the speaker stands beside it: not taken over from the clause before
	end         int  // token behind cue and speaker
	after       int  // token behind the speaker before the cue; 0 where there is none
	bare        bool // speech by itself, too, when no clause follows
	topical     bool // tells what somebody spoke of: of several, only what they talked about
	inner       bool // told within what somebody else says
}

// positionCues finds the verbs of speech of a unit, with their speakers, in a
// language that shows the subject by its place before the verb.
func (s *session) positionCues(u unit) []cue {
	var out []cue
	for i := u.first; i < u.last; {
		if s.within[i] != none || s.over[i] != none {
			i++
			continue
		}
		c, ok := s.accordingTo(u, i)
		if !ok {
			c, ok = s.viewOf(u, i)
		}
		if !ok {
			c, ok = s.verbOfSpeech(u, i, out)
		}
		if !ok {
			i++
			continue
		}
		out = append(out, c)
		i = max(c.last, i+1)
	}
	return out
}

// inSpoken reports whether token i is among the words of a quotation that
// somebody speaks.
func (s *session) inSpoken(i int) bool { return s.within[i] != none && s.spoken[s.within[i]] }

// mark reports whether token i is the mark of a quotation.
func (s *session) mark(i int) bool {
	q := s.within[i]
	return q != none && (s.quotes[q].first == i || s.quotes[q].last-1 == i)
}

// accordingTo reads "according to X".
func (s *session) accordingTo(u unit, i int) (cue, bool) {
	_, n := s.w.according.at(s.t, i)
	if n == 0 {
		return cue{}, false
	}
	c := cue{first: i, last: i + n, subject: i, source: true, own: true}
	k := i + n
	for k < u.last && s.over[k] == none && (s.is(s.w.Articles, k) || s.is(s.w.Indefinite, k) || s.t[k].UPOS == "ADJ" || s.t[k].UPOS == "VERB") {
		k++
	}
	if k >= u.last || s.inSpoken(k) {
		return cue{}, false
	}
	const reach = 12
	_, paper := s.w.documents.at(s.t, k)
	switch m := s.over[k]; {
	case m != none && s.doc.Mentions[m].Label == entity.Possessive, m != none && s.doc.Mentions[m].Label == entity.Adjective:
		return cue{}, false
	case m != none && (s.speaks(m) || s.doc.Mentions[m].Label == entity.Place):
		c.who, c.end = s.of(m), s.doc.Mentions[m].Last
		c.who.voice = c.who.voice || s.doc.Mentions[m].Label == entity.Delegation
		if x, n := s.w.documents.at(s.t, min(c.end+1, len(s.t)-1)); n > 0 && x != "" {
			s.owner = &c.who
		}
		if s.w.talks.before(s.t, min(c.end+1, len(s.t)-1)) > 0 {
			return cue{}, false
		}
	case paper > 0:
		c.who, c.end = s.paper(k, k+paper), k+paper
		for j := k + paper; j < min(u.last, k+reach) && s.form(j) != ","; j++ {
			if m := s.over[j]; m != none && s.speaks(m) && s.is(s.w.By, s.before(j)) {
				c.who, c.end = s.of(m), s.doc.Mentions[m].Last
				s.owner = &c.who
				break
			}
		}
		c.who.voice = true
	default:
		who, end, ok := s.nounRight(u, k)
		if !ok {
			return cue{}, false
		}
		c.who, c.end = who, end
	}
	c.last = c.end
	return c, c.who.unknown || c.who.name != ""
}

// before is the token before token i that is no article or adjective.
func (s *session) before(i int) int {
	i--
	for i >= 0 && s.over[i] == none && (s.is(s.w.Articles, i) || s.t[i].UPOS == "ADJ") {
		i--
	}
	return i
}

// nounRight is the speaker whose words begin at token k.
func (s *session) nounRight(u unit, k int) (speaker, int, bool) {
	who, end, ok := s.nounsRight(u, k)
	if !ok {
		return speaker{}, 0, false
	}
	if m := s.apposition(u, end, who); m != none {
		return s.of(m), s.doc.Mentions[m].Last, true
	}
	return who, end, true
}

// apposition is the person whose name stands in apposition behind the words for
// an office that end with token end: "his spokesman, X", "the mayor of Y, X".
func (s *session) apposition(u unit, end int, who speaker) int {
	const reach = 8
	if who.collective || s.person(who) && s.doc.Actors[who.actor].Name != "" && !s.t[end-1].Inner && s.t[end-1].UPOS != "PRON" {
		return none
	}
	k := end
	for k < min(u.last, end+reach) && !s.mark(k) && (s.over[k] != none || s.t[k].UPOS != "PUNCT" && s.t[k].UPOS != "VERB" && s.t[k].UPOS != "AUX" || s.t[k].Joined || s.form(k) == "-") {
		k++
	}
	if k+1 >= u.last || s.form(k) != "," || k == end && who.voice && !who.unknown || s.over[k+1] == none {
		return none
	}
	m := s.over[k+1]
	x := s.doc.Mentions[m]
	if x.Label != entity.Person || x.Last < u.last && s.t[x.Last].UPOS != "PUNCT" && !s.is(s.w.That, x.Last) {
		return none
	}
	return m
}

// nounsRight is the speaker whose words begin at token k, without a name in
// apposition.
func (s *session) nounsRight(u unit, k int) (speaker, int, bool) {
	start := k
	for k < u.last && s.over[k] == none && (s.is(s.w.Articles, k) || s.t[k].UPOS == "ADJ" || s.t[k].UPOS == "NUM") {
		if _, n := s.w.collectives.at(s.t, k); n > 0 {
			break
		}
		k++
	}
	if k >= u.last {
		return speaker{}, 0, false
	}
	if m := s.over[k]; m != none {
		if s.speaks(m) {
			return s.of(m), s.doc.Mentions[m].Last, true
		}
		return speaker{}, 0, false
	}
	if _, n := s.w.nobodies.at(s.t, k); n > 0 {
		return speaker{}, 0, false
	}
	if _, n := s.w.collectives.at(s.t, k); n > 0 {
		return s.several(start, k+n), k + n, true
	}
	if _, n := s.w.bodies.at(s.t, k); n > 0 {
		return s.body(start, k+n, k+n-1), k + n, true
	}
	if _, n := s.w.agents.at(s.t, k); n > 0 {
		return speaker{actor: none, unknown: true, voice: true}, k + n, true
	}
	if _, n := s.w.documents.at(s.t, k); n > 0 {
		const reach = 8
		for j := k + n; j < min(u.last, k+n+reach); j++ {
			if m := s.over[j]; m != none && s.speaks(m) && s.is(s.w.By, s.before(j)) {
				who := s.of(m)
				s.owner = &who
				return who, s.doc.Mentions[m].Last, who.name != ""
			}
		}
		return s.paper(start, k+n), k + n, true
	}
	end := k
	for end < u.last && s.t[end].UPOS == "PROPN" && s.over[end] == none {
		end++
	}
	if end > k {
		return s.named(k, end), end, true
	}
	return speaker{}, 0, false
}

// named is a speaker by a name that is no mention.
func (s *session) named(first, last int) speaker {
	written := s.doc.Text.Span(first, last).In(s.doc.Text.Source)
	out := s.outside(speaker{actor: none, name: written, at: s.doc.Text.Span(first, last)}, entity.Mention{First: first, Last: last, Actor: 0})
	return out
}

// viewOf reads "in X's view" and "X's view is".
func (s *session) viewOf(u unit, i int) (cue, bool) {
	_, n := s.w.views.at(s.t, i)
	if n == 0 {
		return cue{}, false
	}
	k := i - 1
	for k >= u.first && s.over[k] == none && (s.t[k].UPOS == "ADJ" || s.t[k].Inner || s.t[k].UPOS == "PART") {
		k--
	}
	if k < u.first || s.over[k] == none {
		return cue{}, false
	}
	m := s.over[k]
	x := s.doc.Mentions[m]
	_, in := s.w.viewIn.at(s.t, x.First-1)
	is := i+n < u.last && (s.is(s.w.Copulas, i+n) || s.is(s.w.That, i+n))
	if in == 0 && !is {
		return cue{}, false
	}
	last := i + n
	for is && last < u.last && (s.is(s.w.Copulas, last) || s.is(s.w.That, last) || s.form(last) == ":" || s.t[last].UPOS == "ADJ" && s.form(last+1) == ":") {
		last++
	}
	who := speaker{}
	switch {
	case x.Label == entity.Place:
		who = s.capital(m)
	case x.Label == entity.Possessive:
		who = s.taken(m)
	case s.speaks(m):
		who = s.of(m)
	}
	if who.name == "" {
		return cue{}, false
	}
	return cue{first: i, last: last, end: last, subject: x.First - min(in, 1), who: who, source: in > 0, own: true}, true
}

// verbOfSpeech reads a verb of speech at token i.
func (s *session) verbOfSpeech(u unit, i int, before []cue) (cue, bool) {
	past := s.is(s.w.Past, i)
	_, passive := s.w.passive.at(s.t, i)
	adjective := s.t[i].UPOS == "ADJ" && passive > 0 && i > u.first && s.t[i-1].UPOS == "AUX"
	if s.t[i].UPOS != "VERB" && s.feat(i, "VerbForm") == "" && !past && !adjective || s.feat(i, "Person") == "1" {
		return cue{}, false
	}
	c, talks := s.entry(i)
	if c.last == 0 {
		return cue{}, false
	}
	j := i - 1
	copula, perfect := none, false
	for j >= u.first && s.over[j] == none {
		if first, ok := s.times[j]; ok { // "X on Monday said"
			j = first - 1
			if j >= u.first && s.t[j].UPOS == "ADP" && s.over[j] == none {
				j--
			}
			continue
		}
		if s.is(s.w.Negation, j) || s.is(s.w.Modal, j) {
			return cue{}, false
		}
		if s.is(s.w.To, j) && s.t[j].UPOS != "ADP" {
			g := s.governed(j - 1)
			if g == 0 {
				return cue{}, false
			}
			j -= g + 1
			continue
		}
		switch {
		case s.t[j].UPOS == "AUX" && s.is(s.w.Copulas, j):
			if copula == none {
				copula = j
			}
		case s.t[j].UPOS == "AUX" && s.is(s.w.Perfect, j):
			perfect = true
		case s.t[j].UPOS != "AUX" && s.t[j].UPOS != "ADV":
			goto subject
		}
		j--
	}
subject:
	participle := s.feat(i, "VerbForm") == "Part"
	gerund := participle && s.feat(i, "Tense") == "Pres"
	switch {
	case gerund && copula == none:
		return s.gerund(u, c, before)
	case copula != none && !gerund:
		return s.passiveCue(u, c, j, copula, before)
	case s.feat(i, "VerbForm") == "Inf" && j == i-1 && !s.finiteLike(u, j):
		return cue{}, false
	case participle && !perfect && copula == none && s.is(s.w.Doer, c.last):
		return s.toldBy(u, c)
	}
	if c.passive || c.quoting && s.is(s.w.To, c.last) {
		return cue{}, false
	}
	who, start, ok, own := s.subjectLeft(u, j, before)
	if !perfect && (!ok || !own && s.turned(u, c, j)) {
		who, c.end, ok = s.subjectRight(u, c.last, j)
		start, own, c.inverted = i, ok, ok
	}
	if !ok || talks && !who.unknown {
		return cue{}, false
	}
	if own && !c.inverted && start > u.first && !s.is(s.w.Who, j) && (s.is(s.w.That, start) || s.is(s.w.That, start-1) || s.is(s.w.Who, start-1)) {
		return cue{}, false // "the consulate that X asked for", "said that X had said"
	}
	if own && !c.inverted && (s.is(s.w.Negation, start) || s.is(s.w.Negation, start-1) || s.asked(u, start)) { // "Neither government said"
		return cue{}, false
	}
	if !own && participle && copula == none && s.is(s.w.Clausal, i) && s.suffered(u, j) {
		return s.toldThat(u, c)
	}
	c.who, c.subject, c.own = who, start, own
	if !own {
		c.subject = i
	}
	return c, true
}

// turned reports whether the subject stands behind a verb between commas: in "the
// president, said his spokesman, had left" nobody goes on speaking.
func (s *session) turned(u unit, c cue, j int) bool {
	if c.act || c.quoting || s.form(j) != "," || s.is(s.w.Clausal, c.first) || s.feat(c.first, "VerbForm") != "Fin" {
		return false
	}
	_, end, ok := s.subjectRight(u, c.last, j)
	return ok && (end >= u.last || s.t[end].UPOS == "PUNCT")
}

// asked reports whether an auxiliary that opens a question stands before a
// subject: "Has the minister said".
func (s *session) asked(u unit, start int) bool {
	k := start - 1
	return k >= u.first && s.over[k] == none && s.t[k].UPOS == "AUX" && (k == u.first || s.t[k-1].UPOS == "PUNCT")
}

// finiteLike reports whether token j may be the subject of a verb that the tagger
// took for an infinitive.
func (s *session) finiteLike(u unit, j int) bool { return j >= u.first && s.over[j] != none }

// entry looks a verb up. talks is set for one that only an occasion takes.
func (s *session) entry(i int) (c cue, talks bool) {
	c = cue{first: i, subject: i}
	_, say := s.w.say.at(s.t, i)
	_, act := s.w.act.at(s.t, i)
	_, quoting := s.w.quoting.at(s.t, i)
	_, passive := s.w.passive.at(s.t, i)
	_, talk := s.w.talksSay.at(s.t, i)
	if s.is(s.w.Past, i) {
		say = max(say, 1)
	}
	_, hear := s.w.hearsay.at(s.t, i)
	switch n := max(say, act, quoting, passive, talk, hear); {
	case n == 0:
		return cue{}, false
	case s.w.reticent.begins(s.t, i):
		return cue{}, false
	case act == n:
		c.act, c.last, c.bare = true, i+n, say == n
	case say == n:
		c.last, c.bare = i+n, act > 0
	case quoting == n:
		c.quoting, c.last = true, i+n
	default:
		c.act, c.last, talks, c.passive = true, i+n, talk == n, talk < n
	}
	c.end = c.last
	if s.is(s.w.Naming, i) && c.last == i+1 && !s.names(i) {
		return cue{}, false
	}
	_, topical := s.w.topical.at(s.t, i)
	c.topical = topical > 0 && topical == c.last-c.first
	return c, talks
}

// names reports whether something stands behind token i that is called
// something: "called the remarks balanced", "called it a crime". No preposition
// stands between.
func (s *session) names(i int) bool {
	const reach = 8
	object := false
	for k := i + 1; k < min(len(s.t), i+reach); k++ {
		switch {
		case s.t[k].UPOS == "DET" && k+2 < len(s.t) && s.t[k+1].UPOS == "ADJ" && s.t[k+2].UPOS == "PUNCT", // "called this remarkable."
			object && s.t[k].UPOS == "VERB" && k+1 < len(s.t) && s.t[k+1].UPOS == "PUNCT":
			return true
		case object && (s.mark(k) || s.t[k].UPOS == "ADJ" && (k+1 >= len(s.t) || s.t[k+1].UPOS != "NOUN" || s.t[k-1].UPOS == "NOUN") || s.t[k].UPOS == "DET" && s.over[k] == none):
			return true
		case s.t[k].UPOS == "ADP" || s.t[k].UPOS == "PUNCT":
			return false
		case s.t[k].UPOS == "NOUN" || s.t[k].UPOS == "PRON" || s.t[k].UPOS == "PROPN":
			object = true
		}
	}
	return false
}

// governed is the number of tokens of a verb that ends with token i and whose
// infinitive was done.
func (s *session) governed(i int) int {
	return s.r.w.govern.before(s.t, i)
}

// gerund reads "noting that": who speaks is the subject of the clause before.
func (s *session) gerund(u unit, c cue, before []cue) (cue, bool) {
	left := c.first - 1
	for left >= u.first && s.t[left].UPOS == "ADV" && s.over[left] == none {
		left--
	}
	if left < u.first || s.over[left] == none && s.t[left].UPOS != "PUNCT" && !s.is(s.w.And, left) && !s.is(s.w.ViewIn, left) && s.t[left].UPOS != "ADP" && s.t[left].UPOS != "SCONJ" {
		return cue{}, false
	}
	if s.is(s.w.As, left) { // "quotes X as saying"
		k := left - 1
		if s.form(k) == "," {
			k--
		}
		if k >= u.first && s.over[k] != none && s.speaks(s.over[k]) {
			c.who, c.own = s.of(s.over[k]), true
			return c, c.who.name != ""
		}
	}
	if len(before) > 0 {
		c.who = before[len(before)-1].who
		return c, true
	}
	who, ok := s.mainSubject(u, c.first)
	c.who = who
	return c, ok
}

// mainSubject is the subject of the first finite verb before a token.
func (s *session) mainSubject(u unit, until int) (speaker, bool) {
	for f := u.first; f < until; f++ {
		if s.inSpoken(f) || s.over[f] != none || !s.finite(f) {
			continue
		}
		j := f - 1
		for j >= u.first && s.over[j] == none {
			if first, ok := s.times[j]; ok {
				j = first - 1
			} else if s.t[j].UPOS == "ADV" || s.t[j].UPOS == "AUX" {
				j--
			} else {
				break
			}
		}
		who, _, ok, _ := s.subjectLeft(u, j, nil)
		return who, ok
	}
	return speaker{}, false
}

// skipWords is the first token from k on that is no article or adjective.
func (s *session) skipWords(k int) int {
	for k < len(s.t)-1 && (s.is(s.w.Articles, k) || s.t[k].UPOS == "ADJ") {
		k++
	}
	return k
}

// clauseMark reports whether token i parts clauses.
func (s *session) clauseMark(i int) bool {
	return s.form(i) == ";" || s.form(i) == "," || s.form(i) == ":" || s.is(s.w.Breaks, i) || s.mark(i)
}

// parted reports whether a clause with a speaker of its own may begin at token
// start, after a verb of speech before token from.
func (s *session) parted(from, start int) bool {
	for i := start - 1; i >= from && i >= start-3; i-- {
		if s.form(i) == ";" || s.is(s.w.Breaks, i) || s.mark(i) || s.is(s.w.And, i) {
			return true
		}
		if s.form(i) == "," {
			return true
		}
	}
	return false
}

// subjectLeft is the speaker whose words end with token j. own is false when
// the speaker is that of the clause before, which goes on.
func (s *session) subjectLeft(u unit, j int, before []cue) (who speaker, start int, ok, own bool) {
	if j < u.first || s.mark(j) && s.over[j] == none {
		return speaker{}, 0, false, false
	}
	if m := s.over[j]; m != none {
		if s.form(j) == "," && s.governs(s.doc.Mentions[m].First-1, u) { // "after talks with X, president of Y, said"
			if who, start, ok = s.overInsertion(u, s.doc.Mentions[m].First); ok {
				return who, start, ok, true
			}
		}
		who, start, ok = s.mentionLeft(u, m)
		return who, start, ok, true
	}
	switch {
	case s.form(j) == ",":
		if j > u.first && s.speaks(s.over[j-1]) && s.apposed(s.over[j-1]) {
			who, start, ok = s.mentionLeft(u, s.over[j-1])
			return who, start, ok, true
		}
		if who, start, ok = s.overInsertion(u, j); ok {
			return who, start, ok, true
		}
		return s.goesOn(u, j, before)
	case s.is(s.w.And, j) || s.is(s.w.Breaks, j):
		return s.goesOn(u, j, before)
	case s.is(s.w.Who, j):
		k := j - 1
		if s.form(k) == "," {
			k--
		}
		if k >= u.first && s.over[k] == none && s.w.documents.before(s.t, k) > 0 { // "a statement that condemns"
			who, start, ok = s.nounLeft(u, k)
			if ok && s.is(s.w.Indefinite, start) {
				who = speaker{actor: none, unknown: true, voice: true, paper: true}
			}
			return who, start, ok, true
		}
		if k >= u.first && s.over[k] != none && s.speaks(s.over[k]) {
			who = s.of(s.over[k])
			return who, s.doc.Mentions[s.over[k]].First, who.name != "" || who.unknown || who.collective, true
		}
		return speaker{}, 0, false, false
	case s.is(s.w.They, j):
		if d := s.last(); d != nil && d.who.collective && s.recent(d, j) {
			return s.again(j, j+1), j, true, true
		}
		return speaker{actor: none, collective: true, at: s.doc.Text.Span(j, j+1)}, j, true, true
	case s.is(s.w.It, j):
		if d := s.last(); d != nil && d.who.voice && !d.who.unknown && s.recent(d, j) {
			return s.again(j, j+1), j, true, true
		}
		if s.owner != nil {
			return s.paper(j, j+1), j, true, true
		}
		return speaker{}, 0, false, false
	}
	who, start, ok = s.nounLeft(u, j)
	return who, start, ok, true
}

// overInsertion is the subject before an insertion that a comma before token j
// closes: "X, who came on Monday, said".
func (s *session) overInsertion(u unit, j int) (who speaker, start int, ok bool) {
	const reach = 30
	for k := j - 1; k > u.first && k > j-reach; k-- {
		if s.mark(k) {
			break
		}
		if s.form(k) != "," || s.over[k] != none {
			continue
		}
		if !s.is(s.w.Who, k+1) && s.verbal(k+1, j) && !s.is(s.w.Who, k+2) {
			break
		}
		if m := s.over[k-1]; m != none && s.speaks(m) && !s.governs(s.doc.Mentions[m].First-1, u) {
			return s.mentionLeft(u, m)
		}
		if m := s.over[k+1]; m != none && s.speaks(m) && s.doc.Mentions[m].Last == j { // "his adviser, X, said"
			return s.mentionLeft(u, m)
		}
		if s.over[k-1] == none && (s.is(s.w.Who, k+1) || s.feat(k+1, "VerbForm") == "Part") {
			return s.nounLeft(u, k-1)
		}
	}
	return speaker{}, 0, false
}

// governs reports whether token i is a verb or preposition, so that a mention
// behind it is no subject.
func (s *session) governs(i int, u unit) bool {
	return i >= u.first && s.over[i] == none && (s.t[i].UPOS == "VERB" || s.t[i].UPOS == "ADP")
}

// apposed reports whether a name and an office in apposition make one mention:
// the comma behind it closes the apposition.
func (s *session) apposed(m int) bool {
	x := s.doc.Mentions[m]
	for i := x.First; i < x.Last; i++ {
		if s.form(i) == "," {
			return true
		}
	}
	return false
}

// goesOn is the speaker of the clause before.
func (s *session) goesOn(u unit, j int, before []cue) (speaker, int, bool, bool) {
	if len(before) > 0 {
		return before[len(before)-1].who, j, true, false
	}
	who, ok := s.mainSubject(u, j)
	return who, j, ok, false
}

// mentionLeft is the speaker that mention m stands for or belongs to: in "a
// spokesman for X" not X itself.
func (s *session) mentionLeft(u unit, m int) (speaker, int, bool) {
	x := s.doc.Mentions[m]
	p := s.before(x.First)
	if p >= u.first && s.over[p] == none && s.is(s.w.Within, p) && p-1 >= u.first {
		h := p - 1
		if from, ok := s.oneOf(u, h); ok {
			return speaker{actor: none, unknown: true, voice: true}, from, true
		}
		for h > u.first && s.over[h] == none && (s.t[h].UPOS == "VERB" || s.t[h].UPOS == "ADV") {
			h--
		}
		switch {
		case s.over[h] != none && s.speaks(s.over[h]):
			return s.mentionLeft(u, s.over[h])
		case s.over[h] == none && (s.t[h].UPOS == "NOUN" || s.t[h].UPOS == "PROPN"):
			return s.headed(u, h, m)
		case s.t[p].UPOS == "ADP":
			return speaker{}, 0, false
		}
	}
	switch x.Label {
	case entity.Place:
		return s.capital(m), x.First, true
	case entity.Adjective:
		for k := len(s.doc.Actors) - 1; k >= 0; k-- {
			if a := s.doc.Actors[k]; a.Type == chancery.Person && a.Name != "" && a.Of == x.Of && s.metBefore(k, x.First) {
				return speaker{actor: k, name: a.Name, at: s.doc.Text.Span(x.First, x.Last)}, x.First, true
			}
		}
		return speaker{}, 0, false
	}
	if !s.speaks(m) {
		return speaker{}, 0, false
	}
	if first := s.listed(u, m); first != m {
		start := s.doc.Mentions[first].First
		return s.joint(start, x.Last), start, true
	}
	who := s.of(m)
	return who, x.First, who.unknown || who.collective || who.name != ""
}

// oneOf reads the words before a preposition that mean somebody without a name,
// and gives the first: "one (of the envoys)", "a person close (to the talks)".
func (s *session) oneOf(u unit, h int) (int, bool) {
	if s.over[h] != none {
		return 0, false
	}
	if s.is(s.w.Indefinite, h) || s.t[h].UPOS == "NUM" {
		return h, true
	}
	n := s.w.agents.before(s.t, h)
	if n < 2 {
		return 0, false
	}
	from := h + 1 - n
	if from > u.first && s.is(s.w.Articles, from-1) {
		from--
	}
	return from, true
}

// metBefore reports whether an actor is mentioned before a token.
func (s *session) metBefore(actor, token int) bool {
	for _, m := range s.doc.Mentions {
		if m.First >= token {
			return false
		}
		if m.Actor == actor {
			return true
		}
	}
	return false
}

// listed is the first mention of the list that ends with mention m, when all of
// it is the subject: no verb stands before it in its clause.
func (s *session) listed(u unit, m int) int {
	first := m
	for first > 0 {
		x, y := s.doc.Mentions[first], s.doc.Mentions[first-1]
		k := x.First - 1
		for k > y.Last-1 && (s.is(s.w.And, k) || s.form(k) == "," || s.is(s.w.Articles, k)) {
			k--
		}
		if k != y.Last-1 || x.First-1 == k || !s.speaks(first-1) || y.First < u.first {
			break
		}
		if first == m && !s.is(s.w.And, s.before(x.First)) {
			break
		}
		first--
	}
	if first == m {
		return m
	}
	for k := s.doc.Mentions[first].First - 1; k >= u.first && !s.clauseMark(k); k-- {
		if s.over[k] == none && s.t[k].UPOS == "VERB" || s.t[k].UPOS == "ADP" {
			return m
		}
	}
	return first
}

// headed is the speaker of "a spokesman for X", "a statement by X".
func (s *session) headed(u unit, h, m int) (speaker, int, bool) {
	start := h
	for start > u.first && s.over[start-1] == none && (s.is(s.w.Articles, start-1) || s.t[start-1].UPOS == "ADJ" || s.t[start-1].UPOS == "NOUN" || s.t[start-1].UPOS == "PROPN" || s.t[start-1].Inner) {
		start--
	}
	if s.t[start].Inner && start > u.first && s.over[start-1] != none { // "the president's office in X"
		start = s.doc.Mentions[s.over[start-1]].First
	}
	switch {
	case s.w.nobodies.before(s.t, h) > 0:
		return speaker{}, 0, false
	case s.w.documents.before(s.t, h) > 0:
		who := s.of(m)
		who.voice = true
		s.owner = &who
		return who, start, who.name != ""
	case s.w.talks.before(s.t, h) > 0:
		return speaker{actor: none, unknown: true}, start, true
	case s.w.collectives.before(s.t, h) > 0:
		return s.several(start, s.doc.Mentions[m].Last), start, true
	case s.w.agents.before(s.t, h) > 0: // "a spokesman for X": whom the text does not name
		return speaker{actor: none, unknown: true, voice: true}, start, true
	case s.w.bodies.before(s.t, h) > 0:
		last := s.doc.Mentions[m].Last
		return speaker{actor: none, name: s.written(start, last), at: s.doc.Text.Span(start, last), voice: true}, start, true
	}
	return speaker{}, 0, false
}

// nounLeft is the speaker of which token j is the head word.
func (s *session) nounLeft(u unit, j int) (speaker, int, bool) {
	start := j
	for start > u.first && s.over[start-1] == none && !s.mark(start-1) && (s.is(s.w.Articles, start-1) || s.t[start-1].UPOS == "DET" || s.t[start-1].UPOS == "ADJ" || s.t[start-1].UPOS == "NUM" ||
		s.t[start-1].UPOS == "NOUN" || s.t[start-1].UPOS == "PROPN" || s.t[start-1].Inner || s.t[start-1].Joined) {
		start--
		if s.is(s.w.Articles, start) {
			break
		}
	}
	if start > u.first && s.over[start-1] != none && s.doc.Mentions[s.over[start-1]].Label == entity.Adjective && s.t[j].UPOS == "NOUN" && s.w.agents.before(s.t, j) == 0 {
		start = s.doc.Mentions[s.over[start-1]].First
	}
	if p := s.before(start); p >= u.first && p == start-1 && s.over[p] == none && s.is(s.w.Within, p) && p > u.first { // "The heads of the two delegations"
		h := p - 1
		if from, ok := s.oneOf(u, h); ok {
			return speaker{actor: none, unknown: true, voice: true}, from, true
		}
		if s.over[h] == none && s.t[h].UPOS == "NOUN" && s.t[j].UPOS != "PROPN" {
			return s.nounLeft(u, h)
		}
		if m := s.over[h]; m != none && s.doc.Mentions[m].Label == entity.Holder && s.is(s.w.Of, p) { // "a spokesman" who is one of an army
			from := s.doc.Mentions[m].First
			if s.is(s.w.Indefinite, from) {
				return speaker{actor: none, unknown: true, voice: true}, from, true
			}
			return speaker{actor: none, name: s.written(from, j+1), at: s.doc.Text.Span(from, j+1), voice: true}, from, true
		}
		if m := s.over[h]; m != none && s.speaks(m) { // "X at a press conference said"
			return s.mentionLeft(u, m)
		}
		if s.t[j].UPOS == "PROPN" {
			return speaker{}, 0, false
		}
	}
	switch {
	case s.w.nobodies.before(s.t, j) > 0:
		return speaker{}, 0, false
	case s.w.collectives.before(s.t, j) > 0:
		start = min(start, j+1-s.w.collectives.before(s.t, j))
		if s.t[start].Inner && start > u.first && s.over[start-1] != none { // "X's aides"
			start = s.doc.Mentions[s.over[start-1]].First
		}
		return s.several(start, j+1), start, true
	case s.w.documents.before(s.t, j) > 0:
		who := s.paperOf(u, start, j)
		return who, start, true
	case s.w.talks.before(s.t, j) > 0:
		if h := s.issuedAfter(u, start); h != none {
			return s.nounLeft(u, h)
		}
		return speaker{actor: none, unknown: true}, start, true
	case s.w.bodies.before(s.t, j) > 0:
		if start > u.first && s.t[start].Inner && s.over[start-1] != none { // "the president's office"
			start = s.doc.Mentions[s.over[start-1]].First
			return speaker{actor: none, name: s.written(start, j+1), at: s.doc.Text.Span(start, j+1), voice: true}, start, true
		}
		return s.body(start, j+1, j), start, true
	case s.w.epithets.before(s.t, j) > 0 && s.is(s.w.Definite, start):
		who, ok := s.protagonist(start, j+1)
		return who, start, ok
	case s.w.agents.before(s.t, j) > 0:
		if n := s.stateOf(u, start); n != none {
			return speaker{actor: n, name: s.doc.Actors[n].Name, at: s.doc.Text.Span(start, j+1)}, start, true
		}
		if s.is(s.w.Definite, start) && !s.anonymous(start) { // "the official", of whom was spoken
			if who := s.again(start, j+1); !who.unknown && !who.collective && !who.voice {
				return who, start, true
			}
		}
		if start > u.first && s.over[start-1] != none && (s.t[start].Inner || s.doc.Mentions[s.over[start-1]].Label == entity.Adjective) {
			start = s.doc.Mentions[s.over[start-1]].First
		}
		return speaker{actor: none, unknown: true, voice: true}, start, true
	}
	first := j + 1
	for first > start && s.t[first-1].UPOS == "PROPN" {
		first--
	}
	if first > j {
		return speaker{}, 0, false
	}
	who := s.named(first, j+1)
	if first > start && !s.is(s.w.Articles, start) {
		start = first
	}
	return who, start, who.name != ""
}

// stateOf is the one person named before of the state whose possessive stands
// before token start: "Peru's top diplomat"; none when there are several.
func (s *session) stateOf(u unit, start int) int {
	if start >= len(s.t) || !s.t[start].Inner || start <= u.first || s.over[start-1] == none {
		return none
	}
	owner := s.doc.Mentions[s.over[start-1]]
	found := none
	for m := s.over[start-1] - 1; m >= max(0, s.over[start-1]-reach); m-- {
		x := s.doc.Mentions[m]
		if x.Label != entity.Person || x.Actor == none || owner.Of == "" || s.doc.Actors[x.Actor].Of != owner.Of {
			continue
		}
		if found != none && found != x.Actor {
			return none
		}
		found = x.Actor
	}
	return found
}

// issuedAfter is the head word of a document that talks, whose words begin at
// token start, led to: "A statement issued after the talks"; none for others.
func (s *session) issuedAfter(u unit, start int) int {
	h := start - 1
	if h <= u.first || s.over[h] != none || s.t[h].UPOS != "ADP" && s.t[h].UPOS != "SCONJ" {
		return none
	}
	for h--; h > u.first && s.over[h] == none && (s.t[h].UPOS == "VERB" || s.t[h].UPOS == "ADV"); h-- {
	}
	if s.over[h] != none || s.w.documents.before(s.t, h) == 0 {
		return none
	}
	return h
}

// paperOf is whose document the tokens [start, j] speak of.
func (s *session) paperOf(u unit, start, j int) speaker {
	for k := start; k <= j; k++ {
		if s.is(s.w.Joint, k) {
			return speaker{actor: none, collective: true, voice: true, at: s.doc.Text.Span(start, j+1)}
		}
	}
	p := start - 1
	for p >= u.first && (s.t[p].Inner || s.t[p].UPOS == "PART") && s.over[p] == none {
		p--
	}
	if p >= u.first && s.over[p] != none {
		m := s.over[p]
		if x := s.doc.Mentions[m]; x.Label == entity.Possessive {
			who := s.taken(m)
			s.owner = &who
			return who
		}
		if s.speaks(m) {
			who := s.of(m)
			who.voice = true
			s.owner = &who
			return who
		}
	}
	return s.paper(start, j+1)
}

// subjectRight is the speaker whose words begin at token k: "said X".
func (s *session) subjectRight(u unit, k, left int) (speaker, int, bool) {
	if left >= u.first && s.form(left) != "," && !s.mark(left) {
		return speaker{}, 0, false
	}
	who, end, ok := s.nounRight(u, k)
	if !ok || !who.unknown && !who.collective && who.name == "" {
		return speaker{}, 0, false
	}
	for i := end; i < u.last && s.form(i) != "," && !s.mark(i); i++ {
		if s.over[i] == none && s.finite(i) && !s.is(s.w.Who, i-1) {
			return speaker{}, 0, false
		}
	}
	return who, end, true
}
