package clause

import (
	"slices"
	"strings"

	"chancery/internal/entity"
)

// caseVerb analyses a verb in a language that puts it last and marks the
// relations by case and postposition.
func (s *Sentence) caseVerb(first, last int, act bool) Predicate {
	p := Predicate{First: first, Last: last, Verb: last - 1}
	v := last - 1
	p.Passive = s.voice(v) == "Pass"
	s.caseArgs(&p, first, s.voice(v))
	for k := last; k < last+3; k++ { // "ağırladığı isimler:"
		if s.word(k) == ":" {
			s.listed(&p, k+1)
			break
		}
		if s.upos(k) != "NOUN" {
			break
		}
	}
	switch form := s.Items[v].Feats.Get("VerbForm"); form {
	case "Part":
		s.nominalised(&p, first)
		s.participleHead(&p, v)
	case "Conv", "Vnoun":
		if form == "Vnoun" {
			s.nominalised(&p, first)
		} else {
			s.shared(&p, first)
		}
		if s.missing(&p, Subject) { // shares the subject of the verb that follows
			if w := s.nextFinite(v); w >= 0 && s.voice(w) != "Pass" {
				p.add(Subject, s.nominative(s.start(first)))
			}
		}
	}
	if s.missing(&p, Subject) && s.voice(v) != "Pass" && s.finite(v) && s.start(first) > 0 { // "X gitti ve Y ile görüştü"
		p.add(Subject, s.nominative(0))
	}
	if p.Passive && s.finite(v) && !s.missing(&p, Subject) && s.missing(&p, Object) && s.start(first) > 0 { // "X geldi, Y tarafından kabul edildi"
		p.add(Object, s.nominative(0))
	}
	s.caseMood(&p, v, act)
	if p.Mood == Told && s.headGoal(p) >= 0 && s.Items[v].Feats.Get("Tense") == "Past" { // "geldiği Oslo'da ...": told of somebody who is there
		p.Mood = Ongoing
	}
	if s.Items[v].Feats.Get("VerbForm") == "Conv" {
		s.governedMood(&p, v)
	}
	return p
}

// governor is the verbal noun that a converb leads up to in its clause, as of
// the "giderek" in "X'in Oslo'ya giderek Y ile görüşmesi"; -1 where a finite
// verb or a relative participle comes first.
func (s *Sentence) governor(v int) int {
	for i := v + 1; i < len(s.Items) && !s.boundary(i) && !s.finite(i); i++ {
		switch f := s.Items[i].Feats; {
		case f.Get("VerbForm") == "Part" && f.Get("Case") == "":
			return -1
		case f.Get("VerbForm") == "Vnoun" || f.Get("VerbForm") == "Part" && f.Get("Person[psor]") != "":
			return i
		case s.at("deverbal", i) > 0 && f.Get("Person[psor]") != "":
			return i
		}
	}
	return -1
}

// shared makes the genitive before a converb its subject, where a verbal noun
// behind it takes both.
func (s *Sentence) shared(p *Predicate, first int) {
	if s.governor(p.Verb) < 0 {
		return
	}
	s.nominalised(p, first)
}

// governedMood puts a converb as the verbal noun that governs it is put: "giderek
// görüşmesi bekleniyor" is planned as a whole.
func (s *Sentence) governedMood(p *Predicate, v int) {
	g := s.governor(v)
	if g < 0 || p.Mood != Told {
		return
	}
	outer := Predicate{First: p.First, Last: g + 1}
	s.caseMood(&outer, g, false)
	if w := s.nextVerb(g + 1); s.upos(g) == "NOUN" && w >= 0 {
		s.caseMood(&outer, w, false)
	}
	p.Mood = outer.Mood
}

// listed adds the actors that stand behind a colon: they are the partners.
func (s *Sentence) listed(p *Predicate, from int) {
	named := false
	for i := from; i < len(s.Items); i++ {
		if g := s.groupAt(i); g >= 0 && s.actor(i) {
			if !named { // "with four ministers: X, Y": those listed are meant
				named = true
				p.Args = slices.DeleteFunc(p.Args, func(a Arg) bool {
					return a.Rel == "with" && s.doc.Mentions[s.Groups[a.Group].Members[0]].Label != entity.Person
				})
			}
			p.add("list", g)
			i = s.Groups[g].Last - 1
		}
	}
}

