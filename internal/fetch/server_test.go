package fetch

import (
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"golang.org/x/net/dns/dnsmessage"
)

// dialled are the addresses to which connections were begun.
type dialled struct {
	mu sync.Mutex
	to []string
}

func (d *dialled) all() []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return append([]string{}, d.to...)
}

// recording makes a client that notes every address which the guard let
// through, and refuses those off this machine even then: no test sends
// anything further.
func recording(t *testing.T, o Options) (*Client, *dialled) {
	t.Helper()
	if o.Limits == (Limits{}) {
		o.Limits = DefaultLimits()
		o.Limits.Time = 5 * time.Second
	}
	if err := o.Limits.Validate(); err != nil {
		t.Fatal(err)
	}
	o.Agent = "chancery-test"
	noted := &dialled{}
	dialer := newDialer(o.Own, o.Resolver)
	guarded := dialer.Control
	dialer.Control = func(network, address string, raw syscall.RawConn) error {
		if err := guarded(network, address, raw); err != nil {
			return err
		}
		noted.mu.Lock()
		noted.to = append(noted.to, address)
		noted.mu.Unlock()
		if to, err := netip.ParseAddrPort(address); err != nil || !to.Addr().Unmap().IsLoopback() {
			return errNotPublic
		}
		return nil
	}
	c := newClient(o, dialer)
	t.Cleanup(c.Close)
	return c, noted
}

// server is a web server on this machine, and what says that it may be reached.
func server(t *testing.T, handler http.HandlerFunc) (address string, own func(netip.AddrPort) bool) {
	t.Helper()
	s := httptest.NewServer(handler)
	t.Cleanup(s.Close)
	at := netip.MustParseAddrPort(s.Listener.Addr().String())
	return s.URL, func(to netip.AddrPort) bool { return to == at }
}

// nameServer answers for every name with what answer gives, in IPv4 and IPv6,
// and never asks anybody else.
func nameServer(t *testing.T, answer func(name string) []netip.Addr) *net.Resolver {
	t.Helper()
	conn, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	go func() {
		buffer := make([]byte, 1500)
		for {
			n, from, err := conn.ReadFrom(buffer)
			if err != nil {
				return
			}
			var m dnsmessage.Message
			if err := m.Unpack(buffer[:n]); err != nil || len(m.Questions) == 0 {
				continue
			}
			reply, err := respond(m, answer)
			if err == nil {
				_, _ = conn.WriteTo(reply, from)
			}
		}
	}()
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, "udp", conn.LocalAddr().String())
	}}
}

func respond(m dnsmessage.Message, answer func(string) []netip.Addr) ([]byte, error) {
	m.Response, m.RecursionAvailable, m.Additionals = true, true, nil
	q := m.Questions[0]
	for _, a := range answer(strings.TrimSuffix(q.Name.String(), ".")) {
		head := dnsmessage.ResourceHeader{Name: q.Name, Class: q.Class, TTL: 0}
		switch {
		case a.Is4() && q.Type == dnsmessage.TypeA:
			m.Answers = append(m.Answers, dnsmessage.Resource{Header: head, Body: &dnsmessage.AResource{A: a.As4()}})
		case a.Is6() && q.Type == dnsmessage.TypeAAAA:
			m.Answers = append(m.Answers, dnsmessage.Resource{Header: head, Body: &dnsmessage.AAAAResource{AAAA: a.As16()}})
		}
	}
	return m.Pack()
}
