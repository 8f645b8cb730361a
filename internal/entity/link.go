package entity

import (
	"slices"
	"strings"

	"chancery"
	"chancery/internal/gazetteer"
	"chancery/internal/name"
	"chancery/internal/nlp"
)

// link finds which mentions are of one actor, fills offices and states that
// one mention gives and another leaves out, and infers the rest.
func (r *Reader) link(d *Doc, c Context) {
	l := &linker{r: r, d: d, c: c, byKey: map[string]int{}, byWord: map[string][]int{}, folded: map[string][]string{}}
	for i := range d.Mentions {
		l.mention(i)
	}
	for _, x := range l.later {
		d.Mentions[x[0]].Actor = d.Mentions[x[1]].Actor
	}
	l.unite()
	l.opens()
	l.alike()
	l.infer(c)
}

// alike infers the office of people who are listed with their state alone behind
// somebody in office: "Norway's foreign minister, X, and Latvia's Y". The report
// has no words for it, so that Text stays empty.
func (l *linker) alike() {
	for i := 1; i < len(l.d.Mentions); i++ {
		m, before := l.d.Mentions[i], l.d.Mentions[i-1]
		if m.Label != Person || m.Actor < 0 || m.Of == "" || before.Label != Person || before.Actor < 0 || !l.listedWith(before.Last, m.First) {
			continue
		}
		a, b := &l.d.Actors[m.Actor], l.d.Actors[before.Actor]
		if a.Office != nil || b.Office == nil || b.Of == "" || b.Of == a.Of || b.Former {
			continue
		}
		if _, state := l.r.g.State(a.Of); !state {
			continue
		}
		o := l.shared(*b.Office)
		o.Text, o.Of = "", a.Of
		a.Office, a.Heads = &o, b.Heads
	}
}

// listedWith reports whether nothing but what joins a list stands between two
// mentions.
func (l *linker) listedWith(from, to int) bool {
	t := l.d.Text.Tokens
	for i := from; i < to; i++ {
		if n, _ := l.r.w.joins.at(t, i); n == 0 && t[i].Form != "," && t[i].Form != ";" {
			return false
		}
	}
	return from < to || from > 0 && t[from-1].Form == ","
}

// shared is the office that a counterpart has, too: of two posts the last, without
// what is of the holder alone, such as acting.
func (l *linker) shared(o chancery.Office) chancery.Office {
	for _, join := range []string{" and ", " - ", " – "} {
		if i := strings.LastIndex(o.Title, join+"Minister"); i >= 0 {
			o.Title = o.Title[i+len(join):]
		}
	}
	for _, rank := range l.r.w.passing {
		o.Title = strings.TrimPrefix(o.Title, rank+" ")
	}
	return o
}

// unite joins an office without a name to the person of the same office whom
// the report names later, and fills whom an office is of from its other
// mention.
func (l *linker) unite() {
	to := map[int]int{}
	for n := range l.d.Actors {
		a := &l.d.Actors[n]
		if a.Type != chancery.Person || a.Office == nil {
			continue
		}
		for k := range l.d.Actors {
			b := &l.d.Actors[k]
			if k == n || b.Type != chancery.Person || b.Office == nil || a.Name != "" && b.Name != "" {
				continue
			}
			if l.ours(a, b) {
				to[n] = k
				break
			}
			if name.Fold(a.Office.Title) != name.Fold(b.Office.Title) {
				continue
			}
			ours := b.Of == "" && a.Of != "" && a.Of == l.r.w.home // the report's own, named with its state among others
			if n := len(strings.Fields(a.Office.Title)); !ours && a.Of != b.Of && (n < 2 || a.Of != "" && n < 6) || a.Of != "" && b.Of != "" && a.Of != b.Of {
				continue
			}
			if a.Name == "" && b.Name != "" {
				if b.Of == "" {
					b.Of, b.OfBasis, b.Office.Of = a.Of, a.OfBasis, a.Of
				}
				to[n] = k
				break
			}
		}
	}
	l.introduced(to)
	for i := range l.d.Mentions {
		m := &l.d.Mentions[i]
		if k, ok := to[m.Actor]; ok {
			m.Actor = k
		}
		for j, a := range m.Members {
			if k, ok := to[a]; ok {
				m.Members[j] = k
			}
		}
		if len(m.Members) == 2 && m.Members[0] == m.Members[1] {
			m.Members = nil
		}
	}
}

