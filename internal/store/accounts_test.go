package store_test

import (
	"crypto/sha256"
	"errors"
	"path/filepath"
	"testing"
	"time"

	"chancery"
	"chancery/internal/store"
)

// TestSessionOfAnOlderPassword holds that a session which was given for a password
// is not kept when the account has another by then, or is gone.
func TestSessionOfAnOlderPassword(t *testing.T) {
	a, err := store.OpenAccounts(t.Context(), filepath.Join(t.TempDir(), "r.db.accounts"), true)
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	at := time.Unix(2_000_000_000, 0)
	if err := a.Add(t.Context(), store.Account{Key: "ada", Name: "ada", Role: "admin", Password: "new", Made: at}); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		account, proof string
		kept           bool
	}{{"ada", "old", false}, {"ada", "new", true}, {"ada", "", true}, {"gone", "", false}, {"gone", "new", false}} {
		sum := sha256.Sum256([]byte(c.account + c.proof))
		err := a.PutPass(t.Context(), store.Pass{Sum: sum, Account: c.account, Made: at, Until: at.Add(time.Hour), Proof: c.proof}, 5)
		var known *chancery.Error
		if c.kept != (err == nil) || err != nil && (!errors.As(err, &known) || known.Code != chancery.NotFound) {
			t.Errorf("%v: %v", c, err)
		}
		if _, found, err := a.Owner(t.Context(), sum, false, at); err != nil || found != c.kept {
			t.Errorf("%v opens the record: %v, %v", c, found, err)
		}
	}
}
