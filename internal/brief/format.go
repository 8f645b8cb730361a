package brief

import (
	"fmt"
	"io"

	"chancery"
)

// Format is a form in which a brief is written. It is also the ending of a file's
// name.
type Format string

const (
	Markdown Format = "md"
	HTML     Format = "html"
	DOCX     Format = "docx" // Office Open XML (ECMA-376)
	PDF      Format = "pdf"
	JSON     Format = "json" // for other programs
)

// Formats are all of them.
func Formats() []Format { return []Format{Markdown, HTML, DOCX, PDF, JSON} }

// MediaType is that of the format; empty where there is no such format.
func (f Format) MediaType() string {
	switch f {
	case Markdown:
		return "text/markdown; charset=utf-8"
	case HTML:
		return "text/html; charset=utf-8"
	case DOCX:
		return "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	case PDF:
		return "application/pdf"
	case JSON:
		return "application/json"
	}
	return ""
}

// Binary reports whether the format is not for a terminal.
func (f Format) Binary() bool { return f == DOCX || f == PDF }

// Write writes the brief. The same record and query give the same bytes. A format
// that there is not is an Error Invalid.
func (n *Note) Write(w io.Writer, f Format) error {
	var err error
	switch f {
	case Markdown:
		_, err = io.WriteString(w, n.markdown())
	case HTML:
		err = n.html(w)
	case DOCX:
		err = n.docx(w)
	case PDF:
		err = n.pdf(w)
	case JSON:
		err = n.encode(w)
	default:
		return chancery.Errorf(chancery.Invalid, "there is no format %q; the formats are %v", f, Formats())
	}
	if err != nil {
		return fmt.Errorf("brief: writing %s: %w", f, err)
	}
	return nil
}
