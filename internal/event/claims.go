package event

import (
	"slices"
	"strings"

	"chancery"
	"chancery/internal/clause"
	"chancery/internal/entity"
	"chancery/internal/gazetteer"
)

// discourse joins drafts that tell of one event again, puts meetings under the
// visit of the same report, and gives dates and places that an earlier sentence
// has stated.
func (s *session) discourse() {
	s.lendBeside()
	s.merge()
	for i := range s.drafts {
		s.inherit(i)
	}
	s.parts()
	s.ofVisit()
	s.lendHere()
	s.topics()
}

// merge folds a later telling of the same event into the first.
func (s *session) merge() {
	var out []draft
	for _, d := range s.drafts {
		if n := slices.IndexFunc(out, func(o draft) bool { return s.summary(o, d) }); n >= 0 {
			whole := out[n].clause
			date := out[n].date
			place := out[n].place
			out[n] = d
			if d.place == nil {
				out[n].place = place
			}
			out[n].also = append(out[n].also, whole)
			if d.date.date == "" {
				out[n].date = date
			}
			continue
		}
		if n := slices.IndexFunc(out, func(o draft) bool { return s.sameEvent(o, d) }); n >= 0 {
			s.absorb(&out[n], d)
			continue
		}
		out = append(out, d)
	}
	s.drafts = out
}

// lendBeside infers for whom officials act who are named without a state: as the
// one listed before them, else as the organisation at whose seat they were met.
func (s *session) lendBeside() {
	for i := range s.drafts {
		d := &s.drafts[i]
		for k, x := range d.slots {
			if a := s.unowned(x); a != nil && k > 0 && d.slots[k-1].role == x.role {
				if of := s.doc.Actors[d.slots[k-1].actor].Of; of != "" {
					a.Lend(of)
				}
			}
		}
		for _, x := range d.slots {
			if a := s.unowned(x); a != nil {
				if of := s.seat(d); of != "" {
					a.Lend(of)
				} else if of := s.locative(x); of != "" {
					a.Lend(of)
				}
			}
		}
	}
}

// lendHere infers for whom the others act: the state where it happened, when
// nobody else is of it; at last, the report's own state.
func (s *session) lendHere() {
	home := s.homeState()
	for i := range s.drafts {
		d := &s.drafts[i]
		if d.place == nil || d.kind == chancery.KindVisit {
			continue
		}
		for _, x := range d.slots { // the report's own official, away from home
			if a := s.unowned(x); a != nil && x.role == chancery.Initiator && home != "" && home == s.doc.Home {
				a.Lend(home)
			}
		}
		for _, x := range d.slots {
			if a := s.unowned(x); a != nil && !s.others(d, x, d.place.place.Country) && !s.guest(d, x) {
				a.Lend(d.place.place.Country)
			}
		}
	}
	for i := range s.doc.Actors {
		if a := &s.doc.Actors[i]; a.Type == chancery.Person && a.Of == "" && a.Office != nil && home != "" && !s.visits(i, home) {
			a.Lend(home)
		}
	}
}

// visits reports whether an actor is told to come to the state: then it is of
// another.
func (s *session) visits(actor int, state string) bool {
	return slices.ContainsFunc(s.drafts, func(d draft) bool {
		return d.kind == chancery.KindVisit && d.place != nil && d.place.place.Country == state &&
			slices.ContainsFunc(d.slots, func(x slot) bool { return x.actor == actor && x.role == chancery.Visitor })
	})
}

// homeState is the state whose officials the report leaves without one: its
// own, if the report speaks of it or of no other; else the one state that
// visitors come to.
func (s *session) homeState() string {
	foreign := false
	for _, m := range s.doc.Mentions {
		switch m.Label {
		case entity.State, entity.Adjective, entity.Place:
			of := m.Of
			if m.Label == entity.Place {
				of = m.Entry.Country
			}
			if of == s.doc.Home {
				return s.doc.Home
			}
			foreign = true
		case entity.Person, entity.Holder:
			if m.Of == s.doc.Home && s.doc.Home != "" {
				return s.doc.Home
			}
			foreign = foreign || m.Of != ""
		}
	}
	if !foreign {
		return s.doc.Home
	}
	for _, d := range s.drafts {
		if d.kind == chancery.KindVisit && d.place != nil && d.sentence <= s.drafts[0].sentence+2 {
			return d.place.place.Country
		}
	}
	return s.doc.Home
}

