package conllu_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"chancery"
	"chancery/internal/lang"
	"chancery/internal/nlp"
	"chancery/internal/nlp/conllu"
)

// row is a line of CoNLL-U; columns that are left out are empty.
func row(columns ...string) string {
	for len(columns) < 10 {
		columns = append(columns, "_")
	}
	return strings.Join(columns, "\t") + "\n"
}

// bank is two documents of invented sentences, with a multi-word token that its
// words make up and one that they do not.
var bank = "# newdoc id = ships\n# newpar\n# sent_id = 1\n" +
	row("1", "Gulls", "gull", "NOUN", "NNS", "Number=Plur", "4", "nsubj") +
	row("2-3", "don't") +
	row("2", "do", "do", "AUX", "VBP", "VerbForm=Fin", "4", "aux") +
	row("3", "n't", "not", "PART", "RB", "_", "4", "advmod") +
	row("4", "sail", "sail", "VERB", "VB", "VerbForm=Inf", "0", "root", "_", "SpaceAfter=No") +
	row("4.1", "ships", "ship", "NOUN") +
	row("5", ".", ".", "PUNCT", ".", "_", "4", "punct") +
	"\n# sent_id = 2\n# newpar\n" +
	row("1-2", "Evdeydi", "_", "_", "_", "_", "_", "_", "_", "SpaceAfter=No|Typo=No") +
	row("1", "Evde", "ev", "NOUN", "_", "Case=Loc", "0", "root") +
	row("2", "idi", "_", "AUX", "_", "Tense=Past", "1", "cop") +
	row("3", "!", "!", "PUNCT", "_", "_", "1", "punct") +
	"\n"

