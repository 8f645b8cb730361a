package lang_test

import (
	"errors"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"chancery/data"
	"chancery/internal/lang"
)

func TestLoadFindsPacksByListing(t *testing.T) {
	packs, err := lang.Load(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	var codes []string
	for _, p := range packs {
		codes = append(codes, p.Code)
	}
	if got := strings.Join(codes, " "); !strings.Contains(got, "en") || !strings.Contains(got, "tr") {
		t.Errorf("packs %q, want en and tr among them", got)
	}
}

func TestLoadRefusesUnknownField(t *testing.T) {
	_, err := lang.Load(fstest.MapFS{"lang/xx/pack.yaml": {Data: []byte("name: X\nnmae: Y\n")}})
	if err == nil || !strings.Contains(err.Error(), "lang/xx/pack.yaml") || !strings.Contains(err.Error(), "line 2") {
		t.Errorf("error %v, want one naming file and line", err)
	}
}

func TestLower(t *testing.T) {
	for _, c := range []struct {
		casing, in, want string
	}{
		{"turkish", "IĞDIR", "ığdır"}, {"turkish", "İZMİR", "izmir"}, {"", "IZMIR", "izmir"},
	} {
		if got := (lang.Pack{Casing: c.casing}).Lower(c.in); got != c.want {
			t.Errorf("Lower(%q) in %q casing = %q, want %q", c.in, c.casing, got, c.want)
		}
	}
}

func TestLoad(t *testing.T) {
	packs, err := lang.Load(fstest.MapFS{
		"lang/README.md":    {Data: []byte("not a pack")},
		"lang/tr/pack.yaml": {Data: []byte("name: Turkish\ncasing: turkish\nhome: TUR\n")},
		"lang/en/pack.yaml": {Data: []byte("name: English\n")},
	})
	if err != nil {
		t.Fatal(err)
	}
	want := []lang.Pack{{Code: "en", Name: "English", Folder: "lang/en"}, {Code: "tr", Name: "Turkish", Casing: "turkish", Home: "TUR", Folder: "lang/tr"}}
	if !slices.Equal(packs, want) {
		t.Errorf("packs %+v, want %+v", packs, want)
	}
}

func TestLoadNamesWhatIsMissing(t *testing.T) {
	_, err := lang.Load(fstest.MapFS{"lang/xx/notes.txt": {}})
	if !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), "lang/xx/pack.yaml") {
		t.Errorf("a folder without pack.yaml: error %v", err)
	}
	if _, err := lang.Load(fstest.MapFS{}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no languages at all: error %v", err)
	}
}
