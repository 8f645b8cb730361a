package web

import (
	"maps"
	"net/url"
	"slices"

	"chancery"
	"chancery/internal/follow"
	"chancery/internal/index"
	"chancery/internal/name"
	"chancery/internal/prose"
)

func relationURL(a, b string) string {
	return "/relation?" + url.Values{"a": {a}, "b": {b}}.Encode()
}

// relationPage is what is between two actors.
type relationPage struct {
	A, B       link
	AskA, AskB string // as they stand in the form
	Lost       []lost
	Known      bool // both are known
	Count      int  // events of both together
	Last       *item
	Gap        int // days since the last contact; -1 where its day is not known or lies ahead
	Next       *item
	Levels     []level
	Asked      []wanted // by the one of the other, and the other way round
	Topics     []topicLine
	Differing  []item
	Groups     []group
	Timeline   string
	Brief      string
	Follow     *button
}

// level is the engagements at which the highest present on both sides stood so high.
type level struct {
	Level name.Level
	Count int
	Last  item
}

// wanted is what one asked, offered or promised the other.
type wanted struct {
	From, To link
	Items    []item
}

type topicLine struct {
	Topic link
	Count int
	Years []yearCount
}

type yearCount struct{ Year, Count int }

func (v *visit) relation() (any, error) {
	q := v.URL.Query()
	p := relationPage{AskA: prose.Clean(q.Get("a")), AskB: prose.Clean(q.Get("b")), Gap: -1}
	a, b := v.one(q.Get("a"), &p.Lost), v.one(q.Get("b"), &p.Lost)
	if a == nil || b == nil {
		return p, nil
	}
	p.A, p.B = v.actorLink(a.ID), v.actorLink(b.ID)
	if a == b {
		return nil, chancery.Errorf(chancery.Invalid, "both names are those of %s; name another actor", p.A.Text)
	}
	p.Known = true
	p.Timeline = "/timeline?" + url.Values{"actor": {a.ID}, "with": {b.ID}}.Encode()
	p.Brief = "/brief?" + url.Values{"a": {a.ID}, "b": {b.ID}}.Encode()
	follows, err := v.follower()
	if err != nil {
		return nil, err
	}
	p.Follow = follows(follow.File{Kind: follow.Pair, A: a.ID, B: b.ID}, "")
	events := index.NewestFirst(v.With(a.ID, b.ID))
	p.Count = len(events)
	v.lastAndNext(events, a.ID, b.ID, &p)
	p.Levels = v.levels(events, a.ID, b.ID)
	for _, pair := range [][2]*chancery.Actor{{a, b}, {b, a}} {
		if items := v.flat(v.askedOf(events, pair[0].ID), mostListed); len(items) > 0 {
			p.Asked = append(p.Asked, wanted{v.actorLink(pair[0].ID), v.actorLink(pair[1].ID), items})
		}
	}
	p.Topics = v.topicLines(events)
	for _, e := range events {
		if len(e.Conflicts) > 0 && len(p.Differing) < mostListed {
			p.Differing = append(p.Differing, v.item(e))
		}
	}
	p.Groups = v.groups(events, p.Timeline)
	return p, nil
}

// lastAndNext are the last contact that took place, and what is planned after the
// newest report.
func (v *visit) lastAndNext(events []*chancery.Event, a, b string, p *relationPage) {
	now := v.site.config.Now().UTC()
	today := chancery.DayOf(now.Year(), int(now.Month()), now.Day())
	for _, e := range events {
		if index.Took(e) && index.Earliest(e.Date) != chancery.LastDay {
			last := v.item(e)
			p.Last = &last
			if _, day, ok := e.Date.Bounds(); ok && day != chancery.LastDay && day <= today {
				p.Gap = int(today - day)
			}
			break
		}
	}
	for _, e := range v.ahead {
		if v.Together(e, a, b) {
			next := v.item(e)
			p.Next = &next
			break
		}
	}
}

// levels counts the engagements by the lower of the levels at which the two
// sides were led; one who is no office holder has none.
func (v *visit) levels(events []*chancery.Event, a, b string) []level {
	var out []level
	at := map[name.Level]int{}
	for _, e := range events {
		if !index.Took(e) {
			continue
		}
		x, y := v.highest(e, a), v.highest(e, b)
		if x < 0 || y < 0 {
			continue
		}
		l := name.Levels()[max(x, y)]
		if _, met := at[l]; !met {
			at[l] = len(out)
			out = append(out, level{Level: l, Last: v.item(e)})
		}
		out[at[l]].Count++
	}
	slices.SortFunc(out, func(x, y level) int {
		return slices.Index(name.Levels(), x.Level) - slices.Index(name.Levels(), y.Level)
	})
	return out
}

// highest is the place in name.Levels of the highest office on the actor's side;
// -1 where no office is told.
func (v *visit) highest(e *chancery.Event, actor string) int {
	best := -1
	for i := range e.Participants {
		p := &e.Participants[i]
		if p.Office == nil || !v.Covers(actor, p) {
			continue
		}
		n := slices.Index(name.Levels(), name.ParseTitle(p.Office.Title, p.Office.Text).Level())
		if best < 0 || n < best {
			best = n
		}
	}
	return best
}

// askedOf are the requests, offers and pledges that the one made at these events,
// those that are open first.
func (v *visit) askedOf(events []*chancery.Event, from string) []*chancery.Event {
	var out []*chancery.Event
	for _, e := range events {
		by := func(p chancery.Participant) bool {
			return p.Role != chancery.Recipient && p.Role != chancery.Host && v.Covers(from, &p)
		}
		if e.Status != "" && slices.ContainsFunc(e.Participants, by) {
			out = append(out, e)
		}
	}
	return index.OpenFirst(out)
}

// mostTopics is how many topics a relation lists.
const mostTopics = 12

// topicLines are what the events were about, most first, by year.
func (v *visit) topicLines(events []*chancery.Event) []topicLine {
	total, by := map[string]int{}, map[string]map[int]int{}
	for _, e := range events {
		for _, t := range e.Topics {
			total[t]++
			if by[t] == nil {
				by[t] = map[int]int{}
			}
			if year := index.Year(e.Date); year != 0 {
				by[t][year]++
			}
		}
	}
	var out []topicLine
	for _, c := range counted(total) {
		if len(out) == mostTopics {
			break
		}
		line := topicLine{Topic: link{v.Label("topic", c.Value), timelineURL("topic", c.Value)}, Count: c.N}
		for _, year := range slices.Backward(slices.Sorted(maps.Keys(by[c.Value]))) {
			line.Years = append(line.Years, yearCount{year, by[c.Value][year]})
		}
		out = append(out, line)
	}
	return out
}
