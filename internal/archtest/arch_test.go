package archtest

import (
	"bytes"
	"go/ast"
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strings"
	"testing"
)

const module = "chancery"

// layers go from the top of the house down. A package may import those of its
// own layer and of any below it. A folder stands for the packages in it too,
// unless these are named themselves.
var layers = [][]string{
	{"cmd"},
	{"internal/web", "internal/api", "internal/mcp"},
	{"internal/desk"},
	{"internal/fetch", "internal/intake", "internal/pipeline", "internal/merge", "internal/store", "internal/account", "internal/export", "internal/brief", "internal/syndicate", "internal/view", "internal/eval", "internal/codebook"},
	{"internal/event", "internal/speech", "internal/clause", "internal/entity", "internal/timex", "internal/figure", "internal/framework", "internal/tenure", "internal/index", "internal/follow", "internal/ask", "internal/readtest"},
	{"internal/rule", "internal/name", "internal/gazetteer", "internal/worldmap", "internal/lang", "internal/ontology", "internal/prose", "internal/ceiling", "internal/web/messages", "internal/recordtest", "internal/nlp/"}, // the stages below nlp read language packs
	{"internal/nlp"},
	{".", "internal/stub"},
}

// strangers never import each other.
var strangers = []string{"internal/fetch", "internal/intake", "internal/pipeline", "internal/merge", "internal/store"}

// layer is the place of the package in layers, or -1 when it has none. The
// longest name decides.
func layer(dir string) int {
	place, longest := -1, 0
	for n, names := range layers {
		for _, name := range names {
			inside := strings.HasPrefix(dir, strings.TrimSuffix(name, "/")+"/")
			if (dir == name || inside) && len(name) > longest {
				place, longest = n, len(name)
			}
		}
	}
	return place
}

func TestLayerOf(t *testing.T) {
	tests := map[string]int{".": 7, "cmd/chancery": 0, "internal/nlp": 6, "internal/nlp/segment": 5, "internal/intake/clean": 3, "internal/shed": -1}
	for dir, want := range tests {
		if got := layer(dir); got != want {
			t.Errorf("layer(%s) = %d, want %d", dir, got, want)
		}
	}
}

// own is the folder of an imported package of the project; false for others.
func own(imported string) (string, bool) {
	if imported == module {
		return ".", true
	}
	return strings.CutPrefix(imported, module+"/")
}

// outside reports whether the import is neither the project's nor of the
// standard library.
func outside(imported string) bool {
	first, _, _ := strings.Cut(imported, "/")
	return strings.Contains(first, ".")
}

func TestImportDirection(t *testing.T) {
	_, all := sources(t)
	for _, s := range program(all) {
		if s.dir() == "data" || s.dir() == "internal/archtest" {
			continue
		}
		from := layer(s.dir())
		if from < 0 {
			t.Errorf("%s: its package has no place in the house; see layers in this test", s.name)
			continue
		}
		for _, imported := range s.imports() {
			to, ours := own(imported)
			if !ours || to == "data" {
				continue
			}
			if n := layer(to); n < from {
				t.Errorf("%s imports %s, which stands above it", s.name, imported)
			}
			if a, b := stranger(s.dir()), stranger(to); a != "" && b != "" && a != b {
				t.Errorf("%s imports %s; the two must not know each other", s.name, imported)
			}
		}
	}
}

// stranger is which of the strangers the package belongs to, if any.
func stranger(dir string) string {
	for _, s := range strangers {
		if dir == s || strings.HasPrefix(dir, s+"/") {
			return s
		}
	}
	return ""
}

func TestRootImportsOnlyStandardLibrary(t *testing.T) {
	_, all := sources(t)
	for _, s := range program(all) {
		if s.dir() != "." {
			continue
		}
		for _, imported := range s.imports() {
			if _, ours := own(imported); ours || outside(imported) {
				t.Errorf("%s imports %s", s.name, imported)
			}
		}
	}
}

func TestPackagesAreDocumented(t *testing.T) {
	_, all := sources(t)
	documented := map[string]bool{}
	for _, s := range program(all) {
		words := 0
		if s.file.Doc != nil {
			words = len(strings.Fields(s.file.Doc.Text()))
		}
		documented[s.dir()] = documented[s.dir()] || words > 5
	}
	for _, dir := range slices.Sorted(maps.Keys(documented)) {
		if !documented[dir] {
			t.Errorf("package %s has no doc comment", dir)
		}
	}
}

func TestExportedNamesAreDocumented(t *testing.T) {
	set, all := sources(t)
	for _, s := range program(all) {
		for _, d := range s.file.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				known := d.Name.Name == "Error" || d.Name.Name == "String" || d.Name.Name == "Unwrap" // their contract is the standard library's
				if exportedFunc(d) && d.Doc == nil && !(d.Recv != nil && known) {
					t.Errorf("%s: %s has no comment", set.Position(d.Pos()), d.Name.Name)
				}
			case *ast.GenDecl:
				for _, spec := range d.Specs {
					if ts, ok := spec.(*ast.TypeSpec); ok && ts.Name.IsExported() && d.Doc == nil && ts.Doc == nil {
						t.Errorf("%s: %s has no comment", set.Position(ts.Pos()), ts.Name.Name)
					}
				}
			}
		}
	}
}

