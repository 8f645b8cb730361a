package merge

import (
	"fmt"
	"slices"

	"chancery"
)

// Parts for reports that tell one story.
const (
	oneStory  = 2.0
	doubt     = -0.5 // a part below this stands against it
	storyPart = 4    // one in so many of the shorter report's events must be in both
)

// tellOneStory joins what is unsure of its own, where the two reports have other
// news in common and neither has another claim that fits as well. Only what was
// joined without it counts as in common, so that no story grows out of itself.
func (g *grouping) tellOneStory() {
	news := g.news()
	near := map[int][]*link{} // claim: links that are unsure at least
	for i := range g.links {
		if l := &g.links[i]; l.score >= unsureFrom {
			near[l.a] = append(near[l.a], l)
			near[l.b] = append(near[l.b], l)
		}
	}
	type told struct {
		link  *link
		event int
	}
	var found []told
	for i := range g.links {
		l := &g.links[i]
		if l.by != chancery.Unsure || l.ruled || l.loose || l.against || g.of[l.a] == g.of[l.b] || g.f.items[l.a].context || g.f.items[l.b].context {
			continue
		}
		event := commonNews(news[g.f.report[l.a]], news[g.f.report[l.b]])
		if event == none || g.contested(l, near[l.a]) || g.contested(l, near[l.b]) {
			continue
		}
		found = append(found, told{l, event})
	}
	for _, x := range found {
		it := g.f.items[x.event]
		x.link.score += oneStory
		x.link.by = chancery.Same
		x.link.why += fmt.Sprintf("; both reports tell of the %s of %s", it.kind, spoken(it.when))
		g.join(x.link)
	}
}

// news is, of every report, the events that it tells as news, by their least
// claims, sorted.
func (g *grouping) news() map[int][]int {
	out := map[int][]int{}
	for i, it := range g.f.items {
		if it != nil && !it.context {
			out[it.report] = append(out[it.report], g.of[i])
		}
	}
	for r, events := range out {
		slices.Sort(events)
		out[r] = slices.Compact(events)
	}
	return out
}

// commonNews is the first event that both reports tell, or none where they have
// too little in common.
func commonNews(a, b []int) int {
	first, count := none, 0
	for _, n := range a {
		if _, both := slices.BinarySearch(b, n); both {
			if count++; first == none {
				first = n
			}
		}
	}
	if count*storyPart < min(len(a), len(b)) {
		return none
	}
	return first
}

// contested reports whether a claim of l, one end of the links, fits another
// event of the same two reports nearly as well.
func (g *grouping) contested(l *link, links []*link) bool {
	of := func(l *link) [2]int { return [2]int{min(g.of[l.a], g.of[l.b]), max(g.of[l.a], g.of[l.b])} }
	reports := func(l *link) [2]int {
		a, b := g.f.report[l.a], g.f.report[l.b]
		return [2]int{min(a, b), max(a, b)}
	}
	return slices.ContainsFunc(links, func(r *link) bool {
		return r.score > l.score-rivalry && reports(r) == reports(l) && of(r) != of(l)
	})
}
