package archtest

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"io"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// requirements are the modules of go.mod, each with whether the file says that
// the project imports it itself.
func requirements(t *testing.T) map[string]bool {
	t.Helper()
	out := map[string]bool{}
	for line := range strings.Lines(string(read(t, "go.mod"))) {
		if m := regexp.MustCompile(`^(?:require)?\s+(\S+\.\S+) v\S+`).FindStringSubmatch(line); m != nil {
			out[m[1]] = !strings.Contains(line, "// indirect")
		}
	}
	return out
}

// direct are the modules that the project's own files import.
func direct(t *testing.T) []string {
	t.Helper()
	required := slices.Collect(maps.Keys(requirements(t)))
	_, all := sources(t)
	found := map[string]bool{}
	for _, s := range all {
		for _, imported := range s.imports() {
			if !outside(imported) {
				continue
			}
			holds := func(m string) bool { return imported == m || strings.HasPrefix(imported, m+"/") }
			at := slices.IndexFunc(required, holds)
			if at < 0 {
				t.Errorf("%s imports %s, which go.mod does not have", s.name, imported)
				continue
			}
			found[required[at]] = true
		}
	}
	return slices.Sorted(maps.Keys(found))
}

// TestModulesAreTidy compares what is imported with what go.mod says; go mod
// tidy mends it.
func TestModulesAreTidy(t *testing.T) {
	var said []string
	for m, ours := range requirements(t) {
		if ours {
			said = append(said, m)
		}
	}
	slices.Sort(said)
	if got := direct(t); !slices.Equal(got, said) {
		t.Errorf("imported: %s\nrequired in go.mod without \"// indirect\": %s", strings.Join(got, " "), strings.Join(said, " "))
	}
}

// TestDependenciesAreListed compares what is imported with the table that says
// why.
func TestDependenciesAreListed(t *testing.T) {
	var listed []string
	for _, m := range regexp.MustCompile("(?m)^\\| `([^`]+)`").FindAllSubmatch(read(t, "docs/dependencies.md"), -1) {
		listed = append(listed, string(m[1]))
	}
	slices.Sort(listed)
	if got := direct(t); !slices.Equal(got, listed) {
		t.Errorf("imported: %s\nlisted in docs/dependencies.md: %s", strings.Join(got, " "), strings.Join(listed, " "))
	}
}

// dataFiles are the files below data/ that must say where they come from.
func dataFiles(t *testing.T) []string {
	t.Helper()
	var out []string
	walk(t, func(name string) {
		inside, ok := strings.CutPrefix(name, "data/")
		if !ok || path.Ext(name) == ".go" || inside == "README.md" || strings.HasPrefix(inside, "LICENSES/") {
			return
		}
		out = append(out, inside)
	})
	if len(out) == 0 {
		t.Fatal("there are no data files")
	}
	return out
}

// head is the first lines of a data file, unpacked if need be.
func head(t *testing.T, name string) string {
	t.Helper()
	var in io.Reader = bytes.NewReader(read(t, name))
	if path.Ext(name) == ".gz" {
		unpacked, err := gzip.NewReader(in)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		in = unpacked
	}
	lines := bufio.NewReader(in)
	var out strings.Builder
	for range 4 {
		line, err := lines.ReadString('\n')
		out.WriteString(line)
		if err != nil {
			break
		}
	}
	return out.String()
}

var (
	origin  = regexp.MustCompile(`^# Sources?: \S`)
	licence = regexp.MustCompile(`(?i)licen[cs]e|public domain|Apache-2\.0|\bMIT\b|CC BY|CC0|Unicode-3\.0`)
)

func TestDataFilesNameTheirSource(t *testing.T) {
	for _, name := range dataFiles(t) {
		top := head(t, "data/"+name)
		if !origin.MatchString(top) || !licence.MatchString(top) {
			t.Errorf("data/%s: its first lines do not say \"# Source: ...; licence ...\"", name)
		}
	}
}

// TestDataFilesAreListed looks for every data file in data/README.md, by its
// name below data/ or by a pattern such as lang/*/pack.yaml.
func TestDataFilesAreListed(t *testing.T) {
	var patterns []string
	for _, m := range regexp.MustCompile("`([^`\\s]+)`").FindAllSubmatch(read(t, "data/README.md"), -1) {
		patterns = append(patterns, regexp.MustCompile(`<[a-z]+>`).ReplaceAllString(string(m[1]), "*"))
	}
	for _, name := range dataFiles(t) {
		if !slices.ContainsFunc(patterns, func(p string) bool { ok, err := path.Match(p, name); return err == nil && ok }) {
			t.Errorf("data/README.md does not list %s", name)
		}
	}
}

// text reports whether the file is for people to read, and short enough to be
// written by one.
func text(raw []byte) bool { return len(raw) < 1<<21 && utf8.Valid(raw) }

// elsewhere are folders that a user of the project does not have.
var elsewhere = []string{"../shared", "/work/", "/home/"}

// TestNoPathsOfOneMachine finds files that name folders which a user does not
// have. The checks of quality may look for them, since they do without.
func TestNoPathsOfOneMachine(t *testing.T) {
	walk(t, func(name string) {
		if name == ".git" || strings.HasPrefix(name, ".ci/") || strings.HasPrefix(name, "eval/") || strings.HasSuffix(name, "_test.go") {
			return
		}
		raw := read(t, name)
		if !text(raw) {
			return
		}
		for _, place := range elsewhere {
			if bytes.Contains(raw, []byte(place)) {
				t.Errorf("%s names %s", name, place)
			}
		}
	})
}
