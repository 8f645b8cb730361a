package store

import (
	"context"
	"database/sql"
	"os"
	"runtime"
	"time"
)

// journalPages is how long the journal gets, in pages of the file, before it
// is folded into the file; SQLite's own figure.
const journalPages = 1000

// setJournal sets the journal mode. To change it SQLite needs the file for
// itself, and gives up at once where busy_timeout would let it wait elsewhere;
// so this tries again.
func setJournal(ctx context.Context, db *sql.DB, mode string) error {
	const longest = 5 * time.Second // some 8 s in all
	for wait := time.Millisecond; ; wait *= 2 {
		_, err := db.ExecContext(ctx, "PRAGMA journal_mode = "+mode)
		if code(err)&0xff != codeBusy || wait > longest {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(wait):
		}
	}
}

// fold writes what stands in the journal into the file, once the journal has
// that many pages. SQLite would do so by itself, but would not say when the
// disk fails meanwhile. Pages that a reader of an older state needs stay for
// the next time.
func fold(ctx context.Context, db *sql.DB, least int) error {
	var busy, pages, folded int
	if err := db.QueryRowContext(ctx, "PRAGMA wal_checkpoint(NOOP)").Scan(&busy, &pages, &folded); err != nil {
		return err
	}
	if pages < least || pages == folded {
		return nil
	}
	return db.QueryRowContext(ctx, "PRAGMA wal_checkpoint(PASSIVE)").Scan(&busy, &pages, &folded)
}

// journalOf is the name of the journal that stands beside a file and holds
// something, or empty.
func journalOf(path string) string {
	for _, suffix := range []string{"-wal", "-journal"} {
		if info, err := os.Lstat(path + suffix); err == nil && info.Size() > 0 {
			return path + suffix
		}
	}
	return ""
}

// syncFolder makes sure that what was made or renamed in the folder is there
// after a power cut, where the system lets a folder be synced.
func syncFolder(dir string) error {
	if runtime.GOOS == "windows" {
		return nil // it keeps its folders safe by itself, and cannot sync one
	}
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer f.Close()
	return f.Sync()
}
