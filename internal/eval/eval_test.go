package eval

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"chancery"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files anew")

const small = "testdata/small"

func smallGold(t testing.TB) *Gold {
	t.Helper()
	gold, err := LoadGold(filepath.Join(small, "gold.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	return gold
}

// TestScoreGolden holds the printed figures of a perfect export and of two
// with many faults; TestParity checks the same with the reference scorer.
func TestScoreGolden(t *testing.T) {
	gold := smallGold(t)
	base := perfect(t, gold, filepath.Join(small, "reports"))
	cases := map[string]map[string]table{"perfect": base}
	for seed := range uint64(2) {
		cases[fmt.Sprintf("shaken-%d", seed)] = shaken(t, base, seed)
	}
	for name, rows := range cases {
		t.Run(name, func(t *testing.T) {
			_, got := scored(t, gold, rows)
			path := filepath.Join(small, name+".golden")
			if *update {
				if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestScorePerfect checks that a perfect export falls short in nothing; if it
// does on the examples, their gold is at odds with itself or its reports.
func TestScorePerfect(t *testing.T) {
	for _, folder := range []string{small, "../../examples"} {
		gold, err := LoadGold(filepath.Join(folder, "gold.jsonl"))
		if err != nil {
			t.Fatal(err)
		}
		best, _ := scored(t, gold, perfect(t, gold, filepath.Join(folder, "reports")))
		for _, f := range best.List() {
			if f.Count && countsFaults(f.Name) && f.Value > 0 || !f.Count && f.Value < 0.93 {
				t.Errorf("%s: a perfect export has %s", folder, f)
			}
		}
	}
}

// TestScoreNoticesFaults checks that a fault shows in its own figure.
func TestScoreNoticesFaults(t *testing.T) {
	gold := smallGold(t)
	base := perfect(t, gold, filepath.Join(small, "reports"))
	best, _ := scored(t, gold, base)
	for _, s := range spoiled(t, base) {
		worse, _ := scored(t, gold, s.rows)
		before, _ := best.Value(s.figure)
		after, ok := worse.Value(s.figure)
		if !ok || after >= before-0.2 {
			t.Errorf("%s: %s went from %.3f to %.3f", s.name, s.figure, before, after)
		}
	}
}

// TestLikeness compares with ratios that Python's difflib gives.
func TestLikeness(t *testing.T) {
	long := strings.Repeat("harbour pilots ", 16)
	tests := []struct {
		a, b string
		want float64
	}{
		{"", "", 1},
		{"a", "", 0},
		{"abcd", "bcde", 0.75},
		{"korpela", "korpelan", 0.933333},
		{"saarepuu", "saarepu", 0.933333},
		{"министр", "министра", 0.933333},
		{"qabxcd", "abycdf", 0.666667},
		{"prime minister", "minister of defence", 0.484848},
		{long, long, 1},                                // grown from the one block that is found
		{long + "xyz", "xyz" + long, 0.012346},         // in 200 letters and more, frequent ones start no block
		{"pilots harbour", "z" + long[:100], 0.243478}, // below, they do
	}
	for _, test := range tests {
		if got := likeness(test.a, test.b); math.Abs(got-test.want) > 1e-6 {
			t.Errorf("likeness(%.20q, %.20q) = %f, want %f", test.a, test.b, got, test.want)
		}
	}
}

func TestSameOffice(t *testing.T) {
	tests := []struct {
		gold, english string
		system        office
		want          bool
	}{
		{"Minister of Foreign Affairs", "", office{Title: "Foreign Minister"}, true},
		{"Foreign Minister", "", office{Title: "Deputy Foreign Minister"}, false},
		{"Foreign Minister", "", office{Title: "Former Foreign Minister"}, true},
		{"Dışişleri Bakanı", "Minister of Foreign Affairs", office{Title: "Foreign Minister"}, true},
		{"Dışişleri Bakanı", "", office{Title: "Foreign Minister", Text: "Dışişleri Bakanının"}, true},
		{"President of the Senate and Chair of the Fund", "", office{Title: "Chair of the Fund"}, true},
		{"Ambassador", "", office{Title: "Minister of Culture"}, false},
		{"Ambassador", "", office{}, false},
	}
	c := newComparer()
	for _, test := range tests {
		if got := c.sameOffice(test.gold, test.english, &test.system); got != test.want {
			t.Errorf("sameOffice(%q, %q, %+v) = %t", test.gold, test.english, test.system, got)
		}
	}
}

func TestRightDate(t *testing.T) {
	tests := []struct {
		gold, system string
		slack        int
		want         bool
	}{
		{"2031-05-04", "2031-05-04", 0, true},
		{"2031-05-04", "2031-05-05", 0, false},
		{"2031-05-04", "2031-05-05", 1, true},
		{"2031-05-04", "2031-05", 0, false}, // much vaguer
		{"2031-05-04", "[2031-05-01..2031-05-07]", 0, true},
		{"2031-05-04/..", "2031-05-04", 0, true},
		{"[..2031-05-04]", "[..2031-05-04]", 0, true},
		{"2031-05-04", "[..2031-05-04]", 0, true},
		{"2031-05-04", "[..2031-12-31]", 0, false},
		{"2031-05-04", "../..", 0, false},
		{"2031", "2031-05", 0, true},
		{"2031-05-04", "", 0, false},
		{"2031-05-04", "in May", 0, false},
		{"2031-05-04~", "{2031-05-03,2031-05-04}", 0, true},
		{"2031-02", "2031-02-30", 0, false},
		{"2031", "2031-13", 0, true}, // a month that no year has leaves the year
	}
	for _, test := range tests {
		if got := rightDate(test.gold, test.system, test.slack); got != test.want {
			t.Errorf("rightDate(%q, %q, %d) = %t", test.gold, test.system, test.slack, got)
		}
	}
}

func TestCheck(t *testing.T) {
	figures := &Figures{
		list:      []Figure{rate("event_recall", 2, 3), count("documents_unread", 2), rate("part_of_accuracy", 0, 0)},
		languages: []languageFigures{{"tr", 3, []Figure{rate("event_recall", 1, 2), count("engagements_repeated", 1)}}},
	}
	tests := []struct {
		floors Floors
		want   string
	}{
		{Floors{"event_recall": 0.667, "documents_unread": 2}, ""},
		{Floors{"event_recall": 0.668}, "event_recall is 0.667, at least 0.668"},
		{Floors{"documents_unread": 1}, "documents_unread is 2.000, at most 1.000"},
		{Floors{"part_of_accuracy": 0}, "part_of_accuracy was not measured, at least 0.000"},
		{Floors{"tea_drunk": 1}, "tea_drunk was not measured, at least 1.000"},
		{Floors{"event_recall.tr": 0.5, "engagements_repeated.tr": 1}, ""},
		{Floors{"event_recall.tr": 0.6}, "event_recall.tr is 0.500, at least 0.600"},
		{Floors{"engagements_repeated.tr": 0}, "engagements_repeated.tr is 1.000, at most 0.000"},
		{Floors{"event_recall.ka": 0.5}, "event_recall.ka was not measured, at least 0.500"},
	}
	for _, test := range tests {
		got := ""
		for _, f := range Check(figures, test.floors) {
			got += f.String()
		}
		if got != test.want {
			t.Errorf("Check(%v) = %q, want %q", test.floors, got, test.want)
		}
	}
}

// readSmall reads the small set as far as a program without any rules would:
// reports with no claims.
func readSmall(_ context.Context, folder string) (*chancery.Record, error) {
	paths, err := filepath.Glob(filepath.Join(folder, "*.txt"))
	if err != nil {
		return nil, err
	}
	rec := &chancery.Record{}
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		rec.Reports = append(rec.Reports, chancery.Report{ID: "r" + filepath.Base(path), Name: filepath.Base(path), Text: string(text)})
	}
	return rec, nil
}

func TestRun(t *testing.T) {
	set := Set{Gold: filepath.Join(small, "gold.jsonl"), Reports: filepath.Join(small, "reports")}
	baseline := func(content string) string {
		path := filepath.Join(t.TempDir(), "baseline.json")
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	tests := []struct {
		name string
		opts Options
		says []string // in the output
		err  string
	}{
		{"one set", Options{Sets: []Set{set}}, []string{"documents 4\ndocuments_unread 0\n", "engagement_precision nan\nengagement_recall 0.000\n"}, ""},
		{"two sets", Options{Sets: []Set{set, {Name: "again", Gold: set.Gold, Reports: set.Reports}}}, []string{"== small\ndocuments 4\n", "== again\ndocuments 4\n"}, ""},
		{"detail", Options{Sets: []Set{set}, Detail: true}, []string{"-- tr: 1 documents\n   engagement_precision nan\n", "missed  a1 visit 2031-06-12/2031-06-13 Aino Korpela\n"}, ""},
		{"by kind", Options{Sets: []Set{set}, ByKind: true}, []string{"made up  precision", "\nall "}, ""},
		{"by kind, detail", Options{Sets: []Set{set}, ByKind: true, Detail: true}, []string{"\na1\n  missed   visit 2031-06-12/2031-06-13 Aino Korpela\n"}, ""},
		{"json", Options{Sets: []Set{set}, JSON: true}, []string{`"documents": 4,`, `"engagement_precision": null,`, `"negatives_left_clean": 1,`}, ""},
		{"held", Options{Sets: []Set{set}, Baseline: baseline(`{"small": {"negatives_left_clean": 1, "documents_unread": 0}}`)}, nil, ""},
		{"fallen", Options{Sets: []Set{set}, Baseline: baseline(`{"small": {"event_recall": 0.5}}`)}, []string{"event_recall 0.000"}, "small: event_recall is 0.000, at least 0.500"},
		{"unknown set", Options{Sets: []Set{set}, Baseline: baseline(`{}`)}, nil, `no floors for the set "small"`},
		{"no baseline", Options{Sets: []Set{set}, Baseline: "testdata/none.json"}, nil, "none.json"},
		{"no gold", Options{Sets: []Set{{Gold: "testdata/none.jsonl", Reports: set.Reports}}}, nil, "none.jsonl"},
		{"reports of other names", Options{Sets: []Set{{Gold: set.Gold, Reports: "testdata"}}}, nil, "testdata has none of the reports that testdata/small/gold.jsonl annotates; their files have the names in it, such as "},
		{"examples by default", Options{}, nil, filepath.Join("examples", "gold.jsonl")},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var out bytes.Buffer
			err := Run(t.Context(), &out, test.opts, readSmall)
			if test.err == "" && err != nil || test.err != "" && (err == nil || !strings.Contains(err.Error(), test.err)) {
				t.Fatalf("got error %v, want %q", err, test.err)
			}
			for _, words := range test.says {
				if !strings.Contains(out.String(), words) {
					t.Errorf("the output has no %q:\n%s", words, out.String())
				}
			}
		})
	}
}

func TestRunPassesReadersError(t *testing.T) {
	broken := errors.New("the disc is full")
	read := func(context.Context, string) (*chancery.Record, error) { return nil, broken }
	err := Run(t.Context(), &bytes.Buffer{}, Options{Sets: []Set{{Gold: filepath.Join(small, "gold.jsonl")}}}, read)
	if !errors.Is(err, broken) {
		t.Errorf("got %v, want %v", err, broken)
	}
}

func TestLoadGoldRefuses(t *testing.T) {
	tests := []struct{ file, content, says string }{
		{"g.jsonl", "{\"doc\": \"a\"}\n\n{\"doc\"", "line 3"},
		{"g.jsonl", `{"events": []}`, "has no doc"},
		{"g.jsonl", `{"doc": "a", "events": [{"id": "x"}]}`, "an event of a has no kind"},
		{"g.json", `{"documents": {"one_x": {}}, "events": [{"kind": "visit", "documents": ["two"]}]}`, `begins with "two"`},
		{"g.json", `[]`, "cannot unmarshal"},
	}
	for _, test := range tests {
		path := filepath.Join(t.TempDir(), test.file)
		if err := os.WriteFile(path, []byte(test.content), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := LoadGold(path); err == nil || !strings.Contains(err.Error(), test.says) {
			t.Errorf("%s: got %v, want %q", test.content, err, test.says)
		}
	}
}

// TestLoadGoldFacts reads the form in which facts name their reports.
func TestLoadGoldFacts(t *testing.T) {
	path := filepath.Join(t.TempDir(), "facts.json")
	content := `{"documents": {"two_b": {"language": "tr"}, "one_a": {"language": "en"}},
		"events": [{"kind": "visit", "documents": ["one", "two"]}, {"kind": "call", "documents": ["two"]}],
		"figures": [{"value": 3, "documents": ["one"]}], "frameworks": [{"name": "Pact", "documents": ["two"]}],
		"same_visit": [["one", "two"]]}`
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	gold, err := LoadGold(path)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, d := range gold.documents {
		kinds := ""
		for _, e := range d.Events {
			kinds += " " + e.Kind
		}
		got = append(got, d.Doc+" "+d.language()+" "+d.Story+kinds+" "+strconv.Itoa(len(d.Figures))+strconv.Itoa(len(d.Frameworks)))
	}
	want := []string{"one_a en s0 visit 10", "two_b tr s0 visit call 01"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// FuzzScore scores whatever it is given without failing: unreadable rows are
// an error, and a share lies between none and all.
func FuzzScore(f *testing.F) {
	gold, err := os.ReadFile(filepath.Join(small, "gold.jsonl"))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(gold, []byte(`{"id":"ra1","name":"a1.txt","text":"Tallinn"}`), []byte(`{"id":"c","report":"ra1","event":"e","kind":"visit","participants":[{"name":"Aino Korpela","office":{"title":"FM"}}],"sources":[{"quote":"T","start":0,"end":1}]}`))
	f.Add([]byte(`{"doc":"x","events":[{"kind":"visit","date":"]..[","participants":[{"office":"of"}]}]}`), []byte(`{"id":"r","url":"a/x"}`), []byte(`{"report":"r","event":"r","kind":"visit","part_of":"r","participants":[{"office":{}}],"sources":[{"start":9,"end":99}]}`))
	f.Add([]byte(`{"doc":"x","figures":[{"value":1}],"statements":[{"anchor":"a"}]}`), []byte(``), []byte(`{"id":"f","value":null,"sources":[{"report":"x","start":-1}]}`))
	f.Fuzz(func(t *testing.T, goldLines, reports, others []byte) {
		gold, err := parseReports(goldLines)
		if err != nil {
			return
		}
		rows, err := ReadRows(map[string][]byte{"reports": reports, "claims": others, "events": others, "figures": others, "statements": others, "memberships": others})
		if err != nil {
			return
		}
		for _, x := range Score(gold, rows).List() {
			if x.Value < 0 || !x.Count && x.Value > 1 {
				t.Errorf("%s", x)
			}
		}
	})
}

func BenchmarkScore(b *testing.B) {
	gold := smallGold(b)
	rows, err := ReadRows(map[string][]byte{"claims": []byte(strings.Repeat(`{"report":"a1","event":"e","kind":"visit","participants":[{"name":"Aino Korpela"}]}`+"\n", 50))})
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		Score(gold, rows)
	}
}
