package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"os/user"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"chancery"
	"chancery/internal/desk"
	"chancery/internal/view"
)

const judgeHelp = `Correct the record. What you decide stands above what the program works out, and
is kept with your name, the time, your reason and the words it rests on. It is
found again when newer rules read the same reports. Nothing is ever overwritten:
undo takes a decision back, and the record is as it was.

Events, claims, reports and actors go by their ids, or the beginning of one, as
timeline, show and explain give them, or by name.

Your name is that of --by, or of the variable CHANCERY_BY, or the one by which
the system knows you.`

// judging is what the commands of judge share.
type judging struct {
	why, by string
}

func (p *program) judgeCommand() *cobra.Command {
	var j judging
	cmd := &cobra.Command{
		Use:     "judge",
		Short:   "Correct the record, and take corrections back",
		Long:    judgeHelp,
		Example: "  chancery judge queue\n  chancery judge rename Antwi-Bempah \"Kojo K. Antwi-Bempah\" --why \"as he signs\"\n  chancery judge undo\n  chancery judge log",
		Args:    knownCommand,
		RunE: p.run(func(cmd *cobra.Command, _ []string) error {
			return cmd.Help()
		}),
	}
	cmd.PersistentFlags().StringVar(&j.why, "why", "", "the reason, for those who read it later")
	cmd.PersistentFlags().StringVar(&j.by, "by", "", "who decides")
	for _, verdict := range []struct {
		act   chancery.Act
		short string
	}{
		{chancery.ActSame, "These two are one event, or one person"},
		{chancery.ActDifferent, "These two are not one event, or not one person"},
		{chancery.ActUnsure, "Do not join these two, whatever the program thinks"},
	} {
		cmd.AddCommand(p.judgeAct(&j, verdict.act, " A B", verdict.short, "chancery judge "+string(verdict.act)+" c1a2 c9f3 --why \"as both ministries say\"\n  chancery judge "+string(verdict.act)+" \"Kojo Antwi\" \"Kojo Antwi-Bempah\"",
			names(2, 2, "two events, or two people"), func(args []string) desk.Order { return desk.Order{On: args} }))
	}
	cmd.AddCommand(
		p.judgeAct(&j, chancery.ActSplit, " EVENT|PERSON CLAIM|REPORT...", "These claims, or those of these reports, leave their event together, or tell of another person of the name", "chancery judge split c1a2 c9f3 --why \"that was the week after\"\n  chancery judge split antwi second.txt --why \"that is his brother\"",
			names(2, math.MaxInt, "an event or a person, and the claims or reports that leave"), func(args []string) desk.Order { return desk.Order{On: args} }),
		p.judgeAct(&j, chancery.ActRename, " ACTOR NAME", "An actor goes by this name", "chancery judge rename antwi \"Kojo Antwi-Bempah\" --why \"his own spelling\"",
			names(2, 2, "an actor, and what it shall be called"), func(args []string) desk.Order { return desk.Order{On: args[:1], Value: args[1]} }),
		p.judgeAct(&j, chancery.ActSet, " EVENT FIELD VALUE", "A field of an event has this value: "+strings.Join(chancery.Settable(), ", "),
			"chancery judge set c1a2 date 2025-03-08 --why \"the ministry's diary\"\n  chancery judge set c1a2 place \"Lisbon, PRT\"\n  chancery judge set c1a2 absent \"Ruth Mbeki\"",
			names(3, 3, "an event, a field and its value"), func(args []string) desk.Order { return desk.Order{On: args[:1], Field: args[1], Value: args[2]} }),
		p.judgeAct(&j, chancery.ActReject, " EVENT|CLAIM|REPORT", "An event, a claim, or all claims of a report do not count", "chancery judge reject c1a2 --why \"a rumour, taken back\"",
			names(1, 1, "an event, a claim or a report"), func(args []string) desk.Order { return desk.Order{On: args} }),
		p.judgeAct(&j, chancery.ActUndo, " [DECISION]", "Take back a decision, or the last that holds; undoing that brings it back", "chancery judge undo\n  chancery judge undo j5e1",
			names(0, 1, ""), func(args []string) desk.Order { return desk.Order{On: args} }),
		p.judgeLog(), p.judgeQueue())
	return cmd
}

