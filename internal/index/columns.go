package index

import (
	"math/bits"
	"slices"

	"chancery"
	"chancery/internal/name"
)

// columns are what filters ask of every event, by its place in Events: a walk
// through a million of them must touch little memory.
type columns struct {
	place  map[*chancery.Event]int32
	whole  []int32 // the place of the event that it is part of; -1 where there is none
	first  []int32 // the days of span
	last   []int32
	year   []int16 // of Latest; 0 where it is unknown
	newest []int32 // places in the order of Newest

	kinds, modalities, topics, languages, places map[string][]int32 // where each value is met, in order
}

func (x *Index) newColumns() *columns {
	n := len(x.Events)
	c := &columns{
		place: make(map[*chancery.Event]int32, n), whole: make([]int32, n), first: make([]int32, n), last: make([]int32, n), year: make([]int16, n),
		newest: make([]int32, 0, n),
		kinds:  map[string][]int32{}, modalities: map[string][]int32{}, topics: map[string][]int32{}, languages: map[string][]int32{}, places: map[string][]int32{},
	}
	for i, e := range x.Events {
		c.place[e] = int32(i)
	}
	folded := map[string]string{} // names of places: there are fewer than events
	fold := func(text string) string {
		if _, known := folded[text]; !known {
			folded[text] = name.Fold(text)
		}
		return folded[text]
	}
	for i, e := range x.Events {
		c.whole[i] = -1
		if whole := x.Parent(e); whole != nil {
			c.whole[i] = c.place[whole]
		}
		first, last := span(e.Date)
		c.first[i], c.last[i], c.year[i] = int32(first), int32(last), int16(Year(e.Date))
		note(c.kinds, string(e.Kind), i)
		note(c.modalities, string(e.Modality), i)
		for _, t := range e.Topics {
			note(c.topics, t, i)
		}
		for _, id := range e.Reports {
			if r := x.Report(id); r != nil {
				note(c.languages, r.Language, i)
			}
		}
		if p := e.Place; p != nil {
			if p.Country != "" {
				note(c.places, countryKey(p.Country), i)
			}
			for _, text := range append([]string{p.Name}, p.Aka...) {
				note(c.places, fold(text), i)
			}
		}
	}
	for _, e := range x.Newest() {
		c.newest = append(c.newest, c.place[e])
	}
	return c
}

// countryKey keeps codes apart from the folded names of places, which have no
// capital letters.
func countryKey(code string) string { return "country " + code }

// note enters a place under a value, once; an empty value is none.
func note(into map[string][]int32, value string, place int) {
	if list := into[value]; value != "" && (len(list) == 0 || list[len(list)-1] != int32(place)) {
		into[value] = append(list, int32(place))
	}
}

// Year is the year under which a date stands where the newest come first; 0 where
// it is unknown.
func Year(d chancery.Date) int {
	day := Latest(d)
	if day == chancery.LastDay {
		return 0
	}
	year, _, _ := day.Civil()
	return year
}

// set is places of events, a bit each.
type set []uint64

func newSet(n int) set { return make(set, (n+63)/64) }

func (s set) add(place int32)      { s[place/64] |= 1 << (place % 64) }
func (s set) remove(place int32)   { s[place/64] &^= 1 << (place % 64) }
func (s set) has(place int32) bool { return s[place/64]&(1<<(place%64)) != 0 }

// all yields the places in order.
func (s set) all(yield func(int32) bool) {
	for i, word := range s {
		for ; word != 0; word &= word - 1 {
			if !yield(int32(i*64 + bits.TrailingZeros64(word))) {
				return
			}
		}
	}
}

func (s set) len() int {
	n := 0
	for _, word := range s {
		n += bits.OnesCount64(word)
	}
	return n
}

// Selection is some of the events of an index.
type Selection struct {
	index *Index
	has   set
}

// Select are the events that the filter asks for.
func (x *Index) Select(f Filter) Selection {
	c := x.lists.columns()
	s := Selection{x, newSet(len(x.Events))}
	if len(f.Actors) > 0 {
		for _, e := range x.With(f.Actors...) {
			s.has.add(c.place[e])
		}
	} else {
		for i := range s.has {
			s.has[i] = ^uint64(0)
		}
		if n := len(x.Events) % 64; n != 0 {
			s.has[len(s.has)-1] = 1<<n - 1
		}
	}
	var places []string
	for _, p := range f.Places {
		places = append(places, countryKey(p), name.Fold(p))
	}
	s.keep(c.kinds, texts(f.Kinds))
	s.keep(c.modalities, texts(f.Modalities))
	s.keep(c.topics, f.Topics)
	s.keep(c.languages, f.Languages)
	s.keep(c.places, places)
	s.between(f.From, f.Until)
	if len(f.Offices) > 0 {
		s.only(func(e *chancery.Event) bool {
			return slices.ContainsFunc(e.Participants, func(p chancery.Participant) bool { return inOffice(&p, f.Offices) })
		})
	}
	return s
}

