// Command mklexicon makes a language's lexicon.tsv and context.tsv from
// treebanks in CoNLL-U: a list of words with their analyses and counts, and
// counts of which analyses follow which. Names (PROPN) and open-class words
// seen once are left out, and so is every sentence.
//
//	mklexicon -data data -language en -source "UD_English-EWT; licence CC BY-SA 4.0" train.conllu...
//
// Where the language's morph.yaml has paradigms, stems are listed in the place
// of forms, and contexts are counted over the readings of the paradigms that
// come closest to the treebank's.
package main

import (
	"bufio"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"chancery/internal/lang"
	"chancery/internal/nlp"
	"chancery/internal/nlp/morph"
)

func main() {
	data := flag.String("data", "data", "folder that holds lang/")
	language := flag.String("language", "", "language pack: its morph.yaml is read, its tables are written")
	source := flag.String("source", "", "treebanks and their licence, for the first line")
	flag.Parse()
	if err := run(*data, *language, *source, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "mklexicon:", err)
		os.Exit(1)
	}
}

func run(data, language, source string, files []string) error {
	pack, err := packOf(data, language)
	if err != nil {
		return err
	}
	folder := filepath.Join(data, filepath.FromSlash(pack.Folder))
	c := counter{words: map[word]int{}, pairs: map[[3]string]int{}, triples: map[[3]string]int{}}
	raw, err := os.ReadFile(filepath.Join(folder, "morph.yaml"))
	if err != nil {
		return err
	}
	if err := yaml.Unmarshal(raw, &c.rules); err != nil {
		return err
	}
	var sentences [][]word
	for _, name := range files {
		if sentences, err = c.read(sentences, name, pack); err != nil {
			return err
		}
	}
	lexicon := filepath.Join(folder, "lexicon.tsv")
	if err := write(lexicon, source, "form\tupos\tlemma\tfeats\tcount", c.lexicon()); err != nil {
		return err
	}
	c.count(sentences, func(w word) string { return c.rules.Context.Of(w.upos, w.feats, w.lemma) })
	contexts := filepath.Join(folder, "context.tsv")
	if err := write(contexts, source, "before2\tbefore\tcontext\tcount", c.context()); err != nil {
		return err
	}
	if len(c.rules.Stems.Paradigm) == 0 {
		return nil
	}
	analyser, err := morph.Load(os.DirFS(data), pack)
	if err != nil {
		return err
	}
	c.leaveToNouns(analyser)
	if err := write(lexicon, source, "form\tupos\tlemma\tfeats\tcount", c.lexicon()); err != nil {
		return err
	}
	if analyser, err = morph.Load(os.DirFS(data), pack); err != nil {
		return err
	}
	c.count(sentences, func(w word) string {
		r := closest(w, analyser, pack)
		return c.rules.Context.Of(r.UPOS, r.Feats, r.Lemma)
	})
	return write(contexts, source, "before2\tbefore\tcontext\tcount", c.context())
}

func packOf(data, language string) (lang.Pack, error) {
	packs, err := lang.Load(os.DirFS(data))
	if err != nil {
		return lang.Pack{}, err
	}
	for _, p := range packs {
		if p.Code == language {
			return p, nil
		}
	}
	return lang.Pack{}, fmt.Errorf("no pack %q below %s", language, data)
}

type word struct {
	written, form, upos, lemma string
	feats                      nlp.Feats
}

type counter struct {
	rules struct {
		Context  morph.Contexts `yaml:"context"`
		Features []string       `yaml:"lexicon_features"`
		Stems    struct {
			Paradigm map[string]string `yaml:"paradigm"`
		} `yaml:"stems"`
	}
	words   map[word]int      // without what is written
	pairs   map[[3]string]int // the first is empty
	triples map[[3]string]int
}

func (c *counter) read(sentences [][]word, name string, pack lang.Pack) ([][]word, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	var sentence []word
	for lines.Scan() {
		columns := strings.Split(lines.Text(), "\t")
		if lines.Text() == "" && len(sentence) > 0 {
			sentences = append(sentences, sentence)
			sentence = nil
		}
		if len(columns) != 10 || strings.ContainsAny(columns[0], "-.") {
			continue
		}
		w := word{"", pack.Lower(columns[1]), columns[3], pack.Lower(columns[2]), c.keep(columns[5])}
		c.words[w]++
		w.written, w.feats = columns[1], nlp.Feats(columns[5])
		if len(c.rules.Stems.Paradigm) == 0 {
			w.feats = c.keep(columns[5])
		}
		sentence = append(sentence, w)
	}
	return sentences, lines.Err()
}

// keep drops the features that are not asked for, and person and number of a
// finite verb where the form does not show them.
func (c *counter) keep(feats string) nlp.Feats {
	shows := strings.Contains(feats, "Number=Sing|Person=3|Tense=Pres")
	finite := strings.Contains(feats, "VerbForm=Fin")
	var out []string
	for part := range strings.SplitSeq(feats, "|") {
		name, _, _ := strings.Cut(part, "=")
		if slices.Contains(c.rules.Features, name) && (!finite || shows || name != "Number" && name != "Person") {
			out = append(out, part)
		}
	}
	return nlp.Feats(strings.Join(out, "|"))
}

// count counts the contexts of all sentences anew.
func (c *counter) count(sentences [][]word, context func(word) string) {
	clear(c.pairs)
	clear(c.triples)
	for _, sentence := range sentences {
		before2, before := morph.Edge, morph.Edge
		add := func(context string) {
			c.pairs[[3]string{"", before, context}]++
			c.triples[[3]string{before2, before, context}]++
			before2, before = before, context
		}
		for _, w := range sentence {
			add(context(w))
		}
		add(morph.Edge)
	}
	// Every part of speech is a context too, for analyses that the treebanks
	// do not show.
	for _, upos := range parts {
		c.pairs[[3]string{"", upos, upos}]++
	}
}

