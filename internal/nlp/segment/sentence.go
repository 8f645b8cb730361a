package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"chancery/internal/nlp"
)

// A text is taken for one wrapped at a fixed width when at least minWrapped of
// its line breaks, and most of them, stand where the next word had no room,
// and no line is longer than maxWidth runes.
const (
	minWrapped = 3
	maxWidth   = 120
)

// sentences groups the tokens.
func (s *Segmenter) sentences(source string, tokens []nlp.Token) []nlp.Sentence {
	var out []nlp.Sentence
	var buf []uint32
	c := newCutter(source, tokens)
	for i := range tokens {
		last := i+1 == len(tokens)
		paragraph := !last && c.paragraphEnds(i)
		if !last && !paragraph {
			rule := s.endsByRule(tokens[c.begin:], i-c.begin)
			var ends bool
			if ends, buf = s.sentenceEnds(&c, i, rule, buf); !ends {
				continue
			}
		}
		out = append(out, c.finish(i, paragraph))
	}
	return out
}

// cutter is where the cutting into sentences stands.
type cutter struct {
	source           string
	tokens           []nlp.Token
	width            int // at which the text was wrapped
	begin, paragraph int // first token of the sentence, number of its paragraph
}

func newCutter(source string, tokens []nlp.Token) cutter {
	return cutter{source: source, tokens: tokens, width: wrapWidth(source)}
}

// paragraphEnds says whether a paragraph ends after token i, which is not the
// last.
func (c *cutter) paragraphEnds(i int) bool {
	lines := c.lines(i)
	return lines > 1 || lines == 1 && !wrapped(c.source, c.tokens, i, c.width)
}

// lines is the number of line ends after token i.
func (c *cutter) lines(i int) int {
	if !c.tokens[i+1].Space {
		return 0
	}
	return lineEnds(c.source[c.tokens[i].End:c.tokens[i+1].Start])
}

// finish ends a sentence after token i, and begins the next.
func (c *cutter) finish(i int, paragraph bool) nlp.Sentence {
	out := nlp.Sentence{First: c.begin, Last: i + 1, Paragraph: c.paragraph}
	c.begin = i + 1
	if paragraph {
		c.paragraph++
	}
	return out
}

func lineEnds(gap string) int {
	n := 0
	for i, r := range gap {
		if isLineEnd(r) || r == '\r' && !strings.HasPrefix(gap[i+1:], "\n") {
			n++
		}
	}
	return n
}

// endsByRule says whether a sentence ends after tokens[i], by the rules alone;
// tokens begin with the sentence and reach to the end of the text.
func (s *Segmenter) endsByRule(tokens []nlp.Token, i int) bool {
	next := tokens[i+1]
	if isClosingToken(next) && !next.Space {
		return false
	}
	stop := i
	for stop > 0 && !tokens[stop].Space && isClosingToken(tokens[stop]) {
		stop--
	}
	form := tokens[stop].Form
	end, _ := utf8.DecodeLastRuneInString(form)
	if !isStop(end) {
		return false
	}
	if utf8.RuneCountInString(form) > 1 && isWord(first(form)) {
		return s.abbreviationEnds(form, next)
	}
	if !next.Space {
		return end != '…' && unicode.IsUpper(first(next.Form))
	}
	return !unicode.IsLower(first(next.Form)) && !isListStop(tokens, stop)
}

// abbreviationEnds: only before a word that begins sentences.
func (s *Segmenter) abbreviationEnds(form string, next nlp.Token) bool {
	word := strings.TrimSuffix(form, ".")
	if s.abbreviations[word] == title || isDigit(first(form)) {
		return false
	}
	return next.Space && unicode.IsUpper(first(next.Form)) && s.starters[next.Lower]
}

// isListStop: "1." or "a." at the head of a line numbers it.
func isListStop(tokens []nlp.Token, stop int) bool {
	if stop != 1 || tokens[1].Form != "." {
		return false
	}
	number := tokens[0].Form
	return len(number) == 1 || len(number) == 2 && isDigit(first(number))
}

func isStop(r rune) bool { return r == '…' || unicode.Is(unicode.STerm, r) }

func isClosingToken(t nlp.Token) bool {
	r, n := utf8.DecodeRuneInString(t.Form)
	return n == len(t.Form) && isClosing(r)
}

// wrapped says whether the single line break after tokens[i] lies inside a
// paragraph: the text is wrapped and the next word had no room, or a line
// without a final stop goes on in lower case.
func wrapped(source string, tokens []nlp.Token, i, width int) bool {
	next := tokens[i+1]
	line := lineBefore(source, tokens[i].End)
	if width > 0 && utf8.RuneCountInString(line)+1+firstWord(source[next.Start:]) > width {
		return true
	}
	end, _ := utf8.DecodeLastRuneInString(tokens[i].Form)
	if isStop(end) || isListItem(line) || isListItem(source[next.Start:]) {
		return false
	}
	return unicode.IsLower(first(next.Form))
}

// lineBefore is the line that ends at end.
func lineBefore(source string, end int) string {
	begin := strings.LastIndexFunc(source[:end], func(r rune) bool { return isLineEnd(r) || r == '\r' })
	return strings.TrimSpace(source[begin+1 : end])
}

// isListItem says whether a line begins with a dash, a bullet or a number and
// bracket.
func isListItem(line string) bool {
	r, n := utf8.DecodeRuneInString(line)
	switch {
	case r == '-' || r == '–' || r == '—' || r == '*' || r == '•' || r == '·' || r == '▪' || r == '■':
		return true
	case !isWord(r):
		return false
	}
	for n < len(line) && isDigit(rune(line[n])) && n < 3 {
		n++
	}
	return n < len(line) && line[n] == ')'
}

// firstWord is the number of runes before the first white space.
func firstWord(s string) int {
	n := 0
	for _, r := range s {
		if isBlank(r) {
			break
		}
		n++
	}
	return n
}

// wrapWidth is the width at which the text was wrapped; 0 when it was not.
func wrapWidth(source string) int {
	lines := strings.Split(source, "\n")
	width := 0
	for i := range lines {
		lines[i] = strings.TrimSpace(lines[i])
		width = max(width, utf8.RuneCountInString(lines[i]))
	}
	if width > maxWidth {
		return 0
	}
	full, breaks := 0, 0
	for i := 0; i+1 < len(lines); i++ {
		if lines[i] == "" || lines[i+1] == "" {
			continue
		}
		breaks++
		if utf8.RuneCountInString(lines[i])+1+firstWord(lines[i+1]) > width {
			full++
		}
	}
	if full < minWrapped || 2*full <= breaks {
		return 0
	}
	return width
}
