package event

import (
	"slices"
	"strings"

	"chancery"
	"chancery/internal/clause"
	"chancery/internal/entity"
	"chancery/internal/ontology"
	"chancery/internal/timex"
)

// Reach of a sentence that takes up a contact told before, in sentences.
const (
	sequelReach = 2
	seriesReach = 6
)

// attend adds those whom a sentence tells to have been present at talks to the
// meetings told last, and reports whether the sentence tells of that: "The
// ambassador sat in on the talks".
func (s *session) attend(sent *clause.Sentence, n int) bool {
	for at := range sent.Items {
		w := s.listed(sent, s.r.words.Attending, at)
		if w == 0 || !sent.Verbal(at, at+w) || !s.talksBefore(sent, at) {
			continue
		}
		p := sent.Verb(at, at+w)
		if p.Mood != clause.Told {
			continue
		}
		var added []slot
		for _, a := range p.Args {
			if a.Rel != clause.Subject {
				continue
			}
			for _, m := range sent.Groups[a.Group].Members {
				if s.personal(m) {
					added = append(added, s.slots(m, chancery.Attendee)...)
				}
			}
		}
		if len(added) > 0 && s.joinLast(n, added) {
			return true
		}
	}
	return false
}

// listed is the length of the longest of the phrases that stands at item i.
func (s *session) listed(sent *clause.Sentence, phrases []string, i int) int {
	best := 0
	for _, w := range phrases {
		if ws := strings.Fields(w); len(ws) > best && sent.WordsAt(i, ws) {
			best = len(ws)
		}
	}
	return best
}

// talksBefore reports whether a noun that tells of a meeting stands before item
// i in the case of a place or goal: "görüşmede", "görüşmeye".
func (s *session) talksBefore(sent *clause.Sentence, i int) bool {
	for k := range i {
		if c := sent.Items[k].Feats.Get("Case"); c != "Loc" && c != "Dat" || sent.Items[k].Mention >= 0 {
			continue
		}
		for _, ru := range s.r.rules {
			if ru.Yields == chancery.KindMeeting && ru.Frame != nil && longest(sent, ru.Frame.Nouns, k) > 0 {
				return true
			}
		}
	}
	return false
}

// joinLast adds people to the meetings of the sentence that told of any last,
// and reports whether there was one.
func (s *session) joinLast(n int, people []slot) bool {
	last := -1
	for i := len(s.drafts) - 1; i >= 0 && s.drafts[i].sentence >= n-sequelReach; i-- {
		d := &s.drafts[i]
		if d.kind != chancery.KindMeeting || last >= 0 && d.sentence != last {
			continue
		}
		last = d.sentence
		for _, x := range people {
			if !slices.Contains(s.actors(*d), x.actor) {
				d.slots = append(d.slots, x)
			}
		}
	}
	return last >= 0
}

// resume gives a draft that names nobody the parties of the meeting told last:
// "An agreement was signed after the talks". Counterparts sign, so their meeting
// goes before a visitor's courtesy calls. What was to be signed at talks that are
// off is off.
func (s *session) resume(d *draft) {
	talks := s.talks(d.sentence, sequelReach, func(draft) bool { return true })
	if talks < 0 {
		return
	}
	if n := s.talks(d.sentence, seriesReach, s.peers); n >= 0 {
		talks = n
	}
	o := s.drafts[talks]
	for _, x := range o.slots {
		x.role = chancery.Initiator
		d.slots = append(d.slots, x)
	}
	if o.mood == clause.Called && d.mood == clause.Coming {
		d.mood = clause.Called
	}
}

// talks is the draft of the last meeting of its kind that a sentence can take up,
// at most reach sentences before it; -1 for none.
func (s *session) talks(sentence, reach int, fits func(draft) bool) int {
	for i := len(s.drafts) - 1; i >= 0 && s.drafts[i].sentence >= sentence-reach; i-- {
		if o := s.drafts[i]; o.kind == chancery.KindMeeting && s.parties(o) > 1 && o.mood != clause.Denied && fits(o) {
			return i
		}
	}
	return -1
}

// peers reports whether two who take part in a draft hold the same office.
func (s *session) peers(d draft) bool {
	var titles []string
	for _, n := range s.people(d) {
		o := s.doc.Actors[n].Office
		if o == nil {
			continue
		}
		if slices.Contains(titles, o.Title) {
			return true
		}
		titles = append(titles, o.Title)
	}
	return false
}

// series makes a draft whose noun is counted on from others ("the second call")
// one of their kind, with whoever took part in most of them.
func (s *session) series(d *draft, sent *clause.Sentence, p clause.Predicate) {
	if !p.Noun || p.First == 0 || !slices.Contains(s.r.words.Series, sent.Items[p.First-1].Lower) || len(d.slots) == 0 {
		return
	}
	count := map[int]int{}
	best := slot{mention: -1}
	kind := d.kind
	for _, o := range s.drafts {
		if o.kind != chancery.KindMeeting && o.kind != chancery.KindCall || o.sentence < d.sentence-seriesReach {
			continue
		}
		kind = o.kind
		for _, x := range o.slots {
			if count[x.actor]++; best.mention < 0 || count[x.actor] > count[best.actor] {
				best = x
			}
		}
	}
	if best.mention < 0 || !slices.ContainsFunc(p.Args, func(a clause.Arg) bool { return a.Rel == "with" }) {
		return
	}
	d.kind = kind
	if len(s.actors(*d)) == 1 && !slices.Contains(s.actors(*d), best.actor) {
		best.role = chancery.Initiator
		d.slots = append([]slot{best}, d.slots...)
	}
}

