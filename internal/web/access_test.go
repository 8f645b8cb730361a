package web_test

import (
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"chancery"
	"chancery/internal/account"
	"chancery/internal/api"
	"chancery/internal/desk"
	"chancery/internal/web"
)

const password = "four words stand here"

// public is a site for others, with the accounts rita, a reader, edda, an editor, and
// ada, an admin.
type public struct {
	*web.Site
	t     *testing.T
	book  *account.Book
	file  string        // of the accounts
	ahead *atomic.Int64 // seconds by which the clock is ahead
}

func newPublic(t *testing.T, record web.Record, change ...func(*web.Config)) public {
	t.Helper()
	p := public{t: t, ahead: &atomic.Int64{}}
	now := func() time.Time { return time.Unix(2_000_000_000+p.ahead.Load(), 0).UTC() }
	path := filepath.Join(t.TempDir(), "record.db")
	p.file = account.File(path)
	b, err := account.Open(t.Context(), path, true, account.Cost{Passes: 1, KiB: 64, Lanes: 1}, now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := b.Close(); err != nil {
			t.Error(err)
		}
	})
	p.book = b
	for _, one := range []struct {
		name string
		role account.Role
	}{{"ada", account.Admin}, {"edda", account.Editor}, {"rita", account.Reader}} {
		if err := b.Add(t.Context(), one.name, one.role, password); err != nil {
			t.Fatal(err)
		}
	}
	log := slog.New(slog.NewTextHandler(io.Discard, nil))
	programs, err := api.New(record, log)
	if err != nil {
		t.Fatal(err)
	}
	config := web.Config{Now: now, Log: log, API: programs, Accounts: b}
	for _, f := range change {
		f(&config)
	}
	if p.Site, err = web.New(record, config); err != nil {
		t.Fatal(err)
	}
	return p
}

// session is the cookie of a new session.
func (p public) session(name string) string {
	p.t.Helper()
	secret, err := p.book.LogIn(p.t.Context(), name, password, address(len(name)))
	if err != nil {
		p.t.Fatal(err)
	}
	return "session=" + secret
}

func (p public) token(name string) string {
	p.t.Helper()
	token, err := p.book.MakeToken(p.t.Context(), name, "tests")
	if err != nil {
		p.t.Fatal(err)
	}
	return "Bearer " + token
}

// form is a request that sends a form.
func form(target, body string, header ...string) *http.Request {
	r := httptest.NewRequest("POST", "http://127.0.0.1:8750"+target, strings.NewReader(body))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	return r
}

// as asks for pages in somebody's session.
func (p public) as(cookie string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.Header.Set("Cookie", cookie)
		p.ServeHTTP(w, r)
	})
}

// interfaces are the addresses that the interface for programs says it has.
func interfaces(t *testing.T, h http.Handler, token string) []string {
	t.Helper()
	w := do(h, request("GET", "/api/v1/openapi.json", "Authorization", token))
	var document struct {
		Paths map[string]any `json:"paths"`
	}
	if err := json.Unmarshal(w.Body.Bytes(), &document); err != nil || len(document.Paths) == 0 {
		t.Fatalf("status %d, %v", w.Code, err)
	}
	var out []string
	for path := range document.Paths {
		out = append(out, path)
	}
	return out
}

