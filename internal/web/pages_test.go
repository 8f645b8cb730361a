package web_test

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"chancery"
	"chancery/internal/desk"
	"chancery/internal/index"
	"chancery/internal/prose"
	"chancery/internal/recordtest"
)

func folded(t testing.TB, l *desk.Live) *desk.Fold {
	t.Helper()
	f, err := l.Fold(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func sample(t testing.TB) (*index.Index, http.Handler) {
	t.Helper()
	record := stillOf(recordtest.Sample(t))
	return record.fold.Index, newSite(t, record)
}

// one line of the words, as pages have them
func line(s string) string { return strings.Join(strings.Fields(prose.Clean(s)), " ") }

func marks(p page) map[string]bool {
	out := map[string]bool{}
	for _, m := range p.all("mark") {
		out[m.words()] = true
	}
	return out
}

// TestEventShowsItsWords holds that the page of every event marks the words of
// every field of every claim, and that each quotation leads to its report.
func TestEventShowsItsWords(t *testing.T) {
	live := examples(t)
	h, f := newSite(t, live), folded(t, live)
	shown := 0
	for _, e := range f.Events {
		p := open(t, h, "/events/"+e.ID)
		there := marks(p)
		for _, c := range f.Telling(e) {
			for _, s := range c.Sources {
				if shown++; !there[line(s.Quote)] {
					t.Errorf("event %s does not mark %q, on which %s rests", e.ID, s.Quote, s.Field)
				}
			}
		}
		for _, q := range p.all("figure", "quote") {
			if !slices.ContainsFunc(q.links(), func(l string) bool { return strings.HasPrefix(l, "/reports/") && strings.Contains(l, "#w") }) {
				t.Errorf("event %s: a quotation leads to no words: %v", e.ID, q.links())
			}
		}
	}
	if shown < 100 {
		t.Errorf("only %d words are shown", shown)
	}
}

// TestReportKeepsItsText holds that the page of a report has its text, whole and
// in order, and marks the words of every claim.
func TestReportKeepsItsText(t *testing.T) {
	live := examples(t)
	h, f := newSite(t, live), folded(t, live)
	for _, r := range f.Reports {
		p := open(t, h, "/reports/"+r.ID)
		text := p.one("div", "text")
		var whole, told strings.Builder
		for n := range text.Descendants() {
			if n.Type == html.TextNode {
				whole.WriteString(n.Data)
				if n.Parent.Data == "span" {
					told.WriteString(n.Data)
				}
			}
		}
		if whole.String() != prose.Visible(r.Text) {
			t.Errorf("%s: the text is not the report's", r.Name)
		}
		for _, c := range f.ClaimsOf(r.ID) {
			for _, s := range c.Sources {
				if !strings.Contains(line(told.String()), line(s.Quote)) {
					t.Errorf("%s: %q is not marked", r.Name, s.Quote)
				}
			}
		}
		if n := len(p.one("ol", "claims").all("li")); n < len(f.ClaimsOf(r.ID)) {
			t.Errorf("%s: %d of %d claims are listed", r.Name, n, len(f.ClaimsOf(r.ID)))
		}
	}
}

func TestTimelineFilters(t *testing.T) {
	x, h := sample(t)
	for query, filter := range map[string]index.Filter{
		"":                               {},
		"actor=OSCE+PA":                  {Actors: []string{"OSCE PA"}},
		"actor=Blahov%C3%A1":             {Actors: []string{"zofia-blahova-1"}},
		"actor=Gana&with=ISL":            {Actors: []string{"GHA", "ISL"}},
		"kind=call":                      {Kinds: []chancery.Kind{chancery.KindCall}},
		"kind=call&kind=visit":           {Kinds: []chancery.Kind{chancery.KindCall, chancery.KindVisit}},
		"modality=cancelled":             {Modalities: []chancery.Modality{chancery.Cancelled}},
		"place=accra":                    {Places: []string{"accra"}},
		"from=2031-03&until=2031-03-31":  {From: "2031-03", Until: "2031-03-31"},
		"language=tr":                    {Languages: []string{"tr"}},
		"kind=aid":                       {Kinds: []chancery.Kind{chancery.KindAid}},
		"topic=trade&kind=meeting&kind=": {Topics: []string{"trade"}, Kinds: []chancery.Kind{chancery.KindMeeting}},
	} {
		want := map[string]bool{}
		for _, e := range x.Select(filter).Events() {
			for ; e != nil; e = x.Parent(e) {
				want[e.ID] = true
			}
		}
		got := open(t, h, "/timeline?"+query).events()
		for _, id := range got {
			if !want[id] {
				t.Errorf("%s: %s does not belong there", query, id)
			}
		}
		if len(got) != len(want) {
			t.Errorf("%s: %d events, want %d", query, len(got), len(want))
		}
	}
}

// TestTimelineForm holds that the form shows what the address asks for, so that a
// page that was kept as a bookmark can be changed.
func TestTimelineForm(t *testing.T) {
	_, h := sample(t)
	p := open(t, h, "/timeline?actor=GHA&with=OSCE&kind=meeting&modality=occurred&place=Accra&from=2031&until=2031-12&language=en&topic=trade")
	values := url.Values{}
	form := p.one("details", "filters")
	for _, in := range form.all("input") {
		values.Add(attribute(in.Node, "name"), attribute(in.Node, "value"))
	}
	for _, s := range form.all("select") {
		for _, o := range s.all("option") {
			if slices.ContainsFunc(o.Attr, func(a html.Attribute) bool { return a.Key == "selected" }) {
				values.Add(attribute(s.Node, "name"), attribute(o.Node, "value"))
			}
		}
	}
	if got, want := values.Encode(), "actor=GHA&from=2031&kind=meeting&language=en&modality=occurred&place=Accra&topic=trade&until=2031-12&with=OSCE"; got != want {
		t.Errorf("the form says %s, want %s", got, want)
	}
}

func TestTimelineOfNobody(t *testing.T) {
	_, h := sample(t)
	if p := open(t, h, "/timeline?actor=Ruritania"); !strings.Contains(p.one("div", "notice").words(), "nobody and nothing of the name “Ruritania”") || len(p.events()) > 0 {
		t.Errorf("the page says %q", p.one("main").words())
	}
	p := open(t, h, "/timeline?actor=delegation")
	if got := p.one("div", "notice").links(); !slices.Contains(got, "/actors/GHA:delegation") || !slices.Contains(got, "/actors/OSCE:delegation") {
		t.Errorf("the page offers %v", got)
	}
	for _, query := range []string{"kind=party", "modality=perhaps", "from=soon"} {
		if p := get(t, h, "/timeline?"+query); p.status != http.StatusBadRequest {
			t.Errorf("%s: status %d", query, p.status)
		}
	}
}

// TestPages goes through a timeline page by page and holds that every event that
// is part of no other stands on one of them, the newest first.
func TestPages(t *testing.T) {
	rec := recordtest.Sample(t)
	for i := range 130 {
		e := rec.Events[0]
		e.ID, e.PartOf, e.Claims = "x"+string(rune('a'+i/26))+string(rune('a'+i%26)), "", nil
		e.Date = chancery.DayOf(2020, 1, 1+i).Date()
		rec.Events = append(rec.Events, e)
	}
	record := stillOf(rec)
	h := newSite(t, record)
	met := map[string]int{}
	day := chancery.LastDay
	pages := 0
	for at := "/timeline"; at != ""; pages++ {
		p := open(t, h, at)
		for _, id := range p.events() {
			e := record.fold.Event(id)
			if met[id]++; e.PartOf != "" || index.Latest(e.Date) == chancery.LastDay {
				continue
			}
			if d := index.Latest(e.Date); d > day {
				t.Errorf("%s: %s stands behind older ones", at, id)
			} else {
				day = d
			}
		}
		at = ""
		for _, a := range p.all("a") {
			if attribute(a.Node, "rel") == "next" {
				at = attribute(a.Node, "href")
			}
		}
	}
	if len(met) != len(rec.Events) || pages != 4 {
		t.Errorf("%d of %d events on %d pages", len(met), len(rec.Events), pages)
	}
	for id, n := range met {
		if n > 1 {
			t.Errorf("%s stands on %d pages", id, n)
		}
	}
	if p := open(t, h, "/timeline?page=99"); len(p.events()) == 0 {
		t.Error("a page past the end is empty")
	}
}

func TestEvent(t *testing.T) {
	_, h := sample(t)
	p := open(t, h, "/events/"+recordtest.Received)
	if got := p.one("h1").words(); !strings.Contains(got, "meeting") || !strings.Contains(got, "Accra") {
		t.Errorf("the heading is %q", got)
	}
	accounts := p.section("Where reports differ").all("div", "account")
	if len(accounts) != 2 {
		t.Fatalf("%d accounts stand side by side", len(accounts))
	}
	for i, want := range []struct{ value, words, report string }{{"4 Mar 2031", "March 4, 2031", "accra-talks.txt"}, {"5 Mar 2031", "5 Mart'ta", "akra-temaslari.txt"}} {
		got := accounts[i]
		if v := got.one("p", "value").words(); v != want.value || !marks(got)[want.words] || !strings.Contains(got.words(), want.report) {
			t.Errorf("account %d is %q, want %v", i, got.words(), want)
		}
	}
	if got := attribute(accounts[1].one("blockquote").Node, "lang"); got != "tr" {
		t.Errorf("the Turkish words are marked as %q", got)
	}
	why := p.section("Why this is one entry").words()
	if !strings.Contains(why, "same") || !strings.Contains(why, "score") {
		t.Errorf("why it is one: %q", why)
	}
	if w := do(h, request("GET", "/events/cb31000000000000")); w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/events/"+recordtest.Received {
		t.Errorf("an id that was merged away: status %d, %s", w.Code, w.Header().Get("Location"))
	}
	if p := open(t, h, "/events/"+recordtest.Visit); len(p.section("Belongs to it").events()) < 2 || !strings.Contains(p.section("How it stood").words(), "planned") {
		t.Errorf("the visit's page is %q", p.words())
	}
}

func TestActor(t *testing.T) {
	_, h := sample(t)
	p := open(t, h, "/actors/zofia-blahova-1")
	names := p.section("Names met").words()
	if !strings.Contains(names, "Žofia Blahová") || !strings.Contains(names, "Zofia Blahova") {
		t.Errorf("names: %q", names)
	}
	if got := p.section("Offices held").words(); !strings.Contains(got, "Deputy Secretary General (OSCE)") || !strings.Contains(got, "seen first") {
		t.Errorf("offices: %q", got)
	}
	if got := p.section("Contacts").links(); !slices.Contains(got, "/relation?a=zofia-blahova-1&b=kwabena-asiedu-mensah") {
		t.Errorf("contacts lead to %v", got)
	}
	if w := do(h, request("GET", "/actors/"+recordtest.AbsorbedID)); w.Header().Get("Location") != "/actors/zofia-blahova-1" {
		t.Errorf("an id that was merged away leads to %q", w.Header().Get("Location"))
	}
	if got := open(t, h, "/actors/OSCE%20PA").one("h1").words(); !strings.Contains(got, "OSCE PA") {
		t.Errorf("the heading is %q", got)
	}
	ghana := open(t, h, "/actors/GHA")
	figures := open(t, h, "/actors/OSCE%20PA").section("Figures in its reports").words()
	if !strings.Contains(figures, "41") || !strings.Contains(figures, "38") {
		t.Errorf("figures: %q", figures)
	}
	if got := ghana.section("Memberships").words(); !strings.Contains(got, "partner") || !strings.Contains(got, "2007") {
		t.Errorf("memberships: %q", got)
	}
}

func TestRelation(t *testing.T) {
	x, h := sample(t)
	p := open(t, h, "/relation?a=Ghana&b=Iceland")
	if got, want := p.events(), len(x.With("GHA", "ISL")); len(got) < want {
		t.Errorf("%d events of %d", len(got), want)
	}
	p = open(t, h, "/relation?a=Gana&b=AG%C4%B0T")
	if got := p.section("Last contact").words(); !strings.Contains(got, "Mar 2031") {
		t.Errorf("last contact: %q", got)
	}
	if got := p.section("Engagements by level").words(); !strings.Contains(got, "deputies") {
		t.Errorf("levels: %q", got)
	}
	if got := p.section("Ghana → OSCE").words(); !strings.Contains(got, "request") || !strings.Contains(got, "open") {
		t.Errorf("asked: %q", got)
	}
	if p := get(t, h, "/relation?a=GHA&b=Gana"); p.status != http.StatusBadRequest {
		t.Errorf("an actor with itself: status %d", p.status)
	}
	if got := open(t, h, "/relation?a=GHA&b=nobody").one("div", "notice").words(); !strings.Contains(got, "nobody") {
		t.Errorf("the page says %q", got)
	}
}

// TestGap counts the days since the last contact.
func TestGap(t *testing.T) {
	live := examples(t)
	p := open(t, newSite(t, live), "/relation?a=NOR&b=IDN")
	if got := p.section("Last contact").one("h2").words(); got != "Last contact 150 days ago" { // from 2 Nov 2025 to 1 Apr 2026
		t.Errorf("the gap is told as %q", got)
	}
}

func TestStart(t *testing.T) {
	live := examples(t)
	p := open(t, newSite(t, live), "/")
	if got := p.section("Planned").words(); !strings.Contains(got, "May 2026") {
		t.Errorf("planned: %q", got)
	}
	if len(p.section("Told last").events()) < 5 || len(p.section("Asked, and still open").events()) == 0 || len(p.section("Newest reports").all("li")) < 5 {
		t.Error("something is missing on the start page")
	}
}

func TestSources(t *testing.T) {
	_, h := sample(t)
	p := open(t, h, "/sources")
	if got := p.section("Outlets").words(); !strings.Contains(got, "Gulf Courier 2") {
		t.Errorf("outlets: %q", got)
	}
	if got := p.section("Origins").words(); !strings.Contains(got, "Ministry of Foreign Affairs of Ghana 2") {
		t.Errorf("origins: %q", got)
	}
	if got := p.section("Languages").words(); !strings.Contains(got, "English 7") {
		t.Errorf("languages: %q", got)
	}
}

func TestNotFound(t *testing.T) {
	_, h := sample(t)
	for _, at := range []string{"/events/none", "/reports/none", "/actors/none", "/nothing", "/timeline/x"} {
		if p := get(t, h, at); p.status != http.StatusNotFound || p.one("h1").words() != "Not found" {
			t.Errorf("%s: status %d", at, p.status)
		}
	}
}

// TestNetwork holds that a pair of parties is in the table and in the drawing as
// often as they met.
func TestNetwork(t *testing.T) {
	x, h := sample(t)
	p := open(t, h, "/network")
	met := 0
	for _, e := range x.With("GHA", "OSCE") {
		if index.Took(e) {
			met++
		}
	}
	want := "Ghana OSCE " + strconv.Itoa(met) + " "
	if rows := p.one("tbody").all("tr"); len(rows) == 0 || !strings.HasPrefix(rows[0].words(), want) {
		t.Errorf("the first of %d rows does not begin with %q", len(rows), want)
	}
	svg := p.one("svg", "network")
	if lines, rows := len(svg.all("line")), len(p.one("tbody").all("tr")); lines != rows {
		t.Errorf("%d lines for %d pairs", lines, rows)
	}
	if names := svg.words(); !strings.Contains(names, "Ghana") || !strings.Contains(names, "OSCE") {
		t.Errorf("the drawing names %q", names)
	}
	if got := open(t, h, "/network?until=1990").all("svg", "network"); len(got) > 0 {
		t.Error("a period without events is drawn")
	}
}

// TestAnswersInEvents asks questions that events answer, and one that none does.
func TestAnswersInEvents(t *testing.T) {
	h := newSite(t, examples(t))
	for question, want := range map[string]string{
		"when did Georgia last meet Portugal?":           "Last contact",
		"what did Georgia ask of Portugal":               "Asked",
		"visits to Georgia in 2025":                      "Visits",
		"Gürcistan ile Portekiz en son ne zaman görüştü": "Last contact",
	} {
		p := get(t, h, "/search?q="+url.QueryEscape(question))
		answer := p.all("section", "answer")
		if len(answer) != 1 || !strings.Contains(answer[0].words(), want) || len(answer[0].all("article", "event")) == 0 || len(answer[0].all("mark")) == 0 {
			t.Errorf("%s: no answer with its words", question)
		}
	}
	if p := get(t, h, "/search?q="+url.QueryEscape("when did Georgia last meet Kenya?")); len(p.all("section", "answer")) > 0 && len(p.all("article", "event")) > 0 {
		t.Error("an answer is made up")
	}
}
