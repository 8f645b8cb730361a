// Package web shows a record as pages for a browser on the same machine.
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
	By  string           // in whose name decisions are kept
	Now func() time.Time // when they are made
	Log *slog.Logger     // of requests that fail by the program's own fault
	API http.Handler     // of addresses below /api/
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
	s.handler = guard(s.routes())
	return s, nil
}

// ServeHTTP implements http.Handler.
func (s *Site) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

func (s *Site) routes() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /{$}", s.page("start", (*visit).start))
	mux.Handle("GET /timeline", s.page("timeline", (*visit).timeline))
	mux.HandleFunc("GET /timeline.atom", s.timelineFile(syndicate.AtomType, syndicate.Atom))
	mux.HandleFunc("GET /timeline.ics", s.timelineFile(syndicate.CalendarType, syndicate.Calendar))
	mux.Handle("GET /events/{id}", s.page("event", (*visit).event))
	mux.Handle("GET /reports/{id}", s.page("report", (*visit).report))
	mux.Handle("GET /actors/{id}", s.page("actor", (*visit).actor))
	mux.Handle("GET /relation", s.page("relation", (*visit).relation))
	mux.Handle("GET /map", s.page("map", (*visit).worldMap))
	mux.Handle("GET /network", s.page("network", (*visit).network))
	mux.Handle("GET /sources", s.page("sources", (*visit).sources))
	mux.Handle("GET /search", s.page("search", (*visit).search))
	mux.Handle("GET /brief", s.page("brief", (*visit).brief))
	mux.HandleFunc("GET /brief/{file}", s.briefFile)
	mux.Handle("GET /queue", s.page("queue", (*visit).queue))
	mux.Handle("GET /decisions", s.page("decisions", (*visit).log))
	mux.HandleFunc("POST /judge", s.judge)
	mux.HandleFunc("POST /follow", s.follow)
	mux.HandleFunc("POST /unfollow", s.unfollow)
	mux.HandleFunc("POST /seen", s.seen)
	mux.HandleFunc("GET /assets/{name}", s.asset)
	mux.HandleFunc("POST /language", s.chooseLanguage)
	mux.Handle("/api/", s.config.API)
	mux.Handle("/", s.page("error", func(*visit) (any, error) {
		return nil, chancery.Errorf(chancery.NotFound, "there is no such page")
	}))
	return mux
}

// visit is one request for a page.
type visit struct {
	*http.Request
	site *Site
	*words
	*shelf
}

// sheet is what a template is given.
type sheet struct {
	Page      string // its name
	Here      string // its address, to come back to
	Query     string // what stands in the search box
	Words     *words
	Languages []*words
	Decided   *decided // what was decided just now
	Data      any
}

// moved is the error of a page that stands elsewhere.
type moved struct{ to string }

func (m *moved) Error() string { return "moved to " + m.to }

// page answers with a page: the template of this name with what show gives.
func (s *Site) page(name string, show func(*visit) (any, error)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		v := &visit{Request: r, site: s, words: s.wordsFor(r)}
		data, err := s.show(v, show)
		var elsewhere *moved
		if errors.As(err, &elsewhere) {
			http.Redirect(w, r, elsewhere.to, http.StatusSeeOther)
			return
		}
		if err != nil {
			status, said := s.failure(v, err)
			s.write(w, v, status, "error", said)
			return
		}
		s.write(w, v, http.StatusOK, name, data)
	})
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
		Page: name, Here: back, Query: prose.Clean(v.FormValue("q")), Words: v.words, Languages: s.words, Decided: v.decidedNow(), Data: data,
	})
	if err != nil {
		s.config.Log.Error("making a page", "page", name, "error", err)
		http.Error(w, v.T("error.internal"), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Language", v.Tag)
	w.Header().Set("Cache-Control", "private, no-cache")
	w.Header().Add("Vary", "Accept-Language, Cookie")
	w.WriteHeader(status)
	if _, err := b.WriteTo(w); err != nil {
		s.config.Log.Debug("sending a page", "page", name, "error", err) // the reader has gone
	}
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
func (s *Site) chooseLanguage(w http.ResponseWriter, r *http.Request) {
	for _, known := range s.words {
		if known.Tag == r.PostFormValue("language") {
			http.SetCookie(w, &http.Cookie{Name: languageCookie, Value: known.Tag, Path: "/", MaxAge: 365 * 24 * 60 * 60, HttpOnly: true, SameSite: http.SameSiteLaxMode})
		}
	}
	http.Redirect(w, r, here(r.PostFormValue("to")), http.StatusSeeOther)
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
