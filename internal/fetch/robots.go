package fetch

import (
	"context"
	"errors"
	"net/http"
	"net/url"
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
	mu sync.Mutex
	of map[string]rulesOf // by scheme and host
}

type rulesOf struct {
	rules *robotstxt.RobotsData
	until time.Time
}

// Allowed reports whether the site lets programs fetch the address (RFC 9309).
// A site without robots.txt allows everything, one that cannot be asked now
// nothing. The error is that of Get, for an address that is refused, or the
// context's.
func (c *Client) Allowed(ctx context.Context, address string) (bool, error) {
	at, ok := webAddress(address)
	if !ok {
		return false, &chancery.Skip{Name: Shown(address), Reason: ReasonAddress}
	}
	site := at.Scheme + "://" + at.Host
	rules, err := c.rules(ctx, site)
	if err != nil {
		return false, err
	}
	path := (&url.URL{Path: at.Path, RawPath: at.RawPath, RawQuery: at.RawQuery}).RequestURI()
	return rules.TestAgent(path, robotName), nil
}

func (c *Client) rules(ctx context.Context, site string) (*robotstxt.RobotsData, error) {
	now := time.Now()
	c.robots.mu.Lock()
	known, ok := c.robots.of[site]
	c.robots.mu.Unlock()
	if ok && now.Before(known.until) {
		return known.rules, nil
	}
	resp, err := c.Get(ctx, Request{URL: site + "/robots.txt"})
	status, body := resp.Status, resp.Body[:min(len(resp.Body), robotBytes)]
	var skip *chancery.Skip
	switch {
	case errors.As(err, &skip) && skip.Reason == ReasonNotPublic:
		return nil, err
	case errors.As(err, &skip):
		status = http.StatusServiceUnavailable
	case err != nil:
		return nil, err
	case status == http.StatusTooManyRequests:
		status = http.StatusServiceUnavailable
	}
	rules, err := robotstxt.FromStatusAndBytes(status, body)
	if err != nil { // what cannot be read forbids nothing
		rules, _ = robotstxt.FromStatusAndBytes(http.StatusNotFound, nil)
	}
	hold := robotsHold
	if status >= http.StatusInternalServerError {
		hold = time.Minute
	}
	c.robots.mu.Lock()
	defer c.robots.mu.Unlock()
	if len(c.robots.of) >= mostRobots {
		clear(c.robots.of)
	}
	c.robots.of[site] = rulesOf{rules, now.Add(hold)}
	return rules, nil
}
