package brief

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"chancery"
	"chancery/data"
	"chancery/internal/index"
	"chancery/internal/name"
	"chancery/internal/ontology"
	"chancery/internal/prose"
)

// scope is what a brief keeps to: from when on, and what about.
type scope struct {
	since chancery.Day  // FirstDay: no bound
	from  chancery.Date // the same as it was asked for

	subject   string   // as it is called; empty: about all
	topics    []string // one of these,
	framework string   // or this
}

// within finds the scope that is asked for.
func (n *note) within(q Query) (scope, error) {
	s := scope{since: chancery.FirstDay}
	if q.Since != "" {
		first, last, ok := q.Since.Bounds()
		if !ok || len(q.Since) > len("2025-03-08") || first == chancery.FirstDay || last == chancery.LastDay {
			return s, chancery.Errorf(chancery.Invalid, "%q is no day, month or year; write 2025-03-08, 2025-03 or 2025", prose.Cut(prose.Clean(string(q.Since)), mostName))
		}
		s.since, s.from = first, q.Since
	}
	if strings.TrimSpace(q.About) == "" {
		return s, nil
	}
	err := n.findSubject(&s, q.About)
	return s, err
}

// findSubject finds the topics or the framework that go by the name: a topic's
// English name, its name in the language of the brief or its IPTC code; a
// framework's name in the record or in the program's table.
func (n *note) findSubject(s *scope, asked string) error {
	known, err := ontology.Load(data.FS)
	if err != nil {
		return fmt.Errorf("brief: reading the topics: %w", err)
	}
	want := name.Fold(asked)
	var names []string // that could have been meant
	for _, t := range n.topicsOf(known) {
		code := slices.ContainsFunc(t.IPTC, func(c string) bool {
			return want == name.Fold(c) || want == name.Fold(strings.TrimPrefix(c, "medtop:"))
		})
		if code || want == name.Fold(t.Name) || want == name.Fold(n.subjectName(t.Name)) {
			s.topics = append(s.topics, t.Name)
		}
		names = append(names, t.Name, n.subjectName(t.Name))
	}
	if len(s.topics) > 0 {
		var called []string
		for _, t := range s.topics {
			called = append(called, n.subjectName(t))
		}
		s.subject = n.List(called)
		return nil
	}
	for _, f := range n.frameworks() {
		if want == name.Fold(f) || want == name.Fold(n.Name(f)) {
			s.subject, s.framework = safe(f), f
			return nil
		}
		names = append(names, f)
	}
	if f := index.Framework(asked); f != "" {
		s.subject, s.framework = safe(f), f
		return nil
	}
	message := fmt.Sprintf("there is no topic or framework %q", prose.Cut(prose.Clean(asked), mostName))
	if near := nearest(want, names); len(near) > 0 {
		message += "; near it are " + strings.Join(near, ", ")
	}
	return chancery.Errorf(chancery.NotFound, "%s", message)
}

// topicsOf are the topics of the list, and those that only the record has, by name.
func (n *note) topicsOf(known *ontology.Ontology) []ontology.Topic {
	out := known.AllTopics()
	met := map[string]bool{}
	for _, t := range out {
		met[t.Name] = true
	}
	for _, e := range n.Events {
		for _, t := range e.Topics {
			if !met[t] {
				met[t] = true
				out = append(out, ontology.Topic{Name: t})
			}
		}
	}
	slices.SortFunc(out, func(a, b ontology.Topic) int { return strings.Compare(a.Name, b.Name) })
	return out
}

