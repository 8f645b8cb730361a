package codebook_test

import (
	"bytes"
	"flag"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"chancery"
	"chancery/data"
	"chancery/internal/codebook"
)

var update = flag.Bool("update", false, "write docs/codebook.md anew")

const page = "../../docs/codebook.md"

func written(t *testing.T) string {
	t.Helper()
	var out bytes.Buffer
	if err := codebook.Write(&out, data.FS); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// TestPageIsUpToDate: whoever changes a rule or the ontology changes the
// codebook with it.
func TestPageIsUpToDate(t *testing.T) {
	got := written(t)
	if *update {
		if err := os.WriteFile(page, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("docs/codebook.md is not what chancery codebook prints; go test ./internal/codebook -update (-want +got):\n%s", diff)
	}
}

// TestEveryKindIsDefined: a kind without a definition, roles or borderline
// cases is no help to who codes.
func TestEveryKindIsDefined(t *testing.T) {
	got := written(t)
	for _, k := range chancery.Kinds() {
		_, section, found := strings.Cut(got, "\n### "+string(k)+"\n")
		section, _, _ = strings.Cut(section, "\n##")
		if !found {
			t.Errorf("%s has no section", k)
			continue
		}
		for _, part := range []string{"- PLOVER: ", "- Actor: ", "- Recipient: ", "Borderline cases:"} {
			_, rest, _ := strings.Cut(section, part)
			if first, _, _ := strings.Cut(strings.TrimSpace(rest), "\n"); first == "" {
				t.Errorf("%s says nothing after %q", k, part)
			}
		}
	}
	for _, m := range []chancery.Modality{chancery.Occurred, chancery.Ongoing, chancery.Planned, chancery.Cancelled, chancery.Denied} {
		if strings.Contains(got, "| "+string(m)+" |  |") || !strings.Contains(got, "| "+string(m)+" | ") {
			t.Errorf("%s has no meaning", m)
		}
	}
}

func TestFaultsAreErrors(t *testing.T) {
	if err := codebook.Write(&bytes.Buffer{}, fstest.MapFS{}); err == nil {
		t.Error("no data, and no error")
	}
}
