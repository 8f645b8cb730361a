package index

import (
	"slices"
	"strings"

	"chancery"
	"chancery/internal/name"
)

// Filter says which events are wanted. What is empty asks for nothing; of a
// list one member is enough, of Actors all must take part.
type Filter struct {
	Actors     []string // ids
	Kinds      []chancery.Kind
	Modalities []chancery.Modality
	Topics     []string
	Places     []string          // codes of countries, or names of places
	Languages  []string          // of a report that tells of it
	Offices    []chancery.Office // in which somebody takes part: title, and whose it is
	From       chancery.Date
	Until      chancery.Date // an event may have been on or between the two
}

// ParseFilter is what an address asks for by the keys kind, modality, topic,
// place, language (each as often as one likes), from and until; actors are left
// out. A kind, modality or date that there is not is an Error Invalid.
func ParseFilter(q map[string][]string) (Filter, error) {
	given := func(key string) []string {
		return slices.DeleteFunc(slices.Clone(q[key]), func(s string) bool { return strings.TrimSpace(s) == "" })
	}
	f := Filter{Topics: given("topic"), Places: given("place"), Languages: given("language")}
	for _, k := range given("kind") {
		if !slices.Contains(chancery.Kinds(), chancery.Kind(k)) {
			return f, chancery.Errorf(chancery.Invalid, "%q is no kind of event", k)
		}
		f.Kinds = append(f.Kinds, chancery.Kind(k))
	}
	for _, m := range given("modality") {
		if !slices.Contains(Modalities(), chancery.Modality(m)) {
			return f, chancery.Errorf(chancery.Invalid, "%q is no modality", m)
		}
		f.Modalities = append(f.Modalities, chancery.Modality(m))
	}
	for _, end := range []struct {
		key  string
		into *chancery.Date
	}{{"from", &f.From}, {"until", &f.Until}} {
		for _, text := range given(end.key) {
			d, err := chancery.ParseDate(strings.TrimSpace(text))
			if err != nil {
				return f, err
			}
			*end.into = d
		}
	}
	return f, nil
}

// Modalities lists them in the order in which they are shown.
func Modalities() []chancery.Modality {
	return []chancery.Modality{chancery.Occurred, chancery.Ongoing, chancery.Planned, chancery.Cancelled, chancery.Denied}
}

// Select are the events that the filter asks for, in order.
func (x *Index) Select(f Filter) []*chancery.Event {
	holds := x.holds(f)
	return slices.DeleteFunc(slices.Clone(x.With(f.Actors...)), func(e *chancery.Event) bool { return !holds(e) })
}

// Asked reports, of one event after the other, whether the filter asks for it.
func (x *Index) Asked(f Filter) func(*chancery.Event) bool {
	holds := x.holds(f)
	return func(e *chancery.Event) bool { return holds(e) && x.Together(e, f.Actors...) }
}

func (x *Index) holds(f Filter) func(*chancery.Event) bool {
	from, until := chancery.FirstDay, chancery.LastDay
	if first, _, ok := f.From.Bounds(); ok {
		from = first
	}
	if _, last, ok := f.Until.Bounds(); ok {
		until = last
	}
	dated := f.From != "" || f.Until != ""
	var places []string
	for _, p := range f.Places {
		places = append(places, name.Fold(p))
	}
	return func(e *chancery.Event) bool { // what costs least is asked first
		switch {
		case len(f.Kinds) > 0 && !slices.Contains(f.Kinds, e.Kind),
			len(f.Modalities) > 0 && !slices.Contains(f.Modalities, e.Modality),
			len(f.Topics) > 0 && !slices.ContainsFunc(f.Topics, func(t string) bool { return slices.Contains(e.Topics, t) }),
			len(f.Languages) > 0 && !slices.ContainsFunc(e.Reports, func(id string) bool {
				r := x.Report(id)
				return r != nil && slices.Contains(f.Languages, r.Language)
			}):
			return false
		}
		if len(f.Offices) > 0 && !slices.ContainsFunc(e.Participants, func(p chancery.Participant) bool { return inOffice(&p, f.Offices) }) {
			return false
		}
		if dated {
			if first, last := span(e.Date); last < from || first > until {
				return false
			}
		}
		return len(places) == 0 || isPlace(e.Place, f.Places, places)
	}
}

// inOffice reports whether the participant acts in one of the offices.
func inOffice(p *chancery.Participant, offices []chancery.Office) bool {
	return p.Office != nil && slices.ContainsFunc(offices, func(o chancery.Office) bool {
		return name.Fold(o.Title) == name.Fold(p.Office.Title) && (o.Of == p.Office.Of || o.Of == PartyOf(p))
	})
}

// span is the days on which an event may have been. One that was on a day or
// before stands on that day, as in a timeline. An unknown date lies nowhere.
func span(d chancery.Date) (first, last chancery.Day) {
	first, last, ok := d.Bounds()
	choice := strings.HasPrefix(string(d), "[")
	switch {
	case !ok:
		return chancery.LastDay, chancery.FirstDay
	case choice && first == chancery.FirstDay:
		first = last
	case choice && last == chancery.LastDay:
		last = first
	}
	return first, last
}

// isPlace reports whether one of the codes or folded names is the place's.
func isPlace(p *chancery.Place, codes, folded []string) bool {
	if p == nil {
		return false
	}
	return slices.Contains(codes, p.Country) || p.Name != "" && slices.Contains(folded, name.Fold(p.Name)) ||
		slices.ContainsFunc(p.Aka, func(aka string) bool { return slices.Contains(folded, name.Fold(aka)) })
}

// Tree is events with the visits and conferences that they are part of.
type Tree struct {
	shown map[*chancery.Event]bool
	index *Index
}

// Tree puts the events under what they are part of, which is shown with them.
func (x *Index) Tree(events []*chancery.Event) Tree {
	t := Tree{shown: make(map[*chancery.Event]bool, len(events)), index: x}
	for _, e := range events {
		for ; e != nil && !t.shown[e]; e = x.Parent(e) {
			t.shown[e] = true
		}
	}
	return t
}

// Tops are those that are part of no other, in the order of a list of all events:
// Events or Newest.
func (t Tree) Tops(order []*chancery.Event) []*chancery.Event {
	var out []*chancery.Event
	for _, e := range order {
		if t.shown[e] && t.index.Parent(e) == nil {
			out = append(out, e)
		}
	}
	return out
}

// Parts are the events of the tree that belong to the visit or conference.
func (t Tree) Parts(e *chancery.Event) []*chancery.Event {
	return slices.DeleteFunc(slices.Clone(t.index.Parts(e)), func(part *chancery.Event) bool { return !t.shown[part] })
}
