package account

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"

	"chancery"
)

// Cost is how much a hash of a password takes.
type Cost struct {
	Passes uint32
	KiB    uint32
	Lanes  uint8
}

// UsualCost is the second of the recommended ones of RFC 9106 (section 4): 64 MiB,
// which a laptop can spare.
func UsualCost() Cost { return Cost{Passes: 3, KiB: 64 << 10, Lanes: 4} }

// mostCost is what a hash from the file may ask for; more would be an attack.
func mostCost() Cost { return Cost{Passes: 16, KiB: 1 << 20, Lanes: 16} }

const (
	saltBytes = 16
	hashBytes = 32

	leastPassword = 12      // characters
	mostPassword  = 1 << 10 // bytes
)

// checkPassword says what is wrong with a new password.
func checkPassword(name, password string) error {
	switch {
	case !utf8.ValidString(password):
		return chancery.Errorf(chancery.Invalid, "the password is no valid UTF-8 text")
	case utf8.RuneCountInString(norm.NFKC.String(password)) < leastPassword:
		return chancery.Errorf(chancery.Invalid, "the password is too short; use at least %d characters, such as four words that have nothing to do with each other", leastPassword)
	case len(password) > mostPassword:
		return chancery.Errorf(chancery.Invalid, "the password is too long; use at most %d bytes", mostPassword)
	case strings.Trim(fold(password), string([]rune(fold(password))[:1])) == "":
		return chancery.Errorf(chancery.Invalid, "the password is one character again and again; use several words")
	case strings.Contains(fold(password), fold(name)) && len(fold(password)) < len(fold(name))+leastPassword:
		return chancery.Errorf(chancery.Invalid, "the password is little more than the name of the account; use several words")
	}
	return nil
}

// hasher hashes passwords, at most two at a time, so that no number of log-ins
// takes more memory than that.
type hasher struct {
	cost Cost
	slot chan struct{}
}

func newHasher(cost Cost) hasher { return hasher{cost, make(chan struct{}, 2)} }

func (h hasher) key(ctx context.Context, password string, salt []byte, c Cost, length uint32) ([]byte, error) {
	select {
	case h.slot <- struct{}{}:
		defer func() { <-h.slot }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	return argon2.IDKey([]byte(norm.NFKC.String(password)), salt, c.Passes, c.KiB, c.Lanes, length), nil
}

// hash is the password as it is kept, in the PHC string format.
func (h hasher) hash(ctx context.Context, password string) (string, error) {
	salt := make([]byte, saltBytes)
	if _, err := rand.Read(salt); err != nil {
		return "", fmt.Errorf("account: drawing a salt: %w", err)
	}
	sum, err := h.key(ctx, password, salt, h.cost, hashBytes)
	if err != nil {
		return "", fmt.Errorf("account: hashing the password: %w", err)
	}
	return phc(h.cost, salt, sum), nil
}

func phc(c Cost, salt, sum []byte) string {
	b64 := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, c.KiB, c.Passes, c.Lanes, b64.EncodeToString(salt), b64.EncodeToString(sum))
}

// fits reports whether the hash is one of the password.
func (h hasher) fits(ctx context.Context, password, hash string) (bool, error) {
	c, salt, want, err := parsePHC(hash)
	if err != nil {
		return false, err
	}
	if len(password) > mostPassword { // nobody's
		password = ""
	}
	got, err := h.key(ctx, password, salt, c, uint32(len(want)))
	if err != nil {
		return false, fmt.Errorf("account: hashing the password: %w", err)
	}
	return subtle.ConstantTimeCompare(got, want) == 1, nil
}

// nobodys is a hash that no password has. To compare with it takes as long as to
// compare with a real one.
func (h hasher) nobodys() string {
	return phc(h.cost, make([]byte, saltBytes), make([]byte, hashBytes))
}

func parsePHC(hash string) (c Cost, salt, sum []byte, err error) {
	broken := errors.New("account: the file holds a hash that this program does not know; set the password anew with chancery account password")
	parts := strings.Split(hash, "$")
	if len(parts) != 6 || parts[0] != "" || parts[1] != "argon2id" || parts[2] != fmt.Sprintf("v=%d", argon2.Version) {
		return Cost{}, nil, nil, broken
	}
	if n, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &c.KiB, &c.Passes, &c.Lanes); err != nil || n != 3 {
		return Cost{}, nil, nil, broken
	}
	bound := mostCost()
	if c.Passes < 1 || c.Lanes < 1 || c.KiB < 8*uint32(c.Lanes) || c.Passes > bound.Passes || c.KiB > bound.KiB || c.Lanes > bound.Lanes {
		return Cost{}, nil, nil, broken
	}
	if salt, err = base64.RawStdEncoding.DecodeString(parts[4]); err == nil {
		sum, err = base64.RawStdEncoding.DecodeString(parts[5])
	}
	if err != nil || len(salt) < 8 || len(sum) < saltBytes || len(sum) > 64 {
		return Cost{}, nil, nil, broken
	}
	return c, salt, sum, nil
}
