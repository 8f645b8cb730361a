package fetch

import (
	"errors"
	"fmt"
	"net/http"
	"net/netip"
	"strings"
	"sync/atomic"
	"testing"

	"chancery"
)

// inside are hosts, as they stand in an address, that lead to no public server:
// every special range of both families, IPv4 hidden in IPv6, metadata services,
// and the spellings that some systems take for an address.
var inside = strings.Fields(`
	127.0.0.1 127.1.2.3 0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.100.100.200 100.127.255.255 169.254.0.1
	169.254.169.254 169.254.170.2 172.16.0.1 172.31.255.255 192.0.0.1 192.0.0.192 192.0.2.7 192.31.196.1 192.52.193.1
	192.88.99.1 192.168.0.1 192.168.255.255 192.175.48.1 198.18.0.1 198.19.255.255 198.51.100.3 203.0.113.9 224.0.0.1
	239.255.255.250 240.0.0.1 255.255.255.255 168.63.129.16
	[::] [::1] [::127.0.0.1] [::ffff:127.0.0.1] [::ffff:7f00:1] [::ffff:10.0.0.1] [::ffff:169.254.169.254] [::ffff:0:127.0.0.1]
	[64:ff9b::127.0.0.1] [64:ff9b::8.8.8.8] [64:ff9b:1::1] [100::1] [100:0:0:1::1] [2001::1] [2001:0:7f00:1::1] [2001:2::1]
	[2001:10::1] [2001:20::1] [2001:db8::1] [2002:7f00:1::1] [2002:a00:1::1] [2002:a9fe:a9fe::1] [2620:4f:8000::1] [3fff::1]
	[5f00::1] [4000::1] [fc00::1] [fd00:ec2::254] [fd20:ce::254] [fe80::1] [febf::1] [fec0::1] [ff02::1] [ff0e::1]`)

// disguised are hosts that are refused before anything is looked up.
var disguised = strings.Fields(`
	2130706433 0x7f000001 0X7F000001 017700000001 127.1 127.0.1 0177.0.0.1 0x7f.0.0.1 127.0.0.0x1 127.0.0.1. 127.0.0.01
	10.1 3232235521 1.2.3.4.5 256.1.1.1 [fe80::1%25lo] [::1%25eth0] 169.254.43518`)

// TestNothingInsideIsDialled tries all of them by all ways to the connection.
func TestNothingInsideIsDialled(t *testing.T) {
	if len(inside)+len(disguised) < 60 {
		t.Fatalf("only %d targets", len(inside)+len(disguised))
	}
	var target atomic.Value // where the server's redirects lead
	target.Store("")
	var status atomic.Int64
	local, own := server(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/" {
			t.Errorf("asked for %s", r.URL)
		}
		w.Header().Set("Location", target.Load().(string))
		w.WriteHeader(int(status.Load()))
	})
	resolver := nameServer(t, func(name string) []netip.Addr {
		t.Errorf("looked up %s", name)
		return nil
	})
	c, noted := recording(t, Options{Own: own, Resolver: resolver})
	before := 0
	refused := func(route, host, address string) {
		t.Helper()
		_, err := c.Get(t.Context(), Request{URL: address})
		var skip *chancery.Skip
		if !errors.As(err, &skip) || skip.Reason != ReasonNotPublic && skip.Reason != ReasonAddress {
			t.Errorf("%s %s: error %v", route, host, err)
		}
		for _, to := range noted.all()[before:] {
			if "http://"+to != local {
				t.Errorf("%s %s: dialled %s", route, host, to)
			}
		}
		before = len(noted.all())
	}
	for _, host := range append(append([]string{}, inside...), disguised...) {
		for _, scheme := range []string{"http", "https"} {
			refused("directly", host, scheme+"://"+host+"/")
			refused("with a name", host, scheme+"://user:word@"+host+":8080/")
		}
		for _, s := range []int64{301, 302, 303, 307, 308} {
			status.Store(s)
			for _, form := range []string{"http://%s/", "https://%s:443/x", "//%s/"} {
				target.Store(fmt.Sprintf(form, host))
				refused("redirect", host, local+"/")
			}
		}
		if _, err := c.Allowed(t.Context(), "http://"+host+"/page"); err == nil {
			t.Errorf("robots.txt of %s was asked for", host)
		}
	}
	if to := noted.all(); len(to) == 0 {
		t.Error("the recorder noted nothing at all, not even the server's own address")
	}
}

