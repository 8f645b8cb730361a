package webpage

import (
	"encoding/json"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"chancery/internal/name"
)

// description is what a page says of itself for machines.
type description struct {
	meta   map[string]string // the first of each name, in small letters
	linked map[string]string // of the article in the page's linked data (JSON-LD)
	people []string          // its authors
	bodies []string          // organisations among its authors and sources
	body   string            // its text, if that is given, too
}

// longestSaid is how long a title or name may be that a page gives; longer ones
// are none.
const longestSaid = 2000

// describe collects the meta elements and the linked data of a page.
func describe(doc *html.Node) description {
	d := description{meta: map[string]string{}, linked: map[string]string{}}
	for e := range elements(doc) {
		switch {
		case e.DataAtom == atom.Meta:
			for _, key := range []string{"name", "property", "itemprop", "http-equiv"} {
				k, v := strings.ToLower(attr(e, key)), oneLine(attr(e, "content"))
				if k != "" && v != "" && len(v) <= longestSaid && d.meta[k] == "" {
					d.meta[k] = v
				}
			}
		case e.DataAtom == atom.Script && strings.EqualFold(attr(e, "type"), "application/ld+json") && e.FirstChild != nil:
			d.link(e.FirstChild.Data)
		}
	}
	return d
}

// The kinds of schema.org that are a report.
var articleKinds = set("Article NewsArticle ReportageNewsArticle AnalysisNewsArticle BackgroundNewsArticle BlogPosting LiveBlogPosting SocialMediaPosting Report OpinionNewsArticle PressRelease")

// comma before a closing bracket, which JSON does not allow and many pages have.
var comma = regexp.MustCompile(`,\s*([}\]])`)

// linkedDepth bounds how deep the article may lie in linked data.
const linkedDepth = 12

// link reads a block of linked data; one that is broken is mended where that
// is easy, or else left out.
func (d *description) link(text string) {
	text = strings.TrimSpace(text)
	for _, frame := range [][2]string{{"<!--", "-->"}, {"//<![CDATA[", "//]]>"}, {"<![CDATA[", "]]>"}} {
		text = strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(text, frame[0]), frame[1]))
	}
	var v any
	if json.Unmarshal([]byte(text), &v) != nil {
		text = strings.Map(func(r rune) rune {
			if r < ' ' {
				return ' '
			}
			return r
		}, text)
		if json.Unmarshal([]byte(comma.ReplaceAllString(strings.TrimRight(text, ";, "), "$1")), &v) != nil {
			return
		}
	}
	d.seek(v, linkedDepth)
}

// seek finds the article in linked data.
func (d *description) seek(v any, depth int) {
	if depth == 0 || len(d.linked) > 0 {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			d.seek(x, depth-1)
		}
	case map[string]any:
		if slices.ContainsFunc(stringsOf(v["@type"]), func(k string) bool { return articleKinds[k] }) {
			d.article(v)
			return
		}
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage", "itemListElement"} {
			d.seek(v[key], depth-1)
		}
	}
}

func (d *description) article(v map[string]any) {
	for _, key := range []string{"headline", "datePublished", "dateModified", "inLanguage", "url"} {
		if s := stringsOf(v[key]); len(s) > 0 && len(s[0]) <= longestSaid {
			d.linked[key] = oneLine(s[0])
		}
	}
	if text := stringsOf(v["articleBody"]); len(text) > 0 && !strings.Contains(text[0], "</") {
		d.body = text[0]
	}
	if names := namesOf(v["publisher"]); len(names) > 0 {
		d.linked["outlet"] = names[0]
	}
	for _, key := range []string{"author", "creator", "sourceOrganization", "provider"} {
		for _, x := range listOf(v[key]) {
			body := key == "sourceOrganization" || key == "provider"
			if m, ok := x.(map[string]any); ok {
				body = body || slices.ContainsFunc(stringsOf(m["@type"]), func(k string) bool { return strings.HasSuffix(k, "Organization") })
			}
			if body {
				d.bodies = append(d.bodies, namesOf(x)...)
			} else {
				d.people = append(d.people, namesOf(x)...)
			}
		}
	}
}

