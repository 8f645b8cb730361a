package event

import (
	"slices"
	"strings"
	"unicode"

	"chancery"
	"chancery/internal/clause"
	"chancery/internal/entity"
	"chancery/internal/gazetteer"
	"chancery/internal/nlp"
	"chancery/internal/timex"
)

// seatOfSubject is the relation of place of a rule whose events happen in the
// capital of the state that does them.
const seatOfSubject = "seat-of-subj"

// atPost is the relation of place of a rule whose events happen where those
// acted on are posted.
const atPost = "post"

// mission is the relation of place of a rule of embassies.
const mission = "mission"

// How many sentences before a contact a gathering may be told of, and how many
// words may stand between it and its city.
const (
	gatheringReach = 3
	gatheringWords = 8
)

// saying reports whether events of a kind are words or decisions, which have a
// place only where their own clause states one.
func saying(k chancery.Kind) bool {
	switch k {
	case chancery.KindPraise, chancery.KindCriticism, chancery.KindRequest, chancery.KindOffer, chancery.KindPledge, chancery.KindStatement:
		return true
	}
	return decides(k)
}

// decides reports whether events of a kind are decisions, or words on paper: they
// are nowhere in particular.
func decides(k chancery.Kind) bool {
	return k == chancery.KindSanction || k == chancery.KindLetter || k == chancery.KindAgreement
}

// whereOf is the item of the "where" that opens the clause of a predicate;
// -1 where the clause is none of place.
func (s *session) whereOf(sent *clause.Sentence, p clause.Predicate) int {
	for i := p.First - 1; i > 0; i-- {
		it := sent.Items[i]
		if it.Mention >= 0 {
			continue
		}
		if slices.Contains(s.r.words.Where, it.Lower) {
			return i
		}
		if it.Form == ";" || slices.Contains(s.r.words.Clauses, it.Lower) {
			return -1
		}
	}
	return -1
}

// antecedent is the place that a "where" speaks of, which stands right before
// it: "travelled to Oslo, where", "went on to the capital, where".
func (s *session) antecedent(sent *clause.Sentence, where int) *placed {
	for i := where - 1; i >= 0 && i >= where-3; i-- {
		it := sent.Items[i]
		if it.Mention >= 0 {
			return s.placeOf(it.Mention)
		}
		if slices.Contains(s.r.words.Capital, it.Lower) {
			return s.capital(it.First, s.doc.Text.Span(it.First, it.Last))
		}
		if it.UPOS != "PUNCT" && it.UPOS != "NOUN" {
			return nil
		}
	}
	return nil
}

// comesFrom reports whether a mention of a place is where somebody or something
// comes from.
func (s *session) comesFrom(m entity.Mention) bool {
	return m.Case == "Abl" || s.leaves(m.First)
}

// leaves reports whether a word such as "from" stands before a token.
func (s *session) leaves(first int) bool {
	return first > 0 && slices.Contains(s.r.words.From, s.doc.Text.Tokens[first-1].Lower)
}

// besides reports whether the place of a draft stands in the clause of its own
// verb, not of one told of within it: "urged those who are to meet in Oslo"; and is
// not who speaks: "Norway welcomed the decision".
func (s *session) besides(d *draft) bool {
	tokens := s.doc.Text.Tokens
	at := slices.IndexFunc(tokens, func(t nlp.Token) bool { return t.End > d.place.span.Start })
	if at < 0 || s.verbsBetween(at, at+1, d.pred) > 0 {
		return false
	}
	if slices.ContainsFunc(d.slots, func(x slot) bool {
		m := s.doc.Mentions[x.mention]
		return (acts(x.role) || saying(d.kind)) && m.Label == entity.State && m.First <= at && at < m.Last
	}) {
		return false
	}
	a, b := min(at, d.pred[1]), max(at, d.pred[0])
	if a < at && (s.between(d.pred[1], at, s.r.words.Content) || s.between(d.pred[1], at, s.r.words.Background) || s.between(d.pred[1], at, s.r.words.Affairs)) { // "over an attack on a ferry in Bergen"
		return false
	}
	return !s.between(a, b, s.r.words.Clauses) && !s.between(a, b, s.r.words.That)
}

