package merge

import (
	"cmp"
	"maps"
	"slices"
	"strconv"

	"chancery"
	"chancery/internal/name"
)

// ruling is what somebody decided on two people: that they are one, or are not.
type ruling struct {
	on, and []naming
	verdict chancery.Verdict
	by      *chancery.Decision
}

// verdicts are what people say of the persons of reports.
type verdicts struct {
	of   map[[2]int]chancery.Verdict // of two locals, the lesser first
	kept map[int][]int               // of a local: those with which the program shall not join it by itself
	same [][2]int                    // the newest first
}

// on is what people say of two locals; empty when they say nothing.
func (v *verdicts) on(a, b int) chancery.Verdict { return v.of[[2]int{min(a, b), max(a, b)}] }

// different reports whether people say of any of these that they are not one of
// those.
func (v *verdicts) different(these, those []int) bool {
	return slices.ContainsFunc(these, func(a int) bool {
		return slices.ContainsFunc(v.kept[a], func(b int) bool {
			return v.on(a, b) == chancery.Different && slices.Contains(those, b)
		})
	})
}

// verdicts finds the locals that people ruled on. Of several rulings on one pair
// the latest holds.
func (f *folding) verdicts(locals []*local) *verdicts {
	v := &verdicts{of: map[[2]int]chancery.Verdict{}, kept: map[int][]int{}}
	if len(f.ruled) == 0 {
		return v
	}
	at := map[ref]int{}
	for i, l := range locals {
		for _, r := range l.refs {
			at[r] = i
		}
	}
	find := func(names []naming) []int {
		var out []int
		for _, n := range names {
			if r, ok := f.refOf(n); ok {
				if i, ok := at[r]; ok && !slices.Contains(out, i) {
					out = append(out, i)
				}
			}
		}
		return out
	}
	for _, r := range slices.Backward(f.ruled) {
		on, and := find(r.on), find(r.and)
		for _, a := range on {
			for _, b := range and {
				if pair := [2]int{min(a, b), max(a, b)}; a != b && v.of[pair] == "" {
					v.of[pair] = r.verdict
				}
			}
		}
		if r.verdict == chancery.Same && len(on) > 0 && len(and) > 0 {
			v.same = append(v.same, [2]int{on[0], and[0]})
		}
	}
	for _, pair := range slices.SortedFunc(maps.Keys(v.of), func(p, q [2]int) int { return slices.Compare(p[:], q[:]) }) {
		if v.of[pair] != chancery.Same {
			v.kept[pair[0]] = append(v.kept[pair[0]], pair[1])
			v.kept[pair[1]] = append(v.kept[pair[1]], pair[0])
		}
	}
	return v
}

// refOf is where a claim speaks of the person whom it calls so.
func (f *folding) refOf(n naming) (ref, bool) {
	i, ok := f.byID[n.claim]
	if !ok {
		return ref{}, false
	}
	written := name.Fold(n.written)
	if t := f.claims[i].Tenure; t != nil {
		return ref{i, none}, name.Fold(t.Name) == written
	}
	if f.claims[i].Event == nil {
		return ref{}, false
	}
	for k, p := range f.claims[i].Event.Participants {
		if sortOf(&p) == seatPerson && (name.Fold(p.Name) == written || slices.ContainsFunc(p.Aka, func(s string) bool { return name.Fold(s) == written })) {
			return ref{i, k}, true
		}
	}
	return ref{}, false
}

// others are the places where a report speaks of another person of a name that it
// has twice, as people ruled; each with a mark of the ruling.
func (f *folding) others() map[ref]string {
	type named struct {
		report int
		name   string
	}
	key := func(at ref) named {
		if at.k == none {
			return named{f.report[at.claim], name.Latin(f.claims[at.claim].Tenure.Name)}
		}
		return named{f.report[at.claim], name.Latin(f.claims[at.claim].Event.Participants[at.k].Name)}
	}
	out := map[ref]string{}
	for n, r := range f.ruled {
		if r.verdict != chancery.Different {
			continue
		}
		twice := map[named]bool{}
		for _, o := range r.and {
			if at, ok := f.refOf(o); ok {
				twice[key(at)] = true
			}
		}
		for _, o := range r.on {
			if at, ok := f.refOf(o); ok && twice[key(at)] {
				out[at] += "/" + strconv.Itoa(n)
			}
		}
	}
	return out
}

