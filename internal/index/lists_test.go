package index_test

import (
	"slices"
	"testing"

	"chancery"
	"chancery/internal/index"
	"chancery/internal/recordtest"
)

// TestWithIsTogether holds that the events of actors are those in which they
// take part together, whoever asks for whom first.
func TestWithIsTogether(t *testing.T) {
	for _, rec := range []*chancery.Record{recordtest.Sample(t), recordtest.Acts(t)} {
		x := index.New(rec)
		asked := 0
		for _, a := range x.Actors {
			for _, b := range x.Actors {
				actors := []string{a.ID, b.ID}
				if a == b {
					actors = actors[:1]
				}
				var want []*chancery.Event
				for _, e := range x.Events {
					if x.Together(e, actors...) {
						want = append(want, e)
					}
				}
				if got := x.With(actors...); !slices.Equal(got, want) {
					t.Errorf("With(%v) = %v, want %v", actors, ids(got), ids(want))
				}
				asked += len(want)
			}
		}
		if asked == 0 {
			t.Error("no actor takes part in anything")
		}
	}
}

func TestSelect(t *testing.T) {
	x := index.New(recordtest.Sample(t))
	for name, test := range map[string]struct {
		filter index.Filter
		want   []string
	}{
		"kind":     {index.Filter{Kinds: []chancery.Kind{chancery.KindCall}}, []string{recordtest.Call}},
		"modality": {index.Filter{Modalities: []chancery.Modality{chancery.Cancelled}}, []string{recordtest.PutOff}},
		"actor":    {index.Filter{Actors: []string{"OSCE PA"}}, []string{recordtest.Session, recordtest.Assembly}},
		"from":     {index.Filter{From: "2031-05", Kinds: []chancery.Kind{chancery.KindVisit}}, []string{recordtest.PutOff}},
		"until":    {index.Filter{Until: "2029"}, []string{recordtest.Forum}},
		"nothing":  {index.Filter{Until: "2029", Kinds: []chancery.Kind{chancery.KindAid}}, nil},
		"language": {index.Filter{Languages: []string{"tr"}, Kinds: []chancery.Kind{chancery.KindMeeting}}, []string{recordtest.Received}},
		"place":    {index.Filter{Places: []string{"accra"}, Kinds: []chancery.Kind{chancery.KindVisit}}, []string{recordtest.Visit}},
		"country":  {index.Filter{Places: []string{"ISL"}}, []string{recordtest.PutOff}},
	} {
		if got := ids(x.Select(test.filter)); !slices.Equal(got, test.want) {
			t.Errorf("%s: got %v, want %v", name, got, test.want)
		}
	}
	all := x.Select(index.Filter{})
	if len(all) != len(x.Events) {
		t.Errorf("an empty filter selects %d of %d events", len(all), len(x.Events))
	}
}

// TestTree holds that a meeting brings the visit that it belongs to, and
// nothing else of it.
func TestTree(t *testing.T) {
	x := index.New(recordtest.Sample(t))
	tree := x.Tree([]*chancery.Event{x.Event(recordtest.Received)})
	if got := ids(tree.Tops(x.Events)); !slices.Equal(got, []string{recordtest.Visit}) {
		t.Fatalf("above it stand %v", got)
	}
	if got := ids(tree.Parts(x.Event(recordtest.Visit))); !slices.Equal(got, []string{recordtest.Received}) {
		t.Errorf("below the visit stand %v", got)
	}
	if n := len(x.Parts(x.Event(recordtest.Visit))); n < 2 {
		t.Errorf("the visit has %d parts in all, too few to tell", n)
	}
}

// TestGroundsOfAll holds that every source of every claim is the ground of one
// field or participant, once.
func TestGroundsOfAll(t *testing.T) {
	x := index.New(recordtest.Sample(t))
	for _, e := range x.Events {
		want, got := 0, 0
		for _, c := range x.Telling(e) {
			want += len(c.Sources)
		}
		g := x.Grounds(e)
		for _, words := range g.Participants {
			got += len(words)
		}
		for _, field := range g.Names {
			got += len(g.Fields[field])
		}
		if got != want || len(g.Names) != len(g.Fields) {
			t.Errorf("%s: %d words of %d have a field", e.ID, got, want)
		}
	}
	g := x.Grounds(x.Event(recordtest.Received))
	if date := g.Fields["date"]; len(date) != 2 || date[0].Claim.Report == date[1].Claim.Report {
		t.Errorf("the date rests on %v", date)
	}
}

func TestNamesOf(t *testing.T) {
	x := index.New(recordtest.Sample(t))
	for query, want := range map[string]string{"ZOFIA": "zofia-blahova-1", "mensah kwabena": "kwabena-asiedu-mensah", "Gana": "GHA", "hrafnsdottir": "solrun-hrafnsdottir"} {
		got := x.NamesOf(query, 5)
		if len(got) == 0 || got[0].ID != want {
			t.Errorf("NamesOf(%q) = %v, want %s first", query, got, want)
		}
	}
	if got := x.NamesOf("osce", 1); len(got) != 1 || got[0].ID != "OSCE" {
		t.Errorf("got %v, want the whole name alone", got)
	}
	if got := x.NamesOf("…", 5); got != nil {
		t.Errorf("no letters name %v", got)
	}
}
