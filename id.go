package chancery

import (
	"crypto/sha256"
	"encoding/hex"
)

// digest is a short stable hash of a list of strings; the separator keeps
// ("ab","c") and ("a","bc") apart.
func digest(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		h.Write([]byte(p))
		h.Write([]byte{0})
	}
	return hex.EncodeToString(h.Sum(nil))[:16]
}