// inOffice reports whether the participant acts in one of the offices.
func inOffice(p *chancery.Participant, offices []chancery.Office) bool {
	return p.Office != nil && slices.ContainsFunc(offices, func(o chancery.Office) bool {
		return name.Fold(o.Title) == name.Fold(p.Office.Title) && (o.Of == p.Office.Of || o.Of == PartyOf(p))
	})
}

// only leaves the events of which the condition holds.
func (s Selection) only(holds func(*chancery.Event) bool) {
	for place := range s.has.all {
		if !holds(s.index.Events[place]) {
			s.has.remove(place)
		}
	}
}

// Has reports whether an event of the index is one of them.
func (s Selection) Has(e *chancery.Event) bool { return s.has.has(s.index.lists.columns().place[e]) }

func texts[T ~string](values []T) []string {
	var out []string
	for _, v := range values {
		out = append(out, string(v))
	}
	return out
}

// keep leaves the events that have one of the values; no value asks for nothing.
func (s Selection) keep(column map[string][]int32, values []string) {
	if len(values) == 0 {
		return
	}
	wanted := newSet(len(s.index.Events))
	for _, v := range values {
		for _, place := range column[v] {
			wanted.add(place)
		}
	}
	for i := range s.has {
		s.has[i] &= wanted[i]
	}
}

// between leaves the events that may have been on or between the dates.
func (s Selection) between(from, until chancery.Date) {
	if from == "" && until == "" {
		return
	}
	begin, end := int32(chancery.FirstDay), int32(chancery.LastDay)
	if first, _, ok := from.Bounds(); ok {
		begin = int32(first)
	}
	if _, last, ok := until.Bounds(); ok {
		end = int32(last)
	}
	c := s.index.lists.columns()
	for place := range s.has.all {
		if c.last[place] < begin || c.first[place] > end {
			s.has.remove(place)
		}
	}
}

// Len is how many they are.
func (s Selection) Len() int { return s.has.len() }

// Events are they, in order.
func (s Selection) Events() []*chancery.Event {
	out := make([]*chancery.Event, 0, s.Len())
	for place := range s.has.all {
		out = append(out, s.index.Events[place])
	}
	return out
}

// Newest are they, in the order of Index.Newest.
func (s Selection) Newest() []*chancery.Event { return s.index.newestIn(s.has, s.Len(), false) }

// Years is how many of them each year has; those of unknown dates are left out.
func (s Selection) Years() map[int]int {
	c := s.index.lists.columns()
	var counts [1 << 16]int32 // by year; quicker than a map
	for place := range s.has.all {
		counts[uint16(c.year[place])]++
	}
	out := map[int]int{}
	for year, n := range counts {
		if n > 0 && year != 0 {
			out[int(int16(year))] = int(n)
		}
	}
	return out
}

// Tree is events with the visits and conferences that they are part of.
type Tree struct {
	index *Index
	shown set
}

// Tree puts the events under what they are part of, which is shown with them.
func (s Selection) Tree() Tree {
	c := s.index.lists.columns()
	t := Tree{s.index, slices.Clone(s.has)}
	for place := range s.has.all {
		for whole := c.whole[place]; whole >= 0 && !t.shown.has(whole); whole = c.whole[whole] {
			t.shown.add(whole)
		}
	}
	return t
}

// Tops are those that are part of no other, in order.
func (t Tree) Tops() []*chancery.Event {
	c := t.index.lists.columns()
	var out []*chancery.Event
	for place := range t.shown.all {
		if c.whole[place] < 0 {
			out = append(out, t.index.Events[place])
		}
	}
	return out
}

// NewestTops are the Tops in the order of Index.Newest.
func (t Tree) NewestTops() []*chancery.Event { return t.index.newestIn(t.shown, 0, true) }

// newestIn are the events of a set, those that are part of no other or all, in the
// order of Newest.
func (x *Index) newestIn(s set, size int, tops bool) []*chancery.Event {
	c := x.lists.columns()
	out := make([]*chancery.Event, 0, size)
	for _, place := range c.newest {
		if s.has(place) && (!tops || c.whole[place] < 0) {
			out = append(out, x.Events[place])
		}
	}
	return out
}

// Parts are the events of the tree that belong to the visit or conference.
func (t Tree) Parts(e *chancery.Event) []*chancery.Event {
	if t.index == nil {
		return nil
	}
	c := t.index.lists.columns()
	return slices.DeleteFunc(slices.Clone(t.index.Parts(e)), func(part *chancery.Event) bool { return !t.shown.has(c.place[part]) })
}
