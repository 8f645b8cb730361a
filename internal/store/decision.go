package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	"chancery"
)

// stamp is RFC 3339 with a fixed width, so that text order is time order.
const stamp = "2006-01-02T15:04:05.000000000Z"

// PutDecision keeps what a person decided. Earlier decisions stay as they are:
// the record shows who changed their mind, and when. One that says nothing
// sensible is an Error Invalid, one that undoes what is not there NotFound; the
// same one once more changes nothing.
func (s *Store) PutDecision(ctx context.Context, d chancery.Decision) error {
	if err := d.Check(); err != nil {
		return err
	}
	if d.ID == "" {
		return chancery.Errorf(chancery.Invalid, "a decision needs its id")
	}
	body, err := encode(d)
	if err != nil {
		return err
	}
	err = s.update(ctx, func(tx *sql.Tx) error {
		if d.Undoes != "" {
			var there bool
			if err := tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM decision WHERE id = ?)`, d.Undoes).Scan(&there); err != nil {
				return err
			}
			if !there {
				return chancery.Errorf(chancery.NotFound, "there is no decision %s to undo", d.Undoes)
			}
		}
		_, err := tx.ExecContext(ctx, `INSERT INTO decision (id, at, body) VALUES (?, ?, ?) ON CONFLICT DO NOTHING`, d.ID, d.At.UTC().Format(stamp), body)
		if err != nil {
			return err
		}
		return changed(ctx, tx)
	})
	if err != nil {
		return fmt.Errorf("keeping the decision: %w", err)
	}
	return nil
}

// Decisions are all that people decided, by time and id.
func (s *Store) Decisions(ctx context.Context) (all []chancery.Decision, err error) {
	err = s.view(ctx, func(tx *sql.Tx) (err error) {
		all, err = listDecisions(ctx, tx)
		return err
	})
	return all, err
}

func listDecisions(ctx context.Context, tx *sql.Tx) ([]chancery.Decision, error) {
	all, err := list(ctx, tx, scanDecision, `SELECT body FROM decision ORDER BY at, id`)
	if err != nil {
		return nil, fmt.Errorf("decisions: %w", err)
	}
	return all, nil
}

func scanDecision(rows *sql.Rows) (d chancery.Decision, err error) {
	var body string
	if err := rows.Scan(&body); err != nil {
		return d, err
	}
	err = json.Unmarshal([]byte(body), &d)
	return d, err
}
