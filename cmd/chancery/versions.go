package main

import (
	"context"
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
			sum, rec, err := p.reread(cmd.Context(), foldFor(asJSON))
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

func (p *program) reread(ctx context.Context, fold folding) (desk.Summary, *chancery.Record, error) {
	return p.reading(ctx, desk.ToCorrect, fold, func(d *desk.Desk, show func(desk.Summary)) (desk.Summary, error) {
		return d.Reread(ctx, runtime.GOMAXPROCS(0), show)
	})
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
			old := program{record: args[0]}
			before, err := old.fold(cmd.Context())
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

// knownOn is the flag --as-known-on.
type knownOn struct{ date string }

func (k *knownOn) flag(cmd *cobra.Command) {
	cmd.Flags().StringVar(&k.date, "as-known-on", "", "only what was published and decided until that day, 2025-03-31")
}

// foldKnown folds the record, or the part of it that the flag leaves; what it
// leaves out it says on standard error.
func (p *program) foldKnown(ctx context.Context, k knownOn) (*chancery.Record, error) {
	return p.known(ctx, k, (*desk.Desk).Record, (*desk.Desk).RecordAsKnown)
}

// eventsKnown is foldKnown for who asks for events and actors alone.
func (p *program) eventsKnown(ctx context.Context, k knownOn) (*chancery.Record, error) {
	return p.known(ctx, k, (*desk.Desk).Events, (*desk.Desk).EventsAsKnown)
}

func (p *program) known(ctx context.Context, k knownOn, now func(*desk.Desk, context.Context) (*chancery.Record, error), then func(*desk.Desk, context.Context, chancery.Day) (*chancery.Record, desk.Known, error)) (rec *chancery.Record, err error) {
	var last chancery.Day
	if k.date != "" {
		var ok bool
		day, err := chancery.ParseDate(k.date)
		if _, last, ok = day.Bounds(); err != nil || !ok || last == chancery.LastDay {
			return nil, fmt.Errorf("%q is no day; write --as-known-on 2025-03-31", k.date)
		}
	}
	err = p.withRecord(ctx, desk.ToRead, func(d *desk.Desk) error {
		if k.date == "" {
			rec, err = now(d, ctx)
			return err
		}
		var known desk.Known
		if rec, known, err = then(d, ctx, last); err != nil {
			return err
		}
		_, err := fmt.Fprintf(p.stderr, "As known on %s: %s; %d published later and %d without a day are left out.\n",
			last.Date(), count(known.Reports, "report"), known.Later, known.Undated)
		return err
	})
	return rec, err
}
