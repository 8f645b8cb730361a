package view_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"chancery"
	"chancery/data"
	"chancery/internal/ask"
	"chancery/internal/gazetteer"
	"chancery/internal/prose"
	"chancery/internal/recordtest"
	"chancery/internal/view"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files anew")

func compare(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

func TestTimelineGolden(t *testing.T) {
	rec := recordtest.Sample(t)
	tests := map[string]view.Query{
		"timeline.txt":        {},
		"timeline-pair.txt":   {Actors: []string{"Gana", "osce"}},
		"timeline-narrow.txt": {Actors: []string{"blahova"}, Style: view.Style{Width: 40}},
		"timeline-color.txt":  {Actors: []string{"OSCE PA"}, Style: view.Style{Color: true}},
	}
	for name, q := range tests {
		var out bytes.Buffer
		if err := view.Timeline(&out, rec, q); err != nil {
			t.Fatal(err)
		}
		compare(t, name, out.Bytes())
	}
	acts := recordtest.Acts(t)
	for name, q := range map[string]view.Query{
		"acts-timeline.txt": {},
		"acts-asked.txt":    {Actors: []string{"KEN"}, Kinds: []chancery.Kind{chancery.KindPledge, chancery.KindRequest}},
		"acts-none.txt":     {Actors: []string{"NOR", "PER"}, Kinds: []chancery.Kind{chancery.KindAid}},
	} {
		var out bytes.Buffer
		if err := view.Timeline(&out, acts, q); err != nil {
			t.Fatal(err)
		}
		compare(t, name, out.Bytes())
	}
}

func TestShowActsGolden(t *testing.T) {
	rec := recordtest.Acts(t)
	for file, what := range map[string]string{
		"acts-request.txt": recordtest.Asked,
		"acts-aid.txt":     recordtest.Handed,
		"acts-pledge.txt":  recordtest.Promised,
		"acts-offer.txt":   recordtest.Offered,
		"acts-state.txt":   "KEN",
	} {
		var out bytes.Buffer
		if err := view.Show(&out, rec, what, view.Style{}); err != nil {
			t.Fatal(err)
		}
		compare(t, file, out.Bytes())
	}
	var out bytes.Buffer
	if err := view.ShowJSON(&out, rec, recordtest.Asked); err != nil {
		t.Fatal(err)
	}
	compare(t, "acts-request.json", out.Bytes())
}

func TestShowGolden(t *testing.T) {
	rec := recordtest.Sample(t)
	for file, what := range map[string]string{
		"show-person.txt":       "BLAHOVA",
		"show-state.txt":        "GHA",
		"show-organisation.txt": "OSCE PA",
		"show-visit.txt":        recordtest.Visit,
		"show-meeting.txt":      recordtest.Received[:8],
		"show-assembly.txt":     recordtest.Assembly,
		"show-report.txt":       "lindqvist.txt",
		"show-claim.txt":        "ca18000000000000",
	} {
		var out bytes.Buffer
		if err := view.Show(&out, rec, what, view.Style{}); err != nil {
			t.Fatal(err)
		}
		compare(t, file, out.Bytes())
	}
}

func TestExplainGolden(t *testing.T) {
	rec := recordtest.Sample(t)
	for file, what := range map[string]string{
		"explain-event.txt": recordtest.Received,
		"explain-ruled.txt": recordtest.Assembly,
		"explain-claim.txt": "cb41000000000000",
		"explain-actor.txt": "zofia blahova",
	} {
		var out bytes.Buffer
		if err := view.Explain(&out, rec, what, view.Style{}); err != nil {
			t.Fatal(err)
		}
		compare(t, file, out.Bytes())
	}
}

// views are every view of the package, on one record.
func views(t *testing.T, rec *chancery.Record, style view.Style) map[string]string {
	t.Helper()
	out := map[string]string{}
	run := func(name string, write func(io.Writer) error) {
		var b bytes.Buffer
		if err := write(&b); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		out[name] = b.String()
	}
	run("timeline", func(w io.Writer) error { return view.Timeline(w, rec, view.Query{Style: style}) })
	run("timeline json", func(w io.Writer) error { return view.TimelineJSON(w, rec, view.Query{}) })
	var ids []string
	for _, a := range rec.Actors {
		ids = append(ids, a.ID)
	}
	for _, r := range rec.Reports {
		ids = append(ids, r.ID)
	}
	for _, c := range rec.Claims {
		ids = append(ids, c.ID)
	}
	for _, id := range ids {
		run("show "+id, func(w io.Writer) error { return view.Show(w, rec, id, style) })
		run("show json "+id, func(w io.Writer) error { return view.ShowJSON(w, rec, id) })
		run("explain "+id, func(w io.Writer) error { return view.Explain(w, rec, id, style) })
		run("explain json "+id, func(w io.Writer) error { return view.ExplainJSON(w, rec, id) })
	}
	return out
}

// TestSameRecordSameBytes shows the record in any order of its lists.
func TestSameRecordSameBytes(t *testing.T) {
	rec := recordtest.Sample(t)
	want := views(t, rec, view.Style{})
	for seed := range uint64(5) {
		if diff := cmp.Diff(want, views(t, recordtest.Shuffled(rec, seed), view.Style{})); diff != "" {
			t.Fatalf("order %d (-want +got):\n%s", seed, diff)
		}
	}
}

// TestWidth holds that no line is wider than the terminal.
func TestWidth(t *testing.T) {
	for _, width := range []int{40, 53, 80, 132} {
		for name, text := range views(t, recordtest.Sample(t), view.Style{Width: width}) {
			if strings.Contains(name, "json") {
				continue
			}
			for line := range strings.Lines(text) {
				if w := prose.Width(strings.TrimSuffix(line, "\n")); w > width {
					t.Errorf("%s at %d columns has a line of %d: %s", name, width, w, line)
				}
			}
		}
	}
}

// TestColorIsOnlyPaint holds that without its colours a view says the same;
// the marks in sentences are the one thing that colour stands for.
func TestColorIsOnlyPaint(t *testing.T) {
	rec := recordtest.Sample(t)
	plain, painted := views(t, rec, view.Style{}), views(t, rec, view.Style{Color: true})
	for name, text := range painted {
		bare := regexp.MustCompile("\x1b\\[[0-9]*m").ReplaceAllString(text, "")
		if want := strings.NewReplacer("«", "", "»", "").Replace(plain[name]); bare != want {
			t.Errorf("%s (-plain +painted):\n%s", name, cmp.Diff(want, bare))
		}
		if strings.Contains(plain[name], "\x1b") {
			t.Errorf("%s has colour that was not asked for", name)
		}
	}
	if !strings.Contains(painted["show "+recordtest.Received], "\x1b[1mMarch 4, 2031\x1b[0m") {
		t.Error("the words of the date are not bold")
	}
}

// hostile is a record in which every text tries to spoil the page.
func hostile(t *testing.T) *chancery.Record {
	bad := "Eve\n\x1b[2J\u202e\u2067\r\x00" + strings.Repeat("long", 500) + "\u2028end"
	rec := recordtest.Sample(t)
	for i := range rec.Actors {
		rec.Actors[i].Name += bad
		rec.Actors[i].Names[0].Text += bad
	}
	for i := range rec.Reports {
		r := &rec.Reports[i]
		r.Name, r.Outlet, r.Title, r.Author, r.URL = r.Name+bad, bad, bad, bad, bad
		r.Chain = []string{bad, bad}
	}
	for i := range rec.Claims {
		for k := range rec.Claims[i].Sources {
			rec.Claims[i].Sources[k].Quote = bad
			rec.Claims[i].Sources[k].Rule = bad
		}
		if s := rec.Claims[i].Statement; s != nil {
			s.Name, s.Quote = bad, bad
		}
	}
	for i := range rec.Events {
		e := &rec.Events[i]
		e.Name, e.Topics, e.Frameworks, e.Origins = bad, []string{bad}, []string{bad}, []string{bad}
		e.Date += chancery.Date(bad)
		if e.Place != nil {
			e.Place = &chancery.Place{Name: bad, Country: bad}
		}
		for k := range e.Participants {
			p := &e.Participants[k]
			p.Name = bad
			p.Office = &chancery.Office{Text: bad, Of: bad}
		}
		for k := range e.Conflicts {
			e.Conflicts[k].Field = bad
		}
	}
	for i := range rec.Statements {
		rec.Statements[i].Value.Quote, rec.Statements[i].Value.Name = bad, bad
	}
	for i := range rec.Judgements {
		rec.Judgements[i].Why = bad
	}
	return rec
}

// TestHostileText holds that a record full of control characters, marks that
// turn the direction of writing and endless words leaves the page whole.
func TestHostileText(t *testing.T) {
	for name, text := range views(t, hostile(t), view.Style{}) {
		if strings.ContainsFunc(text, func(r rune) bool {
			return r != '\n' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r)) || r == '\u2028'
		}) {
			t.Errorf("%s has control characters", name)
		}
		if strings.Contains(name, "json") {
			continue
		}
		if n := strings.Count(text, "\n"); n > 700 {
			t.Errorf("%s has %d lines", name, n)
		}
		for line := range strings.Lines(text) {
			if w := prose.Width(strings.TrimSuffix(line, "\n")); w > 80 {
				t.Errorf("%s has a line of %d columns", name, w)
				break
			}
		}
	}
}

