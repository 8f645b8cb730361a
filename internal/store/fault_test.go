//go:build unix

package store

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	sqlite3 "modernc.org/sqlite/lib"

	"chancery"
)

// failure is how SQLite's own VFS says that an operation failed; every other
// write fails for want of space.
func failure(k kind, call int) int32 {
	switch k {
	case opened:
		return sqlite3.SQLITE_CANTOPEN
	case unlinked:
		return sqlite3.SQLITE_IOERR_DELETE
	case accessed:
		return sqlite3.SQLITE_IOERR_ACCESS
	case readFrom:
		return sqlite3.SQLITE_IOERR_READ
	case written:
		if call%2 == 0 {
			return sqlite3.SQLITE_FULL
		}
		return sqlite3.SQLITE_IOERR_WRITE
	case truncated:
		return sqlite3.SQLITE_IOERR_TRUNCATE
	case synced:
		return sqlite3.SQLITE_IOERR_FSYNC
	case measured:
		return sqlite3.SQLITE_IOERR_FSTAT
	case locked:
		return sqlite3.SQLITE_IOERR_LOCK
	}
	return sqlite3.SQLITE_IOERR_SHMMAP
}

// trial is one run of the store during which the disk fails once, or fails
// from some operation on.
type trial struct {
	t        *testing.T
	dir      string
	tape     *tape
	steps    []func(context.Context, *Store) error
	want     [][]byte // what the record holds after each step
	number   int      // the operation that fails
	lasting  bool     // and all after it
	set      func(*Store)
	goesOn   bool   // the store is made to forget that a sync failed
	hit      string // what failed
	told     bool   // the store said so
	complain func(format string, args ...any)
}

// run does the steps, whatever happens, and complains of all that is not as
// promised. It reports whether there was an operation of that number.
func (tr *trial) run() bool {
	defer tr.tape.forget()
	tr.tape.fault = func(call int, k kind, name string) int32 {
		if call != tr.number && !(tr.lasting && call > tr.number) {
			return 0
		}
		if tr.hit == "" {
			tr.hit = fmt.Sprintf("%s of %s", k, name)
		}
		return failure(k, call)
	}
	s := tr.open()
	for i, step := range tr.steps {
		err := step(tr.t.Context(), s)
		if err == nil {
			continue
		}
		tr.check(err)
		tr.heal()
		if got := contents(tr.t, s); string(got) != string(tr.want[i]) && string(got) != string(tr.want[i+1]) {
			tr.complain("after the failure the record holds neither what was acknowledged nor the next step in whole")
		}
		if tr.goesOn {
			s.halted.Store(false)
		}
		if unsynced(err) {
			var e *chancery.Error
			if err := step(tr.t.Context(), s); !errors.As(err, &e) || e.Code != chancery.Unavailable {
				tr.complain("the store went on writing after a sync that failed: %v", err)
			}
			if err := s.Close(); err != nil {
				tr.complain("closing: %v", err)
			}
			s = tr.open()
		}
		if err := step(tr.t.Context(), s); err != nil {
			tr.complain("the step failed again on a sound disk: %v", err)
		}
	}
	if err := s.Close(); err != nil {
		tr.check(err)
	}
	tr.heal()
	s = tr.open()
	if fault := sound(s); fault != "" {
		tr.complain("the record is damaged: %s", fault)
	}
	if got := contents(tr.t, s); string(got) != string(tr.want[len(tr.steps)]) {
		tr.complain("the record does not hold what was acknowledged")
	}
	if err := s.Close(); err != nil {
		tr.complain("closing: %v", err)
	}
	if tr.hit != "" && !tr.told {
		tr.complain("nothing was said")
	}
	return tr.hit != ""
}

func (tr *trial) open() *Store {
	s, err := Open(tr.t.Context(), filepath.Join(tr.dir, "record.db"), Create)
	if err != nil {
		tr.check(err)
		tr.heal()
		if s, err = Open(tr.t.Context(), filepath.Join(tr.dir, "record.db"), Create); err != nil {
			tr.t.Fatalf("%s: opening on a sound disk: %v", tr.hit, err)
		}
	}
	s.foldAt = foldSoon
	if tr.set != nil {
		tr.set(s)
	}
	return s
}

func (tr *trial) heal() {
	tr.tape.mu.Lock()
	defer tr.tape.mu.Unlock()
	tr.tape.fault = nil
}

