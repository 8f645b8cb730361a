package webpage

import (
	"bytes"
	"fmt"
	"html"
	"strings"
)

// Draft is a report that came as something else than a web page: in a feed, by
// mail, as a document. All but Markup are plain text and may be empty.
type Draft struct {
	Title     string
	Author    string
	Outlet    string
	Published Time
	Modified  Time
	Markup    string // of the article, in HTML
}

// Page is the draft as the web page that it would be, so that it is read as
// such.
func (d Draft) Page() []byte {
	var b bytes.Buffer
	b.WriteString("<!doctype html><html><head><meta charset=\"utf-8\">\n")
	for _, m := range []struct{ name, content string }{
		{"og:title", d.Title}, {"author", d.Author}, {"og:site_name", d.Outlet},
		{"article:published_time", string(d.Published)}, {"article:modified_time", string(d.Modified)},
	} {
		if m.content != "" {
			fmt.Fprintf(&b, "<meta property=\"%s\" content=\"%s\">\n", m.name, html.EscapeString(m.content))
		}
	}
	fmt.Fprintf(&b, "</head><body><article>%s</article></body></html>", d.Markup)
	return b.Bytes()
}

// Paragraphs is plain text as markup: a blank line ends a paragraph, or, in a
// text without any, each line does.
func Paragraphs(text string) string {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	end := "\n\n"
	if !strings.Contains(strings.TrimSpace(text), end) {
		end = "\n"
	}
	var b strings.Builder
	for p := range strings.SplitSeq(text, end) {
		if p = oneLine(p); p != "" {
			fmt.Fprintf(&b, "<p>%s</p>\n", html.EscapeString(p))
		}
	}
	return b.String()
}
