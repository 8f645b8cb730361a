package store_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"chancery"
	"chancery/internal/store"
)

func open(t testing.TB, path string, mode store.Mode) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), path, mode)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func put(t testing.TB, s *store.Store, r chancery.Report, claims []chancery.Claim, rules string) store.Outcome {
	t.Helper()
	outcome, err := s.PutReading(t.Context(), r, claims, rules)
	if err != nil {
		t.Fatal(err)
	}
	return outcome
}

func load(t testing.TB, s *store.Store) store.Contents {
	t.Helper()
	c, err := s.Load(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// report is an invented report with the given name and text.
func report(name, text string) chancery.Report {
	return chancery.Report{
		ID: chancery.ReportID("", "", text), Name: name, Language: "en",
		Published: "2031-04-02", PublishedBasis: chancery.Stated, SHA256: "00", Text: text,
	}
}

// meeting is a claim on the first word of the report.
func meeting(r chancery.Report, n int, rules string) chancery.Claim {
	word, _, _ := strings.Cut(r.Text, " ")
	span := chancery.Span{Start: 0, End: len(word)}
	return chancery.Claim{
		ID: chancery.ClaimID(r.ID, "meeting", word, []string{fmt.Sprint(n)}), Report: r.ID,
		Sort: chancery.SortEvent, Rules: rules, Order: n,
		Event:   &chancery.Happening{Kind: chancery.KindMeeting, Modality: chancery.Occurred, Date: "2031-04-01"},
		Sources: []chancery.Evidence{{Field: "event", Span: span, Quote: word, Rule: "en/meet"}},
	}
}

// dump is all that the file says, read without the package.
func dump(t testing.TB, path string) string {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var out strings.Builder
	for _, table := range []string{"report", "claim", "skip", "decision"} {
		rows, err := db.Query("SELECT * FROM " + table + " ORDER BY 1, 2, 3")
		if err != nil {
			t.Fatal(err)
		}
		columns, err := rows.Columns()
		if err != nil {
			t.Fatal(err)
		}
		for rows.Next() {
			values := make([]any, len(columns))
			for i := range values {
				values[i] = new(any)
			}
			if err := rows.Scan(values...); err != nil {
				t.Fatal(err)
			}
			for _, v := range values {
				fmt.Fprintf(&out, "%v|", *v.(*any))
			}
			fmt.Fprintln(&out, table)
		}
		if err := rows.Err(); err != nil {
			t.Fatal(err)
		}
	}
	return out.String()
}

func wantCode(t testing.TB, err error, code chancery.Code, words string) {
	t.Helper()
	var e *chancery.Error
	if !errors.As(err, &e) || e.Code != code || !strings.Contains(err.Error(), words) {
		t.Errorf("got error %v, want code %s with the words %q", err, code, words)
	}
}

func TestRoundTrip(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		path := filepath.Join(t.TempDir(), "record #1?.db") // characters that mean something in a URI
		s := open(t, path, store.Create)
		r := drawReport(rt)
		claims := drawClaims(rt, r)
		put(t, s, r, claims, "v1")
		want := store.Contents{Reports: []chancery.Report{r}, Claims: claims}
		if diff := cmp.Diff(want, load(t, s)); diff != "" {
			rt.Fatalf("what came back differs (-put +got):\n%s", diff)
		}
	})
}

func TestReadingAgainChangesNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "record.db")
	s := open(t, path, store.Create)
	r := report("a.txt", "Envoys met.")
	claims := []chancery.Claim{meeting(r, 0, "v1"), meeting(r, 1, "v1")}
	if got := put(t, s, r, claims, "v1"); got != store.New {
		t.Errorf("first reading: outcome %v, want New", got)
	}
	before := dump(t, path)
	if known, err := s.Known(t.Context(), r, "v1"); err != nil || !known {
		t.Errorf("Known = %v, %v; want true", known, err)
	}
	if got := put(t, s, r, claims, "v1"); got != store.Known {
		t.Errorf("second reading: outcome %v, want Known", got)
	}
	if diff := cmp.Diff(before, dump(t, path)); diff != "" {
		t.Errorf("the file changed:\n%s", diff)
	}
}

