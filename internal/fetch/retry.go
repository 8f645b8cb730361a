package fetch

import (
	"net/http"
	"strconv"
	"strings"
	"time"
)

// longestRetry bounds what a server may ask for.
const longestRetry = 24 * time.Hour

// retryAfter reads the header of that name (RFC 9110, 10.2.3): seconds, or a
// date, which counts from the answer's own.
func retryAfter(h http.Header) time.Duration {
	value := strings.TrimSpace(h.Get("Retry-After"))
	if value == "" {
		return 0
	}
	if seconds, err := strconv.ParseInt(value, 10, 64); err == nil {
		return min(time.Duration(max(0, min(seconds, int64(longestRetry/time.Second))))*time.Second, longestRetry)
	}
	until, err := http.ParseTime(value)
	if err != nil {
		return 0
	}
	now, err := http.ParseTime(h.Get("Date"))
	if err != nil {
		return 0
	}
	return max(0, min(until.Sub(now), longestRetry))
}
