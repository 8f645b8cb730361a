package merge

import (
	"slices"

	"chancery"
)

// words are the acts by which host and guest speak to each other on a visit.
var words = []chancery.Kind{chancery.KindPraise, chancery.KindCriticism, chancery.KindRequest, chancery.KindOffer, chancery.KindPledge, chancery.KindAgreement}

// said gives acts the visit on which they were done: what one who was on the visit
// or at one of its meetings said or agreed there, between the visitors' party and
// one of the hosts.
func (f *folding) said(clusters []*cluster, parents []int) {
	there := f.there(clusters, parents)
	days := make([]window, len(clusters))
	for n, c := range clusters {
		days[n] = f.span(c)
	}
	for n, c := range clusters {
		if parents[n] != none || !slices.Contains(words, f.kindOf(c)) || !f.fresh(c) {
			continue
		}
		present := map[int]int{} // visit: how many who act were there
		for _, actor := range f.personsOf(c) {
			for _, v := range there[actor] {
				if days[v].first > days[n].last || days[n].first > days[v].last {
					continue
				}
				if present[v] > 0 || f.saidOn(clusters[v], c) {
					present[v]++
				}
			}
		}
		best := none
		for v, count := range present {
			if best == none || count > present[best] || count == present[best] && f.leastID(clusters[v]) < f.leastID(clusters[best]) {
				best = v
			}
		}
		parents[n] = best
	}
}

// span is the days from the first to the last on which a claim sees the event.
func (f *folding) span(c *cluster) window {
	out := f.items[c.claims[0]].when
	for _, i := range c.claims {
		w := f.items[i].when
		out.first, out.last = min(out.first, w.first), max(out.last, w.last)
	}
	return out
}

// there lists, of every person, the visits on which he or she was seen.
func (f *folding) there(clusters []*cluster, parents []int) map[int][]int {
	out := map[int][]int{}
	for n, c := range clusters {
		v := n
		if f.kindOf(c) != chancery.KindVisit {
			v = parents[n]
		}
		if v == none || f.kindOf(clusters[v]) != chancery.KindVisit || !f.fresh(clusters[v]) {
			continue
		}
		for _, actor := range f.personsOf(c) {
			if !slices.Contains(out[actor], v) {
				out[actor] = append(out[actor], v)
			}
		}
	}
	return out
}

// personsOf lists the persons in any claim of the cluster, sorted.
func (f *folding) personsOf(c *cluster) []int {
	var out []int
	for _, i := range c.claims {
		out = append(out, persons(f.items[i].seats)...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// saidOn reports whether the parties and days of an act are those of the visit.
func (f *folding) saidOn(visit, act *cluster) bool {
	for _, v := range visit.claims {
		for _, s := range act.claims {
			if a, b := f.items[v], f.items[s]; took(a) && took(b) && guestAndHost(a, b) && onDaysOf(a, b) {
				return true
			}
		}
	}
	return false
}

// guestAndHost reports whether an event is of the visitors' party and of one of their
// hosts.
func guestAndHost(visit, event *item) bool {
	home := partiesOfSeats(visitors(visit))
	return shareCode(event.parties, home) && slices.ContainsFunc(event.parties, func(p string) bool {
		return !slices.Contains(home, p) && (p == visit.country || slices.Contains(visit.parties, p))
	})
}

func partiesOfSeats(seats []seat) []string {
	var out []string
	for _, s := range seats {
		out = append(out, s.of)
	}
	return out
}

// onDaysOf reports whether an act was done on the days of a visit: by its own
// date, else by that of the report that tells of both.
func onDaysOf(visit, act *item) bool {
	v, w := visit.telling(), act.telling()
	if visit.published.known {
		v.last = min(v.last, max(v.first, visit.published.Day)) // not done with yet
	}
	switch {
	case v.basis == noDate || w.basis == noDate || v.wide() || w.wide():
		return false
	case w.basis == onPublication || v.basis == onPublication:
		return visit.report == act.report && meetInTime(visit, act)
	}
	return v.first <= w.last && w.first <= v.last
}

// held gives meetings, signings and agreements the conference at which they were
// held, or else the visit, by the report that tells of both without saying so.
func (f *folding) held(clusters []*cluster, parents []int, of map[int]int) {
	for i, it := range f.items {
		if it == nil || parents[of[i]] != none || it.kind != chancery.KindMeeting && it.kind != chancery.KindSigning && it.kind != chancery.KindAgreement {
			continue
		}
		for _, holds := range []func(a, b *item) bool{conferenceOf, visitOf} {
			var found []int
			for v := first(f.report, it.report); v < len(f.items) && f.report[v] == it.report; v++ {
				b := f.items[v]
				if b != nil && of[v] != of[i] && holds(b, it) && f.kindOf(clusters[of[v]]) == b.kind && !slices.Contains(found, of[v]) {
					found = append(found, of[v])
				}
			}
			if len(found) == 1 {
				parents[of[i]] = found[0]
				break
			}
		}
	}
}

// first is where the claims of a report begin.
func first(reports []int, report int) int {
	i, _ := slices.BinarySearch(reports, report)
	return i
}

// conferenceOf reports whether a is a conference in the city of b on its days, and
// lists no other guests.
func conferenceOf(a, b *item) bool {
	return a.kind == chancery.KindConference && a.recent() && b.recent() && took(a) == took(b) && sameCity(a, b) && oneDay(a, b) &&
		(len(a.parties) < 2 || shareCode(a.parties, b.parties))
}

// visitOf reports whether a is a visit to the country of b on its days, by one of
// its parties to another.
func visitOf(a, b *item) bool {
	return a.kind == chancery.KindVisit && oneTime(b, a) && took(a) && took(b) && a.country != "" && a.country == b.country &&
		a.when.basis >= softDate && b.when.basis >= softDate && a.when.first <= b.when.last && b.when.first <= a.when.last && guestAndHost(a, b)
}

// recent reports whether the event is the report's news, or of its last days
// though told in passing.
func (it *item) recent() bool {
	return !it.context || it.when.basis >= softDate && it.published.known && it.when.last >= it.published.Day-tellingDays && it.when.first <= it.published.Day
}
