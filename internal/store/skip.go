package store

import (
	"context"
	"database/sql"
	"fmt"

	"chancery"
)

// PutSkip keeps what was not read and why, in place of what was kept under the
// name before.
func (s *Store) PutSkip(ctx context.Context, skip chancery.Skip) error {
	err := s.update(ctx, func(tx *sql.Tx) error {
		if err := dropSkip(ctx, tx, skip.Name); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `INSERT INTO skip (name, reason, ceiling, seen) VALUES (?, ?, ?, ?)`,
			skip.Name, skip.Reason, skip.Limit, skip.Seen)
		if err != nil {
			return err
		}
		return changed(ctx, tx)
	})
	if err != nil {
		return fmt.Errorf("keeping the skip of %s: %w", skip.Name, err)
	}
	return nil
}

// DropSkip forgets that something of this name was not read.
func (s *Store) DropSkip(ctx context.Context, name string) error {
	if err := s.update(ctx, func(tx *sql.Tx) error { return dropSkip(ctx, tx, name) }); err != nil {
		return fmt.Errorf("dropping the skip of %s: %w", name, err)
	}
	return nil
}

func dropSkip(ctx context.Context, tx *sql.Tx, name string) error {
	row, err := tx.ExecContext(ctx, `DELETE FROM skip WHERE name = ?`, name)
	if err != nil {
		return err
	}
	if n, err := row.RowsAffected(); err != nil || n == 0 {
		return err
	}
	return changed(ctx, tx)
}

// Skips are what was not read, by name.
func (s *Store) Skips(ctx context.Context) (skips []chancery.Skip, err error) {
	err = s.view(ctx, func(tx *sql.Tx) (err error) {
		skips, err = listSkips(ctx, tx)
		return err
	})
	return skips, err
}

func listSkips(ctx context.Context, tx *sql.Tx) ([]chancery.Skip, error) {
	skips, err := list(ctx, tx, scanSkip, `SELECT name, reason, ceiling, seen FROM skip ORDER BY name, reason, ceiling, seen`)
	if err != nil {
		return nil, fmt.Errorf("skips: %w", err)
	}
	return skips, nil
}
