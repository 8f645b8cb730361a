package feed

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"chancery"
)

// Subscription is a feed in a list of feeds.
type Subscription struct {
	Title   string
	Address string
}

// outline is a line of OPML 2.0, and those below it.
type outline struct {
	Text     string    `xml:"text,attr"`
	Title    string    `xml:"title,attr,omitempty"`
	Type     string    `xml:"type,attr,omitempty"`
	Address  string    `xml:"xmlUrl,attr,omitempty"`
	Outlines []outline `xml:"outline"`
}

type opml struct {
	XMLName xml.Name `xml:"opml"`
	Version string   `xml:"version,attr"`
	Title   string   `xml:"head>title"`
	Body    struct {
		Outlines []outline `xml:"outline"`
	} `xml:"body"`
}

// ReadList reads a list of feeds in OPML, folders or not. What goes beyond a
// ceiling, or is no such list, is a *chancery.Skip without a name.
func ReadList(data []byte, limits Limits) ([]Subscription, error) {
	if err := limits.Validate(); err != nil {
		return nil, err
	}
	if seen := int64(len(data)); seen > limits.Bytes {
		return nil, &chancery.Skip{Reason: ReasonTooLarge, Limit: limits.Bytes, Seen: seen}
	}
	text, err := decode(data, "")
	if err != nil {
		return nil, &chancery.Skip{Reason: ReasonNoFeed}
	}
	root, err := survey(text, limits)
	if err != nil {
		return nil, err
	}
	d := xml.NewDecoder(strings.NewReader(text))
	d.Strict = false
	var list opml
	if err := d.Decode(&list); err != nil || root != "opml" {
		return nil, &chancery.Skip{Reason: ReasonNoFeed}
	}
	var out []Subscription
	var walk func([]outline)
	walk = func(lines []outline) {
		for _, l := range lines {
			if l.Address != "" {
				title := l.Title
				if title == "" {
					title = l.Text
				}
				out = append(out, Subscription{oneLine(title), strings.TrimSpace(l.Address)})
			}
			walk(l.Outlines)
		}
	}
	walk(list.Body.Outlines)
	if seen := int64(len(out)); seen > limits.Items {
		return nil, &chancery.Skip{Reason: ReasonItems, Limit: limits.Items, Seen: seen}
	}
	return out, nil
}

// WriteList writes a list of feeds in OPML 2.0, in the order given.
func WriteList(w io.Writer, feeds []Subscription) error {
	list := opml{Version: "2.0", Title: "Feeds of chancery"}
	for _, f := range feeds {
		title := f.Title
		if title == "" {
			title = f.Address
		}
		list.Body.Outlines = append(list.Body.Outlines, outline{Text: title, Title: title, Type: "rss", Address: f.Address})
	}
	text, err := xml.MarshalIndent(list, "", "  ")
	if err != nil {
		return fmt.Errorf("feed: writing a list: %w", err)
	}
	_, err = fmt.Fprintf(w, "%s%s\n", xml.Header, text)
	return err
}
