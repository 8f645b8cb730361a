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
	p := newPage(s)
	v.show(p)
	return p.writeTo(w)
}

// ShowJSON writes the same as one JSON object; its field "type" says which of
// actor, event, report and claim it is.
func ShowJSON(w io.Writer, rec *chancery.Record, what string) error {
	v, err := findView(rec, what)
	if err != nil {
		return err
	}
	return writeJSON(w, v)
}

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