// aside reports whether a token before a predicate stands in a clause of its own
// between commas: "X, who was born in Oslo, met Y".
func (s *session) aside(at, pred int) bool {
	tokens := s.doc.Text.Tokens
	if at >= pred || !s.between(at, pred, []string{","}) {
		return false
	}
	for at > 0 && tokens[at-1].UPOS != "PUNCT" {
		at--
	}
	return slices.Contains(s.r.words.Clauses, tokens[at].Lower)
}

// townOf reports whether a city is named behind a word for what it is, and that
// where something happens: "in the old port of Bergen".
func (s *session) townOf(sent *clause.Sentence, i int) bool {
	if i < 3 || !slices.Contains(s.r.words.Of, sent.Items[i-1].Lower) || !slices.Contains(s.r.words.Towns, sent.Items[i-2].Lower) {
		return false
	}
	return ledBy(sent, i-3, s.r.words.In)
}

// ledBy reports whether one of the words leads the phrase that ends with item i:
// it stands at most five items back, with no verb, sign or preposition between.
func ledBy(sent *clause.Sentence, i int, words []string) bool {
	const reach = 5
	for k := i; k >= 0 && k > i-reach; k-- {
		it := sent.Items[k]
		if slices.Contains(words, it.Lower) {
			return true
		}
		if it.UPOS == "VERB" || it.UPOS == "PUNCT" || it.UPOS == "ADP" {
			return false
		}
	}
	return false
}

// building reports whether a city is named only within that of a building, and
// is of no state that the report speaks of: "at Bergen House".
func (s *session) building(m entity.Mention) bool {
	t := s.doc.Text.Tokens
	if m.Last >= len(t) || !slices.Contains(s.r.words.Buildings, t[m.Last].Lower) || !capital(t[m.Last].Form) {
		return false
	}
	return !slices.ContainsFunc(s.doc.Mentions, func(o entity.Mention) bool { return o.Label != entity.Place && o.Of == m.Entry.Country })
}

// earlier reports whether a word such as "previously" puts a predicate before
// what the report is about: "The two last met in Oslo".
func (s *session) earlier(sent *clause.Sentence, p clause.Predicate) bool {
	for i := range p.First {
		near := !sent.Positional() || i > p.First-3
		if near && longest(sent, s.r.earlier, i) > 0 {
			return true
		}
	}
	return false
}

// inSentence reports whether one of the words stands in a draft's sentence.
func (s *session) inSentence(d draft, words []string) bool {
	sent := s.doc.Text.Sentences[d.sentence]
	return s.between(sent.First, sent.Last, words)
}

// residence is the state in which an envoy who lives there met somebody of it:
// the one state for which all others act. Who is still to come is no host.
func (s *session) residence(h chancery.Happening, d draft) string {
	if h.Kind != chancery.KindMeeting && h.Kind != chancery.KindSigning {
		return ""
	}
	envoys, hosts := "", ""
	for _, n := range s.actors(d) {
		a := s.doc.Actors[n]
		at := &hosts
		if a.Office != nil && slices.ContainsFunc(append(a.Heads[:len(a.Heads):len(a.Heads)], strings.ToLower(a.Office.Text)), func(w string) bool { return slices.Contains(s.r.words.Resident, w) }) {
			at = &envoys
		}
		if _, ok := s.r.gaz.State(a.Of); !ok || *at != "" && *at != a.Of {
			return ""
		}
		*at = a.Of
	}
	if envoys == "" || envoys == hosts || s.sentElsewhere(d, hosts) {
		return ""
	}
	return hosts
}

