package morph

import (
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"chancery/internal/nlp"
)

// What a capital in the middle of a sentence says: how often a common word has
// one, how often a row of capitals is one, and how much a name counts for that
// the lexicon does not know.
const (
	commonCapital  = 0.05
	commonCapitals = 0.002
	unknownName    = 0.5
	headName       = 0.05 // the same at the head of a sentence
	lowerName      = 0.02 // a name of the lexicon without its capital
	knownLemma     = 20   // how much likelier a guess is whose lemma is listed
)

// read appends the readings of a token. telling: its capital is not due to its
// place.
func (a *Analyser) read(to []reading, token *nlp.Token, telling bool) []reading {
	if a.inflection != nil {
		return a.inflected(to, token, telling)
	}
	begin := len(to)
	capital, all := capitals(token.Form)
	entries := a.lexicon[token.Lower]
	for _, e := range entries {
		r := e.reading
		switch {
		case e.UPOS == a.unknown.name.UPOS && !capital:
			r.weight += logOf(lowerName)
		case e.UPOS != a.unknown.name.UPOS && telling && all:
			r.weight += logOf(commonCapitals)
		case e.UPOS != a.unknown.name.UPOS && telling && capital:
			r.weight += logOf(commonCapital)
		}
		to = append(to, r)
	}
	if len(entries) == 0 {
		to = a.guess(to, token, capital, telling)
	} else if capital {
		to = a.addName(to, begin, token, telling)
	}
	return to
}

// capitals says whether the form begins with a capital, and has no other
// letters than capitals.
func capitals(form string) (first, all bool) {
	r, n := utf8.DecodeRuneInString(form)
	if !unicode.IsUpper(r) {
		return false, false
	}
	return true, n < len(form) && strings.IndexFunc(form, unicode.IsLower) < 0
}

// addName adds the name that a capitalised word may be.
func (a *Analyser) addName(to []reading, begin int, token *nlp.Token, telling bool) []reading {
	for _, r := range to[begin:] {
		if r.UPOS == a.unknown.name.UPOS {
			return to
		}
	}
	name := a.unknown.name
	name.lemma = token.Lower
	share := headName
	if telling {
		share = unknownName
	}
	name.weight = logOf(share) - a.model.prior[name.context]
	return append(to, name)
}

// guess reads a word that the lexicon does not know by its shape.
func (a *Analyser) guess(to []reading, token *nlp.Token, capital, telling bool) []reading {
	r, _ := utf8.DecodeRuneInString(token.Form)
	switch {
	case unicode.IsDigit(r) || unicode.Is(unicode.Sc, r) && len(token.Form) > 3:
		return append(to, a.number(token))
	case !unicode.IsLetter(r):
		return append(to, a.mark(r, token))
	}
	if capital && telling {
		name := a.unknown.name
		name.lemma = token.Lower
		name.weight = logOf(0.95) - a.model.prior[name.context]
		return a.byEnding(append(to, name), token, 0.05)
	}
	if capital {
		name := a.unknown.name
		name.lemma = token.Lower
		name.weight = logOf(0.6) - a.model.prior[name.context]
		return a.byEnding(append(to, name), token, 0.4)
	}
	return a.byEnding(to, token, 1)
}

func (a *Analyser) number(token *nlp.Token) reading {
	n := a.unknown.number
	for _, ending := range a.rules.Unknown.OrdinalEndings {
		if strings.HasSuffix(token.Lower, ending) {
			n = a.unknown.ordinal
		}
	}
	n.lemma = token.Lower
	return n
}

// mark reads what has no letters.
func (a *Analyser) mark(r rune, token *nlp.Token) reading {
	upos := "SYM"
	switch {
	case unicode.IsPunct(r) && r != '%' && r != '&' && r != '@' && r != '#':
		upos = "PUNCT"
	case (r == '@' || r == '#') && len(token.Form) > 1:
		upos = a.unknown.name.UPOS
	}
	id, ok := a.model.ids[upos]
	if !ok {
		id = a.unknown.name.context
	}
	return reading{analysis: analysis{UPOS: upos}, lemma: token.Lower, context: id}
}

// byEnding adds what words with the same ending are, in all with this share.
func (a *Analyser) byEnding(to []reading, token *nlp.Token, share float64) []reading {
	for _, g := range a.endings.of(token.Lower) {
		r := g.reading
		r.weight = logOf(share*g.share) - a.model.prior[r.context]
		if r.lemma = a.lemma(token.Lower, r.analysis); r.lemma != token.Lower && a.lemmas[r.UPOS+" "+r.lemma] {
			r.weight += logOf(knownLemma)
		}
		to = append(to, r)
	}
	return to
}

// lemmaRule leads forms of one analysis back to their lemma.
type lemmaRule struct {
	analysis `yaml:",inline"`
	Endings  []string    `yaml:"endings"`
	Alike    []nlp.Feats `yaml:"alike"`
}

// alikeCount is what an analysis counts that the treebanks happen not to show
// of a regular form.
const alikeCount = 0.3

// addAlike gives regular forms of the lexicon the analyses that all forms with
// their ending have.
func (a *Analyser) addAlike() error {
	for _, rule := range a.rules.Lemmas {
		if len(rule.Alike) == 0 {
			continue
		}
		for _, form := range slices.Sorted(maps.Keys(a.lexicon)) {
			for _, e := range a.lexicon[form] {
				if e.UPOS != rule.UPOS || !slices.Contains(rule.Alike, e.Feats) || !rule.leads(form, e.lemma) {
					continue
				}
				for _, feats := range rule.Alike {
					is := analysis{rule.UPOS, feats}
					id, err := a.context(is, e.lemma)
					if err != nil {
						return err
					}
					a.add(form, entry{reading{is, e.lemma, id, 0}, alikeCount})
				}
				break
			}
		}
	}
	return nil
}

// leads says whether the rule leads from the form to the lemma.
func (r lemmaRule) leads(form, lemma string) bool {
	return slices.ContainsFunc(r.Endings, func(ending string) bool {
		undone, ok := undo(form, ending)
		return ok && undone == lemma
	})
}

// lemma of an unknown form.
func (a *Analyser) lemma(form string, as analysis) string {
	for _, rule := range a.rules.Lemmas {
		if rule.UPOS != as.UPOS || !hasAll(as.Feats, rule.Feats) {
			continue
		}
		best := ""
		for _, e := range rule.Endings {
			lemma, ok := undo(form, e)
			if !ok {
				continue
			}
			if a.lemmas[as.UPOS+" "+lemma] {
				return lemma
			}
			if best == "" {
				best = lemma
			}
		}
		if best != "" {
			return best
		}
	}
	return form
}

// undo takes an ending off and puts the lemma's on: "ies>y".
func undo(form, rule string) (string, bool) {
	from, to, _ := strings.Cut(rule, ">")
	bare, double := strings.CutPrefix(from, "=")
	stem, ok := strings.CutSuffix(form, bare)
	if !ok || len(stem) < 2 {
		return "", false
	}
	if double {
		n := len(stem)
		if n < 3 || stem[n-1] != stem[n-2] || strings.IndexByte("bdgklmnprtv", stem[n-1]) < 0 {
			return "", false
		}
		stem = stem[:n-1]
	}
	return stem + to, true
}

func hasAll(feats, wanted nlp.Feats) bool {
	for part := range strings.SplitSeq(string(wanted), "|") {
		name, value, _ := strings.Cut(part, "=")
		if name != "" && feats.Get(name) != value {
			return false
		}
	}
	return true
}
