package clause

import (
	"slices"

	"chancery/internal/entity"
)

// Themes are the mentions of whose act or thing the object of a predicate
// speaks, where the object is no actor itself: "praised Norway's efforts",
// "condemned the Latvian decision", "Oslo'nun kararını kınadı". Those listed
// together are all given. The object of a passive stands before it.
func (s *Sentence) Themes(p Predicate) []int {
	switch s.g.marking {
	case "case":
		return s.caseThemes(p)
	case "free":
		return s.freeThemes(p)
	}
	if p.Passive {
		return s.passiveThemes(p)
	}
	if i := s.doer(p.Last); i >= 0 && !p.done(s.groupAt(i)) {
		return s.listedWith(i)
	}
	from := p.Last
	if p.Noun && s.about(from) {
		from++
	}
	for i := p.Last; i < len(s.Items); i++ {
		if s.upos(i) == "CCONJ" && (s.upos(i+1) == "VERB" || s.mistaken(i+1)) { // the next thing that was done
			return nil
		}
		if s.quotes(i) && s.term(i) { // "the “reckless” manoeuvres of Norway"
			continue
		}
		if s.boundary(i) && i > p.Last && s.at("that", i) == 0 || s.upos(i) == "PUNCT" && i > p.Last+1 && s.word(i) != "," {
			return nil
		}
		if s.Items[i].Mention >= 0 && s.possessed(i, from) && !p.done(s.groupAt(i)) {
			return s.listedWith(i)
		}
	}
	return nil
}

// done reports whether the group is who did what a noun says: "criticism from X".
func (p Predicate) done(group int) bool {
	return p.Noun && group >= 0 && (slices.Contains(p.Args, Arg{"by", group}) || slices.Contains(p.Args, Arg{"from", group}))
}

// passiveThemes are the themes of a passive predicate, whose object stands before it:
// who did what it speaks of, else whose it is: "the killing of Norwegian sailors by
// Peruvian guards was condemned".
func (s *Sentence) passiveThemes(p Predicate) []int {
	var out []int
	for i := p.First - 1; i >= 0 && !s.boundary(i) && !s.finite(i-1) && s.word(i) != ";"; i-- {
		if s.Items[i].Mention < 0 {
			continue
		}
		if s.partyAt(i) && s.by(i) {
			return s.listedWith(i)
		}
		if s.possessed(i, 0) {
			out = s.listedWith(i)
		}
	}
	return out
}

// by reports whether "by" stands before what is at item i, over adjectives.
func (s *Sentence) by(i int) bool {
	if g := s.groupAt(i); g >= 0 {
		i = s.Groups[g].First
	}
	for i--; s.upos(i) == "ADJ" || s.upos(i) == "DET" || s.upos(i) == "NUM"; i-- {
	}
	return s.prep(i) == "by"
}

// Content reports whether a verb is the gerund of what somebody is thanked or
// blamed for: "praised X for having stood by Y".
func (s *Sentence) Content(p Predicate) bool {
	if p.Noun || s.g.marking != "position" {
		return false
	}
	v := p.First
	for s.upos(v-1) == "AUX" {
		v--
	}
	return s.blamed(v) >= 0
}

// TakesUp reports whether the object of a predicate is one of the nouns with an
// article that points back, and nothing else: "condemned the remarks".
func (s *Sentence) TakesUp(p Predicate, nouns []string) bool {
	i := p.Last
	if p.Noun && s.about(i) {
		i++
	}
	if s.upos(i) != "DET" || s.Items[i].Feats.Get("Definite") == "Ind" {
		return false
	}
	for i++; s.upos(i) == "ADJ" || s.upos(i) == "NOUN" && s.upos(i+1) == "NOUN"; i++ {
	}
	if s.upos(i) != "NOUN" || !slices.Contains(nouns, s.word(i)) {
		return false
	}
	return s.prep(i+1) == "" || s.upos(i+2) == "PROPN" // "the move on Monday", but not "the move by Norway"
}

