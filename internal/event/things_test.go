package event_test

import (
	"slices"
	"strings"
	"testing"

	"chancery"
)

// TestThings: what an act is about are the common nouns of its own clause, but
// for those of place and time and those that fit any act.
func TestThings(t *testing.T) {
	p := reader(t)
	for _, c := range []struct{ code, kind, text, want string }{
		{"en", "request", "Foreign Minister Anna Berg of Norway asked Kenya for two tugboats on Monday.", "tugboat"},
		{"en", "request", "At a press conference in Bergen, Foreign Minister Anna Berg of Norway asked Kenya for help with the harvest.", "harvest"},
		{"en", "request", "Kenya called on Peru to release the sailors at a ceremony in Lima.", "sailor"},
		{"en", "pledge", "Prime Minister Keiko Arai of Japan promised Kenya support for its partnership with neighbouring countries.", ""},
		{"en", "aid", "Norway sent Kenya forty tents, and the ministry praised the pilots.", "tent"},
		{"tr", "signing", "Norveç Dışişleri Bakanı Anna Berg ile Peru Dışişleri Bakanı Lucia Ramos, Lima'daki zirvede balıkçılık anlaşmasını imzaladı.", "balıkçılık"},
		{"en", "meeting", "Foreign Minister Anna Berg of Norway met President Ramon Ortega of Peru to discuss tugboats.", ""},
	} {
		var got []string
		for _, claim := range events(t, p, c.code, c.text) {
			if string(claim.Event.Kind) != c.kind {
				continue
			}
			got = append(got, claim.Event.Things...)
			for _, thing := range claim.Event.Things {
				if !slices.ContainsFunc(claim.Sources, func(e chancery.Evidence) bool {
					return e.Field == "things" && strings.HasPrefix(strings.ToLower(e.Quote), thing)
				}) {
					t.Errorf("%q: %s has no words", c.text, thing)
				}
			}
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%q is about %q, want %q", c.text, s, c.want)
		}
	}
}
