package feed

import (
	"encoding/xml"
	"net/url"
	"strings"

	"chancery/internal/intake/webpage"
)

// sitemap reads a sitemap (sitemaps.org) with or without the entries for news.
// What comes after a fault is left out.
func sitemap(text string, base *url.URL) Feed {
	d := xml.NewDecoder(strings.NewReader(text))
	d.Strict = false
	var f Feed
	for {
		token, err := d.Token()
		if err != nil {
			return f
		}
		start, ok := token.(xml.StartElement)
		if !ok || start.Name.Local != "url" {
			continue
		}
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
			return f
		}
		at, err := base.Parse(strings.TrimSpace(entry.Location))
		if err != nil || at.Host == "" || at.Scheme != "http" && at.Scheme != "https" {
			continue
		}
		at.User = nil
		address := webpage.Untracked(at.String())
		f.Items = append(f.Items, Item{ID: address, Address: address, Title: oneLine(entry.News.Title),
			Published: webpage.ParseTime(entry.News.Published), Updated: webpage.ParseTime(entry.Modified)})
		if f.Title == "" {
			f.Title = oneLine(entry.News.Outlet)
		}
	}
}
