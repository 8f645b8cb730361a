package desk

import (
	"context"
	"errors"
	"fmt"
	"runtime/metrics"
	"time"

	"chancery"
	"chancery/internal/store"
)

// mostTries is how often a report is read that fails, hangs or eats memory,
// before it is set aside until there are other rules.
const mostTries = 3

// bounds are what reading one report may take.
type bounds struct {
	noted   time.Duration // from then on the record says that it is being read: should the program die of it, that was a try
	longest time.Duration
	grace   time.Duration // to stop in
	memory  uint64        // bytes of heap that reading may add
}

func usualBounds() bounds {
	return bounds{noted: time.Second, longest: time.Minute, grace: 5 * time.Second, memory: 1 << 30}
}

// What a reading that was given up took.
var (
	errTooLong    = errors.New("reading it took longer than a minute")
	errTooMuch    = errors.New("reading it took more than a gigabyte of memory")
	errCrowded    = errors.New("memory ran short while it was read beside others")
	errUnfinished = errors.New("the program ended while it read it")
)

// watched reads a report within the bounds. Where others are read beside it and
// memory runs short, nobody knows whose fault it is: it ends with errCrowded, and
// is to be read alone, which is no try yet. One that is given up may go on in the
// background if it does not heed its context; it is waited for no longer.
func (d *Desk) watched(ctx context.Context, r reader, report chancery.Report, earlier store.Attempt, alone bool) (claims []chancery.Claim, err error) {
	reading, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	ended := make(chan func() ([]chancery.Claim, error), 1)
	go func() {
		claims, err := guarded(reading, r, report)
		ended <- func() ([]chancery.Claim, error) { return claims, err }
	}()
	note := func(why error) error {
		return d.store.PutAttempt(ctx, store.Attempt{Report: report.ID, Name: report.Name, Rules: r.Version(), Tries: earlier.Tries + 1, Reason: why.Error()})
	}
	// stopped takes the note back: the user stopped the program.
	stopped := func() error {
		ctx := context.WithoutCancel(ctx)
		if earlier.Tries > 0 {
			return d.store.PutAttempt(ctx, earlier)
		}
		return d.store.DropAttempt(ctx, report.ID)
	}
	before, noted := heap(), false
	begun := time.Now()
	tick := time.NewTicker(d.bounds.noted)
	defer tick.Stop()
	for {
		select {
		case result := <-ended:
			claims, err := result()
			switch {
			case ctx.Err() != nil && noted:
				err = errors.Join(context.Cause(ctx), stopped())
			case ctx.Err() != nil:
				err = context.Cause(ctx)
			case err != nil:
				err = errors.Join(err, note(err))
			case noted || earlier.Tries > 0:
				err = d.store.DropAttempt(ctx, report.ID)
			}
			return claims, err
		case <-ctx.Done():
			if noted {
				return nil, errors.Join(context.Cause(ctx), stopped())
			}
			return nil, context.Cause(ctx)
		case <-tick.C:
			var why error
			switch {
			case time.Since(begun) > d.bounds.longest:
				why = errTooLong
			case heap() > before+d.bounds.memory:
				why = errTooMuch
			case !noted:
				noted = true
				if err := note(errUnfinished); err != nil {
					return nil, err
				}
				continue
			default:
				continue
			}
			stop(why)
			keep := func() error { return note(why) }
			if why == errTooMuch && !alone {
				why, keep = errCrowded, stopped
			}
			if err := keep(); err != nil {
				return nil, err
			}
			select {
			case <-ended:
			case <-time.After(d.bounds.grace):
			}
			return nil, why
		}
	}
}

// heap is the memory that live and dead objects take now.
func heap() uint64 {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}

// tried are the reports that these rules failed to read, by id.
func (d *Desk) tried(ctx context.Context, rules string) (map[string]store.Attempt, error) {
	all, err := d.store.Attempts(ctx)
	out := map[string]store.Attempt{}
	for _, a := range all {
		if a.Rules == rules {
			out[a.Report] = a
		}
	}
	return out, err
}

// setAside is why a report is not tried again.
func setAside(a store.Attempt) string {
	return fmt.Sprintf("set aside after %d tries: %s", a.Tries, a.Reason)
}
