package pdftext

import (
	"strconv"
	"strings"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"
)

// font turns the codes of a string that is shown into letters.
type font struct {
	wide    bool // codes of two bytes
	unicode map[int]string
	latin   *charmap.Charmap // nil where only unicode is known
	widths  map[int]float64  // in thousandths of the size
}

// usualWidth is that of a letter of which none is known.
const usualWidth = 500

// glyphs are the names of letters in encodings of a font's own, where they are
// not the letters themselves (Adobe Glyph List).
var glyphs = map[string]string{
	"space": " ", "period": ".", "comma": ",", "hyphen": "-", "colon": ":", "semicolon": ";", "quoteright": "’", "quoteleft": "‘", "quotedblleft": "“",
	"quotedblright": "”", "quotesingle": "'", "quotedbl": "\"", "parenleft": "(", "parenright": ")", "slash": "/", "endash": "–", "emdash": "—", "bullet": "•",
	"question": "?", "exclam": "!", "zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8",
	"nine": "9", "percent": "%", "ampersand": "&", "ellipsis": "…", "guillemotleft": "«", "guillemotright": "»", "fi": "fi", "fl": "fl", "ff": "ff",
	"gbreve": "ğ", "Gbreve": "Ğ", "dotlessi": "ı", "Idotaccent": "İ", "Idot": "İ", "scedilla": "ş", "Scedilla": "Ş", "ccedilla": "ç", "Ccedilla": "Ç",
	"odieresis": "ö", "Odieresis": "Ö", "udieresis": "ü", "Udieresis": "Ü", "adieresis": "ä", "Adieresis": "Ä", "germandbls": "ß", "schwa": "ə", "Schwa": "Ə",
	"eacute": "é", "egrave": "è", "ecircumflex": "ê", "agrave": "à", "aacute": "á", "acircumflex": "â", "iacute": "í", "oacute": "ó", "uacute": "ú",
	"ntilde": "ñ", "Eacute": "É", "icircumflex": "î", "ocircumflex": "ô", "ucircumflex": "û", "oe": "œ", "ae": "æ", "oslash": "ø", "aring": "å",
}

// fontOf reads a font, once if it is an object of its own.
func (f *file) fontOf(v value) (*font, error) {
	number, own := v.(ref)
	if known := f.fonts[number]; own && known != nil {
		return known, nil
	}
	read, err := f.readFont(v)
	if err != nil {
		return nil, err
	}
	if own {
		f.fonts[number] = read
	}
	const entry = 4 // steps that an entry of its tables is worth, as memory goes
	f.steps -= entry * int64(len(read.unicode)+len(read.widths))
	return read, nil
}

func (f *file) readFont(v value) (*font, error) {
	d := f.dict(v)
	out := &font{unicode: map[int]string{}, widths: map[int]float64{}, wide: d["/Subtype"] == name("/Type0")}
	if s, ok := f.resolve(d["/ToUnicode"]).(stream); ok {
		data, err := f.unpack(s)
		if err != nil {
			return nil, err
		}
		out.readTable(f.parser(data, 0))
	}
	if out.wide {
		return out, nil
	}
	out.latin = charmap.Windows1252
	encoding := f.resolve(d["/Encoding"])
	if e := f.dict(encoding); e != nil {
		encoding = e["/BaseEncoding"]
		out.differences(listOf(f.resolve(e["/Differences"])))
	}
	if encoding == name("/MacRomanEncoding") {
		out.latin = charmap.Macintosh
	}
	first, _ := f.resolve(d["/FirstChar"]).(float64)
	for i, w := range listOf(f.resolve(d["/Widths"])) {
		if w, ok := f.resolve(w).(float64); ok {
			out.widths[int(first)+i] = w
		}
	}
	return out, nil
}

// differences reads the codes that a font names otherwise than its encoding.
func (t *font) differences(list array) {
	code := 0
	for _, v := range list {
		switch v := v.(type) {
		case float64:
			code = int(v)
		case name:
			glyph := strings.TrimPrefix(string(v), "/")
			letter, known := glyphs[glyph]
			if n, err := strconv.ParseUint(strings.TrimPrefix(glyph, "uni"), 16, 16); err == nil && strings.HasPrefix(glyph, "uni") {
				letter, known = string(rune(n)), true
			}
			if !known && len(glyph) == 1 {
				letter, known = glyph, true
			}
			if _, there := t.unicode[code]; known && !there {
				t.unicode[code] = letter
			}
			code++
		}
	}
}

// mostRange bounds the codes of one range in a table.
const mostRange = 1 << 16

// readTable reads a table from codes to Unicode (a CMap).
func (t *font) readTable(p *parser) {
	var args array
	for len(t.unicode) < mostRange {
		v := p.value(deepest)
		op, isWord := v.(word)
		if _, over := v.(end); over && p.at >= len(p.data) {
			return
		}
		if !isWord {
			args = append(args, v)
			continue
		}
		switch op {
		case "endbfchar":
			for i := 0; i+1 < len(args); i += 2 {
				if code, ok := args[i].(text); ok {
					t.put(number(code), args[i+1], 0)
				}
			}
		case "endbfrange":
			for i := 0; i+2 < len(args); i += 3 {
				t.putRange(args[i], args[i+1], args[i+2])
			}
		}
		args = nil
	}
}

// put sets what a code stands for: a string of UTF-16, the last unit of which is
// counted up by plus.
func (t *font) put(code int, letters value, plus int) {
	s, ok := letters.(text)
	if !ok || len(t.unicode) >= mostRange {
		return
	}
	units := make([]uint16, 0, len(s)/2)
	for i := 0; i+1 < len(s); i += 2 {
		units = append(units, uint16(s[i])<<8|uint16(s[i+1]))
	}
	if len(units) > 0 {
		units[len(units)-1] += uint16(plus)
	}
	t.unicode[code] = string(utf16.Decode(units))
}

// putRange sets a range of codes: each to an entry of a list, or all from one
// string on.
func (t *font) putRange(from, to, letters value) {
	a, ok1 := from.(text)
	b, ok2 := to.(text)
	if !ok1 || !ok2 {
		return
	}
	list, isList := letters.(array)
	for i := 0; i <= number(b)-number(a) && i < mostRange && len(t.unicode) < mostRange; i++ {
		switch {
		case isList && i < len(list):
			t.put(number(a)+i, list[i], 0)
		case !isList:
			t.put(number(a)+i, letters, i)
		}
	}
}

func number(s text) int {
	n := 0
	for i := 0; i < len(s) && i < 4; i++ {
		n = n<<8 | int(s[i])
	}
	return n
}

// decode is the letters of a string, and its width in thousandths of the size.
func (t *font) decode(s text) (string, float64) {
	var b strings.Builder
	width := 0.0
	step := 1
	if t.wide {
		step = 2
	}
	for i := 0; i+step <= len(s); i += step {
		code := number(s[i : i+step])
		letter, known := t.unicode[code]
		if !known && t.latin != nil {
			letter = string(t.latin.DecodeByte(byte(code)))
		}
		b.WriteString(letter)
		if w, ok := t.widths[code]; ok {
			width += w
		} else {
			width += usualWidth
		}
	}
	return b.String(), width
}
