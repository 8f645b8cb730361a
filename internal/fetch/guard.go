package fetch

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"strings"
	"syscall"
)

// errNotPublic is why a connection was not made.
var errNotPublic = errors.New("not a public address")

// global is the one range of IPv6 from which public addresses are given out
// (RFC 4291, RFC 3587). All others are refused: unspecified, loopback, mapped
// and compatible IPv4, NAT64 (64:ff9b::/96, 64:ff9b:1::/48), discard-only,
// unique local (metadata services among them), link-local and multicast.
var global = netip.MustParsePrefix("2000::/3")

// special are the ranges that lead elsewhere than to a public server: the IANA
// registries of special-purpose addresses for IPv4 and, within global, IPv6
// (RFC 6890), multicast, and the one metadata service on a public address.
var special = prefixes(
	"0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
	"192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16",
	"192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
	"168.63.129.16/32", // the host of a virtual machine in one large cloud
	"2001::/23",        // protocol assignments: Teredo, benchmarks, ORCHID
	"2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20",
)

func prefixes(texts ...string) []netip.Prefix {
	out := make([]netip.Prefix, len(texts))
	for i, t := range texts {
		out[i] = netip.MustParsePrefix(t)
	}
	return out
}

// public reports whether an address may be that of a public server. An IPv4
// address that is mapped into IPv6 counts as what it is mapped from; one with a
// zone is never public.
func public(addr netip.Addr) bool {
	if !addr.IsValid() || addr.Zone() != "" {
		return false
	}
	addr = addr.Unmap()
	if addr.Is6() && !global.Contains(addr) {
		return false
	}
	for _, p := range special {
		if p.Contains(addr) {
			return false
		}
	}
	return true
}

// guard returns what a dialer calls between look-up and connection, with the
// address that the system is about to connect to. Nothing that came before,
// such as another answer of the name server, can get round it. What cannot be
// understood is refused.
func guard(own func(netip.AddrPort) bool) func(network, address string, _ syscall.RawConn) error {
	return func(network, address string, _ syscall.RawConn) error {
		to, err := netip.ParseAddrPort(address)
		tcp := network == "tcp4" || network == "tcp6"
		if err != nil || !tcp {
			return fmt.Errorf("%s %s: %w", network, address, errNotPublic)
		}
		if public(to.Addr()) || own != nil && own(netip.AddrPortFrom(to.Addr().Unmap(), to.Port())) {
			return nil
		}
		return fmt.Errorf("%s: %w", address, errNotPublic)
	}
}

// webAddress parses an address of the web: http or https, with a host. A host
// that ends in a number must be an IP address in its usual form, since systems
// differ in what they make of 0177.1 or 2130706433. A fragment is dropped.
func webAddress(raw string) (*url.URL, bool) {
	u, err := url.Parse(strings.TrimSpace(raw))
	if err != nil || u.Opaque != "" {
		return nil, false
	}
	u.Scheme = strings.ToLower(u.Scheme)
	host := strings.TrimSuffix(u.Hostname(), ".")
	if u.Scheme != "http" && u.Scheme != "https" || host == "" || strings.ContainsAny(host, "%/\\@ ") {
		return nil, false
	}
	if last := host[strings.LastIndexByte(host, '.')+1:]; last == "" || isNumber(last) {
		if _, err := netip.ParseAddr(u.Hostname()); err != nil {
			return nil, false
		}
	}
	u.Host, u.Fragment, u.RawFragment = strings.ToLower(u.Host), "", ""
	return u, true
}

// isNumber reports what some system reads as a part of an IPv4 address.
func isNumber(s string) bool {
	digits := "0123456789"
	if rest, ok := strings.CutPrefix(strings.ToLower(s), "0x"); ok {
		s, digits = strings.ToLower(rest), "0123456789abcdef"
	}
	return strings.Trim(s, digits) == ""
}

// newDialer makes the one dialer of a client.
func newDialer(own func(netip.AddrPort) bool, resolver *net.Resolver) *net.Dialer {
	return &net.Dialer{Control: guard(own), Resolver: resolver}
}
