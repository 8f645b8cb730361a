package merge

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"chancery"
)

// link is a compared pair of event claims, a before b.
type link struct {
	a, b    int
	score   float64
	by      chancery.Verdict
	ruled   bool // by a person
	loose   bool // one of the two has no date or a wide one
	against bool // some part of the score stands against it
	why     string
}

// cluster is the claims that tell of one event, in claim order.
type cluster struct {
	claims  []int
	weakest float64 // the lowest score of a link that holds it together; 0 for none
}

// cluster compares the claims and joins those that tell of one event.
func (f *folding) cluster(people *rulings) *grouping {
	links := f.links(people)
	g := newGrouping(f, people, links)
	for _, pair := range people.same {
		a, okA := f.byID[pair[0]]
		b, okB := f.byID[pair[1]]
		if okA && okB && f.items[a] != nil && f.items[b] != nil {
			g.rule(min(a, b), max(a, b))
		}
	}
	g.units = maps.Clone(g.members)
	for i := range links {
		g.join(&links[i])
	}
	g.tellOneStory()
	return g
}

// grouping is the clusters in the making. A cluster goes by its least claim.
type grouping struct {
	f       *folding
	people  *rulings
	links   []link
	of      []int         // claim: cluster
	members map[int][]int // cluster: claims
	units   map[int][]int // least claim: the claims that people have joined with it
	weakest map[int]float64
	held    []*link           // links that joined
	rivals  map[int][]*link   // of a loose claim: links that say same
	apart   map[[2]int]string // of compared claims: what keeps them apart
}

func newGrouping(f *folding, people *rulings, links []link) *grouping {
	g := &grouping{f: f, people: people, links: links, of: make([]int, len(f.claims)), members: map[int][]int{},
		weakest: map[int]float64{}, rivals: map[int][]*link{}, apart: map[[2]int]string{}}
	for i, it := range f.items {
		g.of[i] = i
		if it != nil {
			g.members[i] = []int{i}
		}
	}
	for i := range links {
		if l := &links[i]; l.loose && l.by == chancery.Same {
			g.rivals[l.a] = append(g.rivals[l.a], l)
			g.rivals[l.b] = append(g.rivals[l.b], l)
		}
	}
	return g
}

// rule joins what a person ruled the same, unless a later ruling or "different"
// keeps members apart.
func (g *grouping) rule(a, b int) {
	x, y := g.of[a], g.of[b]
	if x == y {
		return
	}
	for _, i := range g.members[x] {
		for _, j := range g.members[y] {
			if g.people.on(g.f.claims[i].ID, g.f.claims[j].ID) == chancery.Different {
				return
			}
		}
	}
	g.merge(x, y)
}

func (g *grouping) merge(x, y int) int {
	x, y = min(x, y), max(x, y)
	for _, i := range g.members[y] {
		g.of[i] = x
	}
	g.members[x] = append(g.members[x], g.members[y]...)
	slices.Sort(g.members[x])
	delete(g.members, y)
	low := g.weakest[x]
	if w := g.weakest[y]; w > 0 && (low == 0 || w < low) {
		low = w
	}
	g.weakest[x] = low
	return x
}

// join follows one link, if nothing stands between the two clusters.
func (g *grouping) join(l *link) {
	x, y := g.of[l.a], g.of[l.b]
	if l.by != chancery.Same || l.ruled || x == y {
		return
	}
	if rival := g.rival(l); rival != nil {
		l.by = chancery.Unsure
		l.why += "; fits " + g.f.claims[rival.a].ID + " and " + g.f.claims[rival.b].ID + " as well"
		return
	}
	if why := g.obstacle(x, y); why != "" {
		l.by = chancery.Different
		l.why += "; but " + why
		return
	}
	low := g.merge(x, y)
	if w := g.weakest[low]; w == 0 || l.score < w {
		g.weakest[low] = l.score
	}
	g.held = append(g.held, l)
}

