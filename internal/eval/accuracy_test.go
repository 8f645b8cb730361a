package eval

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"chancery/data"
	"chancery/internal/gazetteer"
	"chancery/internal/lang"
	"chancery/internal/nlp/analysis"
	"chancery/internal/pipeline"
	"chancery/internal/timex"
)

// floor is what the words, names or expressions of time of a file must reach.
type floor struct {
	file    string // below the project's folder
	lang    string
	figures map[string]float64
}

// floors hold the quality of the models and of the grammars of time. Files beside the project may not be
// there.
var floors = []floor{
	{"corpus/az/words-test.conllu", "az", map[string]float64{"upos_accuracy": 0.94, "lemma_accuracy": 0.93, "raw_words_f1": 0.98}},
	{"corpus/az/names-test.txt", "az", map[string]float64{"names_f1": 0.90}},
	{"corpus/en/words-test.conllu", "en", map[string]float64{"upos_accuracy": 0.975, "lemma_accuracy": 0.985, "raw_words_f1": 0.99}},
	{"corpus/tr/words-test.conllu", "tr", map[string]float64{"upos_accuracy": 0.96, "lemma_accuracy": 0.965, "raw_words_f1": 0.97}},
	{"corpus/en/names-test.txt", "en", map[string]float64{"names_f1": 0.82}},
	{"corpus/tr/names-test.txt", "tr", map[string]float64{"names_f1": 0.87}},
	{"corpus/fr/words-test.conllu", "fr", map[string]float64{"upos_accuracy": 0.98, "lemma_accuracy": 0.98, "raw_words_f1": 0.99}},
	{"corpus/fr/names-test.txt", "fr", map[string]float64{"names_f1": 0.92}},
	{"../shared/data/ud/fr/sequoia-dev.conllu", "fr", map[string]float64{"upos_accuracy": 0.97, "ufeats_accuracy": 0.95, "lemma_accuracy": 0.98, "raw_words_f1": 0.94}},
	{"../shared/data/time/fr.jsonl", "fr", map[string]float64{"found_recall": 0.70, "found_precision": 0.975, "found_and_resolved": 0.40}},
	{"../shared/data/ud/en/ewt-dev.conllu", "en", map[string]float64{"upos_accuracy": 0.95, "ufeats_accuracy": 0.95, "lemma_accuracy": 0.97, "raw_words_f1": 0.988, "raw_sentences_f1": 0.86}},
	{"../shared/data/ud/en/gum-dev.conllu", "en", map[string]float64{"upos_accuracy": 0.957, "ufeats_accuracy": 0.93, "lemma_accuracy": 0.975, "raw_words_f1": 0.995, "raw_sentences_f1": 0.94}},
	{"../shared/data/ud/tr/dev.conllu", "tr", map[string]float64{"upos_accuracy": 0.87, "lemma_accuracy": 0.89, "raw_words_f1": 0.955}},
	{"../shared/data/ner/en-uner-ewt-dev.bio", "en", map[string]float64{"names_f1": 0.63}},
	{"../shared/data/ner/tr-wikiner-dev.bio", "tr", map[string]float64{"names_f1": 0.74}},
	{"../shared/data/time/en.jsonl", "en", map[string]float64{"found_recall": 0.785, "found_precision": 0.99, "found_and_resolved": 0.53}},
	{"../shared/data/time/tr.jsonl", "tr", map[string]float64{"found_recall": 0.87, "found_precision": 0.99, "found_and_resolved": 0.575}},
}

// timer reads expressions of time from a text.
type timer struct {
	*analysis.Analysis
	*timex.Reader
}

func TestModelsReachTheirFloors(t *testing.T) {
	packs, err := lang.Load(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	g, err := gazetteer.Load(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	loaded := map[string]*analysis.Analysis{}
	of := map[string]lang.Pack{}
	for _, p := range packs {
		of[p.Code] = p
		if loaded[p.Code], err = analysis.Load(data.FS, p, g); err != nil {
			t.Fatal(err)
		}
	}
	for _, f := range floors {
		path := filepath.Join("..", "..", filepath.FromSlash(f.file))
		if _, err := os.Stat(path); err != nil {
			if strings.HasPrefix(f.file, "corpus/") {
				t.Fatal(err)
			}
			t.Logf("skipped: %s is not here", f.file)
			continue
		}
		var out bytes.Buffer
		files := Annotated{Paths: []string{path}, Pack: of[f.lang], Stem: loaded[f.lang].Stem, JSON: true, Progress: func(string) {}}
		switch filepath.Ext(path) {
		case ".conllu":
			err = RunTreebanks(t.Context(), &out, files, loaded[f.lang])
		case ".jsonl":
			times, failed := timex.Load(data.FS, f.lang)
			if failed != nil {
				t.Fatal(failed)
			}
			err = RunTimes(t.Context(), &out, files, timer{loaded[f.lang], times})
		default:
			err = RunNames(t.Context(), &out, files, loaded[f.lang])
		}
		if err != nil {
			t.Fatal(err)
		}
		var got map[string]map[string]float64
		if err := json.Unmarshal(out.Bytes(), &got); err != nil {
			t.Fatal(err)
		}
		for name, least := range f.figures {
			if value, ok := got[path][name]; !ok || value < least {
				t.Errorf("%s: %s is %.4f, want %.3f", f.file, name, value, least)
			}
		}
	}
}

// TestTypesReachTheirFloors holds the quality of PLOVER's types and of their
// sides on sentences that others have coded.
func TestTypesReachTheirFloors(t *testing.T) {
	path := filepath.Join("..", "..", "..", "shared", "data", "events", "plover_gold.tsv")
	if _, err := os.Stat(path); err != nil {
		t.Skip("the coded sentences are not here")
	}
	g, err := gazetteer.Load(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	p, err := pipeline.New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	coded := Coded{Path: path, Read: p.Read, IsState: func(code string) bool { _, ok := g.State(code); return ok }}
	if err := RunPlover(t.Context(), &out, coded); err != nil {
		t.Fatal(err)
	}
	got := map[string]float64{}
	for line := range strings.Lines(out.String()) {
		name, value, _ := strings.Cut(strings.TrimSpace(line), " ")
		if got[name], err = strconv.ParseFloat(value, 64); err != nil {
			t.Fatalf("%q is no figure", line)
		}
	}
	for name, least := range map[string]float64{"type_right": 0.77, "all_right": 0.56, "all_right_strict": 0.53, "type_precision": 0.77} {
		if got[name] < least {
			t.Errorf("%s is %.3f, want %.3f", name, got[name], least)
		}
	}
}
