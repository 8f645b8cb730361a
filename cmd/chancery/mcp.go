package main

import (
	"context"
	"io"
	"log/slog"

	"github.com/spf13/cobra"

	"chancery/internal/desk"
	"chancery/internal/mcp"
)

func (p *program) mcpCommand() *cobra.Command {
	var private bool
	cmd := &cobra.Command{
		Use:   "mcp",
		Short: "Let an assistant look things up in the record, and cite it",
		Long: `Let an assistant look things up in the record, and cite it: a server of the
Model Context Protocol on standard input and output, with the tools search,
timeline, dossier, event and brief. The assistant starts it; its configuration
names this command. It reads the record and changes nothing.

Every answer says which words of which report it rests on, and where they stand.
What is asked and answered passes through the assistant: a record that must not
leave the machine is for an assistant that runs on it. What was read with read
--private is left out, with all that rests on it alone, unless --with-private is
given.`,
		Example: "  chancery mcp\n  chancery mcp --with-private",
		Args:    names(0, 0, ""),
		RunE: p.run(func(cmd *cobra.Command, _ []string) error {
			return p.withRecord(cmd.Context(), desk.ToRead, func(d *desk.Desk) error {
				return p.assist(cmd.Context(), d, private)
			})
		}),
	}
	cmd.Flags().BoolVar(&private, "with-private", false, "your own notes, too, and what rests on them")
	return cmd
}

func (p *program) assist(ctx context.Context, d *desk.Desk, private bool) error {
	open := d.LiveShared
	if private {
		open = d.Live
	}
	return withLive(ctx, open, func(live *desk.Live, _ *desk.Fold) error {
		log := slog.New(slog.NewTextHandler(p.stderr, nil))
		return mcp.Serve(ctx, live, version(), io.NopCloser(p.stdin), unclosed{p.stdout}, log)
	})
}

// unclosed is a writer that stays open.
type unclosed struct{ io.Writer }

func (unclosed) Close() error { return nil }
