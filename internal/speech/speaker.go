package speech

import (
	"cmp"
	"slices"
	"strings"

	"chancery"
	"chancery/internal/entity"
	"chancery/internal/gazetteer"
	"chancery/internal/name"
)

// speaker is who said something.
type speaker struct {
	name       string
	actor      int // index into Doc.Actors, or none
	at         span
	collective bool
	unknown    bool // the text names nobody
	nobody     bool // observers, the press: no statement of an actor
	folk       bool // several people who are no officials
	paper      bool // a document whose author the text does not name
	voice      bool // a body, or who speaks for it: the source of the news
}

func (a speaker) same(b speaker) bool {
	if a.actor != none || b.actor != none {
		return a.actor == b.actor && a.collective == b.collective
	}
	return a.name == b.name && a.collective == b.collective
}

// reach is how many mentions back somebody is looked for.
const reach = 200

// speaks reports whether a mention is of somebody who can speak.
func (s *session) speaks(m int) bool {
	if m == none {
		return false
	}
	switch x := s.doc.Mentions[m]; x.Label {
	case entity.Person, entity.Holder, entity.State, entity.Org, entity.Delegation, entity.Group, entity.Pair, entity.People:
		return true
	case entity.Pronoun:
		return true
	}
	return false
}

// of makes a speaker of a mention.
func (s *session) of(m int) speaker {
	x := s.doc.Mentions[m]
	at := x.NameSpan
	if at.Empty() {
		at = s.doc.Text.Span(x.First, x.Last)
	}
	if (x.Label == entity.Group || x.Label == entity.Delegation) && s.w.collectives.before(s.t, x.Last-1) > 0 {
		return s.several(x.First, x.Last)
	}
	if x.Label == entity.People && s.w.bodies.before(s.t, x.Last-1) > 0 { // "Norway's transitional government"
		return speaker{actor: none, name: s.written(x.First, x.Last), at: s.doc.Text.Span(x.First, x.Last), voice: true}
	}
	if x.Label == entity.People { // "Norwegian officers": nobody by name
		return speaker{actor: none, unknown: true, voice: true}
	}
	if x.Label == entity.Group && x.Head == "both" { // "they", "the two"
		return speaker{actor: none, collective: true, at: at}
	}
	if (x.Label == entity.Group || x.Label == entity.Delegation) && (x.Plural || len(x.Members) > 0) || x.Label == entity.Pair {
		return s.several(x.First, x.Last)
	}
	if x.Label == entity.Pronoun && (x.Head == "" || x.Head == "object") { // "according to her"
		return s.taken(m)
	}
	if x.Label == entity.Holder && s.w.Marking == "position" && s.is(s.w.Indefinite, x.First) {
		return speaker{actor: none, unknown: true, voice: true} // "a Norwegian diplomat": nobody named before
	}
	if n := s.sameOffice(m); n != none {
		return speaker{actor: n, name: s.doc.Actors[n].Name, at: at, voice: s.voices(n)}
	}
	if d := s.last(); d != nil && x.Label == entity.Holder && x.Actor != none && x.Actor == d.who.actor && s.w.counterparts.before(s.t, x.Last-1) > 0 { // nobody is his own counterpart
		if n := s.opposite(m); n != none {
			return speaker{actor: n, name: s.doc.Actors[n].Name, at: at}
		}
		return speaker{actor: none, unknown: true, voice: true}
	}
	if n := s.ofState(m); n != none {
		return speaker{actor: n, name: s.doc.Actors[n].Name, at: at, voice: s.voices(n)}
	}
	if n := s.guest(m); n != none && x.Label == entity.Pronoun {
		return speaker{actor: n, name: s.doc.Actors[n].Name, at: at}
	}
	if who, ok := s.sameBody(m); ok {
		return who
	}
	if n := s.merged(x); n != none {
		return speaker{actor: n, name: s.doc.Actors[n].Name, at: at}
	}
	out := speaker{actor: x.Actor, at: at, name: x.Name}
	if x.Actor == none {
		if s.is(s.w.Honours, x.Last-1) { // "Her Majesty"
			if who, ok := s.protagonist(x.First, x.Last); ok {
				return who
			}
		}
		return s.outside(out, x)
	}
	a := s.doc.Actors[x.Actor]
	if a.Type == chancery.Organisation && s.publishes(a.Name) {
		return speaker{actor: none}
	}
	epithet := x.Label == entity.Holder && s.is(s.w.Definite, x.First) && s.w.epithets.before(s.t, x.Last-1) > 0
	if epithet {
		if who, ok := s.protagonist(x.First, x.Last); ok && (x.Of == "" || who.actor == none || s.doc.Actors[who.actor].Of == "" || s.doc.Actors[who.actor].Of == x.Of) {
			return who
		}
	}
	out.name = a.Name
	switch {
	case a.Type == chancery.Person && a.Name == "" && (s.is(s.w.Indefinite, x.First) || s.is(s.w.Indefinite, x.First-1)):
		return speaker{actor: none, unknown: true, voice: true} // "a minister": whom the text does not name
	case a.Type == chancery.Person && a.Name == "":
		if n := s.soleOf(x.Of, m); n != none && (epithet || s.w.counterparts.before(s.t, x.Last-1) > 0 || s.generic(x.Head) || s.generic(s.doc.Actors[n].Heads...)) {
			return speaker{actor: n, name: s.doc.Actors[n].Name, at: at}
		}
		if s.w.counterparts.before(s.t, x.Last-1) > 0 {
			if n := s.opposite(m); n != none {
				return speaker{actor: n, name: s.doc.Actors[n].Name, at: at}
			}
			return speaker{actor: none, unknown: true, voice: true}
		}
		if n := s.sameHead(m); n != none {
			return speaker{actor: n, name: s.doc.Actors[n].Name, at: at, voice: s.voices(n)}
		}
		if s.voices(x.Actor) { // "the ministry's spokesman": whom the text does not name
			return speaker{actor: none, unknown: true, voice: true}
		}
		out.name, out.at = s.written(x.First, x.Last), s.doc.Text.Span(x.First, x.Last)
	case a.Type == chancery.Body:
		out.name = s.nominative(x, a)
		if s.w.Marking == "position" && !strings.Contains(a.Name, " ") && strings.ToLower(a.Name) == a.Name { // "government": whose it is tells more
			out.name = s.fullest(x.Actor)
		}
	case a.Type == chancery.Organisation || a.Type == chancery.State:
		out.name = s.fullest(x.Actor)
	}
	out.voice = s.voices(x.Actor)
	return out
}

