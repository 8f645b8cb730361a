package webpage

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// furniture are the words by which markup labels what is no part of a report.
var furniture = set(`
	overlay modal popup lightbox
	related relateds relatednews recommended recommendations recommend recirc recirculation outbrain taboola mostread popular trending
	similar suggested readmore readnext morenews furthermore ilgili benzer
	comment comments disqus yorum yorumlar respond replies
	share shares sharing sharedaddy social socials sosyal paylas follow
	newsletter subscribe subscription signup registration paywall abone promo promotion
	ad ads adv advert adverts advertisement advertising banner sponsor sponsored reklam dfp
	breadcrumb breadcrumbs pager pagination navigation menu navbar topbar
	tags taglist tagcloud etiket etiketler keywords
	caption captions figcaption wpcaption imagecaption photocaption gallery slideshow carousel
	sidebar widget widgets toolbar copyright disclaimer
	skip sr visuallyhidden`)

// walls are the words that label what stands before a page until the reader
// agrees to something. It may be longer than a short report.
var walls = set("cookie cookies consent gdpr kvkk onetrust cmp cmpbox cookiebanner cookiewall cookieconsent didomi usercentrics")

// furnitureTags are elements that are never part of a report's text.
var furnitureTags = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Noscript: true, atom.Template: true, atom.Iframe: true, atom.Object: true, atom.Embed: true,
	atom.Svg: true, atom.Form: true, atom.Button: true, atom.Input: true, atom.Select: true, atom.Textarea: true, atom.Nav: true, atom.Aside: true,
	atom.Dialog: true, atom.Video: true, atom.Audio: true, atom.Canvas: true, atom.Map: true, atom.Figcaption: true, atom.Footer: true, atom.Menu: true,
}

// The share of the page's running text from which on an element is no furniture,
// and no wall, whatever it is called.
const (
	mostShare     = 0.4
	mostWallShare = 0.9
)

// longestLabel bounds the class and id of an element, and longestAttr all that it
// says: what comes later matches many patterns against them, and copies them.
const (
	longestLabel = 1000
	longestAttr  = 10_000
)

// prune takes out what the markup itself says is no part of the report.
func prune(doc *html.Node) {
	for e := range elements(doc) {
		e.Attr = slices.DeleteFunc(e.Attr, func(a html.Attribute) bool {
			return len(a.Val) > longestAttr || len(a.Val) > longestLabel && (a.Key == "class" || a.Key == "id" || a.Key == "style")
		})
	}
	weights := map[*html.Node]int{}
	all := weigh(doc, weights, false)
	var drop []*html.Node
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		for c := range n.ChildNodes() {
			switch {
			case c.Type == html.CommentNode:
				drop = append(drop, c)
			case c.Type == html.ElementNode && float64(weights[c]) < shareOf(c)*float64(max(all, 1)):
				drop = append(drop, c)
			default:
				walk(c)
			}
		}
	}
	walk(doc)
	for _, n := range drop {
		remove(n)
	}
	pruneLinks(doc)
}

// pruneLinks takes out the lines that are links and nothing else: those lead to
// other pages.
func pruneLinks(doc *html.Node) {
	var links []*html.Node // of the present line
	bare := false          // it has other text, too
	end := func() {
		if !bare {
			for _, l := range links {
				remove(l)
			}
		}
		links, bare = nil, false
	}
	var all []*html.Node // before anything is removed
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		block := n.Type == html.ElementNode && !inline[n.DataAtom]
		if block {
			all = append(all, nil)
		}
		if isLink(n) || n.Type == html.TextNode && strings.IndexFunc(n.Data, isWordRune) >= 0 {
			all = append(all, n)
		}
		if !isLink(n) {
			for c := range n.ChildNodes() {
				walk(c)
			}
		}
		if block {
			all = append(all, nil)
		}
	}
	walk(doc)
	for _, n := range all {
		switch {
		case n == nil:
			end()
		case isLink(n):
			links = append(links, n)
		default:
			bare = true
		}
	}
	end()
}

// isLink reports a link with the words of one. A tag that is never closed goes
// on through the text behind it.
func isLink(n *html.Node) bool {
	const longest = 160
	return n.DataAtom == atom.A && len(textOf(n)) <= longest
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// weigh counts the characters of running text below each element: those in
// paragraphs, and in long stretches of bare text.
func weigh(n *html.Node, weights map[*html.Node]int, paragraph bool) int {
	const long = 120
	sum := 0
	switch {
	case n.Type == html.TextNode:
		if size := utf8.RuneCountInString(strings.TrimSpace(n.Data)); paragraph || size >= long {
			return size
		}
		return 0
	case n.Type == html.ElementNode && unread[n.DataAtom]:
		return 0
	}
	for c := range n.ChildNodes() {
		sum += weigh(c, weights, paragraph || n.DataAtom == atom.P)
	}
	weights[n] = sum
	return sum
}

// shareOf is the share of the running text below which an element is taken out;
// 0 for what is no furniture.
func shareOf(e *html.Node) float64 {
	switch {
	case e.DataAtom == atom.Html, e.DataAtom == atom.Body, e.DataAtom == atom.Main, e.DataAtom == atom.Article:
		return 0
	case labelled(e, walls), attr(e, "role") == "dialog", attr(e, "role") == "alertdialog":
		return mostWallShare
	case isFurniture(e):
		return mostShare
	}
	return 0
}

func isFurniture(e *html.Node) bool {
	if furnitureTags[e.DataAtom] || hasAttr(e, "hidden") || attr(e, "aria-hidden") == "true" {
		return true
	}
	style := strings.ReplaceAll(strings.ToLower(attr(e, "style")), " ", "")
	if strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden") {
		return true
	}
	switch attr(e, "role") {
	case "navigation", "complementary", "banner", "search", "contentinfo":
		return true
	}
	return labelled(e, furniture)
}
