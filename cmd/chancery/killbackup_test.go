package main

import (
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// killed runs the real program and kills it at a random moment of the time
// that it takes.
func killed(t *testing.T, rng *rand.Rand, took time.Duration, args ...string) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "chancery", args...)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	time.Sleep(time.Duration(rng.Int64N(int64(took)*3/2 + 1)))
	cmd.Process.Kill() // may have finished
	cmd.Wait()         // with whatever came of it
}

// timed is how long the real program takes.
func timed(t *testing.T, args ...string) time.Duration {
	t.Helper()
	began := time.Now()
	runReal(t, args...)
	return time.Since(began)
}

// TestKilledBackupAndRestore kills both at random moments. A backup is there in
// whole or not at all. The record is at every moment the old one or the backup,
// and the old one is kept when it is the backup.
func TestKilledBackupAndRestore(t *testing.T) {
	if underRace {
		t.Skip("too slow under the race detector")
	}
	t.Parallel()
	dir := t.TempDir()
	in := func(name string) string { return filepath.Join(dir, name) }
	old, record := in("old.db"), in("record.db")
	runReal(t, "read", generated(t, 20), "--record", old)
	took := timed(t, "backup", in("b.db"), "--record", old)
	backup := exported(t, in("b.db"))
	runReal(t, "judge", "reject", "0000.txt", "--why", "a slip", "--by", "mina", "--record", old)
	present := exported(t, old)
	if backup == present {
		t.Fatal("the record is as the backup is")
	}
	seed := uint64(time.Now().UnixNano())
	rng := rand.New(rand.NewPCG(seed, 0))
	backups, restores := 0, 0
	for n := range kills {
		file := in("killed.db")
		killed(t, rng, took, "backup", file, "--record", old)
		if _, err := os.Stat(file); err == nil {
			backups++
			if exported(t, file) != present {
				t.Errorf("seed %d, kill %d: the backup is not what the record was", seed, n)
			}
			runReal(t, "restore", file, "--record", in("from.db"))
			remove(t, in("from.db"), file)
			os.Remove(file + ".sha256") // may not be there yet
		}

		runReal(t, "restore", old, "--record", record)
		killed(t, rng, took, "restore", in("b.db"), "--record", record)
		got := exported(t, record)
		kept, err := filepath.Glob(record + ".kept-*")
		if err != nil {
			t.Fatal(err)
		}
		switch {
		case got == backup && len(kept) == 1 && exported(t, kept[0]) == present:
			restores++
		case got != present:
			t.Errorf("seed %d, kill %d: the record is neither the old one nor the backup, and %q is kept", seed, n, kept)
		}
		all, err := filepath.Glob(record + "*") // with what is left of journals
		if err != nil {
			t.Fatal(err)
		}
		remove(t, all...)
	}
	t.Logf("of %d kills each %d backups and %d restores were done", kills, backups, restores)
}

func remove(t *testing.T, paths ...string) {
	t.Helper()
	for _, path := range paths {
		if err := os.Remove(path); err != nil {
			t.Error(err)
		}
	}
}
