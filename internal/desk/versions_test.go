package desk_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"chancery"
	"chancery/internal/desk"
	"chancery/internal/merge"
	"chancery/internal/store"
)

const talks = "OSLO, March 4, 2031 - Norwegian Foreign Minister Anna Berg met Kenyan Foreign Minister Ruth Mbeki in Oslo on Tuesday.\n"

// kept is a record with one report of talks, a second that puts them off and a
// third that tells of them.
func kept(t *testing.T) (db string) {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"a.txt": "OSLO, February 20, 2031 - Norwegian Foreign Minister Anna Berg will meet Kenyan Foreign Minister Ruth Mbeki in Oslo on March 4.\n",
		"b.txt": talks,
		"c.txt": "Norwegian Foreign Minister Anna Berg met Peruvian Foreign Minister Lucia Ramos in Lima.\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	db = filepath.Join(t.TempDir(), "record.db")
	read(t, db, 2, dir)
	return db
}

func opened(t *testing.T, db string) *desk.Desk {
	t.Helper()
	d, err := desk.Open(t.Context(), db, desk.ToCorrect)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	return d
}

// TestAsKnownOn: on the day before they took place the talks were a plan, and
// what was decided later is not known yet.
func TestAsKnownOn(t *testing.T) {
	d := opened(t, kept(t))
	if _, err := d.Decide(t.Context(), desk.Order{Act: chancery.ActRename, On: []string{"mbeki"}, Value: "Ruth N. Mbeki", By: "Mina", At: time.Date(2031, 3, 9, 8, 0, 0, 0, time.UTC)}); err != nil {
		t.Fatal(err)
	}
	for on, want := range map[chancery.Day]struct {
		modality chancery.Modality
		name     string
		reports  int
	}{
		chancery.DayOf(2031, 3, 3):  {chancery.Planned, "Ruth Mbeki", 1},
		chancery.DayOf(2031, 3, 5):  {chancery.Occurred, "Ruth Mbeki", 2},
		chancery.DayOf(2031, 3, 10): {chancery.Occurred, "Ruth N. Mbeki", 2},
	} {
		rec, known, err := d.RecordAsKnown(t.Context(), on)
		if err != nil {
			t.Fatal(err)
		}
		if len(rec.Events) != 1 || rec.Events[0].Modality != want.modality || known.Reports != want.reports || known.Undated != 1 {
			t.Fatalf("on %s: %+v, of %+v", on.Date(), known, rec.Events)
		}
		for _, p := range rec.Events[0].Participants {
			if p.Of == "KEN" && p.Name != want.name {
				t.Errorf("on %s she is %s", on.Date(), p.Name)
			}
		}
	}
}

// TestReread: what other rules read is replaced by what the present ones read,
// and decisions on it hold.
func TestReread(t *testing.T) {
	db := kept(t)
	d := opened(t, db)
	want := exported(t, d)
	d.Close()
	spoil(t, db)
	d = opened(t, db)
	if exported(t, d) == want {
		t.Fatal("other rules read the same")
	}
	sum, err := d.Reread(t.Context(), 2, func(desk.Summary) {})
	if err != nil || sum.Reread != 3 {
		t.Fatalf("%+v, %v", sum, err)
	}
	if got := exported(t, d); got != want {
		t.Errorf("read again it is\n%s, was\n%s", got, want)
	}
	if sum, err = d.Reread(t.Context(), 2, func(desk.Summary) {}); err != nil || sum.Read() != 0 {
		t.Errorf("once more %+v, %v", sum, err)
	}
}

