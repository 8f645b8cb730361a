package view_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"chancery/internal/recordtest"
	"chancery/internal/view"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files anew")

func compare(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

func TestTimelineGolden(t *testing.T) {
	rec := recordtest.Sample(t)
	tests := map[string]view.Query{
		"timeline.txt":        {},
		"timeline-pair.txt":   {Actors: []string{"Gana", "osce"}},
		"timeline-narrow.txt": {Actors: []string{"blahova"}, Style: view.Style{Width: 40}},
		"timeline-color.txt":  {Actors: []string{"OSCE PA"}, Style: view.Style{Color: true}},
	}
	for name, q := range tests {
		var out bytes.Buffer
		if err := view.Timeline(&out, rec, q); err != nil {
			t.Fatal(err)
		}
		compare(t, name, out.Bytes())
	}
}