// merged is the person whom a mention means whose actor has a name in which a
// particle stands between the names of two: "Berg de Ortega", where Anna Berg is
// known. None for other names.
func (s *session) merged(x entity.Mention) int {
	if x.Actor == none || s.doc.Actors[x.Actor].Type != chancery.Person {
		return none
	}
	words := strings.Fields(s.doc.Actors[x.Actor].Name)
	for i := 1; i+1 < len(words); i++ {
		if slices.Contains(s.w.Subjects, words[i]) && s.surname(words[i-1], x.Actor) != none {
			return s.surname(s.t[x.Last-1].Stem, x.Actor)
		}
	}
	return none
}

// voices reports whether an actor is a body, or speaks for one.
func (s *session) voices(actor int) bool {
	a := s.doc.Actors[actor]
	return a.Type != chancery.Person && a.Type != chancery.Delegation ||
		slices.ContainsFunc(a.Heads, func(h string) bool { return slices.Contains(s.w.Voices, h) })
}

// sameOffice is who spoke last, when a bare office such as "the minister" is
// that person's, too: who speaks goes on speaking.
func (s *session) sameOffice(m int) int {
	x := s.doc.Mentions[m]
	d := s.last()
	if d == nil || d.who.actor == none || s.w.counterparts.before(s.t, x.Last-1) > 0 || x.Label != entity.Holder || x.Of != "" || x.Last-x.First > 2 || !s.recent(d, x.First) {
		return none
	}
	a := s.doc.Actors[d.who.actor]
	if a.Name == "" || x.Head == "" || !slices.ContainsFunc(a.Heads, func(h string) bool { return strings.HasPrefix(h, x.Head) || s.bothVoices(h, x.Head) }) {
		return none
	}
	if x.Office != nil && a.Office != nil && len(strings.Fields(x.Office.Text)) > 1 && !strings.EqualFold(x.Office.Text, a.Office.Text) {
		return none
	}
	if o := x.Actor; o != none && o != d.who.actor && s.doc.Actors[o].Name != "" && s.ofTitle(o, x.Office) && !s.ofTitle(d.who.actor, x.Office) {
		return none // "the Speaker" is not the deputy speaker
	}
	return d.who.actor
}

