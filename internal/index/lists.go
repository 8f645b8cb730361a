package index

import (
	"cmp"
	"slices"
	"sync"

	"chancery"
	"chancery/internal/name"
)

// lists are what takes a walk through the record. Each is made when it is first
// asked for, and once.
type lists struct {
	newest   func() []*chancery.Event
	columns  func() *columns
	latest   func() map[string][]*chancery.Event                      // as taking, newest first
	taking   func() map[string][]*chancery.Event                      // by an actor that a participant is or acts for
	asked    func() map[string][]*chancery.Event                      // by the id of an answer
	claims   func() map[string][]*chancery.Claim                      // by report
	said     func() []*chancery.Stored[chancery.Statement]            // as Said
	saidBy   func() map[string][]*chancery.Stored[chancery.Statement] // by an actor that the speaker is or acts for
	saidIn   func() map[string]*chancery.Stored[chancery.Statement]   // by claim
	saidAt   func() map[string][]*chancery.Stored[chancery.Statement] // by event
	judged   func() map[string][]*chancery.Judgement                  // by the events of the two claims
	holdings func() []Holding
	heldBy   func() map[string][]*Holding // by the holder, and by all for whom the office acts
	figures  func() counted
	belongs  func() map[string][]*chancery.Stored[chancery.Membership] // by party and by framework
	names    func() []named                                            // of actors
	titles   func() []named                                            // of events and reports
}

func (x *Index) newLists() lists {
	return lists{
		newest:  sync.OnceValue(func() []*chancery.Event { return NewestFirst(x.Events) }),
		columns: sync.OnceValue(x.newColumns),
		latest:  sync.OnceValue(func() map[string][]*chancery.Event { return grouped(x.Newest(), x.takers) }),
		taking:  sync.OnceValue(func() map[string][]*chancery.Event { return grouped(x.Events, x.takers) }),
		asked: sync.OnceValue(func() map[string][]*chancery.Event {
			return grouped(x.Events, func(e *chancery.Event) []string {
				var out []string
				for _, a := range e.Answers {
					if answer := x.Event(a.Event); answer != nil {
						out = append(out, answer.ID)
					}
				}
				return out
			})
		}),
		claims: sync.OnceValue(func() map[string][]*chancery.Claim {
			return grouped(x.Claims, func(c *chancery.Claim) []string { return []string{c.Report} })
		}),
		said: sync.OnceValue(x.saidInOrder),
		saidBy: sync.OnceValue(func() map[string][]*chancery.Stored[chancery.Statement] {
			return grouped(x.Said(), func(s *chancery.Stored[chancery.Statement]) []string {
				return x.covering(&chancery.Participant{ID: s.Value.Speaker, Of: x.partyOf(s.Value.Speaker)})
			})
		}),
		saidIn: sync.OnceValue(func() map[string]*chancery.Stored[chancery.Statement] {
			out := map[string]*chancery.Stored[chancery.Statement]{}
			for _, s := range x.Statements {
				for _, c := range s.Claims {
					out[c] = s
				}
			}
			return out
		}),
		saidAt: sync.OnceValue(func() map[string][]*chancery.Stored[chancery.Statement] {
			return grouped(x.Said(), func(s *chancery.Stored[chancery.Statement]) []string {
				if e := x.Event(s.Value.Event); e != nil {
					return []string{e.ID}
				}
				return nil
			})
		}),
		judged: sync.OnceValue(func() map[string][]*chancery.Judgement {
			return grouped(x.Judgements, func(j *chancery.Judgement) []string { return []string{x.eventID(j.A), x.eventID(j.B)} })
		}),
		holdings: sync.OnceValue(x.allHoldings),
		heldBy: sync.OnceValue(func() map[string][]*Holding {
			all := x.Holdings()
			held := make([]*Holding, len(all))
			for i := range all {
				held[i] = &all[i]
			}
			return grouped(held, func(h *Holding) []string {
				return append([]string{h.Holder}, x.covering(&chancery.Participant{Of: h.Office.Of})...)
			})
		}),
		figures: sync.OnceValue(x.allSeries),
		belongs: sync.OnceValue(func() map[string][]*chancery.Stored[chancery.Membership] {
			return grouped(x.Memberships, func(m *chancery.Stored[chancery.Membership]) []string {
				return []string{m.Value.Party, m.Value.Framework}
			})
		}),
		names:  sync.OnceValue(x.actorNames),
		titles: sync.OnceValue(func() []named { return append(x.eventNames(), x.reportNames()...) }),
	}
}

