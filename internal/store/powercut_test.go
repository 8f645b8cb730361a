//go:build unix

package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	sqlite3 "modernc.org/sqlite/lib"

	"chancery"
)

// work is a run of the store on a taped folder, and what it was told.
type work struct {
	t    testing.TB
	rng  *rand.Rand
	tape *tape
	path string
	s    *Store
	want [][]byte // what the record holds after each step, before the first too
	acks []int    // by step: length of the tape when the store said that it is kept

	failed int    // the step that failed, where one did
	maybe  []byte // what the record holds if that was kept all the same

	reader  *sql.Tx // keeps the journal from being folded in whole
	reports []chancery.Report
	rules   map[string]int // by report: how often it was read anew
	skips   []string

	old bool // the file system knows no write-ahead log

	// Faults that a test puts in to see whether it notices them.
	careless string // synchronous is this instead
	hasty    bool   // acknowledges before it commits
	piece    bool   // keeps a reading without a transaction
	trusting bool   // does not fold the journal when a sync failed
}

const foldSoon = 24 // pages of the journal, so that the few of a test are folded often

func (w *work) open() {
	w.t.Helper()
	s, err := Open(w.t.Context(), w.path, Create)
	if err != nil {
		w.t.Fatal(err)
	}
	s.foldAt = foldSoon
	if w.old {
		if _, err := s.write.Exec("PRAGMA journal_mode = DELETE"); err != nil {
			w.t.Fatal(err)
		}
	}
	if w.careless != "" {
		if _, err := s.write.Exec("PRAGMA synchronous = " + w.careless); err != nil {
			w.t.Fatal(err)
		}
	}
	w.s = s
}

// newWork makes a record in a taped folder, or opens what is there.
func newWork(t testing.TB, rng *rand.Rand, dir string, set func(*work)) *work {
	w := &work{t: t, rng: rng, tape: record(t, dir), path: filepath.Join(dir, "record.db"), rules: map[string]int{}}
	if set != nil {
		set(w)
	}
	w.open()
	w.want = append(w.want, contents(t, w.s))
	return w
}

// steps does n things that the store can do, one after the other, and closes
// it.
func (w *work) steps(n int) {
	w.t.Helper()
	for range n {
		switch w.rng.IntN(12) {
		case 0:
			w.close()
			w.open()
		case 1:
			w.hold()
		case 2, 3:
			w.letGo()
		}
		if w.hasty {
			w.acks = append(w.acks, w.tape.length())
		}
		if err := w.step(); err != nil {
			w.t.Fatal(err)
		}
		if !w.hasty {
			w.acks = append(w.acks, w.tape.length())
		}
		w.want = append(w.want, contents(w.t, w.s))
	}
	w.close()
}

func (w *work) close() {
	w.t.Helper()
	w.letGo()
	if err := w.s.Close(); err != nil {
		w.t.Fatal(err)
	}
}

// hold starts to read the record as it is now.
func (w *work) hold() {
	w.t.Helper()
	w.letGo()
	if w.old {
		return // a reader would keep the writer waiting
	}
	tx, err := w.s.read.Begin()
	if err != nil {
		w.t.Fatal(err)
	}
	w.reader = tx
	if _, err := listSkips(w.t.Context(), tx); err != nil {
		w.t.Fatal(err)
	}
}

func (w *work) letGo() {
	if w.reader != nil {
		w.reader.Rollback() // nothing was written
		w.reader = nil
	}
}

func (w *work) step() error { return w.plan()(w.t.Context(), w.s) }

