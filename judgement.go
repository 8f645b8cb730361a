package chancery

import "time"

// Verdict is the answer to whether two claims tell of one event.
type Verdict string

const (
	Same      Verdict = "same"
	Different Verdict = "different"
	Unsure    Verdict = "unsure"
)

// Program is the By of a judgement that the program made itself.
const Program = "program"

// Judgement decides whether two claims tell of one event. A person's stands
// above the program's. The program's are worked out anew whenever the record
// is folded; a person's are kept.
type Judgement struct {
	A, B    string // claim ids, A < B
	Verdict Verdict
	By      string
	Why     string    // for people: "same: X and Y; Baku; 22 Jan; different words"
	Score   float64   // of the program's comparison; 0 for a person's
	At      time.Time // zero for the program's
}