// grouped are the items by their keys, in order; an item stands once under each
// key that is not empty.
func grouped[T any](items []*T, keys func(*T) []string) map[string][]*T {
	out := map[string][]*T{}
	for _, item := range items {
		for _, k := range keys(item) {
			if list := out[k]; k != "" && (len(list) == 0 || list[len(list)-1] != item) {
				out[k] = append(list, item)
			}
		}
	}
	return out
}

// takers are the actors that take part in the event or for whom somebody does.
func (x *Index) takers(e *chancery.Event) []string {
	var out []string
	for i := range e.Participants {
		out = append(out, x.covering(&e.Participants[i])...)
	}
	return out
}

// covering are the actors for whom Covers holds of the participant.
func (x *Index) covering(p *chancery.Participant) []string {
	out := []string{p.ID, p.Leads}
	of := PartyOf(p)
	for range len(x.Actors) + 1 { // a chain of bodies cannot be longer
		if of == "" || slices.Contains(out[2:], of) {
			break
		}
		out = append(out, of)
		of = x.partyOf(of)
	}
	return out
}

// partyOf is whom an actor belongs to; empty when it is unknown.
func (x *Index) partyOf(actor string) string {
	if a := x.Actor(actor); a != nil {
		return a.Of
	}
	return ""
}

// Newest are the events as NewestFirst puts them.
func (x *Index) Newest() []*chancery.Event { return x.lists.newest() }

// NewestWith are the events of With for one actor, newest first.
func (x *Index) NewestWith(actor string) []*chancery.Event { return x.lists.latest()[actor] }

// JudgedOf are the judgements on a claim of the event, in the order of Judgements.
func (x *Index) JudgedOf(e *chancery.Event) []*chancery.Judgement { return x.lists.judged()[e.ID] }

// eventID is the event of a claim; empty when it has none.
func (x *Index) eventID(claim string) string {
	if e := x.EventOf(claim); e != nil {
		return e.ID
	}
	return ""
}

// ClaimsOf are the claims of the report, in order.
func (x *Index) ClaimsOf(report string) []*chancery.Claim { return x.lists.claims()[report] }

// Telling are the claims that the event was folded from, by report and order.
func (x *Index) Telling(e *chancery.Event) []*chancery.Claim {
	var out []*chancery.Claim
	for _, id := range x.inReportOrder(e.Claims) {
		if x.EventOf(id) == e {
			out = append(out, x.Claim(id))
		}
	}
	return out
}

// AnswerTo are the requests, offers and pledges that the event answers, in order.
func (x *Index) AnswerTo(e *chancery.Event) []*chancery.Event { return x.lists.asked()[e.ID] }

// Said are all statements, those of the newest reports first, and of one report
// in the order of its text.
func (x *Index) Said() []*chancery.Stored[chancery.Statement] { return x.lists.said() }

// SaidBy are the statements of the actor and of all who act for it.
func (x *Index) SaidBy(actor string) []*chancery.Stored[chancery.Statement] {
	return x.lists.saidBy()[actor]
}

// StatementOf is the statement that the claim is part of, or nil.
func (x *Index) StatementOf(claim string) *chancery.Stored[chancery.Statement] {
	return x.lists.saidIn()[claim]
}

// SaidAt are the statements that were made at the event.
func (x *Index) SaidAt(event string) []*chancery.Stored[chancery.Statement] {
	return x.lists.saidAt()[event]
}

func (x *Index) saidInOrder() []*chancery.Stored[chancery.Statement] {
	type place struct {
		date   chancery.Date
		report string
		order  int
	}
	told := map[*chancery.Stored[chancery.Statement]]place{}
	for _, s := range x.Statements {
		for _, id := range s.Claims {
			if c, r := x.Claim(id), x.ReportOf(id); c != nil && r != nil {
				told[s] = place{r.Published, r.ID, c.Order}
				break
			}
		}
	}
	out := slices.Clone(x.Statements)
	slices.SortStableFunc(out, func(a, b *chancery.Stored[chancery.Statement]) int {
		p, q := told[a], told[b]
		return cmp.Or(cmp.Compare(q.date, p.date), cmp.Compare(p.report, q.report), cmp.Compare(p.order, q.order))
	})
	return out
}

// NamesOf are the actors of which a name answers the query, without regard to
// accents and letter case: by a whole name first, then by the beginning of a
// word, then by words in any order; at most so many.
func (x *Index) NamesOf(query string, most int) []*chancery.Actor {
	folded := name.Fold(query)
	var out []*chancery.Actor
	if folded == "" {
		return nil
	}
	seen := map[*chancery.Actor]bool{}
	for _, how := range []match{whole, atWord, anyOrder} {
		for _, f := range matching(x.lists.names(), folded, how) {
			if len(out) < most && !seen[f.Actor] {
				seen[f.Actor] = true
				out = append(out, f.Actor)
			}
		}
	}
	return out
}
