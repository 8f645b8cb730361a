// Package web shows a record as pages for a browser on the same machine or, where
// there are accounts, on others.
//
// Pages are made here, of templates, and work without JavaScript. Every text of
// a report goes through prose, which makes hidden characters plain to see, and
// through html/template, which keeps it text. The package knows neither SQL nor
// languages; it is given a folded record and changes it by decisions alone.
package web

import (
	"bytes"
	"context"
	"embed"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"log/slog"
	"net/http"
	"net/url"
	"path"
	"strings"
	"sync"
	"time"

	"golang.org/x/text/language"

	"chancery"
	"chancery/internal/account"
	"chancery/internal/desk"
	"chancery/internal/prose"
	"chancery/internal/syndicate"
	"chancery/internal/worldmap"
)

// Record is what the pages show.
type Record interface {
	// Fold is the record as it is now; nobody changes it.
	Fold(context.Context) (*desk.Fold, error)
	// Search finds reports, or statements, by their words, from skip on, at most
	// so many, and says how many there are.
	Search(ctx context.Context, q desk.Query, skip, most int) ([]desk.Found, int, error)
	// Decide keeps a decision. The next Fold shows what follows from it.
	Decide(context.Context, desk.Order) (chancery.Decision, error)
	Follows
}

// Config is what the pages need beside the record.
type Config struct {
	Now func() time.Time // when decisions are made
	Log *slog.Logger     // of requests that fail by the program's own fault
	API http.Handler     // of addresses below /api/

	By       string        // in whose name decisions are kept, where there are no accounts
	Accounts *account.Book // of those who may use the pages; nil for whoever is at this machine, who may do all
	Hosts    []string      // names and addresses that the server is called by; none for those of this machine
	Secure   bool          // browsers come by TLS
	Proxy    bool          // a proxy stands before the server and says, in X-Forwarded-For, who asks
}

// Site is the pages of a record. It is an http.Handler.
type Site struct {
	record  Record
	config  Config
	words   []*words
	choose  language.Matcher                         // among the words
	pages   map[string]map[string]*template.Template // by language and page
	assets  map[string]asset
	handler http.Handler

	asking func() (*asker, error)
	world  func() (*worldmap.Map, error)

	mu    sync.Mutex
	shelf *shelf // of the fold that was asked for last
}

// New makes the pages of a record.
func New(record Record, config Config) (*Site, error) {
	all, err := loadWords()
	if err != nil {
		return nil, err
	}
	s := &Site{record: record, config: config, words: all, pages: map[string]map[string]*template.Template{}}
	var tags []language.Tag
	for _, w := range all {
		tags = append(tags, language.Make(w.Tag))
	}
	s.choose = language.NewMatcher(tags)
	for _, w := range all {
		if s.pages[w.Tag], err = loadPages(templateFiles, w); err != nil {
			return nil, err
		}
	}
	if s.assets, err = loadAssets(assetFiles); err != nil {
		return nil, err
	}
	s.asking, s.world = sync.OnceValues(newAsker), sync.OnceValues(newWorld)
	s.handler = s.guard(s.mux())
	return s, nil
}

// ServeHTTP implements http.Handler.
func (s *Site) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

// route is one address of the pages.
type route struct {
	pattern string       // as http.ServeMux takes it
	least   account.Role // that opens it; empty where everybody may come
	handle  func(http.ResponseWriter, *visit)
}

// everybody needs no account.
const everybody account.Role = ""

