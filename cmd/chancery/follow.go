package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"time"

	"github.com/spf13/cobra"

	"chancery"
	"chancery/internal/desk"
	"chancery/internal/follow"
	"chancery/internal/index"
	"chancery/internal/view"
)

func (p *program) followCommand() *cobra.Command {
	var j judging
	cmd := &cobra.Command{
		Use:   "follow",
		Short: "Follow people, offices, states, pairs, topics or places",
		Long: `Keep files of what you follow: a person, a state, an organisation or a body; two
of them together; an office, whoever holds it; a topic; a place. chancery today
shows what is new in them. They are kept in the record, in the name of --by, or
of the variable CHANCERY_BY, or the one by which the system knows you.`,
		Example: "  chancery follow list",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 0 {
				return fmt.Errorf("there is no command %q; there are add, list and remove", args[0])
			}
			return nil
		},
		RunE: p.run(func(cmd *cobra.Command, _ []string) error { return cmd.Help() }),
	}
	cmd.PersistentFlags().StringVar(&j.by, "by", "", "who follows")
	cmd.AddCommand(p.followAddCommand(&j), p.followListCommand(&j), p.followRemoveCommand(&j))
	return cmd
}

func (p *program) followAddCommand(j *judging) *cobra.Command {
	var office, topic, place string
	cmd := &cobra.Command{
		Use:   "add [ACTOR [ACTOR]]",
		Short: "Follow an actor, two together, an office, a topic or a place",
		Long: `Follow an actor, or two actors together. With --office whoever holds the office
of the actor; its title is the one that chancery show has. With --topic or --place
a topic or a place, without an actor. When you follow the first, all that the
record holds counts as seen.`,
		Example: "  chancery follow add GEO\n  chancery follow add GEO PRT\n  chancery follow add GEO --office \"Minister of Foreign Affairs\"\n  chancery follow add --topic visa\n  chancery follow add --place Tbilisi",
		Args:    names(0, 2, ""),
		PreRunE: func(_ *cobra.Command, args []string) error {
			given := map[bool]int{true: 1}
			actors := given[len(args) > 0 && office == ""]
			if actors+given[office != ""]+given[topic != ""]+given[place != ""] != 1 || office != "" && len(args) != 1 || office == "" && len(args) > 0 && topic+place != "" {
				return errors.New("name an actor or two, or an actor with --office, or --topic, or --place")
			}
			return nil
		},
		RunE: p.run(func(cmd *cobra.Command, args []string) error {
			return p.withFiles(cmd.Context(), j, desk.ToCorrect, func(d *desk.Desk, by string) error {
				f, err := followed(cmd.Context(), d, args, office, topic, place)
				if err != nil {
					return err
				}
				f, added, err := d.AddFile(cmd.Context(), by, f)
				if err != nil {
					return err
				}
				is := "is followed now"
				if !added {
					is = "is followed already"
				}
				return p.print(func(w io.Writer) error {
					_, err := fmt.Fprintf(w, "%s %s; chancery today shows what is new.\n", f.ID, is)
					return err
				})
			})
		}),
	}
	flags := cmd.Flags()
	flags.StringVar(&office, "office", "", "the title of an office of the actor")
	flags.StringVar(&topic, "topic", "", "a topic")
	flags.StringVar(&place, "place", "", "a place, or the code of a country")
	return cmd
}

// followed is the file of what was named. What the record has no event of is an
// error.
func followed(ctx context.Context, d *desk.Desk, actors []string, office, topic, place string) (follow.File, error) {
	rec, err := d.Events(ctx)
	if err != nil {
		return follow.File{}, err
	}
	x := index.New(rec)
	found, err := x.FindActors(actors...)
	if err != nil {
		return follow.File{}, err
	}
	var f follow.File
	switch {
	case topic != "":
		f = follow.File{Kind: follow.Topic, A: topic}
	case place != "":
		f = follow.File{Kind: follow.Place, A: place}
	case office != "":
		f = follow.File{Kind: follow.Office, A: office, B: found[0].ID}
	case len(found) == 2:
		f = follow.File{Kind: follow.Pair, A: found[0].ID, B: found[1].ID}
	default:
		f = follow.File{Kind: follow.Actor, A: found[0].ID}
	}
	if topic+place+office != "" && x.Select(f.Filter(x)).Len() == 0 {
		return f, chancery.Errorf(chancery.NotFound, "the record has no event for %q; chancery show and timeline have the topics, places and titles that there are", topic+place+office)
	}
	return f, nil
}

