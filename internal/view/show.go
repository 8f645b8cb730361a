package view

import (
	"io"

	"chancery"
	"chancery/internal/index"
)

// Show writes the dossier of an actor, or all that is known of an event or a
// report. What is meant is found by id, by the beginning of one, or by name,
// whole or in part. Nothing found is a NotFound error; several are an Invalid
// one that lists them.
func Show(w io.Writer, rec *chancery.Record, what string, s Style) error {
	v, err := findView(rec, what)
	if err != nil {
		return err
	}
	return Shown{v}.Text(w, s)
}

// ShowJSON writes the same as one JSON object; its field "type" says which of
// actor, event, report and claim it is.
func ShowJSON(w io.Writer, rec *chancery.Record, what string) error {
	v, err := findView(rec, what)
	if err != nil {
		return err
	}
	return Shown{v}.JSON(w)
}

// Shown is a view of one thing, for who wants it in both forms.
type Shown struct{ shower shower }

// Dossier is the dossier of an actor; of each of its lists at most so many things,
// from skip on, with how many there are in all.
func Dossier(x *index.Index, a *chancery.Actor, skip, most int) Shown {
	d := lookup{x}.dossier(a)
	d.cut(skip, most)
	return Shown{d}
}

// Event is all that is known of an event.
func Event(x *index.Index, e *chancery.Event) Shown { return Shown{lookup{x}.eventView(e)} }

// Line is an event in one line: date, kind, place and who took part.
func Line(x *index.Index, e *chancery.Event) string {
	row := lookup{x}.event(e)
	return row.brief(func(*partyRow) bool { return false })
}

// Said is a statement in one line: day, speaker, words and reports.
func Said(x *index.Index, s *chancery.Stored[chancery.Statement]) string {
	row := lookup{x}.statement(s)
	return row.words()
}

// Text writes the view for a terminal.
func (v Shown) Text(w io.Writer, s Style) error {
	p := newPage(s)
	v.shower.show(p)
	return p.writeTo(w)
}

// JSON writes the same as one JSON object.
func (v Shown) JSON(w io.Writer) error { return writeJSON(w, v.shower) }

// shower is a view that can be put on a page, or written as JSON.
type shower interface{ show(p *page) }

func findView(rec *chancery.Record, what string) (shower, error) {
	x := lookup{index.New(rec)}
	f, err := x.Find(what)
	if err != nil {
		return nil, err
	}
	switch {
	case f.Actor != nil:
		return x.dossier(f.Actor), nil
	case f.Event != nil:
		return x.eventView(f.Event), nil
	case f.Report != nil:
		return x.reportView(f.Report), nil
	}
	if e := x.EventOf(f.Claim.ID); e != nil {
		return x.eventView(e), nil
	}
	return x.claimView(f.Claim), nil
}
