package main

import (
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"chancery"
	"chancery/internal/brief"
	"chancery/internal/index"
	"chancery/internal/web/messages"
)

func (p *program) briefCommand() *cobra.Command {
	var q brief.Query
	var known knownOn
	var asJSON bool
	var since, language, format, output string
	var as brief.Format
	cmd := &cobra.Command{
		Use:   "brief A [B]",
		Short: "Write a briefing note on an actor, or on two of them together",
		Long: `Write a briefing note on an actor, or on what two of them have with each other:
last contacts, who is in office, what was said, asked and promised, where the
reports differ. Every line names the reports that it rests on.

With --since, what ended before that day, month or year is left out; what has no
date goes by the day of its report. Who is in office, and what was asked, offered
or promised and is still open, stay. With --about, only what is about one topic (by its name or its code
of IPTC Media Topics) or one framework.

It is written as Markdown, or in the format that --format or the ending of the
file names: md, html, docx, pdf or json. The sentences are in the language of
--lang, what the reports say in theirs.

With --json, or --format json, the same comes as one object: "language",
"actors", "scope", "sections" (each with "title" and "items"; an item has "text"
and the numbers of its "sources"), and "sources" (each with "number", "report",
"name", "outlets", "published" and "quote").`,
		Example: "  chancery brief GEO PRT\n  chancery brief \"Kojo Antwi-Bempah\" > note.md\n  chancery brief GEO PRT --since 2026 --about trade\n  chancery brief GEO PRT --lang tr -o note.docx\n  chancery brief GEO PRT --json",
		Args:    names(1, 2, "an actor, or two"),
		PreRunE: func(*cobra.Command, []string) (err error) {
			q.Since = chancery.Date(since)
			if as, err = briefFormat(format, output, asJSON); err != nil {
				return err
			}
			if as.Binary() && output == "" && isTerminal(p.stdout) {
				return fmt.Errorf("%s is not for a terminal; name a file with --output", as)
			}
			q.Words, err = messages.In(language)
			return err
		},
		RunE: p.run(func(cmd *cobra.Command, args []string) error {
			rec, err := p.foldKnown(cmd.Context(), known)
			if err != nil {
				return err
			}
			if q.A = args[0]; len(args) == 2 {
				q.B = args[1]
			}
			n, err := brief.New(index.New(rec), q)
			if err != nil {
				return err
			}
			write := func(w io.Writer) error { return n.Write(w, as) }
			if output == "" {
				return p.print(write)
			}
			return writeFile(output, write)
		}),
	}
	cmd.Flags().StringVar(&since, "since", "", "leave out what ended before this day, month or year")
	cmd.Flags().StringVar(&q.About, "about", "", "only what is about this topic or framework")
	cmd.Flags().StringVar(&language, "lang", "en", "language of the sentences")
	cmd.Flags().StringVar(&format, "format", "", "md, html, docx, pdf or json; by default as the file ends, else md")
	cmd.Flags().StringVarP(&output, "output", "o", "", "file to write instead of standard output")
	jsonFlag(cmd, &asJSON)
	known.flag(cmd)
	return cmd
}

// briefFormat is the format that is asked for by name, else that which the file's
// name ends in, else Markdown.
func briefFormat(format, output string, asJSON bool) (brief.Format, error) {
	as := brief.Format(format)
	switch {
	case asJSON && format != "" && as != brief.JSON:
		return "", fmt.Errorf("--json and --format %s are two formats; leave one of them away", format)
	case asJSON:
		as = brief.JSON
	case format == "" && filepath.Ext(output) == "":
		as = brief.Markdown
	case format == "":
		as = brief.Format(strings.ToLower(strings.TrimPrefix(filepath.Ext(output), ".")))
		if !slices.Contains(brief.Formats(), as) {
			return "", fmt.Errorf("the ending of %s names no format; add --format with one of %v", output, brief.Formats())
		}
	}
	if !slices.Contains(brief.Formats(), as) {
		return "", fmt.Errorf("there is no format %q; the formats are %v", format, brief.Formats())
	}
	return as, nil
}
