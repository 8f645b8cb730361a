package langid_test

import (
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"chancery/internal/nlp/langid"
)

// floors are the least shares of pieces of so many characters that must be
// recognised: of all pieces, of those in any one language, and of those in
// Turkish and Azerbaijani together.
type floors struct {
	length                int
	all, each, neighbours float64
}

// TestPieces cuts texts without regard to words, as a short report or the rest
// of one may be.
func TestPieces(t *testing.T) {
	for _, name := range []string{"testdata/news.tsv", "testdata/unseen.tsv"} {
		texts := textsOf(t, name)
		for _, f := range []floors{{30, 0.97, 0.9, 0.96}, {60, 0.995, 0.97, 0.99}, {200, 0.999, 0.99, 0.999}} {
			counts := map[string]count{}
			for language, text := range texts {
				counts[language] = measure(load(t), language, pieces(text, f.length, 7))
			}
			f.check(t, name, counts)
		}
	}
}

// textsOf joins the sentences of each language in a file.
func textsOf(t *testing.T, name string) map[string]string {
	t.Helper()
	raw, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{}
	for line := range strings.Lines(string(raw)) {
		if language, sentence, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t"); ok {
			texts[language] += sentence + " "
		}
	}
	return texts
}

// pieces are stretches of so many characters, one beginning at each step.
func pieces(text string, length, step int) []string {
	var out []string
	runes := []rune(text)
	for i := 0; i+length <= len(runes); i += step {
		out = append(out, string(runes[i:i+length]))
	}
	return out
}

// count is how many pieces there are and how many were recognised; taken has
// how many were taken for each wrong language.
type count struct {
	pieces, right int
	taken         map[string]int
}

func (c count) share() float64 { return float64(c.right) / float64(max(1, c.pieces)) }

func measure(id *langid.Identifier, language string, pieces []string) count {
	c := count{taken: map[string]int{}}
	for _, p := range pieces {
		c.pieces++
		if got := id.Identify(p); got == language {
			c.right++
		} else {
			c.taken[got]++
		}
	}
	return c
}

func (f floors) check(t *testing.T, name string, counts map[string]count) {
	t.Helper()
	var all, neighbours count
	for _, language := range slices.Sorted(maps.Keys(counts)) {
		c := counts[language]
		if c.pieces == 0 {
			continue
		}
		if c.right < c.pieces {
			t.Logf("%s, %d characters: %s %d of %d, taken for %v", name, f.length, language, c.right, c.pieces, c.taken)
		}
		if c.share() < f.each {
			t.Errorf("%s, %d characters: %.3f of %s are recognised, want %.3f", name, f.length, c.share(), language, f.each)
		}
		all = count{pieces: all.pieces + c.pieces, right: all.right + c.right}
		if language == "tr" || language == "az" {
			neighbours = count{pieces: neighbours.pieces + c.pieces, right: neighbours.right + c.right}
		}
	}
	if all.share() < f.all {
		t.Errorf("%s, %d characters: %.4f of all are recognised, want %.4f", name, f.length, all.share(), f.all)
	}
	if neighbours.share() < f.neighbours {
		t.Errorf("%s, %d characters: %.4f of Turkish and Azerbaijani are recognised, want %.4f", name, f.length, neighbours.share(), f.neighbours)
	}
}
