package merge

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"chancery"
	"chancery/internal/name"
)

// How alike full names must be, by what else is known of the two.
const (
	alikeOffice = 0.82 // same party, and an office that one holds at a time, within a year
	alikeParty  = 0.85 // same party
	alikeOpen   = 0.90 // one has no party
	alikeApart  = 0.95 // different parties, not both states; in one event
	never       = 2
)

// holderDays is how long apart two reports may be for a surname and an office
// to mean one person.
const holderDays = 366

// local is a person of one report.
type local struct {
	report int
	name   string
	bare   bool
	of     []string // codes, one for each mention of which its report states one
	maybe  []string // codes that the report's reading infers
	titles []name.Title
	career career
	refs   []ref
	group  int // the full name it stands under, or none
}

// ref is where a person stands: as a participant, or k = none for a speaker.
type ref struct{ claim, k int }

// guessed reports whether the person's party is only inferred.
func (l *local) guessed() bool { return len(l.of) == 0 && len(l.maybe) > 0 }

// party is whom the person acts for: the state named most often, else the
// organisation. What the report states stands above what is inferred.
func (l *local) party() string {
	codes := l.of
	if l.guessed() {
		codes = l.maybe
	}
	count := map[string]int{}
	for _, of := range codes {
		count[of]++
	}
	best := ""
	for _, of := range slices.Sorted(maps.Keys(count)) {
		if best == "" || cmp.Or(yes(isState(of))-yes(isState(best)), count[of]-count[best]) > 0 {
			best = of
		}
	}
	return best
}

func yes(b bool) int {
	if b {
		return 1
	}
	return 0
}

// group is all persons with one full name and party whose careers can be one.
type group struct {
	name    string // Latin, the least of its spellings
	spelt   string // as written, the least
	parsed  *name.Name
	party   string
	guessed bool // by every report
	titles  []name.Title
	career  career
	locals  []int
	reports map[int]bool
	claims  map[int]bool
	cluster int                      // least group that is the same person
	not     map[int]chancery.Verdict // groups with which people do not want it joined
}

func (f *folding) castPeople() {
	locals := f.localPeople()
	people := f.verdicts(locals)
	groups := groupPeople(locals, people)
	people.keepApart(locals, groups)
	joinGroups(groups)
	f.placeSurnames(locals, groups, people)
	groups = people.join(f, locals, groups)
	f.enterPeople(locals, groups, people)
}

// localPeople collects the persons of every report; a bare surname is joined
// to the only full name of its report that has it.
func (f *folding) localPeople() []*local {
	var all []*local
	at := map[[3]string]*local{}
	others := f.others()
	add := func(claim, k int, written, of string, basis chancery.Basis, office *chancery.Office) {
		key := [3]string{f.claims[claim].Report, name.Latin(written), others[ref{claim, k}]}
		if key[1] == "" {
			return
		}
		l := at[key]
		if l == nil {
			l = &local{report: f.report[claim], name: written, bare: name.Bare(written), group: none}
			at[key] = l
			all = append(all, l)
		}
		switch {
		case of == "":
		case basis == chancery.Inferred:
			l.maybe = append(l.maybe, of)
		default:
			l.of = append(l.of, of)
		}
		if office != nil && (office.Title != "" || office.Text != "") {
			t := name.ParseTitle(office.Title, office.Text)
			if !slices.Contains(l.titles, t) {
				l.titles = append(l.titles, t)
			}
			l.career.add(&t, f.seenOn(claim))
		} else {
			l.career.add(nil, f.seenOn(claim))
		}
		l.refs = append(l.refs, ref{claim, k})
	}
	f.each(seatPerson, func(i, k int, p *chancery.Participant) { add(i, k, p.Name, partyOf(p), p.OfBase, p.Office) })
	for i := range f.claims {
		if t := f.claims[i].Tenure; t != nil && t.Name != "" {
			add(i, none, t.Name, t.Office.Of, chancery.Stated, &t.Office)
		}
	}
	full := map[int][]*local{}
	for _, l := range all {
		if !l.bare {
			full[l.report] = append(full[l.report], l)
		}
	}
	return slices.DeleteFunc(all, func(l *local) bool {
		if !l.bare {
			return false
		}
		var owner []*local
		for _, o := range full[l.report] {
			if surnameOf(l.name, o.name) && !apart(l.party(), o.party()) {
				owner = append(owner, o)
			}
		}
		if len(owner) != 1 {
			return false
		}
		o := owner[0]
		o.of, o.maybe, o.refs = append(o.of, l.of...), append(o.maybe, l.maybe...), append(o.refs, l.refs...)
		o.titles = append(o.titles, l.titles...)
		o.career.join(&l.career)
		return true
	})
}

