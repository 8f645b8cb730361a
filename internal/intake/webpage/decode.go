package webpage

import (
	"bytes"
	"mime"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/htmlindex"

	"chancery/internal/intake/clean"
)

// declaredBytes is where in a page its character set is declared, if it is.
const declaredBytes = 4096

// charsetOf finds the declaration in a page's head, of HTML or XML.
var charsetOf = regexp.MustCompile(`(?i)<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})`)

// decode makes UTF-8 of a page. Bytes that are UTF-8 are taken for it whatever
// is declared: no text in another character set is, by chance. Nor is the
// declaration of Western European believed, since it is the one that stands
// there when nobody cared; the letters decide (clean.Decode), as they do where
// the declared character set does not fit or none is declared.
func decode(data []byte, mediaType string) (string, error) {
	if stray := bytes.Count(data, []byte{0}); stray > 0 && stray <= len(data)/1000 {
		data = bytes.ReplaceAll(data, []byte{0}, nil) // as browsers do
	}
	if utf8.Valid(data) || hasMark(data) {
		if declared := declaration(data, mediaType); declared != "iso-2022-jp" && declared != "hz-gb-2312" {
			return clean.Decode(data)
		}
	}
	declared := declaration(data, mediaType)
	switch declared {
	case "", "utf-8", "windows-1252", "replacement", "utf-16le", "utf-16be", "x-user-defined":
		return clean.Decode(data)
	}
	encoding, err := htmlindex.Get(declared)
	if err != nil || bytes.IndexByte(data, 0) >= 0 {
		return clean.Decode(data)
	}
	text, err := encoding.NewDecoder().String(string(data))
	if bad := strings.Count(text, "\uFFFD"); err != nil || bad > 8 && bad > len(text)/200 {
		return clean.Decode(data)
	}
	return text, nil
}

// hasMark reports a byte order mark.
func hasMark(data []byte) bool {
	return bytes.HasPrefix(data, []byte("\xEF\xBB\xBF")) || bytes.HasPrefix(data, []byte("\xFF\xFE")) || bytes.HasPrefix(data, []byte("\xFE\xFF"))
}

// declaration is the usual name of the character set that the server or the
// page declares, as the WHATWG's Encoding Standard has it; "" for none.
func declaration(data []byte, mediaType string) string {
	_, params, err := mime.ParseMediaType(mediaType)
	name := params["charset"]
	if err != nil || name == "" {
		m := charsetOf.FindSubmatch(data[:min(len(data), declaredBytes)])
		if m == nil {
			return ""
		}
		name = string(m[1]) + string(m[2])
	}
	encoding, err := htmlindex.Get(name)
	if err != nil {
		return ""
	}
	usual, err := htmlindex.Name(encoding)
	if err != nil {
		return ""
	}
	return usual
}
