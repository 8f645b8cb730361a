package view_test

import (
	"bytes"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"chancery"
	"chancery/internal/recordtest"
	"chancery/internal/view"
)

// told is a record of one report with one event, whose clause and place are at
// the spans.
func told(text string, clause, place chancery.Span) *chancery.Record {
	h := chancery.Happening{Kind: chancery.KindMeeting, Modality: chancery.Occurred}
	c := chancery.Claim{ID: "c1", Report: "r1", Sort: chancery.SortEvent, Event: &h, Sources: []chancery.Evidence{
		{Field: "event", Span: clause, Quote: clause.In(text)}, {Field: "place", Span: place, Quote: place.In(text)}}}
	return &chancery.Record{
		Reports: []chancery.Report{{ID: "r1", Name: "one", Text: text}},
		Claims:  []chancery.Claim{c},
		Events:  []chancery.Event{{ID: "c1", Happening: h, Claims: []string{"c1"}, Reports: []string{"r1"}}},
	}
}

func show(t *testing.T, rec *chancery.Record, style view.Style) string {
	t.Helper()
	var out bytes.Buffer
	if err := view.Show(&out, rec, "c1", style); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestSentence(t *testing.T) {
	for _, test := range []struct{ name, text, clause, place, want string }{
		{"the clause is a sentence", "First. They met in Bern. Last.", "They met in Bern.", "Bern", "They met in «Bern»."},
		{"a clause within", "First. Later they met in Bern, he said. Last.", "met in Bern", "Bern", "Later they met in «Bern», he said."},
		{"a line ends it", "HEADLINE\nThey met in Bern\nand ate", "met in Bern", "Bern", "They met in «Bern»"},
		{"at the end of the text", "They met in Bern", "met in Bern", "Bern", "They met in «Bern»"},
		{"a quotation ends it", "“Yes.” They met in Bern. “No.”", "met in Bern", "Bern", "They met in «Bern»."},
		{"a decimal point does not", "Some 2.5 of 3.5 met in Bern at 4.30 sharp. Last.", "met in Bern", "Bern", "Some 2.5 of 3.5 met in «Bern» at 4.30 sharp."},
		{"the place is elsewhere", "BERN, May 4. They met today.", "They met today.", "BERN", "«They met today.»"},
	} {
		clause, place := strings.Index(test.text, test.clause), strings.Index(test.text, test.place)
		rec := told(test.text, chancery.Span{Start: clause, End: clause + len(test.clause)}, chancery.Span{Start: place, End: place + len(test.place)})
		if out := show(t, rec, view.Style{}); !strings.Contains(out, "\n    "+test.want+"\n") {
			t.Errorf("%s: %q is not in\n%s", test.name, test.want, out)
		}
	}
}

// TestMarksOverLines holds that bold words stay bold on the next line, and the
// margin does not become so.
func TestMarksOverLines(t *testing.T) {
	text := "They met in the very long name of a place that takes two lines."
	at := strings.Index(text, "the very")
	rec := told(text, chancery.Span{Start: 0, End: len(text)}, chancery.Span{Start: at, End: len(text) - 1})
	out := show(t, rec, view.Style{Width: 40, Color: true})
	const want = "They met in \x1b[1mthe very long name of a\x1b[0m\n\x1b[2m    \x1b[0m\x1b[1mplace that takes two lines\x1b[0m."
	if !strings.Contains(out, want) {
		t.Errorf("%q is not in\n%q", want, out)
	}
}

// TestSpansThatLie holds that spans outside the text do no harm.
func TestSpansThatLie(t *testing.T) {
	rec := recordtest.Sample(t)
	for i := range rec.Claims {
		for k := range rec.Claims[i].Sources {
			rec.Claims[i].Sources[k].Span = chancery.Span{Start: -5 * k, End: 1 << 20}
		}
	}
	views(t, rec, view.Style{})
}

// FuzzSentence holds that any text with any two spans can be shown.
func FuzzSentence(f *testing.F) {
	f.Add("They met in Bern. Last.", 0, 17, 12, 16)
	f.Add("外交部长在伯尔尼会晤。次日", 3, 9, 0, 3)
	f.Add("a\u202e\x1b[2Jb", 1, 3, 2, 9)
	f.Fuzz(func(t *testing.T, text string, a, b, c, d int) {
		inside := func(a, b int) chancery.Span {
			a, b = max(0, min(a, len(text))), max(0, min(b, len(text)))
			return chancery.Span{Start: min(a, b), End: max(a, b)}
		}
		out := show(t, told(text, inside(a, b), inside(c, d)), view.Style{Width: 50})
		if !utf8.ValidString(out) || strings.ContainsFunc(out, func(r rune) bool { return r != '\n' && unicode.IsControl(r) }) {
			t.Fatalf("%q is not safe to print", out)
		}
	})
}
