package worldmap_test

import (
	"math"
	"regexp"
	"strconv"
	"testing"
	"testing/fstest"

	"chancery/data"
	"chancery/internal/worldmap"
)

// TestAt holds what is known of the projection: a world of 2.70663 by 1.31736 radii
// from its middle, the equator a straight line, east right and north up; and that a
// belt between two latitudes has the share of the drawing that it has of the earth.
func TestAt(t *testing.T) {
	for _, test := range []struct {
		lat, lon float64
		x, y     int
	}{
		{0, 0, 1000, 483}, {0, 180, 2000, 483}, {0, -180, 0, 483}, {84, 0, 1000, 0}, {90, 0, 1000, -4}, {-90, 0, 1000, 969},
		{38.72, -9.13, 955, 205},
	} {
		if x, y := worldmap.At(test.lat, test.lon); x != test.x || y != test.y {
			t.Errorf("%v, %v lies at %d, %d, want %d, %d", test.lat, test.lon, x, y, test.x, test.y)
		}
	}
	belt := func(from, to float64) float64 {
		area := 0.0
		const step = 0.25
		for lat := from; lat < to; lat += step {
			x1, y1 := worldmap.At(lat, 180)
			x2, y2 := worldmap.At(lat+step, 180)
			area += float64(x1+x2-2000) * float64(y1-y2)
		}
		return area / (math.Sin(to*math.Pi/180) - math.Sin(from*math.Pi/180))
	}
	whole := belt(0, 80)
	for lat := 0.0; lat < 80; lat += 20 {
		if share := belt(lat, lat+20) / whole; math.Abs(share-1) > 0.03 {
			t.Errorf("from %v degrees on land is %.3f times as large as it should be", lat, share)
		}
	}
}

// TestOutlines holds that the paths have all that a path may have and no more, and
// stay on the drawing.
func TestOutlines(t *testing.T) {
	m, err := worldmap.Load(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	for name, path := range map[string]string{"land": m.Land, "borders": m.Borders} {
		if !regexp.MustCompile(`^(M-?\d+ -?\d+l(-?\d+ -?\d+ )*z?)+$`).MatchString(path) {
			t.Errorf("%s is no path: %.200s", name, path)
		}
		if len(path) < 5_000 || len(path) > 60_000 {
			t.Errorf("%s has %d bytes", name, len(path))
		}
		for _, sub := range regexp.MustCompile(`M[^M]+`).FindAllString(path, -1) {
			x, y := 0, 0
			numbers := regexp.MustCompile(`-?\d+`).FindAllString(sub, -1)
			for i := 0; i+1 < len(numbers); i += 2 {
				dx, _ := strconv.Atoi(numbers[i])
				dy, _ := strconv.Atoi(numbers[i+1])
				if i > 0 && max(dx, -dx) > worldmap.Width/10 {
					t.Errorf("%s: a line runs across the map, from %d, %d by %d", name, x, y, dx)
				}
				x, y = x+dx, y+dy
				if x < 0 || x > worldmap.Width || y < 0 || y > worldmap.Height {
					t.Fatalf("%s: a line goes to %d, %d", name, x, y)
				}
			}
		}
	}
}

func TestLoadRefuses(t *testing.T) {
	if _, err := worldmap.Load(fstest.MapFS{}); err == nil {
		t.Error("outlines that there are not were read")
	}
	if _, err := worldmap.Load(fstest.MapFS{"map/world.tsv": {Data: []byte("land\t100,north\n")}}); err == nil {
		t.Error("a point that is none was read")
	}
}
