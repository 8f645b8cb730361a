package eval

import (
	"encoding/json"
	"fmt"
	"io"
	"regexp"
	"strings"
	"unicode/utf16"

	"chancery"
)

// timeCase is a text in which people have marked every expression of time, as
// Recognizers-Text of Microsoft does (Specs/DateTime).
type timeCase struct {
	name        string
	input       string
	reference   chancery.Date // the day on which the text is written; empty when not told
	whole       bool          // every expression of time in the text is marked
	marked      []chancery.Span
	expressions []timeExpression // those in scope
}

// timeExpression is an expression that is in scope, and what it may mean.
type timeExpression struct {
	span chancery.Span
	text string
	days []days // empty when the case does not say, or not with days
}

// The specifications in scope, and whether their cases mark all expressions of
// the text.
var timeSpecs = map[string]bool{
	"DateTimeModel": true, "DateExtractor": false, "DatePeriodExtractor": false,
	"DateParser": false, "DatePeriodParser": false, "MergedParser": false,
}

// timeRow is one line of a file of cases.
type timeRow struct {
	Spec      string       `json:"spec"`
	I         int          `json:"i"`
	Input     string       `json:"input"`
	Reference string       `json:"reference"`
	Results   []timeResult `json:"results"`
}

// timeResult is one expression as the file has it. Models name its type
// TypeName and have several values below Resolution; parsers name it Type and
// have several or one below Value.
type timeResult struct {
	Text       string    `json:"Text"`
	Start      int       `json:"Start"` // in UTF-16 units
	TypeName   string    `json:"TypeName"`
	Type       string    `json:"Type"`
	Resolution timeValue `json:"Resolution"`
	Value      timeValue `json:"Value"`
}

// timeValue is what an expression means: one of several values, or a value for
// a text that looks back and one for a text that looks ahead.
type timeValue struct {
	Values []timexValue `json:"values"`
	Timex  string       `json:"Timex"`
	Mod    string       `json:"Mod"`
	Past   timexEnds    `json:"PastResolution"`
	Future timexEnds    `json:"FutureResolution"`
}

type timexEnds struct {
	Date  string `json:"date"`
	Start string `json:"startDate"`
	End   string `json:"endDate"`
}

type timexValue struct {
	Timex string `json:"timex"`
	Mod   string `json:"Mod"`
	Value string `json:"value"`
	Start string `json:"start"`
	End   string `json:"end"`
}

// readTimeCases reads the cases that are in scope, one JSON object a line.
func readTimeCases(in io.Reader) ([]timeCase, error) {
	data, err := io.ReadAll(in)
	if err != nil {
		return nil, err
	}
	var cases []timeCase
	return cases, eachLine(data, func(line []byte) error {
		var row timeRow
		err := json.Unmarshal(line, &row)
		if _, ok := timeSpecs[row.Spec]; ok && err == nil {
			cases = append(cases, row.asCase())
		}
		return err
	})
}

func (row timeRow) asCase() timeCase {
	c := timeCase{name: fmt.Sprintf("%s/%d", row.Spec, row.I), input: row.Input, whole: timeSpecs[row.Spec]}
	if len(row.Reference) >= len("2006-01-02") {
		c.reference = chancery.Date(row.Reference[:len("2006-01-02")])
	}
	for _, r := range row.Results {
		e := timeExpression{span: utf16Span(row.Input, r.Start, r.Text), text: r.Text}
		c.marked = append(c.marked, e.span)
		if !r.inScope() {
			continue
		}
		if c.reference != "" {
			for _, v := range r.values() {
				e.days = append(e.days, v.days()...)
			}
		}
		c.expressions = append(c.expressions, e)
	}
	return c
}

// utf16Span is where the words stand that begin at the given UTF-16 unit.
func utf16Span(input string, start int, words string) chancery.Span {
	units := utf16.Encode([]rune(input))
	at := len(string(utf16.Decode(units[:min(max(start, 0), len(units))])))
	return chancery.Span{Start: at, End: min(at+len(words), len(input))}
}

// partOfDay is a day with a part of it, such as its morning or its night.
var partOfDay = regexp.MustCompile(`^[0-9X]{4}-[0-9WX]{2,3}-[0-9]{1,2}T[A-Z]{2}$`)

// inScope holds for dates and ranges of dates, and for parts of a day, which a
// record keeps as that day.
func (r timeResult) inScope() bool {
	switch strings.TrimPrefix(first(r.TypeName, r.Type), "datetimeV2.") {
	case "date", "daterange":
		return true
	case "datetimerange":
		values := r.values()
		return len(values) > 0 && partOfDay.MatchString(values[0].Timex)
	}
	return false
}

// values are all that the expression may mean.
func (r timeResult) values() []timexValue {
	v := r.Value
	all := append(append([]timexValue(nil), r.Resolution.Values...), v.Values...)
	for _, ends := range []timexEnds{v.Past, v.Future} {
		all = append(all, timexValue{v.Timex, v.Mod, ends.Date, ends.Start, ends.End})
	}
	return all
}

// days are the first and last days that a value can stand for. A range ends
// on the day after its last one. Between two ends that the text names, in
// brackets, the end itself counts too; and where the length is in months or
// years, all of the month or year that the end begins. No days come of a value
// that has none, and of one whose days are a mere custom: what "early" and
// "late" cut off a period (Mod start, mid and end).
func (v timexValue) days() []days {
	start, end := civil(v.Start), civil(v.End)
	switch v.Mod {
	case "", "approx":
	case "before":
		return known(end, days{chancery.FirstDay, end - 1})
	case "until":
		return known(end, days{chancery.FirstDay, end - 1}, days{chancery.FirstDay, end})
	case "after":
		return known(start, days{start, chancery.LastDay}, days{start + 1, chancery.LastDay})
	case "since":
		return known(start, days{start, chancery.LastDay})
	default:
		return nil
	}
	if day := civil(v.Value); day != chancery.FirstDay {
		return []days{{day, day}}
	}
	if start == chancery.FirstDay || end == chancery.FirstDay {
		return nil
	}
	if partOfDay.MatchString(v.Timex) {
		return []days{{start, start}}
	}
	all := []days{{start, end - 1}}
	if strings.HasPrefix(v.Timex, "(") {
		all = append(all, days{start, end})
		y, m, d := end.Civil()
		switch {
		case d == 1 && strings.HasSuffix(v.Timex, "M)"):
			all = append(all, days{start, chancery.DayOf(y, m+1, 1) - 1})
		case d == 1 && m == 1 && strings.HasSuffix(v.Timex, "Y)"):
			all = append(all, days{start, chancery.DayOf(y+1, 1, 1) - 1})
		}
	}
	return all
}

// civil is the day of a date, with or without a time of day; FirstDay for
// others.
func civil(s string) chancery.Day {
	if len(s) < len("2006-01-02") {
		return chancery.FirstDay
	}
	day, _, ok := chancery.Date(s[:len("2006-01-02")]).Bounds()
	if y, _, _ := day.Civil(); !ok || y == 1 { // the year 1 stands for no value
		return chancery.FirstDay
	}
	return day
}

// edtf is some day from the first to the last.
func (d days) edtf() chancery.Date { return chancery.Within(d.first, d.last) }

// known is all, or nothing where the edge that they rest on is missing.
func known(edge chancery.Day, all ...days) []days {
	if edge == chancery.FirstDay {
		return nil
	}
	return all
}
