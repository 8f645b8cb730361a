package eval

import (
	"fmt"
	"io"
	"math"
	"strings"
)

// Figure is one measure. Its value is NaN where nothing was there to measure.
type Figure struct {
	Name  string
	Value float64
	Count bool // a whole number, not a share of one
}

// String is the figure as it is printed: its name and its value, a share with
// three decimals.
func (f Figure) String() string {
	switch {
	case f.Count:
		return fmt.Sprintf("%s %.0f", f.Name, f.Value)
	case math.IsNaN(f.Value):
		return f.Name + " nan"
	}
	return fmt.Sprintf("%s %.3f", f.Name, f.Value)
}

// Figures are all measures of one gold set, in a fixed order.
type Figures struct {
	list      []Figure
	languages []languageFigures
	missed    []entry
	extra     []entry
	kinds     map[string]map[string]*kindTally // by language and kind
	findings  []reportFindings
	remarks   []string // what a stage got wrong, a line each
}

type languageFigures struct {
	language  string
	documents int
	list      []Figure
}

// entry is an event that was missed or made up.
type entry struct {
	Report string
	Kind   string
	Date   string // EDTF; empty when unknown
	Who    []string
}

func (e entry) String() string {
	return fmt.Sprintf("%s %s %s %s", e.Report, e.Kind, first(e.Date, "undated"), strings.Join(e.Who, "; "))
}

// List is every figure of the whole set.
func (f *Figures) List() []Figure { return append([]Figure(nil), f.list...) }

// Value is the figure of that name, or false where there is none. With a
// language after a dot, as in "engagement_f1.tr", it is that of the reports in
// this language.
func (f *Figures) Value(name string) (float64, bool) {
	list := f.list
	name, language, apart := strings.Cut(name, ".")
	if apart {
		list = f.ofLanguage(language)
	}
	for _, x := range list {
		if x.Name == name {
			return x.Value, true
		}
	}
	return 0, false
}

func (f *Figures) ofLanguage(language string) []Figure {
	for _, l := range f.languages {
		if l.language == language {
			return l.list
		}
	}
	return nil
}

// Print writes one figure a line.
func (f *Figures) Print(w io.Writer) error { return printFigures(w, "", f.list) }

// PrintDetail writes the figures of each language, then what was missed, what
// was made up, and what else was wrong.
func (f *Figures) PrintDetail(w io.Writer) error {
	for _, l := range f.languages {
		if _, err := fmt.Fprintf(w, "-- %s: %d documents\n", l.language, l.documents); err != nil {
			return err
		}
		if err := printFigures(w, "   ", l.list); err != nil {
			return err
		}
	}
	for _, e := range f.missed {
		if _, err := fmt.Fprintf(w, "missed  %s\n", e); err != nil {
			return err
		}
	}
	for _, e := range f.extra {
		if _, err := fmt.Fprintf(w, "extra   %s\n", e); err != nil {
			return err
		}
	}
	for _, r := range f.remarks {
		if _, err := fmt.Fprintln(w, r); err != nil {
			return err
		}
	}
	return nil
}

func printFigures(w io.Writer, indent string, list []Figure) error {
	for _, x := range list {
		if _, err := fmt.Fprintf(w, "%s%s\n", indent, x); err != nil {
			return err
		}
	}
	return nil
}

func count(name string, n int) Figure { return Figure{Name: name, Value: float64(n), Count: true} }

func rate(name string, right, of int) Figure { return Figure{Name: name, Value: ratio(right, of)} }

func rateOf(name string, s share) Figure { return rate(name, s.right, s.of) }

func ratio(right, of int) float64 {
	if of == 0 {
		return math.NaN()
	}
	return float64(right) / float64(of)
}