func read(t testing.TB, text string) []conllu.Sentence {
	t.Helper()
	sentences, err := conllu.Read(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return sentences
}

// unchanged is the stem in a language without suffixes after an apostrophe.
func unchanged(form string) string { return form }

func TestRead(t *testing.T) {
	want := []conllu.Sentence{{
		NewDocument: true, NewParagraph: true,
		Comments: []string{"newdoc id = ships", "newpar", "sent_id = 1"},
		Tokens: []conllu.Token{
			{Form: "Gulls", First: 0, Last: 1, Space: true},
			{Form: "don't", First: 1, Last: 3, Space: true},
			{Form: "sail", First: 3, Last: 4},
			{Form: ".", First: 4, Last: 5, Space: true},
		},
		Words: []conllu.Word{
			{Form: "Gulls", Lemma: "gull", UPOS: "NOUN", XPOS: "NNS", Feats: "Number=Plur", Head: 4, DepRel: "nsubj"},
			{Form: "do", Lemma: "do", UPOS: "AUX", XPOS: "VBP", Feats: "VerbForm=Fin", Head: 4, DepRel: "aux"},
			{Form: "n't", Lemma: "not", UPOS: "PART", XPOS: "RB", Head: 4, DepRel: "advmod"},
			{Form: "sail", Lemma: "sail", UPOS: "VERB", XPOS: "VB", Feats: "VerbForm=Inf", DepRel: "root", Misc: "SpaceAfter=No"},
			{Form: ".", Lemma: ".", UPOS: "PUNCT", XPOS: ".", Head: 4, DepRel: "punct"},
		},
	}, {
		NewParagraph: true,
		Comments:     []string{"sent_id = 2", "newpar"},
		Tokens:       []conllu.Token{{Form: "Evdeydi", First: 0, Last: 2}, {Form: "!", First: 2, Last: 3, Space: true}},
		Words: []conllu.Word{
			{Form: "Evde", Lemma: "ev", UPOS: "NOUN", Feats: "Case=Loc", DepRel: "root"},
			{Form: "idi", UPOS: "AUX", Feats: "Tense=Past", Head: 1, DepRel: "cop"},
			{Form: "!", Lemma: "!", UPOS: "PUNCT", Head: 1, DepRel: "punct"},
		},
	}}
	for name, text := range map[string]string{
		"as written":              bank,
		"lines end as on Windows": strings.ReplaceAll(bank, "\n", "\r\n"),
		"no empty line at the end, a byte order mark": "\ufeff" + strings.TrimSuffix(bank, "\n"),
		"empty lines between":                         "\n\n" + strings.ReplaceAll(bank, "\n\n", "\n \n\n"),
	} {
		if diff := cmp.Diff(want, read(t, text)); diff != "" {
			t.Errorf("%s: (-want +got):\n%s", name, diff)
		}
	}
	if got := read(t, "# nothing follows\n\n"); got != nil {
		t.Errorf("a file of comments alone has %d sentences", len(got))
	}
}

// An underscore is a word too, and then its own lemma.
func TestReadUnderscore(t *testing.T) {
	w := read(t, row("1", "_", "_", "SYM")+row("2", "a"))[0].Words
	if w[0].Form != "_" || w[0].Lemma != "_" || w[1].Lemma != "" {
		t.Errorf("words %+v", w)
	}
}

func TestReadErrors(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"columns":         {row("1", "a") + "2\tb\n", "conllu: line 2: 2 columns, want 10"},
		"spaces for tabs": {"# a\n\n1 a a X _ _ 0 root _ _\n", "conllu: line 3: 1 columns, want 10"},
		"word out of row": {row("1", "a") + row("3", "b"), `conllu: line 2: id "3" after word 1`},
		"id":              {row("x", "a"), `conllu: line 1: id "x" after word 0`},
		"empty node":      {row("1", "a") + row("1.b", "a"), `conllu: line 2: id "1.b"`},
		"empty form":      {row("1", ""), "conllu: line 1: an empty column; what is not known is _"},
		"empty lemma":     {row("1", "a", ""), "conllu: line 1: an empty column; what is not known is _"},
		"head":            {row("1", "a", "_", "_", "_", "_", "-1"), `conllu: line 1: head "-1"`},
		"head of letters": {row("1", "a", "_", "_", "_", "_", "b"), `conllu: line 1: head "b"`},
		"range begins":    {row("2-3", "a"), "conllu: line 1: range 2-3 after word 0"},
		"range is empty":  {row("1-1", "a"), "conllu: line 1: range 1-1 after word 0"},
		"range too long":  {row("1-101", "a"), "conllu: line 1: range 1-101 after word 0"},
		"range in range":  {row("1-3", "abc") + row("1", "a") + row("2-3", "bc"), "conllu: line 3: range 2-3 after word 1"},
		"range cut off":   {row("1-2", "ab") + row("1", "a") + "\n", "conllu: line 3: a multi-word token lacks words"},
		"range at end":    {row("1-2", "ab") + row("1", "a"), "conllu: at the end, line 2: a multi-word token lacks words"},
		"bytes":           {row("1", "a") + row("2", "\xff"), "conllu: line 2: not UTF-8"},
		"line ends":       {row("1", "a\rb"), "conllu: line 1: a carriage return inside the line"},
		"line too long":   {"# a\n# " + strings.Repeat("x", 1<<24), "conllu: after line 1: bufio.Scanner: token too long"},
	} {
		sentences, err := conllu.Read(strings.NewReader(c.text))
		if err == nil || err.Error() != c.want || sentences != nil {
			t.Errorf("%s: %d sentences, error %v, want %s", name, len(sentences), err, c.want)
		}
	}
}

func TestText(t *testing.T) {
	if got, want := conllu.Text(read(t, bank)), "Gulls don't sail.\n\nEvdeydi!\n"; got != want {
		t.Errorf("text %q, want %q", got, want)
	}
}

