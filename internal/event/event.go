// Package event reads what happened: it finds the verbs, nouns and phrases that
// the rules name, asks package clause who takes part in what relation, and adds
// date, place, modality and topics. Rules are data; nothing here knows a verb.
package event

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
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
	until    int // of a gathering, the last sentence that told who was there; 0 for none
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
