// Package worldmap draws the outlines of the world, and says where on the drawing a
// place lies. The projection is Equal Earth (Šavrič, Patterson and Jenny 2018,
// doi:10.1080/13658816.2018.1504949), on which no country is larger than it is.
package worldmap

import (
	"bufio"
	"fmt"
	"io/fs"
	"math"
	"strconv"
	"strings"
)

// The drawing, in its own units: as wide as the world, from northern Greenland to
// Cape Horn.
const (
	Width  = 2000
	Height = 878
)

const (
	file  = "map/world.tsv"
	north = 84.0 // degrees of latitude at the upper edge
)

// Map is the outlines, as paths of SVG.
type Map struct {
	Land    string // closed shapes
	Borders string // lines
}

// Load reads the outlines from the data files.
func Load(fsys fs.FS) (*Map, error) {
	f, err := fsys.Open(file)
	if err != nil {
		return nil, fmt.Errorf("worldmap: opening the outlines: %w", err)
	}
	defer f.Close()
	var land, borders strings.Builder
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		kind, points, ok := strings.Cut(lines.Text(), "\t")
		switch {
		case ok && kind == "land":
			err = draw(&land, points, "z")
		case ok && kind == "border":
			err = draw(&borders, points, "")
		}
		if err != nil {
			return nil, fmt.Errorf("worldmap: %s:%d: %w", file, n, err)
		}
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("worldmap: reading %s: %w", file, err)
	}
	return &Map{land.String(), borders.String()}, nil
}

// draw writes a line through the points, which are in hundredths of a degree, as
// differences.
func draw(b *strings.Builder, points, end string) error {
	lastX, lastY, begun := 0, 0, false
	for point := range strings.FieldsSeq(points) {
		lon, lat, _ := strings.Cut(point, ",")
		eastward, err1 := strconv.Atoi(lon)
		northward, err2 := strconv.Atoi(lat)
		if err1 != nil || err2 != nil {
			return fmt.Errorf("%q is no point", point)
		}
		x, y := At(float64(northward)/100, float64(eastward)/100)
		switch {
		case !begun:
			fmt.Fprintf(b, "M%d %dl", x, y)
		case x == lastX && y == lastY:
			continue
		default:
			fmt.Fprintf(b, "%d %d ", x-lastX, y-lastY)
		}
		lastX, lastY, begun = x, y, true
	}
	b.WriteString(end)
	return nil
}

// At is where a place lies on the drawing; its degrees are taken to be real.
func At(lat, lon float64) (x, y int) {
	px, py := project(lat, lon)
	east, _ := project(0, 180)
	_, top := project(north, 0)
	scale := Width / 2 / east
	return int(math.Round(Width/2 + px*scale)), int(math.Round((top - py) * scale))
}

// project is the projection, in units of the radius of the earth.
func project(lat, lon float64) (x, y float64) {
	const a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
	theta := math.Asin(math.Sqrt(3) / 2 * math.Sin(lat*math.Pi/180))
	t2 := theta * theta
	t6 := t2 * t2 * t2
	x = 2 * math.Sqrt(3) * (lon * math.Pi / 180) * math.Cos(theta) / (3 * (9*a4*t6*t2 + 7*a3*t6 + 3*a2*t2 + a1))
	return x, theta * (a4*t6*t2 + a3*t6 + a2*t2 + a1)
}
