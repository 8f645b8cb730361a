package figure

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"chancery/internal/lang"
)

// words is figure.yaml. Entries are lower-case words, one or more, compared
// with a token's form and with its lemma.
type words struct {
	Numbers    numerals                     `yaml:"numbers"`
	Order      string                       `yaml:"order"`      // plural: what is counted follows in the plural; singular: in the singular
	Before     map[string]string            `yaml:"before"`     // qualifiers before a number, and their English form
	After      map[string]string            `yaml:"after"`      // qualifiers behind it
	Dative     map[string]string            `yaml:"dative"`     // of those what they say behind a dative: "bine kadar"
	Vague      []string                     `yaml:"vague"`      // before a number that is none: "several"
	Labels     []string                     `yaml:"labels"`     // before a number that names something: "article"
	Ages       []string                     `yaml:"ages"`       // beside a number that is an age or a grade
	Definite   []string                     `yaml:"definite"`   // "the", before a small number that points back
	Percent    []string                     `yaml:"percent"`    // behind a number
	Percents   []string                     `yaml:"percents"`   // before a number
	Codes      []string                     `yaml:"codes"`      // ISO 4217 codes that reports use
	Currencies map[string]map[string]string `yaml:"currencies"` // word -> state or "" -> ISO 4217
	Units      map[string]string            `yaml:"units"`      // measures, and their English name
	People     []string                     `yaml:"people"`
	Strong     []string                     `yaml:"strong"` // behind a number and a hyphen: "12-member"
	States     []string                     `yaml:"states"`
	Collective []string                     `yaml:"collective"` // counted without a plural
	Never      []string                     `yaml:"never"`      // nouns that no figure counts
	Pointing   []string                     `yaml:"pointing"`   // those that a small number only points back to, whatever stands before them
	Things     []string                     `yaml:"things"`     // those that are worth a figure however few they are: "helicopter"
	Natives    []string                     `yaml:"natives"`    // endings of the lemma of a capitalised word that make it people: "-lı"
	Light      []string                     `yaml:"light"`      // adjectives that do not restrict
	Fates      []string                     `yaml:"fates"`      // what happens to those counted: killed, expelled
	Nouns      []string                     `yaml:"nouns"`      // those of the fates that are nouns
	Ranges     []between                    `yaml:"ranges"`     // "between 30 and 40", "30 to 40"
	Bounds     []string                     `yaml:"bounds"`     // what the lesser and the greater number of a range say: "at least", "at most"
	Changes    []string                     `yaml:"changes"`    // before two numbers that are no range: "from"
	Ellipsis   []string                     `yaml:"ellipsis"`   // behind a number whose noun was said before: "from", "of them"
	Tolls      []string                     `yaml:"tolls"`      // before a number without a noun: "death toll"
	Of         []string                     `yaml:"of"`         // joins what is counted to its complement
	Purpose    []string                     `yaml:"purpose"`    // joins a sum to what it is for
	Year       []string                     `yaml:"year"`       // "years", "year-long"
	For        []string                     `yaml:"for"`        // between what lasts and the years: "ties for 60 years"
	Spans      []string                     `yaml:"spans"`      // what lasts for years and is worth a figure: "cooperation"
	Jubilees   []string                     `yaml:"jubilees"`   // behind an ordinal: "anniversary"
	Hours      map[string]string            `yaml:"hours"`      // units of a deadline
	Deadlines  []string                     `yaml:"deadlines"`  // words that make a length of time a deadline
	Stops      []string                     `yaml:"stops"`      // words that end a clause
	Since      []string                     `yaml:"since"`      // before a date further on: "since the quake of 3 May"
	Upon       []string                     `yaml:"upon"`       // the same, of what happened to people: "after the quake of 3 May"
	Causes     []string                     `yaml:"causes"`     // what befalls people for a time, and is dated: "earthquake"
	Thence     []string                     `yaml:"thence"`     // behind a date: "bu yana"
	AsOf       []string                     `yaml:"as_of"`      // before a date at which a figure holds: "as of"
	AsAt       []string                     `yaml:"as_at"`      // the same behind it: "itibarıyla"
	Carries    []string                     `yaml:"carries"`    // that begin a sentence which goes on about the one before
	Then       []string                     `yaml:"then"`       // "since then"
}

// between is how a language writes a range: what opens it, joins its numbers
// and closes it; what may be left out is empty.
type between struct {
	Open  string `yaml:"open"`
	Join  string `yaml:"join"`
	Close string `yaml:"close"`
}

func loadWords(fsys fs.FS, pack lang.Pack) (*words, error) {
	name := path.Join(pack.Folder, "figure.yaml")
	var w words
	if err := lang.ReadYAML(fsys, name, &w); err != nil {
		return nil, err
	}
	switch {
	case w.Order != "plural" && w.Order != "singular":
		return nil, fmt.Errorf("%s: order is %q; write plural or singular", name, w.Order)
	case len(w.Numbers.Decimal) != 1 || len(w.Numbers.Group) != 1 || w.Numbers.Decimal == w.Numbers.Group:
		return nil, fmt.Errorf("%s: decimal and group are one sign each, and differ", name)
	case len(w.Bounds) != 2:
		return nil, fmt.Errorf("%s: bounds are two words, for the least and the most", name)
	}
	return &w, nil
}

// one reports whether a token is an entry of a list, by form or lemma.
func (c *cut) one(list []string, i int) bool {
	if i < c.first || i >= c.last {
		return false
	}
	t := c.doc.Text.Tokens[i]
	return slices.Contains(list, t.Lower) || t.Base != "" && slices.Contains(list, t.Base)
}

// phrase is the number of tokens of the longest entry that begins at token i.
func (c *cut) phrase(list []string, i int) int {
	best := 0
	for _, e := range list {
		if n := c.words(e, i); n > best {
			best = n
		}
	}
	return best
}

// words is the number of tokens of an entry when it stands at token i, else 0.
func (c *cut) words(entry string, i int) int {
	n := 0
	for w := range strings.FieldsSeq(entry) {
		k := i + n
		if k < c.first || k >= c.last {
			return 0
		}
		if t := c.doc.Text.Tokens[k]; t.Lower != w && t.Base != w {
			return 0
		}
		n++
	}
	return n
}

// ends is the number of tokens of the longest entry that ends before token i.
func (c *cut) ends(list []string, i int) int {
	best := 0
	for _, e := range list {
		if n := len(strings.Fields(e)); n > best && c.words(e, i-n) == n {
			best = n
		}
	}
	return best
}
