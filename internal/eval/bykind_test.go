package eval

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// byKind is the table and the findings of a scoring.
func byKind(t *testing.T, f *Figures) string {
	t.Helper()
	var out strings.Builder
	if err := f.PrintByKind(&out); err != nil {
		t.Fatal(err)
	}
	if err := f.PrintFindings(&out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// TestByKindGolden holds the table and the findings of a perfect export, which
// has none, and of one with many faults.
func TestByKindGolden(t *testing.T) {
	gold := smallGold(t)
	base := perfect(t, gold, filepath.Join(small, "reports"))
	for name, rows := range map[string]map[string]table{"perfect": base, "shaken-0": shaken(t, base, 0)} {
		t.Run(name, func(t *testing.T) {
			figures, _ := scored(t, gold, rows)
			got := byKind(t, figures)
			path := filepath.Join(small, name+".kinds.golden")
			if *update {
				if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestByKindCounts counts what is neither simply right nor simply wrong: a near
// kind, an optional event, a visit beside its meeting, and another direction.
func TestByKindCounts(t *testing.T) {
	gold := &Gold{}
	err := json.Unmarshal([]byte(`[{"doc": "a", "lang": "en", "events": [
		{"kind": "meeting", "modality": "occurred", "date": null, "participants": [{"name": "Anna Berg", "of": "NOR"}, {"name": "Ruth Mbeki", "of": "KEN"}]},
		{"kind": "signing", "modality": "occurred", "participants": [{"name": "Lucia Ramos", "of": "PER"}, {"name": "Keiko Arai", "of": "JPN"}]},
		{"kind": "praise", "modality": "occurred", "initiator": [0], "participants": [{"name": "Greta Lindt", "of": "DEU"}, {"name": "Ramon Ortega", "of": "PER"}]},
		{"kind": "aid", "modality": "occurred", "optional": true, "participants": [{"name": "Tomas Novak", "of": "CZE"}]},
		{"kind": "call", "modality": "occurred", "participants": [{"name": "Harun", "of": "JOR"}]}]}]`), &gold.documents)
	if err != nil {
		t.Fatal(err)
	}
	rows := table{
		{"id": "c1", "report": "a", "sort": "event", "event": "e1", "kind": "meeting", "modality": "occurred", "participants": people("Anna Berg", "", "Ruth Mbeki", "")},
		{"id": "c2", "report": "a", "sort": "event", "event": "e2", "kind": "visit", "modality": "occurred", "participants": people("Anna Berg", "visitor", "Ruth Mbeki", "host")},
		{"id": "c3", "report": "a", "sort": "event", "event": "e3", "kind": "agreement", "modality": "planned", "participants": people("Lucia Ramos", "", "Keiko Arai", "")},
		{"id": "c4", "report": "a", "sort": "event", "event": "e4", "kind": "praise", "modality": "occurred", "participants": people("Greta Lindt", "recipient", "Ramon Ortega", "initiator")},
		{"id": "c5", "report": "a", "sort": "event", "event": "e5", "kind": "aid", "modality": "occurred", "participants": people("Tomas Novak", "initiator")},
		{"id": "c6", "report": "a", "sort": "event", "event": "e6", "kind": "request", "modality": "occurred", "participants": people("Olga Petrova", "initiator"),
			"sources": []any{map[string]any{"field": "event", "quote": "Petrova asked.", "start": 0, "end": 14, "rule": "en.ask"}}},
	}
	events := table{}
	for _, r := range rows {
		e := map[string]any{}
		for k, v := range r {
			e[k] = v
		}
		e["id"] = r["event"]
		if e["kind"] == "meeting" {
			e["part_of"] = "e2"
		}
		events = append(events, e)
	}
	figures, _ := scored(t, gold, map[string]table{
		"reports": {{"id": "a", "name": "a.txt", "text": "Greta Lindt praised Ramon Ortega. King Harun rang nobody.\nThe end."}},
		"claims":  rows, "events": events,
	})
	got := byKind(t, figures)
	for kind, counts := range map[string]string{
		"meeting": "1 1 0 1.000 1.000", "call": "1 0 0 - 0.000", "signing": "1 0 0 - 0.000", "agreement": "0 0 1 0.000 -",
		"praise": "1 1 0 1.000 1.000", "request": "0 0 1 0.000 -", "all": "4 2 2 0.500 0.500",
	} {
		if line := row(got, kind); !strings.HasPrefix(line, counts+" ") {
			t.Errorf("%s is counted %q, want %q", kind, line, counts)
		}
	}
	for _, absent := range []string{"visit", "aid"} {
		if line := row(got, absent); line != "" {
			t.Errorf("%s is counted %q", absent, line)
		}
	}
	for _, line := range []string{
		"  missed   call undated Harun\n           “King Harun rang nobody.”\n",
		"kind agreement, not signing; modality planned, not occurred",
		"begun by Ramon Ortega, not Greta Lindt",
		"  made up  request undated Olga Petrova\n           “Petrova asked.” [en.ask]\n",
	} {
		if !strings.Contains(got, line) {
			t.Errorf("the findings have no %q:\n%s", line, got)
		}
	}
}

// row is the line of a kind in the first table, its cells parted by a space.
func row(page, kind string) string {
	for line := range strings.Lines(page) {
		if cells := strings.Fields(line); len(cells) > 1 && cells[0] == kind {
			return strings.Join(cells[1:], " ")
		}
	}
	return ""
}

// people are participants with their roles.
func people(namesAndRoles ...string) []any {
	var out []any
	for i := 0; i < len(namesAndRoles); i += 2 {
		out = append(out, map[string]any{"name": namesAndRoles[i], "role": namesAndRoles[i+1], "type": "person"})
	}
	return out
}
