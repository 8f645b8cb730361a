package event

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"chancery"
	"chancery/internal/clause"
	"chancery/internal/entity"
	"chancery/internal/gazetteer"
	"chancery/internal/nlp"
	"chancery/internal/rule"
	"chancery/internal/timex"
)

// when finds the date of a draft: the expression of time nearest to its
// predicate within the clause, else the only one of the sentence.
func (s *session) when(d *draft, sent *clause.Sentence, p clause.Predicate) {
	tokens := s.doc.Text.Sentences[d.sentence]
	distance := 41 // what is further away belongs to something else
	for _, t := range s.src.Times {
		if t.First < tokens.First || t.Last > tokens.Last || s.furniture(t.First) {
			continue
		}
		of := s.clauseOf(t)
		ofClause := of >= 0 && d.pred[0] > of // "since October, when X came"
		if t.Kind != timex.Date && t.Kind != timex.Range && !(t.Kind == timex.Since && ofClause) {
			continue
		}
		n := gap(t.First, t.Last, d.pred[0], d.pred[1])
		n += 12*s.verbsBetween(t.First, t.Last, d.pred) + 30*s.nounsBetween(sent, t, d)
		date, ok := t.Resolve(s.src.Report.Published, way(*d))
		if !ok || s.yearFor(t) || s.owns(t, d) || s.spell(t, d) || !sent.Positional() && s.unborn(*d, date) {
			continue
		}
		n += s.ofOther(t, d, sent)
		if s.ofSpeech(t) && (gap(t.First, t.Last, d.pred[0], d.pred[1]) > 2 || s.inBackground(d.pred[0])) || d.pred[1] <= t.First && s.between(d.pred[1], t.First, s.r.words.Clauses) { // "has arrived in Oslo, where she will meet X on Friday"
			n += 30
		}
		if t.Last <= d.pred[0] && s.between(t.Last, d.pred[0], s.r.words.That) { // what stands before reported speech dates the speech
			n += 30
		}
		if s.inBackground(t.First) || s.ofNext(t, d) {
			n += 40
		}
		if s.ofContent(t, d, sent, date.Width() == 1) {
			n += 40
		}
		if s.ofParticiple(t, d) || d.pred[1] <= t.First && s.between(max(d.pred[1], t.First-agoReach), t.First, s.r.words.Ago) {
			n += 40
		}
		switch {
		case ofClause:
			n = gap(t.First, t.Last, d.pred[0], d.pred[1])
		case of == t.Last: // but "met in Oslo in May, when" dates both
			n += 40
		}
		if n >= distance {
			continue
		}
		if t.Kind == timex.Since {
			date = chancery.Date(strings.TrimSuffix(string(date), "/.."))
		}
		distance = n
		d.date = dated{date, chancery.Stated, s.doc.Text.Span(t.First, t.Last), t.Rule}
	}
}

// agoReach is how many words may stand between "since" and the day of what it names.
const agoReach = 6

// ofOther is how much further away an expression is for belonging to another
// verb: out of reach in a clause of its own between commas ("who took office in
// 2023", "born in 1970", "since the storm came in May"), one clause away with the first of two verbs ("arrived
// on Sunday and met"), or behind the verb
// where verbs stand last.
func (s *session) ofOther(t timex.Mention, d *draft, sent *clause.Sentence) int {
	tokens, from := s.doc.Text.Tokens, s.doc.Text.Sentences[d.sentence].First
	switch {
	case !sent.Positional() && (s.beforeParticiple(t, d) || s.inComplement(t, d) || s.ofNoun(t, d)):
		return 40
	case t.First >= max(d.pred[1], d.verb+1) && !sent.Positional(): // the verb stands last: what follows is of the next clause
		end := max(d.pred[1], d.verb+1)
		if s.between(end, t.First, []string{","}) || tokens[end].UPOS == "CCONJ" {
			return 40
		}
		return 30
	case !d.kind.Engagement() && t.Last < d.pred[0]-1 && (sent.Attributive(tokens[t.Last-1].Form) || !sent.Positional() && s.describes(t, d)): // "2015'teki depremden sonra"
		return 40
	case t.Last > d.pred[0]:
		return 0
	}
	first := t.First
	for first > from && tokens[first-1].UPOS != "PUNCT" {
		first--
	}
	closed := s.between(t.Last, d.pred[0], []string{","})
	w := tokens[first]
	passive := w.UPOS == "VERB" && w.Feats.Get("VerbForm") == "Part" && w.Feats.Get("Tense") == "Past"
	opened := slices.Contains(s.r.words.Clauses, w.Lower) ||
		slices.Contains(s.r.words.Background, w.Lower) && slices.ContainsFunc(tokens[first:t.First], finite)
	if closed && first < t.First && (passive || opened) {
		return 40
	}
	for k := d.pred[0] - 1; k >= t.Last && k > d.pred[0]-4; k-- {
		if tokens[k].UPOS == "CCONJ" && !closed && slices.ContainsFunc(tokens[first:t.First], finite) {
			return 12
		}
	}
	return 0
}