func TestNewerRulesReplaceClaims(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "record.db"), store.Create)
	r := report("a.txt", "Envoys met.")
	other := report("b.txt", "Ministers met.")
	put(t, s, r, []chancery.Claim{meeting(r, 0, "v1"), meeting(r, 1, "v1")}, "v1")
	put(t, s, other, []chancery.Claim{meeting(other, 0, "v1")}, "v1")
	if known, err := s.Known(t.Context(), r, "v2"); err != nil || known {
		t.Errorf("Known = %v, %v; want false under newer rules", known, err)
	}
	if got := put(t, s, r, []chancery.Claim{meeting(r, 1, "v2")}, "v2"); got != store.Reread {
		t.Errorf("outcome %v, want Reread", got)
	}
	want := []chancery.Claim{meeting(r, 1, "v2"), meeting(other, 0, "v1")}
	if diff := cmp.Diff(want, load(t, s).Claims); diff != "" {
		t.Errorf("claims (-want +got):\n%s", diff)
	}
}

func TestBetterIntakeOfTheSameFileIsReread(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "record.db"), store.Create)
	r := report("a.txt", "Envoys met.")
	put(t, s, r, nil, "v1")
	r.Outlet = "Harbour Gazette"
	if got := put(t, s, r, []chancery.Claim{meeting(r, 0, "v1")}, "v1"); got != store.Reread {
		t.Errorf("outcome %v, want Reread", got)
	}
	got := load(t, s)
	if got.Reports[0].Outlet != "Harbour Gazette" || len(got.Claims) != 1 {
		t.Errorf("the earlier intake stayed: %+v", got)
	}
}

// One text under several names, and several reports, in every order.
func TestOrderOfInsertionDoesNotMatter(t *testing.T) {
	a, b, c := report("a.txt", "Envoys met."), report("b.txt", "Envoys met."), report("c.txt", "Ministers met.")
	crlf := b
	crlf.SHA256 = "ff"
	readings := []chancery.Report{a, b, crlf, c}
	var want string
	for range 20 {
		rand.Shuffle(len(readings), func(i, j int) { readings[i], readings[j] = readings[j], readings[i] })
		path := filepath.Join(t.TempDir(), "record.db")
		s := open(t, path, store.Create)
		for _, r := range readings {
			put(t, s, r, []chancery.Claim{meeting(r, 1, "v1"), meeting(r, 0, "v1")}, "v1")
		}
		got := dump(t, path)
		if want == "" {
			want = got
			names := []string{}
			for _, r := range load(t, s).Reports {
				names = append(names, r.Name)
			}
			if diff := cmp.Diff([]string{"a.txt", "c.txt"}, names); diff != "" {
				t.Fatalf("reports (-want +got):\n%s", diff)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("another order, another record:\n%s", diff)
		}
	}
}

func TestListsAreInOrder(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "record.db"), store.Create)
	late, early := report("late.txt", "Envoys met."), report("early.txt", "Ministers met.")
	put(t, s, late, []chancery.Claim{meeting(late, 10, "v1"), meeting(late, 9, "v1")}, "v1")
	put(t, s, early, []chancery.Claim{meeting(early, 3, "v1")}, "v1")
	got := load(t, s)
	if diff := cmp.Diff([]chancery.Report{early, late}, got.Reports); diff != "" {
		t.Errorf("reports (-want +got):\n%s", diff)
	}
	want := []chancery.Claim{meeting(early, 3, "v1"), meeting(late, 9, "v1"), meeting(late, 10, "v1")}
	if diff := cmp.Diff(want, got.Claims); diff != "" {
		t.Errorf("claims (-want +got):\n%s", diff)
	}
}

