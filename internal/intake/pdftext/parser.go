package pdftext

import (
	"bytes"
	"encoding/hex"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// parser reads values one after the other.
type parser struct {
	data  []byte
	at    int
	steps *int64 // that may still be taken; when there are none left, nothing more is read
}

func isSpace(b byte) bool { return strings.IndexByte(" \t\r\n\f\x00", b) >= 0 }

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

func isDelimiter(b byte) bool { return isSpace(b) || strings.IndexByte("()<>[]{}/%", b) >= 0 }

// skip steps over spaces and comments; false at the end.
func (p *parser) skip() bool {
	for p.at < len(p.data) {
		switch b := p.data[p.at]; {
		case isSpace(b):
			p.at++
		case b == '%':
			for p.at < len(p.data) && p.data[p.at] != '\n' && p.data[p.at] != '\r' {
				p.at++
			}
		default:
			return true
		}
	}
	return false
}

// end is what value returns at the end of the data, or of a list.
type end struct{}

// value reads one value with at most depth values within each other.
func (p *parser) value(depth int) value {
	start := p.at
	v := p.one(depth)
	if *p.steps -= 1 + int64(p.at-start)/8; *p.steps < 0 {
		p.at = len(p.data)
		return end{}
	}
	return v
}

func (p *parser) one(depth int) value {
	if *p.steps < 0 || !p.skip() || depth == 0 {
		return end{}
	}
	rest := p.data[p.at:]
	switch b := rest[0]; {
	case b == '/':
		return p.name()
	case b == '(':
		return p.literal()
	case bytes.HasPrefix(rest, []byte("<<")):
		p.at += 2
		return p.dict(depth - 1)
	case b == '<':
		return p.hex()
	case b == '[':
		p.at++
		var out array
		for {
			v := p.value(depth - 1)
			if _, over := v.(end); over {
				return out
			}
			out = append(out, v)
		}
	case b == ']' || b == '}' || b == ')' || b == '{':
		p.at++
		return end{}
	case b == '>':
		p.at += min(2, len(rest))
		return end{}
	}
	return p.numberOrWord()
}

func (p *parser) name() name {
	start := p.at
	for p.at++; p.at < len(p.data) && !isDelimiter(p.data[p.at]); p.at++ {
	}
	return name(p.data[start:p.at])
}

func (p *parser) dict(depth int) dict {
	out := dict{}
	for depth > 0 {
		key, ok := p.value(depth).(name)
		if !ok {
			break
		}
		v := p.value(depth)
		if _, over := v.(end); over {
			break
		}
		out[key] = v
	}
	return out
}

// literal reads a string in brackets.
func (p *parser) literal() text {
	var out []byte
	depth := 0
	for ; p.at < len(p.data); p.at++ {
		switch b := p.data[p.at]; b {
		case '(':
			if depth++; depth > 1 {
				out = append(out, b)
			}
		case ')':
			if depth--; depth == 0 {
				p.at++
				return text(out)
			}
			out = append(out, b)
		case '\\':
			p.at++
			out = p.escaped(out)
		default:
			out = append(out, b)
		}
	}
	p.at = len(p.data) // a backslash at the very end has led beyond it
	return text(out)
}

// escaped adds what stands after a backslash.
func (p *parser) escaped(out []byte) []byte {
	if p.at >= len(p.data) {
		return out
	}
	b := p.data[p.at]
	if i := strings.IndexByte("nrtbf", b); i >= 0 {
		return append(out, "\n\r\t\b\f"[i])
	}
	switch {
	case b == '\n':
		return out
	case b == '\r':
		if p.at+1 < len(p.data) && p.data[p.at+1] == '\n' {
			p.at++
		}
		return out
	case b < '0' || b > '7':
		return append(out, b)
	}
	n := 0
	for i := 0; i < 3 && p.at < len(p.data) && '0' <= p.data[p.at] && p.data[p.at] <= '7'; i++ {
		n = n*8 + int(p.data[p.at]-'0')
		p.at++
	}
	p.at--
	return append(out, byte(n))
}

func (p *parser) hex() text {
	stop := bytes.IndexByte(p.data[p.at:], '>')
	if stop < 0 {
		stop = len(p.data) - p.at
	}
	digits := bytes.Map(func(r rune) rune {
		if strings.ContainsRune("0123456789abcdefABCDEF", r) {
			return r
		}
		return -1
	}, p.data[p.at+1:p.at+max(stop, 1)])
	p.at = min(p.at+stop+1, len(p.data))
	if len(digits)%2 == 1 {
		digits = append(digits, '0')
	}
	out := make([]byte, len(digits)/2)
	if _, err := hex.Decode(out, digits); err != nil {
		return ""
	}
	return text(out)
}

// numberOrWord reads a number, a reference ("12 0 R"), or a word.
func (p *parser) numberOrWord() value {
	start := p.at
	for p.at < len(p.data) && !isDelimiter(p.data[p.at]) {
		p.at++
	}
	letters := p.data[start:p.at]
	n, err := strconv.ParseFloat(string(letters), 64)
	if err != nil {
		switch s := string(letters); s {
		case "null":
			return nil
		case "true", "false":
			return s == "true"
		default:
			return word(s)
		}
	}
	if behind, ok := p.reference(); ok && n >= 0 && n == float64(int(n)) {
		p.at = behind
		return ref(int(n))
	}
	return n
}

// reference is the place behind what makes a number one of an object (" 0 R").
func (p *parser) reference() (behind int, ok bool) {
	at := p.at
	run := func(is func(byte) bool) (n int) {
		for ; at < len(p.data) && n < 6 && is(p.data[at]); n++ {
			at++
		}
		return n
	}
	apart, digits, parted := run(isSpace), run(isDigit), run(isSpace)
	ok = apart > 0 && digits > 0 && digits < 6 && parted > 0 && at < len(p.data) && p.data[at] == 'R'
	return at + 1, ok
}

// stream is the raw content of a stream that begins here, and where it ends.
func (p *parser) stream(d dict) (raw []byte, after int, ok bool) {
	if !p.skip() || !bytes.HasPrefix(p.data[p.at:], []byte("stream")) {
		return nil, 0, false
	}
	start := p.at + len("stream")
	if start < len(p.data) && p.data[start] == '\r' {
		start++
	}
	if start < len(p.data) && p.data[start] == '\n' {
		start++
	}
	if n, direct := d["/Length"].(float64); direct && n >= 0 && n < float64(len(p.data)) {
		stop := start + int(n)
		if stop <= len(p.data) && bytes.HasPrefix(bytes.TrimLeft(p.data[stop:min(stop+16, len(p.data))], "\r\n \t"), []byte("endstream")) {
			return p.data[start:stop], stop, true
		}
	}
	stop := bytes.Index(p.data[min(start, len(p.data)):], []byte("endstream"))
	if stop < 0 {
		return p.data[min(start, len(p.data)):], len(p.data), true
	}
	return p.data[start : start+stop], start + stop, true
}

func sortedKeys(m map[int]value) []int { return slices.Sorted(maps.Keys(m)) }
