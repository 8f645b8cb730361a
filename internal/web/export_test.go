package web

import "net"

// Inside is how many connections of a listener are open.
func Inside(l net.Listener) int {
	c := l.(*crowd)
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.inside)
}

// Patterns are the addresses of the site, as they are registered.
func (s *Site) Patterns() []string {
	var out []string
	for _, at := range s.routes() {
		out = append(out, at.pattern)
	}
	return out
}