// ours reports whether an office that the text calls ours ("our minister") may be
// that of somebody whom it names later.
func (l *linker) ours(a, b *Actor) bool {
	return a.Name == "" && b.Name != "" && a.OfBasis == chancery.Inferred && a.Of == l.r.w.home && (b.Of == "" || b.Of == a.Of) &&
		slices.ContainsFunc(a.Heads, func(h string) bool { return hasHead(b.Heads, h) }) &&
		(&Mention{Office: a.Office}).short(*b)
}

// owner finds the organisation that "the Assembly's" means: the last one named
// whose name has that word.
func (l *linker) owner(m *Mention, at int) {
	for i := at - 1; i >= 0; i-- {
		o := l.d.Mentions[i]
		if (o.Label == Org || o.Label == Delegation) && slices.Contains(strings.Fields(name.Fold(o.Name)), m.OwnerWord) {
			m.Of, m.OfSpan, m.OfBasis = o.Of, o.NameSpan, chancery.Stated
			if o.Label == Delegation {
				m.Of = o.To
			}
			if m.Office != nil {
				m.Office.Of = m.Of
			}
			return
		}
	}
}

type linker struct {
	r       *Reader
	c       Context
	d       *Doc
	byKey   map[string]int
	byWord  map[string][]int    // people by the folded words of their names
	persons []int               // actors that are people, by last mention
	later   [][2]int            // pronouns, and the mention behind them that says whom they mean
	folded  map[string][]string // names' folded words: a long list of names asks for them again and again
}

// words are the folded words of a name.
func (l *linker) words(s string) []string {
	words, known := l.folded[s]
	if !known {
		words = strings.Fields(name.Fold(s))
		l.folded[s] = words
	}
	return words
}

func (l *linker) mention(i int) {
	m := &l.d.Mentions[i]
	m.Gender = l.told(m)
	m.Whose = -1
	switch m.Label {
	case Person:
		m.Actor = l.person(m, i)
		if m.Guest != "" {
			m.Whose = l.whose(i)
		}
	case Holder:
		if !l.eachHolds(m, i) {
			m.Actor = l.holder(m, i)
		}
	case Pronoun, Possessive:
		if k := l.ahead(i); k >= 0 {
			l.later = append(l.later, [2]int{i, k})
			break
		}
		m.Actor = l.antecedent(i)
		if m.Head == native && m.Actor < 0 { // nobody of that state has been named
			m.Label, m.Head = Adjective, ""
		}
	case State, Org, People:
		if m.Head == Institution {
			m.Actor = l.institution(m, i)
			break
		}
		m.Actor = l.keyed(m)
	case Pair:
		for _, c := range m.Codes {
			if e, ok := l.r.g.State(c); ok {
				m.Members = append(m.Members, l.keyed(&Mention{Label: State, Name: e.Name, Of: c, OfBasis: chancery.Stated}))
			}
		}
	case Delegation:
		key := "delegation:" + m.Of + ":" + m.To
		if m.Office != nil {
			key = "delegation of:" + name.Fold(m.Office.Title)
			m.Actor = l.add(key, Actor{Type: chancery.Delegation, Name: m.Name, Of: m.Of, OfBasis: m.OfBasis, Office: m.Office, OfficeAt: m.OfficeSpan})
			break
		}
		if m.Plural && m.Of == "" {
			break
		}
		if m.Of == "" && m.To == "" { // "the delegation": the one spoken of
			if n, ok := l.first("delegation:"); ok {
				m.Actor, m.Of, m.To = n, l.d.Actors[n].Of, l.d.Actors[n].To
				break
			}
		}
		if m.To == "" { // "the Norwegian delegation", after the one to an assembly
			for n, a := range l.d.Actors {
				if strings.HasPrefix(a.Key, "delegation:") && a.Of == m.Of && m.Of != "" {
					m.Actor = n
					break
				}
			}
		}
		if m.Actor < 0 {
			m.Actor = l.add(key, Actor{Type: chancery.Delegation, Name: m.Name, Of: m.Of, OfBasis: m.OfBasis, To: m.To})
		}
	case Group:
		if m.Head == bothStates {
			m.Members = l.states(i, m.Count)
			if m.Office != nil {
				m.Members = l.officials(m, m.Members)
			}
			break
		}
		if m.Members = l.apposed(m, i); m.Members != nil {
			break
		}
		if m.Head == "both" || m.Count > 0 {
			m.Members = l.several(m.Head, max(2, m.Count), i)
			if m.Members == nil && m.OfStates {
				m.Members = l.officials(m, l.states(i, m.Count))
			}
			break
		}
		if n := l.lawmakers(m); n >= 0 {
			m.Actor = n
			break
		}
		if m.Members = l.theMinisters(m, i); m.Members != nil {
			break
		}
		m.Actor = l.add("group:"+m.Of+":"+strings.ToLower(m.Head), Actor{Type: chancery.Delegation, Of: m.Of, OfBasis: m.OfBasis, Office: m.Office, OfficeAt: m.OfficeSpan, Heads: []string{m.Head}})
	}
	if m.Actor >= 0 && l.d.Actors[m.Actor].Type == chancery.Person {
		l.persons = append(slices.DeleteFunc(l.persons, func(n int) bool { return n == m.Actor }), m.Actor)
	}
}

