// Package lang knows which languages the program can read, and how letters
// change case in them. A language is a folder below data/lang named by its
// BCP 47 code; it is found by listing, not by name in code.
package lang

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode"

	"go.yaml.in/yaml/v4"
)

// Pack is what pack.yaml says of a language.
type Pack struct {
	Code   string // BCP 47
	Name   string // in English
	Casing string // "turkish" for dotted and dotless i, else empty
	Home   string // ISO 3166-1 alpha-3 of the state whose outlets write in it and leave their own state unnamed; empty where there is no such one
	Folder string // path of the pack in its file system
}

// Load reads every pack below lang/, in the order of their codes. A pack
// without a pack.yaml, or with an unknown field in it, is an error that names
// the file.
func Load(fsys fs.FS) ([]Pack, error) {
	entries, err := fs.ReadDir(fsys, "lang")
	if err != nil {
		return nil, fmt.Errorf("lang: listing packs: %w", err)
	}
	var packs []Pack
	for _, e := range entries {
		if !e.IsDir() {
			continue
		}
		p := Pack{Code: e.Name(), Folder: path.Join("lang", e.Name())}
		if err := ReadYAML(fsys, path.Join(p.Folder, "pack.yaml"), &struct {
			Name   *string `yaml:"name"`
			Casing *string `yaml:"casing"`
			Home   *string `yaml:"home"`
		}{&p.Name, &p.Casing, &p.Home}); err != nil {
			return nil, err
		}
		packs = append(packs, p)
	}
	return packs, nil
}

// LoadReaders reads the packs of the languages in which reports can be read:
// those with rules. Of the others only the words are known.
func LoadReaders(fsys fs.FS) ([]Pack, error) {
	packs, err := Load(fsys)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(packs, func(p Pack) bool {
		info, err := fs.Stat(fsys, path.Join(p.Folder, "rules"))
		return err != nil || !info.IsDir()
	}), nil
}

// ReadYAML decodes one data file strictly: a field that into does not have is
// an error with the file's name and line.
func ReadYAML(fsys fs.FS, name string, into any) error { return readYAML(fsys, name, into, true) }

// ReadSome decodes those fields of a data file that into has.
func ReadSome(fsys fs.FS, name string, into any) error { return readYAML(fsys, name, into, false) }

func readYAML(fsys fs.FS, name string, into any, strict bool) error {
	raw, err := fs.ReadFile(fsys, name)
	if err != nil {
		return fmt.Errorf("lang: reading %s: %w", name, err)
	}
	d := yaml.NewDecoder(strings.NewReader(string(raw)))
	d.KnownFields(strict)
	if err := d.Decode(into); err != nil {
		return fmt.Errorf("lang: %s: %w", name, err)
	}
	return nil
}

// Upper is the upper case of s in the language: in Turkish and Azerbaijani "i"
// becomes "İ" and "ı" becomes "I".
func (p Pack) Upper(s string) string {
	if p.Casing == "turkish" {
		return strings.ToUpperSpecial(unicode.TurkishCase, s)
	}
	return strings.ToUpper(s)
}

// Lower is the lower case of s in the language: in Turkish and Azerbaijani "I"
// becomes "ı" and "İ" becomes "i".
func (p Pack) Lower(s string) string {
	if p.Casing == "turkish" {
		return strings.ToLowerSpecial(unicode.TurkishCase, s)
	}
	return strings.ToLower(s)
}

// Row is one line of a table.
type Row struct {
	Line  int // counted from 1
	Cells []string
}

// ReadTSV reads a table of so many columns: comment lines that begin with "# ",
// a header, then the rows. A row with another number of cells is an error with
// the file's name and line.
func ReadTSV(fsys fs.FS, name string, cells int) ([]Row, error) {
	raw, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, fmt.Errorf("lang: reading %s: %w", name, err)
	}
	var rows []Row
	line, header := 0, true
	for text := range strings.Lines(string(raw)) {
		line++
		text = strings.TrimSuffix(text, "\n")
		if header {
			header = strings.HasPrefix(text, "# ")
			continue
		}
		r := Row{line, strings.Split(text, "\t")}
		if len(r.Cells) != cells {
			return nil, fmt.Errorf("lang: %s:%d: %d cells, want %d", name, line, len(r.Cells), cells)
		}
		rows = append(rows, r)
	}
	return rows, nil
}
