package merge

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"io"
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
	var links []link
	try := func(a, b int) {
		if l, ok := f.link(min(a, b), max(a, b), people); ok {
			links = append(links, l)
		}
	}
	f.pairDated(try)
	f.pairLoose(try)
	slices.SortFunc(links, func(l, m link) int {
		return cmp.Or(cmp.Compare(m.score, l.score), cmp.Compare(f.claims[l.a].ID, f.claims[m.a].ID), cmp.Compare(f.claims[l.b].ID, f.claims[m.b].ID))
	})
	return links
}

// pairDated tries every two claims with dates that share a key of a stretch of
// days.
func (f *folding) pairDated(try func(a, b int)) {
	var filed blocks
	for i, it := range f.items {
		if it != nil && !it.loose() {
			filed.file(i, monthKeys(it, whoKeys(it)))
		}
	}
	filed.sort()
	met := make([]int, len(f.items)) // the last claim that each was compared with
	for b, it := range f.items {
		if it == nil || it.loose() {
			continue
		}
		for _, key := range monthKeys(it, whoKeys(it)) {
			for _, other := range filed.under(key) {
				a := int(other.claim)
				if a >= b {
					break
				}
				if met[a] != b+1 {
					met[a] = b + 1
					try(a, b)
				}
			}
		}
	}
}

// pairLoose tries every claim without a clear date with every other that shares
// two things with it. Only what some such claim has is a key, for these are few.
func (f *folding) pairLoose(try func(a, b int)) {
	wanted := map[uint64]bool{}
	for _, it := range f.items {
		if it != nil && it.loose() {
			for _, key := range pairKeys(it, whoKeys(it)) {
				wanted[key] = true
			}
		}
	}
	if len(wanted) == 0 {
		return
	}
	var filed blocks
	for i, it := range f.items {
		if it != nil {
			filed.file(i, slices.DeleteFunc(pairKeys(it, whoKeys(it)), func(key uint64) bool { return !wanted[key] }))
		}
	}
	filed.sort()
	met := make([]int, len(f.items))
	for b, it := range f.items {
		if it == nil || !it.loose() {
			continue
		}
		for _, key := range pairKeys(it, whoKeys(it)) {
			for _, other := range filed.under(key) {
				a := int(other.claim)
				if a == b || met[a] == b+1 || a > b && f.items[a].loose() {
					continue
				}
				met[a] = b + 1
				try(a, b)
			}
		}
	}
}

// blocks are claims filed under the hashes of what they can share. Two keys with
// one hash would only cost a comparison more.
type blocks []filing

type filing struct {
	key   uint64
	claim int32
}

func (x *blocks) file(claim int, keys []uint64) {
	for _, key := range keys {
		*x = append(*x, filing{key, int32(claim)})
	}
}

func (x blocks) sort() {
	slices.SortFunc(x, func(a, b filing) int { return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.claim, b.claim)) })
}

// under are those of one key, in claim order.
func (x blocks) under(key uint64) blocks {
	from, _ := slices.BinarySearchFunc(x, key, func(e filing, key uint64) int { return cmp.Compare(e.key, key) })
	to := from
	for to < len(x) && x[to].key == key {
		to++
	}
	return x[from:to]
}

// link compares two claims; ok is false when the pair is not worth a word.
func (f *folding) link(a, b int, people *rulings) (link, bool) {
	x, y := f.items[a], f.items[b]
	if !comparable(x.kind, y.kind) || x.when.daysTo(y.when) > mostSlack {
		return link{}, false
	}
	ruling := people.on(f.claims[a].ID, f.claims[b].ID)
	c := f.compare(x, y)
	l := link{a: a, b: b, score: c.score, by: c.verdict(), ruled: ruling != "", loose: x.loose() || y.loose(), against: c.worst < doubt}
	if l.by == chancery.Different && (c.people < enough || x.report == y.report) {
		return link{}, false
	}
	if f.eventsAlone {
		return l, true
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
func whoKeys(it *item) []uint64 {
	kind := string(it.kind)
	for _, k := range nearKinds {
		if it.kind == k[1] {
			kind = string(k[0])
		}
	}
	var who []uint64
	for _, s := range it.seats {
		if s.sort != seatParty {
			who = append(who, keyOf(kind, strconv.Itoa(s.actor)))
			if title := s.title.Key(); title != "" && s.of != "" {
				who = append(who, keyOf(kind, s.of, title))
			}
		}
	}
	if n := len(it.parties); n == 1 || n > fewParties {
		who = append(who, keyOf(kind, strings.Join(it.parties, "|")))
	} else {
		for i, p := range it.parties {
			for _, q := range it.parties[i+1:] {
				who = append(who, keyOf(kind, p+"|"+q))
			}
		}
	}
	if it.kind == chancery.KindConference {
		for _, p := range it.parties {
			if !isState(p) {
				who = append(who, keyOf(kind, "of", p))
			}
		}
		if city := it.city(); city != "" {
			who = append(who, keyOf(kind, "in", city))
		}
	}
	slices.Sort(who)
	return slices.Compact(who)
}

// keyOf hashes what makes a key, each part with an end of its own.
func keyOf(parts ...string) uint64 {
	h := fnv.New64a()
	for _, p := range parts {
		io.WriteString(h, p)
		h.Write([]byte{0})
	}
	return h.Sum64()
}

// joint is the key of two keys together.
func joint(a, b uint64) uint64 { return mix(a, b) }

// calledKey is that of the name of a conference.
func calledKey(it *item) uint64 { return keyOf("called", strings.Join(name.Keys(it.name), " ")) }

// monthKeys are what claims with dates must share to be compared: somebody, or the
// name of a conference, and a stretch of days.
func monthKeys(it *item, who []uint64) []uint64 {
	var keys []uint64
	for m := it.when.first / bucketDays; m <= it.when.last/bucketDays; m++ {
		for _, w := range who {
			keys = append(keys, joint(w, uint64(m)))
		}
		if it.name != "" {
			keys = append(keys, joint(calledKey(it), uint64(m)))
		}
	}
	return keys
}

// pairKeys are what a claim without a clear date must share with any other:
// somebody and a second thing, or the name of a conference.
func pairKeys(it *item, who []uint64) []uint64 {
	second := slices.Clone(who)
	for _, city := range it.cities {
		second = append(second, keyOf(city))
	}
	if it.country != "" {
		second = append(second, keyOf(it.country))
	}
	var keys []uint64
	for i, w := range who {
		for _, s := range second[i+1:] {
			keys = append(keys, joint(w, s))
		}
	}
	if it.name != "" {
		keys = append(keys, calledKey(it))
	}
	return keys
}
