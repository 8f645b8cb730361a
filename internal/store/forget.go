package store

import (
	"context"
	"database/sql"
	"fmt"

	"chancery"
)

// Forgetting is what is to be taken out of a record for good.
type Forgetting struct {
	Reports   []string                    // ids: they go with their claims, and do not come back
	Changed   []chancery.Report           // whose texts were blackened; they are not replaced by what the same file holds
	Claims    map[string][]chancery.Claim // of each changed report: the claims that stay
	Pages     []string                    // addresses of such reports: no feed makes them due again
	Decisions []chancery.Decision         // as they are to be from now on
	Dropped   []string                    // ids of decisions that go
	Actors    []string                    // ids that nobody follows from then on
}

// Forget takes it out in one transaction, and then sees to it that the bytes are
// gone from the file, too (secure_delete, VACUUM, and an empty journal).
func (s *Store) Forget(ctx context.Context, f Forgetting) error {
	err := s.update(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `PRAGMA secure_delete = ON`); err != nil {
			return err
		}
		for _, id := range f.Reports {
			for _, statement := range []string{
				`DELETE FROM skip WHERE name IN (SELECT name FROM report WHERE id = ?)`,
				`DELETE FROM attempt WHERE report = ?`,
				`DELETE FROM report WHERE id = ?`, // and its claims
				`INSERT INTO forgotten (report) VALUES (?) ON CONFLICT DO NOTHING`,
			} {
				if _, err := tx.ExecContext(ctx, statement, id); err != nil {
					return err
				}
			}
		}
		for _, r := range f.Changed {
			if err := blacken(ctx, tx, r, f.Claims[r.ID]); err != nil {
				return fmt.Errorf("report %s: %w", r.ID, err)
			}
		}
		if err := forgetPages(ctx, tx, f.Pages); err != nil {
			return err
		}
		for _, id := range f.Dropped {
			if _, err := tx.ExecContext(ctx, `DELETE FROM decision WHERE id = ?`, id); err != nil {
				return err
			}
		}
		for _, d := range f.Decisions {
			body, err := encode(d)
			if err != nil {
				return err
			}
			if _, err := tx.ExecContext(ctx, `UPDATE decision SET body = ? WHERE id = ?`, body, d.ID); err != nil {
				return err
			}
		}
		for _, id := range f.Actors {
			if _, err := tx.ExecContext(ctx, `DELETE FROM file WHERE a = ? OR b = ?`, id, id); err != nil {
				return err
			}
		}
		if err := indexAnew(ctx, tx); err != nil {
			return err
		}
		return changed(ctx, tx)
	})
	if err != nil {
		return fmt.Errorf("forgetting: %w", err)
	}
	if err := s.told(s.clear(ctx)); err != nil {
		return fmt.Errorf("clearing the file of what was forgotten: %w", err)
	}
	return nil
}

// forgetPages takes pages out of what feeds led to; a hash of each address stays.
// It also takes out what older programs kept of pages and items in plain words.
func forgetPages(ctx context.Context, tx *sql.Tx, addresses []string) error {
	for _, address := range addresses {
		key := pageKey(address)
		if err := dropSkip(ctx, tx, address); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `DELETE FROM page WHERE address IN (?, ?)`, address, key); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `INSERT INTO forgotten (report) VALUES (?) ON CONFLICT DO NOTHING`, key); err != nil {
			return err
		}
	}
	if _, err := tx.ExecContext(ctx, `DELETE FROM feed_item WHERE item LIKE '%:%' OR length(item) <> 32`); err != nil {
		return err
	}
	plain, err := list(ctx, tx, func(rows *sql.Rows) (address string, err error) {
		err = rows.Scan(&address)
		return address, err
	}, `SELECT address FROM page WHERE due = '' AND address LIKE '%:%'`)
	if err != nil {
		return err
	}
	for _, address := range plain {
		if _, err := tx.ExecContext(ctx, `UPDATE OR REPLACE page SET address = ? WHERE address = ?`, pageKey(address), address); err != nil {
			return err
		}
	}
	return nil
}

// clear writes the file anew and empties its journal.
func (s *Store) clear(ctx context.Context) error {
	if _, err := s.write.ExecContext(ctx, `VACUUM`); err != nil {
		return err
	}
	var busy, pages, folded int
	if err := s.write.QueryRowContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`).Scan(&busy, &pages, &folded); err != nil {
		return err
	}
	if busy != 0 {
		return chancery.Errorf(chancery.Conflicting, "%s is being read by another program; its journal is emptied when that has finished", s.path)
	}
	return nil
}

// blacken replaces a report and its claims by what may stay of them, as read by
// the same rules.
func blacken(ctx context.Context, tx *sql.Tx, r chancery.Report, claims []chancery.Claim) error {
	stored, found, err := findReport(ctx, tx, r.ID)
	if err != nil || !found {
		return err
	}
	if err := check(r, claims, stored.rules); err != nil {
		return err
	}
	row, err := encodeReport(r, stored.rules)
	if err != nil {
		return err
	}
	if err := putReport(ctx, tx, row); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, `INSERT INTO forgotten (report) VALUES (?) ON CONFLICT DO NOTHING`, r.ID); err != nil {
		return err
	}
	return putClaims(ctx, tx, r.ID, claims)
}

// forgotten reports whether a report is not to come back from a file. What is
// left of it in the record is read again with newer rules all the same.
func forgotten(ctx context.Context, tx *sql.Tx, row reportRow) (bool, error) {
	var there bool
	err := tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM forgotten WHERE report = ?)
		AND NOT EXISTS (SELECT 1 FROM report WHERE id = ? AND text = ?)`, row.id, row.id, row.text).Scan(&there)
	return there, err
}
