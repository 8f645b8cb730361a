package web_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	protocol "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"chancery"
	"chancery/internal/recordtest"
)

// watched runs before all else of a page. It keeps what went wrong in it.
const watched = `window.wrong = window === top ? [] : top.wrong;
window.where = window.frameElement ? " on page " + frameElement.dataset.n : "";
window.canary = () => window.wrong.push("the canary was called" + where);
window.alert = window.confirm = window.prompt = () => window.wrong.push("a dialog was opened" + where);
addEventListener("error", (e) => window.wrong.push("error: " + e.message + where), true);
document.addEventListener("securitypolicyviolation", (e) => window.wrong.push("refused: " + e.violatedDirective + " " + e.blockedURI + where));`

// browser is a tab of Chromium at a site. Where there is no Chromium the test is
// skipped.
func browser(t *testing.T, h http.Handler) (tab context.Context, site string) {
	t.Helper()
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			path = found
			break
		}
	}
	if path == "" {
		t.Skip("there is no Chromium on this machine")
	}
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	options := append(slices.Clone(chromedp.DefaultExecAllocatorOptions[:]), chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.UserDataDir(t.TempDir()),
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true), chromedp.Flag("disable-quic", true))
	limited, stop := context.WithTimeout(context.Background(), 9*time.Minute)
	tab, cancel := chromedp.NewContext(limited, chromedp.WithAllocatorOptions(options...))
	t.Cleanup(func() { cancel(); stop() })
	if _, err := chromedp.Call(tab, protocol.AddScriptToEvaluateOnNewDocument, protocol.AddScriptToEvaluateOnNewDocumentParams{Source: watched}); err != nil {
		t.Fatalf("starting Chromium: %v", err)
	}
	return tab, server.URL
}

func visit(t *testing.T, tab context.Context, address string) {
	t.Helper()
	if err := chromedp.Do(tab, chromedp.Navigate(address)); err != nil {
		t.Fatalf("%s: %v", address, err)
	}
}

// value is what an expression gives in the page.
func value[T any](t *testing.T, tab context.Context, expression string) T {
	t.Helper()
	v, err := chromedp.Run(tab, chromedp.Evaluate[T](expression))
	if err != nil {
		t.Fatalf("%s: %v", expression, err)
	}
	return v
}

