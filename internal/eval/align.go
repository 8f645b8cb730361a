package eval

import (
	"strings"
	"unicode"

	"chancery"
	"chancery/internal/nlp/conllu"
)

// cutting is how a text is cut into sentences, tokens and words. Their places
// are in its visible characters, so that two cuttings of one text can be laid
// side by side whatever white space each of them saw.
type cutting struct {
	characters        string
	tokens, sentences []chancery.Span
	words             []cutWord
}

// cutWord is a word of a cutting. One of several words of a token has the place
// of the whole token.
type cutWord struct {
	place   chancery.Span
	several bool // its token has other words too
	form    string
	*conllu.Word
}

// cuttingOf lays out the characters of sentences. Tokens of which nothing can
// be seen are left out.
func cuttingOf(sentences []conllu.Sentence) *cutting {
	c := &cutting{}
	var seen strings.Builder
	for i := range sentences {
		s := &sentences[i]
		start := seen.Len()
		for _, t := range s.Tokens {
			place := chancery.Span{Start: seen.Len()}
			seen.WriteString(strings.Map(visible, t.Form))
			if place.End = seen.Len(); place.End == place.Start {
				continue
			}
			c.tokens = append(c.tokens, place)
			for n := t.First; n < t.Last; n++ {
				w := &s.Words[n]
				c.words = append(c.words, cutWord{place, t.Last > t.First+1, strings.ToLower(strings.Map(visible, w.Form)), w})
			}
		}
		if seen.Len() > start {
			c.sentences = append(c.sentences, chancery.Span{Start: start, End: seen.Len()})
		}
	}
	c.characters = seen.String()
	return c
}

// visible drops what the reading stages take for white space.
func visible(r rune) rune {
	if unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) || r < ' ' {
		return -1
	}
	return r
}

// samePlaces counts the places that are in both lists, which are in order.
func samePlaces(gold, system []chancery.Span) int {
	same := 0
	for g, s := 0, 0; g < len(gold) && s < len(system); {
		switch {
		case gold[g].Start < system[s].Start:
			g++
		case gold[g].Start > system[s].Start:
			s++
		default:
			same += one(gold[g].End == system[s].End)
			g++
			s++
		}
	}
	return same
}

// wordPair is a word of the gold with the same word of the system.
type wordPair struct{ gold, system *conllu.Word }

// alignment pairs the words of two cuttings of one text.
type alignment struct {
	gold, system []cutWord
	pairs        []wordPair
}

// alignWords pairs words that have the same place. Around a token of several
// words that does not do, since these have no place of their own: there, the
// stretch that holds all such tokens whole is as short as can be, and the words
// in it are paired by their forms, as many as can be in order.
func alignWords(gold, system []cutWord) []wordPair {
	a := alignment{gold: gold, system: system}
	for g, s := 0, 0; g < len(gold) && s < len(system); {
		at, to := gold[g].place, system[s].place
		switch {
		case gold[g].several || system[s].several:
			g, s = a.stretch(g, s)
		case at == to:
			a.pair(g, s)
			g++
			s++
		case at.Start <= to.Start:
			g++
		default:
			s++
		}
	}
	return a.pairs
}

func (a *alignment) pair(g, s int) {
	a.pairs = append(a.pairs, wordPair{a.gold[g].Word, a.system[s].Word})
}

// stretch pairs the words of the shortest stretch around words g and s, one of
// which has a token of several words, and returns the first words after it.
func (a *alignment) stretch(g, s int) (int, int) {
	var end int
	if a.gold[g].several {
		end = a.gold[g].place.End
		if !a.system[s].several && a.system[s].place.Start < a.gold[g].place.Start {
			s++
		}
	} else {
		end = a.system[s].place.End
		if a.gold[g].place.Start < a.system[s].place.Start {
			g++
		}
	}
	fromG, fromS := g, s
	for !beyond(a.gold, g, end) || !beyond(a.system, s, end) {
		if g < len(a.gold) && (s >= len(a.system) || a.gold[g].place.Start <= a.system[s].place.Start) {
			end = a.gold[g].reach(end)
			g++
		} else {
			end = a.system[s].reach(end)
			s++
		}
	}
	a.pairForms(fromG, g, fromS, s)
	return g, s
}

// beyond says whether word i stands behind the end of the stretch, or reaches
// over it.
func beyond(words []cutWord, i, end int) bool {
	switch {
	case i >= len(words):
		return true
	case words[i].several:
		return words[i].place.Start >= end
	}
	return words[i].place.End > end
}

// reach is the end of the stretch with the word in it.
func (w *cutWord) reach(end int) int {
	if w.several {
		return max(end, w.place.End)
	}
	return end
}

// pairForms pairs the words [g, gEnd) and [s, sEnd) along a longest common
// subsequence of their forms.
func (a *alignment) pairForms(g, gEnd, s, sEnd int) {
	gold, system := a.gold[g:gEnd], a.system[s:sEnd]
	row := len(system) + 1
	common := make([]int, (len(gold)+1)*row) // how long it is from word i of the gold and j of the system
	for i := len(gold) - 1; i >= 0; i-- {
		for j := len(system) - 1; j >= 0; j-- {
			n := max(common[(i+1)*row+j], common[i*row+j+1])
			if gold[i].form == system[j].form {
				n = max(n, common[(i+1)*row+j+1]+1)
			}
			common[i*row+j] = n
		}
	}
	for i, j := 0, 0; i < len(gold) && j < len(system); {
		switch {
		case gold[i].form == system[j].form:
			a.pair(g+i, s+j)
			i++
			j++
		case common[i*row+j] == common[(i+1)*row+j]:
			i++
		default:
			j++
		}
	}
}
