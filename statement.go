package chancery

// Form says how something said is rendered.
type Form string

const (
	Direct   Form = "direct"
	Indirect Form = "indirect"
)

// Statement is something said. Speaker is empty when the text names nobody.
type Statement struct {
	Speaker    string   `json:"speaker"` // actor id in the record; empty in a claim
	Name       string   `json:"speaker_name"`
	Collective bool     `json:"collective"` // "the sides"
	Form       Form     `json:"form"`
	Quote      string   `json:"quote"`
	About      []string `json:"about"` // topics
	Stance     string   `json:"stance"`
	Date       Date     `json:"date"`
	Event      string   `json:"event"` // claim id in a claim, event id in the record
}

// Membership is a party's belonging to a framework: an agreement, programme,
// forum or organisation. Its status is one of
//
//	member     belongs, or belonged up to Until
//	expected   is to belong, from Since where that is told
//	candidate  has been recognised as one
//	observer   takes part without a vote
//	partner    is tied to it from outside; dialogue partners too
//	chair      holds its chair or presidency
//	suspended  belongs, but has been barred, from Since on
//	leaving    is to leave it, at Until where that is told
//	former     has left it, nobody says when
type Membership struct {
	Party     string `json:"party"`     // code of a state or organisation
	Framework string `json:"framework"` // short name, or Name where there is none
	Name      string `json:"name"`
	Since     Date   `json:"since"`
	Until     Date   `json:"until"`
	Status    string `json:"status"`
	Succeeds  string `json:"succeeds"` // the framework that this one followed
}

// Figure is a number with what it counts. A newer figure supersedes an older
// one only within the same scope. A range is two figures, whose scopes say "at
// least" and "at most".
type Figure struct {
	Value float64 `json:"value"`
	Unit  string  `json:"unit"`
	What  string  `json:"what"`
	Scope string  `json:"scope"`
	Since Date    `json:"since"`
	AsOf  Date    `json:"as_of"` // as stated, else the month of the report
}

// Tenure is that somebody held an office, seen at a date.
type Tenure struct {
	Holder string `json:"holder"` // actor id in the record; empty in a claim
	Name   string `json:"holder_name"`
	Office Office `json:"office"`
	From   Date   `json:"from"`
	Until  Date   `json:"until"`
	Seen   Date   `json:"seen"` // a day on which a report shows the holder in office
}