// finite reports whether a word is a verb that can have a clause to itself.
func finite(t nlp.Token) bool {
	switch t.Feats.Get("VerbForm") {
	case "Ger", "Inf", "Part", "Vnoun", "Conv":
		return false
	}
	return t.UPOS == "VERB"
}

// clauseOf is the token of the "when" behind an expression of time, which makes
// it the date of the clause that follows; -1 where there is none.
func (s *session) clauseOf(t timex.Mention) int {
	tokens := s.doc.Text.Tokens
	for k := t.Last; k < len(tokens) && k < t.Last+2; k++ {
		if slices.Contains(s.r.words.When, tokens[k].Lower) {
			return k
		}
		if tokens[k].Form != "," {
			break
		}
	}
	return -1
}

// furniture reports whether a token belongs to the report's own dates rather
// than to its narrative.
func (s *session) furniture(i int) bool {
	kind, ok := s.src.Report.PartAt(s.doc.Text.Tokens[i].Start)
	return ok && kind != chancery.PartPost && kind != chancery.PartTitle && kind != chancery.PartCredit
}

// inTitle reports whether a token stands in the report's title.
func (s *session) inTitle(i int) bool {
	kind, ok := s.src.Report.PartAt(s.doc.Text.Tokens[i].Start)
	return ok && kind == chancery.PartTitle
}

// ofSpeech reports whether an expression of time stands right behind a verb of
// speech: "the ministry said on Monday".
func (s *session) ofSpeech(t timex.Mention) bool {
	for i := t.First - 1; i >= 0 && i > t.First-3; i-- {
		x := s.doc.Text.Tokens[i]
		if slices.Contains(s.r.words.Attributing, x.Lemma) && x.UPOS == "VERB" {
			return true
		}
	}
	return false
}

// ofParticiple reports whether an expression of time belongs to a participle that
// describes another noun than the draft's: "discussed a treaty signed in 2015".
func (s *session) ofParticiple(t timex.Mention, d *draft) bool {
	tokens := s.doc.Text.Tokens
	k := t.First - 1
	if k > 0 && tokens[k].UPOS == "ADP" {
		k--
	}
	if k-1 < d.pred[1] || tokens[k].UPOS != "VERB" || tokens[k-1].UPOS != "NOUN" || k == d.verb || slices.Contains(s.r.words.Dating, tokens[k].Lower) {
		return false
	}
	f := tokens[k].Feats
	return f.Get("VerbForm") == "Part" && f.Get("Tense") == "Past"
}

// between reports whether one of the words stands among the tokens [a, b).
func (s *session) between(a, b int, words []string) bool {
	return slices.ContainsFunc(s.doc.Text.Tokens[a:b], func(t nlp.Token) bool { return slices.Contains(words, t.Lower) })
}

// nounsBetween counts the other nouns that tell of an event between a draft's
// noun and an expression of time: each takes the date before it does, unless it
// is where the draft's own event took place ("at the forum on Monday").
func (s *session) nounsBetween(sent *clause.Sentence, t timex.Mention, d *draft) int {
	n := 0
	for i, it := range sent.Items {
		if it.Mention >= 0 || it.First < d.pred[1] || it.Last > t.First || s.between(max(d.pred[1], it.First-4), it.First, s.r.words.Venues) || s.between(max(d.pred[1], it.First-2), it.First, s.r.words.Without) {
			continue
		}
		for k := range s.r.rules {
			if d.kind == chancery.KindSigning && s.r.rules[k].Yields == chancery.KindAgreement { // what is signed
				continue
			}
			if f := s.r.rules[k].Frame; f != nil && it.UPOS == "NOUN" && longest(sent, f.Nouns, i) > 0 && (s.r.rules[k].Yields != d.kind || s.ownedByOther(sent, i, d)) {
				n++
				break
			}
		}
	}
	return n
}

// ownedByOther reports whether the noun at item i is somebody's who takes no
// part in a draft: "X's visits and the visit of Y in 2024".
func (s *session) ownedByOther(sent *clause.Sentence, i int, d *draft) bool {
	return slices.ContainsFunc(sent.Noun(i, i+1).Args, func(a clause.Arg) bool {
		return (a.Rel == clause.Owner || a.Rel == "of" || a.Rel == "by") && !slices.ContainsFunc(d.slots, func(x slot) bool { return slices.Contains(sent.Groups[a.Group].Members, x.mention) })
	})
}

// way is where a draft's clause looks from the day of the report.
func way(d draft) timex.Way {
	switch {
	case d.mood == clause.Coming || d.mood == clause.Called:
		return timex.Future
	case d.mood == clause.Ongoing && d.present && d.verb < 0 && d.kind.Engagement(): // "is meeting X on Friday"
		return timex.Future
	case d.mood == clause.Ongoing:
		return timex.Unknown
	case d.present && !d.past && d.kind.Engagement(): // "travels to Oslo on Saturday"
		return timex.Future
	case d.present && !d.past:
		return timex.Unknown
	}
	return timex.Past
}

// gap is the number of tokens between two ranges.
func gap(a, b, c, d int) int {
	switch {
	case b <= c:
		return c - b
	case d <= a:
		return a - d
	}
	return 0
}