// locative is a state in the locative a few words before a mention: "Norveç'te
// göreve gelen Dışişleri Bakanı X".
func (s *session) locative(x slot) string {
	for i := x.mention - 1; i >= 0; i-- {
		m := s.doc.Mentions[i]
		if s.doc.Mentions[x.mention].First-m.Last > 4 {
			return ""
		}
		if m.Label == entity.State && m.Case == "Loc" {
			return m.Of
		}
	}
	return ""
}

// unowned is the actor of a slot when it holds an office of nobody known.
func (s *session) unowned(x slot) *entity.Actor {
	a := &s.doc.Actors[x.actor]
	if a.Type != chancery.Person || a.Office == nil || a.Of != "" {
		return nil
	}
	return a
}

// guest reports whether somebody on the other side is unowned too, so that it
// is the other who is at home.
func (s *session) guest(d *draft, x slot) bool {
	return (x.role == chancery.Initiator || x.role == chancery.Visitor) && slices.ContainsFunc(d.slots, func(y slot) bool {
		return y.role != chancery.Initiator && y.role != chancery.Visitor && s.unowned(y) != nil
	})
}

// others reports whether everybody on the other side of a draft is of the state
// too: then it is no host.
func (s *session) others(d *draft, x slot, of string) bool {
	n, same := 0, 0
	for _, y := range d.slots {
		if y.role == x.role {
			continue
		}
		n++
		if s.doc.Actors[y.actor].Of == of {
			same++
		}
	}
	return n > 0 && same == n
}

// seat is the organisation at whose headquarters a draft's sentence is set.
func (s *session) seat(d *draft) string {
	sent := s.doc.Text.Sentences[d.sentence]
	for _, m := range s.doc.Mentions {
		if m.First < sent.First || m.Last > sent.Last || m.Label != entity.Org || m.First == sent.First {
			continue
		}
		if e, ok := s.r.gaz.Organisation(m.Of); ok && strings.HasSuffix(e.ID, " HQ") && slices.Contains(s.r.words.In, s.doc.Text.Tokens[m.First-1].Lower) {
			return e.Parent
		}
	}
	return ""
}

// summary reports whether a tells of b in a lead that names only the states or
// organisations whose people b names.
func (s *session) summary(a, b draft) bool {
	if a.kind != b.kind || a.name != "" || len(s.people(a)) > 0 || len(s.people(b)) == 0 || a.kind == chancery.KindVisit {
		return false
	}
	if b.sentence == a.sentence+1 && b.place == nil && b.date.date == "" && !slices.ContainsFunc(s.people(b), func(p int) bool { return s.doc.Actors[p].Of != "" }) {
		return true // "The document was signed by the ministers X and Y"
	}
	for _, x := range s.actors(a) {
		of := s.doc.Actors[x].Of
		if of == "" || !slices.ContainsFunc(s.people(b), func(p int) bool { return s.doc.Actors[p].Of == of }) {
			return false
		}
	}
	return true
}

// people are the actors of a draft that are persons or delegations.
func (s *session) people(d draft) []int {
	var out []int
	for _, x := range d.slots {
		a := x.actor
		if t := s.doc.Actors[a].Type; (t == chancery.Person || t == chancery.Delegation) && !slices.Contains(out, a) {
			out = append(out, a)
		}
	}
	slices.Sort(out)
	return out
}

func (s *session) actors(d draft) []int {
	var out []int
	for _, x := range d.slots {
		if a := x.actor; !slices.Contains(out, a) {
			out = append(out, a)
		}
	}
	slices.Sort(out)
	return out
}

// sameEvent decides within one report: the same kind, the people of one all
// among those of the other, and nothing that keeps them apart.
func (s *session) sameEvent(a, b draft) bool {
	if a.kind != b.kind || (a.mood == clause.Denied) != (b.mood == clause.Denied) {
		return false
	}
	if a.kind == chancery.KindConference && b.name == "" && b.place == nil && b.date.date == "" && b.sentence-a.sentence <= 2 {
		return true // "attended the summit", just told of
	}
	if a.name != "" || b.name != "" {
		return a.name == b.name
	}
	if off(a.mood) != off(b.mood) { // held once, and planned or called off another time
		return false
	}
	if a.date.date != "" && b.date.date != "" && !a.date.date.Overlaps(b.date.date, 0) {
		return false
	}
	if p := s.people(a); a.kind == chancery.KindMeeting && b.date.date == "" && b.sentence-a.sentence == 1 && len(p) > 1 && slices.Equal(p, s.people(b)) {
		return true // what they discussed is told next
	}
	if a.place != nil && b.place != nil && (a.place.place.Country != b.place.place.Country ||
		a.place.place.Name != "" && b.place.place.Name != "" && a.place.place.Name != b.place.place.Name) {
		return false
	}
	pa, pb := s.people(a), s.people(b)
	if a.kind == chancery.KindVisit && s.hosts(a) != s.hosts(b) {
		return false
	}
	if a.kind == chancery.KindVisit {
		return shares(pa, pb) && (a.place == nil || b.place == nil || a.place.place.Country == b.place.place.Country)
	}
	if len(pa) == 0 || len(pb) == 0 {
		xa, xb := s.actors(a), s.actors(b)
		return within(xa, xb) || within(xb, xa)
	}
	return within(pa, pb) || within(pb, pa)
}

