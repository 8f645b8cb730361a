package chancery

// ActorType says what sort of actor acts.
type ActorType string

const (
	Person       ActorType = "person"
	State        ActorType = "state"
	Organisation ActorType = "organisation"
	Body         ActorType = "body"       // part of a state or organisation: a ministry, a committee
	Delegation   ActorType = "delegation" // an actor of its own, apart from its leader
)

// Role is the part an actor plays in an event. PLOVER's actor is initiator or
// visitor, its recipient is recipient or host.
type Role string

const (
	Host      Role = "host"
	Visitor   Role = "visitor"
	Initiator Role = "initiator"
	Recipient Role = "recipient"
	Attendee  Role = "participant"
)

// Office is a post of a state, organisation or body.
type Office struct {
	Title string `json:"title"` // English, without the state or organisation; may equal Text
	Text  string `json:"text"`  // as the report words it; empty for an office that is inferred
	Of    string `json:"of"`    // ISO 3166-1 alpha-3 or an organisation's short name; empty when unknown
}

// Participant is an actor in one event, in the capacity in which it acted.
// A participant without Name and with an Office is an office holder whom the
// text does not name. One with neither stands for Of itself.
type Participant struct {
	ID     string    `json:"id"`   // actor id; set when claims are folded into the record
	Name   string    `json:"name"` // fullest form in the report, nominative
	Aka    []string  `json:"aka"`  // other forms, as written; sorted
	Type   ActorType `json:"type"`
	Role   Role      `json:"role"`
	Leads  string    `json:"leads"` // the delegation it heads: in a claim that delegation's Name, in the record its actor id
	Office *Office   `json:"office"`
	Of     string    `json:"of"`       // whom it acts for; empty when unknown
	OfBase Basis     `json:"of_basis"` // stated by the text, or inferred
	Sector string    `json:"sector"`   // PLOVER sector: GOV, LEG, MIL, IGO ...

	// Supposed is who held the Office then by the program's own tables, where no
	// report names the holder. Only the record's events have it.
	Supposed *Supposed `json:"supposed,omitempty"`
}

// Supposed is a person whom no report names, inferred from a table.
type Supposed struct {
	Name string `json:"name"`
	From string `json:"from"` // the table's file
}

// Actor is a person, state, organisation, body or delegation of the record.
type Actor struct {
	ID      string
	Type    ActorType
	Name    string
	Names   []NameForm // every form met; most frequent first, then by text
	Of      string
	Reports []string // ids, sorted
	Rulings []Ruling // what people decided on who it is, the oldest first
}

// Ruling is a person's decision that an actor and another are one, or are not.
type Ruling struct {
	Verdict  Verdict
	Name     string // of the other, as the reports write it
	Actor    string // its id; empty where it is this actor
	By       string
	Why      string
	Decision string
}

// NameForm is one spelling of an actor's name and how often it was met.
type NameForm struct {
	Text     string
	Language string
	Count    int
}