// comes waits until an expression is true in the page.
func comes(t *testing.T, tab context.Context, expression string) {
	t.Helper()
	for range 100 {
		if v, err := chromedp.Run(tab, chromedp.Evaluate[bool](expression)); err == nil && v {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Fatalf("%s does not come true", expression)
}

func wrong(t *testing.T, tab context.Context) []string {
	t.Helper()
	return value[[]string](t, tab, "window.wrong")
}

// TestBrowser holds that no page of the examples makes the browser refuse or
// complain about anything, and that none is wider than a phone.
func TestBrowser(t *testing.T) {
	h := newSite(t, examples(t))
	tab, site := browser(t, h)
	if err := chromedp.Do(tab, chromedp.EmulateViewport(360, 740)); err != nil {
		t.Fatal(err)
	}
	met := map[string]int{}
	for at := range crawl(t, h) {
		sort := strings.Split(at+"/", "/")[1]
		if sort, _, _ = strings.Cut(sort, "?"); met[sort] == 3 {
			continue
		}
		met[sort]++
		visit(t, tab, site+at)
		if got := wrong(t, tab); len(got) > 0 {
			t.Errorf("%s: %v", at, got)
		}
		if wide := value[int](t, tab, "document.documentElement.scrollWidth"); wide > 360 {
			t.Errorf("%s is %d pixels wide on a phone of 360", at, wide)
		}
	}
	if len(met) < 9 {
		t.Errorf("only pages of the sorts %v were seen", met)
	}
}

// TestBrowserEvent clicks a field and sees the words that it rests on.
func TestBrowserEvent(t *testing.T) {
	tab, site := browser(t, newSite(t, stillOf(recordtest.Sample(t))))
	visit(t, tab, site+"/events/"+recordtest.Received)
	const marked = `[...document.querySelectorAll("details.field mark")].filter((m) => m.checkVisibility()).map((m) => m.textContent)`
	if got := value[[]string](t, tab, marked); len(got) > 0 {
		t.Errorf("before a click these words show: %v", got)
	}
	if err := chromedp.Do(tab, chromedp.Evaluate[chromedp.Void](`[...document.querySelectorAll("details.field summary")].find((s) => s.textContent.includes("when")).click()`)); err != nil {
		t.Fatal(err)
	}
	if got := value[[]string](t, tab, marked); !slices.Equal(got, []string{"March 4, 2031", "5 Mart'ta"}) {
		t.Errorf("after a click on the date these words show: %v", got)
	}
}

// TestBrowserReport points at a claim and sees its words light up.
func TestBrowserReport(t *testing.T) {
	tab, site := browser(t, newSite(t, stillOf(recordtest.Sample(t))))
	visit(t, tab, site+"/reports/r100000000000001")
	const lit = `[...document.querySelectorAll(".text .lit")].map((w) => w.textContent).join("|")`
	if got := value[string](t, tab, lit); got != "" {
		t.Errorf("%q is lit before", got)
	}
	if err := chromedp.Do(tab, chromedp.Evaluate[chromedp.Void](`document.querySelector(".claims [data-claim]").dispatchEvent(new PointerEvent("pointerenter"))`)); err != nil {
		t.Fatal(err)
	}
	comes(t, tab, lit+` !== ""`)
	if got := value[string](t, tab, lit); !strings.Contains(got, "Žofia Blahová") && !strings.Contains(got, "Kwabena Asiedu-Mensah") {
		t.Errorf("%q is lit", got)
	}
}

// TestBrowserQueue decides on doubtful pairs by the keyboard alone.
func TestBrowserQueue(t *testing.T) {
	rec := recordtest.Sample(t)
	rec.Judgements = []chancery.Judgement{
		{A: "ca11000000000000", B: "ce53000000000000", Verdict: chancery.Unsure, By: chancery.Program, Score: 4.9},
		{A: "ca11000000000000", B: "cf63000000000000", Verdict: chancery.Unsure, By: chancery.Program, Score: 4},
	}
	record := &listener{still: stillOf(rec)}
	tab, site := browser(t, newSite(t, record))
	press := func(keys string) {
		t.Helper()
		visit(t, tab, site+"/queue")
		comes(t, tab, `document.activeElement.className === "doubt"`)
		for _, key := range keys {
			if err := chromedp.Do(tab, chromedp.KeyEvent(string(key))); err != nil {
				t.Fatal(err)
			}
		}
	}
	press("d")
	comes(t, tab, `location.search.includes("decided=j1")`)
	press("js")
	comes(t, tab, `location.search.includes("decided=j1")`)
	var got []string
	for _, o := range record.orders {
		got = append(got, string(o.Act)+" "+strings.Join(o.On, " "))
	}
	if want := []string{"different ca11000000000000 ce53000000000000", "same ca11000000000000 cf63000000000000"}; !slices.Equal(got, want) {
		t.Errorf("decided: %v, want %v", got, want)
	}
	// Whoever writes a reason decides nothing.
	visit(t, tab, site+"/queue")
	if err := chromedp.Do(tab, chromedp.Evaluate[chromedp.Void](`document.querySelector(".doubt input[name=why]").focus()`), chromedp.KeyEvent("sdu")); err != nil {
		t.Fatal(err)
	}
	if why := value[string](t, tab, `document.querySelector(".doubt input[name=why]").value`); why != "sdu" || len(record.orders) != 2 {
		t.Errorf("the reason is %q, and %d decisions were made", why, len(record.orders))
	}
}

// TestBrowserJudge corrects an event and takes it back, as a person does.
func TestBrowserJudge(t *testing.T) {
	live := examples(t)
	tab, site := browser(t, newSite(t, live))
	id := ""
	for _, e := range folded(t, live).Events {
		if e.Kind == chancery.KindCall {
			id = e.ID
		}
	}
	visit(t, tab, site+"/events/"+url.PathEscape(id))
	fill := `const form = document.querySelector("#set-value").form; form.field.value = "modality"; form.value.value = "denied"; form.why.value = "so the ministry"; form.requestSubmit()`
	if err := chromedp.Do(tab, chromedp.Evaluate[chromedp.Void](`{`+fill+`}`)); err != nil {
		t.Fatal(err)
	}
	comes(t, tab, `!!document.querySelector("h1 .badge.off") && document.body.textContent.includes("so the ministry")`)
	if err := chromedp.Do(tab, chromedp.Evaluate[chromedp.Void](`document.querySelector("form.notice button").click()`)); err != nil {
		t.Fatal(err)
	}
	comes(t, tab, `!document.querySelector("h1 .badge.off") && !document.querySelector("form.notice")`)
}

// TestBrowserLogIn logs in, makes a token and logs out, as a person does.
func TestBrowserLogIn(t *testing.T) {
	tab, site := browser(t, newPublic(t, examples(t)))
	visit(t, tab, site+"/network")
	comes(t, tab, `location.pathname === "/login" && location.search === "?to=%2Fnetwork"`)
	fill := `const form = document.querySelector("main form"); form.name.value = "rita"; form.password.value = "` + password + `"; form.requestSubmit()`
	if err := chromedp.Do(tab, chromedp.Evaluate[chromedp.Void](`{`+strings.ReplaceAll(fill, "form.name", `form.elements["name"]`)+`}`)); err != nil {
		t.Fatal(err)
	}
	comes(t, tab, `location.pathname === "/network" && document.body.textContent.includes("Logged in as rita")`)
	visit(t, tab, site+"/account")
	if err := chromedp.Do(tab, chromedp.Evaluate[chromedp.Void](`{ const field = document.querySelector("#for"); field.value = "<b>reports</b>"; field.form.requestSubmit() }`)); err != nil {
		t.Fatal(err)
	}
	comes(t, tab, `document.body.textContent.includes("chancery_") && document.body.textContent.includes("<b>reports</b>")`)
	if cookies := value[string](t, tab, "document.cookie"); strings.Contains(cookies, "session") {
		t.Errorf("a script sees %q", cookies)
	}
	if got := wrong(t, tab); len(got) > 0 {
		t.Errorf("the browser refused %v", got)
	}
	if wide := value[int](t, tab, "document.documentElement.scrollWidth - innerWidth"); wide > 0 {
		t.Errorf("the page is %d pixels too wide", wide)
	}
	if err := chromedp.Do(tab, chromedp.Evaluate[chromedp.Void](`document.querySelector("footer form[action='/logout']").requestSubmit()`)); err != nil {
		t.Fatal(err)
	}
	comes(t, tab, `location.pathname === "/login"`)
	visit(t, tab, site+"/network")
	comes(t, tab, `location.pathname === "/login"`)
}
