package web

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"chancery"
	"chancery/internal/desk"
	"chancery/internal/prose"
)

// decided is what was decided just now, with what takes it back.
type decided struct {
	ID  string
	Act chancery.Act
}

// decidedKey is the key of an address that names a decision.
const decidedKey = "decided"

// decidedNow is the decision that the address names and that holds.
func (v *visit) decidedNow() *decided {
	if v.shelf == nil {
		return nil
	}
	id := v.URL.Query().Get(decidedKey)
	for _, d := range chancery.InForce(v.Decisions) {
		if d.ID == id {
			return &decided{d.ID, d.Act}
		}
	}
	return nil
}

// needed is how many things a decision is about: least, most.
func needed(act chancery.Act) (least, most int) {
	switch act {
	case chancery.ActSame, chancery.ActDifferent, chancery.ActUnsure:
		return 2, 2
	case chancery.ActSplit:
		return 2, 1000
	}
	return 1, 1
}

// judge keeps a decision that a form sends, and goes back to where it was made.
func (s *Site) judge(w http.ResponseWriter, v *visit) {
	r := v.Request
	order := desk.Order{
		Act: chancery.Act(r.PostForm.Get("act")), On: given(r.PostForm["on"]), Field: r.PostForm.Get("field"),
		Value: strings.TrimSpace(r.PostForm.Get("value")), Why: strings.TrimSpace(r.PostForm.Get("why")), By: v.name, At: s.config.Now(),
	}
	least, most := needed(order.Act)
	if !slices.Contains(chancery.Acts(), order.Act) || len(order.On) < least || len(order.On) > most {
		s.refuse(w, v, chancery.Errorf(chancery.Invalid, "the form does not say what is decided on what"))
		return
	}
	// Once begun it is kept, even when the browser does not wait.
	d, err := s.record.Decide(context.WithoutCancel(r.Context()), order)
	if err != nil {
		s.refuse(w, v, err)
		return
	}
	http.Redirect(w, r, marked(here(r.PostForm.Get("to")), d), http.StatusSeeOther)
}

func (s *Site) refuse(w http.ResponseWriter, v *visit, err error) {
	status, said := s.failure(v, err)
	s.write(w, v, status, "error", said)
}

// marked is an address that names a decision; an undo is not taken back by a
// button.
func marked(address string, d chancery.Decision) string {
	u, err := url.Parse(address)
	if err != nil {
		return "/"
	}
	q := u.Query()
	q.Del(decidedKey)
	if d.Act != chancery.ActUndo {
		q.Set(decidedKey, d.ID)
	}
	u.RawQuery = q.Encode()
	return u.String()
}

// queuePage is the pairs that the program is in doubt about.
type queuePage struct {
	Doubts []doubt
	All    int
	Pages  pager
}

type doubt struct {
	Verdict chancery.Verdict // of the program
	Score   string
	Why     string
	Sides   []doubtSide
}

type doubtSide struct {
	Claim string
	Item  item
	Quote quote
}

const doubtsPerPage = 10

func (v *visit) queue() (any, error) {
	q := v.URL.Query()
	q.Del(decidedKey)
	doubts, pages := paged(q, v.URL.Path, v.doubts, doubtsPerPage)
	p := queuePage{All: len(v.doubts), Pages: pages}
	for _, j := range doubts {
		d := doubt{Verdict: j.Verdict, Score: fmt.Sprintf("%.2f", j.Score), Why: prose.Clean(j.Why)}
		for _, id := range []string{j.A, j.B} {
			c, r := v.Claim(id), v.ReportOf(id)
			if c == nil || r == nil {
				continue
			}
			d.Sides = append(d.Sides, doubtSide{Claim: id, Item: v.item(v.EventOf(id)), Quote: v.tellingOf(r, c)})
		}
		if len(d.Sides) == 2 {
			p.Doubts = append(p.Doubts, d)
		}
	}
	return p, nil
}

// logPage is what people decided, the newest first.
type logPage struct {
	Lines []decisionLine
	Pages pager
}

type decisionLine struct {
	ID, At, By   string
	Act          chancery.Act
	Field, Value string
	Undoes, Why  string
	Holds        bool // it was not undone
	On, And      []targetLine
}

type targetLine struct {
	Name, Quote string
	Report      link
}

const decisionsPerPage = 50

func (v *visit) log() (any, error) {
	q := v.URL.Query()
	q.Del(decidedKey)
	newest := slices.Clone(v.Decisions)
	slices.Reverse(newest)
	newest, pages := paged(q, v.URL.Path, newest, decisionsPerPage)
	p := logPage{Pages: pages}
	undone := chancery.Undone(v.Decisions)
	for _, d := range newest {
		p.Lines = append(p.Lines, decisionLine{
			ID: d.ID, At: d.At.UTC().Format("2006-01-02 15:04"), By: prose.Clean(d.By), Act: d.Act, Field: d.Field, Value: prose.Clean(d.Value),
			Undoes: d.Undoes, Why: prose.Clean(d.Why), Holds: !undone[d.ID], On: v.targets(d.On), And: v.targets(d.And),
		})
	}
	return p, nil
}

// mostTargets is how many claims of a decision are shown.
const mostTargets = 3

func (v *visit) targets(all []chancery.Target) []targetLine {
	var out []targetLine
	for _, t := range all[:min(len(all), mostTargets)] {
		line := targetLine{Name: short(t.Name), Quote: prose.Cut(prose.Clean(t.Quote), 2*mostName)}
		if r := v.Report(t.Report); r != nil {
			line.Report = link{short(r.Name), wordsURL(r.ID, t.Span.Start)}
		}
		out = append(out, line)
	}
	return out
}