func (p *program) followListCommand(j *judging) *cobra.Command {
	return &cobra.Command{
		Use:     "list",
		Short:   "List what is followed, with an id for each",
		Example: "  chancery follow list",
		Args:    names(0, 0, ""),
		RunE: p.run(func(cmd *cobra.Command, _ []string) error {
			return p.withFiles(cmd.Context(), j, desk.ToRead, func(d *desk.Desk, by string) error {
				files, err := d.Files(cmd.Context(), by)
				if err != nil {
					return err
				}
				rec, err := d.Events(cmd.Context())
				if err != nil {
					return err
				}
				return p.print(func(w io.Writer) error { return view.Files(w, index.New(rec), files, p.style()) })
			})
		}),
	}
}

func (p *program) followRemoveCommand(j *judging) *cobra.Command {
	return &cobra.Command{
		Use:     "remove ID",
		Short:   "Follow something no more",
		Example: "  chancery follow remove f1a2b3c4",
		Args:    exactly(1, "the id of a file, as chancery follow list gives it"),
		RunE: p.run(func(cmd *cobra.Command, args []string) error {
			return p.withFiles(cmd.Context(), j, desk.ToCorrect, func(d *desk.Desk, by string) error {
				return d.RemoveFile(cmd.Context(), by, args[0])
			})
		}),
	}
}

func (p *program) withFiles(ctx context.Context, j *judging, mode desk.Mode, work func(d *desk.Desk, by string) error) error {
	by, err := j.name()
	if err != nil {
		return err
	}
	return p.withRecord(ctx, mode, func(d *desk.Desk) error { return work(d, by) })
}

func (p *program) todayCommand() *cobra.Command {
	var asJSON, seen bool
	var j judging
	cmd := &cobra.Command{
		Use:   "today",
		Short: "Show what is new in what you follow since you looked last",
		Long: `Show, for each file that you follow, what the reports tell as their news that were
read since you marked it as seen, and what changed in what was known before:
another date, place or state, or an account that differs. What reports only
repeat as background is left out. With --seen it is marked as seen once it is
shown; without, nothing changes.`,
		Example: "  chancery today\n  chancery today --seen\n  chancery today --json",
		Args:    names(0, 0, ""),
		RunE: p.run(func(cmd *cobra.Command, _ []string) error {
			mode := desk.ToRead
			if seen {
				mode = desk.ToCorrect
			}
			return p.withFiles(cmd.Context(), &j, mode, func(d *desk.Desk, by string) error {
				return p.today(cmd.Context(), d, by, seen, asJSON)
			})
		}),
	}
	cmd.Flags().StringVar(&j.by, "by", "", "who looks")
	cmd.Flags().BoolVar(&seen, "seen", false, "mark it as seen")
	jsonFlag(cmd, &asJSON)
	return cmd
}

// patiently is as long as it takes.
const patiently = time.Duration(math.MaxInt64)

func (p *program) today(ctx context.Context, d *desk.Desk, by string, seen, asJSON bool) error {
	return withLive(ctx, d.Live, func(live *desk.Live, fold *desk.Fold) error {
		t, err := live.Today(ctx, by, patiently)
		if err != nil {
			return err
		}
		show := func(w io.Writer) error { return view.Today(w, fold.Index, t, p.style()) }
		if asJSON {
			show = func(w io.Writer) error { return view.TodayJSON(w, fold.Index, t) }
		}
		if err := p.print(show); err != nil || !seen || len(t.Files) == 0 {
			return err
		}
		return live.MarkSeen(ctx, by, t.UpTo)
	})
}
