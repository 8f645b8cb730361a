package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxHost is the length of the longest host name (RFC 1035), and so of the
// longest look ahead.
const maxHost = 253

// scanner walks over the source once, from left to right.
type scanner struct {
	*Segmenter
	source string
	pieces []piece
	space  bool
}

// piece is what the rules take for a token.
type piece struct {
	start, end int
	space      bool // white space stands before
	inner      bool // cut off from the word before
	address    bool // of the web or of mail: never cut further
}

func (s *scanner) at(i int) (rune, int) {
	if i >= len(s.source) {
		return 0, 0
	}
	if c := s.source[i]; c < utf8.RuneSelf {
		return rune(c), 1
	}
	return utf8.DecodeRuneInString(s.source[i:])
}

// wordAt says whether a rune of a word stands at i.
func (s *scanner) wordAt(i int) bool {
	r, n := s.at(i)
	return n > 0 && isWord(r)
}

func (s *scanner) digitAt(i int) bool {
	return i >= 0 && i < len(s.source) && isDigit(rune(s.source[i]))
}

func (s *scanner) letterAt(i int) bool {
	r, n := s.at(i)
	return n > 0 && unicode.IsLetter(r)
}

func (s *scanner) scan() {
	for i := 0; i < len(s.source); {
		r, n := s.at(i)
		if isBlank(r) {
			s.space = true
			i += n
			continue
		}
		end := s.end(i, r, n)
		s.cut(i, end)
		i = end
	}
}

// end finds where the token that begins at i ends.
func (s *scanner) end(i int, r rune, n int) int {
	switch {
	case isWord(r):
		if end := s.address(i); end > i {
			return end
		}
		return s.word(i)
	case (r == '@' || r == '#') && s.wordAt(i+n):
		return s.suffix(s.run(i + n))
	case unicode.Is(unicode.Sc, r) && s.digitAt(i+n):
		return s.word(i + n)
	case isApostrophe(r):
		if end := s.clitic(i); end > i {
			return end
		}
		return i + n
	case r == '-' && s.enclitic(i) > i:
		return s.enclitic(i)
	case r == '.' || r == '-' || r == '!' || r == '?':
		return s.same(i)
	case isPicture(r):
		return s.pictures(i)
	}
	return i + n
}

// run is the end of the letters, digits and marks from i.
func (s *scanner) run(i int) int {
	for i < len(s.source) {
		r, n := s.at(i)
		if !isWord(r) && (!isInvisible(r) || !s.wordAt(i+n)) {
			break
		}
		i += n
	}
	return i
}

// same is the end of a row of stops or dashes; "?!" counts as one.
func (s *scanner) same(i int) int {
	c := s.source[i]
	for i < len(s.source) {
		d := s.source[i]
		if d != c && (c == '.' || c == '-' || d != '!' && d != '?') {
			break
		}
		i++
	}
	return i
}

func (s *scanner) pictures(i int) int {
	for i < len(s.source) {
		r, n := s.at(i)
		if !isPicture(r) {
			break
		}
		i += n
	}
	return i
}

// word is the end of the word or number that begins at start, with what joins
// its parts: hyphens, apostrophes, points and commas in numbers, the stops of
// an abbreviation.
func (s *scanner) word(start int) int {
	i := start
	if end := s.letters(i); end > i {
		i = end
	} else {
		i = s.run(i)
		if s.source[min(i, len(s.source)-1)] == '.' && s.stopBelongs(start, i) {
			i++
		}
	}
	for i < len(s.source) {
		r, n := s.at(i)
		next := i + n
		switch {
		case isApostrophe(r) && s.elided(start, i, next):
			return next
		case r == '-' && s.enclitic(i) > i:
			return i
		case isHyphen(r) && s.hyphenJoins(i, next, r):
		case isApostrophe(r) && s.apostropheJoins(i, next):
		case r == '&' && s.letterAt(next):
		case (r == '.' || r == ',' || r == ':' || r == '/') && s.digitAt(i-1) && s.digitAt(next):
		case r == '.' && s.hostEnd(start, i) > next:
			i = s.hostEnd(start, i)
			continue
		default:
			return i
		}
		if end := s.letters(next); end > next {
			i = end
		} else {
			i = s.run(next)
		}
	}
	return i
}

