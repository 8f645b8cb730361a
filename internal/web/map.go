package web

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"net/url"
	"slices"

	"chancery"
	"chancery/data"
	"chancery/internal/worldmap"
)

// mapPage is where engagements were, under the filters of the timeline.
type mapPage struct {
	Form          form
	Lost          []lost
	Count         int // engagements
	Nowhere       int // of these without a place
	World         *worldmap.Map
	Width, Height int
	Spots         []spot // the most engagements first; they are drawn in this order
	All           int    // places
}

// spot is a place with its engagements.
type spot struct {
	Name             link // of its timeline
	Country          string
	Stated, Inferred int
	On               bool // its place on the map is known
	X, Y             int  // in the units of the drawing
	Circle, Diamond  int  // half their width; 0 for none
}

const (
	mostSpots   = 200
	leastMark   = 9 // half the width of the mark of one engagement, before the root of their number is added
	largestMark = 60
)

// where is what spots are told apart by.
type where struct{ name, country string }

func (v *visit) worldMap() (any, error) {
	q := v.URL.Query()
	p := mapPage{Form: v.form(q, "/map"), Width: worldmap.Width, Height: worldmap.Height}
	f, missed, err := v.chosen(q)
	if err != nil {
		return nil, err
	}
	if p.Lost = missed; len(missed) > 0 {
		return p, nil
	}
	if p.World, err = v.site.world(); err != nil {
		return nil, err
	}
	spots := map[where]*spot{}
	for _, e := range v.Select(f).Events() {
		switch {
		case !e.Kind.Engagement():
			continue
		case e.Place == nil || e.Place.Name == "" && e.Place.Country == "":
			p.Nowhere++
		default:
			v.mark(spots, e.Place, q)
		}
		p.Count++
	}
	p.All = len(spots)
	p.Spots = ranked(spots)
	return p, nil
}

// mark adds an engagement to its place.
func (v *visit) mark(spots map[where]*spot, at *chancery.Place, q url.Values) {
	key := where{at.Name, at.Country}
	s := spots[key]
	if s == nil {
		s = &spot{Name: link{short(cmp.Or(at.Name, at.Country)), placeURL(q, cmp.Or(at.Name, at.Country))}}
		if at.Country != "" {
			s.Country = v.Party(v.Index, at.Country)
		}
		if at.Name == "" {
			s.Name.Text = s.Country
		}
		spots[key] = s
	}
	if at.Basis == chancery.Inferred {
		s.Inferred++
	} else {
		s.Stated++
	}
	if !s.On && at.Name != "" && located(at) {
		s.On = true
		s.X, s.Y = worldmap.At(at.Lat, at.Lon)
	}
}

// located reports whether it is known where the place lies. No place of the
// gazetteer lies at 0 degrees both ways.
func located(at *chancery.Place) bool {
	return (at.Lat != 0 || at.Lon != 0) && math.Abs(at.Lat) <= 90 && math.Abs(at.Lon) <= 180
}

// placeURL is the timeline of the engagements at a place, under the filters of the
// address.
func placeURL(q url.Values, name string) string {
	to := filters(q)
	if len(to["kind"]) == 0 {
		for _, k := range chancery.Kinds() {
			if k.Engagement() {
				to.Add("kind", string(k))
			}
		}
	}
	to.Set("place", name)
	return "/timeline?" + to.Encode()
}

// ranked are the places with the most engagements, and the sizes of their marks.
func ranked(spots map[where]*spot) []spot {
	keys := slices.SortedFunc(maps.Keys(spots), func(a, b where) int {
		x, y := spots[a], spots[b]
		return cmp.Or(cmp.Compare(y.Stated+y.Inferred, x.Stated+x.Inferred), cmp.Compare(a.name, b.name), cmp.Compare(a.country, b.country))
	})
	var out []spot
	for _, key := range keys[:min(len(keys), mostSpots)] {
		s := *spots[key]
		if s.On {
			s.Circle, s.Diamond = half(s.Stated), half(s.Inferred)
		}
		out = append(out, s)
	}
	return out
}

// half is half the width of the mark of so many engagements: its area grows with
// their number.
func half(n int) int {
	if n == 0 {
		return 0
	}
	return min(leastMark+int(math.Round(5*math.Sqrt(float64(n)))), largestMark)
}

// Corners are those of the diamond, as SVG has them.
func (s spot) Corners() string {
	return fmt.Sprintf("%d,%d %d,%d %d,%d %d,%d", s.X, s.Y-s.Diamond, s.X+s.Diamond, s.Y, s.X, s.Y+s.Diamond, s.X-s.Diamond, s.Y)
}

// newWorld reads the outlines.
func newWorld() (*worldmap.Map, error) {
	m, err := worldmap.Load(data.FS)
	if err != nil {
		return nil, fmt.Errorf("web: %w", err)
	}
	return m, nil
}
