package store

import (
	"context"
	"database/sql"
	"sync"
)

// Changes tells whether the record was changed, by whatever process or goroutine:
// its reports, claims, skips or decisions, and not what is followed beside them. It is
// safe for use by several goroutines. Close it before the Store.
type Changes struct {
	path string
	mu   sync.Mutex
	conn *sql.Conn // does nothing else, so that it waits for nobody
}

// Changes watches the file from now on.
func (s *Store) Changes(ctx context.Context) (*Changes, error) {
	conn, err := s.read.Conn(ctx)
	if err != nil {
		return nil, explain(s.path, err)
	}
	return &Changes{path: s.path, conn: conn}, nil
}

// Mark is a number that differs from an earlier one when the record was changed in
// between, and only then. It may take seconds where another process
// has the whole file for itself.
func (c *Changes) Mark() (int64, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	var n int64
	err := c.conn.QueryRowContext(context.Background(), `SELECT n FROM revision`).Scan(&n)
	return n, explain(c.path, err)
}

// Close lets go of the connection.
func (c *Changes) Close() error { return explain(c.path, c.conn.Close()) }
