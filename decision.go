package chancery

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"
	"time"
)

// Act is what somebody does to the record.
type Act string

const (
	ActSame      Act = "same"      // these tell of one event, or are one person
	ActDifferent Act = "different" // they do not, or are not
	ActUnsure    Act = "unsure"    // the program shall not join them by itself
	ActSplit     Act = "split"     // these claims leave their event together, or tell of another person of that name
	ActRename    Act = "rename"    // an actor goes by this name
	ActSet       Act = "set"       // a field of an event has this value
	ActReject    Act = "reject"    // these claims do not count
	ActUndo      Act = "undo"      // an earlier decision does not hold
)

// Acts lists them all.
func Acts() []Act {
	return []Act{ActSame, ActDifferent, ActUnsure, ActSplit, ActRename, ActSet, ActReject, ActUndo}
}

// Settable are the fields of an event that a decision can set. "absent" is no
// field of the event: it says of an actor that it did not take part.
func Settable() []string { return []string{"absent", "date", "kind", "modality", "name", "place"} }

// FieldAbsent says that an actor did not take part.
const FieldAbsent = "absent"

// Decision is one thing that a person decided about the record. It is kept for
// good, and takes nothing away: undoing it is a decision, too. It rests on the
// words that stood before the person, and finds its claims by them when newer
// rules have given these other ids.
type Decision struct {
	ID     string    `json:"id"`
	At     time.Time `json:"at"`
	By     string    `json:"by"` // a person, never Program
	Act    Act       `json:"act"`
	On     []Target  `json:"on,omitempty"`
	And    []Target  `json:"and,omitempty"`    // the other side: of same, different, unsure and split; who was absent
	Field  string    `json:"field,omitempty"`  // of set
	Value  string    `json:"value,omitempty"`  // of rename and set; a place is "City, CCC" or "CCC"
	Undoes string    `json:"undoes,omitempty"` // of undo: the id of a decision
	Why    string    `json:"why"`
}

// Target is a claim as it stood when somebody decided on it, or, with a Name,
// the actor whom the claim calls that.
type Target struct {
	Claim  string `json:"claim"`
	Report string `json:"report"`
	Sort   Sort   `json:"sort"`
	Span   Span   `json:"span"`  // of Quote in the report's text
	Quote  string `json:"quote"` // the words that the claim rests on
	Name   string `json:"name,omitempty"`
}

// OnPeople reports whether the decision says that two people are one, or are not,
// rather than two events.
func (d *Decision) OnPeople() bool {
	return len(d.And) > 0 && d.Act != ActSet && d.On[0].Name != ""
}

// TargetOf is the claim as a target. Name is empty, or what the claim calls an
// actor.
func TargetOf(c *Claim, name string) Target {
	t := Target{Claim: c.ID, Report: c.Report, Sort: c.Sort, Name: name}
	if e, ok := c.Source(string(c.Sort)); ok {
		t.Span, t.Quote = e.Span, e.Quote
	} else if len(c.Sources) > 0 {
		t.Span, t.Quote = c.Sources[0].Span, c.Sources[0].Quote
	}
	return t
}

// Identify gives the decision its id, which hashes all that it says.
func (d *Decision) Identify() error {
	d.ID, d.At = "", d.At.UTC()
	body, err := json.Marshal(d)
	if err != nil {
		return err
	}
	d.ID = "j" + digest(string(body))
	return nil
}

// Check says what is wrong with a decision, as an Error Invalid; nil when
// nothing is.
func (d *Decision) Check() error {
	pair := d.Act == ActSame || d.Act == ActDifferent || d.Act == ActUnsure || d.Act == ActSplit
	named := func(ts []Target) int {
		n := 0
		for _, t := range ts {
			if t.Name != "" {
				n++
			}
		}
		return n
	}
	switch {
	case !slices.Contains(Acts(), d.Act):
		return Errorf(Invalid, "a decision is one of %s, not %q", joined(Acts()), d.Act)
	case d.By == "" || d.By == Program:
		return Errorf(Invalid, "a decision needs a person who made it, not %q", d.By)
	case d.At.IsZero():
		return Errorf(Invalid, "a decision needs its time")
	case (d.Act == ActUndo) != (d.Undoes != ""), (d.Act == ActUndo) == (len(d.On) > 0):
		return Errorf(Invalid, "a decision is on claims, or undoes another")
	case (pair || d.Field == FieldAbsent) != (len(d.And) > 0):
		return Errorf(Invalid, "%s needs two sides", d.Act)
	case (d.Act == ActSet) != (d.Field != ""):
		return Errorf(Invalid, "only set has a field, and needs one")
	case pair && named(d.On)+named(d.And) > 0 && named(d.On)+named(d.And) < len(d.On)+len(d.And):
		return Errorf(Invalid, "%s is about two events or two people, not about one of each", d.Act)
	case d.Act == ActRename && (named(d.On) < len(d.On) || strings.TrimSpace(d.Value) == ""):
		return Errorf(Invalid, "rename needs an actor and its name")
	case d.Act == ActSet:
		return checkField(d.Field, d.Value)
	}
	return nil
}

func checkField(field, value string) error {
	switch field {
	case FieldAbsent:
		return nil
	case "date":
		if _, err := ParseDate(value); err != nil || value == "" {
			return Errorf(Invalid, "%q is no date; write 2025-03-08, 2025-03, 2025-03-06/2025-03-08 or [2025-03-06..2025-03-08]", value)
		}
	case "kind":
		if !slices.Contains(Kinds(), Kind(value)) {
			return Errorf(Invalid, "%q is no kind; the kinds are %s", value, joined(Kinds()))
		}
	case "modality":
		if all := []Modality{Occurred, Ongoing, Planned, Cancelled, Denied}; !slices.Contains(all, Modality(value)) {
			return Errorf(Invalid, "%q is no modality; it is one of %s", value, joined(all))
		}
	case "name", "place":
		if strings.TrimSpace(value) == "" {
			return Errorf(Invalid, "%s needs a value", field)
		}
	default:
		return Errorf(Invalid, "%q cannot be set; the fields are %s", field, strings.Join(Settable(), ", "))
	}
	return nil
}

func joined[T ~string](all []T) string {
	out := make([]string, len(all))
	for i, v := range all {
		out[i] = string(v)
	}
	return strings.Join(out, ", ")
}

// InForce are the decisions that hold, by time and id: neither an undo nor
// undone.
func InForce(all []Decision) []Decision {
	undone := Undone(all)
	out := slices.DeleteFunc(slices.Clone(all), func(d Decision) bool { return d.Act == ActUndo || undone[d.ID] })
	slices.SortFunc(out, byTime)
	return out
}

// Undone are the ids of the decisions that an undo took back which holds itself.
func Undone(all []Decision) map[string]bool {
	all = slices.Clone(all)
	slices.SortFunc(all, byTime)
	undone := map[string]bool{}
	for _, d := range slices.Backward(all) {
		if d.Act == ActUndo && !undone[d.ID] {
			undone[d.Undoes] = true
		}
	}
	return undone
}

func byTime(a, b Decision) int { return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.ID, b.ID)) }
