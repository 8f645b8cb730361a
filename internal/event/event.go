// Package event reads what happened: it finds the verbs, nouns and phrases that
// the rules name, asks package clause who takes part in what relation, and adds
// date, place, modality and topics. Rules are data; nothing here knows a verb.
package event

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"chancery"
	"chancery/internal/clause"
	"chancery/internal/entity"
	"chancery/internal/gazetteer"
	"chancery/internal/lang"
	"chancery/internal/ontology"
	"chancery/internal/rule"
	"chancery/internal/timex"
)

// Reader reads the events of one language. It is safe for many goroutines.
type Reader struct {
	pack                          lang.Pack
	grammar                       *clause.Grammar
	rules                         []rule.Rule
	triggers                      map[string][]int // by the first word of a predicate: the rules that have one
	unreal                        []*rule.Pattern
	presence                      []*rule.Pattern
	listed, announced, represents []*rule.Pattern
	led                           []*rule.Pattern
	other                         [][]string // of elsewhere
	none                          [][]string // of no_such
	attended                      [][]string
	earlier                       [][]string
	words                         *words
	onto                          *ontology.Ontology
	gaz                           *gazetteer.Gazetteer
}

// words is event.yaml: the words beside a trigger that change what it tells.
type words struct {
	Separate    []string          `yaml:"separate"`     // each partner apart: "separately", "in turn", "first .. then"
	Here        []string          `yaml:"here"`         // the place of the dateline
	There       []string          `yaml:"there"`        // the city named last
	Yonder      []string          `yaml:"yonder"`       // the city named last, or the state to which somebody goes
	SameCity    []string          `yaml:"same_city"`    // those of there that put what was told before into that city, too
	Capital     []string          `yaml:"capital"`      // the capital of the state visited, else of the state spoken of
	Hither      []string          `yaml:"hither"`       // verbs of coming: without a goal, to the report's own state
	Sole        map[string]string `yaml:"sole"`         // offices, by their titles, that the press names without a state where it means this one
	Single      []string          `yaml:"single"`       // heads of offices that a state has once
	Seats       []string          `yaml:"seats"`        // cities, by their English names, where those of many states meet: nobody is known for a host there
	Again       []string          `yaml:"again"`        // before a noun that takes up an event told before: "the talks"
	Another     []string          `yaml:"another"`      // before a noun that tells of another event of those told of: "the previous round"
	Gatherings  []string          `yaml:"gatherings"`   // nouns that take up a conference or what the sentence before gathered for
	Attended    []string          `yaml:"attended"`     // verbs that say who took part in it
	NoSuch      []string          `yaml:"no_such"`      // before a noun that denies an event told before: "no such meeting"
	In          []string          `yaml:"in"`           // before a place where something happens
	After       []string          `yaml:"after"`        // behind a noun: what is told came later or before
	Months      []string          `yaml:"months"`       // bare, before a noun, they are of the noun
	Summits     map[string]string `yaml:"summits"`      // head words of named conferences: English form
	Sides       []string          `yaml:"sides"`        // words for talks and who holds them, at the start of a sentence that tells what was said there
	Minor       []string          `yaml:"minor"`        // heads of offices that are not by themselves public
	That        []string          `yaml:"that"`         // opens a clause of reported speech
	Affairs     []string          `yaml:"affairs"`      // what is talked about in the place behind it: "the war in Ukraine" is no place of the talks
	For         []string          `yaml:"for"`          // before a year that something is planned for
	Background  []string          `yaml:"background"`   // words that put a clause into the past of the report
	Earlier     []string          `yaml:"earlier"`      // put a contact before what the report is about: "the two last met in Oslo"
	When        []string          `yaml:"when"`         // behind a date, opens the clause that the date is of: "in October, when X came"
	Dating      []string          `yaml:"dating"`       // participles behind a noun that date what it tells: "talks held in May"
	Ahead       []string          `yaml:"ahead"`        // before a gathering that only says when something else was done
	Where       []string          `yaml:"where"`        // opens a clause about the place before it
	Beside      []string          `yaml:"beside"`       // beside a gathering: "on its sidelines"
	Occasions   []string          `yaml:"occasions"`    // behind the name of a gathering at which something happened
	Entering    []string          `yaml:"entering"`     // words of a ban on coming in
	PostedTo    []string          `yaml:"posted_to"`    // between an envoy and the state where he is posted
	Foreigners  []string          `yaml:"foreigners"`   // heads of offices of groups who are of other states: "ten diplomats"
	Resident    []string          `yaml:"resident"`     // heads of offices of envoys who live in the state that they are sent to
	Buildings   []string          `yaml:"buildings"`    // what bears the name of another city than the one that it is in
	Into        []string          `yaml:"into"`         // before the building to which a guest is brought
	Speeches    []string          `yaml:"speeches"`     // nouns of what somebody says, behind the place where: "in a speech in Oslo"
	Jointly     []string          `yaml:"jointly"`      // before such a noun: those who speak have met
	Missions    []string          `yaml:"missions"`     // what stands behind the name of its city: "Lima Büyükelçiliği"
	Rooms       []string          `yaml:"rooms"`        // behind the name of a house, for what of it one is in
	Trips       []string          `yaml:"trips"`        // nouns of journeys
	OnTrip      []string          `yaml:"on_trip"`      // before such a noun, for what happens on it: "during a visit to Oslo"
	Held        []string          `yaml:"held"`         // verbs by which talks are held, behind a word that takes them up: "They took place in Oslo"
	Consulates  []string          `yaml:"consulates"`   // missions that are not in the capital
	Endings     []string          `yaml:"endings"`      // of a name that says where, written in one with it
	Houses      []string          `yaml:"houses"`       // where the government or parliament of a state works
	Towns       []string          `yaml:"towns"`        // what a city is: "the port of Bergen"
	From        []string          `yaml:"from"`         // before a place that somebody leaves
	Ago         []string          `yaml:"ago"`          // "since": what is dated behind it was before: "their first meeting since a truce in May"
	Clauses     []string          `yaml:"clauses"`      // open a clause whose dates are its own
	Of          []string          `yaml:"of"`           // between a noun and the date that it is of: "the vote of 12 March"
	Venues      []string          `yaml:"venues"`       // before an event at which another takes place: "at the forum"
	NotEvents   []string          `yaml:"not_events"`   // words that turn a trigger into something else: "visit a school"
	Fiction     []string          `yaml:"fiction"`      // near the head of a sentence: what it tells is a story
	OutOfScope  []string          `yaml:"out_of_scope"` // words of sport, show business and trade in a report: what "meets" there is no diplomacy
	Envoys      []string          `yaml:"envoys"`       // heads of offices of those posted abroad
	Remarks     []string          `yaml:"remarks"`      // what somebody said or did in the sentence before: "condemned the move"
	It          []string          `yaml:"it"`           // stand for the state or body spoken of
	They        []string          `yaml:"they"`         // stand for those named together before
	Content     []string          `yaml:"content"`      // open what an act is about: "thanked X for"
	Elsewhere   []string          `yaml:"elsewhere"`    // words of sport and show business that alone put a sentence there
	Unreal      []string          `yaml:"unreal"`       // patterns: a sentence with one of them supposes, imagines or passes on a rumour
	Present     []string          `yaml:"present"`      // patterns: "a" was at the talks told last, for the state "s" where it says one
	Led         []string          `yaml:"led"`          // patterns: "a" leads the delegation "d"
	Listed      []string          `yaml:"listed"`       // patterns: "a" is barred, too, by what was told last
	Represents  []string          `yaml:"represents"`   // patterns: "a" acts for the state "s"
	Announced   []string          `yaml:"announced"`    // patterns: "a" is who made public, with the verb "v", the ban told last
	Vague       []string          `yaml:"vague"`        // nouns that fit any act, and so do not say what one is about
	Attributing []string          `yaml:"attributing"`  // verbs of speech that carry an event told by somebody
	Firsts      []string          `yaml:"firsts"`       // before a noun with "in eleven years" behind it
	Spells      []string          `yaml:"spells"`       // units of such a spell
	Disclosing  []string          `yaml:"disclosing"`   // more of them, behind whom "here" is where the speaker is: "the ministry here disclosed"
	Attending   []string          `yaml:"attending"`    // verbs of those who were present at talks told before: "X sat in on the talks"
	Apart       []string          `yaml:"apart"`        // words of talks besides others of the same people
	Series      []string          `yaml:"series"`       // before a noun for one more contact like those told before: "the second call"
	ThatDay     []string          `yaml:"that_day"`     // at the head of a sentence: what it tells happened on the day of the contact told before
	ThoseDays   []string          `yaml:"those_days"`   // the same for whatever was told before
	Homelands   []string          `yaml:"homelands"`    // "his country", as the goal of who comes
	Arrivals    []string          `yaml:"arrivals"`     // verbs of coming: who has come is there until the report says otherwise
}

