package index_test

import (
	"cmp"
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
		if got := ids(x.Select(test.filter).Events()); !slices.Equal(got, test.want) {
			t.Errorf("%s: got %v, want %v", name, got, test.want)
		}
	}
	all := x.Select(index.Filter{})
	if all.Len() != len(x.Events) || !slices.Equal(all.Events(), x.Events) || !slices.Equal(all.Newest(), x.Newest()) {
		t.Errorf("an empty filter selects %d of %d events", all.Len(), len(x.Events))
	}
}

// TestSelectSeveral asks for two things at once, out of all that the events have,
// and looks at every event for the answer.
func TestSelectSeveral(t *testing.T) {
	x := index.New(recordtest.Sample(t))
	filters := []index.Filter{{}, {From: "2031"}, {Until: "2031-03"}, {From: "2031-03-04", Until: "2031-03-04"}}
	for _, k := range chancery.Kinds() {
		filters = append(filters, index.Filter{Kinds: []chancery.Kind{k}})
	}
	for _, m := range index.Modalities() {
		filters = append(filters, index.Filter{Modalities: []chancery.Modality{m}})
	}
	for _, e := range x.Events {
		filters = append(filters, index.Filter{Topics: e.Topics}, index.Filter{Languages: []string{x.Report(e.Reports[0]).Language}})
		if e.Place != nil {
			filters = append(filters, index.Filter{Places: []string{e.Place.Name, e.Place.Country}})
		}
	}
	some, none := 0, 0
	for _, a := range filters {
		for _, b := range filters {
			both := index.Filter{Kinds: append(slices.Clone(a.Kinds), b.Kinds...), Modalities: append(slices.Clone(a.Modalities), b.Modalities...),
				Topics: append(slices.Clone(a.Topics), b.Topics...), Languages: append(slices.Clone(a.Languages), b.Languages...),
				Places: append(slices.Clone(a.Places), b.Places...), From: cmp.Or(a.From, b.From), Until: cmp.Or(a.Until, b.Until)}
			var want []string
			for _, e := range x.Events {
				if asked(x, both, e) {
					want = append(want, e.ID)
				}
			}
			if got := ids(x.Select(both).Events()); !slices.Equal(got, want) {
				t.Fatalf("%+v: got %v, want %v", both, got, want)
			}
			if len(want) > 0 {
				some++
			} else {
				none++
			}
		}
	}
	if some < 100 || none < 100 {
		t.Errorf("%d filters find something, %d nothing", some, none)
	}
}

// asked reports whether an event answers a filter, by its fields alone.
func asked(x *index.Index, f index.Filter, e *chancery.Event) bool {
	oneOf := func(wanted []string, has ...string) bool {
		return len(wanted) == 0 || slices.ContainsFunc(has, func(h string) bool { return h != "" && slices.Contains(wanted, h) })
	}
	var languages, places []string
	for _, r := range e.Reports {
		languages = append(languages, x.Report(r).Language)
	}
	if p := e.Place; p != nil {
		places = append([]string{p.Name, p.Country}, p.Aka...)
	}
	inTime := f.From == "" && f.Until == ""
	if first, last, ok := e.Date.Bounds(); ok && !inTime {
		from, until := chancery.FirstDay, chancery.LastDay
		if f.From != "" {
			from, _, _ = f.From.Bounds()
		}
		if f.Until != "" {
			_, until, _ = f.Until.Bounds()
		}
		if first == chancery.FirstDay {
			first = last
		}
		if last == chancery.LastDay {
			last = first
		}
		inTime = last >= from && first <= until
	}
	return inTime && (len(f.Kinds) == 0 || slices.Contains(f.Kinds, e.Kind)) && (len(f.Modalities) == 0 || slices.Contains(f.Modalities, e.Modality)) &&
		oneOf(f.Topics, e.Topics...) && oneOf(f.Languages, languages...) && oneOf(f.Places, places...)
}

// TestTree holds that a meeting brings the visit that it belongs to, and
// nothing else of it.
func TestTree(t *testing.T) {
	x := index.New(recordtest.Sample(t))
	found := x.Select(index.Filter{Languages: []string{"tr"}, Kinds: []chancery.Kind{chancery.KindMeeting}})
	if got := ids(found.Events()); !slices.Equal(got, []string{recordtest.Received}) {
		t.Fatalf("the filter selects %v", got)
	}
	tree := found.Tree()
	if got := ids(tree.Tops()); !slices.Equal(got, []string{recordtest.Visit}) {
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

// TestAnswers asks what is asked again and again, with what must not answer.
func TestAnswers(t *testing.T) {
	x := index.New(recordtest.Acts(t))
	actor := func(name string) *chancery.Actor {
		a, err := x.FindActor(name)
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	asks := 0
	for _, e := range x.Events {
		if e.Kind != chancery.KindRequest {
			continue
		}
		var from, to *chancery.Actor
		for i := range e.Participants {
			p := &e.Participants[i]
			if a := x.Actor(index.PartyOf(p)); a != nil && p.Role == chancery.Initiator {
				from = a
			} else if a != nil {
				to = a
			}
		}
		if from == nil || to == nil || from == to {
			continue
		}
		asks++
		if got := ids(x.AskedOf(from, to, "")); !slices.Contains(got, e.ID) {
			t.Errorf("%s of %s: %v, without %s", from.ID, to.ID, got, e.ID)
		}
		if got := ids(x.AskedOf(to, from, "")); slices.Contains(got, e.ID) {
			t.Errorf("%s is taken for what was asked of %s", e.ID, from.ID)
		}
		if got := x.AskedOf(from, to, "zeppelins"); len(got) > 0 {
			t.Errorf("%v are about zeppelins", ids(got))
		}
		for _, topic := range e.Topics {
			if got := ids(x.AskedOf(from, to, topic)); !slices.Contains(got, e.ID) {
				t.Errorf("about %s: %v, without %s", topic, got, e.ID)
			}
		}
	}
	if asks == 0 {
		t.Error("nothing is asked")
	}

	x = index.New(recordtest.Sample(t))
	visit := x.Event(recordtest.Visit)
	var guest, host *chancery.Actor
	for i := range visit.Participants {
		if p := &visit.Participants[i]; p.Role == chancery.Visitor {
			guest = actor(index.PartyOf(p))
		} else {
			host = actor(index.PartyOf(p))
		}
	}
	for _, place := range []string{visit.Place.Name, visit.Place.Country, host.Name} {
		if got := ids(x.VisitsTo(place, guest, visit.Date)); !slices.Contains(got, visit.ID) {
			t.Errorf("to %s: %v, without %s", place, got, visit.ID)
		}
		if got := ids(x.VisitsTo(place, host, "")); slices.Contains(got, visit.ID) {
			t.Errorf("to %s: %s is taken for a visit of its host", place, visit.ID)
		}
		if got := ids(x.VisitsTo(place, nil, "1999")); slices.Contains(got, visit.ID) {
			t.Errorf("to %s in 1999: %v", place, got)
		}
	}
	last := x.LastContact(guest, host)
	if len(last) != 1 || !index.Took(last[0]) {
		t.Fatalf("the last contact is %v", ids(last))
	}
	for _, e := range x.With(guest.ID, host.ID) {
		if index.Took(e) && index.Earliest(e.Date) != chancery.LastDay && index.Latest(e.Date) > index.Latest(last[0].Date) {
			t.Errorf("%s was after %s", e.ID, last[0].ID)
		}
	}
}
