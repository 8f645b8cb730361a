// Package follow says what somebody follows, and what is new in it: which events new
// reports tell as their news, and how what is known of an event differs from what was
// known before these reports. It works things out of records, and keeps nothing.
package follow

import (
	"crypto/sha256"
	"encoding/hex"

	"chancery"
	"chancery/internal/index"
)

// Kind says what a file is of.
type Kind string

const (
	Actor  Kind = "actor"  // a person, organisation, state or body
	Pair   Kind = "pair"   // two actors together
	Office Kind = "office" // whoever holds it
	Topic  Kind = "topic"
	Place  Kind = "place"
)

// File is something that somebody follows.
type File struct {
	ID   string // worked out of the rest
	Kind Kind
	A    string // id of an actor, a topic, a place, or the title of an office
	B    string // id of the other actor, or of whose office it is
}

// Identify checks the file and gives it its id. A pair is the same either way
// round. One that names nothing, or too much, is an Error Invalid.
func (f *File) Identify() error {
	two := f.Kind == Pair || f.Kind == Office
	switch f.Kind {
	case Actor, Pair, Office, Topic, Place:
	default:
		return chancery.Errorf(chancery.Invalid, "%q is nothing that can be followed", string(f.Kind))
	}
	if f.A == "" || two != (f.B != "") || f.Kind == Pair && f.A == f.B || len(f.A)+len(f.B) > mostFollowed {
		return chancery.Errorf(chancery.Invalid, "to follow an actor, a topic or a place name one thing; a pair are two actors, an office its title and whose it is")
	}
	if f.Kind == Pair && f.A > f.B {
		f.A, f.B = f.B, f.A
	}
	sum := sha256.Sum256([]byte(string(f.Kind) + "\x00" + f.A + "\x00" + f.B))
	f.ID = "f" + hex.EncodeToString(sum[:4])
	return nil
}

const mostFollowed = 1000 // bytes of what is followed

// Filter is which events belong to the file. An actor that was merged into another
// means that one.
func (f File) Filter(x *index.Index) index.Filter {
	now := func(id string) string {
		if a := x.Actor(id); a != nil {
			return a.ID
		}
		return id
	}
	switch f.Kind {
	case Pair:
		return index.Filter{Actors: []string{now(f.A), now(f.B)}}
	case Office:
		return index.Filter{Offices: []chancery.Office{{Title: f.A, Of: now(f.B)}}}
	case Topic:
		return index.Filter{Topics: []string{f.A}}
	case Place:
		return index.Filter{Places: []string{f.A}}
	}
	return index.Filter{Actors: []string{now(f.A)}}
}