// bothVoices reports whether two heads of offices are words for who speaks for a
// body: "spokesman" and "spokesperson".
func (s *session) bothVoices(a, b string) bool {
	return slices.Contains(s.w.Voices, a) && slices.Contains(s.w.Voices, b)
}

// ofTitle reports whether an actor has an office of just that title.
func (s *session) ofTitle(actor int, o *chancery.Office) bool {
	own := s.doc.Actors[actor].Office
	return own != nil && o != nil && strings.EqualFold(own.Text, o.Text)
}

// ofState is the person of the same state whom a bare office such as "the
// Norwegian minister" means, when it was taken for somebody whose state is not
// that one.
func (s *session) ofState(m int) int {
	x := s.doc.Mentions[m]
	if x.Label != entity.Holder || x.Of == "" || x.Head == "" || x.Actor == none || s.doc.Actors[x.Actor].Of == x.Of {
		return none
	}
	for k := m - 1; k >= max(0, m-reach); k-- {
		o := s.doc.Mentions[k]
		if o.Label == entity.Person && o.Actor != none && s.doc.Actors[o.Actor].Of == x.Of && (strings.HasPrefix(o.Head, x.Head) || strings.HasPrefix(x.Head, o.Head)) && o.Head != "" {
			return o.Actor
		}
	}
	return none
}

// sameHead is the person named before whose office has the head word of a bare
// office, but for its ending: "sözcü" for a "sözcüsü".
func (s *session) sameHead(m int) int {
	x := s.doc.Mentions[m]
	found := none
	for k := m - 1; k >= max(0, m-reach); k-- {
		o := s.doc.Mentions[k]
		if o.Label != entity.Person || o.Actor == none || o.Head == "" || !strings.HasPrefix(o.Head, x.Head) && !strings.HasPrefix(x.Head, o.Head) && !s.bothVoices(o.Head, x.Head) {
			continue
		}
		if x.Of == "" && x.Last-x.First <= 2 {
			return o.Actor
		}
		if of := s.doc.Actors[o.Actor].Of; x.Of == "" || of != "" && of != x.Of {
			continue
		}
		if found != none && found != o.Actor {
			return none
		}
		found = o.Actor
	}
	return found
}

// soleOf is the one person of a state who is named before a mention; none for
// several.
func (s *session) soleOf(state string, m int) int {
	found := none
	for k := m - 1; k >= max(0, m-reach) && state != ""; k-- {
		o := s.doc.Mentions[k]
		if o.Label != entity.Person || o.Actor == none || o.Actor == found || s.doc.Actors[o.Actor].Of != state {
			continue
		}
		if found != none {
			return none
		}
		found = o.Actor
	}
	return found
}

// opposite is the one person named lately who holds an office like that of who spoke
// last, for another party: "her counterpart"; none for several.
func (s *session) opposite(m int) int {
	const near = 20
	d := s.last()
	if d == nil || !s.person(d.who) {
		return none
	}
	own := s.doc.Actors[d.who.actor]
	found := none
	for k := m - 1; k >= max(0, m-near); k-- {
		o := s.doc.Mentions[k]
		if o.Label != entity.Person || o.Actor == none || o.Actor == d.who.actor || o.Actor == found {
			continue
		}
		a := s.doc.Actors[o.Actor]
		if a.Name == "" || a.Of != "" && a.Of == own.Of || !slices.ContainsFunc(a.Heads, func(h string) bool { return slices.Contains(own.Heads, h) || s.counterpartHead(h) }) {
			continue
		}
		if found != none {
			return none
		}
		found = o.Actor
	}
	return found
}

// counterpartHead reports whether the head of an office is that of a counterpart.
func (s *session) counterpartHead(h string) bool { return slices.Contains(s.w.Counterparts, h) }

// generic reports whether one of the heads of offices tells no more than that
// somebody leads or stands for others: "head".
func (s *session) generic(heads ...string) bool {
	return slices.ContainsFunc(heads, func(h string) bool { return slices.Contains(s.w.Generic, h) })
}