// verbsBetween counts the finite verbs between an expression and a predicate,
// other than auxiliaries: each is a clause further away.
func (s *session) verbsBetween(first, last int, pred [2]int) int {
	from, to := last, pred[0]
	if pred[1] <= first {
		from, to = pred[1], first
	}
	n := 0
	for i := from; i < to; i++ {
		t := s.doc.Text.Tokens[i]
		if t.UPOS == "VERB" && t.Feats.Get("VerbForm") != "Ger" && t.Feats.Get("VerbForm") != "Inf" && t.Feats.Get("VerbForm") != "Part" && t.Feats.Get("VerbForm") != "Vnoun" && !s.inName(i) || t.Form == ";" {
			n++
		}
	}
	return n
}

// inName reports whether a token stands within the words for an actor or a place:
// there is no verb among them, though "states" may look like one.
func (s *session) inName(i int) bool {
	sent := s.doc.Text.Sentences[s.doc.Text.SentenceOf(i)]
	for _, m := range s.doc.Within(sent.First, sent.Last) {
		if m.Last > i {
			return m.First <= i
		}
	}
	return false
}

// describes reports whether an expression before a verb that stands last goes
// with a participle, a few words on, that describes a noun: "kışın yolsuz kalan
// köyler için".
func (s *session) describes(t timex.Mention, d *draft) bool {
	tokens := s.doc.Text.Tokens
	for i := t.Last; i < min(t.Last+4, d.pred[0]-1) && tokens[i].UPOS != "PUNCT"; i++ {
		if tokens[i].UPOS == "VERB" {
			u := tokens[i+1].UPOS
			return tokens[i].Feats.Get("VerbForm") == "Part" && (u == "NOUN" || u == "NUM" || u == "ADJ")
		}
	}
	return false
}

// beforeParticiple reports whether a participle that describes something else than the
// draft's own noun stands right behind an expression of time: "ekimde yapılacak foruma".
func (s *session) beforeParticiple(t timex.Mention, d *draft) bool {
	tokens := s.doc.Text.Tokens
	i := t.Last
	if i+1 >= len(tokens) || tokens[i].UPOS != "VERB" || tokens[i].Feats.Get("VerbForm") != "Part" && tokens[i].Feats.Get("Tense") != "Fut" || tokens[i].Feats.Get("Person[psor]") != "" || i == d.verb || i >= d.pred[0] && i < d.pred[1] {
		return false
	}
	if t.First >= d.pred[1] {
		return true
	}
	for k := i + 1; k < min(i+6, d.pred[0]); k++ { // "11 Nisan'da yapılan seçimlerin ardından"
		if slices.Contains(s.r.words.After, tokens[k].Lower) {
			return true
		}
	}
	return false
}

// ofNoun reports whether a bare day stands right before a noun that it belongs to, and
// what is told is an act: "22 Nisan saldırısına ilişkin".
func (s *session) ofNoun(t timex.Mention, d *draft) bool {
	tokens := s.doc.Text.Tokens
	if d.kind.Engagement() || d.kind == chancery.KindAppointment || t.Last >= d.pred[0] || t.Last-t.First < 2 {
		return false
	}
	last, next := tokens[t.Last-1], tokens[t.Last]
	return slices.ContainsFunc(s.r.words.Months, func(m string) bool { return m == last.Lower }) && next.UPOS == "NOUN"
}

// unborn reports whether a date lies behind the report though the draft is told as
// done: "12 yıl sonra ilk kez" is no date then.
func (s *session) unborn(d draft, date chancery.Date) bool {
	first, _, ok := date.Bounds()
	_, published, known := s.src.Report.Published.Bounds()
	return ok && known && d.mood == clause.Told && d.past && first > published+1
}

// inComplement reports whether an expression of time stands in a clause that a verb
// between it and the predicate makes the object of, behind its subject: "Berg'in
// sonbaharda geleceğini doğruladı".
func (s *session) inComplement(t timex.Mention, d *draft) bool {
	tokens := s.doc.Text.Tokens
	owned := false
	for i := t.First - 1; i >= s.doc.Text.Sentences[d.sentence].First && tokens[i].UPOS != "PUNCT" && !owned; i-- {
		owned = tokens[i].Feats.Get("Case") == "Gen"
	}
	for i := t.Last; owned && i < d.pred[0]; i++ {
		f := tokens[i].Feats
		if form := f.Get("VerbForm"); tokens[i].UPOS == "VERB" && (form == "Part" || form == "Vnoun") && f.Get("Person[psor]") != "" && f.Get("Case") == "Acc" {
			return true
		}
	}
	return false
}

// inBackground reports whether a word such as "since" stands before token i.
func (s *session) inBackground(i int) bool {
	for k := max(0, i-2); k < i; k++ {
		if slices.Contains(s.r.words.Background, s.doc.Text.Tokens[k].Lower) {
			return true
		}
	}
	return false
}

