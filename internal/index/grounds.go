package index

import (
	"slices"
	"strings"

	"chancery"
	"chancery/internal/name"
)

// Words are words of a report that a field rests on.
type Words struct {
	Claim *chancery.Claim
	chancery.Evidence
}

// The fields that Grounds gives the words of under another name than a claim
// does.
const (
	FieldKind        = "kind"        // the event's own clause
	FieldParticipant = "participant" // one of them
)

// Grounds are the words that an event's fields rest on.
type Grounds struct {
	Names        []string           // of the fields that have words, as they are met
	Fields       map[string][]Words // by field; words of participants only where it is not known of whom
	Participants [][]Words          // of each participant of the event, with those of its office and party
}

// Grounds finds the words of the event's fields, in the order of the reports and
// of their claims. Those of a delegation whose leader takes part are with its
// leader; see Seats.
func (x *Index) Grounds(e *chancery.Event) Grounds {
	g := Grounds{Fields: map[string][]Words{}, Participants: make([][]Words, len(e.Participants))}
	seat := Seats(e)
	forms := make([][]string, len(e.Participants))
	for i := range e.Participants {
		forms[i] = x.forms(&e.Participants[i])
	}
	for _, c := range x.Telling(e) {
		who := seats{event: e, claim: c, forms: forms, last: -1}
		for _, s := range c.Sources {
			field, at := FieldOf(s.Field), -1
			switch field {
			case FieldParticipant, "office", "of", "role", "leads":
				at = who.of(field, s.Quote)
			}
			if at >= 0 {
				g.Participants[seat[at]] = append(g.Participants[seat[at]], Words{c, s})
				continue
			}
			if _, known := g.Fields[field]; !known {
				g.Names = append(g.Names, field)
			}
			g.Fields[field] = append(g.Fields[field], Words{c, s})
		}
	}
	return g
}

// Seats are, for each participant, the one with whom it is shown: of a
// delegation its leader, of all others itself.
func Seats(e *chancery.Event) []int {
	out := make([]int, len(e.Participants))
	for i := range e.Participants {
		out[i] = i
		for k, leader := range e.Participants {
			if leader.Leads != "" && leader.Leads == e.Participants[i].ID && k != i {
				out[i] = k
				break
			}
		}
	}
	return out
}

// FieldOf is the name under which Grounds has the words that a claim gives for a
// field.
func FieldOf(field string) string {
	switch field {
	case "event":
		return FieldKind
	case "participants":
		return FieldParticipant
	}
	return field
}

// seats finds the participant that words of a claim are about: the one whom
// they name, else the one whose turn it is, since a claim gives the words of
// its participants in their order, each before those of the office.
type seats struct {
	event *chancery.Event
	claim *chancery.Claim
	forms [][]string // of each participant of the event, folded: by what it is known
	next  int        // participant of the claim
	last  int        // participant of the event that was found last, or -1
}

// of is the place of the participant in the event, or -1.
func (s *seats) of(field, quote string) int {
	named := s.named(name.Fold(quote))
	if field != FieldParticipant {
		if s.last < 0 {
			s.last = named
		}
		return s.last
	}
	s.last = named
	if k := s.next; named < 0 && k < len(s.claim.Event.Participants) {
		id := s.claim.Event.Participants[k].ID
		s.last = slices.IndexFunc(s.event.Participants, func(p chancery.Participant) bool { return p.ID == id && id != "" })
	}
	s.next++
	return s.last
}

// named is the participant that the folded words name best, or -1.
func (s *seats) named(words string) int {
	best, most := -1, 0
	for i := range s.event.Participants {
		if n := shared(s.forms[i], words); n > most {
			best, most = i, n
		}
	}
	return best
}

// forms are the names and the office of a participant, folded.
func (x *Index) forms(p *chancery.Participant) []string {
	forms := append([]string{p.Name}, p.Aka...)
	if p.Office != nil {
		forms = append(forms, p.Office.Text, p.Office.Title)
	}
	if a := x.Actor(p.ID); a != nil {
		for _, f := range a.Names {
			forms = append(forms, f.Text)
		}
	}
	for i, f := range forms {
		forms[i] = name.Fold(f)
	}
	return forms
}

// shared is how many letters of the folded words a form of a name has in common
// with them, when one holds the other.
func shared(forms []string, words string) int {
	most := 0
	for _, f := range forms {
		if f != "" && words != "" && (strings.Contains(words, f) || strings.Contains(f, words)) {
			most = max(most, min(len(f), len(words)))
		}
	}
	return most
}
