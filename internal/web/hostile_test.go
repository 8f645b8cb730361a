package web_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"chancery"
	"chancery/internal/desk"
	"chancery/internal/index"
	"chancery/internal/prose"
)

// vectors are texts that a page would take for its own parts if it pasted them
// in: something that ends what stands before, and something that runs, loads,
// sends or hides.
func vectors() []string {
	ends := []string{"", `"`, "'", `">`, "'>", "</title>", "</textarea></select>", "</script>", "-->", "</mark></blockquote></main>"}
	acts := []string{
		"<script>canary()</script>", "<img src=x onerror=canary()>", "<svg/onload=canary()>", "onfocus=canary() autofocus=",
		`<a href="javascript:canary()">x</a>`, "javascript:canary()//", "<iframe srcdoc='<script>canary()</script>'></iframe>",
		"<base href='//evil.example/'>", "<meta http-equiv=refresh content='0;url=//evil.example/'>", "<style>*{display:none}</style>",
		"<form action='//evil.example/'><input name=q></form>", "<link rel=stylesheet href='//evil.example/x.css'>",
		"&lt;script&gt;canary()&lt;/script&gt;", "&#x3c;script>canary()</script>", `\u003cscript\u003ecanary()`, "{{.Data}}{{template \"page\" .}}",
		"<!-- canary ", "<![CDATA[ canary ", "<math><mtext><script>canary()</script>", "<details open ontoggle=canary()>", "\x00<script\x00>canary()</script>",
		"<script>document.title='canary'</script>", "<script>alert('canary')</script>", "<img src=/canary>", "<body background=/canary>",
		"\u202e<script>canary()\u2066", "<sc\u00adript>canary()</script>", "\ufeff<img src=x onerror=canary()>", "\xff\xfe<b>x",
	}
	var out []string
	for _, end := range ends {
		for _, act := range acts {
			out = append(out, end+act)
		}
	}
	return out
}

