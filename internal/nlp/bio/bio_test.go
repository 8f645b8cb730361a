package bio_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"chancery"
	"chancery/internal/lang"
	"chancery/internal/nlp"
	"chancery/internal/nlp/bio"
)

const file = `Greta	B-PERSON
Lindt	I-PERSON
left	O
Port	B-GPE
Elm	I-GPE
.	O

The	O
Reef	B-ORG
Board	I-ORG
met	O
`

func read(t testing.TB, text string) []bio.Sentence {
	t.Helper()
	sentences, err := bio.Read(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return sentences
}

func TestRead(t *testing.T) {
	want := []bio.Sentence{
		{Words: []string{"Greta", "Lindt", "left", "Port", "Elm", "."}, Names: []nlp.Name{{First: 0, Last: 2, Type: nlp.Person}, {First: 3, Last: 5, Type: nlp.Location}}},
		{Words: []string{"The", "Reef", "Board", "met"}, Names: []nlp.Name{{First: 1, Last: 3, Type: nlp.Organisation}}},
	}
	for name, text := range map[string]string{
		"as written":              file,
		"lines end as on Windows": strings.ReplaceAll(file, "\n", "\r\n"),
		"empty lines all round":   "\n \n" + strings.ReplaceAll(file, "\n\n", "\n\n\n") + "\n\n",
		"no last line end":        strings.TrimSuffix(file, "\n"),
	} {
		if diff := cmp.Diff(want, read(t, text), cmpopts.IgnoreUnexported(bio.Sentence{})); diff != "" {
			t.Errorf("%s: (-want +got):\n%s", name, diff)
		}
	}
	if got := read(t, "\n"); got != nil {
		t.Errorf("%d sentences of an empty file", len(got))
	}
}

// Each case is the tags of one sentence, and the names that they mark.
func TestNames(t *testing.T) {
	for tags, want := range map[string][]nlp.Name{
		"O B-PER I-PER B-PER": {{First: 1, Last: 3, Type: nlp.Person}, {First: 3, Last: 4, Type: nlp.Person}},
		"O I-ORG I-ORG":       {{First: 1, Last: 3, Type: nlp.Organisation}}, // begins without B-
		"B-LOC I-ORG":         {{First: 0, Last: 1, Type: nlp.Location}, {First: 1, Last: 2, Type: nlp.Organisation}},
		"B-LOC O I-LOC":       {{First: 0, Last: 1, Type: nlp.Location}, {First: 2, Last: 3, Type: nlp.Location}},
		"B-GPE I-LOC":         {{First: 0, Last: 1, Type: nlp.Location}, {First: 1, Last: 2, Type: nlp.Location}}, // labels differ
		"B-MISC I-LOC":        {{First: 1, Last: 2, Type: nlp.Location}},
		"B-PERSON B-FAC":      {{First: 0, Last: 1, Type: nlp.Person}, {First: 1, Last: 2, Type: nlp.Location}},
		"B-LOCORG B-GPE":      {{First: 0, Last: 1, Type: nlp.Location}, {First: 1, Last: 2, Type: nlp.Location}},
		// What is no person, organisation or location.
		"B-NORP I-NORP B-DATE B-TITLE B-WORK_OF_ART B-MISC B-per": nil,
	} {
		var text strings.Builder
		for tag := range strings.FieldsSeq(tags) {
			text.WriteString("x\t" + tag + "\n")
		}
		if diff := cmp.Diff(want, read(t, text.String())[0].Names); diff != "" {
			t.Errorf("%s: (-want +got):\n%s", tags, diff)
		}
	}
}

func TestTyped(t *testing.T) {
	s := read(t, "a\tB-PER\nb\tB-NORP\nc\tI-NORP\nd\tB-DATE\ne\tB-FAC\n")[0]
	want := []nlp.Name{{First: 0, Last: 1, Type: nlp.Person}, {First: 1, Last: 3, Type: "GROUP"}, {First: 4, Last: 5, Type: "SITE"}}
	if diff := cmp.Diff(want, s.Typed(map[string]string{"NORP": "GROUP", "FAC": "SITE"})); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(s.Names, s.Typed(nil)); diff != "" {
		t.Errorf("without more labels: (-want +got):\n%s", diff)
	}
}

func TestReadErrors(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"one column":        {"a\tO\nb\n", "bio: line 2: want a word and its tag, with a tab between"},
		"three columns":     {"a\tO\tO\n", "bio: line 1: want a word and its tag, with a tab between"},
		"no word":           {"\n\tO\n", "bio: line 2: want a word and its tag, with a tab between"},
		"spaces for tabs":   {"a O\n", "bio: line 1: want a word and its tag, with a tab between"},
		"no tag":            {"a\t\n", `bio: line 1: tag "", want O, B- or I- with a label`},
		"no label":          {"a\tB-\n", `bio: line 1: tag "B-", want O, B- or I- with a label`},
		"no label after I":  {"a\tB-PER\nb\tI\n", `bio: line 2: tag "I", want O, B- or I- with a label`},
		"another scheme":    {"a\tS-PER\n", `bio: line 1: tag "S-PER", want O, B- or I- with a label`},
		"label of O":        {"a\tO-PER\n", `bio: line 1: tag "O-PER", want O, B- or I- with a label`},
		"bytes":             {"\xff\tO\n", "bio: line 1: not UTF-8"},
		"line too long":     {strings.Repeat("a", 1<<16) + "\tO\n", "bio: reading: bufio.Scanner: token too long"},
		"sentence too long": {strings.Repeat("a\tO\n", 10_001), "bio: line 10001: a sentence of more than 10000 words; an empty line ends one"},
	} {
		sentences, err := bio.Read(strings.NewReader(c.text))
		if err == nil || err.Error() != c.want || sentences != nil {
			t.Errorf("%s: %d sentences, error %v, want %s", name, len(sentences), err, c.want)
		}
	}
}

