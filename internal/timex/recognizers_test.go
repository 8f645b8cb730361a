package timex_test

import (
	"bufio"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"chancery"
	"chancery/internal/nlp"
	"chancery/internal/timex"
)

// spec is one case of Recognizers-Text.
type spec struct {
	Spec, Input, Reference string
	Results                []struct {
		Text, TypeName string
		Start          int
		Resolution     struct {
			Values []struct{ Value, Start, End, Mod string }
		}
	}
}

func specs(t *testing.T, code string) []spec {
	t.Helper()
	f, err := os.Open(filepath.Join("..", "..", "..", "shared", "data", "time", code+".jsonl"))
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("the cases of Recognizers-Text are not here")
	}
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var all []spec
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var s spec
		if err := json.Unmarshal(lines.Bytes(), &s); err != nil {
			t.Fatal(err)
		}
		all = append(all, s)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}

// expected is where a result stands; its offsets count UTF-16 units.
func expected(input, words string, start int) chancery.Span {
	at := len(string(utf16.Decode(utf16.Encode([]rune(input))[:start])))
	return chancery.Span{Start: at, End: min(at+len(words), len(input))}
}

// trim drops the words that the two conventions treat differently.
func trim(s string) string {
	s = strings.ToLower(s)
	for _, w := range []string{"the ", "from ", "between ", "on ", "in ", "since ", "until ", "by ", "of "} {
		s = strings.TrimPrefix(s, w)
	}
	return strings.Trim(s, " .,")
}

// sameWords compares without the suffix that a mention may carry and the cases
// leave out.
func sameWords(got, want string) bool {
	rest, ok := strings.CutPrefix(trim(got), trim(want))
	return ok && !strings.Contains(rest, " ")
}

type score struct{ of, touched, right int }

// add counts one expected result.
func (c *score) add(touched, right bool) {
	c.of++
	if touched {
		c.touched++
	}
	if right {
		c.right++
	}
}

// TestRecognizers measures against cases that others wrote. They are commands
// to a diary, far from news, with clock times, slang and years in words; the
// floors only guard what is reached.
func TestRecognizers(t *testing.T) {
	tools := tools(t)
	for _, c := range []struct {
		code                  string
		dates, periods, value float64 // floors: found of DateExtractor and DatePeriodExtractor, right of DateTimeModel
	}{
		{"en", 70, 84, 45},
		{"tr", 84, 87, 50},
	} {
		found := map[string]*score{"DateExtractor": {}, "DatePeriodExtractor": {}, "SetExtractor": {}, "DurationExtractor": {}}
		var values score
		for _, s := range specs(t, c.code) {
			text := tools[c.code].Segment(s.Input)
			mentions := tools[c.code].Find(text)
			if spans := found[s.Spec]; spans != nil {
				scoreSpans(spans, s, text, mentions)
			}
			if s.Spec == "DateTimeModel" && s.Reference != "" {
				scoreValues(&values, s, text, mentions)
			}
		}
		for _, name := range []string{"DateExtractor", "DatePeriodExtractor", "SetExtractor", "DurationExtractor"} {
			n := found[name]
			t.Logf("%s %s: of %d, found %.1f%%, same words %.1f%%", c.code, name, n.of, percent(n.touched, n.of), percent(n.right, n.of))
		}
		t.Logf("%s DateTimeModel: of %d dates and ranges, found %.1f%%, right value %.1f%%", c.code, values.of, percent(values.touched, values.of), percent(values.right, values.of))
		dates, periods := found["DateExtractor"], found["DatePeriodExtractor"]
		for _, m := range []struct {
			name    string
			reached float64
			floor   float64
		}{
			{"dates found", percent(dates.touched, dates.of), c.dates},
			{"periods found", percent(periods.touched, periods.of), c.periods},
			{"values right", percent(values.right, values.of), c.value},
		} {
			if m.reached < m.floor {
				t.Errorf("%s: %s %.1f%%, floor %.1f%%", c.code, m.name, m.reached, m.floor)
			}
		}
	}
}

func scoreSpans(c *score, s spec, text *nlp.Text, mentions []timex.Mention) {
	for _, r := range s.Results {
		touched, right := false, false
		for _, m := range mentions {
			at := text.Span(m.First, m.Last)
			touched = touched || expected(s.Input, r.Text, r.Start).Overlaps(at)
			right = right || sameWords(at.In(s.Input), r.Text)
		}
		c.add(touched, right)
	}
}

// scoreValues takes a value as right when some way of looking gives one of the
// resolutions.
func scoreValues(c *score, s spec, text *nlp.Text, mentions []timex.Mention) {
	for _, r := range s.Results {
		if r.TypeName != "datetimeV2.date" && r.TypeName != "datetimeV2.daterange" {
			continue
		}
		touched, right := false, false
		for _, m := range mentions {
			if !expected(s.Input, r.Text, r.Start).Overlaps(text.Span(m.First, m.Last)) {
				continue
			}
			touched = true
			for _, way := range []timex.Way{timex.Unknown, timex.Past, timex.Future} {
				d, _ := m.Resolve(chancery.Date(s.Reference[:10]), way)
				for _, v := range r.Resolution.Values {
					right = right || same(d, v.Value, v.Start, v.End, v.Mod)
				}
			}
		}
		c.add(touched, right)
	}
}

func percent(n, of int) float64 { return 100 * float64(n) / float64(max(of, 1)) }

// same compares an EDTF date with a resolution of theirs. Their ranges end on the
// day after, or begin to end with the year or month that ours last through; they
// count months to the day.
func same(d chancery.Date, value, start, end, mod string) bool {
	first, last, ok := d.Bounds()
	if !ok {
		return false
	}
	if value != "" {
		return strings.HasPrefix(value, string(d)) || mod != "" && strings.Contains(string(d), value)
	}
	wantFirst, _, _ := chancery.Date(start).Bounds()
	wantLast, _, _ := chancery.Date(end).Bounds()
	switch {
	case start == "":
		return first == chancery.FirstDay && (last == wantLast || last == wantLast-1)
	case end == "":
		return last == chancery.LastDay && (first == wantFirst || first == wantFirst+1)
	}
	_, to, _ := strings.Cut(string(d), "/")
	return first == wantFirst && (last == wantLast-1 || last == wantLast || to != "" && strings.HasPrefix(end, to))
}
