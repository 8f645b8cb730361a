package web_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"chancery"
	"chancery/internal/web"
)

// TestHeaders holds that every answer, of whatever sort, forbids what a page does
// not need.
func TestHeaders(t *testing.T) {
	_, h := sample(t)
	for _, target := range []string{"/", "/timeline", "/nothing", "/assets/style.css", "/assets/nothing", "/events/none"} {
		got := do(h, request("GET", target)).Header()
		policy := got.Get("Content-Security-Policy")
		if !strings.HasPrefix(policy, "default-src 'none';") || strings.Contains(policy, "unsafe") || strings.Contains(policy, "http") ||
			got.Get("X-Content-Type-Options") != "nosniff" || got.Get("Referrer-Policy") == "" || got.Get("Cross-Origin-Resource-Policy") != "same-origin" {
			t.Errorf("%s: %v", target, got)
		}
	}
}

// TestHostNames holds that a name which somebody else has made to mean this
// machine opens nothing.
func TestHostNames(t *testing.T) {
	_, h := sample(t)
	for host, want := range map[string]int{
		"127.0.0.1:8750": 200, "localhost": 200, "LOCALHOST:1": 200, "[::1]:8750": 200, "127.0.0.2": 200, "::1": 200,
		"evil.example": 421, "evil.example:8750": 421, "127.0.0.1.evil.example": 421, "10.0.0.7:8750": 421, "": 421, "localhost.evil.example": 421,
	} {
		r := request("GET", "/")
		r.Host = host
		if got := do(h, r).Code; got != want {
			t.Errorf("host %q: status %d, want %d", host, got, want)
		}
	}
}

func TestOtherSitesPost(t *testing.T) {
	_, h := sample(t)
	for _, test := range []struct {
		header []string
		want   int
	}{
		{[]string{"Sec-Fetch-Site", "same-origin"}, http.StatusSeeOther},
		{[]string{"Sec-Fetch-Site", "cross-site"}, http.StatusForbidden},
		{[]string{"Sec-Fetch-Site", "same-site"}, http.StatusForbidden},
		{[]string{"Origin", "https://evil.example"}, http.StatusForbidden},
		{[]string{"Origin", "http://127.0.0.1:9999"}, http.StatusForbidden},
		{[]string{"Origin", "http://127.0.0.1:8750"}, http.StatusSeeOther},
	} {
		if got := do(h, request("POST", "/language", test.header...)).Code; got != test.want {
			t.Errorf("%v: status %d, want %d", test.header, got, test.want)
		}
	}
	for _, method := range []string{"POST", "PUT", "DELETE"} {
		if got := do(h, request(method, "/timeline")).Code; got == http.StatusOK {
			t.Errorf("%s of a page: status %d", method, got)
		}
	}
}

func TestListen(t *testing.T) {
	for _, address := range []string{"0.0.0.0:0", ":0", "[::]:0", "192.0.2.1:80", "example.org:80", "8750", "", "127.0.0.1.example:80"} {
		l, err := web.Listen(t.Context(), address)
		var known *chancery.Error
		if !errors.As(err, &known) || known.Code != chancery.Invalid {
			t.Errorf("%q: %v", address, err)
		}
		if l != nil {
			l.Close()
		}
	}
	l, err := web.Listen(t.Context(), "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	var known *chancery.Error
	if _, err := web.Listen(t.Context(), l.Addr().String()); !errors.As(err, &known) || known.Code != chancery.Unavailable {
		t.Errorf("the address of another program: %v", err)
	}
}

// TestServe holds that what is under way is answered when the server is stopped.
func TestServe(t *testing.T) {
	l, err := web.Listen(t.Context(), "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	under, release := make(chan struct{}), make(chan struct{})
	h := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		close(under)
		<-release
		if _, err := io.WriteString(w, "to the end"); err != nil {
			t.Error(err)
		}
	})
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- web.Serve(ctx, l, h) }()
	answer := make(chan string, 1)
	go func() {
		resp, err := http.Get("http://" + l.Addr().String())
		if err != nil {
			answer <- err.Error()
			return
		}
		defer resp.Body.Close()
		body, err := io.ReadAll(resp.Body)
		answer <- string(body)
		if err != nil {
			t.Error(err)
		}
	}()
	<-under
	stop()
	select {
	case err := <-ended:
		t.Fatalf("it ended with a request under way: %v", err)
	case <-time.After(50 * time.Millisecond):
	}
	close(release)
	if got := <-answer; got != "to the end" {
		t.Errorf("the answer is %q", got)
	}
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

func TestAssets(t *testing.T) {
	_, h := sample(t)
	w := do(h, request("GET", "/assets/style.css"))
	if w.Code != http.StatusOK || !strings.HasPrefix(w.Header().Get("Content-Type"), "text/css") || w.Body.Len() == 0 {
		t.Errorf("status %d, %v", w.Code, w.Header())
	}
	if strings.Contains(w.Body.String(), "url(") || strings.Contains(w.Body.String(), "@import") {
		t.Error("the style sheet loads something")
	}
	if again := do(h, request("GET", "/assets/style.css", "If-None-Match", w.Header().Get("ETag"))); again.Code != http.StatusNotModified {
		t.Errorf("status %d for what the browser has", again.Code)
	}
	if w := do(h, request("GET", "/assets/..%2fsite.go")); w.Code == http.StatusOK {
		t.Error("a file outside is served")
	}
}