// stateOfPost is the state to which those acted on have been sent: one that stands on
// their side, else the one in an envoy's title.
func (s *session) stateOfPost(h chancery.Happening, d draft) string {
	if d.rule == nil || d.rule.Frame == nil || !slices.Contains(d.rule.Frame.Place, atPost) {
		return ""
	}
	for _, p := range h.Participants {
		if p.Role == chancery.Initiator {
			continue
		}
		if p.Type == chancery.State {
			return p.Of
		}
		if p.Office == nil {
			continue
		}
		_, to, _ := strings.Cut(p.Office.Title, " to ")
		if e, n := s.r.gaz.Longest("en", strings.Fields(to)); n > 0 && e[0].Kind == gazetteer.State {
			return e[0].ID
		}
	}
	return ""
}

// sentElsewhere reports whether an envoy's title names another state than the
// one given as that where he lives.
func (s *session) sentElsewhere(d draft, state string) bool {
	e, _ := s.r.gaz.State(state)
	return slices.ContainsFunc(s.actors(d), func(n int) bool {
		o := s.doc.Actors[n].Office
		return o != nil && strings.Contains(o.Title, " to ") && !strings.Contains(o.Title, e.Name)
	})
}

// venueCity is the city in the name of a gathering at which a draft took place:
// "on the margins of the Bergen Security Conference". It is inferred.
func (s *session) venueCity(d *draft) *placed {
	t := s.doc.Text.Tokens
	sent := s.doc.Text.Sentences[d.sentence]
	for i := sent.First + 1; i < sent.Last; i++ {
		if !s.gathering(i) {
			continue
		}
		first := i
		for first > sent.First && capital(t[first-1].Form) && t[first-1].UPOS != "ADP" {
			first--
		}
		if !s.venue(first, i) {
			continue
		}
		if p := s.summitPlace(first, i); p != nil {
			return inferred(p)
		}
	}
	return nil
}

// gathering reports whether a token is the head of a conference's name.
func (s *session) gathering(i int) bool {
	t := s.doc.Text.Tokens[i]
	_, word := s.r.words.Summits[t.Lower]
	_, base := s.r.words.Summits[t.Base]
	return (word || base) && capital(t.Form)
}

// venue reports whether the words or the case around a name, the tokens [first,
// head], say that something happened there.
func (s *session) venue(first, head int) bool {
	t := s.doc.Text.Tokens
	if t[head].Feats.Get("Case") == "Loc" || head+1 < len(t) && (slices.Contains(s.r.words.Beside, t[head+1].Lower) || slices.Contains(s.r.words.Occasions, t[head+1].Lower)) {
		return true
	}
	k := first - 1
	for k >= 0 && (t[k].UPOS == "DET" || t[k].UPOS == "NUM" || t[k].UPOS == "ADJ") {
		k--
	}
	return k >= 0 && (slices.Contains(s.r.words.Venues, t[k].Lower) || slices.Contains(s.r.words.Of, t[k].Lower) && k > 0 && slices.Contains(s.r.words.Beside, t[k-1].Lower))
}

// stateNear is the state of the city or state named last before a token.
func (s *session) stateNear(before int) string {
	for i := len(s.doc.Mentions) - 1; i >= 0; i-- {
		m := s.doc.Mentions[i]
		if m.Last > before || s.comesFrom(m) {
			continue
		}
		switch m.Label {
		case entity.Place:
			return m.Entry.Country
		case entity.State:
			return m.Of
		}
	}
	return ""
}

