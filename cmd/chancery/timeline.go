package main

import (
	"context"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"chancery"
	"chancery/internal/index"
	"chancery/internal/syndicate"
	"chancery/internal/view"
	"chancery/internal/web/messages"
)

func (p *program) timelineCommand() *cobra.Command {
	var asJSON bool
	var format string
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
or refused.

With --format atom the same events come as a feed for a news reader, those told
last first, and with --format ics the contacts among them as a calendar. The
pages of chancery serve have both, under the filters of the timeline.`,
		Example: "  chancery timeline\n  chancery timeline GEO PRT\n  chancery timeline GEO --kind request,offer,pledge\n  chancery timeline \"Antwi-Bempah\" --json\n  chancery timeline GEO --format ics > geo.ics",
		Args:    names(0, 2, ""),
		PreRunE: func(*cobra.Command, []string) (err error) {
			if _, known := syndicated()[format]; format != "" && (!known || asJSON) {
				return fmt.Errorf("there is no format %q beside the timeline and --json; the others are atom and ics", format)
			}
			kinds, err = kindsOf(asked)
			return err
		},
		RunE: p.run(func(cmd *cobra.Command, args []string) error {
			if write := syndicated()[format]; write != nil {
				return p.syndicate(cmd.Context(), write, known, args, kinds)
			}
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
	cmd.Flags().StringVar(&format, "format", "", "atom or ics: for programs that follow the events")
	cmd.Flags().StringSliceVar(&asked, "kind", nil, "kinds of events, parted by commas")
	jsonFlag(cmd, &asJSON)
	known.flag(cmd)
	return cmd
}

// syndicated are the formats for programs that follow the events, by name.
func syndicated() map[string]func(io.Writer, *syndicate.View) error {
	return map[string]func(io.Writer, *syndicate.View) error{"atom": syndicate.Atom, "ics": syndicate.Calendar}
}

// syndicate writes the events in one of these formats, with the words that they rest on.
func (p *program) syndicate(ctx context.Context, write func(io.Writer, *syndicate.View) error, known knownOn, named []string, kinds []chancery.Kind) error {
	rec, err := p.foldKnown(ctx, known)
	if err != nil {
		return err
	}
	words, err := messages.In("en")
	if err != nil {
		return err
	}
	x := index.New(rec)
	actors, err := x.FindActors(named...)
	if err != nil {
		return err
	}
	f, title := index.Filter{Kinds: kinds}, words.T("timeline.title")
	for i, a := range actors {
		f.Actors = append(f.Actors, a.ID)
		title += []string{": ", ", "}[i] + x.Name(a.ID)
	}
	key := url.Values{"actor": f.Actors}
	for _, k := range kinds {
		key.Add("kind", string(k))
	}
	return p.print(func(w io.Writer) error {
		return write(w, &syndicate.View{Index: x, Words: words, Title: title, Key: key.Encode(), Events: x.Select(f).Events()})
	})
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
