package chancery

// Record is the fold of claims under judgements. Every list is in a stable
// order: reports by name and id, claims by report and order, events by first
// day and id, all else by id.
type Record struct {
	Reports     []Report
	Claims      []Claim
	Events      []Event
	Statements  []Stored[Statement]
	Figures     []Stored[Figure]
	Memberships []Stored[Membership]
	Tenures     []Stored[Tenure]
	Actors      []Actor
	Judgements  []Judgement       // the program's and people's, for explain
	Absorbed    map[string]string // an id that was merged away: the id that answers for it
}

// Stored is a row of the record with its id and the claims it rests on.
type Stored[T any] struct {
	ID     string
	Value  T
	Claims []string
}
