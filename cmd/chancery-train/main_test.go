package main

import (
	"bytes"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"chancery/internal/nlp/packed"
)

// run calls the command.
func run(args ...string) (out, progress string, err error) {
	var o, p bytes.Buffer
	cmd := command(&o, &p)
	cmd.SetArgs(args)
	err = cmd.Execute()
	return o.String(), p.String(), err
}

// TestModelIsWhatItsTextsGive makes the model anew of which all texts are in
// the project: it must be the one that is embedded, byte for byte.
func TestModelIsWhatItsTextsGive(t *testing.T) {
	to := filepath.Join(t.TempDir(), "az.gz")
	out, progress, err := run("az", "--packs", "../../data", "--own", "../../corpus", "--to", to)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(out, to) || !strings.Contains(progress, "parts of speech: round 1 of") {
		t.Errorf("output %q, progress %q", out, progress)
	}
	got, err := os.ReadFile(to)
	if err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile("../../data/lang/az/model.gz")
	if err != nil {
		t.Fatal(err)
	}
	// The compressed bytes may differ from one version of Go to another.
	if !maps.EqualFunc(sections(t, got), sections(t, want), bytes.Equal) {
		t.Errorf("the model has %d bytes, the embedded one %d, and they differ; make it anew after changes of its texts or of what learns", len(got), len(want))
	}
}

func sections(t *testing.T, raw []byte) map[string][]byte {
	t.Helper()
	s, err := packed.Read(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestFaults(t *testing.T) {
	for _, c := range []struct {
		args []string
		want string
	}{
		{nil, "accepts 1 arg"},
		{[]string{"qq", "--packs", "../../data"}, `there is no language "qq" below ../../data; there are [az en es fr ru tr]`},
		{[]string{"en", "--packs", "none"}, "--packs none"},
		{[]string{"en", "--packs", "../../data", "--own", "../../corpus"}, "give the folder of those by others"},
		{[]string{"az", "--packs", "../../data", "--own", t.TempDir()}, "az/words-train.conllu"},
	} {
		if _, _, err := run(c.args...); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v: error %v, want one with %q", c.args, err, c.want)
		}
	}
}