// frameworks are those that events and memberships of the record name, sorted.
func (n *note) frameworks() []string {
	var out []string
	for _, e := range n.Events {
		out = append(out, e.Frameworks...)
	}
	for _, m := range n.Memberships {
		if f := cmp.Or(m.Value.Framework, m.Value.Name); f != "" {
			out = append(out, f)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// mostNear is how many names an unknown one is answered with.
const mostNear = 5

// nearest are the names that share most pairs of letters with a folded one, by
// Dice's coefficient, the nearest first; none that share less than a third.
func nearest(folded string, names []string) []string {
	const least = 1.0 / 3
	type scored struct {
		name  string
		score float64
	}
	var all []scored
	slices.Sort(names)
	for _, candidate := range slices.Compact(names) {
		if score := alike(pairs(folded), pairs(name.Fold(candidate))); score >= least {
			all = append(all, scored{safe(candidate), score})
		}
	}
	slices.SortStableFunc(all, func(a, b scored) int { return cmp.Compare(b.score, a.score) })
	var out []string
	for _, s := range all[:min(len(all), mostNear)] {
		out = append(out, s.name)
	}
	return out
}

// pairs are the neighbouring letters of a text, with its ends.
func pairs(s string) []string {
	letters := []rune(" " + s + " ")
	var out []string
	for i := range len(letters) - 1 {
		out = append(out, string(letters[i:i+2]))
	}
	return out
}

func alike(a, b []string) float64 {
	left, shared := slices.Clone(b), 0
	for _, p := range a {
		if at := slices.Index(left, p); at >= 0 {
			left, shared = slices.Delete(left, at, at+1), shared+1
		}
	}
	return 2 * float64(shared) / float64(len(a)+len(b))
}

// scoped says what the scope leaves out.
func (n *note) scoped() []string {
	var out []string
	if n.from != "" {
		out = append(out, n.T("brief.sincethen", n.Date(n.from)))
	}
	if n.subject != "" {
		out = append(out, n.T("brief.only", n.subject))
	}
	return out
}

// ended reports whether the date is wholly before the scope; an unknown one is
// not.
func (s *scope) ended(d chancery.Date) bool {
	_, last, ok := d.Bounds()
	return ok && last < s.since
}

// covers reports whether an event is within the scope. What is asked, offered or
// promised has not ended as long as it is open, nor before its last answer.
func (n *note) covers(e *chancery.Event) bool {
	if !n.about(e.Topics, e.Frameworks) {
		return false
	}
	if e.Status == chancery.StatusOpen || !n.ended(n.lastKnown(e)) {
		return true
	}
	return slices.ContainsFunc(e.Answers, func(a chancery.Answer) bool {
		answer := n.Event(a.Event)
		return answer != nil && !n.ended(n.lastKnown(answer))
	})
}

// lastKnown is the date of an event, or of the first report of one whose date or
// year is unknown.
func (n *note) lastKnown(e *chancery.Event) chancery.Date {
	if _, _, ok := e.Date.Bounds(); ok {
		return e.Date
	}
	return n.FirstTold(e)
}

// about reports whether something with these topics and frameworks is within the
// scope.
func (s *scope) about(topics, frameworks []string) bool {
	return s.subject == "" || slices.Contains(frameworks, s.framework) ||
		slices.ContainsFunc(topics, func(t string) bool { return slices.Contains(s.topics, t) })
}

// coversSaid holds for a statement of that date which is about the subject, or was
// made where that was the subject.
func (n *note) coversSaid(s *chancery.Stored[chancery.Statement], on chancery.Date) bool {
	if n.ended(on) {
		return false
	}
	at := n.Event(s.Value.Event)
	return n.about(s.Value.About, nil) || len(s.Value.About) == 0 && at != nil && n.about(at.Topics, at.Frameworks)
}

// coversMembership leaves out those that have ended and, where the subject is a
// topic or another framework, those that are not about it.
func (s *scope) coversMembership(m *chancery.Membership) bool {
	return !s.ended(m.Until) && s.about(nil, []string{cmp.Or(m.Framework, m.Name)})
}

// series are the figures within the scope, of the reports that tell of the events.
func (n *note) series() []index.Series {
	var out []index.Series
	for _, all := range n.Series(n.events) {
		kept := slices.DeleteFunc(slices.Clone(all), func(f *chancery.Stored[chancery.Figure]) bool {
			date := f.Value.AsOf
			for _, id := range f.Claims {
				if r := n.ReportOf(id); r != nil {
					date = cmp.Or(date, r.Published)
				}
			}
			return n.ended(date)
		})
		if len(kept) > 0 {
			out = append(out, kept)
		}
	}
	return out
}
