// Package clause finds, without a parser, which actors a verb or noun takes:
// its subject, its object, and the others by their preposition or case. The
// relations have the same names in every language, so that one frame serves
// active and passive, verb and noun. Where a parse is given later, it can fill
// the same relations.
package clause

import (
	"slices"
	"strings"

	"chancery/internal/entity"
	"chancery/internal/nlp"
	"chancery/internal/rule"
)

// Relations that every language has. Others are a preposition, or one of with,
// to, in, from for a case.
const (
	Subject = "subj"
	Object  = "obj"
	Owner   = "poss"
	Inviter = "inviter" // at whose invitation
	Speaker = "speaker" // who says or wants what a nominalised clause tells
	// Another is one more in the relation of the object, or of the partner, behind what
	// is told of that alone: "met X on Monday and Y on Tuesday".
	Another = "and"
	// Addressee is to whom something was said at talks.
	Addressee = "told"
)

// Mood is how a predicate is put.
type Mood int

const (
	Told     Mood = iota // happened, or happens
	Ongoing              // is happening
	Coming               // will happen
	Called               // called off or postponed
	Denied               // did not happen, by somebody's word
	Supposed             // if, may, might: nothing is claimed
)

// Item is one token or mention of a sentence.
type Item struct {
	rule.Item
	Mention int // index into the document's mentions; -1 for a token
}

// Sentence is the items of one sentence, and its groups of coordinated actors.
type Sentence struct {
	Items  []Item
	Groups []Group
	of     []int // by item: the group it belongs to, or -1
	doc    *entity.Doc
	g      *Grammar

	forRules *rule.Sentence // made when it is first asked for
	cut      []stretch      // the same, where words stand in any order
}

// Group is actors joined by commas and conjunctions, or a delegation with
// those who lead it: the items [First, Last).
type Group struct {
	First, Last int
	Members     []int // mentions
}

// Predicate is a verb or noun with the groups that it takes.
type Predicate struct {
	First, Last int // items
	Noun        bool
	Args        []Arg
	Mood        Mood
	Past        bool // the verb is in a past tense
	Present     bool // the verb is in the present tense
	Passive     bool
	Open        bool // of a noun: what will come of it is told, not whether it is still to come
	Verb        int  // the item whose tense counts: the verb itself, or the one that governs the noun; -1 for none
}

// Arg is one group in its relation.
type Arg struct {
	Rel   string
	Group int
}

// Grammar is the small words of one language, from clause.yaml.
type Grammar struct {
	marking     string // "position", "case" or "free"
	stay        string // where marking is free: letters behind which a name has one form in all cases
	bare        bool   // infinitives are known by their form, and pronouns stand before their verb
	loose       bool   // subjects may stand behind their verb or be left out
	phrasal     []phrasal
	sideBySide  bool // groups follow each other with nothing between
	resultative bool // the participle of the perfect describes who did it
	lists       rule.Lists
	adpositions map[string]string // the relation that each small word marks
	prospective []string          // endings of verbs that were still to come: "was to meet"
	pluperfect  []string          // endings of verbs that were done before something else: "had met"
	gone        []string          // endings of a place where somebody was: "Oslo'daydı"
	cases       map[string]string // the case that a small word takes, where it is an adverb with another
	meanwhile   []string          // endings of converbs that have a subject of their own: "bahsederken"
	attributive []string          // endings of a place that describes the noun behind it
	endings     [][2]string       // of forms of verbs, with what stands for them in the lemma
	verbs       map[string]bool   // lemmas of verbs that the rules and lists name
}

// phrasal is an adposition of several words, "auprès de", and the relation it marks.
type phrasal struct {
	words []string
	rel   string
}

// Governor is the item of the verb that an infinitive, the predicate, hangs on;
// -1 where there is none.
func (s *Sentence) Governor(p Predicate) int {
	if s.g.marking != "position" || p.Noun {
		return -1
	}
	return s.governor(p.First)
}