// TakenUp reports whether the subject of a passive predicate, or of the verb that
// carries a noun, is one of the nouns with an article that points back, at the head of
// its clause: "the offer was welcomed", "the move drew criticism".
func (s *Sentence) TakenUp(p Predicate, nouns []string) bool {
	i := p.First - 1
	if p.Noun {
		for s.upos(i) == "DET" || s.upos(i) == "ADJ" {
			i--
		}
		if s.upos(i) != "VERB" {
			return false
		}
		i--
	}
	for s.upos(i) == "AUX" || s.upos(i) == "ADV" || s.upos(i) == "PART" {
		i--
	}
	if !p.Passive && !p.Noun || s.g.marking != "position" || s.upos(i) != "NOUN" || !slices.Contains(nouns, s.word(i)) {
		return false
	}
	for i--; s.upos(i) == "ADJ" || s.upos(i) == "NOUN"; i-- {
	}
	return s.upos(i) == "DET" && s.Items[i].Feats.Get("Definite") != "Ind" && s.Opens(i)
}

// about reports whether a preposition that opens what a noun is about stands at
// item i: "concern over Norway's plan", "gratitude for Norway's help".
func (s *Sentence) about(i int) bool {
	switch s.prep(i) {
	case "over", "about", "at", "for", "against", "with":
		return true
	case "by":
		return s.g.loose // "su preocupación por"
	}
	return false
}

// doer is the item of who is said, behind "by", to have done what the object from
// item i on speaks of: "condemned the killing of Norwegian sailors by Peruvian
// guards"; -1 for none.
func (s *Sentence) doer(i int) int {
	for ; i < len(s.Items) && !s.boundary(i) && s.word(i) != "," && s.at("relatives", i) == 0 && !s.finite(i); i++ {
		if !s.prepIs(i, "by") {
			continue
		}
		k := i + 1
		for s.upos(k) == "ADJ" || s.upos(k) == "DET" || s.upos(k) == "NUM" {
			k++
		}
		if k < len(s.Items) && s.Items[k].Mention >= 0 && s.partyAt(k) {
			return k
		}
		return -1
	}
	return -1
}

// partyAt reports whether a state, organisation, or people or an adjective of one
// stand at item i.
func (s *Sentence) partyAt(i int) bool {
	switch s.doc.Mentions[s.Items[i].Mention].Label {
	case entity.State, entity.Org, entity.People, entity.Adjective, entity.Person, entity.Holder, entity.Delegation:
		return true
	}
	return false
}

// listedWith are the mentions of the group at item i, or the one that stands there.
func (s *Sentence) listedWith(i int) []int {
	if g := s.groupAt(i); g >= 0 {
		return s.Groups[g].Members
	}
	return []int{s.Items[i].Mention}
}

// OwnerBehind is the mention that owns the first genitive behind a predicate:
// "was put on Norway's list". It is -1 where there is none in its clause.
func (s *Sentence) OwnerBehind(p Predicate) int {
	for i := p.Last; i < len(s.Items) && !s.boundary(i); i++ {
		if s.Items[i].Mention >= 0 && s.owned(i+1) {
			return s.Items[i].Mention
		}
	}
	return -1
}

// possessed reports whether what stands around the mention at item i is its
// own: by a genitive, an adjective, "of", "by" or "from", or as the subject of
// a clause within the object, which begins at item from. Behind another
// preposition of the object it is where or against whom something was done.
func (s *Sentence) possessed(i, from int) bool {
	m := s.doc.Mentions[s.Items[i].Mention]
	if m.Label == entity.Place && s.doneBy(i) {
		return true
	}
	if m.Label == entity.Pronoun || m.Label == entity.Possessive || m.Label == entity.Place && !s.metonym(i) {
		return false
	}
	first := i
	if g := s.groupAt(i); g >= 0 {
		first = s.Groups[g].First
	}
	for k := first - 1; k >= from; k-- {
		if rel := s.prep(k); rel != "" {
			return rel == "of" || rel == "by" || rel == "from" || rel == "between"
		}
		if u := s.upos(k); u != "DET" && u != "ADJ" && u != "NUM" && u != "ADV" {
			break
		}
	}
	switch m.Label {
	case entity.State, entity.Org, entity.Adjective, entity.People:
		return true
	case entity.Group:
		return len(m.Members) > 0 && m.Head != "both" // but not "they"
	case entity.Place:
		return s.metonym(i)
	}
	return s.owned(i + 1)
}

