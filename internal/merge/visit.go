package merge

import (
	"cmp"
	"maps"
	"slices"

	"chancery"
	"chancery/internal/name"
)

// Days by which a meeting may lie outside its visit, and between the reports
// of the two.
const (
	visitSlack  = 2
	visitApart  = 3
	season      = 100
	tellingDays = 3 // undated news lies no further back, when a visit is sought
)

// findVisits gives every cluster the cluster of the visit or conference that
// it belongs to, or none.
func (f *folding) findVisits(clusters []*cluster) []int {
	of := map[int]int{} // claim: cluster
	for n, c := range clusters {
		for _, i := range c.claims {
			of[i] = n
		}
	}
	visits := map[int][]int{} // visitor: clusters
	for n, c := range clusters {
		if f.kindOf(c) != chancery.KindVisit || !f.fresh(c) {
			continue
		}
		guests := map[int]bool{}
		for _, i := range c.claims {
			for _, s := range visitors(f.items[i]) {
				if s.sort != seatParty {
					guests[s.actor] = true
				}
			}
		}
		for a := range guests {
			visits[a] = append(visits[a], n)
		}
	}
	parents := make([]int, len(clusters))
	for n, c := range clusters {
		parents[n] = f.told(clusters, c, n, of)
		if k := f.kindOf(c); parents[n] == none && (k == chancery.KindMeeting || k == chancery.KindSigning) && f.fresh(c) {
			parents[n] = f.host(clusters, c, visits)
		}
	}
	f.held(clusters, parents, of)
	f.said(clusters, parents)
	for n := range parents {
		breakCircle(parents, n)
	}
	return parents
}

// breakCircle takes n's parent away when n would be above itself.
func breakCircle(parents []int, n int) {
	for at, steps := parents[n], 0; at != none && steps <= len(parents); at, steps = parents[at], steps+1 {
		if at == n {
			parents[n] = none
			return
		}
	}
}

// fresh reports whether some claim tells of the event as news.
func (f *folding) fresh(c *cluster) bool {
	return slices.ContainsFunc(c.claims, func(i int) bool { return !f.items[i].context })
}

// kindOf is the kind that most claims give; of two, the first in chancery.Kinds.
func (f *folding) kindOf(c *cluster) chancery.Kind {
	count := map[chancery.Kind]int{}
	for _, i := range c.claims {
		count[f.items[i].kind]++
	}
	best := f.items[c.claims[0]].kind
	for _, k := range chancery.Kinds() {
		if count[k] > count[best] || count[k] == count[best] && slices.Index(chancery.Kinds(), k) < slices.Index(chancery.Kinds(), best) {
			best = k
		}
	}
	return best
}

// told is the cluster that most of the reports say the event is part of.
func (f *folding) told(clusters []*cluster, c *cluster, self int, of map[int]int) int {
	votes := map[int]int{}
	for _, i := range c.claims {
		v, ok := f.byID[f.claims[i].PartOf]
		if !ok || f.items[v] == nil || f.report[v] != f.report[i] {
			continue
		}
		if !oneTime(f.items[i], f.items[v]) {
			continue
		}
		k := f.kindOf(clusters[of[v]])
		if of[v] != self && (k == chancery.KindVisit || k == chancery.KindConference) {
			votes[of[v]]++
		}
	}
	best := none
	for _, n := range slices.Sorted(maps.Keys(votes)) {
		if best == none || votes[n] > votes[best] {
			best = n
		}
	}
	return best
}

// oneTime reports whether both are the report's news, or both what went before,
// such as talks of long ago at a conference of that name.
func oneTime(a, b *item) bool {
	past := func(it *item) bool {
		return it.context || it.when.basis >= softDate && it.published.known && it.when.last < it.published.Day-newsLag
	}
	switch {
	case !a.context && !b.context:
		return true
	case !past(a) || !past(b):
		return false
	}
	return b.name != "" || a.when.basis != noDate && b.when.basis != noDate
}

// host is the visit of another report during which the meeting took place.
func (f *folding) host(clusters []*cluster, c *cluster, visits map[int][]int) int {
	best, bestGuests, bestID := none, 0, ""
	tried := map[int]bool{}
	for _, i := range c.claims {
		for _, s := range f.items[i].seats {
			for _, n := range visits[s.actor] {
				if tried[n] {
					continue
				}
				tried[n] = true
				guests := f.during(clusters[n], c)
				id := f.leastID(clusters[n])
				if guests > 0 && (best == none || cmp.Or(cmp.Compare(guests, bestGuests), cmp.Compare(bestID, id)) > 0) {
					best, bestGuests, bestID = n, guests, id
				}
			}
		}
	}
	return best
}

func (f *folding) leastID(c *cluster) string {
	least := f.claims[c.claims[0]].ID
	for _, i := range c.claims {
		least = min(least, f.claims[i].ID)
	}
	return least
}

