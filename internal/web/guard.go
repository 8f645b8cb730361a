package web

import (
	"net"
	"net/http"
	"slices"
	"strings"
)

// policy lets a page have what the program itself serves: one style sheet, small
// scripts from files, pictures; and lets it send forms to the program. Nothing
// else is loaded, and nothing that stands in a page runs.
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// mostForm is the most bytes of a form.
const mostForm = 64 << 10

// guard stands before all pages. It refuses what another site's page sends in
// the user's name: a request for a host name that is not the server's (DNS
// rebinding), and a change of state from another origin.
func (s *Site) guard(next http.Handler) http.Handler {
	protected := http.NewCrossOriginProtection().Handler(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
		if !s.called(hostOf(r.Host)) {
			http.Error(w, "This server is not called by this name.", http.StatusMisdirectedRequest)
			return
		}
		r.Body = http.MaxBytesReader(w, r.Body, mostForm)
		protected.ServeHTTP(w, r)
	})
}

// called reports whether the server is called by this name or address.
func (s *Site) called(host string) bool {
	if len(s.config.Hosts) == 0 {
		return loopback(host)
	}
	return slices.ContainsFunc(s.config.Hosts, func(own string) bool { return strings.EqualFold(hostOf(own), host) })
}

// hostOf is the host of a host with or without a port.
func hostOf(address string) string {
	if host, _, err := net.SplitHostPort(address); err == nil {
		return host
	}
	return strings.TrimSuffix(strings.TrimPrefix(address, "["), "]")
}

// loopback reports whether only this machine can reach the host.
func loopback(host string) bool {
	ip := net.ParseIP(host)
	return strings.EqualFold(host, "localhost") || ip != nil && ip.IsLoopback()
}