// TestJSON holds that unknown is null and a list is never null.
func TestJSON(t *testing.T) {
	var walk func(where string, v any)
	walk = func(where string, v any) {
		switch v := v.(type) {
		case string:
			if v == "" {
				t.Errorf("%s is an empty string", where)
			}
		case []any:
			for _, x := range v {
				walk(where, x)
			}
		case map[string]any:
			for key, x := range v {
				walk(where+"."+key, x)
				switch key {
				case "events", "participants", "sources", "reports", "claims", "names", "topics", "parts", "fields":
					if x == nil {
						t.Errorf("%s.%s is null and not a list", where, key)
					}
				}
			}
		}
	}
	for name, text := range views(t, recordtest.Sample(t), view.Style{}) {
		if !strings.Contains(name, "json") {
			continue
		}
		var v map[string]any
		if err := json.Unmarshal([]byte(text), &v); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		walk(name, v)
		switch kind, known := v["type"].(string); {
		case strings.HasPrefix(name, "timeline"):
		case !known || !slices.Contains([]string{"actor", "event", "report", "claim"}, kind):
			t.Errorf("%s is of type %v", name, v["type"])
		}
	}
}

func TestTimelineJSONGolden(t *testing.T) {
	var out bytes.Buffer
	if err := view.TimelineJSON(&out, recordtest.Sample(t), view.Query{Actors: []string{"Ghana", "Iceland"}}); err != nil {
		t.Fatal(err)
	}
	compare(t, "timeline.json", out.Bytes())
	out.Reset()
	if err := view.ShowJSON(&out, recordtest.Sample(t), recordtest.Received); err != nil {
		t.Fatal(err)
	}
	compare(t, "show-meeting.json", out.Bytes())
}