func listOf(v any) []any {
	if list, ok := v.([]any); ok {
		return list
	}
	if v == nil {
		return nil
	}
	return []any{v}
}

func stringsOf(v any) []string {
	var out []string
	for _, x := range listOf(v) {
		if s, ok := x.(string); ok && strings.TrimSpace(s) != "" {
			out = append(out, html.UnescapeString(s))
		}
	}
	return out
}

// namesOf are the names of things that are given as such, or by a text alone.
func namesOf(v any) []string {
	var out []string
	for _, x := range listOf(v) {
		if m, ok := x.(map[string]any); ok {
			x = m["name"]
		}
		for _, s := range stringsOf(x) {
			if s = oneLine(s); !strings.Contains(s, "://") && len(s) <= longestSaid {
				out = append(out, s)
			}
		}
	}
	return out
}

// declaredLanguage is the language that the page says it is in.
func declaredLanguage(doc *html.Node) string {
	if e := first(doc, func(e *html.Node) bool { return e.DataAtom == atom.Html }); e != nil {
		if l := attr(e, "lang"); l != "" {
			return l
		}
		for _, a := range e.Attr {
			if a.Key == "xml:lang" || a.Key == "lang" && a.Namespace == "xml" {
				return a.Val
			}
		}
	}
	return ""
}

// canonical is the address by which the site wants the page to be known. One
// of another site is not believed: anybody could claim it.
func canonical(doc *html.Node, about description, base *url.URL) string {
	link := func(rel string) string {
		e := first(doc, func(e *html.Node) bool { return e.DataAtom == atom.Link && strings.EqualFold(attr(e, "rel"), rel) })
		if e == nil {
			return ""
		}
		return attr(e, "href")
	}
	own := ""
	if base.Host != "" {
		own = Untracked(base.String())
	}
	for _, raw := range []string{link("canonical"), about.meta["og:url"], about.linked["url"]} {
		u, err := url.Parse(raw)
		if raw == "" || err != nil {
			continue
		}
		u = base.ResolveReference(u)
		if u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || len(strings.Trim(u.Path, "/")) == 0 {
			continue
		}
		if own == "" || SameSite(u.Hostname(), base.Hostname()) {
			return Untracked(u.String())
		}
	}
	return own
}

// SameSite reports whether two hosts are those of one site: it compares them
// without the parts that name an edition for phones.
func SameSite(a, b string) bool {
	bare := func(host string) string {
		host = strings.ToLower(host)
		for _, edition := range []string{"www.", "m.", "mobile.", "amp.", "wap."} {
			host = strings.TrimPrefix(host, edition)
		}
		return host
	}
	return bare(a) == bare(b)
}

// tracking are the parameters of an address that only say where a reader came from.
var tracking = regexp.MustCompile(`^(?:utm_\w+|fbclid|gclid|yclid|dclid|msclkid|igshid|mc_[ce]id|ref_?src|cmpid|at_medium|at_campaign|ocid|ns_\w+|_ga|xtor)$`)

// Untracked is an address without fragment and the parameters that only say
// where a reader came from.
func Untracked(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	u.Fragment, u.RawFragment = "", ""
	if u.RawQuery != "" {
		var kept []string
		for _, part := range strings.Split(u.RawQuery, "&") {
			if key, _, _ := strings.Cut(part, "="); part != "" && !tracking.MatchString(strings.ToLower(key)) {
				kept = append(kept, part)
			}
		}
		u.RawQuery = strings.Join(kept, "&")
	}
	u.ForceQuery = false
	u.Scheme, u.Host = strings.ToLower(u.Scheme), strings.ToLower(u.Host)
	return u.String()
}

// outletSigns part a headline from the outlet's name in a page's title.
var outletSigns = []string{" | ", " - ", " – ", " — ", " :: ", " » ", " • ", " · "}

// titleParts are the pieces of the page's title between such signs.
func titleParts(doc *html.Node) []string {
	e := first(doc, func(e *html.Node) bool { return e.DataAtom == atom.Title })
	if e == nil || e.FirstChild == nil {
		return nil
	}
	parts := []string{oneLine(e.FirstChild.Data)}
	if len(parts[0]) > longestSaid {
		return nil
	}
	for _, sign := range outletSigns {
		var finer []string
		for _, p := range parts {
			finer = append(finer, strings.Split(p, sign)...)
		}
		parts = finer
	}
	return slices.DeleteFunc(parts, func(p string) bool { return strings.TrimSpace(p) == "" })
}

