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
	Seen   []chancery.Date // oldest first; may be empty
	From   chancery.Date   // as far as a report says; else empty
	Until  chancery.Date
	Claims []string // in order of the reports
}

// Last is the newest date on which the holder was seen in office; empty when
// there is none.
func (h *Holding) Last() chancery.Date {
	if len(h.Seen) == 0 {
		return ""
	}
	return h.Seen[len(h.Seen)-1]
}

// Holdings are all offices with their holders, from the reports' tenures and
// from the offices in which persons took part in events: by party and title,
// the holder seen last before others.
func (x *Index) Holdings() []Holding {
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
		if Earliest(seen) != chancery.LastDay {
			h.Seen = append(h.Seen, seen)
		}
		h.Claims = append(h.Claims, claims...)
		return h
	}
	for _, t := range x.Tenures {
		v := &t.Value
		seen := v.Seen
		if seen == "" {
			seen = x.published(t.Claims)
		}
		h := add(v.Holder, v.Name, v.Office, seen, t.Claims)
		h.From, h.Until = cmp.Or(h.From, v.From), cmp.Or(h.Until, v.Until)
	}
	for _, e := range x.Events {
		for i := range e.Participants {
			p := &e.Participants[i]
			if p.Office == nil || p.Name == "" || p.Office.Title == "" && p.Office.Text == "" {
				continue
			}
			office := *p.Office
			office.Of = cmp.Or(office.Of, p.Of)
			add(p.ID, p.Name, office, x.seen(e), x.naming(e, p))
		}
	}
	list := make([]Holding, len(out))
	for i, h := range out {
		h.Seen = inOrder(h.Seen)
		h.Claims = x.inReportOrder(h.Claims)
		list[i] = *h
	}
	slices.SortFunc(list, func(a, b Holding) int {
		return cmp.Or(cmp.Compare(a.Office.Of, b.Office.Of), cmp.Compare(OfficeName(a.Office), OfficeName(b.Office)),
			cmp.Compare(newest(&b), newest(&a)), cmp.Compare(a.Holder, b.Holder), cmp.Compare(a.Name, b.Name))
	})
	return list
}

// newest is the last day on which the holder was seen; before every other day
// when there is none.
func newest(h *Holding) chancery.Day {
	if len(h.Seen) == 0 {
		return chancery.FirstDay
	}
	return latest(h.Last())
}

// seen is the day on which an event shows its participants in office: its own
// date when it took place, else that of the report that tells of it.
func (x *Index) seen(e *chancery.Event) chancery.Date {
	_, last, ok := e.Date.Bounds()
	if ok && last != chancery.LastDay && (e.Modality == chancery.Occurred || e.Modality == chancery.Ongoing) {
		return e.Date
	}
	return x.published(e.Claims)
}

// published is the newest date of publication of the claims' reports.
func (x *Index) published(claims []string) chancery.Date {
	var dates []chancery.Date
	for _, id := range claims {
		if r := x.ReportOf(id); r != nil && Earliest(r.Published) != chancery.LastDay {
			dates = append(dates, r.Published)
		}
	}
	if dates = inOrder(dates); len(dates) > 0 {
		return dates[len(dates)-1]
	}
	return ""
}

// naming are the event's claims that have the participant's name; all of them
// when none writes it as the record does.
func (x *Index) naming(e *chancery.Event, p *chancery.Participant) []string {
	var out []string
	for _, id := range e.Claims {
		if c := x.claims[id]; c != nil && c.Event != nil && slices.ContainsFunc(c.Event.Participants, func(q chancery.Participant) bool {
			return q.ID == p.ID && q.ID != "" || name.Fold(q.Name) == name.Fold(p.Name)
		}) {
			out = append(out, id)
		}
	}
	if out == nil {
		return e.Claims
	}
	return out
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

// inOrder sorts dates by their days and leaves each once.
func inOrder(dates []chancery.Date) []chancery.Date {
	slices.SortFunc(dates, func(a, b chancery.Date) int {
		return cmp.Or(cmp.Compare(latest(a), latest(b)), cmp.Compare(Earliest(a), Earliest(b)), cmp.Compare(a, b))
	})
	return slices.Compact(dates)
}

// OfficeName is the office's title; a title that is only known in the report's
// own words stands in quotation marks.
func OfficeName(o chancery.Office) string {
	if o.Title != "" {
		return prose.Clean(o.Title)
	}
	if o.Text == "" {
		return ""
	}
	return prose.Quote(o.Text, 120)
}
