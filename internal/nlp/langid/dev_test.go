package langid_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"chancery/data"
	"chancery/internal/nlp/langid"
)

// TestDevelopmentReports reads the annotated reports that lie beside the
// repository where it is developed; elsewhere there is nothing to read.
func TestDevelopmentReports(t *testing.T) {
	folder := filepath.Join("..", "..", "..", "..", "shared", "gold", "dev")
	gold, err := os.ReadFile(filepath.Join(folder, "gold.jsonl"))
	if err != nil {
		t.Skip("no annotated reports here")
	}
	id, err := langid.Load(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(gold)) {
		var report struct{ Doc, Lang string }
		if err := json.Unmarshal([]byte(line), &report); err != nil {
			t.Fatal(err)
		}
		text, err := os.ReadFile(filepath.Join(folder, "reports", report.Doc+".txt"))
		if err != nil {
			t.Fatal(err)
		}
		if got := id.Identify(string(text)); got != report.Lang {
			t.Errorf("%s: got %s, want %s", report.Doc, got, report.Lang)
		}
	}
}

// TestTreebanks cuts the sentences of the treebanks that lie beside the
// repository where it is developed. They hold lists, links and stretches in
// other languages too.
func TestTreebanks(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("..", "..", "..", "..", "shared", "data", "ud", "*", "*dev.conllu"))
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Skip("no treebanks here")
	}
	texts := map[string]string{}
	for _, name := range files {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		language := filepath.Base(filepath.Dir(name))
		for line := range strings.Lines(string(raw)) {
			if sentence, ok := strings.CutPrefix(line, "# text = "); ok {
				texts[language] += strings.TrimSpace(sentence) + " "
			}
		}
	}
	for _, f := range []floors{{60, 0.99, 0.98, 0.995}, {200, 0.998, 0.99, 0.998}} {
		counts := map[string]count{}
		for language, text := range texts {
			counts[language] = measure(load(t), language, pieces(text, f.length, f.length))
		}
		f.check(t, "treebanks", counts)
	}
}
