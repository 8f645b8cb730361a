package eval

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"path/filepath"
	"strings"

	"chancery"
)

// Set is a gold file with the folder of the reports that it annotates.
type Set struct {
	Name    string // the name of its floors; empty: by the file, "seeds" for seeds.json, "dev" for dev/gold.jsonl
	Gold    string
	Reports string
}

// name is the set's name, or what its file is called.
func (s Set) name() string {
	if s.Name != "" {
		return s.Name
	}
	base := strings.TrimSuffix(filepath.Base(s.Gold), filepath.Ext(s.Gold))
	if base == "gold" {
		return filepath.Base(filepath.Dir(s.Gold))
	}
	return base
}

// Options say what is scored and what is shown.
type Options struct {
	Sets     []Set  // none: the project's own examples, below the current folder
	ByKind   bool   // a table by language and kind in place of the figures; with Detail, what was missed, made up or read wrongly in each report; not in JSON
	Detail   bool   // also by language, with what was missed and made up; not in JSON
	JSON     bool   // one JSON object: set, figure, value
	Baseline string // file of floors to hold; empty: none
}

// Reader reads the folder's reports into a record of their own.
type Reader func(ctx context.Context, folder string) (*chancery.Record, error)

type scoredSet struct {
	name    string
	figures *Figures
}

// Run reads and scores every set and writes its figures, one a line, as "name
// value". It returns a *chancery.Error that names the figures which are worse
// than the baseline.
func Run(ctx context.Context, w io.Writer, opts Options, read Reader) error {
	sets := opts.Sets
	if len(sets) == 0 {
		sets = []Set{{Gold: filepath.Join("examples", "gold.jsonl"), Reports: filepath.Join("examples", "reports")}}
	}
	var scored []scoredSet
	for _, set := range sets {
		figures, err := scoreSet(ctx, set, read)
		if err != nil {
			return err
		}
		scored = append(scored, scoredSet{set.name(), figures})
	}
	if err := show(w, scored, opts); err != nil {
		return fmt.Errorf("eval: writing figures: %w", err)
	}
	if opts.Baseline == "" {
		return nil
	}
	baseline, err := LoadBaseline(opts.Baseline)
	if err != nil {
		return err
	}
	return checkSets(scored, baseline)
}

func scoreSet(ctx context.Context, set Set, read Reader) (*Figures, error) {
	gold, err := LoadGold(set.Gold)
	if err != nil {
		return nil, err
	}
	rec, err := read(ctx, set.Reports)
	if err != nil {
		return nil, fmt.Errorf("eval: reading reports of %s: %w", set.name(), err)
	}
	rows, err := RowsOf(rec)
	if err != nil {
		return nil, err
	}
	figures := Score(gold, rows)
	if unread, _ := figures.Value("documents_unread"); unread > 0 && int(unread) == len(gold.documents) {
		return nil, chancery.Errorf(chancery.NotFound,
			"%s has none of the reports that %s annotates; their files have the names in it, such as %s.txt", set.Reports, set.Gold, gold.documents[0].Doc)
	}
	return figures, nil
}

func show(w io.Writer, sets []scoredSet, opts Options) error {
	if opts.JSON {
		return showJSON(w, sets)
	}
	return showText(w, sets, opts)
}

// showText names the sets only where there are several.
func showText(w io.Writer, sets []scoredSet, opts Options) error {
	for _, s := range sets {
		if len(sets) > 1 {
			if _, err := fmt.Fprintf(w, "== %s\n", s.name); err != nil {
				return err
			}
		}
		steps := []func(io.Writer) error{s.figures.Print}
		if opts.Detail {
			steps = append(steps, s.figures.PrintDetail)
		}
		if opts.ByKind {
			steps = []func(io.Writer) error{s.figures.PrintByKind}
			if opts.Detail {
				steps = append(steps, s.figures.PrintFindings)
			}
		}
		for _, step := range steps {
			if err := step(w); err != nil {
				return err
			}
		}
	}
	return nil
}

// showJSON writes the figures as numbers, null where nothing was there to
// measure, in the order of their names.
func showJSON(w io.Writer, sets []scoredSet) error {
	out := map[string]map[string]*float64{}
	for _, s := range sets {
		out[s.name] = map[string]*float64{}
		for _, f := range s.figures.List() {
			if math.IsNaN(f.Value) {
				out[s.name][f.Name] = nil
				continue
			}
			shown := math.Round(f.Value*1000) / 1000
			out[s.name][f.Name] = &shown
		}
	}
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	return enc.Encode(out)
}
