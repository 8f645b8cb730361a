package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestReadmeShowsTheTimeline compares the part of a timeline that the README
// shows with what the command below it prints: the same lines in the same order,
// where "..." stands for those left out.
func TestReadmeShowsTheTimeline(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, shown, _ := strings.Cut(string(readme), "\n```\nAll events from ")
	shown, _, found := strings.Cut("All events from "+shown, "```")
	if !found || strings.Count(shown, "\n") < 20 {
		t.Fatalf("the README shows no timeline, but %q", shown)
	}
	printed, _ := runReal(t, "read", "../../examples/reports", "--record", filepath.Join(t.TempDir(), "r.db"), "--timeline")
	rest := "\n" + printed
	for _, part := range strings.Split(shown, "...\n") {
		_, after, found := strings.Cut(rest, "\n"+part)
		if !found {
			t.Fatalf("the README shows\n%s\nwhich is not printed after what it shows before it", part)
		}
		rest = "\n" + after
	}
}
