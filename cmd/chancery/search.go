package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"net/url"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"chancery"
	"chancery/internal/api"
	"chancery/internal/desk"
	"chancery/internal/view"
)

// searching is what is searched for, and among what.
type searching struct {
	words                       string
	actors, statements, reports bool
	languages                   []string
	from, until                 string
	limit                       int
}

func (p *program) searchCommand() *cobra.Command {
	var s searching
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "search WORDS",
		Short: "Find actors by name, and reports and statements by their words",
		Long: `Find actors by name, and reports and statements by their words, the best first.
Words are found by their beginnings, without regard to accents, letter case or
script habits: sekerovska finds Šekerovska, IGDIR and ığdır find Iğdır. All of
them must stand in the report. Words in quotation marks stand together; for a
shell they need a second pair: chancery search '"joint statement"'.

With --actors, --statements or --reports only these. --lang, --from and --to are
of the report: its language and the day on which it was published.`,
		Example: "  chancery search gurcistan\n  chancery search consulate --statements --lang en\n  chancery search Batumi --reports --from 2025-10 --to 2026 --json",
		Args:    names(1, math.MaxInt, "the words to look for"),
		PreRunE: func(*cobra.Command, []string) error {
			if s.limit < 1 || s.limit > mostFound {
				return fmt.Errorf("--limit is a number from 1 to %d", mostFound)
			}
			return nil
		},
		RunE: p.run(func(cmd *cobra.Command, args []string) error {
			s.words = strings.Join(args, " ")
			return p.withRecord(cmd.Context(), desk.ToRead, func(d *desk.Desk) error {
				return p.search(cmd.Context(), d, s, asJSON)
			})
		}),
	}
	flags := cmd.Flags()
	flags.BoolVar(&s.actors, "actors", false, "only actors")
	flags.BoolVar(&s.statements, "statements", false, "only statements")
	flags.BoolVar(&s.reports, "reports", false, "only reports")
	flags.StringSliceVar(&s.languages, "lang", nil, "of reports in these languages, such as en,tr")
	flags.StringVar(&s.from, "from", "", "published on this day, in this month or year, or later")
	flags.StringVar(&s.until, "to", "", "the same, or before")
	flags.IntVar(&s.limit, "limit", 20, "how many of each at most")
	jsonFlag(cmd, &asJSON)
	return cmd
}

const mostFound = 200

func (p *program) search(ctx context.Context, d *desk.Desk, s searching, asJSON bool) error {
	if !s.actors && !s.statements && !s.reports {
		s.actors, s.statements, s.reports = true, true, true
	}
	return withLive(ctx, d.Live, func(live *desk.Live, fold *desk.Fold) error {
		if asJSON {
			return p.searchJSON(ctx, s, live, fold)
		}
		found, err := s.find(ctx, live, fold)
		if err != nil {
			return err
		}
		if err := p.print(func(w io.Writer) error { return view.Search(w, fold.Index, found, p.style()) }); err != nil {
			return err
		}
		if found.Actors != nil && found.Actors.All > 0 || found.Statements != nil && found.Statements.All > 0 || found.Reports != nil && found.Reports.All > 0 {
			return nil
		}
		return s.nothing()
	})
}

// nothing is the error where nothing was found.
func (s searching) nothing() error {
	return chancery.Errorf(chancery.NotFound, "nothing is found for %q; fewer words, or only their beginnings, find more", s.words)
}

// find is what is found of each sort that is asked for.
func (s searching) find(ctx context.Context, live *desk.Live, fold *desk.Fold) (view.Results, error) {
	out := view.Results{Words: s.words}
	q := desk.Query{Words: s.words, Languages: s.languages}
	var err error
	if q.From, err = chancery.ParseDate(s.from); err != nil {
		return out, err
	}
	if q.Until, err = chancery.ParseDate(s.until); err != nil {
		return out, err
	}
	if s.actors {
		all := fold.NamesOf(s.words, len(fold.Actors))
		out.Actors = &view.Found[*chancery.Actor]{Best: all[:min(len(all), s.limit)], All: len(all)}
	}
	if s.statements {
		q.Statements = true
		found, all, err := live.Search(ctx, q, 0, s.limit)
		if err != nil {
			return out, err
		}
		out.Statements = &view.Found[*chancery.Stored[chancery.Statement]]{All: all}
		for _, f := range found {
			if said := fold.StatementOf(f.Claim); said != nil {
				out.Statements.Best = append(out.Statements.Best, said)
			}
		}
	}
	if s.reports {
		q.Statements = false
		found, all, err := live.Search(ctx, q, 0, s.limit)
		if err != nil {
			return out, err
		}
		out.Reports = &view.Found[*chancery.Report]{All: all}
		for _, f := range found {
			if r := fold.Report(f.Report); r != nil {
				out.Reports.Best = append(out.Reports.Best, r)
			}
		}
	}
	return out, nil
}

// searchJSON writes the answer of the interface for programs, without the sorts that
// are not asked for.
func (p *program) searchJSON(ctx context.Context, s searching, live *desk.Live, fold *desk.Fold) error {
	values := url.Values{"q": {s.words}, "limit": {strconv.Itoa(s.limit)}, "language": s.languages, "from": {s.from}, "until": {s.until}}
	answer, err := api.Ask(ctx, live, fold, "search", "", values)
	if err != nil {
		return err
	}
	raw, err := json.Marshal(answer)
	if err != nil {
		return fmt.Errorf("writing what was found: %w", err)
	}
	var sorts map[string]json.RawMessage
	if err := json.Unmarshal(raw, &sorts); err != nil {
		return fmt.Errorf("writing what was found: %w", err)
	}
	some := false
	for sort, asked := range map[string]bool{"actors": s.actors, "statements": s.statements, "reports": s.reports} {
		if !asked {
			delete(sorts, sort)
			delete(sorts, "total_"+sort)
			continue
		}
		some = some || string(sorts[sort]) != "[]"
	}
	err = p.print(func(w io.Writer) error {
		e := json.NewEncoder(w)
		e.SetEscapeHTML(false)
		e.SetIndent("", "  ")
		return e.Encode(sorts)
	})
	if err != nil || some {
		return err
	}
	return s.nothing()
}