// cityIn adds to a place of which only the state is inferred the city of that
// state in which the same people were last told to meet, or in which the
// conference is that the report is about; else, for who receives somebody, that
// of the dateline. It is inferred.
func (s *session) cityIn(d draft, state string) *placed {
	if p := s.inTitleOf(d, state); p != nil {
		return p
	}
	for k := len(s.drafts) - 1; k >= 0; k-- {
		o := s.drafts[k]
		if o.sentence > d.sentence || o.sentence == d.sentence && o.pred[0] > d.pred[0] || o.place == nil || o.place.place.Name == "" || o.place.place.Country != state || saying(o.kind) || s.context(o) && o.kind != chancery.KindConference || s.wellPast(o) || off(o.mood) && !off(d.mood) {
			continue
		}
		if o.kind == chancery.KindConference || shares(s.people(d), s.people(o)) {
			return inferred(o.place)
		}
	}
	if p := s.datelineOf(d.sentence); p != nil && p.place.Country == state && d.kind == chancery.KindMeeting {
		return inferred(p)
	}
	return nil
}

// datelineOf is the place of the dateline under which a sentence stands: of a
// paragraph of its own in a round-up, else of the report; nil where there is none.
func (s *session) datelineOf(sentence int) *placed {
	sents := s.doc.Text.Sentences
	for k := sentence; k >= 0; k-- {
		if k > 0 && sents[k-1].Paragraph == sents[k].Paragraph {
			continue
		}
		if p := s.shouted(sents[k].First); p != nil {
			return p
		}
	}
	span, ok := s.dateline()
	if !ok {
		return nil
	}
	return s.cityAt(span)
}

// cityAt is the city with whose name a span begins; nil where it begins otherwise.
func (s *session) cityAt(span chancery.Span) *placed {
	text := span.In(s.doc.Text.Source)
	words := strings.FieldsFunc(text, func(c rune) bool { return unicode.IsSpace(c) || strings.ContainsRune(",/|(", c) })
	entries, n := s.r.gaz.Longest(s.r.pack.Code, words)
	if n == 0 || entries[0].Kind != gazetteer.City {
		return nil
	}
	end := span.Start + strings.Index(text, words[n-1]) + len(words[n-1])
	at := chancery.Span{Start: span.Start + strings.Index(text, words[0]), End: end}
	return &placed{cityPlace(entries[0], at.In(s.doc.Text.Source)), at}
}

// shouted is the city in capitals and before a dash with which a paragraph
// begins, at a token; nil where it begins otherwise.
func (s *session) shouted(first int) *placed {
	t := s.doc.Text.Tokens
	last := first
	var forms []string
	for last < len(t) && last < first+4 && len(t[last].Form) > 2 && t[last].Form == strings.ToUpper(t[last].Form) {
		forms = append(forms, t[last].Form)
		last++
	}
	if last == first || last >= len(t) || !slices.Contains([]string{"-", "–", "—"}, t[last].Form) {
		return nil
	}
	entries, n := s.r.gaz.Longest(s.r.pack.Code, forms)
	if n != last-first || entries[0].Kind != gazetteer.City {
		return nil
	}
	span := s.doc.Text.Span(first, last)
	return &placed{cityPlace(entries[0], span.In(s.doc.Text.Source)), span}
}

// here is the place of the dateline, for the word "here".
func (s *session) here(it clause.Item) *placed {
	n := slices.IndexFunc(s.doc.Text.Sentences, func(x nlp.Sentence) bool { return it.First < x.Last })
	p := s.datelineOf(n)
	if p == nil {
		return nil
	}
	return &placed{p.place, s.doc.Text.Span(it.First, it.Last)}
}

// onlyCity is the city whose name its state bears.
func (s *session) onlyCity(code string) (gazetteer.Entry, bool) {
	state, _ := s.r.gaz.State(code)
	e, ok := s.r.gaz.Capital(code)
	return e, ok && e.Name == state.Name
}

// inferred is a place that another sentence states.
func inferred(p *placed) *placed {
	q := *p
	q.place.Basis = chancery.Inferred
	return &q
}

