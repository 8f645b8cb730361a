package account_test

import (
	"context"
	"database/sql"
	"errors"
	"net/netip"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"chancery"
	"chancery/internal/account"
)

// clock is the time of a test.
type clock struct{ seconds atomic.Int64 }

func (c *clock) now() time.Time       { return time.Unix(2_000_000_000+c.seconds.Load(), 0).UTC() }
func (c *clock) pass(d time.Duration) { c.seconds.Add(int64(d / time.Second)) }

const good = "four words stand here"

var home = netip.MustParseAddr("192.0.2.1")

// book has the accounts ada, an admin, and rita, a reader. Hashing is cheap in it.
func book(t *testing.T) (*account.Book, *clock, string) {
	t.Helper()
	record := filepath.Join(t.TempDir(), "record.db")
	at := &clock{}
	b, err := account.Open(t.Context(), record, true, account.Cost{Passes: 1, KiB: 64, Lanes: 1}, at.now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := b.Close(); err != nil {
			t.Error(err)
		}
	})
	must(t, b.Add(t.Context(), "ada", account.Admin, good))
	must(t, b.Add(t.Context(), "rita", account.Reader, good))
	return b, at, record
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// is holds that an error has the code.
func is(t *testing.T, err error, code chancery.Code) {
	t.Helper()
	var known *chancery.Error
	if !errors.As(err, &known) || known.Code != code {
		t.Errorf("the error is %v, want one that is %s", err, code)
	}
}

func logIn(t *testing.T, b *account.Book, name string) string {
	t.Helper()
	secret, err := b.LogIn(t.Context(), name, good, home)
	must(t, err)
	return secret
}

// open reports whether a session opens the record.
func open(t *testing.T, b *account.Book, secret string) bool {
	t.Helper()
	_, ok, err := b.Session(t.Context(), secret)
	must(t, err)
	return ok
}

func TestWhatIsRefused(t *testing.T) {
	b, _, _ := book(t)
	for name, password := range map[string]string{
		"":                      good,
		"a\tb":                  good,
		"<b>":                   good,
		" ada":                  good,
		"a  b":                  good,
		"...":                   good,
		"a\u202eb":              good,
		"Program":               good,
		strings.Repeat("x", 65): good,
		"short":                 "elevenchars",
		"same":                  "aaaaaaaaaaaaaaa",
		"huge":                  strings.Repeat("ab", 600),
		"vasconcelos":           "Vasconcelos1",
		"broken":                "\xff\xfe\xfd\xfc\xfb\xfa\xf9\xf8\xf7\xf6\xf5\xf4",
		"\xff":                  good,
	} {
		if err := b.Add(t.Context(), name, account.Reader, password); err == nil {
			t.Errorf("the account %q with the password %q was made", name, password)
		} else {
			is(t, err, chancery.Invalid)
		}
	}
	is(t, b.Add(t.Context(), "x", "king", good), chancery.Invalid)
	is(t, b.Add(t.Context(), "ADA", account.Reader, good), chancery.Conflicting)
	must(t, b.Add(t.Context(), "Žofia Blahová", account.Editor, "пять слов стоят")) // characters, not bytes
	if _, err := b.LogIn(t.Context(), "žofia blahova\u0301", "пять слов стоят", home); err != nil {
		t.Errorf("a name that is composed otherwise: %v", err)
	}
}

func TestFirstIsAdminAndOneStays(t *testing.T) {
	empty, err := account.Open(t.Context(), filepath.Join(t.TempDir(), "r.db"), true, account.Cost{Passes: 1, KiB: 64, Lanes: 1}, time.Now)
	must(t, err)
	defer empty.Close()
	is(t, empty.Add(t.Context(), "rita", account.Reader, good), chancery.Invalid)

	b, _, _ := book(t)
	is(t, b.Remove(t.Context(), "ada"), chancery.Refused)
	is(t, b.SetRole(t.Context(), "ada", account.Editor), chancery.Refused)
	is(t, b.SetRole(t.Context(), "nobody", account.Editor), chancery.NotFound)
	must(t, b.SetRole(t.Context(), "rita", account.Admin))
	must(t, b.Remove(t.Context(), "ADA"))
	all, err := b.All(t.Context())
	must(t, err)
	if len(all) != 1 || all[0].Name != "rita" || all[0].Role != account.Admin {
		t.Errorf("left are %v", all)
	}
}

