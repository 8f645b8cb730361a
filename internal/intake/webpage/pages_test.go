package webpage_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"chancery/internal/intake/webpage"
)

// facts is what a page of testdata/pages says, as whoever wrote it knows. The
// main text lies beside it, a line for each paragraph.
type facts struct {
	Language  string `json:"language"`
	Title     string `json:"title"`
	Author    string `json:"author"`
	Outlet    string `json:"outlet"`
	Agency    string `json:"agency"`
	Published string `json:"published"` // after "visible", a day that only the visible page tells
	Modified  string `json:"modified"`
	Address   string `json:"address"`
	Fetched   string `json:"fetched"` // where the page was found; empty for a saved one
	Posts     []struct{ Author, Date, Address, Text string }
}

type sample struct {
	name string
	data []byte
	want facts
	text string
}

func samples(t testing.TB) []sample {
	t.Helper()
	files, err := filepath.Glob("testdata/pages/*.html")
	if err != nil {
		t.Fatal(err)
	}
	var out []sample
	for _, file := range files {
		s := sample{name: strings.TrimSuffix(filepath.Base(file), ".html")}
		about := read(t, strings.TrimSuffix(file, ".html")+".json")
		if err := json.Unmarshal(about, &s.want); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		s.data, s.text = read(t, file), string(read(t, strings.TrimSuffix(file, ".html")+".txt"))
		out = append(out, s)
	}
	if len(out) < 60 {
		t.Fatalf("only %d pages", len(out))
	}
	return out
}

func read(t testing.TB, file string) []byte {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// f1 is the harmonic mean of precision and recall of the words of a text,
// repetitions counted.
func f1(got, want string) float64 {
	words := func(s string) map[string]int {
		out := map[string]int{}
		for _, w := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) }) {
			out[w]++
		}
		return out
	}
	g, w := words(got), words(want)
	both, all := 0, 0
	for word, n := range g {
		both, all = both+min(n, w[word]), all+n
	}
	for _, n := range w {
		all += n
	}
	return 2 * float64(both) / float64(max(all, 1))
}

// The floors of the pages as a whole, and of each one.
const (
	leastMean  = 0.98
	leastEach  = 0.90
	leastDates = 0.98
)

func TestPages(t *testing.T) {
	all := samples(t)
	sum, dates, detail := 0.0, 0, ""
	for _, s := range all {
		page, err := webpage.Read(s.data, "", s.want.Fetched, webpage.DefaultLimits())
		if err != nil {
			t.Errorf("%s: %v", s.name, err)
			continue
		}
		score := f1(strings.Join(page.Paragraphs, "\n"), s.text)
		if sum += score; score < leastEach {
			t.Errorf("%s: F1 %.3f; got\n%s", s.name, score, strings.Join(page.Paragraphs, "\n"))
		}
		if whole := strings.Count(s.text, "\n"); len(page.Paragraphs) < whole/2 && !strings.Contains(s.name, "oldtable") && !strings.Contains(s.name, "blogger") {
			t.Errorf("%s: %d paragraphs, want %d", s.name, len(page.Paragraphs), whole)
		}
		day, visible := strings.CutPrefix(s.want.Published, "visible ")
		switch {
		case visible && page.Published == "" && len(page.Head) > 0, !visible && string(page.Published) == s.want.Published:
			dates++
		default:
			t.Logf("%s: published %q, head %q; want %q", s.name, page.Published, page.Head, day)
		}
		got := facts{Language: page.Language, Title: page.Title, Author: page.Author, Outlet: page.Outlet, Agency: page.Agency, Modified: string(page.Modified), Address: page.Address}
		want := s.want
		want.Published, want.Fetched, want.Posts = "", "", nil
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", s.name, diff)
		}
		if len(page.Posts) != len(s.want.Posts) || len(page.Posts) > 0 && page.Posts[0] != webpage.Post(s.want.Posts[0]) {
			t.Errorf("%s: posts %+v, want %+v", s.name, page.Posts, s.want.Posts)
		}
		detail += fmt.Sprintf("%.3f %s\n", score, s.name)
	}
	mean, right := sum/float64(len(all)), float64(dates)/float64(len(all))
	t.Logf("%d pages: mean F1 %.4f, dates right %.3f", len(all), mean, right)
	if mean < leastMean || right < leastDates {
		t.Errorf("mean F1 %.4f, at least %.2f; dates right %.3f, at least %.2f\n%s", mean, leastMean, right, leastDates, detail)
	}
}
