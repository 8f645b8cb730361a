package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"time"
)

// Feed is a feed that is followed, and how it fared. Times are to the second;
// the zero time is never.
type Feed struct {
	Address  string // may hold a name and password, so no error here has it
	Title    string
	Added    time.Time
	Polled   time.Time // when it answered last
	Due      time.Time // when it is asked next
	ETag     string
	Modified string // Last-Modified of its answer, as sent
	Items    int    // in its last answer
	Failures int    // one after the other
	Reason   string // of the last failure; empty after an answer
}

// Entry is an item in a feed's answer.
type Entry struct {
	Item    string // a hash of the feed's name for it
	Stamp   string // a hash of what the feed says of it
	Address string // of its page
	Updated string // when its report changed, as the feed says, RFC 3339 in UTC; empty when it does not say
	Content string // the report as a web page, where the feed has all of it
}

// Page is a page to which feeds led. Once it is done the record has a hash of its
// address only, by which it is known when a feed leads there again.
type Page struct {
	Address  string
	Due      time.Time // when it is to be fetched; zero when it is done
	Tries    int       // that failed since it was due
	Reason   string    // of the last failure
	ETag     string
	Modified string
	Whole    bool // a feed had all of the report; see PageContent
}

// moment and momentOf turn a time into text that sorts, and back.
func moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

func momentOf(s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	return time.Parse(time.RFC3339, s)
}

// pageKey is what is left of the address of a page that is done.
func pageKey(address string) string {
	sum := sha256.Sum256([]byte("page\x00" + address))
	return hex.EncodeToString(sum[:])
}

// AddFeed follows a feed. One that is followed already keeps its state, and
// false is returned.
func (s *Store) AddFeed(ctx context.Context, f Feed) (added bool, err error) {
	err = s.update(ctx, func(tx *sql.Tx) error {
		done, err := tx.ExecContext(ctx, `INSERT INTO feed (address, title, added, polled, due, etag, modified, items, failures, reason)
			VALUES (?, ?, ?, '', ?, '', '', 0, 0, '') ON CONFLICT DO NOTHING`, f.Address, f.Title, moment(f.Added), moment(f.Due))
		if err != nil {
			return err
		}
		n, err := done.RowsAffected()
		added = n > 0
		return err
	})
	if err != nil {
		return false, fmt.Errorf("following a feed: %w", err)
	}
	return added, nil
}

// DropFeed follows a feed no more; false when it was not followed. What was read
// through it stays.
func (s *Store) DropFeed(ctx context.Context, address string) (dropped bool, err error) {
	err = s.update(ctx, func(tx *sql.Tx) error {
		done, err := tx.ExecContext(ctx, `DELETE FROM feed WHERE address = ?`, address)
		if err != nil {
			return err
		}
		n, err := done.RowsAffected()
		dropped = n > 0
		return err
	})
	if err != nil {
		return false, fmt.Errorf("dropping a feed: %w", err)
	}
	return dropped, nil
}

// Feeds are the feeds that are followed, by address.
func (s *Store) Feeds(ctx context.Context) (all []Feed, err error) {
	err = s.view(ctx, func(tx *sql.Tx) (err error) {
		all, err = list(ctx, tx, scanFeed, `SELECT address, title, added, polled, due, etag, modified, items, failures, reason FROM feed ORDER BY address`)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("feeds: %w", err)
	}
	return all, nil
}

func scanFeed(rows *sql.Rows) (f Feed, err error) {
	var added, polled, due string
	if err := rows.Scan(&f.Address, &f.Title, &added, &polled, &due, &f.ETag, &f.Modified, &f.Items, &f.Failures, &f.Reason); err != nil {
		return f, err
	}
	var errs [3]error
	f.Added, errs[0] = momentOf(added)
	f.Polled, errs[1] = momentOf(polled)
	f.Due, errs[2] = momentOf(due)
	return f, errors.Join(errs[:]...)
}

// PutPoll keeps what came of asking a feed: its state, and the items of its
// answer in place of those of the one before; nil entries leave these alone. A
// page that is new, or whose report has changed since the feed last said, is due
// at once; how many there are is returned. A feed that is followed no more is
// left alone.
func (s *Store) PutPoll(ctx context.Context, f Feed, entries []Entry, now time.Time) (due int, err error) {
	err = s.update(ctx, func(tx *sql.Tx) error {
		done, err := tx.ExecContext(ctx, `UPDATE feed SET title = ?, polled = ?, due = ?, etag = ?, modified = ?, items = ?, failures = ?, reason = ? WHERE address = ?`,
			f.Title, moment(f.Polled), moment(f.Due), f.ETag, f.Modified, f.Items, f.Failures, f.Reason, f.Address)
		if err != nil {
			return err
		}
		if n, err := done.RowsAffected(); err != nil || n == 0 || entries == nil {
			return err
		}
		before, err := stampsOf(ctx, tx, f.Address)
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `DELETE FROM feed_item WHERE feed = ?`, f.Address); err != nil {
			return err
		}
		for _, e := range entries {
			if _, err := tx.ExecContext(ctx, `INSERT OR REPLACE INTO feed_item (feed, item, stamp) VALUES (?, ?, ?)`, f.Address, e.Item, e.Stamp); err != nil {
				return err
			}
			old, seen := before[e.Item]
			if seen && old == e.Stamp {
				continue
			}
			is, err := makeDue(ctx, tx, e, seen, now)
			if err != nil {
				return err
			}
			if is {
				due++
			}
		}
		return nil
	})
	if err != nil {
		return 0, fmt.Errorf("keeping what a feed answered: %w", err)
	}
	return due, nil
}

