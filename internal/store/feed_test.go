package store_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"chancery/internal/store"
)

var noon = time.Date(2031, 3, 4, 12, 0, 0, 0, time.UTC)

func openNew(t *testing.T) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "record.db"), store.Create)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func follow(t *testing.T, s *store.Store, address string) store.Feed {
	t.Helper()
	f := store.Feed{Address: address, Title: "Feed", Added: noon, Due: noon}
	if added, err := s.AddFeed(t.Context(), f); err != nil || !added {
		t.Fatalf("added %v, %v", added, err)
	}
	return f
}

func poll(t *testing.T, s *store.Store, f store.Feed, at time.Time, entries ...store.Entry) int {
	t.Helper()
	f.Polled, f.Due, f.Items = at, at.Add(time.Hour), len(entries)
	n, err := s.PutPoll(t.Context(), f, entries, at)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func due(t *testing.T, s *store.Store, at time.Time) []string {
	t.Helper()
	pages, err := s.DuePages(t.Context(), at, 100)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, p := range pages {
		out = append(out, p.Address)
	}
	return out
}

func done(t *testing.T, s *store.Store, addresses ...string) {
	t.Helper()
	for _, a := range addresses {
		if err := s.PutPage(t.Context(), store.Page{Address: a, ETag: "e"}); err != nil {
			t.Fatal(err)
		}
	}
}

func TestFeedsAreFollowed(t *testing.T) {
	s := openNew(t)
	a, b := follow(t, s, "https://a.example/feed"), follow(t, s, "https://b.example/feed")
	if added, err := s.AddFeed(t.Context(), store.Feed{Address: a.Address, Title: "Other", Due: noon.Add(time.Hour)}); err != nil || added {
		t.Errorf("following it once more: %v, %v", added, err)
	}
	a.Polled, a.Due, a.ETag, a.Modified, a.Items, a.Failures, a.Reason = noon, noon.Add(time.Minute), `"x"`, "Tue", 7, 2, "busy"
	if _, err := s.PutPoll(t.Context(), a, nil, noon); err != nil {
		t.Fatal(err)
	}
	all, err := s.Feeds(t.Context())
	if diff := cmp.Diff([]store.Feed{a, b}, all); err != nil || diff != "" {
		t.Errorf("%v (-want +got)\n%s", err, diff)
	}
	if err := s.MoveFeed(t.Context(), b.Address, "https://c.example/feed"); err != nil {
		t.Fatal(err)
	}
	if err := s.MoveFeed(t.Context(), "https://c.example/feed", a.Address); err != nil {
		t.Fatal(err)
	}
	if all, err = s.Feeds(t.Context()); err != nil || len(all) != 1 || all[0].Title != "Feed" || all[0].Items != 7 {
		t.Errorf("after moving: %+v, %v", all, err)
	}
	for _, want := range []bool{true, false} {
		if dropped, err := s.DropFeed(t.Context(), a.Address); err != nil || dropped != want {
			t.Errorf("dropped %v, %v; want %v", dropped, err, want)
		}
	}
	// What comes of a feed that was dropped meanwhile is dropped, too.
	if n := poll(t, s, a, noon, store.Entry{Item: "1", Stamp: "s", Address: "https://a.example/1"}); n != 0 || len(due(t, s, noon)) != 0 {
		t.Errorf("%d pages are due through a feed that is followed no more", n)
	}
}

func TestPagesAreDueOnce(t *testing.T) {
	s := openNew(t)
	a, b := follow(t, s, "https://a.example/feed"), follow(t, s, "https://b.example/feed")
	one := store.Entry{Item: "1", Stamp: "s1", Address: "https://a.example/1", Updated: "2031-03-04T10:00:00Z", Content: "text"}
	two := store.Entry{Item: "2", Stamp: "s2", Address: "https://a.example/2"}
	if n := poll(t, s, a, noon, one, two); n != 2 {
		t.Errorf("%d pages are due, want 2", n)
	}
	if pages, err := s.DuePages(t.Context(), noon, 1); err != nil || len(pages) != 1 || !pages[0].Whole {
		t.Errorf("%+v, %v", pages, err)
	}
	if content, err := s.PageContent(t.Context(), one.Address); err != nil || content != "text" {
		t.Errorf("%q, %v", content, err)
	}
	if got := due(t, s, noon.Add(-time.Second)); got != nil {
		t.Errorf("due before their time: %s", got)
	}
	done(t, s, one.Address, two.Address)
	steps := []struct {
		name    string
		feed    store.Feed
		entries []store.Entry
		want    []string
	}{
		{"the same answer", a, []store.Entry{one, two}, nil},
		{"another feed", b, []store.Entry{{Item: "x", Stamp: "other", Address: one.Address, Updated: one.Updated}, {Item: "y", Stamp: "other", Address: two.Address}}, nil},
		{"another stamp", a, []store.Entry{one, {Item: "2", Stamp: "s2b", Address: two.Address}}, []string{two.Address}},
		{"gone from the feed", a, []store.Entry{one}, nil},
		{"back in the feed", a, []store.Entry{one, two}, nil},
		{"another feed knows a change", b, []store.Entry{{Item: "z", Stamp: "z", Address: one.Address, Updated: "2031-03-04T11:00:00Z"}}, []string{one.Address}},
	}
	for _, step := range steps {
		poll(t, s, step.feed, noon, step.entries...)
		if diff := cmp.Diff(step.want, due(t, s, noon)); diff != "" {
			t.Errorf("%s (-want +got)\n%s", step.name, diff)
		}
		done(t, s, one.Address, two.Address)
	}
	if n, err := s.Waiting(t.Context()); err != nil || n != 0 {
		t.Errorf("%d pages wait, %v", n, err)
	}
	poll(t, s, a, noon, one, store.Entry{Item: "2", Stamp: "s2c", Address: two.Address})
	later := store.Page{Address: two.Address, Due: noon.Add(time.Hour), Tries: 2, Reason: "busy"}
	if err := s.PutPage(t.Context(), later); err != nil {
		t.Fatal(err)
	}
	if n, err := s.Waiting(t.Context()); err != nil || n != 1 || due(t, s, noon) != nil {
		t.Errorf("%d pages wait, %v", n, err)
	}
	if pages, err := s.DuePages(t.Context(), later.Due, 9); err != nil || len(pages) != 1 || pages[0] != later {
		t.Errorf("%+v, %v", pages, err)
	}
}

// TestForgottenPagesStayAway: a hash keeps a page from being asked for again; of
// pages that are done, and of forgotten ones, no address is in the record.
func TestForgottenPagesStayAway(t *testing.T) {
	path := filepath.Join(t.TempDir(), "record.db")
	s, err := store.Open(t.Context(), path, store.Create)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	a := follow(t, s, "https://a.example/feed")
	entries := func(stamp string) (all []store.Entry) {
		for _, page := range []string{"done", "due", "kept"} {
			all = append(all, store.Entry{Item: "0123456789abcdef0123456789abc" + page[:3], Stamp: stamp, Address: "https://a.example/" + page, Content: "text of " + page})
		}
		return all
	}
	if n := poll(t, s, a, noon, entries("1")...); n != 3 {
		t.Fatalf("%d pages are due", n)
	}
	done(t, s, "https://a.example/done")
	copied := filepath.Join(t.TempDir(), "copy.db") // without what SQLite leaves in pages that it has used before
	if _, err := s.Backup(t.Context(), copied, false); err != nil {
		t.Fatal(err)
	}
	if raw, err := os.ReadFile(copied); err != nil || bytes.Contains(raw, []byte("example/done")) || !bytes.Contains(raw, []byte("example/due")) {
		t.Errorf("the record holds the address of a page that is done, or lacks that of one that is due: %v", err)
	}
	if err := s.Forget(t.Context(), store.Forgetting{Pages: []string{"https://a.example/done", "https://a.example/due"}}); err != nil {
		t.Fatal(err)
	}
	if got := due(t, s, noon); len(got) != 1 || got[0] != "https://a.example/kept" {
		t.Errorf("due: %s", got)
	}
	if n := poll(t, s, a, noon, entries("2")...); n != 0 || len(due(t, s, noon)) != 1 {
		t.Errorf("%d more pages are due, of %s", n, due(t, s, noon))
	}
	done(t, s, "https://a.example/kept")
	if n := poll(t, s, a, noon, entries("3")...); n != 1 {
		t.Errorf("%d pages are due once more, want the one that was not forgotten", n)
	}
	raw, err := os.ReadFile(path)
	if err != nil || bytes.Contains(raw, []byte("example/done")) || bytes.Contains(raw, []byte("example/due")) || bytes.Contains(raw, []byte("text of d")) || !bytes.Contains(raw, []byte("example/kept")) {
		t.Errorf("the file holds what was forgotten, or lacks what was not: %v", err)
	}
}
