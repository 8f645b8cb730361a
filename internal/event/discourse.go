package event

import (
	"slices"

	"chancery"
	"chancery/internal/clause"
	"chancery/internal/gazetteer"
)

// discourse joins drafts that tell of one event again, puts meetings under the
// visit of the same report, and gives dates and places that an earlier sentence
// has stated.
func (s *session) discourse() {
	s.ungathered()
	s.received()
	s.lendBeside()
	s.partners()
	s.byPhone()
	s.merge()
	s.letterAsks()
	s.oneBan()
	for i := range s.drafts {
		s.inherit(i)
	}
	s.sameCity()
	s.thatDay()
	s.titleCity()
	s.atGathering(true)
	s.parts()
	s.ofVisit()
	s.staying()
	s.atGathering(false)
	s.atConference()
	s.besideOthers()
	s.onVisit()
	s.lendExpelled()
	s.lendEnvoy()
	s.lendHere()
	s.lendPair()
	s.namelessGuests()
	s.abroad()
	s.atHosts()
	s.topics()
}

// byPhone makes calls of the talks that go on with several calls told before: "held
// telephone calls with the leaders of X and Y. In the talks with Berg, he said".
func (s *session) byPhone() {
	const reach = 14 // sentences
	for i, c := range s.drafts {
		if c.kind != chancery.KindCall || s.doc.Text.Tokens[c.pred[1]-1].Feats.Get("Number") != "Plur" {
			continue
		}
		for k := i + 1; k < len(s.drafts) && s.drafts[k].sentence <= c.sentence+reach; k++ {
			if m := &s.drafts[k]; m.kind == chancery.KindMeeting && m.place == nil && m.mood == c.mood && m.date.date == "" && s.oneOf(c, *m) {
				m.kind = chancery.KindCall
			}
		}
	}
}

// oneOf reports whether talks are between somebody who held calls and, of each party
// that has none of them, somebody of a party that was called without a name.
func (s *session) oneOf(calls, talks draft) bool {
	own, called := false, false
	for _, n := range s.people(talks) {
		if slices.Contains(s.actors(calls), n) {
			own = true
			continue
		}
		of := s.doc.Actors[n].Of
		called = of != "" && slices.ContainsFunc(s.actors(calls), func(a int) bool {
			return s.doc.Actors[a].Name == "" && s.doc.Actors[a].Of == of || s.doc.Actors[a].Type == chancery.State && s.doc.Actors[a].Of == of
		})
		if !called {
			return false
		}
	}
	return own && (called || len(s.people(talks)) > 1)
}

// namelessGuests takes out of conferences those of whom nothing is known but an
// office of nobody: "the leaders' summit".
func (s *session) namelessGuests() {
	s.drafts = slices.DeleteFunc(s.drafts, func(d draft) bool {
		return d.kind == chancery.KindConference && d.name == "" && len(d.slots) > 0 && !slices.ContainsFunc(d.slots, func(x slot) bool { return !s.nobody(x) })
	})
	for i := range s.drafts {
		if d := &s.drafts[i]; d.kind == chancery.KindConference {
			d.slots = slices.DeleteFunc(slices.Clone(d.slots), s.nobody)
		}
	}
}

// nobody reports whether an actor has neither a name nor anybody to act for.
func (s *session) nobody(x slot) bool {
	a := s.doc.Actors[x.actor]
	return a.Type == chancery.Person && a.Name == "" && a.Of == ""
}

