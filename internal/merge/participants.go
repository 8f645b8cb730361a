package merge

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"chancery"
	"chancery/internal/name"
)

// gathered is one actor's part in an event, over all its claims.
type gathered struct {
	actor                    int
	names, roles, of, sector votes
	leads, types             votes
	aka                      map[string]bool
	offices                  map[name.Title][]*chancery.Office
	stated                   bool // some claim states whom it acts for
	office                   bool // some claim has only the office
}

// participants unites what the claims say of each actor, in the order in which
// they name them.
func (f *folding) participants(c *cluster) []chancery.Participant {
	at := map[int]*gathered{}
	var order []*gathered
	for _, i := range c.claims {
		for k := range f.claims[i].Event.Participants {
			a := f.seats[i][k]
			if a == none {
				continue
			}
			if at[a] == nil {
				at[a] = &gathered{actor: a, names: votes{}, roles: votes{}, of: votes{}, sector: votes{}, leads: votes{}, types: votes{},
					aka: map[string]bool{}, offices: map[name.Title][]*chancery.Office{}}
				order = append(order, at[a])
			}
			at[a].add(&f.claims[i].Event.Participants[k])
		}
	}
	var out []chancery.Participant
	for _, g := range order {
		out = append(out, f.unite(g))
	}
	return out
}

func (g *gathered) add(p *chancery.Participant) {
	if p.Name != "" {
		g.names.cast(p.Name, 1)
		g.aka[p.Name] = true
	}
	for _, a := range p.Aka {
		g.aka[a] = true
	}
	g.types.cast(string(p.Type), 1)
	g.of.cast(p.Of, 1+yes(p.OfBase == chancery.Stated))
	g.sector.cast(p.Sector, 1)
	g.leads.cast(p.Leads, 1)
	role := 2
	if p.Role == chancery.Attendee {
		role = 1 // says least
	}
	g.roles.cast(string(p.Role), role)
	g.stated = g.stated || p.OfBase == chancery.Stated
	g.office = g.office || p.Name == "" && p.Office != nil
	if p.Office != nil {
		t := name.ParseTitle(p.Office.Title, p.Office.Text)
		g.offices[t] = append(g.offices[t], p.Office)
	}
}

func (f *folding) unite(g *gathered) chancery.Participant {
	a := f.actors[g.actor]
	p := chancery.Participant{ID: a.id, Type: chancery.ActorType(g.types.winner()), Role: chancery.Role(g.roles.winner()),
		Of: g.of.winner(), Sector: g.sector.winner(), Leads: g.leads.winner(), Office: g.bestOffice()}
	if g.stated {
		p.OfBase = chancery.Stated
	} else if p.Of != "" {
		p.OfBase = chancery.Inferred
	}
	p.Name = fullest(g.names)
	if p.Name == "" && g.office && a.seat == seatPerson {
		p.Name, p.OfBase = a.shown, chancery.Inferred
	}
	if a.renamed {
		p.Name = a.shown
	}
	delete(g.aka, p.Name)
	p.Aka = slices.Sorted(maps.Keys(g.aka))
	return p
}

// fullest is the name with most words; of equals the most frequent, then the
// least.
func fullest(names votes) string {
	best, rank := "", []int{}
	for _, n := range slices.Sorted(maps.Keys(names)) {
		if r := []int{len(strings.Fields(n)), names[n]}; best == "" || slices.Compare(r, rank) > 0 {
			best, rank = n, r
		}
	}
	return best
}

// bestOffice is the title that most claims give; one that a language leaves
// open between deputy and assistant only where nobody says more.
func (g *gathered) bestOffice() *chancery.Office {
	var best *chancery.Office
	rank := []int{}
	for t, offices := range g.offices {
		slices.SortFunc(offices, func(x, y *chancery.Office) int {
			return cmp.Or(cmp.Compare(x.Title, y.Title), cmp.Compare(x.Text, y.Text), cmp.Compare(y.Of, x.Of))
		})
		r := []int{1 - yes(t.Either()), yes(t.Key() != ""), len(offices), len(strings.Fields(t.Key()))}
		c := slices.Compare(r, rank)
		if best == nil || c > 0 || c == 0 && cmp.Or(cmp.Compare(offices[0].Title, best.Title), cmp.Compare(offices[0].Text, best.Text), cmp.Compare(offices[0].Of, best.Of)) < 0 {
			best, rank = offices[0], r
		}
	}
	if best == nil {
		return nil
	}
	office := *best
	return &office
}
