package conllu

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"chancery/internal/nlp"
)

// Write writes an analysed text as one document, as Sentences gives it. Columns
// of what is not known are "_", and so are those of the tree. Tabs and line
// ends in a form become spaces. What Read reads of it are the same words and
// tokens in the same sentences.
func Write(w io.Writer, t *nlp.Text) error {
	out := bufio.NewWriter(w)
	for _, s := range Sentences(t) {
		writeSentence(out, &s)
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("conllu: writing: %w", err)
	}
	return nil
}

func writeSentence(out *bufio.Writer, s *Sentence) {
	for _, c := range s.Comments {
		out.WriteString("# " + column(c) + "\n")
	}
	for _, t := range s.Tokens {
		if t.Last > t.First+1 {
			writeLine(out, fmt.Sprintf("%d-%d", t.First+1, t.Last), &Word{Form: t.Form, Misc: spaceAfterTag(t.Space)})
		}
		for i := t.First; i < t.Last; i++ {
			writeLine(out, fmt.Sprint(i+1), &s.Words[i])
		}
	}
	out.WriteString("\n")
}

func writeLine(out *bufio.Writer, id string, w *Word) {
	for i, c := range []string{id, w.Form, w.Lemma, w.UPOS, "", w.Feats, "", "", "", w.Misc} {
		if i > 0 {
			out.WriteByte('\t')
		}
		out.WriteString(column(c))
	}
	out.WriteByte('\n')
}

// column is a value as a line can hold it.
func column(value string) string {
	if value == "" {
		return "_"
	}
	return strings.Map(func(r rune) rune {
		if r == '\t' || r == '\n' || r == '\r' {
			return ' '
		}
		return r
	}, value)
}
