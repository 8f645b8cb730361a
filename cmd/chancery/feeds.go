package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"chancery/internal/desk"
	"chancery/internal/fetch"
	"chancery/internal/intake"
	"chancery/internal/prose"
)

func (p *program) feedsCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "feeds",
		Short: "Follow feeds, and see how they fare",
		Long: `Follow feeds (RSS, Atom, JSON Feed) and news sitemaps. chancery watch asks them
for what is new and reads it.`,
		Example: "  chancery feeds list",
		Args:    knownFeedsCommand,
		RunE:    p.run(func(cmd *cobra.Command, _ []string) error { return cmd.Help() }),
	}
	cmd.AddCommand(p.feedsAddCommand(), p.feedsRemoveCommand(), p.feedsListCommand(), p.feedsHealthCommand())
	return cmd
}

func knownFeedsCommand(_ *cobra.Command, args []string) error {
	if len(args) > 0 {
		return fmt.Errorf("there is no command %q; there are add, remove, list and health", args[0])
	}
	return nil
}

func (p *program) feedsAddCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "add URL|FILE",
		Short: "Follow the feed at an address, or all feeds of a list",
		Long: `Follow the feed, news sitemap or index of sitemaps at an address. It is fetched
once, to see that it is one; of a page, the feed that the page names is followed.
A file is a list of feeds in OPML, as feed readers export it.`,
		Example: "  chancery feeds add https://example.org/feed.xml\n  chancery feeds add feeds.opml",
		Args:    exactly(1, "the address of a feed, or a file with a list of feeds"),
		RunE: p.run(func(cmd *cobra.Command, args []string) error {
			return p.withWeb(cmd.Context(), desk.ToWrite, func(d *desk.Desk, web *fetch.Client) error {
				if !intake.IsAddress(args[0]) {
					return p.followFile(cmd.Context(), d, args[0])
				}
				f, added, err := d.Follow(cmd.Context(), web, args[0], time.Now())
				if err != nil {
					return err
				}
				is := "is followed now"
				if !added {
					is = "is followed already"
				}
				return p.print(func(w io.Writer) error {
					_, err := fmt.Fprintf(w, "%s %s; chancery watch reads what it brings.\n", prose.Clean(titled(f)), is)
					return err
				})
			})
		}),
	}
}

func (p *program) followFile(ctx context.Context, d *desk.Desk, name string) error {
	list, err := readFile(name)
	if err != nil {
		return err
	}
	added, err := d.FollowList(ctx, name, list, time.Now())
	if err != nil {
		return err
	}
	return p.print(func(w io.Writer) error {
		_, err := fmt.Fprintf(w, "%s followed now.\n", count(added, "more feed"))
		return err
	})
}

// readFile reads a file that is no larger than what is read anywhere else.
func readFile(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(io.LimitReader(f, intake.DefaultLimits().FileBytes+1))
	return data, errors.Join(err, f.Close())
}

// titled is a feed's title with its address.
func titled(f desk.Feed) string {
	address := fetch.Shown(f.Address)
	if f.Title == "" {
		return address
	}
	return f.Title + " (" + address + ")"
}

func (p *program) feedsRemoveCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "remove URL",
		Short:   "Follow a feed no more; what was read through it stays",
		Example: "  chancery feeds remove https://example.org/feed.xml",
		Args:    exactly(1, "the address of a feed"),
		RunE: p.run(func(cmd *cobra.Command, args []string) error {
			return p.withRecord(cmd.Context(), desk.ToCorrect, func(d *desk.Desk) error { return d.Unfollow(cmd.Context(), args[0]) })
		}),
	}
}