// capital is the state that its capital stands for, as far as the report names
// it; else the capital.
func (s *session) capital(m int) speaker {
	x := s.doc.Mentions[m]
	out := speaker{actor: none, name: x.Name, at: s.doc.Text.Span(x.First, x.Last), voice: true}
	for n, a := range s.doc.Actors {
		if a.Type == chancery.State && a.Of == x.Entry.Country {
			out.actor, out.name = n, s.fullest(n)
		}
	}
	return out
}

// outside is a speaker who is no actor of the document: a capital that stands
// for its state, or a bare name. Whoever publishes the report is none.
func (s *session) outside(out speaker, x entity.Mention) speaker {
	if s.publishes(out.name) {
		return speaker{actor: none}
	}
	if n := s.holds(out.name); n != none {
		return speaker{actor: n, name: s.doc.Actors[n].Name, at: out.at}
	}
	if x.Actor == none && out.name == "" {
		out.name, out.at = s.written(x.First, x.Last), s.doc.Text.Span(x.First, x.Last)
	}
	return out
}

// holds is the person whose last name is in the handle of an account: "@annaberg".
func (s *session) holds(handle string) int {
	const shortest = 4
	h, ok := strings.CutPrefix(handle, "@")
	if !ok {
		return none
	}
	for n, a := range s.doc.Actors {
		words := strings.Fields(name.Fold(a.Name))
		if a.Type == chancery.Person && len(words) > 0 && len(words[len(words)-1]) >= shortest && strings.Contains(name.Fold(h), words[len(words)-1]) {
			return n
		}
	}
	return none
}

// fullest is the longest form in which the report names a state or
// organisation.
func (s *session) fullest(actor int) string {
	best, capital := "", ""
	for _, m := range s.doc.Mentions {
		if m.Actor != actor || m.Label != entity.State && m.Label != entity.Org || m.Entry.Capital { // a capital stands for its state, and is no name of it
			continue
		}
		first, last := m.First, m.Last
		for first < last-1 && s.is(s.w.Articles, first) {
			first++
		}
		form := s.doc.Text.Span(first, last).In(s.doc.Text.Source)
		if t := s.t[last-1]; t.Stem != t.Form {
			form = strings.TrimSuffix(form, t.Form) + t.Stem
		} else if m.Case != "" && m.Case != "Nom" {
			continue
		}
		switch {
		case m.Entry.Kind == gazetteer.City: // the capital that stands for it
			capital = form
		case len(form) > len(best):
			best = form
		}
	}
	best = cmp.Or(best, capital)
	if best == "" {
		return s.doc.Actors[actor].Name
	}
	return best
}

// publishes reports whether a name is that of an outlet or agency, or of who
// publishes the report.
func (s *session) publishes(written string) bool {
	return s.w.outlets[name.Fold(written)] || written != "" && (strings.EqualFold(written, s.src.Report.Outlet) || strings.EqualFold(written, s.src.Report.Author))
}

// nominative is a body's name without the ending of its case.
func (s *session) nominative(x entity.Mention, a entity.Actor) string {
	best := ""
	for _, o := range s.doc.Actors {
		if o.Type == a.Type && len(o.Name) < len(a.Name) && strings.HasPrefix(a.Name, o.Name) && len(o.Name) > len(best) && len(a.Name)-len(o.Name) <= 4 {
			best = o.Name
		}
	}
	if best != "" || x.Case == "" || x.Case == "Nom" {
		if best == "" {
			best = a.Name
		}
		return best
	}
	for _, e := range s.w.Oblique {
		if cut, ok := strings.CutSuffix(a.Name, e); ok && cut != "" {
			return cut
		}
	}
	return a.Name
}

// written is the words of a speaker without an article before them.
func (s *session) written(first, last int) string {
	for first < last-1 && (s.is(s.w.Articles, first) || s.feat(first, "Poss") == "Yes") {
		first++
	}
	for last > first+1 && s.t[last-1].UPOS == "PUNCT" {
		last--
	}
	return s.doc.Text.Span(first, last).In(s.doc.Text.Source)
}

// several is a collective speaker, named as the text does.
func (s *session) several(first, last int) speaker {
	return speaker{actor: none, collective: true, folk: s.w.folk.before(s.t, last-1) > 0, at: s.doc.Text.Span(first, last), name: s.written(first, last)}
}

