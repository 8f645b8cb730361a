// Package store keeps a record in one SQLite file: reports, their claims,
// what was skipped, and people's judgements.
//
// Every exported method is one transaction, so a reader never sees half a
// report and a process that is killed loses only what it had not finished.
// No other package knows SQL.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"modernc.org/sqlite"

	"chancery"
)

// Mode says what Open may do with the file.
type Mode int

const (
	Create    Mode = iota // read and write; made when it is missing
	ReadWrite             // read and write; must exist
	ReadOnly              // must exist; nothing is written
)

// Store is an open record. It is safe for use by several goroutines and the
// file by several processes: a second writer waits for the first.
type Store struct {
	path string
	// SQLite has one writer at a time. A single connection lets goroutines
	// queue in Go, where waiting is fair and can be cancelled.
	write *sql.DB
	read  *sql.DB
}

// pragmas are set on every connection.
//
//   - busy_timeout: another process's transaction is waited for, up to 10 s.
//   - synchronous FULL: what was acknowledged survives a power cut.
//   - trusted_schema OFF, cell_size_check ON: the file may come from anybody.
const pragmas = "_pragma=busy_timeout(10000)&_pragma=foreign_keys(ON)&_pragma=synchronous(FULL)" +
	"&_pragma=trusted_schema(OFF)&_pragma=cell_size_check(ON)"

// Result codes of SQLite that people can do something about
// (https://www.sqlite.org/rescode.html).
const (
	codeBusy     = 5
	codeReadOnly = 8
	codeCantOpen = 14
	codeCorrupt  = 11
	codeFull     = 13
	codeNotADB   = 26

	codeReadOnlyFolder = codeReadOnly | 6<<8
)

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
		return f.Close()
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
	s := &Store{path: path}
	defer func() {
		if err != nil {
			err = errors.Join(err, s.Close())
		}
	}()
	if s.read, err = sql.Open("sqlite", address(abs, "mode=ro", pragmas)); err != nil {
		return nil, err
	}
	if mode == ReadOnly {
		// SQLite itself refuses to write through a connection of mode ro.
		s.write = s.read
		err := checkCurrent(ctx, s.read, path)
		if !closedFolder(err) || exists(abs+"-wal") {
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
	if err := migrate(ctx, s.write, path); err != nil {
		return nil, err
	}
	// Only now: the journal mode is written into the file, which might have
	// turned out to be somebody else's.
	return s, keepJournal(ctx, s.write)
}

// keepJournal sets the journal mode in which readers and a writer do not wait
// for each other. To change it SQLite needs the file for itself, and gives up
// at once where busy_timeout would let it wait elsewhere; so this tries again.
func keepJournal(ctx context.Context, db *sql.DB) error {
	const longest = 4 * time.Second // some 8 s in all
	for wait := time.Millisecond; ; wait *= 2 {
		_, err := db.ExecContext(ctx, "PRAGMA journal_mode = WAL")
		var e *sqlite.Error
		if !errors.As(err, &e) || e.Code()&0xff != codeBusy || wait > longest {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(wait):
		}
	}
}

// closedFolder reports whether SQLite failed because nothing can be written
// beside the file.
func closedFolder(err error) bool {
	var e *sqlite.Error
	return errors.As(err, &e) && e.Code() == codeReadOnlyFolder
}

func exists(path string) bool {
	_, err := os.Stat(path)
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

// Close lets go of the file.
func (s *Store) Close() error {
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
	return explain(s.path, within(ctx, s.write, f))
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
		return errors.Join(err, tx.Rollback())
	}
	return tx.Commit()
}

// explain turns what SQLite says into words that help, where a person can do
// something about it.
func explain(path string, err error) error {
	if err == nil {
		return nil
	}
	var known *chancery.Error
	if errors.As(err, &known) {
		return err
	}
	var e *sqlite.Error
	if errors.As(err, &e) {
		switch e.Code() & 0xff {
		case codeBusy:
			return &chancery.Error{Code: chancery.Conflicting, Message: path + " is in use by another program; try again when that has finished", Err: err}
		case codeReadOnly: // a reader writes too: the index of the journal beside the file
			return &chancery.Error{Code: chancery.Refused, Message: path + " or its folder cannot be written; copy the record to a folder of your own", Err: err}
		case codeCantOpen:
			return &chancery.Error{Code: chancery.Refused, Message: path + " cannot be opened; change its permissions, or name another file with --record", Err: err}
		case codeNotADB:
			return &chancery.Error{Code: chancery.Refused, Message: path + " is no chancery record; name another file with --record", Err: err}
		case codeCorrupt:
			return &chancery.Error{Code: chancery.Refused, Message: path + " is damaged; restore it from a backup", Err: err}
		case codeFull:
			return &chancery.Error{Code: chancery.Conflicting, Message: "no space is left for " + path + "; free some and run the command again", Err: err}
		}
	}
	return fmt.Errorf("record %s: %w", path, err)
}
