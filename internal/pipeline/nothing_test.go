package pipeline_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"chancery"
)

// leaking is how many texts of testdata/nothing may still yield an event, by
// language. A number here only falls; a language that is not listed has none.
var leaking = map[string]int{"en": 18, "tr": 5, "es": 1}

// harmless is a text that tells of no event, and the group that it stands in.
type harmless struct{ group, text string }

// TestNothingIsMadeUp reads texts that only look like diplomacy: sport,
// business, fiction, history, what is supposed or asked. Each file is
// testdata/nothing/<language>.txt, with an empty line between texts; a line
// that begins with "# " names the group of those below it.
func TestNothingIsMadeUp(t *testing.T) {
	p := embedded(t)
	for _, code := range p.Languages() {
		t.Run(code, func(t *testing.T) {
			texts := harmlessTexts(t, filepath.Join("testdata", "nothing", code+".txt"))
			var leaks []string
			for _, h := range texts {
				if made := madeUp(read(t, p, report(code, h.text))); len(made) > 0 {
					leaks = append(leaks, h.group+": "+h.text+"\n"+show(made)+"by "+strings.Join(rules(made), ", "))
				}
			}
			say := t.Log
			if len(leaks) > leaking[code] {
				say = t.Error
			}
			for _, l := range leaks {
				say(l)
			}
			t.Logf("%d of %d texts are clean, %.1f%%", len(texts)-len(leaks), len(texts),
				100*float64(len(texts)-len(leaks))/float64(len(texts)))
			if len(leaks) > leaking[code] {
				t.Errorf("events are made up from %d texts, at most %d may leak", len(leaks), leaking[code])
			} else if len(leaks) < leaking[code] {
				t.Logf("only %d texts leak: lower the number from %d", len(leaks), leaking[code])
			}
		})
	}
}

// TestMadeUpIsSeen: a text that does tell of an event must not pass for one
// that tells of nothing.
func TestMadeUpIsSeen(t *testing.T) {
	p := embedded(t)
	for code, text := range map[string]string{
		"en": "Foreign Minister Anna Berg met Ambassador Ruth Mbeki in Riga.",
		"tr": "Letonya Dışişleri Bakanı Anna Berg, Kenya Büyükelçisi Ruth Mbeki ile Riga'da görüştü.",
	} {
		if made := madeUp(read(t, p, report(code, text))); len(made) == 0 {
			t.Errorf("%s: nothing is seen in %q", code, text)
		}
	}
}

// madeUp are the events among the claims, but those that only say that
// somebody spoke or that something else happened.
func madeUp(claims []chancery.Claim) []chancery.Claim {
	return slices.DeleteFunc(claims, func(c chancery.Claim) bool {
		return c.Event == nil || c.Event.Kind == chancery.KindStatement || c.Event.Kind == chancery.KindOther
	})
}

// rules are those that read the events, in the order of the claims.
func rules(claims []chancery.Claim) []string {
	var out []string
	for _, c := range claims {
		e, _ := c.Source("event")
		out = append(out, e.Rule)
	}
	return out
}

// harmlessTexts are the texts of a file; too few, one without a group or one
// that stands there twice end the test.
func harmlessTexts(t *testing.T, file string) []harmless {
	t.Helper()
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var out []harmless
	group := ""
	seen := map[string]bool{}
	for block := range strings.SplitSeq(strings.TrimSpace(string(raw)), "\n\n") {
		if name, ok := strings.CutPrefix(block, "# "); ok {
			group = name
			continue
		}
		if group == "" || seen[block] || strings.Contains(block, "\n") {
			t.Fatalf("%s: %q has no group, stands there twice or has no empty line around it", file, block)
		}
		seen[block] = true
		out = append(out, harmless{group, block})
	}
	if len(out) < 220 {
		t.Fatalf("%s has %d texts, at least 220 are wanted", file, len(out))
	}
	return out
}
