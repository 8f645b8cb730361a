package speech

import (
	"strings"

	"chancery"
)

// quote is a quotation: the tokens between its marks, and the marks.
type quote struct {
	first, last int // tokens with the marks, half-open
	in, out     int // tokens between them
	pieces      []span
}

// quotations finds the pairs of quotation marks. One that is not closed in its
// paragraph goes on in the next when that opens with the same mark, as the
// press sets quotations of several paragraphs; else it is no quotation.
func (s *session) quotations() {
	s.within = make([]int, len(s.t))
	for i := range s.within {
		s.within[i] = none
	}
	s.paragraph = s.paragraphs()
	for i := 0; i < len(s.t); i++ {
		closing := s.opens(i)
		if closing == "" {
			continue
		}
		end, from := s.closes(i, closing, s.paragraph)
		if end < 0 || end == i+1 {
			continue
		}
		q := quote{first: i, last: end + 1, in: i + 1, out: end}
		for k := range from {
			last := end
			if k+1 < len(from) {
				last = from[k+1]
				if s.t[last-1].Form == s.t[i].Form {
					last--
				}
			}
			if from[k] < last {
				q.pieces = append(q.pieces, s.doc.Text.Span(from[k], last))
			}
		}
		for k := q.first; k < q.last; k++ {
			s.within[k] = len(s.quotes)
		}
		s.quotes = append(s.quotes, q)
		i = end
	}
	s.spoken = make([]bool, len(s.quotes))
}

// paragraphs is the paragraph of each token.
func (s *session) paragraphs() []int {
	out := make([]int, len(s.t))
	for _, sent := range s.doc.Text.Sentences {
		for i := sent.First; i < sent.Last; i++ {
			out[i] = sent.Paragraph
		}
	}
	return out
}

// opens is the closing mark of the quotation that token i opens; empty when it
// opens none. A mark that opens and closes alike, and the one that is an
// apostrophe too, opens only before a word and behind no word.
func (s *session) opens(i int) string {
	for _, q := range s.w.quotes {
		if s.t[i].Form != q[0] || i+1 >= len(s.t) {
			continue
		}
		if q[0] == q[1] && (s.t[i+1].Space || i > 0 && !s.t[i].Space && s.t[i-1].UPOS != "PUNCT" && s.near(i)) {
			continue
		}
		return q[1]
	}
	return ""
}

// near reports whether token i follows the one before without a gap.
func (s *session) near(i int) bool { return s.t[i-1].End == s.t[i].Start }

// longestQuote is the most tokens of a quotation; what is longer has a mark
// missing somewhere.
const longestQuote = 1200

// closes is the token that closes the quotation opened at token i, and the
// first token of each of its paragraphs; -1 when nothing does.
func (s *session) closes(i int, mark string, paragraph []int) (int, []int) {
	from := []int{i + 1}
	for k := i + 1; k < len(s.t) && k < i+longestQuote; k++ {
		if paragraph[k] != paragraph[k-1] {
			switch {
			case s.t[k].Form == s.t[i].Form:
				from = append(from, k+1)
				continue
			case s.t[i].Form == mark:
				return -1, nil
			}
			from = append(from, k)
		}
		if s.t[i].Form != mark && s.t[k].Form == s.t[i].Form {
			return -1, nil
		}
		if s.t[k].Form != mark && !(mark == "”" && s.t[k].Form == "“" && s.t[i].Form == "“" && s.near(k)) {
			continue
		}
		if mark == "'" || mark == "’" {
			if k+1 < len(s.t) && s.near(k+1) && s.t[k+1].UPOS != "PUNCT" {
				continue
			}
		}
		return k, from
	}
	return -1, nil
}

// most is how many code points a span of evidence may have.
const most = 600

// cutAt cuts a span that is too long at the ends of its sentences, else of its
// words.
func (s *session) cutAt(p span) []span {
	text := s.doc.Text.Source
	if runes(p.In(text)) <= most {
		return []span{p}
	}
	var out []span
	cur := span{}
	add := func(next span) {
		joint := cur.Cover(next)
		if !cur.Empty() && runes(joint.In(text)) > most {
			out = append(out, cur)
			joint = next
		}
		cur = joint
	}
	for _, sent := range s.doc.Text.Sentences {
		x := s.doc.Text.Span(sent.First, sent.Last)
		x = span{Start: max(x.Start, p.Start), End: min(x.End, p.End)}
		if x.Empty() {
			continue
		}
		if runes(x.In(text)) <= most {
			add(x)
			continue
		}
		for i := sent.First; i < sent.Last; i++ {
			if k := s.t[i].Span; p.Contains(k) {
				add(k)
			}
		}
	}
	if !cur.Empty() {
		out = append(out, cur)
	}
	kept := out[:0]
	for _, x := range out {
		if runes(x.In(text)) <= most {
			kept = append(kept, x)
		}
	}
	return kept
}

func runes(text string) int {
	n := 0
	for range text {
		n++
	}
	return n
}

// trimmed is the part of a token range without the punctuation at its ends, and
// without the credit of an agency there.
func (s *session) trimmed(first, last int) chancery.Span {
	const ends = ",.;:!?…–—-"
	for first < last && s.within[first] == none && strings.Contains(ends, s.t[first].Form) {
		first++
	}
	for last > first && s.within[last-1] == none && strings.Contains(ends, s.t[last-1].Form) {
		last--
	}
	out := s.doc.Text.Span(first, last)
	for _, p := range s.src.Report.Parts {
		if p.Kind == chancery.PartCredit && p.Start > out.Start && p.Start < out.End && p.End >= out.End {
			out.End = p.Start
			for out.End > out.Start && strings.ContainsRune(" ,\t\n", rune(s.doc.Text.Source[out.End-1])) {
				out.End--
			}
		}
	}
	return out
}
