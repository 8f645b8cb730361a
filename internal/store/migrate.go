package store

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"

	"chancery"
)

// applicationID marks the file as a chancery record ("CHNC"; see
// https://www.sqlite.org/pragma.html#pragma_application_id).
const applicationID = 0x43484e43

// accountsID marks the file of a record's accounts ("CHNA").
const accountsID = 0x43484e41

// migrationFiles are applied in name order. The file's user_version is the
// number of those that it has had; one that was published never changes.
//
//go:embed migrations/*.sql accounts/*.sql
var migrationFiles embed.FS

// fileKind is a sort of file that the program makes.
type fileKind struct {
	id     int    // SQLite's application_id
	what   string // "record"
	folder string // of its migrations
	// after is done when the migrations were, in the same transaction.
	after func(context.Context, *sql.Tx) error
}

// records are the files that hold a record. One of before there was search has no
// words in the index yet.
func records() fileKind {
	return fileKind{applicationID, "record", "migrations", func(ctx context.Context, tx *sql.Tx) error {
		if err := indexAll(ctx, tx); err != nil {
			return fmt.Errorf("indexing the record for search: %w", err)
		}
		return nil
	}}
}

// accountFiles are the files that hold accounts.
func accountFiles() fileKind {
	return fileKind{accountsID, "file of accounts", "accounts", func(context.Context, *sql.Tx) error { return nil }}
}

func (s fileKind) migrations() ([]string, error) {
	return fs.Glob(migrationFiles, s.folder+"/*.sql") // sorted by name
}

func migrations() ([]string, error) { return records().migrations() }

// migrate brings the file to the present form, or makes it one if it is empty.
func (s fileKind) migrate(ctx context.Context, db *sql.DB, path string) error {
	names, err := s.migrations()
	if err != nil {
		return err
	}
	if have, err := s.version(ctx, db, path, len(names)); err != nil || have == len(names) {
		return err
	}
	return within(ctx, db, func(tx *sql.Tx) error {
		// Asked again: another process may have been here in between.
		have, err := s.version(ctx, tx, path, len(names))
		if err != nil {
			return err
		}
		for _, name := range names[have:] {
			statements, err := migrationFiles.ReadFile(name)
			if err != nil {
				return err
			}
			if _, err := tx.ExecContext(ctx, string(statements)); err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
		}
		if err := s.after(ctx, tx); err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d", s.id, len(names)))
		return err
	})
}

// checkCurrent refuses a file that cannot be read as it is.
func checkCurrent(ctx context.Context, db *sql.DB, path string) error {
	names, err := migrations()
	if err != nil {
		return err
	}
	have, err := version(ctx, db, path, len(names))
	if err == nil && have < len(names) {
		return chancery.Errorf(chancery.Refused, "%s is empty or of an older form; chancery read FILE brings it up to date", path)
	}
	return err
}

func version(ctx context.Context, q queryer, path string, newest int) (int, error) {
	return records().version(ctx, q, path, newest)
}

// version is the number of migrations that the file has had; 0 for an empty
// one. Anything but a file of this sort and of at most the newest version is refused.
func (s fileKind) version(ctx context.Context, q queryer, path string, newest int) (int, error) {
	var id, version, objects, triggers int
	err := q.QueryRowContext(ctx, `SELECT application_id, user_version, (SELECT count(*) FROM sqlite_schema),
		(SELECT count(*) FROM sqlite_schema WHERE type = 'trigger')
		FROM pragma_application_id, pragma_user_version`).Scan(&id, &version, &objects, &triggers)
	if err != nil {
		return 0, err
	}
	switch {
	case id == 0 && version == 0 && objects == 0:
		return 0, nil
	case id != s.id:
		return 0, chancery.Errorf(chancery.Refused, "%s is no chancery %s but another program's file; name another with --record", path, s.what)
	case triggers > 0: // there are none of ours; they would change what is written behind the program's back
		return 0, chancery.Errorf(chancery.Refused, "%s is no chancery %s as the program makes one: it holds triggers; use another", path, s.what)
	case version > newest:
		return 0, chancery.Errorf(chancery.Refused, "%s was written by a newer chancery (form %d, this program knows %d); use that one", path, version, newest)
	}
	return version, nil
}

// queryer is a database or a transaction on it.
type queryer interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}
