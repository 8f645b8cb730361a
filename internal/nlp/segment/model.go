package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"chancery/internal/nlp"
	"chancery/internal/nlp/perceptron"
)

// A model's classes.
const (
	stays = iota // no token or sentence ends here
	ends
)

func classNames() []string { return []string{"stays", "ends"} }

// tokens makes tokens of the pieces that the rules found. Where there is a
// model it decides anew at each joint: where a piece ends without white space,
// and beside each mark inside a piece.
func (s *Segmenter) tokens(source string, pieces []piece) []nlp.Token {
	tokens := make([]nlp.Token, 0, len(pieces))
	var buf []uint32
	for i := 0; i < len(pieces); {
		end := i + 1
		for end < len(pieces) && !pieces[end].space {
			end++
		}
		var cuts []cut
		cuts, buf = s.cuts(source, pieces[i:end], buf)
		for k, c := range cuts {
			last := pieces[end-1].end
			if k+1 < len(cuts) {
				last = cuts[k+1].at
			}
			t := s.token(source, c.at, last)
			t.Space = k == 0 && pieces[i].space
			t.Inner, t.Joined = c.inner, !c.ruled
			tokens = append(tokens, t)
		}
		i = end
	}
	return tokens
}

// cut is where a token begins.
type cut struct {
	at    int
	ruled bool // the rules cut there, too
	inner bool
}

// cuts are where the tokens of a chunk begin: a row of pieces without white
// space between.
func (s *Segmenter) cuts(source string, chunk []piece, buf []uint32) ([]cut, []uint32) {
	cuts := []cut{{at: chunk[0].start, ruled: true}}
	if s.joints == nil {
		for _, p := range chunk[1:] {
			cuts = append(cuts, cut{p.start, true, p.inner})
		}
		return cuts, buf
	}
	for k, p := range chunk {
		if k > 0 {
			yes := p.inner // an ending is one everywhere: treebanks have few of some words ("Monday's")
			if !yes {
				yes, buf = s.cutsAt(source, chunk, p.start, true, buf)
			}
			if yes {
				cuts = append(cuts, cut{p.start, true, p.inner})
			}
		}
		if p.address {
			continue
		}
		for _, at := range joints(source, p) {
			var yes bool
			if yes, buf = s.cutsAt(source, chunk, at, false, buf); yes {
				cuts = append(cuts, cut{at, false, false})
			}
		}
	}
	return cuts, buf
}

// joints are the places inside a piece before and after each mark that is no
// letter or digit.
func joints(source string, p piece) []int {
	var out []int
	var before rune
	for i, r := range source[p.start:p.end] {
		if i > 0 && !(isWord(before) && isWord(r)) && !isInvisible(r) && !unicode.IsMark(r) {
			out = append(out, p.start+i)
		}
		before = r
	}
	return out
}

func (s *Segmenter) cutsAt(source string, chunk []piece, at int, rule bool, buf []uint32) (bool, []uint32) {
	buf = jointFeatures(buf[:0], source, chunk, at, rule)
	var scores [2]int32
	s.joints.Add(scores[:], buf)
	return scores[ends] > scores[stays], buf
}

// builder collects features.
type builder []uint32

func (b *builder) add(template, value uint32) { *b = append(*b, perceptron.Feature(template, value)) }

// How many bytes are looked at: of a chunk as a whole, and of a word beside a
// place in it.
const (
	longestChunk = 64
	longestWord  = 32
)

