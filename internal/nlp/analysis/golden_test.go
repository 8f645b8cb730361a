package analysis_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chancery/internal/nlp/conllu"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// TestGolden: a text has one analysis, whatever processor reads it. The weights
// are whole numbers, so that no rounding can come between. The files hold what
// the models say, mistakes and all; how good that is the figures tell.
func TestGolden(t *testing.T) {
	for _, p := range packs(t) {
		source, err := os.ReadFile(filepath.Join("testdata", "golden", p.Code+".txt"))
		if err != nil {
			t.Fatal(err)
		}
		text, err := load(t, p.Code).Parse(t.Context(), string(source))
		if err != nil {
			t.Fatal(err)
		}
		var got bytes.Buffer
		if err := conllu.Write(&got, text); err != nil {
			t.Fatal(err)
		}
		name := filepath.Join("testdata", "golden", p.Code+".conllu")
		if *update {
			if err := os.WriteFile(name, got.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got.String()); diff != "" {
			t.Errorf("%s: the analysis is another (-want +got); -update rewrites it after a new model:\n%s", p.Code, diff)
		}
	}
}
