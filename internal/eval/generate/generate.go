// Package generate invents reports whose truth is known: which events each tells
// of. States and towns are real, persons, outlets and everything that happens are
// not. The same seed gives the same reports, on every machine.
//
// A story is a meeting, a visit with its meetings, a call, a signing, a piece of
// criticism or aid. One to five outlets tell it in English or Turkish: each in its
// own words, or as a reprint with a credit line, or as a translation. Many stories
// are look-alikes: the same two persons meet again weeks later, others of the same
// two states do the same on the same day, and all share the sentences that fill
// a report. The stories lie within nine years, however many there are.
package generate

import (
	"fmt"
	"iter"
	"os"
	"path/filepath"

	"chancery"
)

// Report is a generated report.
type Report struct {
	Name  string // of a file below a folder: "0012/012345.txt"
	Text  string
	Tells []Telling
}

// Write writes the report below a folder, which is made where it is not there.
func (r Report) Write(folder string) error {
	file := filepath.Join(folder, filepath.FromSlash(r.Name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	return os.WriteFile(file, []byte(r.Text), 0o644)
}

// Telling says that a report tells of an event.
type Telling struct {
	Event      Event
	Background bool // beside its news
}

// Event is one that was invented. It is the same event where Story and Part are.
type Event struct {
	Story, Part int
	Kind        chancery.Kind
}

// folder is how many reports stand in one folder.
const folder = 1000

// Reports yields the first n reports that the seed gives.
func Reports(seed uint64, n int) iter.Seq[Report] {
	return func(yield func(Report) bool) {
		w := world{seed: seed}
		made := 0
		for k := 0; ; k++ {
			for _, r := range w.story(k).reports() {
				if made == n {
					return
				}
				r.Name = fmt.Sprintf("%04d/%06d.txt", made/folder, made)
				made++
				if !yield(r) {
					return
				}
			}
		}
	}
}