func TestText(t *testing.T) {
	pack := lang.Pack{Code: "tr", Casing: "turkish"}
	stem := func(form string) string { name, _, _ := strings.Cut(form, "'"); return name }
	got := bio.Text(read(t, "IRMAK'ta\tB-LOC\n.\tO\n\nİz\tO\nElm\tB-PER\n"), pack, stem)
	want := &nlp.Text{
		Source: "IRMAK'ta .\nİz Elm\n", Language: "tr",
		Tokens: []nlp.Token{
			{Span: chancery.Span{Start: 0, End: 8}, Form: "IRMAK'ta", Lower: "ırmak'ta", Lemma: "IRMAK'ta", Base: "ırmak'ta", Stem: "IRMAK"},
			{Span: chancery.Span{Start: 9, End: 10}, Form: ".", Lower: ".", Lemma: ".", Base: ".", Stem: ".", Space: true},
			{Span: chancery.Span{Start: 11, End: 14}, Form: "İz", Lower: "iz", Lemma: "İz", Base: "iz", Stem: "İz", Space: true},
			{Span: chancery.Span{Start: 15, End: 18}, Form: "Elm", Lower: "elm", Lemma: "Elm", Base: "elm", Stem: "Elm", Space: true},
		},
		Sentences: []nlp.Sentence{{First: 0, Last: 2}, {First: 2, Last: 4, Paragraph: 1}},
		Names:     []nlp.Name{{First: 0, Last: 1, Type: nlp.Location}, {First: 3, Last: 4, Type: nlp.Person}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// Whatever is read does no harm; names lie in their sentences, in order and
// apart.
func FuzzRead(f *testing.F) {
	f.Add([]byte(file))
	f.Add([]byte("a\tI-X\r\n\n\nb\tB-PER\nc\tI-PER\nd\tI-LOC\n \n"))
	f.Add([]byte("\xff\tO\n\t\ta\n"))
	f.Fuzz(func(t *testing.T, file []byte) {
		sentences, err := bio.Read(bytes.NewReader(file))
		if err != nil {
			return
		}
		text := bio.Text(sentences, lang.Pack{}, strings.ToLower)
		end := 0
		for _, name := range text.Names {
			if name.First < end || name.Last <= name.First || name.Last > len(text.Tokens) || text.SentenceOf(name.First) != text.SentenceOf(name.Last-1) {
				t.Fatalf("name %+v after %d of %d words", name, end, len(text.Tokens))
			}
			end = name.Last
		}
		for i, w := range text.Tokens {
			if text.Source[w.Start:w.End] != w.Form || w.Form == "" {
				t.Fatalf("token %d is %q, its source %q", i, w.Form, text.Source[w.Start:w.End])
			}
		}
	})
}
