package archive

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"html"
	"io"
	"strings"

	"chancery"
	"chancery/internal/intake/webpage"
)

// docx makes a page of a document (ECMA-376): the running text with its
// headings and tables, and what the document says of its title, author and
// times. Notes, comments and text that was deleted with changes tracked are left
// out.
func (w *walker) docx(name string, in source, size int64) bool {
	files, err := zip.NewReader(in, size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return w.fault(name, err)
	}
	var d webpage.Draft
	found := false
	for _, f := range files.File {
		if f.Name != "word/document.xml" && f.Name != "docProps/core.xml" {
			continue
		}
		data, err := w.unzip(f)
		if err != nil {
			return w.fault(name, err)
		}
		if f.Name == "docProps/core.xml" {
			properties(data, &d)
			continue
		}
		found = true
		if d.Markup, err = w.markupOf(data); err != nil {
			return w.fault(name, err)
		}
	}
	if !found {
		return w.skip(name, ReasonBroken, 0, 0)
	}
	return w.entry(Entry{Name: name, Type: "text/html; charset=utf-8", Data: d.Page()})
}

// properties reads what a document says of itself; nothing where it is broken.
func properties(data []byte, d *webpage.Draft) {
	var p struct {
		Title    string `xml:"title"`
		Creator  string `xml:"creator"`
		Created  string `xml:"created"`
		Modified string `xml:"modified"`
	}
	if xml.Unmarshal(data, &p) != nil {
		return
	}
	d.Title, d.Author = p.Title, p.Creator
	d.Published, d.Modified = webpage.ParseTime(p.Created), webpage.ParseTime(p.Modified)
}

// markupOf is the text of a document's main part, a paragraph for each of its.
func (w *walker) markupOf(data []byte) (string, error) {
	if seen := int64(bytes.Count(data, []byte("<")) + bytes.Count(data, []byte("="))); seen > w.limits.Tags {
		return "", &chancery.Skip{Reason: ReasonTags, Limit: w.limits.Tags, Seen: seen}
	}
	in := xml.NewDecoder(bytes.NewReader(data))
	var out, paragraph strings.Builder
	style := ""
	reading, gone := false, 0 // within a run's text; within text that is no more
	for {
		token, err := in.RawToken()
		switch {
		case errors.Is(err, io.EOF):
			return out.String(), nil
		case err != nil:
			return "", err
		}
		switch t := token.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "t":
				reading = true
			case "tab", "br", "cr":
				paragraph.WriteByte(' ')
			case "del", "moveFrom":
				gone++
			case "pStyle":
				for _, a := range t.Attr {
					if a.Name.Local == "val" {
						style = a.Value
					}
				}
			}
		case xml.CharData:
			if reading && gone == 0 {
				paragraph.Write(t)
			}
			if seen := int64(out.Len() + paragraph.Len()); seen > w.limits.TextBytes {
				return "", &chancery.Skip{Reason: ReasonText, Limit: w.limits.TextBytes, Seen: seen}
			}
		case xml.EndElement:
			switch t.Name.Local {
			case "t":
				reading = false
			case "del", "moveFrom":
				gone--
			case "p":
				if text := strings.Join(strings.Fields(paragraph.String()), " "); text != "" {
					tag := "p"
					if strings.HasPrefix(style, "Heading") || style == "Title" {
						tag = "h2"
					}
					out.WriteString("<" + tag + ">" + html.EscapeString(text) + "</" + tag + ">\n")
				}
				paragraph.Reset()
				style = ""
			}
		}
	}
}
