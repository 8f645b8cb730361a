package web_test

import (
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"chancery/internal/desk"
)

const (
	planned = "OSLO, May 4, 2031 - Norwegian Foreign Minister Ingrid Solberg-Dahl will meet Portuguese Foreign Minister Rui Valadares in Lisbon on May 20, 2031, the ministry said.\n"
	met     = "LISBON, May 21, 2031 - Norwegian Foreign Minister Ingrid Solberg-Dahl met Portuguese Foreign Minister Rui Valadares in Lisbon on May 20, 2031. They discussed trade.\n"
)

// readInto reads a report into the record at path.
func readInto(t *testing.T, path, name, text string) {
	t.Helper()
	file := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	d, err := desk.Open(t.Context(), path, desk.ToWrite)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	if _, err := d.Read(t.Context(), desk.Input{Paths: []string{file}}, 1, func(desk.Summary) {}); err != nil {
		t.Fatal(err)
	}
}

// button is the form of the page that leads there.
func (p page) button(action string) page {
	p.t.Helper()
	for _, f := range p.all("form") {
		if attribute(f.Node, "action") == action {
			return f
		}
	}
	p.t.Fatalf("no form leads to %s", action)
	return page{}
}

// TestFollow follows from each sort of page, sees on the start page what a new report
// changes, and marks it as seen; nothing but a form changes anything.
func TestFollow(t *testing.T) {
	path := filepath.Join(t.TempDir(), "record.db")
	readInto(t, path, "planned.txt", planned)
	l := liveAt(t, path)
	site := newSite(t, l)
	if p := open(t, site, "/"); len(p.all("section", "file")) != 0 || !strings.Contains(p.one("main").words(), "have a button to follow them") {
		t.Error("the start page has files, or no word on how to get some")
	}
	pages := []string{"/actors/NOR", "/relation?a=NOR&b=PRT", "/timeline?place=Lisbon"}
	for _, address := range pages {
		back := submit(t, site, open(t, site, address).button("/follow"), "", nil)
		back.button("/unfollow") // it is followed there now
	}
	office := open(t, site, "/actors/PRT").all("section")
	for _, s := range office {
		if strings.Contains(s.words(), "Minister of Foreign Affairs") && len(s.all("form", "follow")) > 0 {
			submit(t, site, s.button("/follow"), "", nil)
			break
		}
	}
	for _, address := range []string{"/timeline", "/timeline?actor=NOR", "/timeline?place=Lisbon&kind=meeting", "/timeline?place=Lisbon&place=Oslo"} {
		if len(open(t, site, address).all("form", "follow")) > 0 {
			t.Errorf("%s can be followed", address)
		}
	}
	start := open(t, site, "/")
	if got := len(start.all("section", "file")); got != 4 {
		t.Fatalf("%d files are followed: %s", got, start.one("main").words())
	}

	readInto(t, path, "met.txt", met)
	for range 2 { // to look marks nothing
		for _, f := range open(t, site, "/").all("section", "file") {
			if !strings.Contains(f.words(), "changed: 20 May 2031 meeting") || !strings.Contains(f.words(), "how it stands: was planned, now took place") {
				t.Errorf("a file says %q", f.words())
			}
		}
	}
	after := submit(t, site, open(t, site, "/").button("/seen"), "", nil)
	for _, f := range after.all("section", "file") {
		if !strings.Contains(f.words(), "nothing new") {
			t.Errorf("a file that was seen says %q", f.words())
		}
	}
	for range 4 {
		after = submit(t, site, after.button("/unfollow"), "", nil)
	}
	if len(after.all("section", "file")) != 0 {
		t.Error("a file is left")
	}
}

// TestFollowRefuses holds that forms which say nothing sensible, and requests that
// are no forms of the site, change nothing.
func TestFollowRefuses(t *testing.T) {
	path := filepath.Join(t.TempDir(), "record.db")
	readInto(t, path, "planned.txt", planned)
	site := newSite(t, liveAt(t, path))
	for _, test := range []struct {
		target string
		values url.Values
		status int
	}{
		{"/follow", url.Values{}, 400},
		{"/follow", url.Values{"kind": {"actor"}, "a": {"nobody"}}, 404},
		{"/follow", url.Values{"kind": {"pair"}, "a": {"NOR"}, "b": {"NOR"}}, 400},
		{"/follow", url.Values{"kind": {"office"}, "a": {"Minister"}, "b": {"nobody"}}, 404},
		{"/follow", url.Values{"kind": {"topic"}, "a": {strings.Repeat("x", 2000)}}, 400},
		{"/follow", url.Values{"kind": {"everything"}, "a": {"NOR"}}, 400},
		{"/unfollow", url.Values{"id": {"f0"}}, 404},
		{"/seen", url.Values{}, 400},
		{"/seen", url.Values{"upto": {"1000000"}}, 400},
		{"/seen", url.Values{"upto": {"-1"}}, 400},
	} {
		if w := post(site, test.target, test.values); w.Code != test.status {
			t.Errorf("%s %v: status %d, want %d", test.target, test.values, w.Code, test.status)
		}
	}
	good := url.Values{"kind": {"actor"}, "a": {"NOR"}, "to": {"https://elsewhere.example/"}}
	if w := post(site, "/follow", good, "Sec-Fetch-Site", "cross-site"); w.Code != http.StatusForbidden {
		t.Errorf("another site follows: status %d", w.Code)
	}
	if w := do(site, request("GET", "/follow?"+good.Encode())); w.Code == http.StatusOK || w.Code == http.StatusSeeOther {
		t.Errorf("GET follows: status %d", w.Code)
	}
	if len(open(t, site, "/").all("section", "file")) != 0 {
		t.Error("something is followed")
	}
	if w := post(site, "/follow", good); w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/" {
		t.Errorf("status %d, leads to %s", w.Code, w.Header().Get("Location"))
	}
}
