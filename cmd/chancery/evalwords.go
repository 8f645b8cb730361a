package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"

	"github.com/spf13/cobra"

	"chancery"
	"chancery/data"
	"chancery/internal/eval"
	"chancery/internal/nlp/analysis"
	"chancery/internal/timex"
)

func (p *program) evalTreebanksCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "conllu FILE...",
		Short: "Measure the analysis of words against treebanks",
		Long: `Measure the analysis of words against treebanks in CoNLL-U
(https://universaldependencies.org/format.html), as the shared task of CoNLL
2018 does.

The first figures are those of the treebank's own words: which share has the
right part of speech (upos), universal features (ufeats) and lemma. Those that
begin with raw_ start from the text alone, which is put together from the words
again: precision, recall and F1 of tokens, sentences and words, and of words
found that also have the right upos, ufeats, both (alltags) and lemma.`,
		Example: "  chancery eval conllu dev.conllu --lang en\n  chancery eval conllu news.conllu essays.conllu --lang tr --json",
	}
	return p.measuring(cmd, func(ctx context.Context, w io.Writer, files eval.Annotated, a *analysis.Analysis) error {
		return eval.RunTreebanks(ctx, w, files, a)
	})
}

func (p *program) evalNamesCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "names FILE...",
		Short: "Measure the names that are found against files in which they are marked",
		Long: `Measure the names of persons, organisations and locations that are found
against files in which people have marked them: a word and its tag on each line
with a tab between (O, B-PER, I-PER, B-ORG ...), an empty line after each
sentence; or, in files that end in .txt, a sentence on each line with its names
in square brackets behind their type: "[PER Lena Torvik] left [LOC Oslo]." A
name is right when it has the same words and the same type.`,
		Example: "  chancery eval names dev.bio --lang tr\n  chancery eval names dev.bio --lang en --json",
	}
	return p.measuring(cmd, func(ctx context.Context, w io.Writer, files eval.Annotated, a *analysis.Analysis) error {
		return eval.RunNames(ctx, w, files, a)
	})
}

func (p *program) evalTimeCommand() *cobra.Command {
	var detail bool
	cmd := &cobra.Command{
		Use:   "time FILE...",
		Short: "Measure the expressions of time against cases in which they are marked",
		Long: `Measure the expressions of time that are found against cases in the form of
Recognizers-Text (https://github.com/microsoft/Recognizers-Text, Specs/DateTime)
with one JSON object on each line: spec, i, input, reference and results. Those
of dates and ranges of dates count; clock times, lengths and repetitions do not.

An expression is found when some mention overlaps it (found_recall), and
resolved when one has the same first and last day, on the day of reference and
for a text that looks back or ahead (resolved_accuracy, of those found;
found_and_resolved, of all that have days). found_precision is the share of
mentions that overlap any expression marked.`,
		Example: "  chancery eval time cases.jsonl --lang en --detail\n  chancery eval time cases.jsonl --lang tr --json",
	}
	cmd = p.measuring(cmd, func(ctx context.Context, w io.Writer, files eval.Annotated, a *analysis.Analysis) error {
		times, err := timex.Load(data.FS, files.Pack.Code)
		if errors.Is(err, fs.ErrNotExist) {
			return chancery.Errorf(chancery.Invalid, "expressions of time cannot be read in %s yet", files.Pack.Code)
		}
		if err != nil {
			return err
		}
		files.Detail = detail
		return eval.RunTimes(ctx, w, files, timer{a, times})
	})
	cmd.Flags().BoolVar(&detail, "detail", false, "with what was missed, read wrongly and made up")
	return cmd
}

// timer reads expressions of time from a text.
type timer struct {
	*analysis.Analysis
	*timex.Reader
}

// measuring adds to a command that it measures the analysis of one language on
// annotated files.
func (p *program) measuring(cmd *cobra.Command, run func(context.Context, io.Writer, eval.Annotated, *analysis.Analysis) error) *cobra.Command {
	var language languageFlag
	var asJSON bool
	cmd.Args = func(_ *cobra.Command, args []string) error {
		if len(args) == 0 {
			return errors.New("name one or more files")
		}
		return nil
	}
	cmd.PreRunE = func(*cobra.Command, []string) error { return language.check(true) }
	cmd.RunE = p.run(func(cmd *cobra.Command, args []string) error {
		a, err := loadAnalysis(language.pack)
		if err != nil {
			return err
		}
		files := eval.Annotated{Paths: args, Pack: language.pack, Stem: a.Stem, JSON: asJSON, Progress: p.measuringNow}
		return p.print(func(w io.Writer) error { return run(cmd.Context(), w, files, a) })
	})
	language.add(cmd, "language of the files")
	cmd.Flags().BoolVar(&asJSON, "json", false, "the figures as JSON")
	return cmd
}

// measuringNow says on a terminal which file is measured.
func (p *program) measuringNow(path string) {
	if isTerminal(p.stderr) {
		fmt.Fprintf(p.stderr, "measuring %s\n", path)
	}
}
