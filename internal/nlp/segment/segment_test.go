package segment_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"

	"pgregory.net/rapid"

	"chancery/data"
	"chancery/internal/lang"
	"chancery/internal/nlp"
	"chancery/internal/nlp/segment"
)

func load(t testing.TB, code string) *segment.Segmenter {
	t.Helper()
	packs, err := lang.Load(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range packs {
		if p.Code == code {
			s, err := segment.Load(data.FS, p)
			if err != nil {
				t.Fatal(err)
			}
			return s
		}
	}
	t.Fatalf("no pack %q", code)
	return nil
}

// show writes tokens as in the files below testdata.
func show(text *nlp.Text) string {
	var b strings.Builder
	for n, sentence := range text.Sentences {
		if n > 0 && sentence.Paragraph == text.Sentences[n-1].Paragraph {
			b.WriteString(" ¦ ")
		} else if n > 0 {
			b.WriteString(" ¶ ")
		}
		for i := sentence.First; i < sentence.Last; i++ {
			if i > sentence.First {
				b.WriteByte(' ')
			}
			b.WriteString(text.Tokens[i].Form)
			if stem := text.Tokens[i].Stem; stem != text.Tokens[i].Form {
				b.WriteString("{" + stem + "}")
			}
		}
	}
	return b.String()
}

func TestSegment(t *testing.T) {
	for _, code := range []string{"az", "en", "tr"} {
		s := load(t, code)
		table, err := os.ReadFile(filepath.Join("testdata", code+".txt"))
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(table)) {
			if strings.HasPrefix(line, "#") {
				continue
			}
			in, want, ok := strings.Cut(strings.TrimSpace(line), " => ")
			if !ok {
				t.Fatalf("%s.txt: no => in %q", code, line)
			}
			if got := show(s.Segment(strings.ReplaceAll(in, `\n`, "\n"))); got != want {
				t.Errorf("%s: %s\n got %s\nwant %s", code, in, got, want)
			}
		}
	}
}

func TestSegmentWrappedText(t *testing.T) {
	const source = `Two ministers met in
Oslo on Monday. They
agreed that trade by
Sea should grow and
that they would meet
Again.`
	const want = "Two ministers met in Oslo on Monday . ¦ They agreed that trade by Sea should grow and that they would meet Again ."
	if got := show(load(t, "en").Segment(source)); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}

func TestLoadRefuses(t *testing.T) {
	for _, c := range []struct{ rules, want string }{
		{"titels: [Mr]\n", "titels"},
		{"titles: [Mr]\nabbreviations: [Mr]\n", `"Mr" is listed twice`},
		{"splits: {cannot: 6}\n", `split of "cannot" after byte 6`},
	} {
		fsys := fstest.MapFS{"lang/xx/segment.yaml": {Data: []byte(c.rules)}}
		_, err := segment.Load(fsys, lang.Pack{Code: "xx", Folder: "lang/xx"})
		if err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), "lang/xx/segment.yaml") {
			t.Errorf("rules %q: error %v, want one with %q and the file", c.rules, err, c.want)
		}
	}
}

// check fails where the tokens do not give back the source, or the sentences
// do not give back the tokens.
func check(t interface{ Fatalf(string, ...any) }, text *nlp.Text) {
	end := 0
	for i, token := range text.Tokens {
		if token.Start < end || token.End <= token.Start || token.End > len(text.Source) {
			t.Fatalf("token %d spans %v after %d in %q", i, token.Span, end, text.Source)
		}
		if token.In(text.Source) != token.Form {
			t.Fatalf("token %d is %q, its span holds %q", i, token.Form, token.In(text.Source))
		}
		if gap := text.Source[end:token.Start]; strings.ContainsFunc(gap, visible) {
			t.Fatalf("%q lies outside the tokens of %q", gap, text.Source)
		}
		if !strings.HasPrefix(token.Form, token.Stem) || token.Stem == "" {
			t.Fatalf("token %d: stem %q of %q", i, token.Stem, token.Form)
		}
		end = token.End
	}
	if gap := text.Source[end:]; strings.ContainsFunc(gap, visible) {
		t.Fatalf("%q lies outside the tokens of %q", gap, text.Source)
	}
	next, paragraph := 0, 0
	for _, s := range text.Sentences {
		if s.First != next || s.Last <= s.First || s.Paragraph < paragraph || s.Paragraph > paragraph+1 {
			t.Fatalf("sentence %+v after token %d of %q", s, next, text.Source)
		}
		next, paragraph = s.Last, s.Paragraph
	}
	if next != len(text.Tokens) {
		t.Fatalf("sentences end at token %d of %d", next, len(text.Tokens))
	}
}

func visible(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsPunct(r) || unicode.IsSymbol(r)
}

func TestTokensGiveBackTheSource(t *testing.T) {
	for _, code := range []string{"az", "en", "tr"} {
		s := load(t, code)
		piece := rapid.SampledFrom(strings.Split("Oslo| |.|'|’|\"|-|–|—|n't|'s|NATO|nun|12|3|,|:|/|(|)|\n|\n\n|…|@|#|€|%|U.S.|Mr|İ|ı|\u00ad|\u0301|🇳🇴|http://|www.|com|\xff|e.g|№", "|"))
		rapid.Check(t, func(t *rapid.T) {
			check(t, s.Segment(strings.Join(rapid.SliceOf(piece).Draw(t, "pieces"), "")))
		})
	}
}

func FuzzSegment(f *testing.F) {
	f.Add("The minister’s visit to Oslo. He left at 4 p.m. The end.\n\n- a\n- b")
	f.Add("Bakan Roma'yı 3. kez ziyaret etti.")
	f.Add("a.b.c@d.e www. https://x #y' \xff\xfe\u200d")
	en, tr := load(f, "en"), load(f, "tr")
	f.Fuzz(func(t *testing.T, source string) {
		check(t, en.Segment(source))
		check(t, tr.Segment(source))
	})
}

func BenchmarkSegment(b *testing.B) {
	for _, c := range []struct{ code, text string }{
		{"en", "Mr. Orrin met the U.S. envoy’s aides in St. Petersburg on 4 July 2019, and they didn't agree. "},
		{"tr", "Bakan Ay, 4 Temmuz'da Roma'yı ziyaret eden heyetin 3. toplantısında NATO'nun temsilcisiyle görüştü. "},
	} {
		b.Run(c.code, func(b *testing.B) {
			s := load(b, c.code)
			source := strings.Repeat(c.text, 40)
			b.SetBytes(int64(len(source)))
			b.ReportAllocs()
			tokens := 0
			for b.Loop() {
				tokens += len(s.Segment(source).Tokens)
			}
			b.ReportMetric(float64(tokens)/b.Elapsed().Seconds(), "tokens/s")
		})
	}
}
