package index

import (
	"slices"
	"strings"

	"chancery"
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
