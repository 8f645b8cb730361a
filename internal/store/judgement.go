package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"chancery"
)

// stamp is RFC 3339 with a fixed width, so that text order is time order.
const stamp = "2006-01-02T15:04:05.000000000Z"

// PutJudgement keeps a person's judgement; At comes back in UTC. Earlier ones
// on the same pair stay: the record shows who changed their mind, and when.
// The program's own judgements are worked out anew and are refused here, as
// are pairs out of order and unknown verdicts (Error Invalid).
func (s *Store) PutJudgement(ctx context.Context, j chancery.Judgement) error {
	switch {
	case j.By == "" || j.By == chancery.Program:
		return chancery.Errorf(chancery.Invalid, "a judgement needs a person who made it, not %q", j.By)
	case j.A == "" || j.A >= j.B:
		return chancery.Errorf(chancery.Invalid, "a judgement is on two claims in order, not on %q and %q", j.A, j.B)
	case j.Verdict != chancery.Same && j.Verdict != chancery.Different && j.Verdict != chancery.Unsure:
		return chancery.Errorf(chancery.Invalid, "a judgement is same, different or unsure, not %q", j.Verdict)
	case j.Score != 0:
		return chancery.Errorf(chancery.Invalid, "a person's judgement has no score")
	case j.At.IsZero():
		return chancery.Errorf(chancery.Invalid, "a person's judgement needs its time")
	}
	err := s.update(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO judgement (a, b, at, by, verdict, why) VALUES (?, ?, ?, ?, ?, ?)
			ON CONFLICT DO UPDATE SET verdict = excluded.verdict, why = excluded.why`,
			j.A, j.B, j.At.UTC().Format(stamp), j.By, string(j.Verdict), j.Why)
		return err
	})
	if err != nil {
		return fmt.Errorf("keeping the judgement on %s and %s: %w", j.A, j.B, err)
	}
	return nil
}

func scanJudgement(rows *sql.Rows) (j chancery.Judgement, err error) {
	var at string
	if err := rows.Scan(&j.A, &j.B, &at, &j.By, &j.Verdict, &j.Why); err != nil {
		return j, err
	}
	j.At, err = time.Parse(stamp, at)
	return j, err
}
