package train_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"chancery/data"
	"chancery/internal/gazetteer"
	"chancery/internal/lang"
	"chancery/internal/nlp/analysis"
	"chancery/internal/nlp/train"
)

var pack = lang.Pack{Code: "xx", Folder: "lang/xx"}

const recipe = `source: "invented; licence Apache-2.0"
seed: 7
tokens: [bank.conllu]
ends: [bank.conllu]
tags: [bank.conllu]
words: [words.tsv]
names: [names.bio]
marked: [own.txt]
entities: [bank.conllu]
labels: {EVENT: MISC}
lower: 2
upper: 3
`

// bank is a treebank of a few kinds of sentences.
func bank() string {
	var b strings.Builder
	for i, noun := range []string{"envoy", "guest", "judge", "baker", "rider"} {
		name := []string{"Tooke", "Arkwin", "Belloc"}[i%3]
		fmt.Fprintf(&b, "# text = The %s saw %s.\n1\tThe\tthe\tDET\t_\tDefinite=Def\t0\troot\t_\t_\n2\t%s\t%s\tNOUN\t_\tNumber=Sing\t1\tdep\t_\t_\n"+
			"3\tsaw\tsee\tVERB\t_\tTense=Past\t1\tdep\t_\t_\n4\t%s\t%s\tPROPN\t_\tNumber=Sing\t1\tdep\t_\tEntity=(%d-person-x)|SpaceAfter=No\n5\t.\t.\tPUNCT\t_\t_\t1\tpunct\t_\t_\n\n",
			noun, name, noun, noun, name, name, i)
	}
	return b.String()
}

// files are a small language and its texts.
func files(t *testing.T) train.Files {
	t.Helper()
	packs := fstest.MapFS{
		"lang/xx/train.yaml":   {Data: []byte(recipe)},
		"lang/xx/segment.yaml": {Data: []byte("ordinal_digits: 1\n")},
		"lang/xx/words.tsv":    {Data: []byte("form\tupos\tlemma\tfeats\tcount\nwithdrew\tVERB\twithdraw\tTense=Past\t1\n")},
	}
	gazetteers, err := fs.Glob(data.FS, "gazetteer/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range gazetteers {
		raw, err := fs.ReadFile(data.FS, name)
		if err != nil {
			t.Fatal(err)
		}
		packs[name] = &fstest.MapFile{Data: raw}
	}
	return train.Files{
		Packs: packs,
		Texts: fstest.MapFS{
			"bank.conllu": {Data: []byte(bank())},
			"names.bio":   {Data: []byte("The\tO\nenvoy\tO\nsaw\tO\nTooke\tB-PERSON\n\nThe\tO\nFair\tB-EVENT\n")},
		},
		Own: fstest.MapFS{"own.txt": {Data: []byte("The guest saw [PER Belloc].\n")}},
	}
}

func model(ctx context.Context, from train.Files) ([]byte, []string, error) {
	var told []string
	raw, err := train.Model(ctx, from, pack, func(message string) { told = append(told, message) })
	return raw, told, err
}

func TestModel(t *testing.T) {
	from := files(t)
	once, told, err := model(t.Context(), from)
	if err != nil {
		t.Fatal(err)
	}
	again, _, err := model(t.Context(), from)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(once, again) {
		t.Error("the same files gave another model")
	}
	if len(told) == 0 || !strings.Contains(told[len(told)-1], "names") {
		t.Errorf("progress is told as %q", told)
	}
	from.Packs.(fstest.MapFS)["lang/xx/model.gz"] = &fstest.MapFile{Data: once}
	g, err := gazetteer.Load(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	a, err := analysis.Load(from.Packs, pack, g)
	if err != nil {
		t.Fatal(err)
	}
	text, err := a.Parse(t.Context(), "The judge saw Arkwin. The baker saw Tooke.")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, k := range text.Tokens {
		got = append(got, k.Form+"/"+k.UPOS+"/"+k.Lemma)
	}
	want := "The/DET/the judge/NOUN/judge saw/VERB/see Arkwin/PROPN/Arkwin ./PUNCT/. The/DET/the baker/NOUN/baker saw/VERB/see Tooke/PROPN/Tooke ./PUNCT/."
	if strings.Join(got, " ") != want || len(text.Sentences) != 2 || len(text.Names) != 2 {
		t.Errorf("got %s, %d sentences, names %v", strings.Join(got, " "), len(text.Sentences), text.Names)
	}
}

func TestModelTellsWhatIsWrong(t *testing.T) {
	for name, c := range map[string]struct {
		spoil func(train.Files) train.Files
		want  string
	}{
		"no recipe":      {func(f train.Files) train.Files { delete(f.Packs.(fstest.MapFS), "lang/xx/train.yaml"); return f }, "lang/xx/train.yaml"},
		"nothing to tag": {func(f train.Files) train.Files { return spoilt(f, "lang/xx/train.yaml", "seed: 1\n") }, "lang/xx/train.yaml names no files under"},
		"unknown field":  {func(f train.Files) train.Files { return spoilt(f, "lang/xx/train.yaml", "sead: 1\n") }, "sead"},
		"no texts":       {func(f train.Files) train.Files { f.Texts = nil; return f }, "bank.conllu is none of the project's own texts"},
		"no such text":   {func(f train.Files) train.Files { delete(f.Texts.(fstest.MapFS), "names.bio"); return f }, "names.bio"},
		"a faulty treebank": {func(f train.Files) train.Files {
			f.Texts.(fstest.MapFS)["bank.conllu"].Data = []byte("1\tThe\n")
			return f
		}, "bank.conllu: conllu: line 1"},
		"a faulty list": {func(f train.Files) train.Files { return spoilt(f, "lang/xx/words.tsv", "form\nx\n") }, "lang/xx/words.tsv:2"},
	} {
		if _, _, err := model(t.Context(), c.spoil(files(t))); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want one with %q", name, err, c.want)
		}
	}
}

func spoilt(f train.Files, name, content string) train.Files {
	f.Packs.(fstest.MapFS)[name] = &fstest.MapFile{Data: []byte(content)}
	return f
}

func TestModelStopsWhenCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := model(ctx, files(t)); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want that it was cancelled", err)
	}
}
