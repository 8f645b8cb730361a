package account

import (
	"context"
	"errors"
	"strings"
	"testing"
)

// TestKnownHash holds hashing against a value that the authors of Argon2 publish with
// their own program (github.com/P-H-C/phc-winner-argon2, src/test.c).
func TestKnownHash(t *testing.T) {
	h := newHasher(UsualCost())
	const known = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"
	for password, want := range map[string]bool{"password": true, "Password": false, "": false} {
		if got, err := h.fits(t.Context(), password, known); err != nil || got != want {
			t.Errorf("%q fits: %v, %v", password, got, err)
		}
	}
}

// TestBrokenHashes holds that a hash which is none, or asks for more than a computer
// has, is an error and not tried.
func TestBrokenHashes(t *testing.T) {
	h := newHasher(Cost{Passes: 1, KiB: 64, Lanes: 1})
	good := h.nobodys()
	if _, _, _, err := parsePHC(good); err != nil {
		t.Fatal(err)
	}
	for _, broken := range []string{
		"", "none", "$2b$10$abcdefghijklmnopqrstuv", strings.Replace(good, "argon2id", "argon2i", 1), strings.Replace(good, "v=19", "v=16", 1), strings.Replace(good, "m=64", "m=4294967295", 1),
		strings.Replace(good, "m=64", "m=1", 1), strings.Replace(good, "t=1", "t=0", 1), strings.Replace(good, "t=1", "t=99999", 1), strings.Replace(good, "p=1", "p=0", 1), strings.Replace(good, "p=1", "p=256", 1),
		good + "$", strings.Replace(good, "AAAA", "****", 1), good[:len(good)-40],
	} {
		if _, err := h.fits(t.Context(), "", broken); err == nil {
			t.Errorf("%q is taken for a hash", broken)
		}
	}
}

// TestTwoAtATime holds that a third password waits while two are hashed, and that who
// waits can go.
func TestTwoAtATime(t *testing.T) {
	h := newHasher(Cost{Passes: 1, KiB: 64, Lanes: 1})
	h.slot <- struct{}{}
	if _, err := h.hash(t.Context(), "one"); err != nil {
		t.Errorf("beside one: %v", err)
	}
	h.slot <- struct{}{}
	ctx, stop := context.WithCancel(t.Context())
	waits := make(chan error)
	go func() {
		_, err := h.hash(ctx, "two")
		waits <- err
	}()
	stop()
	if err := <-waits; !errors.Is(err, context.Canceled) {
		t.Errorf("beside two: %v", err)
	}
	<-h.slot
	if _, err := h.hash(t.Context(), "three"); err != nil {
		t.Errorf("beside one again: %v", err)
	}
}

// BenchmarkLogIn is what one try of a password costs.
func BenchmarkLogIn(b *testing.B) {
	h := newHasher(UsualCost())
	for b.Loop() {
		if _, err := h.fits(b.Context(), "four words stand here", h.nobodys()); err != nil {
			b.Fatal(err)
		}
	}
}