// Positional reports whether relations follow from position, so that what an
// act is about stands behind it.
func (s *Sentence) Positional() bool { return s.g.marking != "case" }

// Lists are the language's word lists, for patterns.
func (g *Grammar) Lists() rule.Lists { return g.lists }

// Sentence prepares sentence n of a document.
func (g *Grammar) Sentence(d *entity.Doc, n int) *Sentence {
	sent := d.Text.Sentences[n]
	s := &Sentence{doc: d, g: g}
	at, _ := slices.BinarySearchFunc(d.Mentions, sent.First, func(m entity.Mention, first int) int { return m.First - first })
	for i := sent.First; i < sent.Last; {
		for at < len(d.Mentions) && d.Mentions[at].First < i {
			at++
		}
		if at < len(d.Mentions) && d.Mentions[at].First == i && visible(d.Mentions[at]) {
			m := d.Mentions[at]
			last := d.Text.Tokens[m.Last-1]
			s.Items = append(s.Items, Item{Mention: at, Item: rule.Item{First: m.First, Last: m.Last, Label: string(m.Label),
				Form: d.Text.Source[d.Text.Tokens[m.First].Start:last.End], Lower: last.Lower, Feats: featsOf(m, last)}})
			i = m.Last
			continue
		}
		t := d.Text.Tokens[i]
		upos := t.UPOS
		if g.marking == "position" && ListHead(d.Text.Tokens, i) {
			upos = "NOUN"
		}
		lemma := t.Base
		if upos == "VERB" {
			lemma = g.lemma(t.Lower, lemma)
		}
		s.Items = append(s.Items, Item{Mention: -1, Item: rule.Item{First: i, Last: i + 1, Form: t.Form, Lower: t.Lower, Lemma: lemma, UPOS: upos, Feats: t.Feats}})
		i++
	}
	s.group()
	return s
}

// featsOf are the features of a mention: those of its last word, and what a possessive
// before it calls whom it names.
func featsOf(m entity.Mention, last nlp.Token) nlp.Feats {
	if m.Guest == "" {
		return last.Feats
	}
	return nlp.Feats(strings.TrimPrefix(string(last.Feats)+"|Guest="+m.Guest, "|"))
}

// ListHead reports whether the word at token i, taken for a verb of the third
// person, heads an item of a list: no subject can stand before it there, and a
// preposition follows, as in "On Tuesday: talks with X; visits to Y."
func ListHead(t []nlp.Token, i int) bool {
	if i == 0 || i+1 >= len(t) || t[i].UPOS != "VERB" || !strings.HasSuffix(t[i].Lower, "s") || t[i].Lower == t[i].Base {
		return false
	}
	return (t[i-1].Form == ":" || t[i-1].Form == ";") && t[i+1].UPOS == "ADP"
}

// visible leaves out mentions that turned out to be nobody, or whose envoy acts.
func visible(m entity.Mention) bool {
	if m.Money {
		return false
	}
	switch m.Label {
	case entity.Place, entity.Adjective:
		return true
	}
	return !m.Principal && (m.Actor >= 0 || len(m.Members) > 0)
}

// Several reports whether a group has more than one party: a delegation and
// who leads it are one.
func (s *Sentence) Several(g Group) bool {
	n := 0
	for i, m := range g.Members {
		if i > 0 && s.Leads(m) {
			continue
		}
		n += max(1, len(s.doc.Mentions[m].Members))
		if s.doc.Mentions[m].Many {
			n++
		}
	}
	return n > 1
}

// Leading reports whether a group stands where a subject does: no preposition governs it,
// it owns nothing, and no verb stands right before it.
func (s *Sentence) Leading(g Group) bool {
	return !s.governed(g.First) && !s.owned(g.Last) && s.upos(g.First-1) != "VERB"
}

// Leads reports whether "led by" stands before the mention.
func (s *Sentence) Leads(mention int) bool {
	if s.doc.Mentions[mention].Leads {
		return true
	}
	i := slices.IndexFunc(s.Items, func(it Item) bool { return it.Mention == mention })
	for k := i - 1; k >= 0 && k > i-6; k-- {
		if n := s.at("leads", k); n > 0 && k+n == i {
			return true
		}
	}
	return s.g.marking == "case" && s.at("leads", i+1) > 0 && s.Items[i].Label == string(entity.Person)
}

