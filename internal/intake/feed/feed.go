// Package feed reads what outlets publish for programs: feeds (RSS, Atom, JSON
// Feed), news sitemaps, and lists of feeds (OPML).
package feed

import (
	"cmp"
	"encoding/xml"
	"errors"
	"html"
	"io"
	"mime"
	"net/url"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/mmcdole/gofeed"
	nethtml "golang.org/x/net/html"

	"chancery"
	"chancery/internal/ceiling"
	"chancery/internal/intake/clean"
	"chancery/internal/intake/webpage"
)

// Limits are the ceilings of one document. None may be zero.
type Limits struct {
	Bytes  int64
	Depth  int64 // of elements within elements
	Items  int64 // of a feed, or of all the sitemaps of an index
	Maps   int64 // sitemaps of one index that are fetched at one time
	Levels int64 // indexes within indexes
}

// DefaultLimits are generous for a feed and small for a machine.
func DefaultLimits() Limits {
	return Limits{Bytes: 15 << 20, Depth: 64, Items: 2000, Maps: 8, Levels: 2}
}

// Validate refuses a ceiling of zero or less.
func (l Limits) Validate() error { return ceiling.Check("feed", l) }

// The reasons of a chancery.Skip.
const (
	ReasonTooLarge = "feed too large"
	ReasonDepth    = "feed nested too deep"
	ReasonItems    = "feed with too many items"
	ReasonNoFeed   = "neither a feed nor a news sitemap"
	ReasonMaps     = "index with more sitemaps than are fetched at one time; the newest are"
	ReasonListed   = "index whose sitemaps have more items than are taken; the newest are"
	ReasonLevels   = "indexes of sitemaps within indexes too deep"
	ReasonAway     = "sitemaps of another site are not followed"
)

// Feed is what a document lists.
type Feed struct {
	Title string
	Items []Item
	Maps  []Map // of an index of sitemaps, which has no items; the newest first
}

// Map is a sitemap in an index, of the same site.
type Map struct {
	Address  string
	Modified webpage.Time // empty when the index does not say
}

// Item is one report in a feed. Only items with an address are listed.
type Item struct {
	ID      string // as the feed has it, or else the address
	Address string // absolute, without tracking
	Title   string
	Author  string
	// Times as the feed has them; empty where it has none, or in words.
	Published webpage.Time
	Updated   webpage.Time
	Markup    string // the text, if the feed has all of it, in HTML; empty where it is cut
}

// Parse reads a feed, a news sitemap or an index of sitemaps. Type is the media type that came with
// it, address where it was found. What goes beyond a ceiling, or is something
// else, is a *chancery.Skip without a name.
func Parse(data []byte, mediaType, address string, limits Limits) (Feed, error) {
	if err := limits.Validate(); err != nil {
		return Feed{}, err
	}
	if seen := int64(len(data)); seen > limits.Bytes {
		return Feed{}, &chancery.Skip{Reason: ReasonTooLarge, Limit: limits.Bytes, Seen: seen}
	}
	text, err := decode(data, mediaType)
	if err != nil {
		return Feed{}, &chancery.Skip{Reason: ReasonNoFeed}
	}
	start := strings.TrimLeft(text, " \t\r\n\uFEFF")
	base, err := url.Parse(address)
	if err != nil {
		base = &url.URL{}
	}
	if !strings.HasPrefix(start, "<") && !strings.HasPrefix(start, "{") {
		return Feed{}, &chancery.Skip{Reason: ReasonNoFeed}
	}
	if start[0] == '<' {
		root, err := survey(start, limits)
		switch {
		case err != nil:
			return Feed{}, err
		case root == "urlset":
			return sitemap(start, base), nil
		case root == "sitemapindex":
			return sitemapIndex(start, base)
		case root != "rss" && root != "feed" && root != "rdf" && root != "channel":
			return Feed{}, &chancery.Skip{Reason: ReasonNoFeed}
		}
	}
	if start[0] == '{' && !strings.Contains(start, "jsonfeed.org/version") {
		return Feed{}, &chancery.Skip{Reason: ReasonNoFeed}
	}
	parsed, err := gofeed.NewParser().ParseString(start)
	if err != nil {
		return Feed{}, &chancery.Skip{Reason: ReasonNoFeed}
	}
	if seen := int64(len(parsed.Items)); seen > limits.Items {
		return Feed{}, &chancery.Skip{Reason: ReasonItems, Limit: limits.Items, Seen: seen}
	}
	f := Feed{Title: oneLine(parsed.Title)}
	for _, it := range parsed.Items {
		if item, ok := itemOf(it, base); ok {
			f.Items = append(f.Items, item)
		}
	}
	return f, nil
}

