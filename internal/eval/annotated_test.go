package eval

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chancery"
	"chancery/internal/lang"
	"chancery/internal/nlp"
)

func TestNaming(t *testing.T) {
	gold := []nlp.Name{{First: 0, Last: 2, Type: nlp.Person}, {First: 4, Last: 5, Type: nlp.Location}, {First: 7, Last: 9, Type: nlp.Organisation}, {First: 10, Last: 11, Type: nlp.Person}}
	for name, c := range map[string]struct {
		change func([]nlp.Name) []nlp.Name
		want   map[string]string // the figures that are not 1
	}{
		"all right": {func(n []nlp.Name) []nlp.Name { return n }, map[string]string{}},
		"type": {func(n []nlp.Name) []nlp.Name { n[1].Type = nlp.Organisation; return n }, map[string]string{
			"names_precision": "0.750", "names_recall": "0.750", "names_f1": "0.750",
			"org_precision": "0.500", "org_f1": "0.667",
			"loc_precision": "nan", "loc_recall": "0.000", "loc_f1": "0.000",
		}},
		"one word too many": {func(n []nlp.Name) []nlp.Name { n[0].Last++; return n }, map[string]string{
			"names_precision": "0.750", "names_recall": "0.750", "names_f1": "0.750",
			"per_precision": "0.500", "per_recall": "0.500", "per_f1": "0.500",
		}},
		"missed": {func(n []nlp.Name) []nlp.Name { return n[1:] }, map[string]string{
			"names_recall": "0.750", "names_f1": "0.857",
			"per_recall": "0.500", "per_f1": "0.667",
		}},
		"made up": {func(n []nlp.Name) []nlp.Name {
			return append(n, nlp.Name{First: 12, Last: 13, Type: nlp.Organisation})
		}, map[string]string{
			"names_precision": "0.800", "names_f1": "0.889",
			"org_precision": "0.500", "org_f1": "0.667",
		}},
		"none": {func([]nlp.Name) []nlp.Name { return nil }, map[string]string{
			"names_precision": "nan", "names_recall": "0.000", "names_f1": "0.000",
			"per_precision": "nan", "per_recall": "0.000", "per_f1": "0.000",
			"org_precision": "nan", "org_recall": "0.000", "org_f1": "0.000",
			"loc_precision": "nan", "loc_recall": "0.000", "loc_f1": "0.000",
		}},
	} {
		t.Run(name, func(t *testing.T) {
			list := Naming(&nlp.Text{Names: gold}, &nlp.Text{Names: c.change(slices.Clone(gold))})
			if len(list) != 12 {
				t.Errorf("%d figures, want 12", len(list))
			}
			wrong := values(list)
			for name, value := range wrong {
				if value == "1.000" {
					delete(wrong, name)
				}
			}
			if diff := cmp.Diff(c.want, wrong); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// plain takes every word for a noun that is its own lemma, and a capital for
// the name of a person.
type plain struct{ parsed *nlp.Text }

func (plain) Tag(t *nlp.Text) error {
	for i := range t.Tokens {
		w := &t.Tokens[i]
		if w.UPOS != "" || w.Feats != "" || w.Lemma != w.Form || w.Stem != "stem of "+w.Form {
			return errors.New("a word is analysed already, or its stem is not asked for")
		}
		w.UPOS = "NOUN"
	}
	return nil
}

func (p plain) Parse(_ context.Context, source string) (*nlp.Text, error) {
	if source != p.parsed.Source {
		return nil, errors.New("want another text")
	}
	return p.parsed, nil
}

func (plain) Cut(source string) *nlp.Text {
	t := &nlp.Text{}
	at := 0
	for word := range strings.SplitSeq(source, " ") {
		t.Tokens = append(t.Tokens, nlp.Token{Span: chancery.Span{Start: at, End: at + len(word)}, Form: word})
		at += len(word) + 1
	}
	return t
}

func (plain) Name(t *nlp.Text) error {
	if len(t.Names) > 0 {
		return errors.New("there are names already")
	}
	for i, w := range t.Tokens {
		if w.UPOS != "NOUN" {
			return errors.New("a word is not analysed")
		}
		if w.Lower != w.Form {
			t.Names = append(t.Names, nlp.Name{First: i, Last: i + 1, Type: nlp.Person})
		}
	}
	return nil
}

// broken is an analysis that fails.
type broken struct{ tags bool }

func (b broken) Tag(*nlp.Text) error {
	if b.tags {
		return nil
	}
	return errors.New("no model")
}

func (broken) Cut(string) *nlp.Text { return &nlp.Text{} }

func (broken) Parse(context.Context, string) (*nlp.Text, error) { return nil, errors.New("no rules") }

func (broken) Name(*nlp.Text) error { return errors.New("no names") }

// files writes a file and gives it for measuring.
func files(t *testing.T, name, content string) Annotated {
	t.Helper()
	t.Chdir(t.TempDir())
	if err := os.WriteFile(name, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return Annotated{Paths: []string{name}, Pack: lang.Pack{Code: "en"}, Stem: func(form string) string { return "stem of " + form }, Progress: func(string) {}}
}

func TestRunTreebanks(t *testing.T) {
	set := files(t, "two.conllu", treebank)
	parsed := asText(t, strings.Replace(treebank, "	ADV	", "	ADP	", 1))
	var told []string
	set.Progress = func(path string) { told = append(told, path) }
	var out bytes.Buffer
	if err := RunTreebanks(t.Context(), &out, set, plain{parsed}); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	want := []string{"sentences 2", "words 10", "upos_accuracy 0.100", "ufeats_accuracy 0.300", "lemma_accuracy 0.600",
		"raw_tokens_precision 1.000", "raw_tokens_recall 1.000", "raw_tokens_f1 1.000"}
	if len(lines) != 26 || !slices.Equal(lines[:8], want) || !slices.Contains(lines, "raw_upos_f1 0.900") || lines[25] != "raw_lemmas_f1 1.000" {
		t.Errorf("%d lines: %s", len(lines), out.String())
	}
	if !slices.Equal(told, set.Paths) {
		t.Errorf("told of %v", told)
	}
}

func TestRunTreebanksAsJSON(t *testing.T) {
	set := files(t, "two.conllu", treebank)
	if err := os.WriteFile("again.conllu", []byte(treebank), 0o600); err != nil {
		t.Fatal(err)
	}
	set.Paths, set.JSON = append(set.Paths, "again.conllu"), true
	var out bytes.Buffer
	if err := RunTreebanks(t.Context(), &out, set, plain{asText(t, treebank)}); err != nil {
		t.Fatal(err)
	}
	var got map[string]map[string]float64
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if len(got) != 2 || got["again.conllu"]["words"] != 10 || got["two.conllu"]["upos_accuracy"] != 0.1 {
		t.Errorf("%s", out.String())
	}
	set.JSON = false
	out.Reset()
	if err := RunTreebanks(t.Context(), &out, set, plain{asText(t, treebank)}); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(out.String(), "== two.conllu\nsentences 2\n") || strings.Count(out.String(), "== again.conllu\n") != 1 {
		t.Errorf("%s", out.String())
	}
}

func TestRunNames(t *testing.T) {
	set := files(t, "names.bio", "Mira	B-PER\nsails	O\n\nMira	B-PERSON\nVale	I-PERSON\nsees	O\nHook	B-LOC\n")
	var out bytes.Buffer
	if err := RunNames(t.Context(), &out, set, plain{}); err != nil {
		t.Fatal(err)
	}
	want := "sentences 2\nwords 6\n" +
		"names_precision 0.250\nnames_recall 0.333\nnames_f1 0.286\n" +
		"per_precision 0.250\nper_recall 0.500\nper_f1 0.333\n" +
		"org_precision nan\norg_recall nan\norg_f1 nan\n" +
		"loc_precision nan\nloc_recall 0.000\nloc_f1 0.000\n"
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestRunAnnotatedErrors(t *testing.T) {
	banks := func(p Parser) func(Annotated) error {
		return func(a Annotated) error { return RunTreebanks(context.Background(), &bytes.Buffer{}, a, p) }
	}
	named := func(n Namer) func(Annotated) error {
		return func(a Annotated) error { return RunNames(context.Background(), &bytes.Buffer{}, a, n) }
	}
	for name, c := range map[string]struct {
		content string
		run     func(Annotated) error
		want    string
	}{
		"not a treebank": {"Mira	B-PER\n", banks(plain{}), "f: conllu: line 1: 2 columns, want 10"},
		"no sentences":   {"# nothing\n", banks(plain{}), "f has nothing to measure"},
		"tagger":         {treebank, banks(broken{}), "f: tagging: no model"},
		"parser":         {treebank, banks(broken{tags: true}), "f: parsing: no rules"},
		"changed text":   {treebank, banks(plain{&nlp.Text{Source: asText(t, treebank).Source}}), `f: eval: the analysis changed the text: "Theoldpilots'llrow.N" became ""`},
		"not names":      {treebank, named(plain{}), "f: bio: line 1: want a word and its tag, with a tab between"},
		"no names":       {"\n", named(plain{}), "f has nothing to measure"},
		"no tagger":      {"Mira	B-PER\n", named(broken{}), "f: tagging: no model"},
		"no namer":       {"Mira	B-PER\n", named(broken{tags: true}), "f: naming: no names"},
	} {
		t.Run(name, func(t *testing.T) {
			if err := c.run(files(t, "f", c.content)); err == nil || err.Error() != c.want {
				t.Errorf("error %v, want %s", err, c.want)
			}
		})
	}
}

func TestRunAnnotatedWithoutFile(t *testing.T) {
	set := files(t, "f", "")
	set.Paths = []string{filepath.Join("none", "f")}
	err := RunNames(t.Context(), &bytes.Buffer{}, set, plain{})
	var known *chancery.Error
	if !errors.As(err, &known) || known.Code != chancery.NotFound {
		t.Errorf("error %v, want not found", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := RunNames(ctx, &bytes.Buffer{}, set, plain{}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want that it was cancelled", err)
	}
}