// doneBy reports whether the capital at item i stands for the government that did
// what a participle before it says: "tariffs announced by Oslo".
func (s *Sentence) doneBy(i int) bool {
	return s.doc.Mentions[s.Items[i].Mention].Entry.Capital && s.prep(i-1) == "by" && s.upos(i-2) == "VERB"
}

// caseThemes are the owner in the genitive before the predicate, nearest to it;
// where there is none, the first noun of a compound or the adjective of a state.
func (s *Sentence) caseThemes(p Predicate) []int {
	var loose, body, city []int
	if i := p.First - 1; i >= 0 && s.Items[i].Mention < 0 && s.upos(i) == "NOUN" && s.Items[i].Feats.Get("Case") == "Gen" && s.Items[i].Feats.Get("Person[psor]") == "" { // "göstericilerin öldürülmesi": nobody named
		for i--; i >= 0 && (s.upos(i) == "NUM" || s.upos(i) == "ADJ" && s.Items[i].Mention < 0 || s.upos(i) == "NOUN" && s.Items[i].Feats.Get("Case") == "Nom"); i-- {
		}
		if i >= 0 && s.Items[i].Mention >= 0 && s.doc.Mentions[s.Items[i].Mention].Label == entity.Adjective { // "Kenyalı iki generalin malvarlığını"
			return []int{s.Items[i].Mention}
		}
		return nil
	}
	for i := p.First - 1; i >= s.start(p.First); i-- {
		if s.Items[i].Mention < 0 {
			continue
		}
		if m := s.doc.Mentions[s.Items[i].Mention]; m.Label == entity.Adjective && loose == nil {
			loose = []int{s.Items[i].Mention}
		}
		if s.ownerCapital(i, p.First) && city == nil {
			city = []int{s.Items[i].Mention}
		}
		g := s.groupAt(i)
		if m := s.doc.Mentions[s.Items[i].Mention]; body == nil && m.Label == entity.Org && m.Case == "Loc" && m.Of != "" { // "Oslo Büyükelçiliğinde görevli diplomatı"
			body = []int{s.Items[i].Mention}
		}
		if g < 0 || s.relation(s.Groups[g], p.First) != Owner || slices.ContainsFunc(p.Args, func(a Arg) bool { return a.Group == g && a.Rel == Subject }) {
			continue
		}
		members := s.Groups[g].Members
		if s.doc.Mentions[members[len(members)-1]].Case == "Gen" {
			return members
		}
		if loose == nil {
			loose = members
		}
	}
	switch {
	case city != nil:
		return city
	case loose != nil:
		return loose
	}
	return body
}

// ownerCapital reports whether the capital at item i stands, in the genitive, for the
// government that does something or whose a thing is: "Oslo'nun kararını", "Oslo'nun
// adım atmasını", but not "Oslo'nun merkezinde". It is the object of the predicate at
// item pred or of a verbal noun under it.
func (s *Sentence) ownerCapital(i, pred int) bool {
	m := s.doc.Mentions[s.Items[i].Mention]
	if m.Label != entity.Place || !m.Entry.Capital || m.Case != "Gen" {
		return false
	}
	for k := i + 1; k < len(s.Items) && s.Items[k].Mention < 0; k++ {
		if f := s.Items[k].Feats; f.Get("Person[psor]") != "" {
			c := f.Get("Case")
			for k++; k < pred; k++ {
				if s.upos(k) == "VERB" && s.Items[k].Feats.Get("VerbForm") == "Part" { // "Oslo'nun kararını açıklayan X"
					return false
				}
			}
			return c != "Loc" && c != "Abl"
		}
	}
	return false
}

