package ask

import (
	"chancery"
	"chancery/internal/index"
)

// Events are the events that answer a question of another sort than Holder: of
// Last the last contact, of Asked the requests, of Visits the visits, the newest
// first. There are none where the record does not know. A name that the record does
// not have is a NotFound error, one of several an Invalid one.
func (q Question) Events(x *index.Index) ([]*chancery.Event, error) {
	if q.Sort == Visits {
		if q.A == "" {
			return x.VisitsTo(q.B, nil, q.On), nil
		}
		by, err := x.FindActor(q.A)
		if err != nil {
			return nil, err
		}
		return x.VisitsTo(q.B, by, q.On), nil
	}
	two, err := x.FindActors(q.A, q.B)
	if err != nil {
		return nil, err
	}
	if q.Sort == Last {
		return x.LastContact(two[0], two[1]), nil
	}
	return x.AskedOf(two[0], two[1], q.About), nil
}