// atConference gives contact that is told without a place the place of the
// conference that the report is about: that of the draft, else where the title
// says it is, else that of the dateline.
func (s *session) atConference() {
	c := draft{place: s.titleConference()}
	if main := s.mainConference(); main >= 0 {
		if s.drafts[main].place == nil {
			s.drafts[main].place = c.place
		}
		if p := s.datelineOf(s.drafts[main].sentence); p != nil && s.drafts[main].place == nil {
			s.drafts[main].place = inferred(p)
		}
		c = s.drafts[main]
	}
	if c.place == nil {
		return
	}
	for i := range s.drafts {
		d := &s.drafts[i]
		if d.place != nil || d.sentence < c.sentence || d.kind != chancery.KindMeeting && d.kind != chancery.KindSigning || off(d.mood) || d.earlier || s.context(*d) && d.date.date != "" {
			continue
		}
		if c.date.date != "" && d.date.date != "" && !c.date.date.Overlaps(d.date.date, 1) {
			continue
		}
		d.place = inferred(c.place)
		if first, last, ok := c.date.date.Bounds(); ok && d.date.date == "" && last-first < 7 {
			d.date = dated{date: chancery.Within(first, last), basis: chancery.Inferred}
		}
	}
}

// besideOthers gives contact told without a place the city of the contact told
// shortly before, when all whose state is known act for states that took part in
// that, or for the one in which it was, or when it goes on with one of the same
// people. It is inferred.
func (s *session) besideOthers() {
	for i := range s.drafts {
		d := &s.drafts[i]
		if d.place != nil || d.kind != chancery.KindMeeting && d.kind != chancery.KindSigning || d.mood == clause.Called || d.mood == clause.Denied || d.earlier {
			continue
		}
		for k := i - 1; k >= 0; k-- {
			o := s.drafts[k]
			if o.sentence < d.sentence-4 {
				break
			}
			if !o.kind.Engagement() || o.kind == chancery.KindCall || o.place == nil || o.place.place.Name == "" || off(o.mood) != off(d.mood) || o.earlier || s.wellPast(o) || d.date.date != "" && o.date.date != "" && !d.date.date.Overlaps(o.date.date, 0) {
				continue
			}
			if s.amongThem(*d, o) || shares(s.people(*d), s.people(o)) && d.sentence-o.sentence <= sequelReach && !s.hostedElsewhere(*d, o.place.place.Country) {
				d.place = inferred(o.place)
				if d.date.date == "" && o.date.date != "" {
					d.date = dated{date: o.date.date, basis: chancery.Inferred}
				}
			}
			break
		}
	}
}

// atHosts gives a meeting without a place the state of whoever receives the others,
// and what is told next of the same people, or of one of them and somebody of that
// state, the place of it. It is inferred.
func (s *session) atHosts() {
	for i := range s.drafts {
		d := &s.drafts[i]
		if d.place != nil || d.kind != chancery.KindMeeting && d.kind != chancery.KindSigning || d.mood == clause.Denied || d.earlier {
			continue
		}
		if of := s.hostState(*d); d.kind == chancery.KindMeeting && of != "" {
			d.place = &placed{place: chancery.Place{Country: of, Basis: chancery.Inferred}}
			continue
		}
		for k := i - 1; k >= 0 && s.drafts[k].sentence >= d.sentence-sequelReach; k-- {
			o := s.drafts[k]
			if o.kind != chancery.KindMeeting || o.place == nil || o.mood != d.mood || o.earlier || !shares(s.people(*d), s.people(o)) {
				continue
			}
			if of := s.hostState(o); of == o.place.place.Country && (within(s.people(*d), s.people(o)) || slices.Contains(s.statesOf(*d), of)) {
				d.place = inferred(o.place)
			}
			break
		}
	}
}

// hostState is the state of whoever receives the others in a draft; empty where
// nobody known does.
func (s *session) hostState(d draft) string {
	for _, x := range d.slots {
		if of := s.doc.Actors[x.actor].Of; x.role == chancery.Host {
			if _, ok := s.r.gaz.State(of); ok {
				return of
			}
		}
	}
	return ""
}