// Wronged reports whether what is somebody's, in the genitive at the mention, is what
// was harmed rather than what was done: "Kenya topraklarının işgali".
func (s *Sentence) Wronged(mention int) bool {
	for i, it := range s.Items {
		if it.Mention == mention {
			return s.at("wronged", i+1) > 0 || s.named(i+1) // "Norveç'in Oslo kentindeki saldırıyı"
		}
	}
	return false
}

// named reports whether a city without case stands at item i: it opens the name of a
// place, "Oslo kenti".
func (s *Sentence) named(i int) bool {
	return s.g.marking == "case" && s.locality(i) && s.doc.Mentions[s.Items[i].Mention].Label == entity.Place && s.doc.Mentions[s.Items[i].Mention].Case == ""
}

// Follows reports whether one of the phrases stands right behind the object of
// a predicate, or behind the predicate where it has none there.
func (s *Sentence) Follows(p Predicate, phrases [][]string) bool {
	at := p.Last
	for _, a := range p.Args {
		g := s.Groups[a.Group]
		agent := p.Passive && a.Rel == Subject && g.First == p.Last+1 // "was asked by X to"
		if s.g.marking != "position" || a.Rel != Object && a.Rel != "on" && a.Rel != "to" && (a.Rel != "with" || g.First > p.Last+1) && !agent || g.First < p.Last || g.First > p.Last+4 {
			continue
		}
		if !slices.ContainsFunc(s.Items[p.Last:g.First], func(it Item) bool { return it.UPOS == "VERB" }) {
			at = max(at, g.Last)
		}
	}
	at = s.overTime(at)
	beyond := s.overAside(at)
	for _, ws := range phrases {
		if s.wordsAt(at, ws) || beyond > at && s.wordsAt(beyond, ws) {
			return true
		}
	}
	return false
}

// overAside is the item of the infinitive's "to" behind a phrase of place or occasion that
// begins at item i: "decided at their meeting in Lima to open"; i where there is none.
func (s *Sentence) overAside(i int) int {
	const reach = 10
	switch s.prep(i) {
	case "at", "in", "during", "after":
	default:
		return i
	}
	for k := i + 1; k < i+reach && k < len(s.Items) && s.upos(k) != "VERB" && s.upos(k) != "AUX" && s.upos(k) != "PUNCT"; k++ {
		if s.infinitive(k) {
			return k
		}
	}
	return i
}

// Beside reports whether one of the phrases stands in the phrase beside a
// predicate: behind a verb up to an actor, a preposition or another verb ("met the
// conditions", "spoke to reporters"), in the passive before it, too, and before a
// noun back to the verb ("on the margins of the summit").
func (s *Sentence) Beside(p Predicate, phrases [][]string) bool {
	if len(phrases) == 0 {
		return false
	}
	stands := func(i int) bool {
		return slices.ContainsFunc(phrases, func(ws []string) bool { return s.wordsAt(i, ws) })
	}
	const reach = 6
	if p.Noun || p.Passive {
		for i := p.First - 1; i >= 0 && i >= p.First-reach && s.upos(i) != "VERB" && s.upos(i) != "PUNCT"; i-- {
			if stands(i) {
				return true
			}
		}
	}
	for i := p.Last; !p.Noun && i < min(p.Last+reach, len(s.Items)); i++ {
		switch {
		case stands(i):
			return true
		case s.Items[i].Mention >= 0 && !s.owned(i+1) && s.doc.Mentions[s.Items[i].Mention].Label != entity.Possessive, s.upos(i) == "ADP" && i > p.Last, s.upos(i) == "VERB", s.upos(i) == "PUNCT":
			return false
		}
	}
	return false
}

