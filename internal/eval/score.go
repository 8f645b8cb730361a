package eval

import (
	"regexp"
	"slices"
	"strings"

	"chancery"
)

// Score compares exported rows with the gold.
func Score(gold *Gold, rows *Rows) *Figures {
	s := newScorer(gold, rows)
	for i := range gold.documents {
		s.document(&gold.documents[i])
	}
	out := &Figures{
		list: slices.Concat(
			[]Figure{count("documents", s.total.documents), count("documents_unread", s.total.unread)},
			s.total.figures(), s.merging(), s.eventMerging(), s.evidence(), s.facts(),
		),
		missed:   s.missed,
		extra:    s.extra,
		kinds:    s.byKind,
		findings: s.findings,
	}
	for _, lang := range s.languages {
		st := s.byLanguage[lang]
		out.languages = append(out.languages, languageFigures{lang, st.documents, st.figures()})
	}
	slices.SortFunc(out.languages, func(a, b languageFigures) int { return strings.Compare(a.language, b.language) })
	return out
}

// scorer walks the gold's reports and keeps what is counted over all of them.
type scorer struct {
	*comparer
	gold       *Gold
	rows       *Rows
	names      map[string]string // a report's id to its name in the gold
	texts      map[string]*string
	events     map[string]*claimRow
	claims     map[string][]*claimRow // by the report's name
	total      tally
	byLanguage map[string]*tally
	languages  []string
	mentions   []mention
	missed     []entry
	extra      []entry
	byKind     map[string]map[string]*kindTally // by language and kind
	findings   []reportFindings
}

// mention is a gold event found in one report.
type mention struct {
	report string
	gold   *goldEvent
	system *claimRow
}

var ending = regexp.MustCompile(`\.[a-z]+$`)

func newScorer(gold *Gold, rows *Rows) *scorer {
	s := &scorer{
		comparer: newComparer(), gold: gold, rows: rows,
		names: map[string]string{}, texts: map[string]*string{}, events: map[string]*claimRow{},
		claims: map[string][]*claimRow{}, byLanguage: map[string]*tally{}, byKind: map[string]map[string]*kindTally{},
	}
	for _, r := range rows.reports {
		name := ending.ReplaceAllString(afterLast(first(r.Name, r.URL), "/"), "")
		s.names[r.ID] = name
		s.texts[name] = r.Text
	}
	for i := range rows.events {
		s.events[rows.events[i].ID] = &rows.events[i]
	}
	for i := range rows.claims {
		c := &rows.claims[i]
		name := s.name(c.Report)
		s.claims[name] = append(s.claims[name], c)
	}
	return s
}

// name is the report's name in the gold; an unknown id stands for itself.
func (s *scorer) name(report string) string {
	if name, ok := s.names[report]; ok {
		return name
	}
	return report
}

// root is the event of the record that the claim's event is a part of in the
// end: the visit of a meeting.
func (s *scorer) root(c *claimRow) string {
	at, seen := c.Event, map[string]bool{}
	for !seen[at] {
		e, ok := s.events[at]
		if !ok || s.events[e.PartOf] == nil {
			return at
		}
		seen[at] = true
		at = e.PartOf
	}
	return at
}

// candidate is a gold event and a claim of the same report, by their places.
type candidate struct {
	like         float64
	gold, system int
}

// document scores the claims of one report.
func (s *scorer) document(d *document) {
	mine := s.claims[d.Doc]
	candidates := s.candidates(d, mine)
	found, right := s.pairUp(d, mine, candidates)
	repeated := 0
	for j := range mine {
		like := slices.ContainsFunc(candidates, func(c candidate) bool { return c.system == j })
		if like && !right[j] && engagement(mine[j].Kind) {
			repeated++
		}
	}

	var st tally
	st.documents++
	if _, read := s.texts[d.Doc]; !read {
		st.unread++
	}
	st.repeated += repeated
	st.countGold(d)
	st.countSystem(d, mine, right)
	for _, m := range found {
		st.countHit(m)
		if !m.gold.Optional {
			s.fields(&st, m.gold, m.system)
		}
		s.mentions = append(s.mentions, m)
	}
	s.total.add(&st)
	s.language(d).add(&st)
	s.list(d, mine, found, right)
	s.countKinds(d, mine, found, right)
}

// language is the tally of the report's language.
func (s *scorer) language(d *document) *tally {
	lang := first(d.language(), "?")
	if s.byLanguage[lang] == nil {
		s.byLanguage[lang] = &tally{}
		s.languages = append(s.languages, lang)
	}
	return s.byLanguage[lang]
}