// New reads lang/<code>/event.yaml and the rules of the language.
func New(fsys fs.FS, pack lang.Pack, onto *ontology.Ontology, gaz *gazetteer.Gazetteer) (*Reader, error) {
	g, err := clause.Load(fsys, pack)
	if err != nil {
		return nil, err
	}
	rules, err := rule.Load(fsys, pack, g.Lists())
	if err != nil {
		return nil, err
	}
	var w words
	if err := lang.ReadYAML(fsys, path.Join(pack.Folder, "event.yaml"), &w); err != nil {
		return nil, fmt.Errorf("event: %w", err)
	}
	for _, ru := range rules {
		if ru.Plover != "" && !onto.Known(ontology.Code{Event: ru.Plover, Mode: ru.Mode}) {
			return nil, fmt.Errorf("event: %s: rule %s: %s %s is no type of PLOVER", ru.Where, ru.ID, ru.Plover, ru.Mode)
		}
	}
	for _, ru := range rules {
		if ru.Frame != nil {
			g.Know(ru.Frame.Verbs)
		}
	}
	r := &Reader{pack: pack, grammar: g, rules: rules, words: &w, onto: onto, gaz: gaz}
	r.other, r.none, r.attended = rule.Phrases(w.Elsewhere), rule.Phrases(w.NoSuch), rule.Phrases(w.Attended)
	r.earlier = rule.Phrases(w.Earlier)
	r.triggers = triggers(rules)
	for _, of := range []struct {
		name  string
		texts []string
		to    *[]*rule.Pattern
	}{{"unreal", w.Unreal, &r.unreal}, {"present", w.Present, &r.presence}, {"led", w.Led, &r.led}, {"listed", w.Listed, &r.listed}, {"announced", w.Announced, &r.announced}, {"represents", w.Represents, &r.represents}} {
		for _, text := range of.texts {
			p, err := rule.Compile(text, g.Lists())
			if err != nil {
				return nil, fmt.Errorf("event: %s: %s: %q: %w", pack.Folder, of.name, text, err)
			}
			*of.to = append(*of.to, p)
		}
	}
	return r, nil
}

