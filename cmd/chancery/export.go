package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"chancery"
	"chancery/internal/desk"
	"chancery/internal/export"
)

func (p *program) exportCommand() *cobra.Command {
	var format, output string
	var opts export.Options
	var private bool
	names := strings.Join(export.Collections(), ", ")
	cmd := &cobra.Command{
		Use:   "export COLLECTION",
		Short: "Write one collection of the record for other programs",
		Long: "Write one collection of the record, one JSON object a line, in a stable order.\nThe same record gives the same bytes. What was read with read --private is left\nout, with all that rests on it alone, unless --with-private is given.\n\nCollections: " +
			names + ".",
		Example: "  chancery export events --format jsonl\n  chancery export reports --with-text --output reports.jsonl",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return fmt.Errorf("name one collection: %s", names)
			}
			if !slices.Contains(export.Collections(), args[0]) {
				return fmt.Errorf("there is no collection %q; the collections are %s", args[0], names)
			}
			return nil
		},
		PreRunE: func(*cobra.Command, []string) error {
			if format != "jsonl" {
				return fmt.Errorf("there is no format %q; the format is jsonl", format)
			}
			return nil
		},
		RunE: p.run(func(cmd *cobra.Command, args []string) error {
			var rec *chancery.Record
			err := p.withRecord(cmd.Context(), desk.ToRead, func(d *desk.Desk) (err error) {
				if private {
					rec, err = d.Record(cmd.Context())
				} else {
					rec, err = d.Shared(cmd.Context())
				}
				return err
			})
			if err != nil {
				return err
			}
			write := func(w io.Writer) error { return export.Write(w, args[0], rec, opts) }
			if output == "" {
				return p.print(write)
			}
			return writeFile(output, write)
		}),
	}
	cmd.Flags().StringVar(&format, "format", "jsonl", "format of the lines")
	cmd.Flags().StringVarP(&output, "output", "o", "", "file to write instead of standard output")
	cmd.Flags().BoolVar(&opts.WithText, "with-text", false, "the full text of reports, too")
	cmd.Flags().BoolVar(&private, "with-private", false, "your own notes, too, and what rests on them")
	return cmd
}

// writeFile puts a file in place only when it is whole.
func writeFile(path string, write func(io.Writer) error) (err error) {
	part := path + ".part"
	f, err := os.Create(part)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(part))
		}
	}()
	out := bufio.NewWriter(f)
	err = write(out)
	if err == nil {
		err = out.Flush()
	}
	if err := errors.Join(err, f.Close()); err != nil {
		return err
	}
	return os.Rename(part, path)
}
