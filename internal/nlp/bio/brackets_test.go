package bio_test

import (
	"strings"
	"testing"

	"chancery"
	"chancery/internal/nlp"
	"chancery/internal/nlp/bio"
)

// cut makes tokens of what stands between spaces, without the stop at the end.
func cut(text string) []nlp.Token {
	var out []nlp.Token
	at := 0
	for word := range strings.SplitSeq(text, " ") {
		form := strings.TrimSuffix(word, ".")
		if form != "" {
			out = append(out, nlp.Token{Span: chancery.Span{Start: at, End: at + len(form)}, Form: form})
		}
		at += len(word) + 1
	}
	return out
}

func TestReadBrackets(t *testing.T) {
	const text = "# a comment\n\nMinister [PER Lena Torvik] left [LOC Oslo].\nNobody came.\n[THING X] [ORG Y]\n"
	got, err := bio.ReadBrackets(strings.NewReader(text), cut)
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != 3 || strings.Join(got[0].Words, " ") != "Minister Lena Torvik left Oslo" || len(got[1].Names) != 0 {
		t.Fatalf("read %+v", got)
	}
	want := []nlp.Name{{First: 1, Last: 3, Type: nlp.Person}, {First: 4, Last: 5, Type: nlp.Location}}
	if len(got[0].Names) != 2 || got[0].Names[0] != want[0] || got[0].Names[1] != want[1] {
		t.Errorf("names %v, want %v", got[0].Names, want)
	}
	if names := got[2].Names; len(names) != 1 || names[0].Type != nlp.Organisation {
		t.Errorf("of types that are none of ours names are left: %v", names)
	}
	if names := got[2].Typed(map[string]string{"THING": "MISC"}); len(names) != 2 || names[0].Type != "MISC" {
		t.Errorf("with a type for THING the names are %v", names)
	}
}

func TestNamesInsideWords(t *testing.T) {
	got, err := bio.ReadBrackets(strings.NewReader("a [LOC Kyiv]-born judge of pro-[LOC Oslo]-pro"), cut)
	if err != nil {
		t.Fatal(err)
	}
	if words := strings.Join(got[0].Words, " "); words != "a Kyiv -born judge of pro- Oslo -pro" || len(got[0].Names) != 2 || got[0].Names[1] != (nlp.Name{First: 6, Last: 7, Type: nlp.Location}) {
		t.Errorf("words %q, names %v", words, got[0].Names)
	}
}

func TestReadBracketsRefuses(t *testing.T) {
	for text, want := range map[string]string{
		"ok\n[PER Lena":      "line 2: want [TYPE name]",
		"[PER]":              "line 1: want [TYPE name]",
		"[PER Le[na]":        "line 1: want [TYPE name]",
		"Lena] left":         "line 1: a bracket is closed",
		"[PER Lena left. ] ": `line 1: the name "Lena left. " begins or ends with no word`,
	} {
		_, err := bio.ReadBrackets(strings.NewReader(text), cut)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: error %v, want one with %q", text, err, want)
		}
	}
}
