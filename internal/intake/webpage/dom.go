package webpage

import (
	"iter"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// elements are those below n in the order of the page, without n.
func elements(n *html.Node) iter.Seq[*html.Node] {
	return func(yield func(*html.Node) bool) {
		for d := range n.Descendants() {
			if d.Type == html.ElementNode && !yield(d) {
				return
			}
		}
	}
}

// count is the number of elements below n.
func count(n *html.Node) (all int64) {
	for range elements(n) {
		all++
	}
	return all
}

// nesting is the bytes of text below n, and so many for each element, times the
// elements around it: a text is copied, and a path walked, for each of them.
func nesting(n *html.Node, depth int64) (all int64) {
	const element = 16
	switch n.Type {
	case html.TextNode:
		return int64(len(strings.TrimSpace(n.Data))) * depth
	case html.ElementNode:
		all = element * depth
	}
	for c := range n.ChildNodes() {
		all += nesting(c, depth+1)
	}
	return all
}

// first is the first element below n that fits, or nil.
func first(n *html.Node, fits func(*html.Node) bool) *html.Node {
	for e := range elements(n) {
		if fits(e) {
			return e
		}
	}
	return nil
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key && a.Namespace == "" {
			return strings.TrimSpace(a.Val)
		}
	}
	return ""
}

func hasAttr(n *html.Node, key string) bool {
	for _, a := range n.Attr {
		if a.Key == key {
			return true
		}
	}
	return false
}

// labels are the words of an element's class and id, in small letters: those
// of "post-relatedLinks" are post, related and links.
func labels(n *html.Node) []string {
	var out []string
	for _, key := range []string{"class", "id"} {
		v := attr(n, key)
		from, lower := 0, false
		cut := func(to int) {
			if to > from {
				out = append(out, strings.ToLower(v[from:to]))
			}
			from = to
		}
		for i, r := range v {
			switch {
			case !unicode.IsLetter(r) && !unicode.IsDigit(r):
				cut(i)
				from = i + len(string(r))
			case unicode.IsUpper(r) && lower:
				cut(i)
			}
			lower = unicode.IsLower(r)
		}
		cut(len(v))
	}
	return out
}

// labelled reports whether one of the words labels the element.
func labelled(n *html.Node, words map[string]bool) bool {
	for _, l := range labels(n) {
		if words[l] {
			return true
		}
	}
	return false
}

func set(words string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(words) {
		out[w] = true
	}
	return out
}

// textOf is the text of an element in one line.
func textOf(n *html.Node) string {
	if n == nil {
		return ""
	}
	var b strings.Builder
	write(&b, n)
	return oneLine(b.String())
}

func write(b *strings.Builder, n *html.Node) {
	switch {
	case n.Type == html.TextNode:
		b.WriteString(n.Data)
	case n.Type == html.ElementNode && unread[n.DataAtom]:
		return
	case n.DataAtom == atom.Br:
		b.WriteByte('\n')
	}
	apart := n.Type == html.ElementNode && !inline[n.DataAtom]
	if apart {
		b.WriteByte(' ')
	}
	for c := range n.ChildNodes() {
		write(b, c)
	}
	if apart {
		b.WriteByte(' ')
	}
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// unread are elements whose content is no text of the page.
var unread = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Noscript: true, atom.Template: true, atom.Iframe: true, atom.Object: true, atom.Svg: true,
	atom.Textarea: true, atom.Select: true, atom.Head: true, atom.Title: true,
}

// inline are elements that stand within a line.
var inline = map[atom.Atom]bool{
	atom.A: true, atom.Abbr: true, atom.Acronym: true, atom.B: true, atom.Bdi: true, atom.Bdo: true, atom.Big: true, atom.Cite: true,
	atom.Code: true, atom.Del: true, atom.Dfn: true, atom.Em: true, atom.Font: true, atom.I: true, atom.Ins: true, atom.Kbd: true,
	atom.Mark: true, atom.Q: true, atom.S: true, atom.Samp: true, atom.Small: true, atom.Span: true, atom.Strike: true, atom.Strong: true,
	atom.Sub: true, atom.Sup: true, atom.Time: true, atom.Tt: true, atom.U: true, atom.Var: true, atom.Wbr: true, atom.Ruby: true,
}

// within reports whether a node stands in an element of the kind.
func within(n *html.Node, kind atom.Atom) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		if p.DataAtom == kind {
			return true
		}
	}
	return false
}

func remove(n *html.Node) {
	if n.Parent != nil {
		n.Parent.RemoveChild(n)
	}
}
