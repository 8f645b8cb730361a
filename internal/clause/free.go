package clause

import (
	"strings"
	"unicode/utf8"

	"chancery/internal/entity"
)

// In a language with marking "free", words stand in any order: case and preposition
// say who takes part in what. Commas part the clauses.

// stretch is a piece of a sentence between punctuation, or before a conjunction that
// begins what else was done: the items [first, last).
type stretch struct {
	first, last int
	verb        int  // the first finite verb; -1 for none
	opener      kind // what it begins with
	hard        bool // a sign stands before it that ends whatever went before: a semicolon
	aside       bool // in brackets
}

// kind says how a stretch begins.
type kind int

const (
	plainly     kind = iota
	subordinate      // with a conjunction such as "that"
	relative         // with a relative pronoun
	participial      // with a participle
	adverbial        // with a converb, or it has one and no other verb
)

// stretches cuts the sentence, once.
func (s *Sentence) stretches() []stretch {
	if s.cut != nil {
		return s.cut
	}
	depth := 0
	from, hard := 0, true
	end := func(to int) {
		if to > from {
			s.cut = append(s.cut, s.stretch(from, to, hard, depth > 0))
		}
	}
	for i := 0; i < len(s.Items); i++ {
		if g := s.groupAt(i); g >= 0 {
			i = s.Groups[g].Last - 1
			continue
		}
		switch w := s.word(i); {
		case w == "(" || w == ")":
			end(i)
			if w == "(" {
				depth++
			} else if depth > 0 {
				depth--
			}
			from, hard = i+1, false
		case w == "," || s.dash(i) || w == "—":
			end(i)
			from, hard = i+1, false
		case w == ";" || w == ":" || w == "?" || w == "!":
			end(i)
			from, hard = i+1, true
		case s.upos(i) == "CCONJ" && s.verbIn(from, i) >= 0 && s.verbAhead(i+1):
			end(i)
			from, hard = i+1, false
		}
	}
	end(len(s.Items))
	if s.cut == nil {
		s.cut = []stretch{{verb: -1}}
	}
	return s.cut
}

// verbIn is the first finite verb among the items [from, to); -1 for none.
func (s *Sentence) verbIn(from, to int) int {
	for i := from; i < to; i++ {
		if s.finite(i) && s.upos(i) == "VERB" {
			return i
		}
	}
	for i := from; i < to; i++ {
		if s.finite(i) {
			return i
		}
	}
	return -1
}

// verbAhead reports whether a verb or converb stands between item i and the next comma
// or the like.
func (s *Sentence) verbAhead(i int) bool {
	for ; i < len(s.Items); i++ {
		if g := s.groupAt(i); g >= 0 {
			i = s.Groups[g].Last - 1
			continue
		}
		switch w := s.word(i); {
		case w == "," || w == ";" || w == ":" || w == "—" || w == "(" || s.dash(i):
			return false
		case s.finite(i) || s.upos(i) == "VERB" && s.Items[i].Feats.Get("VerbForm") == "Inf":
			return true
		}
	}
	return false
}

func (s *Sentence) stretch(from, to int, hard, aside bool) stretch {
	x := stretch{first: from, last: to, verb: s.verbIn(from, to), hard: hard, aside: aside}
	k := from
	for s.upos(k) == "ADV" || s.upos(k) == "PART" || s.upos(k) == "CCONJ" || s.word(k) == "«" || s.word(k) == "\"" {
		k++
	}
	rel := k
	if s.upos(rel) == "ADP" {
		rel++
	}
	switch {
	case s.at("relatives", k) > 0 || s.at("relatives", rel) > 0:
		x.opener = relative
	case s.upos(k) == "SCONJ" || s.at("boundaries", k) > 0 || s.at("that", k) > 0 || s.at("conditions", k) > 0:
		x.opener = subordinate
	case s.participle(k) && s.full(k) && x.verb < 0:
		x.opener = participial
	case x.verb < 0 && s.converbIn(from, to) >= 0:
		x.opener = adverbial
	}
	return x
}

// full reports whether a participle at item i has a case: one that describes a noun.
func (s *Sentence) full(i int) bool {
	return i < len(s.Items) && s.Items[i].Feats.Get("VerbForm") == "Part" && s.Items[i].Feats.Get("Variant") != "Short"
}

// converbIn is the first converb among the items [from, to); -1 for none.
func (s *Sentence) converbIn(from, to int) int {
	for i := from; i < to; i++ {
		if s.Items[i].Mention < 0 && s.upos(i) == "VERB" && s.Items[i].Feats.Get("VerbForm") == "Conv" {
			return i
		}
	}
	return -1
}

