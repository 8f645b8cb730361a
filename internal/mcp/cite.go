package mcp

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"chancery"
	"chancery/internal/index"
	"chancery/internal/prose"
)

// citation is words of a report that something in an answer rests on.
type citation struct {
	Of        string        `json:"of"`    // id of the event, statement or report; of a brief the number of the source
	Claim     string        `json:"claim"` // empty where the words were found by search, or stand in a brief
	Report    string        `json:"report"`
	Name      string        `json:"name"`
	Outlet    string        `json:"outlet"`
	URL       string        `json:"url"`
	Published chancery.Date `json:"published"` // EDTF; empty where it is unknown
	Quote     string        `json:"quote"`     // as it stands in the text
	Start     int           `json:"start"`     // in code points of the text
	End       int           `json:"end"`
}

const (
	mostCited = 3   // of an event in a list
	mostQuote = 600 // bytes
)

// cite makes a citation of a stretch of the report; a long one is cut.
func cite(of, claim string, r *chancery.Report, at chancery.Span) citation {
	at.Start = min(max(at.Start, 0), len(r.Text))
	at.End = min(max(at.End, at.Start), len(r.Text))
	if at.Len() > mostQuote {
		at.End = at.Start + mostQuote
		for at.End > at.Start && !utf8.RuneStart(r.Text[at.End]) {
			at.End--
		}
	}
	start := utf8.RuneCountInString(r.Text[:at.Start])
	return citation{
		Of: of, Claim: claim, Report: r.ID, Name: r.Name, Outlet: index.Outlets(r), URL: r.URL, Published: r.Published,
		Quote: at.In(r.Text), Start: start, End: start + utf8.RuneCountInString(at.In(r.Text)),
	}
}

// claimed are citations of claims, at most so many, each of another report.
func (c *call) claimed(of string, claims []*chancery.Claim, most int) []citation {
	var out []citation
	seen := map[string]bool{}
	for _, one := range claims {
		r := c.Report(one.Report)
		if len(out) == most || r == nil || seen[r.ID] {
			continue
		}
		if at := index.TellingSpan(r.Text, one); !at.Empty() {
			seen[r.ID] = true
			out = append(out, cite(of, one.ID, r, at))
		}
	}
	return out
}

// told are the citations of an event in a list: first those of reports whose news
// it is.
func (c *call) told(e *chancery.Event) []citation {
	var news, passing []*chancery.Claim
	for _, one := range c.Telling(e) {
		if one.Context {
			passing = append(passing, one)
		} else {
			news = append(news, one)
		}
	}
	return c.claimed(e.ID, append(news, passing...), mostCited)
}

// said are the citations of a statement.
func (c *call) said(s *chancery.Stored[chancery.Statement]) []citation {
	var out []citation
	for _, id := range s.Claims[:min(len(s.Claims), mostCited)] {
		one, r := c.Claim(id), c.ReportOf(id)
		if one == nil || r == nil {
			continue
		}
		at, ok := one.Source("statement")
		if !ok {
			at, ok = one.Source("quote")
		}
		if ok {
			out = append(out, cite(s.ID, id, r, at.Span))
		}
	}
	return out
}

// sources are the citations in words.
func sources(all []citation) string {
	if len(all) == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteString("\nCitations (the words stand in the reports between the code points that are given)\n")
	for _, c := range all {
		name := prose.Cut(prose.Clean(c.Name), 100)
		if c.Outlet != "" {
			name += ", " + prose.Cut(prose.Clean(c.Outlet), 200)
		}
		fmt.Fprintf(&b, "%s: %s — %s, %s; report %s, %d-%d\n", c.Of, prose.Quote(c.Quote, mostQuote), name, prose.Date(c.Published), c.Report, c.Start, c.End)
	}
	return b.String()
}

// cut is the text, or as many of its lines as have room, and a word on that.
func cut(text string, most int) string {
	if len(text) <= most {
		return text
	}
	text = text[:most]
	return text[:strings.LastIndexByte(text, '\n')+1] + "... the rest of the text has no room; ask for less, or see the structured content\n"
}
