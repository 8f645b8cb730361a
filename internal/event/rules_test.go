package event_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"chancery"
	"chancery/data"
	"chancery/internal/event"
	"chancery/internal/gazetteer"
	"chancery/internal/lang"
	"chancery/internal/ontology"
	"chancery/internal/pipeline"
	"chancery/internal/rule"
)

// language is what the tests need of one language pack.
type language struct {
	code  string
	rules []rule.Rule
}

func languages(t testing.TB) []language {
	t.Helper()
	packs, err := lang.LoadReaders(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	gaz, err := gazetteer.Load(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	onto, err := ontology.Load(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	var out []language
	for _, p := range packs {
		r, err := event.New(data.FS, p, onto, gaz)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, language{p.Code, r.Rules()})
	}
	return out
}

func reader(t testing.TB) *pipeline.Pipeline {
	t.Helper()
	p, err := pipeline.New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// events reads a text as a report of Thursday, 15 May 2025.
func events(t testing.TB, p *pipeline.Pipeline, code, text string) []chancery.Claim {
	t.Helper()
	claims, err := p.Read(context.Background(), chancery.Report{ID: "r1", Name: "example", Language: code,
		Published: "2025-05-15", PublishedBasis: chancery.Stated, Text: text})
	if err != nil {
		t.Fatal(err)
	}
	return slices.DeleteFunc(claims, func(c chancery.Claim) bool { return c.Event == nil })
}

// ruleOf is the rule that read the event.
func ruleOf(t testing.TB, c chancery.Claim) string {
	t.Helper()
	e, ok := c.Source("event")
	if !ok {
		t.Fatalf("claim %s has no evidence of its event", c.ID)
	}
	return e.Rule
}

// id is a rule's id with the code of its language before it.
func id(code string, r rule.Rule) string { return code + "." + strings.TrimPrefix(r.ID, code+".") }

// called is how an example names a participant: a person or state by name, an
// organisation by its short name, a delegation as "delegation", an office
// holder without a name by the office.
func called(p chancery.Participant) string {
	switch {
	case p.Type == chancery.Delegation:
		return "delegation"
	case p.Type == chancery.Organisation && p.Of != "":
		return p.Of
	case p.Name != "" || p.Office == nil:
		return p.Name
	}
	return p.Office.Title
}

// names puts the parts of a list apart by semicolons into one order.
func names(list string) string {
	parts := strings.Split(list, ";")
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	slices.Sort(parts)
	return strings.Join(parts, "; ")
}

func participants(c chancery.Claim) string {
	var out []string
	for _, p := range c.Event.Participants {
		out = append(out, called(p))
	}
	return names(strings.Join(out, ";"))
}

// TestExamplesOfRules reads every example of every rule and compares who takes
// part with what the rule says; a counter-example must yield nothing by the
// rule.
func TestExamplesOfRules(t *testing.T) {
	p := reader(t)
	for _, l := range languages(t) {
		for _, r := range l.rules {
			t.Run(id(l.code, r), func(t *testing.T) {
				for _, e := range r.Examples {
					checkExample(t, events(t, p, l.code, e.Text), id(l.code, r), r, e)
				}
				for _, text := range r.Counter {
					for _, c := range events(t, p, l.code, text) {
						if ruleOf(t, c) == id(l.code, r) {
							t.Errorf("%s: rule %s must yield nothing from %q, but yields %s of %s", r.Where, r.ID, text, c.Event.Kind, participants(c))
						}
					}
				}
			})
		}
	}
}

// TestKindsOfRulesAreInTheOntology: the ontology defines every event that can
// be read, and what it calls other has a type of the research standard.
func TestKindsOfRulesAreInTheOntology(t *testing.T) {
	onto, err := ontology.Load(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range languages(t) {
		for _, r := range l.rules {
			if k, ok := onto.Kind(r.Yields); !ok || k.Definition == "" {
				t.Errorf("%s: rule %s yields %s, which the ontology does not define", r.Where, r.ID, r.Yields)
			}
			if r.Yields == chancery.KindOther && r.Plover == "" {
				t.Errorf("%s: rule %s yields %s without a type", r.Where, r.ID, r.Yields)
			}
			if !strings.HasPrefix(r.ID, l.code+".") {
				t.Errorf("%s: rule %s does not begin with its language", r.Where, r.ID)
			}
		}
	}
}

// checkExample wants one event of the rule's kind with the people of the
// example. Where two rules tell of one event, either may have read it.
func checkExample(t *testing.T, claims []chancery.Claim, id string, r rule.Rule, e rule.Example) {
	t.Helper()
	var got []string
	for _, c := range claims {
		got = append(got, string(c.Event.Kind)+" by "+ruleOf(t, c)+" of "+participants(c))
		if c.Event.Kind != r.Yields || participants(c) != names(e.Yields) {
			continue
		}
		if by := ruleOf(t, c); by != id {
			t.Logf("%s: %q is read by %s", r.Where, e.Text, by)
		}
		return
	}
	t.Errorf("%s: rule %s reads %q\n got %q\nwant %s of %s", r.Where, r.ID, e.Text, got, r.Yields, names(e.Yields))
}
