package tag

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"chancery/internal/gazetteer"
	"chancery/internal/nlp"
)

// stems gives capitalised words and figures the Stem that their suffixes leave, in a
// language in which no apostrophe sets these off: "Bakı" of "Bakıya", "NATO" of
// "NATO-nun", "120" of "120-dən". Where more than one is possible, the words of the
// text decide together: what other forms leave too, or is known as a name, is
// likelier.
func (t *Tagger) stems(text *nlp.Text) {
	c := cutter{t: t, seen: map[string]map[string]bool{}}
	cuts := make([][]cut, len(text.Tokens))
	for _, s := range text.Sentences {
		for i := s.First; i < s.Last; i++ {
			token := &text.Tokens[i]
			first, _ := utf8.DecodeRuneInString(token.Form[strings.IndexByte(token.Form, '-')+1:]) // "əl-Otaybiyə"
			if r, _ := utf8.DecodeRuneInString(token.Form); !unicode.IsLower(r) {
				first = r
			}
			switch {
			case token.Stem != token.Form:
			case unicode.IsDigit(first):
				token.Stem = t.figure(token)
			case !unicode.IsUpper(first):
			case token.UPOS == name:
				cuts[i] = c.ofName(token)
			case token.UPOS == "NOUN" && i > s.First:
				token.Stem = c.ofNoun(token)
			}
		}
	}
	for i := range cuts {
		if len(cuts[i]) > 1 {
			c.choose(text.Tokens, i, cuts[i])
		} else if len(cuts[i]) == 1 {
			text.Tokens[i].Stem = cuts[i][0].stem
		}
	}
}

// cut is one way to part a word into stem and suffixes.
type cut struct {
	stem  string // as written
	feats nlp.Feats
}

type cutter struct {
	t    *Tagger
	seen map[string]map[string]bool // stem: the forms that may have it
}

// figure is a number without the suffix behind its mark.
func (t *Tagger) figure(token *nlp.Token) string {
	i := strings.LastIndexAny(token.Form, t.morph.NameMarks())
	if i <= 0 || i+1 >= len(token.Form) || !unicode.IsDigit(rune(token.Form[i-1])) {
		return token.Form
	}
	if r, _ := utf8.DecodeRuneInString(token.Form[i+1:]); !unicode.IsLower(r) {
		return token.Form
	}
	return token.Form[:i]
}

// ofName are the ways to part a name, and notes the stems.
func (c *cutter) ofName(token *nlp.Token) []cut {
	var out []cut
	for _, r := range c.t.morph.Readings(nil, token) {
		stem := beginning(token.Form, utf8.RuneCountInString(r.Lemma))
		if r.UPOS != name || c.t.pack.Lower(stem) != r.Lemma || stem != token.Form && r.Feats.Get("Case") == "Nom" && r.Feats.Get("Number") != "Plur" && r.Clitic.Lemma == "" { // "Səfərli" is nobody of Səfər
			continue
		}
		known := false
		for _, o := range out {
			known = known || o.stem == stem && o.feats == r.Feats
		}
		if known {
			continue
		}
		out = append(out, cut{stem, r.Feats})
		if c.seen[stem] == nil {
			c.seen[stem] = map[string]bool{}
		}
		c.seen[stem][token.Form] = true
	}
	return out
}

// ofNoun is a common noun without the ending of its case; one that is possessed stays
// so: "Nazirliyi" of "Nazirliyinin".
func (c *cutter) ofNoun(token *nlp.Token) string {
	if k := token.Feats.Get("Case"); k == "" || k == "Nom" {
		return token.Form
	}
	const least = 3 // letters
	for n := utf8.RuneCountInString(token.Form) - 1; n >= least; n-- {
		form := beginning(token.Form, n)
		short := nlp.Token{Form: form, Lower: c.t.pack.Lower(form), Stem: form}
		for _, r := range c.t.morph.Readings(nil, &short) {
			if r.UPOS == "ADJ" && r.Lemma == token.Base { // "Səfərli" of "Səfərlini", which is a common word too
				return form
			}
			if r.UPOS == token.UPOS && r.Lemma == token.Base && r.Feats.Get("Case") == "Nom" && r.Clitic.Lemma == "" &&
				r.Feats.Get("Person[psor]") == token.Feats.Get("Person[psor]") && r.Feats.Get("Number") == token.Feats.Get("Number") {
				return form
			}
		}
	}
	return token.Form
}

// How much each sign of a stem weighs.
const (
	byForms    = 4 // for each other form in the text that may have it, up to two
	byFollower = 9 // a word that takes names without case stands behind it, or the rest of the name
	byPlace    = 6 // the gazetteer knows it as a state, place or organisation
	byName     = 3 // it is known as somebody's name, or ends like one
	byEnding   = 2 // a stem in -n, beside one without: "Makron" of "Makronu"
	byTagger   = 1 // the tagger chose it
	byCase     = 1 // and the case
)

// choose gives a name the likeliest of its stems, and the features that go with it.
func (c *cutter) choose(tokens []nlp.Token, i int, cuts []cut) {
	token := &tokens[i]
	bare := i+1 < len(tokens) && c.t.morph.Follows(tokens[i+1].Lower) // "Kərimi ilə"
	best, most := -1, 0
	for n, k := range cuts {
		score := byForms * min(len(c.seen[k.stem])-1, 2)
		score += max(c.known(k.stem), c.closes(tokens, i, k.stem))
		if k.stem == token.Form && (bare || i+1 < len(tokens) && tokens[i+1].UPOS == name && c.t.gaz.IsGivenName(k.stem)) {
			score += byFollower
		}
		if strings.HasSuffix(k.stem, "n") && k.stem != token.Form {
			for _, o := range cuts {
				if o.stem+"n" == k.stem {
					score += byEnding
					break
				}
			}
		}
		if k.stem == token.Lemma {
			score += byTagger
		}
		if k.feats.Get("Case") == token.Feats.Get("Case") {
			score += byCase
		}
		if best < 0 || score > most {
			best, most = n, score
		}
	}
	token.Stem = cuts[best].stem
	if token.Lemma != token.Stem || token.Feats.Get("Case") != cuts[best].feats.Get("Case") {
		token.Feats = cuts[best].feats
	}
	if token.Clitic.Lemma == "" {
		token.Lemma, token.Base = token.Stem, c.t.pack.Lower(token.Stem)
	}
}

// closes is what it weighs that a stem is the last word of a name of several words that
// the gazetteer knows: "Səudiyyə Ərəbistanı".
func (c *cutter) closes(tokens []nlp.Token, i int, stem string) int {
	const most = 3
	words := []string{stem}
	for k := i - 1; k >= 0 && k >= i-most; k-- {
		words = append([]string{tokens[k].Form}, words...)
		if _, n := c.t.gaz.Longest(c.t.pack.Code, words); n == len(words) {
			return byPlace
		}
	}
	return 0
}

// known is what it weighs that a stem is a name, or ends like one.
func (c *cutter) known(stem string) int {
	entries, n := c.t.gaz.Longest(c.t.pack.Code, []string{stem})
	if n == 1 && (entries[0].Kind != gazetteer.City || entries[0].Capital) {
		return byPlace
	}
	if n == 1 || c.t.gaz.IsGivenName(stem) || c.t.gaz.IsFamilyName(stem) || c.t.morph.EndsName(c.t.pack.Lower(stem)) {
		return byName
	}
	return 0
}

// beginning is the first n letters of a word.
func beginning(form string, n int) string {
	for i := range form {
		if n == 0 {
			return form[:i]
		}
		n--
	}
	return form
}
