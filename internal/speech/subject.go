package speech

import (
	"slices"
	"unicode"

	"chancery"
	"chancery/internal/entity"
)

// subjectLeft is the speaker whose words end with token j. own is false when
// the speaker is that of the clause before, which goes on.
func (s *session) subjectLeft(u unit, j int, before []cue) (who speaker, start int, ok, own bool) {
	if j < u.first || s.mark(j) && s.over[j] == none {
		return speaker{}, 0, false, false
	}
	if k := s.bracket(u, j); k != none { // "X (Y) said"
		j = k
	} else if k := s.bracket(u, j-1); k != none && s.form(j) == "," { // "the mayor, X (Y), said"
		j = k
	}
	if h := s.relative(u, j); h != none { // "a person who was there said"
		who, start, ok = s.endsWith(u, h)
		return who, start, ok, true
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
		if k >= u.first && s.over[k] == none && s.w.agents.before(s.t, k) > 0 {
			who, start, ok = s.nounLeft(u, k)
			return who, start, ok, true
		}
		return speaker{}, 0, false, false
	case s.is(s.w.They, j):
		if d := s.last(); d != nil && d.who.collective && s.recent(d, j) {
			return s.again(j, j+1), j, true, true
		}
		return speaker{actor: none, collective: true, at: s.doc.Text.Span(j, j+1)}, j, true, true
	case s.is(s.w.It, j):
		if who, ok := s.speaking(j, j+1); ok {
			return who, j, true, true
		}
		if s.owner != nil {
			return s.paper(j, j+1), j, true, true
		}
		return speaker{}, 0, false, false
	}
	for j > u.first+1 && s.over[j] == none && s.is(s.w.Places, j) { // "an official there said"
		j--
	}
	if m := s.over[j]; m != none && !s.governs(s.doc.Mentions[m].First-1, u) {
		who, start, ok = s.mentionLeft(u, m)
		return who, start, ok, true
	}
	who, start, ok = s.nounLeft(u, j)
	return who, start, ok, true
}

// bracket is the token before the bracket that token j closes; none where it closes
// none, or one that belongs to a mention.
func (s *session) bracket(u unit, j int) int {
	const longest = 8
	if s.form(j) != ")" || s.over[j] != none {
		return none
	}
	for k := j - 1; k > u.first && k > j-longest; k-- {
		if s.form(k) == "(" {
			return k - 1
		}
	}
	return none
}

// endsWith is the speaker whose words end with token h, a mention or not.
func (s *session) endsWith(u unit, h int) (speaker, int, bool) {
	if m := s.over[h]; m != none {
		return s.mentionLeft(u, m)
	}
	return s.nounLeft(u, h)
}

// relative is the last token of the noun before a relative clause without a comma
// that ends with token j, or with the comma there; none where there is none.
func (s *session) relative(u unit, j int) int {
	const reach = 24
	for w := j - 1; w > u.first && w > j-reach && !s.mark(w); w-- {
		if s.form(w) == "," && s.is(s.w.And, w+1) && s.is(s.w.Who, w+2) { // "who was there, and who knew it,"
			continue
		}
		if s.over[w] == none && (s.clauseMark(w) || s.is(s.w.That, w)) {
			return none
		}
		if s.over[w] != none || !s.is(s.w.Who, w) || s.t[w].UPOS != "PRON" || !s.verbal(w+1, j+1) || s.is(s.w.And, w-1) {
			continue
		}
		if m := s.over[w-1]; m != none && s.speaks(m) || m == none && s.t[w-1].UPOS == "NOUN" {
			return w - 1
		}
		if s.form(w-1) == "," && s.form(j) != "," && w-2 > u.first && s.over[w-2] != none && s.speaks(s.over[w-2]) { // the comma behind the clause is left out
			return w - 2
		}
		return none
	}
	return none
}

