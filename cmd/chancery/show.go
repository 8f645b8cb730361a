package main

import (
	"io"
	"math"
	"strings"

	"github.com/spf13/cobra"

	"chancery/internal/view"
)

func (p *program) showCommand() *cobra.Command {
	var asJSON bool
	var known knownOn
	cmd := &cobra.Command{
		Use:   "show ID|NAME",
		Short: "Show all that is known of an actor, an event or a report",
		Long: `Show all that is known of an actor, an event or a report. It is found by its
id, as the timeline gives it, by a code such as TUR or NATO, or by a name: whole
or in part, without its accents, in another spelling.`,
		Example: "  chancery show GEO\n  chancery show Vasconcelos Teles --json\n  chancery show en-07-tbilisi-visit.txt",
		Args:    names(1, math.MaxInt, "an actor, an event or a report"),
		RunE: p.run(func(cmd *cobra.Command, args []string) error {
			rec, err := p.foldKnown(cmd.Context(), known)
			if err != nil {
				return err
			}
			what := strings.Join(args, " ") // a name needs no quotation marks
			return p.print(func(w io.Writer) error {
				if asJSON {
					return view.ShowJSON(w, rec, what)
				}
				return view.Show(w, rec, what, p.style())
			})
		}),
	}
	jsonFlag(cmd, &asJSON)
	known.flag(cmd)
	return cmd
}
