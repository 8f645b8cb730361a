package intake_test

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chancery"
	"chancery/data"
	"chancery/internal/intake"
)

var update = flag.Bool("update", false, "write the golden files anew")

// facts is what a golden file holds of a report: all but its text and hashes,
// with the words of each span in place of its offsets.
type facts struct {
	Outlet    string   `json:"outlet,omitempty"`
	Chain     []string `json:"chain,omitempty"`
	Author    string   `json:"author,omitempty"`
	Title     string   `json:"title,omitempty"`
	Dateline  string   `json:"dateline,omitempty"`
	Published string   `json:"published,omitempty"`
	Basis     string   `json:"basis,omitempty"`
	Dates     []string `json:"dates,omitempty"`
	Parts     []string `json:"parts,omitempty"`
	Skip      string   `json:"skip,omitempty"`
	Text      string   `json:"text,omitempty"`
}

func factsOf(r chancery.Report) facts {
	f := facts{Outlet: r.Outlet, Chain: r.Chain, Author: r.Author, Title: r.Title, Dateline: r.Dateline, Published: string(r.Published), Basis: string(r.PublishedBasis)}
	for _, d := range r.Dates {
		f.Dates = append(f.Dates, string(d.Source)+" "+string(d.Date)+": "+d.Span.In(r.Text))
	}
	for _, p := range r.Parts {
		f.Parts = append(f.Parts, string(p.Kind)+": "+p.In(r.Text))
	}
	return f
}

func newReader(t testing.TB, language string) *intake.Reader {
	t.Helper()
	r, err := intake.New(data.FS, intake.DefaultLimits(), func(string) string { return language })
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestGoldenReports reads every report in testdata/reports; the first two
// letters of its name are its language.
func TestGoldenReports(t *testing.T) {
	files, err := filepath.Glob("testdata/reports/*")
	if err != nil {
		t.Fatal(err)
	}
	readers := map[string]*intake.Reader{}
	for _, file := range files {
		if strings.HasSuffix(file, ".want") {
			continue
		}
		language := filepath.Base(file)[:2]
		if readers[language] == nil {
			readers[language] = newReader(t, language)
		}
		t.Run(filepath.Base(file), func(t *testing.T) {
			raw, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			report, err := readers[language].Read(intake.Item{Name: file, Data: raw})
			if err != nil {
				t.Fatal(err)
			}
			golden(t, file+".want", factsOf(report))
		})
	}
}

// golden compares what was found with a golden file, or writes the file.
func golden(t *testing.T, file string, got facts) {
	t.Helper()
	if *update {
		var b strings.Builder
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false)
		e.SetIndent("", "  ")
		if err := e.Encode(got); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var want facts
	if err := json.Unmarshal(raw, &want); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", file, diff)
	}
}