// overInsertion is the subject before an insertion that a comma before token j
// closes: "X, who came on Monday, said".
func (s *session) overInsertion(u unit, j int) (who speaker, start int, ok bool) {
	const reach = 30
	if m := s.nameBefore(u, j); m != none {
		return s.mentionLeft(u, m)
	}
	for k := j - 1; k > u.first && k > j-reach; k-- {
		if s.mark(k) {
			break
		}
		if m := s.over[k]; m != none && s.doc.Mentions[m].Label == entity.Person && s.apposed(m) && s.doc.Mentions[m].Last == k+1 && (!s.verbal(k+1, j) || s.related(k+1, j)) && !s.governs(s.doc.Mentions[m].First-1, u) { // "X, foreign minister since May, said"
			return s.mentionLeft(u, m)
		}
		if s.form(k) != "," || s.over[k] != none {
			continue
		}
		if !s.is(s.w.Who, k+1) && s.verbal(k+1, j) && !s.is(s.w.Who, k+2) && !s.related(k+1, j) && (s.over[k+1] != none || s.t[k+1].UPOS != "VERB") { // "X, asked about it, said" has its subject before
			break
		}
		if m := s.over[k-1]; m != none && s.speaks(m) && !s.governs(s.doc.Mentions[m].First-1, u) {
			if n := s.over[j-1]; n != none && (s.doc.Mentions[m].Label == entity.Holder || s.doc.Mentions[m].Label == entity.People) && s.doc.Mentions[n].Label == entity.Person && s.doc.Mentions[n].Last == j && s.owns(k+1, s.doc.Mentions[n].First) { // "the chair, Norway's X, said"
				return s.mentionLeft(u, n)
			}
			return s.mentionLeft(u, m)
		}
		if m := s.over[k+1]; m != none && s.speaks(m) && s.doc.Mentions[m].Last == j { // "his adviser, X, said"
			return s.mentionLeft(u, m)
		}
		if s.over[k-1] == none && (s.is(s.w.Who, k+1) || s.feat(k+1, "VerbForm") == "Part" || s.title(k+1, j)) {
			return s.nounLeft(u, k-1)
		}
	}
	return speaker{}, 0, false
}

// owns reports whether the tokens [first, last) are no more than a party in the genitive,
// or nothing: "Norway's".
func (s *session) owns(first, last int) bool {
	for i := first; i < last; i++ {
		if s.over[i] == none && !s.t[i].Inner && s.t[i].UPOS != "PART" {
			return false
		}
	}
	return true
}

// related reports whether the first finite verb among the tokens is that of a relative
// clause behind a dash: "X, the envoy - who came on Monday -,".
func (s *session) related(first, last int) bool {
	for i := first; i < last && (s.over[i] != none || !s.finite(i)); i++ {
		if s.over[i] == none && s.is(s.w.Who, i) && (s.form(i-1) == "-" || s.form(i-1) == "–" || s.form(i-1) == "—") {
			return true
		}
	}
	return false
}

// nameBefore is the mention of a person that ends before token j and stands with no
// more than nouns and adjectives behind a comma: "the cable's manager, Danish engineer
// X,"; none for others.
func (s *session) nameBefore(u unit, j int) int {
	m := s.over[j-1]
	if m == none || s.doc.Mentions[m].Label != entity.Person || s.doc.Mentions[m].Last != j {
		return none
	}
	k := s.doc.Mentions[m].First - 1
	for k > u.first && (slices.Contains(s.w.Titles, s.t[k].Lower) || s.t[k].UPOS == "NOUN" || s.t[k].UPOS == "ADJ" || s.over[k] != none && s.doc.Mentions[s.over[k]].Label == entity.Adjective) {
		k--
	}
	if k == s.doc.Mentions[m].First-1 || s.form(k) != "," || s.t[k-1].UPOS != "NOUN" {
		return none
	}
	return m
}

