package archtest

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
)

// run is how many words in a row are a sentence taken over, not chance.
const run = 9

// shingles are all runs of words in the text, letters and digits only.
func shingles(text string) []string {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
	var out []string
	for i := 0; i+run <= len(words); i++ {
		out = append(out, strings.Join(words[i:i+run], " "))
	}
	return out
}

// TestNothingIsCopied looks for sentences of the reports that the project is
// measured with; they may not be published, and nothing may be fitted to them.
func TestNothingIsCopied(t *testing.T) {
	reports := map[string]string{} // a run of words: the report it stands in
	for _, pattern := range []string{"seeds/*.txt", "gold/dev/reports/*.txt"} {
		paths, err := filepath.Glob(filepath.Join(root, "..", "shared", pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range paths {
			raw, err := os.ReadFile(p)
			if err != nil {
				t.Fatal(err)
			}
			for _, s := range shingles(string(raw)) {
				reports[s] = filepath.Base(p)
			}
		}
	}
	if len(reports) == 0 {
		t.Skip("the reports are not here")
	}
	walk(t, func(name string) {
		raw := read(t, name)
		if !text(raw) {
			return
		}
		for _, s := range shingles(string(raw)) {
			if from, ok := reports[s]; ok {
				t.Errorf("%s has words of %s: %s", name, from, strings.TrimSpace(s))
				return
			}
		}
	})
}

// TestNoPersonIsKnownByHeart looks for persons of the measured reports outside
// the gazetteer, which takes its names from public collections, and the
// questions that are asked of those reports.
func TestNoPersonIsKnownByHeart(t *testing.T) {
	persons := map[string]bool{}
	for _, pattern := range []string{"seeds.json", "dev/gold.jsonl"} {
		raw, err := os.ReadFile(filepath.Join(root, "..", "shared", "gold", pattern))
		if errors.Is(err, fs.ErrNotExist) {
			t.Skip("the reports are not here")
		}
		if err != nil {
			t.Fatal(err)
		}
		for in := json.NewDecoder(bytes.NewReader(raw)); ; {
			var facts any
			if err := in.Decode(&facts); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatal(err)
			}
			addPersons(persons, facts)
		}
	}
	if len(persons) < 50 {
		t.Fatalf("found only %d persons in the gold", len(persons))
	}
	walk(t, func(name string) {
		if strings.HasPrefix(name, "data/gazetteer/") || name == "eval/questions.tsv" {
			return
		}
		raw := read(t, name)
		if !text(raw) {
			return
		}
		for person := range persons {
			if bytes.Contains(raw, []byte(person)) {
				t.Errorf("%s knows %s", name, person)
			}
		}
	})
}

// addPersons collects the full names of participants that are persons.
func addPersons(persons map[string]bool, facts any) {
	switch f := facts.(type) {
	case []any:
		for _, x := range f {
			addPersons(persons, x)
		}
	case map[string]any:
		kind, typed := f["type"].(string)
		name, _ := f["name"].(string)
		_, office := f["office"]
		if office && (!typed || kind == "person") && strings.Contains(name, " ") {
			persons[name] = true
		}
		for _, x := range f {
			addPersons(persons, x)
		}
	}
}
