package morph_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"chancery/data"
	"chancery/internal/lang"
	"chancery/internal/nlp"
	"chancery/internal/nlp/morph"
	"chancery/internal/nlp/segment"
)

func pack(t testing.TB, code string) lang.Pack {
	t.Helper()
	packs, err := lang.Load(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(packs, func(p lang.Pack) bool { return p.Code == code })
	if i < 0 {
		t.Fatalf("no pack %q", code)
	}
	return packs[i]
}

func load(t testing.TB, code string) *morph.Analyser {
	t.Helper()
	a, err := morph.Load(data.FS, pack(t, code))
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// analyser is what a text goes through.
func analyser(t testing.TB, code string) func(source string) *nlp.Text {
	t.Helper()
	s, err := segment.Load(data.FS, pack(t, code))
	if err != nil {
		t.Fatal(err)
	}
	a := load(t, code)
	return func(source string) *nlp.Text {
		text := s.Segment(source)
		if err := a.Apply(text); err != nil {
			t.Fatal(err)
		}
		return text
	}
}

// forms reads one line of the tables: the text without its brackets, and the
// places where the bracketed forms begin.
func forms(marked string) (source string, places []int) {
	var b strings.Builder
	for _, r := range marked {
		switch r {
		case '[':
			places = append(places, b.Len())
		case ']':
		default:
			b.WriteRune(r)
		}
	}
	return b.String(), places
}

// TestForms reads texts and compares what was found out about some of their
// words.
func TestForms(t *testing.T) {
	for code, least := range map[string]int{"en": 80, "tr": 120} {
		table, err := os.ReadFile(filepath.Join("testdata", code+".txt"))
		if err != nil {
			t.Fatal(err)
		}
		count, analyse := 0, analyser(t, code)
		for line := range strings.Lines(string(table)) {
			if strings.HasPrefix(line, "#") {
				continue
			}
			marked, expected, ok := strings.Cut(strings.TrimSpace(line), " => ")
			if !ok {
				t.Fatalf("%s.txt: no => in %q", code, line)
			}
			source, places := forms(marked)
			wanted := strings.Fields(expected)
			if len(wanted) != len(places) {
				t.Fatalf("%s.txt: %d forms, %d expected in %q", code, len(places), len(wanted), line)
			}
			text := analyse(source)
			for i, at := range places {
				count++
				compare(t, text, at, wanted[i])
			}
		}
		if count < least {
			t.Errorf("%s.txt holds %d forms, want %d", code, count, least)
		}
	}
}

func compare(t *testing.T, text *nlp.Text, at int, wanted string) {
	t.Helper()
	i := slices.IndexFunc(text.Tokens, func(k nlp.Token) bool { return k.Start == at })
	if i < 0 {
		t.Errorf("no token at %d of %q", at, text.Source)
		return
	}
	got := text.Tokens[i]
	parts := strings.SplitN(wanted, "/", 3)
	ok := got.Lemma == parts[0] && (parts[1] == "*" || got.UPOS == parts[1])
	for part := range strings.SplitSeq(parts[2], "|") {
		name, value, _ := strings.Cut(part, "=")
		ok = ok && (name == "" || got.Feats.Get(name) == value)
	}
	if !ok {
		t.Errorf("%q: %s is %s/%s/%s, want %s", text.Source, got.Form, got.Lemma, got.UPOS, got.Feats, wanted)
	}
}

// TestLoadRefuses spoils one file of a small pack after another.
func TestLoadRefuses(t *testing.T) {
	files := map[string]string{
		"morph.yaml":  "unknown: {name: {upos: PROPN}, number: {upos: NUM}, ordinal: {upos: NUM}}\n",
		"lexicon.tsv": "# Source: a test\nform\tupos\tlemma\tfeats\tcount\nhouse\tNOUN\thouse\t\t3\n",
		"words.tsv":   "form\tupos\tlemma\tfeats\tcount\n",
		"context.tsv": "before2\tbefore\tcontext\tcount\n\t^\tNOUN\t2\n\tNOUN\t^\t2\n\tNOUN\tPROPN\t1\n\tPROPN\tNUM\t1\n",
	}
	for _, c := range []struct{ file, content, want string }{
		{"morph.yaml", files["morph.yaml"], ""},
		{"morph.yaml", files["morph.yaml"] + "lexcion: 1\n", "lexcion"},
		{"morph.yaml", files["morph.yaml"] + "paradigms: {noun: [{suffix: s, to: plural}]}\n", `leads to "plural"`},
		{"lexicon.tsv", "form\nhouse\tNOUN\thouse\t\n", "lexicon.tsv:2: 4 cells, want 5"},
		{"lexicon.tsv", "form\nhouse\tNOUN\thouse\t\t0\n", `lexicon.tsv:2: count "0"`},
		{"words.tsv", "form\nrun\tVERB\trun\t\t1\n", "words.tsv:2: context.tsv does not know VERB"},
		{"context.tsv", "before2\n\tNOUN\tNUM\tx\n\t^\tPROPN\t1\n", `context.tsv:2: count "x"`},
		{"context.tsv", "before2\n\tNOUN\tNUM\t1\n", "context.tsv"},
	} {
		fsys := fstest.MapFS{}
		for name, content := range files {
			fsys["lang/xx/"+name] = &fstest.MapFile{Data: []byte(content)}
		}
		fsys["lang/xx/"+c.file] = &fstest.MapFile{Data: []byte(c.content)}
		_, err := morph.Load(fsys, lang.Pack{Code: "xx", Folder: "lang/xx"})
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%s: %q: error %v, want one with %q", c.file, c.content, err, c.want)
		}
	}
}

func TestReadings(t *testing.T) {
	token := nlp.Token{Form: "evi", Lower: "evi", Stem: "evi"}
	var cases []string
	for _, r := range load(t, "tr").Readings(token) {
		if r.UPOS == "NOUN" && r.Lemma == "ev" {
			cases = append(cases, r.Feats.Get("Case")+r.Feats.Get("Person[psor]"))
		}
	}
	slices.Sort(cases)
	if got := strings.Join(cases, " "); got != "Acc Nom3" {
		t.Errorf("readings of evi: %q, want the accusative and the possessive", got)
	}
}

// FuzzApply: no text is too strange, and every token is analysed, twice alike.
func FuzzApply(f *testing.F) {
	f.Add("The minister’s visit: 12th, “NATO” & #PfP…")
	f.Add("Bakan Roma'yı 3. kez ziyaret etti; x'y 'de ğ ıı")
	f.Add("\xff\xfe ' 'ı A'B. \u0301a")
	en, tr := analyser(f, "en"), analyser(f, "tr")
	f.Fuzz(func(t *testing.T, source string) {
		for _, analyse := range []func(string) *nlp.Text{en, tr} {
			once, again := analyse(source), analyse(source)
			for i, token := range once.Tokens {
				if token.UPOS == "" || token.Lemma == "" {
					t.Errorf("%q has no analysis: %+v", token.Form, token)
				}
				if token != again.Tokens[i] {
					t.Errorf("%+v is %+v the second time", token, again.Tokens[i])
				}
			}
		}
	})
}

func BenchmarkApply(b *testing.B) {
	for _, c := range []struct{ code, text string }{
		{"en", "Mr. Orrin met the envoy’s aides in St. Petersburg on 4 July 2019, and they agreed to resume the stalled talks. "},
		{"tr", "Bakan Ay, 4 Temmuz'da Roma'yı ziyaret eden heyetin üçüncü toplantısında NATO'nun temsilcisiyle görüştü. "},
	} {
		b.Run(c.code, func(b *testing.B) {
			s, err := segment.Load(data.FS, pack(b, c.code))
			if err != nil {
				b.Fatal(err)
			}
			a := load(b, c.code)
			text := s.Segment(strings.Repeat(c.text, 40))
			b.ReportAllocs()
			tokens := 0
			for b.Loop() {
				if err := a.Apply(text); err != nil {
					b.Fatal(err)
				}
				tokens += len(text.Tokens)
			}
			b.ReportMetric(float64(tokens)/b.Elapsed().Seconds(), "tokens/s")
		})
	}
}

func BenchmarkLoad(b *testing.B) {
	for _, code := range []string{"en", "tr"} {
		p := pack(b, code)
		b.Run(code, func(b *testing.B) {
			for b.Loop() {
				if _, err := morph.Load(data.FS, p); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
