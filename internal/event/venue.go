package event

import (
	"cmp"
	"slices"
	"strings"

	"chancery"
	"chancery/internal/clause"
	"chancery/internal/entity"
	"chancery/internal/gazetteer"
)

// The most words of a building's name that are looked up, and of a noun phrase
// behind its preposition.
const (
	venueWords  = 6
	phraseWords = 6
)

// atVenue is the city of a building in which a draft's clause sets it: "at Torre
// Tagle", "Kremlin'de". It is inferred from what the world knows of the building.
func (s *session) atVenue(d *draft) *placed {
	sent := s.doc.Text.Sentences[d.sentence]
	for i := sent.First; i < sent.Last; i++ {
		if !capital(s.doc.Text.Tokens[i].Form) {
			continue
		}
		e, n := s.r.gaz.Venue(s.r.pack.Code, s.stems(i, min(i+venueWords, sent.Last)))
		if n == 0 || !s.located(i, i+n) && !s.venue(i, i+n-1) && !s.welcomedTo(d, i) || s.verbsBetween(i, i+n, d.pred) > 0 {
			continue
		}
		return inferred(&placed{cityPlace(e, e.Name), s.doc.Text.Span(i, i+n)})
	}
	return nil
}

// stems are the tokens [first, last) without the suffixes of their case.
func (s *session) stems(first, last int) []string {
	out := make([]string, 0, last-first)
	for _, t := range s.doc.Text.Tokens[first:last] {
		stem := t.Stem
		for _, end := range s.r.words.Endings {
			if cut, ok := strings.CutSuffix(stem, end); ok && stem == t.Form && t.Feats.Get("Case") == "Loc" { // "Köşkünde", without an apostrophe
				stem = cut
			}
		}
		out = append(out, stem)
	}
	return out
}

// located reports whether the tokens [first, last) name where something happens:
// "at Norway's Foreign Ministry", "Mecliste", "Başbakanlık binasında".
func (s *session) located(first, last int) bool {
	t := s.doc.Text.Tokens
	if len(s.r.words.In) == 0 {
		return t[last-1].Feats.Get("Case") == "Loc" || last < len(t) && t[last].Feats.Get("Case") == "Loc" && slices.Contains(s.r.words.Rooms, t[last].Base)
	}
	k := first - 1
	for k > 0 && k > first-phraseWords {
		switch t[k].UPOS {
		case "DET", "ADJ", "NOUN", "PROPN", "PART", "PRON":
			k--
			continue
		}
		break
	}
	return k >= 0 && slices.Contains(s.r.words.In, t[k].Lower)
}

// welcomedTo reports whether a building, named from a token on, is where the
// guests of a draft were brought: "welcomed X to NATO Headquarters".
func (s *session) welcomedTo(d *draft, first int) bool {
	t := s.doc.Text.Tokens
	for first > 0 && t[first-1].UPOS == "DET" {
		first--
	}
	return first > d.pred[1] && slices.Contains(s.r.words.Into, t[first-1].Lower) && (d.kind == chancery.KindVisit || d.kind == chancery.KindMeeting && hasRole(*d, chancery.Host))
}

// houseOf is the ministry, parliament or palace in which a draft's clause sets it;
// nil where it names none.
func (s *session) houseOf(d *draft) *housed {
	t := s.doc.Text.Tokens
	sent := s.doc.Text.Sentences[d.sentence]
	for _, m := range s.doc.Within(sent.First, sent.Last) { // "at the Storting"
		if m.Label == entity.Org && m.Entry.Country != "" && (m.Entry.Sector == "LEG" || m.Entry.Sector == "GOV") && s.located(m.First, m.Last) && s.verbsBetween(m.First, m.Last, d.pred) == 0 {
			return &housed{of: m.Of, span: m.NameSpan}
		}
	}
	for i := sent.First; i < sent.Last; i++ {
		n := s.phraseAt(s.r.words.Houses, i, sent.Last)
		if n == 0 || !s.located(i, i+n) || s.verbsBetween(i, i+n, d.pred) > 0 || i < d.pred[1] && i+n > d.pred[0] {
			continue
		}
		if i+n < sent.Last && len(s.r.words.In) > 0 && t[i+n].UPOS == "NOUN" { // "at ministry level"
			continue
		}
		h := housed{span: s.doc.Text.Span(i, i+n)}
		for _, m := range s.doc.Within(sent.First, sent.Last) {
			if _, ok := s.r.gaz.State(m.Of); ok && m.Label == entity.Org && m.First <= i && i+n <= m.Last {
				h.of = m.Of
			}
		}
		return &h
	}
	return nil
}

