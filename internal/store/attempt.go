package store

import (
	"context"
	"database/sql"
	"fmt"
)

// Attempt is a report that could not be read to the end.
type Attempt struct {
	Report string // id
	Name   string
	Rules  string // version
	Tries  int
	Reason string // of the last try
}

// PutAttempt keeps that reading a report failed, or has begun and may fail: in
// place of an earlier one by the same rules or others.
func (s *Store) PutAttempt(ctx context.Context, a Attempt) error {
	err := s.update(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT OR REPLACE INTO attempt (report, name, rules, tries, reason) VALUES (?, ?, ?, ?, ?)`,
			a.Report, a.Name, a.Rules, a.Tries, a.Reason)
		return err
	})
	if err != nil {
		return fmt.Errorf("keeping that %s could not be read: %w", a.Name, err)
	}
	return nil
}

// DropAttempt forgets that a report could not be read.
func (s *Store) DropAttempt(ctx context.Context, report string) error {
	err := s.update(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `DELETE FROM attempt WHERE report = ?`, report)
		return err
	})
	if err != nil {
		return fmt.Errorf("forgetting that report %s could not be read: %w", report, err)
	}
	return nil
}

// Attempts are the reports that could not be read to the end, by name and id.
func (s *Store) Attempts(ctx context.Context) (all []Attempt, err error) {
	err = s.view(ctx, func(tx *sql.Tx) (err error) {
		all, err = list(ctx, tx, func(rows *sql.Rows) (a Attempt, err error) {
			err = rows.Scan(&a.Report, &a.Name, &a.Rules, &a.Tries, &a.Reason)
			return a, err
		}, `SELECT report, name, rules, tries, reason FROM attempt ORDER BY name, report`)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("attempts: %w", err)
	}
	return all, nil
}