// onVisit gives contact told without a place, behind a visit and between people
// of the states on its two sides, the place of the visit and the days of it.
// It is inferred.
func (s *session) onVisit() {
	for i := range s.drafts {
		d := &s.drafts[i]
		if d.place != nil || d.kind != chancery.KindMeeting && d.kind != chancery.KindSigning || off(d.mood) || d.mood == clause.Denied || d.earlier || d.name != "" {
			continue
		}
		v := s.visitBefore(i)
		if v < 0 {
			continue
		}
		o := s.drafts[v]
		if !s.amongThem(*d, o) && (len(s.statesOf(*d)) > 0 || v != s.firstContact()) || d.date.date != "" && o.date.date != "" && !d.date.date.Overlaps(o.date.date, 2) {
			continue
		}
		d.place = inferred(o.place)
		if first, last, ok := o.date.date.Bounds(); ok && d.date.date == "" && last-first < 7 {
			d.date = dated{date: chancery.Within(first, last), basis: chancery.Inferred}
		}
	}
}

// firstContact is the first contact that the text tells of; -1 where there is none.
func (s *session) firstContact() int {
	return slices.IndexFunc(s.drafts, func(d draft) bool { return d.kind.Engagement() && !s.inTitle(d.pred[0]) })
}

// visitBefore is the visit told last before a draft; -1 where there is none, or
// where it is not what the report is about.
func (s *session) visitBefore(i int) int {
	for k := i - 1; k >= 0; k-- {
		if o := s.drafts[k]; o.kind == chancery.KindVisit && !off(o.mood) && !o.earlier {
			if o.place == nil || o.place.place.Country == "" || s.context(o) || s.wellPast(o) {
				return -1
			}
			return k
		}
	}
	return -1
}

// atGathering gives contact told without a place that of the gathering which
// its sentence takes up from the one before: "Ministers gathered in Oslo. After
// the meeting X spoke with Y", or beside which it is told: "A conference opened
// in Oslo. In the afternoon X met Y". It is inferred.
func (s *session) atGathering(conference bool) {
	for i := range s.drafts {
		d := &s.drafts[i]
		if (d.kind == chancery.KindConference) != conference || d.place != nil || d.sentence == 0 || d.kind != chancery.KindMeeting && d.kind != chancery.KindSigning && d.kind != chancery.KindConference || off(d.mood) && d.kind != chancery.KindConference || d.earlier {
			continue
		}
		n := s.gatheringOf(*d)
		if n < 0 {
			continue
		}
		p := s.sceneOf(n)
		if d.kind != chancery.KindConference && s.hostedElsewhere(*d, p.place.Country) {
			continue
		}
		date := s.onlyDate(*d, n)
		if d.date.date != "" && date.date != "" && !d.date.date.Overlaps(date.date, 1) {
			continue
		}
		d.place = inferred(p)
		if d.date.date == "" {
			d.date = date
		}
	}
}

// gatheringOf is the sentence before a draft that tells where the gathering was
// at which it took place; -1 for none.
func (s *session) gatheringOf(d draft) int {
	sent := s.doc.Text.Sentences[d.sentence]
	opening := s.doc.Text.Tokens[sent.First:max(sent.First, min(sent.First+6, d.pred[0]))]
	if slices.ContainsFunc(opening, func(t nlp.Token) bool { return slices.Contains(s.r.words.Gatherings, t.Base) }) {
		for n := d.sentence - 1; n >= max(0, d.sentence-gatheringReach); n-- {
			if s.onlyPlace(n) != nil && (n == d.sentence-1 || slices.ContainsFunc(s.drafts, func(o draft) bool {
				return o.sentence == n && o.place != nil && o.kind != chancery.KindVisit && o.kind.Engagement()
			})) {
				return n
			}
		}
	}
	beside := s.between(sent.First, sent.Last, s.r.words.Beside)
	for n := d.sentence - 1; n >= 0; n-- {
		before := s.doc.Text.Sentences[n]
		if !beside && (d.sentence-n > gatheringReach || before.Paragraph != sent.Paragraph && d.sentence-n > 1) {
			break
		}
		if d.kind != chancery.KindConference && s.besideVenue(n) != nil {
			return n
		}
		if at := s.gathers(n); at >= 0 && (d.kind != chancery.KindConference || s.doc.Text.Tokens[at].Base == s.doc.Text.Tokens[d.pred[0]].Base) {
			return n
		}
	}
	return -1
}

