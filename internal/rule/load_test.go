package rule_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"chancery"
	"chancery/internal/lang"
	"chancery/internal/rule"
)

var pack = lang.Pack{Code: "xx", Folder: "lang/xx"}

func load(files map[string]string) ([]rule.Rule, error) {
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys["lang/xx/rules/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	return rule.Load(fsys, pack, lists)
}

const frame = `rules:
- id: xx.meet
  yields: meeting
  verbs: [meet, sit down]
  nouns: [talks]
  args: {subj: initiator, with: participant}
  need: [subj!, with+|place]
  place: [in]
  cue: [phone call]
  bar: [in vain, never]
  least: 2
  modality: planned
  each: true
  examples:
  - {text: "Anna Berg met Ruth Mbeki.", yields: "Anna Berg; Ruth Mbeki"}
  counter:
  - "Nobody came."
`

const pattern = `rules:
- id: xx.call-on
  yields: visit
  pattern: "a:<PERSON> .. %talk b:<STATE>"
  roles: {a: visitor, b: place}
  examples:
  - {text: "x", yields: "y"}
  counter: ["z"]
`

func TestLoad(t *testing.T) {
	rules, err := load(map[string]string{"b.yaml": frame, "a.yaml": pattern, "notes.txt": "not a rule"})
	if err != nil {
		t.Fatal(err)
	}
	if len(rules) != 2 || rules[0].ID != "xx.call-on" || rules[1].ID != "xx.meet" {
		t.Fatalf("rules %v, want those of a.yaml before those of b.yaml", rules)
	}
	p, f := rules[0], rules[1]
	if p.Pattern == nil || p.Frame != nil || p.Roles["a"] != chancery.Visitor || p.Roles["b"] != "place" || p.Where != "lang/xx/rules/a.yaml:2" {
		t.Errorf("pattern rule %+v", p)
	}
	if f.Frame == nil || f.Pattern != nil {
		t.Fatalf("frame rule %+v", f)
	}
	same := func(what string, got, want [][]string) {
		if !slices.EqualFunc(got, want, slices.Equal[[]string]) {
			t.Errorf("%s %q, want %q", what, got, want)
		}
	}
	same("verbs", f.Frame.Verbs, [][]string{{"meet"}, {"sit", "down"}})
	same("nouns", f.Frame.Nouns, [][]string{{"talks"}})
	same("need", f.Frame.Need, [][]string{{"subj!"}, {"with+", "place"}})
	same("cue", f.Frame.Cue, [][]string{{"phone", "call"}})
	same("bar", f.Frame.Bar, [][]string{{"in", "vain"}, {"never"}})
	if f.Frame.Least != 2 || f.Frame.Args["with"] != chancery.Attendee || !slices.Equal(f.Frame.Place, []string{"in"}) {
		t.Errorf("frame %+v", f.Frame)
	}
	if f.Yields != chancery.KindMeeting || f.Modality != chancery.Planned || !f.Each {
		t.Errorf("rule %+v", f)
	}
	if len(f.Examples) != 1 || f.Examples[0].Yields != "Anna Berg; Ruth Mbeki" || len(f.Counter) != 1 {
		t.Errorf("examples %v, counter %v", f.Examples, f.Counter)
	}
}

func TestLoadWithoutRules(t *testing.T) {
	rules, err := load(nil)
	if err != nil || len(rules) != 0 {
		t.Errorf("rules %v, error %v", rules, err)
	}
}

// TestLoadFaults breaks one line of a good file at a time.
func TestLoadFaults(t *testing.T) {
	for _, c := range []struct{ name, in, old, new, want string }{
		{"unknown field", frame, "  least: 2", "  lest: 2", "lang/xx/rules/a.yaml:2: yaml: "},
		{"unknown field of the file", frame, "rules:", "ruels:", "lang/xx/rules/a.yaml: "},
		{"no id", frame, "- id: xx.meet\n  yields", "- yields", "lang/xx/rules/a.yaml:2: rule \"\": id is missing"},
		{"unknown kind", frame, "yields: meeting", "yields: meating", `a.yaml:2: rule "xx.meet": yields "meating" is no kind of event`},
		{"no kind", frame, "  yields: meeting\n", "", `a.yaml:2: rule "xx.meet": yields "" is no kind of event`},
		{"no example", frame, "  examples:\n  - {text: \"Anna Berg met Ruth Mbeki.\", yields: \"Anna Berg; Ruth Mbeki\"}\n", "", `a.yaml:2: rule "xx.meet": at least one example and one counter-example are needed`},
		{"no counter-example", frame, "  counter:\n  - \"Nobody came.\"\n", "", `a.yaml:2: rule "xx.meet": at least one example and one counter-example are needed`},
		{"unknown role of an argument", frame, "with: participant", "with: partner", `a.yaml:2: rule "xx.meet": "partner" is no role`},
		{"unknown role of a capture", pattern, "a: visitor", "a: guest", `a.yaml:2: rule "xx.call-on": "guest" is no role`},
		{"frame and pattern", frame, "  least: 2", "  pattern: met", `a.yaml:2: rule "xx.meet": write either pattern, or verbs and nouns`},
		{"neither frame nor pattern", pattern, "  pattern: \"a:<PERSON> .. %talk b:<STATE>\"\n", "", `a.yaml:2: rule "xx.call-on": write either pattern, or verbs and nouns`},
		{"fault in a pattern", pattern, "b:<STATE>", "b:<STATE", `a.yaml:2: rule "xx.call-on": pattern byte 28: missing '>'`},
		{"capture without a role", pattern, "roles: {a: visitor, b: place}", "roles: {a: visitor}", `a.yaml:2: rule "xx.call-on": capture "b" has no role`},
		{"role without a capture", pattern, "roles: {a: visitor, b: place}", "roles: {a: visitor, b: place, c: host}", `a.yaml:2: rule "xx.call-on": the pattern captures no "c"`},
		{"need without a role", frame, "need: [subj!", "need: [sbj!", `a.yaml:2: rule "xx.meet": need names "sbj", which has no role`},
		{"unknown list", pattern, "%talk", "%tlak", `a.yaml:2: rule "xx.call-on": pattern byte 19: no list "tlak"`},
		{"the same id twice", frame, "rules:\n", "rules:\n" + strings.TrimPrefix(frame, "rules:\n"), "a.yaml:18: rule xx.meet stands already at lang/xx/rules/a.yaml:2"},
		{"no YAML", frame, "need: [", "need: [[", "a.yaml: "},
	} {
		t.Run(c.name, func(t *testing.T) {
			broken := strings.Replace(c.in, c.old, c.new, 1)
			if broken == c.in {
				t.Fatalf("%q does not stand in the file", c.old)
			}
			rules, err := load(map[string]string{"a.yaml": broken})
			if err == nil || rules != nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("rules %v\nerror %v\nwant  %s", rules, err, c.want)
			}
		})
	}
}

func TestLoadRefusesTheSameIDInAnotherFile(t *testing.T) {
	_, err := load(map[string]string{"a.yaml": frame, "b.yaml": frame})
	if want := "lang/xx/rules/b.yaml:2: rule xx.meet stands already at lang/xx/rules/a.yaml:2"; err == nil || err.Error() != want {
		t.Errorf("error %v, want %s", err, want)
	}
}
