package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"chancery"
	"chancery/data"
	"chancery/internal/gazetteer"
	"chancery/internal/intake"
	"chancery/internal/lang"
	"chancery/internal/nlp"
	"chancery/internal/nlp/analysis"
	"chancery/internal/nlp/conllu"
	"chancery/internal/nlp/langid"
)

func (p *program) parseCommand() *cobra.Command {
	var language languageFlag
	cmd := &cobra.Command{
		Use:   "parse [FILE|-]",
		Short: "Show the words of a text as the program reads them",
		Long: `Show the words of a text as the program reads them: its sentences and words,
with part of speech, features, lemma and names, in the format CoNLL-U
(https://universaldependencies.org/format.html). The columns of the tree are
empty. Without a file, or with -, the text is read from standard input; the
record plays no part. The language is found out where --lang does not give it.`,
		Example: "  chancery parse examples/reports/en-07-tbilisi-visit.txt\n  chancery parse --lang en - < visit.txt",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return fmt.Errorf("%d files are too many; name one, or - for standard input", len(args))
			}
			return nil
		},
		PreRunE: func(*cobra.Command, []string) error { return language.check(false) },
		RunE: p.run(func(cmd *cobra.Command, args []string) error {
			path := "-"
			if len(args) > 0 {
				path = args[0]
			}
			text, err := p.parse(cmd.Context(), path, language)
			if err != nil {
				return err
			}
			return p.print(func(w io.Writer) error { return conllu.Write(w, text) })
		}),
	}
	language.add(cmd, "language of the text")
	return cmd
}

// parse reads and analyses one file.
func (p *program) parse(ctx context.Context, path string, language languageFlag) (*nlp.Text, error) {
	report, err := p.takeIn(ctx, path)
	if err != nil {
		return nil, err
	}
	pack := language.pack
	if language.code == "" {
		if pack, err = language.known(report.Language); err != nil {
			return nil, err
		}
	}
	a, err := loadAnalysis(pack)
	if err != nil {
		return nil, err
	}
	return a.Parse(ctx, report.Text)
}

// takeIn makes a report of the file at path, so that its text is as clean as
// that of a report that is read into the record.
func (p *program) takeIn(ctx context.Context, path string) (chancery.Report, error) {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return chancery.Report{}, chancery.Errorf(chancery.Invalid, "%s is a folder; name one file in it", path)
	}
	languages, err := langid.Load(data.FS)
	if err != nil {
		return chancery.Report{}, err
	}
	limits := intake.DefaultLimits()
	taker, err := intake.New(data.FS, limits, languages.Identify)
	if err != nil {
		return chancery.Report{}, err
	}
	var report chancery.Report
	for item, err := range intake.Items(ctx, []string{path}, p.stdin, limits) {
		if err == nil {
			report, err = taker.Read(item)
		}
		var skip *chancery.Skip
		if errors.As(err, &skip) {
			err = fmt.Errorf("%w%s", err, advice(skip.Reason, map[string]bool{}))
		}
		if err != nil {
			return chancery.Report{}, err
		}
	}
	return report, nil
}

// languageFlag is the flag --lang.
type languageFlag struct {
	code  string
	packs []lang.Pack
	pack  lang.Pack // that of the code, once it was checked
}

func (f *languageFlag) add(cmd *cobra.Command, usage string) {
	cmd.Flags().StringVar(&f.code, "lang", "", usage+", by its BCP 47 code")
}

// check refuses a code of which there is no pack and, where it is needed, a
// missing one.
func (f *languageFlag) check(needed bool) (err error) {
	if f.packs, err = lang.Load(data.FS); err != nil {
		return err
	}
	switch {
	case f.code != "":
		f.pack, err = f.known(f.code)
	case needed:
		err = fmt.Errorf("name the language of the files with --lang (%s)", f.codes())
	}
	return err
}

// known is the pack of a language, or an error that says what to do.
func (f *languageFlag) known(code string) (lang.Pack, error) {
	for _, pack := range f.packs {
		if pack.Code == code {
			return pack, nil
		}
	}
	if code == langid.Undetermined {
		return lang.Pack{}, chancery.Errorf(chancery.Invalid, "the language was not recognised; name it with --lang (%s)", f.codes())
	}
	return lang.Pack{}, chancery.Errorf(chancery.Invalid, "language %q cannot be read yet; those that can are %s, and --lang names one", code, f.codes())
}

func (f *languageFlag) codes() string {
	var codes []string
	for _, pack := range f.packs {
		codes = append(codes, pack.Code)
	}
	return strings.Join(codes, ", ")
}

// loadAnalysis loads what reads the words of a language.
func loadAnalysis(pack lang.Pack) (*analysis.Analysis, error) {
	g, err := gazetteer.Load(data.FS)
	if err != nil {
		return nil, err
	}
	return analysis.Load(data.FS, pack, g)
}
