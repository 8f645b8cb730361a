package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"chancery"
)

// examiner looks at all of a record that nobody writes to: the structure of
// the file, the hash of every report, every quoted word. What is not as this
// package left it is an Error Refused.
type examiner struct {
	path   string
	name   string // what errors call it
	advice string // what they say to do about damage
}

// examine counts what the record holds, without its SHA-256.
func (e examiner) examine(ctx context.Context) (Holdings, error) {
	info, err := os.Stat(e.path)
	if err != nil {
		return Holdings{}, err
	}
	db, err := e.open()
	if err != nil {
		return Holdings{}, err
	}
	defer db.Close()
	held := Holdings{Bytes: info.Size()}
	err = checkCurrent(ctx, db, e.name)
	if err == nil {
		err = within(ctx, db, func(tx *sql.Tx) error { return e.all(ctx, tx, &held) })
	}
	if damaged(err) {
		err = e.damage("%v", err)
	}
	return held, explain(e.name, err)
}

func (e examiner) open() (*sql.DB, error) {
	abs, err := filepath.Abs(e.path)
	if err != nil {
		return nil, err
	}
	return sql.Open("sqlite", address(abs, "mode=ro", "immutable=1", pragmas))
}

// older reports whether the record is of an older form. What is no record, or
// one of a newer program, is an Error Refused.
func (e examiner) older(ctx context.Context) (bool, error) {
	names, err := migrations()
	if err != nil {
		return false, err
	}
	db, err := e.open()
	if err != nil {
		return false, err
	}
	defer db.Close()
	have, err := version(ctx, db, e.name, len(names))
	switch {
	case damaged(err):
		return false, chancery.Errorf(chancery.Refused, "%s is no record, or is damaged; %s", e.name, e.advice)
	case err != nil:
		return false, explain(e.name, err)
	case have == 0:
		return false, chancery.Errorf(chancery.Refused, "%s is empty; %s", e.name, e.advice)
	}
	return have < len(names), nil
}

func (e examiner) damage(format string, args ...any) error {
	return chancery.Errorf(chancery.Refused, "%s is damaged (%s); %s", e.name, fmt.Sprintf(format, args...), e.advice)
}

func (e examiner) all(ctx context.Context, tx *sql.Tx, held *Holdings) error {
	if err := e.structure(ctx, tx); err != nil {
		return err
	}
	var err error
	if held.Reports, held.Claims, err = e.readings(ctx, tx); err != nil {
		return err
	}
	skips, err := listSkips(ctx, tx)
	if err != nil {
		return err
	}
	held.Skips = len(skips)
	held.Decisions, err = e.decisions(ctx, tx)
	return err
}

// structure checks what SQLite can check.
func (e examiner) structure(ctx context.Context, tx *sql.Tx) error {
	var fault string
	if err := tx.QueryRowContext(ctx, "SELECT integrity_check FROM pragma_integrity_check LIMIT 1").Scan(&fault); err != nil {
		return err
	}
	if fault != "ok" {
		return e.damage("%s", fault)
	}
	var orphans, found, unindexed int
	if err := tx.QueryRowContext(ctx, `SELECT count(*) FILTER (WHERE "table" = 'claim'), count(*) FROM pragma_foreign_key_check`).Scan(&orphans, &found); err != nil {
		return err
	}
	switch {
	case orphans > 0:
		return e.damage("%d claims are of no report", orphans)
	case found > 0:
		return e.damage("%d rows of the index are of no report", found)
	}
	if err := tx.QueryRowContext(ctx, "SELECT count(*) FROM report WHERE id NOT IN (SELECT report FROM searchable WHERE claim IS NULL)").Scan(&unindexed); err != nil {
		return err
	}
	if unindexed > 0 {
		return e.damage("%d reports are not in the index", unindexed)
	}
	return nil
}

// claimRow is a row of the table claim.
type claimRow struct {
	id, report, sort, rules, body string
	order                         int
}

func (r claimRow) holds(c chancery.Claim) bool {
	return c.ID == r.id && c.Report == r.report && string(c.Sort) == r.sort && c.Rules == r.rules && c.Order == r.order
}

// readings checks every report with its claims.
func (e examiner) readings(ctx context.Context, tx *sql.Tx) (reports, claims int, err error) {
	blackened := map[string]bool{} // their texts are not those that their ids hash
	rows, err := list(ctx, tx, func(rows *sql.Rows) (r reportRow, err error) {
		var changed bool
		err = rows.Scan(&r.id, &r.name, &r.rules, &r.body, &r.text, &changed)
		blackened[r.id] = changed
		return r, err
	}, `SELECT id, name, rules, body, text, EXISTS (SELECT 1 FROM forgotten WHERE forgotten.report = report.id) FROM report`)
	if err != nil {
		return 0, 0, err
	}
	all, err := list(ctx, tx, func(rows *sql.Rows) (r claimRow, err error) {
		err = rows.Scan(&r.id, &r.report, &r.sort, &r.order, &r.rules, &r.body)
		return r, err
	}, `SELECT id, report, sort, ord, rules, body FROM claim`)
	if err != nil {
		return 0, 0, err
	}
	of := map[string][]chancery.Claim{}
	for _, row := range all {
		var c chancery.Claim
		if err := json.Unmarshal([]byte(row.body), &c); err != nil || !row.holds(c) {
			return 0, 0, e.damage("claim %s contradicts itself", row.id)
		}
		of[row.report] = append(of[row.report], c)
	}
	for _, row := range rows {
		var r chancery.Report
		err := json.Unmarshal([]byte(row.body), &r)
		r.Text = row.text
		if err != nil || r.ID != row.id || r.Name != row.name || r.ID != chancery.ReportID("", r.URL, r.Text) && !blackened[r.ID] {
			return 0, 0, e.damage("report %s is not what it was", row.id)
		}
		if err := check(r, of[r.ID], row.rules); err != nil {
			return 0, 0, e.damage("%v", err)
		}
	}
	return len(rows), len(all), nil
}

// decisions checks what people decided.
func (e examiner) decisions(ctx context.Context, tx *sql.Tx) (int, error) {
	type decisionRow struct{ id, at, body string }
	rows, err := list(ctx, tx, func(rows *sql.Rows) (r decisionRow, err error) {
		err = rows.Scan(&r.id, &r.at, &r.body)
		return r, err
	}, `SELECT id, at, body FROM decision`)
	if err != nil {
		return 0, err
	}
	for _, row := range rows {
		var d chancery.Decision
		if err := json.Unmarshal([]byte(row.body), &d); err != nil || d.ID != row.id || d.At.UTC().Format(stamp) != row.at {
			return 0, e.damage("decision %s contradicts itself", row.id)
		}
	}
	return len(rows), nil
}
