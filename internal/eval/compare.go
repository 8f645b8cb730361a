package eval

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"
)

// comparer decides whether two names, offices or parties are the same. It
// remembers folded words, so it is made once for a scoring and not shared.
type comparer struct{ folded map[string]string }

func newComparer() *comparer { return &comparer{map[string]string{}} }

var letters = strings.NewReplacer("ı", "i", "İ", "I", "ə", "e", "Ə", "E", "ł", "l", "đ", "d", "ø", "o", "ß", "ss")

// fold is the text in small letters without marks, its words of letters and
// digits separated by one space.
func (c *comparer) fold(text string) string {
	if done, ok := c.folded[text]; ok {
		return done
	}
	var plain strings.Builder
	for _, r := range norm.NFKD.String(letters.Replace(text)) {
		if norm.NFKD.PropertiesString(string(r)).CCC() == 0 {
			plain.WriteRune(r)
		}
	}
	words := strings.FieldsFunc(cases.Lower(language.Und).String(plain.String()), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r)
	})
	done := strings.Join(words, " ")
	c.folded[text] = done
	return done
}

// sameName holds for one name in two spellings, with its words in another
// order, with another given name of the same initial, or cut to the surname.
func (c *comparer) sameName(first, second string) bool {
	a, b := c.fold(first), c.fold(second)
	if a == "" || b == "" {
		return false
	}
	if a == b {
		return true
	}
	ta, tb := strings.Fields(a), strings.Fields(b)
	surnames := likeness(ta[len(ta)-1], tb[len(tb)-1])
	if len(ta) == 1 || len(tb) == 1 {
		return surnames >= 0.85
	}
	if surnames >= 0.8 && []rune(ta[0])[0] == []rune(tb[0])[0] {
		return true
	}
	slices.Sort(ta)
	slices.Sort(tb)
	return likeness(strings.Join(ta, " "), strings.Join(tb, " ")) >= 0.85
}

// anyName reports whether one of the names is one of the others; empty ones
// are no names.
func (c *comparer) anyName(names, others []string) bool {
	for _, n := range names {
		for _, o := range others {
			if c.sameName(n, o) {
				return true
			}
		}
	}
	return false
}

// officeStop are words that do not tell offices apart, officeWord the words
// that mean the same in titles.
var (
	officeStop = map[string]bool{"of": true, "the": true, "for": true, "and": true, "to": true, "in": true, "at": true, "s": true}
	officeWord = map[string]string{
		"affairs": "", "ministry": "minister", "fm": "foreign minister", "defense": "defence", "mp": "member parliament",
		"chairman": "chair", "chairperson": "chair", "chairwoman": "chair", "speaker": "chair", "president": "president",
		"pm": "prime minister", "premier": "prime minister", "external": "foreign", "vice": "deputy",
		"representation": "mission", "delegation": "mission", "secgen": "secretary general",
	}
)

func (c *comparer) officeWords(text string) map[string]bool {
	words := map[string]bool{}
	for _, w := range strings.Fields(c.fold(text)) {
		if officeStop[w] {
			continue
		}
		if same, ok := officeWord[w]; ok {
			w = same
		}
		for _, part := range strings.Fields(w) {
			words[part] = true
		}
	}
	return words
}

// rank is a set of what a title says beside the post itself.
type rank uint8

const (
	rankDeputy rank = 1 << iota
	rankAssistant
	rankFormer
	rankActing
)

// rankStems are beginnings of words that name a rank, in the languages of the
// gold; a stem of up to four letters is a whole word.
var rankStems = []struct {
	rank  rank
	stems []string
}{
	{rankDeputy, []string{"deputy", "vice", "yardimci", "muavin", "заместител", "зам", "вице", "adjoint", "stellvertret", "vize", "نائب"}},
	{rankFormer, []string{"former", "ex", "eski", "sabiq", "kecmis", "бывш", "экс", "ancien", "ehemalig", "السابق"}},
	{rankActing, []string{"acting", "interim", "vekil", "врио", "исполняющ"}},
}

func (c *comparer) rank(text string) rank {
	var found rank
	for _, w := range strings.Fields(c.fold(text)) {
		if w == "assistant" {
			found |= rankAssistant
		}
		for _, r := range rankStems {
			for _, stem := range r.stems {
				if w == stem || len([]rune(stem)) > 4 && strings.HasPrefix(w, stem) {
					found |= r.rank
				}
			}
		}
	}
	return found
}

var titleJoint = regexp.MustCompile(`; | and | - |, | ve | и | et `)

// sameOffice holds when the office's English title or its words as written
// match the gold title, its usual English form, or one of several that the
// gold names.
func (c *comparer) sameOffice(gold, english string, o *office) bool {
	if english != "" && english != gold && c.sameOffice(english, "", &office{Title: o.Title}) {
		return true
	}
	if c.oneOffice(gold, o) {
		return true
	}
	parts := slices.DeleteFunc(titleJoint.Split(gold, -1), func(p string) bool { return len(strings.Fields(p)) < 2 })
	return len(parts) > 1 && slices.ContainsFunc(parts, func(p string) bool { return c.oneOffice(p, o) })
}

func (c *comparer) oneOffice(gold string, o *office) bool {
	for _, text := range slices.Concat([]string{o.Title, o.Text}, o.Aka) {
		loose := c.rank(gold) ^ c.rank(text)
		if text == "" || loose&^(rankFormer|rankActing) != 0 {
			continue
		}
		a, b := c.officeWords(gold), c.officeWords(text)
		shared := 0
		for w := range a {
			if b[w] {
				shared++
			}
		}
		if len(a) > 0 && len(b) > 0 && float64(2*shared)/float64(len(a)+len(b)) >= 0.6 {
			return true
		}
		if likeness(c.fold(gold), c.fold(text)) >= 0.8 { // an inflected form
			return true
		}
	}
	return false
}

var partyName = map[string]string{
	"north atlantic treaty organization": "nato", "natos": "nato", "nato parliamentary assembly": "nato pa", "european union": "eu",
	"united nations": "un", "organization for security and co operation in europe": "osce", "european commission": "eu",
}

func (c *comparer) sameParty(first, second string) bool {
	a, b := c.party(first), c.party(second)
	if a == "" {
		return false
	}
	return a == b || len([]rune(a)) > 4 && len([]rune(b)) > 4 && likeness(a, b) > 0.85
}

func (c *comparer) party(text string) string {
	folded := c.fold(text)
	if short, ok := partyName[folded]; ok {
		return short
	}
	return folded
}