// TestRoutes holds for every address that is registered who may ask for it.
func TestRoutes(t *testing.T) {
	raw, err := os.ReadFile("testdata/routes.tsv")
	if err != nil {
		t.Fatal(err)
	}
	live := examples(t)
	event, report := folded(t, live).Events[0].ID, folded(t, live).Reports[0].ID
	fill := strings.NewReplacer("EVENT", event, "REPORT", report)
	first := newPublic(t, live)
	shared := first.token("rita")
	want := append(first.Patterns(), interfaces(t, first, shared)...)
	var have, who []string
	for line := range strings.Lines(string(raw)) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		cells := strings.Split(line, "\t")
		if who == nil {
			who = cells[2:]
			continue
		}
		if len(cells) != 2+len(who) {
			t.Fatalf("%d cells in %q", len(cells), line)
		}
		have = append(have, cells[0])
		target, body, posted := strings.Cut(fill.Replace(cells[1]), " ")
		p, token := first, shared
		if posted && strings.HasPrefix(target, "/account") { // it changes accounts
			p = newPublic(t, live)
			token = p.token("rita")
		}
		ended := p.session("rita")
		p.ahead.Add(int64(account.SessionTime / time.Second))
		for i, by := range who {
			r := request("GET", target)
			if posted {
				r = form(target, body)
			}
			switch by {
			case "nobody":
			case "token":
				r.Header.Set("Authorization", token)
			case "ended":
				r.Header.Set("Cookie", ended)
			default:
				r.Header.Set("Cookie", p.session(map[string]string{"reader": "rita", "editor": "edda", "admin": "ada"}[by]))
			}
			w := do(p, r)
			got := strconv.Itoa(w.Code)
			if strings.HasPrefix(w.Header().Get("Location"), "/login") {
				got += "/login"
			}
			if got != cells[2+i] {
				t.Errorf("%s by %s: %s, want %s", cells[0], by, got, cells[2+i])
			}
			kind := w.Header().Get("Content-Type")
			if strings.HasPrefix(target, "/api/") && w.Code >= 400 && kind != "application/problem+json" {
				t.Errorf("%s by %s: a failure as %s", cells[0], by, kind)
			}
			if target == "/judge" && got == "303" { // for those who come after
				if _, err := live.Decide(t.Context(), desk.Order{Act: chancery.ActUndo, By: "mina", At: time.Now()}); err != nil {
					t.Fatal(err)
				}
			}
			if w.Code == http.StatusForbidden && kind != "text/html; charset=utf-8" {
				t.Errorf("%s by %s: forbidden as %s", cells[0], by, kind)
			}
		}
	}
	slices.Sort(want)
	slices.Sort(have)
	if !slices.Equal(want, have) {
		t.Errorf("registered: %q\nin the table: %q", want, have)
	}
}

// TestWithoutAccounts holds that who is at the machine may do all without them, and
// that there is nothing to log in to.
func TestWithoutAccounts(t *testing.T) {
	live := examples(t)
	h := newSite(t, live)
	if slices.ContainsFunc(h.Patterns(), func(at string) bool { return strings.Contains(at, "log") || strings.Contains(at, "account") }) {
		t.Errorf("the site has %q", h.Patterns())
	}
	if w := do(h, form("/judge", "act=reject&on="+folded(t, live).Events[0].ID)); w.Code != http.StatusSeeOther {
		t.Errorf("status %d", w.Code)
	}
}

// TestLogIn goes the way of a person: asked to log in, back to where she wanted to go,
// decides in her own name, and logs out.
func TestLogIn(t *testing.T) {
	live := examples(t)
	p := newPublic(t, live)
	to := do(p, request("GET", "/timeline?actor=NOR")).Header().Get("Location")
	asked := open(t, p, to)
	if len(asked.all("nav")) > 0 || len(asked.all("input", "q")) > 0 {
		t.Error("who is nobody is offered pages")
	}
	back := attribute(asked.one("form", "ask").one("input").Node, "value")
	w := do(p, form("/login", url.Values{"name": {"EDDA"}, "password": {password}, "to": {back}}.Encode()))
	if got := w.Header().Get("Location"); w.Code != http.StatusSeeOther || got != "/timeline?actor=NOR" {
		t.Fatalf("status %d, led to %q", w.Code, got)
	}
	cookie := w.Result().Cookies()[0]
	if cookie.Name != "session" || !cookie.HttpOnly || cookie.SameSite != http.SameSiteLaxMode || cookie.Path != "/" || cookie.Secure {
		t.Errorf("the cookie is %v", cookie)
	}
	h := p.as(cookie.Name + "=" + cookie.Value)
	page := open(t, h, "/timeline?actor=NOR")
	if !strings.Contains(page.one("footer").words(), "Logged in as edda") {
		t.Errorf("the foot is %q", page.one("footer").words())
	}
	if got := do(h, request("GET", "/")).Header().Get("Cache-Control"); got != "no-store" {
		t.Errorf("browsers may keep the page: %s", got)
	}
	event := folded(t, live).Events[0].ID
	if w := do(h, form("/judge", url.Values{"act": {"set"}, "on": {event}, "field": {"modality"}, "value": {"denied"}, "by": {"ada"}}.Encode())); w.Code != http.StatusSeeOther {
		t.Fatalf("status %d", w.Code)
	}
	if d := folded(t, live).Decisions; len(d) != 1 || d[0].By != "edda" {
		t.Errorf("decided: %v", d)
	}
	out := do(h, form("/logout", ""))
	if dropped := out.Result().Cookies()[0]; dropped.MaxAge >= 0 || dropped.Value != "" {
		t.Errorf("the cookie stays: %v", dropped)
	}
	if w := do(h, request("GET", "/")); w.Code != http.StatusSeeOther {
		t.Errorf("after log-out the old cookie gives status %d", w.Code)
	}
}

