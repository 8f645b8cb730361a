package gazetteer

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"strings"
)

// Load reads the files below gazetteer/. An error names the file and line.
func Load(fsys fs.FS) (*Gazetteer, error) {
	g := &Gazetteer{
		fold:      newFolder(),
		languages: map[string]uint32{},
		things:    make([]Entry, 0, 1<<14),
		index:     make(map[string]int32, 1<<16),
		postings:  make([]posting, 0, 1<<16),
		byID:      make(map[identity]int32, 1<<14),
		capitals:  make(map[string]int32, 1<<8),
		bySurname: make(map[string][]int32, 1<<11),
		given:     make(map[string]bool, 1<<15),
		family:    make(map[string]bool, 1<<15),
		genders:   make(map[string]Gender, 1<<12),
		seats:     map[string]int32{},
	}
	g.venues = &Gazetteer{fold: g.fold, languages: g.languages, index: map[string]int32{}, byID: map[identity]int32{}}
	surnames := make(map[string]bool, 1<<11)
	// The order matters: states before what names them, given names and leaders
	// before the ambiguity of cities.
	for _, file := range []struct {
		name string
		add  func(*row) error
	}{
		{"territories.tsv", g.addState},
		{"demonyms.tsv", g.addDemonym},
		{"names.tsv", g.addNames},
		{"cities.tsv", g.addCity},
		{"regions.tsv", g.addRegion},
		{"places.tsv", g.addPlace},
		{"venues.tsv", g.addVenue},
		{"organisations.tsv", g.addOrganisation},
		{"bodies.tsv", g.addOrganisation},
		{"groups.tsv", g.addOrganisation},
		{"organisations.supraverden.tsv", g.addOrganisation},
		{"frameworks.tsv", g.addFramework},
		{leadersFile, func(r *row) error { g.addLeader(r, surnames); return nil }},
		{"givennames.factbook.tsv", g.addGivenName},
		{"givennames.tsv", g.addGivenName},
		{"givennames.cyrillic.tsv", g.addGivenName},
		{"genders.tsv", g.addGenders},
		{"surnames.tsv", g.addFamilyName},
		{"ambiguous.tsv", g.addAmbiguous},
	} {
		if err := readRows(fsys, "gazetteer/"+file.name, file.add); err != nil {
			return nil, err
		}
	}
	g.markPersonalNames(surnames)
	return g, nil
}

// row is one line of a table.
type row struct {
	columns map[string]int
	names   []string // languages of the columns that hold names
	cells   []string
}

func (r *row) get(column string) string {
	if i, ok := r.columns[column]; ok && i < len(r.cells) {
		return r.cells[i]
	}
	return ""
}

// readRows calls add for every row of a table: comment lines, a header, rows.
func readRows(fsys fs.FS, file string, add func(*row) error) error {
	raw, err := fs.ReadFile(fsys, file)
	if err != nil {
		return fmt.Errorf("gazetteer: reading %s: %w", file, err)
	}
	r := row{}
	n := 0
	for line := range strings.Lines(string(raw)) {
		n++
		line = strings.TrimSuffix(line, "\n")
		if strings.HasPrefix(line, "#") {
			continue
		}
		if r.columns == nil {
			r.columns = map[string]int{}
			for i, c := range strings.Split(line, "\t") {
				r.columns[c] = i
				if len(c) == 2 && c != "id" {
					r.names = append(r.names, c)
				}
			}
			continue
		}
		r.cells = r.cells[:0]
		for cell := range strings.SplitSeq(line, "\t") {
			r.cells = append(r.cells, cell)
		}
		if err := add(&r); err != nil {
			return fmt.Errorf("gazetteer: %s:%d: %w", file, n, err)
		}
	}
	return nil
}

// language is the bit of a language; "*" has the bits of all.
func (g *Gazetteer) language(code string) (uint32, error) {
	if code == "*" {
		return ^uint32(0), nil
	}
	bit, ok := g.languages[code]
	if !ok {
		if len(g.languages) == 32 {
			return 0, fmt.Errorf("language %q is one too many", code)
		}
		bit = 1 << len(g.languages)
		g.languages[code] = bit
	}
	return bit, nil
}

// add makes a thing, or finds the one that has its id.
func (g *Gazetteer) add(e Entry) int32 {
	if at, ok := g.byID[identity{e.Kind, e.ID}]; ok {
		return at
	}
	at := int32(len(g.things))
	g.things = append(g.things, e)
	g.byID[identity{e.Kind, e.ID}] = at
	return at
}

// putNames puts the names of all language columns; several in one cell are
// separated by |.
func (g *Gazetteer) putNames(r *row, thing int32, kind Kind) error {
	for _, code := range r.names {
		cell := r.get(code)
		if cell == "" {
			continue
		}
		bit, err := g.language(code)
		if err != nil {
			return err
		}
		for spelling := range strings.SplitSeq(cell, "|") {
			g.put(spelling, thing, kind, bit)
		}
	}
	return nil
}

