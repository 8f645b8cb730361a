package fetch

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/netip"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/temoto/robotstxt"

	"chancery"
)

func small() Limits {
	return Limits{Time: slower * 500 * time.Millisecond, Redirects: 3, HeaderBytes: 4 << 10, BodyBytes: 100_000, UnpackedBytes: 400_000, Ratio: 20, Delay: time.Second}
}

func packed(t testing.TB, data []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, err := w.Write(data)
	if err := errors.Join(err, w.Close()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestCeilings has a server that plays every bad part.
func TestCeilings(t *testing.T) {
	noise := make([]byte, 90_000) // hardly packs
	for i, x := 0, uint32(1); i < len(noise); i++ {
		x = x*1664525 + 1013904223
		noise[i] = byte(x >> 24)
	}
	stop := make(chan struct{})
	bomb, full := packed(t, make([]byte, 20<<20)), packed(t, bytes.Repeat(noise[:20_000], 21))
	parts := map[string]http.HandlerFunc{
		"/silent": func(http.ResponseWriter, *http.Request) { <-stop },
		"/drip": func(w http.ResponseWriter, r *http.Request) {
			for r.Context().Err() == nil {
				fmt.Fprint(w, "x")
				w.(http.Flusher).Flush()
				time.Sleep(10 * time.Millisecond)
			}
		},
		"/endless": func(w http.ResponseWriter, _ *http.Request) {
			for {
				if _, err := w.Write(make([]byte, 32<<10)); err != nil {
					return
				}
			}
		},
		"/large": func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(make([]byte, 100_001)) },
		"/header": func(w http.ResponseWriter, _ *http.Request) {
			for i := range 100 {
				w.Header().Set(fmt.Sprint("X-", i), strings.Repeat("x", 100))
			}
		},
		"/lying": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "5000")
			fmt.Fprint(w, "short")
		},
		"/loop": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "/loop?"+r.URL.RawQuery+"x", http.StatusFound)
		},
		"/bomb": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			_, _ = w.Write(bomb)
		},
		"/unpacked": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			_, _ = w.Write(full)
		},
		"/twice":  func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("Content-Encoding", "gzip, gzip") },
		"/brotli": func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("Content-Encoding", "br") },
		"/nogzip": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			fmt.Fprint(w, "plain")
		},
		"/cut": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			_, _ = w.Write(packed(t, noise)[:9000])
		},
		"/nowhere": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Location", "http://%zz/")
			w.WriteHeader(302)
		},
	}
	local, own := server(t, func(w http.ResponseWriter, r *http.Request) { parts[r.URL.Path](w, r) })
	t.Cleanup(func() { close(stop) }) // before the server is closed
	limits := small()
	c, _ := recording(t, Options{Limits: limits, Own: own})
	for path, want := range map[string]chancery.Skip{
		"/silent":   {Reason: ReasonTime, Limit: slower * 500, Seen: slower * 500},
		"/drip":     {Reason: ReasonTime, Limit: slower * 500, Seen: slower * 500},
		"/endless":  {Reason: ReasonBody, Limit: limits.BodyBytes, Seen: limits.BodyBytes + 1},
		"/large":    {Reason: ReasonBody, Limit: limits.BodyBytes, Seen: limits.BodyBytes + 1},
		"/header":   {Reason: ReasonHeader, Limit: limits.HeaderBytes, Seen: limits.HeaderBytes + 1},
		"/lying":    {Reason: ReasonBroken},
		"/loop":     {Reason: ReasonRedirects, Limit: 3, Seen: 4},
		"/bomb":     {Reason: ReasonRatio, Limit: limits.Ratio, Seen: -1},
		"/unpacked": {Reason: ReasonUnpacked, Limit: limits.UnpackedBytes, Seen: -1},
		"/twice":    {Reason: ReasonEncoding},
		"/brotli":   {Reason: ReasonEncoding},
		"/nogzip":   {Reason: ReasonBroken},
		"/cut":      {Reason: ReasonBroken},
		"/nowhere":  {Reason: ReasonAddress},
	} {
		begun := time.Now()
		_, err := c.Get(t.Context(), Request{URL: local + path})
		var skip *chancery.Skip
		if !errors.As(err, &skip) {
			t.Errorf("%s: error %v", path, err)
			continue
		}
		if want.Seen == -1 && skip.Seen > want.Limit {
			want.Seen = skip.Seen
		}
		if want.Name = local + path; *skip != want {
			t.Errorf("%s: %+v, want %+v", path, *skip, want)
		}
		if took := time.Since(begun); took > slower*time.Second {
			t.Errorf("%s: refused only after %s", path, took)
		}
	}
}

