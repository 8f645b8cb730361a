// Package pdftext takes the text layer out of PDF files (ISO 32000). It follows
// no table of cross-references and believes no size: it looks for the objects
// themselves, unpacks within a ceiling, and reads what the pages show, in the
// order in which they show it.
//
// It reads fonts with a table of Unicode (ToUnicode) or a Latin encoding. Pages
// that are pictures, and fonts without either, have no text here.
package pdftext

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"strconv"
)

// The ceilings within a file.
const (
	mostUnpacked = 24 << 20 // bytes of all streams, as often as they are used
	mostSteps    = 2 << 20  // values, and one more for every eight bytes of one
	mostObjects  = 200_000
	mostPages    = 5_000
	mostText     = 4 << 20 // bytes
	deepest      = 32      // of values within values, and of the tree of pages
)

// The reasons for which a file has no text here.
var (
	ErrNoPDF     = errors.New("no PDF")
	ErrEncrypted = errors.New("encrypted")
	ErrNoText    = errors.New("no text layer")
)

// TooLarge is the error for a file that goes beyond a ceiling.
type TooLarge struct {
	What        string // such as "pages"
	Limit, Seen int64
}

func (e *TooLarge) Error() string {
	return fmt.Sprintf("%d %s, at most %d", e.Seen, e.What, e.Limit)
}

// Text is the text of a file, its paragraphs parted by blank lines.
func Text(data []byte) (string, error) {
	if i := bytes.Index(data[:min(len(data), 1024)], []byte("%PDF-")); i < 0 {
		return "", ErrNoPDF
	}
	f := &file{data: data, objects: map[int]value{}, fonts: map[ref]*font{}, budget: mostUnpacked, steps: mostSteps}
	if err := f.scan(); err != nil {
		return "", err
	}
	var l layout
	pages := f.pages()
	if len(pages) > mostPages {
		return "", &TooLarge{"pages", mostPages, int64(len(pages))}
	}
	for _, p := range pages {
		if f.steps < 0 {
			return "", &TooLarge{"values", mostSteps, mostSteps - f.steps}
		}
		if err := f.show(p, &l); err != nil {
			return "", err
		}
		l.endPage()
		if seen := len(l.text) + l.size; seen > mostText {
			return "", &TooLarge{"bytes of text", mostText, int64(seen)}
		}
	}
	if f.steps < 0 {
		return "", &TooLarge{"values", mostSteps, mostSteps - f.steps}
	}
	text := l.paragraphs()
	if text == "" {
		return "", ErrNoText
	}
	return text, nil
}

// The values of PDF. Numbers are float64, strings are text, names begin with a
// slash, null is nil.
type (
	value  any
	text   string
	name   string
	array  []value
	dict   map[name]value
	ref    int
	word   string // an operator
	stream struct {
		dict
		raw []byte
	}
)

// file is a PDF while it is read.
type file struct {
	data    []byte
	objects map[int]value
	fonts   map[ref]*font
	budget  int   // bytes that may still be unpacked
	steps   int64 // that may still be read
}

// parser reads values from a place on, and counts them.
func (f *file) parser(data []byte, at int) *parser {
	return &parser{data: data, at: at, steps: &f.steps}
}

// nextObject finds where the next object begins ("12 0 obj") from a place on:
// its number, and the place behind.
func nextObject(data []byte, from int) (number, behind int, ok bool) {
	for at := from; ; {
		i := bytes.Index(data[at:], []byte("obj"))
		if i < 0 {
			return 0, 0, false
		}
		at += i + len("obj")
		head := data[from : at-len("obj")]
		head, apart := before(head, isSpace, len(head))
		head, generation := before(head, isDigit, 5)
		head, parted := before(head, isSpace, len(head))
		_, digits := before(head, isDigit, 9)
		if len(apart) == 0 || len(generation) == 0 || len(parted) == 0 || len(digits) == 0 {
			continue
		}
		if number, err := strconv.Atoi(string(digits)); err == nil {
			return number, at, true
		}
	}
}

// before takes at most most bytes of a kind off the end.
func before(data []byte, is func(byte) bool, most int) (rest, taken []byte) {
	at := len(data)
	for at > 0 && len(data)-at < most && is(data[at-1]) {
		at--
	}
	return data[:at], data[at:]
}