// where finds the place of a draft: of a visit its goal, else a city or state of
// its sentence that stands in a relation of place, nearest to the predicate.
func (s *session) where(d *draft, sent *clause.Sentence, p clause.Predicate) {
	switch d.kind {
	case chancery.KindCall, chancery.KindExpulsion: // a call has no place of its own; who is expelled leaves the state that expels
		return
	case chancery.KindVisit:
		d.place = s.goal(sent, d.rule, p)
	default:
		d.place = s.argument(sent, d.rule, p)
	}
	if d.place == nil {
		d.place = s.nearPlace(sent, p)
	}
	if d.kind == chancery.KindOther && (d.place == nil || d.place.place.Name == "") {
		if pl := s.missionCity(d); pl != nil && !elsewhere(pl, d.place) {
			d.place = pl
		}
	}
	if d.place != nil && d.place.place.Country == "" && d.kind != chancery.KindVisit { // a continent is no place of a meeting
		d.place = nil
	}
	if d.place == nil && d.kind.Engagement() {
		d.place = s.venueCity(d)
	}
	if d.kind.Engagement() && (d.place == nil || d.place.place.Name == "" && d.kind != chancery.KindVisit) {
		if p := s.atVenue(d); p != nil && !elsewhere(p, d.place) {
			d.place = p
		}
	}
	if d.kind == chancery.KindMeeting || d.kind == chancery.KindSigning {
		d.house = s.houseOf(d)
	}
	if d.place != nil && saying(d.kind) && !s.besides(d) {
		d.place = nil
	}
}

// goal is where a visit goes: an argument in one of the rule's relations of
// place, else the first city or state behind the predicate, or one beside it
// that the case or word order makes its goal.
func (s *session) goal(sent *clause.Sentence, ru *rule.Rule, p clause.Predicate) *placed {
	if pl := s.argument(sent, ru, p); pl != nil {
		return pl
	}
	if i := sent.Goal(p); i >= 0 {
		return s.placeOf(sent.Items[i].Mention)
	}
	if p.Last < len(sent.Items) && slices.Contains(s.r.words.Here, sent.Items[p.Last].Lower) {
		if pl := s.here(sent.Items[p.Last]); pl != nil {
			return pl
		}
	}
	if pl := s.homeland(sent, p); pl != nil {
		return pl
	}
	return s.home(sent, p)
}

// argument is the place in one of the rule's relations of place; nil where none
// is filled.
func (s *session) argument(sent *clause.Sentence, ru *rule.Rule, p clause.Predicate) *placed {
	if ru.Frame == nil {
		return nil
	}
	for _, rel := range ru.Frame.Place {
		if rel == "home-of-other" && !slices.ContainsFunc(p.Args, func(a clause.Arg) bool { return a.Rel == clause.Subject }) {
			if pl := s.homeOfOther(p, sent); pl != nil {
				return pl
			}
		}
		for _, a := range p.Args {
			if rel == "home-of-subj" && a.Rel == clause.Subject {
				if pl := s.homeOf(sent, p, a); pl != nil {
					return pl
				}
			}
			if a.Rel != rel {
				continue
			}
			g := sent.Groups[a.Group]
			if !ru.Yields.Engagement() && !sent.Positional() && !slices.Contains(ru.Frame.Place, mission) && sent.Items[g.First].Mention >= 0 && sent.Describes(g.First, p) { // "Peru'daki tutuklamaları"
				continue
			}
			for _, m := range g.Members {
				if pl := s.placeOf(m); pl != nil {
					return pl
				}
			}
		}
		if i := s.brought(sent, rel, p); i >= 0 {
			return s.placeOf(sent.Items[i].Mention)
		}
	}
	return nil
}

// brought is the city behind a verb and the preposition of a relation that leads
// somewhere, with no other verb between: "welcomed X to Oslo"; -1 where there is
// none.
func (s *session) brought(sent *clause.Sentence, rel string, p clause.Predicate) int {
	if !sent.Positional() || p.Noun || !slices.Contains(s.r.words.Into, rel) {
		return -1
	}
	for i := p.Last + 1; i < len(sent.Items) && sent.Items[i].UPOS != "VERB"; i++ {
		it := sent.Items[i]
		if it.Mention >= 0 && s.doc.Mentions[it.Mention].Label == entity.Place && sent.Items[i-1].Mention < 0 && slices.Contains(s.r.words.Into, sent.Items[i-1].Lower) {
			return i
		}
	}
	return -1
}

// homeOf is where an invitation leads: the goal that it names, else the state
// of whoever invites.
func (s *session) homeOf(sent *clause.Sentence, p clause.Predicate, a clause.Arg) *placed {
	if i := sent.Goal(p); i >= 0 {
		return s.placeOf(sent.Items[i].Mention)
	}
	for _, m := range sent.Groups[a.Group].Members {
		x := s.doc.Mentions[m]
		if x.Actor < 0 {
			continue
		}
		of := s.doc.Actors[x.Actor].Of
		if of == "" {
			of = s.lastHome(x.Actor)
		}
		if e, ok := s.r.gaz.State(of); ok {
			return &placed{chancery.Place{Country: e.ID, Basis: chancery.Inferred}, x.OfSpan}
		}
	}
	return nil
}