// TestBombsStaySmall holds the real ceilings against the worst bomb: members without end.
func TestBombsStaySmall(t *testing.T) {
	bomb := packed(t, make([]byte, 20<<20))
	local, own := server(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		for {
			if _, err := w.Write(bomb); err != nil {
				return
			}
		}
	})
	c, _ := recording(t, Options{Own: own})
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	begun := time.Now()
	_, err := c.Get(t.Context(), Request{URL: local})
	runtime.ReadMemStats(&after)
	var skip *chancery.Skip
	if !errors.As(err, &skip) || skip.Reason != ReasonRatio {
		t.Errorf("error %v", err)
	}
	if took, bytes := time.Since(begun), after.TotalAlloc-before.TotalAlloc; took > slower*time.Second || bytes > 150<<20 {
		t.Errorf("refused after %s and %d bytes allocated", took, bytes)
	}
}

func TestGet(t *testing.T) {
	page := strings.Repeat("The envoys met at noon. ", 2000)
	local, own := server(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/page":
			if r.Header.Get("If-None-Match") == `"v1"` || r.Header.Get("If-Modified-Since") == "Tue, 04 Mar 2031 08:00:00 GMT" {
				w.WriteHeader(http.StatusNotModified)
				return
			}
			w.Header().Set("ETag", `"v1"`)
			w.Header().Set("Last-Modified", "Tue, 04 Mar 2031 08:00:00 GMT")
			w.Header().Set("Content-Type", "text/plain; charset=utf-8")
			w.Header().Set("Content-Encoding", "gzip")
			_, _ = w.Write(packed(t, []byte(page)))
		case "/busy":
			w.Header().Set("Retry-After", "120")
			w.WriteHeader(http.StatusServiceUnavailable)
		case "/moved":
			http.Redirect(w, r, "/moved-on", http.StatusMovedPermanently)
		case "/moved-on":
			http.Redirect(w, r, "/page", http.StatusFound)
		default:
			http.NotFound(w, r)
		}
	})
	c, _ := recording(t, Options{Own: own})
	get := func(r Request) Response {
		t.Helper()
		r.URL = local + r.URL
		resp, err := c.Get(t.Context(), r)
		if err != nil {
			t.Fatal(err)
		}
		return resp
	}
	first := get(Request{URL: "/page#part"})
	if !first.OK() || string(first.Body) != page || first.ContentType != "text/plain; charset=utf-8" || first.URL != local+"/page" || first.Moved != "" {
		t.Errorf("got %d bytes, %+v", len(first.Body), first.URL)
	}
	for _, r := range []Request{{URL: "/page", ETag: first.ETag}, {URL: "/page", LastModified: first.LastModified}, {URL: "/moved", ETag: first.ETag}} {
		if again := get(r); !again.NotModified() || len(again.Body) != 0 {
			t.Errorf("%+v: status %d", r, again.Status)
		}
	}
	if busy := get(Request{URL: "/busy"}); busy.Status != 503 || busy.RetryAfter != 2*time.Minute {
		t.Errorf("busy: %+v", busy)
	}
	if moved := get(Request{URL: "/moved"}); moved.Moved != local+"/moved-on" || moved.URL != local+"/page" {
		t.Errorf("moved: to %s for good, answered by %s", moved.Moved, moved.URL)
	}
	if gone := get(Request{URL: "/none"}); gone.OK() || gone.Skip("x").Error() != "x: the server answered 404 Not Found" {
		t.Errorf("gone: %+v", gone)
	}
}