// merge folds a later telling of the same event into the first.
func (s *session) merge() {
	var out []draft
	for _, d := range s.drafts {
		if n := slices.IndexFunc(out, func(o draft) bool { return s.summary(o, d) || s.announced(o, d) }); n >= 0 {
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

// summary reports whether a tells of b in a lead that names only the states or
// organisations whose people b names.
func (s *session) summary(a, b draft) bool {
	if a.kind == b.kind && s.nameless(a, b) {
		return true
	}
	if a.kind != b.kind || !a.kind.Engagement() || a.name != "" || len(s.people(a)) > 0 || len(s.people(b)) == 0 || a.kind == chancery.KindVisit {
		return false
	}
	if b.sentence == a.sentence+1 && b.place == nil && b.date.date == "" && !slices.ContainsFunc(s.people(b), func(p int) bool { return s.doc.Actors[p].Of != "" }) {
		return true // "The document was signed by the ministers X and Y"
	}
	missing, unowned := 0, 0
	for _, p := range s.people(b) {
		if s.doc.Actors[p].Of == "" {
			unowned++
		}
	}
	for _, x := range s.actors(a) {
		of := s.doc.Actors[x].Of
		if of == "" {
			return false
		}
		if !slices.ContainsFunc(s.people(b), func(p int) bool { return s.doc.Actors[p].Of == of }) {
			missing++ // that of somebody whose own the text leaves out
		}
	}
	return missing <= unowned && missing < len(s.actors(a))
}

// nameless reports whether b, right behind a, names the people of groups that a
// had told of without names: "met four ministers. Her guests were X, Y, ...".
func (s *session) nameless(a, b draft) bool {
	if a.kind != chancery.KindMeeting || b.sentence != a.sentence+1 || off(a.mood) != off(b.mood) || !shares(s.people(a), s.people(b)) {
		return false
	}
	groups := 0
	for _, x := range s.actors(a) {
		if slices.Contains(s.actors(b), x) {
			continue
		}
		if s.doc.Actors[x].Type != chancery.Delegation || s.doc.Actors[x].Name != "" {
			return false
		}
		groups++
	}
	return groups > 0 && len(s.people(b)) > len(s.people(a))-groups
}

// people are the actors of a draft that are persons or delegations.
func (s *session) people(d draft) []int {
	var out []int
	for _, x := range d.slots {
		if t := s.doc.Actors[x.actor].Type; t == chancery.Person || t == chancery.Delegation {
			out = append(out, x.actor)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// sameEvent decides within one report: the same kind, the people of one all
// among those of the other, and nothing that keeps them apart.
func (s *session) sameEvent(a, b draft) bool {
	if !a.kind.Engagement() {
		return s.sameAct(a, b)
	}
	if p := s.people(b); a.kind == chancery.KindCall && b.kind == chancery.KindMeeting && b.sentence-a.sentence <= 2 && b.date.date == "" && b.place == nil &&
		a.mood == b.mood && len(p) > 1 && slices.Equal(s.people(a), p) {
		return true // "They discussed", on the telephone
	}
	if a.kind != b.kind || (a.mood == clause.Denied) != (b.mood == clause.Denied) {
		return false
	}
	if a.kind == chancery.KindConference && b.name == "" && (b.place == nil || a.place != nil && a.place.place.Name == b.place.place.Name) && b.date.date == "" && b.sentence-a.sentence <= 2 {
		return true // "attended the summit", just told of
	}
	if s.sameGathering(a, b) {
		return true
	}
	if a.name != "" || b.name != "" {
		return a.name == b.name
	}
	if s.apart(a, b) {
		return false
	}
	if off(a.mood) != off(b.mood) && !a.heading && !a.open && !b.open { // held once, and planned or called off another time
		return false
	}
	if onward(a, b) && shares(s.people(a), s.people(b)) {
		return true
	}
	if a.date.date != "" && b.date.date != "" && !a.heading && !a.date.date.Overlaps(b.date.date, 0) {
		return false
	}
	if b.earlier && !a.earlier {
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
	return (within(pa, pb) || within(pb, pa)) && !s.facing(a, b) && !s.facing(b, a)
}

// onward reports whether a journey, told right behind a visit, only goes on with it within
// the same state: "comes to Oslo on Monday and travels on to Bergen on Tuesday".
func onward(a, b draft) bool {
	if a.kind != chancery.KindVisit || b.kind != chancery.KindVisit || b.sentence-a.sentence > 1 || a.mood != b.mood || a.place == nil || b.place == nil || a.place.place.Country != b.place.place.Country {
		return false
	}
	x, y := a.date.date, b.date.date
	return x == "" || y == "" || x.Overlaps(y, 1) && !before(y, x)
}

// facing reports whether somebody in b stands opposite to all who confer in a:
// "Z had talks with both" is no meeting of theirs.
func (s *session) facing(a, b draft) bool {
	pa := s.people(a)
	if len(pa) < 2 || len(s.people(b)) <= len(pa) {
		return false
	}
	var old, others []chancery.Role
	for _, x := range b.slots {
		if t := s.doc.Actors[x.actor].Type; t != chancery.Person && t != chancery.Delegation {
			continue
		}
		if slices.Contains(pa, x.actor) {
			old = append(old, x.role)
		} else {
			others = append(others, x.role)
		}
	}
	return len(slices.Compact(old)) == 1 && !slices.Contains(others, old[0])
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

// absorb adds to a draft what a later telling of it has more.
func (s *session) absorb(a *draft, b draft) {
	if a.open && !b.open {
		a.mood, a.past, a.present, a.open = b.mood, b.past, b.present, false
	}
	if a.heading { // what follows tells when, and whether it is still to come
		a.mood, a.past, a.present, a.heading = b.mood, b.past, b.present, b.heading
		if b.date.date != "" {
			a.date = b.date
		}
	}
	for _, x := range b.slots {
		if !slices.ContainsFunc(a.slots, func(y slot) bool { return y.actor == x.actor }) {
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
	if a.house == nil {
		a.house = b.house
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
	for k := i - 1; k >= 0 && !d.earlier; k-- {
		o := s.drafts[k]
		if !o.kind.Engagement() || !shares(s.people(*d), s.people(o)) || o.name != "" && d.name != "" {
			continue
		}
		if d.kind == chancery.KindConference && o.kind != chancery.KindConference { // where others gather, and when, is its own
			continue
		}
		off := o.mood == clause.Called && (d.mood == clause.Coming || s.modality(*d) == chancery.Cancelled) // what was to be done on a visit that is off
		if d.mood != o.mood && !(d.mood == clause.Told && o.mood == clause.Ongoing) && !off {
			continue
		}
		far := d.sentence-o.sentence > 3 // what is told in between may have its own day, but whoever meets them is still there
		if far && (!d.kind.Engagement() || d.mood != clause.Told || d.sentence-o.sentence > 10) || elsewhere(d.place, o.place) || before(d.date.date, o.date.date) {
			continue
		}
		aside := s.between(o.pred[0], o.pred[1], s.r.words.Clauses) // "X, who was in Oslo on Monday, said"
		if d.place == nil && o.place != nil && d.kind != chancery.KindVisit && (!saying(d.kind) || !aside && s.saidThere(*d, o)) && d.kind != chancery.KindCall && !s.context(o) {
			p := *o.place
			if saying(d.kind) || d.sentence != o.sentence || o.kind == chancery.KindVisit && p.place.Name == "" {
				p.place.Basis = chancery.Inferred
			}
			d.place = &p
		}
		if d.date.date == "" && o.date.date != "" && !far && d.kind != chancery.KindVisit && !aside && (d.kind.Engagement() || !s.context(o)) {
			d.date = s.talksBeside(k).date
			if d.sentence != o.sentence {
				d.date.basis = chancery.Inferred
			}
		}
		return
	}
}

// saidThere reports whether an act of words was done in a contact told before it: who
// does it took part, it has no date of its own, and the contact took place somewhere.
func (s *session) saidThere(d, o draft) bool {
	return d.kind != chancery.KindSanction && d.kind != chancery.KindLetter && d.kind != chancery.KindStatement && d.mood == clause.Told && o.kind != chancery.KindCall && o.place.place.Name != "" && shares(s.side(d, acts), s.people(o)) &&
		(d.date.date == "" || o.date.date != "" && d.date.date.Overlaps(o.date.date, 0))
}

// before reports whether one date ends more than a day before the other begins.
func before(a, b chancery.Date) bool {
	_, last, ok1 := a.Bounds()
	first, _, ok2 := b.Bounds()
	return ok1 && ok2 && last+1 < first
}

// talksBeside is the contact of the same people and mood that the sentence of a
// visit tells of first, which dates what comes after better: "held talks on
// Tuesday with X, who had arrived on Monday"; else the draft itself.
func (s *session) talksBeside(k int) draft {
	v := s.drafts[k]
	if v.kind == chancery.KindVisit {
		for _, o := range s.drafts[:k] {
			if o.sentence == v.sentence && (o.kind == chancery.KindMeeting || o.kind == chancery.KindSigning) && o.mood == v.mood && o.date.date != "" && shares(s.people(o), s.people(v)) {
				return o
			}
		}
	}
	return v
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
			if d.place != nil && d.place.place.Country != v.place.place.Country || d.place == nil && s.hostedElsewhere(*d, v.place.place.Country) || v.sentence > d.sentence+1 || v.sentence > d.sentence && otherCity(d.place, v.place) || d.place == nil && s.leftBehind(*d, v) { // a journey told later is an onward one
				continue
			}
			if v.date.date != "" && d.date.date != "" && !v.date.date.Overlaps(d.date.date, s.slack(v, *d)) {
				continue
			}
			if v.earlier && !d.earlier || (v.mood == clause.Called) != (d.mood == clause.Called) || (v.mood == clause.Coming) && d.mood == clause.Told {
				continue
			}
			d.part = k
			break
		}
		if d.part < 0 && d.kind == chancery.KindMeeting {
			if d.part = s.gatheredAt(*d); d.part >= 0 {
				s.present(&s.drafts[d.part], *d)
			}
		}
	}
}

// leftBehind reports whether a journey is told behind what was done before it, in a
// language that puts what comes first first: "Y ile görüşen X, Oslo'ya geçti".
func (s *session) leftBehind(d, journey draft) bool {
	return d.sentence == journey.sentence && d.pred[1] <= journey.pred[0] && d.mood == journey.mood && !s.r.grammar.Sentence(s.doc, d.sentence).Positional()
}

// otherCity reports whether two places are known to be two cities.
func otherCity(a, b *placed) bool {
	return a != nil && b != nil && a.place.Name != "" && b.place.Name != "" && a.place.Name != b.place.Name
}

// present adds to a conference those who met there.
func (s *session) present(conference *draft, d draft) {
	for _, x := range d.slots {
		if a := s.doc.Actors[x.actor]; a.Type == chancery.Person && !slices.Contains(s.actors(*conference), x.actor) {
			x.role = chancery.Attendee
			conference.slots = append(conference.slots, x)
		}
	}
}

// gatheredAt is the place among the drafts of the named conference at which, by the
// case of its name, talks of the same sentence were held: "Oslo Konferansı'nda
// görüştü"; -1 for none.
func (s *session) gatheredAt(d draft) int {
	return slices.IndexFunc(s.drafts, func(c draft) bool {
		return c.kind == chancery.KindConference && c.name != "" && c.sentence == d.sentence && c.pred[1] <= d.pred[0] && off(c.mood) == off(d.mood) &&
			s.doc.Text.Tokens[c.pred[1]-1].Feats.Get("Case") == "Loc"
	})
}

// slack is how many days may lie between a visit's date and that of what is
// part of it. A day of arrival is the first of several: what is planned for the
// days behind it, in the same state, is part of the visit.
func (s *session) slack(visit, d draft) int {
	if visit.sentence == d.sentence && visit.pred[0] > d.pred[0] && visit.mood == d.mood { // "receives X on Monday, who on Tuesday travels on to Oslo"
		return 0
	}
	if visit.mood != clause.Coming && d.mood == clause.Coming && d.place != nil {
		return 6
	}
	return 1
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
		if d.date.date == "" && v.date.date != "" && !s.arrival(v) {
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
		if d.name != "" || d.kind == chancery.KindVisit || !d.kind.Engagement() {
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

// calledOff reports whether a journey or meeting of the same people has been
// told to be called off: what they "were to" do there is off too.
func (s *session) calledOff(d draft) bool {
	return slices.ContainsFunc(s.drafts, func(o draft) bool {
		return o.mood == clause.Called && o.kind.Engagement() && o.sentence <= d.sentence && d.sentence-o.sentence <= 4 && shares(s.people(o), s.people(d))
	})
}

// actors are the actors of a draft, each once.
func (s *session) actors(d draft) []int {
	var out []int
	for _, x := range d.slots {
		out = append(out, x.actor)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// within reports whether a is not empty and every one of it stands in b.
func within[T comparable](a, b []T) bool {
	return len(a) > 0 && !slices.ContainsFunc(a, func(x T) bool { return !slices.Contains(b, x) })
}