// nominalised makes the genitive before a nominalised verb its subject: "X'in
// Y'yi aradığını".
func (s *Sentence) nominalised(p *Predicate, pred int) {
	for i := pred - 1; i >= s.start(pred); i-- {
		if g := s.groupAt(i); g >= 0 && s.genitive(s.Groups[g]) && s.relation(s.Groups[g], pred) == Owner && s.actor(i) {
			// what stands in the nominative belongs to the main verb
			p.Args = slices.DeleteFunc(p.Args, func(a Arg) bool {
				return a.Group == g || a.Rel != "with" && a.Rel != "list" && s.relation(s.Groups[a.Group], pred) == ""
			})
			rel := Subject
			if s.voice(pred) == "Pass" || s.Items[p.Last-1].Feats.Get("Voice") == "Pass" {
				rel = Object
			}
			p.Args = append(p.Args, Arg{rel, g})
			return
		}
	}
}

// Around reports whether one of the phrases stands in the clause of a predicate,
// in a language that puts the verb last: behind the finite verb or relative
// participle before it, up to the verb that carries it and one word more.
func (s *Sentence) Around(p Predicate, phrases [][]string) bool {
	from := p.First
	for from > 0 && !s.finite(from-1) && s.Items[from-1].Feats.Get("VerbForm") != "Part" && !s.boundary(from-1) {
		from--
	}
	for i := from; i < len(s.Items) && i <= max(p.Last, p.Verb+1); i++ {
		if slices.ContainsFunc(phrases, func(ws []string) bool { return s.wordsAt(i, ws) }) {
			return true
		}
	}
	return false
}

func (s *Sentence) voice(v int) string { return s.Items[v].Feats.Get("Voice") }

func (s *Sentence) missing(p *Predicate, rel string) bool {
	return !slices.ContainsFunc(p.Args, func(a Arg) bool { return a.Rel == rel })
}

// start is the first item of the clause that ends at item i.
func (s *Sentence) start(i int) int {
	for k := i - 1; k >= 0; k-- {
		if s.boundary(k) || s.finite(k) {
			return k + 1
		}
	}
	return 0
}

// caseArgs gives each group before the predicate its relation.
func (s *Sentence) caseArgs(p *Predicate, pred int, voice string) {
	nominative := []int{}
	for i := s.start(pred); i < pred; i++ {
		g := s.groupAt(i)
		if g < 0 {
			continue
		}
		gr := s.Groups[g]
		i = gr.Last - 1
		rel := s.relation(gr, pred)
		if rel != "" && s.taken(gr.Last, pred) {
			continue
		}
		switch rel {
		case "":
			nominative = append(nominative, g)
		case Owner:
			if gr.Last == pred {
				p.add(Owner, g)
			}
		case "by":
			p.add(Subject, g)
		default:
			p.add(rel, g)
		}
	}
	rel := Subject
	if voice == "Pass" {
		rel = Object
	}
	for _, g := range nominative {
		p.add(rel, g)
		rel = Object
	}
}

// genitive reports whether a group's last member has the suffix of an owner.
func (s *Sentence) genitive(g Group) bool {
	return s.doc.Mentions[g.Members[len(g.Members)-1]].Case == "Gen"
}

// taken reports whether a relative participle among the items [first, last) takes
// what stands before it: "Y ile görüşen X, ...". One that only carries the noun
// behind it does not: "Y ile yapılan görüşme".
func (s *Sentence) taken(first, last int) bool {
	for i := first; i < last; i++ {
		f := s.Items[i].Feats
		if f.Get("VerbForm") == "Part" && f.Get("Tense") == "Pres" && f.Get("Person[psor]") == "" && s.groupAt(i+1) >= 0 &&
			s.at("light", i) == 0 && s.at("coming", i) == 0 && s.at("planned", i) == 0 {
			return true
		}
	}
	return false
}

