package main

import (
	"io"

	"github.com/spf13/cobra"

	"chancery/data"
	"chancery/internal/codebook"
)

func (p *program) codebookCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "codebook",
		Short: "Print what each kind of event means and which sentences tell of it",
		Long: `Print the codebook as Markdown: each kind of event with its definition, its
types in PLOVER and CAMEO, who is actor and recipient, borderline cases and
examples; the types that are read as other; the topics; and every rule. It is
made from the ontology and the rules in the program; the record plays no part.`,
		Example: "  chancery codebook > codebook.md",
		Args:    cobra.NoArgs,
		RunE: p.run(func(*cobra.Command, []string) error {
			return p.print(func(w io.Writer) error { return codebook.Write(w, data.FS) })
		}),
	}
}
