package desk_test

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"chancery/internal/desk"
	"chancery/internal/fetch"
	"chancery/internal/intake"
	"chancery/internal/intake/archive"
	"chancery/internal/intake/feed"
	"chancery/internal/intake/webpage"
)

func zipped(t *testing.T, name, text string) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	f, err := w.Create(name)
	if err == nil {
		_, err = f.Write([]byte(text))
	}
	if err := errors.Join(err, w.Close()); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func gzipped(t *testing.T, text string) string {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, err := w.Write([]byte(text))
	if err := errors.Join(err, w.Close()); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestCeilingsAreListed goes beyond ceilings of every kind, in files, on the web
// and in feeds, and holds that doctor lists each with its figures.
func TestCeilingsAreListed(t *testing.T) {
	nested := "One."
	for i := range 5 {
		nested = zipped(t, fmt.Sprintf("%d.%s", i, map[bool]string{true: "txt", false: "zip"}[i == 0]), nested)
	}
	words := strings.Repeat("word and ", 10)
	files := map[string]struct{ text, reason string }{
		"large.txt":     {strings.Repeat("a", 15<<20+1), intake.ReasonFileTooLarge},
		"line.txt":      {strings.Repeat("a", 1<<18+1), intake.ReasonLineTooLong},
		"lines.txt":     {strings.Repeat("a\n", 20_001), intake.ReasonTooManyLines},
		"long.txt":      {strings.Repeat(words+"\n", 15_000), intake.ReasonTextTooLong},
		"tags.html":     {"<html>" + strings.Repeat("<b>", 40_001), webpage.ReasonTags},
		"elements.html": {"<html>" + strings.Repeat("<p>"+words, 5_001), webpage.ReasonElements},
		"text.html":     {"<html><p>" + strings.Repeat(words, 5_000), webpage.ReasonText},
		"nesting.html":  {"<html>" + strings.Repeat("<div>", 300) + strings.Repeat(words, 200), webpage.ReasonNesting},
		"deep.html":     {"<html>" + strings.Repeat("<div>", 600), webpage.ReasonDeep},
		"large.html":    {"<html>" + strings.Repeat(" ", 5<<20), webpage.ReasonTooLarge},
		"header.eml":    {strings.Repeat("A: b\n", 20_000) + "\nx", archive.ReasonHeader},
		"parts.eml":     {"A: b\nContent-Type: multipart/mixed; boundary=b\n\n" + strings.Repeat("--b\n\nx\n", 101), archive.ReasonParts},
		"text.eml":      {"A: b\n\n" + strings.Repeat("x", 2<<20+1), archive.ReasonText},
		"tags.docx":     {zipped(t, "word/document.xml", "<d>"+strings.Repeat("<a>", 400_000)), archive.ReasonTags},
		"nested.zip":    {nested, archive.ReasonNesting},
		"ratio.zip":     {zipped(t, "a.txt", strings.Repeat("a", 10<<20)), archive.ReasonRatio},
		"bomb.txt.gz":   {gzipped(t, strings.Repeat("a", 10<<20)), archive.ReasonRatio},
		"pages.pdf":     {"%PDF-1.4\n1 0 obj << /Type /Catalog /Pages << /Kids [" + strings.Repeat("<<>> ", 5001) + "] >> >> endobj", archive.ReasonUnpacked + "pages"},
	}
	s, _ := newSite(t)
	limits := fetch.DefaultLimits()
	limits.Time = 5 * time.Second
	web := s.client(t, limits)
	s.put("/loop", status(302, "Location", "/loop"))
	s.put("/large", text("text/plain", strings.Repeat("a", 10<<20+1)))
	s.put("/header", status(200, "X", strings.Repeat("a", 70<<10)))
	s.put("/bomb", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		fmt.Fprint(w, gzipped(t, strings.Repeat("a", 14<<20)))
	})
	s.put("/slow", func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	folder := t.TempDir()
	want := map[string]string{s.URL + "/loop": fetch.ReasonRedirects, s.URL + "/large": fetch.ReasonBody, s.URL + "/header": fetch.ReasonHeader, s.URL + "/bomb": fetch.ReasonRatio, s.URL + "/slow": fetch.ReasonTime}
	paths := []string{folder}
	for address := range want {
		paths = append(paths, address)
	}
	for name, f := range files {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(f.text), 0o600); err != nil {
			t.Fatal(err)
		}
		want[name] = f.reason
	}
	d := newDesk(t)
	if _, err := d.Read(t.Context(), desk.Input{Paths: paths, Web: web}, 2, func(desk.Summary) {}); err != nil {
		t.Fatal(err)
	}
	s.put("/items", text("application/rss+xml", "<rss><channel>"+strings.Repeat("<item/>", 2001)+"</channel></rss>"))
	s.put("/depth", text("application/rss+xml", "<rss>"+strings.Repeat("<a>", 100)))
	if _, err := d.FollowList(t.Context(), "list", fmt.Appendf(nil, `<opml><body><outline xmlUrl="%s/items"/><outline xmlUrl="%[1]s/depth"/></body></opml>`, s.URL), noon); err != nil {
		t.Fatal(err)
	}
	round(t, d, web, noon)
	found, err := d.Diagnose(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, skip := range found.Skips {
		name, _, _ := strings.Cut(strings.TrimPrefix(skip.Name, folder+string(filepath.Separator)), "!")
		if want[name] != skip.Reason || skip.Limit <= 0 || skip.Seen < skip.Limit || skip.Seen == skip.Limit && skip.Reason != fetch.ReasonTime {
			t.Errorf("%s: %s (%d, at most %d), want %s", name, skip.Reason, skip.Seen, skip.Limit, want[name])
		}
		delete(want, name)
	}
	for name, reason := range want {
		t.Errorf("%s is not listed, want %s", name, reason)
	}
	for _, reason := range []string{feed.ReasonItems + " (2001, at most 2000)", feed.ReasonDepth + " (65, at most 64)"} {
		listed := false
		for _, f := range found.Failing {
			listed = listed || strings.Contains(f.Reason, reason)
		}
		if !listed {
			t.Errorf("%s is not listed among %+v", reason, found.Failing)
		}
	}
}
