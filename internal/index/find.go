package index

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"chancery"
	"chancery/internal/name"
	"chancery/internal/prose"
)

// Found is what a query stands for. Exactly one field is set.
type Found struct {
	Actor  *chancery.Actor
	Event  *chancery.Event
	Report *chancery.Report
	Claim  *chancery.Claim
}

// id of whatever was found.
func (f Found) id() string {
	switch {
	case f.Actor != nil:
		return f.Actor.ID
	case f.Event != nil:
		return f.Event.ID
	case f.Report != nil:
		return f.Report.ID
	}
	return f.Claim.ID
}

// Find finds what a user means: an id or the beginning of one, a code, or a
// name, whole or in part, without regard to accents, letter case and script
// habits. A whole name goes before a part, the beginning of a word before its
// middle, and actors before events and reports; an actor's name is found by its
// words in another order and by their sound, too, when nothing else answers. An
// id of a claim means the claim, unless an event has it. Nothing found is a
// NotFound error; several are an Invalid one that lists them.
func (x *Index) Find(query string) (Found, error) {
	if f, ok := x.byID(query); ok {
		return f, nil
	}
	folded := name.Fold(query)
	if folded == "" {
		return Found{}, notFound("actor, event or report", query)
	}
	actors, others := x.lists.names(), x.lists.titles()
	for _, try := range []func() []Found{
		func() []Found { return x.byPrefix(query) },
		func() []Found { return matching(append(slices.Clone(actors), others...), folded, whole) },
		func() []Found { return matching(actors, folded, atWord) },
		func() []Found { return matching(actors, folded, anywhere) },
		func() []Found { return matching(others, folded, atWord) },
		func() []Found { return matching(others, folded, anywhere) },
		func() []Found { return matching(actors, folded, anyOrder) },
		func() []Found { return matching(actors, folded, soundingWhole) },
		func() []Found { return matching(actors, folded, sounding) },
	} {
		switch found := try(); len(found) {
		case 0:
		case 1:
			return found[0], nil
		default:
			return Found{}, x.ambiguous(query, found)
		}
	}
	return Found{}, notFound("actor, event or report", query)
}

// FindActor finds an actor alone, as Find does.
func (x *Index) FindActor(query string) (*chancery.Actor, error) {
	if a := x.Actor(query); a != nil {
		return a, nil
	}
	folded := name.Fold(query)
	if folded == "" {
		return nil, notFound("actor", query)
	}
	names := x.lists.names()
	for _, how := range []match{whole, atWord, anywhere, anyOrder, soundingWhole, sounding} {
		switch found := matching(names, folded, how); len(found) {
		case 0:
		case 1:
			return found[0].Actor, nil
		default:
			return nil, x.ambiguous(query, found)
		}
	}
	return nil, notFound("actor", query)
}

// Named are the actors that have the id or, without regard to accents and letter
// case, the name: in whole where one has, else at the beginning of a word, else
// anywhere, else by its words in another order. Unlike FindActor it takes no
// name for another that sounds like it.
func (x *Index) Named(query string) []*chancery.Actor {
	if a := x.Actor(query); a != nil {
		return []*chancery.Actor{a}
	}
	folded := name.Fold(query)
	if folded == "" {
		return nil
	}
	for _, how := range []match{whole, atWord, anywhere, anyOrder} {
		var out []*chancery.Actor
		for _, f := range matching(x.lists.names(), folded, how) {
			out = append(out, f.Actor)
		}
		if out != nil {
			return out
		}
	}
	return nil
}

// FindActors finds each of several actors. Two names of one actor are an
// Invalid error.
func (x *Index) FindActors(queries ...string) ([]*chancery.Actor, error) {
	var out []*chancery.Actor
	for _, q := range queries {
		a, err := x.FindActor(q)
		if err != nil {
			return nil, err
		}
		if slices.Contains(out, a) {
			return nil, chancery.Errorf(chancery.Invalid,
				"both names are those of %s; name another actor, or put a name of several words in quotation marks", prose.Cut(prose.Clean(x.Name(a.ID)), 80))
		}
		out = append(out, a)
	}
	return out, nil
}

func (x *Index) byID(id string) (Found, bool) {
	if e := x.events[id]; e != nil {
		return Found{Event: e}, true
	}
	if c := x.claims[id]; c != nil {
		return Found{Claim: c}, true
	}
	if r := x.reports[id]; r != nil {
		return Found{Report: r}, true
	}
	if a := x.Actor(id); a != nil {
		return Found{Actor: a}, true
	}
	if e := x.Event(id); e != nil {
		return Found{Event: e}, true
	}
	return Found{}, false
}

// leastPrefix is the shortest beginning of an id that is taken for one.
const leastPrefix = 6

