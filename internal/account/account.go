// Package account knows who may use a record that is served to others: accounts with
// roles, their passwords, the sessions of browsers and the tokens of programs.
//
// They are kept in a file of their own beside the record, so that whoever is given
// the record gets no hashes of passwords with it. Of sessions and tokens only sums
// are kept. The clock is passed in.
package account

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"net/netip"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"chancery"
	"chancery/internal/store"
)

// Role is what somebody may do. Each may what those before it may.
type Role string

const (
	Reader Role = "reader" // sees what is served
	Editor Role = "editor" // decides about it, in the account's name
	Admin  Role = "admin"  // keeps the accounts
)

// Roles lists them all, the least first.
func Roles() []Role { return []Role{Reader, Editor, Admin} }

// May reports whether the role may do what needs at least the other one.
func (r Role) May(least Role) bool {
	have := slices.Index(Roles(), r)
	return have >= 0 && have >= slices.Index(Roles(), least)
}

// Account is somebody who may use the record.
type Account struct {
	Name string
	Role Role
	Made time.Time
}

// Token is what a program shows instead of a password. What it is made of is told
// once, when it is made.
type Token struct {
	ID          string // the beginning of the sum, to name it by
	For         string
	Made, Until time.Time
}

// How long a session and a token open the record, and how many an account has.
const (
	SessionTime = 12 * time.Hour
	TokenTime   = 365 * 24 * time.Hour

	mostSessions = 20
	mostTokens   = 20
)

// File is where the accounts of a record lie.
func File(record string) string { return record + ".accounts" }

// Book is the open file of accounts. It is safe for use by several goroutines, and
// the file by several processes. Close it after use.
type Book struct {
	rows   *store.Accounts
	now    func() time.Time
	hasher hasher
	gate   *gate
}

// Open opens the accounts of the record at this path; where there are none and create
// is set, it makes a file for them. Errors are those of store.OpenAccounts.
func Open(ctx context.Context, record string, create bool, cost Cost, now func() time.Time) (*Book, error) {
	rows, err := store.OpenAccounts(ctx, File(record), create)
	if err != nil {
		return nil, err
	}
	return &Book{rows, now, newHasher(cost), newGate()}, nil
}

// Close lets go of the file.
func (b *Book) Close() error { return b.rows.Close() }

// fold is a text without regard to letter case and to how it is composed.
func fold(s string) string { return cases.Fold().String(norm.NFKC.String(s)) }

// mostName is how many characters a name has at most.
const mostName = 64

// checkName says what is wrong with the name of a new account. It stands beside
// decisions, so it must be one that people can read and type.
func checkName(name string) error {
	plain := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r) }
	switch {
	case name == "" || utf8.RuneCountInString(name) > mostName || !utf8.ValidString(name):
		return chancery.Errorf(chancery.Invalid, "the name of an account has 1 to %d characters", mostName)
	case strings.ContainsFunc(name, func(r rune) bool { return !plain(r) && !strings.ContainsRune(" ._-@'", r) }):
		return chancery.Errorf(chancery.Invalid, "the name of an account is made of letters, digits and . _ - @ ' and spaces")
	case strings.Join(strings.Fields(name), " ") != name || !strings.ContainsFunc(name, plain):
		return chancery.Errorf(chancery.Invalid, "the name of an account begins and ends with a letter or digit, and has single spaces")
	case fold(name) == chancery.Program:
		return chancery.Errorf(chancery.Invalid, "%s is how the program calls itself; choose another name", chancery.Program)
	}
	return nil
}

func checkRole(role Role) error {
	if !slices.Contains(Roles(), role) {
		return chancery.Errorf(chancery.Invalid, "there is no role %q; the roles are reader, editor and admin", string(role))
	}
	return nil
}

// Add makes an account. Errors: Invalid for a name, role or password that will not
// do, or a first account that is no admin; Conflicting for a name that is taken, also
// in other letter case.
func (b *Book) Add(ctx context.Context, name string, role Role, password string) error {
	name = norm.NFC.String(name)
	if err := checkName(name); err != nil {
		return err
	}
	if err := checkRole(role); err != nil {
		return err
	}
	if err := checkPassword(name, password); err != nil {
		return err
	}
	all, err := b.rows.All(ctx)
	if err != nil {
		return err
	}
	if len(all) == 0 && role != Admin {
		return chancery.Errorf(chancery.Invalid, "the first account must be one of an admin; add --role admin")
	}
	hash, err := b.hasher.hash(ctx, password)
	if err != nil {
		return err
	}
	return b.rows.Add(ctx, store.Account{Key: fold(name), Name: name, Role: string(role), Password: hash, Made: b.now()})
}

// All are the accounts, by name.
func (b *Book) All(ctx context.Context) ([]Account, error) {
	rows, err := b.rows.All(ctx)
	var out []Account
	for _, one := range rows {
		out = append(out, shown(one))
	}
	return out, err
}

func shown(one store.Account) Account {
	return Account{Name: one.Name, Role: Role(one.Role), Made: one.Made}
}

// SetRole gives an account another role. That at least one admin stays is seen to
// by an Error Refused.
func (b *Book) SetRole(ctx context.Context, name string, role Role) error {
	if err := checkRole(role); err != nil {
		return err
	}
	return b.rows.Change(ctx, fold(name), string(role), "", [32]byte{}, string(Admin))
}

// SetPassword gives an account another password and ends its sessions, but for the
// one that is named; "" names none. Its tokens stay: they are revoked one by one.
func (b *Book) SetPassword(ctx context.Context, name, password, session string) error {
	if err := checkPassword(name, password); err != nil {
		return err
	}
	hash, err := b.hasher.hash(ctx, password)
	if err != nil {
		return err
	}
	return b.rows.Change(ctx, fold(name), "", hash, sumOf(session), string(Admin))
}