// candidates are all pairs that are alike, the most alike first, of equals the
// one that stands later.
func (s *scorer) candidates(d *document, mine []*claimRow) []candidate {
	var out []candidate
	for i := range d.Events {
		for j := range mine {
			if like := s.similarity(&d.Events[i], mine[j]); like > 0 {
				out = append(out, candidate{like, i, j})
			}
		}
	}
	slices.SortFunc(out, func(a, b candidate) int {
		switch {
		case a.like != b.like:
			if a.like > b.like {
				return -1
			}
			return 1
		case a.gold != b.gold:
			return b.gold - a.gold
		}
		return b.system - a.system
	})
	return out
}

// pairUp gives each gold event at most one claim, and lists the claims that
// are right: those, and a visit told beside its meeting, once. A repetition is
// not right.
func (s *scorer) pairUp(d *document, mine []*claimRow, candidates []candidate) ([]mention, map[int]bool) {
	var found []mention
	own := map[int]*claimRow{}
	right := map[int]bool{}
	for _, c := range candidates {
		if own[c.gold] == nil && !right[c.system] {
			own[c.gold] = mine[c.system]
			right[c.system] = true
			found = append(found, mention{d.Doc, &d.Events[c.gold], mine[c.system]})
		}
	}
	lent := map[int]bool{}
	for _, c := range candidates {
		e := own[c.gold]
		if !right[c.system] && !lent[c.gold] && e != nil && e.Kind != mine[c.system].Kind && s.root(e) == s.root(mine[c.system]) {
			right[c.system] = true
			lent[c.gold] = true
		}
	}
	return found, right
}

// fields scores what the claim says of the event that it was paired with.
func (s *scorer) fields(st *tally, g *goldEvent, c *claimRow) {
	st.kind += one(g.Kind == c.Kind)
	if want := g.plover(); want != "" {
		st.plover.tell(want == c.Plover.Event)
	}
	st.modality += one(c.Modality == g.Modality.or(string(chancery.Occurred)) || slices.Contains(g.ModalityAlso, c.Modality))
	if _, dated := bounds(g.Date.text); dated {
		st.date.tell(rightDate(g.Date.text, c.Date, g.tolerance(0)))
	} else if g.Date.there && g.Date.text == "" {
		st.undated.tell(c.Date == "" || c.DateBasis != "" && c.DateBasis != string(chancery.Stated))
	}
	if g.Place != nil {
		cities := slices.Concat([]string{c.Place.Name}, c.Place.Aka)
		st.place.tell(c.Place.Country == g.Place.Country && (g.Place.City == "" || s.anyName([]string{g.Place.City}, cities)))
	}
	pairs, spare := s.match(g.Participants, c.Participants)
	hits := matched(pairs)
	st.rightParticipants.right += hits
	st.rightParticipants.of += hits
	for _, p := range spare {
		st.rightParticipants.of += one(p.person())
	}
	if len(g.Initiator) > 0 && directed(g.Kind) {
		st.direction.tell(rightDirection(g, pairs))
	}
	st.supported += one(s.supported(g, c))
	for _, p := range pairs {
		st.participant.tell(p.system != nil)
		if p.system == nil {
			continue
		}
		if p.gold.Name != "" && p.gold.Office != "" {
			st.office.tell(p.system.Office != nil && s.sameOffice(p.gold.Office, p.gold.OfficeEn, p.system.Office))
		}
		if p.gold.Of != "" {
			st.represents.tell(s.sameParty(p.gold.Of, p.system.party()))
		}
	}
}

// rightDirection holds when those who began it, and no others, are said to.
func rightDirection(g *goldEvent, pairs []matching) bool {
	for i, p := range pairs {
		starts := p.system != nil && p.system.starts()
		if starts != slices.Contains(g.Initiator, i) {
			return false
		}
	}
	return true
}

// supported holds when the claim's quotations have a word of a participant.
func (s *scorer) supported(g *goldEvent, c *claimRow) bool {
	var quotes []string
	for _, x := range c.Sources {
		quotes = append(quotes, x.Quote)
	}
	quoted := s.fold(strings.Join(quotes, " "))
	for i := range g.Participants {
		p := &g.Participants[i]
		for _, name := range slices.Concat([]string{p.label()}, p.Aka) {
			for _, word := range strings.Fields(s.fold(name)) {
				letters := []rune(word)
				if len(letters) > 2 && strings.Contains(quoted, string(letters[:min(5, len(letters))])) {
					return true
				}
			}
		}
	}
	return false
}

// list notes what was missed and what was made up.
func (s *scorer) list(d *document, mine []*claimRow, found []mention, right map[int]bool) {
	for i := range d.Events {
		g := &d.Events[i]
		if !g.Optional && !slices.ContainsFunc(found, func(m mention) bool { return m.gold == g }) {
			s.missed = append(s.missed, g.entry(d.Doc))
		}
	}
	for j, c := range mine {
		if !right[j] && engagement(c.Kind) {
			s.extra = append(s.extra, c.entry(d.Doc))
		}
	}
}
