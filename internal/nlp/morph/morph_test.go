package morph_test

import (
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

// TestLoadRefuses spoils one file of a small pack after another.
func TestLoadRefuses(t *testing.T) {
	files := map[string]string{
		"morph.yaml": "unknown: {name: {upos: PROPN}, number: {upos: NUM}, ordinal: {upos: NUM}}\n",
		"words.tsv":  "# Source: a test\nform\tupos\tlemma\tfeats\tcount\nhouse\tNOUN\thouse\t\t3\n",
	}
	for _, c := range []struct{ file, content, want string }{
		{"morph.yaml", files["morph.yaml"], ""},
		{"morph.yaml", files["morph.yaml"] + "lexcion: 1\n", "lexcion"},
		{"morph.yaml", files["morph.yaml"] + "paradigms: {noun: [{suffix: s, to: plural}]}\n", `leads to "plural"`},
		{"morph.yaml", files["morph.yaml"] + "paradigms: {noun: [{to: number}], number: [{suffix: s, to: end}, {to: noun}]}\n", "leads to itself"},
		{"words.tsv", "form\nhouse\tNOUN\thouse\t\n", "words.tsv:2: 4 cells, want 5"},
		{"words.tsv", "form\nhouse\tNOUN\thouse\t\t0\n", `words.tsv:2: count "0"`},
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
	for _, r := range load(t, "tr").Readings(nil, &token) {
		if r.UPOS == "NOUN" && r.Lemma == "ev" {
			cases = append(cases, r.Feats.Get("Case")+r.Feats.Get("Person[psor]"))
		}
	}
	slices.Sort(cases)
	if got := strings.Join(cases, " "); got != "Acc Nom3" {
		t.Errorf("readings of evi: %q, want the accusative and the possessive", got)
	}
}

func BenchmarkReadings(b *testing.B) {
	s, err := segment.Load(data.FS, pack(b, "tr"))
	if err != nil {
		b.Fatal(err)
	}
	a := load(b, "tr")
	text := s.Segment("Bakan Ay, 4 Temmuz'da Roma'yı ziyaret eden heyetin üçüncü toplantısında NATO'nun temsilcisiyle görüştü. ")
	b.ReportAllocs()
	tokens := 0
	var buf []morph.Reading
	for b.Loop() {
		for i := range text.Tokens {
			buf = a.Readings(buf[:0], &text.Tokens[i])
		}
		tokens += len(text.Tokens)
	}
	b.ReportMetric(float64(tokens)/b.Elapsed().Seconds(), "tokens/s")
}

func BenchmarkLoad(b *testing.B) {
	for _, code := range []string{"az", "tr"} {
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
