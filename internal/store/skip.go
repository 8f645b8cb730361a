package store

import (
	"context"
	"database/sql"
	"fmt"

	"chancery"
)

// PutSkip keeps what was not read and why. The same again changes nothing.
func (s *Store) PutSkip(ctx context.Context, skip chancery.Skip) error {
	err := s.update(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO skip (name, reason, ceiling, seen) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING`,
			skip.Name, skip.Reason, skip.Limit, skip.Seen)
		return err
	})
	if err != nil {
		return fmt.Errorf("keeping the skip of %s: %w", skip.Name, err)
	}
	return nil
}
