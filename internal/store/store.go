// Package store keeps a record in one SQLite file: reports, their claims,
// what was skipped, and people's judgements; and in a second file beside it the
// accounts of those to whom the record is served.
//
// Every exported method is one transaction, so a reader never sees half a
// report and a process that is killed loses only what it had not finished.
// No other package knows SQL.
package store

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync/atomic"

	_ "modernc.org/sqlite" // the driver

	"chancery"
)

// Mode says what Open may do with the file.
type Mode int

const (
	Create    Mode = iota // read and write; made when it is missing
	ReadWrite             // read and write; must exist
	ReadOnly              // must exist; what it holds is not changed
)

// Store is an open record. It is safe for use by several goroutines and the
// file by several processes: a second writer waits for the first.
type Store struct {
	path string
	// SQLite has one writer at a time. A single connection lets goroutines
	// queue in Go, where waiting is fair and can be cancelled.
	write *sql.DB
	read  *sql.DB

	foldAt int         // pages of the journal at which it is folded into the file
	halted atomic.Bool // a sync failed: nothing more may be written
	failed atomic.Bool // the disk failed when something was written last, and that was told
}

// pragmas are set on every connection.
//
//   - busy_timeout: another process's transaction is waited for, up to 10 s.
//   - synchronous EXTRA: what was acknowledged survives a power cut, also
//     where the file system knows no write-ahead log.
//   - trusted_schema OFF, cell_size_check ON: the file may come from anybody.
//   - wal_autocheckpoint 0: the store folds the journal itself; see fold.
const pragmas = "_pragma=busy_timeout(10000)&_pragma=foreign_keys(ON)&_pragma=synchronous(EXTRA)" +
	"&_pragma=trusted_schema(OFF)&_pragma=cell_size_check(ON)&_pragma=wal_autocheckpoint(0)"

// Open opens the record at path. A missing file is an Error NotFound, unless
// mode is Create; a file that is no record, or was written by a newer
// program, is an Error Refused and stays untouched.
func Open(ctx context.Context, path string, mode Mode) (*Store, error) {
	if err := prepare(path, mode); err != nil {
		return nil, err
	}
	s, err := open(ctx, path, mode)
	if err != nil {
		return nil, explain(path, err)
	}
	return s, nil
}

// prepare sees to it that path is a file, in mode Create by making it. Only
// its owner may read a new record: it tells what somebody follows.
func prepare(path string, mode Mode) error {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist) && mode == Create:
		f, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY, 0o600)
		if errors.Is(err, fs.ErrNotExist) {
			return chancery.Errorf(chancery.NotFound, "there is no folder %s for the record; make it, or name another file with --record", filepath.Dir(path))
		}
		if err != nil {
			return &chancery.Error{Code: chancery.Refused, Message: path + " cannot be made; name a file in a folder of your own with --record", Err: err}
		}
		if err := errors.Join(f.Sync(), f.Close(), syncFolder(filepath.Dir(path))); err != nil {
			return explain(path, err)
		}
		return nil
	case errors.Is(err, fs.ErrNotExist):
		return chancery.Errorf(chancery.NotFound, "no such record: %s; chancery read FILE makes one", path)
	case err != nil:
		return &chancery.Error{Code: chancery.Refused, Message: path + " cannot be opened; change its permissions, or name another file with --record", Err: err}
	case !info.Mode().IsRegular():
		return chancery.Errorf(chancery.Refused, "%s is no record but a folder or device; name a file with --record", path)
	}
	return nil
}

