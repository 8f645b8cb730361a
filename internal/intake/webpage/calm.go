package webpage

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// formatting are the elements that a parser opens anew in each block, where they
// were not closed (HTML, 13.2.4.3), but for links, of which one is open at most.
var formatting = map[atom.Atom]bool{
	atom.B: true, atom.Big: true, atom.Code: true, atom.Em: true, atom.Font: true, atom.I: true, atom.Nobr: true, atom.S: true,
	atom.Small: true, atom.Strike: true, atom.Strong: true, atom.Tt: true, atom.U: true,
}

// calm is how many nodes a tree may have for each tag that is allowed, before
// it is worth while to look what makes it grow.
const calm = 4

// calmed is the markup without formatting where the open formatting could make
// its tree grow beyond most nodes: a page of 40,000 tags could otherwise have
// millions. No text is lost.
func calmed(markup string, most int64) string {
	if nodes(markup, most) <= most {
		return markup
	}
	var out strings.Builder
	tokens := html.NewTokenizer(strings.NewReader(markup))
	for kind := tokens.Next(); kind != html.ErrorToken; kind = tokens.Next() {
		raw := bytes.Clone(tokens.Raw()) // TagName changes its letters
		if name, _ := tokens.TagName(); !isTag(kind) || !formatting[atom.Lookup(name)] {
			out.Write(raw)
		}
	}
	return out.String()
}

func isTag(kind html.TokenType) bool {
	return kind == html.StartTagToken || kind == html.EndTagToken || kind == html.SelfClosingTagToken
}

// fenced are the elements within which end tags close no formatting from
// outside.
var fenced = map[atom.Atom]bool{
	atom.Td: true, atom.Th: true, atom.Caption: true, atom.Object: true, atom.Applet: true, atom.Marquee: true, atom.Template: true,
}

// nodes is how many nodes the tree of the markup has at most; no more than just
// above most is counted. Formatting that is written alike is opened anew three
// times at most, and an end tag that stands across blocks copies so many nodes.
func nodes(markup string, most int64) int64 {
	const alike, copied = 3, 32
	var open []string // formatting, as written
	fence := 0        // what stands before it is taken for open to the end
	all := int64(0)
	tokens := html.NewTokenizer(strings.NewReader(markup))
	for kind := tokens.Next(); kind != html.ErrorToken && all <= most; kind = tokens.Next() {
		raw := tokens.Raw()
		if kind != html.EndTagToken {
			all += 1 + int64(len(open))
		}
		if !isTag(kind) {
			continue
		}
		letters, _ := tokens.TagName()
		name := atom.Lookup(letters)
		switch {
		case fenced[name]:
			fence = len(open)
		case formatting[name] && kind == html.EndTagToken:
			if len(open) > 0 {
				all += copied
			}
			open = closed(open, fence, name.String())
		case formatting[name] && times(open, string(raw)) < alike:
			open = append(open, string(raw))
		}
	}
	return all
}

// closed is the open formatting without the last that has the name and stands
// behind the fence.
func closed(open []string, fence int, name string) []string {
	for i := len(open) - 1; i >= fence; i-- {
		if named(open[i], name) {
			return append(open[:i], open[i+1:]...)
		}
	}
	return open
}

func times(open []string, raw string) (n int) {
	for _, o := range open {
		if o == raw {
			n++
		}
	}
	return n
}

// named reports whether a start tag, as written, has the name.
func named(tag, name string) bool {
	if len(tag) <= len(name)+1 || !strings.EqualFold(tag[1:1+len(name)], name) {
		return false
	}
	return strings.ContainsAny(tag[1+len(name):2+len(name)], " \t\r\n\f/>")
}