// exportedFunc holds for functions and methods that other packages can call.
func exportedFunc(d *ast.FuncDecl) bool {
	if !d.Name.IsExported() || d.Recv == nil {
		return d.Name.IsExported()
	}
	recv := d.Recv.List[0].Type
	for {
		switch r := recv.(type) {
		case *ast.StarExpr:
			recv = r.X
		case *ast.IndexExpr:
			recv = r.X
		case *ast.IndexListExpr:
			recv = r.X
		case *ast.Ident:
			return r.IsExported()
		default:
			return false
		}
	}
}

const longest = 1000 // lines of a Go file

func TestFilesAreShort(t *testing.T) {
	_, all := sources(t)
	for _, s := range all {
		if lines := bytes.Count(s.raw, []byte("\n")); lines > longest {
			t.Errorf("%s has %d lines, at most %d", s.name, lines, longest)
		}
	}
}

func TestNoInit(t *testing.T) {
	_, all := sources(t)
	for _, s := range all {
		for _, d := range s.file.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && f.Recv == nil && f.Name.Name == "init" {
				t.Errorf("%s has an init function", s.name)
			}
		}
	}
}

// TestNoChangingGlobals finds package variables that the program writes to.
func TestNoChangingGlobals(t *testing.T) {
	set, all := sources(t)
	packages := map[string][]*ast.File{}
	for _, s := range program(all) {
		packages[s.dir()] = append(packages[s.dir()], s.file)
	}
	for _, dir := range slices.Sorted(maps.Keys(packages)) {
		info := &types.Info{Uses: map[*ast.Ident]types.Object{}}
		// Imports are not followed, so their types are unknown; that does not
		// matter for which variable a name stands for.
		conf := types.Config{Error: func(error) {}, Importer: blind{}}
		pkg, _ := conf.Check(dir, set, packages[dir], info)
		global := func(e ast.Expr) bool {
			v, ok := info.Uses[base(e)].(*types.Var)
			return ok && v.Parent() == pkg.Scope()
		}
		for _, file := range packages[dir] {
			ast.Inspect(file, func(n ast.Node) bool {
				for _, e := range written(n) {
					if base(e) != nil && global(e) {
						t.Errorf("%s: writes to a variable of the package", set.Position(e.Pos()))
					}
				}
				return true
			})
		}
	}
}

// written are the expressions that the node assigns to, counts up or deletes
// from.
func written(n ast.Node) []ast.Expr {
	switch n := n.(type) {
	case *ast.AssignStmt:
		if n.Tok != token.DEFINE {
			return n.Lhs
		}
	case *ast.IncDecStmt:
		return []ast.Expr{n.X}
	case *ast.CallExpr:
		if f, ok := n.Fun.(*ast.Ident); ok && (f.Name == "delete" || f.Name == "clear") && len(n.Args) > 0 {
			return n.Args[:1]
		}
	}
	return nil
}

// base is the variable at the root of a[i].b, or nil.
func base(e ast.Expr) *ast.Ident {
	for {
		switch x := e.(type) {
		case *ast.Ident:
			return x
		case *ast.IndexExpr:
			e = x.X
		case *ast.SelectorExpr:
			e = x.X
		case *ast.StarExpr:
			e = x.X
		case *ast.ParenExpr:
			e = x.X
		default:
			return nil
		}
	}
}

// blind imports nothing.
type blind struct{}

func (blind) Import(path string) (*types.Package, error) {
	name := path[strings.LastIndexByte(path, '/')+1:]
	p := types.NewPackage(path, name)
	p.MarkComplete()
	return p, nil
}

// TestNoForeignTypes keeps the types of other modules out of what packages
// show to each other.
func TestNoForeignTypes(t *testing.T) {
	set, all := sources(t)
	for _, s := range program(all) {
		if s.file.Name.Name == "main" {
			continue
		}
		foreign := map[string]bool{}
		for _, i := range s.file.Imports {
			imported := strings.Trim(i.Path.Value, `"`)
			if !outside(imported) {
				continue
			}
			name := imported[strings.LastIndexByte(imported, '/')+1:]
			if i.Name != nil {
				name = i.Name.Name
			}
			foreign[name] = true
		}
		for _, shown := range exportedTypes(s.file) {
			ast.Inspect(shown, func(n ast.Node) bool {
				if sel, ok := n.(*ast.SelectorExpr); ok {
					if id, ok := sel.X.(*ast.Ident); ok && foreign[id.Name] {
						t.Errorf("%s: shows %s.%s", set.Position(sel.Pos()), id.Name, sel.Sel.Name)
					}
				}
				return true
			})
		}
	}
}

// exportedTypes are the type expressions that the file shows: signatures of
// exported functions, exported types without their unexported fields.
func exportedTypes(file *ast.File) []ast.Node {
	var out []ast.Node
	for _, d := range file.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if exportedFunc(d) {
				out = append(out, d.Type)
			}
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				ts, ok := spec.(*ast.TypeSpec)
				if !ok || !ts.Name.IsExported() {
					continue
				}
				fields, ok := ts.Type.(*ast.StructType)
				if !ok {
					out = append(out, ts.Type)
					continue
				}
				for _, f := range fields.Fields.List {
					if len(f.Names) == 0 || slices.ContainsFunc(f.Names, (*ast.Ident).IsExported) {
						out = append(out, f.Type)
					}
				}
			}
		}
	}
	return out
}
