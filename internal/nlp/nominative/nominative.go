// Package nominative finds, in a language that inflects names, the nominative of
// each: of a place or organisation by what the gazetteer knows, of a person by the
// paradigms of the language, the case and gender that the words of the name have
// together, and the forms that stand elsewhere in the text.
//
// The nominative becomes the token's stem, by which names are looked up and shown.
package nominative

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"chancery/internal/gazetteer"
	"chancery/internal/lang"
	"chancery/internal/nlp"
)

// Stage puts names into the nominative. It never changes after Load.
type Stage struct {
	pack         lang.Pack
	gaz          *gazetteer.Gazetteer
	indeclinable []string
	stay, move   string
	soft         string   // last letters of lemmas that give way to an ending
	plural       []string // endings of the plural's nominative, of offices
	governs      map[string][]string
	posted       []string
	endings      map[string][]ending
	offices      map[string]bool           // words that stand before their holder
	forms        map[string][]nlp.Analysis // of nouns, by form in lower case
	longest      int                       // bytes of an ending
}

// Name is "nominative".
func (s *Stage) Name() string { return "nominative" }

// Requires part of speech and features.
func (s *Stage) Requires() []string { return []string{"tokens", "sentences", "upos", "feats"} }

// Assigns the stem.
func (s *Stage) Assigns() []string { return []string{"stem"} }

// Apply sets the stem of every name to its nominative, and its case where the form
// cannot have the one that it was given.
func (s *Stage) Apply(t *nlp.Text) error {
	r := &resolver{s: s, t: t.Tokens, cache: map[string][]reading{}, seen: map[string]bool{}}
	for i := range t.Tokens {
		r.noun(i)
		s.office(&t.Tokens[i])
		if k := &t.Tokens[i]; k.UPOS == "PROPN" && k.Feats.Get("Case") == "Nom" && (i == 0 || t.Tokens[i-1].UPOS != "ADP") {
			r.seen[k.Form] = true
		}
	}
	for _, sent := range t.Sentences {
		for i := sent.First; i < sent.Last; {
			if n := r.known(i, sent.Last); n > 0 {
				i += n
				continue
			}
			end := r.run(i, sent.Last)
			if end > i {
				r.person(i, end, sent.First)
				i = end
				continue
			}
			i++
		}
	}
	return nil
}

// office corrects the case of the word of an office, where its cases differ in form:
// that of its lemma is the nominative, "президент" no accusative; another is none, but
// for the plural's.
func (s *Stage) office(t *nlp.Token) {
	last, size := utf8.DecodeLastRuneInString(t.Lemma)
	if t.UPOS != "NOUN" || !s.offices[t.Base] || t.Feats.Get("Gender") != "Masc" || strings.ContainsRune(s.stay+s.move, last) {
		return
	}
	for _, e := range s.plural {
		if t.Lower == t.Lemma+e || t.Lower == t.Lemma[:len(t.Lemma)-size]+e && strings.ContainsRune(s.soft, last) {
			settle(t, "Nom")
			return
		}
	}
	if t.Feats.Get("Number") == "Plur" {
		return
	}
	nominative := t.Feats.Get("Case") == "Nom"
	switch {
	case t.Lower == t.Lemma && !nominative:
		settle(t, "Nom")
	case t.Lower != t.Lemma && nominative:
		for _, x := range s.readings(t.Lower) {
			if x.nominative == t.Lemma && x.case_ != "Nom" {
				settle(t, x.case_)
				return
			}
		}
	}
}

// resolver is one text under way.
type resolver struct {
	s     *Stage
	t     []nlp.Token
	cache map[string][]reading
	seen  map[string]bool // words that stand in the nominative, as it seems
	ended int             // the token behind the last name of a person
	last  string          // its case
}

func (r *resolver) readings(form string) []reading {
	out, ok := r.cache[form]
	if !ok {
		out = r.s.readings(form)
		r.cache[form] = out
	}
	return out
}

// longestKnown is how many tokens a known name has at most.
const longestKnown = 9

// known sets the stems of the known name that begins at token i and is no given name,
// and gives its length; 0 where there is none.
func (r *resolver) known(i, end int) int {
	var stems []string
	for k := i; k < min(end, i+longestKnown); k++ {
		stems = append(stems, r.t[k].Form)
	}
	n, chosen := r.s.gaz.LongestOf(r.s.pack.Code, len(stems), func(k int) []string {
		all := r.readings(stems[k])
		out := make([]string, 0, len(all))
		for _, x := range all {
			if x.of != ofPerson && !slices.Contains(out, x.nominative) {
				out = append(out, x.nominative)
			}
		}
		return out
	})
	if n == 0 || n == 1 && !r.believable(i, chosen[0]) {
		return 0
	}
	for k := range n {
		t := &r.t[i+k]
		t.Stem = chosen[k]
		if t.Form != t.Stem {
			r.agree(t, i)
		} else if c := t.Feats.Get("Case"); c != "" && c != "Nom" && k == 0 {
			r.direct(t, i)
		}
	}
	return n
}