// lastHome is where somebody named without a state is at home by what was told
// before: in the report's own state for who has come on a visit, else where the
// contact told last took place.
func (s *session) lastHome(actor int) string {
	where := ""
	for i := len(s.drafts) - 1; i >= 0; i-- {
		d := s.drafts[i]
		for _, x := range d.slots {
			if x.actor != actor {
				continue
			}
			if d.kind == chancery.KindVisit && x.role == chancery.Visitor {
				return s.doc.Home
			}
			if where == "" && d.place != nil {
				where = d.place.place.Country
			}
		}
	}
	if where == "" {
		for i := len(s.drafts) - 1; i >= 0; i-- {
			if d := s.drafts[i]; d.kind == chancery.KindVisit && d.place != nil {
				return d.place.place.Country
			}
		}
	}
	return where
}

// homeOfOther is where an invitation leads whose inviter is not named: the state
// of who met the invited last.
func (s *session) homeOfOther(p clause.Predicate, sent *clause.Sentence) *placed {
	for _, a := range p.Args {
		if a.Rel != clause.Object {
			continue
		}
		for _, m := range sent.Groups[a.Group].Members {
			x := s.doc.Mentions[m]
			if i := len(s.drafts) - 1; i >= 0 && s.drafts[i].kind == chancery.KindMeeting && slices.Contains(s.actors(s.drafts[i]), x.Actor) {
				for _, y := range s.drafts[i].slots {
					if of := s.doc.Actors[y.actor].Of; y.actor != x.Actor && of != "" && of != s.doc.Home {
						return &placed{chancery.Place{Country: of, Basis: chancery.Inferred}, s.doc.Mentions[y.mention].OfSpan}
					}
				}
			}
		}
	}
	return nil
}

// home is the report's own state, where somebody of another state comes "here"
// or just comes.
func (s *session) home(sent *clause.Sentence, p clause.Predicate) *placed {
	if s.doc.Home == "" || p.Noun {
		return nil
	}
	it := sent.Items[p.First]
	if !slices.Contains(s.r.words.Hither, it.Lemma) {
		return nil
	}
	for _, a := range p.Args {
		for _, m := range sent.Groups[a.Group].Members {
			if a.Rel == clause.Subject && s.doc.Mentions[m].Actor >= 0 {
				if of := s.doc.Actors[s.doc.Mentions[m].Actor].Of; of == "" || of == s.doc.Home {
					return nil
				}
				return &placed{chancery.Place{Country: s.doc.Home, Basis: chancery.Inferred}, chancery.Span{}}
			}
		}
	}
	return nil
}

// there is the city named last before a token, for "in the same city"; or the
// state, to which somebody goes: "Peru'ya gitti, orada".
func (s *session) there(before int, span chancery.Span, state bool) *placed {
	for i := len(s.doc.Mentions) - 1; i >= 0; i-- {
		m := s.doc.Mentions[i]
		if m.Last > before || s.comesFrom(m) {
			continue
		}
		if m.Label == entity.Place && m.Entry.Kind == gazetteer.City || state && m.Label == entity.State && m.Case == "Dat" {
			p := s.placeOf(i)
			return &placed{p.place, span}
		}
	}
	return nil
}

// capital is the capital of the state that a visit told before goes to, else of
// the state in which the event told last took place, else of the report's own,
// else of that named last before a token, for "in the capital".
func (s *session) capital(before int, span chancery.Span) *placed {
	of, visit := cmp.Or(s.doc.Home, s.stateNear(before)), false
	for _, d := range s.drafts {
		if d.place != nil && (!visit || d.kind == chancery.KindVisit) {
			of, visit = d.place.place.Country, d.kind == chancery.KindVisit
		}
	}
	e, ok := s.r.gaz.Capital(of)
	if !ok {
		return nil
	}
	p := cityPlace(e, e.Name)
	p.Basis = chancery.Inferred
	return &placed{p, span}
}

// takenUp gives the date and place of a sentence such as "The talks are set for
// Monday" to the event told last of that kind.
func (s *session) takenUp(sent *clause.Sentence, n int) {
	for at, it := range sent.Items {
		if it.Mention >= 0 || at == 0 || at > 4 || !slices.Contains(s.r.words.Again, sent.Items[0].Lower) {
			continue
		}
		for i := range s.r.rules {
			f := s.r.rules[i].Frame
			w := 0
			if f != nil {
				w = longest(sent, f.Nouns, at)
			}
			if w == 0 || sent.Positional() && sent.WithWhom(at+w) {
				continue
			}
			s.update(sent, s.r.rules[i].Yields, at, n)
			return
		}
	}
}

// update adds date and place to the last draft of the kind within two
// sentences.
func (s *session) update(sent *clause.Sentence, kind chancery.Kind, at, n int) {
	for i := len(s.drafts) - 1; i >= 0 && s.drafts[i].sentence >= n-2; i-- {
		d := &s.drafts[i]
		if d.kind != kind || d.name != "" {
			continue
		}
		p := sent.Noun(at, at+1)
		off := p.Mood == clause.Called && d.mood != clause.Told // what was held is but adjourned
		if off {
			d.mood = clause.Called
		}
		probe := draft{sentence: n, kind: kind, mood: p.Mood, past: p.Past, pred: [2]int{sent.Items[at].First, sent.Items[at].Last}}
		s.when(&probe, sent, p)
		if probe.date.date != "" && (d.date.date == "" || d.mood == clause.Coming && !off) {
			d.date = probe.date
		}
		if d.place == nil {
			d.place = s.nearPlace(sent, p)
		}
		d.also = append(d.also, s.doc.Text.Span(sent.Items[0].First, sent.Items[len(sent.Items)-1].Last))
		return
	}
}

