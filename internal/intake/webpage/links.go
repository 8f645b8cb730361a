package webpage

import (
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html/atom"
)

// Feeds are the addresses of the feeds that a page names as its own, in its
// order; none for what is no page or goes beyond a ceiling.
func Feeds(data []byte, mediaType, address string, limits Limits) []string {
	markup, err := decode(data, mediaType)
	if err != nil || int64(len(data)) > limits.Bytes {
		return nil
	}
	doc, err := parse(markup, limits)
	if err != nil {
		return nil
	}
	base, err := url.Parse(address)
	if err != nil {
		return nil
	}
	var out []string
	for e := range elements(doc) {
		kind := strings.ToLower(attr(e, "type"))
		feed := kind == "application/rss+xml" || kind == "application/atom+xml" || kind == "application/feed+json"
		if e.DataAtom != atom.Link || !strings.EqualFold(attr(e, "rel"), "alternate") || !feed {
			continue
		}
		at, err := base.Parse(attr(e, "href"))
		if err != nil {
			continue
		}
		at.User = nil // a password is for people to give
		if !slices.Contains(out, at.String()) {
			out = append(out, at.String())
		}
	}
	return out
}
