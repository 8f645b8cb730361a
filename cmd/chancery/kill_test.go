package main

import (
	"bytes"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"chancery/internal/desk"
	"chancery/internal/export"
)

// generated writes n invented reports into a folder. Some tell of the same
// meeting, some hold the same text, one is no text.
func generated(t *testing.T, n int) string {
	t.Helper()
	people := []string{"Foreign Minister of Ghana, Kwesi Adomako-Tetteh", "Prime Minister of Portugal, Rui Valadares",
		"President of Kenya, Ruth Mbeki", "Foreign Minister of Norway, Anna Berg", "Prime Minister of Japan, Keiko Arai"}
	places := []string{"Oslo", "Lisbon", "Accra", "Nairobi", "Tokyo"}
	topics := []string{"trade", "fisheries", "energy", "migration"}
	rng := rand.New(rand.NewPCG(1, 2))
	dir := t.TempDir()
	for i := range n {
		a := rng.IntN(len(people))
		b := (a + 1 + rng.IntN(len(people)-1)) % len(people)
		day := time.Date(2031, 3, 1+rng.IntN(28), 0, 0, 0, 0, time.UTC)
		place := places[rng.IntN(len(places))]
		text := fmt.Sprintf("%s, %s - The %s, met the %s in %s on %s. They discussed %s.\n\nThe %s said that the talks had been useful. The delegations were to meet again in %s on %s.\n",
			strings.ToUpper(place), day.Format("January 2, 2006"), people[a], people[b], place, day.Format("Monday"), topics[rng.IntN(len(topics))],
			people[a], places[rng.IntN(len(places))], day.AddDate(0, 0, 7).Format("2 January 2006"))
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%04d.txt", i)), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "map.txt"), []byte{0, 1, 2}, 0o600); err != nil {
		t.Fatal(err)
	}
	return dir
}

// runReal runs the real program and returns what it wrote.
func runReal(t *testing.T, args ...string) (stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	cmd := exec.CommandContext(t.Context(), "chancery", args...)
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil {
		t.Fatalf("chancery %s: %v, %s", strings.Join(args, " "), err, &errs)
	}
	return out.String(), errs.String()
}

