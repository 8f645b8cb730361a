// Package conllu reads and writes treebanks in the CoNLL-U format of Universal
// Dependencies (https://universaldependencies.org/format.html).
package conllu

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Word is a syntactic word: a line whose id is a number. Columns that hold "_"
// are empty, except the form and lemma of the word "_" itself.
type Word struct {
	Form, Lemma, UPOS, XPOS, Feats string
	Head                           int // 1 is the first word, 0 the root
	DepRel, Deps, Misc             string
}

// Token is what stands between white space or other tokens: the half-open range
// of words [First, Last), more than one for a multi-word token.
type Token struct {
	Form        string
	First, Last int
	Space       bool // white space follows
}

// Sentence is one sentence. Every word lies in one token; empty nodes ("8.1")
// are left out.
type Sentence struct {
	NewDocument, NewParagraph bool
	Comments                  []string // without "# "
	Tokens                    []Token
	Words                     []Word
}

// The ceilings: of a line in bytes, with room for a text that is all one
// sentence, and of a multi-word token in words.
const (
	longestLine = 1 << 24
	mostWords   = 100
)

// Read reads sentences to the end of r. A line that cannot be of the format is
// an error with its number; so is one that is not UTF-8 or too long. The empty
// line after the last sentence may be missing.
func Read(r io.Reader) ([]Sentence, error) {
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, longestLine)
	var out []Sentence
	var p parser
	for lines.Scan() {
		p.line++
		line := lines.Text()
		if p.line == 1 {
			line = strings.TrimPrefix(line, "\ufeff")
		}
		if err := p.read(line); err != nil {
			return nil, fmt.Errorf("conllu: line %d: %w", p.line, err)
		}
		if p.done {
			out = append(out, p.sentence)
			p = parser{line: p.line}
		}
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("conllu: after line %d: %w", p.line, err)
	}
	if err := p.finish(); err != nil {
		return nil, fmt.Errorf("conllu: at the end, line %d: %w", p.line, err)
	}
	if p.done {
		out = append(out, p.sentence)
	}
	return out, nil
}

// parser reads the lines of one sentence.
type parser struct {
	line     int
	sentence Sentence
	done     bool
}

func (p *parser) read(line string) error {
	switch {
	case !utf8.ValidString(line):
		return errors.New("not UTF-8")
	case strings.Contains(line, "\r"):
		return errors.New("a carriage return inside the line")
	case strings.TrimSpace(line) == "":
		return p.finish()
	case line[0] == '#':
		p.comment(strings.TrimSpace(line[1:]))
		return nil
	}
	columns := strings.Split(line, "\t")
	if len(columns) != 10 {
		return fmt.Errorf("%d columns, want 10", len(columns))
	}
	if slices.Contains(columns, "") {
		return errors.New("an empty column; what is not known is _")
	}
	id := columns[0]
	if first, last, ok := strings.Cut(id, "-"); ok {
		return p.token(first, last, columns)
	}
	if first, second, ok := strings.Cut(id, "."); ok {
		return emptyNode(first, second)
	}
	return p.word(id, columns)
}

// emptyNode checks the id of a word that the text leaves out.
func emptyNode(first, second string) error {
	_, err1 := strconv.ParseUint(first, 10, 31)
	_, err2 := strconv.ParseUint(second, 10, 31)
	if err1 != nil || err2 != nil {
		return fmt.Errorf("id %q", first+"."+second)
	}
	return nil
}

func (p *parser) comment(text string) {
	s := &p.sentence
	s.Comments = append(s.Comments, text)
	s.NewDocument = s.NewDocument || strings.HasPrefix(text, "newdoc")
	s.NewParagraph = s.NewParagraph || strings.HasPrefix(text, "newpar")
}

// token begins a multi-word token.
func (p *parser) token(first, last string, columns []string) error {
	s := &p.sentence
	from, err1 := strconv.Atoi(first)
	to, err2 := strconv.Atoi(last)
	if err1 != nil || err2 != nil || from != len(s.Words)+1 || to <= from || to-from >= mostWords || p.open() {
		return fmt.Errorf("range %s-%s after word %d", first, last, len(s.Words))
	}
	s.Tokens = append(s.Tokens, Token{Form: columns[1], First: from - 1, Last: to, Space: spaceAfter(columns[9])})
	return nil
}

// open says whether a multi-word token lacks words still.
func (p *parser) open() bool {
	s := &p.sentence
	return len(s.Tokens) > 0 && s.Tokens[len(s.Tokens)-1].Last > len(s.Words)
}

func (p *parser) word(id string, columns []string) error {
	s := &p.sentence
	if n, err := strconv.Atoi(id); err != nil || n != len(s.Words)+1 {
		return fmt.Errorf("id %q after word %d", id, len(s.Words))
	}
	w := Word{Form: columns[1], Lemma: columns[2], UPOS: value(columns[3]), XPOS: value(columns[4]), Feats: value(columns[5]),
		DepRel: value(columns[7]), Deps: value(columns[8]), Misc: value(columns[9])}
	if w.Lemma == "_" && w.Form != "_" {
		w.Lemma = ""
	}
	if head := value(columns[6]); head != "" {
		n, err := strconv.Atoi(head)
		if err != nil || n < 0 {
			return fmt.Errorf("head %q", head)
		}
		w.Head = n
	}
	if !p.open() {
		s.Tokens = append(s.Tokens, Token{Form: w.Form, First: len(s.Words), Last: len(s.Words) + 1, Space: spaceAfter(columns[9])})
	}
	s.Words = append(s.Words, w)
	return nil
}

// finish ends the sentence, if there is one.
func (p *parser) finish() error {
	if p.open() {
		return errors.New("a multi-word token lacks words")
	}
	p.done = len(p.sentence.Words) > 0
	return nil
}

func value(column string) string {
	if column == "_" {
		return ""
	}
	return column
}

func spaceAfter(misc string) bool {
	for part := range strings.SplitSeq(misc, "|") {
		if part == "SpaceAfter=No" {
			return false
		}
	}
	return true
}
