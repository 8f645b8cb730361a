package chancery_test

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"chancery"
)

func TestSpan(t *testing.T) {
	const text = "Riga, İzmir"
	s := chancery.Span{Start: 6, End: 12}
	if s.In(text) != "İzmir" || s.Len() != 6 || s.Empty() {
		t.Errorf("%v covers %q, %d bytes", s, s.In(text), s.Len())
	}
	for _, c := range []struct {
		a, b               chancery.Span
		contains, overlaps bool
		cover              chancery.Span
	}{
		{chancery.Span{Start: 0, End: 4}, chancery.Span{Start: 4, End: 5}, false, false, chancery.Span{Start: 0, End: 5}},
		{chancery.Span{Start: 0, End: 4}, chancery.Span{Start: 3, End: 5}, false, true, chancery.Span{Start: 0, End: 5}},
		{chancery.Span{Start: 0, End: 9}, chancery.Span{Start: 3, End: 5}, true, true, chancery.Span{Start: 0, End: 9}},
		{chancery.Span{Start: 3, End: 5}, chancery.Span{Start: 3, End: 5}, true, true, chancery.Span{Start: 3, End: 5}},
		{chancery.Span{Start: 3, End: 5}, chancery.Span{}, false, false, chancery.Span{Start: 3, End: 5}},
		{chancery.Span{}, chancery.Span{Start: 3, End: 5}, false, false, chancery.Span{Start: 3, End: 5}},
	} {
		if c.a.Contains(c.b) != c.contains || c.a.Overlaps(c.b) != c.overlaps || c.a.Cover(c.b) != c.cover {
			t.Errorf("%v and %v: contains %v, overlaps %v, cover %v", c.a, c.b, c.a.Contains(c.b), c.a.Overlaps(c.b), c.a.Cover(c.b))
		}
	}
}

func TestSpanLaws(t *testing.T) {
	span := rapid.Custom(func(t *rapid.T) chancery.Span {
		start := rapid.IntRange(0, 20).Draw(t, "start")
		return chancery.Span{Start: start, End: start + rapid.IntRange(0, 5).Draw(t, "length")}
	})
	rapid.Check(t, func(t *rapid.T) {
		a, b := span.Draw(t, "a"), span.Draw(t, "b")
		if a.Overlaps(b) != b.Overlaps(a) {
			t.Errorf("%v and %v overlap one way only", a, b)
		}
		if c := a.Cover(b); !a.Empty() && !c.Contains(a) || !b.Empty() && !c.Contains(b) || c.Len() > a.Len()+b.Len()+25 {
			t.Errorf("%v does not cover %v and %v", c, a, b)
		}
		if !a.Empty() && !b.Empty() && a.Cover(b) != b.Cover(a) {
			t.Errorf("%v and %v have two covers", a, b)
		}
	})
}

// TestIDsStay: ids are kept in records; a change here makes every judgement of
// every record lose its claim.
func TestIDsStay(t *testing.T) {
	for got, want := range map[string]string{
		chancery.ReportID("Example Post", "https://news.example/1", "text"):                 "r4bae4bb1461de703",
		chancery.ReportID("", "", ""):                                                       "r709e80c88487a241",
		chancery.ClaimID("r1", "meeting", "They met.", []string{"Anna Berg", "Ruth Mbeki"}): "ca97b7f84570b197f",
	} {
		if got != want {
			t.Errorf("id %s, want %s", got, want)
		}
	}
}

