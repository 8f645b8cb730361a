package intake

import (
	"regexp"
	"strings"
)

// The signs of Markdown (CommonMark) that stand in news texts. What they
// enclose stays.
var markdownSigns = []struct {
	sign *regexp.Regexp
	with string
}{
	{regexp.MustCompile(`(?m)^ {0,3}#{1,6}[ \t]+(.*?)[ \t]*#*[ \t]*$`), "$1"}, // headings
	{regexp.MustCompile(`(?m)^ {0,3}(?:> ?)+`), ""},                           // quotations
	{regexp.MustCompile(`!\[[^\]\n]*\]\([^()\n]*\)`), ""},                     // pictures
	{regexp.MustCompile(`\[([^\[\]\n]+)\]\([^()\n]*\)`), "$1"},                // links
	{regexp.MustCompile(`\*\*([^*\n]+)\*\*`), "$1"},                           // strong
	{regexp.MustCompile(`__([^_\n]+)__`), "$1"},                               //
	{regexp.MustCompile(`\*([^*\s\n](?:[^*\n]*[^*\s\n])?)\*`), "$1"},          // emphasis
	{regexp.MustCompile(`(^|[^\pL\pN])_([^_\n]+)_($|[^\pL\pN])`), "$1$2$3"},   //
	{regexp.MustCompile("`([^`\n]+)`"), "$1"},                                 // code
	{regexp.MustCompile(`\\([\\` + "`" + `*_{}\[\]()#+.!|<>~-])`), "$1"},      // escapes
}

// plainMarkdown takes the signs of headings, emphasis, links and quotations out
// of a text.
func plainMarkdown(text string) string {
	if !strings.ContainsAny(text, "#*_[`>\\") {
		return text
	}
	for _, m := range markdownSigns {
		text = m.sign.ReplaceAllString(text, m.with)
	}
	return text
}