func first(cell string) string {
	name, _, _ := strings.Cut(cell, "|")
	return name
}

func number(cell string) (int, error) {
	if cell == "" {
		return 0, nil
	}
	return strconv.Atoi(cell)
}

func (g *Gazetteer) addState(r *row) error {
	geonames, err := number(r.get("geonames"))
	if err != nil {
		return err
	}
	code := r.get("code")
	at := g.add(Entry{Kind: State, ID: code, Name: first(r.get("en")), Country: code, GeoNames: geonames})
	return g.putNames(r, at, State)
}

func (g *Gazetteer) addDemonym(r *row) error {
	at, err := g.stateAt(r.get("code"))
	if err != nil {
		return err
	}
	return g.putNames(r, at, Adjective)
}

func (g *Gazetteer) stateAt(code string) (int32, error) {
	at, ok := g.byID[identity{State, code}]
	if !ok {
		return 0, fmt.Errorf("no state %q", code)
	}
	return at, nil
}

// addNames reads names of states written by hand. A new code makes a state; a
// "name" is the one to show.
func (g *Gazetteer) addNames(r *row) error {
	code, what, names := r.get("code"), r.get("what"), r.get("names")
	bit, err := g.language(r.get("language"))
	if err != nil {
		return err
	}
	kind := State
	switch what {
	case "name":
		at := g.add(Entry{Kind: State, ID: code, Country: code})
		g.things[at].Name = first(names)
	case "state":
	case "adjective":
		kind = Adjective
	default:
		return fmt.Errorf("%q is neither name, state nor adjective", what)
	}
	at, err := g.stateAt(code)
	if err != nil {
		return err
	}
	for spelling := range strings.SplitSeq(names, "|") {
		g.put(spelling, at, kind, bit)
	}
	return nil
}

func (g *Gazetteer) addCity(r *row) error {
	geonames, err := number(r.get("id"))
	if err != nil {
		return err
	}
	population, err := number(r.get("population"))
	if err != nil {
		return err
	}
	e := Entry{Kind: City, ID: r.get("id"), Name: first(r.get("en")), Country: r.get("country"),
		Population: population, GeoNames: geonames, Capital: r.get("capital") != ""}
	if e.Lat, err = strconv.ParseFloat(r.get("lat"), 64); err != nil {
		return err
	}
	if e.Lon, err = strconv.ParseFloat(r.get("lon"), 64); err != nil {
		return err
	}
	at := g.add(e)
	if e.Capital {
		g.things[at].Government = e.Country
		g.capitals[e.Country] = at
	}
	if state, ok := g.byID[identity{State, e.Country}]; ok {
		g.things[state].Population += population
	}
	return g.putNames(r, at, City)
}

// addPlace reads places written by hand. An "alias" gives more names to a city
// of the collection and may say whose government its name stands for.
func (g *Gazetteer) addPlace(r *row) error {
	what, country, english := r.get("what"), r.get("country"), first(r.get("en"))
	var at int32
	kind := City
	switch what {
	case "alias":
		var err error
		if at, err = g.cityAt(country, r.get("en")); err != nil {
			return err
		}
		g.things[at].Name = english
	case "city":
		e := Entry{Kind: City, ID: english, Name: english, Country: country}
		var err error
		if e.Lat, err = strconv.ParseFloat(r.get("lat"), 64); err != nil {
			return err
		}
		if e.Lon, err = strconv.ParseFloat(r.get("lon"), 64); err != nil {
			return err
		}
		at = g.add(e)
	case "region":
		kind = Region
		var known bool
		if at, known = g.named(Region, english); !known || g.things[at].Country != country {
			at = g.add(Entry{Kind: Region, ID: english, Name: english, Country: country})
		}
	default:
		return fmt.Errorf("%q is neither alias, city nor region", what)
	}
	switch government := r.get("government"); government {
	case "":
	case "none":
		g.things[at].Government = ""
	default:
		g.things[at].Government = government
	}
	return g.putNames(r, at, kind)
}

// addVenue reads a building that news names for the city that it stands in, or
// the seat of a government that is not in the capital.
func (g *Gazetteer) addVenue(r *row) error {
	country, city := r.get("country"), r.get("city")
	at := int32(-1)
	if city != "" {
		var err error
		if at, err = g.cityAt(country, city); err != nil {
			return err
		}
	}
	switch what := r.get("what"); what {
	case "seat":
		g.seats[country] = at
	case "venue":
		if at < 0 {
			return errors.New("a venue needs a city")
		}
		return g.venues.putNames(r, g.venues.add(g.things[at]), City)
	default:
		return fmt.Errorf("%q is neither seat nor venue", what)
	}
	return nil
}