// announced reports whether a tells only in sum what b tells of one of several
// by name: "spoke with three leaders", then with whom.
func (s *session) announced(a, b draft) bool {
	if a.kind != b.kind || a.kind != chancery.KindCall && a.kind != chancery.KindMeeting || b.sentence <= a.sentence || b.sentence > a.sentence+seriesReach {
		return false
	}
	crowd := 0
	for _, x := range a.slots {
		switch {
		case s.crowd(x):
			crowd++
		case !slices.Contains(s.actors(b), x.actor):
			return false
		}
	}
	return crowd > 0 && crowd < len(a.slots) && !slices.ContainsFunc(b.slots, s.crowd)
}

// crowd reports whether a slot is of several people without names or a state.
func (s *session) crowd(x slot) bool {
	return s.doc.Mentions[x.mention].Label == entity.Group && s.doc.Mentions[x.mention].Of == "" && len(s.doc.Mentions[x.mention].Members) == 0
}

// headcount reports whether nobody visits, or attends a conference, but a number
// of people without names or a state: the text tells of them one by one.
func (s *session) headcount(d draft) bool {
	if d.kind != chancery.KindVisit && d.kind != chancery.KindConference {
		return false
	}
	guests := slices.DeleteFunc(slices.Clone(d.slots), func(x slot) bool { return x.role == chancery.Host })
	return len(guests) > 0 && !slices.ContainsFunc(guests, func(x slot) bool { return !s.doc.Mentions[x.mention].Counted || !s.crowd(x) })
}

// apart reports whether b tells of talks besides those of a, with some of the
// same people.
func (s *session) apart(a, b draft) bool {
	sent := s.doc.Text.Sentences[b.sentence]
	lower := s.lower(sent.First, sent.Last)
	return a.kind == chancery.KindMeeting && len(s.people(a)) != len(s.people(b)) &&
		slices.ContainsFunc(s.r.words.Apart, func(w string) bool { return strings.Contains(lower, " "+w) })
}

// arrival reports whether a visit is told by the coming alone, so that its day is
// the first of it.
func (s *session) arrival(v draft) bool {
	return slices.Contains(s.r.words.Arrivals, s.doc.Text.Tokens[v.pred[0]].Lemma)
}

// staying lets a visitor who has come be there still where something that is
// yet to come is told of the same people there.
func (s *session) staying() {
	for i := range s.drafts {
		v := &s.drafts[i]
		if s.since(v) {
			continue
		}
		if v.kind != chancery.KindVisit || v.mood != clause.Told || v.place == nil || !s.arrival(*v) {
			continue
		}
		if !s.today(*v) && !slices.ContainsFunc(s.drafts, func(d draft) bool {
			return d.kind != chancery.KindVisit && d.mood == clause.Coming && !s.over(d) && shares(s.people(d), s.people(*v)) &&
				(d.place == nil || d.place.place.Country == v.place.place.Country)
		}) {
			continue
		}
		v.mood = clause.Ongoing
		if day, last, ok := v.date.date.Bounds(); ok && day == last && v.date.basis == chancery.Stated {
			v.date.date += "/.."
		}
	}
}

// today reports whether the text dates a draft on the day of the report, or the last
// day before it.
func (s *session) today(d draft) bool {
	day, last, ok := d.date.date.Bounds()
	published, _, known := s.src.Report.Published.Bounds()
	return ok && known && day == last && d.date.basis == chancery.Stated && published == day
}

// stage is the visit told before draft i of which it is one more stage: the same people
// go on to another city of the state in the same days. It is -1 for none.
func (s *session) stage(i int) int {
	const days = 3
	w := s.drafts[i]
	if w.kind != chancery.KindVisit || w.mood != clause.Coming || w.place == nil || w.place.place.Name == "" || w.date.date == "" {
		return -1
	}
	return slices.IndexFunc(s.drafts[:i], func(v draft) bool {
		return v.kind == chancery.KindVisit && !off(v.mood) && v.mood != clause.Denied && v.place != nil && v.place.place.Name != "" && v.place.place.Name != w.place.place.Name &&
			v.place.place.Country == w.place.place.Country && v.date.date != "" && v.date.date.Overlaps(w.date.date, days) && slices.Equal(s.visitors(v), s.visitors(w))
	})
}

// visitors are who goes on a visit.
func (s *session) visitors(d draft) []int {
	return s.side(d, func(r chancery.Role) bool { return r == chancery.Visitor })
}

// firstReach is how many words before a visit may say that it is the first.
const firstReach = 8

