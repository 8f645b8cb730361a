package store

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"chancery"
)

// Accounts is the open file of a record's accounts. It is safe for use by several
// goroutines, and the file by several processes.
type Accounts struct {
	path string
	db   *sql.DB
}

// Account is who may use a record that is served.
type Account struct {
	Key      string // the name without regard to letter case; no two are the same
	Name     string
	Role     string
	Password string // its hash
	Made     time.Time
}

// Pass is a secret that opens the record in the name of an account.
type Pass struct {
	Sum     [32]byte // SHA-256 of the secret
	Account string   // the key
	Token   bool     // of a program; else the session of a browser
	Purpose string
	Made    time.Time
	Until   time.Time // in seconds; it opens nothing from then on
	Proof   string    // the hash of the password that it was given for; empty where it was given for none
}

// accountPragmas are those of a record, but for its journal: the file is small, and
// with SQLite's usual one nothing lies beside it but while something is written.
const accountPragmas = "_pragma=busy_timeout(10000)&_pragma=foreign_keys(ON)&_pragma=synchronous(EXTRA)" +
	"&_pragma=trusted_schema(OFF)&_pragma=cell_size_check(ON)&_pragma=secure_delete(ON)"

// OpenAccounts opens the file at path and, where it is missing and create is set,
// makes one that only its owner can read; else a missing file is an Error NotFound.
// A file of another sort or of a newer program is an Error Refused and stays untouched.
func OpenAccounts(ctx context.Context, path string, create bool) (*Accounts, error) {
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) && !create {
		return nil, chancery.Errorf(chancery.NotFound, "there are no accounts in %s; chancery account add NAME --role admin makes the first", path)
	}
	if err := prepare(path, Create); err != nil {
		return nil, err
	}
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, explain(path, err)
	}
	db, err := sql.Open("sqlite", address(abs, "mode=rw", "_txlock=immediate", accountPragmas))
	if err != nil {
		return nil, explain(path, err)
	}
	db.SetMaxOpenConns(1)
	if err := accountFiles().migrate(ctx, db, path); err != nil {
		return nil, errors.Join(explain(path, err), db.Close())
	}
	return &Accounts{path, db}, nil
}

// Close lets go of the file.
func (a *Accounts) Close() error { return explain(a.path, a.db.Close()) }

func (a *Accounts) update(ctx context.Context, f func(*sql.Tx) error) error {
	return explain(a.path, within(ctx, a.db, f))
}