// cityAt is the most populous city of a country that has one of the English
// names.
func (g *Gazetteer) cityAt(country, names string) (int32, error) {
	best := int32(-1)
	for english := range strings.SplitSeq(names, "|") {
		k := g.fold.add(key{}, english)
		for at := g.head(string(k.text)); at >= 0; at = g.postings[at].next {
			p := g.postings[at]
			e := g.things[p.thing]
			if p.kind == City && e.Country == country && (best < 0 || e.Population > g.things[best].Population) {
				best = p.thing
			}
		}
	}
	if best < 0 {
		return 0, fmt.Errorf("no city %q in %s", names, country)
	}
	return best, nil
}

func (g *Gazetteer) addRegion(r *row) error {
	at := g.add(Entry{Kind: Region, ID: r.get("code"), Name: first(r.get("en"))})
	return g.putNames(r, at, Region)
}

// addOrganisation reads an organisation or body. One that has a name of an
// earlier one is the same; its id does not count, for another may have it.
func (g *Gazetteer) addOrganisation(r *row) error {
	english := cmp.Or(first(r.get("en")), r.get("id"))
	if english == "" {
		return errors.New("an organisation needs an English name or an id")
	}
	at, known := g.named(Organisation, english)
	if !known && r.get("en") == "" {
		at, known = g.byID[identity{Organisation, r.get("id")}]
	}
	if !known {
		e := Entry{Kind: Organisation, ID: r.get("id"), Name: english, Country: r.get("country"), Parent: r.get("parent"), Organ: r.get("organ") != "", Sector: r.get("sector")}
		if _, taken := g.byID[identity{Organisation, e.ID}]; taken || e.ID == "" {
			e.ID = english
		}
		if e.Sector == "" {
			e.Sector = "IGO"
		}
		at = g.add(e)
		g.put(e.ID, at, Organisation, ^uint32(0))
	}
	return g.putNames(r, at, Organisation)
}

// named is the thing of a kind that has the English name.
func (g *Gazetteer) named(kind Kind, english string) (int32, bool) {
	k := g.fold.add(key{}, english)
	for at := g.head(string(k.text)); at >= 0; at = g.postings[at].next {
		if p := g.postings[at]; p.kind == kind && p.languages&g.languages["en"] != 0 {
			return p.thing, true
		}
	}
	return 0, false
}

func (g *Gazetteer) addFramework(r *row) error {
	e := Entry{Kind: Framework, ID: r.get("id"), Name: first(r.get("en")), Type: r.get("type")}
	switch e.Type {
	case "agreement", "programme", "forum", "organisation":
	default:
		return fmt.Errorf("%q is no type of framework", e.Type)
	}
	at := g.add(e)
	g.put(e.ID, at, Framework, ^uint32(0))
	return g.putNames(r, at, Framework)
}

func (g *Gazetteer) addGivenName(r *row) error { return g.addWords(g.given, r) }

// addGenders adds the names that only women bear, or only men.
func (g *Gazetteer) addGenders(r *row) error {
	gender := Gender(r.get("gender"))
	if gender != Woman && gender != Man {
		return fmt.Errorf("%q is no gender", gender)
	}
	var buffer [64]byte
	for n := range strings.FieldsSeq(r.get("names")) {
		k := string(g.fold.add(key{text: buffer[:0]}, n).text)
		if was, ok := g.genders[k]; ok && was != gender {
			return fmt.Errorf("%q stands under both genders", n)
		}
		g.genders[k] = gender
	}
	return nil
}

func (g *Gazetteer) addFamilyName(r *row) error { return g.addWords(g.family, r) }

// addWords adds the folded words of a row's first cell.
func (g *Gazetteer) addWords(to map[string]bool, r *row) error {
	var buffer [64]byte
	for n := range strings.FieldsSeq(r.cells[0]) {
		k := g.fold.add(key{text: buffer[:0]}, n)
		to[string(k.text)] = true
	}
	return nil
}

// addAmbiguous reads names that are words too: in one language, or in all,
// where only places are meant.
func (g *Gazetteer) addAmbiguous(r *row) error {
	bit, err := g.language(r.get("language"))
	if err != nil {
		return err
	}
	everywhere := bit == ^uint32(0)
	meant := func(p posting) bool { return !everywhere || p.kind == City || p.kind == Region }
	var buffer [64]byte
	for n := range strings.SplitSeq(r.get("names"), "|") {
		k := g.fold.add(key{text: buffer[:0]}, n)
		g.markAmbiguous(string(k.text), bit, meant)
	}
	return nil
}

const (
	shortCity = 3         // letters up to which a city's name is as likely something else
	greatCity = 1_000_000 // people from which a city's name is likely the city's
)

// markPersonalNames marks cities, other than capitals and great ones, that bear
// a given name or a leader's surname, or a very short name.
func (g *Gazetteer) markPersonalNames(surnames map[string]bool) {
	town := func(p posting) bool {
		e := g.things[p.thing]
		return p.kind == City && !e.Capital && e.Population < greatCity
	}
	mark := func(text string) { g.markAmbiguous(text, ^uint32(0), town) }
	for text := range surnames {
		mark(text)
	}
	for text := range g.given {
		mark(text)
	}
	for text := range g.index {
		if len(text) <= shortCity {
			mark(text)
		}
	}
}
