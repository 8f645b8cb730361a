package desk

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"runtime"
	"slices"
	"sync"

	"chancery"
	"chancery/internal/fetch"
	"chancery/internal/store"
)

// Summary counts what a reading did. Every item is in exactly one of the
// counts or in Skips.
type Summary struct {
	New    int             // reports that the record did not hold
	Known  int             // reports that it held, read with the same rules
	Reread int             // reports that it held, read again with newer rules
	Skips  []chancery.Skip // what was not read, and why; by name

	// Share is how much of the input was taken up, from 0 to 1; 0 where that is
	// not known. Only what progress gets has it.
	Share float64

	// NoRules counts, by language, those of the reports that are kept without
	// claims because there are no rules for their language.
	NoRules map[string]int
}

// Read is the number of reports that were read or known.
func (s Summary) Read() int { return s.New + s.Known + s.Reread }

// reader is what the desk needs of the pipeline.
type reader interface {
	Load(language string) error // what reading the language needs; Read does it, too
	Read(context.Context, chancery.Report) ([]chancery.Claim, error)
	Version() string
	Languages() []string
}

// item is something to read, taken in when a worker gets to it. The error may
// be a *chancery.Skip.
type item struct {
	name string // as a skip of it has it
	take func() (chancery.Report, error)
	done func(*chancery.Skip) error // called when it is kept, or skipped; nil for nothing to do
}

// errUnchanged says that an item is what it was when it was read before.
var errUnchanged = errors.New("unchanged")

// reading is what a worker made of an item; exactly one of skip, err, same,
// later, crowded and report counts.
type reading struct {
	name   string
	report chancery.Report
	claims []chancery.Claim
	known  bool
	same   bool // it is what it was, and was not looked at
	later  bool // its turn has not come, and it does not count
	skip   *chancery.Skip
	err    error
	done   func(*chancery.Skip) error

	crowded *item // it is to be read once more, alone
}

// work reads the items on several workers and keeps the results, one after the
// other, in the calling goroutine. Nothing waits in between: a worker takes
// the next item when its last result is kept, so memory holds as many reports
// as there are workers. After an error or a cancelled context what was kept
// stays kept.
func (d *Desk) work(ctx context.Context, items iter.Seq2[item, error], r reader, workers int, progress func(Summary)) (Summary, error) {
	working, stop := context.WithCancel(ctx)
	defer stop()
	sum := Summary{NoRules: map[string]int{}}
	skipped, failure := d.skipped(working)
	if failure != nil {
		return sum, failure
	}
	tried, failure := d.tried(working, r.Version())
	if failure != nil {
		return sum, failure
	}
	var crowded []item
	for got := range d.readings(working, items, r, workers, tried) {
		if failure != nil {
			continue // the workers are finishing; their last results are dropped
		}
		if got.crowded != nil {
			crowded = append(crowded, *got.crowded)
			continue
		}
		if failure = d.finish(working, got, r, skipped, &sum); failure != nil {
			stop()
			continue
		}
		progress(sum)
	}
	for _, it := range crowded {
		if failure != nil {
			break
		}
		runtime.GC() // what the others left is not this one's
		got := d.readOne(working, it, r, tried, true)
		got.done = it.done
		if failure = d.finish(working, got, r, skipped, &sum); failure == nil {
			progress(sum)
		}
	}
	if ctx.Err() != nil {
		failure = context.Cause(ctx) // and not the failure that followed from it
	}
	slices.SortFunc(sum.Skips, func(a, b chancery.Skip) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Reason, b.Reason))
	})
	return sum, failure
}

// readings starts the workers and returns their results. The channel is
// closed when all items are read, or the context is cancelled and no worker is
// busy any more.
func (d *Desk) readings(ctx context.Context, items iter.Seq2[item, error], r reader, workers int, tried map[string]store.Attempt) <-chan reading {
	queue := make(chan item)
	// Nobody waits for this goroutine: it may be stuck in a read of standard
	// input, which cannot be cancelled.
	go func() {
		defer close(queue)
		for it, err := range items {
			if err != nil {
				it = item{take: func() (chancery.Report, error) { return chancery.Report{}, err }}
			}
			select {
			case queue <- it:
			case <-ctx.Done():
				return
			}
		}
	}()
	out := make(chan reading)
	var working sync.WaitGroup
	for range workers {
		working.Go(func() {
			for {
				select {
				case it, ok := <-queue:
					if !ok {
						return
					}
					got := d.readOne(ctx, it, r, tried, false)
					got.done = it.done
					out <- got
				case <-ctx.Done():
					return
				}
			}
		})
	}
	go func() {
		working.Wait()
		close(out)
	}()
	return out
}