// encodingOf is the declaration of a character set in XML.
var encodingOf = regexp.MustCompile(`^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})["'][^>]{0,200}\?>`)

// decode makes UTF-8 of a document, and takes out the declaration, which is
// wrong then.
func decode(data []byte, mediaType string) (string, error) {
	label := ""
	if _, params, err := mime.ParseMediaType(mediaType); err == nil {
		label = params["charset"]
	}
	if m := encodingOf.FindSubmatch(data[:min(len(data), 1024)]); m != nil {
		label = string(m[1]) // the document knows better than the server
	}
	text, err := clean.Declared(data, label)
	if err != nil {
		return "", err
	}
	return encodingOf.ReplaceAllString(text, ""), nil
}

// survey walks through a document of XML without keeping anything, and returns
// the name of its root in small letters. The error is a *chancery.Skip: a
// ceiling, or no element at all. A fault further on is left to the parser.
func survey(text string, limits Limits) (root string, err error) {
	d := xml.NewDecoder(strings.NewReader(text))
	d.Strict = false
	depth, items := int64(0), int64(0)
	for {
		token, err := d.RawToken()
		switch {
		case errors.Is(err, io.EOF) || err != nil && root != "":
			if root == "" {
				return "", &chancery.Skip{Reason: ReasonNoFeed}
			}
			return root, nil
		case err != nil:
			return "", &chancery.Skip{Reason: ReasonNoFeed}
		}
		switch e := token.(type) {
		case xml.StartElement:
			if root == "" {
				root = strings.ToLower(e.Name.Local)
			}
			if depth++; depth > limits.Depth {
				return "", &chancery.Skip{Reason: ReasonDepth, Limit: limits.Depth, Seen: depth}
			}
			if name := e.Name.Local; name == "item" || name == "entry" || (name == "url" || name == "sitemap") && e.Name.Space == "" {
				if items++; items > limits.Items {
					return "", &chancery.Skip{Reason: ReasonItems, Limit: limits.Items, Seen: items}
				}
			}
		case xml.EndElement:
			depth--
		}
	}
}

func itemOf(it *gofeed.Item, base *url.URL) (Item, bool) {
	link := it.Link
	if link == "" && strings.HasPrefix(it.GUID, "http") {
		link = it.GUID
	}
	at, err := base.Parse(strings.TrimSpace(link))
	if link == "" || err != nil || at.Host == "" || at.Scheme != "http" && at.Scheme != "https" {
		return Item{}, false
	}
	at.User = nil
	item := Item{
		Address:   webpage.Untracked(at.String()),
		Title:     oneLine(html.UnescapeString(it.Title)),
		Published: webpage.ParseTime(it.Published),
		Updated:   webpage.ParseTime(it.Updated),
	}
	item.ID = cmp.Or(strings.TrimSpace(it.GUID), item.Address)
	if len(it.Authors) > 0 && it.Authors[0] != nil {
		item.Author = oneLine(it.Authors[0].Name)
	}
	if whole(it.Content) {
		item.Markup = it.Content
	}
	return item, true
}

// The signs that a feed has all of a report: so many characters, and no mark at
// the end that there is more.
const wholeRunes = 800

var cut = regexp.MustCompile(`(?i)(?:\[?(?:…|\.\.\.|&#8230;|&hellip;)\]?|read more|continue reading|devamı(?:nı oku)?|lire la suite|weiterlesen|читать далее)[^\p{L}]*$`)

func whole(markup string) bool {
	var text strings.Builder
	tokens := nethtml.NewTokenizer(strings.NewReader(markup))
	for {
		switch tokens.Next() {
		case nethtml.ErrorToken:
			s := strings.TrimSpace(text.String())
			return utf8.RuneCountInString(s) >= wholeRunes && !cut.MatchString(s)
		case nethtml.TextToken:
			text.Write(tokens.Text())
		}
	}
}

// Page is an item that has all of its text, as the web page that it would be.
func (i Item) Page() []byte {
	return webpage.Draft{Title: i.Title, Author: i.Author, Published: i.Published, Modified: i.Updated, Markup: i.Markup}.Page()
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
