package ask_test

import (
	"errors"
	"strings"
	"testing"

	"chancery"
	"chancery/data"
	"chancery/internal/ask"
)

func reader(t testing.TB) *ask.Reader {
	t.Helper()
	r, err := ask.New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestExamples runs the examples and counter-examples of the languages' files.
func TestExamples(t *testing.T) {
	r := reader(t)
	examples, counter, err := ask.Examples(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range examples {
		q, err := r.Read(t.Context(), e.Text)
		if err != nil {
			t.Errorf("%s: %v", e.Text, err)
			continue
		}
		got := ask.Example{Sort: q.Sort, Text: e.Text, Office: q.Office.Title, Of: q.Office.Of, Date: string(q.On), A: q.A, B: q.B, About: q.About}
		if got != e {
			t.Errorf("got %+v, want %+v", got, e)
		}
	}
	for _, text := range counter {
		if q, err := r.Read(t.Context(), text); err == nil {
			t.Errorf("%s: understood as %+v", text, q)
		}
	}
}

// TestNotUnderstood: the error names the forms that there are.
func TestNotUnderstood(t *testing.T) {
	r := reader(t)
	for _, text := range []string{"", "?", "How is the weather in Lima?", strings.Repeat("who was ", 200)} {
		_, err := r.Read(t.Context(), text)
		var known *chancery.Error
		if !errors.As(err, &known) || known.Code != chancery.Invalid || !strings.Contains(known.Message, "who was OFFICE of STATE on DATE") || !strings.Contains(known.Message, "kimdi") {
			t.Errorf("%.20q: %v", text, err)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, seed := range []string{"who was foreign minister of Norway on 2031-03-05", "2031-03-05 tarihinde Norveç dışişleri bakanı kimdi", "who is İ of ı in 1", "\xff", "when did A last meet B", "what did A ask of B about C", "visits to A by B in 2031", "A ile B en son ne zaman görüştü"} {
		f.Add(seed)
	}
	r := reader(f)
	f.Fuzz(func(t *testing.T, text string) {
		q, err := r.Read(t.Context(), text)
		if err == nil && q.Sort == ask.Holder && (q.Office.Of == "" || q.Office.Title == "") || err == nil && q.Sort != ask.Holder && q.B == "" {
			t.Errorf("%q is understood without what it asks for: %+v", text, q)
		}
	})
}
