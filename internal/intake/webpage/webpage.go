// Package webpage reads web pages as outlets publish them: the main text in
// paragraphs, and what a page says of itself. Related links, captions, cookie
// walls, comments and other furniture are left out, and no markup is kept.
//
// The main text is found by go-trafilatura, in a page from which the furniture
// that its markup names was taken out before.
package webpage

import (
	"bytes"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"chancery"
	"chancery/internal/ceiling"
)

// Limits are the ceilings of one page. None may be zero.
type Limits struct {
	Bytes    int64 // of its markup
	Tags     int64 // in it, and elements of its tree
	Elements int64 // of its tree, furniture left out
	Text     int64 // bytes of its text, furniture left out
	Nesting  int64 // the same and 16 for each element, times the elements around it
}

// DefaultLimits are generous for an article and small for a machine.
func DefaultLimits() Limits {
	return Limits{Bytes: 5 << 20, Tags: 40_000, Elements: 5000, Text: 384 << 10, Nesting: 4 << 20}
}

// Validate refuses a ceiling of zero or less.
func (l Limits) Validate() error { return ceiling.Check("webpage", l) }

// The reasons of a chancery.Skip.
const (
	ReasonTooLarge = "web page too large"
	ReasonTags     = "web page with too many tags"
	ReasonElements = "web page with too many elements that are no furniture"
	ReasonText     = "web page with too much text"
	ReasonNesting  = "web page with too much text too deep, in bytes times elements around them"
	ReasonDeep     = "web page with elements nested too deep"
	ReasonNoText   = "web page without an article in it"
)

// Page is what a web page says. All fields but Paragraphs may be empty. They
// are as the page has them, without markup, but not yet made safe to show.
type Page struct {
	Address    string // canonical, absolute, of the same site as the page's own
	Title      string
	Author     string
	Outlet     string // the site's name
	Agency     string // an organisation that is named as the author or source
	Language   string // as declared, BCP 47
	Published  Time
	Modified   Time
	Head       []string // lines that stand visibly near the headline: by-line and date
	Paragraphs []string // of the main text, and its headings; a line break within stays one
	Posts      []Post   // embedded in the main text
}

// Post is an embedded post of a social network.
type Post struct {
	Author  string // with the handle, as the page has it: "Lara Demirel (@lara)"
	Date    string // as the page has it
	Address string
	Text    string
}

// Read reads a page. Type is the media type that came with it, with the
// character set, and address where it was found; both may be empty. What goes
// beyond a ceiling or has no text is a *chancery.Skip without a name; clean's
// errors say that the bytes are no text.
func Read(data []byte, mediaType, address string, limits Limits) (Page, error) {
	if err := limits.Validate(); err != nil {
		return Page{}, err
	}
	if seen := int64(len(data)); seen > limits.Bytes {
		return Page{}, &chancery.Skip{Reason: ReasonTooLarge, Limit: limits.Bytes, Seen: seen}
	}
	markup, err := decode(data, mediaType)
	if err != nil {
		return Page{}, err
	}
	doc, err := parse(markup, limits)
	if err != nil {
		return Page{}, err
	}
	base, err := url.Parse(address)
	if err != nil {
		base = &url.URL{}
	}
	about := describe(doc)
	p := Page{Language: declaredLanguage(doc), Address: canonical(doc, about, base), Posts: takePosts(doc)}
	parts := titleParts(doc)
	prune(doc)
	if seen := count(doc); seen > limits.Elements {
		return Page{}, &chancery.Skip{Reason: ReasonElements, Limit: limits.Elements, Seen: seen}
	}
	if seen := nesting(doc, 0); seen > limits.Nesting {
		return Page{}, &chancery.Skip{Reason: ReasonNesting, Limit: limits.Nesting, Seen: seen}
	}
	blocks := paragraphsOf(doc)
	size := int64(0)
	for _, b := range blocks {
		size += int64(len(b))
	}
	if size > limits.Text {
		return Page{}, &chancery.Skip{Reason: ReasonText, Limit: limits.Text, Seen: size}
	}
	p.Title = titleOf(doc, about, parts, blocks)
	p.Outlet = outletOf(about, parts, p.Title)
	p.Author, p.Agency = authorOf(doc, about, p.Outlet)
	p.Published, p.Modified = timesOf(doc, about, p.Address)
	p.Paragraphs = orTold(body(doc, base, blocks, p.Title), about.body)
	p.Head = headLines(doc, blocks, p.Title, p.Paragraphs)
	if len(p.Paragraphs) == 0 {
		return Page{}, &chancery.Skip{Reason: ReasonNoText}
	}
	return p, nil
}

// parse makes the tree of a page. What goes beyond a ceiling is a *chancery.Skip.
func parse(markup string, limits Limits) (*html.Node, error) {
	// Counted before parsing, since it is the tree that takes the memory.
	if seen := int64(strings.Count(markup, "<")); seen > limits.Tags {
		return nil, &chancery.Skip{Reason: ReasonTags, Limit: limits.Tags, Seen: seen}
	}
	doc, err := html.Parse(strings.NewReader(calmed(markup, calm*limits.Tags)))
	if err != nil { // the one thing that the parser refuses
		return nil, &chancery.Skip{Reason: ReasonDeep, Limit: deepest, Seen: deepest + 1}
	}
	if seen := count(doc); seen > limits.Tags {
		return nil, &chancery.Skip{Reason: ReasonTags, Limit: limits.Tags, Seen: seen}
	}
	return doc, nil
}

// deepest is how many elements the parser lets stand open (golang.org/x/net/html).
const deepest = 512

// Looks reports whether bytes begin like a web page.
func Looks(data []byte) bool {
	start := bytes.ToLower(bytes.TrimLeft(bytes.TrimPrefix(data[:min(len(data), 1024)], []byte("\xEF\xBB\xBF")), " \t\r\n\f"))
	for bytes.HasPrefix(start, []byte("<!--")) {
		_, rest, ok := bytes.Cut(start, []byte("-->"))
		if !ok {
			return false
		}
		start = bytes.TrimLeft(rest, " \t\r\n\f")
	}
	if bytes.HasPrefix(start, []byte("<?xml")) {
		_, rest, _ := bytes.Cut(start, []byte("?>"))
		start = bytes.TrimLeft(rest, " \t\r\n\f")
	}
	return slices.ContainsFunc([]string{"<!doctype html", "<html", "<head>", "<head "}, func(s string) bool { return bytes.HasPrefix(start, []byte(s)) })
}