func triggers(rules []rule.Rule) map[string][]int {
	out := map[string][]int{}
	for k, ru := range rules {
		if ru.Frame == nil {
			continue
		}
		for _, ws := range slices.Concat(ru.Frame.Verbs, ru.Frame.Nouns) {
			if of := out[ws[0]]; len(of) == 0 || of[len(of)-1] != k {
				out[ws[0]] = append(of, k)
			}
		}
	}
	return out
}

// triggered gives for each rule the items that begin one of its predicates, so
// that only few rules are tried, and those in few places.
func (r *Reader) triggered(sent *clause.Sentence) [][]int {
	out := make([][]int, len(r.rules))
	for at, it := range sent.Items {
		for _, word := range [...]string{it.Lower, it.Lemma} {
			for _, k := range r.triggers[word] {
				if n := len(out[k]); n == 0 || out[k][n-1] != at {
					out[k] = append(out[k], at)
				}
			}
		}
	}
	return out
}

// Rules are the rules of the language, for tests and the codebook.
func (r *Reader) Rules() []rule.Rule { return r.rules }

// Source is everything that a report gives the reader.
type Source struct {
	Report  *chancery.Report
	Doc     *entity.Doc
	Times   []timex.Mention
	Version string // of the rules
}

// draft is an event as one clause tells it.
type draft struct {
	rule     *rule.Rule
	sentence int
	kind     chancery.Kind
	name     string
	slots    []slot
	mood     clause.Mood
	past     bool
	present  bool
	earlier  bool   // told as having gone before what the report is about
	pred     [2]int // tokens of the predicate
	verb     int    // of a noun: the token of the verb that carries it; -1 for none
	under    int    // of an infinitive: the token of the verb that it hangs on; -1 for none
	clause   chancery.Span
	place    *placed
	house    *housed // the ministry, parliament or palace where it happened
	date     dated
	part     int // the draft it belongs to; -1 for none
	each     bool
	topics   []string
	frames   []string
	body     bool // told in running text, not in the headline
	heading  bool // told by a noun in a heading without a verb: its mood is open
	open     bool // told by a noun of which only says what will come of it: "the visit will strengthen"
	also     []chancery.Span
	beside   []int         // actors of whom another sentence says that they were there, too
	met      []slot        // who is the object
	partners [][]slot      // of several prepositions: "with X and with Y"
	own      ontology.Code // PLOVER's type, where neither kind nor rule says it
	alone    bool          // needs nobody to whom it is done
}

// slot is one mention in a role.
type slot struct {
	mention int
	actor   int
	role    chancery.Role
}

// dated is the date of a draft and what it rests on.
type dated struct {
	date  chancery.Date
	basis chancery.Basis
	span  chancery.Span
	rule  string
}

// placed is the place of a draft and what it rests on.
type placed struct {
	place chancery.Place
	span  chancery.Span
}

// housed is a building of a state's government: its words, and the state where
// they say it.
type housed struct {
	of   string
	span chancery.Span
}

// Read gives the report's event claims, in the order of the text.
func (r *Reader) Read(src Source) []chancery.Claim {
	if r.outOfScope(src) {
		return nil
	}
	s := &session{steps: map[int]int{}, r: r, src: src, doc: src.Doc, heads: map[int]int{}, dates: make([]bool, len(src.Doc.Text.Tokens))}
	for _, t := range src.Times {
		for i := t.First; i < t.Last; i++ {
			s.dates[i] = true
		}
	}
	s.leadership()
	for n := range src.Doc.Text.Sentences {
		if sent := src.Doc.Text.Sentences[n]; s.skipped(n) || sent.Last-sent.First > entity.LongestSentence {
			continue
		}
		s.sentence(n)
	}
	s.discourse()
	return s.claims()
}

// outOfScope reports whether the report speaks mostly of sport, show business
// or companies: two or more such words, and more of them than of states.
func (r *Reader) outOfScope(src Source) bool {
	n := 0
	for _, t := range src.Doc.Text.Tokens {
		if slices.Contains(r.words.OutOfScope, t.Lower) || slices.Contains(r.words.OutOfScope, t.Base) {
			n++
		}
	}
	offices := 0
	for _, a := range src.Doc.Actors {
		if a.Type == chancery.State || a.Office != nil && a.Of != "" && a.OfBasis == chancery.Stated {
			offices++
		}
	}
	return n >= 3 && n > offices || n >= 2 && offices == 0
}

// session is the reading of one report.
type session struct {
	r      *Reader
	src    Source
	doc    *entity.Doc
	drafts []draft
	heads  map[int]int // delegation, as actor: the mention of who leads it
	dates  []bool      // by token: whether it belongs to an expression of time
	steps  map[int]int // sentence that takes up a step or remark: the mention of whose it was
}

// skipped reports whether sentence n stands in a part of the report that is not
// read for events.
func (s *session) skipped(n int) bool {
	sent := s.doc.Text.Sentences[n]
	first, last := s.doc.Text.Tokens[sent.First], s.doc.Text.Tokens[sent.Last-1]
	a, ok1 := s.src.Report.PartAt(first.Start)
	b, ok2 := s.src.Report.PartAt(last.Start)
	if !ok1 || !ok2 || a != b {
		return false
	}
	switch a {
	case chancery.PartTitle, chancery.PartHeader, chancery.PartByline, chancery.PartDebris, chancery.PartDateline:
		return true
	}
	return false
}