// theMinisters are the two or three people of different states in the sentence before
// who hold the office that a plural without an owner names: "The ministers will meet
// again"; nil where there are not so many.
func (l *linker) theMinisters(m *Mention, at int) []int {
	if !m.Definite || m.Of != "" || m.Office == nil || l.r.w.headLast {
		return nil
	}
	here := l.d.Text.SentenceOf(m.First)
	var out []int
	var of []string
	for i := at - 1; i >= 0; i-- {
		x := l.d.Mentions[i]
		s := l.d.Text.SentenceOf(x.First)
		if s < here-1 {
			break
		}
		if s == here || x.Actor < 0 || slices.Contains(out, x.Actor) {
			continue
		}
		if a := l.d.Actors[x.Actor]; a.Type == chancery.Person && (hasHead(a.Heads, m.Head) || l.another(&a, m)) {
			out, of = append(out, x.Actor), append(of, a.Of)
		}
	}
	slices.Sort(of)
	if len(out) < 2 || len(out) > 3 || len(slices.Compact(of)) != len(out) {
		return nil
	}
	slices.Sort(out)
	return out
}

// lawmakers is whom "the lawmakers" means: the delegation, or the lawmakers, that
// the report named first.
func (l *linker) lawmakers(m *Mention) int {
	if !m.Definite || m.Of != "" || l.r.w.legislators[m.Head] == nil {
		return -1
	}
	if n, ok := l.first("delegation:"); ok {
		return n
	}
	return slices.IndexFunc(l.d.Actors, func(a Actor) bool {
		return a.Type == chancery.Delegation && a.Of != "" &&
			slices.ContainsFunc(a.Heads, func(h string) bool { return l.r.w.legislators[h] != nil })
	})
}

// several are as many people as are counted, of those spoken of last, those with
// the office where one is named; nil when there are not so many.
func (l *linker) several(head string, count, at int) []int {
	var out, here []int
	sent := l.d.Text.Sentences[l.d.Text.SentenceOf(l.d.Mentions[at].First)]
	next := l.d.Mentions[at].Last
	subject := next < sent.Last && (l.d.Text.Tokens[next].UPOS == "VERB" || l.d.Text.Tokens[next].UPOS == "AUX")
	for i := at - 1; i >= 0 && l.d.Mentions[i].First >= sent.First && !subject; i-- {
		here = append(here, l.d.Mentions[i].Actor)
	}
	if pair := l.listed(at); head == "both" && count == 2 && subject && pair != nil {
		return pair
	}
	for k := len(l.persons) - 1; k >= 0 && len(out) < count; k-- {
		if slices.Contains(here, l.persons[k]) { // "X met both": X is none of them
			continue
		}
		a := l.d.Actors[l.persons[k]]
		if head == "both" || hasHead(a.Heads, head) || l.another(&a, &Mention{Head: head}) {
			out = append(out, l.persons[k])
		}
	}
	if len(out) < count {
		return nil
	}
	slices.Sort(out)
	return out
}

// listed are the two people whom the text names last in one breath, "X and Y", up
// to two sentences before a mention; nil where there are none.
func (l *linker) listed(at int) []int {
	person := func(i int) bool {
		n := l.d.Mentions[i].Actor
		return n >= 0 && l.d.Actors[n].Type == chancery.Person
	}
	last := l.d.Text.SentenceOf(l.d.Mentions[at].First)
	for i := at - 1; i > 0 && l.d.Text.SentenceOf(l.d.Mentions[i].First) >= last-2; i-- {
		a, b := l.d.Mentions[i-1], l.d.Mentions[i]
		if !person(i-1) || !person(i) || a.Actor == b.Actor || a.Last >= b.First {
			continue
		}
		if n, _ := l.r.w.joins.at(l.d.Text.Tokens, a.Last); n > 0 && a.Last+n == b.First {
			return []int{min(a.Actor, b.Actor), max(a.Actor, b.Actor)}
		}
	}
	return nil
}

