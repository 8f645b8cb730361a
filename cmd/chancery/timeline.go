package main

import (
	"io"

	"github.com/spf13/cobra"

	"chancery/internal/view"
)

func (p *program) timelineCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "timeline [ACTOR [ACTOR]]",
		Short: "Show what happened, in order of date",
		Long: `Show what happened, in order of date, with the meetings of a visit below it.
With one actor only the events in which it takes part, with two only those of
both together. A state or organisation takes part through its people.`,
		Example: "  chancery timeline\n  chancery timeline GEO PRT\n  chancery timeline \"Antwi-Bempah\" --json",
		Args:    names(0, 2, ""),
		RunE: p.run(func(cmd *cobra.Command, args []string) error {
			rec, err := p.fold(cmd.Context())
			if err != nil {
				return err
			}
			show := view.Timeline
			if asJSON {
				show = view.TimelineJSON
			}
			return p.print(func(w io.Writer) error {
				return show(w, rec, view.Query{Actors: args, Style: p.style()})
			})
		}),
	}
	jsonFlag(cmd, &asJSON)
	return cmd
}