func stampsOf(ctx context.Context, tx *sql.Tx, feed string) (map[string]string, error) {
	rows, err := list(ctx, tx, func(rows *sql.Rows) (r [2]string, err error) {
		err = rows.Scan(&r[0], &r[1])
		return r, err
	}, `SELECT item, stamp FROM feed_item WHERE feed = ?`, feed)
	out := map[string]string{}
	for _, r := range rows {
		out[r[0]] = r[1]
	}
	return out, err
}

// makeDue asks for the page of an item that is new in its feed or, if the feed
// had it before, has changed. A page that another feed led to already is asked
// for again only when this one tells of a later change, and one of a report that
// was forgotten never.
func makeDue(ctx context.Context, tx *sql.Tx, e Entry, changed bool, now time.Time) (bool, error) {
	var gone bool
	key := pageKey(e.Address)
	if err := tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM forgotten WHERE report = ?)`, key).Scan(&gone); err != nil || gone {
		return false, err
	}
	var known, updated, due string
	err := tx.QueryRowContext(ctx, `SELECT address, updated, due FROM page WHERE address IN (?, ?)`, e.Address, key).Scan(&known, &updated, &due)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		_, err = tx.ExecContext(ctx, `INSERT INTO page (address, due, tries, reason, updated, etag, modified, content) VALUES (?, ?, 0, '', ?, '', '', ?)`,
			e.Address, moment(now), e.Updated, e.Content)
		return err == nil, err
	case err != nil:
		return false, err
	case !changed && e.Updated <= updated:
		return false, nil
	}
	_, err = tx.ExecContext(ctx, `UPDATE page SET address = ?, due = ?, tries = 0, reason = '', updated = max(updated, ?), content = ? WHERE address = ?`,
		e.Address, moment(now), e.Updated, e.Content, known)
	return err == nil && due == "", err
}

// MoveFeed gives a feed another address, at which it answers for good. Where
// that one is followed already, this one is dropped.
func (s *Store) MoveFeed(ctx context.Context, from, to string) error {
	err := s.update(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `UPDATE OR IGNORE feed SET address = ? WHERE address = ?`, to, from); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `DELETE FROM feed WHERE address = ?`, from)
		return err
	})
	if err != nil {
		return fmt.Errorf("moving a feed: %w", err)
	}
	return nil
}

// DuePages are the pages that are to be fetched by now, those that wait longest
// first, at most most of them.
func (s *Store) DuePages(ctx context.Context, now time.Time, most int) (all []Page, err error) {
	err = s.view(ctx, func(tx *sql.Tx) (err error) {
		all, err = list(ctx, tx, scanPage, `SELECT address, due, tries, reason, etag, modified, content <> '' FROM page
			WHERE due <> '' AND due <= ? ORDER BY due, address LIMIT ?`, moment(now), most)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("pages to fetch: %w", err)
	}
	return all, nil
}

func scanPage(rows *sql.Rows) (p Page, err error) {
	var due string
	if err := rows.Scan(&p.Address, &due, &p.Tries, &p.Reason, &p.ETag, &p.Modified, &p.Whole); err != nil {
		return p, err
	}
	p.Due, err = momentOf(due)
	return p, err
}

// PageContent is the report that a feed had all of, as a web page; empty when
// none had, or it is read already.
func (s *Store) PageContent(ctx context.Context, address string) (content string, err error) {
	err = s.view(ctx, func(tx *sql.Tx) error {
		return tx.QueryRowContext(ctx, `SELECT content FROM page WHERE address = ?`, address).Scan(&content)
	})
	if err != nil {
		return "", fmt.Errorf("what feeds have of %s: %w", address, err)
	}
	return content, nil
}

// PutPage keeps what came of fetching a page, or of reading what a feed had of
// it, which is dropped then.
func (s *Store) PutPage(ctx context.Context, p Page) error {
	kept := p.Address
	if p.Due.IsZero() {
		kept = pageKey(p.Address)
	}
	err := s.update(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `UPDATE page SET address = ?, due = ?, tries = ?, reason = ?, etag = ?, modified = ?, content = '' WHERE address = ?`,
			kept, moment(p.Due), p.Tries, p.Reason, p.ETag, p.Modified, p.Address)
		return err
	})
	if err != nil {
		return fmt.Errorf("keeping what came of %s: %w", p.Address, err)
	}
	return nil
}

// Waiting counts the pages that are to be fetched, now or later.
func (s *Store) Waiting(ctx context.Context) (n int, err error) {
	err = s.view(ctx, func(tx *sql.Tx) error {
		return tx.QueryRowContext(ctx, `SELECT count(*) FROM page WHERE due <> ''`).Scan(&n)
	})
	if err != nil {
		return 0, fmt.Errorf("pages that wait: %w", err)
	}
	return n, nil
}
