package gazetteer

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
)

// A posting says that a name stands for a thing.
type posting struct {
	thing     int32 // in Gazetteer.things
	next      int32 // another posting of the same name; -1 for none
	languages uint32
	ambiguous uint32 // languages in which the name is also something else
	capital   uint32 // parts that must begin with a capital
	capitals  uint32 // parts that are all capitals in the name
	loose     bool   // those need but begin with a capital
	kind      Kind
}

// onlyPrefix marks a key that begins a name but is none.
const onlyPrefix = -1

// longAcronym is the number of letters from which an acronym may be written
// with one capital: Nato, Opec, Unesco, but not Us or Who.
const longAcronym = 4

// put adds one spelling of a thing's name.
func (g *Gazetteer) put(spelling string, thing int32, kind Kind, languages uint32) {
	var buffer [96]byte
	k := g.fold.add(key{text: buffer[:0]}, spelling)
	if len(k.text) == 0 {
		return
	}
	p := posting{thing: thing, languages: languages, capital: k.capital, capitals: k.capitals, loose: len(k.text) >= longAcronym, kind: kind}
	text := string(k.text)
	for at := g.head(text); at >= 0; at = g.postings[at].next {
		old := &g.postings[at]
		if old.thing == thing && old.kind == kind && old.capital == p.capital && old.capitals == p.capitals {
			old.languages |= languages
			return
		}
	}
	p.next = g.head(text)
	g.index[text] = int32(len(g.postings))
	g.postings = append(g.postings, p)
	for i := range text {
		if text[i] != ' ' {
			continue
		}
		if _, ok := g.index[text[:i]]; !ok {
			g.index[text[:i]] = onlyPrefix
		}
	}
}

// head is the first posting of a folded name; -1 for none.
func (g *Gazetteer) head(text string) int32 {
	if at, ok := g.index[text]; ok {
		return at
	}
	return onlyPrefix
}

// markAmbiguous notes that in these languages the name is a word, a given name
// or a surname too. An acronym is then read only in capitals.
func (g *Gazetteer) markAmbiguous(text string, languages uint32, of func(posting) bool) {
	for at := g.head(text); at >= 0; at = g.postings[at].next {
		if p := &g.postings[at]; of(*p) {
			p.ambiguous |= languages
			p.loose = false
		}
	}
}

// Longest finds the longest run of words, beginning with the first, that is a
// known name in the language (BCP 47) or in English. It returns what the name
// may stand for, likeliest first, and the number of words; nil and 0 when the
// words begin no name.
//
// Words are as written, one or more tokens each, without the suffix that
// Turkish puts after an apostrophe. Accents do not matter; capitals do, where
// the name has them, so that "us" is not the United States. Hyphens, dots,
// apostrophes and ampersands may be words of their own.
func (g *Gazetteer) Longest(language string, words []string) ([]Entry, int) {
	mask := g.languages["en"] | g.languages[language]
	var buffer [96]byte
	k := key{text: buffer[:0]}
	best, n := key{}, 0
	var found int32
	for i, w := range words {
		before := k.parts
		k = g.fold.add(k, w)
		if k.parts == before {
			if i > 0 && joins(w) {
				continue
			}
			break
		}
		at, ok := g.index[string(k.text)]
		if !ok {
			break
		}
		for p := at; p >= 0; p = g.postings[p].next {
			if g.postings[p].fits(k, mask) {
				best, n, found = k, i+1, at
				break
			}
		}
	}
	if n == 0 {
		return nil, 0
	}
	return g.entries(found, best, mask, g.languages[language]), n
}

// joins reports whether a word without letters may stand inside a name.
func joins(w string) bool {
	for _, r := range w {
		if !strings.ContainsRune(".&'’", r) && !unicode.Is(unicode.Pd, r) {
			return false
		}
	}
	return true
}

// fits reports whether the name as written, in one of the languages, is this one.
func (p posting) fits(k key, mask uint32) bool {
	return p.languages&mask != 0 && p.capital&^k.capital == 0 && (p.loose || p.capitals&^k.capitals == 0)
}

// entries are the things of one name, in order of likelihood.
func (g *Gazetteer) entries(at int32, k key, mask, language uint32) []Entry {
	var entries []Entry
	for ; at >= 0; at = g.postings[at].next {
		p := g.postings[at]
		if !p.fits(k, mask) {
			continue
		}
		e := g.things[p.thing]
		e.Kind, e.Ambiguous = p.kind, p.ambiguous&language != 0
		if !slices.ContainsFunc(entries, func(other Entry) bool { return other.Kind == e.Kind && other.ID == e.ID }) {
			entries = append(entries, e)
		}
	}
	slices.SortFunc(entries, likelier)
	return entries
}

// peopleOfRegion puts a region among cities of its name: after New York, before
// a town called Siberia.
const peopleOfRegion = 500_000

func likelier(a, b Entry) int {
	return cmp.Or(
		cmp.Compare(order(a), order(b)),
		cmp.Compare(people(b), people(a)),
		cmp.Compare(a.ID, b.ID),
	)
}

func order(e Entry) int {
	switch e.Kind {
	case State:
		return 0
	case Adjective:
		return 1
	case Organisation:
		return 2
	case Framework:
		return 3
	}
	if e.Capital {
		return 4
	}
	return 5
}

func people(e Entry) int {
	if e.Kind == Region {
		return peopleOfRegion
	}
	return e.Population
}

// LongestOf finds the longest run of words that is a known name, as Longest does,
// where each word may be one of several: the forms that stem(i) gives for word i, the
// likeliest first. It returns the number of words and the form of each; 0 and nil
// where the words begin no name.
func (g *Gazetteer) LongestOf(language string, words int, stem func(i int) []string) (int, []string) {
	s := search{g: g, mask: g.languages[language], words: words, stem: stem}
	s.from(key{}, 0)
	return len(s.best), s.best
}

// search is a search among several forms of each word.
type search struct {
	g     *Gazetteer
	mask  uint32
	words int
	stem  func(i int) []string
	path  []string
	best  []string
}

// from goes on with word i behind the key.
func (s *search) from(k key, i int) {
	if i == s.words {
		return
	}
	for _, w := range s.stem(i) {
		before := k.parts
		next := s.g.fold.add(key{text: append([]byte(nil), k.text...), parts: k.parts, capital: k.capital, capitals: k.capitals}, w)
		if next.parts == before && (i == 0 || !joins(w)) {
			return
		}
		at, ok := s.g.index[string(next.text)]
		if !ok {
			continue
		}
		s.path = append(s.path, w)
		for p := at; next.parts > before && p >= 0 && len(s.path) > len(s.best); p = s.g.postings[p].next {
			if s.g.postings[p].fits(next, s.mask) {
				s.best = append([]string(nil), s.path...)
			}
		}
		s.from(next, i+1)
		s.path = s.path[:len(s.path)-1]
	}
}
