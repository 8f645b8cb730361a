// Package fetch gets single resources of the web, safely: only over http and
// https, only from public servers, and never more than its ceilings allow. It
// knows nothing of what it gets.
//
// The address of a server is checked when the connection is made, after its
// name was looked up, on every redirect anew (see public). Proxies that the
// environment names are not used, since they would connect in our place.
package fetch

import (
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"sync"
	"time"

	"chancery"
)

// Options are what a Client needs beside its ceilings.
type Options struct {
	Limits Limits
	Agent  string // the program's name and version, as servers see it

	// Own says which servers may be reached though they are not public; nil
	// for none.
	Own func(netip.AddrPort) bool
	// Resolver looks names up; nil for the system's.
	Resolver *net.Resolver
	// Pause is the least time between two requests to one host; none when it
	// is zero. A host whose robots.txt asks for more gets that, once it is known.
	Pause time.Duration
}

// Client fetches. It is safe for many goroutines; to one host it makes one
// request at a time.
type Client struct {
	limits Limits
	agent  string
	pause  time.Duration
	http   *http.Transport // and not a Client, which follows redirects and keeps cookies
	hosts  hosts
	robots robots
}

// New makes a client. The error is Invalid for a ceiling of zero.
func New(o Options) (*Client, error) {
	if err := o.Limits.Validate(); err != nil {
		return nil, err
	}
	return newClient(o, newDialer(o.Own, o.Resolver)), nil
}

func newClient(o Options, dialer *net.Dialer) *Client {
	return &Client{
		limits: o.Limits,
		agent:  o.Agent,
		pause:  o.Pause,
		http: &http.Transport{
			DialContext:            dialer.DialContext,
			DisableCompression:     true, // unpacked within the ceilings instead
			MaxResponseHeaderBytes: o.Limits.HeaderBytes,
			MaxIdleConns:           32,
			MaxIdleConnsPerHost:    1,
			IdleConnTimeout:        5 * time.Second,
			ForceAttemptHTTP2:      true,
		},
		hosts:  hosts{at: map[string]*host{}},
		robots: robots{of: map[string]rulesOf{}, asking: map[string]chan struct{}{}},
	}
}

// Close drops the connections that are kept for the next request.
func (c *Client) Close() { c.http.CloseIdleConnections() }

// Request is what to fetch. ETag and LastModified are those of the answer
// before, and make the request conditional; empty for none.
type Request struct {
	URL          string
	ETag         string
	LastModified string
	Patience     time.Duration // how long the turn of its host is waited for; 0 for as long as it takes
}

// Later is the error for a request that was not made, since its turn would come
// after its patience.
type Later struct{ Wait time.Duration }

func (l *Later) Error() string {
	return fmt.Sprintf("the server is to be left alone for %s", l.Wait.Round(time.Second))
}

// Response is the answer of the last server on the way.
type Response struct {
	URL          string // where the answer is from, redirects followed; without name and password
	Moved        string // where the address has moved for good; empty when it has not
	Status       int    // of HTTP, such as 200, 304 or 503
	ContentType  string
	ETag         string
	LastModified string
	RetryAfter   time.Duration // how long the server asks to be left alone; 0 when it does not say
	Body         []byte        // unpacked; empty unless Status is 200
}

// OK reports whether the answer holds what was asked for.
func (r Response) OK() bool { return r.Status == http.StatusOK }

// NotModified reports that nothing has changed since the answer before.
func (r Response) NotModified() bool { return r.Status == http.StatusNotModified }

// Skip is why an answer that is not OK holds nothing to read.
func (r Response) Skip(name string) *chancery.Skip {
	return &chancery.Skip{Name: name, Reason: fmt.Sprintf("the server answered %d %s", r.Status, http.StatusText(r.Status))}
}

// Get fetches. An answer of any status is a Response. What is refused, cannot
// be reached or goes beyond a ceiling is a *chancery.Skip under the address
// without name and password; a *Later and the context's error are returned as
// they are.
//
// Name and password in the address are sent to its own server only, and are
// forgotten on a redirect to another.
func (c *Client) Get(ctx context.Context, r Request) (Response, error) {
	from, ok := webAddress(r.URL)
	if !ok {
		return Response{}, &chancery.Skip{Name: Shown(r.URL), Reason: ReasonAddress}
	}
	name := Shown(r.URL)
	resp, err := c.follow(ctx, from, r)
	var later *Later
	switch {
	case err == nil:
		return resp, nil
	case errors.As(err, &later):
		return Response{}, later
	case ctx.Err() != nil:
		return Response{}, context.Cause(ctx)
	case errors.Is(err, context.DeadlineExceeded):
		ceiling := c.limits.Time.Milliseconds()
		return Response{}, &chancery.Skip{Name: name, Reason: ReasonTime, Limit: ceiling, Seen: ceiling}
	}
	return Response{}, c.skipOf(err, name)
}

