package archtest

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// root is the project's folder, seen from this one.
const root = "../.."

// source is one Go file of the project.
type source struct {
	name string // with its folder, "internal/merge/fold.go"
	test bool
	file *ast.File
	raw  []byte
}

// dir is the folder of the file's package; "." is the root package.
func (s *source) dir() string { return path.Dir(s.name) }

// imports are the paths that the file imports.
func (s *source) imports() []string {
	var out []string
	for _, i := range s.file.Imports {
		out = append(out, strings.Trim(i.Path.Value, `"`))
	}
	return out
}

// walk calls visit with every file of the project, by its name from the root.
// What version control keeps for itself is left out.
func walk(t *testing.T, visit func(name string)) {
	t.Helper()
	err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, err := filepath.Rel(root, p)
		if err != nil {
			return err
		}
		if d.IsDir() && d.Name() == ".git" {
			return filepath.SkipDir
		}
		if d.Type().IsRegular() {
			visit(filepath.ToSlash(name))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, name string) []byte {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(root, name))
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// sources parses every Go file of the project, tests too.
func sources(t *testing.T) (*token.FileSet, []*source) {
	t.Helper()
	set := token.NewFileSet()
	var out []*source
	walk(t, func(name string) {
		if path.Ext(name) != ".go" {
			return
		}
		raw := read(t, name)
		file, err := parser.ParseFile(set, name, raw, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, &source{name, strings.HasSuffix(name, "_test.go"), file, raw})
	})
	if len(out) < 10 {
		t.Fatalf("only %d Go files below %s", len(out), root)
	}
	return set, out
}

// program are the sources that are not tests.
func program(all []*source) []*source {
	return slices.DeleteFunc(slices.Clone(all), func(s *source) bool { return s.test })
}
