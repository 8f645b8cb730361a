// Package readtest reads texts up to who is named in them, for tests of the
// stages that come behind.
package readtest

import (
	"io/fs"
	"path"
	"testing"

	"chancery/data"
	"chancery/internal/entity"
	"chancery/internal/gazetteer"
	"chancery/internal/lang"
	"chancery/internal/nlp/analysis"
)

// Language reads the texts of one language.
type Language struct {
	Pack      lang.Pack
	Gazetteer *gazetteer.Gazetteer

	words    *analysis.Analysis
	entities *entity.Reader
}

// Languages loads the embedded languages that have the file, in the order of
// their packs; a fault in their data ends the test. With no file it loads all.
func Languages(t testing.TB, file string) []Language {
	t.Helper()
	must := func(err error) {
		if err != nil {
			t.Helper()
			t.Fatal(err)
		}
	}
	packs, err := lang.LoadReaders(data.FS)
	must(err)
	gaz, err := gazetteer.Load(data.FS)
	must(err)
	var out []Language
	for _, p := range packs {
		if _, err := fs.Stat(data.FS, path.Join(p.Folder, file)); err != nil {
			continue
		}
		x := Language{Pack: p, Gazetteer: gaz}
		x.words, err = analysis.Load(data.FS, p, gaz)
		must(err)
		x.entities, err = entity.New(data.FS, p, gaz)
		must(err)
		out = append(out, x)
	}
	return out
}

// Read finds the mentions of a text.
func (x Language) Read(t testing.TB, text string, c entity.Context) *entity.Doc {
	t.Helper()
	tx, err := x.words.Read(t.Context(), text)
	if err != nil {
		t.Fatal(err)
	}
	return x.entities.Read(tx, c)
}