// leadership finds who leads which delegation, and lets each act for whom the
// other acts where the text says it of one of them only.
func (s *session) leadership() {
	if !slices.ContainsFunc(s.doc.Mentions, func(m entity.Mention) bool { return m.Label == entity.Delegation }) &&
		!slices.ContainsFunc(s.doc.Actors, func(a entity.Actor) bool { return a.Type == chancery.Delegation }) {
		return
	}
	for n, tokens := range s.doc.Text.Sentences {
		if tokens.Last-tokens.First > entity.LongestSentence {
			continue
		}
		sent := s.r.grammar.Sentence(s.doc, n)
		s.delegationHeads(sent)
		for _, g := range sent.Groups {
			for i := 1; i < len(g.Members); i++ {
				team, lead := g.Members[i-1], g.Members[i]
				if !sent.Leads(lead) {
					continue
				}
				if s.doc.Mentions[lead].Label == entity.Delegation { // "X başkanlığındaki heyet"
					team, lead = lead, team
				}
				if s.doc.Mentions[team].Label != entity.Delegation {
					continue
				}
				s.heads[s.doc.Mentions[team].Actor] = lead
				d, l := &s.doc.Actors[s.doc.Mentions[team].Actor], &s.doc.Actors[s.doc.Mentions[lead].Actor]
				switch {
				case d.Of != "" && (l.Of == "" || l.OfBasis == chancery.Inferred):
					l.Of, l.OfBasis = d.Of, chancery.Inferred
				case d.Of == "" && l.Of != "":
					d.Of, d.OfBasis = l.Of, chancery.Inferred
				}
			}
		}
	}
}

// sentence finds the drafts of one sentence.
func (s *session) sentence(n int) {
	sent := s.r.grammar.Sentence(s.doc, n)
	if s.asks(n) || s.story(sent) {
		return
	}
	s.representatives(sent)
	unreal := s.unreal(sent)
	if s.attend(sent, n) {
		return
	}
	var found []draft
	triggered := s.r.triggered(sent)
	for i := range s.r.rules {
		ru := &s.r.rules[i]
		if ru.Pattern != nil {
			found = append(found, s.patterns(sent, ru, n)...)
			continue
		}
		if len(triggered[i]) == 0 {
			continue
		}
		told := sync.OnceValue(func() bool { return cued(sent, ru) || s.cuedBefore(sent, ru, n) }) // asked only where there is a predicate
		for _, at := range triggered[i] {
			if sent.Items[at].Mention >= 0 || s.dates[sent.Items[at].First] && capital(sent.Items[at].Form) { // "on March 29"
				continue
			}
			if w := longest(sent, ru.Frame.Verbs, at); w > 0 && s.verbal(sent, ru, at, at+w) && told() && !barred(sent, ru, at, at+w) {
				found = s.frame(found, sent, ru, s.predicate(sent, ru, at, at+w), n)
			} else if w := longest(sent, ru.Frame.Nouns, at); w > 0 && (w > 1 || sent.Items[at].UPOS != "VERB") && told() && !barred(sent, ru, at, at+w) {
				found = s.frame(found, sent, ru, sent.Noun(at, at+w), n)
			}
		}
	}
	found = append(found, s.summits(sent, n)...)
	s.theySame(found)
	found = slices.DeleteFunc(found, func(d draft) bool { return s.doubtful(sent, d, unreal) })
	if len(unreal) > 0 && len(found) == 0 {
		return
	}
	s.takenUp(sent, n)
	for _, d := range strongest(found) {
		s.ofLabel(&d)
		if !s.history(d) {
			for _, one := range s.split(d) {
				s.drafts = append(s.drafts, s.perHost(one)...)
			}
		}
	}
	s.resumed(sent, n)
	s.another(sent, n)
	s.tookPart(sent, n)
	s.werePresent(sent, n)
	s.alsoBarred(sent, n)
	s.madePublic(sent, n)
}

// story reports whether a word such as "in the novel" stands among the first
// words of a sentence.
func (s *session) story(sent *clause.Sentence) bool {
	return slices.ContainsFunc(sent.Items[:min(6, len(sent.Items))], func(it clause.Item) bool {
		return it.Mention < 0 && slices.Contains(s.r.words.Fiction, it.Lower)
	})
}

// history reports whether a draft lies a working life before the report: nobody
// in the news took part in it.
func (s *session) history(d draft) bool {
	const years = 50
	_, last, dated := d.date.date.Bounds()
	published, _, known := s.src.Report.Published.Bounds()
	return dated && known && int(published-last) > years*365
}

// verbal reports whether items [first, last) are a verb of the rule.
func (s *session) verbal(sent *clause.Sentence, ru *rule.Rule, first, last int) bool {
	if ru.Yields.Engagement() {
		return sent.Verbal(first, last)
	}
	return sent.Acting(first, last)
}

func (s *session) predicate(sent *clause.Sentence, ru *rule.Rule, first, last int) clause.Predicate {
	if ru.Yields.Engagement() {
		return sent.Verb(first, last)
	}
	return sent.Act(first, last)
}

func longest(sent *clause.Sentence, phrases [][]string, at int) int {
	best := 0
	for _, ws := range phrases {
		if len(ws) > best && sent.WordsAt(at, ws) {
			best = len(ws)
		}
	}
	return best
}

