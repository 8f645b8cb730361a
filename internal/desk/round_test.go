package desk_test

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"chancery"
	"chancery/internal/desk"
	"chancery/internal/fetch"
	"chancery/internal/intake/feed"
)

var noon = time.Date(2031, 3, 4, 12, 0, 0, 0, time.UTC)

const every = 15 * time.Minute

// site is a web server whose answers a test changes.
type site struct {
	*httptest.Server
	mu    sync.Mutex
	pages map[string]http.HandlerFunc
	asked map[string]int
}

func newSite(t *testing.T) (*site, *fetch.Client) {
	t.Helper()
	s := &site{pages: map[string]http.HandlerFunc{}, asked: map[string]int{}}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		s.asked[r.URL.Path]++
		answer := s.pages[r.URL.Path]
		s.mu.Unlock()
		if answer == nil {
			http.NotFound(w, r)
			return
		}
		answer(w, r)
	}))
	t.Cleanup(s.Close)
	return s, s.client(t, fetch.DefaultLimits())
}

// client fetches from the site, and from nowhere else on this machine.
func (s *site) client(t *testing.T, limits fetch.Limits) *fetch.Client {
	t.Helper()
	at := netip.MustParseAddrPort(s.Listener.Addr().String())
	web, err := fetch.New(fetch.Options{Limits: limits, Agent: "test", Own: func(to netip.AddrPort) bool { return to == at }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(web.Close)
	return web
}

func (s *site) put(path string, answer http.HandlerFunc) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.pages[path] = answer
}

func (s *site) count(path string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.asked[path]
}

// text answers with a body that has an ETag.
func text(kind, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		tag := fmt.Sprintf(`"%d"`, len(body))
		w.Header().Set("ETag", tag)
		w.Header().Set("Content-Type", kind)
		if r.Header.Get("If-None-Match") == tag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		fmt.Fprint(w, body)
	}
}

func status(code int, header ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		for i := 0; i+1 < len(header); i += 2 {
			w.Header().Set(header[i], header[i+1])
		}
		w.WriteHeader(code)
	}
}

func (s *site) article(path, city string) {
	s.put(path, text("text/html", articleOf(city)))
}

func articleOf(city string) string {
	return fmt.Sprintf(`<html><head><title>Talks in %s</title><meta property="article:published_time" content="2031-03-04T19:10:00Z"></head><body><h1>Talks in %[1]s</h1>
<p>The Foreign Minister of Ghana, Kwesi Adomako-Tetteh, met the Portuguese Prime Minister, Rui Valadares, in %[1]s on Tuesday.</p><p>They discussed trade and fisheries for two hours, and agreed that their experts will meet once more.</p></body></html>`, city)
}

func (s *site) feed(path string, items ...string) {
	s.put(path, text("application/rss+xml", `<rss version="2.0"><channel><title>Feed</title>`+strings.Join(items, "")+`</channel></rss>`))
}

func entry(address, title string) string {
	return fmt.Sprintf("<item><title>%s</title><link>%s</link></item>", title, address)
}

func guid(address, title, id string) string {
	return fmt.Sprintf("<item><title>%s</title><link>%s</link><guid isPermaLink=\"false\">%s</guid></item>", title, address, id)
}

func newDesk(t *testing.T) *desk.Desk {
	t.Helper()
	d, err := desk.Open(t.Context(), filepath.Join(t.TempDir(), "record.db"), desk.ToWrite)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	return d
}

func followFeed(t *testing.T, d *desk.Desk, web *fetch.Client, addresses ...string) {
	t.Helper()
	for _, a := range addresses {
		if _, _, err := d.Follow(t.Context(), web, a, noon); err != nil {
			t.Fatal(err)
		}
	}
}