func TestErrors(t *testing.T) {
	rec := recordtest.Sample(t)
	for _, test := range []struct {
		name string
		run  func(io.Writer) error
		code chancery.Code
	}{
		{"nobody of that name", func(w io.Writer) error { return view.Timeline(w, rec, view.Query{Actors: []string{"Ruritania"}}) }, chancery.NotFound},
		{"three actors", func(w io.Writer) error {
			return view.Timeline(w, rec, view.Query{Actors: []string{"GHA", "ISL", "OSCE"}})
		}, chancery.Invalid},
		{"one of several", func(w io.Writer) error { return view.Show(w, rec, "delegation", view.Style{}) }, chancery.Invalid},
		{"nothing to show", func(w io.Writer) error { return view.ShowJSON(w, rec, "c0") }, chancery.NotFound},
		{"nothing to explain", func(w io.Writer) error { return view.Explain(w, rec, "zzz", view.Style{}) }, chancery.NotFound},
	} {
		var out bytes.Buffer
		err := test.run(&out)
		var known *chancery.Error
		if !errors.As(err, &known) || known.Code != test.code {
			t.Errorf("%s: %v, want code %s", test.name, err, test.code)
		}
		if out.Len() > 0 {
			t.Errorf("%s: wrote %q before it failed", test.name, out.String())
		}
	}
}

