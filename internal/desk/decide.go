package desk

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"chancery"
	"chancery/internal/index"
	"chancery/internal/merge"
	"chancery/internal/name"
	"chancery/internal/prose"
	"chancery/internal/store"
)

// Order is what somebody wants to decide about the record, in the words of a
// command: things go by an id, the beginning of one, or a name.
type Order struct {
	Act   chancery.Act
	On    []string // of same, different and unsure two things; of split the event or person, then what leaves; of undo a decision, or none for the last
	Field string   // of set
	Value string   // of set and rename; of the field "absent" an actor
	By    string
	Why   string
	At    time.Time
}

// mostTargets is on how many claims a decision on one event or actor rests: more
// add nothing to finding it again.
const mostTargets = 50

// Decided is a decision that is kept, with the record before and after it.
type Decided struct {
	chancery.Decision
	Before, After *chancery.Record

	all []chancery.Decision // with this one
}

// Decide keeps a decision. Errors: NotFound and Invalid of index.Find, Invalid
// when the order makes no sense.
func (d *Desk) Decide(ctx context.Context, o Order) (*Decided, error) {
	return d.decide(ctx, o, d.loaded)
}

// decide keeps a decision on what load gives: nothing else can be named, or is
// quoted in it.
func (d *Desk) decide(ctx context.Context, o Order, load func(context.Context) (store.Contents, *chancery.Record, error)) (*Decided, error) {
	c, before, err := load(ctx)
	if err != nil {
		return nil, err
	}
	out := &Decided{Decision: chancery.Decision{At: o.At, By: o.By, Act: o.Act, Field: o.Field, Value: o.Value, Why: o.Why}, Before: before}
	if o.Act == chancery.ActUndo {
		out.Undoes, err = undone(c.Decisions, o.On)
	} else {
		err = aim(before, o, &out.Decision)
	}
	if err != nil {
		return nil, err
	}
	if err := out.Check(); err != nil {
		return nil, err
	}
	if err := out.Identify(); err != nil {
		return nil, fmt.Errorf("giving the decision an id: %w", err)
	}
	if err := d.store.PutDecision(ctx, out.Decision); err != nil {
		return nil, err
	}
	c, out.After, err = load(ctx)
	out.all = c.Decisions
	return out, err
}

// Decisions are all that people decided, by time and id.
func (d *Desk) Decisions(ctx context.Context) ([]chancery.Decision, error) {
	return d.store.Decisions(ctx)
}

// undone is the decision that an id or its beginning means, or else the last
// that holds.
func undone(all []chancery.Decision, named []string) (string, error) {
	if len(named) == 0 {
		held := chancery.InForce(all)
		if len(held) == 0 {
			return "", chancery.Errorf(chancery.NotFound, "there is nothing to undo; chancery judge log lists what was decided")
		}
		return held[len(held)-1].ID, nil
	}
	var found []string
	for _, one := range all {
		if strings.HasPrefix(one.ID, named[0]) {
			found = append(found, one.ID)
		}
	}
	switch {
	case len(found) == 0:
		return "", chancery.Errorf(chancery.NotFound, "there is no decision %s; chancery judge log lists them", named[0])
	case len(found) > 1:
		return "", chancery.Errorf(chancery.Invalid, "%s is the beginning of %s; write more of it", named[0], strings.Join(found, " and of "))
	}
	return found[0], nil
}

// aim finds what the order is about, and puts it into the decision.
func aim(rec *chancery.Record, o Order, into *chancery.Decision) (err error) {
	a := aimer{index.New(rec)}
	switch o.Act {
	case chancery.ActSplit:
		into.On, into.And, err = a.split(o.On)
	case chancery.ActRename:
		into.On, err = a.actor(o.On[0])
	case chancery.ActReject:
		into.On, err = a.claims(o.On[0])
	case chancery.ActSet:
		if into.On, err = a.event(o.On[0]); err == nil && o.Field == chancery.FieldAbsent {
			into.And, err = a.actor(o.Value)
		}
	default:
		into.On, into.And, err = a.pair(o.On[0], o.On[1])
	}
	return err
}

// aimer finds the targets of decisions in a record.
type aimer struct{ *index.Index }

// pair are two events, by their claims, or two people, by the claims that name
// them.
func (a aimer) pair(x, y string) (on, and []chancery.Target, err error) {
	first, err := a.Find(x)
	if err != nil {
		return nil, nil, err
	}
	second, err := a.Find(y)
	if err != nil {
		return nil, nil, err
	}
	switch {
	case first.Actor != nil && second.Actor != nil:
		return a.people(first.Actor, second.Actor, x, y)
	case first == second:
		return nil, nil, chancery.Errorf(chancery.Invalid, "%s and %s are one and the same; chancery judge split parts what is in one event", x, y)
	case first.Report != nil || second.Report != nil || first.Actor != nil || second.Actor != nil:
		return nil, nil, chancery.Errorf(chancery.Invalid, "%s and %s are not two events, nor two people; name events or claims, or people", x, y)
	}
	if on, err = a.claims(x); err != nil {
		return nil, nil, err
	}
	and, err = a.claims(y)
	return on, and, err
}