func round(t *testing.T, d *desk.Desk, web *fetch.Client, now time.Time) desk.Round {
	t.Helper()
	r, err := d.Round(t.Context(), web, every, now, func(desk.Round) {})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func held(t *testing.T, d *desk.Desk) []chancery.Report {
	t.Helper()
	rec, err := d.Record(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return rec.Reports
}

func TestOneItemThroughFiveFeedsIsOneReport(t *testing.T) {
	s, web := newSite(t)
	d := newDesk(t)
	s.article("/visit", "Lisbon")
	for i := range 5 {
		path := fmt.Sprintf("/feed%d", i)
		s.feed(path, entry(fmt.Sprintf("%s/visit?utm_source=feed%d", s.URL, i), fmt.Sprintf("Title %d", i)))
		followFeed(t, d, web, s.URL+path)
	}
	if r := round(t, d, web, noon); r.Asked != 5 || r.Failed != 0 || r.Due != 1 || r.Read.New != 1 {
		t.Errorf("%+v", r)
	}
	if n := len(held(t, d)); n != 1 || s.count("/visit") != 1 {
		t.Errorf("%d reports, asked for %d times", n, s.count("/visit"))
	}
	// Nothing is due before its time, and nothing has changed after it.
	if r := round(t, d, web, noon.Add(every-time.Second)); r.Asked != 0 {
		t.Errorf("too early: %+v", r)
	}
	if r := round(t, d, web, noon.Add(every)); r.Asked != 5 || r.Due != 0 || s.count("/visit") != 1 {
		t.Errorf("later: %+v", r)
	}
}

func TestAChangedPageIsANewRevision(t *testing.T) {
	s, web := newSite(t)
	d := newDesk(t)
	s.article("/visit", "Lisbon")
	s.feed("/feed", entry("/visit", "Talks"))
	followFeed(t, d, web, s.URL+"/feed")
	round(t, d, web, noon)
	s.feed("/feed", entry("/visit", "Talks, once more")) // the title alone
	if r := round(t, d, web, noon.Add(every)); r.Due != 1 || r.Read.Known != 1 || len(held(t, d)) != 1 {
		t.Errorf("the page is the same: %+v", r)
	}
	s.article("/visit", "Coimbra")
	s.feed("/feed", entry("/visit", "Talks in Coimbra, not Lisbon"))
	if r := round(t, d, web, noon.Add(2*every)); r.Read.New != 1 {
		t.Errorf("the page has changed: %+v", r)
	}
	reports := held(t, d)
	if len(reports) != 2 || reports[0].URL != reports[1].URL || reports[0].Text == reports[1].Text {
		t.Errorf("%d reports of one address", len(reports))
	}
}

// TestWholeItemsAreNotFetched: the feed has all of the report.
func TestWholeItemsAreNotFetched(t *testing.T) {
	s, web := newSite(t)
	d := newDesk(t)
	body := "<p>The Foreign Minister of Ghana, Kwesi Adomako-Tetteh, met the Portuguese Prime Minister, Rui Valadares, in Lisbon on Tuesday.</p>" +
		strings.Repeat("<p>They discussed trade and fisheries for two hours, and agreed that their experts will meet once more.</p>", 8)
	s.feed("/feed", `<item><title>Talks in Lisbon</title><link>/visit</link><pubDate>Tue, 04 Mar 2031 21:10:00 +0100</pubDate><content:encoded xmlns:content="http://purl.org/rss/1.0/modules/content/"><![CDATA[`+body+`]]></content:encoded></item>`)
	followFeed(t, d, web, s.URL+"/feed")
	round(t, d, web, noon)
	reports := held(t, d)
	if len(reports) != 1 || reports[0].Title != "Talks in Lisbon" || reports[0].PublishedAt != "2031-03-04T21:10:00+01:00" || s.count("/visit")+s.count("/robots.txt") != 0 {
		t.Errorf("%+v", reports)
	}
}

func TestFailingFeedsAreLeftAlone(t *testing.T) {
	s, web := newSite(t)
	d := newDesk(t)
	s.feed("/feed")
	followFeed(t, d, web, s.URL+"/feed")
	state := func() desk.Feed {
		t.Helper()
		all, err := d.Feeds(t.Context())
		if err != nil || len(all) != 1 {
			t.Fatalf("%d feeds, %v", len(all), err)
		}
		return all[0]
	}
	now := noon
	for i, c := range []struct {
		answer http.HandlerFunc
		pause  time.Duration
		reason string
	}{
		{status(503), 2 * every, "answered 503"},
		{status(429, "Retry-After", "7200"), 2 * time.Hour, "answered 429"},
		{status(500), 8 * every, "answered 500"},
		{text("text/html", "<html>no feed"), 16 * every, "neither a feed"},
		{status(302, "Location", "http://169.254.169.254/"), 32 * every, "not lead to a public server"},
		{status(404), 64 * every, "answered 404"},
		{status(404), 24 * time.Hour, "answered 404"},
		{status(404), 24 * time.Hour, "answered 404"},
	} {
		s.put("/feed", c.answer)
		r := round(t, d, web, now)
		f := state()
		if r.Failed != 1 || f.Failures != i+1 || f.Due.Sub(now) != c.pause || !strings.Contains(f.Reason, c.reason) {
			t.Errorf("%d: %+v; due after %s, want %s", i, f, f.Due.Sub(now), c.pause)
		}
		now = f.Due
	}
	s.feed("/feed")
	round(t, d, web, now)
	if f := state(); f.Failures != 0 || f.Reason != "" || f.Due.Sub(now) != every {
		t.Errorf("well again: %+v", f)
	}
	// It moves for good, and is asked there from now on.
	s.put("/feed", status(301, "Location", "/new"))
	s.feed("/new")
	round(t, d, web, now.Add(every))
	if f := state(); f.Address != s.URL+"/new" || f.Failures != 0 {
		t.Errorf("moved: %+v", f)
	}
}

func TestPagesAreTriedAgain(t *testing.T) {
	s, web := newSite(t)
	d := newDesk(t)
	s.feed("/feed", entry("/busy", "Busy"), entry("/gone", "Gone"), entry("/empty", "Empty"))
	s.put("/busy", status(503, "Retry-After", "3600"))
	s.put("/empty", text("text/html", "<html></html>"))
	followFeed(t, d, web, s.URL+"/feed")
	waiting := func() int {
		t.Helper()
		n, err := d.Waiting(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	if r := round(t, d, web, noon); len(r.Read.Skips) != 3 || waiting() != 1 {
		t.Errorf("%+v, %d pages wait", r, waiting())
	}
	if round(t, d, web, noon.Add(59*time.Minute)); s.count("/busy") != 1 {
		t.Errorf("asked %d times within the hour that the server asked for", s.count("/busy"))
	}
	s.article("/busy", "Lisbon")
	if r := round(t, d, web, noon.Add(time.Hour)); r.Read.New != 1 || waiting() != 0 || s.count("/gone") != 1 {
		t.Errorf("%+v, %d pages wait", r, waiting())
	}
	if found, err := d.Diagnose(t.Context()); err != nil || len(found.Skips) != 2 {
		t.Errorf("skips %+v, %v; what was read in the end is skipped no more", found.Skips, err)
	}
	// What goes on failing is given up.
	s.feed("/feed", entry("/down", "Down"))
	s.put("/down", status(500))
	for i := range 100 {
		round(t, d, web, noon.Add(2*time.Hour+time.Duration(i)*time.Hour))
	}
	if s.count("/down") != 5 || waiting() != 0 {
		t.Errorf("asked %d times, %d pages wait", s.count("/down"), waiting())
	}
}

// TestSlowSitesKeepNobodyWaiting: what would wait long for its turn stays due. A
// site that asks for more than is kept to is not asked for pages at all.
func TestSlowSitesKeepNobodyWaiting(t *testing.T) {
	s, usual := newSite(t)
	d := newDesk(t)
	limits := fetch.DefaultLimits()
	limits.Delay = time.Hour
	web := s.client(t, limits)
	s.put("/robots.txt", text("text/plain", "User-agent: *\nCrawl-delay: 1000\n"))
	s.article("/1", "Lisbon")
	s.article("/2", "Porto")
	s.feed("/feed", entry("/1", "One"), entry("/2", "Two"))
	followFeed(t, d, web, s.URL+"/feed")
	waiting := func() int {
		t.Helper()
		n, err := d.Waiting(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	if r := round(t, d, web, noon); r.Asked != 1 || r.Due != 2 || r.Read.Read() != 1 || len(r.Read.Skips) != 0 || waiting() != 1 {
		t.Errorf("%+v, %d pages wait", r, waiting())
	}
	if r := round(t, d, web, noon.Add(every)); r.Asked != 0 || r.Read.Read() != 0 || len(r.Read.Skips) != 0 || waiting() != 1 || s.count("/1")+s.count("/2") != 1 {
		t.Errorf("within the pause: %+v, %d pages wait", r, waiting())
	}
	// The ceiling is lower now.
	r := round(t, d, usual, noon.Add(time.Hour))
	if len(r.Read.Skips) != 1 || waiting() != 0 || s.count("/1")+s.count("/2") != 1 {
		t.Errorf("%+v, %d pages wait", r, waiting())
	}
	found, err := d.Diagnose(t.Context())
	if err != nil || len(found.Skips) != 1 || !strings.HasSuffix(found.Skips[0].Error(), ": "+fetch.ReasonDelay+" (1000, at most 60)") {
		t.Errorf("%+v, %v", found.Skips, err)
	}
}

// TestPasswordsAreNotShown: a feed behind a password is followed, and the
// password goes to its server and nowhere else.
func TestPasswordsAreNotShown(t *testing.T) {
	s, web := newSite(t)
	d := newDesk(t)
	feed := `<rss version="2.0"><channel><title>Feed</title></channel></rss>`
	s.put("/feed", func(w http.ResponseWriter, r *http.Request) {
		if user, word, _ := r.BasicAuth(); user != "mina" || word != "secret" {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		fmt.Fprint(w, feed)
	})
	address := strings.Replace(s.URL, "://", "://mina:secret@", 1) + "/feed"
	followFeed(t, d, web, address)
	if r := round(t, d, web, noon); r.Asked != 1 || r.Failed != 0 {
		t.Errorf("%+v", r)
	}
	s.put("/feed", status(500))
	round(t, d, web, noon.Add(every))
	all, err := d.Feeds(t.Context())
	var list bytes.Buffer
	if err := errors.Join(err, d.WriteFeeds(t.Context(), &list)); err != nil {
		t.Fatal(err)
	}
	_, _, wrong := d.Follow(t.Context(), web, strings.Replace(address, "/feed", "/none", 1), noon)
	for _, shown := range []string{all[0].Reason, list.String(), fmt.Sprint(wrong)} {
		if strings.Contains(shown, "secret") || !strings.Contains(shown, s.URL) {
			t.Errorf("shown: %s", shown)
		}
	}
}

// TestFeedsDoNotLeadInside: what a feed names is checked like what a person
// names, and so is where its pages redirect.
func TestFeedsDoNotLeadInside(t *testing.T) {
	s, web := newSite(t)
	d := newDesk(t)
	inside := []string{"http://169.254.169.254/latest", "http://[::1]/", "http://10.0.0.1:8080/x", "https://[64:ff9b::7f00:1]/", "http://0x7f000001/"}
	var items []string
	for _, address := range inside {
		items = append(items, entry(address, "Inside"))
	}
	s.put("/away", status(302, "Location", "http://192.168.0.1/admin"))
	s.feed("/feed", append(items, entry("/away", "Away"), entry("file:///etc/passwd", "File"))...)
	followFeed(t, d, web, s.URL+"/feed")
	r := round(t, d, web, noon)
	if len(r.Read.Skips) != len(inside)+1 || r.Read.Read() != 0 {
		t.Errorf("%+v", r)
	}
	for _, skip := range r.Read.Skips {
		if skip.Reason != fetch.ReasonNotPublic && skip.Reason != fetch.ReasonAddress {
			t.Errorf("%+v", skip)
		}
	}
	if n, err := d.Waiting(t.Context()); err != nil || n != 0 {
		t.Errorf("%d of them wait to be tried again, %v", n, err)
	}
}

func (s *site) sitemap(path string, addresses ...string) {
	var b strings.Builder
	for _, a := range addresses {
		fmt.Fprintf(&b, "<url><loc>%s</loc></url>", a)
	}
	s.put(path, text("application/xml", "<urlset>"+b.String()+"</urlset>"))
}

func (s *site) index(path string, maps ...string) {
	var b strings.Builder
	for _, m := range maps {
		address, changed, _ := strings.Cut(m, " ")
		fmt.Fprintf(&b, "<sitemap><loc>%s</loc><lastmod>%s</lastmod></sitemap>", address, changed)
	}
	s.put(path, text("application/xml", "<sitemapindex>"+b.String()+"</sitemapindex>"))
}

// TestIndexesOfSitemaps follows an index: the newest sitemaps of its own site,
// so many of them and so deep, and later on those that have changed.
func TestIndexesOfSitemaps(t *testing.T) {
	s, web := newSite(t)
	d := newDesk(t)
	maps := []string{"http://other.example/away 2031-03-04", "/nested 2031-03-03", "/moved 2031-03-03", "/gone 2031-03-02"}
	for i := range 6 {
		maps = append(maps, fmt.Sprintf("/map%d 2030-0%d-01", i, 9-i))
		s.article(fmt.Sprintf("/visit%d", i), fmt.Sprintf("Lisbon%d", i))
		s.sitemap(fmt.Sprintf("/map%d", i), fmt.Sprintf("/visit%d", i))
	}
	s.index("/index", maps...)
	s.index("/nested", "/deeper 2031-03-03", "/index 2031-03-03")
	s.index("/deeper", "/deepest 2031-03-03")
	s.sitemap("/deepest", "/never")
	s.put("/moved", status(302, "Location", strings.Replace(s.URL, "127.0.0.1", "localhost", 1)+"/map5")) // another site's name
	followFeed(t, d, web, s.URL+"/index")
	r := round(t, d, web, noon)
	// Eight are fetched: nested, moved, deeper, index (which nested names), gone, and three with reports.
	if r.Asked != 1 || r.Failed != 0 || r.Read.New != 3 || s.count("/map2") != 1 || s.count("/map3")+s.count("/deepest") != 0 {
		t.Errorf("%+v; asked for %v", r, s.asked)
	}
	if s.count("/map5") != 1 {
		t.Errorf("the sitemap at another name was fetched %d times; the test shows nothing", s.count("/map5"))
	}
	skips := func() map[string]string {
		t.Helper()
		found, err := d.Diagnose(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		out := map[string]string{}
		for _, skip := range found.Skips {
			out[strings.TrimPrefix(skip.Name, s.URL)] = strings.TrimPrefix(skip.Error(), skip.Name+": ")
		}
		return out
	}
	want := map[string]string{
		"/index": feed.ReasonMaps + " (11, at most 8)", "/deeper": feed.ReasonLevels + " (3, at most 2)",
		"/gone": "the server answered 404 Not Found", "/moved": feed.ReasonAway,
	}
	got := skips()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("skips (-want +got)\n%s", diff)
	}
	// Later one sitemap has changed, and one is there again that was gone.
	s.sitemap("/gone", "/visit3")
	s.sitemap("/map5", "/visit4", "/visit5")
	s.index("/index", "/gone 2031-03-02", "/map0 2030-09-01", "/map5 2031-03-04")
	r = round(t, d, web, noon.Add(every))
	if r.Asked != 1 || r.Due != 3 || r.Read.New != 3 || s.count("/map0") != 1 || s.count("/map5") != 2 {
		t.Errorf("later: %+v; asked for %v", r, s.asked)
	}
	if got := skips(); got["/gone"] != "" || got["/index"] != "" || len(got) != 2 {
		t.Errorf("later: skips %v", got)
	}
	// Where none of its sitemaps can be had, the feed fails.
	s.index("/index", "/lost 2031-03-05")
	r = round(t, d, web, noon.Add(2*every))
	found, err := d.Diagnose(t.Context())
	if r.Failed != 1 || err != nil || len(found.Failing) != 1 || !strings.Contains(found.Failing[0].Reason, "answered 404") {
		t.Errorf("lost: %+v, %+v, %v", r, found.Failing, err)
	}
}

// TestAnIndexHasNoMoreItemsThanAFeed takes the newest of them.
func TestAnIndexHasNoMoreItemsThanAFeed(t *testing.T) {
	s, web := newSite(t)
	d := newDesk(t)
	most := int(feed.DefaultLimits().Items)
	var old strings.Builder
	for i := range most {
		fmt.Fprintf(&old, "<url><loc>http://10.0.0.1/%d</loc><lastmod>2030-01-01</lastmod></url>", i)
	}
	s.put("/old", text("application/xml", "<urlset>"+old.String()+"</urlset>"))
	s.put("/new", text("application/xml", "<urlset><url><loc>http://10.0.0.1/new</loc><lastmod>2031-03-04</lastmod></url></urlset>"))
	s.index("/index", "/old 2031-03-04", "/new 2031-03-03")
	followFeed(t, d, web, s.URL+"/index")
	if r := round(t, d, web, noon); r.Due != most {
		t.Errorf("%d pages are due", r.Due)
	}
	found, err := d.Diagnose(t.Context())
	names := map[string]string{}
	for _, skip := range found.Skips {
		names[skip.Name] = skip.Error()
	}
	if want := fmt.Sprintf("%s/index: %s (%d, at most %d)", s.URL, feed.ReasonListed, most+1, most); err != nil || names[s.URL+"/index"] != want {
		t.Errorf("%v: %s, want %s", err, names[s.URL+"/index"], want)
	}
	if names["http://10.0.0.1/new"] == "" {
		t.Error("the newest item is not among those that were taken")
	}
}

func TestFollow(t *testing.T) {
	s, web := newSite(t)
	d := newDesk(t)
	s.feed("/a")
	s.feed("/b")
	s.put("/one", text("text/html", `<html><link rel=alternate type="application/rss+xml" href="/a">`))
	s.put("/two", text("text/html", `<html><link rel=alternate type="application/rss+xml" href="/a"><link rel=alternate type="application/atom+xml" href="/b">`))
	s.put("/none", text("text/html", `<html>`))
	if f, added, err := d.Follow(t.Context(), web, s.URL+"/one", noon); err != nil || !added || f.Address != s.URL+"/a" {
		t.Errorf("%+v, %v, %v", f, added, err)
	}
	if _, added, err := d.Follow(t.Context(), web, s.URL+"/a", noon); err != nil || added {
		t.Errorf("once more: %v, %v", added, err)
	}
	for path, want := range map[string]string{"/two": s.URL + "/a\n  " + s.URL + "/b", "/none": s.URL + "/none: neither a feed", "/404": "answered 404"} {
		if _, _, err := d.Follow(t.Context(), web, s.URL+path, noon); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", path, err)
		}
	}
	if _, _, err := d.Follow(t.Context(), web, "http://10.0.0.1/feed", noon); err == nil || !strings.Contains(err.Error(), "public server") {
		t.Errorf("an address inside: %v", err)
	}
	var known *chancery.Error
	if err := d.Unfollow(t.Context(), s.URL+"/zzz"); !errors.As(err, &known) || known.Code != chancery.NotFound {
		t.Errorf("dropping what is not followed: %v", err)
	}
}

// TestAThousandFeeds asks them again and again in one process, which must not
// grow.
func TestAThousandFeeds(t *testing.T) {
	s, web := newSite(t)
	d := newDesk(t)
	const feeds, rounds = 1000, 3
	s.article("/visit", "Lisbon")
	var list strings.Builder
	list.WriteString(`<opml version="2.0"><body>`)
	for i := range feeds {
		path := fmt.Sprintf("/feed%d", i)
		var items []string
		for range 20 {
			items = append(items, entry("/visit", strings.Repeat("A title of some length. ", 40)))
		}
		s.feed(path, items...)
		fmt.Fprintf(&list, `<outline text="%d" xmlUrl="%s%s"/>`, i, s.URL, path)
	}
	list.WriteString("</body></opml>")
	if n, err := d.FollowList(t.Context(), "feeds.opml", []byte(list.String()), noon); err != nil || n != feeds {
		t.Fatalf("%d feeds, %v", n, err)
	}
	heap := func() uint64 {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	var first uint64
	for i := range rounds {
		if r := round(t, d, web, noon.Add(time.Duration(i)*every)); r.Asked != feeds || r.Failed != 0 {
			t.Fatalf("round %d: %+v", i, r)
		}
		if i == 0 {
			first = heap()
		}
	}
	if last := heap(); last > first+(8<<20) {
		t.Errorf("after the first round %d MB, after the last %d MB", first>>20, last>>20)
	}
	if n := len(held(t, d)); n != 1 {
		t.Errorf("%d reports", n)
	}
}
