package prose

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"chancery"
)

// Run is a stretch of a text that is marked or not.
type Run struct {
	Text   string `json:"text"`
	Marked bool   `json:"marked"`
}

// Runs cuts the stretch of the text where marks begin and end.
func Runs(text string, around chancery.Span, marks []chancery.Span) []Run {
	marks = slices.SortedFunc(slices.Values(marks), func(a, b chancery.Span) int { return a.Start - b.Start })
	var out []Run
	add := func(from, to int, marked bool) {
		if from < to {
			out = append(out, Run{text[from:to], marked})
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

// Sentence widens the span to the ends of its line or sentence, as far as these
// can be told by marks and white space.
func Sentence(text string, s chancery.Span) chancery.Span {
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