// atHouse is the seat of the state in whose house a draft was: whose the text
// says that it is, else the one given. It is inferred.
func (s *session) atHouse(d draft, of string) *placed {
	if d.house == nil {
		return nil
	}
	e, ok := s.r.gaz.Seat(cmp.Or(d.house.of, of))
	if !ok {
		return nil
	}
	return inferred(&placed{cityPlace(e, e.Name), d.house.span})
}

// phraseAt is the length of the longest of the phrases that stands at a token,
// each word by its form, its lemma or what stands before its suffix.
func (s *session) phraseAt(phrases []string, at, end int) int {
	best := 0
	for _, p := range phrases {
		ws := strings.Fields(p)
		if len(ws) <= best || at+len(ws) > end {
			continue
		}
		fits := true
		for k, w := range ws {
			t := s.doc.Text.Tokens[at+k]
			if t.Lower != w && t.Lemma != w && strings.ToLower(t.Stem) != w && t.Base != w {
				fits = false
				break
			}
		}
		if fits {
			best = len(ws)
		}
	}
	return best
}

// localSeat is the city of the mayor, governor or consul who receives somebody,
// as the office says it. It is inferred.
func (s *session) localSeat(h chancery.Happening, d draft) *placed {
	if h.Kind != chancery.KindMeeting {
		return nil
	}
	for _, p := range h.Participants {
		if p.Role != chancery.Host || p.Office == nil {
			continue
		}
		for _, by := range []string{" of ", " in "} {
			_, where, ok := strings.Cut(p.Office.Title, by)
			words := strings.Fields(where)
			if !ok || len(words) == 0 {
				continue
			}
			e, n := s.r.gaz.Longest("en", words)
			if n == len(words) && e[0].Kind == gazetteer.City {
				return inferred(&placed{place: cityPlace(e[0], e[0].Name)})
			}
		}
	}
	return nil
}

// ofTeller reports whether the place at item i is where somebody is who tells of
// a predicate: "met X, the ministry in Oslo said", "said in Oslo that he met X".
func (s *session) ofTeller(sent *clause.Sentence, p clause.Predicate, i int) bool {
	says := func(k int) bool {
		return k >= 0 && k < len(sent.Items) && (k < p.First || k >= p.Last) && sent.Items[k].Mention < 0 && sent.Items[k].UPOS == "VERB" && slices.Contains(s.r.words.Attributing, sent.Items[k].Lemma)
	}
	if !sent.Positional() {
		return false
	}
	if says(i - 2) {
		return true
	}
	for k := i - 1; k >= p.Last && says(i+1); k-- {
		if sent.Items[k].Form == "," {
			return true
		}
	}
	return false
}

// onTrip reports whether the city or state at item i is where somebody is on a
// journey: "during her visit to Oslo", "on a trip to Norway".
func (s *session) onTrip(sent *clause.Sentence, i int) bool {
	if i < 3 || !slices.Contains(s.r.words.Into, sent.Items[i-1].Lower) || !slices.Contains(s.r.words.Trips, sent.Items[i-2].Lower) {
		return false
	}
	return ledBy(sent, i-3, s.r.words.OnTrip)
}

