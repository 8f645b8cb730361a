package eval

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"chancery"
)

// Gold is what careful readers took from a set of reports.
type Gold struct{ documents []document }

// document is one annotated report.
type document struct {
	Doc        string          `json:"doc"` // the report's file name without its ending
	Lang       string          `json:"lang"`
	Language   string          `json:"language"`
	Negative   bool            `json:"negative"` // holds nothing for the record
	Story      string          `json:"story"`    // reports of one event or one visit share it
	Events     []goldEvent     `json:"events"`
	Figures    []goldFigure    `json:"figures"`
	Frameworks []goldFramework `json:"frameworks"`
	Statements []goldStatement `json:"statements"`
}

func (d *document) language() string {
	if d.Lang != "" {
		return d.Lang
	}
	return d.Language
}

type goldEvent struct {
	ID           string            `json:"id"`
	Kind         string            `json:"kind"`
	Name         string            `json:"name"`
	Plover       string            `json:"plover"`
	Modality     given             `json:"modality"`
	ModalityAlso []string          `json:"modality_also"` // a second reading that the text allows
	Date         given             `json:"date"`
	Tolerance    *int              `json:"tolerance_days"`
	Place        *goldPlace        `json:"place"`
	Participants []goldParticipant `json:"participants"`
	Initiator    []int             `json:"initiator"` // places in Participants
	PartOf       string            `json:"part_of"`
	Main         bool              `json:"main"`
	Optional     bool              `json:"optional"` // may be found or left out
	Documents    []string          `json:"documents"`
}

// tolerance is how many days the gold date may be off, or the fallback where
// the gold does not say.
func (e *goldEvent) tolerance(fallback int) int {
	if e.Tolerance != nil {
		return *e.Tolerance
	}
	return fallback
}

// plover is the event's PLOVER type by the manual: contact still to come is
// AGREE, called off REJECT, denied none.
func (e *goldEvent) plover() string {
	if e.Plover != "CONSULT" || !engagement(e.Kind) {
		return e.Plover
	}
	switch chancery.Modality(e.Modality.text) {
	case chancery.Planned:
		return "AGREE"
	case chancery.Cancelled:
		return "REJECT"
	case chancery.Denied:
		return ""
	}
	return e.Plover
}

// given is a string that tells a field that is there, if only as null, from
// one that is not.
type given struct {
	text  string
	there bool
}

// UnmarshalJSON reads a string or null.
func (g *given) UnmarshalJSON(data []byte) error {
	g.there = true
	return json.Unmarshal(data, &g.text)
}

// or is the text, or the fallback where the field is not there.
func (g given) or(fallback string) string {
	if !g.there {
		return fallback
	}
	return g.text
}

type goldPlace struct {
	City    string `json:"city"`
	Country string `json:"country"`
}

type goldParticipant struct {
	Name     string   `json:"name"`
	Aka      []string `json:"aka"`
	Office   string   `json:"office"`
	OfficeEn string   `json:"office_en"`
	Of       string   `json:"of"`
	Type     string   `json:"type"`
}

func (p *goldParticipant) label() string { return first(p.Name, p.Office, p.Of) }

type goldFigure struct {
	Value     float64  `json:"value"`
	Since     string   `json:"since"`
	Documents []string `json:"documents"`
}

type goldFramework struct {
	Name         string   `json:"name"`
	Abbreviation string   `json:"abbreviation"`
	Aka          []string `json:"aka"`
	Party        string   `json:"party"`
	Since        string   `json:"since"`
	Documents    []string `json:"documents"`
}

type goldStatement struct {
	Anchor     string   `json:"anchor"` // words of the report that lie in what is said
	Speaker    string   `json:"speaker"`
	Aka        []string `json:"aka"`
	Collective bool     `json:"collective"`
}

// LoadGold reads a file of gold facts: a name that ends in .jsonl holds one
// annotated report a line, any other the facts of all reports together. A file
// that is not there is a *chancery.Error.
func LoadGold(path string) (*Gold, error) {
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, chancery.Errorf(chancery.NotFound, "there is no gold file %q; name one, and the folder of its reports", path)
	}
	if err != nil {
		return nil, fmt.Errorf("eval: reading gold: %w", err)
	}
	parse := parseFacts
	if strings.HasSuffix(path, ".jsonl") {
		parse = parseReports
	}
	gold, err := parse(data)
	if err != nil {
		return nil, fmt.Errorf("eval: reading gold %s: %w", path, err)
	}
	return gold, nil
}

// parseReports reads one annotated report a line; of two with one name the
// later stands.
func parseReports(data []byte) (*Gold, error) {
	gold := &Gold{}
	err := eachLine(data, func(line []byte) error {
		var d document
		if err := json.Unmarshal(line, &d); err != nil {
			return err
		}
		if d.Doc == "" {
			return chancery.Errorf(chancery.Invalid, "a report of the gold has no doc")
		}
		same := func(other document) bool { return other.Doc == d.Doc }
		if at := slices.IndexFunc(gold.documents, same); at >= 0 {
			gold.documents[at] = d
		} else {
			gold.documents = append(gold.documents, d)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return gold, gold.check()
}

// parseFacts reads facts that name the reports they stand in by the first
// three letters of their names.
func parseFacts(data []byte) (*Gold, error) {
	var facts struct {
		Documents  map[string]document `json:"documents"`
		Events     []goldEvent         `json:"events"`
		Figures    []goldFigure        `json:"figures"`
		Frameworks []goldFramework     `json:"frameworks"`
		SameVisit  [][]string          `json:"same_visit"`
	}
	if err := json.Unmarshal(data, &facts); err != nil {
		return nil, err
	}
	gold := &Gold{}
	for name, d := range facts.Documents {
		d.Doc = name
		gold.documents = append(gold.documents, d)
	}
	slices.SortFunc(gold.documents, func(a, b document) int { return strings.Compare(a.Doc, b.Doc) })
	byStart := map[string]*document{}
	for i := range gold.documents {
		start := []rune(gold.documents[i].Doc)
		byStart[string(start[:min(3, len(start))])] = &gold.documents[i]
	}
	var unknown error
	in := func(starts []string, add func(*document)) {
		for _, start := range starts {
			if d, ok := byStart[start]; ok {
				add(d)
			} else {
				unknown = chancery.Errorf(chancery.Invalid, "no report's name begins with %q", start)
			}
		}
	}
	for _, e := range facts.Events {
		in(e.Documents, func(d *document) { d.Events = append(d.Events, e) })
	}
	for _, f := range facts.Figures {
		in(f.Documents, func(d *document) { d.Figures = append(d.Figures, f) })
	}
	for _, f := range facts.Frameworks {
		in(f.Documents, func(d *document) { d.Frameworks = append(d.Frameworks, f) })
	}
	for n, group := range facts.SameVisit {
		in(group, func(d *document) { d.Story = fmt.Sprintf("s%d", n) })
	}
	if unknown != nil {
		return nil, unknown
	}
	return gold, gold.check()
}

// check finds gold that cannot be scored.
func (g *Gold) check() error {
	for _, d := range g.documents {
		for _, e := range d.Events {
			if e.Kind == "" {
				return chancery.Errorf(chancery.Invalid, "an event of %s has no kind", d.Doc)
			}
		}
	}
	return nil
}

// eachLine calls read with every line that is not blank, and names the line
// that it could not read.
func eachLine(data []byte, read func([]byte) error) error {
	n := 0
	for line := range bytes.Lines(data) {
		n++
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		if err := read(line); err != nil {
			return fmt.Errorf("line %d: %w", n, err)
		}
	}
	return nil
}

// first is the first string that is not empty.
func first(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}