// obstacle is what stands between two clusters; empty when nothing does. Where
// people have joined claims, one of them without an obstacle is enough: that
// the others differ has been decided to mean nothing.
func (g *grouping) obstacle(x, y int) string {
	for _, u := range g.members[x] {
		for _, v := range g.members[y] {
			why, open := "", false
			for _, i := range g.units[u] {
				for _, j := range g.units[v] {
					if g.people.on(g.f.claims[i].ID, g.f.claims[j].ID) == chancery.Different {
						return "a person keeps " + g.f.claims[min(i, j)].ID + " and " + g.f.claims[max(i, j)].ID + " apart"
					}
					if !open {
						why = g.between(i, j)
						open = why == ""
					}
				}
			}
			if why != "" {
				return why
			}
		}
	}
	return ""
}

// between is what the comparison of two claims has to keep them apart; empty
// when it has nothing.
func (g *grouping) between(i, j int) string {
	if g.people.on(g.f.claims[i].ID, g.f.claims[j].ID) == chancery.Same {
		return ""
	}
	pair := [2]int{min(i, j), max(i, j)}
	why, known := g.apart[pair]
	if !known {
		if c := g.f.compare(g.f.items[pair[0]], g.f.items[pair[1]]); c.blocks() {
			why = fmt.Sprintf("%s and %s are apart (%s)", g.f.claims[pair[0]].ID, g.f.claims[pair[1]].ID, cmp.Or(c.hard, strings.Join(c.why, "; ")))
		}
		g.apart[pair] = why
	}
	return why
}

// rivalry is how much better a loose claim must fit one event than another.
const rivalry = 0.5

// rival is a link of a claim without a clear date that is as good as l and
// leads to an event which cannot be l's.
func (g *grouping) rival(l *link) *link {
	if !l.loose {
		return nil
	}
	for _, end := range [2]int{l.a, l.b} {
		if !g.f.items[end].loose() {
			continue
		}
		for _, r := range g.rivals[end] {
			there, here := r.a+r.b-end, l.a+l.b-end
			if r == l || r.score <= l.score-rivalry || g.of[there] == g.of[here] || g.f.items[there].report == g.f.items[end].report {
				continue
			}
			if g.people.on(g.f.claims[there].ID, g.f.claims[here].ID) == "" && g.obstacle(g.of[there], g.of[here]) != "" {
				return r
			}
		}
	}
	return nil
}

// loose reports whether the claim gives no date, or a very wide one.
func (it *item) loose() bool { return it.when.basis == noDate || it.when.wide() }

// clusters are in the order of their first claims.
func (g *grouping) clusters() []*cluster {
	var out []*cluster
	for _, least := range slices.Sorted(maps.Keys(g.members)) {
		out = append(out, &cluster{claims: g.members[least], weakest: g.weakest[least]})
	}
	return out
}

// judgements are the links that hold clusters together, and of every two
// clusters that were nearly joined the best link.
func (g *grouping) judgements() []chancery.Judgement {
	best := map[[2]int]*link{}
	for i := range g.links {
		l := &g.links[i]
		x, y := g.of[l.a], g.of[l.b]
		key := [2]int{min(x, y), max(x, y)}
		if x == y || l.ruled {
			continue
		}
		if was, ok := best[key]; !ok || l.score > was.score {
			best[key] = l
		}
	}
	var out []chancery.Judgement
	for _, l := range append(g.held, slices.Collect(maps.Values(best))...) {
		a, b := g.f.claims[l.a].ID, g.f.claims[l.b].ID
		out = append(out, chancery.Judgement{A: min(a, b), B: max(a, b), Verdict: l.by, By: chancery.Program,
			Why: string(l.by) + ": " + l.why, Score: l.score})
	}
	slices.SortFunc(out, func(a, b chancery.Judgement) int { return cmp.Or(cmp.Compare(a.A, b.A), cmp.Compare(a.B, b.B)) })
	return out
}
