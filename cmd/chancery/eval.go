package main

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"

	"github.com/spf13/cobra"

	"chancery"
	"chancery/internal/desk"
	"chancery/internal/eval"
)

func (p *program) evalCommand() *cobra.Command {
	var opts eval.Options
	var set eval.Set
	cmd := &cobra.Command{
		Use:   "eval",
		Short: "Measure the reading against facts that people took from the same reports",
		Long: `Measure the reading against facts that people took from the same reports: a
gold file and the folder of the reports that it annotates. The reports are read
into a record of their own that is thrown away; --record plays no part. Without
--gold the project's own examples, below the current folder, are measured.

With --by-kind there is a table of the kinds of events instead: how many are in
the gold, were found and were made up, and how well their fields were read.

With --baseline the command fails when a figure is worse than that file allows.

The commands conllu, names, time and plover measure one stage, on files that
people have annotated for it.`,
		Example: "  chancery eval --gold examples/gold.jsonl --reports examples/reports --detail\n" +
			"  chancery eval --by-kind --detail",
		Args: cobra.NoArgs,
		RunE: p.run(func(cmd *cobra.Command, _ []string) error {
			if set.Gold != "" {
				opts.Sets = []eval.Set{set}
			}
			return p.print(func(w io.Writer) error { return eval.Run(cmd.Context(), w, opts, readApart) })
		}),
	}
	cmd.Flags().StringVar(&set.Gold, "gold", "", "file of gold facts")
	cmd.Flags().StringVar(&set.Reports, "reports", "", "folder of the reports that it annotates")
	cmd.Flags().StringVar(&opts.Baseline, "baseline", "", "file of the figures to hold")
	cmd.Flags().BoolVar(&opts.Detail, "detail", false, "by language too, with what was missed and made up")
	cmd.Flags().BoolVar(&opts.ByKind, "by-kind", false, "a table by language and kind; with --detail, all that is wrong in each report")
	cmd.Flags().BoolVar(&opts.JSON, "json", false, "the figures as JSON")
	cmd.MarkFlagsMutuallyExclusive("by-kind", "json")
	cmd.MarkFlagsRequiredTogether("gold", "reports")
	cmd.AddCommand(p.evalTreebanksCommand(), p.evalNamesCommand(), p.evalTimeCommand(), p.evalPloverCommand())
	return cmd
}

// readApart reads a folder into a record of its own.
func readApart(ctx context.Context, folder string) (_ *chancery.Record, err error) {
	dir, err := os.MkdirTemp("", "chancery-eval-")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	d, err := desk.Open(ctx, filepath.Join(dir, "record.db"), desk.ToWrite)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	if _, err := d.Read(ctx, desk.Input{Paths: []string{folder}}, runtime.GOMAXPROCS(0), func(desk.Summary) {}); err != nil {
		return nil, err
	}
	return d.Record(ctx)
}