// suffix is the end of the suffix after an apostrophe at i, else i.
func (s *scanner) suffix(i int) int {
	r, n := s.at(i)
	if isApostrophe(r) && s.apostropheJoins(i, i+n) {
		return s.run(i + n)
	}
	return i
}

func (s *scanner) hyphenJoins(i, next int, r rune) bool {
	if !s.wordAt(next) {
		return false
	}
	if r != '–' || s.digitAt(i-1) && s.digitAt(next) {
		return true
	}
	after, _ := s.at(next)
	return unicode.IsUpper(after) && unicode.IsUpper(s.firstOfWord(i))
}

// firstOfWord is the first rune of the run of letters that ends at i.
func (s *scanner) firstOfWord(i int) rune {
	var begin rune
	for i > 0 {
		r, n := utf8.DecodeLastRuneInString(s.source[:i])
		if !isWord(r) {
			break
		}
		begin, i = r, i-n
	}
	return begin
}

// apostropheJoins: letters on both sides, and what follows is no clitic.
func (s *scanner) apostropheJoins(i, next int) bool {
	return s.wordAt(next) && s.clitic(i) == i
}

// clitic is the end of the ending that begins with the apostrophe at i, or i
// when there is none.
func (s *scanner) clitic(i int) int {
	if len(s.clitics) == 0 {
		return i
	}
	_, n := s.at(i)
	end := i + n
	for end < len(s.source) && end-i-n < 3 && s.wordAt(end) {
		_, width := s.at(end)
		end += width
	}
	if end == i+n || s.wordAt(end) || !s.clitics["'"+strings.ToLower(s.source[i+n:end])] {
		return i
	}
	return end
}

// elided reports whether the word from start to the apostrophe at i has lost its last
// vowel before the word that follows at once: "l'accord".
func (s *scanner) elided(start, i, next int) bool {
	if len(s.elisions) == 0 || next >= len(s.source) || !s.elisions[s.pack.Lower(s.source[start:i])+"'"] {
		return false
	}
	r, _ := s.at(next)
	return !isBlank(r)
}

// enclitic is the end of the pronoun that the hyphen at i ties to the word before it,
// "-t-il"; i where there is none.
func (s *scanner) enclitic(i int) int {
	const longest = 8
	if len(s.enclitics) == 0 || !isWord(before(s.source, i)) {
		return i
	}
	end := i + 1
	for end < len(s.source) && end-i < longest && (s.wordAt(end) || s.source[end] == '-' && s.wordAt(end+1)) {
		_, n := s.at(end)
		end += n
	}
	if s.wordAt(end) || !s.enclitics[s.source[i:end]] {
		return i
	}
	return end
}

// letters is the end of a row of single letters with stops, "U.S." or "a.m.",
// that begins at i; at least two. Else it is i.
func (s *scanner) letters(i int) int {
	end, count := i, 0
	for {
		if !s.letterAt(end) {
			break
		}
		_, n := s.at(end)
		if end+n < len(s.source) && s.source[end+n] == '.' {
			end += n + 1
			count++
			continue
		}
		if count > 0 && !s.wordAt(end+n) {
			end += n
			count++
		}
		break
	}
	if count < 2 {
		return i
	}
	return end
}

// stopBelongs decides whether the full stop at i is part of the word that
// begins at start: an abbreviation, an initial or an ordinal.
func (s *scanner) stopBelongs(start, i int) bool {
	word := s.source[start:i]
	next := i + 1
	if next < len(s.source) && s.source[next] == '.' {
		return false
	}
	switch s.abbreviations[word] {
	case title, mayEnd:
		return true
	case beforeNumber:
		return isDigit(s.followsInLine(next))
	}
	r, n := utf8.DecodeRuneInString(word)
	switch {
	case n == len(word) && unicode.IsUpper(r):
		return s.initial(next)
	case isDigit(r):
		return s.ordinal(word, next)
	}
	return false
}

// initial: a capital follows and begins no sentence.
func (s *scanner) initial(next int) bool {
	return unicode.IsUpper(s.followsInLine(next)) && !s.starter(next)
}

// ordinal: few digits, and something follows in the line.
func (s *scanner) ordinal(word string, next int) bool {
	if len(word) > s.ordinalDigits || strings.Trim(word, "0123456789") != "" {
		return false
	}
	r := s.followsInLine(next)
	return unicode.IsLetter(r) || isApostrophe(r)
}