// frame adds the draft that a predicate fills, if it fills what the frame needs.
func (s *session) frame(found []draft, sent *clause.Sentence, ru *rule.Rule, p clause.Predicate, n int) []draft {
	if ru.Yields == chancery.KindOther && sent.Asks() || verbal(ru.Yields) && sent.Content(p) {
		return found
	}
	if ru.Yields == chancery.KindConference && p.Noun && s.besideTheTime(p, sent) {
		return found
	}
	dropped := s.dropped(sent, ru, p, n)
	left := ""
	if len(dropped) > 0 {
		left = leftOut(p)
	}
	if !s.filled(sent, ru, p, left) {
		return found
	}
	d := draft{rule: ru, sentence: n, kind: ru.Yields, mood: p.Mood, past: p.Past, present: p.Present, part: -1, each: ru.Each, body: true,
		pred: [2]int{sent.Items[p.First].First, sent.Items[p.Last-1].Last}, verb: -1}
	if p.Noun && p.Verb >= 0 {
		d.verb = sent.Items[p.Verb].First
	}
	d.heading = p.Noun && p.Mood == clause.Told && !sent.Positional() && !sent.Finite()
	d.open = p.Open
	d.alone = slices.ContainsFunc(ru.Frame.Alone, func(ws []string) bool { return sent.HoldsNear(p.First, p.Last, ws) })
	d.under = -1
	if g := sent.Governor(p); g >= 0 {
		d.under = sent.Items[g].First
	}
	span := s.doc.Text.Span(d.pred[0], d.pred[1])
	if s.othersVisit(ru, sent, p) {
		p.Args = slices.DeleteFunc(slices.Clone(p.Args), func(a clause.Arg) bool { return a.Rel == clause.Subject })
		d.past, d.present, d.verb, d.mood = false, false, -1, clause.Told
	}
	end := s.told(sent, p)
	for _, a := range s.spokenFor(sent, ru, p.Args, p.Passive) {
		role, ok := roleOf(ru, a.Rel)
		if !ok && a.Rel == "with" {
			role, ok = ru.Frame.Args[sent.Coordinate(p, a)]
		}
		g := sent.Groups[a.Group]
		if !ok || ru.Yields == chancery.KindOther && g.First >= end {
			continue
		}
		if a.Rel == clause.Owner && s.ownWord(p, g) {
			continue
		}
		span = span.Cover(s.doc.Text.Span(sent.Items[g.First].First, sent.Items[g.Last-1].Last))
		var added []slot
		for _, m := range g.Members {
			if s.unofficial(ru, m) {
				continue
			}
			if !ru.Yields.Engagement() {
				added = append(added, s.partySlots(m, role)...)
			} else if s.meets(m) {
				added = append(added, s.slots(m, role)...)
			}
		}
		d.slots = append(d.slots, added...)
		d.listPartner(s.partnerRel(ru, p, a.Rel), added)
	}
	d.slots = append(d.slots, dropped...)
	s.hostAtHome(&d, sent, p)
	if !ru.Yields.Engagement() {
		s.itself(&d, sent, p)
		s.notOneself(&d)
	}
	if !s.notTheObject(&d) {
		return found
	}
	s.government(&d, sent, p)
	s.capitals(&d, sent, p)
	s.modifier(&d, sent, p)
	s.theme(&d, sent, p)
	if ru.Frame.Resume && len(d.slots) == 0 {
		s.resume(&d)
	}
	s.byTeller(&d, sent, p)
	s.toTeller(&d, sent, p)
	s.toTold(&d, sent, p)
	s.beyond(&d, sent, p)
	s.ownState(&d)
	if s.themeless(d) {
		return found
	}
	slices.SortStableFunc(d.slots, func(a, b slot) int { return a.mention - b.mention })
	s.withoutBodies(&d)
	s.withoutStates(&d)
	s.lendList(d)
	s.donor(&d)
	s.post(&d)
	s.accredited(&d)
	s.series(&d, sent, p)
	if sent.Positional() || !sent.Crowded() {
		s.protagonist(&d, p)
	}
	if s.headcount(d) || d.kind != chancery.KindAppointment && !s.official(d) { // who is appointed need not hold an office yet
		return found
	}
	if s.parties(d) < max(1, ru.Frame.Least) || d.kind == chancery.KindMeeting && p.Noun && p.Verb < 0 && len(s.people(d)) == 0 {
		return found
	}
	if p.Verb >= 0 {
		v := sent.Items[p.Verb]
		span = span.Cover(s.doc.Text.Span(v.First, v.Last))
	}
	d.clause = span
	if ru.Modality != "" {
		d.mood = moodOf(ru.Modality)
	}
	d.mood = s.scheduled(d.mood, p, n)
	if ru.Present != "" && d.mood == clause.Told && p.Present && !p.Past && !s.furniture(d.pred[0]) && !s.inTitle(d.pred[0]) {
		d.mood = moodOf(ru.Present) // "arrives on Sunday": a timetable
	}
	if sent.Denial(p.First) {
		d.mood = clause.Denied
	}
	if sent.Doubted(p.First) {
		return found
	}
	d.earlier = s.earlier(sent, p) || ru.Yields.Engagement() && sent.Earlier(p)
	s.when(&d, sent, p)
	if ru.Modality == chancery.Planned && sent.Earlier(p) { // "martta davet etmişti": when the invitation was made
		d.date = dated{}
	}
	s.where(&d, sent, p)
	s.stateHosts(&d)
	if s.habit(d, sent, p) {
		return found
	}
	if (d.mood == clause.Told || d.mood == clause.Ongoing && d.verb < 0) && d.present && !d.past && d.kind.Engagement() && s.ahead(d) {
		d.mood = clause.Coming // "travels on Saturday", "is meeting X on Saturday"
	}
	if d.mood == clause.Told && d.present && !d.past && d.kind.Engagement() && s.goesOn(d) {
		d.mood = clause.Coming
	}
	if d.mood == clause.Supposed || d.kind == chancery.KindStatement && off(d.mood) { // what will be said is no news yet
		return found
	}
	if ru.Later != "" && d.mood == clause.Coming {
		d.kind = ru.Later
		d.mood = clause.Told // it is the promise that was made
	}
	if !s.retype(&d) {
		return found
	}
	return append(found, s.perGoal(d, sent, s.goals(sent, ru, p))...)
}

