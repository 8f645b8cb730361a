package clean

import (
	"bytes"
	"errors"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
)

// The two reasons for which bytes are no text.
var (
	ErrBinary  = errors.New("not text: it has the bytes of a program, picture or archive")
	ErrCharset = errors.New("text in a character set that is not known here")
)

// Decode turns the bytes of a text file into a string. It reads UTF-8 with or
// without a byte order mark, UTF-16 with one, and else windows-1251,
// windows-1254 or windows-1252, chosen by what their letters look like. Single
// faults in what is plainly UTF-8 become U+FFFD. The result may still hold
// control characters; Text removes them. The error is ErrBinary or ErrCharset.
func Decode(data []byte) (string, error) {
	if rest, ok := bytes.CutPrefix(data, []byte("\xEF\xBB\xBF")); ok {
		data = rest
	} else if text, ok := fromUTF16(data); ok {
		if strings.ContainsRune(text, 0) {
			return "", ErrBinary
		}
		return text, nil
	}
	if isBinary(data) {
		return "", ErrBinary
	}
	if utf8.Valid(data) || mostlyUTF8(data) {
		return strings.ToValidUTF8(string(data), "\uFFFD"), nil
	}
	return fromCodePage(data)
}

// Declared is Decode for bytes that come with the name of a character set, as the
// WHATWG's Encoding Standard has it; "" and unknown names are none. Bytes that
// are UTF-8 are taken for it whatever is declared: no text in another character
// set is, by chance. Nor is the declaration of Western European believed, since
// it is the one that stands there when nobody cared.
func Declared(data []byte, name string) (string, error) {
	encoding, usual := declared(name)
	if utf8.Valid(data) && usual != "iso-2022-jp" {
		return Decode(data)
	}
	for _, mark := range []string{"\xEF\xBB\xBF", "\xFF\xFE", "\xFE\xFF"} {
		if bytes.HasPrefix(data, []byte(mark)) {
			return Decode(data)
		}
	}
	switch usual {
	case "", "utf-8", "windows-1252", "replacement", "utf-16le", "utf-16be", "x-user-defined":
		return Decode(data)
	}
	if bytes.IndexByte(data, 0) >= 0 {
		return "", ErrBinary
	}
	text, err := encoding.NewDecoder().String(string(data))
	if bad := strings.Count(text, "\uFFFD"); err != nil || bad > 8 && bad > len(text)/200 {
		return Decode(data)
	}
	return text, nil
}

// declared finds a character set by one of its names, and its usual name; "" when
// there is none.
func declared(name string) (encoding.Encoding, string) {
	e, err := htmlindex.Get(name)
	if err != nil {
		return nil, ""
	}
	usual, err := htmlindex.Name(e)
	if err != nil {
		return nil, ""
	}
	return e, usual
}

// fromUTF16 decodes bytes that begin with a UTF-16 byte order mark; a lone
// surrogate and an odd last byte become U+FFFD.
func fromUTF16(data []byte) (string, bool) {
	var high, low int
	switch {
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE}):
		high, low = 1, 0
	case bytes.HasPrefix(data, []byte{0xFE, 0xFF}):
		high, low = 0, 1
	default:
		return "", false
	}
	units := make([]uint16, 0, len(data)/2)
	i := 2
	for ; i+1 < len(data); i += 2 {
		units = append(units, uint16(data[i+high])<<8|uint16(data[i+low]))
	}
	text := string(utf16.Decode(units))
	if i < len(data) {
		text += "\uFFFD"
	}
	return text, true
}

// isBinary reports a NUL, or more control characters than any text has.
func isBinary(data []byte) bool {
	control := 0
	for _, b := range data {
		switch {
		case b == 0:
			return true
		case b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f' && b != '\v':
			control++
		}
	}
	return control > 8 && control > len(data)/20
}

// mostlyUTF8 reports that the bytes above ASCII are UTF-8 but for few: at least
// nine in ten of the sequences are whole.
func mostlyUTF8(data []byte) bool {
	whole, broken := 0, 0
	for len(data) > 0 {
		r, size := utf8.DecodeRune(data)
		switch {
		case r == utf8.RuneError && size == 1:
			broken++
		case size > 1:
			whole++
		}
		data = data[size:]
	}
	return whole >= 9*broken
}

// fromCodePage decodes one byte a letter. Cyrillic is known by most letters
// lying above ASCII; Turkish by the six places where windows-1254 differs from
// windows-1252.
func fromCodePage(data []byte) (string, error) {
	ascii, high, turkish := 0, 0, false
	for _, b := range data {
		switch {
		case b >= 0x80:
			high++
			turkish = turkish || strings.IndexByte("\xD0\xDD\xDE\xF0\xFD\xFE", b) >= 0
		case 'a' <= b|0x20 && b|0x20 <= 'z':
			ascii++
		}
	}
	page, plausible := charmap.Windows1252, looksLatin
	switch {
	case high > ascii:
		page, plausible = charmap.Windows1251, looksCyrillic
	case turkish:
		page = charmap.Windows1254
	}
	text, err := page.NewDecoder().String(string(data))
	if err != nil || strings.ContainsRune(text, utf8.RuneError) || !plausible(text) {
		return "", ErrCharset
	}
	return text, nil
}

// typographic are the signs above ASCII that news text has beside its letters.
const typographic = "«»„“”‘’‚‹›–—…•·№§°©®™€£¥$\u00A0\u00AD´¿¡ºª½¼¾±×²³¹†‡‰¢µ¶"

// looksLatin: what lies above ASCII is letters and the signs of news text, and
// letters are fewer than plain ones.
func looksLatin(text string) bool {
	letters, plain, other := 0, 0, 0
	for _, r := range text {
		switch {
		case r < 0x80 && unicode.IsLetter(r):
			plain++
		case r >= 0x80 && unicode.IsLetter(r):
			letters++
		case r >= 0x80 && !strings.ContainsRune(typographic, r):
			other++
		}
	}
	return letters <= plain && other*20 <= letters
}

// looksCyrillic: mostly lower-case Cyrillic letters. Another Cyrillic code page
// read as this one has its cases the wrong way round.
func looksCyrillic(text string) bool {
	lower, upper, other := 0, 0, 0
	for _, r := range text {
		switch {
		case r < 0x80 || strings.ContainsRune(typographic, r):
		case !unicode.Is(unicode.Cyrillic, r):
			other++
		case unicode.IsLower(r):
			lower++
		default:
			upper++
		}
	}
	return lower > upper && other*20 <= lower
}
