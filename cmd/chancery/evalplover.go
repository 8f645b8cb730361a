package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"chancery/data"
	"chancery/internal/eval"
	"chancery/internal/gazetteer"
	"chancery/internal/pipeline"
)

func (p *program) evalPloverCommand() *cobra.Command {
	var coded eval.Coded
	cmd := &cobra.Command{
		Use:   "plover FILE",
		Short: "Measure the types of events against sentences coded with the PLOVER ontology",
		Long: `Measure the events that are read against English sentences that people have
coded with the PLOVER ontology. Each sentence is read as a report of its own.

The file has tab-separated columns with a header; event_now is the type,
sentence the text, source_code and target_code the parties of both sides,
several parted by "|". Lines that begin with # are left out.

type_right is the share of coded events for which an event of that type was
read in the sentence; each that was read serves one. all_right has the right
parties on both sides too; a side that is not coded does not count, in
all_right_strict it must be empty.`,
		Example: "  chancery eval plover plover_gold.tsv --detail",
		Args:    cobra.ExactArgs(1),
		RunE: p.run(func(cmd *cobra.Command, args []string) error {
			gaz, err := gazetteer.Load(data.FS)
			if err != nil {
				return fmt.Errorf("loading the gazetteer: %w", err)
			}
			reader, err := pipeline.New(data.FS)
			if err != nil {
				return fmt.Errorf("loading the rules: %w", err)
			}
			coded.Path, coded.Read = args[0], reader.Read
			coded.IsState = func(code string) bool { _, ok := gaz.State(code); return ok }
			return p.print(func(w io.Writer) error { return eval.RunPlover(cmd.Context(), w, coded) })
		}),
	}
	cmd.Flags().BoolVar(&coded.Detail, "detail", false, "by type too, with what was read of each sentence that is not all right")
	return cmd
}