// Crowded reports whether a common noun in the plural that is nobody the text
// names opens the sentence as its subject: "Oyuncular X ile buluştu".
func (s *Sentence) Crowded() bool {
	if len(s.Items) == 0 || s.Items[0].Mention >= 0 || s.upos(0) != "NOUN" {
		return false
	}
	f := s.Items[0].Feats
	return f.Get("Case") == "Nom" && f.Get("Number") == "Plur"
}

// relation is what the case of a group's last member, or the postposition
// behind it, says; empty for the nominative.
func (s *Sentence) relation(g Group, pred int) string {
	if rel, ok := s.g.adpositions[s.word(g.Last)]; ok {
		return rel
	}
	if s.upos(g.Last) == "ADJ" && s.g.adpositions[s.word(g.Last+1)] == Inviter { // "X'in resmi davetlisi"
		return Inviter
	}
	m := s.doc.Mentions[g.Members[len(g.Members)-1]]
	switch m.Case {
	case "Acc":
		return Object
	case "Dat":
		return "to"
	case "Ins":
		return "with"
	case "Loc":
		return "in"
	case "Abl":
		return "from"
	case "Gen":
		return Owner
	case "Equ":
		return "by"
	}
	if (m.Label == entity.State || m.Label == entity.Org) && g.Last < pred && (s.Items[g.Last].Mention >= 0 || s.upos(g.Last) == "NOUN") {
		return Owner // the first noun of a compound
	}
	return ""
}

// participleHead gives the group behind a relative participle its relation: it
// is the subject of "Oslo'yu ziyaret eden X", and the object of "Y'nin aradığı
// X", where the subject stands in the genitive.
func (s *Sentence) participleHead(p *Predicate, v int) {
	f := s.Items[v].Feats
	if f.Get("VerbForm") != "Part" {
		return
	}
	k := v + 1
	for s.upos(k) == "NUM" || s.upos(k) == "ADJ" || s.upos(k) == "DET" {
		k++
	}
	g := s.groupAt(k)
	if f.Get("Person[psor]") != "" {
		if owned := slices.ContainsFunc(p.Args, func(a Arg) bool { return a.Rel == Subject && s.relation(s.Groups[a.Group], v) == Owner }); owned && g >= 0 && s.missing(p, Object) && s.people(k) {
			p.add(Object, g)
		}
		return
	}
	if f.Get("Tense") == "Past" || f.Get("Tense") == "Fut" {
		return
	}
	p.Args = slices.DeleteFunc(p.Args, func(a Arg) bool { return a.Rel == Subject && (g >= 0 || s.relation(s.Groups[a.Group], v) == "") })
	if g >= 0 {
		p.add(Subject, g)
	}
}

// nominative is the first group without case from item i on.
func (s *Sentence) nominative(i int) int {
	for ; i < len(s.Items); i++ {
		if g := s.groupAt(i); g >= 0 {
			if s.relation(s.Groups[g], len(s.Items)) == "" {
				return g
			}
			i = s.Groups[g].Last - 1
		}
	}
	return -1
}

func (s *Sentence) nextFinite(v int) int {
	for i := v + 1; i < len(s.Items); i++ {
		if s.finite(i) {
			return i
		}
	}
	return -1
}

