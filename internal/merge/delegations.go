package merge

import (
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"sync"

	"chancery"
	"chancery/data"
	"chancery/internal/name"
)

// delegation is a delegation as one report names it.
type delegation struct {
	report int
	name   string // folded
}

// sending is what is known of a delegation in one report.
type sending struct {
	of, written, target string
	leader              int // actor, or none
	refs                []ref
}

// castDelegations tells delegations apart by who sends them and where to, or
// else by who leads them. One that has neither is no more than its sender, or,
// where nobody says who that is, one of the report alone.
func (f *folding) castDelegations() {
	sent, order := f.sendings()
	targets := f.targets()
	specific := map[[2]string]map[string]bool{} // sender and leader: ids that name where to
	for _, key := range order {
		s := sent[key]
		if _, to, ok := strings.Cut(name.Latin(s.written), " to "); ok {
			to = strings.TrimPrefix(to, "the ")
			if code, known := targets[to]; known {
				to = code
			}
			s.target = slug(to)
		}
		if s.target != "" && s.leader != none {
			k := [2]string{s.of, f.actors[s.leader].id}
			if specific[k] == nil {
				specific[k] = map[string]bool{}
			}
			specific[k][s.target] = true
		}
	}
	made := map[string]int{}
	f.delegations = map[delegation]int{}
	for _, key := range order {
		s := sent[key]
		id, own := "delegation:"+s.of, ""
		sort := seatBody
		switch {
		case s.target != "":
			id += ":" + s.target
		case s.leader != none:
			id += ":" + f.actors[s.leader].id
			if to := specific[[2]string{s.of, f.actors[s.leader].id}]; len(to) == 1 {
				own = id
				id = "delegation:" + s.of + ":" + slices.Collect(maps.Keys(to))[0]
			}
		case s.of == "":
			id += f.reports[key.report].ID + ":" + slug(s.written)
		default:
			sort = seatParty
		}
		a, ok := made[id]
		if !ok {
			a = f.newActor(id, chancery.Delegation, s.of, sort)
			made[id] = a
		}
		if own != "" && !slices.Contains(f.actors[a].others, own) {
			f.actors[a].others = append(f.actors[a].others, own)
		}
		if key.name != "" {
			f.delegations[key] = a
		}
		f.actors[a].met(s.written, f.reports[key.report].Language, key.report)
		for _, r := range s.refs {
			f.seats[r.claim][r.k] = a
			f.meet(r.claim, a, &f.claims[r.claim].Event.Participants[r.k])
		}
	}
}

// sendings collects the delegations of every report, in claim order, those
// too that are named only as led by somebody.
func (f *folding) sendings() (map[delegation]*sending, []delegation) {
	sent := map[delegation]*sending{}
	var order []delegation
	at := func(report int, written, of string) *sending {
		key := delegation{report, name.Fold(written)}
		if key.name == "" {
			key.name = " " + of
		}
		s := sent[key]
		if s == nil {
			s = &sending{of: of, written: written, leader: none}
			sent[key] = s
			order = append(order, key)
		}
		if s.of == "" {
			s.of = of
		}
		return s
	}
	for i := range f.claims {
		if f.claims[i].Event == nil {
			continue
		}
		for k := range f.claims[i].Event.Participants {
			p := &f.claims[i].Event.Participants[k]
			if p.Type == chancery.Delegation && (p.Name != "" || p.Of != "" && !isGroup(p)) {
				s := at(f.report[i], p.Name, p.Of)
				s.refs = append(s.refs, ref{i, k})
			}
		}
	}
	for i := range f.claims {
		if f.claims[i].Event == nil {
			continue
		}
		for k := range f.claims[i].Event.Participants {
			p := &f.claims[i].Event.Participants[k]
			if p.Leads == "" || f.seats[i][k] == none {
				continue
			}
			if s := at(f.report[i], p.Leads, partyOf(p)); s.leader == none {
				s.leader = f.seats[i][k]
			}
		}
	}
	return sent, order
}

// targets maps the names of organisations, known ones and those of the record,
// to their codes.
func (f *folding) targets() map[string]string {
	out := maps.Clone(organisations())
	for _, a := range f.actors {
		if a.seat != seatParty {
			continue
		}
		for form := range a.forms {
			n := name.Latin(form.text)
			if _, known := organisations()[n]; known {
				continue
			}
			if was, ok := out[n]; !ok || a.id < was {
				out[n] = a.id
			}
		}
	}
	return out
}

// organisations are the codes of known organisations by their English names.
// They are part of the program, so a fault in them is a fault of the build.
var organisations = sync.OnceValue(func() map[string]string {
	const file, codeAt, namesAt = "gazetteer/organisations.tsv", 0, 4
	raw, err := fs.ReadFile(data.FS, file)
	if err != nil {
		panic(fmt.Errorf("merge: reading %s: %w", file, err))
	}
	out := map[string]string{}
	for line := range strings.Lines(string(raw)) {
		cells := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if strings.HasPrefix(line, "#") || len(cells) <= namesAt || cells[codeAt] == "id" {
			continue
		}
		for _, n := range append(strings.Split(cells[namesAt], "|"), cells[codeAt]) {
			if n = name.Latin(n); out[n] == "" {
				out[n] = cells[codeAt]
			}
		}
	}
	return out
})

// delegationNamed is the actor of the delegation that the report calls so.
func (f *folding) delegationNamed(report int, written string) int {
	if a, ok := f.delegations[delegation{report, name.Fold(written)}]; ok && written != "" {
		return a
	}
	return none
}