// during counts the visitors who were at the meeting; 0 when it was not on
// the visit.
func (f *folding) during(visit, meeting *cluster) int {
	guests, near, here := map[int]bool{}, false, false
	for _, v := range visit.claims {
		for _, m := range meeting.claims {
			a, b := f.items[v], f.items[m]
			if a.modality == chancery.Denied || b.modality == chancery.Denied || a.modality == chancery.Cancelled && b.modality != chancery.Cancelled {
				return 0
			}
			if a.country != "" && b.country != "" && a.country != b.country {
				return 0
			}
			common := commonGuests(a, b)
			for _, g := range common {
				guests[g.actor] = true
			}
			near = near || meetInTime(a, b)
			here = here || sameCity(a, b) || a.country != "" && a.country == b.country || hosted(a, b, common)
		}
	}
	if !near || !here {
		return 0
	}
	return len(guests)
}

func commonGuests(visit, meeting *item) []seat {
	var out []seat
	for _, g := range visitors(visit) {
		if g.sort != seatParty && slices.ContainsFunc(meeting.seats, func(s seat) bool { return s.actor == g.actor }) {
			out = append(out, g)
		}
	}
	return out
}

// hosted reports whether somebody of the visited state or body was there.
func hosted(visit, meeting *item, guests []seat) bool {
	home := map[string]bool{}
	for _, g := range guests {
		home[g.of] = true
	}
	hosts := map[string]bool{visit.country: true}
	for _, p := range visit.parties {
		hosts[p] = true
	}
	return slices.ContainsFunc(meeting.parties, func(p string) bool { return hosts[p] && !home[p] && len(guests) > 0 })
}

// meetInTime reports whether the days of a visit and a meeting fit. A plan for
// some time in a season is kept by whatever then takes place in it.
func meetInTime(a, b *item) bool {
	v, w := a.when, b.when
	if a.modality == chancery.Planned && v.basis == statedDate && v.last-v.first <= season && w.basis >= softDate && !w.wide() {
		return v.first-visitSlack <= w.last && w.first <= v.last+visitSlack
	}
	if v.basis == noDate || w.basis == noDate || v.wide() || w.wide() {
		return false
	}
	if v.basis == onPublication && w.basis == onPublication {
		return a.published.near(b.published, visitApart)
	}
	v, w = a.telling(), b.telling()
	return v.first-visitSlack <= w.last && w.first <= v.last+visitSlack
}

// telling is the window, narrowed to the last days before publication where
// it rests on that alone.
func (it *item) telling() window {
	w := it.when
	if w.basis == onPublication && it.published.known && it.modality != chancery.Planned {
		w.first = max(w.first, it.published.Day-tellingDays)
	}
	return w
}

// fillOffices seats the persons whom one report names on the offices that
// another report of the same event leaves without a name.
func (f *folding) fillOffices(clusters []*cluster) {
	for _, c := range clusters {
		if len(c.claims) > 1 {
			f.fill(c.claims)
		}
	}
}

// fillFromVisits does the same within every visit and its meetings.
func (f *folding) fillFromVisits(clusters []*cluster, parents []int) {
	family := map[int][]int{}
	for n, p := range parents {
		if p != none {
			family[p] = append(family[p], clusters[n].claims...)
		}
	}
	for _, p := range slices.Sorted(maps.Keys(family)) {
		f.fill(slices.Concat(clusters[p].claims, family[p]))
	}
}

func (f *folding) fill(claims []int) {
	type holder struct {
		actor, report int
		of            string
		title         name.Title
	}
	var holders []holder
	for _, i := range claims {
		for _, s := range f.items[i].seats {
			if s.sort == seatPerson && s.of != "" && f.actors[s.actor].seat == seatPerson {
				holders = append(holders, holder{s.actor, f.report[i], s.of, s.title})
			}
		}
	}
	for _, i := range claims {
		for k, p := range f.claims[i].Event.Participants {
			a := f.seats[i][k]
			if a == none || f.actors[a].seat != seatOffice {
				continue
			}
			title := name.ParseTitle(p.Office.Title, p.Office.Text)
			found := map[int]bool{}
			for _, h := range holders {
				if h.report != f.report[i] && !slices.Contains(f.seats[i], h.actor) && h.of == partyOf(&p) && h.title.Fills(title) {
					found[h.actor] = true
				}
			}
			if len(found) == 1 {
				for h := range found {
					f.seats[i][k] = h
					f.named[ref{i, k}] = f.naming(h, claims, f.report[i])
					f.actors[h].reports[f.report[i]] = true
					if f.filled[a] == nil {
						f.filled[a] = map[int]bool{}
					}
					f.filled[a][h] = true
				}
			}
		}
	}
}

// naming is the claim that names the person in a report other than the given
// one: the least of the claims, else of all, for a delegation's leader may be
// named elsewhere in the report.
func (f *folding) naming(person int, claims []int, report int) int {
	best := none
	look := func(i int) {
		for k, a := range f.seats[i] {
			if a == person && f.report[i] != report && f.claims[i].Event.Participants[k].Name != "" && (best == none || f.claims[i].ID < f.claims[best].ID) {
				best = i
			}
		}
	}
	for _, i := range claims {
		look(i)
	}
	if best == none {
		for i := range f.claims {
			look(i)
		}
	}
	return best
}