// made is a record in which every text is s, of fields that reports fill and of
// those that only a foreign record could fill so. Two actors, since a relation is
// of two, have it with a letter behind.
func made(s string) still {
	text := strings.ToValidUTF8(s, "\uFFFD") + " ends here."
	whole := chancery.Span{Start: 0, End: len(text)}
	all := []string{s}
	party := func(id string, role chancery.Role) chancery.Participant {
		return chancery.Participant{ID: id, Name: s, Aka: all, Type: chancery.ActorType(s), Role: role, Leads: "leads " + s,
			Office: &chancery.Office{Title: s, Text: s, Of: s}, Of: s, OfBase: chancery.Basis(s), Supposed: &chancery.Supposed{Name: s, From: s}}
	}
	happening := func(kind, modality string) chancery.Happening {
		return chancery.Happening{Kind: chancery.Kind(kind), Name: s, Plover: chancery.Plover{Event: s, Mode: s, Contexts: all}, Modality: chancery.Modality(modality),
			Date: chancery.Date(s), DateBasis: chancery.Basis(s), Place: &chancery.Place{Name: s, Aka: all, Country: s, Basis: chancery.Basis(s)},
			Participants: []chancery.Participant{party(s+"a", chancery.Host), party(s+"b", chancery.Role(s)), {ID: "leads " + s, Type: chancery.Delegation}, {ID: "nobody", Office: &chancery.Office{Title: s}}},
			Topics:       all, Frameworks: all, Things: all}
	}
	rec := &chancery.Record{Absorbed: map[string]string{}}
	rec.Reports = []chancery.Report{{ID: "r1", Name: s, Outlet: s, Chain: []string{s, s}, Author: s, Title: s, Language: s, URL: "https://news.example/" + url.PathEscape(s),
		Published: chancery.Date(s), PublishedBasis: chancery.Basis(s), SHA256: s, Text: text}}
	var sources []chancery.Evidence
	for _, field := range []string{"event", "date", "participants", "office", s} {
		sources = append(sources, chancery.Evidence{Field: field, Span: whole, Quote: text, Rule: s})
	}
	met, other := happening("meeting", "occurred"), happening(s, s)
	member := chancery.Membership{Party: s + "a", Framework: s + "b", Name: s, Since: chancery.Date(s), Until: chancery.Date(s), Status: s, Succeeds: s}
	number := chancery.Figure{Value: 7, Unit: s, What: s, Scope: s, Since: chancery.Date(s), AsOf: chancery.Date(s)}
	tenure := chancery.Tenure{Holder: s + "a", Name: s, Office: chancery.Office{Title: s, Text: s, Of: s + "b"}, From: chancery.Date(s), Until: chancery.Date(s), Seen: chancery.Date(s)}
	said := chancery.Statement{Speaker: s + "a", Name: s, Form: chancery.Form(s), Quote: s, About: all, Stance: s, Date: chancery.Date(s), Event: "c1"}
	for _, c := range []chancery.Claim{
		{ID: "c1", Sort: chancery.SortEvent, Event: &met}, {ID: "c2", Sort: chancery.SortEvent, Event: &other, PartOf: "c1", Context: true, Filled: []chancery.Fill{{Field: s, Actor: s, From: "c1"}}},
		{ID: "c3", Sort: chancery.SortStatement, Statement: &said}, {ID: "c4", Sort: chancery.SortMembership, Membership: &member},
		{ID: "c5", Sort: chancery.SortFigure, Figure: &number}, {ID: "c6", Sort: chancery.SortTenure, Tenure: &tenure},
	} {
		c.Report, c.Rules, c.Sources = "r1", s, sources
		rec.Claims = append(rec.Claims, c)
	}
	event := func(id string, h chancery.Happening) chancery.Event {
		return chancery.Event{ID: id, Happening: h, Claims: []string{id}, Reports: []string{"r1"}, Origins: all, Status: chancery.Status(s),
			ModalityHistory: []chancery.ModalityChange{{Modality: chancery.Modality(s), Date: chancery.Date(s), Claim: id}, {Modality: "other " + chancery.Modality(s), Claim: id}},
			Conflicts:       []chancery.Conflict{{Field: s, Values: []chancery.ConflictValue{{Value: s, Claims: []string{id}}, {Value: s, Claims: []string{id}}}}, {Field: "date", Values: []chancery.ConflictValue{{Value: s}}}},
			Settings:        []chancery.Setting{{Field: s, Value: s, Was: s, By: s, Why: s, Decision: s}}}
	}
	one, two := event("c1", met), event("c2", other)
	two.PartOf, one.Answers = "c1", []chancery.Answer{{Event: "c2", How: chancery.How(s), About: all}}
	rec.Events = []chancery.Event{one, two}
	for _, id := range []string{s + "a", s + "b", "leads " + s} {
		rec.Actors = append(rec.Actors, chancery.Actor{ID: id, Type: chancery.ActorType(s), Name: s, Of: s, Names: []chancery.NameForm{{Text: s, Language: s, Count: 2}}, Reports: []string{"r1"}})
	}
	rec.Statements = []chancery.Stored[chancery.Statement]{{ID: "c3", Value: said, Claims: []string{"c3"}}}
	rec.Memberships = []chancery.Stored[chancery.Membership]{{ID: "c4", Value: member, Claims: []string{"c4"}}}
	rec.Figures = []chancery.Stored[chancery.Figure]{{ID: "c5", Value: number, Claims: []string{"c5"}}}
	rec.Tenures = []chancery.Stored[chancery.Tenure]{{ID: "c6", Value: tenure, Claims: []string{"c6"}}}
	rec.Judgements = []chancery.Judgement{{A: "c1", B: "c2", Verdict: chancery.Verdict(s), By: s, Why: s, At: clock()()}, {A: "c1", B: "c2", Verdict: chancery.Unsure, By: chancery.Program, Score: 3.5, Why: s}}
	return still{&desk.Fold{Index: index.New(rec), Skips: []chancery.Skip{{Name: s, Reason: s, Limit: 1, Seen: 2}},
		Decisions: []chancery.Decision{{ID: "j1", At: clock()(), By: s, Act: chancery.Act(s), Field: s, Value: s, Why: s, On: []chancery.Target{{Claim: "c1", Report: "r1", Quote: s, Name: s}}}}}}
}

// targets are all pages on which the text stands.
func targets(s string) []string {
	pair := url.Values{"a": {s + "a"}, "b": {s + "b"}}.Encode()
	filters := url.Values{}
	for _, key := range []string{"actor", "with", "place", "topic", "language"} {
		filters.Set(key, s)
	}
	return []string{"/", "/timeline", "/timeline?" + filters.Encode(), "/events/c1", "/events/c2", "/reports/r1", "/actors/" + url.PathEscape(s+"a"),
		"/actors/" + url.PathEscape(s+"b"), "/relation?" + pair, "/relation?a=" + url.QueryEscape(s), "/sources",
		"/events/" + url.PathEscape(s), "/actors/" + url.PathEscape("x"+s), "/search?" + url.Values{"q": {s}}.Encode(), "/brief?" + pair, "/brief?a=" + url.QueryEscape(s),
		"/network", "/queue", "/decisions", "/timeline?decided=j1", "/brief/brief.html?" + pair}
}

// skeleton is the page without its texts: elements, the names of their
// attributes, comments. Marks around words are no parts.
func skeleton(doc *html.Node) string {
	var b strings.Builder
	for n := range doc.Descendants() {
		switch n.Type {
		case html.ElementNode:
			if n.Data == "mark" && len(n.Attr) == 0 { // around each word that was looked for
				continue
			}
			var keys []string
			for _, a := range n.Attr {
				keys = append(keys, a.Key)
			}
			slices.Sort(keys)
			b.WriteString("<" + n.Data + " " + strings.Join(keys, " ") + ">\n")
		case html.CommentNode, html.DoctypeNode:
			b.WriteString("<!" + n.Data + ">\n")
		}
	}
	return b.String()
}