// check holds that the error says what to do, in one line.
func (tr *trial) check(err error) {
	tr.told = true
	var e *chancery.Error
	if !errors.As(err, &e) || !strings.Contains(e.Message, "record.db") || strings.Contains(err.Error(), "\n") ||
		!regexp.MustCompile("; (free some|check the disk|change its permissions)").MatchString(e.Message) {
		tr.complain("the error does not help: %v", err)
	}
}

// nothingRestsOn are the operations of the very end: the journal is folded
// already, and whether it is taken away, too, is of no consequence.
var nothingRestsOn = regexp.MustCompile(`^(lock of record\.db|unlink of record\.db-wal): nothing was said$`)

// fail tries a failure of each operation, up to the most-th, once and lasting,
// on a new record and on one that a killed process left. It returns how often
// the disk failed, and the complaints, and ends at the first one that enough
// holds for.
func fail(t *testing.T, most int, set func(*Store), goesOn bool, enough func(string) bool) (int, map[string]int) {
	t.Helper()
	const steps = 10
	complaints := map[string]int{}
	failures := 0
	left := leftBehind(t)
	for _, start := range []map[string][]byte{{}, left} {
		w := newWork(t, rand.New(rand.NewPCG(7, 7)), lay(t, start), nil)
		var plan []func(context.Context, *Store) error
		for range steps {
			plan = append(plan, w.plan())
			if err := plan[len(plan)-1](t.Context(), w.s); err != nil {
				t.Fatal(err)
			}
			w.want = append(w.want, contents(t, w.s))
		}
		w.close()
		w.tape.forget()
		for n := range most * len(lasting) {
			number := n/len(lasting) + 1
			dir := lay(t, start)
			tr := trial{t: t, dir: dir, tape: record(t, dir), steps: plan, want: w.want, number: number,
				lasting: lasting[n%len(lasting)](number), set: set, goesOn: goesOn}
			done := false
			tr.complain = func(format string, args ...any) {
				complaint := tr.hit + ": " + fmt.Sprintf(format, args...)
				complaints[complaint]++
				done = done || enough(complaint)
			}
			more := tr.run()
			os.RemoveAll(dir)
			if !more {
				break
			}
			failures++
			if done {
				return failures, complaints
			}
		}
	}
	return failures, complaints
}

// leftBehind are the files of a record whose process was killed: much stands
// in the journal alone.
func leftBehind(t *testing.T) map[string][]byte {
	t.Helper()
	dir := quick(t)
	w := newWork(t, rand.New(rand.NewPCG(8, 8)), dir, nil)
	defer w.tape.forget()
	for range 8 {
		if err := w.step(); err != nil {
			t.Fatal(err)
		}
	}
	left := files(t, dir)
	w.close()
	return left
}

// TestEveryFailureOfTheDiskIsTold lets each operation on the disk fail. The
// store must say so in words that help, keep what it acknowledged, and go on
// when the disk is sound again; after a failed sync only when opened anew.
func TestEveryFailureOfTheDiskIsTold(t *testing.T) {
	if UnderRace {
		t.Skip("too slow under the race detector")
	}
	t.Parallel()
	failures, complaints := fail(t, 400, nil, false, func(string) bool { return false })
	for complaint, n := range complaints {
		if !nothingRestsOn.MatchString(complaint) || n > 2*len(lasting) {
			t.Errorf("%d times %s", n, complaint)
		}
	}
	t.Logf("%d failures", failures)
}

// TestFailuresNoticesFaults puts in the faults that the test above is there
// for.
func TestFailuresNoticesFaults(t *testing.T) {
	if UnderRace {
		t.Skip("too slow under the race detector")
	}
	t.Parallel()
	foldsItself := func(s *Store) {
		s.foldAt = math.MaxInt
		if _, err := s.write.Exec("PRAGMA wal_autocheckpoint = 24"); err != nil {
			t.Error(err)
		}
	}
	for name, c := range map[string]struct {
		set    func(*Store)
		goesOn bool
		want   string
	}{
		"SQLite folds the journal by itself": {set: foldsItself, want: "write of record.db: nothing was said"},
		"a failed sync is tried again":       {goesOn: true, want: "the store went on writing"},
	} {
		t.Run(name, func(t *testing.T) {
			found := false
			_, complaints := fail(t, 400, c.set, c.goesOn, func(complaint string) bool {
				found = found || strings.Contains(complaint, c.want)
				return found
			})
			if !found {
				t.Errorf("nobody noticed: %v", complaints)
			}
		})
	}
}

