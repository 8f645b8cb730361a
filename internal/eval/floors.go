package eval

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"os"
	"slices"
	"strings"

	"chancery"
)

// Floors are the figures below which one gold set may not fall, by their names
// as for Figures.Value. A figure that counts faults has a ceiling instead.
type Floors map[string]float64

// Fall is a figure that is worse than its limit.
type Fall struct {
	Figure string
	Value  float64 // NaN when it was not measured
	Limit  float64
}

func (f Fall) String() string {
	bound := "at least"
	if countsFaults(f.Figure) {
		bound = "at most"
	}
	if math.IsNaN(f.Value) {
		return fmt.Sprintf("%s was not measured, %s %.3f", f.Figure, bound, f.Limit)
	}
	return fmt.Sprintf("%s is %.3f, %s %.3f", f.Figure, f.Value, bound, f.Limit)
}

// countsFaults holds for figures of which less is better.
func countsFaults(figure string) bool {
	name, _, _ := strings.Cut(figure, ".") // its language may follow
	return slices.Contains([]string{"engagements_repeated", "claims_without_source", "documents_unread"}, name)
}

// LoadBaseline reads a file of floors: a JSON object with the floors of each
// gold set under its name.
func LoadBaseline(path string) (map[string]Floors, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("eval: reading the baseline: %w", err)
	}
	var sets map[string]Floors
	if err := json.Unmarshal(data, &sets); err != nil {
		return nil, fmt.Errorf("eval: reading the baseline %s: %w", path, err)
	}
	return sets, nil
}

// Check lists the figures that are worse than their limits, by name. Figures
// are compared as they are printed, with three decimals; one that was not
// measured has fallen.
func Check(figures *Figures, floors Floors) []Fall {
	var falls []Fall
	for _, name := range slices.Sorted(maps.Keys(floors)) {
		value, ok := figures.Value(name)
		if !ok {
			value = math.NaN()
		}
		shown, limit := math.Round(value*1000)/1000, floors[name]
		kept := shown >= limit
		if countsFaults(name) {
			kept = shown <= limit
		}
		if !kept {
			falls = append(falls, Fall{name, value, limit})
		}
	}
	return falls
}

// checkSets compares several sets with the baseline; the error names all that
// fell, and a set that the baseline does not know.
func checkSets(sets []scoredSet, baseline map[string]Floors) error {
	message := ""
	for _, s := range sets {
		floors, ok := baseline[s.name]
		if !ok {
			return chancery.Errorf(chancery.Invalid, "the baseline has no floors for the set %q", s.name)
		}
		for _, f := range Check(s.figures, floors) {
			message += fmt.Sprintf("\n  %s: %s", s.name, f)
		}
	}
	if message != "" {
		return chancery.Errorf(chancery.Invalid, "figures are worse than the baseline allows:%s", message)
	}
	return nil
}
