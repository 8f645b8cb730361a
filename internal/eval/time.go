package eval

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"chancery"
	"chancery/internal/nlp"
	"chancery/internal/timex"
)

// Timer cuts a text into tokens and sentences and finds its expressions of
// time.
type Timer interface {
	Cut(source string) *nlp.Text
	Find(t *nlp.Text) []timex.Mention
}

// RunTimes measures a timer on files of cases as Recognizers-Text of Microsoft
// has them (Specs/DateTime), one JSON object a line, and writes its figures,
// one a line, as "name value"; in detail also every expression that was missed,
// read wrongly or made up. eval/README.md says which cases are in scope.
// Errors are those of RunTreebanks.
func RunTimes(ctx context.Context, w io.Writer, files Annotated, t Timer) error {
	return files.run(ctx, w, func(_ string, in io.Reader) (*Figures, error) {
		cases, err := readTimeCases(in)
		if err != nil || len(cases) == 0 {
			return nil, err
		}
		return timing(cases, t), nil
	})
}

// timing measures how many of the marked expressions were found (some mention
// overlaps them); how many of those whose days are known were, once found,
// resolved to these; how many were both; and which share of the mentions of
// texts with all expressions marked overlaps one of them.
func timing(cases []timeCase, t Timer) *Figures {
	var c timeCount
	for _, x := range cases {
		text := t.Cut(x.input)
		mentions := t.Find(text)
		for _, e := range x.expressions {
			c.expression(x, e, touching(e.span, text, mentions))
		}
		if x.whole {
			c.madeUp(x, text, mentions)
		}
	}
	return &Figures{list: []Figure{
		count("cases", len(cases)),
		count("expressions", c.expressions),
		rate("found_recall", c.found, c.expressions),
		rate("found_precision", c.marked, c.mentions),
		rate("resolved_accuracy", c.right, c.foundDated),
		rate("found_and_resolved", c.right, c.dated),
	}, remarks: c.remarks}
}

type timeCount struct {
	expressions, found       int
	dated, foundDated, right int // of expressions whose days the case says
	mentions, marked         int // in texts with all expressions marked
	remarks                  []string
}

// expression counts one that people have marked, with the mentions in it.
func (c *timeCount) expression(x timeCase, e timeExpression, mentions []timex.Mention) {
	var read []string
	right := false
	for _, m := range mentions {
		for _, way := range []timex.Way{timex.Unknown, timex.Past, timex.Future} {
			date, _ := m.Resolve(x.reference, way)
			read = append(read, string(date))
			right = right || means(e.days, date)
		}
	}
	c.expressions++
	c.found += one(len(mentions) > 0)
	if len(e.days) > 0 {
		c.dated++
		c.foundDated += one(len(mentions) > 0)
		c.right += one(right)
	}
	switch {
	case len(mentions) == 0:
		c.remark("missed", x, e.text, "")
	case len(e.days) > 0 && !right:
		c.remark("wrong", x, e.text, fmt.Sprintf(" is %s, read as %s", e.days[0].edtf(), strings.Join(slices.Compact(read), " ")))
	}
}

// means reports whether the date has the first and last day of one of all.
func means(all []days, date chancery.Date) bool {
	first, last, ok := date.Bounds()
	for _, d := range all {
		if ok && d == (days{first, last}) {
			return true
		}
	}
	return false
}

// madeUp counts the mentions of a text in which everything is marked. Lengths
// and repetitions count as well as dates: the marks have them too.
func (c *timeCount) madeUp(x timeCase, text *nlp.Text, mentions []timex.Mention) {
	for _, m := range mentions {
		span := text.Span(m.First, m.Last)
		right := false
		for _, s := range x.marked {
			right = right || s.Overlaps(span)
		}
		c.mentions++
		c.marked += one(right)
		if !right {
			c.remark("extra", x, span.In(x.input), "")
		}
	}
}

func (c *timeCount) remark(what string, x timeCase, words, more string) {
	c.remarks = append(c.remarks, fmt.Sprintf("%-7s %s %q%s (%s)", what, x.name, words, more, x.input))
}

// touching are the mentions that overlap the span.
func touching(span chancery.Span, text *nlp.Text, mentions []timex.Mention) []timex.Mention {
	var in []timex.Mention
	for _, m := range mentions {
		if span.Overlaps(text.Span(m.First, m.Last)) {
			in = append(in, m)
		}
	}
	return in
}