// TestCredentialsStayWithTheirServer looks at every header that a second server
// gets after a redirect.
func TestCredentialsStayWithTheirServer(t *testing.T) {
	var other atomic.Value
	second, ownSecond := server(t, func(_ http.ResponseWriter, r *http.Request) { other.Store(r.Header.Clone()) })
	seen := map[string]string{}
	first, ownFirst := server(t, func(w http.ResponseWriter, r *http.Request) {
		user, word, _ := r.BasicAuth()
		seen[r.URL.Path] = user + ":" + word
		w.Header().Set("Set-Cookie", "session=secret")
		if r.URL.Path == "/start" {
			http.Redirect(w, r, "/same", http.StatusFound)
			return
		}
		http.Redirect(w, r, strings.Replace(second, "://", "://eve:planted@", 1)+"/x", http.StatusTemporaryRedirect)
	})
	c, _ := recording(t, Options{Own: func(to netip.AddrPort) bool { return ownFirst(to) || ownSecond(to) }})
	resp, err := c.Get(t.Context(), Request{URL: strings.Replace(first, "://", "://mina:secret@", 1) + "/start"})
	if err != nil || resp.URL != second+"/x" {
		t.Fatalf("got %+v, %v", resp, err)
	}
	if seen["/start"] != "mina:secret" || seen["/same"] != "mina:secret" {
		t.Errorf("the first server got %v", seen)
	}
	headers, _ := other.Load().(http.Header)
	for _, bad := range []string{"Authorization", "Cookie", "Referer"} {
		if got := headers.Get(bad); got != "" || headers == nil {
			t.Errorf("the second server got %s %q", bad, got)
		}
	}
	_, err = c.Get(t.Context(), Request{URL: "http://mina:secret@10.0.0.1/"})
	if err == nil || strings.Contains(err.Error(), "secret") || strings.Contains(err.Error(), "mina") {
		t.Errorf("the failure names the password: %v", err)
	}
}

