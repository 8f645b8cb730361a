package store

import (
	"fmt"
	"unicode/utf8"

	"chancery"
)

// check is the gate of the record: whoever reads a report, nothing gets in
// that its text does not say in these words.
func check(report chancery.Report, claims []chancery.Claim, rules string) error {
	invalid := func(format string, args ...any) error {
		return chancery.Errorf(chancery.Invalid, "report %s: %s", report.Name, fmt.Sprintf(format, args...))
	}
	switch {
	case report.ID == "":
		return invalid("it has no id")
	case rules == "":
		return invalid("the version of the rules is missing")
	case !utf8.ValidString(report.Text):
		return invalid("its text is not valid UTF-8")
	}
	seen := make(map[string]bool, len(claims))
	for i := range claims {
		c := &claims[i]
		switch {
		case c.ID == "" || seen[c.ID]:
			return invalid("claim %q has no id of its own", c.ID)
		case c.Report != report.ID:
			return invalid("claim %s is of report %s", c.ID, c.Report)
		case c.Rules != rules:
			return invalid("claim %s is by rules %q, not %q", c.ID, c.Rules, rules)
		case !oneBody(c):
			return invalid("claim %s of sort %q must have exactly that body", c.ID, c.Sort)
		}
		seen[c.ID] = true
		for _, e := range c.Sources {
			if e.Start < 0 || e.End > len(report.Text) || e.Empty() || e.In(report.Text) != e.Quote {
				return invalid("claim %s: the words of field %s are not in the text at %d-%d", c.ID, e.Field, e.Start, e.End)
			}
		}
	}
	return nil
}

// oneBody reports whether the body of the claim's sort is set, and no other.
func oneBody(c *chancery.Claim) bool {
	bodies := map[chancery.Sort]bool{
		chancery.SortEvent:      c.Event != nil,
		chancery.SortStatement:  c.Statement != nil,
		chancery.SortTenure:     c.Tenure != nil,
		chancery.SortMembership: c.Membership != nil,
		chancery.SortFigure:     c.Figure != nil,
	}
	n := 0
	for _, set := range bodies {
		if set {
			n++
		}
	}
	return n == 1 && bodies[c.Sort]
}
