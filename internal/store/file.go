package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"chancery"
	"chancery/internal/follow"
)

const mostFiles = 1000 // of one person

// PutFile keeps that somebody follows the file, and returns it with its id; false
// when it was followed already. With the first file all reports that are there count
// as seen. One that names nothing is an Error Invalid.
func (s *Store) PutFile(ctx context.Context, by string, f follow.File) (_ follow.File, added bool, err error) {
	if err := f.Identify(); err != nil {
		return f, false, err
	}
	err = s.update(ctx, func(tx *sql.Tx) error {
		var have int
		if err := tx.QueryRowContext(ctx, `SELECT count(*) FROM file WHERE by = ?`, by).Scan(&have); err != nil {
			return err
		}
		if have >= mostFiles {
			return chancery.Errorf(chancery.Refused, "%d files are followed, and there is no room for more; follow fewer", have)
		}
		row, err := tx.ExecContext(ctx, `INSERT INTO file (by, id, kind, a, b) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`, by, f.ID, string(f.Kind), f.A, f.B)
		if err != nil {
			return err
		}
		n, err := row.RowsAffected()
		if err != nil {
			return err
		}
		added = n > 0
		_, err = tx.ExecContext(ctx, `INSERT INTO seen (by, mark) SELECT ?, coalesce(max(n), 0) FROM arrival WHERE true ON CONFLICT DO NOTHING`, by)
		return err
	})
	if err != nil {
		return f, false, fmt.Errorf("following: %w", err)
	}
	return f, added, nil
}

// DropFile follows a file no more. One that is not followed is an Error NotFound.
func (s *Store) DropFile(ctx context.Context, by, id string) error {
	err := s.update(ctx, func(tx *sql.Tx) error {
		row, err := tx.ExecContext(ctx, `DELETE FROM file WHERE by = ? AND id = ?`, by, id)
		if err != nil {
			return err
		}
		if n, err := row.RowsAffected(); err != nil || n > 0 {
			return err
		}
		return chancery.Errorf(chancery.NotFound, "no file %s is followed; chancery follow list names them", id)
	})
	if err != nil {
		return fmt.Errorf("following no more: %w", err)
	}
	return nil
}

// Files are what somebody follows, by kind and name.
func (s *Store) Files(ctx context.Context, by string) (files []follow.File, err error) {
	err = s.view(ctx, func(tx *sql.Tx) (err error) {
		files, err = list(ctx, tx, func(rows *sql.Rows) (f follow.File, err error) {
			err = rows.Scan(&f.ID, &f.Kind, &f.A, &f.B)
			return f, err
		}, `SELECT id, kind, a, b FROM file WHERE by = ? ORDER BY kind, a, b`, by)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("reading what is followed: %w", err)
	}
	return files, nil
}

// Seen is the last arrival that somebody has looked at; 0 for none.
func (s *Store) Seen(ctx context.Context, by string) (mark int64, err error) {
	err = s.view(ctx, func(tx *sql.Tx) error {
		err := tx.QueryRowContext(ctx, `SELECT mark FROM seen WHERE by = ?`, by).Scan(&mark)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("reading up to where it was seen: %w", err)
	}
	return mark, nil
}

// PutSeen keeps that somebody has looked at all reports up to an arrival. What was
// seen stays seen: an earlier one changes nothing. One that has not come is an Error
// Invalid.
func (s *Store) PutSeen(ctx context.Context, by string, mark int64) error {
	err := s.update(ctx, func(tx *sql.Tx) error {
		last, err := lastArrival(ctx, tx)
		if err != nil {
			return err
		}
		if mark < 0 || mark > last {
			return chancery.Errorf(chancery.Invalid, "no report %d has come in yet; look again, and mark what is shown then", mark)
		}
		_, err = tx.ExecContext(ctx, `INSERT INTO seen (by, mark) VALUES (?, ?) ON CONFLICT (by) DO UPDATE SET mark = max(mark, excluded.mark)`, by, mark)
		return err
	})
	if err != nil {
		return fmt.Errorf("marking as seen: %w", err)
	}
	return nil
}

// Arrival is a report with its number in the order in which reports came in.
type Arrival struct {
	N      int64
	Report string
}

// Arrivals are the reports in the order in which they came in.
func (s *Store) Arrivals(ctx context.Context) (all []Arrival, err error) {
	err = s.view(ctx, func(tx *sql.Tx) (err error) {
		all, err = list(ctx, tx, func(rows *sql.Rows) (a Arrival, err error) {
			err = rows.Scan(&a.N, &a.Report)
			return a, err
		}, `SELECT n, report FROM arrival ORDER BY n`)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("reading in what order reports came: %w", err)
	}
	return all, nil
}

// lastArrival is the highest number that was ever given, also to a report that is
// gone.
func lastArrival(ctx context.Context, tx *sql.Tx) (n int64, err error) {
	err = tx.QueryRowContext(ctx, `SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'arrival'`).Scan(&n)
	return n, err
}

// arrive gives a report its place among those that came in, if it has none.
func arrive(ctx context.Context, tx *sql.Tx, report string) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO arrival (report) SELECT ? WHERE NOT EXISTS (SELECT 1 FROM arrival WHERE report = ?)`, report, report)
	return err
}

// changed notes that the record is another from now on.
func changed(ctx context.Context, tx *sql.Tx) error {
	_, err := tx.ExecContext(ctx, `UPDATE revision SET n = n + 1`)
	return err
}
