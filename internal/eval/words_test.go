package eval

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chancery/internal/lang"
	"chancery/internal/nlp"
	"chancery/internal/nlp/conllu"
)

// treebank is two invented sentences of ten words.
const treebank = `# newdoc
1	The	the	DET	_	Definite=Def|PronType=Art	_	_	_	_
2	old	old	ADJ	_	Degree=Pos	_	_	_	_
3-4	pilots'll	_	_	_	_	_	_	_	_
3	pilots	pilot	NOUN	_	Number=Plur	_	_	_	_
4	'll	will	AUX	_	VerbForm=Fin	_	_	_	_
5	row	row	VERB	_	VerbForm=Inf	_	_	_	SpaceAfter=No
6	.	.	PUNCT	_	_	_	_	_	_

1	Nobody	nobody	PRON	_	Number=Sing|PronType=Neg	_	_	_	_
2	waves	_	VERB	_	Number=Sing|Number[psor]=Plur|Person=3	_	_	_	_
3	back	back	ADV	_	_	_	_	_	SpaceAfter=No
4	.	.	PUNCT	_	_	_	_	_	_
`

func asText(t testing.TB, file string) *nlp.Text {
	t.Helper()
	sentences, err := conllu.Read(strings.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	return conllu.Gold(sentences, lang.Pack{}, func(form string) string { return form })
}

// values are figures by name, as they are printed.
func values(list []Figure) map[string]string {
	out := map[string]string{}
	for _, f := range list {
		out[f.Name] = strings.TrimPrefix(f.String(), f.Name+" ")
	}
	return out
}

// Each case changes the system's analysis, and names all figures that are then
// not 1.
func TestParsing(t *testing.T) {
	for name, c := range map[string]struct {
		from, to string
		want     map[string]string
	}{
		"nothing": {},
		"part of speech": {"	ADV	", "	ADP	", map[string]string{
			"upos_precision": "0.900", "upos_recall": "0.900", "upos_f1": "0.900",
			"alltags_precision": "0.900", "alltags_recall": "0.900", "alltags_f1": "0.900",
		}},
		"feature": {"Degree=Pos", "Degree=Cmp", map[string]string{
			"ufeats_precision": "0.900", "ufeats_recall": "0.900", "ufeats_f1": "0.900",
			"alltags_precision": "0.900", "alltags_recall": "0.900", "alltags_f1": "0.900",
		}},
		"feature that is missing": {"Number=Plur", "_", map[string]string{
			"ufeats_precision": "0.900", "ufeats_recall": "0.900", "ufeats_f1": "0.900",
			"alltags_precision": "0.900", "alltags_recall": "0.900", "alltags_f1": "0.900",
		}},
		"layered feature":           {"Number[psor]=Plur", "Number[psor]=Sing", nil},
		"feature that is no one's":  {"Degree=Pos", "Degree=Pos|Mood2=Ind|Style=Coll", nil},
		"order of the features":     {"Definite=Def|PronType=Art", "PronType=Art|Definite=Def", nil},
		"lemma that the gold lacks": {"	waves	_	", "	waves	wave	", nil},
		"lemma": {"	pilot	", "	Pilot	", map[string]string{
			"lemmas_precision": "0.900", "lemmas_recall": "0.900", "lemmas_f1": "0.900",
		}},
		// The words of the other sentence, and the other words of this one, stay
		// right: 9 words of 11, and of the gold's 10.
		"split": {"3	back	back	ADV	_	_	_	_	_	SpaceAfter=No\n4	.", "3	ba	back	ADV	_	_	_	_	_	SpaceAfter=No\n4	ck	back	ADV	_	_	_	_	_	SpaceAfter=No\n5	.", map[string]string{
			"tokens_precision": "0.800", "tokens_recall": "0.889", "tokens_f1": "0.842",
			"words_precision": "0.818", "words_recall": "0.900", "words_f1": "0.857",
			"upos_precision": "0.818", "upos_recall": "0.900", "upos_f1": "0.857",
			"ufeats_precision": "0.818", "ufeats_recall": "0.900", "ufeats_f1": "0.857",
			"alltags_precision": "0.818", "alltags_recall": "0.900", "alltags_f1": "0.857",
			"lemmas_precision": "0.818", "lemmas_recall": "0.900", "lemmas_f1": "0.857",
		}},
		// The same words, but not of one token.
		"token of two words": {"3-4	pilots'll	_	_	_	_	_	_	_	_\n", "", map[string]string{
			"tokens_precision": "0.800", "tokens_recall": "0.889", "tokens_f1": "0.842",
		}},
		"sentence": {"	.	PUNCT	_	_	_	_	_	_\n\n1	Nobody	nobody	PRON	_	Number=Sing|PronType=Neg	_	_	_	_\n2	waves	_	VERB	_	Number=Sing|Number[psor]=Plur|Person=3	_	_	_	_\n3	back	back	ADV	_	_	_	_	_	SpaceAfter=No\n4	.",
			"	.	PUNCT	_	_	_	_	_	_\n7	Nobody	nobody	PRON	_	Number=Sing|PronType=Neg	_	_	_	_\n8	waves	_	VERB	_	Number=Sing|Number[psor]=Plur|Person=3	_	_	_	_\n9	back	back	ADV	_	_	_	_	_	SpaceAfter=No\n10	.", map[string]string{
				"sentences_precision": "0.000", "sentences_recall": "0.000", "sentences_f1": "0.000",
			}},
		"white space":                {"	SpaceAfter=No", "	_", nil},
		"what cannot be seen":        {"1	Nobody", "1	No\u00adbo dy\u200d", nil},
		"a word that cannot be seen": {"4	.", "4	\u00ad	_	_	_	_	_	_	_	_\n5	.", nil},
	} {
		t.Run(name, func(t *testing.T) {
			system := treebank
			if c.from != "" {
				if system = strings.Replace(treebank, c.from, c.to, 1); system == treebank {
					t.Fatalf("nothing was changed")
				}
			}
			got, err := Parsing(asText(t, treebank), asText(t, system))
			if err != nil {
				t.Fatal(err)
			}
			if len(got) != 21 {
				t.Errorf("%d figures, want 21", len(got))
			}
			wrong := values(got)
			for name, value := range wrong {
				if value == "1.000" {
					delete(wrong, name)
				}
			}
			want := c.want
			if want == nil {
				want = map[string]string{}
			}
			if diff := cmp.Diff(want, wrong); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestParsingOfChangedText(t *testing.T) {
	for changed, want := range map[string]string{
		strings.Replace(treebank, "back", "bäck", 1):              `eval: the analysis changed the text: "s'llrow.Nobodywavesback." became "s'llrow.Nobodywavesbäck."`,
		strings.TrimSuffix(treebank, "4	.	.	PUNCT	_	_	_	_	_	_\n"): `eval: the analysis changed the text: "lrow.Nobodywavesback." became "lrow.Nobodywavesback"`,
	} {
		list, err := Parsing(asText(t, treebank), asText(t, changed))
		if err == nil || err.Error() != want || list != nil {
			t.Errorf("error %v, want %s", err, want)
		}
	}
}

func TestParsingOfNothing(t *testing.T) {
	list, err := Parsing(&nlp.Text{}, &nlp.Text{})
	if err != nil || list[0].String() != "tokens_precision nan" {
		t.Errorf("%v, %v", list, err)
	}
}

// Each case is two ways to cut a text: tokens with spaces between, the words of
// a token of several after "=". Words is how many of them are paired.
func TestAlignWords(t *testing.T) {
	for _, c := range []struct {
		gold, system string
		words        int
	}{
		{"ship sails", "ship sails", 2},
		{"ship sails", "shipsails", 0},
		{"ship sails at noon", "ship sailsat noon", 2},
		{"ships ail at noon", "ship sail at noon", 2},
		// A token of several words against the same words as tokens.
		{"can't=ca+n't row", "ca n't row", 3},
		{"can't=ca+n't row", "can't row", 1},
		{"can't=can+not row", "ca n't row", 1},
		{"can't=can+not row", "can 't row", 2},
		// Forms are the same in any case of letters.
		{"can't=CA+n't row", "can't=ca+N'T row", 3},
		// The longest row of like forms, not the first.
		{"abcd=b+c+d+a", "abcd=a+b+c+d", 3},
		{"abab=a+b+a+b", "abab=b+a+b+a", 3},
		// Tokens of several words that reach over each other make one stretch.
		{"ab=a+b cd=c+d ef", "a bcd=b+c+d ef", 5},
		{"abc=a+b+c de=d+e f", "ab=a+b cde=c+d+e f", 6},
		// A word that reaches into a stretch from before, or out of it, has no
		// place in it.
		{"xa bc=b+c", "x abc=a+b+c", 2},
		{"ab=a+b cx", "a bc x", 1},
		{"x ab=a+b y", "xa b y", 2},
		{"x ab=xa+b y", "xa b y", 2},
		{"ab=a+bc c", "a bc", 1},
		// A stretch at either end.
		{"ab=a+b", "ab=a+b", 2},
		{"ab=a+b", "a b", 2},
		{"a b", "ab=x+y", 0},
	} {
		g, s := cuttingOf(cut(c.gold)), cuttingOf(cut(c.system))
		if g.characters != s.characters {
			t.Fatalf("%s and %s are not the same text", c.gold, c.system)
		}
		if n := len(alignWords(g.words, s.words)); n != c.words {
			t.Errorf("%s and %s: %d words paired, want %d", c.gold, c.system, n, c.words)
		}
		if n := len(alignWords(s.words, g.words)); n != c.words {
			t.Errorf("%s and %s: %d words paired, want %d", c.system, c.gold, n, c.words)
		}
	}
	// The script passes over one word that reaches into a stretch, and so finds
	// more from one side than from the other.
	g, s := cuttingOf(cut("a bc d")), cuttingOf(cut("ab cd=bc+d"))
	if n, back := len(alignWords(g.words, s.words)), len(alignWords(s.words, g.words)); n != 1 || back != 2 {
		t.Errorf("%d and %d words paired, want 1 and 2", n, back)
	}
}

// cut reads the notation of TestAlignWords.
func cut(text string) []conllu.Sentence {
	var s conllu.Sentence
	for token := range strings.FieldsSeq(text) {
		form, words, several := strings.Cut(token, "=")
		if !several {
			words = form
		}
		first := len(s.Words)
		for w := range strings.SplitSeq(words, "+") {
			s.Words = append(s.Words, conllu.Word{Form: w})
		}
		s.Tokens = append(s.Tokens, conllu.Token{Form: form, First: first, Last: len(s.Words)})
	}
	return []conllu.Sentence{s}
}

func TestTagging(t *testing.T) {
	gold := asText(t, treebank)
	tagged := asText(t, strings.NewReplacer("	ADV	", "	ADP	", "Degree=Pos", "_", "Number=Plur	", "Case=Nom	", "	pilot	", "	pilots	", "Number[psor]=Plur", "Style=Coll").Replace(treebank))
	list, err := Tagging(gold, tagged)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"upos_accuracy": "0.900", "ufeats_accuracy": "0.800", "lemma_accuracy": "0.900"}
	if diff := cmp.Diff(want, values(list)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	tagged.Tokens = tagged.Tokens[1:]
	if _, err := Tagging(gold, tagged); err == nil || err.Error() != "eval: 9 words of 10 came back from the tagger" {
		t.Errorf("a word is lost: error %v", err)
	}
}

// A large treebank takes a second, not the square of its words.
func BenchmarkParsing(b *testing.B) {
	const words = 250_000
	var file strings.Builder
	for range words / 10 {
		file.WriteString(treebank + "\n")
	}
	gold := asText(b, file.String())
	if len(gold.Tokens) != words {
		b.Fatal(len(gold.Tokens))
	}
	for b.Loop() {
		if _, err := Parsing(gold, gold); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(words*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}