func (s *Site) routes() []route {
	all := []route{
		{"GET /{$}", account.Reader, s.page("start", (*visit).start)},
		{"GET /timeline", account.Reader, s.page("timeline", (*visit).timeline)},
		{"GET /timeline.atom", account.Reader, s.timelineFile(syndicate.AtomType, syndicate.Atom)},
		{"GET /timeline.ics", account.Reader, s.timelineFile(syndicate.CalendarType, syndicate.Calendar)},
		{"GET /events/{id}", account.Reader, s.page("event", (*visit).event)},
		{"GET /reports/{id}", account.Reader, s.page("report", (*visit).report)},
		{"GET /actors/{id}", account.Reader, s.page("actor", (*visit).actor)},
		{"GET /relation", account.Reader, s.page("relation", (*visit).relation)},
		{"GET /map", account.Reader, s.page("map", (*visit).worldMap)},
		{"GET /network", account.Reader, s.page("network", (*visit).network)},
		{"GET /sources", account.Reader, s.page("sources", (*visit).sources)},
		{"GET /search", account.Reader, s.page("search", (*visit).search)},
		{"GET /brief", account.Reader, s.page("brief", (*visit).brief)},
		{"GET /brief/{file}", account.Reader, s.briefFile},
		{"GET /queue", account.Reader, s.page("queue", (*visit).queue)},
		{"GET /decisions", account.Reader, s.page("decisions", (*visit).log)},
		{"POST /judge", account.Editor, s.judge},
		{"POST /follow", account.Reader, s.follow},
		{"POST /unfollow", account.Reader, s.unfollow},
		{"POST /seen", account.Reader, s.seen},
		{"GET /assets/{name}", everybody, s.asset},
		{"POST /language", everybody, s.chooseLanguage},
		{"/api/", account.Reader, func(w http.ResponseWriter, v *visit) { s.config.API.ServeHTTP(w, v.Request) }},
		{"/", account.Reader, s.page("error", func(*visit) (any, error) {
			return nil, chancery.Errorf(chancery.NotFound, "there is no such page")
		})},
	}
	if s.config.Accounts != nil {
		all = append(all, s.accountRoutes()...)
	}
	return all
}

func (s *Site) mux() http.Handler {
	mux := http.NewServeMux()
	for _, at := range s.routes() {
		mux.Handle(at.pattern, s.admit(at))
	}
	return mux
}

// visit is one request for a page.
type visit struct {
	*http.Request
	site *Site
	*words
	*shelf
	caller
}

// sheet is what a template is given.
type sheet struct {
	Page      string // its name
	Here      string // its address, to come back to
	Query     string // what stands in the search box
	Words     *words
	Languages []*words
	Decided   *decided // what was decided just now
	Caller    string   // who is logged in; empty where there are no accounts
	Sees      bool     // whoever asks may see the record,
	Edits     bool     // decide about it,
	Keeps     bool     // and keep the accounts
	Data      any
}

// moved is the error of a page that stands elsewhere.
type moved struct{ to string }

func (m *moved) Error() string { return "moved to " + m.to }

// page answers with a page: the template of this name with what show gives.
func (s *Site) page(name string, show func(*visit) (any, error)) func(http.ResponseWriter, *visit) {
	return func(w http.ResponseWriter, v *visit) {
		data, err := s.show(v, show)
		var elsewhere *moved
		if errors.As(err, &elsewhere) {
			http.Redirect(w, v.Request, elsewhere.to, http.StatusSeeOther)
			return
		}
		if err != nil {
			s.refuse(w, v, err)
			return
		}
		s.write(w, v, http.StatusOK, name, data)
	}
}

func (s *Site) show(v *visit, show func(*visit) (any, error)) (any, error) {
	fold, err := s.record.Fold(v.Context())
	if err != nil {
		return nil, err
	}
	v.shelf = s.shelve(fold)
	return show(v)
}

// shelve is the shelf of the fold, made when the fold is seen first.
func (s *Site) shelve(fold *desk.Fold) *shelf {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.shelf == nil || s.shelf.Fold != fold {
		s.shelf = newShelf(fold)
	}
	return s.shelf
}

