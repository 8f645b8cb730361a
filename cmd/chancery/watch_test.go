package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// outlet is a web server that publishes reports.
type outlet struct {
	*httptest.Server
	name  string
	mu    sync.Mutex
	asked map[string]int // requests by path
}

func newOutlet(t *testing.T, name string, pages map[string]string) *outlet {
	t.Helper()
	o := &outlet{name: name, asked: map[string]int{}}
	o.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		o.mu.Lock()
		o.asked[r.URL.Path]++
		o.mu.Unlock()
		page, ok := pages[r.URL.Path]
		if !ok {
			http.NotFound(w, r)
			return
		}
		kind := "text/html; charset=utf-8"
		if strings.HasSuffix(r.URL.Path, ".xml") {
			kind = "application/rss+xml"
		}
		w.Header().Set("Content-Type", kind)
		w.Header().Set("ETag", fmt.Sprintf("%q", fmt.Sprint(len(page))))
		if r.Header.Get("If-None-Match") == w.Header().Get("ETag") {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		fmt.Fprint(w, page)
	}))
	t.Cleanup(o.Close)
	return o
}

func (o *outlet) count(path string) int {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.asked[path]
}

func webPage(outlet, title, published string, paragraphs ...string) string {
	return fmt.Sprintf(`<!doctype html><html><head><title>%s | %s</title><meta property="og:site_name" content="%s"><meta property="article:published_time" content="%s"></head><body><nav><a href="/">Home</a></nav><h1>%s</h1><p>%s</p></body></html>`,
		title, outlet, outlet, published, title, strings.Join(paragraphs, "</p><p>"))
}

