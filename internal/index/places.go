package index

import (
	"cmp"
	"fmt"
	"io/fs"
	"strconv"
	"strings"
	"sync"

	"chancery"
	"chancery/data"
)

// placeKey names a place of a table in a language: by its number, or by its
// country and English name.
type placeKey struct {
	geonames         int
	country, english string
	language         string
}

// placeNames are the names of cities and regions in other languages than English.
var placeNames = sync.OnceValue(func() map[placeKey]string {
	out := map[placeKey]string{}
	for _, file := range []string{"gazetteer/places.tsv", "gazetteer/cities.tsv"} {
		raw, err := fs.ReadFile(data.FS, file)
		if err != nil { // a fault of the build, as in parties
			panic(fmt.Errorf("index: reading %s: %w", file, err))
		}
		addPlaces(out, string(raw))
	}
	return out
})

// addPlaces enters a table whose columns are named in the first line that is no
// comment.
func addPlaces(out map[placeKey]string, table string) {
	var columns []string
	for line := range strings.Lines(table) {
		cells := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if strings.HasPrefix(line, "#") {
			continue
		}
		if columns == nil {
			columns = cells
			continue
		}
		row := map[string]string{}
		for i, cell := range cells[:min(len(cells), len(columns))] {
			row[columns[i]] = cell
		}
		id, _ := strconv.Atoi(row["id"]) // 0 where a table has none
		for _, language := range []string{"tr", "az", "ru", "fr"} {
			first, _, _ := strings.Cut(row[language], "|")
			if first == "" {
				continue
			}
			if id != 0 {
				out[placeKey{geonames: id, language: language}] = first
			}
			for english := range strings.SplitSeq(row["en"], "|") {
				key := placeKey{country: row["country"], english: english, language: language}
				out[key] = cmp.Or(out[key], first)
			}
		}
	}
}

// PlaceName is the name of a place in a language (BCP 47); empty where the program
// has none.
func PlaceName(p *chancery.Place, language string) string {
	all := placeNames()
	if named := all[placeKey{country: p.Country, english: p.Name, language: language}]; named != "" || p.GeoNames == 0 {
		return named
	}
	return all[placeKey{geonames: p.GeoNames, language: language}]
}
