package store

import (
	"context"
	"database/sql"
	"sync"
)

// Changes tells whether the record's file was changed, by whatever process or
// goroutine. It is safe for use by several goroutines. Close it before the Store.
type Changes struct {
	path string
	mu   sync.Mutex
	// SQLite counts the commits of all connections but the one that asks
	// (https://www.sqlite.org/pragma.html#pragma_data_version), so one connection
	// does nothing else.
	conn *sql.Conn
}

// Changes watches the file from now on.
func (s *Store) Changes(ctx context.Context) (*Changes, error) {
	conn, err := s.read.Conn(ctx)
	if err != nil {
		return nil, explain(s.path, err)
	}
	return &Changes{path: s.path, conn: conn}, nil
}

// Mark is a number that differs from an earlier one when something was
// committed in between, and only then. It may take seconds where another process
// has the whole file for itself.
func (c *Changes) Mark() (int64, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	var n int64
	err := c.conn.QueryRowContext(context.Background(), "PRAGMA data_version").Scan(&n)
	return n, explain(c.path, err)
}

// Close lets go of the connection.
func (c *Changes) Close() error { return explain(c.path, c.conn.Close()) }