// scan finds the objects. Of two with one number the later counts.
func (f *file) scan() error {
	var packed []stream
	for at, found := 0, int64(1); ; found++ {
		number, behind, ok := nextObject(f.data, at)
		if !ok {
			break
		}
		if found > mostObjects {
			return &TooLarge{"objects", mostObjects, found}
		}
		p := f.parser(f.data, behind)
		v := p.value(deepest)
		if d, ok := v.(dict); ok {
			if raw, end, ok := p.stream(d); ok {
				s := stream{d, raw}
				v, p.at = s, end
				switch d["/Type"] {
				case name("/ObjStm"):
					packed = append(packed, s)
				case name("/XRef"):
					if d["/Encrypt"] != nil {
						return ErrEncrypted
					}
				}
			}
		}
		f.objects[number] = v
		at = max(p.at, behind)
	}
	if i := bytes.LastIndex(f.data, []byte("trailer")); i >= 0 {
		p := f.parser(f.data, i+len("trailer"))
		if d, ok := p.value(deepest).(dict); ok && d["/Encrypt"] != nil {
			return ErrEncrypted
		}
	}
	for _, s := range packed {
		if err := f.unpackObjects(s); err != nil {
			return err
		}
	}
	return nil
}

// unpackObjects reads the objects in a stream of them; those that stand in the
// file itself are not replaced.
func (f *file) unpackObjects(s stream) error {
	data, err := f.unpack(s)
	if err != nil {
		return err
	}
	n, _ := s.dict["/N"].(float64)
	first, _ := s.dict["/First"].(float64)
	if first < 0 || int(first) > len(data) {
		return nil
	}
	head := f.parser(data[:int(first)], 0)
	for range int(min(max(n, 0), mostObjects)) {
		number, ok1 := head.value(1).(float64)
		offset, ok2 := head.value(1).(float64)
		if !ok1 || !ok2 || offset < 0 || int(first+offset) > len(data) || len(f.objects) >= mostObjects {
			return nil
		}
		if _, there := f.objects[int(number)]; !there {
			f.objects[int(number)] = f.parser(data, int(first+offset)).value(deepest)
		}
	}
	return nil
}

// unpack is the content of a stream; empty where it is packed in a way that text
// is not.
func (f *file) unpack(s stream) ([]byte, error) {
	filters := listOf(f.resolve(s.dict["/Filter"]))
	data := s.raw
	if f.budget -= len(data); f.budget < 0 {
		return nil, &TooLarge{"bytes unpacked", mostUnpacked, int64(mostUnpacked - f.budget)}
	}
	for _, filter := range filters {
		if n := f.resolve(filter); n != name("/FlateDecode") && n != name("/Fl") {
			return nil, nil
		}
		r, err := zlib.NewReader(bytes.NewReader(data))
		if err != nil {
			return nil, nil
		}
		// What came before a fault is used, as viewers do.
		data, _ = io.ReadAll(io.LimitReader(r, int64(f.budget)+1))
		if f.budget -= len(data); f.budget < 0 {
			return nil, &TooLarge{"bytes unpacked", mostUnpacked, int64(mostUnpacked - f.budget)}
		}
	}
	return data, nil
}

func listOf(v value) array {
	switch v := v.(type) {
	case nil:
		return nil
	case array:
		return v
	}
	return array{v}
}

// resolve follows a reference.
func (f *file) resolve(v value) value {
	for range deepest {
		r, ok := v.(ref)
		if !ok {
			return v
		}
		v = f.objects[int(r)]
	}
	return nil
}

func (f *file) dict(v value) dict {
	switch d := f.resolve(v).(type) {
	case dict:
		return d
	case stream:
		return d.dict
	}
	return nil
}

// page is a page with the resources that it may have from those above it.
type page struct {
	content   value
	resources dict
}

// pages are the pages in their order.
func (f *file) pages() []page {
	var out []page
	seen := map[ref]bool{}
	var walk func(v value, resources dict, depth int)
	walk = func(v value, resources dict, depth int) {
		if r, ok := v.(ref); ok {
			if seen[r] {
				return
			}
			seen[r] = true
		}
		d := f.dict(v)
		if d == nil || depth == 0 || len(out) > mostPages {
			return
		}
		if own := f.dict(d["/Resources"]); own != nil {
			resources = own
		}
		if kids, ok := f.resolve(d["/Kids"]).(array); ok {
			for _, k := range kids {
				walk(k, resources, depth-1)
			}
			return
		}
		out = append(out, page{d["/Contents"], resources})
	}
	for _, number := range sortedKeys(f.objects) {
		if d, ok := f.objects[number].(dict); ok && d["/Type"] == name("/Catalog") {
			walk(d["/Pages"], nil, deepest)
		}
	}
	return out
}
