package web_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"chancery/internal/web"
)

// slowClients is how many there are at once, and patience how long an honest client
// waits for any one page among them: far more than it takes, since the slow ones are
// kept by the same busy machine.
const (
	slowClients = 2000
	patience    = time.Minute
)

// listen opens an address of this machine for others.
func listen(t *testing.T) net.Listener {
	t.Helper()
	l, err := web.ListenPublic(t.Context(), "127.0.0.1:0", nil, false)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// serving serves a handler until the test ends.
func serving(t *testing.T, l net.Listener, h http.Handler) string {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- web.Serve(ctx, l, h) }()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Log(err) // slow clients are under way
		}
	})
	return l.Addr().String()
}

// dialFrom connects from an address of this machine.
func dialFrom(ctx context.Context, from net.IP, to string) (net.Conn, error) {
	d := net.Dialer{LocalAddr: &net.TCPAddr{IP: from}}
	return d.DialContext(ctx, "tcp", to)
}

// deaf lets a connection take in hardly anything that is not read.
func deaf(conn net.Conn) error { return conn.(*net.TCPConn).SetReadBuffer(2 << 10) }

// manners are ways to keep a server busy: what is sent at once, and what is sent every
// second.
var manners = []struct{ name, first, then string }{
	{"says nothing", "", ""},
	{"slow head", "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-A: ", "a"},
	{"slow body", "POST /login HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 60000\r\n\r\nname=", "a"},
	{"slow reader", strings.Repeat("GET /assets/style.css HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", 20), ""},
}

// besiege keeps the server busy with slow clients until the context ends. It returns
// when all have come, with how many could. Who is sent away stays away: a flood of new
// connections is another thing than slow ones.
func besiege(ctx context.Context, t *testing.T, to string, from func(n int) net.IP) (came int64, gone *sync.WaitGroup) {
	t.Helper()
	var inside atomic.Int64
	var tried sync.WaitGroup
	gone = &sync.WaitGroup{}
	for n := range slowClients {
		tried.Add(1)
		gone.Go(func() {
			conn, err := dialFrom(ctx, from(n), to)
			if err != nil {
				tried.Done() // the machine has no more to give
				return
			}
			defer conn.Close()
			inside.Add(1)
			manner := manners[n%len(manners)]
			if err := deaf(conn); err != nil {
				t.Error(err)
			}
			_, err = io.WriteString(conn, manner.first)
			tried.Done()
			for err == nil && ctx.Err() == nil {
				select {
				case <-time.After(time.Second):
				case <-ctx.Done():
				}
				_, err = io.WriteString(conn, manner.then)
			}
		})
	}
	tried.Wait()
	return inside.Load(), gone
}

// TestSlowClients holds that two thousand clients who never come to an end, from one
// address or from as many as they are, do not keep an honest one from being served, and that at most 512 connections are open.
func TestSlowClients(t *testing.T) {
	p := newPublic(t, examples(t))
	for name, from := range map[string]func(n int) net.IP{
		"from one address":     func(int) net.IP { return net.IPv4(127, 0, 0, 2) },
		"from a few addresses": func(n int) net.IP { return net.IPv4(127, 0, 1, byte(n%20)) },
		"from many addresses":  func(n int) net.IP { return net.IPv4(127, 1, byte(n>>8), byte(n)) },
	} {
		t.Run(name, func(t *testing.T) {
			l := listen(t)
			to := serving(t, l, p)
			if conn, err := dialFrom(t.Context(), from(1), to); err != nil {
				t.Skipf("this machine has no such addresses: %v", err)
			} else if err := conn.Close(); err != nil {
				t.Fatal(err)
			}
			ctx, stop := context.WithCancel(t.Context())
			came, gone := besiege(ctx, t, to, from)
			defer gone.Wait()
			defer stop()
			if came < slowClients {
				t.Skipf("only %d connections can be opened here", came)
			}
			longest, err := honest(t, to, patience)
			if err != nil {
				t.Error(err)
			}
			if n := web.Inside(l); n > 512 {
				t.Errorf("%d connections are open", n)
			}
			t.Logf("the honest one waited %v at most", longest)
		})
	}
}