// Denial reports whether items from i on stand in a clause that tells a report
// or claim which the sentence says was denied: "Reports that X met Y were denied".
func (s *Sentence) Denial(i int) bool {
	claimed := false
	for k := i - 1; k > 0; k-- {
		if s.at("that", k) > 0 && s.deniedBefore(k) {
			return true
		}
		if s.at("that", k) > 0 && s.claim(k-1) {
			claimed = true
			break
		}
	}
	if !claimed {
		return false
	}
	for k := range s.Items {
		if s.at("refuted", k) > 0 || s.at("deny", k) > 0 && (s.upos(k) == "VERB" || s.upos(k) == "ADJ") {
			return true
		}
	}
	return false
}

// deniedBefore reports whether a verb of denial stands before "that" at item k,
// at once or before a phrase of time: "denied on Friday that".
func (s *Sentence) deniedBefore(k int) bool {
	for i := k - 1; i >= 0 && i >= k-4; i-- {
		if s.at("deny", i) > 0 || s.at("refuted", i) > 0 {
			return true
		}
		if s.Items[i].Mention >= 0 || s.upos(i) == "VERB" {
			return false
		}
	}
	return false
}

// Doubted reports whether items from i on stand in a clause that somebody would
// not confirm: "Neither side would confirm that".
func (s *Sentence) Doubted(i int) bool {
	for k := i - 1; k > 0; k-- {
		if s.g.marking == "position" && s.upos(k-1) == "VERB" && s.at("relatives", k) == 0 && s.at("that", k) == 0 && s.at("boundaries", k) > 0 && s.at("tellers", k-1) > 0 && s.negated(k-1) { // "did not say when"
			return true
		}
		if s.at("that", k) == 0 {
			continue
		}
		v := k - 1
		for s.claim(k-1) && v >= 0 && s.upos(v) != "VERB" { // "would not confirm a report that"
			v--
		}
		if s.upos(v) == "VERB" {
			return s.g.marking == "position" && s.negated(v) || s.at("negation", 0) > 0
		}
	}
	return false
}

// Asks reports whether the sentence is a question.
func (s *Sentence) Asks() bool { return len(s.Items) > 0 && s.word(len(s.Items)-1) == "?" }

// claim reports whether a noun such as "reports" stands at item i or, with a
// phrase behind it, up to five items before.
func (s *Sentence) claim(i int) bool {
	for k := i; k >= 0 && k > i-6; k-- {
		if s.at("claims", k) > 0 {
			return true
		}
	}
	return false
}

// ForRules is the sentence as patterns see it.
func (s *Sentence) ForRules() *rule.Sentence {
	if s.forRules == nil {
		items := make([]rule.Item, len(s.Items))
		for i, it := range s.Items {
			items[i] = it.Item
		}
		s.forRules = rule.NewSentence(items)
	}
	return s.forRules
}

// at is the length of the longest entry of a list that begins at item i.
func (s *Sentence) at(list string, i int) int {
	best := 0
	for _, ws := range s.g.lists[list] {
		if len(ws) > best && s.wordsAt(i, ws) {
			best = len(ws)
		}
	}
	return best
}

// wordsAt compares words with items, each by lower-case form or lemma. "His" is a
// word, though it is a mention too: "put his name to".
func (s *Sentence) wordsAt(i int, ws []string) bool {
	if i < 0 || i+len(ws) > len(s.Items) {
		return false
	}
	for k, w := range ws {
		if it := s.Items[i+k]; it.Mention >= 0 && !s.possessive(i+k) || (it.Lower != w && it.Lemma != w) {
			return false
		}
	}
	return true
}

