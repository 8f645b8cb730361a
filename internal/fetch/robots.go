package fetch

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/temoto/robotstxt"

	"chancery"
)

// The name by which a site's robots.txt may speak to the program, how long its
// answer holds, and how many sites' answers are kept in mind.
const (
	robotName  = "chancery"
	robotsHold = 24 * time.Hour
	mostRobots = 256
	robotBytes = 512 << 10 // of a robots.txt; the rest is not read (RFC 9309, 2.5)
)

// robots are the rules of sites that were asked already.
type robots struct {
	mu     sync.Mutex
	of     map[string]rulesOf       // by scheme and host
	asking map[string]chan struct{} // sites that are being asked; closed when they have been
}

type rulesOf struct {
	rules *robotstxt.RobotsData
	delay time.Duration // that it asks for between two requests
	until time.Time
}

// Allowed reports whether the site lets programs fetch the address (RFC 9309).
// A site without robots.txt allows everything, one that cannot be asked now
// nothing. The pause that it asks for between two requests (Crawl-delay) is kept
// from then on.
//
// The error is that of Get, for an address that is refused, the context's, or a
// *chancery.Skip for a site that asks for longer pauses than the ceiling.
func (c *Client) Allowed(ctx context.Context, address string) (bool, error) {
	at, ok := webAddress(address)
	if !ok {
		return false, &chancery.Skip{Name: Shown(address), Reason: ReasonAddress}
	}
	site := at.Scheme + "://" + at.Host
	known, err := c.rules(ctx, site)
	if err != nil {
		return false, err
	}
	if known.delay > c.limits.Delay {
		ceiling, seen := int64(c.limits.Delay.Seconds()), int64(math.Ceil(known.delay.Seconds()))
		return false, &chancery.Skip{Name: Shown(address), Reason: ReasonDelay, Limit: ceiling, Seen: seen}
	}
	path := (&url.URL{Path: at.Path, RawPath: at.RawPath, RawQuery: at.RawQuery}).RequestURI()
	return known.rules.TestAgent(path, robotName), nil
}

// pauseOf is how long a host is left alone between two requests.
func (c *Client) pauseOf(host string) time.Duration {
	c.robots.mu.Lock()
	defer c.robots.mu.Unlock()
	return max(c.pause, min(c.limits.Delay, max(c.robots.of["http://"+host].delay, c.robots.of["https://"+host].delay)))
}

// rules are those of a site. It is asked once, however many want to know.
func (c *Client) rules(ctx context.Context, site string) (rulesOf, error) {
	for {
		c.robots.mu.Lock()
		known, ok := c.robots.of[site]
		if ok && time.Now().Before(known.until) {
			c.robots.mu.Unlock()
			return known, nil
		}
		busy := c.robots.asking[site]
		if busy == nil {
			c.robots.asking[site] = make(chan struct{})
			c.robots.mu.Unlock()
			return c.askRules(ctx, site)
		}
		c.robots.mu.Unlock()
		select {
		case <-busy:
		case <-ctx.Done():
			return rulesOf{}, context.Cause(ctx)
		}
	}
}

// askRules asks a site for its rules and keeps them.
func (c *Client) askRules(ctx context.Context, site string) (known rulesOf, err error) {
	defer func() {
		c.robots.mu.Lock()
		defer c.robots.mu.Unlock()
		if err == nil {
			if len(c.robots.of) >= mostRobots {
				clear(c.robots.of)
			}
			c.robots.of[site] = known
		}
		close(c.robots.asking[site])
		delete(c.robots.asking, site)
	}()
	resp, err := c.Get(ctx, Request{URL: site + "/robots.txt"})
	status, body := resp.Status, resp.Body[:min(len(resp.Body), robotBytes)]
	var skip *chancery.Skip
	switch {
	case errors.As(err, &skip) && skip.Reason == ReasonNotPublic:
		return rulesOf{}, err
	case errors.As(err, &skip):
		status = http.StatusServiceUnavailable
	case err != nil:
		return rulesOf{}, err
	case status == http.StatusTooManyRequests:
		status = http.StatusServiceUnavailable
	}
	rules, err := robotstxt.FromStatusAndBytes(status, readable(body))
	if err != nil { // what cannot be read forbids nothing
		rules, _ = robotstxt.FromStatusAndBytes(http.StatusNotFound, nil)
	}
	hold := robotsHold
	if status >= http.StatusInternalServerError {
		hold = time.Minute
	}
	return rulesOf{rules, rules.FindGroup(robotName).CrawlDelay, time.Now().Add(hold)}, nil
}

// readable is a robots.txt with nothing but the lines that say something to
// programs, in one form: the parser would give up all of them for one that is
// said to nobody, a pause that is none, or words without a colon.
func readable(body []byte) []byte {
	var out []byte
	said := false // to somebody
	lines := bytes.FieldsFunc(bytes.TrimPrefix(body, []byte("\uFEFF")), func(r rune) bool { return r == '\n' || r == '\r' })
	for _, line := range lines {
		text, _, _ := strings.Cut(string(line), "#")
		key, value, _ := strings.Cut(text, ":")
		key = strings.ToLower(strings.TrimSpace(key))
		value, _, _ = strings.Cut(strings.Join(strings.Fields(value), " "), " ")
		switch key {
		case "user-agent", "useragent":
			said = said || value != ""
		case "allow":
		case "disallow":
			if value == "" { // everything is allowed
				key, value = "allow", "/"
			}
		case "crawl-delay", "crawldelay":
			seconds, err := strconv.ParseFloat(value, 64)
			if err != nil || !(seconds >= 0) {
				continue
			}
			value = fmt.Sprint(min(seconds, robotsHold.Seconds()))
		default:
			continue
		}
		if said && value != "" {
			out = fmt.Appendf(out, "%s: %s\n", key, value)
		}
	}
	return out
}
