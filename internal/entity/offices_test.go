package entity_test

import (
	"cmp"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"chancery"
	"chancery/internal/entity"
	"chancery/internal/readtest"
)

// TestOffices reads the texts of testdata/offices/<language>.tsv and compares
// the people in them, their offices and whom they act for with what stands
// beside each.
func TestOffices(t *testing.T) {
	for _, x := range readtest.Languages(t, "entity.yaml") {
		raw, err := os.ReadFile(filepath.Join("testdata", "offices", x.Pack.Code+".tsv"))
		if err != nil {
			t.Fatal(err)
		}
		t.Run(x.Pack.Code, func(t *testing.T) {
			for line := range strings.Lines(string(raw)) {
				text, want, ok := strings.Cut(strings.TrimSpace(line), "\t")
				if !ok {
					continue
				}
				if got := people(x.Read(t, text, entity.Context{Published: "2025-05-15"})); got != want {
					t.Errorf("%s\n  got  %s\n  want %s", text, got, want)
				}
			}
		})
	}
}

// TestReferences reads the texts of testdata/references/<language>.tsv and compares
// whom their later sentences mean.
func TestReferences(t *testing.T) {
	for _, x := range readtest.Languages(t, "entity.yaml") {
		raw, err := os.ReadFile(filepath.Join("testdata", "references", x.Pack.Code+".tsv"))
		if err != nil {
			t.Fatal(err)
		}
		t.Run(x.Pack.Code, func(t *testing.T) {
			for line := range strings.Lines(string(raw)) {
				text, want, ok := strings.Cut(strings.TrimSpace(line), "\t")
				if !ok {
					continue
				}
				if got := meant(x.Read(t, text, entity.Context{Published: "2025-05-15"})); got != want {
					t.Errorf("%s\n  got  %s\n  want %s", text, got, want)
				}
			}
		})
	}
}

// meant is whom the people of all sentences but the first are.
func meant(d *entity.Doc) string {
	who := func(n int) string {
		switch a := d.Actors[n]; {
		case a.Name != "":
			return a.Name
		case a.Of != "":
			return "? of " + a.Of
		}
		return "?"
	}
	var out []string
	for _, m := range d.Mentions {
		if m.First < d.Text.Sentences[0].Last {
			continue
		}
		switch m.Label {
		case entity.Person, entity.Holder, entity.Pronoun, entity.Group:
		default:
			continue
		}
		var names []string
		for _, n := range m.Members {
			names = append(names, who(n))
		}
		if m.Actor >= 0 {
			names = append(names, who(m.Actor))
		}
		out = append(out, d.Text.Span(m.First, m.Last).In(d.Text.Source)+" = "+cmp.Or(strings.Join(names, " + "), "nobody"))
	}
	return strings.Join(out, " | ")
}

// people is everybody in a text, in the order in which they are first named.
func people(d *entity.Doc) string {
	var out []string
	seen := map[int]bool{}
	for _, m := range d.Mentions {
		if m.Actor < 0 || seen[m.Actor] || d.Actors[m.Actor].Type != chancery.Person {
			continue
		}
		seen[m.Actor] = true
		a := d.Actors[m.Actor]
		title := ""
		if a.Office != nil {
			title = a.Office.Title
		}
		s := strings.Join([]string{cmp.Or(a.Name, "?"), cmp.Or(title, "-"), cmp.Or(a.Of, "-")}, "; ")
		if a.Former {
			s += "; former"
		}
		out = append(out, s)
	}
	return cmp.Or(strings.Join(out, " | "), "-")
}
