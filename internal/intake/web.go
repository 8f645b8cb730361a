package intake

import (
	"fmt"
	"mime"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"

	"chancery"
	"chancery/internal/intake/webpage"
)

// isPage reports whether an item is a web page: by its type, else by its name,
// else by how it begins.
func isPage(item Item) bool {
	if item.Type != "" {
		kind, _, err := mime.ParseMediaType(item.Type)
		if kind == "text/html" || kind == "application/xhtml+xml" {
			return true
		}
		return err != nil && webpage.Looks(item.Data)
	}
	return isPageName(item.Name) || !isTextName(item.Name) && webpage.Looks(item.Data)
}

// isReadable reports whether an item is of a kind that is read. A server that
// says nothing, or something general, is not believed: the bytes tell.
func isReadable(item Item) bool {
	kind, _, err := mime.ParseMediaType(item.Type)
	switch {
	case item.Type == "", err != nil, kind == "text/plain", kind == "text/markdown", kind == "application/octet-stream":
		return true
	}
	return isPage(item)
}

func isPageName(name string) bool {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".html", ".htm", ".xhtml", ".shtml":
		return true
	}
	return false
}

// page makes a report's text of a web page: the headline, the lines beside it
// where the page does not say for machines who wrote it and when, the main text
// in paragraphs, and the embedded posts.
func (r *Reader) page(item Item) (taken, error) {
	page, err := webpage.Read(item.Data, item.Type, item.URL, webpage.DefaultLimits())
	if err != nil {
		return taken{}, err
	}
	t := taken{url: page.Address, author: r.line(page.Author), agency: r.line(page.Agency), language: page.Language, outlet: r.line(page.Outlet)}
	if t.outlet == "" {
		t.outlet = siteOf(page.Address)
	}
	if day := page.Published.Day(); day != "" {
		if t.published, err = chancery.ParseDate(day); err != nil {
			return taken{}, fmt.Errorf("day of publication: %w", err)
		}
	}
	if page.Published.InUTC() {
		t.published = r.shownDay(t.published, page.Head)
	}
	t.publishedAt, t.modifiedAt = instant(page.Published), instant(page.Modified)

	// Each piece is cleaned by itself, so that it is known where it stands.
	var b strings.Builder
	put := func(s, after string) chancery.Span {
		start := b.Len()
		b.WriteString(s)
		span := chancery.Span{Start: start, End: b.Len()}
		b.WriteString(after)
		return span
	}
	if title := r.line(page.Title); title != "" {
		t.title = put(title, "\n\n")
	}
	if page.Published == "" || page.Author == "" {
		for _, l := range page.Head {
			put(r.line(l), "\n\n")
		}
	}
	for _, paragraph := range page.Paragraphs {
		put(strings.TrimSpace(r.clean(paragraph)), "\n\n")
	}
	for _, embedded := range page.Posts {
		known := post{author: authorAlone(r.line(embedded.Author))}
		known.whole = put(strings.TrimSpace(r.clean(embedded.Text)), "\n")
		put("— "+r.line(embedded.Author)+" ", "")
		known.after = put(r.line(embedded.Date), "")
		known.whole.End = known.after.End
		put("", "\n\n")
		t.posts = append(t.posts, known)
	}
	t.text = strings.TrimRight(b.String(), "\n") + "\n"
	return t, nil
}

// shownDay is the day that a page shows its readers near the headline, where
// that is the day before or after the one that it has in UTC; else that one. Of
// two days next to each other the outlet's own counts.
func (r *Reader) shownDay(inUTC chancery.Date, head []string) chancery.Date {
	day, _, _ := inUTC.Bounds()
	found := inUTC
	for _, l := range head {
		l = r.line(l)
		for _, s := range r.calendar.stamps(tokens(l, chancery.Span{End: len(l)})) {
			shown := s.edtf()
			if s.label == updated || !isDay(shown) || !hasYear(shown) {
				continue
			}
			switch at, _, _ := shown.Bounds(); {
			case at == day:
				return inUTC
			case found == inUTC && (at == day-1 || at == day+1):
				found = shown
			}
		}
	}
	return found
}

// instant is a time of a web page if it is finer than a day.
func instant(t webpage.Time) string {
	if string(t) == t.Day() {
		return ""
	}
	return string(t)
}

// line is a clean text in one line.
func (r *Reader) line(s string) string { return strings.Join(strings.Fields(r.clean(s)), " ") }

var handle = regexp.MustCompile(`\s*\(@[^)]*\)$`)

func authorAlone(signature string) string { return handle.ReplaceAllString(signature, "") }

// siteOf is the host of an address, without the part that all sites have.
func siteOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(u.Hostname(), "www.")
}

// markSaid takes over what the source says of the report: the outlet, the
// author, the day, which line is the headline and which are embedded posts.
func (r *Reader) markSaid(p *page, report *chancery.Report, s *sources, about taken) {
	report.Published, report.Author = about.published, about.author
	if about.outlet != "" {
		s.publishers = append(s.publishers, r.usual(about.outlet))
	}
	if about.agency != "" {
		s.agencies = append(s.agencies, r.usual(about.agency))
	}
	for i := range p.lines {
		switch l := p.lines[i]; {
		case !about.title.Empty() && l.Overlaps(about.title):
			p.take(i, chancery.PartTitle)
			report.Title = p.in(i)
		case inPost(l.Span, about.posts):
			p.take(i, chancery.PartPost)
		}
	}
}

func inPost(line chancery.Span, posts []post) bool {
	for _, known := range posts {
		if line.Overlaps(known.whole) {
			return true
		}
	}
	return false
}

// usual is an outlet's usual name where it is a listed one.
func (r *Reader) usual(name string) string {
	if known, ok := r.outlets.lookup(name); ok {
		return known.name
	}
	return name
}