// title reports whether all tokens [first, last) begin with a capital: the name of
// what stands before the comma.
func (s *session) title(first, last int) bool {
	for i := first; i < last; i++ {
		if !unicode.IsUpper([]rune(s.t[i].Form)[0]) {
			return false
		}
	}
	return first < last
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
	if x.Label == entity.Org && p > u.first && s.over[p] == none && s.t[p].UPOS == "NOUN" && s.is(s.w.Articles, p-1) && s.w.documents.before(s.t, p) == 0 && s.w.talks.before(s.t, p) == 0 { // "X of the opposition National Council"
		p = s.before(p)
	}
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
		who, ok := s.ofNation(m)
		return who, x.First, ok
	}
	if !s.speaks(m) || x.Label == entity.Org && x.First > u.first && s.over[x.First-1] == none && s.t[x.First-1].UPOS == "NOUN" && s.w.nobodies.before(s.t, x.First-1) > 0 { // "the news agency X"
		return speaker{}, 0, false
	}
	if first := s.listed(u, m); first != m {
		start := s.doc.Mentions[first].First
		return s.joint(start, x.Last), start, true
	}
	who, start := s.of(m), x.First
	if start-2 >= u.first && s.over[start-1] == none && s.t[start-1].Inner && s.over[start-2] != none { // whose office it is
		start = s.doc.Mentions[s.over[start-2]].First
	}
	return who, start, who.unknown || who.collective || who.name != ""
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
	if p := s.before(start); p > u.first && s.over[p] == none && s.is(s.w.Within, p) && s.over[p-1] == none && s.w.agents.before(s.t, p-1) > 0 { // "a source at the ministry in X"
		return s.nounLeft(u, p-1)
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
	who, ok := s.anybody(u, start, h)
	return who, start, ok
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
	if start > u.first && s.over[start-1] != none && s.doc.Mentions[s.over[start-1]].Label == entity.Adjective && s.t[j].UPOS == "NOUN" && (s.w.agents.before(s.t, j) == 0 || s.w.collectives.before(s.t, j) > 0) {
		start = s.doc.Mentions[s.over[start-1]].First
	}
	if p := s.before(start); p >= u.first && p == start-1 && s.over[p] == none && s.is(s.w.Within, p) && p > u.first { // "The heads of the two delegations"
		h := p - 1
		if from, ok := s.oneOf(u, h); ok {
			return speaker{actor: none, unknown: true, voice: true}, from, true
		}
		if s.over[h] == none && s.t[h].UPOS == "NOUN" {
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
	case s.w.epithets.before(s.t, j) > 0 && s.over[start] != none:
		who, ok := s.ofNation(s.over[start])
		return who, start, ok
	case s.w.epithets.before(s.t, j) > 0 && s.is(s.w.Definite, start):
		who, ok := s.protagonist(start, j+1)
		return who, start, ok
	case s.w.agents.before(s.t, j) > 0:
		if n := s.entitled(start, j); n != none && s.is(s.w.Definite, start) { // "the colonel", where a Colonel X was named
			return speaker{actor: n, name: s.doc.Actors[n].Name, at: s.doc.Text.Span(start, j+1)}, start, true
		}
		if n := s.inCharge(u, start, j); n != none {
			return speaker{actor: n, name: s.doc.Actors[n].Name, at: s.doc.Text.Span(start, j+1)}, start, true
		}
		if n := s.stateOf(u, start); n != none {
			return speaker{actor: n, name: s.doc.Actors[n].Name, at: s.doc.Text.Span(start, j+1)}, start, true
		}
		if s.is(s.w.Definite, start) && start+1 == j && !s.anonymous(start) { // "the official", of whom was spoken
			if who := s.again(start, j+1); !who.unknown && !who.collective && !who.voice {
				return who, start, true
			}
		}
		if start > u.first && s.over[start-1] != none && (s.t[start].Inner || s.doc.Mentions[s.over[start-1]].Label == entity.Adjective) {
			m := s.over[start-1]
			start = s.doc.Mentions[m].First
			if who, ok := s.compatriot(m, j); ok {
				return who, start, true
			}
		}
		return speaker{actor: none, unknown: true, voice: true}, start, true
	}
	first := j + 1
	for first > start && (s.t[first-1].UPOS == "PROPN" || s.capitalised(first-1) && s.over[first-1] == none) {
		first--
	}
	if first > j {
		if n := s.entitled(start, j); n != none {
			return speaker{actor: n, name: s.doc.Actors[n].Name, at: s.doc.Text.Span(start, j+1)}, start, true
		}
		if who, ok := s.anybody(u, start, j); ok {
			return who, start, true
		}
	}
	if first > j {
		return speaker{}, 0, false
	}
	if n := s.entitled(start, j); n != none { // "H.H.", where H.H. Sheikh X was named
		return speaker{actor: n, name: s.doc.Actors[n].Name, at: s.doc.Text.Span(start, j+1)}, start, true
	}
	who := s.named(first, j+1)
	if first > start && !s.is(s.w.Articles, start) {
		start = first
	}
	return who, start, who.name != ""
}

// capitalised reports whether token i begins with a capital and no sentence begins
// with it: a word of a name, though it is a common noun.
func (s *session) capitalised(i int) bool {
	r := []rune(s.t[i].Form)[0]
	return unicode.IsUpper(r) && s.doc.Text.Sentences[s.doc.Text.SentenceOf(i)].First != i
}

// entitled is the person named last before with a word for what he is that stands
// on token j, behind the article: "the cardinal", where a Cardinal X was named.
func (s *session) entitled(start, j int) int {
	if start != j && (start+1 != j || !s.is(s.w.Definite, start)) || start == j && s.t[j].UPOS != "PROPN" {
		return none
	}
	for m := len(s.doc.Mentions) - 1; m >= 0; m-- {
		x := s.doc.Mentions[m]
		if x.First >= start || x.Label != entity.Person || x.Actor == none {
			continue
		}
		for i := max(x.First-1, 0); i < x.Last && s.t[i].Start < x.NameSpan.Start; i++ {
			if s.t[i].Lower == s.t[j].Lower {
				return x.Actor
			}
		}
	}
	return none
}

// anybody is somebody or several whom the words [start, j] name by a noun that is
// not listed: "a baker", "shopkeepers". Their words count, not what they do.
func (s *session) anybody(u unit, start, j int) (speaker, bool) {
	if s.t[j].UPOS != "NOUN" || s.over[start] != none {
		return speaker{}, false
	}
	owned := start > u.first && s.t[start].Inner && s.over[start-1] != none // "X's insurer"
	switch {
	case j > start && s.feat(j, "Number") != "Plur" && (owned || s.is(s.w.Indefinite, start) || s.is(s.w.Articles, start)):
		return speaker{actor: none, unknown: true, voice: true, folk: true}, true
	case s.feat(j, "Number") == "Plur" && (start == u.first || !s.t[start].Inner):
		who := s.several(start, j+1)
		who.folk = true
		return who, true
	}
	return speaker{}, false
}

// ofNation is the person met before last who is of the state that an adjective
// tells: "the Norwegian", "the Norwegian guest".
func (s *session) ofNation(m int) (speaker, bool) {
	x := s.doc.Mentions[m]
	for k := len(s.doc.Actors) - 1; k >= 0; k-- {
		if a := s.doc.Actors[k]; a.Type == chancery.Person && a.Name != "" && x.Of != "" && a.Of == x.Of && s.metBefore(k, x.First) {
			return speaker{actor: k, name: a.Name, at: s.doc.Text.Span(x.First, x.Last)}, true
		}
	}
	d := s.last() // who speaks for no state may be of any
	if d != nil && s.person(d.who) && s.recent(d, x.First) && !s.anonymous(x.First) && s.definite(x) && s.alone(x) {
		of := s.doc.Actors[d.who.actor].Of
		if of == "" || slices.ContainsFunc(s.doc.Actors, func(a entity.Actor) bool { return a.Type == chancery.Organisation && a.Of == of }) {
			return s.again(x.First, x.Last), true
		}
	}
	return speaker{}, false
}

// definite reports whether an article for somebody known opens a mention, or stands
// before it.
func (s *session) definite(x entity.Mention) bool {
	return s.is(s.w.Definite, x.First) || s.is(s.w.Definite, x.First-1)
}

// alone reports whether an adjective of a state is a noun for one of its people.
func (s *session) alone(x entity.Mention) bool {
	return x.Last >= len(s.t) || s.over[x.Last] != none || s.t[x.Last].UPOS != "NOUN" && s.t[x.Last].UPOS != "ADJ"
}

// compatriot is who spoke last, where an adjective and a noun for somebody tell his
// state: "the Norwegian official".
func (s *session) compatriot(m, j int) (speaker, bool) {
	x := s.doc.Mentions[m]
	d := s.last()
	if x.Label != entity.Adjective || x.Of == "" || !s.definite(x) || d == nil || !s.person(d.who) || s.anonymous(x.First) || !s.recent(d, x.First) {
		return speaker{}, false
	}
	if a := s.doc.Actors[d.who.actor]; a.Name == "" || a.Of != x.Of {
		return speaker{}, false
	}
	return s.again(x.First, j+1), true
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

// inCharge is the person named lately who has the office that the words [start, j] tell
// with a common noun for whose it is: "the country's prime minister", "the alliance's
// secretary general"; none where several may be meant.
func (s *session) inCharge(u unit, start, j int) int {
	const near = 8
	if !s.is(s.w.Definite, start) || s.anonymous(start) {
		return none
	}
	own := start + 1
	for own < j && !s.t[own].Inner {
		own++
	}
	if own == j {
		return none
	}
	found := none
	until, _ := slices.BinarySearchFunc(s.doc.Mentions, start, func(m entity.Mention, at int) int { return m.First - at })
	for m := until - 1; m >= max(0, until-near); m-- {
		x := s.doc.Mentions[m]
		if x.Label != entity.Person || x.Actor == none || x.Actor == found || s.inSpoken(x.First) {
			continue
		}
		a := s.doc.Actors[x.Actor]
		if a.Office != nil && !slices.ContainsFunc(a.Heads, func(h string) bool { return h == s.t[j].Base || h == s.t[j].Lower }) {
			continue
		}
		if found != none {
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
	if s.shared(start, j+1) {
		return s.paper(start, j+1)
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

// dash reports whether token i is a dash behind a quotation or a comma: "'No', - said
// X".
func (s *session) dash(i int) bool {
	switch s.form(i) {
	case "-", "–", "—":
		return i > 0 && (s.form(i-1) == "," || s.mark(i-1))
	}
	return false
}

// subjectRight is the speaker whose words begin at token k: "said X".
func (s *session) subjectRight(u unit, k, left int) (speaker, int, bool) {
	if left >= u.first && s.form(left) != "," && !s.mark(left) && !s.dash(left) {
		return speaker{}, 0, false
	}
	who, end, ok := s.nounRight(u, k)
	if !ok || !who.unknown && !who.collective && who.name == "" {
		return speaker{}, 0, false
	}
	for i := end; i < u.last && s.form(i) != "," && s.form(end-1) != "," && !s.mark(i) && !s.is(s.w.Breaks, i); i++ { // an apposition may end with its comma
		if s.over[i] == none && s.finite(i) && !s.is(s.w.Who, i-1) {
			return speaker{}, 0, false
		}
	}
	return who, end, true
}
