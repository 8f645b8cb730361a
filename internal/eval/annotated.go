package eval

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"

	"chancery"
	"chancery/internal/lang"
	"chancery/internal/nlp"
	"chancery/internal/nlp/bio"
	"chancery/internal/nlp/conllu"
)

// Tagger gives words their lemma, part of speech and features. The tokens and
// sentences of the text are given, and stay as they are.
type Tagger interface {
	Tag(t *nlp.Text) error
}

// Parser is a Tagger that also makes an analysed text of a source.
type Parser interface {
	Tagger
	Parse(ctx context.Context, source string) (*nlp.Text, error)
}

// Namer is a Tagger that also cuts a text into tokens, and finds the names of a
// tagged one.
type Namer interface {
	Tagger
	Cut(source string) *nlp.Text
	Name(t *nlp.Text) error
}

// Annotated are files of one language that people have annotated.
type Annotated struct {
	Paths    []string
	Pack     lang.Pack
	Stem     func(form string) string // a form without the suffix after its apostrophe
	JSON     bool                     // one JSON object: file, figure, value
	Detail   bool                     // also what was wrong, where the measure can say it; not in JSON
	Progress func(path string)        // is told which file comes next
}

// RunTreebanks measures a parser on files in CoNLL-U and writes their figures,
// one a line, as "name value": first those of Tagging on the words of the gold,
// then those of Parsing from the text alone, each with "raw_" before its name.
// A file that is missing, or has nothing to measure, is a *chancery.Error; one that
// cannot be read is an error with file and line.
func RunTreebanks(ctx context.Context, w io.Writer, files Annotated, p Parser) error {
	return files.run(ctx, w, func(_ string, in io.Reader) (*Figures, error) {
		sentences, err := conllu.Read(in)
		if err != nil || len(sentences) == 0 {
			return nil, err
		}
		gold, words := conllu.Gold(sentences, files.Pack, files.Stem), conllu.Words(sentences, files.Pack, files.Stem)
		if err := p.Tag(words); err != nil {
			return nil, fmt.Errorf("tagging: %w", err)
		}
		tagging, err := Tagging(gold, words)
		if err != nil {
			return nil, err
		}
		parsed, err := p.Parse(ctx, gold.Source)
		if err != nil {
			return nil, fmt.Errorf("parsing: %w", err)
		}
		raw, err := Parsing(gold, parsed)
		if err != nil {
			return nil, err
		}
		for i := range raw {
			raw[i].Name = "raw_" + raw[i].Name
		}
		return &Figures{list: slices.Concat(size(gold), tagging, raw)}, nil
	})
}

// RunNames measures a namer on files in which names are marked (package bio)
// and writes the figures of Naming, one a line, as "name value": in files that
// end in .txt with brackets, else a word a line. Errors are those of
// RunTreebanks.
func RunNames(ctx context.Context, w io.Writer, files Annotated, n Namer) error {
	return files.run(ctx, w, func(path string, in io.Reader) (*Figures, error) {
		var sentences []bio.Sentence
		var err error
		if strings.HasSuffix(path, ".txt") {
			sentences, err = bio.ReadBrackets(in, func(text string) []nlp.Token { return n.Cut(text).Tokens })
		} else {
			sentences, err = bio.Read(in)
		}
		if err != nil || len(sentences) == 0 {
			return nil, err
		}
		gold, named := bio.Text(sentences, files.Pack, files.Stem), bio.Text(sentences, files.Pack, files.Stem)
		named.Names = nil
		if err := n.Tag(named); err != nil {
			return nil, fmt.Errorf("tagging: %w", err)
		}
		if err := n.Name(named); err != nil {
			return nil, fmt.Errorf("naming: %w", err)
		}
		return &Figures{list: append(size(gold), Naming(gold, named)...)}, nil
	})
}

// size is how much there was to measure.
func size(gold *nlp.Text) []Figure {
	return []Figure{count("sentences", len(gold.Sentences)), count("words", len(gold.Tokens))}
}

// run measures file after file and writes the figures of all.
func (a Annotated) run(ctx context.Context, w io.Writer, measure func(path string, in io.Reader) (*Figures, error)) error {
	var scored []scoredSet
	for _, path := range a.Paths {
		if err := ctx.Err(); err != nil {
			return err
		}
		a.Progress(path)
		figures, err := measureFile(path, measure)
		if err != nil {
			return err
		}
		scored = append(scored, scoredSet{path, figures})
	}
	if err := show(w, scored, Options{JSON: a.JSON, Detail: a.Detail}); err != nil {
		return fmt.Errorf("eval: writing figures: %w", err)
	}
	return nil
}

func measureFile(path string, measure func(path string, in io.Reader) (*Figures, error)) (_ *Figures, err error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, chancery.Errorf(chancery.NotFound, "there is no file %q; check the spelling", path)
	}
	if err != nil {
		return nil, fmt.Errorf("eval: %w", err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	figures, err := measure(path, f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	if figures == nil {
		return nil, chancery.Errorf(chancery.Invalid, "%s has nothing to measure", path)
	}
	return figures, nil
}