// nearPlace is the place nearest to a predicate in its sentence.
func (s *session) nearPlace(sent *clause.Sentence, p clause.Predicate) *placed {
	var best *placed
	distance := 1 << 30
	where := s.whereOf(sent, p)
	for i, it := range sent.Items {
		if i < where || !sent.Positional() && !p.Noun && i >= p.Last { // of another clause
			continue
		}
		if it.Mention < 0 {
			if slices.Contains(s.r.words.Here, it.Lower) && best == nil && !s.tellsHere(it.Last) {
				if best = s.here(it); best == nil { // somewhere that the report does not name
					return nil
				}
			}
			if best == nil && it.UPOS != "PRON" && !s.leaves(it.First) && slices.ContainsFunc(s.r.words.There, func(w string) bool { return sent.WordsAt(i, strings.Fields(w)) }) {
				best = s.there(it.First, s.doc.Text.Span(it.First, it.Last), false)
			}
			if best == nil && slices.Contains(s.r.words.Yonder, it.Lower) {
				best = s.there(it.First, s.doc.Text.Span(it.First, it.Last), true)
			}
			if best == nil && slices.Contains(s.r.words.Capital, it.Lower) {
				best = s.capital(it.First, s.doc.Text.Span(it.First, it.Last))
			}
			continue
		}
		m := s.doc.Mentions[it.Mention]
		if m.Label != entity.Place && m.Label != entity.State || !s.locates(sent, p, i, m) || s.building(m) || s.aside(it.First, sent.Items[p.First].First) || s.ofTeller(sent, p, i) {
			continue
		}
		if s.quoteBetween(it.First, sent.Items[p.First].First) {
			continue
		}
		n := gap(i, i+1, p.First, p.Last)
		if m.Label == entity.State {
			n += 3
		} else if m.Entry.Kind == gazetteer.Region { // "in the Black Sea resort of Sochi"
			n += 9
		}
		n += 8 * s.verbsBetween(it.First, it.Last, [2]int{sent.Items[p.First].First, sent.Items[p.Last-1].Last})
		if pl := s.placeOf(it.Mention); pl != nil && n < distance {
			best, distance = pl, n
		}
	}
	if best == nil && where >= 0 {
		return s.antecedent(sent, where)
	}
	return best
}

// tellsHere reports whether a verb of speech stands at a token: in "the ministry here
// said" it is the ministry that is here.
func (s *session) tellsHere(i int) bool {
	t := s.doc.Text.Tokens
	return i < len(t) && t[i].UPOS == "VERB" && (slices.Contains(s.r.words.Attributing, t[i].Lemma) || slices.Contains(s.r.words.Disclosing, t[i].Lemma))
}

// quoteBetween reports whether a quotation opens or closes between two tokens: where
// something was said is not where what is told in it is done.
func (s *session) quoteBetween(a, b int) bool {
	n := 0
	for _, t := range s.doc.Text.Tokens[min(a, b):max(a, b)] {
		switch t.Form {
		case "“", "”", "\"", "«", "»":
			n++
		}
	}
	return n%2 == 1
}

// locates reports whether a city or state stands where something happens: "in
// Oslo", "Oslo'da".
func (s *session) locates(sent *clause.Sentence, p clause.Predicate, i int, m entity.Mention) bool {
	if m.Case == "Loc" {
		return !sent.Describes(i, p) && !s.affairBehind(sent, p, i) && !s.spokenIn(sent, i)
	}
	if s.onTripBehind(sent, i) {
		return true
	}
	if m.Case == "Dat" && m.Label == entity.Place && !sent.Describes(i, p) || m.Label == entity.Place && sent.Within(i) {
		return true
	}
	if s.affair(sent, p, i) {
		return false
	}
	w := ""
	k := i - 1
	for k > 0 && sent.Items[k].Mention < 0 && (sent.Items[k].UPOS == "ADJ" || sent.Items[k].UPOS == "DET") { // "in northern Kenya"
		k--
	}
	if k >= 0 && sent.Items[k].Mention < 0 {
		w = sent.Items[k].Lower
	}
	return slices.Contains(s.r.words.In, w) || sent.Stage(i) || s.townOf(sent, i) || s.onTrip(sent, i) || s.besideBuilding(sent, i) || s.setsOutFor(sent, p, i) || s.names(sent, p, i)
}

// names reports whether the city at item i stands before the noun of an event as
// its name: "the Vienna talks".
func (s *session) names(sent *clause.Sentence, p clause.Predicate, i int) bool {
	return sent.Positional() && p.Noun && i+1 == p.First && s.doc.Mentions[sent.Items[i].Mention].Label == entity.Place
}

