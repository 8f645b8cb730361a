//go:build linux

package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"chancery/internal/eval/generate"
)

// What the program may take on generated reports: bytes of memory, and processor
// time for each report in reading and in merging.
const (
	mostMemory  = 1 << 30
	mostReading = 12 * time.Millisecond // two cores do 100,000 in ten minutes
	mostFolding = 2 * time.Millisecond
	starting    = 2 * time.Second // to load the rules and models, on a busy machine
	steeper     = 1.5             // for each report, the largest number may cost so much more than the smallest
)

// usage is what a run took.
type usage struct {
	processor time.Duration
	memory    int64
}

// measured runs the real program.
func measured(t *testing.T, args ...string) usage {
	t.Helper()
	var errs bytes.Buffer
	cmd := exec.CommandContext(t.Context(), "chancery", args...)
	cmd.Stderr = &errs
	if err := cmd.Run(); err != nil {
		t.Fatalf("chancery %s: %v, %s", args[0], err, &errs)
	}
	return usage{cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss << 10}
}

// TestCostIsLinear reads and merges ever more generated reports with the real
// program. The time is that of the processor, so that other work on the machine
// does not count.
func TestCostIsLinear(t *testing.T) {
	if underRace {
		t.Skip("too slow under the race detector")
	}
	var least, most float64 // seconds for a report, of the fewest reports and of the most
	for _, n := range sizes {
		folder, record := t.TempDir(), filepath.Join(t.TempDir(), "record.db")
		for r := range generate.Reports(1, n) {
			if err := r.Write(folder); err != nil {
				t.Fatal(err)
			}
		}
		reading := measured(t, "read", folder, "--record", record)
		folding := measured(t, "timeline", "--record", record)
		info, err := os.Stat(record)
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%6d reports: read in %v of processor time with %d MB, timeline in %v with %d MB, file of %d MB", n, reading.processor.Round(time.Millisecond),
			reading.memory/1e6, folding.processor.Round(time.Millisecond), folding.memory/1e6, info.Size()/1e6)
		if most := starting + time.Duration(n)*mostReading; reading.processor > most {
			t.Errorf("reading %d reports took %v; want at most %v", n, reading.processor, most)
		}
		if most := starting + time.Duration(n)*mostFolding; folding.processor > most {
			t.Errorf("merging %d reports took %v; want at most %v", n, folding.processor, most)
		}
		if m := max(reading.memory, folding.memory); m > mostMemory {
			t.Errorf("%d reports took %d bytes of memory; want at most %d", n, m, mostMemory)
		}
		most = (reading.processor + folding.processor).Seconds() / float64(n)
		if least == 0 {
			least = most
		}
	}
	if most > steeper*least {
		t.Errorf("%d reports take %.1f ms each, %d only %.1f", sizes[len(sizes)-1], 1000*most, sizes[0], 1000*least)
	}
}
