package web_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"chancery/internal/desk"
)

// The journeys are what a desk officer does, from the start page on, by links,
// forms and buttons alone.

// traveller is somebody at a browser.
type traveller struct {
	*testing.T
	tab    context.Context
	site   string
	clicks int
}

// travel begins at the start page of a record of the folder.
func travel(t *testing.T, folder string) *traveller {
	t.Helper()
	path := filepath.Join(t.TempDir(), "record.db")
	if err := readFolder(t.Context(), path, folder); err != nil {
		t.Fatal(err)
	}
	return travelIn(t, liveAt(t, path))
}

func travelIn(t *testing.T, record *desk.Live) *traveller {
	t.Helper()
	tab, site := browser(t, newSite(t, record))
	visit(t, tab, site+"/")
	return &traveller{t, tab, site, 0}
}

// do runs a statement in the page that loads another one, and waits for that.
func (b *traveller) do(statement string) {
	b.Helper()
	b.clicks++
	if err := chromedp.Do(b.tab, chromedp.Evaluate[chromedp.Void](`window.old = true; {`+statement+`}`)); err != nil {
		b.Fatalf("%s: %v", statement, err)
	}
	comes(b.T, b.tab, `!window.old && document.readyState === "complete"`)
}

// follow clicks on the first link in a part of the page with this text.
func (b *traveller) follow(within, text string) {
	b.Helper()
	links := fmt.Sprintf(`[...document.querySelectorAll(%q)]`, within+" a")
	if !value[bool](b.T, b.tab, fmt.Sprintf(`%s.some((a) => a.textContent === %q && a.checkVisibility())`, links, text)) {
		b.Fatalf("%s has no link %q", b.at(), text)
	}
	b.do(fmt.Sprintf(`%s.find((a) => a.textContent === %q && a.checkVisibility()).click()`, links, text))
}

// open clicks on the line of a part of the page that is closed.
func (b *traveller) open(details, text string) {
	b.Helper()
	if err := chromedp.Do(b.tab, chromedp.Evaluate[chromedp.Void](fmt.Sprintf(`[...document.querySelectorAll(%q)].find((s) => s.textContent.includes(%q)).click()`, details+" summary", text))); err != nil {
		b.Fatal(err)
	}
}

func (b *traveller) at() string {
	return value[string](b.T, b.tab, `location.pathname + location.search`)
}

// sees are the texts of what the selector finds, blanks as one.
func (b *traveller) sees(selector string) []string {
	b.Helper()
	return value[[]string](b.T, b.tab, fmt.Sprintf(`[...document.querySelectorAll(%q)].filter((e) => e.checkVisibility()).map((e) => e.textContent.replace(/\s+/g, " ").trim())`, selector))
}

// must holds that one of the texts has all the words.
func (b *traveller) must(selector string, words ...string) {
	b.Helper()
	seen := b.sees(selector)
	if !slices.ContainsFunc(seen, func(text string) bool {
		return !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(text, w) })
	}) {
		b.Errorf("%s: none of the %d texts at %q has %q: %q", b.at(), len(seen), selector, words, seen)
	}
}

const folderOfJourneys = "testdata/journey"

// TestJourneyVisit reads a folder, and finds the visit and its words.
func TestJourneyVisit(t *testing.T) {
	b := travel(t, folderOfJourneys)
	b.do(`const f = document.querySelector("form[action='/search']"); f.q.value = "berg"; f.requestSubmit()`)
	b.follow("main", "Anna Berg")
	b.must("article.event", "2 Jun 2031", "visit", "Kenya", "President")
	b.follow("article.event", "visit")
	b.must("article.event", "meeting", "Nairobi", "Ruth Mbeki")
	b.open("details.field", "where")
	b.follow("figure.quote", "in the report")
	b.must(".text .word", "Kenya")
}