// TestReadersAreOfferedNoForms holds that who may not decide sees no form for it, and
// that those who may do.
func TestReadersAreOfferedNoForms(t *testing.T) {
	live := examples(t)
	p := newPublic(t, live)
	event := ""
	for _, e := range folded(t, live).Events {
		event = e.ID
	}
	if _, err := live.Decide(t.Context(), desk.Order{Act: chancery.ActSet, On: []string{event}, Field: "modality", Value: "denied", By: "mina", At: time.Unix(1, 0)}); err != nil {
		t.Fatal(err)
	}
	forms := func(name string) (n int) {
		h := p.as(p.session(name))
		for _, at := range []string{"/events/" + url.PathEscape(event), "/queue", "/decisions", "/decisions?decided=" + folded(t, live).Decisions[0].ID} {
			for _, f := range open(t, h, at).all("form") {
				if attribute(f.Node, "action") == "/judge" {
					n++
				}
			}
		}
		return n
	}
	if reader, editor := forms("rita"), forms("edda"); reader > 0 || editor < 6 {
		t.Errorf("a reader has %d forms, an editor %d", reader, editor)
	}
}

// TestFixation holds that log-in gives a new secret, whatever the browser brings
// along, and ends the session that it brings.
func TestFixation(t *testing.T) {
	p := newPublic(t, examples(t))
	for _, brought := range []string{"session=planted", p.session("rita")} {
		w := do(p, form("/login", "name=ada&password="+url.QueryEscape(password), "Cookie", brought))
		given := w.Result().Cookies()[0]
		if w.Code != http.StatusSeeOther || "session="+given.Value == brought || len(given.Value) < 43 {
			t.Errorf("status %d, %v", w.Code, given)
		}
		if w := do(p, request("GET", "/", "Cookie", brought)); w.Code != http.StatusSeeOther {
			t.Errorf("what was brought opens the record: status %d", w.Code)
		}
	}
}

// TestSecureCookies holds that with TLS the cookie is bound to it and to the host.
func TestSecureCookies(t *testing.T) {
	p := newPublic(t, examples(t), func(c *web.Config) { c.Secure = true })
	w := do(p, form("/login", "name=ada&password="+url.QueryEscape(password)))
	c := w.Result().Cookies()[0]
	if c.Name != "__Host-session" || !c.Secure || !c.HttpOnly || c.Domain != "" || c.Path != "/" {
		t.Errorf("the cookie is %v", c)
	}
	if w := do(p, request("GET", "/", "Cookie", "session="+c.Value)); w.Code != http.StatusSeeOther {
		t.Errorf("another cookie is taken: status %d", w.Code)
	}
	if w := do(p, request("GET", "/", "Cookie", c.Name+"="+c.Value)); w.Code != http.StatusOK {
		t.Errorf("status %d", w.Code)
	}
}