// plan draws the next thing to do with a store. To do it twice is to do it
// once.
func (w *work) plan() func(context.Context, *Store) error {
	switch d := w.rng.IntN(12); {
	case d == 0 && len(w.skips) > 0:
		name := w.skips[0]
		w.skips = w.skips[1:]
		return func(ctx context.Context, s *Store) error { return s.DropSkip(ctx, name) }
	case d <= 1:
		skip := chancery.Skip{Name: fmt.Sprintf("%d.bin", w.rng.Uint32()), Reason: "too large", Limit: 1, Seen: 2}
		w.skips = append(w.skips, skip.Name)
		return func(ctx context.Context, s *Store) error { return s.PutSkip(ctx, skip) }
	case d == 2:
		d := chancery.Decision{Act: chancery.ActReject, By: "mina", On: []chancery.Target{{Claim: "c1"}}, At: time.Unix(w.rng.Int64N(1<<31), 0)}
		if err := d.Identify(); err != nil {
			w.t.Fatal(err)
		}
		return func(ctx context.Context, s *Store) error { return s.PutDecision(ctx, d) }
	case d == 3 && len(w.reports) > 2:
		gone := w.reports[0].ID
		w.reports = w.reports[1:]
		return func(ctx context.Context, s *Store) error {
			w.letGo() // a reader would keep the journal from being emptied
			return s.Forget(ctx, Forgetting{Reports: []string{gone}})
		}
	case d <= 6 && len(w.reports) > 0:
		return w.reading(w.reports[w.rng.IntN(len(w.reports))])
	}
	text := strings.TrimSpace(strings.Repeat("Envoys met. ", 1+w.rng.IntN(900))) + fmt.Sprint(w.rng.Uint64())
	r := chancery.Report{ID: chancery.ReportID("", "", text), Name: fmt.Sprintf("%d.txt", w.rng.Uint32()), Text: text}
	w.reports = append(w.reports, r)
	return w.reading(r)
}

// reading reads a report with rules of its own, so that every reading is
// another.
func (w *work) reading(r chancery.Report) func(context.Context, *Store) error {
	w.rules[r.ID]++
	rules := fmt.Sprintf("v%d", w.rules[r.ID])
	var claims []chancery.Claim
	for n := range 1 + w.rng.IntN(5) {
		claims = append(claims, chancery.Claim{ID: chancery.ClaimID(r.ID, rules, "", []string{fmt.Sprint(n)}), Report: r.ID,
			Sort: chancery.SortFigure, Rules: rules, Order: n, Figure: &chancery.Figure{},
			Sources: []chancery.Evidence{{Field: "figure", Span: chancery.Span{Start: 0, End: 6}, Quote: "Envoys"}}})
	}
	if !w.piece {
		return func(ctx context.Context, s *Store) error {
			_, err := s.PutReading(ctx, r, claims, rules)
			return err
		}
	}
	return func(ctx context.Context, s *Store) error {
		row, err := encodeReport(r, rules)
		if err != nil {
			return err
		}
		return errors.Join(
			s.update(ctx, func(tx *sql.Tx) error { return putReport(ctx, tx, row) }),
			s.update(ctx, func(tx *sql.Tx) error { return putClaims(ctx, tx, r.ID, claims) }))
	}
}

