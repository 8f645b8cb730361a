package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"runtime"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"chancery"
	"chancery/internal/desk"
	"chancery/internal/fetch"
	"chancery/internal/intake"
	"chancery/internal/intake/archive"
	"chancery/internal/intake/webpage"
	"chancery/internal/prose"
	"chancery/internal/view"
)

func (p *program) readCommand() *cobra.Command {
	var asJSON, timeline, private bool
	cmd := &cobra.Command{
		Use:   "read [FILE|FOLDER|URL|-]...",
		Short: "Read reports into the record",
		Long: `Read reports into the record, which is made if there is none yet. A folder is
read with all plain text (.txt, .md, .markdown) and saved web pages (.html, .htm,
.xhtml) that are in it, also within archives: WARC, ZIP, gzip, mail (.eml, .mbox)
Word documents (.docx) and PDF with a text layer; - is standard input. An address is fetched, if it leads
to a public server; of a page its main text is kept, without markup. What is
known already is not read again, so the same folder may be given any number of
times. What cannot be read is skipped, and named at the end with the reason.
While another program writes to the record, read waits for it, ten seconds at
most.`,
		Example: "  chancery read examples/reports\n  chancery read examples/reports/en-07-tbilisi-visit.txt --record visits.db --timeline\n  chancery read - < visit.txt",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return errors.New("nothing to read; name a file, a folder, an address, or - for standard input")
			}
			return nil
		},
		RunE: p.run(func(cmd *cobra.Command, args []string) error {
			sum, rec, err := p.read(cmd.Context(), args, private, foldFor(asJSON))
			if rec != nil {
				err = errors.Join(err, p.tell(sum, rec))
			}
			switch {
			case err != nil:
				return err
			case asJSON:
				return p.print(func(w io.Writer) error { return writeSummary(w, sum, rec) })
			case timeline:
				return p.print(func(w io.Writer) error { return view.Timeline(w, rec, view.Query{Style: p.style()}) })
			}
			return nil
		}),
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "the counts as JSON on standard output")
	cmd.Flags().BoolVar(&timeline, "timeline", false, "print the timeline of the record afterwards")
	cmd.Flags().BoolVar(&private, "private", false, "they are notes of your own: shown to you, not exported")
	cmd.MarkFlagsMutuallyExclusive("json", "timeline")
	return cmd
}

// folding is how a record is folded after it was read into.
type folding func(*desk.Desk, context.Context) (*chancery.Record, error)

// foldFor is how to fold for the summary: the one in JSON counts all claims, the
// other needs no more than the events.
func foldFor(asJSON bool) folding {
	if asJSON {
		return (*desk.Desk).Record
	}
	return (*desk.Desk).Events
}

// read reads the paths into the record and folds it.
func (p *program) read(ctx context.Context, paths []string, private bool, fold folding) (desk.Summary, *chancery.Record, error) {
	web, err := p.web()
	if err != nil {
		return desk.Summary{}, nil, err
	}
	defer web.Close()
	return p.reading(ctx, desk.ToWrite, fold, func(d *desk.Desk, show func(desk.Summary)) (desk.Summary, error) {
		return d.Read(ctx, desk.Input{Paths: paths, Stdin: p.stdin, Web: web, Private: private}, runtime.GOMAXPROCS(0), show)
	})
}

// reading reads into the record, with its progress shown, and folds it.
func (p *program) reading(ctx context.Context, mode desk.Mode, fold folding, read func(*desk.Desk, func(desk.Summary)) (desk.Summary, error)) (sum desk.Summary, rec *chancery.Record, err error) {
	err = p.withRecord(ctx, mode, func(d *desk.Desk) error {
		show, wipe := p.progress()
		sum, err = read(d, show)
		wipe()
		if err != nil {
			return err
		}
		rec, err = fold(d, ctx)
		return err
	})
	return sum, rec, err
}

// progress returns what shows a running count on a terminal, and what wipes it
// away; both do nothing where standard error is no terminal.
func (p *program) progress() (show func(desk.Summary), wipe func()) {
	if !isTerminal(p.stderr) {
		return func(desk.Summary) {}, func() {}
	}
	const back = "\r\x1b[K"
	begun := time.Now()
	show = func(s desk.Summary) {
		fmt.Fprint(p.stderr, back+pace(s, time.Since(begun)))
	}
	return show, func() { fmt.Fprint(p.stderr, back) }
}