func TestRoles(t *testing.T) {
	for _, c := range []struct {
		have, need account.Role
		may        bool
	}{
		{account.Reader, account.Reader, true}, {account.Reader, account.Editor, false}, {account.Editor, account.Reader, true},
		{account.Editor, account.Admin, false}, {account.Admin, account.Editor, true}, {"", account.Reader, false}, {"king", account.Reader, false},
	} {
		if got := c.have.May(c.need); got != c.may {
			t.Errorf("%q may what needs %q: %v", c.have, c.need, got)
		}
	}
}

// TestSessions holds when a session ends: after its time, by log-out, with another
// password, with the account; and that the others go on.
func TestSessions(t *testing.T) {
	b, at, _ := book(t)
	first, second, other := logIn(t, b, "rita"), logIn(t, b, "rita"), logIn(t, b, "ada")
	if first == second || !open(t, b, first) || !open(t, b, second) {
		t.Fatal("two log-ins do not give two sessions")
	}
	if open(t, b, "") || open(t, b, first+"x") || open(t, b, "chancery_"+first) {
		t.Error("what nobody was given opens the record")
	}
	must(t, b.LogOut(t.Context(), first))
	if open(t, b, first) || !open(t, b, second) {
		t.Error("log-out ends another session, or not its own")
	}
	third := logIn(t, b, "rita")
	must(t, b.SetPassword(t.Context(), "rita", "other words stand here", third))
	if open(t, b, second) || !open(t, b, third) || !open(t, b, other) {
		t.Error("another password ends not just the other sessions of the account")
	}
	_, err := b.LogIn(t.Context(), "rita", good, home)
	is(t, err, chancery.Refused)
	must(t, b.SetPassword(t.Context(), "rita", good, ""))
	if open(t, b, third) {
		t.Error("a session outlives the password")
	}
	fourth := logIn(t, b, "rita")
	must(t, b.Remove(t.Context(), "rita"))
	if open(t, b, fourth) {
		t.Error("a session outlives the account")
	}
	must(t, b.Add(t.Context(), "rita", account.Editor, good))
	if open(t, b, fourth) {
		t.Error("a session comes back with another account of the name")
	}
	at.pass(account.SessionTime - time.Second)
	if !open(t, b, other) {
		t.Error("a session ends before its time")
	}
	at.pass(time.Second)
	if open(t, b, other) {
		t.Error("a session does not end")
	}
}

// TestSessionsAreBounded holds that the oldest session goes where an account has many.
func TestSessionsAreBounded(t *testing.T) {
	b, at, _ := book(t)
	var all []string
	for range 21 {
		all = append(all, logIn(t, b, "rita"))
		at.pass(time.Minute)
	}
	if open(t, b, all[0]) || !open(t, b, all[1]) || !open(t, b, all[20]) {
		t.Error("not the oldest of 21 sessions has ended")
	}
}

func TestTokens(t *testing.T) {
	b, at, _ := book(t)
	token, err := b.MakeToken(t.Context(), "rita", "the weekly report")
	must(t, err)
	who, ok, err := b.Bearer(t.Context(), token)
	must(t, err)
	if !ok || who.Name != "rita" || who.Role != account.Reader || open(t, b, token) {
		t.Errorf("the token is of %v, %v, or opens a session", who, ok)
	}
	session := logIn(t, b, "rita")
	if _, ok, _ := b.Bearer(t.Context(), session); ok {
		t.Error("a session is taken for a token")
	}
	must(t, b.SetPassword(t.Context(), "rita", "other words stand here", ""))
	list, err := b.Tokens(t.Context(), "rita")
	must(t, err)
	if len(list) != 1 || list[0].For != "the weekly report" || strings.Contains(token, list[0].ID) {
		t.Fatalf("the tokens are %v", list)
	}
	is(t, b.Revoke(t.Context(), "ada", list[0].ID), chancery.NotFound) // it is not hers
	at.pass(account.TokenTime - time.Second)
	if _, ok, _ := b.Bearer(t.Context(), token); !ok {
		t.Error("the token ends before its time")
	}
	must(t, b.Revoke(t.Context(), "rita", list[0].ID))
	if _, ok, _ := b.Bearer(t.Context(), token); ok {
		t.Error("a revoked token opens the record")
	}
	late, err := b.MakeToken(t.Context(), "rita", "")
	must(t, err)
	at.pass(account.TokenTime)
	if _, ok, _ := b.Bearer(t.Context(), late); ok {
		t.Error("a token does not end")
	}
	for range 20 {
		_, err = b.MakeToken(t.Context(), "ada", "")
		must(t, err)
	}
	_, err = b.MakeToken(t.Context(), "ada", "")
	is(t, err, chancery.Refused)
	_, err = b.MakeToken(t.Context(), "nobody", "")
	is(t, err, chancery.NotFound)
}

