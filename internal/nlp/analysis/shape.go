package analysis

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"chancery/internal/lang"
	"chancery/internal/nlp"
)

// shape is what the words of a language are taken for when rules read them, where
// treebanks and rules see them otherwise. It is read from the optional shape.yaml.
type shape struct {
	Particles  []string `yaml:"particles"`  // words that lead to an infinitive: PART, as "to" is
	Auxiliary  []string `yaml:"auxiliary"`  // lemmas of verbs that are auxiliaries right before an infinitive
	Recent     []string `yaml:"recent"`     // lemmas of verbs that, with a particle before an infinitive, put it into the past: "vient de signer"
	Clitics    []string `yaml:"clitics"`    // pronouns that stand between the subject and its verb: ADV
	Reflexives []string `yaml:"reflexives"` // of the clitics, those that make another verb of the one behind them
	Reflexive  string   `yaml:"reflexive"`  // what the lemma of such a verb begins with, before a hyphen: "se-rendre"
	Past       []string `yaml:"past"`       // endings by which a word that follows an auxiliary is a participle, whatever it was taken for
	Perfect    []string `yaml:"perfect"`    // lemmas of the auxiliaries that such a participle follows
	Adjectives []string `yaml:"adjectives"` // endings by which an infinitive right behind a noun is an adjective: "un accord gazier"
	Words      string   `yaml:"words"`      // the list of words whose readings are believed rather than the model's

	listed map[string][]nlp.Analysis // the readings of each form in that list, in its order
}

// loadShape reads a pack's shape.yaml; nil where it has none.
func loadShape(fsys fs.FS, pack lang.Pack) (*shape, error) {
	name := path.Join(pack.Folder, "shape.yaml")
	if _, err := fs.Stat(fsys, name); errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	var s shape
	if err := lang.ReadYAML(fsys, name, &s); err != nil {
		return nil, err
	}
	if len(s.Reflexives) > 0 && s.Reflexive == "" {
		return nil, fmt.Errorf("analysis: %s: reflexives without reflexive", name)
	}
	if s.Words == "" {
		return &s, nil
	}
	rows, err := lang.ReadTSV(fsys, path.Join(pack.Folder, s.Words), 5)
	if err != nil {
		return nil, fmt.Errorf("analysis: %w", err)
	}
	s.listed = make(map[string][]nlp.Analysis, len(rows))
	for _, r := range rows {
		s.listed[r.Cells[0]] = append(s.listed[r.Cells[0]], nlp.Analysis{UPOS: r.Cells[1], Base: pack.Lower(r.Cells[2]), Feats: nlp.Feats(r.Cells[3])})
	}
	return &s, nil
}

// apply gives the words of a text the shape in which rules read them.
func (s *shape) apply(t *nlp.Text) {
	if s == nil {
		return
	}
	for _, sent := range t.Sentences {
		words := t.Tokens[sent.First:sent.Last]
		for i := range words {
			s.listedReading(&words[i])
		}
		for i := range words {
			s.participle(words, i)
			s.adjective(words, i)
		}
		for i := range words {
			s.clitic(words, i)
		}
		for i := range words {
			s.infinitive(words, i)
		}
	}
}

// listedReading gives a word the reading of the list that comes nearest to the model's: of
// the same part of speech, and there of the same features; else the first. Names stay.
func (s *shape) listedReading(t *nlp.Token) {
	readings := s.listed[t.Lower]
	if len(readings) == 0 || t.UPOS == "PROPN" && t.Form != t.Lower {
		return
	}
	best, most := 0, -1
	for i, r := range readings {
		score := 0
		if r.UPOS == t.UPOS {
			score += 2
		}
		if r.Feats == t.Feats {
			score++
		}
		if score > most {
			best, most = i, score
		}
	}
	r := readings[best]
	t.UPOS, t.Feats, t.Lemma, t.Base = r.UPOS, r.Feats, r.Base, r.Base
}

