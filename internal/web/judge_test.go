package web_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"chancery"
	"chancery/internal/desk"
	"chancery/internal/recordtest"
)

// post sends a form as a page of the site does.
func post(h http.Handler, target string, values url.Values, header ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest("POST", "http://127.0.0.1:8750"+target, strings.NewReader(values.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	return do(h, r)
}

// submit sends the form as it stands in the page, with what a person writes into
// it, by the button of this value, and gives the page that follows.
func submit(t *testing.T, h http.Handler, form page, button string, write map[string]string) page {
	t.Helper()
	values := url.Values{}
	for _, in := range form.all("input") {
		values.Add(attribute(in.Node, "name"), attribute(in.Node, "value"))
	}
	for _, b := range form.all("button") {
		if name := attribute(b.Node, "name"); name != "" && attribute(b.Node, "value") == button {
			values.Set(name, button)
		}
	}
	for name, text := range write {
		if name == "on" {
			values["on"] = append(values["on"][:1], text)
			continue
		}
		values.Set(name, text)
	}
	w := post(h, attribute(form.Node, "action"), values)
	if w.Code != http.StatusSeeOther {
		doc, err := html.Parse(w.Body)
		if err != nil {
			t.Fatal(err)
		}
		return page{doc, t, w.Code}
	}
	to := w.Header().Get("Location")
	for range 3 { // an event may have another id now
		next := do(h, request("GET", to))
		if next.Code != http.StatusSeeOther {
			doc, err := html.Parse(next.Body)
			if err != nil {
				t.Fatal(err)
			}
			return page{doc, t, next.Code}
		}
		to = next.Header().Get("Location")
	}
	t.Fatalf("%s leads on and on", to)
	return page{}
}

// form is the form that decides this, by a hidden field or a button.
func (p page) form(act string) page {
	p.t.Helper()
	for _, f := range p.all("form") {
		for _, n := range append(f.all("input"), f.all("button")...) {
			if attribute(n.Node, "name") == "act" && attribute(n.Node, "value") == act {
				return f
			}
		}
	}
	p.t.Fatalf("the page has no form to decide %s", act)
	return page{}
}

func TestJudge(t *testing.T) {
	live := examples(t)
	h := newSite(t, live)
	visit := ""
	for _, e := range folded(t, live).Events {
		if e.Kind == chancery.KindVisit && len(e.Claims) > 2 {
			visit = e.ID
		}
	}
	at := "/events/" + visit

	// Set, and taken back by the button of the page that follows.
	p := submit(t, h, open(t, h, at).form("set"), "", map[string]string{"field": "date", "value": "2025-10-23", "why": "the ministry’s diary"})
	if got := p.section("Set by people").words(); !strings.Contains(got, "2025-10-23") || !strings.Contains(got, "mina") || !strings.Contains(got, "the ministry’s diary") {
		t.Errorf("set by people: %q", got)
	}
	if got := p.one("h1").words(); !strings.Contains(got, "23 Oct 2025") {
		t.Errorf("the heading is %q", got)
	}
	p = submit(t, h, p.one("form", "notice"), "", nil)
	if got := p.one("h1").words(); strings.Contains(got, "23 Oct 2025") || len(p.all("form", "notice")) > 0 {
		t.Errorf("after it was taken back the heading is %q", got)
	}

	// Split: a report's claim leaves the event.
	before := len(open(t, h, at).section("Reports").all("figure"))
	p = submit(t, h, open(t, h, at).form("split"), "", nil)
	if after := len(p.section("Reports").all("figure")); after >= before {
		t.Errorf("%d reports tell of it, %d before", after, before)
	}
	submit(t, h, p.one("form", "notice"), "", nil)

	// Reject: the event is gone; the page that says so takes it back.
	p = submit(t, h, open(t, h, at).form("reject"), "", map[string]string{"why": "a rumour"})
	if p.status != http.StatusNotFound || folded(t, live).Event(visit) != nil {
		t.Errorf("it is there after it was rejected: status %d", p.status)
	}
	submit(t, h, p.one("form", "notice"), "", nil)
	if folded(t, live).Event(visit) == nil {
		t.Error("it is not there after that was taken back")
	}

	// The log has all of it, newest first, and takes back what holds.
	if lines := open(t, h, "/decisions").one("ol", "decisions").all("li"); len(lines) != 6 || !strings.Contains(lines[1].words(), "a rumour") || !strings.Contains(lines[1].words(), "taken back") {
		t.Errorf("the log has %d lines", len(lines))
	}
	submit(t, h, open(t, h, at).form("set"), "", map[string]string{"field": "place", "value": "Batumi, GEO"})
	p = submit(t, h, open(t, h, "/decisions").form("undo"), "", nil)
	if got := open(t, h, at).one("h1").words(); strings.Contains(got, "Batumi") {
		t.Errorf("after the log took it back the heading is %q", got)
	}
}

// TestJoin joins two events of the examples by their ids, as a person does who
// has both pages open.
func TestJoin(t *testing.T) {
	live := examples(t)
	h, f := newSite(t, live), folded(t, live)
	var calls []string
	for _, e := range f.Events {
		if e.Kind == chancery.KindCall {
			calls = append(calls, e.ID)
		}
	}
	if len(calls) < 2 {
		t.Fatalf("only %d calls", len(calls))
	}
	p := submit(t, h, open(t, h, "/events/"+calls[1]).section("Correct this entry").form("same"), "same", map[string]string{"on": calls[0]})
	if p.status != http.StatusOK {
		t.Fatalf("status %d: %s", p.status, p.one("main").words())
	}
	now := folded(t, live)
	if now.Event(calls[0]) == nil || now.Event(calls[0]) != now.Event(calls[1]) {
		t.Error("the two are not one event")
	}
	if got := p.one("form", "notice").words(); !strings.Contains(got, "one event") {
		t.Errorf("the notice is %q", got)
	}
	if p := submit(t, h, open(t, h, "/events/"+folded(t, live).Event(calls[1]).ID).section("Correct this entry").form("same"), "same", map[string]string{"on": "nothing-such"}); p.status != http.StatusNotFound {
		t.Errorf("with an id that there is not: status %d", p.status)
	}
}

// listener is a record that keeps what it is asked to decide.
type listener struct {
	still
	orders []desk.Order
}

func (l *listener) Decide(_ context.Context, o desk.Order) (chancery.Decision, error) {
	l.orders = append(l.orders, o)
	return chancery.Decision{ID: "j1", Act: o.Act}, nil
}

// TestQueue holds that a doubtful pair stands there with the words of both, and
// that its buttons decide on these two claims.
func TestQueue(t *testing.T) {
	rec := recordtest.Sample(t)
	rec.Judgements = append(rec.Judgements, chancery.Judgement{A: "ca11000000000000", B: "ce53000000000000", Verdict: chancery.Unsure, By: chancery.Program, Score: 4.75, Why: "unsure: GHA"})
	record := &listener{still: stillOf(rec)}
	h := newSite(t, record)
	doubts := open(t, h, "/queue").all("li", "doubt")
	if len(doubts) == 0 {
		t.Fatal("there is no doubt to decide")
	}
	for _, d := range doubts {
		if n := len(d.all("figure", "quote")); n != 2 || len(d.all("article", "event")) != 2 {
			t.Errorf("a doubt shows %d quotations", n)
		}
	}
	at := slices.IndexFunc(doubts, func(d page) bool { return strings.Contains(d.words(), "unsure: GHA") })
	if at < 0 {
		t.Fatal("the pair is not in the queue")
	}
	for _, verdict := range []string{"same", "different", "unsure"} {
		submit(t, h, doubts[at].one("form"), verdict, map[string]string{"why": "two calls"})
		o := record.orders[len(record.orders)-1]
		if string(o.Act) != verdict || !slices.Equal(o.On, []string{"ca11000000000000", "ce53000000000000"}) || o.By != "mina" || o.Why != "two calls" || o.At.IsZero() {
			t.Errorf("%s decides %+v", verdict, o)
		}
	}
}

func TestJudgeRefuses(t *testing.T) {
	live := examples(t)
	h, f := newSite(t, live), folded(t, live)
	a, b := f.Events[0].ID, f.Events[1].ID
	for name, values := range map[string]url.Values{
		"nothing":         {},
		"an unknown act":  {"act": {"burn"}, "on": {a}},
		"one of two":      {"act": {"same"}, "on": {a}},
		"three of two":    {"act": {"same"}, "on": {a, b, a}},
		"one with itself": {"act": {"same"}, "on": {a, a}},
		"no field":        {"act": {"set"}, "on": {a}, "value": {"x"}},
		"a wrong field":   {"act": {"set"}, "on": {a}, "field": {"id"}, "value": {"x"}},
		"a wrong date":    {"act": {"set"}, "on": {a}, "field": {"date"}, "value": {"soon"}},
		"undo of nothing": {"act": {"undo"}},
		"nobody renamed":  {"act": {"rename"}, "value": {"x"}},
	} {
		if w := post(h, "/judge", values); w.Code != http.StatusBadRequest {
			t.Errorf("%s: status %d", name, w.Code)
		}
	}
	reject := url.Values{"act": {"reject"}, "on": {a}}
	if w := post(h, "/judge", reject, "Sec-Fetch-Site", "cross-site"); w.Code != http.StatusForbidden {
		t.Errorf("from another site: status %d", w.Code)
	}
	if w := do(h, request("GET", "/judge?"+reject.Encode())); w.Code == http.StatusOK || w.Code == http.StatusSeeOther {
		t.Errorf("by GET: status %d", w.Code)
	}
	if w := post(h, "/judge?"+reject.Encode(), url.Values{}); w.Code != http.StatusBadRequest {
		t.Errorf("by the address of a POST: status %d", w.Code)
	}
	big := url.Values{"act": {"reject"}, "on": {a}, "why": {strings.Repeat("x", 200_000)}}
	if w := post(h, "/judge", big); w.Code != http.StatusBadRequest {
		t.Errorf("a form that is too large: status %d", w.Code)
	}
	if n := len(folded(t, live).Decisions); n != 0 {
		t.Errorf("%d decisions were kept", n)
	}
	reject.Set("to", "https://evil.example/")
	if w := post(h, "/judge", reject); !strings.HasPrefix(w.Header().Get("Location"), "/?decided=") {
		t.Errorf("it leads to %q", w.Header().Get("Location"))
	}
}

func TestSearch(t *testing.T) {
	live := examples(t)
	h := newSite(t, live)
	p := open(t, h, "/search?q=tsiskarauli")
	if got := p.section("Who and what").links(); len(got) == 0 || !strings.HasPrefix(got[0], "/actors/") {
		t.Errorf("actors: %v", got)
	}
	quotes := p.section("Reports").all("figure", "quote")
	if len(quotes) < 2 {
		t.Fatalf("%d reports", len(quotes))
	}
	for _, q := range quotes {
		if !slices.ContainsFunc(q.all("mark"), func(m page) bool { return strings.HasPrefix(strings.ToLower(m.words()), "tsiskarauli") }) {
			t.Errorf("the word is not marked in %q", q.words())
		}
	}
	if got := open(t, h, "/search?q=DISISLERI+bakani").section("Reports").all("figure"); len(got) == 0 {
		t.Error("nothing is found without the accents")
	}
	if got := open(t, h, "/search?q=zzzzzz").one("p", "notice").words(); got != "Nothing was found." {
		t.Errorf("the page says %q", got)
	}
	if len(open(t, h, "/search").all("section")) > 0 {
		t.Error("an empty query finds something")
	}
	id := folded(t, live).Events[0].ID
	if w := do(h, request("GET", "/search?q="+id)); w.Header().Get("Location") != "/events/"+id {
		t.Errorf("an id leads to %q", w.Header().Get("Location"))
	}
	for _, query := range []string{`"`, `"a`, "AND", "*", "a*b", "(", strings.Repeat("word ", 500), "\x00", "ı"} {
		if p := get(t, h, "/search?"+url.Values{"q": {query}}.Encode()); p.status != http.StatusOK {
			t.Errorf("%q: status %d", query, p.status)
		}
	}
}

func TestAnswer(t *testing.T) {
	h := newSite(t, examples(t))
	for _, question := range []string{"who was foreign minister of Portugal on 2025-10-22", "2025-10-22 tarihinde Portekiz dışişleri bakanı kimdi?"} {
		p := open(t, h, "/search?"+url.Values{"q": {question}}.Encode()).one("section", "answer")
		if got := p.words(); !strings.Contains(got, "Duarte Vasconcelos Teles") || len(p.all("figure", "quote")) == 0 {
			t.Errorf("%q is answered %q", question, got)
		}
	}
	p := open(t, h, "/search?"+url.Values{"q": {"who was foreign minister of Portugal on 1950-01-01"}}.Encode()).one("section", "answer")
	if got := p.words(); !strings.Contains(got, "Not known") || !strings.Contains(got, "Seen in the office before or after") {
		t.Errorf("what is not known is answered %q", got)
	}
}
