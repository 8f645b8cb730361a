package intake_test

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"chancery"
	"chancery/data"
	"chancery/internal/intake"
	"chancery/internal/nlp/langid"
)

func readerOfAll(t testing.TB) *intake.Reader {
	t.Helper()
	languages, err := langid.Load(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	r, err := intake.New(data.FS, intake.DefaultLimits(), languages.Identify)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestWebPages makes reports of the pages that webpage is measured with: the
// day of publication must be right in nearly all, whether the page tells it to
// machines or only to readers.
func TestWebPages(t *testing.T) {
	files, err := filepath.Glob("webpage/testdata/pages/*.html")
	if err != nil || len(files) < 60 {
		t.Fatalf("%d pages, %v", len(files), err)
	}
	reader := readerOfAll(t)
	right := 0
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var want struct{ Title, Published, Fetched, Address, Modified, Agency string }
		about, err := os.ReadFile(strings.TrimSuffix(file, ".html") + ".json")
		if err := errors.Join(err, json.Unmarshal(about, &want)); err != nil {
			t.Fatal(err)
		}
		report, err := reader.Read(intake.Item{Name: file, URL: want.Fetched, Data: raw})
		if err != nil {
			t.Errorf("%s: %v", file, err)
			continue
		}
		checkReport(t, report)
		if report.Title != want.Title || report.URL != want.Address || report.Language != filepath.Base(file)[:2] || report.ModifiedAt != want.Modified {
			t.Errorf("%s: title %q, address %q, language %s, modified %s", file, report.Title, report.URL, report.Language, report.ModifiedAt)
		}
		if len(report.Parts) == 0 || report.Parts[0].Kind != chancery.PartTitle {
			t.Errorf("%s: the headline is no part of its own: %v", file, report.Parts)
		}
		if want.Agency != "" && report.Chain[len(report.Chain)-1] != want.Agency {
			t.Errorf("%s: chain %q lacks %s", file, report.Chain, want.Agency)
		}
		exact, _ := strings.CutPrefix(want.Published, "visible ")
		if string(report.Published) == exact[:10] && (len(exact) == 10) == (report.PublishedAt == "") {
			right++
		} else {
			t.Logf("%s: published %s (%s), want %s", file, report.Published, report.PublishedAt, want.Published)
		}
		if strings.Contains(file, "-posts-") {
			checkPost(t, report)
		}
	}
	if share := float64(right) / float64(len(files)); share < 0.97 {
		t.Errorf("%d of %d days of publication are right", right, len(files))
	}
}

// checkPost looks for the embedded post as a source of its own.
func checkPost(t *testing.T, r chancery.Report) {
	t.Helper()
	said, dated := false, false
	for _, p := range r.Parts {
		said = said || p.Kind == chancery.PartPost && strings.HasPrefix(p.In(r.Text), "The harbour talks are back on.")
	}
	for _, d := range r.Dates {
		dated = dated || d.Source == chancery.DatePost && d.Date == "2031-03-04"
	}
	if !said || !dated || len(r.Chain) == 0 || r.Chain[len(r.Chain)-1] != "Ingrid Solheim-Vik" {
		t.Errorf("%s: post %v, its day %v, chain %q, parts %v", r.Name, said, dated, r.Chain, r.Parts)
	}
}

// TestSavedAndFetchedIsOne holds that a page has one identity, wherever it was
// found and through whichever link.
func TestSavedAndFetchedIsOne(t *testing.T) {
	raw, err := os.ReadFile("webpage/testdata/pages/en-wordpress-harbour-talks.html")
	if err != nil {
		t.Fatal(err)
	}
	reader := readerOfAll(t)
	ids := map[string]bool{}
	for _, item := range []intake.Item{
		{Name: "saved.html"}, {Name: "stdin"}, {Name: "x", URL: "https://harbourcourier.example/2031/03/harbour-talks/?utm_source=feed", Type: "text/html; charset=UTF-8"},
		{Name: "y", URL: "https://m.harbourcourier.example/?p=99", Type: "text/html"},
	} {
		item.Data = raw
		r, err := reader.Read(item)
		if err != nil {
			t.Fatal(err)
		}
		ids[r.ID] = true
	}
	if len(ids) != 1 {
		t.Errorf("one page has %d identities", len(ids))
	}
	// As text it is another thing: nobody asked for a page.
	if r, err := reader.Read(intake.Item{Name: "saved.txt", Data: raw}); err != nil || ids[r.ID] {
		t.Errorf("a text file was read as a page: %v", err)
	}
}

// TestShownDay: of the day in UTC and the one that the page shows, the page's
// counts, if they are next to each other.
func TestShownDay(t *testing.T) {
	reader := readerOfAll(t)
	for _, c := range []struct{ published, shown, want string }{
		{"2031-03-05T01:10:00Z", "4 March 2031, 20:10", "2031-03-04"},
		{"2031-03-04T21:30:00Z", "5 March 2031 00:30", "2031-03-05"},
		{"2031-03-04T21:30:00Z", "Updated: 5 March 2031 10:30", "2031-03-04"},
		{"2031-03-04T21:30:00Z", "9 March 2031", "2031-03-04"},
		{"2031-03-04T21:30:00Z", "4 March 2031", "2031-03-04"},
		{"2031-03-04T21:30:00+03:00", "5 March 2031", "2031-03-04"},
		{"2031-03-04T21:30:00Z", "two hours ago", "2031-03-04"},
	} {
		page := `<html><head><meta property="article:published_time" content="` + c.published + `"><meta name="author" content="Mere Koroi"></head><body><h1>Cod talks in Suva</h1><div class="date">` + c.shown +
			`</div><p>The envoys of Fiji and Peru spoke about cod for two hours in the library of Suva.</p><p>They agreed to meet once more before the end of the month, in Lima.</p></body></html>`
		r, err := reader.Read(intake.Item{Name: "x.html", Data: []byte(page)})
		if err != nil || string(r.Published) != c.want || r.PublishedAt != c.published {
			t.Errorf("%s, shown as %q: %s, %s, %v", c.published, c.shown, r.Published, r.PublishedAt, err)
		}
		if strings.Contains(r.Text, c.shown) {
			t.Errorf("%q is in the text, though the page tells machines", c.shown)
		}
	}
}
