package eval

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"chancery"

	"github.com/google/go-cmp/cmp"
)

// shared is the folder with the reference scorer and the gold that is kept
// beside the project; a test that needs it is skipped where it is absent.
func shared(t *testing.T) string {
	t.Helper()
	dir, err := filepath.Abs("../../../shared")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(dir, "eval", "score.py")); err != nil {
		t.Skip("the reference scorer is not here")
	}
	return dir
}

// table is an exported collection before it is written.
type table []map[string]any

func (t table) jsonl(tb testing.TB) []byte {
	tb.Helper()
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	for _, row := range t {
		if err := enc.Encode(row); err != nil {
			tb.Fatal(err)
		}
	}
	return out.Bytes()
}

// clone copies the rows through JSON, so that changes to one table leave the
// other as it was.
func (t table) clone(tb testing.TB) table {
	tb.Helper()
	var out table
	for line := range bytes.Lines(t.jsonl(tb)) {
		var row map[string]any
		if err := json.Unmarshal(line, &row); err != nil {
			tb.Fatal(err)
		}
		out = append(out, row)
	}
	return out
}

func null(s string) any {
	if s == "" {
		return nil
	}
	return s
}

func strings2any(list []string) []any {
	out := []any{}
	for _, s := range list {
		out = append(out, s)
	}
	return out
}

// perfect is the export that a perfect reader would write.
func perfect(t *testing.T, gold *Gold, folder string) map[string]table {
	t.Helper()
	out := map[string]table{"reports": {}, "claims": {}, "events": {}, "figures": {}, "memberships": {}, "statements": {}}
	seen := map[string]bool{}
	for i := range gold.documents {
		d := &gold.documents[i]
		text, err := os.ReadFile(filepath.Join(folder, d.Doc+".txt"))
		if err != nil {
			t.Fatal(err)
		}
		out["reports"] = append(out["reports"], map[string]any{"id": "r" + d.Doc, "name": d.Doc + ".txt", "text": string(text)})
		for n := range d.Events {
			claim := perfectClaim(d, n, []rune(string(text)))
			out["claims"] = append(out["claims"], claim)
			if id := claim["event"].(string); !seen[id] {
				seen[id] = true
				event := maps.Clone(claim)
				event["id"], event["part_of"] = id, null(d.Events[n].PartOf)
				out["events"] = append(out["events"], event)
			}
		}
		sources := []any{map[string]any{"report": "r" + d.Doc}}
		for _, f := range d.Figures {
			out["figures"] = append(out["figures"], map[string]any{"id": "f", "value": f.Value, "since": null(f.Since), "sources": sources})
		}
		for _, f := range d.Frameworks {
			out["memberships"] = append(out["memberships"], map[string]any{"id": "m", "party": null(f.Party), "name": f.Name,
				"framework": null(f.Abbreviation), "since": null(f.Since), "sources": sources})
		}
		for _, s := range d.Statements {
			before, _, _ := strings.Cut(string(text), s.Anchor)
			at := len([]rune(before))
			out["statements"] = append(out["statements"], map[string]any{"id": "s", "speaker_name": null(s.Speaker), "collective": s.Collective,
				"sources": []any{map[string]any{"report": "r" + d.Doc, "start": at, "end": at + len([]rune(s.Anchor))}}})
		}
	}
	return out
}

func perfectClaim(d *document, n int, text []rune) map[string]any {
	e := &d.Events[n]
	at := max(0, firstMention(e, string(text))-60)
	end := min(len(text), at+120)
	participants := []any{}
	for k := range e.Participants {
		p := &e.Participants[k]
		role, kind := "participant", first(p.Type, "person")
		if slices.Contains(e.Initiator, k) {
			role = "initiator"
		}
		var held any
		if p.Office != "" {
			held = map[string]any{"title": first(p.OfficeEn, p.Office), "text": p.Office, "of": null(p.Of)}
		}
		participants = append(participants, map[string]any{"id": p.label(), "name": null(p.Name), "aka": strings2any(p.Aka), "type": kind,
			"role": role, "leads": nil, "office": held, "of": null(p.Of)})
	}
	var where, basis any
	if e.Place != nil {
		where = map[string]any{"name": null(e.Place.City), "aka": []any{}, "country": null(e.Place.Country)}
	}
	if e.Date.text != "" {
		basis = "stated"
	}
	id := fmt.Sprintf("%s.%d", d.Doc, n)
	return map[string]any{
		"id": id, "report": "r" + d.Doc, "event": first(e.ID, id), "kind": e.Kind, "name": null(e.Name),
		"plover": map[string]any{"event": null(e.plover())}, "modality": e.Modality.or("occurred"), "date": null(e.Date.text), "date_basis": basis,
		"place": where, "participants": participants,
		"sources": []any{map[string]any{"field": "event", "quote": string(text[at:end]), "start": at, "end": end, "rule": "gold"}},
	}
}

