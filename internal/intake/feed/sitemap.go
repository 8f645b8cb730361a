package feed

import (
	"encoding/xml"
	"net/url"
	"slices"
	"strings"

	"chancery"
	"chancery/internal/intake/webpage"
)

// sitemap reads a sitemap (sitemaps.org) with or without the entries for news.
// What comes after a fault is left out.
func sitemap(text string, base *url.URL) Feed {
	var f Feed
	each(text, "url", func(d *xml.Decoder, start xml.StartElement) error {
		var entry struct {
			Location string `xml:"loc"`
			Modified string `xml:"lastmod"`
			News     struct {
				Title     string `xml:"title"`
				Published string `xml:"publication_date"`
				Outlet    string `xml:"publication>name"`
			} `xml:"news"`
		}
		if err := d.DecodeElement(&entry, &start); err != nil {
			return err
		}
		at, ok := location(entry.Location, base)
		if !ok {
			return nil
		}
		address := webpage.Untracked(at.String())
		f.Items = append(f.Items, Item{ID: address, Address: address, Title: oneLine(entry.News.Title),
			Published: webpage.ParseTime(entry.News.Published), Updated: webpage.ParseTime(entry.Modified)})
		if f.Title == "" {
			f.Title = oneLine(entry.News.Outlet)
		}
		return nil
	})
	return f
}

// sitemapIndex reads a document that lists sitemaps. Those of other sites are
// left out; where none is left, the error is a *chancery.Skip.
func sitemapIndex(text string, base *url.URL) (Feed, error) {
	var f Feed
	each(text, "sitemap", func(d *xml.Decoder, start xml.StartElement) error {
		var entry struct {
			Location string `xml:"loc"`
			Modified string `xml:"lastmod"`
		}
		if err := d.DecodeElement(&entry, &start); err != nil {
			return err
		}
		at, ok := location(entry.Location, base)
		if ok && webpage.SameSite(at.Hostname(), base.Hostname()) {
			f.Maps = append(f.Maps, Map{Address: at.String(), Modified: webpage.ParseTime(entry.Modified)})
		}
		return nil
	})
	if len(f.Maps) == 0 {
		return f, &chancery.Skip{Reason: ReasonAway}
	}
	slices.SortStableFunc(f.Maps, func(a, b Map) int { return strings.Compare(b.Modified.Sortable(), a.Modified.Sortable()) })
	return f, nil
}

// each hands over the elements of a name, until there is a fault.
func each(text, name string, take func(*xml.Decoder, xml.StartElement) error) {
	d := xml.NewDecoder(strings.NewReader(text))
	d.Strict = false
	for {
		token, err := d.Token()
		if err != nil {
			return
		}
		if start, ok := token.(xml.StartElement); ok && start.Name.Local == name {
			if err := take(d, start); err != nil {
				return
			}
		}
	}
}

// location is an address of the web as a sitemap has it.
func location(raw string, base *url.URL) (*url.URL, bool) {
	raw = strings.TrimSpace(raw)
	at, err := base.Parse(raw)
	if raw == "" || err != nil || at.Host == "" || at.Scheme != "http" && at.Scheme != "https" {
		return nil, false
	}
	at.User = nil
	return at, true
}