func TestReadingThatContradictsItselfIsRefused(t *testing.T) {
	r := report("a.txt", "Envoys met.")
	for name, spoil := range map[string]func(r *chancery.Report, c *chancery.Claim){
		"another report's claim": func(_ *chancery.Report, c *chancery.Claim) { c.Report = "r0" },
		"other rules":            func(_ *chancery.Report, c *chancery.Claim) { c.Rules = "v0" },
		"no id":                  func(_ *chancery.Report, c *chancery.Claim) { c.ID = "" },
		"no body":                func(_ *chancery.Report, c *chancery.Claim) { c.Event = nil },
		"two bodies":             func(_ *chancery.Report, c *chancery.Claim) { c.Figure = &chancery.Figure{} },
		"wrong body":             func(_ *chancery.Report, c *chancery.Claim) { c.Sort = chancery.SortFigure },
		"words not in the text":  func(_ *chancery.Report, c *chancery.Claim) { c.Sources[0].Quote = "Consuls" },
		"span beyond the text":   func(_ *chancery.Report, c *chancery.Claim) { c.Sources[0].End = 99 },
		"span before the text":   func(_ *chancery.Report, c *chancery.Claim) { c.Sources[0].Start = -1 },
		"empty span": func(_ *chancery.Report, c *chancery.Claim) {
			c.Sources[0].Span, c.Sources[0].Quote = chancery.Span{Start: 3, End: 3}, ""
		},
		"text not UTF-8":    func(r *chancery.Report, _ *chancery.Claim) { r.Text += "\xff" },
		"report without id": func(r *chancery.Report, _ *chancery.Claim) { r.ID = "" },
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "record.db")
			s := open(t, path, store.Create)
			r, c := r, meeting(r, 0, "v1")
			spoil(&r, &c)
			_, err := s.PutReading(t.Context(), r, []chancery.Claim{c}, "v1")
			wantCode(t, err, chancery.Invalid, "a.txt")
			if got := dump(t, path); got != "" {
				t.Errorf("something was kept:\n%s", got)
			}
		})
	}
	t.Run("one id twice", func(t *testing.T) {
		s := open(t, filepath.Join(t.TempDir(), "record.db"), store.Create)
		_, err := s.PutReading(t.Context(), r, []chancery.Claim{meeting(r, 0, "v1"), meeting(r, 0, "v1")}, "v1")
		wantCode(t, err, chancery.Invalid, "id of its own")
	})
}

// TestReadOnlyFolder holds that a record can be read where nothing may be
// written, and that writing there fails with words that help.
func TestReadOnlyFolder(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("nothing is closed to root")
	}
	dir := t.TempDir()
	path := filepath.Join(dir, "record.db")
	s, err := store.Open(t.Context(), path, store.Create)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.PutSkip(t.Context(), chancery.Skip{Name: "a.bin", Reason: "binary"}); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(dir, 0o500); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.Chmod(dir, 0o700) })
	if got := load(t, open(t, path, store.ReadOnly)).Skips; len(got) != 1 {
		t.Errorf("skips %v, want the one that was kept", got)
	}
	_, err = store.Open(t.Context(), filepath.Join(dir, "new.db"), store.Create)
	wantCode(t, err, chancery.Refused, "folder of your own")
}

func TestSkips(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "record.db"), store.Create)
	want := []chancery.Skip{
		{Name: "a.bin", Reason: "binary"},
		{Name: "b.txt", Reason: "too large", Limit: 10, Seen: 11},
	}
	for _, skip := range []chancery.Skip{{Name: "b.txt", Reason: "cannot be opened"}, want[1], want[0], want[1]} {
		if err := s.PutSkip(t.Context(), skip); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(want, load(t, s).Skips); diff != "" {
		t.Errorf("skips (-want +got):\n%s", diff)
	}
	for _, name := range []string{"a.bin", "never.txt"} {
		if err := s.DropSkip(t.Context(), name); err != nil {
			t.Fatal(err)
		}
	}
	got, err := s.Skips(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want[1:], got); diff != "" {
		t.Errorf("after a drop (-want +got):\n%s", diff)
	}
}

// decision is one on claims c1 and c2, with its id.
func decision(t *testing.T, act chancery.Act, at time.Time, change func(*chancery.Decision)) chancery.Decision {
	t.Helper()
	d := chancery.Decision{At: at, By: "mina", Act: act, Why: "same guests",
		On:  []chancery.Target{{Claim: "c1", Report: "r1", Sort: chancery.SortEvent, Quote: "Envoys met."}},
		And: []chancery.Target{{Claim: "c2", Report: "r2", Sort: chancery.SortEvent, Quote: "They met."}}}
	if change != nil {
		change(&d)
	}
	if err := d.Identify(); err != nil {
		t.Fatal(err)
	}
	return d
}

