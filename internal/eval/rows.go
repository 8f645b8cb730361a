package eval

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"

	"chancery"
	"chancery/internal/export"
)

// Rows are the exported collections that are scored. Figures, memberships and
// statements are scored only where they are given.
type Rows struct {
	reports     []reportRow
	claims      []claimRow
	events      []claimRow
	figures     *[]factRow
	memberships *[]factRow
	statements  *[]factRow
}

type reportRow struct {
	ID   string  `json:"id"`
	Name string  `json:"name"`
	URL  string  `json:"url"`
	Text *string `json:"text"`
}

// claimRow is a claim, or an event of the record, as exported.
type claimRow struct {
	ID           string        `json:"id"`
	Report       string        `json:"report"`
	Event        string        `json:"event"`
	Kind         string        `json:"kind"`
	Name         string        `json:"name"`
	Plover       plover        `json:"plover"`
	Modality     string        `json:"modality"`
	Date         string        `json:"date"`
	DateBasis    string        `json:"date_basis"`
	Place        place         `json:"place"`
	Participants []participant `json:"participants"`
	PartOf       string        `json:"part_of"`
	Sources      []source      `json:"sources"`
}

type plover struct {
	Event string `json:"event"`
}

type place struct {
	Name    string   `json:"name"`
	Aka     []string `json:"aka"`
	Country string   `json:"country"`
}

type participant struct {
	Name   string   `json:"name"`
	Aka    []string `json:"aka"`
	Type   given    `json:"type"`
	Role   string   `json:"role"`
	Office *office  `json:"office"`
	Of     string   `json:"of"`
}

// person holds for an actor without a type too.
func (p *participant) person() bool {
	return p.Type.or(string(chancery.Person)) == string(chancery.Person)
}

// starts reports whether the participant began what happened.
func (p *participant) starts() bool {
	return p.Role == string(chancery.Initiator) || p.Role == string(chancery.Visitor)
}

// party is whom the participant acts for, or whose office it holds.
func (p *participant) party() string {
	if p.Of == "" && p.Office != nil {
		return p.Office.Of
	}
	return p.Of
}

func (p *participant) label() string {
	title := ""
	if p.Office != nil {
		title = p.Office.Title
	}
	return first(p.Name, title, p.Of)
}

type office struct {
	Title string   `json:"title"`
	Text  string   `json:"text"`
	Of    string   `json:"of"`
	Aka   []string `json:"aka"`
}

type source struct {
	Report string `json:"report"`
	Field  string `json:"field"`
	Rule   string `json:"rule"`
	Quote  string `json:"quote"`
	Start  int    `json:"start"`
	End    int    `json:"end"`
}

// factRow is a figure, a membership or a statement; each uses its own fields.
type factRow struct {
	Value       *float64 `json:"value"`
	Since       string   `json:"since"`
	Party       string   `json:"party"`
	Framework   string   `json:"framework"`
	Name        string   `json:"name"`
	SpeakerName string   `json:"speaker_name"`
	Collective  bool     `json:"collective"`
	Sources     []source `json:"sources"`
}

// RowsOf exports the record and reads it back as another program would.
func RowsOf(rec *chancery.Record) (*Rows, error) {
	exported := map[string][]byte{}
	for _, name := range []string{"reports", "claims", "events", "figures", "memberships", "statements"} {
		var out bytes.Buffer
		if err := export.Write(&out, name, rec, export.Options{WithText: true}); err != nil {
			return nil, fmt.Errorf("eval: %w", err)
		}
		exported[name] = out.Bytes()
	}
	return ReadRows(exported)
}

// ReadRows reads exported collections, JSON Lines by the collection's name;
// reports come with their text. Collections that are not scored are ignored.
func ReadRows(exported map[string][]byte) (*Rows, error) {
	r := &Rows{}
	var err error
	if r.reports, err = readCollection[reportRow](exported, "reports"); err != nil {
		return nil, err
	}
	if r.claims, err = readCollection[claimRow](exported, "claims"); err != nil {
		return nil, err
	}
	if r.events, err = readCollection[claimRow](exported, "events"); err != nil {
		return nil, err
	}
	for name, to := range map[string]**[]factRow{"figures": &r.figures, "memberships": &r.memberships, "statements": &r.statements} {
		if _, ok := exported[name]; !ok {
			continue
		}
		rows, err := readCollection[factRow](exported, name)
		if err != nil {
			return nil, err
		}
		*to = &rows
	}
	r.claims = slices.DeleteFunc(r.claims, func(c claimRow) bool { return c.Event == "" || c.Kind == "" })
	return r, nil
}

func readCollection[T any](exported map[string][]byte, name string) ([]T, error) {
	var rows []T
	err := eachLine(exported[name], func(line []byte) error {
		var row T
		if err := json.Unmarshal(line, &row); err != nil {
			return err
		}
		rows = append(rows, row)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("eval: reading exported %s: %w", name, err)
	}
	return rows, nil
}
