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
	"io"
	"regexp"
	"strconv"
)

// The ceilings within a file.
const (
	mostUnpacked = 64 << 20 // bytes of all streams
	mostObjects  = 200_000
	mostPages    = 5_000
	mostText     = 4 << 20 // bytes
	deepest      = 32      // of values within values, and of the tree of pages
)

// The reasons for which a file has no text here.
var (
	ErrNoPDF     = errors.New("no PDF")
	ErrEncrypted = errors.New("encrypted")
	ErrTooLarge  = errors.New("too large when it is unpacked")
	ErrNoText    = errors.New("no text layer")
)

// Text is the text of a file, its paragraphs parted by blank lines.
func Text(data []byte) (string, error) {
	if i := bytes.Index(data[:min(len(data), 1024)], []byte("%PDF-")); i < 0 {
		return "", ErrNoPDF
	}
	f := &file{data: data, objects: map[int]value{}, budget: mostUnpacked}
	if err := f.scan(); err != nil {
		return "", err
	}
	var l layout
	for _, p := range f.pages() {
		if err := f.show(p, &l); err != nil {
			return "", err
		}
		l.endPage()
		if len(l.text)+l.size > mostText {
			return "", ErrTooLarge
		}
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
	budget  int // bytes that may still be unpacked
}

var objectStart = regexp.MustCompile(`(\d{1,9})[ \r\n\t]+\d{1,5}[ \r\n\t]+obj`)

// scan finds the objects. Of two with one number the later counts.
func (f *file) scan() error {
	var packed []stream
	for at := 0; len(f.objects) < mostObjects; {
		m := objectStart.FindSubmatchIndex(f.data[at:])
		if m == nil {
			break
		}
		number, err := strconv.Atoi(string(f.data[at+m[2] : at+m[3]]))
		if err != nil {
			return ErrNoPDF
		}
		p := &parser{data: f.data, at: at + m[1]}
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
		at = max(p.at, at+m[1])
	}
	if i := bytes.LastIndex(f.data, []byte("trailer")); i >= 0 {
		p := &parser{data: f.data, at: i + len("trailer")}
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
	head := &parser{data: data[:int(first)]}
	for range int(min(max(n, 0), mostObjects)) {
		number, ok1 := head.value(1).(float64)
		offset, ok2 := head.value(1).(float64)
		if !ok1 || !ok2 || offset < 0 || int(first+offset) > len(data) || len(f.objects) >= mostObjects {
			return nil
		}
		if _, there := f.objects[int(number)]; !there {
			p := &parser{data: data, at: int(first + offset)}
			f.objects[int(number)] = p.value(deepest)
		}
	}
	return nil
}

// unpack is the content of a stream; empty where it is packed in a way that text
// is not.
func (f *file) unpack(s stream) ([]byte, error) {
	filters := listOf(f.resolve(s.dict["/Filter"]))
	data := s.raw
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
			return nil, ErrTooLarge
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
		if d == nil || depth == 0 || len(out) >= mostPages {
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
