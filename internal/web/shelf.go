package web

import (
	"cmp"
	"slices"

	"chancery"
	"chancery/internal/desk"
	"chancery/internal/index"
	"chancery/internal/merge"
)

// shelf is a folded record with what pages need of it that takes a walk through
// the whole.
type shelf struct {
	*desk.Fold

	tree       index.Tree         // of all events
	tops       []*chancery.Event  // that are part of no other, newest first
	years      map[int]int        // how many events each year has
	reported   []*chancery.Report // published last first
	reportedAt map[string]int32   // by id, the place in reported
	told       []*chancery.Event  // as the news of a report, told last first
	ahead      []*chancery.Event  // planned after the newest report, soonest first
	open       []*chancery.Event  // requests, offers and pledges without an answer, newest first
	doubts     []*chancery.Judgement
	parties    []count // states and organisations by their events, most first, like all below
	topics     []count
	countries  []count
	languages  []count
	outlets    []count
	origins    []count
}

// count is how often a value is met.
type count struct {
	Value string
	N     int
}

func newShelf(f *desk.Fold) *shelf {
	all := f.Select(index.Filter{})
	s := &shelf{Fold: f, tree: all.Tree(), years: all.Years()}
	s.tops = s.tree.NewestTops()
	day := func(r *chancery.Report) chancery.Day {
		if _, last, ok := r.Published.Bounds(); ok {
			return last
		}
		return chancery.FirstDay
	}
	days := make(map[*chancery.Report]chancery.Day, len(f.Reports))
	for _, r := range f.Reports {
		days[r] = day(r)
	}
	s.reported = slices.SortedStableFunc(slices.Values(f.Reports), func(a, b *chancery.Report) int { return cmp.Compare(days[b], days[a]) })
	s.reportedAt = make(map[string]int32, len(s.reported))
	for i, r := range s.reported {
		s.reportedAt[r.ID] = int32(i)
	}
	newest := chancery.FirstDay
	if len(s.reported) > 0 {
		newest = day(s.reported[0])
	}
	s.told = lastTold(f)
	for _, e := range f.Events {
		first, _, ok := e.Date.Bounds()
		if ok && first > newest && e.Kind.Engagement() && e.Modality == chancery.Planned && f.Parent(e) == nil {
			s.ahead = append(s.ahead, e)
		}
	}
	for _, e := range f.Newest() {
		if e.Status == chancery.StatusOpen && !f.Background(e) {
			s.open = append(s.open, e)
		}
	}
	s.doubts = f.Doubts(merge.SameFrom)
	s.countAll()
	return s
}

// mostTold is how many events the shelf keeps as told last.
const mostTold = 200

func lastTold(f *desk.Fold) []*chancery.Event {
	type told struct {
		event *chancery.Event
		day   chancery.Day
	}
	var all []told
	for _, e := range f.Newest() {
		if _, last, ok := f.FirstTold(e).Bounds(); ok && !f.Background(e) && f.Parent(e) == nil {
			all = append(all, told{e, last})
		}
	}
	slices.SortStableFunc(all, func(a, b told) int { return cmp.Compare(b.day, a.day) })
	var out []*chancery.Event
	for _, t := range all[:min(len(all), mostTold)] {
		out = append(out, t.event)
	}
	return out
}

func (s *shelf) countAll() {
	parties, topics, countries, languages, outlets, origins := map[string]int{}, map[string]int{}, map[string]int{}, map[string]int{}, map[string]int{}, map[string]int{}
	for _, e := range s.Events {
		for _, t := range e.Topics {
			topics[t]++
		}
		if e.Place != nil && e.Place.Country != "" {
			countries[e.Place.Country]++
		}
	}
	for _, r := range s.Reports {
		languages[r.Language]++
		outlets[r.Outlet]++
		if n := len(r.Chain); n > 1 {
			origins[r.Chain[n-1]]++
		}
	}
	for _, a := range s.Actors {
		if n := len(s.NewestWith(a.ID)); n > 0 && (a.Type == chancery.State || a.Type == chancery.Organisation) {
			parties[a.ID] = n
		}
	}
	s.parties = counted(parties)
	s.topics, s.countries, s.languages = counted(topics), counted(countries), counted(languages)
	s.outlets, s.origins = counted(outlets), counted(origins)
}

// counted are the values, most first, then by value.
func counted(of map[string]int) []count {
	var out []count
	for value, n := range of {
		out = append(out, count{value, n})
	}
	slices.SortFunc(out, func(a, b count) int { return cmp.Or(cmp.Compare(b.N, a.N), cmp.Compare(a.Value, b.Value)) })
	return out
}