// TestFile holds that nobody else can read the file, and that it holds neither a
// password nor anything that opens the record.
func TestFile(t *testing.T) {
	b, _, record := book(t)
	session := logIn(t, b, "rita")
	token, err := b.MakeToken(t.Context(), "rita", "")
	must(t, err)
	info, err := os.Stat(account.File(record))
	must(t, err)
	if runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("the mode is %v", info.Mode())
	}
	raw, err := os.ReadFile(account.File(record))
	must(t, err)
	for _, secret := range []string{good, session, token, strings.TrimPrefix(token, "chancery_")} {
		if strings.Contains(string(raw), secret) {
			t.Errorf("the file holds %q", secret)
		}
	}
	if n := strings.Count(string(raw), "$argon2id$v=19$m=64,t=1,p=1$"); n < 2 {
		t.Errorf("the file holds %d hashes of two passwords", n)
	}
}

func TestUsualCost(t *testing.T) {
	if c := account.UsualCost(); c.KiB < 64<<10 || c.Passes < 3 || c.Lanes != 4 {
		t.Errorf("%v is less than RFC 9106 recommends", c)
	}
}

// TestForeignFiles holds that a file of another sort, of a newer program or with
// triggers is left untouched.
func TestForeignFiles(t *testing.T) {
	for name, statement := range map[string]string{
		"newer": "PRAGMA user_version = 99", "another program's": "PRAGMA application_id = 1", "a record": "PRAGMA application_id = 0x43484e43",
		"with a trigger": "CREATE TRIGGER x AFTER INSERT ON pass BEGIN DELETE FROM account; END",
	} {
		t.Run(name, func(t *testing.T) {
			b, at, record := book(t)
			must(t, b.Close())
			db, err := sql.Open("sqlite", account.File(record))
			must(t, err)
			_, err = db.ExecContext(t.Context(), statement)
			must(t, errors.Join(err, db.Close()))
			before, err := os.ReadFile(account.File(record))
			must(t, err)
			_, err = account.Open(t.Context(), record, true, account.UsualCost(), at.now)
			is(t, err, chancery.Refused)
			after, err := os.ReadFile(account.File(record))
			must(t, err)
			if string(before) != string(after) {
				t.Error("the file was changed")
			}
		})
	}
	_, err := account.Open(t.Context(), filepath.Join(t.TempDir(), "none.db"), false, account.UsualCost(), time.Now)
	is(t, err, chancery.NotFound)
}

// slow is how long a log-in has to wait; 0 where it was tried.
func slow(t *testing.T, b *account.Book, name, password string, from netip.Addr) time.Duration {
	t.Helper()
	_, err := b.LogIn(t.Context(), name, password, from)
	var s *account.Slow
	if errors.As(err, &s) {
		return s.Wait
	}
	return 0
}

func address(n int) netip.Addr { return netip.AddrFrom4([4]byte{198, 51, byte(n >> 8), byte(n)}) }

