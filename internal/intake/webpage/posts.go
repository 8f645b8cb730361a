package webpage

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// postWords label the blocks in which social networks embed a post.
var postWords = map[string]bool{
	"twitter-tweet": true, "twitter-video": true, "instagram-media": true, "tiktok-embed": true, "bluesky-embed": true, "mastodon-embed": true,
	"fb-post": true, "fb-xfbml-parse-ignore": true, "telegram-post": true, "threads-embed": true, "text-post-media": true, "vk-post": true,
}

// signed is the end of an embedded post: a dash, a name and the handle, and
// perhaps the day.
var signed = regexp.MustCompile(`[—–-]\s*([^()\n]{2,100}?\s*\(@[\w.]{1,40}\))\s*(.*)$`)

// mostPosts bounds the posts of one page.
const mostPosts = 50

// takePosts takes the embedded posts out of the page. One whose text is not in
// the page is dropped.
func takePosts(doc *html.Node) []Post {
	var found []*html.Node
	for e := range elements(doc) {
		if isPost(e) && len(found) < mostPosts {
			found = append(found, e)
		}
	}
	var out []Post
	for _, e := range found {
		if p, ok := postOf(e); ok && e.Parent != nil {
			out = append(out, p)
		}
		remove(e)
	}
	return out
}

func isPost(e *html.Node) bool {
	for c := range strings.FieldsSeq(attr(e, "class")) {
		if postWords[strings.ToLower(c)] {
			return true
		}
	}
	return false
}

func postOf(e *html.Node) (Post, bool) {
	var p Post
	for a := range elements(e) {
		if href := attr(a, "href"); a.DataAtom == atom.A && strings.HasPrefix(href, "http") && strings.Count(href, "/") > 3 {
			p.Address = Untracked(href) // the last link is that of the post itself
		}
	}
	text := strings.Join(paragraphsOf(e), "\n")
	if m := signed.FindStringSubmatchIndex(text); m != nil {
		p.Author, p.Date = oneLine(text[m[2]:m[3]]), oneLine(text[m[4]:m[5]])
		text = strings.TrimSpace(text[:m[0]])
	}
	p.Text = text
	return p, p.Text != "" && p.Author != ""
}