// stretchOf is the number of the stretch in which item i lies.
func (s *Sentence) stretchOf(i int) int {
	all := s.stretches()
	for n := range all {
		if i < all[n].last {
			return n
		}
	}
	return len(all) - 1
}

// clauseFrom are the stretches of the clause in which item v stands: its own, those
// without a verb beside it, and those beyond a relative clause or a participle that is
// put in.
func (s *Sentence) clauseFrom(v int) []stretch {
	all := s.stretches()
	n := s.stretchOf(v)
	out := []stretch{all[n]}
	if all[n].aside {
		return out
	}
	attached := all[n].opener == participial || all[n].opener == adverbial
	for k := n - 1; k >= 0 && !attached && !all[k+1].hard; k-- {
		if x := all[k+1]; (x.opener == subordinate || x.opener == relative) && k+1 == n {
			break
		}
		x := all[k]
		switch {
		case x.aside || x.opener == participial || x.opener == adverbial:
			continue
		case x.opener == relative && x.verb >= 0:
			continue
		case x.verb >= 0 || x.opener == subordinate && x.verb >= 0:
			k = -1
			continue
		}
		out = append([]stretch{x}, out...)
		if x.opener == subordinate || x.opener == relative {
			break
		}
	}
	for k := n + 1; k < len(all) && !all[k].hard; k++ {
		x := all[k]
		if x.aside {
			continue
		}
		if x.verb >= 0 || x.opener != plainly {
			break
		}
		out = append(out, x)
	}
	return out
}

// free is what is known of a group in a clause: the relation that its preposition and
// case say, and whether it depends on a noun beside it.
type free struct {
	group  int
	rel    string
	nested bool // it is of the noun or mention before it
	noun   int  // the item of that noun; -1 for none
}

// freeGroups are the groups of actors in some stretches, in their order, with the
// relation of each.
func (s *Sentence) freeGroups(in []stretch) []free {
	var out []free
	for _, x := range in {
		for i := x.first; i < x.last; i++ {
			g := s.groupAt(i)
			if g < 0 {
				continue
			}
			if i == s.Groups[g].First || i == x.first {
				out = append(out, s.freeGroup(g, x.first))
			}
			i = s.Groups[g].Last - 1
		}
	}
	return out
}

// freeGroup reads the preposition and the case of a group.
func (s *Sentence) freeGroup(g, from int) free {
	gr := s.Groups[g]
	out := free{group: g, noun: -1}
	c := s.caseAt(gr.First)
	k := gr.First - 1
	for k >= from && (s.upos(k) == "ADJ" || s.upos(k) == "NUM" || s.upos(k) == "DET" || s.adjective(k)) {
		k--
	}
	if prep, at := s.preposition(k); prep != "" && k >= from {
		out.rel = s.prepositional(prep, c)
		if n := at - 1; at == k && n >= from && s.noun(n) {
			out.noun = n
		}
		return out
	}
	before := gr.First - 1
	switch {
	case (c == "Gen" || c == "Acc" && s.animate(gr) || s.oneForm(gr)) && before >= from && s.noun(before) && (c != "" || s.oneForm(gr)):
		out.rel, out.nested, out.noun = Owner, true, before
		if s.at("given", before) > 0 { // "выразил благодарность Норвегии", whose dative looks the same
			out.rel, out.nested = "to", false
		}
	case c == "Gen" && before >= from && s.at("given", before) > 0:
		out.rel = "to"
	case c == "":
		out.rel = Subject
	case c == "Acc" || c == "Gen":
		out.rel = Object
	case c == "Dat":
		out.rel = "to"
	case c == "Ins":
		out.rel = "by"
	default:
		out.rel = "in"
	}
	return out
}

// preposition is the preposition that ends at item k, of one or more words, and its
// first item; empty for none.
func (s *Sentence) preposition(k int) (string, int) {
	if k < 0 || s.Items[k].Mention >= 0 {
		return "", k
	}
	for n := 3; n > 0; n-- {
		words := ""
		for i := max(0, k-n+1); i <= k; i++ {
			if s.Items[i].Mention >= 0 {
				words = ""
				break
			}
			if words != "" {
				words += " "
			}
			words += s.word(i)
		}
		if k-n+1 < 0 {
			continue
		}
		if _, ok := s.g.adpositions[words]; ok {
			return words, k - n + 1
		}
	}
	if s.upos(k) == "ADP" {
		return s.word(k), k
	}
	return "", k
}

