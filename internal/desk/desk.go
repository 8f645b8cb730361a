// Package desk joins the parts: intake makes reports, the pipeline reads them,
// the store keeps what they assert, and merge folds it into the record. It is
// the one thing that the command line and every other face of the program
// calls.
package desk

import (
	"context"
	"fmt"
	"slices"
	"time"

	"chancery"
	"chancery/internal/index"
	"chancery/internal/merge"
	"chancery/internal/store"
)

// Mode says what Open may do with the record's file.
type Mode int

const (
	ToRead    Mode = iota // the record must exist and stays as it is
	ToWrite               // it is made when it is missing
	ToCorrect             // it must exist
)

// What Backup, Restore and Search tell.
type (
	Found    = store.Found
	Holdings = store.Holdings
	Query    = store.Query
	Restored = store.Restored
)

// Desk is an open record with all that works on it. Close it after use.
type Desk struct {
	files
	store  *store.Store
	bounds bounds
}

// Open opens the record at path. Errors are those of store.Open: NotFound
// when there is none to read, Refused when the file is something else.
func Open(ctx context.Context, path string, mode Mode) (*Desk, error) {
	access := map[Mode]store.Mode{ToRead: store.ReadOnly, ToWrite: store.Create, ToCorrect: store.ReadWrite}[mode]
	s, err := store.Open(ctx, path, access)
	if err != nil {
		return nil, err
	}
	return &Desk{files: files{s}, store: s, bounds: usualBounds()}, nil
}

// Close lets go of the record.
func (d *Desk) Close() error { return d.store.Close() }

// Backup writes the record as it is now to a new file, or in place of another
// one. Errors and the rest are those of store.Backup.
func (d *Desk) Backup(ctx context.Context, file string, replace bool) (Holdings, error) {
	return d.store.Backup(ctx, file, replace)
}

// Restore puts a backup in the place of the record at path, which nobody may
// have open, and keeps what was there beside it, with the time now in its
// name. Errors and the rest are those of store.Restore.
func Restore(ctx context.Context, path, backup string, now time.Time) (Restored, error) {
	return store.Restore(ctx, path, backup, now)
}

// Record folds all that is kept into the record, as it is at this moment.
func (d *Desk) Record(ctx context.Context) (*chancery.Record, error) {
	_, rec, err := d.loaded(ctx)
	return rec, err
}

// Shared folds what may be passed on: all but the notes of one's own, with
// whatever rests on them alone.
func (d *Desk) Shared(ctx context.Context) (*chancery.Record, error) {
	_, rec, err := d.loadedShared(ctx)
	return rec, err
}

// loaded is all that is kept, and the record that it folds into.
func (d *Desk) loaded(ctx context.Context) (store.Contents, *chancery.Record, error) {
	c, err := d.store.Load(ctx)
	if err != nil {
		return c, nil, err
	}
	rec, err := fold(c)
	return c, rec, err
}

// loadedShared is loaded without the notes of one's own.
func (d *Desk) loadedShared(ctx context.Context) (store.Contents, *chancery.Record, error) {
	c, err := d.store.Load(ctx)
	if err != nil {
		return c, nil, err
	}
	c = withoutNotes(c)
	rec, err := fold(c)
	return c, rec, err
}

// withoutNotes takes the notes of one's own out, with their claims and with what
// decisions quote of them. A decision that is about nothing else goes, and so does
// the undo of one. What was skipped goes as a whole: nobody knows any more whether
// it was to be a note, and it may be named like one.
func withoutNotes(c store.Contents) store.Contents {
	notes := map[string]bool{}
	for _, r := range c.Reports {
		if r.Private {
			notes[r.ID] = true
		}
	}
	c.Skips = nil
	c.Reports = slices.DeleteFunc(c.Reports, func(r chancery.Report) bool { return r.Private })
	c.Claims = slices.DeleteFunc(c.Claims, func(cl chancery.Claim) bool { return notes[cl.Report] })
	gone := map[string]bool{}
	var kept []chancery.Decision
	for _, d := range c.Decisions { // by time: an undo comes after what it takes back
		on, and := withoutTargets(d.On, notes), withoutTargets(d.And, notes)
		if gone[d.Undoes] || len(on) == 0 && len(d.On) > 0 || len(and) == 0 && len(d.And) > 0 {
			gone[d.ID] = true
			continue
		}
		d.On, d.And = on, and
		kept = append(kept, d)
	}
	c.Decisions = kept
	return c
}

func withoutTargets(all []chancery.Target, notes map[string]bool) []chancery.Target {
	return slices.DeleteFunc(slices.Clone(all), func(t chancery.Target) bool { return notes[t.Report] })
}

// Events folds what the record holds into its events and actors alone: they are
// those of Record, but there are no judgements, statements and the like, the claims
// say only where they stand, and the reports have no texts. That takes a fraction
// of the memory.
func (d *Desk) Events(ctx context.Context) (*chancery.Record, error) {
	c, sketches, err := d.outline(ctx)
	if err != nil {
		return nil, err
	}
	return foldOutline(c, sketches)
}

// outline is the part of what is kept that events are folded from.
func (d *Desk) outline(ctx context.Context) (store.Contents, *merge.Sketches, error) {
	sketches := &merge.Sketches{}
	c, err := d.store.LoadOutline(ctx, sketches.Add)
	return c, sketches, err
}

func foldOutline(c store.Contents, sketches *merge.Sketches) (*chancery.Record, error) {
	also := namesakes(c.Claims, c.Unread)
	c.Unread = nil // for the garbage collector
	rec, err := folded(merge.FoldInput(merge.Input{Reports: c.Reports, Sketches: sketches, Claims: c.Claims, Decisions: c.Decisions, EventsAlone: true}))
	if err != nil {
		return nil, err
	}
	rec.Claims = append(rec.Claims, also...)
	return rec, nil
}

// namesakes are those of the unread claims whose ids begin like that of another:
// shortened ids must tell the two apart.
func namesakes(claims []chancery.Claim, unread []store.Unread) []chancery.Claim {
	begin := func(id string) string { return id[:min(index.ShortID, len(id))] }
	var taken []string
	for i := range claims {
		taken = append(taken, begin(claims[i].ID))
	}
	slices.Sort(taken)
	var out []chancery.Claim
	for _, u := range unread {
		if _, found := slices.BinarySearch(taken, begin(u.ID)); found {
			out = append(out, chancery.Claim{ID: u.ID, Report: u.Report, Sort: u.Sort})
		}
	}
	return out
}

func fold(c store.Contents) (*chancery.Record, error) {
	return folded(merge.Fold(c.Reports, c.Claims, c.Decisions))
}

func folded(rec *chancery.Record, err error) (*chancery.Record, error) {
	if err != nil {
		return nil, fmt.Errorf("folding the record: %w", err)
	}
	return rec, nil
}