func TestEmpty(t *testing.T) {
	rec := recordtest.Sample(t)
	for want, test := range map[string]struct {
		rec    *chancery.Record
		actors []string
	}{
		"The record has no events yet; chancery read adds reports.\n":                                                                        {&chancery.Record{}, nil},
		"No event of Iceland (ISL) and OSCE Parliamentary Assembly (OSCE PA) together.\nAsk for one of them alone to see all that it has.\n": {rec, []string{"ISL", "OSCE PA"}},
	} {
		var out bytes.Buffer
		if err := view.Timeline(&out, test.rec, view.Query{Actors: test.actors}); err != nil {
			t.Fatal(err)
		}
		if out.String() != want {
			t.Errorf("got %q, want %q", out.String(), want)
		}
	}
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

func TestBrokenOutput(t *testing.T) {
	rec := recordtest.Sample(t)
	for _, err := range []error{
		view.Timeline(broken{}, rec, view.Query{}), view.TimelineJSON(broken{}, rec, view.Query{}), view.Show(broken{}, rec, "GHA", view.Style{}),
		view.ShowJSON(broken{}, rec, "GHA"), view.Explain(broken{}, rec, "GHA", view.Style{}), view.ExplainJSON(broken{}, rec, "GHA"),
	} {
		if !errors.Is(err, io.ErrClosedPipe) {
			t.Errorf("got %v", err)
		}
	}
}

// BenchmarkTimeline is of ten thousand events.
func BenchmarkTimeline(b *testing.B) {
	rec := &chancery.Record{}
	for i := range 10_000 {
		rec.Events = append(rec.Events, chancery.Event{ID: fmt.Sprintf("c%015x", i*7919), Happening: chancery.Happening{
			Kind: chancery.KindMeeting, Modality: chancery.Occurred, Date: chancery.Day(i).Date(),
			Participants: []chancery.Participant{{ID: "GHA", Of: "GHA"}, {ID: "ISL", Of: "ISL"}}}})
	}
	for b.Loop() {
		if err := view.Timeline(io.Discard, rec, view.Query{}); err != nil {
			b.Fatal(err)
		}
	}
}

// TestHolderGolden asks the sample who held its offices.
func TestHolderGolden(t *testing.T) {
	rec := recordtest.Sample(t)
	leaders, err := gazetteer.LoadLeaders(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	minister := chancery.Office{Title: "Minister of Foreign Affairs", Of: "GHA"}
	for file, q := range map[string]struct {
		office chancery.Office
		on     chancery.Date
		known  bool
	}{
		"holder-seen.txt":    {minister, "2031-03-05", true},
		"holder-unknown.txt": {minister, "2033-03-05", false},
		"holder-table.txt":   {chancery.Office{Title: "President", Of: "LVA"}, "2021-03-01", true},
	} {
		var out, object bytes.Buffer
		err := view.Answer(&out, rec, ask.Question{Sort: ask.Holder, Office: q.office, On: q.on}, leaders, view.Style{})
		var known *chancery.Error
		if q.known != (err == nil) || err != nil && (!errors.As(err, &known) || known.Code != chancery.NotFound) {
			t.Errorf("%s: %v", file, err)
		}
		compare(t, file, out.Bytes())
		if err := view.AnswerJSON(&object, rec, ask.Question{Sort: ask.Holder, Office: q.office, On: q.on}, leaders); q.known != (err == nil) || !json.Valid(object.Bytes()) {
			t.Errorf("%s as JSON: %v, %s", file, err, object.String())
		}
	}
}
