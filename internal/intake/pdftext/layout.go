package pdftext

import (
	"bytes"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// matrix is a transformation: x' = a*x + c*y + e, y' = b*x + d*y + f.
type matrix struct{ a, b, c, d, e, f float64 }

var identity = matrix{a: 1, d: 1}

// times is the transformation that does m first and then n.
func (m matrix) times(n matrix) matrix {
	return matrix{
		m.a*n.a + m.b*n.c, m.a*n.b + m.b*n.d, m.c*n.a + m.d*n.c, m.c*n.b + m.d*n.d,
		m.e*n.a + m.f*n.c + n.e, m.e*n.b + m.f*n.d + n.f,
	}
}

// shower is the state in which a page shows text.
type shower struct {
	file   *file
	layout *layout
	page   matrix
	saved  []matrix
	text   matrix // where the next letters stand
	line   matrix // where the line begins
	lead   float64
	size   float64
	font   *font
	fonts  map[name]*font
	known  dict
}

// show reads what a page shows.
func (f *file) show(p page, l *layout) error {
	var content []byte
	for _, part := range listOf(f.resolve(p.content)) {
		if s, ok := f.resolve(part).(stream); ok {
			data, err := f.unpack(s)
			if err != nil {
				return err
			}
			if content == nil {
				content = slices.Clip(data) // what is appended must not get into the file
			} else {
				content = append(append(content, '\n'), data...)
			}
		}
	}
	s := &shower{file: f, layout: l, page: identity, text: identity, line: identity, fonts: map[name]*font{}, known: f.dict(p.resources["/Font"])}
	in := s.file.parser(content, 0)
	var args array
	const mostArgs = 64
	for l.size <= mostText {
		v := in.value(deepest)
		if _, over := v.(end); over {
			if in.at >= len(content) {
				return nil
			}
			continue
		}
		op, ok := v.(word)
		if !ok {
			if args = append(args, v); len(args) > mostArgs {
				args = args[1:]
			}
			continue
		}
		if op == "ID" { // a picture in the page itself
			in.skipPicture()
		}
		if err := s.do(string(op), args); err != nil {
			return err
		}
		args = args[:0]
	}
	return &TooLarge{"bytes of text", mostText, int64(l.size)}
}

func (p *parser) skipPicture() {
	for p.at < len(p.data) {
		i := bytes.Index(p.data[p.at:], []byte("EI"))
		if i < 0 {
			p.at = len(p.data)
			return
		}
		p.at += i + 2
		if p.at == len(p.data) || isSpace(p.data[p.at]) {
			return
		}
	}
}

// numbers are the last n arguments; zeros where there are fewer.
func numbers(args array, n int) []float64 {
	out := make([]float64, n)
	if len(args) < n {
		return out
	}
	for i, v := range args[len(args)-n:] {
		out[i], _ = v.(float64)
	}
	return out
}

// do does what one operator says (ISO 32000, annex A).
func (s *shower) do(op string, args array) error {
	const mostSaved = 64
	switch op {
	case "q":
		if len(s.saved) < mostSaved {
			s.saved = append(s.saved, s.page)
		}
	case "Q":
		if n := len(s.saved); n > 0 {
			s.page, s.saved = s.saved[n-1], s.saved[:n-1]
		}
	case "cm":
		n := numbers(args, 6)
		s.page = matrix{n[0], n[1], n[2], n[3], n[4], n[5]}.times(s.page)
	case "BT":
		s.text, s.line = identity, identity
	case "Tm":
		n := numbers(args, 6)
		s.text = matrix{n[0], n[1], n[2], n[3], n[4], n[5]}
		s.line = s.text
	case "Td", "TD":
		n := numbers(args, 2)
		if op == "TD" {
			s.lead = -n[1]
		}
		s.next(n[0], n[1])
	case "TL":
		s.lead = numbers(args, 1)[0]
	case "T*":
		s.next(0, -s.lead)
	case "Tf":
		return s.choose(args)
	case "'", "\"":
		s.next(0, -s.lead)
		s.put(listOf(last(args)))
	case "Tj":
		s.put(listOf(last(args)))
	case "TJ":
		list, _ := last(args).(array)
		s.put(list)
	}
	return nil
}

func last(args array) value {
	if len(args) == 0 {
		return nil
	}
	return args[len(args)-1]
}

func (s *shower) next(x, y float64) {
	s.line = matrix{1, 0, 0, 1, x, y}.times(s.line)
	s.text = s.line
}

func (s *shower) choose(args array) error {
	if len(args) < 2 {
		return nil
	}
	key, _ := args[len(args)-2].(name)
	s.size, _ = args[len(args)-1].(float64)
	if s.fonts[key] == nil {
		read, err := s.file.fontOf(s.known[key])
		if err != nil {
			return err
		}
		s.fonts[key] = read
	}
	s.font = s.fonts[key]
	return nil
}

// put shows strings, with numbers between them that move the next one: back, in
// thousandths of the size.
func (s *shower) put(parts array) {
	if s.font == nil {
		return
	}
	for _, part := range parts {
		switch part := part.(type) {
		case float64:
			s.move(-part / 1000 * s.size)
		case text:
			letters, width := s.font.decode(part)
			at := s.text.times(s.page)
			size := math.Abs(s.size) * math.Hypot(at.c, at.d)
			advance := width / 1000 * s.size
			s.layout.put(letters, at.e, at.f, size, math.Abs(advance)*math.Hypot(at.a, at.b))
			s.move(advance)
		}
	}
}

func (s *shower) move(x float64) { s.text = matrix{1, 0, 0, 1, x, 0}.times(s.text) }

// layout puts letters together to lines, and lines to paragraphs.
type layout struct {
	lines []row
	row   row
	text  string
	size  int // bytes so far
}

// row is a line of a page.
type row struct {
	text      strings.Builder
	y, size   float64
	end       float64 // where its last letters end
	newPage   bool
	displayed bool
}

// put adds letters at a place. Those on the height of the line before are its
// own, with a space where there is a gap.
func (l *layout) put(letters string, x, y, size, width float64) {
	const sameHeight, gap = 0.5, 0.15
	if letters == "" || math.IsNaN(x+y+size+width) {
		return
	}
	if l.row.displayed && math.Abs(y-l.row.y) > sameHeight*max(size, l.row.size) {
		l.endRow()
	}
	if !l.row.displayed {
		l.row.y, l.row.size, l.row.displayed = y, size, true
	} else if x > l.row.end+gap*size {
		l.row.text.WriteByte(' ')
	}
	l.row.text.WriteString(letters)
	l.row.end = x + width
	l.size += len(letters) + 1
}

func (l *layout) endRow() {
	if strings.TrimSpace(l.row.text.String()) != "" {
		l.lines = append(l.lines, l.row)
	}
	l.row = row{}
}

func (l *layout) endPage() {
	l.endRow()
	if n := len(l.lines); n > 0 {
		l.lines[n-1].newPage = true
	}
}

// paragraphs joins lines that stand close below each other. A line that ends a
// page is joined with the next unless it ends a sentence; a word that is parted
// with a hyphen is put together.
func (l *layout) paragraphs() string {
	const far = 1.7 // line heights from one paragraph to the next
	var out, paragraph strings.Builder
	for i := range l.lines {
		line := strings.Join(strings.Fields(l.lines[i].text.String()), " ")
		before := paragraph.String()
		switch {
		case before == "":
		case strings.HasSuffix(before, "-") && startsSmall(line) && len(before) > 1 && before[len(before)-2] != ' ':
			paragraph.Reset()
			paragraph.WriteString(before[:len(before)-1])
		default:
			paragraph.WriteByte(' ')
		}
		paragraph.WriteString(line)
		if i+1 == len(l.lines) || l.parted(i, far, line) {
			out.WriteString(paragraph.String() + "\n\n")
			paragraph.Reset()
		}
	}
	return strings.TrimSpace(out.String())
}

// parted reports whether a paragraph ends with line i.
func (l *layout) parted(i int, far float64, line string) bool {
	here, next := &l.lines[i], &l.lines[i+1]
	if here.newPage {
		end, _ := utf8.DecodeLastRuneInString(line)
		return strings.ContainsRune(".!?:”\"»", end)
	}
	down := here.y - next.y
	return down < 0 || down > far*max(here.size, next.size) || here.size > 1.2*next.size || next.size > 1.2*here.size
}

func startsSmall(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}
