package desk_test

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"chancery"
	"chancery/internal/desk"
	"chancery/internal/eval/generate"
	"chancery/internal/export"
	"chancery/internal/index"
	"chancery/internal/store"
)

// What merging must reach on generated reports: of the pairs of reports found to
// tell of one event, those that do; and of the pairs that do, and in which it was
// read, those found.
const (
	leastPrecision = 0.99
	leastRecall    = 0.90
)

// TestGeneratedReportsAreMergedAsTheyWereMade reads reports of which the truth is
// known, and compares.
func TestGeneratedReportsAreMergedAsTheyWereMade(t *testing.T) {
	if desk.UnderRace {
		t.Skip("takes ten times as long, and TestSameBytes has the same workers")
	}
	folder := t.TempDir()
	truth := write(t, folder, generatedReports)
	d, err := desk.Open(t.Context(), filepath.Join(t.TempDir(), "record.db"), desk.ToWrite)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	sum, err := d.Read(t.Context(), desk.Input{Paths: []string{folder}}, runtime.GOMAXPROCS(0), func(desk.Summary) {})
	if err != nil {
		t.Fatal(err)
	}
	if sum.New != generatedReports {
		t.Fatalf("%+v; want %d new", sum, generatedReports)
	}
	rec, err := d.Events(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	found, told := foundPairs(rec)
	truth.limit(told)
	right, wrong, lost := truth.compare(found)
	precision, recall := share(right, wrong), share(right, lost)
	t.Logf("%d reports, %d events: %d pairs found, precision %.4f, recall %.4f", generatedReports, len(rec.Events), len(found), precision, recall)
	if precision < leastPrecision || recall < leastRecall {
		t.Errorf("precision %.4f, recall %.4f; want %v and %v", precision, recall, leastPrecision, leastRecall)
	}
	if right < generatedReports/4 {
		t.Errorf("only %d pairs are right: too few to tell", right)
	}
	// What is wrong must count: one more pair that is none, one less that is one.
	for p := range found {
		if truth.news[p] {
			delete(found, p)
			p.b = "another.txt"
			found[p] = true
			break
		}
	}
	if r, w, l := truth.compare(found); r != right-1 || w != wrong+1 || l != lost+1 {
		t.Errorf("with one pair changed %d, %d and %d are right, wrong and lost, before %d, %d and %d", r, w, l, right, wrong, lost)
	}
}

func share(of, others int) float64 { return float64(of) / float64(max(1, of+others)) }

// pair is two reports, by name, that tell of one event of a kind.
type pair struct {
	kind chancery.Kind
	a, b string
}

// kindsTold are those that generated stories are of, as read: a signing may be
// read as an agreement.
var kindsTold = map[chancery.Kind]chancery.Kind{
	chancery.KindMeeting: chancery.KindMeeting, chancery.KindVisit: chancery.KindVisit, chancery.KindCall: chancery.KindCall,
	chancery.KindSigning: chancery.KindSigning, chancery.KindAgreement: chancery.KindSigning,
	chancery.KindCriticism: chancery.KindCriticism, chancery.KindAid: chancery.KindAid,
}

// pairsOf lists the pairs among reports.
func pairsOf(kind chancery.Kind, reports []string) []pair {
	slices.Sort(reports)
	var out []pair
	for i, a := range reports {
		for _, b := range reports[i+1:] {
			out = append(out, pair{kind, a, b})
		}
	}
	return out
}

// reading is that a kind of event was read in a report.
type reading struct {
	kind   chancery.Kind
	report string
}

func foundPairs(rec *chancery.Record) (map[pair]bool, map[reading]bool) {
	names := map[string]string{}
	for i := range rec.Reports {
		names[rec.Reports[i].ID] = rec.Reports[i].Name
	}
	found, told := map[pair]bool{}, map[reading]bool{}
	for i := range rec.Events {
		kind, ok := kindsTold[rec.Events[i].Kind]
		if !ok {
			continue
		}
		var reports []string
		for _, id := range rec.Events[i].Reports {
			reports = append(reports, names[id])
			told[reading{kind, names[id]}] = true
		}
		for _, p := range pairsOf(kind, reports) {
			found[p] = true
		}
	}
	return found, told
}

// truth is which pairs of reports tell of one event as their news, and of which
// this may be so or not, because it is background in one of them.
type truth struct{ news, beside map[pair]bool }

// write writes the first n generated reports below a folder.
func write(t testing.TB, folder string, n int) truth {
	t.Helper()
	news, all := map[generate.Event][]string{}, map[generate.Event][]string{}
	for r := range generate.Reports(1, n) {
		if err := r.Write(folder); err != nil {
			t.Fatal(err)
		}
		for _, told := range r.Tells {
			all[told.Event] = append(all[told.Event], path.Base(r.Name))
			if !told.Background {
				news[told.Event] = append(news[told.Event], path.Base(r.Name))
			}
		}
	}
	out := truth{map[pair]bool{}, map[pair]bool{}}
	for event, reports := range news {
		for _, p := range pairsOf(event.Kind, reports) {
			out.news[p] = true
		}
	}
	for event, reports := range all {
		for _, p := range pairsOf(event.Kind, reports) {
			out.beside[p] = !out.news[p]
		}
	}
	return out
}

// limit leaves out the pairs that reading has kept from merging: in one of the
// two reports no such event was read.
func (t truth) limit(told map[reading]bool) {
	for p := range t.news {
		if !told[reading{p.kind, p.a}] || !told[reading{p.kind, p.b}] {
			delete(t.news, p)
		}
	}
}

func (t truth) compare(found map[pair]bool) (right, wrong, lost int) {
	for p := range found {
		switch {
		case t.news[p]:
			right++
		case !t.beside[p]:
			wrong++
		}
	}
	return right, wrong, len(t.news) - right
}

// TestNewReportTouchesOnlyItsBlock reads reports one after the other into a record,
// in a random order. The events that a new one changes share an actor with it; all
// others stay as they were, to the byte. In the end the record is that of all
// reports read at once.
func TestNewReportTouchesOnlyItsBlock(t *testing.T) {
	if desk.UnderRace {
		t.Skip("takes ten times as long, and TestSameBytes has the same workers")
	}
	const n, singly = 100, 8
	folder := t.TempDir()
	write(t, folder, n)
	files, err := filepath.Glob(filepath.Join(folder, "*", "*.txt"))
	if err != nil || len(files) != n {
		t.Fatalf("%d files, %v", len(files), err)
	}
	_, want := read(t, filepath.Join(t.TempDir(), "record.db"), 2, folder)
	seed := rand.Uint64()
	t.Logf("order %d", seed)
	order := rand.New(rand.NewPCG(seed, 0))
	order.Shuffle(n, func(i, j int) { files[i], files[j] = files[j], files[i] })

	db := filepath.Join(t.TempDir(), "record.db")
	_, got := read(t, db, 2, files[:n-singly]...)
	before := eventsOf(t, db)
	touched, telling := 0, 0
	for _, file := range files[n-singly:] {
		_, got = read(t, db, 1, file)
		after := eventsOf(t, db)
		own := map[string]bool{} // actors of the new report
		for _, e := range after {
			if slices.Contains(e.reports, filepath.Base(file)) {
				for _, a := range e.actors {
					own[a] = true
				}
			}
		}
		if len(own) > 0 {
			telling++
		}
		for line, e := range after {
			if _, same := before[line]; same {
				continue
			}
			touched++
			if !slices.ContainsFunc(e.actors, func(a string) bool { return own[a] }) {
				t.Errorf("%s changes an event with which it shares nobody: %s", filepath.Base(file), line)
			}
		}
		before = after
	}
	// In some orders a report in which nothing is read is among the last.
	if telling == 0 || touched < telling || touched > singly*len(before)/10 {
		t.Errorf("%d reports, %d of which tell something, changed events %d times, of %d events", singly, telling, touched, len(before))
	}
	if got != want {
		t.Errorf("one by one, the record is another (-want +got):\n%s", cmp.Diff(want, got))
	}
}

// told is who takes part in an event, and which reports tell of it.
type told struct{ actors, reports []string }

// eventsOf are the events of a record, as exported.
func eventsOf(t *testing.T, db string) map[string]told {
	t.Helper()
	d, err := desk.Open(t.Context(), db, desk.ToRead)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	rec, err := d.Record(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var lines bytes.Buffer
	if err := export.Write(&lines, "events", rec, export.Options{}); err != nil {
		t.Fatal(err)
	}
	names := map[string]string{}
	for i := range rec.Reports {
		names[rec.Reports[i].ID] = rec.Reports[i].Name
	}
	out := map[string]told{}
	for i, line := range strings.Split(strings.TrimSpace(lines.String()), "\n") {
		e := &rec.Events[i]
		var of told
		for _, p := range e.Participants {
			of.actors = append(of.actors, p.ID, p.Of)
		}
		for _, r := range e.Reports {
			of.reports = append(of.reports, names[r])
		}
		out[line] = of
	}
	return out
}

// alike is a report with two claims, of an event and of a figure, whose ids begin
// alike.
func alike() (chancery.Report, []chancery.Claim) {
	r := chancery.Report{ID: "r0000000000000001", Name: "alike.txt", Language: "en", Published: "2031-06-04", Text: "Kenya criticised Peru. Twelve ships lay in port."}
	says := func(field string, first, last int) []chancery.Evidence {
		return []chancery.Evidence{{Field: field, Span: chancery.Span{Start: first, End: last}, Quote: r.Text[first:last], Rule: "test"}}
	}
	party := func(code string, role chancery.Role) chancery.Participant {
		return chancery.Participant{Name: code, Type: chancery.State, Role: role, Of: code, OfBase: chancery.Stated}
	}
	return r, []chancery.Claim{
		{ID: "c0000000a00000000", Report: r.ID, Sort: chancery.SortEvent, Rules: "1", Sources: says("event", 0, 21), Event: &chancery.Happening{
			Kind: chancery.KindCriticism, Modality: chancery.Occurred, Participants: []chancery.Participant{party("KEN", chancery.Initiator), party("PER", chancery.Recipient)}}},
		{ID: "c0000000b00000000", Report: r.ID, Sort: chancery.SortFigure, Rules: "1", Order: 1, Sources: says("figure", 23, 35), Figure: &chancery.Figure{Value: 12, What: "ships"}},
	}
}

// TestEventsAloneAreThoseOfTheRecord: leaving out the words, what was said and what
// was counted changes no event and no actor.
func TestEventsAloneAreThoseOfTheRecord(t *testing.T) {
	folder := t.TempDir()
	write(t, folder, 60)
	db := filepath.Join(t.TempDir(), "record.db")
	d, err := desk.Open(t.Context(), db, desk.ToWrite)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	if _, err := d.Read(t.Context(), desk.Input{Paths: []string{folder, "testdata/reports"}}, 2, func(desk.Summary) {}); err != nil {
		t.Fatal(err)
	}
	whole, err := d.Record(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	// A decision that finds its claim by the words alone.
	for i := range whole.Claims {
		if c := &whole.Claims[i]; c.Event != nil && c.Event.Kind == chancery.KindMeeting {
			target := chancery.TargetOf(c, "")
			target.Claim = "c0000000000000000"
			reject := chancery.Decision{At: time.Date(2031, 6, 4, 8, 30, 0, 0, time.UTC), By: "mina", Act: chancery.ActReject, On: []chancery.Target{target}, Why: "another day"}
			if err := reject.Identify(); err != nil {
				t.Fatal(err)
			}
			s, err := store.Open(t.Context(), db, store.ReadWrite)
			if err != nil {
				t.Fatal(err)
			}
			report, claims := alike()
			_, err = s.PutReading(t.Context(), report, claims, "1")
			if err := errors.Join(err, s.PutDecision(t.Context(), reject), s.Close()); err != nil {
				t.Fatal(err)
			}
			break
		}
	}
	events := len(whole.Events)
	if whole, err = d.Record(t.Context()); err != nil {
		t.Fatal(err)
	}
	if len(whole.Events) != events { // one is rejected, one came with the other report
		t.Errorf("%d events, before %d; want the same number", len(whole.Events), events)
	}
	alone, err := d.Events(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(whole.Events, alone.Events); diff != "" {
		t.Errorf("events (-record +alone):\n%s", diff)
	}
	if diff := cmp.Diff(whole.Actors, alone.Actors); diff != "" {
		t.Errorf("actors (-record +alone):\n%s", diff)
	}
	short, long := index.New(alone), index.New(whole)
	if id := long.Short("c0000000a00000000"); len(id) <= index.ShortID {
		t.Errorf("two claims are alike, and one is shortened to %s", id)
	}
	for i := range whole.Events {
		if id := whole.Events[i].ID; short.Short(id) != long.Short(id) {
			t.Errorf("%s is shortened to %s, in the record to %s", id, short.Short(id), long.Short(id))
		}
	}
	rows := func(r *chancery.Record) int {
		return len(r.Statements) + len(r.Figures) + len(r.Memberships) + len(r.Tenures) + len(r.Judgements)
	}
	if rows(alone) > 0 || rows(whole) == 0 {
		t.Errorf("%d statements and the like, in the record %d; want none", rows(alone), rows(whole))
	}
}