// their gives one of several people under "their" the state that stands at the
// same place in the last list of states.
func (l *linker) their(m *Mention, at int) {
	var states []Mention
	for i := at - 1; i >= 0 && len(states) < 4; i-- {
		o := l.d.Mentions[i]
		if o.Label == State {
			states = append([]Mention{o}, states...)
		} else if len(states) > 0 {
			break
		}
	}
	if n := m.Owner - 1; len(states) >= 2 && n < len(states) {
		m.Of, m.OfSpan, m.OfBasis = states[n].Of, states[n].NameSpan, chancery.Stated
		if m.Office != nil {
			m.Office.Of = m.Of
		}
	}
}

// first is the first actor whose key begins so: what a report calls "the
// delegation" is the one that it is about.
func (l *linker) first(prefix string) (int, bool) {
	for n, a := range l.d.Actors {
		if strings.HasPrefix(a.Key, prefix) {
			return n, true
		}
	}
	return 0, false
}

func (l *linker) add(key string, a Actor) int {
	if n, ok := l.byKey[key]; ok {
		return n
	}
	a.Key = key
	l.d.Actors = append(l.d.Actors, a)
	l.byKey[key] = len(l.d.Actors) - 1
	return len(l.d.Actors) - 1
}

func (l *linker) keyed(m *Mention) int {
	t := chancery.Organisation
	key := "party:" + m.Of
	nm, of := m.Name, m.Of
	if e, ok := l.r.g.Organisation(m.Of); ok && m.Label == Org && e.Country != "" { // a state's own body with a name
		of = e.Country
	}
	switch {
	case m.Label == State:
		t = chancery.State
	case m.Label == People:
		t, key = l.partyOf(m.Of)
		if e, ok := l.r.g.State(m.Of); ok {
			nm = e.Name
		}
	case m.Head == "body":
		t, key = chancery.Body, "body:"+m.Of+":"+name.Fold(m.Name)
	case m.Entry.Country != "": // a body of a state, or a group that acts in one
		key = "organisation:" + m.Entry.ID
	}
	return l.add(key, Actor{Type: t, Name: nm, Of: of, OfBasis: m.OfBasis})
}

// person joins a mention to the person of the same name: a bare surname to the
// full name that has it.
func (l *linker) person(m *Mention, at int) int {
	if slices.Contains(l.c.Outlets, m.Name) {
		return -1
	}
	folded := l.words(m.Name)
	found := -1
	if m.OwnerWord != "" && m.Of == "" {
		l.owner(m, at)
	}
	if m.Owner > 0 && m.Of == "" {
		l.their(m, at)
	}
	l.its(m, at)
	candidates := l.named(folded)
	for k := len(candidates) - 1; k >= 0 && found < 0; k-- {
		n := candidates[k]
		a := &l.d.Actors[n]
		if a.Name == "" || (m.Of != "" && a.Of != "" && m.Of != a.Of && len(folded) < 2) {
			continue
		}
		for _, known := range append([]string{a.Name}, a.Aka...) {
			if sameInReport(folded, l.words(known)) {
				found = n
				break
			}
		}
	}
	if found < 0 && m.Bare && l.leader(&Actor{Name: m.Name}, l.c.Published) == "" {
		return -1
	}
	if found < 0 {
		l.d.Actors = append(l.d.Actors, Actor{Type: chancery.Person, Key: "person:" + strings.Join(folded, " "), Name: m.Name})
		found = len(l.d.Actors) - 1
		if a := &l.d.Actors[found]; m.Of == "" {
			if of := l.leader(a, l.c.Published); of != "" {
				a.Lend(of)
			}
		}
	}
	l.index(found, folded)
	a := &l.d.Actors[found]
	if len(strings.Fields(m.Name)) > len(strings.Fields(a.Name)) {
		a.Name, m.Name = m.Name, a.Name
	}
	if m.Name != a.Name && !slices.Contains(a.Aka, m.Name) {
		a.Aka = append(a.Aka, m.Name)
	}
	if m.Head == "counterpart" && m.Office == nil {
		l.counterpart(m, at)
	}
	l.gender(a, m)
	if m.Office != nil {
		if a.Office == nil {
			a.Office, a.OfficeAt, a.Former = m.Office, m.OfficeSpan, m.Former
		} else if a.Office.Of == "" && m.Office.Of != "" {
			a.Office.Of = m.Office.Of
		}
		if fuller(a.Office, m.Office) && !m.Former {
			of := a.Office.Of
			a.Office, a.OfficeAt, a.Former = m.Office, m.OfficeSpan, m.Former
			if a.Office.Of == "" {
				a.Office.Of = of
			}
		}
		a.Heads = append(a.Heads, m.Head)
	}
	if m.Of != "" && (a.Of == "" || a.OfBasis == chancery.Inferred) {
		a.Of, a.OfBasis = m.Of, m.OfBasis
	}
	return found
}