// affair reports whether a city or state is where something talked about
// happens: "the war in Ukraine", "developments in Ukraine and Sudan".
func (s *session) affair(sent *clause.Sentence, p clause.Predicate, i int) bool {
	for k := i - 1; k > 0 && i-k < 6; k-- {
		it := sent.Items[k]
		if it.Mention < 0 && slices.Contains(s.r.words.In, it.Lower) {
			b := sent.Items[k-1]
			return b.Mention < 0 && (k-1 < p.First || k-1 >= p.Last) && slices.Contains(s.r.words.Affairs, b.Lower)
		}
	}
	return false
}

// affairBehind is affair where what is talked about stands behind its place:
// "Ukrayna'daki savaş".
func (s *session) affairBehind(sent *clause.Sentence, p clause.Predicate, i int) bool {
	for k := i + 1; sent.Attributive(sent.Items[i].Form) && k < len(sent.Items) && k < i+4 && k != p.First && sent.Items[k].Mention < 0; k++ {
		if slices.Contains(s.r.words.Affairs, sent.Items[k].Lemma) {
			return true
		}
	}
	return false
}

// placeOf is the place that a mention of a city or state names.
func (s *session) placeOf(mention int) *placed {
	m := s.doc.Mentions[mention]
	p := placed{span: m.NameSpan}
	switch m.Label {
	case entity.Place:
		p.place = cityPlace(m.Entry, s.written(m))
	case entity.State:
		p.place = chancery.Place{Country: m.Of, Basis: chancery.Stated}
		if e, ok := s.onlyCity(m.Of); ok {
			p.place = cityPlace(e, s.written(m))
		}
	default:
		return nil
	}
	return &p
}

// written is the name of a place, body or organisation as the text has it, in the
// nominative as far as the stem of its last word tells it.
func (s *session) written(m entity.Mention) string {
	words := m.NameSpan.In(s.doc.Text.Source)
	if t := s.doc.Text.Tokens[m.Last-1]; strings.HasSuffix(words, t.Form) {
		words = strings.TrimSuffix(words, t.Form) + t.Stem
	}
	return words
}

func cityPlace(e gazetteer.Entry, written string) chancery.Place {
	p := chancery.Place{Name: e.Name, Country: e.Country, GeoNames: e.GeoNames, Lat: e.Lat, Lon: e.Lon, Basis: chancery.Stated}
	if written != e.Name {
		p.Aka = []string{strings.Join(strings.Fields(written), " ")}
	}
	return p
}

// summits finds named conferences: a run of capitalised words that ends in
// summit, forum, conference: "the Lisbon Summit", "8 Mayıs Lizbon Zirvesi".
func (s *session) summits(sent *clause.Sentence, n int) []draft {
	var out []draft
	t := s.doc.Text.Tokens
	tokens := s.doc.Text.Sentences[n]
	for i := tokens.First; i < tokens.Last; i++ {
		english, ok := s.r.words.Summits[t[i].Lower]
		if !ok {
			english, ok = s.r.words.Summits[t[i].Base]
		}
		if !ok || !capital(t[i].Form) {
			continue
		}
		first := i
		for first > tokens.First && (capital(t[first-1].Form) && t[first-1].Stem == t[first-1].Form || s.numbered(first-1, tokens.First)) && !numeral(t[first-1].Form) && (t[first].Space || t[first-1].Form == "-") {
			if u := t[first-1].UPOS; u == "DET" || u == "ADP" || u == "PRON" || u == "CCONJ" || u == "SCONJ" || slices.Contains(s.r.words.NotEvents, t[first-1].Lower) || s.isMonth(first-1) {
				break
			}
			first--
			if k := first - 3; k > tokens.First && t[first-1].Form == ")" && t[k].Form == "(" && capital(t[k+1].Form) && s.numbered(first, k) { // "Birliği (AB) 12. Zirvesi"
				first = k
			}
		}
		if first == i || s.organisation(first, i+1) {
			continue
		}
		d := draft{sentence: n, kind: chancery.KindConference, part: -1, verb: -1, under: -1, body: true, pred: [2]int{first, i + 1}, clause: s.doc.Text.Span(first, i+1)}
		d.name = s.conferenceName(first, i, english)
		p := clause.Predicate{First: itemAt(sent, first), Last: itemAt(sent, i) + 1, Verb: -1, Noun: true}
		if sent.Noun(p.First, p.Last).Mood == clause.Coming || sent.Ahead(p.Last) { // "yapılacak Oslo Zirvesi", "Oslo Zirvesi'ne katılacak"
			d.mood = clause.Coming
		}
		d.slots = s.convener(first, i)
		if len(d.slots) == 0 {
			d.slots = s.namedPair(first, i)
		}
		if len(d.slots) == 0 {
			d.slots = s.states(tokens, first, i)
		}
		if len(d.slots) == 0 && n > 0 && !sent.Positional() {
			d.slots = s.states(s.doc.Text.Sentences[n-1], first, i)
		}
		s.when(&d, sent, p)
		if len(d.slots) == 0 && d.date.date == "" {
			continue
		}
		if d.place = s.summitPlace(first, i); d.place == nil {
			d.place = s.nearPlace(sent, p)
		}
		out = append(out, d)
	}
	return out
}