// firstMention is where the first of the participants' longer words stands, in
// code points; 60 where none does.
func firstMention(e *goldEvent, text string) int {
	for k := range e.Participants {
		p := &e.Participants[k]
		for _, name := range append([]string{p.label()}, p.Aka...) {
			for _, w := range strings.Fields(name) {
				if before, _, ok := strings.Cut(text, w); ok && len([]rune(w)) > 2 {
					return len([]rune(before))
				}
			}
		}
	}
	return 60
}

// spoiled are exports with the faults that a scorer must notice, each with the
// figure that shows it.
func spoiled(t *testing.T, base map[string]table) []spoil {
	everyone := map[string][]any{}
	for _, c := range base["claims"] {
		r := c["report"].(string)
		everyone[r] = append(everyone[r], c["participants"].([]any)...)
	}
	var again table
	for _, c := range base["claims"] {
		twin := maps.Clone(c)
		twin["id"] = c["id"].(string) + "b"
		again = append(again, twin)
	}
	change := func(f func(map[string]any)) map[string]table {
		out := maps.Clone(base)
		out["claims"] = base["claims"].clone(t)
		for _, c := range out["claims"] {
			f(c)
		}
		return out
	}
	twice := maps.Clone(base)
	twice["claims"] = append(slices.Clone(base["claims"]), again...)
	return []spoil{
		{"every claim twice", "engagement_precision", twice},
		{"all names in every event", "participant_precision", change(func(c map[string]any) { c["participants"] = everyone[c["report"].(string)] })},
		{"the whole century as date", "date_accuracy", change(func(c map[string]any) { c["date"] = "1950/2050" })},
		{"empty evidence", "evidence_spans_verbatim", change(func(c map[string]any) {
			s := c["sources"].([]any)[0].(map[string]any)
			s["quote"], s["end"] = "", s["start"]
		})},
		{"everything a statement", "act_recall", change(func(c map[string]any) { c["kind"] = "statement" })},
	}
}

type spoil struct {
	name, figure string
	rows         map[string]table
}

// shaken changes many things at once, the same ones for the same seed.
func shaken(t *testing.T, base map[string]table, seed uint64) map[string]table {
	r := rand.New(rand.NewPCG(seed, 1))
	pick := func(of ...any) any { return of[r.IntN(len(of))] }
	cut := func(v any) any {
		s, ok := v.(string)
		if letters := []rune(s); ok && len(letters) > 1 {
			return string(letters[:1+r.IntN(len(letters))])
		}
		return v
	}
	out := map[string]table{}
	for name, rows := range base {
		out[name] = rows.clone(t)
	}
	kinds := []any{}
	for _, k := range chancery.Kinds() {
		kinds = append(kinds, string(k))
	}
	var ids []any
	for _, e := range out["events"] {
		ids = append(ids, e["id"])
	}
	var claims table
	for _, c := range out["claims"] {
		if r.IntN(8) == 0 {
			continue
		}
		switch r.IntN(9) {
		case 0:
			c["kind"] = pick(kinds...)
		case 1:
			c["event"] = pick(ids...)
		case 2:
			c["date"] = pick(nil, "2025", "2025-03", "[2025-03-01..2025-03-20]", "2022-03-10/..", "[..2026-01-31]", "2026-01-2?", "2024-13", "{2024-01-01,2026-02-03}", "soon")
			c["date_basis"] = pick(nil, "stated", "published")
		case 3:
			c["modality"] = pick("planned", "denied", "cancelled", "ongoing", nil)
		case 4:
			c["plover"] = pick(nil, map[string]any{"event": "AGREE"})
			c["place"] = pick(nil, map[string]any{"name": "Tbilisi", "aka": []any{"Тбилиси"}, "country": "GEO"})
		case 5:
			c["sources"] = pick([]any{}, []any{map[string]any{"quote": "x", "start": 0, "end": 700}})
		case 6:
			claims = append(claims, maps.Clone(c))
		}
		people := c["participants"].([]any)
		for _, p := range people {
			q := p.(map[string]any)
			switch r.IntN(8) {
			case 0:
				q["name"] = cut(q["name"])
			case 1:
				q["name"], q["aka"] = pick(nil, "Ayşe Yılmazgil"), []any{}
			case 2:
				q["of"] = pick("USA", "NATO Parliamentary Assembly", cut(q["of"]))
			case 3:
				q["type"], q["role"] = pick("delegation", "state", nil), pick("visitor", "host", "initiator")
			}
			if held, ok := q["office"].(map[string]any); ok && r.IntN(3) == 0 {
				held["title"], held["text"] = cut(held["title"]), cut(held["text"])
				if r.IntN(4) == 0 {
					q["office"] = nil
				}
			}
		}
		r.Shuffle(len(people), func(i, j int) { people[i], people[j] = people[j], people[i] })
		if r.IntN(5) == 0 && len(people) > 0 {
			c["participants"] = people[1:]
		}
		claims = append(claims, c)
	}
	out["claims"] = claims
	for _, e := range out["events"] {
		if r.IntN(4) == 0 {
			e["part_of"] = pick(ids...)
		}
	}
	for _, f := range out["figures"] {
		f["since"] = pick(f["since"], "2020", nil)
		f["value"] = pick(f["value"], f["value"], 3.5, nil)
	}
	for _, m := range out["memberships"] {
		m["name"], m["since"] = cut(m["name"]), pick(m["since"], "1990/2000", nil)
	}
	for _, s := range out["statements"] {
		s["speaker_name"], s["collective"] = pick(s["speaker_name"], nil, "Ayşe Yılmazgil"), pick(true, false, nil)
	}
	return out
}

