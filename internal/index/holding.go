package index

import (
	"cmp"
	"slices"

	"chancery"
	"chancery/internal/name"
	"chancery/internal/prose"
)

// Holding is that somebody held an office, with every day on which a report
// shows it.
type Holding struct {
	Office chancery.Office
	Holder string // actor id; empty when the record has none
	Name   string
	From   chancery.Date // as far as a report says; else empty
	Until  chancery.Date
	Seen   []Sighting // oldest first, unknown dates before all; never empty
}

// Sighting is a day on which the holder was seen in office, and the claims that
// show it.
type Sighting struct {
	Date   chancery.Date // empty when it is unknown
	Claims []string      // in order of the reports
}

// Last is the newest sighting.
func (h *Holding) Last() Sighting { return h.Seen[len(h.Seen)-1] }

// Holdings are all offices with their holders, from the reports' tenures and
// from the offices in which persons took part in events, former ones left out: by party and title,
// the holder seen last before others.
func (x *Index) Holdings() []Holding { return x.lists.holdings() }

// HoldingsOf are those of Holdings that the actor has, or whose office acts for it
// or for a body of it.
func (x *Index) HoldingsOf(actor string) []*Holding { return x.lists.heldBy()[actor] }

// MembershipsOf are those in which the actor is the party or the framework.
func (x *Index) MembershipsOf(actor string) []*chancery.Stored[chancery.Membership] {
	return x.lists.belongs()[actor]
}

func (x *Index) allHoldings() []Holding {
	type key struct{ holder, title, of string }
	var out []*Holding
	at := map[key]*Holding{}
	add := func(holder, holderName string, office chancery.Office, seen chancery.Date, claims []string) *Holding {
		k := key{cmp.Or(holder, "\x00"+name.Fold(holderName)), name.Fold(cmp.Or(office.Title, office.Text)), office.Of}
		h := at[k]
		if h == nil {
			h = &Holding{Office: office, Holder: holder, Name: cmp.Or(x.Name(holder), holderName)}
			at[k], out = h, append(out, h)
		}
		h.Seen = append(h.Seen, Sighting{seen, claims})
		return h
	}
	for _, t := range x.Tenures {
		v := &t.Value
		seen := v.Seen
		if seen == "" {
			seen = x.published(t.Claims)
		}
		h := add(v.Holder, v.Name, v.Office, seen, t.Claims)
		h.From, h.Until = cmp.Or(h.From, told(v.From)), cmp.Or(h.Until, told(v.Until))
	}
	for _, e := range x.Events {
		for i := range e.Participants {
			p := &e.Participants[i]
			if p.Office == nil || p.Name == "" || p.Office.Text == "" || // inferred: no report words it
				name.ParseTitle(p.Office.Title, p.Office.Text).Former() {
				continue
			}
			office := *p.Office
			office.Of = cmp.Or(office.Of, p.Of)
			add(p.ID, p.Name, office, x.seen(e), x.naming(e, p))
		}
	}
	list := make([]Holding, len(out))
	for i, h := range out {
		h.Seen = x.inOrder(h.Seen)
		list[i] = *h
	}
	slices.SortFunc(list, func(a, b Holding) int {
		return cmp.Or(cmp.Compare(a.Office.Of, b.Office.Of), cmp.Compare(OfficeName(a.Office), OfficeName(b.Office)),
			cmp.Compare(lastDay(b.Last().Date), lastDay(a.Last().Date)), cmp.Compare(a.Holder, b.Holder), cmp.Compare(a.Name, b.Name))
	})
	return list
}

// told is the date, unless it only says "on that day or before" or "or after",
// which follows from the days on which the holder was seen.
func told(d chancery.Date) chancery.Date {
	if first, last, ok := d.Bounds(); !ok || first == chancery.FirstDay || last == chancery.LastDay {
		return ""
	}
	return d
}

// lastDay orders dates from old to new; the unknown one is older than all.
func lastDay(d chancery.Date) chancery.Day {
	if _, last, ok := d.Bounds(); ok {
		return last
	}
	return chancery.FirstDay
}

// seen is the day on which an event shows its participants in office: its own
// date when it took place, else that of the report that tells of it.
func (x *Index) seen(e *chancery.Event) chancery.Date {
	_, last, ok := e.Date.Bounds()
	if ok && last != chancery.LastDay && x.Due(e) == "" && (e.Modality == chancery.Occurred || e.Modality == chancery.Ongoing) {
		return e.Date
	}
	return x.published(e.Claims)
}

// published is the newest date of publication of the claims' reports.
func (x *Index) published(claims []string) chancery.Date {
	newest := chancery.Date("")
	for _, id := range claims {
		if r := x.ReportOf(id); r != nil && cmp.Or(cmp.Compare(lastDay(r.Published), lastDay(newest)), cmp.Compare(r.Published, newest)) > 0 {
			newest = r.Published
		}
	}
	return newest
}

// naming are the event's claims whose reports have the participant's name; all
// of them when none writes it as the record does.
func (x *Index) naming(e *chancery.Event, p *chancery.Participant) []string {
	var out []string
	for _, id := range e.Claims {
		if c := x.claims[id]; c != nil && c.Event != nil && slices.ContainsFunc(c.Event.Participants, func(q chancery.Participant) bool {
			return q.Name != "" && !Filled(c, q.ID) && (q.ID == p.ID && q.ID != "" || name.Fold(q.Name) == name.Fold(p.Name))
		}) {
			out = append(out, id)
		}
	}
	if out == nil {
		return e.Claims
	}
	return out
}

// Filled reports whether the record has put the actor, or its name, into the
// claim: the claim's own report does not give it.
func Filled(c *chancery.Claim, actor string) bool {
	return actor != "" && slices.ContainsFunc(c.Filled, func(f chancery.Fill) bool { return f.Actor == actor })
}

// ReportOf is the report of the claim, or nil.
func (x *Index) ReportOf(claim string) *chancery.Report {
	if c := x.claims[claim]; c != nil {
		return x.reports[c.Report]
	}
	return nil
}

// inReportOrder sorts claims as Claims is sorted, and leaves each once.
func (x *Index) inReportOrder(ids []string) []string {
	out := slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return x.claims[id] == nil })
	slices.SortFunc(out, func(a, b string) int { return cmp.Compare(x.order[a], x.order[b]) })
	return slices.Compact(out)
}

// inOrder sorts sightings by their days and joins those of one date.
func (x *Index) inOrder(seen []Sighting) []Sighting {
	slices.SortStableFunc(seen, func(a, b Sighting) int {
		return cmp.Or(cmp.Compare(lastDay(a.Date), lastDay(b.Date)), cmp.Compare(Earliest(a.Date), Earliest(b.Date)), cmp.Compare(a.Date, b.Date))
	})
	var out []Sighting
	for _, s := range seen {
		if n := len(out); n > 0 && out[n-1].Date == s.Date {
			out[n-1].Claims = append(slices.Clone(out[n-1].Claims), s.Claims...)
		} else {
			out = append(out, s)
		}
	}
	for i := range out {
		out[i].Claims = x.inReportOrder(out[i].Claims)
	}
	return out
}

// OfficeName is the office's title, behind a ~ where no words of a report stand for
// it; a title that is only known in the report's own words stands in quotation
// marks.
func OfficeName(o chancery.Office) string {
	if o.Title != "" && o.Text == "" {
		return "~" + prose.Clean(o.Title)
	}
	if o.Title != "" {
		return prose.Clean(o.Title)
	}
	if o.Text == "" {
		return ""
	}
	return prose.Quote(o.Text, 120)
}