// exported is all that a record exports.
func exported(t *testing.T, record string) string {
	t.Helper()
	d, err := desk.Open(t.Context(), record, desk.ToRead)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	rec, err := d.Record(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, name := range export.Collections() {
		if err := export.Write(&all, name, rec, export.Options{WithText: true}); err != nil {
			t.Fatal(err)
		}
	}
	return all.String()
}

// TestKilled kills the real program at random moments of a reading. Whoever
// reads again has what an undisturbed reading gives, to the byte.
func TestKilled(t *testing.T) {
	if underRace {
		t.Skip("too slow under the race detector")
	}
	t.Parallel()
	folder := generated(t, reports)
	began := time.Now()
	whole := filepath.Join(t.TempDir(), "whole.db")
	runReal(t, "read", folder, "--record", whole)
	took := time.Since(began)
	want := exported(t, whole)
	if strings.Count(want, `"modality"`) < reports/2 {
		t.Fatal("too little was read to compare")
	}
	seed := uint64(time.Now().UnixNano())
	rng := rand.New(rand.NewPCG(seed, 0))
	record := filepath.Join(t.TempDir(), "record.db")
	inTheMiddle, finished := 0, 0
	for n := range kills {
		cmd := exec.CommandContext(t.Context(), "chancery", "read", folder, "--record", record)
		began := time.Now()
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		done := make(chan error, 1)
		go func() { done <- cmd.Wait() }()
		select {
		case <-time.After(time.Duration(rng.Int64N(int64(took)))):
			cmd.Process.Kill() // may have finished
			<-done
		case <-done:
			finished++
			took = min(took, time.Since(began)) // the machine has less to do than before
		}
		if _, err := os.Stat(record + "-wal"); err == nil {
			inTheMiddle++
		}
		// Somebody may look at it before it is gone on with.
		out, err := exec.CommandContext(t.Context(), "chancery", "timeline", "--record", record).CombinedOutput()
		if err != nil && !strings.Contains(string(out), "no such record") && !strings.Contains(string(out), "is empty or of an older form") {
			t.Errorf("seed %d, kill %d: %v, %s", seed, n, err, out)
		}
		// Every other time the killed reading is gone on with by the next
		// one, which is killed, too.
		if n%2 == 0 {
			continue
		}
		runReal(t, "read", folder, "--record", record)
		if got := exported(t, record); got != want {
			t.Fatalf("seed %d, kill %d: the export differs from the undisturbed one", seed, n)
		}
		if err := os.Remove(record); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%d kills of a reading of %d reports that takes %v: %d in the middle, %d too late", kills, reports, took.Round(time.Millisecond), inTheMiddle, finished)
	if inTheMiddle < kills/4 {
		t.Errorf("only %d of %d kills hit a reading", inTheMiddle, kills)
	}
}

// TestKilledNoticesHalfAReport takes the claims of one report out of a record,
// as a kill would that leaves half of it: reading again must not hide it.
func TestKilledNoticesHalfAReport(t *testing.T) {
	if underRace {
		t.Skip("too slow under the race detector")
	}
	t.Parallel()
	folder, record := generated(t, 3), filepath.Join(t.TempDir(), "record.db")
	runReal(t, "read", folder, "--record", record)
	want := exported(t, record)
	db, err := sql.Open("sqlite", record)
	if err != nil {
		t.Fatal(err)
	}
	_, err = db.Exec("DELETE FROM claim WHERE report = (SELECT min(report) FROM claim)")
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	runReal(t, "read", folder, "--record", record)
	if exported(t, record) == want {
		t.Error("nobody noticed")
	}
}

// hold keeps the record as a program does that is writing to it.
func hold(t *testing.T, record string) (release func()) {
	t.Helper()
	db, err := sql.Open("sqlite", record+"?_txlock=immediate")
	if err != nil {
		t.Fatal(err)
	}
	tx, err := db.Begin()
	if err != nil {
		t.Fatal(err)
	}
	return func() {
		if err := errors.Join(tx.Rollback(), db.Close()); err != nil {
			t.Error(err)
		}
	}
}

func TestSecondProgramWaits(t *testing.T) {
	t.Parallel()
	folder, record := generated(t, 2), filepath.Join(t.TempDir(), "record.db")
	runReal(t, "read", folder, "--record", record)
	release := hold(t, record)
	more := generated(t, 5)
	cmd := exec.CommandContext(t.Context(), "chancery", "read", more, "--record", record)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	done := make(chan error, 1)
	go func() { done <- cmd.Wait() }()
	// Who only reads does not wait.
	runReal(t, "timeline", "--record", record)
	select {
	case err := <-done:
		t.Errorf("the second program did not wait: %v, %s", err, &stderr)
		done <- err
	case <-time.After(3 * time.Second):
	}
	release()
	if err := <-done; err != nil {
		t.Errorf("the second program failed after it had waited: %v, %s", err, &stderr)
	}
	if !strings.Contains(exported(t, record), "0004.txt") {
		t.Error("what the second program read is not in the record")
	}
}

func TestSecondProgramSaysThatItGaveUp(t *testing.T) {
	t.Parallel()
	folder, dir := generated(t, 2), t.TempDir()
	record, backup := filepath.Join(dir, "record.db"), filepath.Join(dir, "b.db")
	runReal(t, "read", folder, "--record", record)
	runReal(t, "backup", backup, "--record", record)
	want := exported(t, record)
	t.Cleanup(hold(t, record)) // when both have ended
	began := time.Now()
	for _, args := range [][]string{{"read", generated(t, 3)}, {"restore", backup}} {
		t.Run(args[0], func(t *testing.T) {
			t.Parallel()
			out, err := exec.CommandContext(t.Context(), "chancery", append(args, "--record", record)...).CombinedOutput()
			var exit *exec.ExitError
			if !errors.As(err, &exit) || exit.ExitCode() != exitFailure ||
				!strings.Contains(string(out), record+" is in use by another program; try again when that has finished") {
				t.Errorf("%v, %s", err, out)
			}
			if waited := time.Since(began); waited < 5*time.Second {
				t.Errorf("it gave up after %v already", waited)
			}
			if exported(t, record) != want {
				t.Error("the record changed")
			}
		})
	}
}

// TestTwoProgramsAtOnce lets two programs read the same reports into one
// record.
func TestTwoProgramsAtOnce(t *testing.T) {
	t.Parallel()
	folder, dir := generated(t, 60), t.TempDir()
	whole, record := filepath.Join(dir, "whole.db"), filepath.Join(dir, "record.db")
	runReal(t, "read", folder, "--record", whole)
	errs := make(chan error, 2)
	for range 2 {
		go func() {
			out, err := exec.CommandContext(t.Context(), "chancery", "read", folder, "--record", record).CombinedOutput()
			if err != nil {
				err = fmt.Errorf("%w: %s", err, out)
			}
			errs <- err
		}()
	}
	if err := errors.Join(<-errs, <-errs); err != nil {
		t.Error(err)
	}
	if exported(t, record) != exported(t, whole) {
		t.Error("the record differs from the one that a single program made")
	}
}
