package event

import (
	"cmp"
	"slices"
	"strings"

	"chancery"
	"chancery/internal/clause"
	"chancery/internal/entity"
)

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

// atHome is the dateline's place, for contact that is told without a city in
// which somebody of the dateline's state takes part, or which was beside a
// gathering, or which is the news from a city where those of many states meet. It
// is inferred: the dateline says where the report was written. So it is for words
// that somebody of the dateline's state has said.
func (s *session) atHome(h chancery.Happening, d draft) *placed {
	if saying(h.Kind) {
		return s.saidAtHome(h, d)
	}
	if h.Kind == chancery.KindVisit || h.Kind == chancery.KindCall || !h.Kind.Engagement() && h.Kind != chancery.KindAid || h.Modality == chancery.Planned || h.Name != "" {
		return nil
	}
	p := s.datelineOf(d.sentence)
	if p == nil || !s.inSentence(d, s.r.words.Beside) && !s.fromForum(d, *p) && !slices.ContainsFunc(h.Participants, func(x chancery.Participant) bool { return x.Of == p.place.Country }) {
		return nil
	}
	return inferred(p)
}

// saidAtHome is the dateline's place for an act of words of a person or body of
// the dateline's state, unless the report tells of the speaker elsewhere.
func (s *session) saidAtHome(h chancery.Happening, d draft) *placed {
	p := s.datelineOf(d.sentence)
	if p == nil || decides(h.Kind) || h.Modality != chancery.Occurred || s.context(d) {
		return nil
	}
	speaks := func(x chancery.Participant) bool {
		return x.Role == chancery.Initiator && x.Of == p.place.Country && x.Type != chancery.State
	}
	away := func(o draft) bool {
		return o.kind.Engagement() && !off(o.mood) && elsewhere(o.place, p) && shares(s.people(d), s.people(o))
	}
	if !slices.ContainsFunc(h.Participants, speaks) || slices.ContainsFunc(s.drafts, away) {
		return nil
	}
	return inferred(p)
}

// fromForum reports whether a draft is the news of a report from a city such as
// Geneva.
func (s *session) fromForum(d draft, p placed) bool {
	return slices.Contains(s.r.words.Seats, p.place.Name) && d.sentence < s.newsEnds() && !hasRole(d, chancery.Host)
}

// hostPlace is the state of who receives somebody, the one that has to be left
// of an expulsion, and that of those who march at home; the capital of who
// summons an envoy; and where aid goes. It is inferred.
func (s *session) hostPlace(h chancery.Happening, d draft) *placed {
	role := chancery.Role("")
	own := d.rule != nil && d.rule.Frame != nil && d.rule.Frame.Own != "" || d.code().Event == "PROTEST"
	switch {
	case h.Kind == chancery.KindMeeting:
		role = chancery.Host
	case h.Kind == chancery.KindAid:
		role = chancery.Recipient
	case h.Kind == chancery.KindExpulsion || own || s.summons(d) || s.bansEntry(d):
		role = chancery.Initiator
	}
	of := ""
	for _, p := range h.Participants {
		if _, ok := s.r.gaz.State(p.Of); ok && p.Role == role && of == "" {
			of = p.Of
		}
	}
	of = cmp.Or(of, s.stateOfPost(h, d), s.residence(h, d))
	if of == "" && s.summons(d) && s.ofHome(h) == "" { // the press leaves out its own state
		of = s.doc.Home
	}
	if of == "" {
		return nil
	}
	p := chancery.Place{Country: of}
	if e, ok := s.r.gaz.Seat(of); ok && s.summons(d) {
		p = cityPlace(e, e.Name)
	}
	p.Basis = chancery.Inferred
	return &placed{place: p}
}

// bansEntry reports whether a sanction keeps people out of the state that imposes it.
func (s *session) bansEntry(d draft) bool {
	return d.kind == chancery.KindSanction && s.inSentence(d, s.r.words.Entering)
}

// ofMission reports whether a draft is that of an embassy, which is where the
// government is.
func (s *session) ofMission(d draft) bool {
	return d.rule != nil && d.rule.Frame != nil && slices.Contains(d.rule.Frame.Place, mission) && !s.inSentence(d, s.r.words.Consulates)
}

// ofHome is the report's own state where somebody of it takes part.
func (s *session) ofHome(h chancery.Happening) string {
	if slices.ContainsFunc(h.Participants, func(p chancery.Participant) bool { return p.Of == s.doc.Home }) {
		return s.doc.Home
	}
	return ""
}

