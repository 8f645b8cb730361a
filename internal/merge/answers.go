package merge

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"chancery"
)

// Limits of what is taken for an answer.
const (
	answerWithin = 366 // days after which an event is no answer any more
	mostBetween  = 64  // pairs of parties of one event; a declaration of many states answers nobody
)

// act is an event with what answers are told by.
type act struct {
	*entry
	by, to   []string // codes of the parties that did it, and to whom it was done; sorted
	all      []string // of all who took part
	subjects []string // topics and frameworks; sorted
	things   []string // with their languages; sorted
	when     window
	tellings map[int][2]int // of each report: the orders of its first and last claim
}

// answers gives every request, offer and pledge that was made its answers and
// its status. An answer was told later, comes from the party that was asked or
// promised, goes to the one that asked or is to receive, and is about the same
// thing: they share a topic, a framework or a thing. What is not sure is no
// answer.
func (f *folding) answers(events []*entry, clusters []*cluster) {
	acts := make([]*act, 0, len(events))
	deeds := map[string][]*act{} // by direction and subject: "NOR KEN energy"
	for n, e := range events {
		if e.Modality != chancery.Occurred && e.Modality != chancery.Ongoing || e.Kind.Engagement() && e.Kind != chancery.KindSigning {
			continue
		}
		a := f.act(e, clusters[n])
		acts = append(acts, a)
		for _, key := range a.keys() {
			deeds[key] = append(deeds[key], a)
		}
	}
	for _, list := range deeds {
		slices.SortFunc(list, byDay)
	}
	for _, q := range acts {
		if asks(q.Kind) {
			q.answer(deeds)
		}
	}
}

// byDay sorts events by when they can first have been, then by id.
func byDay(a, b *act) int {
	return cmp.Or(cmp.Compare(a.when.first, b.when.first), cmp.Compare(a.ID, b.ID))
}

// answer looks the answers up. Of the events of one direction and subject only
// those are looked at whose days can be right.
func (q *act) answer(deeds map[string][]*act) {
	q.Status = chancery.StatusOpen
	how := map[*act]chancery.How{}
	for _, key := range q.lookups() {
		list := deeds[key]
		from, _ := slices.BinarySearchFunc(list, addDays(q.when.first, -wideDays), func(a *act, day chancery.Day) int { return cmp.Compare(a.when.first, day) })
		for _, a := range list[from:] {
			if a.when.first > addDays(q.when.last, answerWithin) {
				break
			}
			if h, ok := q.answeredBy(a); ok && a.after(q) {
				how[a] = h
			}
		}
	}
	for _, a := range slices.SortedFunc(maps.Keys(how), byDay) {
		q.Answers = append(q.Answers, chancery.Answer{Event: a.ID, How: how[a], About: q.common(a)})
		switch {
		case how[a] == chancery.Meets:
			q.Status = chancery.StatusMet
		case q.Status == chancery.StatusOpen:
			q.Status = chancery.StatusRefused
		}
	}
}

// asks reports whether events of the kind wait for an answer.
func asks(k chancery.Kind) bool {
	return k == chancery.KindRequest || k == chancery.KindOffer || k == chancery.KindPledge
}

// act collects what answers are told by.
func (f *folding) act(e *entry, c *cluster) *act {
	a := &act{entry: e, tellings: map[int][2]int{}, when: f.toldWhen(e, c)}
	for i := range e.Participants {
		p := &e.Participants[i]
		code := partyOf(p)
		if code == "" {
			continue
		}
		a.all = append(a.all, code)
		switch p.Role {
		case chancery.Initiator, chancery.Visitor:
			a.by = append(a.by, code)
		case chancery.Recipient, chancery.Host:
			a.to = append(a.to, code)
		}
	}
	a.subjects = slices.Concat(e.Topics, e.Frameworks)
	for _, i := range c.claims {
		r := f.report[i]
		a.things = append(a.things, f.items[i].things...)
		order := f.claims[i].Order
		if was, ok := a.tellings[r]; ok {
			a.tellings[r] = [2]int{min(was[0], order), max(was[1], order)}
		} else {
			a.tellings[r] = [2]int{order, order}
		}
	}
	for _, list := range []*[]string{&a.by, &a.to, &a.all, &a.subjects, &a.things} {
		slices.Sort(*list)
		*list = slices.Compact(*list)
	}
	return a
}

// things are what a claim is about, each with the language of its report:
// words of two languages are not compared.
func (f *folding) things(claim int) []string {
	var out []string
	for _, t := range f.claims[claim].Event.Things {
		out = append(out, f.reports[f.report[claim]].Language+": "+t)
	}
	return out
}

