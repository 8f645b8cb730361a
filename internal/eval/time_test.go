package eval

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chancery"
	"chancery/data"
	"chancery/internal/lang"
	"chancery/internal/nlp"
	"chancery/internal/nlp/segment"
	"chancery/internal/timex"
)

// quick cuts and finds without a model.
type quick struct {
	segmenter *segment.Segmenter
	*timex.Reader
}

func (q quick) Cut(source string) *nlp.Text { return q.segmenter.Segment(source) }

func english(t testing.TB) quick {
	t.Helper()
	packs, err := lang.Load(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range packs {
		if p.Code != "en" {
			continue
		}
		s, err := segment.Load(data.FS, p)
		if err != nil {
			t.Fatal(err)
		}
		r, err := timex.Load(data.FS, "en")
		if err != nil {
			t.Fatal(err)
		}
		return quick{s, r}
	}
	t.Fatal("there is no English")
	return quick{}
}

// TestTimes runs a file of invented cases: what is in scope, and what of it is
// found, resolved, missed, wrong and made up.
func TestTimes(t *testing.T) {
	var out bytes.Buffer
	files := Annotated{Paths: []string{filepath.Join("testdata", "time.jsonl")}, Detail: true, Progress: func(string) {}}
	if err := RunTimes(t.Context(), &out, files, english(t)); err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile(filepath.Join("testdata", "time.golden"))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), out.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestTimesRefuse(t *testing.T) {
	for name, c := range map[string]struct{ file, want string }{
		"no JSON":          {`{"spec": "DateParser"}` + "\nhello\n", "line 2: "},
		"no case in scope": {`{"spec": "TimeParser", "input": "at noon"}`, "has nothing to measure"},
	} {
		path := filepath.Join(t.TempDir(), "f.jsonl")
		if err := os.WriteFile(path, []byte(c.file), 0o600); err != nil {
			t.Fatal(err)
		}
		err := RunTimes(t.Context(), &bytes.Buffer{}, Annotated{Paths: []string{path}, Progress: func(string) {}}, quick{})
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want %q", name, err, c.want)
		}
	}
}

// TestTimexDays maps values to all the days that they can stand for.
func TestTimexDays(t *testing.T) {
	for name, c := range map[string]struct {
		value timexValue
		want  []chancery.Date
	}{
		"day":           {timexValue{Timex: "2024-05-06", Value: "2024-05-06"}, []chancery.Date{"2024-05-06"}},
		"no such day":   {timexValue{Timex: "XXXX-02-30", Value: "0001-01-01"}, nil},
		"not resolved":  {timexValue{Timex: "2024-SU", Value: "not resolved"}, nil},
		"week":          {timexValue{Timex: "2024-W19", Start: "2024-05-06", End: "2024-05-13"}, []chancery.Date{"[2024-05-06..2024-05-12]"}},
		"days to a day": {timexValue{Timex: "(2024-05-06,2024-05-09,P3D)", Start: "2024-05-06", End: "2024-05-09"}, []chancery.Date{"[2024-05-06..2024-05-08]", "[2024-05-06..2024-05-09]"}},
		"months to a month": {timexValue{Timex: "(2024-05-01,2024-07-01,P2M)", Start: "2024-05-01", End: "2024-07-01"},
			[]chancery.Date{"[2024-05-01..2024-06-30]", "[2024-05-01..2024-07-01]", "[2024-05-01..2024-07-31]"}},
		"years to a year": {timexValue{Timex: "(2020-01-01,2024-01-01,P4Y)", Start: "2020-01-01", End: "2024-01-01"},
			[]chancery.Date{"[2020-01-01..2023-12-31]", "[2020-01-01..2024-01-01]", "[2020-01-01..2024-12-31]"}},
		"evening":       {timexValue{Timex: "2024-05-06TEV", Start: "2024-05-06 16:00:00", End: "2024-05-06 20:00:00"}, []chancery.Date{"2024-05-06"}},
		"before a day":  {timexValue{Timex: "2024-05-06", Mod: "before", End: "2024-05-06"}, []chancery.Date{"[..2024-05-05]"}},
		"until a day":   {timexValue{Timex: "2024-05-06", Mod: "until", End: "2024-05-06"}, []chancery.Date{"[..2024-05-05]", "[..2024-05-06]"}},
		"after a day":   {timexValue{Timex: "2024-05-06", Mod: "after", Start: "2024-05-06"}, []chancery.Date{"[2024-05-06..]", "[2024-05-07..]"}},
		"since a month": {timexValue{Timex: "2024-05", Mod: "since", Start: "2024-05-01"}, []chancery.Date{"[2024-05-01..]"}},
		"early in it":   {timexValue{Timex: "2024", Mod: "start", Start: "2024-01-01", End: "2024-07-01"}, nil},
		"no end":        {timexValue{Timex: "2024", Mod: "before"}, nil},
	} {
		var got []chancery.Date
		for _, d := range c.value.days() {
			got = append(got, d.edtf())
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}
