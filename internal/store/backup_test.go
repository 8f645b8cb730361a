package store_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"chancery"
	"chancery/internal/store"
)

var restoredAt = time.Date(2031, 4, 2, 9, 30, 0, 0, time.UTC)

// filled is a record with a bit of everything.
func filled(t testing.TB, path string, reports int) *store.Store {
	t.Helper()
	s := open(t, path, store.Create)
	for n := range reports {
		r := report(fmt.Sprintf("%d.txt", n), fmt.Sprintf("Envoys met %d times. %s", n, strings.Repeat("They spoke of grain. ", n%50)))
		put(t, s, r, []chancery.Claim{meeting(r, 0, "v1"), meeting(r, 1, "v1")}, "v1")
	}
	if err := s.PutSkip(t.Context(), chancery.Skip{Name: "a.bin", Reason: "binary"}); err != nil {
		t.Fatal(err)
	}
	d := chancery.Decision{Act: chancery.ActReject, By: "mina", On: []chancery.Target{{Claim: "c1"}}, At: restoredAt}
	if err := d.Identify(); err != nil {
		t.Fatal(err)
	}
	if err := s.PutDecision(t.Context(), d); err != nil {
		t.Fatal(err)
	}
	return s
}

func backUp(t testing.TB, s *store.Store, file string) store.Holdings {
	t.Helper()
	held, err := s.Backup(t.Context(), file, false)
	if err != nil {
		t.Fatal(err)
	}
	return held
}

func readFile(t testing.TB, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func writeFile(t testing.TB, path string, data []byte) {
	t.Helper()
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

func listing(t testing.TB, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

func TestBackupAndRestore(t *testing.T) {
	dir := t.TempDir()
	path, file := filepath.Join(dir, "record.db"), filepath.Join(dir, "b.db")
	s, err := store.Open(t.Context(), path, store.Create)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = filled(t, path, 5)
	want := load(t, s)
	held := backUp(t, open(t, path, store.ReadOnly), file)
	if held.Reports != 5 || held.Claims != 10 || held.Skips != 1 || held.Decisions != 1 || held.Bytes != int64(len(readFile(t, file))) {
		t.Errorf("the backup holds %+v", held)
	}
	if sum := string(readFile(t, file+".sha256")); sum != held.SHA256+"  b.db\n" {
		t.Errorf("the sum's file says %q", sum)
	}
	for _, name := range []string{file, file + ".sha256"} {
		if info, err := os.Stat(name); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: mode %v, %v; want 0600", name, info.Mode(), err)
		}
	}

	// In a new place.
	other := filepath.Join(dir, "other.db")
	r, err := store.Restore(t.Context(), other, file, restoredAt)
	if err != nil {
		t.Fatal(err)
	}
	if r.Kept != "" || !r.Sealed || r.Holdings != held {
		t.Errorf("restored %+v, want %+v with its sum checked", r, held)
	}
	if diff := cmp.Diff(want, load(t, open(t, other, store.ReadWrite))); diff != "" {
		t.Errorf("what was restored (-want +got):\n%s", diff)
	}
}

// In the place of a record that has changed since, or is spoilt.
func TestRestoreKeepsWhatWasThere(t *testing.T) {
	for name, spoil := range map[string]func(path string){
		"changed": func(string) {},
		"spoilt at its beginning": func(path string) {
			data := readFile(t, path)
			copy(data, "spoilt")
			writeFile(t, path, data)
		},
		"cut off": func(path string) { writeFile(t, path, readFile(t, path)[:5000]) },
		"empty":   func(path string) { writeFile(t, path, nil) },
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			path, file := filepath.Join(dir, "record.db"), filepath.Join(dir, "b.db")
			s, err := store.Open(t.Context(), path, store.Create)
			if err != nil {
				t.Fatal(err)
			}
			r := report("a.txt", "Envoys met.")
			put(t, s, r, nil, "v1")
			want := load(t, s)
			backUp(t, s, file)
			r = report("b.txt", "Ministers met.")
			put(t, s, r, nil, "v1")
			changed := load(t, s)
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			spoil(path)
			before := readFile(t, path)
			got, err := store.Restore(t.Context(), path, file, restoredAt)
			if err != nil {
				t.Fatal(err)
			}
			if got.Kept != path+".kept-20310402T093000Z" {
				t.Errorf("the old record is kept as %q", got.Kept)
			}
			if diff := cmp.Diff([]string{"b.db", "b.db.sha256", "record.db", "record.db.kept-20310402T093000Z"}, listing(t, dir)); diff != "" {
				t.Errorf("files (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(want, load(t, open(t, path, store.ReadWrite))); diff != "" {
				t.Errorf("what was restored (-want +got):\n%s", diff)
			}
			if name == "changed" {
				if diff := cmp.Diff(changed, load(t, open(t, got.Kept, store.ReadWrite))); diff != "" {
					t.Errorf("what was kept (-want +got):\n%s", diff)
				}
			} else if !bytes.Equal(before, readFile(t, got.Kept)) {
				t.Error("what was kept is not what was there")
			}
		})
	}
}

// The journal of a killed process is part of what is kept.
func TestRestoreKeepsTheJournal(t *testing.T) {
	dir := t.TempDir()
	live := filepath.Join(dir, "live.db")
	s := filled(t, live, 3)
	want := load(t, s)
	path, file := filepath.Join(dir, "record.db"), filepath.Join(dir, "b.db")
	for _, suffix := range []string{"", "-wal"} {
		writeFile(t, path+suffix, readFile(t, live+suffix))
	}
	if len(readFile(t, path+"-wal")) == 0 {
		t.Fatal("nothing stands in the journal")
	}
	backUp(t, open(t, filepath.Join(dir, "new.db"), store.Create), file)
	r, err := store.Restore(t.Context(), path, file, restoredAt)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, load(t, open(t, r.Kept, store.ReadOnly))); diff != "" {
		t.Errorf("what was kept (-want +got):\n%s", diff)
	}
	if got := load(t, open(t, path, store.ReadOnly)); len(got.Reports) != 0 {
		t.Errorf("the old journal got into the restored record: %d reports", len(got.Reports))
	}
}

