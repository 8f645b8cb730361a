package web_test

import (
	"bytes"
	"net/http"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"chancery/internal/brief"
	"chancery/internal/recordtest"
)

// TestBriefIsCited holds that every sentence of a brief leads to a source, and
// every source to the words in its report.
func TestBriefIsCited(t *testing.T) {
	live := examples(t)
	h := newSite(t, live)
	reports := map[string]page{}
	for _, query := range []string{"a=GEO&b=PRT", "a=NOR", "a=levan-tsiskarauli", "a=MWI&b=NAM"} {
		p := open(t, h, "/brief?"+query).one("div", "brief")
		ids := map[string]page{}
		for _, li := range p.one("ol", "plain").all("li") {
			ids[attribute(li.Node, "id")] = li
		}
		items := 0
		for _, ul := range p.all("ul") {
			for _, li := range ul.all("li") {
				items++
				cites := li.all("a", "cite")
				if len(cites) == 0 {
					t.Errorf("%s: %q rests on nothing", query, li.words())
				}
				for _, c := range cites {
					if _, ok := ids[strings.TrimPrefix(attribute(c.Node, "href"), "#")]; !ok {
						t.Errorf("%s: %s leads to no source", query, c.words())
					}
				}
			}
		}
		if items < 3 {
			t.Errorf("%s: only %d sentences", query, items)
		}
		for id, li := range ids {
			report, anchor, ok := strings.Cut(li.links()[0], "#")
			if !ok {
				t.Errorf("%s: source %s leads to no words", query, id)
				continue
			}
			r, seen := reports[report]
			if !seen {
				r = open(t, h, report)
				reports[report] = r
			}
			if !slices.ContainsFunc(r.all("span"), func(s page) bool { return attribute(s.Node, "id") == anchor }) {
				t.Errorf("%s: source %s: %s#%s is not there", query, id, report, anchor)
			}
		}
	}
}

func TestBriefFiles(t *testing.T) {
	rec := recordtest.Sample(t)
	h := newSite(t, stillOf(rec))
	var want bytes.Buffer
	if err := brief.Write(&want, rec, "GHA", "OSCE"); err != nil {
		t.Fatal(err)
	}
	w := do(h, request("GET", "/brief/brief.md?a=GHA&b=OSCE"))
	if w.Body.String() != want.String() || !strings.HasPrefix(w.Header().Get("Content-Type"), "text/markdown") ||
		w.Header().Get("Content-Disposition") != `attachment; filename="brief-GHA-OSCE.md"` {
		t.Errorf("the Markdown is another: %v", w.Header())
	}
	file := do(h, request("GET", "/brief/brief.html?a=GHA&b=OSCE", "Accept-Language", "tr"))
	doc, err := html.Parse(bytes.NewReader(file.Body.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	p := page{doc, t, file.Code}
	for _, l := range p.links() {
		if !strings.HasPrefix(l, "#s") {
			t.Errorf("the file leads to %s", l)
		}
	}
	if len(p.all("link"))+len(p.all("script"))+len(p.all("img")) > 0 || !strings.Contains(p.one("style").FirstChild.Data, "@media print") {
		t.Error("the file needs another, or has no style for paper")
	}
	for n := range p.Descendants() {
		if n.Data == "a" && attribute(n, "class") == "cite" && !strings.Contains(file.Body.String(), `id="`+strings.TrimPrefix(attribute(n, "href"), "#")+`"`) {
			t.Errorf("%s leads to nothing", attribute(n, "href"))
		}
	}
	again := do(newSite(t, stillOf(recordtest.Sample(t))), request("GET", "/brief/brief.html?a=GHA&b=OSCE"))
	if again.Body.String() != file.Body.String() {
		t.Error("the same record gives another file")
	}
	for target, status := range map[string]int{
		"/brief/brief.pdf?a=GHA": http.StatusNotFound, "/brief/brief.md": http.StatusNotFound, "/brief/brief.md?a=nobody": http.StatusNotFound, "/brief/brief.md?a=GHA&b=GHA": http.StatusBadRequest,
	} {
		if w := do(h, request("GET", target)); w.Code != status {
			t.Errorf("%s: status %d, want %d", target, w.Code, status)
		}
	}
	if got := do(h, request("GET", `/brief/brief.md?a=G%C4%B1na%0d%0aX:%20"&b=`)).Header().Get("X"); got != "" {
		t.Error("an address writes a header")
	}
	if p := open(t, h, "/brief?a=delegation"); len(p.one("div", "notice").links()) < 2 {
		t.Error("a name of several offers none of them")
	}
}
