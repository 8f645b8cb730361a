package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/spf13/cobra"

	"chancery/internal/api"
	"chancery/internal/desk"
	"chancery/internal/web"
)

func (p *program) serveCommand() *cobra.Command {
	var address string
	var j judging
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Show the record in a browser on this machine",
		Long: `Show the record as pages for a browser: the timeline with filters, events with
the words that each field rests on, dossiers, what is between two, reports,
sources. The pages are in English, Turkish and French, as the browser asks.

They are for this machine alone: the address must be one of its own, such as
127.0.0.1, since there are no accounts. What you decide is kept in the name of
--by, or of the variable CHANCERY_BY, or the one by which the system knows you.
When chancery read adds reports meanwhile, the pages show them.

Other programs find the same below /api/v1/ as JSON, read only; /api/v1/openapi.json
describes it (OpenAPI 3.1).

It runs until you stop it, with Ctrl-C.`,
		Example: "  chancery serve\n  chancery serve --listen 127.0.0.1:9000",
		Args:    names(0, 0, ""),
		RunE: p.run(func(cmd *cobra.Command, _ []string) error {
			by, err := j.name()
			if err != nil {
				return err
			}
			return p.withRecord(cmd.Context(), desk.ToCorrect, func(d *desk.Desk) error {
				return p.serve(cmd.Context(), d, address, by)
			})
		}),
	}
	cmd.Flags().StringVar(&address, "listen", "127.0.0.1:8750", "address and port of this machine")
	cmd.Flags().StringVar(&j.by, "by", "", "who decides")
	return cmd
}

func (p *program) serve(ctx context.Context, d *desk.Desk, address, by string) (err error) {
	l, err := web.Listen(ctx, address)
	if err != nil {
		return err
	}
	live, err := d.Live(ctx)
	if err != nil {
		return errors.Join(err, l.Close())
	}
	defer func() { err = errors.Join(err, live.Close()) }()
	log := slog.New(slog.NewTextHandler(p.stderr, nil))
	programs, err := api.New(live, log)
	if err != nil {
		return errors.Join(err, l.Close())
	}
	site, err := web.New(live, web.Config{By: by, Now: time.Now, Log: log, API: programs})
	if err != nil {
		return errors.Join(err, l.Close())
	}
	if _, err := fmt.Fprintf(p.stdout, "The record is at http://%s/ until you press Ctrl-C.\n", l.Addr()); err != nil {
		return errors.Join(err, l.Close())
	}
	return web.Serve(ctx, l, site)
}
