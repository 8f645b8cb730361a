package view

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"chancery"
	"chancery/internal/prose"
)

// run is a stretch of a sentence; what a claim rests on is marked.
type run struct {
	Text   string `json:"text"`
	Marked bool   `json:"marked"`
}

// telling is the sentence of a report that a claim was read from, with the
// words of its fields marked. It is nil when the claim has no words.
func telling(text string, c *chancery.Claim) list[run] {
	var whole, marks []chancery.Span
	for _, s := range c.Sources {
		if s.Start < 0 || s.End > len(text) || s.Empty() {
			continue
		}
		if s.Field == "event" {
			whole = append(whole, s.Span)
		} else {
			marks = append(marks, s.Span)
		}
	}
	if len(whole) == 0 {
		whole = marks
	}
	if len(whole) == 0 {
		return nil
	}
	around := sentence(text, whole[0])
	marks = slices.DeleteFunc(marks, func(m chancery.Span) bool { return !around.Contains(m) })
	if len(marks) == 0 {
		marks = whole[:1]
	}
	return runs(text, around, marks)
}

// runs cuts the stretch where marks begin and end.
func runs(text string, around chancery.Span, marks []chancery.Span) list[run] {
	slices.SortFunc(marks, func(a, b chancery.Span) int { return a.Start - b.Start })
	var out list[run]
	add := func(from, to int, marked bool) {
		if from < to {
			out = append(out, run{text[from:to], marked})
		}
	}
	at := around.Start
	for _, m := range marks {
		if m.End <= at {
			continue
		}
		add(at, m.Start, false)
		add(max(at, m.Start), m.End, true)
		at = m.End
	}
	add(at, around.End, false)
	return out
}

// mostAround is how far, in bytes, a sentence is followed beyond the words that
// are looked at, on either side.
const mostAround = 240

var (
	sentenceStart = regexp.MustCompile(`\n\s*|[.!?…。؟]["'”’»)]*\s+`)
	sentenceEnd   = regexp.MustCompile(`\n|[.!?…。؟]["'”’»)]*(\s|$)`)
	sentenceEnded = regexp.MustCompile(`[.!?…。؟]["'”’»)]*$`)
)

// sentence widens the span to the ends of its line or sentence, as far as these
// can be told by marks and white space.
func sentence(text string, s chancery.Span) chancery.Span {
	start, end := max(s.Start-mostAround, 0), min(s.End+mostAround, len(text))
	for start < s.Start && !utf8.RuneStart(text[start]) {
		start++
	}
	for s.End < end && end < len(text) && !utf8.RuneStart(text[end]) {
		end--
	}
	if breaks := sentenceStart.FindAllStringIndex(text[start:s.Start], -1); len(breaks) > 0 {
		start += breaks[len(breaks)-1][1]
	}
	if sentenceEnded.MatchString(text[s.Start:s.End]) {
		end = s.End
	} else if at := sentenceEnd.FindStringIndex(text[s.End:end]); at != nil {
		end = s.End + at[0] + len(strings.TrimSpace(text[s.End+at[0]:s.End+at[1]]))
	}
	return chancery.Span{Start: start, End: end}
}

// Private letters stand for the marks while lines are broken; a clean text has
// none of its own.
const markOpen, markShut = "\ue000", "\ue001"

// marked writes runs as a paragraph: marked words are bold, or stand in «...»
// where there is no colour.
func (p *page) marked(first, rest string, runs []run) {
	var b strings.Builder
	for _, r := range runs {
		text := prose.Clean(r.Text)
		if r.Marked {
			text = markOpen + text + markShut
		}
		if strings.TrimLeft(r.Text, " \n\t") != r.Text {
			b.WriteByte(' ')
		}
		b.WriteString(text)
		if strings.TrimRight(r.Text, " \n\t") != r.Text {
			b.WriteByte(' ')
		}
	}
	open, shut := "«", "»"
	if p.color {
		open, shut = "\x1b["+string(bold)+"m", "\x1b[0m"
	}
	within := false
	for _, line := range p.wrap(b.String(), max(prose.Width(first), prose.Width(rest))) {
		begun := within
		if at := strings.LastIndex(line, markOpen); at >= 0 || strings.Contains(line, markShut) {
			within = at > strings.LastIndex(line, markShut)
		}
		line = strings.NewReplacer(markOpen, open, markShut, shut).Replace(line)
		if begun && p.color {
			line = open + line
		}
		if within && p.color {
			line += shut
		}
		p.line(p.paint(dim, first) + line)
		first = rest
	}
}
