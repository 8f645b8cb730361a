// Package packed writes and reads the files of trained models: a line of text
// that names source and licence, then named sections of bytes, all compressed.
package packed

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strings"
)

// magic begins the second line; the digit is the version of the format.
const magic = "chancery model 1\n"

// largest is the size that a file may have when it is unpacked, in bytes.
const largest = 64 << 20

// Write writes a file. The source must be one line. Equal sections give equal
// bytes.
func Write(w io.Writer, source string, sections map[string][]byte) error {
	if strings.ContainsAny(source, "\r\n") {
		return errors.New("packed: the source is more than one line")
	}
	z, err := gzip.NewWriterLevel(w, gzip.BestCompression)
	if err != nil {
		return fmt.Errorf("packed: %w", err)
	}
	var b Builder
	for _, name := range slices.Sorted(maps.Keys(sections)) {
		b.String(name)
		b.String(string(sections[name]))
	}
	for _, part := range []string{"# Source: " + source + "\n", magic, string(b.Bytes())} {
		if _, err := io.WriteString(z, part); err != nil {
			return fmt.Errorf("packed: %w", err)
		}
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("packed: %w", err)
	}
	return nil
}

// Read reads what Write wrote.
func Read(r io.Reader) (map[string][]byte, error) {
	z, err := gzip.NewReader(r)
	if err != nil {
		return nil, fmt.Errorf("packed: %w", err)
	}
	in := bufio.NewReader(io.LimitReader(z, largest))
	if _, err := in.ReadString('\n'); err != nil {
		return nil, fmt.Errorf("packed: reading the source: %w", err)
	}
	if line, err := in.ReadString('\n'); err != nil || line != magic {
		return nil, fmt.Errorf("packed: not a model of this version: %.20q", line)
	}
	raw, err := io.ReadAll(in)
	if err != nil {
		return nil, fmt.Errorf("packed: %w", err)
	}
	p := NewParser(raw)
	sections := map[string][]byte{}
	for p.Err() == nil && !p.Done() {
		name := p.String()
		if _, ok := sections[name]; ok {
			p.Fail("a section is there twice")
		}
		sections[name] = []byte(p.String())
	}
	if err := p.Err(); err != nil {
		return nil, err
	}
	return sections, nil
}

// Builder collects the bytes of a section.
type Builder struct{ b bytes.Buffer }

// Uint adds a number in as few bytes as it needs.
func (b *Builder) Uint(n uint64) { b.b.Write(binary.AppendUvarint(nil, n)) }

// String adds a string with its length.
func (b *Builder) String(s string) {
	b.Uint(uint64(len(s)))
	b.b.WriteString(s)
}

// Strings adds a list of strings.
func (b *Builder) Strings(list []string) {
	b.Uint(uint64(len(list)))
	for _, s := range list {
		b.String(s)
	}
}

// Keys adds a list of rising numbers.
func (b *Builder) Keys(keys []uint32) {
	b.Uint(uint64(len(keys)))
	var before uint32
	for _, k := range keys {
		b.Uint(uint64(k - before))
		before = k
	}
}

// Bytes are what was added so far.
func (b *Builder) Bytes() []byte { return b.b.Bytes() }

// Parser reads back what a Builder collected. After the first fault it returns
// zeros and empty strings.
type Parser struct {
	rest []byte
	err  error
}

// NewParser begins at the start of the bytes.
func NewParser(b []byte) *Parser { return &Parser{rest: b} }

// Err is the first fault, or nil.
func (p *Parser) Err() error { return p.err }

// Done says whether nothing is left.
func (p *Parser) Done() bool { return len(p.rest) == 0 }

// Left is the number of bytes that are left.
func (p *Parser) Left() int { return len(p.rest) }

// End notes a fault unless all has been read, and gives the first fault.
func (p *Parser) End() error {
	if !p.Done() {
		p.Fail("there is more than was expected")
	}
	return p.err
}

// Fail notes a fault in what was read.
func (p *Parser) Fail(what string) {
	if p.err == nil {
		p.err = fmt.Errorf("packed: %s, with %d bytes left", what, len(p.rest))
	}
	p.rest = nil
}

// Uint reads a number of at most limit.
func (p *Parser) Uint(limit uint64) uint64 {
	n, size := binary.Uvarint(p.rest)
	if p.err != nil || size <= 0 || n > limit {
		p.Fail("a number is cut off or too large")
		return 0
	}
	p.rest = p.rest[size:]
	return n
}

// Len reads how many items follow that need at least a byte each.
func (p *Parser) Len() int { return int(p.Uint(uint64(len(p.rest)))) }

// String reads a string.
func (p *Parser) String() string {
	n := p.Len()
	if n > len(p.rest) {
		p.Fail("a string is cut off")
		return ""
	}
	s := string(p.rest[:n])
	p.rest = p.rest[n:]
	return s
}

// Strings reads a list of strings.
func (p *Parser) Strings() []string {
	list := make([]string, p.Len())
	for i := range list {
		list[i] = p.String()
	}
	return list
}

// Keys reads a list of rising numbers.
func (p *Parser) Keys() []uint32 {
	keys := make([]uint32, p.Len())
	var before uint64
	for i := range keys {
		before += p.Uint(math.MaxUint32)
		if before > math.MaxUint32 {
			p.Fail("a key is too large")
		}
		keys[i] = uint32(before)
	}
	return keys
}