// skipOf is the Skip for a failure on the way.
func (c *Client) skipOf(err error, name string) *chancery.Skip {
	var skip *chancery.Skip
	switch {
	case errors.As(err, &skip):
		skip.Name = name
		return skip
	case errors.Is(err, errNotPublic):
		return &chancery.Skip{Name: name, Reason: ReasonNotPublic}
	case strings.Contains(err.Error(), "server response headers exceeded"): // net/http has no name for it
		return &chancery.Skip{Name: name, Reason: ReasonHeader, Limit: c.limits.HeaderBytes, Seen: c.limits.HeaderBytes + 1}
	}
	return &chancery.Skip{Name: name, Reason: ReasonUnreached + ": " + cause(err)}
}

// cause is the innermost words of a failure to connect, or what to do about a
// certificate.
func cause(err error) string {
	var lookUp *net.DNSError
	var invalid x509.CertificateInvalidError
	var other x509.HostnameError
	var unknown x509.UnknownAuthorityError
	switch {
	case errors.As(err, &lookUp):
		return lookUp.Err
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		return "its certificate is out of date; see whether the date of this machine is right, or wait until the site has a new one"
	case errors.As(err, &other):
		return "its certificate is for another name; see whether the address is right"
	case errors.As(err, &unknown):
		return "nobody whom this machine trusts vouches for its certificate; where you trust the site, let the system trust who signed it"
	}
	for {
		inner := errors.Unwrap(err)
		if inner == nil {
			return err.Error()
		}
		err = inner
	}
}

// follow makes the request, and those to which redirects lead. Waiting for the
// turn of a host does not count towards the ceiling on time. What a redirect
// leads to on the same host belongs to the request, so it is not put off for as
// long as the host asks between two.
func (c *Client) follow(ctx context.Context, from *url.URL, r Request) (Response, error) {
	at, moved, permanent := from, "", true
	left := c.limits.Time
	for hops := int64(0); ; hops++ {
		if hops > c.limits.Redirects {
			return Response{}, &chancery.Skip{Reason: ReasonRedirects, Limit: c.limits.Redirects, Seen: hops}
		}
		release, err := c.hosts.enter(ctx, at.Host, c.pauseOf(at.Host), r.Patience)
		if err != nil {
			return Response{}, err
		}
		begun := time.Now()
		bound, cancel := context.WithTimeout(ctx, left)
		resp, to, err := c.once(bound, at, r)
		if err != nil && bound.Err() != nil {
			err = bound.Err() // and not the failure that followed from it
		}
		cancel()
		pause := c.pauseOf(at.Host)
		if to != nil && to.Host == at.Host {
			pause = c.pause
		}
		release(pause)
		left -= time.Since(begun)
		if err != nil {
			return Response{}, err
		}
		if to == nil {
			resp.Moved = moved
			return resp, nil
		}
		permanent = permanent && (resp.Status == http.StatusMovedPermanently || resp.Status == http.StatusPermanentRedirect)
		if permanent {
			moved = plain(to)
		}
		at, r.Patience = to, 0
	}
}

// once makes one request. The address is where a redirect leads, or nil.
func (c *Client) once(ctx context.Context, at *url.URL, r Request) (Response, *url.URL, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, plain(at), nil)
	if err != nil {
		return Response{}, nil, &chancery.Skip{Reason: ReasonAddress}
	}
	req.Header.Set("User-Agent", c.agent)
	req.Header.Set("Accept", "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/feed+json, */*;q=0.5")
	req.Header.Set("Accept-Encoding", "gzip")
	setIf(req.Header, "If-None-Match", r.ETag)
	setIf(req.Header, "If-Modified-Since", r.LastModified)
	if at.User != nil {
		password, _ := at.User.Password()
		req.SetBasicAuth(at.User.Username(), password)
	}
	got, err := c.http.RoundTrip(req)
	if err != nil {
		return Response{}, nil, err
	}
	defer got.Body.Close()
	resp := Response{
		URL: plain(at), Status: got.StatusCode, ContentType: got.Header.Get("Content-Type"),
		ETag: got.Header.Get("ETag"), LastModified: got.Header.Get("Last-Modified"),
		RetryAfter: retryAfter(got.Header),
	}
	if to := got.Header.Get("Location"); to != "" && isRedirect(got.StatusCode) {
		next, err := redirected(at, to)
		return resp, next, err
	}
	if !resp.OK() {
		return resp, nil, nil
	}
	resp.Body, err = readBody(got, c.limits)
	return resp, nil, err
}