// reference is what score.py prints for the rows.
func reference(t *testing.T, script, gold string, rows map[string]table) string {
	t.Helper()
	dir := t.TempDir()
	args := []string{script, "--gold", gold, "--detail"}
	for name, rows := range rows {
		path := filepath.Join(dir, name+".jsonl")
		if err := os.WriteFile(path, rows.jsonl(t), 0o644); err != nil {
			t.Fatal(err)
		}
		args = append(args, "--"+name, path)
	}
	out, err := exec.Command("python3", args...).Output()
	if err != nil {
		t.Fatalf("score.py: %v", err)
	}
	return strings.ReplaceAll(string(out), " None ", " undated ")
}

func scored(t *testing.T, gold *Gold, rows map[string]table) (*Figures, string) {
	t.Helper()
	exported := map[string][]byte{}
	for name, rows := range rows {
		exported[name] = rows.jsonl(t)
	}
	read, err := ReadRows(exported)
	if err != nil {
		t.Fatal(err)
	}
	figures := Score(gold, read)
	var out strings.Builder
	if err := figures.Print(&out); err != nil {
		t.Fatal(err)
	}
	if err := figures.PrintDetail(&out); err != nil {
		t.Fatal(err)
	}
	return figures, out.String()
}

// TestParity compares every figure, by language too, and the lists of what was
// missed and made up, with those of the reference scorer.
func TestParity(t *testing.T) {
	dir := shared(t)
	if _, err := exec.LookPath("python3"); err != nil {
		t.Skip("python3 is not here")
	}
	script := filepath.Join(dir, "eval", "score.py")
	sets := []struct{ name, gold, reports string }{
		{"small", "testdata/small/gold.jsonl", "testdata/small/reports"},
		{"examples", "../../examples/gold.jsonl", "../../examples/reports"},
		{"seeds", filepath.Join(dir, "gold", "seeds.json"), filepath.Join(dir, "seeds")},
		{"dev", filepath.Join(dir, "gold", "dev", "gold.jsonl"), filepath.Join(dir, "gold", "dev", "reports")},
	}
	for _, set := range sets {
		gold, err := LoadGold(set.gold)
		if err != nil {
			t.Fatal(err)
		}
		base := perfect(t, gold, set.reports)
		cases := append([]spoil{{name: "perfect", rows: base}}, spoiled(t, base)...)
		for seed := range uint64(4) {
			cases = append(cases, spoil{name: fmt.Sprintf("shaken %d", seed), rows: shaken(t, base, seed)})
		}
		for _, c := range cases {
			t.Run(set.name+"/"+c.name, func(t *testing.T) {
				_, got := scored(t, gold, c.rows)
				if diff := cmp.Diff(reference(t, script, set.gold, c.rows), got); diff != "" {
					t.Errorf("(-score.py +ours):\n%s", diff)
				}
			})
		}
	}
}