// participle takes an adjective behind an auxiliary of the perfect, at once or
// before adverbs, for a participle where it ends like one: "a convoqué".
func (s *shape) participle(words []nlp.Token, i int) {
	t := &words[i]
	if t.UPOS != "ADJ" || !slices.ContainsFunc(s.Past, func(end string) bool { return strings.HasSuffix(t.Lower, end) }) {
		return
	}
	k := i - 1
	for k >= 0 && words[k].UPOS == "ADV" {
		k--
	}
	if k < 0 || words[k].UPOS != "AUX" && words[k].UPOS != "VERB" || !slices.Contains(s.Perfect, words[k].Base) {
		return
	}
	words[k].UPOS = "AUX"
	t.UPOS, t.Feats = "VERB", "Tense=Past|VerbForm=Part"
}

// adjective takes an infinitive right behind a noun for an adjective where it ends like one.
func (s *shape) adjective(words []nlp.Token, i int) {
	t := &words[i]
	if i > 0 && words[i-1].UPOS == "NOUN" && t.UPOS == "VERB" && t.Feats.Get("VerbForm") == "Inf" &&
		slices.ContainsFunc(s.Adjectives, func(end string) bool { return strings.HasSuffix(t.Lower, end) }) {
		t.UPOS, t.Feats = "ADJ", ""
	}
}

// clitic makes an adverb of a pronoun that stands right before its verb, and notes on
// the verb whether it is reflexive.
func (s *shape) clitic(words []nlp.Token, i int) {
	if !slices.Contains(s.Clitics, words[i].Lower) || words[i].UPOS == "ADV" && words[i].Feats.Get("Clitic") == "Yes" {
		return
	}
	k := i + 1
	for k < len(words) && slices.Contains(s.Clitics, words[k].Lower) {
		k++
	}
	if k == len(words) || words[k].UPOS != "AUX" && words[k].UPOS != "VERB" {
		return
	}
	if form := words[k].Feats.Get("VerbForm"); form == "Part" && words[k].Feats.Get("Tense") != "Pres" || words[i].UPOS == "DET" && words[k].UPOS != "AUX" && (s.listed == nil || form != "Fin") {
		return
	}
	words[i].UPOS = "ADV"
	words[i].Feats = "Clitic=Yes"
	if !slices.Contains(s.Reflexives, words[i].Lower) {
		return
	}
	for ; k < len(words); k++ {
		switch words[k].UPOS {
		case "VERB":
			words[k].Base = s.Reflexive + "-" + words[k].Base
			words[k].Lemma = s.Reflexive + "-" + words[k].Lemma
			return
		case "AUX", "ADV":
		default:
			if words[k].UPOS == "PRON" && strings.HasPrefix(words[k].Form, "-") { // "s'est-il rendu"
				continue
			}
			return
		}
	}
}

// infinitive makes a particle of the word that leads to an infinitive, and an auxiliary
// of the verb that stands before one without it.
func (s *shape) infinitive(words []nlp.Token, i int) {
	if words[i].UPOS != "VERB" && words[i].UPOS != "AUX" || words[i].Feats.Get("VerbForm") != "Inf" {
		return
	}
	k := i - 1
	for k >= 0 && words[k].UPOS == "ADV" {
		k--
	}
	if k < 0 {
		return
	}
	if slices.Contains(s.Particles, words[k].Lower) {
		words[k].UPOS = "PART"
		v := k - 1
		for v >= 0 && words[v].UPOS == "ADV" {
			v--
		}
		if v >= 0 && words[v].UPOS == "VERB" && slices.Contains(s.Recent, words[v].Base) {
			words[v].UPOS, words[k].UPOS = "AUX", "ADV"
			words[i].Feats = "Tense=Past|VerbForm=Part"
		}
		return
	}
	if words[k].UPOS == "VERB" && slices.Contains(s.Auxiliary, words[k].Base) {
		words[k].UPOS = "AUX"
	}
}