// hosts is the organisation or body that a visit goes to; -1 for a visit to a
// state or city.
func (s *session) hosts(d draft) int {
	for _, x := range d.slots {
		a := x.actor
		if t := s.doc.Actors[a].Type; t == chancery.Organisation || t == chancery.Body {
			return a
		}
	}
	return -1
}

// off reports whether a mood tells of what has not happened yet, or will not.
func off(m clause.Mood) bool { return m == clause.Coming || m == clause.Called }

func shares(a, b []int) bool {
	return slices.ContainsFunc(a, func(x int) bool { return slices.Contains(b, x) })
}

func within(a, b []int) bool {
	return len(a) > 0 && !slices.ContainsFunc(a, func(x int) bool { return !slices.Contains(b, x) })
}

// absorb adds to a draft what a later telling of it has more.
func (s *session) absorb(a *draft, b draft) {
	for _, x := range b.slots {
		if !slices.Contains(s.actors(*a), x.actor) {
			a.slots = append(a.slots, x)
		}
	}
	if a.date.date == "" || b.date.date != "" && b.date.date.Width() > 0 && b.date.date.Width() < a.date.date.Width() {
		a.date = b.date
	}
	if a.place == nil || a.place.place.Name == "" && b.place != nil {
		if b.place != nil {
			a.place = b.place
		}
	}
	if a.mood == clause.Told && b.mood == clause.Ongoing {
		a.mood = b.mood
	}
	a.also = append(a.also, b.clause)
}

// inherit takes the place and date of the visit or meeting that the report is
// about when a draft with the same people states none.
func (s *session) inherit(i int) {
	d := &s.drafts[i]
	for k := i - 1; k >= 0; k-- {
		o := s.drafts[k]
		if !o.kind.Engagement() || !shares(s.people(*d), s.people(o)) || o.name != "" && d.name != "" {
			continue
		}
		if d.mood != o.mood && !(d.mood == clause.Told && o.mood == clause.Ongoing) {
			continue
		}
		if d.sentence-o.sentence > 3 {
			continue
		}
		if d.place == nil && o.place != nil && d.kind != chancery.KindVisit && d.kind != chancery.KindCall && !s.context(o) {
			p := *o.place
			if d.sentence != o.sentence {
				p.place.Basis = chancery.Inferred
			}
			d.place = &p
		}
		if d.date.date == "" && o.date.date != "" && o.date.basis == chancery.Stated && d.kind != chancery.KindVisit {
			d.date = o.date
		}
		return
	}
}

// parts puts engagements under the visit of the same report in which they took
// place.
func (s *session) parts() {
	for i := range s.drafts {
		d := &s.drafts[i]
		within := d.kind == chancery.KindVisit && s.hosts(*d) >= 0
		if d.kind == chancery.KindVisit && !within || d.kind == chancery.KindCall || !d.kind.Engagement() || d.name != "" {
			continue
		}
		for k := range s.drafts {
			v := s.drafts[k]
			if v.kind != chancery.KindVisit || k == i || within && s.hosts(v) >= 0 || !shares(s.people(*d), s.people(v)) || v.place == nil {
				continue
			}
			if d.place != nil && d.place.place.Country != v.place.place.Country || v.sentence > d.sentence+1 { // a journey told later is an onward one
				continue
			}
			if v.date.date != "" && d.date.date != "" && !v.date.date.Overlaps(d.date.date, 1) {
				continue
			}
			if (v.mood == clause.Called) != (d.mood == clause.Called) || (v.mood == clause.Coming) && d.mood == clause.Told {
				continue
			}
			d.part = k
			break
		}
	}
}