func (s *Sentence) actor(i int) bool {
	if i < 0 || i >= len(s.Items) || s.Items[i].Mention < 0 {
		return false
	}
	if s.g.marking == "case" && s.word(i-1) == "(" && s.word(i+1) == ")" { // the abbreviation of what stands before
		return false
	}
	switch s.doc.Mentions[s.Items[i].Mention].Label {
	case entity.Place:
		return s.metonym(i)
	case entity.Adjective, entity.Possessive, entity.Pair:
		return false
	}
	return true
}

// metonym reports whether a capital stands for its government: as the subject
// of a verb that does not make it a scene, or as the object of one.
func (s *Sentence) metonym(i int) bool {
	m := s.doc.Mentions[s.Items[i].Mention]
	if s.g.marking == "free" {
		return s.freeMetonym(i, m)
	}
	if s.g.marking != "position" || !m.Entry.Capital {
		return false
	}
	next := s.overTime(i + 1)
	if s.appealed(i) || s.prep(i-1) == "by" && !s.owned(i+1) { // "imposed by Oslo"
		return true
	}
	if s.capitalPair(i, next) {
		return true
	}
	if u := s.upos(i - 1); u == "ADP" || u == "PUNCT" && i > 1 && s.Items[i-2].Mention >= 0 || u == "DET" || u == "CCONJ" {
		return false
	}
	if s.finite(next) && s.at("stages", next) == 0 && !s.is("be", next) {
		return true
	}
	return s.upos(i-1) == "VERB" && s.at("journeys", i-1) == 0
}

// capitalPair reports whether the capital at item i is one of two that are the subject of
// a verb together: "Oslo and Lima have agreed".
func (s *Sentence) capitalPair(i, next int) bool {
	first, second := i, next+1
	if s.upos(i-1) == "CCONJ" {
		first, second = i-2, i
	} else if s.upos(next) != "CCONJ" {
		return false
	}
	if first < 0 || second >= len(s.Items) || s.governed(first) {
		return false
	}
	for _, k := range []int{first, second} {
		if m := s.Items[k].Mention; m < 0 || s.doc.Mentions[m].Label != entity.Place || !s.doc.Mentions[m].Entry.Capital {
			return false
		}
	}
	v := second + 1
	for s.upos(v) == "ADV" {
		v++
	}
	return s.finite(v) && s.at("stages", v) == 0 && !s.is("be", v)
}

// appealed reports whether a verb that takes a government with a preposition
// stands right before item i: "called on Oslo".
func (s *Sentence) appealed(i int) bool {
	for k := i - 2; k >= 0 && k > i-5; k-- {
		if n := s.at("appeals", k); n > 0 && k+n == i {
			return true
		}
	}
	return false
}

func (s *Sentence) word(i int) string {
	if i < 0 || i >= len(s.Items) || s.Items[i].Mention >= 0 {
		return ""
	}
	return s.Items[i].Lower
}

func (s *Sentence) upos(i int) string {
	if i < 0 || i >= len(s.Items) {
		return ""
	}
	return s.Items[i].UPOS
}

// finite reports whether an item is a verb that can head a clause.
func (s *Sentence) finite(i int) bool {
	if i < 0 || i >= len(s.Items) || s.Items[i].Mention >= 0 {
		return false
	}
	it := s.Items[i]
	if s.at("frozen", i) > 0 || s.at("frozen", i-1) > 1 {
		return false
	}
	if it.UPOS == "AUX" {
		return true
	}
	if it.UPOS != "VERB" {
		return false
	}
	switch it.Feats.Get("VerbForm") {
	case "Part", "Ger", "Inf", "Conv", "Vnoun":
		return it.Feats.Get("Variant") == "Short" // "подписан": the predicate of its clause
	}
	return s.g.marking != "case" || it.Feats.Get("Tense") != "Fut" || !s.nominal(i+1)
}

// nominal reports whether an item can be the noun that a participle before it
// describes, which has the form of the future tense in Turkish: "yapılacak
// tören".
func (s *Sentence) nominal(i int) bool {
	switch s.upos(i) {
	case "NOUN", "PROPN", "ADJ", "NUM", "DET":
		return true
	}
	return i < len(s.Items) && s.Items[i].Mention >= 0
}

