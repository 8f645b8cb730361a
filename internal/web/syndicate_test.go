package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"chancery"
	"chancery/internal/index"
	"chancery/internal/intake/feed"
	"chancery/internal/recordtest"
	"chancery/internal/syndicate"
)

// TestSyndicated holds that the timeline leads to its feed and calendar, that these have
// its events under its filters, and that what is not understood is an error.
func TestSyndicated(t *testing.T) {
	live := examples(t)
	h := newSite(t, live)
	fold, err := live.Fold(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for query, want := range map[string]int{
		"":                              len(fold.Events),
		"actor=PRT&page=2":              len(fold.With("PRT")),
		"actor=Portugal&with=GEO":       len(fold.With("PRT", "GEO")),
		"kind=visit&kind=call":          fold.Select(index.Filter{Kinds: []chancery.Kind{"visit", "call"}}).Len(),
		"from=2026&modality=planned&q=": fold.Select(index.Filter{From: "2026", Modalities: []chancery.Modality{chancery.Planned}}).Len(),
	} {
		p := open(t, h, "/timeline?"+query, "Accept-Language", "tr")
		found := map[string]string{}
		for _, l := range p.all("link") {
			if attribute(l.Node, "rel") == "alternate" {
				found[attribute(l.Node, "type")] = attribute(l.Node, "href")
			}
		}
		address := found["application/atom+xml"]
		w := do(h, request("GET", address, "Accept-Language", "fr"))
		if w.Code != http.StatusOK || w.Header().Get("Content-Type") != syndicate.AtomType {
			t.Fatalf("%s: status %d, %v", address, w.Code, w.Header())
		}
		f, err := feed.Parse(w.Body.Bytes(), w.Header().Get("Content-Type"), "http://127.0.0.1:8750"+address, feed.DefaultLimits())
		if want == 0 {
			t.Fatalf("%s: nothing to look for", query)
		}
		if err != nil || len(f.Items) != want || !strings.HasPrefix(f.Title, "Zaman çizelgesi") {
			t.Fatalf("%s: %v, %d items, want %d; title %q", address, err, len(f.Items), want, f.Title)
		}
		for _, item := range f.Items[:min(len(f.Items), 5)] {
			u, err := url.Parse(item.Address)
			if err != nil || u.Host != "127.0.0.1:8750" {
				t.Fatalf("%s leads to %s", item.Title, item.Address)
			}
			open(t, h, u.RequestURI())
		}
		calendar := do(h, request("GET", found["text/calendar"]))
		if calendar.Code != http.StatusOK || calendar.Header().Get("Content-Type") != syndicate.CalendarType || !strings.HasPrefix(calendar.Body.String(), "BEGIN:VCALENDAR\r\n") {
			t.Errorf("%s: status %d, %v", found["text/calendar"], calendar.Code, calendar.Header())
		}
	}
	for target, status := range map[string]int{
		"/timeline.atom?actor=nobody": http.StatusNotFound, "/timeline.ics?from=soon": http.StatusBadRequest, "/timeline.ics?kind=dance": http.StatusBadRequest, "/timeline.rss": http.StatusNotFound,
	} {
		if w := do(h, request("GET", target)); w.Code != status {
			t.Errorf("%s: status %d, want %d", target, w.Code, status)
		}
	}
}

// TestSyndicatedIsStable holds that the ids of a view do not hang on how its address is
// written, and that two servers give the same bytes.
func TestSyndicatedIsStable(t *testing.T) {
	h := newSite(t, stillOf(recordtest.Sample(t)))
	one := do(h, request("GET", "/timeline.ics?kind=visit&actor=GHA&lang=en")).Body.String()
	if again := do(newSite(t, stillOf(recordtest.Sample(t))), request("GET", "/timeline.ics?lang=en&actor=GHA&kind=visit&page=7&with=")).Body.String(); again != one {
		t.Errorf("the same view is another calendar:\n%s\n%s", one, again)
	}
	named := do(h, request("GET", "/timeline.ics?kind=visit&with=Ghana&lang=en")).Body.String()
	if strings.Split(named, "\r\n")[4] != strings.Split(one, "\r\n")[4] {
		t.Error("a view has another id when its actor is named otherwise")
	}
	if other := do(h, request("GET", "/timeline.ics?kind=visit&actor=OSCE&lang=en")).Body.String(); strings.Split(other, "\r\n")[4] == strings.Split(one, "\r\n")[4] {
		t.Error("two views have one id")
	}
}
