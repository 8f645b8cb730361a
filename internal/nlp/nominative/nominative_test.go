package nominative_test

import (
	"context"
	"io/fs"
	"os"
	"path"
	"strings"
	"testing"

	"chancery/data"
	"chancery/internal/gazetteer"
	"chancery/internal/lang"
	"chancery/internal/nlp/analysis"
	"chancery/internal/nlp/nominative"
)

// TestNominatives reads sentences of which the names in brackets must come out as what
// stands behind the stroke: [Осло|Осло], [Перу|Перу].
func TestNominatives(t *testing.T) {
	g, err := gazetteer.Load(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	packs, err := lang.Load(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	for _, pack := range packs {
		if _, err := fs.Stat(data.FS, path.Join(pack.Folder, nominative.File)); err != nil { // its names are not inflected
			continue
		}
		raw, err := os.ReadFile("testdata/" + pack.Code + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		a, err := analysis.Load(data.FS, pack, g)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(raw)) {
			line = strings.TrimSpace(line)
			if line == "" || strings.HasPrefix(line, "#") {
				continue
			}
			source, want := marked(line)
			text, err := a.Read(context.Background(), source)
			if err != nil {
				t.Fatal(err)
			}
			for _, w := range want {
				var got []string
				for _, k := range text.Tokens {
					if k.Start >= w.start && k.End <= w.end {
						got = append(got, k.Stem)
					}
				}
				if s := strings.Join(got, " "); s != w.nominative {
					t.Errorf("%s\n%q is %q, want %q", source, source[w.start:w.end], s, w.nominative)
				}
			}
		}
	}
}

type wanted struct {
	start, end int
	nominative string
}

// marked takes the brackets out of a line.
func marked(line string) (string, []wanted) {
	var b strings.Builder
	var out []wanted
	for {
		before, rest, ok := strings.Cut(line, "[")
		b.WriteString(before)
		if !ok {
			return b.String(), out
		}
		inside, after, _ := strings.Cut(rest, "]")
		form, nominative, _ := strings.Cut(inside, "|")
		out = append(out, wanted{b.Len(), b.Len() + len(form), nominative})
		b.WriteString(form)
		line = after
	}
}
