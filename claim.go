package chancery

import "slices"

// Sort says what a claim asserts. Exactly the body of that name is set.
type Sort string

const (
	SortEvent      Sort = "event"
	SortStatement  Sort = "statement"
	SortTenure     Sort = "tenure"
	SortMembership Sort = "membership"
	SortFigure     Sort = "figure"
)

// Claim is what one report asserts. It is never changed once read; a newer
// version of the rules replaces all claims of a report together.
type Claim struct {
	ID      string `json:"id"`
	Report  string `json:"report"`
	Sort    Sort   `json:"sort"`
	Rules   string `json:"rules"`   // version of the rules
	Order   int    `json:"order"`   // place among the report's claims, in text order
	PartOf  string `json:"part_of"` // claim of the same report: the visit or conference it belongs to
	Context bool   `json:"context"` // told as background, not as the report's news

	Event      *Happening  `json:"event,omitempty"`
	Statement  *Statement  `json:"statement,omitempty"`
	Tenure     *Tenure     `json:"tenure,omitempty"`
	Membership *Membership `json:"membership,omitempty"`
	Figure     *Figure     `json:"figure,omitempty"`

	Sources []Evidence `json:"sources"` // one or more for every field that the text states

	// Filled lists what the record has put into its copy of the claim from other
	// claims, all of it Inferred. A claim as read has none.
	Filled []Fill `json:"filled,omitempty"`
}

// Fill is a value of a claim that its report does not give, and the claim that
// it was inferred from.
type Fill struct {
	Field string `json:"field"`           // date, place or participants
	Actor string `json:"actor,omitempty"` // of participants: who it is that was named or added
	From  string `json:"from"`            // claim id
}

// ClaimID hashes the report, the kind, the sentence and the names as written,
// and never the rule or its version, so that a judgement still finds the claim
// after the rules have changed.
func ClaimID(report, kind, sentence string, names []string) string {
	names = slices.Sorted(slices.Values(names))
	return "c" + digest(append([]string{report, kind, sentence}, names...)...)
}

// Source returns the evidence of the field, or false when the text states none.
func (c *Claim) Source(field string) (Evidence, bool) {
	for _, e := range c.Sources {
		if e.Field == field {
			return e, true
		}
	}
	return Evidence{}, false
}
