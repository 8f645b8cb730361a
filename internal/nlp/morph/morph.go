// Package morph says what a word may be: its parts of speech, features and
// lemmas, whatever stands beside it. They come from the stems of the language
// and the suffixes that may follow them, with vowel harmony, softened and
// dropped letters and the mark before a name's suffix. All of it is data:
// morph.yaml, and lists of words.
package morph

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"chancery/internal/lang"
	"chancery/internal/nlp"
)

// Analyser reads the words of one language. It never changes after Load, so
// many goroutines may use one.
type Analyser struct {
	rules   rules
	lexicon map[string][]entry // by lower-case form; what has no suffixes
	*inflection
}

type rules struct {
	Unknown struct {
		Name           analysis `yaml:"name"`
		Number         analysis `yaml:"number"`
		Ordinal        analysis `yaml:"ordinal"`
		OrdinalEndings []string `yaml:"ordinal_endings"`
	} `yaml:"unknown"`
	Letters   letters             `yaml:"letters"`
	Stems     stemRules           `yaml:"stems"`
	Paradigms map[string][]suffix `yaml:"paradigms"`
}

type analysis struct {
	UPOS  string    `yaml:"upos"`
	Feats nlp.Feats `yaml:"feats"`
}

// entry is a row of the lexicon.
type entry struct {
	analysis
	lemma string
	count int
}

// Source says where the stem of a reading comes from.
type Source uint8

// The sources.
const (
	Listed  Source = iota // the word lists
	Guessed               // what suffixes leave of a word that they do not have
	Named                 // a capital, which makes any word a name
	Marked                // a number, or what has no letters
)

// Reading is one analysis of a word. With a clitic that has an analysis of its
// own it is that of the word before the clitic. The Lemma is in lower case.
type Reading struct {
	UPOS   string
	Feats  nlp.Feats
	Lemma  string
	Clitic nlp.Clitic
	Source Source
	Rank   int // the likelier by itself, the higher: how common the stem is and how rare the suffixes
}

// Load reads the pack's morph.yaml and words.tsv. A row or a rule that cannot
// hold is an error with file and line.
func Load(fsys fs.FS, pack lang.Pack) (*Analyser, error) {
	a := &Analyser{lexicon: map[string][]entry{}}
	if err := lang.ReadYAML(fsys, path.Join(pack.Folder, "morph.yaml"), &a.rules); err != nil {
		return nil, err
	}
	if err := a.loadWords(fsys, path.Join(pack.Folder, "words.tsv")); err != nil {
		return nil, err
	}
	if err := a.loadInflection(); err != nil {
		return nil, fmt.Errorf("morph: %s/morph.yaml: %w", pack.Folder, err)
	}
	return a, nil
}

// Unmarked reports whether names of the language take their suffixes without a mark
// between, so that only these tell where a name ends.
func (a *Analyser) Unmarked() bool { return a.rules.Stems.BareName.Usual }

// NameMarks are the marks before suffixes, besides apostrophes.
func (a *Analyser) NameMarks() string { return a.nameMarks }

// Follows reports whether a word in lower case takes names before it without a suffix.
func (a *Analyser) Follows(word string) bool {
	return slices.Contains(a.rules.Stems.BareName.Before, word)
}

// EndsName reports whether a word in lower case ends as names do.
func (a *Analyser) EndsName(word string) bool {
	for _, e := range a.rules.Stems.BareName.Ends {
		if strings.HasSuffix(word, e) && len(word) > len(e) {
			return true
		}
	}
	return false
}

// loadWords reads a table of words. The counts of the same analysis add up.
func (a *Analyser) loadWords(fsys fs.FS, name string) error {
	rows, err := lang.ReadTSV(fsys, name, 5)
	if err != nil {
		return err
	}
	for _, r := range rows {
		count, err := strconv.Atoi(r.Cells[4])
		if err != nil || count <= 0 {
			return fmt.Errorf("morph: %s:%d: count %q", name, r.Line, r.Cells[4])
		}
		a.add(r.Cells[0], entry{analysis{r.Cells[1], nlp.Feats(r.Cells[3])}, r.Cells[2], count})
	}
	return nil
}

func (a *Analyser) add(form string, e entry) {
	entries := a.lexicon[form]
	for i := range entries {
		if entries[i].analysis == e.analysis && entries[i].lemma == e.lemma {
			entries[i].count += e.count
			return
		}
	}
	a.lexicon[form] = append(entries, e)
}

// capital says whether the form begins with one.
func capital(form string) bool {
	r, _ := utf8.DecodeRuneInString(form)
	return unicode.IsUpper(r)
}

// number reads figures.
func (a *Analyser) number(token *nlp.Token) Reading {
	is := a.rules.Unknown.Number
	for _, ending := range a.rules.Unknown.OrdinalEndings {
		if strings.HasSuffix(token.Lower, ending) {
			is = a.rules.Unknown.Ordinal
		}
	}
	return Reading{UPOS: is.UPOS, Feats: is.Feats, Lemma: token.Lower, Source: Marked}
}

// mark reads what begins with neither letter nor digit.
func (a *Analyser) mark(first rune, token *nlp.Token) Reading {
	upos := "SYM"
	switch {
	case (first == '@' || first == '#') && len(token.Form) > 1:
		upos = a.rules.Unknown.Name.UPOS
	case unicode.IsPunct(first) && first != '%' && first != '&' && first != '@' && first != '#':
		upos = "PUNCT"
	}
	return Reading{UPOS: upos, Lemma: token.Lower, Source: Marked}
}
