package speech

import (
	"slices"
	"strconv"
	"strings"

	"chancery"
	"chancery/internal/nlp"
	"chancery/internal/timex"
)

// claims turns the drafts into claims with their evidence, in the order of the
// text.
func (s *session) claims() []chancery.Claim {
	slices.SortStableFunc(s.drafts, func(a, b draft) int { return a.quotes[0].Start - b.quotes[0].Start })
	var out []chancery.Claim
	seen := map[string]int{}
	for _, d := range s.drafts {
		c := s.claim(d)
		if len(c.Sources) == 0 {
			continue
		}
		seen[c.ID]++
		if n := seen[c.ID]; n > 1 { // said again in the same words
			c.ID = chancery.ClaimID(c.ID, "again", strconv.Itoa(n), nil)
		}
		out = append(out, c)
	}
	return out
}

func (s *session) claim(d draft) chancery.Claim {
	text := s.doc.Text.Source
	rule := s.r.pack.Code + ".speech." + d.rule
	c := chancery.Claim{Report: s.src.Report.ID, Sort: chancery.SortStatement, Rules: s.src.Version}
	add := func(field string, p span) {
		if !p.Empty() {
			c.Sources = append(c.Sources, chancery.Evidence{Field: field, Span: p, Quote: p.In(text), Rule: rule})
		}
	}
	clear := d.quotes
	if len(d.again) > 0 { // the report's own print of a post has neither handles nor links
		clear = d.again
	}
	for _, q := range slices.Concat(d.quotes, d.again) {
		for _, p := range s.cutAt(q) {
			add("quote", p)
		}
	}
	if d.whole.Len() > 0 && runes(d.whole.In(text)) <= most {
		add("statement", d.whole)
	}
	if !d.who.unknown && d.who.name != "" {
		add("speaker", d.who.at)
	}
	s.dated(&d)
	add("date", d.dateAt)
	quote := s.joined(clear)
	c.Statement = &chancery.Statement{Name: d.who.name, Collective: d.who.collective, Form: d.form, Quote: quote,
		About: s.r.onto.Topics(s.r.pack.Code, s.lowered(d)), Stance: s.stance(d), Date: d.date, Event: s.event(d)}
	c.ID = chancery.ClaimID(s.src.Report.ID, "statement", quote, []string{d.who.name})
	return c
}

// joined is the words of a statement; where its pieces do not follow each other
// a sign of omission stands between them.
func (s *session) joined(pieces []span) string {
	var b strings.Builder
	for n, p := range pieces {
		if n > 0 {
			b.WriteString(" … ")
		}
		b.WriteString(p.In(s.doc.Text.Source))
	}
	return b.String()
}

// lowered is the words of a statement in lower case, by the rules of its
// language.
func (s *session) lowered(d draft) string {
	var b strings.Builder
	s.each(d, func(i int) {
		b.WriteByte(' ')
		b.WriteString(s.t[i].Lower)
	})
	return strings.TrimSpace(b.String())
}

// each calls f for the tokens of what a draft says.
func (s *session) each(d draft, f func(i int)) {
	for _, q := range d.quotes {
		i, _ := slices.BinarySearchFunc(s.t, q.Start, func(t nlp.Token, at int) int { return t.Start - at })
		for ; i < len(s.t) && s.t[i].End <= q.End; i++ {
			f(i)
		}
	}
}

// stance is the first that a word of the statement, or of its verb, tells.
func (s *session) stance(d draft) string {
	found := ""
	look := func(i int) {
		if e, n := s.w.stanceOf.at(s.t, i); n > 0 && found == "" {
			found = s.w.stances[e]
		}
	}
	for i := d.cue[0]; i < d.cue[1]; i++ {
		look(i)
	}
	s.each(d, look)
	if found == "" {
		return neutral
	}
	return found
}

const neutral = "neutral"

// dated gives a draft the time that stands beside its verb of speech, or
// between who speaks and the verb.
func (s *session) dated(d *draft) {
	if d.date != "" || d.cue[0] == d.cue[1] || d.rule == passive {
		return
	}
	const reach = 4
	until := d.cue[1] + reach
	if s.w.Marking == "case" { // before the verb stands what is said; a day is of the speech before a word for it
		s.datedLast(d)
		return
	}
	for i := d.cue[1]; i < min(until, len(s.t)); i++ {
		if s.is(s.w.That, i) || s.form(i) == "," {
			until = i
			break
		}
	}
	for _, m := range s.src.Times {
		behind := m.First >= d.cue[1] && m.Last <= min(until, d.unit.last)
		opening := m.First >= d.unit.first && m.First <= d.unit.first+1 && m.Last <= d.cue[0] && d.from == d.unit.first
		if m.Kind != timex.Date || !behind && !opening {
			continue
		}
		if s.time(d, m) {
			return
		}
	}
}

// datedLast looks for a day before words such as "yaptığı açıklamada".
func (s *session) datedLast(d *draft) {
	const reach = 4
	for _, m := range s.src.Times {
		if m.Kind != timex.Date || m.First < d.unit.first || m.Last > d.cue[0] {
			continue
		}
		for i := m.Last; i < min(m.Last+reach, d.cue[0]); i++ {
			if s.w.documents.before(s.t, i) > 0 && s.over[i] == none {
				if s.time(d, m) {
					return
				}
			}
		}
	}
}

func (s *session) time(d *draft, m timex.Mention) bool {
	date, ok := m.Resolve(s.src.Report.Published, timex.Past)
	if !ok {
		return false
	}
	d.date, d.dateAt = date, s.doc.Text.Span(m.First, m.Last)
	return true
}

// event is the claim of the meeting or call in which something was said: the
// last one told before it in its paragraph, in which the speaker takes part.
func (s *session) event(d draft) string {
	if d.posted {
		return ""
	}
	found := ""
	for _, c := range s.src.Events {
		e, ok := c.Source("event")
		if c.Event == nil || !ok || c.Event.Kind != chancery.KindMeeting && c.Event.Kind != chancery.KindCall || c.Event.Modality != chancery.Occurred && c.Event.Modality != chancery.Ongoing {
			continue
		}
		if e.Start > d.quotes[0].End || !s.sameParagraph(e.Start, d.quotes[0].Start) || !s.takesPart(d.who, c.Event) {
			continue
		}
		found = c.ID
	}
	return found
}

func (s *session) sameParagraph(a, b int) bool {
	return !strings.Contains(s.doc.Text.Source[min(a, b):max(a, b)], "\n")
}

// takesPart reports whether the speaker is among the participants of an event.
// Several speakers are those of the event.
func (s *session) takesPart(who speaker, h *chancery.Happening) bool {
	if who.collective || who.unknown {
		return true
	}
	return slices.ContainsFunc(h.Participants, func(p chancery.Participant) bool {
		if p.Name != "" && p.Name == who.name {
			return true
		}
		if who.actor == none {
			return false
		}
		a := s.doc.Actors[who.actor]
		return a.Name == "" && p.Name == "" && a.Office != nil && p.Office != nil && a.Office.Title == p.Office.Title && a.Of == p.Of
	})
}
