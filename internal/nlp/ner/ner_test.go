package ner_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"unicode"
	"unicode/utf8"

	"chancery/data"
	"chancery/internal/gazetteer"
	"chancery/internal/lang"
	"chancery/internal/nlp"
	"chancery/internal/nlp/bio"
	"chancery/internal/nlp/ner"
)

var (
	english = lang.Pack{Code: "en", Folder: "lang/en"}
	world   = sync.OnceValues(func() (*gazetteer.Gazetteer, error) { return gazetteer.Load(data.FS) })
)

// cut makes tokens of what stands between spaces.
func cut(text string) []nlp.Token {
	var out []nlp.Token
	at := 0
	for form := range strings.SplitSeq(text, " ") {
		t := nlp.Token{Form: form, Stem: form}
		t.Start, t.End = at, at+len(form)
		out = append(out, t)
		at += len(form) + 1
	}
	return out
}

// texts reads lines with names in brackets, and tags them: what has a capital
// is a name.
func texts(t testing.TB, lines ...string) *nlp.Text {
	t.Helper()
	sentences, err := bio.ReadBrackets(strings.NewReader(strings.Join(lines, "\n")), cut)
	if err != nil {
		t.Fatal(err)
	}
	text := bio.Text(sentences, english, func(form string) string { return form })
	for i := range text.Tokens {
		k := &text.Tokens[i]
		k.UPOS = "NOUN"
		if r, _ := utf8.DecodeRuneInString(k.Form); unicode.IsUpper(r) {
			k.UPOS = "PROPN"
		}
	}
	return text
}

func clues(t testing.TB) ner.Clues {
	t.Helper()
	c, err := ner.LoadClues(fstest.MapFS{"lang/en/entity.yaml": {Data: []byte("heads: [envoy, prime judge]\nbodies: [bureau]\nother: 1\n")}}, english)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// lessons are sentences in which persons follow a title, and bodies end in
// Bureau.
func lessons(t testing.TB) *nlp.Text {
	t.Helper()
	var lines []string
	for _, first := range []string{"Zorb", "Quill", "Vank", "Mott", "Drell"} {
		for _, last := range []string{"Arkwin", "Belloc", "Crantz", "Dowd"} {
			lines = append(lines,
				fmt.Sprintf("the envoy [PER %s %s] of the [ORG %s Bureau] saw it .", first, last, last),
				fmt.Sprintf("judge [PER %s %s] left .", last, first),
				fmt.Sprintf("they left the [ORG %s Bureau] .", first))
		}
	}
	return texts(t, lines...)
}

func train(t testing.TB, seed uint64) *ner.Namer {
	t.Helper()
	g, err := world()
	if err != nil {
		t.Fatal(err)
	}
	n, err := ner.Train(context.Background(), ner.Training{Pack: english, Gazetteer: g, Clues: clues(t), Texts: []*nlp.Text{lessons(t)}, Seed: seed, Progress: func(string) {}})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// show writes the names of a text into it, as texts reads them.
func show(t *nlp.Text) string {
	var b strings.Builder
	names := t.Names
	for i, k := range t.Tokens {
		if i > 0 {
			b.WriteByte(' ')
		}
		if len(names) > 0 && names[0].First == i {
			fmt.Fprintf(&b, "[%s ", names[0].Type)
		}
		b.WriteString(k.Form)
		if len(names) > 0 && names[0].Last == i+1 {
			b.WriteByte(']')
			names = names[1:]
		}
	}
	return b.String()
}

func TestNames(t *testing.T) {
	n := train(t, 1)
	for _, lines := range [][]string{
		{"the envoy [PER Perrin Tooke] of the [ORG Sallow Bureau] saw it ."},
		{"they left the [ORG Perrin Bureau] ."},
		{"they saw it ."},
		// Known from a longer name, also before it.
		{"it pleased [PER Tooke] .", "the envoy [PER Perrin Tooke] left ."},
		// Known from its abbreviation.
		{"the [ORG Sallow Bureau] ( [ORG SALB] ) saw it .", "it pleased [ORG SALB] ."},
	} {
		want := texts(t, lines...)
		got := texts(t, lines...)
		got.Names = nil
		if err := n.Apply(got); err != nil {
			t.Fatal(err)
		}
		if show(got) != show(want) {
			t.Errorf("got  %s\nwant %s", show(got), show(want))
		}
	}
}

func TestReadBack(t *testing.T) {
	n := train(t, 1)
	raw := n.Bytes()
	if !bytes.Equal(raw, train(t, 1).Bytes()) {
		t.Error("the same training gave other bytes")
	}
	g, err := world()
	if err != nil {
		t.Fatal(err)
	}
	back, err := ner.Parse(raw, english, g, clues(t))
	if err != nil {
		t.Fatal(err)
	}
	a, b := texts(t, "the envoy Perrin Tooke left ."), texts(t, "the envoy Perrin Tooke left .")
	if err := errors.Join(n.Apply(a), back.Apply(b)); err != nil {
		t.Fatal(err)
	}
	if show(a) != show(b) || !bytes.Equal(back.Bytes(), raw) {
		t.Errorf("read back it finds %s, before %s", show(b), show(a))
	}
	if _, err := ner.Parse(raw[:len(raw)-1], english, g, clues(t)); err == nil {
		t.Error("a torn model is taken")
	}
}

func TestTrainStopsWhenCancelled(t *testing.T) {
	g, err := world()
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := ner.Train(ctx, ner.Training{Pack: english, Gazetteer: g, Texts: []*nlp.Text{lessons(t)}, Progress: func(string) {}}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want that it was cancelled", err)
	}
}

func TestCluesAreOptional(t *testing.T) {
	if _, err := ner.LoadClues(fstest.MapFS{}, english); err != nil {
		t.Errorf("without entity.yaml: %v", err)
	}
	if _, err := ner.LoadClues(fstest.MapFS{"lang/en/entity.yaml": {Data: []byte("heads: {a: b}\n")}}, english); err == nil || !strings.Contains(err.Error(), "lang/en/entity.yaml") {
		t.Errorf("with a faulty one: %v", err)
	}
}