// prepositional is the relation that a preposition marks with a case.
func (s *Sentence) prepositional(prep, c string) string {
	if c == "" {
		c = "Nom"
	}
	if rel, ok := s.g.adpositions[prep+" "+c]; ok {
		return rel
	}
	if rel, ok := s.g.adpositions[prep]; ok {
		return rel
	}
	return "nested"
}

// caseAt is the case of the mention at item i; empty for the nominative.
func (s *Sentence) caseAt(i int) string {
	if m := s.Items[i].Mention; m >= 0 {
		return s.doc.Mentions[m].Case
	}
	return ""
}

// sameCase reports whether the actor at item j stands in the case of the group that it
// may go on, whose last actor is item i, or has but one form. Where a comma alone joins
// them, both are people, or neither.
func (s *Sentence) sameCase(g Group, i, j int) bool {
	next := Group{First: j, Last: j + 1, Members: []int{s.Items[j].Mention}}
	if s.doc.Mentions[s.Items[j].Mention].Label == entity.Pronoun || s.animate(g) != s.animate(next) {
		return false
	}
	a, b := s.caseAt(g.First), s.caseAt(j)
	if a == b || s.oneForm(next) || s.oneForm(g) {
		return true
	}
	genitive := func(c string) bool { return c == "Gen" || c == "Acc" }
	return s.animate(g) && genitive(a) && genitive(b)
}

// animate reports whether a group is of people, whose accusative is their genitive.
func (s *Sentence) animate(g Group) bool {
	switch s.doc.Mentions[g.Members[0]].Label {
	case entity.State, entity.Org, entity.Place:
		return false
	}
	return true
}

// oneForm reports whether a group is a state or organisation whose name has one form in
// all cases, so that its case is only guessed.
func (s *Sentence) oneForm(g Group) bool {
	m := s.doc.Mentions[g.Members[0]]
	if s.animate(g) || m.Last-m.First != 1 {
		return false
	}
	t := s.doc.Text.Tokens[m.First]
	last, _ := utf8.DecodeLastRuneInString(t.Form)
	return t.Form == t.Stem && (strings.ToUpper(t.Form) == t.Form || strings.ContainsRune(s.g.stay, last))
}

// noun reports whether a common noun, or a noun with what it is of, stands at item i.
func (s *Sentence) noun(i int) bool {
	return i >= 0 && s.Items[i].Mention < 0 && s.upos(i) == "NOUN" && s.at("times", i) == 0
}

// adjective reports whether the mention at item i is the adjective of a state.
func (s *Sentence) adjective(i int) bool {
	m := s.Items[i].Mention
	return m >= 0 && s.doc.Mentions[m].Label == entity.Adjective
}

// freePassive reports whether the verb at item v is a participle in the passive.
func (s *Sentence) freePassive(v int) bool {
	return s.Items[v].Feats.Get("Voice") == "Pass"
}

// freeVerb analyses a verb where case and preposition mark the relations.
func (s *Sentence) freeVerb(first, last int, act bool) Predicate {
	v := first
	for i := first; i < last; i++ {
		if s.upos(i) == "VERB" {
			v = i
			break
		}
	}
	p := Predicate{First: first, Last: last, Verb: v, Passive: s.freePassive(v)}
	n := s.stretchOf(v)
	all := s.stretches()
	in := s.clauseFrom(v)
	described := -1
	if s.full(v) {
		described = s.ofParticiple(v)
		in = []stretch{all[n]}
		if before := s.groupAt(all[n].first - 2); all[n].opener == participial && before < 0 && described < 0 {
			in = s.clauseFrom(v)
		}
	}
	groups := s.freeGroups(in)
	subj, obj, by := Subject, Object, "by"
	if p.Passive {
		subj, obj, by = Object, Object, Subject
	}
	if described >= 0 {
		p.add(subj, described)
	}
	for _, f := range groups {
		if f.group == described || s.otherVerbs(f, v, first, last) || described >= 0 && s.Groups[f.group].First > max(v, s.Groups[described].First) && s.Groups[described].First > v {
			continue
		}
		switch f.rel {
		case Subject:
			if described < 0 {
				p.add(subj, f.group)
			}
		case Object:
			p.add(obj, f.group)
		case "by":
			p.add(by, f.group)
		case Owner:
			if s.at("invitations", f.noun) > 0 {
				p.add(Inviter, f.group)
			} else if s.at("sides", f.noun) > 0 { // "со стороны X"
				p.add(by, f.group)
			}
		case "nested":
		default:
			if f.noun >= 0 && f.noun != v && s.ofNoun(f, v) {
				continue
			}
			p.add(f.rel, f.group)
		}
	}
	s.onePlace(&p, v, subj)
	if form := s.Items[v].Feats.Get("VerbForm"); !p.has(subj) && described < 0 && (form == "Conv" || form == "Inf" || s.finite(v)) {
		p.add(subj, s.freeShared(v))
	}
	if act && !p.Passive {
		for _, a := range p.Args {
			if a.Rel == Subject {
				p.add(Speaker, s.freeTeller(v, a.Group))
				break
			}
		}
	}
	s.freeMood(&p, v, act)
	return p
}