// spoil stores every report of the record as read by rules that find nothing.
func spoil(t *testing.T, db string) {
	t.Helper()
	s, err := store.Open(t.Context(), db, store.ReadWrite)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	c, err := s.Load(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range c.Reports {
		if _, err := s.PutReading(t.Context(), r, nil, "rules of old"); err != nil {
			t.Fatal(err)
		}
	}
}

// TestDecisionsOutliveRereading: a decision holds after rules that gave the claim
// another id, and after some that did not find it at all.
func TestDecisionsOutliveRereading(t *testing.T) {
	db := kept(t)
	d := opened(t, db)
	rec, err := d.Record(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var other string
	for _, e := range rec.Events {
		if strings.Contains(cast(&e), "Ramos") {
			other = e.ID
		}
	}
	if _, err := d.Decide(t.Context(), desk.Order{Act: chancery.ActReject, On: []string{other}, By: "Mina", At: time.Now()}); err != nil {
		t.Fatal(err)
	}
	want := exported(t, d)
	d.Close()
	spoil(t, db)
	d = opened(t, db)
	if _, err := d.Reread(t.Context(), 1, func(desk.Summary) {}); err != nil {
		t.Fatal(err)
	}
	if got := exported(t, d); got != want {
		t.Errorf("the decision is lost:\n%s", got)
	}
	c, err := d.Decisions(t.Context())
	if err != nil || len(c) != 1 {
		t.Fatalf("%v, %v", c, err)
	}
	// The same words under another id.
	for i := range rec.Claims {
		if rec.Claims[i].ID == other {
			rec.Claims[i].ID = "c-other"
		}
	}
	folded, err := merge.Fold(rec.Reports, rec.Claims, c)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range folded.Events {
		if strings.Contains(cast(&e), "Ramos") {
			t.Errorf("%s is back", e.ID)
		}
	}
}

// TestRulingsOutliveRereading: who is one person and who is two holds after rules
// that gave the claims other ids, and undone the record has the bytes that it had.
func TestRulingsOutliveRereading(t *testing.T) {
	db := kept(t)
	d := opened(t, db)
	before := exported(t, d)
	decide := func(act chancery.Act, on ...string) {
		t.Helper()
		if _, err := d.Decide(t.Context(), desk.Order{Act: act, On: on, By: "Mina", Why: "as they say", At: time.Now()}); err != nil {
			t.Fatal(err)
		}
	}
	decide(chancery.ActSplit, "anna-berg", "c.txt")
	decide(chancery.ActSame, "Ruth Mbeki", "Lucia Ramos")
	want := exported(t, d)
	if !strings.Contains(want, `"id":"anna-berg-nor-2","type":"person"`) || strings.Contains(want, `"id":"ruth-mbeki"`) {
		t.Fatalf("nobody is parted, or joined:\n%s", want)
	}
	rec, err := d.Record(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	d.Close()
	spoil(t, db)
	d = opened(t, db)
	if _, err := d.Reread(t.Context(), 1, func(desk.Summary) {}); err != nil {
		t.Fatal(err)
	}
	if got := exported(t, d); got != want {
		t.Errorf("the rulings are lost:\n%s", got)
	}
	all, err := d.Decisions(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for i := range rec.Claims { // the same words under other ids
		rec.Claims[i].ID, rec.Claims[i].PartOf = fmt.Sprintf("c-%d", i), ""
	}
	folded, err := merge.Fold(rec.Reports, rec.Claims, all)
	if err != nil {
		t.Fatal(err)
	}
	ruled := 0
	for _, a := range folded.Actors {
		ruled += len(a.Rulings)
	}
	if ruled != 3 {
		t.Errorf("under other ids %d rulings are on actors, not 3", ruled)
	}
	decide(chancery.ActUndo)
	decide(chancery.ActUndo)
	if got := exported(t, d); got != before {
		t.Errorf("undone it is:\n%s\nwas:\n%s", got, before)
	}
}

// cast is the names of those who took part.
func cast(e *chancery.Event) string {
	var out []string
	for _, p := range e.Participants {
		out = append(out, p.Name)
	}
	return strings.Join(out, ", ")
}

// TestPlantedFalsehoodLeavesNoTrace: many outlets print one invention, and are one
// origin; forgotten, they leave the bytes of the record that never had them.
func TestPlantedFalsehoodLeavesNoTrace(t *testing.T) {
	db := kept(t)
	want := exported(t, opened(t, db))
	dir := t.TempDir()
	for i := range outlets {
		text := fmt.Sprintf("OSLO, March 4, 2031 - Norwegian Foreign Minister Anna Berg met Kenyan Foreign Minister Ruth Mbeki in Bergen on Sunday and condemned Peru.\n\nThe two spoke about the fishing grounds in the north, the new ferry and the exchange of teachers, and agreed to set up a working group before summer.\n\n© 2031 Outlet Number %d\n", i)
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("planted%03d.txt", i)), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	read(t, db, 2, dir)
	d := opened(t, db)
	rec, err := d.Record(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	planted := 0
	for _, e := range rec.Events {
		if len(e.Reports) >= outlets {
			planted++
			if len(e.Origins) != 1 {
				t.Errorf("the %s has %d origins", e.Kind, len(e.Origins))
			}
		}
	}
	if planted == 0 {
		t.Errorf("no event rests on all outlets: %+v", rec.Events)
	}
	for i := range outlets {
		if i == outlets-1 && exported(t, d) == want {
			t.Error("one of them leaves no trace either, so nothing is shown")
		}
		if _, err := d.Forget(t.Context(), fmt.Sprintf("planted%03d.txt", i), true); err != nil {
			t.Fatal(err)
		}
	}
	if got := exported(t, d); got != want {
		t.Error("it left a trace")
	}
}