// ofVisit gives what is part of a visit the visit's place and date where its
// own are not told; they are inferred.
func (s *session) ofVisit() {
	for i := range s.drafts {
		d := &s.drafts[i]
		if d.part < 0 {
			continue
		}
		v := s.drafts[d.part]
		if d.place == nil && v.place != nil {
			p := *v.place
			p.place.Basis = chancery.Inferred
			d.place = &p
		}
		if d.date.date == "" && v.date.date != "" {
			d.date = dated{date: v.date.date, basis: chancery.Inferred}
		}
	}
}

// topics gives each draft the topics of its own sentence and of those behind it
// up to the next event, and the frameworks named there.
func (s *session) topics() {
	t := s.doc.Text
	for i := range s.drafts {
		d := &s.drafts[i]
		last := d.sentence + 1
		for last < len(t.Sentences) && last < d.sentence+6 {
			next := last
			if t.Sentences[next].Paragraph != t.Sentences[d.sentence].Paragraph && !s.ofTalks(next) {
				break
			}
			if slices.ContainsFunc(s.drafts, func(o draft) bool { return o.sentence == next && o.kind.Engagement() }) {
				break
			}
			last++
		}
		if d.name != "" || d.kind == chancery.KindVisit {
			last = d.sentence + 1
		}
		from := s.doc.Text.Sentences[d.sentence].First
		to := s.doc.Text.Sentences[last-1].Last
		d.topics = s.r.onto.Topics(s.r.pack.Code, s.lower(from, to))
		d.frames = s.frameworks(d.sentence, d.sentence+1)
	}
}

// ofTalks reports whether a sentence opens with words for a meeting, such as
// "During the talks" or "The sides": it tells what was discussed.
func (s *session) ofTalks(n int) bool {
	sent := s.r.grammar.Sentence(s.doc, n)
	for i := 0; i < min(5, len(sent.Items)); i++ {
		if slices.Contains(s.r.words.Sides, sent.Items[i].Lower) || slices.Contains(s.r.words.Sides, sent.Items[i].Lemma) {
			return true
		}
	}
	return false
}

