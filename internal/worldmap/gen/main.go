//go:build ignore

// Gen derives the outlines of the map from the npm package world-atlas, which has
// those of Natural Earth 1:110m as TopoJSON: the coasts, and the lines between two
// countries. Antarctica is left out, and degrees are rounded to hundredths.
//
//	go run internal/worldmap/gen/main.go FOLDER-OF-THE-PACKAGE data/map/world.tsv
package main

import (
	"encoding/json"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strings"
)

const head = `# Source: Natural Earth 4.1.0, 1:110m, public domain (https://www.naturalearthdata.com), by way of the npm package world-atlas 2.0.2, licence ISC (data/LICENSES/ISC.txt). Changed: coasts, and lines that two countries share; without Antarctica; longitude,latitude in hundredths of a degree
kind	points
`

// topology is what is needed of TopoJSON: arcs are shared by shapes, which name them
// by number; ~n is arc n the other way round.
type topology struct {
	Arcs      [][][2]float64
	Transform struct{ Scale, Translate [2]float64 }
	Objects   map[string]struct{ Geometries []geometry }
}

type geometry struct {
	Type string
	Arcs json.RawMessage
}

func read(file string) topology {
	raw, err := os.ReadFile(file)
	if err != nil {
		log.Fatal(err)
	}
	var t topology
	if err := json.Unmarshal(raw, &t); err != nil {
		log.Fatal(err)
	}
	for _, arc := range t.Arcs { // they are differences, in steps of the scale
		var at [2]float64
		for i := range arc {
			for k := range at {
				at[k] += arc[i][k]
				arc[i][k] = at[k]*t.Transform.Scale[k] + t.Transform.Translate[k]
			}
		}
	}
	return t
}

// rings are the rings of a shape, as numbers of arcs.
func (g geometry) rings() [][]int {
	var one [][]int
	var many [][][]int
	switch g.Type {
	case "Polygon":
		if err := json.Unmarshal(g.Arcs, &one); err != nil {
			log.Fatal(err)
		}
	case "MultiPolygon":
		if err := json.Unmarshal(g.Arcs, &many); err != nil {
			log.Fatal(err)
		}
	}
	for _, polygon := range many {
		one = append(one, polygon...)
	}
	return one
}

func (t topology) ring(arcs []int) [][2]float64 {
	var out [][2]float64
	for _, n := range arcs {
		arc := t.Arcs[max(n, ^n)]
		for i := range arc {
			p := arc[i]
			if n < 0 {
				p = arc[len(arc)-1-i]
			}
			out = append(out, p)
		}
	}
	return out
}

// unrolled is the line with degrees beyond 180 where it crosses the edge of the map.
func unrolled(points [][2]float64) [][2]float64 {
	out := [][2]float64{points[0]}
	turns := 0.0
	for i := 1; i < len(points); i++ {
		switch step := points[i][0] - points[i-1][0]; {
		case step > 180:
			turns -= 360
		case step < -180:
			turns += 360
		}
		out = append(out, [2]float64{points[i][0] + turns, points[i][1]})
	}
	return out
}

// beside is the part of a ring on the side of a meridian that holds what keep says
// (Sutherland and Hodgman).
func beside(ring [][2]float64, meridian float64, keep func(lon float64) bool) [][2]float64 {
	var out [][2]float64
	for i, p := range ring {
		q := ring[(i+1)%len(ring)]
		if keep(p[0]) {
			out = append(out, p)
		}
		if keep(p[0]) != keep(q[0]) {
			out = append(out, [2]float64{meridian, p[1] + (q[1]-p[1])*(meridian-p[0])/(q[0]-p[0])})
		}
	}
	return out
}

// onMap are the parts of a ring that lie on the map: two where it crosses the edge.
func onMap(ring [][2]float64) [][][2]float64 {
	whole := unrolled(ring)
	var out [][][2]float64
	for _, shift := range []float64{-360, 0, 360} {
		part := make([][2]float64, len(whole))
		for i, p := range whole {
			part[i] = [2]float64{p[0] + shift, p[1]}
		}
		part = beside(part, 180, func(lon float64) bool { return lon <= 180 })
		if part = beside(part, -180, func(lon float64) bool { return lon >= -180 }); len(part) > 2 {
			out = append(out, part)
		}
	}
	return out
}

func line(out *strings.Builder, kind string, points [][2]float64) {
	north := -90.0
	for _, p := range points {
		north = max(north, p[1])
	}
	if north < -60 {
		return
	}
	out.WriteString(kind + "\t")
	last := ""
	for _, p := range points {
		if text := fmt.Sprintf("%.0f,%.0f", p[0]*100, p[1]*100); text != last {
			if last != "" {
				out.WriteByte(' ')
			}
			out.WriteString(text)
			last = text
		}
	}
	out.WriteByte('\n')
}

func main() {
	if len(os.Args) != 3 {
		log.Fatal("usage: gen FOLDER-OF-THE-PACKAGE OUTPUT-FILE")
	}
	var out strings.Builder
	out.WriteString(head)
	land := read(filepath.Join(os.Args[1], "land-110m.json"))
	for _, g := range land.Objects["land"].Geometries {
		for _, ring := range g.rings() {
			for _, part := range onMap(land.ring(ring)) {
				line(&out, "land", part)
			}
		}
	}
	countries := read(filepath.Join(os.Args[1], "countries-110m.json"))
	of := map[int]map[int]bool{}
	for i, g := range countries.Objects["countries"].Geometries {
		for _, ring := range g.rings() {
			for _, n := range ring {
				n = max(n, ^n)
				if of[n] == nil {
					of[n] = map[int]bool{}
				}
				of[n][i] = true
			}
		}
	}
	for n := range countries.Arcs {
		if len(of[n]) > 1 {
			line(&out, "border", countries.Arcs[n])
		}
	}
	if err := os.WriteFile(os.Args[2], []byte(out.String()), 0o644); err != nil {
		log.Fatal(err)
	}
}
