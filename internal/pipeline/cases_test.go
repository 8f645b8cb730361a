package pipeline_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chancery"
)

var update = flag.Bool("update", false, "write what is read into the golden files")

// line parts a case's text from what is read in it.
const line = "\n-----\n"

// TestCases reads short reports of our own and compares the events with what
// stands below the text. Each file is testdata/cases/<language>/<name>.case;
// what it says was read by a person before it was kept.
func TestCases(t *testing.T) {
	p := embedded(t)
	files, err := filepath.Glob(filepath.Join("testdata", "cases", "*", "*.case"))
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]int{}
	for _, file := range files {
		code := filepath.Base(filepath.Dir(file))
		seen[code]++
		t.Run(code+"/"+strings.TrimSuffix(filepath.Base(file), ".case"), func(t *testing.T) {
			raw, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			text, want, ok := strings.Cut(string(raw), line)
			if !ok {
				t.Fatalf("%s has no line of dashes", file)
			}
			r := report(code, text)
			claims := read(t, p, r)
			for _, f := range faults(r, claims) {
				t.Error(f)
			}
			got := show(claims)
			if *update {
				if err := os.WriteFile(file, []byte(text+line+got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s\n%s", text, diff)
			}
		})
	}
	for _, code := range p.Languages() {
		if seen[code] < 30 {
			t.Errorf("language %s has %d cases, at least 30 are wanted", code, seen[code])
		}
	}
}

// show is the events of a report, one after the other. Other sorts of claims
// have tests of their own.
func show(claims []chancery.Claim) string {
	number := map[string]int{}
	for _, c := range claims {
		if c.Event != nil {
			number[c.ID] = len(number) + 1
		}
	}
	var b strings.Builder
	for _, c := range claims {
		if c.Event == nil {
			continue
		}
		h := c.Event
		fmt.Fprintf(&b, "%d. %s %s", number[c.ID], h.Kind, h.Modality)
		if h.Name != "" {
			fmt.Fprintf(&b, " %q", h.Name)
		}
		if c.PartOf != "" {
			fmt.Fprintf(&b, ", part of %d", number[c.PartOf])
		}
		if c.Context {
			b.WriteString(", background")
		}
		b.WriteString("\n")
		if h.Date != "" {
			fmt.Fprintf(&b, "   date: %s %s%s\n", h.Date, h.DateBasis, words(c, "date"))
		}
		if h.Place != nil {
			fmt.Fprintf(&b, "   place: %s %s%s\n", place(*h.Place), h.Place.Basis, words(c, "place"))
		}
		for _, p := range h.Participants {
			fmt.Fprintf(&b, "   %s: %s\n", p.Role, who(p))
		}
	}
	if b.Len() == 0 {
		return "nothing\n"
	}
	return b.String()
}

func place(p chancery.Place) string {
	if p.Name == "" {
		return p.Country
	}
	return p.Name + ", " + p.Country
}

// words are those that a field rests on.
func words(c chancery.Claim, field string) string {
	e, ok := c.Source(field)
	if !ok {
		return ""
	}
	return fmt.Sprintf(" %q", e.Quote)
}

// who is a participant in one line: name, office, whom it acts for and how
// that is known, and what it leads.
func who(p chancery.Participant) string {
	parts := []string{p.Name}
	if p.Name == "" {
		parts[0] = "?"
	}
	if p.Type != chancery.Person {
		parts = append(parts, string(p.Type))
	}
	if p.Office != nil {
		parts = append(parts, p.Office.Title)
	}
	if p.Of != "" && p.OfBase == chancery.Stated {
		parts = append(parts, p.Of)
	} else if p.Of != "" {
		parts = append(parts, p.Of+" "+string(p.OfBase))
	}
	if p.Leads != "" {
		parts = append(parts, "leads "+p.Leads)
	}
	return strings.Join(parts, ", ")
}
