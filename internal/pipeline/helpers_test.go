package pipeline_test

import (
	"context"
	"fmt"
	"sync"
	"testing"

	"chancery"
	"chancery/data"
	"chancery/internal/pipeline"
)

// loaded is the pipeline of the embedded data; it never changes, so that all
// tests share one.
var loaded = sync.OnceValues(func() (*pipeline.Pipeline, error) { return pipeline.New(data.FS) })

func embedded(t testing.TB) *pipeline.Pipeline {
	t.Helper()
	p, err := loaded()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// report is a text as a report of Thursday, 15 May 2025.
func report(code, text string) chancery.Report {
	return chancery.Report{ID: chancery.ReportID("", "", text), Name: "example.txt", Language: code,
		Published: "2025-05-15", PublishedBasis: chancery.Stated, Text: text}
}

func read(t testing.TB, p *pipeline.Pipeline, r chancery.Report) []chancery.Claim {
	t.Helper()
	claims, err := p.Read(context.Background(), r)
	if err != nil {
		t.Fatal(err)
	}
	return claims
}

// faults are what is wrong with the claims of a report, whatever it says.
func faults(r chancery.Report, claims []chancery.Claim) []string {
	var out []string
	fault := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	ids := map[string]int{}
	for i, c := range claims {
		if _, ok := ids[c.ID]; ok || c.ID == "" {
			fault("claim %d has the id %q of another", i, c.ID)
		}
		ids[c.ID] = i
	}
	for i, c := range claims {
		if c.Report != r.ID {
			fault("claim %d is of report %q", i, c.Report)
		}
		if _, ok := ids[c.PartOf]; c.PartOf != "" && (!ok || c.PartOf == c.ID) {
			fault("claim %d is part of %q, which is no other claim", i, c.PartOf)
		}
		if len(c.Sources) == 0 {
			fault("claim %d rests on nothing", i)
		}
		for _, e := range c.Sources {
			switch {
			case e.Start < 0 || e.End > len(r.Text) || e.Start >= e.End:
				fault("claim %d: %s rests on [%d,%d) of %d bytes", i, e.Field, e.Start, e.End, len(r.Text))
			case e.In(r.Text) != e.Quote:
				fault("claim %d: %s quotes %q, but the text has %q", i, e.Field, e.Quote, e.In(r.Text))
			case e.Field == "" || e.Rule == "":
				fault("claim %d: evidence %+v without field or rule", i, e)
			}
		}
		if bodies(c) != 1 {
			fault("claim %d of sort %q has %d bodies", i, c.Sort, bodies(c))
		}
		if c.Event != nil {
			for _, f := range eventFaults(c.Event) {
				fault("claim %d: %s", i, f)
			}
		}
	}
	return out
}

// bodies counts those that a claim has, of the sort that it names.
func bodies(c chancery.Claim) int {
	n := 0
	for sort, set := range map[chancery.Sort]bool{chancery.SortEvent: c.Event != nil, chancery.SortStatement: c.Statement != nil,
		chancery.SortTenure: c.Tenure != nil, chancery.SortMembership: c.Membership != nil, chancery.SortFigure: c.Figure != nil} {
		if set && sort == c.Sort {
			n++
		} else if set {
			n += 2
		}
	}
	return n
}

func eventFaults(h *chancery.Happening) []string {
	var out []string
	if _, err := chancery.ParseDate(string(h.Date)); err != nil {
		out = append(out, err.Error())
	}
	if (h.Date == "") != (h.DateBasis == "") {
		out = append(out, fmt.Sprintf("date %q with the basis %q", h.Date, h.DateBasis))
	}
	if len(h.Participants) == 0 && h.Name == "" {
		out = append(out, "nobody takes part")
	}
	for i, p := range h.Participants {
		if p.Type == "" || p.Role == "" {
			out = append(out, fmt.Sprintf("participant %d %q without type or role", i, p.Name))
		}
		if (p.Of == "") != (p.OfBase == "") {
			out = append(out, fmt.Sprintf("participant %d %q acts for %q with the basis %q", i, p.Name, p.Of, p.OfBase))
		}
		if p.Name == "" && p.Office == nil && p.Of == "" {
			out = append(out, fmt.Sprintf("participant %d is nobody", i))
		}
	}
	return out
}
