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

// Search finds the reports in which all words of the query stand, or the
// statements when statements is set: those that fit best first, from skip on, at
// most so many, with how many there are in all. Words are found by their
// beginnings, without regard to accents and letter case; those between quotation
// marks stand together. A query without a word finds nothing.
func (s *Store) Search(ctx context.Context, query string, statements bool, skip, most int) (found []Found, all int, err error) {
	return s.search(ctx, query, statements, "", skip, most)
}

// SearchShared is Search that neither finds nor counts what stands in notes of
// one's own.
func (s *Store) SearchShared(ctx context.Context, query string, statements bool, skip, most int) (found []Found, all int, err error) {
	// Few reports are notes, and to look for the word is faster than to read the JSON.
	const shared = ` AND NOT EXISTS (SELECT 1 FROM report WHERE report.id = searchable.report AND instr(report.body, '"private"') AND json_extract(report.body, '$.private'))`
	return s.search(ctx, query, statements, shared, skip, most)
}

// search finds what a further condition lets it.
func (s *Store) search(ctx context.Context, query string, statements bool, condition string, skip, most int) (found []Found, all int, err error) {
	match := matching(query)
	if match == "" {
		return nil, 0, nil
	}
	sort := "claim IS NULL"
	if statements {
		sort = "claim IS NOT NULL"
	}
	err = s.view(ctx, func(tx *sql.Tx) (err error) {
		from := ` FROM search JOIN searchable ON n = search.rowid WHERE search MATCH ? AND ` + sort + condition
		if err := tx.QueryRowContext(ctx, `SELECT count(*)`+from, match).Scan(&all); err != nil {
			return err
		}
		found, err = list(ctx, tx, func(rows *sql.Rows) (f Found, err error) {
			err = rows.Scan(&f.Report, &f.Claim)
			return f, err
		}, `SELECT report, coalesce(claim, '')`+from+` ORDER BY rank, n LIMIT ? OFFSET ?`, match, most, skip)
		return err
	})
	if err != nil {
		return nil, 0, fmt.Errorf("searching: %w", err)
	}
	return found, all, nil
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