// besideTheTime reports whether a noun only says before or after what something is
// done: "Ahead of the summit, X met Y".
func (s *session) besideTheTime(p clause.Predicate, sent *clause.Sentence) bool {
	for i := p.First - 1; i >= 0 && i > p.First-7; i-- {
		if slices.Contains(s.r.words.Ahead, sent.Items[i].Lower) {
			return true
		}
		if sent.Items[i].UPOS == "VERB" || sent.Items[i].UPOS == "PUNCT" {
			return false
		}
	}
	return false
}

// othersVisit reports whether a visit is that of a person who is not the subject of
// the verb before it: "X and Y discussed Z's visit to Peru".
func (s *session) othersVisit(ru *rule.Rule, sent *clause.Sentence, p clause.Predicate) bool {
	if ru.Yields != chancery.KindVisit || !p.Noun {
		return false
	}
	owner, subject := -1, -1
	for _, a := range p.Args {
		switch a.Rel {
		case clause.Owner:
			owner = sent.Groups[a.Group].Members[0]
		case clause.Subject:
			subject = sent.Groups[a.Group].Members[0]
		}
	}
	return owner >= 0 && subject >= 0 && s.doc.Mentions[owner].Label == entity.Person && s.doc.Mentions[owner].Actor != s.doc.Mentions[subject].Actor
}

// meets reports whether a mention can be of somebody in contact: not people or a
// capital that stand for a state, nor a body of nobody known.
func (s *session) meets(mention int) bool {
	switch m := s.doc.Mentions[mention]; m.Label {
	case entity.People:
		return m.Sector == official
	case entity.Place:
		return false
	case entity.Org:
		return m.Head != entity.Institution || s.doc.Actors[m.Actor].Of != ""
	}
	return true
}

// ownWord reports whether an owner is no more than "his" or "her" beside a
// subject: it speaks of that subject.
func (s *session) ownWord(p clause.Predicate, owner clause.Group) bool {
	return s.doc.Mentions[owner.Members[0]].Label == entity.Possessive &&
		slices.ContainsFunc(p.Args, func(a clause.Arg) bool { return a.Rel == clause.Subject })
}

// unofficial reports whether a mention is of people who are no party to what the
// rule yields: those met in a place to any act of diplomacy.
func (s *session) unofficial(ru *rule.Rule, mention int) bool {
	m := s.doc.Mentions[mention]
	return m.Label == entity.People && m.Local && ru.Yields != chancery.KindOther && !ru.Yields.Engagement()
}

// official reports whether anybody in a draft acts for a state or organisation,
// or holds an office that is not a minor one.
//
// An act of the kind other is told of a state or organisation: the research
// standard codes nobody else.
func (s *session) official(d draft) bool {
	if d.rule.Yields == chancery.KindOther {
		return slices.ContainsFunc(d.slots, func(x slot) bool { return s.doc.Actors[x.actor].Of != "" })
	}
	return slices.ContainsFunc(d.slots, func(x slot) bool {
		a := s.doc.Actors[x.actor]
		if a.Of != "" || a.Type != chancery.Person {
			return true
		}
		return slices.ContainsFunc(a.Heads, func(h string) bool { return !slices.Contains(s.r.words.Minor, h) })
	})
}

// withoutBodies takes ministries and other bodies out of talks between people:
// there they name a building, or whose people they are.
func (s *session) withoutBodies(d *draft) {
	if d.kind != chancery.KindMeeting && d.kind != chancery.KindCall || len(s.people(*d)) < 2 {
		return
	}
	d.slots = slices.DeleteFunc(d.slots, func(x slot) bool { return s.doc.Actors[x.actor].Type == chancery.Body })
}

// withoutStates takes "both countries" out of what people do for them.
func (s *session) withoutStates(d *draft) {
	if !d.kind.Engagement() || d.kind == chancery.KindVisit || len(s.people(*d)) < 2 {
		return
	}
	d.slots = slices.DeleteFunc(d.slots, func(x slot) bool {
		m := s.doc.Mentions[x.mention]
		return m.Label == entity.Group && m.Office == nil && s.doc.Actors[x.actor].Type == chancery.State
	})
}

// parties counts the actors of a draft; a delegation and who leads it are one,
// the ministers of several states more than one.
func (s *session) parties(d draft) int {
	n := len(s.actors(d))
	for _, x := range d.slots {
		if s.leads(d, x) != "" {
			n--
		}
		if s.doc.Mentions[x.mention].Many {
			n++
		}
	}
	return n
}