// Verb analyses the verb at items [first, last).
func (s *Sentence) Verb(first, last int) Predicate { return s.verb(first, last, false) }

// Act analyses a verb that tells of an act itself, so that its own meaning
// says nothing of its mood: to deny, to agree and to put off are acts that have
// happened.
func (s *Sentence) Act(first, last int) Predicate { return s.verb(first, last, true) }

func (s *Sentence) verb(first, last int, act bool) Predicate {
	switch s.g.marking {
	case "case":
		return s.caseVerb(first, last, act)
	case "free":
		return s.freeVerb(first, last, act)
	}
	return s.orderVerb(first, last, act)
}

// Noun analyses the noun at items [first, last).
func (s *Sentence) Noun(first, last int) Predicate {
	switch s.g.marking {
	case "case":
		return s.caseNoun(first, last)
	case "free":
		return s.freeNoun(first, last)
	}
	return s.orderNoun(first, last)
}

// has reports whether a group stands in the relation to the predicate.
func (p *Predicate) has(rel string) bool {
	return slices.ContainsFunc(p.Args, func(a Arg) bool { return a.Rel == rel })
}

// add notes a group in a relation, once.
func (p *Predicate) add(rel string, group int) {
	if group < 0 {
		return
	}
	for _, a := range p.Args {
		if a.Group == group {
			return
		}
	}
	p.Args = append(p.Args, Arg{rel, group})
}

// WordsAt reports whether words stand at item i, each by lower-case form or
// lemma.
func (s *Sentence) WordsAt(i int, ws []string) bool { return s.wordsAt(i, ws) }

// Verbal reports whether one of the items [first, last) is used as a verb, and
// not to say that another is still to come.
func (s *Sentence) Verbal(first, last int) bool {
	if s.at("coming", first) > 0 && s.upos(last) == "PART" && s.upos(last+1) == "VERB" { // "is going to sign" is no journey
		return false
	}
	return s.Acting(first, last)
}

// Acting reports whether one of the items [first, last) is a verb that is no
// attribute of a noun: "condemned" in "they condemned it", but not in "a
// condemned building".
func (s *Sentence) Acting(first, last int) bool {
	if s.attribute(first) {
		return false
	}
	for i := first; i < last; i++ {
		if s.upos(i) == "VERB" || s.upos(i) == "AUX" {
			return true
		}
	}
	return s.mistaken(first)
}

// mistaken reports whether a word that was taken for a noun is the verb of the
// actor before it: "X visits Y".
func (s *Sentence) mistaken(i int) bool {
	if s.g.marking != "position" || s.upos(i) != "NOUN" {
		return false
	}
	k := i - 1
	if s.upos(k) == "CCONJ" && s.Items[i].Feats.Get("Number") == "Plur" && s.upos(i+1) == "ADP" { // "condemns the raid and appeals to both"
		for k--; k >= 0 && !s.boundary(k); k-- {
			if s.finite(k) && s.upos(k) == "VERB" {
				return s.Items[k].Feats.Get("Tense") == "Pres"
			}
		}
		return false
	}
	if s.word(k) == "," {
		k--
	}
	return s.actor(k) && s.groupAt(k) >= 0 && !s.governed(s.Groups[s.groupAt(k)].First)
}

// attribute reports whether a participle stands between a determiner or the
// like and the noun that it describes.
func (s *Sentence) attribute(i int) bool {
	if s.g.marking != "position" || s.upos(i) != "VERB" || s.Items[i].Feats.Get("VerbForm") != "Part" {
		return false
	}
	switch s.upos(i - 1) {
	case "DET", "ADJ", "ADP", "NUM":
		return s.upos(i+1) == "NOUN" || s.upos(i+1) == "ADJ"
	}
	return i == 0 && s.upos(i+1) == "NOUN"
}

