package web_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"chancery"
	"chancery/internal/recordtest"
	"chancery/internal/web"
)

// TestEveryPage follows every link from the start page, through all pages that
// there are, and holds what each page must be like.
func TestEveryPage(t *testing.T) {
	for name, record := range map[string]web.Record{
		"examples": examples(t), "sample": stillOf(recordtest.Sample(t)), "acts": stillOf(recordtest.Acts(t)), "empty": stillOf(&chancery.Record{}),
	} {
		t.Run(name, func(t *testing.T) {
			pages := crawl(t, newSite(t, record))
			least := 100
			if name != "examples" {
				least = 4
			}
			if len(pages) < least {
				t.Errorf("only %d pages were found", len(pages))
			}
			for at, p := range pages {
				check(t, at, p, pages)
			}
		})
	}
}

// mostCrawled is how many pages with one path are looked at: every combination of
// filters would be too many.
const mostCrawled = 60

func crawl(t *testing.T, h http.Handler) map[string]page {
	pages := map[string]page{}
	met := map[string]int{}
	todo := []string{"/", "/nothing"}
	for len(todo) > 0 {
		at := todo[0]
		todo = todo[1:]
		u, err := url.Parse(at)
		if err != nil {
			t.Errorf("link %q: %v", at, err)
			continue
		}
		u.Fragment = ""
		if _, known := pages[u.String()]; known || u.IsAbs() || u.Path == "" {
			continue
		}
		if u.RawQuery != "" {
			path := u.Path
			if u.Query().Has("words") { // the pages of reports, with words marked
				path = "/reports/words"
			}
			if met[path]++; met[path] > mostCrawled {
				continue
			}
		}
		p := get(t, h, u.String())
		if p.status != http.StatusOK && at != "/nothing" {
			t.Errorf("%s: status %d", at, p.status)
		}
		if strings.HasPrefix(u.Path, "/brief/") || strings.HasPrefix(u.Path, "/timeline.") { // a file, no page
			continue
		}
		pages[u.String()] = p
		todo = append(todo, p.links()...)
	}
	return pages
}

func check(t *testing.T, at string, p page, pages map[string]page) {
	t.Helper()
	if n := len(p.all("h1")); n != 1 {
		t.Errorf("%s: %d headings of the first level", at, n)
	}
	if attribute(p.one("html").Node, "lang") != "en" || p.one("title").words() == "" || len(p.all("main")) != 1 {
		t.Errorf("%s: language, title or main part is missing", at)
	}
	ids := map[string]bool{}
	labelled := map[string]bool{}
	for _, l := range p.all("label") {
		labelled[attribute(l.Node, "for")] = true
	}
	for n := range p.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if (n.Data == "script" && attribute(n, "src") == "") || n.Data == "style" || n.Data == "iframe" || n.Data == "object" {
			t.Errorf("%s: element %s in the page", at, n.Data)
		}
		for _, a := range n.Attr {
			switch {
			case strings.HasPrefix(a.Key, "on") || a.Key == "style":
				t.Errorf("%s: attribute %s of %s", at, a.Key, n.Data)
			case a.Key == "src" && !strings.HasPrefix(a.Val, "/assets/"), n.Data == "link" && attribute(n, "rel") != "alternate" && a.Key == "href" && !strings.HasPrefix(a.Val, "/assets/"):
				t.Errorf("%s: the page loads %s", at, a.Val)
			case a.Key == "id" && ids[a.Val]:
				t.Errorf("%s: the id %s stands twice", at, a.Val)
			case a.Key == "id":
				ids[a.Val] = true
			}
		}
		if kind := attribute(n, "type"); (n.Data == "input" && kind != "hidden" || n.Data == "select" || n.Data == "textarea") && !labelled[attribute(n, "id")] {
			t.Errorf("%s: %s %s has no label", at, n.Data, attribute(n, "name"))
		}
	}
	for _, s := range p.all("summary") {
		if len(s.all("a"))+len(s.all("button"))+len(s.all("input")) > 0 {
			t.Errorf("%s: a control within the control %q", at, s.words())
		}
	}
	level := 1
	for n := range p.Descendants() {
		if n.Type == html.ElementNode && len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6' {
			if next := int(n.Data[1] - '0'); next > level+1 {
				t.Errorf("%s: a heading %s below one of level %d", at, n.Data, level)
			} else {
				level = next
			}
		}
	}
	for _, l := range p.links() {
		u, err := url.Parse(l)
		if err != nil || u.Fragment == "" {
			continue
		}
		fragment := u.Fragment
		u.Fragment = ""
		to, known := pages[u.String()]
		if u.String() == "" {
			to, known = p, true
		}
		if !known && u.Query().Has("words") { // the same places are on the page without words marked
			to, known = pages[u.Path]
		}
		if !known || !slices.ContainsFunc(slices.Collect(to.Descendants()), func(n *html.Node) bool { return attribute(n, "id") == fragment }) {
			t.Errorf("%s: %s leads to nothing", at, l)
		}
	}
}

// TestChecksCanFail is the control of the checks of pages.
func TestChecksCanFail(t *testing.T) {
	for _, bad := range []string{
		`<html lang="en"><title>x</title><main><h1>x</h1><a href="#gone">x</a></main>`,
		`<html lang="en"><title>x</title><main><h1>x</h1><p onclick="f()">x</p></main>`,
		`<html lang="en"><title>x</title><main><h1>x</h1><p style="color:red">x</p></main>`,
		`<html lang="en"><title>x</title><main><h1>x</h1><script>f()</script></main>`,
		`<html lang="en"><title>x</title><main><h1>x</h1><img src="https://else.example/x"></main>`,
		`<html lang="en"><title>x</title><main><h1>x</h1><input name="q"></main>`,
		`<html lang="en"><title>x</title><main><h1>x</h1><p id="a"></p><p id="a"></p></main>`,
		`<html lang="en"><title>x</title><main><h1>x</h1><h1>x</h1></main>`,
		`<html lang="en"><title>x</title><main><h1>x</h1><h3>x</h3></main>`,
		`<html lang="en"><title>x</title><main><h1>x</h1><details><summary><a href="/">x</a></summary></details></main>`,
	} {
		doc, err := html.Parse(strings.NewReader(bad))
		if err != nil {
			t.Fatal(err)
		}
		var quiet testing.T
		check(&quiet, "/", page{doc, &quiet, 200}, map[string]page{})
		if !quiet.Failed() {
			t.Errorf("nothing is found wrong with %s", bad)
		}
	}
}
