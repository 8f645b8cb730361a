package index

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"chancery"
	"chancery/internal/name"
	"chancery/internal/prose"
)

// mostScanned is how many bytes of a text are looked through for a snippet.
const mostScanned = 256 << 10

// Snippet is the first sentence of the text in which a word of the query stands,
// and of several such the one with most of them, with the words marked. Words
// answer by their beginnings, folded. Where none stands in the text it is its
// beginning, with nothing marked.
func Snippet(text, query string) []prose.Run {
	return Marked(SnippetSpan(text, query).In(text), query)
}

// Marked is the text with the words marked that answer the query.
func Marked(text, query string) []prose.Run {
	asked := strings.Fields(name.Fold(query))
	var marks []chancery.Span
	for _, at := range wordsIn(text) {
		if answersWord(name.Fold(at.In(text)), asked) {
			marks = append(marks, at)
		}
	}
	return prose.Runs(text, chancery.Span{Start: 0, End: len(text)}, marks)
}

// SnippetSpan is where the sentence of Snippet stands.
func SnippetSpan(text, query string) chancery.Span {
	asked := strings.Fields(name.Fold(query))
	most, best := 0, chancery.Span{}
	for _, at := range wordsIn(text[:cut(text, mostScanned)]) {
		if !answersWord(name.Fold(at.In(text)), asked) {
			continue
		}
		around := prose.Sentence(text, at)
		if n := distinct(around.In(text), asked); n > most {
			most, best = n, around
		}
		if most == len(asked) {
			break
		}
	}
	if most == 0 {
		best = prose.Sentence(text, chancery.Span{Start: 0, End: min(len(text), 1)})
	}
	return best
}

// cut is the largest place of at most n bytes at which a rune begins.
func cut(text string, n int) int {
	if len(text) <= n {
		return len(text)
	}
	for n > 0 && !utf8.RuneStart(text[n]) {
		n--
	}
	return n
}

// wordsIn are the runs of letters, digits and marks in the text.
func wordsIn(text string) []chancery.Span {
	var out []chancery.Span
	start := -1
	for i, r := range text {
		within := unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
		switch {
		case within && start < 0:
			start = i
		case !within && start >= 0:
			out = append(out, chancery.Span{Start: start, End: i})
			start = -1
		}
	}
	if start >= 0 {
		out = append(out, chancery.Span{Start: start, End: len(text)})
	}
	return out
}

func answersWord(word string, asked []string) bool {
	for _, a := range asked {
		if strings.HasPrefix(word, a) {
			return true
		}
	}
	return false
}

// distinct is how many of the words stand in the text.
func distinct(text string, asked []string) int {
	n, folded := 0, " "+name.Fold(text)
	for _, a := range asked {
		if strings.Contains(folded, " "+a) {
			n++
		}
	}
	return n
}