// people are the claims that name two people. Two spellings of one are the claims
// that spell him or her so.
func (a aimer) people(first, second *chancery.Actor, x, y string) (on, and []chancery.Target, err error) {
	for _, actor := range []*chancery.Actor{first, second} {
		if actor.Type != chancery.Person {
			return nil, nil, chancery.Errorf(chancery.Invalid, "%s is no person; only people and events can be judged to be one or not", prose.Clean(actor.Name))
		}
	}
	on, and = a.naming(first), a.naming(second)
	if first == second {
		on, and = spelt(on, x), spelt(and, y)
		if name.Fold(x) == name.Fold(y) || len(on) == 0 || len(and) == 0 {
			return nil, nil, chancery.Errorf(chancery.Invalid, "%s and %s are one and the same; name two spellings of the record in full, or part two people of one name with chancery judge split", x, y)
		}
	}
	if len(on) == 0 || len(and) == 0 {
		return nil, nil, chancery.Errorf(chancery.Invalid, "no event or office names both %s and %s, so nothing can be decided on them", x, y)
	}
	return most(on), most(and), nil
}

// spelt are the targets that call an actor so.
func spelt(targets []chancery.Target, written string) []chancery.Target {
	return slices.DeleteFunc(targets, func(t chancery.Target) bool { return name.Fold(t.Name) != name.Fold(written) })
}

func most(targets []chancery.Target) []chancery.Target {
	return targets[:min(len(targets), mostTargets)]
}

// split are the claims that leave an event, or in which an actor's name is that of
// another person, and those that stay.
func (a aimer) split(named []string) (leave, stay []chancery.Target, err error) {
	f, err := a.Find(named[0])
	switch {
	case err != nil:
		return nil, nil, err
	case f.Event != nil:
		for _, id := range f.Event.Claims {
			if c := a.Claim(id); c != nil {
				stay = append(stay, chancery.TargetOf(c, ""))
			}
		}
	case f.Actor != nil && f.Actor.Type == chancery.Person:
		stay = a.naming(f.Actor)
	default:
		return nil, nil, chancery.Errorf(chancery.Invalid, "%s is no event and no person; name that first, then the claims or reports that leave", named[0])
	}
	for _, n := range named[1:] {
		found, err := a.Find(n)
		if err != nil {
			return nil, nil, err
		}
		leaves := func(t chancery.Target) bool {
			return t.Claim == n || found.Claim != nil && found.Claim.ID == t.Claim || found.Report != nil && found.Report.ID == t.Report ||
				f.Actor != nil && found.Event != nil && slices.Contains(found.Event.Claims, t.Claim)
		}
		before := len(leave)
		for _, t := range stay {
			if leaves(t) {
				leave = append(leave, t)
			}
		}
		if len(leave) == before {
			return nil, nil, chancery.Errorf(chancery.Invalid, "%s is no claim or report of %s; chancery explain and show list them", n, named[0])
		}
		stay = slices.DeleteFunc(stay, leaves)
	}
	if len(stay) == 0 {
		return nil, nil, chancery.Errorf(chancery.Invalid, "all claims of %s would leave it, so nothing would be parted", named[0])
	}
	if f.Actor != nil {
		stay = most(stay)
	}
	return leave, stay, nil
}

// event are the claims of an event.
func (a aimer) event(named string) ([]chancery.Target, error) {
	f, err := a.Find(named)
	if err != nil {
		return nil, err
	}
	if f.Claim != nil && f.Claim.Event != nil {
		f.Event = a.EventOf(f.Claim.ID)
	}
	if f.Event == nil {
		return nil, chancery.Errorf(chancery.Invalid, "%s is no event; chancery timeline lists them", named)
	}
	return a.targets(f.Event.Claims), nil
}

// claims are the claims of an event or a report, or one claim.
func (a aimer) claims(named string) ([]chancery.Target, error) {
	f, err := a.Find(named)
	switch {
	case err != nil:
		return nil, err
	case f.Claim != nil:
		return []chancery.Target{chancery.TargetOf(f.Claim, "")}, nil
	case f.Event != nil:
		return a.targets(f.Event.Claims), nil
	case f.Actor != nil:
		return nil, chancery.Errorf(chancery.Invalid, "%s is an actor; name an event, a claim or a report", named)
	}
	var out []chancery.Target
	for _, c := range a.Claims {
		if c.Report == f.Report.ID {
			out = append(out, chancery.TargetOf(c, ""))
		}
	}
	if len(out) == 0 {
		return nil, chancery.Errorf(chancery.Invalid, "nothing was read in %s", named)
	}
	return out, nil
}

func (a aimer) targets(claims []string) []chancery.Target {
	var out []chancery.Target
	for _, id := range claims[:min(len(claims), mostTargets)] {
		if c := a.Claim(id); c != nil {
			out = append(out, chancery.TargetOf(c, ""))
		}
	}
	return out
}

// actor are the claims that name an actor.
func (a aimer) actor(named string) ([]chancery.Target, error) {
	actor, err := a.FindActor(named)
	if err != nil {
		return nil, err
	}
	out := a.naming(actor)
	for _, s := range a.Statements {
		if s.Value.Speaker != actor.ID {
			continue
		}
		for _, id := range s.Claims {
			if c := a.Claim(id); c.Statement.Name != "" {
				out = append(out, chancery.TargetOf(c, c.Statement.Name))
			}
		}
	}
	if len(out) == 0 {
		return nil, chancery.Errorf(chancery.Invalid, "no event or statement names %s, so nothing can be decided on it", named)
	}
	return most(out), nil
}

// naming are the claims of events and of offices held that name an actor.
func (a aimer) naming(actor *chancery.Actor) []chancery.Target {
	var out []chancery.Target
	for _, c := range a.Claims {
		if called := merge.Called(c, actor.ID); called != "" {
			out = append(out, chancery.TargetOf(c, called))
		}
	}
	for _, t := range a.Tenures {
		if t.Value.Holder != actor.ID {
			continue
		}
		for _, id := range t.Claims {
			if c := a.Claim(id); c.Tenure.Name != "" {
				out = append(out, chancery.TargetOf(c, c.Tenure.Name))
			}
		}
	}
	return out
}
