package speech

import (
	"strings"

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
	s.saying = nil
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
			c, ok = s.viewer(u, i)
		}
		if !ok {
			c, ok = s.verbOfSpeech(u, i, out)
		}
		if !ok {
			i++
			continue
		}
		out = append(out, c)
		s.saying = &out[len(out)-1].who
		i = max(c.last, i+1)
	}
	s.saying = nil
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
	for k < u.last && s.over[k] == none && !s.w.agents.begins(s.t, k) && (s.is(s.w.Articles, k) || s.is(s.w.Indefinite, k) || s.t[k].UPOS == "ADJ" || s.t[k].UPOS == "VERB") {
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
		if a := s.apposition(u, c.end, c.who); a != none {
			c.who, c.end = s.of(a), s.doc.Mentions[a].Last
		}
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
		if s.w.collectives.begins(s.t, k) || s.w.agents.begins(s.t, k) {
			break
		}
		k++
	}
	if k >= u.last {
		return speaker{}, 0, false
	}
	if m := s.over[k]; m != none {
		end := s.doc.Mentions[m].Last
		if end+1 < u.last && s.t[end].Inner && s.over[end] == none && s.t[end].UPOS == "PART" { // "X's interpreter"
			if who, last, ok := s.nounsRight(u, end+1); ok {
				return who, last, ok
			}
			last := end + 1
			for last < u.last && s.over[last] == none && (s.t[last].UPOS == "NOUN" || s.t[last].UPOS == "ADJ") {
				last++
			}
			return speaker{actor: none, unknown: true, voice: true, folk: true}, last, last > end+1
		}
		if s.speaks(m) {
			return s.of(m), end, true
		}
		if s.doc.Mentions[m].Label == entity.Adjective {
			return s.nationRight(u, m)
		}
		if n := s.owned(u, m); n != none { // "his party colleague X"
			return s.of(n), s.doc.Mentions[n].Last, true
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
		if s.is(s.w.Definite, k-1) && n == 1 && !s.anonymous(k) { // "according to the senator"
			if m := s.entitled(k-1, k); m != none {
				return speaker{actor: m, name: s.doc.Actors[m].Name, at: s.doc.Text.Span(k, k+1)}, k + 1, true
			}
			if who := s.again(k, k+1); !who.unknown && !who.collective && !who.voice {
				return who, k + 1, true
			}
		}
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
	for end < u.last && s.over[end] == none && s.t[end].UPOS == "NOUN" {
		end++
	}
	if end == k {
		return speaker{}, 0, false
	}
	if n := s.entitled(start, end-1); n != none {
		return speaker{actor: n, name: s.doc.Actors[n].Name, at: s.doc.Text.Span(start, end)}, end, true
	}
	who, ok := s.anybody(u, start, end-1)
	return who, end, ok
}

// nationRight is the speaker whose words begin with the adjective of a state, which
// is mention m: "the Peruvian leader", "the Peruvian navy".
func (s *session) nationRight(u unit, m int) (speaker, int, bool) {
	x := s.doc.Mentions[m]
	if n := x.Last; n < u.last && s.over[n] == none {
		if _, k := s.w.epithets.at(s.t, n); k > 0 {
			who, ok := s.ofNation(m)
			return who, n + k, ok
		}
		if _, k := s.w.bodies.at(s.t, n); k > 0 {
			return speaker{actor: none, name: s.written(x.First, n+k), at: s.doc.Text.Span(x.First, n+k), voice: true}, n + k, true
		}
	}
	if s.definite(x) && (x.Last >= u.last || s.t[x.Last].UPOS == "PUNCT") { // "said the Peruvian"
		who, ok := s.ofNation(m)
		return who, x.Last, ok
	}
	if x.Last >= u.last || s.over[x.Last] != none {
		return speaker{}, 0, false
	}
	return s.nounsRight(u, x.Last)
}

// owned is the person named behind a possessive and a few nouns; none for nobody.
func (s *session) owned(u unit, m int) int {
	const few = 3
	x := s.doc.Mentions[m]
	if x.Label != entity.Possessive {
		return none
	}
	for k := x.Last; k < min(u.last, x.Last+few); k++ {
		if o := s.over[k]; o != none {
			if s.doc.Mentions[o].Label == entity.Person {
				return o
			}
			return none
		}
		if s.t[k].UPOS != "NOUN" && s.t[k].UPOS != "ADJ" {
			return none
		}
	}
	return none
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
	is := i+n < u.last && (s.is(s.w.Copulas, i+n) || s.is(s.w.That, i+n) || s.form(i+n) == ":" && i+n+1 < u.last && !s.mark(i+n+1))
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
	adjective := s.t[i].UPOS == "ADJ" && passive > 0 && s.behindCopula(u, i)
	if s.t[i].UPOS != "VERB" && s.feat(i, "VerbForm") == "" && !past && !adjective && !s.mistaken(u, i) || s.feat(i, "Person") == "1" || s.w.Marking == "position" && s.feat(i, "Tense") == "Fut" {
		return cue{}, false
	}
	c, talks := s.entry(i)
	if c.last == 0 || c.quoting && s.quotesAnother(c.last) {
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
		if n := s.w.adverbials.before(s.t, j); n > 0 { // "has at last admitted"
			j -= n
			if j >= u.first && s.over[j] == none && s.is(s.w.Perfect, j) { // whatever it was taken for
				perfect = true
				j--
			}
			continue
		}
		if s.is(s.w.Modal, j) && j+1 < i && s.is(s.w.Later, j+1) { // "would later describe", "would only say"
			j--
			continue
		}
		if s.is(s.w.Negation, j) || s.is(s.w.Modal, j) {
			return cue{}, false
		}
		if s.is(s.w.Breaks, j) && !s.is(s.w.And, j) {
			break
		}
		if s.is(s.w.To, j) && s.t[j].UPOS != "ADP" {
			g := s.governed(j - 1)
			if g == 0 && s.utters(c.last) { // "turned to the cameras to say: 'No'"
				who, ok := s.clauseSubject(u, j)
				c.who, c.own = who, false
				return c, ok && !who.unknown && who.name != ""
			}
			if g == 0 {
				return cue{}, false
			}
			j -= g + 1
			for s.is(s.w.Heard, j+1) && j >= u.first && s.over[j] == none && s.is(s.w.Copulas, j) { // "was heard to say"
				j--
			}
			continue
		}
		if k := s.circumstance(u, j); k != none { // "has for months complained"
			j, perfect = k-1, true
			continue
		}
		switch {
		case s.t[j].UPOS == "AUX" && s.is(s.w.Copulas, j):
			if copula == none {
				copula = j
			}
		case s.t[j].UPOS == "AUX" && s.is(s.w.Perfect, j):
			perfect = true
		case s.t[j].UPOS != "AUX" && s.t[j].UPOS != "ADV" && !s.is(s.w.Floating, j):
			goto subject
		}
		j--
	}
subject:
	participle := s.feat(i, "VerbForm") == "Part"
	gerund := participle && s.feat(i, "Tense") == "Pres"
	switch {
	case j == i-1 && j >= u.first && !gerund && s.over[j] == none && s.is(s.w.Breaks, j) && !s.is(s.w.And, j): // "when asked"
		return cue{}, false
	case s.feat(i, "VerbForm") == "Ger" && copula == none && j == i-1 && j >= u.first && s.withSpeaker(u, &c, j):
		return c, true
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
	if s.w.Inverted && perfect && s.form(j) == "," && j > u.first && (s.over[j-1] == none || !s.speaks(s.over[j-1])) { // "Le port rouvrira, a annoncé X"
		ok = false
	}
	if (!perfect || s.w.Inverted) && (!ok || !own && s.turned(u, c, j)) {
		who, c.end, ok = s.subjectRight(u, s.overTimes(u, c.last), j)
		start, own, c.inverted = i, ok, ok
	}
	if !own && s.behindQuote(j) && !c.act && !c.quoting && s.t[c.last].UPOS != "PUNCT" { // "'No,' said" somebody who is not understood
		who, start, ok, own = speaker{actor: none, unknown: true, voice: true}, i, true, true
	}
	if !ok || talks && !who.unknown || !own && s.stray(c, j) {
		return cue{}, false
	}
	if own && !c.inverted && start > u.first && !s.is(s.w.Who, j) && !s.namedSo(i, start) && !s.answering(start) && (s.is(s.w.That, start) || s.is(s.w.That, start-1) || s.is(s.w.Who, start-1)) {
		return cue{}, false // "the consulate that X asked for", "said that X had said"
	}
	if own && !c.inverted && (s.is(s.w.Negation, start) || s.denied(u, start) || s.asked(u, start)) { // "Neither government said"
		return cue{}, false
	}
	if !own && participle && copula == none && s.is(s.w.Clausal, i) && s.suffered(u, j) {
		return s.toldThat(u, c)
	}
	c.who, c.subject, c.own = who, start, own
	if !own {
		c.subject = i
	}
	if c.inverted && perfect { // the auxiliary is no part of what was said
		c.first, c.subject = j+1, j+1
	}
	return c, true
}

// overTimes is the token behind the expressions of time, and what is said to the press, that begin with token k,
// where the subject may stand behind the verb and its auxiliary: "a déclaré lundi X".
func (s *session) overTimes(u unit, k int) int {
	if !s.w.Inverted {
		return k
	}
	for k < u.last && s.over[k] == none {
		_, n := s.w.listeners.at(s.t, k)
		for last, first := range s.times {
			if first == k {
				n = max(n, last+1-k)
			}
		}
		if n == 0 {
			break
		}
		k += n
	}
	return k
}

// circumstance is the auxiliary before a preposition and a noun that end with token j,
// between it and its verb; none where there is no such.
func (s *session) circumstance(u unit, j int) int {
	if s.t[j].UPOS != "NOUN" {
		return none
	}
	k := j - 1
	for k > u.first && s.over[k] == none && (s.t[k].UPOS == "ADJ" || s.t[k].UPOS == "NUM" || s.t[k].UPOS == "DET" || s.t[k].UPOS == "NOUN") {
		k--
	}
	if k <= u.first || s.over[k] != none || s.t[k].UPOS != "ADP" || s.over[k-1] != none || !s.is(s.w.Perfect, k-1) {
		return none
	}
	return k - 1
}

// mistaken reports whether a verb right behind a person's name, with the
// preposition that belongs to it, was taken for a noun: "X calls on".
func (s *session) mistaken(u unit, i int) bool {
	if i <= u.first || s.t[i].UPOS != "NOUN" || s.t[i].Lower == s.t[i].Base {
		return false
	}
	if s.w.say.begins(s.t, i) && s.is(s.w.That, i+1) && s.t[i-1].UPOS == "NOUN" { // "his office confirms that"
		return true
	}
	if m := s.over[i-1]; m != none && s.doc.Mentions[m].Label == entity.Person && s.form(i+1) == ":" && s.w.say.begins(s.t, i) { // "X recounts:"
		return true
	}
	if s.is(s.w.And, i-1) && s.is(s.w.Naming, i) && s.names(i) { // "came and calls it 'a gift'"
		return true
	}
	_, n := s.w.act.at(s.t, i)
	if s.over[i-1] == none {
		return n > 1 && (s.w.documents.before(s.t, i-1) > 0 || s.w.bodies.before(s.t, i-1) > 0)
	}
	l := s.doc.Mentions[s.over[i-1]].Label
	return n > 1 && (l == entity.Person || l == entity.Pronoun || l == entity.State || l == entity.Org)
}

// behindCopula reports whether an auxiliary stands before token i, with nothing
// but adverbs between: "was also underlined".
func (s *session) behindCopula(u unit, i int) bool {
	for i--; i > u.first && s.t[i].UPOS == "ADV" && s.over[i] == none; i-- {
	}
	return i >= u.first && s.t[i].UPOS == "AUX"
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

// behindQuote reports whether token j closes a quotation, or is a comma behind one.
func (s *session) behindQuote(j int) bool {
	if j > 0 && s.form(j) == "," && s.within[j] == none {
		j--
	}
	q := none
	if j >= 0 {
		q = s.within[j]
	}
	return q != none && s.quotes[q].last-1 == j
}

// stray reports whether a verb of speech behind a comma has words with capitals
// behind it that may be who speaks: nobody goes on speaking before them.
func (s *session) stray(c cue, j int) bool {
	return s.form(j) == "," && !c.act && c.last < len(s.t) && s.over[c.last] == none && s.t[c.last].UPOS == "PROPN"
}

// denied reports whether a word of denial stands before a subject, and before whose it
// is: "nor the Norwegian mediators said".
func (s *session) denied(u unit, start int) bool {
	k := start - 1
	for k >= u.first && (s.over[k] != none && s.doc.Mentions[s.over[k]].Label != entity.Person || s.over[k] == none && s.is(s.w.Articles, k)) {
		k--
	}
	return k >= u.first && s.is(s.w.Negation, k)
}

// asked reports whether an auxiliary that opens a question stands before a
// subject: "Has the minister said".
func (s *session) asked(u unit, start int) bool {
	k := start - 1
	if strings.HasPrefix(s.form(start), "-") { // "« Non », a-t-il dit"
		return false
	}
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
	case n == 0 && s.is(s.w.Seeing, i) && s.seen(i):
		c.act, c.last = true, i+1
	case n == 0 && s.w.byWhom.begins(s.t, i):
		c.act, c.last, c.passive = true, i+1, true
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
	if k := s.openly(c.last); c.quoting && k > 0 {
		c.quoting, c.end = false, k
	}
	if s.w.urging.begins(s.t, i) && !s.urges(c.last) {
		return cue{}, false
	}
	if s.is(s.w.Naming, i) && c.last == i+1 && !s.names(i) && !s.objectBefore(i) {
		return cue{}, false
	}
	_, topical := s.w.topical.at(s.t, i)
	c.topical = topical > 0 && topical == c.last-c.first
	return c, talks
}

// openly is the token behind a colon that stands a few words behind token i, and before
// words that are no quotation: "put it bluntly: no more talks"; 0 where there is none.
func (s *session) openly(i int) int {
	const few, least = 3, 4
	if s.w.Marking != "position" {
		return 0
	}
	for k := i; k < min(len(s.t)-least, i+few); k++ {
		if s.form(k) == ":" {
			if s.mark(k+1) || s.paragraph[k+1] != s.paragraph[i] {
				return 0
			}
			return k + 1
		}
		if s.t[k].UPOS == "PUNCT" || s.finite(k) {
			return 0
		}
	}
	return 0
}

// urges reports whether an infinitive or what is asked for stands behind a verb
// whose words end before token i: "called on X to stop", "called on X for calm"; it
// is a visit otherwise.
func (s *session) urges(i int) bool {
	const reach = 24
	for k := i; k < min(len(s.t), i+reach) && s.form(k) != ";" && s.form(k) != "."; k++ {
		if s.over[k] != none {
			continue
		}
		if s.is(s.w.To, k) && s.t[k].UPOS != "ADP" || s.is(s.w.Urged, k) {
			return true
		}
		if s.finite(k) && s.form(k-1) != "," {
			return false
		}
	}
	return false
}

// objectBefore reports whether the object of a verb of naming is a relative pronoun
// before its subject, and what it is called stands behind the verb.
func (s *session) objectBefore(i int) bool {
	const near = 8
	if i+1 >= len(s.t) || !s.mark(i+1) && s.t[i+1].UPOS != "DET" && s.t[i+1].UPOS != "ADJ" {
		return false
	}
	for k := i - 1; k >= 0 && k > i-near && (s.over[k] != none || s.t[k].UPOS != "PUNCT" && !s.finite(k)); k-- {
		if s.over[k] == none && s.is(s.w.Who, k) {
			return true
		}
	}
	return false
}

// names reports whether something stands behind token i that is called
// something: "called the remarks balanced", "called it a crime". No preposition
// stands between.
func (s *session) names(i int) bool {
	const reach = 8
	object := false
	for k := i + 1; k < min(len(s.t), i+reach); k++ {
		if q := s.aloud(k); q > 0 && object {
			k += q - 1
			continue
		}
		switch {
		case s.is(s.w.To, k) && s.t[k].UPOS != "ADP": // "called to discuss"
			return false
		case k == i+1 && s.is(s.w.That, k) && k+1 < len(s.t) && s.mark(k+1): // "called that 'a crime'"
			return true
		case s.t[k].UPOS == "DET" && k+2 < len(s.t) && s.t[k+1].UPOS == "ADJ" && s.t[k+2].UPOS == "PUNCT", // "called this remarkable."
			object && s.t[k].UPOS == "VERB" && k+1 < len(s.t) && s.t[k+1].UPOS == "PUNCT":
			return true
		case object && (s.mark(k) || s.t[k].UPOS == "ADJ" && (k+1 >= len(s.t) || s.t[k+1].UPOS != "NOUN" || s.t[k-1].UPOS == "NOUN") || s.t[k].UPOS == "DET" && s.over[k] == none):
			return true
		case s.t[k].UPOS == "ADP" && object && s.quoteNear(k):
			return true
		case s.t[k].UPOS == "ADP" || s.t[k].UPOS == "PUNCT":
			return false
		case s.t[k].UPOS == "NOUN" || s.t[k].UPOS == "PRON" || s.t[k].UPOS == "PROPN":
			object = true
		}
	}
	return false
}

// namedSo reports whether token i is a verb of naming whose object is a relative
// pronoun before its subject: "an offer which X called a joke".
func (s *session) namedSo(i, start int) bool {
	return s.is(s.w.Who, start-1) && (s.is(s.w.Naming, i) || s.is(s.w.Describing, i))
}

// utters reports whether a quotation opens at a token, or behind a colon or comma there.
func (s *session) utters(i int) bool {
	if s.form(i) == ":" || s.form(i) == "," {
		i++
	}
	return i < len(s.t) && s.mark(i)
}

// answering reports whether a relative pronoun before a subject takes up all that was
// said before: ", to which X replied".
func (s *session) answering(start int) bool {
	return s.is(s.w.Who, start-1) && s.is(s.w.To, start-2) && (s.form(start-3) == "," || start > 2 && s.mark(start-3) || s.doc.Text.Sentences[s.doc.Text.SentenceOf(start)].First == start-2)
}

// aloud is the number of tokens by which a quotation is read out, where they begin
// at token i: ", quote,".
func (s *session) aloud(i int) int {
	if s.form(i) == "," && s.is(s.w.Aloud, i+1) && s.form(i+2) == "," {
		return 3
	}
	return 0
}

// quoteNear reports whether a quotation opens a few words behind token i, with no
// verb or comma before it: "called the seizure of the boat 'piracy'".
func (s *session) quoteNear(i int) bool {
	const near = 6
	for k := i + 1; k < min(len(s.t), i+near) && s.t[k].UPOS != "VERB" && s.form(k) != ","; k++ {
		if s.mark(k) {
			return true
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
	if left >= u.first && s.over[left] == none && s.is(s.w.Aims, left) { // "berated them for saying"
		return cue{}, false
	}
	if left < u.first || s.over[left] == none && s.t[left].UPOS != "PUNCT" && !s.is(s.w.And, left) && !s.is(s.w.ViewIn, left) && s.t[left].UPOS != "ADP" && s.t[left].UPOS != "SCONJ" {
		return cue{}, false
	}
	if s.is(s.w.As, left) { // "quotes X as saying"
		k := left - 1
		if s.form(k) == "," {
			k--
		}
		if s.reporter(u, k) { // "was quoted by Y as saying"
			who, ok := s.mainSubject(u, c.first)
			c.who = who
			return c, ok
		}
		if k >= u.first && s.over[k] != none && s.speaks(s.over[k]) {
			c.who, c.own = s.of(s.over[k]), true
			return c, c.who.name != ""
		}
	}
	if s.withSpeaker(u, &c, left) {
		return c, true
	}
	if len(before) > 0 {
		c.who = before[len(before)-1].who
		return c, true
	}
	who, ok := s.clauseSubject(u, c.first)
	c.who = who
	return c, ok
}

// withSpeaker gives a verb of speech who "with" tells to speak.
func (s *session) withSpeaker(u unit, c *cue, j int) bool {
	who, with, ok := s.accompanying(u, j)
	if ok {
		c.who, c.own, c.subject = who, true, with
	}
	return ok
}

// accompanying is who "with" and a participle tell to speak, whose words end with token
// j, and gives the token of "with": "with X saying that".
func (s *session) accompanying(u unit, j int) (speaker, int, bool) {
	if s.over[j] == none && s.t[j].UPOS != "NOUN" {
		return speaker{}, 0, false
	}
	var who speaker
	var start int
	var ok bool
	if m := s.over[j]; m == none {
		who, start, ok = s.nounLeft(u, j)
	} else if s.speaks(m) {
		who, start, ok = s.of(m), s.doc.Mentions[m].First, true
	}
	if !ok || start <= u.first || s.over[start-1] != none || !s.is(s.w.With, start-1) {
		return speaker{}, 0, false
	}
	return who, start - 1, who.name != "" || who.unknown || who.collective
}

// clauseSubject is the subject of the clause that a token belongs to: of the last one
// that a comma and a conjunction open before it, where it has one, else the first.
func (s *session) clauseSubject(u unit, i int) (speaker, bool) {
	for k := i - 1; k > u.first+1; k-- {
		if s.over[k] == none && s.within[k] == none && s.is(s.w.And, k) && s.form(k-1) == "," && s.verbal(k+1, i) {
			if who, ok := s.mainSubject(unit{first: k + 1, last: u.last, at: u.at}, i); ok {
				return who, true
			}
			break
		}
	}
	return s.mainSubject(u, i)
}

// quotesAnother reports whether somebody and "as saying" stand behind a verb: "quoted
// her as saying".
func (s *session) quotesAnother(i int) bool {
	if i >= len(s.t) || s.over[i] == none {
		return false
	}
	k := s.doc.Mentions[s.over[i]].Last
	return k+1 < len(s.t) && s.is(s.w.As, k) && s.feat(k+1, "VerbForm") == "Part" && s.feat(k+1, "Tense") == "Pres"
}

// reporter reports whether the words that end with token k are those of who quotes
// somebody, behind a passive: "was quoted by the daily Y".
func (s *session) reporter(u unit, k int) bool {
	const near = 6
	for i := k; i > u.first && i > k-near && !s.clauseMark(i); i-- {
		if s.over[i] == none && s.is(s.w.Doer, i) {
			return s.t[i-1].UPOS == "VERB" && s.feat(i-1, "VerbForm") == "Part"
		}
	}
	return false
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