func setIf(h http.Header, key, value string) {
	if value != "" {
		h.Set(key, value)
	}
}

func isRedirect(status int) bool {
	switch status {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		return true
	}
	return false
}

// redirected is where a redirect leads. Name and password stay with their own
// server, and those that a redirect brings are dropped. What was asked for over
// https is not taken over http, where anybody on the way can change it.
func redirected(at *url.URL, location string) (*url.URL, error) {
	joined, err := at.Parse(location)
	if err != nil {
		return nil, &chancery.Skip{Reason: ReasonAddress}
	}
	to, ok := webAddress(joined.String())
	if !ok {
		return nil, &chancery.Skip{Reason: ReasonAddress}
	}
	to.User = nil
	switch {
	case at.Scheme == "https" && to.Scheme == "http":
		return nil, &chancery.Skip{Reason: ReasonDowngrade}
	case to.Scheme == at.Scheme && to.Host == at.Host:
		to.User = at.User
	}
	return to, nil
}

// plain is an address without name and password.
func plain(u *url.URL) string {
	bare := *u
	bare.User = nil
	return bare.String()
}

// Shown is an address as it may be shown: without name and password. What is no
// address comes back as it is, but for what stands before an @.
func Shown(raw string) string {
	u, err := url.Parse(strings.TrimSpace(raw))
	if err != nil {
		scheme, rest, ok := strings.Cut(raw, "://")
		if at := strings.LastIndexByte(rest, '@'); ok && at >= 0 {
			return scheme + "://" + rest[at+1:]
		}
		return raw
	}
	return plain(u)
}

// hosts lets one request at a time go to a host.
type hosts struct {
	mu sync.Mutex
	at map[string]*host
}

// host is somebody's turn: whoever has taken the token out of its channel makes
// a request.
type host struct {
	turn  chan struct{}
	next  time.Time // from then on the next request may be made; under hosts.mu
	users int       // those that hold or await the token; under hosts.mu
}

// enter waits for the host's turn, and returns what gives it back, to be taken
// again after a pause. Where each in the queue takes the pause that is usual and
// this is longer than the patience, if there is one, the error is a *Later.
func (h *hosts) enter(ctx context.Context, name string, usual, patience time.Duration) (release func(pause time.Duration), err error) {
	h.mu.Lock()
	at := h.at[name]
	if at == nil {
		h.sweep()
		at = &host{turn: make(chan struct{}, 1)}
		at.turn <- struct{}{}
		h.at[name] = at
	}
	if wait := max(0, time.Until(at.next)) + time.Duration(at.users)*usual; patience > 0 && wait > patience {
		h.mu.Unlock()
		return nil, &Later{wait}
	}
	at.users++
	h.mu.Unlock()
	gone := func() {
		h.mu.Lock()
		defer h.mu.Unlock()
		at.users--
	}
	select {
	case <-at.turn:
	case <-ctx.Done():
		gone()
		return nil, context.Cause(ctx)
	}
	h.mu.Lock()
	wait := time.NewTimer(time.Until(at.next))
	h.mu.Unlock()
	defer wait.Stop()
	select {
	case <-wait.C:
		return func(pause time.Duration) {
			h.mu.Lock()
			at.next = time.Now().Add(pause)
			h.mu.Unlock()
			gone()
			at.turn <- struct{}{}
		}, nil
	case <-ctx.Done():
		gone()
		at.turn <- struct{}{}
		return nil, context.Cause(ctx)
	}
}

// mostHosts is how many hosts are kept in mind before those are forgotten that
// nobody uses and whose pause is over.
const mostHosts = 1024

func (h *hosts) sweep() {
	if len(h.at) < mostHosts {
		return
	}
	for name, at := range h.at {
		if at.users == 0 && time.Now().After(at.next) {
			delete(h.at, name)
		}
	}
}