// TestBackToThisSite holds that log-in leads to no other site.
func TestBackToThisSite(t *testing.T) {
	p := newPublic(t, examples(t))
	for _, to := range []string{"//evil.example/", "https://evil.example/", `/\evil.example`, `\\evil.example`, "javascript:x", "/%5cevil.example", "///evil.example", "\t//evil.example"} {
		if got := attribute(open(t, p, "/login?to="+url.QueryEscape(to)).one("form", "ask").one("input").Node, "value"); !strings.HasPrefix(got, "/") || strings.HasPrefix(got, "//") || strings.HasPrefix(got, `/\`) {
			t.Errorf("the form for %q leads to %q", to, got)
		}
		w := do(p, form("/login", url.Values{"name": {"ada"}, "password": {password}, "to": {to}}.Encode()))
		if got := w.Header().Get("Location"); !strings.HasPrefix(got, "/") || strings.HasPrefix(got, "//") || strings.HasPrefix(got, `/\`) {
			t.Errorf("%q leads to %q", to, got)
		}
	}
}

// TestOtherSitesCannot holds that another site's page can do nothing in the name of
// who is logged in, nor log somebody in.
func TestOtherSitesCannot(t *testing.T) {
	live := examples(t)
	p := newPublic(t, live)
	admin := p.session("ada")
	for _, at := range []string{"/judge act=reject&on=" + folded(t, live).Events[0].ID, "/login name=ada&password=" + url.QueryEscape(password), "/logout ", "/accounts do=remove&name=rita",
		"/account/password old=x&new=y", "/account/token for=x", "/account/revoke id=x", "/language language=tr"} {
		target, body, _ := strings.Cut(at, " ")
		for _, header := range [][]string{{"Sec-Fetch-Site", "cross-site"}, {"Sec-Fetch-Site", "same-site"}, {"Origin", "https://evil.example"}, {"Origin", "null"}} {
			if w := do(p, form(target, body, append(header, "Cookie", admin)...)); w.Code != http.StatusForbidden || len(w.Result().Cookies()) > 0 {
				t.Errorf("%s with %v: status %d", target, header, w.Code)
			}
		}
		if w := do(p, request("GET", target+"?"+body, "Cookie", admin)); target != "/login" && target != "/accounts" && w.Code != http.StatusNotFound {
			t.Errorf("%s by GET: status %d", target, w.Code)
		}
	}
	if all, err := p.book.All(t.Context()); err != nil || len(all) != 3 || len(folded(t, live).Decisions) > 0 {
		t.Errorf("left are %v, %v", all, err)
	}
}

// TestNames holds that a public server answers to its own names only.
func TestNames(t *testing.T) {
	p := newPublic(t, examples(t), func(c *web.Config) { c.Hosts = []string{"record.example", "192.0.2.7"} })
	for host, want := range map[string]int{"record.example": 200, "RECORD.example:8750": 200, "192.0.2.7:443": 200, "evil.example": 421, "127.0.0.1": 421, "record.example.evil.example": 421, "": 421} {
		r := request("GET", "/login")
		r.Host = host
		if w := do(p, r); w.Code != want {
			t.Errorf("%q: status %d, want %d", host, w.Code, want)
		}
	}
}

// TestSlowedDown holds that a browser is told to wait, and that behind a proxy it is
// the address that the proxy has seen which counts, not one that the client made up.
func TestSlowedDown(t *testing.T) {
	for _, proxy := range []bool{false, true} {
		p := newPublic(t, examples(t), func(c *web.Config) { c.Proxy = proxy })
		try := func(forwarded, name string) int {
			r := form("/login", "name="+name+"&password=wrong", "X-Forwarded-For", forwarded)
			w := do(p, r)
			if (w.Code == http.StatusTooManyRequests) != (w.Header().Get("Retry-After") != "") {
				t.Errorf("status %d without saying how long", w.Code)
			}
			return w.Code
		}
		for n := range 10 {
			if got := try(address(n).String()+", 192.0.2.9", "x"+strconv.Itoa(n)); got != http.StatusUnprocessableEntity {
				t.Fatalf("try %d: status %d", n, got)
			}
		}
		if got := try(address(77).String()+", 192.0.2.9", "y"); got != http.StatusTooManyRequests {
			t.Errorf("proxy %v: a made-up address gives status %d", proxy, got)
		}
		want := http.StatusTooManyRequests
		if proxy {
			want = http.StatusUnprocessableEntity
		}
		if got := try("192.0.2.10", "z"); got != want {
			t.Errorf("proxy %v: another client has status %d, want %d", proxy, got, want)
		}
	}
}

// TestOwnAccount changes the password and makes a token, which works and is not shown
// again, and revokes it.
func TestOwnAccount(t *testing.T) {
	p := newPublic(t, examples(t))
	here, elsewhere := p.session("rita"), p.session("rita")
	w := do(p, form("/account/token", "for=the+weekly+report", "Cookie", here))
	_, token, _ := strings.Cut(w.Body.String(), "<code>")
	token, _, _ = strings.Cut(token, "</code>")
	if !strings.HasPrefix(token, "chancery_") || do(p, request("GET", "/api/v1/timeline", "Authorization", "Bearer "+token)).Code != http.StatusOK {
		t.Fatalf("the token is %q", token)
	}
	page := open(t, p.as(here), "/account")
	if !strings.Contains(page.words(), "the weekly report") || strings.Contains(page.words(), token) {
		t.Errorf("the page says %q", page.one("main").words())
	}
	id := attribute(page.one("form", "decide").one("input").Node, "value")
	if w := do(p, form("/account/revoke", "id="+id, "Cookie", here)); w.Code != http.StatusSeeOther {
		t.Errorf("status %d", w.Code)
	}
	if got := do(p, request("GET", "/api/v1/timeline", "Authorization", "Bearer "+token)).Code; got != http.StatusUnauthorized {
		t.Errorf("a revoked token gives status %d", got)
	}
	for _, try := range []struct {
		old, new string
		want     int
	}{{"wrong words stand here", "other words stand here", 422}, {password, "short", 400}, {password, "other words stand here", 200}} {
		if w := do(p, form("/account/password", url.Values{"old": {try.old}, "new": {try.new}}.Encode(), "Cookie", here)); w.Code != try.want {
			t.Errorf("%q to %q: status %d, want %d", try.old, try.new, w.Code, try.want)
		}
	}
	if get(t, p.as(here), "/").status != http.StatusOK || get(t, p.as(elsewhere), "/").status != http.StatusSeeOther {
		t.Error("with another password not just the other session ends")
	}
}

// TestKeepAccounts is what an admin does in the browser.
func TestKeepAccounts(t *testing.T) {
	p := newPublic(t, examples(t))
	admin, reader := p.session("ada"), p.session("rita")
	for _, step := range []struct {
		form string
		want int
	}{
		{"do=add&name=omar&role=editor&password=" + url.QueryEscape(password), 303}, {"do=add&name=Omar&role=reader&password=" + url.QueryEscape(password), 409},
		{"do=add&name=zoe&role=reader&password=short", 400}, {"do=role&name=omar&role=reader", 303}, {"do=remove&name=ada", 422}, {"do=role&name=ada&role=reader", 422},
		{"do=password&name=rita&password=other+words+stand+here", 303}, {"do=remove&name=edda", 303}, {"do=remove&name=edda", 404}, {"do=x", 400},
	} {
		if w := do(p, form("/accounts", step.form, "Cookie", admin)); w.Code != step.want {
			t.Errorf("%s: status %d, want %d", step.form, w.Code, step.want)
		}
	}
	var got []string
	for _, h := range open(t, p.as(admin), "/accounts").all("h2") {
		got = append(got, h.words())
	}
	if want := []string{"ada", "omar", "rita", "Add an account"}; !slices.Equal(got, want) {
		t.Errorf("the accounts are %q, want %q", got, want)
	}
	if get(t, p.as(reader), "/").status != http.StatusSeeOther {
		t.Error("a session outlives the password that the admin changed")
	}
}

// TestAccountPages holds of the pages of accounts what every page must be like.
func TestAccountPages(t *testing.T) {
	p := newPublic(t, examples(t))
	h := p.as(p.session("ada"))
	for _, at := range []string{"/login", "/account", "/accounts"} {
		check(t, at, open(t, h, at), map[string]page{})
	}
	check(t, "403", get(t, p.as(p.session("rita")), "/accounts"), map[string]page{})
}

// notes are a note of one's own and a report: both tell of one meeting, the note of
// one more.
var notes = map[string]string{
	"lisbon.txt": "LISBON, March 4, 2031 - The Foreign Minister of Ghana, Kwesi Adomako-Tetteh, met the Portuguese Prime Minister, Rui Valadares, in Lisbon on Tuesday. They discussed trade.\n",
	"secretnote.md": "March 6, 2031\n\nThe Foreign Minister of Ghana, Kwesi Adomako-Tetteh, met the Portuguese Prime Minister, Rui Valadares, in Lisbon on March 4, 2031.\n\n" +
		"The Foreign Minister of Ghana, Kwesi Adomako-Tetteh, met the President of Kenya, Ruth Mbeki, in Nairobi on March 6, 2031. \"Zanzibar stays a quiet matter,\" Mbeki said.\n",
}

// secrets are words that only the note has.
var secrets = []string{"secretnote", "Mbeki", "mbeki", "Nairobi", "Zanzibar", "quiet matter", "Kenya", `"KEN"`, "March 6", "2031-03-06"}

// withNotes is a record with a note, a file that could not be read as a note, and
// decisions of its owner on the note.
func withNotes(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	path := filepath.Join(dir, "record.db")
	d, err := desk.Open(t.Context(), path, desk.ToWrite)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	if err := os.WriteFile(filepath.Join(dir, "secretnote.bin"), []byte{0, 1, 2}, 0o600); err != nil {
		t.Fatal(err)
	}
	for name, text := range notes {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, in := range []desk.Input{
		{Paths: []string{filepath.Join(dir, "lisbon.txt")}},
		{Paths: []string{filepath.Join(dir, "secretnote.md"), filepath.Join(dir, "secretnote.bin")}, Private: true},
	} {
		if _, err := d.Read(t.Context(), in, 1, func(desk.Summary) {}); err != nil {
			t.Fatal(err)
		}
	}
	rec, err := d.Record(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for i, e := range rec.Events {
		value := "denied"
		if _, err := d.Decide(t.Context(), desk.Order{Act: chancery.ActSet, On: []string{e.ID}, Field: "modality", Value: value, By: "mina", At: time.Unix(int64(i), 0)}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := d.Decide(t.Context(), desk.Order{Act: chancery.ActRename, On: []string{"Ruth Mbeki"}, Value: "Ruth N. Mbeki", By: "mina", At: time.Unix(100, 0)}); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Decide(t.Context(), desk.Order{Act: chancery.ActUndo, By: "mina", Why: "Mbeki wants it", At: time.Unix(101, 0)}); err != nil {
		t.Fatal(err)
	}
	return path
}

// told are the secrets that anything of a site tells: every page that a link leads to,
// every address of the interface for programs, also those of what the whole record
// has, searches, briefs, and what a form answers that names them. What a request
// itself says does not count.
func told(t *testing.T, p public, whole *desk.Fold) []string {
	t.Helper()
	h := p.as(p.session("edda"))
	var out []string
	hear := func(r *http.Request) {
		asks, err := url.QueryUnescape(r.URL.String())
		if err != nil {
			t.Fatal(err)
		}
		answer := do(h, r).Body.String()
		for _, s := range secrets {
			if strings.Contains(answer, s) && !strings.Contains(strings.ToLower(asks), strings.ToLower(strings.Trim(s, `"`))) {
				out = append(out, s+" on "+asks)
			}
		}
	}
	targets := []string{"/search?q=trade", "/search?q=Adomako", "/search?q=secretnote", "/search?q=Mbeki", "/search?q=%22quiet+matter%22", "/brief?a=GHA", "/brief?a=GHA&b=KEN", "/brief?a=Mbeki", "/brief/brief.md?a=GHA",
		"/brief/brief.html?a=GHA", "/relation?a=GHA&b=KEN", "/timeline?actor=KEN", "/timeline?place=KEN", "/decisions", "/queue", "/sources", "/network", "/account",
		"/api/v1/timeline", "/api/v1/timeline?actor=Mbeki", "/api/v1/actors", "/api/v1/actors?q=Ruth", "/api/v1/search?q=met", "/api/v1/search?q=Mbeki", "/api/v1/search?q=quiet", "/search?q=who+is+the+president+of+Kenya"}
	for at := range crawl(t, h) {
		targets = append(targets, at)
	}
	for _, e := range whole.Events {
		targets = append(targets, "/events/"+e.ID, "/api/v1/events/"+e.ID)
	}
	for _, r := range whole.Reports {
		targets = append(targets, "/reports/"+r.ID, "/api/v1/reports/"+r.ID)
	}
	for _, a := range whole.Actors {
		targets = append(targets, "/actors/"+url.PathEscape(a.ID), "/api/v1/actors/"+url.PathEscape(a.ID))
	}
	for _, d := range whole.Decisions {
		targets = append(targets, "/decisions?decided="+d.ID)
	}
	slices.Sort(targets)
	for _, at := range slices.Compact(targets) {
		hear(request("GET", at))
	}
	for _, e := range whole.Events { // whoever knows an id of the whole record decides nothing about it
		hear(form("/judge", url.Values{"act": {"set"}, "on": {e.ID}, "field": {"modality"}, "value": {"nonsense"}}.Encode()))
	}
	hear(form("/judge", "act=rename&on=Ruth&value=Ruth"))
	return out
}