// apart reports whether one person cannot act for both: two states.
func apart(a, b string) bool { return a != b && isState(a) && isState(b) }

// groupPeople puts full names that are spelt alike, in any order of words, and
// act for one party into one group, or into several where one person cannot have
// been all of these, or people say so.
func groupPeople(locals []*local, people *verdicts) []*group {
	same := map[[2]string][]int{}
	for i, l := range locals {
		if !l.bare {
			words := strings.Fields(name.Latin(l.name))
			slices.Sort(words)
			key := [2]string{strings.Join(words, " "), l.party()}
			same[key] = append(same[key], i)
		}
	}
	var groups []*group
	for key, all := range same {
		var parts [][]int
		for _, life := range lives(locals, all) {
			parts = append(parts, people.part(locals, life)...)
		}
		for _, part := range parts {
			g := &group{party: key[1], guessed: true, locals: part, reports: map[int]bool{}, claims: map[int]bool{}}
			for _, i := range part {
				l := locals[i]
				g.guessed = g.guessed && l.guessed()
				if latin := name.Latin(l.name); g.name == "" || latin < g.name {
					g.name = latin
				}
				if g.spelt == "" || l.name < g.spelt {
					g.spelt = l.name
				}
				for _, t := range l.titles {
					if !slices.Contains(g.titles, t) {
						g.titles = append(g.titles, t)
					}
				}
				g.career.join(&l.career)
				g.reports[l.report] = true
				for _, r := range l.refs {
					g.claims[r.claim] = true
				}
			}
			g.parsed = name.Parse(g.spelt)
			groups = append(groups, g)
		}
	}
	slices.SortFunc(groups, func(a, b *group) int {
		return cmp.Or(cmp.Compare(a.name, b.name), cmp.Compare(a.party, b.party), cmp.Compare(a.locals[0], b.locals[0]))
	})
	for g, group := range groups {
		group.cluster = g
		for _, i := range group.locals {
			locals[i].group = g
		}
	}
	return groups
}

// likeness is how alike the names of two groups are.
type likeness struct {
	a, b  int
	score float64
}

// joinGroups finds the groups that are one person, best pairs first, and keeps
// every two names of a person alike.
func joinGroups(groups []*group) {
	var pairs []likeness
	near := make([]map[string]bool, len(groups)) // of a group without party: the parties that it could have
	of := make([][]likeness, len(groups))        // the pairs that a group is in
	names := make([]*name.Name, len(groups))
	for i, g := range groups {
		names[i] = g.parsed
	}
	worth := func(a, b int) bool { return least(groups[a], groups[b]) < never }
	name.Alike(names, worth, func(a, b int, score float64) {
		if score < needed(groups[a], groups[b], score) || groups[a].not[b] != "" {
			return
		}
		pairs = append(pairs, likeness{a, b, score})
		of[a] = append(of[a], likeness{a, b, score})
		of[b] = append(of[b], likeness{b, a, score})
		for _, way := range [][2]int{{a, b}, {b, a}} {
			if near[way[0]] == nil {
				near[way[0]] = map[string]bool{}
			}
			if p := groups[way[1]].party; p != "" && !groups[way[1]].guessed {
				near[way[0]][p] = true
			}
		}
	})
	slices.SortStableFunc(pairs, func(p, q likeness) int {
		return cmp.Or(cmp.Compare(q.score, p.score), yes(groups[q.a].party == groups[q.b].party)-yes(groups[p.a].party == groups[p.b].party),
			cmp.Compare(p.a, q.a), cmp.Compare(p.b, q.b))
	})
	members := make([][]int, len(groups))
	for g := range groups {
		members[g] = []int{g}
	}
	for _, p := range pairs {
		a, b := groups[p.a].cluster, groups[p.b].cluster
		if a == b || homeless(groups, near, p.a, p.b) || !onePerson(groups, members[a], members[b]) {
			continue
		}
		if twoways(groups, of[p.a], p, members[b]) || twoways(groups, of[p.b], p, members[a]) {
			continue
		}
		a, b = min(a, b), max(a, b)
		for _, g := range members[b] {
			groups[g].cluster = a
		}
		members[a] = append(members[a], members[b]...)
		members[b] = nil
	}
}

// nearly is how much better a sure likeness must be than another for the other
// to be left out of account.
const nearly = 0.02