// queue is a listener as it is usually bounded: who comes when it is full waits.
type queue struct {
	net.Listener
	free chan struct{}
}

type queued struct {
	net.Conn
	leave func()
}

func (q queue) Accept() (net.Conn, error) {
	q.free <- struct{}{}
	conn, err := q.Listener.Accept()
	return queued{conn, sync.OnceFunc(func() { <-q.free })}, err
}

func (q queued) Close() error {
	q.leave()
	return q.Conn.Close()
}

// TestSlowClientsCanStarve is the control: where who comes has to wait for a place, the
// same slow clients keep the honest one out.
func TestSlowClientsCanStarve(t *testing.T) {
	plain, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	to := serving(t, queue{plain, make(chan struct{}, 512)}, newPublic(t, examples(t)))
	ctx, stop := context.WithCancel(t.Context())
	came, gone := besiege(ctx, t, to, func(int) net.IP { return net.IPv4(127, 0, 0, 1) })
	defer gone.Wait()
	defer stop()
	if came < slowClients {
		t.Skipf("only %d connections can be opened here", came)
	}
	if longest, err := honest(t, to, time.Second); err == nil {
		t.Errorf("the honest one is served within %v", longest)
	}
}

// honest logs in and reads pages, one after the other, each on a connection of its own,
// and tells how long the slowest took, which is at most its patience.
func honest(t *testing.T, to string, patience time.Duration) (longest time.Duration, err error) {
	t.Helper()
	client := &http.Client{Timeout: patience, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Transport: &http.Transport{DisableKeepAlives: true, DialContext: func(ctx context.Context, _, to string) (net.Conn, error) {
			return dialFrom(ctx, net.IPv4(127, 0, 0, 1), to)
		}}}
	cookie := ""
	for n := range 20 {
		r, err := http.NewRequestWithContext(t.Context(), "GET", "http://"+to+"/timeline", nil)
		want := http.StatusOK
		if n == 0 {
			r, err = http.NewRequestWithContext(t.Context(), "POST", "http://"+to+"/login", strings.NewReader(url.Values{"name": {"rita"}, "password": {password}}.Encode()))
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			want = http.StatusSeeOther
		}
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Cookie", cookie)
		began := time.Now()
		resp, err := client.Do(r)
		if err != nil {
			return 0, fmt.Errorf("request %d: %w", n, err)
		}
		_, err = io.Copy(io.Discard, resp.Body)
		if err := errors.Join(err, resp.Body.Close()); err != nil {
			return 0, fmt.Errorf("request %d: %w", n, err)
		}
		if resp.StatusCode != want {
			return 0, fmt.Errorf("request %d: status %d", n, resp.StatusCode)
		}
		longest = max(longest, time.Since(began))
		if n == 0 {
			cookie = resp.Cookies()[0].Name + "=" + resp.Cookies()[0].Value
		}
	}
	return longest, nil
}

// TestWhoHasToLeave holds who goes when there are too many from one address: one that
// waits, and neither who comes nor who has just asked.
func TestWhoHasToLeave(t *testing.T) {
	to := serving(t, listen(t), http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "ok") }))
	var all []net.Conn
	join := func() {
		t.Helper()
		conn, err := net.Dial("tcp", to)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = conn.Close() })
		all = append(all, conn)
		if err := ask(conn); err != nil { // it is inside
			t.Fatal(err)
		}
	}
	for range 64 {
		join()
	}
	if err := ask(all[0]); err != nil {
		t.Fatal(err)
	}
	join()
	var left []int
	for n, conn := range all {
		if ask(conn) != nil {
			left = append(left, n)
		}
	}
	if len(left) != 1 || left[0] == 0 || left[0] == 64 {
		t.Errorf("of 65 connections %v had to leave", left)
	}
}

// ask sends a request and reads its answer.
func ask(conn net.Conn) error {
	if _, err := io.WriteString(conn, "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"); err != nil {
		return err
	}
	resp, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = io.ReadAll(resp.Body)
	return err
}
