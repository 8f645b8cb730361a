// Package gazetteer is the readers' knowledge of the world: states and their
// adjectives, cities and regions, organisations and their bodies, named
// agreements and programmes, who led which state when, and names of persons.
//
// All of it is data below data/gazetteer, whose README names the sources. A
// loaded Gazetteer never changes and may be used by many goroutines.
package gazetteer

import (
	"slices"
)

// Kind says what sort of thing a name stands for.
type Kind uint8

// The kinds. The zero Kind is none.
const (
	State        Kind = iota + 1 // a state or territory: Norway
	Adjective                    // of a state, or its people: Norwegian, Norwegians
	City                         // a town or village: Bergen
	Region                       // part of a state or of the world: Catalonia, the Sahel
	Organisation                 // or a body of one: NATO, European Commission, the Knesset
	Framework                    // an agreement, programme or forum: the Eastern Partnership
)

func (k Kind) String() string {
	names := [...]string{"none", "state", "adjective", "city", "region", "organisation", "framework"}
	if int(k) >= len(names) {
		k = 0
	}
	return names[k]
}

// Entry is a thing that a name may stand for.
type Entry struct {
	Kind       Kind
	ID         string  // ISO 3166-1 alpha-3 (also XKX, KKTC), short name, GeoNames id, or UN M49 code
	Name       string  // English
	Country    string  // ISO 3166-1 alpha-3: the state itself, or that of a city, region or national body
	Parent     string  // id of the organisation that a body belongs to
	Organ      bool    // of the Parent: whoever holds an office in it acts for the Parent
	Government string  // of a city: the state whose government its name stands for in news; empty for Brussels
	Lat, Lon   float64 // of a city
	Population int     // of a city; of a state the people of its listed cities
	GeoNames   int     // 0 when unknown
	Capital    bool    // of the Country
	Sector     string  // of an organisation: PLOVER's GOV, LEG, MIL, JUD, IGO, NGO ...
	Type       string  // of a framework: agreement, programme, forum or organisation
	Ambiguous  bool    // the name is also a word, given name or surname of the language: believe it only with support
}

// Gazetteer holds all of it. Load makes one.
type Gazetteer struct {
	fold      *folder
	languages map[string]uint32 // the bit of each language
	things    []Entry
	index     map[string]int32 // folded name or beginning of one: first posting, or onlyPrefix
	postings  []posting
	byID      map[identity]int32
	capitals  map[string]int32 // by state
	leaders   []Leader
	bySurname map[string][]int32
	given     map[string]bool
	family    map[string]bool
	genders   map[string]Gender
	seats     map[string]int32 // by state: where its government is, if not in the capital; -1 for in several cities
	venues    *Gazetteer       // cities, by the names of buildings
}

type identity struct {
	kind Kind
	id   string
}

// State returns the state or territory of an ISO 3166-1 alpha-3 code.
func (g *Gazetteer) State(code string) (Entry, bool) { return g.get(State, code) }

// Organisation returns the organisation or body of a short name.
func (g *Gazetteer) Organisation(id string) (Entry, bool) { return g.get(Organisation, id) }

// Capital returns the capital of a state.
func (g *Gazetteer) Capital(code string) (Entry, bool) {
	at, ok := g.capitals[code]
	if !ok {
		return Entry{}, false
	}
	return g.things[at], true
}

// Seat returns the city in which the government of a state works: the capital,
// but for a few; none where it works in several.
func (g *Gazetteer) Seat(code string) (Entry, bool) {
	at, ok := g.seats[code]
	switch {
	case !ok:
		return g.Capital(code)
	case at < 0:
		return Entry{}, false
	}
	return g.things[at], true
}

// Venue returns the city of the building whose name the words begin with, and
// the number of words; 0 when they begin none. Words are as for Longest.
func (g *Gazetteer) Venue(language string, words []string) (Entry, int) {
	entries, n := g.venues.Longest(language, words)
	if n == 0 {
		return Entry{}, 0
	}
	return entries[0], n
}

func (g *Gazetteer) get(kind Kind, id string) (Entry, bool) {
	at, ok := g.byID[identity{kind, id}]
	if !ok {
		return Entry{}, false
	}
	return g.things[at], true
}

// IsGivenName reports whether the word, as written, is a known given name.
func (g *Gazetteer) IsGivenName(word string) bool {
	var buffer [48]byte
	k := g.fold.add(key{text: buffer[:0]}, word)
	return g.given[string(k.text)]
}

// Gender is what a given name tells of who bears it.
type Gender string

// The genders.
const (
	Woman Gender = "f"
	Man   Gender = "m"
)

// GenderOf is the gender that a given name tells, as it is written; empty for one
// that both bear, or that is not known.
func (g *Gazetteer) GenderOf(word string) Gender {
	var buffer [48]byte
	k := g.fold.add(key{text: buffer[:0]}, word)
	return g.genders[string(k.text)]
}

// IsFamilyName reports whether the word, as written, is a known family name.
func (g *Gazetteer) IsFamilyName(word string) bool {
	var buffer [48]byte
	k := g.fold.add(key{text: buffer[:0]}, word)
	return g.family[string(k.text)]
}

// Languages lists the BCP 47 codes of the languages in which names are known,
// sorted.
func (g *Gazetteer) Languages() []string {
	codes := make([]string, 0, len(g.languages))
	for code := range g.languages {
		codes = append(codes, code)
	}
	slices.Sort(codes)
	return codes
}