// TestNotesStayPrivate holds that nothing a public site answers has a word of a note,
// or counts it. That the words would be found is shown by the whole record.
func TestNotesStayPrivate(t *testing.T) {
	path := withNotes(t)
	d, err := desk.Open(t.Context(), path, desk.ToCorrect)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	whole, err := d.Live(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer whole.Close()
	shared, err := d.LiveShared(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer shared.Close()
	all := folded(t, whole)
	if got := told(t, newPublic(t, shared), all); len(got) > 0 {
		t.Errorf("a public site tells of a note: %q", got)
	}
	if got := told(t, newPublic(t, whole), all); len(got) < 50 {
		t.Errorf("of the whole record only this would be noticed: %q", got)
	}
	fold := folded(t, shared)
	if len(fold.Reports) != 1 || len(fold.Events) != 1 || len(fold.Skips) != 0 || len(fold.Decisions) != 1 || len(all.Decisions) != len(all.Events)+2 {
		t.Errorf("shared are %d reports, %d events, %d skips and %d decisions of %d", len(fold.Reports), len(fold.Events), len(fold.Skips), len(fold.Decisions), len(all.Decisions))
	}
	p := newPublic(t, shared)
	for words, want := range map[string]int{"Adomako": 1, "Mbeki": 0, "quiet": 0} {
		if _, n, err := shared.Search(context.Background(), desk.Query{Words: words}, 0, 10); err != nil || n != want {
			t.Errorf("%s is found in %d reports, %v", words, n, err)
		}
	}
	for _, e := range all.Events {
		want := http.StatusNotFound
		if fold.Event(e.ID) != nil {
			want = http.StatusSeeOther
		}
		if w := do(p, form("/judge", "act=reject&on="+e.ID, "Cookie", p.session("edda"))); w.Code != want {
			t.Errorf("a decision about %s: status %d, want %d", e.ID, w.Code, want)
		}
	}
}
