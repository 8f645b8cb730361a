package entity

import (
	"slices"
	"strings"

	"chancery"
	"chancery/internal/gazetteer"
	"chancery/internal/name"
)

// infer fills for whom an actor acts where no mention says so.
func (l *linker) infer(c Context) {
	l.d.Home = l.home(c)
	l.couples()
	for n := range l.d.Actors {
		a := &l.d.Actors[n]
		if a.Type != chancery.Person || a.Of != "" {
			continue
		}
		if a.Office != nil && a.Office.Of != "" {
			a.Of, a.OfBasis = a.Office.Of, chancery.Stated
			continue
		}
		if of := l.leader(a, c.Published); of != "" {
			a.Lend(of)
		}
	}
}

// Lend lets an actor act for a state or organisation that the text does not
// name with it; it is inferred.
func (a *Actor) Lend(of string) {
	a.Of, a.OfBasis = of, chancery.Inferred
	if a.Office != nil {
		o := *a.Office
		o.Of = of
		a.Office = &o
	}
}

// leader looks the name up among chiefs of state and heads of government on
// the report's date; it must be the only one of that name then.
func (l *linker) leader(a *Actor, on chancery.Date) string {
	if a.Name == "" {
		return ""
	}
	found := ""
	for _, x := range l.r.g.Leaders(name.Fold(a.Name), on) {
		if found != "" && found != x.State {
			return ""
		}
		found = x.State
	}
	return found
}

// home is the state that a report leaves unnamed when it speaks of its own
// officials: that of the ministry or embassy whose release it is, of the dateline,
// else the language's. In a city of conferences nobody is at home.
func (l *linker) home(c Context) string {
	if of := l.issuer(); of != "" {
		return of
	}
	if c.Dateline != "" {
		words := strings.Fields(c.Dateline)
		if entries, n := l.r.g.Longest(l.r.pack.Code, words); n > 0 {
			switch e := entries[0]; e.Kind {
			case gazetteer.City:
				if slices.Contains(l.r.w.forums, e.Name) {
					return l.r.w.home
				}
				if l.r.w.home == "" || e.Country == l.r.w.home {
					return e.Country
				}
			case gazetteer.State:
				if l.r.w.home == "" {
					return e.ID
				}
			}
		}
	}
	return l.r.w.home
}

// issuer is the state of the body whose name is the first line of the report, as
// on a press release; empty where that line is another.
func (l *linker) issuer() string {
	line, _, _ := strings.Cut(strings.TrimLeft(l.d.Text.Source, "\n"), "\n")
	for _, m := range l.d.Mentions {
		if m.Label != Org {
			continue
		}
		if _, ok := l.r.g.State(m.Of); ok && strings.TrimSpace(line) == strings.TrimSpace(l.d.Text.Span(m.First, m.Last).In(l.d.Text.Source)) {
			return m.Of
		}
	}
	return ""
}
