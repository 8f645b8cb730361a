package chancery

// Kind is our kind of event; the research standard's type is in Plover.
type Kind string

const (
	KindVisit       Kind = "visit"
	KindMeeting     Kind = "meeting"
	KindCall        Kind = "call"
	KindConference  Kind = "conference"
	KindSigning     Kind = "signing"
	KindAgreement   Kind = "agreement"
	KindLetter      Kind = "letter"
	KindStatement   Kind = "statement"
	KindPraise      Kind = "praise"
	KindCriticism   Kind = "criticism"
	KindRequest     Kind = "request"
	KindOffer       Kind = "offer"
	KindPledge      Kind = "pledge"
	KindAid         Kind = "aid"
	KindSanction    Kind = "sanction"
	KindExpulsion   Kind = "expulsion"
	KindExercise    Kind = "exercise"
	KindAppointment Kind = "appointment"
	KindOther       Kind = "other"
)

// Kinds lists every kind, in the order in which they are shown.
func Kinds() []Kind {
	return []Kind{KindVisit, KindMeeting, KindCall, KindConference, KindSigning, KindAgreement,
		KindLetter, KindStatement, KindPraise, KindCriticism, KindRequest, KindOffer, KindPledge,
		KindAid, KindSanction, KindExpulsion, KindExercise, KindAppointment, KindOther}
}

// Engagement reports whether the kind is contact between actors.
func (k Kind) Engagement() bool {
	switch k {
	case KindVisit, KindMeeting, KindCall, KindConference, KindSigning:
		return true
	}
	return false
}

// Modality says whether an event happened.
type Modality string

const (
	Occurred  Modality = "occurred"
	Ongoing   Modality = "ongoing"
	Planned   Modality = "planned"
	Cancelled Modality = "cancelled" // postponed too
	Denied    Modality = "denied"
)

// Basis says how a value is known.
type Basis string

const (
	Stated    Basis = "stated"    // the text says it
	Published Basis = "published" // taken from the report's own date
	Inferred  Basis = "inferred"  // worked out, or filled from another report
	Judged    Basis = "judged"    // set by a person
)

// Plover is the event's type in the PLOVER ontology (manual 0.8). Event is
// empty where the ontology has none.
type Plover struct {
	Event    string   `json:"event"`
	Mode     string   `json:"mode"`
	Contexts []string `json:"contexts"`
}

// Place is where an event took place. Name is empty when only the country is
// known.
type Place struct {
	Name     string   `json:"name"` // English
	Aka      []string `json:"aka"`  // as written; sorted
	Country  string   `json:"country"`
	GeoNames int      `json:"geonames"` // 0 when unknown
	Lat      float64  `json:"lat"`
	Lon      float64  `json:"lon"`
	Basis    Basis    `json:"basis"`
}

// Happening is what is told of an event, by one report (in a Claim) or by all
// of them together (in an Event of the record).
type Happening struct {
	Kind         Kind          `json:"kind"`
	Name         string        `json:"name"` // of a named summit or conference
	Plover       Plover        `json:"plover"`
	Modality     Modality      `json:"modality"`
	Date         Date          `json:"date"`
	DateBasis    Basis         `json:"date_basis"`
	Place        *Place        `json:"place"`
	Participants []Participant `json:"participants"`
	Topics       []string      `json:"topics"`     // ids of the ontology; sorted
	Frameworks   []string      `json:"frameworks"` // short names; sorted
	Things       []string      `json:"things"`     // of an act or signing: the common nouns that say what it is about, as lemmas of the report's language; sorted
}

// ModalityChange is one step in an event's history, such as planned and later
// held, with the claim that says so.
type ModalityChange struct {
	Modality Modality
	Date     Date // of the report that says so
	Claim    string
}

// Conflict is one field whose values cannot all hold.
type Conflict struct {
	Field  string
	Values []ConflictValue
}

// ConflictValue is one of the values, with the claims that give it.
type ConflictValue struct {
	Value  string
	Claims []string
}

// Setting is a field that a person set, what it was by the reports, and why it
// is preferred. Of "absent", Value is the name of who did not take part.
type Setting struct {
	Field    string
	Value    string
	Was      string
	By       string
	Why      string
	Decision string // id
}

// Status is what has come of a request, an offer or a pledge.
type Status string

const (
	StatusOpen    Status = "open"    // no report tells of an answer
	StatusMet     Status = "met"     // some answer meets it
	StatusRefused Status = "refused" // it was answered, and no answer meets it
)

// How is what an answer does with what was asked, offered or promised.
type How string

const (
	Meets   How = "meets"
	Refuses How = "refuses"
)

// Answer is an event that answers another, and what both are about.
type Answer struct {
	Event string // id
	How   How
	About []string // the topics, frameworks and things in common; never empty
}

// Event is one event of the record, folded from all claims that tell of it.
type Event struct {
	ID string // that of its least claim
	Happening
	ModalityHistory []ModalityChange
	PartOf          string // id of the visit or conference it belongs to
	Claims          []string
	Reports         []string
	Origins         []string // independent parties that the reports go back to
	Conflicts       []Conflict
	Settings        []Setting // what people set, the oldest first
	Status          Status    // of a request, an offer or a pledge that was made; empty for all else
	Answers         []Answer  // to it, by their first days and ids
	Confidence      float64
}
