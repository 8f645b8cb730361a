package analysis_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"chancery/data"
	"chancery/internal/gazetteer"
	"chancery/internal/lang"
	"chancery/internal/nlp"
	"chancery/internal/nlp/analysis"
)

// packs are the languages that have a model.
func packs(t testing.TB) []lang.Pack {
	t.Helper()
	all, err := lang.Load(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// world is loaded once: it is large, and never changes.
var world = sync.OnceValues(func() (*gazetteer.Gazetteer, error) { return gazetteer.Load(data.FS) })

func load(t testing.TB, code string) *analysis.Analysis {
	t.Helper()
	all := packs(t)
	i := slices.IndexFunc(all, func(p lang.Pack) bool { return p.Code == code })
	if i < 0 {
		t.Fatalf("no pack %q", code)
	}
	g, err := world()
	if err != nil {
		t.Fatal(err)
	}
	a, err := analysis.Load(data.FS, all[i], g)
	if err != nil {
		t.Fatal(err)
	}
	return a
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

// rows are the lines of a table below testdata.
func rows(t *testing.T, name string) []string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for line := range strings.Lines(string(raw)) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			out = append(out, line)
		}
	}
	return out
}

// TestForms reads texts and compares what was found out about some of their
// words.
func TestForms(t *testing.T) {
	for code, least := range map[string]int{"en": 80, "tr": 120} {
		count, a := 0, load(t, code)
		for _, line := range rows(t, code+".txt") {
			marked, expected, ok := strings.Cut(line, " => ")
			if !ok {
				t.Fatalf("%s.txt: no => in %q", code, line)
			}
			source, places := forms(marked)
			wanted := strings.Fields(expected)
			if len(wanted) != len(places) {
				t.Fatalf("%s.txt: %d forms, %d expected in %q", code, len(places), len(wanted), line)
			}
			text, err := a.Read(t.Context(), source)
			if err != nil {
				t.Fatal(err)
			}
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
	ok := got.Base == parts[0] && (parts[1] == "*" || got.UPOS == parts[1])
	for part := range strings.SplitSeq(parts[2], "|") {
		name, value, _ := strings.Cut(part, "=")
		ok = ok && (name == "" || got.Feats.Get(name) == value)
	}
	if !ok {
		t.Errorf("%q: %s is %s/%s/%s, want %s", text.Source, got.Form, got.Base, got.UPOS, got.Feats, wanted)
	}
}

func TestLoadRefuses(t *testing.T) {
	g, err := world()
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		model []byte
		want  string
	}{
		"without a model": {nil, "lang/xx/model.gz"},
		"with a torn one": {[]byte("no model"), "lang/xx/model.gz"},
	} {
		fsys := fstest.MapFS{"lang/xx/segment.yaml": {Data: []byte("ordinal_digits: 1\n")}}
		if c.model != nil {
			fsys["lang/xx/model.gz"] = &fstest.MapFile{Data: c.model}
		}
		if _, err := analysis.Load(fsys, lang.Pack{Code: "xx", Folder: "lang/xx"}, g); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want one with %q", name, err, c.want)
		}
	}
}

// FuzzParse: every visible rune lies in a token with an analysis, names lie
// within sentences, and a second time it is all the same.
func FuzzParse(f *testing.F) {
	f.Add("The minister’s two-day visit: 12th, “NATO” & #PfP… I can't.")
	f.Add("Bakan Roma'yı 3. kez ziyaret etti; Ankara'daydı. x'y 'de ğ ıı")
	f.Add("\xff\xfe ' 'ı A'B. \u0301a")
	f.Add("The Armenia-Azerbaijan talks; ANKARA'DAKİ TOPLANTIYDI. BAKIDAKI EVDİR")
	all := map[string]*analysis.Analysis{}
	for _, p := range packs(f) {
		all[p.Code] = load(f, p.Code)
	}
	f.Fuzz(func(t *testing.T, source string) {
		for code, a := range all {
			for _, read := range []func(context.Context, string) (*nlp.Text, error){a.Read, a.Parse} {
				once, err := read(t.Context(), source)
				if err != nil {
					t.Fatal(err)
				}
				again, err := read(t.Context(), source)
				if err != nil {
					t.Fatal(err)
				}
				if !slices.Equal(once.Tokens, again.Tokens) || !slices.Equal(once.Names, again.Names) {
					t.Errorf("%s: another analysis the second time", code)
				}
				for _, k := range once.Tokens {
					if k.UPOS == "" || k.Lemma == "" || k.End <= k.Start || k.End > len(source) {
						t.Errorf("%s: %+v", code, k)
					}
				}
				at := 0
				for _, n := range once.Names {
					if n.First < at || n.Last <= n.First || n.Last > once.Sentences[once.SentenceOf(n.First)].Last {
						t.Errorf("%s: name %+v after token %d", code, n, at)
					}
					at = n.Last
				}
			}
		}
	})
}
