package generate

import (
	"math/rand/v2"
	"strings"

	"chancery"
)

// world is everything that follows from a seed.
type world struct{ seed uint64 }

// What random numbers are drawn for: each has a stream of its own.
const (
	streamPeople = iota << 32
	streamStory
	streamTelling
)

func (w world) draw(stream, n int) *rand.Rand {
	return rand.New(rand.NewPCG(w.seed, uint64(stream)+uint64(n)))
}

// The days within which the stories lie, and for how many somebody holds an office.
const (
	days = 9 * 365
	term = 1200
)

var firstDay = chancery.DayOf(2031, 1, 6)

// person holds an office of a state.
type person struct {
	given, family string
	state         *[8]string
	office        [2]string
}

// holder is who holds an office of a state on a day.
func (w world) holder(state, office int, on chancery.Day) person {
	v := vocabulary()
	for v.Offices[office] == v.Offices[max(office-1, 0)] && office > 0 { // listed twice
		office--
	}
	post := state*len(v.Offices) + office
	since := (int(on-firstDay) + post*97%term) / term
	r := w.draw(streamPeople, post*100+since)
	return person{pick(r, v.Given), pick(r, v.Families.Starts) + pick(r, v.Families.Ends), &v.States[state], v.Offices[office]}
}

func pick[T any](r *rand.Rand, from []T) T { return from[r.IntN(len(from))] }

// tale is a story: what happened, and whether the same two had met before.
type tale struct {
	world
	number  int
	kind    chancery.Kind
	day     chancery.Day
	a, b, c person
	abroad  bool // in another town than the capital
	topic   [2]string
	topic2  [2]string
	count   int
	before  *tale // an earlier meeting of the two
}

// Shares in a hundred: of every other story, those that are like the one before
// it, and of visits, those that were announced.
const (
	again = 30 // the two meet again
	twin  = 16 // others of the two states do the same on the same day
	plans = 25
)

// kinds of stories, by how often they come.
var kinds = []chancery.Kind{chancery.KindMeeting, chancery.KindMeeting, chancery.KindMeeting, chancery.KindMeeting, chancery.KindVisit,
	chancery.KindVisit, chancery.KindCall, chancery.KindCall, chancery.KindSigning, chancery.KindCriticism, chancery.KindAid}

// story is the n-th story of the world. Those with even numbers are like no other,
// so that what a look-alike is like did happen.
func (w world) story(n int) *tale {
	r := w.draw(streamStory, n)
	t := w.plain(n, r)
	if n%2 == 0 {
		return t
	}
	old := w.story(n - 1)
	switch lot := r.IntN(100); {
	case lot < again && old.kind == chancery.KindMeeting:
		t.kind, t.before = chancery.KindMeeting, old
		t.day = old.day + chancery.Day(12+r.IntN(60))
		t.a, t.b, t.abroad = old.a, old.b, !old.abroad
	case lot < again+twin && old.kind.Engagement():
		t.kind, t.day = old.kind, old.day
		for t.setPeople(old.stateA(), old.stateB(), r); t.shares(old); {
			t.setPeople(old.stateA(), old.stateB(), r)
		}
	}
	return t
}

// shares reports whether somebody is in both stories: then nobody could tell the
// two from one.
func (t *tale) shares(old *tale) bool {
	for _, p := range []person{t.a, t.b, t.c} {
		if p == old.a || p == old.b || p == old.c {
			return true
		}
	}
	return false
}

// plain is the n-th story but for what likens it to others.
func (w world) plain(n int, r *rand.Rand) *tale {
	v := vocabulary()
	t := &tale{world: w, number: n, kind: pick(r, kinds), day: firstDay + chancery.Day(r.IntN(days))}
	// Some states are in the news more than others.
	x, y := r.IntN(1+r.IntN(len(v.States))), r.IntN(len(v.States)-1)
	if y >= x {
		y++
	}
	if r.IntN(2) == 0 {
		x, y = y, x
	}
	t.setPeople(x, y, r)
	t.abroad = r.IntN(5) == 0
	t.topic, t.topic2 = pick(r, v.Topics), pick(r, v.Topics)
	t.count = 2 + r.IntN(900)
	return t
}

func (t *tale) setPeople(x, y int, r *rand.Rand) {
	offices := len(vocabulary().Offices)
	mine := r.IntN(offices)
	host := mine
	if r.IntN(4) == 0 {
		host = r.IntN(offices)
	}
	t.a, t.b = t.holder(x, mine, t.day), t.holder(y, host, t.day)
	third := (host + 1) % offices
	if t.c = t.holder(y, third, t.day); t.c == t.b {
		t.c = t.holder(y, (third+1)%offices, t.day)
	}
}

func (t *tale) stateA() int { return stateAt(t.a.state) }
func (t *tale) stateB() int { return stateAt(t.b.state) }

func stateAt(s *[8]string) int {
	all := vocabulary().States
	for i := range all {
		if &all[i] == s {
			return i
		}
	}
	panic("generate: a person of no state")
}

// events are what a report of the story tells of.
func (t *tale) events() []Telling {
	news := func(part int, kind chancery.Kind) Telling { return Telling{Event: Event{t.number, part, kind}} }
	if t.kind == chancery.KindVisit {
		return []Telling{news(0, t.kind), news(1, chancery.KindMeeting), news(2, chancery.KindMeeting)}
	}
	return []Telling{news(0, t.kind)}
}

// city is where it happened.
func (t *tale) city(l language) string {
	at := map[language]int{english: 3, turkish: 6}[l]
	if t.abroad && t.kind != chancery.KindVisit {
		at++
	}
	return t.b.state[at]
}

// state is a state's name.
func (p *person) stateIn(l language) string {
	return p.state[map[language]int{english: 1, turkish: 5}[l]]
}

// full is a person with office and state: "Finnish Foreign Minister Aino Belholm".
func (p *person) full(l language, spell func(string) string) string {
	of := p.state[2]
	if l == turkish {
		of = p.state[5]
	}
	return strings.Join([]string{of, p.office[l.column()], spell(p.given), spell(p.family)}, " ")
}