// byPrefix are the things whose id begins with the query.
func (x *Index) byPrefix(query string) []Found {
	if len(query) < leastPrefix {
		return nil
	}
	at, _ := slices.BinarySearch(x.ids, query)
	var out []Found
	for _, id := range x.ids[at:] {
		if !strings.HasPrefix(id, query) {
			break
		}
		f, _ := x.byID(id)
		out = append(out, f)
	}
	return out
}

// named is a thing with one of its names, folded.
type named struct {
	text  string
	thing Found
}

func (x *Index) actorNames() []named {
	var out []named
	for _, a := range x.Actors {
		forms := []string{a.ID, a.Name}
		for _, f := range a.Names {
			forms = append(forms, f.Text)
		}
		forms = append(forms, otherNames(a)...)
		for _, f := range forms {
			out = append(out, named{name.Fold(f), Found{Actor: a}})
		}
	}
	return out
}

func (x *Index) eventNames() []named {
	var out []named
	for _, e := range x.Events {
		if e.Name != "" {
			out = append(out, named{name.Fold(e.Name), Found{Event: e}})
		}
	}
	return out
}

func (x *Index) reportNames() []named {
	var out []named
	for _, r := range x.Reports {
		bare := strings.TrimSuffix(r.Name, path.Ext(r.Name))
		out = append(out, named{name.Fold(r.Name), Found{Report: r}}, named{name.Fold(bare), Found{Report: r}})
	}
	return out
}

// match says whether a folded name answers a folded query.
type match func(text, query string) bool

func whole(text, query string) bool { return text == query }

func atWord(text, query string) bool {
	return strings.HasPrefix(text, query) || strings.Contains(text, " "+query)
}

func anywhere(text, query string) bool { return strings.Contains(text, query) }

// anyOrder reports whether every word of the query begins a word of the text.
func anyOrder(text, query string) bool { return everyWord(text, query, strings.HasPrefix) }

// sounding reports whether every word of the query sounds like one of the text.
func sounding(text, query string) bool {
	return everyWord(text, query, func(word, asked string) bool {
		return len(asked) >= leastSound && name.Same(word, asked) >= name.Likely
	})
}

// leastSound is the shortest word, in bytes, that is found by its sound.
const leastSound = 4

// soundingWhole reports the same of a text that has no further words.
func soundingWhole(text, query string) bool {
	return len(strings.Fields(text)) == len(strings.Fields(query)) && sounding(text, query)
}

func everyWord(text, query string, answers func(word, asked string) bool) bool {
	words := strings.Fields(text)
	for asked := range strings.FieldsSeq(query) {
		if !slices.ContainsFunc(words, func(word string) bool { return answers(word, asked) }) {
			return false
		}
	}
	return true
}

// matching are the things of which one name answers, each once: the names of a
// thing stand together.
func matching(names []named, query string, how match) []Found {
	var out []Found
	for _, n := range names {
		if (len(out) == 0 || out[len(out)-1] != n.thing) && how(n.text, query) {
			out = append(out, n.thing)
		}
	}
	return out
}

func notFound(what, query string) error {
	return chancery.Errorf(chancery.NotFound, "the record has no %s named %q; chancery timeline lists what there is", what, prose.Cut(query, 60))
}

// mostCandidates is how many candidates an error lists.
const mostCandidates = 10

func (x *Index) ambiguous(query string, found []Found) error {
	slices.SortFunc(found, func(a, b Found) int { return cmp.Compare(a.id(), b.id()) })
	var lines strings.Builder
	for _, f := range found[:min(len(found), mostCandidates)] {
		lines.WriteString("\n  " + x.describe(f))
	}
	if more := len(found) - mostCandidates; more > 0 {
		fmt.Fprintf(&lines, "\n  and %d more", more)
	}
	return chancery.Errorf(chancery.Invalid, "%q may mean several; name one of them by its id or by more of its name:%s", prose.Cut(query, 60), lines.String())
}

// describe is one line about a candidate, its id first.
func (x *Index) describe(f Found) string {
	switch {
	case f.Actor != nil:
		what := string(f.Actor.Type)
		if f.Actor.Of != "" {
			what += " of " + prose.Clean(f.Actor.Of)
		}
		return fmt.Sprintf("%s  %s, %s", prose.Clean(f.Actor.ID), prose.Cut(prose.Clean(f.Actor.Name), 80), what)
	case f.Event != nil:
		return fmt.Sprintf("%s  %s", x.Short(f.Event.ID), prose.Cut(Headline(f.Event), 80))
	case f.Report != nil:
		return fmt.Sprintf("%s  report %s", x.Short(f.Report.ID), prose.Cut(prose.Clean(f.Report.Name), 80))
	}
	return fmt.Sprintf("%s  %s of report %s", x.Short(f.Claim.ID), f.Claim.Sort, x.Short(f.Claim.Report))
}

// Headline names the event in one line: kind, name and date.
func Headline(e *chancery.Event) string {
	out := string(e.Kind)
	if e.Name != "" {
		out += ", " + prose.Clean(e.Name)
	}
	return out + ", " + prose.Date(e.Date)
}
