// Package view shows a record to people at a terminal: the timeline, the
// dossier of an actor, an event or a report, and how something was read and
// merged. Each view also has a form for other programs, as JSON, in which what
// is unknown is null.
//
// In the program's own voice stand names, codes and kinds only; the words of a
// report stand in quotation marks.
package view

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"chancery/internal/prose"
)

// Style says what the reader's terminal can do.
type Style struct {
	Width int  // columns, from 40 to 400; 0 for 80
	Color bool // ANSI colours and bold letters
}

const (
	usualWidth = 80
	leastWidth = 40
	mostWidth  = 400
)

// page is a view being written. Every text that is put on it must be clean.
type page struct {
	b     strings.Builder
	width int
	color bool
}

func newPage(s Style) *page {
	switch {
	case s.Width == 0:
		s.Width = usualWidth
	case s.Width < leastWidth:
		s.Width = leastWidth
	case s.Width > mostWidth:
		s.Width = mostWidth
	}
	return &page{width: s.Width, color: s.Color}
}

func (p *page) writeTo(w io.Writer) error {
	_, err := io.WriteString(w, p.b.String())
	return err
}

// paint is an ANSI rendition.
type paint string

const (
	plain  paint = ""
	bold   paint = "1"
	dim    paint = "2"
	red    paint = "31"
	yellow paint = "33"
	cyan   paint = "36"
)

func (p *page) paint(with paint, s string) string {
	if !p.color || with == plain || s == "" {
		return s
	}
	return "\x1b[" + string(with) + "m" + s + "\x1b[0m"
}

func (p *page) line(s string) {
	p.b.WriteString(strings.TrimRight(s, " "))
	p.b.WriteByte('\n')
}

// section starts a part of the page with its name and a rule.
func (p *page) section(name string) {
	if p.b.Len() > 0 {
		p.line("")
	}
	name = prose.Cut(name, p.width-2)
	p.line(p.paint(bold, name) + " " + p.paint(dim, strings.Repeat("─", p.width-prose.Width(name)-1)))
}

// mostText is how much of a paragraph is shown, in columns.
const mostText = 4000

// wrap breaks a paragraph into lines that leave so many columns free.
func (p *page) wrap(s string, free int) []string {
	return prose.Wrap(prose.Cut(s, mostText), max(p.width-free, 10))
}

// text writes a paragraph; its first line starts with first, the others with
// rest.
func (p *page) text(first, rest string, with paint, s string) {
	for i, line := range p.wrap(s, max(prose.Width(first), prose.Width(rest))) {
		if i > 0 {
			first = rest
		}
		p.line(p.paint(dim, first) + p.paint(with, line))
	}
}

// headed writes a paragraph with something short, such as an id, at the right
// end of its first line.
func (p *page) headed(first, rest string, with paint, s, right string) {
	for i, line := range p.wrap(s, max(prose.Width(first), prose.Width(rest))+prose.Width(right)+2) {
		if i > 0 {
			p.line(p.paint(dim, rest) + p.paint(with, line))
			continue
		}
		gap := strings.Repeat(" ", max(p.width-prose.Width(first)-prose.Width(line)-prose.Width(right), 1))
		p.line(p.paint(dim, first) + p.paint(with, line) + gap + p.paint(dim, right))
	}
}

// field writes a value behind its label.
func (p *page) field(label, value string) {
	if value != "" {
		p.text(fmt.Sprintf("  %-*s ", labelWidth, label), strings.Repeat(" ", labelWidth+3), plain, value)
	}
}

const labelWidth = 12

// opt is a text that is null in JSON when it is empty.
type opt string

// MarshalJSON implements json.Marshaler.
func (o opt) MarshalJSON() ([]byte, error) {
	if o == "" {
		return []byte("null"), nil
	}
	return marshal(string(o))
}

// list is never null in JSON.
type list[T any] []T

// part are at most so many of the list, from skip on.
func (l list[T]) part(skip, most int) list[T] {
	l = l[min(skip, len(l)):]
	return l[:min(most, len(l))]
}

// MarshalJSON implements json.Marshaler.
func (l list[T]) MarshalJSON() ([]byte, error) {
	if l == nil {
		return []byte("[]"), nil
	}
	return marshal([]T(l))
}

func marshal(v any) ([]byte, error) {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return []byte(strings.TrimSuffix(b.String(), "\n")), err
}

func writeJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}