// part parts locals of one name where people keep them apart. Of whom nobody ruled
// is the person whose office he or she holds, else the one that most are.
func (v *verdicts) part(locals []*local, all []int) [][]int {
	var parts [][]int
	var rest []int
	for _, i := range all {
		if !slices.ContainsFunc(v.kept[i], func(j int) bool { return slices.Contains(all, j) }) {
			rest = append(rest, i)
			continue
		}
		p := slices.IndexFunc(parts, func(part []int) bool {
			return !slices.ContainsFunc(v.kept[i], func(j int) bool { return slices.Contains(part, j) })
		})
		if p < 0 {
			p, parts = len(parts), append(parts, nil)
		}
		parts[p] = append(parts[p], i)
	}
	if len(parts) == 0 {
		return [][]int{all}
	}
	most, homes := 0, make([]int, len(rest))
	for p := range parts {
		if len(parts[p]) > len(parts[most]) {
			most = p
		}
	}
	for n, i := range rest {
		homes[n] = most
		var holds []int
		for p, part := range parts {
			if slices.ContainsFunc(part, func(j int) bool { return oneOffice(locals[i], locals[j]) }) {
				holds = append(holds, p)
			}
		}
		if len(holds) == 1 {
			homes[n] = holds[0]
		}
	}
	for n, i := range rest {
		parts[homes[n]] = append(parts[homes[n]], i)
	}
	return parts
}

// oneOffice reports whether both hold offices that can be one.
func oneOffice(a, b *local) bool {
	return slices.ContainsFunc(a.titles, func(t name.Title) bool { return slices.ContainsFunc(b.titles, t.Compatible) })
}

// keepApart notes of the groups which of them people do not want joined.
func (v *verdicts) keepApart(locals []*local, groups []*group) {
	for i, l := range locals {
		for _, j := range v.kept[i] {
			g, h := l.group, locals[j].group
			if g == none || h == none || g == h {
				continue
			}
			if groups[g].not == nil {
				groups[g].not = map[int]chancery.Verdict{}
			}
			if verdict := v.on(i, j); groups[g].not[h] != chancery.Different {
				groups[g].not[h] = verdict
			}
		}
	}
}

// join makes one person of those whom people rule the same, unless they also rule
// that some of them are not.
func (v *verdicts) join(f *folding, locals []*local, groups []*group) []*group {
	grouped := func(i int) *group {
		if locals[i].group == none {
			groups = append(groups, v.surnameGroup(f, locals, i, len(groups)))
		}
		return groups[locals[i].group]
	}
	members := func(cluster int) []int {
		var out []int
		for _, g := range groups {
			if g.cluster == cluster {
				out = append(out, g.locals...)
			}
		}
		for i, l := range locals { // surnames that were placed there
			if l.group != none && groups[l.group].cluster == cluster && !slices.Contains(out, i) {
				out = append(out, i)
			}
		}
		return out
	}
	for _, pair := range v.same {
		a, b := grouped(pair[0]).cluster, grouped(pair[1]).cluster
		if a == b || v.on(pair[0], pair[1]) != chancery.Same || v.different(members(a), members(b)) {
			continue
		}
		for _, g := range groups {
			if g.cluster == max(a, b) {
				g.cluster = min(a, b)
			}
		}
	}
	return groups
}

