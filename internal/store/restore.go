package store

import (
	"context"
	"database/sql"
	"errors"
	"io"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"chancery"
)

// keptStamp is the time in the name under which a record is kept that a backup
// replaces.
const keptStamp = "20060102T150405Z"

// Restored says what Restore put in place.
type Restored struct {
	Holdings
	Kept   string // where the record lies that was there before; empty when there was none
	Sealed bool   // a SHA-256 stood beside the backup, and was right
}

// Restore puts a copy of a backup in the place of the record at path. The
// backup is examined first, in whole: one that is damaged, of a newer program
// or no record is an Error Refused, and nothing is changed. One of an older
// form is brought up to date. The record that was there is kept beside, under
// its name with the time now; while another process uses it, that is an Error
// Conflicting.
func Restore(ctx context.Context, path, backup string, now time.Time) (Restored, error) {
	if err := mayRestore(path, backup); err != nil {
		return Restored{}, err
	}
	part, err := newPart(path)
	if err != nil {
		return Restored{}, err
	}
	defer dropPart(part)
	r := Restored{}
	if r.Sealed, err = fetch(backup, part); err != nil {
		return Restored{}, err
	}
	if r.Holdings, err = bringUp(ctx, part, backup); err != nil {
		return Restored{}, err
	}
	if err := syncFile(part); err != nil {
		return Restored{}, explain(path, err)
	}
	if r.SHA256, err = digest(part); err != nil {
		return Restored{}, explain(path, err)
	}
	if !there(path) {
		err = place(part, path, false)
	} else {
		r.Kept = path + ".kept-" + now.UTC().Format(keptStamp)
		err = exchange(ctx, part, path, r.Kept)
	}
	if err != nil {
		return Restored{}, err
	}
	return r, explain(path, syncFolder(filepath.Dir(path)))
}

// mayRestore refuses what cannot be a backup of this record.
func mayRestore(path, backup string) error {
	info, err := os.Stat(backup)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return chancery.Errorf(chancery.NotFound, "there is no backup %s", backup)
	case err != nil:
		return &chancery.Error{Code: chancery.Refused, Message: backup + " cannot be opened; change its permissions", Err: err}
	case !info.Mode().IsRegular():
		return chancery.Errorf(chancery.Refused, "%s is a folder or a device, no backup", backup)
	}
	if own, err := os.Stat(path); err == nil {
		switch {
		case os.SameFile(own, info):
			return chancery.Errorf(chancery.Invalid, "%s is the record itself; name a backup of it", backup)
		case !own.Mode().IsRegular():
			return chancery.Errorf(chancery.Refused, "%s is no record but a folder or device; name a file with --record", path)
		}
	}
	if journalOf(backup) != "" {
		return chancery.Errorf(chancery.Refused, "%s is no backup but a record in use, a part of which is in its journal; make a backup of it with chancery backup", backup)
	}
	if journal := journalOf(path); journal != "" && !there(path) {
		return chancery.Errorf(chancery.Conflicting, "%s is the journal of a record that is gone; move it away and try again", journal)
	}
	return nil
}

// fetch copies the backup and compares it with the SHA-256 beside it, if there
// is one.
func fetch(backup, part string) (sealed bool, err error) {
	in, err := os.Open(backup)
	if err != nil {
		return false, &chancery.Error{Code: chancery.Refused, Message: backup + " cannot be opened; change its permissions", Err: err}
	}
	defer in.Close()
	out, err := os.OpenFile(part, os.O_WRONLY|os.O_TRUNC, 0)
	if err != nil {
		return false, explain(part, err)
	}
	_, err = io.Copy(out, in)
	if err := errors.Join(err, out.Close()); err != nil {
		return false, explain(part, err)
	}
	want, err := noted(backup)
	if err != nil {
		return false, chancery.Errorf(chancery.Refused, "the SHA-256 of %s cannot be read (%v); use another backup, or take %s away to restore it unchecked", backup, err, backup+sumSuffix)
	}
	got, err := digest(part)
	if err != nil {
		return false, explain(part, err)
	}
	if want != "" && got != want {
		return false, chancery.Errorf(chancery.Refused, "%s is damaged (its SHA-256 is not the one in %s); use another backup", backup, backup+sumSuffix)
	}
	return want != "", nil
}

// bringUp examines the copy of a backup, and brings it up to date when it is
// of an older form.
func bringUp(ctx context.Context, part, backup string) (Holdings, error) {
	e := examiner{part, backup, "use another backup"}
	older, err := e.older(ctx)
	if err != nil {
		return Holdings{}, err
	}
	if older {
		s, err := open(ctx, part, ReadWrite)
		if err != nil {
			return Holdings{}, explain(backup, err)
		}
		s.path = backup // what errors call it
		if err := s.Close(); err != nil {
			return Holdings{}, err
		}
	}
	return e.examine(ctx)
}

// exchange puts part in the place of the record at path and keeps what was
// there under the name kept. At every moment there is a whole record at path.
func exchange(ctx context.Context, part, path, kept string) error {
	if there(kept) {
		return chancery.Errorf(chancery.Conflicting, "%s exists; wait a second and try again", kept)
	}
	release, err := seize(ctx, path)
	if err != nil && !damaged(err) {
		return explain(path, err)
	}
	defer release()
	// A journal that is still there would be taken for that of the backup. That
	// of a damaged record goes with it; of a sound one all is in the file by now.
	for _, suffix := range []string{"-wal", "-shm", "-journal"} {
		away := func() error { return os.Remove(path + suffix) }
		if damaged(err) {
			away = func() error { return os.Rename(path+suffix, kept+suffix) }
		}
		if err := away(); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return explain(path, err)
		}
	}
	if runtime.GOOS == "windows" {
		release() // a file that is open has no other name there
	}
	if err := os.Link(path, kept); err != nil {
		// This file system has no links: for a moment there is no record.
		if err := os.Rename(path, kept); err != nil {
			return explain(path, err)
		}
	}
	// The old journal is gone and the old record kept for certain before the
	// new record comes.
	if err := syncFolder(filepath.Dir(path)); err != nil {
		return explain(path, err)
	}
	return place(part, path, true)
}

// seize sees to it that the record is whole without its journal, and that no
// other process uses it until it is released, once or more.
func seize(ctx context.Context, path string) (release func(), err error) {
	nothing := func() {}
	abs, err := filepath.Abs(path)
	if err != nil {
		return nothing, err
	}
	db, err := sql.Open("sqlite", address(abs, "mode=rw", pragmas))
	if err != nil {
		return nothing, err
	}
	defer func() {
		if err != nil {
			db.Close() // nothing was written through it
		}
	}()
	db.SetMaxOpenConns(1)
	if _, err := version(ctx, db, path, math.MaxInt); err != nil {
		return nothing, err
	}
	if err := setJournal(ctx, db, "DELETE"); err != nil {
		return nothing, err
	}
	if _, err := db.ExecContext(ctx, "BEGIN EXCLUSIVE"); err != nil {
		return nothing, err
	}
	var mode string
	if err := db.QueryRowContext(ctx, "PRAGMA journal_mode").Scan(&mode); err != nil {
		return nothing, err
	}
	if mode != "delete" { // another process came in between, and may still read
		return nothing, inUse(path)
	}
	return func() { db.Close() }, nil
}
