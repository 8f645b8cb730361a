package desk

import (
	"context"
	"fmt"
	"io"
	"iter"
	"sync/atomic"

	"chancery"
	"chancery/data"
	"chancery/internal/fetch"
	"chancery/internal/intake"
	"chancery/internal/intake/feed"
	"chancery/internal/nlp/langid"
	"chancery/internal/pipeline"
)

// ReasonFeed is why an address is not read as a report.
const ReasonFeed = "a feed, and no report"

// Input is what to read.
type Input struct {
	Paths []string  // files, folders, addresses of the web, and "-" for Stdin
	Stdin io.Reader // may be nil where no path is "-"
	Web   *fetch.Client

	Private bool // they are notes of one's own
}

// Read takes in what the paths stand for, reads what the record does not know
// yet on that many workers, and keeps it. progress is called after every item,
// from one goroutine.
//
// The record that results depends neither on the order of the paths nor on the
// number of workers. What cannot be read is a Skip of the summary; an error
// means that the reading stopped, and what was finished before stays kept.
func (d *Desk) Read(ctx context.Context, in Input, workers int, progress func(Summary)) (Summary, error) {
	limits := intake.DefaultLimits()
	taker, err := newIntake(limits)
	if err != nil {
		return Summary{}, err
	}
	p, err := pipeline.New(data.FS)
	if err != nil {
		return Summary{}, fmt.Errorf("loading the rules: %w", err)
	}
	total, known := intake.Size(ctx, in.Paths)
	var taken atomic.Int64
	shown := func(s Summary) {
		if known && total > 0 {
			s.Share = min(float64(taken.Load())/float64(total), 1)
		}
		progress(s)
	}
	return d.work(ctx, items(ctx, taker, in, limits, &taken), p, workers, shown)
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

// items lists what the paths stand for; fetching and cleaning a document is left
// to the worker that gets it. Taken counts the bytes of files as they go.
func items(ctx context.Context, taker *intake.Reader, in Input, limits intake.Limits, taken *atomic.Int64) iter.Seq2[item, error] {
	return func(yield func(item, error) bool) {
		for _, path := range in.Paths {
			if intake.IsAddress(path) {
				take := func() (chancery.Report, error) { return takeAddress(ctx, taker, in, path) }
				if !yield(item{name: fetch.Shown(path), take: take}, nil) {
					return
				}
				continue
			}
			for it, err := range intake.Items(ctx, []string{path}, in.Stdin, limits) {
				it.Private = in.Private
				taken.Add(it.Taken)
				if !yield(item{name: it.Name, take: func() (chancery.Report, error) { return taker.Read(it) }}, err) {
					return
				}
			}
		}
	}
}

// takeAddress makes a report of what lies at an address of the web. Somebody
// asked for it by name, so it is fetched as a browser would fetch it, whatever
// robots.txt says.
func takeAddress(ctx context.Context, taker *intake.Reader, in Input, address string) (chancery.Report, error) {
	resp, err := in.Web.Get(ctx, fetch.Request{URL: address})
	switch {
	case err != nil:
		return chancery.Report{}, err
	case !resp.OK():
		return chancery.Report{}, resp.Skip(fetch.Shown(address))
	}
	if _, err := feed.Parse(resp.Body, resp.ContentType, resp.URL, feed.DefaultLimits()); err == nil {
		return chancery.Report{}, &chancery.Skip{Name: fetch.Shown(address), Reason: ReasonFeed}
	}
	return taker.Read(intake.Item{Name: fetch.Shown(address), URL: resp.URL, Type: resp.ContentType, Data: resp.Body, Private: in.Private})
}