// TestNamesThatLeadInside covers names: one address, several of which one is
// inside, and an answer that changes between look-ups.
func TestNamesThatLeadInside(t *testing.T) {
	var asked atomic.Int64
	resolver := nameServer(t, func(name string) []netip.Addr {
		switch {
		case name == "turns.example":
			if asked.Add(1) <= 2 { // one look-up asks for both families
				return []netip.Addr{netip.MustParseAddr("93.184.215.14")}
			}
			return []netip.Addr{netip.MustParseAddr("127.0.0.1")}
		case name == "mixed.example":
			return []netip.Addr{netip.MustParseAddr("127.0.0.1"), netip.MustParseAddr("10.0.0.1"), netip.MustParseAddr("::1")}
		}
		a, err := netip.ParseAddr(strings.ReplaceAll(strings.TrimSuffix(name, ".example"), "-", ":"))
		if err != nil {
			return nil
		}
		return []netip.Addr{a}
	})
	c, noted := recording(t, Options{Resolver: resolver})
	names := []string{"mixed.example"}
	for _, host := range inside {
		a := netip.MustParseAddr(strings.Trim(host, "[]"))
		if a.Is4In6() {
			continue // an answer of a name server has each family in its own form
		}
		names = append(names, strings.ReplaceAll(a.StringExpanded(), ":", "-")+".example")
	}
	for _, name := range names {
		_, err := c.Get(t.Context(), Request{URL: "http://" + name + "/"})
		var skip *chancery.Skip
		if !errors.As(err, &skip) || skip.Reason != ReasonNotPublic {
			t.Errorf("%s: error %v", name, err)
		}
	}
	if to := noted.all(); len(to) != 0 {
		t.Errorf("dialled %s", to)
	}
	// The first answer is public, and let through; the recorder stops it.
	for i := range 2 {
		_, err := c.Get(t.Context(), Request{URL: "http://turns.example/"})
		var skip *chancery.Skip
		if !errors.As(err, &skip) || skip.Reason != ReasonNotPublic {
			t.Errorf("turns.example, time %d: error %v", i, err)
		}
	}
	if to := noted.all(); len(to) != 1 || to[0] != "93.184.215.14:80" {
		t.Errorf("dialled %s; want the public address once", to)
	}
}

func TestPublic(t *testing.T) {
	for _, address := range strings.Fields("1.1.1.1 8.8.8.8 93.184.215.14 100.63.255.255 100.128.0.1 172.15.0.1 172.32.0.1 192.0.1.1 198.17.1.1 223.255.255.255 ::ffff:8.8.8.8 2001:200::1 2606:4700::1111 2a00:1450::1 3ffe::1") {
		if !public(netip.MustParseAddr(address)) {
			t.Errorf("%s is refused", address)
		}
	}
	if public(netip.Addr{}) || public(netip.MustParseAddr("2606:4700::1%eth0")) {
		t.Error("no address at all, or one with a zone, is public")
	}
}

// TestOnlyTheWeb holds that other schemes and what is no address are refused.
func TestOnlyTheWeb(t *testing.T) {
	c, noted := recording(t, Options{Own: func(netip.AddrPort) bool { return true }})
	for _, address := range []string{
		"", "example.org", "//example.org/", "file:///etc/passwd", "ftp://example.org/", "gopher://127.0.0.1:70/", "unix:///run/x.sock",
		"data:text/html,x", "javascript:alert(1)", "http:example.org", "http:///x", "http://", "https://:443/", "http://a b/", "http://[::1", "http://%31/",
		"http://example.org:port/", "jar:http://example.org/", "dict://127.0.0.1:11211/stats", "ldap://127.0.0.1/", "http+unix://x/",
	} {
		_, err := c.Get(t.Context(), Request{URL: address})
		var skip *chancery.Skip
		if !errors.As(err, &skip) || skip.Reason != ReasonAddress {
			t.Errorf("%q: error %v", address, err)
		}
	}
	if to := noted.all(); len(to) != 0 {
		t.Errorf("dialled %s", to)
	}
}

// TestProxiesAreNotUsed: a proxy would connect in our place, unchecked.
func TestProxiesAreNotUsed(t *testing.T) {
	for _, name := range []string{"HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy"} {
		t.Setenv(name, "http://127.0.0.1:9/")
	}
	local, own := server(t, func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "direct") })
	c, noted := recording(t, Options{Own: own})
	resp, err := c.Get(t.Context(), Request{URL: local})
	if err != nil || string(resp.Body) != "direct" || len(noted.all()) != 1 {
		t.Errorf("got %q, %v; dialled %s", resp.Body, err, noted.all())
	}
}
