package desk

import (
	"context"
	"fmt"
	"io"
	"iter"

	"chancery"
	"chancery/data"
	"chancery/internal/intake"
	"chancery/internal/nlp/langid"
	"chancery/internal/pipeline"
)

// Read takes in the paths (files, folders, "-" for stdin), reads what the
// record does not know yet on that many workers, and keeps it. progress is
// called after every item, from one goroutine.
//
// The record that results depends neither on the order of the paths nor on the
// number of workers. What cannot be read is a Skip of the summary; an error
// means that the reading stopped, and what was finished before stays kept.
func (d *Desk) Read(ctx context.Context, paths []string, stdin io.Reader, workers int, progress func(Summary)) (Summary, error) {
	limits := intake.DefaultLimits()
	taker, err := newIntake(limits)
	if err != nil {
		return Summary{}, err
	}
	p, err := pipeline.New(data.FS)
	if err != nil {
		return Summary{}, fmt.Errorf("loading the rules: %w", err)
	}
	return d.work(ctx, items(ctx, taker, paths, stdin, limits), p, workers, progress)
}

func newIntake(limits intake.Limits) (*intake.Reader, error) {
	languages, err := langid.Load(data.FS)
	if err != nil {
		return nil, fmt.Errorf("loading the languages' marks: %w", err)
	}
	taker, err := intake.New(data.FS, limits, languages.Identify)
	if err != nil {
		return nil, fmt.Errorf("loading the intake's data: %w", err)
	}
	return taker, nil
}

// items lists what the paths stand for; cleaning a document is left to the
// worker that gets it.
func items(ctx context.Context, taker *intake.Reader, paths []string, stdin io.Reader, limits intake.Limits) iter.Seq2[item, error] {
	return func(yield func(item, error) bool) {
		for it, err := range intake.Items(ctx, paths, stdin, limits) {
			if !yield(item{it.Name, func() (chancery.Report, error) { return taker.Read(it) }}, err) {
				return
			}
		}
	}
}
