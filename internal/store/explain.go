package store

import (
	"errors"
	"fmt"
	"syscall"

	"modernc.org/sqlite"

	"chancery"
)

// Result codes of SQLite (https://www.sqlite.org/rescode.html). The lowest
// byte is the kind, what stands above it says more.
const (
	codeError    = 1
	codeBusy     = 5
	codeReadOnly = 8
	codeIO       = 10
	codeCorrupt  = 11
	codeFull     = 13
	codeCantOpen = 14
	codeProtocol = 15
	codeNotADB   = 26

	codeReadOnlyFolder   = codeReadOnly | 6<<8
	codeReadOnlyRollback = codeReadOnly | 3<<8
	codeSync             = codeIO | 4<<8
	codeSyncFolder       = codeIO | 5<<8
)

const (
	adviseBackup = "put a backup in its place with chancery restore"

	noSpace = "no space is left for %s; free some and run the command again"
	badDisk = "the disk failed at %s; check the disk and run the command again"
)

// code is SQLite's result code in the error, or 0.
func code(err error) int {
	var e *sqlite.Error
	if errors.As(err, &e) {
		return e.Code()
	}
	return 0
}

// unsynced reports whether the disk failed to confirm what was written. The
// system may then take it for written all the same, and a second try would
// succeed without writing anything (https://wiki.postgresql.org/wiki/Fsync_Errors).
func unsynced(err error) bool {
	c := code(err)
	return c == codeSync || c == codeSyncFolder
}

// diskFailed reports whether the disk is full or faulty.
func diskFailed(err error) bool {
	c := code(err) & 0xff
	return c == codeIO || c == codeFull
}

// damaged reports whether the file is not as SQLite leaves one.
func damaged(err error) bool {
	c := code(err) & 0xff
	return c == codeCorrupt || c == codeNotADB
}

// inUse is the error of a record that another process keeps.
func inUse(path string) *chancery.Error {
	return chancery.Errorf(chancery.Conflicting, "%s is in use by another program; try again when that has finished", path)
}

// explain turns what SQLite or the system says into words that help, where a
// person can do something about it.
func explain(path string, err error) error {
	var known *chancery.Error
	if err == nil || errors.As(err, &known) {
		return err
	}
	told := func(code chancery.Code, format string) error {
		return &chancery.Error{Code: code, Message: fmt.Sprintf(format, path), Err: err}
	}
	switch c := code(err); c & 0xff {
	case codeBusy, codeProtocol:
		e := inUse(path)
		e.Err = err
		return e
	case codeReadOnly: // a reader writes too: the index of the journal beside the file
		return told(chancery.Refused, "%s or its folder cannot be written; copy the record to a folder of your own")
	case codeCantOpen:
		return told(chancery.Refused, "%s cannot be opened; change its permissions, or name another file with --record")
	case codeNotADB:
		return told(chancery.Refused, "%s is no chancery record; name another file with --record")
	case codeCorrupt:
		return told(chancery.Refused, "%s is damaged; "+adviseBackup)
	case codeFull:
		return told(chancery.Unavailable, noSpace)
	case codeIO:
		if unsynced(err) {
			return told(chancery.Unavailable, "the disk failed to keep what was written to %s; check the disk and run the command again")
		}
		return told(chancery.Unavailable, badDisk)
	}
	switch {
	case errors.Is(err, syscall.ENOSPC):
		return told(chancery.Unavailable, noSpace)
	case errors.Is(err, syscall.EIO):
		return told(chancery.Unavailable, badDisk)
	}
	return fmt.Errorf("record %s: %w", path, err)
}
