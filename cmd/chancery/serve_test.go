package main

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestServe holds that the program serves the record until it is stopped, and
// that this is no failure.
func TestServe(t *testing.T) {
	dir := t.TempDir()
	report := filepath.Join(dir, "one.txt")
	if err := os.WriteFile(report, []byte("OSLO, May 4, 2031 (Fjord Wire) - Prime Minister Sigrid Haugen-Lie met President Bambang Wiratmoko in Oslo on May 4, 2031.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	record := filepath.Join(dir, "record.db")
	var stdout, stderr bytes.Buffer
	if code := Run(t.Context(), []string{"read", report, "--record", record}, strings.NewReader(""), &stdout, &stderr); code != exitOK {
		t.Fatalf("code %d: %s", code, stderr.String())
	}
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	stderr.Reset() // of how the reading went
	out, in := io.Pipe()
	ended := make(chan int, 1)
	go func() {
		code := Run(ctx, []string{"serve", "--listen", "127.0.0.1:0", "--record", record}, strings.NewReader(""), in, &stderr)
		in.CloseWithError(io.EOF)
		ended <- code
	}()
	said, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	address := regexp.MustCompile(`http://127\.0\.0\.1:\d+/`).FindString(said)
	resp, err := http.Get(address + "timeline")
	if err != nil {
		t.Fatalf("%q: %v", said, err)
	}
	body, err := io.ReadAll(resp.Body)
	resp.Body.Close()
	if err != nil || resp.StatusCode != http.StatusOK || !strings.Contains(string(body), "Haugen-Lie") {
		t.Errorf("status %d, %v", resp.StatusCode, err)
	}
	stop()
	if code := <-ended; code != exitOK || stderr.Len() > 0 {
		t.Errorf("code %d: %s", code, stderr.String())
	}
}