// Add keeps a new account. One whose key is there already is an Error Conflicting.
func (a *Accounts) Add(ctx context.Context, one Account) error {
	return a.update(ctx, func(tx *sql.Tx) error {
		done, err := tx.ExecContext(ctx, `INSERT INTO account (key, name, role, password, made) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
			one.Key, one.Name, one.Role, one.Password, when(one.Made))
		return orElse(done, err, chancery.Errorf(chancery.Conflicting, "there is an account %s already", one.Name))
	})
}

// Change puts another role, or another hash of a password, in the place of what an
// account has; empty ones stay. Another password ends its sessions, but for the one
// with the sum except. Where nobody would be left with the role keep, that is an
// Error Refused.
func (a *Accounts) Change(ctx context.Context, key, role, password string, except [32]byte, keep string) error {
	return a.update(ctx, func(tx *sql.Tx) error {
		done, err := tx.ExecContext(ctx, `UPDATE account SET role = coalesce(nullif(?, ''), role), password = coalesce(nullif(?, ''), password) WHERE key = ?`, role, password, key)
		if err := orElse(done, err, noAccount()); err != nil {
			return err
		}
		if password != "" {
			if _, err := tx.ExecContext(ctx, `DELETE FROM pass WHERE account = ? AND NOT token AND sum <> ?`, key, except[:]); err != nil {
				return err
			}
		}
		return someLeft(ctx, tx, keep)
	})
}

// Remove takes an account out, with its sessions and tokens. Where nobody would be
// left with the role keep, that is an Error Refused.
func (a *Accounts) Remove(ctx context.Context, key, keep string) error {
	return a.update(ctx, func(tx *sql.Tx) error {
		done, err := tx.ExecContext(ctx, `DELETE FROM account WHERE key = ?`, key)
		if err := orElse(done, err, noAccount()); err != nil {
			return err
		}
		return someLeft(ctx, tx, keep)
	})
}

func noAccount() error {
	return chancery.Errorf(chancery.NotFound, "there is no such account; chancery account list names them")
}

// someLeft refuses a change that leaves nobody with the role.
func someLeft(ctx context.Context, tx *sql.Tx, role string) error {
	var n int
	err := tx.QueryRowContext(ctx, `SELECT count(*) FROM account WHERE role = ?`, role).Scan(&n)
	if err == nil && n == 0 {
		err = chancery.Errorf(chancery.Refused, "nobody with the role %s would be left; give it to another account first", role)
	}
	return err
}

// orElse is the error of a statement, or other where it changed nothing.
func orElse(done sql.Result, err, other error) error {
	if err != nil {
		return err
	}
	n, err := done.RowsAffected()
	if err == nil && n == 0 {
		return other
	}
	return err
}

const accountColumns = `account.key, account.name, account.role, account.password, account.made`

func scanAccount(row interface{ Scan(...any) error }) (one Account, err error) {
	var made string
	if err := row.Scan(&one.Key, &one.Name, &one.Role, &one.Password, &made); err != nil {
		return Account{}, err
	}
	one.Made, err = time.Parse(time.RFC3339, made)
	return one, err
}

// All are the accounts, by key.
func (a *Accounts) All(ctx context.Context) (all []Account, err error) {
	err = a.update(ctx, func(tx *sql.Tx) error {
		all, err = list(ctx, tx, func(rows *sql.Rows) (Account, error) { return scanAccount(rows) }, `SELECT `+accountColumns+` FROM account ORDER BY key`)
		return err
	})
	return all, err
}

// Account is the account with the key; false where there is none.
func (a *Accounts) Account(ctx context.Context, key string) (Account, bool, error) {
	return a.one(ctx, `SELECT `+accountColumns+` FROM account WHERE key = ?`, key)
}

// Owner is the account that a secret with this sum opens the record for at this
// moment; false where it opens nothing.
func (a *Accounts) Owner(ctx context.Context, sum [32]byte, token bool, now time.Time) (Account, bool, error) {
	return a.one(ctx, `SELECT `+accountColumns+` FROM pass JOIN account ON account.key = pass.account WHERE sum = ? AND token = ? AND until > ?`, sum[:], token, now.Unix())
}

func (a *Accounts) one(ctx context.Context, query string, args ...any) (Account, bool, error) {
	one, err := scanAccount(a.db.QueryRowContext(ctx, query, args...))
	if errors.Is(err, sql.ErrNoRows) {
		return Account{}, false, nil
	}
	return one, err == nil, explain(a.path, err)
}

// PutPass keeps a secret of an account, and drops all that have run out. An account
// that is gone, or has another password than the secret was given for, is an Error
// NotFound. It has at most so many sessions, or tokens: of sessions the oldest goes;
// one token more is an Error Refused.
func (a *Accounts) PutPass(ctx context.Context, p Pass, most int) error {
	return a.update(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `DELETE FROM pass WHERE until <= ?`, p.Made.Unix()); err != nil {
			return err
		}
		done, err := tx.ExecContext(ctx, `INSERT INTO pass (sum, account, token, purpose, made, until)
			SELECT ?, key, ?, ?, ?, ? FROM account WHERE key = ? AND (? = '' OR password = ?)`,
			p.Sum[:], p.Token, p.Purpose, when(p.Made), p.Until.Unix(), p.Account, p.Proof, p.Proof)
		if err := orElse(done, err, noAccount()); err != nil {
			return err
		}
		var n int
		if err := tx.QueryRowContext(ctx, `SELECT count(*) FROM pass WHERE account = ? AND token = ?`, p.Account, p.Token).Scan(&n); err != nil || n <= most {
			return err
		}
		if p.Token {
			return chancery.Errorf(chancery.Refused, "an account has at most %d tokens; revoke one that is no longer needed", most)
		}
		_, err = tx.ExecContext(ctx, `DELETE FROM pass WHERE sum IN (SELECT sum FROM pass WHERE account = ? AND NOT token AND sum <> ? ORDER BY until, sum LIMIT ?)`, p.Account, p.Sum[:], n-most)
		return err
	})
}

// DropPass takes a secret out; false where there was none.
func (a *Accounts) DropPass(ctx context.Context, sum [32]byte) (found bool, err error) {
	err = a.update(ctx, func(tx *sql.Tx) error {
		done, err := tx.ExecContext(ctx, `DELETE FROM pass WHERE sum = ?`, sum[:])
		if err != nil {
			return err
		}
		n, err := done.RowsAffected()
		found = n > 0
		return err
	})
	return found, err
}

// Tokens are the tokens of an account, the oldest first.
func (a *Accounts) Tokens(ctx context.Context, key string) (all []Pass, err error) {
	err = a.update(ctx, func(tx *sql.Tx) error {
		all, err = list(ctx, tx, scanPass, `SELECT sum, account, token, purpose, made, until FROM pass WHERE account = ? AND token ORDER BY made, sum`, key)
		return err
	})
	return all, err
}

func scanPass(rows *sql.Rows) (p Pass, err error) {
	var sum []byte
	var made string
	var until int64
	if err := rows.Scan(&sum, &p.Account, &p.Token, &p.Purpose, &made, &until); err != nil {
		return Pass{}, err
	}
	copy(p.Sum[:], sum)
	p.Until = time.Unix(until, 0).UTC()
	p.Made, err = time.Parse(time.RFC3339, made)
	return p, err
}

func when(t time.Time) string { return t.UTC().Format(time.RFC3339) }
