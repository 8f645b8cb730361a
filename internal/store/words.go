package store

import "chancery"

// words are strings and offices that many claims and reports have in common, each
// kept once.
type words struct {
	strings map[string]string
	offices map[chancery.Office]*chancery.Office
}

func newWords() words {
	return words{map[string]string{}, map[chancery.Office]*chancery.Office{}}
}

func (w words) once(fields ...*string) {
	for _, f := range fields {
		if kept, ok := w.strings[*f]; ok {
			*f = kept
		} else {
			w.strings[*f] = *f
		}
	}
}

func (w words) list(fields []string) {
	for i := range fields {
		w.once(&fields[i])
	}
}

func (w words) report(r *chancery.Report) {
	w.once(&r.ID, &r.Outlet, &r.Language, (*string)(&r.Published), (*string)(&r.PublishedBasis))
	w.list(r.Chain)
}

func (w words) claim(c *chancery.Claim) {
	w.once(&c.Report, (*string)(&c.Sort), &c.Rules)
	if e := c.Event; e != nil {
		w.once((*string)(&e.Kind), &e.Plover.Event, &e.Plover.Mode, (*string)(&e.Modality), (*string)(&e.Date), (*string)(&e.DateBasis))
		w.list(e.Topics)
		w.list(e.Frameworks)
		w.list(e.Things)
		if p := e.Place; p != nil {
			w.once(&p.Name, &p.Country, (*string)(&p.Basis))
			w.list(p.Aka)
		}
		for i := range e.Participants {
			w.participant(&e.Participants[i])
		}
	}
	if s := c.Statement; s != nil {
		w.once(&s.Name, (*string)(&s.Form), &s.Stance, (*string)(&s.Date))
		w.list(s.About)
	}
	if m := c.Membership; m != nil {
		w.once(&m.Party, &m.Framework, &m.Name, (*string)(&m.Since), (*string)(&m.Until), &m.Status, &m.Succeeds)
	}
	if f := c.Figure; f != nil {
		w.once(&f.Unit, &f.What, &f.Scope, (*string)(&f.Since), (*string)(&f.AsOf))
	}
	for i := range c.Sources { // but not their quotes, which are as many as they are
		w.once(&c.Sources[i].Field, &c.Sources[i].Rule)
	}
	if t := c.Tenure; t != nil {
		w.once(&t.Name, (*string)(&t.From), (*string)(&t.Until), (*string)(&t.Seen))
		w.office(&t.Office)
	}
}

func (w words) participant(p *chancery.Participant) {
	w.once(&p.Name, (*string)(&p.Type), (*string)(&p.Role), &p.Leads, &p.Of, (*string)(&p.OfBase), &p.Sector)
	w.list(p.Aka)
	if p.Office == nil {
		return
	}
	if kept, ok := w.offices[*p.Office]; ok {
		p.Office = kept
		return
	}
	w.office(p.Office)
	w.offices[*p.Office] = p.Office
}

func (w words) office(o *chancery.Office) { w.once(&o.Title, &o.Text, &o.Of) }