func TestDecisions(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "record.db"), store.Create)
	at := time.Date(2031, 4, 2, 9, 0, 0, 5, time.UTC)
	want := []chancery.Decision{
		decision(t, chancery.ActSame, at, nil),
		decision(t, chancery.ActDifferent, at.Add(time.Hour), nil),
	}
	want = append(want, decision(t, chancery.ActUndo, at.Add(2*time.Hour), func(d *chancery.Decision) { d.On, d.And, d.Undoes = nil, nil, want[1].ID }))
	for _, i := range []int{1, 0, 2, 1} {
		d := want[i]
		d.At = d.At.In(time.FixedZone("east", 4*60*60))
		if err := s.PutDecision(t.Context(), d); err != nil {
			t.Fatal(err)
		}
	}
	got := load(t, s).Decisions
	for i := range got {
		got[i].At = got[i].At.UTC()
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("decisions (-want +got):\n%s", diff)
	}
	for name, spoil := range map[string]func(*chancery.Decision){
		"program":    func(d *chancery.Decision) { d.By = chancery.Program },
		"nobody":     func(d *chancery.Decision) { d.By = "" },
		"one side":   func(d *chancery.Decision) { d.And = nil },
		"no act":     func(d *chancery.Decision) { d.Act = "perhaps" },
		"time":       func(d *chancery.Decision) { d.At = time.Time{} },
		"undo of on": func(d *chancery.Decision) { d.Undoes = "j1" },
		"field":      func(d *chancery.Decision) { d.Field = "date" },
		"an actor":   func(d *chancery.Decision) { d.On[0].Name = "Berg" },
		"no id":      func(d *chancery.Decision) { d.ID = "" },
	} {
		t.Run(name, func(t *testing.T) {
			d := decision(t, chancery.ActSame, at, nil)
			spoil(&d)
			wantCode(t, s.PutDecision(t.Context(), d), chancery.Invalid, "")
		})
	}
	lost := decision(t, chancery.ActUndo, at, func(d *chancery.Decision) { d.On, d.And, d.Undoes = nil, nil, "j0" })
	wantCode(t, s.PutDecision(t.Context(), lost), chancery.NotFound, "no decision j0")
}

func TestDecisionOutlivesItsClaims(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "record.db"), store.Create)
	r := report("a.txt", "Envoys met.")
	a, b := meeting(r, 0, "v1"), meeting(r, 1, "v1")
	put(t, s, r, []chancery.Claim{a, b}, "v1")
	d := decision(t, chancery.ActSame, time.Unix(0, 0).UTC(), func(d *chancery.Decision) {
		d.On, d.And = []chancery.Target{chancery.TargetOf(&a, "")}, []chancery.Target{chancery.TargetOf(&b, "")}
	})
	if err := s.PutDecision(t.Context(), d); err != nil {
		t.Fatal(err)
	}
	put(t, s, r, nil, "v2")
	if diff := cmp.Diff([]chancery.Decision{d}, load(t, s).Decisions); diff != "" {
		t.Errorf("decisions (-want +got):\n%s", diff)
	}
}

