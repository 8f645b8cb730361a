package web_test

import (
	"bytes"
	"errors"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"chancery"
	"chancery/internal/brief"
	"chancery/internal/desk"
	"chancery/internal/index"
	"chancery/internal/recordtest"
	"chancery/internal/web"
	wording "chancery/internal/web/messages"
)

// opens follows a citation, and reports whether the quoted words stand marked where
// it leads, which is the place that it names.
func opens(t *testing.T, h http.Handler, reports map[string]page, href, quote string) bool {
	t.Helper()
	address, anchor, ok := strings.Cut(href, "#")
	if !ok {
		return false
	}
	r, seen := reports[address]
	if !seen {
		r = get(t, h, address)
		reports[address] = r
	}
	if r.status != http.StatusOK || !slices.ContainsFunc(r.all("span"), func(s page) bool { return attribute(s.Node, "id") == anchor }) {
		return false
	}
	return slices.ContainsFunc(r.all("mark"), func(m page) bool {
		return quote != "" && strings.HasPrefix(m.words(), strings.TrimSuffix(quote, "…"))
	})
}

// sourceWords is the quote of a source in the list, or of the title of a citation.
func sourceWords(line string) string {
	_, quote, _ := strings.Cut(line, "“")
	quote = strings.TrimSuffix(quote, "”")
	return strings.Join(strings.Fields(quote), " ")
}

// cited opens the briefs and holds that every sentence has a citation, and that
// each citation opens its words; it counts both.
func cited(t *testing.T, h http.Handler, queries []string) (sentences, citations int) {
	t.Helper()
	reports := map[string]page{}
	for _, query := range queries {
		for _, ul := range open(t, h, "/brief?"+query).one("div", "brief").all("ul") {
			for _, li := range ul.all("li") {
				sentences++
				cites := li.all("a", "cite")
				if len(cites) == 0 {
					t.Errorf("%s: %q rests on nothing", query, li.words())
				}
				for _, c := range cites {
					citations++
					href := attribute(c.Node, "href")
					if quote := sourceWords(attribute(c.Node, "title")); !opens(t, h, reports, href, quote) {
						t.Errorf("%s: %q: %s does not open the words %q", query, li.words(), href, quote)
					}
				}
			}
		}
	}
	return sentences, citations
}