// overTime steps over adverbs and phrases of time such as "on Monday" and "in
// May" from item i on.
func (s *Sentence) overTime(i int) int {
	for {
		switch {
		case s.upos(i) == "ADV":
			i++
		case s.upos(i) == "ADP" && s.upos(i+1) == "PROPN" && s.Items[i+1].Mention < 0:
			i += 2
		default:
			return i
		}
	}
}

// Modifier is the mention of the state whose adjective stands before a noun,
// with only adjectives and nouns between: "a Norwegian air strike"; -1 for none.
func (s *Sentence) Modifier(p Predicate) int {
	if !p.Noun {
		return -1
	}
	for i := p.First - 1; i >= 0; i-- {
		if m := s.Items[i].Mention; m >= 0 {
			if s.doc.Mentions[m].Label == entity.Adjective {
				return m
			}
			return -1
		}
		if u := s.upos(i); u != "ADJ" && u != "NOUN" && u != "NUM" {
			return -1
		}
	}
	return -1
}

// Agent is the mention of the state whose adjective stands before the noun that a passive
// has behind "by": "trained by Norwegian instructors"; -1 for none.
func (s *Sentence) Agent(p Predicate) int {
	if !p.Passive || s.g.marking != "position" {
		return -1
	}
	by := p.Last
	for by < p.Last+5 && by < len(s.Items) && s.upos(by) != "VERB" && s.upos(by) != "PUNCT" && s.prep(by) != "by" { // "trained in Oslo by Norwegian instructors"
		by++
	}
	if s.prep(by) != "by" {
		return -1
	}
	for i := by + 1; i < len(s.Items); i++ {
		if m := s.Items[i].Mention; m >= 0 {
			if s.doc.Mentions[m].Label == entity.Adjective && (s.upos(i+1) == "NOUN" || s.upos(i+1) == "ADJ" || s.upos(i+1) == "CCONJ") {
				return m
			}
			return -1
		}
		if u := s.upos(i); u != "DET" && u != "ADJ" && u != "NUM" {
			return -1
		}
	}
	return -1
}

// Where is the mention of the state or capital in which a passive that names nobody who
// acts says that something was done: "was condemned in Oslo"; -1 for none.
func (s *Sentence) Where(p Predicate) int {
	if !p.Passive || s.g.marking != "position" || s.prep(p.Last) != "in" || p.Last+1 >= len(s.Items) {
		return -1
	}
	m := s.Items[p.Last+1].Mention
	if m < 0 || s.owned(p.Last+2) {
		return -1
	}
	switch x := s.doc.Mentions[m]; x.Label {
	case entity.State:
		return m
	case entity.Place:
		if x.Entry.Capital {
			return m
		}
	}
	return -1
}

// City is the mention of the city that stands as the subject right before a
// verb: "Oslo again rejected"; -1 for none. Its government is meant.
func (s *Sentence) City(p Predicate) int {
	if s.g.marking == "case" {
		return s.openingCapital(p)
	}
	i := p.First - 1
	for ; s.upos(i) == "AUX" || s.upos(i) == "ADV" || s.upos(i) == "PART"; i-- {
	}
	if p.Noun || i < 0 || s.Items[i].Mention < 0 || s.doc.Mentions[s.Items[i].Mention].Label != entity.Place || s.governed(i) {
		return -1
	}
	return s.Items[i].Mention
}

// openingCapital is the mention of the capital without case that opens the clause of a
// predicate as its subject: "Oslo, kararı kınadı"; -1 for none.
func (s *Sentence) openingCapital(p Predicate) int {
	if p.Noun || !s.missing(&p, Subject) {
		return -1
	}
	for i := s.start(p.First); i < p.First; i++ {
		m := s.Items[i].Mention
		if m < 0 {
			continue
		}
		if x := s.doc.Mentions[m]; x.Label != entity.Place || !x.Entry.Capital || x.Case != "" {
			return -1
		}
		if s.word(i+1) == "," || s.upos(i+1) == "CCONJ" && s.at("coordinate", i+1) == 0 { // "Oslo ise"
			return m
		}
		return -1
	}
	return -1
}