// TestHostileTexts holds that no element and no attribute of any page is made of
// a text of the record: whatever it says, the page has the parts that it has
// with harmless words.
func TestHostileTexts(t *testing.T) {
	const harmless = "harmless words (here)"
	want := map[int]string{}
	statuses := map[int]int{}
	record := made(harmless)
	h := newSite(t, &record) // one for all records, since it loads what it needs for questions
	for i, at := range targets(harmless) {
		p := get(t, h, at)
		want[i], statuses[i] = skeleton(p.Node), p.status
	}
	all := vectors()
	if len(all) < 250 {
		t.Fatalf("only %d vectors", len(all))
	}
	for n := 0; n < len(all); n += 3 { // every end and every act is met
		v := all[n]
		record = made(v)
		shown := 0
		for i, at := range targets(v) {
			p := get(t, h, at)
			if got := skeleton(p.Node); got != want[i] || p.status != statuses[i] {
				t.Errorf("%q changes %s (status %d, %d): %s", v, at, p.status, statuses[i], firstDifference(want[i], got))
			}
			shown += strings.Count(p.one("body").words(), line(v))
			for n := range p.Descendants() {
				checkLinks(t, v, n)
				if n.Type == html.TextNode && strings.ContainsFunc(n.Data, func(r rune) bool {
					return r == '\u202e' || r == '\u2066' || r == '\x00' || r == '\ufeff' || r == '\u00ad'
				}) {
					t.Errorf("%q: a character that hides or turns text stands on %s", v, at)
				}
			}
		}
		if shown < 50 {
			t.Errorf("%q stands on the pages only %d times", v, shown)
		}
	}
}

// checkLinks holds that every address leads into the site or to a web page.
func checkLinks(t *testing.T, v string, n *html.Node) {
	t.Helper()
	for _, key := range []string{"href", "src", "action", "formaction"} {
		to := attribute(n, key)
		if to != "" && !strings.HasPrefix(to, "#") && (!strings.HasPrefix(to, "/") || strings.HasPrefix(to, "//")) && !strings.HasPrefix(to, "https://news.example/") {
			t.Errorf("%q: %s of %s is %q", v, key, n.Data, to)
		}
	}
}

func firstDifference(a, b string) string {
	x, y := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range x {
		if i >= len(y) || x[i] != y[i] {
			return strings.Join(y[max(i-2, 0):min(i+2, len(y))], " ")
		}
	}
	return "more at the end"
}

// TestHostileTextsCanFail is the control: pasted into a page, most of the texts
// change its parts.
func TestHostileTextsCanFail(t *testing.T) {
	const frame = `<!doctype html><title>x</title><main><p title="TEXT">TEXT</p></main>`
	of := func(s string) string {
		doc, err := html.Parse(strings.NewReader(strings.ReplaceAll(frame, "TEXT", s)))
		if err != nil {
			t.Fatal(err)
		}
		return skeleton(doc)
	}
	noticed := 0
	for _, v := range vectors() {
		if of(v) != of("harmless") {
			noticed++
		}
	}
	if noticed < 200 {
		t.Errorf("only %d texts would be noticed", noticed)
	}
}

// TestReportAddress holds that the address of a report is a link only where a
// browser that follows it goes to a web page.
func TestReportAddress(t *testing.T) {
	for address, link := range map[string]bool{
		"https://news.example/1": true, "http://news.example/1?a=b": true, "javascript:canary()": false, "JaVaScRiPt:canary()": false,
		"data:text/html,<script>canary()</script>": false, "//evil.example/": false, "file:///etc/passwd": false, "": false, "https://%zz": false,
	} {
		rec := &chancery.Record{Reports: []chancery.Report{{ID: "r1", Name: "one", URL: address}}}
		p := open(t, newSite(t, stillOf(rec)), "/reports/r1")
		if got := slices.Contains(p.one("main").links(), address); got != link {
			t.Errorf("%q: a link: %v", address, got)
		}
		if !strings.Contains(p.one("main").words(), prose.Clean(address)) {
			t.Errorf("%q is not shown", address)
		}
	}
}

// TestHostileAddresses holds that no address makes the program fail.
func TestHostileAddresses(t *testing.T) {
	h := newSite(t, made("x y"))
	for _, at := range []string{"/timeline?page=-1", "/timeline?page=99999999999999999999", "/timeline?from=9999&until=0000", "/timeline?%zz", "/timeline?a=%ff",
		"/events/%00", "/reports/%2e%2e%2f", "/actors/%E2%80%AE", "/relation?a=" + strings.Repeat("a", 60000), "/sources?page=x", "/timeline?actor=" + url.QueryEscape("\xff\xfe")} {
		if p := get(t, h, at); p.status >= http.StatusInternalServerError {
			t.Errorf("%s: status %d", at, p.status)
		}
	}
}