// jointFeatures are those of a place in a chunk: the characters around, the
// words on both sides, and what the rules say.
func jointFeatures(buf []uint32, source string, chunk []piece, at int, rule bool) []uint32 {
	b := builder(buf)
	start, end := chunk[0].start, chunk[len(chunk)-1].end
	said := perceptron.Bit(rule)
	left, right := window(source, start, at, end)
	b.add(1, said)
	b.add(2, perceptron.Pair(said, perceptron.Pair(kind(left[0]), kind(right[0]))))
	b.add(3, perceptron.Pair(said, perceptron.Pair(uint32(left[0]), uint32(right[0]))))
	kinds := perceptron.Pair(perceptron.Pair(kind(left[1]), kind(left[0])), perceptron.Pair(kind(right[0]), kind(right[1])))
	b.add(4, perceptron.Pair(said, kinds))
	b.add(5, perceptron.Pair(kinds, perceptron.Pair(kind(left[2]), kind(right[2]))))
	b.add(6, perceptron.Pair(said, perceptron.Pair(uint32(left[1]), uint32(left[0]))))
	b.add(7, perceptron.Pair(said, perceptron.Pair(uint32(right[0]), uint32(right[1]))))
	before, after := wordBefore(source, start, at), wordAfter(source, at, end)
	b.add(8, perceptron.Pair(before, uint32(right[0])))
	b.add(9, perceptron.Pair(after, uint32(left[0])))
	b.add(10, perceptron.Pair(before, after))
	b.add(11, perceptron.Pair(said, before))
	b.add(12, perceptron.Pair(said, after))
	if end-start <= longestChunk {
		b.add(13, perceptron.Pair(said, perceptron.Hash(source[start:end])))
	}
	b.add(14, perceptron.Pair(perceptron.Pair(uint32(left[0]), uint32(right[0])), perceptron.Pair(perceptron.Bit(at == start), perceptron.Bit(end-at < 3))))
	return b
}

// window is the characters before and after a place, nearest first; 0 beyond
// the chunk.
func window(source string, start, at, end int) (left, right [3]rune) {
	for i, k := at, 0; k < len(left) && i > start; k++ {
		r, n := utf8.DecodeLastRuneInString(source[start:i])
		left[k] = r
		i -= n
	}
	for i, k := at, 0; k < len(right) && i < end; k++ {
		r, n := utf8.DecodeRuneInString(source[i:end])
		right[k] = r
		i += n
	}
	return left, right
}

// kind is the class of a character.
func kind(r rune) uint32 {
	switch {
	case r == 0:
		return 0
	case unicode.IsUpper(r):
		return 1
	case unicode.IsLetter(r):
		return 2
	case unicode.IsDigit(r):
		return 3
	case isApostrophe(r):
		return 4
	case isHyphen(r):
		return 5
	case r == '.':
		return 6
	case unicode.IsPunct(r):
		return 7
	}
	return 8
}

// wordBefore hashes the letters and digits before a place, beyond one mark.
func wordBefore(source string, start, at int) uint32 {
	end := at
	if r, n := utf8.DecodeLastRuneInString(source[start:at]); n > 0 && !isWord(r) {
		end -= n
	}
	i := end
	for i > start && end-i < longestWord {
		r, n := utf8.DecodeLastRuneInString(source[start:i])
		if !isWord(r) {
			break
		}
		i -= n
	}
	return hashLower(source[i:end])
}

// wordAfter hashes the letters and digits after a place, beyond one mark.
func wordAfter(source string, at, end int) uint32 {
	begin := at
	if r, n := utf8.DecodeRuneInString(source[at:end]); n > 0 && !isWord(r) {
		begin += n
	}
	i := begin
	for i < end && i-begin < longestWord {
		r, n := utf8.DecodeRuneInString(source[i:end])
		if !isWord(r) {
			break
		}
		i += n
	}
	return hashLower(source[begin:i])
}

// hashLower hashes a word with its ASCII letters in lower case.
func hashLower(s string) uint32 {
	h := perceptron.Start
	for i := range len(s) {
		c := s[i]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		h = perceptron.Next(h, c)
	}
	return h
}