// GroupOf is the group that item i belongs to, or -1.
func (s *Sentence) GroupOf(i int) int { return s.groupAt(i) }

// Stage reports whether the city or state at item i is the subject of a verb
// that makes it the scene: "Oslo hosted", "Geneva was the venue of".
func (s *Sentence) Stage(i int) bool {
	k := i + 1
	for s.upos(k) == "AUX" || s.upos(k) == "ADV" || s.word(k) == "the" {
		k++
	}
	return !s.governed(i) && s.at("stages", k) > 0
}

// Whole reads the mood of a phrase that a pattern has found, the items
// [first, last): that of its first verb, or of the last where verbs stand last.
func (s *Sentence) Whole(first, last int) Predicate {
	p := Predicate{First: first, Last: last, Verb: -1}
	for i := first; i < last; i++ {
		if u := s.upos(i); u == "AUX" || u == "VERB" {
			p.Verb = i
			if u == "VERB" && s.g.marking != "case" {
				break
			}
		}
	}
	switch {
	case p.Verb < 0:
	case s.g.marking == "free":
		s.freeMood(&p, p.Verb, false)
	case s.g.marking == "case":
		s.caseMood(&p, p.Verb, false)
	default:
		s.mood(&p, p.Verb, false)
	}
	return p
}

// Speaks reports whether the words stand anywhere in the sentence, side by
// side, in mentions too, each by lower-case form or lemma.
func (s *Sentence) Speaks(ws []string) bool { return s.SpeaksAt(ws) >= 0 }

// SpeaksAt is the token at which the words stand, as for Speaks; -1 where they do
// not.
func (s *Sentence) SpeaksAt(ws []string) int {
	if len(s.Items) == 0 {
		return -1
	}
	start := s.Items[0].First
	tokens := s.doc.Text.Tokens[start:s.Items[len(s.Items)-1].Last]
	for i := 0; i+len(ws) <= len(tokens); i++ {
		k := 0
		for k < len(ws) && (tokens[i+k].Lower == ws[k] || tokens[i+k].Base == ws[k]) {
			k++
		}
		if k == len(ws) {
			return start + i
		}
	}
	return -1
}

// Holds reports whether the words stand anywhere in the sentence, side by side.
func (s *Sentence) Holds(ws []string) bool {
	for i := range s.Items {
		if s.wordsAt(i, ws) {
			return true
		}
	}
	return false
}

// ClauseTokens is the range of tokens of the clause in which the tokens [first,
// last) stand.
func (s *Sentence) ClauseTokens(first, last int) (from, to int) {
	a := slices.IndexFunc(s.Items, func(it Item) bool { return it.Last > first })
	b := slices.IndexFunc(s.Items, func(it Item) bool { return it.Last >= last })
	if a < 0 || b < 0 {
		return first, last
	}
	i, k := s.clauseOf(a, b+1)
	return s.Items[i].First, s.Items[k-1].Last
}

// HoldsNear reports whether the words stand, side by side, in the clause of the
// items [first, last); where verbs stand last, anywhere in the sentence.
func (s *Sentence) HoldsNear(first, last int, ws []string) bool {
	if s.g.marking == "case" {
		return s.Holds(ws)
	}
	from, to := s.clauseOf(first, last)
	for i := from; i < to; i++ {
		if s.wordsAt(i, ws) {
			return true
		}
	}
	return false
}

// HoldsBeside reports whether the words stand, side by side, in the sentence and are of
// no other verb than that of the items [first, last): the one that they stand behind,
// else the one that follows them.
func (s *Sentence) HoldsBeside(first, last int, ws []string) bool {
	for i := range s.Items {
		if !s.wordsAt(i, ws) {
			continue
		}
		from, to := last, i
		if i < first {
			from, to = i, first
			for from > 0 && !s.boundary(from-1) && s.word(from-1) != "," {
				from--
			}
		}
		verb := false
		for k := from; k < to; k++ {
			verb = verb || s.upos(k) == "VERB" && s.finite(k)
		}
		if !verb {
			return true
		}
	}
	return false
}