// summons reports whether a draft is that of an envoy called to the ministry,
// which is in the capital.
func (s *session) summons(d draft) bool {
	return d.rule != nil && d.rule.Frame != nil && slices.Contains(d.rule.Frame.Place, seatOfSubject)
}

// dateline is the span of the dateline's place: in the dateline, else in the
// by-line or another line above the report.
func (s *session) dateline() (chancery.Span, bool) {
	if s.src.Report.Dateline == "" {
		return chancery.Span{}, false
	}
	for _, kind := range []chancery.PartKind{chancery.PartDateline, chancery.PartHeader, chancery.PartByline, chancery.PartTitle} {
		for _, part := range s.src.Report.Parts {
			if i := strings.LastIndex(part.In(s.doc.Text.Source), s.src.Report.Dateline); i >= 0 && part.Kind == kind {
				return chancery.Span{Start: part.Start + i, End: part.Start + i + len(s.src.Report.Dateline)}, true
			}
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
	p := chancery.Participant{Name: a.Name, Type: a.Type, Role: x.role, Of: a.Of, OfBase: a.OfBasis, Sector: s.sector(x)}
	p.Aka = slices.Sorted(slices.Values(a.Aka))
	if a.Office != nil {
		o := *a.Office
		p.Office = &o
	}
	switch a.Type {
	case chancery.Organisation, chancery.Body:
		if written := s.written(s.doc.Mentions[x.mention]); written != a.Name && a.Name != "" && !slices.Contains(p.Aka, written) {
			p.Aka = append(p.Aka, written)
		}
	case chancery.State:
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

// naming is where the text names an actor whom a draft calls "he", "the
// minister" or "both": the mention by name before it that is the nearest, else
// the first behind it. Empty where the draft's own words name the actor, or
// nothing does.
func (s *session) naming(x slot) chancery.Span {
	names := func(m entity.Mention) bool {
		return m.Actor == x.actor && (m.Label == entity.Person || m.Label == entity.State || m.Label == entity.Org && m.Head != entity.Institution)
	}
	if names(s.doc.Mentions[x.mention]) {
		return chancery.Span{}
	}
	for i := x.mention - 1; i >= 0; i-- {
		if names(s.doc.Mentions[i]) {
			return s.doc.Mentions[i].NameSpan
		}
	}
	for _, m := range s.doc.Mentions[x.mention+1:] {
		if names(m) {
			return m.NameSpan
		}
	}
	return chancery.Span{}
}

// sector is PLOVER's sector of an actor: as the mention in the draft says; of a
// person, else as the first one that says one. A state has as many sectors as
// people who stand for it.
func (s *session) sector(x slot) string {
	if m := s.doc.Mentions[x.mention]; m.Sector != "" || s.doc.Actors[x.actor].Type != chancery.Person {
		return m.Sector
	}
	for _, m := range s.doc.Mentions {
		if m.Actor == x.actor && m.Sector != "" {
			return m.Sector
		}
	}
	return ""
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
			basis = d.place.place.Basis
		}
		h.Participants = append(h.Participants, chancery.Participant{Name: e.Name, Type: chancery.State, Role: chancery.Host, Of: country, OfBase: basis})
	}
}

// expeller adds to an expulsion that names nobody who expels the state that has
// to be left.
func (s *session) expeller(h *chancery.Happening, d draft) {
	if d.kind != chancery.KindExpulsion || d.place == nil || hasRole(d, chancery.Initiator) {
		return
	}
	if e, ok := s.r.gaz.State(d.place.place.Country); ok {
		h.Participants = append(h.Participants, chancery.Participant{Name: e.Name, Type: chancery.State, Role: chancery.Initiator, Of: e.ID, OfBase: chancery.Inferred})
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
		if s.over(d) {
			return chancery.Occurred
		}
		return chancery.Ongoing
	}
	if s.ahead(d) && !d.past {
		return chancery.Planned
	}
	if d.kind == chancery.KindExercise && s.lasts(d) {
		return chancery.Ongoing
	}
	return chancery.Occurred
}

// lasts reports whether the draft's date begins before the report and ends after it.
func (s *session) lasts(d draft) bool {
	first, last, dated := d.date.date.Bounds()
	published, _, known := s.src.Report.Published.Bounds()
	return dated && known && strings.Contains(string(d.date.date), "/") && first < published && last > published
}

// ahead reports whether the draft's date lies after the report's.
func (s *session) ahead(d draft) bool {
	first, _, ok1 := d.date.date.Bounds()
	_, published, ok2 := s.src.Report.Published.Bounds()
	return ok1 && ok2 && first > published
}

// over reports whether the draft's date ended a week or more before the report.
func (s *session) over(d draft) bool {
	_, last, ok1 := d.date.date.Bounds()
	published, _, ok2 := s.src.Report.Published.Bounds()
	return ok1 && ok2 && last+7 < published
}

// publishedDate gives fresh news without a date the days up to the report's
// own, as not stated.
func (s *session) publishedDate(h *chancery.Happening, d draft) {
	if (h.Modality != chancery.Occurred && h.Modality != chancery.Ongoing) || s.context(d) {
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
	if d.earlier || d.name != "" && len(s.people(d)) == 0 {
		return true
	}
	if _, _, ok := d.date.date.Bounds(); ok {
		if _, _, known := s.src.Report.Published.Bounds(); known {
			return s.wellPast(d)
		}
	}
	if len(s.drafts) == 0 || !d.kind.Engagement() {
		return false
	}
	main := s.drafts[max(0, slices.IndexFunc(s.drafts, func(o draft) bool { return o.kind.Engagement() && len(s.people(o)) > 0 }))]
	return d.sentence > main.sentence+1 && !shares(s.people(d), s.people(main)) || d.sentence > main.sentence && d.past && !shares(s.people(d), s.people(main))
}

// wellPast reports whether the text says of a draft that it lies well before the
// report's day.
func (s *session) wellPast(d draft) bool {
	_, last, ok := d.date.date.Bounds()
	published, _, known := s.src.Report.Published.Bounds()
	return ok && known && d.date.basis == chancery.Stated && int(published-last) > 21
}

// claim turns one draft into a claim with its evidence.
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
	done, beside := map[int]bool{}, map[int]bool{}
	for _, x := range d.slots {
		m := s.doc.Mentions[x.mention]
		side := done
		if d.kind == chancery.KindOther && isActedOn(x.role) { // a state whose police and people are on both sides
			side = beside
		}
		if side[x.actor] {
			continue
		}
		side[x.actor] = true
		p := s.participant(d, x)
		h.Participants = append(h.Participants, p)
		names = append(names, m.NameSpan.In(text))
		add("participants", m.NameSpan, rule)
		add("participants", s.naming(x), rule)
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
	s.expeller(&h, d)
	if d.date.date != "" {
		h.Date, h.DateBasis = d.date.date, d.date.basis
		add("date", d.date.span, d.date.rule)
	} else {
		s.publishedDate(&h, d)
	}
	if d.place == nil || d.place.place.Name == "" && d.place.place.Basis == chancery.Inferred {
		if p := s.atHome(h, d); p != nil && (d.place == nil || d.place.place.Country == p.place.Country) {
			d.place = p
		}
	}
	if d.place == nil {
		d.place = s.hostPlace(h, d)
	}
	if d.place != nil && d.place.place.Name == "" && d.place.place.Basis == chancery.Inferred && d.kind != chancery.KindVisit && d.kind.Engagement() {
		if p := s.localSeat(h, d); p != nil && !elsewhere(p, d.place) {
			d.place = p
		} else if p := s.cityIn(d, d.place.place.Country); p != nil {
			d.place = p
		} else if p := s.atHouse(d, d.place.place.Country); p != nil && !elsewhere(p, d.place) {
			d.place = p
		}
	}
	if d.place == nil && d.kind.Engagement() && d.kind != chancery.KindCall && d.kind != chancery.KindVisit {
		d.place = s.atHouse(d, s.ofHome(h))
	}
	if d.place != nil && d.place.place.Name == "" && s.ofMission(d) {
		if e, ok := s.r.gaz.Seat(d.place.place.Country); ok {
			d.place = inferred(&placed{cityPlace(e, e.Name), d.place.span})
		}
	}
	if d.place != nil {
		p := d.place.place
		h.Place = &p
		add("place", d.place.span, rule)
	}
	for _, x := range s.things(d) {
		h.Things = append(h.Things, x.word)
		add("things", x.span, rule)
	}
	slices.Sort(h.Things)
	h.Plover = s.r.onto.Plover(h.Kind, d.code(), h.Modality, h.Topics)
	c.Context = s.context(d)
	c.Event = &h
	sent := s.doc.Text.Sentences[d.sentence]
	c.ID = chancery.ClaimID(s.src.Report.ID, string(d.kind), s.doc.Text.Span(sent.First, sent.Last).In(text), names)
	return c
}
