package desk_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"chancery"
	"chancery/internal/desk"
)

// bytesOf is the record's file with its journal.
func bytesOf(t *testing.T, record string) []byte {
	t.Helper()
	var all []byte
	for _, name := range []string{record, record + "-wal"} {
		raw, err := os.ReadFile(name)
		if err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
		all = append(all, raw...)
	}
	return all
}

// TestForgottenReportsLeaveNoAddress: what is forgotten is neither in the file,
// be it as an address, nor fetched again, whatever its feeds say.
func TestForgottenReportsLeaveNoAddress(t *testing.T) {
	for what, forget := range map[string]func(chancery.Report) string{
		"report": func(r chancery.Report) string { return r.Name },
		"person": func(chancery.Report) string { return "Kwesi Adomako-Tetteh" },
	} {
		t.Run(what, func(t *testing.T) {
			s, web := newSite(t)
			record := filepath.Join(t.TempDir(), "record.db")
			d, err := desk.Open(t.Context(), record, desk.ToWrite)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { d.Close() })
			const path, other = "/2031/Kwesi_Adomako-Tetteh-lisbon", "/2031/berg-oslo"
			s.article(path, "Lisbon")
			s.put("/short", text("text/html", strings.Replace(articleOf("Lisbon"), "<head>", `<head><link rel="canonical" href="`+path+`">`, 1)))
			s.put(other, text("text/html", strings.ReplaceAll(articleOf("Oslo"), "Kwesi Adomako-Tetteh", "Anna Berg")))
			feeds := func(title string) {
				s.feed("/feed", guid(s.URL+path, title, "guid-of-adomako"), guid(s.URL+"/short", title, s.URL+"/guid-of-short"), guid(s.URL+other, "Oslo", "o"))
			}
			feeds("Talks")
			followFeed(t, d, web, s.URL+"/feed")
			if r := round(t, d, web, noon); r.Read.New != 2 || r.Read.Known != 1 {
				t.Fatalf("%+v", r)
			}
			traces := []string{"Kwesi_Adomako", "guid-of"}
			if file := bytesOf(t, record); !bytes.Contains(file, []byte(traces[0])) {
				t.Fatal("the file never held the address, so the test shows nothing")
			}
			var gone chancery.Report
			for _, r := range held(t, d) {
				if strings.Contains(r.Text, "Adomako") {
					gone = r
				}
			}
			if _, err := d.Forget(t.Context(), forget(gone), true); err != nil {
				t.Fatal(err)
			}
			clean := func(when string) {
				t.Helper()
				file := bytesOf(t, record)
				for _, trace := range traces {
					if bytes.Contains(file, []byte(trace)) {
						t.Errorf("%s the file holds %q", when, trace)
					}
				}
				if !bytes.Contains(file, []byte(s.URL+other)) {
					t.Errorf("%s the other report is gone, too", when)
				}
			}
			clean("forgotten,")
			before := s.count(path)
			for i, title := range []string{"Talks", "Talks, once more", "Talks, and again"} {
				feeds(title)
				if r := round(t, d, web, noon.Add(time.Duration(i+1)*every)); r.Asked != 1 || r.Read.New != 0 {
					t.Errorf("%q: %+v", title, r)
				}
				clean("after " + title + ",")
			}
			if s.count(path) != before {
				t.Errorf("the page was fetched again, %d times", s.count(path)-before)
			}
		})
	}
}