// frameworks are the short names of the frameworks named in the sentences.
func (s *session) frameworks(first, last int) []string {
	var out []string
	t := s.doc.Text
	from, to := t.Sentences[first].First, t.Sentences[last-1].Last
	for i := from; i < to; {
		forms := make([]string, 0, 10)
		for k := i; k < to && k < i+10; k++ {
			forms = append(forms, t.Tokens[k].Stem)
		}
		entries, n := s.r.gaz.Longest(s.r.pack.Code, forms)
		if n == 0 {
			i++
			continue
		}
		if entries[0].Kind == gazetteer.Framework {
			out = append(out, entries[0].ID)
		}
		i += n
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// claims turns the drafts into claims with their evidence.
func (s *session) claims() []chancery.Claim {
	ids := make([]string, len(s.drafts))
	out := make([]chancery.Claim, 0, len(s.drafts))
	seen := map[string]bool{}
	for i, d := range s.drafts {
		c := s.claim(d)
		c.Order = i
		for seen[c.ID] { // the same people twice in one sentence, told apart by place or date
			c.ID = chancery.ClaimID(c.ID, "again", "", nil)
		}
		seen[c.ID] = true
		ids[i] = c.ID
		out = append(out, c)
	}
	for i, d := range s.drafts {
		if d.part >= 0 {
			out[i].PartOf = ids[d.part]
		}
	}
	return out
}

func (s *session) claim(d draft) chancery.Claim {
	text := s.doc.Text.Source
	h := chancery.Happening{Kind: d.kind, Name: d.name, Modality: s.modality(d), Topics: d.topics, Frameworks: d.frames}
	id := "summit"
	if d.rule != nil {
		id = d.rule.ID
	}
	rule := s.r.pack.Code + "." + strings.TrimPrefix(id, s.r.pack.Code+".")
	c := chancery.Claim{Report: s.src.Report.ID, Sort: chancery.SortEvent, Rules: s.src.Version}
	add := func(field string, span chancery.Span, rule string) {
		if !span.Empty() {
			c.Sources = append(c.Sources, chancery.Evidence{Field: field, Span: span, Quote: span.In(text), Rule: rule})
		}
	}
	add("event", s.clauseSpan(d), rule)
	var names []string
	done := map[int]bool{}
	for _, x := range d.slots {
		m := s.doc.Mentions[x.mention]
		if done[x.actor] {
			continue
		}
		done[x.actor] = true
		p := s.participant(d, x)
		h.Participants = append(h.Participants, p)
		names = append(names, m.NameSpan.In(text))
		add("participants", m.NameSpan, rule)
		a := s.doc.Actors[x.actor]
		if p.Office != nil && !a.OfficeAt.Empty() && a.OfficeAt != m.NameSpan {
			add("office", a.OfficeAt, rule)
		}
		if p.OfBase == chancery.Stated && !m.OfSpan.Empty() && m.OfSpan != m.NameSpan {
			add("of", m.OfSpan, rule)
		}
	}
	s.leaders(&h, d, done, add, rule)
	s.host(&h, d)
	if d.date.date != "" {
		h.Date, h.DateBasis = d.date.date, d.date.basis
		add("date", d.date.span, d.date.rule)
	} else {
		s.publishedDate(&h, d)
	}
	if d.place == nil {
		d.place = s.atHome(h)
	}
	if d.place != nil {
		p := d.place.place
		h.Place = &p
		add("place", d.place.span, rule)
	}
	h.Plover = s.r.onto.Plover(h.Kind, h.Modality, h.Topics)
	c.Context = s.context(d)
	c.Event = &h
	sent := s.doc.Text.Sentences[d.sentence]
	c.ID = chancery.ClaimID(s.src.Report.ID, string(d.kind), s.doc.Text.Span(sent.First, sent.Last).In(text), names)
	return c
}

// atHome is the dateline's place, for contact without a place in which somebody
// of the dateline's state takes part. It is inferred: the dateline says where
// the report was written.
func (s *session) atHome(h chancery.Happening) *placed {
	if h.Kind == chancery.KindVisit || h.Kind == chancery.KindCall || !h.Kind.Engagement() || h.Modality == chancery.Planned || h.Name != "" {
		return nil
	}
	span, ok := s.dateline()
	if !ok {
		return nil
	}
	p := s.datelinePlace(span)
	if p == nil || !slices.ContainsFunc(h.Participants, func(x chancery.Participant) bool { return x.Of == p.place.Country }) {
		return nil
	}
	p.place.Basis = chancery.Inferred
	return p
}

// dateline is the span of the dateline's place.
func (s *session) dateline() (chancery.Span, bool) {
	for _, part := range s.src.Report.Parts {
		if part.Kind != chancery.PartDateline {
			continue
		}
		if i := strings.Index(part.In(s.doc.Text.Source), s.src.Report.Dateline); i >= 0 && s.src.Report.Dateline != "" {
			return chancery.Span{Start: part.Start + i, End: part.Start + i + len(s.src.Report.Dateline)}, true
		}
	}
	return chancery.Span{}, false
}

// clauseSpan is the words that the event rests on: its sentence, or of a very
// long one the predicate with its arguments.
func (s *session) clauseSpan(d draft) chancery.Span {
	const most = 500
	sent := s.doc.Text.Sentences[d.sentence]
	first := sent.First
	for first < d.pred[0] && s.furniture(first) {
		first++
	}
	whole := s.doc.Text.Span(first, sent.Last)
	if whole.Len() <= most {
		return whole
	}
	if d.clause.Len() <= most {
		return d.clause
	}
	return s.doc.Text.Span(d.pred[0], d.pred[1])
}

// participant is one actor of a draft as the claim shows it.
func (s *session) participant(d draft, x slot) chancery.Participant {
	a := s.doc.Actors[x.actor]
	p := chancery.Participant{Name: a.Name, Type: a.Type, Role: x.role, Of: a.Of, OfBase: a.OfBasis}
	p.Aka = slices.Sorted(slices.Values(a.Aka))
	if a.Office != nil {
		o := *a.Office
		p.Office = &o
	}
	switch a.Type {
	case chancery.State, chancery.Organisation:
		p.Name = a.Name
	case chancery.Delegation:
		p.Name = a.Name
	case chancery.Person:
		if lead := s.leads(d, x); lead != "" {
			p.Leads = lead
		}
	}
	return p
}

// leads is the name of the delegation in a draft that a person heads.
func (s *session) leads(d draft, x slot) string {
	for _, y := range d.slots {
		if lead, ok := s.heads[y.actor]; ok && s.doc.Mentions[lead].Actor == x.actor {
			return s.doc.Actors[y.actor].Name
		}
	}
	return ""
}

// leaders adds who heads a delegation that takes part, where another sentence
// says so.
func (s *session) leaders(h *chancery.Happening, d draft, done map[int]bool, add func(string, chancery.Span, string), rule string) {
	for _, x := range d.slots {
		m := s.doc.Mentions[x.mention]
		leader, ok := s.heads[x.actor]
		if !ok || m.Label != entity.Delegation {
			continue
		}
		lead := s.doc.Mentions[leader]
		if done[lead.Actor] {
			continue
		}
		done[lead.Actor] = true
		p := s.participant(d, slot{leader, lead.Actor, x.role})
		p.Leads = s.doc.Actors[x.actor].Name
		h.Participants = append(h.Participants, p)
		add("participants", lead.NameSpan, rule)
		if p.Office != nil {
			add("office", s.doc.Actors[lead.Actor].OfficeAt, rule)
		}
	}
}

// host adds to a visit the state that it goes to.
func (s *session) host(h *chancery.Happening, d draft) {
	if d.kind != chancery.KindVisit || d.place == nil || d.place.place.Country == "" {
		return
	}
	country := d.place.place.Country
	if s.hosts(d) >= 0 { // a body is the host
		return
	}
	for _, p := range h.Participants {
		if p.Type == chancery.State && p.Of == country {
			return
		}
	}
	for _, p := range h.Participants {
		if p.Of == country && p.Role == chancery.Visitor { // at home: no visit to it
			return
		}
	}
	if e, ok := s.r.gaz.State(country); ok {
		basis := chancery.Inferred
		if d.place.place.Name == "" {
			basis = chancery.Stated
		}
		h.Participants = append(h.Participants, chancery.Participant{Name: e.Name, Type: chancery.State, Role: chancery.Host, Of: country, OfBase: basis})
	}
}

// modality follows from the clause's mood, and from the date where the clause
// is put in the present: what lies behind the report's day is still to come.
func (s *session) modality(d draft) chancery.Modality {
	switch d.mood {
	case clause.Coming:
		if d.past && s.calledOff(d) {
			return chancery.Cancelled
		}
		return chancery.Planned
	case clause.Called:
		return chancery.Cancelled
	case clause.Denied:
		return chancery.Denied
	case clause.Ongoing:
		if s.ahead(d) {
			return chancery.Planned
		}
		return chancery.Ongoing
	}
	if s.ahead(d) && !d.past {
		return chancery.Planned
	}
	return chancery.Occurred
}

// calledOff reports whether a journey of the same people is told to be called
// off: what they "were to" do on it is off too.
func (s *session) calledOff(d draft) bool {
	return slices.ContainsFunc(s.drafts, func(o draft) bool {
		return o.mood == clause.Called && o.kind == chancery.KindVisit && shares(s.people(o), s.people(d))
	})
}

// ahead reports whether the draft's date lies after the report's.
func (s *session) ahead(d draft) bool {
	first, _, ok1 := d.date.date.Bounds()
	_, published, ok2 := s.src.Report.Published.Bounds()
	return ok1 && ok2 && first > published
}

// publishedDate gives fresh news without a date the days up to the report's
// own, as not stated.
func (s *session) publishedDate(h *chancery.Happening, d draft) {
	if (h.Modality != chancery.Occurred && h.Modality != chancery.Ongoing) || !h.Kind.Engagement() || s.context(d) {
		return
	}
	ref := s.src.Report.Published
	if ref == "" {
		for _, x := range s.src.Report.Dates {
			if x.Source == chancery.DatePost {
				ref = x.Date
			}
		}
	}
	first, last, ok := ref.Bounds()
	if !ok || first != last {
		return
	}
	h.Date, h.DateBasis = chancery.Within(first-2, last), chancery.Published
}

// context reports whether a draft is told as background: it lies well before
// the report's day, or stands far behind its news with other people.
func (s *session) context(d draft) bool {
	if d.name != "" && len(s.people(d)) == 0 {
		return true
	}
	_, last, ok := d.date.date.Bounds()
	published, _, known := s.src.Report.Published.Bounds()
	if ok && known {
		return d.date.basis == chancery.Stated && int(published-last) > 21
	}
	if len(s.drafts) == 0 {
		return false
	}
	main := s.drafts[0]
	return d.sentence > main.sentence+1 && !shares(s.people(d), s.people(main)) || d.sentence > main.sentence && d.past && !shares(s.people(d), s.people(main))
}
