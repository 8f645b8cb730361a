package conllu

import (
	"fmt"
	"strings"

	"chancery"
	"chancery/internal/lang"
	"chancery/internal/nlp"
)

// Text is the sentences' text as it was before it was cut: tokens with the
// white space between them, and an empty line before each document and
// paragraph but the first.
func Text(sentences []Sentence) string {
	text, _ := layout(sentences)
	return text
}

// place is where a token stands in the text.
type place struct {
	start int
	space bool // white space stands before it
}

// layout is the text of the sentences, with the place of every token.
func layout(sentences []Sentence) (text string, places []place) {
	var b strings.Builder
	space := ""
	for i, s := range sentences {
		if i > 0 && s.begins() {
			space = "\n\n"
		}
		for _, t := range s.Tokens {
			b.WriteString(space)
			places = append(places, place{b.Len(), space != ""})
			b.WriteString(t.Form)
			space = ""
			if t.Space {
				space = " "
			}
		}
	}
	b.WriteString("\n")
	return b.String(), places
}

// begins says whether the sentence is the first of its paragraph.
func (s *Sentence) begins() bool { return s.NewDocument || s.NewParagraph }

// Gold is the treebank as a text: what Text gives as its source, its words as
// tokens with the treebank's part of speech, features and lemma. A lemma is
// empty where the treebank has none. Stem gives a form without the suffix after
// its apostrophe, as the segmenter of the language does.
//
// A word of a multi-word token has its own part of the source where the words
// make up the token, "do" and "n't"; else each has the place of the whole token.
func Gold(sentences []Sentence, pack lang.Pack, stem func(form string) string) *nlp.Text {
	source, places := layout(sentences)
	t := &nlp.Text{Source: source, Language: pack.Code}
	paragraph := 0
	for i := range sentences {
		s := &sentences[i]
		if i > 0 && s.begins() {
			paragraph++
		}
		first := len(t.Tokens)
		for _, written := range s.Tokens {
			at := places[0]
			places = places[1:]
			words := s.Words[written.First:written.Last]
			for n, span := range spans(at.start, written.Form, words) {
				w := &words[n]
				t.Tokens = append(t.Tokens, nlp.Token{
					Span: span, Form: w.Form, Lower: pack.Lower(w.Form),
					Lemma: w.Lemma, Base: pack.Lower(w.Lemma), UPOS: w.UPOS, Feats: nlp.Feats(w.Feats),
					Stem: stem(w.Form), Space: n == 0 && at.space, Inner: n > 0,
				})
			}
		}
		t.Sentences = append(t.Sentences, nlp.Sentence{First: first, Last: len(t.Tokens), Paragraph: paragraph})
	}
	return t
}

// spans are the places of the words of a token that begins at start.
func spans(start int, form string, words []Word) []chancery.Span {
	whole := chancery.Span{Start: start, End: start + len(form)}
	out := make([]chancery.Span, len(words))
	together := ""
	for i := range words {
		out[i].Start = start + len(together)
		together += words[i].Form
		out[i].End = start + len(together)
	}
	if together == form {
		return out
	}
	for i := range out {
		out[i] = whole
	}
	return out
}

// Contract makes one word of each token whose words are not its parts, "du" of "de" and
// "le": the first of them, with the form of the token.
func (s *Sentence) Contract() {
	var words []Word
	for i := range s.Tokens {
		t := &s.Tokens[i]
		from := s.Words[t.First:t.Last]
		together := ""
		for _, w := range from {
			together += w.Form
		}
		t.First = len(words)
		if len(from) > 1 && together != t.Form {
			from[0].Form = t.Form
			from = from[:1]
		}
		words = append(words, from...)
		t.Last = len(words)
	}
	s.Words = words
}

// Words is the treebank as a text that is cut but not analysed: as Gold, but
// without parts of speech and features, and with every form as its own lemma.
func Words(sentences []Sentence, pack lang.Pack, stem func(form string) string) *nlp.Text {
	t := Gold(sentences, pack, stem)
	for i := range t.Tokens {
		w := &t.Tokens[i]
		w.Lemma, w.Base, w.UPOS, w.Feats = w.Form, w.Lower, "", ""
	}
	return t
}

// Sentences is an analysed text as a treebank of one document, without a tree.
// Words with Inner are of the same token as the word before. Comments number
// the sentences from 1, and give the text with one space for white space. Misc
// says where a name begins, "NE=B-PER", and goes on, "NE=I-PER".
func Sentences(t *nlp.Text) []Sentence {
	names := nameTags(t)
	var out []Sentence
	for n, from := range t.Sentences {
		s := Sentence{NewDocument: n == 0, NewParagraph: n == 0 || from.Paragraph != t.Sentences[n-1].Paragraph}
		for i := from.First; i < from.Last; {
			end := i + 1
			for end < from.Last && t.Tokens[end].Inner {
				end++
			}
			space := end == len(t.Tokens) || t.Tokens[end].Space
			s.Tokens = append(s.Tokens, Token{Form: written(t, i, end), First: i - from.First, Last: end - from.First, Space: space})
			for ; i < end; i++ {
				s.Words = append(s.Words, word(&t.Tokens[i], names[i]))
			}
		}
		s.markSpaces()
		s.Comments = s.comments(n + 1)
		out = append(out, s)
	}
	return out
}

func word(t *nlp.Token, misc string) Word {
	return Word{Form: t.Form, Lemma: t.Lemma, UPOS: t.UPOS, Feats: string(t.Feats), Misc: misc}
}

// nameTags are the tags of the words that lie in names.
func nameTags(t *nlp.Text) map[int]string {
	tags := map[int]string{}
	for _, name := range t.Names {
		for i := name.First; i < name.Last; i++ {
			tags[i] = "NE=I-" + string(name.Type)
		}
		tags[name.First] = "NE=B-" + string(name.Type)
	}
	return tags
}

// written is the form of the token whose words are [first, last).
func written(t *nlp.Text, first, last int) string {
	if last == first+1 {
		return t.Tokens[first].Form
	}
	end := t.Tokens[first].End
	for _, w := range t.Tokens[first+1 : last] {
		end = max(end, w.End)
	}
	return t.Source[t.Tokens[first].Start:end]
}

// markSpaces says in Misc which words no white space follows; for a token of
// several words that is not said of a word.
func (s *Sentence) markSpaces() {
	for _, t := range s.Tokens {
		if t.Last == t.First+1 {
			w := &s.Words[t.First]
			w.Misc = strings.Trim(w.Misc+"|"+spaceAfterTag(t.Space), "|")
		}
	}
}

// spaceAfterTag is the attribute of a token that no white space follows.
func spaceAfterTag(space bool) string {
	if space {
		return ""
	}
	return "SpaceAfter=No"
}

// comments are those before the sentence of this number.
func (s *Sentence) comments(number int) []string {
	var out []string
	if s.NewDocument {
		out = append(out, "newdoc")
	}
	if s.NewParagraph {
		out = append(out, "newpar")
	}
	var text strings.Builder
	for i, t := range s.Tokens {
		text.WriteString(t.Form)
		if t.Space && i+1 < len(s.Tokens) {
			text.WriteByte(' ')
		}
	}
	return append(out, fmt.Sprintf("sent_id = %d", number), "text = "+text.String())
}