// caseNoun analyses a noun: its owner in the genitive, the groups before it by
// case, and the verb that carries it.
func (s *Sentence) caseNoun(first, last int) Predicate {
	p := Predicate{First: first, Last: last, Noun: true, Verb: -1}
	if s.at("purpose", last) > 0 { // "görüşme için": what for, told by the verb
		p.Mood = Supposed
		return p
	}
	v := s.nextVerb(last)
	relative := false
	if k := first - 1; k >= 0 && s.Items[k].Feats.Get("VerbForm") == "Part" && s.Items[k].Feats.Get("Person[psor]") != "" && s.at("light", k) > 0 {
		v, relative = k, true // "yapacağı görüşmede": whatever comes of it
	} else if v >= last && s.setting(last, v) {
		v = -1
	}
	if v >= last && s.upos(v) != "VERB" && s.upos(v+1) == "VERB" { // "başkanlık edecek"
		v++
	}
	if v >= 0 && (s.at("light", v) > 0 || s.at("cancel", v) > 0 || s.at("coming", v) > 0 || s.at("deny", v) > 0) {
		p.Verb = v
	}
	for i := s.start(first); i < first; i++ {
		g := s.groupAt(i)
		if g < 0 {
			continue
		}
		gr := s.Groups[g]
		i = gr.Last - 1
		if gr.Last == first && s.locality(gr.Last-1) { // "Kenya ziyareti": where to, not whose
			continue
		}
		switch rel := s.relation(gr, first); {
		case rel != "" && s.taken(gr.Last, first):
		case rel == Owner && !s.people(gr.First) && !s.attributes(gr.Last, first): // "Norveç'in başkenti Oslo'da görüşme"
		case rel == Owner:
			p.add(Owner, g)
		case rel != "":
			p.add(rel, g)
		case p.Verb >= 0 && s.voice(p.Verb) != "Pass":
			p.add(Subject, g)
		}
	}
	if relative && !s.missing(&p, Owner) { // "X'in yaptığı görüşmede Y": X held them
		p.Args = slices.DeleteFunc(p.Args, func(a Arg) bool { return a.Rel == Subject })
	}
	for i := last; i < v; i++ {
		if g := s.groupAt(i); g >= 0 {
			rel := s.relation(s.Groups[g], v)
			if rel == "" {
				rel = Subject
			}
			if (p.Verb >= 0 || rel == "with") && rel != Owner { // an owner there is of another noun
				p.add(rel, g)
			}
		}
	}
	if p.Verb >= 0 {
		s.participleHead(&p, p.Verb)
		s.caseMood(&p, p.Verb, false)
	}
	for i := first - 1; i >= 0 && i > first-5; i-- {
		if s.Items[i].Mention >= 0 {
			break
		}
		if s.upos(i) == "VERB" && s.Items[i].Feats.Get("Tense") == "Fut" && p.Mood == Told { // "yapılacak görüşme"
			p.Mood = Coming
		}
		if s.at("planned", i) > 0 && p.Mood == Told {
			p.Mood = Coming
		}
	}
	if s.endsOff(last) {
		p.Mood = Called
	}
	return p
}

// Finite reports whether any verb of the sentence can head a clause.
func (s *Sentence) Finite() bool {
	for i := range s.Items {
		if s.finite(i) {
			return true
		}
	}
	return false
}

// setting reports whether a noun that ends before item last only says where or
// when something else is done: "görüşmede ... dedi", "görüşmenin ardından",
// "temasları kapsamında".
func (s *Sentence) setting(last, v int) bool {
	switch s.Items[last-1].Feats.Get("Case") {
	case "Loc":
		return v > last
	case "Gen", "Nom":
		c := s.Items[last].Feats.Get("Case")
		return s.upos(last) == "NOUN" && s.Items[last].Feats.Get("Person[psor]") == "3" && (c == "Loc" || c == "Abl")
	}
	return false
}

// attributes reports whether nothing but attributes of a noun stands among the
// items [first, last).
func (s *Sentence) attributes(first, last int) bool {
	for i := first; i < last; i++ {
		switch s.upos(i) {
		case "ADJ", "NUM", "DET", "ADV", "CCONJ":
		default:
			return s.Items[i].Feats.Get("Case") == "Nom" && s.Items[i].Feats.Get("Person[psor]") == "" && s.Items[i].Mention < 0 && s.attributes(i+1, last)
		}
	}
	return true
}

// endsOff reports whether the clause of a noun that ends before item last, its
// subject or object, ends in a verb of calling off: "görüşme, ... nedeniyle iptal
// edildi".
func (s *Sentence) endsOff(last int) bool {
	switch s.Items[last-1].Feats.Get("Case") {
	case "Nom", "Acc":
	default:
		return false
	}
	for i := last; i < len(s.Items) && !s.boundary(i); i++ {
		if n := s.at("cancel", i); n > 0 {
			return s.finite(i + n - 1)
		}
		if s.finite(i) {
			break
		}
	}
	return false
}