func TestRestoreWhileInUse(t *testing.T) {
	dir := t.TempDir()
	path, file := filepath.Join(dir, "record.db"), filepath.Join(dir, "b.db")
	s := filled(t, path, 3)
	want := load(t, s)
	backUp(t, s, file)
	ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer cancel()
	if _, err := store.Restore(ctx, path, file, restoredAt); err == nil {
		t.Error("a record in use was replaced")
	}
	if diff := cmp.Diff(want, load(t, s)); diff != "" {
		t.Errorf("the record changed (-want +got):\n%s", diff)
	}
	for _, name := range listing(t, dir) {
		if strings.Contains(name, "part") || strings.Contains(name, "kept") {
			t.Errorf("%s was left behind", name)
		}
	}
}

func TestBackupRefuses(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "record.db")
	s := filled(t, path, 3)
	taken := filepath.Join(dir, "taken.db")
	writeFile(t, taken, []byte("a letter"))
	sum := filepath.Join(dir, "sum.db")
	writeFile(t, sum+".sha256", []byte("a letter"))
	foreign := filepath.Join(dir, "foreign.db")
	writeFile(t, foreign+"-wal", []byte("a journal"))
	before := listing(t, dir)
	for _, c := range []struct {
		name, file string
		replace    bool
		code       chancery.Code
		words      string
	}{
		{"taken", taken, false, chancery.Conflicting, "taken.db exists; name another file, or replace it with --force"},
		{"sum taken", sum, false, chancery.Conflicting, "sum.db.sha256 exists"},
		{"the record", path, true, chancery.Invalid, "is the record itself"},
		{"journal", foreign, true, chancery.Conflicting, "the journal of a record beside it"},
		{"folder", dir, true, chancery.Refused, "a folder"},
		{"no folder", filepath.Join(dir, "none", "b.db"), false, chancery.NotFound, "there is no folder"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := s.Backup(t.Context(), c.file, c.replace)
			wantCode(t, err, c.code, c.words)
		})
	}
	if diff := cmp.Diff(before, listing(t, dir)); diff != "" {
		t.Errorf("files (-before +after):\n%s", diff)
	}
	if string(readFile(t, taken)) != "a letter" {
		t.Error("the taken file was changed")
	}
	if _, err := s.Backup(t.Context(), taken, true); err != nil {
		t.Errorf("replacing: %v", err)
	}
	if _, err := store.Restore(t.Context(), filepath.Join(dir, "new.db"), taken, restoredAt); err != nil {
		t.Errorf("restoring what replaced another: %v", err)
	}
}

