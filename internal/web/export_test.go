package web

// Patterns are the addresses of the site, as they are registered.
func (s *Site) Patterns() []string {
	var out []string
	for _, at := range s.routes() {
		out = append(out, at.pattern)
	}
	return out
}
