package view

import (
	"fmt"
	"io"
	"strings"

	"chancery"
	"chancery/internal/follow"
	"chancery/internal/index"
	"chancery/internal/prose"
)

// FileName is what a file is of, in words.
func FileName(x *index.Index, f follow.File) string {
	named := func(id string) string {
		if a := x.Actor(id); a != nil {
			return prose.Cut(titled(a), mostName)
		}
		return prose.Cut(prose.Clean(id), mostName) + " (not in the record now)"
	}
	switch f.Kind {
	case follow.Pair:
		return named(f.A) + " and " + named(f.B)
	case follow.Office:
		return prose.Cut(prose.Clean(f.A), mostName) + " of " + named(f.B)
	case follow.Topic, follow.Place:
		return string(f.Kind) + " " + prose.Cut(prose.Clean(f.A), mostName)
	}
	return named(f.A)
}

// Files lists what is followed.
func Files(w io.Writer, x *index.Index, files []follow.File, s Style) error {
	p := newPage(s)
	if len(files) == 0 {
		p.text("", "", plain, "Nothing is followed. chancery follow add GEO follows a state.")
	}
	for _, f := range files {
		p.headed("", "  ", plain, FileName(x, f), f.ID)
	}
	return p.writeTo(w)
}

// freshRow is what is new in a file.
type freshRow struct {
	ID      string        `json:"id"`
	Kind    string        `json:"kind"`
	Name    string        `json:"name"`
	News    list[newsRow] `json:"news"`
	Passing int           `json:"passing"` // events that are told in passing only
}

type newsRow struct {
	Event   eventRow        `json:"event"`
	Known   bool            `json:"known_before"`
	Changes list[changeRow] `json:"changes"`
	Reports list[reportRow] `json:"reports"` // the new ones
}

type changeRow struct {
	Field  string `json:"field"`
	Was    opt    `json:"was"`
	Now    opt    `json:"now"`
	Differ bool   `json:"reports_differ"`
}

func (x lookup) fresh(f *follow.Fresh) freshRow {
	out := freshRow{ID: f.ID, Kind: string(f.Kind), Name: FileName(x.Index, f.File), Passing: f.Passing}
	for _, n := range f.News {
		row := newsRow{Event: x.event(n.Event), Known: n.Known}
		for _, c := range n.Changes {
			row.Changes = append(row.Changes, changeRow{c.Field, opt(c.Was), opt(c.Now), c.Differ})
		}
		for _, r := range n.Reports {
			row.Reports = append(row.Reports, x.report(r))
		}
		out.News = append(out.News, row)
	}
	return out
}

// Today writes what is new in what is followed.
func Today(w io.Writer, x *index.Index, t follow.Today, s Style) error {
	p, l := newPage(s), lookup{x}
	if len(t.Files) == 0 {
		p.text("", "", plain, "Nothing is followed. chancery follow add GEO follows a state.")
		return p.writeTo(w)
	}
	p.text("", "", plain, prose.Count(t.Reports, "report")+" read since you looked last.")
	for i := range t.Files {
		f := l.fresh(&t.Files[i])
		p.section(f.Name)
		if len(f.News) == 0 {
			p.text("  ", "  ", dim, "nothing new")
		}
		for i := range f.News {
			f.News[i].show(p)
		}
		if f.Passing > 0 {
			p.text("  ", "  ", dim, prose.Count(f.Passing, "event")+" told again in passing")
		}
	}
	return p.writeTo(w)
}

// TodayJSON writes the same as one JSON object.
func TodayJSON(w io.Writer, x *index.Index, t follow.Today) error {
	out := struct {
		Seen    int64          `json:"seen"`  // the last arrival that was looked at
		UpTo    int64          `json:"up_to"` // the last that this is about
		Reports int            `json:"reports"`
		Files   list[freshRow] `json:"files"`
	}{Seen: t.Seen, UpTo: t.UpTo, Reports: t.Reports}
	for i := range t.Files {
		out.Files = append(out.Files, lookup{x}.fresh(&t.Files[i]))
	}
	return writeJSON(w, out)
}

func (n *newsRow) show(p *page) {
	p.headed("  ", "    ", n.Event.paint(), n.state()+": "+n.Event.brief(func(*partyRow) bool { return false }), n.Event.short)
	for _, c := range n.Changes {
		p.text("    ", "      ", plain, c.words())
	}
	var names []string
	for i := range n.Reports {
		names = append(names, n.Reports[i].label())
	}
	p.text("    ", "      ", dim, shortList(names))
}

// state is what is new about it.
func (n *newsRow) state() string {
	switch {
	case len(n.Changes) > 0:
		return "changed"
	case n.Known:
		return "told again"
	}
	return "new"
}

// words are "date: was 4 May 2031, now 5 May 2031".
func (c *changeRow) words() string {
	if c.Differ {
		return fmt.Sprintf("%s: reports differ now, %s", c.Field, c.worded(c.Now))
	}
	return fmt.Sprintf("%s: was %s, now %s", c.Field, c.worded(c.Was), c.worded(c.Now))
}

func (c *changeRow) worded(value opt) string {
	switch {
	case value == "":
		return "not known"
	case c.Field == "date" && !c.Differ:
		return prose.Date(chancery.Date(value))
	case c.Field == "date":
		var dates []string
		for d := range strings.SplitSeq(string(value), " / ") {
			dates = append(dates, prose.Date(chancery.Date(d)))
		}
		return strings.Join(dates, " / ")
	}
	return prose.Cut(string(value), 2*mostName)
}