func TestRestoreRefuses(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "record.db")
	s := filled(t, path, 3)
	at := func(name string) string { return filepath.Join(dir, name) }
	backUp(t, s, at("newer.db"))
	alter(t, at("newer.db"), "PRAGMA user_version = 99")
	os.Remove(at("newer.db.sha256"))
	backUp(t, s, at("another.db"))
	alter(t, at("another.db"), "DELETE FROM skip")
	backUp(t, s, at("orphans.db"))
	alter(t, at("orphans.db"), "PRAGMA foreign_keys = OFF; DELETE FROM report")
	os.Remove(at("orphans.db.sha256"))
	backUp(t, s, at("nosum.db"))
	writeFile(t, at("nosum.db.sha256"), []byte("?"))
	alter(t, at("foreign.db"), "CREATE TABLE songs (title TEXT)")
	writeFile(t, at("letter.txt"), bytes.Repeat([]byte("This is a letter and no backup. "), 40))
	writeFile(t, at("empty.db"), nil)
	writeFile(t, at("short.db"), readFile(t, at("nosum.db"))[:9000])
	before, files := dump(t, path), listing(t, dir)
	for _, c := range []struct {
		name  string
		code  chancery.Code
		words string
	}{
		{"none.db", chancery.NotFound, "there is no backup"},
		{".", chancery.Refused, "a folder"},
		{"record.db", chancery.Invalid, "the record itself"},
		{"newer.db", chancery.Refused, "newer chancery (form 99"},
		{"another.db", chancery.Refused, "its SHA-256 is not the one in"},
		{"orphans.db", chancery.Refused, "6 claims are of no report"},
		{"nosum.db", chancery.Refused, "holds no SHA-256"},
		{"foreign.db", chancery.Refused, "another program's"},
		{"letter.txt", chancery.Refused, "is no record, or is damaged; use another backup"},
		{"empty.db", chancery.Refused, "is empty"},
		{"short.db", chancery.Refused, "is damaged"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := store.Restore(t.Context(), path, at(c.name), restoredAt)
			wantCode(t, err, c.code, c.words)
			if strings.Contains(err.Error(), "part-") {
				t.Errorf("the message names a file that nobody knows: %v", err)
			}
		})
	}
	_, err := store.Restore(t.Context(), at("new.db"), path, restoredAt)
	wantCode(t, err, chancery.Refused, "is no backup but a record in use")
	writeFile(t, at("gone.db-wal"), []byte("a journal"))
	_, err = store.Restore(t.Context(), at("gone.db"), at("nosum.db"), restoredAt)
	wantCode(t, err, chancery.Conflicting, "is the journal of a record that is gone; move it away")
	os.Remove(at("gone.db-wal"))
	if dump(t, path) != before {
		t.Error("the record was changed")
	}
	if diff := cmp.Diff(files, listing(t, dir)); diff != "" {
		t.Errorf("files (-before +after):\n%s", diff)
	}
}

// TestFlippedBits flips one bit of a backup at a time. With the sum beside it
// each is found; without it, each that changes the text of a report, and some
// others.
func TestFlippedBits(t *testing.T) {
	if store.UnderRace {
		t.Skip("too slow under the race detector")
	}
	dir := t.TempDir()
	s := filled(t, filepath.Join(dir, "record.db"), 20)
	file, path := filepath.Join(dir, "b.db"), filepath.Join(dir, "new.db")
	backUp(t, s, file)
	whole := readFile(t, file)
	rng := rand.New(rand.NewPCG(5, 5))
	const flips = 100
	found := map[bool]int{}
	want := texts(t, s)
	for n := range flips {
		bit := rng.IntN(len(whole) * 8)
		if n%4 == 0 {
			bit = (bytes.LastIndex(whole, []byte("They spoke of grain.")) + rng.IntN(20)) * 8
		}
		spoilt := bytes.Clone(whole)
		spoilt[bit/8] ^= 1 << (bit % 8)
		for _, summed := range []bool{true, false} {
			spoiltFile := filepath.Join(dir, fmt.Sprintf("spoilt-%v.db", summed))
			writeFile(t, spoiltFile, spoilt)
			if summed {
				writeFile(t, spoiltFile+".sha256", readFile(t, file+".sha256"))
			}
			_, err := store.Restore(t.Context(), path, spoiltFile, restoredAt)
			var e *chancery.Error
			switch {
			case errors.As(err, &e) && e.Code == chancery.Refused:
				found[summed]++
			case err != nil:
				t.Errorf("bit %d: %v", bit, err)
			default:
				restored, err := store.Open(t.Context(), path, store.ReadOnly)
				if err != nil {
					t.Fatal(err)
				}
				if got := texts(t, restored); got != want {
					t.Errorf("bit %d changed the text of a report, and nobody noticed", bit)
				}
				restored.Close()
				os.Remove(path)
			}
		}
	}
	t.Logf("of %d flipped bits %d were found with the sum, %d without", flips, found[true], found[false])
	if found[true] != flips || found[false] < flips/4 {
		t.Errorf("%v were found", found)
	}
}

