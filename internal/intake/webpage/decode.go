package webpage

import (
	"bytes"
	"mime"
	"regexp"

	"chancery/internal/intake/clean"
)

// declaredBytes is where in a page its character set is declared, if it is.
const declaredBytes = 4096

// charsetOf finds the declaration in a page's head, of HTML or XML.
var charsetOf = regexp.MustCompile(`(?i)<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})`)

// decode makes UTF-8 of a page; see clean.Declared.
func decode(data []byte, mediaType string) (string, error) {
	if stray := bytes.Count(data, []byte{0}); stray > 0 && stray <= len(data)/1000 {
		data = bytes.ReplaceAll(data, []byte{0}, nil) // as browsers do
	}
	return clean.Declared(data, declaration(data, mediaType))
}

// declaration is the name of the character set that the server or the page
// declares; "" for none.
func declaration(data []byte, mediaType string) string {
	_, params, err := mime.ParseMediaType(mediaType)
	if name := params["charset"]; err == nil && name != "" {
		return name
	}
	if m := charsetOf.FindSubmatch(data[:min(len(data), declaredBytes)]); m != nil {
		return string(m[1]) + string(m[2])
	}
	return ""
}
