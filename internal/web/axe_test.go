package web_test

import (
	"context"
	_ "embed"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"chancery/internal/recordtest"
	"chancery/internal/web"
)

// axe is axe-core 4.14.1 by Deque Systems, Mozilla Public License 2.0; see the
// licence beside it.
//
//go:embed testdata/axe/axe.min.js
var axe string

// faults are what axe finds against WCAG 2.2, levels A and AA, and its own best
// practices, in the page that the tab shows.
func faults(t *testing.T, tab context.Context) []string {
	t.Helper()
	const run = `window.axeFound = null; axe.run(document, {resultTypes: ["violations"]}).then((r) => {
		window.axeFound = r.violations.map((v) => v.impact + " " + v.id + ": " + v.help + " at " + v.nodes.slice(0, 3).map((n) => n.target.join(" ") + " (" + n.failureSummary.replace(/\s+/g, " ") + ")").join("; "));
	}, (e) => { window.axeFound = ["failed: " + e]; }); 0`
	if err := chromedp.Do(tab, chromedp.Evaluate[chromedp.Void](axe+";0"), chromedp.Evaluate[chromedp.Void](run)); err != nil {
		t.Fatal(err)
	}
	comes(t, tab, "window.axeFound !== null")
	return value[[]string](t, tab, "window.axeFound")
}

// TestBrowserAccessible looks at three pages of each sort with axe, in light and in
// dark. The first page is the control: it has a picture without words and grey text
// on grey.
func TestBrowserAccessible(t *testing.T) {
	if underRace {
		t.Skip("the gate runs it once more without the detector, which is for the server and not for its pages")
	}
	records := map[string]web.Record{"examples": examples(t), "sample": stillOf(recordtest.Sample(t)), "acts": stillOf(recordtest.Acts(t))}
	for _, name := range slices.Sorted(maps.Keys(records)) {
		t.Run(name, func(t *testing.T) {
			h := newSite(t, records[name])
			mux := http.NewServeMux()
			mux.Handle("/", h)
			mux.HandleFunc("/control", func(w http.ResponseWriter, _ *http.Request) {
				if _, err := w.Write([]byte(`<!doctype html><html lang="en"><title>control</title><main><h1>Control</h1><img src="/assets/icon.svg"><p style="color: #999; background: #aaa">grey</p></main>`)); err != nil {
					t.Error(err)
				}
			})
			tab, site := browser(t, mux)
			visit(t, tab, site+"/control")
			if got := strings.Join(faults(t, tab), "\n"); !strings.Contains(got, "image-alt") || !strings.Contains(got, "color-contrast") {
				t.Fatalf("the faults of the control are not found: %s", got)
			}
			pages := threeOfEach(crawl(t, h))
			for _, scheme := range []string{"light", "dark"} {
				features := []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}
				if _, err := chromedp.Call(tab, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: features}); err != nil {
					t.Fatal(err)
				}
				for _, at := range pages {
					visit(t, tab, site+at)
					for _, fault := range faults(t, tab) {
						t.Errorf("%s, %s: %s", at, scheme, fault)
					}
				}
			}
			if len(pages) < 10 {
				t.Errorf("only %v was looked at", pages)
			}
		})
	}
}

// TestBrowserAccessibleAccounts looks at the pages of accounts with axe.
func TestBrowserAccessibleAccounts(t *testing.T) {
	tab, site := browser(t, newPublic(t, stillOf(recordtest.Sample(t))))
	look := func(at string) {
		t.Helper()
		visit(t, tab, site+at)
		if got := value[string](t, tab, "location.pathname"); got != at {
			t.Fatalf("%s leads to %s", at, got)
		}
		for _, fault := range faults(t, tab) {
			t.Errorf("%s: %s", at, fault)
		}
	}
	look("/login")
	fill := `{ const form = document.querySelector("main form"); form.elements["name"].value = "ada"; form.password.value = "` + password + `"; form.requestSubmit() }`
	if err := chromedp.Do(tab, chromedp.Evaluate[chromedp.Void](fill)); err != nil {
		t.Fatal(err)
	}
	comes(t, tab, `location.pathname === "/" && document.body.textContent.includes("ada")`)
	for _, at := range []string{"/", "/account", "/accounts"} {
		look(at)
	}
}

// threeOfEach are the addresses of at most three pages of each sort.
func threeOfEach(pages map[string]page) []string {
	met := map[string]int{}
	var out []string
	for _, at := range slices.Sorted(maps.Keys(pages)) {
		sort, _, _ := strings.Cut(strings.Split(at+"/", "/")[1], "?")
		if met[sort]++; met[sort] <= 3 {
			out = append(out, at)
		}
	}
	return out
}
