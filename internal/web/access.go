package web

import (
	"net/http"
	"net/netip"
	"net/url"
	"strings"

	"chancery/internal/account"
	"chancery/internal/api"
)

// caller is who sends a request. Nobody has no role.
type caller struct {
	name    string // in which decisions are kept
	account string // the same where it is that of an account
	role    account.Role
	session string // the secret of the browser
}

// may reports whether the caller may do what needs at least this role.
func (c *caller) may(least account.Role) bool { return c.role.May(least) }

// sessionCookie is the name of the cookie with the secret of a session. Where there
// is TLS, browsers take one of that beginning from no other host and no plain
// connection (RFC 6265bis, 4.1.3.2).
func (s *Site) sessionCookie() string {
	if s.config.Secure {
		return "__Host-session"
	}
	return "session"
}

// admit lets those to an address whose role opens it.
func (s *Site) admit(at route) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		v := &visit{Request: r, site: s, words: s.wordsFor(r)}
		if at.least != everybody {
			who, err := s.identify(r)
			if err != nil {
				s.refuse(w, v, err)
				return
			}
			v.caller = who
			if !v.may(at.least) {
				s.turnAway(w, v)
				return
			}
		}
		// Only now is more read than the head. Who has gone meanwhile, or sends too
		// much, costs nothing but this.
		if r.Method == http.MethodPost {
			if err := r.ParseForm(); err != nil {
				http.Error(w, "The form cannot be read.", http.StatusBadRequest)
				return
			}
		}
		at.handle(w, v)
	})
}

// identify finds out who sends the request: a program by its token, a browser by its
// session. A token opens what is there for programs and nothing else.
func (s *Site) identify(r *http.Request) (who caller, err error) {
	if s.config.Accounts == nil {
		return caller{name: s.config.By, role: account.Admin}, nil
	}
	var one account.Account
	found := false
	if header := r.Header.Get("Authorization"); header != "" && forPrograms(r) {
		scheme, token, _ := strings.Cut(header, " ")
		if strings.EqualFold(scheme, "Bearer") {
			one, found, err = s.config.Accounts.Bearer(r.Context(), strings.TrimSpace(token))
		}
	} else if cookie, none := r.Cookie(s.sessionCookie()); none == nil {
		who.session = cookie.Value
		one, found, err = s.config.Accounts.Session(r.Context(), cookie.Value)
	}
	if err != nil || !found {
		return caller{}, err
	}
	who.name, who.account, who.role = one.Name, one.Name, one.Role
	return who, nil
}

func forPrograms(r *http.Request) bool { return strings.HasPrefix(r.URL.Path, "/api/") }

// turnAway answers who may not come here: nobody known is led to the log-in, and
// back from there.
func (s *Site) turnAway(w http.ResponseWriter, v *visit) {
	known := v.role != ""
	switch {
	case forPrograms(v.Request) && known:
		api.Problem(w, v.Request, http.StatusForbidden, "your account may not do this")
	case forPrograms(v.Request):
		w.Header().Set("WWW-Authenticate", "Bearer")
		api.Problem(w, v.Request, http.StatusUnauthorized, "send a token of your account as Authorization: Bearer TOKEN; chancery account token NAME makes one")
	case known:
		s.write(w, v, http.StatusForbidden, "error", failed{v.T("error.forbidden"), ""})
	default:
		back := "/"
		if v.Method == http.MethodGet {
			back = v.URL.RequestURI()
		}
		http.Redirect(w, v.Request, "/login?"+url.Values{"to": {back}}.Encode(), http.StatusSeeOther)
	}
}

// from is the address that a request comes from. Of those that a proxy lists, the
// last is the one that it has seen itself.
func (s *Site) from(r *http.Request) netip.Addr {
	if lines := r.Header.Values("X-Forwarded-For"); s.config.Proxy && len(lines) > 0 {
		all := strings.Split(lines[len(lines)-1], ",")
		if seen, err := netip.ParseAddr(strings.TrimSpace(all[len(all)-1])); err == nil {
			return seen
		}
	}
	seen, _ := netip.ParseAddrPort(r.RemoteAddr) // the zero address is one, too
	return seen.Addr()
}
