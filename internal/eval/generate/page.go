package generate

import (
	"fmt"
	"html"
	"path"
	"strings"
)

// Page is the report as an outlet's web page, with the menus, links and notices
// that stand around an article, and the address at which it would lie.
func (r Report) Page() (address, markup string) {
	const sites = 40
	number := strings.TrimSuffix(path.Base(r.Name), path.Ext(r.Name))
	site := fmt.Sprintf("https://outlet%02d.example", len(r.Text)%sites)
	address = site + "/news/" + number
	var b strings.Builder
	paragraphs := strings.Split(strings.TrimSpace(r.Text), "\n\n")
	title := strings.Join(strings.Fields(paragraphs[0]), " ")
	fmt.Fprintf(&b, `<!doctype html><html><head><meta charset="utf-8"><title>%s</title><link rel="canonical" href="%s"><style>.menu{float:left}</style></head><body>`, html.EscapeString(title), address)
	fmt.Fprintf(&b, `<header><nav class="menu">%s</nav></header><main><article><h1>%s</h1>`, links(site, "section", 12), html.EscapeString(title))
	for _, p := range paragraphs[1:] {
		fmt.Fprintf(&b, "<p>%s</p>\n", strings.ReplaceAll(html.EscapeString(p), "\n", "<br>"))
	}
	fmt.Fprintf(&b, `</article></main><aside class="related"><h3>More</h3>%s</aside><div class="share">%s</div>`, links(site, "report", 8), links(site, "share", 4))
	fmt.Fprintf(&b, `<section id="comments">%s</section><footer>%s</footer><script>var page = "%s";</script></body></html>`, strings.Repeat("<p>A reader has something to add.</p>", 5), links(site, "about", 6), number)
	return address, b.String()
}

// links are so many links to other pages of a site.
func links(site, to string, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `<li><a href="%s/%s/%d">The %s of number %d</a></li>`, site, to, i, to, i)
	}
	return "<ul>" + b.String() + "</ul>"
}