// judgeAct is the command of one sort of decision.
func (p *program) judgeAct(j *judging, act chancery.Act, args, short, example string, check cobra.PositionalArgs, order func([]string) desk.Order) *cobra.Command {
	cmd := &cobra.Command{
		Use:     string(act) + args,
		Short:   short,
		Long:    short + ".\n\n" + judgeHelp,
		Example: "  " + example,
		Args:    check,
		RunE: p.run(func(cmd *cobra.Command, args []string) error {
			o := order(args)
			o.Act, o.Why, o.At = act, strings.TrimSpace(j.why), time.Now()
			var err error
			if o.By, err = j.name(); err != nil {
				return err
			}
			return p.decide(cmd.Context(), o)
		}),
	}
	return cmd
}

// name is who decides.
func (j *judging) name() (string, error) {
	for _, by := range []string{j.by, os.Getenv("CHANCERY_BY")} {
		if by = strings.TrimSpace(by); by != "" {
			return by, nil
		}
	}
	if u, err := user.Current(); err == nil {
		if by := strings.TrimSpace(u.Name); by != "" {
			return by, nil
		}
		if u.Username != "" {
			return u.Username, nil
		}
	}
	return "", errors.New("the system does not know your name; give it with --by NAME")
}

// decide keeps a decision and says what it came to.
func (p *program) decide(ctx context.Context, o desk.Order) error {
	return p.withRecord(ctx, desk.ToCorrect, func(d *desk.Desk) error {
		done, err := d.Decide(ctx, o)
		if err != nil {
			return err
		}
		after, before, what := len(done.After.Events), len(done.Before.Events), "event"
		if done.OnPeople() {
			after, before, what = len(done.After.Actors), len(done.Before.Actors), "actor"
		}
		_, err = fmt.Fprintf(p.stdout, "%s: kept as %s. The record has %s, %d before. chancery judge undo %s takes it back.\n",
			done.Act, done.ID, count(after, what), before, done.ID)
		return err
	})
}

func (p *program) judgeLog() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "log",
		Short:   "List what was decided, the newest first",
		Long:    "List what was decided, by whom and why, with the words it rests on, the newest\nfirst. What was undone stays in the list and says so.",
		Example: "  chancery judge log\n  chancery judge log --json",
		Args:    names(0, 0, ""),
		RunE: p.run(func(cmd *cobra.Command, _ []string) error {
			return p.withRecord(cmd.Context(), desk.ToRead, func(d *desk.Desk) error {
				all, err := d.Decisions(cmd.Context())
				if err != nil {
					return err
				}
				return p.print(func(w io.Writer) error {
					if asJSON {
						return view.LogJSON(w, all)
					}
					return view.Log(w, all, p.style())
				})
			})
		}),
	}
	jsonFlag(cmd, &asJSON)
	return cmd
}

func (p *program) judgeQueue() *cobra.Command {
	var asJSON bool
	var most int
	cmd := &cobra.Command{
		Use:   "queue",
		Short: "List the pairs that the program is least sure of",
		Long: `List the pairs of events that the program is least sure of and nobody has judged,
with the words of both and what spoke for and against; then the pairs of people
whose names are the same, or nearly so, or look alike in letters of two scripts,
and who are kept apart. They are judged with same, different or unsure.`,
		Example: "  chancery judge queue\n  chancery judge queue --most 50 --json",
		Args:    names(0, 0, ""),
		RunE: p.run(func(cmd *cobra.Command, _ []string) error {
			rec, err := p.fold(cmd.Context())
			if err != nil {
				return err
			}
			return p.print(func(w io.Writer) error {
				if asJSON {
					return view.QueueJSON(w, rec, most)
				}
				return view.Queue(w, rec, most, p.style())
			})
		}),
	}
	cmd.Flags().IntVar(&most, "most", 10, "how many of events, and of people")
	jsonFlag(cmd, &asJSON)
	return cmd
}