// believable reports whether one word is the known name and not a common word or a
// person's name that looks like one of its cases.
func (r *resolver) believable(i int, stem string) bool {
	t := &r.t[i]
	entries, _ := r.s.gaz.Longest(r.s.pack.Code, []string{stem})
	if len(entries) == 0 {
		return false
	}
	e := entries[0]
	if e.Kind == gazetteer.Adjective {
		return t.UPOS == "ADJ" || t.UPOS == "NOUN" || t.UPOS == "PROPN" || t.UPOS == "DET"
	}
	if stem == t.Form || e.Kind == gazetteer.State || e.Kind == gazetteer.Organisation {
		return true
	}
	if e.Ambiguous || r.s.gaz.IsGivenName(stem) && !e.Capital || e.Kind == gazetteer.City && t.UPOS != "PROPN" {
		return false
	}
	return !(r.personal(i-1) || r.personal(i) || r.personal(i+1)) || e.Capital
}

// personal reports whether token i is a given name in some case.
func (r *resolver) personal(i int) bool {
	if i < 0 || i >= len(r.t) || !capital(r.t[i].Form) {
		return false
	}
	return slices.ContainsFunc(r.readings(r.t[i].Form), func(x reading) bool { return r.s.gaz.IsGivenName(x.nominative) })
}

// agree gives the token a case that its form can have as one of its stem: the one it
// was given, else one that the preposition before token i takes, else the first.
func (r *resolver) agree(t *nlp.Token, i int) {
	var can []string
	for _, x := range r.readings(t.Form) {
		if x.nominative == t.Stem {
			can = append(can, x.case_)
		}
	}
	if i > 0 && r.t[i-1].UPOS == "VERB" && t.Feats.Get("Case") == "Gen" && slices.Contains(can, "Dat") && r.before(i) == "" { // "помочь Кении"
		settle(t, "Dat")
		return
	}
	if len(can) == 0 || slices.Contains(can, t.Feats.Get("Case")) && r.governed(i, t.Feats.Get("Case")) {
		return
	}
	for _, c := range can {
		if r.governed(i, c) {
			settle(t, c)
			return
		}
	}
	settle(t, can[0])
}

// direct corrects the case of a name whose form is its nominative: it is that case, the
// accusative that has the same form, or any case of a name that has one form.
func (r *resolver) direct(t *nlp.Token, i int) {
	if !r.governed(i, t.Feats.Get("Case")) {
		for _, c := range r.s.governs[r.before(i)] {
			settle(t, c)
			return
		}
	}
}

// before is the preposition before token i in lower case, at once or before adjectives;
// empty for none.
func (r *resolver) before(i int) string {
	for k := i - 1; k >= 0 && k > i-4; k-- {
		switch r.t[k].UPOS {
		case "ADP":
			return r.t[k].Lower
		case "ADJ", "DET", "NUM":
		default:
			return ""
		}
	}
	return ""
}

// governed reports whether the preposition before token i, if there is one, takes a
// case.
func (r *resolver) governed(i int, c string) bool {
	takes := r.s.governs[r.before(i)]
	return len(takes) == 0 || slices.Contains(takes, c)
}

func capital(form string) bool {
	c, _ := utf8.DecodeRuneInString(form)
	return unicode.IsUpper(c)
}

// run is the end of the names of people that begin at token i: capitalised words
// side by side, with the hyphens that join them.
func (r *resolver) run(i, end int) int {
	k := i
	if i < end && r.abbreviation(r.t[i].Form) {
		return i
	}
	for k < end {
		t := &r.t[k]
		if k > i && !r.personal(k) && r.known(k, end) > 0 {
			return k
		}
		switch {
		case capital(t.Form) && (t.UPOS == "PROPN" || t.UPOS == "X" || t.Common.UPOS == "" && t.UPOS != "ADP" && k > i || r.personal(k)):
			if k > i && !t.Space && !t.Joined && !strings.HasSuffix(r.t[k-1].Form, ".") {
				return k
			}
			if k > i && r.abbreviation(t.Form) {
				return k
			}
		case t.Form == "-" && t.Joined && k+1 < end && r.t[k+1].Joined && k > i:
		case t.Form == "." && k == i+1 && utf8.RuneCountInString(r.t[i].Form) <= 2 && k+1 < end && capital(r.t[k+1].Form):
		default:
			return k
		}
		k++
	}
	return k
}

// abbreviation reports whether a word is written in capitals.
func (r *resolver) abbreviation(form string) bool {
	return utf8.RuneCountInString(form) > 1 && r.s.pack.Upper(form) == form
}

// hypothesis is that the words of a name stand in a case and are of a gender.
type hypothesis struct{ case_, gender string }

