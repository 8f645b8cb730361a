package web_test

import (
	"fmt"
	"net/http"
	"strconv"
	"testing"

	"chancery"
)

// large is a record of so many events among 200 states, 20,000 persons and as
// many reports as events, with a visit for every tenth, statements, figures and
// judgements.
func large(events int) *chancery.Record {
	rec := &chancery.Record{Absorbed: map[string]string{}}
	kinds := []chancery.Kind{chancery.KindVisit, chancery.KindMeeting, chancery.KindMeeting, chancery.KindCall, chancery.KindRequest, chancery.KindPraise}
	topics := []string{"trade", "energy", "border", "migration", "culture"}
	state := func(n int) string { return "S" + strconv.Itoa(100+n%200) }
	person := func(n int) string { return "person-" + strconv.Itoa(n%20_000) }
	for n := range 200 {
		rec.Actors = append(rec.Actors, chancery.Actor{ID: state(n), Type: chancery.State, Name: "State " + strconv.Itoa(100+n)})
	}
	for n := range 20_000 {
		rec.Actors = append(rec.Actors, chancery.Actor{ID: person(n), Type: chancery.Person, Name: fmt.Sprintf("Given%d Family%d", n%97, n), Of: state(n),
			Names: []chancery.NameForm{{Text: fmt.Sprintf("Given%d Family%d", n%97, n), Language: "en", Count: 3}, {Text: fmt.Sprintf("Fämily%d", n), Language: "tr", Count: 1}}})
	}
	for n := range events {
		report, claim := "r"+strconv.Itoa(n), "c"+strconv.Itoa(n)
		text := fmt.Sprintf("Report %d. Given%d Family%d met Given%d Family%d in Town%d on the day. They spoke at length about what was between them.", n, n%97, n%20_000, (n+7)%97, (n+7)%20_000, n%500)
		date := chancery.DayOf(1995, 1, 1+n%11_000).Date()
		rec.Reports = append(rec.Reports, chancery.Report{ID: report, Name: report + ".txt", Outlet: "Outlet " + strconv.Itoa(n%300), Chain: []string{"Outlet " + strconv.Itoa(n%300), "Agency " + strconv.Itoa(n%40)},
			Language: []string{"en", "tr"}[n%2], Published: date, PublishedBasis: chancery.Stated, Text: text})
		h := chancery.Happening{Kind: kinds[n%len(kinds)], Modality: chancery.Occurred, Date: date, DateBasis: chancery.Stated, Topics: topics[n%5 : n%5+1],
			Place: &chancery.Place{Name: "Town" + strconv.Itoa(n%500), Country: state(n), Basis: chancery.Stated},
			Participants: []chancery.Participant{
				{ID: person(n), Name: "x", Type: chancery.Person, Role: chancery.Visitor, Of: state(n), Office: &chancery.Office{Title: "Minister of Trade", Text: "trade minister", Of: state(n)}},
				{ID: person(n + 7), Name: "x", Type: chancery.Person, Role: chancery.Host, Of: state(n + 7), Office: &chancery.Office{Title: "President", Text: "president", Of: state(n + 7)}},
			}}
		source := chancery.Evidence{Field: "event", Span: chancery.Span{Start: 0, End: len(text)}, Quote: text, Rule: "en.meet"}
		event := chancery.Event{ID: claim, Happening: h, Claims: []string{claim}, Reports: []string{report}, Origins: []string{report}}
		c := chancery.Claim{ID: claim, Report: report, Sort: chancery.SortEvent, Event: &h, Sources: []chancery.Evidence{source}}
		if n%10 > 6 {
			event.PartOf = "c" + strconv.Itoa(n-n%10)
		}
		rec.Claims, rec.Events = append(rec.Claims, c), append(rec.Events, event)
		said := chancery.Statement{Speaker: person(n), Name: "x", Form: chancery.Indirect, Quote: text, Event: claim}
		rec.Claims = append(rec.Claims, chancery.Claim{ID: "s" + strconv.Itoa(n), Report: report, Sort: chancery.SortStatement, Order: 1, Statement: &said, Sources: []chancery.Evidence{{Field: "statement", Span: source.Span, Quote: text}}})
		rec.Statements = append(rec.Statements, chancery.Stored[chancery.Statement]{ID: "s" + strconv.Itoa(n), Value: said, Claims: []string{"s" + strconv.Itoa(n)}})
		if n%3 == 0 {
			rec.Figures = append(rec.Figures, chancery.Stored[chancery.Figure]{ID: "f" + strconv.Itoa(n), Value: chancery.Figure{Value: float64(n), Unit: "tonnes", What: "wheat", Scope: strconv.Itoa(n % 50), AsOf: date}, Claims: []string{claim}})
		}
		if n > 0 {
			rec.Judgements = append(rec.Judgements, chancery.Judgement{A: "c" + strconv.Itoa(n-1), B: claim, Verdict: chancery.Different, By: chancery.Program, Score: 1})
		}
	}
	return rec
}

// BenchmarkPages answers each sort of page from a record of 100,000 events that is
// folded; the first request, which makes the lists of a new fold, is not counted.
func BenchmarkPages(b *testing.B) {
	h := newSite(b, stillOf(large(100_000)))
	pages := map[string]string{
		"start": "/", "timeline": "/timeline", "timeline-last": "/timeline?page=9999", "timeline-actor": "/timeline?actor=S107", "timeline-pair": "/timeline?actor=S107&with=S114",
		"timeline-kind": "/timeline?kind=meeting", "timeline-name": "/timeline?actor=fam%C4%B1ly777", "timeline-words": "/timeline?kind=meeting&topic=trade&place=Town7&from=2001&until=2011&language=en",
		"event": "/events/c50000", "report": "/reports/r50000", "state": "/actors/S107", "person": "/actors/person-777", "relation": "/relation?a=S107&b=S114",
		"brief-state": "/brief?a=S107", "brief": "/brief?a=S107&b=S114", "sources": "/sources", "search": "/search?q=family777", "queue": "/queue",
	}
	for _, at := range pages {
		do(h, request("GET", at))
	}
	for name, at := range pages {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if w := do(h, request("GET", at)); w.Code != http.StatusOK {
					b.Fatalf("status %d", w.Code)
				}
			}
		})
	}
}

// BenchmarkShelf is what the first request after a fold waits for.
func BenchmarkShelf(b *testing.B) {
	rec := large(100_000)
	for b.Loop() {
		do(newSite(b, stillOf(rec)), request("GET", "/"))
	}
}
