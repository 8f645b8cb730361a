package web

import (
	"cmp"
	"math"
	"slices"

	"chancery"
	"chancery/internal/index"
)

// networkPage is which parties met which, under the filters of the timeline.
type networkPage struct {
	Form  form
	Lost  []lost
	Count int // engagements
	Nodes []node
	Edges []edge
	Pairs []pairLine
	All   int // pairs
}

// node is a party in the drawing, edge that two met; both in its units.
type node struct {
	X, Y, TextX, TextY int
	Name               link
	Anchor             string // which part of its name stands there, as SVG has it
}

type edge struct {
	X1, Y1, X2, Y2, Width int
	URL, Label            string
}

// pairLine is two parties that met.
type pairLine struct {
	A, B  link
	Count int
	Last  item
	URL   string // of their relation
}

// The drawing: the parties stand on a circle.
const (
	mostNodes    = 24
	mostPairs    = 100
	drawingWide  = 760
	drawingHigh  = 560
	circleRadius = 210
	labelGap     = 12
	widestEdge   = 9
)

// metPair is two parties with the engagements that both were at, newest first.
type metPair struct {
	a, b   string
	events []*chancery.Event
}

func (v *visit) network() (any, error) {
	q := v.URL.Query()
	p := networkPage{Form: v.form(q, "/network")}
	f, missed, err := v.chosen(q)
	if err != nil {
		return nil, err
	}
	if p.Lost = missed; len(missed) > 0 {
		return p, nil
	}
	pairs, count := v.pairs(v.Select(f).Newest())
	p.Count, p.All = count, len(pairs)
	for _, m := range pairs[:min(len(pairs), mostPairs)] {
		p.Pairs = append(p.Pairs, pairLine{v.actorLink(m.a), v.actorLink(m.b), len(m.events), v.item(m.events[0]), relationURL(m.a, m.b)})
	}
	v.draw(pairs, &p)
	return p, nil
}

// pairs are the states and organisations that met in the events, those that met
// most often first; count is the engagements that took place.
func (v *visit) pairs(events []*chancery.Event) (out []*metPair, count int) {
	at := map[[2]string]*metPair{}
	for _, e := range events {
		if !index.Took(e) {
			continue
		}
		count++
		here := v.partiesAt(e)
		for i, a := range here {
			for _, b := range here[i+1:] {
				key := [2]string{a, b}
				if at[key] == nil {
					at[key] = &metPair{a: a, b: b}
					out = append(out, at[key])
				}
				at[key].events = append(at[key].events, e)
			}
		}
	}
	slices.SortFunc(out, func(x, y *metPair) int {
		return cmp.Or(cmp.Compare(len(y.events), len(x.events)), cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b))
	})
	return out, count
}

// partiesAt are the states and organisations for which somebody took part,
// sorted.
func (v *visit) partiesAt(e *chancery.Event) []string {
	var out []string
	for i := range e.Participants {
		a := v.Actor(index.PartyOf(&e.Participants[i]))
		if a != nil && (a.Type == chancery.State || a.Type == chancery.Organisation) {
			out = append(out, a.ID)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// draw puts the parties of the first pairs on a circle, in the order in which
// they come up, so that those who meet often stand near each other.
func (v *visit) draw(pairs []*metPair, p *networkPage) {
	var order []string
	for _, m := range pairs {
		for _, id := range []string{m.a, m.b} {
			if !slices.Contains(order, id) && len(order) < mostNodes {
				order = append(order, id)
			}
		}
	}
	point := func(i int, radius float64) (x, y int) {
		angle := 2*math.Pi*float64(i)/float64(len(order)) - math.Pi/2
		return drawingWide/2 + int(math.Round(radius*math.Cos(angle))), drawingHigh/2 + int(math.Round(radius*math.Sin(angle)))
	}
	for i, id := range order {
		n := node{Name: v.actorLink(id)}
		n.X, n.Y = point(i, circleRadius)
		n.TextX, n.TextY = point(i, circleRadius+labelGap)
		switch aside := n.X - drawingWide/2; {
		case aside < -circleRadius/8:
			n.Anchor = "end"
		case aside > circleRadius/8:
			n.Anchor = "start"
		default:
			n.Anchor = "middle"
		}
		p.Nodes = append(p.Nodes, n)
	}
	for _, m := range pairs {
		i, k := slices.Index(order, m.a), slices.Index(order, m.b)
		if i < 0 || k < 0 {
			continue
		}
		one := edge{Width: 1 + (widestEdge-1)*len(m.events)/len(pairs[0].events), URL: relationURL(m.a, m.b)}
		one.X1, one.Y1 = point(i, circleRadius)
		one.X2, one.Y2 = point(k, circleRadius)
		one.Label = v.actorLink(m.a).Text + " – " + v.actorLink(m.b).Text + ": " + v.N(len(m.events), "count.engagements")
		p.Edges = append(p.Edges, one)
	}
}