// write makes the page whole before anything of it is sent.
func (s *Site) write(w http.ResponseWriter, v *visit, status int, name string, data any) {
	back := v.URL.RequestURI()
	if v.Method == http.MethodPost { // nothing stands at the address of a form
		back = "/"
	}
	var b bytes.Buffer
	err := s.pages[v.Tag][name].ExecuteTemplate(&b, "page", sheet{
		Page: name, Here: back, Query: prose.Clean(v.URL.Query().Get("q")), Words: v.words, Languages: s.words, Decided: v.decidedNow(),
		Caller: prose.Clean(v.account), Sees: v.may(account.Reader), Edits: v.may(account.Editor), Keeps: v.may(account.Admin) && s.config.Accounts != nil, Data: data,
	})
	if err != nil {
		s.config.Log.Error("making a page", "page", name, "error", err)
		http.Error(w, v.T("error.internal"), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Language", v.Tag)
	s.send(w, v, status, "text/html; charset=utf-8", &b)
}

// send sends what was made for this reader, in this language.
func (s *Site) send(w http.ResponseWriter, v *visit, status int, mediaType string, body *bytes.Buffer) {
	w.Header().Set("Content-Type", mediaType)
	w.Header().Set("Cache-Control", s.caching())
	w.Header().Add("Vary", "Accept-Language, Cookie")
	w.WriteHeader(status)
	if _, err := body.WriteTo(w); err != nil {
		s.config.Log.Debug("sending", "path", v.URL.Path, "error", err) // the reader has gone
	}
}

// caching is what browsers may keep of a page: nothing where the next one at the
// machine may be somebody else.
func (s *Site) caching() string {
	if s.config.Accounts != nil {
		return "no-store"
	}
	return "private, no-cache"
}

// failed is what the page of a failure says.
type failed struct {
	Heading, Detail string
}

// failure is the status of an error and what the page says. What no person can
// do anything about is logged, and not told.
func (s *Site) failure(v *visit, err error) (int, failed) {
	var known *chancery.Error
	if errors.As(err, &known) {
		for code, status := range map[chancery.Code]int{
			chancery.NotFound: http.StatusNotFound, chancery.Invalid: http.StatusBadRequest, chancery.Refused: http.StatusUnprocessableEntity,
			chancery.Conflicting: http.StatusConflict, chancery.Unavailable: http.StatusServiceUnavailable,
		} {
			if known.Code == code {
				return status, failed{v.T("error." + string(code)), prose.Clean(known.Message)}
			}
		}
	}
	if v.Context().Err() == nil {
		s.config.Log.Error("answering", "path", v.URL.Path, "error", err)
	}
	return http.StatusInternalServerError, failed{Heading: v.T("error.internal")}
}

// templateFiles are the pages: page.html is the frame of all, items.html what
// several share, each other file one page.
//
//go:embed templates/*.html
var templateFiles embed.FS

func loadPages(fsys fs.FS, w *words) (map[string]*template.Template, error) {
	frame, err := template.New("page.html").Funcs(template.FuncMap{
		"t": w.T, "n": w.N, "label": w.Label, "date": w.Date,
	}).ParseFS(fsys, "templates/page.html", "templates/items.html")
	if err != nil {
		return nil, fmt.Errorf("web: reading the templates: %w", err)
	}
	names, err := fs.Glob(fsys, "templates/*.html")
	if err != nil {
		return nil, fmt.Errorf("web: listing the templates: %w", err)
	}
	out := map[string]*template.Template{}
	for _, file := range names {
		name := strings.TrimSuffix(path.Base(file), ".html")
		if name == "page" || name == "items" {
			continue
		}
		one, err := frame.Clone()
		if err == nil {
			_, err = one.ParseFS(fsys, file)
		}
		if err != nil {
			return nil, fmt.Errorf("web: reading the template %s: %w", name, err)
		}
		out[name] = one
	}
	return out, nil
}

// chooseLanguage keeps the language that the user wants, and goes back.
func (s *Site) chooseLanguage(w http.ResponseWriter, v *visit) {
	for _, known := range s.words {
		if known.Tag == v.PostFormValue("language") {
			http.SetCookie(w, s.cookie(languageCookie, known.Tag, 365*24*time.Hour))
		}
	}
	http.Redirect(w, v.Request, here(v.PostFormValue("to")), http.StatusSeeOther)
}

// cookie is one that scripts do not see and other sites do not send; it is dropped at
// once where it has no time.
func (s *Site) cookie(name, value string, lasts time.Duration) *http.Cookie {
	age := int(lasts.Seconds())
	if lasts <= 0 {
		age = -1
	}
	return &http.Cookie{Name: name, Value: value, Path: "/", MaxAge: age, HttpOnly: true, Secure: s.config.Secure, SameSite: http.SameSiteLaxMode}
}

// here is an address on this site, or the start page where it would lead
// elsewhere.
func here(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.IsAbs() || u.Host != "" || u.Opaque != "" || !strings.HasPrefix(u.Path, "/") || strings.HasPrefix(u.Path, "//") {
		return "/"
	}
	return u.RequestURI()
}