// nextVerb is the next verb of any form behind item i.
func (s *Sentence) nextVerb(i int) int {
	for ; i < len(s.Items); i++ {
		if s.upos(i) == "VERB" || s.at("light", i) > 0 || s.at("cancel", i) > 0 {
			return i
		}
		if s.boundary(i) {
			return -1
		}
	}
	return -1
}

// caseMood reads tense, negation and mood from the verb's features and the
// words around it.
func (s *Sentence) caseMood(p *Predicate, v int, act bool) {
	f := s.Items[v].Feats
	p.Past = f.Get("Tense") == "Past"
	switch {
	case !act && s.at("cancel", v) > 0:
		p.Mood = Called
	case !act && s.at("deny", v) > 0:
		p.Mood = Denied
	case f.Get("Mood") == "Cnd":
		p.Mood = Supposed
	case s.at("ongoing", v) > 0 && f.Get("Tense") == "Pres":
		p.Mood = Ongoing
	case f.Get("Tense") == "Fut" && f.Get("VerbForm") != "Part":
		p.Mood = Coming
	case slices.ContainsFunc(s.g.prospective, func(end string) bool { return strings.HasSuffix(s.Items[v].Lower, end) }):
		p.Mood = Coming
	case !act && s.at("coming", v) > 0:
		p.Mood = Coming
	}
	if s.at("purpose", v+1) > 0 && f.Get("VerbForm") != "Fin" { // "görüşmek üzere"
		p.Mood = Supposed
		return
	}
	if f.Get("Polarity") == "Neg" {
		if p.Mood == Coming || !p.Past {
			p.Mood = Called
		} else {
			p.Mood = Supposed
		}
	}
	for i := s.start(p.First); i < len(s.Items) && i < v+3; i++ {
		if s.at("supposed", i) > 0 {
			p.Mood = Supposed
		}
		if i > v && s.finite(i) {
			break
		}
	}
	// a verbal noun or participle is put by the verb that governs it
	switch f.Get("VerbForm") {
	case "Vnoun", "Part":
		for i := v + 1; i < len(s.Items) && i < v+8; i++ {
			if s.at("cancel", i) > 0 {
				p.Mood = Called
			}
			if s.at("deny", i) > 0 {
				p.Mood = Denied
			}
			if s.at("coming", i) > 0 && p.Mood == Told {
				p.Mood = Coming
			}
			if s.finite(i) {
				break
			}
		}
		if f.Get("Tense") == "Fut" && p.Mood == Told {
			p.Mood = Coming
		}
	}
}

// headGoal is the city or state behind a relative participle that has a subject
// of its own: "geldiği Oslo'da", "geldiği Norveç'in başkenti Oslo'da"; -1 for
// none.
func (s *Sentence) headGoal(p Predicate) int {
	if p.Noun || s.Items[p.Verb].Feats.Get("VerbForm") != "Part" || s.Items[p.Verb].Feats.Get("Person[psor]") == "" {
		return -1
	}
	goal := -1
	for i := p.Last; i < len(s.Items) && i < p.Last+4; i++ {
		if s.locality(i) {
			goal = i
		}
		if goal >= 0 && s.doc.Mentions[s.Items[goal].Mention].Case != "Gen" || s.Items[i].Mention < 0 && s.upos(i) != "NOUN" {
			break
		}
	}
	return goal
}

// caseGoal is the nearest city or state before the predicate in the accusative
// or dative, or right before a noun that it forms a compound with.
func (s *Sentence) caseGoal(p Predicate) int {
	if i := s.headGoal(p); i >= 0 {
		return i
	}
	away := -1
	for i := p.First - 1; i >= s.start(p.First); i-- {
		if !s.locality(i) {
			continue
		}
		switch c := s.doc.Mentions[s.Items[i].Mention].Case; {
		case c == "Dat" || c == "Acc":
			return i
		case c == "" && p.Noun && i >= p.First-2:
			return i
		case c == "Loc" && p.Noun:
			away = i
		case c == "Gen" && s.word(i+1) != "":
			continue
		}
	}
	return away
}
