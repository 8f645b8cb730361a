package web

import (
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"chancery"
	"chancery/internal/index"
	"chancery/internal/prose"
)

// perPage is how many events, parts not counted, a page of the timeline has.
const perPage = 40

// deepest is how far parts of parts are shown in a list.
const deepest = 3

// timelinePage is the events that an address asks for.
type timelinePage struct {
	Form     form
	Who      []link
	Lost     []lost // names that mean no actor, or several
	Count    int    // events that answer; those above them are shown too
	Years    []yearBar
	Sections []yearSection
	Pages    pager
	Programs programs
	Follow   *button
}

// lost is a name for which there is no one actor.
type lost struct {
	Name string
	Mean []link
}

// yearSection is the events of a year; of unknown dates the year is 0.
type yearSection struct {
	Year  int
	Items []item
}

// yearBar is one bar of the strip of years.
type yearBar struct {
	Year, Count  int
	X, Y, Height int // in the units of the drawing
	URL          string
}

// pager leads to the other pages of a list.
type pager struct {
	Page, Last int
	Prev, Next string // addresses; empty where there is none
}

// form is the filters, as they stand in the address and in the form.
type form struct {
	Action                          string // where it leads
	Actor, With, Place, From, Until string
	Kind, Modality, Topic, Language string // of several the first

	Kinds      []chancery.Kind
	Modalities []chancery.Modality
	Topics     []string
	Languages  []string
	Countries  []link // text and code
	Active     bool   // some filter is set
}

// filterKeys are the keys of an address that choose events.
func filterKeys() []string {
	return []string{"actor", "with", "kind", "modality", "topic", "place", "language", "from", "until"}
}

func (v *visit) timeline() (any, error) {
	q := v.URL.Query()
	p := timelinePage{Form: v.form(q, "/timeline"), Programs: v.programs(q)}
	f, missed, err := v.chosen(q)
	if err != nil {
		return nil, err
	}
	if p.Lost = missed; len(missed) > 0 {
		return p, nil
	}
	if p.Follow, err = v.followFiltered(q, f); err != nil {
		return nil, err
	}
	for _, id := range f.Actors {
		p.Who = append(p.Who, v.actorLink(id))
	}
	tops, tree := v.tops, v.tree
	counts := v.years
	p.Count = len(v.Events)
	if p.Form.Active {
		found := v.Select(f)
		counts, tree, p.Count = found.Years(), found.Tree(), found.Len()
		tops = tree.NewestTops()
	}
	p.Years = years(counts, q)
	tops, p.Pages = paged(q, v.URL.Path, tops, perPage)
	p.Sections = v.sections(tops, tree)
	return p, nil
}

// chosen is the filter of an address, with the actors that it names, and the
// names for which there is no one actor.
func (v *visit) chosen(q url.Values) (f index.Filter, missed []lost, err error) {
	if f, err = index.ParseFilter(q); err != nil {
		return f, nil, err
	}
	for _, key := range []string{"actor", "with"} {
		if a := v.one(q.Get(key), &missed); a != nil {
			f.Actors = append(f.Actors, a.ID)
		}
	}
	return f, missed, nil
}

// one is the one actor of a name. Where there is none, or several, it is nil and
// the name is added to those missed; no name is none.
func (v *visit) one(named string, missed *[]lost) *chancery.Actor {
	if strings.TrimSpace(named) == "" {
		return nil
	}
	found := v.Named(named)
	if len(found) == 1 {
		return found[0]
	}
	*missed = append(*missed, lost{prose.Cut(prose.Clean(named), mostName), v.actorLinks(found)})
	return nil
}

// mostMeant is how many actors a name that may mean several lists.
const mostMeant = 12

func (v *visit) actorLinks(actors []*chancery.Actor) []link {
	var out []link
	for _, a := range actors[:min(len(actors), mostMeant)] {
		out = append(out, v.actorLink(a.ID))
	}
	return out
}

// given are the values that are not empty.
func given(values []string) []string {
	return slices.DeleteFunc(slices.Clone(values), func(s string) bool { return strings.TrimSpace(s) == "" })
}

func (v *visit) form(q url.Values, action string) form {
	f := form{
		Action: action,
		Actor:  prose.Clean(q.Get("actor")), With: prose.Clean(q.Get("with")), Place: prose.Clean(q.Get("place")),
		From: prose.Clean(q.Get("from")), Until: prose.Clean(q.Get("until")),
		Kind: q.Get("kind"), Modality: q.Get("modality"), Topic: q.Get("topic"), Language: q.Get("language"),
		Kinds: chancery.Kinds(), Modalities: index.Modalities(),
	}
	for _, t := range v.topics {
		f.Topics = append(f.Topics, t.Value)
	}
	slices.Sort(f.Topics)
	for _, l := range v.languages {
		f.Languages = append(f.Languages, l.Value)
	}
	for _, c := range v.countries {
		f.Countries = append(f.Countries, link{v.Party(v.Index, c.Value), c.Value})
	}
	f.Active = slices.ContainsFunc(filterKeys(), func(key string) bool { return len(given(q[key])) > 0 })
	return f
}

func (v *visit) sections(events []*chancery.Event, tree index.Tree) []yearSection {
	var out []yearSection
	for i, one := range v.items(events, tree, deepest) {
		year := index.Year(events[i].Date)
		if len(out) == 0 || out[len(out)-1].Year != year {
			out = append(out, yearSection{Year: year})
		}
		out[len(out)-1].Items = append(out[len(out)-1].Items, one)
	}
	return out
}

// The strip of years, in the units of its drawing.
const (
	barStep   = 22
	barHeight = 40
	mostBars  = 40 // the newest years
)

// years are the bars of the years that have events, oldest first; each leads to
// its year under the filters of the address.
func years(counts map[int]int, q url.Values) []yearBar {
	if len(counts) < 2 {
		return nil
	}
	highest := slices.Max(slices.Collect(maps.Values(counts)))
	all := slices.Sorted(maps.Keys(counts))
	var out []yearBar
	for i, year := range all[max(len(all)-mostBars, 0):] {
		height := max(counts[year]*barHeight/highest, 2)
		to := maps.Clone(q)
		to.Del("page")
		to.Set("from", strconv.Itoa(year))
		to.Set("until", strconv.Itoa(year))
		out = append(out, yearBar{Year: year, Count: counts[year], X: i * barStep, Y: barHeight - height, Height: height, URL: "/timeline?" + to.Encode()})
	}
	return out
}

// mostPages is the last page that is looked for.
const mostPages = 1_000_000

// asked is the page that the address asks for, from 1.
func asked(q url.Values) int {
	page, err := strconv.Atoi(q.Get("page"))
	if err != nil {
		page = 1
	}
	return min(max(page, 1), mostPages)
}

// paged is the part of a list that the address asks for, and the way to the others.
func paged[T any](q url.Values, path string, all []T, per int) ([]T, pager) {
	last := lastPage(len(all), per)
	page := min(asked(q), last)
	return all[(page-1)*per : min(page*per, len(all))], newPager(q, path, page, last)
}

// lastPage is the last page of a list of n.
func lastPage(n, per int) int { return max((n+per-1)/per, 1) }

func newPager(q url.Values, path string, page, last int) pager {
	to := func(n int) string {
		if n < 1 || n > last {
			return ""
		}
		next := maps.Clone(q)
		next.Set("page", strconv.Itoa(n))
		return path + "?" + next.Encode()
	}
	return pager{Page: page, Last: last, Prev: to(page - 1), Next: to(page + 1)}
}
