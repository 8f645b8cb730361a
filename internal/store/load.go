package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"

	"chancery"
)

// Contents is all that a record holds. The order of each list depends on what
// it holds alone, never on when it came in.
type Contents struct {
	Reports   []chancery.Report   // by name, then id
	Claims    []chancery.Claim    // by report as above, then order, then id
	Decisions []chancery.Decision // by time, then id
	Skips     []chancery.Skip     // by name, then reason
}

// Load reads the whole record as it was at one moment.
func (s *Store) Load(ctx context.Context) (Contents, error) {
	var c Contents
	err := s.view(ctx, func(tx *sql.Tx) (err error) {
		if c.Reports, err = list(ctx, tx, scanReport, `SELECT body, text FROM report ORDER BY name, id`); err != nil {
			return fmt.Errorf("reports: %w", err)
		}
		if c.Claims, err = list(ctx, tx, scanClaim, `SELECT claim.body FROM report JOIN claim ON claim.report = report.id
			ORDER BY report.name, report.id, claim.ord, claim.id`); err != nil {
			return fmt.Errorf("claims: %w", err)
		}
		if c.Decisions, err = listDecisions(ctx, tx); err != nil {
			return err
		}
		c.Skips, err = listSkips(ctx, tx)
		return err
	})
	return c, err
}

// LoadOutline reads as much as says what happened, in a fraction of the memory: of
// the reports what tells them apart, where they are from and their days, each shown
// to see as a whole beforehand; of the claims those of events, tenures and
// memberships, without their sources where no decision rests on their report.
// Skips are left out.
func (s *Store) LoadOutline(ctx context.Context, see func(*chancery.Report)) (Contents, error) {
	var c Contents
	err := s.view(ctx, func(tx *sql.Tx) (err error) {
		if c.Decisions, err = listDecisions(ctx, tx); err != nil {
			return err
		}
		decided := map[string]bool{}
		for _, d := range c.Decisions {
			for _, t := range slices.Concat(d.On, d.And) {
				decided[t.Report] = true
			}
		}
		one := words{}
		if c.Reports, err = list(ctx, tx, func(rows *sql.Rows) (chancery.Report, error) {
			r, err := scanReport(rows)
			see(&r)
			r = chancery.Report{ID: r.ID, Name: r.Name, Outlet: r.Outlet, Chain: r.Chain, Language: r.Language, Published: r.Published, PublishedBasis: r.PublishedBasis}
			one.report(&r)
			return r, err
		}, `SELECT body, text FROM report ORDER BY name, id`); err != nil {
			return fmt.Errorf("reports: %w", err)
		}
		if c.Claims, err = list(ctx, tx, func(rows *sql.Rows) (chancery.Claim, error) {
			c, err := scanOutline(rows, decided)
			one.claim(&c)
			if c.Event != nil {
				c.Event.Participants = slices.Clone(c.Event.Participants) // decoding leaves room for more
			}
			return c, err
		}, `SELECT claim.report, claim.body FROM report JOIN claim ON claim.report = report.id WHERE claim.sort IN (?, ?, ?)
			ORDER BY report.name, report.id, claim.ord, claim.id`, chancery.SortEvent, chancery.SortTenure, chancery.SortMembership); err != nil {
			return fmt.Errorf("claims: %w", err)
		}
		return nil
	})
	return c, err
}

// ReadByOthers are the ids of the reports that other rules than these (a
// version) read last, by name and id.
func (s *Store) ReadByOthers(ctx context.Context, rules string) (ids []string, err error) {
	err = s.view(ctx, func(tx *sql.Tx) (err error) {
		ids, err = list(ctx, tx, func(rows *sql.Rows) (id string, err error) {
			err = rows.Scan(&id)
			return id, err
		}, `SELECT id FROM report WHERE rules <> ? ORDER BY name, id`, rules)
		return err
	})
	return ids, err
}

// Report is one report with its text; NotFound when it is not there.
func (s *Store) Report(ctx context.Context, id string) (r chancery.Report, err error) {
	err = s.view(ctx, func(tx *sql.Tx) error {
		found, err := list(ctx, tx, scanReport, `SELECT body, text FROM report WHERE id = ?`, id)
		if err == nil && len(found) == 0 {
			err = chancery.Errorf(chancery.NotFound, "there is no report %s", id)
		}
		if err == nil {
			r = found[0]
		}
		return err
	})
	return r, err
}

func list[T any](ctx context.Context, tx *sql.Tx, scan func(*sql.Rows) (T, error), query string, args ...any) (_ []T, err error) {
	rows, err := tx.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer func() {
		if cerr := rows.Close(); err == nil {
			err = cerr
		}
	}()
	var all []T
	for rows.Next() {
		v, err := scan(rows)
		if err != nil {
			return nil, err
		}
		all = append(all, v)
	}
	return slices.Clone(all), rows.Err() // of many, appending leaves much room
}

func scanReport(rows *sql.Rows) (r chancery.Report, err error) {
	var body, text string
	if err := rows.Scan(&body, &text); err != nil {
		return r, err
	}
	err = json.Unmarshal([]byte(body), &r)
	r.Text = text
	return r, err
}

func scanClaim(rows *sql.Rows) (c chancery.Claim, err error) {
	var body string
	if err := rows.Scan(&body); err != nil {
		return c, err
	}
	err = json.Unmarshal([]byte(body), &c)
	return c, err
}

// scanOutline leaves out the sources of claims of all but the given reports.
func scanOutline(rows *sql.Rows, whole map[string]bool) (c chancery.Claim, err error) {
	var report string
	var body []byte
	if err := rows.Scan(&report, &body); err != nil {
		return c, err
	}
	if whole[report] {
		return c, json.Unmarshal(body, &c)
	}
	bare := struct {
		*chancery.Claim
		Sources passedOver `json:"sources"`
	}{Claim: &c}
	return c, json.Unmarshal(body, &bare)
}

// passedOver is a field of which nothing is kept.
type passedOver struct{}

func (*passedOver) UnmarshalJSON([]byte) error { return nil }

func scanSkip(rows *sql.Rows) (s chancery.Skip, err error) {
	err = rows.Scan(&s.Name, &s.Reason, &s.Limit, &s.Seen)
	return s, err
}