// told is the gender that the words of a mention, or the one before them, tell.
func (l *linker) told(m *Mention) gazetteer.Gender {
	switch m.Label {
	case Person:
		for i := max(m.First-1, 0); i < m.Last; i++ {
			if g := l.wordGender(i); g != "" && l.d.Text.Tokens[i].UPOS != "PRON" { // not of "her colleague, X"
				return g
			}
		}
	case Pronoun, Possessive:
		return l.wordGender(m.First)
	}
	return ""
}

func (l *linker) wordGender(i int) gazetteer.Gender {
	t := l.d.Text.Tokens
	switch {
	case l.r.w.feminine.has(t, i):
		return gazetteer.Woman
	case l.r.w.masculine.has(t, i):
		return gazetteer.Man
	}
	return ""
}

// gender notes the gender of a person: what a title tells, else the given name.
func (l *linker) gender(a *Actor, m *Mention) {
	if m.Gender != "" {
		a.Gender = m.Gender
	} else if words := strings.Fields(a.Name); a.Gender == "" && len(words) > 1 {
		a.Gender = l.r.g.GenderOf(words[0])
	}
}

// contrary reports whether a pronoun tells another gender than an actor's.
func (l *linker) contrary(at, actor int) bool {
	return differ(l.d.Mentions[at].Gender, l.d.Actors[actor].Gender)
}

// differ reports whether two words tell different genders: "he" is not who was
// "her" before.
func differ(a, b gazetteer.Gender) bool { return a != "" && b != "" && a != b }

