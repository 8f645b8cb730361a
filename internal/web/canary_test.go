package web_test

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"chancery/internal/account"
	"chancery/internal/store"
)

// opener is a page that opens others within it, many at once and each as a browser
// opens a page, but without the policy that forbids scripts: what runs here would be
// stopped there, but should not have got into the page at all. It says what went wrong.
const opener = `<!doctype html><title>opener</title><body><script>
async function openAll(n) {
  top.wrong.length = 0;
  const pages = await (await fetch("/batch/" + n)).json();
  const frames = pages.map((text, i) => {
    const frame = document.createElement("iframe");
    frame.loads = 0;
    frame.dataset.n = i;
    frame.style.display = "none"; // what is not shown need not be laid out
    frame.opened = new Promise((done) => frame.onload = () => { frame.loads++; done(); });
    frame.srcdoc = text;
    document.body.append(frame);
    return frame;
  });
  await Promise.all(frames.map((frame) => frame.opened));
  await new Promise((done) => setTimeout(done, 20));
  frames.forEach((frame, i) => {
    const where = " on page " + i, inside = frame.contentDocument;
    if (!inside || frame.loads > 1) top.wrong.push("went elsewhere" + where);
    else if (inside.title === "canary") top.wrong.push("the title was changed" + where);
    frame.remove();
  });
  return top.wrong;
}
</script>`

// cage opens batches of pages in the opener.
type cage struct {
	t       *testing.T
	open    func(n int) []string
	batches map[int][]string
	asked   atomic.Int64 // how often the canary's address was asked for
}

func newCage(t *testing.T, assets http.Handler) *cage {
	t.Helper()
	c := &cage{t: t, batches: map[int][]string{}}
	mux := http.NewServeMux()
	mux.HandleFunc("/opener", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, opener) })
	mux.HandleFunc("/batch/{n}", func(w http.ResponseWriter, r *http.Request) {
		n, err := strconv.Atoi(r.PathValue("n"))
		if err == nil {
			err = json.NewEncoder(w).Encode(c.batches[n])
		}
		if err != nil {
			t.Error(err)
		}
	})
	mux.HandleFunc("/assets/", func(w http.ResponseWriter, r *http.Request) { // once for all pages
		got := do(assets, request("GET", r.URL.Path))
		if strings.HasSuffix(r.URL.Path, ".css") {
			got.Body.Reset() // how it looks takes most of the time
		}
		w.Header().Set("Content-Type", got.Header().Get("Content-Type"))
		w.Header().Set("Cache-Control", "max-age=3600")
		if _, err := w.Write(got.Body.Bytes()); err != nil {
			t.Error(err)
		}
	})
	mux.HandleFunc("/canary", func(http.ResponseWriter, *http.Request) { c.asked.Add(1) })
	tab, site := browser(t, mux)
	visit(t, tab, site+"/opener")
	c.open = func(n int) []string {
		t.Helper()
		before := c.asked.Load()
		got, err := chromedp.Run(tab, chromedp.Evaluate[[]string](fmt.Sprintf("openAll(%d)", n), chromedp.EvalAwaitPromise))
		if err != nil {
			t.Fatal(err)
		}
		if c.asked.Load() > before {
			got = append(got, "the canary's address was asked for")
		}
		return got
	}
	return c
}

// foldedName is a name as accounts are found by it.
func foldedName(name string) string { return cases.Fold().String(norm.NFKC.String(name)) }

// hostileAccounts is a site with an account for each of the texts, which is its name,
// what its token is for and, so that pages tell of it, its role. The book makes no such
// accounts, so they are put into its file by hand. session is the cookie of each.
func hostileAccounts(t *testing.T, texts []string) (p public, session func(n int) string) {
	t.Helper()
	p = newPublic(t, made("x"))
	rows, err := store.OpenAccounts(t.Context(), p.file, false)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	secret := func(n int) string { return fmt.Sprintf("secret-%d", n) }
	at := time.Unix(2_000_000_000, 0)
	for n, text := range texts {
		name := fmt.Sprintf("%s %d", strings.ReplaceAll(strings.ToValidUTF8(text, "\uFFFD"), "\x00", ""), n)
		err := rows.Add(t.Context(), store.Account{Key: foldedName(name), Name: name, Role: string(account.Reader), Password: "none", Made: at})
		if err == nil {
			err = rows.PutPass(t.Context(), store.Pass{Sum: sha256.Sum256([]byte(secret(n))), Account: foldedName(name), Made: at, Until: at.Add(time.Hour)}, 1)
		}
		if err == nil {
			err = rows.PutPass(t.Context(), store.Pass{Sum: sha256.Sum256([]byte("token" + secret(n))), Account: foldedName(name), Token: true, Purpose: text, Made: at, Until: at.Add(time.Hour)}, 1)
		}
		if err != nil {
			t.Fatalf("%q: %v", text, err)
		}
	}
	return p, func(n int) string { return "session=" + secret(n) }
}

