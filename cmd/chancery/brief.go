package main

import (
	"io"

	"github.com/spf13/cobra"

	"chancery/internal/brief"
)

func (p *program) briefCommand() *cobra.Command {
	var asJSON bool
	var known knownOn
	cmd := &cobra.Command{
		Use:   "brief A [B]",
		Short: "Write a briefing note on an actor, or on two of them together",
		Long: `Write a briefing note, in Markdown, on an actor or on what two of them have with
each other: last contacts, who is in office, what was said, asked and promised,
where the reports differ. Every line names the reports that it rests on.

With --json the same comes as one object: "actors", "sections" (each with
"title" and "items"; an item has "text" and the numbers of its "sources"), and
"sources" (each with "number", "report", "name", "outlets", "published" and
"quote").`,
		Example: "  chancery brief GEO PRT\n  chancery brief \"Kojo Antwi-Bempah\" > note.md\n  chancery brief GEO PRT --json",
		Args:    names(1, 2, "an actor, or two"),
		RunE: p.run(func(cmd *cobra.Command, args []string) error {
			rec, err := p.foldKnown(cmd.Context(), known)
			if err != nil {
				return err
			}
			a, b := args[0], ""
			if len(args) == 2 {
				b = args[1]
			}
			write := brief.Write
			if asJSON {
				write = brief.JSON
			}
			return p.print(func(w io.Writer) error { return write(w, rec, a, b) })
		}),
	}
	jsonFlag(cmd, &asJSON)
	known.flag(cmd)
	return cmd
}
