package tag_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"chancery/data"
	"chancery/internal/gazetteer"
	"chancery/internal/lang"
	"chancery/internal/nlp"
	"chancery/internal/nlp/tag"
)

var english = lang.Pack{Code: "en"}

// loaded is loaded once: it is large, and never changes.
var loaded = sync.OnceValues(func() (*gazetteer.Gazetteer, error) { return gazetteer.Load(data.FS) })

func world(t testing.TB) *gazetteer.Gazetteer {
	t.Helper()
	g, err := loaded()
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// gold makes a treebank of lines, a sentence each, whose words are written
// form/UPOS/lemma/features.
func gold(text string) *nlp.Text {
	t := &nlp.Text{Language: "en"}
	for line := range strings.Lines(text) {
		first := len(t.Tokens)
		for _, word := range strings.Fields(line) {
			part := strings.Split(word, "/")
			t.Tokens = append(t.Tokens, nlp.Token{Form: part[0], Lower: strings.ToLower(part[0]), Stem: part[0],
				UPOS: part[1], Lemma: part[2], Base: strings.ToLower(part[2]), Feats: nlp.Feats(part[3])})
		}
		t.Sentences = append(t.Sentences, nlp.Sentence{First: first, Last: len(t.Tokens)})
	}
	return t
}

// invented is a small language: who does what to whom, in the past or the
// present, with regular endings.
func invented() *nlp.Text {
	var b strings.Builder
	verbs := []string{"greet", "visit", "call", "thank", "meet", "host", "toast", "lead"}
	nouns := []string{"envoy", "guest", "judge", "king", "rider", "baker", "poet", "clerk"}
	for i, verb := range verbs {
		for k, noun := range nouns {
			other := nouns[(i+k)%len(nouns)]
			fmt.Fprintf(&b, "The/DET/the/Definite=Def %s/NOUN/%s/Number=Sing %sed/VERB/%s/Tense=Past the/DET/the/Definite=Def %ss/NOUN/%s/Number=Plur ././PUNCT/.\n", noun, noun, verb, verb, other, other)
			fmt.Fprintf(&b, "%ss/NOUN/%s/Number=Plur %s/VERB/%s/Tense=Pres Oslo/PROPN/Oslo/Number=Sing ././PUNCT/.\n", strings.ToUpper(noun[:1])+noun[1:], noun, verb, verb)
		}
	}
	for _, noun := range nouns { // as titles are names
		fmt.Fprintf(&b, "They/PRON/they/Case=Nom went/VERB/go/Tense=Past %s/PROPN/%s/Number=Sing Oslo/PROPN/Oslo/Number=Sing ././PUNCT/.\n", strings.ToUpper(noun), strings.ToUpper(noun))
	}
	for range 4 {
		b.WriteString("He/PRON/he/Case=Nom went/VERB/go/Tense=Past ././PUNCT/.\nThey/PRON/they/Case=Nom went/VERB/go/Tense=Past ././PUNCT/.\n")
	}
	text := strings.ReplaceAll(b.String(), " ././PUNCT/.", " ./PUNCT/./")
	return gold(text)
}

func train(t testing.TB, seed uint64) *tag.Tagger {
	t.Helper()
	words := gold("withdrew/VERB/withdraw/Tense=Past").Tokens
	tagger, err := tag.Train(context.Background(), tag.Training{Pack: english, Gazetteer: world(t), Gold: invented(), Words: words, Seed: seed, Progress: func(string) {}})
	if err != nil {
		t.Fatal(err)
	}
	return tagger
}

// show writes the analysis of a sentence as gold reads it.
func show(t *nlp.Text) string {
	var out []string
	for _, k := range t.Tokens {
		out = append(out, k.Form+"/"+k.UPOS+"/"+k.Lemma+"/"+string(k.Feats))
	}
	return strings.Join(out, " ")
}

// bare is a sentence without its analysis.
func bare(sentence string) *nlp.Text {
	t := &nlp.Text{Language: "en"}
	for _, form := range strings.Fields(sentence) {
		t.Tokens = append(t.Tokens, nlp.Token{Form: form, Lower: strings.ToLower(form), Stem: form, Lemma: form})
	}
	t.Sentences = []nlp.Sentence{{First: 0, Last: len(t.Tokens)}}
	return t
}

func TestTags(t *testing.T) {
	tagger := train(t, 1)
	for _, want := range []string{
		// Known words in another order, an unknown verb, an unknown noun.
		"The/DET/the/Definite=Def poet/NOUN/poet/Number=Sing hosted/VERB/host/Tense=Past the/DET/the/Definite=Def judges/NOUN/judge/Number=Plur ./PUNCT/./",
		"The/DET/the/Definite=Def clerk/NOUN/clerk/Number=Sing mocked/VERB/mock/Tense=Past the/DET/the/Definite=Def kings/NOUN/king/Number=Plur ./PUNCT/./",
		"The/DET/the/Definite=Def miller/NOUN/miller/Number=Sing greeted/VERB/greet/Tense=Past the/DET/the/Definite=Def ropers/NOUN/roper/Number=Plur ./PUNCT/./",
		// A form without a rule is remembered; one of the word list is known.
		"They/PRON/they/Case=Nom went/VERB/go/Tense=Past ./PUNCT/./",
		"The/DET/the/Definite=Def envoy/NOUN/envoy/Number=Sing withdrew/VERB/withdraw/Tense=Past the/DET/the/Definite=Def guests/NOUN/guest/Number=Plur ./PUNCT/./",
		// A name keeps its capital.
		"Guests/NOUN/guest/Number=Plur toast/VERB/toast/Tense=Pres Oslo/PROPN/Oslo/Number=Sing ./PUNCT/./",
	} {
		text := bare(strings.Join(forms(want), " "))
		if err := tagger.Apply(text); err != nil {
			t.Fatal(err)
		}
		if got := show(text); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}

func forms(tagged string) []string {
	var out []string
	for _, word := range strings.Fields(tagged) {
		form, _, _ := strings.Cut(word, "/")
		out = append(out, form)
	}
	return out
}

func TestCommonWordsWithCapitals(t *testing.T) {
	text := bare("They went ENVOY Oslo .")
	if err := train(t, 1).Apply(text); err != nil {
		t.Fatal(err)
	}
	if got := text.Tokens[2].Common; text.Tokens[2].UPOS != "PROPN" || got.UPOS != "NOUN" || got.Base != "envoy" {
		t.Errorf("Envoy is %+v without its capital, want a noun", got)
	}
	if got := text.Tokens[3].Common; got != (nlp.Analysis{}) {
		t.Errorf("Oslo is %+v without its capital, want nothing", got)
	}
}

func TestSameTrainingSameBytes(t *testing.T) {
	once := train(t, 1).Bytes()
	if !bytes.Equal(once, train(t, 1).Bytes()) {
		t.Error("the same training gave other bytes")
	}
	if bytes.Equal(once, train(t, 2).Bytes()) {
		t.Error("another seed gave the same bytes: the order of learning does not depend on it")
	}
}

func TestReadBack(t *testing.T) {
	tagger := train(t, 1)
	raw := tagger.Bytes()
	back, err := tag.Parse(raw, english, world(t), nil)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(back.Bytes(), raw) {
		t.Error("the tagger read back has other bytes")
	}
	for _, sentence := range []string{"The envoy greeted the guests .", "Bakers mocked Oslo .", "They went", "?!"} {
		a, b := bare(sentence), bare(sentence)
		if err := errors.Join(tagger.Apply(a), back.Apply(b)); err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(a.Tokens, b.Tokens) {
			t.Errorf("%s\nbefore %s\nafter  %s", sentence, show(a), show(b))
		}
	}
	for n := range len(raw) {
		if n%97 == 0 {
			if _, err := tag.Parse(raw[:n], english, world(t), nil); err == nil {
				t.Errorf("%d bytes of %d are taken for a tagger", n, len(raw))
			}
		}
	}
}

func TestTrainStopsWhenCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := tag.Train(ctx, tag.Training{Pack: english, Gazetteer: world(t), Gold: invented(), Progress: func(string) {}})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want that it was cancelled", err)
	}
}

// FuzzApply: every word gets an analysis, whatever it is made of.
func FuzzApply(f *testing.F) {
	f.Add("The envoy greeted the guests .")
	f.Add("\xff İ ıI ’s ''s - 12th NATO's ﬁ é")
	tagger := train(f, 1)
	f.Fuzz(func(t *testing.T, sentence string) {
		text := bare(sentence)
		if err := tagger.Apply(text); err != nil {
			t.Fatal(err)
		}
		for _, k := range text.Tokens {
			if k.UPOS == "" || k.Lemma == "" {
				t.Errorf("%q has no analysis: %+v", k.Form, k)
			}
		}
	})
}
