package web

import (
	"cmp"
	"errors"
	"fmt"
	"net/url"
	"strings"

	"chancery"
	"chancery/data"
	"chancery/internal/ask"
	"chancery/internal/desk"
	"chancery/internal/gazetteer"
	"chancery/internal/index"
	"chancery/internal/prose"
)

// searchPage is what was found for a query, or the answer to a question.
type searchPage struct {
	Query         string
	Answer        *answerTo
	Actors        []actorLine
	Statements    []said
	AllStatements int
	Reports       []quote
	AllReports    int
	Pages         pager
}

// actorLine is an actor in one line.
type actorLine struct {
	Link link
	Type chancery.ActorType
	Of   link
}

// answerTo is who held an office on a date, or the events that answer a question of
// another sort.
type answerTo struct {
	Sort   ask.Sort // empty of who held an office
	Events []answerLine
	All    int

	Office  string
	Of      link
	On      chancery.Date
	Holders []holder
	Near    []holder // when it is not known: who held it before and after
}

// answerLine is an event that answers, with the words of its reports.
type answerLine struct {
	Item    item
	Sources []quote
}

type holder struct {
	Name        link
	Title       string
	From, Until chancery.Date
	Inferred    bool
	Table       bool // by the program's table of leaders
	Sources     []quote
}

const (
	foundPerPage = 20
	mostActors   = 10
)

// search finds actors, statements and reports. The id of an event, a claim or a
// report leads to it.
func (v *visit) search() (any, error) {
	q := v.URL.Query()
	p := searchPage{Query: prose.Clean(q.Get("q"))}
	if strings.TrimSpace(q.Get("q")) == "" {
		return p, nil
	}
	if to := v.byID(strings.TrimSpace(q.Get("q"))); to != "" {
		return nil, &moved{to}
	}
	var err error
	if p.Answer, err = v.answer(q.Get("q")); err != nil {
		return nil, err
	}
	for _, a := range v.NamesOf(q.Get("q"), mostActors) {
		p.Actors = append(p.Actors, actorLine{v.actorLink(a.ID), a.Type, v.actorLink(a.Of)})
	}
	page := asked(q)
	if page == 1 {
		found, all, err := v.site.record.Search(v.Context(), desk.Query{Words: q.Get("q"), Statements: true}, 0, foundPerPage)
		if err != nil {
			return nil, err
		}
		p.AllStatements = all
		for _, f := range found {
			if s := v.StatementOf(f.Claim); s != nil {
				p.Statements = append(p.Statements, v.said(s))
			}
		}
	}
	found, all, err := v.site.record.Search(v.Context(), desk.Query{Words: q.Get("q")}, (page-1)*foundPerPage, foundPerPage)
	if err != nil {
		return nil, err
	}
	p.AllReports = all
	p.Pages = newPager(q, v.URL.Path, page, lastPage(all, foundPerPage))
	for _, f := range found {
		if r := v.Report(f.Report); r != nil {
			p.Reports = append(p.Reports, v.snippet(r, q.Get("q")))
		}
	}
	return p, nil
}

func (v *visit) snippet(r *chancery.Report, query string) quote {
	out := quote{Report: v.reportLine(r), Language: spoken(r.Language), URL: reportURL(r.ID)}
	for _, one := range index.Snippet(r.Text, query) {
		out.Runs = append(out.Runs, run{prose.Visible(one.Text), one.Marked})
	}
	return out
}

// byID is the address of the event or report that has the id; empty where none
// has it. The code of a state is a word to look for, too.
func (v *visit) byID(id string) string {
	switch {
	case v.Event(id) != nil:
		return eventURL(v.Event(id).ID)
	case v.Report(id) != nil:
		return reportURL(id)
	case v.EventOf(id) != nil:
		return eventURL(v.EventOf(id).ID)
	}
	return ""
}

// asker understands questions.
type asker struct {
	questions *ask.Reader
	leaders   *gazetteer.Leaders
}

// newAsker loads what is needed to understand a question, which takes a moment.
func newAsker() (*asker, error) {
	questions, err := ask.New(data.FS)
	if err != nil {
		return nil, fmt.Errorf("web: loading the questions: %w", err)
	}
	leaders, err := gazetteer.LoadLeaders(data.FS)
	if err != nil {
		return nil, fmt.Errorf("web: loading the leaders: %w", err)
	}
	return &asker{questions, leaders}, nil
}

// leastQuestion is how many words a question has at least.
const leastQuestion = 3

// answer is the answer to a question; nil where the query is none that the
// program understands.
func (v *visit) answer(query string) (*answerTo, error) {
	if len(strings.Fields(query)) < leastQuestion {
		return nil, nil
	}
	a, err := v.site.asking()
	if err != nil {
		return nil, err
	}
	question, err := a.questions.Read(v.Context(), query)
	if err != nil {
		return nil, unlessInvalid(err)
	}
	if question.Sort != ask.Holder {
		return v.eventsFor(question)
	}
	known := v.WhoHeld(question.Office, question.On, a.leaders)
	out := &answerTo{Office: prose.Cut(index.OfficeName(question.Office), mostName), Of: v.actorLink(question.Office.Of), On: question.On}
	for i := range known.Holders {
		out.Holders = append(out.Holders, v.holder(&known.Holders[i]))
	}
	for i := range known.Near {
		out.Near = append(out.Near, v.holder(&known.Near[i]))
	}
	return out, nil
}

// eventsFor answers a question in events; nil where it names nobody of the record.
func (v *visit) eventsFor(question ask.Question) (*answerTo, error) {
	events, err := question.Events(v.Index)
	var known *chancery.Error
	if errors.As(err, &known) && known.Code == chancery.NotFound {
		return nil, nil
	}
	if err != nil {
		return nil, unlessInvalid(err)
	}
	out := &answerTo{Sort: question.Sort, All: len(events)}
	for _, e := range events[:min(len(events), mostListed)] {
		line := answerLine{Item: v.item(e)}
		for _, c := range v.Telling(e)[:min(len(v.Telling(e)), mostSources)] {
			at, ok := c.Source("event")
			if !ok && len(c.Sources) > 0 {
				at, ok = c.Sources[0], true
			}
			if q, shown := v.quoted(c, at); ok && shown {
				line.Sources = append(line.Sources, q)
			}
		}
		out.Events = append(out.Events, line)
	}
	return out, nil
}

// unlessInvalid is the error, but for one that says that something was not
// understood.
func unlessInvalid(err error) error {
	var known *chancery.Error
	if errors.As(err, &known) && known.Code == chancery.Invalid {
		return nil
	}
	return err
}

func (v *visit) holder(h *index.Held) holder {
	out := holder{
		Name: link{Text: short(h.Name)}, Title: prose.Cut(cmp.Or(prose.Clean(h.Office.Title), prose.Clean(h.Office.Text)), mostName),
		From: h.From, Until: h.Until, Inferred: h.Basis == chancery.Inferred, Table: h.Table != "",
	}
	if v.Actor(h.Actor) != nil {
		out.Name = v.actorLink(h.Actor)
	}
	for _, s := range h.Seen {
		out.Sources = append(out.Sources, v.claimed(s.Claims, "office")...)
	}
	return out
}

// withQuery is an address with a query, if there is one.
func withQuery(address, query string) string {
	u := url.URL{Path: address, RawPath: address, RawQuery: query}
	if path, err := url.PathUnescape(address); err == nil {
		u.Path = path
	}
	return u.String()
}
