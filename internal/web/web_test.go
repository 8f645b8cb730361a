package web_test

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"chancery"
	"chancery/internal/api"
	"chancery/internal/desk"
	"chancery/internal/follow"
	"chancery/internal/index"
	"chancery/internal/web"
)

// kept is a file with the record of the examples, which tests copy.
var kept = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "chancery-web")
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, "record.db")
	return path, readFolder(context.Background(), path, "../../examples/reports")
})

// readFolder reads a folder of reports into a new record.
func readFolder(ctx context.Context, path, folder string) error {
	d, err := desk.Open(ctx, path, desk.ToWrite)
	if err != nil {
		return err
	}
	_, err = d.Read(ctx, desk.Input{Paths: []string{folder}}, 2, func(desk.Summary) {})
	return errors.Join(err, d.Close())
}

func TestMain(m *testing.M) {
	code := m.Run()
	if path, err := kept(); err == nil {
		os.RemoveAll(filepath.Dir(path))
	}
	os.Exit(code)
}

// examples is the record of the examples, in a file of its own, kept folded.
func examples(t testing.TB) *desk.Live {
	t.Helper()
	made, err := kept()
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(made)
	path := filepath.Join(t.TempDir(), "record.db")
	if err := errors.Join(err, os.WriteFile(path, data, 0o600)); err != nil {
		t.Fatal(err)
	}
	return liveAt(t, path)
}

func liveAt(t testing.TB, path string) *desk.Live {
	t.Helper()
	d, err := desk.Open(t.Context(), path, desk.ToCorrect)
	if err != nil {
		t.Fatal(err)
	}
	l, err := d.Live(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := errors.Join(l.Close(), d.Close()); err != nil {
			t.Error(err)
		}
	})
	return l
}

// still is a record that stays as it is.
type still struct{ fold *desk.Fold }

func stillOf(rec *chancery.Record) still { return still{&desk.Fold{Index: index.New(rec)}} }

func (s still) Fold(context.Context) (*desk.Fold, error) { return s.fold, nil }

func (s still) Search(context.Context, desk.Query, int, int) ([]desk.Found, int, error) {
	return []desk.Found{{Report: "r1"}, {Report: "r1", Claim: "c3"}, {Report: "gone"}}, 3, nil
}

func (s still) Decide(context.Context, desk.Order) (chancery.Decision, error) {
	return chancery.Decision{}, errors.New("the record stays as it is")
}

func (s still) files() []follow.File {
	var out []follow.File
	for _, a := range s.fold.Actors {
		out = append(out, follow.File{Kind: follow.Actor, A: a.ID}, follow.File{Kind: follow.Office, A: a.Name, B: a.ID})
	}
	for _, e := range s.fold.Events {
		for _, topic := range e.Topics {
			out = append(out, follow.File{Kind: follow.Topic, A: topic})
		}
		if e.Place != nil {
			out = append(out, follow.File{Kind: follow.Place, A: e.Place.Name})
		}
	}
	out = slices.DeleteFunc(out[:min(len(out), 40)], func(f follow.File) bool { return f.Identify() != nil })
	for i := range out {
		_ = out[i].Identify() // it was asked already
	}
	return out
}

func (s still) Files(context.Context, string) ([]follow.File, error) { return s.files(), nil }

func (s still) AddFile(_ context.Context, _ string, f follow.File) (follow.File, bool, error) {
	return f, false, errors.New("the record stays as it is")
}

func (s still) RemoveFile(context.Context, string, string) error {
	return errors.New("the record stays as it is")
}

func (s still) Today(context.Context, string, time.Duration) (follow.Today, error) {
	fresh := map[string]bool{}
	for _, r := range s.fold.Reports {
		fresh[r.ID] = true
	}
	return follow.New(s.fold.Index, s.files(), 0, 1, fresh, nil), nil
}

