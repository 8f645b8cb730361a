package main

import (
	"io"
	"math"
	"strings"

	"github.com/spf13/cobra"

	"chancery/internal/view"
)

func (p *program) explainCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "explain ID",
		Short: "Show how something was read and merged",
		Long: `Show how something was read and merged: the words that each field rests on, the
rule that found them, and why claims of several reports were or were not taken
for one event. Of an actor it shows the names that were taken for one.`,
		Example: "  chancery explain Teles\n  chancery explain en-07-tbilisi-visit.txt --json",
		Args:    names(1, math.MaxInt, "an event, a claim or an actor"),
		RunE: p.run(func(cmd *cobra.Command, args []string) error {
			rec, err := p.fold(cmd.Context())
			if err != nil {
				return err
			}
			what := strings.Join(args, " ")
			return p.print(func(w io.Writer) error {
				if asJSON {
					return view.ExplainJSON(w, rec, what)
				}
				return view.Explain(w, rec, what, p.style())
			})
		}),
	}
	jsonFlag(cmd, &asJSON)
	return cmd
}