// everyField are pages that show, together, every text of the record.
func everyField(s string) []string {
	pair := url.Values{"a": {s + "a"}, "b": {s + "b"}}.Encode()
	return []string{"/timeline?topic=" + url.QueryEscape(s), "/events/c1", "/reports/r1", "/actors/" + url.PathEscape(s+"a"), "/relation?" + pair, "/sources",
		"/search?" + url.Values{"q": {s}}.Encode(), "/brief?" + pair, "/queue", "/timeline?decided=j1", "/decisions"}
}

// unsafe is a page as a careless template would make it.
const unsafe = `<!doctype html><title>page</title><main><p title="TEXT">TEXT</p><textarea>TEXT</textarea><a href='TEXT'>TEXT</a></main>`

// TestBrowserEveryText opens every page of a record whose every text is made to run,
// for each of hundreds of such texts, in a browser, and holds that none runs, opens a
// dialog, changes a title, leads elsewhere or asks for anything. Pages that are made
// without care show that each of these would be noticed.
func TestBrowserEveryText(t *testing.T) {
	all := vectors()
	if len(all) < 250 {
		t.Fatalf("only %d texts", len(all))
	}
	record := made("x")
	h := newSite(t, &record)
	c := newCage(t, h)

	noticed, sorts := map[string]bool{}, map[string]bool{}
	for batch := range slices.Chunk(all, 30) {
		c.batches[0] = nil
		for _, text := range batch {
			c.batches[0] = append(c.batches[0], strings.ReplaceAll(unsafe, "TEXT", text))
		}
		for _, wrong := range c.open(0) {
			sort, page, _ := strings.Cut(wrong, " on page ")
			sorts[sort] = true
			if n, err := strconv.Atoi(page); err == nil {
				noticed[batch[n]] = true
			}
		}
	}
	t.Logf("%d of %d texts run in a careless page", len(noticed), len(all))
	for _, sort := range []string{"the canary was called", "a dialog was opened", "the title was changed", "the canary's address was asked for"} {
		if !sorts[sort] {
			t.Errorf("in careless pages nothing of this is noticed: %s", sort)
		}
	}
	if len(noticed) < len(all)/4 { // the others wait for a click, or hide something
		t.Errorf("in careless pages only %d of %d texts are noticed", len(noticed), len(all))
	}

	p, session := hostileAccounts(t, all)
	step, opened := 1, 0
	if underRace { // which is for the code that runs at once, not for the texts
		step = 31
	}
	c.batches[0] = nil
	flush := func(of string) {
		if got := c.open(0); len(got) > 0 {
			t.Errorf("up to %q: %v", of, got)
		}
		opened += len(c.batches[0])
		c.batches[0] = nil
	}
	for n := 0; n < len(all); n += step {
		record = made(all[n])
		var pages []string
		for _, at := range everyField(all[n]) {
			pages = append(pages, do(h, request("GET", at)).Body.String())
		}
		mine := do(p, request("GET", "/account", "Cookie", session(n)))
		if mine.Code != http.StatusOK {
			t.Fatalf("%q has no page: status %d", all[n], mine.Code)
		}
		c.batches[0] = append(c.batches[0], append(pages, mine.Body.String(), do(p, form("/login", url.Values{"name": {all[n]}, "password": {"x"}}.Encode())).Body.String())...)
		if len(c.batches[0]) >= 40 {
			flush(all[n])
		}
	}
	list := do(p, request("GET", "/accounts", "Cookie", p.session("ada")))
	if list.Code != http.StatusOK || strings.Count(list.Body.String(), "<h2>") < len(all) {
		t.Fatalf("status %d", list.Code)
	}
	c.batches[0] = append(c.batches[0], list.Body.String())
	flush("the list of accounts")
	t.Logf("%d pages were opened", opened)
}