func (s still) MarkSeen(context.Context, string, int64) error {
	return errors.New("the record stays as it is")
}

// clock is when tests take place: each time it is asked, a second later.
func clock() func() time.Time {
	var asked atomic.Int64
	return func() time.Time { return time.Date(2026, 4, 1, 12, 0, int(asked.Add(1)), 0, time.UTC) }
}

// failing is a log whose every line is a failure of the test.
type failing struct{ t testing.TB }

func (f failing) Write(line []byte) (int, error) {
	f.t.Errorf("logged: %s", line)
	return len(line), nil
}

func newSite(t testing.TB, record web.Record) *web.Site {
	t.Helper()
	log := slog.New(slog.NewTextHandler(failing{t}, nil))
	programs, err := api.New(record, log)
	if err != nil {
		t.Fatal(err)
	}
	site, err := web.New(record, web.Config{By: "mina", Now: clock(), Log: log, API: programs})
	if err != nil {
		t.Fatal(err)
	}
	return site
}

func request(method, target string, header ...string) *http.Request {
	r := httptest.NewRequest(method, "http://127.0.0.1:8750"+target, nil)
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	return r
}

func do(h http.Handler, r *http.Request) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

// page is a page as a browser has it.
type page struct {
	*html.Node
	t      testing.TB
	status int
}

// get asks for a page, whatever its status.
func get(t testing.TB, h http.Handler, target string, header ...string) page {
	t.Helper()
	w := do(h, request("GET", target, header...))
	doc, err := html.Parse(w.Body)
	if err != nil {
		t.Fatalf("%s: %v", target, err)
	}
	return page{doc, t, w.Code}
}

// open asks for a page that there is.
func open(t testing.TB, h http.Handler, target string, header ...string) page {
	t.Helper()
	p := get(t, h, target, header...)
	if p.status != http.StatusOK {
		t.Fatalf("%s: status %d: %s", target, p.status, p.one("main").words())
	}
	return p
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// all are the elements of the name that have the class, if one is given.
func (p page) all(name string, class ...string) []page {
	var out []page
	for n := range p.Descendants() {
		if n.Type == html.ElementNode && n.Data == name && (len(class) == 0 || slices.Contains(strings.Fields(attribute(n, "class")), class[0])) {
			out = append(out, page{n, p.t, p.status})
		}
	}
	return out
}

func (p page) one(name string, class ...string) page {
	p.t.Helper()
	found := p.all(name, class...)
	if len(found) == 0 {
		p.t.Fatalf("the page has no %s %v", name, class)
	}
	return found[0]
}

// words are the text, every run of white space as one space.
func (p page) words() string {
	var b strings.Builder
	for n := range p.Descendants() {
		switch {
		case n.Type == html.TextNode:
			b.WriteString(n.Data)
		case n.Type == html.ElementNode && n.DataAtom != atom.Mark && n.DataAtom != atom.Span && n.DataAtom != atom.A && n.DataAtom != atom.Abbr:
			b.WriteByte(' ')
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// section is the section under a heading.
func (p page) section(heading string) page {
	p.t.Helper()
	for _, s := range p.all("section") {
		if strings.HasPrefix(s.one("h2").words(), heading) {
			return s
		}
	}
	p.t.Fatalf("the page has no section %q", heading)
	return page{}
}

// links are the addresses of the links, in order.
func (p page) links() []string {
	var out []string
	for _, a := range p.all("a") {
		out = append(out, attribute(a.Node, "href"))
	}
	return out
}

// events are the ids of the events that the page lists, those within others
// after them.
func (p page) events() []string {
	var out []string
	for _, e := range p.all("article", "event") {
		out = append(out, strings.TrimPrefix(attribute(e.one("a", "kind").Node, "href"), "/events/"))
	}
	return out
}

// address is one of many.
func address(n int) netip.Addr { return netip.AddrFrom4([4]byte{198, 51, byte(n >> 8), byte(n)}) }