func TestClaimID(t *testing.T) {
	names := []string{"Ruth Mbeki", "Anna Berg"}
	id := chancery.ClaimID("r1", "meeting", "They met.", names)
	if !slices.Equal(names, []string{"Ruth Mbeki", "Anna Berg"}) {
		t.Errorf("the caller's names are now %v", names)
	}
	if other := chancery.ClaimID("r1", "meeting", "They met.", []string{"Anna Berg", "Ruth Mbeki"}); other != id {
		t.Errorf("the names in another order give %s, not %s", other, id)
	}
	seen := map[string]int{id: -1}
	for i, other := range []string{
		chancery.ClaimID("r2", "meeting", "They met.", names),
		chancery.ClaimID("r1", "visit", "They met.", names),
		chancery.ClaimID("r1", "meeting", "They met again.", names),
		chancery.ClaimID("r1", "meeting", "They met.", names[:1]),
		chancery.ClaimID("r1", "meeting", "They met.", nil),
		chancery.ClaimID("r1m", "eeting", "They met.", names),
		chancery.ClaimID("r1", "meeting", "They met.", []string{"Ruth MbekiAnna Berg"}),
	} {
		if k, ok := seen[other]; ok {
			t.Errorf("claims %d and %d share the id %s", k, i, other)
		}
		seen[other] = i
	}
}

func TestReportIDPartsStayApart(t *testing.T) {
	if chancery.ReportID("ab", "c", "t") == chancery.ReportID("a", "bc", "t") {
		t.Error("outlet and address run into each other")
	}
}

func TestSource(t *testing.T) {
	c := chancery.Claim{Sources: []chancery.Evidence{{Field: "event", Quote: "a"}, {Field: "date", Quote: "b"}, {Field: "date", Quote: "c"}}}
	if e, ok := c.Source("date"); !ok || e.Quote != "b" {
		t.Errorf("date rests on %v, %v", e, ok)
	}
	if e, ok := c.Source("place"); ok {
		t.Errorf("place rests on %v", e)
	}
}

func TestPartAt(t *testing.T) {
	r := chancery.Report{Parts: []chancery.Part{{Kind: chancery.PartTitle, Span: chancery.Span{Start: 0, End: 5}}, {Kind: chancery.PartPost, Span: chancery.Span{Start: 7, End: 9}}}}
	for at, want := range map[int]chancery.PartKind{-1: "", 0: chancery.PartTitle, 4: chancery.PartTitle, 5: "", 7: chancery.PartPost, 8: chancery.PartPost, 9: ""} {
		if kind, ok := r.PartAt(at); kind != want || ok != (want != "") {
			t.Errorf("byte %d: %q, %v; want %q", at, kind, ok, want)
		}
	}
}

func TestErrors(t *testing.T) {
	plain := chancery.Errorf(chancery.NotFound, "no report %q", "r1")
	if plain.Error() != `no report "r1"` || plain.Code != chancery.NotFound || errors.Unwrap(plain) != nil {
		t.Errorf("%#v", plain)
	}
	caused := fmt.Errorf("reading: %w", &chancery.Error{Code: chancery.Refused, Message: "cannot be read", Err: fs.ErrNotExist})
	var e *chancery.Error
	if !errors.As(caused, &e) || e.Code != chancery.Refused || !errors.Is(caused, fs.ErrNotExist) {
		t.Errorf("%v hides what is in it", caused)
	}
	if want := "reading: cannot be read: file does not exist"; caused.Error() != want {
		t.Errorf("error %q, want %q", caused, want)
	}
	for _, c := range []struct {
		skip chancery.Skip
		want string
	}{
		{chancery.Skip{Name: "a.txt", Reason: "not text"}, "a.txt: not text"},
		{chancery.Skip{Name: "a.txt", Reason: "text too long", Limit: 10, Seen: 12}, "a.txt: text too long (12, at most 10)"},
	} {
		if c.skip.Error() != c.want {
			t.Errorf("skip %q, want %q", c.skip.Error(), c.want)
		}
	}
}

func TestKinds(t *testing.T) {
	kinds := chancery.Kinds()
	if len(kinds) != 19 {
		t.Errorf("%d kinds", len(kinds))
	}
	engagements := 0
	for i, k := range kinds {
		if slices.Index(kinds, k) != i {
			t.Errorf("%s stands twice", k)
		}
		if k.Engagement() {
			engagements++
		}
	}
	if engagements != 5 || chancery.KindStatement.Engagement() || chancery.Kind("").Engagement() {
		t.Errorf("%d kinds are engagements", engagements)
	}
}