// titleOf is the headline: the line of the visible page, headings before
// others, that agrees with what the page says of itself; where none does, the
// latter, or the longest part of the page's title. A page that says nothing of
// itself has its first heading.
func titleOf(doc *html.Node, about description, parts, blocks []string) string {
	said := about.linked["headline"]
	for _, key := range []string{"og:title", "twitter:title", "title", "dc.title"} {
		if said == "" {
			said = html.UnescapeString(about.meta[key])
		}
	}
	wanted := []string{said}
	if said == "" {
		wanted = parts
		for _, p := range parts {
			if len(p) > len(said) {
				said = p
			}
		}
	}
	best, share := "", 0.6
	consider := func(text string) {
		for _, w := range wanted {
			if s := alike(text, w); len(text) < 400 && len(strings.Fields(text)) >= 2 && s > share {
				best, share = text, s
			}
		}
	}
	for e := range elements(doc) {
		if e.DataAtom == atom.H1 && said == "" {
			if text := textOf(e); len(text) <= longestSaid {
				return text
			}
		}
		if e.DataAtom == atom.H1 || e.DataAtom == atom.H2 || attr(e, "itemprop") == "headline" {
			consider(textOf(e))
		}
	}
	for _, b := range blocks {
		if best == "" || share < 0.8 {
			consider(b)
		}
	}
	if best != "" {
		return best
	}
	return said
}

// alike is the share of the words of two texts that both have.
func alike(a, b string) float64 {
	x, y := wordSet(a), wordSet(b)
	both := 0
	for w := range x {
		if y[w] {
			both++
		}
	}
	if both == 0 {
		return 0
	}
	return float64(both) / float64(max(len(x), min(len(y), len(x)+3)))
}

func wordSet(s string) map[string]bool { return set(name.Fold(s)) }

// outletOf is the site's name: as the page says, or else the last part of its
// title that is not the headline.
func outletOf(about description, parts []string, title string) string {
	for _, said := range []string{about.linked["outlet"], about.meta["og:site_name"], about.meta["application-name"], about.meta["dc.publisher"], about.meta["publisher"]} {
		if said != "" && !strings.Contains(said, "://") && len(said) < 100 {
			return html.UnescapeString(said)
		}
	}
	for _, p := range slices.Backward(parts) {
		if len(parts) > 1 && alike(p, title) < 0.5 && len(p) < 60 {
			return p
		}
	}
	return ""
}

// authorOf is who wrote the page, and the organisation that is named as its
// author or source.
func authorOf(doc *html.Node, about description, outlet string) (author, agency string) {
	for _, b := range about.bodies {
		if !strings.EqualFold(b, outlet) && agency == "" {
			agency = b
		}
	}
	people := about.people
	if len(people) == 0 {
		for _, key := range []string{"author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "byl"} {
			if v := about.meta[key]; v != "" && !strings.Contains(v, "://") && len(people) == 0 {
				people = []string{html.UnescapeString(v)}
			}
		}
	}
	if len(people) == 0 {
		e := first(doc, func(e *html.Node) bool {
			return (attr(e, "rel") == "author" || attr(e, "itemprop") == "author") && e.DataAtom != atom.Link && e.DataAtom != atom.Meta
		})
		if inner := e; e != nil {
			if named := first(e, func(e *html.Node) bool { return attr(e, "itemprop") == "name" }); named != nil {
				inner = named
			}
			if text := textOf(inner); text == "" {
				people = append(people, attr(inner, "content"))
			} else {
				people = append(people, text)
			}
		}
	}
	var persons []string
	for _, p := range people {
		if p = strings.TrimPrefix(oneLine(p), "@"); p != "" && len(p) < 120 && !strings.EqualFold(p, outlet) && !slices.Contains(persons, p) {
			persons = append(persons, p)
		}
	}
	return strings.Join(persons, ", "), agency
}
