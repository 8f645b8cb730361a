package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"chancery"
)

// Holdings counts what a record holds.
type Holdings struct {
	Reports, Claims, Skips, Decisions int

	Bytes  int64  // length of the file
	SHA256 string // of the file, in hexadecimal
}

// sumSuffix is added to the name of a backup for the file that holds its
// SHA-256, in the form that sha256sum -c reads.
const sumSuffix = ".sha256"

// Backup writes the record, as it is at one moment, to a new file, and its
// SHA-256 beside it; other processes may go on reading and writing. The file
// is on the disk, opened and examined in whole before it gets its name. One
// that is there already is an Error Conflicting, unless replace is set.
func (s *Store) Backup(ctx context.Context, file string, replace bool) (Holdings, error) {
	if err := s.mayBackUp(file, replace); err != nil {
		return Holdings{}, err
	}
	part, err := newPart(file)
	if err != nil {
		return Holdings{}, err
	}
	defer dropPart(part)
	abs, err := filepath.Abs(part)
	if err != nil {
		return Holdings{}, err
	}
	if _, err := s.read.ExecContext(ctx, "VACUUM INTO ?", abs); err != nil {
		switch code(err) & 0xff {
		case codeCorrupt:
			return Holdings{}, explain(s.path, err)
		case codeError: // it takes a file whose size it cannot learn for one that is not empty
			return Holdings{}, &chancery.Error{Code: chancery.Unavailable, Message: fmt.Sprintf(badDisk, file), Err: err}
		}
		return Holdings{}, explain(file, err)
	}
	held, err := examiner{part, s.path, adviseBackup}.examine(ctx)
	if err != nil {
		return Holdings{}, explain(file, err)
	}
	written, err := digest(part)
	if err != nil {
		return Holdings{}, explain(file, err)
	}
	if err := syncFile(part); err != nil {
		return Holdings{}, explain(file, err)
	}
	if held.SHA256, err = digest(part); err != nil {
		return Holdings{}, explain(file, err)
	}
	if held.SHA256 != written {
		return Holdings{}, chancery.Errorf(chancery.Unavailable, "the disk does not keep what is written to it; make the backup %s on another disk", file)
	}
	return held, putBackup(part, file, held.SHA256, replace)
}

// mayBackUp refuses a name that a backup cannot have.
func (s *Store) mayBackUp(file string, replace bool) error {
	info, err := os.Lstat(file)
	taken := err == nil
	if !taken && !errors.Is(err, fs.ErrNotExist) {
		return explain(file, err)
	}
	if own, err := os.Stat(s.path); err == nil && taken && os.SameFile(own, info) {
		return chancery.Errorf(chancery.Invalid, "%s is the record itself; name another file for the backup", file)
	}
	switch {
	case journalOf(file) != "":
		return chancery.Errorf(chancery.Conflicting, "%s has the journal of a record beside it; name another file", file)
	case taken && !info.Mode().IsRegular():
		return chancery.Errorf(chancery.Refused, "%s is a folder, a link or a device; name a file for the backup", file)
	case taken && !replace:
		return exists(file)
	case there(file+sumSuffix) && !replace:
		return exists(file + sumSuffix)
	}
	return nil
}

// exists is the error of a name that is taken.
func exists(file string) error {
	return chancery.Errorf(chancery.Conflicting, "%s exists; name another file, or replace it with --force", file)
}

// newPart makes an empty file beside the one that it will become, for its
// owner only.
func newPart(file string) (string, error) {
	f, err := os.CreateTemp(filepath.Dir(file), filepath.Base(file)+".part-*")
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "", chancery.Errorf(chancery.NotFound, "there is no folder %s for %s; make it, or name another file", filepath.Dir(file), filepath.Base(file))
	case errors.Is(err, fs.ErrPermission):
		return "", &chancery.Error{Code: chancery.Refused, Message: "nothing can be written to the folder " + filepath.Dir(file) + "; name a file in a folder of your own", Err: err}
	case err != nil:
		return "", explain(file, err)
	}
	return f.Name(), f.Close()
}

// dropPart removes what is left of a part, also the journals of one that was a
// record for a while. One that was finished has another name by then.
func dropPart(part string) {
	for _, suffix := range []string{"", "-wal", "-shm", "-journal"} {
		os.Remove(part + suffix)
	}
}

// putBackup gives the finished file its name, and the sum its file. At no
// moment does a sum stand beside a file that it is not of.
func putBackup(part, file, sum string, replace bool) error {
	sums, err := newPart(file + sumSuffix)
	if err != nil {
		return err
	}
	defer dropPart(sums)
	line := sum + "  " + filepath.Base(file) + "\n"
	if err := errors.Join(os.WriteFile(sums, []byte(line), 0o600), syncFile(sums)); err != nil {
		return explain(file, err)
	}
	if replace {
		if err := os.Remove(file + sumSuffix); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return explain(file, err)
		}
	}
	for _, f := range []struct{ part, name string }{{part, file}, {sums, file + sumSuffix}} {
		if err := place(f.part, f.name, replace); err != nil {
			return err
		}
	}
	return explain(file, syncFolder(filepath.Dir(file)))
}

// place gives a file its name, at once and in whole. Without replace nothing
// of that name is lost, even when it was made a moment ago.
func place(part, name string, replace bool) error {
	if !replace {
		err := os.Link(part, name)
		switch {
		case err == nil:
			return explain(name, os.Remove(part))
		case errors.Is(err, fs.ErrExist) || there(name):
			return exists(name)
		}
		// This file system has no links.
	}
	return explain(name, os.Rename(part, name))
}

func syncFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// digest is the SHA-256 of a file.
func digest(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// noted is the SHA-256 that stands beside a backup, or empty.
func noted(file string) (string, error) {
	raw, err := os.ReadFile(file + sumSuffix)
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	sum, _, _ := strings.Cut(strings.TrimSpace(string(raw)), " ")
	if len(sum) != hex.EncodedLen(sha256.Size) {
		return "", fmt.Errorf("%s holds no SHA-256", file+sumSuffix)
	}
	return strings.ToLower(sum), nil
}
