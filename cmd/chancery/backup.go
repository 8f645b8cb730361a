package main

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"chancery/internal/desk"
	"chancery/internal/prose"
)

func (p *program) backupCommand() *cobra.Command {
	var force bool
	cmd := &cobra.Command{
		Use:   "backup FILE",
		Short: "Copy the record to a file, safely",
		Long: `Copy the record, as it is at this moment, to a new file, also while another
program writes to the record. The copy is written to the disk, opened and
examined in whole before it gets its name: the structure of the file, the hash
of every report, every quoted word. Its SHA-256 goes to standard output and to
FILE.sha256, in the form that sha256sum -c reads.

A backup is a record itself: chancery timeline --record FILE shows it.`,
		Example: "  chancery backup record.backup.db\n  chancery backup record.backup.db --force",
		Args:    oneFile("the file to write"),
		RunE: p.run(func(cmd *cobra.Command, args []string) error {
			return p.withRecord(cmd.Context(), desk.ToRead, func(d *desk.Desk) error {
				held, err := d.Backup(cmd.Context(), args[0], force)
				if err != nil {
					return err
				}
				fmt.Fprintf(p.stderr, "%s holds %s.\n", prose.Clean(args[0]), holdings(held))
				_, err = fmt.Fprintf(p.stdout, "%s  %s\n", held.SHA256, prose.Clean(args[0]))
				return err
			})
		}),
	}
	cmd.Flags().BoolVar(&force, "force", false, "replace the file if it exists")
	return cmd
}

func (p *program) restoreCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "restore FILE",
		Short: "Put a backup in the place of the record",
		Long: `Put a copy of a backup in the place of the record. The backup is examined
first, as backup does, and compared with FILE.sha256 if that is there. One that
is damaged, or was written by a newer chancery, is refused, and nothing changes.

The record that was there is kept beside, under its name with the time: nothing
is deleted. No other program may use the record meanwhile.`,
		Example: "  chancery restore record.backup.db\n  chancery restore record.backup.db --record visits.db",
		Args:    oneFile("the backup"),
		RunE: p.run(func(cmd *cobra.Command, args []string) error {
			path, err := p.recordFile(desk.ToWrite)
			if err != nil {
				return err
			}
			r, err := desk.Restore(cmd.Context(), path, args[0], time.Now())
			if err != nil {
				return err
			}
			if !r.Sealed {
				fmt.Fprintf(p.stderr, "There is no %s, so that small damage may have been overlooked.\n", prose.Clean(args[0]+".sha256"))
			}
			if r.Kept != "" {
				fmt.Fprintf(p.stderr, "The record that was there is kept as %s.\n", prose.Clean(r.Kept))
			}
			fmt.Fprintf(p.stderr, "%s holds %s.\n", prose.Clean(path), holdings(r.Holdings))
			_, err = fmt.Fprintf(p.stdout, "%s  %s\n", r.SHA256, prose.Clean(path))
			return err
		}),
	}
}

// oneFile is the check of arguments that are the name of one file.
func oneFile(what string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) != 1 {
			return fmt.Errorf("name %s, and nothing else", what)
		}
		return nil
	}
}

func holdings(h desk.Holdings) string {
	return fmt.Sprintf("%s, %s, %s and %s, in %s", count(h.Reports, "report"), count(h.Claims, "claim"),
		count(h.Skips, "skip"), count(h.Decisions, "decision"), count(int(h.Bytes), "byte"))
}