func texts(t testing.TB, s *store.Store) string {
	t.Helper()
	var out strings.Builder
	for _, r := range load(t, s).Reports {
		fmt.Fprintln(&out, r.Text)
	}
	return out.String()
}

// TestBackupUnderLoad makes backups while another handle writes. Each holds
// what was kept up to some moment, whole; a mere copy of the file does not.
func TestBackupUnderLoad(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "record.db")
	writer := filled(t, path, 1)
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan int)
	// The writer is let go on by and by, so that the record does not grow faster
	// than it can be copied.
	const stride = 60
	var allowed, written atomic.Int64
	go func() {
		n := 0
		for ; ctx.Err() == nil; n++ {
			for int64(n) >= allowed.Load() && ctx.Err() == nil {
				time.Sleep(100 * time.Microsecond)
			}
			r := report(fmt.Sprintf("load-%06d.txt", n), fmt.Sprintf("Envoys met %d times under load. %s", n, strings.Repeat("They spoke of grain. ", n%200)))
			if _, err := writer.PutReading(context.WithoutCancel(ctx), r, []chancery.Claim{meeting(r, 0, "v1"), meeting(r, 1, "v1")}, "v1"); err != nil {
				t.Error(err)
				break
			}
			written.Add(1)
		}
		done <- n
	}()
	// busy lets the writer go on, waits until it is in the midst of that, and gives
	// how many reports are surely in the record by then.
	busy := func() int {
		until := allowed.Add(stride) - stride/2
		for written.Load() < until && !t.Failed() {
			time.Sleep(100 * time.Microsecond)
		}
		return 1 + int(written.Load())
	}
	reader := open(t, path, store.ReadOnly)
	const backups = 40
	badCopies := 0
	last := 0
	for n := range backups {
		file := filepath.Join(dir, fmt.Sprintf("b%d.db", n))
		least := busy()
		held := backUp(t, reader, file)
		if held.Claims != 2*held.Reports || held.Reports < max(least, last) {
			t.Errorf("backup %d holds %+v after one with %d reports, begun when there were %d", n, held, last, least)
		}
		last = held.Reports
		if n%8 == 0 {
			got := load(t, open(t, file, store.ReadOnly))
			names := []string{}
			for _, r := range got.Reports[1:] {
				names = append(names, r.Name)
			}
			for i, name := range names {
				if name != fmt.Sprintf("load-%06d.txt", i) {
					t.Fatalf("backup %d holds %s in place %d", n, name, i)
				}
			}
		}
		os.Remove(file)
		os.Remove(file + ".sha256")

		// What people do who do not know better.
		mere := filepath.Join(dir, "copy.db")
		least = busy()
		writeFile(t, mere, readFile(t, path))
		r, err := store.Restore(t.Context(), filepath.Join(dir, "mere.db"), mere, restoredAt)
		if err != nil || r.Reports < least {
			badCopies++
		}
		os.Remove(filepath.Join(dir, "mere.db"))
	}
	stop()
	t.Logf("%d backups while %d reports were written; %d of as many mere copies were damaged or short", backups, <-done, badCopies)
	if badCopies < backups/4 {
		t.Error("the load was too small to show anything")
	}
	if !slices.Contains(listing(t, dir), "record.db") || last < 2 {
		t.Errorf("nothing was written meanwhile: %d reports", last)
	}
}