func (p *program) feedsListCommand() *cobra.Command {
	var asList bool
	cmd := &cobra.Command{
		Use:     "list",
		Short:   "List the feeds that are followed",
		Example: "  chancery feeds list\n  chancery feeds list --opml > feeds.opml",
		Args:    exactly(0, ""),
		RunE: p.run(func(cmd *cobra.Command, _ []string) error {
			return p.withRecord(cmd.Context(), desk.ToRead, func(d *desk.Desk) error {
				if asList {
					return p.print(func(w io.Writer) error { return d.WriteFeeds(cmd.Context(), w) })
				}
				feeds, err := d.Feeds(cmd.Context())
				if err != nil {
					return err
				}
				return p.print(func(w io.Writer) error {
					var b strings.Builder
					for _, f := range feeds {
						fmt.Fprintf(&b, "%s\t%s\n", prose.Clean(fetch.Shown(f.Address)), prose.Clean(f.Title))
					}
					if len(feeds) == 0 {
						b.WriteString("No feed is followed; chancery feeds add URL follows one.\n")
					}
					_, err := io.WriteString(w, b.String())
					return err
				})
			})
		}),
	}
	cmd.Flags().BoolVar(&asList, "opml", false, "as a list for feed readers (OPML)")
	return cmd
}

func (p *program) feedsHealthCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "health",
		Short:   "Show when each feed answered last, and what fails",
		Example: "  chancery feeds health\n  chancery feeds health --json",
		Args:    exactly(0, ""),
		RunE: p.run(func(cmd *cobra.Command, _ []string) error {
			return p.withRecord(cmd.Context(), desk.ToRead, func(d *desk.Desk) error {
				feeds, err := d.Feeds(cmd.Context())
				if err != nil {
					return err
				}
				waiting, err := d.Waiting(cmd.Context())
				if err != nil {
					return err
				}
				return p.print(func(w io.Writer) error {
					if asJSON {
						return writeHealth(w, feeds, waiting)
					}
					return tellHealth(w, feeds, waiting)
				})
			})
		}),
	}
	jsonFlag(cmd, &asJSON)
	return cmd
}

func tellHealth(w io.Writer, feeds []desk.Feed, waiting int) error {
	var b strings.Builder
	failing := 0
	for _, f := range feeds {
		fmt.Fprintf(&b, "%s\n", prose.Clean(titled(f)))
		switch {
		case f.Failures > 0:
			failing++
			fmt.Fprintf(&b, "  FAILING, %s in a row: %s\n", count(f.Failures, "time"), prose.Clean(f.Reason))
		case f.Polled.IsZero():
			b.WriteString("  not asked yet\n")
		default:
			fmt.Fprintf(&b, "  well, with %s\n", count(f.Items, "item"))
		}
		if !f.Polled.IsZero() {
			fmt.Fprintf(&b, "  answered last on %s\n", f.Polled.Format("2 Jan 2006 15:04 MST"))
		}
		fmt.Fprintf(&b, "  asked next from %s on\n", f.Due.Format("2 Jan 2006 15:04 MST"))
	}
	fmt.Fprintf(&b, "%s followed, %d failing; %s waiting to be fetched.\n", count(len(feeds), "feed"), failing, count(waiting, "page"))
	_, err := io.WriteString(w, b.String())
	return err
}

func writeHealth(w io.Writer, feeds []desk.Feed, waiting int) error {
	type row struct {
		Address  string     `json:"address"`
		Title    string     `json:"title"`
		Answered *time.Time `json:"answered"` // null for never
		Due      time.Time  `json:"due"`
		Items    int        `json:"items"`
		Failures int        `json:"failures"`
		Reason   string     `json:"reason"`
	}
	out := struct {
		Feeds   []row `json:"feeds"`
		Waiting int   `json:"pages_waiting"`
	}{[]row{}, waiting}
	for _, f := range feeds {
		r := row{fetch.Shown(f.Address), f.Title, nil, f.Due, f.Items, f.Failures, f.Reason}
		if !f.Polled.IsZero() {
			r.Answered = &f.Polled
		}
		out.Feeds = append(out.Feeds, r)
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(out)
}

// exactly is the check of a number of arguments.
func exactly(n int, what string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		switch {
		case len(args) < n:
			return fmt.Errorf("name %s", what)
		case len(args) > n:
			return fmt.Errorf("%d arguments are too many", len(args))
		}
		return nil
	}
}

// withWeb opens the record and what fetches from the web.
func (p *program) withWeb(ctx context.Context, mode desk.Mode, work func(*desk.Desk, *fetch.Client) error) error {
	web, err := p.web()
	if err != nil {
		return err
	}
	defer web.Close()
	return p.withRecord(ctx, mode, func(d *desk.Desk) error { return work(d, web) })
}