func open(ctx context.Context, path string, mode Mode) (_ *Store, err error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	s := &Store{path: path, foldAt: journalPages}
	defer func() {
		if err != nil {
			err = errors.Join(err, s.release())
		}
	}()
	if s.read, err = sql.Open("sqlite", address(abs, "mode=ro", pragmas)); err != nil {
		return nil, err
	}
	if mode == ReadOnly {
		// SQLite itself refuses to write through a connection of mode ro.
		s.write = s.read
		err := checkCurrent(ctx, s.read, path)
		if code(err) == codeReadOnlyRollback {
			if err := rollBack(ctx, abs); err != nil {
				return s, err
			}
			err = checkCurrent(ctx, s.read, path)
		}
		if !closedFolder(err) || there(abs+"-wal") {
			return s, err
		}
		// A reader, too, writes the index of the journal beside the file. Where
		// it may not, and there is no journal, the file alone is the record.
		if err := s.read.Close(); err != nil {
			return s, err
		}
		if s.read, err = sql.Open("sqlite", address(abs, "mode=ro", "immutable=1", pragmas)); err != nil {
			return s, err
		}
		s.write = s.read
		return s, checkCurrent(ctx, s.read, path)
	}
	if s.write, err = sql.Open("sqlite", address(abs, "mode=rw", "_txlock=immediate", pragmas)); err != nil {
		return nil, err
	}
	s.write.SetMaxOpenConns(1)
	if err := records().migrate(ctx, s.write, path); err != nil {
		return nil, err
	}
	// With this journal readers and a writer do not wait for each other. Only
	// now: the journal mode is written into the file, which might have
	// turned out to be somebody else's.
	if err := setJournal(ctx, s.write, "WAL"); err != nil {
		return nil, err
	}
	// Until something is read the journal is not open, and to fold it would do
	// nothing, or fail without a word.
	if _, err := s.write.ExecContext(ctx, "PRAGMA schema_version"); err != nil {
		return nil, err
	}
	// What another process left in the journal, perhaps after a sync that
	// failed, is written and synced anew before anything is built on it.
	return s, fold(ctx, s.write, 1)
}

// rollBack takes back what a process had not finished that was killed while it
// brought the record up to date or put a backup in its place. A reader cannot,
// and before it is done nothing can be read.
func rollBack(ctx context.Context, abs string) error {
	db, err := sql.Open("sqlite", address(abs, "mode=rw", pragmas))
	if err != nil {
		return err
	}
	_, err = db.ExecContext(ctx, "PRAGMA schema_version")
	return errors.Join(err, db.Close())
}

// closedFolder reports whether SQLite failed because nothing can be written
// beside the file.
func closedFolder(err error) bool { return code(err) == codeReadOnlyFolder }

// there reports whether anything has this name.
func there(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// address is the URI of a file (https://www.sqlite.org/uri.html); any
// character of the path is safe in it.
func address(abs string, query ...string) string {
	p := filepath.ToSlash(abs)
	if runtime.GOOS == "windows" {
		p = "/" + p
	}
	u := url.URL{Scheme: "file", Path: p, RawQuery: strings.Join(query, "&")}
	return u.String()
}

// Close lets go of the file. An error means that the journal could not be
// folded into the file; it stays beside it, and nothing is lost. What a write
// has told already is not told again.
func (s *Store) Close() error {
	var err error
	if s.write != s.read && !s.failed.Load() {
		err = fold(context.Background(), s.write, 1)
	}
	return explain(s.path, errors.Join(err, s.release()))
}

func (s *Store) release() error {
	var errs []error
	for _, db := range []*sql.DB{s.read, s.write} {
		if db != nil {
			errs = append(errs, db.Close())
		}
	}
	return errors.Join(errs...)
}

// update runs f in one transaction that takes the write lock at once, so that
// what f reads is still true when it writes.
func (s *Store) update(ctx context.Context, f func(*sql.Tx) error) error {
	if s.halted.Load() {
		return chancery.Errorf(chancery.Unavailable, "nothing more is written to %s, since the disk failed to keep what was written before; check the disk and run the command again", s.path)
	}
	err := within(ctx, s.write, f)
	if err == nil {
		// The transaction is kept already; only the journal is longer than it
		// should be when this fails.
		err = fold(context.WithoutCancel(ctx), s.write, s.foldAt)
	}
	return s.told(err)
}

// told explains what came of a write, and keeps in mind when the disk failed.
func (s *Store) told(err error) error {
	if unsynced(err) {
		s.halted.Store(true)
	}
	s.failed.Store(diskFailed(err))
	return explain(s.path, err)
}

// view runs f on one unchanging state of the file.
func (s *Store) view(ctx context.Context, f func(*sql.Tx) error) error {
	return explain(s.path, within(ctx, s.read, f))
}

func within(ctx context.Context, db *sql.DB, f func(*sql.Tx) error) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := f(tx); err != nil {
		// After a failure of the disk SQLite has rolled back by itself, and
		// rolling back once more fails for want of a transaction.
		if rerr := tx.Rollback(); code(rerr) != codeError {
			err = errors.Join(err, rerr)
		}
		return err
	}
	return tx.Commit()
}
