package main

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"time"

	"github.com/spf13/cobra"

	"chancery"
	"chancery/internal/desk"
	"chancery/internal/fetch"
	"chancery/internal/prose"
)

// The times between two rounds: as usual, and the least.
const (
	usualEvery = 15 * time.Minute
	leastEvery = time.Minute
)

func (p *program) watchCommand() *cobra.Command {
	var every time.Duration
	cmd := &cobra.Command{
		Use:   "watch [FOLDER]...",
		Short: "Read what feeds and folders bring, until you stop it",
		Long: `Ask the feeds that are followed for what is new, fetch the pages that they lead
to and read them; read what is new in the folders, too. Then wait, and begin
again, until you stop it with Ctrl-C. Stopped or killed at any moment, it goes on
where it was when it is started again.

A site is asked for one page a second at most, more slowly where its robots.txt
asks for that, and only for what it lets programs have. What has not changed is
not sent again. A feed or page that fails is left alone for longer each time, up
to a day. Nothing is sent to anybody but these requests.`,
		Example: "  chancery watch --every 30m\n  chancery watch reports --record visits.db",
		RunE: p.run(func(cmd *cobra.Command, folders []string) error {
			if every < leastEvery {
				return chancery.Errorf(chancery.Invalid, "--every %s is too often; %s is the least", every, leastEvery)
			}
			web, err := p.web()
			if err != nil {
				return err
			}
			defer web.Close()
			if len(folders) == 0 {
				if err := p.mustFollow(cmd.Context()); err != nil {
					return err
				}
			}
			for looked := (time.Time{}); ; {
				now := time.Now()
				look := now.Sub(looked) >= every // into the folders
				if look {
					looked = now
				}
				if err := p.round(cmd.Context(), web, folders, look, every); err != nil {
					return err
				}
				select {
				case <-time.After(leastEvery):
				case <-cmd.Context().Done():
					return context.Cause(cmd.Context())
				}
			}
		}),
	}
	cmd.Flags().DurationVar(&every, "every", usualEvery, "how long a feed is left alone once it has answered")
	return cmd
}

// mustFollow refuses to watch where nothing is followed.
func (p *program) mustFollow(ctx context.Context) error {
	return p.withRecord(ctx, desk.ToWrite, func(d *desk.Desk) error {
		feeds, err := d.Feeds(ctx)
		if err == nil && len(feeds) == 0 {
			err = chancery.Errorf(chancery.NotFound, "there is nothing to watch; chancery feeds add URL follows a feed, or name a folder")
		}
		return err
	})
}

// round looks once at everything that is due, and into the folders if they are
// to be looked into, and says what came of it. The record is closed between
// rounds.
func (p *program) round(ctx context.Context, web *fetch.Client, folders []string, look bool, every time.Duration) error {
	return p.withRecord(ctx, desk.ToWrite, func(d *desk.Desk) error {
		show, wipe := p.progress()
		r, err := d.Round(ctx, web, every, time.Now(), func(r desk.Round) { show(r.Read) })
		wipe()
		err = errors.Join(err, p.tellRound(r))
		if err != nil || !look || len(folders) == 0 {
			return err
		}
		sum, err := d.Read(ctx, desk.Input{Paths: folders, Web: web}, runtime.GOMAXPROCS(0), show)
		wipe()
		if err == nil && sum.New+sum.Reread > 0 {
			_, err = fmt.Fprintf(p.stderr, "%s read in folders.\n", count(sum.New+sum.Reread, "new report"))
		}
		return err
	})
}

// tellRound says what a round came to, unless nothing did.
func (p *program) tellRound(r desk.Round) error {
	if r.Asked == 0 && r.Read.Read() == 0 && len(r.Read.Skips) == 0 {
		return nil
	}
	_, err := fmt.Fprintf(p.stderr, "%s: %s asked, %d failed; %s led to; %d reports read, %d of them new; %d skipped\n", time.Now().Format("2 Jan 15:04"),
		count(r.Asked, "feed"), r.Failed, count(r.Due, "page"), r.Read.Read(), r.Read.New, len(r.Read.Skips))
	for _, s := range r.Read.Skips {
		if err == nil {
			_, err = fmt.Fprintf(p.stderr, "  %s\n", prose.Clean(s.Error()))
		}
	}
	return err
}
