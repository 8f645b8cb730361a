package event

import (
	"slices"

	"chancery"
	"chancery/internal/clause"
	"chancery/internal/entity"
	"chancery/internal/nlp"
	"chancery/internal/timex"
)

// asks reports whether sentence n is a question.
func (s *session) asks(n int) bool {
	tokens := s.doc.Text.Sentences[n]
	for i := tokens.Last - 1; i >= tokens.First; i-- {
		t := s.doc.Text.Tokens[i]
		if t.Form == "?" {
			return true
		}
		if t.UPOS != "PUNCT" {
			break
		}
	}
	return false
}

// unreal are the tokens at which a sentence supposes or imagines, or turns to
// sport and the like: where a word of the language's elsewhere or a pattern of its
// unreal stands.
func (s *session) unreal(sent *clause.Sentence) []int {
	var out []int
	for _, ws := range s.r.other {
		if at := sent.SpeaksAt(ws); at >= 0 && !s.amongStates(sent) {
			out = append(out, at)
		}
	}
	ruled := sent.ForRules()
	for _, p := range s.r.unreal {
		for _, m := range p.Find(ruled) {
			out = append(out, ruled.Items[m.First].First)
		}
	}
	return out
}

// doubtful reports whether a draft is not told as what happened, because of what
// stands at the tokens: of an act between parties, in its own clause or before it;
// of anything else, anywhere in the sentence.
func (s *session) doubtful(sent *clause.Sentence, d draft, unreal []int) bool {
	if !actual(d.kind) || !sent.Positional() {
		return len(unreal) > 0
	}
	first, last := sent.ClauseTokens(d.pred[0], d.pred[1])
	return slices.ContainsFunc(unreal, func(at int) bool { return at < last && (at >= first || at < d.pred[0]) })
}

// amongStates reports whether a sentence names people in office of two states: what
// they do is diplomacy, though they watch a match.
func (s *session) amongStates(sent *clause.Sentence) bool {
	first := ""
	for _, it := range sent.Items {
		if it.Mention < 0 || s.doc.Mentions[it.Mention].Actor < 0 {
			continue
		}
		a := s.doc.Actors[s.doc.Mentions[it.Mention].Actor]
		if a.Type != chancery.Person || a.Office == nil || a.Of == "" {
			continue
		}
		if first != "" && a.Of != first {
			return true
		}
		first = a.Of
	}
	return false
}

// abroad drops what is no affair between parties: what those of one state do
// among themselves, a journey inside the own state, and contact of people of
// whom nobody is known to act for a party. Whom they act for is known only when
// the whole report has been read.
func (s *session) abroad() {
	to := make([]int, len(s.drafts)) // by old place: the new one, or -1
	kept := s.drafts[:0:0]
	for i, d := range s.drafts {
		to[i] = -1
		if v := s.stage(i); v >= 0 {
			to[i] = to[v]
			continue
		}
		if !d.kind.Engagement() {
			s.otherSide(&d)
			s.withoutHouse(&d)
		}
		if s.longAgo(d) || (s.atHomeOnly(d) || s.private(d)) && (d.kind.Engagement() || !s.athome(&d)) {
			continue
		}
		to[i] = len(kept)
		kept = append(kept, d)
	}
	for i := range kept {
		if kept[i].part >= 0 {
			kept[i].part = to[kept[i].part]
		}
	}
	s.drafts = kept
}

// habit reports whether a perfect tense with "since" tells of talks that go on and on:
// "have held talks since 2019" is no one meeting.
func (s *session) habit(d draft, sent *clause.Sentence, p clause.Predicate) bool {
	if d.kind != chancery.KindMeeting && d.kind != chancery.KindCall || d.date.date != "" || !sent.Perfect(p) {
		return false
	}
	tokens := s.doc.Text.Sentences[d.sentence]
	return slices.ContainsFunc(s.src.Times, func(t timex.Mention) bool {
		return t.Kind == timex.Since && t.First >= d.pred[1] && t.Last <= tokens.Last
	})
}

