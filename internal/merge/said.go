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
	for n, c := range clusters {
		if parents[n] != none || !slices.Contains(words, f.kindOf(c)) || !f.fresh(c) {
			continue
		}
		present := map[int]int{} // visit: how many who act were there
		for _, actor := range f.personsOf(c) {
			for _, v := range there[actor] {
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
	between := func(a, b *item) bool {
		home := partiesOfSeats(visitors(a))
		return slices.ContainsFunc(b.parties, func(p string) bool { return slices.Contains(home, p) }) &&
			slices.ContainsFunc(b.parties, func(p string) bool {
				return !slices.Contains(home, p) && (p == a.country || slices.Contains(a.parties, p))
			})
	}
	for _, v := range visit.claims {
		for _, s := range act.claims {
			if a, b := f.items[v], f.items[s]; took(a) && took(b) && between(a, b) && onDaysOf(a, b) {
				return true
			}
		}
	}
	return false
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