// pace says how far a reading has come in a time, how fast, and how much longer
// it takes at that pace, once that can be told.
func pace(s desk.Summary, took time.Duration) string {
	const early = 2 * time.Second
	out := fmt.Sprintf("%s, %d skipped", count(s.Read(), "report"), len(s.Skips))
	if took < early {
		return out
	}
	out += fmt.Sprintf("; %.0f a second", float64(s.Read()+len(s.Skips))/took.Seconds())
	if s.Share > 0 {
		left := time.Duration(float64(took) * (1 - s.Share) / s.Share)
		out += fmt.Sprintf(", %s left", left.Round(time.Second))
	}
	return out
}

// isTerminal reports whether what is written to w is seen by somebody now.
func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// tell says on standard error what was read and what was not.
func (p *program) tell(sum desk.Summary, rec *chancery.Record) error {
	out := bufio.NewWriter(p.stderr)
	fmt.Fprintf(out, "%s read: %d new, %d known, %d read again. The record holds %s, %d of them contacts.\n",
		count(sum.Read(), "report"), sum.New, sum.Known, sum.Reread, count(len(rec.Events), "event"), engagements(rec))
	for _, language := range slices.Sorted(maps.Keys(sum.NoRules)) {
		why := fmt.Sprintf("there are no rules for language %q yet", language)
		if language == "und" {
			why = "the language was not recognised; the text may be too short"
		}
		fmt.Fprintf(out, "%s kept but not understood: %s.\n", count(sum.NoRules[language], "report"), why)
	}
	if len(sum.Skips) > 0 {
		fmt.Fprintf(out, "%d skipped:\n", len(sum.Skips))
	}
	told := map[string]bool{}
	for _, s := range sum.Skips {
		fmt.Fprintf(out, "  %s%s\n", prose.Clean(s.Error()), advice(s.Reason, told)) // a file's name may hold anything
	}
	if sum.Read() == 0 && len(sum.Skips) == 0 {
		fmt.Fprintln(out, "Nothing was found: a folder is searched for plain text (.txt, .md, .markdown), web pages (.html, .htm, .xhtml) and archives of them.")
	}
	return out.Flush()
}

// advice is what to do about a skip, once for each reason.
func advice(reason string, told map[string]bool) string {
	what := map[string]string{
		intake.ReasonFileTooLarge: "split it",
		intake.ReasonTextTooLong:  "split it",
		intake.ReasonTooManyLines: "split it",
		intake.ReasonLineTooLong:  "break its lines",
		intake.ReasonTooManyFiles: "read its folders one by one",
		intake.ReasonTooDeep:      "name that folder itself",
		intake.ReasonNotText:      "save it as plain text, .txt or .md",
		intake.ReasonKind:         "save it as plain text, .txt or .md",
		desk.ReasonFeed:           "chancery feeds add follows it",
		fetch.ReasonAddress:       "give it as a browser shows it, with http:// or https://",
		fetch.ReasonNotPublic:     "save the page and give its file",
		fetch.ReasonTime:          "try again later, or save the page and give its file",
		webpage.ReasonNoText:      "open it and save its text as .txt",
		archive.ReasonPictures:    "have its text recognised, and save that as .txt",
		archive.ReasonEncrypted:   "save it without its password",
		intake.ReasonCharset:      "save it as UTF-8",
		intake.ReasonUnreadable:   "change its permissions",
	}[reason]
	if what == "" || told[reason] {
		return ""
	}
	told[reason] = true
	return "; " + what
}

// count is a number with its noun.
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// engagements counts the events that are contact between actors.
func engagements(rec *chancery.Record) int {
	n := 0
	for i := range rec.Events {
		if rec.Events[i].Kind.Engagement() {
			n++
		}
	}
	return n
}

// The JSON of read.
type (
	summaryJSON struct {
		New     int            `json:"new"`
		Known   int            `json:"known"`
		Reread  int            `json:"reread"`
		NoRules map[string]int `json:"no_rules"` // by language
		Skipped []skipJSON     `json:"skipped"`
		Record  recordJSON     `json:"record"`
	}
	skipJSON struct {
		Name   string `json:"name"`
		Reason string `json:"reason"`
		Limit  int64  `json:"limit"`
		Seen   int64  `json:"seen"`
	}
	recordJSON struct {
		Reports     int `json:"reports"`
		Claims      int `json:"claims"`
		Events      int `json:"events"`
		Engagements int `json:"engagements"`
	}
)

func writeSummary(w io.Writer, sum desk.Summary, rec *chancery.Record) error {
	out := summaryJSON{
		New: sum.New, Known: sum.Known, Reread: sum.Reread, NoRules: sum.NoRules,
		Skipped: []skipJSON{},
		Record:  recordJSON{len(rec.Reports), len(rec.Claims), len(rec.Events), engagements(rec)},
	}
	for _, s := range sum.Skips {
		out.Skipped = append(out.Skipped, skipJSON(s))
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e.Encode(out)
}