// TestBackupOnAFailingDisk lets each operation fail on the disk that a backup
// goes to. There is an error that helps and nothing is left, or there is a
// whole backup.
func TestBackupOnAFailingDisk(t *testing.T) {
	if UnderRace {
		t.Skip("too slow under the race detector")
	}
	t.Parallel()
	w := newWork(t, rand.New(rand.NewPCG(7, 7)), quick(t), nil)
	defer w.tape.forget()
	for range 10 {
		if err := w.step(); err != nil {
			t.Fatal(err)
		}
	}
	want := contents(t, w.s)
	failures, told := 0, 0
	for number := 1; number <= 400; number++ {
		dir := quick(t)
		tp := record(t, dir)
		hit := ""
		tp.fault = func(call int, k kind, name string) int32 {
			if call != number && !(number%2 == 0 && call > number) {
				return 0
			}
			if hit == "" {
				hit = fmt.Sprintf("%s of %s", k, name)
			}
			return failure(k, call)
		}
		file := filepath.Join(dir, "b.db")
		_, err := w.s.Backup(t.Context(), file, false)
		tp.mu.Lock()
		tp.fault = nil
		tp.mu.Unlock()
		var e *chancery.Error
		left := files(t, dir)
		switch {
		case err == nil:
			s, err := Open(t.Context(), file, ReadOnly)
			if err != nil {
				t.Fatalf("%s: the backup cannot be opened: %v", hit, err)
			}
			if string(contents(t, s)) != string(want) || sound(s) != "" {
				t.Errorf("%s: the backup is not what the record was, and nobody said so", hit)
			}
			s.Close()
		case !errors.As(err, &e) || !strings.Contains(e.Message, "; "):
			t.Errorf("%s: the error does not help: %v", hit, err)
		case len(left) > 0:
			t.Errorf("%s: %q is left behind", hit, slices.Collect(maps.Keys(left)))
		default:
			told++
		}
		tp.forget()
		os.RemoveAll(dir)
		if hit == "" {
			break
		}
		failures++
	}
	if told < failures*9/10 {
		t.Errorf("of %d failures %d were told", failures, told)
	}
	t.Logf("of %d failures %d were told", failures, told)
}

// TestRestoreOnAFailingDisk lets each operation fail on the disk of the record
// that a backup is to replace. The record is then the old one, or the backup
// with the old one kept.
func TestRestoreOnAFailingDisk(t *testing.T) {
	if UnderRace {
		t.Skip("too slow under the race detector")
	}
	t.Parallel()
	w := newWork(t, rand.New(rand.NewPCG(7, 7)), quick(t), nil)
	defer w.tape.forget()
	if err := w.step(); err != nil {
		t.Fatal(err)
	}
	backup, restored := filepath.Join(quick(t), "b.db"), contents(t, w.s)
	if _, err := w.s.Backup(t.Context(), backup, false); err != nil {
		t.Fatal(err)
	}
	old := leftBehind(t) // with a journal, so that there is much to do
	present := ""
	holds := func(path string) string {
		s, err := Open(t.Context(), path, ReadWrite)
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		if fault := sound(s); fault != "" {
			t.Error(fault)
		}
		return string(contents(t, s))
	}
	failures, told := 0, 0
	for number := 0; number <= 400; number++ { // 0 is no failure
		dir := lay(t, old)
		path := filepath.Join(dir, "record.db")
		if number == 0 {
			present = holds(path)
		}
		tp := record(t, dir)
		hit := ""
		tp.fault = func(call int, k kind, name string) int32 {
			if number == 0 || call != number && !(number%2 == 0 && call > number) {
				return 0
			}
			if hit == "" {
				hit = fmt.Sprintf("%s of %s", k, name)
			}
			return failure(k, call)
		}
		r, err := Restore(t.Context(), path, backup, time.Unix(0, 0))
		tp.mu.Lock()
		tp.fault = nil
		tp.mu.Unlock()
		var e *chancery.Error
		switch {
		case err == nil:
			if holds(path) != string(restored) || holds(r.Kept) != present {
				t.Errorf("%s: the record is not the backup, or what was there is not kept", hit)
			}
		case !errors.As(err, &e) || !strings.Contains(e.Message, "; "):
			t.Errorf("%s: the error does not help: %v", hit, err)
		case holds(path) != present:
			t.Errorf("%s: the record has changed though it was said that restoring failed", hit)
		default:
			told++
		}
		for name := range files(t, dir) {
			if strings.Contains(name, ".part-") {
				t.Errorf("%s: %s is left behind", hit, name)
			}
		}
		tp.forget()
		os.RemoveAll(dir)
		if number > 0 && hit == "" {
			break
		}
		failures++
	}
	if told < failures*9/10 {
		t.Errorf("of %d failures %d were told", failures, told)
	}
	t.Logf("of %d failures %d were told", failures, told)
}