// setsOutFor reports whether the city at item i is where somebody goes for what a
// predicate tells: "flew to Oslo for talks with X".
func (s *session) setsOutFor(sent *clause.Sentence, p clause.Predicate, i int) bool {
	if !p.Noun || i < 1 || i >= p.First || p.First-i > phraseWords || !slices.Contains(s.r.words.Into, sent.Items[i-1].Lower) || !slices.Contains(s.r.words.For, sent.Items[i+1].Lower) {
		return false
	}
	for k := i + 2; k < p.First; k++ {
		if u := sent.Items[k].UPOS; sent.Items[k].Mention >= 0 || u == "VERB" || u == "ADP" || u == "PUNCT" {
			return false
		}
	}
	return true
}

// besideBuilding reports whether the city at item i stands behind the name of a
// building in it, which is where something happens: "at State House, Nairobi".
func (s *session) besideBuilding(sent *clause.Sentence, i int) bool {
	if i < 2 || sent.Items[i-1].Form != "," || sent.Items[i-2].Mention >= 0 && s.doc.Mentions[sent.Items[i-2].Mention].Label != entity.Org || s.doc.Mentions[sent.Items[i].Mention].Label != entity.Place {
		return false
	}
	before := sent.Items[i-2]
	return capital(s.doc.Text.Tokens[before.Last-1].Form) && s.located(before.First, before.Last)
}

// spokenIn reports whether the place at item i is where somebody spoke of a
// predicate: "Oslo'da yaptığı açıklamada ... görüştüğünü söyledi". Who speaks
// together has met there.
func (s *session) spokenIn(sent *clause.Sentence, i int) bool {
	for k := i + 1; k < len(sent.Items) && k < i+6; k++ {
		it := sent.Items[k]
		if it.Mention >= 0 || slices.Contains(s.r.words.Jointly, it.Lower) {
			return false
		}
		if slices.Contains(s.r.words.Speeches, s.doc.Text.Tokens[it.First].Base) && it.Feats.Get("Case") == "Loc" {
			return true
		}
	}
	return false
}

// onTripBehind reports whether the noun of a journey stands behind the city or
// state at item i, and a word that something happens on it: "Oslo ziyareti
// kapsamında".
func (s *session) onTripBehind(sent *clause.Sentence, i int) bool {
	if c := s.doc.Mentions[sent.Items[i].Mention].Case; sent.Positional() || i+2 >= len(sent.Items) || c != "" && c != "Acc" && c != "Dat" {
		return false
	}
	k := i + 1
	for k < i+3 && sent.Items[k].UPOS == "ADJ" {
		k++
	}
	if k+1 >= len(sent.Items) || sent.Items[k].Mention >= 0 || !slices.Contains(s.r.words.Trips, s.doc.Text.Tokens[sent.Items[k].First].Base) {
		return false
	}
	if sent.Items[k].Feats.Get("Case") == "Gen" { // "Peru ziyaretinin ilk gününde"
		for j := k + 1; j < min(k+4, len(sent.Items)); j++ {
			if it := sent.Items[j]; it.Mention < 0 && it.Feats.Get("Case") == "Loc" && it.UPOS == "NOUN" {
				return true
			}
		}
	}
	return slices.Contains(s.r.words.Occasions, sent.Items[k+1].Lower) || sent.Items[k].Feats.Get("Case") == "Loc"
}

// missionCity is the city of the embassy or consulate at which a draft's clause sets
// an act: "Norveç'in Lima Büyükelçiliği önünde".
func (s *session) missionCity(d *draft) *placed {
	t := s.doc.Text.Tokens
	sent := s.doc.Text.Sentences[d.sentence]
	for i := sent.First + 1; i < sent.Last; i++ {
		if !slices.Contains(s.r.words.Missions, t[i].Base) || s.verbsBetween(i, i+1, d.pred) > 0 {
			continue
		}
		e, n := s.r.gaz.Longest(s.r.pack.Code, []string{t[i-1].Stem})
		if n == 1 && e[0].Kind == gazetteer.City && capital(t[i-1].Form) {
			return &placed{cityPlace(e[0], t[i-1].Stem), s.doc.Text.Span(i-1, i)}
		}
	}
	return nil
}