// twoways reports whether the name could as well be that of another person than
// these: one whose name is as like it, or when it is only likely to be theirs, as
// with an initial, like it at all.
func twoways(groups []*group, of []likeness, p likeness, members []int) bool {
	return slices.ContainsFunc(of, func(o likeness) bool {
		return o.b != p.a && o.b != p.b && (p.score < name.Sure || o.score >= p.score-nearly) &&
			groups[o.b].cluster != groups[o.a].cluster && !onePerson(groups, []int{o.b}, members)
	})
}

// needed is the score that the two groups, whose names have the given one, need
// to be one person.
func needed(a, b *group, score float64) float64 {
	n := least(a, b)
	switch {
	case n == never:
		return never
	case a.career.apart(&b.career):
		return never
	case score < alikeParty && shared(a.reports, b.reports):
		return never // one report, two spellings: it tells them apart
	case score < alikeApart && shared(a.claims, b.claims):
		return never
	case n == alikeOffice && score < alikeParty && !a.career.oneOffice(&b.career):
		return never
	}
	return n
}

// least is the score that two groups need at least, by their parties and offices.
func least(a, b *group) float64 {
	switch {
	case a.party == b.party && a.party != "":
		return alikeOffice
	case a.party == "" || b.party == "":
		return alikeOpen
	case apartGroups(a, b):
		return never
	case apart(a.party, b.party) && !slices.ContainsFunc(a.titles, func(t name.Title) bool { return slices.ContainsFunc(b.titles, t.Compatible) }):
		return never
	}
	return alikeApart
}

func shared(a, b map[int]bool) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	for x := range a {
		if b[x] {
			return true
		}
	}
	return false
}

// apartGroups reports whether two groups are surely not one person: they act
// for two states. A state that is only inferred gives way to one that is stated.
func apartGroups(a, b *group) bool { return a.guessed == b.guessed && apart(a.party, b.party) }

// worth ranks what the group says of its person's party: stated before
// inferred, a state before an organisation.
func (g *group) worth() int {
	if g.party == "" {
		return 0
	}
	return 1 + 2*yes(!g.guessed) + yes(isState(g.party))
}

// homeless reports whether one of the two has no party, or only an inferred
// one, and could be either of two states' persons.
func homeless(groups []*group, near []map[string]bool, a, b int) bool {
	if groups[a].party == groups[b].party && groups[a].party != "" {
		return false
	}
	for _, g := range []int{a, b} {
		states := 0
		for p := range near[g] {
			states += yes(isState(p))
		}
		if (groups[g].guessed || !isState(groups[g].party)) && states > 1 {
			return true
		}
	}
	return false
}

// onePerson reports whether all of these can be one person: none of one acts for
// another state than one of the other, or held an office when it could not, all
// their names are alike, and nobody says that they are not.
func onePerson(groups []*group, a, b []int) bool {
	for _, i := range a {
		for _, j := range b {
			x, y := groups[i], groups[j]
			score := x.parsed.Same(y.parsed)
			if apartGroups(x, y) || score < alikeOffice || score < min(alikeParty, needed(x, y, score)) ||
				score < alikeApart && shared(x.claims, y.claims) || x.career.apart(&y.career) || x.not[j] == chancery.Different {
				return false
			}
		}
	}
	return true
}

// placeSurnames joins bare surnames to the one person that they can mean. What
// is left is one person to each surname, party and office, or to each report.
func (f *folding) placeSurnames(locals []*local, groups []*group, people *verdicts) {
	type key struct{ party, word string }
	blocks := map[key][]int{}
	for g := range groups {
		for _, w := range groups[g].parsed.Keys() {
			at := key{groups[g].party, w}
			blocks[at] = append(blocks[at], g)
		}
	}
	for i, l := range locals {
		if !l.bare || l.party() == "" {
			continue
		}
		owner := map[int]bool{}
		for _, w := range name.Keys(l.name) {
			for _, g := range blocks[key{l.party(), w}] {
				if surnameOf(l.name, groups[g].spelt) && !slices.ContainsFunc(people.kept[i], func(j int) bool {
					return locals[j].group != none && groups[locals[j].group].cluster == groups[g].cluster
				}) && f.metTogether(l, locals, groups[g]) {
					owner[groups[g].cluster] = true
				}
			}
		}
		if len(owner) == 1 {
			for g := range owner {
				l.group = g
			}
		}
	}
}

