package webpage

import (
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// body is the main text in paragraphs: those blocks of the pruned page, in its
// order, that the extraction finds to be the article, with the lead above them.
func body(doc *html.Node, base *url.URL, blocks []string, title string) []string {
	options := trafilatura.Options{EnableFallback: true, ExcludeComments: true, HtmlDateMode: trafilatura.Disabled}
	if base.Host != "" {
		options.OriginalURL = base
	}
	result, err := trafilatura.ExtractDocument(doc, options)
	if err != nil || result.ContentNode == nil {
		return nil
	}
	extracted := paragraphsOf(result.ContentNode)
	found := map[string]bool{}
	for _, p := range extracted {
		found[p] = true
	}
	var out []string
	seen, matched := map[string]bool{}, 0
	begun := -1
	for i, b := range blocks {
		if found[b] && !seen[b] {
			matched++
			if begun < 0 {
				begun = i
				out = lead(blocks[:i], title)
			}
			out = append(out, b)
		}
		seen[b] = true
	}
	if matched*10 < len(found)*8 {
		out = recut(extracted, blocks)
	}
	return trim(out, title)
}

// recut is a text that the extraction has cut otherwise than the page does, cut
// into the page's lines, if these make up most of it.
func recut(extracted, blocks []string) []string {
	const most = 1 << 27 // bytes to compare in the worst case
	whole := oneLine(strings.Join(extracted, " "))
	lines := strings.Split(strings.Join(blocks, "\n"), "\n")
	if len(lines)*len(whole) > most {
		return extracted
	}
	var out []string
	seen, size := map[string]bool{}, 0
	for _, l := range lines {
		if !seen[l] && strings.Contains(whole, l) {
			out, size = append(out, l), size+len(l)
		}
		seen[l] = true
	}
	if size*10 < len(whole)*8 {
		return extracted
	}
	return out
}

// orTold is the paragraphs, or the text of the page's linked data where there is
// far more of it: some pages put theirs together only in the reader's browser.
func orTold(paragraphs []string, told string) []string {
	shown := 0
	for _, p := range paragraphs {
		shown += len(p)
	}
	if len(told) <= 2*shown {
		return paragraphs
	}
	var out []string
	for line := range strings.Lines(told) {
		if line = oneLine(line); line != "" {
			out = append(out, line)
		}
	}
	return out
}

// lead is the running text right above the article that some outlets mark up as
// a heading.
func lead(above []string, title string) []string {
	const reach = 4
	for i := len(above) - 1; i >= max(0, len(above)-reach); i-- {
		switch {
		case alike(above[i], title) > 0.8:
			return nil
		case isRunning(above[i]):
			return []string{above[i]}
		}
	}
	return nil
}

// isRunning reports a block that reads like running text.
func isRunning(s string) bool {
	const least = 80
	return utf8.RuneCountInString(s) >= least && isSentence(s)
}

// isSentence reports a block of some words that ends as sentences do.
func isSentence(s string) bool {
	const least = 4
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s, "\"”’'»“)] "))
	return len(strings.Fields(s)) >= least && strings.ContainsRune(".!?…:;。।۔؟", last)
}

// isText reports a sentence, or more words than a label has: the last paragraph
// may end with the initials of who wrote it.
func isText(s string) bool {
	const label = 90
	return isSentence(s) || utf8.RuneCountInString(s) > label
}

// trim takes off what stands around the running text: the headline, dates and
// labels above it, labels below, and everything from the line of rights on.
func trim(blocks []string, title string) []string {
	var out []string
	for _, b := range blocks {
		if strings.HasPrefix(b, "©") || strings.Contains(b, "© 20") {
			break
		}
		if alike(b, title) < 0.9 {
			out = append(out, b)
		}
	}
	first, last := 0, len(out)
	for first < last && !isText(out[first]) {
		first++
	}
	for last > first && !isText(out[last-1]) {
		last--
	}
	if first == last {
		return out // short, or in no language that ends its sentences so
	}
	return out[first:last]
}

// paragraphsOf is the text of a tree, a string for each block.
func paragraphsOf(root *html.Node) []string {
	var out []string
	var b strings.Builder
	end := func() {
		var lines []string
		for l := range strings.SplitSeq(b.String(), "\n") {
			if l = oneLine(l); l != "" {
				lines = append(lines, l)
			}
		}
		if len(lines) > 0 {
			out = append(out, strings.Join(lines, "\n"))
		}
		b.Reset()
	}
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		switch {
		case n.Type == html.TextNode && within(n, atom.Pre):
			for i, l := range strings.Split(n.Data, "\n") {
				if i > 0 && strings.TrimSpace(l) == "" {
					end()
				}
				b.WriteString(l + " ")
			}
			return
		case n.Type == html.TextNode:
			b.WriteString(strings.NewReplacer("\n", " ", "\r", " ").Replace(n.Data)) // only markup breaks a line
			return
		case n.Type == html.ElementNode && unread[n.DataAtom]:
			return
		case n.DataAtom == atom.Br:
			b.WriteByte('\n')
			return
		}
		block := n.Type == html.ElementNode && !inline[n.DataAtom]
		if block {
			end()
		}
		for c := range n.ChildNodes() {
			walk(c)
		}
		if block {
			end()
		}
	}
	walk(root)
	end()
	return out
}

// headLines are the short lines of the visible page that may tell its date and
// its author: those labelled so, and those with a number beside the headline.
func headLines(doc *html.Node, blocks []string, title string, paragraphs []string) []string {
	const longestLine, most, reach = 140, 4, 3
	var out []string
	add := func(line string) {
		if len(out) < most && len(line) <= longestLine && !slices.Contains(out, line) && !slices.Contains(paragraphs, line) && alike(line, title) < 0.6 && !strings.Contains(line, "\n") {
			out = append(out, line)
		}
	}
	for e := range elements(doc) {
		if labelled(e, headWords) || e.DataAtom == atom.Time {
			for _, line := range paragraphsOf(e) {
				add(line)
			}
		}
	}
	for i, b := range blocks {
		for _, line := range strings.Split(b, "\n") {
			if alike(line, title) < 0.8 {
				continue
			}
			for _, near := range blocks[max(0, i-reach):min(len(blocks), i+reach+1)] {
				for _, l := range strings.Split(near, "\n") {
					if strings.ContainsFunc(l, unicode.IsDigit) && !isRunning(l) {
						add(l)
					}
				}
			}
			return out
		}
	}
	return out
}

// headWords label the lines around a headline.
var headWords = set(`byline author authors yazar muhabir date dates dateline datetime time timestamp published publish pubdate posted meta
	tarih tarihi zaman datum fecha fecha datetime signature autor auteur дата info`)
