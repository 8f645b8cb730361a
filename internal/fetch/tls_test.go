package fetch

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"fmt"
	"io"
	"log"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"chancery"
)

// authority signs certificates for the tests.
type authority struct {
	cert *x509.Certificate
	key  *ecdsa.PrivateKey
}

func newAuthority(t *testing.T) authority {
	t.Helper()
	a := authority{}
	a.cert, a.key = issue(t, a, &x509.Certificate{Subject: pkix.Name{CommonName: "Test Root"}, IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign})
	return a
}

// issue makes a certificate, signed by the authority, or by itself where that
// is empty. One without dates is valid now.
func issue(t *testing.T, by authority, cert *x509.Certificate) (*x509.Certificate, *ecdsa.PrivateKey) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	cert.SerialNumber = big.NewInt(1)
	if cert.NotAfter.IsZero() {
		cert.NotBefore, cert.NotAfter = time.Now().Add(-time.Hour), time.Now().Add(time.Hour)
	}
	if by.cert == nil {
		by = authority{cert, key}
	}
	raw, err := x509.CreateCertificate(rand.Reader, cert, by.cert, &key.PublicKey, by.key)
	if err != nil {
		t.Fatal(err)
	}
	out, err := x509.ParseCertificate(raw)
	if err != nil {
		t.Fatal(err)
	}
	return out, key
}

// secure is a server that shows the certificate.
func secure(t *testing.T, by authority, cert *x509.Certificate, handler http.HandlerFunc) (address string, own func(netip.AddrPort) bool) {
	t.Helper()
	signed, key := issue(t, by, cert)
	s := httptest.NewUnstartedServer(handler)
	s.Config.ErrorLog = log.New(io.Discard, "", 0) // refused handshakes
	s.TLS = &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{signed.Raw}, PrivateKey: key}}}
	s.StartTLS()
	t.Cleanup(s.Close)
	at := netip.MustParseAddrPort(s.Listener.Addr().String())
	return s.URL, func(to netip.AddrPort) bool { return to == at }
}

func here() *x509.Certificate {
	return &x509.Certificate{IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}}
}

// trusting is a client that trusts the authority and may reach all servers here.
func trusting(t *testing.T, a authority) *Client {
	t.Helper()
	c, _ := recording(t, Options{Own: func(to netip.AddrPort) bool { return to.Addr().IsLoopback() }})
	roots := x509.NewCertPool()
	roots.AddCert(a.cert)
	c.http.TLSClientConfig = &tls.Config{RootCAs: roots}
	return c
}

func TestCertificates(t *testing.T) {
	root, other := newAuthority(t), newAuthority(t)
	late, early := here(), here()
	late.NotBefore, late.NotAfter = time.Now().Add(-48*time.Hour), time.Now().Add(-24*time.Hour)
	early.NotBefore, early.NotAfter = time.Now().Add(24*time.Hour), time.Now().Add(48*time.Hour)
	c := trusting(t, root)
	for name, s := range map[string]struct {
		by   authority
		cert *x509.Certificate
		want string // what is said of it; empty for a good one
	}{
		"good":          {root, here(), ""},
		"expired":       {root, late, "out of date; see whether the date of this machine is right"},
		"not yet valid": {root, early, "out of date; see whether the date of this machine is right"},
		"another name":  {root, &x509.Certificate{DNSNames: []string{"other.example"}}, "for another name; see whether the address is right"},
		"self-signed":   {authority{}, here(), "let the system trust who signed it"},
		"unknown root":  {other, here(), "let the system trust who signed it"},
	} {
		var asked atomic.Int64
		address, _ := secure(t, s.by, s.cert, func(w http.ResponseWriter, _ *http.Request) {
			asked.Add(1)
			fmt.Fprint(w, "page")
		})
		resp, err := c.Get(t.Context(), Request{URL: strings.Replace(address, "://", "://mina:secret@", 1)})
		if s.want == "" {
			if err != nil || string(resp.Body) != "page" || asked.Load() != 1 {
				t.Errorf("%s: %q, %v", name, resp.Body, err)
			}
			continue
		}
		var skip *chancery.Skip
		if !errors.As(err, &skip) || !strings.HasPrefix(skip.Reason, ReasonUnreached) || !strings.Contains(skip.Reason, s.want) || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %v, want %q", name, err, s.want)
		}
		if asked.Load() != 0 {
			t.Errorf("%s: a request was made all the same", name)
		}
	}
}

// TestRedirectsBetweenSchemes: from http to https, not back, and passwords go
// neither way nor to another server.
func TestRedirectsBetweenSchemes(t *testing.T) {
	root := newAuthority(t)
	type request struct{ server, path, user, word string }
	seen := make(chan request, 10)
	note := func(server string, r *http.Request) {
		user, word, _ := r.BasicAuth()
		seen <- request{server, r.URL.Path, user, word}
	}
	var plainAt, secondAt string
	firstAt, _ := secure(t, root, here(), func(w http.ResponseWriter, r *http.Request) {
		note("first", r)
		switch r.URL.Path {
		case "/down":
			http.Redirect(w, r, plainAt+"/end", http.StatusMovedPermanently)
		case "/same-host-down":
			http.Redirect(w, r, "http://"+r.Host+"/end", http.StatusFound)
		case "/across":
			http.Redirect(w, r, secondAt+"/end", http.StatusFound)
		case "/within":
			http.Redirect(w, r, "/end", http.StatusFound)
		}
	})
	secondAt, _ = secure(t, root, here(), func(_ http.ResponseWriter, r *http.Request) { note("second", r) })
	plainAt, _ = server(t, func(w http.ResponseWriter, r *http.Request) {
		note("plain", r)
		if r.URL.Path == "/up" {
			http.Redirect(w, r, firstAt+"/end", http.StatusFound)
		}
	})
	c := trusting(t, root)
	for _, step := range []struct {
		from   string
		want   []request
		refuse bool
	}{
		{firstAt + "/within", []request{{"first", "/within", "mina", "secret"}, {"first", "/end", "mina", "secret"}}, false},
		{firstAt + "/across", []request{{"first", "/across", "mina", "secret"}, {"second", "/end", "", ""}}, false},
		{firstAt + "/down", []request{{"first", "/down", "mina", "secret"}}, true},
		{firstAt + "/same-host-down", []request{{"first", "/same-host-down", "mina", "secret"}}, true},
		{plainAt + "/up", []request{{"plain", "/up", "mina", "secret"}, {"first", "/end", "", ""}}, false},
	} {
		_, err := c.Get(t.Context(), Request{URL: strings.Replace(step.from, "://", "://mina:secret@", 1)})
		var skip *chancery.Skip
		refused := errors.As(err, &skip) && skip.Reason == ReasonDowngrade
		if refused != step.refuse || err != nil && (!refused || strings.Contains(err.Error(), "secret")) {
			t.Errorf("%s: %v", step.from, err)
		}
		var got []request
		for len(seen) > 0 {
			got = append(got, <-seen)
		}
		if !slices.Equal(got, step.want) {
			t.Errorf("%s: asked %+v, want %+v", step.from, got, step.want)
		}
	}
}