func TestOneRequestAtATimeToAHost(t *testing.T) {
	var now, most, all atomic.Int64
	local, own := server(t, func(http.ResponseWriter, *http.Request) {
		most.Store(max(most.Load(), now.Add(1)))
		time.Sleep(5 * time.Millisecond)
		now.Add(-1)
		all.Add(1)
	})
	const pause, requests = 20 * time.Millisecond, 8
	c, _ := recording(t, Options{Own: own, Pause: pause})
	begun := time.Now()
	var group sync.WaitGroup
	for range requests {
		group.Go(func() {
			if _, err := c.Get(t.Context(), Request{URL: local}); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	if most.Load() != 1 || all.Load() != requests || time.Since(begun) < (requests-1)*pause {
		t.Errorf("%d requests, %d at a time, in %s", all.Load(), most.Load(), time.Since(begun))
	}
	// Who gives up leaves the turn to the others.
	c2, _ := recording(t, Options{Own: own, Pause: time.Minute})
	if _, err := c2.Get(t.Context(), Request{URL: local}); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	if _, err := c2.Get(ctx, Request{URL: local}); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("waiting for the turn ended with %v", err)
	}
}

func TestHostsAreForgotten(t *testing.T) {
	h := hosts{at: map[string]*host{}}
	for i := range 5 * mostHosts {
		release, err := h.enter(t.Context(), fmt.Sprint("host-", i), 0, 0)
		if err != nil {
			t.Fatal(err)
		}
		release(0)
	}
	if len(h.at) > mostHosts {
		t.Errorf("%d hosts are kept in mind", len(h.at))
	}
}

func TestAllowed(t *testing.T) {
	var asked atomic.Int64
	answers := map[string]func(http.ResponseWriter){
		"rules": func(w http.ResponseWriter) {
			fmt.Fprint(w, "User-agent: *\nDisallow: /private\nAllow: /private/open\n\nUser-agent: greedy\nDisallow: /\n")
		},
		"ours":  func(w http.ResponseWriter) { fmt.Fprint(w, "User-agent: chancery\nDisallow: /\n") },
		"none":  func(w http.ResponseWriter) { w.WriteHeader(404) },
		"down":  func(w http.ResponseWriter) { w.WriteHeader(503) },
		"busy":  func(w http.ResponseWriter) { w.WriteHeader(429) },
		"noise": func(w http.ResponseWriter) { _, _ = w.Write([]byte{0xff, 0, 1, '\n', ':', ':'}) },
		"spared": func(w http.ResponseWriter) {
			fmt.Fprint(w, "User-agent: chancery\rDisallow:\r\rUser-agent: *\rDisallow: /\rwords without a colon Allow\r")
		},
		"partly": func(w http.ResponseWriter) {
			fmt.Fprint(w, "\uFEFFDisallow: /\nUser-agent:\nDisallow: /\nUser-agent: *\nCrawl-delay: soon\nCrawl-delay: -1\nCrawl-delay: NaN\nDisallow: /private # all of it\n")
		},
	}
	for _, c := range []struct {
		site, path string
		want       bool
	}{
		{"rules", "/news", true}, {"rules", "/private/x", false}, {"rules", "/private/open/x", true},
		{"ours", "/news", false}, {"none", "/news", true}, {"down", "/news", false}, {"busy", "/news", false}, {"noise", "/news", true},
		{"spared", "/news", true}, {"partly", "/news", true}, {"partly", "/private/x", false},
	} {
		local, own := server(t, func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path != "/robots.txt" {
				t.Errorf("asked for %s", r.URL)
			}
			asked.Add(1)
			answers[c.site](w)
		})
		client, _ := recording(t, Options{Own: own})
		asked.Store(0)
		for range 3 {
			if got, err := client.Allowed(t.Context(), local+c.path); err != nil || got != c.want {
				t.Errorf("%s %s: %v, %v", c.site, c.path, got, err)
			}
		}
		if asked.Load() != 1 {
			t.Errorf("%s: asked %d times", c.site, asked.Load())
		}
	}
}

// TestCrawlDelay: a site is left alone between two requests for as long as it
// asks, by whichever way these come about, and others are not.
func TestCrawlDelay(t *testing.T) {
	const delay = 80 * time.Millisecond
	var mu sync.Mutex
	ended := map[string]time.Time{}        // when the request before ended, by server
	shortest := map[string]time.Duration{} // pause between two requests for pages
	site := func(name, rules string) (string, func(netip.AddrPort) bool) {
		return server(t, func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/robots.txt" {
				fmt.Fprint(w, rules)
				return
			}
			mu.Lock()
			defer mu.Unlock()
			if before := ended[name]; !before.IsZero() {
				if pause := time.Since(before); shortest[name] == 0 || pause < shortest[name] {
					shortest[name] = pause
				}
			}
			ended[name] = time.Now()
		})
	}
	slow, ownSlow := site("slow", "User-agent: *\nDisallow: /x\nCrawl-delay: 0.08 # seconds\n\nUser-agent: other\nCrawl-delay: 90\n")
	quick, ownQuick := site("quick", "User-agent: other\nCrawl-delay: 90\n")
	never, ownNever := site("never", "User-agent: chancery\nCrawl-delay: 1e300\n")
	long, ownLong := site("long", "User-agent: *\nCrawl-delay: 50\n")
	c, _ := recording(t, Options{Own: func(to netip.AddrPort) bool { return ownSlow(to) || ownQuick(to) || ownNever(to) || ownLong(to) }})
	var group sync.WaitGroup
	for _, address := range []string{slow + "/1", slow + "/3", slow + "/2", quick + "/1", quick + "/2", quick + "/3"} {
		if ok, err := c.Allowed(t.Context(), address); !ok || err != nil {
			t.Fatalf("%s: %v, %v", address, ok, err)
		}
		group.Go(func() {
			if _, err := c.Get(t.Context(), Request{URL: address}); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	if got := shortest["slow"]; got < delay {
		t.Errorf("%s between two requests to a site that asks for %s", got, delay)
	}
	if ok, err := c.Allowed(t.Context(), long+"/1"); !ok || err != nil {
		t.Fatal(ok, err)
	}
	if _, err := c.Get(t.Context(), Request{URL: long + "/1"}); err != nil {
		t.Fatal(err)
	}
	var later *Later
	if _, err := c.Get(t.Context(), Request{URL: long + "/2", Patience: time.Second}); !errors.As(err, &later) || later.Wait <= 0 || later.Wait > 50*time.Second {
		t.Errorf("a request within the 50 s that the site asks for: %v", err)
	}
	if _, err := c.Get(t.Context(), Request{URL: quick + "/4", Patience: time.Nanosecond}); err != nil {
		t.Errorf("a request to a site that asks for nothing: %v", err)
	}
	_, err := c.Allowed(t.Context(), never+"/1")
	var skip *chancery.Skip
	want := chancery.Skip{Name: never + "/1", Reason: ReasonDelay, Limit: 60, Seen: 86400}
	if !errors.As(err, &skip) || *skip != want {
		t.Errorf("a site that asks for more than the ceiling: %v, want %v", err, &want)
	}
}

func TestNoCeilingIsZero(t *testing.T) {
	limits := DefaultLimits()
	if _, err := New(Options{Limits: limits}); err != nil {
		t.Error(err)
	}
	limits.Ratio = 0
	if _, err := New(Options{Limits: limits}); err == nil || !strings.Contains(err.Error(), "limit Ratio is 0") {
		t.Errorf("a ceiling of zero: %v", err)
	}
}

func TestRetryAfter(t *testing.T) {
	for _, c := range []struct {
		value, date string
		want        time.Duration
	}{
		{"", "", 0}, {"90", "", 90 * time.Second}, {"-5", "", 0}, {"99999999999", "", longestRetry}, {"soon", "", 0},
		{"Tue, 04 Mar 2031 08:10:00 GMT", "Tue, 04 Mar 2031 08:00:00 GMT", 10 * time.Minute},
		{"Tue, 04 Mar 2031 07:10:00 GMT", "Tue, 04 Mar 2031 08:00:00 GMT", 0},
		{"Tue, 04 Mar 2041 07:10:00 GMT", "Tue, 04 Mar 2031 08:00:00 GMT", longestRetry},
		{"Tue, 04 Mar 2031 08:10:00 GMT", "", 0},
	} {
		h := http.Header{}
		setIf(h, "Retry-After", c.value)
		setIf(h, "Date", c.date)
		if got := retryAfter(h); got != c.want {
			t.Errorf("%q at %q: %s, want %s", c.value, c.date, got, c.want)
		}
	}
}

// FuzzRobots holds that nothing in a robots.txt takes away the rules beside it.
func FuzzRobots(f *testing.F) {
	for _, seed := range []string{"", "User-agent: *\nDisallow: /a", "Crawl-delay: 1\nUser-agent:\nAllow: /", "User-agent: x\r\nCrawl-delay: nan # no\r\nSitemap: y", "\uFEFFuseragent : a\ncrawldelay: 1e999"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		rules, err := robotstxt.FromStatusAndBytes(http.StatusOK, readable(append(data, "\n\nUser-agent: chancery\nDisallow: /never\n"...)))
		if err != nil {
			t.Fatalf("%q: %v", data, err)
		}
		if delay := rules.FindGroup(robotName).CrawlDelay; delay < 0 || delay > robotsHold {
			t.Fatalf("%q: pause of %s", data, delay)
		}
	})
}