// joint is the several speakers of a list, each with the fullest name.
func (s *session) joint(first, last int) speaker {
	out := speaker{actor: none, collective: true, at: s.doc.Text.Span(first, last)}
	var b strings.Builder
	for i := first; i < last; {
		m := s.over[i]
		if m == none || !s.speaks(m) {
			if i > first && s.t[i].Space {
				b.WriteByte(' ')
			}
			b.WriteString(s.t[i].Form)
			i++
			continue
		}
		if i > first {
			b.WriteByte(' ')
		}
		b.WriteString(s.of(m).name)
		i = s.doc.Mentions[m].Last
	}
	out.name = b.String()
	return out
}

// taken is whom a pronoun means: who spoke last, when that was a person and just
// before, else whom the entity stage found. Nobody is both "he" and "she".
func (s *session) taken(m int) speaker {
	x := s.doc.Mentions[m]
	at := s.doc.Text.Span(x.First, x.Last)
	fits := func(actor int) bool {
		return actor != none && s.doc.Actors[actor].Type == chancery.Person && (x.Gender == "" || s.genderOf(actor) == "" || s.genderOf(actor) == x.Gender)
	}
	found := none
	if s.saying != nil && x.Label == entity.Pronoun && s.form(x.First-1) != "," && s.person(*s.saying) && fits(s.saying.actor) {
		found = s.saying.actor
	}
	if found == none && (s.anonymous(x.First) || s.stranger(x.First)) {
		return speaker{actor: none, unknown: true, voice: true}
	}
	if d := s.last(); found == none && d != nil && d.who.actor != none && fits(d.who.actor) && s.recent(d, x.First) && !(x.Actor != none && fits(x.Actor) && s.since(d, x.Actor, m)) {
		found = d.who.actor
	}
	if found == none && x.Actor != none && fits(x.Actor) {
		found = x.Actor
		if o := s.other(m, func(n int) bool { return n != found && fits(n) }); o != none && x.Gender != "" && s.quotedOnly(x.Actor, m) {
			found = o
		}
		if o := s.other(m, func(n int) bool { return n != found && fits(n) }); o != none && s.spokenOf(x.Actor, m) {
			found = o
		}
	}
	if found == none && x.Gender != "" {
		found = s.other(m, fits)
	}
	if d := s.last(); found == none && d != nil && d.who.actor == none && !d.who.voice && !d.who.collective && s.recent(d, x.First) {
		return s.again(x.First, x.Last)
	}
	if found == none {
		return speaker{actor: none, unknown: true}
	}
	if x.Gender != "" {
		s.genders[found] = x.Gender
	}
	a := s.doc.Actors[found]
	out := speaker{actor: found, name: a.Name, at: at}
	if a.Name == "" {
		out.name = s.holder(found)
	}
	return out
}

// genderOf is the gender of a person, as titles, names and pronouns so far tell.
func (s *session) genderOf(actor int) gazetteer.Gender {
	if g := s.doc.Actors[actor].Gender; g != "" {
		return g
	}
	return s.genders[actor]
}

// since reports whether a person is named between a draft and mention m, and who
// speaks in the draft is not.
func (s *session) since(d *draft, actor, m int) bool {
	named := false
	for k := m - 1; k >= 0 && s.doc.Mentions[k].First >= d.unit.last; k-- {
		if x := s.doc.Mentions[k]; s.inSpoken(x.First) || x.Label == entity.Pronoun && x.Head == "object" || x.Label == entity.Possessive && x.Last < len(s.t) && s.t[x.Last].UPOS == "PUNCT" { // whom something is done to
			continue
		}
		switch x := s.doc.Mentions[k]; x.Actor {
		case d.who.actor:
			if x.Last < len(s.t) && s.t[x.Last].Inner { // "X's minister, Y" speaks of Y
				continue
			}
			return false
		case actor:
			named = named || x.Label == entity.Person
		}
	}
	return named
}

// quotedOnly reports whether somebody without a name is spoken of before a mention
// within statements only, so that "he" is rather somebody named.
func (s *session) quotedOnly(actor, m int) bool {
	if s.doc.Actors[actor].Name != "" {
		return false
	}
	for _, x := range s.doc.Mentions[:m] {
		at := s.doc.Text.Span(x.First, x.Last)
		if x.Actor == actor && x.Label == entity.Holder && !slices.ContainsFunc(s.drafts, func(d draft) bool {
			return slices.ContainsFunc(d.quotes, func(q span) bool { return q.Overlaps(at) })
		}) {
			return false
		}
	}
	return true
}

