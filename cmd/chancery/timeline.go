package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"chancery"
	"chancery/internal/view"
)

func (p *program) timelineCommand() *cobra.Command {
	var asJSON bool
	var asked []string
	var kinds []chancery.Kind
	var known knownOn
	cmd := &cobra.Command{
		Use:   "timeline [ACTOR [ACTOR]]",
		Short: "Show what happened, in order of date",
		Long: `Show what happened, in order of date, with the meetings of a visit below it.
With one actor only the events in which it takes part, with two only those of
both together. A state or organisation takes part through its people.

With --kind only the events of one kind or several; chancery codebook lists the
kinds. Behind a request, an offer or a pledge stands what came of it: open, met
or refused.`,
		Example: "  chancery timeline\n  chancery timeline GEO PRT\n  chancery timeline GEO --kind request,offer,pledge\n  chancery timeline \"Antwi-Bempah\" --json",
		Args:    names(0, 2, ""),
		PreRunE: func(*cobra.Command, []string) (err error) {
			kinds, err = kindsOf(asked)
			return err
		},
		RunE: p.run(func(cmd *cobra.Command, args []string) error {
			rec, err := p.eventsKnown(cmd.Context(), known)
			if err != nil {
				return err
			}
			show := view.Timeline
			if asJSON {
				show = view.TimelineJSON
			}
			return p.print(func(w io.Writer) error {
				return show(w, rec, view.Query{Actors: args, Kinds: kinds, Style: p.style()})
			})
		}),
	}
	cmd.Flags().StringSliceVar(&asked, "kind", nil, "kinds of events, parted by commas")
	jsonFlag(cmd, &asJSON)
	known.flag(cmd)
	return cmd
}

// kindsOf are the kinds with these names.
func kindsOf(names []string) ([]chancery.Kind, error) {
	var out []chancery.Kind
	for _, n := range names {
		k := chancery.Kind(strings.TrimSpace(n))
		if !slices.Contains(chancery.Kinds(), k) {
			return nil, fmt.Errorf("%q is no kind of event; chancery codebook lists them", n)
		}
		out = append(out, k)
	}
	return out, nil
}
