package view_test

import (
	"bytes"
	"strings"
	"testing"

	"chancery"
	"chancery/internal/view"
)

// A name with letters of two scripts in a word is shown with whom it looks like.
func TestMixedScript(t *testing.T) {
	rec := &chancery.Record{Actors: []chancery.Actor{{ID: "anna-berg-mixed-script", Type: chancery.Person, Name: "Аnna Berg", Of: "SWE",
		Names: []chancery.NameForm{{Text: "Аnna Berg", Language: "en", Count: 2}}}}}
	for _, c := range []struct {
		show func(*bytes.Buffer) error
		want string
	}{
		{func(b *bytes.Buffer) error { return view.Show(b, rec, "anna-berg-mixed-script", view.Style{}) }, "looks like Anna Berg"},
		{func(b *bytes.Buffer) error { return view.ShowJSON(b, rec, "anna-berg-mixed-script") }, `"looks_like": "Anna Berg"`},
		{func(b *bytes.Buffer) error { return view.Explain(b, rec, "anna-berg-mixed-script", view.Style{}) }, "has letters of two scripts"},
	} {
		var out bytes.Buffer
		if err := c.show(&out); err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(strings.Fields(out.String()), " "); !strings.Contains(got, c.want) {
			t.Errorf("no %q in:\n%s", c.want, out.String())
		}
	}
}