func TestOpenRefuses(t *testing.T) {
	dir := t.TempDir()
	missing := filepath.Join(dir, "missing.db")
	text := filepath.Join(dir, "letter.txt")
	if err := os.WriteFile(text, []byte(strings.Repeat("This is a letter and no record. ", 40)), 0o600); err != nil {
		t.Fatal(err)
	}
	foreign := filepath.Join(dir, "foreign.db")
	alter(t, foreign, "CREATE TABLE songs (title TEXT)")
	newer := filepath.Join(dir, "newer.db")
	open(t, newer, store.Create)
	alter(t, newer, "PRAGMA user_version = 99")
	rigged := filepath.Join(dir, "rigged.db")
	open(t, rigged, store.Create)
	alter(t, rigged, "CREATE TRIGGER t AFTER INSERT ON report BEGIN DELETE FROM claim; END")
	empty := filepath.Join(dir, "empty.db")
	if err := os.WriteFile(empty, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, path string
		mode       store.Mode
		code       chancery.Code
		words      string
	}{
		{"missing, to read", missing, store.ReadOnly, chancery.NotFound, "no such record: " + missing + "; chancery read FILE makes one"},
		{"missing, to write", missing, store.ReadWrite, chancery.NotFound, "no such record"},
		{"folder", dir, store.Create, chancery.Refused, "folder"},
		{"text", text, store.Create, chancery.Refused, "no chancery record"},
		{"another program's", foreign, store.Create, chancery.Refused, "another program's"},
		{"another program's, to read", foreign, store.ReadOnly, chancery.Refused, "another program's"},
		{"rigged", rigged, store.ReadWrite, chancery.Refused, "it holds triggers"},
		{"rigged, to read", rigged, store.ReadOnly, chancery.Refused, "it holds triggers"},
		{"newer", newer, store.ReadWrite, chancery.Refused, "newer chancery"},
		{"newer, to read", newer, store.ReadOnly, chancery.Refused, "newer chancery"},
		{"empty, to read", empty, store.ReadOnly, chancery.Refused, "older form"},
	} {
		t.Run(c.name, func(t *testing.T) {
			before, _ := os.ReadFile(c.path)
			_, err := store.Open(t.Context(), c.path, c.mode)
			wantCode(t, err, c.code, c.words)
			if after, _ := os.ReadFile(c.path); string(before) != string(after) {
				t.Error("the file was changed")
			}
		})
	}
	if _, err := os.Stat(missing); err == nil {
		t.Error("the missing record was made")
	}
}

// alter runs a statement behind the package's back.
func alter(t *testing.T, path, statement string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(statement); err != nil {
		t.Fatal(err)
	}
}

func TestReadOnlyWritesNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "record.db")
	r := report("a.txt", "Envoys met.")
	put(t, open(t, path, store.Create), r, nil, "v1")
	s := open(t, path, store.ReadOnly)
	if got := load(t, s); len(got.Reports) != 1 {
		t.Errorf("got %d reports, want 1", len(got.Reports))
	}
	_, err := s.PutReading(t.Context(), report("b.txt", "Ministers met."), nil, "v1")
	wantCode(t, err, chancery.Refused, "cannot be written")
}

func TestCancelledWriteKeepsNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "record.db")
	s := open(t, path, store.Create)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.PutReading(ctx, report("a.txt", "Envoys met."), nil, "v1"); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want context.Canceled", err)
	}
	if got := dump(t, path); got != "" {
		t.Errorf("something was kept:\n%s", got)
	}
}

// Several processes may make the same record at the same moment.
func TestOpenedTogether(t *testing.T) {
	path := filepath.Join(t.TempDir(), "record.db")
	const writers = 4
	errs := make(chan error)
	for n := range writers {
		go func() {
			s, err := store.Open(t.Context(), path, store.Create)
			if err != nil {
				errs <- err
				return
			}
			for m := range 5 {
				r := report(fmt.Sprintf("%d-%d.txt", n, m), fmt.Sprintf("Envoys met %d %d times.", n, m))
				if _, err = s.PutReading(t.Context(), r, []chancery.Claim{meeting(r, 0, "v1")}, "v1"); err != nil {
					break
				}
			}
			errs <- errors.Join(err, s.Close())
		}()
	}
	for range writers {
		if err := <-errs; err != nil {
			t.Error(err)
		}
	}
	if got := load(t, open(t, path, store.ReadOnly)); len(got.Reports) != writers*5 || len(got.Claims) != writers*5 {
		t.Errorf("got %d reports and %d claims, want %d each", len(got.Reports), len(got.Claims), writers*5)
	}
}

func BenchmarkPutReading(b *testing.B) {
	s := open(b, filepath.Join(b.TempDir(), "record.db"), store.Create)
	for n := 0; b.Loop(); n++ {
		r := report("a.txt", fmt.Sprintf("Envoys met %d times.", n))
		claims := make([]chancery.Claim, 10)
		for i := range claims {
			claims[i] = meeting(r, i, "v1")
		}
		put(b, s, r, claims, "v1")
	}
}