// cued reports whether the sentence has the words that a frame asks for and,
// unless they count in the clause alone, none that it bars. Where the verb stands
// last, only those in the predicate's own clause count.
func cued(sent *clause.Sentence, ru *rule.Rule) bool {
	f := ru.Frame
	return (len(f.Cue) == 0 || slices.ContainsFunc(f.Cue, sent.Speaks)) && (!sent.Positional() || ownClause(ru) || ru.Yields == chancery.KindMeeting || !slices.ContainsFunc(f.Bar, sent.Holds))
}

// barred reports whether the clause of the predicate at items [first, last) has
// words that the frame bars there.
func barred(sent *clause.Sentence, ru *rule.Rule, first, last int) bool {
	if ru.Yields == chancery.KindMeeting && sent.Positional() { // "spoke by phone with X and met Y"
		return slices.ContainsFunc(ru.Frame.Bar, func(ws []string) bool { return sent.HoldsBeside(first, last, ws) })
	}
	return ownClause(ru) && slices.ContainsFunc(ru.Frame.Bar, func(ws []string) bool { return sent.HoldsNear(first, last, ws) })
}

// ownClause reports whether what a rule bars counts in the clause of its
// predicate alone: a sentence may tell of several acts.
func ownClause(ru *rule.Rule) bool { return actual(ru.Yields) }

// actual reports whether a kind is of acts between parties, and not only a type of
// them.
func actual(k chancery.Kind) bool { return !k.Engagement() && k != chancery.KindOther }

// filled reports whether a predicate has the arguments that a frame needs.
// One that is left out, and known from before, is there.
func (s *session) filled(sent *clause.Sentence, ru *rule.Rule, p clause.Predicate, left string) bool {
	for _, need := range ru.Frame.Need {
		if !slices.ContainsFunc(need, func(n string) bool {
			return left != "" && strings.TrimSuffix(n, "!") == left || s.fills(sent, ru, p, n)
		}) {
			return false
		}
	}
	f := ru.Frame
	if !sent.Positional() && sent.Around(p, f.Bar) {
		return false
	}
	return (len(f.Next) == 0 || sent.Follows(p, f.Next)) && !sent.Follows(p, f.NotNext) && !sent.Beside(p, f.Apart)
}

func (s *session) fills(sent *clause.Sentence, ru *rule.Rule, p clause.Predicate, need string) bool {
	switch need {
	case "place":
		return s.goal(sent, ru, p) != nil
	case "passive":
		return p.Passive
	case "owner":
		return sent.OwnerBehind(p) >= 0
	case "theme":
		return slices.ContainsFunc(sent.Themes(p), func(m int) bool { return !s.unofficial(ru, m) }) || s.remarker(sent, ru, p) >= 0
	case "beyond":
		d := draft{rule: ru}
		s.beyond(&d, sent, p)
		return len(d.slots) > 0
	case "party":
		return true // known when the whole report has been read
	}
	if need == clause.Subject && !ru.Yields.Engagement() && (sent.Pronominal(p, s.r.words.It) || sent.Pronominal(p, s.r.words.They) && s.severalBefore(sent, s.doc.Text.SentenceOf(sent.Items[0].First), p.First) != nil || s.cityState(sent.City(p)) != "") || need == "mod" && sent.Modifier(p) >= 0 {
		return true
	}
	if s.addressed(sent, ru, p, need) >= 0 {
		return true
	}
	rel, several := strings.CutSuffix(need, "+")
	rel, person := strings.CutSuffix(rel, "!")
	return slices.ContainsFunc(p.Args, func(a clause.Arg) bool {
		if a.Rel != rel {
			return false
		}
		members := sent.Groups[a.Group].Members
		return (!several || sent.Several(sent.Groups[a.Group])) && (!person || slices.ContainsFunc(members, func(m int) bool {
			return s.personal(m) || s.doc.Mentions[m].Label == entity.People && !ru.Yields.Engagement()
		}))
	})
}

// slots are the actors of one mention in a role: several for "the two
// ministers".
func (s *session) slots(mention int, role chancery.Role) []slot {
	m := s.doc.Mentions[mention]
	members := m.Members
	if m.Label == entity.Group && m.Head != "both" && m.Office != nil && len(members) == 2 && m.Count == 2 && !s.together(members, mention) { // "Both leaders discussed", right behind the contact of others
		if met := s.justMet(mention, nil); len(met) == 2 && !slices.ContainsFunc(met, func(a int) bool {
			return !slices.Contains(s.doc.Actors[a].Heads, m.Head) && !slices.Contains(s.r.words.Minor, m.Head)
		}) {
			members = met
		}
	}
	if m.Head == "both" {
		if met := s.justMet(mention, members); met != nil {
			members = met
		} else if len(members) > 1 && s.doc.Text.Tokens[m.First].UPOS == "PRON" && !s.together(members, mention) { // "they", of nobody in particular
			return nil
		}
	}
	if len(members) == 0 {
		return []slot{{mention, m.Actor, role}}
	}
	var out []slot
	for _, a := range members {
		out = append(out, slot{mention, a, role})
	}
	return out
}