// spokenOf reports whether all that was said of somebody before a mention stands in
// the quotations of others, so that "he" outside them is rather somebody else.
func (s *session) spokenOf(actor, m int) bool {
	for _, x := range s.doc.Mentions[:m] {
		if x.Actor == actor && !s.inSpoken(x.First) {
			return false
		}
	}
	return true
}

// other is the person named last before a mention that fits.
func (s *session) other(m int, fits func(int) bool) int {
	const near = 12
	for k := m - 1; k >= 0 && k > m-near; k-- {
		if x := s.doc.Mentions[k]; x.Label == entity.Person && fits(x.Actor) && !s.inSpoken(x.First) {
			return x.Actor
		}
	}
	return none
}

// holder is the words for an office holder without a name.
func (s *session) holder(actor int) string {
	for _, m := range s.doc.Mentions {
		if m.Actor == actor && m.Label == entity.Holder {
			return s.written(m.First, m.Last)
		}
	}
	return ""
}

// last is the statement whose speaker goes on when a sentence names none.
func (s *session) last() *draft {
	if s.doer == none {
		return nil
	}
	return &s.drafts[s.doer]
}

// recent reports whether a draft stands at most two sentences before a token. Those
// within a quotation count as one.
func (s *session) recent(d *draft, token int) bool {
	const most, longest = 2, 12
	a, b := s.doc.Text.SentenceOf(d.unit.last-1), s.doc.Text.SentenceOf(token)
	away := b - a
	for n := a + 1; n <= b && b-a <= longest; n++ {
		if s.held(s.doc.Text.Sentences[n].First) {
			away--
		}
	}
	return away <= most
}

// anonymous reports whether who spoke last before a token is somebody whom the
// text does not name, such as "a senior official": then "he" is not either.
func (s *session) anonymous(token int) bool {
	if len(s.drafts) == 0 {
		return false
	}
	d := &s.drafts[len(s.drafts)-1]
	return d.who.unknown && d.who.voice && d.rule != passive && s.recent(d, token)
}

// farBack is over how many sentences "he" of one is "he" of the one before.
const farBack = 16

// stranger reports whether the sentence before a token, in its paragraph, tells of
// somebody whom the text does not name: then "he" is not somebody named either.
func (s *session) stranger(token int) bool {
	if s.back == farBack {
		return false
	}
	s.back++
	defer func() { s.back-- }()
	n := s.doc.Text.SentenceOf(token) - 1
	if n < 0 || s.w.Marking != "position" || s.paragraph[s.doc.Text.Sentences[n].First] != s.paragraph[token] {
		return false
	}
	sent := s.doc.Text.Sentences[n]
	if n := s.doc.Text.SentenceOf(token); s.doc.Text.Sentences[n].First < token-4 {
		for i := s.doc.Text.Sentences[n].First; i < token; i++ {
			if m := s.over[i]; m != none && s.doc.Mentions[m].Label == entity.Person {
				return false
			}
		}
	}
	who, ok := s.mainSubject(unit{first: sent.First, last: sent.Last}, sent.Last)
	return ok && who.unknown && who.voice && !who.paper && !who.folk
}

// again is who spoke last, taken up by the tokens; unknown when nobody did.
func (s *session) again(first, last int) speaker {
	d := s.last()
	if d == nil || d.who.unknown || !s.recent(d, first) {
		return speaker{actor: none, unknown: true}
	}
	out := d.who
	out.at = s.doc.Text.Span(first, last)
	return out
}

// protagonist is whom an epithet such as "the diplomat" means: who spoke last,
// else the person whom the report named first.
func (s *session) protagonist(first, last int) (speaker, bool) {
	if s.anonymous(first) {
		return speaker{actor: none, unknown: true, voice: true}, true
	}
	if who := s.again(first, last); !who.unknown && !who.collective && !who.voice {
		return who, true
	}
	for m, x := range s.doc.Mentions {
		if x.First < first && x.Label == entity.Person && x.Actor != none {
			out := s.of(m)
			out.at = s.doc.Text.Span(first, last)
			return out, true
		}
	}
	return speaker{}, false
}

