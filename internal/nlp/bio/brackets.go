package bio

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"

	"chancery"
	"chancery/internal/nlp"
)

// ReadBrackets reads texts in which names stand in square brackets behind their
// type, a sentence a line:
//
//	Foreign Minister [PER Lena Torvik] left [LOC Oslo] on Monday.
//
// Lines that begin with # and empty ones are left out. Cut gives the tokens of
// a text; one that a name begins or ends in is cut there, too. A line that
// cannot be read is an error with its number.
func ReadBrackets(r io.Reader, cut func(text string) []nlp.Token) ([]Sentence, error) {
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, longestLine)
	var out []Sentence
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || line[0] == '#' {
			continue
		}
		s, err := bracketed(line, cut)
		if err != nil {
			return nil, fmt.Errorf("bio: line %d: %w", n, err)
		}
		out = append(out, s)
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("bio: reading: %w", err)
	}
	return out, nil
}

// span is a marked name in a text.
type span struct {
	chancery.Span
	label string
}

func bracketed(line string, cut func(text string) []nlp.Token) (Sentence, error) {
	text, spans, err := unmark(line)
	if err != nil {
		return Sentence{}, err
	}
	var edges []int
	for _, name := range spans {
		edges = append(edges, name.Start, name.End)
	}
	first, end := map[int]int{}, map[int]int{}
	var s Sentence
	for _, t := range cut(text) {
		for _, word := range split(t.Span, edges) {
			first[word.Start] = len(s.Words)
			s.Words = append(s.Words, word.In(text))
			end[word.End] = len(s.Words)
		}
	}
	for _, name := range spans {
		a, begins := first[name.Start]
		b, ends := end[name.End]
		if !begins || !ends {
			return Sentence{}, fmt.Errorf("the name %q begins or ends with no word", name.In(text))
		}
		s.marked = append(s.marked, nlp.Name{First: a, Last: b, Type: nlp.NameType(name.label)})
	}
	s.Names = s.Typed(nil)
	return s, nil
}

// split cuts a span at those of the rising edges that lie inside.
func split(s chancery.Span, edges []int) []chancery.Span {
	var out []chancery.Span
	for _, at := range edges {
		if s.Start < at && at < s.End {
			out = append(out, chancery.Span{Start: s.Start, End: at})
			s.Start = at
		}
	}
	return append(out, s)
}

// unmark takes the brackets off.
func unmark(line string) (text string, spans []span, err error) {
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(line, "[")
		b.WriteString(before)
		if !ok {
			if strings.Contains(before, "]") {
				return "", nil, errors.New("a bracket is closed that was not opened")
			}
			return b.String(), spans, nil
		}
		inside, after, ok := strings.Cut(rest, "]")
		label, name, typed := strings.Cut(inside, " ")
		if !ok || !typed || name == "" || strings.ContainsAny(before+inside, "[]") {
			return "", nil, errors.New("want [TYPE name]")
		}
		at := b.Len()
		b.WriteString(name)
		spans = append(spans, span{chancery.Span{Start: at, End: b.Len()}, label})
		line = after
	}
}