// justMet are the people of the contact told of last, up to two sentences before
// a mention such as "they" that names nobody new, or up to six where one of those
// spoken of last was there; nil where somebody stands before it in its sentence,
// or nobody met.
func (s *session) justMet(mention int, spokenOf []int) []int {
	const near, far = 2, 6
	n := s.doc.Text.SentenceOf(s.doc.Mentions[mention].First)
	first := s.doc.Text.Sentences[n].First
	for i := mention - 1; i >= 0 && s.doc.Mentions[i].First >= first; i-- {
		if s.doc.Mentions[i].Label == entity.Person || s.doc.Mentions[i].Label == entity.Holder {
			return nil
		}
	}
	for i := len(s.drafts) - 1; i >= 0 && s.drafts[i].sentence >= n-far; i-- {
		d := s.drafts[i]
		people := s.people(d)
		if d.sentence == n || d.kind == chancery.KindVisit || !d.kind.Engagement() || len(people) < 2 {
			continue
		}
		if d.sentence < n-near && !slices.ContainsFunc(spokenOf, func(a int) bool { return slices.Contains(people, a) }) {
			return nil
		}
		return people
	}
	return nil
}

// personal reports whether a mention is of people, not of a state or body.
func (s *session) personal(mention int) bool {
	switch s.doc.Mentions[mention].Label {
	case entity.State, entity.Org, entity.People, entity.Place:
		return false
	}
	return true
}

func moodOf(m chancery.Modality) clause.Mood {
	switch m {
	case chancery.Planned:
		return clause.Coming
	case chancery.Cancelled:
		return clause.Called
	case chancery.Ongoing:
		return clause.Ongoing
	case chancery.Denied:
		return clause.Denied
	}
	return clause.Told
}

// patterns adds the drafts of a pattern rule.
func (s *session) patterns(sent *clause.Sentence, ru *rule.Rule, n int) []draft {
	var out []draft
	items := sent.ForRules().Items
	for _, m := range ru.Pattern.Find(sent.ForRules()) {
		var goals []int
		d := draft{rule: ru, sentence: n, kind: ru.Yields, part: -1, verb: -1, under: -1, each: ru.Each, body: true, mood: moodOf(ru.Modality),
			pred: [2]int{items[m.First].First, items[m.Last-1].Last}, clause: s.doc.Text.Span(items[m.First].First, items[m.Last-1].Last)}
		for _, c := range m.Captures {
			role, ok := ru.Roles[c.Name]
			if !ok {
				continue
			}
			for k := c.First; k < c.Last; k++ {
				if role == "place" {
					if m := sent.Items[k].Mention; m >= 0 {
						d.place, goals = s.placeOf(m), sent.GoalsFrom(k)
					}
					continue
				}
				if g := sent.GroupOf(k); g >= 0 {
					for _, mm := range sent.Groups[g].Members {
						d.slots = append(d.slots, s.possessor(d, mm, s.partySlots(mm, role))...)
					}
					k = max(k, sent.Groups[g].Last-1)
				} else if m := sent.Items[k].Mention; m >= 0 && !ru.Yields.Engagement() {
					d.slots = append(d.slots, s.partySlots(m, role)...)
				} else if m := sent.Items[k].Mention; m >= 0 && s.doc.Mentions[m].Label == entity.Pair {
					d.slots = append(d.slots, s.slots(m, role)...)
				}
			}
		}
		d.slots = s.withOwners(d.slots)
		if hasRole(d, chancery.Host) {
			s.lendList(d)
		}
		p := clause.Predicate{First: m.First, Last: m.Last, Verb: -1}
		if ru.Modality == "" {
			p = sent.Whole(m.First, m.Last)
			if p.Verb < 0 {
				p = sent.Whole(0, len(items))
				p.First, p.Last = m.First, m.Last
			}
			d.mood, d.past, d.present = p.Mood, p.Past, p.Present
		}
		if !sent.Positional() {
			s.protagonist(&d, p)
		}
		s.wasThere(&d, sent, m.Last-1)
		if d.mood == clause.Supposed || len(d.slots) == 0 || sent.Doubted(m.First) {
			continue
		}
		if d.kind == chancery.KindVisit && d.present && d.mood == clause.Told {
			d.mood = clause.Ongoing
		}
		if !s.retype(&d) || d.kind == chancery.KindConference && s.ownBody(d) || !s.notTheObject(&d) {
			continue
		}
		s.when(&d, sent, p)
		if d.kind == chancery.KindExpulsion && d.place == nil { // the city to be left stands for who tells them to go
			for _, x := range d.slots {
				if acts(x.role) && s.doc.Mentions[x.mention].Label == entity.Place {
					d.place = s.placeOf(x.mention)
				}
			}
		}
		if d.place == nil {
			s.where(&d, sent, p)
		}
		out = append(out, s.perGoal(d, sent, goals)...)
	}
	return out
}

// withOwners adds those whose guest or host somebody is called: "his guest, X".
func (s *session) withOwners(slots []slot) []slot {
	for _, x := range slots {
		mention := s.doc.Mentions[x.mention].Whose
		if mention < 0 {
			continue
		}
		whose := s.doc.Mentions[mention].Actor
		role := chancery.Host
		if x.role == chancery.Host {
			role = chancery.Visitor
		}
		if k := slices.IndexFunc(slots, func(y slot) bool { return y.actor == whose }); k >= 0 { // "he and his host, X,"
			slots[k].role = role
			continue
		}
		slots = append([]slot{{mention, whose, role}}, slots...)
	}
	return slots
}

// ownBody reports whether only bodies of states stand in a draft: a parliament that
// sits is no conference.
func (s *session) ownBody(d draft) bool {
	return !slices.ContainsFunc(d.slots, func(x slot) bool { return s.doc.Actors[x.actor].Type != chancery.Body })
}