// contents is all that the record holds, to compare.
func contents(t testing.TB, s *Store) []byte {
	t.Helper()
	c, err := s.Load(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	out, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// verdict is what came of a power cut.
type verdict string

const (
	whole  verdict = "whole"
	lost   verdict = "acknowledged work is lost"
	half   verdict = "something was kept by half"
	broken verdict = "the record is damaged"
)

// after opens what a disk holds after a power cut at operation n as a user
// would, and compares it with what was acknowledged until then.
func (w *work) after(n int, image map[string][]byte) (verdict, string) {
	if w.rng.IntN(4) == 0 {
		image["record.db-shm"] = slices.Repeat([]byte{0xa5}, w.rng.IntN(40000))
	}
	dir := lay(w.t, image)
	path := filepath.Join(dir, "record.db")
	_, there := image["record.db"]
	if there && w.rng.IntN(4) == 0 {
		// A reader may be the first to come by. An empty record is not for it.
		s, err := Open(context.Background(), path, ReadOnly)
		if err == nil {
			err = s.Close()
		}
		if err != nil && !strings.Contains(err.Error(), "older form") {
			return broken, "to a reader: " + err.Error()
		}
	}
	s, err := Open(context.Background(), path, Create)
	if err != nil {
		return broken, err.Error()
	}
	defer s.Close()
	c, err := s.Load(context.Background())
	if err != nil {
		return broken, err.Error()
	}
	if fault := sound(s); fault != "" {
		return broken, fault
	}
	got, err := json.Marshal(c)
	if err != nil {
		return broken, err.Error()
	}
	// The last one: a step may undo the one before it.
	kept := len(w.want) - 1
	for kept >= 0 && string(w.want[kept]) != string(got) {
		kept--
	}
	acked := 0
	for acked < len(w.acks) && w.acks[acked] <= n {
		acked++
	}
	switch {
	case kept < 0 && w.maybe != nil && string(got) == string(w.maybe) && acked <= w.failed: // the step that failed took hold all the same
	case kept < 0:
		return half, fmt.Sprintf("%d reports, %d claims, %d decisions, %d skips are nothing that there ever was",
			len(c.Reports), len(c.Claims), len(c.Decisions), len(c.Skips))
	case kept < acked:
		return lost, fmt.Sprintf("kept up to step %d, acknowledged up to step %d", kept, acked)
	}
	// The record takes more.
	if _, err := s.PutReading(context.Background(), plain("later"), figure("later"), "v1"); err != nil {
		return broken, err.Error()
	}
	return whole, ""
}

// sound says what is wrong with the file, or nothing.
func sound(s *Store) string {
	for query, want := range map[string]string{
		"SELECT group_concat(integrity_check) FROM pragma_integrity_check": "ok",
		"SELECT count(*) FROM pragma_foreign_key_check":                    "0",
	} {
		var got string
		if err := s.read.QueryRow(query).Scan(&got); err != nil || got != want {
			return fmt.Sprintf("%s: %s, %v", query, got, err)
		}
	}
	return ""
}

// cuts cuts the power n times, on several runs of the store, and counts what
// came of it. The first of each verdict is told with what repeats it.
func cuts(t *testing.T, n int, set func(*work), look func(*tape)) (map[verdict]int, map[verdict]string) {
	t.Helper()
	const perRun = 10
	counts, first := map[verdict]int{}, map[verdict]string{}
	tell := func(v verdict, seed uint64, at int, why string) {
		counts[v]++
		if first[v] == "" {
			first[v] = fmt.Sprintf("seed %d, cut at operation %d: %s", seed, at, why)
		}
	}
	for done := 0; done < n; {
		seed := uint64(done)
		rng := rand.New(rand.NewPCG(seed, 1))
		dir := quick(t)
		w := newWork(t, rng, dir, set)
		w.steps(12)
		if look != nil {
			look(w.tape)
		}
		for range perRun {
			at := rng.IntN(w.tape.length() + 1)
			image := w.tape.image(rng, at, nil)
			v, why := w.after(at, maps.Clone(image))
			tell(v, seed, at, why)
			if done++; rng.IntN(3) > 0 || v != whole {
				continue
			}
			// The power may fail again while the record is put in order.
			second := lay(t, image)
			again := record(t, second)
			if s, err := Open(t.Context(), filepath.Join(second, "record.db"), Create); err != nil {
				tell(broken, seed, at, err.Error())
			} else if err := s.Close(); err != nil {
				tell(broken, seed, at, err.Error())
			}
			then := rng.IntN(again.length() + 1)
			v, why = w.after(at, again.image(rng, then, image))
			tell(v, seed, at, fmt.Sprintf("and again at %d: %s", then, why))
			again.forget()
		}
		w.tape.forget()
		os.RemoveAll(dir)
	}
	return counts, first
}

// TestPowerCut holds that what the store acknowledged survives a power cut,
// whole, at whatever moment it comes and whatever of the rest the disk kept.
func TestPowerCut(t *testing.T) {
	if UnderRace {
		t.Skip("too slow under the race detector")
	}
	t.Parallel()
	for name, set := range map[string]func(*work){
		"write-ahead log": nil,
		"no such log":     func(w *work) { w.old = true },
	} {
		t.Run(name, func(t *testing.T) {
			counts, first := cuts(t, powerCuts, set, nil)
			wantWhole(t, counts, first)
		})
	}
}

// wantWhole wants every cut to have left the record whole.
func wantWhole(t *testing.T, counts map[verdict]int, first map[verdict]string) {
	t.Helper()
	for v, why := range first {
		if v != whole {
			t.Errorf("%s in %d cuts; %s", v, counts[v], why)
		}
	}
	t.Logf("%v", counts)
}

// TestPowerCutNoticesFaults puts in the faults that TestPowerCut is there for.
func TestPowerCutNoticesFaults(t *testing.T) {
	if UnderRace {
		t.Skip("too slow under the race detector")
	}
	t.Parallel()
	for name, c := range map[string]struct {
		set  func(*work)
		look func(*tape)
		want verdict
	}{
		"synchronous=NORMAL":            {set: func(w *work) { w.careless = "NORMAL" }, want: lost},
		"FULL without the log":          {set: func(w *work) { w.careless, w.old = "FULL", true }, want: lost},
		"acknowledged before commit":    {set: func(w *work) { w.hasty = true }, want: lost},
		"a reading without transaction": {set: func(w *work) { w.piece = true }, want: half},
		"a disk that does not sync": {look: func(tp *tape) {
			tp.ops = slices.DeleteFunc(tp.ops, func(o op) bool { return o.kind == synced || o.kind == syncedDir })
		}, want: broken},
	} {
		t.Run(name, func(t *testing.T) {
			counts, _ := cuts(t, 50, c.set, c.look)
			if counts[c.want] < 3 {
				t.Errorf("%v; want 3 or more of %q", counts, c.want)
			}
			t.Logf("%v", counts)
		})
	}
}

// TestTapeIsComplete holds that nothing is done to the files behind the tape:
// when all of it is done again, the same bytes result.
func TestTapeIsComplete(t *testing.T) {
	if UnderRace {
		t.Skip("too slow under the race detector")
	}
	for seed := range uint64(5) {
		dir := quick(t)
		w := newWork(t, rand.New(rand.NewPCG(seed, 2)), dir, nil)
		defer w.tape.forget()
		for range 12 {
			if err := w.step(); err != nil {
				t.Fatal(err)
			}
		}
		w.tape.note(op{kind: syncedDir})
		for _, file := range w.tape.names {
			w.tape.note(op{kind: synced, file: file})
		}
		got := w.tape.image(w.rng, w.tape.length(), nil)
		want := files(t, dir)
		if len(want) < 2 {
			t.Fatalf("there is no journal to compare among %q", slices.Collect(maps.Keys(want)))
		}
		for name := range want {
			if string(got[name]) != string(want[name]) {
				t.Errorf("%s: the tape gives %d bytes, the folder holds %d others", name, len(got[name]), len(want[name]))
			}
		}
		if err := w.s.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// failSync does steps until a sync fails that is drawn, closes the store and
// goes on with one that is opened anew. It returns at which operation.
func (w *work) failSync() (began int) {
	w.t.Helper()
	number, syncs := w.rng.IntN(24), 0
	w.tape.fault = func(_ int, k kind, _ string) int32 {
		if k == synced {
			syncs++
			if syncs == number+1 {
				return sqlite3.SQLITE_IOERR_FSYNC
			}
		}
		return 0
	}
	var failed func(context.Context, *Store) error
	for range 12 {
		step := w.plan()
		if err := step(w.t.Context(), w.s); err != nil {
			failed = step
			break
		}
		w.acks = append(w.acks, w.tape.length())
		w.want = append(w.want, contents(w.t, w.s))
	}
	w.tape.fault = nil
	w.failed = len(w.acks)
	began = w.tape.length()
	if w.trusting {
		w.kill()
		w.trust()
	} else {
		if err := w.s.Close(); err != nil {
			w.t.Fatal(err)
		}
		if failed != nil {
			w.maybe = w.done(failed)
		}
		w.open()
	}
	// What failed may be kept all the same. What comes next rests on it.
	w.want = append(w.want, contents(w.t, w.s))
	for n := range 4 {
		if err := w.step(); err != nil {
			w.t.Fatal(err)
		}
		if n == 0 {
			w.acks = append(w.acks, w.tape.length())
		}
		w.acks = append(w.acks, w.tape.length())
		w.want = append(w.want, contents(w.t, w.s))
	}
	return began
}

// done is what a copy of the closed record holds after the step.
func (w *work) done(step func(context.Context, *Store) error) []byte {
	w.t.Helper()
	s, err := Open(w.t.Context(), filepath.Join(lay(w.t, files(w.t, filepath.Dir(w.path))), "record.db"), ReadWrite)
	if err != nil {
		w.t.Fatal(err)
	}
	defer s.Close()
	if err := step(w.t.Context(), s); err != nil {
		w.t.Fatal(err)
	}
	return contents(w.t, s)
}

// kill goes on in a new folder with the files as the system has them, whether
// the disk has them or not; the index of the journal died with the process.
func (w *work) kill() {
	w.t.Helper()
	old := w.s
	dir := lay(w.t, files(w.t, filepath.Dir(w.path)))
	tape := record(w.t, dir)
	tape.ops, tape.names, tape.made = slices.Clone(w.tape.ops), maps.Clone(w.tape.names), w.tape.made
	w.tape.forget()
	w.tape, w.path = tape, filepath.Join(dir, "record.db")
	old.release() // what it does yet is done to files that nobody looks at
}

// trust opens the record as it is, without folding what stands in the journal.
func (w *work) trust() {
	w.t.Helper()
	w.s = &Store{path: w.path, foldAt: foldSoon}
	for db, mode := range map[**sql.DB]string{&w.s.read: "mode=ro", &w.s.write: "mode=rw&_txlock=immediate"} {
		var err error
		if *db, err = sql.Open("sqlite", address(w.path, mode, pragmas)); err != nil {
			w.t.Fatal(err)
		}
	}
	w.s.write.SetMaxOpenConns(1)
}

// cutsAfterFailedSync counts what power cuts leave when a sync failed before.
func cutsAfterFailedSync(t *testing.T, n int, set func(*work)) (map[verdict]int, map[verdict]string) {
	t.Helper()
	const perRun = 5
	counts, first := map[verdict]int{}, map[verdict]string{}
	for done := 0; done < n; {
		seed := uint64(done)
		rng := rand.New(rand.NewPCG(seed, 3))
		w := newWork(t, rng, quick(t), set)
		before := w.failSync()
		for range perRun {
			at := before + rng.IntN(w.tape.length()-before+1)
			v, why := w.after(at, w.tape.image(rng, at, nil))
			counts[v]++
			if first[v] == "" {
				first[v] = fmt.Sprintf("seed %d, cut at operation %d: %s", seed, at, why)
			}
			done++
		}
		w.close()
		w.tape.forget()
	}
	return counts, first
}

// TestPowerCutAfterFailedSync holds that nothing is lost either when the disk
// failed to sync before, and the system forgot about it.
func TestPowerCutAfterFailedSync(t *testing.T) {
	if UnderRace {
		t.Skip("too slow under the race detector")
	}
	t.Parallel()
	counts, first := cutsAfterFailedSync(t, powerCuts, nil)
	wantWhole(t, counts, first)
}

// TestPowerCutAfterFailedSyncNoticesFaults does not close the store, and builds
// on what the failed sync left in the journal.
func TestPowerCutAfterFailedSyncNoticesFaults(t *testing.T) {
	if UnderRace {
		t.Skip("too slow under the race detector")
	}
	t.Parallel()
	counts, _ := cutsAfterFailedSync(t, 150, func(w *work) { w.trusting = true })
	if counts[lost]+counts[half]+counts[broken] < 3 {
		t.Errorf("%v; want 3 or more that are not whole", counts)
	}
	t.Logf("%v", counts)
}

// TestPowerCutWhileBroughtUpToDate cuts the power while a record of an older
// form is brought up to date: it is then of one form or the other, and holds
// what it held.
func TestPowerCutWhileBroughtUpToDate(t *testing.T) {
	if UnderRace {
		t.Skip("too slow under the race detector")
	}
	t.Parallel()
	kept, err := filepath.Glob("../desk/testdata/backcompat/*.db")
	if err != nil || len(kept) == 0 {
		t.Fatalf("there are no records of older forms: %v", err)
	}
	for _, path := range kept {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		start := map[string][]byte{"record.db": data}
		rng := rand.New(rand.NewPCG(9, 9))
		w := newWork(t, rng, lay(t, start), nil)
		w.close()
		if last := w.tape.ops[len(w.tape.ops)-1]; len(w.tape.ops) < 10 {
			t.Fatalf("%s: too little was done to be cut short, up to %v", path, last.kind)
		}
		for range powerCuts / 2 {
			at := rng.IntN(w.tape.length() + 1)
			if v, why := w.after(at, w.tape.image(rng, at, start)); v != whole {
				t.Errorf("%s, cut at operation %d of %d: %s: %s", path, at, w.tape.length(), v, why)
			}
		}
		// A disk that does not sync must be noticed.
		w.tape.ops = slices.DeleteFunc(w.tape.ops, func(o op) bool { return o.kind == synced || o.kind == syncedDir })
		noticed := 0
		for range 50 {
			if v, _ := w.after(0, w.tape.image(rng, w.tape.length(), start)); v != whole {
				noticed++
			}
		}
		if noticed == 0 {
			t.Errorf("%s: nobody noticed that the disk does not sync", path)
		}
		w.tape.forget()
	}
}