// briefsOf are briefs on every state and organisation of a record, and on the
// pairs of them and their people that met, at most so many of these.
func briefsOf(t *testing.T, record web.Record, most int) []string {
	t.Helper()
	fold, err := record.Fold(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	pairs := 0
	for _, a := range fold.Actors {
		if len(fold.With(a.ID)) > 0 {
			out = append(out, url.Values{"a": {a.ID}}.Encode())
		}
		for _, b := range fold.Actors {
			if a.ID < b.ID && a.Type == chancery.State && b.Type == chancery.State && pairs < most && len(fold.With(a.ID, b.ID)) > 0 {
				pairs++
				out = append(out, url.Values{"a": {a.ID}, "b": {b.ID}}.Encode())
			}
		}
	}
	return out
}

// TestBriefIsCited holds for all briefs on the examples that every sentence leads
// to its words, marked in their report.
func TestBriefIsCited(t *testing.T) {
	live := examples(t)
	h := newSite(t, live)
	queries := briefsOf(t, live, 200)
	sentences, citations := cited(t, h, queries)
	t.Logf("%d briefs, %d sentences, %d citations", len(queries), sentences, citations)
	if len(queries) < 20 || sentences < 200 {
		t.Errorf("only %d briefs with %d sentences", len(queries), sentences)
	}
	// What leads elsewhere must be seen.
	p := open(t, h, "/brief?a=GEO&b=PRT").one("div", "brief").one("ul").one("a", "cite")
	href, quote := attribute(p.Node, "href"), sourceWords(attribute(p.Node, "title"))
	for _, wrong := range []string{"/reports/none?words=1-9#w1", strings.Replace(href, "words=", "words=0", 1) + "9", strings.Replace(href, "?words=", "?other=", 1)} {
		if opens(t, h, map[string]page{}, wrong, quote) {
			t.Errorf("%s is taken for a citation of %q", wrong, quote)
		}
	}
}

// TestBriefOfSeedsIsCited holds the same for other reports, where they are at hand.
func TestBriefOfSeedsIsCited(t *testing.T) {
	const seeds = "../../../shared/seeds"
	if _, err := os.Stat(seeds); err != nil {
		t.Skip("there are no other reports here")
	}
	path := filepath.Join(t.TempDir(), "record.db")
	d, err := desk.Open(t.Context(), path, desk.ToWrite)
	if err != nil {
		t.Fatal(err)
	}
	_, err = d.Read(t.Context(), desk.Input{Paths: []string{seeds}}, 2, func(desk.Summary) {})
	if err := errors.Join(err, d.Close()); err != nil {
		t.Fatal(err)
	}
	live := liveAt(t, path)
	queries := briefsOf(t, live, 200)
	sentences, citations := cited(t, newSite(t, live), queries)
	t.Logf("%d briefs, %d sentences, %d citations", len(queries), sentences, citations)
	if sentences == 0 {
		t.Error("nothing is said")
	}
}

// TestMarkedWords holds which words of a report an address can have marked, and that
// what are no words marks nothing.
func TestMarkedWords(t *testing.T) {
	rec := recordtest.Sample(t)
	h := newSite(t, stillOf(rec))
	at := slices.IndexFunc(rec.Reports, func(r chancery.Report) bool { return strings.ContainsRune(r.Text, 'ğ') })
	r := rec.Reports[at]
	letter := strings.IndexRune(r.Text, 'ğ') // two bytes
	for words, want := range map[string]string{
		"0-" + strconv.Itoa(len(r.Text)):                      strings.Join(strings.Fields(r.Text), " "),
		strconv.Itoa(letter) + "-" + strconv.Itoa(letter+2):   "ğ",
		strconv.Itoa(letter+1) + "-" + strconv.Itoa(letter+4): "",
		strconv.Itoa(letter-1) + "-" + strconv.Itoa(letter+1): "",
		"0-" + strconv.Itoa(len(r.Text)+1):                    "",
		"3-3":                                                 "",
		"5-2":                                                 "",
		"-1-3":                                                "",
		"":                                                    "",
		"a-b":                                                 "",
		"99999999999999999999-99999999999999999999999999999999999": "",
	} {
		marks := open(t, h, "/reports/"+url.PathEscape(r.ID)+"?"+url.Values{"words": {words}}.Encode()).one("div", "text").all("mark")
		got := ""
		for _, m := range marks {
			got += m.words()
		}
		if len(marks) > 1 || got != want {
			t.Errorf("%s: %d marks, %q, want %q", words, len(marks), got, want)
		}
	}
}

// TestBriefForm holds that the address keeps what was asked for, that the page says
// what is not understood, and that it speaks the language of the pages.
func TestBriefForm(t *testing.T) {
	h := newSite(t, stillOf(recordtest.Sample(t)))
	p := open(t, h, "/brief?a=Ghana&b=OSCE&since=2031-03&about=trade", "Accept-Language", "tr")
	for _, in := range p.all("input") {
		want := map[string]string{"a": "Ghana", "b": "OSCE", "since": "2031-03", "about": "trade"}
		if name := attribute(in.Node, "name"); want[name] != "" && attribute(in.Node, "value") != want[name] {
			t.Errorf("%s holds %q", name, attribute(in.Node, "value"))
		}
	}
	if words := p.one("div", "brief").words(); !strings.Contains(words, "Yalnızca şu konudakiler: ticaret") || !strings.Contains(words, "Söylenenler") && !strings.Contains(words, "Son temaslar") {
		t.Errorf("the brief reads %s", words)
	}
	links := p.one("p", "files").links()
	if len(links) != len(brief.Formats()) {
		t.Fatalf("the files are %v", links)
	}
	for _, l := range links {
		if !strings.Contains(l, "lang=tr") || !strings.Contains(l, "since=2031-03") || !strings.Contains(l, "about=trade") {
			t.Errorf("%s is of another brief", l)
		}
		english := do(h, request("GET", l, "Accept-Language", "en"))
		if turkish := do(h, request("GET", l, "Accept-Language", "tr")); english.Code != http.StatusOK || !bytes.Equal(english.Body.Bytes(), turkish.Body.Bytes()) {
			t.Errorf("%s: status %d, or another file for another reader", l, english.Code)
		}
	}
	for query, said := range map[string]string{
		"a=GHA&since=soon": "no day, month or year", "a=GHA&about=trad": "near it are", "a=GHA&b=Gana": "both names are those of Ghana",
	} {
		if got := open(t, h, "/brief?"+query).one("div", "notice").words(); !strings.Contains(got, said) {
			t.Errorf("%s: the page says %q", query, got)
		}
	}
}

func TestBriefFiles(t *testing.T) {
	rec := recordtest.Sample(t)
	h := newSite(t, stillOf(rec))
	english, err := wording.In("en")
	if err != nil {
		t.Fatal(err)
	}
	n, err := brief.New(index.New(rec), brief.Query{A: "GHA", B: "OSCE", Words: english})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range brief.Formats() {
		var want bytes.Buffer
		if err := n.Write(&want, f); err != nil {
			t.Fatal(err)
		}
		w := do(h, request("GET", "/brief/brief."+string(f)+"?a=GHA&b=OSCE"))
		if !bytes.Equal(w.Body.Bytes(), want.Bytes()) || w.Header().Get("Content-Type") != f.MediaType() ||
			w.Header().Get("Content-Disposition") != `attachment; filename="brief-GHA-OSCE.`+string(f)+`"` {
			t.Errorf("the %s is another: %v", f, w.Header())
		}
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
	again := do(newSite(t, stillOf(recordtest.Sample(t))), request("GET", "/brief/brief.html?a=GHA&b=OSCE", "Accept-Language", "tr"))
	if again.Body.String() != file.Body.String() {
		t.Error("the same record gives another file")
	}
	for target, status := range map[string]int{
		"/brief/brief.odt?a=GHA": http.StatusNotFound, "/brief/md?a=GHA": http.StatusNotFound, "/brief/brief.pdf?a=GHA&since=soon": http.StatusBadRequest, "/brief/brief.md": http.StatusNotFound, "/brief/brief.md?a=nobody": http.StatusNotFound, "/brief/brief.md?a=GHA&b=GHA": http.StatusBadRequest,
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