// atHomeOnly reports whether a draft tells of nobody but people of one state, or
// of nobody in particular.
// Only what the text states counts; who has neither a name nor a state beside
// somebody of a known one is of the same: "Kenya's president met the
// governors".
func (s *session) atHomeOnly(d draft) bool {
	if !d.kind.Engagement() {
		return s.domestic(d) || s.unaddressed(d)
	}
	if d.kind == chancery.KindConference {
		return false
	}
	var parties []string
	group := false
	for _, n := range s.actors(d) {
		a := s.doc.Actors[n]
		group = group || a.Type == chancery.Delegation
		if s.foreigners(a) { // "ten ambassadors": of other states
			return false
		}
		if _, ok := s.r.gaz.State(a.Of); a.Type == chancery.Delegation && a.Of != "" && !ok { // "EU foreign ministers": of many states
			return false
		}
		if d.kind == chancery.KindVisit && !slices.ContainsFunc(d.slots, func(x slot) bool { return x.actor == n && x.role == chancery.Visitor }) {
			continue
		}
		nameless := (a.Type == chancery.Person || a.Type == chancery.Delegation) && a.Name == ""
		if d.kind != chancery.KindVisit && a.Type == chancery.Person && nameless && a.Of == "" && s.foreigner(d, n) {
			return false
		}
		switch {
		case a.Of != "" && (a.OfBasis == chancery.Stated || nameless || s.ownColleague(d, n)):
			if !slices.Contains(parties, a.Of) {
				parties = append(parties, a.Of)
			}
		case !nameless:
			return false
		}
	}
	if len(parties) == 0 { // "a head of state", "an envoy": anybody, but several are a delegation
		return !group
	}
	if d.kind == chancery.KindVisit {
		return s.hosts(d) < 0 && len(parties) == 1 && d.place != nil && d.place.place.Country == parties[0] && d.place.place.Name != ""
	}
	_, state := s.r.gaz.State(parties[0])
	return state && len(parties) == 1 && len(s.actors(d)) > 1
}

// ownColleague reports whether somebody without a state stands in one list behind
// another official of the state in which both are, as the report's own press names
// them: "Kenya's finance minister X and Interior Minister Y met".
func (s *session) ownColleague(d draft, actor int) bool {
	a := s.doc.Actors[actor]
	if a.Office == nil || d.kind != chancery.KindMeeting && d.kind != chancery.KindCall || a.Of != s.doc.Home && (d.place == nil || d.place.place.Country != a.Of) {
		return false
	}
	k := slices.IndexFunc(d.slots, func(x slot) bool { return x.actor == actor })
	if k < 1 {
		return false
	}
	x, before := d.slots[k], d.slots[k-1]
	b := s.doc.Actors[before.actor]
	from, to := s.doc.Mentions[before.mention].Last, s.doc.Mentions[x.mention].First
	return from < to && to-from <= 2 && before.role == x.role && b.Of == a.Of && b.OfBasis == chancery.Stated && b.Office != nil && b.Office.Title != a.Office.Title &&
		!slices.ContainsFunc(s.doc.Text.Tokens[from:to], func(t nlp.Token) bool { return t.UPOS != "CCONJ" && t.Form != "," })
}

// foreigner reports whether somebody in a draft is of another state than an actor
// with neither name nor state: an envoy, or somebody with a name whom that actor
// receives or meets: "the minister received Norway's X" is told at home.
func (s *session) foreigner(d draft, actor int) bool {
	leads := s.leading(d, actor)
	return slices.ContainsFunc(s.actors(d), func(n int) bool {
		a := s.doc.Actors[n]
		return n != actor && (leads && a.Of != "" && a.Name != "" && a.OfBasis == chancery.Stated || s.posted(a))
	})
}

// leading reports whether an actor is the one that a draft tells of: who meets,
// rings or receives somebody.
func (s *session) leading(d draft, actor int) bool {
	return slices.ContainsFunc(d.slots, func(x slot) bool {
		return x.actor == actor && (acts(x.role) || x.role == chancery.Host) && s.doc.Mentions[x.mention].Definite
	})
}

// posted reports whether somebody is an envoy, whose work is with another state.
func (s *session) posted(a entity.Actor) bool { return a.Of != "" && s.resident(a) }

// foreigners reports whether an actor is a group without a state whose office is with
// another state than their own.
func (s *session) foreigners(a entity.Actor) bool {
	return a.Type == chancery.Delegation && a.Of == "" && (s.resident(a) || slices.ContainsFunc(a.Heads, func(h string) bool { return slices.Contains(s.r.words.Foreigners, h) }))
}

// resident reports whether somebody lives where he is posted.
func (s *session) resident(a entity.Actor) bool {
	return slices.ContainsFunc(a.Heads, func(h string) bool { return slices.Contains(s.r.words.Resident, h) })
}

// private reports whether nobody but people in private life does an act between
// parties.
func (s *session) private(d draft) bool {
	k, ok := s.r.onto.Kind(d.kind)
	doers := slices.DeleteFunc(slices.Clone(d.slots), func(x slot) bool { return !acts(x.role) })
	return ok && k.Between && len(doers) > 0 && !slices.ContainsFunc(doers, func(x slot) bool { return !s.r.onto.Private(s.sector(x)) })
}

// memory is how many years before a report an event may lie and still be of
// the record: what is older is history.
const memory = 60

func (s *session) longAgo(d draft) bool {
	_, last, ok1 := d.date.date.Bounds()
	first, _, ok2 := s.src.Report.Published.Bounds()
	return ok1 && ok2 && int(first-last) > memory*366
}
