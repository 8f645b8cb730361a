package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"chancery"
	"chancery/internal/name"
)

// Found is what full text search found: a report, or the claim of a statement in
// it.
type Found struct {
	Report string
	Claim  string // empty for the report itself
}

// Query says what is looked for. What is empty asks for nothing.
type Query struct {
	Words      string
	Statements bool     // these, and not reports
	Languages  []string // of the report
	From       chancery.Date
	Until      chancery.Date // the report was published on or between the two
	Shared     bool          // leave out notes of one's own
}

// Search finds the reports in which all words of the query stand, or the
// statements: those that fit best first, from skip on, at most so many, with how
// many there are in all. Words are found by their beginnings, without regard to
// accents and letter case; those between quotation marks stand together. A query
// without a word finds nothing. A report without a day is found only where no
// day is asked for.
func (s *Store) Search(ctx context.Context, q Query, skip, most int) (found []Found, all int, err error) {
	match := matching(q.Words)
	if match == "" {
		return nil, 0, nil
	}
	from, args := q.from(match)
	err = s.view(ctx, func(tx *sql.Tx) (err error) {
		if err := tx.QueryRowContext(ctx, `SELECT count(*)`+from, args...).Scan(&all); err != nil {
			return err
		}
		found, err = list(ctx, tx, func(rows *sql.Rows) (f Found, err error) {
			err = rows.Scan(&f.Report, &f.Claim)
			return f, err
		}, `SELECT searchable.report, coalesce(claim, '')`+from+` ORDER BY rank, n LIMIT ? OFFSET ?`, append(args, most, skip)...)
		return err
	})
	if err != nil {
		return nil, 0, fmt.Errorf("searching: %w", err)
	}
	return found, all, nil
}

// from is where the query looks, and the values in it. The reports themselves are
// read only where it asks something of them: that takes a look-up for each that has
// the words.
func (q Query) from(match string) (clause string, args []any) {
	of, args := q.ofReport()
	clause = ` FROM search JOIN searchable ON n = search.rowid`
	if of != "" {
		clause += ` JOIN report ON report.id = searchable.report`
	}
	sort := ` AND claim IS NULL`
	if q.Statements {
		sort = ` AND claim IS NOT NULL`
	}
	return clause + ` WHERE search MATCH ?` + sort + of, append([]any{match}, args...)
}

// ofReport is what the query asks of a report, as conditions.
func (q Query) ofReport() (conditions string, args []any) {
	if q.Shared {
		// Few reports are notes, and to look for the word is faster than to read the JSON.
		conditions += ` AND NOT (instr(report.body, '"private"') AND coalesce(json_extract(report.body, '$.private'), 0))`
	}
	if len(q.Languages) > 0 {
		conditions += ` AND report.body ->> 'language' IN (?` + strings.Repeat(", ?", len(q.Languages)-1) + `)`
		for _, l := range q.Languages {
			args = append(args, l)
		}
	}
	// A day may be known by its month alone, so only as many letters as there are
	// are compared.
	const published = `(report.body ->> 'published')`
	if first, _, ok := q.From.Bounds(); ok && first != chancery.FirstDay {
		conditions += ` AND ` + published + ` <> '' AND ` + published + ` >= substr(?, 1, length` + published + `)`
		args = append(args, string(first.Date()))
	}
	if _, last, ok := q.Until.Bounds(); ok && last != chancery.LastDay {
		conditions += ` AND ` + published + ` <> '' AND ` + published + ` <= substr(?, 1, length` + published + `)`
		args = append(args, string(last.Date()))
	}
	return conditions, args
}

// mostWords is how many words of a query are looked for.
const mostWords = 16

// matching is the query as FTS5 takes it (https://www.sqlite.org/fts5.html): each
// word as the beginning of one, what stands between quotation marks as a phrase.
// Folded words are letters and digits only, so nothing in them is an operator.
func matching(query string) string {
	var out []string
	for i, part := range strings.Split(query, `"`) {
		words := strings.Fields(name.Fold(part))
		if i%2 == 1 && len(words) > 0 {
			out = append(out, `"`+strings.Join(words, " ")+`"`)
			continue
		}
		for _, w := range words {
			out = append(out, `"`+w+`"*`)
		}
	}
	return strings.Join(out[:min(len(out), mostWords)], " ")
}

// putSearchable puts the words of a report and of its statements into the index,
// in place of those that are there.
func putSearchable(ctx context.Context, tx *sql.Tx, report, text string, claims []chancery.Claim) error {
	if err := dropSearchable(ctx, tx, report); err != nil {
		return err
	}
	if err := putWords(ctx, tx, report, nil, text); err != nil {
		return err
	}
	for _, c := range claims {
		if c.Statement == nil {
			continue
		}
		if err := putWords(ctx, tx, report, &c.ID, c.Statement.Name+" "+c.Statement.Quote); err != nil {
			return err
		}
	}
	return nil
}

func putWords(ctx context.Context, tx *sql.Tx, report string, claim *string, text string) error {
	row, err := tx.ExecContext(ctx, `INSERT INTO searchable (report, claim) VALUES (?, ?)`, report, claim)
	if err != nil {
		return err
	}
	n, err := row.LastInsertId()
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO search (rowid, words) VALUES (?, ?)`, n, name.Fold(text))
	return err
}

func dropSearchable(ctx context.Context, tx *sql.Tx, report string) error {
	for _, statement := range []string{
		`DELETE FROM search WHERE rowid IN (SELECT n FROM searchable WHERE report = ?)`,
		`DELETE FROM searchable WHERE report = ?`,
	} {
		if _, err := tx.ExecContext(ctx, statement, report); err != nil {
			return err
		}
	}
	return nil
}

// indexAll puts all reports into the index that are not there.
func indexAll(ctx context.Context, tx *sql.Tx) error {
	missing, err := list(ctx, tx, func(rows *sql.Rows) (id string, err error) {
		err = rows.Scan(&id)
		return id, err
	}, `SELECT id FROM report WHERE id NOT IN (SELECT report FROM searchable) ORDER BY id`)
	if err != nil {
		return err
	}
	for _, id := range missing {
		var text string
		if err := tx.QueryRowContext(ctx, `SELECT text FROM report WHERE id = ?`, id).Scan(&text); err != nil {
			return err
		}
		claims, err := list(ctx, tx, scanClaim, `SELECT body FROM claim WHERE report = ? AND sort = ? ORDER BY ord, id`, id, string(chancery.SortStatement))
		if err != nil {
			return err
		}
		if err := putSearchable(ctx, tx, id, text, claims); err != nil {
			return fmt.Errorf("indexing report %s: %w", id, err)
		}
	}
	return nil
}

// indexAnew makes the whole index anew, so that nothing is left in it of what was
// there: a word that is dropped stays in its pages until these are merged.
func indexAnew(ctx context.Context, tx *sql.Tx) error {
	for _, statement := range []string{`INSERT INTO search (search) VALUES ('delete-all')`, `DELETE FROM searchable`} {
		if _, err := tx.ExecContext(ctx, statement); err != nil {
			return err
		}
	}
	return indexAll(ctx, tx)
}
