package merge

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"chancery"
	"chancery/internal/name"
)

// links compares every two event claims that share a block, and keeps those
// worth telling of: same, unsure, and different in spite of people in common.
// The best come first.
func (f *folding) links(people *rulings) []link {
	months, pairs, loosePairs := map[string][]int{}, map[string][]int{}, map[string][]int{}
	var links []link
	met := make([]int, len(f.items)) // the last claim that each was compared with
	for b, it := range f.items {
		if it == nil {
			continue
		}
		meet := func(others []int) {
			for _, a := range others {
				if met[a] == b+1 {
					continue
				}
				met[a] = b + 1
				if l, ok := f.link(a, b, people); ok {
					links = append(links, l)
				}
			}
		}
		who := whoKeys(it)
		for _, key := range monthKeys(it, who) {
			meet(months[key])
			months[key] = append(months[key], b)
		}
		for _, key := range pairKeys(it, who) {
			if it.loose() {
				meet(pairs[key])
				loosePairs[key] = append(loosePairs[key], b)
			} else {
				meet(loosePairs[key])
			}
			pairs[key] = append(pairs[key], b)
		}
	}
	slices.SortFunc(links, func(l, m link) int {
		return cmp.Or(cmp.Compare(m.score, l.score), cmp.Compare(f.claims[l.a].ID, f.claims[m.a].ID), cmp.Compare(f.claims[l.b].ID, f.claims[m.b].ID))
	})
	return links
}

// link compares two claims; ok is false when the pair is not worth a word.
func (f *folding) link(a, b int, people *rulings) (link, bool) {
	x, y := f.items[a], f.items[b]
	if !comparable(x.kind, y.kind) {
		return link{}, false
	}
	ruling := people.on(f.claims[a].ID, f.claims[b].ID)
	c := f.compare(x, y)
	l := link{a: a, b: b, score: c.score, by: c.verdict(), ruled: ruling != "", loose: x.loose() || y.loose(), against: c.worst < doubt}
	if l.by == chancery.Different && (c.people < enough || x.report == y.report) {
		return link{}, false
	}
	why := c.why
	if c.hard != "" {
		why = append(slices.Clone(why), "but "+c.hard)
	}
	l.why = strings.Join(append(slices.DeleteFunc(why, func(s string) bool { return s == "" }), f.tongues(x, y)), "; ")
	return l, true
}

// tongues says in which languages the two reports are.
func (f *folding) tongues(a, b *item) string {
	x, y := f.reports[a.report].Language, f.reports[b.report].Language
	if x == y {
		return "both in " + x
	}
	return fmt.Sprintf("in %s and %s", min(x, y), max(x, y))
}

// bucketDays is the stretch of days of one block; fewParties the most that are
// taken two by two, beyond which only the whole list is a key.
const (
	bucketDays = 32
	fewParties = 4
)

// whoKeys are the actors, offices and pairs of parties of the claim, under its
// kind.
func whoKeys(it *item) []string {
	kind := string(it.kind)
	for _, k := range nearKinds {
		if it.kind == k[1] {
			kind = string(k[0])
		}
	}
	var who []string
	for _, s := range it.seats {
		if s.sort != seatParty {
			who = append(who, kind+" "+strconv.Itoa(s.actor))
			if title := s.title.Key(); title != "" && s.of != "" {
				who = append(who, kind+" "+s.of+" "+title)
			}
		}
	}
	if n := len(it.parties); n == 1 || n > fewParties {
		who = append(who, kind+" "+strings.Join(it.parties, "|"))
	} else {
		for i, p := range it.parties {
			for _, q := range it.parties[i+1:] {
				who = append(who, kind+" "+p+"|"+q)
			}
		}
	}
	if it.kind == chancery.KindConference {
		for _, p := range it.parties {
			if !isState(p) {
				who = append(who, kind+" of "+p)
			}
		}
		if city := it.city(); city != "" {
			who = append(who, kind+" in "+city)
		}
	}
	slices.Sort(who)
	return slices.Compact(who)
}

// monthKeys are what claims with dates must share to be compared: somebody, or the
// name of a conference, and a stretch of days.
func monthKeys(it *item, who []string) []string {
	if it.loose() {
		return nil
	}
	var keys []string
	for m := it.when.first / bucketDays; m <= it.when.last/bucketDays; m++ {
		for _, w := range who {
			keys = append(keys, w+" "+strconv.Itoa(int(m)))
		}
		if it.name != "" {
			keys = append(keys, "called "+strings.Join(name.Keys(it.name), " ")+" "+strconv.Itoa(int(m)))
		}
	}
	return keys
}

// pairKeys are what a claim without a clear date must share with any other:
// somebody and a second thing, or the name of a conference.
func pairKeys(it *item, who []string) []string {
	second := slices.Concat(who, it.cities)
	if it.country != "" {
		second = append(second, it.country)
	}
	var keys []string
	for i, w := range who {
		for j, s := range second {
			if j > i {
				keys = append(keys, w+" "+s)
			}
		}
	}
	if it.name != "" {
		keys = append(keys, "called "+strings.Join(name.Keys(it.name), " "))
	}
	return keys
}