// named are the people who have a name with one of the words, in the order in
// which they were first named.
func (l *linker) named(folded []string) []int {
	var out []int
	for _, w := range folded {
		out = append(out, l.byWord[w]...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// index notes the words of one of a person's names.
func (l *linker) index(actor int, folded []string) {
	for _, w := range folded {
		if !slices.Contains(l.byWord[w], actor) {
			l.byWord[w] = append(l.byWord[w], actor)
		}
	}
}

// sameInReport compares two folded names of one report: equal, one within the
// other, or the same words in another order.
func sameInReport(a, b []string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) == 0 {
		return false
	}
	if len(a) == 1 {
		return slices.Contains(b, a[0]) && (len(a[0]) > 2 || len(a[0]) == 2 && (a[0] == b[0] || a[0] == b[len(b)-1])) // "Li" of Li Zhaoming, "Ek" of Sune Ek
	}
	for i, w := range a {
		if !slices.Contains(b, w) && !(i == 0 && initialOf(w, b[0])) {
			return false
		}
	}
	return true
}

// initialOf reports whether one of two folded given names is the initial of the
// other: "P." of Pablo.
func initialOf(a, b string) bool {
	a, b = strings.TrimSuffix(a, "."), strings.TrimSuffix(b, ".")
	if len(a) > len(b) {
		a, b = b, a
	}
	return len(a) == 1 && strings.HasPrefix(b, a)
}

// holder joins an office without a name to the person who holds it in this
// report, or makes an actor of the office.
func (l *linker) holder(m *Mention, at int) int {
	like := m.Head == "counterpart"
	if like && m.Of == "" {
		if n := l.opposite(at); n >= 0 {
			return n
		}
	}
	if like {
		l.counterpart(m, at)
	}
	if m.OwnerWord != "" && m.Of == "" {
		l.owner(m, at)
	}
	if m.Office == nil {
		return -1
	}
	l.its(m, at)
	here := l.here(at)
	fits := func(a *Actor) bool {
		return l.sameHead(a, m) && (m.short(*a) || l.another(a, m)) && !l.ofItsHouse(a, m)
	}
	if n := l.subject(m, at, func(person int) bool { return l.d.Actors[person].Name != "" && fits(&l.d.Actors[person]) && !like }); n >= 0 {
		return n
	}
	for k := len(l.persons) - 1; k >= 0 && m.Of != ""; k-- { // of the same party, before one of whom the text does not say it
		if a := &l.d.Actors[l.persons[k]]; a.Of == m.Of && fits(a) {
			return l.persons[k]
		}
	}
	below := -1 // whose office has a rank, such as "deputy", of which the mention says nothing
	for k := len(l.persons) - 1; k >= 0; k-- {
		n := l.persons[k]
		a := &l.d.Actors[n]
		if a.Name == "" || !fits(a) || (m.Of != "" && a.Of != "" && m.Of != a.Of) || like && a.Of != m.Of {
			continue
		}
		if _, state := l.r.g.State(m.Of); m.Of != "" && a.Of == "" && (!state || slices.Contains(here, n)) {
			continue
		}
		if !l.ranked(a) || l.rankWord(m.Office) {
			return n
		}
		if below < 0 {
			below = n
		}
	}
	if below >= 0 {
		return below
	}
	for k := len(l.persons) - 1; k >= 0 && m.Definite && m.Of == "" && !like; k-- { // "the Chairperson", told of before as that of a body
		if a := &l.d.Actors[l.persons[k]]; a.Name == "" && a.Of != "" && a.Office != nil && fits(a) {
			return l.persons[k]
		}
	}
	if n := l.untitled(m, at); n >= 0 {
		a := &l.d.Actors[n]
		a.Office, a.OfficeAt, a.Heads = m.Office, m.OfficeSpan, []string{m.Head}
		if m.Of != "" && (a.Of == "" || a.OfBasis == chancery.Inferred) {
			a.Of, a.OfBasis = m.Of, m.OfBasis
		}
		return n
	}
	key := "office:" + m.Of + ":" + name.Fold(m.Office.Title)
	return l.add(key, Actor{Type: chancery.Person, Of: m.Of, OfBasis: m.OfBasis, Office: m.Office, OfficeAt: m.OfficeSpan, Heads: []string{m.Head}})
}

// ranked reports whether an actor's office has a rank: "deputy speaker".
func (l *linker) ranked(a *Actor) bool { return a.Office != nil && l.rankWord(a.Office) }

// rankWord reports whether an office begins with a word of rank.
func (l *linker) rankWord(o *chancery.Office) bool {
	first, _, _ := strings.Cut(strings.ToLower(o.Text), " ")
	return l.r.w.rankTitles[first] != ""
}

// sameHead reports whether an office without a name may be the actor's own by its
// head: the same, another word for it, or the same title.
func (l *linker) sameHead(a *Actor, m *Mention) bool {
	return hasHead(a.Heads, m.Head) || l.another(a, m) || a.Office != nil && m.Of != "" && m.Of == a.Of && name.Fold(a.Office.Title) == name.Fold(m.Office.Title)
}

// ofItsHouse reports whether the mention is of a state's own post and the actor only
// presides over its parliament: "the President of Peru" is not that of its senate.
func (l *linker) ofItsHouse(a *Actor, m *Mention) bool {
	if _, state := l.r.g.State(m.Of); !state || m.OfBasis != chancery.Stated || a.Office == nil {
		return false
	}
	return name.ParseTitle(m.Office.Title, m.Office.Text).Post() == "government" && name.ParseTitle(a.Office.Title, a.Office.Text).Post() == "house"
}

// another reports whether the mention calls the actor by another word than its
// office: "the envoy" for an ambassador, "the Latvian leader" for a president.
func (l *linker) another(a *Actor, m *Mention) bool {
	return slices.ContainsFunc(l.r.w.standsFor[m.Head], func(h string) bool { return hasHead(a.Heads, h) })
}

// here are the actors whom the mention's sentence names before it.
func (l *linker) here(at int) []int {
	first := l.d.Text.Sentences[l.d.Text.SentenceOf(l.d.Mentions[at].First)].First
	var out []int
	for i := at - 1; i >= 0 && l.d.Mentions[i].First >= first; i-- {
		out = append(out, l.d.Mentions[i].Actor)
	}
	return out
}

// subject is who stood without case in the last sentence before that names anybody so, at
// most three back, where a mention has none either and the language marks case: who
// acted goes on acting. It gives -1 where nobody fits.
func (l *linker) subject(m *Mention, at int, fits func(person int) bool) int {
	if !l.r.w.headLast || m.Case != "" || m.Of != "" {
		return -1
	}
	const reach = 3 // sentences
	here := l.d.Text.SentenceOf(m.First)
	out, from := -1, here-reach
	for i := at - 1; i >= 0; i-- {
		x := l.d.Mentions[i]
		s := l.d.Text.SentenceOf(x.First)
		if s < from {
			break
		}
		if s < here && x.Case == "" && x.Actor >= 0 && l.d.Actors[x.Actor].Type == chancery.Person {
			from = s
			if fits(x.Actor) {
				out = x.Actor
			}
		}
	}
	return out
}

// untitled is the person named last before, within a sentence, whose office
// the text has not told: "X will not come. The Norwegian president's visit"; or who
// is said to be it: "X became the first Norwegian minister to come".
func (l *linker) untitled(m *Mention, at int) int {
	if !m.Definite && !l.r.w.headLast || len(l.persons) == 0 {
		return -1
	}
	n := l.persons[len(l.persons)-1]
	a := l.d.Actors[n]
	if a.Name == "" || a.Office != nil || m.Of != "" && a.Of != "" && a.Of != m.Of {
		return -1
	}
	here := l.d.Text.SentenceOf(m.First)
	for i := at - 1; i >= 0; i-- {
		s := l.d.Text.SentenceOf(l.d.Mentions[i].First)
		if s < here-1 {
			return -1
		}
		if l.d.Mentions[i].Actor == n && (s == here-1 || s == here && l.becomes(l.d.Mentions[i], *m)) {
			return n
		}
	}
	return -1
}

// becomes reports whether nothing but a verb such as "became", and articles, stand
// between two mentions.
func (l *linker) becomes(who, what Mention) bool {
	between := l.d.Text.Tokens[min(who.Last, what.First):what.First]
	return len(between) > 0 && slices.Contains(l.r.w.copulas, between[0].Lower) &&
		!slices.ContainsFunc(between[1:], func(t nlp.Token) bool { return t.UPOS != "DET" })
}

// hasHead compares the head words of offices, but for an ending of one or two
// letters: "bakan" and "bakanı".
func hasHead(heads []string, head string) bool {
	return slices.ContainsFunc(heads, func(h string) bool {
		a, b := h, head
		if len(a) > len(b) {
			a, b = b, a
		}
		return a == b || len(a) > 3 && len(b)-len(a) <= 2 && strings.HasPrefix(b, a)
	})
}

// short reports whether an office without an owner may stand for the actor's
// own: "the minister" for a foreign minister, but "the defence minister" not.
func (m *Mention) short(a Actor) bool {
	own := strings.Fields(name.Fold(a.Office.Text + " " + a.Office.Title))
	says := func(words string) bool {
		for _, w := range strings.Fields(name.Fold(words)) {
			if !slices.ContainsFunc(own, func(o string) bool {
				return o == w || len(w) > 4 && strings.HasPrefix(o, w[:len(w)-1]) || len(o) > 4 && strings.HasPrefix(w, o[:len(o)-1])
			}) {
				return false
			}
		}
		return true
	}
	return says(m.Office.Text) || says(m.Office.Title)
}

// counterpart takes over the office of whom its sentence speaks of first, as its subject
// mostly is, else of the person spoken of before.
func (l *linker) counterpart(m *Mention, at int) {
	whose := l.wordGender(m.First) // "her colleague" is not of a man
	takes := func(n int) bool {
		a := l.d.Actors[n]
		if a.Office == nil || m.Of != "" && a.Of == m.Of || whose != "" && a.Gender != "" && a.Gender != whose {
			return false
		}
		o := l.shared(*a.Office)
		o.Of = m.Of
		m.Office, m.OfficeSpan = &o, m.NameSpan
		if len(a.Heads) > 0 {
			m.Head = a.Heads[0]
		}
		return true
	}
	if n := l.firstSpokenOf(at); n >= 0 && takes(n) {
		return
	}
	for k := len(l.persons) - 1; k >= 0; k-- {
		if takes(l.persons[k]) {
			return
		}
	}
	l.counterpartAhead(m, at)
}

// firstSpokenOf is the first person of a sentence, named or meant by a pronoun, that no
// adposition governs and that stands in no case but the nominative; -1 where there is
// none before the mention.
func (l *linker) firstSpokenOf(at int) int {
	t := l.d.Text.Tokens
	s := l.d.Text.Sentences[l.d.Text.SentenceOf(l.d.Mentions[at].First)]
	for _, m := range l.d.Within(s.First, l.d.Mentions[at].First) {
		if m.Actor < 0 || l.d.Actors[m.Actor].Type != chancery.Person || m.Label != Person && m.Label != Holder && m.Label != Pronoun {
			continue
		}
		before := m.First - 1
		for before >= s.First && (t[before].UPOS == "DET" || t[before].UPOS == "ADJ") {
			before--
		}
		oblique := l.r.w.inflected && t[m.First].Feats.Get("Case") != "Nom" || l.r.w.headLast && (m.Case != "" || t[m.Last].UPOS == "ADP")
		if !oblique && (before < s.First || l.r.w.headLast || t[before].UPOS != "ADP") {
			return m.Actor
		}
	}
	return -1
}

// counterpartAhead gives a colleague the office of who is named behind him in the same
// sentence, where the verb stands last: "mevkidaşı X'i ağırlayan Norveç Başbakanı Y".
func (l *linker) counterpartAhead(m *Mention, at int) {
	if !l.r.w.headLast && !l.r.w.follows { // "à l'invitation de son homologue X, le Premier ministre Y"
		return
	}
	last := l.d.Text.Sentences[l.d.Text.SentenceOf(m.First)].Last
	for _, x := range l.d.Mentions[at+1:] {
		if x.Last > last {
			return
		}
		if x.Office != nil && (m.Of == "" || x.Of != m.Of) {
			o := l.shared(*x.Office)
			o.Of = m.Of
			m.Office, m.OfficeSpan, m.Head = &o, m.NameSpan, x.Head
			return
		}
	}
}

// antecedent is the person that a pronoun means: the first one named in the
// nearest sentence before that names anybody.
func (l *linker) antecedent(at int) int {
	t := l.d.Text
	here := t.SentenceOf(l.d.Mentions[at].First)
	if l.d.Mentions[at].Head == "object" {
		return l.objectOf(at)
	}
	if of := l.d.Mentions[at].Of; of != "" { // "the Norwegian visitor"
		for k := len(l.persons) - 1; k >= 0; k-- {
			if l.d.Actors[l.persons[k]].Of == of {
				return l.persons[k]
			}
		}
		return -1
	}
	if l.d.Mentions[at].Head == "guest" { // whom the report named first
		for _, m := range l.d.Mentions[:at] {
			if m.Actor >= 0 && m.Label == Person {
				return m.Actor
			}
		}
		return -1
	}
	const reach = 200 // mentions; nobody is "he" over several pages
	best, sentence := -1, -1
	whom := l.relative(at)
	apart := l.predicative(at)
	for i := at - 1; i >= max(0, at-reach); i-- {
		m := l.d.Mentions[i]
		if m.Actor < 0 || m.Label != Person && m.Label != Holder && m.Label != Pronoun && m.Label != Possessive || l.contrary(at, m.Actor) || differ(l.d.Mentions[at].Gender, m.Gender) {
			continue
		}
		if m.Label == Pronoun && t.Tokens[m.First].Feats.Get("Person") == "1" { // "I" says who speaks, not who is spoken of
			continue
		}
		if l.inCapacity(m) || m.Head == native {
			continue
		}
		s := t.SentenceOf(m.First)
		if (apart || m.Last == whom) && s == here {
			continue
		}
		if sentence >= 0 && s != sentence {
			break
		}
		if s < here && (m.Label == Pronoun || m.Label == Possessive && !l.namedBefore(i, t.Sentences[s].First)) { // who was spoken of goes on being spoken of
			return m.Actor
		}
		if s < here && best >= 0 && l.stranger(m.Actor) && !l.stranger(best) { // a name of nobody known, before somebody in office
			continue
		}
		if best >= 0 && l.owns(m) { // "X's minister, Y, came. He": Y
			continue
		}
		if s < here || sentence < 0 {
			best, sentence = m.Actor, s
		}
	}
	return best
}

// inCapacity reports whether an office only says what somebody named is: "served as
// deputy secretary".
func (l *linker) inCapacity(m Mention) bool {
	return m.Label == Holder && m.First > 0 && l.r.w.capacity.has(l.d.Text.Tokens, m.First-1)
}

// namedBefore reports whether whom mention i means is named before it in its
// sentence, which begins at token first.
func (l *linker) namedBefore(i, first int) bool {
	who := l.d.Mentions[i].Actor
	for k := i - 1; k >= 0 && l.d.Mentions[k].First >= first; k-- {
		if m := l.d.Mentions[k]; m.Actor == who && (m.Label == Person || m.Label == Holder) {
			return true
		}
	}
	return false
}

// relative is the token behind the actor that a relative pronoun right before a
// mention takes up: "X, with whom he", where he is not X; -1 for none.
func (l *linker) relative(at int) int {
	t := l.d.Text.Tokens
	i := l.d.Mentions[at].First - 1
	if i < 1 || t[i].Feats.Get("PronType") != "Rel" {
		return -1
	}
	for i--; i > 0 && (t[i].UPOS == "ADP" || t[i].UPOS == "PUNCT"); i-- {
	}
	return i + 1
}

// stranger reports whether the report says neither the office of an actor nor for
// whom it acts.
func (l *linker) stranger(actor int) bool {
	a := l.d.Actors[actor]
	return a.Office == nil && a.Of == ""
}

// owns reports whether a mention stands in the genitive before what is its.
func (l *linker) owns(m Mention) bool {
	t := l.d.Text.Tokens
	return m.Last < len(t) && t[m.Last].Inner && t[m.Last].UPOS == "PART"
}

// predicative reports whether a possessive stands behind a form of be: in "X and
// Y were her hosts" she is neither of them.
func (l *linker) predicative(at int) bool {
	m := l.d.Mentions[at]
	return m.Label == Possessive && m.First > 0 && l.d.Text.Tokens[m.First-1].UPOS == "AUX"
}