// rss is a feed of the addresses.
func rss(title string, addresses ...string) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<rss version="2.0"><channel><title>%s</title>`, title)
	for i, a := range addresses {
		fmt.Fprintf(&b, "<item><title>Report %d</title><link>%s</link></item>", i, a)
	}
	b.WriteString("</channel></rss>")
	return b.String()
}

// TestFromFeedToTimeline goes the whole way with the real program, which is
// killed in the middle and started again: two outlets tell of one meeting, in two
// languages, and one of them of another meeting; three feeds list their pages.
func TestFromFeedToTimeline(t *testing.T) {
	if underRace {
		t.Skip("too slow under the race detector")
	}
	t.Parallel()
	english := map[string]string{
		"/meeting": webPage("Tagus Ledger", "Ghana's minister in Lisbon", "2031-03-04T19:10:00+00:00",
			"LISBON, March 4 - The Foreign Minister of Ghana, Kwesi Adomako-Tetteh, met the Portuguese Prime Minister, Rui Valadares, in Lisbon on Tuesday.",
			"They discussed trade and fisheries for two hours, and agreed that their experts will meet once more before the summer."),
		"/other": webPage("Tagus Ledger", "Berg received in Nairobi", "2031-03-06T08:00:00+00:00",
			"NAIROBI, March 6 - The President of Kenya, Ruth Mbeki, received the Foreign Minister of Norway, Anna Berg, in Nairobi on Thursday.",
			"The two spoke about energy and about the grain that is to be shipped before the end of the month."),
	}
	turkish := map[string]string{
		"/gorusme": webPage("Körfez Postası", "Gana Dışişleri Bakanı Lizbon'da", "2031-03-05T09:00:00+03:00",
			"Gana Dışişleri Bakanı Kwesi Adomako-Tetteh, Portekiz Başbakanı Rui Valadares ile 4 Mart'ta Lizbon'da görüştü.",
			"Görüşmede ticaret ve balıkçılık konuları ele alındı. Uzmanların yaz gelmeden bir kez daha bir araya gelmesi kararlaştırıldı."),
	}
	a, b := newOutlet(t, "Tagus Ledger", english), newOutlet(t, "Körfez Postası", turkish)
	english["/feed.xml"] = rss("Tagus Ledger", a.URL+"/meeting?utm_source=rss", a.URL+"/other")
	english["/all.xml"] = rss("Everything", b.URL+"/gorusme", a.URL+"/other", a.URL+"/meeting", a.URL+"/private/x")
	english["/robots.txt"] = "User-agent: *\nDisallow: /private\n"
	turkish["/feed.xml"] = rss("Körfez Postası", b.URL+"/gorusme", b.URL+"/yok")
	turkish["/"] = `<html><head><link rel="alternate" type="application/rss+xml" href="/feed.xml"></head></html>`

	dir := t.TempDir()
	record := filepath.Join(dir, "record.db")
	here := func(args ...string) *exec.Cmd {
		return exec.CommandContext(t.Context(), "chancery-here", append(args, "--record", record)...)
	}
	say := func(args ...string) string {
		t.Helper()
		cmd := here(args...)
		var errs bytes.Buffer
		cmd.Stderr = &errs
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("chancery %s: %v, %s", args, err, &errs)
		}
		return string(out)
	}
	if got := say("feeds", "add", a.URL+"/feed.xml"); !strings.HasPrefix(got, "Tagus Ledger (") {
		t.Errorf("added: %s", got)
	}
	say("feeds", "add", b.URL+"/") // a page that names its feed
	opml := filepath.Join(dir, "feeds.opml")
	if err := os.WriteFile(opml, []byte(`<opml version="2.0"><body><outline text="All" xmlUrl="`+a.URL+`/all.xml"/></body></opml>`), 0o600); err != nil {
		t.Fatal(err)
	}
	say("feeds", "add", opml)

	watching := here("watch")
	if err := watching.Start(); err != nil {
		t.Fatal(err)
	}
	waitFor(t, "the first page to be fetched", func() bool { return a.count("/meeting")+a.count("/other")+b.count("/gorusme") > 0 })
	if err := watching.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	if err := watching.Wait(); err == nil {
		t.Fatal("the program was not killed")
	}
	again := here("watch")
	if err := again.Start(); err != nil {
		t.Fatal(err)
	}
	var health struct {
		Feeds []struct {
			Title    string
			Failures int
			Items    int
		}
		Waiting int `json:"pages_waiting"`
	}
	waitFor(t, "all pages to be read", func() bool {
		if err := json.Unmarshal([]byte(say("feeds", "health", "--json")), &health); err != nil {
			t.Fatal(err)
		}
		asked := 0
		for _, f := range health.Feeds {
			asked += f.Items
		}
		return asked == 8 && health.Waiting <= 1 // one waits for robots.txt to change its mind
	})
	if err := again.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if err := again.Wait(); err == nil {
		t.Error("a watch that was stopped ends with a code of its own")
	}
	timeline := say("timeline")
	if strings.Count(timeline, "meeting · Lisbon (PRT)") != 1 || !strings.Contains(timeline, "2 reports from 2 origins") || strings.Count(timeline, "meeting · Nairobi (KEN)") != 1 {
		t.Errorf("timeline:\n%s", timeline)
	}
	if reports := strings.Count(say("export", "reports"), "\n"); reports != 3 {
		t.Errorf("%d reports, want 3", reports)
	}
	for path, n := range map[string]int{"/meeting": a.count("/meeting"), "/other": a.count("/other"), "/gorusme": b.count("/gorusme"), "/private/x": a.count("/private/x") + 1} {
		if n < 1 || n > 2 {
			t.Errorf("%s was asked for %d times; want once, or twice where the program was killed meanwhile", path, n)
		}
	}
	doctor := say("doctor")
	for _, want := range []string{"/yok: the server answered 404 Not Found", "/private/x: the site asks programs not to fetch it"} {
		if !strings.Contains(doctor, want) {
			t.Errorf("%q is not in %s", want, doctor)
		}
	}
	if list := say("feeds", "list", "--opml"); strings.Count(list, "xmlUrl=") != 3 {
		t.Errorf("list of feeds: %s", list)
	}
	say("feeds", "remove", a.URL+"/all.xml")
	if list := say("feeds", "list"); strings.Count(list, "\n") != 2 || !strings.Contains(list, "Körfez Postası") {
		t.Errorf("feeds: %s", list)
	}
}

// TestPasswordsOfFeedsAreNotShown looks for a feed's password in everything that
// the program says about it, while it is well and when it fails.
func TestPasswordsOfFeedsAreNotShown(t *testing.T) {
	if underRace {
		t.Skip("too slow under the race detector")
	}
	t.Parallel()
	var well atomic.Bool
	well.Store(true)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch user, word, _ := r.BasicAuth(); {
		case r.URL.Path == "/page":
			fmt.Fprint(w, webPage("Ledger", "Berg in Oslo", "2031-03-05T10:00:00Z", "OSLO, March 5, 2031 - The Foreign Minister of Norway, Anna Berg, met Kenyan Foreign Minister Ruth Mbeki in Oslo on Wednesday."))
		case r.URL.Path == "/robots.txt":
			http.NotFound(w, r)
		case user != "mina" || word != "s3cretword":
			w.WriteHeader(http.StatusUnauthorized)
		case r.URL.Path == "/two":
			fmt.Fprint(w, `<html><link rel=alternate type="application/rss+xml" href="/a"><link rel=alternate type="application/rss+xml" href="/b">`)
		case !well.Load():
			w.WriteHeader(http.StatusTeapot)
		default:
			fmt.Fprint(w, rss("Courier", "/page"))
		}
	}))
	t.Cleanup(s.Close)
	behind := strings.Replace(s.URL, "://", "://mina:s3cretword@", 1)
	dir := t.TempDir()
	record := filepath.Join(dir, "record.db")
	said := ""
	say := func(args ...string) string {
		t.Helper()
		out, _ := exec.CommandContext(t.Context(), "chancery-here", append(args, "--record", record)...).CombinedOutput()
		if strings.Contains(string(out), "s3cretword") || strings.Contains(string(out), "mina") {
			t.Errorf("chancery %s shows the password:\n%s", args, out)
		}
		said += string(out)
		return string(out)
	}
	watch := func() {
		t.Helper()
		cmd := exec.CommandContext(t.Context(), "chancery-here", "watch", "--record", record)
		var errs bytes.Buffer
		cmd.Stderr = &errs
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		waitFor(t, "a round", func() bool {
			return strings.Contains(say("feeds", "health"), "answered last") || strings.Contains(said, "FAILING")
		})
		if err := cmd.Process.Signal(os.Interrupt); err != nil {
			t.Fatal(err)
		}
		_ = cmd.Wait() // it ends with a code of its own
		if strings.Contains(errs.String(), "s3cretword") {
			t.Errorf("watch shows the password:\n%s", &errs)
		}
	}
	if got := say("feeds", "add", behind+"/feed"); !strings.Contains(got, s.URL+"/feed") {
		t.Errorf("added: %s", got)
	}
	say("feeds", "add", behind+"/feed")
	say("feeds", "add", behind+"/two")
	say("feeds", "add", strings.Replace(behind, "127.0.0.1", "127.0.0.1.", 1)+"/feed")
	say("feeds", "remove", behind+"/none")
	say("read", behind+"/page", behind+"/none")
	opml := filepath.Join(dir, "feeds.opml")
	if err := os.WriteFile(opml, []byte(`<opml version="2.0"><body><outline text="`+behind+`/other" xmlUrl="`+behind+`/other"/></body></opml>`), 0o600); err != nil {
		t.Fatal(err)
	}
	say("feeds", "add", opml)
	watch()
	well.Store(false)
	say("feeds", "add", behind+"/third")
	for _, args := range [][]string{{"feeds", "list"}, {"feeds", "list", "--opml"}, {"feeds", "health"}, {"feeds", "health", "--json"}, {"doctor"}, {"doctor", "--json"},
		{"export", "reports"}, {"export", "claims"}, {"timeline"}, {"timeline", "--json"}} {
		say(args...)
	}
	if !strings.Contains(said, "Courier") || !strings.Contains(said, s.URL+"/other") {
		t.Errorf("the feeds are not shown at all:\n%s", said)
	}
	if kept, err := os.ReadFile(record); err != nil || !bytes.Contains(kept, []byte("s3cretword")) {
		t.Errorf("the record does not hold the password, so the test shows nothing: %v", err)
	}
	say("feeds", "remove", s.URL+"/feed") // as it is shown
	say("feeds", "remove", s.URL+"/other")
	if got := say("feeds", "list"); !strings.Contains(got, "No feed is followed") {
		t.Errorf("left: %s", got)
	}
}

// TestRoundLooksIntoFolders reads what is new in a folder, and only when it is
// time to.
func TestRoundLooksIntoFolders(t *testing.T) {
	folder := t.TempDir()
	put := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	put("a.txt", "LISBON, March 4, 2031 - The Foreign Minister of Ghana, Kwesi Adomako-Tetteh, arrived in Lisbon on Tuesday.")
	var errs bytes.Buffer
	p := &program{stdin: strings.NewReader(""), stdout: io.Discard, stderr: &errs, record: filepath.Join(t.TempDir(), "r.db")}
	web, err := p.web()
	if err != nil {
		t.Fatal(err)
	}
	defer web.Close()
	for i, want := range []string{"", "1 new report read in folders.\n", "", "1 new report read in folders.\n"} {
		if i == 3 {
			put("b.html", webPage("Ledger", "Berg in Oslo", "2031-03-05T10:00:00Z", "OSLO, March 5, 2031 - The Foreign Minister of Norway, Anna Berg, returned to Oslo on Wednesday."))
		}
		errs.Reset()
		if err := p.round(t.Context(), web, []string{folder}, i > 0, time.Hour); err != nil || errs.String() != want {
			t.Errorf("%d: %v, said %q, want %q", i, err, &errs, want)
		}
	}
}

func waitFor(t *testing.T, what string, done func() bool) {
	t.Helper()
	for end := time.Now().Add(time.Minute); !done(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("waited in vain for %s", what)
		}
	}
}
