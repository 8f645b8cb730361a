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
