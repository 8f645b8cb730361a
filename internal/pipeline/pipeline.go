// Package pipeline reads a report: it composes the stages of its language and
// gives the report's claims. Reading is pure: the same text and the same rules
// give the same claims, in any order and on any number of workers.
package pipeline

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"sync"

	"chancery"
	"chancery/internal/entity"
	"chancery/internal/event"
	"chancery/internal/figure"
	"chancery/internal/framework"
	"chancery/internal/gazetteer"
	"chancery/internal/lang"
	"chancery/internal/nlp/analysis"
	"chancery/internal/ontology"
	"chancery/internal/speech"
	"chancery/internal/tenure"
	"chancery/internal/timex"
)

// Pipeline reads reports in every language that has a pack. It is safe for use
// by many goroutines.
type Pipeline struct {
	readers map[string]func() (*reader, error) // by language; each loads once
	version string
}

// reader is the stages of one language.
type reader struct {
	words      *analysis.Analysis
	times      *timex.Reader
	entities   *entity.Reader
	events     *event.Reader
	frameworks *framework.Reader
	figures    *figure.Reader
	speech     *speech.Reader
}

// New finds the languages of the data. What a language needs is loaded when its
// first report is read, or by Load.
func New(fsys fs.FS) (*Pipeline, error) {
	packs, err := lang.LoadReaders(fsys)
	if err != nil {
		return nil, err
	}
	gaz, err := gazetteer.Load(fsys)
	if err != nil {
		return nil, err
	}
	onto, err := ontology.Load(fsys)
	if err != nil {
		return nil, err
	}
	version, err := digest(fsys)
	if err != nil {
		return nil, err
	}
	p := &Pipeline{readers: map[string]func() (*reader, error){}, version: version}
	for _, pack := range packs {
		p.readers[pack.Code] = sync.OnceValues(func() (*reader, error) { return newReader(fsys, pack, gaz, onto) })
	}
	return p, nil
}

// Load loads what a language needs, unless it is loaded; Read does it, too. A
// fault in the data is an error that names the file. A language without rules
// needs nothing.
func (p *Pipeline) Load(language string) error {
	load, ok := p.readers[language]
	if !ok {
		return nil
	}
	_, err := load()
	return err
}

func newReader(fsys fs.FS, pack lang.Pack, gaz *gazetteer.Gazetteer, onto *ontology.Ontology) (*reader, error) {
	var r reader
	var err error
	if r.words, err = analysis.Load(fsys, pack, gaz); err != nil {
		return nil, err
	}
	if r.times, err = timex.Load(fsys, pack.Code); err != nil {
		return nil, err
	}
	if r.entities, err = entity.New(fsys, pack, gaz); err != nil {
		return nil, err
	}
	if r.events, err = event.New(fsys, pack, onto, gaz); err != nil {
		return nil, err
	}
	if r.frameworks, err = framework.New(fsys, pack, gaz); err != nil {
		return nil, err
	}
	if r.figures, err = figure.New(fsys, pack); err != nil {
		return nil, err
	}
	if r.speech, err = speech.New(fsys, pack, onto); err != nil {
		return nil, err
	}
	return &r, nil
}

// Version names the rules and word lists that read: a hash of all data files,
// so that any change in them is another version.
func (p *Pipeline) Version() string { return p.version }

// Languages are the codes of the languages that can be read.
func (p *Pipeline) Languages() []string { return slices.Sorted(maps.Keys(p.readers)) }

// Read gives the claims of one report: events, statements, tenures, memberships, figures, each in
// the order of the text. A report in a language without a pack has none.
func (p *Pipeline) Read(ctx context.Context, report chancery.Report) ([]chancery.Claim, error) {
	load, ok := p.readers[report.Language]
	if !ok {
		return nil, nil
	}
	r, err := load()
	if err != nil {
		return nil, err
	}
	var claims []chancery.Claim
	for _, it := range items(report) {
		found, err := p.read(ctx, r, it.report)
		if err != nil {
			return nil, err
		}
		for _, c := range found {
			for k := range c.Sources {
				c.Sources[k].Start += it.offset
				c.Sources[k].End += it.offset
			}
			c.Order = len(claims)
			claims = append(claims, c)
		}
	}
	return claims, nil
}

// read gives the claims of a report, or of one item of it.
func (p *Pipeline) read(ctx context.Context, r *reader, report chancery.Report) ([]chancery.Claim, error) {
	t, err := r.words.Read(ctx, report.Text)
	if err != nil {
		return nil, fmt.Errorf("pipeline: %s: %w", report.Name, err)
	}
	times := r.times.Find(t)
	doc := r.entities.Read(t, entity.Context{Published: report.Published, Dateline: report.Dateline,
		Outlets: []string{report.Outlet, report.Author}, Skip: furniture(&report)})
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	claims := r.events.Read(event.Source{Report: &report, Doc: doc, Times: times, Version: p.version})
	claims = append(claims, r.speech.Read(speech.Source{Report: &report, Doc: doc, Times: times, Events: claims, Version: p.version})...)
	claims = append(claims, tenure.Read(tenure.Source{Report: &report, Doc: doc, Version: p.version})...)
	claims = append(claims, r.frameworks.Read(framework.Source{Report: &report, Doc: doc, Times: times, Version: p.version})...)
	claims = append(claims, r.figures.Read(figure.Source{Report: &report, Doc: doc, Times: times, Version: p.version})...)
	return claims, nil
}

// furniture reports whether a byte of the report stands in a part that names
// nobody who acts: who publishes and writes, and the outlet's own lines.
func furniture(report *chancery.Report) func(at int) bool {
	return func(at int) bool {
		kind, ok := report.PartAt(at)
		switch kind {
		case chancery.PartHeader, chancery.PartByline, chancery.PartDebris, chancery.PartDateline, chancery.PartCredit:
			return ok
		}
		return false
	}
}

// algorithms counts the changes of the reading code that read a text otherwise
// than before. Raise it with each, so that a record can be read again.
const algorithms = 7

// drawings and letters are folders that nothing is read with: other outlines or
// fonts are no reason to read a report again.
const (
	drawings = "map"
	letters  = "fonts"
)

// digest hashes the version of the algorithms and every file of the data that
// reading may rest on, by name and content.
func digest(fsys fs.FS) (string, error) {
	h := sha256.New()
	fmt.Fprintf(h, "algorithms %d\n", algorithms)
	err := fs.WalkDir(fsys, ".", func(name string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case e.IsDir() && (name == drawings || name == letters):
			return fs.SkipDir
		case e.IsDir():
			return nil
		}
		raw, err := fs.ReadFile(fsys, name)
		if err != nil {
			return err
		}
		fmt.Fprintf(h, "%s %d\n", name, len(raw))
		h.Write(raw)
		return nil
	})
	if err != nil {
		return "", fmt.Errorf("pipeline: hashing the data: %w", err)
	}
	return hex.EncodeToString(h.Sum(nil))[:12], nil
}