// numbered reports whether the ordinal of a gathering stands at token i behind the
// name of who gathers: "NATO 12. Zirvesi", "Konseyi 11'inci Zirvesi".
func (s *session) numbered(i, from int) bool {
	t := s.doc.Text.Tokens
	return t[i].Feats.Get("NumType") == "Ord" && i > from && (capital(t[i-1].Form) || t[i-1].Form == ")") && t[i-1].Stem == t[i-1].Form && !s.isMonth(i)
}

// ofState reports whether a code is that of a state.
func (s *session) ofState(code string) bool {
	_, ok := s.r.gaz.State(code)
	return ok
}

// convener is the organisation in a conference's own name, the tokens [first,
// head]: "the NATO Summit".
func (s *session) convener(first, head int) []slot {
	for i, m := range s.doc.Within(first, head) {
		if m.Label == entity.Org && (m.Head == "" || m.Of != "" && s.doc.Actors[m.Actor].Type == chancery.Body && !s.ofState(m.Of)) && m.Actor >= 0 {
			return s.slots(i, chancery.Attendee)
		}
	}
	return nil
}

// organisation reports whether the words are the name of an organisation or
// framework rather than of a gathering.
func (s *session) organisation(first, last int) bool {
	for i := first; i < last; i++ {
		forms := make([]string, 0, last-i)
		for _, x := range s.doc.Text.Tokens[i:last] {
			forms = append(forms, x.Stem)
		}
		if e, n := s.r.gaz.Longest(s.r.pack.Code, forms); n > 1 && i+n == last && (e[0].Kind == gazetteer.Organisation || e[0].Kind == gazetteer.Framework) {
			return true
		}
	}
	return false
}

// isMonth reports whether the token belongs to an expression of time.
func (s *session) isMonth(i int) bool { return s.dates[i] }

// states are the states of a sentence, but for those in the conference's own
// name, the tokens [first, head].
func (s *session) states(sent nlp.Sentence, first, head int) []slot {
	var out []slot
	for i, m := range s.doc.Within(sent.First, sent.Last) {
		if m.First >= first && m.First <= head {
			continue
		}
		if (m.Label == entity.State || m.Label == entity.Pair) && !s.setsScene(i) {
			for _, x := range s.slots(i, chancery.Attendee) {
				if !slices.ContainsFunc(out, func(y slot) bool { return y.actor == x.actor }) {
					out = append(out, x)
				}
			}
		}
	}
	return out
}

// namedPair are the two states that give a conference its name, the tokens [first,
// head]: "Norveç-Kenya Zirvesi".
func (s *session) namedPair(first, head int) []slot {
	for i, m := range s.doc.Within(first, head) {
		if m.Label == entity.Pair {
			return s.slots(i, chancery.Attendee)
		}
	}
	return nil
}

// setsScene reports whether a state only says, by its case, where something is: "Norveç'in
// Oslo kentinde", "Norveç'te".
func (s *session) setsScene(i int) bool {
	m := s.doc.Mentions[i]
	if m.Case == "Loc" {
		return true
	}
	return m.Case == "Gen" && i+1 < len(s.doc.Mentions) && s.doc.Mentions[i+1].Label == entity.Place && s.doc.Mentions[i+1].First <= m.Last+1
}

func itemAt(sent *clause.Sentence, token int) int {
	for i, it := range sent.Items {
		if it.First <= token && token < it.Last {
			return i
		}
	}
	return 0
}

// conferenceName is the English name where the words before the head are names
// known to the gazetteer; else the words as written.
func (s *session) conferenceName(first, head int, english string) string {
	var parts []string
	t := s.doc.Text.Tokens
	for i := first; i < head; {
		forms := make([]string, 0, head-i)
		for _, x := range t[i:head] {
			forms = append(forms, x.Stem)
		}
		if entries, n := s.r.gaz.Longest(s.r.pack.Code, forms); n > 0 && i+n <= head {
			parts = append(parts, entries[0].Name)
			i += n
			continue
		}
		if t[i].Form == "(" { // an abbreviation
			i += 3
			continue
		}
		parts = append(parts, t[i].Stem)
		i++
	}
	return strings.Join(append(parts, english), " ")
}

// summitPlace is the city in a conference's name; nil when it names none.
func (s *session) summitPlace(first, head int) *placed {
	for i := first; i < head; i++ {
		forms := make([]string, 0, head-i)
		for _, x := range s.doc.Text.Tokens[i:head] {
			forms = append(forms, x.Stem)
		}
		entries, n := s.r.gaz.Longest(s.r.pack.Code, forms)
		if n > 0 && entries[0].Kind == gazetteer.City {
			span := s.doc.Text.Span(i, i+n)
			return &placed{cityPlace(entries[0], span.In(s.doc.Text.Source)), span}
		}
	}
	return nil
}

func capital(form string) bool {
	return form != strings.ToLower(form) && form[0] != '@' && form[0] != '#'
}

func numeral(form string) bool {
	_, err := strconv.Atoi(form)
	return err == nil
}
