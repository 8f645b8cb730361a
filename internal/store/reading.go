package store

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"chancery"
)

// Outcome says what PutReading did.
type Outcome int

const (
	New       Outcome = iota // the report was not there
	Known                    // it was there, read with these rules
	Reread                   // it was there; its claims were replaced
	Forgotten                // it is not to come back
)

// PutReading keeps a report with the claims that rules (a version) read in it,
// in one transaction. The claims of an earlier reading by other rules are
// replaced together.
//
// The same item may come from several files. The record then holds the one
// whose name, then SHA-256, sorts first, whatever the order of reading.
//
// A reading that contradicts itself is an Error Invalid, and nothing is kept:
// every claim must be of this report and these rules, have exactly the body of
// its sort and an id of its own, and quote the report's text verbatim.
func (s *Store) PutReading(ctx context.Context, report chancery.Report, claims []chancery.Claim, rules string) (Outcome, error) {
	if err := check(report, claims, rules); err != nil {
		return 0, err
	}
	row, err := encodeReport(report, rules)
	if err != nil {
		return 0, err
	}
	var outcome Outcome
	err = s.update(ctx, func(tx *sql.Tx) error {
		if gone, err := forgotten(ctx, tx, row); err != nil || gone {
			outcome = Forgotten
			return err
		}
		stored, found, err := findReport(ctx, tx, report.ID)
		if err != nil {
			return err
		}
		var change bool
		if outcome, change = compare(stored, found, row); !change {
			return nil
		}
		if err := putReport(ctx, tx, row); err != nil {
			return err
		}
		if err := putClaims(ctx, tx, report.ID, claims); err != nil {
			return err
		}
		if err := putSearchable(ctx, tx, report.ID, report.Text, claims); err != nil {
			return err
		}
		if err := arrive(ctx, tx, report.ID); err != nil {
			return err
		}
		return changed(ctx, tx)
	})
	if err != nil {
		return 0, fmt.Errorf("keeping the reading of %s: %w", report.Name, err)
	}
	return outcome, nil
}

// Known reports whether PutReading of this report under these rules would
// change nothing, so that it need not be read.
func (s *Store) Known(ctx context.Context, report chancery.Report, rules string) (bool, error) {
	row, err := encodeReport(report, rules)
	if err != nil {
		return false, err
	}
	var known bool
	err = s.view(ctx, func(tx *sql.Tx) error {
		if gone, err := forgotten(ctx, tx, row); err != nil || gone {
			return err // PutReading will say so
		}
		stored, found, err := findReport(ctx, tx, report.ID)
		if err != nil {
			return err
		}
		_, change := compare(stored, found, row)
		known = !change
		return nil
	})
	return known, err
}

// reportRow is a row of the table report.
type reportRow struct {
	id, name, sha256, rules, body, text string
}

func encodeReport(r chancery.Report, rules string) (reportRow, error) {
	row := reportRow{id: r.ID, name: r.Name, sha256: r.SHA256, rules: rules, text: r.Text}
	r.Text = ""
	body, err := encode(r)
	row.body = body
	return row, err
}

// compare says what the new row means beside the stored one, and whether
// anything is to be written.
func compare(stored reportRow, found bool, row reportRow) (outcome Outcome, change bool) {
	switch {
	case !found:
		return New, true
	case stored.rules != row.rules:
		return Reread, true
	case stored.name == row.name && stored.sha256 == row.sha256:
		// The same file; a newer intake may have understood it better.
		if stored.body != row.body {
			return Reread, true
		}
		return Known, false
	case stored.name == row.name:
		return Known, row.sha256 < stored.sha256
	}
	return Known, row.name < stored.name
}

func findReport(ctx context.Context, tx *sql.Tx, id string) (row reportRow, found bool, err error) {
	err = tx.QueryRowContext(ctx, `SELECT id, name, coalesce(body ->> '$.sha256', ''), rules, body FROM report WHERE id = ?`, id).
		Scan(&row.id, &row.name, &row.sha256, &row.rules, &row.body)
	if errors.Is(err, sql.ErrNoRows) {
		return reportRow{}, false, nil
	}
	return row, err == nil, err
}

func putReport(ctx context.Context, tx *sql.Tx, row reportRow) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO report (id, name, rules, body, text) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET name = excluded.name, rules = excluded.rules, body = excluded.body, text = excluded.text`,
		row.id, row.name, row.rules, row.body, row.text)
	return err
}

func putClaims(ctx context.Context, tx *sql.Tx, report string, claims []chancery.Claim) error {
	if _, err := tx.ExecContext(ctx, `DELETE FROM claim WHERE report = ?`, report); err != nil {
		return err
	}
	for _, c := range claims {
		body, err := encode(c)
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `INSERT INTO claim (id, report, sort, ord, rules, body) VALUES (?, ?, ?, ?, ?, ?)`,
			c.ID, c.Report, string(c.Sort), c.Order, c.Rules, body); err != nil {
			return fmt.Errorf("claim %s: %w", c.ID, err)
		}
	}
	return nil
}

// encode is compact JSON with the letters as they are.
func encode(v any) (string, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return "", err
	}
	return string(bytes.TrimSuffix(b.Bytes(), []byte("\n"))), nil
}
