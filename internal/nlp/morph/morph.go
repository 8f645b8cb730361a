// Package morph finds out lemma, part of speech and features of every token.
// The readings that a word may have come from the language's lexicon and, where
// the language has them, its suffixes; which of them holds is decided by the
// words beside it. All of it is data: morph.yaml, lexicon.tsv,
// words.tsv and context.tsv.
package morph

import (
	"fmt"
	"io/fs"
	"math"
	"path"
	"strconv"

	"chancery/internal/lang"
	"chancery/internal/nlp"
)

// Analyser is the stage for one language. It never changes after Load.
type Analyser struct {
	rules       rules
	model       *model
	lexicon     map[string][]entry // by lower-case form
	lemmas      map[string]bool    // "VERB visit": what the lexicon knows
	totals      map[string]float64 // counts of each form
	endings     *endings
	*inflection // nil where words have no suffixes to read
	unknown     struct{ name, number, ordinal reading }
}

type rules struct {
	Context         Contexts `yaml:"context"`
	LexiconFeatures []string `yaml:"lexicon_features"`
	Unknown         struct {
		Name           analysis `yaml:"name"`
		Number         analysis `yaml:"number"`
		Ordinal        analysis `yaml:"ordinal"`
		OrdinalEndings []string `yaml:"ordinal_endings"`
	} `yaml:"unknown"`
	Lemmas    []lemmaRule         `yaml:"lemmas"`
	Letters   letters             `yaml:"letters"`
	Stems     stemRules           `yaml:"stems"`
	Paradigms map[string][]suffix `yaml:"paradigms"`
	Passive   struct {
		Auxiliaries []string `yaml:"auxiliaries"`
		Perfect     []string `yaml:"perfect"`
		Between     []string `yaml:"between"`
		After       []string `yaml:"after"`
		Subject     []string `yaml:"subject"`
		Object      []string `yaml:"object"`
		Before      []string `yaml:"before"`
	} `yaml:"passive"`
}

type analysis struct {
	UPOS  string    `yaml:"upos"`
	Feats nlp.Feats `yaml:"feats"`
}

// reading is one of the things that a token may be.
type reading struct {
	analysis
	lemma   string
	context int
	weight  float32 // log of how much likelier the word is here than elsewhere
}

// entry is a row of the lexicon.
type entry struct {
	reading
	count float64
}

// Load reads the pack's morph.yaml, lexicon.tsv, words.tsv and context.tsv. A row or a
// rule that cannot hold is an error with file and line.
func Load(fsys fs.FS, pack lang.Pack) (*Analyser, error) {
	a := &Analyser{lexicon: map[string][]entry{}, totals: map[string]float64{}, lemmas: map[string]bool{}}
	if err := lang.ReadYAML(fsys, path.Join(pack.Folder, "morph.yaml"), &a.rules); err != nil {
		return nil, err
	}
	var err error
	if a.model, err = loadModel(fsys, path.Join(pack.Folder, "context.tsv")); err != nil {
		return nil, err
	}
	for _, name := range []string{"lexicon.tsv", "words.tsv"} {
		if err := a.loadWords(fsys, path.Join(pack.Folder, name)); err != nil {
			return nil, err
		}
	}
	if err := a.addAlike(); err != nil {
		return nil, fmt.Errorf("morph: %s/morph.yaml: %w", pack.Folder, err)
	}
	a.weigh()
	for _, u := range []struct {
		from analysis
		to   *reading
	}{
		{a.rules.Unknown.Name, &a.unknown.name},
		{a.rules.Unknown.Number, &a.unknown.number},
		{a.rules.Unknown.Ordinal, &a.unknown.ordinal},
	} {
		id, err := a.context(u.from, "")
		if err != nil {
			return nil, fmt.Errorf("morph: %s/morph.yaml: %w", pack.Folder, err)
		}
		*u.to = reading{analysis: u.from, context: id}
	}
	if err := a.loadInflection(); err != nil {
		return nil, fmt.Errorf("morph: %s/morph.yaml: %w", pack.Folder, err)
	}
	if a.inflection == nil {
		a.endings = newEndings(a.lexicon)
	}
	return a, nil
}

// loadWords reads a table of words. The counts of the same analysis in two
// tables add up.
func (a *Analyser) loadWords(fsys fs.FS, name string) error {
	rows, err := readTSV(fsys, name, 5)
	if err != nil {
		return err
	}
	for _, r := range rows {
		form, upos, lemma, feats := r.cells[0], r.cells[1], r.cells[2], nlp.Feats(r.cells[3])
		count, err := strconv.ParseFloat(r.cells[4], 64)
		if err != nil || count <= 0 {
			return fmt.Errorf("morph: %s:%d: count %q", name, r.line, r.cells[4])
		}
		id, err := a.context(analysis{upos, feats}, lemma)
		if err != nil {
			return fmt.Errorf("morph: %s:%d: %w", name, r.line, err)
		}
		a.lemmas[upos+" "+lemma] = true
		a.add(form, entry{reading{analysis{upos, feats}, lemma, id, 0}, count})
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

// weigh turns the counts into weights.
func (a *Analyser) weigh() {
	for form, entries := range a.lexicon {
		var total float64
		for _, e := range entries {
			total += e.count
		}
		a.totals[form] = total
		for i := range entries {
			entries[i].weight = float32(math.Log(entries[i].count/total)) - a.model.prior[entries[i].context]
		}
	}
}

// context is the context of an analysis, or of its part of speech where the
// counts do not know it.
func (a *Analyser) context(is analysis, lemma string) (int, error) {
	for _, name := range []string{a.rules.Context.Of(is.UPOS, is.Feats, lemma), a.rules.Context.Of(is.UPOS, is.Feats, ""), is.UPOS} {
		if id, ok := a.model.ids[name]; ok {
			return id, nil
		}
	}
	return 0, fmt.Errorf("context.tsv does not know %s %s", is.UPOS, is.Feats)
}

// Name is "morph".
func (a *Analyser) Name() string { return "morph" }

// Requires the tokens and sentences of a text.
func (a *Analyser) Requires() []string { return []string{"tokens"} }

// Assigns lemma, part of speech and features.
func (a *Analyser) Assigns() []string { return []string{"lemma", "upos", "feats"} }

// Apply fills Lemma, UPOS and Feats of every token.
func (a *Analyser) Apply(text *nlp.Text) error {
	var t tagger
	for _, s := range text.Sentences {
		tokens := text.Tokens[s.First:s.Last]
		t.tag(a, tokens)
		a.settlePast(tokens)
	}
	return nil
}

// Reading is one analysis of a word.
type Reading struct {
	UPOS  string
	Feats nlp.Feats
	Lemma string
}

// Readings are all analyses of a token, whatever stands beside it.
func (a *Analyser) Readings(token nlp.Token) []Reading {
	var out []Reading
	for _, r := range a.read(nil, &token, true) {
		out = append(out, Reading{r.UPOS, r.Feats, r.lemma})
	}
	return out
}
