package web

import (
	"cmp"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"chancery"
	"chancery/internal/index"
	"chancery/internal/prose"
)

// reportPage is a report with the words that something was read from.
type reportPage struct {
	Line     reportLine
	Author   string
	Address  string // as text
	Visit    string // the address, where a browser may follow it
	SHA256   string
	Segments []segment
	Claims   []claimLine
}

// segment is a stretch of the text on which the same claims rest.
type segment struct {
	Text   string
	ID     string // empty where no words of a claim begin
	Marked bool   // words of a field
	Told   bool   // the clause of an event or statement
	Fields string // for which fields
	Opens  bool   // the words that the address asks for begin here
	Closes bool   // they end here
	Claims string // the places of the claims in the list beside the text, parted by spaces
}

// claimLine is a claim in one line.
type claimLine struct {
	Sort    chancery.Sort
	Context bool
	Item    *item  // of an event, as this report tells of it
	Event   string // address of the event that it is part of
	Said    *said
	Text    string // of all else
	At      string // where its words stand
	Filled  []string
}

// wordsURL leads to words in their report.
func wordsURL(report string, start int) string { return reportURL(report) + "#" + anchor(start) }

// quoteURL leads to words in their report, and has them marked there in whole.
func quoteURL(report string, words chancery.Span) string {
	return reportURL(report) + "?" + url.Values{"words": {fmt.Sprintf("%d-%d", words.Start, words.End)}}.Encode() + "#" + anchor(words.Start)
}

// askedWords are the words of the text that an address asks for; empty where it
// asks for none, or for what are none.
func askedWords(q url.Values, text string) chancery.Span {
	from, to, _ := strings.Cut(q.Get("words"), "-")
	start, err1 := strconv.Atoi(from)
	end, err2 := strconv.Atoi(to)
	if err1 != nil || err2 != nil || start < 0 || end <= start || end > len(text) || !utf8.RuneStart(text[start]) || end < len(text) && !utf8.RuneStart(text[end]) {
		return chancery.Span{}
	}
	return chancery.Span{Start: start, End: end}
}

func anchor(start int) string { return "w" + strconv.Itoa(start) }

func (v *visit) report() (any, error) {
	id := v.PathValue("id")
	r := v.Report(id)
	if r == nil {
		return nil, chancery.Errorf(chancery.NotFound, "the record has no report %s", prose.Cut(id, mostName))
	}
	p := reportPage{Line: v.reportLine(r), Author: short(r.Author), Address: prose.Cut(prose.Clean(r.URL), 2*mostName), SHA256: prose.Clean(r.SHA256)}
	if u, err := url.Parse(r.URL); err == nil && (u.Scheme == "https" || u.Scheme == "http") {
		p.Visit = u.String()
	}
	claims := v.ClaimsOf(r.ID)
	p.Segments = segments(v.words, r, claims, askedWords(v.URL.Query(), r.Text))
	for _, c := range claims {
		p.Claims = append(p.Claims, v.claimLine(r, c))
	}
	return p, nil
}

// segments cuts the text where words of claims, and those that are asked for,
// begin and end.
func segments(w *words, r *chancery.Report, claims []*chancery.Claim, asked chancery.Span) []segment {
	type mark struct {
		chancery.Span
		field string
		whole bool
		claim int // its place
	}
	var marks []mark
	begins := map[int]bool{}
	cuts := []int{0, len(r.Text)}
	for at, c := range claims {
		for _, s := range c.Sources {
			if s.Start < 0 || s.End > len(r.Text) || s.Empty() {
				continue
			}
			marks = append(marks, mark{s.Span, index.FieldOf(s.Field), s.Field == string(c.Sort), at})
			begins[s.Start] = true
			cuts = append(cuts, s.Start, s.End)
		}
	}
	if !asked.Empty() {
		cuts = append(cuts, asked.Start, asked.End)
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	slices.SortStableFunc(marks, func(a, b mark) int { return cmp.Compare(a.Start, b.Start) })
	var out []segment
	var open []mark
	for i := range len(cuts) - 1 {
		from, to := cuts[i], cuts[i+1]
		open = slices.DeleteFunc(open, func(m mark) bool { return m.End <= from })
		for len(marks) > 0 && marks[0].Start <= from {
			open, marks = append(open, marks[0]), marks[1:]
		}
		s := segment{Text: prose.Visible(r.Text[from:to])}
		if !asked.Empty() {
			s.Opens, s.Closes = from == asked.Start, to == asked.End
		}
		if begins[from] {
			s.ID = anchor(from)
		}
		var fields, of []string
		for _, m := range open {
			if at := strconv.Itoa(m.claim); !slices.Contains(of, at) {
				of = append(of, at)
			}
			if m.whole {
				s.Told = true
				continue
			}
			s.Marked = true
			if f := w.Label("field", m.field); !slices.Contains(fields, f) {
				fields = append(fields, f)
			}
		}
		s.Fields, s.Claims = strings.Join(fields, ", "), strings.Join(of, " ")
		out = append(out, s)
	}
	return out
}

func (v *visit) claimLine(r *chancery.Report, c *chancery.Claim) claimLine {
	line := claimLine{Sort: c.Sort, Context: c.Context}
	if len(c.Sources) > 0 {
		at := c.Sources[0]
		if own, ok := c.Source(string(c.Sort)); ok {
			at = own
		}
		line.At = wordsURL(r.ID, at.Start)
	}
	if e := v.EventOf(c.ID); e != nil {
		line.Event = eventURL(e.ID)
	}
	for _, f := range c.Filled {
		line.Filled = append(line.Filled, v.Label("field", index.FieldOf(f.Field)))
	}
	slices.Sort(line.Filled)
	line.Filled = slices.Compact(line.Filled)
	switch {
	case c.Event != nil:
		one := v.item(&chancery.Event{ID: c.ID, Happening: *c.Event, Claims: []string{c.ID}, Reports: []string{r.ID}})
		one.URL = line.Event
		line.Item = &one
	case c.Statement != nil:
		one := v.said(&chancery.Stored[chancery.Statement]{Value: *c.Statement})
		line.Said = &one
	case c.Tenure != nil:
		line.Text = strings.Join(given([]string{short(c.Tenure.Name), prose.Cut(index.OfficeName(c.Tenure.Office), mostName), v.actorLink(c.Tenure.Office.Of).Text}), ", ")
	case c.Membership != nil:
		m := v.membership(c.Membership)
		line.Text = strings.Join(given([]string{m.Party.Text, m.Framework.Text, v.Label("membership", m.Status)}), ", ")
	case c.Figure != nil:
		line.Text = strings.Join(given([]string{number(c.Figure.Value) + " " + prose.Clean(c.Figure.Unit), short(c.Figure.What), short(c.Figure.Scope)}), ", ")
	}
	return line
}

// number is a figure's value without more digits than it has.
func number(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

// membershipLine is a party's place in a framework.
type membershipLine struct {
	Party, Framework, Succeeds link
	Status                     string
	Since, Until               chancery.Date
	Sources                    []quote
}

func (v *visit) membership(m *chancery.Membership) membershipLine {
	return membershipLine{
		Party: v.actorLink(m.Party), Framework: v.actorLink(cmp.Or(m.Framework, m.Name)), Succeeds: v.actorLink(m.Succeeds),
		Status: prose.Clean(m.Status), Since: m.Since, Until: m.Until,
	}
}