// readOne takes in one item and reads it, unless the record knows it already or
// it was tried too often.
func (d *Desk) readOne(ctx context.Context, it item, r reader, tried map[string]store.Attempt, alone bool) reading {
	report, err := it.take()
	if errors.Is(err, errUnchanged) {
		return reading{name: it.name, same: true}
	}
	if later := new(fetch.Later); errors.As(err, &later) {
		return reading{name: it.name, later: true}
	}
	if err != nil {
		var skip *chancery.Skip
		if errors.As(err, &skip) {
			return reading{skip: skip}
		}
		return reading{err: err}
	}
	if known, err := d.store.Known(ctx, report, r.Version()); err != nil || known {
		return reading{name: it.name, report: report, known: true, err: err}
	}
	if err := r.Load(report.Language); err != nil { // a fault of the program, not of the report
		return reading{err: fmt.Errorf("loading the rules: %w", err)}
	}
	earlier := tried[report.ID]
	if earlier.Tries >= mostTries {
		return reading{skip: &chancery.Skip{Name: it.name, Reason: setAside(earlier)}}
	}
	claims, err := d.watched(ctx, r, report, earlier, alone)
	switch {
	case ctx.Err() != nil:
		return reading{err: context.Cause(ctx)}
	case errors.Is(err, errCrowded):
		return reading{crowded: &it}
	case err != nil:
		return reading{skip: &chancery.Skip{Name: it.name, Reason: err.Error()}}
	}
	return reading{name: it.name, report: report, claims: claims}
}

// guarded reads a report and turns a panic into an error: a fault that one
// report brings out must not cost all the others.
func guarded(ctx context.Context, r reader, report chancery.Report) (claims []chancery.Claim, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("a fault in the program: %v", fault)
		}
	}()
	return r.Read(ctx, report)
}

// skipped are the names of what earlier readings could not read.
func (d *Desk) skipped(ctx context.Context) (map[string]bool, error) {
	skips, err := d.store.Skips(ctx)
	names := map[string]bool{}
	for _, s := range skips {
		names[s.Name] = true
	}
	return names, err
}

// finish keeps one worker's result and tells the item.
func (d *Desk) finish(ctx context.Context, got reading, r reader, skipped map[string]bool, sum *Summary) error {
	if err := d.keep(ctx, got, r, skipped, sum); err != nil || got.done == nil {
		return err
	}
	return got.done(got.skip)
}

// keep stores one worker's result and counts it; a name that was skipped before
// and is read now is skipped no more. Only what makes going on pointless is an
// error.
func (d *Desk) keep(ctx context.Context, got reading, r reader, skipped map[string]bool, sum *Summary) error {
	switch {
	case got.err != nil:
		return got.err
	case got.skip != nil:
		return d.skip(ctx, got.skip, sum)
	case got.later:
		return nil
	case got.same:
		sum.count(store.Known)
		return nil
	}
	outcome := store.Known
	if !got.known {
		var err error
		var refused *chancery.Error
		outcome, err = d.store.PutReading(ctx, got.report, got.claims, r.Version())
		switch {
		case errors.As(err, &refused) && refused.Code == chancery.Invalid:
			return d.skip(ctx, &chancery.Skip{Name: got.name, Reason: err.Error()}, sum)
		case err != nil:
			return err
		}
	}
	if outcome == store.Forgotten { // told now, and not kept: its name is not to come back either
		sum.Skips = append(sum.Skips, chancery.Skip{Name: got.name, Reason: "forgotten, as somebody asked; it does not come back"})
	}
	if skipped[got.name] {
		if err := d.store.DropSkip(ctx, got.name); err != nil {
			return err
		}
	}
	if outcome == store.Forgotten {
		return nil
	}
	sum.count(outcome)
	if language := got.report.Language; !slices.Contains(r.Languages(), language) {
		sum.NoRules[language]++
	}
	return nil
}

// add takes in the counts of another reading.
func (s *Summary) add(t Summary) {
	s.New, s.Known, s.Reread = s.New+t.New, s.Known+t.Known, s.Reread+t.Reread
	s.Skips = append(s.Skips, t.Skips...)
	if s.NoRules == nil {
		s.NoRules = map[string]int{}
	}
	for language, n := range t.NoRules {
		s.NoRules[language] += n
	}
}

func (s *Summary) count(outcome store.Outcome) {
	switch outcome {
	case store.New:
		s.New++
	case store.Known:
		s.Known++
	case store.Reread:
		s.Reread++
	}
}

func (d *Desk) skip(ctx context.Context, s *chancery.Skip, sum *Summary) error {
	sum.Skips = append(sum.Skips, *s)
	return d.store.PutSkip(ctx, *s)
}