// CityIn is the mention of the city that stands in the relation to a predicate:
// where case marks it, in the clause before with no other verb between that takes
// it; else behind its preposition, with no verb between. It is -1 for none.
func (s *Sentence) CityIn(p Predicate, rel string) int {
	if s.g.marking != "case" {
		return s.cityBehind(p, rel)
	}
	c, ok := map[string]string{"from": "Abl", "to": "Dat", Object: "Acc"}[rel]
	if !ok {
		return -1
	}
	if rel == Object && p.Passive {
		c = ""
	}
	for i := p.First - 1; i >= s.start(p.First); i-- {
		if f := s.Items[i].Feats; s.upos(i) == "VERB" && f.Get("VerbForm") != "Vnoun" {
			return -1
		}
		if m := s.Items[i].Mention; m >= 0 && s.doc.Mentions[m].Label == entity.Place && s.doc.Mentions[m].Case == c {
			return m
		}
	}
	return -1
}

// cityBehind is the mention of the first city behind a predicate, if the preposition
// before it says the relation: "demanded an apology from Oslo"; -1 for none.
func (s *Sentence) cityBehind(p Predicate, rel string) int {
	for i := p.Last; i < len(s.Items) && !s.boundary(i) && !s.infinitive(i) && s.word(i) != "," && s.at("relatives", i) == 0; i++ {
		if s.upos(i) == "VERB" && (s.finite(i) || !s.passive(i)) {
			return -1
		}
		if m := s.Items[i].Mention; m >= 0 && s.doc.Mentions[m].Label == entity.Place {
			if s.prep(i-1) == rel && !s.owned(i+1) {
				return m
			}
			return -1
		}
	}
	return -1
}

// OwnerCity is the mention of the city that owns the noun of a predicate, over
// adjectives: "Oslo's latest offer"; -1 for none.
func (s *Sentence) OwnerCity(p Predicate) int {
	i := p.First - 1
	for s.upos(i) == "ADJ" || s.upos(i) == "NUM" || s.upos(i) == "NOUN" {
		i--
	}
	if !p.Noun || s.g.marking != "position" || i < 1 || !s.owned(i) || s.Items[i-1].Mention < 0 || s.doc.Mentions[s.Items[i-1].Mention].Label != entity.Place {
		return -1
	}
	return s.Items[i-1].Mention
}

// Told is the group to whom the verb speaks that a participle behind a comma goes with:
// "told X that it was late, praising the crew"; -1 for none.
func (s *Sentence) Told(p Predicate) int {
	if p.Noun || s.g.marking != "position" {
		return -1
	}
	if w := s.accompanied(p.First, p.First-1); w >= 0 && s.at("addresses", w) > 0 {
		return s.groupAt(w + 1)
	}
	return -1
}

// Attribution is the item at which the clause begins that says who told what
// stands before it: ", the ministry said", "according to X"; the number of items
// where there is none.
func (s *Sentence) Attribution(tells func(item int) bool) int {
	for i := len(s.Items) - 1; i > 0; i-- {
		if s.at("according", i) > 0 {
			return i
		}
	}
	for v := len(s.Items) - 1; v > 0; v-- {
		if !tells(v) || s.participial(v) {
			continue
		}
		for i := v - 1; i > 0; i-- {
			if s.word(i) == "," {
				return i
			}
			if s.finite(i) && s.upos(i) == "VERB" {
				return len(s.Items)
			}
		}
		return len(s.Items)
	}
	return len(s.Items)
}

// Before is the mention nearest before a predicate, within its clause; -1 for
// none.
func (s *Sentence) Before(p Predicate) int {
	for i := p.First - 1; i >= 0; i-- {
		if m := s.Items[i].Mention; m >= 0 {
			return m
		}
		if s.boundary(i) || s.upos(i) == "VERB" || s.word(i) == "," {
			return -1
		}
	}
	return -1
}