// followsInLine is the first visible rune after i; 0 where the line ends.
func (s *scanner) followsInLine(i int) rune {
	for i < len(s.source) {
		r, n := s.at(i)
		if !isBlank(r) {
			return r
		}
		if isLineEnd(r) {
			break
		}
		i += n
	}
	return 0
}

// starter says whether the word after white space at i begins a sentence, in
// so far as the list of such words tells.
func (s *scanner) starter(i int) bool {
	for i < len(s.source) {
		r, n := s.at(i)
		if !isBlank(r) {
			break
		}
		i += n
	}
	end := s.run(i)
	if r, _ := s.at(end); r == '.' {
		return false
	}
	return s.starters[s.pack.Lower(s.source[i:end])]
}

// address is the end of the web or mail address that begins at i, else i.
func (s *scanner) address(i int) int {
	rest := s.source[i:min(len(s.source), i+maxHost)]
	if !hasPrefixFold(rest, "http://") && !hasPrefixFold(rest, "https://") && !hasPrefixFold(rest, "www.") {
		return s.mail(i, rest)
	}
	return s.path(i)
}

func hasPrefixFold(s, prefix string) bool {
	return len(s) > len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

func (s *scanner) mail(i int, rest string) int {
	at := strings.IndexFunc(rest, func(r rune) bool { return !isWord(r) && r != '.' && r != '-' && r != '+' })
	if at <= 0 || rest[at] != '@' {
		return i
	}
	end := i + at + 1
	dot := false
	for s.wordAt(end) || end < len(s.source) && (s.source[end] == '.' || s.source[end] == '-') && s.wordAt(end+1) {
		dot = dot || s.source[end] == '.'
		_, n := s.at(end)
		end += n
	}
	if !dot {
		return i
	}
	return end
}

// path is the end of an address whose host has begun: it ends before white
// space, a quote or a bracket, and before the punctuation of its sentence.
func (s *scanner) path(i int) int {
	end := i
	for end < len(s.source) {
		r, n := s.at(end)
		if isBlank(r) || strings.ContainsRune("<>\"“”«»()[]{}|…", r) {
			break
		}
		end += n
	}
	return i + len(strings.TrimRight(s.source[i:end], ".,;:!?'’"))
}

// hostEnd is the end of a host name, with its path, whose first label spans
// start to dot; dot when its last label is no known domain.
func (s *scanner) hostEnd(start, dot int) int {
	end := dot
	for end < len(s.source) && end-start < maxHost {
		r, n := s.at(end)
		if !isWord(r) && ((r != '.' && r != '-') || !s.wordAt(end+1)) {
			break
		}
		end += n
	}
	host := s.source[start:end]
	if !s.domains[strings.ToLower(host[strings.LastIndexByte(host, '.')+1:])] {
		return dot
	}
	if end < len(s.source) && s.source[end] == '/' {
		return s.path(end)
	}
	return end
}

// cut adds the piece from start to end, in two where the language asks for it.
func (s *scanner) cut(start, end int) {
	inner := len(s.pieces) > 0 && !s.space && isApostrophe(first(s.source[start:end])) && s.clitic(start) == end && isWord(before(s.source, start))
	if at := s.splitAt(s.source[start:end]); at > 0 {
		s.add(piece{start: start, end: start + at, inner: inner})
		start, inner = start+at, true
	}
	s.add(piece{start: start, end: end, inner: inner, address: s.address(start) == end})
}

func before(source string, i int) rune {
	r, _ := utf8.DecodeLastRuneInString(source[:i])
	return r
}

// splitAt is where the word is cut in two: "can|not", "is|n't"; 0 for nowhere.
func (s *scanner) splitAt(word string) int {
	if len(s.clitics) == 0 && len(s.splits) == 0 || len(word) < 4 {
		return 0
	}
	if at := s.splits[strings.ToLower(word)]; at > 0 {
		return at
	}
	at, width := lastApostrophe(word)
	if at < 2 || at+width+1 != len(word) {
		return 0
	}
	if s.clitics[strings.ToLower(word[at-1:at])+"'"+strings.ToLower(word[at+width:])] {
		return at - 1
	}
	return 0
}

func (s *scanner) add(p piece) {
	p.space = s.space
	s.pieces = append(s.pieces, p)
	s.space = false
}