// Remove takes an account out; its sessions and tokens end. The last admin stays,
// by an Error Refused.
func (b *Book) Remove(ctx context.Context, name string) error {
	return b.rows.Remove(ctx, fold(name), string(Admin))
}

// Slow is the error of a log-in that comes too soon after others.
type Slow struct{ Wait time.Duration }

func (s *Slow) Error() string {
	return fmt.Sprintf("too many log-ins were tried; wait %s", s.Wait.Round(time.Second))
}

// LogIn begins a session: it gives the secret that the browser keeps. What was no
// name with its password is an Error Refused, which does not tell which of the two
// was wrong; too many tries are a *Slow.
func (b *Book) LogIn(ctx context.Context, name, password string, from netip.Addr) (string, error) {
	hash, err := b.check(ctx, name, password, from)
	if err != nil {
		return "", err
	}
	secret, err := newSecret()
	if err != nil {
		return "", err
	}
	now := b.now()
	return secret, b.rows.PutPass(ctx, store.Pass{Sum: sumOf(secret), Account: fold(name), Made: now, Until: now.Add(SessionTime), Proof: hash}, mostSessions)
}

// ChangePassword is SetPassword by somebody who knows the old one; errors are those
// of both SetPassword and LogIn.
func (b *Book) ChangePassword(ctx context.Context, name, old, password, session string, from netip.Addr) error {
	if err := checkPassword(name, password); err != nil {
		return err
	}
	if _, err := b.check(ctx, name, old, from); err != nil {
		return err
	}
	return b.SetPassword(ctx, name, password, session)
}

// check holds a password against that of the account, unless too many were tried, and
// gives the hash that it fits. It takes as long where there is no such account.
func (b *Book) check(ctx context.Context, name, password string, from netip.Addr) (string, error) {
	if len(name) > 4*mostName { // nobody's, and too much to keep in mind
		name = ""
	}
	key := fold(name)
	if wait := b.gate.enter(key, from, b.now()); wait > 0 {
		return "", &Slow{wait}
	}
	one, found, err := b.rows.Account(ctx, key)
	if err != nil {
		return "", err
	}
	hash := b.hasher.nobodys()
	if found {
		hash = one.Password
	}
	fits, err := b.hasher.fits(ctx, password, hash)
	switch {
	case err != nil:
		return "", err
	case !fits || !found:
		return "", chancery.Errorf(chancery.Refused, "there is no account with this name and password")
	}
	b.gate.welcome(key, from, b.now())
	return hash, nil
}

// LogOut ends a session.
func (b *Book) LogOut(ctx context.Context, secret string) error {
	_, err := b.rows.DropPass(ctx, sumOf(secret))
	return err
}

// Session is the account whose session has this secret; false where there is none,
// or none any more.
func (b *Book) Session(ctx context.Context, secret string) (Account, bool, error) {
	return b.owner(ctx, secret, false)
}

// Bearer is the account that the token is of; false where there is none, or none
// any more.
func (b *Book) Bearer(ctx context.Context, token string) (Account, bool, error) {
	return b.owner(ctx, token, true)
}

func (b *Book) owner(ctx context.Context, secret string, token bool) (Account, bool, error) {
	if secret == "" {
		return Account{}, false, nil
	}
	one, found, err := b.rows.Owner(ctx, sumOf(secret), token, b.now())
	return shown(one), found, err
}

// mostPurpose is how many characters tell what a token is for.
const mostPurpose = 100

// MakeToken makes a token of an account for a year, and gives it. Nobody can be told
// it again.
func (b *Book) MakeToken(ctx context.Context, name, purpose string) (string, error) {
	if utf8.RuneCountInString(purpose) > mostPurpose || !utf8.ValidString(purpose) {
		return "", chancery.Errorf(chancery.Invalid, "say what the token is for in at most %d characters", mostPurpose)
	}
	secret, err := newSecret()
	if err != nil {
		return "", err
	}
	token, now := "chancery_"+secret, b.now()
	return token, b.rows.PutPass(ctx, store.Pass{Sum: sumOf(token), Account: fold(name), Token: true, Purpose: purpose, Made: now, Until: now.Add(TokenTime)}, mostTokens)
}

// Tokens are the tokens of an account, the oldest first.
func (b *Book) Tokens(ctx context.Context, name string) ([]Token, error) {
	rows, err := b.rows.Tokens(ctx, fold(name))
	var out []Token
	for _, p := range rows {
		out = append(out, Token{ID: tokenID(p.Sum), For: p.Purpose, Made: p.Made, Until: p.Until})
	}
	return out, err
}

// Revoke ends the token of an account that has this id.
func (b *Book) Revoke(ctx context.Context, name, id string) error {
	rows, err := b.rows.Tokens(ctx, fold(name))
	if err != nil {
		return err
	}
	for _, p := range rows {
		if tokenID(p.Sum) == id {
			_, err := b.rows.DropPass(ctx, p.Sum)
			return err
		}
	}
	return chancery.Errorf(chancery.NotFound, "%s has no token %s; chancery account list --tokens names them", name, id)
}

func tokenID(sum [32]byte) string { return hex.EncodeToString(sum[:4]) }

// newSecret draws 256 random bits.
func newSecret() (string, error) {
	var raw [32]byte
	if _, err := rand.Read(raw[:]); err != nil {
		return "", fmt.Errorf("account: drawing a secret: %w", err)
	}
	return base64.RawURLEncoding.EncodeToString(raw[:]), nil
}

// sumOf is what is kept of a secret. One of so many bits needs no slow hash.
func sumOf(secret string) [32]byte { return sha256.Sum256([]byte(secret)) }
