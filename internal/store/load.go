package store

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"runtime"
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
	Unread    []Unread            // of an outline: the other claims, by id
}

// Unread is a claim of which an outline says no more.
type Unread struct {
	ID, Report string
	Sort       chancery.Sort
}

// Load reads the whole record as it was at one moment. Participants share their
// offices, which nobody may change.
func (s *Store) Load(ctx context.Context) (Contents, error) {
	var c Contents
	err := s.view(ctx, func(tx *sql.Tx) (err error) {
		one := newWords()
		if err := decoded(ctx, tx, reportOf, func(r chancery.Report) {
			one.report(&r)
			c.Reports = append(c.Reports, r)
		}, `SELECT body, text FROM report ORDER BY name, id`); err != nil {
			return fmt.Errorf("reports: %w", err)
		}
		if err := decoded(ctx, tx, func(body, _ string) (chancery.Claim, error) {
			return trimmed(body)
		}, func(claim chancery.Claim) {
			one.claim(&claim)
			c.Claims = append(c.Claims, claim)
		}, `SELECT claim.body, '' FROM report JOIN claim ON claim.report = report.id
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
// memberships, without their sources where no decision rests on their report, and
// of all others the ids. Skips are left out. Many goroutines may call see.
// Participants share their offices, which nobody may change.
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
		one := newWords()
		if err := decoded(ctx, tx, func(body, text string) (r chancery.Report, err error) {
			err = json.Unmarshal([]byte(body), &r)
			r.Text = text
			see(&r)
			return chancery.Report{ID: r.ID, Name: r.Name, Outlet: r.Outlet, Chain: r.Chain, Language: r.Language, Published: r.Published, PublishedBasis: r.PublishedBasis}, err
		}, func(r chancery.Report) {
			one.report(&r)
			c.Reports = append(c.Reports, r)
		}, `SELECT body, text FROM report ORDER BY name, id`); err != nil {
			return fmt.Errorf("reports: %w", err)
		}
		if err := decoded(ctx, tx, func(body, report string) (chancery.Claim, error) {
			return outlined(body, decided[report])
		}, func(claim chancery.Claim) {
			one.claim(&claim)
			c.Claims = append(c.Claims, claim)
		}, `SELECT claim.body, claim.report FROM report JOIN claim ON claim.report = report.id WHERE claim.sort IN (?, ?, ?)
			ORDER BY report.name, report.id, claim.ord, claim.id`, chancery.SortEvent, chancery.SortTenure, chancery.SortMembership); err != nil {
			return fmt.Errorf("claims: %w", err)
		}
		if c.Unread, err = list(ctx, tx, func(rows *sql.Rows) (u Unread, err error) {
			err = rows.Scan(&u.ID, &u.Report, &u.Sort)
			one.once(&u.Report, (*string)(&u.Sort))
			return u, err
		}, `SELECT id, report, sort FROM claim WHERE sort NOT IN (?, ?, ?) ORDER BY id`, chancery.SortEvent, chancery.SortTenure, chancery.SortMembership); err != nil {
			return fmt.Errorf("other claims: %w", err)
		}
		c.Reports, c.Claims, c.Unread = slices.Clone(c.Reports), slices.Clone(c.Claims), slices.Clone(c.Unread) // of many, appending leaves much room
		return nil
	})
	return c, err
}

// atOnce is how many rows a goroutine decodes before they are handed over.
const atOnce = 256

// decoded decodes rows of two texts on several goroutines, while the next are
// fetched, and hands them over in their order.
func decoded[T any](ctx context.Context, tx *sql.Tx, decode func(a, b string) (T, error), take func(T), query string, args ...any) (err error) {
	rows, err := tx.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer func() { err = cmp.Or(err, rows.Close()) }()
	type result struct {
		all []T
		err error
	}
	underWay := make(chan chan result, runtime.GOMAXPROCS(0))
	var fetching error // read when underWay is closed
	go func() {
		defer close(underWay)
		for more := true; more; {
			var raw [][2]string
			for len(raw) < atOnce && more {
				if more = rows.Next(); more {
					var row [2]string
					if fetching = rows.Scan(&row[0], &row[1]); fetching != nil {
						return
					}
					raw = append(raw, row)
				}
			}
			out := make(chan result, 1)
			go func() {
				var r result
				for _, row := range raw {
					v, err := decode(row[0], row[1])
					r.all, r.err = append(r.all, v), cmp.Or(r.err, err)
				}
				out <- r
			}()
			underWay <- out
		}
		fetching = rows.Err()
	}()
	for out := range underWay {
		r := <-out
		for _, v := range r.all {
			take(v)
		}
		err = cmp.Or(err, r.err)
	}
	return cmp.Or(err, fetching)
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
	return all, rows.Err()
}

func scanReport(rows *sql.Rows) (r chancery.Report, err error) {
	var body, text string
	if err := rows.Scan(&body, &text); err != nil {
		return r, err
	}
	return reportOf(body, text)
}

// reportOf is the report of a row.
func reportOf(body, text string) (r chancery.Report, err error) {
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

// trimmed is a claim whose lists have no room for more, as decoding leaves it.
func trimmed(body string) (c chancery.Claim, err error) {
	err = json.Unmarshal([]byte(body), &c)
	c.Sources = slices.Clone(c.Sources)
	if c.Event != nil {
		c.Event.Participants = slices.Clone(c.Event.Participants)
	}
	return c, err
}

// outlined is a claim without its sources, or with them.
func outlined(body string, whole bool) (c chancery.Claim, err error) {
	if whole {
		return trimmed(body)
	}
	bare := struct {
		*chancery.Claim
		Sources passedOver `json:"sources"`
	}{Claim: &c}
	err = json.Unmarshal([]byte(body), &bare)
	if c.Event != nil {
		c.Event.Participants = slices.Clone(c.Event.Participants)
	}
	return c, err
}

// passedOver is a field of which nothing is kept.
type passedOver struct{}

func (*passedOver) UnmarshalJSON([]byte) error { return nil }

func scanSkip(rows *sql.Rows) (s chancery.Skip, err error) {
	err = rows.Scan(&s.Name, &s.Reason, &s.Limit, &s.Seen)
	return s, err
}
