package store

import (
	"context"
	"database/sql"
	"fmt"
	"os"
)

// Health is the state of a record's file.
type Health struct {
	Form      int   // migrations that the file has had
	Bytes     int64 // of the file, without its journal
	Reports   int
	Claims    int
	Decisions int
	Rules     map[string]int // reports by the version of the rules that read them last
	Faults    []string       // what SQLite's integrity check and the check of foreign keys found; none for a sound file
}

// Check looks the whole file through.
func (s *Store) Check(ctx context.Context) (h Health, err error) {
	info, err := os.Stat(s.path)
	if err != nil {
		return h, fmt.Errorf("checking the record: %w", err)
	}
	h.Bytes, h.Rules = info.Size(), map[string]int{}
	err = s.view(ctx, func(tx *sql.Tx) error {
		for query, into := range map[string]*int{
			`SELECT user_version FROM pragma_user_version`: &h.Form,
			`SELECT count(*) FROM report`:                  &h.Reports,
			`SELECT count(*) FROM claim`:                   &h.Claims,
			`SELECT count(*) FROM decision`:                &h.Decisions,
		} {
			if err := tx.QueryRowContext(ctx, query).Scan(into); err != nil {
				return err
			}
		}
		if _, err := list(ctx, tx, func(rows *sql.Rows) (_ int, err error) {
			var rules string
			var n int
			err = rows.Scan(&rules, &n)
			h.Rules[rules] = n
			return n, err
		}, `SELECT rules, count(*) FROM report GROUP BY rules`); err != nil {
			return err
		}
		found, err := list(ctx, tx, scanText, `SELECT integrity_check FROM pragma_integrity_check`)
		if err != nil {
			return err
		}
		if len(found) != 1 || found[0] != "ok" {
			h.Faults = found
		}
		loose, err := list(ctx, tx, scanText, `SELECT "table" || ' ' || coalesce(rowid, '') || ' names what is not there' FROM pragma_foreign_key_check`)
		h.Faults = append(h.Faults, loose...)
		return err
	})
	if err != nil {
		return h, fmt.Errorf("checking the record: %w", err)
	}
	return h, nil
}

func scanText(rows *sql.Rows) (s string, err error) {
	err = rows.Scan(&s)
	return s, err
}
