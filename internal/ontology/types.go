package ontology

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"chancery"
)

// Code is a PLOVER type: an event, and a mode of it or none.
type Code struct {
	Event, Mode string
}

// Type is what the PLOVER manual 0.8 says of an event or of one of its modes.
type Type struct {
	Code
	Quad       string // verbal or material, cooperation or conflict
	Definition string
	Cases      string // what else belongs to it, and what does not
	Cameo      []string
}

// readTypes reads ontology/plover.tsv and the codes of ontology/cameo.tsv.
func (o *Ontology) readTypes(fsys fs.FS) error {
	rows, err := table(fsys, "ontology/plover.tsv")
	if err != nil {
		return err
	}
	for _, r := range rows {
		t := Type{Quad: r["quad"], Definition: r["definition"], Cases: r["edge_cases"]}
		switch r["kind"] {
		case "event":
			t.Code = Code{Event: r["event"]}
		case "mode":
			t.Code = Code{r["event"], r["name"]}
		default: // contexts and sectors
			continue
		}
		o.types = append(o.types, t)
	}
	codes, err := table(fsys, "ontology/cameo.tsv")
	if err != nil {
		return err
	}
	for i := range o.types {
		t := &o.types[i]
		for _, r := range codes {
			if r["plover_event"] == t.Event && r["mode"] == t.Mode && !slices.Contains(t.Cameo, r["cameo"]) {
				t.Cameo = append(t.Cameo, r["cameo"])
			}
		}
		slices.Sort(t.Cameo)
	}
	return o.readAnnounced(fsys)
}

// readAnnounced reads ontology/announced.tsv.
func (o *Ontology) readAnnounced(fsys fs.FS) error {
	rows, err := table(fsys, "ontology/announced.tsv")
	if err != nil {
		return err
	}
	o.announced = map[Code]Code{}
	for _, r := range rows {
		from, to := Code{r["event"], r["mode"]}, Code{r["announced_event"], r["announced_mode"]}
		if !o.Known(from) || !o.Known(to) {
			return fmt.Errorf("ontology: announced.tsv: %v or %v is no type of PLOVER", from, to)
		}
		o.announced[from] = to
	}
	return nil
}

// table reads a file of tab-separated values: comments, a header, rows.
func table(fsys fs.FS, name string) ([]map[string]string, error) {
	raw, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, fmt.Errorf("ontology: %w", err)
	}
	var header []string
	var out []map[string]string
	for n, line := range strings.Split(strings.TrimRight(string(raw), "\n"), "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(line, "\t")
		if header == nil {
			header = cells
			continue
		}
		if len(cells) != len(header) {
			return nil, fmt.Errorf("ontology: %s:%d: %d cells, want %d", name, n+1, len(cells), len(header))
		}
		row := map[string]string{}
		for i, h := range header {
			row[h] = cells[i]
		}
		out = append(out, row)
	}
	return out, nil
}

// Known reports whether the manual has the type.
func (o *Ontology) Known(c Code) bool {
	return slices.ContainsFunc(o.types, func(t Type) bool { return t.Code == c })
}

// Types are the events of the manual, each followed by its modes, in its order.
func (o *Ontology) Types() []Type { return slices.Clone(o.types) }

// Kind is what the ontology says of a kind of event; false where it has none.
func (o *Ontology) Kind(k chancery.Kind) (Kind, bool) {
	x, ok := o.kinds[k]
	return x, ok
}

// Private reports whether people of one of PLOVER's sectors act for themselves,
// and not for the state that they are of.
func (o *Ontology) Private(sector string) bool { return slices.Contains(o.private, sector) }

// Modality is what a modality means; empty where the ontology does not say.
func (o *Ontology) Modality(m chancery.Modality) string { return o.modalities[m] }
