package gazetteer_test

import (
	"io/fs"
	"os"
	"path"
	"strings"
	"testing"

	"chancery/data"
)

// TestFilesNameTheirSource keeps README.md complete and every table honest
// about where it comes from.
func TestFilesNameTheirSource(t *testing.T) {
	readme, err := os.ReadFile("../../data/README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, folder := range []string{"gazetteer", "langid"} {
		files, err := fs.Glob(data.FS, folder+"/*")
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: %d files, %v", folder, len(files), err)
		}
		for _, file := range files {
			raw, err := data.FS.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			first, _, _ := strings.Cut(string(raw), "\n")
			if !strings.HasPrefix(first, "# Source") {
				t.Errorf("%s does not begin with its source", file)
			}
			if !strings.Contains(string(readme), "| "+path.Base(file)+" |") {
				t.Errorf("%s is not in data/README.md", file)
			}
		}
	}
}
