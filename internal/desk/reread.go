package desk

import (
	"context"
	"fmt"
	"iter"

	"chancery"
	"chancery/data"
	"chancery/internal/pipeline"
)

// Reread reads the record's reports again that other rules than the present
// ones read, and replaces their claims. People's decisions stay, and find their
// claims by the words they rest on. It works and stops as Read does; the text
// that is kept is what is read, not the files it came from.
func (d *Desk) Reread(ctx context.Context, workers int, progress func(Summary)) (Summary, error) {
	p, err := pipeline.New(data.FS)
	if err != nil {
		return Summary{}, fmt.Errorf("loading the rules: %w", err)
	}
	old, err := d.store.ReadByOthers(ctx, p.Version())
	if err != nil {
		return Summary{}, err
	}
	return d.work(ctx, d.kept(ctx, old), p, workers, progress)
}

// kept are reports of the record as items to read.
func (d *Desk) kept(ctx context.Context, ids []string) iter.Seq2[item, error] {
	return func(yield func(item, error) bool) {
		for _, id := range ids {
			report, err := d.store.Report(ctx, id)
			if !yield(item{name: report.Name, take: func() (chancery.Report, error) { return report, err }}, nil) {
				return
			}
		}
	}
}