// sceneOf is where a sentence says that a gathering was, or beside which one of
// known place it is set.
func (s *session) sceneOf(n int) *placed {
	if p := s.onlyPlace(n); p != nil {
		return p
	}
	return s.besideVenue(n)
}

// besideVenue is the city of the session on whose margins a sentence is set; nil
// where it speaks of none.
func (s *session) besideVenue(n int) *placed {
	sent := s.doc.Text.Sentences[n]
	if !s.between(sent.First, sent.Last, s.r.words.Beside) {
		return nil
	}
	return s.atVenue(&draft{sentence: n, kind: chancery.KindMeeting, pred: [2]int{sent.First, sent.Last}})
}

// gathers is the noun of the gathering of which sentence n says in which city it
// is, or the city that hosts one; -1 for none.
func (s *session) gathers(n int) int {
	if s.onlyPlace(n) == nil {
		return -1
	}
	sent := s.doc.Text.Sentences[n]
	clause := s.r.grammar.Sentence(s.doc, n)
	for _, m := range s.doc.Within(sent.First, sent.Last) {
		if m.Label != entity.Place {
			continue
		}
		if clause.Stage(itemAt(clause, m.First)) {
			return m.First
		}
		for k := max(sent.First, m.First-gatheringWords); k < min(sent.Last, m.Last+gatheringWords); k++ {
			if k >= m.First && clause.Positional() || !slices.Contains(s.r.words.Gatherings, s.doc.Text.Tokens[k].Base) {
				continue
			}
			from, to := min(k, m.First), max(k, m.Last)
			if !slices.ContainsFunc(s.doc.Mentions, func(o entity.Mention) bool {
				return o.First >= from && o.Last <= to && o.Actor >= 0 && (o.Label == entity.Person || o.Label == entity.Holder)
			}) {
				return k
			}
		}
	}
	return -1
}

// hostedElsewhere reports whether somebody receives the others in a draft who is
// at home in another state than the one given.
func (s *session) hostedElsewhere(d draft, state string) bool {
	return slices.ContainsFunc(d.slots, func(x slot) bool {
		_, known := s.r.gaz.State(s.doc.Actors[x.actor].Of)
		return known && x.role == chancery.Host && s.doc.Actors[x.actor].Of != state
	})
}

// onlyDate is the one date that a sentence names, for a draft that takes it up;
// none where it names none or several.
func (s *session) onlyDate(d draft, sentence int) dated {
	sent := s.doc.Text.Sentences[sentence]
	var found dated
	for _, t := range s.src.Times {
		if t.First < sent.First || t.Last > sent.Last || s.furniture(t.First) || t.Kind != timex.Date && t.Kind != timex.Range {
			continue
		}
		date, ok := t.Resolve(s.src.Report.Published, way(d))
		if !ok || found.date != "" {
			return dated{}
		}
		found = dated{date, chancery.Inferred, s.doc.Text.Span(t.First, t.Last), t.Rule}
	}
	return found
}

// onlyPlace is the one city in which a sentence says that something was; nil
// where it names none or several.
func (s *session) onlyPlace(sentence int) *placed {
	sent := s.doc.Text.Sentences[sentence]
	clause := s.r.grammar.Sentence(s.doc, sentence)
	var found *placed
	for k, m := range s.doc.Within(sent.First, sent.Last) {
		if m.Label != entity.Place || m.Entry.Kind != gazetteer.City {
			continue
		}
		before := m.First - 1
		if m.Case != "Loc" && !clause.Stage(itemAt(clause, m.First)) && (before < sent.First+1 || !slices.Contains(s.r.words.In, s.doc.Text.Tokens[before].Lower) || slices.Contains(s.r.words.Affairs, s.doc.Text.Tokens[before-1].Lower)) {
			continue
		}
		p := s.placeOf(k)
		if found != nil && found.place.Name != p.place.Name {
			return nil
		}
		found = p
	}
	return found
}