// since makes a visit of which the text says since when it has lasted one that goes
// on: "has been in Peru on a visit since Monday".
func (s *session) since(v *draft) bool {
	if v.kind != chancery.KindVisit || v.mood != clause.Told && v.mood != clause.Ongoing || v.date.date != "" {
		return false
	}
	sent := s.doc.Text.Sentences[v.sentence]
	if s.between(max(sent.First, v.pred[0]-firstReach), v.pred[0], s.r.words.Firsts) { // "the first minister to visit Peru since 2010"
		return false
	}
	for _, t := range s.src.Times {
		if t.Kind != timex.Since || t.First < v.pred[1] || t.Last > sent.Last || s.verbsBetween(t.First, t.Last, v.pred) > 0 {
			continue
		}
		if date, ok := t.Resolve(s.src.Report.Published, timex.Past); ok {
			v.mood = clause.Ongoing
			v.date = dated{chancery.Date(strings.TrimSuffix(string(date), "/..") + "/.."), chancery.Stated, s.doc.Text.Span(t.First, t.Last), t.Rule}
			return true
		}
	}
	return false
}

// letterAsks makes of a letter and the request that its own sentence says it makes one
// letter that asks: "sent X a letter in which she asks him to think again".
func (s *session) letterAsks() {
	told := make([]bool, len(s.drafts))
	for i, l := range s.drafts {
		for k, d := range s.drafts {
			if l.kind == chancery.KindLetter && d.kind == chancery.KindRequest && d.sentence == l.sentence && d.pred[0] > l.pred[0] &&
				slices.Equal(s.side(d, acts), s.side(l, acts)) && shares(s.side(d, isActedOn), s.side(l, isActedOn)) {
				s.drafts[i].own, told[k] = ontology.Code{Event: "REQUEST"}, true
			}
		}
	}
	kept := s.drafts[:0]
	for k, d := range s.drafts {
		if !told[k] {
			kept = append(kept, d)
		}
	}
	s.drafts = kept
}

// sameCity gives a meeting without a place that of one told next "in the same
// city".
func (s *session) sameCity() {
	for i, d := range s.drafts {
		sent := s.doc.Text.Sentences[d.sentence]
		lower := s.lower(sent.First, sent.Last)
		if d.place == nil || !slices.ContainsFunc(s.r.words.SameCity, func(w string) bool { return strings.Contains(lower, " "+w+" ") }) {
			continue
		}
		for k := range s.drafts[:i] {
			o := &s.drafts[k]
			if o.place == nil && o.kind == chancery.KindMeeting && o.sentence >= d.sentence-sequelReach && o.sentence < d.sentence && shares(s.people(*o), s.people(d)) {
				p := *d.place
				p.place.Basis = chancery.Inferred
				o.place = &p
			}
		}
	}
}

// thatDay gives a contact of a sentence that opens with "that day" the day of the
// contact told before it, and its city where one of the states is the same.
func (s *session) thatDay() {
	for i := range s.drafts {
		d := &s.drafts[i]
		sent := s.doc.Text.Sentences[d.sentence]
		lower := s.lower(sent.First, sent.Last)
		if d.date.date == "" && d.mood == clause.Told && slices.ContainsFunc(s.r.words.ThoseDays, func(w string) bool { return strings.HasPrefix(lower, " "+w+" ") }) {
			s.thoseDays(i)
			continue
		}
		if !d.kind.Engagement() || d.mood != clause.Told || !slices.ContainsFunc(s.r.words.ThatDay, func(w string) bool { return strings.HasPrefix(lower, " "+w+" ") }) {
			continue
		}
		for k := i - 1; k >= 0 && s.drafts[k].sentence >= d.sentence-sequelReach; k-- {
			o := s.drafts[k]
			if o.sentence == d.sentence || !o.kind.Engagement() || o.date.date == "" {
				continue
			}
			if d.date.date == "" {
				d.date = dated{date: o.date.date, basis: chancery.Inferred}
			}
			if d.place == nil && d.kind != chancery.KindCall && o.place != nil && o.place.place.Name != "" && s.akin(*d, o) {
				p := *o.place
				p.place.Basis = chancery.Inferred
				d.place = &p
			}
			break
		}
	}
}

// thoseDays gives a draft the date of what was told last before its sentence.
func (s *session) thoseDays(i int) {
	d := &s.drafts[i]
	for k := i - 1; k >= 0 && s.drafts[k].sentence >= d.sentence-sequelReach; k-- {
		if o := s.drafts[k]; o.sentence < d.sentence && o.date.date != "" {
			d.date = dated{date: o.date.date, basis: chancery.Inferred}
			return
		}
	}
}

// akin reports whether somebody of both drafts is of the same state or
// organisation.
func (s *session) akin(a, b draft) bool {
	return slices.ContainsFunc(s.actors(a), func(x int) bool {
		return slices.ContainsFunc(s.actors(b), func(y int) bool {
			return x == y || s.doc.Actors[x].Of != "" && s.doc.Actors[x].Of == s.doc.Actors[y].Of
		})
	})
}