// parts are the parts of speech of Universal Dependencies.
var parts = []string{"ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"}

// closest is the reading that agrees best with the treebank.
func closest(w word, a *morph.Analyser, pack lang.Pack) morph.Reading {
	token := nlp.Token{Form: w.written, Lower: w.form, Stem: w.written}
	if at := strings.LastIndexAny(w.written, "'’"); at > 0 {
		token.Stem = w.written[:at]
	}
	best, most := morph.Reading{UPOS: w.upos, Feats: w.feats, Lemma: w.lemma}, 0
	for _, r := range a.Readings(token) {
		score := 1
		if r.Lemma == w.lemma {
			score += 3
		}
		if r.UPOS == w.upos {
			score += 3
		}
		for part := range strings.SplitSeq(string(w.feats), "|") {
			name, value, _ := strings.Cut(part, "=")
			if value != "" && r.Feats.Get(name) == value {
				score++
			}
			if name == "Case" && r.Feats.Get(name) == value {
				score++
			}
		}
		if score > most {
			best, most = r, score
		}
	}
	return best
}

// open are the classes whose rare words are left out.
var open = []string{"NOUN", "VERB", "ADJ", "ADV", "PROPN", "X", "NUM", "INTJ", "SYM"}

func (c *counter) lexicon() []string {
	words := c.words
	if len(c.rules.Stems.Paradigm) > 0 {
		words = c.stems()
	}
	common := map[string]bool{}
	for w, n := range words {
		if w.upos != "PROPN" && w.upos != "X" && (n > 1 || !slices.Contains(open, w.upos)) {
			common[w.form] = true
		}
	}
	var rows []string
	for w, n := range words {
		if w.upos == "X" || n < 2 && slices.Contains(open, w.upos) || !common[w.form] || strings.ContainsAny(w.form, "0123456789") {
			continue
		}
		rows = append(rows, fmt.Sprintf("%s\t%s\t%s\t%s\t%d", w.form, w.upos, w.lemma, w.feats, n))
	}
	slices.Sort(rows)
	return rows
}

// stems replaces the forms of words that inflect by their stems. Treebanks call
// verbal nouns nouns, and participles adjectives, with the verb for lemma:
// those are left to the verb.
func (c *counter) stems() map[word]int {
	bare, verbs, uninflected := map[string]int{}, map[string]int{}, map[string]int{}
	for w, n := range c.words {
		switch {
		case w.upos == "VERB":
			verbs[w.lemma] += n
			if w.form == w.lemma {
				uninflected[w.lemma] += n
			}
		case w.form == w.lemma:
			bare[w.lemma] += n
		}
	}
	out := map[word]int{}
	for w, n := range c.words {
		paradigm := c.rules.Stems.Paradigm[w.upos]
		if w.upos == "PRON" && w.feats.Get("Case") == "" {
			// Some treebanks leave out the case.
			if w.form != w.lemma {
				continue
			}
			w.feats = "Case=Nom|Number=Sing|Person=3"
		}
		switch {
		case w.upos == "PROPN":
			continue
		case paradigm == "":
			if w.upos != "ADV" || w.form == w.lemma || verbs[w.lemma] == 0 {
				out[w] += n
			}
			continue
		case w.upos == "VERB" && 2*uninflected[w.lemma] > verbs[w.lemma]:
			out[word{"", w.form, w.upos, w.lemma, w.feats}] += n
			continue
		case w.upos == "VERB":
			w.lemma = strings.TrimSuffix(strings.TrimSuffix(w.lemma, "mak"), "mek")
		case w.upos == "ADJ" || w.upos == "NUM":
			if verbs[w.lemma] > 0 && w.form != w.lemma {
				continue
			}
			w.lemma = w.form
		case verbs[w.lemma] > bare[w.lemma]*5:
			continue
		}
		out[word{"", w.lemma, w.upos, w.lemma, ""}] += n
	}
	return out
}

// leaveToNouns drops adverbs and adpositions that are the oblique case of a
// noun with a possessor ("on its side"): treebanks do not agree on them.
func (c *counter) leaveToNouns(a *morph.Analyser) {
	maps.DeleteFunc(c.words, func(w word, _ int) bool {
		if w.upos != "ADV" && w.upos != "ADP" {
			return false
		}
		return slices.ContainsFunc(a.Readings(nlp.Token{Form: w.form, Lower: w.form, Stem: w.form}), func(r morph.Reading) bool {
			return r.UPOS == "NOUN" && r.Feats.Get("Person[psor]") == "3" && r.Feats.Get("Case") != "Nom"
		})
	})
}

// leastTriple leaves out what was seen too seldom to tell.
const leastTriple = 3

func (c *counter) context() []string {
	maps.DeleteFunc(c.triples, func(_ [3]string, n int) bool { return n < leastTriple })
	var rows []string
	for _, counts := range []map[[3]string]int{c.pairs, c.triples} {
		for _, t := range slices.SortedFunc(maps.Keys(counts), func(a, b [3]string) int { return slices.Compare(a[:], b[:]) }) {
			rows = append(rows, fmt.Sprintf("%s\t%s\t%s\t%d", t[0], t[1], t[2], counts[t]))
		}
	}
	return rows
}

func write(name, source, header string, rows []string) error {
	text := "# Source: " + source + "\n" + header + "\n" + strings.Join(rows, "\n") + "\n"
	return os.WriteFile(name, []byte(text), 0o644)
}