// sentenceEnds says whether a sentence ends after token i, which does not end
// its paragraph. An abbreviation that the rules list as a title never ends one, nor
// does an ordinal, unless a word follows that begins sentences.
func (s *Segmenter) sentenceEnds(c *cutter, i int, rule bool, buf []uint32) (bool, []uint32) {
	if s.ends == nil || !mightEnd(c.tokens, i) {
		return rule && !c.tokens[i+1].Joined, buf
	}
	if form := c.tokens[i].Form; len(form) > 1 && form[len(form)-1] == '.' && s.abbreviations[form[:len(form)-1]] == title {
		return false, buf
	}
	if s.ordinalDigits > 0 && isOrdinal(c.tokens[i].Form) && !s.starters[c.tokens[i+1].Lower] { // "12. Deniz Zirvesi"
		return false, buf
	}
	buf = s.endFeatures(buf[:0], c, i, rule)
	var scores [2]int32
	s.ends.Add(scores[:], buf)
	return scores[ends] > scores[stays], buf
}

// isOrdinal reports whether a token is digits with the stop of an ordinal.
func isOrdinal(form string) bool {
	number, ok := strings.CutSuffix(form, ".")
	return ok && number != "" && strings.Trim(number, "0123456789") == ""
}

// mightEnd leaves out the places where hardly ever a sentence ends: all but
// those behind a stop and what closes a quotation or a bracket after it.
func mightEnd(tokens []nlp.Token, i int) bool {
	if tokens[i+1].Joined {
		return false
	}
	r, _ := utf8.DecodeLastRuneInString(tokens[i].Form)
	return isStop(r) || isClosing(r) && tokens[i+1].Space
}

// endFeatures are those of the end of token i.
func (s *Segmenter) endFeatures(buf []uint32, c *cutter, i int, rule bool) []uint32 {
	b := builder(buf)
	t := c.tokens
	said := perceptron.Bit(rule)
	at := func(k int) (lower, shape uint32) {
		if k < c.begin || k >= len(t) {
			return 0, 0
		}
		return perceptron.Hash(t[k].Lower), shapeOf(t[k].Form)
	}
	l0, s0 := at(i)
	l1, s1 := at(i - 1)
	l2, s2 := at(i - 2)
	n1, ns1 := at(i + 1)
	n2, ns2 := at(i + 2)
	space := perceptron.Pair(perceptron.Bit(t[i+1].Space), perceptron.Bit(t[i].Space))
	gap := perceptron.Pair(space, uint32(min(c.lines(i), 2)))
	length := uint32(min(i-c.begin, 8))
	b.add(50, said)
	b.add(51, perceptron.Pair(said, l0))
	b.add(52, perceptron.Pair(said, perceptron.Pair(s0, ns1)))
	b.add(53, perceptron.Pair(said, perceptron.Pair(l0, n1)))
	b.add(54, perceptron.Pair(said, l1))
	b.add(55, perceptron.Pair(perceptron.Pair(l1, l0), ns1))
	b.add(56, perceptron.Pair(perceptron.Pair(s1, l0), ns1))
	b.add(57, perceptron.Pair(said, n1))
	b.add(58, perceptron.Pair(perceptron.Pair(l0, ns1), ns2))
	b.add(59, perceptron.Pair(gap, l0))
	b.add(60, perceptron.Pair(gap, perceptron.Pair(l0, ns1)))
	b.add(61, perceptron.Pair(length, l0))
	b.add(62, perceptron.Pair(said, perceptron.Pair(length, s1)))
	b.add(63, perceptron.Pair(s2, perceptron.Pair(s1, l0)))
	b.add(64, perceptron.Pair(l2, perceptron.Pair(l1, l0)))
	b.add(65, perceptron.Pair(said, n2))
	b.add(66, perceptron.Pair(said, perceptron.Pair(l1, n1)))
	return b
}

// shapeOf is the kinds of characters of a word, a row of one kind once, and
// whether it has one letter.
func shapeOf(form string) uint32 {
	h := perceptron.Start
	last := uint32(100)
	n := 0
	for _, r := range form {
		if k := kind(r); k != last {
			h = perceptron.Next(h, byte(k))
			last = k
		}
		n++
	}
	return perceptron.Pair(h, perceptron.Bit(n == 1))
}
