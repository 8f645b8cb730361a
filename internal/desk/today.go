package desk

import (
	"context"
	"hash/fnv"
	"io"
	"slices"

	"chancery"
	"chancery/internal/follow"
	"chancery/internal/index"
	"chancery/internal/store"
)

// parted are the reports up to the mark, and those that came in after it, of those
// that the record holds.
func parted(x *index.Index, arrivals []store.Arrival, mark int64) (old, fresh map[string]bool) {
	old, fresh = map[string]bool{}, map[string]bool{}
	for _, a := range arrivals {
		switch {
		case x.Report(a.Report) == nil:
		case a.N <= mark:
			old[a.Report] = true
		default:
			fresh[a.Report] = true
		}
	}
	return old, fresh
}

// stateOf tells two states of what was known apart: by the reports, by the rules
// that read them, and by what people decided.
func stateOf(x *index.Index, decisions []chancery.Decision, old map[string]bool) uint64 {
	h := fnv.New64a()
	for _, r := range x.Reports {
		if !old[r.ID] {
			continue
		}
		_, _ = io.WriteString(h, r.ID) // a hash takes everything
		for _, c := range x.ClaimsOf(r.ID) {
			_, _ = io.WriteString(h, c.ID+c.Rules)
		}
	}
	for _, d := range decisions {
		_, _ = io.WriteString(h, d.ID)
	}
	return h.Sum64()
}

// knownFrom folds what was known from the reports: under all that people decided
// since then, so that only the new reports make a difference.
func (d *Desk) knownFrom(ctx context.Context, old map[string]bool) (*follow.Known, error) {
	c, sketches, err := d.outline(ctx)
	if err != nil {
		return nil, err
	}
	c.Reports = slices.DeleteFunc(c.Reports, func(r chancery.Report) bool { return !old[r.ID] })
	c.Claims = slices.DeleteFunc(c.Claims, func(cl chancery.Claim) bool { return !old[cl.Report] })
	c.Unread = nil
	rec, err := foldOutline(c, sketches)
	if err != nil {
		return nil, err
	}
	return follow.NewKnown(rec), nil
}

// files keeps what people follow, and up to where they have looked.
type files struct{ kept *store.Store }

// Files are what somebody follows.
func (f files) Files(ctx context.Context, by string) ([]follow.File, error) {
	return f.kept.Files(ctx, by)
}

// AddFile follows a file. It and its errors are those of store.PutFile.
func (f files) AddFile(ctx context.Context, by string, file follow.File) (follow.File, bool, error) {
	return f.kept.PutFile(ctx, by, file)
}

// RemoveFile follows a file no more. One that is not followed is an Error NotFound.
func (f files) RemoveFile(ctx context.Context, by, id string) error {
	return f.kept.DropFile(ctx, by, id)
}

// MarkSeen keeps that somebody has looked at what Today has told them up to an
// arrival. It and its errors are those of store.PutSeen.
func (f files) MarkSeen(ctx context.Context, by string, upTo int64) error {
	return f.kept.PutSeen(ctx, by, upTo)
}