// metTogether reports whether the bare local and the group hold one office
// within a year, or were seen in events that could be one.
func (f *folding) metTogether(l *local, locals []*local, g *group) bool {
	for _, i := range g.locals {
		o := locals[i]
		office := slices.ContainsFunc(l.titles, func(t name.Title) bool { return slices.ContainsFunc(o.titles, t.Compatible) })
		if office && f.days[l.report].near(f.days[o.report], holderDays) {
			return true
		}
		for _, a := range l.refs {
			for _, b := range o.refs {
				if a.k != none && b.k != none && f.sharedContext(f.items[a.claim], f.items[b.claim], l.party()) {
					return true
				}
			}
		}
	}
	return false
}

// sharedContext reports whether the two could be one event or one visit: time,
// kind, and a place or a party beside the person's own in common.
func (f *folding) sharedContext(a, b *item, own string) bool {
	if a.kind != b.kind && !(a.kind.Engagement() && b.kind.Engagement()) {
		return false
	}
	if a.when.basis == noDate || b.when.basis == noDate || a.when.first > b.when.last || b.when.first > a.when.last {
		return false
	}
	if a.country != "" && a.country == b.country {
		return true
	}
	return slices.ContainsFunc(a.parties, func(p string) bool { return p != own && slices.Contains(b.parties, p) })
}

// bareKey tells those apart who are known by a surname alone.
func (f *folding) bareKey(l *local) [3]string {
	key := [3]string{name.Latin(l.name), l.party(), f.reports[l.report].ID}
	if len(l.titles) > 0 && l.party() != "" {
		key[2] = l.titles[0].Key()
	}
	return key
}

// enterPeople makes the actors and seats them.
func (f *folding) enterPeople(locals []*local, groups []*group, people *verdicts) {
	of, worth := make([]int, len(groups)), make([]int, len(groups))
	for g, group := range groups {
		if group.cluster == g {
			of[g] = f.newActor("", chancery.Person, "", seatPerson)
		}
	}
	for g, group := range groups {
		of[g] = of[group.cluster]
		if w := group.worth(); w > worth[group.cluster] {
			worth[group.cluster] = w
			f.actors[of[g]].of = group.party
		}
	}
	type own struct {
		surname [3]string
		nth     int // of those of that name whom people keep apart
	}
	bare := map[own]int{}
	stands := map[own][]int{}       // for whom: locals
	names := make(map[int][]string) // of an actor: slugs of its names
	for i, l := range locals {
		a := none
		if l.group != none {
			a = of[l.group]
		} else {
			key := own{surname: f.bareKey(l)}
			for slices.ContainsFunc(people.kept[i], func(j int) bool { return slices.Contains(stands[key], j) }) {
				key.nth++
			}
			stands[key] = append(stands[key], i)
			var ok bool
			if a, ok = bare[key]; !ok {
				a = f.newActor("", chancery.Person, l.party(), seatPerson)
				bare[key] = a
			}
		}
		if l.group == none || !l.bare || slices.Contains(groups[l.group].locals, i) {
			names[a] = append(names[a], slug(l.name))
		}
		for _, r := range l.refs {
			if r.k == none {
				f.speaker[r.claim] = a
				f.actors[a].met(f.claims[r.claim].Tenure.Name, f.reports[l.report].Language, l.report)
			} else {
				f.seats[r.claim][r.k] = a
				f.meet(r.claim, a, &f.claims[r.claim].Event.Participants[r.k])
			}
		}
	}
	f.namePeople(names)
}

// namePeople gives persons their ids: the least slug of their names, with the
// party behind it where two persons have the same, and a number where that is
// the same too.
func (f *folding) namePeople(names map[int][]string) {
	taken := map[string][]int{}
	for _, a := range slices.Sorted(maps.Keys(names)) {
		slices.Sort(names[a])
		names[a] = slices.Compact(names[a])
		taken[names[a][0]] = append(taken[names[a][0]], a)
	}
	for _, id := range slices.Sorted(maps.Keys(taken)) {
		same := taken[id]
		used := map[string]int{}
		for _, a := range same {
			f.actors[a].id = id
			if len(same) > 1 {
				f.actors[a].id = strings.TrimSuffix(id+"-"+slug(f.actors[a].of), "-")
			}
			used[f.actors[a].id]++
			if n := used[f.actors[a].id]; n > 1 {
				f.actors[a].id += "-" + strconv.Itoa(n)
			}
		}
	}
	for a, slugs := range names {
		for _, s := range slugs {
			if len(taken[s]) == 0 {
				f.actors[a].others = append(f.actors[a].others, s)
			}
		}
	}
}