// otherVerbs reports whether a group belongs to another verb form of the stretch: it
// stands beyond a participle or an infinitive that takes it.
func (s *Sentence) otherVerbs(f free, v, first, last int) bool {
	g := s.Groups[f.group]
	from, to := last, g.First
	if g.First < first {
		from, to = g.Last, first
	}
	for i := from; i < to; i++ {
		if s.Items[i].Mention >= 0 || s.upos(i) != "VERB" {
			continue
		}
		form := s.Items[i].Feats.Get("VerbForm")
		if form == "Inf" && (f.rel == Subject || g.First < first || s.Items[v].Feats.Get("VerbForm") == "Inf" && g.First < first) {
			continue // the subject of the verb that governs the infinitive is its own
		}
		if form == "Part" && s.full(i) && g.First > i && f.rel == Subject && s.agrees(i, g.First) {
			continue // "прибывший в Осло министр": the noun is of the main verb, too
		}
		if form == "Fin" && s.stretchOf(i) == s.stretchOf(v) {
			continue
		}
		return true
	}
	return false
}

// agrees reports whether a participle stands in the case of the mention at item k.
func (s *Sentence) agrees(i, k int) bool {
	return nominative(s.Items[i].Feats.Get("Case")) == s.caseAt(k)
}

func nominative(c string) string {
	if c == "Nom" {
		return ""
	}
	return c
}

// ofParticiple is the group that a participle with a case describes: right before the
// comma that it stands behind, or behind what it takes; -1 for none.
func (s *Sentence) ofParticiple(v int) int {
	x := s.stretches()[s.stretchOf(v)]
	if x.opener == participial {
		if g := s.groupAt(x.first - 2); g >= 0 && x.first >= 2 {
			return g
		}
	}
	for i := v + 1; i < x.last; i++ {
		g := s.groupAt(i)
		if g < 0 {
			continue
		}
		f := s.freeGroup(g, x.first)
		if prep, _ := s.preposition(s.Groups[g].First - 1); prep == "" && !f.nested && s.agrees(v, i) && s.animate(s.Groups[g]) {
			return g
		}
		i = s.Groups[g].Last - 1
	}
	return -1
}

// ofNoun reports whether a preposition depends on the noun before it rather than on the
// verb: a party behind a noun that the language's verbs do not carry.
func (s *Sentence) ofNoun(f free, v int) bool {
	if f.rel != "with" && f.rel != "to" && f.rel != "from" || f.noun < 0 || s.at("given", f.noun) > 0 {
		return false
	}
	if s.doc.Mentions[s.Groups[f.group].Members[0]].Label == entity.State {
		return s.at("carried", f.noun) == 0
	}
	return false
}

// onePlace corrects relations that case alone leaves open: of two subjects of an active
// verb one without cases behind it is its object, and an object whose form may be the
// nominative is the subject where there is none.
func (s *Sentence) onePlace(p *Predicate, v int, subj string) {
	if p.Passive {
		return
	}
	var subjects, objects []int
	for i, a := range p.Args {
		switch a.Rel {
		case Subject:
			subjects = append(subjects, i)
		case Object:
			objects = append(objects, i)
		}
	}
	if len(subjects) > 1 {
		best := subjects[0]
		for _, i := range subjects {
			if g := s.Groups[p.Args[i].Group]; s.animate(g) && !s.animate(s.Groups[p.Args[best].Group]) {
				best = i
			}
		}
		for _, i := range subjects {
			if i != best {
				p.Args[i].Rel = Object
				if s.animate(s.Groups[p.Args[i].Group]) {
					p.Args[i].Rel = Another
				}
			}
		}
		return
	}
	if len(subjects) == 0 && len(objects) > 0 && s.Items[v].Feats.Get("Number") == "Sing" && s.finite(v) {
		for _, i := range objects {
			if g := s.Groups[p.Args[i].Group]; s.uncased(g) && (len(objects) == 1 && g.First < v || len(objects) > 1) {
				p.Args[i].Rel = subj
				return
			}
		}
	}
}

