package export

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"chancery"
)

// Options choose what is written beyond the contract's fixed fields.
type Options struct {
	WithText bool // the full text of every report
}

// collections are the names with their writers, in the order of Collections.
// It is a function so that nothing can change it.
func collections() []collection {
	return []collection{
		{"reports", (*encoder).reports},
		{"claims", (*encoder).claims},
		{"events", (*encoder).events},
		{"statements", (*encoder).statements},
		{"figures", (*encoder).figures},
		{"memberships", (*encoder).memberships},
		{"actors", (*encoder).actors},
		{"tenures", (*encoder).tenures},
	}
}

type collection struct {
	name  string
	write func(*encoder) error
}

// Collections lists the names that Write takes.
func Collections() []string {
	var names []string
	for _, c := range collections() {
		names = append(names, c.name)
	}
	return names
}

// Write writes one collection of the record as JSON Lines. The error is a
// *chancery.Error when there is no such collection, or when a claim of the
// record rests on a report that the record lacks or on words outside its text.
func Write(w io.Writer, name string, rec *chancery.Record, opts Options) error {
	for _, c := range collections() {
		if c.name != name {
			continue
		}
		if err := c.write(newEncoder(w, rec, opts)); err != nil {
			return fmt.Errorf("export: writing %s: %w", name, err)
		}
		return nil
	}
	return chancery.Errorf(chancery.Invalid, "there is no collection %q; write one of %s", name, strings.Join(Collections(), ", "))
}

// encoder writes collections.
type encoder struct {
	rows
	json *json.Encoder
	rec  *chancery.Record
	opts Options
}

func newEncoder(w io.Writer, rec *chancery.Record, opts Options) *encoder {
	reports, claims, events := map[string]*chancery.Report{}, make(map[string]*chancery.Claim, len(rec.Claims)), make(map[string]string, len(rec.Claims))
	for i := range rec.Reports {
		reports[rec.Reports[i].ID] = &rec.Reports[i]
	}
	for i := range rec.Claims {
		claims[rec.Claims[i].ID] = &rec.Claims[i]
	}
	for _, ev := range rec.Events {
		for _, c := range ev.Claims {
			events[c] = ev.ID
		}
	}
	e := &encoder{json: json.NewEncoder(w), rec: rec, opts: opts, rows: rows{
		report:  func(id string) *chancery.Report { return reports[id] },
		claim:   func(id string) *chancery.Claim { return claims[id] },
		eventOf: func(claim string) string { return events[claim] },
		points:  map[string]pointIndex{},
	}}
	e.json.SetEscapeHTML(false)
	return e
}

func (e *encoder) reports() error {
	for i := range e.rec.Reports {
		if err := e.json.Encode(wireReport(&e.rec.Reports[i], e.opts.WithText)); err != nil {
			return err
		}
	}
	return nil
}

func (e *encoder) claims() error {
	for i := range e.rec.Claims {
		row, err := e.wireClaim(&e.rec.Claims[i])
		if err != nil {
			return err
		}
		if err := e.json.Encode(row); err != nil {
			return err
		}
	}
	return nil
}

func (e *encoder) events() error {
	for i := range e.rec.Events {
		if err := e.json.Encode(e.wireEvent(&e.rec.Events[i])); err != nil {
			return err
		}
	}
	return nil
}

func (e *encoder) statements() error {
	return stored(e, e.rec.Statements, func(id string, v *chancery.Statement, s []reportedSource) any {
		return statementRow{id, wireStatement(v), s}
	})
}

func (e *encoder) figures() error {
	return stored(e, e.rec.Figures, func(id string, v *chancery.Figure, s []reportedSource) any {
		return figureRow{id, wireFigure(v), s}
	})
}

func (e *encoder) memberships() error {
	return stored(e, e.rec.Memberships, func(id string, v *chancery.Membership, s []reportedSource) any {
		return membershipRow{id, wireMembership(v), s}
	})
}

func (e *encoder) tenures() error {
	return stored(e, e.rec.Tenures, func(id string, v *chancery.Tenure, s []reportedSource) any {
		return tenureRow{id, wireTenure(v), s}
	})
}

// stored writes rows of the record that rest on several claims; row makes the
// object to write.
func stored[T any](e *encoder, all []chancery.Stored[T], row func(string, *T, []reportedSource) any) error {
	for i := range all {
		sources, err := e.sourcesOf(all[i].ID, all[i].Claims)
		if err != nil {
			return err
		}
		if err := e.json.Encode(row(all[i].ID, &all[i].Value, sources)); err != nil {
			return err
		}
	}
	return nil
}

func (e *encoder) actors() error {
	for i := range e.rec.Actors {
		if err := e.json.Encode(wireActor(&e.rec.Actors[i])); err != nil {
			return err
		}
	}
	return nil
}