// toldWhen is when the event was: its date, or else the days before the first
// report of it. The date of what is asked or promised may be the day by which it
// is due; then the report says when it was asked.
func (f *folding) toldWhen(e *entry, c *cluster) window {
	told := window{basis: noDate}
	for _, i := range c.claims {
		if d := f.days[f.report[i]]; d.known && (told.basis == noDate || d.Day < told.last) {
			told = window{d.Day - actLag, d.Day, onPublication}
		}
	}
	first, last, ok := e.Date.Bounds()
	switch {
	case !ok, asks(e.Kind) && told.basis != noDate && first > told.last:
		return told
	case first == chancery.FirstDay:
		first = last
	case last == chancery.LastDay:
		last = first
	}
	return window{first, last, statedDate}
}

// mutual reports whether the event binds all who take part, whoever is named
// first.
func (a *act) mutual() bool {
	return a.Kind == chancery.KindAgreement || a.Kind == chancery.KindSigning
}

// keys are the directions in which the event goes, each with every subject.
func (a *act) keys() []string {
	if a.mutual() {
		return a.directions(a.all, a.all)
	}
	return a.directions(a.by, a.to)
}

// lookups are the keys under which an answer would stand: of a request the
// other way round, of an offer both ways, of a pledge its own way.
func (a *act) lookups() []string {
	var out []string
	if a.Kind != chancery.KindRequest {
		out = append(out, a.directions(a.by, a.to)...)
	}
	if a.Kind != chancery.KindPledge {
		out = append(out, a.directions(a.to, a.by)...)
	}
	return out
}

// directions are the ways from one party to another, each with every subject
// and thing.
func (a *act) directions(from, to []string) []string {
	if len(from)*len(to) > mostBetween {
		return nil
	}
	var out []string
	for _, p := range from {
		for _, q := range to {
			for _, s := range slices.Concat(a.subjects, a.things) {
				if p != q {
					out = append(out, strconv.Quote(p)+" "+strconv.Quote(q)+" "+s)
				}
			}
		}
	}
	return out
}

// common is what two events are both about.
func (a *act) common(b *act) []string {
	var out []string
	for _, s := range a.subjects {
		if slices.Contains(b.subjects, s) {
			out = append(out, s)
		}
	}
	for _, t := range a.things {
		if _, word, ok := strings.Cut(t, ": "); ok && slices.Contains(b.things, t) && !slices.Contains(out, word) {
			out = append(out, word)
		}
	}
	return out
}

// answeredBy says what an event that goes the right way about the same subject
// does with what was asked, offered or promised; ok is false when it does
// nothing with it.
func (q *act) answeredBy(a *act) (how chancery.How, ok bool) {
	back := shareCode(a.by, q.to) && shareCode(a.to, q.by)
	on := shareCode(a.by, q.by) && shareCode(a.to, q.to)
	refusal := a.Kind == chancery.KindOther && a.Plover.Event == "REJECT"
	yields := a.Kind == chancery.KindOther && (a.Plover.Event == "RETREAT" || a.Plover.Event == "CONCEDE")
	switch q.Kind {
	case chancery.KindRequest:
		switch {
		case back && refusal:
			return chancery.Refuses, true
		case a.mutual(), back && (yields || a.Kind == chancery.KindAid || a.Kind == chancery.KindPledge || a.Kind == chancery.KindOffer):
			return chancery.Meets, true
		}
	case chancery.KindOffer:
		switch {
		case back && refusal:
			return chancery.Refuses, true
		case a.mutual(), on && a.Kind == chancery.KindAid:
			return chancery.Meets, true
		}
	case chancery.KindPledge:
		deed := a.Kind == chancery.KindOther && (a.Plover.Event == "RETREAT" || a.Plover.Event == "AID" || a.Plover.Event == "COOPERATE")
		if a.Kind == chancery.KindSigning || on && (deed || a.Kind == chancery.KindAid) {
			return chancery.Meets, true
		}
	}
	return "", false
}

func shareCode(a, b []string) bool {
	return slices.ContainsFunc(a, func(x string) bool { return slices.Contains(b, x) })
}

// after reports whether the event came after q: on a later day, or where that
// is not known, further on in a report that tells of both as its news.
func (a *act) after(q *act) bool {
	if a == q || a.when.basis == noDate || q.when.basis == noDate {
		return false
	}
	if a.when.first > q.when.last {
		return true
	}
	if a.when.last < q.when.first || a.when.wide() || q.when.wide() {
		return false
	}
	for r, at := range a.tellings {
		if was, ok := q.tellings[r]; ok && at[0] > was[1] {
			return true
		}
	}
	return false
}
