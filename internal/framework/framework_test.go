package framework_test

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"
	"testing"

	"chancery"
	"chancery/data"
	"chancery/internal/entity"
	"chancery/internal/framework"
	"chancery/internal/gazetteer"
	"chancery/internal/lang"
	"chancery/internal/nlp"
	"chancery/internal/nlp/morph"
	"chancery/internal/nlp/segment"
	"chancery/internal/timex"
)

// tool is what reads one language, up to memberships.
type tool struct {
	segment  *segment.Segmenter
	tagger   nlp.Stage
	times    *timex.Reader
	entities *entity.Reader
	reader   *framework.Reader
	code     string
}

func tools(t testing.TB) []tool {
	t.Helper()
	var fsys fs.FS = data.FS
	if d := os.Getenv("DATA"); d != "" {
		fsys = os.DirFS(d)
	}
	must := func(err error) {
		if err != nil {
			t.Helper()
			t.Fatal(err)
		}
	}
	packs, err := lang.Load(fsys)
	must(err)
	gaz, err := gazetteer.Load(fsys)
	must(err)
	var out []tool
	for _, p := range packs {
		if _, err := fs.Stat(fsys, path.Join(p.Folder, "framework.yaml")); err != nil {
			continue
		}
		x := tool{code: p.Code}
		x.segment, err = segment.Load(fsys, p)
		must(err)
		x.tagger, err = morph.Load(fsys, p)
		must(err)
		x.times, err = timex.Load(fsys, p.Code)
		must(err)
		x.entities, err = entity.New(fsys, p, gaz)
		must(err)
		x.reader, err = framework.New(fsys, p, gaz)
		must(err)
		out = append(out, x)
	}
	return out
}

func (x tool) read(t testing.TB, text string) []chancery.Claim {
	t.Helper()
	report := chancery.Report{ID: "r1", Language: x.code, Published: "2025-06-12", Text: text}
	tx := x.segment.Segment(text)
	if err := x.tagger.Apply(tx); err != nil {
		t.Fatal(err)
	}
	doc := x.entities.Read(tx, entity.Context{Published: report.Published})
	return x.reader.Read(framework.Source{Report: &report, Doc: doc, Times: x.times.Find(tx), Version: "1"})
}

func show(m *chancery.Membership) string {
	parts := []string{m.Party, m.Framework}
	if m.Since != "" {
		parts = append(parts, string(m.Since))
	}
	if m.Until != "" {
		parts = append(parts, "until", string(m.Until))
	}
	if m.Status != "member" {
		parts = append(parts, m.Status)
	}
	if m.Succeeds != "" {
		parts = append(parts, "after", m.Succeeds)
	}
	return strings.Join(parts, " ")
}

func TestExamples(t *testing.T) {
	for _, x := range tools(t) {
		for _, r := range x.reader.Rules() {
			id := x.code + "." + r.ID
			by := func(text string) string {
				var out []string
				for _, c := range x.read(t, text) {
					if c.Sources[0].Rule == id {
						out = append(out, show(c.Membership))
					}
				}
				return strings.Join(out, "; ")
			}
			for _, e := range r.Examples {
				if got := by(e.Text); got != e.Yields {
					t.Errorf("%s: rule %s: %s\n got %q\nwant %q", r.Where, r.ID, e.Text, got, e.Yields)
				}
			}
			for _, text := range r.Counter {
				if got := by(text); got != "" {
					t.Errorf("%s: rule %s: %s\n got %q\nwant nothing", r.Where, r.ID, text, got)
				}
			}
		}
	}
}

var _ = fmt.Sprint

func TestOne(t *testing.T) {
	for _, x := range tools(t) {
		for _, line := range strings.Split(os.Getenv("ONE"), "\n") {
			if code, text, ok := strings.Cut(line, ":"); ok && code == x.code {
				fmt.Println(text)
				for _, c := range x.read(t, text) {
					fmt.Println("   ", c.Sources[0].Rule, show(c.Membership))
				}
			}
		}
	}
}
