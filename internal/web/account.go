package web

import (
	"context"
	"errors"
	"math"
	"net/http"
	"strconv"
	"strings"

	"chancery"
	"chancery/internal/account"
	"chancery/internal/prose"
)

// accountRoutes are the addresses that there are only with accounts.
func (s *Site) accountRoutes() []route {
	return []route{
		{"GET /login", everybody, s.askLogIn},
		{"POST /login", everybody, s.logIn},
		{"POST /logout", account.Reader, s.logOut},
		{"GET /account", account.Reader, s.ownAccount},
		{"POST /account/password", account.Reader, s.changePassword},
		{"POST /account/token", account.Reader, s.makeToken},
		{"POST /account/revoke", account.Reader, s.revokeToken},
		{"GET /accounts", account.Admin, s.allAccounts},
		{"POST /accounts", account.Admin, s.keepAccount},
	}
}

// loginPage asks for a name and a password.
type loginPage struct {
	Name, To, Problem string
}

func (s *Site) askLogIn(w http.ResponseWriter, v *visit) {
	s.write(w, v, http.StatusOK, "login", loginPage{To: here(v.URL.Query().Get("to"))})
}

// logIn begins a session, always a new one: what the browser has brought along may
// have been given to it by somebody else.
func (s *Site) logIn(w http.ResponseWriter, v *visit) {
	p := loginPage{Name: prose.Clean(v.PostFormValue("name")), To: here(v.PostFormValue("to"))}
	from := s.from(v.Request)
	secret, err := s.config.Accounts.LogIn(v.Context(), v.PostFormValue("name"), v.PostFormValue("password"), from)
	if err != nil {
		status, problem := s.notLoggedIn(w, v, err)
		if problem == "" {
			s.refuse(w, v, err)
			return
		}
		s.config.Log.Info("a log-in was refused", "from", from, "status", status)
		p.Problem = problem
		s.write(w, v, status, "login", p)
		return
	}
	if old, none := v.Cookie(s.sessionCookie()); none == nil {
		if err := s.config.Accounts.LogOut(v.Context(), old.Value); err != nil {
			s.refuse(w, v, err)
			return
		}
	}
	s.config.Log.Info("logged in", "account", prose.Clean(v.PostFormValue("name")), "from", from)
	http.SetCookie(w, s.cookie(s.sessionCookie(), secret, account.SessionTime))
	http.Redirect(w, v.Request, p.To, http.StatusSeeOther)
}

// notLoggedIn is the status and the message of a password that was not taken; no
// message for another failure.
func (s *Site) notLoggedIn(w http.ResponseWriter, v *visit, err error) (status int, problem string) {
	var slow *account.Slow
	var known *chancery.Error
	switch {
	case errors.As(err, &slow):
		seconds := int(math.Ceil(slow.Wait.Seconds()))
		w.Header().Set("Retry-After", strconv.Itoa(seconds))
		return http.StatusTooManyRequests, v.N(seconds, "login.slow")
	case errors.As(err, &known) && known.Code == chancery.Refused && known.Err == nil:
		return http.StatusUnprocessableEntity, v.T("login.wrong")
	}
	return 0, ""
}

func (s *Site) logOut(w http.ResponseWriter, v *visit) {
	if err := s.config.Accounts.LogOut(context.WithoutCancel(v.Context()), v.session); err != nil {
		s.refuse(w, v, err)
		return
	}
	http.SetCookie(w, s.cookie(s.sessionCookie(), "", 0))
	http.Redirect(w, v.Request, "/login", http.StatusSeeOther)
}

// accountPage is what somebody sees of the own account.
type accountPage struct {
	Name   string
	Role   account.Role
	Tokens []tokenLine
	Token  string // that was made just now
	Notice string
}

type tokenLine struct {
	ID, For     string
	Made, Until chancery.Date
}

func (s *Site) ownAccount(w http.ResponseWriter, v *visit) {
	s.writeAccount(w, v, http.StatusOK, accountPage{})
}

func (s *Site) writeAccount(w http.ResponseWriter, v *visit, status int, p accountPage) {
	tokens, err := s.config.Accounts.Tokens(v.Context(), v.account)
	if err != nil {
		s.refuse(w, v, err)
		return
	}
	p.Name, p.Role = prose.Clean(v.account), v.role
	for _, t := range tokens {
		p.Tokens = append(p.Tokens, tokenLine{t.ID, prose.Clean(t.For), chancery.Date(t.Made.Format("2006-01-02")), chancery.Date(t.Until.Format("2006-01-02"))})
	}
	s.write(w, v, status, "account", p)
}

func (s *Site) changePassword(w http.ResponseWriter, v *visit) {
	err := s.config.Accounts.ChangePassword(context.WithoutCancel(v.Context()), v.account, v.PostFormValue("old"), v.PostFormValue("new"), v.session, s.from(v.Request))
	if err == nil {
		s.writeAccount(w, v, http.StatusOK, accountPage{Notice: v.T("account.changed")})
		return
	}
	if status, problem := s.notLoggedIn(w, v, err); problem != "" {
		s.writeAccount(w, v, status, accountPage{Notice: problem})
		return
	}
	s.refuse(w, v, err)
}

// makeToken shows a token, this once: the answer to a form is kept nowhere.
func (s *Site) makeToken(w http.ResponseWriter, v *visit) {
	token, err := s.config.Accounts.MakeToken(context.WithoutCancel(v.Context()), v.account, strings.TrimSpace(v.PostFormValue("for")))
	if err != nil {
		s.refuse(w, v, err)
		return
	}
	s.writeAccount(w, v, http.StatusOK, accountPage{Token: token})
}

func (s *Site) revokeToken(w http.ResponseWriter, v *visit) {
	if err := s.config.Accounts.Revoke(context.WithoutCancel(v.Context()), v.account, v.PostFormValue("id")); err != nil {
		s.refuse(w, v, err)
		return
	}
	http.Redirect(w, v.Request, "/account", http.StatusSeeOther)
}

// accountsPage is who may use the record.
type accountsPage struct {
	Accounts []accountLine
	Roles    []account.Role
}

type accountLine struct {
	Name, Shown string
	Role        account.Role
	Made        chancery.Date
}

func (s *Site) allAccounts(w http.ResponseWriter, v *visit) {
	all, err := s.config.Accounts.All(v.Context())
	if err != nil {
		s.refuse(w, v, err)
		return
	}
	p := accountsPage{Roles: account.Roles()}
	for _, one := range all {
		p.Accounts = append(p.Accounts, accountLine{one.Name, prose.Clean(one.Name), one.Role, chancery.Date(one.Made.Format("2006-01-02"))})
	}
	s.write(w, v, http.StatusOK, "accounts", p)
}

// keepAccount makes, changes or removes an account.
func (s *Site) keepAccount(w http.ResponseWriter, v *visit) {
	ctx, name, role, password := context.WithoutCancel(v.Context()), v.PostFormValue("name"), account.Role(v.PostFormValue("role")), v.PostFormValue("password")
	var err error
	switch v.PostFormValue("do") {
	case "add":
		err = s.config.Accounts.Add(ctx, strings.TrimSpace(name), role, password)
	case "role":
		err = s.config.Accounts.SetRole(ctx, name, role)
	case "password":
		err = s.config.Accounts.SetPassword(ctx, name, password, "")
	case "remove":
		err = s.config.Accounts.Remove(ctx, name)
	default:
		err = chancery.Errorf(chancery.Invalid, "the form does not say what is to be done")
	}
	if err != nil {
		s.refuse(w, v, err)
		return
	}
	http.Redirect(w, v.Request, "/accounts", http.StatusSeeOther)
}