// person chooses the case and gender in which the words [first, last) fit best
// together, and sets their stems.
func (r *resolver) person(first, last, sentence int) {
	var best hypothesis
	most := -1 << 30
	for _, c := range cases {
		for _, g := range [...]string{"Masc", "Fem"} {
			h := hypothesis{c, g}
			sum := r.prior(h, first, last, sentence)
			for i := first; i < last; i++ {
				if r.inflected(i, last) {
					_, score := r.best(i, h)
					sum += score
				}
			}
			if sum > most {
				best, most = h, sum
			}
		}
	}
	r.ended, r.last = last, best.case_
	for i := first; i < last; i++ {
		if !r.inflected(i, last) {
			continue
		}
		if x, _ := r.best(i, best); x.nominative != "" {
			r.t[i].Stem = x.nominative
			settle(&r.t[i], best.case_)
		}
	}
}

// inflected reports whether token i can bear the case of a name: no initial, no hyphen
// and no first part of what a hyphen joins.
func (r *resolver) inflected(i, last int) bool {
	if i+1 < last && (r.t[i+1].Form == "-" || r.t[i+1].Form == ".") || r.t[i].Form == "-" || r.t[i].Form == "." {
		return false
	}
	return utf8.RuneCountInString(r.t[i].Form) > 1 && !strings.HasSuffix(r.t[i].Form, ".")
}

// officeWords is how many words are looked at for the office before a name.
const officeWords = 7

// prior is what speaks for a hypothesis beside the forms: the cases that the words were
// given, the preposition and the noun before them.
func (r *resolver) prior(h hypothesis, first, last, sentence int) int {
	sum := 0
	for i := first; i < last; i++ {
		if r.inflected(i, last) && r.t[i].Feats.Get("Case") == h.case_ {
			sum += 2
		}
		if r.inflected(i, last) && r.t[i].Feats.Get("Gender") == h.gender {
			sum++
		}
	}
	for first-1 > sentence && (strings.HasSuffix(r.t[first-1].Form, ".") && capital(r.t[first-1].Form) || r.t[first-1].Form == "." && capital(r.t[first-2].Form) && utf8.RuneCountInString(r.t[first-2].Form) <= 2) { // over initials
		if first--; r.t[first].Form == "." {
			first--
		}
	}
	if takes := r.s.governs[r.before(first)]; len(takes) > 0 && !slices.Contains(takes, h.case_) {
		sum -= 12
	}
	office := ""                                                      // the case of the first of the nouns before that are of people
	for k := first - 1; k >= sentence && k > first-officeWords; k-- { // "с министром обороны Перу X"
		t := &r.t[k]
		c := t.Feats.Get("Case")
		switch {
		case t.UPOS == "NOUN" && t.Feats.Get("Number") != "Plur" && (t.Feats.Get("Animacy") == "Anim" || r.s.offices[t.Base]):
			office = c
		case t.UPOS == "NOUN" && k == first-1 && h.case_ == "Gen": // "визит X"
			sum += 4
		}
		if t.UPOS != "NOUN" && t.UPOS != "PROPN" && t.UPOS != "ADJ" && !(t.UPOS == "ADP" && slices.Contains(r.s.posted, t.Lower)) {
			break
		}
	}
	if office != "" && office == h.case_ {
		sum += 9
	}
	if k := first - 1; k >= sentence && r.t[k].UPOS == "CCONJ" && k == r.ended && r.last == h.case_ { // "X and Y"
		sum += 8
	}
	return sum
}

// best is the reading of token i that fits a hypothesis best, with its score; no
// reading where none fits.
func (r *resolver) best(i int, h hypothesis) (reading, int) {
	t := &r.t[i]
	var out reading
	most := -10
	for _, x := range r.readings(t.Form) {
		if x.of == ofKnown || x.case_ != "" && x.case_ != h.case_ && !(x.nominative == t.Form && x.case_ == "Nom" && r.stays(t.Form, h)) || x.gender != "" && x.gender != h.gender {
			continue
		}
		score := 0
		switch last, _ := utf8.DecodeLastRuneInString(r.s.pack.Lower(t.Form)); {
		case x.nominative != t.Form:
		case x.case_ == h.case_ || strings.ContainsRune(r.s.stay, last):
			score++
		default: // a woman's, if nothing else fits
			score--
		}
		if strings.EqualFold(x.nominative, t.Lemma) {
			score += 3
		}
		if x.nominative != t.Form && r.seen[x.nominative] {
			score += 4
		}
		if r.s.gaz.IsGivenName(x.nominative) {
			score += 6
			if g := r.s.gaz.GenderOf(x.nominative); g == gazetteer.Woman && h.gender == "Fem" || g == gazetteer.Man && h.gender == "Masc" {
				score += 4
			} else if g != "" {
				score -= 6
			}
		}
		if score > most {
			out, most = x, score
		}
	}
	return out, most
}

// stays reports whether a name keeps its form in a case other than the nominative, by
// its last letter and whose it is.
func (r *resolver) stays(form string, h hypothesis) bool {
	last, _ := utf8.DecodeLastRuneInString(r.s.pack.Lower(form))
	switch {
	case strings.ContainsRune(r.s.stay, last):
		return true
	case strings.ContainsRune(r.s.move, last):
		return false
	}
	return h.gender == "Fem"
}