// issued notes whose document a unit tells of that it is sent or published.
func (s *session) issued(u unit) {
	for i := u.first; i < u.last; i++ {
		if s.over[i] != none || s.within[i] != none || s.w.documents.before(s.t, i) == 0 {
			continue
		}
		for k := u.first; k < u.last; k++ {
			if !s.is(s.w.Issue, k) || !s.finite(k) || s.over[k] != none {
				continue
			}
			var who speaker
			var ok bool
			if s.w.Marking == "case" {
				who, _, _, ok = s.subjectOf(u, u.first, k)
			} else {
				who, ok = s.mainSubject(u, k+1)
			}
			if ok && !who.nobody && who.name != "" {
				s.owner = &who
			}
			return
		}
	}
}

// body is the body named before that a bare noun means, else the noun itself.
func (s *session) body(first, last, head int) speaker {
	at := s.doc.Text.Span(first, last)
	word := name.Fold(s.t[head].Base)
	of := func(written string) bool {
		return slices.ContainsFunc(strings.Fields(name.Fold(written)), func(w string) bool { return strings.HasPrefix(w, word) })
	}
	if who, ok := s.goingOn(first, last, head); ok {
		return who
	}
	until, _ := slices.BinarySearchFunc(s.doc.Mentions, first, func(m entity.Mention, at int) int { return m.First - at })
	for m := until - 1; m >= max(0, until-reach); m-- {
		x := s.doc.Mentions[m]
		if x.Label != entity.Org || x.Actor == none || s.inSpoken(x.First) {
			continue
		}
		if of(x.Name) {
			out := s.of(m)
			out.at = at
			return out
		}
	}
	return speaker{actor: none, name: s.written(first, last), at: at, voice: true}
}

// speaking is the body, or who speaks for one, that spoke last, or that the report last
// had an event from, taken up by the tokens.
func (s *session) speaking(first, last int) (speaker, bool) {
	d := s.last()
	if c := s.source; c != nil && (d == nil || d.unit.at < c.unit.at) {
		d = c
	}
	if d == nil || !d.who.voice || d.who.unknown || !s.recent(d, first) {
		return speaker{}, false
	}
	out := d.who
	out.at = s.doc.Text.Span(first, last)
	return out, true
}

// goingOn is the body that spoke last, when the word on token head is in its name: who
// speaks goes on speaking.
func (s *session) goingOn(first, last, head int) (speaker, bool) {
	who, ok := s.speaking(first, last)
	word := name.Fold(s.t[head].Base)
	return who, ok && !s.person(who) && slices.ContainsFunc(strings.Fields(name.Fold(who.name)), func(w string) bool { return strings.HasPrefix(w, word) })
}

// sameBody is the body that spoke last, when a mention of a body is no more than a noun
// with an article: "the ministry".
func (s *session) sameBody(m int) (speaker, bool) {
	x := s.doc.Mentions[m]
	if s.w.Marking != "position" || x.Label != entity.Org || x.Last-x.First > 2 || !s.definite(x) || s.t[x.Last-1].Lower != s.t[x.Last-1].Form {
		return speaker{}, false
	}
	return s.goingOn(x.First, x.Last, x.Last-1)
}

// credit notes who a unit has an event from: of a document that it names, the owner.
func (s *session) credit(u unit, who speaker) {
	if who.unknown || who.name == "" {
		return
	}
	s.source = &draft{who: who, unit: u}
	for i := u.first; i < u.last; i++ {
		if s.over[i] == none && s.within[i] == none && s.w.documents.before(s.t, i) > 0 {
			s.owner = &who
		}
	}
}

// shared reports whether the document that the tokens [first, last) name is one of
// several: "a joint statement".
func (s *session) shared(first, last int) bool {
	for k := max(0, first-1); k < last; k++ {
		if s.is(s.w.Joint, k) {
			return true
		}
	}
	return false
}

// paper is the speaker of a document: of a joint one several, else who issued the
// one spoken of before.
func (s *session) paper(first, last int) speaker {
	if s.shared(first, last) {
		return speaker{actor: none, collective: true, voice: true, at: s.doc.Text.Span(first, last)}
	}
	if s.owner == nil || s.owner.unknown || s.owner.name == "" && !s.owner.collective {
		return speaker{actor: none, unknown: true, voice: true, paper: true}
	}
	out := *s.owner
	out.at = s.doc.Text.Span(first, last)
	return out
}
