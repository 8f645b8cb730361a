package syndicate

import (
	"cmp"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"chancery"
	"chancery/internal/brief"
	"chancery/internal/prose"
)

// mostEntries is how many events a feed has, those told last.
const mostEntries = 200

type (
	atomFeed struct {
		XMLName   xml.Name   `xml:"http://www.w3.org/2005/Atom feed"`
		Language  string     `xml:"xml:lang,attr"`
		ID        string     `xml:"id"`
		Title     string     `xml:"title"`
		Updated   string     `xml:"updated"`
		Author    atomPerson `xml:"author"`
		Generator string     `xml:"generator"`
		Links     []atomLink `xml:"link"`
		Entries   []atomEntry
	}
	atomPerson struct {
		Name string `xml:"name"`
	}
	atomLink struct {
		Rel  string `xml:"rel,attr"`
		Type string `xml:"type,attr"`
		Href string `xml:"href,attr"`
	}
	atomEntry struct {
		XMLName    xml.Name       `xml:"entry"`
		ID         string         `xml:"id"`
		Title      string         `xml:"title"`
		Published  string         `xml:"published"`
		Updated    string         `xml:"updated"`
		Links      []atomLink     `xml:"link"`
		Categories []atomCategory `xml:"category"`
		Content    atomText       `xml:"content"`
	}
	atomCategory struct {
		Term  string `xml:"term,attr"`
		Label string `xml:"label,attr"`
	}
	atomText struct {
		Type string `xml:"type,attr"`
		Text string `xml:",chardata"`
	}
)

// Atom writes the events as a feed: the 200 that were told last, the newest first.
func Atom(w io.Writer, v *View) error {
	feed := atomFeed{
		Language: v.Words.Tag, ID: "urn:uuid:" + uuid("view", v.Key), Title: prose.Clean(v.Title),
		Updated: atomTime(at(0)), Author: atomPerson{"Chancery"}, Generator: "Chancery",
	}
	if v.Self != "" {
		feed.Links = append(feed.Links, atomLink{"self", "application/atom+xml", v.Self})
	}
	if v.Page != "" {
		feed.Links = append(feed.Links, atomLink{"alternate", "text/html", v.Page})
	}
	last := map[*chancery.Event]time.Time{}
	for _, e := range v.Events {
		_, last[e] = v.told(e)
	}
	events := slices.SortedStableFunc(slices.Values(v.Events), func(a, b *chancery.Event) int {
		return cmp.Or(last[b].Compare(last[a]), cmp.Compare(a.ID, b.ID))
	})
	for i, e := range events[:min(len(events), mostEntries)] {
		if i == 0 {
			feed.Updated = atomTime(last[e])
		}
		feed.Entries = append(feed.Entries, v.entry(e))
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return fmt.Errorf("syndicate: writing the feed: %w", err)
	}
	out := xml.NewEncoder(w)
	out.Indent("", " ")
	if err := out.Encode(feed); err != nil {
		return fmt.Errorf("syndicate: writing the feed: %w", err)
	}
	return nil
}

func (v *View) entry(e *chancery.Event) atomEntry {
	first, last := v.told(e)
	entry := atomEntry{
		ID: "urn:uuid:" + uuid("event", e.ID), Title: brief.Headline(v.Index, v.Words, e),
		Published: atomTime(first), Updated: atomTime(last),
		Categories: []atomCategory{{string(e.Kind), v.Words.Label("kind", e.Kind)}},
		Content:    atomText{"text", strings.Join(v.text(e), "\n")},
	}
	if v.URL != nil {
		entry.Links = append(entry.Links, atomLink{"alternate", "text/html", v.URL(e.ID)})
	}
	for _, t := range e.Topics {
		entry.Categories = append(entry.Categories, atomCategory{prose.Clean(t), v.Words.Label("topic", t)})
	}
	return entry
}

func atomTime(t time.Time) string { return t.Format(time.RFC3339) }
