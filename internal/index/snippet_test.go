package index_test

import (
	"strings"
	"testing"

	"chancery/internal/index"
)

func TestSnippet(t *testing.T) {
	const text = "First nothing. The gate of Iğdır'da was shut.\nŠarić opened the gate in Iğdır on Monday. Last words."
	for query, want := range map[string]string{
		"igdir":       "The gate of [Iğdır]'da was shut.",
		"IĞDIR GATE":  "The [gate] of [Iğdır]'da was shut.",
		"saric igdir": "[Šarić] opened the gate in [Iğdır] on Monday.",
		"mon":         "Šarić opened the gate in Iğdır on [Monday].",
		"absent":      "First nothing.",
		"":            "First nothing.",
	} {
		var b strings.Builder
		for _, r := range index.Snippet(text, query) {
			if r.Marked {
				b.WriteString("[" + r.Text + "]")
			} else {
				b.WriteString(r.Text)
			}
		}
		if got := b.String(); got != want {
			t.Errorf("%q: %q, want %q", query, got, want)
		}
	}
	if got := index.Snippet("", "x"); len(got) != 0 {
		t.Errorf("of nothing: %v", got)
	}
}
