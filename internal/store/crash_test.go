package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"chancery"
)

// victim is the environment variable that makes the test program a process to
// be killed.
const victim = "CHANCERY_TEST_VICTIM"

func TestMain(m *testing.M) {
	if path := os.Getenv(victim); path != "" {
		if err := dieWriting(path); err != nil {
			fmt.Fprintln(os.Stderr, err)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func plain(name string) chancery.Report {
	return chancery.Report{ID: name, Name: name, Text: "Envoys met."}
}

func figure(report string) []chancery.Claim {
	return []chancery.Claim{{ID: "c" + report, Report: report, Sort: chancery.SortFigure, Rules: "v1", Figure: &chancery.Figure{}}}
}

// dieWriting keeps one reading whole and is killed in the middle of a second.
func dieWriting(path string) error {
	ctx := context.Background()
	s, err := Open(ctx, path, Create)
	if err != nil {
		return err
	}
	if _, err := s.PutReading(ctx, plain("whole"), figure("whole"), "v1"); err != nil {
		return err
	}
	return s.update(ctx, func(tx *sql.Tx) error {
		row, err := encodeReport(plain("half"), "v1")
		if err != nil {
			return err
		}
		if err := putReport(ctx, tx, row); err != nil {
			return err
		}
		self, err := os.FindProcess(os.Getpid())
		if err != nil {
			return err
		}
		if err := self.Kill(); err != nil {
			return err
		}
		select {} // the kill may take a moment
	})
}

func TestKilledInTheMiddle(t *testing.T) {
	path := filepath.Join(t.TempDir(), "record.db")
	cmd := exec.CommandContext(t.Context(), os.Args[0])
	cmd.Env = append(os.Environ(), victim+"="+path)
	if out, err := cmd.CombinedOutput(); err == nil {
		t.Fatalf("the process was not killed: %s", out)
	}
	// A reader may be the first to come by after the kill.
	for _, mode := range []Mode{ReadOnly, ReadWrite} {
		s, err := Open(t.Context(), path, mode)
		if err != nil {
			t.Fatal(err)
		}
		got, err := s.Load(t.Context())
		if err := errors.Join(err, s.Close()); err != nil {
			t.Fatal(err)
		}
		if len(got.Reports) != 1 || got.Reports[0].Name != "whole" || len(got.Claims) != 1 {
			t.Errorf("after the kill the record holds %+v, want the one whole reading", got)
		}
	}
	s, err := Open(t.Context(), path, ReadWrite)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	// The record takes the lost reading again.
	if outcome, err := s.PutReading(t.Context(), plain("half"), figure("half"), "v1"); err != nil || outcome != New {
		t.Errorf("reading again: %v, %v; want New", outcome, err)
	}
}

func TestForeignKeysAreEnforced(t *testing.T) {
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "record.db"), Create)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	err = s.update(t.Context(), func(tx *sql.Tx) error { return putClaims(t.Context(), tx, "nobody", figure("nobody")) })
	if err == nil {
		t.Error("a claim of no report was kept")
	}
}

func TestPragmas(t *testing.T) {
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "record.db"), Create)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for name, db := range map[string]*sql.DB{"write": s.write, "read": s.read} {
		for pragma, want := range map[string]string{
			"journal_mode": "wal", "synchronous": "3", "foreign_keys": "1", "busy_timeout": "10000",
			"trusted_schema": "0", "cell_size_check": "1",
		} {
			var got string
			if err := db.QueryRow("PRAGMA " + pragma).Scan(&got); err != nil || got != want {
				t.Errorf("%s: PRAGMA %s = %q, %v; want %q", name, pragma, got, err, want)
			}
		}
	}
}

// Two handles stand for two processes: each has connections of its own.
func TestSecondWriterWaits(t *testing.T) {
	path := filepath.Join(t.TempDir(), "record.db")
	first, err := Open(t.Context(), path, Create)
	if err != nil {
		t.Fatal(err)
	}
	defer first.Close()
	second, err := Open(t.Context(), path, ReadWrite)
	if err != nil {
		t.Fatal(err)
	}
	defer second.Close()

	done := make(chan error, 1)
	err = first.update(t.Context(), func(tx *sql.Tx) error {
		row, err := encodeReport(plain("first"), "v1")
		if err != nil {
			return err
		}
		if err := putReport(t.Context(), tx, row); err != nil {
			return err
		}
		go func() {
			_, err := second.PutReading(t.Context(), plain("second"), nil, "v1")
			done <- err
		}()
		select {
		case err := <-done:
			return fmt.Errorf("the second writer did not wait: %v", err)
		case <-time.After(100 * time.Millisecond):
			return nil
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	got, err := first.Load(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Reports) != 2 {
		t.Errorf("got %d reports, want both", len(got.Reports))
	}
}

func TestForgetWhileRead(t *testing.T) {
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "record.db"), Create)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := s.PutReading(t.Context(), plain("whole"), figure("whole"), "v1"); err != nil {
		t.Fatal(err)
	}
	reader, err := s.read.Begin()
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Rollback()
	if _, err := listSkips(t.Context(), reader); err != nil {
		t.Fatal(err)
	}
	if _, err := s.write.Exec("PRAGMA busy_timeout = 10"); err != nil {
		t.Fatal(err)
	}
	var e *chancery.Error
	err = s.Forget(t.Context(), Forgetting{Reports: []string{"whole"}})
	if !errors.As(err, &e) || e.Code != chancery.Conflicting {
		t.Errorf("the journal still holds what was forgotten, and the store says %v", err)
	}
	if got, err := s.Load(t.Context()); err != nil || len(got.Reports) != 0 {
		t.Errorf("the record still has %+v, %v", got.Reports, err)
	}
}
