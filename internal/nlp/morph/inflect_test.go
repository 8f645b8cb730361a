package morph_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"chancery/data"
	"chancery/internal/nlp"
	"chancery/internal/nlp/morph"
	"chancery/internal/nlp/segment"
)

// table reads a table below testdata: comments, a row of names, then rows of
// so many cells.
func table(t *testing.T, name string, cells int) [][]string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	var rows [][]string
	for line := range strings.Lines(string(raw)) {
		line = strings.TrimSuffix(line, "\n")
		if strings.HasPrefix(line, "#") {
			continue
		}
		row := strings.Split(line, "\t")
		if len(row) != cells {
			t.Fatalf("%s: %d cells in %q, want %d", name, len(row), line, cells)
		}
		rows = append(rows, row)
	}
	return rows[1:]
}

// has says whether a reading is of this lemma ("*" for any) and part of speech,
// with all these features.
func has(r morph.Reading, lemma, upos, feats string) bool {
	return (lemma == "*" || r.Lemma == lemma) && r.UPOS == upos && includes(r.Feats, feats)
}

func includes(feats nlp.Feats, wanted string) bool {
	for part := range strings.SplitSeq(wanted, "|") {
		name, value, _ := strings.Cut(part, "=")
		if name != "" && feats.Get(name) != value {
			return false
		}
	}
	return true
}

// readings are those of a form that is one token.
func readings(t *testing.T, code string) func(form string) []morph.Reading {
	t.Helper()
	s, err := segment.Load(data.FS, pack(t, code))
	if err != nil {
		t.Fatal(err)
	}
	a := load(t, code)
	return func(form string) []morph.Reading {
		t.Helper()
		text := s.Segment(form)
		if len(text.Tokens) != 1 {
			t.Fatalf("%q is %d tokens", form, len(text.Tokens))
		}
		return a.Readings(nil, &text.Tokens[0])
	}
}

func show(rs []morph.Reading) string {
	var b strings.Builder
	for _, r := range rs {
		fmt.Fprintf(&b, "\n\t%+v", r)
	}
	return b.String()
}

// TestInflection: what words must be able to be, and what they must not be.
func TestInflection(t *testing.T) {
	for code, least := range map[string][2]int{"tr": {350, 60}, "az": {150, 30}} {
		read := readings(t, code)
		for i, name := range []string{"forms", "counter"} {
			rows := table(t, name+"."+code+".tsv", 4)
			if len(rows) < least[i] {
				t.Errorf("%s.%s.tsv has %d rows, want %d", name, code, len(rows), least[i])
			}
			for _, row := range rows {
				rs := read(row[0])
				found := slices.ContainsFunc(rs, func(r morph.Reading) bool { return has(r, row[1], row[2], row[3]) })
				if must := name == "forms"; found != must {
					t.Errorf("%s %s: %s/%s/%s is among the readings: %t%s", code, row[0], row[1], row[2], row[3], found, show(rs))
				}
			}
		}
	}
}

// TestClitics: where a word ends and -ki or the copula begins.
func TestClitics(t *testing.T) {
	for code, least := range map[string]int{"tr": 60, "az": 15} {
		read := readings(t, code)
		rows := table(t, "clitics."+code+".tsv", 7)
		if len(rows) < least {
			t.Errorf("clitics.%s.tsv has %d rows, want %d", code, len(rows), least)
		}
		for _, row := range rows {
			rs := read(row[0])
			if !slices.ContainsFunc(rs, func(r morph.Reading) bool {
				return has(r, row[1], row[2], row[3]) && row[0][:hostEnd(row[0], r)] == row[4] &&
					r.Clitic.Lemma == row[5] && includes(r.Clitic.Feats, row[6])
			}) {
				t.Errorf("%s %s: no reading %q%s", code, row[0], row[1:], show(rs))
			}
		}
	}
}

// hostEnd is where the word before the clitic ends; its own end without one.
func hostEnd(form string, r morph.Reading) int {
	if r.Clitic.Lemma == "" {
		return len(form)
	}
	return r.Clitic.At
}

// FuzzReadings: every token has readings, twice the same, and clitics that
// begin within the token, at a rune.
func FuzzReadings(f *testing.F) {
	f.Add("Ankara'dakilerin İSTANBUL’DAYDI 2025'tekiler")
	f.Add("BMT-dəki Bakıdadır 5-ci")
	f.Add("\xff'daki I\u0307dır ''ydı x'ki-dəki")
	type reader struct {
		s *segment.Segmenter
		a *morph.Analyser
	}
	var readers []reader
	for _, code := range []string{"tr", "az"} {
		s, err := segment.Load(data.FS, pack(f, code))
		if err != nil {
			f.Fatal(err)
		}
		readers = append(readers, reader{s, load(f, code)})
	}
	f.Fuzz(func(t *testing.T, source string) {
		for _, r := range readers {
			for _, token := range r.s.Segment(source).Tokens {
				rs := r.a.Readings(nil, &token)
				if len(rs) == 0 || !slices.Equal(rs, r.a.Readings(nil, &token)) {
					t.Errorf("%q has the readings %v, then others", token.Form, rs)
				}
				for _, reading := range rs {
					at := reading.Clitic.At
					if at != 0 && (at >= len(token.Form) || !utf8.RuneStart(token.Form[at])) || (at == 0) != (reading.Clitic.Lemma == "") {
						t.Errorf("%q: %+v", token.Form, reading)
					}
				}
			}
		}
	})
}