// amongThem reports whether those in a draft whose state is known act for states
// that take part in another, or for the one in which that was.
func (s *session) amongThem(d, o draft) bool {
	of := s.statesOf(d)
	return within(of, append(s.statesOf(o), o.place.place.Country))
}

// statesOf are the states for which those in a draft act.
func (s *session) statesOf(d draft) []string {
	var out []string
	for _, n := range s.actors(d) {
		of := s.doc.Actors[n].Of
		if _, ok := s.r.gaz.State(of); ok && !slices.Contains(out, of) {
			out = append(out, of)
		}
	}
	return out
}

// titleConference is the city in which the title says that a conference is; nil
// where it speaks of none.
func (s *session) titleConference() *placed {
	for i := range s.doc.Text.Tokens {
		if !s.inTitle(i) || !s.gathering(i) && !slices.Contains(s.r.words.Gatherings, s.doc.Text.Tokens[i].Base) {
			continue
		}
		for k, m := range s.doc.Mentions {
			located := m.Case == "Loc" || m.First > 0 && slices.Contains(s.r.words.In, s.doc.Text.Tokens[m.First-1].Lower)
			if m.Label == entity.Place && located && s.inTitle(m.First) {
				return inferred(s.placeOf(k))
			}
		}
	}
	return nil
}

// mainConference is the conference that the report tells of first; -1 where it
// tells of something else before, or only of one that is still to come.
func (s *session) mainConference() int {
	for i, d := range s.drafts {
		if d.kind == chancery.KindConference && !off(d.mood) && !s.wellPast(d) {
			return i
		}
		if d.kind.Engagement() && !s.inTitle(d.pred[0]) {
			return -1
		}
	}
	return -1
}

// elsewhere reports whether two places lie in different states; regions of the
// world lie in none.
func elsewhere(a, b *placed) bool {
	return a != nil && b != nil && a.place.Country != "" && b.place.Country != "" && a.place.Country != b.place.Country
}

// titleCity gives what happened in a state of which the text does not say where
// the city of that state in which the title says it happened.
func (s *session) titleCity() {
	for i := range s.drafts {
		d := &s.drafts[i]
		if d.place == nil || d.place.place.Name != "" {
			continue
		}
		if p := s.inTitleOf(*d, d.place.place.Country); p != nil {
			d.place = p
		}
	}
}

// inTitleOf is the city of a state in which the title says that a draft, which
// tells the news, happened.
func (s *session) inTitleOf(d draft, state string) *placed {
	if d.sentence > s.newsEnds() {
		return nil
	}
	for k, m := range s.doc.Mentions {
		if m.Label == entity.Place && m.Entry.Country == state && s.inTitle(m.First) && s.titled(d, m) {
			return s.placeOf(k)
		}
	}
	return nil
}

// titled reports whether a city in the title is where a draft happened: of a
// visit where it goes, else where the title says something is.
func (s *session) titled(d draft, m entity.Mention) bool {
	if d.kind == chancery.KindVisit && (m.Case == "Dat" || m.Case == "Acc") {
		return true
	}
	return m.Case == "Loc" || m.First > 0 && slices.Contains(s.r.words.In, s.doc.Text.Tokens[m.First-1].Lower)
}

// newsEnds is the sentence behind the one that tells the news first.
func (s *session) newsEnds() int {
	for _, d := range s.drafts {
		if !s.inTitle(d.pred[0]) {
			return d.sentence + 1
		}
	}
	return 0
}
