// Package analysis reads the words of one language: it cuts a text into
// sentences and words, and finds part of speech, features, lemma and names. What
// it knows is the language's pack and the model that was trained for it.
package analysis

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"

	"chancery/internal/gazetteer"
	"chancery/internal/lang"
	"chancery/internal/nlp"
	"chancery/internal/nlp/morph"
	"chancery/internal/nlp/ner"
	"chancery/internal/nlp/nominative"
	"chancery/internal/nlp/packed"
	"chancery/internal/nlp/segment"
	"chancery/internal/nlp/tag"
)

// ModelFile is the name of the trained model in a language's folder.
const ModelFile = "model.gz"

// The sections of a model file.
const (
	SectionSegment = "segment"
	SectionTag     = "tag"
	SectionNames   = "names"
)

// Analysis is the stages of one language. It never changes after Load and is
// safe for many goroutines.
type Analysis struct {
	pack    lang.Pack
	segment *segment.Segmenter
	tag     nlp.Stage
	inflect *nominative.Stage // nil where the language does not inflect names
	names   nlp.Stage
	shape   *shape // nil where the language has none
}

// Load reads the language's pack and its model. A fault in one of its files is
// an error that names the file.
func Load(fsys fs.FS, pack lang.Pack, g *gazetteer.Gazetteer) (*Analysis, error) {
	name := path.Join(pack.Folder, ModelFile)
	f, err := fsys.Open(name)
	if err != nil {
		return nil, fmt.Errorf("analysis: %w", err)
	}
	defer f.Close()
	sections, err := packed.Read(f)
	if err != nil {
		return nil, fmt.Errorf("analysis: %s: %w", name, err)
	}
	for _, section := range []string{SectionSegment, SectionTag, SectionNames} {
		if len(sections[section]) == 0 {
			return nil, fmt.Errorf("analysis: %s: there is no section %q", name, section)
		}
	}
	morphology, err := LoadMorphology(fsys, pack)
	if err != nil {
		return nil, err
	}
	a := &Analysis{pack: pack}
	if a.segment, err = segment.Load(fsys, pack); err != nil {
		return nil, err
	}
	if a.segment, err = a.segment.WithModels(sections[SectionSegment]); err != nil {
		return nil, fmt.Errorf("analysis: %s: %w", name, err)
	}
	if a.tag, err = tag.Parse(sections[SectionTag], pack, g, morphology); err != nil {
		return nil, fmt.Errorf("analysis: %s: %w", name, err)
	}
	if a.inflect, err = nominative.Load(fsys, pack, g); err != nil {
		return nil, fmt.Errorf("analysis: %w", err)
	}
	clues, err := ner.LoadClues(fsys, pack)
	if err != nil {
		return nil, err
	}
	if a.names, err = ner.Parse(sections[SectionNames], pack, g, clues); err != nil {
		return nil, fmt.Errorf("analysis: %s: %w", name, err)
	}
	if a.shape, err = loadShape(fsys, pack); err != nil {
		return nil, err
	}
	if err := nlp.Check([]string{"source"}, a.stages()); err != nil {
		return nil, fmt.Errorf("analysis: %s: %w", pack.Folder, err)
	}
	return a, nil
}

// stages are the stages in their order.
func (a *Analysis) stages() []nlp.Stage {
	if a.inflect == nil {
		return []nlp.Stage{a.segment, a.tag, a.names}
	}
	return []nlp.Stage{a.segment, a.tag, a.inflect, a.names}
}

// LoadMorphology loads what the language's morph.yaml and word lists say of its
// words; nil where the language has no morph.yaml.
func LoadMorphology(fsys fs.FS, pack lang.Pack) (*morph.Analyser, error) {
	if _, err := fs.Stat(fsys, path.Join(pack.Folder, "morph.yaml")); errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return morph.Load(fsys, pack)
}

// Read cuts and analyses a text for the stages that read it: what is written as
// one word with hyphens is one token, and the common words of titles and bodies
// ("Minister") are no names. Where the language has a shape.yaml, words are what it
// takes them for.
func (a *Analysis) Read(ctx context.Context, source string) (*nlp.Text, error) {
	t, err := a.words(ctx, source)
	if err != nil {
		return nil, err
	}
	lowerTitles(t)
	join(t)
	a.shape.apply(t)
	return t, nil
}

// Parse cuts and analyses a text into the words of Universal Dependencies.
func (a *Analysis) Parse(ctx context.Context, source string) (*nlp.Text, error) {
	t, err := a.words(ctx, source)
	if err != nil {
		return nil, err
	}
	expand(t, a.pack.Lower)
	return t, nil
}

func (a *Analysis) words(ctx context.Context, source string) (*nlp.Text, error) {
	t := &nlp.Text{Source: source, Language: a.pack.Code}
	for _, s := range a.stages() {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if err := s.Apply(t); err != nil {
			return nil, fmt.Errorf("analysis: stage %s: %w", s.Name(), err)
		}
	}
	return t, nil
}

// Stem is the form without the suffix after its apostrophe, as tokens have it.
func (a *Analysis) Stem(form string) string { return a.segment.Stem(form) }

// Cut cuts a text into the words of Universal Dependencies and does no more.
func (a *Analysis) Cut(source string) *nlp.Text { return a.segment.Segment(source) }

// Tag analyses the words of a text that is cut already.
func (a *Analysis) Tag(t *nlp.Text) error {
	if err := a.tag.Apply(t); err != nil || a.inflect == nil {
		return err
	}
	return a.inflect.Apply(t)
}

// Name finds the names in a text that is tagged.
func (a *Analysis) Name(t *nlp.Text) error { return a.names.Apply(t) }