// uncased reports whether the head of a group stands in the form of its nominative.
func (s *Sentence) uncased(g Group) bool {
	m := s.doc.Mentions[g.Members[0]]
	t := s.doc.Text.Tokens[m.First]
	if m.Label == entity.Person && m.Office == nil || m.Label == entity.State || m.Label == entity.Org && m.Last-m.First == 1 {
		return t.Stem == t.Form
	}
	return false
}

// freeShared is the subject of the verb before that the verb at item v is joined to, of
// the verb that an infinitive hangs on, or of the main clause of a converb; -1 for none.
func (s *Sentence) freeShared(v int) int {
	all := s.stretches()
	n := s.stretchOf(v)
	from := n
	switch s.Items[v].Feats.Get("VerbForm") {
	case "Conv":
		for _, k := range []int{n + 1, n - 1, n + 2, n - 2} {
			if k >= 0 && k < len(all) && all[k].verb >= 0 && all[k].opener != relative {
				return s.freeSubject(all[k].verb)
			}
		}
		return -1
	case "Inf":
		if w := all[n].verb; w >= 0 && w != v {
			return s.freeSubject(w)
		}
	}
	if all[n].opener == relative {
		return s.antecedentOf(n)
	}
	for k := from - 1; k >= 0 && !all[k+1].hard; k-- {
		if all[k+1].opener == subordinate || all[k+1].opener == relative {
			return -1
		}
		if all[k].verb < 0 || all[k].opener == relative {
			continue
		}
		if !s.sameNumber(all[k].verb, v) {
			return -1
		}
		return s.freeSubject(all[k].verb)
	}
	return -1
}

// sameNumber reports whether two verbs can have one subject.
func (s *Sentence) sameNumber(a, b int) bool {
	f, g := s.Items[a].Feats, s.Items[b].Feats
	if x, y := f.Get("Number"), g.Get("Number"); x != "" && y != "" && x != y {
		return false
	}
	x, y := f.Get("Gender"), g.Get("Gender")
	return x == "" || y == "" || x == y
}

// antecedentOf is the group that the relative pronoun in the nominative at the head of
// stretch n takes up; -1 for none.
func (s *Sentence) antecedentOf(n int) int {
	all := s.stretches()
	x := all[n]
	if s.upos(x.first) == "ADP" || nominative(s.Items[x.first].Feats.Get("Case")) != "" {
		return -1
	}
	return s.groupAt(x.first - 2)
}

// freeSubject is the group in the nominative of the verb at item v, or the one that it
// shares; -1 for none.
func (s *Sentence) freeSubject(v int) int {
	subj := Subject
	p := Predicate{First: v, Last: v + 1, Verb: v, Passive: s.freePassive(v)}
	for _, f := range s.freeGroups(s.clauseFrom(v)) {
		if !s.otherVerbs(f, v, v, v+1) && (f.rel == Subject || f.rel == Object) {
			p.add(f.rel, f.group)
		}
	}
	s.onePlace(&p, v, subj)
	for _, a := range p.Args {
		if a.Rel == Subject {
			return a.Group
		}
	}
	if s.finite(v) && s.stretchOf(v) > 0 {
		return s.freeShared(v)
	}
	return -1
}

// freeTeller is the group of who says what the clause of the verb at item v tells, where
// a conjunction such as "that" opens it: not the subject g itself; -1 for none.
func (s *Sentence) freeTeller(v, g int) int {
	all := s.stretches()
	n := s.stretchOf(v)
	if all[n].opener != subordinate || n == 0 || all[n-1].verb < 0 {
		return -1
	}
	w := all[n-1].verb
	if s.at("tellers", w) == 0 {
		return -1
	}
	if by := s.freeSubject(w); by != g {
		return by
	}
	return -1
}

// freeMetonym reports whether a capital in the nominative stands for its government: no
// preposition before it, and a verb in its clause that does not make it a scene.
func (s *Sentence) freeMetonym(i int, m entity.Mention) bool {
	if !m.Entry.Capital {
		return false
	}
	if u := s.upos(i - 1); u == "ADP" || u == "NOUN" || u == "ADJ" || i > 0 && s.Items[i-1].Mention >= 0 {
		return false
	}
	if m.Case != "" {
		return m.Case == "Acc" && i > 0 && s.upos(i-1) == "VERB" && s.at("journeys", i-1) == 0
	}
	for k := i + 1; k < len(s.Items) && k < i+8; k++ {
		switch w := s.word(k); {
		case w == "." || w == "(" || w == ";" || w == ":" || s.dash(k) || w == "," && k == i+1:
			return false
		case s.finite(k):
			return s.at("stages", k) == 0 && s.at("journeys", k) == 0
		}
	}
	return false
}
