//go:build linux

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"testing"
)

// fullDisk reads more reports than fit on a small disk, looks at what is there
// and makes backups meanwhile, and reads again on a larger one. The disk is
// gone when the script ends; the record is copied from it before.
const fullDisk = `
mkdir disk && mount -t tmpfs -o size=1000k disk disk || exit 99
chancery read reports --record disk/r.db 2>read; echo read $? $(cat read)
chancery timeline --record disk/r.db >timeline 2>&1; echo timeline $? $(grep -c meeting timeline)
chancery backup disk/b.db --record disk/r.db 2>backup; echo backup $? $(cat backup)
echo files $(ls disk)
mount -o remount,size=50m disk
chancery read reports --record disk/r.db 2>/dev/null; echo again $?
chancery backup copy.db --record disk/r.db >/dev/null 2>&1; echo copied $?
`

// TestFullDisk fills a real disk, where the test may mount one.
func TestFullDisk(t *testing.T) {
	if exec.CommandContext(t.Context(), "unshare", "-m", "mount", "-t", "tmpfs", "none", "/mnt").Run() != nil {
		t.Skip("no disk can be mounted here; that takes root")
	}
	t.Parallel()
	dir := t.TempDir()
	if err := os.Rename(generated(t, 400), filepath.Join(dir, "reports")); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), "unshare", "-m", "sh", "-c", fullDisk)
	cmd.Dir = dir
	raw, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, raw)
	}
	for _, want := range []string{
		`read 1 chancery: keeping the reading of [0-9]+\.txt: no space is left for disk/r\.db; free some and run the command again: database or disk is full \(13\)`,
		`timeline 0 [1-9][0-9]*`,
		`backup 1 chancery: no space is left for disk/b\.db; free some and run the command again: .*`,
		`files r\.db r\.db-shm r\.db-wal`,
		`again 0`,
		`copied 0`,
	} {
		if !regexp.MustCompile(`(?m)^` + want + `$`).Match(raw) {
			t.Errorf("there is no line %q in\n%s", want, raw)
		}
	}
	whole := filepath.Join(dir, "whole.db")
	runReal(t, "read", filepath.Join(dir, "reports"), "--record", whole)
	if exported(t, filepath.Join(dir, "copy.db")) != exported(t, whole) {
		t.Error("the record differs from one that was made on a large disk")
	}
}
