package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"

	"github.com/spf13/cobra"

	"chancery"
	"chancery/internal/desk"
	"chancery/internal/view"
)

func (p *program) rereadCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "reread",
		Short: "Read the record's reports again with newer rules",
		Long: `Read the record's reports again that an older version of the rules read, and
replace what was read in them. The texts are those in the record; the files they
came from are not needed. What you decided with chancery judge stays, and finds
its place by the words that it rests on. To see what it changes, make a backup
before, and give it to chancery diff.`,
		Example: "  chancery reread\n  chancery reread --json",
		Args:    names(0, 0, ""),
		RunE: p.run(func(cmd *cobra.Command, _ []string) error {
			sum, rec, err := p.reread(cmd.Context())
			switch {
			case err != nil:
				return err
			case asJSON:
				return p.print(func(w io.Writer) error { return writeSummary(w, sum, rec) })
			}
			_, err = fmt.Fprintf(p.stderr, "%s read again. The record holds %s, %d of them contacts.\n",
				count(sum.Reread, "report"), count(len(rec.Events), "event"), engagements(rec))
			return err
		}),
	}
	jsonFlag(cmd, &asJSON)
	return cmd
}

func (p *program) reread(ctx context.Context) (sum desk.Summary, rec *chancery.Record, err error) {
	d, err := p.openRecord(ctx, desk.ToCorrect)
	if err != nil {
		return sum, nil, err
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	show, wipe := p.progress()
	sum, err = d.Reread(ctx, runtime.GOMAXPROCS(0), show)
	wipe()
	if err != nil {
		return sum, nil, err
	}
	rec, err = d.Record(ctx)
	return sum, rec, err
}

func (p *program) diffCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "diff OLD",
		Short: "Show what changed since an older copy of the record",
		Long: `Show what changed since an older copy of the record, such as a backup: events
that are new, gone or told otherwise, and how many statements, figures,
memberships, tenures and actors came and went.`,
		Example: "  chancery diff record.db\n  chancery diff record.db --json",
		Args:    names(1, 1, "the file of the older record"),
		RunE: p.run(func(cmd *cobra.Command, args []string) error {
			before, err := foldFile(cmd.Context(), args[0])
			if err != nil {
				return err
			}
			after, err := p.fold(cmd.Context())
			if err != nil {
				return err
			}
			return p.print(func(w io.Writer) error {
				if asJSON {
					return view.DiffJSON(w, before, after)
				}
				return view.Diff(w, before, after, p.style())
			})
		}),
	}
	jsonFlag(cmd, &asJSON)
	return cmd
}

// foldFile folds the record in a file.
func foldFile(ctx context.Context, path string) (_ *chancery.Record, err error) {
	d, err := desk.Open(ctx, path, desk.ToRead)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	return d.Record(ctx)
}

// knownOn is the flag --as-known-on.
type knownOn struct{ date string }

func (k *knownOn) flag(cmd *cobra.Command) {
	cmd.Flags().StringVar(&k.date, "as-known-on", "", "only what was published and decided until that day, 2025-03-31")
}

// foldKnown folds the record, or the part of it that the flag leaves; what it
// leaves out it says on standard error.
func (p *program) foldKnown(ctx context.Context, k knownOn) (_ *chancery.Record, err error) {
	if k.date == "" {
		return p.fold(ctx)
	}
	day, err := chancery.ParseDate(k.date)
	_, last, ok := day.Bounds()
	if err != nil || !ok || last == chancery.LastDay {
		return nil, fmt.Errorf("%q is no day; write --as-known-on 2025-03-31", k.date)
	}
	d, err := p.openRecord(ctx, desk.ToRead)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	rec, known, err := d.RecordAsKnown(ctx, last)
	if err != nil {
		return nil, err
	}
	_, err = fmt.Fprintf(p.stderr, "As known on %s: %s; %d published later and %d without a day are left out.\n",
		last.Date(), count(known.Reports, "report"), known.Later, known.Undated)
	return rec, err
}