// TestJourneyBrief prepares a brief on a pair, and checks a sentence of it.
func TestJourneyBrief(t *testing.T) {
	b := travel(t, folderOfJourneys)
	b.do(`const f = document.querySelector("form[action='/relation']"); f.a.value = "Ghana"; f.b.value = "Portugal"; f.requestSubmit()`)
	b.must("section", "Last contact", "20 May 2031", "Accra")
	b.follow(".lead", "Brief")
	b.must("h1", "Ghana", "Portugal")
	b.must(".brief li", "20 May 2031", "Accra")
	if sentences, cited := len(b.sees(".brief li")), value[int](t, b.tab, `[...document.querySelectorAll(".brief section li")].filter((li) => li.querySelector("a[href]")).length`); cited == 0 || sentences == 0 {
		t.Errorf("%d sentences, %d of them with a link", sentences, cited)
	}
	b.do(`document.querySelector(".brief a[href^='/reports/']").click()`)
	if lit := b.sees(".text .word"); len(lit) == 0 {
		t.Errorf("%s shows no words", b.at())
	}
}

// TestJourneyWrongMerge takes a report out of an event that it is not about, and
// puts it back.
func TestJourneyWrongMerge(t *testing.T) {
	b := travel(t, folderOfJourneys)
	b.follow("nav", "Timeline")
	b.do(`[...document.querySelectorAll("article.event")].find((e) => e.textContent.includes("2 reports")).querySelector("a.kind").click()`)
	event := b.at()
	b.do(`const f = [...document.querySelectorAll("section.judge form")].find((f) => f.act?.value === "split" && f.textContent.includes("telgraf-mart")); f.why.value = "another meeting"; f.requestSubmit()`)
	if reports := b.sees("main"); strings.Contains(strings.Join(reports, " "), "2 reports") {
		t.Errorf("after the split: %q", reports)
	}
	b.must("body", "another meeting")
	visit(t, b.tab, b.site+"/decisions")
	b.must("main", "another meeting")
	b.do(`[...document.querySelectorAll("form[action='/judge']")].find((f) => f.act?.value === "undo").requestSubmit()`)
	visit(t, b.tab, b.site+event)
	b.must("main", "2 reports")
}

// TestJourneyFigures follows what is counted over time to the words.
func TestJourneyFigures(t *testing.T) {
	b := travel(t, folderOfJourneys)
	b.follow(".parties", "Portugal")
	b.must("table.series", "Ghanaian citizens", "2400 peopleMay 2031", "2100 peopleMar 2031")
	b.do(`document.querySelector("table.series tr:nth-child(2) a").click()`)
	b.must(".text .word", "2,100")
}

// TestJourneyShare filters the timeline, and sends the address to somebody who sees
// the same.
func TestJourneyShare(t *testing.T) {
	b := travel(t, folderOfJourneys)
	b.follow("nav", "Timeline")
	all := len(b.sees("ol.events > li"))
	b.do(`const f = document.querySelector(".filters form"); f.actor.value = "Ghana"; f.from.value = "2031-05"; f.kind.value = "meeting"; f.requestSubmit()`)
	seen := b.sees("article.event")
	if len(seen) != 1 || !strings.Contains(seen[0], "Accra") || all < 3 {
		t.Fatalf("of %d events these are left: %q", all, seen)
	}
	other, cancel := chromedp.NewContext(b.tab)
	defer cancel()
	visit(t, other, b.site+b.at())
	friend := &traveller{t, other, b.site, 0}
	if got := friend.sees("article.event"); !slices.Equal(got, seen) {
		t.Errorf("the other sees %q, not %q", got, seen)
	}
}

// TestJourneyThreeClicks finds when the speaker of a parliament last met an
// organisation, from the start page in at most three clicks.
func TestJourneyThreeClicks(t *testing.T) {
	for _, test := range []struct{ folder, organisation, office, state, day string }{
		{folderOfJourneys, "OSCE", "Speaker", "Peru", "7 Jul 2031"},
		{"../../../shared/seeds", "NATO", "Speaker", "Azerbaijan", "22 Jan 2026"},
	} {
		t.Run(test.organisation, func(t *testing.T) {
			if _, err := os.Stat(test.folder); err != nil {
				t.Skip("these reports are not here")
			}
			b := travel(t, test.folder)
			b.follow(".parties", test.organisation)
			b.must("article.event", "meeting", test.state, test.office, test.organisation, test.day)
			if b.clicks > 3 {
				t.Errorf("it takes %d clicks", b.clicks)
			}
		})
	}
}