// surnameGroup makes a group of a bare surname that stands for itself, together
// with those that stand for the same person.
func (v *verdicts) surnameGroup(f *folding, locals []*local, at, index int) *group {
	g := &group{name: name.Latin(locals[at].name), spelt: locals[at].name, party: locals[at].party(), guessed: locals[at].guessed(), cluster: index}
	own := f.bareKey(locals[at])
	for i, l := range locals {
		if l.group == none && f.bareKey(l) == own && !slices.Contains(v.kept[at], i) {
			l.group = index
			g.locals = append(g.locals, i)
		}
	}
	return g
}

// rulingsOn are what people decided on each actor, the oldest first.
func (f *folding) rulingsOn() map[int][]chancery.Ruling {
	out := map[int][]chancery.Ruling{}
	for _, r := range f.ruled {
		a, x := f.firstCalled(r.on)
		b, y := f.firstCalled(r.and)
		if a == none || b == none {
			continue
		}
		about := func(actor, other int, written string) {
			row := chancery.Ruling{Verdict: r.verdict, Name: written, By: r.by.By, Why: r.by.Why, Decision: r.by.ID}
			if other != actor {
				row.Actor = f.actors[other].id
			}
			out[actor] = append(out[actor], row)
		}
		switch {
		case a != b:
			about(a, b, y)
			about(b, a, x)
		case name.Fold(y) == name.Fold(f.actors[a].shown):
			about(a, a, x)
		default:
			about(a, a, y)
		}
	}
	return out
}

// firstCalled is the actor of the first of these that is there, and its name
// there.
func (f *folding) firstCalled(names []naming) (actor int, written string) {
	for _, n := range names {
		if a := f.called(n); a != none {
			return a, n.written
		}
	}
	return none, ""
}

// Doubt is a pair of people whom the program keeps apart and is not sure of.
type Doubt struct {
	A, B  *chancery.Actor
	Score float64 // how alike their names are, from 0 to 1
	Why   string
}

// likelyOne is how alike two names must be to be doubted.
const likelyOne = alikeOffice

// Doubts are the pairs of people of the record, and nobody ruled on them, whose
// names look alike in letters of two scripts, are the same, or nearly so; the
// likeliest first. Who meet each other are two, and so are who act for two states.
func Doubts(rec *chancery.Record) []Doubt {
	met := map[[2]string]bool{}
	for i := range rec.Events {
		for _, p := range rec.Events[i].Participants {
			for _, q := range rec.Events[i].Participants {
				met[[2]string{p.ID, q.ID}] = true
			}
		}
	}
	var people []*chancery.Actor
	var names []*name.Name
	for i := range rec.Actors {
		if a := &rec.Actors[i]; a.Type == chancery.Person {
			people, names = append(people, a), append(names, name.Parse(name.LooksLike(a.Name)))
		}
	}
	mixed := func(i, j int) bool { return name.Mixed(people[i].Name) != "" || name.Mixed(people[j].Name) != "" }
	worth := func(i, j int) bool {
		return mixed(i, j) || !apart(people[i].Of, people[j].Of) && !met[[2]string{people[i].ID, people[j].ID}]
	}
	var out []Doubt
	name.Alike(names, worth, func(i, j int, score float64) {
		a, b := people[i], people[j]
		if a.ID > b.ID {
			a, b = b, a
		}
		if score < likelyOne || slices.ContainsFunc(a.Rulings, func(r chancery.Ruling) bool { return r.Actor == b.ID }) {
			return
		}
		d := Doubt{A: a, B: b, Score: score, Why: "the names are nearly the same"}
		switch {
		case mixed(i, j):
			d.Why = "one name has letters of two scripts and looks like the other"
		case name.Fold(a.Name) == name.Fold(b.Name):
			d.Why = "one name, kept apart by party, office or time"
		}
		out = append(out, d)
	})
	slices.SortFunc(out, func(p, q Doubt) int {
		return cmp.Or(cmp.Compare(q.Score, p.Score), cmp.Compare(p.A.ID, q.A.ID), cmp.Compare(p.B.ID, q.B.ID))
	})
	return out
}
