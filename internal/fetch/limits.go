package fetch

import (
	"net/http"
	"strings"
	"time"

	"chancery"
	"chancery/internal/ceiling"
)

// Limits are the ceilings of one fetch. None may be zero, and none means
// "without limit". What goes beyond one is a *chancery.Skip.
type Limits struct {
	Time          time.Duration // from the first look-up of the name to the last byte, redirects and all
	Redirects     int64         // followed one after the other
	HeaderBytes   int64         // of one answer
	BodyBytes     int64         // as sent
	UnpackedBytes int64         // of the body once it is unpacked
	Ratio         int64         // unpacked to sent, beyond the first 64 KiB
	Delay         time.Duration // between two requests to one host, as its robots.txt asks
}

// DefaultLimits are generous for a page or a feed, and small for a machine.
func DefaultLimits() Limits {
	return Limits{Time: 30 * time.Second, Redirects: 5, HeaderBytes: 64 << 10, BodyBytes: 10 << 20, UnpackedBytes: 15 << 20, Ratio: 100, Delay: time.Minute}
}

// Validate refuses a ceiling of zero or less.
func (l Limits) Validate() error { return ceiling.Check("fetch", l) }

// The reasons of a chancery.Skip.
const (
	ReasonAddress   = "address is none of the web"
	ReasonNotPublic = "address does not lead to a public server"
	ReasonTime      = "took too long, in milliseconds"
	ReasonRedirects = "too many redirects"
	ReasonHeader    = "header of the answer too large"
	ReasonBody      = "answer too large"
	ReasonUnpacked  = "unpacked answer too large"
	ReasonRatio     = "answer unpacks to suspiciously much, as a ratio"
	ReasonEncoding  = "answer is packed in a way that is not known here"
	ReasonBroken    = "answer broke off"
	ReasonDowngrade = "leads from https to http, which others can read and change on the way; name the http address itself to fetch it all the same"
	ReasonRobots    = "the site asks programs not to fetch it"
	ReasonDelay     = "the site asks for longer pauses than are kept to, in seconds"

	// ReasonUnreached is followed by a colon and the cause.
	ReasonUnreached = "cannot be reached"
)

// Passing reports whether a Skip of Get, or the answer that was skipped, may be
// another one later.
func Passing(skip *chancery.Skip, r Response) bool {
	switch skip.Reason {
	case ReasonTime, ReasonBroken, ReasonRobots:
		return true
	}
	busy := r.Status >= http.StatusInternalServerError || r.Status == http.StatusTooManyRequests || r.Status == http.StatusRequestTimeout
	return busy || strings.HasPrefix(skip.Reason, ReasonUnreached)
}
