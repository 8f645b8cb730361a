package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"

	"chancery"
)

// Health is the state of a record's file.
type Health struct {
	Form      int   // migrations that the file has had
	Bytes     int64 // of the file, without its journal
	Reports   int
	Claims    int
	Decisions int
	Rules     map[string]int // reports by the version of the rules that read them last
	Faults    []string       // what is not as the program left it: structure, hashes, quoted words; none for a sound file
}

// Check looks the whole file through.
func (s *Store) Check(ctx context.Context) (h Health, err error) {
	info, err := os.Stat(s.path)
	if err != nil {
		return h, fmt.Errorf("checking the record: %w", err)
	}
	h.Bytes, h.Rules = info.Size(), map[string]int{}
	err = s.view(ctx, func(tx *sql.Tx) error {
		if err := tx.QueryRowContext(ctx, `SELECT user_version FROM pragma_user_version`).Scan(&h.Form); err != nil {
			return err
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
		var held Holdings
		err := examiner{path: s.path, name: s.path, advice: "keep the file as it is, and restore a backup"}.all(ctx, tx, &held)
		var fault *chancery.Error
		if errors.As(err, &fault) && fault.Code == chancery.Refused || damaged(err) {
			h.Faults, err = []string{err.Error()}, nil
		}
		h.Reports, h.Claims, h.Decisions = held.Reports, held.Claims, held.Decisions
		return err
	})
	if err != nil {
		return h, fmt.Errorf("checking the record: %w", err)
	}
	return h, nil
}