// TestOneAddressIsSlowedDown holds that ten tries from one address are let through at
// once, whatever the names, and then one in half a minute; another address is free.
func TestOneAddressIsSlowedDown(t *testing.T) {
	b, at, _ := book(t)
	for n := range 10 {
		if slow(t, b, strings.Repeat("x", n+1), "wrong", home) > 0 {
			t.Fatalf("try %d has to wait", n)
		}
	}
	if wait := slow(t, b, "rita", good, home); wait <= 0 || wait > 30*time.Second {
		t.Errorf("the right password after ten wrong ones waits %v", wait)
	}
	if wait := slow(t, b, "rita", good, address(1)); wait > 0 {
		t.Errorf("another address waits %v", wait)
	}
	at.pass(30 * time.Second)
	if wait := slow(t, b, "ada", good, home); wait > 0 {
		t.Errorf("after half a minute it still waits %v", wait)
	}
	// All of one customer's addresses are one.
	for n := range 11 {
		wait := slow(t, b, strings.Repeat("y", n+1), "wrong", netip.MustParseAddr("2001:db8:0:7::"+string(rune('1'+n%9))))
		if (wait > 0) != (n == 10) {
			t.Errorf("try %d of a network waits %v", n, wait)
		}
	}
}

// TestOneNameIsSlowedDown holds that tries of one name from many addresses are slowed
// down, as those of a name that there is not; and that its owner still comes in from
// where she came in before.
func TestOneNameIsSlowedDown(t *testing.T) {
	b, at, _ := book(t)
	logIn(t, b, "rita") // at home
	for _, name := range []string{"rita", "nobody"} {
		for n := range 12 {
			wait := slow(t, b, name, "wrong", address(n))
			if (wait > 0) != (n >= 10) {
				t.Errorf("try %d of %s waits %v", n, name, wait)
			}
		}
		at.pass(time.Hour)
	}
	for range 3 { // however long it goes on
		for n := range 40 {
			slow(t, b, "rita", "wrong", address(n))
		}
		if wait := slow(t, b, "rita", good, address(1000)); wait <= 0 {
			t.Error("a name that is hammered is free for a new address")
		}
		if wait := slow(t, b, "rita", good, home); wait > 0 {
			t.Errorf("the owner is locked out: wait %v", wait)
		}
		at.pass(time.Minute)
	}
	// That is no way round the bounds for who sits beside her.
	for n := range 11 {
		if wait := slow(t, b, "rita", "wrong", home); (wait > 0) != (n == 10) {
			t.Errorf("wrong try %d from home waits %v", n, wait)
		}
	}
}

// TestAllAreSlowedDown holds that many addresses with many names get sixty tries at
// once, and one a second.
func TestAllAreSlowedDown(t *testing.T) {
	b, at, _ := book(t)
	logIn(t, b, "rita")
	tried := 0
	for n := range 100 {
		if slow(t, b, address(n).String(), "wrong", address(n)) == 0 {
			tried++
		}
	}
	if tried != 60 {
		t.Errorf("%d tries were let through", tried)
	}
	if wait := slow(t, b, "rita", good, home); wait > 0 {
		t.Errorf("who was here before waits %v", wait)
	}
	at.pass(time.Second)
	if wait := slow(t, b, "ada", good, address(5000)); wait > 0 {
		t.Errorf("after a second the next one waits %v", wait)
	}
}

// TestLogInsSayTheSame holds that who tries a name does not learn whether it is there.
func TestLogInsSayTheSame(t *testing.T) {
	b, _, _ := book(t)
	_, there := b.LogIn(t.Context(), "rita", "wrong words stand here", address(1))
	_, gone := b.LogIn(t.Context(), "nobody", "wrong words stand here", address(2))
	if there == nil || gone == nil || there.Error() != gone.Error() {
		t.Errorf("%v, %v", there, gone)
	}
}

// TestManyAtOnce is for the race detector, and holds that a log-in whose client has
// gone does not wait for its turn.
func TestManyAtOnce(t *testing.T) {
	b, _, _ := book(t)
	var group sync.WaitGroup
	for n := range 8 {
		group.Go(func() {
			secret, err := b.LogIn(t.Context(), "rita", good, address(n))
			if err != nil || !open(t, b, secret) {
				t.Errorf("log-in %d: %v", n, err)
			}
		})
	}
	group.Wait()
	gone, stop := context.WithCancel(t.Context())
	stop()
	if _, err := b.LogIn(gone, "rita", good, home); !errors.Is(err, context.Canceled) {
		t.Errorf("a client that has gone: %v", err)
	}
}