func TestGold(t *testing.T) {
	pack := lang.Pack{Code: "tr", Casing: "turkish"}
	stem := func(form string) string { return strings.TrimSuffix(form, "'t") }
	want := &nlp.Text{
		Source: "Gulls don't sail.\n\nEvdeydi!\n", Language: "tr",
		Tokens: []nlp.Token{
			{Span: chancery.Span{Start: 0, End: 5}, Form: "Gulls", Lower: "gulls", Lemma: "gull", Base: "gull", UPOS: "NOUN", Feats: "Number=Plur", Stem: "Gulls"},
			{Span: chancery.Span{Start: 6, End: 8}, Form: "do", Lower: "do", Lemma: "do", Base: "do", UPOS: "AUX", Feats: "VerbForm=Fin", Stem: "do", Space: true},
			{Span: chancery.Span{Start: 8, End: 11}, Form: "n't", Lower: "n't", Lemma: "not", Base: "not", UPOS: "PART", Stem: "n", Inner: true},
			{Span: chancery.Span{Start: 12, End: 16}, Form: "sail", Lower: "sail", Lemma: "sail", Base: "sail", UPOS: "VERB", Feats: "VerbForm=Inf", Stem: "sail", Space: true},
			{Span: chancery.Span{Start: 16, End: 17}, Form: ".", Lower: ".", Lemma: ".", Base: ".", UPOS: "PUNCT", Stem: "."},
			// The words of this token are not the parts of it.
			{Span: chancery.Span{Start: 19, End: 26}, Form: "Evde", Lower: "evde", Lemma: "ev", Base: "ev", UPOS: "NOUN", Feats: "Case=Loc", Stem: "Evde", Space: true},
			{Span: chancery.Span{Start: 19, End: 26}, Form: "idi", Lower: "idi", UPOS: "AUX", Feats: "Tense=Past", Stem: "idi", Inner: true},
			{Span: chancery.Span{Start: 26, End: 27}, Form: "!", Lower: "!", Lemma: "!", Base: "!", UPOS: "PUNCT", Stem: "!"},
		},
		Sentences: []nlp.Sentence{{First: 0, Last: 5}, {First: 5, Last: 8, Paragraph: 1}},
	}
	if diff := cmp.Diff(want, conllu.Gold(read(t, bank), pack, stem)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for i := range want.Tokens {
		w := &want.Tokens[i]
		w.Lemma, w.Base, w.UPOS, w.Feats = w.Form, w.Lower, "", ""
	}
	if diff := cmp.Diff(want, conllu.Words(read(t, bank), pack, stem)); diff != "" {
		t.Errorf("words: (-want +got):\n%s", diff)
	}
}

func TestGoldLowersByLanguage(t *testing.T) {
	for casing, want := range map[string]string{"turkish": "ırmak", "": "irmak"} {
		w := conllu.Gold(read(t, row("1", "IRMAK", "IRMAK")), lang.Pack{Casing: casing}, unchanged).Tokens[0]
		if w.Lower != want || w.Base != want || w.Lemma != "IRMAK" {
			t.Errorf("casing %q: %+v, want %s", casing, w, want)
		}
	}
}

func TestWrite(t *testing.T) {
	text := conllu.Gold(read(t, bank), lang.Pack{}, unchanged)
	text.Names = []nlp.Name{{First: 0, Last: 1, Type: nlp.Person}, {First: 3, Last: 5, Type: nlp.Location}}
	want := "# newdoc\n# newpar\n# sent_id = 1\n# text = Gulls don't sail.\n" +
		row("1", "Gulls", "gull", "NOUN", "_", "Number=Plur", "_", "_", "_", "NE=B-PER") +
		row("2-3", "don't") +
		row("2", "do", "do", "AUX", "_", "VerbForm=Fin") +
		row("3", "n't", "not", "PART") +
		row("4", "sail", "sail", "VERB", "_", "VerbForm=Inf", "_", "_", "_", "NE=B-LOC|SpaceAfter=No") +
		row("5", ".", ".", "PUNCT", "_", "_", "_", "_", "_", "NE=I-LOC") +
		"\n# newpar\n# sent_id = 2\n# text = Evdeydi!\n" +
		row("1-2", "Evdeydi", "_", "_", "_", "_", "_", "_", "_", "SpaceAfter=No") +
		row("1", "Evde", "ev", "NOUN", "_", "Case=Loc") +
		row("2", "idi", "_", "AUX", "_", "Tense=Past") +
		row("3", "!", "!", "PUNCT") +
		"\n"
	var got bytes.Buffer
	if err := conllu.Write(&got, text); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// A further word may have a part of the token, and the first word all of it.
func TestSentences(t *testing.T) {
	text := &nlp.Text{
		Source: "evdeydi.",
		Tokens: []nlp.Token{
			{Span: chancery.Span{Start: 0, End: 7}, Form: "evde"},
			{Span: chancery.Span{Start: 4, End: 6}, Form: "idi", Inner: true},
			{Span: chancery.Span{Start: 7, End: 8}, Form: "."},
		},
		Sentences: []nlp.Sentence{{First: 0, Last: 3}},
	}
	want := []conllu.Token{{Form: "evdeydi", First: 0, Last: 2}, {Form: ".", First: 2, Last: 3, Space: true}}
	if diff := cmp.Diff(want, conllu.Sentences(text)[0].Tokens); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestWriteNothing(t *testing.T) {
	var got bytes.Buffer
	if err := conllu.Write(&got, &nlp.Text{}); err != nil || got.Len() > 0 {
		t.Errorf("an empty text: %q, %v", got.String(), err)
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no room") }

func TestWriteTellsWhatWentWrong(t *testing.T) {
	err := conllu.Write(full{}, conllu.Gold(read(t, bank), lang.Pack{}, unchanged))
	if err == nil || err.Error() != "conllu: writing: no room" {
		t.Errorf("error %v", err)
	}
}

// What is written is read again, whatever the forms hold.
func TestWriteThenRead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := drawText(t)
		var file bytes.Buffer
		if err := conllu.Write(&file, text); err != nil {
			t.Fatal(err)
		}
		sentences, err := conllu.Read(&file)
		if err != nil {
			t.Fatal(err)
		}
		got := conllu.Gold(sentences, lang.Pack{}, unchanged)
		if len(got.Sentences) != len(text.Sentences) || len(got.Tokens) != len(text.Tokens) {
			t.Fatalf("%d sentences and %d words, want %d and %d", len(got.Sentences), len(got.Tokens), len(text.Sentences), len(text.Tokens))
		}
		for i, s := range text.Sentences {
			if got.Sentences[i] != s {
				t.Fatalf("sentence %d: %+v, want %+v", i, got.Sentences[i], s)
			}
		}
		for i, w := range text.Tokens {
			g := got.Tokens[i]
			same := g.Form == safe(w.Form) && g.UPOS == w.UPOS && g.Feats == w.Feats && g.Inner == w.Inner
			same = same && (g.Lemma == safe(w.Lemma) || w.Lemma == "_") // the mark of a lemma that is not there
			if !same || i > 0 && g.Space != w.Space {
				t.Fatalf("word %d: %+v, want %+v", i, g, w)
			}
		}
	})
}

// safe is a form as a column can hold it.
func safe(form string) string {
	return strings.NewReplacer("\t", " ", "\n", " ", "\r", " ").Replace(form)
}

// drawText makes a text of words whose forms are hard to write down.
func drawText(t *rapid.T) *nlp.Text {
	form := rapid.StringOfN(rapid.SampledFrom([]rune("aİ_#-|=.1 \t\n\r\u0085\u00a0\u2028\u00ad")), 1, 4, -1)
	text := &nlp.Text{}
	paragraph := 0
	for range rapid.IntRange(0, 4).Draw(t, "sentences") {
		first := len(text.Tokens)
		fresh := first > 0 && rapid.Bool().Draw(t, "paragraph")
		if fresh {
			paragraph++
		}
		for n := range rapid.IntRange(1, 6).Draw(t, "words") {
			w := nlp.Token{
				Form: form.Draw(t, "form"), Lemma: form.Draw(t, "lemma"),
				UPOS:  rapid.SampledFrom([]string{"", "NOUN"}).Draw(t, "upos"),
				Feats: rapid.SampledFrom([]nlp.Feats{"", "Case=Acc|Number=Sing"}).Draw(t, "feats"),
				Inner: n > 0 && rapid.Bool().Draw(t, "inner"),
			}
			w.Space = fresh && n == 0 || first+n > 0 && !w.Inner && rapid.Bool().Draw(t, "space")
			if w.Space {
				text.Source += " "
			}
			w.Start = len(text.Source)
			text.Source += w.Form
			w.End = len(text.Source)
			text.Tokens = append(text.Tokens, w)
		}
		text.Sentences = append(text.Sentences, nlp.Sentence{First: first, Last: len(text.Tokens), Paragraph: paragraph})
	}
	return text
}

// Whatever is read does no harm, and is the same text after it was written and
// read again.
func FuzzRead(f *testing.F) {
	f.Add([]byte(bank))
	f.Add([]byte("# a\r\n" + row("1-2", "a b") + row("1", "_", "_") + row("2", "#\u2028", "_", "X", "_", "A=B|")))
	f.Add([]byte("\ufeff" + row("1", " ") + row("1.1", "x") + row("2", "\x00", " ")))
	f.Fuzz(func(t *testing.T, file []byte) {
		sentences, err := conllu.Read(bytes.NewReader(file))
		if err != nil {
			return
		}
		text := conllu.Gold(sentences, lang.Pack{}, unchanged)
		if text.Source != conllu.Text(sentences) {
			t.Fatalf("gold of %q, text %q", text.Source, conllu.Text(sentences))
		}
		var again bytes.Buffer
		if err := conllu.Write(&again, text); err != nil {
			t.Fatal(err)
		}
		written := again.String()
		if sentences, err = conllu.Read(&again); err != nil {
			t.Fatalf("%v in %q", err, written)
		}
		if diff := cmp.Diff(text, conllu.Gold(sentences, lang.Pack{}, unchanged)); diff != "" {
			t.Fatalf("(-first +again):\n%s\nwritten: %q", diff, written)
		}
	})
}
