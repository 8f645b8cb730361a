package eval

import (
	"cmp"
	"slices"

	"chancery"
)

func engagement(kind string) bool { return chancery.Kind(kind).Engagement() }

// act holds for every kind that is neither an engagement nor a mere statement
// or other.
func act(kind string) bool {
	return !engagement(kind) && news(kind)
}

// news holds for every kind but statement and other.
func news(kind string) bool {
	return kind != string(chancery.KindStatement) && kind != string(chancery.KindOther)
}

// directed holds for kinds in which it matters who did it to whom.
func directed(kind string) bool {
	switch chancery.Kind(kind) {
	case chancery.KindCriticism, chancery.KindPraise, chancery.KindRequest, chancery.KindSanction, chancery.KindExpulsion, chancery.KindAid, chancery.KindLetter:
		return true
	}
	return false
}

// near are pairs of kinds between which careful readers differ.
var near = [][2]chancery.Kind{
	{chancery.KindMeeting, chancery.KindVisit}, {chancery.KindMeeting, chancery.KindCall}, {chancery.KindSigning, chancery.KindAgreement},
	{chancery.KindPraise, chancery.KindStatement}, {chancery.KindCriticism, chancery.KindStatement}, {chancery.KindRequest, chancery.KindStatement},
	{chancery.KindLetter, chancery.KindStatement}, {chancery.KindConference, chancery.KindMeeting},
}

// kinship is 2 for one kind, 1 for near ones, 0 for others.
func kinship(first, second string) int {
	a, b := chancery.Kind(first), chancery.Kind(second)
	switch {
	case a == b:
		return 2
	case slices.Contains(near, [2]chancery.Kind{a, b}) || slices.Contains(near, [2]chancery.Kind{b, a}):
		return 1
	}
	return 0
}

func (c *comparer) sameParticipant(g *goldParticipant, s *participant) bool {
	if g.Name != "" {
		return c.anyName(slices.Concat([]string{g.Name}, g.Aka), slices.Concat([]string{s.Name}, s.Aka))
	}
	if g.Office == "" {
		return c.sameParty(g.Of, s.Of) || c.sameParty(g.Of, s.Name)
	}
	held := s.Office
	if held == nil {
		held = &office{}
		delegation := g.Type == string(chancery.Delegation)
		if delegation || g.Type == string(chancery.Organisation) { // an actor of its own, not an office holder
			if delegation && s.Type.text == g.Type && c.sameParty(g.Of, s.Of) {
				return true
			}
			held = &office{Title: s.Name, Aka: s.Aka}
		}
	}
	return c.sameOffice(g.Office, g.OfficeEn, held) && (g.Of == "" || c.sameParty(g.Of, first(held.Of, s.Of)))
}

// matching is one gold participant with the system's, or nil.
type matching struct {
	gold   *goldParticipant
	system *participant
}

// match gives each gold participant a system participant of its own, in the
// gold's order, and lists those that are left. The named choose before those
// with an office alone, and these before those who only stand for a party.
func (c *comparer) match(gold []goldParticipant, system []participant) (pairs []matching, spare []*participant) {
	for i := range system {
		spare = append(spare, &system[i])
	}
	order := make([]int, len(gold))
	for i := range gold {
		order[i] = i
		pairs = append(pairs, matching{gold: &gold[i]})
	}
	choice := func(p *goldParticipant) int {
		switch {
		case p.Name != "" && p.Office != "":
			return 0
		case p.Name != "":
			return 1
		case p.Office != "":
			return 2
		}
		return 3
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(choice(&gold[i]), choice(&gold[j])) })
	for _, i := range order {
		at := slices.IndexFunc(spare, func(s *participant) bool { return c.sameParticipant(&gold[i], s) })
		if at >= 0 {
			pairs[i].system = spare[at]
			spare = slices.Delete(spare, at, at+1)
		}
	}
	return pairs, spare
}

func matched(pairs []matching) int {
	n := 0
	for _, p := range pairs {
		if p.system != nil {
			n++
		}
	}
	return n
}

// similarity is how like the claim is to the gold event; 0 when it tells of
// something else. Kind and participants weigh most, then the date; a
// participant too many costs a little.
func (c *comparer) similarity(g *goldEvent, s *claimRow) float64 {
	denied := string(chancery.Denied)
	kin := kinship(g.Kind, s.Kind)
	if kin == 0 || (g.Modality.text == denied) != (s.Modality == denied) {
		return 0
	}
	pairs, spare := c.match(g.Participants, s.Participants)
	hits, named, namedHits := matched(pairs), 0, 0
	for _, p := range pairs {
		if p.gold.Name == "" {
			continue
		}
		named++
		if p.system != nil {
			namedHits++
		}
	}
	if g.Name != "" && c.sameName(g.Name, s.Name) {
		hits = max(hits, 1)
	}
	if hits == 0 || hits*2 < named {
		return 0
	}
	stranger := func(p *participant) bool { return p.Name != "" && p.person() }
	if 2*namedHits <= named && named > 1 && slices.ContainsFunc(spare, stranger) {
		return 0 // somebody else sat at the table
	}
	shared, known := overlap(g.Date.text, s.Date, g.tolerance(1))
	if known && !shared {
		return 0
	}
	// Each step is rounded by itself, so that the order of claims is the same
	// on machines that could multiply and add at once.
	like := float64(kin) + float64(2*hits)/float64(max(1, len(g.Participants)))
	if shared {
		like++
	}
	extra := float64(0.1 * float64(max(0, len(s.Participants)-hits)))
	return like - extra
}
