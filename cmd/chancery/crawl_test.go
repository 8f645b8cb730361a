//go:build soak && linux

package main

import (
	"bytes"
	"database/sql"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"chancery/internal/eval/generate"
)

var pages = flag.Int("pages", 4000, "pages of the crawl in TestCrawl")

// writeCrawl writes the pages of n generated reports as a WARC file.
func writeCrawl(t *testing.T, file string, n int) {
	t.Helper()
	var b bytes.Buffer
	f, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for r := range generate.Reports(1, n) {
		address, markup := r.Page()
		block := "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + markup
		b.Reset()
		fmt.Fprintf(&b, "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: %s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", address, len(block), block)
		if _, err := f.Write(b.Bytes()); err != nil {
			t.Fatal(err)
		}
	}
}

// resident is the memory of a process that is in use now, in bytes; 0 when it
// has ended.
func resident(pid int) (size int64) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(status)) {
		if _, err := fmt.Sscanf(line, "VmRSS: %d kB", &size); err == nil {
			return size << 10
		}
	}
	return 0
}

// TestCrawl reads a crawl with the real program, whose memory must not grow from
// the first fifth of the pages to the last. The fold at the end is another
// matter; TestCostIsLinear bounds it.
func TestCrawl(t *testing.T) {
	n := *pages
	dir := t.TempDir()
	crawl, record := filepath.Join(dir, "crawl.warc"), filepath.Join(dir, "record.db")
	writeCrawl(t, crawl, n)
	var errs bytes.Buffer
	cmd := exec.CommandContext(t.Context(), "chancery", "read", crawl, "--record", record)
	cmd.Stderr = &errs
	begun := time.Now()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	db, err := sql.Open("sqlite", "file:"+record+"?mode=ro")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	most := make([]int64, 5) // by fifths of the pages, while they are read
	var readIn time.Duration
	tick := time.NewTicker(500 * time.Millisecond)
	defer tick.Stop()
	for running := true; running; {
		select {
		case err := <-ended:
			if err != nil {
				t.Fatalf("%v, %s", err, &errs)
			}
			running = false
		case <-tick.C:
			var count int
			if err := db.QueryRowContext(t.Context(), `SELECT count(*) FROM report`).Scan(&count); err != nil {
				continue // there is no record yet
			}
			if count < n {
				most[5*count/n] = max(most[5*count/n], resident(cmd.Process.Pid))
				readIn = time.Since(begun)
			}
		}
	}
	usage := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	processor := cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	t.Logf("%d pages read in %s and merged by %s, %s of processor time; memory by fifths %v MB, %d MB at most with the merging", n, readIn.Round(time.Second),
		time.Since(begun).Round(time.Second), processor.Round(time.Second), inMB(most), usage.Maxrss<<10/1e6)
	var count int
	if err := db.QueryRowContext(t.Context(), `SELECT count(*) FROM report`).Scan(&count); err != nil || count != n {
		t.Errorf("%d reports of %d pages, %v, %s", count, n, err, &errs)
	}
	if most[0] == 0 || most[4] == 0 || most[4] > most[0]+most[0]/4+16<<20 {
		t.Errorf("memory by fifths of the pages: %v MB; it must not grow", inMB(most))
	}
}

func inMB(sizes []int64) (out []int64) {
	for _, s := range sizes {
		out = append(out, s/1e6)
	}
	return out
}
